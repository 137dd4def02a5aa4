//! How far a change of rules or calendar has come through the clocks that run.

use store::Reader;
use store::rulebook::recount;

use crate::look::home::Counter;
use crate::look::{Link, Shape, Shell};
use crate::page::Halt;

/// How far it has come, as a sentence; empty where it is through.
pub(crate) async fn progress(read: &mut Reader<'_>, shell: &Shell) -> Result<String, Halt> {
    let Some(row) = recount::under_way(read).await? else { return Ok(String::new()) };
    let (passed, moved) = (("passed", &row.passed as &dyn crate::lang::Arg), ("moved", &row.moved as _));
    Ok(match row.total {
        // What was raised meanwhile has its days already and is gone through with the others.
        Some(total) => shell.ta("recount-of", &[passed, ("total", &total.max(row.passed)), moved]),
        None => shell.ta("recount-begun", &[passed, moved]),
    })
}

/// How many clocks wait for their days, for Today of whoever administers.
pub(crate) async fn waiting(read: &mut Reader<'_>, shell: &Shell) -> Result<Option<Counter>, Halt> {
    let Some(row) = recount::under_way(read).await? else { return Ok(None) };
    let count = row.total.unwrap_or_default().saturating_sub(row.passed).max(1);
    let link = Link::new("/calendar", shell.t("today-recount"));
    Ok(Some(Counter { count, link, shape: Shape::Doing, more: false }))
}
