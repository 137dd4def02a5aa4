//! How a row is written: raised as at a desk, then what had become of it by the acts for that.

use domain::day::Day;
use domain::event::{CaseEvent, Event, Subject, SubmissionEvent};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use store::grant::{Of, may};
use store::{Act, Stop, Tx, case, minutes};

use super::super::desk::Desk;
use super::{Came, Place, Row, SentTo};
use crate::assignment::{Assign, Assigned};
use crate::case::{Answer, SpotResult, settle};
use crate::reply::{Replied, Reply, ReplyPoint};
use crate::submission::{Mark, Mode, Placed, Raise, Raised};
use crate::transfer::{SendOn, Sent, receiver};

impl Row {
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
            mark: if self.is_beyond() { Mark::Beyond } else { Mark::None },
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
        raise.raise(tx, &new, Some(Placed { territory: placed, desk, channel: self.channel() })).await?;
        self.note_beside(tx, new.submission).await?;
        self.write_came(tx, &new).await?;
        Ok(spoken)
    }

    async fn write_came(&self, tx: &mut Tx, new: &Raised) -> Result<(), Stop> {
        if let Some(sent) = self.letter() {
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
    pub(super) fn there(&self) -> Option<Answer> {
        let result = match self.came {
            Came::ExplainedThere => SpotResult::Explained,
            Came::DoneThere => SpotResult::Done,
            _ => return None,
        };
        Some(Answer {
            answered_by: None,
            speaker: String::new(),
            result,
            by_on: None,
            words: self.told(),
            ground: String::new(),
        })
    }

    /// Sends it on, as it was: by the day that the table gives, and with the number where it gives one.
    async fn send(&self, tx: &mut Tx, new: &Raised, sent: &SentTo) -> Result<(), Stop> {
        let to = if self.said.outside.is_empty() {
            sent.to
        } else {
            let by = tx.by();
            let (grant, _) = may(tx, by, Right::CaseTransfer, Of::Case(new.case)).await?;
            receiver(tx, (&grant, by.organisation), (&sent.name, &self.said.outside), sent.on).await?
        };
        let letter = SendOn {
            case: new.case,
            version: Self::version(tx, new.case).await?,
            to,
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
}
