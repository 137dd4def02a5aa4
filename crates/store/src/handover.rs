//! Handovers: what an ended body or term left, to whom it is proposed and given.
//!
//! Lists and pages read place, field and number of what was left, never words: those are for whoever may read the case.

pub mod give;
pub mod left;

use std::collections::BTreeMap;

use domain::day::Day;
use domain::fold::fold;
use domain::handover::{Group, Kind, proposed_by_field};

use crate::grant::Grant;
use crate::reader::Read;
use crate::sql::{Page, page};
use crate::{Error, Row, args};

/// A handover as lists and pages show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HandoverRow {
    /// Its id.
    pub id: i64,
    /// The body that ended, or whose post it was.
    pub organisation: i64,
    /// That body's name.
    pub body: String,
    /// The term that ended; none when the body itself did.
    pub term: Option<i64>,
    /// The official whose term it was.
    pub official: Option<String>,
    /// The post's word.
    pub post: Option<String>,
    /// The first day on which the body was no more or the post no longer held.
    pub ended_on: Day,
    /// `open` or `closed`.
    pub state: String,
    /// Version, for acts that must not overtake another's.
    pub version: i64,
    /// How many items it has; those that lapsed before they were given are not counted.
    pub items: i64,
    /// How many of them have no receiver.
    pub open: i64,
}

const HANDOVER: &str =
    "SELECT h.id, h.organisation_id, o.name, h.term_id, p.name, m.post, h.ended_on, h.state, h.version,
        (SELECT count(*) FROM handover_items i WHERE i.handover_id = h.id AND i.state <> 'lapsed'),
        (SELECT count(*) FROM handover_items i WHERE i.handover_id = h.id AND i.state = 'open')
     FROM handovers h JOIN organisations o ON o.id = h.organisation_id
     LEFT JOIN terms m ON m.id = h.term_id LEFT JOIN people p ON p.id = m.person_id";

fn handover(row: &Row) -> Result<HandoverRow, Error> {
    Ok(HandoverRow {
        id: row.get(0)?,
        organisation: row.get(1)?,
        body: row.get(2)?,
        term: row.get(3)?,
        official: row.get(4)?,
        post: row.get(5)?,
        ended_on: row.get(6)?,
        state: row.get(7)?,
        version: row.get(8)?,
        items: row.get(9)?,
        open: row.get(10)?,
    })
}

/// One handover.
pub async fn find(read: &mut dyn Read, id: i64) -> Result<Option<HandoverRow>, Error> {
    let row = read.row(&format!("{HANDOVER} WHERE h.id = $1"), &args![id]).await?;
    row.as_ref().map(handover).transpose()
}

/// The handovers of the grant's body, and of those under it where the grant holds for them, newest first, from the key on.
pub async fn list(
    read: &mut dyn Read,
    grant: &Grant,
    before: Option<i64>,
    size: usize,
) -> Result<Page<HandoverRow>, Error> {
    let alone = if grant.below { "" } else { "AND h.organisation_id = $1" };
    let rows = read
        .rows(
            &format!(
                "{HANDOVER} JOIN organisation_scope c ON c.organisation_id = h.organisation_id AND c.ancestor_id = $1
                 WHERE h.id < $2 {alone} ORDER BY h.id DESC LIMIT $3"
            ),
            &args![grant.organisation, before.unwrap_or(i64::MAX), i64::try_from(size + 1).unwrap_or(i64::MAX)],
        )
        .await?;
    page(&rows, size, handover)
}

/// Items that are given together, with the one receiver that is proposed for all of them that are open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupRow {
    /// What they are, where and of which field.
    pub group: Group,
    /// Name of the place.
    pub place: String,
    /// How many there are.
    pub items: i64,
    /// How many have no receiver.
    pub open: i64,
    /// The body proposed for every open one, where there is one and the same; else the one that received what was given of
    /// the same field elsewhere in the list.
    pub proposed: Option<i64>,
    /// Its name.
    pub proposed_name: Option<String>,
}

/// An item of a list: what it is, without a word of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemRow {
    /// Its id in the list.
    pub id: i64,
    /// What it is, where and of which field.
    pub group: Group,
    /// Name of the place.
    pub place: String,
    /// Id of the case, the dialogue, the account or the body; also the number of a case.
    pub subject: i64,
    /// The official whose account it is, the name of a body; nothing of cases and dialogues.
    pub name: Option<String>,
    /// The role of an account, the line of a body; otherwise empty.
    pub detail: String,
    /// The body proposed.
    pub proposed: Option<i64>,
    /// The body that received it.
    pub receiver: Option<i64>,
    /// Its name.
    pub receiver_name: Option<String>,
    /// `open`, `given` or `lapsed`.
    pub state: String,
}

/// The groups of a list, by kind, place and field, after a group; those with open items only when `open` is asked.
pub async fn groups(
    read: &mut dyn Read,
    handover: i64,
    open: bool,
    after: Option<&Group>,
    size: usize,
) -> Result<Page<GroupRow>, Error> {
    let (kind, territory, field) =
        after.map_or(("", 0, ""), |group| (group.kind.as_str(), group.territory, group.field.as_str()));
    let only = if open { "HAVING count(CASE WHEN i.state = 'open' THEN 1 END) > 0" } else { "" };
    let rows = read
        .rows(
            &format!(
                "SELECT g.kind, g.territory_id, g.field, t.name, g.items, g.waiting, g.lowest, g.highest, g.proposed, o.name
                 FROM (SELECT i.kind AS kind, i.territory_id AS territory_id, i.field AS field, count(*) AS items,
                         count(CASE WHEN i.state = 'open' THEN 1 END) AS waiting,
                         min(CASE WHEN i.state = 'open' THEN i.proposed_id END) AS lowest,
                         max(CASE WHEN i.state = 'open' THEN i.proposed_id END) AS highest,
                         count(CASE WHEN i.state = 'open' THEN i.proposed_id END) AS proposed
                       FROM handover_items i WHERE i.handover_id = $1 AND i.state <> 'lapsed'
                         AND (i.kind > $2 OR (i.kind = $2 AND (i.territory_id > $3
                              OR (i.territory_id = $3 AND i.field > $4))))
                       GROUP BY i.kind, i.territory_id, i.field {only}
                       ORDER BY i.kind, i.territory_id, i.field LIMIT $5) g
                 JOIN territories t ON t.id = g.territory_id LEFT JOIN organisations o ON o.id = g.lowest
                 ORDER BY g.kind, g.territory_id, g.field"
            ),
            &args![handover, kind, territory, field, i64::try_from(size + 1).unwrap_or(i64::MAX)],
        )
        .await?;
    let mut page = page(&rows, size, |row| {
        let (open, proposed): (i64, i64) = (row.get(5)?, row.get(8)?);
        let (lowest, highest): (Option<i64>, Option<i64>) = (row.get(6)?, row.get(7)?);
        let one = lowest.filter(|_| lowest == highest && proposed == open);
        Ok(GroupRow {
            group: group(row, 0)?,
            place: row.get(3)?,
            items: row.get(4)?,
            open,
            proposed: one,
            proposed_name: if one.is_some() { row.get(9)? } else { None },
        })
    })?;
    if page.rows.iter().any(|row| row.open > 0 && row.proposed.is_none()) {
        propose_by_field(read, handover, &mut page.rows).await?;
    }
    Ok(page)
}

/// Proposes, for groups for which the places name nobody, who received what was given of their field.
async fn propose_by_field(read: &mut dyn Read, handover: i64, groups: &mut [GroupRow]) -> Result<(), Error> {
    let rows = read
        .rows(
            "SELECT DISTINCT i.kind, i.territory_id, i.field, i.receiver_id, o.name
             FROM handover_items i JOIN organisations o ON o.id = i.receiver_id
             WHERE i.handover_id = $1 AND i.state = 'given' AND i.kind = 'case' AND i.field <> ''
             ORDER BY i.kind, i.territory_id, i.field, i.receiver_id",
            &args![handover],
        )
        .await?;
    let (mut given, mut names) = (Vec::with_capacity(rows.len()), BTreeMap::new());
    for row in &rows {
        let receiver: i64 = row.get(3)?;
        given.push((group(row, 0)?, receiver));
        names.insert(receiver, row.get::<String>(4)?);
    }
    for row in groups.iter_mut().filter(|row| row.open > 0 && row.proposed.is_none()) {
        row.proposed = proposed_by_field(&row.group, &given);
        row.proposed_name = row.proposed.and_then(|receiver| names.get(&receiver).cloned());
    }
    Ok(())
}

/// The items of one group, or of all, in the order of their ids, after an item.
pub async fn items(
    read: &mut dyn Read,
    handover: i64,
    of: Option<&Group>,
    after: Option<i64>,
    size: usize,
) -> Result<Page<ItemRow>, Error> {
    let mut values = args![handover, after.unwrap_or_default(), i64::try_from(size + 1).unwrap_or(i64::MAX)].to_vec();
    let only = match of {
        None => "",
        Some(group) => {
            values.extend(args![group.kind.as_str(), group.territory, group.field.as_str()]);
            "AND i.kind = $4 AND i.territory_id = $5 AND i.field = $6"
        }
    };
    let rows = read
        .rows(
            &format!(
                "SELECT i.kind, i.territory_id, i.field, i.id, t.name, i.subject_id, COALESCE(p.name, b.name), i.detail,
                        i.proposed_id, i.receiver_id, r.name, i.state
                 FROM handover_items i JOIN territories t ON t.id = i.territory_id
                 LEFT JOIN accounts a ON i.kind = 'membership' AND a.id = i.subject_id
                 LEFT JOIN people p ON p.id = a.person_id
                 LEFT JOIN organisations b ON i.kind = 'body' AND b.id = i.subject_id
                 LEFT JOIN organisations r ON r.id = i.receiver_id
                 WHERE i.handover_id = $1 AND i.id > $2 {only} ORDER BY i.id LIMIT $3"
            ),
            &values,
        )
        .await?;
    page(&rows, size, |row| {
        Ok(ItemRow {
            id: row.get(3)?,
            group: group(row, 0)?,
            place: row.get(4)?,
            subject: row.get(5)?,
            name: row.get(6)?,
            detail: row.get(7)?,
            proposed: row.get(8)?,
            receiver: row.get(9)?,
            receiver_name: row.get(10)?,
            state: row.get(11)?,
        })
    })
}

fn group(row: &Row, from: usize) -> Result<Group, Error> {
    Ok(Group { kind: kind(row, from)?, territory: row.get(from + 1)?, field: row.get(from + 2)? })
}

fn kind(row: &Row, index: usize) -> Result<Kind, Error> {
    let word: String = row.get(index)?;
    Kind::parse(&word).ok_or_else(|| Error::Corrupt(format!("a kind of item {word}")))
}

/// A body that can receive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReceiverRow {
    /// The body.
    pub id: i64,
    /// Its name.
    pub name: String,
}

/// What can receive of what `$1` left, on day `$2`: in force, within the program, proposed on a list of it, or with a body
/// in common above.
const RECEIVER: &str = "o.outside = 0 AND o.valid_from_on <= $2 AND o.valid_to_on > $2 AND (
       o.id IN (SELECT i.proposed_id FROM handovers h JOIN handover_items i ON i.handover_id = h.id
                WHERE h.organisation_id = $1)
       OR o.id IN (SELECT b.organisation_id FROM organisation_scope a
                   JOIN organisation_scope b ON b.ancestor_id = a.ancestor_id WHERE a.organisation_id = $1))";

/// The bodies that can receive what a body left: those of its kind first, then by name; only those whose name holds
/// `typed`, with or without marks, where something was typed; at most fifty.
pub async fn receivers(read: &mut dyn Read, organisation: i64, typed: &str) -> Result<Vec<ReceiverRow>, Error> {
    let today = read.today();
    let most = if typed.trim().is_empty() { "LIMIT 50" } else { "" };
    let rows = read
        .rows(
            &format!(
                "SELECT o.id, o.name FROM organisations o JOIN organisations e ON e.id = $1 WHERE {RECEIVER}
                 ORDER BY CASE WHEN o.kind = e.kind THEN 0 ELSE 1 END, o.sort_key, o.id {most}"
            ),
            &args![organisation, today],
        )
        .await?;
    let wanted = fold(typed.trim());
    let bodies = rows.iter().map(|row| Ok(ReceiverRow { id: row.get(0)?, name: row.get(1)? }));
    let mut bodies = bodies.collect::<Result<Vec<_>, Error>>()?;
    bodies.retain(|body| fold(&body.name).contains(&wanted));
    bodies.truncate(50);
    Ok(bodies)
}

/// Whether a body can receive what another left.
pub async fn can_receive(read: &mut dyn Read, organisation: i64, receiver: i64) -> Result<bool, Error> {
    let today = read.today();
    let sql = format!("SELECT o.id FROM organisations o WHERE o.id = $3 AND {RECEIVER}");
    Ok(read.row(&sql, &args![organisation, today, receiver]).await?.is_some())
}
