//! States as intervals of days: every axis, written as `value from..to`, the open end as nothing.

mod others;

use domain::PointResult::{BeyondCompetence, Done, Explained};
use domain::{Axis, CaseEvent, Day, EndGround, Segment, timeline};

use crate::history::{AGENCY, History, OFFICE, OUTSIDE, case, day, promised, received};

/// The segments of one axis, months and days of 2020 only.
#[track_caller]
fn check(history: &History, axis: Axis, expected: &[&str]) {
    let written = |segment: &Segment| {
        let value = &segment.value;
        let from = &segment.from.to_iso()[5..];
        let to = if segment.to == Day::OPEN { String::new() } else { segment.to.to_iso()[5..].to_owned() };
        match segment.organisation {
            Some(organisation) => format!("{value}/{organisation} {from}..{to}"),
            None => format!("{value} {from}..{to}"),
        }
    };
    let segments = timeline(&history.0);
    let found: Vec<String> = segments.iter().filter(|segment| segment.axis == axis).map(written).collect();
    assert_eq!(found, expected, "{}", axis.as_str());
}

#[test]
fn a_case_received_has_every_axis_of_a_case() {
    let case = case(1);
    check(&case, Axis::Handling, &["received 03-02.."]);
    check(&case, Axis::Bearer, &["1/1 03-02.."]);
    check(&case, Axis::Suspended, &["no 03-02.."]);
    check(&case, Axis::Transfer, &["none 03-02.."]);
    check(&case, Axis::Root, &["none 03-02.."]);
    check(&case, Axis::Field, &["land 03-02.."]);
    check(&case, Axis::Territory, &["22051 03-02.."]);
    check(&case, Axis::Due, &["no_due/1 03-02.."]);
    check(&case, Axis::Promise, &["none 03-02.."]);
    check(&case, Axis::Raised, &["1/1 03-02.."]);
    check(&case, Axis::Outcome, &["not_taken_up/1 03-02.."]);
    check(&case, Axis::Assessment, &["not_asked 03-02.."]);
    check(&case, Axis::Competence, &["own 03-02.."]);
    check(&case, Axis::Dialogue, &[]);
}

#[test]
fn handling() {
    let case = case(2)
        .assign("2020-03-03", "2020-03-23")
        .accept("2020-03-05")
        .on_the_spot("2020-03-06", &[(1, Done)])
        .reply("2020-03-10", &[(2, promised("2020-04-10"))])
        .reopen("2020-04-01");
    let steps = ["received 03-02..03-03", "assigned 03-03..03-05", "accepted 03-05..03-10", "answered 03-10..04-01"];
    check(&case, Axis::Handling, &[&steps[..], &["assigned 04-01.."]].concat());
    let ended = case.then("2020-04-06", CaseEvent::Ended { ground: EndGround::Guided, code: None, words: None });
    check(&ended, Axis::Handling, &[&steps[..], &["assigned 04-01..04-06", "closed.guided 04-06.."]].concat());
    check(&ended.strike("2020-05-01", 101), Axis::Handling, &["struck 03-02.."]);
}

#[test]
fn several_events_of_a_day_leave_the_state_of_its_end() {
    let case =
        case(1).assign("2020-03-02", "2020-03-23").accept("2020-03-02").on_the_spot("2020-03-02", &[(1, Explained)]);
    check(&case, Axis::Handling, &["answered 03-02.."]);
    check(&case, Axis::Due, &["on_time/2 03-02.."]);
    check(&case, Axis::Outcome, &["resolved/1 03-02.."]);
}

#[test]
fn due() {
    let assigned = case(1).assign("2020-03-03", "2020-03-23");
    let running = ["no_due/1 03-02..03-03", "running/2 03-03..03-24"];
    let with = |more: &[&'static str]| [&running[..], more].concat();
    check(&assigned, Axis::Due, &with(&["overdue/2 03-24.."]));
    check(
        &assigned.clone().reply("2020-03-30", &[(1, Done)]),
        Axis::Due,
        &with(&["overdue/2 03-24..03-30", "late/2 03-30.."]),
    );
    let in_time = assigned.clone().reply("2020-03-23", &[(1, Done)]);
    check(&in_time, Axis::Due, &["no_due/1 03-02..03-03", "running/2 03-03..03-23", "on_time/2 03-23.."]);
    let extended =
        assigned.clone().then("2020-03-26", CaseEvent::Extended { due_on: day("2020-04-10"), told: true, words: None });
    check(&extended, Axis::Due, &with(&["overdue/2 03-24..03-26", "running/2 03-26..04-11", "overdue/2 04-11.."]));
    let suspended = assigned
        .clone()
        .then("2020-03-20", CaseEvent::Suspended { words: None })
        .then("2020-04-20", CaseEvent::Resumed { words: None });
    check(&suspended, Axis::Due, &["no_due/1 03-02..03-03", "running/2 03-03..04-20", "overdue/2 04-20.."]);
    check(&suspended, Axis::Suspended, &["no 03-02..03-20", "yes 03-20..04-20", "no 04-20.."]);
    let merged = assigned.then("2020-03-10", CaseEvent::Merged { root: 8, words: None });
    check(&merged, Axis::Due, &["no_due/1 03-02..03-03", "running/2 03-03..03-10", "no_due/2 03-10.."]);
    let ruled = History::new().then("2020-03-02", received(1, Some(day("2020-03-12"))));
    check(&ruled, Axis::Due, &["running/1 03-02..03-13", "overdue/1 03-13.."]);
    check(&ruled, Axis::Outcome, &["not_taken_up/1 03-02.."]);
}

#[test]
fn promises() {
    let case = case(3)
        .reply("2020-03-10", &[(1, promised("2020-04-10")), (2, promised("2020-03-31")), (3, Done)])
        .then("2020-04-05", CaseEvent::PromiseKept { point: 2, words: None })
        .then("2020-04-20", CaseEvent::PromiseKept { point: 1, words: None });
    check(
        &case,
        Axis::Promise,
        &[
            "none 03-02..03-10",
            "waiting 03-10..04-01",
            "overdue 04-01..04-05",
            "waiting 04-05..04-11",
            "overdue 04-11..04-20",
            "none 04-20..",
        ],
    );
    check(
        &case,
        Axis::Outcome,
        &[
            "not_taken_up/1 03-02..03-10",
            "in_progress/1 03-10..04-01",
            "in_progress.overdue/1 04-01..04-05",
            "in_progress/1 04-05..04-11",
            "in_progress.overdue/1 04-11..04-20",
            "resolved/1 04-20..",
        ],
    );
}

#[test]
fn bearer_transfer_root_place_and_field() {
    let case = case(2)
        .assign("2020-03-03", "2020-03-23")
        .reply("2020-03-04", &[(1, BeyondCompetence)])
        .send_on("2020-03-05", &[1])
        .then("2020-03-06", CaseEvent::Placed { territory: 5, field: "water".to_owned() })
        .then("2020-03-07", CaseEvent::SentOn { transfer: 31, to: 4, points: vec![2], words: None })
        .then("2020-03-09", CaseEvent::TransferReturned { transfer: 31, words: None })
        .answered_there("2020-03-12", &[1])
        .then("2020-03-16", CaseEvent::Merged { root: 8, words: None })
        .then("2020-03-18", CaseEvent::Unmerged { words: None });
    assert_eq!((OFFICE, AGENCY, OUTSIDE), (1, 2, 3));
    check(&case, Axis::Bearer, &["1/1 03-02..03-03", "2/2 03-03.."]);
    check(
        &case,
        Axis::Transfer,
        &[
            "none 03-02..03-05",
            "waiting/3 03-05..03-07",
            "waiting/4 03-07..03-09",
            "waiting/3 03-09..03-12",
            "none 03-12..",
        ],
    );
    check(&case, Axis::Root, &["none 03-02..03-16", "8 03-16..03-18", "none 03-18.."]);
    check(&case, Axis::Field, &["land 03-02..03-06", "water 03-06.."]);
    check(&case, Axis::Territory, &["22051 03-02..03-06", "5 03-06.."]);
}

#[test]
fn what_is_dated_before_the_receipt_counts_from_it() {
    let case = case(1).accept("2020-02-20").assign("2020-02-10", "2020-03-23").correct("2020-03-05", 101, "2020-03-04");
    check(&case, Axis::Handling, &["accepted 03-04.."]);
    check(&case, Axis::Bearer, &["2/2 03-04.."]);
    check(&case, Axis::Raised, &["1/1 03-04.."]);
    check(&case.strike("2020-03-06", 101), Axis::Raised, &[]);
}

#[test]
fn dates_at_the_end_of_time_stay_within_it() {
    let case = case(1).assign("2020-03-03", "9999-12-31");
    check(&case, Axis::Due, &["no_due/1 03-02..03-03", "running/2 03-03.."]);
    let case = case.accept("9999-12-31");
    check(&case, Axis::Handling, &["received 03-02..03-03", "assigned 03-03.."]);
    assert!(timeline(&History::new().then("9999-12-31", received(1, None)).0).is_empty());
}

#[test]
fn words_of_the_axes() {
    for axis in Axis::ALL {
        assert_eq!(Axis::parse(axis.as_str()), Some(axis));
    }
    assert_eq!((Axis::parse("outcome"), Axis::Outcome.as_str()), (None, "outcome:kq-1"));
}
