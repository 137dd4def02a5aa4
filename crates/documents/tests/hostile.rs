//! What people type is data, whatever it looks like.

use documents::minutes::minutes;
use documents::profile::{Profile, System};
use documents::{compose, docx, html};

use super::samples::{Size, minutes_of};
use super::xml::{events, unzip, words_of_docx, words_of_html};

#[test]
fn what_looks_like_markup_or_a_template_is_printed_as_it_was_typed() {
    let typed = "</w:t></w:r><w:p> <script>alert(1)</script> {place} {{x}} %1 &amp; \"]]>\" #set $x$ =1+1";
    let mut data = minutes_of(System::State, "2026-03-05", Size::Small);
    data.turns[0].matters[0].words = typed.to_owned();
    data.turns[0].from = Some(typed.to_owned());
    data.place = typed.to_owned();
    data.paper.about = typed.to_owned();
    data.came[0].group = typed.to_owned();
    let pages = compose(&minutes(&data), Profile::named("nd30").expect("a profile")).expect("a paper");
    let (in_word, in_preview) = (words_of_docx(&docx(&pages)), words_of_html(&html(&pages)));
    assert_eq!(in_word, in_preview);
    assert_eq!(in_word.iter().filter(|line| line.contains(typed)).count(), 5);
    assert!(!html(&pages).contains("<script"));
}

#[test]
fn signs_that_paper_cannot_hold_are_dropped_and_line_breaks_stay() {
    let mut data = minutes_of(System::State, "2026-03-05", Size::Small);
    data.turns[0].matters[0].words =
        "Đu\u{31b}o\u{31b}\u{300}ng\u{0}\u{202e} 1\r\nđươ\u{300}ng 2 🙂\u{ffff}".to_owned();
    let pages = compose(&minutes(&data), Profile::named("nd30").expect("a profile")).expect("a paper");
    assert!(words_of_docx(&docx(&pages)).contains(&"a) Đường 1\nđường 2 🙂".to_owned()));
}

#[test]
fn every_part_of_a_word_file_is_well_formed_and_in_order() {
    for (name, profile, document) in super::samples::all() {
        let pages = compose(&document, Profile::named(profile).expect("a profile")).expect("a paper");
        let parts = unzip(&docx(&pages));
        assert!(parts.is_sorted_by(|one, next| one.0 < next.0), "{name}");
        for (part, text) in &parts {
            assert!(events(text).len() > 2, "{name} {part}");
        }
    }
}

#[test]
fn ten_thousand_rows_make_a_paper() {
    let mut data = super::samples::synthesis_of(System::State, "2026-03-05", Size::Long);
    let one = data.themes[0].opinions[0].clone();
    data.themes[0].opinions = vec![one; 10_000];
    let document = documents::synthesis::synthesis(&data);
    let pages = compose(&document, Profile::named("nd30").expect("a profile")).expect("a paper");
    assert!(words_of_docx(&docx(&pages)).len() > 60_000);
}

#[test]
fn no_name_of_who_spoke_is_on_the_minutes() {
    let data = minutes_of(System::State, "2026-03-05", Size::Small);
    let pages = compose(&minutes(&data), Profile::named("nd30").expect("a profile")).expect("a paper");
    let (file, fragment) = (docx(&pages), html(&pages));
    assert!(words_of_docx(&file).contains(&"1. Ông (bà) …………, thôn 2, nêu:".to_owned()));
    assert!(super::xml::part(&file, "word/document.xml").contains("<w:tag w:val=\"blank-1\"/>"));
    assert!(fragment.contains("<span class=\"paper-blank\" data-blank=\"2\">…………</span>"));
}
