//! Assignments: making a body lead a case, and what that body does until it replies. In `within`: questions asked back, giving
//! it back, parts; in `suspended`: letting its clock stand still.

mod suspended;
mod within;

pub use suspended::{Resume, Suspend};
pub use within::{ASK_BACK, AnswerAsk, AskBack, GiveBack, GivePart, GivenPart, OFFERED, PartDone};

use async_trait::async_trait;
use domain::case::Work;
use domain::correction::effective;
use domain::day::Day;
use domain::due::{Period, due};
use domain::event::{CaseEvent, Event, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::text::TextRef;
use serde::{Deserialize, Serialize};
use store::assignment::{self, Candidate, NewAssignment};
use store::{Act, Error, Ids, Stop, Tx, rulebook};

use crate::case::{Found, acting, found, settle};
use crate::field::{REASON, needed, optional};
use crate::organisation::not_ended;

/// What starts the clock of an assignment, as rules name it.
pub const GIVEN: &str = "assignment_given";
/// The setting that says how far an assignment is extended without telling the person.
pub const EXTENSION: &str = "PM-EXTENSION";

/// Makes a body lead a case, with a due date (giao nhiệm vụ). It takes the place of an earlier assignment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Assign {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// The body that answers for it from now on: of the place of the body that decides over it or of one within that, or under
    /// that body.
    pub lead: i64,
    /// Bodies that cooperate.
    pub cooperating: Vec<i64>,
    /// The last day; there is always one.
    pub due_on: Option<Day>,
    /// What has to be shown when it is done; may be empty.
    pub evidence: String,
    /// Whether the body has to reach the person, and so may open name and contact (cần liên hệ).
    pub contact: bool,
    /// Day on which it was assigned.
    pub happened_on: Day,
}

/// The row it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assigned {
    /// The assignment.
    pub assignment: i64,
}

#[async_trait]
impl Act for Assign {
    const NAME: &'static str = "assignment.assign";
    type Answer = Assigned;

    fn draw(&self, ids: &Ids) -> Result<Assigned, Error> {
        Ok(Assigned { assignment: ids.draw()? })
    }

    async fn run(&self, tx: &mut Tx, new: &Assigned) -> Result<(), Stop> {
        let found = found(tx, Right::CaseDecide, self.case, self.version, self.happened_on).await?;
        if found.open(&effective(&found.events))?.is_settled() {
            return Err(Refusal::AlreadyAnswered.into());
        }
        let due_on = self.due_on.ok_or(Refusal::Missing { field: "due_on" })?;
        let evidence = optional("evidence", &self.evidence, REASON)?;
        let evidence = if evidence.is_empty() { None } else { Some(tx.text(evidence)?) };
        let given = Given {
            assignment: new.assignment,
            lead: self.lead,
            cooperating: &self.cooperating,
            due_on,
            evidence,
            contact: self.contact,
        };
        give(tx, &found, given).await
    }
}

/// What is given to a body that is to lead a case.
pub(crate) struct Given<'a> {
    /// The id of the new assignment.
    pub(crate) assignment: i64,
    /// The body that answers for the case from then on.
    pub(crate) lead: i64,
    /// Bodies that cooperate.
    pub(crate) cooperating: &'a [i64],
    /// The last day.
    pub(crate) due_on: Day,
    /// What has to be shown when it is done.
    pub(crate) evidence: Option<TextRef>,
    /// Whether the lead has to reach the person.
    pub(crate) contact: bool,
}

/// Makes a body lead a case that was found open and unsettled, by an assignment of its own or by a point of a notice: keeps
/// the row with its clock, appends the event and brings the rows of the case in line. Refused where a body is none that
/// could lead or cooperate on that day, and for a last day before it.
pub(crate) async fn give(tx: &mut Tx, found: &Found, given: Given<'_>) -> Result<(), Stop> {
    if given.due_on < found.on {
        return Err(Refusal::TooEarly { field: "due_on", earliest: found.on }.into());
    }
    let lead = there(tx, given.lead, found, "lead").await?;
    if lead.outside || !(lead.below || lead.within) {
        return Err(Refusal::NotAChoice { field: "lead" }.into());
    }
    for (at, body) in given.cooperating.iter().enumerate() {
        if *body == given.lead || given.cooperating[..at].contains(body) {
            return Err(Refusal::NotAChoice { field: "cooperating" }.into());
        }
        there(tx, *body, found, "cooperating").await?;
    }
    let Given { assignment: id, lead, cooperating, due_on, evidence, contact } = given;
    let row = evidence.as_ref().map(|text| text.id);
    let assigned = CaseEvent::Assigned { assignment: id, lead, due_on, words: evidence };
    let event = tx.append(Subject::Case, found.id, found.on, Event::Case(assigned))?;
    let clock = tx.id()?;
    let new = NewAssignment {
        id,
        clock,
        case: found.id,
        lead,
        cooperating,
        assigned_on: found.on,
        due_on,
        evidence: row,
        contact,
        event,
    };
    assignment::add(tx, &found.grant, &new);
    settle(tx, &found.grant, found.id, found.version).await?;
    Ok(())
}

/// A body that is there on the day of the act and has not ended since.
async fn there(tx: &mut Tx, body: i64, found: &Found, field: &'static str) -> Result<Candidate, Stop> {
    let candidate = assignment::candidate(tx, body, found.decides).await?;
    let candidate = candidate.filter(|it| it.from <= found.on).ok_or(Refusal::NotAChoice { field })?;
    not_ended(candidate.to)?;
    Ok(candidate)
}

/// The body that leads accepts its assignment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Accept {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// The body that accepted, where somebody else records it (nhập hộ).
    pub on_behalf_of: Option<i64>,
    /// Day on which it accepted.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Accept {
    const NAME: &'static str = "assignment.accept";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::CaseWork, self.case, self.version, self.happened_on).await?;
        let (bearer, work) = bearer(&found)?;
        let body = acting(tx, &found, self.on_behalf_of, &[bearer]).await?;
        if work == Work::Accepted {
            return Err(Refusal::AlreadyDone.into());
        }
        found.append(tx, CaseEvent::Accepted { body }).await?;
        Ok(())
    }
}

/// The body that leads a case on the day of the act, and how far its work has come; refused while nobody leads it.
fn bearer(found: &Found) -> Result<(i64, Work), Refusal> {
    let known = effective(&found.events);
    let case = found.open(&known)?;
    if case.assignment.is_some() {
        return Ok((case.bearer, case.work));
    }
    // Assigned on a later day than that of the act.
    let first = known.iter().find(|event| matches!(event.recorded.event, Event::Case(CaseEvent::Assigned { .. })));
    Err(first.map_or(Refusal::CaseNotAssigned, |event| Refusal::HappenedBefore { earliest: event.on }))
}

/// The body that bears a case tells how far it has come.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Progress {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// How far it has come.
    pub words: String,
    /// The body that told it, where somebody else records it (nhập hộ).
    pub on_behalf_of: Option<i64>,
    /// Day on which it was told.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Progress {
    const NAME: &'static str = "assignment.progress";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::CaseWork, self.case, self.version, self.happened_on).await?;
        let bearer = found.open(&effective(&found.events))?.bearer;
        let body = acting(tx, &found, self.on_behalf_of, &[bearer]).await?;
        let words = Some(tx.text(needed("note", &self.words, REASON)?)?);
        found.append(tx, CaseEvent::Progressed { body, words }).await?;
        Ok(())
    }
}

/// Moves the due date of an assignment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Extend {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// The new last day, after the present one.
    pub due_on: Option<Day>,
    /// Why.
    pub reason: String,
    /// Whether the person was told; only then the case counts as taken up by it, and only then it goes beyond what the rule
    /// allows.
    pub told: bool,
    /// Day on which it was decided.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Extend {
    const NAME: &'static str = "assignment.extend";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::CaseDecide, self.case, self.version, self.happened_on).await?;
        bearer(&found)?;
        let present = found.open(&effective(&found.events))?.due_on;
        let due_on = self.due_on.ok_or(Refusal::Missing { field: "due_on" })?;
        let earliest = present.map_or(found.on, Day::next).max(found.on);
        if due_on < earliest {
            return Err(Refusal::TooEarly { field: "due_on", earliest }.into());
        }
        let words = needed("reason", &self.reason, REASON)?;
        if !self.told
            && let Some(latest) = extended_most(tx, &found).await?
            && due_on > latest
        {
            return Err(Refusal::ExtensionTooLong { latest }.into());
        }
        let words = Some(tx.text(words)?);
        found.append(tx, CaseEvent::Extended { due_on, told: self.told, words }).await?;
        Ok(())
    }
}

/// The last day to which the assignment in force may be extended without telling the person: the rule under which it was given
/// says how far, from its first last day, or that of its reopening, else the setting. None where neither does.
async fn extended_most(tx: &mut Tx, found: &Found) -> Result<Option<Day>, Stop> {
    let given = {
        let known = effective(&found.events);
        let in_force = found.open(&known)?.assignment;
        let given = known.iter().position(
            |event| matches!(&event.recorded.event, Event::Case(CaseEvent::Assigned { assignment, .. }) if Some(*assignment) == in_force),
        );
        // Reopened, it is given anew: what may be added is counted from the day that was set then.
        given.and_then(|at| {
            known[at..].iter().rev().find_map(|event| match &event.recorded.event {
                Event::Case(CaseEvent::Assigned { due_on, .. }) => Some((event.on, *due_on)),
                Event::Case(happened) => happened.reopened_until().map(|due_on| (event.on, due_on)),
                _ => None,
            })
        })
    };
    let Some((on, first)) = given else { return Ok(None) };
    let standing = rulebook::standing(tx, found.origin).await?.ok_or(Refusal::NotThere)?;
    let book = tx.rulebook(standing.number).await?;
    let own = book.rule(GIVEN, &standing.at, on).and_then(|rule| Some((rule.extension_most?, rule.period()?)));
    Ok(match own {
        Some((amount, period)) => due(&book.calendar, first, Period { amount, ..period }).ok().map(|due| due.on),
        None => book.last_day(EXTENSION, &standing.at, first).map(|last| last.due.on),
    })
}
