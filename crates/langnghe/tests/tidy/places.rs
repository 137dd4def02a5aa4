//! The exceptions to the rules of this folder, each with its reason.

/// Files of more than 400 lines, and why they are not two.
pub(super) const LONG_FILES: &[(&str, &str)] = &[
    ("data/vocabulary.toml", "one vocabulary, most of it sentences, and read by no person from end to end"),
    ("scenarios/ben-sen.toml", "one story in the order of its days, most of it sentences"),
];

/// Files whose subject is Vietnamese letters, so that their code holds some.
pub(super) const LETTERS: &[(&str, &str)] =
    &[("crates/domain/src/fold.rs", "folds and orders the letters of Vietnamese")];

/// Where the clock, chance, the environment or a pause is allowed (the lint
/// `clippy::disallowed_methods` stands off there), and for what.
pub(super) const DISALLOWED: &[(&str, &str)] = &[
    ("crates/langnghe/src/serve/patient.rs", "ends a connection that stalls"),
    ("crates/store/src/clock.rs", "the clock and chance of the whole program"),
    ("crates/store/src/postgres.rs", "the pause before an act is tried again"),
    ("crates/web/src/shell/observe.rs", "how long an answer took, for the log"),
];

/// Tests that pause, and why nothing else could be waited for.
pub(super) const WAITS: &[(&str, &str)] = &[];

/// Engine functions of time or chance that SQL may name, and where.
pub(super) const SQL_CLOCK: &[(&str, &str, &str)] = &[(
    "crates/store/src/postgres.rs",
    "clock_timestamp",
    "compares the database's clock with the node's, and keeps nothing",
)];

/// The words of what the program is about: a module of that name means the same in every crate.
pub(super) const FEATURES: &[&str] = &[
    "account",
    "assignment",
    "calendar",
    "case",
    "desk",
    "dialogue",
    "draft",
    "due",
    "event",
    "field",
    "figure",
    "handover",
    "history",
    "letter",
    "organisation",
    "plan",
    "reply",
    "rule",
    "rulebook",
    "search",
    "session",
    "slip",
    "submission",
    "term",
    "territory",
    "timeline",
    "transfer",
];

/// Modules of a crate that are no feature but its machinery.
pub(super) const MACHINERY: &[(&str, &[&str])] = &[
    ("acts", &["office", "written"]),
    ("documents", &["print"]),
    (
        "domain",
        &["commit", "correction", "day", "fold", "key", "outcome", "password", "permission", "refusal", "span", "text"],
    ),
    (
        "store",
        &[
            "clock", "conn", "door", "error", "grant", "ids", "load", "migrate", "postgres", "reader", "sql", "sqlite",
            "store", "tx", "value",
        ],
    ),
    ("web", &["app", "home", "lang", "language", "look", "page", "routes", "shell"]),
];
