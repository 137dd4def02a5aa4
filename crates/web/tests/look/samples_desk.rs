//! The live desk, filled.

use web::lang::Lang;
use web::look::desk::private::PrivateSlip;
use web::look::desk::projector::{OnScreen, Projector, Released};
use web::look::desk::slip::{SlipRow, Slips};
use web::look::desk::together::{Chosen, Together};
use web::look::desk::{Desk, DeskEntry, DeskFilter, DeskRow, Earlier, SlipAtDesk};
use web::look::form::{Choice, FormState};
use web::look::shell::Notice;
use web::look::{Link, Nav, Person, Shell, Status};

use super::samples::shell;

/// The desk: empty, in the middle of an evening, with a wrong form, revising, closed.
pub(super) fn desks(lang: Lang) -> Vec<(&'static str, Desk)> {
    let busy = desk(lang);
    let mut answered = desk(lang);
    answered.form = answered.form.clone().with("mark", "answered");
    answered.same_speaker = true;
    answered.shell.notice = Some(Notice { text: lang.t("said-raised"), undo: None });
    let mut wrong = desk(lang);
    wrong.form = FormState::posted([
        ("who", "Ông Bế Văn Lúa"),
        ("village", "Bến"),
        ("mark", "answered"),
        ("kind", "recommendation"),
    ]);
    wrong.form.refuse(lang, "missing", Some("words"), &[("field", "words".to_owned())]);
    wrong.form.refuse(lang, "not-a-choice", Some("village"), &[("field", "village".to_owned())]);
    wrong.form.refuse(lang, "missing", Some("answer"), &[("field", "answer".to_owned())]);
    let mut revising = desk(lang);
    revising.entry = DeskEntry::Revision(139);
    revising.number = 39;
    let mut empty = desk(lang);
    empty.rows.clear();
    empty.filters.clear();
    empty.near.clear();
    empty.earlier.clear();
    empty.total = 0;
    empty.number = 1;
    empty.next = None;
    empty.form = FormState::default().with("kind", "recommendation");
    let mut slip = desk(lang);
    slip.slips = 12;
    slip.slip = Some(SlipAtDesk { id: 7, number: 3, waiting: 12, turned: 90, next: Some(8) });
    slip.draft = Some("15:12:48".to_owned());
    let closed = Desk { may_write: false, status: Status::dialogue(lang, "concluded"), ..desk(lang) };
    vec![
        ("desk", busy),
        ("desk-answered", answered),
        ("desk-wrong", wrong),
        ("desk-revising", revising),
        ("desk-empty", empty),
        ("desk-slip", slip),
        ("desk-closed", closed),
    ]
}

fn desk(lang: Lang) -> Desk {
    let fields = ["01", "01.01", "02", "02.01", "03", "04", "05", "14"];
    let kinds = ["opinion", "recommendation", "feedback", "initiative", "contribution", "complaint"];
    let filter = |words: &str, current| DeskFilter { link: Link::new("/dialogues/3/desk", words), current };
    Desk {
        shell: Shell { unit: "Xã Sông Trầm, tỉnh Thanh Giang".to_owned(), ..shell(lang, Some(Nav::Dialogues)) },
        id: 3,
        session: 5,
        title: "Đối thoại thôn Bến Sen: nước sạch, rác thải".to_owned(),
        line: "10/09/2026 · Phạm Văn Sậy, Chủ tịch · Nhà văn hóa thôn Bến Sen".to_owned(),
        sessions: vec![filter("Buổi 1 · 03/09/2026", false), filter("Buổi 2 · 10/09/2026", true)],
        status: Status::dialogue(lang, "open"),
        may_write: true,
        rows: rows(lang),
        total: 40,
        slips: 0,
        privates: vec![Link::new("/dialogues/3/private-slips/2", lang.ta("private-slip-number", &[("number", &1_i64)]))],
        slip: None,
        draft: None,
        filters: vec![filter("Tất cả 40", true), filter("Chưa phân loại 5", false)],
        next: Some("/dialogues/3/desk?before=31".to_owned()),
        entry: DeskEntry::New,
        number: 41,
        form: FormState::default()
            .with("who", "Bà Hồ Thị Sim")
            .with("village", "Bến Sen")
            .with("field", "05")
            .with("kind", "recommendation")
            .with("words", "Nước máy thôn Bến Sen có mùi tanh, vàng đục từ rằm tháng bảy tới giờ. Nhà tôi phải mua nước bình nấu cơm, mỗi tháng hơn hai trăm nghìn. Đề nghị xã cho kiểm tra đường ống và nói rõ bao giờ có nước sạch."),
        kinds: kinds.into_iter().map(|kind| Choice::new(kind, lang.of("kind", kind))).collect(),
        fields: fields.into_iter().map(|code| Choice::new(code, lang.of("work-field", code))).collect(),
        villages: vec!["Bến Sen".to_owned(), "Gò Vàng".to_owned(), "Đồng Xoan".to_owned()],
        answerers: vec![Choice::new("4", format!("Phạm Văn Sậy, {}", lang.t("post-chairman")))],
        results: results(lang),
        same_speaker: false,
        gathered: super::samples_gathering::near(),
        joins: lang.ta("gathering-desk-joins", &[("what", &"Nước đục ba tháng nay (VV-9)")]),
        picks: super::samples_gathering::picks(),
        near: vec![Earlier {
            case: Link::new("/cases/31", "Nước máy có mùi tanh, vàng đục, phải mua nước bình nấu cơm"),
            line: "VV-000031 · 11/09/2026, Thôn Bến Sen".to_owned(),
            status: Status::outcome(lang, "not_taken_up"),
        }],
        earlier: vec![
            Earlier {
                case: Link::new("/cases/12", "Nước máy yếu giờ cao điểm"),
                line: "12/03/2026, Thôn Bến Sen".to_owned(),
                status: Status::outcome(lang, "resolved"),
            },
            Earlier {
                case: Link::new("/cases/8", "Nước đục sau mưa, xóm Bãi"),
                line: "20/08/2025, Thôn Bến Sen".to_owned(),
                status: Status::outcome(lang, "resolved.cannot"),
            },
        ],
    }
}

fn results(lang: Lang) -> Vec<Choice> {
    ["explained", "done", "promised", "cannot_be_done", "beyond_competence"]
        .map(|code| Choice::new(code, lang.of("result", code)))
        .into()
}

/// Several at once: chosen, wrong, nothing left.
pub(super) fn together(lang: Lang) -> Vec<(&'static str, Together)> {
    let page = |chosen: Vec<Chosen>, form: FormState| Together {
        shell: shell(lang, Some(Nav::Dialogues)),
        id: 3,
        session: 5,
        title: "Đối thoại thôn Bến Sen: nước sạch, rác thải".to_owned(),
        chosen,
        left_out: 1,
        form,
        answerers: vec![Choice::new("4", format!("Phạm Văn Sậy, {}", lang.t("post-chairman")))],
        results: results(lang),
    };
    let chosen: Vec<Chosen> = rows(lang)
        .into_iter()
        .filter(|row| !row.pick.is_empty())
        .map(|row| Chosen { pick: row.pick.clone(), row })
        .collect();
    let form = FormState::default().with("result", "promised").with("happened_on", "10/09/2026");
    let mut wrong = form.clone().with("by_on", "mai");
    let facts = [("field", "by_on".to_owned()), ("typed", "mai".to_owned())];
    wrong.refuse(lang, "not-a-date", Some("by_on"), &facts);
    wrong.refuse(lang, "missing", Some("answer"), &[("field", "answer".to_owned())]);
    vec![
        ("desk-together", page(chosen.clone(), form.clone())),
        ("desk-together-wrong", page(chosen, wrong)),
        ("desk-together-none", page(Vec::new(), form)),
    ]
}

/// The photographed slips: some waiting, none yet, an upload that was refused.
pub(super) fn slips(lang: Lang) -> Vec<(&'static str, Slips)> {
    let row = |number: i64| SlipRow { id: number + 4, number, turned: 90 * (number % 4), case: None, reason: None };
    let page = |waiting: Vec<SlipRow>, settled: Vec<SlipRow>, form: FormState| Slips {
        shell: shell(lang, Some(Nav::Dialogues)),
        id: 3,
        session: 5,
        title: "Đối thoại thôn Bến Sen: nước sạch, rác thải".to_owned(),
        may_write: true,
        waiting,
        settled,
        form,
        most: 50,
        most_mb: 20,
    };
    let settled =
        vec![SlipRow { case: Some(141), ..row(2) }, SlipRow { reason: Some("Phiếu trắng".to_owned()), ..row(1) }];
    let mut wrong = FormState::default();
    wrong.refuse(lang, "missing", Some("photos"), &[("field", "photos".to_owned())]);
    vec![
        ("desk-slips", page((3..9).map(row).collect(), settled, FormState::default())),
        ("desk-slips-empty", page(Vec::new(), Vec::new(), FormState::default())),
        ("desk-slips-wrong", page(Vec::new(), Vec::new(), wrong)),
    ]
}

/// The slip to private reception: given, struck by mistake.
pub(super) fn private_slips(lang: Lang) -> Vec<(&'static str, PrivateSlip)> {
    let page = |struck: bool, form: FormState| PrivateSlip {
        shell: shell(lang, Some(Nav::Dialogues)),
        dialogue: 3,
        id: 2,
        number: 1,
        body: "Ủy ban nhân dân xã Sông Trầm".to_owned(),
        given_on: "10/09/2026".to_owned(),
        case: Some(139),
        struck,
        may_strike: true,
        form,
    };
    let mut wrong = FormState::default();
    wrong.refuse(lang, "missing", Some("reason"), &[("field", "reason".to_owned())]);
    vec![
        ("private-slip", page(false, FormState::default())),
        ("private-slip-wrong", page(false, wrong)),
        ("private-slip-struck", page(true, FormState::default())),
    ]
}

/// The projector: before anything was released, and in the middle of an evening.
pub(super) fn projectors(lang: Lang) -> Vec<(&'static str, Projector)> {
    let page = |screen: OnScreen| Projector {
        shell: shell(lang, Some(Nav::Dialogues)),
        id: 3,
        title: "Đối thoại thôn Bến Sen: nước sạch, rác thải".to_owned(),
        line: "10/09/2026 · Nhà văn hóa thôn Bến Sen".to_owned(),
        screen,
    };
    let one =
        |number: i64, place: &str, title: &str| Released { number, place: place.to_owned(), title: title.to_owned() };
    let busy = OnScreen {
        agenda: vec!["Nước sạch".to_owned(), "Rác thải sinh hoạt".to_owned()],
        released: vec![
            one(41, "Thôn Bến Sen", "Nước máy có mùi, đổi màu"),
            one(37, "Thôn Gò Vàng", "Khói lò gạch gần trường học"),
            one(36, "Thôn Bến Sen", "Công suất nhà máy nước liên xã"),
        ],
    };
    vec![("projector", page(busy)), ("projector-waiting", page(OnScreen::default()))]
}

fn rows(lang: Lang) -> Vec<DeskRow> {
    let row = |number: i64, person, words: &str, mark: &str| DeskRow {
        id: 100 + number,
        number,
        person,
        at: format!("15:{:02}", number - 30),
        words: words.to_owned(),
        status: Status::mark(lang, mark),
        case: 140 + number,
        struck: mark == "struck",
        pick: if ["struck", "answered", "private"].contains(&mark) {
            String::new()
        } else {
            format!("{}.1.{}.1", 100 + number, 140 + number)
        },
        neutral: lang.of("work-field", "05"),
        private: mark == "private",
        released: (number == 37).then(|| "Khói lò gạch".to_owned()),
    };
    let named = |name: &str| Person::Named(name.to_owned());
    vec![
        row(40, named("Ông Đinh Văn Cốm"), "Xe rác tuần chỉ vào một lần, xóm trong không có điểm gom", "conclusion"),
        row(
            39,
            named("Ông Lý Văn Trám, đại diện 11 hộ thôn Đồng Xoan"),
            "Đường ống qua ruộng vỡ 3 lần, ai bồi thường lúa",
            "none",
        ),
        row(38, named("Chị Mai Thị Dâu"), "Giá nước tính lũy tiến chưa rõ, hóa đơn không ghi chỉ số", "answered"),
        row(37, Person::Unnamed, "Lò gạch cũ đốt đêm, khói vào trường mầm non", "conclusion"),
        row(36, named("Ông Bế Văn Lúa"), "Đề nghị tỉnh nâng công suất nhà máy nước liên xã", "beyond"),
        row(35, named("Bà Trịnh Thị Bòng"), "Hiến kế: tổ tự quản phân loại rác, điểm đổi rác lấy cây", "conclusion"),
        row(34, Person::Kept, "Kênh Trầm nhiều vỏ chai thuốc trừ sâu", "answered"),
        row(32, Person::Kept, "", "private"),
        row(33, named("Ông Nông Văn Khế"), "Kênh Trầm nhiều vỏ chai", "struck"),
    ]
}
