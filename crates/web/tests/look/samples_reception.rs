//! Reception: the schedule of a year, setting a day, a day at each step, the book.

use askama::Template as _;
use web::lang::Lang;
use web::look::case::{Step, WrongStep};
use web::look::form::{Choice, FieldError, FormState};
use web::look::reception::{
    BookPage, CountLine, DayChoices, DutyLine, NewReception, ReceptionLine, ReceptionPage, Receptions, VisitChoices,
    VisitLine,
};
use web::look::{Link, Nav, Shape, Status};

use super::samples::shell;

/// Every page of reception in a language.
pub(super) fn receptions(lang: Lang) -> Vec<(&'static str, askama::Result<String>)> {
    let none = Receptions {
        rows: Vec::new(),
        duty: Vec::new(),
        rules: vec![lang.t("reception-no-rule")],
        earlier: None,
        later: None,
        next: None,
        ..year(lang)
    };
    let set = ReceptionPage {
        typing: false,
        to_hold: true,
        to_cancel: true,
        to_set: true,
        to_conclude: false,
        may_open_names: false,
        late: Some(Status::new(Shape::Soon, lang.t("reception-late-short"))),
        visits: Vec::new(),
        status: Status::new(Shape::Todo, lang.of("reception-state", "scheduled")),
        ..day(lang)
    };
    let wrong = |form: &str, field: &str| {
        let mut state = FormState::posted([("words", "Hỏi lại việc cũ"), ("visit", "8"), ("reason", "")]);
        state.errors.push(FieldError { field: field.to_owned(), text: lang.t("reception-refused") });
        ReceptionPage { wrong: Some((form.to_owned(), state)), ..day(lang) }
    };
    let mut step = FormState::posted([("reason", "")]);
    step.errors.push(FieldError { field: "reason".to_owned(), text: lang.t("reception-refused") });
    let amended = ReceptionPage { wrong_step: Some(WrongStep { id: 71, form: step }), ..day(lang) };
    let asked = {
        let mut page = wrong("visit", "words");
        if let Some((_, state)) = &mut page.wrong {
            state.values.insert("no_denunciation".to_owned(), Vec::new());
        }
        page
    };
    let opened = BookPage {
        day: Some(Link::new("/receptions/5", lang.ta("reception-title", &[("day", &"10/09/2026")]))),
        ..book(lang)
    };
    vec![
        ("receptions", year(lang).render()),
        ("receptions-none", none.render()),
        ("reception-new", opening(lang, false).render()),
        ("reception-new-refused", opening(lang, true).render()),
        ("reception-set", set.render()),
        ("reception-held", day(lang).render()),
        ("reception-visit-refused", wrong("visit", "words").render()),
        ("reception-denunciation", asked.render()),
        ("reception-bind-refused", wrong("bind-8", "visit_said").render()),
        ("reception-refusal-refused", wrong("refusal-9", "number").render()),
        ("reception-next", ReceptionPage { begin: true, ..day(lang) }.render()),
        ("reception-strike-refused", wrong("strike-7", "reason").render()),
        ("reception-conclude-refused", wrong("conclude", "number").render()),
        ("reception-step-refused", amended.render()),
        ("reception-book", book(lang).render()),
        ("reception-book-names", opened.render()),
        ("reception-book-none", BookPage { rows: Vec::new(), next: None, whole: None, ..book(lang) }.render()),
    ]
}

fn year(lang: Lang) -> Receptions {
    let numbers = |numbers: [&str; 10]| -> Vec<Link> {
        let link = |(at, number): (usize, &str)| {
            Link::new(if at == 0 || number == "0" { "" } else { "/receptions/book?of=4&kind=periodic" }, number)
        };
        numbers.into_iter().enumerate().map(link).collect()
    };
    let counted = |label: String, total| CountLine {
        label,
        total,
        numbers: numbers(["2", "9", "21", "7", "2", "1", "12", "1", "0", "1"]),
    };
    let rule: [(&str, &dyn web::lang::Arg); 4] = [
        ("count", &2_i64),
        ("per", &lang.t("rule-per-month")),
        ("from", &"01/07/2026"),
        ("source", &"Luật Tiếp công dân số 42/2013/QH13"),
    ];
    Receptions {
        shell: shell(lang, Some(Nav::Receptions)),
        year: "2026".to_owned(),
        earlier: Some(Link::new("/receptions?of=4&year=2025", "2025")),
        later: Some(Link::new("/receptions?of=4&year=2027", "2027")),
        rows: vec![ReceptionLine {
            link: Link::new("/receptions/5", format!("{}: Đinh Quang Sáng", lang.t("receiver-head"))),
            why: format!("{} · Phòng tiếp công dân", lang.t("reception-kind-periodic")),
            count: lang.ta("reception-visits", &[("count", &4_i64)]),
            on: "10/09/2026".to_owned(),
            status: Status::new(Shape::Done, lang.t("reception-state-held")),
        }],
        which: lang.t("reception-state-held"),
        whole: Some("/receptions?of=4&year=2026".to_owned()),
        next: Some("/receptions?of=4&year=2026&after=2026-03-01.9".to_owned()),
        duty: vec![DutyLine {
            who: format!("Đinh Quang Sáng, {}", lang.t("post-chairman")),
            months: (1..=12).map(|month| if month < 10 { "2/2 +1".to_owned() } else { String::new() }).collect(),
            total: "18".to_owned(),
        }],
        rules: vec![lang.ta("reception-rule", &rule)],
        counted: vec![
            counted(lang.t("reception-kind-periodic"), false),
            counted(lang.t("reception-total"), true),
            CountLine {
                label: lang.ta("reception-of-which", &[("who", &lang.t("receiver-staff"))]),
                total: false,
                numbers: numbers(["0"; 10]),
            },
        ],
        book: "/receptions/book?of=4&from=2026-01-01&to=2026-12-31".to_owned(),
        may_record: true,
    }
}

fn choices(lang: Lang) -> DayChoices {
    let choice = |family: &str, word: &str| Choice::new(word, lang.of(family, word));
    DayChoices {
        officials: vec![Choice::new("3", format!("Đinh Quang Sáng, {}", lang.t("post-chairman")))],
        kinds: vec![choice("reception-kind", "regular"), choice("reception-kind", "periodic")],
        receivers: vec![choice("receiver", "staff"), choice("receiver", "head")],
    }
}

fn opening(lang: Lang, refused: bool) -> NewReception {
    let mut form = FormState::default().with("organisation", "4").with("reception_on", "10/09/2026");
    if refused {
        form.refuse(lang, "missing", Some("receives"), &[]);
    }
    NewReception { shell: shell(lang, Some(Nav::Receptions)), form, choices: choices(lang) }
}

fn visit(lang: Lang, id: i64, outcome: &str) -> VisitLine {
    VisitLine {
        id,
        number: id,
        words: "Nước sinh hoạt đục ba tháng nay".to_owned(),
        line: format!("Thôn Bến Sen · {}", lang.t("work-field-05")),
        status: Status::new(Shape::Doing, lang.of("visit-outcome", outcome)),
        said: if outcome == "guided" { "Gửi đơn đến Tòa án nhân dân.".to_owned() } else { String::new() },
        case: (outcome == "recorded").then(|| Link::new("/cases/9", "VV-9")),
        open: outcome == "open",
        owed: if outcome == "refused" { lang.t("visit-refusal-owed") } else { String::new() },
        to_notify: outcome == "refused",
        to_withhold: true,
        to_strike: true,
    }
}

fn day(lang: Lang) -> ReceptionPage {
    let choice = |family: &str, word: &str| Choice::new(word, lang.of(family, word));
    ReceptionPage {
        shell: shell(lang, Some(Nav::Receptions)),
        id: 5,
        version: 2,
        title: lang.ta("reception-title", &[("day", &"10/09/2026")]),
        who: format!("{}: Đinh Quang Sáng, {}", lang.t("receiver-head"), lang.t("post-chairman")),
        body: "Ủy ban nhân dân xã Sông Trầm".to_owned(),
        status: Status::new(Shape::Done, lang.t("reception-state-held")),
        late: None,
        facts: vec![
            (lang.t("field-reception-kind"), lang.t("reception-kind-periodic")),
            (lang.t("field-place"), "Phòng tiếp công dân, 8 giờ".to_owned()),
        ],
        typing: true,
        begin: false,
        to_hold: false,
        to_cancel: false,
        to_set: false,
        to_conclude: true,
        may_open_names: true,
        proposed: FormState::default().with("happened_on", "10/09/2026").with("people", "1").with("village", "7"),
        wrong: None,
        wrong_step: None,
        number: 9,
        group: lang.ta("visit-representatives-rule", &[("few", &2_i64), ("size", &10_i64), ("most", &5_i64)]),
        choices: choices(lang),
        offered: VisitChoices {
            villages: vec![Choice::new("7", "Thôn Bến Sen")],
            fields: vec![choice("work-field", "05")],
            kinds: vec![choice("kind", "recommendation")],
            ways: vec![choice("visit-outcome", "open"), choice("visit-outcome", "recorded")],
            ends: vec![choice("visit-outcome", "guided"), choice("visit-outcome", "refused")],
            grounds: vec![Choice::new("9.1", "Người đang say rượu")],
        },
        visits: vec![
            visit(lang, 6, "recorded"),
            visit(lang, 7, "guided"),
            visit(lang, 8, "open"),
            visit(lang, 9, "refused"),
        ],
        first: Some("/receptions/5".to_owned()),
        next: Some("/receptions/5?after=8".to_owned()),
        concluded: true,
        timeline: vec![Step {
            id: 71,
            title: lang.t("act-reception-held"),
            on: "10/09/2026".to_owned(),
            on_iso: "2026-09-10".to_owned(),
            recorded: "10/09/2026 08:12".to_owned(),
            by: "Trần Thị Mận".to_owned(),
            may_correct: true,
            may_strike: true,
            ..Step::default()
        }],
    }
}

fn book(lang: Lang) -> BookPage {
    let form = domain::reception::form::book_on(domain::day::Day::parse_iso("2026-09-10").expect("a day"));
    BookPage {
        shell: shell(lang, Some(Nav::Receptions)),
        scope: 4,
        day: None,
        which: lang.t("reception-kind-periodic"),
        whole: Some("/receptions/book?of=4&from=2026-01-01&to=2026-09-10".to_owned()),
        form: FormState::default().with("from", "01/01/2026").with("to", "10/09/2026"),
        columns: form.columns.iter().map(|column| lang.of("reception-book", column)).collect(),
        source: lang.ta("reception-book-unsure", &[("source", &form.source)]),
        rows: vec![form.columns.iter().map(|_| "x".to_owned()).collect()],
        next: Some("/receptions/book?of=4&after=2026-03-01.9".to_owned()),
    }
}
