//! The lunar calendar of Vietnam, from the moon and the sun: a month begins on the day of its new moon in the time of
//! Vietnam (UTC+7), the month with the winter solstice is the eleventh, and of thirteen months between two of those the
//! first in which the sun enters no new sign of thirty degrees is counted twice.
//!
//! What is computed here only proposes days off ([`crate::calendar::proposed`]); the days of a year are those that were
//! announced. Positions after Meeus, *Astronomical Algorithms*, chapters 25 and 49, good to some minutes.

use crate::day::Day;

/// Mean length of a lunar month in days, and the mean new moon from which they are numbered (Meeus 49.1).
const MONTH: f64 = 29.530_588_861;
const NEW_MOON: f64 = 2_451_550.097_66;
/// Lunar months of a century.
const MONTHS: f64 = 1236.85;
/// 12:00 UT of 1 January 2000 as a Julian day.
const NOON_OF_2000: i64 = 2_451_545;
/// How far the clocks of Vietnam are ahead of UT, in days.
const VIETNAM: f64 = 7.0 / 24.0;

/// The parts of the moon's place that move a new moon, in days: amount, how it shrinks with the excentricity, and how many
/// times it takes the anomaly of the sun, that of the moon, and the argument of latitude (Meeus, table 49.a).
const TERMS: [(f64, i32, [f64; 3]); 22] = [
    (-0.40720, 0, [0.0, 1.0, 0.0]),
    (0.17241, 1, [1.0, 0.0, 0.0]),
    (0.01608, 0, [0.0, 2.0, 0.0]),
    (0.01039, 0, [0.0, 0.0, 2.0]),
    (0.00739, 1, [-1.0, 1.0, 0.0]),
    (-0.00514, 1, [1.0, 1.0, 0.0]),
    (0.00208, 2, [2.0, 0.0, 0.0]),
    (-0.00111, 0, [0.0, 1.0, -2.0]),
    (-0.00057, 0, [0.0, 1.0, 2.0]),
    (0.00056, 1, [1.0, 2.0, 0.0]),
    (-0.00042, 0, [0.0, 3.0, 0.0]),
    (0.00042, 1, [1.0, 0.0, 2.0]),
    (0.00038, 1, [1.0, 0.0, -2.0]),
    (-0.00024, 1, [-1.0, 2.0, 0.0]),
    (-0.00007, 0, [2.0, 1.0, 0.0]),
    (0.00004, 0, [0.0, 2.0, -2.0]),
    (0.00004, 0, [3.0, 0.0, 0.0]),
    (0.00003, 0, [1.0, 1.0, -2.0]),
    (0.00003, 0, [0.0, 2.0, 2.0]),
    (-0.00003, 0, [1.0, 1.0, 2.0]),
    (0.00003, 0, [-1.0, 1.0, 2.0]),
    (-0.00002, 0, [-1.0, 1.0, -2.0]),
];

/// The day of a day of the lunar year that begins in the year, counted in its ordinary months; nothing where that month has
/// no such day. `lunar_day(2026, 1, 1)` is Tết.
pub fn lunar_day(year: i16, month: u8, day: u8) -> Option<Day> {
    if !(1..=12).contains(&month) || day == 0 {
        return None;
    }
    // The eleventh and twelfth month of a lunar year follow the solstice of the year in which it begins.
    let eleventh = eleventh_month(if month >= 11 { year } else { year - 1 })?;
    let next = eleventh_month(if month >= 11 { year + 1 } else { year })?;
    let twice = (next - eleventh == 13).then(|| (1..13).find(|past| !enters_a_sign(eleventh + past))).flatten();
    let past = i64::from((month + 1) % 12);
    let past = if twice.is_some_and(|twice| twice <= past) { past + 1 } else { past };
    let first = first_day(eleventh + past);
    let on = first.plus(i64::from(day) - 1);
    (on < first_day(eleventh + past + 1)).then_some(on)
}

/// The number of the month that holds the winter solstice of the year.
fn eleventh_month(year: i16) -> Option<i64> {
    let begins = Day::new(year, 12, 15)?;
    let solstice = (0..15).map(|days| begins.plus(days)).find(|day| sun(midnight(*day) + 1.0) < 180.0)?;
    let guess = whole((midnight(solstice) - NEW_MOON) / MONTH) + 2;
    (guess - 4..=guess).rev().find(|month| first_day(*month) <= solstice)
}

/// Whether the sun enters a new sign of thirty degrees between the first day of the month and that of the next.
fn enters_a_sign(month: i64) -> bool {
    let sign = |month| whole(sun(midnight(first_day(month))) / 30.0);
    sign(month) != sign(month + 1)
}

/// The day in Vietnam of the new moon with that number.
fn first_day(month: i64) -> Day {
    let day = whole(new_moon(month) + 0.5 + VIETNAM);
    noon_of_2000().plus(day - NOON_OF_2000)
}

fn noon_of_2000() -> Day {
    Day::new(2000, 1, 1).unwrap_or(Day::FLOOR)
}

/// 0:00 in Vietnam as a Julian day of UT.
fn midnight(day: Day) -> f64 {
    real(noon_of_2000().days_until(day) + NOON_OF_2000) - 0.5 - VIETNAM
}

/// The moment of a new moon as a Julian day of UT (Meeus, chapter 49).
fn new_moon(month: i64) -> f64 {
    let number = real(month);
    let t = number / MONTHS;
    let excentricity = 1.0 - 0.002_516 * t - 0.000_007_4 * t * t;
    let anomalies = [
        2.5534 + 29.105_356_70 * number - 0.000_001_4 * t * t,
        201.5643 + 385.816_935_28 * number + 0.010_758_2 * t * t,
        160.7108 + 390.670_502_84 * number - 0.001_611_8 * t * t,
    ];
    let node = 124.7746 - 1.563_755_88 * number + 0.002_067_2 * t * t;
    let moved: f64 = TERMS
        .iter()
        .map(|(amount, shrinks, times)| {
            let angle: f64 = times.iter().zip(anomalies).map(|(times, angle)| times * angle).sum();
            amount * excentricity.powi(*shrinks) * sine(angle)
        })
        .sum();
    NEW_MOON + MONTH * number + 0.000_154_37 * t * t + moved - 0.000_17 * sine(node) - lag(2000.0 + 100.0 * t)
}

/// Where the sun stands on its way, in degrees from 0 to 360, counted from the winter solstice (Meeus, chapter 25).
fn sun(at: f64) -> f64 {
    let year = 2000.0 + (at - real(NOON_OF_2000)) / 365.25;
    let t = (at + lag(year) - real(NOON_OF_2000)) / 36_525.0;
    let mean = 280.466_46 + 36_000.769_83 * t + 0.000_303_2 * t * t;
    let anomaly = 357.529_11 + 35_999.050_29 * t - 0.000_153_7 * t * t;
    let centre = (1.914_602 - 0.004_817 * t) * sine(anomaly)
        + (0.019_993 - 0.000_101 * t) * sine(2.0 * anomaly)
        + 0.000_289 * sine(3.0 * anomaly);
    let node = 125.04 - 1934.136 * t;
    (mean + centre - 0.005_69 - 0.004_78 * sine(node) - 270.0).rem_euclid(360.0)
}

/// How far the time of the sky is ahead of UT, in days (Espenak and Meeus, for 2005 to 2050; some minutes off in a century).
fn lag(year: f64) -> f64 {
    let t = year - 2000.0;
    (62.92 + 0.322_17 * t + 0.005_589 * t * t) / 86_400.0
}

fn sine(degrees: f64) -> f64 {
    degrees.rem_euclid(360.0).to_radians().sin()
}

#[expect(clippy::cast_precision_loss, reason = "days and months of some thousand years, far below 2^52")]
const fn real(whole: i64) -> f64 {
    whole as f64
}

#[expect(clippy::cast_possible_truncation, reason = "days and months of some thousand years")]
fn whole(real: f64) -> i64 {
    real.floor() as i64
}
