//! Small papers as they were looked at: a change of theirs is seen. `UPDATE_TABLES=1 cargo test -p documents` writes them anew.

use std::path::Path;

use documents::profile::Profile;
use documents::{compose, docx, html};

use super::samples;
use super::xml::part;

/// One element a line, so that a difference is read.
fn by_lines(xml: &str) -> String {
    xml.replace("<w:p>", "\n<w:p>")
        .replace("<w:tbl>", "\n<w:tbl>")
        .replace("<w:tr>", "\n<w:tr>")
        .replace("<w:sectPr>", "\n<w:sectPr>")
        + "\n"
}

#[track_caller]
fn check(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if option_env!("UPDATE_TABLES").is_some() {
        std::fs::write(&path, text).expect("a golden file");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == text, "{name} differs: look at it, then UPDATE_TABLES=1 cargo test -p documents");
}

#[test]
fn small_papers_are_as_they_were_looked_at() {
    for (name, profile, document) in samples::all() {
        let small =
            name.ends_with("-small") && (profile == "nd30" || (profile == "dang-hd05" && name.starts_with("notice")));
        if small {
            let pages = compose(&document, Profile::named(profile).expect("a profile")).expect("a paper");
            check(&format!("{name}.xml"), &by_lines(&part(&docx(&pages), "word/document.xml")));
            check(&format!("{name}.html"), &html(&pages));
        }
    }
}

#[test]
fn the_styles_are_as_they_were_looked_at() {
    for (name, profile, document) in samples::all() {
        if name == "notice-nd30-small" || name == "notice-dang-hd36-small" {
            let pages = compose(&document, Profile::named(profile).expect("a profile")).expect("a paper");
            let styles = part(&docx(&pages), "word/styles.xml").replace("<w:style ", "\n<w:style ") + "\n";
            check(&format!("styles-{profile}.xml"), &styles);
        }
    }
}
