//! Reception days: what one says by its events, whose act each is, and what the forms say on which day.

use domain::behalf::{Whose, whose};
use domain::event::{ReceptionDay, ReceptionEvent, VisitEnd, Visited};
use domain::reception::{Receiver, Reception, ReceptionKind, ReceptionState, VisitOutcome, form};
use domain::rule::Provenance;
use domain::{Event, Kind};

use crate::history::{History, day, reason};

fn scheduled(receiver: Receiver) -> ReceptionEvent {
    ReceptionEvent::Scheduled { organisation: 7, day: set("2026-09-10", receiver) }
}

fn set(on: &str, receiver: Receiver) -> ReceptionDay {
    ReceptionDay {
        on: day(on),
        term: Some(3),
        kind: ReceptionKind::Periodic,
        receiver,
        online: false,
        place: Some(reason()),
        announced_on: Some(day("2026-09-01")),
    }
}

fn end(outcome: VisitOutcome) -> VisitEnd {
    VisitEnd { outcome, ground: None, words: None, submission: None, case: None, letter: None }
}

fn visit(id: i64, no: i64) -> Visited {
    Visited {
        visit: id,
        turn: 11,
        year: 2026,
        no,
        text: Some(reason()),
        kind: Kind::Recommendation,
        territory: 5,
        field: "05".to_owned(),
        people: 6,
        representatives: Some(2),
        group: true,
        again: false,
        end: end(VisitOutcome::Open),
    }
}

/// One of each event, in the order of declaration.
pub(crate) fn samples() -> Vec<ReceptionEvent> {
    vec![
        scheduled(Receiver::Head),
        ReceptionEvent::Changed { day: set("2026-09-15", Receiver::Deputy), reason: reason() },
        ReceptionEvent::Cancelled { reason: reason() },
        ReceptionEvent::Held,
        ReceptionEvent::Visited { visit: visit(21, 1) },
        ReceptionEvent::VisitBound {
            visit: 21,
            end: VisitEnd { ground: Some("9.1".to_owned()), words: Some(reason()), ..end(VisitOutcome::Refused) },
        },
        ReceptionEvent::VisitStruck { visit: 21, reason: reason() },
        ReceptionEvent::Concluded { number: reason(), signer: Some(reason()) },
        ReceptionEvent::NamesOpened,
        ReceptionEvent::HeldNoDenunciation { visit: 21 },
    ]
}

#[test]
fn a_reception_day_is_what_its_events_say() {
    let history = History::new()
        .then("2026-09-01", scheduled(Receiver::Head))
        .then("2026-09-10", ReceptionEvent::Held)
        .then("2026-09-10", ReceptionEvent::Visited { visit: visit(21, 1) })
        .then("2026-09-10", ReceptionEvent::Visited { visit: visit(22, 2) })
        .then("2026-09-11", ReceptionEvent::VisitBound { visit: 21, end: end(VisitOutcome::Guided) })
        .then("2026-09-11", ReceptionEvent::VisitStruck { visit: 22, reason: reason() });
    let now = Reception::by(&history.0).expect("a reception day");
    assert_eq!((now.state, now.held_on), (ReceptionState::Held, Some(day("2026-09-10"))));
    let standing: Vec<(i64, VisitOutcome)> =
        now.standing().map(|it| (it.visited.visit, it.visited.end.outcome)).collect();
    assert_eq!(standing, [(21, VisitOutcome::Guided)]);
}

#[test]
fn what_a_head_decides_of_a_reception_is_the_heads_and_what_staff_do_is_theirs() {
    for (receiver, expected) in [(Receiver::Head, Some(Whose::Head(None))), (Receiver::Staff, None)] {
        let history = History::new()
            .then("2026-09-01", scheduled(receiver))
            .then("2026-09-02", ReceptionEvent::Cancelled { reason: reason() });
        assert_eq!(whose(&history.0, 0), expected);
        assert_eq!(whose(&history.0, 1), expected);
    }
}

#[test]
fn grounds_of_refusal_are_those_in_force_on_the_day() {
    let on = |text: &str| form::grounds_on(day(text)).map(|ground| ground.code.as_str()).collect::<Vec<_>>();
    assert_eq!(on("2026-06-30"), ["9.1", "9.2", "9.3", "9.4"]);
    assert_eq!(on("2026-07-01").len(), 13);
    assert!(on("2014-06-30").is_empty());
    let unsure = form::grounds().iter().filter(|ground| ground.provenance == Provenance::OneTranscription).count();
    assert_eq!(unsure, 10, "what was read in one copy says so");
    let mut codes: Vec<&str> = form::grounds().iter().map(|ground| ground.code.as_str()).collect();
    codes.sort_unstable();
    codes.dedup();
    assert_eq!(codes.len(), form::grounds().len());
}

#[test]
fn the_book_has_the_columns_of_its_day() {
    assert_eq!(form::book_on(day("2026-06-30")).columns.len(), 12);
    assert_eq!(form::book_on(day("2026-07-01")).columns.len(), 13);
    assert_eq!(form::book_on(day("2015-01-01")).columns.len(), 12);
}

#[test]
fn sample_events_parse() {
    for event in samples().into_iter().map(Event::from) {
        assert_eq!(Event::parse(event.act(), event.version(), &event.data()), Ok(event));
    }
}
