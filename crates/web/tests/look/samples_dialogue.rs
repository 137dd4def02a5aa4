//! Dialogues: the list, opening and announcing one, the page of one; and letters.

use std::collections::BTreeMap;

use askama::Template;
use web::lang::Lang;
use web::look::behalf::{BehalfRow, OnBehalf, WrongRow};
use web::look::case::Step;
use web::look::desk::Earlier;
use web::look::dialogue::one::{Announce, Came, DialoguePage, Elsewhere, Fact, Offered, Sitting, Wrong};
use web::look::dialogue::{Dialogues, NewDialogue};
use web::look::form::{Choice, FormState};
use web::look::home::Counter;
use web::look::letter::{ClassChoices, Classified, LetterPage, LetterRow, Letters, NewLetter, PartLine};
use web::look::notice::After;
use web::look::{Link, Nav, Shape, Status};

use super::samples::{dialogue, shell};
use super::samples_notice::after;

/// Every page of dialogues and letters in a language.
pub(super) fn talks(lang: Lang) -> Vec<(&'static str, askama::Result<String>)> {
    let mut wrong = FormState::default().with("session", "mai").with("chair", "4");
    let facts = [("field", "session".to_owned()), ("typed", "mai".to_owned())];
    wrong.refuse(lang, "not-a-date", Some("session"), &facts);
    let mut filtered = dialogues(lang);
    (filtered.rows, filtered.filtered, filtered.form) = (Vec::new(), true, filtered.form.with("state", "held"));
    let mut people = FormState::default().with("people_youth", "ba");
    people.refuse(lang, "unreadable", Some("attendance"), &[("field", "attendance".to_owned())]);
    vec![
        ("dialogues", dialogues(lang).render()),
        ("dialogues-none", filtered.render()),
        ("dialogue-new", dialogue_new(lang).render()),
        ("dialogue", page(lang, "held", None).render()),
        ("dialogue-open", page(lang, "open", Some(Wrong { form: "attend-11".to_owned(), state: people })).render()),
        ("dialogue-concluded", page(lang, "concluded", None).render()),
        ("announce", announce(lang, FormState::default()).render()),
        ("announce-elsewhere", elsewhere(lang).render()),
        ("announce-wrong", announce(lang, wrong).render()),
        ("letters", letters(lang, false).render()),
        ("letters-none", letters(lang, true).render()),
        ("letter-new", letter_new(lang).render()),
        ("letter", letter(lang).render()),
        ("letter-wrong", letter_wrong(lang).render()),
        ("letter-kept", letter_kept(lang).render()),
        ("letter-struck", letter_struck(lang).render()),
        ("letter-repeats", letter_repeats(lang).render()),
        ("on-behalf", on_behalf(lang, false).render()),
        ("on-behalf-none", on_behalf(lang, true).render()),
    ]
}

fn chairs(lang: Lang) -> Vec<Choice> {
    vec![
        Choice::new("4", format!("Phạm Văn Sậy, {}", lang.t("post-chairman"))),
        Choice::new("5", format!("Lê Thị Lúa, {}", lang.t("post-deputy"))),
    ]
}

fn places() -> Vec<Choice> {
    vec![Choice::new("1", "Xã Sông Trầm"), Choice::new("2", "Thôn Bến Sen")]
}

fn groups(lang: Lang) -> Vec<Choice> {
    let groups = ["residents", "members", "youth", "workers", "cadres", "enterprises"];
    groups.map(|group| Choice::new(group, lang.of("audience", group))).to_vec()
}

fn page(lang: Lang, state: &str, wrong: Option<Wrong>) -> DialoguePage {
    let fact = |key: &str, value: Link| Fact { label: lang.t(key), value };
    let counter = |count, code: &str, shape| Counter {
        count,
        link: Link::new(format!("/dialogues/3/desk?mark={code}"), lang.of("mark", code)),
        shape,
        more: false,
    };
    let first = Sitting {
        id: 11,
        number: 1,
        status: Status::new(Shape::Done, lang.t("sitting-state-held")),
        on: "10/09/2026".to_owned(),
        territory: "Thôn Bến Sen".to_owned(),
        hall: "Nhà văn hóa thôn".to_owned(),
        chair: format!("Lê Thị Lúa, {}", lang.t("post-deputy")),
        deputy_reason: "Chủ tịch đi công tác".to_owned(),
        came: vec![
            Came { group: lang.t("audience-residents"), people: 84 },
            Came { group: lang.t("audience-youth"), people: 12 },
        ],
        bodies: vec!["Phòng Kinh tế".to_owned(), "Công an xã".to_owned()],
        minutes: Some(Status::new(Shape::Todo, lang.t("minutes-waiting"))),
        no_minutes: if state == "concluded" { "Họp ngắn tại hiện trường".to_owned() } else { String::new() },
        running: state == "open",
        ..Sitting::default()
    };
    let second = Sitting {
        id: 12,
        number: 2,
        status: Status::new(Shape::Todo, lang.t("sitting-state-announced")),
        on: "20/09/2026".to_owned(),
        territory: "Thôn Gò Vàng".to_owned(),
        to_come: state != "concluded",
        due: state == "held",
        ..Sitting::default()
    };
    DialoguePage {
        shell: shell(lang, Some(Nav::Dialogues)),
        gathered: super::samples_gathering::of_dialogue(lang),
        id: 3,
        title: "Đối thoại thôn Bến Sen: nước sạch, rác thải".to_owned(),
        body: "Ủy ban nhân dân xã Sông Trầm".to_owned(),
        status: Status::dialogue(lang, state),
        announced_late: Some(Status::new(Shape::Soon, lang.ta("conference-late-short", &[("by", &"08/09/2026")]))),
        facts: vec![
            fact("dialogue-body", Link::new("/organisations/7", "Ủy ban nhân dân xã Sông Trầm")),
            fact("dialogue-duties", Link::new("", lang.t("duty-chairman"))),
            fact("dialogue-plan", Link::new("/plans/2", lang.t("dialogue-beside-plan"))),
        ],
        sittings: vec![first, second],
        matters: vec!["Nước sạch".to_owned(), "Rác thải".to_owned()],
        policies: vec!["Nghị quyết số 12-NQ/ĐU ngày 05/02/2026".to_owned()],
        raised: if state == "concluded" {
            Vec::new()
        } else {
            vec![lang.ta("turn-count", &[("count", &33_i64)]), lang.ta("submission-count", &[("count", &41_i64)])]
        },
        marks: vec![counter(20, "answered", Shape::Done), counter(15, "conclusion", Shape::Flag)],
        desk_open: state != "concluded",
        changing: state != "concluded",
        concluding: state == "held",
        minutes_open: true,
        offered: Offered {
            chairs: chairs(lang),
            territories: places(),
            bodies: vec![Choice::new("8", "Phòng Kinh tế"), Choice::new("9", "Công an xã")],
            groups: groups(lang),
        },
        proposed: FormState::default().with("happened_on", "10/09/2026"),
        set: BTreeMap::from([(12, FormState::default().with("session", "20/09/2026").with("chair", "4"))]),
        wrong,
        after: if state == "concluded" { after(lang) } else { After::default() },
        timeline: vec![Step {
            id: 5,
            title: lang.t("act-dialogue-held"),
            on: "10/09/2026".to_owned(),
            on_iso: "2026-09-10".to_owned(),
            recorded: "10/09/2026 17:05".to_owned(),
            by: "Trần Thị Mận".to_owned(),
            may_correct: state != "concluded",
            may_strike: state != "concluded",
            ..Step::default()
        }],
        wrong_step: None,
    }
}

fn announce(lang: Lang, form: FormState) -> Announce {
    let duties = ["secretary", "chairman", "conference", "thematic"];
    let forms = ["conference", "online", "ad_hoc", "thematic", "specialised"];
    Announce {
        shell: shell(lang, Some(Nav::Dialogues)),
        form: form.with("organisation", "7").with("happened_on", "10/09/2026"),
        organisations: vec![Choice::new("7", "Ủy ban nhân dân xã Sông Trầm")],
        duties: duties.map(|duty| Choice::new(duty, lang.of("duty", duty))).to_vec(),
        audiences: groups(lang),
        members: vec![Choice::new("15", "Hội Nông dân xã Sông Trầm")],
        forms: forms.map(|form| Choice::new(form, lang.of("talk-form", form))).to_vec(),
        planned: vec![Choice::new("31", "10/2026: Đất đai, môi trường")],
        chairs: chairs(lang),
        territories: places(),
        conference: lang.ta("conference-asked", &[("number", &"7"), ("source", &"72/2025/QH15, Điều 43")]),
    }
}

fn elsewhere(lang: Lang) -> Elsewhere {
    Elsewhere {
        shell: shell(lang, Some(Nav::Dialogues)),
        id: 8,
        body: "Đảng ủy xã Sông Trầm".to_owned(),
        may_switch: true,
        plan: Link::new("/plans/31#planned-33", "2026"),
    }
}

fn letters(lang: Lang, none: bool) -> Letters {
    let row = LetterRow {
        number: lang.ta("letter-numbered", &[("number", &"128"), ("series", &"Sổ tiếp nhận đơn")]),
        on: "04/09/2026".to_owned(),
        letter: Link::new("/letters/77", "Đề nghị xem lại ranh giới đất giữa hai hộ ở thôn Gò Vàng…"),
        case: Link::new("/cases/77", "VV-77"),
        why: lang.ta("letter-due", &[("day", &"18/09/2026")]),
        field: lang.t("work-field-01-02"),
        status: Status::outcome(lang, "not_taken_up"),
    };
    Letters {
        shell: shell(lang, Some(Nav::Cases)),
        rows: if none { Vec::new() } else { vec![row] },
        next: (!none).then(|| "/letters?of=7&after=2026-09-04.77".to_owned()),
        may_register: true,
        filtered: none,
        form: FormState::default().with("of", "7"),
        years: vec![Choice::new("2026", "2026")],
        ways: vec![Choice::new("front", lang.of("letter-way", "front"))],
        kinds: vec![Choice::new("complaint", lang.t("kind-complaint"))],
        outcomes: vec![Choice::new("not_taken_up", lang.of("outcome", "not_taken_up"))],
        classes: vec![Choice::new("none", lang.of("letter-content", "none"))],
        waiting: vec![Choice::new("yes", lang.t("letters-waiting"))],
        numbering: Some("/numbering?of=7&series=incoming".to_owned()),
    }
}

/// A letter with all that can be done to it, with a form that was wrong, kept from everybody, taken out.
fn letter(lang: Lang) -> LetterPage {
    LetterPage {
        shell: shell(lang, Some(Nav::Cases)),
        id: 77,
        submission: 78,
        title: lang.ta("letter-number", &[("number", &"128")]),
        body: "Ủy ban nhân dân xã Sông Trầm".to_owned(),
        words: "Đề nghị xem lại ranh giới đất giữa hai hộ.".to_owned(),
        case: Link::new("/cases/77", "VV-77"),
        facts: vec![(lang.t("field-received-on"), "04/09/2026".to_owned())],
        twin: Some(Link::new("/letters/76", lang.t("letter-twin"))),
        entered_by: 501,
        class: Some(Classified {
            facts: vec![(lang.t("letter-content-label"), lang.of("letter-content", "mixed"))],
            lacks: vec!["Không có chữ ký hoặc điểm chỉ của người viết đơn".to_owned()],
            warning: lang.ta("visit-speak-too-many", &[("most", &2_i64)]),
        }),
        classed_by: 502,
        choices: ClassChoices {
            kinds: vec![Choice::new("complaint", lang.t("kind-complaint"))],
            mixed: vec![Choice::new("yes", lang.t("letter-mixed-yes"))],
            competences: vec![Choice::new("within", lang.of("letter-competence", "within"))],
            spheres: vec![Choice::new("judicial", lang.of("letter-sphere", "judicial"))],
            lacks: vec![Choice::new("signature", "Không có chữ ký")],
            fields: vec![Choice::new("01", lang.t("work-field-01"))],
        },
        outcomes: super::samples_letter::outcomes(lang),
        complaint: Some(Link::new("/letters/77/complaint", lang.t("complaint-title"))),
        parts: vec![PartLine {
            id: 79,
            words: "Mương thoát nước sau nhà bị lấp.".to_owned(),
            why: lang.t("kind-feedback"),
            case: Link::new("/cases/79", "VV-79"),
            to_strike: true,
        }],
        repeats: None,
        near: vec![near(lang)],
        struck: false,
        kept: false,
        of_visit: false,
        to_describe: true,
        to_return: true,
        to_withhold: true,
        to_strike: true,
        may_code: true,
        to_move: true,
        may_open: true,
        scans: vec![(5, "1".to_owned())],
        most: 20,
        most_mb: 20,
        ways: vec![Choice::new("front", lang.of("letter-way", "front"))],
        proposed: FormState::default().with("happened_on", "10/09/2026"),
        wrong: None,
        wrong_step: None,
        timeline: Vec::new(),
    }
}

fn letter_wrong(lang: Lang) -> LetterPage {
    let mut form = FormState::default().with("reason", "");
    form.refuse(lang, "missing", Some("reason"), &[("field", "reason".to_owned())]);
    LetterPage { wrong: Some(("strike".to_owned(), form)), ..letter(lang) }
}

fn letter_kept(lang: Lang) -> LetterPage {
    LetterPage {
        kept: true,
        to_describe: false,
        to_return: false,
        of_visit: true,
        words: lang.t("words-kept"),
        class: None,
        repeats: Some(Link::new("/cases/31", "VV-31")),
        near: Vec::new(),
        ..letter(lang)
    }
}

fn near(lang: Lang) -> Earlier {
    Earlier {
        case: Link::new("/cases/31", "Đường vào thôn ngập nước mỗi khi mưa to"),
        line: "VV-31 · 26/06/2026, Thôn Bến Sen".to_owned(),
        status: Status::outcome(lang, "in_progress"),
    }
}

fn letter_repeats(lang: Lang) -> LetterPage {
    LetterPage { repeats: Some(Link::new("/cases/31", "VV-31")), near: Vec::new(), ..letter(lang) }
}

fn letter_struck(lang: Lang) -> LetterPage {
    LetterPage { struck: true, to_describe: false, scans: Vec::new(), ..letter(lang) }
}

fn on_behalf(lang: Lang, none: bool) -> OnBehalf {
    let row = BehalfRow {
        event: 501,
        link: Link::new("/cases/77#event-501", lang.of("act", "case.accepted")),
        what: format!("{} · {}", lang.ta("on-behalf-case", &[("number", &"VV-77")]), "Phòng Kinh tế"),
        on: "04/09/2026".to_owned(),
        typed: "Lò Thị Mơ, UBND xã Sông Trầm".to_owned(),
        may_contest: lang.ta("on-behalf-contest-until", &[("day", &"18/09/2026")]),
        ..BehalfRow::default()
    };
    let waits = BehalfRow {
        event: 502,
        words: "Phòng chưa nhận việc này.".to_owned(),
        state: Some(Status::new(Shape::People, lang.t("on-behalf-contest-waits"))),
        may_contest: String::new(),
        may_take_back: true,
        ..row.clone()
    };
    let answer = BehalfRow { event: 503, may_take_back: false, may_answer: true, ..waits.clone() };
    let mut form = FormState::default().with("reason", "");
    form.refuse(lang, "missing", Some("reason"), &[("field", "reason".to_owned())]);
    OnBehalf {
        shell: shell(lang, Some(Nav::Home)),
        contested: Some(if none { Vec::new() } else { vec![answer] }),
        more_contested: !none,
        recorded: Some(if none { Vec::new() } else { vec![row, waits] }),
        next: (!none).then(|| "/on-behalf?after=501".to_owned()),
        typed: if none {
            Vec::new()
        } else {
            vec![(Link::new("/on-behalf/typed?whose=7.head", "UBND xã Sông Trầm"), "3".to_owned())]
        },
        wrong: (!none).then_some(WrongRow { event: 501, form }),
    }
}

fn letter_new(lang: Lang) -> NewLetter {
    let mut form = FormState::default().with("organisation", "7").with("received_on", "10/09/2026");
    form.refuse(lang, "missing", Some("words"), &[("field", "words".to_owned())]);
    NewLetter {
        shell: shell(lang, Some(Nav::Cases)),
        form,
        organisations: vec![Choice::new("7", "Ủy ban nhân dân xã Sông Trầm")],
        villages: places(),
        fields: vec![Choice::new("01", lang.t("work-field-01"))],
        kinds: vec![Choice::new("recommendation", lang.t("kind-recommendation"))],
        ways: vec![Choice::new("front", lang.of("letter-way", "front"))],
        drawn: true,
        last: Some((
            Link::new("/cases/77", lang.ta("letter-entered", &[("number", &"128")])),
            "/letters/77".to_owned(),
        )),
        near: vec![near(lang)],
        held: true,
        looked: false,
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
        form: FormState::default().with("of", "7"),
        states: ["announced", "open", "held", "concluded"]
            .map(|state| Choice::new(state, lang.of("dialogue-state", state)))
            .to_vec(),
        filtered: false,
        letters: true,
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
