//! The year of a post: what became of each dialogue, what the rules of the place ask, and how the year will come out.
//!
//! A rule that nobody confirmed asks nothing: without one there is no quota, no last day, and nobody is late.

use crate::day::Day;
use crate::plan::PlannedState;
use crate::rule::{Bound, Per, Rule, RuleUnit};

/// What became of a planned dialogue, or what a dialogue beside the plan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It took place, in the month for which it was planned first, or later.
    Held {
        /// The day on which its first session began, where it is known.
        on: Option<Day>,
        /// Whether that was after its month.
        late: bool,
    },
    /// It began as planned and is not over.
    UnderWay {
        /// The day on which its first session began.
        on: Day,
        /// Whether that was after its month.
        late: bool,
    },
    /// Still to come; with its day where it is announced.
    Coming(Option<Day>),
    /// Its month, or the day for which it was announced, passed, and it was not held.
    Missed(Option<Day>),
    /// Put off; to that month where one was said.
    PutOff(Option<i64>),
    /// Called off.
    CalledOff,
    /// Held without standing in the plan.
    Added(Day),
    /// It began without standing in the plan and is not over.
    AddedUnderWay(Day),
    /// Announced without standing in the plan.
    Announced(Day),
    /// Held by the other head of the place for both.
    Joint(Day),
}

impl Fate {
    /// Whether its first session began.
    pub const fn began(self) -> bool {
        self.is_held() || self.is_beside() || self.is_under_way()
    }

    /// Whether it took place as planned, as figures count what was held; one under way is not yet.
    pub const fn is_held(self) -> bool {
        matches!(self, Self::Held { .. })
    }

    /// Whether it took place beside the plan; one of the other head of the place for both among them.
    pub const fn is_beside(self) -> bool {
        matches!(self, Self::Added(_) | Self::Joint(_))
    }

    /// Whether it began, and is not over.
    pub const fn is_under_way(self) -> bool {
        matches!(self, Self::UnderWay { .. } | Self::AddedUnderWay(_))
    }

    /// Whether it began as planned, and later than its month.
    pub const fn is_late(self) -> bool {
        matches!(self, Self::Held { late: true, .. } | Self::UnderWay { late: true, .. })
    }
}

/// What is known of a dialogue that a plan names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Followed {
    /// How it stands in the plan.
    pub state: PlannedState,
    /// The first day of the month for which it was planned first.
    pub planned_on: Day,
    /// The month for which it is planned now.
    pub month: i64,
    /// The day for which it was announced.
    pub announced_for: Option<Day>,
    /// The day on which its first session began.
    pub began_on: Option<Day>,
    /// Whether all its sessions are over.
    pub over: bool,
}

impl Followed {
    /// What became of it until that day, by month: one that was put off stands in the month it left, and in the one it
    /// was put off to. Nothing for what was taken out.
    pub fn fates(&self, today: Day) -> Vec<(i64, Fate)> {
        let first = i64::from(self.planned_on.month());
        match self.state {
            PlannedState::Held => {
                let late = self.began_on.is_some_and(|on| (on.year(), on.month()) > self.first_month());
                let fate = match self.began_on {
                    Some(on) if !self.over => Fate::UnderWay { on, late },
                    on => Fate::Held { on, late },
                };
                // One that was held in another year stands where it was planned.
                let on = self.began_on.filter(|on| on.year() == self.planned_on.year());
                vec![(on.map_or(self.month, |on| i64::from(on.month())), fate)]
            }
            PlannedState::Cancelled => vec![(self.month, Fate::CalledOff)],
            PlannedState::Planned => vec![(self.month, self.still(today))],
            PlannedState::Postponed if self.month == first => vec![(first, Fate::PutOff(None))],
            PlannedState::Postponed => {
                vec![(first, Fate::PutOff(Some(self.month))), (self.month, self.still(today))]
            }
            PlannedState::Dropped | PlannedState::Withdrawn => Vec::new(),
        }
    }

    fn first_month(&self) -> (i16, i8) {
        (self.planned_on.year(), self.planned_on.month())
    }

    /// To come, or passed without being held.
    fn still(&self, today: Day) -> Fate {
        let last = self.announced_for.or_else(|| last_of(self.planned_on.year(), self.month));
        if last.is_some_and(|last| last < today) {
            Fate::Missed(self.announced_for)
        } else {
            Fate::Coming(self.announced_for)
        }
    }
}

/// The last day of a month.
fn last_of(year: i16, month: i64) -> Option<Day> {
    let month = i8::try_from(month).ok()?;
    let next = if month == 12 { Day::new(year + 1, 1, 1) } else { Day::new(year, month + 1, 1) };
    next.map(|next| next.plus(-1))
}

/// The rules that bind a place in a year, as far as somebody confirmed them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Bounds<'a> {
    /// How many dialogues a head has to hold, and by which rule.
    pub quota: Option<(i64, &'a Rule)>,
    /// The last day on which a plan is issued in time.
    pub plan_by: Option<Day>,
    /// The last day on which a dialogue of the year is held in time.
    pub done_by: Option<Day>,
    /// How many conferences with its people a commune has to hold ([`Duty::Conference`](crate::dialogue::Duty::Conference)), and by which rule.
    pub conference: Option<(i64, &'a Rule)>,
}

impl<'a> Bounds<'a> {
    /// Those of a year, read on a day of it or seen from another year. `rule` gives the rule in force for a trigger on a
    /// day; `from` is the first day of the body, which owes nothing whose last day was before it.
    pub fn of(year: i16, from: Day, today: Day, rule: impl Fn(&str, Day) -> Option<&'a Rule>) -> Self {
        let (first, last) = (Day::new(year, 1, 1).unwrap_or(today), Day::new(year, 12, 31).unwrap_or(today));
        let then = today.clamp(first, last);
        let limit = |trigger: &str| {
            [first, then, last].into_iter().find_map(|probe| {
                let rule = rule(trigger, probe)?;
                rule.last_day(year).filter(|by| rule.holds_on(*by) && *by >= from)
            })
        };
        let count = |trigger: &str| {
            let yearly = |rule: &&Rule| {
                rule.unit == RuleUnit::CountPerPeriod && rule.per == Some(Per::Year) && rule.bound == Bound::AtLeast
            };
            rule(trigger, then).filter(yearly).map(|rule| (i64::from(rule.amount), rule))
        };
        Self {
            quota: count("dialogue_year"),
            plan_by: limit("dialogue_plan"),
            done_by: limit("dialogue_done"),
            conference: count("conference_year"),
        }
    }
}

/// How what is held and what is still to come compares with what has to be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forecast {
    /// No confirmed rule says how many.
    NoRule,
    /// Enough were held; how many more than enough.
    Done(i64),
    /// Enough are held, under way or to come.
    Enough,
    /// It may come out short by so many.
    MayLack(i64),
    /// It is short by so many.
    Lacks(i64),
    /// It is short by so many, for reasons that the level above accepts.
    Excused(i64),
}

/// One dialogue of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The month in which it stands.
    pub month: i64,
    /// What became of it.
    pub fate: Fate,
    /// Whether those above accept the reason for its not being held.
    pub excused: bool,
}

/// The year of a post.
#[derive(Clone, Debug)]
pub struct PostYear<'a> {
    /// The year.
    pub year: i16,
    /// Whether its plan counts.
    pub issued: bool,
    /// The day on which its plan was issued first.
    pub issued_on: Option<Day>,
    /// Its dialogues.
    pub entries: Vec<Entry>,
    /// What the rules ask.
    pub bounds: Bounds<'a>,
    /// The day.
    pub today: Day,
}

impl PostYear<'_> {
    fn count(&self, of: impl Fn(&Entry) -> bool) -> i64 {
        i64::try_from(self.entries.iter().filter(|entry| of(entry)).count()).unwrap_or(i64::MAX)
    }

    /// Whether the last day of the plan has passed, and it was not issued by then.
    pub fn is_late(&self) -> bool {
        self.bounds.plan_by.is_some_and(|by| self.issued_on.unwrap_or(self.today) > by)
    }

    /// The last day on which a dialogue of the year counts.
    fn end(&self) -> Day {
        self.bounds.done_by.or_else(|| Day::new(self.year, 12, 31)).unwrap_or(Day::OPEN)
    }

    /// How many are to come in time: those of an issued plan, and those announced beside it.
    pub fn coming(&self) -> i64 {
        let end = self.end();
        let in_time = |month: i64, on: Option<Day>| match on {
            Some(on) => on <= end,
            None => self.today <= end && month <= i64::from(end.month()),
        };
        self.count(|entry| match entry.fate {
            Fate::Coming(on) => self.issued && in_time(entry.month, on),
            Fate::Announced(on) => in_time(entry.month, Some(on)),
            _ => false,
        })
    }

    /// How it will come out. What is under way is not held yet; what began in another year is not of this one.
    pub fn forecast(&self) -> Forecast {
        let Some((quota, _)) = self.bounds.quota else { return Forecast::NoRule };
        let of_year = |fate: Fate| match fate {
            Fate::Held { on, .. } => on.is_none_or(|on| on.year() == self.year),
            Fate::UnderWay { on, .. } => on.year() == self.year,
            _ => true,
        };
        let began = self.count(|entry| entry.fate.began() && of_year(entry.fate));
        let held = began - self.count(|entry| entry.fate.is_under_way() && of_year(entry.fate));
        if held >= quota {
            return Forecast::Done(held - quota);
        }
        let lacking = quota - began - self.coming();
        if lacking <= 0 {
            return Forecast::Enough;
        }
        let excused = self.count(|entry| matches!(entry.fate, Fate::CalledOff | Fate::PutOff(None)) && entry.excused);
        let over = self.today > self.end() || (!self.issued && self.is_late());
        match () {
            () if excused >= lacking => Forecast::Excused(lacking),
            () if over => Forecast::Lacks(lacking),
            () => Forecast::MayLack(lacking),
        }
    }
}

/// How a commune's duty to hold a conference with its people stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conference {
    /// Enough were held.
    Held,
    /// Enough are held, under way or announced.
    Announced,
    /// They are still to be announced.
    Open,
    /// The year is over and they were not held.
    Missed,
}

impl Conference {
    /// How it stands on a day: so many were held, and so many more are under way or announced for the year.
    pub fn stands(quota: i64, held: i64, coming: i64, year: i16, today: Day) -> Self {
        match () {
            () if held >= quota => Self::Held,
            () if held + coming >= quota => Self::Announced,
            () if today.year() > year => Self::Missed,
            () => Self::Open,
        }
    }
}
