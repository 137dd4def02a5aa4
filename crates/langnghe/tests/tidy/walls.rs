//! The walls between the crates that the compiler alone does not hold.

use super::places::{DISALLOWED, FEATURES, MACHINERY};
use super::{Findings, files, has_word, rust_files};

/// Each crate and those of ours that it may use, as ARCHITECTURE.md draws them.
const EDGES: &[(&str, &[&str])] = &[
    ("acts", &["documents", "domain", "sheets", "store"]),
    ("documents", &["domain"]),
    ("domain", &[]),
    ("langnghe", &["acts", "documents", "domain", "sheets", "store", "web"]),
    ("sheets", &["domain"]),
    ("store", &["domain"]),
    ("testing", &[]),
    ("web", &["acts", "documents", "domain", "sheets", "store"]),
];

/// What a rule may not reach for.
const NOT_IN_DOMAIN: &[&str] = &[
    "std::time",
    "std::env",
    "std::fs",
    "std::io",
    "std::net",
    "std::process",
    "std::thread",
    "tokio",
    "async",
    "await",
    "getrandom",
    "now",
];

/// Names in the `[dependencies]` of a crate's Cargo.toml.
fn dependencies(manifest: &str) -> Vec<String> {
    let lines = manifest.lines().skip_while(|line| line.trim() != "[dependencies]").skip(1);
    let lines = lines.take_while(|line| !line.starts_with('['));
    let names = lines.filter_map(|line| line.split(['.', '=', ' ']).next());
    names.filter(|name| !name.is_empty() && !name.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn crates_use_each_other_as_drawn() {
    let mut findings = Findings::default();
    for file in files().iter().filter(|file| file.under("crates/") && file.path.ends_with("/Cargo.toml")) {
        let krate = file.krate().unwrap_or_default();
        let Some((_, allowed)) = EDGES.iter().find(|(name, _)| *name == krate) else {
            findings.add(&file.path, 0, "draw the new crate in ARCHITECTURE.md and name it here");
            continue;
        };
        for name in dependencies(&file.text) {
            if EDGES.iter().any(|(ours, _)| *ours == name) && !allowed.contains(&name.as_str()) {
                findings.add(&file.path, 0, &format!("{krate} may not use {name}"));
            }
        }
    }
    findings.none("The edges between crates are those of ARCHITECTURE.md; a new one needs a decision record.");
}

#[test]
fn domain_asks_nobody() {
    let mut findings = Findings::default();
    for (file, rust) in rust_files() {
        if !file.under("crates/domain/src/") || file.is_test() {
            continue;
        }
        for (line, code) in rust.code_lines() {
            for word in NOT_IN_DOMAIN.iter().filter(|word| has_word(code, word)) {
                findings.add(&file.path, line, &format!("{word}: make it an argument"));
            }
        }
    }
    findings.none("A rule reads no clock, no environment, no chance and no file, and waits for nothing.");
}

#[test]
fn only_acts_opens_the_write_door() {
    let mut findings = Findings::default();
    for (file, rust) in rust_files() {
        if matches!(file.krate(), Some("acts" | "store")) || file.is_test() {
            continue;
        }
        for (line, code) in rust.code_lines() {
            if has_word(code, "Door") || code.contains(".door(") {
                findings.add(&file.path, line, "do the act through acts::Office");
            }
            if code.contains("store::Act") || code.contains("impl Act for") {
                findings.add(&file.path, line, "an act is defined in crates/acts");
            }
        }
    }
    findings.none("Only `acts` opens the write door.");
}

#[test]
fn clock_chance_and_environment_are_read_where_it_is_said() {
    let mut findings = Findings::default();
    let mut used = Vec::new();
    for (file, rust) in rust_files() {
        let Some(at) = rust.code.find("clippy::disallowed_methods") else {
            continue;
        };
        if file.is_test() || rust.in_test(at) {
            continue;
        }
        match DISALLOWED.iter().find(|(path, _)| *path == file.path) {
            Some(place) => used.push(place),
            None => findings.add(&file.path, rust.line(at), "use the place there is, or name this one in places.rs"),
        }
    }
    for place in DISALLOWED.iter().filter(|place| !used.contains(place)) {
        findings.add(place.0, 0, "reads nothing of it any more: take it out of places.rs");
    }
    findings.none("Clock, chance and environment are read in few places, each with its reason.");
}

#[test]
fn a_feature_has_one_word_in_every_crate() {
    let mut findings = Findings::default();
    for (krate, machinery) in MACHINERY {
        let path = format!("crates/{krate}/src/lib.rs");
        let Some((file, rust)) = rust_files().into_iter().find(|(file, _)| file.path == path) else {
            findings.add(&path, 0, "the crate has no lib.rs");
            continue;
        };
        for (line, code) in rust.code_lines() {
            let Some(name) = module(code) else { continue };
            if !FEATURES.contains(&name) && !machinery.contains(&name) {
                findings.add(&file.path, line, &format!("`{name}` is neither a feature nor machinery in places.rs"));
            }
        }
    }
    findings.none("One word, four places: a feature's module has the same name in each crate.");
}

/// The name of the module that a line of code declares.
fn module(code: &str) -> Option<&str> {
    let code = code.trim();
    let code = code.strip_prefix("pub(crate)").or_else(|| code.strip_prefix("pub")).unwrap_or(code);
    code.trim().strip_prefix("mod ")?.strip_suffix(';')
}
