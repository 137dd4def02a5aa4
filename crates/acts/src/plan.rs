//! Plans: drafting one, how it was issued, amending it. What becomes of a dialogue it plans stands in `planned`.

mod planned;

pub use planned::{Cancel, Excuse, Postpone, Restore};
pub(crate) use planned::{follow, settle_planned};

use async_trait::async_trait;
use domain::day::Day;
use domain::dialogue::{Audience, Form, Line};
use domain::event::{Event, PlanEvent, PlannedEvent, Subject};
use domain::organisation::POSTS;
use domain::permission::Act as Right;
use domain::plan::{Plan, PlanState};
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::grant::{Grant, Of, SUBJECT, may};
use store::plan::{self, NewPlan, NewPlanned, PlanRow};
use store::{Act, Error, Ids, Read, Stop, Tx};

use crate::field::{LINE, REASON, happened, needed};
use crate::organisation::in_force;

/// The most characters of a topic.
pub const TOPIC: usize = LINE;

/// One dialogue as a plan names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meant {
    /// The month, 1 to 12.
    pub month: i8,
    /// What it is to be about.
    pub topic: String,
    /// How it is to be held.
    pub form: Form,
    /// With whom.
    pub audience: Audience,
}

/// Drafts the plan of a post for a year.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Draft {
    /// The body.
    pub organisation: i64,
    /// The post's word.
    pub post: String,
    /// The year.
    pub year: i16,
    /// The dialogues, at least one.
    pub dialogues: Vec<Meant>,
    /// The day of the draft.
    pub happened_on: Day,
}

/// The rows it made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drafted {
    /// The plan.
    pub plan: i64,
    /// What it plans, in the order in which it was given.
    pub dialogues: Vec<i64>,
}

#[async_trait]
impl Act for Draft {
    const NAME: &'static str = "plan.draft";
    type Answer = Drafted;

    fn draw(&self, ids: &Ids) -> Result<Drafted, Error> {
        Ok(Drafted { plan: ids.draw()?, dialogues: draw(&self.dialogues, ids)? })
    }

    async fn run(&self, tx: &mut Tx, new: &Drafted) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, body) = may(tx, by, Right::PlanChange, Of::Organisation(self.organisation)).await?;
        in_force(&body)?;
        let on = happened(self.happened_on, tx.today())?;
        if !POSTS.contains(&self.post.as_str()) {
            return Err(Refusal::NotAChoice { field: "post" }.into());
        }
        if Day::new(self.year, 1, 1).is_none() {
            return Err(Refusal::Unreadable { field: "year" }.into());
        }
        if self.dialogues.is_empty() {
            return Err(Refusal::Missing { field: "dialogues" }.into());
        }
        let (post, year) = (self.post.as_str(), i64::from(self.year));
        if plan::of_post(tx, self.organisation, post, year).await?.is_some() {
            return Err(Refusal::AlreadyThere { field: "year" }.into());
        }
        let (level, kind): (String, String) = (body.get(SUBJECT)?, body.get(SUBJECT + 1)?);
        let line = Line::of_body(&kind);
        plan::add(tx, &grant, &NewPlan { id: new.plan, post, year, level: &level, line: line.as_str() });
        tx.start(Subject::Plan, new.plan);
        let drafted = PlanEvent::Drafted {
            organisation: self.organisation,
            post: self.post.clone(),
            year,
            dialogues: new.dialogues.clone(),
        };
        tx.append(Subject::Plan, new.plan, on, drafted.into())?;
        let of = Edition { plan: new.plan, year: self.year, number: 1, on };
        enter(tx, &grant, &of, &self.dialogues, &new.dialogues)
    }
}

fn draw(dialogues: &[Meant], ids: &Ids) -> Result<Vec<i64>, Error> {
    dialogues.iter().map(|_| ids.draw()).collect()
}

/// With what dialogues come into a plan.
struct Edition {
    plan: i64,
    year: i16,
    number: i64,
    on: Day,
}

fn enter(tx: &mut Tx, grant: &Grant, of: &Edition, meant: &[Meant], ids: &[i64]) -> Result<(), Stop> {
    for (meant, &id) in meant.iter().zip(ids) {
        let planned_on = Day::new(of.year, meant.month, 1).ok_or(Refusal::Unreadable { field: "month" })?;
        let topic = tx.text(needed("topic", &meant.topic, TOPIC)?)?;
        plan::enter(
            tx,
            grant,
            &NewPlanned {
                id,
                plan: of.plan,
                edition: of.number,
                planned_on,
                topic: &topic,
                form: meant.form.as_str(),
                audience: meant.audience.as_str(),
            },
        );
        tx.start(Subject::Planned, id);
        let entered = PlannedEvent::Entered {
            plan: of.plan,
            edition: of.number,
            month: i64::from(meant.month),
            topic,
            form: meant.form.as_str().to_owned(),
            audience: meant.audience.as_str().to_owned(),
        };
        tx.append(Subject::Planned, id, of.on, entered.into())?;
    }
    Ok(())
}

/// The plan at the version that was shown, of a body for which the account may change plans. `plans_more` for what has to
/// be held by that body yet.
async fn of_plan(tx: &mut Tx, id: i64, version: i64, plans_more: bool) -> Result<(Grant, PlanRow, PlanState), Stop> {
    let row = plan::find(tx, id).await?.ok_or(Refusal::NotThere)?;
    let by = tx.by();
    let (grant, body) = may(tx, by, Right::PlanChange, Of::Organisation(row.organisation)).await?;
    if plans_more {
        in_force(&body)?;
    }
    if row.version != version {
        return Err(Refusal::Conflict.into());
    }
    if row.state == "struck" {
        return Err(Refusal::AlreadyStruck.into());
    }
    let state = PlanState::parse(&row.state).ok_or_else(|| Error::Corrupt(format!("a plan that is {}", row.state)))?;
    tx.history(Subject::Plan, id).await?;
    Ok((grant, row, state))
}

/// Writes the draft of a plan anew, before it is issued.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Redraft {
    /// The plan.
    pub plan: i64,
    /// The version that was shown.
    pub version: i64,
    /// The dialogues it plans from now on.
    pub dialogues: Vec<Meant>,
    /// The day of the draft.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Redraft {
    const NAME: &'static str = "plan.redraft";
    type Answer = Vec<i64>;

    fn draw(&self, ids: &Ids) -> Result<Vec<i64>, Error> {
        draw(&self.dialogues, ids)
    }

    async fn run(&self, tx: &mut Tx, new: &Vec<i64>) -> Result<(), Stop> {
        let (grant, row, state) = of_plan(tx, self.plan, self.version, true).await?;
        if state.is_issued() {
            return Err(Refusal::PlanIssued.into());
        }
        let on = happened(self.happened_on, tx.today())?;
        if self.dialogues.is_empty() {
            return Err(Refusal::Missing { field: "dialogues" }.into());
        }
        for former in plan::planned(tx, self.plan).await?.iter().filter(|former| former.state == "planned") {
            tx.history(Subject::Planned, former.id).await?;
            tx.append(Subject::Planned, former.id, on, PlannedEvent::Withdrawn.into())?;
            settle_planned(tx, &grant, former.id).await?;
        }
        tx.append(Subject::Plan, self.plan, on, PlanEvent::Redrafted { dialogues: new.clone() }.into())?;
        let year = i16::try_from(row.year).map_err(|_| Refusal::Unreadable { field: "year" })?;
        enter(tx, &grant, &Edition { plan: self.plan, year, number: 1, on }, &self.dialogues, new)?;
        settle_plan(tx, &grant, self.plan, self.version).await
    }
}

/// A step that a plan takes on paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Step {
    /// Submitted for approval.
    Submitted,
    /// Approved, and issued with that.
    Approved,
    /// Made public.
    Published,
}

/// Records a step that a plan took, with the day on the paper.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Advance {
    /// The plan.
    pub plan: i64,
    /// The version that was shown.
    pub version: i64,
    /// The step; a step may be passed over, none is taken twice.
    pub to: Step,
    /// The day on the paper.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Advance {
    const NAME: &'static str = "plan.advance";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, _, state) = of_plan(tx, self.plan, self.version, false).await?;
        let on = happened(self.happened_on, tx.today())?;
        let (to, event) = match self.to {
            Step::Submitted => (PlanState::Submitted, PlanEvent::Submitted),
            Step::Approved => (PlanState::Approved, PlanEvent::Approved),
            Step::Published => (PlanState::Published, PlanEvent::Published),
        };
        if to <= state {
            return Err(Refusal::AlreadyDone.into());
        }
        not_before(tx, self.plan, on).await?;
        tx.append(Subject::Plan, self.plan, on, event.into())?;
        settle_plan(tx, &grant, self.plan, self.version).await
    }
}

/// Amends an issued plan, with a reason. What was issued first stays what was planned.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Amend {
    /// The plan.
    pub plan: i64,
    /// The version that was shown.
    pub version: i64,
    /// Dialogues planned in addition.
    pub add: Vec<Meant>,
    /// Dialogues no longer planned.
    pub dropped: Vec<i64>,
    /// Why.
    pub reason: String,
    /// The day on the paper.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Amend {
    const NAME: &'static str = "plan.amend";
    type Answer = Vec<i64>;

    fn draw(&self, ids: &Ids) -> Result<Vec<i64>, Error> {
        draw(&self.add, ids)
    }

    async fn run(&self, tx: &mut Tx, new: &Vec<i64>) -> Result<(), Stop> {
        let (grant, row, state) = of_plan(tx, self.plan, self.version, !self.add.is_empty()).await?;
        if !state.is_issued() {
            return Err(Refusal::PlanNotIssued.into());
        }
        let on = happened(self.happened_on, tx.today())?;
        let reason = needed("reason", &self.reason, REASON)?;
        if self.add.is_empty() && self.dropped.is_empty() {
            return Err(Refusal::Missing { field: "dialogues" }.into());
        }
        not_before(tx, self.plan, on).await?;
        let reason = tx.text(reason)?;
        let edition = row.edition + 1;
        let planned = plan::planned(tx, self.plan).await?;
        for id in &self.dropped {
            let former = planned.iter().find(|former| former.id == *id);
            match former.map(|former| former.state.as_str()) {
                Some("planned" | "postponed" | "cancelled") => {}
                Some("held") => return Err(Refusal::AlreadyDone.into()),
                _ => return Err(Refusal::NotAChoice { field: "dropped" }.into()),
            }
            tx.history(Subject::Planned, *id).await?;
            tx.append(Subject::Planned, *id, on, PlannedEvent::Dropped { edition }.into())?;
            settle_planned(tx, &grant, *id).await?;
        }
        let amended = PlanEvent::Amended { edition, added: new.clone(), dropped: self.dropped.clone(), reason };
        tx.append(Subject::Plan, self.plan, on, Event::Plan(amended))?;
        let year = i16::try_from(row.year).map_err(|_| Refusal::Unreadable { field: "year" })?;
        enter(tx, &grant, &Edition { plan: self.plan, year, number: edition, on }, &self.add, new)?;
        settle_plan(tx, &grant, self.plan, self.version).await
    }
}

/// Nothing happens to a plan before it was drafted.
async fn not_before(tx: &mut Tx, plan: i64, on: Day) -> Result<(), Stop> {
    let drafted_on = tx.history(Subject::Plan, plan).await?.first().map_or(on, |drafted| drafted.happened_on);
    if on < drafted_on { Err(Refusal::HappenedBefore { earliest: drafted_on }.into()) } else { Ok(()) }
}

/// Brings the row of a plan in line with its events; its history was started or read before.
pub(crate) async fn settle_plan(tx: &mut Tx, grant: &Grant, id: i64, version: i64) -> Result<(), Stop> {
    let now = Plan::by(tx.history(Subject::Plan, id).await?).ok_or(Refusal::NotThere)?;
    if plan::set(tx, grant, id, version, &now).await? { Ok(()) } else { Err(Refusal::Conflict.into()) }
}
