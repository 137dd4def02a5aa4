//! The board of a year, a plan with what became of it, and the forms that write one.

use askama::Template;
use web::lang::Lang;
use web::look::case::{Step, WrongStep};
use web::look::form::{Choice, FieldError, FormState};
use web::look::kept::{KeptForm, Typed};
use web::look::plan::{
    Attention, Count, HeadRow, ItemRow, Line, Mark, Month, PlaceRows, PlanForm, PlanPage, PlannedCard, Plans, Writing,
    Wrong,
};
use web::look::{Link, Nav, Shape, Status};

use super::samples::shell;

/// Every page of plans in a language.
pub(super) fn plans(lang: Lang) -> Vec<(&'static str, askama::Result<String>)> {
    let mut empty = board(lang);
    (empty.places, empty.opened, empty.attention, empty.next) = (Vec::new(), None, Vec::new(), None);
    empty.notes.clear();
    let mut nobody = empty.clone();
    "/plans?of=7&year=2026".clone_into(&mut nobody.all);
    let mut opened = board(lang);
    opened.opened = Some((lang.t("plan-count-missed"), vec![item(lang)]));
    "/plans?of=7&year=2026".clone_into(&mut opened.all);
    vec![
        ("plans", board(lang).render()),
        ("plans-opened", opened.render()),
        ("plans-empty", empty.render()),
        ("plans-nobody", nobody.render()),
        ("plan", page(lang, "none").render()),
        ("plan-wrong", page(lang, "postpone").render()),
        ("plan-step-wrong", page(lang, "step").render()),
        ("plan-kept", kept(lang, true).render()),
        ("plan-kept-nothing", kept(lang, false).render()),
        ("plan-new", form(lang, Writing::Draft).render()),
        ("plan-redraft", form(lang, Writing::Redraft).render()),
        ("plan-amend", form(lang, Writing::Amendment).render()),
    ]
}

/// A form that came after the dialogue had been called off.
fn kept(lang: Lang, typed: bool) -> KeptForm {
    let mut form = FormState::default();
    if typed {
        form.refuse(lang, "not-a-date", Some("happened_on"), &[("typed", "32/09".to_owned())]);
    } else {
        form.refuse(lang, "already-done", None, &[]);
    }
    let of = |name: &str, value: &str| Typed {
        name: name.to_owned(),
        label: lang.label(Some(name)),
        value: value.to_owned(),
    };
    let words = "Bão số 3 đổ bộ, trụ sở thôn ngập 60 cm.\nĐường vào thôn Bến Sen chưa thông.";
    let all = [of("month", &lang.of("plan-month", "10")), of("reason", words), of("happened_on", "32/09")];
    KeptForm {
        shell: shell(lang, Some(Nav::Plans)),
        form,
        beside: if typed { vec![lang.t("kept-line")] } else { Vec::new() },
        typed: if typed { all.into() } else { Vec::new() },
        meanwhile: vec![step(lang, 601, "planned.cancelled")],
        back: Link::new("/plans/31", lang.t("kept-back")),
    }
}

fn item(lang: Lang) -> ItemRow {
    ItemRow {
        who: "Chủ tịch, UBND xã Gò Vàng".to_owned(),
        when: lang.of("plan-month", "7"),
        link: Link::new("/plans/31#planned-33", "Đất đai, môi trường"),
        status: Status::new(Shape::Over, lang.ta("plan-fate-missed", &[("month", &"7")])),
        reason: "Bão số 3".to_owned(),
        excuse: lang.t("excuse-stated"),
    }
}

fn mark(lang: Lang, icon: &'static str, class: &'static str, text: &str) -> Mark {
    let spoken = lang.t("plan-fate-held-plain");
    let note = if icon == "i-void" { "(1)".to_owned() } else { String::new() };
    Mark { icon, class, text: text.to_owned(), note, spoken, href: "/plans/31#planned-33".to_owned() }
}

fn head(lang: Lang, post: &str, issued: bool) -> HeadRow {
    let mut months: Vec<Month> =
        (1..=12).map(|month| Month { now: month == 9, limit: month == 11, marks: Vec::new() }).collect();
    if issued {
        months[2].marks.push(mark(lang, "i-done", "ln-ev--held", "12"));
        months[5].marks = vec![mark(lang, "i-moved", "ln-ev--moved", "9"), mark(lang, "i-plus", "ln-ev--add", "20")];
        months[6].marks.push(mark(lang, "i-over", "ln-ev--miss", ""));
        months[7].marks.push(mark(lang, "i-void", "ln-ev--void", &lang.t("plan-mark-void")));
        months[9].marks.push(mark(lang, "i-todo", "ln-ev--plan", "16"));
    }
    HeadRow {
        post: lang.of("post", post),
        body: "Đảng ủy xã Sông Trầm".to_owned(),
        plan: if issued {
            Link::new("/plans/31", lang.ta("plan-issued", &[("day", &"22/01/2026")]))
        } else {
            Link::new("", lang.t("plan-none"))
        },
        plan_over: !issued,
        draft: if issued { String::new() } else { "/plans/new?of=7&post=chairman&year=2026".to_owned() },
        months,
        held: if issued { "03/04".to_owned() } else { "00/–".to_owned() },
        beside: if issued { lang.ta("plan-adjusted", &[("count", &2_i64)]) } else { String::new() },
        forecast: issued.then(|| Status::new(Shape::Done, lang.ta("plan-enough", &[("count", &4_i64)]))),
        conference: issued.then(|| Status::new(Shape::Todo, lang.ta("plan-conference", &[("fraction", &"0/1")]))),
        no_rule: lang.t("plan-no-rule"),
    }
}

fn board(lang: Lang) -> Plans {
    let count = |word: &str, number: &str, shape| Count {
        number: number.to_owned(),
        link: Link::new(format!("/plans?of=7&year=2026&show={word}"), lang.of("plan-count", word)),
        shape,
    };
    Plans {
        shell: shell(lang, Some(Nav::Plans)),
        year: "2026".to_owned(),
        eyebrow: lang.ta("plan-eyebrow", &[("places", &4_i64), ("heads", &8_i64), ("day", &"10/09/2026")]),
        earlier: Some(Link::new("/plans?of=7&year=2025", "2025")),
        later: Some(Link::new("/plans?of=7&year=2027", "2027")),
        counts: vec![
            count("held", "17/32", Shape::Done),
            count("missed", "2", Shape::Over),
            count("off", "3", Shape::Void),
            count("added", "1", Shape::Flag),
            count("without", "1", Shape::Over),
            count("lacking", "2", Shape::Soon),
            count("conference", "1", Shape::Todo),
        ],
        rules: lang.t("plan-no-rule-line"),
        now: 9,
        places: vec![
            PlaceRows {
                place: "Xã Sông Trầm".to_owned(),
                heads: vec![head(lang, "secretary", true), head(lang, "chairman", false)],
            },
            PlaceRows { place: "Xã Gò Vàng".to_owned(), heads: vec![head(lang, "secretary", true)] },
        ],
        notes: vec!["(1) Chủ tịch, UBND xã Gò Vàng, tháng 8: Hủy. Bão số 3.".to_owned()],
        opened: None,
        all: String::new(),
        attention: vec![Attention {
            who: "Chủ tịch, UBND xã Sông Trầm".to_owned(),
            why: lang.ta("plan-word-without", &[("day", &"31/01/2026")]),
            link: Link::new("/plans/31", lang.t("plan-word-open")),
        }],
        urge: lang.ta("plan-urge-begin", &[("year", &"2026")]),
        next: Some("/plans?of=7&year=2026&after=12".to_owned()),
        draft: Some("/plans/new?of=7&year=2026".to_owned()),
    }
}

fn step(lang: Lang, id: i64, act: &str) -> Step {
    Step {
        id,
        title: lang.of("act", act),
        on: "22/01/2026".to_owned(),
        on_iso: "2026-01-22".to_owned(),
        recorded: "22/01/2026 09:10".to_owned(),
        by: "Trần Thị Mận · Đảng ủy xã Sông Trầm".to_owned(),
        may_correct: true,
        may_strike: true,
        ..Step::default()
    }
}

fn card(lang: Lang, id: i64, off: bool) -> PlannedCard {
    PlannedCard {
        id,
        topic: "Đất đai, giải phóng mặt bằng".to_owned(),
        month: lang.of("plan-month", "6"),
        how: format!("{}, {}", lang.of("talk-form", "conference"), lang.of("audience", "residents")),
        status: if off {
            Status::new(Shape::Void, lang.t("plan-fate-called-off"))
        } else {
            Status::new(Shape::Done, lang.ta("plan-fate-held", &[("day", &"12/06/2026")]))
        },
        detail: lang.ta("plan-edition", &[("edition", &2_i64)]),
        dialogue: if off { Link::default() } else { Link::new("/dialogues/9", "Đối thoại thôn Bến Sen") },
        reason: if off { "Bão số 3".to_owned() } else { String::new() },
        excuse: off.then_some(Status::new(Shape::Returned, lang.t("excuse-questioned"))),
        said: if off { "Bão ngày nào?".to_owned() } else { String::new() },
        may_announce: !off,
        may_postpone: true,
        may_cancel: true,
        may_restore: off,
        may_excuse: off,
        steps: vec![step(lang, 500 + id, "planned.entered")],
    }
}

fn page(lang: Lang, wrong: &str) -> PlanPage {
    let mut typed = FormState::default().with("happened_on", "mai");
    let facts = [("field", "happened_on".to_owned()), ("typed", "mai".to_owned())];
    typed.refuse(lang, "not-a-date", Some("happened_on"), &facts);
    PlanPage {
        shell: shell(lang, Some(Nav::Plans)),
        id: 31,
        title: lang.ta("plan-title", &[("post", &lang.t("post-secretary")), ("year", &"2026")]),
        body: Link::new("/organisations/7", "Đảng ủy xã Sông Trầm"),
        holder: "Hoàng Minh Sáo".to_owned(),
        status: Status::new(Shape::Done, lang.t("plan-state-approved")),
        board: "/plans?of=7&year=2026".to_owned(),
        year: "2026".to_owned(),
        printed: "2/4 (điều chỉnh còn 2)".to_owned(),
        bounds: vec![lang.ta("plan-bound-plan", &[("day", &"31/01/2026")])],
        version: 3,
        standing: vec![card(lang, 33, false), card(lang, 34, true)],
        dropped: vec![card(lang, 35, false)],
        may_redraft: true,
        may_amend: true,
        steps: vec![Choice::new("published", lang.t("plan-step-published"))],
        proposed: FormState::default().with("happened_on", "10/09/2026").with("version", "3"),
        wrong: (wrong == "postpone").then(|| Wrong { form: "postpone-33".to_owned(), state: typed.clone() }),
        months: vec![Choice::new("9", lang.of("plan-month", "9"))],
        judgements: ["accepted", "questioned"].map(|word| Choice::new(word, lang.of("excuse-choice", word))).into(),
        timeline: vec![step(lang, 71, "plan.approved"), step(lang, 70, "plan.drafted")],
        wrong_step: (wrong == "step").then_some(WrongStep { id: 71, form: typed }),
    }
}

fn form(lang: Lang, writing: Writing) -> PlanForm {
    let line = |number: i64| Line {
        number,
        copied: writing == Writing::Draft && number < 3,
        confirmed: number == 1,
        names: ["month", "topic", "form", "audience", "confirmed"].map(|name| format!("{name}-{number}")),
    };
    let mut form = FormState::default().with("topic-1", "Đất đai").with("version", "3").with("copied", "2");
    if writing == Writing::Redraft {
        let told = lang.told("missing", Some("month"), &[("field", "month".to_owned())]);
        form.errors.push(FieldError { field: "month-1".to_owned(), text: format!("{} {}", told.what, told.remedy) });
    }
    PlanForm {
        shell: shell(lang, Some(Nav::Plans)),
        writing,
        action: "/plans".to_owned(),
        back: Link::new("/plans?of=7&year=2026", lang.t("plans-title")),
        title: lang.t("plan-new-title"),
        form,
        lines: (1..=4).map(line).collect(),
        organisations: vec![Choice::new("7", "Đảng ủy xã Sông Trầm")],
        posts: vec![Choice::new("secretary", lang.t("post-secretary"))],
        existing: Some(Link::new("/plans/31", lang.ta("plan-there", &[("post", &"-"), ("year", &"2026")]))),
        months: vec![Choice::new("3", lang.of("plan-month", "3"))],
        forms: vec![Choice::new("conference", lang.t("talk-form-conference"))],
        audiences: vec![Choice::new("residents", lang.t("audience-residents"))],
        droppable: vec![Choice::new("33", "Đất đai"), Choice::new("34", "Rác thải")],
        topics: vec![lang.t("work-field-01")],
        copy: Some(Link::new("/plans/new?copy=2025", lang.ta("plan-copy", &[("year", &"2025")]))),
        bounds: vec![lang.t("plan-no-rule-line")],
    }
}
