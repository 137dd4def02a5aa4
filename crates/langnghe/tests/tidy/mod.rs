//! The shape of the project, held by tests: walls, words, lengths, links.
//!
//! Each test reads the files of the repository as text, and names what it found with the
//! file, the line and the remedy. Exceptions stand in `places.rs` with their reasons.

mod cli;
mod docs;
mod length;
mod places;
mod rust;
mod sql;
mod walls;
mod words;
mod writer;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use rust::Rust;

/// Folders that are not ours to read.
const SKIPPED: &[&str] = &["target", ".git", "node_modules", "vendor"];

/// A text file of the repository.
struct File {
    /// Its path from the root of the repository, with `/`.
    path: String,
    /// What it holds.
    text: String,
}

impl File {
    /// Whether its path begins with `start`.
    fn under(&self, start: &str) -> bool {
        self.path.starts_with(start)
    }

    /// The end of its name, without the dot.
    fn extension(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or_default();
        name.rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    /// The crate it belongs to.
    fn krate(&self) -> Option<&str> {
        self.path.strip_prefix("crates/")?.split('/').next()
    }

    /// Whether all of it is a test: an integration test, or a module file of its own for tests.
    fn is_test(&self) -> bool {
        self.under("crates/testing/")
            || self.path.contains("/tests/")
            || self.path.contains("/benches/")
            || self.path.ends_with("/tests.rs")
    }
}

/// The root of the repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Every text file of the repository, in order of its path.
fn files() -> Vec<File> {
    let mut found = Vec::new();
    collect(&root(), "", &mut found);
    found.sort_by(|a, b| a.path.cmp(&b.path));
    assert!(found.len() > 20, "the root of the repository was not found");
    found
}

fn collect(folder: &Path, prefix: &str, found: &mut Vec<File>) {
    for entry in std::fs::read_dir(folder).expect("a folder of the repository can be read") {
        let entry = entry.expect("an entry of a folder can be read");
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = format!("{prefix}{name}");
        let kind = entry.file_type().expect("an entry has a type");
        if kind.is_dir() {
            if !SKIPPED.contains(&name.as_str()) {
                collect(&entry.path(), &format!("{path}/"), found);
            }
        } else if kind.is_file()
            && let Ok(text) = std::fs::read_to_string(entry.path())
        {
            found.push(File { path, text });
        }
    }
}

/// The Rust files under `crates/`, read.
fn rust_files() -> Vec<(File, Rust)> {
    files()
        .into_iter()
        .filter(|file| file.under("crates/") && file.extension() == "rs")
        .map(|file| {
            let rust = Rust::read(&file.text);
            (file, rust)
        })
        .collect()
}

/// What a test found: one line each, and the test fails when there is any.
#[derive(Default)]
struct Findings(String);

impl Findings {
    /// Notes what was found at a line of a file; line 0 means the whole file.
    fn add(&mut self, path: &str, line: usize, what: &str) {
        writeln!(self.0, "  {path}:{line}: {what}").expect("a String takes what is written to it");
    }

    /// Fails with the rule and everything that was found against it.
    fn none(self, rule: &str) {
        assert!(self.0.is_empty(), "{rule}\n{}", self.0);
    }
}

/// Whether `text` holds `word` with no letter, digit or `_` beside it.
fn has_word(text: &str, word: &str) -> bool {
    let part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        !text[..at].chars().next_back().is_some_and(part) && !text[at + word.len()..].chars().next().is_some_and(part)
    })
}
