//! On how many days somebody receives in person, month by month, beside what the rule in force asks for.

use crate::day::Day;
use crate::rule::Per;

/// What a rule asks for in a month, and how much of that was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Asked {
    /// Days that are asked for.
    pub needed: i64,
    /// Days that count towards them.
    pub done: i64,
}

/// A month of somebody who receives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Month {
    /// Days on which they received in person.
    pub held: i64,
    /// What the rule asks for; nothing where none is in force and before the month begins.
    pub asked: Option<Asked>,
}

/// The twelve months of a year, as far as they have begun `until` a day. `held` are days, each once; `term` is the first day in
/// office and the day after the last: a month that begins outside of it is not asked for. `rule` says how many days in which
/// period are asked for by what is in force on a day. A week belongs to the month of its Monday, so that each is asked for
/// once; more days in one week don't stand for another.
pub fn months(
    year: i16,
    held: &[Day],
    until: Day,
    (from, to): (Day, Day),
    rule: impl Fn(Day) -> Option<(i64, Per)>,
) -> [Month; 12] {
    let mut months = [Month::default(); 12];
    for (number, month) in (1_i8..).zip(&mut months) {
        let Some(first) = Day::new(year, number, 1) else { continue };
        let own = |on: &Day| on.year() == year && on.month() == number;
        month.held = count(held, own);
        if first > until || first < from || first >= to {
            continue;
        }
        month.asked = match rule(first) {
            Some((needed, Per::Month)) => Some(Asked { needed, done: month.held.min(needed) }),
            Some((needed, Per::Week)) => Some(weeks(first, held, until, needed)),
            _ => None,
        };
    }
    months
}

/// The weeks that begin in a month.
fn weeks(first: Day, held: &[Day], until: Day, needed: i64) -> Asked {
    let mut asked = Asked::default();
    let mut monday = first.plus((8 - i64::from(first.weekday())) % 7);
    while monday.month() == first.month() && monday <= until {
        let sunday = monday.plus(6);
        asked.needed += needed;
        asked.done += count(held, |on| (monday..=sunday).contains(on)).min(needed);
        monday = monday.plus(7);
    }
    asked
}

fn count(held: &[Day], counts: impl Fn(&Day) -> bool) -> i64 {
    held.iter().filter(|on| counts(on)).map(|_| 1).sum()
}
