//! Lists that are opened, given and closed.

use std::net::{IpAddr, Ipv4Addr};

use acts::account::{BeginPlace, TypedSignIn, Visit};
use acts::event::Strike;
use acts::handover::Give;
use acts::term::Person;
use domain::day::Instant;
use domain::event::{CaseEvent, Event, OrganisationEvent, Subject};
use domain::handover::{Group, Kind};
use domain::permission::Role;
use domain::refusal::Refusal;
use store::figure::results::{self, Asked, Mode, Scope};
use store::grant::{Of, may};
use store::{account, case, dialogue, organisation};

use super::{House, PASSWORD, TODAY, day, opinion, place, refused};
use crate::support::both;

#[tokio::test(flavor = "multi_thread")]
async fn nothing_of_an_ended_body_stays_behind() {
    both(async |_, store| {
        let house = House::open(store).await;
        let root = house.root();
        let ended = house.found(root, "UBND huyện Cũ", Some(place("district", "Huyện Cũ"))).await;
        let heir = house.found(root, "UBND xã Mới", Some(place("commune", "Xã Mới"))).await;
        let child = house.found(ended, "Phòng Kinh tế", None).await;
        let clerk = house.account("thu.ky", ended, &[Role::Clerk, Role::Administrator]).await;
        let chair = house.term(ended, Person::New("Đinh Quang Sáng".to_owned()), "chairman").await.term;
        let talk = house.dialogue(clerk, Some(chair)).await;
        let mut cases = Vec::new();
        for field in ["05", "05", "02", ""] {
            cases.push(house.raise(clerk, talk.session, field).await.case);
        }
        house.end(ended, "2026-09-10", &[heir]).await;

        let list = house.list().await;
        assert_eq!((list.organisation, list.state.as_str(), list.items, list.open), (ended, "open", 8, 8));
        assert_eq!(refused(house.close(house.admin).await), Refusal::NotHandedOver { open: 8 });
        let groups = house.groups(&list).await;
        assert!(groups.iter().all(|group| group.proposed == Some(heir)), "{groups:?}");
        let mut counts: Vec<(Kind, i64)> = groups.iter().map(|group| (group.group.kind, group.open)).collect();
        counts.sort_unstable();
        let cases_by_field = [(Kind::Case, 1), (Kind::Case, 1), (Kind::Case, 2)];
        let others = [(Kind::Dialogue, 1), (Kind::Membership, 2), (Kind::Body, 1)];
        assert_eq!(counts, [&cases_by_field[..], &others[..]].concat());
        // Nothing new begins with the body while it is being given away.
        let late = house.act(clerk, opinion(talk.session, "05")).await;
        assert!(matches!(refused(late), Refusal::BodyEnded { .. }));

        for group in &groups {
            house.give(house.admin, std::slice::from_ref(&group.group), heir, None).await.expect("it is given");
            house.verify().await;
        }
        house.nothing_is_left(ended).await;
        house.close(house.admin).await.expect("it is closed");
        assert_eq!(house.list().await.state, "closed");
        assert_eq!(refused(house.close(house.admin).await), Refusal::AlreadyDone);

        let mut read = house.store.reader().await.expect("a reader");
        for id in &cases {
            let row = case::find(&mut read, *id).await.expect("reads").expect("it is there");
            assert_eq!((row.accountable_id, row.origin.as_str()), (heir, "UBND huyện Cũ"), "the origin never changes");
        }
        let held = dialogue::find(&mut read, talk.dialogue).await.expect("reads").expect("it is there");
        assert_eq!((held.organisation, held.chair), (heir, None));
        let roles = account::memberships(&mut read, &[clerk.account]).await.expect("reads");
        assert_eq!(roles.iter().map(|row| row.organisation).collect::<Vec<_>>(), [heir, heir]);
        let above = organisation::superiors(&mut read, child, day(TODAY)).await.expect("reads");
        assert_eq!(above.iter().map(|(_, body)| body.id).collect::<Vec<_>>(), [heir]);
        assert!(organisation::is_over(&mut read, heir, child).await.expect("reads"), "the closure follows");
        assert!(!organisation::is_over(&mut read, ended, child).await.expect("reads"));
        let found = store::search::find(&mut read, &[heir], "nuoc").await.expect("reads");
        assert_eq!(found.len(), 4, "the words are found by who answers for them now");
        assert!(store::search::find(&mut read, &[ended], "nuoc").await.expect("reads").is_empty());
        drop(read);
        let moved = acts::By { organisation: heir, ..clerk };
        house.raise(moved, talk.session, "05").await;
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_figures_of_an_ended_body_stay_its_own() {
    both(async |_, store| {
        let house = House::open(store).await;
        let ended = house.found(house.root(), "UBND huyện Cũ", Some(place("district", "Huyện Cũ"))).await;
        let heir = house.found(house.root(), "UBND xã Mới", Some(place("commune", "Xã Mới"))).await;
        let clerk = house.account("thu.ky", ended, &[Role::Clerk]).await;
        let talk = house.dialogue(clerk, None).await;
        house.raise(clerk, talk.session, "05").await;
        let told = async |scope| {
            let asked = Asked {
                scope: Scope::Alone(scope),
                mode: Mode::Raised,
                from: day("2026-01-01"),
                to: day("2026-12-31"),
                state_on: day("2026-12-31"),
                as_of: Instant::end_of(day("2026-12-31")),
            };
            let mut read = house.store.reader().await.expect("a reader");
            let lines = results::count(&mut read, &asked, "commune").await.expect("reads");
            let total = lines.last().map(|line| &line.counts).expect("a total");
            (total.cases.total, total.dialogues.held, total.turns, total.submissions)
        };
        let before = told(ended).await;
        // A dialogue still under way is not yet one that was held.
        assert_eq!(before, (1, 0, 1, 1));
        house.end(ended, "2026-09-10", &[heir]).await;
        for group in house.groups(&house.list().await).await {
            house.give(house.admin, &[group.group], heir, None).await.expect("it is given");
        }
        assert_eq!(told(ended).await, before, "where it was raised is for ever");
        assert_eq!(told(heir).await, (0, 0, 0, 0));
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_places_name_one_heir_it_is_proposed() {
    both(async |_, store| {
        let house = House::open(store).await;
        let official = |code: &str| Some(BeginPlace::Official { level: "commune".to_owned(), code: code.to_owned() });
        // 00001 went on whole in 00097, and 00007 in parts.
        let whole = house.found_as(house.root(), "peoples_committee", "UBND A", official("00001"), "2025-01-01").await;
        let part = house.found_as(house.root(), "peoples_committee", "UBND B", official("00007"), "2025-01-01").await;
        let heir = house.found_as(house.root(), "peoples_committee", "UBND C", official("00097"), "2025-07-01").await;
        for (at, (organisation, proposed)) in [(whole, Some(heir)), (part, None)].into_iter().enumerate() {
            house.account(&format!("thu.ky.{at}"), organisation, &[Role::Clerk]).await;
            house.end(organisation, "2025-07-01", &[]).await;
            let groups = house.groups(&house.list().await).await;
            assert_eq!(groups.iter().map(|group| group.proposed).collect::<Vec<_>>(), [proposed]);
            assert_eq!(groups[0].proposed_name.is_some(), proposed.is_some());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_the_places_name_nobody_the_receiver_of_the_same_field_is_proposed() {
    both(async |_, store| {
        let house = House::open(store).await;
        let root = house.root();
        // Cases of two communes come together in one body, and that one is split.
        let one = house.found(root, "UBND xã Một", Some(place("commune", "Xã Một"))).await;
        let two = house.found(root, "UBND xã Hai", Some(place("commune", "Xã Hai"))).await;
        for (login, body) in [("thu.ky.mot", one), ("thu.ky.hai", two)] {
            let clerk = house.account(login, body, &[Role::Clerk]).await;
            let talk = house.dialogue(clerk, None).await;
            for field in ["05", "02", ""] {
                house.raise(clerk, talk.session, field).await;
            }
        }
        house.end(one, "2026-09-05", &[two]).await;
        for group in house.groups(&house.list().await).await {
            house.give(house.admin, &[group.group], two, None).await.expect("it is given");
        }
        let heirs = [
            house.found(root, "UBND xã Ba", Some(place("commune", "Xã Ba"))).await,
            house.found(root, "UBND xã Bốn", Some(place("commune", "Xã Bốn"))).await,
        ];
        house.end(two, "2026-09-10", &heirs).await;
        let list = house.list().await;
        let proposed = async |field: &str| {
            let groups = house.groups(&list).await;
            let of_field = groups.into_iter().filter(|row| row.group.kind == Kind::Case && row.group.field == field);
            of_field.filter(|row| row.open > 0).map(|row| (row.group, row.proposed)).collect::<Vec<_>>()
        };
        for field in ["05", "02", ""] {
            let groups = proposed(field).await;
            assert_eq!(groups.len(), 2, "of each commune one");
            assert!(groups.iter().all(|(_, proposed)| proposed.is_none()), "the places name nobody");
        }
        let first = proposed("05").await.remove(0).0;
        house.give(house.admin, &[first], heirs[1], None).await.expect("it is given");
        let first = proposed("").await.remove(0).0;
        house.give(house.admin, &[first], heirs[1], None).await.expect("it is given");
        assert_eq!(proposed("05").await.iter().map(|row| row.1).collect::<Vec<_>>(), [Some(heirs[1])]);
        assert!(proposed("02").await.iter().all(|row| row.1.is_none()), "another field");
        assert!(proposed("").await.iter().all(|row| row.1.is_none()), "no field is no reason");
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_gift_repeated_by_its_key_is_done_once() {
    both(async |_, store| {
        let house = House::open(store).await;
        let ended = house.found(house.root(), "UBND huyện Cũ", Some(place("district", "Huyện Cũ"))).await;
        let clerk = house.account("thu.ky", ended, &[Role::Clerk]).await;
        let talk = house.dialogue(clerk, None).await;
        let case = house.raise(clerk, talk.session, "05").await.case;
        house.end(ended, "2026-09-10", &[house.root()]).await;
        let list = house.list().await;
        let items = house.items(&list).await;
        let of_case = items.iter().find(|item| item.subject == case).expect("it is listed");
        assert_eq!(
            (of_case.group.field.as_str(), of_case.place.as_str(), of_case.name.as_deref()),
            ("05", "Huyện Cũ", None)
        );
        let give = Give {
            handover: list.id,
            items: vec![of_case.id],
            groups: Vec::new(),
            receiver: house.root(),
            term: None,
            version: list.version,
        };
        for replayed in [false, true] {
            let done = house.office.act(house.admin, "once", give.clone()).await.expect("it is given");
            assert_eq!(done.replayed, replayed);
        }
        assert_eq!(refused(house.act(house.admin, give.clone()).await), Refusal::Conflict);
        let again = Give { version: house.list().await.version, ..give };
        assert_eq!(refused(house.act(house.admin, again).await), Refusal::AlreadyDone);
        let mut read = house.store.reader().await.expect("a reader");
        let history = store::event::history(&mut read, Subject::Case, case).await.expect("reads");
        let moved: Vec<i64> = history
            .iter()
            .filter(|known| matches!(known.event, Event::Case(CaseEvent::TakenOver { .. })))
            .map(|known| known.id)
            .collect();
        assert_eq!(moved.len(), 1);
        drop(read);
        let strike = Strike { event: moved[0], reason: "Nhầm".to_owned() };
        assert_eq!(
            refused(house.act(house.admin, strike).await),
            Refusal::NotAllowed,
            "a handover moves more than the case"
        );
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_that_was_taken_back_meanwhile_is_given_to_nobody() {
    both(async |_, store| {
        let house = House::open(store).await;
        let ended = house.found(house.root(), "UBND huyện Cũ", Some(place("district", "Huyện Cũ"))).await;
        let clerk = house.account("thu.ky", ended, &[Role::Clerk]).await;
        house.end(ended, "2026-09-10", &[house.root()]).await;
        let revoke = acts::account::RevokeRole { account: clerk.account, organisation: ended, role: Role::Clerk };
        house.act(house.admin, revoke).await.expect("it is taken back");
        let group = house.groups(&house.list().await).await[0].group.clone();
        assert_eq!(refused(house.give(house.admin, &[group], house.root(), None).await), Refusal::AlreadyDone);
        house.close(house.admin).await.expect("nothing is left");
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_leaves_nothing_opens_no_list() {
    both(async |_, store| {
        let house = House::open(store).await;
        let ended = house.found(house.root(), "UBND huyện Cũ", Some(place("district", "Huyện Cũ"))).await;
        let term = house.term(ended, Person::New("Đinh Quang Sáng".to_owned()), "chairman").await.term;
        house.end(ended, "2026-09-10", &[]).await;
        let mut read = house.store.reader().await.expect("a reader");
        let right = domain::permission::Act::HandoverRead;
        let (grant, _) =
            may(&mut read, house.admin, right, Of::Organisation(house.root())).await.expect("it may be read");
        assert!(store::handover::list(&mut read, &grant, None, 10).await.expect("reads").rows.is_empty());
        let span = store::term::find(&mut read, term).await.expect("reads").expect("it is there");
        assert_eq!(span.to, day("2026-09-10"), "the posts end with the body");
        let history = store::event::history(&mut read, Subject::Organisation, ended).await.expect("reads");
        let told = history.iter().any(|known| {
            matches!(known.event, Event::Organisation(OrganisationEvent::TermEnded { term: t, handover: None }) if t == term)
        });
        assert!(told);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_signed_in_goes_on_for_the_body_that_received_the_role() {
    both(async |_, store| {
        let house = House::open(store).await;
        let ended = house.found(house.root(), "UBND huyện Cũ", Some(place("district", "Huyện Cũ"))).await;
        let heir = house.found(house.root(), "UBND xã Mới", Some(place("commune", "Xã Mới"))).await;
        house.account("thu.ky", ended, &[Role::Clerk]).await;
        let visit = Visit { address: IpAddr::V4(Ipv4Addr::LOCALHOST), device: "test".to_owned(), at: house.at };
        let typed = TypedSignIn { login: "thu.ky".to_owned(), password: PASSWORD.to_owned() };
        let signed = acts::account::sign_in(&house.office, &house.secrets, &typed, &visit).await.expect("signs in");
        let works_for = async || {
            let mut read = house.store.reader().await.expect("a reader");
            let who = acts::account::who(&mut read, &signed.token, house.at).await.expect("reads");
            who.map(|session| session.by.organisation)
        };
        assert_eq!(works_for().await, Some(ended));
        house.end(ended, "2026-09-10", &[heir]).await;
        for group in house.groups(&house.list().await).await {
            house.give(house.admin, &[group.group], heir, None).await.expect("it is given");
        }
        assert_eq!(works_for().await, Some(heir));
        house.verify().await;
    })
    .await;
}

/// A group of a list, by kind alone where there is one of it.
pub(super) fn of_kind(groups: &[store::handover::GroupRow], kind: Kind) -> Group {
    groups.iter().find(|row| row.group.kind == kind).expect("a group of that kind").group.clone()
}
