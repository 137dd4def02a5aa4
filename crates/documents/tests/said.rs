//! What papers say in their own words: letters, what there is none of, what nobody typed.

use documents::minutes::minutes;
use documents::notice::{Became, Spot, notice};
use documents::profile::{Profile, System};
use documents::synthesis::synthesis;
use documents::urging::urging;
use documents::{compose, html};

use super::samples::{Size, day, minutes_of, notice_of, synthesis_of, urging_of};

fn said(document: &documents::model::Document, profile: &str) -> String {
    let html = html(&compose(document, Profile::named(profile).expect("a profile")).expect("a paper"));
    let words = html.split('<').filter_map(|part| part.split_once('>')).map(|(_, words)| words.trim());
    words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_letter_has_no_title_and_says_under_its_number_what_it_is_about() {
    let of = |system, iso| urging(&urging_of(system, iso, Size::Small));
    let state = said(&of(System::State, "2026-03-05"), "nd30");
    assert!(state.contains("Số: 05/UBND V/v đôn đốc giải quyết"), "{state}");
    assert!(!state.contains("THÔNG BÁO"), "{state}");
    assert!(said(&of(System::Party, "2026-06-12"), "dang-hd05").contains("05-CV/ĐU V/v đôn đốc"));
    assert!(said(&of(System::Front, "2026-03-05"), "mttq").contains("05/MTTQ-BTT V/v đôn đốc"));
}

#[test]
fn what_there_is_none_of_is_said_in_a_sentence_and_not_counted_as_00() {
    let (system, iso) = (System::State, "2026-03-05");
    let mut data = notice_of(system, iso, Size::Small);
    data.opinions.retain(|opinion| matches!(opinion.became, Became::Point(_)));
    let some = said(&notice(&data).expect("a notice"), "nd30");
    assert!(!some.contains("00 ý kiến") && some.contains("được giao giải quyết"), "{some}");
    let none = said(&notice(&notice_of(system, iso, Size::Empty)).expect("a notice"), "nd30");
    assert!(none.contains("không có ý kiến, kiến nghị nào") && !none.contains("00 "), "{none}");
    let mut data = minutes_of(system, iso, Size::Small);
    for matter in data.turns.iter_mut().flat_map(|turn| &mut turn.matters) {
        matter.answers.clear();
    }
    let spoken = said(&minutes(&data), "nd30");
    assert!(spoken.contains("không có ý kiến, kiến nghị nào được trả lời tại chỗ"), "{spoken}");
}

#[test]
fn a_secretary_whom_nobody_typed_is_written_by_hand() {
    let mut data = minutes_of(System::State, "2026-03-05", Size::Small);
    data.secretaries.clear();
    let spoken = said(&minutes(&data), "nd30");
    assert!(spoken.contains("Thư ký: ……"), "{spoken}");
}

#[test]
fn an_official_is_addressed_as_papers_of_the_system_do_and_as_the_name_was_typed() {
    let chaired = |system, iso, profile| {
        let data = notice_of(system, iso, Size::Small);
        said(&notice(&data).expect("a notice"), profile)
    };
    assert!(chaired(System::State, "2026-03-05", "nd30").contains("ông (bà) Trần Văn Mẫu, Chủ tịch UBND xã chủ trì"));
    assert!(
        chaired(System::Party, "2026-06-12", "dang-hd05").contains("đồng chí Trần Văn Mẫu, Chủ tịch UBND xã chủ trì")
    );
    let mut data = minutes_of(System::Party, "2026-06-12", Size::Small);
    data.chairs[0].name = "Đồng chí Trần Văn Mẫu".to_owned();
    let spoken = said(&minutes(&data), "dang-hd05");
    assert!(spoken.contains("Đồng chí Trần Văn Mẫu") && !spoken.contains("đồng chí Đồng chí"), "{spoken}");
    assert!(spoken.contains("Bà Lê Thị Ghi") && !spoken.to_lowercase().contains("đồng chí bà"), "{spoken}");
}

#[test]
fn a_promise_has_its_day_and_what_was_merged_says_whose_answer_it_shares() {
    let (system, iso) = (System::State, "2026-03-05");
    let mut data = notice_of(system, iso, Size::Small);
    let spot =
        |shared| Spot { words: "Sẽ thay đèn.".to_owned(), promised: Some(day("2026-04-09")), shared, later: false };
    data.opinions[0].became = Became::Answered(spot(None));
    data.opinions[1].became = Became::Answered(spot(Some(1)));
    let annex = said(&notice(&data).expect("a notice"), "nd30");
    let shared = "Sẽ thay đèn. 09/4/2026 Đã cam kết tại chỗ, chung với ý kiến số 1";
    assert!(annex.contains("Sẽ thay đèn. 09/4/2026 Đã cam kết tại chỗ") && annex.contains(shared), "{annex}");

    let mut data = synthesis_of(system, iso, Size::Small);
    let theme = &mut data.themes[0].opinions;
    theme.truncate(1);
    let mut merged = theme[0].clone();
    (theme[0].result, theme[0].promised, theme[0].due) = ("Thay đèn.".to_owned(), true, Some(day("2026-04-09")));
    merged.shared = Some((0, 0));
    theme.push(merged);
    let table = said(&synthesis(&data), "nd30");
    assert!(table.contains("Cam kết thực hiện: Thay đèn. 09/4/2026"), "{table}");
    assert!(table.contains("Giải quyết, trả lời chung với ý kiến số 1."), "{table}");
}
