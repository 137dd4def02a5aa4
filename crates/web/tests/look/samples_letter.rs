//! What comes of a letter, as its page shows it.

use askama::Template as _;
use web::lang::Lang;
use web::look::complaint::{ClockLine, ComplaintPage, ComplaintRow, Complaints, StepForm, StepLine};
use web::look::form::{Choice, FormState};
use web::look::letter::Outcomes;
use web::look::{Link, Nav};

use super::samples::shell;
use super::samples_rule::why;

/// What was recorded last, what the law allows and what it does not.
pub(super) fn outcomes(lang: Lang) -> Outcomes {
    let of = |word: &'static str| lang.of("letter-outcome", word);
    Outcomes {
        seen: 503,
        classified: true,
        open: true,
        goes_on: lang.t("letter-goes-on-others"),
        originals: true,
        facts: vec![(lang.t("field-letter-outcome"), of("complete"))],
        choices: vec![Choice {
            hint: "Điều 11 Luật Khiếu nại".to_owned(), ..Choice::new("refuse", of("refuse"))
        }],
        not: vec![(of("transfer"), lang.of("letter-competence", "outside"))],
        grounds: vec![Choice::new("KN11_6", "Điều 11 khoản 6")],
        receivers: vec![Choice::new("9", "Phòng Kinh tế")],
        by_word: vec![Choice::new("yes", lang.t("letter-by-word-yes"))],
        ways: vec![Choice::new("letter", lang.of("contact-way", "letter"))],
    }
}

/// The list of complaints that are settled, and one with all its forms, one of them wrong; and a letter that is none.
pub(super) fn complaints(lang: Lang) -> Vec<(&'static str, askama::Result<String>)> {
    let yes = |word: &str| vec![Choice::new("yes", lang.t(word))];
    let list = |none: bool| Complaints {
        shell: shell(lang, Some(Nav::Cases)),
        rows: (!none)
            .then(|| ComplaintRow {
                complaint: Link::new("/letters/77/complaint", "Khiếu nại quyết định thu hồi đất ở thôn Gò Vàng…"),
                case: Link::new("/cases/77", "VV-77"),
                why: lang.t("complaint-instance-first"),
                phase: lang.t("complaint-phase-verified"),
                on: "04/09/2026".to_owned(),
                due: lang.ta("complaint-late-silent", &[("day", &"18/09/2026")]),
                over: true,
            })
            .into_iter()
            .collect(),
        next: (!none).then(|| "/complaints?of=7&after=2026-09-04.77".to_owned()),
        filtered: none,
        form: FormState::default().with("of", "7"),
        phases: vec![Choice::new("verified", lang.t("complaint-phase-verified"))],
        late: yes("complaints-late"),
        over: yes("complaints-over"),
    };
    let begun = ComplaintPage { begun: false, wrong: None, ..complaint(lang) };
    vec![
        ("complaints", list(false).render()),
        ("complaints-none", list(true).render()),
        ("complaint", complaint(lang).render()),
        ("complaint-not-begun", begun.render()),
    ]
}

fn complaint(lang: Lang) -> ComplaintPage {
    let word = |family: &str, word: &'static str| Choice::new(word, lang.of(family, word));
    let form = |step: &'static str| StepForm {
        step,
        title: lang.of("complaint-step", step),
        source: "Điều 27, Luật Khiếu nại".to_owned(),
        ..StepForm::default()
    };
    let yes = |word: &str| vec![Choice::new("yes", lang.t(word))];
    let mut wrong = FormState::default().with("complaint_step", "accept").with("paper_number", "15/QĐ-UBND");
    wrong.refuse(lang, "missing", Some("paper_signer"), &[("field", "paper_signer".to_owned())]);
    ComplaintPage {
        shell: shell(lang, Some(Nav::Cases)),
        id: 77,
        letter: Link::new("/letters/77", lang.ta("letter-number", &[("number", &"128")])),
        case: Link::new("/cases/77", "VV-77"),
        body: "Ủy ban nhân dân xã Sông Trầm".to_owned(),
        words: "Khiếu nại quyết định thu hồi đất.".to_owned(),
        begun: true,
        facts: vec![(lang.t("field-complaint-phase"), lang.t("complaint-phase-accepted"))],
        warnings: vec![lang.t("complaint-is-late-silent")],
        clocks: vec![ClockLine {
            kind: lang.t("clock-kind-complaint-solve"),
            words: lang.t("due-today"),
            due: "07/09/2026".to_owned(),
            over: true,
            why: Some(why(lang)),
            ground: "Điều 28".to_owned(),
        }],
        steps: vec![StepLine {
            title: lang.t("complaint-step-accept"),
            on: "22/06/2026".to_owned(),
            source: "Điều 27, Luật Khiếu nại".to_owned(),
            facts: vec![(lang.t("field-paper-number"), "15/QĐ-UBND".to_owned())],
            note: lang.ta("complaint-posted-until", &[("day", &"30/09/2026")]),
        }],
        seen: 501,
        forms: vec![
            StepForm {
                named: "known_on",
                checks: vec![("remote", yes("complaint-remote-yes")), ("disciplinary", yes("disciplinary-yes"))],
                reason: true,
                ..form("accept")
            },
            StepForm { grounds: vec![Choice::new("KN11_6", "Điều 11 khoản 6")], reason: true, ..form("refuse") },
            StepForm { first: true, ..form("second") },
            StepForm { radios: vec![("differs", vec![word("complaint-differs", "yes")])], ..form("verify") },
            StepForm { named: "invited_on", ..form("dialogue") },
            StepForm {
                checks: vec![("complex_ticks", vec![Choice::new("places", "Xác minh ở từ hai địa điểm trở lên")])],
                ..form("extend")
            },
            StepForm {
                radios: vec![
                    ("complaint_finding", vec![word("complaint-finding", "partly")]),
                    ("complaint_ruling", vec![word("complaint-ruling", "changed")]),
                ],
                ..form("decide")
            },
        ],
        proposed: FormState::default(),
        wrong: Some(("accept".to_owned(), wrong)),
        wrong_step: None,
        timeline: Vec::new(),
    }
}
