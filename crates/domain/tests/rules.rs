//! The rules that come with the program: which is in force where and when, and that no other ever is.

use std::collections::BTreeSet;

use domain::Day;
use domain::due::{Direction, Period, Unit};
use domain::rule::{Bound, Jurisdiction, Per, Provenance, Rule, RuleUnit, documents, in_force, proposed, shipped};

use crate::history::day;

/// The jurisdictions of a body, from the nearest, as they are written.
fn places(written: &[&str]) -> Vec<Jurisdiction> {
    written.iter().map(|text| Jurisdiction::parse(text).unwrap()).collect()
}

fn found<'a>(rules: &'a [Rule], what: &str, near: &[&str], level: &str, on: &str) -> Option<&'a Rule> {
    in_force(rules.iter(), what, &places(near), level, day(on))
}

fn now(what: &str, near: &[&str], level: &str, on: &str) -> Option<&'static Rule> {
    found(shipped(), what, near, level, on)
}

/// What the program itself sets: no law, and said to be none.
const SETTINGS: &str = "program";

/// A commune of Bắc Giang before the merger, and one of Hà Tĩnh.
const BAC_GIANG: &[&str] = &["commune:07399", "district:217", "province:24"];
const HA_TINH: &[&str] = &["commune:18073", "province:42"];

#[test]
fn the_numbers_of_bac_giang_bind_bac_giang_and_end_with_it() {
    let bac_giang =
        ["DT-PLAN", "DT-MIN", "DT-DONE", "DT-CONCL", "DT-SUPERVISION-PLAN", "DT-SUPERVISION-REPORT", "DT-REPORT"];
    for id in bac_giang {
        for level in ["commune", "district", "province"] {
            let there = now(id, BAC_GIANG, level, "2022-03-01").unwrap();
            assert_eq!((there.id.as_str(), there.jurisdiction.to_string()), (id, "province:24".to_owned()));
            assert!(now(id, BAC_GIANG, level, "2025-06-30").is_some(), "{id} to its last day");
            assert_eq!(now(id, BAC_GIANG, level, "2025-07-01"), None, "{id} a day later");
            assert_eq!(now(id, BAC_GIANG, level, "2021-07-08"), None, "{id} a day too soon");
            assert_eq!(now(id, HA_TINH, level, "2022-03-01"), None, "{id} elsewhere");
            assert_eq!(now(id, &[], level, "2022-03-01"), None, "{id} nowhere");
        }
    }
    let quota = now("dialogue_year", BAC_GIANG, "district", "2024-01-01").unwrap();
    assert_eq!(
        (quota.amount, quota.unit, quota.per, quota.bound),
        (4, RuleUnit::CountPerPeriod, Some(Per::Year), Bound::AtLeast)
    );
    assert_eq!(quota.period(), None);
    // Bắc Ninh got the code of Bắc Giang: the days of the rule keep the two apart.
    assert_eq!(now("DT-MIN", &["commune:07399", "province:24"], "commune", "2026-01-01"), None);
}

#[test]
fn before_a_day_means_the_day_before_it() {
    let plan = now("DT-PLAN", BAC_GIANG, "commune", "2022-01-01").unwrap();
    let done = now("DT-DONE", BAC_GIANG, "commune", "2022-01-01").unwrap();
    assert_eq!(plan.last_day(2022), Some(day("2022-01-31")));
    assert_eq!(done.last_day(2022), Some(day("2022-11-14")));
    assert_eq!(done.last_day(2021), Some(day("2021-11-14")), "a Sunday, and it stays one");
    assert_eq!((plan.period(), done.period()), (None, None));
    let most = Rule { bound: Bound::AtMost, ..done.clone() };
    let least = Rule { bound: Bound::AtLeast, ..done.clone() };
    assert_eq!((most.last_day(2022), least.last_day(2022)), (Some(day("2022-11-15")), None));
    let conclusion = now("DT-CONCL", BAC_GIANG, "commune", "2022-01-01").unwrap();
    assert_eq!(conclusion.last_day(2022), None);
}

#[test]
fn after_seven_working_days_is_kept_as_at_most_with_its_note() {
    let rule = now("dialogue_ended", BAC_GIANG, "commune", "2022-01-01").unwrap();
    assert_eq!((rule.id.as_str(), rule.bound), ("DT-CONCL", Bound::AtMost));
    assert_eq!(rule.period().map(|period| (period.amount, period.unit)), Some((7, Unit::WorkingDays)));
    assert!(rule.note.contains("sau 07 ngày làm việc") && !rule.note_en.is_empty());
}

#[test]
fn the_conference_of_the_commune_follows_its_law_over_the_years() {
    for (what, on, expected) in [
        ("conference_year", "2023-06-30", None),
        ("conference_year", "2023-07-01", Some(("DC-CONFERENCE", 1))),
        ("conference_year", "2025-02-28", Some(("DC-CONFERENCE", 1))),
        ("conference_year", "2025-03-01", Some(("DT-XA-MIN", 1))),
        ("conference_year", "2025-06-30", Some(("DT-XA-MIN", 1))),
        ("conference_year", "2025-07-01", Some(("DT-XA-MIN", 2))),
        ("DT-XA-ANNOUNCE", "2025-02-28", None),
        ("DT-XA-ANNOUNCE", "2025-03-01", Some(("DT-XA-ANNOUNCE", 1))),
        ("DT-XA-ANNOUNCE", "2026-05-01", Some(("DT-XA-ANNOUNCE", 2))),
        ("DT-XA-RESULT", "2025-06-30", None),
        ("conference_held", "2025-07-01", Some(("DT-XA-RESULT", 1))),
    ] {
        let rule = now(what, HA_TINH, "commune", on);
        assert_eq!(rule.map(|rule| (rule.id.as_str(), rule.version)), expected, "{what} on {on}");
        assert_eq!(now(what, &["province:42"], "province", on), None, "{what}: of communes only");
    }
    let announce = now("conference", HA_TINH, "commune", "2026-05-01").unwrap().period().unwrap();
    assert_eq!(announce, Period { amount: 7, unit: Unit::CalendarDays, direction: Direction::Before, roll: false });
    let result = now("conference_held", HA_TINH, "commune", "2026-05-01").unwrap().period().unwrap();
    assert_eq!(result, Period { amount: 10, unit: Unit::CalendarDays, direction: Direction::After, roll: true });
}

#[test]
fn what_is_received_is_answered_within_ten_working_days_everywhere() {
    for level in ["commune", "district", "province"] {
        let rule = now("content_received", &[], level, "2020-05-04").unwrap();
        assert_eq!((rule.id.as_str(), rule.article.as_str()), ("TCD-NOTIFY", "Điều 28 khoản 1"));
        assert_eq!(rule.period().map(|period| (period.amount, period.unit)), Some((10, Unit::WorkingDays)));
    }
    assert_eq!(now("TCD-NOTIFY", &[], "commune", "2014-06-30"), None);
}

#[test]
fn nothing_unconfirmed_is_ever_in_force() {
    let mut tried = 0;
    for rule in shipped().iter().filter(|rule| !rule.confirmed) {
        let near = [rule.jurisdiction.clone()];
        let last = if rule.valid_to == Day::OPEN { rule.valid_from } else { rule.valid_to.plus(-1) };
        for on in [rule.valid_from, last] {
            for level in ["province", "district", "commune"] {
                for name in [&rule.id, &rule.trigger] {
                    let found = in_force(shipped().iter(), name, &near, level, on);
                    assert!(found.is_none_or(|found| found.confirmed), "{} {name} {on}", rule.jurisdiction);
                    tried += 1;
                }
            }
        }
        assert!(!rule.holds_on(rule.valid_from));
    }
    assert!(tried >= 60, "there are examples");
}

#[test]
fn confirmed_are_the_laws_that_were_read_bac_giang_and_settings() {
    for rule in shipped() {
        let setting = rule.subject == SETTINGS && rule.jurisdiction == Jurisdiction::Country;
        let law = rule.jurisdiction == Jurisdiction::Country && rule.provenance == Provenance::Verified;
        let bac_giang =
            rule.jurisdiction == Jurisdiction::place("province", "24") && rule.valid_to == day("2025-07-01");
        assert_eq!(rule.confirmed, law || bac_giang || setting, "{} {}", rule.id, rule.jurisdiction);
    }
}

#[test]
fn what_was_written_from_memory_or_read_in_one_transcription_is_confirmed_nowhere() {
    let mut found = BTreeSet::new();
    for rule in shipped().iter().filter(|rule| rule.subject != SETTINGS) {
        let name = format!("{} {}", rule.id, rule.version);
        let memory = rule.note.contains("trí nhớ") || rule.note_en.contains("from memory");
        if memory {
            assert_eq!(rule.provenance, Provenance::Unverified, "{name}: its mark says what its note says");
        }
        if matches!(rule.provenance, Provenance::Unverified | Provenance::OneTranscription) {
            assert!(!rule.confirmed, "{name}");
            found.insert((name, rule.provenance.as_str()));
        }
    }
    for (name, mark) in [
        // Its number was read in the circular; the day from which it counts was not.
        ("XLD-MANY 1", "unverified"),
        ("XLD-MANY 2", "unverified"),
        ("TCD-FREQ-TINH 1", "unverified"),
        ("KN-ACCEPT 1", "one_transcription"),
    ] {
        assert!(found.contains(&(name.to_owned(), mark)), "{name}");
    }
    for on in ["2015-01-05", "2021-11-15", "2026-11-23"] {
        assert_eq!(now("letter_of_many", &[], "commune", on), None, "{on}: the law on reception has the number");
    }
}

#[test]
fn every_shipped_rule_is_whole() {
    let mut keys = BTreeSet::new();
    for rule in shipped() {
        let name = format!("{} {}", rule.id, rule.version);
        assert!(keys.insert((&rule.id, rule.version)), "{name} stands twice");
        assert!(rule.version >= 1 && rule.valid_from < rule.valid_to, "{name}");
        for text in [&rule.title, &rule.title_en, &rule.source, &rule.subject, &rule.trigger] {
            assert!(!text.trim().is_empty(), "{name}");
        }
        assert_eq!(rule.note.is_empty(), rule.note_en.is_empty(), "{name}: a note in both languages");
        assert_eq!(rule.unit == RuleUnit::CountPerPeriod, rule.per.is_some(), "{name}");
        assert_eq!(rule.unit == RuleUnit::FixedDate, rule.month.is_some() && rule.day.is_some(), "{name}");
        assert_eq!(rule.unit == RuleUnit::FixedDate, rule.amount == 0, "{name}");
        assert_eq!(rule.unit == RuleUnit::FixedDate && rule.bound != Bound::AtLeast, rule.last_day(2026).is_some());
        assert!(
            rule.level.as_deref().is_none_or(|level| ["province", "district", "commune"].contains(&level)),
            "{name}"
        );
        let may_roll =
            rule.unit == RuleUnit::CalendarDay && rule.direction == Direction::After && rule.bound == Bound::AtMost;
        assert!(may_roll || !rule.roll, "{name} has nothing to move");
        if rule.jurisdiction == Jurisdiction::Country && rule.confirmed {
            assert_eq!(rule.article.is_empty(), rule.subject == SETTINGS, "{name}: a law has its article");
        }
    }
}

#[test]
fn every_file_of_rules_is_shipped() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../rules");
    let mut rules = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        rules += text.lines().filter(|line| *line == "[[rule]]").count();
    }
    assert_eq!(rules, shipped().len());
}

fn local(jurisdiction: &str, level: Option<&str>, amount: u32, version: i64, from: &str) -> Rule {
    let model = shipped().iter().find(|rule| rule.id == "DT-MIN").unwrap();
    Rule {
        jurisdiction: Jurisdiction::parse(jurisdiction).unwrap(),
        level: level.map(str::to_owned),
        amount,
        version,
        valid_from: day(from),
        valid_to: Day::OPEN,
        confirmed: true,
        ..model.clone()
    }
}

#[test]
fn the_nearest_place_comes_first() {
    let rules = [
        local("VN", None, 1, 1, "2026-01-01"),
        local("province:42", None, 2, 2, "2026-01-01"),
        local("province:42", Some("commune"), 3, 3, "2026-01-01"),
        local("commune:18073", None, 5, 4, "2026-06-01"),
    ];
    for (near, level, on, amount) in [
        (HA_TINH, "commune", "2025-12-31", None),
        (HA_TINH, "commune", "2026-03-01", Some(3)),
        (HA_TINH, "commune", "2026-06-01", Some(5)),
        (&["province:42"], "province", "2026-06-01", Some(2)),
        (&["commune:18074", "province:42"], "commune", "2026-06-01", Some(3)),
        (&["province:40"], "province", "2026-06-01", Some(1)),
        // The code alone is no key: another level with the same code is another place.
        (&["district:42"], "district", "2026-06-01", Some(1)),
    ] {
        assert_eq!(found(&rules, "DT-MIN", near, level, on).map(|rule| rule.amount), amount, "{near:?} {level} {on}");
    }
}

#[test]
fn the_later_rule_and_then_the_higher_version_come_first() {
    let older = local("province:42", None, 2, 7, "2026-01-01");
    let newer = local("province:42", None, 3, 5, "2026-05-01");
    let again = local("province:42", None, 4, 6, "2026-05-01");
    for rules in [[older.clone(), newer.clone(), again.clone()], [again, newer, older]] {
        assert_eq!(found(&rules, "DT-MIN", HA_TINH, "commune", "2026-04-30").map(|rule| rule.amount), Some(2));
        assert_eq!(found(&rules, "DT-MIN", HA_TINH, "commune", "2026-05-01").map(|rule| rule.amount), Some(4));
    }
    let complex = Rule { variant: "complex".to_owned(), ..local("province:42", None, 9, 9, "2026-06-01") };
    assert_eq!(found(&[complex], "DT-MIN", HA_TINH, "commune", "2026-07-01"), None, "a variant is chosen by hand");
}

#[test]
fn a_place_is_proposed_what_those_before_it_had_to_their_last_day_and_is_bound_by_none_of_it() {
    let ids = |near: &[&str], on: &str| {
        let found = proposed(shipped().iter(), &places(near), day(on));
        let told: BTreeSet<_> = found.iter().map(|it| (it.rule.id.as_str(), it.of.bare)).collect();
        told.into_iter().collect::<Vec<_>>()
    };
    // Bắc Ninh of today took the places of Bắc Giang, whose code it has, and of Bắc Ninh before.
    let bac_ninh = ids(&["province:24"], "2026-01-05");
    for id in ["DT-CONCL", "DT-DONE", "DT-MIN", "DT-PLAN", "DT-REPORT", "DT-SUPERVISION-PLAN", "DT-SUPERVISION-REPORT"]
    {
        assert!(bac_ninh.contains(&(id, "Bắc Giang")), "{id}");
    }
    assert_eq!(now("DT-MIN", &["province:24"], "province", "2026-01-05"), None, "proposed and not in force");
    assert_eq!(ids(&["province:24"], "2024-01-05"), [], "Bắc Giang itself, while it was there");
    // Lào Cai of today: what Lào Cai before had for its last year; not what ended with an earlier year.
    assert_eq!(ids(&["province:15"], "2026-01-05"), [("DT-MIN", "Lào Cai")]);
    assert_eq!(ids(&["province:80"], "2026-01-05"), [], "the plans of Tây Ninh ended in 2022");
    assert_eq!(ids(&["commune:99999", "VN"], "2026-01-05"), [], "a place without a unit has none before it");
    // Two that differ are both there.
    let of = |jurisdiction: &str, amount, version| Rule {
        valid_to: day("2025-07-01"),
        ..local(jurisdiction, None, amount, version, "2022-01-01")
    };
    let rules = [of("province:24", 4, 1), of("province:27", 2, 2)];
    let both = proposed(rules.iter(), &places(&["province:24"]), day("2026-01-05"));
    assert_eq!(
        both.iter().map(|it| (it.of.bare, it.rule.amount)).collect::<Vec<_>>(),
        [("Bắc Giang", 4), ("Bắc Ninh", 2)]
    );
}

#[test]
fn documents_in_which_no_number_was_read_are_named_to_their_place_and_to_the_one_that_took_it() {
    let named = |near: &[&str], on: &str| {
        let found = documents(&places(near), day(on));
        found.iter().map(|(document, of)| (document.subject.as_str(), of.bare)).collect::<Vec<_>>()
    };
    assert_eq!(named(HA_TINH, "2026-01-05"), [("dialogue", "Hà Tĩnh")]);
    assert_eq!(named(&["province:42"], "2022-01-05"), [("dialogue", "Hà Tĩnh")]);
    // Phú Thọ of today took the place of Hòa Bình.
    assert_eq!(named(&["province:25"], "2026-01-05"), [("dialogue", "Hoà Bình"), ("reception", "Hoà Bình")]);
    assert_eq!(named(&["province:25"], "2022-01-05"), [], "Phú Thọ before it did");
    assert_eq!(named(BAC_GIANG, "2022-01-05"), []);
}

#[test]
fn jurisdictions_are_read_as_they_are_written() {
    for written in ["VN", "province:24", "district:217", "commune:00004", "commune:MP-1"] {
        assert_eq!(Jurisdiction::parse(written).map(|found| found.to_string()).as_deref(), Some(written));
    }
    for wrong in ["", "vn", "24", "province:", "village:1", "province:2 4", "province:24:1", ":24"] {
        assert_eq!(Jurisdiction::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn a_rule_is_kept_as_json_and_read_again() {
    for rule in shipped() {
        let kept = serde_json::to_string(rule).unwrap();
        assert_eq!(serde_json::from_str::<Rule>(&kept).unwrap(), *rule, "{kept}");
    }
    for word in RuleUnit::ALL.map(RuleUnit::as_str) {
        assert_eq!(RuleUnit::parse(word).map(RuleUnit::as_str), Some(word));
    }
    assert!(Per::ALL.into_iter().all(|per| Per::parse(per.as_str()) == Some(per)));
    assert!(Bound::ALL.into_iter().all(|bound| Bound::parse(bound.as_str()) == Some(bound)));
    assert!(Provenance::ALL.into_iter().all(|mark| Provenance::parse(mark.as_str()) == Some(mark)));
}
