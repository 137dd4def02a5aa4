//! The verdict `kq-1`, line by line. March 2020: the 2nd is a Monday, due dates fall on the 23rd.

mod in_time;

use domain::PointResult::{BeyondCompetence, Done, Explained};
use domain::{CaseEvent, EndGround, Event, Instant, outcome};

use crate::history::{AGENCY, History, OUTSIDE, cannot, case, day, promised, received};

/// The outcome on a day, with everything known.
#[track_caller]
fn check(history: &History, state_on: &str, expected: &str) {
    check_as_of(history, state_on, Instant::OPEN, expected);
}

/// The outcome on a day, by what was recorded by the end of another.
#[track_caller]
fn check_known(history: &History, state_on: &str, as_of: &str, expected: &str) {
    check_as_of(history, state_on, Instant::end_of(day(as_of)), expected);
}

#[track_caller]
fn check_as_of(history: &History, state_on: &str, as_of: Instant, expected: &str) {
    let found = outcome(&history.0, day(state_on), as_of).map_or("none", |found| found.as_str());
    assert_eq!(found, expected, "on {state_on}");
}

#[test]
fn before_it_was_received_there_is_none() {
    let case = case(1);
    check(&case, "2020-03-01", "none");
    check(&case, "2020-03-02", "not_taken_up");
    check_known(&case, "2020-03-02", "2020-03-01", "none");
    check(&History::new(), "2020-03-02", "none");
    check(&History::new().accept("2020-03-02"), "2020-03-02", "none");
}

#[test]
fn line_1_merged_or_struck() {
    let merged =
        case(1).assign("2020-03-03", "2020-03-23").then("2020-03-05", CaseEvent::Merged { root: 8, words: None });
    check(&merged, "2020-03-04", "in_progress");
    check(&merged, "2020-03-05", "merged");
    check(&merged, "2020-04-01", "merged");
    let unmerged = merged.clone().then("2020-03-10", CaseEvent::Unmerged { words: None });
    check(&unmerged, "2020-03-09", "merged");
    check(&unmerged, "2020-03-10", "in_progress");
    check(&unmerged, "2020-03-24", "not_taken_up");
    let answered = unmerged.reply("2020-03-11", &[(1, Done)]);
    check(&answered, "2020-03-11", "resolved");
    let again = answered.then("2020-03-12", CaseEvent::Merged { root: 8, words: None });
    check(&again, "2020-03-12", "merged");

    let struck = case(1).reply("2020-03-04", &[(1, Done)]).strike("2020-03-09", 101);
    check(&struck, "2020-03-01", "none");
    check(&struck, "2020-03-02", "struck");
    check(&struck, "2020-03-04", "struck");
    check_known(&struck, "2020-03-04", "2020-03-08", "resolved");
    let restored = struck.strike("2020-03-10", 103);
    check(&restored, "2020-03-04", "resolved");
    check_known(&restored, "2020-03-04", "2020-03-09", "struck");

    let both = merged.strike("2020-03-20", 101);
    check(&both, "2020-03-05", "struck");
}

#[test]
fn line_2_ended_otherwise() {
    for ground in [EndGround::Withdrawn, EndGround::Guided, EndGround::Refused] {
        let ended = case(2)
            .assign("2020-03-03", "2020-03-23")
            .then("2020-03-10", CaseEvent::Ended { ground, code: None, words: None });
        check(&ended, "2020-03-09", "in_progress");
        check(&ended, "2020-03-10", "resolved.ended");
        check(&ended, "2020-12-31", "resolved.ended");
        let reopened = ended.reopen("2020-04-01");
        check(&reopened, "2020-03-31", "resolved.ended");
        check(&reopened, "2020-04-01", "not_taken_up");
        let again = reopened.then("2020-04-20", CaseEvent::Ended { ground, code: None, words: None });
        check(&again, "2020-04-20", "resolved.ended");
    }
    let answered_too = case(1)
        .reply("2020-03-05", &[(1, cannot())])
        .then("2020-03-10", CaseEvent::Ended { ground: EndGround::Withdrawn, code: None, words: None });
    check(&answered_too, "2020-03-09", "resolved.cannot");
    check(&answered_too, "2020-03-10", "resolved.ended");
}

#[test]
fn line_3_answered() {
    check(&case(1).on_the_spot("2020-03-02", &[(1, Done)]), "2020-03-02", "resolved");
    check(&case(1).on_the_spot("2020-03-02", &[(1, Explained)]), "2020-03-02", "resolved");
    check(&case(1).on_the_spot("2020-03-02", &[(1, cannot())]), "2020-03-02", "resolved.cannot");
    check(&case(2).reply("2020-03-05", &[(1, Done), (2, cannot())]), "2020-03-05", "resolved.cannot");
    check(&case(2).reply("2020-03-05", &[(1, Done), (9, Done)]), "2020-03-05", "in_progress");

    let by_and_by = case(2)
        .on_the_spot("2020-03-02", &[(1, Explained)])
        .assign("2020-03-03", "2020-03-23")
        .reply("2020-03-20", &[(2, Done)]);
    check(&by_and_by, "2020-03-02", "in_progress");
    check(&by_and_by, "2020-03-19", "in_progress");
    check(&by_and_by, "2020-03-20", "resolved");

    let one_more = by_and_by.then("2020-03-25", CaseEvent::PointAdded { point: 3, submission: Some(9) });
    check(&one_more, "2020-03-24", "resolved");
    check(&one_more, "2020-03-25", "in_progress.overdue");
    check(&one_more.reply("2020-03-26", &[(3, Done)]), "2020-03-26", "resolved");

    let replaced = case(1).reply("2020-03-05", &[(1, Done)]).reply("2020-03-09", &[(1, cannot())]);
    check(&replaced, "2020-03-08", "resolved");
    check(&replaced, "2020-03-09", "resolved.cannot");

    check(&case(0).reply("2020-03-05", &[(1, Done)]), "2020-03-05", "not_taken_up");
}

#[test]
fn a_promise_waits_until_it_is_kept() {
    let waiting = case(1).assign("2020-03-03", "2020-03-23").reply("2020-03-10", &[(1, promised("2020-04-10"))]);
    check(&waiting, "2020-03-10", "in_progress");
    check(&waiting, "2020-04-10", "in_progress");
    check(&waiting, "2020-04-11", "in_progress.overdue");
    let kept = waiting.clone().then("2020-04-15", CaseEvent::PromiseKept { point: 1, words: None });
    check(&kept, "2020-04-14", "in_progress.overdue");
    check(&kept, "2020-04-15", "resolved");
    let elsewhere = waiting.clone().then("2020-04-05", CaseEvent::PromiseKept { point: 2, words: None });
    check(&elsewhere, "2020-04-05", "in_progress");
    let replied_anew = waiting.clone().reply("2020-04-20", &[(1, cannot())]);
    check(&replied_anew, "2020-04-20", "resolved.cannot");
    let put_off = waiting.reply("2020-04-05", &[(1, promised("2020-06-01"))]);
    check(&put_off, "2020-04-11", "in_progress");
    check(&put_off, "2020-06-02", "in_progress.overdue");
    let two = case(2).reply("2020-03-10", &[(1, promised("2020-04-10")), (2, promised("2020-03-20"))]);
    check(&two, "2020-03-20", "in_progress");
    check(&two, "2020-03-21", "in_progress.overdue");
}

#[test]
fn sent_on_and_answered() {
    let sent = case(2)
        .assign("2020-03-03", "2020-03-23")
        .reply("2020-03-10", &[(1, Done), (2, BeyondCompetence)])
        .send_on("2020-03-11", &[2]);
    check(&sent, "2020-03-10", "in_progress");
    check(&sent, "2020-06-01", "in_progress");
    let answered = sent.clone().answered_there("2020-05-04", &[2]);
    check(&answered, "2020-05-03", "in_progress");
    check(&answered, "2020-05-04", "resolved");
    let told = answered.reply("2020-05-06", &[(2, BeyondCompetence)]);
    check(&told, "2020-05-06", "resolved");
    let returned = sent.clone().then("2020-03-16", CaseEvent::TransferReturned { transfer: 30, words: None });
    check(&returned, "2020-03-16", "in_progress");
    check(&returned.reply("2020-03-18", &[(2, Done)]), "2020-03-18", "resolved");
    let another = sent.then("2020-03-16", CaseEvent::TransferReturned { transfer: 31, words: None });
    check(&another.reply("2020-03-18", &[(2, Done)]), "2020-03-18", "in_progress");

    let whole = case(2).send_on("2020-03-04", &[1, 2]).answered_there("2020-03-20", &[1]);
    check(&whole, "2020-03-04", "in_progress");
    check(&whole, "2020-03-20", "in_progress");
    check(&whole.answered_there("2020-03-24", &[2]), "2020-03-24", "resolved");

    let late = case(1).assign("2020-03-03", "2020-03-23").send_on("2020-03-04", &[1]);
    check(&late, "2020-03-23", "in_progress");
    check(&late, "2020-03-24", "in_progress.overdue");

    let nothing_sent = case(1).answered_there("2020-03-04", &[1]);
    check(&nothing_sent, "2020-03-04", "not_taken_up");
    let never_sent_on = case(1).on_the_spot("2020-03-02", &[(1, BeyondCompetence)]);
    check(&never_sent_on, "2020-06-01", "in_progress");
    let promised_there = case(1)
        .reply("2020-03-10", &[(1, promised("2020-04-10"))])
        .send_on("2020-03-11", &[1])
        .answered_there("2020-03-12", &[1]);
    check(&promised_there, "2020-03-12", "in_progress");
}

#[test]
fn line_4_in_progress() {
    let assigned = case(1).assign("2020-03-03", "2020-03-23");
    check(&assigned, "2020-03-02", "not_taken_up");
    check(&assigned, "2020-03-03", "in_progress");
    check(&assigned, "2020-03-23", "in_progress");
    check(&assigned, "2020-03-24", "not_taken_up");

    let check_taken_up = |event: CaseEvent, expected: &str| {
        let case = case(2).assign("2020-03-03", "2020-03-23").then("2020-03-10", event);
        check(&case, "2020-03-23", "in_progress");
        check(&case, "2020-03-24", expected);
    };
    let overdue = "in_progress.overdue";
    check_taken_up(CaseEvent::Accepted { body: AGENCY }, overdue);
    check_taken_up(CaseEvent::Progressed { body: AGENCY, words: None }, overdue);
    check_taken_up(CaseEvent::Accepted { body: OUTSIDE }, "not_taken_up");
    check_taken_up(CaseEvent::Progressed { body: OUTSIDE, words: None }, "not_taken_up");
    check_taken_up(CaseEvent::Extended { due_on: day("2020-04-23"), told: true, words: None }, "in_progress");
    check_taken_up(CaseEvent::Suspended { words: None }, "in_progress");
    check_taken_up(CaseEvent::IdentityRead, "not_taken_up");
    check_taken_up(CaseEvent::Placed { territory: 9, field: "water".to_owned() }, "not_taken_up");
    let part = case(2).assign("2020-03-03", "2020-03-23").reply("2020-03-10", &[(2, Done)]);
    check(&part, "2020-03-24", overdue);

    let extended = case(1)
        .assign("2020-03-03", "2020-03-23")
        .then("2020-03-20", CaseEvent::Extended { due_on: day("2020-04-23"), told: true, words: None });
    check(&extended, "2020-04-23", "in_progress");
    check(&extended, "2020-04-24", overdue);

    let again = case(1).assign("2020-03-03", "2020-03-23").accept("2020-03-04").assign("2020-03-25", "2020-04-10");
    check(&again, "2020-03-24", overdue);
    check(&again, "2020-03-25", "in_progress");
    check(&again, "2020-04-11", "not_taken_up");
    check(&again.accept("2020-04-12"), "2020-04-12", overdue);
}

#[test]
fn line_5_only_received_is_not_taken_up_whatever_its_date() {
    let dated = History::new().then("2020-03-02", received(1, Some(day("2020-03-12"))));
    check(&dated, "2020-03-02", "not_taken_up");
    check(&dated, "2020-03-13", "not_taken_up");
    let accepted = dated.clone().then("2020-03-05", CaseEvent::Accepted { body: 1 });
    check(&accepted, "2020-03-12", "in_progress");
    check(&accepted, "2020-03-13", "in_progress.overdue");
    let undated = case(1).then("2020-03-05", CaseEvent::Accepted { body: 1 });
    check(&undated, "2030-01-01", "in_progress");
    let assigned = dated.assign("2020-03-05", "2020-03-23");
    check(&assigned, "2020-03-23", "in_progress");
}

#[test]
fn what_people_say_of_the_result_stands_beside_it() {
    let said = |event: CaseEvent| case(1).reply("2020-03-05", &[(1, Done)]).then("2020-03-09", event);
    let assessed = |value| said(CaseEvent::Assessed { reply: 50, value, contacts: Vec::new(), words: None });
    check(&assessed(domain::Assessment::NotAgreed), "2020-03-09", "resolved");
    check(&assessed(domain::Assessment::Agreed), "2020-03-09", "resolved");
    check(&said(CaseEvent::Confirmed { organisation: 4, words: None }), "2020-03-09", "resolved");
}

#[test]
fn other_subjects_have_none() {
    let dialogue = History::new().then("2020-03-02", domain::DialogueEvent::Concluded { no_minutes: None });
    check(&dialogue, "2020-03-02", "none");
    let amended = History::new().then("2020-03-02", Event::Struck { of: 101, reason: crate::history::reason() });
    check(&amended, "2020-03-02", "none");
}
