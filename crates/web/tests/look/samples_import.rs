//! Tables that are taken over: bringing one, a wrong one, and one before and after.

use askama::Template as _;
use web::lang::Lang;
use web::look::form::{Choice, FormState};
use web::look::import::{
    Asked, BodyAsked, DayLine, ImportLine, ImportOne, ImportRowOne, Imports, MatterLine, NamesPage, Report,
    SectionAsked, ToldGroup,
};
use web::look::{Link, Nav, Shape, Status};

use super::samples::shell;

/// Every page of tables in a language.
pub(super) fn imports(lang: Lang) -> Vec<(&'static str, askama::Result<String>)> {
    vec![
        ("imports", brought(lang, None, true).render()),
        ("import-row", row(lang).render()),
        ("imports-none", brought(lang, None, false).render()),
        ("imports-refused", brought(lang, Some(wrong(lang)), true).render()),
        ("imports-converted", brought(lang, Some(converted(lang)), true).render()),
        ("import-one", one(lang, true).render()),
        ("import-done", one(lang, false).render()),
    ]
}

fn brought(lang: Lang, report: Option<Report>, some: bool) -> Imports {
    let row = ImportLine {
        link: Link::new("/imports/one?of=7&import=91", "Tổng hợp ý kiến quý III"),
        why: lang.ta("import-rows", &[("count", &42_i64)]),
        on: "04/09/2026".to_owned(),
        status: Status::new(Shape::Done, lang.t("import-state-complete")),
    };
    Imports {
        shell: shell(lang, Some(Nav::Dialogues)),
        form: FormState::default().with("held_on", "11/09/2026"),
        organisation: 7,
        chairs: vec![
            Choice::new("41", "Đinh Quang Sáng, Chủ tịch"),
            Choice::new(
                "17",
                lang.ta(
                    "officials-then",
                    &[("name", &"Hà Văn Lả, Chủ tịch"), ("from", &"01/07/2021"), ("to", &"30/06/2025")],
                ),
            ),
        ],
        channels: vec![
            Choice::new("spoken", lang.of("channel", "spoken")),
            Choice::new("voters", lang.of("channel", "voters")),
        ],
        duties: vec![Choice::new("chairman", lang.of("duty", "chairman"))],
        ways: vec![
            Choice::new("split", lang.t("import-way-split")),
            Choice::new("own_place", lang.t("import-way-own-place")),
            Choice::new("converted", lang.t("import-way-converted")),
        ],
        report,
        rows: if some { vec![row] } else { Vec::new() },
        next: some.then(|| "/imports?of=7&before=91".to_owned()),
    }
}

fn wrong(lang: Lang) -> Report {
    let problems = [
        "no-words",
        "not-a-date",
        "in-the-future",
        "unknown-status",
        "no-answer",
        "denunciation",
        "too-long",
        "answered-before",
        "several-agencies",
        "own-place-not-then",
    ];
    let rows = groups(lang, &problems);
    Report { why: lang.ta("import-refused-rows", &[("count", &10_i64)]), rows, samples: Vec::new() }
}

/// Each problem with its rows: of one row, of some, of more than are shown.
fn groups(lang: Lang, problems: &[&str]) -> Vec<ToldGroup> {
    let row = |row: i64| lang.ta("import-row", &[("row", &row)]);
    let group = |(problem, count): (&&str, i64)| {
        let what = lang.t(&format!("import-problem-{problem}"));
        if count == 1 {
            return ToldGroup { line: format!("{}: {what}", row(2)), ..ToldGroup::default() };
        }
        ToldGroup {
            line: lang.ta("import-told", &[("count", &count), ("what", &what)]),
            rows: (2..=count).map(row).collect(),
            more: if count > 3 { lang.ta("import-told-more", &[("count", &1_i64)]) } else { String::new() },
        }
    };
    problems.iter().zip((1..=5_i64).cycle()).map(group).collect()
}

fn converted(lang: Lang) -> Report {
    let sample = ("Néi dung kiÕn nghÞ".to_owned(), "Nội dung kiến nghị".to_owned());
    Report { why: lang.t("import-ask-converted"), rows: Vec::new(), samples: vec![sample] }
}

fn one(lang: Lang, staged: bool) -> ImportOne {
    let day = DayLine {
        on: "01/08/2026".to_owned(),
        elsewhere: false,
        held: lang.ta("import-held-by-rows", &[("place", &"Thôn Bến Sen")]),
        count: lang.ta("import-matters", &[("count", &2_i64)]),
        link: (!staged).then(|| "/dialogues/31".to_owned()),
    };
    let matter = |words: &str, outcome: &str| MatterLine {
        at: usize::from(outcome != "resolved"),
        name: if outcome == "resolved" { "Lò Thị Mai".to_owned() } else { String::new() },
        words: words.to_owned(),
        on: "01/08/2026".to_owned(),
        beside: "Thôn Bến Sen · Giao thông · Phòng Kinh tế".to_owned(),
        answer: if outcome == "resolved" {
            lang.ta("import-answered", &[("answer", &"Đã cho sửa, hoàn thành ngày 20/8.")])
        } else {
            String::new()
        },
        noted: if outcome == "not_taken_up" { vec!["Hạn giải quyết: 30/09/2026".to_owned()] } else { Vec::new() },
        status: Status::outcome(lang, outcome),
        alike: (outcome == "not_taken_up")
            .then(|| Link::new("/cases/12", lang.ta("import-alike-one", &[("case", &"VV-000012")]))),
    };
    ImportOne {
        shell: shell(lang, Some(Nav::Dialogues)),
        form: FormState::default(),
        id: 91,
        organisation: 7,
        title: "Tổng hợp ý kiến quý III".to_owned(),
        status: if staged {
            Status::new(Shape::Todo, lang.t("import-state-staged"))
        } else {
            Status::new(Shape::Done, lang.t("import-state-complete"))
        },
        progress: lang.ta("import-progress", &[("done", &0_i64), ("total", &2_i64)]),
        refused: if staged { Vec::new() } else { stands(lang) },
        days: vec![day],
        rows: if staged {
            vec![
                matter("Đề nghị sửa cầu sang thôn Gò Vàng", "resolved"),
                matter("Nước sạch yếu vào buổi tối", "not_taken_up"),
            ]
        } else {
            Vec::new()
        },
        more: staged,
        seen: if staged { looked(lang) } else { Vec::new() },
        unnamed: if staged {
            vec![BodyAsked {
                field: "body-20".to_owned(),
                outside_on: "outside_on-20".to_owned(),
                name: lang.ta("import-bodies-name", &[("name", &"Phòng Lạ"), ("count", &2_i64)]),
                bodies: vec![
                    Choice::new("1035", "Phòng Kinh tế xã Bến Sen"),
                    Choice::new("1066", "Công an xã Bến Sen"),
                    Choice::new("outside-province", lang.ta("import-outside", &[("level", &lang.t("level-province"))])),
                ],
                undated: true,
            }]
        } else {
            Vec::new()
        },
        noted: if staged {
            groups(
                lang,
                &[
                    "unknown-place",
                    "unknown-field",
                    "unknown-channel",
                    "unknown-agency",
                    "place-not-then",
                    "agency-not-then",
                ],
            )
        } else {
            Vec::new()
        },
        names: staged.then(|| NamesPage {
            line: lang.ta("import-bodies-some", &[("from", &21_i64), ("to", &40_i64), ("total", &57_i64)]),
            before: Some(0),
            next: Some(40),
        }),
        asked: if staged { asked(lang) } else { Asked::default() },
        what: "import-undo-refused",
        warning: if staged { lang.ta("import-alike", &[("count", &1_i64)]) } else { String::new() },
        several: 1,
        may_start: staged,
        may_undo: !staged,
    }
}

fn row(lang: Lang) -> ImportRowOne {
    let stands = ["not_taken_up", "in_progress", "done", "explained", "done_there", "explained_there", "deferred"];
    ImportRowOne {
        shell: shell(lang, Some(Nav::Dialogues)),
        form: FormState::default().with("field", "03"),
        id: 91,
        organisation: 7,
        at: 1,
        title: "Tổng hợp ý kiến quý III".to_owned(),
        words: "Nước sạch yếu vào buổi tối".to_owned(),
        name: "Lò Thị Mai".to_owned(),
        on: "01/08/2026".to_owned(),
        noted: vec!["Kết quả: Chuyển kỳ sau".to_owned()],
        proposed: true,
        fields: vec![Choice::new("03", "Giao thông")],
        places: vec![Choice::new("own", lang.t("import-own-place"))],
        stands: stands.map(|word| Choice::new(word, lang.of("import-stands-as", word))).into(),
    }
}

/// What is asked of a table besides the names of bodies.
fn asked(lang: Lang) -> Asked {
    let rule = lang.ta("import-due-rule", &[("from", &"01/08/2026"), ("day", &"21/08/2026")]);
    let said: [(&str, &dyn web::lang::Arg); 3] =
        [("title", &"II. GIAO THÔNG"), ("count", &4_i64), ("field", &lang.t("import-section-mixed"))];
    Asked {
        field_line: lang.ta("import-field-rows", &[("count", &4_i64)]),
        without_field: vec![
            Choice::new("proposed", lang.ta("import-field-take", &[("count", &3_i64)])),
            Choice::new("one", lang.t("import-field-one")),
            Choice::new("open", lang.t("import-field-open")),
        ],
        fields: vec![Choice::new("03", "Giao thông")],
        due: vec![
            Choice::new("rule", rule),
            Choice::new("day", lang.t("import-due-day")),
            Choice::new("never", lang.t("import-due-never")),
        ],
        due_line: lang.ta("import-due-rows", &[("count", &3_i64)]),
        answered: vec![
            Choice::new("table", lang.ta("import-answered-table", &[("day", &"01/08/2026")])),
            Choice::new("raised", lang.t("import-answered-raised")),
            Choice::new("day", lang.t("import-answered-day")),
        ],
        answered_line: lang.ta("import-answered-rows", &[("count", &2_i64)]),
        sections: vec![SectionAsked {
            field: "section-0".to_owned(),
            name: lang.ta("import-section", &said),
            choices: vec![Choice::new("none", lang.t("import-section-none")), Choice::new("03", "Giao thông")],
        }],
        outside: true,
    }
}

fn looked(lang: Lang) -> Vec<String> {
    let column = |word: &str| {
        let is = lang.t(&format!("import-column-{word}"));
        lang.ta("import-column", &[("heading", &"Nội dung"), ("is", &is)])
    };
    let words = [
        "number", "words", "name", "contact", "place", "date", "field", "agency", "answer", "status", "kind", "due",
        "review", "answered", "channel", "note", "other",
    ];
    let mut lines: Vec<String> = words.iter().map(|word| column(word)).collect();
    lines.push(lang.ta("import-unused", &[("headings", &"Ghi chú")]));
    lines.push(lang.ta("import-elsewhere", &[("count", &3_i64)]));
    for way in ["spoken", "voters", "visit", "letter", "web", "call", "slip", "gathering"] {
        lines.push(lang.of("channel", way));
    }
    lines.push(lang.ta("import-left-out", &[("count", &3_i64)]));
    lines.push(lang.t("import-own-place"));
    lines.push(lang.ta("import-body", &[("body", &"Phòng Kinh tế")]));
    lines.push(lang.ta("import-body-named", &[("body", &"Phòng Kinh tế")]));
    lines.push(lang.t("import-no-last-day"));
    lines.push(lang.t("import-problem-sent-unclear"));
    lines.push(lang.ta("import-sent-on", &[("body", &"Sở Xây dựng"), ("day", &"02/07/2026")]));
    lines.push(lang.ta("import-undated", &[("day", &"01/08/2026")]));
    lines.push(lang.ta("import-undated-taken", &[("day", &"05/08/2026")]));
    lines.push(lang.ta("import-body-unknown", &[("body", &"Chi nhánh điện")]));
    lines.push(lang.ta("import-body-outside", &[("body", &"Chi nhánh điện")]));
    lines.push(lang.ta("import-receiver", &[("body", &"Điện lực phụ trách xã Bến Sen")]));
    lines.push(lang.ta("import-field-proposed", &[("field", &"Giao thông")]));
    lines.push(lang.ta("import-by-words", &[("words", &"Đã thay")]));
    lines.push(lang.t("import-beyond"));
    lines.push(lang.ta("import-last-day-given", &[("day", &"30/09/2026")]));
    lines.push(lang.ta("import-last-day-rule", &[("day", &"30/09/2026")]));
    lines
}

fn stands(lang: Lang) -> Vec<String> {
    let at = lang.ta("import-stands", &[("no", &49_i64), ("words", &"Sửa cầu Vượn")]);
    vec![at, lang.t("import-stands-named"), lang.t("import-stands-other")]
}
