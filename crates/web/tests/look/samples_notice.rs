//! Notices of conclusion: the page on which one is built, the form of a point, how numbers are given; and what comes after a
//! dialogue.

use askama::Template;
use web::lang::Lang;
use web::look::case::Step;
use web::look::form::{Choice, FormState};
use web::look::notice::{
    After, CheckLine, DutyLine, Editing, Fact, Line, Matter, NoticePage, Numbering, Point, PointForm, Wrong,
};
use web::look::{Link, Nav, Shape, Status};

use super::samples::shell;

/// Every page of notices in a language.
pub(super) fn notices(lang: Lang) -> Vec<(&'static str, askama::Result<String>)> {
    let mut refused = FormState::default();
    refused.refuse(lang, "missing", Some("number"), &[]);
    let wrong = Some(Wrong { form: "issue".to_owned(), state: refused });
    vec![
        ("notice", page(lang, true, None).render()),
        ("notice-wrong", page(lang, true, wrong).render()),
        ("notice-issued", page(lang, false, None).render()),
        ("notice-point", point_form(lang, 2).render()),
        ("notice-point-new", point_form(lang, 0).render()),
        ("numbering", numbering(lang).render()),
    ]
}

/// What comes after a dialogue.
pub(super) fn after(lang: Lang) -> After {
    let duty = |duty: &str, status: Status, why: &str, waits: bool| DutyLine {
        nothing: waits && duty == "beyond",
        duty: duty.to_owned(),
        words: lang.of("after-duty", duty),
        status,
        why: why.to_owned(),
        notice: if waits { Link::default() } else { Link::new("/notices/5", lang.t("notice-title")) },
        waits,
        reported: Vec::new(),
    };
    let said: [(&str, &dyn web::lang::Arg); 3] =
        [("to", &lang.t("report-to-committee")), ("document", &"Báo cáo số 31/BC-UBND"), ("day", &"17/09/2026")];
    let report = DutyLine {
        reported: vec![lang.ta("duty-reported", &said)],
        ..duty("report", Status::new(Shape::Todo, lang.t("duty-waits")), &lang.t("duty-no-rule"), true)
    };
    After {
        notices: vec![Line {
            link: Link::new("/notices/5", lang.ta("notice-numbered", &[("number", &"05"), ("day", &"16/09/2026")])),
            body: "Ủy ban nhân dân xã Sông Trầm".to_owned(),
            status: Status::new(Shape::Done, lang.t("notice-state-issued")),
        }],
        issuers: vec![Choice::new("7", "Ủy ban nhân dân xã Sông Trầm"), Choice::new("8", "Đảng ủy xã Sông Trầm")],
        duties: vec![
            duty("notice", Status::new(Shape::Done, lang.ta("duty-done", &[("day", &"16/09/2026")])), "", false),
            report,
        ],
        may_fulfil: true,
        addressees: ["committee", "superior"].map(|to| Choice::new(to, lang.of("report-to", to))).to_vec(),
    }
}

fn matter(no: i64) -> Matter {
    Matter {
        case: 100 + no,
        no,
        place: "Thôn Bến Sen".to_owned(),
        words: "Đề nghị cho biết bao giờ xây lại cầu tạm sang xóm Bãi.".to_owned(),
        gathered: (no % 2 == 0).then(|| Link::new("/gatherings/9", "MTTQ")),
    }
}

fn scan(lang: Lang) -> Link {
    let said = lang.ta("declared-scan", &[("number", &1_i64), ("kind", &"PDF"), ("size", &120_i64)]);
    Link::new("/notices/5/scans/3", said)
}

fn point(lang: Lang, open: bool, (id, number): (i64, usize), proposed: bool, taken: bool) -> Point {
    Point {
        id,
        number,
        matter: "Nước sạch thôn Gò Vàng".to_owned(),
        conclusion: "Kiểm tra, thay đoạn ống rò; công bố kết quả xét nghiệm.".to_owned(),
        lead: if number == 2 { String::new() } else { "Phòng Kinh tế".to_owned() },
        with: vec!["Công an xã".to_owned()],
        due: "25/09/2026".to_owned(),
        evidence: "Kết quả xét nghiệm".to_owned(),
        delivery: lang.t("delivery-village"),
        proposed,
        why: if proposed { lang.ta("notice-why-named", &[("body", &"Phòng Kinh tế")]) } else { String::new() },
        editing: (open && !taken).then(|| Editing {
            seal: "3f".to_owned(),
            now: if number == 2 { "Nước sạch · 25/09/2026".to_owned() } else { String::new() },
            take: vec!["Giao Phòng Kinh tế kiểm tra.".to_owned()],
        }),
        matters: vec![matter(2), matter(7)],
        faults: if number == 2 { vec![lang.ta("notice-fault-lead", &[("number", &2_usize)])] } else { Vec::new() },
        taken,
    }
}

fn page(lang: Lang, open: bool, wrong: Option<Wrong>) -> NoticePage {
    let fact = |key: &str, text: &str| Fact { label: lang.t(key), value: Link::new("", text) };
    NoticePage {
        shell: shell(lang, Some(Nav::Dialogues)),
        id: 5,
        version: 3,
        body: "Ủy ban nhân dân xã Sông Trầm".to_owned(),
        dialogue: Link::new("/dialogues/3", "Đối thoại thôn Bến Sen"),
        counted: lang.ta(
            "notice-counted",
            &[
                ("all", &23_usize),
                ("answered", &14_usize),
                ("later", &0_usize),
                ("points", &8_usize),
                ("beyond", &1_usize),
                ("noted", &0_usize),
            ],
        ),
        status: Status::new(Shape::Todo, lang.t("notice-state-draft")),
        due: open.then(|| Status::new(Shape::Soon, lang.ta("duty-due", &[("left", &"1"), ("day", &"11/09/2026")]))),
        facts: if open {
            Vec::new()
        } else {
            vec![
                fact("field-number", "05/TB-UBND"),
                Fact { label: lang.t("notice-replaces"), value: Link::new("/notices/4", lang.t("notice-other")) },
            ]
        },
        warnings: vec![Link::new("/notices/4", lang.ta("notice-number-twice", &[("number", &"05")]))],
        points: [(11, 1, true, false), (12, 2, false, false), (13, 3, false, true)]
            .map(|(id, number, proposed, taken)| point(lang, open, (id, number), proposed, taken))
            .into(),
        from: 1,
        parts: if open {
            vec![Link::new("", "1–20"), Link::new("/notices/5?from=21#points", "21–23")]
        } else {
            Vec::new()
        },
        leads: vec![Choice::new("8", "Phòng Kinh tế")],
        cooperators: vec![Choice::new("8", "Phòng Kinh tế"), Choice::new("9", "Công an xã")],
        deliveries: ["letter", "village"].map(|way| Choice::new(way, lang.of("delivery", way))).into(),
        left: vec![matter(12)],
        noted: vec![matter(3), matter(4)],
        answered: vec![matter(1)],
        later: vec![matter(2)],
        beyond: Vec::new(),
        places: vec![Choice::new(
            "point-11",
            lang.ta("notice-place-point", &[("number", &1_usize), ("matter", &"Nước sạch")]),
        )],
        checks: vec![
            CheckLine {
                holds: false,
                words: lang.ta("notice-check-lead", &[("held", &2_usize), ("of", &3_usize)]),
                faults: vec![Link::new("#point-12", lang.ta("notice-point-number", &[("number", &2_usize)]))],
                nothing: false,
            },
            CheckLine {
                holds: true,
                words: lang.ta("notice-check-due", &[("held", &3_usize), ("of", &3_usize)]),
                faults: Vec::new(),
                nothing: false,
            },
            CheckLine { nothing: true, words: lang.t("notice-check-none-proposed"), ..CheckLine::default() },
        ],
        passed: 1,
        open,
        may_submit: open,
        proposes: open,
        may_publish: !open,
        may_replace: !open,
        may_strike: true,
        next_number: if wrong.is_some() || !open { String::new() } else { "06".to_owned() },
        signers: vec![Choice::new("4", "Phạm Quốc Tuấn")],
        proposed: FormState::default().with("happened_on", "10/09/2026"),
        bodies: vec![Choice::new("Công an xã", "Công an xã"), Choice::new("Phòng Kinh tế", "Phòng Kinh tế")],
        wrong,
        general: if open { String::new() } else { "Nhân dân thẳng thắn.".to_owned() },
        carrying_out: if open { String::new() } else { "Phòng Kinh tế báo cáo trước ngày 30/9.".to_owned() },
        recipients_proposed: open,
        recipients: vec!["Thường trực Đảng ủy".to_owned()],
        timeline: vec![Step {
            id: 5,
            title: lang.t("act-notice-drafted"),
            on: "10/09/2026".to_owned(),
            on_iso: "2026-09-10".to_owned(),
            recorded: "10/09/2026 17:05".to_owned(),
            by: "Trần Thị Mận".to_owned(),
            ..Step::default()
        }],
        wrong_step: None,
        scans: if open { Vec::new() } else { vec![scan(lang)] },
        may_scan: !open,
        most: 20,
        most_mb: 20,
    }
}

fn point_form(lang: Lang, number: usize) -> PointForm {
    let mut form = FormState::default().with("version", "3").with("delivery", "letter").with("cases", "102");
    if number > 0 {
        form = form.with("point", "12").with("cooperating", "9").with("reach", "yes");
        form.refuse(lang, "missing", Some("conclusion"), &[]);
    }
    PointForm {
        shell: shell(lang, Some(Nav::Dialogues)),
        id: 5,
        body: "Ủy ban nhân dân xã Sông Trầm".to_owned(),
        number,
        form,
        leads: vec![Choice::new("8", "Phòng Kinh tế")],
        bodies: vec![Choice::new("8", "Phòng Kinh tế"), Choice::new("9", "Công an xã")],
        deliveries: ["letter", "village"].map(|way| Choice::new(way, lang.of("delivery", way))).into(),
        cases: vec![Choice {
            value: "102".to_owned(),
            label: "2. Thôn Bến Sen".to_owned(),
            hint: "Nước đục.".to_owned(),
        }],
        said: vec![Matter {
            case: 102,
            no: 2,
            place: "Thôn Bến Sen".to_owned(),
            words: "Nước đục.".to_owned(),
            gathered: None,
        }],
        rule: if number > 0 {
            String::new()
        } else {
            lang.ta("notice-due-by-rule", &[("day", &"01/10/2026"), ("source", &"1-QC/ĐU")])
        },
    }
}

fn numbering(lang: Lang) -> Numbering {
    let choice = |words: &str, hint: &str, value: &str| Choice {
        value: value.to_owned(),
        label: lang.of(words, value),
        hint: lang.of(hint, value),
    };
    Numbering {
        shell: shell(lang, Some(Nav::Dialogues)),
        post: "/numbering?of=7&series=notice".to_owned(),
        body: "Ủy ban nhân dân xã Sông Trầm".to_owned(),
        title: lang.t("numbering-title-notice"),
        others: vec![Link::new("/numbering?of=7&series=letter", lang.t("numbering-title-letter"))],
        now: lang.t("numbering-external-now"),
        form: FormState::default().with("number_mode", "external").with("number_runs", "year").with("next", "1"),
        modes: ["external", "internal"].map(|mode| choice("number-mode", "number-mode-hint", mode)).into(),
        runs: ["year", "term"].map(|runs| choice("number-runs", "number-runs-hint", runs)).into(),
        may_set: true,
    }
}
