//! The calendar of a year, filled.

use web::lang::Lang;
use web::look::calendar::{Calendar, CalendarDay, Month, NamedDay, OwnDay, PolicyDay};
use web::look::closure::{ClosureLine, Closures};
use web::look::form::{Choice, FormState};
use web::look::{Nav, Shape, Status};

use super::samples::shell;

fn month(lang: Lang, number: i64) -> Month {
    let day = |number, class, key: &str| CalendarDay {
        number,
        class,
        spoken: if key.is_empty() { String::new() } else { lang.t(key) },
        today: number == 10,
    };
    let mut weeks = Vec::new();
    for first in [1, 8, 15, 22] {
        let class = |number: i64| if number - first > 4 { "is-weekend" } else { "" };
        weeks.push((first..first + 7).map(|number| day(number, class(number), "")).collect::<Vec<_>>());
    }
    weeks[0][1] = day(2, "is-off", "calendar-kind-public-holiday");
    weeks[0][5] = day(6, "is-makeup", "calendar-kind-swapped-working-saturday");
    weeks[3][6] = CalendarDay::default();
    let named = vec![NamedDay { date: "02/09".to_owned(), name: "Quốc khánh".to_owned() }];
    Month { name: lang.t(&format!("month-{number}")), weeks, named: if number == 9 { named } else { Vec::new() } }
}

/// The calendar of a computed year as an administrator sees it, with wrong forms, and of a year that is not known.
pub(super) fn calendars(lang: Lang) -> Vec<(&'static str, Calendar)> {
    let kinds = ["public_holiday", "day_in_lieu", "swapped_day_off", "swapped_working_saturday", "working_day"];
    let own = OwnDay {
        iso: "2026-08-31".to_owned(),
        date: "31/08/2026".to_owned(),
        name: format!("{}: Nghỉ hoán đổi", lang.t("calendar-kind-swapped-day-off")),
        document: "Thông báo số 5015/TB-BNV, 12/11/2025".to_owned(),
    };
    let page = Calendar {
        shell: shell(lang, Some(Nav::Rules)),
        year: 2026,
        status: Some(Status::new(Shape::Soon, lang.t("calendar-status-computed"))),
        warning: lang.t("calendar-warning-computed"),
        earlier: Some("/calendar?year=2025".to_owned()),
        later: Some("/calendar?year=2027".to_owned()),
        working_days: 250,
        weekdays: (1..=7).map(|day| lang.t(&format!("weekday-short-{day}"))).collect(),
        months: (1..=12).map(|number| month(lang, number)).collect(),
        policy: Some(PolicyDay { date: "24/11/2026".to_owned(), on: false }),
        clear_days: vec![Choice::new(own.iso.clone(), own.date.clone())],
        own: vec![own],
        version: 4,
        progress: lang
            .ta("recount-of", &[("passed", &412_300_i64), ("total", &1_000_000_i64), ("moved", &390_112_i64)]),
        kept_by: String::new(),
        days_off: String::new(),
        set: Some(FormState::default()),
        kinds: kinds.map(|kind| Choice::new(kind, lang.of("calendar-kind", kind))).to_vec(),
        adopt: Some(FormState::default()),
        clear: Some(FormState::default()),
        enter: Some(FormState::default()),
        propose: false,
        statuses: ["announced", "computed"].map(|it| Choice::new(it, lang.of("calendar-status", it))).to_vec(),
        drop: Some(FormState::default()),
    };
    let mut set = FormState::default().with("on", "31/08/2026").with("kind", "day_in_lieu");
    set.refuse(lang, "missing", Some("document"), &[]);
    let mut enter = FormState::default().with("days", "31/02/2026; Nghỉ lễ, tết; Không có ngày này");
    let facts = [("line", "1".to_owned()), ("text", "31/02/2026".to_owned()), ("year", "2026".to_owned())];
    for why in ["date", "year", "kind", "name", "weekday", "twice"] {
        enter.refuse(lang, &format!("year-line-{why}"), Some("days"), &facts);
    }
    let wrong = Calendar { set: Some(set), enter: Some(enter), ..page.clone() };
    let mut adopt = FormState::default();
    adopt.refuse(lang, "year-without-days", None, &[("year", "2028".to_owned())]);
    let unknown = Calendar {
        year: 2028,
        status: Some(Status::new(Shape::Todo, lang.t("calendar-status-none"))),
        warning: lang.t("calendar-warning-none"),
        months: Vec::new(),
        policy: None,
        own: Vec::new(),
        later: None,
        adopt: Some(adopt),
        clear: None,
        drop: None,
        propose: true,
        days_off: lang.ta("calendar-days-off", &[("count", &1i64), ("kinds", &lang.t("calendar-kind-public-holiday"))]),
        ..page.clone()
    };
    let kept_by = "Đảng ủy xã Sông Trầm".to_owned();
    let read = Calendar { set: None, enter: None, adopt: None, clear: None, drop: None, kept_by, ..page.clone() };
    vec![("calendar", page), ("calendar-wrong", wrong), ("calendar-unknown", unknown), ("calendar-read", read)]
}

/// Closures of a place as an administrator sees them, with wrong forms, and where there is none.
pub(super) fn closures(lang: Lang) -> Vec<(&'static str, Closures)> {
    let line = |days: &str, lifted: bool, above: bool| ClosureLine {
        days: days.to_owned(),
        name: "Bão số 10".to_owned(),
        document: "Công điện số 12/CĐ-UBND, 15/09/2026".to_owned(),
        lifted,
        above,
    };
    let page = Closures {
        shell: shell(lang, Some(Nav::Rules)),
        progress: String::new(),
        kept_by: String::new(),
        version: 4,
        rows: vec![
            line("17/09/2026–18/09/2026", false, false),
            line("16/09/2026", false, true),
            line("14/09/2026", true, false),
        ],
        close: Some(FormState::default()),
        lift: Some(FormState::default()),
        choices: vec![Choice::new("7", "17/09/2026–18/09/2026")],
    };
    let mut close = FormState::default().with("from_on", "17/09/2026").with("to_on", "16/09/2026");
    close.refuse(lang, "too-early", Some("to_on"), &[("earliest", "17/09/2026".to_owned())]);
    let mut lift = FormState::default();
    lift.refuse(lang, "missing", Some("closure"), &[]);
    let wrong = Closures { close: Some(close), lift: Some(lift), ..page.clone() };
    let none = Closures {
        rows: Vec::new(),
        close: None,
        lift: None,
        choices: Vec::new(),
        kept_by: "Đảng ủy xã Sông Trầm".to_owned(),
        ..page.clone()
    };
    vec![("closures", page), ("closures-wrong", wrong), ("closures-none", none)]
}
