//! The rows of declared figures beside their events.

use std::collections::BTreeSet;

use domain::correction::struck_by;
use domain::day::Day;
use domain::declared::{Declared, DeclaredCell};
use domain::event::{DeclaredEvent, Event, Recorded};

use crate::reader::Read;
use crate::{Error, args};

/// What of the rows of declared figures is not what their events say.
pub(crate) async fn differences(read: &mut dyn Read, id: i64, events: &[Recorded]) -> Result<Vec<String>, Error> {
    let row = read
        .row(
            "SELECT organisation_id, from_on, to_on, event_id, document_on, number_text_id, struck_event_id
             FROM declared_figures WHERE id = $1",
            &args![id],
        )
        .await?;
    let (Some(row), Some(now), Some(first)) = (row, Declared::by(events), events.first()) else {
        return Ok(Vec::new());
    };
    let mut problems = Vec::new();
    let mut same = |column: &str, agrees: bool| {
        if !agrees {
            problems.push(format!("declared {id}: {column} is not that of its events"));
        }
    };
    same("organisation_id", row.get::<i64>(0)? == now.organisation);
    same("from_on", row.get::<Day>(1)? == now.from_on);
    same("to_on", row.get::<Day>(2)? == now.to_on);
    same("event_id", row.get::<i64>(3)? == now.by);
    same("document_on", row.get::<Day>(4)? == now.document_on);
    same("number_text_id", row.get::<Option<i64>>(5)? == now.number.as_ref().map(|text| text.id));
    same("struck_event_id", row.get::<Option<i64>>(6)? == struck_by(events, first.id));
    let kept = super::cells(read, id).await?;
    let mut told: Vec<(i64, DeclaredCell)> = Vec::new();
    for known in events {
        if let Event::Declared(DeclaredEvent::Recorded { cells, .. } | DeclaredEvent::Revised { cells, .. }) =
            &known.event
        {
            told.extend(cells.iter().map(|cell| (known.id, *cell)));
        }
    }
    told.sort_by_key(|(event, cell)| (*event, cell.number));
    same("its numbers", kept == told);
    let rows = read.rows("SELECT id FROM declared_scans WHERE declared_id = $1", &args![id]).await?;
    let kept = rows.iter().map(|row| row.get(0)).collect::<Result<BTreeSet<i64>, Error>>()?;
    same("its scans", kept == now.scans.iter().copied().collect());
    Ok(problems)
}
