//! After a migration: what was promised before promises had clocks has one too, and becomes late like any other.

use std::ops::Range;

use domain::case::{Case, promised};
use domain::correction::{Effective, effective};
use domain::day::Day;
use domain::event::{CaseEvent, Event, Recorded};

use super::rebuilt::drawn;
use crate::assignment::{PROMISE, TYPED};
use crate::conn::Conn;
use crate::{Error, args};

/// Writes the clocks that the promises of a case lack.
pub(super) async fn rebuild(
    conn: &mut Conn,
    case: i64,
    events: &[Recorded],
    ids: &mut Range<i64>,
) -> Result<(), Error> {
    let known = effective(events);
    let Some(stands) = Case::by(Day::OPEN, &known) else { return Ok(()) };
    for (point, _) in &stands.points {
        let runs = stands.promised_by(&known, *point);
        for event in &known {
            let Some(by_on) = promised(event.recorded, *point) else { continue };
            let has =
                "SELECT id FROM clocks WHERE subject = 'case_point' AND subject_id = $1 AND trigger_event_id = $2";
            let Some(body) = promises(event) else { continue };
            if !conn.rows(has, &args![*point, event.recorded.id]).await?.is_empty() {
                continue;
            }
            let state = if runs == Some(event.recorded.id) { "running" } else { "stopped" };
            let id = drawn(conn, ids, 1).await?.start;
            conn.run(
                "INSERT INTO clocks (id, subject, subject_id, organisation_id, kind, trigger_event_id, from_on, due_on, state,
                   derivation, bearer_id, decides_id)
                 SELECT $1, 'case_point', $2, $3, $4, $5, $6, $7, $8, $9, c.accountable_id,
                        CASE WHEN c.decides_id <> c.accountable_id THEN c.decides_id END FROM cases c WHERE c.id = $10",
                &args![id, *point, body, PROMISE, event.recorded.id, event.on, by_on, state, TYPED, case],
            )
            .await?;
        }
    }
    Ok(())
}

/// The body whose answer it is; what receivers of transfers promised had its clock from the beginning.
fn promises(event: &Effective<'_>) -> Option<i64> {
    match &event.recorded.event {
        Event::Case(CaseEvent::Replied { body, .. } | CaseEvent::AnsweredOnTheSpot { body, .. }) => Some(*body),
        _ => None,
    }
}
