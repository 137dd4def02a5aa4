//! The verdict on a case, `kq-1`: one total function, never typed by anybody. `docs/definitions.md` is printed from
//! here.

use crate::case::{Case, Due, Promise, Standing, Work};
use crate::correction::effective;
use crate::day::{Day, Instant};
use crate::event::Recorded;

/// What a case counts as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// It counts in the case into which it was merged.
    Merged,
    /// It was recorded by mistake.
    Struck,
    /// Every point is settled.
    Resolved,
    /// Every point is settled, at least one by "can't be done", with its ground.
    ResolvedCannot,
    /// It ended lawfully otherwise: withdrawn, guided or refused.
    ResolvedEnded,
    /// Somebody is at it, and no day has passed.
    InProgress,
    /// Somebody is at it, and a due date or the day of a promise has passed.
    InProgressOverdue,
    /// Nobody has taken it up.
    NotTakenUp,
}

/// The line of a figure in which an outcome is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// In none.
    NotCounted,
    /// Resolved.
    Resolved,
    /// In progress.
    InProgress,
    /// Not yet taken up.
    NotTakenUp,
}

impl Group {
    /// Every line, in the order of declaration.
    pub const ALL: [Self; 4] = [Self::NotCounted, Self::Resolved, Self::InProgress, Self::NotTakenUp];

    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotCounted => "not_counted",
            Self::Resolved => "resolved",
            Self::InProgress => "in_progress",
            Self::NotTakenUp => "not_taken_up",
        }
    }

    /// The line of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.as_str() == word)
    }

    /// The outcomes counted in it.
    pub fn outcomes(self) -> impl Iterator<Item = Outcome> {
        Outcome::ALL.into_iter().filter(move |outcome| outcome.group() == self)
    }
}

impl Outcome {
    /// Every outcome, in the order of declaration.
    pub const ALL: [Self; 8] = [
        Self::Merged,
        Self::Struck,
        Self::Resolved,
        Self::ResolvedCannot,
        Self::ResolvedEnded,
        Self::InProgress,
        Self::InProgressOverdue,
        Self::NotTakenUp,
    ];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Merged => "merged",
            Self::Struck => "struck",
            Self::Resolved => "resolved",
            Self::ResolvedCannot => "resolved.cannot",
            Self::ResolvedEnded => "resolved.ended",
            Self::InProgress => "in_progress",
            Self::InProgressOverdue => "in_progress.overdue",
            Self::NotTakenUp => "not_taken_up",
        }
    }

    /// The outcome kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.as_str() == word)
    }

    /// The line in which it is counted.
    pub const fn group(self) -> Group {
        match self {
            Self::Merged | Self::Struck => Group::NotCounted,
            Self::Resolved | Self::ResolvedCannot | Self::ResolvedEnded => Group::Resolved,
            Self::InProgress | Self::InProgressOverdue => Group::InProgress,
            Self::NotTakenUp => Group::NotTakenUp,
        }
    }
}

/// The outcome of a case on a day, by what was known at an instant; none before it was received. `events` in the
/// order of their `seq`.
pub fn outcome(events: &[Recorded], state_on: Day, as_of: Instant) -> Option<Outcome> {
    let known = events.partition_point(|event| event.recorded_at <= as_of);
    let case = Case::by(state_on, &effective(&events[..known]))?;
    Some(verdict(&case, state_on))
}

/// The five lines of `kq-1`; the first that holds decides. `on` is the day whose end the case shows, or a later one
/// before anything else happened.
pub(crate) fn verdict(case: &Case<'_>, on: Day) -> Outcome {
    if case.struck {
        return Outcome::Struck;
    }
    if case.root.is_some() {
        return Outcome::Merged;
    }
    if case.ended.is_some() {
        return Outcome::ResolvedEnded;
    }
    if case.is_settled() {
        let cannot = case.points.iter().any(|(_, standing)| *standing == Standing::CannotBeDone);
        return if cannot { Outcome::ResolvedCannot } else { Outcome::Resolved };
    }
    if is_in_progress(case, on) {
        let overdue = case.due(on) == Due::Overdue || case.promise(on) == Promise::Overdue;
        return if overdue { Outcome::InProgressOverdue } else { Outcome::InProgress };
    }
    Outcome::NotTakenUp
}

fn is_in_progress(case: &Case<'_>, on: Day) -> bool {
    let in_time = case.assignment.is_some() && case.due_on.is_some_and(|due_on| on <= due_on);
    case.suspended_since.is_some()
        || case.promises().next().is_some()
        || !case.waiting.is_empty()
        || in_time
        || case.work > Work::Untouched
}

/// The text of `docs/definitions.md`.
pub const DEFINITIONS: &str = "\
# What a case counts as

The program computes this; nobody types it. It is the function `outcome` of the crate `domain`, printed from there.
The words people read for each value are in `glossary.md`.

## kq-1

`outcome(case, state_on, as_of)` reads the acts that happened on or before the day `state_on` and were recorded at or
before the instant `as_of`, as corrected by what was recorded until then. Before the case was received there is no
outcome. Then the first line that holds decides:

1. The case is struck (`struck`), or merged into another (`merged`): not counted; a merged case counts in its root.
2. It ended lawfully otherwise - withdrawn, guided, refused with a ground - and was not reopened since: resolved, on a
   line of its own below (`resolved.ended`).
3. Every point has, since the last reopening, an answer in force, given on the spot or by a reply; none is promised and
   not yet done; none is sent on and not yet answered by the receiver: resolved (`resolved`). If the answer to a point
   is that it can't be done, with its ground, it stands on a line of its own below (`resolved.cannot`).
4. In progress (`in_progress`), and beside it those overdue (`in_progress.overdue`), when at least one holds:
   - it is suspended;
   - something promised is not yet done;
   - something sent on is not yet answered;
   - it is assigned, and `state_on` is not after the due date;
   - since it was assigned or reopened, the bearing body accepted it or noted progress, a point was answered, or the
     person was told of an extension.
5. Otherwise it is not yet taken up (`not_taken_up`).

## How the words are meant

- **In force** is the newest answer to a point. A reopening puts all earlier ones out of force, and promises with them.
- **Beyond competence** is an answer that settles nothing: the point is settled when the body to which it was sent on
  has answered. What the receiver answers counts as an answer to the point, with the result that its letter says: what it
  promises is promised, what it says can't be done can't be done, and where it says that the point is not its either, nothing
  is settled. It counts whatever the sender promised before, unless the point is settled. A letter that does not say what came
  of a point settles nothing: the receiver still owes the answer. What was recorded before results were asked for settles.
- **Bearing body** is the body that leads the case; until it is assigned, the body that received it.
- **Due date** is that of the assignment, as last extended. A case that is received and not yet assigned has the date
  of the rule confirmed for its receipt; without such a rule it has none and is never overdue. A case that is only
  received is not yet taken up, whatever its date.
- **Overdue** in line 4: the due date has passed while a point had no answer in force, or the day of a promise has
  passed and it is not kept. While a case is suspended its due date does not come nearer, and the days of the suspension
  do not count: when it is taken up again, the last day of its assignment moves by them, unless it was over before. It
  moves by working days where a confirmed rule for assignments counts in these, else by days of the calendar and on to a
  working day. Where that rule does not let its clock stand still, it runs on. A suspension that ended before this was
  recorded moved nothing.
- A **reopening** keeps the body. Where an assignment is in force, whoever reopens sets its new last day; where none is, the
  day is set when somebody is made to lead it. What was reopened before such a day was asked for kept the day it had.
- The **assessment** and the confirmation of the Front are of the answers in force: a new answer or a reopening puts them
  out of force, and the person has not been asked.
- A **finding** of the Front, an organisation or a supervisor that the answers in force are carried out confirms them as its
  letter does; one that they are not, or only partly, contradicts them, and no letter outweighs it. A new answer or a
  reopening puts it out of force for the figures; the flag that it raises stays until they find it done.
- A **review** under way, what the person says of the result and what the Front confirms stand beside the outcome and
  change nothing; a review that is upheld is a reopening.
- What is dated before the receipt of the case counts from the day of the receipt on.

## The values

| value | counted as |
| --- | --- |
| `merged` | not counted |
| `struck` | not counted |
| `resolved` | resolved |
| `resolved.cannot` | resolved |
| `resolved.ended` | resolved |
| `in_progress` | in progress |
| `in_progress.overdue` | in progress |
| `not_taken_up` | not yet taken up |
";
