//! A row of a table, and how it is written: raised as at a desk, then what had become of it by the acts for that.

use domain::day::Day;
use domain::event::{CaseEvent, Event, Kind, Subject, SubmissionEvent};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::grant::{Of, may};
use store::{Act, Error, Stop, Tx, case, minutes};

use super::desk::Desk;
use crate::assignment::{Assign, Assigned};
use crate::case::{Answer, SpotResult, settle};
use crate::field::{LINE, REASON, WORDS, happened, needed, optional};
use crate::reply::{Replied, Reply, ReplyPoint};
use crate::submission::{Mark, Mode, Placed, Raise, Raised};
use crate::transfer::{SendOn, Sent};

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
}

/// To whom a matter was sent on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentTo {
    /// The body.
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
        if let Some(sent) = &self.said.sent {
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

    /// Writes it at a session, in the turn of who raised the one before where that is given; says in which turn. `desk` is the
    /// last one at which a row of the same act was written.
    pub(crate) async fn write(
        &self,
        tx: &mut Tx,
        (session, turn): (i64, Option<i64>),
        desk: &mut Option<Desk>,
    ) -> Result<i64, Stop> {
        let (territory, placed) = match &self.place {
            Place::Own => (None, None),
            Place::Village(id) => (Some(*id), None),
            Place::Unit(level, code) => {
                let found = store::import::place(tx, level, code, self.on).await?;
                (None, Some(found.ok_or(Refusal::NotAChoice { field: "place" })?))
            }
        };
        let raise = Raise {
            session,
            turn,
            words: self.words.clone(),
            no_denunciation: false,
            name: self.name.clone(),
            contact: self.contact.clone(),
            represents: String::new(),
            mode: Mode::Named,
            head_count: None,
            territory,
            field: self.field.clone(),
            kind: self.kind,
            mark: Mark::None,
            answer: self.there(),
            slip: None,
            draft: false,
        };
        let spoken = match turn {
            Some(turn) => turn,
            None => tx.id()?,
        };
        let new = Raised { turn: spoken, submission: tx.id()?, case: tx.id()?, point: tx.id()?, reply: tx.id()? };
        let desk = Desk::of(tx, (session, territory), desk).await?;
        raise.raise(tx, &new, Some(Placed { territory: placed, desk })).await?;
        self.note_beside(tx, new.submission).await?;
        self.write_came(tx, &new).await?;
        Ok(spoken)
    }

    async fn write_came(&self, tx: &mut Tx, new: &Raised) -> Result<(), Stop> {
        if let Some(sent) = &self.said.sent {
            return self.send(tx, new, sent).await;
        }
        match &self.came {
            // What was answered where it was raised was written with it.
            Came::NotTakenUp | Came::ExplainedThere | Came::DoneThere => Ok(()),
            Came::Given => self.give(tx, new).await.map(|_| ()),
            Came::Done(on) => self.reply(tx, new, *on, SpotResult::Done, None).await,
            Came::Explained(on) => self.reply(tx, new, *on, SpotResult::Explained, None).await,
            Came::Deferred(Some(review_on)) if *review_on >= self.on && !self.answer.is_empty() => {
                self.reply(tx, new, self.on, SpotResult::Promised, Some(*review_on)).await
            }
            Came::Deferred(_) if self.last_day().is_none() => {
                self.note(tx, new, |words| CaseEvent::Suspended { words }).await
            }
            Came::Deferred(_) | Came::InProgress => self.progress(tx, new).await,
        }
    }

    /// The answer that was given where it was raised; who gave it the table does not say.
    fn there(&self) -> Option<Answer> {
        let result = match self.came {
            Came::ExplainedThere => SpotResult::Explained,
            Came::DoneThere => SpotResult::Done,
            _ => return None,
        };
        Some(Answer { answered_by: None, result, by_on: None, words: self.told(), ground: String::new() })
    }

    /// Sends it on, as it was: by the day that the table gives, and with the number where it gives one.
    async fn send(&self, tx: &mut Tx, new: &Raised, sent: &SentTo) -> Result<(), Stop> {
        let letter = SendOn {
            case: new.case,
            version: Self::version(tx, new.case).await?,
            to: sent.to,
            points: vec![new.point],
            number: sent.number.clone(),
            proof: String::new(),
            reason: self.reason().0.to_owned(),
            answer_by: self.answer_by(),
            told: None,
            on_behalf_of: None,
            happened_on: sent.on,
        };
        letter.send(tx, &Sent { transfer: tx.id()? }, false).await
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
        let sent = self.said.sent.as_ref()?;
        self.last_day().filter(|day| *day >= sent.on)
    }

    /// Notes beside the words what found no other place.
    async fn note_beside(&self, tx: &mut Tx, submission: i64) -> Result<(), Stop> {
        if self.beside.is_empty() {
            return Ok(());
        }
        let by = tx.by();
        let (grant, _) = may(tx, by, Right::SubmissionRevise, Of::Submission(submission)).await?;
        let (text, note) = (tx.text(&self.beside)?, tx.id()?);
        minutes::add_note(tx, &grant, note, submission, &text, self.on);
        tx.append(Subject::Submission, submission, self.on, SubmissionEvent::Noted { note, text }.into())?;
        Ok(())
    }

    async fn version(tx: &mut Tx, case: i64) -> Result<i64, Stop> {
        Ok(case::version(tx, case).await?.ok_or(Refusal::NotThere)?)
    }

    async fn reply(
        &self,
        tx: &mut Tx,
        new: &Raised,
        on: Day,
        result: SpotResult,
        by_on: Option<Day>,
    ) -> Result<(), Stop> {
        let reply = Reply {
            case: new.case,
            version: Self::version(tx, new.case).await?,
            number: self.said.number.clone(),
            signer: None,
            points: vec![ReplyPoint {
                point: new.point,
                result,
                by_on,
                words: self.told(),
                ground: String::new(),
                evidence: String::new(),
            }],
            on_behalf_of: None,
            happened_on: on,
        };
        reply.run(tx, &Replied { reply: new.reply }).await
    }

    /// Who leads it has a last day where the table says one; what was done since is its progress.
    async fn progress(&self, tx: &mut Tx, new: &Raised) -> Result<(), Stop> {
        let body = self.give(tx, new).await?;
        self.note(tx, new, |words| CaseEvent::Progressed { body, words }).await
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

    /// The body that leads it from the day on which it was raised: that of the table where it is known, else the one that takes
    /// the table over. Nothing is given where there is no last day.
    async fn give(&self, tx: &mut Tx, new: &Raised) -> Result<i64, Stop> {
        let own = tx.by().organisation;
        let Some(due_on) = self.last_day() else { return Ok(own) };
        let lead = self.agency.unwrap_or(own);
        let assign = Assign {
            case: new.case,
            version: Self::version(tx, new.case).await?,
            lead,
            cooperating: Vec::new(),
            due_on: Some(due_on),
            evidence: String::new(),
            contact: false,
            happened_on: self.on,
        };
        assign.run(tx, &Assigned { assignment: tx.id()? }).await?;
        Ok(lead)
    }

    async fn note(
        &self,
        tx: &mut Tx,
        new: &Raised,
        event: impl FnOnce(Option<domain::text::TextRef>) -> CaseEvent,
    ) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, _) = may(tx, by, Right::CaseDecide, Of::Case(new.case)).await?;
        let told = self.told();
        let words = if told.is_empty() { None } else { Some(tx.text(&told)?) };
        let version = Self::version(tx, new.case).await?;
        tx.history(Subject::Case, new.case).await?;
        tx.append(Subject::Case, new.case, self.on, Event::Case(event(words)))?;
        settle(tx, &grant, new.case, version).await?;
        Ok(())
    }

    /// Whether the body that the table names leads it, so that its name stands in the case itself.
    pub(crate) fn leads(&self) -> bool {
        self.said.sent.is_none() && self.agency.is_some() && self.last_day().is_some()
    }

    /// Whether the body that the table names could lead it, and does not because there is no last day.
    pub fn wants_last_day(&self) -> bool {
        self.agency.is_some()
            && self.said.sent.is_none()
            && self.last_day().is_none()
            && matches!(self.came, Came::NotTakenUp | Came::InProgress)
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
