//! Founding, naming, placing and ending bodies, and the closure that follows from it.
//!
//! `organisation_scope` is the closure over the links of all lines: a body is in the scope of those above it in any line.
//! A link counts as long as it lasts as long as its body: what an ended body did stays in the sight of those it stood
//! under. Acts that call these run alone, so no link changes while another decides by it.

use domain::day::Day;
use domain::fold::fold;
use domain::key::title_key;
use domain::text::TextRef;

use crate::grant::Grant;
use crate::reader::Read;
use crate::sql::places;
use crate::tx::Tx;
use crate::{Error, Value, args};

/// A body to be founded.
#[derive(Clone, Debug)]
pub struct NewOrganisation<'a> {
    /// Its id, drawn by the act.
    pub id: i64,
    /// The place it is a body of.
    pub territory: i64,
    /// One of [`domain::organisation::KINDS`].
    pub kind: &'a str,
    /// Its full name.
    pub name: &'a str,
    /// The bodies above it: line and body.
    pub under: &'a [(&'a str, i64)],
    /// A body without accounts, outside the program.
    pub outside: bool,
    /// First day.
    pub from: Day,
}

/// Founds a body and places it in the closure; the bodies above it are there already.
pub fn found(tx: &mut Tx, _: Option<&Grant>, new: &NewOrganisation<'_>) {
    let public_id = tx.public_id();
    tx.put(
        "INSERT INTO organisations (id, public_id, territory_id, kind, name, sort_key, fold, valid_from_on, valid_to_on, outside,
                                    version)
         VALUES ($1, $2, $3, $4, $5, $6, $10, $7, $8, $9, 1)",
        args![
            new.id,
            public_id,
            new.territory,
            new.kind,
            new.name,
            title_key(new.name),
            new.from,
            Day::OPEN,
            new.outside,
            fold(new.name)
        ],
    );
    tx.put(
        "INSERT INTO organisation_names (organisation_id, from_on, to_on, name, basis_text_id) VALUES ($1, $2, $3, $4, NULL)",
        args![new.id, new.from, Day::OPEN, new.name],
    );
    tx.put("INSERT INTO organisation_scope (ancestor_id, organisation_id) VALUES ($1, $1)", args![new.id]);
    let links = new.under.iter().map(|(line, above)| args![new.id, *line, *above, new.from, Day::OPEN].to_vec());
    tx.put_rows("organisation_links", "organisation_id, line, superior_id, from_on, to_on", links.collect());
    if !new.under.is_empty() {
        let mut values = args![new.id].to_vec();
        values.extend(new.under.iter().map(|(_, above)| Value::Int(*above)));
        tx.put(
            &format!(
                "INSERT INTO organisation_scope (ancestor_id, organisation_id)
                 SELECT DISTINCT c.ancestor_id, o.id FROM organisation_scope c JOIN organisations o ON o.id = $1
                 WHERE c.organisation_id IN ({})",
                places(2, new.under.len())
            ),
            values,
        );
    }
}

/// Takes the next version of a body that is still at the version that was shown. False when it is not.
pub async fn step(tx: &mut Tx, _: &Grant, id: i64, version: i64) -> Result<bool, Error> {
    let changed = tx
        .run("UPDATE organisations SET version = version + 1 WHERE id = $1 AND version = $2", &args![id, version])
        .await?;
    Ok(changed == 1)
}

/// Gives a body another name from a day on; one given from the same day on takes the place of the former.
pub fn rename(tx: &mut Tx, _: &Grant, id: i64, name: &str, basis: &TextRef, from: Day) {
    tx.put(
        "UPDATE organisation_names SET to_on = $2 WHERE organisation_id = $1 AND to_on = $3 AND from_on < $2",
        args![id, from, Day::OPEN],
    );
    tx.put(
        "INSERT INTO organisation_names (organisation_id, from_on, to_on, name, basis_text_id) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (organisation_id, from_on) DO UPDATE
         SET name = excluded.name, basis_text_id = excluded.basis_text_id, to_on = excluded.to_on",
        args![id, from, Day::OPEN, name, basis.id],
    );
    tx.put(
        "UPDATE organisations SET name = $2, sort_key = $3, fold = $4 WHERE id = $1",
        args![id, name, title_key(name), fold(name)],
    );
}

/// The first day of the name in force, and the last day on which a link upward began or ended, in one line or in any:
/// nothing is changed from a day before it.
pub async fn since(read: &mut dyn Read, id: i64, line: Option<&str>) -> Result<(Day, Option<Day>), Error> {
    let row = read
        .row(
            "SELECT n.from_on, (SELECT max(CASE WHEN l.to_on = $3 THEN l.from_on ELSE l.to_on END)
                                FROM organisation_links l
                                WHERE l.organisation_id = $1 AND ($2 = '' OR l.line = $2))
             FROM organisation_names n WHERE n.organisation_id = $1 AND n.to_on = $3",
            &args![id, line.unwrap_or_default(), Day::OPEN],
        )
        .await?
        .ok_or_else(|| Error::Corrupt(format!("body {id} has no name in force")))?;
    Ok((row.get(0)?, row.get(1)?))
}

/// Places a body under another one in a line from a day on, or under none, and brings the closure in line.
pub async fn place(tx: &mut Tx, _: &Grant, id: i64, line: &str, superior: Option<i64>, from: Day) -> Result<(), Error> {
    tx.run(
        "DELETE FROM organisation_links WHERE organisation_id = $1 AND line = $2 AND from_on = $3",
        &args![id, line, from],
    )
    .await?;
    tx.put(
        "UPDATE organisation_links SET to_on = $3 WHERE organisation_id = $1 AND line = $2 AND to_on = $4",
        args![id, line, from, Day::OPEN],
    );
    if let Some(superior) = superior {
        tx.put(
            "INSERT INTO organisation_links (organisation_id, line, superior_id, from_on, to_on) VALUES ($1, $2, $3, $4, $5)",
            args![id, line, superior, from, Day::OPEN],
        );
    }
    close(tx, id);
    Ok(())
}

/// Ends a body. Its links upward end with it and stay in the closure; the bodies under it stay there until they are
/// placed anew.
pub fn end(tx: &mut Tx, _: &Grant, id: i64, on: Day, successors: &[i64], basis: &TextRef) {
    tx.put("UPDATE organisations SET valid_to_on = $2 WHERE id = $1", args![id, on]);
    tx.put(
        "UPDATE organisation_links SET to_on = $2 WHERE organisation_id = $1 AND to_on = $3",
        args![id, on, Day::OPEN],
    );
    tx.put(
        "UPDATE organisation_names SET to_on = $2 WHERE organisation_id = $1 AND to_on = $3",
        args![id, on, Day::OPEN],
    );
    let rows = successors.iter().map(|new| args![id, *new, on, basis.id].to_vec()).collect();
    tx.put_rows("organisation_successions", "old_id, new_id, from_on, basis_text_id", rows);
    close(tx, id);
}

/// The bodies under one, itself among them, over the links that count. `UNION` and not `UNION ALL`: it ends whatever the
/// links are.
const DOWN: &str = "WITH RECURSIVE down (id) AS (
       SELECT o.id FROM organisations o WHERE o.id = $1
       UNION SELECT l.organisation_id FROM down d JOIN organisation_links l ON l.superior_id = d.id
             JOIN organisations o ON o.id = l.organisation_id AND o.valid_to_on = l.to_on)";

/// Computes the closure anew for a body whose links upward changed, and for all under it.
fn close(tx: &mut Tx, id: i64) {
    tx.put(&format!("DELETE FROM organisation_scope WHERE organisation_id IN ({DOWN} SELECT id FROM down)"), args![id]);
    tx.put(
        &format!(
            "INSERT INTO organisation_scope (ancestor_id, organisation_id)
             {DOWN}, up (ancestor, id) AS (
               SELECT id, id FROM down
               UNION SELECT l.superior_id, u.id FROM up u JOIN organisation_links l ON l.organisation_id = u.ancestor
                     JOIN organisations o ON o.id = l.organisation_id AND o.valid_to_on = l.to_on)
             SELECT ancestor, id FROM up"
        ),
        args![id],
    );
}

/// Whether a body is another one or stands over it in some line.
pub async fn is_over(read: &mut dyn Read, ancestor: i64, id: i64) -> Result<bool, Error> {
    let row = read
        .row(
            "SELECT organisation_id FROM organisation_scope WHERE ancestor_id = $1 AND organisation_id = $2",
            &args![ancestor, id],
        )
        .await?;
    Ok(row.is_some())
}
