//! Backups: what is taken from one engine is the same database on the other, and what does not agree is refused whole.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};

use flate2::Compression;
use flate2::read::GzDecoder;
use flate2::write::GzEncoder;
use store::backup::{before_migration, check, restore, take};
use store::{Error, NEWEST_MIGRATION, Opening, Store, history};
use testing::{Fresh, TextRow, all_rows, fill};

const SQLITE: &[u8] = include_bytes!("../landed/schema-4.sqlite.gz");
const POSTGRES: &[u8] = include_bytes!("../landed/schema-4.postgres.sql.gz");

fn opening(fresh: &Fresh) -> Opening {
    Opening { url: fresh.url().to_owned(), secret: [7; 32], simulated: false }
}

/// A database of real work on each engine, of the schema that landed first.
async fn worked_in() -> [Fresh; 2] {
    let [sqlite, postgres] = Fresh::both().await;
    fill(sqlite.url(), SQLITE).await;
    fill(postgres.url(), POSTGRES).await;
    [sqlite, postgres]
}

/// The rows that a backup has, as both engines tell them.
async fn kept_rows(fresh: &Fresh) -> BTreeMap<String, Vec<TextRow>> {
    let mut rows = all_rows(fresh.url()).await;
    for left_out in [
        "schema_migrations",
        "drafts",
        "account_sessions",
        "one_time_codes",
        "sign_in_failures",
        "import_rows",
        "gathering_rows",
    ] {
        rows.remove(left_out);
    }
    rows.retain(|table, _| !table.starts_with("search_words"));
    for row in rows.get_mut("search_rows").into_iter().flatten() {
        // The index of PostgreSQL is a column; SQLite has a table of its own for it.
        row.remove("words");
    }
    rows
}

async fn packed(store: &Store) -> Vec<u8> {
    let mut file = Vec::new();
    take(store, &mut file).await.expect("it is taken");
    file
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_goes_from_one_engine_to_the_other_and_back_row_by_row() {
    for worked in worked_in().await {
        let store = Store::open(&opening(&worked)).await.expect("the database opens");
        let first = packed(&store).await;
        let kept = check(first.as_slice()).expect("its sums agree");
        assert_eq!(kept.schema, i64::try_from(NEWEST_MIGRATION).expect("a small number"));
        let rows = kept_rows(&worked).await;
        for (table, count) in &kept.tables {
            assert_eq!(rows[table].len() as u64, *count, "{table}");
        }
        assert_eq!(kept.tables.len(), rows.len(), "every table is in it, or said to be left out");
        assert!(kept.rows() > 100, "there is something in it");

        let other = if worked.is_postgres() { Fresh::sqlite() } else { Fresh::postgres().await };
        assert_eq!(restore(&opening(&other), first.as_slice()).await.expect("it is restored"), kept);
        assert_eq!(kept_rows(&other).await, rows);
        let moved = Store::open(&opening(&other)).await.expect("the database opens");
        let verified = history::verify(&mut moved.reader().await.expect("a reader")).await.expect("reads");
        assert_eq!(verified.problems, Vec::<String>::new());

        let back = if worked.is_postgres() { Fresh::postgres().await } else { Fresh::sqlite() };
        restore(&opening(&back), packed(&moved).await.as_slice()).await.expect("it is restored");
        assert_eq!(kept_rows(&back).await, rows);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_of_an_older_schema_is_taken_before_and_brought_up_to_date_after() {
    for worked in worked_in().await {
        let mut old = Vec::new();
        let kept = before_migration(worked.url(), || Ok(&mut old)).await.expect("it is taken").expect("it is older");
        assert_eq!(kept.schema, 4);
        // Who opens the database brings it up to date; then there is nothing to take.
        let store = Store::open(&opening(&worked)).await.expect("the database opens");
        let none = before_migration(worked.url(), || -> Result<Vec<u8>, Error> { panic!("nobody asked for it") }).await;
        assert_eq!(none.expect("it is looked at"), None);
        let [sqlite, postgres] = Fresh::both().await;
        for fresh in [sqlite, postgres] {
            restore(&opening(&fresh), old.as_slice()).await.expect("it is restored");
            let (restored, upgraded) = (kept_rows(&fresh).await, kept_rows(&worked).await);
            for table in ["cases", "events", "texts", "submissions", "turns", "search_rows", "clocks", "people"] {
                assert_eq!(restored[table], upgraded[table], "{table}");
            }
            assert_eq!(restored["spans"].len(), upgraded["spans"].len());
        }
        drop(store);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_taken_of_a_database_that_is_not_there() {
    for fresh in Fresh::both().await {
        let none = before_migration(fresh.url(), || -> Result<Vec<u8>, Error> { panic!("nobody asked for it") }).await;
        assert_eq!(none.expect("it is looked at"), None);
        assert!(fresh.is_postgres() || !fresh.folder().expect("a folder").join("langnghe.db").exists());
    }
}

/// The backup with its text changed.
fn changed(packed: &[u8], change: impl FnOnce(String) -> String) -> Vec<u8> {
    let mut text = String::new();
    GzDecoder::new(packed).read_to_string(&mut text).expect("it can be unpacked");
    let mut out = GzEncoder::new(Vec::new(), Compression::fast());
    out.write_all(change(text).as_bytes()).expect("it can be packed");
    out.finish().expect("it can be packed")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_that_does_not_agree_is_refused_whole_and_says_its_line() {
    let [worked, _] = worked_in().await;
    let store = Store::open(&opening(&worked)).await.expect("the database opens");
    let whole = packed(&store).await;
    let half = whole[..whole.len() / 2].to_vec();
    let other_word = changed(&whole, |text| text.replacen("Rác", "Rạc", 1));
    assert_ne!(changed(&whole, |text| text), other_word, "the word stands in it");
    let no_end =
        changed(&whole, |text| text.lines().take(text.lines().count() - 1).fold(String::new(), |a, b| a + b + "\n"));
    let newer = changed(&whole, |text| text.replacen(&format!("\"schema\":{NEWEST_MIGRATION}"), "\"schema\":9999", 1));
    let more = changed(&whole, |text| text + "[1]\n");
    let row_less = changed(&whole, |text| {
        let at = text.find("\n[").expect("a row") + 1;
        let end = at + text[at..].find('\n').expect("its end") + 1;
        text[..at].to_owned() + &text[end..]
    });
    for (what, file) in [
        ("half of it", half),
        ("another word", other_word),
        ("no end", no_end),
        ("a newer schema", newer),
        ("more than all", more),
        ("a row less", row_less),
        ("no backup at all", b"langnghe".to_vec()),
    ] {
        for fresh in Fresh::both().await {
            let refused = restore(&opening(&fresh), file.as_slice()).await.expect_err(what);
            assert!(matches!(refused, Error::Setting(_) | Error::Schema(_)), "{what}: {refused:?}");
            assert!(all_rows_or_none(&fresh).await, "{what} left something behind");
        }
    }
}

/// Whether the database holds nothing.
async fn all_rows_or_none(fresh: &Fresh) -> bool {
    match fresh.folder() {
        Some(folder) => !folder.join("langnghe.db").exists(),
        None => all_rows(fresh.url()).await.is_empty(),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_restored_over_something_or_with_another_key() {
    for worked in worked_in().await {
        let store = Store::open(&opening(&worked)).await.expect("the database opens");
        let file = packed(&store).await;
        let before = all_rows(worked.url()).await;
        let refused = restore(&opening(&worked), file.as_slice()).await.expect_err("there is something");
        assert!(refused.to_string().contains("holds something already"), "{refused}");
        assert_eq!(all_rows(worked.url()).await, before);
        let fresh = if worked.is_postgres() { Fresh::postgres().await } else { Fresh::sqlite() };
        let other_key = Opening { secret: [8; 32], ..opening(&fresh) };
        let refused = restore(&other_key, file.as_slice()).await.expect_err("it is another key");
        assert!(refused.to_string().contains("langnghe.key"), "{refused}");
        assert!(all_rows_or_none(&fresh).await);
    }
}
