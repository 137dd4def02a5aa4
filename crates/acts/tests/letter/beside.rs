//! What comes of a letter and what is done at its case agree: neither against the class, each on one day, and who was told is kept.

use acts::case::{End, Reopen};
use acts::event::{Correct, Strike as StrikeEvent};
use acts::letter::{Describe, Entry, Register, RegisterRepeat, Registered, goes_on};
use acts::transfer::SendOn;
use domain::event::{CaseEvent, ContactWay, EndGround, Event, Kind, Subject};
use domain::letter::LetterWay;
use domain::letter::class::Competence;
use domain::letter::process::{GoesOn, Processing};
use domain::refusal::Refusal;
use store::case;

use super::processed::process_of;
use super::{Office, entry, refused};
use crate::desk::{HELD, day};
use crate::support::both;

/// A day after that on which the letters came.
const NEXT: &str = "2026-09-14";

impl Office {
    async fn days_later(store: store::Store) -> Self {
        let at = Self::open(store).await;
        at.house.desk.store.move_today(day(NEXT)).await.expect("a simulated database");
        at
    }

    async fn version(&self, id: i64) -> i64 {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        case::find(&mut read, id).await.expect("reads").expect("is there").version
    }

    async fn end(&self, id: i64, ground: EndGround) -> End {
        let (version, happened_on) = (self.version(id).await, day(HELD));
        let basis = "Điều 11 khoản 2, Luật Khiếu nại".to_owned();
        End { case: id, version, ground, basis, reason: "Đã báo người gửi".to_owned(), happened_on }
    }

    async fn send_on(&self, id: i64) -> SendOn {
        SendOn {
            case: id,
            version: self.version(id).await,
            to: self.house.power,
            points: Vec::new(),
            number: "12/CV".to_owned(),
            proof: String::new(),
            reason: "Chuyển theo thẩm quyền".to_owned(),
            answer_by: None,
            told: None,
            on_behalf_of: None,
            happened_on: day(HELD),
        }
    }

    async fn again(&self, number: &str, root: i64) -> Registered {
        let entry = Entry { way: Some(LetterWay::Post), referrer: String::new(), ..entry() };
        let register = Register { kind: Kind::Complaint, entry, ..self.register(number) };
        self.act(&format!("new-{number}"), RegisterRepeat { register, root }).await.expect("it is entered").registered
    }

    async fn waits_for(&self, id: i64) -> Option<GoesOn> {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        goes_on(&mut read, id, day(NEXT)).await.expect("reads")
    }

    async fn days_of(&self, subject: Subject, id: i64, is: impl Fn(&Event) -> bool) -> Vec<String> {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, subject, id).await.expect("reads");
        let counting = domain::correction::effective(&events);
        counting.iter().filter(|event| is(&event.recorded.event)).map(|event| event.on.to_iso()).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_case_of_a_classified_letter_is_not_sent_on_or_ended_against_its_class() {
    both(async |_, store| {
        let at = Office::open(store).await;
        let made = at.classed("128", Kind::Complaint, LetterWay::Post, Competence::Within).await;
        refused(at.act("send", at.send_on(made.case).await).await, &Refusal::LetterClassed);
        refused(at.act("guide", at.end(made.case, EndGround::Guided).await).await, &Refusal::LetterClassed);
        at.act("refuse", at.end(made.case, EndGround::Refused).await).await.expect("the law has grounds for that");
        let own = at.classed("129", Kind::Recommendation, LetterWay::Post, Competence::Within).await;
        refused(at.act("refused", at.end(own.case, EndGround::Refused).await).await, &Refusal::LetterClassed);
        at.act("sent", at.send_on(own.case).await).await.expect("a recommendation may be sent on");
        let own = at.classed("130", Kind::Recommendation, LetterWay::Post, Competence::Within).await;
        at.act("withdrawn", at.end(own.case, EndGround::Withdrawn).await).await.expect("its sender may take it back");
        // One that nobody classified is decided by whoever decides over the case.
        let unread = at.registered("131").await;
        at.act("unread", at.end(unread.case, EndGround::Guided).await).await.expect("it is guided");
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_was_guided_by_the_end_of_the_case_was_guided_for_the_same_content() {
    both(async |_, store| {
        let at = Office::days_later(store).await;
        let made = at.classed("128", Kind::Complaint, LetterWay::Post, Competence::Outside).await;
        at.act("guide", at.end(made.case, EndGround::Guided).await).await.expect("it is guided");
        let again = at.again("129", made.case).await;
        at.classify("129", again.letter, Kind::Complaint, Competence::Outside, &[]).await;
        let second = process_of(again.letter, Processing::Guide);
        refused(at.processed("second", second).await, &Refusal::GuidedBefore { on: day(HELD) });
        refused(at.act("beside", at.end(again.case, EndGround::Guided).await).await, &Refusal::LetterClassed);
        let reopen = Reopen {
            case: made.case,
            version: at.version(made.case).await,
            reason: "Có tình tiết mới".to_owned(),
            due_on: None,
            happened_on: day(NEXT),
        };
        at.act("reopen", reopen).await.expect("it goes on");
        let twice = End { happened_on: day(NEXT), ..at.end(made.case, EndGround::Guided).await };
        refused(at.act("twice", twice).await, &Refusal::LetterClassed);
        let first = acts::letter::Process { happened_on: day(NEXT), ..process_of(made.letter, Processing::Guide) };
        refused(at.processed("first", first).await, &Refusal::GuidedBefore { on: day(HELD) });
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn where_a_case_goes_on_it_is_said_why_and_how_the_sender_was_told_is_kept() {
    both(async |_, store| {
        let at = Office::open(store).await;
        let root = at.classed("128", Kind::Complaint, LetterWay::Post, Competence::Within).await;
        assert_eq!(at.waits_for(root.case).await, None);
        let again = at.again("129", root.case).await;
        assert_eq!((at.waits_for(again.case).await, at.waits_for(root.case).await), (Some(GoesOn::Merged), None));
        at.classify("129", again.letter, Kind::Complaint, Competence::Within, &["signature"]).await;
        let file = acts::letter::Process {
            ground: "XLD28_1".to_owned(),
            told: Some(ContactWay::Telephone),
            ..process_of(again.letter, Processing::File)
        };
        at.processed("file", file).await.expect("it is filed away");
        let processed = at.stands(again.letter).await.processed.expect("it is processed").0;
        assert_eq!((processed.told, processed.goes_on), (Some(ContactWay::Telephone), Some(GoesOn::Merged)));
        assert_eq!((processed.case_event, processed.told_event), (None, None));
        assert_eq!(at.outcome(root.case).await, "received", "what it repeats goes on");
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_day_on_which_something_came_of_a_letter_is_corrected_with_its_case() {
    both(async |_, store| {
        let at = Office::days_later(store).await;
        let made = at.classed("128", Kind::Complaint, LetterWay::Post, Competence::Outside).await;
        let guide = acts::letter::Process { happened_on: day(NEXT), ..process_of(made.letter, Processing::Guide) };
        at.processed("guide", guide).await.expect("it is guided");
        let event = at.last_event(made.letter).await;
        let correct = |on: &str| Correct { event, happened_on: day(on), reason: "Gõ nhầm ngày".to_owned() };
        let early = Refusal::HappenedBefore { earliest: day(HELD) };
        refused(at.act("early", correct("2026-09-01")).await, &early);
        at.act("right", correct(HELD)).await.expect("it is corrected");
        assert_eq!(at.stands(made.letter).await.processed.map(|(_, on)| on), Some(day(HELD)));
        let ended = |event: &Event| matches!(event, Event::Case(CaseEvent::Ended { .. }));
        assert_eq!(at.days_of(Subject::Case, made.case, ended).await, [HELD]);
        let told = |event: &Event| matches!(event, Event::Case(CaseEvent::Told { .. }));
        assert_eq!(at.days_of(Subject::Case, made.case, told).await, [HELD]);
        at.act("back", StrikeEvent { event, reason: "Gõ nhầm đơn".to_owned() }).await.expect("it is taken back whole");
        assert_eq!((at.outcome(made.case).await.as_str(), at.waits().await), ("received", 1));
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_keeps_its_way_and_comes_no_later_than_what_came_of_it() {
    both(async |_, store| {
        let at = Office::days_later(store).await;
        let made = at.classed("128", Kind::Complaint, LetterWay::Front, Competence::Outside).await;
        at.processed("return", process_of(made.letter, Processing::Return)).await.expect("it goes back");
        let describe = |entry: Entry, seen: i64| Describe {
            letter: made.letter,
            seen,
            series: "Sổ tiếp nhận đơn".to_owned(),
            number: "128".to_owned(),
            entry,
        };
        let seen = at.entered_by(made.letter).await;
        let posted = Entry { way: Some(LetterWay::Post), referrer: String::new(), ..entry() };
        refused(at.act("posted", describe(posted, seen)).await, &Refusal::LaterStands);
        let pressed = Entry { way: Some(LetterWay::Press), referrer: "Báo tỉnh".to_owned(), ..entry() };
        at.act("pressed", describe(pressed, seen)).await.expect("the press gets it back, too");
        let mut read = at.house.desk.store.reader().await.expect("a reader");
        let received = store::event::history(&mut read, Subject::Case, made.case).await.expect("reads")[0].id;
        drop(read);
        let later = Correct { event: received, happened_on: day(NEXT), reason: "Gõ nhầm ngày nhận".to_owned() };
        refused(at.act("later", later).await, &Refusal::LaterStands);
        at.agrees().await;
    })
    .await;
}
