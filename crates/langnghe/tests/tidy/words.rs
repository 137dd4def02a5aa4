//! Words where they belong: interface text in the catalogues, nothing inline, no secrets.

use super::places::LETTERS;
use super::{File, Findings, files, rust_files};

/// Letters that Vietnamese has and English has not, besides the precomposed ones below.
const LETTERS_OF_ITS_OWN: &str = "ăâđêôơưàáãèéìíòóõùúýĩũ";

/// What stands at the beginning of a secret, split so that this file does not hold it.
const SECRETS: &[(&str, &str)] =
    &[("-----BEGIN ", "PRIVATE KEY"), ("AK", "IA"), ("gh", "p_"), ("xox", "b-"), ("eyJ", "hbGciOi")];

/// Folders of one machine.
const MACHINE: &[&str] = &["/home/", "/root/", "/work/", "/Users/", "/mnt/"];

fn is_vietnamese(c: char) -> bool {
    let lower = c.to_lowercase().next().unwrap_or(c);
    LETTERS_OF_ITS_OWN.contains(lower)
        || ('\u{1ea0}'..='\u{1ef9}').contains(&c)
        || ('\u{0300}'..='\u{0331}').contains(&c)
}

fn templates() -> Vec<File> {
    let of_web = |file: &File| file.under("crates/web/templates/");
    files().into_iter().filter(of_web).collect()
}

/// A template without its comments, the lines kept.
fn without_comments(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(begin) = rest.find("{#") {
        kept.push_str(&rest[..begin]);
        let end = rest[begin..].find("#}").map_or(rest.len(), |length| begin + length + 2);
        kept.extend(rest[begin..end].chars().filter(|c| *c == '\n'));
        rest = &rest[end..];
    }
    kept.push_str(rest);
    kept
}

#[test]
fn rust_holds_no_vietnamese_text() {
    let mut findings = Findings::default();
    for (file, rust) in rust_files() {
        let excepted = LETTERS.iter().any(|(path, _)| *path == file.path);
        if file.is_test() || excepted || !file.path.contains("/src/") {
            continue;
        }
        for (line, literal) in rust.literals() {
            if literal.chars().any(is_vietnamese) {
                findings.add(&file.path, line, "say it in crates/web/locales, or hand it in as an argument");
            }
        }
        for (line, code) in rust.code_lines() {
            if code.chars().any(is_vietnamese) {
                findings.add(&file.path, line, "identifiers are English, as in docs/glossary.md");
            }
        }
    }
    findings.none("Interface words stand in the Fluent catalogues and nowhere else.");
}

#[test]
fn templates_hold_no_vietnamese_text() {
    let mut findings = Findings::default();
    for file in templates() {
        for (index, line) in without_comments(&file.text).lines().enumerate() {
            if line.chars().any(is_vietnamese) {
                findings.add(&file.path, index + 1, "say it in crates/web/locales");
            }
        }
    }
    findings.none("Interface words stand in the Fluent catalogues and nowhere else.");
}

#[test]
fn templates_have_no_inline_style_or_script() {
    let mut findings = Findings::default();
    for file in templates() {
        let text = without_comments(&file.text);
        for (index, line) in text.lines().enumerate() {
            if let Some(what) = inline(&line.to_lowercase()) {
                findings.add(&file.path, index + 1, what);
            }
        }
    }
    findings.none("The content security policy allows no inline style and no inline script.");
}

/// What of a line the policy of the pages would refuse.
fn inline(line: &str) -> Option<&'static str> {
    if line.contains("<style") || attributes(line).any(|name| name == "style") {
        return Some("put the style into a class of crates/web/assets");
    }
    let has_src = |at: usize| line[at..].split('>').next().is_some_and(|tag| tag.contains("src="));
    if line.match_indices("<script").any(|(at, _)| !has_src(at)) {
        return Some("put the script into a file of crates/web/assets");
    }
    if line.contains("javascript:") || attributes(line).any(|name| name.starts_with("on")) {
        return Some("listen for the event in a file of crates/web/assets");
    }
    None
}

/// Names of attributes in a line: letters and dashes after a blank and before `="`.
fn attributes(line: &str) -> impl Iterator<Item = &str> {
    line.match_indices("=\"").chain(line.match_indices("='")).filter_map(|(at, _)| {
        let begin = line[..at].rfind(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != ':')?;
        line[begin..].starts_with(char::is_whitespace).then(|| &line[begin + 1..at])
    })
}

#[test]
fn nothing_secret_and_no_path_of_a_machine_is_kept() {
    let mut findings = Findings::default();
    let this = "crates/langnghe/tests/tidy/words.rs";
    for file in files().iter().filter(|file| file.path != this && file.path != "Cargo.lock") {
        for (index, line) in file.text.lines().enumerate() {
            for (one, two) in SECRETS {
                if line.contains(&format!("{one}{two}")) {
                    findings.add(&file.path, index + 1, "looks like a secret: make one while the test runs");
                }
            }
            for folder in MACHINE.iter().filter(|folder| begins_a_path(line, folder)) {
                findings.add(&file.path, index + 1, &format!("{folder} is a folder of one machine"));
            }
        }
    }
    findings.none("What is kept here holds on every machine and opens no door.");
}

/// Whether `folder` stands in `line` as the beginning of a path, not within one or within an address.
fn begins_a_path(line: &str, folder: &str) -> bool {
    line.match_indices(folder).any(|(at, _)| {
        let before = line[..at].chars().next_back();
        before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '.' | '/' | '_' | '-' | '}' | '*' | '~' | '$'))
    })
}

#[test]
fn an_inline_style_script_or_handler_is_seen() {
    assert!(inline("<p style=\"color: red\">").is_some());
    assert!(inline("<a  onclick='f()'>").is_some());
    assert!(inline("<script>").is_some());
    assert!(inline("<script src=\"/assets/app.js\" defer></script>").is_none());
    assert!(inline("<p class=\"on\" data-on=\"x\">one = \"two\"</p>").is_none());
}
