//! Documentation that holds: links that lead somewhere, tests that exist, decisions that are listed.

use std::path::Path;

use super::{File, Findings, files, root, rust_files};

fn pages() -> Vec<File> {
    files().into_iter().filter(|file| file.extension() == "md").collect()
}

/// Targets of the Markdown links and pictures of a page, with their line; code blocks are passed over.
fn links(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    let mut in_block = false;
    for (index, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            in_block = !in_block;
        }
        if in_block {
            continue;
        }
        for (at, _) in line.match_indices("](") {
            let target = line[at + 2..].split([')', ' ']).next().unwrap_or_default();
            found.push((index + 1, target.to_owned()));
        }
    }
    found
}

/// The anchor of a heading, as the forges make it.
fn anchor(heading: &str) -> String {
    let heading = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = heading.chars().filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

#[test]
fn links_lead_somewhere() {
    let mut findings = Findings::default();
    for page in pages() {
        let folder = Path::new(&page.path).parent().unwrap_or(Path::new(""));
        for (line, target) in links(&page.text) {
            if target.contains("://") || target.starts_with("mailto:") {
                continue;
            }
            let (path, fragment) = target.split_once('#').unwrap_or((&target, ""));
            let path = if path.is_empty() { root().join(&page.path) } else { root().join(folder).join(path) };
            if !path.exists() {
                findings.add(&page.path, line, &format!("{target} does not exist"));
            } else if !fragment.is_empty() {
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                let headings = text.lines().filter(|line| line.starts_with('#'));
                if !headings.map(anchor).any(|anchor| anchor == fragment) {
                    findings.add(&page.path, line, &format!("{target}: no such heading"));
                }
            }
        }
    }
    findings.none("A link of the documentation leads somewhere.");
}

#[test]
fn decisions_are_numbered_and_listed() {
    let mut findings = Findings::default();
    let folder = "docs/decisions/";
    let all = pages();
    let list = all.iter().find(|page| page.path == "docs/decisions/README.md");
    let list = list.map(|page| page.text.clone()).unwrap_or_default();
    let records = all.iter().filter(|page| page.under(folder) && !page.path.ends_with("README.md"));
    for (index, record) in records.enumerate() {
        let name = &record.path[folder.len()..];
        if !name.starts_with(&format!("{:04}-", index + 1)) {
            findings.add(&record.path, 0, "numbers follow each other without a gap");
        }
        if !list.contains(&format!("]({name})")) {
            findings.add(&record.path, 0, "list it in docs/decisions/README.md");
        }
        for heading in ["## Context", "## Decision", "## Consequences"] {
            if !record.text.contains(heading) {
                findings.add(&record.path, 0, &format!("has no {heading}"));
            }
        }
    }
    findings.none("A decision is numbered, listed, and says why, what, and what became harder.");
}

/// Names in a page that are said to be tests: the word test, a blank, and the name between backticks.
fn named_tests(text: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        for (at, begin) in line.match_indices("test `") {
            let name = line[at + begin.len()..].split('`').next().unwrap_or_default();
            found.push((index + 1, name.rsplit("::").next().unwrap_or_default().to_owned()));
        }
    }
    found
}

#[test]
fn tests_named_in_the_documentation_exist() {
    let mut findings = Findings::default();
    let rust = rust_files();
    for page in pages() {
        for (line, name) in named_tests(&page.text) {
            let declared = format!("fn {name}(");
            if !rust.iter().any(|(_, rust)| rust.code.contains(&declared)) {
                findings.add(&page.path, line, &format!("there is no test {name}"));
            }
        }
    }
    findings.none("A test that a page names exists.");
}
