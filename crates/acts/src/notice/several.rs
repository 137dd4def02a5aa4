//! The points of a draft, written together as one page showed them.

use async_trait::async_trait;
use data_encoding::HEXLOWER;
use domain::day::Day;
use domain::event::{Delivery, Event, NoticeEvent, NoticePoint, Subject};
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::notice::{self, PointRow};
use store::{Act, Error, Ids, Read, Stop, Tx};

use super::pointed::known;
use super::{POINTS, Written, open, settle};
use crate::field::happened;

impl Written {
    /// What a point says now, as somebody would write it.
    pub fn of(row: &PointRow) -> Self {
        Self {
            matter: row.matter.clone().unwrap_or_default(),
            conclusion: row.conclusion.clone().unwrap_or_default(),
            lead: row.lead.as_ref().map(|(id, _)| *id),
            cooperating: row.with.iter().map(|(id, _)| *id).collect(),
            due_on: row.due_on,
            evidence: row.evidence.clone().unwrap_or_default(),
            delivery: Delivery::parse(&row.delivery).unwrap_or(Delivery::Letter),
            contact: row.contact,
            cases: row.cases.clone(),
        }
    }

    /// Tells what is written here from what was written before, its cases aside: they are placed elsewhere on the page. Two
    /// that say the same have the same seal, whatever the line ends and the order of the bodies.
    ///
    /// # Panics
    ///
    /// Never: plain fields can be written down.
    pub fn seal(&self) -> String {
        let flat = |words: &str| words.lines().map(str::trim_end).collect::<Vec<_>>().join("\n").trim().to_owned();
        let mut cooperating = self.cooperating.clone();
        cooperating.sort_unstable();
        let plain = Self {
            matter: flat(&self.matter),
            conclusion: flat(&self.conclusion),
            evidence: flat(&self.evidence),
            cooperating,
            cases: Vec::new(),
            ..self.clone()
        };
        let written = serde_json::to_vec(&plain).expect("plain fields can be written down");
        HEXLOWER.encode(&Sha256::digest(written)[..12])
    }
}

/// A point as the page that showed it sends it back.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rewritten {
    /// The point.
    pub point: i64,
    /// The [seal](Written::seal) of what the page showed of it.
    pub shown: String,
    /// What it says from now on; its cases stay.
    pub written: Written,
}

/// Writes the points of a notice that is not issued yet which somebody changed on the page that shows them all. What nobody
/// changed there stays as it is, whoever wrote it meanwhile; a point that another wrote meanwhile is refused, and all with it.
/// What was concluded may be left for later.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetPoints {
    /// The notice.
    pub notice: i64,
    /// Its points, as many as the page showed.
    pub points: Vec<Rewritten>,
    /// The day of the draft.
    pub happened_on: Day,
}

#[async_trait]
impl Act for SetPoints {
    const NAME: &'static str = "notice.set_points";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let version = notice::find(tx, self.notice).await?.ok_or(Refusal::NotThere)?.version;
        let found = open(tx, self.notice, version).await?;
        let on = happened(self.happened_on, tx.today())?;
        if self.points.len() > POINTS {
            return Err(Refusal::TooMany { field: "points", most: POINTS }.into());
        }
        let rows = notice::points(tx, self.notice).await?;
        let mut known_here = None;
        for typed in &self.points {
            let seal = typed.written.seal();
            if seal == typed.shown {
                continue;
            }
            let row = rows.iter().find(|row| row.id == typed.point && row.notice == self.notice);
            let row = row.ok_or(Refusal::Conflict)?;
            let now = Written::of(row);
            let is = now.seal();
            if is == seal {
                continue;
            }
            if is != typed.shown {
                return Err(Refusal::Conflict.into());
            }
            let known = match &known_here {
                Some(known) => known,
                None => known_here.insert(known(tx, &found).await?),
            };
            let written = Written { cases: now.cases, ..typed.written.clone() };
            // A proposal stands until somebody agrees to it, or writes another: words beside it are no agreement.
            let proposed = row.proposed && written.lead == now.lead && written.due_on == now.due_on;
            // What it settles was not typed: that one of its matters is no longer of the dialogue is told before the issue.
            let point = NoticePoint { proposed, ..written.kept(tx, known, typed.point, true)? };
            tx.append(Subject::Notice, self.notice, on, Event::Notice(NoticeEvent::PointSet { point }))?;
        }
        if known_here.is_none() {
            return Ok(());
        }
        settle(tx, &found.grant, self.notice, version, None).await
    }
}
