use std::io::{Cursor, Write as _};

use domain::day::Day;
use sheets::Status::{Deferred, Done, InProgress};
use sheets::{read, recognise};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::headings::today;

/// A zip of parts.
pub(crate) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook of one sheet with this XML inside `worksheet`.
pub(crate) fn workbook(sheet: &str) -> Vec<u8> {
    let sheet = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">{sheet}</worksheet>"
    );
    zipped(&[
        ("[Content_Types].xml", b"<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"),
        ("_rels/.rels", b"<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"),
        ("xl/workbook.xml", b"<?xml version=\"1.0\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"),
        ("xl/_rels/workbook.xml.rels", b"<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn text(at: &str, text: &str) -> String {
    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

#[test]
fn a_workbook_of_today_is_read() {
    let sheet = format!(
        "<sheetData><row r=\"1\">{}{}{}</row><row r=\"2\"><c r=\"A2\"><v>46086</v></c>{}{}</row><row r=\"3\">{}</row></sheetData><mergeCells count=\"1\"><mergeCell ref=\"A2:A3\"/></mergeCells>",
        text("A1", "Ngày"),
        text("B1", "Nội dung"),
        text("C1", "Thôn"),
        text("B2", "Sửa cầu"),
        text("C2", "Bến Sen"),
        text("B3", "Nước sạch"),
    );
    let tables = read(&workbook(&sheet)).unwrap();
    let found = recognise(&tables, today(), today()).unwrap();
    let read: Vec<_> = found.rows.iter().map(|row| (row.date, row.words.as_str(), row.place.as_str())).collect();
    let on = Day::new(2026, 3, 5);
    assert_eq!(read, [(on, "Sửa cầu", "Bến Sen"), (on, "Nước sạch", "")]);
}

#[test]
fn a_table_of_a_word_file_is_read() {
    let cell = |text: &str| format!("<w:tc><w:tcPr/><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let joined =
        |how: &str, text: &str| format!("<w:tc><w:tcPr>{how}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>");
    let row = |cells: &[String]| format!("<w:tr>{}</w:tr>", cells.concat());
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>BÁO CÁO</w:t></w:r></w:p><w:tbl>{}{}{}{}</w:tbl></w:body></w:document>",
        row(&[cell("TT"), cell("Nội dung kiến nghị"), joined("<w:gridSpan w:val=\"2\"/>", "Nơi ở")]),
        row(&[cell("1"), cell("Sửa cầu &amp; đường"), joined("<w:vMerge w:val=\"restart\"/>", "Bến Sen"), cell("")]),
        row(&[cell("2"), cell("Nước sạch"), joined("<w:vMerge/>", ""), cell("")]),
        row(&[cell("3"), cell("Điện"), cell("Đồng Mới"), cell("")]),
    );
    let tables = read(&zipped(&[("word/document.xml", document.as_bytes())])).unwrap();
    let found = recognise(&tables, today(), today()).unwrap();
    let read: Vec<_> = found.rows.iter().map(|row| (row.words.as_str(), row.place.as_str())).collect();
    assert_eq!(read, [("Sửa cầu & đường", "Bến Sen"), ("Nước sạch", "Bến Sen"), ("Điện", "Đồng Mới")]);
}

#[test]
fn text_with_signs_between_cells_is_read() {
    let expected = [("Sửa cầu, làm cống", "Bến Sen"), ("Nước \"sạch\"\nvà điện", "")];
    let texts = [
        "\u{feff}Nội dung;Thôn\r\n\"Sửa cầu, làm cống\";Bến Sen\r\n\"Nước \"\"sạch\"\"\nvà điện\";\r\n",
        "Nội dung,Thôn\n\"Sửa cầu, làm cống\",Bến Sen\n\"Nước \"\"sạch\"\"\nvà điện\",\n",
        "Nội dung\tThôn\nSửa cầu, làm cống\tBến Sen\n\"Nước \"\"sạch\"\"\nvà điện\"\t\n",
    ];
    for text in texts {
        let found = recognise(&read(text.as_bytes()).unwrap(), today(), today()).unwrap();
        let read: Vec<_> = found.rows.iter().map(|row| (row.words.as_str(), row.place.as_str())).collect();
        assert_eq!(read, expected, "{text}");
    }
    let wide: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain("Nội dung\tThôn\nSửa cầu\tX\n".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert_eq!(recognise(&read(&wide).unwrap(), today(), today()).unwrap().rows[0].words, "Sửa cầu");
}

#[test]
fn what_is_pasted_from_word_and_chats_is_read() {
    let html = "<html><style>td{}</style><body><p>Kính gửi</p><table><tr><td><p>STT</p></td><td colspan=2><b>N&#7897;i dung</b></td><td>Thôn</td></tr>\
        <tr><td>1</td><td colspan=2><p>Sửa<br>cầu&nbsp;treo</p></td><td rowspan=2>Bến Sen</td></tr><tr><td>2<td colspan=2>Nước \r\n sạch</tr></table></body></html>";
    let chat = "| STT | Nội dung | Thôn |\n|---|---|---|\n| 1 | Sửa\tcầu | Bến Sen |".replace('\t', " ");
    for (text, expected) in [
        (html, vec![("Sửa\ncầu treo", "Bến Sen"), ("Nước sạch", "Bến Sen")]),
        (chat.as_str(), vec![("Sửa cầu", "Bến Sen")]),
    ] {
        let found = recognise(&read(text.as_bytes()).unwrap(), today(), today()).unwrap();
        let read: Vec<_> = found.rows.iter().map(|row| (row.words.as_str(), row.place.as_str())).collect();
        assert_eq!(read, expected);
    }
}

#[test]
fn the_fourteen_rows_are_the_same_in_every_kind_of_file() {
    let files: [&[u8]; 3] = [
        include_bytes!("data/tuyen-quang.xlsx"),
        include_bytes!("data/tuyen-quang.xls"),
        include_bytes!("data/tuyen-quang.csv"),
    ];
    let found = files.map(|bytes| recognise(&read(bytes).unwrap(), today(), today()).unwrap());
    for one in &found {
        assert_eq!(one.rows.len(), 14);
        assert!(one.rows.iter().all(|row| row.problems.is_empty()), "{:?}", one.rows);
        assert_eq!(one.rows, found[0].rows);
    }
    let statuses: Vec<_> = found[0].rows.iter().filter_map(|row| row.status).collect();
    let count = |status| statuses.iter().filter(|known| **known == status).count();
    assert_eq!((count(Done), count(InProgress), count(Deferred)), (2, 11, 1));
    let eighth = &found[0].rows[7];
    assert_eq!(
        (eighth.field.as_str(), eighth.place.as_str()),
        ("01.01", "Xã Phúc Ứng và xã Trung Yên, huyện Sơn Dương")
    );
}

/// As Word puts a table on the clipboard for a field of text: tabs between cells, and a line for each paragraph of a cell.
const PARAGRAPHS: &str = "BẢNG TỔNG HỢP Ý KIẾN\n\
    STT\tNội dung\ný kiến\tLĩnh vực\tKết quả\n\
    I. Giao thông\n\
    1\tSửa cầu treo.\nĐoạn qua suối đã gãy.\tGiao thông\tĐã giải quyết\n\
    2\tĐường lầy\tGiao thông\tĐang giải quyết\nhạn 30/12/2026\n\
    II. Nước sạch\n\
    3\tNước đục\n\nBà con phải mua nước\t\tChưa giải quyết\n\
    4\tChợ tạm\tTrật tự xây dựng\tĐã trả lời.\nUBND xã đã giải thích tại hội nghị.\n\
    Tổng cộng: 4\n\
    Người lập biểu\nLò Thị Mai\n";

#[test]
fn a_cell_of_several_paragraphs_that_was_pasted_from_word_is_one_cell() {
    let found = recognise(&read(PARAGRAPHS.as_bytes()).unwrap(), today(), today()).unwrap();
    let words: Vec<&str> = found.rows.iter().map(|row| row.words.as_str()).collect();
    assert_eq!(
        words,
        ["Sửa cầu treo.\nĐoạn qua suối đã gãy.", "Đường lầy", "Nước đục\nBà con phải mua nước", "Chợ tạm"]
    );
    let answers: Vec<&str> = found.rows.iter().map(|row| row.answer.as_str()).collect();
    assert_eq!(answers[1], "Đang giải quyết\nhạn 30/12/2026", "no word of the cell is lost");
    assert_eq!(answers[3], "Đã trả lời.\nUBND xã đã giải thích tại hội nghị.");
    assert_eq!(found.rows[1].due_on, Day::new(2026, 12, 30));
    assert!(found.rows.iter().all(|row| row.problems.is_empty()), "{:?}", found.rows);
    // Rows of which the empty cells at the end were cut off are rows of their own.
    for (cut, count) in [
        ("STT\tNội dung\tThôn\tKết quả\n1\tSửa cầu\n2\tNước đục\tBến Sen\n3\tChợ tạm\n", 3),
        ("Nội dung\tNgày\tKết quả\nSửa cầu\t01/08/2026\nNước đục\t02/08/2026\n", 2),
    ] {
        let found = recognise(&read(cut.as_bytes()).unwrap(), today(), today()).unwrap();
        assert_eq!(found.rows.len(), count, "{cut}");
    }
    // Cells in quotes, as Excel writes them, and rows of one line stay as they are.
    let quoted = "Nội dung\tKết quả\n\"Sửa cầu\nđoạn suối\"\tĐã giải quyết\nNước đục\t\n";
    let found = recognise(&read(quoted.as_bytes()).unwrap(), today(), today()).unwrap();
    assert_eq!(found.rows.iter().map(|row| row.words.as_str()).collect::<Vec<_>>(), ["Sửa cầu\nđoạn suối", "Nước đục"]);
}
