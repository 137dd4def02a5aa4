//! Terms of officials: the post of a body that somebody holds from a day to a day.

use domain::day::Day;

use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::{By, Tx};
use crate::{Error, Row, args};

/// Begins a term of an official in a post; none grants it only while the program begins.
pub fn begin(tx: &mut Tx, _: Option<&Grant>, id: i64, person: i64, organisation: i64, post: &str, from: Day) {
    tx.put(
        "INSERT INTO terms (id, person_id, organisation_id, post, from_on, to_on) VALUES ($1, $2, $3, $4, $5, $6)",
        args![id, person, organisation, post, from, Day::OPEN],
    );
}

/// Ends a term. False when it has ended already.
pub async fn end(tx: &mut Tx, _: &Grant, id: i64, on: Day) -> Result<bool, Error> {
    let changed = tx.run("UPDATE terms SET to_on = $2 WHERE id = $1 AND to_on = $3", &args![id, on, Day::OPEN]).await?;
    Ok(changed == 1)
}

/// A term as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermSpan {
    /// The term.
    pub id: i64,
    /// The official.
    pub person: i64,
    /// The official's name.
    pub name: String,
    /// The body.
    pub organisation: i64,
    /// The post's word.
    pub post: String,
    /// First day.
    pub from: Day,
    /// The day after the last; [`Day::OPEN`] while it lasts.
    pub to: Day,
}

const COLUMNS: &str = "SELECT m.id, m.person_id, p.name, m.organisation_id, m.post, m.from_on, m.to_on
     FROM terms m JOIN people p ON p.id = m.person_id";

fn span(row: &Row) -> Result<TermSpan, Error> {
    Ok(TermSpan {
        id: row.get(0)?,
        person: row.get(1)?,
        name: row.get(2)?,
        organisation: row.get(3)?,
        post: row.get(4)?,
        from: row.get(5)?,
        to: row.get(6)?,
    })
}

/// One term.
pub async fn find(read: &mut dyn Read, id: i64) -> Result<Option<TermSpan>, Error> {
    let row = read.row(&format!("{COLUMNS} WHERE m.id = $1"), &args![id]).await?;
    row.as_ref().map(span).transpose()
}

/// The terms in the posts of a body, those that last first, then the newest; at most two hundred.
pub async fn list(read: &mut dyn Read, organisation: i64) -> Result<Vec<TermSpan>, Error> {
    let rows = read
        .rows(
            &format!(
                "{COLUMNS} WHERE m.organisation_id = $1 ORDER BY m.to_on DESC, m.from_on DESC, m.id DESC LIMIT 200"
            ),
            &args![organisation],
        )
        .await?;
    rows.iter().map(span).collect()
}

/// The terms of a body that have not ended, oldest first: what ends with it.
pub async fn lasting(read: &mut dyn Read, organisation: i64) -> Result<Vec<TermSpan>, Error> {
    let rows = read
        .rows(
            &format!("{COLUMNS} WHERE m.organisation_id = $1 AND m.to_on = $2 ORDER BY m.id"),
            &args![organisation, Day::OPEN],
        )
        .await?;
    rows.iter().map(span).collect()
}

/// Whether an official holds a post of a body on a day or from a later one.
pub async fn holds(read: &mut dyn Read, person: i64, organisation: i64, post: &str, from: Day) -> Result<bool, Error> {
    let row = read
        .row(
            "SELECT id FROM terms WHERE person_id = $1 AND organisation_id = $2 AND post = $3 AND to_on > $4 LIMIT 1",
            &args![person, organisation, post, from],
        )
        .await?;
    Ok(row.is_some())
}

/// Whether an official holds or held a post, or has an account, in a body that `by` may found posts in: its own bodies as
/// an administrator, and those under them. Nobody else's officials can be named.
pub async fn is_official_under(read: &mut dyn Read, person: i64, by: By) -> Result<bool, Error> {
    let today = read.today();
    let row = read
        .row(
            "SELECT p.id FROM people p WHERE p.id = $1 AND (
               EXISTS (SELECT 1 FROM terms t JOIN organisation_scope c ON c.organisation_id = t.organisation_id
                       JOIN memberships m ON m.organisation_id = c.ancestor_id
                       WHERE t.person_id = p.id AND m.account_id = $2 AND m.role = 'administrator'
                         AND m.from_on <= $3 AND m.to_on > $3)
               OR EXISTS (SELECT 1 FROM accounts a JOIN memberships q ON q.account_id = a.id
                       JOIN organisation_scope c ON c.organisation_id = q.organisation_id
                       JOIN memberships m ON m.organisation_id = c.ancestor_id
                       WHERE a.person_id = p.id AND m.account_id = $2 AND m.role = 'administrator'
                         AND m.from_on <= $3 AND m.to_on > $3))",
            &args![person, by.account, today],
        )
        .await?;
    Ok(row.is_some())
}

/// An official as a form offers them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfficialRow {
    /// The official.
    pub id: i64,
    /// The name.
    pub name: String,
    /// The login of the official's account; empty for who has none.
    pub login: String,
    /// A body in which the official holds or held a post; empty for who never did.
    pub body: String,
}

/// The officials who hold, held or will hold a post in a body, or in those under it, or have
/// an account there, by given name; at most five hundred.
pub async fn officials(read: &mut dyn Read, organisation: i64) -> Result<Vec<OfficialRow>, Error> {
    let rows = read
        .rows(
            "SELECT p.id, p.name, COALESCE((SELECT MIN(a.login) FROM accounts a WHERE a.person_id = p.id), ''),
                    COALESCE((SELECT o.name FROM organisations o WHERE o.id = (
                      SELECT MAX(t.organisation_id) FROM terms t WHERE t.person_id = p.id)), '')
             FROM people p WHERE EXISTS (
               SELECT 1 FROM terms t JOIN organisation_scope c ON c.organisation_id = t.organisation_id
               WHERE t.person_id = p.id AND c.ancestor_id = $1)
               OR EXISTS (SELECT 1 FROM accounts a JOIN memberships m ON m.account_id = a.id
               JOIN organisation_scope c ON c.organisation_id = m.organisation_id
               WHERE a.person_id = p.id AND c.ancestor_id = $1)
             ORDER BY p.sort_key, p.id LIMIT 500",
            &args![organisation],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let (id, name, login, body) = (row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?);
            Ok(OfficialRow { id, name, login, body })
        })
        .collect()
}

/// Somebody who may answer on the spot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answerer {
    /// The term.
    pub term: i64,
    /// The name.
    pub name: String,
    /// The post.
    pub post: String,
    /// The body.
    pub organisation: i64,
    /// Its name.
    pub body: String,
    /// Whether they chair the dialogue or a session of it.
    pub chairs: bool,
}

/// Who may answer on the spot in a dialogue on a day: those who chair it first, then the officials of the body that holds it,
/// then those of the other bodies of its place; two hundred at most.
pub async fn answerers(read: &mut dyn Read, dialogue: i64, on: Day) -> Result<Vec<Answerer>, Error> {
    let rows = read
        .rows(
            "SELECT m.id, p.name, m.post, o.id, o.name,
                    CASE WHEN m.id = d.chair_term_id
                           OR EXISTS (SELECT 1 FROM sessions x WHERE x.dialogue_id = d.id AND x.chair_term_id = m.id)
                         THEN 1 ELSE 0 END AS chairs
             FROM dialogues d JOIN organisations h ON h.id = d.organisation_id
             JOIN terms m ON m.from_on <= $2 AND m.to_on > $2
             JOIN organisations o ON o.id = m.organisation_id JOIN people p ON p.id = m.person_id
             WHERE d.id = $1 AND (o.territory_id = h.territory_id OR m.id = d.chair_term_id
               OR EXISTS (SELECT 1 FROM sessions x WHERE x.dialogue_id = d.id AND x.chair_term_id = m.id))
             ORDER BY 6 DESC, CASE WHEN o.id = h.id THEN 0 ELSE 1 END, o.sort_key, p.sort_key, m.id LIMIT 200",
            &args![dialogue, on],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Answerer {
                term: row.get(0)?,
                name: row.get(1)?,
                post: row.get(2)?,
                organisation: row.get(3)?,
                body: row.get(4)?,
                chairs: row.get(5)?,
            })
        })
        .collect()
}
