//! Holding a dialogue: its sessions begin and end, and it is concluded.

use domain::day::Day;
use domain::dialogue::Audience;
use domain::event::{DialogueEvent, Group, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::dialogue::session::{self, SessionRow};
use store::grant::{Grant, Of, SUBJECT, may};
use store::{Act, Error, Ids, Read, Stop, Tx};

use super::announced::held_as_planned;
use super::{begun_on, planned_as, settle};
use crate::field::{REASON, happened, needed};

/// Begins a session: from now on words can be typed at its desk.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BeginSession {
    /// The session.
    pub session: i64,
}

impl Act for BeginSession {
    const NAME: &'static str = "dialogue.begin_session";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, session) = of_session(tx, self.session).await?;
        if session.opened {
            return Err(Refusal::DialogueAlreadyOpen.into());
        }
        let on = happened(session.held_on, tx.today())?;
        tx.history(Subject::Dialogue, session.dialogue).await?;
        begin(tx, &grant, &session, on).await?;
        settle(tx, &grant, session.dialogue).await
    }
}

/// Notes that a session began; the first one makes the dialogue count as held, and what planned it.
async fn begin(tx: &mut Tx, grant: &Grant, session: &SessionRow, on: Day) -> Result<(), Stop> {
    let first = begun_on(tx, session.dialogue).await?.is_none();
    let opened = DialogueEvent::Opened { session: session.id };
    let event = tx.append(Subject::Dialogue, session.dialogue, on, opened.into())?;
    session::set_opened(tx, grant, session.id, event);
    match planned_as(tx, session.dialogue).await? {
        Some(planned) if first => held_as_planned(tx, grant, session.dialogue, planned, on).await,
        _ => Ok(()),
    }
}

/// Ends a session, and says how many people of which groups came.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct HoldSession {
    /// The session.
    pub session: i64,
    /// Its last day; the day for which it was set when none is given.
    pub happened_on: Option<Day>,
    /// People by group; a group stands there once.
    pub attendance: Vec<(Audience, i64)>,
}

impl Act for HoldSession {
    const NAME: &'static str = "dialogue.hold_session";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, session) = of_session(tx, self.session).await?;
        if session.held {
            return Err(Refusal::AlreadyDone.into());
        }
        let on = happened(self.happened_on.unwrap_or(session.held_on), tx.today())?;
        if on < session.held_on {
            return Err(Refusal::HappenedBefore { earliest: session.held_on }.into());
        }
        if self.attendance.iter().any(|(_, people)| !(0..=1_000_000).contains(people)) {
            return Err(Refusal::Unreadable { field: "attendance" }.into());
        }
        let twice = |(at, (group, _)): (usize, &(Audience, i64))| {
            self.attendance[..at].iter().any(|(earlier, _)| earlier == group)
        };
        if self.attendance.iter().enumerate().any(twice) {
            return Err(Refusal::AlreadyThere { field: "attendance" }.into());
        }
        tx.history(Subject::Dialogue, session.dialogue).await?;
        // One that nobody opened at a desk began on its day.
        if !session.opened {
            begin(tx, &grant, &session, session.held_on).await?;
        }
        let held = DialogueEvent::Held { session: session.id };
        let event = tx.append(Subject::Dialogue, session.dialogue, on, held.into())?;
        let groups: Vec<(&str, i64)> =
            self.attendance.iter().map(|(group, people)| (group.as_str(), *people)).collect();
        session::set_held(tx, &grant, session.id, event, &groups);
        if !groups.is_empty() {
            let groups = self.attendance.iter().map(|&(audience, people)| Group { audience, people }).collect();
            let attended = DialogueEvent::Attended { session: session.id, groups };
            tx.append(Subject::Dialogue, session.dialogue, on, attended.into())?;
        }
        settle(tx, &grant, session.dialogue).await
    }
}

/// Concludes a dialogue all of whose sessions were held: with the day on which the minutes were signed, or with the reason
/// why there are none.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Conclude {
    /// The dialogue.
    pub dialogue: i64,
    /// The day of the conclusion.
    pub happened_on: Day,
    /// The day on which the minutes were signed.
    pub minutes_signed_on: Option<Day>,
    /// Why there are no minutes; needed when none were signed.
    pub no_minutes: String,
}

impl Act for Conclude {
    const NAME: &'static str = "dialogue.conclude";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, row) = may(tx, by, Right::DialogueOpen, Of::Dialogue(self.dialogue)).await?;
        match row.get::<String>(SUBJECT)?.as_str() {
            "held" => {}
            "concluded" => return Err(Refusal::AlreadyDone.into()),
            _ => return Err(Refusal::DialogueNotHeld.into()),
        }
        let on = happened(self.happened_on, tx.today())?;
        let sessions = session::of(tx, self.dialogue).await?;
        let last = sessions.iter().map(|session| session.held_on).max().ok_or(Refusal::DialogueNotHeld)?;
        if on < last {
            return Err(Refusal::HappenedBefore { earliest: last }.into());
        }
        let no_minutes = match self.minutes_signed_on {
            Some(signed_on) => {
                let signed_on = happened(signed_on, tx.today())?;
                if signed_on < last {
                    return Err(Refusal::TooEarly { field: "minutes_signed_on", earliest: last }.into());
                }
                session::sign_minutes(tx, &grant, self.dialogue, signed_on);
                None
            }
            None => Some(tx.text(needed("no_minutes", &self.no_minutes, REASON)?)?),
        };
        tx.history(Subject::Dialogue, self.dialogue).await?;
        tx.append(Subject::Dialogue, self.dialogue, on, DialogueEvent::Concluded { no_minutes }.into())?;
        settle(tx, &grant, self.dialogue).await
    }
}

/// The session, of a dialogue that the account may hold.
async fn of_session(tx: &mut Tx, id: i64) -> Result<(Grant, SessionRow), Stop> {
    let by = tx.by();
    let (grant, row) = may(tx, by, Right::DialogueOpen, Of::Session(id, None)).await?;
    if row.get::<String>(SUBJECT + 1)? == "concluded" {
        return Err(Refusal::AlreadyDone.into());
    }
    let session = session::find(tx, id).await?.ok_or(Refusal::NotThere)?;
    Ok((grant, session))
}
