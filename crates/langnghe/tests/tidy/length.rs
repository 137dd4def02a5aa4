//! Files that stay short, nothing left for later, and tests that are really run.

use super::places::{LONG_FILES, WAITS};
use super::{Findings, files, has_word, rust_files};

/// From here a file needs a reason.
const MARK: usize = 400;
/// Here it ends.
const END: usize = 700;
/// Kinds of files that people read and write here.
const WRITTEN: &[&str] = &["rs", "html", "css", "js", "sql", "ftl", "sh", "toml", "md"];

#[test]
fn files_stay_short_or_have_a_reason() {
    let mut findings = Findings::default();
    for file in files() {
        let lines = file.text.lines().count();
        let reason = LONG_FILES.iter().find(|(path, _)| *path == file.path);
        if !WRITTEN.contains(&file.extension()) || file.path.ends_with(".min.js") {
            continue;
        }
        if lines > END {
            findings.add(&file.path, lines, "more than 700 lines: make it a folder of files");
        } else if lines > MARK && reason.is_none() {
            findings.add(&file.path, lines, "more than 400 lines: split it, or give a reason in places.rs");
        } else if lines <= MARK && reason.is_some() {
            findings.add(&file.path, lines, "short again: take it out of places.rs");
        }
    }
    findings.none("A file is read whole: 400 lines is the mark, 700 the end.");
}

#[test]
fn nothing_is_left_for_later() {
    let mut findings = Findings::default();
    for file in files() {
        let written = WRITTEN.contains(&file.extension()) || !file.path.contains('.');
        if !written || file.path.ends_with("/tidy/length.rs") {
            continue;
        }
        for (index, line) in file.text.lines().enumerate() {
            if ["TODO", "FIXME", "XXX", "HACK"].iter().any(|word| has_word(line, word)) {
                findings.add(&file.path, index + 1, "do it, or open an issue and say why it may wait");
            }
        }
    }
    findings.none("A note to oneself is read by nobody.");
}

#[test]
fn no_test_is_ignored() {
    let mut findings = Findings::default();
    for (file, rust) in rust_files() {
        for (at, _) in rust.code.match_indices("#[ignore") {
            findings.add(&file.path, rust.line(at), "mend the test or remove it");
        }
    }
    findings.none("A test that is not run says nothing.");
}

#[test]
fn no_test_waits_by_the_clock() {
    let mut findings = Findings::default();
    for (file, rust) in rust_files() {
        let excepted = WAITS.iter().any(|(path, _)| *path == file.path);
        for (at, _) in rust.code.match_indices("sleep(") {
            if (file.is_test() || rust.in_test(at)) && !excepted {
                findings.add(&file.path, rust.line(at), "wait for the thing itself");
            }
        }
    }
    findings.none("A test that sleeps is slow when it is right and wrong when it is fast.");
}
