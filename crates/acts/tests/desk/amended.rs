//! What was recorded is corrected, struck and restored: later figures follow, earlier ones stay.

use acts::case::SpotResult;
use acts::submission::{Raised, Strike, Undo};
use acts::{Stop, event};
use domain::day::Instant;
use domain::event::{CaseEvent, Event, Subject};
use domain::refusal::Refusal;
use store::submission;

use super::{Desk, HELD, day, n, now};
use crate::support::both;

#[tokio::test(flavor = "multi_thread")]
async fn a_struck_answer_is_gone_from_now_on_and_stays_in_an_earlier_as_of() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let raised = desk.act("r", desk.opinion("Nước đục.")).await.expect("it is raised");
        desk.answer("a", raised.case, SpotResult::Done).await.expect("it is answered");
        desk.store.move_today(day("2026-09-14")).await.expect("days pass");
        let history =
            store::event::history(&mut desk.store.reader().await.expect("a reader"), Subject::Case, raised.case)
                .await
                .expect("reads");
        let answered = history.last().expect("an event").id;
        let strike = event::Strike { event: answered, reason: "Ghi nhầm vụ việc".to_owned() };
        desk.act("s", strike.clone()).await.expect("it is struck");
        let before = Instant::end_of(day("2026-09-13"));
        assert_eq!(desk.counts(HELD, now()).await, [n("not_taken_up", 1)]);
        assert_eq!(desk.counts(HELD, before).await, [n("resolved", 1)]);
        assert_eq!(desk.case(raised.case).await.handling, "received");
        assert!(matches!(desk.act("s2", strike).await, Err(Stop::Refused(Refusal::AlreadyStruck))));
        desk.answer("a2", raised.case, SpotResult::Done).await.expect("it can be answered again");
        assert_eq!(desk.counts(HELD, now()).await, [n("resolved", 1)]);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_struck_submission_takes_its_case_out_of_the_figures() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let raised: Raised = desk.act("r", desk.opinion("Nước đục.")).await.expect("it is raised");
        let strike = Strike { submission: raised.submission, reason: "Gõ hai lần".to_owned() };
        desk.act("s", strike.clone()).await.expect("it is struck");
        assert_eq!(desk.counts(HELD, now()).await, []);
        assert_eq!(desk.case(raised.case).await.handling, "struck");
        assert!(matches!(desk.act("s2", strike).await, Err(Stop::Refused(Refusal::AlreadyStruck))));
        let mut read = desk.store.reader().await.expect("a reader");
        let rows = submission::at_desk(&mut read, desk.session, desk.by.account, 10).await.expect("reads");
        assert!(rows[0].struck, "it stays visible");
        let history = store::event::history(&mut read, Subject::Case, raised.case).await.expect("reads");
        let struck = history.last().expect("an event").id;
        let back = event::Strike { event: struck, reason: "Không phải gõ hai lần".to_owned() };
        desk.act("b", back.clone()).await.expect("every state has its way back");
        assert_eq!(desk.counts(HELD, now()).await, [n("not_taken_up", 1)]);
        assert_eq!(desk.case(raised.case).await.handling, "received");
        let rows = submission::at_desk(&mut read, desk.session, desk.by.account, 10).await.expect("reads");
        assert!(!rows[0].struck);
        let found = store::search::find(&mut read, &[desk.by.organisation], "nuoc duc").await.expect("reads");
        assert_eq!(found.len(), 1, "and it is found again");
        assert!(matches!(desk.act("b2", back).await, Err(Stop::Refused(Refusal::AlreadyStruck))));
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_just_typed_is_undone_within_the_minute_by_its_typist_alone() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let start = Instant::from_ms(Instant::start_of(day(HELD)).ms() + 3_600_000);
        let later = |ms| Instant::from_ms(start.ms() + ms);
        desk.store.give_time(start).expect("a simulated database");
        let first = desk.act("r1", desk.opinion("Nước đục.")).await.expect("it is raised");
        let second = desk.act("r2", desk.opinion("Rác đầy.")).await.expect("it is raised");
        desk.store.give_time(later(60_000)).expect("a minute passes");
        desk.act("u1", Undo { submission: first.submission }).await.expect("the minute is not over");
        desk.store.give_time(later(60_001)).expect("and a moment more");
        let late = desk.act("u2", Undo { submission: second.submission }).await;
        assert!(matches!(late, Err(Stop::Refused(Refusal::UndoTooLate))));
        assert_eq!(desk.counts(HELD, now()).await, [n("not_taken_up", 1)]);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_corrected_day_moves_the_state_and_keeps_the_old_one_visible() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let raised = desk.act("r", desk.opinion("Nước đục.")).await.expect("it is raised");
        desk.answer("a", raised.case, SpotResult::Done).await.expect("it is answered");
        desk.store.move_today(day("2026-09-20")).await.expect("days pass");
        let mut read = desk.store.reader().await.expect("a reader");
        let history = store::event::history(&mut read, Subject::Case, raised.case).await.expect("reads");
        let answered = history.last().expect("an event").id;
        let correct =
            event::Correct { event: answered, happened_on: day("2026-09-15"), reason: "Theo biên bản".to_owned() };
        desk.act("c", correct).await.expect("it is corrected");
        assert_eq!(desk.counts("2026-09-14", now()).await, [n("not_taken_up", 1)]);
        assert_eq!(desk.counts("2026-09-15", now()).await, [n("resolved", 1)]);
        assert_eq!(desk.counts("2026-09-14", Instant::end_of(day("2026-09-19"))).await, [n("resolved", 1)]);
        let future = event::Correct { event: answered, happened_on: day("2026-09-21"), reason: "x".to_owned() };
        assert!(matches!(desk.act("c2", future).await, Err(Stop::Refused(Refusal::HappenedInFuture { .. }))));
        desk.verify().await;
    })
    .await;
}

impl Desk {
    /// The last event of a case that somebody typed; clocks follow by themselves.
    pub(crate) async fn last(&self, case: i64) -> i64 {
        let mut read = self.store.reader().await.expect("a reader");
        let mut history = store::event::history(&mut read, Subject::Case, case).await.expect("reads");
        history.retain(|known| !matches!(known.event, Event::Case(CaseEvent::ClockRedated { .. })));
        history.last().expect("an event").id
    }

    pub(crate) async fn correct(&self, key: &str, event: i64, on: &str) -> Result<(), Stop> {
        let reason = "Theo biên bản".to_owned();
        self.act(key, event::Correct { event, happened_on: day(on), reason }).await
    }

    pub(crate) async fn strike(&self, key: &str, event: i64) -> Result<(), Stop> {
        self.act(key, event::Strike { event, reason: "Ghi nhầm".to_owned() }).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_struck_correction_gives_the_case_and_its_submission_their_day_back() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let raised: Raised = desk.act("r", desk.opinion("Nước đục.")).await.expect("it is raised");
        let received = desk.last(raised.case).await;
        desk.store.move_today(day("2026-09-20")).await.expect("days pass");
        let mut corrected = Vec::new();
        for (key, on) in [("c1", "2026-09-09"), ("c2", "2026-09-08")] {
            desk.correct(key, received, on).await.expect("it is corrected");
            assert_eq!(desk.case(raised.case).await.raised_on, day(on));
            corrected.push(desk.last(raised.case).await);
            desk.verify().await;
        }
        desk.strike("s2", corrected[1]).await.expect("the second correction is struck");
        let struck = desk.last(raised.case).await;
        assert_eq!(desk.case(raised.case).await.raised_on, day("2026-09-09"));
        desk.verify().await;
        desk.strike("s1", corrected[0]).await.expect("the first, too");
        assert_eq!(desk.case(raised.case).await.raised_on, day(HELD));
        assert_eq!(desk.counts("2026-09-09", now()).await, []);
        desk.verify().await;
        desk.strike("s3", struck).await.expect("the second counts again");
        assert_eq!(desk.case(raised.case).await.raised_on, day("2026-09-08"));
        assert_eq!(desk.counts("2026-09-08", now()).await, [n("not_taken_up", 1)]);
        assert!(matches!(desk.strike("s4", struck).await, Err(Stop::Refused(Refusal::AlreadyStruck))));
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_struck_correction_gives_an_answer_its_day_back() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let raised: Raised = desk.act("r", desk.opinion("Nước đục.")).await.expect("it is raised");
        desk.answer("a", raised.case, SpotResult::Done).await.expect("it is answered");
        let answered = desk.last(raised.case).await;
        desk.store.move_today(day("2026-09-20")).await.expect("days pass");
        let answered_on = async || {
            let mut read = desk.store.reader().await.expect("a reader");
            store::case::points(&mut read, raised.case).await.expect("reads")[0].answered_on
        };
        desk.correct("c", answered, "2026-09-15").await.expect("it is corrected");
        assert_eq!(answered_on().await, Some(day("2026-09-15")));
        let corrected = desk.last(raised.case).await;
        desk.strike("s", corrected).await.expect("the correction is struck");
        assert_eq!(answered_on().await, Some(day(HELD)));
        let struck = desk.last(raised.case).await;
        desk.strike("t", struck).await.expect("the striking is struck");
        assert_eq!(answered_on().await, Some(day("2026-09-15")));
        desk.verify().await;
        desk.strike("u", answered).await.expect("the answer is struck");
        assert_eq!(answered_on().await, None);
        assert_eq!(desk.case(raised.case).await.handling, "received");
        let struck = desk.last(raised.case).await;
        desk.strike("v", struck).await.expect("and stands again");
        assert_eq!(answered_on().await, Some(day("2026-09-15")));
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_that_was_restored_by_mistake_is_struck_again_with_its_submission() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let raised: Raised = desk.act("r", desk.opinion("Nước đục.")).await.expect("it is raised");
        let strike = Strike { submission: raised.submission, reason: "Gõ hai lần".to_owned() };
        desk.act("s", strike).await.expect("it is struck");
        for (key, handling, found) in [("t", "received", 1), ("u", "struck", 0), ("v", "received", 1)] {
            desk.strike(key, desk.last(raised.case).await).await.expect("the striking is struck");
            assert_eq!(desk.case(raised.case).await.handling, handling);
            let mut read = desk.store.reader().await.expect("a reader");
            let rows = submission::at_desk(&mut read, desk.session, desk.by.account, 10).await.expect("reads");
            assert_eq!(rows[0].struck, handling == "struck");
            let hits = store::search::find(&mut read, &[desk.by.organisation], "nuoc duc").await.expect("reads");
            assert_eq!(hits.len(), found);
            desk.verify().await;
        }
    })
    .await;
}
