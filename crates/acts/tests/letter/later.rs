//! What is typed after its day, what others raised meanwhile, and who is told of it.

use acts::case::{End, Link, Tell};
use acts::event::Strike as StrikeEvent;
use acts::letter::{Process, Register};
use domain::correction::struck_by;
use domain::event::{ContactWay, EndGround, Kind, Subject};
use domain::letter::LetterWay;
use domain::letter::class::Competence;
use domain::letter::process::{GoesOn, Processing};
use store::case::{self, ClockRow, NOTIFY};

use super::processed::process_of;
use super::{Office, WORDS};
use crate::desk::{HELD, day};
use crate::support::both;

/// A day after that on which the letters came.
const NEXT: &str = "2026-09-21";

impl Office {
    async fn on_next(store: store::Store) -> Self {
        let at = Self::open(store).await;
        at.house.desk.store.move_today(day(NEXT)).await.expect("a simulated database");
        at
    }

    async fn link(&self, one: i64, root: i64) {
        let link = Link {
            case: one,
            version: self.house.desk.case(one).await.version,
            root,
            reason: "Cùng một việc".to_owned(),
            happened_on: day(NEXT),
        };
        self.act(&format!("link-{one}"), link).await.expect("it is linked");
    }

    async fn notify(&self, id: i64) -> ClockRow {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        let clocks = case::clocks(&mut read, id).await.expect("reads");
        clocks.into_iter().find(|clock| clock.kind == NOTIFY).expect("a rule dates it")
    }

    async fn tell(&self, key: &str, id: i64) {
        let tell = Tell {
            case: id,
            version: self.house.desk.case(id).await.version,
            way: ContactWay::Letter,
            words: String::new(),
            happened_on: day(NEXT),
        };
        self.act(key, tell).await.expect("they are told");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_others_raised_after_the_day_of_a_paper_does_not_end_by_it_and_its_own_guidance_forbids_no_end() {
    both(async |_, store| {
        let at = Office::on_next(store).await;
        let made = at.classed("128", Kind::Complaint, LetterWay::Post, Competence::Outside).await;
        let other = at.house.raise("Nước đục").await;
        at.link(other.case, made.case).await;
        // The paper is of the day of receipt, and is typed after another one's matter was linked to the case.
        let guide = Process { happened_on: day(HELD), ..process_of(made.letter, Processing::Guide) };
        at.processed("guide", guide).await.expect("its sender was guided");
        let processed = at.stands(made.letter).await.processed.expect("it is processed").0;
        assert_eq!((processed.goes_on, processed.case_event), (Some(GoesOn::Others), None));
        assert_eq!(at.outcome(made.case).await, "received", "what the other one raised goes on");
        at.agrees().await;
        // That its sender was guided by this letter is no earlier guidance.
        let end = End {
            case: made.case,
            version: at.house.desk.case(made.case).await.version,
            ground: EndGround::Guided,
            basis: "Điều 11 khoản 2, Luật Khiếu nại".to_owned(),
            reason: "Đã báo".to_owned(),
            happened_on: day(NEXT),
        };
        at.act("end", end).await.expect("it ends as guided");
        assert_eq!(at.outcome(made.case).await, "closed.guided");
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn that_the_sender_of_a_letter_was_told_where_it_was_sent_is_taken_back_with_it() {
    both(async |_, store| {
        let at = Office::on_next(store).await;
        let made = at.classed("128", Kind::Recommendation, LetterWay::Post, Competence::Outside).await;
        let send = Process { to: Some(at.house.power), ..process_of(made.letter, Processing::Transfer) };
        at.processed("send", send).await.expect("it is sent on");
        let processed = at.stands(made.letter).await.processed.expect("it is processed").0;
        let told = processed.told_event.expect("its sender was told");
        assert_eq!(at.notify(made.case).await.state, "stopped");
        let event = at.last_event(made.letter).await;
        at.act("back", StrikeEvent { event, reason: "Gõ nhầm".to_owned() }).await.expect("it is taken back");
        let mut read = at.house.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Case, made.case).await.expect("reads");
        drop(read);
        assert!(struck_by(&events, told).is_some(), "nor was its sender told");
        assert_eq!(at.notify(made.case).await.state, "running");
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_raised_what_is_linked_to_a_case_that_was_told_of_is_told_in_the_days_from_their_own_receipt() {
    both(async |_, store| {
        let at = Office::on_next(store).await;
        let first = at.registered("128").await;
        let begun = at.notify(first.case).await;
        at.tell("first", first.case).await;
        assert_eq!(at.notify(first.case).await.state, "stopped");
        let words = format!("{WORDS}, thêm một hộ");
        let second = Register { received_on: day(NEXT), words, ..at.register("129") };
        let second = at.act("new-129", second).await.expect("it is entered");
        let own = at.notify(second.case).await;
        at.link(second.case, first.case).await;
        let both = at.notify(first.case).await;
        assert_eq!((both.state.as_str(), both.from_on, both.due_on), ("running", day(NEXT), own.due_on));
        assert!(both.due_on > begun.due_on, "the first one was told in time");
        at.agrees().await;
        at.tell("second", first.case).await;
        assert_eq!(at.notify(first.case).await.state, "stopped");
        at.agrees().await;
    })
    .await;
}
