//! What of the cases waits for the reader, for Today: drafts to approve, to issue or to write anew, questions asked back.

use domain::permission::Act;
use store::grant::Of;
use store::{Reader, assignment, reply};

use super::number;
use crate::look::home::WaitingRow;
use crate::look::{Link, Shell};
use crate::page::{Halt, granted, words};
use crate::session::Visitor;

/// Rows of each part.
const SHOWN: usize = 20;
/// Letters of a matter.
const LETTERS: usize = 90;

/// The parts that have something, in the order of their urgency, each with its word.
pub(crate) async fn waiting(
    read: &mut Reader<'_>,
    shell: &Shell,
    visitor: &Visitor,
) -> Result<Vec<(String, Vec<WaitingRow>)>, Halt> {
    let own = Of::Organisation(visitor.organisation);
    let mut parts = Vec::new();
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
            parts.push((format!("drafts-{}", state.replace('_', "-")), page.rows.iter().map(row).collect()));
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
            parts.push(("questions".to_owned(), page.rows.iter().map(row).collect()));
        }
    }
    Ok(parts)
}

fn link(shell: &Shell, case: i64, matter: Option<&str>) -> Link {
    Link::new(format!("/cases/{case}"), words(shell, matter, LETTERS))
}
