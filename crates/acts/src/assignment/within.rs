//! Within an assignment: a question asked back, giving it back, and parts for bodies under the one that leads.

use async_trait::async_trait;
use domain::assignment::asked;
use domain::correction::effective;
use domain::day::Day;
use domain::event::CaseEvent;
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::assignment::{self, NewPart};
use store::{Act, Error, Ids, Stop, Tx, organisation, rulebook};

use super::{bearer, there};
use crate::case::{Found, acting, found, not_before};
use crate::field::{REASON, needed, optional};
use crate::organisation::not_ended;

/// The setting that says for how long a body may ask back.
pub const ASK_BACK: &str = "PM-ASK-BACK";
/// What starts the time in which a body that is not under the assigner accepts a case or gives it back, as rules name it.
pub const OFFERED: &str = "assignment_offered";

/// What an act within the assignment in force has found.
struct Led {
    assignment: i64,
    lead: i64,
    assigned_on: Day,
    /// Whether the lead is under the body that decides over the case.
    under: bool,
}

async fn led(tx: &mut Tx, found: &Found) -> Result<Led, Stop> {
    bearer(found)?;
    let (assignment, lead, assigned_on) = {
        let known = effective(&found.events);
        let case = found.open(&known)?;
        if case.is_settled() {
            return Err(Refusal::AlreadyAnswered.into());
        }
        let assignment = case.assignment.ok_or(Refusal::CaseNotAssigned)?;
        (assignment, case.bearer, case.assigned_on.unwrap_or(found.on))
    };
    let under = assignment::candidate(tx, lead, found.decides).await?.is_some_and(|it| it.below);
    Ok(Led { assignment, lead, assigned_on, under })
}

/// The body that leads asks the one that assigned the case back: once, within the days that the setting gives, and as one that
/// is under it. The date stands meanwhile.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AskBack {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// What it asks.
    pub words: String,
    /// The body that asked, where somebody else records it (nhập hộ).
    pub on_behalf_of: Option<i64>,
    /// Day on which it asked.
    pub happened_on: Day,
}

#[async_trait]
impl Act for AskBack {
    const NAME: &'static str = "assignment.ask_back";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::CaseWork, self.case, self.version, self.happened_on).await?;
        let led = led(tx, &found).await?;
        let body = acting(tx, &found, self.on_behalf_of, &[led.lead]).await?;
        if !led.under {
            return Err(Refusal::NotUnderAssigner.into());
        }
        let before = asked(Day::OPEN, &effective(&found.events)).is_some_and(|it| it.assignment == led.assignment);
        let accepted = found.open(&effective(&found.events))?.work == domain::case::Work::Accepted;
        if before || accepted {
            return Err(Refusal::AlreadyDone.into());
        }
        if let Some(latest) = latest(tx, &found, ASK_BACK, led.assigned_on).await?
            && found.on > latest
        {
            return Err(Refusal::AskTooLate { latest }.into());
        }
        let words = Some(tx.text(needed("question", &self.words, REASON)?)?);
        found.append(tx, CaseEvent::AskedBack { assignment: led.assignment, body, words }).await?;
        Ok(())
    }
}

/// The last day of what begins with an assignment of a day; none where neither rule nor setting is in force.
async fn latest(tx: &mut Tx, found: &Found, trigger: &str, assigned_on: Day) -> Result<Option<Day>, Stop> {
    let standing = rulebook::standing(tx, found.origin).await?.ok_or(Refusal::NotThere)?;
    let book = tx.rulebook(standing.number).await?;
    Ok(book.last_day(trigger, &standing.at, assigned_on).map(|last| last.due.on))
}

/// The body that assigned the case answers what was asked back; the assignment stands. To assign anew answers it as well.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AnswerAsk {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// The answer.
    pub words: String,
    /// Day on which it was answered.
    pub happened_on: Day,
}

#[async_trait]
impl Act for AnswerAsk {
    const NAME: &'static str = "assignment.answer_ask";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::CaseDecide, self.case, self.version, self.happened_on).await?;
        found.open(&effective(&found.events))?;
        let question = asked(Day::OPEN, &effective(&found.events)).filter(|it| !it.answered);
        let question = question.ok_or(Refusal::AlreadyDone)?;
        not_before(found.on, question.on)?;
        let words = Some(tx.text(needed("answer", &self.words, REASON)?)?);
        found.append(tx, CaseEvent::AskAnswered { assignment: question.assignment, words }).await?;
        Ok(())
    }
}

/// The body that leads gives the case back, with a reason: one that is not under the body that decides over it, for that
/// one asks back. The body that decides answers for it again. Refused after the days that a confirmed
/// rule gives for it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GiveBack {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// Why.
    pub reason: String,
    /// The body that gave it back, where somebody else records it (nhập hộ).
    pub on_behalf_of: Option<i64>,
    /// Day on which it was given back.
    pub happened_on: Day,
}

#[async_trait]
impl Act for GiveBack {
    const NAME: &'static str = "assignment.give_back";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::CaseWork, self.case, self.version, self.happened_on).await?;
        let led = led(tx, &found).await?;
        let body = acting(tx, &found, self.on_behalf_of, &[led.lead]).await?;
        if led.under {
            return Err(Refusal::UnderAssigner.into());
        }
        if let Some(latest) = latest(tx, &found, OFFERED, led.assigned_on).await?
            && found.on > latest
        {
            return Err(Refusal::ReturnTooLate { latest }.into());
        }
        let decides = organisation::find(tx, found.decides).await?.ok_or(Refusal::NotThere)?;
        not_ended(decides.to)?;
        let words = Some(tx.text(needed("reason", &self.reason, REASON)?)?);
        let (assignment, to) = (led.assignment, found.decides);
        found.append(tx, CaseEvent::Returned { assignment, body, to, words }).await?;
        Ok(())
    }
}

/// The body that leads gives a part of the work to a body under it. The lead stays accountable, and a part has no parts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GivePart {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// The body that does it; under the one that leads.
    pub to: i64,
    /// What has to be done.
    pub words: String,
    /// Its last day; not after that of the case.
    pub due_on: Option<Day>,
    /// The body that gave it, where somebody else records it (nhập hộ).
    pub on_behalf_of: Option<i64>,
    /// Day on which it was given.
    pub happened_on: Day,
}

/// The row it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GivenPart {
    /// The part.
    pub part: i64,
}

#[async_trait]
impl Act for GivePart {
    const NAME: &'static str = "assignment.give_part";
    type Answer = GivenPart;

    fn draw(&self, ids: &Ids) -> Result<GivenPart, Error> {
        Ok(GivenPart { part: ids.draw()? })
    }

    async fn run(&self, tx: &mut Tx, new: &GivenPart) -> Result<(), Stop> {
        let found = found(tx, Right::CaseWork, self.case, self.version, self.happened_on).await?;
        let led = led(tx, &found).await?;
        acting(tx, &found, self.on_behalf_of, &[led.lead]).await?;
        there(tx, self.to, &found, "part_to").await?;
        let under = assignment::candidate(tx, self.to, led.lead).await?.is_some_and(|it| it.below && !it.outside);
        if !under || self.to == led.lead {
            return Err(Refusal::NotAChoice { field: "part_to" }.into());
        }
        let due_on = self.due_on.ok_or(Refusal::Missing { field: "due_on" })?;
        if due_on < found.on {
            return Err(Refusal::TooEarly { field: "due_on", earliest: found.on }.into());
        }
        if let Some(latest) = found.open(&effective(&found.events))?.due_on
            && due_on > latest
        {
            return Err(Refusal::TooLate { field: "due_on", latest }.into());
        }
        let words = tx.text(needed("work", &self.words, REASON)?)?;
        let row = NewPart {
            id: new.part,
            case: found.id,
            assignment: led.assignment,
            to: self.to,
            given_on: found.on,
            due_on,
            text: words.id,
        };
        assignment::add_part(tx, &found.grant, &row);
        let given = CaseEvent::PartGiven {
            part: new.part,
            assignment: led.assignment,
            to: self.to,
            due_on,
            words: Some(words),
        };
        found.append(tx, given).await?;
        Ok(())
    }
}

/// A part was done; the body that did it says so, or the one that leads.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PartDone {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// The part.
    pub part: i64,
    /// What was done; may be empty.
    pub words: String,
    /// Day on which it was done.
    pub happened_on: Day,
}

#[async_trait]
impl Act for PartDone {
    const NAME: &'static str = "assignment.part_done";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::CasePart, self.case, self.version, self.happened_on).await?;
        found.open(&effective(&found.events))?;
        let part = assignment::parts(tx, found.id).await?.into_iter().find(|part| part.id == self.part);
        let part = part.ok_or(Refusal::NotAChoice { field: "part" })?;
        if part.state != "open" {
            return Err(Refusal::AlreadyDone.into());
        }
        not_before(found.on, part.given_on)?;
        let words = optional("note", &self.words, REASON)?;
        let words = if words.is_empty() { None } else { Some(tx.text(words)?) };
        found.append(tx, CaseEvent::PartDone { part: self.part, words }).await?;
        Ok(())
    }
}
