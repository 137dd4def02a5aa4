//! What other bodies owe, letters that urge, transfers without an answer, people to be told.

use askama::Template;
use web::lang::Lang;
use web::look::form::{Choice, FormState};
use web::look::transfer::{Body as Receiver, Matter, PassedOn};
use web::look::urging::{Body, Item, Letter, Letters, List, ToTell, Transfers, UrgingPage};
use web::look::{Link, Nav};

use super::samples::shell;
use super::samples_case_act::waiting;

/// Their pages, filled and empty.
pub(super) fn urged(lang: Lang) -> Vec<(&'static str, askama::Result<String>)> {
    let body = |id: i64, name: &str, over, soon, urged: &str| Body {
        link: Link::new(format!("/urging?of=7&to={id}"), name),
        over,
        soon,
        urged: urged.to_owned(),
    };
    let item = |over, urged: &str| Item {
        case: Link::new("/cases/147", "Mương tiêu thôn Đồng Xoan bị lấp, nước tràn vào sân nhà"),
        why: format!("VV-147 · Thôn Đồng Xoan · {}", lang.t("owed-assignment")),
        due: "07/09/2026".to_owned(),
        words: lang.ta("due-late-working", &[("count", &3_i64)]),
        over,
        urged: urged.to_owned(),
    };
    let form = || FormState::default().with("organisation", "7").with("to", "").with("happened_on", "10/09/2026");
    let page = |bodies, list, form| UrgingPage {
        shell: shell(lang, Some(Nav::Cases)),
        bodies,
        list,
        next: Some("/urging?of=7&after=2026-09-07.147.assignment.3".to_owned()),
        first: Some("/urging?of=7".to_owned()),
        most: 100,
        may_urge: true,
        waits: 3,
        form,
        today: "10/09/2026".to_owned(),
    };
    let all = page(vec![body(8, "Phòng Kinh tế", 3, 1, "01/09/2026"), body(9, "Công an xã", 0, 2, "")], None, form());
    let mut wrong = form().with("to", "8");
    wrong.refuse(lang, "missing", Some("happened_on"), &[("field", "happened_on".to_owned())]);
    let list = List {
        body: "Phòng Kinh tế".to_owned(),
        items: vec![item(true, &lang.ta("urged-times", &[("count", &1_i64), ("day", &"01/09/2026")])), item(false, "")],
        copy: lang.ta("urging-copy-head", &[("body", &"Phòng Kinh tế"), ("day", &"10/09/2026")]),
    };
    let none = UrgingPage { next: None, first: None, may_urge: false, ..page(Vec::new(), None, form()) };
    let mut unsigned = FormState::default().with("number", "").with("happened_on", "08/09/2026");
    unsigned.refuse(lang, "missing", Some("number"), &[("field", "number".to_owned())]);
    let letters = Letters {
        shell: shell(lang, Some(Nav::Cases)),
        rows: vec![
            Letter {
                id: 5,
                link: Link::new("/urging/letters?letter=5", "Phòng Kinh tế, 08/09/2026"),
                facts: lang.ta("urging-number", &[("number", &"77/TB-UBND")]),
                issued: true,
                form: Some(FormState::default().with("number", "77/TB-UBND").with("happened_on", "08/09/2026")),
            },
            Letter {
                id: 4,
                link: Link::new("/urging/letters?letter=4", "Công an xã, 08/09/2026"),
                facts: lang.ta("urging-items", &[("count", &1_i64)]),
                issued: false,
                form: Some(unsigned),
            },
        ],
        signers: vec![Choice::new("3", "Bà Hồ Thị Sim, Chủ tịch")],
        drawn: true,
        scope: 7,
        next: Some("/urging/letters?of=7&before=4".to_owned()),
    };
    let sent = Transfers {
        shell: shell(lang, Some(Nav::Cases)),
        rows: waiting(lang),
        next: Some("/transfers?of=7&after=2026-09-07.2026-09-01.3".to_owned()),
        first: None,
    };
    let told = Item {
        due: String::new(),
        words: lang.t("delivery-village"),
        why: "VV-147 · Thôn Đồng Xoan".to_owned(),
        ..item(false, "")
    };
    let to_tell = ToTell {
        shell: shell(lang, Some(Nav::Cases)),
        rows: vec![(told.clone(), Some(Link::new("/cases/147/tell", lang.t("to-tell-note"))))],
        next: None,
        steps: vec![(told, Some(Link::new("/cases/147/tell", lang.t("to-tell-note"))))],
        next_step: None,
    };
    vec![
        ("urging", all.render()),
        ("urging-body", page(Vec::new(), Some(list), wrong).render()),
        ("urging-none", none.render()),
        ("urging-letters", letters.render()),
        ("urging-no-letters", Letters { rows: Vec::new(), next: None, ..letters }.render()),
        ("transfers", sent.render()),
        ("transfers-none", Transfers { rows: Vec::new(), next: None, ..sent }.render()),
        ("to-tell", to_tell.render()),
        ("to-tell-none", ToTell { rows: Vec::new(), steps: Vec::new(), ..to_tell }.render()),
    ]
}

/// What is beyond the competence of a body, of a period and of a dialogue, and nothing of it.
pub(super) fn beyond(lang: Lang) -> Vec<(&'static str, askama::Result<String>)> {
    let matter = Matter {
        case: Link::new("/cases/147", "Đề nghị bố trí thêm giáo viên cho điểm trường Gò Mây"),
        number: "VV-147".to_owned(),
        from: "Thôn Gò Mây, 05/09/2026".to_owned(),
        pick: 147,
        ..Matter::default()
    };
    let answered = Matter {
        sent: "12/UBND-VP, 08/09/2026".to_owned(),
        due: "25/09/2026".to_owned(),
        answer: "Sẽ bố trí trong năm học mới.".to_owned(),
        reported: lang.ta(
            "beyond-reported",
            &[("body", &"Đảng ủy xã Sông Trầm"), ("number", &"31/BC-UBND"), ("day", &"09/09/2026")],
        ),
        pick: 148,
        ..matter.clone()
    };
    let days = FormState::default().with("of", "7").with("from", "01/01/2026").with("to", "10/09/2026");
    let mut wrong_days = days.clone().with("to", "01/01/2025");
    wrong_days.refuse(
        lang,
        "too-early",
        Some("to"),
        &[("field", "to".to_owned()), ("earliest", "01/01/2026".to_owned())],
    );
    let report = FormState::default()
        .with("organisation", "7")
        .with("dialogue", "")
        .with("from", "01/01/2026")
        .with("to", "10/09/2026")
        .with("happened_on", "10/09/2026");
    let mut wrong_report = report.clone();
    wrong_report.refuse(lang, "missing", Some("cases"), &[("field", "cases".to_owned())]);
    let passed = PassedOn {
        shell: shell(lang, Some(Nav::Cases)),
        talk: None,
        elsewhere: false,
        days: Some(("01/01/2026".to_owned(), "10/09/2026".to_owned())),
        form: days,
        receivers: vec![Choice::new("3", "Đảng ủy xã Sông Trầm"), Choice::new("4", "Ủy ban nhân dân tỉnh")],
        report: report.clone(),
        bodies: vec![
            Receiver { to: None, matters: vec![matter.clone()] },
            Receiver {
                to: Some("Sở Giáo dục và Đào tạo".to_owned()),
                matters: vec![answered, Matter { pick: 0, ..matter }],
            },
        ],
        word: "/beyond/word?of=7".to_owned(),
        next: Some("/beyond?of=7&after=9.2026-09-08.147.3".to_owned()),
        first: None,
    };
    let of_talk = PassedOn {
        talk: Some(Link::new("/dialogues/7", "Đối thoại thôn Bến Sen")),
        days: None,
        next: None,
        word: "/dialogues/7/beyond/word".to_owned(),
        report: wrong_report,
        ..passed.clone()
    };
    let of_elsewhere = PassedOn { elsewhere: true, ..of_talk.clone() };
    let none_passed = PassedOn { bodies: Vec::new(), form: wrong_days, ..passed.clone() };
    vec![
        ("beyond", passed.render()),
        ("beyond-dialogue", of_talk.render()),
        ("beyond-elsewhere", of_elsewhere.render()),
        ("beyond-none", none_passed.render()),
    ]
}
