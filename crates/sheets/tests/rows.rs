use domain::day::Day;
use sheets::{Cell, Column, Merged, Problem, SentOn, Status, Table, items, recognise};

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
    assert_eq!(found.rows[0].notes, "Ghi chú: x", "a note is kept");
    assert_eq!(found.unused, ["Mã vạch"], "what is not taken is named");
}

#[test]
fn a_column_of_results_says_how_far_a_matter_has_come_and_until_when() {
    let (done, explained, doing, not) = (Status::Done, Status::Explained, Status::InProgress, Status::NotTakenUp);
    let cases = [
        ("Đã giải quyết", Some(done), None, false),
        ("Đã giải quyết xong ngày 12/8/2026", Some(done), None, false),
        ("Đã giải quyết: UBND xã đã thay ống nước", Some(done), None, false),
        ("Chưa giải quyết", Some(not), None, false),
        ("Đã trả lời tại hội nghị", Some(explained), None, true),
        ("Đã trả lời trực tiếp tại buổi đối thoại", Some(explained), None, true),
        ("Đã giải thích tại chỗ", Some(explained), None, true),
        ("Đang giải quyết, hạn 30/9/2026", Some(doing), day(2026, 9, 30), false),
        ("Đang giải quyết (hạn: 30-9-2026)", Some(doing), day(2026, 9, 30), false),
        ("Đang xử lý, chậm nhất ngày 30 tháng 9 năm 2026", Some(doing), day(2026, 9, 30), false),
        ("Đang giải quyết 30/9/2026", Some(doing), day(2026, 9, 30), false),
        ("Đang giải quyết, xong trong tháng 9/2026", Some(doing), day(2026, 9, 30), false),
        ("Đang thực hiện, dự kiến quý IV năm 2026", Some(doing), day(2026, 12, 31), false),
        ("Đã giao Phòng Kinh tế ngày 05/8/2026", Some(doing), None, false),
        ("Đã giải quyết một phần, còn 2 hộ chưa giải quyết", Some(doing), None, false),
        ("Tạm dừng đến 31/12/2026", Some(Status::Deferred), None, false),
        // What goes on with what is still to be done is not settled, and a share of things is no day.
        ("Đã giải quyết nhưng chưa dứt điểm", Some(doing), None, false),
        ("Đã trả lời, chưa khắc phục xong", Some(doing), None, false),
        ("Đã giải thích; đang khảo sát lập dự toán", Some(doing), None, false),
        ("Đã giải quyết 3/5 hộ", Some(doing), None, false),
        ("Đang thực hiện, đến nay đạt 7/10 hộ", Some(doing), None, false),
        ("Đang lắp đèn, 5/8 cột", None, None, false),
        ("Đang xử lý, xong trước 30/9 theo kế hoạch", Some(doing), day(2026, 9, 30), false),
        // Work that was done is a state; what is none is an answer, and closes nothing.
        ("Đã sửa cầu xong ngày 12/8/2026", Some(done), None, false),
        ("Đã sửa xong", Some(done), None, false),
        ("Đã gia cố xong", Some(done), None, false),
        ("Đã sửa xong, đường không còn ngập", Some(done), None, false),
        (
            "Đã gia cố xong 120 m bờ kè đoạn qua nhà văn hóa, nhân dân đi lại thuận lợi, không còn sạt lở",
            Some(done),
            None,
            false,
        ),
        (
            "Đã gia cố xong 120 m bờ kè đoạn qua nhà văn hóa nhưng chưa lắp lan can, sẽ lắp trong quý tới",
            Some(doing),
            None,
            false,
        ),
        ("Đã sửa xong nhưng chưa nghiệm thu", Some(doing), None, false),
        ("Đã sửa xong phần cầu, còn đường dẫn", Some(doing), None, false),
        ("Đã giải quyết cấp đất cho ba hộ dân của thôn theo quy hoạch", None, None, false),
        ("Công ty sẽ thay đường ống, hoàn thành trước 30/12/2026", None, day(2026, 12, 30), false),
    ];
    for (says, status, due, there) in cases {
        let sheet = table(&[&["Nội dung", "Ngày nêu", "Kết quả"], &["Sửa cầu", "01/08/2026", says]]);
        let found = recognise(&[sheet], today(), today()).unwrap();
        let row = &found.rows[0];
        assert_eq!((row.status, row.due_on, row.on_the_spot), (status, due, there), "{says}");
        assert_eq!(row.problems, [], "{says}");
        let bare = says == "Chưa giải quyết";
        assert_eq!(row.answer, if bare { "" } else { says }, "{says}");
        assert_eq!(row.answered_on, day(2026, 8, 12).filter(|_| says.contains("12/8") && status.is_some()), "{says}");
        assert_eq!(row.review_on, day(2026, 12, 31).filter(|_| says.contains("Tạm dừng")), "{says}");
    }
}

#[test]
fn what_was_answered_later_or_only_done_at_the_place_was_not_answered_at_the_dialogue() {
    let sheet = table(&[
        &["Nội dung", "Ngày nêu", "Tình trạng", "Kết quả", "Ngày trả lời"],
        &["Rác", "01/08/2026", "Đã giải quyết", "Đã xử lý rác tại chỗ", "20/8/2026"],
        &["Chợ", "01/08/2026", "Đã giải quyết", "Đã xử lý rác tại chỗ", ""],
        &["Cầu", "01/08/2026", "Đã giải quyết", "Đã trả lời tại hội nghị", "20/8/2026"],
        &["Lúa", "01/08/2026", "Đã giải quyết", "Đã trả lời tại hội nghị", ""],
    ]);
    let found = recognise(&[sheet], today(), today()).unwrap();
    let read: Vec<_> = found.rows.iter().map(|row| (row.on_the_spot, row.answered_on)).collect();
    let later = day(2026, 8, 20);
    assert_eq!(read, [(false, later), (false, None), (false, later), (true, None)]);
}

#[test]
fn a_column_of_states_says_until_when_and_that_it_was_answered_on_the_spot() {
    let sheet = table(&[
        &["Nội dung", "Tình trạng", "Hạn"],
        &["Sửa cầu", "Đang giải quyết, hạn 30/9/2026", ""],
        &["Nước đục", "Đang giải quyết, hạn 30/9/2026", "15/9/2026"],
        &["Chế độ", "Đã trả lời tại hội nghị", ""],
    ]);
    let found = recognise(&[sheet], today(), today()).unwrap();
    let days: Vec<_> = found.rows.iter().map(|row| row.due_on).collect();
    assert_eq!(days, [day(2026, 9, 30), day(2026, 9, 15), None], "a column of its own says it better");
    let there = &found.rows[2];
    assert_eq!((there.on_the_spot, there.answer.as_str()), (true, "Đã trả lời tại hội nghị"));
    assert_eq!(there.problems, []);
}

#[test]
fn names_in_short_and_in_whole_are_the_same() {
    let own = "Xã Bến Sen (mô phỏng)";
    let bodies: &[(&str, &[&str])] = &[
        (
            "Ủy ban nhân dân xã Bến Sen (mô phỏng)",
            &["UBND xã Bến Sen", "UBND xã", "ubnd", "Uỷ ban nhân dân xã", "UBND X. Bến Sen"],
        ),
        (
            "Phòng Kinh tế xã Bến Sen (mô phỏng)",
            &["Phòng Kinh tế xã Bến Sen", "P. Kinh tế", "P.KT", "Phòng KT xã", "Phòng Kinh tế"],
        ),
        ("Phòng Văn hóa - Xã hội xã Bến Sen (mô phỏng)", &["P. VHXH", "Phòng VH-XH", "Phòng Văn hoá – Xã hội xã"]),
        ("Công an xã Bến Sen (mô phỏng)", &["Công an xã", "CA xã", "CAX", "Công an"]),
        (
            "Ủy ban Mặt trận Tổ quốc Việt Nam xã Bến Sen (mô phỏng)",
            &["MTTQ xã", "UBMTTQ xã", "UB MTTQ Việt Nam xã Bến Sen", "Mặt trận xã", "Ban Thường trực UBMTTQVN xã"],
        ),
        (
            "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân xã Bến Sen (mô phỏng)",
            &["VP HĐND&UBND xã", "Văn phòng HĐND và UBND"],
        ),
        (
            "Trung tâm Phục vụ hành chính công xã Bến Sen (mô phỏng)",
            &["TT Phục vụ hành chính công", "TT PVHCC xã", "TTPVHCC"],
        ),
        ("Hội Liên hiệp Phụ nữ xã Bến Sen (mô phỏng)", &["Hội phụ nữ xã", "HLHPN xã", "Hội LHPN"]),
        ("Ban Chỉ huy Quân sự xã Bến Sen (mô phỏng)", &["BCH Quân sự xã", "BCHQS xã"]),
    ];
    for (whole, shorts) in bodies {
        for short in *shorts {
            assert_eq!(sheets::body(short, own), sheets::body(whole, own), "{short}");
        }
    }
    for (one, other) in [
        ("UBND xã Mường Lặt", "UBND xã Bến Sen"),
        ("UBND tỉnh", "UBND xã"),
        ("Phòng Kinh tế", "Phòng Kinh tế và Hạ tầng"),
    ] {
        assert_ne!(sheets::body(one, own), sheets::body(other, own), "{one}");
    }
    assert_ne!(sheets::body("UBND xã Bến Sen", "Tỉnh Lam Hà"), sheets::body("UBND xã Mường Lặt", "Tỉnh Lam Hà"));
    for (short, whole) in [
        ("TDP Chợ Mới", "Tổ dân phố Chợ Mới"),
        ("TDP3", "Tổ dân phố số 03"),
        ("Tổ 3", "Tổ dân phố 3"),
        ("TK 2", "Tiểu khu 2"),
        ("KP. 5", "Khu phố 5"),
        ("T. Bến Sen", "Thôn Bến Sen (mô phỏng)"),
    ] {
        assert_eq!(sheets::place(short), sheets::place(whole), "{short}");
    }
    assert_eq!(sheets::bare(&sheets::place("TDP Chợ Mới")), "cho moi");
}

#[test]
fn what_was_answered_by_paper_has_its_number_and_its_day() {
    let (done, explained, doing) = (Some(Status::Done), Some(Status::Explained), Some(Status::InProgress));
    let july = day(2026, 7, 15);
    let cases: &[(&str, Option<Status>, &str, Option<Day>)] = &[
        ("Đã trả lời bằng văn bản số 45/UBND ngày 15 tháng 7 năm 2026", explained, "45/UBND", july),
        ("Đã trả lời tại Văn bản số: 45/UBND-KT ngày 15.07.2026", explained, "45/UBND-KT", july),
        ("Đã trả lời bằng công văn 45/CV-UBND ngày 15-7-2026.", explained, "45/CV-UBND", july),
        ("Đã có văn bản trả lời số 5/2026 ngày 15/7", explained, "5/2026", july),
        (
            "Đã trả lời bằng văn bản số 45/UBND ngày 15 tháng 7 năm 2026 của Ủy ban nhân dân xã về việc sửa chữa tuyến đường liên thôn",
            explained,
            "45/UBND",
            july,
        ),
        ("Đã trả lời ngày 15/7", explained, "", july),
        ("Đã giải quyết xong ngày 15 tháng 7", done, "", july),
        ("Đã giải quyết xong", done, "", None),
        ("Đã trả lời bằng văn bản số 45/UBND ngày 15/7/2025", explained, "45/UBND", None),
        ("sẽ trả lời trước 15/7", None, "", None),
        ("đã trả lời nhưng chưa dứt điểm", doing, "", None),
        ("Đã trả lời bằng văn bản số 45/UBND ngày 15/7/2026, đang chờ bố trí vốn", doing, "", None),
        ("Đã thực hiện văn bản số 45/UBND của tỉnh về việc rà soát các hộ", None, "", None),
        (
            "Đã trả lời bằng văn bản số 45/UBND ngày 15/7/2026 gửi ông Hồ Văn Nam và các hộ trong xóm",
            explained,
            "45/UBND",
            july,
        ),
        // A paper that went to another body, or that asks somebody, settles nothing.
        ("Đã thông tin bằng văn bản đến Điện lực huyện đề nghị kiểm tra đường dây", None, "", None),
        ("Đã tiếp thu tại văn bản số 5/UBND đề nghị Sở GTVT xem xét", None, "", None),
        ("Đã tiếp thu tại văn bản số: 5/UBND đề nghị Sở GTVT xem xét", None, "", None),
        ("Đã có văn bản trả lời Sở Xây dựng về việc rà soát tuyến", None, "", None),
        ("Đã trả lời bằng văn bản số 45/UBND của xã gửi Sở Xây dựng xem xét", None, "", None),
        ("Đã trả lời tại văn bản số 45/UBND, đề nghị Sở GTVT xem xét", doing, "", None),
        ("Đã trả lời bằng văn bản về việc sửa chữa tuyến đường liên thôn", None, "", None),
        // The number of a law, a plot or a house is none of a paper.
        ("Đã trả lời: theo Nghị định số 118/2021/NĐ-CP", explained, "", None),
        ("Đã trả lời theo Nghị định số 118/2021/NĐ-CP", None, "", None),
        ("Đã trả lời theo Luật số 31/2024/QH15", explained, "", None),
        ("Đã giải quyết: đã cấp giấy cho thửa đất số 45/12", done, "", None),
        ("Đã giải quyết tại nhà số 12/3A", done, "", None),
        ("Đã giải quyết nhà 12/3A", done, "", None),
    ];
    let (near, today) = (Day::new(2026, 7, 1).unwrap(), Day::new(2026, 9, 11).unwrap());
    for (says, status, number, on) in cases {
        let sheet = table(&[&["Nội dung", "Kết quả"], &["Sửa cầu", says]]);
        let row = recognise(&[sheet], near, today).unwrap().rows.remove(0);
        assert_eq!((row.status, row.paper.as_str(), row.answered_on), (*status, *number, *on), "{says}");
        assert_eq!(row.sent, None, "{says}");
    }
}

#[test]
fn to_whom_and_when_a_matter_was_sent_on_is_read_and_nothing_else_is_taken_for_it() {
    let sent =
        |to: &str, on: Option<Day>, number: &str| Some(SentOn { to: to.to_owned(), on, number: number.to_owned() });
    let cases = [
        ("Đã chuyển Sở Xây dựng ngày 02/7/2026", sent("Sở Xây dựng", day(2026, 7, 2), "")),
        ("Đã chuyển đơn đến Sở Nông nghiệp và Môi trường để xem xét", sent("Sở Nông nghiệp và Môi trường", None, "")),
        (
            "Đã chuyển Công ty Điện lực tại Văn bản số 12/UBND-KT ngày 2 tháng 7 năm 2026",
            sent("Công ty Điện lực", day(2026, 7, 2), "12/UBND-KT"),
        ),
        ("Đã có văn bản chuyển Phòng Kinh tế giải quyết", sent("Phòng Kinh tế", None, "")),
        ("Đã chuyển P. Kinh tế, đang chờ trả lời", sent("P. Kinh tế", None, "")),
        ("Đã chuyển Sở Xây dựng ngày 02/7/2025", sent("Sở Xây dựng", None, "")),
        // A last day, and the day on which that body did something, is not that of sending.
        ("Đã chuyển Sở Xây dựng giải quyết trước ngày 30/7/2026", sent("Sở Xây dựng", None, "")),
        ("Đã chuyển Sở Xây dựng hạn ngày 30/7/2026", sent("Sở Xây dựng", None, "")),
        ("Đã chuyển Sở Xây dựng đến ngày 30/7/2026", sent("Sở Xây dựng", None, "")),
        ("Đã chuyển Điện lực, Điện lực trả lời ngày 20/7", sent("Điện lực", None, "")),
        ("Đã chuyển Điện lực trả lời tại văn bản số 3/ĐL ngày 20/7", sent("Điện lực", None, "")),
        ("Đã chuyển Điện lực ngày 2/7 và đã trả lời ngày 20/7", sent("Điện lực", day(2026, 7, 2), "")),
        ("Đã chuyển đơn đến Sở Xây dựng ngày 02/7/2026", sent("Sở Xây dựng", day(2026, 7, 2), "")),
        ("Đã chuyển vốn sang năm sau", None),
        ("Đã chuyển biến tích cực", None),
        ("Chưa chuyển Sở Xây dựng", None),
        ("Sẽ chuyển Sở Xây dựng trước 15/7", None),
        ("Đang giải quyết", None),
    ];
    let (near, today) = (Day::new(2026, 7, 1).unwrap(), Day::new(2026, 9, 11).unwrap());
    for (says, expected) in cases {
        let sheet = table(&[&["Nội dung", "Kết quả"], &["Sửa cầu", says]]);
        let row = recognise(&[sheet], near, today).unwrap().rows.remove(0);
        assert_eq!(row.sent, expected, "{says}");
        assert_eq!(row.sent.is_some(), row.sent.is_some() && row.status == Some(Status::InProgress), "{says}");
    }
}

#[test]
fn a_state_that_says_to_whom_it_was_sent_is_kept_in_its_own_words() {
    let (near, today) = (Day::new(2026, 7, 1).unwrap(), Day::new(2026, 9, 11).unwrap());
    for (state, answer, kept) in [
        ("Đã chuyển Công an ngày 2/7", "", "Đã chuyển Công an ngày 2/7"),
        ("Đã chuyển Công an ngày 2/7", "Đang xác minh", "Đang xác minh\nĐã chuyển Công an ngày 2/7"),
        ("Đã tiếp thu tại văn bản, đề nghị Sở GTVT", "", "Đã tiếp thu tại văn bản, đề nghị Sở GTVT"),
    ] {
        let sheet = table(&[&["Nội dung", "Tình trạng", "Trả lời"], &["Trộm cắp", state, answer]]);
        let row = recognise(&[sheet], near, today).unwrap().rows.remove(0);
        assert_eq!((row.status, row.answer.as_str()), (Some(Status::InProgress), kept), "{state}");
        assert_eq!(row.due_on, None, "the day of sending is no last day");
    }
}

#[test]
fn a_name_joined_over_rows_is_of_one_person() {
    let mut sheet = table(&[
        &["STT", "Họ và tên", "Nội dung"],
        &["1", "Hồ Thị Sim", "Sửa cầu"],
        &["2", "", "Nước đục"],
        &["3", "Lò Văn Bách", "Đèn hỏng"],
        &["4", "Lò Văn Bách", "Rác thải"],
    ]);
    sheet.merged.push(Merged { top: 1, left: 1, bottom: 2, right: 1 });
    let found = recognise(&[sheet], today(), today()).unwrap();
    let said: Vec<(&str, bool)> = found.rows.iter().map(|row| (row.name.as_str(), row.goes_on)).collect();
    assert_eq!(
        said,
        [("Hồ Thị Sim", false), ("Hồ Thị Sim", true), ("Lò Văn Bách", false), ("Lò Văn Bách", false)],
        "the same name twice may be of two people"
    );
}

#[test]
fn a_title_of_two_fields_leaves_the_field_to_the_words_of_each_row() {
    let mut sheet = table(&[
        &["STT", "Nội dung", "Kết quả"],
        &["I. LĨNH VỰC ĐẤT ĐAI, MÔI TRƯỜNG", "", ""],
        &["1", "Bãi rác cạnh chợ bốc mùi", ""],
        &["2", "Làm sổ đỏ chậm", ""],
        &["3", "Việc của thôn", ""],
        &["II. LĨNH VỰC GIAO THÔNG", "", ""],
        &["4", "Việc khác của thôn", ""],
    ]);
    for top in [1, 5] {
        sheet.merged.push(Merged { top, left: 0, bottom: top, right: 2 });
    }
    let found = recognise(&[sheet], today(), today()).unwrap();
    let said: Vec<(&str, &str)> = found.rows.iter().map(|row| (row.field.as_str(), row.section.as_str())).collect();
    let both = "LĨNH VỰC ĐẤT ĐAI, MÔI TRƯỜNG";
    assert_eq!(said, [("02", both), ("01", both), ("", both), ("03", "LĨNH VỰC GIAO THÔNG")]);
}
