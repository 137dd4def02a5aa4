//! The timelines of submissions and dialogues, and what has none.

use domain::{
    Axis, Channel, DialogueEvent, Kind, OrganisationEvent, PlanEvent, PlannedEvent, SubmissionEvent, timeline,
};

use super::check;
use crate::history::{History, day, reason};

fn raised(on: &str) -> History {
    History::new().then(
        on,
        SubmissionEvent::Raised {
            turn: 1,
            kind: Kind::Feedback,
            channel: Channel::Spoken,
            text: reason(),
            territory: 5,
            field: "land".to_owned(),
        },
    )
}

#[test]
fn submissions() {
    let (text, field) = (reason(), "water".to_owned());
    let revised = SubmissionEvent::Revised { version: 2, text, territory: 6, field };
    let submission = raised("2020-03-02").then("2020-03-04", revised);
    check(&submission, Axis::Handling, &["raised 03-02.."]);
    check(&submission, Axis::Field, &["land 03-02..03-04", "water 03-04.."]);
    check(&submission, Axis::Territory, &["5 03-02..03-04", "6 03-04.."]);
    check(&submission, Axis::Outcome, &[]);
    check(&submission.strike("2020-03-05", 101), Axis::Handling, &["struck 03-02.."]);
}

#[test]
fn dialogues() {
    let set = |session, on| DialogueEvent::SessionSet { session, on: day(on), territory: 5 };
    let announced = DialogueEvent::Announced { organisation: 1, chair: Some(9), title: reason() };
    let dialogue = History::new()
        .then("2020-03-02", announced)
        .then("2020-03-02", set(1, "2020-03-10"))
        .then("2020-03-02", set(2, "2020-03-12"))
        .then("2020-03-10", DialogueEvent::Opened { session: 1 })
        .then("2020-03-10", DialogueEvent::Held { session: 1 })
        .then("2020-03-12", DialogueEvent::Opened { session: 2 })
        .then("2020-03-13", DialogueEvent::Held { session: 2 });
    let held = ["announced/1 03-02..03-10", "open/1 03-10..03-13", "held/1 03-13.."];
    check(&dialogue, Axis::Dialogue, &held);
    check(&dialogue, Axis::Held, &["1/1 03-10.."]);
    check(&dialogue, Axis::InPlan, &["none 03-02.."]);
    let planned = dialogue.clone().then("2020-03-11", DialogueEvent::PlannedAs { planned: Some(7) });
    check(&planned, Axis::InPlan, &["none 03-02..03-11", "7 03-11.."]);
    let concluded = dialogue.then("2020-03-20", DialogueEvent::Concluded { no_minutes: None });
    check(&concluded, Axis::Dialogue, &[held[0], held[1], "held/1 03-13..03-20", "concluded/1 03-20.."]);
    check(&concluded.strike("2020-04-01", 101), Axis::Dialogue, &["struck/1 03-02.."]);
}

#[test]
fn plans_and_what_they_plan() {
    let drafted = PlanEvent::Drafted { organisation: 1, post: "secretary".to_owned(), year: 2020, dialogues: vec![7] };
    let plan = History::new()
        .then("2020-01-10", drafted)
        .then("2020-01-20", PlanEvent::Approved)
        .then("2020-06-01", PlanEvent::Amended { edition: 2, added: vec![], dropped: vec![7], reason: reason() });
    check(&plan, Axis::Plan, &["draft/1 01-10..01-20", "approved/1 01-20.."]);
    let entered = PlannedEvent::Entered {
        plan: 1,
        edition: 1,
        month: 4,
        topic: reason(),
        form: "conference".to_owned(),
        audience: "residents".to_owned(),
    };
    let planned = History::new()
        .then("2020-01-10", entered)
        .then("2020-04-02", PlannedEvent::Postponed { month: None, reason: reason() })
        .then("2020-05-06", PlannedEvent::Held { dialogue: 9 });
    let held = ["planned 01-10..04-02", "postponed 04-02..05-06", "held 05-06.."];
    check(&planned, Axis::Planned, &held);
    let amended = planned.then("2020-06-01", PlannedEvent::Dropped { edition: 2 });
    check(&amended, Axis::Planned, &held);
}

#[test]
fn bodies_and_fragments_have_no_timeline() {
    let body = OrganisationEvent::Founded { kind: "people_committee".to_owned(), territory: 5 };
    for history in [
        History::new(),
        History::new().then("2020-03-02", body),
        History::new().accept("2020-03-02"),
        History::new().then("2020-03-02", DialogueEvent::Concluded { no_minutes: None }),
        History::new().strike("2020-03-02", 1),
    ] {
        assert!(timeline(&history.0).is_empty());
    }
}
