//! Due dates with their days, rules and handovers, filled.

use web::lang::Lang;
use web::look::due::{DayBox, Face, TryDue, Why};
use web::look::form::{Choice, FormState};
use web::look::handover::{Group, HandoverPage, HandoverRow, Handovers, Item, Opened, WrongGroup};
use web::look::home::DueRow;
use web::look::rule::{Fact, Preview, Redated, RuleGroup, RulePage, RuleRow, Rules};
use web::look::{Link, Nav, Shape, Shell, Status};

use super::samples::shell;

fn days(lang: Lang) -> Vec<DayBox> {
    let day = |face, date: &str, weekday: i8, mark: &str| DayBox {
        face,
        date: date.to_owned(),
        weekday: lang.t(&format!("weekday-short-{weekday}")),
        mark: mark.to_owned(),
        spoken: lang.ta(
            "due-box",
            &[("day", &format!("{}, {date}/2026", lang.t(&format!("weekday-{weekday}")))), ("what", &mark)],
        ),
    };
    let off = |date, weekday, key: &str| day(Face::Off, date, weekday, &lang.t(&format!("due-mark-{key}")));
    vec![
        day(Face::Event, "20/08", 4, &lang.t("due-mark-start")),
        day(Face::On, "21/08", 5, "1"),
        day(Face::On, "22/08", 6, &format!("2 {}", lang.t("due-mark-counted-make-up"))),
        off("23/08", 7, "weekend"),
        day(Face::On, "24/08", 1, "3"),
        off("31/08", 1, "in-lieu"),
        off("01/09", 2, "holiday"),
        day(Face::Week, "03/09–09/09", 4, "4–9"),
        day(Face::Due, "07/09", 1, &format!("10 {}", lang.t("due-mark-due"))),
    ]
}

/// Why a date is that date.
pub(super) fn why(lang: Lang) -> Why {
    Why {
        due: "07/09/2026".to_owned(),
        begin: lang.ta(
            "due-begin-after-working",
            &[("day", &format!("{}, 20/08/2026", lang.t("weekday-4"))), ("count", &10_i64)],
        ),
        boxes: days(lang),
        passed_over: vec![
            lang.ta("due-made-up", &[("days", &"22/08")]),
            lang.ta(
                "due-passed-over",
                &[("count", &8_i64), ("parts", &lang.ta("due-passed-holiday", &[("days", &"01/09, 02/09")]))],
            ),
        ],
    }
}

/// A clock that is overdue, as a row of Today.
pub(super) fn due_row(lang: Lang, over: bool) -> DueRow {
    let key = if over { "due-late-working" } else { "due-left-working" };
    DueRow {
        case: Link::new("/cases/147", "Mương tiêu thôn Đồng Xoan bị lấp, nước tràn vào sân nhà"),
        why: format!("VV-147 · {}", lang.ta("home-why-notify", &[("from", &"20/08/2026")])),
        place: "Thôn Đồng Xoan · Thủy lợi, đê điều".to_owned(),
        body: String::new(),
        words: lang.ta(key, &[("count", &2_i64)]),
        due: "07/09/2026".to_owned(),
        over,
    }
}

/// The page that tries a date: asked, and with a wrong date.
pub(super) fn dues(lang: Lang) -> Vec<(&'static str, TryDue)> {
    let choices = |family: &str, words: [&str; 2]| words.map(|word| Choice::new(word, lang.of(family, word))).to_vec();
    let form = FormState::default()
        .with("event_on", "20/08/2026")
        .with("amount", "10")
        .with("unit", "wd")
        .with("direction", "after");
    let mut wrong = form.clone();
    wrong.refuse(lang, "no-calendar", None, &[("year", "2031".to_owned())]);
    wrong.refuse(lang, "missing", Some("amount"), &[]);
    let page = TryDue {
        shell: shell(lang, Some(Nav::Rules)),
        form,
        units: choices("due-unit", ["wd", "cd"]),
        directions: choices("due-direction", ["after", "before"]),
        found: Some((format!("{}, 07/09/2026", lang.t("weekday-1")), why(lang))),
    };
    let refused = TryDue { form: wrong, found: None, ..page.clone() };
    vec![("due", page), ("due-wrong", refused)]
}

fn rows(lang: Lang) -> Vec<RuleRow> {
    let row = |name: &str, number: String, state: Status, provenance: &str| RuleRow {
        href: "/rules/TCD-NOTIFY".to_owned(),
        name: name.to_owned(),
        number,
        place: lang.t("rule-place-country"),
        period: lang.ta("rule-from", &[("from", &"01/07/2014")]),
        source: "Luật Tiếp công dân số 42/2013/QH13, Điều 28 khoản 1".to_owned(),
        provenance: lang.of("rule-provenance", provenance),
        state,
    };
    let working = |count: i64| {
        let number = lang.ta("rule-amount-working-day", &[("count", &count)]);
        lang.ta("rule-bound-at-most", &[("number", &number)])
    };
    vec![
        row(
            "Thông báo cho người nêu về việc tiếp nhận",
            working(10),
            Status::new(Shape::Done, lang.t("rule-state-applied")),
            "verified",
        ),
        row(
            "Ban hành thông báo kết luận đối thoại",
            working(7),
            Status::new(Shape::Todo, lang.t("rule-state-example")),
            "source_document",
        ),
    ]
}

/// The list of rules.
pub(super) fn rules(lang: Lang) -> Rules {
    Rules {
        shell: shell(lang, Some(Nav::Rules)),
        place: "Xã Sông Trầm, tỉnh Thanh Giang".to_owned(),
        on: "10/09/2026".to_owned(),
        progress: lang.ta("recount-begun", &[("passed", &200_i64), ("moved", &180_i64)]),
        kept_by: "Đảng ủy xã Sông Trầm".to_owned(),
        groups: vec![
            RuleGroup {
                code: "dialogue".to_owned(),
                title: lang.t("rule-subject-dialogue"),
                missing: vec![Link::new("/rules/DT-CONCL", "Ban hành thông báo kết luận đối thoại")],
                documents: vec![lang.ta("rules-document", &[("title", &"Quyết định 1-QĐ/TU"), ("place", &"Tỉnh Mẫu")])],
                proposals: vec![RuleRow {
                    place: "Tỉnh Mẫu cũ".to_owned(),
                    state: Status::new(Shape::Todo, lang.t("rule-state-proposed")),
                    ..rows(lang)[1].clone()
                }],
                differ: true,
                examples: rows(lang)[1..].to_vec(),
                ..RuleGroup::default()
            },
            RuleGroup {
                code: "reception".to_owned(),
                title: lang.t("rule-subject-reception"),
                rows: rows(lang)[..1].to_vec(),
                ..RuleGroup::default()
            },
        ],
    }
}

/// A rule: as a clerk reads it, as an administrator confirms it, with a wrong form, and one that is a date of the year.
pub(super) fn rule_pages(lang: Lang) -> Vec<(&'static str, RulePage)> {
    let choices = |family: &str, words: &[&str]| {
        words.iter().map(|word| Choice::new(*word, lang.of(family, word))).collect::<Vec<_>>()
    };
    let form = FormState::default()
        .with("copied", "1")
        .with("bound", "at_most")
        .with("amount", "10")
        .with("unit", "working_day");
    let mut wrong = form.clone().with("valid_from", "01/13/2026");
    wrong.refuse(lang, "not-a-date", Some("valid_from"), &[("typed", "01/13/2026".to_owned())]);
    wrong.refuse(lang, "missing", Some("document_title"), &[]);
    let page = RulePage {
        shell: shell(lang, Some(Nav::Rules)),
        rule: "TCD-NOTIFY".to_owned(),
        title: "Thông báo cho người nêu về việc tiếp nhận".to_owned(),
        states: vec![Status::new(Shape::Done, lang.t("rule-state-applied"))],
        facts: vec![
            Fact::new(lang.t("rule-fact-number"), rows(lang)[0].number.clone()),
            Fact::new(lang.t("rule-fact-source"), rows(lang)[0].source.clone()),
        ],
        versions: rows(lang),
        version: 4,
        kept_by: String::new(),
        confirm: None,
        counts: true,
        bounds: choices("rule-side", &["at_most", "at_least"]),
        units: choices("rule-unit", &["working_day", "calendar_day", "hour"]),
        withdraw: None,
    };
    let open = RulePage {
        confirm: Some(form.clone()),
        withdraw: Some(FormState::default().with("copied", "2")),
        ..page.clone()
    };
    let refused = RulePage { confirm: Some(wrong), ..page.clone() };
    let mut reason = FormState::default().with("copied", "2");
    reason.refuse(lang, "missing", Some("reason"), &[]);
    let dated = RulePage { confirm: Some(form), counts: false, withdraw: Some(reason), ..page.clone() };
    vec![("rule", page), ("rule-open", open), ("rule-wrong", refused), ("rule-dated", dated)]
}

/// What a change would do: to some clocks, and to none.
pub(super) fn previews(lang: Lang) -> Vec<(&'static str, Preview)> {
    let row = |id: i64, href: &str, to: &str| Redated {
        case: Link::new(href, format!("VV-{id}")),
        clock: lang.t("clock-kind-notify"),
        from: "07/09/2026".to_owned(),
        to: to.to_owned(),
    };
    let some = Preview {
        shell: shell(lang, Some(Nav::Rules)),
        back: Link::new("/rules/TCD-NOTIFY", lang.t("preview-back")),
        tab: "rules",
        title: lang.ta("preview-confirm", &[("rule", &rows(lang)[0].name)]),
        facts: vec![Fact::new(lang.t("rule-fact-number"), rows(lang)[0].number.clone())],
        count: lang.ta("preview-count", &[("count", &122_i64)]),
        rows: vec![row(147, "/cases/147", "31/08/2026"), row(188, "", &lang.t("preview-no-due"))],
        left: 120,
        shifts: vec![
            lang.ta("preview-shift-none", &[("count", &1_i64)]),
            lang.ta("preview-shift-earlier", &[("count", &2_i64), ("days", &1_i64)]),
            lang.ta("preview-shift-later", &[("count", &119_i64), ("days", &3_i64)]),
        ],
        duties_count: lang.ta("preview-duties", &[("count", &2_i64)]),
        duties: [("/dialogues/3", "Đối thoại về nước sạch".to_owned()), ("", lang.t("preview-other-dialogue"))]
            .map(|(href, title)| Redated {
                case: Link::new(href, title),
                clock: lang.t("after-duty-notice"),
                ..row(3, "", "31/08/2026")
            })
            .to_vec(),
        action: "/rules/TCD-NOTIFY/confirm".to_owned(),
        fields: vec![("version".to_owned(), "4".to_owned()), ("amount".to_owned(), "7".to_owned())],
    };
    let more = Preview {
        count: lang.ta("preview-count-more", &[("count", &122_i64)]),
        duties_count: lang.ta("preview-duties-more", &[("count", &2_i64)]),
        ..some.clone()
    };
    let none = Preview {
        count: lang.ta("preview-count", &[("count", &0_i64)]),
        rows: Vec::new(),
        left: 0,
        shifts: Vec::new(),
        duties: Vec::new(),
        tab: "calendar",
        action: "/calendar/set".to_owned(),
        ..some.clone()
    };
    vec![("rule-preview", some), ("rule-preview-more", more), ("calendar-preview", none)]
}

/// A handover as a row.
pub(super) fn handover_row(lang: Lang, open: i64) -> HandoverRow {
    HandoverRow {
        id: 5,
        title: "Ủy ban nhân dân huyện Sông Trầm".to_owned(),
        body: String::new(),
        ended_on: "01/07/2025".to_owned(),
        items: 48,
        open,
        status: if open > 0 {
            Status::new(Shape::Soon, lang.ta("handover-state-open", &[("count", &open)]))
        } else {
            Status::new(Shape::Done, lang.t("handover-closed"))
        },
    }
}

/// The list of handovers, and an empty one.
pub(super) fn handover_lists(lang: Lang) -> Vec<(&'static str, Handovers)> {
    let shell = shell(lang, Some(Nav::Organisations));
    let of_post = HandoverRow {
        title: lang.ta("handover-post", &[("post", &lang.t("post-chairman")), ("name", &"Phạm Văn Sậy")]),
        body: "Ủy ban nhân dân xã Sông Trầm".to_owned(),
        ..handover_row(lang, 1)
    };
    let full = Handovers {
        rows: vec![handover_row(lang, 41), of_post, handover_row(lang, 0)],
        next: Some("/handovers?of=7&before=4".to_owned()),
        shell: shell.clone(),
    };
    vec![("handovers", full), ("handovers-none", Handovers { rows: Vec::new(), next: None, shell })]
}

fn group(lang: Lang, number: i64, title: &str, open: i64, proposed: &str) -> Group {
    Group {
        code: format!("case.{number}.05"),
        number,
        title: format!("{} · {title}", lang.t("handover-kind-case")),
        items: 21,
        open,
        href: format!("/handovers/5?group=case.{number}.05"),
        proposed: proposed.to_owned(),
    }
}

/// A handover: open with a wrong group, one group opened, closed.
pub(super) fn handovers(lang: Lang) -> Vec<(&'static str, HandoverPage)> {
    let frame: Shell = shell(lang, Some(Nav::Organisations));
    let mut form = FormState::default();
    form.refuse(lang, "missing", Some("receiver"), &[]);
    let mut close = FormState::default();
    close.refuse(lang, "not-handed-over", None, &[("open", "41".to_owned())]);
    let page = HandoverPage {
        shell: frame,
        id: 5,
        title: "Ủy ban nhân dân huyện Sông Trầm".to_owned(),
        line: lang.ta("handover-body-ended", &[("day", &"01/07/2025")]),
        items: 48,
        open: 41,
        closed: false,
        version: 3,
        groups: vec![
            group(lang, 0, "Xã Bến Sen · Điện, nước sạch, viễn thông", 21, "Ủy ban nhân dân xã Bến Sen"),
            group(lang, 1, "Xã Gò Vàng · Đất đai", 20, ""),
            group(lang, 2, "Xã Gò Vàng · Giao thông", 0, ""),
        ],
        next: Some("/handovers/5?after=case.2.03".to_owned()),
        opened: None,
        may_give: true,
        to_official: false,
        receivers: vec![
            Choice::new("11", "Ủy ban nhân dân xã Bến Sen"),
            Choice::new("12", "Ủy ban nhân dân xã Gò Vàng"),
        ],
        find: Some(FormState::default()),
        forms: vec![(0, FormState::default().with("receiver", "11"))],
        wrong: Some(WrongGroup { number: 1, form }),
        close: FormState::default(),
    };
    let item = |id, open| Item {
        id,
        what: if id == 1 {
            Link::new("/cases/147", "Vụ việc VV-147: Mương tiêu sau nhà bị san lấp")
        } else {
            Link::new("", lang.ta("handover-case", &[("number", &"VV-188")]))
        },
        receiver: if open { String::new() } else { "Ủy ban nhân dân xã Gò Vàng".to_owned() },
        open,
    };
    let opened = HandoverPage {
        opened: Some(Opened {
            group: group(lang, 1, "Xã Gò Vàng · Đất đai", 20, ""),
            items: vec![item(1, true), item(2, false)],
            next: Some("/handovers/5?group=case.1.01&after=2".to_owned()),
        }),
        wrong: None,
        close,
        ..page.clone()
    };
    let closed = HandoverPage { open: 0, closed: true, find: None, wrong: None, next: None, ..page.clone() };
    vec![("handover", page), ("handover-opened", opened), ("handover-closed", closed)]
}
