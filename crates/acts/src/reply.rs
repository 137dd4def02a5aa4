//! Replies on paper, point by point, and the promises in them.

use async_trait::async_trait;
use domain::case::Standing;
use domain::correction::{Effective, effective};
use domain::day::Day;
use domain::event::{CaseEvent, Event, PointAnswer, PointResult, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::text::TextRef;
use serde::{Deserialize, Serialize};
use store::reply::{self, NewPaper, NewReplyPoint};
use store::{Act, Error, Ids, Stop, Tx, organisation};

use crate::case::{Found, SpotResult, acting, found, has_point, settle, start_promises};
use crate::field::{LINE, REASON, WORDS, needed, optional};

/// What a reply says of one point.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReplyPoint {
    /// The point of the case.
    pub point: i64,
    /// What came of it.
    pub result: SpotResult,
    /// The day promised; needed for that result.
    pub by_on: Option<Day>,
    /// The words of the reply to this point.
    pub words: String,
    /// Why it cannot be done; needed for that result.
    pub ground: String,
}

/// Records a reply on paper.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Reply {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// Number of the paper; may be empty.
    pub number: String,
    /// Term of the official who signed it, if known.
    pub signer: Option<i64>,
    /// What it says, of one point of the case at least; of none that is settled.
    pub points: Vec<ReplyPoint>,
    /// The body whose reply it is, where somebody else records it (nhập hộ).
    pub on_behalf_of: Option<i64>,
    /// The date on the paper.
    pub happened_on: Day,
}

/// The row it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replied {
    /// The reply.
    pub reply: i64,
}

#[async_trait]
impl Act for Reply {
    const NAME: &'static str = "reply.reply";
    type Answer = Replied;

    fn draw(&self, ids: &Ids) -> Result<Replied, Error> {
        Ok(Replied { reply: ids.draw()? })
    }

    async fn run(&self, tx: &mut Tx, new: &Replied) -> Result<(), Stop> {
        let found = found(tx, Right::CaseReply, self.case, self.version, self.happened_on).await?;
        let number = optional("number", &self.number, LINE)?;
        let (body, assignment) = self.replier(tx, &found).await?;
        self.check_points(&found)?;
        if let Some(term) = self.signer
            && !organisation::holds(tx, body, term, found.on).await?
        {
            return Err(Refusal::NotAChoice { field: "signer" }.into());
        }
        let (mut answers, mut texts) = (Vec::new(), Vec::new());
        for point in &self.points {
            let (result, text) = read_point(tx, point, found.on)?;
            answers.push(PointAnswer { point: point.point, result });
            texts.push(text);
        }
        let rows: Vec<NewReplyPoint<'_>> =
            answers.iter().zip(&texts).map(|(answer, text)| row_of(answer, text)).collect();
        let paper = NewPaper {
            id: new.reply,
            case: found.id,
            body,
            assignment,
            number,
            signer: self.signer,
            issued_on: found.on,
        };
        reply::add_paper(tx, &found.grant, &paper, &rows);
        let event = CaseEvent::Replied { reply: new.reply, body, points: answers.clone() };
        let event = tx.append(Subject::Case, found.id, found.on, Event::Case(event))?;
        start_promises(tx, &found.grant, body, event, found.on, &answers)?;
        settle(tx, &found.grant, found.id, found.version).await?;
        Ok(())
    }
}

impl Reply {
    /// Whose reply it is: of the body that leads or cooperates on its day, or of the body of origin; and the assignment.
    async fn replier(&self, tx: &mut Tx, found: &Found) -> Result<(i64, Option<i64>), Stop> {
        let (mut can, in_force) = {
            let known = effective(&found.events);
            let case = found.open(&known)?;
            (vec![case.bearer, found.origin], case.assignment)
        };
        let cooperating = store::assignment::cooperating(tx, found.id).await?;
        can.extend(cooperating.iter().filter(|(id, _)| Some(*id) == in_force).map(|(_, body)| *body));
        // A body that was made to lead later has not replied before.
        let body = self.on_behalf_of.unwrap_or(found.grant.organisation);
        if !can.contains(&body)
            && let Some(led) = effective(&found.events).iter().find(
                |event| matches!(event.recorded.event, Event::Case(CaseEvent::Assigned { lead, .. }) if lead == body),
            )
            && led.on > found.on
        {
            return Err(Refusal::HappenedBefore { earliest: led.on }.into());
        }
        Ok((acting(tx, found, self.on_behalf_of, &can).await?, in_force))
    }

    /// Each point is one of the case, is told of once, and isn't settled.
    fn check_points(&self, found: &Found) -> Result<(), Refusal> {
        let known = effective(&found.events);
        let case = found.open(&known)?;
        if case.is_settled() {
            return Err(Refusal::AlreadyAnswered);
        }
        if self.points.is_empty() {
            return Err(Refusal::Missing { field: "point" });
        }
        for (at, told) in self.points.iter().enumerate() {
            let again = self.points[..at].iter().any(|earlier| earlier.point == told.point);
            match case.points.iter().find(|(id, _)| *id == told.point) {
                None => return Err(Refusal::NotAChoice { field: "point" }),
                Some(_) if again || !has_point(&known, told.point) => {
                    return Err(Refusal::NotAChoice { field: "point" });
                }
                Some((_, Standing::Open | Standing::Promised(_) | Standing::Beyond)) => {}
                Some(_) => return Err(Refusal::AlreadyAnswered),
            }
        }
        Ok(())
    }
}

/// What was typed of one point: what came of it, and its words.
fn read_point(tx: &mut Tx, told: &ReplyPoint, on: Day) -> Result<(PointResult, TextRef), Stop> {
    let words = needed("answer", &told.words, WORDS)?;
    let result = match told.result {
        SpotResult::Done => PointResult::Done,
        SpotResult::Explained => PointResult::Explained,
        SpotResult::Promised => {
            let by_on = told.by_on.ok_or(Refusal::Missing { field: "by_on" })?;
            if by_on < on {
                return Err(Refusal::TooEarly { field: "by_on", earliest: on }.into());
            }
            PointResult::Promised { by_on }
        }
        SpotResult::CannotBeDone => {
            PointResult::CannotBeDone { ground: tx.text(needed("ground", &told.ground, WORDS)?)? }
        }
        SpotResult::BeyondCompetence => PointResult::BeyondCompetence,
    };
    Ok((result, tx.text(words)?))
}

fn row_of<'a>(answer: &PointAnswer, text: &'a TextRef) -> NewReplyPoint<'a> {
    let by_on = if let PointResult::Promised { by_on } = answer.result { Some(by_on) } else { None };
    NewReplyPoint { point: answer.point, result: answer.result.as_str(), by_on, text }
}

/// Records that what was promised for a point was done.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct KeepPromise {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// The point whose answer in force is a promise.
    pub point: i64,
    /// What was done; may be empty.
    pub words: String,
    /// Day on which it was done.
    pub happened_on: Day,
}

#[async_trait]
impl Act for KeepPromise {
    const NAME: &'static str = "reply.keep_promise";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::CaseWork, self.case, self.version, self.happened_on).await?;
        let known = effective(&found.events);
        let standing = found.open(&known)?.points.into_iter().find(|(id, _)| *id == self.point);
        match standing {
            Some((_, Standing::Promised(_))) => {}
            _ => return Err(promised_later(&known, self.point, found.on).into()),
        }
        let words = optional("note", &self.words, REASON)?;
        let words = if words.is_empty() { None } else { Some(tx.text(words)?) };
        found.append(tx, CaseEvent::PromiseKept { point: self.point, words }).await?;
        Ok(())
    }
}

/// Why no promise of a point waits on that day: it was given later, or none is.
fn promised_later(known: &[Effective<'_>], point: i64, on: Day) -> Refusal {
    let given = known.iter().find(|event| match &event.recorded.event {
        Event::Case(CaseEvent::Replied { points, .. } | CaseEvent::AnsweredOnTheSpot { points, .. }) => {
            points.iter().any(|answer| answer.point == point && matches!(answer.result, PointResult::Promised { .. }))
        }
        _ => false,
    });
    match given {
        Some(event) if event.on > on => Refusal::HappenedBefore { earliest: event.on },
        _ => Refusal::NotAChoice { field: "point" },
    }
}
