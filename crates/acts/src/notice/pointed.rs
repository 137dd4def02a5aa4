//! The points of a draft: written, put together, taken out.

use std::collections::BTreeSet;

use async_trait::async_trait;
use domain::day::Day;
use domain::event::{Delivery, Event, NoticeEvent, NoticePoint, Subject};
use domain::notice::Stated;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::assignment::BodyRow;
use store::notice::listed;
use store::{Act, Error, Ids, Read, Stop, Tx, assignment};

use super::{BODIES, Found, POINTS, open, settle};
use crate::field::{LINE, REASON, WORDS, happened, needed, optional};

/// A point as somebody writes it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Written {
    /// The matter, in short.
    pub matter: String,
    /// What was concluded.
    pub conclusion: String,
    /// The body that leads; may be left for later.
    pub lead: Option<i64>,
    /// Bodies that cooperate.
    pub cooperating: Vec<i64>,
    /// The last day; may be left for later.
    pub due_on: Option<Day>,
    /// What has to be shown when it is done; may be empty.
    pub evidence: String,
    /// How people are told of the result.
    pub delivery: Delivery,
    /// Whether the lead has to reach the person.
    pub contact: bool,
    /// The cases that it settles, at least one.
    pub cases: Vec<i64>,
}

/// What a point can be written of: the matters of the dialogue and the bodies that lead or take part.
pub(super) struct Known {
    cases: BTreeSet<i64>,
    bodies: Vec<BodyRow>,
}

/// What the points of a notice can be written of.
pub(super) async fn known(tx: &mut Tx, found: &Found) -> Result<Known, Stop> {
    let today = tx.today();
    let matters = listed::matters(tx, found.now.dialogue, today).await?;
    let bodies = assignment::bodies(tx, found.grant.organisation, today, BODIES).await?;
    Ok(Known { cases: matters.iter().map(|matter| matter.listed.case).collect(), bodies })
}

impl Written {
    /// The point as its event names it; refused where a body is none of those that could lead or take part, and for a case
    /// that was not raised in the dialogue. What was concluded may be left for later where the draft says so.
    pub(super) fn checked(&self, tx: &mut Tx, known: &Known, point: i64, unsaid: bool) -> Result<NoticePoint, Stop> {
        let mut cases: Vec<i64> = self.cases.clone();
        cases.sort_unstable();
        cases.dedup();
        if cases.is_empty() {
            return Err(Refusal::Missing { field: "cases" }.into());
        }
        if !cases.iter().all(|case| known.cases.contains(case)) {
            return Err(Refusal::NotAChoice { field: "cases" }.into());
        }
        Self { cases, ..self.clone() }.kept(tx, known, point, unsaid)
    }

    /// As [`Written::checked`], for what the cases are whatever they are: those that the point has are not typed with its words.
    pub(super) fn kept(&self, tx: &mut Tx, known: &Known, point: i64, unsaid: bool) -> Result<NoticePoint, Stop> {
        let matter = needed("matter", &self.matter, LINE)?;
        let conclusion = optional("conclusion", &self.conclusion, WORDS)?;
        if conclusion.is_empty() && !unsaid {
            return Err(Refusal::Missing { field: "conclusion" }.into());
        }
        let evidence = optional("evidence", &self.evidence, REASON)?;
        if let Some(lead) = self.lead
            && !known.bodies.iter().any(|body| body.id == lead && body.leads)
        {
            return Err(Refusal::NotAChoice { field: "lead" }.into());
        }
        for (at, body) in self.cooperating.iter().enumerate() {
            let twice = Some(*body) == self.lead || self.cooperating[..at].contains(body);
            if twice || !known.bodies.iter().any(|known| known.id == *body) {
                return Err(Refusal::NotAChoice { field: "cooperating" }.into());
            }
        }
        let mut texts = vec![matter, conclusion];
        texts.extend((!evidence.is_empty()).then_some(evidence));
        let mut texts = tx.texts(&texts)?.into_iter();
        let mut next = || texts.next().expect("as many texts were kept as were given");
        Ok(NoticePoint {
            point,
            matter: next(),
            conclusion: next(),
            lead: self.lead,
            cooperating: self.cooperating.clone(),
            due_on: self.due_on,
            evidence: if evidence.is_empty() { None } else { Some(next()) },
            delivery: self.delivery,
            contact: self.contact,
            proposed: false,
            cases: self.cases.clone(),
        })
    }
}

/// Writes a point of a notice that is not issued yet: a new one, or one that it has.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetPoint {
    /// The notice.
    pub notice: i64,
    /// The version that was shown.
    pub version: i64,
    /// The point; none for a new one.
    pub point: Option<i64>,
    /// What it says.
    pub written: Written,
    /// The day of the draft.
    pub happened_on: Day,
}

#[async_trait]
impl Act for SetPoint {
    const NAME: &'static str = "notice.set_point";
    type Answer = i64;

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        ids.draw()
    }

    async fn run(&self, tx: &mut Tx, new: &i64) -> Result<(), Stop> {
        let found = open(tx, self.notice, self.version).await?;
        let on = happened(self.happened_on, tx.today())?;
        let point = match self.point {
            Some(id) => {
                let own = |stated: &Stated| matches!(stated, Stated::Own(point) if point.point == id);
                if !found.now.points.iter().any(own) {
                    return Err(Refusal::NotThere.into());
                }
                id
            }
            None if found.now.points.len() >= POINTS => {
                return Err(Refusal::TooMany { field: "points", most: POINTS }.into());
            }
            None => *new,
        };
        let known = known(tx, &found).await?;
        let point = self.written.checked(tx, &known, point, false)?;
        let event = Event::Notice(NoticeEvent::PointSet { point });
        tx.append(Subject::Notice, self.notice, on, event)?;
        settle(tx, &found.grant, self.notice, self.version, None).await
    }
}

/// Puts the matters of a case where they stand in a draft: into a point, among the noted ones, or nowhere.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PlaceCase {
    /// The notice.
    pub notice: i64,
    /// The version that was shown.
    pub version: i64,
    /// The case.
    pub case: i64,
    /// Where its matters stand from now on.
    pub place: Place,
    /// The day of the draft.
    pub happened_on: Day,
}

/// Where the matters of a case stand in a notice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Place {
    /// In a point.
    Point(i64),
    /// Noted.
    Noted,
    /// In no point, and not noted.
    Out,
}

#[async_trait]
impl Act for PlaceCase {
    const NAME: &'static str = "notice.place_case";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = open(tx, self.notice, self.version).await?;
        let on = happened(self.happened_on, tx.today())?;
        let matters = listed::matters(tx, found.now.dialogue, on).await?;
        if !matters.iter().any(|matter| matter.listed.case == self.case) {
            return Err(Refusal::NotAChoice { field: "case" }.into());
        }
        let mut events = Vec::new();
        let mut there = false;
        for stated in &found.now.points {
            let Stated::Own(point) = stated else { continue };
            let (has, wants) = (point.cases.contains(&self.case), self.place == Place::Point(point.point));
            there |= wants;
            if has == wants {
                continue;
            }
            let mut changed = point.clone();
            changed.cases.retain(|case| *case != self.case);
            if wants {
                changed.cases.push(self.case);
                changed.cases.sort_unstable();
            }
            events.push(if changed.cases.is_empty() {
                NoticeEvent::PointDropped { point: point.point }
            } else {
                NoticeEvent::PointSet { point: changed }
            });
        }
        if matches!(self.place, Place::Point(_)) && !there {
            return Err(Refusal::NotAChoice { field: "point" }.into());
        }
        let (has, wants) = (found.now.noted.contains(&self.case), self.place == Place::Noted);
        if has != wants {
            let mut cases = found.now.noted.clone();
            cases.retain(|case| *case != self.case);
            cases.extend(wants.then_some(self.case));
            events.push(NoticeEvent::Noted { cases });
        }
        if events.is_empty() {
            return Err(Refusal::AlreadyDone.into());
        }
        for event in events {
            tx.append(Subject::Notice, self.notice, on, event.into())?;
        }
        settle(tx, &found.grant, self.notice, self.version, None).await
    }
}

/// Takes a point out of a draft; its matters stand nowhere then.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DropPoint {
    /// The notice.
    pub notice: i64,
    /// The version that was shown.
    pub version: i64,
    /// The point.
    pub point: i64,
    /// The day of the draft.
    pub happened_on: Day,
}

#[async_trait]
impl Act for DropPoint {
    const NAME: &'static str = "notice.drop_point";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = open(tx, self.notice, self.version).await?;
        let on = happened(self.happened_on, tx.today())?;
        if !found.now.points.iter().any(|stated| stated.id() == self.point) {
            return Err(Refusal::NotThere.into());
        }
        let dropped = NoticeEvent::PointDropped { point: self.point };
        tx.append(Subject::Notice, self.notice, on, dropped.into())?;
        settle(tx, &found.grant, self.notice, self.version, None).await
    }
}

/// Gives a repeated point the last day that this notice says; the earlier of the two counts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DateTaken {
    /// The notice.
    pub notice: i64,
    /// The version that was shown.
    pub version: i64,
    /// The point.
    pub point: i64,
    /// The last day.
    pub due_on: Option<Day>,
    /// The day of the draft.
    pub happened_on: Day,
}

#[async_trait]
impl Act for DateTaken {
    const NAME: &'static str = "notice.date_taken";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = open(tx, self.notice, self.version).await?;
        let on = happened(self.happened_on, tx.today())?;
        let due_on = self.due_on.ok_or(Refusal::Missing { field: "due_on" })?;
        let taken = |stated: &Stated| matches!(stated, Stated::Taken { point, .. } if *point == self.point);
        if !found.now.points.iter().any(taken) {
            return Err(Refusal::NotThere.into());
        }
        let event = NoticeEvent::PointTaken { point: self.point, due_on: Some(due_on) };
        tx.append(Subject::Notice, self.notice, on, event.into())?;
        settle(tx, &found.grant, self.notice, self.version, None).await
    }
}
