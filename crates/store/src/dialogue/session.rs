//! Sessions of a dialogue: when, where, under whom, and who came.

use domain::day::Day;
use domain::text::TextRef;

use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, Row, args};

/// A dialogue to be announced; its sessions are added one by one.
#[derive(Clone, Debug)]
pub struct Announced<'a> {
    /// Its id.
    pub id: i64,
    /// Term of the head whose dialogue it is.
    pub chair: Option<i64>,
    /// Level of the highest chair.
    pub level: &'a str,
    /// Whose dialogue it is.
    pub line: &'a str,
    /// The duties it fulfils, as JSON.
    pub duties: &'a str,
    /// With whom it is held.
    pub audience: &'a str,
    /// What it is about.
    pub title: &'a TextRef,
    /// Day of the first session.
    pub first_on: Day,
}

/// Adds a dialogue of the grant's body in state `announced`.
pub fn announce(tx: &mut Tx, grant: &Grant, new: &Announced<'_>) {
    let public_id = tx.public_id();
    tx.put(
        "INSERT INTO dialogues (id, public_id, organisation_id, origin_id, chair_term_id, level, title_text_id, first_on, state,
                                version, line, duties, audience)
         VALUES ($1, $2, $3, $3, $4, $5, $6, $7, 'announced', 1, $8, $9, $10)",
        args![
            new.id,
            public_id,
            grant.organisation,
            new.chair,
            new.level,
            new.title.id,
            new.first_on,
            new.line,
            new.duties,
            new.audience
        ],
    );
}

/// A session to be set.
#[derive(Clone, Debug)]
pub struct NewSession<'a> {
    /// Its id.
    pub id: i64,
    /// The dialogue.
    pub dialogue: i64,
    /// Its number, from 1.
    pub no: i64,
    /// Its day.
    pub held_on: Day,
    /// Village or commune where it is held.
    pub territory: i64,
    /// The hall.
    pub place: Option<&'a TextRef>,
    /// Term of whoever chairs it.
    pub chair: Option<i64>,
    /// Why a deputy does.
    pub deputy_reason: Option<&'a TextRef>,
}

/// Sets a session.
pub fn add(tx: &mut Tx, _: &Grant, new: &NewSession<'_>) {
    tx.put(
        "INSERT INTO sessions (id, dialogue_id, no, held_on, territory_id, place_text_id, chair_term_id, deputy_reason_text_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
        args![
            new.id,
            new.dialogue,
            new.no,
            new.held_on,
            new.territory,
            new.place.map(|text| text.id),
            new.chair,
            new.deputy_reason.map(|text| text.id)
        ],
    );
}

/// Brings the row of a dialogue in line with its events.
pub fn set_state(tx: &mut Tx, _: &Grant, dialogue: i64, state: &str) {
    tx.put("UPDATE dialogues SET state = $2, version = version + 1 WHERE id = $1", args![dialogue, state]);
}

/// Notes by which event a session began.
pub fn set_opened(tx: &mut Tx, _: &Grant, session: i64, event: i64) {
    tx.put("UPDATE sessions SET opened_event_id = $2 WHERE id = $1", args![session, event]);
}

/// Notes by which event a session ended, and which groups came with how many people.
pub fn set_held(tx: &mut Tx, _: &Grant, session: i64, event: i64, groups: &[(&str, i64)]) {
    tx.put("UPDATE sessions SET held_event_id = $2 WHERE id = $1", args![session, event]);
    let rows = groups.iter().map(|(audience, people)| args![session, *audience, *people].to_vec()).collect();
    tx.put_rows("session_attendance", "session_id, audience, people", rows);
}

/// The day on which the minutes of all sessions were signed.
pub fn sign_minutes(tx: &mut Tx, _: &Grant, dialogue: i64, on: Day) {
    tx.put("UPDATE sessions SET minutes_signed_on = $2 WHERE dialogue_id = $1", args![dialogue, on]);
}

/// A session as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionRow {
    /// Its id.
    pub id: i64,
    /// The dialogue.
    pub dialogue: i64,
    /// Its number.
    pub no: i64,
    /// Its day.
    pub held_on: Day,
    /// Where it is held.
    pub territory: i64,
    /// Term of whoever chairs it.
    pub chair: Option<i64>,
    /// Whether it began.
    pub opened: bool,
    /// Whether it was held to its end.
    pub held: bool,
}

const SESSION: &str = "SELECT id, dialogue_id, no, held_on, territory_id, chair_term_id,
       CASE WHEN opened_event_id IS NULL THEN 0 ELSE 1 END, CASE WHEN held_event_id IS NULL THEN 0 ELSE 1 END
     FROM sessions";

fn session(row: &Row) -> Result<SessionRow, Error> {
    Ok(SessionRow {
        id: row.get(0)?,
        dialogue: row.get(1)?,
        no: row.get(2)?,
        held_on: row.get(3)?,
        territory: row.get(4)?,
        chair: row.get(5)?,
        opened: row.get(6)?,
        held: row.get(7)?,
    })
}

/// One session.
pub async fn find(read: &mut impl Read, id: i64) -> Result<Option<SessionRow>, Error> {
    let row = read.row(&format!("{SESSION} WHERE id = $1"), &args![id]).await?;
    row.as_ref().map(session).transpose()
}

/// The sessions of a dialogue in their order.
pub async fn of(read: &mut impl Read, dialogue: i64) -> Result<Vec<SessionRow>, Error> {
    let rows = read.rows(&format!("{SESSION} WHERE dialogue_id = $1 ORDER BY no"), &args![dialogue]).await?;
    rows.iter().map(session).collect()
}

/// People who came to a session, by group.
pub async fn attendance(read: &mut impl Read, session: i64) -> Result<Vec<(String, i64)>, Error> {
    let rows = read
        .rows(
            "SELECT audience, people FROM session_attendance WHERE session_id = $1 ORDER BY audience",
            &args![session],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// Whether a place is one's own or lies in it, at most three steps down, on a day.
pub async fn place_within(read: &mut impl Read, territory: i64, own: i64, on: Day) -> Result<bool, Error> {
    let row = read
        .row(
            "SELECT t.id FROM territories t LEFT JOIN territories u ON u.id = t.parent_id
             LEFT JOIN territories v ON v.id = u.parent_id
             WHERE t.id = $1 AND t.valid_from_on <= $3 AND t.valid_to_on > $3
               AND (t.id = $2 OR u.id = $2 OR v.id = $2 OR v.parent_id = $2)",
            &args![territory, own, on],
        )
        .await?;
    Ok(row.is_some())
}

/// Who may chair a dialogue of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chair {
    /// The post's word.
    pub post: String,
    /// The level of the body of the post.
    pub level: String,
}

/// The holder of a term on a day, if the body of the post is of the same place, over it, or under the body.
pub async fn chair(read: &mut impl Read, organisation: i64, term: i64, on: Day) -> Result<Option<Chair>, Error> {
    let row = read
        .row(
            "SELECT m.post, ct.level FROM terms m JOIN organisations c ON c.id = m.organisation_id
             JOIN territories ct ON ct.id = c.territory_id
             JOIN organisations o ON o.id = $1 JOIN territories t ON t.id = o.territory_id
             LEFT JOIN territories u ON u.id = t.parent_id
             WHERE m.id = $2 AND m.from_on <= $3 AND m.to_on > $3
               AND (c.territory_id = t.id OR c.territory_id = u.id OR c.territory_id = u.parent_id
                    OR EXISTS (SELECT 1 FROM organisation_scope s
                               WHERE s.ancestor_id = o.id AND s.organisation_id = c.id))",
            &args![organisation, term, on],
        )
        .await?;
    row.map(|row| Ok(Chair { post: row.get(0)?, level: row.get(1)? })).transpose()
}
