//! Rounds of gathering: the list, opening one, a round at each step.

use askama::Template as _;
use web::lang::Lang;
use web::look::case::Step;
use web::look::form::{Choice, FieldError, FormState};
use web::look::gathering::{
    GatheredNear, GatheredPick, GatheringPage, Gatherings, NewGathering, OfDialogue, Offers, OpinionLine, RoundLine,
    ThemeBlock, WrongRound,
};
use web::look::import::Report;
use web::look::{Link, Nav, Shape, Status};

use super::samples::shell;

/// Every page of rounds in a language.
pub(super) fn gatherings(lang: Lang) -> Vec<(&'static str, askama::Result<String>)> {
    let list = |rows| Gatherings { shell: shell(lang, Some(Nav::Dialogues)), rows, next: None, may_open: true };
    let asked = GatheringPage { to_open: true, typing: false, changing: false, ..page(lang, "asked") };
    let sent = GatheringPage { typing: false, changing: false, deciding: true, sent: true, ..page(lang, "sent") };
    let unanswered = vec![opinion(lang, 1)];
    let closed = GatheringPage { typing: false, closed: true, ..page(lang, "closed") };
    let mut state = FormState::posted([("words", ""), ("village", "7")]);
    state.errors.push(FieldError { field: "words".to_owned(), text: lang.t("gathering-refused") });
    let wrong = WrongRound { form: "add".to_owned(), state };
    let refused = GatheringPage { wrong: Some(wrong), ..page(lang, "open") };
    let report = Report { why: lang.t("import-no-headings"), ..Report::default() };
    let waiting = vec![
        ("Đường thôn lầy".to_owned(), "Thôn Bến Sen".to_owned()),
        ("Nước giếng nhiễm mặn".to_owned(), "Thôn Gò Mây".to_owned()),
    ];
    vec![
        ("gatherings", Gatherings { next: Some("/gatherings?before=5".to_owned()), ..list(vec![line(lang)]) }.render()),
        ("gatherings-none", list(Vec::new()).render()),
        ("gathering-new", opening(lang).render()),
        ("gathering-asked", asked.render()),
        ("gathering-open", page(lang, "open").render()),
        ("gathering-revise", GatheringPage { editing: Some(1), ..page(lang, "open") }.render()),
        ("gathering-refused", refused.render()),
        ("gathering-unread", GatheringPage { report: Some(report), ..page(lang, "open") }.render()),
        ("gathering-waiting", GatheringPage { waiting, ..page(lang, "open") }.render()),
        ("gathering-closed", closed.render()),
        ("gathering-sent", GatheringPage { unanswered, ..sent }.render()),
    ]
}

fn line(lang: Lang) -> RoundLine {
    let who = [("gatherer", &"Ủy ban MTTQ xã Sông Trầm" as &dyn web::lang::Arg), ("holder", &"UBND xã Sông Trầm")];
    RoundLine {
        link: Link::new("/gatherings/5", "Đối thoại thôn Bến Sen, ngày 11/09/2026"),
        why: lang.ta("gathering-who", &who),
        count: lang.ta("gathering-count", &[("count", &12_i64)]),
        on: "05/09/2026".to_owned(),
        status: Status::new(Shape::Doing, lang.t("gathering-state-open")),
    }
}

/// What the page of a dialogue shows.
pub(super) fn of_dialogue(lang: Lang) -> OfDialogue {
    OfDialogue {
        rounds: vec![line(lang)],
        agenda: vec![("Nước sạch".to_owned(), vec![opinion(lang, 2)])],
        open: "/gatherings/new?dialogue=3".to_owned(),
    }
}

/// What the desk shows beside what was just spoken.
pub(super) fn near() -> Vec<GatheredNear> {
    vec![GatheredNear {
        case: 14,
        version: 1,
        root: 9,
        link: Link::new("/cases/9", "Nước đục ba tháng nay"),
        line: "Ủy ban MTTQ xã Sông Trầm · Nước sạch".to_owned(),
    }]
}

pub(super) fn picks() -> Vec<(String, Vec<GatheredPick>)> {
    let pick = |chosen| GatheredPick {
        link: Link::new("/dialogues/3/desk?session=4&gathered=9", "Nước đục ba tháng nay"),
        line: "Ủy ban MTTQ xã Sông Trầm · VV-9".to_owned(),
        chosen,
    };
    vec![("Nước sạch".to_owned(), vec![pick(true), pick(false)])]
}

fn opening(lang: Lang) -> NewGathering {
    NewGathering {
        shell: shell(lang, Some(Nav::Dialogues)),
        form: FormState::default().with("happened_on", "01/09/2026").with("document", "12/UBND"),
        may_ask: true,
        dialogues: vec![Choice::new("d3", "Đối thoại thôn Bến Sen, ngày 11/09/2026")],
        gatherers: vec![Choice::new("4", "Ủy ban MTTQ xã Sông Trầm")],
    }
}

fn opinion(lang: Lang, id: i64) -> OpinionLine {
    OpinionLine {
        id,
        number: id,
        pressing: false,
        words: "Nước đục ba tháng nay".to_owned(),
        line: "Thôn Bến Sen · Nước sạch · 12 người".to_owned(),
        near: lang.ta("gathering-near", &[("numbers", &"3, 4")]),
        status: Some(Status::outcome(lang, "in_progress")),
        case: Some(Link::new("/cases/9", "VV-9")),
        answer: "10/09/2026: Xã đã cho kiểm tra.".to_owned(),
    }
}

fn page(lang: Lang, state: &str) -> GatheringPage {
    let choice = |value: &str, label: &str| Choice::new(value, label);
    let theme = |id: i64, title: &str, fate: String| ThemeBlock {
        id,
        title: title.to_owned(),
        opinions: if id == 1 { vec![opinion(lang, 2)] } else { Vec::new() },
        fate,
        words: String::new(),
        form: FormState::default().with("theme_way", "agenda").with("happened_on", "07/09/2026"),
    };
    let fate = lang.ta("gathering-fate-written", &[("day", &"08/09/2026")]);
    GatheringPage {
        shell: shell(lang, Some(Nav::Dialogues)),
        id: 5,
        version: 3,
        title: "Đối thoại thôn Bến Sen, ngày 11/09/2026".to_owned(),
        dialogue: "/dialogues/3".to_owned(),
        gatherer: "Ủy ban MTTQ xã Sông Trầm".to_owned(),
        status: Status::new(Shape::Doing, lang.of("gathering-state", state)),
        facts: vec![(lang.t("gathering-opened-on"), "01/09/2026".to_owned())],
        to_open: false,
        typing: true,
        changing: true,
        closed: false,
        sent: false,
        deciding: false,
        count: 2,
        pressing: vec![OpinionLine { pressing: true, ..opinion(lang, 2) }],
        unanswered: Vec::new(),
        loose: vec![opinion(lang, 1)],
        themes: vec![theme(1, "Nước sạch", String::new()), theme(2, "Đường thôn", fate)],
        offers: Offers {
            villages: vec![choice("7", "Thôn Bến Sen")],
            fields: vec![choice("05", &lang.t("work-field-05"))],
            kinds: vec![choice("recommendation", &lang.t("kind-recommendation"))],
            themes: vec![choice("1", "Nước sạch"), choice("2", "Đường thôn")],
            agenda: vec![choice("21", "Nước sạch")],
            bodies: vec![choice("8", "Phòng Kinh tế xã Sông Trầm")],
            ways: vec![
                choice("agenda", &lang.t("gathering-way-agenda")),
                choice("left_out", &lang.t("gathering-way-left-out")),
            ],
            table_ways: vec![
                choice("split", &lang.t("import-way-split")),
                choice("own_place", &lang.t("import-way-own-place")),
            ],
        },
        editing: None,
        proposed: FormState::default().with("village", "7").with("happened_on", "02/09/2026"),
        waiting: Vec::new(),
        report: None,
        surveyed: state != "sent",
        timeline: vec![Step {
            id: 61,
            title: lang.t("act-gathering-opened"),
            on: "01/09/2026".to_owned(),
            on_iso: "2026-09-01".to_owned(),
            recorded: "01/09/2026 08:12".to_owned(),
            by: "Ủy ban MTTQ xã Sông Trầm".to_owned(),
            ..Step::default()
        }],
        wrong: None,
        wrong_step: None,
    }
}
