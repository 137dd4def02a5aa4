//! Generated cases: the same seed gives the same bytes, and a database that was filled many acts at a time is the one that
//! the same acts make one by one.

mod slow_walks;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Output;

use serde_json::Value;
use testing::{Fresh, TextRow, all_rows};
use tokio::time::timeout;

use crate::faults::PATIENCE;
use crate::faults::commune::program;

/// Columns that tell when a row was really written, or that two installations never have in common.
const APART: &[(&str, &str)] = &[
    ("installation", "public_id"),
    ("installation", "key_check"),
    ("schema_migrations", "at"),
    ("requests", "at"),
    ("requests", "input_hash"),
    ("accounts", "secret"),
    ("accounts", "secret_at"),
    ("accounts", "signed_in_at"),
];

/// Tables of the sign-in of the one account.
const SIGN_IN: &[&str] = &["account_sessions", "one_time_codes", "sign_in_failures"];

async fn run(words: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = timeout(PATIENCE, program().args(words).output()).await.unwrap().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

async fn lines(cases: &str, seed: &str) -> String {
    let (code, out, err) = run(&["generate", "--cases", cases, "--seed", seed, "--out", "-"]).await;
    assert_eq!(code, 0, "{err}");
    out
}

#[tokio::test]
async fn the_same_seed_gives_the_same_bytes_and_another_other_ones() {
    let (one, again, other) = (lines("300", "7").await, lines("300", "7").await, lines("300", "8").await);
    assert_eq!(one, again);
    assert_ne!(one, other);
    let head: Value = serde_json::from_str(one.lines().next().unwrap()).unwrap();
    assert_eq!((&head["simulated"], &head["cases"], &head["seed"]), (&true.into(), &300.into(), &7.into()));
}

#[tokio::test]
async fn as_many_cases_are_generated_as_were_asked_for() {
    for cases in ["1", "9", "250"] {
        let text = lines(cases, "3").await;
        let opening =
            |line: &&str| line.contains(r#""act":"submission.raise""#) || line.contains(r#""act":"letter.register""#);
        assert_eq!(text.lines().filter(opening).count().to_string(), cases);
    }
}

#[tokio::test]
async fn a_generated_line_is_an_act_with_its_day_its_doer_and_its_seed() {
    let text = lines("200", "5").await;
    let (mut numbers, mut acts) = (BTreeSet::new(), BTreeSet::new());
    for line in text.lines().skip(1) {
        let line: Value = serde_json::from_str(line).unwrap();
        assert!(numbers.insert(line["no"].as_u64().unwrap()), "two lines have the number {}", line["no"]);
        let day = |text: &Value| domain::day::Day::parse_iso(&text.as_str().unwrap()[..10]).unwrap();
        assert!(day(&line["happened_on"]) <= day(&line["at"]), "{line}");
        assert!(line["by"]["organisation"].is_string() && line["seed"].is_u64() && line["fields"].is_object());
        acts.insert(line["act"].as_str().unwrap().to_owned());
    }
    for act in ["dialogue.announce", "submission.raise", "letter.register", "assignment.assign", "reply.reply"] {
        assert!(acts.contains(act), "no {act} among {acts:?}");
    }
}

#[tokio::test]
async fn cases_are_sent_on_given_back_and_confirmed_by_the_front() {
    let text = lines("2000", "5").await;
    for act in ["case.confirm", "transfer.send_on", "transfer.receive", "transfer.answer", "transfer.return"] {
        assert!(text.contains(&format!(r#""act":"{act}""#)), "no {act}");
    }
}

#[tokio::test]
async fn nothing_is_generated_into_a_database_in_which_something_stands_or_before_the_communes() {
    let fresh = Fresh::sqlite();
    let fill = ["generate", "--cases", "2", "--seed", "1", "--database", fresh.url()];
    assert_eq!(run(&fill).await.0, 0);
    let (code, _, err) = run(&fill).await;
    assert!(code == 1 && err.contains("something stands in this database already"), "{code} {err}");
    let (code, _, err) = run(&["generate", "--cases", "2", "--seed", "1", "--until", "2025-07-02", "--out", "-"]).await;
    assert!(code == 2 && err.contains("too early"), "{code} {err}");
    assert_eq!(run(&["generate", "--cases", "2", "--seed", "1"]).await.0, 2);
}

/// A database with generated cases, and its key.
struct Filled {
    fresh: Fresh,
    folder: tempfile::TempDir,
}

impl Filled {
    async fn new(fresh: Fresh, cases: &str, more: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let filled = Self { fresh, folder };
        let words = [&["generate", "--cases", cases, "--seed", "11"], more].concat();
        let (code, _, err) = filled.run(&words).await;
        assert_eq!(code, 0, "{err}");
        filled
    }

    async fn run(&self, words: &[&str]) -> (i32, String, String) {
        let key = self.folder.path().join("langnghe.key");
        run(&[words, &["--database", self.fresh.url(), "--key", path(&key)]].concat()).await
    }

    /// Every row, without what no two installations have in common.
    async fn rows(&self) -> BTreeMap<String, Vec<TextRow>> {
        let mut tables = all_rows(self.fresh.url()).await;
        let first_run = |row: &TextRow| !row["key"].starts_with("line-");
        let begun: BTreeSet<String> =
            tables["requests"].iter().filter(|row| first_run(row)).map(|row| row["id"].clone()).collect();
        tables.retain(|table, _| !SIGN_IN.contains(&table.as_str()));
        for (table, rows) in &mut tables {
            rows.retain(|row| match table.as_str() {
                "requests" => !first_run(row),
                // Its salts and those of its account are drawn by nobody's seed.
                "events" => !begun.contains(&row["request_id"]),
                _ => true,
            });
            for row in rows.iter_mut() {
                for (_, column) in APART.iter().filter(|(of, _)| of == table) {
                    row.remove(*column);
                }
                if table == "organisations" && row["kind"] == "peoples_committee" {
                    row.remove("public_id");
                }
            }
            rows.sort();
        }
        tables
    }

    async fn results(&self) -> Value {
        let place = all_rows(self.fresh.url()).await["territories"]
            .iter()
            .find(|row| row["level"] == "province")
            .map(|row| row["code"].clone())
            .unwrap();
        let scope = format!("province:{place}@2026-06-30");
        let words = ["report", "results", "--json", "--scope", &scope, "--from", "2025-07-01", "--to", "2026-06-30"];
        let (code, out, err) = self.run(&words).await;
        assert_eq!(code, 0, "{err}");
        serde_json::from_str(&out).unwrap()
    }
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[tokio::test]
async fn slow_a_thousand_cases_loaded_together_are_those_made_one_by_one() {
    let [one_sqlite, one_postgres] = Fresh::both().await;
    let [other_sqlite, other_postgres] = Fresh::both().await;
    for (together, one_by_one) in [(one_sqlite, other_sqlite), (one_postgres, other_postgres)] {
        let together = Filled::new(together, "1000", &[]).await;
        let one_by_one = Filled::new(one_by_one, "1000", &["--one-by-one"]).await;
        let (rows, others) = (together.rows().await, one_by_one.rows().await);
        assert_eq!(rows["cases"].len(), 1000);
        assert_eq!(rows.keys().collect::<Vec<_>>(), others.keys().collect::<Vec<_>>());
        for (table, rows) in &rows {
            let wrong = rows.iter().zip(&others[table]).find(|(one, other)| one != other);
            assert!(wrong.is_none() && rows.len() == others[table].len(), "{table}: {wrong:#?}");
        }
        for filled in [&together, &one_by_one] {
            let (code, out, err) = filled.run(&["history", "verify"]).await;
            assert_eq!(code, 0, "{out}{err}");
        }
        let (results, others) = (together.results().await, one_by_one.results().await);
        assert_eq!(results, others);
        let total = results["lines"].as_array().unwrap().iter().find(|line| line["level"] == "total").unwrap();
        let cases = &total["cases"];
        // Of the thousand some were merged or struck; every outcome is there.
        assert!(cases["total"].as_u64().unwrap() > 900, "{cases:#}");
        let outcomes = ["resolved", "in_progress", "not_taken_up", "contradicted", "late", "cannot", "ended"];
        for outcome in outcomes.iter().chain(&["confirmed", "confirmed_front", "waiting", "beyond"]) {
            assert!(cases[outcome].as_u64().unwrap() > 0, "no case is {outcome}: {cases:#}");
        }
        // Sent on in each of the three ways.
        let modes: BTreeSet<&str> = rows["transfers"].iter().map(|row| row["mode"].as_str()).collect();
        assert_eq!(modes, BTreeSet::from(["letter", "order", "offer"]));
    }
}

#[tokio::test]
async fn slow_a_file_that_was_written_fills_a_database_as_its_seed_does() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cases.jsonl");
    let written = ["generate", "--cases", "250", "--seed", "11", "--out", path(&file)];
    let (code, _, err) = run(&written).await;
    assert_eq!(code, 0, "{err}");
    let [one_sqlite, one_postgres] = Fresh::both().await;
    let [other_sqlite, other_postgres] = Fresh::both().await;
    for (drawn, loaded) in [(one_sqlite, other_sqlite), (one_postgres, other_postgres)] {
        let drawn = Filled::new(drawn, "250", &[]).await;
        let loaded = Filled { fresh: loaded, folder: tempfile::tempdir().unwrap() };
        let (code, _, err) = loaded.run(&["generate", "--from", path(&file)]).await;
        assert_eq!(code, 0, "{err}");
        let (rows, others) = (drawn.rows().await, loaded.rows().await);
        assert_eq!(rows["cases"].len(), 250);
        assert_eq!(rows.keys().collect::<Vec<_>>(), others.keys().collect::<Vec<_>>());
        for (table, rows) in &rows {
            let wrong = rows.iter().zip(&others[table]).find(|(one, other)| one != other);
            assert!(wrong.is_none() && rows.len() == others[table].len(), "{table}: {wrong:#?}");
        }
        let (code, out, err) = loaded.run(&["history", "verify"]).await;
        assert_eq!(code, 0, "{out}{err}");
        // What stands in it already is not filled again.
        let (code, _, err) = loaded.run(&["generate", "--from", path(&file)]).await;
        assert!(code == 1 && err.contains("something stands in this database already"), "{code} {err}");
    }
}

#[tokio::test]
async fn a_line_that_is_no_act_is_refused_with_its_number_before_anything_is_done() {
    let folder = tempfile::tempdir().unwrap();
    let (file, database) = (folder.path().join("spoiled.jsonl"), folder.path().join("new.db"));
    let url = format!("sqlite:{}", database.display());
    let text = lines("3", "5").await;
    let right: Vec<&str> = text.lines().collect();
    let last = right.len() - 1;
    let unknown = right[last].replace(r#""act":""#, r#""act":"no."#);
    let head = right[0].replace(r#""simulated":true"#, r#""simulated":false"#);
    for (at, wrong, what) in [
        (0, "{}", "line 1: it is not the head of a file of acts"),
        (0, head.as_str(), "line 1: it is not the head of a file of acts"),
        (4, "no act at all", "line 5: it is no act"),
        (7, r#"{"no":7}"#, "line 8: it is no act"),
        (last, unknown.as_str(), "it is of an act that can't stand on a line"),
    ] {
        let mut spoiled = right.clone();
        spoiled[at] = wrong;
        std::fs::write(&file, spoiled.join("\n")).unwrap();
        let (code, _, err) = run(&["generate", "--from", path(&file), "--database", &url]).await;
        assert!(code == 1 && err.contains(what) && err.contains(&format!("line {}:", at + 1)), "{code} {err}");
        assert!(!database.exists(), "nothing was made");
    }
    // A line that is an act and can't be done is named as well, by its place in the file.
    let place = right.iter().position(|line| line.contains(r#""act":"submission.raise""#)).unwrap();
    let spoiled: Vec<String> = right
        .iter()
        .enumerate()
        .map(|(at, line)| if at == place { nobody(line) } else { (*line).to_owned() })
        .collect();
    std::fs::write(&file, spoiled.join("\n")).unwrap();
    let (code, _, err) = run(&["generate", "--from", path(&file), "--database", &url]).await;
    assert!(code == 1 && err.contains(&format!("line {}: submission.raise can't be done", place + 1)), "{code} {err}");
    for wrong in [["--seed", "1"], ["--cases", "1"], ["--out", "-"]] {
        let words = [&["generate", "--from", path(&file), "--database", &url][..], &wrong].concat();
        assert_eq!(run(&words).await.0, 2, "{wrong:?}");
    }
    assert_eq!(run(&["generate", "--from", path(&file)]).await.0, 2, "no database is named");
}

/// The same line with a session that no line made.
fn nobody(line: &str) -> String {
    let mut line: Value = serde_json::from_str(line).unwrap();
    line["fields"]["session"] = "$0.nothing".into();
    line.to_string()
}

#[tokio::test]
async fn a_database_of_real_use_takes_no_generated_lines() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("cases.jsonl");
    std::fs::write(&file, lines("2", "5").await).unwrap();
    let fresh = Fresh::sqlite();
    let key = folder.path().join("langnghe.key");
    let at = ["--database", fresh.url(), "--key", path(&key)];
    let (code, out, err) = run(&[&["history", "verify"][..], &at].concat()).await;
    assert_eq!(code, 0, "{out}{err}");
    let (code, _, err) = run(&[&["generate", "--from", path(&file)][..], &at].concat()).await;
    assert!(code == 1 && err.contains("made for real use"), "{code} {err}");
}
