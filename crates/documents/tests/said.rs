//! What papers say in their own words: letters, what there is none of, what nobody typed.

use documents::minutes::minutes;
use documents::notice::{Became, notice};
use documents::profile::{Profile, System};
use documents::urging::urging;
use documents::{compose, html};

use super::samples::{Size, minutes_of, notice_of, urging_of};

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
