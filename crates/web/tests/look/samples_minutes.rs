//! Minutes and previews of papers, filled.

use documents::minutes::{Answer, Came, LeftTo, Matter as Said, Minutes, Turn, Who, minutes, signatures};
use documents::model::Issued;
use documents::paper::{Official, Paper, Time};
use documents::profile::Profile;
use documents::{compose, html, issuer};
use domain::Day;
use web::lang::Lang;
use web::look::desk::DeskFilter;
use web::look::form::FormState;
use web::look::minutes::{Matter, MinutesPage, Note, Scan, Wrong};
use web::look::paper::Sheet;
use web::look::{Link, Nav, Shape, Status};

use super::samples::shell;

const TITLE: &str = "Đối thoại thôn Bến Sen: nước sạch, rác thải";

fn page(lang: Lang, signed: bool) -> MinutesPage {
    let session = |number: i64, day: &str, current| DeskFilter {
        link: Link::new(
            format!("/dialogues/3/minutes?session=1{number}"),
            lang.ta("desk-session", &[("number", &number), ("day", &day)]),
        ),
        current,
    };
    let signed_on = "12/09/2026";
    MinutesPage {
        shell: shell(lang, Some(Nav::Dialogues)),
        id: 3,
        title: TITLE.to_owned(),
        session: 11,
        seen: "--0--".to_owned(),
        sessions: vec![session(1, "10/09/2026", true), session(2, "20/09/2026", false)],
        line: lang.ta("minutes-session", &[("number", &1_i64), ("day", &"10/09/2026"), ("place", &"Thôn Bến Sen")]),
        status: if signed {
            Status::new(Shape::Done, lang.ta("minutes-signed", &[("day", &signed_on)]))
        } else {
            Status::new(Shape::Todo, lang.t("minutes-waiting"))
        },
        fixed: if signed {
            lang.ta("minutes-fixed-since", &[("day", &signed_on)])
        } else {
            lang.ta("minutes-open-until", &[("day", &"15/09/2026")])
        },
        reason: String::new(),
        held: true,
        signed,
        may_hold: true,
        may_open: true,
        may_note: signed,
        take: FormState::default()
            .with("began", "07:30")
            .with("ended", "11:05")
            .with("secretary", "Trần Thị Mận, công chức Văn phòng")
            .with("conclusion", "Giao Phòng Kinh tế kiểm tra đường ống.")
            .with("read_back", "1"),
        secretaries: vec!["Lê Thị Ghi, Chánh Văn phòng".to_owned()],
        proposed: FormState::default().with("happened_on", "12/09/2026"),
        matters: vec![
            Matter {
                id: 41,
                turn: 1,
                words: "Nước máy đục từ tháng 6, đề nghị kiểm tra đường ống.".to_owned(),
                place: "Thôn Bến Sen".to_owned(),
                answers: vec![lang.ta(
                    "minutes-answer",
                    &[("who", &"Đinh Quang Sáng"), ("words", &"Xã đã yêu cầu nhà máy súc rửa.")],
                )],
                notes: if signed {
                    vec![Note {
                        head: "note-on",
                        words: "Từ tháng 7, không phải tháng 6.".to_owned(),
                        on: "13/09/2026".to_owned(),
                        typist: "Trần Thị Mận".to_owned(),
                    }]
                } else {
                    Vec::new()
                },
            },
            Matter {
                id: 42,
                turn: 2,
                words: "Rác đầy ở chợ, ba ngày chưa thu gom.".to_owned(),
                place: "Tổ dân phố Chợ Mới".to_owned(),
                ..Matter::default()
            },
        ],
        scans: if signed {
            let line = lang.ta("minutes-scan-line", &[("kind", &"PDF"), ("size", &412_i64), ("day", &signed_on)]);
            vec![Scan { id: 7, number: 1, line }]
        } else {
            Vec::new()
        },
        most: 20,
        most_mb: 20,
        wrong: None,
    }
}

fn wrong(lang: Lang, form: &str, field: &'static str, code: &str) -> Wrong {
    let mut state = FormState::posted([("happened_on", "31/02/2026"), ("began", "sáng"), ("words", "")]);
    state.refuse(lang, code, Some(field), &[("field", field.to_owned()), ("typed", "31/02/2026".to_owned())]);
    Wrong { form: form.to_owned(), state }
}

/// Minutes that wait, wrongly typed; signed ones with a scan and a correction; ones that are not taken.
pub(super) fn taken(lang: Lang) -> Vec<(&'static str, MinutesPage)> {
    let waived = MinutesPage {
        reason: "Họp ngắn tại hiện trường".to_owned(),
        status: Status::new(Shape::Flag, lang.t("minutes-without")),
        may_hold: false,
        ..page(lang, false)
    };
    vec![
        ("minutes", page(lang, false)),
        ("minutes-wrong", MinutesPage { wrong: Some(wrong(lang, "take", "began", "unreadable")), ..page(lang, false) }),
        (
            "minutes-sign-wrong",
            MinutesPage { wrong: Some(wrong(lang, "sign", "happened_on", "not-a-date")), ..page(lang, false) },
        ),
        ("minutes-signed", page(lang, true)),
        (
            "minutes-note-wrong",
            MinutesPage { wrong: Some(wrong(lang, "note-41", "words", "missing")), ..page(lang, true) },
        ),
        (
            "minutes-scan-wrong",
            MinutesPage { wrong: Some(wrong(lang, "scans", "scans", "not-a-scan")), ..page(lang, true) },
        ),
        ("minutes-waived", waived),
    ]
}

fn paper() -> String {
    let body = issuer::Body {
        kind: "peoples_committee",
        level: "commune",
        name: "Ủy ban nhân dân xã Sông Trầm",
        place: "Xã Sông Trầm",
    };
    let head = issuer::head(body, None);
    let day = Day::parse_iso("2026-09-10").expect("a day");
    let official = |name: &str, post: &str| Official { name: name.to_owned(), post: post.to_owned() };
    let data = Minutes {
        paper: Paper {
            issuer: head.issuer,
            number: None,
            sign: head.sign,
            place: head.place,
            day: Issued::Draft(day),
            about: TITLE.to_owned(),
            signatures: signatures(Some("Trần Thị Mận"), Some("Đinh Quang Sáng")),
            recipients: None,
        },
        held: day,
        began: Some(Time { hour: 7, minute: 30 }),
        ended: None,
        place: "Nhà văn hóa thôn Bến Sen".to_owned(),
        chairs: vec![official("Đinh Quang Sáng", "Chủ tịch Ủy ban nhân dân xã Sông Trầm")],
        secretaries: vec![official("Trần Thị Mận", "")],
        came: vec![Came { group: "Nhân dân".to_owned(), people: 84 }],
        bodies: vec!["Công an xã".to_owned()],
        earlier: Vec::new(),
        turns: vec![Turn {
            number: 1,
            from: Some("Thôn Bến Sen".to_owned()),
            who: Who::Speaker,
            matters: vec![Said {
                words: "Nước máy đục từ tháng 6.".to_owned(),
                answers: vec![Answer {
                    by: "Đinh Quang Sáng, Chủ tịch".to_owned(),
                    words: "Đã súc rửa.".to_owned(),
                    promised: None,
                }],
                left_to: Some(LeftTo::Notice),
            }],
        }],
        conclusion: vec!["Giao Phòng Kinh tế kiểm tra.".to_owned()],
        read_back: true,
    };
    let pages = compose(&minutes(&data), Profile::named("nd30").expect("a profile")).expect("a paper");
    html(&pages)
}

/// The preview of a paper: with blanks, and once with names.
pub(super) fn papers(lang: Lang) -> Vec<(&'static str, Sheet)> {
    let sheet = |named| Sheet {
        shell: shell(lang, Some(Nav::Dialogues)),
        title: lang.t("minutes-title"),
        crumbs: vec![Link::new("/dialogues", lang.t("dialogues-title")), Link::new("/dialogues/3", TITLE)],
        word: if named { String::new() } else { "/dialogues/3/minutes/word?session=11".to_owned() },
        notes: vec![lang.t("sheet-draft")],
        names: "/dialogues/3/minutes/names".to_owned(),
        part: 11,
        named,
        paper: paper(),
    };
    vec![("paper", sheet(false)), ("paper-named", sheet(true))]
}
