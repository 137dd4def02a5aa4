//! Reviews of results that wait for a decision, on the page of today. The form of the decision is one of those of its case.

use store::grant::Grant;
use store::{Read, Reader, review};

use crate::case::number;
use crate::look::home::WaitingRow;
use crate::look::{Link, Shell};
use crate::page::{Halt, words};

/// Letters of a matter in a list.
const LETTERS: usize = 90;

/// The reviews that the body of a reader has to decide, or that are above it, the oldest first.
pub(crate) async fn waiting(
    read: &mut Reader<'_>,
    shell: &Shell,
    grant: &Grant,
    limit: usize,
) -> Result<Vec<WaitingRow>, Halt> {
    let today = read.today();
    let rows = review::waiting(read, grant, limit).await?;
    let row = |row: &review::WaitingRow| WaitingRow {
        case: Link::new(format!("/cases/{}", row.case), words(shell, row.words.as_deref(), LETTERS)),
        why: format!(
            "{} · {} · {}",
            number(row.case),
            shell.of("review-level", &row.level.to_string()),
            shell.ta("review-since", &[("day", &row.opened_on.vn())])
        ),
        body: row.body.clone().unwrap_or_else(|| shell.t("review-body-above")),
        words: shell.ta("review-waits", &[("count", &row.opened_on.days_until(today))]),
        due: String::new(),
        over: false,
        date: None,
    };
    Ok(rows.iter().map(row).collect())
}
