//! Supervisions of notices: put into the plan of a year, issued with it, carried out, reported to the same level.

use async_trait::async_trait;
use domain::correction::struck_by;
use domain::day::Day;
use domain::event::{Event, Subject, SupervisionEvent};
use domain::refusal::Refusal;
use domain::supervision::{Looked, Supervision, SupervisionState};
use domain::text::TextRef;
use serde::{Deserialize, Serialize};
use store::grant::{Grant, Of, may};
use store::notice;
use store::supervision::{self, NewSupervision, SupervisionRow};
use store::{Act, Error, Ids, Read, Stop, Tx};

use super::right;
use crate::field::{LINE, REASON, WORDS, happened, needed, optional};

/// Puts a notice into the plan of a year, or begins a supervision beside the plan.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Plan {
    /// The notice, issued.
    pub notice: i64,
    /// The year.
    pub year: i64,
    /// The month, 1 to 12; none beside the plan.
    pub month: Option<i64>,
    /// In which form.
    pub form: Looked,
    /// The day of the draft.
    pub happened_on: Day,
}

fn month_of(month: Option<i64>) -> Result<Option<i64>, Refusal> {
    if month.is_none_or(|month| (1..=12).contains(&month)) {
        Ok(month)
    } else {
        Err(Refusal::NotAChoice { field: "month" })
    }
}

#[async_trait]
impl Act for Plan {
    const NAME: &'static str = "supervision.plan";
    type Answer = i64;

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        ids.draw()
    }

    async fn run(&self, tx: &mut Tx, new: &i64) -> Result<(), Stop> {
        let row = notice::find(tx, self.notice).await?.ok_or(Refusal::NotThere)?;
        let (grant, organisation) = right(tx, row.dialogue).await?;
        if row.state != "issued" && row.state != "published" {
            return Err(Refusal::NoticeNotIssued.into());
        }
        let on = happened(self.happened_on, tx.today())?;
        if !(1000..=9998).contains(&self.year) {
            return Err(Refusal::NotAChoice { field: "year" }.into());
        }
        let month = month_of(self.month)?;
        if supervision::open_supervision(tx, organisation, self.notice, self.year).await?.is_some() {
            return Err(Refusal::AlreadyDone.into());
        }
        let (notice, year, form) = (self.notice, self.year, self.form);
        let planned = SupervisionEvent::Planned { organisation, notice, year, month, form };
        let form = form.as_str();
        supervision::add_supervision(tx, &grant, &NewSupervision { id: *new, organisation, notice, year, form });
        tx.start(Subject::Supervision, *new);
        tx.append(Subject::Supervision, *new, on, planned.into())?;
        settle(tx, &grant, *new, 1).await
    }
}

/// A supervision that an act is about to change.
struct Found {
    grant: Grant,
    row: SupervisionRow,
    now: Supervision,
}

/// The supervision at the version that was shown, with the right of the body that supervises.
async fn found(tx: &mut Tx, id: i64, version: i64) -> Result<Found, Stop> {
    let row = supervision::find_supervision(tx, id).await?.ok_or(Refusal::NotThere)?;
    let (grant, organisation) = right(tx, row.notice.dialogue).await?;
    if organisation != row.organisation {
        return Err(Refusal::FindingStands.into());
    }
    if row.version != version {
        return Err(Refusal::Conflict.into());
    }
    let now = Supervision::by(tx.history(Subject::Supervision, id).await?).ok_or(Refusal::NotThere)?;
    if matches!(now.state, SupervisionState::Struck | SupervisionState::Dropped) {
        return Err(Refusal::AlreadyStruck.into());
    }
    Ok(Found { grant, row, now })
}

impl Found {
    async fn append(&self, tx: &mut Tx, on: Day, event: Event) -> Result<(), Stop> {
        tx.append(Subject::Supervision, self.row.id, on, event)?;
        settle(tx, &self.grant, self.row.id, self.row.version).await
    }
}

async fn settle(tx: &mut Tx, grant: &Grant, id: i64, version: i64) -> Result<(), Stop> {
    let now = Supervision::by(tx.history(Subject::Supervision, id).await?).ok_or(Refusal::NotThere)?;
    if supervision::set_supervision(tx, grant, id, version, &now).await? {
        Ok(())
    } else {
        Err(Refusal::Conflict.into())
    }
}

/// Sets month and form of a line anew, while it was not carried out.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Replan {
    /// The supervision.
    pub supervision: i64,
    /// The version that was shown.
    pub version: i64,
    /// The month; none beside the plan.
    pub month: Option<i64>,
    /// In which form.
    pub form: Looked,
    /// The day of the change.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Replan {
    const NAME: &'static str = "supervision.replan";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, self.supervision, self.version).await?;
        let on = happened(self.happened_on, tx.today())?;
        if found.now.carried_out_on.is_some() {
            return Err(Refusal::AlreadyDone.into());
        }
        let event = SupervisionEvent::Replanned { month: month_of(self.month)?, form: self.form };
        found.append(tx, on, event.into()).await
    }
}

/// Takes a line out of the plan.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Drop {
    /// The supervision.
    pub supervision: i64,
    /// The version that was shown.
    pub version: i64,
    /// Why.
    pub reason: String,
    /// The day of the change.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Drop {
    const NAME: &'static str = "supervision.drop";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, self.supervision, self.version).await?;
        let on = happened(self.happened_on, tx.today())?;
        if found.now.carried_out_on.is_some() {
            return Err(Refusal::AlreadyDone.into());
        }
        let reason = tx.text(needed("reason", &self.reason, REASON)?)?;
        found.append(tx, on, SupervisionEvent::Dropped { reason }.into()).await
    }
}

/// Records that the plan of a year was issued: all lines of it that stand in no issued plan yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Issue {
    /// Who supervises: the body for which the account works.
    pub organisation: i64,
    /// The year.
    pub year: i64,
    /// Number of the paper, or how it is called.
    pub document: String,
    /// The date on the paper.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Issue {
    const NAME: &'static str = "supervision.issue";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        let own = Of::Organisation(self.organisation);
        let (grant, _) = may(tx, by, domain::permission::Act::SupervisionIssue, own).await?;
        let on = happened(self.happened_on, tx.today())?;
        let document = needed("document", &self.document, LINE)?;
        let rows = supervision::of_year(tx, self.organisation, self.year).await?;
        let waiting: Vec<&SupervisionRow> = rows.iter().filter(|row| row.state == "planned").collect();
        if waiting.is_empty() {
            return Err(Refusal::AlreadyDone.into());
        }
        let document = tx.text(document)?;
        for row in waiting {
            tx.history(Subject::Supervision, row.id).await?;
            let issued = SupervisionEvent::Issued { document: document.clone() };
            tx.append(Subject::Supervision, row.id, on, issued.into())?;
            settle(tx, &grant, row.id, row.version).await?;
        }
        Ok(())
    }
}

/// Records that a supervision was carried out.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CarryOut {
    /// The supervision.
    pub supervision: i64,
    /// The version that was shown.
    pub version: i64,
    /// In which form.
    pub form: Looked,
    /// The day.
    pub happened_on: Day,
}

#[async_trait]
impl Act for CarryOut {
    const NAME: &'static str = "supervision.carry_out";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, self.supervision, self.version).await?;
        let on = happened(self.happened_on, tx.today())?;
        if found.now.carried_out_on.is_some() {
            return Err(Refusal::AlreadyDone.into());
        }
        if let Some(earliest) = found.row.notice.issued_on.filter(|issued| on < *issued) {
            return Err(Refusal::HappenedBefore { earliest }.into());
        }
        found.append(tx, on, SupervisionEvent::CarriedOut { form: self.form }.into()).await
    }
}

/// Records the report of a supervision to the body of the same level (D26), by number and date of the paper.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Report {
    /// The supervision, carried out.
    pub supervision: i64,
    /// The version that was shown.
    pub version: i64,
    /// The body that gets it.
    pub to: i64,
    /// Number of the paper.
    pub document: String,
    /// What is remarked; may be empty.
    pub remarks: String,
    /// What is proposed to whom; may be empty.
    pub proposals: String,
    /// The date on the paper.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Report {
    const NAME: &'static str = "supervision.report";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, self.supervision, self.version).await?;
        let on = happened(self.happened_on, tx.today())?;
        if found.now.report.is_some() {
            return Err(Refusal::AlreadyDone.into());
        }
        let Some(done) = found.now.carried_out_on else { return Err(Refusal::NothingToLookAt.into()) };
        if on < done {
            return Err(Refusal::HappenedBefore { earliest: done }.into());
        }
        if !supervision::same_level(tx, found.now.notice).await?.iter().any(|(id, _)| *id == self.to) {
            return Err(Refusal::NotAChoice { field: "report_to" }.into());
        }
        let document = tx.text(needed("document", &self.document, LINE)?)?;
        let remarks = kept(tx, optional("remarks", &self.remarks, WORDS)?)?;
        let proposals = kept(tx, optional("proposals", &self.proposals, WORDS)?)?;
        found.append(tx, on, SupervisionEvent::Reported { to: self.to, document, remarks, proposals }.into()).await
    }
}

fn kept(tx: &mut Tx, words: &str) -> Result<Option<TextRef>, Error> {
    if words.is_empty() { Ok(None) } else { tx.text(words).map(Some) }
}

/// Takes back the last step of a supervision that was recorded by mistake: its report, that it was carried out, or itself.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Undo {
    /// The supervision.
    pub supervision: i64,
    /// The version that was shown.
    pub version: i64,
    /// Why.
    pub reason: String,
}

#[async_trait]
impl Act for Undo {
    const NAME: &'static str = "supervision.undo";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, self.supervision, self.version).await?;
        let reason = tx.text(needed("reason", &self.reason, REASON)?)?;
        let events = tx.history(Subject::Supervision, self.supervision).await?;
        let last = events
            .iter()
            .rev()
            .find(|known| matches!(known.event, Event::Supervision(_)) && struck_by(events, known.id).is_none());
        let of = last.ok_or(Refusal::NotThere)?.id;
        let today = tx.today();
        found.append(tx, today, Event::Struck { of, reason }).await
    }
}
