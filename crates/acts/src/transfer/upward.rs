//! Reporting upward what is beyond competence: one report speaks of many matters.

use async_trait::async_trait;
use domain::day::Day;
use domain::event::{CaseEvent, Event, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::grant::{Of, may};
use store::transfer::upward::{self, NewReport};
use store::{Act, Error, Ids, Read, Stop, Tx, case};

use crate::case::not_before;
use crate::field::{LINE, happened, needed};

/// Matters of one report at most: a page of the table of what is beyond competence.
pub const MOST_REPORTED: usize = 100;

/// Records that matters beyond competence were reported to a body above (D13): to whom, by which paper, when. Refused for a matter that
/// was reported to the same body before.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ReportUp {
    /// The body that reports.
    pub organisation: i64,
    /// The cases, each as the one in which it counts.
    pub cases: Vec<i64>,
    /// The body above.
    pub to: i64,
    /// What names the paper: its number.
    pub number: String,
    /// The day on the paper.
    pub happened_on: Day,
}

#[async_trait]
impl Act for ReportUp {
    const NAME: &'static str = "transfer.report_up";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (by, today) = (tx.by(), tx.today());
        may(tx, by, Right::CaseTransfer, Of::Organisation(self.organisation)).await?;
        let on = happened(self.happened_on, today)?;
        let number = needed("number", &self.number, LINE)?;
        let mut cases = self.cases.clone();
        cases.sort_unstable();
        cases.dedup();
        if cases.is_empty() {
            return Err(Refusal::Missing { field: "cases" }.into());
        }
        if cases.len() > MOST_REPORTED {
            return Err(Refusal::TooMany { field: "cases", most: MOST_REPORTED }.into());
        }
        let receivers = upward::receivers(tx, self.organisation, on).await?;
        if !receivers.iter().any(|(id, _)| *id == self.to) {
            return Err(Refusal::NotAChoice { field: "receiver" }.into());
        }
        let reported = upward::of_cases(tx, &cases).await?;
        if reported.iter().any(|row| row.to.0 == self.to) {
            return Err(Refusal::AlreadyDone.into());
        }
        let document = tx.text(number)?;
        let mut kept = Vec::with_capacity(cases.len());
        let mut granted = None;
        for id in cases {
            let (grant, _) = may(tx, by, Right::CaseTransfer, Of::Case(id)).await?;
            let row = case::find(tx, id).await?.ok_or(Refusal::NotThere)?;
            if row.root.is_some() {
                return Err(Refusal::NotAChoice { field: "cases" }.into());
            }
            if row.handling == "struck" {
                return Err(Refusal::CaseStruck.into());
            }
            not_before(on, row.raised_on)?;
            tx.history(Subject::Case, id).await?;
            let event = Event::Case(CaseEvent::ReportedUp { to: self.to, document: document.clone() });
            let event = tx.append(Subject::Case, id, on, event)?;
            kept.push(NewReport { event, case: id, to: self.to, on, document: document.id });
            granted = Some(grant);
        }
        if let Some(grant) = granted {
            upward::add(tx, &grant, &kept);
        }
        Ok(())
    }
}
