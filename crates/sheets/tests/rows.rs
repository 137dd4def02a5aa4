use domain::day::Day;
use sheets::{Cell, Column, Problem, Status, Table, items, recognise};

use crate::headings::{table, today};

fn day(year: i16, month: i8, day: i8) -> Option<Day> {
    Day::new(year, month, day)
}

#[test]
fn days_are_read_as_text_and_as_numbers() {
    let cases: &[(Cell, Option<Day>)] = &[
        (Cell::text("5/3/2026"), day(2026, 3, 5)),
        (Cell::text("05-03-2026"), day(2026, 3, 5)),
        (Cell::text("5.3.26"), day(2026, 3, 5)),
        (Cell::text("2026-03-05"), day(2026, 3, 5)),
        (Cell::text("2026-03-05T08:00:00"), day(2026, 3, 5)),
        (Cell::text("ngày 5 tháng 3 năm 2026"), day(2026, 3, 5)),
        (Cell::text("Ngày 05 tháng 03"), day(2026, 3, 5)),
        (Cell::text("sáng 5/3/2026"), day(2026, 3, 5)),
        (Cell::text("7h30, 05/3"), day(2026, 3, 5)),
        (Cell::Number(46_086.0), day(2026, 3, 5)),
        (Cell::Number(46_086.5), day(2026, 3, 5)),
        (Cell::text("46086"), day(2026, 3, 5)),
        (Cell::Day(Day::new(2026, 3, 5).unwrap()), day(2026, 3, 5)),
        (Cell::text("31/2/2026"), None),
        (Cell::text("quý II"), None),
        (Cell::Number(12.0), None),
    ];
    for (cell, expected) in cases {
        let mut sheet = table(&[&["Ngày", "Nội dung"], &["", "Sửa cầu"]]);
        sheet.rows[1][0] = cell.clone();
        let found = recognise(&[sheet], today(), today()).unwrap();
        assert_eq!(found.rows[0].date, *expected, "{cell:?}");
        let refused = found.rows[0].problems == [Problem::NotADate(Column::Date)];
        assert_eq!(refused, expected.is_none(), "{cell:?}");
    }
}

#[test]
fn statuses_are_those_of_three_groups() {
    let cases = [
        ("Đã giải quyết xong", Status::Done),
        ("ĐÃ TRẢ LỜI", Status::Explained),
        ("đang giải quyết", Status::InProgress),
        ("Đã giao UBND huyện", Status::InProgress),
        ("dang xu ly", Status::InProgress),
        ("Tạm dừng", Status::Deferred),
        ("chưa giải quyết", Status::NotTakenUp),
        ("assigned", Status::InProgress),
        ("resolved", Status::Done),
    ];
    for (says, expected) in cases {
        let sheet = table(&[&["Nội dung", "Tình trạng", "Trả lời"], &["Sửa cầu", says, "Đã sửa"]]);
        let found = recognise(&[sheet], today(), today()).unwrap();
        assert_eq!(found.rows[0].status, Some(expected), "{says}");
    }
}

#[test]
fn each_wrong_row_says_what_is_wrong_with_it() {
    let sheet = table(&[
        &["STT", "Nội dung", "Ngày nêu", "Tình trạng", "Trả lời", "Lĩnh vực", "Loại"],
        &["1", "", "1/1/2026", "", "", "", ""],
        &["2", "Sửa cầu", "30/02/2026", "", "", "", ""],
        &["3", "Sửa cầu", "1/1/2027", "", "", "", ""],
        &["4", "Sửa cầu", "", "hình như rồi", "", "", ""],
        &["5", "Sửa cầu", "", "đã giải quyết", "", "", ""],
        &["6", "Sửa cầu", "", "", "", "Thiên văn", ""],
        &["7", "Tôi tố cáo ông trưởng thôn", "", "", "", "", ""],
        &["8", "Việc của thôn", "", "", "", "", "Tố cáo"],
    ]);
    let found = recognise(&[sheet], today(), today()).unwrap();
    let problems: Vec<&[Problem]> = found.rows.iter().map(|row| row.problems.as_slice()).collect();
    assert_eq!(
        problems,
        [
            &[Problem::NoWords][..],
            &[Problem::NotADate(Column::Date)],
            &[Problem::InTheFuture(Column::Date)],
            &[Problem::UnknownStatus],
            &[Problem::NoAnswer],
            &[Problem::UnknownField],
            &[Problem::Denunciation],
            &[Problem::Denunciation],
        ]
    );
    assert!(!found.rows[5].is_refused() && found.rows[6].is_refused());
    assert_eq!(found.rows[6].words, "", "what may not be kept goes no further than the reading of it");
    let house = table(&[&["STT", "Nội dung"], &["1", "Nhà hàng xóm to cao che nắng, đề nghị xem lại giấy phép"]]);
    assert!(recognise(&[house], today(), today()).unwrap().rows[0].problems.is_empty(), "tall is no denunciation");
}

#[test]
fn numbered_matters_of_one_cell_are_offered_apart() {
    assert_eq!(items("1. Sửa cầu\n2. Thắp sáng đường\n3. Nước sạch"), ["Sửa cầu", "Thắp sáng đường", "Nước sạch"]);
    assert_eq!(items("Bà con kiến nghị: (1) sửa cầu; (2) thắp sáng"), ["sửa cầu", "thắp sáng"]);
    assert_eq!(items("- Sửa cầu\n- Thắp sáng"), ["Sửa cầu", "Thắp sáng"]);
    assert_eq!(items("1) Sửa cầu 2) Thắp sáng"), ["Sửa cầu", "Thắp sáng"]);
    for one in ["Sửa cầu", "Đường ĐH 1.2 hỏng, dài 2.5 km", "1. Sửa cầu", "Họp ngày 1/2/2026 về cầu 2. Xong", ""]
    {
        assert_eq!(items(one), Vec::<String>::new(), "{one}");
    }
}

#[test]
fn a_table_of_which_nothing_is_known_is_refused() {
    let none: &[Table] = &[];
    assert!(recognise(none, today(), today()).is_err());
    assert!(recognise(&[table(&[&["a", "b"], &["c", "d"]])], today(), today()).is_err());
    assert!(recognise(&[table(&[&["STT", "Nội dung"]])], today(), today()).is_err());
}

#[test]
fn what_was_answered_in_two_columns_or_beside_a_status_loses_no_word() {
    let sheet = table(&[
        &["STT", "Nội dung", "Tình trạng", "Kết quả", "Trả lời", "Ghi chú", "Mã vạch"],
        &["1", "Sửa cầu", "Đã giải quyết", "Đã sửa cầu ngày 12/8", "Công ty đã nhận lỗi", "x", "y"],
        &["2", "Nước đục", "Đang thay đường ống đoạn chợ, còn 200 mét nữa", "", "", "", ""],
        &["3", "Đèn hỏng", "Đã giải quyết", "Đã thay", "Đã thay", "", ""],
    ]);
    let found = recognise(&[sheet], today(), today()).unwrap();
    assert_eq!(found.rows[0].answer, "Đã sửa cầu ngày 12/8\nCông ty đã nhận lỗi");
    assert_eq!(
        (found.rows[1].status, found.rows[1].answer.as_str()),
        (Some(Status::InProgress), "Đang thay đường ống đoạn chợ, còn 200 mét nữa")
    );
    assert_eq!(found.rows[2].answer, "Đã thay", "the same words stand once");
    assert_eq!(found.unused, ["Ghi chú", "Mã vạch"], "what is not taken is named");
}
