//! Declared figures: the list, the form, a paper, and a table of units before it is recorded.

use askama::Template as _;
use web::lang::Lang;
use web::look::declared::{
    DeclaredImport, DeclaredLine, DeclaredList, DeclaredPage, NewDeclared, NumberGroup, NumberLine, Preview, UnitRow,
    Wrong,
};
use web::look::form::{Choice, FormState};
use web::look::{Link, Nav, Shape, Status};

use super::samples::shell;

/// Every page of declared figures in a language.
pub(super) fn declared(lang: Lang) -> Vec<(&'static str, askama::Result<String>)> {
    vec![
        ("declared", list(lang, true).render()),
        ("declared-none", list(lang, false).render()),
        ("declared-new", new(lang).render()),
        ("declared-one", one(lang, false).render()),
        ("declared-wrong", one(lang, true).render()),
        ("declared-import", import(lang, None).render()),
        ("declared-seen", import(lang, Some(preview(lang, true))).render()),
        ("declared-mend", import(lang, Some(preview(lang, false))).render()),
    ]
}

fn stands(lang: Lang) -> Status {
    Status::new(Shape::Done, lang.t("declared-stands"))
}

fn list(lang: Lang, some: bool) -> DeclaredList {
    let row = |unit: &str, status| DeclaredLine {
        link: Link::new("/declared/81", unit),
        why: lang.ta("declared-period", &[("from", &"01/01/2026"), ("to", &"30/06/2026")]),
        numbers: format!("{}: 4", lang.t("field-declared-held")),
        status,
    };
    let struck = Status::new(Shape::Void, lang.t("declared-struck"));
    let rows = vec![row("UBND xã Bến Sen", stands(lang)), row("UBND xã Sông Trầm", struck)];
    DeclaredList {
        shell: shell(lang, Some(Nav::Figures)),
        organisation: 7,
        rows: if some { rows } else { Vec::new() },
        next: some.then(|| "/declared?of=7&before=81".to_owned()),
        may_record: some,
    }
}

fn groups(lang: Lang) -> Vec<NumberGroup> {
    let group = |legend: &str, fields: &[&'static str]| NumberGroup { legend: lang.t(legend), fields: fields.to_vec() };
    vec![
        group("declared-group-dialogues", &["declared_planned", "declared_held"]),
        group("declared-group-voices", &["declared_turns", "declared_submissions"]),
        group("declared-group-cases", &["declared_total", "declared_resolved"]),
    ]
}

fn new(lang: Lang) -> NewDeclared {
    let mut form = FormState::default().with("organisation", "7").with("declared_held", "bốn");
    form.refuse(lang, "unreadable", Some("declared_held"), &[("field", "declared_held".to_owned())]);
    NewDeclared {
        shell: shell(lang, Some(Nav::Figures)),
        form,
        units: vec![Choice::new("7", "UBND xã Bến Sen"), Choice::new("8", "UBND xã Sông Trầm")],
        groups: groups(lang),
    }
}

fn one(lang: Lang, wrong: bool) -> DeclaredPage {
    let mut state = FormState::default().with("reason", "");
    state.refuse(lang, "missing", Some("reason"), &[("field", "reason".to_owned())]);
    let number = |label: &str, now: &str, before: &[&str]| NumberLine {
        label: lang.t(label),
        now: now.to_owned(),
        before: before.iter().map(|it| (*it).to_owned()).collect(),
    };
    DeclaredPage {
        shell: shell(lang, Some(Nav::Figures)),
        id: 81,
        version: 2,
        organisation: 7,
        unit: "UBND xã Bến Sen, xã Bến Sen".to_owned(),
        period: lang.ta("declared-period", &[("from", &"01/01/2026"), ("to", &"30/06/2026")]),
        paper: lang.ta("declared-paper", &[("number", &"12/BC-UBND"), ("day", &"05/07/2026")]),
        typed: lang.ta("declared-typed", &[("name", &"Trần Thị Mận"), ("body", &"UBND tỉnh"), ("day", &"06/07/2026")]),
        status: stands(lang),
        numbers: vec![number("field-declared-held", "5", &["4"]), number("field-declared-total", "1.234", &[])],
        notes: vec![lang.ta(
            "declared-mismatch",
            &[("number", &lang.t("field-declared-total")), ("stated", &10_i64), ("sum", &9_i64)],
        )],
        scans: vec![(3, lang.ta("declared-scan", &[("number", &1_i64), ("kind", &"PDF"), ("size", &120_i64)]))],
        most: 20,
        most_mb: 20,
        may_change: true,
        proposed: FormState::default().with("declared_held", "5"),
        wrong: wrong.then(|| Wrong { form: "strike".to_owned(), state }),
        groups: groups(lang),
        timeline: Vec::new(),
        wrong_step: None,
    }
}

fn import(lang: Lang, preview: Option<Preview>) -> DeclaredImport {
    let why = if preview.is_none() { lang.t("declared-no-headings") } else { String::new() };
    DeclaredImport {
        shell: shell(lang, Some(Nav::Figures)),
        form: FormState::default().with("organisation", "7").with("declared_from", "01/01/2026"),
        why,
        preview,
    }
}

fn preview(lang: Lang, whole: bool) -> Preview {
    let row = |row: usize, unit: &str, problem: &str| UnitRow {
        row,
        unit: unit.to_owned(),
        body: if problem.is_empty() { "UBND xã Bến Sen, xã Bến Sen".to_owned() } else { String::new() },
        cells: vec!["4".to_owned(), "–".to_owned()],
        problem: problem.to_owned(),
    };
    let overlaps = lang.ta("declared-problem-overlaps", &[("from", &"01/01/2026"), ("to", &"30/06/2026")]);
    let problems = ["declared-problem-unknown-unit", "declared-problem-twice", "declared-problem-empty"];
    let mut rows = vec![row(3, "Xã Bến Sen", "")];
    let mut wrong = Vec::new();
    if !whole {
        rows.extend(problems.iter().map(|problem| row(4, "Xã Lạ", &lang.t(problem))));
        rows.push(row(7, "Xã Sông Trầm", &overlaps));
        let cell: [(&str, &dyn web::lang::Arg); 3] =
            [("row", &5_i64), ("number", &lang.t("field-declared-held")), ("shown", &"mười")];
        wrong.push(lang.ta("declared-wrong-cell", &cell));
    }
    Preview {
        columns: vec![
            (lang.t("field-declared-held"), "Số cuộc".to_owned()),
            (lang.t("field-declared-total"), "Số vụ việc".to_owned()),
        ],
        unused: vec!["Ghi chú".to_owned()],
        rows,
        left_out: lang.ta("declared-left-out", &[("count", &2_i64)]),
        wrong,
        kept: vec!["7:held=4".to_owned()],
        may_take: whole,
    }
}
