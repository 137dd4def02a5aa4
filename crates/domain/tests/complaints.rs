//! Settling a complaint: the table of steps, and what each does to the clocks.

use domain::complaint::clocks::Turn;
use domain::complaint::{Begun, Complaint, ComplaintClock, Done, Instance, Phase, Step, table};
use domain::event::ComplaintEvent;

use crate::history::{History, day, reason};

fn begun(clock: i64, kind: ComplaintClock, due_on: &str) -> Begun {
    let (rule, from) = ("KN-SOLVE1".to_owned(), day("2026-07-06"));
    Begun { clock, kind, rule, rule_version: 1, from, due_on: day(due_on) }
}

fn opened() -> ComplaintEvent {
    let clocks = vec![begun(1, ComplaintClock::Accept, "2026-07-10")];
    ComplaintEvent::Opened { letter: 5, case: 6, organisation: 7, clocks }
}

fn step(step: Step, clocks: Vec<Begun>) -> ComplaintEvent {
    ComplaintEvent::Stepped { done: Done { clocks, ..Done::new(step) } }
}

/// One of each event, in the order of declaration.
pub(crate) fn samples() -> Vec<ComplaintEvent> {
    let done = Done {
        number: Some(reason()),
        signer: Some(reason()),
        words: Some(reason()),
        remote: true,
        named_on: Some(day("2026-06-01")),
        clocks: vec![begun(2, ComplaintClock::Solve, "2026-08-20")],
        ..Done::new(Step::Accept)
    };
    vec![opened(), ComplaintEvent::Stepped { done }, ComplaintEvent::Appealed { by: 9 }]
}

#[test]
fn every_step_has_a_row_with_its_article_and_every_phase_is_reached() {
    let now = day("2026-09-01");
    for step in Step::ALL {
        let row = table::row(*step, now).unwrap_or_else(|| panic!("{step:?} has a row"));
        assert!(!row.from.is_empty() && !row.article.is_empty() && !row.title_en.is_empty(), "{step:?}");
    }
    let reached: Vec<Phase> = table::rows()
        .iter()
        .filter_map(|row| match row.to {
            Some(table::Next::Phase(phase)) => Some(phase),
            _ => None,
        })
        .collect();
    for phase in Phase::ALL.iter().filter(|phase| **phase != Phase::Received) {
        assert!(reached.contains(phase), "{phase:?}");
    }
    for phase in Phase::ALL.iter().filter(|phase| phase.is_open()) {
        assert!(table::rows().iter().any(|row| row.from.contains(phase)), "something follows {phase:?}");
    }
    assert!(table::row(Step::Suspend, day("2026-06-30")).is_none(), "the law had no suspension before");
    assert_eq!((table::complex(day("2026-06-30")).len(), table::complex(now).len()), (0, 7));
}

/// Which step begins, pauses and stops which clock: each one begins and stops by a step.
#[test]
fn each_clock_of_a_complaint_is_begun_and_stopped_by_a_step() {
    for clock in ComplaintClock::ALL {
        let turns: Vec<Turn> = Step::ALL.iter().filter_map(|step| clock.turned_by(*step)).collect();
        assert!(turns.contains(&Turn::Begins) && turns.contains(&Turn::Stops), "{clock:?}: {turns:?}");
    }
    let pausing: Vec<&Step> =
        Step::ALL.iter().filter(|step| ComplaintClock::Solve.turned_by(**step) == Some(Turn::Pauses)).collect();
    assert_eq!(pausing, [&Step::Suspend]);
}

#[test]
fn the_time_of_an_extension_is_a_clock_of_its_own_and_each_lapses_by_itself() {
    let history = History::new()
        .then("2026-07-01", opened())
        .then("2026-07-06", step(Step::Accept, vec![begun(2, ComplaintClock::Solve, "2026-08-05")]))
        .then("2026-08-07", step(Step::Extend, vec![begun(3, ComplaintClock::Solve, "2026-08-20")]));
    let now = Complaint::by(&history.0).expect("a complaint");
    let state = |clock: i64, today: &str| {
        let it = now.clocks.iter().find(|it| it.begun.clock == clock).expect("it began");
        (it.state, it.replaced, it.is_late(day(today)))
    };
    assert_eq!(state(1, "2026-08-08"), ("stopped", false, false), "it was accepted in time");
    assert_eq!(state(2, "2026-08-08"), ("stopped", true, true), "it had lapsed before it was extended");
    assert_eq!(state(3, "2026-08-08"), ("running", false, false));
    assert_eq!(state(3, "2026-08-21"), ("running", false, true), "the extension lapses by itself");
    assert!(now.is_overdue(day("2026-08-21")) && !now.is_explained());
}

#[test]
fn days_of_suspension_are_not_counted_and_what_stood_still_was_not_late() {
    let history = History::new()
        .then("2026-07-01", opened())
        .then("2026-07-06", step(Step::Accept, vec![begun(2, ComplaintClock::Solve, "2026-08-05")]))
        .then("2026-07-20", step(Step::Suspend, Vec::new()))
        .then("2026-08-20", step(Step::Resume, vec![begun(3, ComplaintClock::Solve, "2026-09-05")]));
    let now = Complaint::by(&history.0).expect("a complaint");
    assert_eq!((now.not_counted, now.phase), (31, Phase::Accepted));
    assert!(now.clocks.iter().all(|it| !it.is_late(day("2026-09-05"))), "{:?}", now.clocks);
    assert_eq!(now.instance, Instance::First);
}
