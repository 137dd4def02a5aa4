//! One page of each kind, filled as a day in a commune would fill it. People, bodies and matters are invented.

use askama::Template;
use web::lang::Lang;
use web::look::dialogue::DialogueRow;
use web::look::error::Problem;
use web::look::home::{ClockPart, Clocks, Counter, Home, WaitingRow};
use web::look::shell::{Notice, Undo};
use web::look::{Link, Nav, Shape, Shell, Simulated, Status, Viewer};
use web::shell::Fault;

use super::samples_account::{accounts, entries};
use super::samples_calendar::{calendars, closures};
use super::samples_case::{cases, lasting, rows, whole_case};
use super::samples_case_act::{acts, files, near, searches, waiting};
use super::samples_declared::declared;
use super::samples_denunciation::denunciations;
use super::samples_desk::{desks, private_slips, projectors, slips, together};
use super::samples_dialogue::talks;
use super::samples_figure::{definitions, figures, opened};
use super::samples_follow::followed;
use super::samples_gathering::gatherings;
use super::samples_import::imports;
use super::samples_message;
use super::samples_minutes::{papers, taken};
use super::samples_notice::notices;
use super::samples_organisation::{beginning, bodies, first_runs, trees};
use super::samples_plan::plans;
use super::samples_reception::receptions;
use super::samples_rule::{due_row, dues, handover_lists, handover_row, handovers, previews, rule_pages, rules};
use super::samples_supervision::supervised;
use super::samples_survey::surveys;
use super::samples_urging::{beyond, urged};

/// A page as HTML, with the name of its file.
pub(super) struct Page {
    /// The file: view, then what is special about it.
    pub(super) name: &'static str,
    /// The language.
    pub(super) lang: Lang,
    /// The page.
    pub(super) html: String,
}

/// Every page in a language.
#[expect(clippy::too_many_lines, reason = "one row for each page")]
pub(super) fn pages(lang: Lang) -> Vec<Page> {
    let mut all = Vec::new();
    let mut add = |name, html: askama::Result<String>| {
        all.push(Page { name, lang, html: html.expect("a page is rendered") });
    };
    for (name, view) in first_runs(lang) {
        add(name, view.render());
    }
    for (name, html) in entries(lang).into_iter().chain(accounts(lang)) {
        add(name, html);
    }
    add("home", home(lang, false).render());
    add("home-empty", home(lang, true).render());
    add("clocks", clocks(lang).render());
    let received = gatherings(lang).into_iter().chain(surveys(lang)).chain(receptions(lang));
    for (name, html) in imports(lang).into_iter().chain(received).chain(declared(lang)).chain(denunciations(lang)) {
        add(name, html);
    }
    for (name, html) in talks(lang).into_iter().chain(super::samples_letter::complaints(lang)) {
        add(name, html);
    }
    for (name, view) in taken(lang) {
        add(name, view.render());
    }
    for (name, view) in papers(lang) {
        add(name, view.render());
    }
    for (name, view) in desks(lang) {
        add(name, view.render());
    }
    for (name, view) in together(lang) {
        add(name, view.render());
    }
    for (name, view) in slips(lang) {
        add(name, view.render());
    }
    for (name, view) in private_slips(lang) {
        add(name, view.render());
    }
    for (name, view) in projectors(lang) {
        add(name, view.render());
    }
    for (name, view) in whole_case(lang) {
        add(name, view.render());
    }
    for (name, view) in acts(lang) {
        add(name, view.render());
    }
    for (name, view) in files(lang) {
        add(name, view.render());
    }
    for (name, view) in near(lang) {
        add(name, view.render());
    }
    for (name, view) in lasting(lang) {
        add(name, view.render());
    }
    for (name, view) in searches(lang) {
        add(name, view.render());
    }
    for (name, view) in cases(lang) {
        add(name, view.render());
    }
    for (name, view) in figures(lang) {
        add(name, view.render());
    }
    for (name, view) in opened(lang) {
        add(name, view.render());
    }
    add("figure-definitions", definitions(lang).render());
    for (name, html) in plans(lang) {
        add(name, html);
    }
    for (name, html) in notices(lang) {
        add(name, html);
    }
    for (name, view) in trees(lang) {
        add(name, view.render());
    }
    for (name, view) in bodies(lang) {
        add(name, view.render());
    }
    for (name, view) in dues(lang) {
        add(name, view.render());
    }
    add("rules", rules(lang).render());
    for (name, view) in rule_pages(lang) {
        add(name, view.render());
    }
    for (name, view) in previews(lang) {
        add(name, view.render());
    }
    for (name, view) in calendars(lang) {
        add(name, view.render());
    }
    for (name, view) in closures(lang) {
        add(name, view.render());
    }
    for (name, html) in followed(lang) {
        add(name, html);
    }
    for (name, html) in supervised(lang) {
        add(name, html);
    }
    for (name, html) in samples_message::messages(lang) {
        add(name, html);
    }
    for (name, html) in urged(lang).into_iter().chain(beyond(lang)) {
        add(name, html);
    }
    for (name, view) in handover_lists(lang) {
        add(name, view.render());
    }
    for (name, view) in handovers(lang) {
        add(name, view.render());
    }
    add("problem-404", Problem::fault(shell(lang, None), "not-there", "").render());
    add("problem-500", Problem::fault(shell(lang, None), "failed", "7K3M-9QX2-0ABD").render());
    for (name, fault) in OUTSIDE {
        let reference = if fault.is_ours() { "7K3M-DNDY-5A7Q" } else { "" };
        add(name, Problem::fault(bare(lang), fault.code(), reference).render());
    }
    add("problem-409", Problem::refusal(shell(lang, Some(Nav::Cases)), lang.told("conflict", None, &[])).render());
    add("problem-403", Problem::refusal(shell(lang, None), lang.told("not-allowed", None, &[])).render());
    let minutes = [("minutes", "15".to_owned())];
    add("problem-429", Problem::refusal(bare(lang), lang.told("sign-in-throttled", None, &minutes)).render());
    all
}

/// What the shell answers that knows nobody.
const OUTSIDE: [(&str, Fault); 12] = [
    ("fault-400", Fault::Unreadable),
    ("fault-401", Fault::SignedOut),
    ("fault-423", Fault::Locked),
    ("fault-403", Fault::CrossSite),
    ("fault-404", Fault::NotThere),
    ("fault-405", Fault::WrongMethod),
    ("fault-408", Fault::TooSlow),
    ("fault-413", Fault::TooLarge),
    ("fault-500", Fault::Failed),
    ("fault-503", Fault::Busy),
    ("fault-507", Fault::Full),
    ("fault-503-late", Fault::Late),
];

/// The frame of a clerk's page.
pub(super) fn shell(lang: Lang, current: Option<Nav>) -> Shell {
    Shell {
        lang,
        path: "/cases?outcome=in_progress&from=2026-01-01".to_owned(),
        key: "0198f3a0-7c5e-7d11-9a3b-5f6e7d8c9b0a".to_owned(),
        unit: "Ủy ban nhân dân xã Sông Trầm".to_owned(),
        viewer: Some(Viewer { name: "Trần Thị Mận".to_owned(), office: lang.t("role-clerk"), unread: 3 }),
        entries: vec![Nav::Home, Nav::Dialogues, Nav::Receptions, Nav::Cases, Nav::Figures],
        current,
        simulated: Simulated::All,
        own_today: Some("10/09/2026".to_owned()),
        read_time: "08:10".to_owned(),
        read_day: "10/09/2026".to_owned(),
        notice: None,
    }
}

pub(super) fn bare(lang: Lang) -> Shell {
    Shell {
        unit: String::new(),
        viewer: None,
        entries: Vec::new(),
        simulated: Simulated::No,
        own_today: None,
        ..shell(lang, None)
    }
}

pub(super) fn administrator(lang: Lang, current: Option<Nav>) -> Shell {
    Shell {
        viewer: Some(Viewer { name: "Lý Văn Trám".to_owned(), office: lang.t("role-administrator"), unread: 100 }),
        entries: vec![Nav::Home, Nav::Organisations, Nav::Accounts],
        own_today: None,
        simulated: Simulated::No,
        ..shell(lang, current)
    }
}

pub(super) fn dialogue(lang: Lang, id: i64, title: &str, on: &str, state: &str, submissions: i64) -> DialogueRow {
    DialogueRow {
        id,
        title: title.to_owned(),
        on: on.to_owned(),
        place: "Nhà văn hóa thôn Bến Sen".to_owned(),
        organisation: "Ủy ban nhân dân xã Sông Trầm".to_owned(),
        status: Status::dialogue(lang, state),
        submissions,
        begun: state != "announced",
        may_write: state == "open",
    }
}

/// The second page of what is overdue.
fn clocks(lang: Lang) -> Clocks {
    Clocks {
        shell: shell(lang, Some(Nav::Home)),
        part: "overdue".to_owned(),
        count: 101,
        rows: vec![due_row(lang, true)],
        next: Some("/?part=overdue&after=2026-09-07.147".to_owned()),
        first: Some("/?part=overdue".to_owned()),
    }
}

fn home(lang: Lang, empty: bool) -> Home {
    let counter = |count, code: &str, shape| Counter {
        count,
        link: Link::new(format!("/cases?outcome={code}"), lang.of("outcome", code)),
        shape,
        more: code == "in_progress",
    };
    let open = dialogue(lang, 3, "Đối thoại thôn Bến Sen: nước sạch, rác thải", "10/09/2026", "open", 41);
    Home {
        shell: Shell {
            notice: (!empty).then(|| Notice {
                text: lang.t("said-raised"),
                undo: Some(Undo { action: "/submissions/41/strike".to_owned(), seconds: 58 }),
            }),
            ..shell(lang, Some(Nav::Home))
        },
        day: format!("{}, 10/09/2026", lang.t("weekday-4")),
        backup: (!empty).then(|| samples_message::backup(lang, true)),
        counters: if empty {
            Vec::new()
        } else {
            vec![
                Counter {
                    count: 3,
                    link: Link::new("/?part=overdue", lang.of("today", "overdue")),
                    shape: Shape::Over,
                    more: false,
                },
                counter(6, "not_taken_up", Shape::Todo),
                counter(13, "in_progress", Shape::Doing),
            ]
        },
        parts: if empty {
            Vec::new()
        } else {
            let part = |code: &str, all: Option<&str>| ClockPart {
                code: code.to_owned(),
                count: 3,
                untaken: i64::from(code == "overdue"),
                rows: vec![due_row(lang, code == "overdue")],
                all: all.map(str::to_owned),
            };
            vec![part("overdue", Some("/?part=overdue")), part("soon", None)]
        },
        drafts: if empty {
            Vec::new()
        } else {
            vec![("drafts-submitted".to_owned(), waiting(lang)), ("questions".to_owned(), waiting(lang))]
        },
        longer: if empty { Vec::new() } else { vec!["questions".to_owned()] },
        without_minutes: if empty {
            Vec::new()
        } else {
            vec![WaitingRow {
                case: Link::new("/dialogues/3/minutes?session=11", "Đối thoại thôn Bến Sen: nước sạch, rác thải"),
                why: "Họp ngắn tại hiện trường".to_owned(),
                body: "Ủy ban nhân dân xã Sông Trầm".to_owned(),
                due: "10/09/2026".to_owned(),
                ..WaitingRow::default()
            }]
        },
        duties: if empty { Vec::new() } else { waiting(lang) },
        transfers: if empty { Vec::new() } else { waiting(lang) },
        more_transfers: !empty,
        reviews: if empty { Vec::new() } else { waiting(lang) },
        flags: if empty { Vec::new() } else { waiting(lang) },
        gatherings: if empty { Vec::new() } else { waiting(lang) },
        receptions: if empty { Vec::new() } else { waiting(lang) },
        may_gather: !empty,
        may_denunciations: !empty,
        may_supervise: !empty,
        handovers: if empty { Vec::new() } else { vec![handover_row(lang, 41)] },
        under_way: if empty { Vec::new() } else { vec![open] },
        more_under_way: !empty,
        desk: (!empty).then(|| "/dialogues/3/desk".to_owned()),
        may_register: true,
        newest: if empty { Vec::new() } else { rows(lang) },
        may_announce: true,
        may_invite: empty,
        beginning: empty.then(|| beginning(lang)),
    }
}
