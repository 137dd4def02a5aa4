//! Reception days: what one says by its events, whose act each is, and what the forms say on which day.

use domain::behalf::{Whose, whose};
use domain::day::Day;
use domain::event::{ReceptionDay, ReceptionEvent, VisitEnd, Visited};
use domain::organisation::{COMMITTEE, KINDS, ROOT};
use domain::reception::duty::{Asked, months};
use domain::reception::{
    DUTY, DUTY_OF_OTHERS, DUTY_OF_PARTY, Receiver, Reception, ReceptionKind, ReceptionState, VisitOutcome, amend,
    duty_of, form, representatives,
};
use domain::rule::{Per, Provenance, in_force, shipped};
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
        ReceptionEvent::Directed {
            number: reason(),
            signer: None,
            directions: Some(reason()),
            due_on: Some(day("2026-10-10")),
        },
        ReceptionEvent::NamesOpened,
        ReceptionEvent::HeldNoDenunciation { visit: 21 },
        ReceptionEvent::DirectedNoDenunciation,
        ReceptionEvent::VisitWithheld { visit: 21 },
        ReceptionEvent::RefusalGiven { visit: 21, number: reason() },
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
fn what_only_a_form_is_known_by_its_count_of_columns_and_who_is_refused_says_so() {
    let ill = form::ground("9.1").expect("a ground");
    assert!(ill.title.contains("tâm thần"), "the article names it");
    assert_eq!(
        form::book_on(day("2026-06-30")).provenance,
        Provenance::Unverified,
        "of it the number of columns was read"
    );
    assert_eq!(form::written_grounds().collect::<Vec<_>>(), ["9.3", "4.h"]);
}

#[test]
fn that_a_deputy_receives_is_remarked_from_the_day_on_which_the_law_reserves_it_to_the_head() {
    assert_eq!(form::delegated_on(day("2026-06-30")), None);
    assert!(form::delegated_on(day("2026-07-01")).is_some_and(|remark| remark.source.contains("136/2025/QH15")));
}

#[test]
fn so_many_may_speak_for_a_group_as_its_size_allows() {
    for (people, expected) in [(1, None), (4, None), (5, Some(2)), (10, Some(2)), (11, Some(5)), (200, Some(5))] {
        assert_eq!(representatives(people, 5, (2, 10, 5)), expected, "{people}");
    }
}

#[test]
fn heads_of_committees_and_of_the_party_receive_by_the_rule_of_their_level_agencies_by_that_of_heads_others_by_none() {
    for kind in KINDS {
        let expected = match kind {
            COMMITTEE => Some(DUTY),
            ROOT => Some(DUTY_OF_PARTY),
            "office" | "division" | "service_centre" => Some(DUTY_OF_OTHERS),
            _ => None,
        };
        assert_eq!(duty_of(kind), expected, "{kind}");
    }
    let asked = |kind: &str, level: &str, on: &str| {
        let found = in_force(shipped().iter(), duty_of(kind).expect("a rule"), &[], level, day(on));
        found.map(|rule| (rule.amount, rule.per.expect("a period")))
    };
    assert_eq!(asked(COMMITTEE, "commune", "2026-06-30"), Some((1, Per::Week)));
    assert_eq!(asked(COMMITTEE, "commune", "2026-07-01"), Some((2, Per::Month)));
    assert_eq!(asked(ROOT, "commune", "2026-06-30"), Some((2, Per::Month)));
    assert_eq!(asked(ROOT, "province", "2026-07-01"), Some((1, Per::Month)));
    assert_eq!(asked("division", "commune", "2026-07-01"), Some((1, Per::Month)));
    assert_eq!(asked(COMMITTEE, "province", "2026-07-01"), None, "what is from memory is in force nowhere");
}

#[test]
fn a_day_on_which_citizens_were_received_before_it_was_set_does_not_hold_together() {
    let set = || History::new().then("2026-09-01", scheduled(Receiver::Head));
    let held = |on: &str| set().then(on, ReceptionEvent::Held);
    let visited = |on: &str| held("2026-09-10").then(on, ReceptionEvent::Visited { visit: visit(21, 1) });
    let concluded =
        |on: &str| held("2026-09-10").then(on, ReceptionEvent::Concluded { number: reason(), signer: None });
    let changed =
        held("2026-09-10").then("2026-09-12", ReceptionEvent::Changed { day: set_for("2026-09-15"), reason: reason() });
    for (history, sound, which) in [
        (set(), true, "set"),
        (held("2026-09-01"), true, "held on the day on which it was set"),
        (held("2026-08-31"), false, "held before"),
        (visited("2026-09-10"), true, "a visit"),
        (visited("2026-09-11"), false, "a visit on another day"),
        (concluded("2026-09-10"), true, "concluded at once"),
        (concluded("2026-09-09"), false, "concluded before"),
        (changed, false, "set anew after it was held"),
        (held("2026-09-10").then("2026-09-10", ReceptionEvent::Cancelled { reason: reason() }), false, "called off"),
    ] {
        assert_eq!(Reception::holds_together(&history.0), sound, "{which}");
    }
    // Whatever is corrected, no visit moves.
    let moved = visited("2026-09-10");
    let first = moved.0[0].id;
    let moved =
        moved.then("2026-09-12", Event::Corrected { of: first, happened_on: day("2026-09-20"), reason: reason() });
    let now = Reception::by(&moved.0).expect("a reception day");
    assert_eq!((now.held_on, now.visits[0].on), (Some(day("2026-09-10")), day("2026-09-10")));
    assert!(!Reception::holds_together(&moved.0));
    assert_eq!(Reception::set_on(&moved.0), Some(day("2026-09-20")));
}

fn set_for(on: &str) -> ReceptionDay {
    set(on, Receiver::Head)
}

#[test]
fn what_is_kept_or_given_in_writing_of_a_visit_stands_with_it_until_it_is_struck() {
    let history = History::new()
        .then("2026-09-01", scheduled(Receiver::Head))
        .then("2026-09-10", ReceptionEvent::Held)
        .then("2026-09-10", ReceptionEvent::Visited { visit: visit(21, 1) })
        .then("2026-09-11", ReceptionEvent::VisitWithheld { visit: 21 })
        .then("2026-09-12", ReceptionEvent::RefusalGiven { visit: 21, number: reason() });
    let known = Reception::by(&history.0).expect("a reception day").visits.remove(0);
    assert_eq!((known.withheld, known.notice), (true, Some((day("2026-09-12"), reason()))));
    let (kept, given) = (history.0[3].id, history.0[4].id);
    let struck = history
        .then("2026-09-13", Event::Struck { of: kept, reason: reason() })
        .then("2026-09-13", Event::Struck { of: given, reason: reason() });
    let known = Reception::by(&struck.0).expect("a reception day").visits.remove(0);
    assert_eq!((known.withheld, known.notice), (false, None));
}

#[test]
fn sample_events_parse() {
    for event in samples().into_iter().map(Event::from) {
        assert_eq!(Event::parse(event.act(), event.version(), &event.data()), Ok(event));
    }
}

#[test]
fn a_head_is_asked_for_days_of_a_week_before_and_of_a_month_from_the_day_of_the_new_rule() {
    let from = day("2026-07-01");
    let rule = |on: Day| Some(if on < from { (1, Per::Week) } else { (2, Per::Month) });
    // June 2026 has five Mondays, the last of them the 29th, to whose week the 2nd of July belongs; two days of one week are one.
    let held: Vec<_> =
        ["2026-06-02", "2026-06-04", "2026-06-09", "2026-07-02", "2026-08-06", "2026-08-20", "2026-08-27"]
            .map(day)
            .to_vec();
    let year = months(2026, &held, day("2026-09-11"), ALWAYS, rule);
    let asked = |needed, done| Some(Asked { needed, done });
    assert_eq!((year[5].held, year[5].asked), (3, asked(5, 3)));
    assert_eq!((year[6].held, year[6].asked), (1, asked(2, 1)), "from July on by month");
    assert_eq!((year[7].held, year[7].asked), (3, asked(2, 2)));
    assert_eq!((year[8].held, year[8].asked), (0, asked(2, 0)), "a month that has begun");
    assert_eq!((year[9].held, year[9].asked), (0, None), "nothing is asked for before its time");
    assert_eq!(months(2026, &held, day("2026-09-11"), ALWAYS, |_| None)[6].asked, None, "nor without a rule");
}

/// A term that has always lasted.
const ALWAYS: (Day, Day) = (Day::FLOOR, Day::OPEN);

#[test]
fn a_head_is_asked_for_days_only_in_the_months_that_begin_within_the_term() {
    let rule = |_| Some((2, Per::Month));
    let held = [day("2026-07-02")];
    let before = months(2026, &held[..0], day("2026-09-11"), (Day::FLOOR, day("2026-07-01")), rule);
    let after = months(2026, &held, day("2026-09-11"), (day("2026-07-01"), Day::OPEN), rule);
    for month in 0..12 {
        let asked = |done| Some(Asked { needed: 2, done });
        let (first, second) = match month {
            0..=5 => (asked(0), None),
            6 => (None, asked(1)),
            7..=8 => (None, asked(0)),
            _ => (None, None),
        };
        assert_eq!((before[month].asked, after[month].asked), (first, second), "month {}", month + 1);
    }
}

#[test]
fn what_was_decided_of_a_day_holds_in_the_order_of_its_days() {
    let cancelled = || ReceptionEvent::Cancelled { reason: reason() };
    let changed = || ReceptionEvent::Changed { day: set("2026-09-15", Receiver::Head), reason: reason() };
    let history = History::new().then("2026-09-01", scheduled(Receiver::Head)).then("2026-09-05", cancelled());
    let history = history.then("2026-09-06", changed());
    assert!(Reception::holds_together(&history.0));
    assert_eq!(amend::decided_between(&history.0, &history.0[1]), (None, Some(day("2026-09-06"))));
    assert_eq!(amend::decided_between(&history.0, &history.0[2]), (Some(day("2026-09-05")), None));
    let of = history.0[1].id;
    let later = history.then("2026-09-07", Event::Corrected { of, happened_on: day("2026-09-08"), reason: reason() });
    assert!(!Reception::holds_together(&later.0), "called off after it was set anew, and yet set");
}

#[test]
fn a_step_of_a_day_is_offered_to_be_struck_only_where_that_is_allowed() {
    let history = History::new()
        .then("2026-09-01", scheduled(Receiver::Head))
        .then("2026-09-10", ReceptionEvent::Held)
        .then("2026-09-10", ReceptionEvent::Visited { visit: visit(21, 1) })
        .then("2026-09-11", ReceptionEvent::RefusalGiven { visit: 21, number: reason() })
        .then("2026-09-12", ReceptionEvent::Concluded { number: reason(), signer: None });
    let (notice, conclusion) = (history.0[3].id, history.0[4].id);
    let history = history
        .then("2026-09-12", Event::Corrected { of: notice, happened_on: day("2026-09-10"), reason: reason() })
        .then("2026-09-12", Event::Struck { of: conclusion, reason: reason() });
    let now = Reception::by(&history.0).expect("a reception day");
    let offered: Vec<bool> = history.0.iter().map(|it| amend::strikes(&history.0, &now, it).is_some()).collect();
    assert_eq!(offered, [false, false, false, true, true, false, true], "what visits rest on stays; a striking goes");
    assert!(amend::correcting(&now, &history.0[1].event).is_err(), "visits stand on its day");
}
