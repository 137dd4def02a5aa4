//! Who came to a session, and what a dialogue is about: its agenda and the policies explained at it.

use async_trait::async_trait;
use domain::day::Day;
use domain::dialogue::{Audience, ThemeKind};
use domain::event::{DialogueEvent, Event, Recorded, Subject, Theme};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::dialogue::{self, session};
use store::grant::{Of, SUBJECT, may};
use store::{Act, Error, Ids, Read, Stop, Tx, minutes};

use super::held::{groups, of_session};
use super::settle;
use crate::field::{LINE, happened, needed};

/// The most lines an agenda may have.
pub const AGENDA: usize = 20;
/// The most bodies that may be present at a session.
const BODIES: usize = 200;

/// Says who came to a session that has begun: people by group, and which bodies were present. What was said before is
/// replaced and stays in the history.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Attend {
    /// The session.
    pub session: i64,
    /// People by group; a group stands there once.
    pub attendance: Vec<(Audience, i64)>,
    /// Bodies of the place, of the places over it, or under the body that holds the dialogue.
    pub bodies: Vec<i64>,
}

#[async_trait]
impl Act for Attend {
    const NAME: &'static str = "dialogue.attend";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, session) = of_session(tx, self.session).await?;
        if !session.opened && !session.held {
            return Err(Refusal::DialogueNotOpen.into());
        }
        if minutes::of_session(tx, session.id).await?.is_some_and(|row| row.signed_on.is_some()) {
            return Err(Refusal::MinutesSigned.into());
        }
        let held_on = happened(session.held_on, tx.today())?;
        let groups = groups(&self.attendance)?;
        let mut bodies = self.bodies.clone();
        bodies.sort_unstable();
        bodies.dedup();
        if bodies.len() > BODIES {
            return Err(Refusal::NotAChoice { field: "bodies" }.into());
        }
        if !session::are_around(tx, grant.organisation, &bodies, session.held_on).await? {
            return Err(Refusal::NotAChoice { field: "bodies" }.into());
        }
        let before = tx.history(Subject::Dialogue, session.dialogue).await?;
        // What is said last counts, also where the session ended on a later day than it began.
        let said = |known: &&Recorded| matches!(&known.event, Event::Dialogue(DialogueEvent::Attended { session: of, .. }) if *of == session.id);
        let on = before.iter().filter(said).map(|known| known.happened_on).max().map_or(held_on, |on| on.max(held_on));
        for event in [
            DialogueEvent::Attended { session: session.id, groups },
            DialogueEvent::BodiesPresent { session: session.id, bodies },
        ] {
            tx.append(Subject::Dialogue, session.dialogue, on, event.into())?;
        }
        settle(tx, &grant, session.dialogue).await
    }
}

/// A line of an agenda as it was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Themed {
    /// What it is.
    pub kind: ThemeKind,
    /// Its title.
    pub title: String,
}

/// Sets the agenda of a dialogue that is not concluded, all of it. A line that stands there with the same words stays the
/// theme it was.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetAgenda {
    /// The dialogue.
    pub dialogue: i64,
    /// Its lines in their order; none empties it.
    pub themes: Vec<Themed>,
    /// The day on which it was set.
    pub happened_on: Day,
}

#[async_trait]
impl Act for SetAgenda {
    const NAME: &'static str = "dialogue.set_agenda";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, row) = may(tx, by, Right::DialogueOpen, Of::Dialogue(self.dialogue)).await?;
        if matches!(row.get::<String>(SUBJECT)?.as_str(), "concluded" | "struck") {
            return Err(Refusal::AlreadyDone.into());
        }
        let on = happened(self.happened_on, tx.today())?;
        if self.themes.len() > AGENDA {
            return Err(Refusal::TooMany { field: "themes", most: AGENDA }.into());
        }
        let mut known = dialogue::agenda(tx, self.dialogue).await?;
        let mut themes = Vec::with_capacity(self.themes.len());
        for typed in &self.themes {
            let title = needed("themes", &typed.title, LINE)?;
            let kind = typed.kind;
            let same = known.iter().position(|row| row.title.as_deref() == Some(title) && row.kind == kind.as_str());
            themes.push(if let Some(place) = same {
                let row = known.swap_remove(place);
                Theme { theme: row.id, kind, title: row.text }
            } else {
                let (theme, title) = (tx.id()?, tx.text(title)?);
                dialogue::add_theme(tx, &grant, theme, self.dialogue, kind.as_str(), &title);
                Theme { theme, kind, title }
            });
        }
        tx.history(Subject::Dialogue, self.dialogue).await?;
        tx.append(Subject::Dialogue, self.dialogue, on, DialogueEvent::AgendaSet { themes }.into())?;
        settle(tx, &grant, self.dialogue).await
    }
}
