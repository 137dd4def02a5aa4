//! What Today says of reception: the days that come next, those that went by and of which nobody says whether they were held, the
//! visits of which nothing became yet, the refusals that are still to be given in writing.

use domain::permission::Act;
use store::grant::Of;
use store::reception::visit::{self, VisitRow};
use store::reception::{self, ReceptionRow};
use store::rulebook::Rulebook;
use store::{Read, Reader, rulebook};

use super::{announcing, came, href, who};
use crate::look::home::WaitingRow;
use crate::look::{Link, Shell};
use crate::page::{Halt, granted, words};
use crate::session::Visitor;

/// Reception days that are shown.
const NEXT: usize = 2;
/// Visits that are shown.
const OPEN: usize = 10;
/// Days ahead in which a reception day is shown.
const AHEAD: i64 = 31;
/// Letters of what a visit is about.
const SHORT: usize = 90;

/// The next reception days of the reader's body and its visits without an outcome, for who records them.
pub(crate) async fn waiting(
    read: &mut Reader<'_>,
    shell: &Shell,
    visitor: &Visitor,
    book: &Rulebook,
) -> Result<Vec<WaitingRow>, Halt> {
    let own = visitor.organisation;
    if granted(read, visitor.by, Act::ReceptionRecord, Of::Organisation(own)).await?.is_none() {
        return Ok(Vec::new());
    }
    let today = read.today();
    let next = reception::next(read, own, today, NEXT).await?;
    let open = visit::open(read, own, OPEN).await?;
    let gone = reception::passed(read, own, today, NEXT).await?;
    let refused = visit::refusals(read, own, OPEN).await?;
    let Some(at) = rulebook::standing(read, own).await?.map(|standing| standing.at) else { return Ok(Vec::new()) };
    let coming = |row: &ReceptionRow| {
        let announced = announcing(shell, row, today, (book, &at)).filter(|_| row.announced_on.is_none());
        let over = announced.as_ref().is_some_and(|(_, over)| *over);
        let parts = [Some(shell.of("reception-kind", &row.kind)), row.place.clone(), announced.map(|(line, _)| line)];
        WaitingRow {
            case: Link::new(href(row.id), who(shell, row)),
            why: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
            words: if row.planned_on == today {
                shell.t("today-reception-today")
            } else {
                shell.ta("today-reception-next", &[("day", &row.planned_on.vn())])
            },
            over,
            ..WaitingRow::default()
        }
    };
    let visited = |row: &VisitRow| WaitingRow {
        case: Link::new(
            format!("{}?after={}#visit-{}", href(row.reception), row.number.1 - 1, row.id),
            words(shell, row.words.as_deref(), SHORT),
        ),
        why: shell.ta("today-visit", &[("number", &row.number.1.to_string()), ("day", &row.on.vn())]),
        body: row.place.1.clone(),
        words: shell.t("visit-outcome-open"),
        ..WaitingRow::default()
    };
    let owed = |row: &VisitRow| {
        let (words, over) = came::owed(shell, row, (book, &at, today))?;
        Some(WaitingRow { words, over, ..visited(row) })
    };
    let passed = |row: &ReceptionRow| WaitingRow {
        words: shell.ta("today-reception-passed", &[("day", &row.planned_on.vn())]),
        over: true,
        ..coming(row)
    };
    let passed: Vec<WaitingRow> = gone.iter().map(passed).collect();
    let soon = next.iter().filter(|row| row.planned_on <= today.plus(AHEAD)).map(coming);
    Ok(passed.into_iter().chain(soon).chain(refused.iter().filter_map(owed)).chain(open.iter().map(visited)).collect())
}
