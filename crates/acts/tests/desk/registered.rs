//! The register of denunciations through the door: numbers, days, what is refused, and what a change of the calendar moves.

use acts::Stop;
use acts::calendar::Close;
use acts::denunciation::{Register, Strike, TakeBack, TakeStep};
use domain::denunciation::line::{ClockStands, Line, LineClock};
use domain::event::Subject;
use domain::letter::LetterWay;
use domain::refusal::Refusal;
use store::denunciation;

use super::{Desk, HELD, day};
use crate::support::both;

impl Desk {
    fn denounced(&self, number: &str, received_on: &str) -> Register {
        Register {
            organisation: self.by.organisation,
            number: number.to_owned(),
            received_on: day(received_on),
            way: LetterWay::Post,
            field: String::new(),
        }
    }

    async fn line(&self, id: i64) -> Line {
        let mut read = self.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Denunciation, id).await.expect("reads");
        Line::by(&events).expect("a line")
    }

    async fn clock(&self, id: i64, rule: &str) -> LineClock {
        self.line(id).await.clocks.into_iter().rfind(|it| it.rule == rule).expect("a clock")
    }

    async fn step(&self, key: &str, id: i64, code: &str, on: &str) -> Result<(), Stop> {
        let step = TakeStep {
            denunciation: id,
            seen: self.line(id).await.last,
            step: code.to_owned(),
            happened_on: day(on),
            number: "12/QĐ-UBND".to_owned(),
            ground: "form".to_owned(),
            days: None,
            criteria: None,
            result: "right".to_owned(),
            conditions: ["form", "capacity", "competence", "basis"].map(str::to_owned).to_vec(),
        };
        self.act(key, step).await
    }

    async fn holds(&self) {
        let mut read = self.store.reader().await.expect("a reader");
        let verified = store::history::verify(&mut read).await.expect("reads");
        assert_eq!(verified.problems, Vec::<String>::new());
    }
}

fn refused<T: std::fmt::Debug>(done: Result<T, Stop>, why: &Refusal) {
    match done {
        Err(Stop::Refused(refusal)) => assert_eq!(refusal, *why),
        other => panic!("{other:?} and not {why:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_draws_its_number_once_and_takes_what_the_law_lets_follow() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let one = desk.act("one", desk.denounced("", "2026-09-01")).await.expect("a line");
        let again = desk.act("one", desk.denounced("", "2026-09-01")).await.expect("the same");
        assert_eq!(one, again, "a key is one line");
        let (two, three) = tokio::join!(
            desk.act("two", desk.denounced("", "2026-09-02")),
            desk.act("three", desk.denounced("", "2026-09-03"))
        );
        let (two, three) = (two.expect("a line"), three.expect("a line"));
        let mut read = desk.store.reader().await.expect("a reader");
        let mut numbers = Vec::new();
        for id in [one, two, three] {
            numbers.push(denunciation::find(&mut read, id).await.expect("reads").expect("is there").number);
        }
        drop(read);
        numbers.sort();
        assert_eq!(numbers, ["1", "2", "3"]);
        let there = Refusal::AlreadyThere { field: "denunciation_number" };
        refused(desk.act("taken", desk.denounced("2", "2026-09-03")).await, &there);
        let words = Refusal::NotANumber { field: "denunciation_number" };
        refused(desk.act("words", desk.denounced("ông Quách", "2026-09-03")).await, &words);
        let late = Refusal::TooLate { field: "received_on", latest: day(HELD) };
        refused(desk.act("late", desk.denounced("", "2026-09-12")).await, &late);

        refused(desk.step("early", one, "concluded", "2026-09-03").await, &Refusal::StepNotOpen);
        let before = Refusal::HappenedBefore { earliest: day("2026-09-01") };
        refused(desk.step("before", one, "accepted", "2026-08-31").await, &before);
        desk.step("accepted", one, "accepted", "2026-09-03").await.expect("a step");
        assert_eq!(desk.clock(one, "TC-SOLVE").await.due_on, Some(day("2026-10-05")), "03/10 is a Saturday");
        desk.step("suspended", one, "suspended", "2026-09-05").await.expect("a step");
        assert_eq!(desk.clock(one, "TC-SOLVE").await.state, ClockStands::Still);
        desk.step("resumed", one, "resumed", "2026-09-10").await.expect("a step");
        assert_eq!(desk.clock(one, "TC-SOLVE").await.due_on, Some(day("2026-10-08")), "five days did not count");
        let seen = desk.line(one).await.last;
        let strike = Strike { denunciation: one, seen };
        refused(desk.act("strike", strike).await, &Refusal::LaterStands);
        desk.act("back", TakeBack { denunciation: one, seen }).await.expect("taken back");
        refused(desk.act("twice", TakeBack { denunciation: one, seen }).await, &Refusal::Conflict);
        assert_eq!(desk.clock(one, "TC-SOLVE").await.state, ClockStands::Still, "it is suspended again");
        desk.act("out", Strike { denunciation: two, seen: desk.line(two).await.last }).await.expect("struck");
        let next = desk.act("next", desk.denounced("", "2026-09-04")).await.expect("a line");
        let mut read = desk.store.reader().await.expect("a reader");
        assert_eq!(denunciation::find(&mut read, next).await.expect("reads").expect("is there").number, "4");
        drop(read);
        desk.holds().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_change_of_the_calendar_moves_the_days_that_run_in_the_register() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let id = desk.act("one", desk.denounced("", HELD)).await.expect("a line");
        let before = desk.clock(id, "TC-INIT").await.due_on.expect("a last day");
        let storm = Close {
            organisation: desk.by.organisation,
            from: day("2026-09-14"),
            to: day("2026-09-15"),
            name: "Bão số 10".to_owned(),
            document: "Công điện số 12/CĐ-UBND ngày 11/09/2026".to_owned(),
            version: 0,
        };
        desk.act("storm", storm).await.expect("the place is closed");
        let after = desk.clock(id, "TC-INIT").await.due_on.expect("a last day");
        assert_eq!((before, after), (day("2026-09-22"), day("2026-09-24")));
        desk.holds().await;
    })
    .await;
}
