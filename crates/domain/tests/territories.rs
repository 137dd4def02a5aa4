//! The tables of administrative units against the official totals, and finding a unit by what people type.

use std::collections::{BTreeMap, BTreeSet};

use domain::day::Day;
use domain::territory::{Level, SuccessionKind, Unit, parted, units};

fn day(text: &str) -> Day {
    Day::parse_iso(text).expect("a day")
}

fn of_type(on: Day, kind: &str) -> usize {
    units().in_force(Level::Commune, on).filter(|unit| unit.kind == kind).count()
}

fn names(typed: &str, on: &str, level: Option<Level>, limit: usize) -> Vec<&'static str> {
    units().find(typed, day(on), level, limit).iter().map(|unit| unit.name).collect()
}

#[test]
fn the_counts_are_the_official_totals() {
    let counted = |on: &str| {
        [Level::Province, Level::District, Level::Commune].map(|level| units().in_force(level, day(on)).count())
    };
    assert_eq!(counted("2021-12-01"), [63, 705, 10_599]);
    assert_eq!(counted("2025-06-30"), [63, 696, 10_035]);
    assert_eq!(counted("2025-07-01"), [34, 0, 3_321]);
    assert_eq!(counted("2026-05-01"), [34, 0, 3_321]);
    let types = |on: &str| ["xã", "phường", "đặc khu"].map(|kind| of_type(day(on), kind));
    assert_eq!(types("2025-07-01"), [2_621, 687, 13]);
    assert_eq!(types("2026-05-01"), [2_611, 697, 13]);
    assert_eq!(units().all().len(), 15_364);
}

#[test]
fn a_code_is_unique_per_level_and_day_and_every_unit_has_its_parent() {
    for on in ["2021-11-01", "2021-12-01", "2022-07-01", "2023-04-10", "2024-05-01", "2025-01-01", "2025-06-30"]
        .into_iter()
        .chain(["2025-07-01", "2026-04-29", "2026-04-30", "2026-05-01"])
        .map(day)
    {
        for level in Level::ALL {
            let mut codes = BTreeSet::new();
            for unit in units().in_force(level, on) {
                assert!(codes.insert(unit.code), "{} twice on {on}", unit.code);
                assert_eq!(units().at(level, unit.code, on), Some(unit));
                let parent = units().parent(unit, on);
                assert_eq!(parent.is_none(), level == Level::Province, "{} on {on}", unit.name);
                if let Some(parent) = parent {
                    assert!(units().children(parent, on).any(|child| child == unit), "{} on {on}", unit.name);
                }
            }
        }
    }
}

#[test]
fn a_code_alone_names_nothing() {
    let at = |on: &str| units().at(Level::Commune, "00004", day(on)).map(|unit| unit.name);
    assert_eq!(at("2025-06-30"), Some("Phường Trúc Bạch"));
    assert_eq!(at("2025-07-01"), Some("Phường Ba Đình"));
    let hue = |on: &str| units().at(Level::Province, "46", day(on)).map(Unit::running);
    assert_eq!(hue("2024-12-31").as_deref(), Some("tỉnh Thừa Thiên Huế"));
    assert_eq!(hue("2025-01-01").as_deref(), Some("thành phố Huế"));
    assert_eq!(units().at(Level::Commune, "99999", day("2026-01-01")), None);
    assert_eq!(units().at(Level::Village, "00004", day("2026-01-01")), None);
}

#[test]
fn every_old_commune_has_a_successor_and_every_new_unit_a_predecessor() {
    let (last, first) = (day("2025-06-30"), day("2025-07-01"));
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for old in units().in_force(Level::Commune, last) {
        let successors = units().successors(old);
        assert!(!successors.is_empty(), "{} has no successor", old.name);
        for step in successors {
            assert_eq!((step.on, step.unit.level), (first, Level::Commune));
            assert!(step.unit.is_in_force(first) && !old.is_in_force(first));
            assert_eq!(step.kind == SuccessionKind::Whole, successors.len() == 1, "{}", old.name);
            assert!(units().predecessors(step.unit).iter().any(|back| back.unit == old));
            // The communes' successors lie in their province's successor.
            let province = |unit, on| units().parent(unit, on);
            let old_province = province(province(old, last).expect("a district"), last).expect("a province");
            assert_eq!(units().successors(old_province)[0].unit, province(step.unit, first).expect("a province"));
        }
        *kinds.entry(if successors.len() == 1 { "whole" } else { "part" }).or_default() += 1;
    }
    assert_eq!(kinds, BTreeMap::from([("part", 440), ("whole", 9_595)]));
    for level in [Level::Province, Level::Commune] {
        for new in units().in_force(level, first) {
            assert!(!units().predecessors(new).is_empty(), "{} has no predecessor", new.name);
        }
    }
    let islands = units().in_force(Level::District, last).filter(|old| !units().successors(old).is_empty());
    assert_eq!(islands.count(), 5);
}

#[test]
fn another_type_or_name_is_the_same_unit_under_its_code() {
    let on = day("2026-04-29");
    let old = units().at(Level::Province, "75", on).expect("tỉnh Đồng Nai");
    let [step] = units().successors(old) else { panic!("one successor") };
    assert_eq!((step.unit.name, step.kind, step.on), ("Thành phố Đồng Nai", SuccessionKind::Whole, day("2026-04-30")));
    assert!(units().successors(step.unit).is_empty());
}

#[test]
fn a_unit_is_found_with_and_without_marks() {
    for typed in ["Ba Đình", "ba dinh", "BA ĐÌNH", "phuong ba dinh", "dinh", "  ba   đì", "badinh", "ba dinh, ha noi"]
    {
        assert!(names(typed, "2026-01-01", Some(Level::Commune), 100).contains(&"Phường Ba Đình"), "{typed}");
    }
    assert!(names("ba dinh, hue", "2026-01-01", None, 10).is_empty());
    assert!(names("", "2026-01-01", None, 10).is_empty());
    assert!(names(" , ", "2026-01-01", None, 10).is_empty());
    assert_eq!(names("b", "2026-01-01", None, 7).len(), 7);
    assert!(
        units().find("binh son", day("2026-01-01"), None, 9).iter().all(|unit| unit.is_in_force(day("2026-01-01")))
    );
}

#[test]
fn exact_marks_come_first_then_the_beginning_of_the_name_then_names() {
    let found = names("Sơn", "2026-01-01", Some(Level::Commune), 5_000);
    let with_marks = |name: &&str| name.contains("Sơn");
    let marks = found.iter().take_while(|name| with_marks(name)).count();
    assert!(marks > 100 && found.len() > marks);
    assert!(!found[marks..].iter().any(with_marks), "those with other marks come last");
    let begins = found.iter().take_while(|name| name.contains(" Sơn") && name.split(' ').nth(1) == Some("Sơn")).count();
    assert!(begins > 10 && found[begins..marks].iter().all(|name| name.split(' ').nth(1) != Some("Sơn")));
    assert_eq!(names("hà nội", "2026-01-01", None, 1), ["Thành phố Hà Nội"]);
}

/// Every spelling of another list finds the unit: tone marks elsewhere, other diacritics, blanks and hyphens, i for y.
#[test]
fn either_spelling_finds_the_unit() {
    for line in include_str!("../../../data/name_variants.csv").lines().skip(1) {
        let values: Vec<&str> = line.split(',').collect();
        let [code, from, name, variant, ..] = values[..] else { panic!("{line}") };
        let on = if from.is_empty() { day("2021-11-01") } else { day(from) };
        for typed in [name, variant] {
            let found = units().find(typed, on, Some(Level::Commune), 5_000);
            assert!(found.iter().any(|unit| unit.code == code), "{typed} does not find {code} {name}");
        }
    }
}

#[test]
fn a_typed_name_is_parted_into_its_type_and_the_rest() {
    assert_eq!(parted("Xã Bến Sen (mô phỏng)"), ("xã", "Bến Sen (mô phỏng)"));
    assert_eq!(parted(" Thị trấn  Ái Tử"), ("thị trấn", "Ái Tử"));
    assert_eq!(parted("thành phố Huế"), ("thành phố", "Huế"));
    assert_eq!(parted("Bến Sen"), ("", "Bến Sen"));
    assert_eq!(parted("Xãnh"), ("", "Xãnh"));
}
