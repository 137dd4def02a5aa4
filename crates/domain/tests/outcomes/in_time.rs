//! How the verdict follows the clock, reopenings, late typing and corrections.

use domain::CaseEvent;
use domain::PointResult::Done;
use domain::calendar::Calendar;
use domain::case::moved;
use domain::due::Unit;
use domain::event::Moved;

use super::{check, check_known};
use crate::history::{case, day, promised};

#[test]
fn suspended_its_clock_stands_still() {
    let suspended = case(1).assign("2020-03-03", "2020-03-23").then("2020-03-16", CaseEvent::Suspended { words: None });
    check(&suspended, "2020-05-01", "in_progress");
    let resumed = suspended.clone().then("2020-05-04", CaseEvent::Resumed { words: None });
    check(&resumed, "2020-05-03", "in_progress");
    check(&resumed, "2020-05-04", "not_taken_up");
    let moved = resumed.then("2020-05-04", CaseEvent::Extended { due_on: day("2020-05-11"), told: true, words: None });
    check(&moved, "2020-05-11", "in_progress");
    check(&moved, "2020-05-12", "in_progress.overdue");
    let too_late = case(1).assign("2020-03-03", "2020-03-23").then("2020-03-24", CaseEvent::Suspended { words: None });
    check(&too_late, "2020-03-24", "in_progress.overdue");
    check(&suspended.reply("2020-05-02", &[(1, Done)]), "2020-05-02", "resolved");
}

/// A suspension from 16 March to the day before 4 May, with the last day of the assignment on 23 March.
fn taken_up(on: &str) -> CaseEvent {
    let since = day("2020-03-16");
    let days = u32::try_from(since.days_until(day(on))).expect("later");
    let (from, to) = (day("2020-03-23"), day("2020-03-23").plus(i64::from(days)));
    CaseEvent::TakenUp { moved: Some(Moved { since, days, unit: Unit::CalendarDays, from, to }), words: None }
}

#[test]
fn the_days_of_a_suspension_do_not_count() {
    let assigned = case(1).assign("2020-03-03", "2020-03-23");
    let suspended = assigned.clone().then("2020-03-16", CaseEvent::Suspended { words: None });
    let resumed = suspended.clone().then("2020-05-04", taken_up("2020-05-04"));
    check(&resumed, "2020-05-04", "in_progress");
    check(&resumed, "2020-05-11", "in_progress");
    check(&resumed, "2020-05-12", "not_taken_up");
    // What was extended before and typed later moves by the same days.
    let extended =
        resumed.then("2020-03-10", CaseEvent::Extended { due_on: day("2020-03-30"), told: true, words: None });
    check(&extended, "2020-05-18", "in_progress");
    check(&extended, "2020-05-19", "in_progress.overdue");
    // Under a rule whose clock can't be paused it runs on.
    let aside = assigned.then("2020-03-16", CaseEvent::SetAside { words: None });
    check(&aside, "2020-03-23", "in_progress");
    check(&aside, "2020-03-24", "in_progress.overdue");
}

#[test]
fn a_last_day_moves_by_working_days_or_on_to_one_and_not_once_it_was_over() {
    let calendar = Calendar::embedded();
    let at = |unit, since: &str, until: &str, last: &str| {
        moved(calendar, unit, (day(since), day(until)), day(last)).map(|it| (it.days, it.to))
    };
    // 12 October to 1 November 2026: 21 days, 15 of them worked; 20 October is a Tuesday.
    let (cd, wd) = (Unit::CalendarDays, Unit::WorkingDays);
    assert_eq!(at(cd, "2026-10-12", "2026-11-02", "2026-10-20"), Some((21, day("2026-11-10"))));
    assert_eq!(at(wd, "2026-10-12", "2026-11-02", "2026-10-20"), Some((15, day("2026-11-10"))));
    assert_eq!(at(cd, "2026-10-12", "2026-10-16", "2026-10-20"), Some((4, day("2026-10-26"))), "off a Saturday");
    assert_eq!(at(wd, "2026-10-17", "2026-10-19", "2026-10-20"), None, "no working day was lost");
    assert_eq!(at(cd, "2026-10-12", "2026-10-12", "2026-10-20"), None);
    assert_eq!(at(cd, "2026-10-21", "2026-11-02", "2026-10-20"), None, "it was over before");
    assert_eq!(at(wd, "2090-10-02", "2090-10-12", "2090-10-20"), Some((10, day("2090-10-30"))), "no calendar");
}

#[test]
fn reopened_it_has_to_be_settled_again() {
    let reopened = case(2)
        .assign("2020-03-03", "2020-03-23")
        .accept("2020-03-04")
        .reply("2020-03-10", &[(1, Done), (2, promised("2020-04-01"))])
        .then("2020-03-20", CaseEvent::PromiseKept { point: 2, words: None })
        .reopen("2020-12-30");
    check(&reopened, "2020-12-29", "resolved");
    check(&reopened, "2020-12-30", "not_taken_up");
    check(&reopened.clone().accept("2021-01-04"), "2021-01-04", "in_progress.overdue");
    check(&reopened.clone().reply("2021-01-04", &[(1, Done)]), "2021-01-04", "in_progress.overdue");
    check(&reopened.clone().reply("2021-01-04", &[(1, Done), (2, Done)]), "2021-01-04", "resolved");
    let assigned = reopened.assign("2021-01-05", "2021-01-25");
    check(&assigned, "2021-01-25", "in_progress");
    check(&assigned, "2021-01-26", "not_taken_up");

    let before_its_day = case(1)
        .assign("2020-03-03", "2020-03-23")
        .reply("2020-03-10", &[(1, promised("2020-03-12"))])
        .reopen("2020-03-16");
    check(&before_its_day, "2020-03-15", "in_progress.overdue");
    check(&before_its_day, "2020-03-16", "in_progress");
    check(&before_its_day, "2020-03-24", "not_taken_up");

    let waiting_still = case(1).send_on("2020-03-04", &[1]).reopen("2020-03-16");
    check(&waiting_still, "2020-03-16", "in_progress");
}

#[test]
fn typed_late_it_counts_from_its_day_and_is_known_from_its_typing() {
    let late = case(1).assign("2020-03-03", "2020-03-23").reply("2020-03-18", &[(1, Done)]).typed("2020-05-04");
    check(&late, "2020-03-17", "in_progress");
    check(&late, "2020-03-18", "resolved");
    check_known(&late, "2020-03-18", "2020-05-03", "in_progress");
    check_known(&late, "2020-05-03", "2020-05-03", "not_taken_up");
    check_known(&late, "2020-05-03", "2020-05-04", "resolved");

    let out_of_order = late.accept("2020-03-05").typed("2020-05-05");
    check(&out_of_order, "2020-03-18", "resolved");
    let reopened_today = out_of_order.reopen("2020-12-30").typed("2021-02-01");
    check(&reopened_today, "2020-12-31", "not_taken_up");
    check_known(&reopened_today, "2020-12-31", "2021-01-31", "resolved");

    let then_replied = case(1).reply("2020-03-20", &[(1, Done)]).reopen("2020-03-10").typed("2020-05-04");
    check(&then_replied, "2020-03-10", "not_taken_up");
    check(&then_replied, "2020-03-20", "resolved");
}

#[test]
fn corrected_it_counts_on_its_true_day() {
    let corrected = case(1).assign("2020-03-03", "2020-03-23").reply("2020-03-25", &[(1, Done)]).correct(
        "2020-04-01",
        103,
        "2020-03-20",
    );
    check(&corrected, "2020-03-19", "in_progress");
    check(&corrected, "2020-03-20", "resolved");
    check_known(&corrected, "2020-03-20", "2020-03-31", "in_progress");
    check_known(&corrected, "2020-03-24", "2020-03-31", "not_taken_up");
    let twice = corrected.clone().correct("2020-04-02", 103, "2020-03-23");
    check(&twice, "2020-03-22", "in_progress");
    check(&twice, "2020-03-23", "resolved");
    let undone = twice.strike("2020-04-03", 105);
    check(&undone, "2020-03-20", "resolved");
    let all_undone = undone.strike("2020-04-04", 104);
    check(&all_undone, "2020-03-24", "not_taken_up");
    check(&all_undone, "2020-03-25", "resolved");

    let reply_struck = corrected.strike("2020-04-06", 103);
    check(&reply_struck, "2020-04-06", "not_taken_up");
    check_known(&reply_struck, "2020-03-20", "2020-04-05", "resolved");

    let receipt_moved = case(1).reply("2020-03-04", &[(1, Done)]).correct("2020-04-01", 101, "2020-03-09");
    check(&receipt_moved, "2020-03-08", "none");
    check(&receipt_moved, "2020-03-09", "resolved");
    check_known(&receipt_moved, "2020-03-03", "2020-03-31", "not_taken_up");
}
