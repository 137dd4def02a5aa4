//! Dates that explain themselves: from a trigger, so many calendar or working days, to the day it is due.
//!
//! How days are counted follows the Civil Code 2015: the day of the event is not counted (article 147), and a period
//! in calendar days that ends on a day off ends on the next working day (article 148, clause 5). Working days are
//! those of a [`Calendar`]; every day between the trigger and the due date carries a [`Mark`] that says why it
//! counted or not, and a [`Derivation`] keeps the marks, so that a later calendar changes no explanation.

mod day;
mod derivation;

use serde::{Deserialize, Serialize};

pub use day::due_on;
pub use derivation::Derivation;

use crate::calendar::{Calendar, DayKind, Status};
use crate::day::Day;
use crate::refusal::Refusal;

/// The days in which a period is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// Every day of the calendar counts.
    #[serde(rename = "cd")]
    CalendarDays,
    /// Only days on which offices work count.
    #[serde(rename = "wd")]
    WorkingDays,
}

impl Unit {
    /// The word under which it is kept and typed.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::CalendarDays => "cd",
            Self::WorkingDays => "wd",
        }
    }

    /// The unit of that word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::CalendarDays, Self::WorkingDays].into_iter().find(|unit| unit.as_str() == word)
    }
}

/// Whether a period is counted from its trigger on, or back from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Due after the trigger.
    After,
    /// Due before the trigger.
    Before,
}

impl Direction {
    /// The word under which it is kept and typed.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::After => "after",
            Self::Before => "before",
        }
    }

    /// The direction of that word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::After, Self::Before].into_iter().find(|direction| direction.as_str() == word)
    }
}

/// How long after or before a trigger something is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Period {
    /// How many days, 1 to [`Period::MOST`].
    pub amount: u32,
    /// Which days count.
    pub unit: Unit,
    /// After the trigger or before it.
    pub direction: Direction,
    /// Whether a last day that is a day off moves to the next working day. Means nothing in working days, which end
    /// on one anyway, and before a trigger, where nothing ever moves.
    pub roll: bool,
}

impl Period {
    /// The longest period that is counted: ten years.
    pub const MOST: u32 = 3_660;

    /// A period that moves off a day off where the law lets it.
    pub const fn new(amount: u32, unit: Unit, direction: Direction) -> Self {
        Self { amount, unit, direction, roll: true }
    }

    /// Whether its last day moves when it is a day off.
    pub const fn rolls(self) -> bool {
        self.roll && matches!((self.unit, self.direction), (Unit::CalendarDays, Direction::After))
    }
}

/// Why a day between the trigger and the due date counted or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// The day of the event itself: never counted.
    Start,
    /// Counted.
    Counted,
    /// Counted although it is a weekend: a make-up Saturday.
    CountedMakeUp,
    /// A Saturday or Sunday: not counted. In calendar days it counts (its box has a number), but the period can't end
    /// on it and moves on; so with the next four.
    Weekend,
    /// A public holiday.
    Holiday,
    /// A day off in lieu of a holiday.
    InLieu,
    /// A weekday off that is made up for on a Saturday.
    SwappedOff,
    /// A working day on which the bodies of the place were closed: a storm, a flood.
    Closed,
    /// The working day to which the end of a period in calendar days moved.
    Moved,
}

impl Mark {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Start,
        Self::Counted,
        Self::CountedMakeUp,
        Self::Weekend,
        Self::Holiday,
        Self::InLieu,
        Self::SwappedOff,
        Self::Closed,
        Self::Moved,
    ];

    /// The word by which programs know it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Counted => "counted",
            Self::CountedMakeUp => "counted_make_up",
            Self::Weekend => "weekend",
            Self::Holiday => "holiday",
            Self::InLieu => "in_lieu",
            Self::SwappedOff => "swapped_off",
            Self::Closed => "closed",
            Self::Moved => "moved",
        }
    }

    /// Whether the day is one on which offices do not work.
    pub const fn is_off(self) -> bool {
        matches!(self, Self::Weekend | Self::Holiday | Self::InLieu | Self::SwappedOff | Self::Closed)
    }

    const fn of(kind: DayKind) -> Self {
        match kind {
            DayKind::Working => Self::Counted,
            DayKind::MakeUp => Self::CountedMakeUp,
            DayKind::Weekend => Self::Weekend,
            DayKind::Holiday => Self::Holiday,
            DayKind::InLieu => Self::InLieu,
            DayKind::SwappedOff => Self::SwappedOff,
            DayKind::Closed => Self::Closed,
        }
    }
}

/// A due date with every day that led to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The day of the event.
    pub from: Day,
    /// The last day on which it is done in time.
    pub on: Day,
    /// What was counted.
    pub period: Period,
    /// Whether it rests on a year whose calendar is computed and not announced.
    pub computed: bool,
    /// Every day between the two, both included, in the order of the calendar.
    pub days: Vec<(Day, Mark)>,
}

/// A day of an explanation, as a page shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayBox {
    /// The day.
    pub on: Day,
    /// Why it counted or not.
    pub mark: Mark,
    /// The how manieth day of the period it is, if it is counted.
    pub number: Option<u32>,
    /// Whether it is the due date.
    pub is_due: bool,
}

/// Days that follow each other with the same mark; long periods are shown by these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    /// The first day.
    pub first: DayBox,
    /// The last day; the same for a single day.
    pub last: DayBox,
}

impl Due {
    /// The days with their numbers, in the order of the calendar.
    pub fn boxes(&self) -> Vec<DayBox> {
        let marks: Vec<Mark> = self.days.iter().map(|(_, mark)| *mark).collect();
        boxes(self.from, self.period, &marks)
    }
}

/// The due date of a period, with every day that led to it.
///
/// Refused: an amount of no days or of more than [`Period::MOST`]; a day that has to be looked at in a year of which
/// no calendar is known ([`Refusal::NoCalendar`] names it). Calendar days that do not move need no calendar.
pub fn due(calendar: &Calendar, from: Day, period: Period) -> Result<Due, Refusal> {
    if !(1..=Period::MOST).contains(&period.amount) {
        return Err(Refusal::Unreadable { field: "amount" });
    }
    let step = match period.direction {
        Direction::After => 1,
        Direction::Before => -1,
    };
    let mut count = Count { calendar, on: from, step, computed: false, days: vec![(from, Mark::Start)] };
    match period.unit {
        Unit::WorkingDays => count.working_days(period.amount)?,
        Unit::CalendarDays => count.calendar_days(period.amount, period.rolls())?,
    }
    let Count { on, computed, mut days, .. } = count;
    if period.direction == Direction::Before {
        days.reverse();
    }
    Ok(Due { from, on, period, computed, days })
}

/// A walk over the calendar, away from the trigger.
struct Count<'a> {
    calendar: &'a Calendar,
    on: Day,
    step: i64,
    computed: bool,
    days: Vec<(Day, Mark)>,
}

impl Count<'_> {
    fn forward(&mut self) -> Result<(), Refusal> {
        let next = self.on.plus(self.step);
        if next == self.on || next == Day::OPEN {
            return Err(Refusal::NoCalendar { year: next.year() });
        }
        self.on = next;
        Ok(())
    }

    fn look(&mut self) -> Result<DayKind, Refusal> {
        let year = self.on.year();
        let kind = self.calendar.kind(self.on).ok_or(Refusal::NoCalendar { year })?;
        self.computed |= self.calendar.status(year) == Some(Status::Computed);
        Ok(kind)
    }

    fn working_days(&mut self, amount: u32) -> Result<(), Refusal> {
        let mut counted = 0;
        while counted < amount {
            self.forward()?;
            let kind = self.look()?;
            counted += u32::from(kind.is_working());
            self.days.push((self.on, Mark::of(kind)));
        }
        Ok(())
    }

    fn calendar_days(&mut self, amount: u32, rolls: bool) -> Result<(), Refusal> {
        for _ in 1..amount {
            self.forward()?;
            self.days.push((self.on, Mark::Counted));
        }
        self.forward()?;
        if !rolls {
            self.days.push((self.on, Mark::Counted));
            return Ok(());
        }
        let mut kind = self.look()?;
        self.days.push((self.on, Mark::of(kind)));
        while !kind.is_working() {
            self.forward()?;
            kind = self.look()?;
            self.days.push((self.on, if kind.is_working() { Mark::Moved } else { Mark::of(kind) }));
        }
        Ok(())
    }
}

/// The boxes of marks in the order of the calendar, with the trigger first, or last when counted back.
fn boxes(from: Day, period: Period, marks: &[Mark]) -> Vec<DayBox> {
    let back = period.direction == Direction::Before;
    let mut number = 0;
    let mut boxes = Vec::with_capacity(marks.len());
    for (index, on) in
        std::iter::successors(Some(from), |day| Some(day.plus(if back { -1 } else { 1 }))).take(marks.len()).enumerate()
    {
        let mark = marks[if back { marks.len() - 1 - index } else { index }];
        let counted = number < period.amount
            && match period.unit {
                Unit::WorkingDays => matches!(mark, Mark::Counted | Mark::CountedMakeUp),
                Unit::CalendarDays => mark != Mark::Start,
            };
        number += u32::from(counted);
        boxes.push(DayBox { on, mark, number: counted.then_some(number), is_due: index + 1 == marks.len() });
    }
    if back {
        boxes.reverse();
    }
    boxes
}

/// The boxes folded into runs of days with the same mark. The due date stands alone.
pub fn runs(boxes: &[DayBox]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for day in boxes {
        match runs.last_mut() {
            Some(run)
                if run.last.mark == day.mark
                    && !run.last.is_due
                    && !day.is_due
                    && run.last.number.is_some() == day.number.is_some() =>
            {
                run.last = *day;
            }
            _ => runs.push(Run { first: *day, last: *day }),
        }
    }
    runs
}
