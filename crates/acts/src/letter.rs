//! Letters, thin: entering one with the matter it raises.

use async_trait::async_trait;
use domain::day::Day;
use domain::denunciation;
use domain::event::{Channel, Kind, Subject, SubmissionEvent};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::text::TextRef;
use serde::{Deserialize, Serialize};
use store::dialogue::session;
use store::grant::{Of, SUBJECT, may};
use store::letter::{self, NewLetter};
use store::submission::{self, NewTurn};
use store::{Act, Error, Ids, Read, Stop, Tx, rulebook};

use crate::field::{LINE, WORDS, happened, needed, optional};
use crate::organisation::in_force;
use crate::submission::{NOTIFY_RULE, Received, known_field};

/// Enters a letter; its matter becomes a case of the body that got it, on the day of its receipt.
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
    /// Telephone or address, to tell the result; may be empty.
    pub contact: String,
    /// Village or commune of the matter; the body's own place when none is given.
    pub territory: Option<i64>,
    /// Code of the field; empty when not yet known.
    pub field: String,
    /// What kind of matter it is.
    pub kind: Kind,
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
        let (series, number) = (optional("series", &self.series, LINE)?, optional("number", &self.number, LINE)?);
        let (name, contact) = (optional("who", &self.name, LINE)?, optional("contact", &self.contact, LINE)?);
        let own: i64 = body.get(SUBJECT + 2)?;
        let territory = self.territory.unwrap_or(own);
        if !session::place_within(tx, territory, own, on).await? {
            return Err(Refusal::NotAChoice { field: "village" }.into());
        }
        letter::add(tx, &grant, &NewLetter { id: new.letter, series, number, received_on: on });
        let mode = if name.is_empty() { "unnamed" } else { "named" };
        let turn =
            NewTurn { id: new.turn, source: "letter", source_id: new.letter, spoken_on: on, mode, head_count: None };
        submission::add_turn(tx, &grant, &turn);
        if !(name.is_empty() && contact.is_empty()) {
            submission::add_submitter(tx, &grant, new.turn, name, contact, "");
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
        };
        received.raise(tx, &grant)?;
        if held_none {
            tx.append(Subject::Submission, new.submission, on, SubmissionEvent::HeldNoDenunciation.into())?;
        }
        let standing = rulebook::standing(tx, grant.organisation).await?.ok_or(Refusal::NotThere)?;
        let book = tx.rulebook(standing.number).await?;
        let last = book.last_day(NOTIFY_RULE, &standing.at, on);
        received.open(tx, &grant, (new.case, new.point), None, last.as_ref())?;
        Ok(())
    }
}
