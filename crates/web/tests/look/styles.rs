//! Classes: each one that a page uses is styled, each one that is styled is used.

use std::collections::BTreeSet;

use super::{files, here};

/// Beginnings of classes that are put together from a word.
const FAMILIES: [&str; 5] = ["ln-status--", "ln-counts--", "ln-figs--", "ln-tl--", "ln-turn--"];

/// Words that begin with `ln-` in a text; those after `--` are custom properties.
fn words(text: &str) -> BTreeSet<String> {
    let part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let found = text.match_indices("ln-").filter(|(at, _)| !text[..*at].ends_with(part));
    found.map(|(at, _)| text[at..].split(|c| !part(c)).next().unwrap_or_default().to_owned()).collect()
}

fn all(folder: &str, ending: &str) -> BTreeSet<String> {
    let paths = files(&here().join(folder)).into_iter().filter(|path| path.to_string_lossy().ends_with(ending));
    paths.flat_map(|path| words(&std::fs::read_to_string(path).expect("a source can be read"))).collect()
}

#[test]
fn every_class_is_styled_and_every_style_is_used() {
    let styled = all("assets", ".css");
    let mut used = all("templates", ".html");
    used.extend(all("src/look", ".rs"));
    used.extend(all("assets", "desk.js"));
    used.extend(all("assets", "lock.js"));
    used.retain(|class| !class.starts_with("ln-figures"));
    let of_family = |class: &String| FAMILIES.iter().any(|family| class.starts_with(family));
    let unstyled: Vec<_> = used.iter().filter(|class| !styled.contains(*class) && !of_family(class)).collect();
    let of_fonts = |class: &String| class.starts_with("ln-figures");
    let unused: Vec<_> =
        styled.iter().filter(|class| !used.contains(*class) && !of_family(class) && !of_fonts(class)).collect();
    assert_eq!((unstyled, unused), (Vec::new(), Vec::new()));
}

#[test]
fn every_class_of_a_paper_is_styled() {
    let sheet = std::fs::read_to_string(here().join("assets/paper.css")).expect("the style sheet of papers");
    let named = |class: &str| {
        let rule = format!(".{class}");
        let ends = |rest: &str| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-');
        sheet.match_indices(&rule).any(|(at, _)| ends(&sheet[at + rule.len()..]))
    };
    let bare: Vec<_> = documents::html::CLASSES.iter().filter(|class| !named(class)).collect();
    assert_eq!(bare, Vec::<&&str>::new());
}

/// The rules of all pages stand in a sheet that comes last: the size that a page of its own names would lose against theirs.
#[test]
fn a_page_that_is_named_keeps_its_size_on_paper() {
    let mut named = 0;
    for sheet in files(&here().join("assets")).iter().filter(|path| path.to_string_lossy().ends_with(".css")) {
        let text = std::fs::read_to_string(sheet).expect("a style sheet");
        for rule in text.split("@page ").skip(1).filter(|rule| rule.starts_with(|c: char| c.is_ascii_alphabetic())) {
            for said in rule.split('}').next().unwrap_or_default().split(['{', ';']).map(str::trim) {
                if said.starts_with("size:") || said.starts_with("margin:") {
                    named += 1;
                    assert!(said.ends_with("!important"), "{}: {said}", sheet.display());
                }
            }
        }
    }
    assert!(named >= 6, "{named}");
}
