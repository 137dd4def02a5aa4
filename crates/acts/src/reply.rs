//! Replies on paper, point by point, and the promises in them. In `draft`: those that are written here and approved before they
//! go out; in `delivery`: how people are told; in `file`: files that show what came of a point.

mod delivery;
mod draft;
pub mod file;

pub use delivery::ChooseDelivery;
pub use draft::{Approve, Draft, Issue, LeftOut, SendBack, Submit};

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
    /// What shows that it was done; may be empty.
    #[serde(default)]
    pub evidence: String,
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
        let (body, assignment) = replier(tx, &found, self.on_behalf_of).await?;
        check_points(&found, self.points.iter().map(|told| told.point))?;
        let mut said = Vec::new();
        for point in &self.points {
            let Said { result, words, evidence } = read_point(tx, point, found.on)?;
            said.push((point.point, result, words.id, evidence.map(|text| text.id)));
        }
        let issued = Issued { id: new.reply, body, assignment, number, signer: self.signer };
        issue(tx, &found, &issued, &said).await
    }
}

/// A reply as it goes out.
struct Issued<'a> {
    /// Its id.
    id: i64,
    /// The body whose reply it is.
    body: i64,
    /// The assignment under which that body replies.
    assignment: Option<i64>,
    /// Number of the paper; may be empty.
    number: &'a str,
    /// Term of the official who signed it.
    signer: Option<i64>,
}

/// What a reply says of a point: its result, the text of its words, and that of what shows that it was done.
type Answered = (i64, PointResult, i64, Option<i64>);

/// Keeps a reply that was found to be in order, appends its event and starts the clocks of what it promises.
async fn issue(tx: &mut Tx, found: &Found, new: &Issued<'_>, said: &[Answered]) -> Result<(), Stop> {
    if let Some(term) = new.signer
        && !organisation::holds(tx, new.body, term, found.on).await?
    {
        return Err(Refusal::NotAChoice { field: "signer" }.into());
    }
    let rows: Vec<NewReplyPoint<'_>> = said.iter().map(row_of).collect();
    let paper = NewPaper {
        id: new.id,
        case: found.id,
        body: new.body,
        assignment: new.assignment,
        number: new.number,
        signer: new.signer,
        issued_on: found.on,
    };
    reply::add_paper(tx, &found.grant, &paper, &rows);
    let answers: Vec<PointAnswer> =
        said.iter().map(|(point, result, ..)| PointAnswer { point: *point, result: result.clone() }).collect();
    let event = CaseEvent::Replied { reply: new.id, body: new.body, points: answers.clone() };
    let event = tx.append(Subject::Case, found.id, found.on, Event::Case(event))?;
    start_promises(tx, &found.grant, new.body, event, found.on, &answers)?;
    settle(tx, &found.grant, found.id, found.version).await?;
    Ok(())
}

/// Whose reply it is: of the body that leads or cooperates on its day, or of the body that decides; and the assignment.
async fn replier(tx: &mut Tx, found: &Found, on_behalf_of: Option<i64>) -> Result<(i64, Option<i64>), Stop> {
    let (mut can, in_force) = {
        let known = effective(&found.events);
        let case = found.open(&known)?;
        (vec![case.bearer, found.decides], case.assignment)
    };
    let cooperating = store::assignment::cooperating(tx, found.id).await?;
    can.extend(cooperating.iter().filter(|(id, _)| Some(*id) == in_force).map(|(_, body)| *body));
    // A body that was made to lead later has not replied before.
    let body = on_behalf_of.unwrap_or(found.grant.organisation);
    if !can.contains(&body)
        && let Some(led) = effective(&found.events)
            .iter()
            .find(|event| matches!(event.recorded.event, Event::Case(CaseEvent::Assigned { lead, .. }) if lead == body))
        && led.on > found.on
    {
        return Err(Refusal::HappenedBefore { earliest: led.on }.into());
    }
    Ok((acting(tx, found, on_behalf_of, &can).await?, in_force))
}

/// Each point is one of the case, is told of once, and isn't settled.
fn check_points(found: &Found, points: impl Iterator<Item = i64>) -> Result<(), Refusal> {
    let known = effective(&found.events);
    let case = found.open(&known)?;
    if case.is_settled() {
        return Err(Refusal::AlreadyAnswered);
    }
    let points: Vec<i64> = points.collect();
    if points.is_empty() {
        return Err(Refusal::Missing { field: "point" });
    }
    for (at, told) in points.iter().enumerate() {
        let again = points[..at].contains(told);
        match case.points.iter().find(|(id, _)| id == told) {
            None => return Err(Refusal::NotAChoice { field: "point" }),
            Some(_) if again || !has_point(&known, *told) => return Err(Refusal::NotAChoice { field: "point" }),
            Some((_, Standing::Open | Standing::Promised(_) | Standing::Beyond)) => {}
            Some(_) => return Err(Refusal::AlreadyAnswered),
        }
    }
    Ok(())
}

/// What was typed of one point.
struct Said {
    /// What came of it.
    result: PointResult,
    /// The words.
    words: TextRef,
    /// What shows that it was done.
    evidence: Option<TextRef>,
}

fn read_point(tx: &mut Tx, told: &ReplyPoint, on: Day) -> Result<Said, Stop> {
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
    let evidence = optional("evidence", &told.evidence, REASON)?;
    let evidence = if evidence.is_empty() { None } else { Some(tx.text(evidence)?) };
    Ok(Said { result, words: tx.text(words)?, evidence })
}

fn row_of((point, result, text, evidence): &Answered) -> NewReplyPoint<'_> {
    let by_on = if let PointResult::Promised { by_on } = result { Some(*by_on) } else { None };
    NewReplyPoint { point: *point, result: result.as_str(), by_on, text: *text, evidence: *evidence }
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
        Event::Case(CaseEvent::TransferReplied { points, .. }) => points
            .iter()
            .any(|answer| answer.point == point && matches!(answer.result, Some(PointResult::Promised { .. }))),
        _ => false,
    });
    match given {
        Some(event) if event.on > on => Refusal::HappenedBefore { earliest: event.on },
        _ => Refusal::NotAChoice { field: "point" },
    }
}
