//! What an account recorded for others, as it stands in a list of its own: nobody else sees it where the head has no account and
//! one clerk is the whole office, so it is printed and laid before them.

use domain::day::Day;

use super::{BehalfRow, LINE, known, line, told};
use crate::grant::Grant;
use crate::reader::Read;
use crate::sql::{Page, page};
use crate::{Error, args};

/// Which of what an account recorded for others a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypedFor {
    /// The account.
    pub account: i64,
    /// The body whose acts they are, and whether they are its head's; all of them where none is said.
    pub whose: Option<(i64, bool)>,
    /// The first and the last day on which it happened.
    pub days: (Day, Day),
}

/// What an account recorded for others while it worked for the body of the grant, newest first. `before` is the last event of the
/// page before.
pub async fn typed_by(
    read: &mut dyn Read,
    grant: &Grant,
    asked: TypedFor,
    before: Option<i64>,
    size: usize,
) -> Result<Page<BehalfRow>, Error> {
    let limit = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let (body, head) = asked.whose.unwrap_or_default();
    let rows = read
        .rows(
            &format!(
                "SELECT {LINE}
                 WHERE b.typist_id = $1 AND b.event_id < $2 AND e.organisation_id = $3 AND e.happened_on >= $4
                   AND e.happened_on <= $5 AND ($6 = 0 OR (b.organisation_id = $6 AND b.head = $7)) AND {}
                 ORDER BY b.event_id DESC LIMIT $8",
                known()
            ),
            &args![
                asked.account,
                before.unwrap_or(i64::MAX),
                grant.organisation,
                asked.days.0,
                asked.days.1,
                body,
                i64::from(head),
                limit,
            ],
        )
        .await?;
    told(read, page(&rows, size, line)?).await
}

/// Somebody for whom an account recorded something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypedRow {
    /// The body.
    pub organisation: i64,
    /// Its name.
    pub name: String,
    /// Whether it is its head.
    pub head: bool,
    /// How much.
    pub count: i64,
    /// The day on which the first of it happened.
    pub since: Day,
}

/// For whom an account recorded something while it worked for the body of the grant: heads first, then bodies by name; of the newest
/// `most` events, and whether there are more than those.
pub async fn typed_for(
    read: &mut dyn Read,
    grant: &Grant,
    account: i64,
    most: usize,
) -> Result<(Vec<TypedRow>, bool), Error> {
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let rows = read
        .rows(
            &format!(
                "SELECT o.id, o.name, q.head, count(*), min(q.happened_on)
                 FROM (SELECT b.organisation_id AS body, b.head AS head, e.happened_on AS happened_on
                       FROM on_behalf b JOIN events e ON e.id = b.event_id
                       WHERE b.typist_id = $1 AND e.organisation_id = $2 AND {} ORDER BY b.event_id DESC LIMIT $3) q
                 JOIN organisations o ON o.id = q.body
                 GROUP BY o.id, o.name, o.sort_key, q.head ORDER BY q.head DESC, o.sort_key, o.id",
                known()
            ),
            &args![account, grant.organisation, most.saturating_add(1)],
        )
        .await?;
    let rows = rows.iter().map(|row| {
        Ok(TypedRow {
            organisation: row.get(0)?,
            name: row.get(1)?,
            head: row.get(2)?,
            count: row.get(3)?,
            since: row.get(4)?,
        })
    });
    let rows = rows.collect::<Result<Vec<TypedRow>, Error>>()?;
    let all = rows.iter().map(|row| row.count).sum::<i64>();
    Ok((rows, all > most))
}
