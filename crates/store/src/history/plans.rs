//! The rows of plans and of what they plan beside their events.

use domain::day::Day;
use domain::event::Recorded;
use domain::plan::{Excuse, Plan, Planned};

use crate::reader::Read;
use crate::{Error, args};

fn differ(what: &str, id: i64, columns: &[(&str, bool)]) -> Vec<String> {
    let other = columns.iter().filter(|(_, same)| !same);
    other.map(|(column, _)| format!("{what} {id}: {column} is not that of its events")).collect()
}

/// What of the row of a plan is not what its events say.
pub(super) async fn plan(read: &mut dyn Read, id: i64, events: &[Recorded]) -> Result<Vec<String>, Error> {
    let row =
        read.row("SELECT state, edition, issued_on, organisation_id FROM plans WHERE id = $1", &args![id]).await?;
    let (Some(row), Some(now)) = (row, Plan::by(events)) else { return Ok(Vec::new()) };
    let columns = [
        ("state", row.get::<String>(0)? == now.word()),
        ("edition", row.get::<i64>(1)? == now.edition),
        ("issued_on", row.get::<Option<Day>>(2)? == now.issued_on),
        ("organisation_id", row.get::<i64>(3)? == now.organisation),
    ];
    Ok(differ("plan", id, &columns))
}

/// What of the row of a planned dialogue is not what its events say.
pub(super) async fn planned(read: &mut dyn Read, id: i64, events: &[Recorded]) -> Result<Vec<String>, Error> {
    let row = read
        .row(
            "SELECT state, month, reason_text_id, excuse, said_text_id, dialogue_id FROM planned_dialogues WHERE id = $1",
            &args![id],
        )
        .await?;
    let (Some(row), Some(now)) = (row, Planned::by(events)) else { return Ok(Vec::new()) };
    let columns = [
        ("state", row.get::<String>(0)? == now.state().as_str()),
        ("month", row.get::<i64>(1)? == now.month),
        ("reason_text_id", row.get::<Option<i64>>(2)? == now.reason.as_ref().map(|text| text.id)),
        ("excuse", row.get::<Option<String>>(3)?.as_deref() == now.excuse.map(Excuse::as_str)),
        ("said_text_id", row.get::<Option<i64>>(4)? == now.said.as_ref().map(|text| text.id)),
        ("dialogue_id", now.held_as.is_none() || row.get::<Option<i64>>(5)? == now.held_as),
    ];
    Ok(differ("planned", id, &columns))
}
