//! What other bodies owe, letters that urge, transfers without an answer, people to be told.

use askama::Template;
use web::lang::Lang;
use web::look::form::{Choice, FormState};
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
        more: true,
        most: 100,
        may_urge: true,
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
    let none = UrgingPage { more: false, may_urge: false, ..page(Vec::new(), None, form()) };
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
    let sent = Transfers { shell: shell(lang, Some(Nav::Cases)), rows: waiting(lang), more: true };
    let told = Item {
        due: String::new(),
        words: lang.t("delivery-village"),
        why: "VV-147 · Thôn Đồng Xoan".to_owned(),
        ..item(false, "")
    };
    let to_tell = ToTell {
        shell: shell(lang, Some(Nav::Cases)),
        rows: vec![told.clone()],
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
        ("transfers-none", Transfers { rows: Vec::new(), more: false, ..sent }.render()),
        ("to-tell", to_tell.render()),
        ("to-tell-none", ToTell { rows: Vec::new(), steps: Vec::new(), ..to_tell }.render()),
    ]
}
