//! What is planned, what is held of it, and the letters that come in beside.

mod amended;
mod counted;
mod excused;
mod held;

use acts::Stop;
use acts::plan::{Advance, Amend, Cancel, Draft, Drafted, Meant, Postpone, Redraft, Restore, Step};
use acts::term::{Begin, Person};
use domain::day::Day;
use domain::dialogue::{Audience, Form};
use domain::refusal::Refusal;
use store::plan;

use crate::desk::{Desk, day};
use crate::support::both;

fn meant(month: i8) -> Meant {
    Meant {
        month, topic: "Đất đai, môi trường".to_owned(), form: Form::Conference, audience: Audience::Residents
    }
}

async fn draft(desk: &Desk, months: &[i8]) -> Drafted {
    let draft = Draft {
        organisation: desk.by.organisation,
        post: "chairman".to_owned(),
        year: 2026,
        dialogues: months.iter().copied().map(meant).collect(),
        happened_on: day("2026-01-05"),
    };
    desk.act("draft", draft).await.expect("it is drafted")
}

async fn issue(desk: &Desk, plan: i64, on: &str) {
    let version = row(desk, plan).await.version;
    let approved = Advance { plan, version, to: Step::Approved, happened_on: day(on) };
    desk.act(&format!("issue {version}"), approved).await.expect("it is issued");
}

async fn row(desk: &Desk, id: i64) -> plan::PlanRow {
    plan::find(&mut desk.store.reader().await.expect("a reader"), id).await.expect("reads").expect("is there")
}

async fn states(desk: &Desk, plan: i64) -> Vec<(i64, String)> {
    let planned = plan::planned(&mut desk.store.reader().await.expect("a reader"), plan).await.expect("reads");
    planned.into_iter().map(|planned| (planned.edition, planned.state)).collect()
}

fn state(edition: i64, state: &str) -> (i64, String) {
    (edition, state.to_owned())
}

#[track_caller]
fn refused<T: std::fmt::Debug>(answer: Result<T, Stop>, expected: &Refusal) {
    match answer {
        Err(Stop::Refused(refusal)) => assert_eq!(refusal, *expected),
        other => panic!("{expected:?}: {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_issued_first_stays_countable_when_it_is_amended() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let drafted = draft(&desk, &[3, 5, 8, 10]).await;
        let amend = |version, dropped: &[i64]| Amend {
            plan: drafted.plan,
            version,
            add: vec![meant(11)],
            dropped: dropped.to_vec(),
            reason: "Dịch bệnh".to_owned(),
            happened_on: day("2026-06-01"),
        };
        refused(desk.act("early", amend(1, &drafted.dialogues[2..])).await, &Refusal::PlanNotIssued);
        issue(&desk, drafted.plan, "2026-01-20").await;
        let mut before = amend(2, &drafted.dialogues[2..]);
        before.happened_on = day("2026-01-01");
        refused(desk.act("before", before).await, &Refusal::HappenedBefore { earliest: day("2026-01-05") });
        refused(desk.act("stale", amend(1, &drafted.dialogues[2..])).await, &Refusal::Conflict);
        refused(desk.act("foreign", amend(2, &[desk.dialogue])).await, &Refusal::NotAChoice { field: "dropped" });
        desk.act("amend", amend(2, &drafted.dialogues[2..])).await.expect("it is amended");
        let dropped = state(1, "dropped");
        let expected = [state(1, "planned"), state(1, "planned"), dropped.clone(), dropped, state(2, "planned")];
        assert_eq!(states(&desk, drafted.plan).await, expected);
        assert_eq!(row(&desk, drafted.plan).await.issued_on, Some(day("2026-01-20")));
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_draft_is_written_anew_until_it_is_issued() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let drafted = draft(&desk, &[3, 5]).await;
        let redraft = |version, months: &[i8]| Redraft {
            plan: drafted.plan,
            version,
            dialogues: months.iter().copied().map(meant).collect(),
            happened_on: day("2026-01-10"),
        };
        refused(desk.act("none", redraft(1, &[])).await, &Refusal::Missing { field: "dialogues" });
        refused(desk.act("month", redraft(1, &[13])).await, &Refusal::Unreadable { field: "month" });
        desk.act("again", redraft(1, &[4])).await.expect("it is written anew");
        let withdrawn = state(1, "withdrawn");
        let expected = [withdrawn.clone(), state(1, "planned"), withdrawn];
        assert_eq!(states(&desk, drafted.plan).await, expected);
        issue(&desk, drafted.plan, "2026-01-20").await;
        refused(desk.act("late", redraft(3, &[4])).await, &Refusal::PlanIssued);
        let again = Advance { plan: drafted.plan, version: 3, to: Step::Submitted, happened_on: day("2026-02-01") };
        refused(desk.act("back", again).await, &Refusal::AlreadyDone);
        let second = Draft {
            organisation: desk.by.organisation,
            post: "chairman".to_owned(),
            year: 2026,
            dialogues: vec![meant(6)],
            happened_on: day("2026-01-05"),
        };
        refused(desk.act("second", second).await, &Refusal::AlreadyThere { field: "year" });
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_put_off_or_called_off_has_its_reason_and_its_way_back() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let drafted = draft(&desk, &[3, 5]).await;
        let (planned, reason, happened_on) = (drafted.dialogues[0], "Bão lũ".to_owned(), day("2026-03-02"));
        let postpone = Postpone { planned, month: Some(6), reason: reason.clone(), happened_on };
        refused(desk.act("early", postpone.clone()).await, &Refusal::PlanNotIssued);
        issue(&desk, drafted.plan, "2026-01-20").await;
        let nameless = Postpone { reason: " ".to_owned(), ..postpone.clone() };
        refused(desk.act("why", nameless).await, &Refusal::Missing { field: "reason" });
        let before = Postpone { happened_on: day("2026-01-06"), ..postpone.clone() };
        refused(desk.act("before", before).await, &Refusal::HappenedBefore { earliest: day("2026-01-20") });
        let tomorrow = Postpone { happened_on: day("2026-09-12"), ..postpone.clone() };
        refused(desk.act("future", tomorrow).await, &Refusal::HappenedInFuture { today: day("2026-09-11") });
        desk.act("postpone", postpone).await.expect("it is put off");
        let cancel = Cancel { planned, reason: reason.clone(), happened_on: day("2026-06-02") };
        desk.act("cancel", cancel.clone()).await.expect("it is called off");
        refused(desk.act("twice", cancel).await, &Refusal::AlreadyDone);
        let mut read = desk.store.reader().await.expect("a reader");
        let found = plan::find_planned(&mut read, planned).await.expect("reads").expect("is there");
        assert_eq!((found.state.as_str(), found.month, found.reason), ("cancelled", 6, Some(reason.clone())));
        let restore = Restore { planned, reason, happened_on: day("2026-07-02") };
        desk.act("restore", restore).await.expect("it stands again");
        assert_eq!(states(&desk, drafted.plan).await[0], state(1, "planned"));
        desk.verify().await;
    })
    .await;
}

/// A deputy of the body's head.
async fn deputy(desk: &Desk, from: Day) -> i64 {
    let person = Person::New("Hà Thị Phó".to_owned());
    let begin = Begin { organisation: desk.by.organisation, person, post: "deputy".to_owned(), from };
    desk.act("deputy", begin).await.expect("a term").term
}
