//! The lunar calendar against days that are known, and days off of the law against those that were announced.

use std::collections::BTreeSet;

use domain::Day;
use domain::calendar::{Calendar, Entry, EntryKind, Status, lacking, proposed};
use domain::lunar::lunar_day;

use crate::history::day;

/// Lunar New Year and the tenth of the third month. 1985, 2007, 2030 and 2053 are years in which Hà Nội and Beijing begin the
/// year on different days; 2033 has its month that counts twice at the end.
const KNOWN: &[(i16, &str, &str)] = &[
    (1985, "01-21", "04-29"),
    (2007, "02-17", "04-26"),
    (2019, "02-05", "04-14"),
    (2020, "01-25", "04-02"),
    (2021, "02-12", "04-21"),
    (2022, "02-01", "04-10"),
    (2023, "01-22", "04-29"),
    (2024, "02-10", "04-18"),
    (2025, "01-29", "04-07"),
    (2026, "02-17", "04-26"),
    (2027, "02-06", "04-16"),
    (2028, "01-26", "04-04"),
    (2029, "02-13", "04-23"),
    (2030, "02-02", "04-12"),
    (2033, "01-31", "04-09"),
    (2034, "02-19", "04-28"),
    (2053, "02-18", "04-28"),
];

#[test]
fn lunar_new_year_and_the_day_of_the_hung_kings_are_those_of_viet_nam() {
    for (year, first, tenth) in KNOWN {
        assert_eq!(lunar_day(*year, 1, 1), Some(day(&format!("{year}-{first}"))));
        assert_eq!(lunar_day(*year, 3, 10), Some(day(&format!("{year}-{tenth}"))), "{year}");
    }
}

#[test]
fn months_of_a_lunar_year_follow_each_other_and_have_29_or_30_days() {
    for year in 1950..2100 {
        let firsts: Vec<Day> = (1..=12).map(|month| lunar_day(year, month, 1).unwrap()).collect();
        let next = lunar_day(year + 1, 1, 1).unwrap();
        let mut twice = 0;
        for (month, pair) in (1..).zip([&firsts[..], &[next]].concat().windows(2)) {
            let days = pair[0].days_until(pair[1]);
            // A month that counts twice stands behind the first of its number.
            twice += i64::from(days > 30);
            assert!(matches!(days, 29 | 30 | 58..=60), "{year}, month {month}: {days} days");
            assert!(lunar_day(year, month, 29).is_some());
            assert_eq!(lunar_day(year, month, 31), None);
        }
        assert!(twice <= 1, "{year}");
        assert!((21..=51).contains(&Day::new(year, 1, 1).unwrap().days_until(firsts[0]).saturating_add(1)), "{year}");
    }
    assert_eq!(lunar_day(2026, 13, 1), None);
    assert_eq!(lunar_day(2026, 0, 1), None);
    assert_eq!(lunar_day(2026, 1, 0), None);
}

fn holidays(entries: &[Entry]) -> BTreeSet<Day> {
    entries.iter().filter(|entry| entry.kind == EntryKind::PublicHoliday).map(|entry| entry.on).collect()
}

/// Labour Code 2019, article 112: what is left to the Prime Minister each year is where the five days of Tết begin.
#[test]
fn days_off_of_the_law_are_those_that_were_announced_but_for_the_span_of_tet() {
    let calendar = Calendar::embedded();
    for year in 2021..=2026 {
        let tet = lunar_day(year, 1, 1).unwrap();
        let far = |on: &Day| !(-3..=6).contains(&tet.days_until(*on));
        let announced: Vec<Entry> = calendar.entries(year).into_iter().cloned().collect();
        let of_law = holidays(&proposed(year));
        let told: BTreeSet<Day> = of_law.iter().copied().filter(far).collect();
        let known: BTreeSet<Day> = holidays(&announced).into_iter().filter(far).collect();
        assert_eq!(told, known, "{year}");
        assert!(of_law.contains(&tet) && holidays(&announced).contains(&tet), "{year}");
        assert_eq!(of_law.len(), 11, "{year}: New Year 1, Tết 5, the Hùng Kings 1, 30/04 1, 01/05 1, National Day 2");
        assert_eq!(lacking(year, &announced), [], "{year}");
    }
}

/// Article 111.3: in lieu goes the next working day.
#[test]
fn a_holiday_on_a_weekend_takes_the_next_working_day_that_no_other_took() {
    let lieu = |year| {
        let found = proposed(year);
        let days = found.iter().filter(|entry| entry.kind == EntryKind::DayInLieu);
        days.map(|entry| entry.on.to_iso()[5..].to_owned()).collect::<Vec<_>>().join(" ")
    };
    // 1 January 2028 is a Saturday, Tết Wednesday 26 to Saturday 29, 30 April a Sunday before Labour Day, 2 September a Saturday.
    assert_eq!(lieu(2028), "01-03 01-31 05-02 09-04");
    // The eleven days are all off: none is lost on a weekend.
    for year in 2021..=2099 {
        let found = proposed(year);
        let weekdays = found.iter().filter(|entry| entry.on.weekday() <= 5).count();
        assert!((10..=11).contains(&weekdays), "{year}: {weekdays}");
        assert!(found.iter().all(|entry| entry.status == Status::Computed && !entry.source.is_empty()));
        assert!(found.windows(2).all(|pair| pair[0].on < pair[1].on));
    }
}

#[test]
fn nothing_is_proposed_for_a_year_before_the_law_that_ships() {
    assert_eq!(proposed(2020), []);
    assert_eq!(lacking(2020, &[]), []);
}

#[test]
fn a_calendar_with_a_gap_says_which_holiday_it_lacks() {
    let mut entries = proposed(2028);
    entries.retain(|entry| entry.on != day("2028-04-30") && entry.on != day("2028-01-25"));
    // Where the five days of Tết begin is announced each year; the day itself is Tết in every year.
    let lacked: Vec<Day> = lacking(2028, &entries).into_iter().map(|entry| entry.on).collect();
    assert_eq!(lacked, [day("2028-04-30")]);
}
