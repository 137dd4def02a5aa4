//! How a case and its points can stand: to answers, to dates, to promises, to other bodies, to work.

use crate::day::Day;

/// How one point stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// No answer is in force.
    Open,
    /// Done or explained.
    Settled,
    /// Answered by the body to which it was sent on.
    SettledElsewhere,
    /// Can't be done, and the ground was told.
    CannotBeDone,
    /// Promised until that day, and not yet done.
    Promised(Day),
    /// Said to be beyond competence; nobody else has answered it yet.
    Beyond,
}

/// How the case stands to its due date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Due {
    /// It has none, or counts elsewhere.
    None,
    /// Not answered, and the day isn't over.
    Running,
    /// Not answered in time, and still not.
    Overdue,
    /// Answered or ended in time.
    OnTime,
    /// Answered or ended too late.
    Late,
}

impl Due {
    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "no_due",
            Self::Running => "running",
            Self::Overdue => "overdue",
            Self::OnTime => "on_time",
            Self::Late => "late",
        }
    }
}

/// How the case stands to what was promised in its answers in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Promise {
    /// Nothing is owed.
    None,
    /// Something is, and no day is over.
    Waiting,
    /// Something is, and its day is over.
    Overdue,
}

impl Promise {
    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Waiting => "waiting",
            Self::Overdue => "overdue",
        }
    }
}

/// A point that another body still has to answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SentOn {
    /// The transfer.
    pub transfer: i64,
    /// The receiver.
    pub to: i64,
    /// The point.
    pub point: i64,
}

/// How far work on it has come since it was assigned or reopened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Work {
    /// Nothing was done.
    Untouched,
    /// Progress was noted, a point answered or the person told of an extension.
    TakenUp,
    /// The bearer accepted it.
    Accepted,
}
