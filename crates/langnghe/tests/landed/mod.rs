//! Databases of schemas that have landed: each is opened by the program of today as its owner would open it, agrees with its
//! history, and counts what it counted when it was kept.
//!
//! Of each schema stand here the commune of the demo on both engines, `schema-N.sqlite.gz` and `schema-N.postgres.sql.gz`, and
//! `schema-N.figures`: the words of a report, and what it said. All of it is invented. Once a schema has landed,
//! `UPDATE_LANDED=1 cargo test -p langnghe --test main landed` keeps the database of the newest one, anew where there was one.

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;
use testing::{Fresh, TextRow, all_rows, fill, keep};
use tokio::process::Command;

use crate::faults::commune::{done, open, program};

/// Cargo compiles this file again when the variable changes.
const UPDATE: bool = option_env!("UPDATE_LANDED").is_some();
/// The key of every database that is kept; it protects nothing.
const KEY: &str = "0707070707070707070707070707070707070707070707070707070707070707\n";
/// Columns that a program may write anew when it opens a database of an older one: what is derived, and what is of the moment.
const DERIVED: &[&str] = &["schema_migrations", "spans", "search_rows", "id_blocks", "installation"];

/// A database and the folder of its key.
struct Place {
    fresh: Fresh,
    folder: TempDir,
}

impl Place {
    fn of(fresh: Fresh) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let key = folder.path().join("langnghe.key");
        fs::write(&key, KEY).unwrap();
        fs::set_permissions(&key, fs::Permissions::from_mode(0o600)).unwrap();
        Self { fresh, folder }
    }

    async fn both() -> [Self; 2] {
        Fresh::both().await.map(Self::of)
    }

    fn key(&self) -> PathBuf {
        self.folder.path().join("langnghe.key")
    }

    /// Does a command on the database, which has to end well; what it printed.
    async fn run(&self, words: &[&str]) -> String {
        done(self.command(words)).await
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = program();
        command.args(words).args(["--database", self.fresh.url(), "--key"]).arg(self.key());
        command.arg("--backups").arg(self.folder.path().join("backups"));
        command
    }

    /// Plays the commune of the demo.
    async fn made() -> [Self; 2] {
        let places = Self::both().await;
        for place in &places {
            let mut demo = program();
            demo.args(["demo", "--only-make", "--database", place.fresh.url(), "--folder"]).arg(place.folder.path());
            done(demo).await;
        }
        places
    }

    /// The words of a report of everything until the database's own today.
    async fn words(&self) -> String {
        let store = open(self.fresh.url(), &self.key()).await;
        let today = store.clock().own_today().unwrap().to_iso();
        let mut read = store.reader().await.unwrap();
        let first = store::account::by_login(&mut read, "quan.tri").await.unwrap().unwrap().organisation.unwrap();
        let body = store::organisation::find(&mut read, first).await.unwrap().unwrap().name;
        let until = format!("--to {today} --state-on {today} --as-of {today} --json");
        format!("report results --scope={} --from 2020-01-01 {until}", body.replace(' ', "_"))
    }

    /// What the report of these words says.
    async fn report(&self, words: &str) -> Value {
        let words: Vec<String> = words.split(' ').map(|word| word.replace('_', " ")).collect();
        let said = self.run(&words.iter().map(String::as_str).collect::<Vec<_>>()).await;
        serde_json::from_str(&said).unwrap_or_else(|_| panic!("{said}"))
    }

    /// The files in the folder of backups.
    fn backups(&self) -> Vec<String> {
        let Ok(files) = fs::read_dir(self.folder.path().join("backups")) else { return Vec::new() };
        files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect()
    }

    /// Does what the migration left to be done, and counts whom a notice named that was posted and who waits to be told all the same.
    async fn told(&self) -> usize {
        let store = open(self.fresh.url(), &self.key()).await;
        let node = acts::job::Runner::new(acts::Office::new(&store), std::sync::Arc::new(acts::job::NoHands));
        while node.step(store::clock::machine(), &|| false).await.unwrap() > 0 {}
        let rows = all_rows(self.fresh.url()).await;
        let of = |row: &TextRow, column: &str| row.get(column).cloned().unwrap_or_default();
        let posted: BTreeSet<_> = rows["notices"]
            .iter()
            .filter(|row| of(row, "state").contains("published"))
            .map(|row| of(row, "id"))
            .collect();
        let points: BTreeSet<_> = rows["notice_point_issues"]
            .iter()
            .filter(|row| posted.contains(&of(row, "notice_id")))
            .map(|row| of(row, "notice_point_id"))
            .collect();
        let named: BTreeSet<_> = rows["notice_point_cases"]
            .iter()
            .filter(|row| points.contains(&of(row, "notice_point_id")))
            .map(|row| of(row, "case_id"))
            .collect();
        let waits = |row: &&TextRow| {
            of(row, "kind").contains("notify")
                && of(row, "state").contains("running")
                && named.contains(&of(row, "subject_id"))
        };
        rows["clocks"].iter().filter(waits).count()
    }

    async fn verify(&self) {
        let said = self.run(&["history", "verify"]).await;
        assert!(said.contains("the history agrees"), "{said}");
    }
}

fn here() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/landed")
}

/// Keeps the database of today's schema on both engines, with its figures.
async fn keep_todays() {
    let schema = store::NEWEST_MIGRATION;
    let mut figures = None;
    for place in Place::made().await {
        let ending = if place.fresh.is_postgres() { "postgres.sql.gz" } else { "sqlite.gz" };
        let words = place.words().await;
        let report = place.report(&words).await;
        fs::write(here().join(format!("schema-{schema}.{ending}")), keep(place.fresh.url()).await).unwrap();
        let told = format!("{words}\n{}\n", serde_json::to_string_pretty(&report).unwrap());
        assert_eq!(*figures.get_or_insert_with(|| told.clone()), told, "both engines count the same");
    }
    fs::write(here().join(format!("schema-{schema}.figures")), figures.unwrap()).unwrap();
}

/// Whether a table follows from others; the index of words is what the engine makes of it.
fn is_derived(table: &str) -> bool {
    DERIVED.contains(&table) || table.starts_with("search_words")
}

/// Rows of which nothing may be lost or changed: each column as it was, whatever was added beside it. A clock of telling runs again
/// where an older program stopped it though nobody was told, and agrees with its history as `history verify` looks at it.
fn stays(table: &str, before: &[TextRow], after: &[TextRow]) {
    let Some(one) = before.first() else { return };
    let columns: Vec<&String> = one.keys().collect();
    let cut = |row: &TextRow| {
        let told = table == "clocks" && row.get("kind").is_some_and(|kind| kind == "notify");
        let kept = columns.iter().filter(|column| !(told && column.as_str() == "state"));
        kept.map(|column| row.get(*column).cloned()).collect::<Vec<_>>()
    };
    let after: BTreeSet<_> = after.iter().map(cut).collect();
    for row in before {
        assert!(after.contains(&cut(row)), "{table} lost {row:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_kept_database_is_brought_up_to_date_agrees_and_counts_what_it_counted() {
    if UPDATE {
        keep_todays().await;
    }
    let files = fs::read_dir(here()).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap());
    let schemas: BTreeSet<usize> =
        files.filter_map(|name| name.strip_prefix("schema-")?.strip_suffix(".figures")?.parse().ok()).collect();
    assert!(!schemas.is_empty(), "none is kept: UPDATE_LANDED=1 cargo test -p langnghe --test main landed");
    for schema in schemas {
        let told = fs::read_to_string(here().join(format!("schema-{schema}.figures"))).unwrap();
        let (words, figures) = told.split_once('\n').unwrap();
        let figures: Value = serde_json::from_str(figures).unwrap();
        for place in Place::both().await {
            let ending = if place.fresh.is_postgres() { "postgres.sql.gz" } else { "sqlite.gz" };
            fill(place.fresh.url(), &fs::read(here().join(format!("schema-{schema}.{ending}"))).unwrap()).await;
            let before = all_rows(place.fresh.url()).await;
            assert_eq!(before["schema_migrations"].len(), schema);
            place.verify().await;
            // A later program may count more; what was counted then is counted alike.
            let report = place.report(words).await;
            assert_eq!(kept_of(&report, &figures), figures, "schema {schema}, {ending}");
            let after = all_rows(place.fresh.url()).await;
            assert_eq!(after["schema_migrations"].len(), store::NEWEST_MIGRATION);
            let files = place.backups();
            // Before a migration one is made; where nothing is to be done, none.
            assert_eq!(files.len(), usize::from(schema < store::NEWEST_MIGRATION), "schema {schema}: {files:?}");
            for file in files {
                assert!(file.starts_with("langnghe-before-"), "{file}");
                let file = place.folder.path().join("backups").join(file);
                let checked = place.run(&["restore", "--check", file.to_str().unwrap()]).await;
                assert!(checked.contains(&format!("schema {schema}")), "{checked}");
            }
            for (table, rows) in before.iter().filter(|(table, _)| !is_derived(table)) {
                stays(table, rows, &after[table]);
            }
            assert_eq!(place.told().await, 0, "schema {schema}, {ending}: what was posted tells people");
            place.verify().await;
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_can_be_kept_nowhere_is_not_brought_up_to_date() {
    for place in Place::both().await {
        let ending = if place.fresh.is_postgres() { "postgres.sql.gz" } else { "sqlite.gz" };
        fill(place.fresh.url(), &fs::read(here().join(format!("schema-23.{ending}"))).unwrap()).await;
        let before = all_rows(place.fresh.url()).await;
        // A file where the folder should be; and, where the database has no folder of its own, none.
        let blocked = place.folder.path().join("no-folder");
        fs::write(&blocked, "").unwrap();
        for folder in [Some(&blocked), None] {
            let mut verify = program();
            verify.args(["history", "verify", "--database", place.fresh.url(), "--key"]).arg(place.key());
            match folder {
                Some(folder) => verify.arg("--backups").arg(folder),
                None if place.fresh.is_postgres() => &mut verify,
                None => continue,
            };
            let answer = verify.output().await.unwrap();
            let said = String::from_utf8(answer.stderr).unwrap();
            assert_eq!(answer.status.code(), Some(1), "{said}");
            let why = folder.map_or("--backups FOLDER".to_owned(), |folder| folder.display().to_string());
            assert!(said.contains(&why), "{said}");
            assert_eq!(all_rows(place.fresh.url()).await, before, "as it was");
            assert_eq!(place.backups(), Vec::<String>::new(), "no part of one is left");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_is_kept_is_the_same_again() {
    for (made, again) in Place::made().await.into_iter().zip(Place::both().await) {
        fill(again.fresh.url(), &keep(made.fresh.url()).await).await;
        assert_eq!(all_rows(again.fresh.url()).await, all_rows(made.fresh.url()).await);
        let words = made.words().await;
        let report = made.report(&words).await;
        assert_eq!(again.report(&words).await, report);
        assert!(report["lines"].as_array().is_some_and(|lines| lines.len() > 1), "{report}");
        again.verify().await;
    }
}

/// What a report says of the figures that an earlier one has.
fn kept_of(report: &Value, earlier: &Value) -> Value {
    match (report, earlier) {
        (Value::Object(report), Value::Object(earlier)) => {
            let kept = |(name, earlier): (&String, &Value)| Some((name.clone(), kept_of(report.get(name)?, earlier)));
            Value::Object(earlier.iter().filter_map(kept).collect())
        }
        (Value::Array(report), Value::Array(earlier)) if report.len() == earlier.len() => {
            Value::Array(report.iter().zip(earlier).map(|(report, earlier)| kept_of(report, earlier)).collect())
        }
        _ => report.clone(),
    }
}
