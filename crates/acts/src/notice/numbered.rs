//! How a body numbers its papers.

use async_trait::async_trait;
use domain::day::Day;
use domain::event::{Event, OrganisationEvent, Subject};
use domain::notice::{NumberMode, NumberRuns, Series};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::grant::{Grant, Of, may};
use store::notice::series::{self, SeriesRow};
use store::{Act, Error, Ids, Read, Stop, Tx};

use crate::field::{LINE, happened, needed};

/// The highest number that a series may begin with.
const MOST: i64 = 99_999;

/// Sets how a body numbers its papers of one kind: typed from its book, or drawn by the program from a number on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetSeries {
    /// The body.
    pub organisation: i64,
    /// The kind of paper.
    pub series: Series,
    /// Who gives the number.
    pub mode: NumberMode,
    /// Over what time the numbers run on.
    pub runs: NumberRuns,
    /// The next number, where the program draws it.
    pub next: i64,
    /// The day from which on.
    pub happened_on: Day,
}

#[async_trait]
impl Act for SetSeries {
    const NAME: &'static str = "notice.set_series";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, _) = may(tx, by, Right::NoticeChange, Of::Organisation(self.organisation)).await?;
        let on = happened(self.happened_on, tx.today())?;
        if !(1..=MOST).contains(&self.next) {
            return Err(Refusal::Unreadable { field: "next" }.into());
        }
        tx.history(Subject::Organisation, self.organisation).await?;
        let set =
            OrganisationEvent::SeriesSet { series: self.series, mode: self.mode, runs: self.runs, next: self.next };
        tx.append(Subject::Organisation, self.organisation, on, Event::Organisation(set))?;
        // A number of this year was drawn already: one of last year is not counted back to.
        let counted_in = series::find(tx, self.organisation, self.series).await?.map_or(0, |row| row.counted_in);
        let counted_in = counted_in.max(i64::from(on.year()));
        let now = SeriesRow { mode: self.mode, runs: self.runs, counted_in, next: self.next };
        series::set(tx, &grant, self.organisation, self.series, &now);
        Ok(())
    }
}

/// The number of a paper of that day, and whether the program drew it: where it does and none was typed, the next one of the
/// series; else what was typed.
pub(crate) async fn number(
    tx: &mut Tx,
    grant: &Grant,
    (organisation, kind): (i64, Series),
    typed: &str,
    on: Day,
) -> Result<(String, bool), Stop> {
    match series::find(tx, organisation, kind).await? {
        Some(row) if row.mode == NumberMode::Internal && typed.trim().is_empty() => {
            let drawn = series::draw(tx, grant, organisation, kind, &row, on).await?;
            let earliest = Day::new(i16::try_from(row.counted_in).unwrap_or(i16::MAX), 1, 1).unwrap_or(on);
            let number = drawn.ok_or(Refusal::HappenedBefore { earliest })?;
            // Numbers below ten are written with a zero (30/2020/NĐ-CP, annex I).
            Ok((format!("{number:02}"), true))
        }
        _ => Ok((needed("number", typed, LINE)?.to_owned(), false)),
    }
}
