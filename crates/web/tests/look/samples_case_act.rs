//! The pages of the acts of a case, and of search, filled.

use web::lang::Lang;
use web::look::case_act::{
    Answered, Assignment, CaseAct, CaseFiles, Delivery, Draft, DraftPoint, Field, Handling, Hop, Part, ReplyTo, Review,
    Transfer, Within,
};
use web::look::case_near::CaseNear;
use web::look::desk::Earlier;
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
            offer: lang.t("offer-no-rule"),
            times: 2,
        }),
        transfers: vec![Transfer {
            to: "Xí nghiệp Thủy lợi".to_owned(),
            line: lang.ta("transfer-number", &[("mode", &lang.t("transfer-mode-letter")), ("number", &"212/UBND-KT")]),
            proof: "Dấu công văn đến số 77".to_owned(),
            status: Status::new(Shape::Sent, lang.t("transfer-state-sent")),
            told: lang.t("transfer-untold"),
            answers: vec![Answered {
                line: format!(
                    "{}, {}",
                    lang.ta("transfer-answered-on", &[("day", &"09/10/2026")]),
                    lang.ta("transfer-signed-by", &[("name", &"Phó Giám đốc Điện lực")])
                ),
                words: "Điện lực đã kiểm tra.".to_owned(),
                points: vec![DraftPoint {
                    number: 1,
                    words: "Sẽ thay dây.".to_owned(),
                    result: Status::result(lang, "promised"),
                    promise: lang.ta("promise-until", &[("day", &"20/10/2026")]),
                    ..DraftPoint::default()
                }],
            }],
            doings: vec![link("receive"), link("answer-transfer"), link("date-transfer"), link("return")],
        }],
        within: within(lang),
        reviews: vec![
            Review {
                body: lang.t("review-body-above"),
                line: format!("{}, {}", lang.t("review-level-2"), lang.ta("review-since", &[("day", &"09/09/2026")])),
                reason: "Đo lại nước vẫn tràn vào bếp.".to_owned(),
                words: String::new(),
                status: Status::new(Shape::Todo, lang.t("review-state-open")),
            },
            Review {
                body: "Ủy ban nhân dân xã Sông Trầm".to_owned(),
                line: lang.t("review-level-1"),
                reason: "Mới khơi một đoạn.".to_owned(),
                words: "Đoạn còn lại nằm trong đất của chợ.".to_owned(),
                status: Status::new(Shape::Undone, lang.t("review-state-not-upheld")),
            },
        ],
        slips: vec![(41, lang.t("follow-card-do")), (42, lang.ta("follow-card-point", &[("number", &2_i64)]))],
        root: Some(Link::new("/cases/132", "VV-132")),
        merged: vec![Link::new("/cases/150", "VV-150"), Link::new("/cases/151", "VV-151")],
        first: vec![link("reply"), link("assign")],
        rest: vec![link("progress"), link("send-on"), link("end"), link("merge")],
    }
}

/// What goes on within a case.
fn within(lang: Lang) -> Within {
    let link = |word: &str| Link::new(format!("/cases/147/{word}?draft=9"), lang.of("case-do", word));
    let hop = |body: &str, why: &str, from: &str, days, now| Hop {
        body: body.to_owned(),
        line: format!("{}, {}", lang.of("hop", why), lang.ta("hop-since", &[("from", &from)])),
        days,
        now,
    };
    Within {
        drafts: vec![Draft {
            body: "Phòng Kinh tế".to_owned(),
            line: lang.ta("draft-by", &[("name", &"Lò Thị Mơ"), ("day", &"02/09/2026")]),
            status: Status::new(Shape::Returned, lang.t("draft-state-sent-back")),
            back: "Nói rõ ai phải làm, bao giờ xong.".to_owned(),
            points: vec![
                DraftPoint {
                    number: 1,
                    words: "Đơn vị thi công phải hoàn trả.".to_owned(),
                    result: Status::result(lang, "promised"),
                    promise: lang.ta("promise-until", &[("day", &"30/09/2026")]),
                    ground: "Chưa có kinh phí.".to_owned(),
                    evidence: "Biên bản ngày 02/9".to_owned(),
                    files: vec![file(lang)],
                    attach: "/cases/77/files?reply=8&point=91".to_owned(),
                },
                DraftPoint {
                    number: 2,
                    words: "Chờ kết quả đo.".to_owned(),
                    result: Status::new(Shape::Todo, lang.t("draft-left-out")),
                    ..DraftPoint::default()
                },
            ],
            doings: vec![link("submit-reply"), link("issue-reply")],
        }],
        parts: vec![Part {
            to: "Tổ địa chính".to_owned(),
            words: "Đo đạc hiện trạng mương".to_owned(),
            line: lang.ta("part-due", &[("day", &"05/09/2026")]),
            status: Status::new(Shape::Doing, lang.t("part-state-open")),
            doings: vec![Link::new("/cases/147/part-done?part=3", lang.of("case-do", "part-done"))],
        }],
        question: lang.ta("ask-since", &[("day", &"21/08/2026")]),
        hops: vec![
            hop("Ủy ban nhân dân xã Sông Trầm", "received", "26/06/2026", 55, false),
            hop("Phòng Kinh tế", "assigned", "20/08/2026", 21, true),
        ],
        deliveries: vec![Delivery {
            number: 1,
            way: lang.t("delivery-village"),
            status: Status::new(Shape::Todo, lang.t("delivery-state-to-tell")),
            tell: Some(Link::new("/cases/147/tell", lang.t("to-tell-note"))),
        }],
        urged: vec![Link::new(
            "/urging/letters?letter=5",
            lang.ta("urged-line", &[("body", &"Phòng Kinh tế"), ("day", &"08/09/2026")]),
        )],
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
        date: due.is_empty().then(|| Link::new("/cases/147/date-transfer", lang.of("case-do", "date-transfer"))),
    };
    vec![
        row(lang.ta("due-late-working", &[("count", &3_i64)]), "07/09/2026", true),
        row(lang.ta("transfer-waits", &[("count", &12_i64)]), "", false),
    ]
}

/// Acts of a case: an assignment, a reply of two points that is wrong, a merging with what is like it, an assessment.
#[expect(clippy::too_many_lines, reason = "one sample after the other")]
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
    wrong = wrong.with("by_on-91", "").with("by_on-92", "");
    wrong.refuse(lang, "missing", Some("by_on"), &[("field", "by_on".to_owned())]);
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
                    Field::Replies(points.to_vec(), results.to_vec(), true),
                    date(),
                ],
                wrong,
            ),
        ),
        (
            "case-approve-reply",
            page(
                "approve-reply",
                vec![
                    Field::Hidden("version"),
                    Field::Drafts(within(lang).drafts),
                    Field::Radios("draft", vec![Choice::new("9", "Phòng Kinh tế")]),
                    date(),
                ],
                typed().with("draft", "9"),
            ),
        ),
        (
            "case-answer-transfer",
            page(
                "answer-transfer",
                vec![
                    Field::Hidden("version"),
                    Field::Radios("transfer", vec![Choice::new("5", "Điện lực Bến Sen")]),
                    Field::Line("signed_by", "hint-signer-outside"),
                    Field::Answers(points.to_vec(), results.to_vec()),
                    Field::Lines("answer_whole", "hint-answer-whole"),
                    date(),
                ],
                typed(),
            ),
        ),
        (
            "case-review",
            page(
                "review",
                vec![
                    Field::Said(lang.t("case-why-review")),
                    Field::Radios(
                        "review_result",
                        ["upheld", "not_upheld"].map(|it| Choice::new(it, lang.of("review-result", it))).to_vec(),
                    ),
                    Field::Lines("reason", "hint-review-reason"),
                    Field::Line("number", "hint-number"),
                    date(),
                ],
                typed(),
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
                    Field::Lines("assess_words", "hint-assessment"),
                    Field::Contacts(ways.to_vec()),
                    Field::Said(lang.t("merge-none")),
                    Field::Checks("point", vec![Choice::new("91", "1. Ai phải khơi lại mương?")]),
                ],
                typed(),
            ),
        ),
    ]
}

fn file(lang: Lang) -> Link {
    let said = lang.ta("case-file", &[("number", &1_usize), ("kind", &"PDF"), ("size", &96_usize)]);
    Link::new("/cases/77/files/5", said)
}

/// Files beside what a reply says of a point: one, none, and a form that was refused.
pub(super) fn files(lang: Lang) -> Vec<(&'static str, CaseFiles)> {
    let there = CaseFiles {
        shell: shell(lang, Some(Nav::Cases)),
        id: 77,
        number: "VV-77".to_owned(),
        no: 1,
        asked: "Mương thoát nước bị tắc.".to_owned(),
        answer: "Đã nạo vét.".to_owned(),
        files: vec![file(lang)],
        reply: 8,
        point: 91,
        most: 20,
        most_mb: 20,
        form: FormState::default(),
    };
    let none = CaseFiles { files: Vec::new(), ..there.clone() };
    let mut form = FormState::default();
    form.refuse(lang, "missing", Some("scans"), &[]);
    let wrong = CaseFiles { form, ..none.clone() };
    vec![("case-files", there), ("case-files-none", none), ("case-files-wrong", wrong)]
}

/// Search: what was found, nothing, and not asked yet.
pub(super) fn searches(lang: Lang) -> Vec<(&'static str, Search)> {
    let found = Search {
        shell: shell(lang, Some(Nav::Cases)),
        form: FormState::default().with("q", "mương"),
        asked: true,
        papers: vec![Link::new(
            "/notices/7",
            lang.ta("search-notice", &[("number", &"05/TB-UBND"), ("day", &"30/09/2026")]),
        )],
        cases: rows(lang),
        dialogues: Vec::new(),
        next_cases: Some("/search?q=m&cases=9.9".to_owned()),
        next_dialogues: Some("/search?q=m&talks=9.9".to_owned()),
    };
    let none =
        Search { papers: Vec::new(), cases: Vec::new(), next_cases: None, next_dialogues: None, ..found.clone() };
    let begun = Search { asked: false, form: FormState::default(), ..none.clone() };
    vec![("search", found), ("search-none", none), ("search-begun", begun)]
}

/// What may be the same matter as a case: something, and nothing.
pub(super) fn near(lang: Lang) -> Vec<(&'static str, CaseNear)> {
    let some = CaseNear {
        shell: shell(lang, Some(Nav::Cases)),
        id: 147,
        number: "VV-147".to_owned(),
        matter: "Đường vào thôn ngập nước mỗi khi mưa to.".to_owned(),
        near: vec![Earlier {
            case: Link::new("/cases/31", "Mưa to là đường vào thôn ngập nước"),
            line: "VV-31 · 26/06/2026, Thôn Bến Sen".to_owned(),
            status: Status::outcome(lang, "in_progress"),
        }],
    };
    let none = CaseNear { near: Vec::new(), ..some.clone() };
    vec![("case-near", some), ("case-near-none", none)]
}
