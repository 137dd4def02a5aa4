//! The figures, filled with the published totals of Bình Sơn in 2020; the links are invented.

use web::lang::Lang;
use web::look::figure::{Counted, FigureLine, Figures, Headline, OfThese};
use web::look::form::FormState;
use web::look::{Nav, Shell, Simulated};

use super::samples::shell;

fn counted(count: i64, fraction: &str, share: &str) -> Counted {
    let href = if count == 0 { String::new() } else { format!("/cases?of=7&n={count}") };
    Counted { count, fraction: fraction.to_owned(), share: share.to_owned(), href }
}

fn line(label: String, total: i64, parts: [Counted; 3], sum: bool) -> FigureLine {
    let [resolved, in_progress, not_taken_up] = parts;
    FigureLine { label, total, total_href: format!("/cases?of=7&n={total}"), resolved, in_progress, not_taken_up, sum }
}

/// Figures: a year, and a period without a case.
pub(super) fn figures(lang: Lang) -> Vec<(&'static str, Figures)> {
    let district = [counted(64, "64/69", "93%"), counted(5, "05/69", "7%"), counted(0, "–", "–")];
    let commune = [counted(336, "336/422", "79,6%"), counted(83, "83/422", "19,7%"), counted(3, "03/422", "0,7%")];
    let all = [counted(400, "400/491", "81,5%"), counted(88, "88/491", "17,9%"), counted(3, "03/491", "0,6%")];
    let headline = |number: &str, fraction: &str, outcome: &str| Headline {
        number: number.to_owned(),
        href: format!("/cases?of=7&outcome={outcome}"),
        fraction: format!("{fraction} {}", lang.of("outcome", outcome).to_lowercase()),
        detail: String::new(),
    };
    let part = |outcome: &str, fraction: &str, share: &str| {
        let outcome = lang.of("outcome", outcome).to_lowercase();
        lang.ta("figure-sentence-part", &[("outcome", &outcome), ("fraction", &fraction), ("share", &share)])
    };
    let parts = [
        part("resolved", "400/491", "81,5%"),
        part("in_progress", "88/491", "17,9%"),
        part("not_taken_up", "03/491", "0,6%"),
    ];
    let full = Figures {
        shell: Shell { simulated: Simulated::Partly, own_today: None, ..shell(lang, Some(Nav::Figures)) },
        scope: "Huyện Bình Sơn, tỉnh Quảng Ngãi".to_owned(),
        from: "01/01/2020".to_owned(),
        to: "31/12/2020".to_owned(),
        state_on: "31/12/2020".to_owned(),
        as_of: "10/09/2026".to_owned(),
        version: "kq-1".to_owned(),
        headlines: vec![
            Headline {
                number: "491".to_owned(),
                href: "/cases?of=7".to_owned(),
                fraction: lang.t("figure-cases"),
                detail: String::new(),
            },
            headline("81,5%", "400/491", "resolved"),
            headline("17,9%", "88/491", "in_progress"),
            headline("0,6%", "03/491", "not_taken_up"),
        ],
        lines: vec![
            line(lang.t("chair-level-district"), 69, district, false),
            line(lang.t("chair-level-commune"), 422, commune, false),
            line(lang.t("figure-sum"), 491, all, true),
        ],
        of_these: vec![
            OfThese { label: lang.t("outcome-resolved-cannot"), counted: counted(12, "12/491", "2,4%") },
            OfThese { label: lang.t("outcome-in-progress-overdue"), counted: counted(9, "09/491", "1,8%") },
            OfThese {
                label: lang.t("figure-turns"),
                counted: Counted { count: 1212, fraction: "1.212".to_owned(), ..Counted::default() },
            },
        ],
        sentence: lang.ta("figure-sentence", &[("total", &491_i64), ("parts", &parts.join("; "))]),
        form: FormState::default().with("from", "01/01/2020").with("to", "31/12/2020"),
    };
    let mut wrong = full.form.clone();
    let facts = [("field", "to".to_owned()), ("typed", "31/13/2020".to_owned())];
    wrong.refuse(lang, "not-a-date", Some("to"), &facts);
    let empty = Figures { lines: Vec::new(), headlines: Vec::new(), form: wrong, ..full.clone() };
    vec![("figures", full), ("figures-empty", empty)]
}
