//! Lists of thousands, and any sequence of gifts.

use domain::event::Subject;
use domain::handover::Kind;
use domain::permission::Role;
use domain::span::Axis;
use domain::timeline::timeline;
use store::handover::GroupRow;

use super::{House, place};
use crate::support::both;

/// Numbers that are always the same and look like chance.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("it is small") % most
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_any_sequence_of_gifts_each_item_has_one_receiver_and_each_case_its_bearer() {
    both(async |_, store| {
        let house = House::open(store).await;
        let ended = house.found(house.root(), "UBND huyện Cũ", Some(place("district", "Huyện Cũ"))).await;
        let mut receivers = vec![house.root()];
        for name in ["UBND xã Một", "UBND xã Hai"] {
            receivers.push(house.found(house.root(), name, Some(place("commune", name))).await);
        }
        for name in ["Phòng Kinh tế", "Phòng Văn hóa"] {
            house.found(ended, name, None).await;
        }
        let clerk = house.account("thu.ky", ended, &[Role::Clerk, Role::Office]).await;
        let talk = house.dialogue(clerk, None).await;
        for (at, field) in domain::field::CODES.iter().cycle().take(40).enumerate() {
            house.raise(clerk, talk.session, if at % 5 == 0 { "" } else { field }).await;
        }
        house.end(ended, "2026-09-10", &receivers[1..]).await;
        let mut dice = Dice(17);
        loop {
            let groups: Vec<GroupRow> =
                house.groups(&house.list().await).await.into_iter().filter(|group| group.open > 0).collect();
            if groups.is_empty() {
                break;
            }
            let open = house.list().await.open;
            let receiver = receivers[dice.below(receivers.len())];
            if dice.below(2) == 0 {
                let group = groups[dice.below(groups.len())].group.clone();
                house.give(house.admin, &[group], receiver, None).await.expect("it is given");
            } else {
                let list = house.list().await;
                let items = house.items(&list).await;
                let free: Vec<i64> = items.iter().filter(|item| item.state == "open").map(|item| item.id).collect();
                let items = vec![free[dice.below(free.len())]];
                let give = acts::handover::Give {
                    handover: list.id,
                    items,
                    groups: Vec::new(),
                    receiver,
                    term: None,
                    version: list.version,
                };
                house.act(house.admin, give).await.expect("it is given");
            }
            assert!(house.list().await.open < open, "each gift leaves less");
        }
        house.close(house.admin).await.expect("it is closed");
        house.nothing_is_left(ended).await;
        let mut read = house.store.reader().await.expect("a reader");
        for item in house.items(&house.list().await).await {
            let receiver = item.receiver.expect("it has a receiver");
            assert!(receivers.contains(&receiver) && item.state == "given");
            if item.group.kind == Kind::Case {
                let case = store::case::find(&mut read, item.subject).await.expect("reads").expect("it is there");
                let history = store::event::history(&mut read, Subject::Case, item.subject).await.expect("reads");
                let bearer = timeline(&history).into_iter().rfind(|segment| segment.axis == Axis::Bearer);
                let bearer = bearer.and_then(|segment| segment.organisation);
                assert_eq!((case.accountable_id, bearer), (receiver, Some(receiver)));
            }
        }
        drop(read);
        house.verify().await;
    })
    .await;
}

/// A district leaves thousands of cases. The number of statements does not grow with them.
#[tokio::test(flavor = "multi_thread")]
async fn slow_a_list_of_many_cases_is_given_with_few_statements() {
    const CASES: usize = 1_500;
    both(async |at, store| {
        let house = House::open(store).await;
        let ended = house.found(house.root(), "UBND huyện Cũ", Some(place("district", "Huyện Cũ"))).await;
        let heir = house.found(house.root(), "UBND xã Mới", Some(place("commune", "Xã Mới"))).await;
        let clerk = house.account("thu.ky", ended, &[Role::Clerk]).await;
        let talk = house.dialogue(clerk, None).await;
        for _ in 0..CASES {
            house.raise(clerk, talk.session, "05").await;
        }
        house.end(ended, "2026-09-10", &[heir]).await;
        let list = house.list().await;
        assert_eq!(list.open, 1_502);
        let mut read = house.store.reader().await.expect("a reader");
        let (mut after, mut seen) = (None, 0);
        loop {
            let page = store::handover::items(&mut read, list.id, None, after, 500).await.expect("reads");
            seen += page.rows.len();
            after = page.rows.last().map(|row| row.id);
            if !page.more {
                break;
            }
        }
        assert_eq!(seen, CASES + 2, "every item is on one page");
        drop(read);
        let groups: Vec<_> = house.groups(&list).await.into_iter().map(|row| row.group).collect();
        let before = house.store.statements();
        house.give(house.admin, &groups, heir, None).await.expect("it is given");
        let took = house.store.statements() - before;
        assert!(took < 300, "{}: {took} statements", at.engine());
        house.close(house.admin).await.expect("it is closed");
        house.nothing_is_left(ended).await;
        house.verify().await;
    })
    .await;
}
