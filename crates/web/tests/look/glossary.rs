//! `docs/glossary.md` is the only source of terms: the catalogues keep to it.

use std::collections::BTreeSet;

use web::lang::Lang;

use super::catalogue::messages;
use super::here;

struct Row {
    vi: Vec<String>,
    en: Vec<String>,
    not: Vec<String>,
}

fn page() -> String {
    std::fs::read_to_string(here().join("../../docs/glossary.md")).expect("the glossary is there")
}

/// The forms of a cell. A dash is none; a form in brackets is shown to people and not checked.
fn forms(cell: &str) -> Vec<String> {
    let forms = cell.split(';').map(|form| form.trim().to_lowercase());
    forms.filter(|form| !form.is_empty() && form != "–" && !form.starts_with('(')).collect()
}

/// The rows of all tables that have a term in Vietnamese.
fn rows() -> Vec<Row> {
    page()
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| ---") && !line.starts_with("| code"))
        .map(|line| {
            let cells: Vec<&str> = line.trim_matches('|').split('|').collect();
            assert_eq!(cells.len(), 5, "five columns: {line}");
            Row { vi: forms(cells[1]), en: forms(cells[2]), not: forms(cells[3]) }
        })
        .collect()
}

/// Whether a term stands in a text as whole words.
fn has(text: &str, term: &str) -> bool {
    text.match_indices(term).any(|(at, _)| {
        let before = text[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        let after = text[at + term.len()..].chars().next().is_none_or(|c| !c.is_alphanumeric());
        before && after
    })
}

#[test]
fn a_term_is_translated_one_way() {
    let (vi, en) = (messages(Lang::Vi), messages(Lang::En));
    let rows = rows();
    let mut terms: Vec<(&String, &Row)> =
        rows.iter().flat_map(|row| row.vi.iter().map(move |term| (term, row))).collect();
    terms.sort_by_key(|(term, _)| std::cmp::Reverse(term.len()));
    let mut wrong = Vec::new();
    for (key, (_, sentence)) in &vi {
        let mut sentence = sentence.to_lowercase();
        let english = en[key].1.to_lowercase();
        for (term, row) in &terms {
            if !has(&sentence, term) {
                continue;
            }
            // A longer term hides the shorter ones inside it.
            sentence = sentence.replace(term.as_str(), "…");
            if !row.en.iter().any(|form| has(&english, form)) {
                wrong.push(format!("{key}: {term} is not told as one of {:?}: {english}", row.en));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn a_thing_has_one_name() {
    let rows = rows();
    let mut known = BTreeSet::new();
    for term in rows.iter().flat_map(|row| &row.vi) {
        assert!(known.insert(term.clone()), "{term} stands in two rows");
    }
    let refused: Vec<&String> = rows.iter().flat_map(|row| &row.not).collect();
    none_of(&refused.into_iter().cloned().collect::<Vec<_>>());
}

#[test]
fn no_forbidden_word_is_said() {
    let page = page();
    let list = |language: &str| {
        let (_, after) = page.split_once(&format!("\n{language}: ")).expect("the glossary lists forbidden words");
        forms(&after.split("\n\n").next().unwrap_or_default().replace('\n', " ").replace('.', ""))
    };
    let (vi, en) = (list("Vietnamese"), list("English"));
    assert!(vi.len() > 5 && en.len() > 5, "the lists are read: {vi:?} {en:?}");
    none_of(&[vi, en].concat());
    for lang in Lang::ALL {
        for (key, (_, sentence)) in messages(lang) {
            assert!(!sentence.contains('!'), "{key}: {sentence}");
        }
    }
}

fn none_of(words: &[String]) {
    let mut wrong = Vec::new();
    for lang in Lang::ALL {
        for (key, (_, sentence)) in messages(lang) {
            let sentence = sentence.to_lowercase();
            let said = words.iter().filter(|word| has(&sentence, word));
            wrong.extend(said.map(|word| format!("{key}-{lang}: {word}: {sentence}")));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
