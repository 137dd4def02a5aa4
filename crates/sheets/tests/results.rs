//! What clerks write as results, without the words of a state: understood by which word, or left as it is.

use domain::day::Day;
use sheets::{Status, field_of_words, recognise};

use crate::headings::{table, today};

#[test]
fn a_short_result_that_names_work_is_understood_by_its_words_and_what_is_open_is_not_settled() {
    let (done, explained, doing) = (Some(Status::Done), Some(Status::Explained), Some(Status::InProgress));
    let cases = [
        ("Đã trục vớt ngày 25/8/2026", done, "Đã trục vớt"),
        ("Đã thay 6 bóng đèn", done, "Đã thay"),
        ("Đã nạo vét 300 m kênh", done, "Đã nạo vét"),
        ("Không có chủ trương hỗ trợ, đã giải thích", explained, "đã giải thích"),
        ("Do mưa lớn nên chậm; đã xử lý", done, "đã xử lý"),
        // Said in so many words: nothing has to be understood.
        ("Đã giải quyết xong", done, ""),
        ("Đang giải quyết", doing, ""),
        // What goes on with what is still to be done is not settled.
        ("Đã thay 6 bóng đèn, còn 3 bóng chờ vật tư", doing, "Đã thay"),
        // A beginning of work is no end of it, and a sentence is an answer.
        ("Đã khảo sát", None, ""),
        ("Đã xây dựng kế hoạch", None, ""),
        ("Thay bóng đèn", None, ""),
        // Another word that begins alike, and a part of what is to be done.
        ("Đã thay đổi phương án", None, ""),
        ("Đã thay mặt Ủy ban nhân dân xã cảm ơn", None, ""),
        ("Đã chi trả 3/5 hộ", doing, "Đã chi trả"),
        ("Đã thay mới toàn bộ hệ thống đèn chiếu sáng của tuyến đường trục chính và các tuyến nhánh", None, ""),
    ];
    for (says, status, words) in cases {
        let sheet = table(&[&["Nội dung", "Ngày nêu", "Kết quả"], &["Sửa cầu", "01/08/2026", says]]);
        let row = recognise(&[sheet], today(), today()).unwrap().rows.remove(0);
        assert_eq!((row.status, row.by_words.as_str()), (status, words), "{says}");
        assert_eq!(row.answer, if says == "Đang giải quyết" { "" } else { says }, "a state alone is no answer");
        assert_eq!(row.answered_on, Day::new(2026, 8, 25).filter(|_| says.contains("25/8")), "{says}");
    }
    // So in a column of states, where that is no answer by itself.
    let sheet = table(&[&["Nội dung", "Tình trạng", "Trả lời"], &["Đèn hỏng", "Đã thay 6 bóng đèn", "Đã kiểm tra"]]);
    let row = recognise(&[sheet], today(), today()).unwrap().rows.remove(0);
    assert_eq!((row.status, row.by_words.as_str()), (done, "Đã thay"));
}

#[test]
fn what_is_left_to_a_later_table_is_a_note_and_no_answer() {
    for says in ["Chuyển kỳ sau", "Chuyển sang quý sau", "Theo dõi kỳ sau"] {
        for column in ["Kết quả", "Tình trạng"] {
            let sheet = table(&[&["Nội dung", "Cơ quan", column], &["Nước đục", "Nhà máy nước", says]]);
            let row = recognise(&[sheet], today(), today()).unwrap().rows.remove(0);
            assert_eq!((row.status, row.answer.as_str(), row.problems.len()), (None, "", 0), "{column}: {says}");
            assert_eq!(row.notes, format!("{column}: {says}"));
        }
    }
}

#[test]
fn a_note_decides_only_where_nothing_else_says_what_came_of_a_matter() {
    let read = |status: &str, answer: &str, note: &str| {
        let head: &[&str] = &["Nội dung", "Tình trạng", "Kết quả", "Ghi chú"];
        let sheet = table(&[head, &["Sửa cầu", status, answer, note]]);
        recognise(&[sheet], today(), today()).unwrap().rows.remove(0)
    };
    let there = read("", "", "Đã trả lời tại hội nghị");
    assert_eq!((there.status, there.on_the_spot), (Some(Status::Explained), true));
    assert_eq!((there.answer.as_str(), there.notes.as_str()), ("Đã trả lời tại hội nghị", ""));
    let own = read("Đang giải quyết", "Đang khảo sát", "Đã trả lời tại hội nghị");
    assert_eq!((own.status, own.on_the_spot), (Some(Status::InProgress), false), "its own column wins");
    assert_eq!(own.notes, "Ghi chú: Đã trả lời tại hội nghị");
    let above = read("", "", "Vượt thẩm quyền");
    assert!(above.beyond && above.status.is_none() && above.notes == "Ghi chú: Vượt thẩm quyền");
    let other = read("", "", "Hộ ở xa");
    assert!(!other.beyond && other.status.is_none() && other.notes == "Ghi chú: Hộ ở xa");
    let denounced = table(&[&["Nội dung", "Ghi chú"], &["Tôi tố cáo ông Hươu", "nhà ở đầu ấp"]]);
    assert_eq!(recognise(&[denounced], today(), today()).unwrap().rows[0].notes, "", "it goes no further");
}

#[test]
fn a_field_is_proposed_where_words_speak_of_one_alone() {
    let cases = [
        ("Đề nghị nạo vét kênh Ông Bường", "04"),
        ("Mặt đường liên ấp nhiều ổ gà", "03"),
        ("Bóng đèn đường trước chợ bị hỏng", "05"),
        ("Đề nghị thu gom rác, lắp thêm đèn đường", ""),
        ("Cảm ơn xã", ""),
    ];
    for (words, field) in cases {
        assert_eq!(field_of_words(words), field, "{words}");
    }
}
