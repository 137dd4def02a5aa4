//! A dialogue that is announced before it is held: its sessions and who chairs them, and which planned one it is.

use async_trait::async_trait;
use domain::day::Day;
use domain::dialogue::{Audience, Duty, Form, Line, highest};
use domain::event::{DialogueEvent, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::text::TextRef;
use serde::{Deserialize, Serialize};
use store::dialogue::session::{self, Announced, NewSession};
use store::grant::{Grant, Of, SUBJECT, may};
use store::{Act, Error, Ids, Read, Stop, Tx, plan, search};

use super::held::of_session;
use super::settle;
use crate::field::{LINE, REASON, happened, needed, optional};
use crate::organisation::{before, in_force};
use crate::plan::follow;

/// When and where a session is to be, and who chairs it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Session {
    /// Its day.
    pub on: Day,
    /// Village or commune where it is held; the body's own place when none is given.
    pub territory: Option<i64>,
    /// The hall; may be empty.
    pub place: String,
    /// Term of whoever chairs it, if known.
    pub chair: Option<i64>,
    /// Why a deputy chairs it; needed where one does.
    pub deputy_reason: String,
}

/// Announces a dialogue with its sessions.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Announce {
    /// The body that holds it.
    pub organisation: i64,
    /// What it is about.
    pub title: String,
    /// The duties it fulfils. What has to be done after it has its clock from the conclusion on (decision 0018).
    pub duties: Vec<Duty>,
    /// With whom it is held.
    pub audience: Audience,
    /// The organisation with whose members it is held, where it is one.
    pub members_of: Option<i64>,
    /// How it is held.
    pub form: Form,
    /// The planned dialogue that it is; none when it stands in no plan.
    pub planned: Option<i64>,
    /// Its sessions, at least one.
    pub sessions: Vec<Session>,
    /// The day of the announcement.
    pub happened_on: Day,
}

/// The rows it made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Announcement {
    /// The dialogue.
    pub dialogue: i64,
    /// Its sessions, in their order.
    pub sessions: Vec<i64>,
}

#[async_trait]
impl Act for Announce {
    const NAME: &'static str = "dialogue.announce";
    type Answer = Announcement;

    fn draw(&self, ids: &Ids) -> Result<Announcement, Error> {
        let sessions = self.sessions.iter().map(|_| ids.draw()).collect::<Result<_, _>>()?;
        Ok(Announcement { dialogue: ids.draw()?, sessions })
    }

    async fn run(&self, tx: &mut Tx, new: &Announcement) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, body) = may(tx, by, Right::DialogueOpen, Of::Organisation(self.organisation)).await?;
        in_force(&body)?;
        let own = Own { level: body.get(SUBJECT)?, place: body.get(SUBJECT + 2)? };
        let title = needed("title", &self.title, LINE)?;
        let on = happened(self.happened_on, tx.today())?;
        let first_on =
            self.sessions.iter().map(|session| session.on).min().ok_or(Refusal::Missing { field: "session" })?;
        if first_on < on {
            return Err(Refusal::TooEarly { field: "session", earliest: on }.into());
        }
        if let Some(members_of) = self.members_of
            && !session::are_around(tx, self.organisation, &[members_of], first_on).await?
        {
            return Err(Refusal::NotAChoice { field: "members_of" }.into());
        }
        let row = tx.id()?;
        search::add_dialogue(tx, &grant, row, new.dialogue, title);
        let title = tx.text(title)?;
        let mut set = Vec::with_capacity(self.sessions.len());
        for session in &self.sessions {
            set.push(session.checked(tx, &grant, &own).await?);
        }
        let levels: Vec<&str> = set.iter().filter_map(|set| set.level.as_deref()).collect();
        let level = highest(levels).unwrap_or(&own.level).to_owned();
        let line = match Line::of(&self.duties) {
            Line::Other => Line::of_body(&body.get::<String>(SUBJECT + 1)?),
            line => line,
        };
        let duties = serde_json::to_string(&self.duties).map_err(|e| Error::Corrupt(e.to_string()))?;
        let chair = self.sessions[0].chair;
        session::announce(
            tx,
            &grant,
            &Announced {
                id: new.dialogue,
                chair,
                level: &level,
                line: line.as_str(),
                duties: &duties,
                audience: self.audience.as_str(),
                form: self.form.as_str(),
                members_of: self.members_of,
                title: &title,
                first_on,
            },
        );
        tx.start(Subject::Dialogue, new.dialogue);
        let (duties, audience) = (self.duties.clone(), self.audience);
        let (form, members_of) = (self.form, self.members_of);
        for event in [
            DialogueEvent::Announced { organisation: self.organisation, chair, title },
            DialogueEvent::Described { duties, audience },
            DialogueEvent::Arranged { form, members_of },
        ] {
            tx.append(Subject::Dialogue, new.dialogue, on, event.into())?;
        }
        for (no, (set, id)) in (1..).zip(set.iter().zip(&new.sessions)) {
            set.add(tx, &grant, new.dialogue, (*id, no), on)?;
        }
        match self.planned {
            Some(planned) => plan_as(tx, &grant, new.dialogue, Some(planned), on).await,
            None => Ok(()),
        }
    }
}

/// The body that holds a dialogue.
struct Own {
    level: String,
    place: i64,
}

/// A session that may be set.
struct Checked {
    on: Day,
    territory: i64,
    place: Option<TextRef>,
    chair: Option<i64>,
    deputy_reason: Option<TextRef>,
    level: Option<String>,
}

impl Session {
    async fn checked(&self, tx: &mut Tx, grant: &Grant, own: &Own) -> Result<Checked, Stop> {
        let territory = self.territory.unwrap_or(own.place);
        if !session::place_within(tx, territory, own.place, self.on).await? {
            return Err(before::not_there(tx, own.place, ("session", self.on), "territory").await?.into());
        }
        let place = optional("place", &self.place, LINE)?;
        let mut deputy_reason = optional("deputy_reason", &self.deputy_reason, REASON)?;
        let mut level = None;
        if let Some(term) = self.chair {
            let Some(chair) = session::chair(tx, grant.organisation, term, self.on).await? else {
                return Err(Refusal::NotAChoice { field: "chair" }.into());
            };
            if chair.post.starts_with("deputy") {
                deputy_reason = needed("deputy_reason", &self.deputy_reason, REASON)?;
            }
            level = Some(chair.level);
        }
        let mut kept = |words: &str| if words.is_empty() { Ok(None) } else { tx.text(words).map(Some) };
        let (place, deputy_reason) = (kept(place)?, kept(deputy_reason)?);
        Ok(Checked { on: self.on, territory, place, chair: self.chair, deputy_reason, level })
    }
}

impl Checked {
    fn add(&self, tx: &mut Tx, grant: &Grant, dialogue: i64, (id, no): (i64, i64), on: Day) -> Result<(), Stop> {
        session::add(
            tx,
            grant,
            &NewSession {
                id,
                dialogue,
                no,
                held_on: self.on,
                territory: self.territory,
                place: self.place.as_ref(),
                chair: self.chair,
                deputy_reason: self.deputy_reason.as_ref(),
            },
        );
        self.tell(tx, dialogue, id, on)
    }

    /// Notes when and where a session is to be, and who chairs it.
    fn tell(&self, tx: &mut Tx, dialogue: i64, session: i64, on: Day) -> Result<(), Stop> {
        let set = DialogueEvent::SessionSet { session, on: self.on, territory: self.territory };
        tx.append(Subject::Dialogue, dialogue, on, set.into())?;
        if let Some(chair) = self.chair {
            let deputy_reason = self.deputy_reason.clone();
            let chaired = DialogueEvent::SessionChaired { session, chair, deputy_reason };
            tx.append(Subject::Dialogue, dialogue, on, chaired.into())?;
        }
        Ok(())
    }
}

/// Sets one more session of a dialogue that is not concluded.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AddSession {
    /// The dialogue.
    pub dialogue: i64,
    /// When, where, under whom.
    pub session: Session,
    /// The day on which it was set.
    pub happened_on: Day,
}

#[async_trait]
impl Act for AddSession {
    const NAME: &'static str = "dialogue.add_session";
    type Answer = i64;

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        ids.draw()
    }

    async fn run(&self, tx: &mut Tx, new: &i64) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, row) = may(tx, by, Right::DialogueOpen, Of::Dialogue(self.dialogue)).await?;
        let state: String = row.get(SUBJECT)?;
        if state == "concluded" || state == "struck" {
            return Err(Refusal::AlreadyDone.into());
        }
        let (_, body) = may(tx, by, Right::DialogueOpen, Of::Organisation(grant.organisation)).await?;
        in_force(&body)?;
        let own = Own { level: body.get(SUBJECT)?, place: body.get(SUBJECT + 2)? };
        let on = happened(self.happened_on, tx.today())?;
        let set = self.session.checked(tx, &grant, &own).await?;
        let no = session::of(tx, self.dialogue).await?.last().map_or(1, |last| last.no + 1);
        tx.history(Subject::Dialogue, self.dialogue).await?;
        set.add(tx, &grant, self.dialogue, (*new, no), on)?;
        settle(tx, &grant, self.dialogue).await
    }
}

/// Sets a session anew that has not begun: its day, place and chair.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetSession {
    /// The session.
    pub id: i64,
    /// When, where, under whom from now on.
    pub session: Session,
    /// The day on which it was set anew.
    pub happened_on: Day,
}

#[async_trait]
impl Act for SetSession {
    const NAME: &'static str = "dialogue.set_session";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, was) = of_session(tx, self.id).await?;
        if was.opened || was.held {
            return Err(Refusal::DialogueAlreadyOpen.into());
        }
        let by = tx.by();
        let (_, body) = may(tx, by, Right::DialogueOpen, Of::Organisation(grant.organisation)).await?;
        in_force(&body)?;
        let own = Own { level: body.get(SUBJECT)?, place: body.get(SUBJECT + 2)? };
        let on = happened(self.happened_on, tx.today())?;
        if self.session.on < on {
            return Err(Refusal::TooEarly { field: "session", earliest: on }.into());
        }
        let set = self.session.checked(tx, &grant, &own).await?;
        tx.history(Subject::Dialogue, was.dialogue).await?;
        session::set_hall(tx, &grant, self.id, set.place.as_ref());
        if set.chair.is_none() && was.chair.is_some() {
            let left = DialogueEvent::SessionUnchaired { session: self.id };
            tx.append(Subject::Dialogue, was.dialogue, on, left.into())?;
        }
        set.tell(tx, was.dialogue, self.id, on)?;
        settle(tx, &grant, was.dialogue).await
    }
}

/// Says which planned dialogue a dialogue is, or that it stands in no plan.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PlanAs {
    /// The dialogue.
    pub dialogue: i64,
    /// The planned dialogue; none for one that stands in no plan.
    pub planned: Option<i64>,
    /// The day from which on it counts so.
    pub happened_on: Day,
}

#[async_trait]
impl Act for PlanAs {
    const NAME: &'static str = "dialogue.plan_as";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, _) = may(tx, by, Right::DialogueOpen, Of::Dialogue(self.dialogue)).await?;
        let on = happened(self.happened_on, tx.today())?;
        tx.history(Subject::Dialogue, self.dialogue).await?;
        plan_as(tx, &grant, self.dialogue, self.planned, on).await
    }
}

/// Links a dialogue with what was planned; the dialogue's history was started or read before.
async fn plan_as(tx: &mut Tx, grant: &Grant, dialogue: i64, planned: Option<i64>, on: Day) -> Result<(), Stop> {
    if let Some(id) = planned {
        let row = plan::find_planned(tx, id).await?.ok_or(Refusal::NotAChoice { field: "planned" })?;
        let of = plan::find(tx, row.plan).await?.ok_or(Refusal::NotThere)?;
        if of.organisation != grant.organisation || row.state == "withdrawn" || row.state == "dropped" {
            return Err(Refusal::NotAChoice { field: "planned" }.into());
        }
        if row.dialogue.is_some_and(|other| other != dialogue) {
            return Err(Refusal::AlreadyDone.into());
        }
    }
    tx.append(Subject::Dialogue, dialogue, on, DialogueEvent::PlannedAs { planned }.into())?;
    follow(tx, grant, dialogue, None).await
}
