use sheets::{Unread, limits, read};
use testing::proptest::prelude::*;

use crate::files::{workbook, zipped};

#[test]
fn a_bomb_is_refused_before_it_is_unpacked() {
    let zeros = vec![b' '; 120 * 1024 * 1024];
    let bomb = zipped(&[("xl/workbook.xml", b"<workbook/>"), ("xl/worksheets/sheet1.xml", &zeros)]);
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(read(&bomb), Err(Unread::TooLarge("unpacked".to_owned())));
}

#[test]
fn a_cell_in_the_last_corner_and_a_million_empty_rows_make_no_table() {
    let corner = workbook(
        "<dimension ref=\"A1:XFD1048576\"/><sheetData><row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row></sheetData>",
    );
    assert!(matches!(read(&corner), Err(Unread::TooLarge(_))));
    let wide = workbook("<sheetData><row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row></sheetData>");
    assert_eq!(read(&wide), Err(Unread::TooLarge("columns".to_owned())));
    let blank = workbook(&format!("<sheetData>{}</sheetData>", "<row r=\"9\"/>".repeat(1_000_000)));
    assert_eq!(read(&blank).map(|tables| tables[0].rows.len()), Ok(0));
}

#[test]
fn what_is_no_table_is_refused_by_what_it_is() {
    let picture = [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13];
    assert_eq!(read(&picture), Err(Unread::OtherKind));
    assert_eq!(read(b""), Err(Unread::OtherKind));
    assert_eq!(read(&zipped(&[("a.txt", b"a")])), Err(Unread::OtherKind));
    assert_eq!(read(b"PK\x03\x04rubbish"), Err(Unread::Broken));
    assert_eq!(read(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), Err(Unread::Broken));
    assert_eq!(read(&vec![b'a'; limits::FILE + 1]), Err(Unread::TooLarge("file".to_owned())));
}

#[test]
fn a_formula_is_what_it_came_to_and_never_runs() {
    let sheet = "<sheetData><row r=\"1\"><c r=\"A1\" t=\"str\"><f>HYPERLINK(\"http://x\")</f><v>Nội dung</v></c></row></sheetData>";
    let tables = read(&workbook(sheet)).unwrap();
    assert_eq!(tables[0].cell(0, 0).shown(), "Nội dung");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn nothing_that_is_brought_makes_the_reader_panic(text in "(<table>|<tr>|<td rowspan=9>|<td colspan=99>|</td>|\\||\t|\"|\n|1\\.|[a-zđ ]{0,8}){0,40}", cut in 0usize..2000, flip in 0usize..2000) {
        let _ = read(text.as_bytes());
        let mut book = workbook("<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>");
        let at = flip % book.len();
        book[at] ^= 0x5a;
        book.truncate(book.len().saturating_sub(cut / 4));
        let _ = read(&book);
    }
}
