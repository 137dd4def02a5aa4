//! Cases: answering on the spot, and opening a name. In `close`, `merge` and `assess`: how a case ends, counts in another one,
//! and what people say of its result. Who leads it and until when is an [`crate::assignment`].

mod assess;
mod close;
mod link;
mod merge;
mod standing;
mod tell;
mod together;
mod within;

pub use assess::{Assess, Assessed, Confirm};
pub(crate) use close::done_anew_by;
pub use close::{End, Reopen};
pub use link::{Link, NewPoint, Split};
pub use merge::{Merge, Unmerge};
pub use tell::Tell;
pub use together::{AnswerTogether, MOST_TOGETHER, Shown, Together};

pub(crate) use assess::Said;
pub(crate) use link::{join, names, nothing_rests, takes_points};
pub(crate) use standing::{Found, acting, found, has_point, not_before, raised_in, start_promises};

use async_trait::async_trait;
use domain::case::Case;
use domain::correction::{effective, struck_by};
use domain::day::Day;
use domain::event::{CaseEvent, Event, PointAnswer, PointResult, Recorded, Subject, SubmissionEvent};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::span::Axis;
use domain::timeline::timeline;
use serde::{Deserialize, Serialize};
use store::dialogue::session;
use store::grant::{Grant, Of, SUBJECT, may};
use store::reply::{self, NewReply, NewReplyPoint};
use store::{Act, Error, Ids, Read, Stop, Tx, case, slip, submission};

use crate::field::{LINE, WORDS, happened, needed, optional};

/// What came of a point, as chosen at the desk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SpotResult {
    /// It was done.
    Done,
    /// It was explained.
    Explained,
    /// It was promised for a day.
    Promised,
    /// It cannot be done, for a ground.
    CannotBeDone,
    /// It is not for this body.
    BeyondCompetence,
}

/// An answer given in the session, to all points of a case that have none.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Answer {
    /// Term of the official who spoke it, if known.
    pub answered_by: Option<i64>,
    /// Name and post of whoever spoke it, where nobody of the posts that are recorded did; it stands instead of `answered_by`.
    #[serde(default)]
    pub speaker: String,
    /// What came of it.
    pub result: SpotResult,
    /// The day promised.
    pub by_on: Option<Day>,
    /// The answer's words.
    pub words: String,
    /// Why it cannot be done; needed for that result.
    pub ground: String,
}

/// Answers a case on the spot.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AnswerOnTheSpot {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// The points it answers; all that have no answer when empty.
    pub points: Vec<i64>,
    /// Day on which it was given; the day of the session when none is said.
    pub happened_on: Option<Day>,
    /// The answer.
    pub answer: Answer,
}

/// The row it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The reply.
    pub reply: i64,
}

#[async_trait]
impl Act for AnswerOnTheSpot {
    const NAME: &'static str = "case.answer_on_the_spot";
    type Answer = Answered;

    fn of(&self) -> Option<Of> {
        Some(Of::Case(self.case))
    }

    fn draw(&self, ids: &Ids) -> Result<Answered, Error> {
        Ok(Answered { reply: ids.draw()? })
    }

    async fn run(&self, tx: &mut Tx, new: &Answered) -> Result<(), Stop> {
        on_the_spot(tx, new.reply, self).await
    }
}

/// Answers one case on the spot, as one act or as one of several that are answered together.
pub(crate) async fn on_the_spot(tx: &mut Tx, reply: i64, act: &AnswerOnTheSpot) -> Result<(), Stop> {
    let by = tx.by();
    let (grant, row) = may(tx, by, Right::CaseAnswerOnTheSpot, Of::Case(act.case)).await?;
    if row.get::<i64>(SUBJECT)? != act.version {
        return Err(Refusal::Conflict.into());
    }
    let open: Vec<i64> = case::points(tx, act.case)
        .await?
        .into_iter()
        .filter(|point| point.result.is_none() && !point.struck)
        .map(|point| point.id)
        .collect();
    if open.is_empty() {
        return Err(Refusal::AlreadyAnswered.into());
    }
    let points = if act.points.is_empty() { open.clone() } else { act.points.clone() };
    if points.iter().any(|point| !open.contains(point)) {
        return Err(Refusal::NotAChoice { field: "point" }.into());
    }
    let dialogue: Option<i64> = row.get(SUBJECT + 3)?;
    let spoken = match dialogue {
        Some(dialogue) => store::dialogue::find(tx, dialogue).await?,
        None => None,
    }
    .ok_or(Refusal::DialogueNotOpen)?;
    if spoken.state != "open" {
        return Err(Refusal::DialogueNotOpen.into());
    }
    // Of several sessions the one in which the matter was raised; the first where it was linked from elsewhere.
    let heard = session::of_case(tx, act.case, spoken.id).await?;
    let (session, held_on) = heard.unwrap_or((spoken.session, spoken.held_on));
    let on = act.happened_on.unwrap_or(held_on);
    let raised_on: Day = row.get(SUBJECT + 2)?;
    if on < raised_on {
        return Err(Refusal::HappenedBefore { earliest: raised_on }.into());
    }
    let known = effective(tx.history(Subject::Case, act.case).await?);
    match Case::by(on, &known) {
        Some(Case { root: Some(_), .. }) => return Err(Refusal::CaseMerged.into()),
        Some(Case { ended: Some(_), .. }) => return Err(Refusal::CaseEnded.into()),
        // A point that was linked later was not there to be answered.
        Some(case) if points.iter().any(|point| !case.points.iter().any(|(id, _)| id == point)) => {
            return Err(Refusal::NotAChoice { field: "point" }.into());
        }
        _ => {}
    }
    let spot = Spot { reply, case: act.case, session, on, points: &points };
    answer(tx, &grant, &spot, &act.answer).await?;
    settle(tx, &grant, act.case, act.version).await?;
    Ok(())
}

/// Where and when an answer was spoken, and to what.
pub(crate) struct Spot<'a> {
    pub(crate) reply: i64,
    pub(crate) case: i64,
    pub(crate) session: i64,
    pub(crate) on: Day,
    pub(crate) points: &'a [i64],
}

/// Keeps an answer and appends its event; the case's history was started or read before.
pub(crate) async fn answer(tx: &mut Tx, grant: &Grant, spot: &Spot<'_>, answer: &Answer) -> Result<(), Stop> {
    let words = needed("answer", &answer.words, WORDS)?;
    let on = happened(spot.on, tx.today())?;
    let speaker = optional("speaker", &answer.speaker, LINE)?;
    let term = answer.answered_by.filter(|_| speaker.is_empty());
    if let Some(term) = term
        && session::chair(tx, grant.organisation, term, on).await?.is_none()
    {
        return Err(Refusal::NotAChoice { field: "answered_by" }.into());
    }
    let mut texts = vec![words];
    if answer.result == SpotResult::CannotBeDone {
        texts.push(needed("ground", &answer.ground, WORDS)?);
    }
    let named = !speaker.is_empty();
    if named {
        texts.push(speaker);
    }
    let texts = tx.texts(&texts)?;
    let speaker = texts.last().filter(|_| named).cloned();
    let result = match answer.result {
        SpotResult::Done => PointResult::Done,
        SpotResult::Explained => PointResult::Explained,
        SpotResult::Promised => {
            let by_on = answer.by_on.ok_or(Refusal::Missing { field: "by_on" })?;
            if by_on < on {
                return Err(Refusal::TooEarly { field: "by_on", earliest: on }.into());
            }
            PointResult::Promised { by_on }
        }
        SpotResult::CannotBeDone => PointResult::CannotBeDone { ground: texts[1].clone() },
        SpotResult::BeyondCompetence => PointResult::BeyondCompetence,
    };
    let by_on = if let PointResult::Promised { by_on } = result { Some(by_on) } else { None };
    let rows: Vec<NewReplyPoint<'_>> = spot
        .points
        .iter()
        .map(|point| NewReplyPoint { point: *point, result: result.as_str(), by_on, text: texts[0].id, evidence: None })
        .collect();
    reply::add(
        tx,
        grant,
        &NewReply {
            id: spot.reply,
            case: spot.case,
            session: Some(spot.session),
            speaker: term,
            named: speaker.as_ref().map(|text| text.id),
            issued_on: on,
        },
        &rows,
    );
    let points: Vec<PointAnswer> =
        spot.points.iter().map(|point| PointAnswer { point: *point, result: result.clone() }).collect();
    let event = tx.append(
        Subject::Case,
        spot.case,
        on,
        Event::Case(CaseEvent::AnsweredOnTheSpot {
            reply: spot.reply,
            session: spot.session,
            body: grant.organisation,
            points: points.clone(),
            speaker,
        }),
    )?;
    start_promises(tx, grant, grant.organisation, event, on, &points)
}

/// Brings the rows of a case in line with its events: its state, the day on which it was raised, its clock, the days of its
/// answers and which of them are struck, and what stands beside it. Says how it stands now.
pub(crate) async fn settle(tx: &mut Tx, grant: &Grant, id: i64, version: i64) -> Result<String, Stop> {
    let events = tx.history(Subject::Case, id).await?;
    let known = effective(events);
    let raised_on = known.first().ok_or(Refusal::NotThere)?.on;
    let handling = timeline(events)
        .into_iter()
        .rfind(|segment| segment.axis == Axis::Handling && segment.to == Day::OPEN)
        .map_or_else(|| "struck".to_owned(), |segment| segment.value);
    let clocks = Case::by(Day::OPEN, &known).ok_or(Refusal::NotThere)?.clocks(&known);
    for (reply, on, struck_by) in amended_answers(events) {
        reply::set_standing(tx, grant, reply, on, struck_by);
    }
    case::set_clocks(tx, grant, id, clocks, raised_on);
    standing::follow(tx, grant, id).await?;
    if !case::set_handling(tx, grant, id, version, &handling, raised_on).await? {
        return Err(Refusal::Conflict.into());
    }
    crate::rulebook::follow(tx, grant, id, clocks, raised_on).await?;
    Ok(handling)
}

/// Day and striking of each answer, once anything of the case was amended; until then they stand as they were written.
fn amended_answers(events: &[Recorded]) -> Vec<(i64, Day, Option<i64>)> {
    if !events.iter().any(|known| matches!(known.event, Event::Corrected { .. } | Event::Struck { .. })) {
        return Vec::new();
    }
    let counting = effective(events);
    let answers = events.iter().filter_map(|known| match &known.event {
        Event::Case(CaseEvent::AnsweredOnTheSpot { reply, .. } | CaseEvent::Replied { reply, .. }) => {
            let on = counting.iter().find(|event| event.recorded.id == known.id).map_or(known.happened_on, |it| it.on);
            Some((*reply, on, struck_by(events, known.id)))
        }
        _ => None,
    });
    answers.collect()
}

/// Brings the row of a submission in line with its events: its day, and whether it was struck.
pub(crate) async fn settle_submission(tx: &mut Tx, grant: &Grant, id: i64) -> Result<(), Stop> {
    let events = tx.history(Subject::Submission, id).await?;
    let (raised, on) = effective(events).first().map(|it| (it.recorded.id, it.on)).ok_or(Refusal::NotThere)?;
    let struck_by = struck_by(events, raised);
    let typed_from =
        events.iter().any(|known| matches!(known.event, Event::Submission(SubmissionEvent::TypedFrom { .. })));
    submission::set_standing(tx, grant, id, on, struck_by);
    if typed_from {
        slip::follow(tx, grant, id, struck_by.is_some());
    }
    Ok(())
}

/// Opens name and contact of who raised a case; every opening stands in the case's history.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReadIdentity {
    /// The case.
    pub case: i64,
}

#[async_trait]
impl Act for ReadIdentity {
    const NAME: &'static str = "case.read_identity";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        may(tx, by, Right::CaseReadIdentity, Of::Case(self.case)).await?;
        let today = tx.today();
        tx.history(Subject::Case, self.case).await?;
        tx.append(Subject::Case, self.case, today, Event::Case(CaseEvent::IdentityRead))?;
        Ok(())
    }
}
