//! The cases that a body answers for now, wherever they were raised: its own, and those of bodies whose place it took.

use domain::day::{Day, Instant};

use crate::grant::Grant;
use crate::import::known;
use crate::reader::Read;
use crate::sql::{Page, page};
use crate::{Error, args};

/// A case of that list.
#[derive(Clone, Debug)]
pub struct BorneRow {
    /// The case.
    pub id: i64,
    /// Day on which it was raised.
    pub raised_on: Day,
    /// Its outcome today, by all that is recorded.
    pub outcome: String,
    /// The words; nothing where they are kept from the reader.
    pub words: Option<String>,
    /// Village or commune.
    pub place: String,
    /// Code of the field.
    pub field: String,
    /// The body that answers for it.
    pub accountable: String,
    /// The body with which it was first raised.
    pub origin: String,
}

/// The cases for which a body answers now and, where the right reaches so far, those under it: still to be settled, or all of
/// them that count; newest first, from the key on.
pub async fn borne(
    read: &mut dyn Read,
    grant: &Grant,
    open_only: bool,
    before: Option<(Day, i64)>,
    size: usize,
) -> Result<Page<BorneRow>, Error> {
    let today = read.today();
    let (on, id) = before.unwrap_or((Day::OPEN, i64::MAX));
    let alone = if grant.below { 0 } else { grant.organisation };
    let rows = read
        .rows(
            concat!(
                "SELECT c.id, c.raised_on, o.value, x.body, t.name, c.field, a.name, n.name
             FROM organisation_scope s JOIN cases c ON c.accountable_id = s.organisation_id
             JOIN spans o ON o.subject = 'case' AND o.subject_id = c.id AND o.axis = 'outcome:kq-1'
               AND o.from_on <= $2 AND o.to_on > $2 AND o.known_to_at = $3
             JOIN texts x ON x.id = c.text_id JOIN territories t ON t.id = c.territory_id
             JOIN organisations a ON a.id = c.accountable_id JOIN organisations n ON n.id = c.origin_id
             WHERE s.ancestor_id = $1 AND ($4 = 0 OR s.organisation_id = $4) AND o.value NOT IN ('merged', 'struck')
               AND ",
                known!("c.origin_dialogue_id"),
                "
               AND ($5 = 0 OR o.value IN ('in_progress', 'in_progress.overdue', 'not_taken_up'))
               AND (c.raised_on < $6 OR (c.raised_on = $6 AND c.id < $7))
             ORDER BY c.raised_on DESC, c.id DESC LIMIT $8"
            ),
            &args![
                grant.organisation,
                today,
                Instant::OPEN,
                alone,
                open_only,
                on,
                id,
                i64::try_from(size + 1).unwrap_or(i64::MAX)
            ],
        )
        .await?;
    page(&rows, size, |row| {
        Ok(BorneRow {
            id: row.get(0)?,
            raised_on: row.get(1)?,
            outcome: row.get(2)?,
            words: row.get(3)?,
            place: row.get(4)?,
            field: row.get(5)?,
            accountable: row.get(6)?,
            origin: row.get(7)?,
        })
    })
}
