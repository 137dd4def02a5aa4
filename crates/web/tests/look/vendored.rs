//! Files written by others: each is listed with its licence and is the one that is listed, and none brings a typeface.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use sha2::{Digest, Sha256};
use web::look::assets;

use super::{files, here};

/// The entries of the manifest: names and values as they stand.
fn manifest() -> Vec<BTreeMap<String, String>> {
    let path = here().join("assets/vendor/manifest.toml");
    let text = std::fs::read_to_string(path).expect("the manifest is there");
    text.split("[[file]]")
        .skip(1)
        .map(|entry| {
            let pairs = entry.lines().filter_map(|line| line.split_once(" = "));
            pairs.map(|(name, value)| (name.to_owned(), value.trim_matches('"').to_owned())).collect()
        })
        .collect()
}

#[test]
fn what_is_listed_is_what_is_there() {
    for entry in manifest() {
        for name in ["path", "package", "version", "licence", "text", "sha256"] {
            assert!(entry.get(name).is_some_and(|value| !value.is_empty()), "{entry:?} lacks {name}");
        }
        let bytes = std::fs::read(here().join("assets").join(&entry["path"])).expect("a listed file is there");
        let sum = Sha256::digest(&bytes).iter().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        assert_eq!(sum, entry["sha256"], "{} is not the file that was vendored", entry["path"]);
        let licence = here().join("assets/vendor/licences").join(&entry["text"]);
        assert!(licence.is_file(), "{} has no licence text", entry["path"]);
    }
}

#[test]
fn what_is_there_is_listed() {
    let listed: BTreeSet<String> = manifest().into_iter().map(|entry| entry["path"].clone()).collect();
    let assets = here().join("assets");
    for folder in ["vendor", "fonts"] {
        for path in files(&assets.join(folder)) {
            let path = path.strip_prefix(&assets).expect("below assets").to_string_lossy().replace('\\', "/");
            let own = path == "vendor/manifest.toml" || path.starts_with("vendor/licences/");
            assert!(own || listed.contains(&path), "{path} is not in the manifest");
        }
    }
}

#[test]
fn the_style_sheets_load_only_what_is_there() {
    for asset in assets::all().iter().filter(|asset| asset.content_type.starts_with("text/css")) {
        let text = std::str::from_utf8(asset.bytes()).expect("a style sheet is UTF-8");
        for (at, _) in text.match_indices("url(") {
            let address = text[at + 4..].split(')').next().unwrap_or_default();
            // The kits name pictures under /assets/, where we serve nothing: no class of theirs that shows one is used.
            let of_a_kit = asset.path.starts_with("vendor/") && address.starts_with("/assets/images/");
            assert!(of_a_kit || assets::find(address).is_some(), "{}: {address}", asset.path);
        }
    }
}

#[test]
fn the_kits_sheets_are_served_without_their_typeface() {
    for path in ["vendor/govuk-frontend.min.css", "vendor/moj-frontend.min.css"] {
        let shipped = std::fs::read_to_string(here().join("assets").join(path)).expect("the sheet is there");
        let rules: usize =
            shipped.split("@font-face").skip(1).map(|rule| 11 + rule.find('}').expect("a rule ends")).sum();
        let served = assets::find(path).expect("the sheet is embedded").bytes();
        let served = std::str::from_utf8(served).expect("a style sheet is UTF-8");
        assert!(!served.contains("@font-face") && !served.contains("/assets/fonts/"), "{path}");
        assert_eq!(served.len(), shipped.len() - rules, "{path}: nothing but those rules is left out");
    }
}

#[test]
fn our_typeface_stands_over_that_of_the_kits() {
    let ours = assets::find("langnghe.css").expect("our style sheet is embedded");
    let ours = std::str::from_utf8(ours.bytes()).expect("a style sheet is UTF-8");
    for kit in ["govuk", "moj"] {
        for part in ["", "::before", "::after"] {
            let selector = format!(":root [class*=\"{kit}-\"]{part}");
            assert!(ours.contains(&selector), "{selector}");
        }
    }
}
