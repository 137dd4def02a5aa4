//! The embedded calendar against what was announced, year by year, and what an installation lays over it.

use domain::Day;
use domain::calendar::{Calendar, Change, DayKind, Entry, EntryKind, Status};

use crate::history::day;

fn every_day(year: i16) -> impl Iterator<Item = Day> {
    let first = Day::new(year, 1, 1).unwrap();
    std::iter::successors(Some(first), |day| Some(day.next())).take_while(move |day| day.year() == year)
}

fn entry(on: &str, kind: EntryKind) -> Entry {
    Entry {
        on: day(on),
        kind,
        status: Status::Announced,
        name_vi: "Ngày thử".to_owned(),
        name_en: "Test day".to_owned(),
        source: "01/TB ngày 01/01/2026".to_owned(),
    }
}

/// Weekdays off and Saturdays worked of each year, as `mm-dd`, from the announcements.
const ANNOUNCED: &[(i16, &str, &str)] = &[
    (2019, "01-01 02-04 02-05 02-06 02-07 02-08 04-15 04-29 04-30 05-01 09-02", "01-05 05-04"),
    (2020, "01-01 01-23 01-24 01-27 01-28 01-29 04-02 04-30 05-01 09-02", ""),
    (2021, "01-01 02-10 02-11 02-12 02-15 02-16 04-21 04-30 05-03 09-02 09-03", ""),
    (2022, "01-03 01-31 02-01 02-02 02-03 02-04 04-11 05-02 05-03 09-01 09-02", ""),
    (2023, "01-02 01-20 01-23 01-24 01-25 01-26 05-01 05-02 05-03 09-01 09-04", ""),
    (2024, "01-01 02-08 02-09 02-12 02-13 02-14 04-18 04-29 04-30 05-01 09-02 09-03", "05-04"),
    (2025, "01-01 01-27 01-28 01-29 01-30 01-31 04-07 04-30 05-01 05-02 09-01 09-02", "04-26"),
    (2026, "01-01 01-02 02-16 02-17 02-18 02-19 02-20 04-27 04-30 05-01 08-31 09-01 09-02", "01-10 08-22"),
];

#[test]
fn weekdays_off_and_saturdays_worked_are_those_announced() {
    let calendar = Calendar::embedded();
    let short = |day: Day| day.to_iso()[5..].to_owned();
    for (year, off, worked) in ANNOUNCED {
        let is_off = |day: &Day| day.weekday() < 6 && !calendar.kind(*day).unwrap().is_working();
        let is_worked = |day: &Day| day.weekday() >= 6 && calendar.kind(*day).unwrap().is_working();
        assert_eq!(every_day(*year).filter(is_off).map(short).collect::<Vec<_>>().join(" "), *off, "{year}");
        assert_eq!(every_day(*year).filter(is_worked).map(short).collect::<Vec<_>>().join(" "), *worked, "{year}");
        assert_eq!(calendar.status(*year), Some(Status::Announced));
    }
}

#[test]
fn it_knows_the_years_of_its_data_and_says_which_is_computed() {
    let calendar = Calendar::embedded();
    assert_eq!(calendar.years().collect::<Vec<_>>(), (2015..=2027).collect::<Vec<_>>());
    assert_eq!(calendar.status(2027), Some(Status::Computed));
    for year in [2014, 2028] {
        assert_eq!(calendar.status(year), None);
        assert!(every_day(year).all(|day| calendar.kind(day).is_none()), "{year}");
        assert!(calendar.entries(year).is_empty());
    }
    assert!(calendar.years().all(|year| every_day(year).all(|day| calendar.kind(day).is_some())));
}

#[test]
fn each_kind_of_day_is_told_apart() {
    let calendar = Calendar::embedded();
    for (on, kind) in [
        ("2026-02-17", DayKind::Holiday),
        ("2022-01-01", DayKind::Holiday),
        ("2026-04-27", DayKind::InLieu),
        ("2026-08-31", DayKind::SwappedOff),
        ("2026-08-22", DayKind::MakeUp),
        ("2026-08-23", DayKind::Weekend),
        ("2026-08-24", DayKind::Working),
        ("2026-11-24", DayKind::Working),
    ] {
        assert_eq!(calendar.kind(day(on)), Some(kind), "{on}");
    }
}

#[test]
fn every_swap_of_the_file_has_its_other_half() {
    let calendar = Calendar::embedded();
    let count = |wanted: EntryKind| {
        let all = calendar.years().flat_map(|year| calendar.entries(year));
        all.filter(|entry| entry.kind == wanted).count()
    };
    // The Saturday for 2 January 2015 lies before the file.
    assert_eq!(count(EntryKind::SwappedDayOff), count(EntryKind::SwappedWorkingSaturday) + 1);
    for saturday in calendar.years().flat_map(|year| calendar.entries(year)) {
        if saturday.kind == EntryKind::SwappedWorkingSaturday {
            assert_eq!(saturday.on.weekday(), 6, "{}", saturday.on);
        }
    }
}

#[test]
fn a_day_off_by_policy_is_off_only_when_asked_for() {
    let without = Calendar::embedded();
    let with = without.with_policy();
    let policy: Vec<_> = without.policy().iter().map(|entry| entry.on).collect();
    assert_eq!(policy, [day("2026-11-24"), day("2027-11-24")]);
    assert_eq!(with.kind(day("2026-11-24")), Some(DayKind::Holiday));
    assert_eq!(with.kind(day("2027-11-24")), Some(DayKind::Holiday));
    assert!(with.policy().is_empty());
    for day in without.years().flat_map(every_day).filter(|day| !policy.contains(day)) {
        assert_eq!(without.kind(day), with.kind(day), "{day}");
    }
    assert_eq!(with.status(2026), Some(Status::Announced), "a year is as sure as its announced days");
}

#[test]
fn an_installation_sets_and_clears_days() {
    let base = Calendar::embedded();
    let changed = base.with_changes(&[
        Change::Set(entry("2026-07-31", EntryKind::SwappedDayOff)),
        Change::Set(entry("2026-08-08", EntryKind::SwappedWorkingSaturday)),
        Change::WorkingDay(day("2026-08-31")),
        Change::WorkingDay(day("2026-08-22")),
        Change::Set(entry("2026-11-24", EntryKind::PublicHoliday)),
    ]);
    for (on, before, after) in [
        ("2026-07-31", DayKind::Working, DayKind::SwappedOff),
        ("2026-08-08", DayKind::Weekend, DayKind::MakeUp),
        ("2026-08-31", DayKind::SwappedOff, DayKind::Working),
        ("2026-08-22", DayKind::MakeUp, DayKind::Weekend),
        ("2026-11-24", DayKind::Working, DayKind::Holiday),
    ] {
        assert_eq!((base.kind(day(on)), changed.kind(day(on))), (Some(before), Some(after)), "{on}");
    }
    assert_eq!(changed.entry(day("2026-07-31")).unwrap().name_vi, "Ngày thử");
    let policy: Vec<_> = changed.policy().iter().map(|entry| entry.on.year()).collect();
    assert_eq!(policy, [2027], "a day that was decided is no policy any more");
}

#[test]
fn days_that_are_set_make_no_year_known_and_adopting_it_does() {
    let tet = Change::Set(entry("2028-01-26", EntryKind::PublicHoliday));
    let base = Calendar::embedded();
    let entered = base.with_changes(std::slice::from_ref(&tet));
    assert_eq!(entered.kind(day("2028-01-26")), None);
    let adopted = base.with_changes(&[tet, Change::Year(2028, Status::Announced)]);
    assert_eq!(adopted.kind(day("2028-01-26")), Some(DayKind::Holiday));
    assert_eq!(adopted.kind(day("2028-01-27")), Some(DayKind::Working));
    assert_eq!(adopted.kind(day("2029-01-02")), None);
    let announced = base.with_changes(&[Change::Year(2027, Status::Announced)]);
    assert_eq!(announced.status(2027), Some(Status::Announced));
}

#[test]
fn words_are_read_as_they_are_written() {
    for kind in EntryKind::ALL {
        assert_eq!(EntryKind::parse(kind.as_str()), Some(kind));
    }
    for status in Status::ALL {
        assert_eq!(Status::parse(status.as_str()), Some(status));
    }
    assert_eq!(EntryKind::parse("holiday"), None);
}
