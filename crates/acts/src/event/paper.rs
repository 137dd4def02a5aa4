//! The naming of a paper at the wrong act, whatever that happened to: it moves nothing but what the act is said to rest on.

use domain::event::{Event, Recorded, Subject};
use store::{Read, Stop, Tx, behalf};

use super::{Strike, standing};
use crate::behalf::may_answer;

/// The act whose paper an event names, or takes away or gives back again.
pub(super) fn named(events: &[Recorded], event: i64) -> Option<i64> {
    match events.iter().find(|known| known.id == event)?.event {
        Event::PaperNamed { of, .. } => Some(of),
        // It names an earlier event, so this ends.
        Event::Struck { of, .. } => named(events, of),
        _ => None,
    }
}

/// Strikes the naming of the paper of an act; whoever may name it may take that back.
pub(super) async fn strike(tx: &mut Tx, (kind, id): (Subject, i64), act: i64, typed: &Strike) -> Result<(), Stop> {
    let row = behalf::find(tx, act).await?;
    may_answer(tx, (kind, id), row.as_ref()).await?;
    standing(tx.history(kind, id).await?, typed.event)?;
    let reason = typed.read(tx)?;
    let today = tx.today();
    tx.append(kind, id, today, Event::Struck { of: typed.event, reason })?;
    Ok(())
}
