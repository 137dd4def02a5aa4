//! What is done to a letter after it was entered: the book says otherwise of it, its originals go back, it is kept from everybody,
//! it is taken out of the list. One that was taken at a reception is kept and taken out with its visit.

use async_trait::async_trait;
use domain::day::Day;
use domain::event::{Event, LetterEvent, Subject};
use domain::letter::Letter;
use domain::letter::process::allowed;
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::text::TextRef;
use serde::{Deserialize, Serialize};
use store::grant::{Grant, Of, may};
use store::letter::{self, LetterRow};
use store::{Act, Error, Ids, Read, Stop, Tx, submission};

use super::class::{has_parts, keep_parts};
use super::{Entry, begin, settle};
use crate::case::nothing_rests;
use crate::field::{LINE, REASON, happened, needed, optional};
use crate::submission::{keep, strike_out};

/// A letter and the right to do something to it; refused where it is kept from everybody or was recorded by mistake.
pub(super) async fn found(tx: &mut Tx, id: i64, right: Right) -> Result<(Grant, LetterRow, Letter), Stop> {
    let row = letter::find(tx, id).await?.ok_or(Refusal::NotThere)?;
    let by = tx.by();
    let (grant, _) = may(tx, by, right, Of::Submission(row.submission)).await?;
    if row.struck {
        return Err(Refusal::AlreadyStruck.into());
    }
    if row.kept {
        return Err(Refusal::WordsWithheld.into());
    }
    let begun = begin(tx, &row).await?;
    let mut now = Letter::by(tx.history(Subject::Letter, id).await?).ok_or(Refusal::NotThere)?;
    if begun {
        // Nobody can have read the event that this act gives it.
        now.entered_by = 0;
    }
    Ok((grant, row, now))
}

/// What is of a visit is done to the visit.
fn of_no_visit(row: &LetterRow) -> Result<(), Refusal> {
    row.visit.map_or(Ok(()), |_| Err(Refusal::LetterOfVisit))
}

/// Writes anew what the book says of a letter, such as its number once it has one, or where it lies now.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Describe {
    /// The letter.
    pub letter: i64,
    /// The event that said so last when the page was read; 0 where there was none.
    pub seen: i64,
    /// The book; may be empty.
    pub series: String,
    /// The number it has there; may be empty. One that the program drew stays.
    pub number: String,
    /// What else the book says.
    pub entry: Entry,
}

#[async_trait]
impl Act for Describe {
    const NAME: &'static str = "letter.describe";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, row, now) = found(tx, self.letter, Right::LetterRegister).await?;
        // The form holds all that the book says: what somebody wrote meanwhile would be gone.
        if now.entered_by != self.seen {
            return Err(Refusal::Conflict.into());
        }
        if now.entry.drawn && optional("number", &self.number, LINE)? != row.number {
            return Err(Refusal::NotAChoice { field: "number" }.into());
        }
        let series = optional("series", &self.series, LINE)?;
        // A number is drawn when a letter is entered, in the order in which they come; whoever notes its box draws none.
        let number = optional("number", &self.number, LINE)?;
        let entry = self.entry.read(tx, row.received_on, (number, now.entry.drawn))?;
        // Where its originals were given back, they came with it.
        if now.returned.is_some() && entry.originals.is_none() {
            return Err(Refusal::LaterStands.into());
        }
        // What came of it came of one that came that way: the law tells who sent it on.
        if let (Some((class, _)), Some((processed, on))) = (&now.class, &now.processed)
            && !allowed(class, entry.way, *on).iter().any(|it| it.outcome == processed.outcome)
        {
            return Err(Refusal::LaterStands.into());
        }
        letter::set_number(tx, &grant, self.letter, series, number);
        let today = tx.today();
        tx.append(Subject::Letter, self.letter, today, LetterEvent::Described { entry }.into())?;
        settle(tx, &grant, self.letter).await
    }
}

/// Says that the originals that came with a letter were given back (trả lại bản chính).
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReturnOriginals {
    /// The letter.
    pub letter: i64,
    /// Who took them.
    pub receiver: String,
    /// The day on which they did.
    pub happened_on: Day,
}

#[async_trait]
impl Act for ReturnOriginals {
    const NAME: &'static str = "letter.return_originals";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, row, now) = found(tx, self.letter, Right::LetterRegister).await?;
        if now.entry.originals.is_none() {
            return Err(Refusal::Missing { field: "originals" }.into());
        }
        if now.returned.is_some() {
            return Err(Refusal::AlreadyDone.into());
        }
        let on = happened(self.happened_on, tx.today())?;
        if on < row.received_on {
            return Err(Refusal::HappenedBefore { earliest: row.received_on }.into());
        }
        let receiver = tx.text(needed("originals_receiver", &self.receiver, LINE)?)?;
        tx.append(Subject::Letter, self.letter, on, LetterEvent::OriginalsReturned { receiver }.into())?;
        settle(tx, &grant, self.letter).await
    }
}

/// Keeps a letter from everybody: what turned out to be a denunciation. Its words, who sent it and what the book says in words leave
/// every page; its number stays, and its case stays open.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Withhold {
    /// The letter.
    pub letter: i64,
}

#[async_trait]
impl Act for Withhold {
    const NAME: &'static str = "letter.withhold";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, row, _) = found(tx, self.letter, Right::SubmissionWithhold).await?;
        of_no_visit(&row)?;
        let today = tx.today();
        let copies = texts(tx, self.letter).await?;
        keep(tx, &grant, row.submission, today, &copies).await?;
        keep_parts(tx, &grant, self.letter, today).await?;
        tx.append(Subject::Letter, self.letter, today, LetterEvent::Withheld.into())?;
        settle(tx, &grant, self.letter).await
    }
}

/// Takes out a letter that was registered by mistake (nhập nhầm), with what it raised and its case where that has not gone on. Its
/// number is free for another.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Strike {
    /// The letter.
    pub letter: i64,
    /// Why.
    pub reason: String,
}

#[async_trait]
impl Act for Strike {
    const NAME: &'static str = "letter.strike";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, ..) = found(tx, self.letter, Right::SubmissionStrike).await?;
        out(tx, &grant, self.letter, needed("reason", &self.reason, REASON)?).await
    }
}

/// Takes a letter out with what it raised.
pub(crate) async fn out(tx: &mut Tx, grant: &Grant, id: i64, reason: &str) -> Result<(), Stop> {
    let row = letter::find(tx, id).await?.ok_or(Refusal::NotThere)?;
    of_no_visit(&row)?;
    let at = submission::whereabouts(tx, row.submission).await?.ok_or(Refusal::NotThere)?;
    // What the case went on to rests on what was raised.
    nothing_rests(tx, at.case).await?;
    let reason = tx.text(reason)?;
    strike_out(tx, grant, row.submission, &reason).await?;
    out_of_list(tx, grant, id, &reason).await
}

/// Takes a letter out of the list, whose words were struck in the same act, which the text of its reason tells. Refused while
/// something that was split off it stands.
pub(crate) async fn out_of_list(tx: &mut Tx, grant: &Grant, id: i64, reason: &TextRef) -> Result<(), Stop> {
    let row = letter::find(tx, id).await?.ok_or(Refusal::NotThere)?;
    if has_parts(tx, id).await? {
        return Err(Refusal::LaterStands.into());
    }
    begin(tx, &row).await?;
    let today = tx.today();
    tx.append(Subject::Letter, id, today, LetterEvent::Struck { reason: reason.clone() }.into())?;
    settle(tx, grant, id).await
}

/// Every text that was ever written of a letter beside its words.
pub(crate) async fn texts(tx: &mut Tx, id: i64) -> Result<Vec<i64>, Stop> {
    let events = tx.history(Subject::Letter, id).await?;
    let written = events.iter().flat_map(|known| match &known.event {
        Event::Letter(event) => event.texts(),
        _ => Vec::new(),
    });
    Ok(written.map(|text| text.id).collect())
}

/// Where the case of a letter got another day of receipt, the letter gets it too: not before the day written on it, and not after
/// its originals were given back. A letter of which something was split off has one day in several cases: its parts go first.
pub(crate) async fn receive_beside(
    tx: &mut Tx,
    grant: &Grant,
    submission: i64,
    (on, reason): (Day, &TextRef),
) -> Result<(), Stop> {
    let Some(id) = letter::of_submission(tx, submission).await? else { return Ok(()) };
    let row = letter::find(tx, id).await?.ok_or(Refusal::NotThere)?;
    if row.submission != submission || has_parts(tx, id).await? {
        return Err(Refusal::LaterStands.into());
    }
    begin(tx, &row).await?;
    let events = tx.history(Subject::Letter, id).await?;
    let of = events.first().ok_or(Refusal::NotThere)?.id;
    let now = Letter::by(events).ok_or(Refusal::NotThere)?;
    if let Some(earliest) = now.entry.dated_on.filter(|dated| on < *dated) {
        return Err(Refusal::HappenedBefore { earliest }.into());
    }
    let done = now.returned.iter().map(|(day, _)| *day).chain(now.processed.iter().map(|(_, day)| *day));
    if done.into_iter().any(|done| done < on) {
        return Err(Refusal::LaterStands.into());
    }
    let today = tx.today();
    let reason = reason.clone();
    tx.append(Subject::Letter, id, today, Event::Corrected { of, happened_on: on, reason })?;
    settle(tx, grant, id).await
}

/// Strikes what was amended in a letter by the same act as in its case, which the text of its reason tells: a letter and its case
/// keep one day, and stand or are struck together.
pub(crate) async fn amend_beside(
    tx: &mut Tx,
    grant: &Grant,
    submission: i64,
    (amended, reason): (i64, &TextRef),
) -> Result<(), Stop> {
    let Some(id) = letter::of_submission(tx, submission).await? else { return Ok(()) };
    let row = letter::find(tx, id).await?.ok_or(Refusal::NotThere)?;
    if row.submission != submission {
        // What was split off a letter stands only where that does.
        return if row.struck { Err(Refusal::LaterStands.into()) } else { Ok(()) };
    }
    let same = tx.history(Subject::Letter, id).await?.iter().find_map(|known| match &known.event {
        Event::Corrected { reason, .. } | Event::Struck { reason, .. } if reason.id == amended => {
            Some((known.id, false))
        }
        Event::Letter(LetterEvent::Struck { reason }) if reason.id == amended => Some((known.id, true)),
        _ => None,
    });
    let Some((of, out)) = same else { return Ok(()) };
    if out {
        of_no_visit(&row)?;
    }
    let today = tx.today();
    let done = |now: Letter| (now.returned.map(|(on, _)| on), now.processed.map(|(_, on)| on));
    let before = Letter::by(tx.history(Subject::Letter, id).await?).map(done);
    tx.append(Subject::Letter, id, today, Event::Struck { of, reason: reason.clone() })?;
    // The day that it has again may lie behind one on which something was done with it.
    if Letter::by(tx.history(Subject::Letter, id).await?).map(done) != before {
        return Err(Refusal::LaterStands.into());
    }
    settle(tx, grant, id).await
}
