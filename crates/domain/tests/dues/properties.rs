//! What holds for every due date.

use domain::Day;
use domain::calendar::{Calendar, Change, Status};
use domain::due::{Derivation, Direction, Period, Unit, due, due_on, runs};
use proptest::prelude::*;

use crate::history::day;

/// A day from which every period of these tests stays within the known years.
fn known() -> impl Strategy<Value = Day> {
    (0_i64..3_900).prop_map(|days| day("2016-06-01").plus(days))
}

fn unit() -> impl Strategy<Value = Unit> {
    prop_oneof![Just(Unit::CalendarDays), Just(Unit::WorkingDays)]
}

fn period() -> impl Strategy<Value = Period> {
    let direction = prop_oneof![Just(Direction::After), Just(Direction::Before)];
    (1_u32..100, unit(), direction, any::<bool>()).prop_map(|(amount, unit, direction, roll)| Period {
        amount,
        unit,
        direction,
        roll,
    })
}

fn works(day: Day) -> bool {
    Calendar::embedded().kind(day).unwrap().is_working()
}

proptest! {
    #[test]
    fn one_day_more_is_never_due_sooner(from in known(), period in period()) {
        let calendar = Calendar::embedded();
        let more = Period { amount: period.amount + 1, ..period };
        let (less, more) = (due(calendar, from, period).unwrap().on, due(calendar, from, more).unwrap().on);
        let strictly = !period.rolls();
        let held = match period.direction {
            Direction::After => less < more || (!strictly && less == more),
            Direction::Before => less > more,
        };
        prop_assert!(held);
    }

    #[test]
    fn the_last_day_alone_is_that_of_the_days_that_led_to_it(
        days in -2_000_i64..9_000,
        period in period(),
        long in 1_u32..=Period::MOST,
        policy in any::<bool>(),
        gap in any::<bool>(),
    ) {
        // Years without a calendar before, behind and between, and days of a year that were set here.
        let mut changes = vec![Change::WorkingDay(day("2026-09-02"))];
        changes.extend(gap.then_some(Change::Year(2031, Status::Announced)));
        let calendar = Calendar::embedded().with_changes(&changes);
        let calendar = if policy { calendar.with_policy() } else { calendar };
        let from = day("2012-06-01").plus(days);
        for period in [period, Period { amount: long, ..period }] {
            let walked = due(&calendar, from, period).map(|found| (found.on, found.computed));
            prop_assert_eq!(due_on(&calendar, from, period), walked);
        }
    }

    #[test]
    fn a_later_event_is_never_due_sooner(from in known(), period in period()) {
        let calendar = Calendar::embedded();
        prop_assert!(due(calendar, from, period).unwrap().on <= due(calendar, from.next(), period).unwrap().on);
    }

    #[test]
    fn working_days_and_moved_ends_fall_on_a_working_day(from in known(), period in period()) {
        if period.unit == Unit::WorkingDays || period.rolls() {
            prop_assert!(works(due(Calendar::embedded(), from, period).unwrap().on));
        }
    }

    #[test]
    fn counting_back_undoes_counting_on(from in known(), amount in 1_u32..100) {
        let calendar = Calendar::embedded();
        let on = |from, direction| due(calendar, from, Period::new(amount, Unit::WorkingDays, direction)).unwrap().on;
        let there = on(from, Direction::After);
        let back = on(there, Direction::Before);
        // From a day off one comes back to the working day before it.
        let mut expected = from;
        while !works(expected) {
            expected = expected.plus(-1);
        }
        prop_assert_eq!(back, expected);
        prop_assert_eq!(on(back, Direction::After), there);
    }

    #[test]
    fn every_day_between_appears_once_and_the_numbers_run(from in known(), period in period()) {
        let found = due(Calendar::embedded(), from, period).unwrap();
        let (first, last) = (from.min(found.on), from.max(found.on));
        let days: Vec<Day> = found.boxes().into_iter().map(|day| day.on).collect();
        let expected: Vec<Day> =
            std::iter::successors(Some(first), |day| Some(day.next())).take_while(|day| *day <= last).collect();
        prop_assert_eq!(&days, &expected);
        prop_assert_eq!(found.days.iter().map(|(day, _)| *day).collect::<Vec<_>>(), expected);
        let mut numbers: Vec<u32> = found.boxes().into_iter().filter_map(|day| day.number).collect();
        if period.direction == Direction::Before {
            numbers.reverse();
        }
        prop_assert_eq!(numbers, (1..=period.amount).collect::<Vec<_>>());
        prop_assert_eq!(found.boxes().into_iter().filter(|day| day.is_due).map(|day| day.on).collect::<Vec<_>>(), [found.on]);
    }

    #[test]
    fn what_is_kept_is_what_was_counted(from in known(), period in period(), rule in any::<bool>()) {
        let found = due(Calendar::embedded(), from, period).unwrap();
        let kept = Derivation::of(&found, rule.then_some(("DT-CONCL", 3)));
        let read = Derivation::parse(&kept.to_json()).unwrap();
        prop_assert_eq!(&read, &kept);
        prop_assert_eq!(read.period(), found.period);
        prop_assert_eq!(read.boxes(), found.boxes());
        prop_assert_eq!(read.due_on(), found.on);
    }

    #[test]
    fn runs_hold_every_box_once(from in known(), period in period()) {
        let boxes = due(Calendar::embedded(), from, period).unwrap().boxes();
        let runs = runs(&boxes);
        let days: i64 = runs.iter().map(|run| run.first.on.days_until(run.last.on) + 1).sum();
        prop_assert_eq!(days, i64::try_from(boxes.len()).unwrap());
        prop_assert!(runs.windows(2).all(|pair| pair[0].last.on.next() == pair[1].first.on));
    }
}

#[test]
fn the_last_day_alone_is_refused_at_the_ends_of_time_as_the_days_are() {
    let calendar = Calendar::embedded();
    for from in [Day::FLOOR, Day::FLOOR.next(), Day::OPEN, Day::OPEN.plus(-1), Day::OPEN.plus(-40)] {
        for unit in [Unit::CalendarDays, Unit::WorkingDays] {
            for direction in [Direction::After, Direction::Before] {
                for (amount, roll) in [(0, true), (1, true), (1, false), (39, false), (40, false), (3_661, true)] {
                    let period = Period { amount, unit, direction, roll };
                    let walked = due(calendar, from, period).map(|found| (found.on, found.computed));
                    assert_eq!(due_on(calendar, from, period), walked, "{from:?} {period:?}");
                }
            }
        }
    }
}
