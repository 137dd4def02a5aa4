//! Notices of conclusion: drafting one from what was raised. Its points stand in `pointed`; how one is submitted, issued and made
//! public stands in `issued`, what the program proposes in `proposed`, how its numbers are given in `numbered`, its scans in [`scan`],
//! the points that are written together in `several`.
//!
//! Everything is done with the right to the dialogue: one clerk carries the notices of both heads of a joint dialogue, and of a
//! signer who has no account.

mod issued;
mod numbered;
mod pointed;
mod posted;
mod proposed;
pub mod scan;
mod several;

pub use issued::{Issue, Publish, Strike, Submit};
pub use numbered::SetSeries;
pub(crate) use numbered::number;
pub use pointed::{DateTaken, DropPoint, Place, PlaceCase, SetPoint, Written};
pub(crate) use posted::{TellPosted, named};
pub use proposed::reasons;
pub use several::{Rewritten, SetPoints};

use async_trait::async_trait;
use domain::day::Day;
use domain::event::{NoticeEvent, NoticePoint, Subject};
use domain::notice::{Notice, NoticeState, Stated};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::text::TextRef;
use serde::{Deserialize, Serialize};
use store::grant::{Grant, Of, SUBJECT, may};
use store::notice::{self, NewNotice, NoticeRow};
use store::{Act, Error, Ids, Read, Stop, Tx};

use crate::field::{LINE, WORDS, happened, optional};

/// The most points of a notice.
pub const POINTS: usize = 200;
/// The most lines of those who get it.
pub const RECIPIENTS: usize = 50;
/// Bodies that are offered to lead, at most.
pub const BODIES: i64 = 500;

/// Drafts the notice of a dialogue that was held. It begins with one point for each matter that is neither answered nor gone
/// elsewhere, with what the program proposes for it; or with the points of the notice in whose place it comes; or with those
/// of the other notice of a joint dialogue.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Draft {
    /// The dialogue.
    pub dialogue: i64,
    /// The body that issues it; the one that holds the dialogue when none is given.
    pub organisation: Option<i64>,
    /// The issued notice in whose place it comes.
    pub replaces: Option<i64>,
    /// The day of the draft.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Draft {
    const NAME: &'static str = "notice.draft";
    type Answer = i64;

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        ids.draw()
    }

    async fn run(&self, tx: &mut Tx, new: &i64) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, row) = may(tx, by, Right::NoticeChange, Of::Dialogue(self.dialogue)).await?;
        let state: String = row.get(SUBJECT)?;
        if state != "held" && state != "concluded" {
            return Err(Refusal::DialogueNotHeld.into());
        }
        let on = happened(self.happened_on, tx.today())?;
        let last = store::dialogue::last_on(tx, self.dialogue).await?.ok_or(Refusal::DialogueNotHeld)?;
        if on < last {
            return Err(Refusal::HappenedBefore { earliest: last }.into());
        }
        let organisation = self.organisation.unwrap_or(grant.organisation);
        if !notice::issuers(tx, self.dialogue).await?.iter().any(|body| body.id == organisation) {
            return Err(Refusal::NotAChoice { field: "organisation" }.into());
        }
        let others = notice::of_dialogue(tx, self.dialogue).await?;
        let replaced = match self.replaces {
            Some(id) => Some(replaceable(&others, id, organisation)?),
            None => None,
        };
        let own = |row: &&NoticeRow| row.organisation == organisation && row.state != "replaced";
        if others.iter().filter(own).any(|row| Some(row.id) != self.replaces) {
            return Err(Refusal::NoticeBegun.into());
        }
        notice::add(
            tx,
            &grant,
            &NewNotice { id: *new, dialogue: self.dialogue, organisation, replaces: self.replaces },
        );
        tx.start(Subject::Notice, *new);
        let drafted = NoticeEvent::Drafted { dialogue: self.dialogue, organisation, replaces: self.replaces };
        tx.append(Subject::Notice, *new, on, drafted.into())?;
        let other = others.iter().find(|row| row.organisation != organisation && is_issued(row));
        if let Some(replaced) = replaced {
            copied(tx, *new, on, replaced).await?;
        } else if let Some(other) = other {
            taken(tx, *new, on, other.id).await?;
        } else {
            proposed::points(tx, &grant, *new, on, self.dialogue).await?;
        }
        settle(tx, &grant, *new, 1, None).await
    }
}

fn is_issued(row: &NoticeRow) -> bool {
    NoticeState::parse(&row.state).is_some_and(|state| state == NoticeState::Issued || state == NoticeState::Published)
}

fn replaceable(others: &[NoticeRow], id: i64, organisation: i64) -> Result<i64, Refusal> {
    let row = others.iter().find(|row| row.id == id && row.organisation == organisation);
    let row = row.ok_or(Refusal::NotAChoice { field: "replaces" })?;
    if is_issued(row) { Ok(id) } else { Err(Refusal::NoticeNotIssued) }
}

/// The points of the notice that is replaced, as new ones of this notice; they become new assignments.
async fn copied(tx: &mut Tx, id: i64, on: Day, from: i64) -> Result<(), Stop> {
    let known = Notice::by(tx.history(Subject::Notice, from).await?).ok_or(Refusal::NotThere)?;
    let described = NoticeEvent::Described {
        general: known.general,
        carrying_out: known.carrying_out,
        recipients: known.recipients,
    };
    tx.append(Subject::Notice, id, on, described.into())?;
    for stated in known.points {
        let event = match stated {
            Stated::Own(point) => NoticeEvent::PointSet { point: NoticePoint { point: tx.id()?, ..point } },
            Stated::Taken { point, due_on } => NoticeEvent::PointTaken { point, due_on },
        };
        tx.append(Subject::Notice, id, on, event.into())?;
    }
    if !known.noted.is_empty() {
        tx.append(Subject::Notice, id, on, NoticeEvent::Noted { cases: known.noted }.into())?;
    }
    Ok(())
}

/// The points of the other notice of a joint dialogue: they stay the assignments that they are.
async fn taken(tx: &mut Tx, id: i64, on: Day, from: i64) -> Result<(), Stop> {
    for row in notice::points(tx, from).await? {
        let taken = NoticeEvent::PointTaken { point: row.id, due_on: row.due_on };
        tx.append(Subject::Notice, id, on, taken.into())?;
    }
    let noted = notice::noted(tx, from).await?;
    if !noted.is_empty() {
        tx.append(Subject::Notice, id, on, NoticeEvent::Noted { cases: noted }.into())?;
    }
    Ok(())
}

/// A notice that an act is about to change.
pub(crate) struct Found {
    pub(crate) grant: Grant,
    pub(crate) row: NoticeRow,
    pub(crate) now: Notice,
}

/// The notice at the version that was shown, with the right to its dialogue.
pub(crate) async fn found(tx: &mut Tx, id: i64, version: i64) -> Result<Found, Stop> {
    let row = notice::find(tx, id).await?.ok_or(Refusal::NotThere)?;
    let by = tx.by();
    let (grant, _) = may(tx, by, Right::NoticeChange, Of::Dialogue(row.dialogue)).await?;
    if row.version != version {
        return Err(Refusal::Conflict.into());
    }
    let now = Notice::by(tx.history(Subject::Notice, id).await?).ok_or(Refusal::NotThere)?;
    if now.state == NoticeState::Struck {
        return Err(Refusal::AlreadyStruck.into());
    }
    Ok(Found { grant, row, now })
}

/// As [`found`], of a notice whose words are still open.
async fn open(tx: &mut Tx, id: i64, version: i64) -> Result<Found, Stop> {
    let found = found(tx, id, version).await?;
    if found.now.state.is_open() { Ok(found) } else { Err(Refusal::NoticeIssued.into()) }
}

/// Brings the rows of a notice in line with its events; `number` is the one that it was just given.
pub(crate) async fn settle(
    tx: &mut Tx,
    grant: &Grant,
    id: i64,
    version: i64,
    number: Option<&str>,
) -> Result<(), Stop> {
    let now = Notice::by(tx.history(Subject::Notice, id).await?).ok_or(Refusal::NotThere)?;
    if notice::set(tx, grant, id, version, &now, number).await? { Ok(()) } else { Err(Refusal::Conflict.into()) }
}

/// Writes what stands around the points of a draft: general words, how it is carried out, who gets it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Describe {
    /// The notice.
    pub notice: i64,
    /// The version that was shown.
    pub version: i64,
    /// What the chair says of the dialogue as a whole; may be empty.
    pub general: String,
    /// How it is carried out; may be empty.
    pub carrying_out: String,
    /// Who gets it, line by line.
    pub recipients: Vec<String>,
    /// The day of the draft.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Describe {
    const NAME: &'static str = "notice.describe";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = open(tx, self.notice, self.version).await?;
        let on = happened(self.happened_on, tx.today())?;
        if self.recipients.len() > RECIPIENTS {
            return Err(Refusal::TooMany { field: "recipients", most: RECIPIENTS }.into());
        }
        let mut recipients = Vec::with_capacity(self.recipients.len());
        for line in &self.recipients {
            let line = optional("recipients", line, LINE)?;
            if !line.is_empty() {
                recipients.push(tx.text(line)?);
            }
        }
        let general = kept(tx, optional("general", &self.general, WORDS)?)?;
        let carrying_out = kept(tx, optional("carrying_out", &self.carrying_out, WORDS)?)?;
        let described = NoticeEvent::Described { general, carrying_out, recipients };
        tx.append(Subject::Notice, self.notice, on, described.into())?;
        settle(tx, &found.grant, self.notice, self.version, None).await
    }
}

fn kept(tx: &mut Tx, words: &str) -> Result<Option<TextRef>, Error> {
    if words.is_empty() { Ok(None) } else { tx.text(words).map(Some) }
}

/// Confirms all that the program proposed for a draft, lead bodies and days, at once.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ConfirmProposals {
    /// The notice.
    pub notice: i64,
    /// The version that was shown.
    pub version: i64,
    /// The day of the draft.
    pub happened_on: Day,
}

#[async_trait]
impl Act for ConfirmProposals {
    const NAME: &'static str = "notice.confirm_proposals";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = open(tx, self.notice, self.version).await?;
        let on = happened(self.happened_on, tx.today())?;
        if !found.now.proposes() {
            return Err(Refusal::AlreadyDone.into());
        }
        tx.append(Subject::Notice, self.notice, on, NoticeEvent::ProposalsConfirmed.into())?;
        settle(tx, &found.grant, self.notice, self.version, None).await
    }
}
