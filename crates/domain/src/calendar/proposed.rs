//! Days off of a year that nobody has announced yet, as the law says them: `data/holidays_by_law.csv`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::{Entry, EntryKind, Status};
use crate::day::Day;
use crate::lunar::lunar_day;

/// The holidays of the law: `valid_from,valid_to,reckoning,month,day,first,last,name_vi,name_en,article`. `first` and `last`
/// count from the day that is named; `weekend` takes the neighbouring day that joins it to the nearest weekend.
const LAW: &str = include_str!("../../../../data/holidays_by_law.csv");

static HOLIDAYS: LazyLock<Vec<Holiday>> = LazyLock::new(|| {
    let rows = LAW.lines().enumerate().skip(1);
    rows.map(|(index, line)| holiday(line).unwrap_or_else(|| panic!("line {} of data/holidays_by_law.csv", index + 1)))
        .collect()
});

/// A holiday of the law, in the years in which it is one.
struct Holiday {
    valid: (Day, Day),
    lunar: bool,
    month: i8,
    day: i8,
    days: Days,
    name_vi: &'static str,
    name_en: &'static str,
    article: &'static str,
}

/// Which days around the one that is named are off.
enum Days {
    /// From so many days before or after it to so many.
    From(i64, i64),
    /// It and the neighbour that joins it to the nearest weekend.
    Joined,
}

/// The days off of a year by law: its holidays, the lunar ones computed, and for each that falls on a weekend the next
/// working day (Labour Code 2019, articles 111.3 and 112). None before the first year of the law that ships.
///
/// Which days around the lunar New Year and the second of September are off is fixed each year by the Prime Minister
/// (article 112.3), and so is what is swapped: this is a proposal, and its entries say that they were computed.
pub fn proposed(year: i16) -> Vec<Entry> {
    let mut days = BTreeMap::new();
    for holiday in HOLIDAYS.iter() {
        for (on, holiday) in holiday.days(year).into_iter().map(|on| (on, holiday)) {
            days.entry(on).or_insert_with(|| holiday.entry(on, EntryKind::PublicHoliday));
        }
    }
    // In lieu go the next days that are worked; each holiday takes its own.
    let weekends: Vec<Entry> = days.values().filter(|entry| entry.on.weekday() >= 6).cloned().collect();
    for entry in weekends {
        let mut on = entry.on.next();
        while on.weekday() >= 6 || days.contains_key(&on) {
            on = on.next();
        }
        days.insert(on, Entry { on, kind: EntryKind::DayInLieu, ..entry });
    }
    days.into_values().filter(|entry| entry.on.year() == year).collect()
}

/// Holidays of the law that a calendar of the year lacks: those with a day of their own, and of the lunar New Year its
/// first day. A calendar that lacks one has a gap.
pub fn lacking(year: i16, entries: &[Entry]) -> Vec<Entry> {
    let there = |on: Day| entries.iter().any(|entry| entry.on == on && entry.kind == EntryKind::PublicHoliday);
    let named = HOLIDAYS.iter().filter_map(|holiday| Some((holiday.named(year)?, holiday)));
    named.filter(|(on, _)| !there(*on)).map(|(on, holiday)| holiday.entry(on, EntryKind::PublicHoliday)).collect()
}

impl Holiday {
    /// The day that the law names, in a year in which it does.
    fn named(&self, year: i16) -> Option<Day> {
        let on = if self.lunar {
            lunar_day(year, self.month.unsigned_abs(), self.day.unsigned_abs())
        } else {
            Day::new(year, self.month, self.day)
        };
        on.filter(|on| self.valid.0 <= *on && *on < self.valid.1)
    }

    fn days(&self, year: i16) -> Vec<Day> {
        let Some(named) = self.named(year) else { return Vec::new() };
        match self.days {
            Days::From(first, last) => (first..=last).map(|days| named.plus(days)).collect(),
            // Tuesday, Wednesday, Friday and Saturday take the day before, the others the day after.
            Days::Joined => vec![named, named.plus(if matches!(named.weekday(), 2 | 3 | 5 | 6) { -1 } else { 1 })],
        }
    }

    fn entry(&self, on: Day, kind: EntryKind) -> Entry {
        Entry {
            on,
            kind,
            status: Status::Computed,
            name_vi: self.name_vi.to_owned(),
            name_en: self.name_en.to_owned(),
            source: self.article.to_owned(),
        }
    }
}

/// One row of the file. No field of it holds a comma or a quote.
fn holiday(line: &'static str) -> Option<Holiday> {
    let fields: Vec<&str> = line.split(',').collect();
    let [from, to, reckoning, month, day, first, last, name_vi, name_en, article] = fields.as_slice() else {
        return None;
    };
    Some(Holiday {
        valid: (Day::parse_iso(from)?, if to.is_empty() { Day::OPEN } else { Day::parse_iso(to)? }),
        lunar: match *reckoning {
            "lunar" => true,
            "solar" => false,
            _ => return None,
        },
        month: month.parse().ok()?,
        day: day.parse().ok()?,
        days: match *first {
            "weekend" => Days::Joined,
            first => Days::From(first.parse().ok()?, last.parse().ok()?),
        },
        name_vi,
        name_en,
        article,
    })
}
