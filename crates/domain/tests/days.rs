//! Days and instants.

use domain::{Day, Instant};
use proptest::prelude::*;

use crate::history::day;

#[test]
fn days_as_kept() {
    let check = |text: &str, good: bool| assert_eq!(Day::parse_iso(text).is_some(), good, "{text}");
    check("2020-02-29", true);
    check("2021-02-29", false);
    check("9999-12-31", true);
    check("0001-01-01", true);
    check("0000-12-31", false);
    check("2020-2-29", false);
    check("2020-02-29 ", false);
    check("2020/02/29", false);
    check("+020-02-29", false);
    check("-020-02-29", false);
    check("20200229", false);
    check("2020-0á-1", false);
    check("", false);
}

#[test]
fn days_as_typed() {
    let check = |text: &str, iso: Option<&str>| assert_eq!(Day::parse_vn(text), iso.map(day), "{text}");
    check("31/12/2020", Some("2020-12-31"));
    check("1/2/2020", Some("2020-02-01"));
    check(" 01-02-2020 ", Some("2020-02-01"));
    check("1.2.2020", Some("2020-02-01"));
    check("1 / 2 / 2020", Some("2020-02-01"));
    check("31/02/2020", None);
    check("1/2/20", None);
    check("1/2", None);
    check("1/2/2020/3", None);
    check("001/2/2020", None);
    check("2020-02-01", None);
    check("a/b/2020", None);
    check("//2020", None);
    check("", None);
}

#[test]
fn a_day_that_cannot_be_and_a_year_of_long_ago_are_no_days_that_were_typed() {
    for text in ["31/02/2026", "29/02/2025", "01/02/0209", "0209-02-01", "31/12/1899", "2026-02-31", "00/01/2026", ""] {
        assert_eq!(Day::typed(text), None, "{text}");
    }
    for text in ["01/02/2009", "2009-02-01", " 1.2.2009 "] {
        assert_eq!(Day::typed(text), Some(day("2009-02-01")), "{text}");
    }
    assert_eq!(Day::typed("29/02/2024"), Some(day("2024-02-29")));
    assert_eq!(Day::typed("01/01/1900"), Some(day("1900-01-01")));
}

#[test]
fn days_written() {
    let day = day("2020-03-02");
    assert_eq!((day.to_iso(), day.vn()), ("2020-03-02".to_owned(), "02/03/2020".to_owned()));
    assert_eq!((day.year(), day.month(), day.day(), day.weekday()), (2020, 3, 2, 1));
    assert_eq!(Day::FLOOR.to_iso(), "0001-01-01");
    assert_eq!(serde_json::to_string(&day).unwrap(), "\"2020-03-02\"");
    assert_eq!(serde_json::from_str::<Day>("\"2020-03-02\"").unwrap(), day);
    assert_eq!(serde_json::from_str::<Day>(r#""2020\u002d03-02""#).unwrap(), day);
    assert!(serde_json::from_str::<Day>("\"02/03/2020\"").is_err());
    assert_eq!(serde_json::to_string(&Instant::from_ms(5)).unwrap(), "5");
}

#[test]
fn days_apart() {
    let check = |from: &str, days: i64, to: &str| {
        assert_eq!(day(from).plus(days), day(to), "{from} + {days}");
    };
    check("2020-02-28", 1, "2020-02-29");
    check("2020-02-28", 2, "2020-03-01");
    check("2020-03-01", -1, "2020-02-29");
    check("1970-01-01", -1, "1969-12-31");
    check("9999-12-31", 1, "9999-12-31");
    check("9999-12-30", i64::MAX, "9999-12-31");
    check("0001-01-01", -1, "0001-01-01");
    check("2020-01-01", i64::MIN, "0001-01-01");
    assert_eq!(Day::OPEN.next(), Day::OPEN);
    assert_eq!(day("2020-02-28").next(), day("2020-02-29"));
}

#[test]
fn instants_in_vietnam() {
    // 2020-03-02 00:00 in Vietnam is 2020-03-01 17:00 in Greenwich.
    let midnight = Instant::from_ms(1_583_082_000_000);
    let check = |ms: i64, iso: &str, time: &str| {
        let instant = Instant::from_ms(midnight.ms() + ms);
        assert_eq!((instant.day(), instant.vn_time()), (day(iso), time.to_owned()), "{ms}");
    };
    check(0, "2020-03-02", "00:00");
    check(-1, "2020-03-01", "23:59");
    check(59_999, "2020-03-02", "00:00");
    check(8 * 3_600_000 + 5 * 60_000, "2020-03-02", "08:05");
    check(86_399_999, "2020-03-02", "23:59");
    check(86_400_000, "2020-03-03", "00:00");
    assert_eq!(Instant::start_of(day("2020-03-02")), midnight);
    assert_eq!(Instant::end_of(day("2020-03-01")).ms(), midnight.ms() - 1);
    assert_eq!(Instant::OPEN.day(), Day::OPEN);
    assert_eq!(Instant::from_ms(i64::MAX).day(), Day::OPEN);
    assert_eq!(Instant::from_ms(i64::MIN).day(), Day::FLOOR);
    assert!(Instant::end_of(Day::OPEN) < Instant::OPEN);
}

proptest! {
    #[test]
    fn a_day_holds_its_instants(number in 0_i64..3_652_058, ms in 0_i64..86_400_000) {
        let day = Day::FLOOR.plus(number);
        prop_assert_eq!(Day::FLOOR.days_until(day), number);
        prop_assert_eq!(Day::parse_iso(&day.to_iso()), Some(day));
        prop_assert_eq!(Day::parse_vn(&day.vn()), Some(day));
        prop_assert_eq!(day.next(), day.plus(1));
        prop_assert_eq!(Instant::from_ms(Instant::start_of(day).ms() + ms).day(), day);
        prop_assert_eq!(Instant::end_of(day).day(), day);
    }

    #[test]
    fn the_order_of_days_is_that_of_their_bytes(one in 0_i64..3_652_058, other in 0_i64..3_652_058) {
        let (one, other) = (Day::FLOOR.plus(one), Day::FLOOR.plus(other));
        prop_assert_eq!(one.cmp(&other), one.to_iso().cmp(&other.to_iso()));
    }

    #[test]
    fn anything_typed_is_a_day_or_none(text in any::<String>(), shaped in "[0-9]{0,3}[/.-][0-9]{0,3}[/.-][0-9]{0,5}") {
        for text in [text, shaped] {
            if let Some(day) = Day::parse_iso(&text) {
                prop_assert_eq!(day.to_iso(), text.clone());
            }
            Day::parse_vn(&text);
        }
    }
}
