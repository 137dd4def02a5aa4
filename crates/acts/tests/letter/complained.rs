//! Settling a complaint: its steps in the order of the law, each clock started, paused, redated and stopped by them, the second time,
//! and all of it taken back step by step.

use acts::complaint::MakeStep;
use acts::event::Strike as StrikeEvent;
use acts::letter::{Entry, Process, Register, Registered};
use acts::rule::Confirm;
use domain::complaint::{Complaint, ComplaintClock, Finding, Phase, Ruling, Step};
use domain::event::{Kind, Subject};
use domain::letter::LetterWay;
use domain::letter::class::Competence;
use domain::letter::process::Processing;
use domain::refusal::Refusal;
use store::complaint;
use store::grant::{Of, may};

use crate::desk::day;
use crate::support::both;

use super::processed::process_of;
use super::{Office, entry, refused};

impl Office {
    /// A complaint that came on a day and was taken up.
    async fn complained(&self, number: &str, received_on: &str) -> Registered {
        let entry = Entry { way: Some(LetterWay::Post), referrer: String::new(), dated_on: None, ..entry() };
        let register =
            Register { kind: Kind::Complaint, entry, received_on: day(received_on), ..self.register(number) };
        let made = self.act(&format!("new-{number}"), register).await.expect("it is entered");
        self.classify(number, made.letter, Kind::Complaint, Competence::Within, &[]).await;
        let accept = process_of(made.letter, Processing::Accept);
        let accept = Process { told: None, happened_on: day(received_on), ..accept };
        self.processed(&format!("take-{number}"), accept).await.expect("it is taken up");
        made
    }

    async fn complaint(&self, letter: i64) -> (i64, Complaint) {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        let id = complaint::of_letter(&mut read, letter).await.expect("reads").expect("it is settled");
        let events = store::event::history(&mut read, Subject::Complaint, id).await.expect("reads");
        (id, Complaint::by(&events).expect("it has a history"))
    }

    async fn step(&self, typed: MakeStep) -> Result<(), acts::Stop> {
        let (id, now) = self.complaint(typed.letter).await;
        let key = format!("{id}-{}-{}-{}", typed.step.as_str(), now.steps.len(), typed.happened_on);
        let seen = now.last_event();
        let done = self.act(&key, MakeStep { seen, ..typed }).await;
        self.agrees().await;
        done
    }

    async fn steps(&self, letter: i64, steps: &[(Step, &str)]) {
        for (step, on) in steps {
            self.step(of(letter, *step, on)).await.unwrap_or_else(|stop| panic!("{step:?}: {stop:?}"));
        }
    }

    async fn strike_last(&self, letter: i64) -> Result<(), acts::Stop> {
        let (id, now) = self.complaint(letter).await;
        let (event, reason) = (now.last_event(), "Nhập nhầm".to_owned());
        let done = self.act(&format!("strike-{id}-{event}"), StrikeEvent { event, reason }).await;
        self.agrees().await;
        done
    }

    async fn phase(&self, letter: i64) -> Phase {
        self.complaint(letter).await.1.phase
    }

    /// The last day and the state of the clock of a kind that began last, as the store keeps it.
    async fn clock(&self, letter: i64, kind: ComplaintClock) -> Option<(String, String)> {
        let (id, _) = self.complaint(letter).await;
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        let rows = complaint::clocks(&mut read, id).await.expect("reads");
        rows.into_iter().rfind(|row| row.kind == kind).map(|row| (row.due_on.to_iso(), row.state))
    }

    async fn confirmed(&self, rule: &str, amount: u32, version: i64) {
        let unit = if rule == "KN-PUBLISH" { "calendar_day" } else { "working_day" }.to_owned();
        let valid_from = day("2026-07-01");
        let confirm = Confirm { rule: rule.to_owned(), unit, valid_from, ..self.house.desk.confirm(amount, version) };
        self.act(&format!("confirm-{rule}"), confirm).await.expect("it is confirmed");
    }
}

/// A step with what most of them ask for.
fn of(letter: i64, step: Step, on: &str) -> MakeStep {
    MakeStep {
        letter,
        seen: 0,
        step,
        number: "15/QĐ-UBND".to_owned(),
        signer: "Chủ tịch".to_owned(),
        reason: String::new(),
        ground: String::new(),
        remote: false,
        disciplinary: false,
        ticks: Vec::new(),
        differs: (step == Step::Verify).then_some(false),
        named_on: None,
        finding: (step == Step::Decide).then_some(Finding::Partly),
        ruling: (step == Step::Decide).then_some(Ruling::Changed),
        first: None,
        happened_on: day(on),
    }
}

#[expect(clippy::unnecessary_wraps, reason = "as the row is asked for")]
fn is(due: &str, state: &str) -> Option<(String, String)> {
    Some((due.to_owned(), state.to_owned()))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complaint_that_is_taken_up_is_settled_in_the_steps_of_the_law_each_with_its_clock() {
    both(async |_, store| {
        let at = Office::open(store).await;
        at.confirmed("KN-SUSPEND-SEND", 3, 0).await;
        at.confirmed("KN-PUBLISH", 15, 1).await;
        let made = at.complained("201", "2026-06-15").await;
        let letter = made.letter;
        assert_eq!(at.phase(letter).await, Phase::Received);
        assert_eq!(
            at.clock(letter, ComplaintClock::Accept).await,
            is("2026-06-25", "running"),
            "ten days by the rule of then"
        );
        refused(at.step(of(letter, Step::Decide, "2026-06-20")).await, &Refusal::ComplaintStep);
        let early = of(letter, Step::Accept, "2026-06-14");
        refused(at.step(early).await, &Refusal::HappenedBefore { earliest: day("2026-06-15") });
        let unsigned = MakeStep { signer: String::new(), ..of(letter, Step::Accept, "2026-06-22") };
        refused(at.step(unsigned).await, &Refusal::Missing { field: "paper_signer" });
        let remote = MakeStep { remote: true, ..of(letter, Step::Accept, "2026-06-22") };
        refused(at.step(remote.clone()).await, &Refusal::Missing { field: "reason" });
        at.step(MakeStep { reason: "Bản Cao đi lại bằng thuyền".to_owned(), ..remote }).await.expect("accepted");
        assert_eq!(at.clock(letter, ComplaintClock::Accept).await, is("2026-06-25", "stopped"));
        assert_eq!(
            at.clock(letter, ComplaintClock::Solve).await,
            is("2026-08-06", "running"),
            "45 days where it is remote"
        );
        at.steps(letter, &[(Step::Assign, "2026-06-25")]).await;
        // The law has suspension from 01/07/2026 on, also for what was accepted before.
        let suspend = MakeStep {
            reason: "Chờ kết quả giám định".to_owned(),
            ..of(letter, Step::Suspend, "2026-06-30")
        };
        refused(at.step(suspend.clone()).await, &Refusal::ComplaintStep);
        at.step(MakeStep { happened_on: day("2026-07-06"), ..suspend }).await.expect("suspended");
        assert_eq!(at.clock(letter, ComplaintClock::Solve).await, is("2026-08-06", "suspended"));
        assert_eq!(
            at.clock(letter, ComplaintClock::Notice).await,
            is("2026-07-09", "running"),
            "three working days to send it"
        );
        at.steps(letter, &[(Step::Send, "2026-07-08"), (Step::Resume, "2026-07-16")]).await;
        assert_eq!(at.phase(letter).await, Phase::Assigned, "it goes on where it stood still");
        assert_eq!(
            at.clock(letter, ComplaintClock::Solve).await,
            is("2026-08-17", "running"),
            "ten days are not counted, and it rolls"
        );
        let extend = of(letter, Step::Extend, "2026-07-20");
        refused(at.step(extend.clone()).await, &Refusal::Missing { field: "complex_ticks" });
        let wrong = MakeStep { ticks: vec!["busy".to_owned()], ..extend.clone() };
        refused(at.step(wrong).await, &Refusal::NotAChoice { field: "complex_ticks" });
        at.step(MakeStep { ticks: vec!["contents".to_owned()], ..extend }).await.expect("it is complex");
        assert_eq!(
            at.clock(letter, ComplaintClock::Solve).await,
            is("2026-09-03", "running"),
            "60 days in all, ten not counted, and it rolls"
        );
        at.step(MakeStep { differs: Some(true), ..of(letter, Step::Verify, "2026-07-30") }).await.expect("verified");
        let decide = of(letter, Step::Decide, "2026-08-10");
        refused(at.step(decide.clone()).await, &Refusal::ComplaintDialogue);
        let dialogue = MakeStep { named_on: Some(day("2026-07-29")), ..of(letter, Step::Dialogue, "2026-08-03") };
        at.step(dialogue).await.expect("a dialogue was held");
        refused(
            at.step(MakeStep { finding: None, ..decide.clone() }).await,
            &Refusal::Missing { field: "complaint_finding" },
        );
        at.step(decide).await.expect("decided");
        assert_eq!(at.clock(letter, ComplaintClock::Solve).await, is("2026-09-03", "stopped"));
        assert_eq!(at.clock(letter, ComplaintClock::Send).await, is("2026-08-13", "running"));
        assert_eq!(at.clock(letter, ComplaintClock::Publish).await, is("2026-08-25", "running"));
        at.steps(letter, &[(Step::Publish, "2026-08-14"), (Step::Send, "2026-08-12"), (Step::Receive, "2026-08-14")])
            .await;
        assert_eq!(at.clock(letter, ComplaintClock::Appeal).await, is("2026-09-28", "running"));
        let (_, now) = at.complaint(letter).await;
        assert!(!now.is_overdue(day("2026-12-01")), "to complain again is nothing that the body owes");
        let effect = of(letter, Step::Effect, "2026-09-10");
        let earliest = day("2026-09-25");
        refused(at.step(effect).await, &Refusal::TooEarly { field: "happened_on", earliest });
        // From the last one on every step can be taken back, and the clocks with it.
        for _ in 0..now.steps.len() {
            at.strike_last(letter).await.expect("the last step is struck");
        }
        assert_eq!(at.phase(letter).await, Phase::Received);
        assert_eq!(at.clock(letter, ComplaintClock::Accept).await, is("2026-06-25", "running"));
        assert_eq!(at.clock(letter, ComplaintClock::Solve).await.map(|it| it.1).as_deref(), Some("stopped"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_complaint_keeps_the_first_decision_from_taking_effect_until_it_is_taken_back() {
    both(async |_, store| {
        let at = Office::open(store).await;
        at.confirmed("KN-ACCEPT", 7, 0).await;
        let first = at.complained("211", "2026-07-01").await;
        assert_eq!(
            at.clock(first.letter, ComplaintClock::Accept).await,
            is("2026-07-10", "running"),
            "seven working days by the rule from that day on"
        );
        let second = at.complained("212", "2026-09-10").await;
        let again = MakeStep { first: Some(first.case), ..of(second.letter, Step::Second, "2026-09-10") };
        let missing = MakeStep { first: None, ..again.clone() };
        refused(at.step(missing).await, &Refusal::Missing { field: "first_case" });
        let none = Refusal::NoSuchCase { field: "first_case", case: second.case };
        refused(at.step(MakeStep { first: Some(second.case), ..again.clone() }).await, &none);
        refused(at.step(again.clone()).await, &Refusal::ComplaintFirst);
        let steps = [(Step::Accept, "2026-07-03"), (Step::Assign, "2026-07-06"), (Step::Verify, "2026-07-20")];
        at.steps(first.letter, &steps).await;
        let steps = [(Step::Decide, "2026-07-27"), (Step::Send, "2026-07-29"), (Step::Receive, "2026-07-31")];
        at.steps(first.letter, &steps).await;
        assert_eq!(
            at.clock(first.letter, ComplaintClock::Appeal).await,
            is("2026-09-03", "running"),
            "30/08 rolls over the holiday"
        );
        let unexcused = MakeStep { number: String::new(), ..again.clone() };
        refused(at.step(unexcused).await, &Refusal::Missing { field: "paper_number" });
        at.step(again.clone()).await.expect("late, with a paper that says why");
        let effect = of(first.letter, Step::Effect, "2026-09-10");
        refused(at.step(effect.clone()).await, &Refusal::ComplaintAppealed);
        assert_eq!(at.clock(first.letter, ComplaintClock::Appeal).await, is("2026-09-03", "stopped"));
        refused(at.strike_last(first.letter).await, &Refusal::LaterStands);
        let (_, now) = at.complaint(second.letter).await;
        assert!(now.needs_dialogue(), "the second time a dialogue is always held");
        at.steps(second.letter, &[(Step::Accept, "2026-09-11")]).await;
        assert_eq!(
            at.clock(second.letter, ComplaintClock::Solve).await,
            is("2026-10-26", "running"),
            "45 days the second time"
        );
        at.strike_last(second.letter).await.expect("struck");
        at.strike_last(second.letter).await.expect("struck");
        assert_eq!(at.clock(first.letter, ComplaintClock::Appeal).await, is("2026-09-03", "running"));
        at.step(effect).await.expect("in effect without a second complaint");
        assert_eq!(at.phase(first.letter).await, Phase::InEffect);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complaint_is_refused_on_a_ground_of_the_law_withdrawn_and_ended_and_its_letter_is_taken_back_before_any_step()
 {
    both(async |_, store| {
        let at = Office::open(store).await;
        let made = at.complained("221", "2026-08-03").await;
        let refuse = MakeStep {
            reason: "Đã có quyết định lần hai".to_owned(),
            ..of(made.letter, Step::Refuse, "2026-08-06")
        };
        refused(at.step(refuse.clone()).await, &Refusal::Missing { field: "letter_ground" });
        let wrong = MakeStep { ground: "FILE_1".to_owned(), ..refuse.clone() };
        refused(at.step(wrong).await, &Refusal::NotAChoice { field: "letter_ground" });
        let processed = at.stands(made.letter).await.processed_by;
        at.step(MakeStep { ground: "KN11_7".to_owned(), ..refuse }).await.expect("not accepted");
        assert_eq!(at.phase(made.letter).await, Phase::Refused);
        let back = StrikeEvent { event: processed, reason: "Nhầm".to_owned() };
        refused(at.act("back-1", back.clone()).await, &Refusal::LaterStands);
        at.strike_last(made.letter).await.expect("struck");
        at.steps(made.letter, &[(Step::Accept, "2026-08-06"), (Step::WithdrawPart, "2026-08-10")]).await;
        assert_eq!(at.phase(made.letter).await, Phase::Accepted, "it goes on for the rest");
        at.steps(made.letter, &[(Step::WithdrawAll, "2026-08-12")]).await;
        refused(at.step(of(made.letter, Step::Assign, "2026-08-13")).await, &Refusal::ComplaintStep);
        let end = MakeStep { reason: "Rút toàn bộ".to_owned(), ..of(made.letter, Step::Terminate, "2026-08-13") };
        at.step(end).await.expect("ended");
        assert_eq!(at.phase(made.letter).await, Phase::Terminated);
        for _ in 0..4 {
            at.strike_last(made.letter).await.expect("struck");
        }
        at.act("back-2", back).await.expect("its letter is not taken up after all");
        let mut read = at.house.desk.store.reader().await.expect("a reader");
        assert_eq!(complaint::of_letter(&mut read, made.letter).await.expect("reads"), None);
        drop(read);
        at.agrees().await;
        refused(at.act("none", of(made.letter, Step::Accept, "2026-08-14")).await, &Refusal::ComplaintStep);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_complaint_that_is_late_says_so_in_its_list_with_and_without_an_explanation() {
    both(async |_, store| {
        let at = Office::open(store).await;
        let late = at.complained("231", "2026-06-01").await;
        at.steps(late.letter, &[(Step::Accept, "2026-06-05")]).await;
        let timely = at.complained("232", "2026-12-21").await;
        at.steps(timely.letter, &[(Step::Accept, "2026-12-23")]).await;
        let over = at.complained("233", "2026-09-01").await;
        let refuse = MakeStep {
            reason: "Không ký".to_owned(),
            ground: "KN11_5".to_owned(),
            ..of(over.letter, Step::Refuse, "2026-09-04")
        };
        at.step(refuse).await.expect("not accepted");
        let listed = async |which: complaint::Which| {
            let desk = &at.house.desk;
            let mut read = desk.store.reader().await.expect("a reader");
            let of = Of::Organisation(desk.by.organisation);
            let (grant, _) = may(&mut read, desk.by, domain::permission::Act::CaseRead, of).await.expect("a grant");
            complaint::list(&mut read, &grant, &which, None, 9).await.expect("reads").rows
        };
        let letters = |rows: &[complaint::ComplaintLine]| rows.iter().map(|it| it.letter).collect::<Vec<_>>();
        let open = listed(complaint::Which::default()).await;
        assert_eq!(letters(&open), [timely.letter, late.letter], "the newest first, and none that is over");
        let overdue = listed(complaint::Which { overdue: true, ..complaint::Which::default() }).await;
        assert_eq!((letters(&overdue), overdue[0].explained), (vec![late.letter], false));
        let told = MakeStep {
            reason: "Chờ ý kiến cấp trên".to_owned(),
            ..of(late.letter, Step::Explain, "2026-07-08")
        };
        at.step(told).await.expect("it was told");
        let overdue = listed(complaint::Which { overdue: true, ..complaint::Which::default() }).await;
        assert!(overdue[0].explained);
        let phase = complaint::Which { phase: Some(Phase::Refused), ..complaint::Which::default() };
        assert_eq!(letters(&listed(phase).await), [over.letter]);
        assert_eq!(listed(complaint::Which { all: true, ..complaint::Which::default() }).await.len(), 3);
    })
    .await;
}
