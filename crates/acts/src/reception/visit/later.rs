//! Saying later what became of a visit, and taking one out.

use async_trait::async_trait;
use domain::day::Day;
use domain::denunciation;
use domain::event::{ReceptionEvent, Subject};
use domain::permission::Act as Right;
use domain::reception::{DayVisit, VisitOutcome, form};
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::grant::{Of, SUBJECT, may};
use store::reception::{self, visit};
use store::{Act, Error, Ids, Read, Stop, Tx, submission};

use super::{End, Made, Matter, Way, end};
use crate::case::nothing_rests;
use crate::field::{LINE, REASON, happened, needed};
use crate::letter::{keep_parts, out_of_list, texts};
use crate::reception::{Found, found, settle};
use crate::submission::{keep, strike_out};

/// Says what became of a visit that had no outcome yet.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Bind {
    /// The visit.
    pub visit: i64,
    /// What became of it.
    pub end: End,
    /// Whether who types it says that what was said is no denunciation, though it looks like one.
    #[serde(default)]
    pub no_denunciation: bool,
    /// The day.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Bind {
    const NAME: &'static str = "reception.bind";
    type Answer = Made;

    fn draw(&self, ids: &Ids) -> Result<Made, Error> {
        Made::draw(ids)
    }

    async fn run(&self, tx: &mut Tx, new: &Made) -> Result<(), Stop> {
        let row = visit::find(tx, self.visit).await?.ok_or(Refusal::NotThere)?;
        let found = found(tx, row.reception).await?;
        let known = found.now.visits.iter().find(|known| known.visited.visit == self.visit).ok_or(Refusal::NotThere)?;
        if known.struck {
            return Err(Refusal::AlreadyStruck.into());
        }
        if known.withheld {
            return Err(Refusal::WordsWithheld.into());
        }
        if known.visited.end.outcome != VisitOutcome::Open || self.end.way == Way::Open {
            return Err(Refusal::AlreadyDone.into());
        }
        let on = happened(self.happened_on, tx.today())?;
        if on < known.on {
            return Err(Refusal::HappenedBefore { earliest: known.on }.into());
        }
        let said = self.end.said()?;
        let none_said = denunciation::held_none("visit_said", said, self.no_denunciation)?;
        let it = &known.visited;
        let (name, contact) = visit::submitter(tx, &found.grant, it.turn).await?;
        let matter = Matter {
            turn: it.turn,
            text: it.text.as_ref(),
            words: row.words.as_deref().unwrap_or_default(),
            // It was asked when the words were typed.
            held_none: row.words.as_deref().is_some_and(denunciation::is_said),
            kind: it.kind,
            territory: it.territory,
            field: &it.field,
            on: known.on,
            name: &name,
            contact: &contact,
        };
        let end = end(tx, &found.grant, &self.end, &matter, *new).await?;
        reception::set_end(tx, &found.grant, self.visit, &end);
        tx.append(Subject::Reception, row.reception, on, ReceptionEvent::VisitBound { visit: self.visit, end }.into())?;
        if none_said {
            let held = ReceptionEvent::HeldNoDenunciation { visit: self.visit };
            tx.append(Subject::Reception, row.reception, on, held.into())?;
        }
        settle(tx, &found.grant, row.reception).await
    }
}

/// Takes out a visit that was recorded by mistake; its number stays in the book. What was raised in it is struck
/// with it, and its case where that has not gone on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StrikeVisit {
    /// The visit.
    pub visit: i64,
    /// Why.
    pub reason: String,
}

#[async_trait]
impl Act for StrikeVisit {
    const NAME: &'static str = "reception.strike_visit";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let row = visit::find(tx, self.visit).await?.ok_or(Refusal::NotThere)?;
        let found = found(tx, row.reception).await?;
        if row.struck {
            return Err(Refusal::AlreadyStruck.into());
        }
        let taken =
            found.now.visits.iter().find(|it| it.visited.visit == self.visit).and_then(|it| it.visited.end.letter);
        if let Some(submission) = row.submission {
            let by = tx.by();
            let (raised_by, raised) = may(tx, by, Right::SubmissionStrike, Of::Submission(submission)).await?;
            if raised.get::<Option<i64>>(SUBJECT + 3)?.is_none() {
                let at = submission::whereabouts(tx, submission).await?.ok_or(Refusal::NotThere)?;
                let bound = |it: &DayVisit| it.visited.visit != self.visit && it.visited.end.case == Some(at.case);
                // What the case went on to, and who came again for it, rests on what was raised.
                if found.now.standing().any(bound) {
                    return Err(Refusal::LaterStands.into());
                }
                nothing_rests(tx, at.case).await?;
                let reason = needed("reason", &self.reason, REASON)?;
                let reason = tx.text(reason)?;
                strike_out(tx, &raised_by, submission, &reason).await?;
                if let Some(letter) = taken {
                    out_of_list(tx, &raised_by, letter, &reason).await?;
                }
            }
        }
        let reason = tx.text(needed("reason", &self.reason, REASON)?)?;
        reception::strike_visit(tx, &found.grant, self.visit);
        let today = tx.today();
        let struck = ReceptionEvent::VisitStruck { visit: self.visit, reason };
        tx.append(Subject::Reception, row.reception, today, struck.into())?;
        settle(tx, &found.grant, row.reception).await
    }
}

/// A visit of a day, and the day as it stands; refused where it was recorded by mistake.
async fn visit_of(tx: &mut Tx, id: i64) -> Result<(Found, i64, DayVisit), Stop> {
    let row = visit::find(tx, id).await?.ok_or(Refusal::NotThere)?;
    let found = found(tx, row.reception).await?;
    let known = found.now.visits.iter().find(|known| known.visited.visit == id).cloned().ok_or(Refusal::NotThere)?;
    if known.struck { Err(Refusal::AlreadyStruck.into()) } else { Ok((found, row.reception, known)) }
}

/// Keeps a visit from everybody: what turned out to be a denunciation, or to be told in private. Its words, what was said, who came and
/// what it became leave every page; the visit stays in the book with its number, and its case stays open.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Withhold {
    /// The visit.
    pub visit: i64,
    /// The day on which that was found; the day of the visit when none is said.
    pub happened_on: Option<Day>,
}

#[async_trait]
impl Act for Withhold {
    const NAME: &'static str = "reception.withhold";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        let row = visit::find(tx, self.visit).await?.ok_or(Refusal::NotThere)?;
        let (grant, _) = may(tx, by, Right::SubmissionWithhold, Of::Reception(row.reception)).await?;
        let (_, reception, known) = visit_of(tx, self.visit).await?;
        if known.withheld {
            return Err(Refusal::WordsWithheld.into());
        }
        let on = happened(self.happened_on.unwrap_or(known.on), tx.today())?;
        if on < known.on {
            return Err(Refusal::HappenedBefore { earliest: known.on }.into());
        }
        let end = &known.visited.end;
        let said = [known.visited.text.as_ref(), end.words.as_ref()].into_iter().flatten();
        let mut copies = said.map(|text| text.id).collect::<Vec<_>>();
        if let Some(letter) = end.letter {
            copies.extend(texts(tx, letter).await?);
        }
        if let Some(submission) = end.submission {
            keep(tx, &grant, submission, on, &copies).await?;
        }
        if let Some(letter) = end.letter {
            keep_parts(tx, &grant, letter, on).await?;
        }
        reception::set_kept(tx, &grant, self.visit, true);
        let withheld = ReceptionEvent::VisitWithheld { visit: self.visit };
        tx.append(Subject::Reception, reception, on, withheld.into())?;
        settle(tx, &grant, reception).await
    }
}

/// Says that a refusal was given in writing (thông báo từ chối tiếp công dân), where its ground asks for that.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GiveRefusal {
    /// The visit.
    pub visit: i64,
    /// The number on the paper.
    pub number: String,
    /// The day on it.
    pub happened_on: Day,
}

#[async_trait]
impl Act for GiveRefusal {
    const NAME: &'static str = "reception.give_refusal";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (found, reception, known) = visit_of(tx, self.visit).await?;
        let ground = known.visited.end.ground.as_deref().and_then(form::ground);
        if !ground.is_some_and(|ground| ground.written) {
            return Err(Refusal::NotAChoice { field: "refusal_ground" }.into());
        }
        if known.notice.is_some() {
            return Err(Refusal::AlreadyDone.into());
        }
        let on = happened(self.happened_on, tx.today())?;
        if on < known.on {
            return Err(Refusal::HappenedBefore { earliest: known.on }.into());
        }
        let number = tx.text(needed("number", &self.number, LINE)?)?;
        reception::set_notice(tx, &found.grant, self.visit, Some(&(on, number.clone())));
        let given = ReceptionEvent::RefusalGiven { visit: self.visit, number };
        tx.append(Subject::Reception, reception, on, given.into())?;
        settle(tx, &found.grant, reception).await
    }
}
