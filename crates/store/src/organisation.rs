//! Territories and the bodies that stand on them.

use domain::day::Day;
use domain::fold::fold;
use domain::key::title_key;

use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, Row, args};

/// A place: province, district, commune or village.
#[derive(Clone, Debug)]
pub struct NewTerritory<'a> {
    /// Its id, drawn by the act.
    pub id: i64,
    /// `province`, `district`, `commune`, `village`.
    pub level: &'a str,
    /// Official code; of a village, one the commune gives.
    pub code: &'a str,
    /// Name with its type, as official paper writes it.
    pub name: &'a str,
    /// The place it lies in.
    pub parent: Option<i64>,
    /// First day.
    pub from: Day,
}

/// Adds a place; the act's grant on the body of the place above it, or none while the program begins.
pub fn add_territory(tx: &mut Tx, _: Option<&Grant>, new: &NewTerritory<'_>) {
    tx.put(
        "INSERT INTO territories (id, level, code, valid_from_on, valid_to_on, name, fold, parent_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![new.id, new.level, new.code, new.from, Day::OPEN, new.name, fold(new.name), new.parent],
    );
}

/// A body to be founded.
#[derive(Clone, Debug)]
pub struct NewOrganisation<'a> {
    /// Its id, drawn by the act.
    pub id: i64,
    /// The place it is a body of.
    pub territory: i64,
    /// `party_committee`, `peoples_committee`, `front`, `office`, `division`, …
    pub kind: &'a str,
    /// Its full name.
    pub name: &'a str,
    /// The body above it in the line of authority.
    pub superior: Option<i64>,
    /// A body without accounts, outside the program.
    pub outside: bool,
    /// First day.
    pub from: Day,
}

/// Founds a body and places it in the closure of the line of authority.
pub fn found(tx: &mut Tx, _: Option<&Grant>, new: &NewOrganisation<'_>) {
    let public_id = tx.public_id();
    tx.put(
        "INSERT INTO organisations (id, public_id, territory_id, kind, name, sort_key, valid_from_on, valid_to_on, outside, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)",
        args![new.id, public_id, new.territory, new.kind, new.name, title_key(new.name), new.from, Day::OPEN, new.outside],
    );
    tx.put("INSERT INTO organisation_scope (ancestor_id, organisation_id) VALUES ($1, $1)", args![new.id]);
    if let Some(superior) = new.superior {
        tx.put(
            "INSERT INTO organisation_links (organisation_id, line, superior_id, from_on, to_on)
             VALUES ($1, 'authority', $2, $3, $4)",
            args![new.id, superior, new.from, Day::OPEN],
        );
        tx.put(
            "INSERT INTO organisation_scope (ancestor_id, organisation_id)
             SELECT ancestor_id, $1 FROM organisation_scope WHERE organisation_id = $2",
            args![new.id, superior],
        );
    }
}

/// Adds an official.
pub fn add_person(tx: &mut Tx, _: Option<&Grant>, id: i64, name: &str, sort_key: &str) {
    tx.put("INSERT INTO people (id, name, sort_key) VALUES ($1, $2, $3)", args![id, name, sort_key]);
}

/// Begins a term of an official in a post.
pub fn begin_term(tx: &mut Tx, _: Option<&Grant>, id: i64, person: i64, organisation: i64, post: &str, from: Day) {
    tx.put(
        "INSERT INTO terms (id, person_id, organisation_id, post, from_on, to_on) VALUES ($1, $2, $3, $4, $5, $6)",
        args![id, person, organisation, post, from, Day::OPEN],
    );
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
}

fn organisation(row: &Row) -> Result<OrganisationRow, Error> {
    Ok(OrganisationRow {
        id: row.get(0)?,
        name: row.get(1)?,
        kind: row.get(2)?,
        territory: row.get(3)?,
        level: row.get(4)?,
        place: row.get(5)?,
    })
}

/// One body.
pub async fn find(read: &mut impl Read, id: i64) -> Result<Option<OrganisationRow>, Error> {
    let row = read
        .row(
            "SELECT o.id, o.name, o.kind, o.territory_id, t.level, t.name FROM organisations o
             JOIN territories t ON t.id = o.territory_id WHERE o.id = $1",
            &args![id],
        )
        .await?;
    row.as_ref().map(organisation).transpose()
}

/// The bodies under one, itself first, then by name.
pub async fn under(read: &mut impl Read, ancestor: i64) -> Result<Vec<OrganisationRow>, Error> {
    let rows = read
        .rows(
            "SELECT o.id, o.name, o.kind, o.territory_id, t.level, t.name FROM organisation_scope c
             JOIN organisations o ON o.id = c.organisation_id JOIN territories t ON t.id = o.territory_id
             WHERE c.ancestor_id = $1
             ORDER BY CASE WHEN o.id = $1 THEN 0 ELSE 1 END, o.sort_key, o.id LIMIT 500",
            &args![ancestor],
        )
        .await?;
    rows.iter().map(organisation).collect()
}

/// A place as a form offers it.
#[derive(Clone, Debug)]
pub struct PlaceRow {
    /// Its id.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// The name without marks, as typed searches compare it.
    pub fold: String,
}

/// The villages of a commune in force on a day, by name.
pub async fn villages(read: &mut impl Read, commune: i64, on: Day) -> Result<Vec<PlaceRow>, Error> {
    let rows = read
        .rows(
            "SELECT id, name, fold FROM territories
             WHERE parent_id = $1 AND level = 'village' AND valid_from_on <= $2 AND valid_to_on > $2 ORDER BY fold, id",
            &args![commune, on],
        )
        .await?;
    rows.iter().map(|row| Ok(PlaceRow { id: row.get(0)?, name: row.get(1)?, fold: row.get(2)? })).collect()
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

/// Who holds a post in a body or under it on a day, heads first.
pub async fn terms(read: &mut impl Read, ancestor: i64, on: Day) -> Result<Vec<TermRow>, Error> {
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

/// How many bodies there are: none means that the program has not begun.
pub async fn any(read: &mut impl Read) -> Result<bool, Error> {
    Ok(!read.rows("SELECT id FROM organisations LIMIT 1", &[]).await?.is_empty())
}

/// The bodies whose name holds `folded`, by name, at most fifty.
pub async fn named(read: &mut impl Read, folded: &str) -> Result<Vec<OrganisationRow>, Error> {
    let rows = read
        .rows(
            "SELECT o.id, o.name, o.kind, o.territory_id, t.level, t.name FROM organisations o
             JOIN territories t ON t.id = o.territory_id ORDER BY o.sort_key, o.id",
            &args![],
        )
        .await?;
    let bodies = rows.iter().map(organisation).collect::<Result<Vec<_>, _>>()?;
    Ok(bodies.into_iter().filter(|body| fold(&body.name).contains(folded)).take(50).collect())
}
