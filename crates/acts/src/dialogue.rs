//! Dialogues: opening one at once. One that is announced, held and concluded step by step stands in `announced` and
//! `held`; who came and what is on the agenda in `present`.

mod announced;
mod held;
mod present;

pub use announced::{AddSession, Announce, Announcement, PlanAs, Session, SetSession};
pub use held::{BeginSession, Conclude, HoldSession};
pub use present::{AGENDA, Attend, SetAgenda, Themed};

use async_trait::async_trait;
use domain::day::Day;
use domain::dialogue::{Line, standing};
use domain::event::{DialogueEvent, Event, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::dialogue::{self, NewDialogue, session};
use store::grant::{Grant, Of, SUBJECT, may};
use store::{Act, Error, Ids, Read, Stop, Tx, organisation, search};

use crate::field::{LINE, REASON, happened, needed, optional};
use crate::organisation::in_force;

/// Opens a dialogue with its first session, so that words can be typed at its desk.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Open {
    /// The body that holds it.
    pub organisation: i64,
    /// What it is about.
    pub title: String,
    /// Term of the head who chairs, if known.
    pub chair: Option<i64>,
    /// Why a deputy chairs it; needed where one does.
    #[serde(default)]
    pub deputy_reason: String,
    /// Day of the session, today or earlier.
    pub held_on: Day,
    /// Village where it is held; the body's own place when none is given.
    pub territory: Option<i64>,
    /// The hall; may be empty.
    pub place: String,
}

/// The rows it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// The dialogue.
    pub dialogue: i64,
    /// Its first session.
    pub session: i64,
}

#[async_trait]
impl Act for Open {
    const NAME: &'static str = "dialogue.open";
    type Answer = Opened;

    fn draw(&self, ids: &Ids) -> Result<Opened, Error> {
        Ok(Opened { dialogue: ids.draw()?, session: ids.draw()? })
    }

    async fn run(&self, tx: &mut Tx, new: &Opened) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, body) = may(tx, by, Right::DialogueOpen, Of::Organisation(self.organisation)).await?;
        in_force(&body)?;
        let (level, kind, own_place): (String, String, i64) =
            (body.get(SUBJECT)?, body.get(SUBJECT + 1)?, body.get(SUBJECT + 2)?);
        let title = needed("title", &self.title, LINE)?;
        let place = optional("place", &self.place, LINE)?;
        let held_on = happened(self.held_on, tx.today())?;
        let territory = self.territory.unwrap_or(own_place);
        if territory != own_place
            && !organisation::villages(tx, own_place, held_on).await?.iter().any(|village| village.id == territory)
        {
            return Err(Refusal::NotAChoice { field: "territory" }.into());
        }
        if let Some(chair) = self.chair
            && !organisation::holds(tx, self.organisation, chair, held_on).await?
        {
            return Err(Refusal::NotAChoice { field: "chair" }.into());
        }
        let deputy_reason = self.reason_of_deputy(tx, held_on).await?;
        let mut words = vec![title];
        words.extend((!place.is_empty()).then_some(place));
        let texts = tx.texts(&words)?;
        let public_id = tx.public_id();
        dialogue::add(
            tx,
            &grant,
            &NewDialogue {
                id: new.dialogue,
                session: new.session,
                public_id,
                chair: self.chair,
                level: &level,
                line: Line::of_body(&kind).as_str(),
                title: &texts[0],
                held_on,
                territory,
                place: texts.get(1),
            },
        );
        let row = tx.id()?;
        search::add_dialogue(tx, &grant, row, new.dialogue, title);
        tx.start(Subject::Dialogue, new.dialogue);
        for event in [
            DialogueEvent::Announced { organisation: self.organisation, chair: self.chair, title: texts[0].clone() },
            DialogueEvent::SessionSet { session: new.session, on: held_on, territory },
        ] {
            tx.append(Subject::Dialogue, new.dialogue, held_on, Event::Dialogue(event))?;
        }
        if let (Some(chair), Some(reason)) = (self.chair, deputy_reason) {
            let deputy_reason = Some(tx.text(reason)?);
            let chaired = DialogueEvent::SessionChaired { session: new.session, chair, deputy_reason };
            tx.append(Subject::Dialogue, new.dialogue, held_on, Event::Dialogue(chaired))?;
        }
        let opened = DialogueEvent::Opened { session: new.session };
        tx.append(Subject::Dialogue, new.dialogue, held_on, Event::Dialogue(opened))?;
        settle(tx, &grant, new.dialogue).await
    }
}

impl Open {
    /// Why a deputy chairs it; nothing where the head does, or nobody was named.
    async fn reason_of_deputy(&self, tx: &mut Tx, on: Day) -> Result<Option<&str>, Stop> {
        let reason = optional("deputy_reason", &self.deputy_reason, REASON)?;
        let Some(term) = self.chair else { return Ok(None) };
        match session::chair(tx, self.organisation, term, on).await? {
            Some(chair) if chair.post.starts_with("deputy") => Ok(Some(needed("deputy_reason", reason, REASON)?)),
            _ => Ok(None),
        }
    }
}

/// Brings the rows of a dialogue in line with its events: state, sessions, who came, agenda, minutes.
pub(crate) async fn settle(tx: &mut Tx, grant: &Grant, id: i64) -> Result<(), Stop> {
    let told = standing(tx.history(Subject::Dialogue, id).await?);
    let told = told.ok_or_else(|| Error::Corrupt(format!("dialogue {id} was never announced")))?;
    dialogue::settle(tx, grant, id, &told).await?;
    crate::duty::follow(tx, grant, id, told.organisation).await
}
