//! Holding a dialogue: its sessions begin and end, and it is concluded.

use async_trait::async_trait;
use domain::day::Day;
use domain::dialogue::Audience;
use domain::event::{DialogueEvent, Group, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::dialogue::session::{self, SessionRow};
use store::grant::{BODY_TO, Grant, Of, SUBJECT, may};
use store::{Act, Error, Ids, Read, Stop, Tx, dialogue};

use super::settle;
use crate::field::happened;
use crate::minutes;
use crate::organisation::not_ended;
use crate::plan::follow;

/// Begins a session: from now on words can be typed at its desk.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct BeginSession {
    /// The session.
    pub session: i64,
}

#[async_trait]
impl Act for BeginSession {
    const NAME: &'static str = "dialogue.begin_session";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, session, body_to) = of_running(tx, self.session).await?;
        if session.opened {
            return Err(Refusal::DialogueAlreadyOpen.into());
        }
        not_ended(body_to)?;
        let on = happened(session.held_on, tx.today())?;
        tx.history(Subject::Dialogue, session.dialogue).await?;
        begin(tx, &grant, &session, on).await?;
        settle(tx, &grant, session.dialogue).await
    }
}

/// Notes that a session began; the first one makes the dialogue count as held, and what planned it.
async fn begin(tx: &mut Tx, grant: &Grant, session: &SessionRow, on: Day) -> Result<(), Stop> {
    let opened = DialogueEvent::Opened { session: session.id };
    tx.append(Subject::Dialogue, session.dialogue, on, opened.into())?;
    follow(tx, grant, session.dialogue, None).await
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

#[async_trait]
impl Act for HoldSession {
    const NAME: &'static str = "dialogue.hold_session";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, session, body_to) = of_running(tx, self.session).await?;
        if session.held {
            return Err(Refusal::AlreadyDone.into());
        }
        let on = happened(self.happened_on.unwrap_or(session.held_on), tx.today())?;
        if on < session.held_on {
            return Err(Refusal::HappenedBefore { earliest: session.held_on }.into());
        }
        // What was held before the body ended is typed afterwards too.
        if session.held_on >= body_to {
            return Err(Refusal::BodyEnded { on: body_to }.into());
        }
        let groups = groups(&self.attendance)?;
        tx.history(Subject::Dialogue, session.dialogue).await?;
        // One that nobody opened at a desk began on its day.
        if !session.opened {
            begin(tx, &grant, &session, session.held_on).await?;
        }
        let held = DialogueEvent::Held { session: session.id };
        tx.append(Subject::Dialogue, session.dialogue, on, held.into())?;
        if !groups.is_empty() {
            let attended = DialogueEvent::Attended { session: session.id, groups };
            tx.append(Subject::Dialogue, session.dialogue, on, attended.into())?;
        }
        settle(tx, &grant, session.dialogue).await
    }
}

/// Concludes a dialogue all of whose sessions were held. Those that have neither signed minutes nor a reason why there are none
/// get one of the two here.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Conclude {
    /// The dialogue.
    pub dialogue: i64,
    /// The day of the conclusion.
    pub happened_on: Day,
    /// The day on which the minutes of those sessions were signed.
    pub minutes_signed_on: Option<Day>,
    /// Why they have none; needed when no day is given and a session has neither.
    pub no_minutes: String,
}

#[async_trait]
impl Act for Conclude {
    const NAME: &'static str = "dialogue.conclude";
    // It signs minutes: see `minutes::Sign`.
    const ALONE: bool = true;
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
        let last = dialogue::last_on(tx, self.dialogue).await?.ok_or(Refusal::DialogueNotHeld)?;
        if on < last {
            return Err(Refusal::HappenedBefore { earliest: last }.into());
        }
        let no_minutes = minutes::conclude(tx, &grant, self.dialogue, self.minutes_signed_on, &self.no_minutes).await?;
        tx.history(Subject::Dialogue, self.dialogue).await?;
        tx.append(Subject::Dialogue, self.dialogue, on, DialogueEvent::Concluded { no_minutes }.into())?;
        crate::duty::start(tx, &grant, self.dialogue, on).await?;
        settle(tx, &grant, self.dialogue).await
    }
}

/// The groups that came as an event tells them; refused where one stands twice or is no number of people.
pub(super) fn groups(attendance: &[(Audience, i64)]) -> Result<Vec<Group>, Refusal> {
    if attendance.iter().any(|(_, people)| !(0..=1_000_000).contains(people)) {
        return Err(Refusal::Unreadable { field: "attendance" });
    }
    let twice =
        |(at, (group, _)): (usize, &(Audience, i64))| attendance[..at].iter().any(|(earlier, _)| earlier == group);
    if attendance.iter().enumerate().any(twice) {
        return Err(Refusal::AlreadyThere { field: "attendance" });
    }
    Ok(attendance.iter().map(|&(audience, people)| Group { audience, people }).collect())
}

/// The session, of a dialogue that the account may hold and that is not concluded.
pub(super) async fn of_session(tx: &mut Tx, id: i64) -> Result<(Grant, SessionRow), Stop> {
    let (grant, session, _) = of_running(tx, id).await?;
    Ok((grant, session))
}

/// The same, with the day after the last of the body that holds it.
async fn of_running(tx: &mut Tx, id: i64) -> Result<(Grant, SessionRow, Day), Stop> {
    let by = tx.by();
    let (grant, row) = may(tx, by, Right::DialogueOpen, Of::Session(id, None)).await?;
    if matches!(row.get::<String>(SUBJECT + 1)?.as_str(), "concluded" | "struck") {
        return Err(Refusal::AlreadyDone.into());
    }
    let session = session::find(tx, id).await?.filter(|session| !session.struck).ok_or(Refusal::NotThere)?;
    Ok((grant, session, row.get(BODY_TO)?))
}
