//! A Word file and its preview say the same, in the same order.

use documents::profile::Profile;
use documents::{compose, docx, html};

use super::samples;
use super::xml::{words_of_docx, words_of_html};

#[test]
fn the_word_file_and_the_preview_of_every_paper_say_the_same() {
    // Kept for whoever wants to open them.
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("papers");
    std::fs::create_dir_all(&folder).expect("a folder");
    for (name, profile, document) in samples::all() {
        let pages = compose(&document, Profile::named(profile).expect("a profile")).expect("a paper");
        let (file, fragment) = (docx(&pages), html(&pages));
        let (in_word, in_preview) = (words_of_docx(&file), words_of_html(&fragment));
        assert!(in_word.len() > 15, "{name}: {in_word:?}");
        for (word, preview) in in_word.iter().zip(&in_preview) {
            assert_eq!(word, preview, "{name}");
        }
        assert_eq!(in_word.len(), in_preview.len(), "{name}");
        assert_eq!(docx(&pages), file, "{name}: the same paper gives the same bytes");
        std::fs::write(folder.join(format!("{name}.docx")), file).expect("a file");
        std::fs::write(folder.join(format!("{name}.html")), fragment).expect("a file");
    }
}

#[test]
fn a_paper_reads_from_head_to_annex() {
    let document = documents::notice::notice(&samples::notice_of(
        documents::profile::System::State,
        "2026-03-05",
        samples::Size::Small,
    ))
    .expect("a notice");
    let pages = compose(&document, Profile::named("nd30").expect("a profile")).expect("a paper");
    let words = words_of_docx(&docx(&pages));
    let expected = [
        "ỦY BAN NHÂN DÂN\nXÃ BẾN SEN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/TB-UBND",
        "Bến Sen, ngày 05 tháng 3 năm 2026",
        "THÔNG BÁO",
        "1. Đánh giá chung",
        "Cuộc đối thoại có 02 lượt nêu với 04 ý kiến, kiến nghị. Trong đó, 02 ý kiến, kiến nghị đã được trả lời tại chỗ",
        "2. Kết luận từng nội dung",
        "2.1. Nội dung thứ 1 về đường giao thông",
        "- Thời hạn: 04/4/2026.",
        "3.1. Nạo vét sông Cái Lớn",
        "Nơi nhận:",
        "- Lưu: VT, VP.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Trần Văn Mẫu",
        "Phụ lục",
        "TỔNG HỢP Ý KIẾN, KIẾN NGHỊ VÀ KẾT LUẬN",
        "(Kèm theo Thông báo số 05/TB-UBND ngày 05 tháng 3 năm 2026 của Ủy ban nhân dân xã Bến Sen)",
        "STT",
    ];
    let mut rest = words.iter();
    for line in expected {
        let line_begin = line.split("Trong đó").next().unwrap_or(line);
        assert!(rest.any(|word| word.starts_with(line_begin)), "{line} in {words:#?}");
    }
}
