use domain::day::Day;
use domain::fold::fold;
use sheets::{Cell, Column, Merged, Table, recognise};

/// A table whose rows are texts.
pub(crate) fn table(rows: &[&[&str]]) -> Table {
    let rows = rows.iter().map(|row| row.iter().map(|text| Cell::text(text)).collect()).collect();
    Table { rows, ..Table::default() }
}

pub(crate) fn today() -> Day {
    Day::new(2026, 11, 22).unwrap()
}

fn column_of(heading: &str) -> Option<Column> {
    // Beside the heading stands one of another column, so that there are two.
    let (other, at) = ("Nội dung kiến nghị", 1);
    let table = table(&[&[other, heading, "Ghi chú"], &["Sửa đường thôn 3", "x", "y"]]);
    let found = recognise(&[table], today(), today()).ok()?;
    found.columns.get(at).map(|(column, _)| *column)
}

const SPOKEN: &[(Column, &[&str])] = &[
    (Column::Number, &["STT", "Số TT", "TT", "Số thứ tự", "Thứ tự", "S.T.T", "No", "Mã số"]),
    (
        Column::Name,
        &[
            "Họ và tên",
            "Họ tên",
            "Người nêu",
            "Người kiến nghị",
            "Người phản ánh",
            "Tên công dân",
            "Ông (bà)",
            "Họ tên cử tri",
        ],
    ),
    (Column::Contact, &["Điện thoại", "Số điện thoại", "SĐT", "ĐT", "Liên hệ", "Số ĐT", "Di động", "Email"]),
    (Column::Place, &["Địa chỉ", "Địa phương", "Thôn", "Xã, phường", "Nơi ở", "Địa bàn", "Khu dân cư", "Tổ dân phố"]),
    (
        Column::Date,
        &[
            "Ngày",
            "Ngày tháng",
            "Ngày nêu",
            "Ngày đối thoại",
            "Ngày tiếp nhận",
            "Thời gian",
            "Ngày, tháng, năm",
            "Thời điểm",
        ],
    ),
    (
        Column::Field,
        &["Lĩnh vực", "Nhóm vấn đề", "Ngành", "Chuyên đề", "Phân loại", "Nhóm lĩnh vực", "LV", "Thuộc lĩnh vực"],
    ),
    (
        Column::Agency,
        &[
            "Cơ quan giải quyết",
            "Cơ quan trả lời",
            "Đơn vị giải quyết",
            "Cơ quan chủ trì",
            "CQ giải quyết",
            "Thẩm quyền",
            "Giao cho",
            "Đơn vị được giao",
        ],
    ),
    (
        Column::Answer,
        &[
            "Trả lời",
            "Nội dung trả lời",
            "Kết quả giải quyết",
            "Kết quả trả lời",
            "Giải trình",
            "Kết quả",
            "ND trả lời",
            "KQ giải quyết",
        ],
    ),
    (
        Column::Status,
        &[
            "Trạng thái",
            "Tình trạng",
            "Tình hình giải quyết",
            "Tiến độ",
            "Hiện trạng",
            "Tình trạng xử lý",
            "TT giải quyết",
            "Đã/đang/chưa giải quyết",
        ],
    ),
    (
        Column::Kind,
        &["Loại", "Loại ý kiến", "Loại đơn", "Hình thức", "Phân loại đơn", "Loại kiến nghị", "Thể loại", "Loại hình"],
    ),
    (
        Column::Due,
        &[
            "Thời hạn",
            "Hạn giải quyết",
            "Thời hạn giải quyết",
            "Hạn xử lý",
            "Hạn trả lời",
            "Ngày hết hạn",
            "Hạn hoàn thành",
            "Hạn",
        ],
    ),
    (
        Column::Review,
        &[
            "Ngày xem xét lại",
            "Xem xét lại",
            "Ngày rà soát lại",
            "Rà soát lại",
            "Ngày xem lại",
            "Ngày kiểm tra lại",
            "Hẹn xem xét",
            "Hẹn ngày",
        ],
    ),
    (
        Column::Answered,
        &[
            "Ngày trả lời",
            "Ngày giải quyết",
            "Ngày văn bản",
            "Ngày ban hành",
            "Ngày hoàn thành",
            "Ngày xong",
            "Ngày có kết quả",
            "Ngày phúc đáp",
        ],
    ),
    (
        Column::Channel,
        &[
            "Kênh",
            "Kênh tiếp nhận",
            "Hình thức tiếp nhận",
            "Nguồn tiếp nhận",
            "Nơi tiếp nhận",
            "Kênh thông tin",
            "Kênh nêu",
            "Nguồn ý kiến",
        ],
    ),
];

const WORDS: &[&str] = &[
    "Nội dung",
    "Ý kiến",
    "Kiến nghị",
    "Nội dung phản ánh",
    "Ý kiến, kiến nghị",
    "Cử tri kiến nghị",
    "Câu hỏi",
    "ND kiến nghị",
    "Nội dung YK, KN",
    "Tóm tắt nội dung",
];

/// As it is typed, in capitals, without marks, with marks apart from their letters, with a note beside it.
fn spellings(heading: &str) -> [String; 6] {
    let apart: String = heading.chars().flat_map(unmarked).collect();
    [
        heading.to_owned(),
        heading.to_uppercase(),
        fold(heading),
        apart,
        format!("  {}\n", heading.replace(' ', "\u{a0} ")),
        format!("{heading} (ghi rõ)"),
    ]
}

/// The letter with its marks after it (NFD), for the letters that these headings use.
fn unmarked(letter: char) -> Vec<char> {
    testing_nfd(letter)
}

fn testing_nfd(letter: char) -> Vec<char> {
    const APART: &[(char, &str)] = &[
        ('ộ', "o\u{323}\u{302}"),
        ('ố', "o\u{302}\u{301}"),
        ('ứ', "u\u{31b}\u{301}"),
        ('ự', "u\u{31b}\u{323}"),
        ('ọ', "o\u{323}"),
        ('ê', "e\u{302}"),
        ('ế', "e\u{302}\u{301}"),
        ('ề', "e\u{302}\u{300}"),
        ('ị', "i\u{323}"),
        ('ạ', "a\u{323}"),
        ('ả', "a\u{309}"),
        ('ý', "y\u{301}"),
        ('à', "a\u{300}"),
        ('á', "a\u{301}"),
        ('ơ', "o\u{31b}"),
        ('ờ', "o\u{31b}\u{300}"),
        ('ư', "u\u{31b}"),
    ];
    let found = APART.iter().find(|(known, _)| *known == letter);
    found.map_or_else(|| vec![letter], |(_, apart)| apart.chars().collect())
}

#[test]
fn eight_headings_of_each_column_are_known_in_any_spelling() {
    for (column, headings) in SPOKEN {
        assert!(headings.len() >= 8, "{column:?}");
        for heading in *headings {
            for spelling in spellings(heading) {
                assert_eq!(column_of(&spelling), Some(*column), "{spelling}");
            }
        }
    }
    for heading in WORDS {
        for spelling in spellings(heading) {
            let table = table(&[&["STT", &spelling, "Ghi chú"], &["1", "Sửa đường thôn 3", ""]]);
            let found = recognise(&[table], today(), today()).expect(&spelling);
            assert_eq!(found.rows[0].words, "Sửa đường thôn 3", "{spelling}");
        }
    }
}

#[test]
fn titles_above_and_sums_and_signatures_below_hold_no_matter() {
    let table = table(&[
        &["ỦY BAN NHÂN DÂN XÃ BẾN SEN", "", "", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        &["", "", "", "Độc lập - Tự do - Hạnh phúc"],
        &["BẢNG TỔNG HỢP Ý KIẾN, KIẾN NGHỊ"],
        &["(Kèm theo Báo cáo số 12/BC-UBND)"],
        &[],
        &["TT", "Nội dung kiến nghị", "Thôn", "Cơ quan trả lời"],
        &["1", "2", "3", "4"],
        &["1", "Sửa cầu", "Bến Sen", "UBND xã"],
        &[],
        &["2", "Thắp sáng đường", "Đồng Mới", ""],
        &["", "Tổng cộng: 2 ý kiến"],
        &["", "", "", "Bến Sen, ngày 5 tháng 3 năm 2026"],
        &["", "NGƯỜI LẬP BIỂU", "", "CHỦ TỊCH"],
        &["", "Trần Văn A", "", "Lê Thị B"],
    ]);
    let found = recognise(&[table], today(), today()).unwrap();
    let words: Vec<&str> = found.rows.iter().map(|row| row.words.as_str()).collect();
    assert_eq!(words, ["Sửa cầu", "Thắp sáng đường"]);
    assert_eq!((found.rows[0].row, found.rows[1].row), (8, 10), "as they are numbered in the file");
    assert!(found.rows.iter().all(|row| row.problems.is_empty()), "{:?}", found.rows);
}

#[test]
fn a_head_of_two_rows_is_read_as_one() {
    let mut table = table(&[
        &["STT", "Nội dung", "Giải quyết", "", "Người nêu", ""],
        &["", "", "Cơ quan", "Thời hạn", "Họ tên", "SĐT"],
        &["1", "Sửa cầu", "UBND xã", "30/11/2026", "Bà Mận", "0912 000 111"],
    ]);
    let join = |top, left, bottom, right| Merged { top, left, bottom, right };
    table.merged = vec![join(0, 0, 1, 0), join(0, 1, 1, 1), join(0, 2, 0, 3), join(0, 4, 0, 5)];
    let found = recognise(&[table], today(), today()).unwrap();
    let row = &found.rows[0];
    assert_eq!((row.words.as_str(), row.agency.as_str(), row.name.as_str()), ("Sửa cầu", "UBND xã", "Bà Mận"));
    assert_eq!((row.contact.as_str(), row.due_on), ("0912 000 111", Day::new(2026, 11, 30)));
}

#[test]
fn what_was_joined_downwards_fills_the_rows_it_covers() {
    let mut table = table(&[
        &["Ngày", "Thôn", "Nội dung", "Kết quả"],
        &["12/10/2026", "Bến Sen", "Sửa cầu", "Đang làm"],
        &["", "", "Thắp sáng", ""],
        &["", "", "", "Thêm: xong tháng sau"],
        &["13/10/2026", "Đồng Mới", "Nước sạch", ""],
    ]);
    let join = |top, left, bottom, right| Merged { top, left, bottom, right };
    table.merged = vec![join(1, 0, 3, 0), join(1, 1, 3, 1), join(2, 2, 3, 2)];
    let found = recognise(&[table], today(), today()).unwrap();
    assert_eq!(found.rows.len(), 3);
    let second = &found.rows[1];
    assert_eq!((second.date, second.place.as_str()), (Day::new(2026, 10, 12), "Bến Sen"));
    assert_eq!(
        second.answer, "Thêm: xong tháng sau",
        "a row whose words were joined with those above says more of them"
    );
    assert_eq!(found.rows[2].date, Day::new(2026, 10, 13));
}

#[test]
fn a_title_over_rows_gives_them_its_place_or_field() {
    let mut table = table(&[
        &["STT", "Nội dung", "Trả lời"],
        &["I", "Lĩnh vực giao thông", ""],
        &["1", "Sửa cầu", ""],
        &["II. Xã Ninh Lai", "", ""],
        &["2", "Nước sạch", ""],
    ]);
    table.merged = vec![Merged { top: 3, left: 0, bottom: 3, right: 2 }];
    let found = recognise(&[table], today(), today()).unwrap();
    assert_eq!(found.rows.len(), 2, "{found:?}");
    assert_eq!(found.rows[0].field, "03");
    assert_eq!((found.rows[1].place.as_str(), found.rows[1].field.as_str()), ("Xã Ninh Lai", "03"));
}
