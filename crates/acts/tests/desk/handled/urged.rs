//! Letters that urge: one for each body with which something is overdue, in one press.

use acts::case::SpotResult;
use acts::transfer::SendOn;
use acts::urging::Urge;
use domain::permission::Role;
use domain::refusal::Refusal;
use store::urging;

use super::{House, refused};
use crate::desk::day;
use crate::support::both;

impl House {
    pub(super) fn urge(&self, on: &str) -> Urge {
        Urge {
            organisation: self.desk.by.organisation,
            to: None,
            number: String::new(),
            answer_by: None,
            happened_on: day(on),
        }
    }

    async fn owed(&self, until: &str) -> Vec<(i64, String, i64)> {
        let mut read = self.desk.store.reader().await.expect("a reader");
        let rows = urging::owed_by(&mut read, self.desk.by.organisation, day(until), 50).await.expect("reads").rows;
        rows.into_iter().map(|row| (row.to, row.what, row.urged)).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_press_writes_one_letter_to_each_body_with_which_something_is_overdue() {
    both(async |_, store| {
        let house = House::open(store).await;
        assert_eq!(refused(house.desk.act("none", house.urge("2026-10-12")).await), Refusal::NothingOverdue);
        let (one, two, sent, promised, kept) = (
            house.raise("one").await,
            house.raise("two").await,
            house.raise("sent").await,
            house.raise("promised").await,
            house.raise("kept").await,
        );
        for matter in [&one, &two, &promised] {
            house.assign(matter.case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        }
        house.assign(kept.case, "2026-09-14", "2026-12-20").await.expect("it is assigned");
        house.reply(&promised, "2026-09-20", SpotResult::Promised).await.expect("it is promised");
        let letter = house.letter(&sent, house.power, "2026-09-15").await;
        let letter = SendOn { answer_by: Some(day("2026-10-05")), ..letter };
        house.desk.act("send", letter).await.expect("it is sent");
        let stranger = house.colleague("nguoi.la", house.division, Role::Handler).await;
        let asked = house.desk.office.act(stranger, "stranger", house.urge("2026-10-12")).await;
        assert!(matches!(asked, Err(acts::Stop::Refused(Refusal::NotThere | Refusal::NotAllowed))));

        let (division, power) = (house.division, house.power);
        let rows = |urged: i64| {
            let of = |to: i64, what: &str| (to, what.to_owned(), urged);
            vec![of(division, "assignment"), of(division, "assignment"), of(power, "transfer")]
        };
        assert_eq!(house.owed("2026-10-11").await, rows(0));
        let first = house.desk.act("urge", house.urge("2026-10-12")).await.expect("they are urged").first;
        let again = house.desk.act("urge", house.urge("2026-10-12")).await.expect("one key is one act").first;
        assert_eq!(first, again);
        assert_eq!(house.owed("2026-10-11").await, rows(1));
        let mut read = house.desk.store.reader().await.expect("a reader");
        let letters = urging::letters(&mut read, house.desk.by.organisation, None, 10).await.expect("reads").rows;
        let mut items: Vec<(i64, i64)> = letters.iter().map(|it| (it.to, it.items)).collect();
        items.sort_unstable();
        assert_eq!(items, [(division, 2), (power, 1)], "one letter for each body");
        drop(read);
        assert_eq!(house.outcome(one.case, "2026-10-13").await, "not_taken_up", "a letter is no work");

        // By December the promise is overdue as well; one body alone is urged, by a letter of that number.
        let one_body = Urge { to: Some(division), number: "77/UBND".to_owned(), ..house.urge("2026-12-02") };
        let wrong = Urge { to: None, ..one_body.clone() };
        assert_eq!(refused(house.desk.act("wrong", wrong).await), Refusal::NotAChoice { field: "number" });
        house.desk.act("urge-one", one_body).await.expect("it is urged");
        let owed = house.owed("2026-12-01").await;
        assert!(owed.contains(&(division, "promise".to_owned(), 1)), "{owed:?}");
        let (event, reason) = (house.event_of(one.case, "case.urged").await, "Ghi nhầm".to_owned());
        let correct = acts::event::Correct { event, happened_on: day("2026-10-15"), reason };
        assert_eq!(refused(house.desk.act("correct", correct).await), Refusal::NotAllowed, "its letter has the day");
        house.strike(event).await;
        let mut read = house.desk.store.reader().await.expect("a reader");
        let of_case = urging::of_case(&mut read, one.case).await.expect("reads");
        assert_eq!(of_case.iter().map(|row| row.struck).collect::<Vec<_>>(), [true, false]);
        drop(read);
        house.desk.verify().await;
    })
    .await;
}
