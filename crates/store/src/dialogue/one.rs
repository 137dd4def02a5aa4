//! One dialogue as its page shows it: what it is for, its agenda, and what was raised in it.

use domain::day::Day;
use domain::text::TextRef;

use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, args};

/// What a dialogue is for, and with whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    /// The duties it fulfils, as JSON.
    pub duties: String,
    /// With whom it is held.
    pub audience: String,
    /// How it is held.
    pub form: String,
    /// The organisation with whose members it is held: its id and name.
    pub members_of: Option<(i64, String)>,
    /// The plan that planned it: the plan, the year, the post's word.
    pub plan: Option<(i64, i64, String)>,
    /// The body that announced it, where another holds it now.
    pub announced_by: Option<String>,
}

/// What a dialogue is for, and with whom.
pub async fn detail(read: &mut dyn Read, id: i64) -> Result<Option<Detail>, Error> {
    let row = read
        .row(
            "SELECT d.duties, d.audience, d.form, m.id, m.name, p.id, p.year, p.post,
                    CASE WHEN d.origin_id <> d.organisation_id THEN o.name END
             FROM dialogues d JOIN organisations o ON o.id = d.origin_id
             LEFT JOIN organisations m ON m.id = d.members_of_id
             LEFT JOIN planned_dialogues q ON q.dialogue_id = d.id LEFT JOIN plans p ON p.id = q.plan_id
             WHERE d.id = $1 ORDER BY q.id LIMIT 1",
            &args![id],
        )
        .await?;
    row.map(|row| {
        let (members, name): (Option<i64>, Option<String>) = (row.get(3)?, row.get(4)?);
        let (plan, year, post): (Option<i64>, Option<i64>, Option<String>) = (row.get(5)?, row.get(6)?, row.get(7)?);
        Ok(Detail {
            duties: row.get(0)?,
            audience: row.get(1)?,
            form: row.get(2)?,
            members_of: members.zip(name),
            plan: plan.zip(year).zip(post).map(|((plan, year), post)| (plan, year, post)),
            announced_by: row.get(8)?,
        })
    })
    .transpose()
}

/// A line of the agenda.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ThemeRow {
    /// Its id.
    pub id: i64,
    /// `matter` or `policy`.
    pub kind: String,
    /// Its title, and the text that is; nothing once erased.
    pub title: Option<String>,
    /// The text, as an event names it.
    pub text: TextRef,
}

/// The agenda of a dialogue in its order.
pub async fn agenda(read: &mut dyn Read, dialogue: i64) -> Result<Vec<ThemeRow>, Error> {
    let rows = read
        .rows(
            "SELECT h.id, h.kind, x.body, x.id, x.digest FROM themes h JOIN texts x ON x.id = h.title_text_id
             WHERE h.dialogue_id = $1 AND h.position > 0 ORDER BY h.position",
            &args![dialogue],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let digest: [u8; 32] = row
                .get::<Vec<u8>>(4)?
                .try_into()
                .map_err(|_| Error::Corrupt("a digest of another length".to_owned()))?;
            Ok(ThemeRow {
                id: row.get(0)?,
                kind: row.get(1)?,
                title: row.get(2)?,
                text: TextRef::new(row.get(3)?, &digest),
            })
        })
        .collect()
}

/// Adds a theme that the agenda is about to name; its place follows the event.
pub fn add_theme(tx: &mut Tx, _: &Grant, id: i64, dialogue: i64, kind: &str, title: &TextRef) {
    tx.put(
        "INSERT INTO themes (id, dialogue_id, position, kind, title_text_id) VALUES ($1, $2, 0, $3, $4)",
        args![id, dialogue, kind, title.id],
    );
}

/// What was raised in a dialogue with one mark, what was struck left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The mark; empty for what is not marked yet.
    pub mark: String,
    /// How many submissions.
    pub submissions: i64,
}

/// What was raised in all sessions of a dialogue, by mark as the list of the desk filters it (what was answered after it
/// is told apart from what was answered in it), and how many turns that were.
pub async fn marked(read: &mut dyn Read, dialogue: i64) -> Result<(i64, Vec<Marked>), Error> {
    let turns = read
        .row(
            "SELECT count(DISTINCT t.id) FROM sessions s JOIN turns t ON t.source = 'session' AND t.source_id = s.id
             JOIN submissions b ON b.turn_id = t.id AND b.struck_event_id IS NULL WHERE s.dialogue_id = $1",
            &args![dialogue],
        )
        .await?;
    let rows = read
        .rows(
            "SELECT CASE WHEN EXISTS (SELECT 1 FROM reply_points sp CROSS JOIN replies sr WHERE sp.case_point_id = q.id
                 AND sr.id = sp.reply_id AND sr.session_id IS NOT NULL AND sr.struck_event_id IS NULL) THEN 'answered'
               WHEN b.mark = '' AND c.handling = 'answered' THEN 'later' ELSE b.mark END AS marked, count(DISTINCT b.id)
             FROM sessions s JOIN turns t ON t.source = 'session' AND t.source_id = s.id
             JOIN submissions b ON b.turn_id = t.id JOIN case_points q ON q.submission_id = b.id
               AND q.id = (SELECT min(z.id) FROM case_points z WHERE z.submission_id = b.id)
             JOIN cases c ON c.id = q.case_id WHERE s.dialogue_id = $1 AND b.struck_event_id IS NULL
             GROUP BY 1 ORDER BY 1",
            &args![dialogue],
        )
        .await?;
    let mut found = Vec::with_capacity(rows.len());
    for row in &rows {
        found.push(Marked { mark: row.get(0)?, submissions: row.get(1)? });
    }
    Ok((turns.map_or(Ok(0), |row| row.get(0))?, found))
}

/// By which channels it was raised what is kept under a dialogue that was none, struck submissions left out while another stands;
/// nothing where it was one.
pub async fn channels(read: &mut dyn Read, dialogue: i64) -> Result<Vec<String>, Error> {
    let rows = read
        .rows(
            "SELECT b.channel, max(CASE WHEN b.struck_event_id IS NULL THEN 1 ELSE 0 END) FROM dialogues d
             JOIN sessions s ON s.dialogue_id = d.id
             JOIN turns t ON t.source = 'session' AND t.source_id = s.id JOIN submissions b ON b.turn_id = t.id
             WHERE d.id = $1 AND d.form = 'elsewhere' GROUP BY b.channel ORDER BY b.channel",
            &args![dialogue],
        )
        .await?;
    let mut found = rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect::<Result<Vec<_>, Error>>()?;
    // Where all was struck it still was no dialogue.
    if found.iter().any(|(_, stands): &(String, bool)| *stands) {
        found.retain(|(_, stands)| *stands);
    }
    Ok(found.into_iter().map(|(channel, _)| channel).collect())
}

/// Whether a dialogue was none, and holds what was raised elsewhere on a day.
pub async fn is_elsewhere(read: &mut dyn Read, dialogue: i64) -> Result<bool, Error> {
    let sql = "SELECT id FROM dialogues WHERE id = $1 AND form = 'elsewhere'";
    Ok(read.row(sql, &args![dialogue]).await?.is_some())
}

/// The last day on which a dialogue holds a session.
pub async fn last_on(read: &mut dyn Read, dialogue: i64) -> Result<Option<Day>, Error> {
    let row =
        read.row("SELECT max(held_on) FROM sessions WHERE dialogue_id = $1 AND struck = 0", &args![dialogue]).await?;
    row.map_or(Ok(None), |row| row.get(0))
}

/// A dialogue of a plan that none was announced as yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plannable {
    /// The planned dialogue.
    pub id: i64,
    /// The year of its plan.
    pub year: i64,
    /// The post whose plan it is.
    pub post: String,
    /// The month for which it is planned now.
    pub month: i64,
    /// What it is to be about; nothing once erased.
    pub topic: Option<String>,
    /// How it is to be held.
    pub form: String,
    /// With whom.
    pub audience: String,
}

/// What the plans of a body still hold, the earliest first; at most two hundred.
pub async fn plannable(read: &mut dyn Read, organisation: i64) -> Result<Vec<Plannable>, Error> {
    let rows = read
        .rows(
            "SELECT q.id, p.year, p.post, q.month, x.body, q.form, q.audience FROM plans p
             JOIN planned_dialogues q ON q.plan_id = p.id JOIN texts x ON x.id = q.topic_text_id
             WHERE p.organisation_id = $1 AND p.state <> 'struck' AND q.dialogue_id IS NULL
               AND q.state NOT IN ('withdrawn', 'dropped', 'held', 'cancelled', 'struck')
             ORDER BY p.year DESC, q.month, q.id LIMIT 200",
            &args![organisation],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Plannable {
                id: row.get(0)?,
                year: row.get(1)?,
                post: row.get(2)?,
                month: row.get(3)?,
                topic: row.get(4)?,
                form: row.get(5)?,
                audience: row.get(6)?,
            })
        })
        .collect()
}
