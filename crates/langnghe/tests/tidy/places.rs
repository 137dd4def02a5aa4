//! The exceptions to the rules of this folder, each with its reason.

/// Files of more than 400 lines, and why they are not two.
pub(super) const LONG_FILES: &[(&str, &str)] = &[
    ("data/vocabulary.toml", "one vocabulary, most of it sentences, and read by no person from end to end"),
    ("crates/sheets/tests/rows.rs", "tables of what clerks write and what is read from it, most of it their sentences"),
    ("crates/domain/tests/events.rs", "a sample of every event, in the order of their declaration"),
    ("data/denunciation_steps.toml", "the steps of one law, each a record, looked up and not read from end to end"),
    ("crates/domain/src/refusal.rs", "every refusal there is with what it means, looked up by its name"),
    ("crates/web/locales/en/refusal.ftl", "every refusal in three parts, looked up by its name"),
    ("crates/web/src/routes.rs", "the table of all routes, each a row or two"),
    ("scenarios/ben-sen.toml", "one story in the order of its days, most of it sentences"),
    ("rules/complaint.toml", "the rules of one law, each a record, looked up and not read from end to end"),
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

/// A statement that names no columns and skips no rows though it says OFFSET, where it stands, and why: nobody reads its rows.
pub(super) const LOOKED_UP: (&str, &str, &str) = (
    "crates/store/src/sql.rs",
    "(SELECT * FROM {table} {name} WHERE {condition} OFFSET 0)",
    "keeps PostgreSQL from joining a table otherwise than by looking it up; the statement around it names the columns",
);

/// Statements that end at a fixed number of rows: where, how many, and why nobody misses the others. A list that may be longer
/// is paged by key.
pub(super) const FIXED_LIMITS: &[(&str, usize, &str)] = &[
    ("crates/store/src/account/code.rs", 50, "codes of an account that still hold: a new one ends the others"),
    ("crates/store/src/account/session.rs", 100, "sign-ins of one account in force at a time"),
    ("crates/store/src/case.rs", 5, "the latest earlier cases of a place, beside what is typed; search has all"),
    ("crates/store/src/dialogue/one.rs", 200, "planned dialogues of one body without a dialogue; the plan has all"),
    ("crates/store/src/dialogue/released.rs", 250, "titles on the screen of one session, the latest first"),
    (
        "crates/store/src/dialogue/session/chair.rs",
        200,
        "who may chair, the own body first; the choice says that there are more",
    ),
    ("crates/store/src/dialogue/session.rs", 500, "bodies that may be present, those of the place first"),
    ("crates/store/src/figure/results.rs", 50, "places that a typed name finds; a longer name finds fewer"),
    ("crates/store/src/handover.rs", 50, "receivers while nothing was typed; the page says so and finds by name"),
    ("crates/store/src/organisation.rs", 200, "names and successions of one body; officials, the own body first"),
    ("crates/store/src/organisation.rs", 500, "bodies right under one; the page leads to the list, which is paged"),
    ("crates/store/src/submission/withheld.rs", 200, "numbered slips to private reception of one session"),
    (
        "crates/store/src/term.rs",
        200,
        "terms in the posts of one body, the latest first; who may answer at one session",
    ),
    ("crates/store/src/term.rs", 500, "officials to choose from; whoever is not among them is entered by name"),
];

/// The words of what the program is about: a module of that name means the same in every crate.
pub(super) const FEATURES: &[&str] = &[
    "account",
    "assignment",
    "back",
    "behalf",
    "calendar",
    "case",
    "closure",
    "complaint",
    "denunciation",
    "desk",
    "declared",
    "dialogue",
    "draft",
    "due",
    "duty",
    "event",
    "field",
    "figure",
    "follow",
    "gathering",
    "handover",
    "history",
    "import",
    "job",
    "letter",
    "likeness",
    "message",
    "minutes",
    "notice",
    "organisation",
    "paper",
    "plan",
    "reception",
    "reply",
    "review",
    "rule",
    "rulebook",
    "search",
    "session",
    "slip",
    "standing",
    "submission",
    "supervision",
    "survey",
    "synthesis",
    "term",
    "territory",
    "timeline",
    "transfer",
    "urging",
];

/// Modules of a crate that are no feature but its machinery.
pub(super) const MACHINERY: &[(&str, &[&str])] = &[
    ("acts", &["office", "written"]),
    (
        "documents",
        &[
            "compose", "docx", "error", "html", "issuer", "metrics", "model", "pages", "print", "profile", "typed",
            "words",
        ],
    ),
    (
        "domain",
        &[
            "commit",
            "correction",
            "day",
            "fold",
            "key",
            "lunar",
            "outcome",
            "password",
            "permission",
            "refusal",
            "span",
            "text",
        ],
    ),
    (
        "store",
        &[
            "backup", "clock", "conn", "door", "error", "grant", "ids", "load", "migrate", "postgres", "raising",
            "reader", "sql", "sqlite", "store", "tx", "value",
        ],
    ),
    ("web", &["app", "home", "lang", "language", "look", "page", "routes", "shell"]),
];
