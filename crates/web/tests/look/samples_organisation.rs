//! Bodies of an invented commune, and the first run that makes them.

use web::lang::Lang;
use web::look::first_run::{BodyGroup, FirstRun, PlaceRow, Places};
use web::look::form::{Choice, FormState};
use web::look::home::{Beginning, HeadRow};
use web::look::organisation::{
    EndedRow, Finder, Line, NameRow, Node, Organisation, Organisations, Related, TermRow, Wrong,
};
use web::look::{Link, Nav, Shape, Status};

use super::samples::{administrator, bare};

const COMMITTEE: &str = "Ủy ban nhân dân xã Sông Trầm";
const PARTY: &str = "Đảng ủy xã Sông Trầm";

/// The home page of an installation in which nothing has happened yet.
pub(super) fn beginning(lang: Lang) -> Beginning {
    let head =
        |id: i64, name: &str, head: String| HeadRow { link: Link::new(format!("/organisations/{id}"), name), head };
    Beginning {
        place: "Xã Sông Trầm, tỉnh Thanh Giang".to_owned(),
        bodies: 14,
        names: format!("{PARTY}, {COMMITTEE}"),
        heads: vec![
            head(6, PARTY, format!("{} Lý Văn Trám", lang.t("post-secretary"))),
            head(7, COMMITTEE, String::new()),
        ],
        others: 0,
    }
}

fn finder(action: &str, find: &str) -> Finder {
    Finder { action: action.to_owned(), find: find.to_owned(), of: 7, shown: 2, more: true }
}

/// The first run: as it begins, with places found, and refused.
pub(super) fn first_runs(lang: Lang) -> Vec<(&'static str, FirstRun)> {
    let place = |value: &str, name: &str, was: &str, part| PlaceRow {
        value: value.to_owned(),
        name: name.to_owned(),
        within: "tỉnh Thanh Giang".to_owned(),
        now: name.to_owned(),
        was: was.to_owned(),
        part,
    };
    let group = |code: &str, names: &[&str]| BodyGroup {
        code: code.to_owned(),
        names: names.iter().map(|name| (*name).to_owned()).collect(),
    };
    let found = Places {
        shell: bare(lang),
        asked: "song tram".to_owned(),
        rows: vec![
            place("commune:99001", "Xã Sông Trầm", "", false),
            place("commune:99002", "Phường Gò Vàng", "xã Sông Trầm Đông", true),
            place("commune:99003", "Xã Bến Sen", "xã Sông Trầm Tây", false),
        ],
        chosen: "commune:99001".to_owned(),
        error: String::new(),
        unit: "xã Sông Trầm".to_owned(),
        bodies: vec![
            group("party", &[PARTY, "Ủy ban Kiểm tra Đảng ủy xã Sông Trầm"]),
            group("authority", &[COMMITTEE, "Phòng Kinh tế xã Sông Trầm"]),
            group("outside", &["Trạm Y tế xã Sông Trầm"]),
        ],
    };
    let mut wrong = FormState::default().with("find", "song tram").with("login", "admin");
    wrong.refuse(lang, "missing", Some("code"), &[]);
    wrong.refuse(lang, "missing", Some("chosen"), &[]);
    wrong.refuse(lang, "login-taken", Some("login"), &[]);
    let refused = Places {
        chosen: String::new(),
        error: lang.t("place-choose"),
        unit: String::new(),
        bodies: Vec::new(),
        ..found.clone()
    };
    let none = Places { shell: bare(lang), asked: "xyz".to_owned(), ..Places::default() };
    let page = |form, places| FirstRun {
        shell: bare(lang),
        form,
        places,
        least: 12,
        levels: ["commune", "province"].map(|level| Choice::new(level, lang.of("level", level))).into(),
    };
    vec![
        ("first-run", page(FormState::default(), Places { shell: bare(lang), ..Places::default() })),
        ("first-run-found", page(FormState::default().with("find", "song tram"), found)),
        ("first-run-wrong", page(wrong, refused)),
        ("first-run-none", page(FormState::default().with("find", "xyz").with("territory", "Xã Mới"), none)),
    ]
}

fn body(lang: Lang, id: i64, name: &str, kind: &str, under: Vec<Node>) -> Node {
    Node {
        link: Link::new(format!("/organisations/{id}"), name),
        kind: lang.of("body-kind", kind),
        heads: if id == 7 { vec![format!("{} Phạm Văn Sậy", lang.t("post-chairman"))] } else { Vec::new() },
        under,
    }
}

fn choices(lang: Lang, family: &str, words: &[&str]) -> Vec<Choice> {
    words.iter().map(|word| Choice::new(*word, lang.of(family, word))).collect()
}

/// The list of bodies.
pub(super) fn trees(lang: Lang) -> Vec<(&'static str, Organisations)> {
    let division = body(lang, 8, "Phòng Kinh tế xã Sông Trầm", "division", Vec::new());
    let committee = body(lang, 7, COMMITTEE, "peoples_committee", vec![division]);
    let bare = body(lang, 7, COMMITTEE, "peoples_committee", Vec::new());
    let party = body(lang, 6, PARTY, "party_committee", vec![bare]);
    let ended = |id: i64, name: &str, successors| EndedRow {
        link: Link::new(format!("/organisations/{id}"), name),
        last: "30/06/2025".to_owned(),
        successors,
    };
    let page = |form, may_found| Organisations {
        shell: administrator(lang, Some(Nav::Organisations)),
        count: 3,
        lines: vec![
            Line { code: "authority".to_owned(), roots: vec![committee.clone()] },
            Line { code: "party".to_owned(), roots: vec![party.clone()] },
        ],
        stationed: vec![body(lang, 9, "Hạt Kiểm lâm phụ trách xã Sông Trầm", "outside", Vec::new())],
        outside: vec![body(lang, 12, "Công an tỉnh Sông Trầm", "police", Vec::new())],
        ended: vec![
            ended(3, "Ủy ban nhân dân xã Sông Trầm Đông", vec![Link::new("/organisations/7", COMMITTEE)]),
            ended(4, "Ban Quản lý chợ", Vec::new()),
        ],
        listed: Vec::new(),
        next: None,
        first: None,
        finder: None,
        ended_next: None,
        form,
        may_found,
        superiors: vec![Choice::new("7", COMMITTEE), Choice::new("6", PARTY)],
        line_choices: choices(lang, "group", &["authority", "party", "front"]),
        kinds: choices(lang, "body-kind", &["division", "office", "outside"]),
        outside_choice: vec![Choice::new("yes", lang.t("outside-choice"))],
    };
    let mut wrong = FormState::default().with("organisation", "7").with("outside", "yes");
    wrong.refuse(lang, "missing", Some("body_name"), &[]);
    wrong.refuse(lang, "missing", Some("body_kind"), &[]);
    let of_a_province = Organisations {
        count: 2_500,
        lines: Vec::new(),
        outside: Vec::new(),
        stationed: Vec::new(),
        listed: vec![committee.clone(), party.clone()],
        next: Some("/organisations?of=7&find=&after=41".to_owned()),
        first: Some("/organisations?of=7&find=".to_owned()),
        finder: Some(finder("/organisations", "song tram")),
        ended_next: Some("/organisations?of=7&find=&ended_after=4#ended-bodies".to_owned()),
        ..page(FormState::default(), true)
    };
    vec![
        ("organisations-many", of_a_province),
        ("organisations", page(FormState::default(), false)),
        ("organisations-founding", page(FormState::default().with("from_on", "10/09/2026"), true)),
        ("organisations-wrong", page(wrong, true)),
    ]
}

/// One body: as an administrator sees it, as others do, refused, ended.
#[expect(clippy::too_many_lines, reason = "one row for each state of the page")]
pub(super) fn bodies(lang: Lang) -> Vec<(&'static str, Organisation)> {
    let term = |id, name: &str, post: &str, until: &str| TermRow {
        id,
        name: name.to_owned(),
        post: lang.of("post", post),
        from: "01/07/2025".to_owned(),
        until: until.to_owned(),
    };
    let related = |id: i64, name: &str, line: &str| Related {
        link: Link::new(format!("/organisations/{id}"), name),
        lines: lang.of("line", line),
    };
    let name = |name: &str, from: &str, until: &str, basis: &str| NameRow {
        name: name.to_owned(),
        from: from.to_owned(),
        until: until.to_owned(),
        basis: basis.to_owned(),
    };
    let whole = Organisation {
        shell: administrator(lang, Some(Nav::Organisations)),
        id: 7,
        name: COMMITTEE.to_owned(),
        kind: lang.of("body-kind", "peoples_committee"),
        place: "Xã Sông Trầm, tỉnh Thanh Giang".to_owned(),
        states: Vec::new(),
        last: String::new(),
        successors: Vec::new(),
        handovers: vec![Link::new("/handovers/2", lang.ta("handover-link", &[("day", &"01/09/2026")]))],
        version: 3,
        names: vec![
            name(COMMITTEE, "01/07/2025", "", "Nghị quyết 1686/NQ-UBTVQH15"),
            name("Ủy ban nhân dân xã Sông Trầm Đông", "", "30/06/2025", ""),
        ],
        superiors: vec![related(6, PARTY, "party")],
        inferiors: vec![related(8, "Phòng Kinh tế xã Sông Trầm", "authority")],
        terms: vec![term(21, "Phạm Văn Sậy", "chairman", ""), term(22, "Đỗ Thị Na", "deputy", "30/09/2026")],
        past_terms: vec![term(20, "Vũ Văn Ổi", "chairman", "31/08/2026")],
        villages: ["Thôn Bến Sen", "Thôn Gò Vàng", "Tổ dân phố số 3"].map(str::to_owned).into(),
        has_villages: true,
        keeps_schools: true,
        may_found: true,
        may_change: true,
        may_settle: true,
        own_approval: false,
        approval: String::new(),
        wrong: None,
        proposed: FormState::default().with("from_on", "10/09/2026"),
        proposed_villages: FormState::default().with("from_on", "01/07/2025"),
        proposed_terms: FormState::default(),
        stationed: vec![related(11, "Điện lực phụ trách xã Sông Trầm", "authority")],
        posts: choices(lang, "post", &["chairman", "deputy"]),
        people: vec![Choice::new("31", "Lý Văn Trám")],
        kinds: choices(lang, "body-kind", &["division", "office"]),
        lines: choices(lang, "group", &["authority", "party", "front"]),
        bodies: vec![Choice::new("6", PARTY)],
        place_finder: Some(finder("/organisations/7", "")),
        candidates: vec![
            Choice::new("17", "Ủy ban nhân dân xã Bến Sen"),
            Choice::new("18", "Ủy ban nhân dân xã Gò Mây"),
        ],
        find: String::new(),
        outside_choice: vec![Choice::new("yes", lang.t("outside-choice"))],
    };
    let refused = |form: &str, fields: &[&str]| {
        let mut state = FormState::default();
        for field in fields {
            state.refuse(lang, "missing", Some(field), &[]);
        }
        Some(Wrong { form: form.to_owned(), state })
    };
    let read = Organisation {
        may_found: false,
        may_change: false,
        may_settle: false,
        own_approval: true,
        approval: lang.ta(
            "approval-settled",
            &[("name", &"Bùi Thị Mơ"), ("day", &"05/09/2026"), ("reason", &"Cơ quan chỉ có hai người")],
        ),
        handovers: Vec::new(),
        ..whole.clone()
    };
    let ended = Organisation {
        states: vec![Status::new(Shape::Undone, lang.t("organisation-over"))],
        last: "01/09/2026".to_owned(),
        successors: vec![Link::new("/organisations/17", "Ủy ban nhân dân xã Bến Sen")],
        terms: Vec::new(),
        villages: Vec::new(),
        ..whole.clone()
    };
    let new = Organisation {
        terms: Vec::new(),
        past_terms: Vec::new(),
        villages: Vec::new(),
        superiors: Vec::new(),
        inferiors: Vec::new(),
        people: Vec::new(),
        candidates: Vec::new(),
        find: "xyz".to_owned(),
        ..whole.clone()
    };
    let wrong = |form: &str, fields: &[&str]| Organisation { wrong: refused(form, fields), ..whole.clone() };
    vec![
        ("organisation-rename-wrong", wrong("rename", &["new_name", "basis", "from_on"])),
        ("organisation-place-wrong", wrong("place", &["superior", "line"])),
        ("organisation-end-wrong", wrong("end", &["successors", "basis", "ended_on"])),
        ("organisation-terms-wrong", wrong("terms", &["post", "person", "official"])),
        ("organisation-term-wrong", wrong("term-21", &["left_on"])),
        ("organisation-villages-wrong", wrong("villages", &["village_name"])),
        ("organisation-schools-wrong", wrong("schools", &["school_name", "from_on"])),
        ("organisation-found-wrong", wrong("found", &["body_kind", "body_name", "outside"])),
        ("organisation", whole),
        ("organisation-reading", read),
        ("organisation-ended", ended),
        ("organisation-new", new),
    ]
}
