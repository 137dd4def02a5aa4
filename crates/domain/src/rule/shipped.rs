//! The rules that come with the program.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{Document, Rule};

/// The files of `rules/`, by name.
const FILES: [(&str, &str); 8] = [
    ("state.toml", include_str!("../../../../rules/state.toml")),
    ("reception.toml", include_str!("../../../../rules/reception.toml")),
    ("letters.toml", include_str!("../../../../rules/letters.toml")),
    ("complaint.toml", include_str!("../../../../rules/complaint.toml")),
    ("denunciation.toml", include_str!("../../../../rules/denunciation.toml")),
    ("bac-giang.toml", include_str!("../../../../rules/bac-giang.toml")),
    ("examples.toml", include_str!("../../../../rules/examples.toml")),
    ("program.toml", include_str!("../../../../rules/program.toml")),
];

static SHIPPED: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let read = |(name, text): (&str, &str)| {
        let file: File = toml::from_str(text).unwrap_or_else(|error| panic!("rules/{name} can be read: {error}"));
        file.rule
    };
    FILES.into_iter().flat_map(read).collect()
});

static DOCUMENTS: LazyLock<Vec<Document>> = LazyLock::new(|| {
    let file: Named = toml::from_str(include_str!("../../../../rules/documents.toml")).expect("rules/documents.toml");
    file.document
});

/// The documents that are known by name alone.
pub(super) fn documents() -> &'static [Document] {
    &DOCUMENTS
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Named {
    document: Vec<Document>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    rule: Vec<Rule>,
}

/// The rules of `rules/*.toml`. Confirmed are those of the State that were read in their text, and those of Bắc Giang
/// for its own time, and the settings of the program; the others are examples until somebody confirms them.
pub fn shipped() -> &'static [Rule] {
    &SHIPPED
}
