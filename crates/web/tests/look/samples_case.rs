//! The case page and the list of cases, filled.

use web::lang::Lang;
use web::look::case::{
    Answer, BodyClock, CasePage, CaseRow, Cases, ClockBar, Clocks, Condition, Identity, Point, Step, Voice, Words,
    WrongStep,
};
use web::look::case_act::Handling;
use web::look::case_lasting::{CaseLasting, Gathered, Part};
use web::look::form::{Choice, FormState};
use web::look::minutes::Note;
use web::look::supervision::Finding;
use web::look::{Link, Nav, Person, Status};

use super::samples::shell;
use super::samples_case_act::handling;
use super::samples_rule::why;

const WORDS: &str = "Mương tiêu sau nhà bị san lấp làm đường tạm từ tháng ba, mưa xuống là nước tràn vào sân, 11 hộ chúng tôi chịu cả. Đề nghị khơi lại mương và cho biết ai phải làm.";

/// The case page: answered; waiting, with a form; with a wrong correction.
pub(super) fn whole_case(lang: Lang) -> Vec<(&'static str, CasePage)> {
    let answered = page(lang);
    let mut waiting = page(lang);
    waiting.points.truncate(1);
    waiting.points[0].answer = None;
    waiting.timeline.drain(..2);
    waiting.clocks.running = true;
    waiting.clocks.bodies = vec![BodyClock {
        moves: vec![Link::new(
            "#timeline",
            lang.ta("redated-reopening", &[("on", &"12/08/2026"), ("from", &"01/08/2026"), ("to", &"20/08/2026")]),
        )],
        kind: lang.t("clock-kind-notify"),
        words: lang.ta("due-late-working", &[("count", &3_i64)]),
        due: "07/09/2026".to_owned(),
        over: true,
        why: Some(why(lang)),
        ground: lang.ta(
            "due-ground",
            &[
                ("rule", &"Thông báo cho người nêu về việc tiếp nhận"),
                ("number", &lang.ta("rule-amount-working-day", &[("count", &10_i64)])),
                ("source", &"Luật Tiếp công dân số 42/2013/QH13, Điều 28 khoản 1"),
                ("provenance", &lang.t("rule-provenance-verified")),
            ],
        ),
        rule: "/rules/TCD-NOTIFY".to_owned(),
    }];
    waiting.clocks.bar = Some(ClockBar {
        people: 268,
        from: 194,
        held: 64,
        due: 258,
        late: 10,
        first: "26/06".to_owned(),
        last: "10/09".to_owned(),
        spoken: lang.ta("clock-bar", &[("since", &"26/06/2026"), ("from", &"20/08/2026"), ("due", &"07/09/2026")]),
    });
    waiting.states = vec![Status::outcome(lang, "in_progress.overdue")];
    waiting.identity = Identity::Opened {
        name: "Nguyễn Văn Bưởi".to_owned(),
        contact: "0912 345 678".to_owned(),
        address: "Số 4, ấp Cồn".to_owned(),
    };
    waiting.answer = Some(FormState::default().with("happened_on", "26/06/2026").with("version", "3"));
    waiting.handling = handling(lang);
    waiting.revise = Some("/dialogues/3/desk?revise=9".to_owned());
    let mut wrong = page(lang);
    let mut form = FormState::default().with("happened_on", "30/09/2026");
    form.refuse(lang, "happened-in-future", Some("happened_on"), &[("today", "10/09/2026".to_owned())]);
    form.refuse(lang, "missing", Some("reason"), &[("field", "reason".to_owned())]);
    wrong.wrong = Some(WrongStep { id: 504, form });
    wrong.identity = Identity::Closed;
    vec![("case", answered), ("case-waiting", waiting), ("case-wrong", wrong)]
}

fn page(lang: Lang) -> CasePage {
    let answer = |text: &str, result: &str, detail: &str| Answer {
        text: text.to_owned(),
        body: format!("Lê Văn Sậy, {}", lang.t("post-chairman")),
        on: "26/06/2026".to_owned(),
        on_the_spot: true,
        paper: String::new(),
        result: Status::result(lang, result),
        detail: detail.to_owned(),
        ground: if detail.is_empty() { "Chưa có kinh phí.".to_owned() } else { String::new() },
        evidence: "Ảnh chụp sau khi làm".to_owned(),
        files: vec![Link::new(
            "/cases/77/files/5",
            lang.ta("case-file", &[("number", &1_usize), ("kind", &"JPEG"), ("size", &420_usize)]),
        )],
        attach: "/cases/77/files?reply=8&point=91".to_owned(),
        lapsed: String::new(),
    };
    let point = |number, asked: &str, answer| Point {
        id: 90 + number,
        number,
        asked: asked.to_owned(),
        answer,
        former: Vec::new(),
        elsewhere: None,
    };
    CasePage {
        shell: shell(lang, Some(Nav::Cases)),
        id: 147,
        number: "VV-147".to_owned(),
        channel: lang.t("channel-spoken"),
        states: vec![Status::outcome(lang, "in_progress")],
        words: vec![Words {
            text: WORDS.to_owned(),
            person: Person::Kept,
            place: "Thôn Đồng Xoan".to_owned(),
            source: Link::new("/dialogues/3/desk", "Đối thoại thôn Đồng Xoan"),
            on: "26/06/2026".to_owned(),
            number: 9,
            typist: "Trần Thị Mận".to_owned(),
            kind: lang.t("kind-recommendation"),
            earlier: vec![("26/06/2026 15:31".to_owned(), "Mương tiêu sau nhà bị lấp làm đường tạm".to_owned())],
            notes: vec![Note {
                head: "note-of-table",
                words: "Mương dài 120 m, không phải 12 m.".to_owned(),
                on: "30/06/2026".to_owned(),
                typist: "Trần Thị Mận".to_owned(),
            }],
            held_none: vec!["Trần Thị Mận xác nhận nội dung này không phải tố cáo".to_owned()],
            struck: false,
        }],
        points: vec![
            point(
                1,
                "Ai phải khơi lại mương?",
                Some(answer(
                    "Đơn vị thi công đường tạm phải hoàn trả; UBND xã đã lập biên bản ngày 21/06.",
                    "explained",
                    "",
                )),
            ),
            point(
                2,
                "Khơi lại mương, bao giờ xong?",
                Some(answer("Sẽ nạo vét xong trước mùa mưa.", "promised", "15/08/2026")),
            ),
            point(3, "Hỗ trợ thiệt hại sân, bếp của 11 hộ", None),
        ],
        clocks: Clocks { waited: 76, since: "26/06/2026".to_owned(), running: true, bodies: Vec::new(), bar: None },
        accountable: "Ủy ban nhân dân xã Sông Trầm".to_owned(),
        territory: "Thôn Đồng Xoan".to_owned(),
        field: lang.of("work-field", "04"),
        gathered: vec![Link::new(
            "/gatherings/5",
            lang.ta("gathering-raised", &[("gatherer", &"Ủy ban MTTQ xã Sông Trầm"), ("day", &"05/09/2026")]),
        )],
        origin: Link::new("/dialogues/3/desk", "Đối thoại thôn Đồng Xoan"),
        identity: Identity::MayOpen,
        handling: Handling::default(),
        timeline: timeline(lang),
        findings: vec![Finding { opens: false, ..super::samples_supervision::finding(lang, 8, false) }],
        notices: vec![Link::new("/notices/5", "05/TB-UBND")],
        answer: None,
        answerers: vec![
            Choice {
                value: "4".to_owned(),
                label: format!("Phạm Văn Sậy, {}", lang.t("post-chairman")),
                hint: String::new(),
            },
            Choice::new("5", format!("Đỗ Thị Na, {}", lang.t("post-head"))),
        ],
        results: ["done", "explained", "promised", "cannot_be_done", "beyond_competence"]
            .into_iter()
            .map(|result| Choice::new(result, lang.of("result", result)))
            .collect(),
        wrong: None,
        revise: None,
    }
}

fn timeline(lang: Lang) -> Vec<Step> {
    let step = |id, act: &str, day: &str, iso: &str, voice| Step {
        id,
        voice,
        title: lang.of("act", act),
        on: day.to_owned(),
        on_iso: iso.to_owned(),
        recorded: "02/07/2026 15:31".to_owned(),
        by: format!("Phạm Văn Sậy · UBND xã Sông Trầm · {}", lang.ta("typed-by", &[("name", &"Trần Thị Mận")])),
        ..Step::default()
    };
    vec![
        Step {
            struck: true,
            reason: "Ghi hai lần".to_owned(),
            ..step(506, "case.answered_on_the_spot", "27/06/2026", "2026-06-27", Voice::Body)
        },
        Step {
            corrected_from: "27/06/2026".to_owned(),
            reason: "Biên bản ghi ngày 26".to_owned(),
            may_correct: true,
            may_strike: true,
            ..step(505, "case.answered_on_the_spot", "26/06/2026", "2026-06-26", Voice::Body)
        },
        Step {
            late_typed: true,
            may_correct: true,
            ..step(504, "case.received", "26/06/2026", "2026-06-26", Voice::People)
        },
        Step {
            detail: "Nhà văn hóa thôn Đồng Xoan".to_owned(),
            ..step(503, "submission.raised", "26/06/2026", "2026-06-26", Voice::People)
        },
    ]
}

/// Rows of cases as a list shows them.
pub(super) fn rows(lang: Lang) -> Vec<CaseRow> {
    let row = |id, title: &str, place: &str, outcome: &str, due: &str| CaseRow {
        id,
        number: format!("VV-{id}"),
        title: title.to_owned(),
        channel: lang.t("channel-spoken"),
        why: String::new(),
        body: "Ủy ban nhân dân xã Sông Trầm".to_owned(),
        place: place.to_owned(),
        status: Status::outcome(lang, outcome),
        raised_on: "10/09/2026".to_owned(),
        due: due.to_owned(),
        over: !due.is_empty(),
    };
    vec![
        row(
            188,
            "Nước máy thôn Bến Sen có mùi tanh, vàng đục từ rằm tháng bảy tới giờ",
            "Thôn Bến Sen · Điện, nước sạch, viễn thông",
            "not_taken_up",
            "",
        ),
        row(
            187,
            "Xe rác tuần chỉ vào một lần, xóm trong không có điểm gom",
            "Thôn Bến Sen · Rác thải, vệ sinh môi trường",
            "resolved",
            "",
        ),
        row(
            147,
            "Mương tiêu thôn Đồng Xoan bị lấp, nước tràn vào sân nhà",
            "Thôn Đồng Xoan · Thủy lợi, đê điều",
            "in_progress.overdue",
            "trễ 3 ngày",
        ),
        row(132, "Đề nghị tỉnh nâng công suất nhà máy nước liên xã", "Xã Sông Trầm", "resolved.cannot", ""),
    ]
}

/// The list of cases: behind a figure, and empty.
pub(super) fn cases(lang: Lang) -> Vec<(&'static str, Cases)> {
    let outcomes = || {
        let words = ["resolved", "in_progress", "not_taken_up"];
        words.into_iter().map(|word| Choice::new(word, lang.of("outcome", word))).collect()
    };
    let condition = |key: &str, value: &str, without: &str| Condition {
        label: lang.t(key),
        value: value.to_owned(),
        without: without.to_owned(),
    };
    let full = Cases {
        shell: shell(lang, Some(Nav::Cases)),
        conditions: vec![
            condition("cases-raised", "01/01/2026 – 10/09/2026", ""),
            condition("cases-outcome", &lang.t("outcome-in-progress"), "/cases?of=7"),
        ],
        count: Some(1422),
        rows: rows(lang),
        next: Some("/cases?of=7&after=2026-06-26.147".to_owned()),
        first: Some("/cases?of=7".to_owned()),
        form: FormState::default().with("from", "01/01/2026").with("to", "10/09/2026").with("outcome", "in_progress"),
        outcomes: outcomes(),
        channels: vec![Choice::new("spoken", lang.t("channel-spoken"))],
        borne: false,
    };
    let empty = Cases {
        conditions: vec![condition("cases-level", &lang.t("chair-level-commune"), "/cases")],
        count: Some(0),
        rows: Vec::new(),
        next: None,
        first: None,
        ..full.clone()
    };
    let borne = Cases { borne: true, count: None, ..full.clone() };
    vec![("cases", full), ("cases-empty", empty), ("cases-borne", borne)]
}

/// What goes on for long, what was raised several times, nothing, and no setting.
pub(super) fn lasting(lang: Lang) -> Vec<(&'static str, CaseLasting)> {
    let mut row = rows(lang).remove(0);
    let lasts = CaseLasting {
        shell: shell(lang, Some(Nav::Cases)),
        part: Part::Long,
        scope: 7,
        days: 365,
        counts: vec![Gathered { place: "Thôn Bến Sen".to_owned(), field: lang.t("work-field-05"), count: 3 }],
        rows: vec![row.clone()],
        next: Some("/repeated?of=7&part=long&after=2025-01-02.9".to_owned()),
        first: None,
    };
    row.why = lang.ta("repeated-times", &[("count", &3_i64), ("day", &"11/09/2026")]);
    let again = CaseLasting { part: Part::Again, rows: vec![row], next: None, ..lasts.clone() };
    let nobody = CaseLasting { counts: Vec::new(), rows: Vec::new(), next: None, ..lasts.clone() };
    let unset = CaseLasting { days: 0, ..nobody.clone() };
    vec![("repeated", lasts), ("repeated-again", again), ("repeated-none", nobody), ("repeated-unset", unset)]
}
