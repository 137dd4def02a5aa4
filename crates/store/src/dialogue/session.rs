//! Sessions of a dialogue: when, where, under whom, and who came.

mod chair;

pub use chair::{Chair, chair, chairs, chairs_until};

use domain::day::Day;
use domain::text::TextRef;

use crate::grant::Grant;
use crate::organisation::PlaceRow;
use crate::reader::Read;
use crate::sql::{MANY, places};
use crate::tx::Tx;
use crate::{Error, Row, Value, args};

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
    /// How it is held.
    pub form: &'a str,
    /// The organisation with whose members it is held.
    pub members_of: Option<i64>,
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
                                version, line, duties, audience, form, members_of_id)
         VALUES ($1, $2, $3, $3, $4, $5, $6, $7, 'announced', 1, $8, $9, $10, $11, $12)",
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
            new.audience,
            new.form,
            new.members_of
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

/// Sets the hall of a session anew; day, place and chair follow its events.
pub fn set_hall(tx: &mut Tx, _: &Grant, session: i64, place: Option<&TextRef>) {
    tx.put("UPDATE sessions SET place_text_id = $2 WHERE id = $1", args![session, place.map(|text| text.id)]);
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
    /// Whether its setting was recorded by mistake.
    pub struck: bool,
}

const SESSION: &str = "SELECT id, dialogue_id, no, held_on, territory_id, chair_term_id,
       CASE WHEN opened_event_id IS NULL THEN 0 ELSE 1 END, CASE WHEN held_event_id IS NULL THEN 0 ELSE 1 END,
       struck
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
        struck: row.get(8)?,
    })
}

/// One session.
pub async fn find(read: &mut dyn Read, id: i64) -> Result<Option<SessionRow>, Error> {
    let row = read.row(&format!("{SESSION} WHERE id = $1"), &args![id]).await?;
    row.as_ref().map(session).transpose()
}

/// The sessions of a dialogue in their order.
pub async fn of(read: &mut dyn Read, dialogue: i64) -> Result<Vec<SessionRow>, Error> {
    let rows = read.rows(&format!("{SESSION} WHERE dialogue_id = $1 ORDER BY no"), &args![dialogue]).await?;
    rows.iter().map(session).collect()
}

/// Where something is typed: the session that is named, else the last that was begun, and the villages of its commune in force
/// on a day, those alone if one was `typed`. Nothing where the dialogue has no such session.
pub async fn typed_at(
    read: &mut dyn Read,
    dialogue: i64,
    named: Option<i64>,
    typed: bool,
    on: Day,
) -> Result<Option<(i64, Vec<PlaceRow>)>, Error> {
    let rows = read
        .rows(
            "SELECT x.id, v.id, v.name, v.fold FROM dialogues d JOIN organisations o ON o.id = d.organisation_id
             JOIN sessions x ON x.dialogue_id = d.id AND x.struck = 0
             LEFT JOIN territories v ON $3 = 1 AND v.parent_id = o.territory_id AND v.level = 'village'
               AND v.valid_from_on <= $4 AND v.valid_to_on > $4
             WHERE d.id = $1 AND x.id = COALESCE($2, (
               SELECT y.id FROM sessions y WHERE y.dialogue_id = $1 AND y.struck = 0
               ORDER BY CASE WHEN y.opened_event_id IS NULL THEN 1 ELSE 0 END, y.no DESC LIMIT 1))
             ORDER BY v.fold, v.id",
            &args![dialogue, named, i64::from(typed), on],
        )
        .await?;
    let Some(first) = rows.first() else { return Ok(None) };
    let session = first.get(0)?;
    let mut villages = Vec::new();
    for row in &rows {
        if let Some(id) = row.get(1)? {
            villages.push(PlaceRow { id, name: row.get(2)?, fold: row.get(3)? });
        }
    }
    Ok(Some((session, villages)))
}

/// People who came to a session, by group.
pub async fn attendance(read: &mut dyn Read, session: i64) -> Result<Vec<(String, i64)>, Error> {
    let rows = read
        .rows(
            "SELECT audience, people FROM session_attendance WHERE session_id = $1 ORDER BY audience",
            &args![session],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// A session as the page of its dialogue shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionShown {
    /// How it stands.
    pub row: SessionRow,
    /// Name of the village or commune.
    pub territory: String,
    /// The hall; nothing once erased, or when none was said.
    pub hall: Option<String>,
    /// Who chairs it: name and the post's word.
    pub chair: Option<(String, String)>,
    /// Why a deputy does.
    pub deputy_reason: Option<String>,
    /// The day on which its minutes were signed.
    pub minutes_signed_on: Option<Day>,
}

/// The sessions of a dialogue as its page shows them, in their order; those set by mistake are left out.
pub async fn shown(read: &mut dyn Read, dialogue: i64) -> Result<Vec<SessionShown>, Error> {
    let rows = read
        .rows(
            "SELECT s.id, s.dialogue_id, s.no, s.held_on, s.territory_id, s.chair_term_id,
                    CASE WHEN s.opened_event_id IS NULL THEN 0 ELSE 1 END,
                    CASE WHEN s.held_event_id IS NULL THEN 0 ELSE 1 END, s.struck,
                    t.name, x.body, p.name, m.post, r.body, s.minutes_signed_on
             FROM sessions s JOIN territories t ON t.id = s.territory_id
             LEFT JOIN texts x ON x.id = s.place_text_id LEFT JOIN texts r ON r.id = s.deputy_reason_text_id
             LEFT JOIN terms m ON m.id = COALESCE(s.chair_term_id, (SELECT d.chair_term_id FROM dialogues d WHERE d.id = s.dialogue_id))
             LEFT JOIN people p ON p.id = m.person_id
             WHERE s.dialogue_id = $1 AND s.struck = 0 ORDER BY s.no",
            &args![dialogue],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let (name, post): (Option<String>, Option<String>) = (row.get(11)?, row.get(12)?);
            Ok(SessionShown {
                row: session(row)?,
                territory: row.get(9)?,
                hall: row.get(10)?,
                chair: name.zip(post),
                deputy_reason: row.get(13)?,
                minutes_signed_on: row.get(14)?,
            })
        })
        .collect()
}

/// Bodies present at the sessions of a dialogue: the session, the body and its name, by name.
pub async fn bodies(read: &mut dyn Read, dialogue: i64) -> Result<Vec<(i64, i64, String)>, Error> {
    let rows = read
        .rows(
            "SELECT b.session_id, o.id, o.name FROM sessions s JOIN session_bodies b ON b.session_id = s.id
             JOIN organisations o ON o.id = b.organisation_id WHERE s.dialogue_id = $1
             ORDER BY b.session_id, o.sort_key, o.id",
            &args![dialogue],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).collect()
}

/// The bodies that may be present at a session of a body on a day, by name: those of its place and of the places over it,
/// and those under it; at most five hundred.
pub async fn around(read: &mut dyn Read, organisation: i64, on: Day) -> Result<Vec<(i64, String, String)>, Error> {
    let rows = read
        .rows(
            "SELECT c.id, c.name, c.kind FROM organisations o JOIN territories t ON t.id = o.territory_id
             LEFT JOIN territories u ON u.id = t.parent_id
             JOIN organisations c ON c.valid_from_on <= $2 AND c.valid_to_on > $2
               AND (c.territory_id = t.id OR c.territory_id = u.id OR c.territory_id = u.parent_id
                    OR EXISTS (SELECT 1 FROM organisation_scope s
                               WHERE s.ancestor_id = o.id AND s.organisation_id = c.id))
             WHERE o.id = $1 ORDER BY CASE WHEN c.territory_id = t.id THEN 0 ELSE 1 END, c.sort_key, c.id LIMIT 500",
            &args![organisation, on],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).collect()
}

/// Whether bodies are all of those [`around`] another one on a day; each is named once.
pub async fn are_around(read: &mut dyn Read, organisation: i64, others: &[i64], on: Day) -> Result<bool, Error> {
    for ids in others.chunks(MANY) {
        let mut values = args![organisation, on].to_vec();
        values.extend(ids.iter().map(|id| Value::Int(*id)));
        let sql = format!(
            "SELECT c.id FROM organisations o JOIN territories t ON t.id = o.territory_id
             LEFT JOIN territories u ON u.id = t.parent_id
             JOIN organisations c ON c.id IN ({}) AND c.valid_from_on <= $2 AND c.valid_to_on > $2
             WHERE o.id = $1 AND (c.territory_id = t.id OR c.territory_id = u.id OR c.territory_id = u.parent_id
                    OR EXISTS (SELECT 1 FROM organisation_scope s
                               WHERE s.ancestor_id = o.id AND s.organisation_id = c.id))",
            places(3, ids.len())
        );
        if read.rows(&sql, &values).await?.len() != ids.len() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a place is one's own or lies in it, at most three steps down, on a day.
pub async fn place_within(read: &mut dyn Read, territory: i64, own: i64, on: Day) -> Result<bool, Error> {
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

/// Whether words stand that were raised in a dialogue, or at one session of it.
pub async fn has_words(read: &mut dyn Read, dialogue: i64, session: Option<i64>) -> Result<bool, Error> {
    let row = read
        .row(
            "SELECT b.id FROM sessions s JOIN turns u ON u.source = 'session' AND u.source_id = s.id
             JOIN submissions b ON b.turn_id = u.id
             WHERE s.dialogue_id = $1 AND ($2 = 0 OR s.id = $2) AND b.struck_event_id IS NULL LIMIT 1",
            &args![dialogue, session.unwrap_or(0)],
        )
        .await?;
    Ok(row.is_some())
}

/// The session of a dialogue in which a case was raised, and the day for which it was set.
pub async fn of_case(read: &mut dyn Read, case: i64, dialogue: i64) -> Result<Option<(i64, Day)>, Error> {
    let row = read
        .row(
            "SELECT x.id, x.held_on FROM case_points q JOIN submissions b ON b.id = q.submission_id
             JOIN turns t ON t.id = b.turn_id AND t.source = 'session' JOIN sessions x ON x.id = t.source_id
             WHERE q.case_id = $1 AND x.dialogue_id = $2 ORDER BY q.no LIMIT 1",
            &args![case, dialogue],
        )
        .await?;
    row.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}
