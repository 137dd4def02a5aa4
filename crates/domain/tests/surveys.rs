//! Surveys: what one says by its events, which sums agree, which groups are shown.

use domain::Event;
use domain::behalf::{Whose, whose};
use domain::event::{SurveyAnswer, SurveyCell, SurveyChoice, SurveyCount, SurveyEvent, SurveyQuestion, SurveySheet};
use domain::refusal::Refusal;
use domain::survey::{PeopleGroup, QuestionKind, Survey, agree, shown};

use crate::history::{History, day, reason};

fn described(handed_out: i64) -> SurveyEvent {
    SurveyEvent::Described {
        organisation: 7,
        title: reason(),
        purpose: Some(reason()),
        from_on: day("2026-03-01"),
        to_on: day("2026-03-20"),
        handed_out,
    }
}

fn question() -> SurveyQuestion {
    let choice = |choice| SurveyChoice { choice, text: reason() };
    SurveyQuestion { question: 11, text: reason(), kind: QuestionKind::One, choices: vec![choice(12), choice(13)] }
}

fn sheet(sheet: i64) -> SurveySheet {
    let answer = SurveyAnswer { question: 11, choices: vec![12], words: None };
    SurveySheet {
        sheet,
        territory: Some(5),
        group: Some(PeopleGroup::Farmers),
        answers: vec![answer],
        held_none: false,
    }
}

fn counted(returned: i64) -> SurveyEvent {
    let cells = vec![SurveyCell { choice: 12, count: 20 }, SurveyCell { choice: 13, count: 30 }];
    let count = SurveyCount { question: 11, returned, valid: 50, cells, document: reason(), reason: Some(reason()) };
    SurveyEvent::Counted { count }
}

/// One of each event, in the order of declaration.
pub(crate) fn samples() -> Vec<SurveyEvent> {
    vec![
        described(100),
        SurveyEvent::QuestionsSet { questions: vec![question()] },
        SurveyEvent::SheetAdded { sheet: sheet(21) },
        SurveyEvent::SheetStruck { sheet: 21, reason: reason() },
        counted(60),
        SurveyEvent::CountStruck { question: 11, reason: reason() },
        SurveyEvent::WordsTaken { sheet: 21, question: 11, opinion: 31 },
        SurveyEvent::WordsKept { sheet: 21, question: 11 },
    ]
}

fn by(history: &History) -> Survey {
    Survey::by(&history.0).expect("a survey")
}

#[test]
fn a_survey_is_answered_while_a_sheet_or_a_sum_stands() {
    let [described, asked, added, struck, counted, uncounted, _, _] = samples().try_into().expect("eight events");
    let draft = History::new().then("2026-03-01", described).then("2026-03-01", asked);
    assert!(!by(&draft).is_answered());
    let typed = draft.clone().then("2026-03-02", added);
    assert!(by(&typed).is_answered());
    assert_eq!(by(&typed).fewest_handed_out(), 1);
    assert!(!by(&typed.then("2026-03-03", struck)).is_answered());
    let summed = draft.then("2026-03-04", counted);
    assert_eq!((by(&summed).is_answered(), by(&summed).fewest_handed_out()), (true, 60));
    assert_eq!(by(&summed).counts[&11].0, day("2026-03-04"));
    assert!(!by(&summed.then("2026-03-05", uncounted)).is_answered());
}

#[test]
fn what_a_survey_is_and_what_was_counted_are_acts_of_the_body_that_gathers_and_a_sheet_is_nobodys() {
    let mut history = History::new();
    for event in samples() {
        history = history.then("2026-03-02", event);
    }
    let told: Vec<_> = (0..8).map(|at| whose(&history.0, at)).collect();
    let theirs = Some(Whose::Body(7));
    assert_eq!(told, [theirs, None, None, None, theirs, None, None, None]);
    assert_eq!(Event::from(samples()[2].clone()).act(), "survey.sheet_added");
}

#[test]
fn sums_agree_with_what_they_are_parts_of() {
    let one = |count, cells: &[i64]| agree(QuestionKind::One, 100, count, cells);
    assert_eq!(one((90, 80), &[50, 30]), Ok(()));
    assert_eq!(one((101, 80), &[50, 30]), Err(Refusal::SurveyOver { field: "returned", most: 100 }));
    assert_eq!(one((90, 91), &[50, 30]), Err(Refusal::SurveyOver { field: "valid", most: 90 }));
    assert_eq!(one((90, 80), &[50, 31]), Err(Refusal::SurveyOver { field: "cells", most: 80 }));
    assert_eq!(one((90, 80), &[-1, 31]), Err(Refusal::Unreadable { field: "cells" }));
    let several = |cells: &[i64]| agree(QuestionKind::Several, 100, (90, 80), cells);
    assert_eq!(several(&[80, 80]), Ok(()), "each may be chosen on every sheet");
    assert_eq!(several(&[81, 1]), Err(Refusal::SurveyOver { field: "cells", most: 80 }));
}

#[test]
fn a_small_group_is_not_shown_and_cannot_be_told_from_the_others() {
    assert_eq!(shown(&[5, 40], 45), [true, true]);
    assert_eq!(shown(&[4, 40, 9], 53), [false, true, false], "the four are not what is left");
    assert_eq!(shown(&[3, 4, 40], 47), [false, false, true], "seven are left together");
    assert_eq!(shown(&[40], 42), [false], "two named no group");
    assert_eq!(shown(&[], 3), [false; 0]);
}
