//! The forms that the matrix posts: one row for each.

use super::tree::Body;
use super::{declared, denounced, handled, lettered, notices, planned, received, supervised, told};
use crate::house::{TODAY, key};

/// How a form is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Typed {
    /// Nothing is typed.
    Nothing,
    /// Every field holds what it can't take, or an odd word.
    Odd,
    /// All that is needed, so that it is done.
    Whole,
}

/// The form of a post. One that goes to no single thing names its body.
#[expect(clippy::too_many_lines, clippy::match_same_arms, reason = "one row for each form, read beside its route")]
pub(super) fn form(path: &str, body: &Body, typed: Typed) -> Vec<(&'static str, String)> {
    let organisation = ("organisation", body.organisation.to_string());
    let whole: Vec<(&str, &str)> = match path {
        "/accounts" => vec![("person", "Lò Văn Mới"), ("login", ""), ("role", "clerk")],
        "/accounts/{id}/grant" => vec![("role", "handler"), ("from_on", TODAY), ("to_on", "")],
        "/accounts/{id}/revoke" => vec![("role", "clerk")],
        "/plans" | "/plans/{id}/draft" | "/plans/{id}/amend" => vec![
            ("post", "chairman"),
            ("year", ""),
            ("lines", "1"),
            ("month-1", "3"),
            ("topic-1", "Môi trường"),
            ("form-1", "conference"),
            ("audience-1", "residents"),
            ("reason", "Theo giấy"),
            ("version", if path.ends_with("/amend") { "2" } else { "1" }),
            ("happened_on", TODAY),
        ],
        "/plans/{id}/advance" => vec![("to", "submitted"), ("version", "1"), ("happened_on", TODAY)],
        "/planned/{id}/postpone" => vec![("month", "6"), ("reason", "Bão"), ("happened_on", TODAY)],
        "/planned/{id}/cancel" | "/planned/{id}/restore" => vec![("reason", "Bão"), ("happened_on", TODAY)],
        "/planned/{id}/excuse" => vec![("judged", "accepted"), ("said", ""), ("happened_on", TODAY)],
        "/devices" => vec![("device_name", "Máy bàn một cửa")],
        "/organisations" => {
            vec![("body_kind", "division"), ("body_name", "Phòng Nội vụ"), ("line", ""), ("from_on", TODAY)]
        }
        "/organisations/{id}/rename" => {
            vec![("new_name", "Phòng Mới"), ("basis", "QĐ 1"), ("from_on", TODAY), ("version", "1")]
        }
        "/organisations/{id}/place" => {
            vec![("line", "party"), ("from_on", TODAY), ("version", "1")]
        }
        "/organisations/{id}/end" => vec![("ended_on", TODAY), ("basis", "QĐ 2"), ("version", "1")],
        "/organisations/{id}/villages" => vec![("village_name", ""), ("from_on", TODAY)],
        "/organisations/{id}/schools" => vec![("school_name", ""), ("from_on", TODAY)],
        "/organisations/{id}/terms" => {
            vec![("post", "deputy"), ("person", "Lò Văn Mới"), ("official", ""), ("from_on", TODAY)]
        }
        "/terms/{id}/end" => vec![("left_on", TODAY)],
        "/gatherings" | "/gatherings/ask" => vec![("happened_on", TODAY)],
        "/gatherings/{id}/open" => vec![("happened_on", TODAY)],
        "/gatherings/{id}/opinions" => vec![("words", "Nước đục."), ("kind", "recommendation"), ("happened_on", TODAY)],
        "/gatherings/{id}/revise" => vec![("words", "Nước rất đục."), ("kind", "recommendation")],
        "/gatherings/{id}/strike-opinion" => vec![],
        "/gatherings/{id}/move" => vec![("theme", "")],
        "/gatherings/{id}/themes" => vec![("new_themes", "Đường thôn")],
        "/gatherings/{id}/table" => vec![("table", "Nội dung kiến nghị\nSửa cầu"), ("ways", "converted")],
        "/gatherings/{id}/take" => vec![("theme", ""), ("happened_on", TODAY)],
        "/gatherings/{id}/drop" | "/gatherings/{id}/close" => vec![],
        "/gatherings/{id}/send" => vec![("number", "31/TH"), ("signer_name", "Chủ tịch"), ("happened_on", TODAY)],
        "/gatherings/{id}/opening" => vec![("happened_on", "01/09/2026"), ("reason", "Mở sớm hơn")],
        "/gatherings/{id}/strike" => vec![("reason", "Nhầm")],
        "/gatherings/{id}/place" => {
            vec![("theme_way", "left_out"), ("reason", "Đã có kế hoạch"), ("happened_on", TODAY)]
        }
        "/cases/{id}/link-gathered" => vec![],
        "/gatherings/{id}/survey" => {
            vec![("survey_title", "Khảo sát về nước sạch"), ("from_on", TODAY), ("to_on", TODAY), ("handed_out", "10")]
        }
        "/gatherings/{id}/survey/questions" => {
            vec![("survey_question", "Có nước sạch chưa?"), ("question_kind", "one"), ("survey_choices", "Có\nChưa")]
        }
        "/gatherings/{id}/survey/drop-question" | "/gatherings/{id}/survey/sheets" | "/gatherings/{id}/survey/keep" => {
            vec![]
        }
        "/gatherings/{id}/survey/strike-sheet" | "/gatherings/{id}/survey/strike-count" => vec![("reason", "Nhầm")],
        "/gatherings/{id}/survey/count" => {
            vec![("returned", "8"), ("valid", "7"), ("document", "12/BB"), ("happened_on", TODAY)]
        }
        "/gatherings/{id}/survey/take" => vec![("kind", "recommendation"), ("field", "05")],
        "/dialogues/new" => vec![("title", "Đường thôn"), ("happened_on", TODAY), ("chair", ""), ("territory", "")],
        "/dialogues/announce" => vec![
            ("title", "Đường thôn"),
            ("audience", "residents"),
            ("form", "conference"),
            ("session", TODAY),
            ("territory", ""),
            ("chair", ""),
            ("happened_on", TODAY),
        ],
        "/dialogues/{id}/sessions" | "/dialogues/{id}/set" => {
            vec![("session", TODAY), ("territory", ""), ("chair", "")]
        }
        "/dialogues/{id}/hold" | "/dialogues/{id}/attend" => vec![("people_residents", "80")],
        "/dialogues/{id}/agenda" => vec![("themes", "Nước sạch")],
        "/dialogues/{id}/minutes" => vec![("began", "07:30"), ("ended", "11:00")],
        "/dialogues/{id}/minutes/sign" => vec![("happened_on", TODAY)],
        "/dialogues/{id}/minutes/waive" => vec![("reason", "Họp ngắn tại hiện trường")],
        "/submissions/{id}/note" => vec![("words", "Là 12 hộ"), ("happened_on", TODAY)],
        "/dialogues/{id}/conclude" => vec![("happened_on", TODAY), ("no_minutes", "Họp ngắn tại hiện trường")],
        "/imports" => vec![("title", "Quý III"), ("held_on", TODAY), ("table", "STT\tNội dung\n1\tSửa cầu")],
        "/imports/one" | "/imports/drop" => Vec::new(),
        "/imports/row" => {
            vec![("row", "0"), ("row_place", "own"), ("field", "03"), ("stands", "in_progress"), ("answer", "Đang làm")]
        }
        "/imports/undo" => vec![("reason", "Nhầm bảng")],
        path if notices::is_of(path) => notices::form(path),
        path if supervised::is_of(path) => supervised::form(path),
        path if declared::is_of(path) => declared::form(path),
        path if received::is_of(path) => received::form(path),
        path if denounced::is_of(path) => denounced::form(path),
        path if lettered::is_of(path) => lettered::form(path),
        "/dialogues/{id}/desk" => {
            vec![("words", "Rác đầy."), ("village", ""), ("mark", ""), ("kind", ""), ("field", ""), ("turn", "")]
        }
        "/dialogues/{id}/draft" => vec![("words", "Rác")],
        "/dialogues/{id}/together" => vec![("then", "conclusion")],
        "/dialogues/{id}/withhold" => vec![("submission", ""), ("slip", "")],
        "/dialogues/{id}/slips/{slip}/set-aside" | "/dialogues/{id}/private-slips/{slip}/strike" => {
            vec![("reason", "Chụp trùng")]
        }
        "/submissions/{id}/release" => vec![("neutral", "Nước sạch")],
        "/submissions/{id}/revise" => {
            vec![("words", "Nước đục quá."), ("version", "1"), ("village", ""), ("field", "")]
        }
        "/submissions/{id}/strike" | "/events/{id}/strike" => vec![("reason", "Gõ nhầm")],
        "/cases/{id}/answer-on-the-spot" => {
            vec![("version", "1"), ("result", "done"), ("answer", "Đã thông cống."), ("by_on", ""), ("happened_on", "")]
        }
        "/on-behalf/contest" | "/on-behalf/take-back" => vec![("reason", "Không đúng như vậy")],
        "/events/{id}/answer-contest" => vec![("note", "Theo Công văn 12")],
        "/urging" => vec![("happened_on", TODAY)],
        "/beyond/report" => vec![("number", "31/BC-UBND"), ("happened_on", TODAY)],
        "/urging/letters" => vec![("number", "77/UBND"), ("happened_on", TODAY)],
        "/jobs/retry" => Vec::new(),
        "/organisations/{id}/approval" => {
            vec![("own_approval", "yes"), ("reason", "Cơ quan chỉ có một người"), ("happened_on", TODAY)]
        }
        "/events/{id}/paper" => vec![("number", "12/UBND"), ("dated_on", TODAY), ("issuer", "UBND xã Mẫu")],
        "/events/{id}/correct" => vec![("happened_on", TODAY), ("reason", "Theo biên bản")],
        // The rulebook has not been changed before; a version that is confirmed here is the one after the program's.
        "/rules/{rule}/preview" | "/rules/{rule}/confirm" => vec![
            ("copied", "1"),
            ("bound", "at_most"),
            ("amount", "7"),
            ("unit", "working_day"),
            ("valid_from", "2026-01-01"),
            ("valid_to", ""),
            ("document_title", "Quy chế"),
            ("document_number", "1-QC/ĐU"),
            ("happened_on", "2026-01-01"),
            ("version", "0"),
        ],
        "/rules/{rule}/withdraw" => vec![("copied", "2"), ("reason", "Ghi nhầm nơi"), ("version", "1")],
        "/calendar/preview" | "/calendar/set" => vec![
            ("on", "2026-11-24"),
            ("kind", "public_holiday"),
            ("name", "Ngày Văn hóa Việt Nam"),
            ("document", "Công văn 1"),
            ("version", "2"),
        ],
        "/calendar/year" => vec![
            ("year", "2028"),
            ("days", "01/01/2028; Nghỉ lễ, tết; Tết Dương lịch"),
            ("year_basis", "announced"),
            ("document", "Thông báo 9"),
            ("version", "2"),
        ],
        "/calendar/clear" => vec![("on", "2026-11-24"), ("reason", "Đặt nhầm"), ("version", "3")],
        "/closures/preview" | "/closures/close" => vec![
            ("from_on", "2026-09-17"),
            ("to_on", "2026-09-18"),
            ("name", "Bão số 10"),
            ("document", "Công điện 12"),
            ("version", "2"),
        ],
        "/closures/lift" => vec![("reason", "Bão đổi hướng"), ("version", "3")],
        // Nothing is typed into these, or it is found by `hand_over`.
        "/accounts/{id}/reset-slip"
        | "/dialogues/{id}/slips"
        | "/dialogues/{id}/minutes/scans"
        | "/dialogues/{id}/minutes/scans/{slip}/open"
        | "/cases/{id}/files"
        | "/dialogues/{id}/minutes/names"
        | "/dialogues/{id}/slips/{slip}/take-up"
        | "/submissions/{id}/withdraw"
        | "/devices/{id}/revoke"
        | "/submissions/{id}/undo"
        | "/submissions/{id}/slip"
        | "/cases/{id}/read-identity"
        | "/dialogues/{id}/begin"
        | "/handovers/{id}/give"
        | "/handovers/{id}/close" => Vec::new(),
        // What is needed beside it depends on the case: `handled` brings it that far.
        path if handled::is_of(path) => {
            vec![("version", "1"), ("happened_on", TODAY), ("reason", "Theo giấy"), ("note", "Đã đo")]
        }
        other => panic!("what {other} takes stands in no row here"),
    };
    let mut form: Vec<(&str, String)> = match typed {
        Typed::Nothing => Vec::new(),
        Typed::Odd => whole.into_iter().map(|(name, _)| (name, told::ODD.to_owned())).collect(),
        Typed::Whole => whole
            .into_iter()
            .map(|(name, value)| {
                (
                    name,
                    match name {
                        "login" | "village_name" | "school_name" => key(),
                        "year" => planned::next_year().to_string(),
                        "declared_from" | "declared_to" => declared::next_day(),
                        "row" => format!("{}:held=4", body.organisation),
                        _ => value.to_owned(),
                    },
                )
            })
            .collect(),
    };
    let of_account = typed == Typed::Whole && path.starts_with("/accounts/");
    if of_account || !path.contains("{id}") {
        form.push(organisation);
    }
    form
}
