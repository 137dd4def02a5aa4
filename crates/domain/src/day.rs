//! The two times of every act: the civil day on which it happened and the instant at which it was recorded.
//!
//! Vietnam keeps UTC+7 all year, so a day of the calendar and an instant meet without a table of time zones.

use std::fmt;

use jiff::SignedDuration;
use jiff::civil::Date;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Milliseconds from midnight in Greenwich to midnight in Vietnam.
const OFFSET_MS: i64 = 7 * 3_600_000;
const DAY_MS: i64 = 86_400_000;
/// The first year that somebody means who types it.
const FIRST_TYPED: i16 = 1900;
const EPOCH: Date = Date::constant(1970, 1, 1);

/// A day of the civil calendar, as written on a paper.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day(Date);

impl Day {
    /// The end of an interval that is still open.
    pub const OPEN: Self = Self(Date::constant(9999, 12, 31));
    /// The beginning of an interval whose beginning nobody knows.
    pub const FLOOR: Self = Self(Date::constant(1, 1, 1));

    /// The day of that year, month and day of the month, if the calendar has it.
    pub fn new(year: i16, month: i8, day: i8) -> Option<Self> {
        let date = Date::new(year, month, day).ok()?;
        (date >= Self::FLOOR.0).then_some(Self(date))
    }

    /// Reads exactly `yyyy-mm-dd`, the form in which days are kept.
    pub fn parse_iso(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != 10 || bytes[4] != b'-' || bytes[7] != b'-' {
            return None;
        }
        Self::from_digits(&bytes[0..4], &bytes[5..7], &bytes[8..10])
    }

    /// Reads a day as people in Vietnam type it: day, month and a year of four digits between `/`, `-` or `.`.
    pub fn parse_vn(text: &str) -> Option<Self> {
        let mut parts = text.trim().split(['/', '-', '.']).map(|part| part.trim().as_bytes());
        let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
        let whole = parts.next().is_none() && day.len() <= 2 && month.len() <= 2 && year.len() == 4;
        if whole { Self::from_digits(year, month, day) } else { None }
    }

    /// Reads a day as it was typed into a form, in either way; no day for a year before 1900, which is a slip of the hand: 0209
    /// for 2009.
    pub fn typed(text: &str) -> Option<Self> {
        Self::parse_vn(text).or_else(|| Self::parse_iso(text.trim())).filter(|day| day.year() >= FIRST_TYPED)
    }

    fn from_digits(year: &[u8], month: &[u8], day: &[u8]) -> Option<Self> {
        Self::new(number(year)?, i8::try_from(number(month)?).ok()?, i8::try_from(number(day)?).ok()?)
    }

    /// `yyyy-mm-dd`; its order as bytes is the order of the days.
    pub fn to_iso(self) -> String {
        self.to_string()
    }

    /// `dd/mm/yyyy`, as Vietnamese papers write it.
    pub fn vn(self) -> String {
        format!("{:02}/{:02}/{:04}", self.0.day(), self.0.month(), self.0.year())
    }

    /// The day after; the last day of all stays where it is.
    #[must_use]
    pub fn next(self) -> Self {
        self.0.tomorrow().map_or(Self::OPEN, Self)
    }

    /// So many calendar days later, or earlier when negative, held between [`Day::FLOOR`] and [`Day::OPEN`].
    #[must_use]
    pub fn plus(self, days: i64) -> Self {
        Self::from_number(self.number().saturating_add(days))
    }

    /// Calendar days from this day to the other; negative when the other is earlier.
    pub fn days_until(self, other: Self) -> i64 {
        other.number() - self.number()
    }

    /// The year.
    pub fn year(self) -> i16 {
        self.0.year()
    }

    /// The month, 1 to 12.
    pub fn month(self) -> i8 {
        self.0.month()
    }

    /// The day of the month, 1 to 31.
    pub fn day(self) -> i8 {
        self.0.day()
    }

    /// The day of the week, 1 for Monday to 7 for Sunday.
    pub fn weekday(self) -> i8 {
        self.0.weekday().to_monday_one_offset()
    }

    /// Days since 1970-01-01.
    fn number(self) -> i64 {
        self.0.duration_since(EPOCH).as_hours() / 24
    }

    fn from_number(number: i64) -> Self {
        let hours = number.checked_mul(24).map(SignedDuration::from_hours);
        let date = hours.and_then(|hours| EPOCH.checked_add(hours).ok());
        match date {
            Some(date) => Self(date).max(Self::FLOOR),
            None if number < 0 => Self::FLOOR,
            None => Self::OPEN,
        }
    }
}

fn number(digits: &[u8]) -> Option<i16> {
    if digits.is_empty() {
        return None;
    }
    digits.iter().try_fold(0_i16, |sum, digit| digit.is_ascii_digit().then(|| sum * 10 + i16::from(digit - b'0')))
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), self.0.month(), self.0.day())
    }
}

impl fmt::Debug for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Day {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse_iso(&text).ok_or_else(|| D::Error::custom("not a day of the form yyyy-mm-dd"))
    }
}

/// A moment, in milliseconds since 1970-01-01 00:00 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(i64);

impl Instant {
    /// The end of an interval of knowledge that is still open.
    pub const OPEN: Self = Self(9_000_000_000_000_000);

    /// The moment so many milliseconds after 1970-01-01 00:00 UTC.
    pub const fn from_ms(ms: i64) -> Self {
        Self(ms)
    }

    /// Milliseconds since 1970-01-01 00:00 UTC.
    pub const fn ms(self) -> i64 {
        self.0
    }

    /// The first moment of that day in Vietnam.
    pub fn start_of(day: Day) -> Self {
        Self(day.number() * DAY_MS - OFFSET_MS)
    }

    /// The last millisecond of that day in Vietnam: what "by the end of the day" means.
    pub fn end_of(day: Day) -> Self {
        Self(Self::start_of(day).0 + DAY_MS - 1)
    }

    /// The day in Vietnam, held between [`Day::FLOOR`] and [`Day::OPEN`].
    pub fn day(self) -> Day {
        Day::from_number(self.0.saturating_add(OFFSET_MS).div_euclid(DAY_MS))
    }

    /// The time of day in Vietnam, `hh:mm`.
    pub fn vn_time(self) -> String {
        let minutes = self.0.saturating_add(OFFSET_MS).rem_euclid(DAY_MS) / 60_000;
        format!("{:02}:{:02}", minutes / 60, minutes % 60)
    }
}
