//! A row of a table as it waits to be written, and what of it can be told. How it is written stands in `write`.

mod write;

use domain::day::Day;
use domain::event::{Channel, Kind};
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::Error;

use crate::field::{LINE, REASON, WORDS, happened, needed, optional};

/// Where what a row tells lies.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// In the place of the body, nowhere nearer.
    #[default]
    Own,
    /// In one of its villages.
    Village(i64),
    /// In an official place within it, by level and code.
    Unit(String, String),
}

/// How far a matter had come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Came {
    /// Nobody had taken it up, or the table does not say.
    #[default]
    NotTakenUp,
    /// It had been given until a last day, and the table says no more of it.
    Given,
    /// It was being settled.
    InProgress,
    /// It was put off, until a day where the table says one.
    Deferred(Option<Day>),
    /// It was explained, on a day.
    Explained(Day),
    /// It was done, on a day.
    Done(Day),
    /// It was explained where it was raised.
    ExplainedThere,
    /// It was done where it was raised.
    DoneThere,
}

/// A row as it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// The day on which it was raised.
    pub on: Day,
    /// The words.
    pub words: String,
    /// Who raised it; may be empty.
    pub name: String,
    /// Telephone or address; may be empty.
    pub contact: String,
    /// Where it lies.
    pub place: Place,
    /// Code of the field; empty when not known.
    pub field: String,
    /// The kind of submission.
    pub kind: Kind,
    /// How far it had come.
    pub came: Came,
    /// The body that has to settle it, where it is one of the program.
    pub agency: Option<i64>,
    /// That body as it was written; may be empty.
    pub agency_words: String,
    /// The last day, where the table says one.
    pub due_on: Option<Day>,
    /// What was answered; may be empty unless it was settled.
    pub answer: String,
    /// What the table says and what has no place of its own in a case, each with its heading; noted beside the words.
    #[serde(default)]
    pub beside: String,
    /// What else it says.
    #[serde(default)]
    pub said: Said,
}

/// What a row says besides.
#[expect(clippy::struct_excessive_bools, reason = "each is said of a row by itself")]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The number of the paper with which it was answered; may be empty.
    pub number: String,
    /// Whether the table does not say on which day it was answered: that on which it was raised is taken, and whoever takes the
    /// table over is told so.
    pub undated: bool,
    /// Whether who raised the row before it raised this one too.
    pub goes_on: bool,
    /// The title among whose rows it stands, where its field is taken from there; may be empty.
    pub section: String,
    /// To whom it was sent on, where body and day are known.
    pub sent: Option<SentTo>,
    /// Whether the table says in so many words that nobody took it up: no assignment is made of that.
    #[serde(default)]
    pub not_taken_up: bool,
    /// Whether its last day is that of whoever brings the table, who was asked for it.
    #[serde(default)]
    pub due_given: bool,
    /// The level of the place of the body that it names, where somebody said that it is one outside the program.
    #[serde(default)]
    pub outside: String,
    /// The body outside the program that it names, where that is known already.
    #[serde(default)]
    pub receiver: Option<i64>,
    /// The village in which the meeting was held, where the title of its rows names one.
    #[serde(default)]
    pub held_at: Option<i64>,
    /// The last day that the table says, whatever becomes of it.
    #[serde(default)]
    pub last_said: Option<Day>,
    /// The day on which the table says that it is looked at again, whatever becomes of it.
    #[serde(default)]
    pub review_said: Option<Day>,
    /// Whether somebody said of it by itself what its field is, or that it has none.
    #[serde(default)]
    pub field_set: bool,
    /// Whether it is sent on no more, since somebody said of it that it stands otherwise: the letter is kept with it.
    #[serde(default)]
    pub letter_off: bool,
    /// Which meeting of its day it was raised at, where titles tell several apart; 0 for the first, or the only one.
    #[serde(default)]
    pub meeting: i64,
    /// What the title of that meeting calls it; may be empty.
    #[serde(default)]
    pub meeting_called: String,
    /// The words by which its state was understood, where they name none themselves.
    #[serde(default)]
    pub by_words: String,
    /// Whether another body decides.
    #[serde(default)]
    pub beyond: bool,
    /// The field of which its words speak, where the table says none; proposed and not taken until somebody says so.
    #[serde(default)]
    pub proposed: String,
    /// Whether its field is that of whoever brings the table, who was asked for it.
    #[serde(default)]
    pub field_given: bool,
    /// By which way it was raised; nothing for a dialogue.
    #[serde(default)]
    pub channel: Option<Channel>,
}

/// To whom a matter was sent on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentTo {
    /// The body; none yet where it is one outside the program that the row itself writes down, see [`Said::outside`].
    pub to: i64,
    /// Its name, as the table writes it.
    pub name: String,
    /// The day.
    pub on: Day,
    /// The number of the paper; may be empty.
    pub number: String,
}

impl Row {
    /// Refused where it could not be written.
    pub(crate) fn check(&self, today: Day) -> Result<(), Refusal> {
        needed("words", &self.words, WORDS)?;
        optional("who", &self.name, LINE)?;
        optional("contact", &self.contact, LINE)?;
        optional("answer", &self.answer, WORDS - LINE - 2)?;
        optional("agency", &self.agency_words, LINE)?;
        optional("number", &self.said.number, LINE)?;
        optional("beside", &self.beside, WORDS + 8 * LINE)?;
        happened(self.on, today)?;
        if let Some(sent) = self.letter() {
            needed("answer", self.reason().0, REASON)?;
            optional("number", &sent.number, LINE)?;
            happened(sent.on, today)?;
            if sent.on < self.on {
                return Err(Refusal::HappenedBefore { earliest: self.on });
            }
        }
        if self.there().is_some() {
            needed("answer", &self.answer, WORDS)?;
        }
        if let Came::Done(on) | Came::Explained(on) = &self.came {
            needed("answer", &self.answer, WORDS)?;
            happened(*on, today)?;
            if *on < self.on {
                return Err(Refusal::HappenedBefore { earliest: self.on });
            }
        }
        Ok(())
    }

    /// Its several matters as rows: of one person where it names who raised it.
    pub(crate) fn apart(&self, items: Vec<String>) -> Vec<Self> {
        let part = |(at, words)| {
            let mut part = Self { words, ..self.clone() };
            part.said.goes_on = if at == 0 { self.said.goes_on } else { !self.name.is_empty() };
            part
        };
        items.into_iter().enumerate().map(part).collect()
    }

    /// As it waits to be written.
    pub(crate) fn kept(&self) -> Result<String, Error> {
        serde_json::to_string(self).map_err(|error| Error::Corrupt(error.to_string()))
    }

    /// One that waits.
    pub fn read(kept: &str) -> Result<Self, Error> {
        serde_json::from_str(kept).map_err(|error| Error::Corrupt(error.to_string()))
    }

    /// To whom it is sent on.
    pub fn letter(&self) -> Option<&SentTo> {
        self.said.sent.as_ref().filter(|_| !self.said.letter_off)
    }

    /// Why it was sent on, in the words of the table, as long as a reason may be; and what is left of them, which stands beside.
    pub(super) fn reason(&self) -> (&str, &str) {
        let words = self.answer.trim();
        let Some((most, _)) = words.char_indices().nth(REASON) else { return (words, "") };
        let at = words[..most].rfind(char::is_whitespace).unwrap_or(most);
        (words[..at].trim_end(), words[at..].trim_start())
    }

    /// The day by which whoever it was sent to has to answer, where the table says one that can be.
    pub(super) fn answer_by(&self) -> Option<Day> {
        let sent = self.letter()?;
        self.last_day().filter(|day| *day >= sent.on)
    }

    /// The last day of whoever leads it, where the table says one that can be: the day on which what was put off is looked at
    /// again is one too.
    pub fn last_day(&self) -> Option<Day> {
        let said = match self.came {
            Came::InProgress | Came::Given => self.due_on,
            Came::Deferred(review_on) if self.answer.is_empty() => review_on,
            _ => None,
        };
        said.filter(|day| *day >= self.on)
    }

    /// Takes the last day from it: no body that could lead it was there yet.
    pub(super) fn give_up_last_day(&mut self) {
        self.due_on = None;
        match self.came {
            Came::Given => self.came = Came::NotTakenUp,
            Came::Deferred(_) => self.came = Came::Deferred(None),
            _ => {}
        }
    }

    /// By which way it was raised.
    pub fn channel(&self) -> Channel {
        self.said.channel.unwrap_or(Channel::Spoken)
    }

    /// Whether it was raised elsewhere than at a dialogue.
    pub fn is_elsewhere(&self) -> bool {
        !self.channel().is_of_dialogue()
    }

    /// What its dialogue is told by within its table: its day, whether it is none, and which of that day it is.
    pub fn held(&self) -> (Day, bool, i64) {
        let elsewhere = self.is_elsewhere();
        (self.on, elsewhere, if elsewhere { 0 } else { self.said.meeting })
    }

    /// Whether it is marked as beyond competence: what was settled, or was raised at no dialogue, has no such mark.
    pub fn is_beyond(&self) -> bool {
        let settled = matches!(self.came, Came::Done(_) | Came::Explained(_) | Came::DoneThere | Came::ExplainedThere);
        self.said.beyond && !settled && !self.is_elsewhere()
    }

    /// Whether its field was left open by the table.
    pub fn is_without_field(&self) -> bool {
        !self.said.field_set && (self.field.is_empty() || self.said.field_given)
    }

    /// Whether the body that the table names leads it, so that its name stands in the case itself.
    pub(crate) fn leads(&self) -> bool {
        self.letter().is_none() && self.agency.is_some() && self.last_day().is_some()
    }

    /// Whether the body that the table names could lead it, and does not because there is no last day. What the table calls not
    /// taken up stays that.
    pub fn wants_last_day(&self) -> bool {
        self.agency.is_some()
            && self.letter().is_none()
            && !self.said.not_taken_up
            && self.last_day().is_none()
            && matches!(self.came, Came::NotTakenUp | Came::InProgress)
    }

    /// Whether it can still be sent to a body outside the program: what is settled or was put off is sent on to nobody any more, and
    /// what the table calls not taken up stays that.
    pub(super) fn is_still_to_send(&self) -> bool {
        self.said.sent.is_none()
            && !self.said.not_taken_up
            && matches!(self.came, Came::NotTakenUp | Came::Given | Came::InProgress)
    }

    /// Whether whoever brings the table is asked for its last day, or was.
    pub fn is_asked_for_last_day(&self) -> bool {
        self.said.due_given || self.wants_last_day()
    }

    /// Takes a last day that whoever brings the table gives, or takes it from it again.
    pub(super) fn take_last_day(&mut self, due: Option<Day>) {
        if !self.is_asked_for_last_day() {
            return;
        }
        self.said.due_given = due.is_some();
        self.due_on = due;
        self.came = match (&self.came, due) {
            (Came::NotTakenUp, Some(_)) => Came::Given,
            (Came::Given, None) => Came::NotTakenUp,
            (came, _) => came.clone(),
        };
    }

    /// Takes the day of an answer that the table does not date: never one before it was raised.
    pub(super) fn take_answered(&mut self, on: Option<Day>) {
        if !self.said.undated {
            return;
        }
        let on = on.unwrap_or(self.on).max(self.on);
        match &mut self.came {
            Came::Done(day) | Came::Explained(day) => *day = on,
            _ => {}
        }
    }

    /// The day on which it was answered elsewhere than where it was raised.
    pub fn answered_on(&self) -> Option<Day> {
        match self.came {
            Came::Done(on) | Came::Explained(on) => Some(on),
            _ => None,
        }
    }

    /// Whether anything of it says what was answered, so that it stands there.
    pub(crate) fn tells(&self) -> bool {
        !matches!(self.came, Came::NotTakenUp | Came::Given)
    }

    /// What was answered, with the body that the table names where it does not lead the case.
    fn told(&self) -> String {
        let (agency, answer) = (self.agency_words.trim(), self.answer.trim());
        match (!self.leads() && !agency.is_empty(), answer.is_empty()) {
            (true, false) => format!("{agency}: {answer}"),
            // A name alone is no answer: it stands beside the words.
            (_, true) | (false, false) => answer.to_owned(),
        }
    }
}
