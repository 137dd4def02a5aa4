//! The rules of layout, as far as the files say them.

use std::collections::BTreeSet;

use documents::gathering::{Gathering, gathering};
use documents::html::{CLASSES, classes};
use documents::minutes::minutes;
use documents::notice::notice;
use documents::profile::{Profile, System, all};
use documents::supervision::supervision;
use documents::synthesis::synthesis;
use documents::{compose, docx, html};

use super::samples::{self, Size, gathering_of, minutes_of, notice_of, supervision_of, synthesis_of};
use super::xml::{Event, events, part, unzip, words_of_docx};

fn file(document: &documents::model::Document, profile: &str) -> Vec<u8> {
    docx(&compose(document, Profile::named(profile).expect("a profile")).expect("a paper"))
}

/// The values of an attribute of an element, in order.
fn values(xml: &str, element: &str, attribute: &str) -> Vec<String> {
    let of = |event| match event {
        Event::Begin(name, attributes) if name == element => attributes.get(attribute).cloned(),
        _ => None,
    };
    events(xml).into_iter().filter_map(of).collect()
}

#[test]
fn a_page_is_a4_with_the_margins_of_the_profile_and_no_number_on_its_first() {
    let document = part(
        &file(&notice(&notice_of(System::State, "2026-03-05", Size::Long)).expect("a notice"), "nd30"),
        "word/document.xml",
    );
    assert_eq!(values(&document, "w:pgSz", "w:w"), ["11906", "16838"]);
    assert_eq!(values(&document, "w:pgSz", "w:h"), ["16838", "11906"]);
    assert_eq!(values(&document, "w:pgSz", "w:orient"), ["landscape"]);
    // 20, 20, 30 and 15 mm; the annex on its side is the same page, turned.
    assert_eq!(values(&document, "w:pgMar", "w:left"), ["1701", "1134"]);
    assert_eq!(values(&document, "w:pgMar", "w:right"), ["850", "1134"]);
    assert_eq!(values(&document, "w:pgMar", "w:top"), ["1134", "1701"]);
    assert_eq!(document.matches("<w:titlePg/>").count(), 2);
    assert_eq!(values(&document, "w:headerReference", "w:type"), ["default", "first", "default", "first"]);
}

#[test]
fn times_new_roman_and_vietnamese_are_the_only_font_and_language() {
    for (name, profile, document) in samples::all() {
        let parts = unzip(&file(&document, profile));
        let all: String = parts.iter().map(|(_, text)| text.as_str()).collect();
        let fonts: BTreeSet<&str> = all.match_indices("w:ascii=\"").map(|(at, _)| &all[at + 9..at + 24]).collect();
        assert_eq!(fonts, BTreeSet::from(["Times New Roman"]), "{name}");
        assert_eq!(all.matches("<w:rFonts").count(), 1, "{name}: styles alone name a font");
        assert!(all.contains("<w:lang w:val=\"vi-VN\""), "{name}");
    }
}

#[test]
fn every_style_that_is_used_is_there() {
    for (name, profile, document) in samples::all() {
        let bytes = file(&document, profile);
        let styles = part(&bytes, "word/styles.xml");
        let there: BTreeSet<String> = values(&styles, "w:style", "w:styleId").into_iter().collect();
        let text = part(&bytes, "word/document.xml");
        for used in values(&text, "w:pStyle", "w:val").into_iter().chain(values(&text, "w:tblStyle", "w:val")) {
            assert!(there.contains(&used), "{name}: {used}");
        }
        for known in ["Normal", "Title", "Subtitle", "Heading1", "Heading2", "BodyText", "Header", "PaperTable"] {
            assert!(there.contains(known), "{known}");
        }
    }
}

#[test]
fn a_number_and_a_date_have_the_room_not_to_be_broken() {
    let report = supervision(&supervision_of(System::State, "2026-03-05", Size::Small));
    let document = part(&file(&report, "nd30"), "word/document.xml");
    let columns: Vec<u32> =
        values(&document, "w:gridCol", "w:w").iter().map(|width| width.parse().expect("twips")).collect();
    // Two of the head, six of the table, two of the closing.
    assert_eq!(columns.len(), 10);
    assert!(columns[2] >= 680 && columns[5] >= 1340, "{columns:?}");
    assert_eq!(columns[2..8].iter().sum::<u32>(), columns[0] + columns[1], "the table is as wide as the page");
}

#[test]
fn the_name_of_a_group_stays_with_its_first_row() {
    let table = gathering(&gathering_of(System::Front, "2026-03-05", Size::Small));
    let document = part(&file(&table, "mttq"), "word/document.xml");
    let row = document.split("<w:tr>").find(|row| row.contains("Giao thông")).expect("the group");
    assert!(row.contains("<w:keepNext/>"), "{row}");
    let first = document.split("<w:tr>").find(|row| row.contains("Chi hội Phụ nữ")).expect("its first row");
    assert!(!first.contains("<w:keepNext/>"), "rows may be parted from each other");
}

#[test]
fn the_head_of_a_table_is_repeated_and_its_rows_stay_whole() {
    let xml =
        part(&file(&synthesis(&synthesis_of(System::State, "2026-03-05", Size::Long)), "nd30"), "word/document.xml");
    assert_eq!(xml.matches("<w:tblHeader/>").count(), 2, "two rows of head");
    let rows = xml.matches("<w:tr>").count();
    assert_eq!(xml.matches("<w:cantSplit/>").count(), rows);
    assert!(xml.contains("<w:vMerge w:val=\"restart\"/>") && xml.contains("<w:vMerge/>"));
    assert!(xml.contains("<w:gridSpan w:val=\"3\"/>") && xml.contains("<w:gridSpan w:val=\"7\"/>"));
    // Each table is as wide as its columns, and each row as its table.
    let columns: usize =
        values(&xml, "w:gridCol", "w:w").iter().map(|width| width.parse::<usize>().expect("a width")).sum();
    let tables: usize =
        values(&xml, "w:tblW", "w:w").iter().map(|width| width.parse::<usize>().expect("a width")).sum();
    assert_eq!(columns, tables);
}

/// Pieces of the text at the top: paragraphs and tables, as they stand in the file.
fn pieces(xml: &str) -> Vec<String> {
    let body = xml.split_once("<w:body>").expect("a body").1;
    let mut pieces = Vec::new();
    let mut rest = body;
    while let Some(end) = match (rest.starts_with("<w:p>"), rest.starts_with("<w:tbl>")) {
        (true, _) => rest.find("</w:p>").map(|at| at + 6),
        (_, true) => rest.find("</w:tbl>").map(|at| at + 8),
        _ => None,
    } {
        pieces.push(rest[..end].to_owned());
        rest = &rest[end..];
    }
    pieces
}

#[test]
fn signatures_stay_with_the_last_lines_of_the_text() {
    for (name, profile, document) in samples::all() {
        let mut pieces = pieces(&part(&file(&document, profile), "word/document.xml"));
        pieces.retain(|piece| !piece.contains("<w:pPr><w:pStyle w:val=\"PaperRule\"/><w:keepNext/></w:pPr>"));
        let is_closing = |piece: &String| piece.contains("<w:tblCellMar><w:top ");
        let closing = pieces.iter().position(is_closing).expect("a closing");
        for piece in &pieces[closing - 2..closing] {
            let last_row = piece.rsplit("<w:tr>").next().unwrap_or(piece);
            assert!(last_row.contains("<w:keepNext/>"), "{name}: {piece}");
        }
        assert!(pieces[closing].contains("<w:cantSplit/>"), "{name}");
        let signed =
            pieces[closing].split("<w:p>").filter(|line| line.contains("PaperPost") || line.contains("PaperAuthority"));
        assert!(signed.clone().count() > 0, "{name}");
        assert!(signed.into_iter().all(|line| line.contains("<w:keepNext/>")), "{name}: post and name on one page");
    }
}

#[test]
fn heads_are_never_mixed() {
    for (name, profile, document) in samples::all() {
        let words = words_of_docx(&file(&document, profile)).join("\n");
        let party = profile.starts_with("dang");
        assert_eq!(words.contains("ĐẢNG CỘNG SẢN VIỆT NAM"), party, "{name}");
        assert_eq!(words.contains("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"), !party, "{name}");
        assert_eq!(words.contains("Độc lập - Tự do - Hạnh phúc"), !party, "{name}");
        assert!(!(if party { words.contains("TM.") } else { words.contains("T/M") }), "{name}");
        assert_eq!(words.contains("./."), !party, "{name}");
    }
}

#[test]
fn a_number_and_a_day_are_written_as_the_system_writes_them() {
    let lines = |system, iso, size| {
        let document = notice(&notice_of(system, iso, size)).expect("a notice");
        let profile = Profile::of(system, documents::model::Issued::day(document.day)).expect("a profile");
        words_of_docx(&docx(&compose(&document, profile).expect("a paper")))
    };
    let state = lines(System::State, "2026-03-05", Size::Small);
    assert!(
        state.contains(&"Số: 05/TB-UBND".to_owned()) && state.contains(&"Bến Sen, ngày 05 tháng 3 năm 2026".to_owned())
    );
    let party = lines(System::Party, "2026-02-14", Size::Small);
    assert!(
        party.contains(&"Số 05-TB/ĐU".to_owned()) && party.contains(&"Bến Sen, ngày 14 tháng 02 năm 2026".to_owned())
    );
    assert!(party.contains(&"-----".to_owned()) && party.contains(&"*".to_owned()));
    let draft = lines(System::State, "2026-03-05", Size::Empty);
    let blank = "\u{a0}".repeat(6);
    assert!(draft.contains(&format!("Số: {blank}/TB-UBND")), "{draft:?}");
    assert!(draft.contains(&format!("Bến Sen, ngày {blank} tháng {blank} năm 2026")));
}

#[test]
fn the_preview_uses_classes_that_are_listed_and_no_style() {
    let mut listed: BTreeSet<String> = CLASSES.iter().map(|class| (*class).to_owned()).collect();
    listed.extend(all().iter().map(|profile| format!("paper-{}", profile.id)));
    for (name, profile, document) in samples::all() {
        let fragment = html(&compose(&document, Profile::named(profile).expect("a profile")).expect("a paper"));
        for class in classes(&fragment) {
            assert!(listed.contains(class), "{name}: {class}");
        }
        assert!(!fragment.contains("style=") && !fragment.contains("<script"), "{name}");
    }
}

#[test]
fn the_properties_of_a_file_name_nobody() {
    let bytes = file(&minutes(&minutes_of(System::State, "2026-03-05", Size::Small)), "nd30");
    let core = part(&bytes, "docProps/core.xml");
    assert!(core.contains("<dc:title>Biên bản 05/BB-UBND</dc:title>"), "{core}");
    assert!(!core.contains("creator") && !core.contains("Mẫu") && !core.contains("dcterms"));
    assert!(part(&bytes, "word/settings.xml").contains("<w:removePersonalInformation/>"));
}

#[test]
fn what_was_put_under_no_theme_is_counted_as_no_theme() {
    let mut data = gathering_of(System::Front, "2026-03-05", Size::Small);
    let said = |data: &Gathering| format!("{:?}", gathering(data).body);
    assert!(said(&data).contains("02 nhóm vấn đề"));
    data.themes[1].loose = true;
    assert!(said(&data).contains("03 ý kiến, kiến nghị, xếp theo 01 nhóm vấn đề"));
    data.themes[0].loose = true;
    assert!(said(&data).contains("có 03 ý kiến, kiến nghị."), "nothing is said of groups where there is none");
}
