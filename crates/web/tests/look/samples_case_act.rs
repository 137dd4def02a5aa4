//! The pages of the acts of a case, and of search, filled.

use web::lang::Lang;
use web::look::case_act::{Assignment, CaseAct, Field, Handling, ReplyTo, Transfer};
use web::look::form::{Choice, FormState};
use web::look::home::WaitingRow;
use web::look::search::Search;
use web::look::{Link, Nav, Shape, Status};

use super::samples::shell;
use super::samples_case::rows;
use super::samples_rule::why;

/// Who leads a case and where it was sent.
pub(super) fn handling(lang: Lang) -> Handling {
    let link = |word: &str| Link::new(format!("/cases/147/{word}"), lang.of("case-do", word));
    Handling {
        assignment: Some(Assignment {
            lead: "Phòng Kinh tế".to_owned(),
            cooperating: "Thôn Đồng Xoan".to_owned(),
            on: "20/08/2026".to_owned(),
            due: "07/09/2026".to_owned(),
            evidence: "Ảnh chụp trước, sau".to_owned(),
            state: Status::new(Shape::Doing, lang.t("assignment-state-accepted")),
            times: 2,
        }),
        transfers: vec![Transfer {
            to: "Xí nghiệp Thủy lợi".to_owned(),
            line: lang.ta("transfer-number", &[("mode", &lang.t("transfer-mode-letter")), ("number", &"212/UBND-KT")]),
            proof: "Dấu công văn đến số 77".to_owned(),
            status: Status::new(Shape::Sent, lang.t("transfer-state-sent")),
            doings: vec![link("receive"), link("answer-transfer"), link("return")],
        }],
        root: Some(Link::new("/cases/132", "VV-132")),
        merged: vec![Link::new("/cases/150", "VV-150"), Link::new("/cases/151", "VV-151")],
        first: vec![link("reply"), link("assign")],
        rest: vec![link("progress"), link("send-on"), link("end"), link("merge")],
    }
}

/// A transfer on Today, late and without a day.
pub(super) fn waiting(lang: Lang) -> Vec<WaitingRow> {
    let row = |words: String, due: &str, over| WaitingRow {
        case: Link::new("/cases/147", "Mương tiêu thôn Đồng Xoan bị lấp, nước tràn vào sân nhà"),
        why: "VV-147".to_owned(),
        body: lang.ta("transfer-to", &[("body", &"Xí nghiệp Thủy lợi")]),
        words,
        due: due.to_owned(),
        over,
    };
    vec![
        row(lang.ta("due-late-working", &[("count", &3_i64)]), "07/09/2026", true),
        row(lang.ta("transfer-waits", &[("count", &12_i64)]), "", false),
    ]
}

/// Acts of a case: an assignment, a reply of two points that is wrong, a merging with what is like it, an assessment.
pub(super) fn acts(lang: Lang) -> Vec<(&'static str, CaseAct)> {
    let bodies = || vec![Choice::new("7", "Phòng Kinh tế"), Choice::new("8", "Trạm y tế")];
    let page = |word, fields, form| CaseAct {
        shell: shell(lang, Some(Nav::Cases)),
        id: 147,
        number: "VV-147".to_owned(),
        matter: "Mương tiêu sau nhà bị san lấp làm đường tạm từ tháng ba.".to_owned(),
        word,
        finds: word == "merge",
        form,
        fields,
    };
    let typed = || FormState::default().with("happened_on", "10/09/2026").with("version", "3");
    let date = || Field::Date("happened_on", "hint-on-paper");
    let results = ["done", "promised", "cannot_be_done"].map(|word| Choice::new(word, lang.of("result", word)));
    let points = [(91, 1, "Ai phải khơi lại mương?"), (92, 2, "Bao giờ xong?")];
    let points = points.map(|(id, number, asked)| ReplyTo { id, number, asked: asked.to_owned() });
    let mut wrong = typed().with("answer-91", "Đơn vị thi công phải hoàn trả.").with("result-91", "promised");
    wrong.refuse(lang, "missing", Some("by_on"), &[("field", "by_on".to_owned())]);
    "by_on-91".clone_into(&mut wrong.errors[0].field);
    let ways = ["telephone", "visit"].map(|word| Choice::new(word, lang.of("contact-way", word)));
    let values = ["agreed", "not_agreed", "none"].map(|word| Choice::new(word, lang.of("assessment", word)));
    let roots = vec![Choice {
        value: "VV-150".to_owned(),
        label: "Mương sau chợ bị lấp".to_owned(),
        hint: "VV-150 · Thôn Đồng Xoan · 26/06/2026".to_owned(),
    }];
    vec![
        (
            "case-assign",
            page(
                "assign",
                vec![
                    Field::Hidden("version"),
                    Field::Select("lead", bodies(), "choose"),
                    Field::Said(lang.ta("due-ruled", &[("day", &"07/09/2026")])),
                    Field::Proposed(Box::new(why(lang)), lang.t("clock-typed")),
                    Field::Date("due_on", "hint-due"),
                    Field::Lines("evidence", "hint-evidence"),
                    Field::Tick("reach", "field-reach"),
                    Field::Many("cooperating", bodies()),
                    date(),
                ],
                typed(),
            ),
        ),
        (
            "case-reply-wrong",
            page(
                "reply",
                vec![
                    Field::Line("number", "hint-number"),
                    Field::Select("on_behalf_of", bodies(), ""),
                    Field::Replies(points.to_vec(), results.to_vec()),
                    date(),
                ],
                wrong,
            ),
        ),
        (
            "case-merge",
            page(
                "merge",
                vec![Field::Radios("picked", roots), Field::Line("root", "hint-root"), Field::Lines("reason", "")],
                typed().with("q", "muong"),
            ),
        ),
        (
            "case-assess",
            page(
                "assess",
                vec![
                    Field::Radios("assessment", values.to_vec()),
                    Field::Lines("words", "hint-assessment"),
                    Field::Contacts(ways.to_vec()),
                    Field::Said(lang.t("merge-none")),
                    Field::Checks("point", vec![Choice::new("91", "1. Ai phải khơi lại mương?")]),
                ],
                typed(),
            ),
        ),
    ]
}

/// Search: what was found, nothing, and not asked yet.
pub(super) fn searches(lang: Lang) -> Vec<(&'static str, Search)> {
    let found = Search {
        shell: shell(lang, Some(Nav::Cases)),
        form: FormState::default().with("q", "mương"),
        asked: true,
        cases: rows(lang),
        dialogues: Vec::new(),
        more: true,
    };
    let none = Search { cases: Vec::new(), more: false, ..found.clone() };
    let begun = Search { asked: false, form: FormState::default(), ..none.clone() };
    vec![("search", found), ("search-none", none), ("search-begun", begun)]
}
