//! Supervision: what the Front, an organisation or a supervisor finds of a matter. Only they record, correct and strike it, and
//! nobody does it for them. In `planned` the supervisions of a year.

mod file;
mod planned;

pub use file::keep;
pub use planned::{CarryOut, Drop, Issue, Plan, Replan, Report, Undo};

use async_trait::async_trait;
use domain::case::{Case, Work};
use domain::correction::{effective, struck_by};
use domain::day::Day;
use domain::event::{CaseEvent, Event, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::supervision::{FindingResult, Looked, is_of_a_finding, took_part};
use serde::{Deserialize, Serialize};
use store::grant::{Grant, Of, SUBJECT, may};
use store::supervision::{self, NewFinding, same_person};
use store::{Act, By, Error, Ids, Read, Stop, Tx, case, slip};

use crate::field::{REASON, WORDS, happened, needed};
use crate::minutes::{Kept, MOST_SCANS};

/// The right to supervise what was raised in a dialogue, and the body that does.
async fn right(tx: &mut Tx, dialogue: i64) -> Result<(Grant, i64), Stop> {
    let by = tx.by();
    finds_as(tx, by, dialogue).await
}

/// The right of an account to supervise what was raised in a dialogue, and the body for which it would: that body's findings alone
/// are its to correct and strike. Refused as the right is.
pub async fn finds_as(read: &mut dyn Read, by: By, dialogue: i64) -> Result<(Grant, i64), Stop> {
    let (grant, row) = may(read, by, Right::SupervisionFind, Of::Supervised(dialogue)).await?;
    let fronts = row.get::<i64>(SUBJECT)? == 1;
    // Whoever types for one body and supervises for another finds as the second, whichever they work for at the moment.
    let over = if fronts { None } else { supervision::over(read, by, grant.organisation).await? };
    Ok((grant, over.unwrap_or(grant.organisation)))
}

/// The body for which an account may say what is found of these cases, and open the files that show it: as [`finds_as`], and refused
/// where that body led, drafted or answered one of them itself.
pub async fn judges_as(read: &mut dyn Read, by: By, dialogue: i64, cases: &[i64]) -> Result<i64, Stop> {
    let (_, organisation) = finds_as(read, by, dialogue).await?;
    for case in cases {
        let events = store::event::history(read, Subject::Case, *case).await?;
        if took_part(&events, organisation) {
            return Err(Refusal::OwnWork.into());
        }
    }
    Ok(organisation)
}

/// The dialogue in which a case was raised; what was raised in none is not supervised.
async fn dialogue_of(tx: &mut Tx, case: i64) -> Result<i64, Stop> {
    let row = case::find(tx, case).await?;
    Ok(row.and_then(|row| row.dialogue).ok_or(Refusal::NotThere)?)
}

/// Records what was found of a matter: of its case, or of all cases of the point of a notice from which that comes. One visit,
/// one finding; the newest stands, all stay visible.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Find {
    /// A case of the matter.
    pub case: i64,
    /// What was found.
    pub result: FindingResult,
    /// How it was looked at, at least one way.
    pub ways: Vec<Looked>,
    /// What shows it: what was seen, who said what. No names.
    pub words: String,
    /// Files that show it, kept before.
    pub files: Vec<Kept>,
    /// The day on which it was seen.
    pub happened_on: Day,
}

/// The rows it made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recorded {
    /// The finding.
    pub finding: i64,
    /// Its files.
    pub files: Vec<i64>,
}

#[async_trait]
impl Act for Find {
    const NAME: &'static str = "supervision.find";
    type Answer = Recorded;

    fn draw(&self, ids: &Ids) -> Result<Recorded, Error> {
        let files = self.files.iter().take(MOST_SCANS).map(|_| ids.draw()).collect::<Result<_, _>>()?;
        Ok(Recorded { finding: ids.draw()?, files })
    }

    async fn run(&self, tx: &mut Tx, new: &Recorded) -> Result<(), Stop> {
        let dialogue = dialogue_of(tx, self.case).await?;
        let (grant, organisation) = right(tx, dialogue).await?;
        let on = happened(self.happened_on, tx.today())?;
        let ways: Vec<Looked> = Looked::ALL.into_iter().filter(|way| self.ways.contains(way)).collect();
        if ways.is_empty() {
            return Err(Refusal::Missing { field: "looked" }.into());
        }
        let words = needed("seen", &self.words, WORDS)?;
        if self.files.len() > MOST_SCANS {
            return Err(Refusal::TooMany { field: "scans", most: MOST_SCANS }.into());
        }
        for file in &self.files {
            if slip::file(tx, &file.sha256).await?.is_none() {
                return Err(Refusal::NotAScan { field: "scans" }.into());
            }
        }
        let point = supervision::matter(tx, self.case).await?;
        let mut cases = point.as_ref().map_or_else(|| vec![self.case], |point| point.cases.clone());
        tx.histories(Subject::Case, &cases).await?;
        self.look(tx, on).await?;
        // A case that counts in another one, or was struck, goes on nowhere.
        let mut counting = Vec::with_capacity(cases.len());
        for id in cases.drain(..) {
            let history = tx.history(Subject::Case, id).await?;
            let events = effective(history);
            if id == self.case || Case::by(Day::OPEN, &events).is_some_and(|case| case.counts()) {
                // A person is marked, a body is not its own judge.
                if took_part(history, organisation) {
                    return Err(Refusal::OwnWork.into());
                }
                counting.push(id);
            }
        }
        let person = tx.by().actor;
        let same = same_person(tx, person, dialogue, &counting, on).await?;
        let text = tx.text(words)?;
        let found = CaseEvent::Found {
            finding: new.finding,
            organisation,
            point: point.as_ref().map(|point| point.point),
            result: self.result,
            ways: ways.clone(),
            same: same.clone(),
            files: new.files.clone(),
            words: text.clone(),
        };
        let mut recorded = Vec::with_capacity(counting.len());
        for id in counting {
            recorded.push((id, tx.append(Subject::Case, id, on, found.clone().into())?));
        }
        let files: Vec<(i64, [u8; 32])> =
            new.files.iter().zip(&self.files).map(|(id, file)| (*id, file.sha256)).collect();
        let row = NewFinding {
            id: new.finding,
            dialogue,
            point: point.map(|point| point.point),
            organisation,
            result: self.result,
            ways: &ways,
            same: &same,
            text: text.id,
            on,
            cases: &recorded,
            files: &files,
        };
        supervision::add_finding(tx, &grant, &row);
        for (id, _) in recorded {
            settle(tx, &grant, id).await?;
        }
        Ok(())
    }
}

impl Find {
    /// Refused where there is nothing to look at on that day yet: nobody leads it and nothing was answered.
    async fn look(&self, tx: &mut Tx, on: Day) -> Result<(), Stop> {
        let events = effective(tx.history(Subject::Case, self.case).await?);
        let case = Case::by(Day::OPEN, &events).ok_or(Refusal::NotThere)?;
        if case.struck {
            return Err(Refusal::CaseStruck.into());
        }
        if case.root.is_some() {
            return Err(Refusal::CaseMerged.into());
        }
        let begun = |case: &Case<'_>| {
            case.assignment.is_some()
                || case.closed_on.is_some()
                || case.work > Work::Untouched
                || !case.waiting.is_empty()
        };
        if !begun(&case) {
            return Err(Refusal::NothingToLookAt.into());
        }
        let earliest = events.iter().find(|event| Case::by(event.on, &events).is_some_and(|case| begun(&case)));
        match earliest {
            Some(event) if on < event.on => Err(Refusal::HappenedBefore { earliest: event.on }.into()),
            _ => Ok(()),
        }
    }
}

/// Brings the rows of a case in line with its events.
async fn settle(tx: &mut Tx, grant: &Grant, id: i64) -> Result<(), Stop> {
    let version = case::version(tx, id).await?.ok_or(Refusal::NotThere)?;
    crate::case::settle(tx, grant, id, version).await?;
    Ok(())
}

/// Corrects the day on which something was seen (đính chính); the old day stays visible.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Correct {
    /// The finding.
    pub finding: i64,
    /// The right day.
    pub happened_on: Day,
    /// Why.
    pub reason: String,
}

/// Strikes a finding that was recorded by mistake (nhập nhầm); striking it once more restores it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Strike {
    /// The finding.
    pub finding: i64,
    /// Why.
    pub reason: String,
}

/// The finding, with the right to amend it: that of the body that recorded it.
async fn own(tx: &mut Tx, finding: i64) -> Result<(Grant, Vec<(i64, i64)>), Stop> {
    let row = supervision::find(tx, finding).await?.ok_or(Refusal::NotThere)?;
    let (grant, organisation) = right(tx, row.dialogue).await?;
    if organisation != row.organisation.0 {
        return Err(Refusal::FindingStands.into());
    }
    Ok((grant, supervision::cases_of(tx, finding).await?))
}

#[async_trait]
impl Act for Correct {
    const NAME: &'static str = "supervision.correct";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, cases) = own(tx, self.finding).await?;
        let on = happened(self.happened_on, tx.today())?;
        let reason = tx.text(needed("reason", &self.reason, REASON)?)?;
        let today = tx.today();
        for (case, event) in cases {
            let events = tx.history(Subject::Case, case).await?;
            if struck_by(events, event).is_some() {
                return Err(Refusal::AlreadyStruck.into());
            }
            let raised = effective(events).first().map(|it| it.on);
            if let Some(earliest) = raised.filter(|raised| on < *raised) {
                return Err(Refusal::HappenedBefore { earliest }.into());
            }
            let corrected = Event::Corrected { of: event, happened_on: on, reason: reason.clone() };
            tx.append(Subject::Case, case, today, corrected)?;
            settle(tx, &grant, case).await?;
        }
        Ok(())
    }
}

#[async_trait]
impl Act for Strike {
    const NAME: &'static str = "supervision.strike";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, cases) = own(tx, self.finding).await?;
        let reason = tx.text(needed("reason", &self.reason, REASON)?)?;
        let today = tx.today();
        for (case, event) in cases {
            // Striking the striking brings it back.
            let of = struck_by(tx.history(Subject::Case, case).await?, event).unwrap_or(event);
            tx.append(Subject::Case, case, today, Event::Struck { of, reason: reason.clone() })?;
            settle(tx, &grant, case).await?;
        }
        Ok(())
    }
}

/// Refuses that the executive amends a finding, or an amendment of one.
pub(crate) async fn not_a_finding(tx: &mut Tx, case: i64, event: i64) -> Result<(), Stop> {
    let of_a_finding = is_of_a_finding(tx.history(Subject::Case, case).await?, event);
    if of_a_finding { Err(Refusal::NotAllowed.into()) } else { Ok(()) }
}
