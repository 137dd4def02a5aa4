//! The figures, filled with the published totals of Bình Sơn in 2020; the links are invented.

use store::figure::results::Number;
use web::lang::Lang;
use web::look::case::Condition;
use web::look::figure::{
    Counted, Definition, Definitions, FigureLine, Figures, Headline, OpenedNumber, OpenedRow, Table, TableCell,
    TableRow, Units,
};
use web::look::form::FormState;
use web::look::{Choice, Link, Nav, Shell, Simulated, Status};

use super::samples::shell;

fn rows(number: &str) -> String {
    format!("/figures/rows?of=7&number={number}")
}

fn counted(count: i64, fraction: &str, share: &str) -> Counted {
    let href = if count == 0 { String::new() } else { rows(&format!("resolved{count}")) };
    Counted { count, fraction: fraction.to_owned(), share: share.to_owned(), href }
}

fn line(label: String, total: i64, parts: [Counted; 3], (sum, part): (bool, bool)) -> FigureLine {
    let [resolved, in_progress, not_taken_up] = parts;
    let all = Link::new(rows("total"), total.to_string());
    FigureLine { label, total, all, resolved, in_progress, not_taken_up, sum, part }
}

fn cell(number: &str) -> TableCell {
    let href = if number == "–" { String::new() } else { rows("held") };
    TableCell { number: Link::new(href, number), beside: String::new() }
}

fn table(lang: Lang, heads: &[&str], lines: &[(&str, &[&str])]) -> Table {
    let row = |(at, (label, numbers)): (usize, &(&str, &[&str]))| TableRow {
        label: lang.t(label),
        cells: numbers.iter().map(|number| cell(number)).collect(),
        sum: *label == "figure-sum",
        part: at == 1,
    };
    Table { heads: heads.iter().map(|head| lang.t(head)).collect(), rows: lines.iter().enumerate().map(row).collect() }
}

/// Figures: a year, and a period without anything.
pub(super) fn figures(lang: Lang) -> Vec<(&'static str, Figures)> {
    let district = || [counted(64, "64/69", "93%"), counted(5, "05/69", "7%"), counted(0, "–", "–")];
    let commune = || [counted(336, "336/422", "79,6%"), counted(83, "83/422", "19,7%"), counted(3, "03/422", "0,7%")];
    let all = [counted(400, "400/491", "81,5%"), counted(88, "88/491", "17,9%"), counted(3, "03/491", "0,6%")];
    let headline = |number: &str, fraction: &str| Headline {
        number: number.to_owned(),
        href: rows("resolved"),
        fraction: format!("{fraction} {}", lang.t("figures-resolved-of-all")),
        detail: format!("83/422 {} (19,7%)", lang.t("outcome-in-progress").to_lowercase()),
    };
    let piece = |text: &str, number: &str| {
        let href = if number.is_empty() { String::new() } else { rows(number) };
        Link::new(href, text)
    };
    let lines = vec![
        line(lang.t("chair-level-district"), 69, district(), (false, false)),
        line(lang.t("figures-line-party"), 69, district(), (false, true)),
        line(lang.t("chair-level-commune"), 422, commune(), (false, false)),
        line(lang.t("figure-sum"), 491, all, (true, false)),
    ];
    let full = Figures {
        shell: Shell { simulated: Simulated::Partly, own_today: None, ..shell(lang, Some(Nav::Figures)) },
        scope: "Huyện Bình Sơn, tỉnh Quảng Ngãi".to_owned(),
        year: Some("2020".to_owned()),
        from: "01/01/2020".to_owned(),
        to: "31/12/2020".to_owned(),
        mode: "raised".to_owned(),
        state_on: "31/12/2020".to_owned(),
        as_of: "10/09/2026".to_owned(),
        version: "bản thứ nhất".to_owned(),
        headlines: vec![
            headline("81,5%", "400/491"),
            headline("93%", "64/69"),
            headline("79,6%", "336/422"),
            Headline { number: "18/22".to_owned(), href: rows("active"), ..headline("", "") },
        ],
        fields: vec![line(lang.t("work-field-01"), 422, commune(), (false, false))],
        lines,
        beside: table(
            lang,
            &["figures-of-these", "chair-level-district", "chair-level-commune", "figure-sum"],
            &[("number-overdue", &["2", "7", "9"]), ("number-beyond", &["–", "7", "7"])],
        ),
        dialogues: table(
            lang,
            &["figures-held-by", "number-planned", "number-held", "number-cancelled"],
            &[
                ("chair-level-district", &["4", "2", "1"]),
                ("figures-line-party", &["4", "2", "1"]),
                ("figure-sum", &["4", "24", "1"]),
            ],
        ),
        voices: table(lang, &["figures-held-by", "number-sites", "number-turns"], &[("figure-sum", &["40", "1.212"])]),
        units: vec![Units {
            label: lang.t("chair-level-commune"),
            active: 18,
            all: 22,
            said: lang.ta("figures-units-said", &[("active", &18_i64), ("idle", &4_i64)]),
            sentence: vec![piece("18/22", "active"), piece(" …", ""), piece("4", "idle")],
        }],
        declared: table(
            lang,
            &["declared-number-head", "declared-count-head"],
            &[("field-declared-held", &["4"]), ("field-declared-opinion", &["–"])],
        ),
        declaring: vec![
            Link::new("/figures/declared?of=7", lang.ta("declared-units-all", &[("count", &2_i64)])),
            Link::new("/figures/declared?of=7&without=1", lang.ta("declared-units-without", &[("count", &1_i64)])),
        ],
        sentences: vec![vec![piece("336/422", "resolved"), piece(" 79,6%.", "")], vec![piece("…", "")]],
        scopes: vec![Choice::new("of-7", "Huyện ủy Bình Sơn"), Choice::new("place-3", "Huyện Bình Sơn")],
        finder: None,
        modes: ["raised", "workload"].map(|mode| Choice::new(mode, lang.of("figures-mode", mode))).into(),
        form: FormState::default().with("from", "01/01/2020").with("to", "31/12/2020"),
    };
    let mut wrong = full.form.clone();
    let facts = [("field", "to".to_owned()), ("typed", "31/13/2020".to_owned())];
    wrong.refuse(lang, "not-a-date", Some("to"), &facts);
    let empty = Figures {
        year: None,
        mode: "workload".to_owned(),
        lines: Vec::new(),
        headlines: Vec::new(),
        dialogues: Table::default(),
        voices: Table::default(),
        form: wrong,
        ..full.clone()
    };
    vec![("figures", full), ("figures-empty", empty)]
}

/// The rows behind a number: a page of cases, and none.
pub(super) fn opened(lang: Lang) -> Vec<(&'static str, OpenedNumber)> {
    let condition = |label: &str, value: &str, without: &str| Condition {
        label: lang.t(label),
        value: value.to_owned(),
        without: without.to_owned(),
    };
    let full = OpenedNumber {
        shell: shell(lang, Some(Nav::Figures)),
        label: lang.t("number-resolved"),
        count: lang.ta("figures-count-case", &[("count", &64_i64)]),
        definition: "/figures/definitions#resolved".to_owned(),
        back: "/figures?of=7".to_owned(),
        conditions: vec![
            condition("figures-whose", "Huyện Bình Sơn", ""),
            condition("cases-level", &lang.t("chair-level-district"), "/figures/rows?of=7"),
        ],
        rows: vec![
            OpenedRow {
                title: Link::new("/cases/41", "Mương tiêu sau nhà bị san lấp"),
                why: "VV-41 · Huyện ủy".to_owned(),
                status: Some(Status::outcome(lang, "resolved")),
                day: lang.ta("figures-day-case", &[("day", &"10/09/2020")]),
            },
            OpenedRow { title: Link::new("", "Thôn Bến Sen"), ..OpenedRow::default() },
        ],
        next: Some("/figures/rows?of=7&after=2020-09-10.41".to_owned()),
        first: Some("/figures/rows?of=7".to_owned()),
    };
    let none = OpenedNumber { rows: Vec::new(), next: None, first: None, ..full.clone() };
    vec![("figure-rows", full), ("figure-rows-none", none)]
}

/// How the numbers are counted.
pub(super) fn definitions(lang: Lang) -> Definitions {
    let number = |number: &Number| Definition {
        id: number.as_str().to_owned(),
        label: lang.of("number", number.as_str()),
        unit: lang.t("figures-unit-case"),
        means: lang.of("figures-means", number.as_str()),
    };
    Definitions {
        shell: shell(lang, Some(Nav::Figures)),
        version: "bản thứ nhất".to_owned(),
        lines: ["1", "2", "3", "4", "5"].map(|line| lang.of("figures-rule", line)).into(),
        words: ["in-force", "due"].map(|word| lang.of("figures-word", word)).into(),
        numbers: Number::ALL.iter().map(number).collect(),
    }
}
