//! Bodies as lists, page by page and by a part of their name: there may be thousands.

use domain::day::Day;
use domain::fold::fold;

use super::{OrganisationRow, organisation};
use crate::conn::Conn;
use crate::reader::Read;
use crate::sql::{MANY, Page, page, places};
use crate::{Error, Value, args};

/// Bodies that a name finds at most.
const MOST_NAMED: i64 = 50;

/// Which bodies of a scope a list shows.
#[derive(Clone, Debug)]
pub struct Asked<'a> {
    /// The body whose scope it is.
    pub ancestor: i64,
    /// Whether those under it are listed too.
    pub below: bool,
    /// The day on which they are in force.
    pub on: Day,
    /// Those that have ended by then, in place of those in force.
    pub ended: bool,
    /// What their names hold, with or without marks; empty for all.
    pub find: &'a str,
    /// The kind of body; empty for all.
    pub kind: &'a str,
    /// Without this body and all under it; 0 leaves none out.
    pub not_under: i64,
}

/// A scope of more bodies than these, with anything raised with them or to answer for, is no longer asked body by body.
const FEW: usize = 8;

/// Whose cases a list walks.
#[derive(Clone, Debug)]
pub struct Bodies {
    /// The body that is asked for.
    pub(crate) of: i64,
    /// Those of its scope with which something was raised or which answer for something, where they are few; else all of it.
    pub(crate) few: Option<Vec<i64>>,
}

impl Bodies {
    /// Of a body and, where it is asked for, those under it.
    pub async fn read(read: &mut dyn Read, of: i64, below: bool) -> Result<Self, Error> {
        if !below {
            return Ok(Self { of, few: Some(vec![of]) });
        }
        let found = read.rows(&few("$1"), &args![of]).await?;
        let found = found.iter().map(|row| row.get(0)).collect::<Result<_, _>>()?;
        Ok(Self::found(of, found))
    }

    /// Of a body and those under it, from what [`few`] found.
    pub(crate) fn found(of: i64, found: Vec<i64>) -> Self {
        Self { of, few: Some(found).filter(|found| found.len() <= FEW) }
    }
}

/// Asks for the bodies under one with which something was raised or which answer for something: one more than are few, at most.
pub(crate) fn few(ancestor: &str) -> String {
    format!(
        "SELECT s.organisation_id FROM organisation_scope s WHERE s.ancestor_id = {ancestor}
           AND (EXISTS (SELECT 1 FROM cases c WHERE c.origin_id = s.organisation_id)
             OR EXISTS (SELECT 1 FROM cases c WHERE c.accountable_id = s.organisation_id))
         ORDER BY s.organisation_id LIMIT {}",
        FEW + 1
    )
}

impl<'a> Asked<'a> {
    /// The bodies in force on a day in the scope of one, itself among them, whose names hold what is looked for.
    pub const fn in_force(ancestor: i64, on: Day, find: &'a str) -> Self {
        Self { ancestor, below: true, on, ended: false, find, kind: "", not_under: 0 }
    }
}

/// What a folded name has to be like to hold `typed`; what is neither a letter nor a digit stands for any character.
pub(crate) fn like(typed: &str) -> String {
    let folded: String =
        fold(typed.trim()).chars().map(|c| if c.is_alphanumeric() || c == ' ' { c } else { '_' }).collect();
    format!("%{folded}%")
}

macro_rules! listed {
    ($columns:literal, $rest:literal) => {
        concat!(
            "SELECT ",
            $columns,
            " FROM organisation_scope c
             JOIN organisations o ON o.id = c.organisation_id JOIN territories t ON t.id = o.territory_id
             WHERE c.ancestor_id = $1 AND (c.organisation_id = $1 OR $2 = 1) AND o.fold LIKE $3
               AND (($5 = 0 AND o.valid_to_on > $4) OR ($5 = 1 AND o.valid_to_on <= $4))
               AND ($6 = '' OR o.kind = $6) AND NOT EXISTS (
                 SELECT 1 FROM organisation_scope n WHERE n.ancestor_id = $7 AND n.organisation_id = o.id)",
            $rest
        )
    };
}

/// The bodies of a scope by name, from the one after `after` on.
pub async fn listed(
    read: &mut dyn Read,
    asked: &Asked<'_>,
    after: Option<i64>,
    size: usize,
) -> Result<Page<OrganisationRow>, Error> {
    let size_and_one = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let rows = read
        .rows(
            listed!(
                "o.id, o.name, o.kind, o.territory_id, t.level, t.name, o.valid_from_on, o.valid_to_on, o.outside, o.version",
                " AND ($8 = 0 OR EXISTS (
                    SELECT 1 FROM organisations p WHERE p.id = $8
                      AND (o.sort_key > p.sort_key OR (o.sort_key = p.sort_key AND o.id > p.id))))
                  ORDER BY o.sort_key, o.id LIMIT $9"
            ),
            &args![
                asked.ancestor,
                asked.below,
                like(asked.find),
                asked.on,
                asked.ended,
                asked.kind,
                asked.not_under,
                after.unwrap_or(0),
                size_and_one
            ],
        )
        .await?;
    page(&rows, size, organisation)
}

/// How many bodies such a list has.
pub async fn count(read: &mut dyn Read, asked: &Asked<'_>) -> Result<i64, Error> {
    let row = read
        .row(
            listed!("count(*)", ""),
            &args![asked.ancestor, asked.below, like(asked.find), asked.on, asked.ended, asked.kind, asked.not_under],
        )
        .await?
        .ok_or_else(|| Error::Corrupt("a count is one row".to_owned()))?;
    row.get(0)
}

/// Who heads a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadRow {
    /// The body.
    pub organisation: i64,
    /// The post's word.
    pub post: String,
    /// Name.
    pub name: String,
}

/// Who holds the post of a secretary, chairman or head in some bodies on a day, by name.
pub async fn heads(read: &mut dyn Read, bodies: &[i64], on: Day) -> Result<Vec<HeadRow>, Error> {
    let mut heads = Vec::new();
    for ids in bodies.chunks(MANY) {
        let mut values = args![on].to_vec();
        values.extend(ids.iter().map(|id| Value::Int(*id)));
        let sql = format!(
            "SELECT m.organisation_id, m.post, p.name FROM terms m JOIN people p ON p.id = m.person_id
             WHERE m.post IN ('secretary', 'chairman', 'head') AND m.from_on <= $1 AND m.to_on > $1
               AND m.organisation_id IN ({}) ORDER BY m.organisation_id, p.sort_key, m.id",
            places(2, ids.len())
        );
        for row in read.rows(&sql, &values).await? {
            heads.push(HeadRow { organisation: row.get(0)?, post: row.get(1)?, name: row.get(2)? });
        }
    }
    Ok(heads)
}

/// The bodies whose name holds `folded`, by name, at most fifty.
pub async fn named(read: &mut dyn Read, folded: &str) -> Result<Vec<OrganisationRow>, Error> {
    let rows = read
        .rows(
            "SELECT o.id, o.name, o.kind, o.territory_id, t.level, t.name, o.valid_from_on, o.valid_to_on, o.outside,
                    o.version
             FROM organisations o JOIN territories t ON t.id = o.territory_id WHERE o.fold LIKE $1
             ORDER BY o.sort_key, o.id LIMIT $2",
            &args![like(folded), MOST_NAMED],
        )
        .await?;
    rows.iter().map(organisation).collect()
}

/// After a migration: folds the names of the bodies that an older program founded. Runs within its transaction.
pub(crate) async fn fold_names(conn: &mut Conn) -> Result<(), Error> {
    let rows = conn.rows("SELECT id, name FROM organisations WHERE fold = '' ORDER BY id", &[]).await?;
    for row in rows {
        let (id, name): (i64, String) = (row.get(0)?, row.get(1)?);
        conn.run("UPDATE organisations SET fold = $2 WHERE id = $1", &args![id, fold(&name)]).await?;
    }
    Ok(())
}
