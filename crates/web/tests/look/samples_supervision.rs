//! Supervision: what there is to look at, a matter, the plan of a year, a notice.

use askama::Template;
use web::lang::Lang;
use web::look::form::{Choice, FormState};
use web::look::supervision::{
    Answered, Finding, Matter, MatterLine, PlanLine, Planned, PointLine, Supervised, SupervisedNotice,
};
use web::look::{Link, Nav, Shape, Status};

use super::samples::shell;

/// Something that was found.
pub(super) fn finding(lang: Lang, id: i64, struck: bool) -> Finding {
    Finding {
        id,
        event: id + 900,
        status: Status::new(Shape::Doing, lang.t("finding-partly")),
        on: "05/09/2026".to_owned(),
        ways: lang.t("looked-visit"),
        by: lang.ta(
            "supervision-by",
            &[("body", &"Ủy ban MTTQ Việt Nam xã"), ("name", &"Nông Thị Lụa"), ("day", &"06/09/2026")],
        ),
        words: "Cống đã thông, mặt đường chưa trả lại.".to_owned(),
        same: if struck { String::new() } else { lang.t("same-person-chaired") },
        files: if struck { 0 } else { 2 },
        opens: true,
        struck,
        may_amend: true,
    }
}

fn matter_line(lang: Lang) -> MatterLine {
    MatterLine {
        link: Link::new("/supervision/cases/147", "Mương tiêu thôn Đồng Xoan bị lấp"),
        why: "VV-147 · Thôn Đồng Xoan".to_owned(),
        whys: vec![lang.t("supervision-why-flagged"), lang.t("supervision-why-overdue")],
        body: "Phòng Kinh tế".to_owned(),
        found: lang.ta("supervision-last", &[("result", &lang.t("finding-partly")), ("day", &"05/09/2026")]),
        flagged: true,
        due: "01/09/2026".to_owned(),
        over: true,
    }
}

fn choices(lang: Lang, family: &str, words: &[&str]) -> Vec<Choice> {
    words.iter().map(|word| Choice::new(*word, lang.of(family, word))).collect()
}

/// Their pages, filled and empty.
#[expect(clippy::too_many_lines, reason = "one sample after the other")]
pub(super) fn supervised(lang: Lang) -> Vec<(&'static str, askama::Result<String>)> {
    let list = |rows, drawn: &str| Supervised {
        shell: shell(lang, Some(Nav::Home)),
        whys: vec![
            (Link::new("/supervision?why=any", lang.t("supervision-why-any")), true),
            (Link::new("/supervision?why=said_done", lang.of("supervision-why", "said_done")), false),
        ],
        rows,
        next: Some("/supervision?after=147".to_owned()),
        drawn: drawn.to_owned(),
        form: FormState::default().with("of", "7").with("why", "any").with("sample", "10"),
        plan: "/supervision/plan?of=7".to_owned(),
        self_approving: vec![(
            "Trạm Khuyến nông".to_owned(),
            lang.ta(
                "approval-settled",
                &[("name", &"Bùi Thị Mơ"), ("day", &"05/09/2026"), ("reason", &"Cơ quan chỉ có hai người")],
            ),
        )],
    };
    let drawn = lang.ta("supervision-drawn", &[("count", &1_i64), ("of", &5_i64), ("seed", &"2026-09")]);
    let matter = |findings, wrong| Matter {
        shell: shell(lang, Some(Nav::Home)),
        id: 147,
        number: "VV-147".to_owned(),
        title: "Mương tiêu thôn Đồng Xoan bị lấp".to_owned(),
        words: "Mương tiêu thôn Đồng Xoan bị lấp, nước tràn vào sân nhà.".to_owned(),
        place: "Thôn Đồng Xoan".to_owned(),
        origin: "Ủy ban nhân dân xã Sông Trầm".to_owned(),
        bearer: "Phòng Kinh tế".to_owned(),
        dialogue: Link::new("/dialogues/3", "Đối thoại thôn Đồng Xoan"),
        notice: Some(Link::new(
            "/supervision/notices/5",
            lang.ta("supervision-point", &[("no", &1_i64), ("number", &"05/TB-UBND"), ("day", &"10/07/2026")]),
        )),
        conclusion: "Khơi lại mương trước ngày 01/9.".to_owned(),
        demanded: "Ảnh chụp".to_owned(),
        others: vec![Link::new("/supervision/cases/148", "VV-148")],
        line: Some(matter_line(lang)),
        answers: vec![Answered {
            status: Status::result(lang, "done"),
            words: "Đã khơi xong.".to_owned(),
            evidence: "Biên bản nghiệm thu".to_owned(),
            by: "Phòng Kinh tế · 20/08/2026".to_owned(),
            promised: "30/08/2026".to_owned(),
            files: vec![Link::new(
                "/supervision/cases/77/files/5",
                lang.ta("case-file", &[("number", &1_usize), ("kind", &"PDF"), ("size", &96_usize)]),
            )],
            lapsed: String::new(),
        }],
        findings,
        may_find: true,
        may_supervise: true,
        own_work: false,
        results: choices(lang, "finding", &["done", "partly", "not_done"]),
        ways: choices(lang, "looked", &["papers", "visit", "asked"]),
        most: 20,
        form: FormState::default().with("happened_on", "10/09/2026"),
        wrong,
    };
    let mut wrong = FormState::default();
    wrong.refuse(lang, "missing", Some("seen"), &[("field", "seen".to_owned())]);
    let plan_line = |carried_out: &str, reported: &str| PlanLine {
        id: 9,
        version: 2,
        notice: Link::new("/supervision/notices/5", "05/TB-UBND"),
        title: "Đối thoại thôn Đồng Xoan".to_owned(),
        month: lang.ta("supervision-month", &[("month", &9_i64), ("year", &"2026")]),
        month_value: "9".to_owned(),
        form: lang.t("looked-visit"),
        form_value: "visit".to_owned(),
        status: Status::new(Shape::Doing, lang.of("supervision", "carried_out")),
        issued: lang.ta("supervision-issued-by", &[("paper", &"5/KH-MTTQ"), ("day", &"01/02/2026")]),
        carried_out: carried_out.to_owned(),
        reported: reported.to_owned(),
        remarks: "Cơ bản đúng hạn.".to_owned(),
        proposals: "Sửa nốt mặt đường.".to_owned(),
        may_change: true,
    };
    let plan = |rows, offered| Planned {
        shell: shell(lang, Some(Nav::Home)),
        year: 2026,
        before: Some("/supervision/plan?year=2025".to_owned()),
        after: Some("/supervision/plan?year=2027".to_owned()),
        rows,
        offered,
        may_issue: true,
        form: FormState::default().with("organisation", "7").with("year", "2026").with("happened_on", "10/09/2026"),
    };
    let point = |found| PointLine {
        no: 1,
        link: Link::new("/supervision/cases/147", "Mương tiêu"),
        conclusion: "Khơi lại mương trước ngày 01/9.".to_owned(),
        lead: "Phòng Kinh tế".to_owned(),
        due: "01/09/2026".to_owned(),
        matter: Some(matter_line(lang)),
        found,
    };
    let notice = |points, lines, wrong| SupervisedNotice {
        shell: shell(lang, Some(Nav::Home)),
        id: 5,
        title: lang.ta(
            "supervision-notice",
            &[("number", &"05/TB-UBND"), ("day", &"10/07/2026"), ("body", &"Ủy ban nhân dân xã")],
        ),
        notice: Link::new("/notices/5", lang.t("supervision-notice-itself")),
        dialogue: Link::new("/dialogues/3", lang.t("supervision-dialogue")),
        scans: vec![Link::new(
            "/supervision/notices/5/scans/3",
            lang.ta("declared-scan", &[("number", &1_i64), ("kind", &"PDF"), ("size", &120_i64)]),
        )],
        points,
        lines,
        months: vec![Choice::new("", lang.t("supervision-beside-plan")), Choice::new("9", "9")],
        forms: choices(lang, "looked", &["papers", "visit", "asked"]),
        to: vec![Choice::new("1", "Đảng ủy xã")],
        may_change: true,
        form: FormState::default().with("year", "2026").with("form", "papers").with("happened_on", "10/09/2026"),
        wrong,
    };
    let filled = notice(
        vec![
            point(vec![
                ("VV-147".to_owned(), Finding { may_amend: false, ..finding(lang, 8, false) }),
                ("VV-148, VV-149".to_owned(), Finding { may_amend: false, ..finding(lang, 9, false) }),
            ]),
            point(Vec::new()),
        ],
        vec![plan_line("", ""), PlanLine { id: 10, ..plan_line("05/09/2026", "") }],
        None,
    );
    let mut report = FormState::default();
    report.refuse(lang, "missing", Some("document"), &[("field", "document".to_owned())]);
    vec![
        ("supervision", list(vec![matter_line(lang)], "").render()),
        ("supervision drawn", list(Vec::new(), &drawn).render()),
        ("supervision matter", matter(vec![finding(lang, 8, false), finding(lang, 9, true)], None).render()),
        ("supervision matter wrong", matter(Vec::new(), Some(("find".to_owned(), wrong))).render()),
        (
            "supervision plan",
            plan(vec![plan_line("", "")], vec![(Link::new("/supervision/notices/6", "06/TB"), "Rác thải".to_owned())])
                .render(),
        ),
        ("supervision plan empty", Planned { may_issue: false, ..plan(Vec::new(), Vec::new()) }.render()),
        ("supervision notice", filled.render()),
        (
            "supervision notice wrong",
            notice(Vec::new(), vec![plan_line("05/09/2026", "")], Some(("report-9".to_owned(), report))).render(),
        ),
    ]
}
