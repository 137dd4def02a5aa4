//! One page of each kind, filled as a day in a commune would fill it. People, bodies and matters are invented.

use askama::Template;
use web::lang::Lang;
use web::look::account::{AccountRow, Accounts, GrantRow, MyAccount, SessionRow, Slip, WorkRow};
use web::look::dialogue::{DialogueRow, Dialogues, NewDialogue};
use web::look::error::Problem;
use web::look::first_run::RecoveryCodes;
use web::look::form::{Choice, FormState};
use web::look::home::{Counter, Home};
use web::look::shell::{Notice, Undo};
use web::look::sign_in::{DemoAccount, Reset, SignIn};
use web::look::{Link, Nav, Shape, Shell, Simulated, Status, Viewer};

use super::samples_case::{cases, rows, whole_case};
use super::samples_desk::desks;
use super::samples_figure::figures;
use super::samples_organisation::{beginning, bodies, first_runs, trees};
use super::samples_rule::{
    calendars, due_row, dues, handover_lists, handover_row, handovers, previews, rule_pages, rules,
};

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
pub(super) fn pages(lang: Lang) -> Vec<Page> {
    let mut all = Vec::new();
    let mut add = |name, html: askama::Result<String>| {
        all.push(Page { name, lang, html: html.expect("a page is rendered") });
    };
    add("sign-in", sign_in(lang, false).render());
    add("sign-in-wrong", sign_in(lang, true).render());
    add("reset", reset(lang).render());
    for (name, view) in first_runs(lang) {
        add(name, view.render());
    }
    add("recovery-codes", recovery_codes(lang).render());
    add("slip", slip(lang).render());
    add("account", account(lang).render());
    add("accounts", accounts(lang, false).render());
    add("accounts-wrong", accounts(lang, true).render());
    add("home", home(lang, false).render());
    add("home-empty", home(lang, true).render());
    add("dialogues", dialogues(lang).render());
    add("dialogue-new", dialogue_new(lang).render());
    for (name, view) in desks(lang) {
        add(name, view.render());
    }
    for (name, view) in whole_case(lang) {
        add(name, view.render());
    }
    for (name, view) in cases(lang) {
        add(name, view.render());
    }
    for (name, view) in figures(lang) {
        add(name, view.render());
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
    for (name, view) in handover_lists(lang) {
        add(name, view.render());
    }
    for (name, view) in handovers(lang) {
        add(name, view.render());
    }
    add("problem-404", Problem::fault(shell(lang, None), "not-there", "").render());
    add("problem-500", Problem::fault(bare(lang), "failed", "8F2C-41D7").render());
    add("problem-413", Problem::fault(bare(lang), "too-large", "").render());
    add("problem-409", Problem::refusal(shell(lang, Some(Nav::Cases)), lang.told("conflict", None, &[])).render());
    add("problem-403", Problem::refusal(shell(lang, None), lang.told("not-allowed", None, &[])).render());
    let minutes = [("minutes", "15".to_owned())];
    add("problem-429", Problem::refusal(bare(lang), lang.told("sign-in-throttled", None, &minutes)).render());
    all
}

/// The frame of a clerk's page.
pub(super) fn shell(lang: Lang, current: Option<Nav>) -> Shell {
    Shell {
        lang,
        path: "/cases?outcome=in_progress&from=2026-01-01".to_owned(),
        key: "0198f3a0-7c5e-7d11-9a3b-5f6e7d8c9b0a".to_owned(),
        unit: "Ủy ban nhân dân xã Sông Trầm".to_owned(),
        viewer: Some(Viewer { name: "Trần Thị Mận".to_owned(), office: lang.t("role-clerk") }),
        entries: vec![Nav::Home, Nav::Dialogues, Nav::Cases, Nav::Figures],
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
        viewer: Some(Viewer { name: "Lý Văn Trám".to_owned(), office: lang.t("role-administrator") }),
        entries: vec![Nav::Home, Nav::Organisations, Nav::Accounts],
        own_today: None,
        simulated: Simulated::No,
        ..shell(lang, current)
    }
}

fn sign_in(lang: Lang, wrong: bool) -> SignIn {
    let mut form = FormState::default();
    let mut demo = Vec::new();
    if wrong {
        form = form.with("login", "man.tran");
        form.refuse(lang, "wrong-sign-in", None, &[]);
    } else {
        demo = vec![
            DemoAccount {
                login: "ghi".to_owned(),
                password: "sen-đồng-mưa-gạo".to_owned(),
                office: lang.t("role-clerk"),
            },
            DemoAccount {
                login: "dau".to_owned(),
                password: "sen-đồng-mưa-gạo".to_owned(),
                office: lang.t("role-head"),
            },
        ];
    }
    let simulated = if wrong { Simulated::No } else { Simulated::All };
    SignIn { shell: Shell { simulated, ..bare(lang) }, form, back: "/cases/147".to_owned(), demo }
}

fn reset(lang: Lang) -> Reset {
    let mut form = FormState::default().with("login", "man.tran").with("code", "7K4M-2Q9D");
    form.refuse(lang, "code-wrong", Some("code"), &[]);
    form.refuse(lang, "password-too-short", Some("password"), &[("least", "12".to_owned())]);
    Reset { shell: bare(lang), form, least: 12 }
}

fn recovery_codes(lang: Lang) -> RecoveryCodes {
    let codes =
        ["7K4M-2Q9D-XT6P", "H3VN-8RWC-4JLD", "P9QA-6ZTE-2MKX", "B5UF-7YHS-3NCG", "W8DK-4XPR-9VJM", "T2GL-5SBQ-6AEZ"];
    RecoveryCodes {
        shell: administrator(lang, None),
        login: "tram.ly".to_owned(),
        codes: codes.map(str::to_owned).to_vec(),
        issued_on: "10/09/2026".to_owned(),
        first: true,
    }
}

fn slip(lang: Lang) -> Slip {
    Slip {
        shell: administrator(lang, Some(Nav::Accounts)),
        person: "Đỗ Thị Na".to_owned(),
        login: "na.do".to_owned(),
        code: "H3VN-8RWC".to_owned(),
        address: "https://langnghe.songtram.example/reset".to_owned(),
        until: "17/09/2026 17:00".to_owned(),
        new: true,
    }
}

fn grant(lang: Lang, role: &str, organisation: &str, until: &str) -> GrantRow {
    GrantRow {
        role_code: role.to_owned(),
        role: lang.of("role", role),
        organisation_id: 7,
        organisation: organisation.to_owned(),
        from: "01/07/2025".to_owned(),
        until: until.to_owned(),
    }
}

fn account(lang: Lang) -> MyAccount {
    let session = |id, device: &str, current| SessionRow {
        id,
        device: device.to_owned(),
        since: "09/09/2026 07:45".to_owned(),
        last: "10/09/2026 08:10".to_owned(),
        current,
    };
    MyAccount {
        shell: Shell { notice: Some(Notice { text: lang.t("said-revised"), undo: None }), ..shell(lang, None) },
        person: "Trần Thị Mận".to_owned(),
        login: "man.tran".to_owned(),
        bodies: [(7, "Ủy ban nhân dân xã Sông Trầm"), (6, "Đảng ủy xã Sông Trầm")]
            .map(|(id, name)| WorkRow { id, name: name.to_owned(), roles: lang.t("role-clerk"), current: id == 7 })
            .into(),
        grants: vec![grant(lang, "clerk", "Ủy ban nhân dân xã Sông Trầm", "")],
        sessions: vec![session(1, "Windows, Chrome 128", true), session(2, "Android, Chrome 127", false)],
        codes_left: 6,
        codes_issued_on: "01/07/2026".to_owned(),
        form: FormState::default(),
        least: 12,
    }
}

fn accounts(lang: Lang, wrong: bool) -> Accounts {
    let row = |id, person: &str, login: &str, grants, last: &str, own| AccountRow {
        id,
        person: person.to_owned(),
        login: login.to_owned(),
        organisation: "Ủy ban nhân dân xã Sông Trầm".to_owned(),
        grants,
        last_seen: last.to_owned(),
        own,
    };
    let body = "Ủy ban nhân dân xã Sông Trầm";
    let mut form = FormState::default();
    if wrong {
        form = form.with("person", "Vũ Văn Ổi").with("login", "man.tran");
        form.refuse(lang, "login-taken", Some("login"), &[]);
    }
    Accounts {
        shell: administrator(lang, Some(Nav::Accounts)),
        rows: vec![
            row(
                11,
                "Trần Thị Mận",
                "man.tran",
                vec![grant(lang, "clerk", body, ""), grant(lang, "office", body, "31/12/2026")],
                "10/09/2026",
                false,
            ),
            row(12, "Đỗ Thị Na", "na.do", Vec::new(), "", false),
            row(13, "Lý Văn Trám", "tram.ly", vec![grant(lang, "administrator", body, "")], "10/09/2026", true),
        ],
        next: Some("/accounts?after=tram.ly".to_owned()),
        form,
        wrong: wrong.then(|| {
            let mut form = FormState::default().with("role", "head").with("from_on", "1/9");
            let facts = [("field", "from_on".to_owned()), ("typed", "1/9".to_owned())];
            form.refuse(lang, "not-a-date", Some("from_on"), &facts);
            (12, form)
        }),
        organisations: vec![Choice::new("7", body), Choice::new("8", "Phòng Kinh tế")],
        roles: ["clerk", "office", "head", "administrator"]
            .into_iter()
            .map(|role| Choice::new(role, lang.of("role", role)))
            .collect(),
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
        may_write: state == "open",
    }
}

fn dialogues(lang: Lang) -> Dialogues {
    Dialogues {
        shell: shell(lang, Some(Nav::Dialogues)),
        rows: vec![
            dialogue(lang, 3, "Đối thoại thôn Bến Sen: nước sạch, rác thải", "10/09/2026", "open", 41),
            dialogue(lang, 2, "Đối thoại định kỳ quý III với Nhân dân xã Sông Trầm", "28/08/2026", "concluded", 64),
            dialogue(lang, 1, "Đối thoại với thanh niên", "26/06/2026", "concluded", 1),
        ],
        next: Some("/dialogues?of=7&after=2026-06-26.1".to_owned()),
        may_announce: true,
    }
}

fn dialogue_new(lang: Lang) -> NewDialogue {
    let mut form = FormState::default().with("title", "Đối thoại thôn Gò Vàng").with("happened_on", "31/09/2026");
    let facts = [("field", "happened_on".to_owned()), ("typed", "31/09/2026".to_owned())];
    form.refuse(lang, "not-a-date", Some("happened_on"), &facts);
    NewDialogue {
        shell: shell(lang, Some(Nav::Dialogues)),
        form,
        organisations: vec![Choice::new("7", "Ủy ban nhân dân xã Sông Trầm")],
        chairs: vec![Choice {
            value: "4".to_owned(),
            label: format!("Phạm Văn Sậy, {}", lang.t("post-chairman")),
            hint: "Ủy ban nhân dân xã Sông Trầm".to_owned(),
        }],
        territories: vec![Choice::new("1", "Xã Sông Trầm"), Choice::new("2", "Thôn Bến Sen")],
    }
}

fn home(lang: Lang, empty: bool) -> Home {
    let counter = |count, code: &str, shape| Counter {
        count,
        link: Link::new(format!("/cases?outcome={code}"), lang.of("outcome", code)),
        shape,
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
        counters: if empty {
            Vec::new()
        } else {
            vec![
                counter(6, "not_taken_up", Shape::Todo),
                counter(13, "in_progress", Shape::Doing),
                counter(3, "in_progress.overdue", Shape::Over),
            ]
        },
        overdue: if empty { Vec::new() } else { vec![due_row(lang, true)] },
        soon: if empty { Vec::new() } else { vec![due_row(lang, false)] },
        handovers: if empty { Vec::new() } else { vec![handover_row(lang, 41)] },
        under_way: if empty { Vec::new() } else { vec![open] },
        newest: if empty { Vec::new() } else { rows(lang) },
        may_announce: true,
        may_invite: empty,
        beginning: empty.then(|| beginning(lang)),
    }
}
