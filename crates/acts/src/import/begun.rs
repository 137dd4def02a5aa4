//! The beginning of a table: its places, then each of its dialogues when the first row of it is written.

use std::collections::BTreeSet;

use async_trait::async_trait;
use domain::day::Day;
use domain::dialogue::{Audience, Duty, Form};
use domain::event::{DialogueEvent, Subject};
use domain::fold::fold;
use domain::refusal::Refusal;
use domain::territory::{Level, units};
use serde::{Deserialize, Serialize};
use store::dialogue::session;
use store::grant::Grant;
use store::import::{self, ImportRow, OfImport};
use store::{Act, By, Error, Ids, Read, Stop, Tx, organisation, territory};

use super::{Begin, Looked, of, of_json};
use crate::dialogue::{Announce, Announcement, HoldSession, Session};
use crate::field::{LINE, REASON, needed, optional};

/// How the dialogues of a table were held, where whoever brings it says so.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// Term of the official who chaired them, on each day on which it ran; nobody is guessed.
    pub chair: Option<i64>,
    /// Why a deputy did; needed where one did.
    pub deputy_reason: String,
    /// The duties that they fulfilled.
    pub duties: Vec<Duty>,
}

impl Held {
    /// Refused where nobody of that term could chair on the day of the table, or a deputy did and it is not said why.
    pub(super) async fn check(&self, read: &mut dyn Read, organisation: i64, on: Day) -> Result<(), Stop> {
        optional("deputy_reason", &self.deputy_reason, REASON)?;
        let Some(term) = self.chair else { return Ok(()) };
        let chair = session::chair(read, organisation, term, on).await?;
        if chair.ok_or(Refusal::NotAChoice { field: "chair" })?.post.starts_with("deputy") {
            needed("deputy_reason", &self.deputy_reason, REASON)?;
        }
        Ok(())
    }
}

/// Makes the official places of a table; from now on its rows are written, and with the first row of each day its dialogue. It
/// runs alone, since others decide by places, and so makes nothing else.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Start {
    /// The table.
    pub import: i64,
}

#[async_trait]
impl Act for Start {
    const NAME: &'static str = "import.start";
    const ALONE: bool = true;
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, found) = of(tx, self.import, &["staged"]).await?;
        if import::waiting_count(tx, self.import).await? != found.total {
            return Err(Refusal::Missing { field: "table" }.into());
        }
        let (days, places): (Vec<Day>, Vec<(String, String)>) = (of_json(&found.days)?, of_json(&found.places)?);
        let own = organisation::find(tx, found.organisation).await?.ok_or(Refusal::NotThere)?.territory;
        for (level, code) in &places {
            let level = Level::parse(level).ok_or(Refusal::NotAChoice { field: "place" })?;
            // Each as it was on the days of the rows: the same code may be another unit before and after a merger.
            let mut made = BTreeSet::new();
            for on in &days {
                let Some(unit) = units().at(level, code, *on).filter(|unit| !made.contains(&unit.from)) else {
                    continue;
                };
                if territory::holds(tx, own, unit, *on).await? {
                    territory::ensure(tx, Some(&grant), unit, *on).await?;
                    made.insert(unit.from);
                }
            }
            if made.is_empty() {
                return Err(Refusal::NotAChoice { field: "place" }.into());
            }
        }
        if !import::advance(tx, &grant, self.import, "staged", "applying").await? {
            return Err(Refusal::AlreadyDone.into());
        }
        Ok(())
    }
}

/// Who brought a table: of one that comes in the place of another, whoever brought that one. Somebody else who puts a row right sees
/// none of its names for that.
pub(super) async fn brought_by(tx: &mut Tx, new: &Begin) -> Result<By, Stop> {
    let Some(former) = new.in_place_of else { return Ok(tx.by()) };
    let former = import::find(tx, former).await?;
    let former = former.filter(|it| it.organisation == new.organisation && it.state == "staged");
    Ok(former.ok_or(Refusal::AlreadyDone)?.by)
}

/// Makes a dialogue of a table, told by its day, whether it is none and which of that day it is: of one session, held that day and
/// hidden. What was raised elsewhere on that day is kept together so too; it is no dialogue of anybody, so nobody chaired it and it
/// fulfils no duty.
pub(super) async fn dialogue(
    tx: &mut Tx,
    grant: &Grant,
    found: &ImportRow,
    told: (Day, bool, i64),
) -> Result<OfImport, Stop> {
    let (on, elsewhere, meeting) = told;
    let new = Announcement { dialogue: tx.id()?, sessions: vec![tx.id()?] };
    let looked: Option<Looked> = import::looked(tx, found.id).await?.map(|looked| of_json(&looked)).transpose()?;
    let looked = looked.filter(|_| !elsewhere).unwrap_or_default();
    let (village, title) = place(tx, found, (looked.village(told), looked.called(told)), on).await?;
    let held = looked.held;
    // A table of many days may reach back before the term of who chaired the last of them.
    let chair = match held.chair {
        Some(term) => session::chair(tx, found.organisation, term, on).await?.map(|_| term),
        None => None,
    };
    let deputy_reason = if chair.is_some() { held.deputy_reason } else { String::new() };
    let session = Session { on, territory: village, place: String::new(), chair, deputy_reason };
    let announce = Announce {
        organisation: found.organisation,
        title,
        duties: held.duties,
        audience: Audience::Residents,
        members_of: None,
        form: if elsewhere { Form::Elsewhere } else { Form::Conference },
        planned: None,
        sessions: vec![session],
        happened_on: on,
    };
    announce.run(tx, &new).await?;
    let begun = DialogueEvent::ImportBegun { import: found.id };
    tx.append(Subject::Dialogue, new.dialogue, on, begun.into())?;
    let of = OfImport { dialogue: new.dialogue, session: new.sessions[0], held_on: on, elsewhere, meeting };
    import::add_dialogue(tx, grant, found.id, &of);
    HoldSession { session: of.session, happened_on: None, attendance: Vec::new() }.run(tx, &()).await?;
    Ok(of)
}

/// Where a dialogue of a table was held, and what it is called: by its village where all of it is of one that was in use on its day,
/// else by what its title calls it, since several dialogues of a table have one title.
async fn place(
    read: &mut dyn Read,
    found: &ImportRow,
    (village, called): (Option<i64>, &str),
    on: Day,
) -> Result<(Option<i64>, String), Stop> {
    let mut held = None;
    if let Some(village) = village {
        let own = organisation::find(read, found.organisation).await?.ok_or(Refusal::NotThere)?.territory;
        if session::place_within(read, village, own, on).await? {
            held = Some(territory::find(read, village).await?.ok_or(Refusal::NotThere)?);
        }
    }
    let (title, name) = (&found.title, held.as_ref().map_or(called, |place| &place.name));
    let named = format!("{title}, {}", in_line(name));
    let said = name.is_empty() || fold(title).contains(&fold(name));
    let title = if said || named.chars().count() > LINE { title.clone() } else { named };
    Ok((held.map(|place| place.id), title))
}

/// A name as it stands within a line: its type in small letters.
fn in_line(name: &str) -> String {
    let mut letters = name.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
