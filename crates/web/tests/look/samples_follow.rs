//! The pages of whoever follows a matter by code and PIN, and the slip.

use askama::Template;
use web::lang::Lang;
use web::look::due::{CountDue, Ground};
use web::look::follow::{Ask, FollowSlip, Given, Line, Matter, Reviewed, Say, Step};
use web::look::form::{Choice, FormState};
use web::look::shell::Notice;
use web::look::{Nav, Shape, Shell, Simulated, Status};

use super::samples::{bare, shell};
use super::samples_rule::why;

const RULE: &str = "Trả lời người đến khiếu nại, tố cáo, kiến nghị, phản ánh";
const BODY: &str = "Ủy ban nhân dân xã Sông Trầm";

fn public(lang: Lang) -> Shell {
    let own_today = Some("10/09/2026".to_owned());
    Shell { path: "/follow".to_owned(), simulated: Simulated::All, own_today, ..bare(lang) }
}

/// The form, a wrong one, a matter that waits for a review, one that can be assessed, one that is at its end, and the slip.
pub(super) fn followed(lang: Lang) -> Vec<(&'static str, askama::Result<String>)> {
    let mut refused = FormState::posted([("code", "7K4M-2Q9C-HT5P")]);
    refused.refuse(lang, "follow-wrong", Some("code"), &[]);
    let assessed = matter(lang);
    let mut form = FormState::posted([("assessment", "not_agreed")]);
    form.refuse(lang, "missing", Some("assess_words"), &[("field", "assess_words".to_owned())]);
    let say = assessed.say.clone().map(|say| Say { form, ..say });
    let wrong = Matter { say, ..assessed.clone() };
    let reviewed = Matter {
        shell: Shell {
            notice: Some(Notice { text: lang.t("follow-said-not-agreed"), undo: None }),
            ..assessed.shell.clone()
        },
        late: lang.ta("follow-late", &[("body", &BODY)]),
        said: Some(Status::new(Shape::Void, lang.t("follow-you-not-agreed"))),
        reviews: vec![Reviewed {
            title: lang.ta("follow-review-not-upheld", &[("body", &BODY), ("day", &"25/08/2026")]),
            reason: "Mới khơi một đoạn.".to_owned(),
            words: "Đoạn còn lại nằm trong đất của chợ, xã đã đề nghị chợ khơi.".to_owned(),
        }],
        exhausted: true,
        say: None,
        ..assessed.clone()
    };
    let mut undated = FormState::posted([("event_on", "31/02/2026"), ("by_rule", "")]);
    undated.refuse(lang, "unreadable", Some("event_on"), &[]);
    let args: [(&str, &dyn web::lang::Arg); 3] = [("rule", &RULE), ("day", &"01/01/2010"), ("period", &"01/07/2014")];
    let missing = lang.ta("due-not-in-force", &args);
    vec![
        ("follow", Ask { shell: public(lang), form: FormState::default() }.render()),
        ("follow-refused", Ask { shell: public(lang), form: refused }.render()),
        ("follow-matter", assessed.render()),
        ("follow-matter-refused", wrong.render()),
        ("follow-reviewed", reviewed.render()),
        ("follow-slip", slip(lang).render()),
        ("due-anybody", counted(lang).render()),
        ("due-anybody-refused", CountDue { form: undated, found: None, ground: None, ..counted(lang) }.render()),
        ("due-anybody-not-in-force", CountDue { found: None, ground: None, missing, ..counted(lang) }.render()),
    ]
}

/// A due date that anybody counted by a rule.
fn counted(lang: Lang) -> CountDue {
    let choices = |family: &str, words: [&str; 2]| words.map(|word| Choice::new(word, lang.of(family, word))).to_vec();
    let rule = Choice { hint: lang.t("rule-place-country"), ..Choice::new("TCD-NOTIFY|VN|normal", RULE) };
    CountDue {
        shell: Shell { path: "/due-date".to_owned(), ..public(lang) },
        form: FormState::default().with("event_on", "20/08/2026").with("by_rule", "TCD-NOTIFY|VN|normal"),
        rules: vec![rule],
        units: choices("due-unit", ["wd", "cd"]),
        directions: choices("due-direction", ["after", "before"]),
        found: Some((format!("{}, 07/09/2026", lang.t("weekday-1")), why(lang))),
        ground: Some(Ground {
            line: lang.ta(
                "due-ground",
                &[
                    ("rule", &RULE),
                    ("number", &lang.ta("rule-amount-working-day", &[("count", &10_i64)])),
                    ("source", &"Luật Tiếp công dân số 42/2013/QH13, Điều 28 khoản 1"),
                    ("provenance", &lang.t("rule-provenance-verified")),
                ],
            ),
            place: lang.ta("due-holds", &[("place", &lang.t("rule-place-country")), ("period", &"01/07/2014")]),
            notes: vec![lang.t("due-variant")],
        }),
        missing: String::new(),
    }
}

fn matter(lang: Lang) -> Matter {
    let line = |word: &str, text: String| Line { label: lang.of("follow-line", word), text };
    let step = |shape, day: &str, word: &str, detail: &str| Step {
        shape,
        title: lang.ta("follow-step", &[("day", &day), ("what", &lang.of("follow-did", word))]),
        detail: detail.to_owned(),
    };
    Matter {
        shell: public(lang),
        code: "7K4M-2Q9C-HT5P".to_owned(),
        pin: "012345".to_owned(),
        body: BODY.to_owned(),
        states: vec![Status::outcome(lang, "in_progress"), Status::new(Shape::People, lang.t("follow-under-review"))],
        late: String::new(),
        lines: vec![
            line("now", lang.t("follow-now-settled")),
            line("who", "Phòng Kinh tế".to_owned()),
            line("due", lang.ta("follow-due-left", &[("day", &"30/09/2026"), ("count", &20_i64)])),
            line("next", lang.t("follow-next-say")),
        ],
        words: "Mương tiêu sau nhà bị lấp làm đường tạm từ tháng ba,\nmưa xuống là nước tràn vào sân.".to_owned(),
        raised: lang.ta("follow-raised-dialogue", &[("body", &BODY), ("day", &"26/06/2026")]),
        answers: vec![Given {
            text: "Đã nạo vét 120 m, phần còn lại làm trong tháng chín.".to_owned(),
            by: lang
                .ta("follow-by-paper", &[("body", &"Phòng Kinh tế"), ("number", &"12/PKT"), ("day", &"14/08/2026")]),
            result: Status::result(lang, "promised"),
            promise: lang.ta("follow-promise", &[("day", &"30/09/2026")]),
            ground: "Phần qua chợ nằm trong đất của hợp tác xã.".to_owned(),
            evidence: "Biên bản nghiệm thu ngày 10/8".to_owned(),
            lapsed: String::new(),
        }],
        said: None,
        reviews: Vec::new(),
        exhausted: false,
        say: Some(Say {
            form: FormState::default(),
            version: 4,
            values: ["agreed", "not_agreed"].map(|word| Choice::new(word, lang.of("assessment", word))).to_vec(),
            line: lang.t("follow-say-line"),
        }),
        steps: vec![
            step(Shape::People, "26/06/2026", "received", BODY),
            step(Shape::Flag, "03/07/2026", "assigned", "Phòng Kinh tế"),
            step(Shape::Sent, "05/07/2026", "sent", "Xí nghiệp Thủy lợi · 212/UBND-KT"),
            step(Shape::Done, "14/08/2026", "replied", "Phòng Kinh tế"),
        ],
    }
}

fn slip(lang: Lang) -> FollowSlip {
    FollowSlip {
        shell: shell(lang, Some(Nav::Cases)),
        case: 147,
        body: BODY.to_owned(),
        raised_on: "26/06/2026".to_owned(),
        receipt: Vec::new(),
        due: "30/09/2026".to_owned(),
        code: "7K4M-2Q9C-HT5P".to_owned(),
        pin: "012345".to_owned(),
        address: "https://songtram.example/follow".to_owned(),
        square: "<svg class=\"ln-square\" viewBox=\"0 0 9 9\" aria-hidden=\"true\" focusable=\"false\"></svg>"
            .to_owned(),
        text: "7K4M-2Q9C-HT5P".to_owned(),
    }
}
