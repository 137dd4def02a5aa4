//! Letters that urge: one for each body with which something is overdue, in one press.

use acts::case::SpotResult;
use acts::notice::SetSeries;
use acts::transfer::SendOn;
use acts::urging::{Issue, MOST_URGED, Urge};
use domain::notice::{NumberMode, NumberRuns, Series};
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
        let own = (self.desk.by.organisation, None);
        let rows = urging::owed_by(&mut read, own, day(until), None, 50).await.expect("reads").rows;
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

#[tokio::test(flavor = "multi_thread")]
async fn what_is_beyond_one_act_is_urged_by_the_next_in_one_letter_and_nothing_twice_on_one_day() {
    both(async |_, store| {
        let house = House::open(store).await;
        let sent = house.raise("sent").await;
        let letter = house.letter(&sent, house.power, "2026-09-15").await;
        let letter = SendOn { answer_by: Some(day("2026-10-05")), ..letter };
        house.desk.act("send", letter).await.expect("it is sent");
        let beyond = 3;
        for no in 0..MOST_URGED + beyond {
            let matter = house.raise(&format!("m{no}")).await;
            house.assign(matter.case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        }
        let mut acts = 0;
        loop {
            match house.desk.act(&format!("urge-{acts}"), house.urge("2026-10-12")).await {
                Ok(_) => acts += 1,
                Err(stop) => {
                    assert!(matches!(stop, acts::Stop::Refused(Refusal::NothingOverdue)), "{stop:?}");
                    break;
                }
            }
        }
        assert!(acts > 1, "one act does not hold them all");
        let mut read = house.desk.store.reader().await.expect("a reader");
        let all = MOST_URGED + beyond + 1;
        let own = (house.desk.by.organisation, None);
        let owed = urging::owed_by(&mut read, own, day("2026-10-11"), None, 500).await.expect("reads");
        assert_eq!(owed.rows.len(), all);
        assert!(owed.rows.iter().all(|row| row.urged == 1), "each once");
        let letters = urging::letters(&mut read, house.desk.by.organisation, None, 10).await.expect("reads").rows;
        let to = |body: i64| letters.iter().filter(|it| it.to == body).map(|it| it.items).collect::<Vec<_>>();
        assert_eq!(to(house.power), [1]);
        let urged = i64::try_from(MOST_URGED + beyond).expect("few");
        assert_eq!(to(house.division), [urged], "one letter of one day, whatever number of acts wrote it");
        drop(read);
        house.desk.act("day after", house.urge("2026-10-13")).await.expect("they are urged again on another day");
        // What is recorded after the letter of a day was signed gets one of its own.
        let late = house.raise("late").await;
        house.assign(late.case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        let letters = async || {
            let mut read = house.desk.store.reader().await.expect("a reader");
            let all = urging::letters(&mut read, house.desk.by.organisation, None, 50).await.expect("reads").rows;
            all.into_iter().filter(|it| it.to == house.division && it.made_on == day("2026-10-12")).collect::<Vec<_>>()
        };
        let made = letters().await[0].id;
        let issue = Issue {
            organisation: house.desk.by.organisation,
            letter: made,
            number: "77/UBND".to_owned(),
            signer: None,
            happened_on: day("2026-10-12"),
        };
        house.desk.act("issue-made", issue).await.expect("it is signed");
        house.desk.act("urge-late", house.urge("2026-10-12")).await.expect("it is urged");
        let items: Vec<i64> = letters().await.iter().map(|it| it.items).collect();
        assert_eq!(items, [1, urged], "a letter that was signed stays as it was");
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_urges_gets_its_number_day_and_signer_when_it_is_signed() {
    both(async |_, store| {
        let house = House::open(store).await;
        let own = house.desk.by.organisation;
        let (one, two) = (house.raise("one").await, house.raise("two").await);
        for matter in [&one, &two] {
            house.assign(matter.case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        }
        house.desk.act("urge", house.urge("2026-10-12")).await.expect("they are urged");
        let letter = async || {
            let mut read = house.desk.store.reader().await.expect("a reader");
            urging::letters(&mut read, own, None, 10).await.expect("reads").rows.remove(0)
        };
        let made = letter().await;
        assert_eq!((made.issued, made.number.as_str(), made.on), (false, "", day("2026-10-12")));
        let issue = |number: &str, on: &str| Issue {
            organisation: own,
            letter: made.id,
            number: number.to_owned(),
            signer: None,
            happened_on: day(on),
        };
        let early = Refusal::HappenedBefore { earliest: day("2026-10-12") };
        assert_eq!(refused(house.desk.act("early", issue("77/UBND", "2026-10-11")).await), early);
        let none = issue(" ", "2026-10-14");
        assert_eq!(refused(house.desk.act("none", none).await), Refusal::Missing { field: "number" });
        let nobody = Issue { signer: Some(1), ..issue("77/UBND", "2026-10-14") };
        assert_eq!(refused(house.desk.act("nobody", nobody).await), Refusal::NotAChoice { field: "signer" });
        let stranger = house.colleague("nguoi.la", house.division, Role::Handler).await;
        let asked = house.desk.office.act(stranger, "stranger", issue("77/UBND", "2026-10-14")).await;
        assert!(matches!(asked, Err(acts::Stop::Refused(Refusal::NotThere | Refusal::NotAllowed))));

        house.desk.act("issue", issue("77/UBND", "2026-10-14")).await.expect("it was signed");
        let now = letter().await;
        assert_eq!((now.issued, now.number.as_str(), now.on), (true, "77/UBND", day("2026-10-14")));
        for matter in [&one, &two] {
            let mut read = house.desk.store.reader().await.expect("a reader");
            let of_case = urging::of_case(&mut read, matter.case).await.expect("reads");
            assert_eq!(
                (of_case[0].number.as_str(), of_case[0].on),
                ("77/UBND", day("2026-10-14")),
                "it stands on the case"
            );
            drop(read);
            house.event_of(matter.case, "case.urging_issued").await;
        }
        // A slip of the pen is typed anew; the number stays where none is typed.
        house.desk.act("again", issue("", "2026-10-15")).await.expect("another day");
        let now = letter().await;
        assert_eq!((now.number.as_str(), now.on), ("77/UBND", day("2026-10-15")));
        house.desk.verify().await;

        // Where the program numbers the letters of the body it draws the next one.
        let series = SetSeries {
            organisation: own,
            series: Series::Letter,
            mode: NumberMode::Internal,
            runs: NumberRuns::Year,
            next: 8,
            happened_on: day("2026-10-01"),
        };
        house.desk.act("series", series).await.expect("it is set");
        house.desk.act("urge-again", house.urge("2026-11-12")).await.expect("they are urged");
        let next = letter().await.id;
        let drawn = Issue { letter: next, ..issue("", "2026-11-13") };
        house.desk.act("drawn", drawn).await.expect("it was signed");
        assert_eq!(letter().await.number, "08");
        house.desk.verify().await;
    })
    .await;
}
