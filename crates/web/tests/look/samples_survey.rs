//! The survey of a round: before it is set up, in draft, with answers, and the page on which sheets are typed.

use askama::Template as _;
use web::lang::Lang;
use web::look::Nav;
use web::look::form::{Choice, FieldError, FormState};
use web::look::survey::{
    Breakdown, ChoiceLine, QuestionBlock, SheetLine, SheetsPage, SurveyForm, SurveyPage, WordsLine,
};

use super::samples::shell;

/// Every page of surveys in a language.
pub(super) fn surveys(lang: Lang) -> Vec<(&'static str, askama::Result<String>)> {
    let none = SurveyPage {
        version: 0,
        title: String::new(),
        questions: Vec::new(),
        breakdowns: Vec::new(),
        draft: false,
        ..page(lang)
    };
    let mut state = FormState::posted([("survey_question", ""), ("question_kind", "one")]);
    state.errors.push(FieldError { field: "survey_question".to_owned(), text: lang.t("survey-refused") });
    let wrong = |form: &str, state: FormState| Some(SurveyForm { form: form.to_owned(), state });
    let draft = SurveyPage { breakdowns: Vec::new(), wrong: wrong("question", state), ..page(lang) };
    let read = SurveyPage { changing: false, typing: false, recording: false, draft: false, ..page(lang) };
    let mut cells = FormState::posted([("returned", "90")]);
    cells.errors.push(FieldError { field: "cells".to_owned(), text: lang.t("survey-refused") });
    let counting = SurveyPage { counting: Some(counted(lang)), wrong: wrong("count", cells), ..page(lang) };
    let taking = SurveyPage { taking: Some((2, words(String::new()))), ..page(lang) };
    let keeping = SurveyPage { keeping: Some((2, words(String::new()))), ..page(lang) };
    let mut form = FormState::posted([("answer-1", "11")]);
    form.errors.push(FieldError { field: "answers".to_owned(), text: lang.t("survey-refused") });
    let striking = SheetsPage { striking: Some((31, 1, FormState::default())), ..sheets(lang) };
    let unread = SheetsPage { typing: false, sheets: Vec::new(), next: None, ..sheets(lang) };
    vec![
        ("survey-none", none.render()),
        ("survey-draft", draft.render()),
        ("survey", page(lang).render()),
        ("survey-read", read.render()),
        ("survey-counting", counting.render()),
        ("survey-taking", taking.render()),
        ("survey-keeping", keeping.render()),
        ("survey-sheets", sheets(lang).render()),
        ("survey-sheets-refused", SheetsPage { form, ..sheets(lang) }.render()),
        ("survey-sheets-striking", striking.render()),
        ("survey-sheets-none", unread.render()),
    ]
}

fn choice(id: i64, words: &str, count: i64, share: &str) -> ChoiceLine {
    ChoiceLine { id, words: words.to_owned(), count, share: share.to_owned() }
}

fn asked(lang: Lang) -> QuestionBlock {
    QuestionBlock {
        id: 1,
        words: "Gia đình có nước sạch chưa?".to_owned(),
        kind: lang.t("survey-kind-one"),
        single: true,
        answered: lang.ta("survey-answered", &[("count", &40_i64)]),
        choices: vec![choice(11, "Đã có", 12, "12/40 = 30%"), choice(12, "Chưa có", 28, "28/40 = 70%")],
        ..QuestionBlock::default()
    }
}

fn counted(lang: Lang) -> QuestionBlock {
    QuestionBlock { counted: true, ..asked(lang) }
}

fn words(opinion: String) -> WordsLine {
    WordsLine { sheet: 31, number: Some(1), words: "Nước đục vào mùa mưa".to_owned(), stands: true, opinion }
}

fn page(lang: Lang) -> SurveyPage {
    let one = |value: &str, key: &str| Choice::new(value, lang.t(key));
    let open = QuestionBlock {
        id: 2,
        words: "Ý kiến khác".to_owned(),
        kind: lang.t("survey-kind-open"),
        open: true,
        answered: lang.ta("survey-answered", &[("count", &2_i64)]),
        written: vec![words(String::new()), words(lang.ta("survey-taken", &[("number", &4_i64)]))],
        more: Some("/gatherings/5/survey?of=2&after=20".to_owned()),
        ..QuestionBlock::default()
    };
    // Two rows of words of one sheet would have one id.
    let open = QuestionBlock { written: open.written[..1].to_vec(), ..open };
    let fewest = [("count", &1_i64 as &dyn web::lang::Arg), ("fewest", &5_i64)];
    SurveyPage {
        shell: shell(lang, Some(Nav::Dialogues)),
        id: 5,
        version: 3,
        round: "Đối thoại thôn Bến Sen, ngày 11/09/2026".to_owned(),
        title: "Khảo sát về nước sạch".to_owned(),
        gatherer: "Ủy ban MTTQ xã Sông Trầm".to_owned(),
        facts: vec![(lang.t("survey-typed"), "40".to_owned())],
        changing: true,
        typing: true,
        recording: true,
        draft: true,
        questions: vec![asked(lang), open],
        breakdowns: vec![Breakdown {
            title: lang.t("survey-by-group"),
            parts: vec![(lang.t("people-group-farmers"), 36)],
            rows: vec![("Gia đình có nước sạch chưa?: Đã có".to_owned(), vec![12])],
            kept_back: lang.ta("survey-kept-back", &fewest),
        }],
        kinds: vec![one("one", "survey-kind-one"), one("open", "survey-kind-open")],
        themes: vec![Choice::new("1", "Nước sạch")],
        fields: vec![one("05", "work-field-05")],
        submissions: vec![one("recommendation", "kind-recommendation")],
        counting: None,
        taking: None,
        keeping: None,
        described: FormState::default().with("survey_title", "Khảo sát về nước sạch").with("from_on", "01/09/2026"),
        proposed: FormState::default().with("happened_on", "02/09/2026").with("question_kind", "one"),
        wrong: None,
    }
}

fn sheets(lang: Lang) -> SheetsPage {
    let several = QuestionBlock {
        id: 3,
        single: false,
        kind: lang.t("survey-kind-several"),
        choices: vec![choice(13, "Đường", 1, ""), choice(14, "Chợ", 2, "")],
        ..asked(lang)
    };
    let open = QuestionBlock { id: 2, words: "Ý kiến khác".to_owned(), open: true, ..QuestionBlock::default() };
    let line = |id, struck| SheetLine { id, number: id - 30, line: "Thôn Bến Sen".to_owned(), struck };
    SheetsPage {
        shell: shell(lang, Some(Nav::Dialogues)),
        id: 5,
        title: "Khảo sát về nước sạch".to_owned(),
        added: Some(2),
        so_far: lang.ta("survey-so-far", &[("typed", &2_i64), ("handed", &50_i64)]),
        typing: true,
        changing: true,
        questions: vec![asked(lang), several, open],
        villages: vec![Choice::new("7", "Thôn Bến Sen")],
        groups: vec![Choice::new("farmers", lang.t("people-group-farmers"))],
        form: FormState::default().with("village", "7"),
        sheets: vec![line(32, false), line(31, true)],
        next: Some("/gatherings/5/survey/sheets?before=31#typed".to_owned()),
        striking: None,
    }
}
