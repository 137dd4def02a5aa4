//! Letters: entering one with the matter it raises. What is done to one afterwards stands in `later`, what kind of letter it is and
//! what it repeats in [`class`], what comes of it in [`process`], its scans in [`scan`].

pub mod class;
mod later;
pub mod process;
pub mod scan;

use async_trait::async_trait;
use domain::day::Day;
use domain::denunciation;
use domain::event::{Channel, Kind, LetterEntry, LetterEvent, Subject, SubmissionEvent};
use domain::letter::{Letter, LetterWay};
use domain::notice::{NumberMode, Series};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::text::TextRef;
use serde::{Deserialize, Serialize};
use store::grant::{Grant, Of, SUBJECT, may};
use store::letter::{self, LetterRow, NewLetter};
use store::notice::series::{self, SeriesRow};
use store::submission::{self, NewTurn};
use store::{Act, Error, Ids, Read, Stop, Tx, rulebook};

use crate::field::{LINE, WORDS, happened, needed, optional};
use crate::organisation::{before, in_force};
use crate::submission::{NOTIFY_RULE, Received, known_field};

pub use class::{AddPart, Classify, RegisterRepeat, Repeat};
pub(crate) use class::{disclose_parts, keep_parts};
pub use later::{Describe, ReturnOriginals, Strike, Withhold};
pub(crate) use later::{amend_beside, out, out_of_list, receive_beside, texts};
pub use process::{Process, goes_on};
pub(crate) use process::{may_end, may_send_on, moved_by};

/// What the book says of a letter, as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// By which way it came; nothing where it is not known.
    pub way: Option<LetterWay>,
    /// Who sent it on; needed where somebody did.
    pub referrer: String,
    /// The day written on it.
    pub dated_on: Option<Day>,
    /// The file in which it lies; may be empty.
    pub file: String,
    /// The box in which that lies; may be empty.
    pub archive_box: String,
    /// The originals that came with it; may be empty.
    pub originals: String,
}

impl Entry {
    /// What it says, for a letter that was received on that day and has that number.
    fn read(&self, tx: &mut Tx, received_on: Day, (number, drawn): (&str, bool)) -> Result<LetterEntry, Stop> {
        if self.dated_on.is_some_and(|dated| dated > received_on) {
            return Err(Refusal::TooLate { field: "letter_dated", latest: received_on }.into());
        }
        let referrer = match self.way {
            Some(way) if way.is_referred() => needed("referrer", &self.referrer, LINE)?,
            None if !self.referrer.trim().is_empty() => return Err(Refusal::Missing { field: "letter_way" }.into()),
            Some(_) if !self.referrer.trim().is_empty() => {
                return Err(Refusal::NotAChoice { field: "letter_way" }.into());
            }
            _ => "",
        };
        let mut text = |field: &'static str, typed: &str| -> Result<Option<TextRef>, Stop> {
            let typed = optional(field, typed, LINE)?;
            Ok(if typed.is_empty() { None } else { Some(tx.text(typed)?) })
        };
        Ok(LetterEntry {
            way: self.way,
            referrer: text("referrer", referrer)?,
            year: i64::from(received_on.year()),
            number: text("number", number)?,
            drawn,
            dated_on: self.dated_on,
            file: text("letter_file", &self.file)?,
            archive_box: text("archive_box", &self.archive_box)?,
            originals: text("originals", &self.originals)?,
        })
    }
}

/// The number of a letter in the book, and whether the program drew it: where the body says that it does and none was typed, the
/// next one that stands on no letter of the year; else what was typed, which may be nothing yet.
async fn numbered(tx: &mut Tx, grant: &Grant, typed: &str, on: Day) -> Result<(String, bool), Stop> {
    let typed = optional("number", typed, LINE)?;
    let row = series::find(tx, grant.organisation, Series::Incoming).await?;
    let Some(row) = row.filter(|row| row.mode == NumberMode::Internal && typed.is_empty()) else {
        return Ok((typed.to_owned(), false));
    };
    let (mut row, year) = (row, i64::from(on.year()));
    loop {
        let drawn = series::draw(tx, grant, grant.organisation, Series::Incoming, &row, on).await?;
        // The numbers of an earlier year are over: it has that of the book of then.
        let number = drawn.ok_or(Refusal::Missing { field: "number" })?;
        let typed = number.to_string();
        if letter::of_number(tx, grant.organisation, ("", &typed), year, None).await?.is_none() {
            return Ok((typed, true));
        }
        // A clerk wrote it down from the book on paper.
        row = SeriesRow { next: number + 1, counted_in: year, ..row };
    }
}

/// Brings the row of a letter in line with its events.
async fn settle(tx: &mut Tx, grant: &Grant, id: i64) -> Result<(), Stop> {
    let now = Letter::by(tx.history(Subject::Letter, id).await?).ok_or(Refusal::NotThere)?;
    letter::set(tx, grant, id, &now);
    Ok(())
}

/// Gives a letter that was entered before letters had a history its first event; whether it had none.
async fn begin(tx: &mut Tx, row: &LetterRow) -> Result<bool, Stop> {
    if !tx.history(Subject::Letter, row.id).await?.is_empty() {
        return Ok(false);
    }
    let number = if row.number.is_empty() { None } else { Some(tx.text(&row.number)?) };
    let entry = LetterEntry {
        way: None,
        referrer: None,
        year: i64::from(row.received_on.year()),
        number,
        drawn: false,
        dated_on: None,
        file: None,
        archive_box: None,
        originals: None,
    };
    let (organisation, turn, submission) = (row.organisation, row.turn, row.submission);
    let registered = LetterEvent::Registered { organisation, raised_with: organisation, turn, submission, entry };
    tx.append(Subject::Letter, row.id, row.received_on, registered.into())?;
    Ok(true)
}

/// Enters a letter; its matter becomes a case of the body that got it, on the day of its receipt. What came to a body of before
/// was raised with that one; it stands in the book of the body that enters it, which has every right to it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Register {
    /// The body that got it.
    pub organisation: i64,
    /// The book, such as the year's incoming letters; may be empty.
    pub series: String,
    /// The number it has there; may be empty. One that is there twice is shown, not refused.
    pub number: String,
    /// The day of its receipt.
    pub received_on: Day,
    /// The words: the matter it raises.
    pub words: String,
    /// Whether who types them says that they are no denunciation, though they look like one.
    #[serde(default)]
    pub no_denunciation: bool,
    /// Who wrote it; may be empty.
    pub name: String,
    /// Telephone, to tell the result; may be empty.
    pub contact: String,
    /// The address of who wrote it; may be empty.
    #[serde(default)]
    pub address: String,
    /// Village or commune of the matter; the body's own place when none is given.
    pub territory: Option<i64>,
    /// Code of the field; empty when not yet known.
    pub field: String,
    /// What kind of matter it is.
    pub kind: Kind,
    /// What else the book says of it.
    #[serde(default)]
    pub entry: Entry,
}

/// The rows it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Registered {
    /// The letter.
    pub letter: i64,
    /// The turn that it is.
    pub turn: i64,
    /// The submission.
    pub submission: i64,
    /// Its case.
    pub case: i64,
    /// The case's first point.
    pub point: i64,
}

#[async_trait]
impl Act for Register {
    const NAME: &'static str = "letter.register";
    type Answer = Registered;

    fn draw(&self, ids: &Ids) -> Result<Registered, Error> {
        Ok(Registered {
            letter: ids.draw()?,
            turn: ids.draw()?,
            submission: ids.draw()?,
            case: ids.draw()?,
            point: ids.draw()?,
        })
    }

    async fn run(&self, tx: &mut Tx, new: &Registered) -> Result<(), Stop> {
        self.enter(tx, new, None).await
    }
}

impl Register {
    /// Enters it; its words are those of a text that is kept already, where there is one.
    pub(crate) async fn enter(&self, tx: &mut Tx, new: &Registered, kept: Option<&TextRef>) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, body) = may(tx, by, Right::LetterRegister, Of::Organisation(self.organisation)).await?;
        in_force(&body)?;
        let on = happened(self.received_on, tx.today())?;
        let words = needed("words", &self.words, WORDS)?;
        let held_none = denunciation::held_none("words", words, self.no_denunciation)?;
        let field = known_field(&self.field)?;
        let series = optional("series", &self.series, LINE)?;
        let (number, drawn) = numbered(tx, &grant, &self.number, on).await?;
        let entry = self.entry.read(tx, on, (&number, drawn))?;
        let (name, contact) = (optional("who", &self.name, LINE)?, optional("contact", &self.contact, LINE)?);
        let own: i64 = body.get(SUBJECT + 2)?;
        let raised = before::raised_with(tx, self.organisation, own, self.territory, ("received_on", on)).await?;
        let territory = raised.territory;
        let raised_with = raised.body;
        let letter = NewLetter { id: new.letter, series, number: &number, received_on: on, raised_with };
        letter::add(tx, &grant, &letter);
        let mode = if name.is_empty() { "unnamed" } else { "named" };
        let turn =
            NewTurn { id: new.turn, source: "letter", source_id: new.letter, spoken_on: on, mode, head_count: None };
        submission::add_turn(tx, &grant, &turn);
        let address = optional("sender_address", &self.address, LINE)?;
        if ![name, contact, address].iter().all(|it| it.is_empty()) {
            submission::add_sender(tx, &grant, new.turn, (name, contact, address));
        }
        let text = match kept {
            Some(text) => text.clone(),
            None => tx.text(words)?,
        };
        let received = Received {
            submission: new.submission,
            turn: new.turn,
            channel: Channel::Letter,
            kind: self.kind,
            text: &text,
            words,
            territory,
            field,
            on,
            origin: raised.body,
        };
        received.raise(tx, &grant)?;
        if held_none {
            tx.append(Subject::Submission, new.submission, on, SubmissionEvent::HeldNoDenunciation.into())?;
        }
        tx.start(Subject::Letter, new.letter);
        let (organisation, turn, submission) = (self.organisation, new.turn, new.submission);
        let registered = LetterEvent::Registered { organisation, raised_with, turn, submission, entry };
        tx.append(Subject::Letter, new.letter, on, registered.into())?;
        settle(tx, &grant, new.letter).await?;
        let standing = rulebook::standing(tx, raised.body).await?.ok_or(Refusal::NotThere)?;
        let book = tx.rulebook(standing.number).await?;
        let last = book.last_day(NOTIFY_RULE, &standing.at, on);
        received.open(tx, &grant, (new.case, new.point), None, last.as_ref())?;
        Ok(())
    }
}
