//! What was recorded for somebody else (nhập hộ): those whose act it is contest it, and whoever recorded it answers.

use async_trait::async_trait;
use domain::behalf::whose;
use domain::correction::struck_by;
use domain::day::Day;
use domain::event::{Event, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::behalf::{self, BehalfRow};
use store::grant::{Of, may};
use store::{Act, Error, Ids, Read, Stop, Tx, declared, event, gathering, notice, plan, rulebook};

use crate::field::{LINE, REASON, needed};

/// The setting that says how long what was recorded for somebody can be contested.
pub const CONTEST_RULE: &str = "PM-CONTEST";

/// Says that what was recorded for one's body, or for oneself as its head, was not so. Nobody does it for somebody else, and
/// it changes nothing by itself. Refused once the days for it are over, while an earlier contest waits, and for what was
/// struck.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Contest {
    /// The event.
    pub event: i64,
    /// What was otherwise.
    pub reason: String,
}

#[async_trait]
impl Act for Contest {
    const NAME: &'static str = "behalf.contest";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let row = own(tx, self.event).await?;
        if row.contest.waits() {
            return Err(Refusal::AlreadyDone.into());
        }
        if struck_by(tx.history(row.subject, row.id).await?, self.event).is_some() {
            return Err(Refusal::AlreadyStruck.into());
        }
        let today = tx.today();
        if let Some(last) = last_day(tx, &row).await?
            && today > last
        {
            return Err(Refusal::ContestOver { last }.into());
        }
        let reason = tx.text(needed("reason", &self.reason, REASON)?)?;
        tx.append(row.subject, row.id, today, Event::Contested { of: self.event, reason })?;
        Ok(())
    }
}

/// Takes one's contest back while nobody has answered it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TakeBack {
    /// The event that was contested.
    pub event: i64,
    /// Why.
    pub reason: String,
}

#[async_trait]
impl Act for TakeBack {
    const NAME: &'static str = "behalf.take_back";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let row = own(tx, self.event).await?;
        let of = row.contest.by.filter(|_| row.contest.waits()).ok_or(Refusal::NotContested)?;
        let reason = tx.text(needed("reason", &self.reason, REASON)?)?;
        tx.history(row.subject, row.id).await?;
        let today = tx.today();
        tx.append(row.subject, row.id, today, Event::Struck { of, reason })?;
        Ok(())
    }
}

/// Says why what was contested stays as it was recorded. Who agrees with the contest corrects or strikes the event instead.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AnswerContest {
    /// The event that was contested.
    pub event: i64,
    /// Why it stays.
    pub words: String,
}

#[async_trait]
impl Act for AnswerContest {
    const NAME: &'static str = "behalf.answer_contest";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (kind, id, ..) = event::subject_of(tx, self.event).await?.ok_or(Refusal::NotThere)?;
        let by = tx.by();
        let row = behalf::find(tx, self.event).await?;
        may_answer(tx, (kind, id), row.as_ref()).await?;
        let row = row.ok_or(Refusal::NotContested)?;
        if !row.contest.waits() {
            return Err(Refusal::NotContested.into());
        }
        // Nobody settles what they contest themselves.
        if row.contester == by.account {
            return Err(Refusal::NotAllowed.into());
        }
        let words = tx.text(needed("note", &self.words, REASON)?)?;
        tx.history(row.subject, row.id).await?;
        let today = tx.today();
        tx.append(row.subject, row.id, today, Event::ContestAnswered { of: self.event, words })?;
        Ok(())
    }
}

/// Names the paper on which an act of somebody else rests that was recorded for them (ghi số, ngày văn bản của việc đã nhập), where
/// the form of the act asked for none. It stands as an event of its own, for whom the act was recorded, who may contest it; a later
/// one takes its place. Refused for what is the work of whoever recorded it, and for what was struck.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct NamePaper {
    /// The event.
    pub event: i64,
    /// The number on the paper.
    pub number: String,
    /// The day on the paper.
    pub dated_on: Day,
    /// The body that issued it, as the paper says.
    pub issuer: String,
}

#[async_trait]
impl Act for NamePaper {
    const NAME: &'static str = "behalf.name_paper";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (kind, id, ..) = event::subject_of(tx, self.event).await?.ok_or(Refusal::NotThere)?;
        // What a body did with an account of its own rests on no paper that somebody else saw.
        let row = behalf::find(tx, self.event).await?;
        may_answer(tx, (kind, id), row.as_ref()).await?;
        let today = tx.today();
        if self.dated_on > today {
            return Err(Refusal::TooLate { field: "dated_on", latest: today }.into());
        }
        let number = needed("number", &self.number, LINE)?;
        let issuer = needed("issuer", &self.issuer, LINE)?;
        let events = tx.history(kind, id).await?;
        let at = events.iter().position(|known| known.id == self.event).ok_or(Refusal::NotThere)?;
        let named = matches!(events[at].event, Event::PaperNamed { .. });
        if named || row.is_none() || whose(events, at).is_none() {
            return Err(Refusal::NotOnBehalf.into());
        }
        if struck_by(events, self.event).is_some() {
            return Err(Refusal::AlreadyStruck.into());
        }
        let words = tx.text(&format!("{number}, {issuer}"))?;
        tx.append(kind, id, today, Event::PaperNamed { of: self.event, dated_on: self.dated_on, words })?;
        Ok(())
    }
}

/// Whoever recorded something for somebody else answers for it, and need not be the body whose subject it is; else the body whose
/// subject it is does.
pub(crate) async fn may_answer(tx: &mut Tx, (kind, id): (Subject, i64), row: Option<&BehalfRow>) -> Result<(), Stop> {
    let (right, of) = subject(tx, kind, id).await?;
    let recorder = row.and_then(|row| row.recorder).map(Of::Organisation);
    let (right, of) = match recorder {
        Some(recorder) if allowed(tx, recorder).await? => (Right::EventCorrect, recorder),
        _ => (right, of),
    };
    let by = tx.by();
    may(tx, by, right, of).await?;
    Ok(())
}

/// Whether whoever acts may amend what happened to what is of that body.
async fn allowed(tx: &mut Tx, of: Of) -> Result<bool, Stop> {
    let by = tx.by();
    match may(tx, by, Right::EventCorrect, of).await {
        Ok(_) => Ok(true),
        Err(Stop::Refused(_)) => Ok(false),
        Err(stop) => Err(stop),
    }
}

/// The event as the act of the reader's own body, or of the reader as its head; not what they recorded themselves.
async fn own(tx: &mut Tx, event: i64) -> Result<BehalfRow, Stop> {
    let row = behalf::find(tx, event).await?.ok_or(Refusal::NotThere)?;
    let (by, today) = (tx.by(), tx.today());
    may(tx, by, Right::EventContest, Of::Organisation(row.organisation)).await?;
    let theirs = !row.head || behalf::is_head(tx, by.account, row.organisation, today).await?;
    if row.typist == by.account || !theirs { Err(Refusal::NotAllowed.into()) } else { Ok(row) }
}

/// The last day on which an act recorded for somebody can be contested; none without a setting, and without a calendar of
/// those days.
async fn last_day(tx: &mut Tx, row: &BehalfRow) -> Result<Option<Day>, Stop> {
    let Some(standing) = rulebook::standing(tx, row.organisation).await? else { return Ok(None) };
    let book = tx.rulebook(standing.number).await?;
    Ok(book.last_day(CONTEST_RULE, &standing.at, row.recorded.recorded_at.day()).map(|last| last.due.on))
}

/// Whose subject it is, and the right to amend what happened to it.
async fn subject(tx: &mut Tx, subject: Subject, id: i64) -> Result<(Right, Of), Stop> {
    let plan = match subject {
        Subject::Case => return Ok((Right::EventCorrect, Of::Case(id))),
        Subject::Dialogue => return Ok((Right::EventCorrect, Of::Dialogue(id))),
        Subject::Declared => {
            let row = declared::find(tx, id).await?.ok_or(Refusal::NotThere)?;
            return Ok((Right::DeclaredRecord, Of::Organisation(row.organisation)));
        }
        Subject::Plan => id,
        Subject::Notice => {
            let dialogue = notice::find(tx, id).await?.ok_or(Refusal::NotThere)?.dialogue;
            return Ok((Right::EventCorrect, Of::Dialogue(dialogue)));
        }
        Subject::Gathering | Subject::Survey => {
            let round = gathering::find(tx, id).await?.ok_or(Refusal::NotThere)?;
            return Ok((Right::EventCorrect, Of::Organisation(round.holder.0)));
        }
        Subject::Reception => return Ok((Right::EventCorrect, Of::Reception(id))),
        Subject::Planned => plan::find_planned(tx, id).await?.ok_or(Refusal::NotThere)?.plan,
        _ => return Err(Refusal::NotThere.into()),
    };
    let organisation = plan::find(tx, plan).await?.ok_or(Refusal::NotThere)?.organisation;
    Ok((Right::EventCorrect, Of::Organisation(organisation)))
}
