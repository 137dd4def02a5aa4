//! The door, one's own account, and what an administrator keeps.

use askama::Template;
use web::lang::Lang;
use web::look::account::{
    AccountRow, Accounts, DeviceRow, DrawnTotp, GrantRow, MyAccount, SessionRow, Slip, Totp, WorkRow,
};
use web::look::first_run::RecoveryCodes;
use web::look::form::{Choice, FormState};
use web::look::organisation::Finder;
use web::look::shell::Notice;
use web::look::sign_in::{DemoAccount, Machine, Reset, SignIn, TypeCode, Unlock, UnlockForm};
use web::look::{Nav, Shell, Simulated};

use super::samples::{administrator, bare, shell};

type Named = (&'static str, askama::Result<String>);

/// Whatever stands before the first page.
pub(super) fn entries(lang: Lang) -> Vec<Named> {
    vec![
        ("sign-in", sign_in(lang, false).render()),
        ("sign-in-wrong", sign_in(lang, true).render()),
        ("sign-in-seat", seat(lang, false).render()),
        ("sign-in-seat-wrong", seat(lang, true).render()),
        ("sign-in-code", type_code(lang).render()),
        ("unlock", unlock(lang, false).render()),
        ("unlock-wrong", unlock(lang, true).render()),
        ("reset", reset(lang).render()),
    ]
}

/// One's own account, and those of an administrator.
pub(super) fn accounts(lang: Lang) -> Vec<Named> {
    vec![
        ("recovery-codes", recovery_codes(lang).render()),
        ("slip", slip(lang).render()),
        ("account", account(lang, false).render()),
        ("account-pin", account(lang, true).render()),
        ("totp-led", totp(lang, Step::Led).render()),
        ("totp-drawn", totp(lang, Step::Drawn).render()),
        ("totp-wrong", totp(lang, Step::Wrong).render()),
        ("totp-set", totp(lang, Step::Set).render()),
        ("accounts", kept(lang, false).render()),
        ("accounts-wrong", kept(lang, true).render()),
    ]
}

fn seat(lang: Lang, wrong: bool) -> SignIn {
    let mut form = FormState::default();
    if wrong {
        form = form.with("staff", "12");
        form.refuse(lang, "pin-wrong", Some("pin"), &[]);
    }
    let machine = Machine {
        name: "Máy bàn một cửa".to_owned(),
        body: "Ủy ban nhân dân xã Sông Trầm".to_owned(),
        staff: vec![Choice::new("12", "Đỗ Thị Na"), Choice::new("11", "Trần Thị Mận")],
        form,
    };
    SignIn { machine: Some(machine), ..sign_in(lang, true) }
}

fn type_code(lang: Lang) -> TypeCode {
    let mut form = FormState::default();
    form.refuse(lang, "totp-wrong", Some("totp"), &[]);
    TypeCode { shell: bare(lang), person: "Lý Văn Trám".to_owned(), form, back: "/accounts".to_owned() }
}

fn unlock(lang: Lang, wrong: bool) -> Unlock {
    let mut form = FormState::default();
    if wrong {
        form.refuse(lang, "pin-wrong", Some("pin"), &[]);
    }
    let person = "Trần Thị Mận".to_owned();
    let login = "man.tran".to_owned();
    let form = UnlockForm { shell: bare(lang), person, login, session: 5, form, back: "/dialogues/3/desk".to_owned() };
    Unlock { shell: bare(lang), form }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    Led,
    Drawn,
    Wrong,
    Set,
}

fn totp(lang: Lang, step: Step) -> Totp {
    let mut form = FormState::default();
    if step == Step::Wrong {
        form.refuse(lang, "totp-wrong", Some("totp"), &[]);
    }
    let square = "<svg class=\"ln-square\" viewBox=\"0 0 9 9\" aria-hidden=\"true\"><path d=\"M4 4h1v1h-1z\"/></svg>";
    Totp {
        shell: if step == Step::Led { bare(lang) } else { administrator(lang, None) },
        login: "tram.ly".to_owned(),
        led: step == Step::Led,
        since: if step == Step::Set { "10/09/2026".to_owned() } else { String::new() },
        may_end: step == Step::Set,
        drawn: (step == Step::Drawn).then(|| DrawnTotp {
            square: square.to_owned(),
            secret: "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ".to_owned(),
        }),
        awaited: matches!(step, Step::Drawn | Step::Wrong),
        form,
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
    SignIn { shell: Shell { simulated, ..bare(lang) }, form, back: "/cases/147".to_owned(), demo, machine: None }
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

fn account(lang: Lang, wrong: bool) -> MyAccount {
    let mut pin_form = FormState::default();
    if wrong {
        pin_form.refuse(lang, "pin-too-common", Some("pin"), &[]);
    }
    let since = if wrong { "10/09/2026" } else { "" };
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
        pin_since: since.to_owned(),
        totp_since: since.to_owned(),
        pin_form,
        codes_issued_on: "01/07/2026".to_owned(),
        form: FormState::default(),
        least: 12,
    }
}

fn kept(lang: Lang, wrong: bool) -> Accounts {
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
    let (mut form, mut device_form) = (FormState::default(), FormState::default());
    if wrong {
        device_form.refuse(lang, "missing", Some("device_name"), &[("field", "device_name".to_owned())]);
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
        finder: wrong.then(|| Finder {
            action: "/accounts".to_owned(),
            find: String::new(),
            of: 7,
            shown: 40,
            more: true,
        }),
        devices: vec![DeviceRow {
            id: 21,
            name: "Máy bàn một cửa".to_owned(),
            organisation: body.to_owned(),
            since: "01/07/2026".to_owned(),
        }],
        devices_next: wrong.then(|| "/accounts?of=7&devices_after=21#devices".to_owned()),
        device_form,
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
