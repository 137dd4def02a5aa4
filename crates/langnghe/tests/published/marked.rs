//! What is invented in a played year is marked so, and who did what in it: the heads their acts, the typist the typing.

use std::collections::{BTreeMap, BTreeSet};

use domain::day::{Day, Instant};
use store::figure::results::{self, Asked, Mode, Number, Scope};
use testing::{Fresh, TextRow, all_rows};

use super::{Played, scenario};

const YEARS: [&str; 3] = ["binh-son-2020.toml", "ha-tinh-2022.toml", "thanh-hoa-2019.toml"];

/// What the file quotes from its source: titles of dialogues, and reasons why what was planned was not held.
fn quoted(name: &str) -> BTreeSet<String> {
    let file: toml::Value = toml::from_str(&std::fs::read_to_string(scenario(name)).unwrap()).unwrap();
    let mut quoted = BTreeSet::new();
    for line in file["line"].as_array().unwrap() {
        let list = |value: Option<&toml::Value>| value.and_then(|it| it.as_array()).cloned().unwrap_or_default();
        let topics = list(line.get("topics")).into_iter().map(|topic| topic["title"].clone());
        let reasons = list(line.get("plan").and_then(|plan| plan.get("not_held")));
        let reasons = reasons.into_iter().map(|not_held| not_held["reason"].clone());
        quoted.extend(topics.chain(reasons).filter_map(|text| text.as_str().map(str::to_owned)));
    }
    quoted
}

fn is_marked(text: &str) -> bool {
    text.to_lowercase().contains("mô phỏng")
}

/// One column of a table.
fn column<'a>(rows: &'a BTreeMap<String, Vec<TextRow>>, table: &str, name: &str) -> Vec<&'a str> {
    rows[table].iter().map(|row| row[name].as_str()).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_everything_invented_in_a_played_year_is_marked() {
    for name in YEARS {
        let played = Played::on(Fresh::sqlite(), name).await;
        let (rows, quoted) = (all_rows(played.fresh.url()).await, quoted(name));
        let mut seen = 0;
        for (table, of) in [("people", "name"), ("organisations", "name"), ("texts", "body")] {
            // A text that was emptied is told as a dash; a number of a book names nobody.
            let names = |text: &&str| *text != "-" && !text.chars().all(|sign| sign.is_ascii_digit());
            for text in column(&rows, table, of).into_iter().filter(names) {
                assert!(is_marked(text) || quoted.contains(text), "{name}, {table}.{of}: {text}");
                seen += 1;
            }
        }
        assert!(seen > 100, "{name}: {seen}");
        // A place is an official one, or says that it is not.
        let official = |row: &&TextRow| row["level"] != "village" && !row["code"].starts_with("MP-");
        for place in rows["territories"].iter().filter(|row| !official(row)) {
            assert!(is_marked(&place["name"]), "{name}: {}", place["name"]);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_units_that_held_none_are_invented_ones() {
    let played = Played::on(Fresh::sqlite(), "binh-son-2020.toml").await;
    let store = played.store().await;
    let mut read = store.reader().await.unwrap();
    let (first, last) = (Day::parse_iso("2020-01-01").unwrap(), Day::parse_iso("2020-12-31").unwrap());
    let place = results::place(&mut read, "district", "524", last).await.unwrap().unwrap();
    let asked = Asked {
        scope: Scope::Place(place.id),
        mode: Mode::Raised,
        from: first,
        to: last,
        state_on: last,
        as_of: Instant::end_of(Day::parse_iso("2021-02-01").unwrap()),
    };
    let idle = results::open(&mut read, &asked, (Some("commune"), None), Number::Idle, None, 50).await.unwrap().rows;
    let names: Vec<String> = idle.into_iter().filter_map(|row| row.words).collect();
    assert_eq!(names.len(), 4);
    assert!(names.iter().all(|name| name.starts_with("Đơn vị mô phỏng")), "{names:?}");
}

/// Acts of a head; everything else is done by who types.
const OF_HEADS: &[&str] = &[
    "dialogue.announced",
    "dialogue.concluded",
    "case.assigned",
    "case.ended",
    "case.merged",
    "case.reopened",
    "case.sent_on",
    "planned.postponed",
    "planned.cancelled",
    "plan.approved",
];

#[tokio::test(flavor = "multi_thread")]
async fn slow_what_a_head_does_is_the_heads_and_typed_by_the_one_typist() {
    let played = Played::on(Fresh::sqlite(), "binh-son-2020.toml").await;
    let rows = all_rows(played.fresh.url()).await;
    let people: BTreeMap<&str, &str> =
        rows["people"].iter().map(|row| (row["id"].as_str(), row["name"].as_str())).collect();
    let bodies: BTreeMap<&str, &str> =
        rows["organisations"].iter().map(|row| (row["id"].as_str(), row["name"].as_str())).collect();
    let (mut typists, mut acts) = (BTreeSet::new(), BTreeMap::<&str, BTreeSet<&str>>::new());
    for event in &rows["events"] {
        let actor = people.get(event["actor_id"].as_str()).copied().unwrap_or_default();
        if actor.is_empty() {
            continue;
        }
        typists.insert(event["typist_id"].as_str());
        acts.entry(event["act"].as_str()).or_default().insert(actor);
        // The head of the body in which it is done: that of the district, or of a commune.
        let body = bodies.get(event["organisation_id"].as_str()).copied().unwrap_or_default();
        if OF_HEADS.contains(&event["act"].as_str()) {
            let head = if body.starts_with("Huyện ủy") { "Đặng Văn Mẫu" } else { "Phan Thị Mẫu" };
            assert!(actor.starts_with(head), "{} in {body} by {actor}", event["act"]);
        }
    }
    assert_eq!(typists.len(), 1, "one account types everything");
    for act in OF_HEADS {
        assert!(acts.contains_key(act), "no {act} among {:?}", acts.keys());
    }
    for act in ["submission.raised", "case.received", "case.replied"] {
        let by = &acts[act];
        assert!(by.iter().all(|actor| actor.starts_with("Cao Thị Ghi")), "{act} by {by:?}");
    }
}
