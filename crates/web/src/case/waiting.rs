//! What of the cases waits for the reader, for Today: drafts to approve, to issue or to write anew, questions asked back, what
//! came back, parts of the work of other bodies.

use domain::back::Back;
use domain::calendar::Calendar;
use domain::due::Unit;
use domain::permission::Act;
use store::grant::Of;
use store::{Read, Reader, assignment, back, reply};

use super::number;
use crate::due::left;
use crate::look::home::WaitingRow;
use crate::look::{Link, Shell};
use crate::page::{Halt, granted, words};
use crate::session::Visitor;

/// Rows of each part.
const SHOWN: usize = 20;
/// Letters of a matter.
const LETTERS: usize = 90;

/// The parts that have something, in the order of their urgency, each with its word; and the words of those that have more than
/// stands there.
pub(crate) async fn waiting(
    read: &mut Reader<'_>,
    shell: &Shell,
    visitor: &Visitor,
    calendar: &Calendar,
) -> Result<(Vec<(String, Vec<WaitingRow>)>, Vec<String>), Halt> {
    let own = Of::Organisation(visitor.organisation);
    let (mut parts, mut longer) = (Vec::new(), Vec::new());
    for (state, right) in
        [("submitted", Act::ReplyApprove), ("approved", Act::CaseReply), ("sent_back", Act::CaseReply)]
    {
        if granted(read, visitor.by, right, own).await?.is_none() {
            continue;
        }
        let page = reply::waiting(read, visitor.organisation, state, SHOWN).await?;
        let row = |row: &reply::WaitingDraft| WaitingRow {
            case: link(shell, row.case, row.words.as_deref()),
            why: format!("{} · {} · {}", number(row.case), row.place, row.drafter),
            body: row.body.clone(),
            words: shell.ta("hop-since", &[("from", &row.since_on.vn())]),
            ..WaitingRow::default()
        };
        if !page.rows.is_empty() {
            let code = format!("drafts-{}", state.replace('_', "-"));
            longer.extend(page.more.then(|| code.clone()));
            parts.push((code, page.rows.iter().map(row).collect()));
        }
    }
    if granted(read, visitor.by, Act::CaseDecide, own).await?.is_some() {
        let page = assignment::questions(read, visitor.organisation, SHOWN).await?;
        let row = |row: &assignment::AskedRow| WaitingRow {
            case: link(shell, row.case, row.words.as_deref()),
            why: format!("{} · {}", number(row.case), row.place),
            body: row.body.clone(),
            words: shell.ta("hop-since", &[("from", &row.on.vn())]),
            ..WaitingRow::default()
        };
        if !page.rows.is_empty() {
            longer.extend(page.more.then(|| "questions".to_owned()));
            parts.push(("questions".to_owned(), page.rows.iter().map(row).collect()));
        }
    }
    if granted(read, visitor.by, Act::CaseWork, own).await?.is_some() {
        let page = back::back(read, visitor.organisation, SHOWN).await?;
        if !page.rows.is_empty() {
            longer.extend(page.more.then(|| "came-back".to_owned()));
            parts.push(("came-back".to_owned(), page.rows.iter().map(|row| came_back(shell, row)).collect()));
        }
    }
    if granted(read, visitor.by, Act::CasePart, own).await?.is_some() {
        let today = read.today();
        let page = assignment::own_parts(read, visitor.organisation, SHOWN).await?;
        let row = |row: &assignment::OwnPartRow| {
            let (words, over) = left(shell, calendar, Unit::WorkingDays, today, row.due_on);
            let work = crate::page::words(shell, row.work.as_deref(), LETTERS);
            WaitingRow {
                case: link(shell, row.case, row.words.as_deref()),
                why: format!("{} · {} · {work}", number(row.case), row.place),
                body: shell.ta("transfer-from", &[("body", &row.from_name)]),
                words,
                due: row.due_on.vn(),
                over,
                ..WaitingRow::default()
            }
        };
        if !page.rows.is_empty() {
            longer.extend(page.more.then(|| "parts".to_owned()));
            parts.push(("parts".to_owned(), page.rows.iter().map(row).collect()));
        }
    }
    Ok((parts, longer))
}

fn came_back(shell: &Shell, row: &back::BackRow) -> WaitingRow {
    let what = match row.what {
        Back::Assignment => "back-assignment",
        Back::Returned => "back-returned",
        Back::Answered => "back-answered",
        Back::Question => "back-question",
    };
    WaitingRow {
        case: link(shell, row.case, row.words.as_deref()),
        why: format!("{} · {} · {}", number(row.case), row.place, shell.t(what)),
        body: row.body.clone(),
        words: shell.ta("hop-since", &[("from", &row.on.vn())]),
        ..WaitingRow::default()
    }
}

fn link(shell: &Shell, case: i64, matter: Option<&str>) -> Link {
    Link::new(format!("/cases/{case}"), words(shell, matter, LETTERS))
}
