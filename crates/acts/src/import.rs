//! Tables that are taken over: kept row by row, looked at, then written in batches by the acts of the desk, and known to
//! nobody before all of it is there. [`Begin`] and [`AddRows`] keep it, [`Start`] makes its dialogues, [`Apply`] writes some of
//! its rows, [`Conclude`] ends what was no dialogue, [`Complete`] makes it known, [`Undo`] takes it back as a whole. How a row is written stands in `row`, what whoever brings
//! a table is asked of it in `settled`.

mod amended;
mod begun;
mod beside;
mod checked;
mod desk;
mod looked;
mod names;
mod row;
mod run;
mod settled;

pub use amended::{Amended, Stands};
pub use begun::{Held, Start};
pub use checked::{Checked, Told, Ways, check};
pub use looked::{Looked, Meeting};
pub(crate) use names::outsider;
pub use row::{Came, Place, Row, Said, SentTo};
pub use run::{BATCH, carry_on, carry_on_all, split, take_in};
pub use settled::{Answered, Answers, Due, Fields, Meant, by_rule, name_bodies, settle};

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::day::{Day, Instant};
use domain::event::{DialogueEvent, Event, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::grant::{Grant, Of, may};
use store::import::{self, ImportRow, NewImport};
use store::{Act, Error, Ids, Read, Stop, Tx};

use crate::dialogue::settle as settle_dialogue;
use crate::field::{LINE, REASON, happened, needed};
use crate::organisation::in_force;

/// The most rows a table may have.
pub const MOST_ROWS: i64 = 100_000;
/// The most dialogues of one table, and days on which its rows were raised.
pub const MOST_DAYS: usize = 400;

/// Keeps the head of a table.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Begin {
    /// The body that held the dialogues.
    pub organisation: i64,
    /// What they are called.
    pub title: String,
    /// The day of rows that have none of their own.
    pub held_on: Day,
    /// The days of its rows: each is a dialogue.
    pub days: Vec<Day>,
    /// The official places of its rows, by level and code; each lies in the body's own place.
    pub places: Vec<(String, String)>,
    /// What was seen of it.
    #[serde(default)]
    pub looked: Looked,
    /// How many rows follow.
    pub rows: i64,
    /// The table in whose place it comes: whoever brought that one, with its names, brought this one too.
    #[serde(default)]
    pub in_place_of: Option<i64>,
}

/// The row it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// The table.
    pub import: i64,
}

#[async_trait]
impl Act for Begin {
    const NAME: &'static str = "import.begin";
    type Answer = Begun;

    fn draw(&self, ids: &Ids) -> Result<Begun, Error> {
        Ok(Begun { import: ids.draw()? })
    }

    async fn run(&self, tx: &mut Tx, new: &Begun) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, body) = may(tx, by, Right::DialogueOpen, Of::Organisation(self.organisation)).await?;
        in_force(&body)?;
        let title = needed("title", &self.title, LINE)?;
        let held_on = happened(self.held_on, tx.today())?;
        if !(1..=MOST_ROWS).contains(&self.rows) {
            return Err(Refusal::TooMany { field: "table", most: 100_000 }.into());
        }
        if self.days.is_empty() || self.days.len().max(self.looked.meetings.len()) > MOST_DAYS {
            return Err(Refusal::TooMany { field: "table", most: MOST_DAYS }.into());
        }
        self.looked.held.check(tx, self.organisation, held_on).await?;
        let (days, places) = (json(&self.days)?, json(&self.places)?);
        let (title, looked) = (tx.text(title)?, tx.text(&json(&self.looked)?)?);
        let (id, rows) = (new.import, self.rows);
        let by = begun::brought_by(tx, self).await?;
        let head = NewImport { id, by, title: &title, held_on, days: &days, places: &places, looked: &looked, rows };
        import::begin(tx, &grant, &head);
        Ok(())
    }
}

fn json(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|error| Error::Corrupt(error.to_string()))
}

fn of_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| Error::Corrupt(error.to_string()))
}

/// The table of an act, in one of some states, with the right to take it over.
async fn of(tx: &mut Tx, id: i64, states: &[&str]) -> Result<(Grant, ImportRow), Stop> {
    let found = import::find(tx, id).await?.ok_or(Refusal::NotThere)?;
    let by = tx.by();
    let (grant, _) = may(tx, by, Right::DialogueOpen, Of::Organisation(found.organisation)).await?;
    if !states.contains(&found.state.as_str()) {
        return Err(Refusal::AlreadyDone.into());
    }
    Ok((grant, found))
}

/// Keeps rows of a table whose writing was not begun.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AddRows {
    /// The table.
    pub import: i64,
    /// The number of the first of them, from 1.
    pub from: i64,
    /// The rows.
    pub rows: Vec<Row>,
}

#[async_trait]
impl Act for AddRows {
    const NAME: &'static str = "import.add_rows";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, found) = of(tx, self.import, &["staged"]).await?;
        let upto = self.from + i64::try_from(self.rows.len()).unwrap_or(i64::MAX) - 1;
        if self.from < 1 || upto > found.total {
            return Err(Refusal::Unreadable { field: "table" }.into());
        }
        for row in &self.rows {
            row.check(tx.today())?;
        }
        let bodies = self.rows.iter().map(Row::kept).collect::<Result<Vec<String>, Error>>()?;
        import::add_rows(tx, &grant, self.import, self.from, &bodies);
        Ok(())
    }
}

/// Writes the next rows of a table, and makes the dialogues of those that had none yet: few at a time, since nobody else writes
/// meanwhile.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Apply {
    /// The table.
    pub import: i64,
    /// How many rows at most.
    pub size: i64,
}

#[async_trait]
impl Act for Apply {
    const NAME: &'static str = "import.apply";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, found) = of(tx, self.import, &["applying"]).await?;
        // What stands in an old table is news to nobody.
        tx.tell_nobody();
        let rows = import::waiting(tx, self.import, self.size).await?;
        let mut dialogues = import::dialogues(tx, self.import).await?;
        let mut desk = None;
        // The session and turn of the row before.
        let mut last: Option<(i64, i64)> = None;
        for (_, body) in &rows {
            let row = Row::read(body)?;
            let made = dialogues.iter().find(|it| it.held() == row.held()).map(|of| of.session);
            let session = if let Some(session) = made {
                session
            } else {
                let of = begun::dialogue(tx, &grant, &found, row.held()).await?;
                dialogues.push(of);
                of.session
            };
            let turn = match last {
                _ if !row.said.goes_on => None,
                Some((of, turn)) => (of == session).then_some(turn),
                None => store::submission::last_turn(tx, session).await?,
            };
            last = Some((session, row.write(tx, (session, turn), &mut desk).await?));
        }
        if let Some((upto, _)) = rows.last() {
            import::written(tx, &grant, self.import, *upto, i64::try_from(rows.len()).unwrap_or(i64::MAX));
        }
        Ok(())
    }
}

/// Keeps at which row the writing of a table stands, and why, for whoever looks at it. It is noted by the program, also where
/// whoever began the table lost the right to go on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Stand {
    /// The table.
    pub import: i64,
    /// The number of the row that is refused.
    pub no: i64,
    /// The code of the refusal.
    pub code: String,
}

#[async_trait]
impl Act for Stand {
    const NAME: &'static str = "import.stand";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = import::find(tx, self.import).await?.ok_or(Refusal::NotThere)?;
        if found.state != "applying" {
            return Err(Refusal::AlreadyDone.into());
        }
        if !Refusal::ALL_CODES.contains(&self.code.as_str()) {
            return Err(Refusal::NotAChoice { field: "table" }.into());
        }
        import::refuse(tx, self.import, self.no, &self.code);
        Ok(())
    }
}

/// Concludes what of a table was raised elsewhere, before the table is complete: it was no dialogue that somebody would still
/// conclude, and has no minutes. A few at a time, since nobody else writes meanwhile.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Conclude {
    /// The table.
    pub import: i64,
    /// How many days at most.
    pub size: i64,
}

#[async_trait]
impl Act for Conclude {
    const NAME: &'static str = "import.conclude";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, _) = of(tx, self.import, &["applying"]).await?;
        if import::waiting_count(tx, self.import).await? > 0 {
            return Err(Refusal::Conflict.into());
        }
        let left = import::unconcluded(tx, self.import, self.size).await?;
        let ids: Vec<i64> = left.iter().map(|of| of.dialogue).collect();
        tx.histories(Subject::Dialogue, &ids).await?;
        for of in left {
            let concluded = DialogueEvent::ImportConcluded { import: self.import };
            tx.append(Subject::Dialogue, of.dialogue, of.held_on, concluded.into())?;
            settle_dialogue(tx, &grant, of.dialogue).await?;
        }
        Ok(())
    }
}

/// Makes a table known all of whose rows were written, and what was raised elsewhere was concluded: all of it at once.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Complete {
    /// The table.
    pub import: i64,
}

#[async_trait]
impl Act for Complete {
    const NAME: &'static str = "import.complete";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, _) = of(tx, self.import, &["applying"]).await?;
        let left = import::waiting_count(tx, self.import).await? > 0;
        if left || !import::unconcluded(tx, self.import, 1).await?.is_empty() {
            return Err(Refusal::Conflict.into());
        }
        if !import::advance(tx, &grant, self.import, "applying", "complete").await? {
            return Err(Refusal::AlreadyDone.into());
        }
        let completed = DialogueEvent::ImportCompleted { import: self.import };
        for (from, dialogues) in note_all(tx, self.import, &completed.into()).await? {
            import::show(tx, &grant, &dialogues, from);
        }
        // What was seen of it quotes words that can be kept from everybody from now on.
        import::forget(tx, &grant, self.import);
        Ok(())
    }
}

/// Appends an event to each dialogue of a table; says when it was recorded of which. All of them are read and written together:
/// however many days a table has, others wait for few statements.
async fn note_all(tx: &mut Tx, import: i64, event: &Event) -> Result<BTreeMap<Instant, Vec<i64>>, Stop> {
    let dialogues: Vec<i64> = import::dialogues(tx, import).await?.iter().map(|of| of.dialogue).collect();
    tx.histories(Subject::Dialogue, &dialogues).await?;
    let (today, mut recorded) = (tx.today(), BTreeMap::<Instant, Vec<i64>>::new());
    for dialogue in dialogues {
        tx.append(Subject::Dialogue, dialogue, today, event.clone())?;
        let last = tx.history(Subject::Dialogue, dialogue).await?.last().map(|known| known.recorded_at);
        recorded.entry(last.ok_or(Refusal::NotThere)?).or_default().push(dialogue);
    }
    Ok(recorded)
}

/// Takes a table back as a whole, complete or not: what it made is known to nobody from now on, and counted as of before.
/// Refused once anything else was recorded of it. It runs alone: nobody works on what it hides.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Undo {
    /// The table.
    pub import: i64,
    /// Why.
    pub reason: String,
}

#[async_trait]
impl Act for Undo {
    const NAME: &'static str = "import.undo";
    const ALONE: bool = true;
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, found) = of(tx, self.import, &["applying", "complete"]).await?;
        let reason = needed("reason", &self.reason, REASON)?;
        if found.state == "complete" && import::touched(tx, self.import).await? {
            return Err(Refusal::LaterStands.into());
        }
        if !import::advance(tx, &grant, self.import, &found.state, "undone").await? {
            return Err(Refusal::AlreadyDone.into());
        }
        let reason = tx.text(reason)?;
        import::forget(tx, &grant, self.import);
        let undone = DialogueEvent::ImportUndone { import: self.import, reason };
        for (from, dialogues) in note_all(tx, self.import, &undone.into()).await? {
            import::hide(tx, &grant, &dialogues, from);
        }
        Ok(())
    }
}

/// Forgets a table of which nothing was written.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Discard {
    /// The table.
    pub import: i64,
}

#[async_trait]
impl Act for Discard {
    const NAME: &'static str = "import.drop";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, _) = of(tx, self.import, &["staged"]).await?;
        if !import::advance(tx, &grant, self.import, "staged", "dropped").await? {
            return Err(Refusal::AlreadyDone.into());
        }
        import::forget_all(tx, &grant, self.import);
        Ok(())
    }
}
