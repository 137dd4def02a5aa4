//! The register of denunciations: the list, its numbers alone, entering a line, a line, moving something there, the sheet for the file.

use askama::Template as _;
use web::lang::Lang;
use web::look::case::BodyClock;
use web::look::denunciation::{
    DenunciationCount, DenunciationPage, DenunciationRow, DenunciationSheet, Denunciations, MoveDenunciation,
    NewDenunciation, OpenStep, StepChoices, TakenStep,
};
use web::look::form::{Choice, FormState};
use web::look::{Link, Nav, Shape, Status};

use super::samples::shell;

/// Every page of the register in a language.
pub(super) fn denunciations(lang: Lang) -> Vec<(&'static str, askama::Result<String>)> {
    vec![
        ("denunciations", list(lang, true).render()),
        ("denunciations-none", list(lang, false).render()),
        ("denunciations-counts", Denunciations { rows: None, ..list(lang, false) }.render()),
        ("denunciation-new", new(lang).render()),
        ("denunciation", one(lang, false).render()),
        ("denunciation-wrong", one(lang, true).render()),
        ("denunciation-struck", DenunciationPage { struck: true, open: Vec::new(), ..one(lang, false) }.render()),
        ("denunciation-move", moved(lang).render()),
        ("denunciation-sheet", sheet(lang).render()),
    ]
}

fn status() -> Status {
    Status::new(Shape::Doing, "Đã thụ lý, đang giải quyết")
}

fn ways(lang: Lang) -> Vec<Choice> {
    vec![Choice::new("post", lang.of("letter-way", "post")), Choice::new("press", lang.of("letter-way", "press"))]
}

fn list(lang: Lang, some: bool) -> Denunciations {
    let row = |number: &str, over| DenunciationRow {
        link: Link::new(
            "/denunciations/81",
            lang.ta("denunciation-numbered", &[("number", &number), ("year", &"2026")]),
        ),
        why: lang.of("letter-way", "post"),
        on: "01/09/2026".to_owned(),
        due: lang.ta("letter-due", &[("day", &"14/09/2026")]),
        over,
        status: status(),
    };
    let count =
        |label: &str, count, href: &str| DenunciationCount { label: lang.t(label), count, href: href.to_owned() };
    Denunciations {
        shell: shell(lang, Some(Nav::Cases)),
        body: "UBND xã Bến Sen".to_owned(),
        rows: Some(if some { vec![row("2", false), row("1", true)] } else { Vec::new() }),
        counts: vec![count("denunciations-received", 2, "/denunciations?of=7"), count("denunciations-overdue", 0, "")],
        next: some.then(|| "/denunciations?of=7&after=2026-09-01.81".to_owned()),
        may_record: some,
        filtered: !some,
        form: FormState::default().with("of", "7"),
        phases: vec![Choice::new("received", "Đã tiếp nhận")],
        overdue: vec![Choice::new("yes", lang.t("denunciations-overdue"))],
    }
}

fn new(lang: Lang) -> NewDenunciation {
    let mut form = FormState::default().with("organisation", "7").with("denunciation_number", "ông Quách");
    form.refuse(lang, "not-a-number", Some("denunciation_number"), &[("field", "denunciation_number".to_owned())]);
    NewDenunciation {
        shell: shell(lang, Some(Nav::Cases)),
        form,
        ways: ways(lang),
        fields: vec![Choice::new("05", "Đất đai")],
    }
}

fn one(lang: Lang, wrong: bool) -> DenunciationPage {
    let mut state = FormState::default().with("happened_on", "03/09/2026").with("paper_number", "12 ông Quách");
    state.refuse(lang, "not-a-number", Some("paper_number"), &[("field", "paper_number".to_owned())]);
    let step = |code: &str, title: &str| OpenStep {
        code: code.to_owned(),
        title: title.to_owned(),
        ground: "Điều 29, Luật Tố cáo số 25/2018/QH14".to_owned(),
        paper: true,
        ..OpenStep::default()
    };
    let chosen = |code: &str, label: &str| vec![Choice::new(code, label)];
    DenunciationPage {
        shell: shell(lang, Some(Nav::Cases)),
        id: 81,
        seen: 503,
        body: "UBND xã Bến Sen".to_owned(),
        title: lang.ta("denunciation-numbered", &[("number", &"1"), ("year", &"2026")]),
        status: status(),
        facts: vec![(lang.t("field-letter-way"), lang.of("letter-way", "post"))],
        clocks: vec![BodyClock {
            kind: "Giải quyết tố cáo".to_owned(),
            words: lang.ta("due-left", &[("count", &3_i64)]),
            due: "14/09/2026".to_owned(),
            ground: "Điều 30 Luật Tố cáo".to_owned(),
            rule: "/rules/TC-SOLVE".to_owned(),
            ..BodyClock::default()
        }],
        taken: vec![TakenStep {
            title: "Quyết định thụ lý".to_owned(),
            on: "03/09/2026".to_owned(),
            facts: lang.ta("denunciation-paper", &[("number", &"12/QĐ-UBND")]),
            ground: "Điều 29, Luật Tố cáo số 25/2018/QH14".to_owned(),
        }],
        open: vec![
            OpenStep { conditions: true, ..step("accepted", "Quyết định thụ lý") },
            OpenStep { grounds: true, ..step("not_processed", "Không xử lý") },
            OpenStep { results: true, ..step("concluded", "Ban hành kết luận nội dung tố cáo") },
            OpenStep { days: true, criteria: true, ..step("extended", "Quyết định gia hạn giải quyết") },
        ],
        choices: StepChoices {
            grounds: chosen("anonymous", "Không rõ họ tên"),
            results: chosen("right", "Tố cáo đúng"),
            conditions: chosen("form", "Đúng hình thức"),
        },
        struck: false,
        to_take_back: true,
        to_strike: true,
        proposed: FormState::default().with("happened_on", "03/09/2026"),
        wrong: wrong.then(|| ("extended".to_owned(), state)),
        timeline: Vec::new(),
    }
}

fn moved(lang: Lang) -> MoveDenunciation {
    let mut form = FormState::default().with("received_on", "01/09/2026");
    form.refuse(lang, "not-printed", None, &[]);
    MoveDenunciation {
        shell: shell(lang, Some(Nav::Cases)),
        submission: 77,
        what: lang
            .ta("denunciation-what", &[("source", &lang.of("denunciation-source", "letter")), ("day", &"01/09/2026")]),
        printed: true,
        form,
        ways: ways(lang),
        fields: vec![Choice::new("05", "Đất đai")],
    }
}

fn sheet(lang: Lang) -> DenunciationSheet {
    DenunciationSheet {
        shell: shell(lang, Some(Nav::Cases)),
        submission: 77,
        facts: vec![(lang.t("field-who"), "Bà Cao Thị Cúc".to_owned())],
        words: "Ông Quách bớt tiền công đường thôn.".to_owned(),
        scans: vec![Link::new("/letters/77", lang.t("letter-open"))],
    }
}
