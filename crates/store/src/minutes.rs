//! Minutes of sessions: what they say beside what was typed at the desk, and what of the desk they print. What stays as it
//! was signed stands in [`signed`], their scans in `scan`, the corrections of words that they fix in `note`.

mod note;
mod scan;
pub mod signed;

pub use note::{NoteRow, add_note, notes_of_case, notes_of_session};
pub use scan::{ScanRow, add_scans, find_scan, scan_bytes, scans};

use domain::day::{Day, Instant};
use domain::permission::Act;
use serde::{Deserialize, Serialize};

use crate::grant::Grant;
use crate::reader::Read;
use crate::submission::KEPT;
use crate::{Error, Row, args};

/// A session with its minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MinutesRow {
    /// The session.
    pub session: i64,
    /// Its dialogue.
    pub dialogue: i64,
    /// Its number in the dialogue.
    pub no: i64,
    /// Its day.
    pub held_on: Day,
    /// Whether it began.
    pub opened: bool,
    /// Whether it was held to its end.
    pub held: bool,
    /// The day on which its minutes were signed.
    pub signed_on: Option<Day>,
    /// When it began, in minutes since midnight.
    pub began: Option<i64>,
    /// When it ended.
    pub ended: Option<i64>,
    /// Who took the minutes.
    pub secretary: Option<String>,
    /// What the chair concluded.
    pub conclusion: Option<String>,
    /// Whether they were read back.
    pub read_back: bool,
    /// Tells what they say now from what they said before: it is another one whenever they were taken anew with other words.
    pub stamp: String,
    /// Why none are taken; an empty sentence once erased.
    pub reason: Option<String>,
    /// Name of the village or commune where it was held.
    pub place: String,
    /// The hall.
    pub hall: Option<String>,
    /// Who chaired it: name, the post's word, the kind and the name of the body of the post.
    pub chair: Option<Chair>,
}

/// Who chaired a session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chair {
    /// The name.
    pub name: String,
    /// The post's word.
    pub post: String,
    /// The kind of the body of the post.
    pub kind: String,
    /// That body's name.
    pub body: String,
}

const COLUMNS: &str =
    "SELECT s.id, s.dialogue_id, s.no, s.held_on, CASE WHEN s.opened_event_id IS NULL THEN 0 ELSE 1 END,
        CASE WHEN s.held_event_id IS NULL THEN 0 ELSE 1 END, s.minutes_signed_on, m.began, m.ended, w.body, k.body,
        COALESCE(m.read_back, 0), CASE WHEN m.reason_text_id IS NULL THEN NULL ELSE COALESCE(r.body, '') END,
        t.name, h.body, p.name, c.post, o.kind, o.name, m.secretary_text_id, m.conclusion_text_id
     FROM sessions s JOIN territories t ON t.id = s.territory_id LEFT JOIN minutes m ON m.session_id = s.id
     LEFT JOIN texts w ON w.id = m.secretary_text_id LEFT JOIN texts k ON k.id = m.conclusion_text_id
     LEFT JOIN texts r ON r.id = m.reason_text_id LEFT JOIN texts h ON h.id = s.place_text_id
     LEFT JOIN dialogues d ON d.id = s.dialogue_id
     LEFT JOIN terms c ON c.id = COALESCE(s.chair_term_id, d.chair_term_id)
     LEFT JOIN people p ON p.id = c.person_id LEFT JOIN organisations o ON o.id = c.organisation_id";

fn minutes(row: &Row) -> Result<MinutesRow, Error> {
    let chair: Option<String> = row.get(15)?;
    let (began, ended, read_back): (Option<i64>, Option<i64>, bool) = (row.get(7)?, row.get(8)?, row.get(11)?);
    let texts: [Option<i64>; 2] = [row.get(19)?, row.get(20)?];
    let parts = [began, ended, Some(i64::from(read_back)), texts[0], texts[1]];
    let stamp: Vec<String> = parts.iter().map(|part| part.map(|part| part.to_string()).unwrap_or_default()).collect();
    Ok(MinutesRow {
        session: row.get(0)?,
        dialogue: row.get(1)?,
        no: row.get(2)?,
        held_on: row.get(3)?,
        opened: row.get(4)?,
        held: row.get(5)?,
        signed_on: row.get(6)?,
        began,
        ended,
        secretary: row.get(9)?,
        conclusion: row.get(10)?,
        read_back,
        stamp: stamp.join("-"),
        reason: row.get(12)?,
        place: row.get(13)?,
        hall: row.get(14)?,
        chair: match chair {
            Some(name) => Some(Chair { name, post: row.get(16)?, kind: row.get(17)?, body: row.get(18)? }),
            None => None,
        },
    })
}

/// The sessions of a dialogue with their minutes, in their order; those set by mistake are left out.
pub async fn of_dialogue(read: &mut dyn Read, dialogue: i64) -> Result<Vec<MinutesRow>, Error> {
    let rows = read
        .rows(&format!("{COLUMNS} WHERE s.dialogue_id = $1 AND s.struck = 0 ORDER BY s.no"), &args![dialogue])
        .await?;
    rows.iter().map(minutes).collect()
}

/// One session with its minutes.
pub async fn of_session(read: &mut dyn Read, session: i64) -> Result<Option<MinutesRow>, Error> {
    let row = read.row(&format!("{COLUMNS} WHERE s.id = $1 AND s.struck = 0"), &args![session]).await?;
    row.as_ref().map(minutes).transpose()
}

/// A matter of a session as its minutes print it, with an answer on the spot if there is one; a matter with two answers has two
/// rows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpokenRow {
    /// Number of the turn in the session.
    pub turn_no: i64,
    /// How they spoke: `named`, `unnamed`, `group`.
    pub mode: String,
    /// The submission.
    pub submission: i64,
    /// By which way it came.
    pub channel: String,
    /// The words; nothing once erased.
    pub words: Option<String>,
    /// Their text.
    pub text: i64,
    /// Name of the village, or the commune.
    pub place: String,
    /// Its mark.
    pub mark: String,
    /// What it is, by its word; empty in minutes that were signed before this was kept with them.
    pub kind: String,
    /// What was answered on the spot, and by whom: name and the post's word, else the body's name.
    pub answer: Option<Spot>,
    /// The body that leads its case now, by an assignment in force.
    pub lead: Option<String>,
}

/// An answer on the spot.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The words.
    pub words: String,
    /// Their text.
    pub text: i64,
    /// Who answered: name and the post's word.
    pub speaker: Option<(String, String)>,
    /// Who answered as it was typed, where that is nobody of the posts that are recorded: its text, and the words; no words once
    /// erased.
    pub named: Option<(i64, Option<String>)>,
    /// The body for which it was answered.
    pub body: String,
    /// The day by which something was promised; none where nothing was.
    pub promised_on: Option<Day>,
}

/// What was raised in a session and stands, in order, with what was answered and assigned by the day `until`; what is kept from
/// everybody is left out.
pub async fn spoken(read: &mut dyn Read, session: i64, until: Day) -> Result<Vec<SpokenRow>, Error> {
    let rows = read
        .rows(
            "SELECT t.no, t.mode, b.id, b.channel, x.body, l.name, b.mark, a.body, p.name, m.post, o.name,
                    (SELECT w.name FROM assignments g JOIN organisations w ON w.id = g.lead_id
                     WHERE g.case_id = q.case_id AND g.state IN ('open', 'accepted') AND g.assigned_on <= $3), r.id,
                    b.text_id, y.text_id, CASE WHEN y.result = 'promised' THEN y.by_on END, b.kind, r.speaker_text_id, v.body
             FROM turns t JOIN submissions b ON b.turn_id = t.id AND b.struck_event_id IS NULL AND b.text_id <> $2
             JOIN texts x ON x.id = b.text_id JOIN territories l ON l.id = b.territory_id
             JOIN case_points q ON q.submission_id = b.id
               AND q.id = (SELECT min(z.id) FROM case_points z WHERE z.submission_id = b.id)
             LEFT JOIN reply_points y ON y.case_point_id = q.id AND EXISTS (
               SELECT 1 FROM replies e WHERE e.id = y.reply_id AND e.session_id = $1 AND e.struck_event_id IS NULL AND e.issued_on <= $3)
             LEFT JOIN replies r ON r.id = y.reply_id LEFT JOIN texts a ON a.id = y.text_id
             LEFT JOIN terms m ON m.id = r.speaker_term_id LEFT JOIN people p ON p.id = m.person_id
             LEFT JOIN organisations o ON o.id = r.organisation_id LEFT JOIN texts v ON v.id = r.speaker_text_id
             WHERE t.source = 'session' AND t.source_id = $1 ORDER BY t.no, b.no, r.standing_no, r.id",
            &args![session, KEPT, until],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let (name, post): (Option<String>, Option<String>) = (row.get(8)?, row.get(9)?);
            let answered: Option<i64> = row.get(14)?;
            let (named, typed): (Option<i64>, Option<String>) = (row.get(17)?, row.get(18)?);
            Ok(SpokenRow {
                turn_no: row.get(0)?,
                mode: row.get(1)?,
                submission: row.get(2)?,
                channel: row.get(3)?,
                words: row.get(4)?,
                text: row.get(13)?,
                place: row.get(5)?,
                mark: row.get(6)?,
                kind: row.get(16)?,
                answer: match answered {
                    Some(text) => Some(Spot {
                        text,
                        words: row.get::<Option<String>>(7)?.unwrap_or_default(),
                        speaker: name.zip(post),
                        named: named.map(|text| (text, typed)),
                        body: row.get::<Option<String>>(10)?.unwrap_or_default(),
                        promised_on: row.get(15)?,
                    }),
                    None => None,
                },
                lead: row.get(11)?,
            })
        })
        .collect()
}

/// Who spoke in a session, by the number of the turn, without those of a turn of which something is withheld; the grant is
/// that to open identities.
pub async fn speakers(read: &mut dyn Read, grant: &Grant, session: i64) -> Result<Vec<(i64, String)>, Error> {
    if grant.act != Act::CaseReadIdentity {
        return Ok(Vec::new());
    }
    let rows = read
        .rows(
            "SELECT t.no, w.name FROM turns t JOIN submitters w ON w.turn_id = t.id
             JOIN sessions s ON s.id = t.source_id JOIN dialogues d ON d.id = s.dialogue_id
             WHERE t.source = 'session' AND t.source_id = $1 AND d.organisation_id = $2 AND w.withheld = 0
               AND t.mode <> 'unnamed' AND w.name <> '' ORDER BY t.no",
            &args![session, grant.organisation],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// From when on the days run after which the words of a submission are fixed: the day on which its session ended, that was
/// recorded, or its words were first recorded, whichever is the latest. Nothing while the session is not held, and for what
/// was not spoken at one.
pub async fn ended_on(read: &mut dyn Read, submission: i64) -> Result<Option<Day>, Error> {
    let row = read
        .row(
            "SELECT e.happened_on, e.recorded_at, COALESCE(
               (SELECT min(v.recorded_at) FROM submission_versions v WHERE v.submission_id = b.id), b.recorded_at)
             FROM submissions b JOIN turns t ON t.id = b.turn_id AND t.source = 'session'
             JOIN sessions s ON s.id = t.source_id JOIN events e ON e.id = s.held_event_id WHERE b.id = $1",
            &args![submission],
        )
        .await?;
    row.map(|row| {
        let (held, told, typed): (Day, Instant, Instant) = (row.get(0)?, row.get(1)?, row.get(2)?);
        Ok(held.max(told.day()).max(typed.day()))
    })
    .transpose()
}

/// From when on those days run for what was typed while a session was held or before its end was recorded: the day on which it
/// ended or on which that was recorded, the later of the two. Nothing while it is not held.
pub async fn told_on(read: &mut dyn Read, session: i64) -> Result<Option<Day>, Error> {
    let row = read
        .row(
            "SELECT e.happened_on, e.recorded_at FROM sessions s JOIN events e ON e.id = s.held_event_id WHERE s.id = $1",
            &args![session],
        )
        .await?;
    row.map(|row| Ok(row.get::<Day>(0)?.max(row.get::<Instant>(1)?.day()))).transpose()
}

/// Whether every session of a dialogue has signed minutes or a reason why it has none.
pub async fn are_settled(read: &mut dyn Read, dialogue: i64) -> Result<bool, Error> {
    let row = read
        .row(
            "SELECT s.id FROM sessions s LEFT JOIN minutes m ON m.session_id = s.id
             WHERE s.dialogue_id = $1 AND s.struck = 0 AND s.minutes_signed_on IS NULL AND m.reason_text_id IS NULL LIMIT 1",
            &args![dialogue],
        )
        .await?;
    Ok(row.is_none())
}

/// A session that was held without minutes, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithoutRow {
    /// The dialogue.
    pub dialogue: i64,
    /// Its title.
    pub title: String,
    /// The body that holds it.
    pub body: String,
    /// The session.
    pub session: i64,
    /// Its day.
    pub held_on: Day,
    /// The reason; an empty sentence once erased.
    pub reason: String,
}

/// Sessions of the grant's body, and of those under it where the grant holds for them, of which no minutes are taken, since
/// a day, the latest first.
pub async fn without(read: &mut dyn Read, grant: &Grant, since: Day, size: usize) -> Result<Vec<WithoutRow>, Error> {
    let rows = read
        .rows(
            "SELECT d.id, COALESCE(x.body, ''), o.name, s.id, s.held_on, COALESCE(r.body, '') FROM minutes m
             JOIN sessions s ON s.id = m.session_id AND s.struck = 0 AND s.minutes_signed_on IS NULL AND s.held_on >= $3
             JOIN dialogues d ON d.id = s.dialogue_id AND d.state <> 'struck' AND d.form <> 'elsewhere'
             JOIN organisation_scope c ON c.organisation_id = d.organisation_id AND c.ancestor_id = $1
             JOIN organisations o ON o.id = d.organisation_id JOIN texts x ON x.id = d.title_text_id
             LEFT JOIN texts r ON r.id = m.reason_text_id
             WHERE m.reason_text_id IS NOT NULL AND ($2 = 1 OR d.organisation_id = $1)
             ORDER BY s.held_on DESC, s.id DESC LIMIT $4",
            &args![grant.organisation, grant.below, since, i64::try_from(size).unwrap_or(i64::MAX)],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(WithoutRow {
                dialogue: row.get(0)?,
                title: row.get(1)?,
                body: row.get(2)?,
                session: row.get(3)?,
                held_on: row.get(4)?,
                reason: row.get(5)?,
            })
        })
        .collect()
}

/// The sessions of a body whose minutes were read back and wait for a signature, oldest first; the reason is empty.
pub async fn to_sign(read: &mut dyn Read, organisation: i64, size: usize) -> Result<Vec<WithoutRow>, Error> {
    let rows = read
        .rows(
            "SELECT d.id, COALESCE(x.body, ''), o.name, s.id, s.held_on FROM minutes m
             JOIN sessions s ON s.id = m.session_id AND s.struck = 0 AND s.held_event_id IS NOT NULL
               AND s.minutes_signed_on IS NULL
             JOIN dialogues d ON d.id = s.dialogue_id AND d.state <> 'struck'
             JOIN organisations o ON o.id = d.organisation_id JOIN texts x ON x.id = d.title_text_id
             WHERE m.read_back = 1 AND m.reason_text_id IS NULL AND d.organisation_id = $1
             ORDER BY s.held_on, s.id LIMIT $2",
            &args![organisation, i64::try_from(size).unwrap_or(i64::MAX)],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(WithoutRow {
                dialogue: row.get(0)?,
                title: row.get(1)?,
                body: row.get(2)?,
                session: row.get(3)?,
                held_on: row.get(4)?,
                reason: String::new(),
            })
        })
        .collect()
}
