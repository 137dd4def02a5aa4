//! What contradicts itself is refused before anything is made, and what can't be named is asked back.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;
use testing::Fresh;

use super::{Played, line, play, scenario};

/// Plays a scenario after some of its words were exchanged; the exit code and what was said.
async fn spoiled(name: &str, right: &str, wrong: &str) -> (i32, String) {
    let text = std::fs::read_to_string(scenario(name)).unwrap();
    assert!(text.contains(right), "{right}");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join(name);
    std::fs::write(&file, text.replacen(right, wrong, 1)).unwrap();
    play(&Fresh::sqlite(), &folder.path().join("made"), &file).await
}

/// The number of the line in which something stands.
fn line_of(name: &str, words: &str) -> usize {
    let text = std::fs::read_to_string(scenario(name)).unwrap();
    text.lines().position(|line| line.contains(words)).unwrap() + 1
}

#[tokio::test(flavor = "multi_thread")]
async fn sums_that_contradict_each_other_are_refused_with_the_line_at_fault() {
    let name = "binh-son-2020.toml";
    let commune = format!("line {}:", line_of(name, "Bí thư Đảng ủy xã, thị trấn") - 1);
    let total = format!("line {}:", line_of(name, "[total]"));
    for (right, wrong, at, what) in [
        ("resolved = 336", "resolved = 337", &commune, "cases is stated as 422, and the parts add up to 423"),
        ("replied = 170", "replied = 171", &commune, "resolved is stated as 336, and the parts add up to 337"),
        ("units = 22", "units = 23", &commune, "units is stated as 23, and the parts add up to 22"),
        ("active = 18, sites", "active = 25, sites", &commune, "active units (25) can't be more than 22"),
        ("cases = 491", "cases = 490", &total, "cases is stated as 490, and the parts add up to 491"),
        (
            "stated = { units",
            "fields = { \"01\" = 400, \"02\" = 21 }\nstated = { units",
            &commune,
            "the cases by field add up to 421, and those by outcome to 422",
        ),
        (
            "stated = { units",
            "fields = { \"01\" = 400, \"99\" = 22 }\nstated = { units",
            &commune,
            "no sentence is of the field 99",
        ),
    ] {
        let (code, said) = spoiled(name, right, wrong).await;
        assert!(code == 1 && said.contains(at) && said.contains(what), "{wrong}: {code} {said}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_outcome_to_which_the_acts_do_not_lead_names_its_case() {
    // Too few days are left in which anything could be replied to.
    let (code, said) = spoiled("thanh-hoa-2019.toml", "to = \"2019-10-18\"", "to = \"2019-01-20\"").await;
    assert_eq!(code, 1, "{said}");
    let (_, named) = said.split_once("case ").unwrap_or_else(|| panic!("no case is named: {said}"));
    let (number, rest) = named.split_once(' ').unwrap();
    assert!(number.parse::<i64>().is_ok(), "{said}");
    let wanted = "of Ban Tiếp công dân huyện Thạnh Hóa (MÔ PHỎNG): the acts of \"resolved, replied\" lead to in_progress on \
                  20/01/2019, and resolved was wanted";
    assert!(rest.starts_with(wanted), "{said}");
}

/// The keys of a value that has some.
fn keys(value: &Value) -> BTreeSet<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

/// The keys that the manual names for one of the JSON of a line, in its row of the table; its own where it has none within.
fn told(manual: &str, key: &str) -> BTreeSet<String> {
    let named = format!("`{key}`");
    let row = manual.lines().find(|row| row.starts_with('|') && row.split('|').nth(1).unwrap().contains(&named));
    let row = row.unwrap_or_else(|| panic!("the manual has no row of {key}"));
    let within = row.split('|').nth(2).unwrap().split('`').skip(1).step_by(2);
    within.filter(|word| word.chars().all(|c| c.is_ascii_lowercase() || c == '_')).map(str::to_owned).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_json_has_what_the_manual_says() {
    let set = |keys: &[&'static str]| keys.iter().copied().collect::<BTreeSet<_>>();
    let manual = std::fs::read_to_string(scenario("").join("../docs/cli.md")).unwrap();
    let played = Played::on(Fresh::sqlite(), "thanh-hoa-2019.toml").await;
    let found = played.results("district:800@2019-10-18", "2019-01-01", "2019-10-18", &[]).await;
    assert_eq!(keys(&found), set(&["scope", "from", "to", "mode", "state_on", "as_of", "lines"]));
    for (key, value) in [("from", "2019-01-01"), ("to", "2019-10-18"), ("mode", "raised"), ("state_on", "2019-10-18")] {
        assert_eq!(found[key], value, "{key}");
    }
    let own = ["coverage", "dialogues", "cases", "turns", "letters", "submissions", "voters", "elsewhere"];
    let expected = [&own[..], &["fields", "printed"]].concat();
    let cases = [
        "total",
        "resolved",
        "in_progress",
        "not_taken_up",
        "confirmed",
        "confirmed_front",
        "contradicted",
        "contradicted_front",
        "not_asked",
        "on_time",
        "late",
        "overdue",
        "no_due",
        "ended",
        "cannot",
        "waiting",
        "beyond",
        "carried_over",
        "raised",
        "reopened",
    ];
    for line in found["lines"].as_array().unwrap() {
        assert_eq!(keys(line), set(&[&expected[..], &["level", "line"]].concat()));
        assert_eq!(keys(&line["coverage"]), set(&["units", "active", "sites"]));
        assert_eq!(keys(&line["dialogues"]), set(&["planned", "adjusted", "held", "postponed", "cancelled", "added"]));
        assert_eq!(keys(&line["cases"]), set(&cases));
        let parts = ["dialogues", "coverage", "resolved", "in_progress", "not_taken_up"];
        assert_eq!(keys(&line["printed"]), set(&parts));
        for field in line["fields"].as_array().unwrap() {
            assert_eq!(keys(field), set(&["field", "total", "resolved", "in_progress", "not_taken_up"]));
        }
        for key in ["dialogues", "coverage", "cases"] {
            let told = told(&manual, key);
            let missing: Vec<&str> = keys(&line[key]).into_iter().filter(|within| !told.contains(*within)).collect();
            assert!(missing.is_empty(), "the manual does not name {missing:?} of {key}");
        }
    }
    for key in expected {
        told(&manual, key);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn cases_are_played_by_field_and_outcome() {
    let played = Played::on(Fresh::sqlite(), "thanh-hoa-2019.toml").await;
    let found = played.results("district:800@2019-10-18", "2019-01-01", "2019-10-18", &[]).await;
    let total = line(&found, "total", "all");
    let mut by_field: BTreeMap<&str, [u64; 4]> = BTreeMap::new();
    for field in total["fields"].as_array().unwrap() {
        let code = field["field"].as_str().unwrap();
        let sums = by_field.entry(code.split('.').next().unwrap()).or_default();
        for (sum, key) in sums.iter_mut().zip(["total", "resolved", "in_progress", "not_taken_up"]) {
            *sum += field[key].as_u64().unwrap();
        }
    }
    let totals: BTreeMap<&str, u64> = by_field.iter().map(|(code, sums)| (*code, sums[0])).collect();
    assert_eq!(totals, BTreeMap::from([("01", 47), ("03", 11), ("04", 13)]));
    let sum = |at: usize| by_field.values().map(|sums| sums[at]).sum::<u64>();
    assert_eq!([sum(0), sum(1), sum(2), sum(3)], [71, 59, 12, 0]);
    // Each field has of each outcome its share.
    assert!(by_field.values().all(|sums| sums[1] > 0 && sums[2] > 0), "{by_field:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scope_is_found_or_asked_back() {
    let played = Played::on(Fresh::sqlite(), "thanh-hoa-2019.toml").await;
    let ask = async |scope: &str, from: &str, more: &[&str]| {
        let words = ["report", "results", "--scope", scope, "--from", from, "--to", "2019-10-18"];
        played.run(&[&words, more].concat()).await
    };
    for scope in ["district:800@2019-10-18", "district:800", "huyện Thạnh Hóa", "ban tiep cong dan"] {
        let (code, out, err) = ask(scope, "2019-01-01", &[]).await;
        assert!(code == 0 && out.contains("59/71 vụ việc, chiếm 83%"), "{scope}: {out}{err}");
    }
    let (code, _, err) = ask("thạnh hóa", "2019-01-01", &[]).await;
    assert!(code == 3 && err.contains("district:800@") && err.contains("Ban Tiếp công dân"), "{code} {err}");
    for (scope, expected) in [("nowhere", 1), ("district:999", 1), ("district:800@31/02/2019", 2), (" ", 2)] {
        let (code, _, err) = ask(scope, "2019-01-01", &[]).await;
        assert!(code == expected && err.contains("What to do:"), "{scope}: {code} {err}");
    }
    let (code, ..) = ask("district:800", "2019-12-01", &[]).await;
    assert_eq!(code, 2, "the days contradict each other");
    let (code, ..) = ask("district:800", "2019-01-01", &["--as-of", "2019-05-01", "--state-on", "2019-06-01"]).await;
    assert_eq!(code, 2, "the day whose state is read is not after what was recorded");
}
