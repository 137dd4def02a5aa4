//! Titles of meetings over their rows, as the tables of a quarter have them.

use domain::day::Day;
use sheets::{Cell, Column, Merged, Problem, Table, recognise};

use crate::headings::{table, today};

const FIRST: &str = "I. Hội nghị đối thoại ngày 14/2/2026 tại ấp Long Bình";
const SECOND: &str = "II. Đối thoại ngày 20 tháng 2 năm 2026 tại nhà văn hóa ấp Long Thành, xã Mẫu";

fn quarter() -> Table {
    table(&[
        &["TT", "Họ tên", "Nội dung kiến nghị", "Kết quả"],
        &[FIRST, "", "", ""],
        &["1", "Ông Bé", "Sửa cầu", ""],
        &["2", "Bà Tư", "Nạo vét kênh", ""],
        &[SECOND, "", "", ""],
        &["3", "Ông Năm, ấp Long Hòa", "Thay bóng đèn", ""],
        &["4", "Bà Sáu", "Thu gom rác", ""],
    ])
}

fn days_and_places(table: Table) -> Vec<(Option<Day>, String)> {
    let found = recognise(&[table], today(), today()).expect("it is one");
    found.rows.into_iter().map(|row| (row.date, row.place)).collect()
}

#[test]
fn rows_below_the_title_of_a_meeting_have_its_day_and_place() {
    let on = |day| Day::new(2026, 2, day);
    let expected = [
        (on(14), "ấp Long Bình".to_owned()),
        (on(14), "ấp Long Bình".to_owned()),
        (on(20), "ấp Long Hòa".to_owned()),
        (on(20), "ấp Long Thành".to_owned()),
    ];
    // As it is pasted: the title stands in the first cell.
    assert_eq!(days_and_places(quarter()), expected);
    // As a document has it: the cells of the title are one.
    let mut joined = quarter();
    joined.merged = [1, 4].map(|row| Merged { top: row, bottom: row, left: 0, right: 3 }).to_vec();
    assert_eq!(days_and_places(joined), expected);
    // A row's own day and place come first.
    let mut own = quarter();
    own.rows[0].extend([Cell::text("Ngày"), Cell::text("Thôn, ấp")]);
    own.rows[2].extend([Cell::text("15/2/2026"), Cell::text("ấp Long Phú")]);
    assert_eq!(days_and_places(own)[..2], [(on(15), "ấp Long Phú".to_owned()), expected[1].clone()]);
}

#[test]
fn a_name_is_told_apart_from_the_village_written_after_it() {
    let found = recognise(&[quarter()], today(), today()).expect("it is one");
    assert_eq!(
        found.rows.iter().map(|row| row.name.as_str()).collect::<Vec<_>>(),
        ["Ông Bé", "Bà Tư", "Ông Năm", "Bà Sáu"]
    );
    let kept = recognise(&[table(&[&["Họ tên", "Nội dung"], &["Ông Bé, Bà Tư", "Sửa cầu"]])], today(), today());
    assert_eq!(kept.expect("it is one").rows[0].name, "Ông Bé, Bà Tư");
}

#[test]
fn a_meeting_of_a_day_to_come_is_told_row_by_row() {
    let mut sheet = quarter();
    sheet.rows[1][0] = Cell::text("Hội nghị ngày 14/2/2090 tại ấp Long Bình");
    let found = recognise(&[sheet], today(), today()).expect("it is one");
    assert_eq!(found.rows[0].problems, [Problem::InTheFuture(Column::Date)]);
    assert_eq!((found.rows[0].date, found.rows[2].problems.len()), (None, 0));
}

#[test]
fn a_matter_with_a_day_in_its_words_and_the_day_above_a_signature_are_no_meetings() {
    let found = recognise(
        &[table(&[
            &["TT", "Nội dung kiến nghị"],
            &["1", "Ngày 14/2/2026 nước tràn vào nhà"],
            &["", "Ngày 15/2/2026 mất điện cả ấp"],
            &["", "Long Hưng, ngày 20 tháng 2 năm 2026"],
            &["", "Người lập biểu"],
        ])],
        today(),
        today(),
    )
    .expect("it is one");
    assert_eq!(found.rows.iter().map(|row| row.row).collect::<Vec<_>>(), [2, 3]);
    assert!(found.rows.iter().all(|row| row.date.is_none()));
}

#[test]
fn meetings_of_one_day_are_told_apart_by_where_they_were_held_or_with_whom_and_never_by_the_hour() {
    let called = |titles: &[&str]| -> Vec<String> {
        let mut rows: Vec<Vec<&str>> = vec![vec!["TT", "Họ tên", "Nội dung kiến nghị"]];
        for title in titles {
            rows.push(vec![title, "", ""]);
            rows.push(vec!["1", "Ông Bé", "Sửa cầu"]);
        }
        let rows: Vec<&[&str]> = rows.iter().map(Vec::as_slice).collect();
        let found = recognise(&[table(&rows)], today(), today()).expect("it is one");
        assert!(found.rows.iter().all(|row| row.date == Day::new(2026, 2, 14)), "{:?}", found.rows);
        found.rows.into_iter().map(|row| row.meeting).collect()
    };
    let places = called(&[
        "I. Hội nghị ngày 14/2/2026 tại ấp Long Bình (sáng)",
        "II. Hội nghị ngày 14/2/2026 tại ấp Long Thành (chiều)",
        "III. Hội nghị tại Hội trường ủy ban nhân dân, ngày 14/2/2026",
        "IV. Hội nghị tại Hội trường xã, ngày 14/2/2026",
    ]);
    assert_eq!(places, ["ấp Long Bình", "ấp Long Thành", "Hội trường ủy ban nhân dân", "Hội trường xã"]);
    let people = called(&[
        "Hội nghị đối thoại với thanh niên ngày 14/2/2026",
        "Ngày 14 tháng 2 năm 2026, hội nghị đối thoại với nông dân",
    ]);
    assert_eq!(people, ["Hội nghị đối thoại với thanh niên", "hội nghị đối thoại với nông dân"]);
    // A title with its marks is read with them: an accident, an ear and a house of "o" are no "at".
    let marked = called(&[
        "Hội nghị chuyên đề tai nạn giao thông ngày 14/2/2026",
        "Hội nghị phòng bệnh tai mũi họng tại ấp Long Bình, ngày 14/2/2026",
    ]);
    assert_eq!(marked, ["Hội nghị chuyên đề tai nạn giao thông", "ấp Long Bình"]);
    assert_eq!(called(&["Hoi nghi tai ap Long Binh, ngay 14/2/2026"]), ["ap Long Binh"], "without marks as it was");
    let hours =
        called(&["Buổi sáng ngày 14/2/2026", "Buổi chiều ngày 14/2/2026 (tiếp theo)", "I. Lúc 14 giờ ngày 14/2/2026"]);
    assert_eq!(hours, ["", "", ""]);
    assert_eq!(called(&["Cuộc 1 ngày 14/2/2026", "Cuộc 2 ngày 14/2/2026"]), ["Cuộc 1", "Cuộc 2"]);
    // A row with a day of its own is of no meeting of that title.
    let mut own = quarter();
    own.rows[0].push(Cell::text("Ngày"));
    own.rows[2].push(Cell::text("15/2/2026"));
    let found = recognise(&[own], today(), today()).expect("it is one");
    assert_eq!((found.rows[0].meeting.as_str(), found.rows[1].meeting.as_str()), ("", "ấp Long Bình"));
}
