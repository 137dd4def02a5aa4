//! Bodies: what they are, the names they had, what stands above and under them, and what took their place. How they come
//! to be and end stands in [`change`](self::found).

mod approval;
mod change;
mod link;
mod listed;

use std::collections::VecDeque;

use domain::day::Day;

use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, Row, args};

pub use crate::territory::{NewTerritory, PlaceRow, add as add_territory, villages};
pub use approval::{ApprovalRow, approval, own_approval, self_approving, set_own_approval};
pub use change::{NewOrganisation, end, found, is_over, place, rename, since, step};
pub use link::{LinkRow, links};
pub use listed::{Asked, Bodies, HeadRow, count, heads, listed, named};
pub(crate) use listed::{few, fold_names, like};

/// Adds an official.
pub fn add_person(tx: &mut Tx, _: Option<&Grant>, id: i64, name: &str, sort_key: &str) {
    tx.put("INSERT INTO people (id, name, sort_key) VALUES ($1, $2, $3)", args![id, name, sort_key]);
}

/// A body as pages show it.
#[derive(Clone, Debug)]
pub struct OrganisationRow {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Kind of body.
    pub kind: String,
    /// Its place.
    pub territory: i64,
    /// The level of its place.
    pub level: String,
    /// The name of its place.
    pub place: String,
    /// First day.
    pub from: Day,
    /// The first day on which it is no more; [`Day::OPEN`] while it lasts.
    pub to: Day,
    /// Outside the program: it has no accounts.
    pub outside: bool,
    /// The version that a change has to name.
    pub version: i64,
}

/// The columns of an [`OrganisationRow`], of `organisations o` and its place `t`.
macro_rules! select {
    ($rest:literal) => {
        concat!(
            "SELECT o.id, o.name, o.kind, o.territory_id, t.level, t.name, o.valid_from_on, o.valid_to_on, o.outside, o.version",
            $rest
        )
    };
}

fn organisation(row: &Row) -> Result<OrganisationRow, Error> {
    Ok(OrganisationRow {
        id: row.get(0)?,
        name: row.get(1)?,
        kind: row.get(2)?,
        territory: row.get(3)?,
        level: row.get(4)?,
        place: row.get(5)?,
        from: row.get(6)?,
        to: row.get(7)?,
        outside: row.get(8)?,
        version: row.get(9)?,
    })
}

/// One body.
pub async fn find(read: &mut dyn Read, id: i64) -> Result<Option<OrganisationRow>, Error> {
    let row = read
        .row(select!(" FROM organisations o JOIN territories t ON t.id = o.territory_id WHERE o.id = $1"), &args![id])
        .await?;
    row.as_ref().map(organisation).transpose()
}

/// All bodies under one, itself first, then by name. Reads without a bound: for commands and for a tree that is known to be
/// small; pages take [`listed()`].
pub async fn under(read: &mut dyn Read, ancestor: i64) -> Result<Vec<OrganisationRow>, Error> {
    let rows = read
        .rows(
            select!(
                " FROM organisation_scope c
                 JOIN organisations o ON o.id = c.organisation_id JOIN territories t ON t.id = o.territory_id
                 WHERE c.ancestor_id = $1
                 ORDER BY CASE WHEN o.id = $1 THEN 0 ELSE 1 END, o.sort_key, o.id"
            ),
            &args![ancestor],
        )
        .await?;
    rows.iter().map(organisation).collect()
}

/// The bodies right above one on a day, by line. One may lie beyond what the reader may open, such as the police of the
/// province over that of a commune.
pub async fn superiors(read: &mut dyn Read, id: i64, on: Day) -> Result<Vec<(String, OrganisationRow)>, Error> {
    let rows = read
        .rows(
            select!(
                ", l.line FROM organisation_links l
                 JOIN organisations o ON o.id = l.superior_id JOIN territories t ON t.id = o.territory_id
                 WHERE l.organisation_id = $1 AND l.from_on <= $2 AND l.to_on > $2 ORDER BY l.line"
            ),
            &args![id, on],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(10)?, organisation(row)?))).collect()
}

/// The bodies right under one on a day, by line and name; at most five hundred.
pub async fn inferiors(read: &mut dyn Read, id: i64, on: Day) -> Result<Vec<(String, OrganisationRow)>, Error> {
    let rows = read
        .rows(
            select!(
                ", l.line FROM organisation_links l
                 JOIN organisations o ON o.id = l.organisation_id JOIN territories t ON t.id = o.territory_id
                 WHERE l.superior_id = $1 AND l.from_on <= $2 AND l.to_on > $2
                 ORDER BY l.line, o.sort_key, o.id LIMIT 500"
            ),
            &args![id, on],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(10)?, organisation(row)?))).collect()
}

/// A name of a body in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameRow {
    /// The name.
    pub name: String,
    /// First day.
    pub from: Day,
    /// The day after the last.
    pub to: Day,
    /// The document that says so; none for the first name.
    pub basis: Option<String>,
}

/// The names a body has had, the newest first.
pub async fn names(read: &mut dyn Read, id: i64) -> Result<Vec<NameRow>, Error> {
    let rows = read
        .rows(
            "SELECT n.name, n.from_on, n.to_on, x.body FROM organisation_names n
             LEFT JOIN texts x ON x.id = n.basis_text_id WHERE n.organisation_id = $1 ORDER BY n.from_on DESC LIMIT 200",
            &args![id],
        )
        .await?;
    rows.iter()
        .map(|row| Ok(NameRow { name: row.get(0)?, from: row.get(1)?, to: row.get(2)?, basis: row.get(3)? }))
        .collect()
}

/// A body that took the place of another, or whose place it took.
#[derive(Clone, Debug)]
pub struct SuccessionRow {
    /// The body at the other end.
    pub body: OrganisationRow,
    /// From when on.
    pub on: Day,
    /// The document that says so; none where its text was erased.
    pub basis: Option<String>,
}

/// The bodies that took the place of one, by name.
pub async fn successors(read: &mut dyn Read, id: i64) -> Result<Vec<SuccessionRow>, Error> {
    let sql = select!(
        ", s.from_on, x.body FROM organisation_successions s
         JOIN organisations o ON o.id = s.new_id JOIN territories t ON t.id = o.territory_id
         JOIN texts x ON x.id = s.basis_text_id WHERE s.old_id = $1 ORDER BY o.sort_key, o.id LIMIT 200"
    );
    successions(&read.rows(sql, &args![id]).await?)
}

/// The bodies whose place one took, by name.
pub async fn predecessors(read: &mut dyn Read, id: i64) -> Result<Vec<SuccessionRow>, Error> {
    let sql = select!(
        ", s.from_on, x.body FROM organisation_successions s
         JOIN organisations o ON o.id = s.old_id JOIN territories t ON t.id = o.territory_id
         JOIN texts x ON x.id = s.basis_text_id WHERE s.new_id = $1 ORDER BY o.sort_key, o.id LIMIT 200"
    );
    successions(&read.rows(sql, &args![id]).await?)
}

/// Bodies before one, over however many changes, at most.
const MOST_BEFORE: usize = 24;

/// The bodies in whose place one stands now and that were in force on a day, nearest first; nothing where more stood before it than
/// are looked through, so that none of them is taken for the only one.
pub async fn before(read: &mut dyn Read, id: i64, on: Day) -> Result<Option<Vec<OrganisationRow>>, Error> {
    let (mut seen, mut next, mut found) = (vec![id], VecDeque::from([id]), Vec::new());
    while let Some(id) = next.pop_front() {
        for earlier in predecessors(read, id).await? {
            if seen.contains(&earlier.body.id) {
                continue;
            }
            if seen.len() > MOST_BEFORE {
                return Ok(None);
            }
            seen.push(earlier.body.id);
            if earlier.body.from > on {
                next.push_back(earlier.body.id);
            } else if earlier.body.to > on {
                found.push(earlier.body);
            }
        }
    }
    Ok(Some(found))
}

fn successions(rows: &[Row]) -> Result<Vec<SuccessionRow>, Error> {
    rows.iter()
        .map(|row| Ok(SuccessionRow { body: organisation(row)?, on: row.get(10)?, basis: row.get(11)? }))
        .collect()
}

/// An official in a post of a body.
#[derive(Clone, Debug)]
pub struct TermRow {
    /// The term.
    pub id: i64,
    /// The official.
    pub person: i64,
    /// Name.
    pub name: String,
    /// The post's word.
    pub post: String,
    /// The body of the post.
    pub organisation: i64,
    /// That body's name.
    pub body: String,
}

/// Terms that [`terms`] and [`crate::dialogue::session::chairs`] list at most: as many may mean that there are more.
pub const MOST_TERMS: usize = 200;

/// Who holds a post in a body or under it on a day, those of the body itself first; at most [`MOST_TERMS`].
pub async fn terms(read: &mut dyn Read, ancestor: i64, on: Day) -> Result<Vec<TermRow>, Error> {
    let rows = read
        .rows(
            "SELECT m.id, m.person_id, p.name, m.post, m.organisation_id, o.name FROM organisation_scope c
             JOIN terms m ON m.organisation_id = c.organisation_id AND m.from_on <= $2 AND m.to_on > $2
             JOIN people p ON p.id = m.person_id JOIN organisations o ON o.id = m.organisation_id
             WHERE c.ancestor_id = $1
             ORDER BY CASE WHEN m.organisation_id = $1 THEN 0 ELSE 1 END, o.sort_key, p.sort_key, m.id LIMIT 200",
            &args![ancestor, on],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(TermRow {
                id: row.get(0)?,
                person: row.get(1)?,
                name: row.get(2)?,
                post: row.get(3)?,
                organisation: row.get(4)?,
                body: row.get(5)?,
            })
        })
        .collect()
}

/// Whether a term is of a body or of one under it, and in force on a day.
pub async fn holds(read: &mut dyn Read, ancestor: i64, term: i64, on: Day) -> Result<bool, Error> {
    let row = read
        .row(
            "SELECT m.id FROM terms m
             JOIN organisation_scope c ON c.organisation_id = m.organisation_id AND c.ancestor_id = $1
             WHERE m.id = $2 AND m.from_on <= $3 AND m.to_on > $3",
            &args![ancestor, term, on],
        )
        .await?;
    Ok(row.is_some())
}

/// How many bodies there are: none means that the program has not begun.
pub async fn any(read: &mut dyn Read) -> Result<bool, Error> {
    Ok(!read.rows("SELECT id FROM organisations LIMIT 1", &[]).await?.is_empty())
}
