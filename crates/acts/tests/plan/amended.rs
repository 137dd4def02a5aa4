//! What was recorded by mistake of a plan or a dialogue is struck or gets another day, and everything beside it follows.

use acts::dialogue::{Conclude, PlanAs};
use acts::event::{Correct, Strike};
use acts::plan::{Amend, Cancel, Draft, Drafted, Postpone};
use domain::day::Day;
use domain::event::{DialogueEvent, Event, PlanEvent, PlannedEvent, Recorded, Subject};
use domain::refusal::Refusal;
use store::event;

use super::held::{announce, hold};
use super::{draft, issue, meant, refused, row, state, states};
use crate::desk::{Desk, HELD, day};
use crate::support::both;

/// The last event of a subject that is one of these.
async fn last(desk: &Desk, subject: Subject, id: i64, is_it: fn(&Event) -> bool) -> Recorded {
    let mut read = desk.store.reader().await.expect("a reader");
    let events = event::history(&mut read, subject, id).await.expect("reads");
    events.into_iter().rfind(|known| is_it(&known.event)).expect("there is one")
}

fn strike(event: &Recorded) -> Strike {
    Strike { event: event.id, reason: "Nhập nhầm".to_owned() }
}

fn correct(event: &Recorded, on: &str) -> Correct {
    Correct { event: event.id, happened_on: day(on), reason: "Theo văn bản".to_owned() }
}

async fn amend(desk: &Desk, key: &str, drafted: &Drafted, dropped: &[i64]) -> Vec<i64> {
    let amend = Amend {
        plan: drafted.plan,
        version: row(desk, drafted.plan).await.version,
        add: vec![meant(11)],
        dropped: dropped.to_vec(),
        reason: "Dịch bệnh".to_owned(),
        happened_on: day("2026-06-01"),
    };
    desk.act(key, amend).await.expect("it is amended")
}

/// Which day the state of a planned dialogue began that holds for good.
async fn since(desk: &Desk, planned: i64) -> Day {
    let mut read = desk.store.reader().await.expect("a reader");
    let events = event::history(&mut read, Subject::Planned, planned).await.expect("reads");
    domain::timeline::timeline(&events).last().expect("a state").from
}

#[tokio::test(flavor = "multi_thread")]
async fn an_amendment_is_struck_with_all_that_it_did_and_comes_back_with_it() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let drafted = draft(&desk, &[3, 5]).await;
        issue(&desk, drafted.plan, "2026-01-20").await;
        let added = amend(&desk, "a1", &drafted, &drafted.dialogues[1..]).await;
        let amended = [state(1, "planned"), state(1, "dropped"), state(2, "planned")];
        assert_eq!(states(&desk, drafted.plan).await, amended);
        let event =
            last(&desk, Subject::Plan, drafted.plan, |e| matches!(e, Event::Plan(PlanEvent::Amended { .. }))).await;
        desk.act("day", correct(&event, "2026-05-20")).await.expect("it gets another day");
        assert_eq!(since(&desk, drafted.dialogues[1]).await, day("2026-05-20"));
        assert_eq!(since(&desk, added[0]).await, day("2026-05-20"));
        desk.act("strike", strike(&event)).await.expect("it is struck");
        let before = [state(1, "planned"), state(1, "planned"), state(2, "withdrawn")];
        assert_eq!(
            (states(&desk, drafted.plan).await.as_slice(), row(&desk, drafted.plan).await.edition),
            (&before[..], 1)
        );
        refused(desk.act("twice", strike(&event)).await, &Refusal::AlreadyStruck);
        let struck = last(&desk, Subject::Plan, drafted.plan, |e| matches!(e, Event::Struck { .. })).await;
        desk.act("back", strike(&struck)).await.expect("it comes back");
        assert_eq!(
            (states(&desk, drafted.plan).await.as_slice(), row(&desk, drafted.plan).await.edition),
            (&amended[..], 2)
        );
        // While a later edition stands, or it is not issued, an earlier one is not struck.
        amend(&desk, "a2", &drafted, &[]).await;
        refused(desk.act("earlier", strike(&event)).await, &Refusal::LaterStands);
        let approved =
            last(&desk, Subject::Plan, drafted.plan, |e| matches!(e, Event::Plan(PlanEvent::Approved))).await;
        refused(desk.act("issue", strike(&approved)).await, &Refusal::LaterStands);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_recorded_by_mistake_leaves_its_place_to_another() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let drafted = draft(&desk, &[3]).await;
        issue(&desk, drafted.plan, "2026-01-20").await;
        let approved =
            last(&desk, Subject::Plan, drafted.plan, |e| matches!(e, Event::Plan(PlanEvent::Approved))).await;
        let early = Refusal::HappenedBefore { earliest: day("2026-01-05") };
        refused(desk.act("early", correct(&approved, "2026-01-04")).await, &early);
        desk.act("day", correct(&approved, "2026-02-03")).await.expect("it was issued later");
        assert_eq!(row(&desk, drafted.plan).await.issued_on, Some(day("2026-02-03")));
        desk.act("not issued", strike(&approved)).await.expect("it was not issued");
        assert_eq!(
            (row(&desk, drafted.plan).await.state.as_str(), row(&desk, drafted.plan).await.issued_on),
            ("draft", None)
        );
        issue(&desk, drafted.plan, "2026-02-05").await;
        let link = |planned| PlanAs { dialogue: desk.dialogue, planned, happened_on: day(HELD) };
        desk.act("link", link(Some(drafted.dialogues[0]))).await.expect("it is linked");
        let founding =
            last(&desk, Subject::Plan, drafted.plan, |e| matches!(e, Event::Plan(PlanEvent::Drafted { .. }))).await;
        refused(desk.act("followed", strike(&founding)).await, &Refusal::PlanFollowed);
        desk.act("unlink", link(None)).await.expect("it stands in no plan");
        assert_eq!(states(&desk, drafted.plan).await, [state(1, "planned")]);
        desk.act("strike", strike(&founding)).await.expect("it is struck");
        assert_eq!(row(&desk, drafted.plan).await.state, "struck");
        assert_eq!(states(&desk, drafted.plan).await, [state(1, "withdrawn")]);
        let again = Draft {
            organisation: desk.by.organisation,
            post: "chairman".to_owned(),
            year: 2026,
            dialogues: vec![meant(4)],
            happened_on: day("2026-01-06"),
        };
        desk.act("again", again).await.expect("its place is free");
        let struck = last(&desk, Subject::Plan, drafted.plan, |e| matches!(e, Event::Struck { .. })).await;
        refused(desk.act("back", strike(&struck)).await, &Refusal::AlreadyThere { field: "year" });
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_became_of_a_planned_dialogue_is_taken_back_and_dated_anew() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let drafted = draft(&desk, &[3, 5]).await;
        issue(&desk, drafted.plan, "2026-01-20").await;
        let planned = drafted.dialogues[0];
        let (reason, happened_on) = ("Bão".to_owned(), day("2026-03-02"));
        let postpone = Postpone { planned, month: Some(6), reason: reason.clone(), happened_on };
        desk.act("postpone", postpone).await.expect("it is put off");
        desk.act("cancel", Cancel { planned, reason, happened_on: day("2026-06-02") }).await.expect("it is called off");
        let of = |is_it| last(&desk, Subject::Planned, planned, is_it);
        let cancelled = of(|e| matches!(e, Event::Planned(PlannedEvent::Cancelled { .. }))).await;
        let early = Refusal::HappenedBefore { earliest: day("2026-01-20") };
        refused(desk.act("early", correct(&cancelled, "2026-01-19")).await, &early);
        desk.act("day", correct(&cancelled, "2026-05-02")).await.expect("another day");
        assert_eq!(since(&desk, planned).await, day("2026-05-02"));
        desk.act("strike", strike(&cancelled)).await.expect("it is struck");
        let mut read = desk.store.reader().await.expect("a reader");
        let found = store::plan::find_planned(&mut read, planned).await.expect("reads").expect("is there");
        assert_eq!((found.state.as_str(), found.month, found.reason.as_deref()), ("postponed", 6, Some("Bão")));
        drop(read);
        let postponed = of(|e| matches!(e, Event::Planned(PlannedEvent::Postponed { .. }))).await;
        desk.act("strike 2", strike(&postponed)).await.expect("it is struck");
        let entered = of(|e| matches!(e, Event::Planned(PlannedEvent::Entered { .. }))).await;
        refused(desk.act("entered", strike(&entered)).await, &Refusal::NotAllowed);
        let struck = of(|e| matches!(e, Event::Struck { .. })).await;
        refused(desk.act("no day", correct(&struck, "2026-05-02")).await, &Refusal::NotAllowed);
        assert_eq!(states(&desk, drafted.plan).await[0], state(1, "planned"));
        desk.act("back", strike(&struck)).await.expect("it is put off again");
        assert_eq!(states(&desk, drafted.plan).await[0], state(1, "postponed"));
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_plan_follows_what_is_amended_of_a_dialogue() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let drafted = draft(&desk, &[3]).await;
        issue(&desk, drafted.plan, "2026-01-20").await;
        let mut first = announce(&desk, "2026-03-01", &["2026-03-10"]);
        first.planned = Some(drafted.dialogues[0]);
        let first = desk.act("announce", first).await.expect("it is announced");
        desk.act("hold", hold(first.sessions[0])).await.expect("it is held");
        let planned = drafted.dialogues[0];
        assert_eq!(
            (states(&desk, drafted.plan).await, since(&desk, planned).await),
            (vec![state(1, "held")], day("2026-03-10"))
        );
        let conclude = Conclude {
            dialogue: first.dialogue,
            happened_on: day("2026-03-12"),
            minutes_signed_on: None,
            no_minutes: "Họp ngắn".to_owned(),
        };
        desk.act("conclude", conclude).await.expect("it is concluded");
        let of = |is_it| last(&desk, Subject::Dialogue, first.dialogue, is_it);
        let opened = of(|e| matches!(e, Event::Dialogue(DialogueEvent::Opened { .. }))).await;
        let held = of(|e| matches!(e, Event::Dialogue(DialogueEvent::Held { .. }))).await;
        let concluded = of(|e| matches!(e, Event::Dialogue(DialogueEvent::Concluded { .. }))).await;
        refused(desk.act("o1", strike(&opened)).await, &Refusal::LaterStands);
        refused(desk.act("h1", strike(&held)).await, &Refusal::LaterStands);
        desk.act("c1", strike(&concluded)).await.expect("it was not concluded");
        desk.act("h2", strike(&held)).await.expect("it was not held to its end");
        desk.act("day", correct(&opened, "2026-03-09")).await.expect("it began a day before");
        assert_eq!(
            (states(&desk, drafted.plan).await, since(&desk, planned).await),
            (vec![state(1, "held")], day("2026-03-09"))
        );
        desk.act("o2", strike(&opened)).await.expect("it did not begin");
        assert_eq!(states(&desk, drafted.plan).await, [state(1, "planned")]);
        let struck = of(|e| matches!(e, Event::Struck { .. })).await;
        desk.act("back", strike(&struck)).await.expect("it began after all");
        assert_eq!(
            (states(&desk, drafted.plan).await, since(&desk, planned).await),
            (vec![state(1, "held")], day("2026-03-09"))
        );
        // A dialogue at which somebody was heard is not struck from under their words.
        desk.act("words", desk.opinion("Nước đục.")).await.expect("it is raised");
        let announced = |e: &Event| matches!(e, Event::Dialogue(DialogueEvent::Announced { .. }));
        let own = last(&desk, Subject::Dialogue, desk.dialogue, announced).await;
        refused(desk.act("own", strike(&own)).await, &Refusal::WordsRaised);
        let announced = of(announced).await;
        desk.act("whole", strike(&announced)).await.expect("the dialogue was typed by mistake");
        assert_eq!(states(&desk, drafted.plan).await, [state(1, "planned")]);
        desk.verify().await;
    })
    .await;
}
