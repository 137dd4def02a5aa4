//! What others show of rounds: a case says in which it was raised, the desk what was gathered of a place and field.

use domain::day::Day;

use super::{ROUND, RoundRow, round};
use crate::reader::Read;
use crate::submission::KEPT;
use crate::{Error, args};

/// The round in which the matters of a case were raised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RaisedIn {
    /// The round.
    pub round: i64,
    /// The body that gathered.
    pub gatherer: String,
    /// The day on the synthesis.
    pub sent_on: Day,
    /// How many people said so.
    pub people: Option<i64>,
    /// The theme under which it stands; nothing once erased.
    pub theme: Option<String>,
}

/// A gathered matter that may be the one somebody speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GatheredMatter {
    /// Its case.
    pub case: i64,
    /// The round.
    pub round: i64,
    /// The body that gathered.
    pub gatherer: String,
    /// The words; nothing once erased.
    pub words: Option<String>,
    /// Where it lies.
    pub territory: i64,
    /// Code of the field.
    pub field: String,
    /// How its case is handled.
    pub handling: String,
    /// The line of the agenda under which it stands.
    pub agenda: Option<String>,
}

/// What was gathered for a dialogue and sent, and has a case that counts by itself; in the order of the agenda.
pub async fn matters(read: &mut dyn Read, dialogue: i64) -> Result<Vec<GatheredMatter>, Error> {
    let rows = read
        .rows(
            "SELECT c.id, g.id, w.name, x.body, b.territory_id, b.field, c.handling, y.body FROM gatherings g
             JOIN organisations w ON w.id = g.organisation_id
             JOIN gathering_opinions o ON o.gathering_id = g.id AND o.state = 'sent'
             JOIN submissions b ON b.id = o.submission_id AND b.struck_event_id IS NULL AND b.text_id <> $2
             JOIN texts x ON x.id = b.text_id
             JOIN cases c ON c.id = o.case_id AND c.merged_into_id IS NULL AND c.handling <> 'struck'
             LEFT JOIN gathering_themes t ON t.id = o.theme_id LEFT JOIN themes a ON a.id = t.agenda_id AND a.position > 0
             LEFT JOIN texts y ON y.id = a.title_text_id
             WHERE g.state = 'sent' AND (g.dialogue_id = $1
               OR g.planned_id IN (SELECT p.id FROM planned_dialogues p WHERE p.dialogue_id = $1))
             ORDER BY COALESCE(a.position, 999), o.id",
            &args![dialogue, KEPT],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(GatheredMatter {
                case: row.get(0)?,
                round: row.get(1)?,
                gatherer: row.get(2)?,
                words: row.get(3)?,
                territory: row.get(4)?,
                field: row.get(5)?,
                handling: row.get(6)?,
                agenda: row.get(7)?,
            })
        })
        .collect()
}

/// The theme under which a submission was gathered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Themed {
    /// The submission.
    pub submission: i64,
    /// The theme.
    pub theme: i64,
    /// Its title; nothing once erased.
    pub title: Option<String>,
}

/// Under which themes it was gathered what was sent for a dialogue.
pub async fn themed(read: &mut dyn Read, dialogue: i64) -> Result<Vec<Themed>, Error> {
    let rows = read
        .rows(
            "SELECT o.submission_id, t.id, x.body FROM gatherings g
             JOIN gathering_opinions o ON o.gathering_id = g.id AND o.state = 'sent' AND o.submission_id IS NOT NULL
             JOIN gathering_themes t ON t.id = o.theme_id JOIN texts x ON x.id = t.title_text_id
             WHERE g.state = 'sent' AND (g.dialogue_id = $1
               OR g.planned_id IN (SELECT p.id FROM planned_dialogues p WHERE p.dialogue_id = $1))
             ORDER BY o.submission_id",
            &args![dialogue],
        )
        .await?;
    rows.iter().map(|row| Ok(Themed { submission: row.get(0)?, theme: row.get(1)?, title: row.get(2)? })).collect()
}

/// How many rounds came to a body with themes that nobody decided, and how many it was asked for and has not sent.
pub async fn waits(read: &mut dyn Read, grant: &crate::grant::Grant) -> Result<(i64, i64), Error> {
    let row = read
        .row(
            "SELECT (SELECT count(*) FROM gatherings g WHERE g.holder_id = $1 AND g.state = 'sent' AND EXISTS (
                       SELECT 1 FROM gathering_themes t WHERE t.gathering_id = g.id AND t.position > 0 AND t.way IS NULL)),
                    (SELECT count(*) FROM gatherings g WHERE g.organisation_id = $1 AND g.asked_on IS NOT NULL
                       AND g.state IN ('asked', 'open', 'closed'))",
            &args![grant.organisation],
        )
        .await?;
    row.map_or(Ok((0, 0)), |row| Ok((row.get(0)?, row.get(1)?)))
}

/// The requests with a day by which a body is to send its synthesis, for dialogues that are still to be held, the nearest day first:
/// those whose own round was not sent, and for whose dialogue the body sent none since.
pub async fn asked_by(read: &mut dyn Read, organisation: i64, size: usize) -> Result<Vec<RoundRow>, Error> {
    let limit = i64::try_from(size).unwrap_or(i64::MAX);
    let sql = format!(
        "{ROUND} WHERE g.organisation_id = $1 AND g.by_on IS NOT NULL AND g.state IN ('asked', 'open', 'closed')
           AND (d.id IS NULL OR d.state IN ('announced', 'open')) AND (d.id IS NOT NULL OR n.state IN ('planned', 'postponed'))
           AND NOT EXISTS (SELECT 1 FROM gatherings e WHERE e.organisation_id = g.organisation_id AND e.state = 'sent'
             AND e.sent_on >= g.asked_on AND (e.dialogue_id = d.id OR e.planned_id = g.planned_id))
         ORDER BY g.by_on, g.id LIMIT $2"
    );
    read.rows(&sql, &args![organisation, limit]).await?.iter().map(round).collect()
}

/// What was raised at a desk as the desk links it: its case, the version of that, the words, place and field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The case.
    pub case: i64,
    /// Its version.
    pub version: i64,
    /// The words; nothing once erased.
    pub words: Option<String>,
    /// Where it lies: id and name.
    pub place: (i64, String),
    /// Code of the field.
    pub field: String,
    /// The day on which it was raised.
    pub on: Day,
}

/// What was raised as a submission, while its case counts by itself and nobody took it up.
pub async fn spoken(read: &mut dyn Read, submission: i64) -> Result<Option<Spoken>, Error> {
    let row = read
        .row(
            "SELECT c.id, c.version, x.body, b.territory_id, l.name, b.field, c.raised_on FROM submissions b
             JOIN case_points q ON q.submission_id = b.id JOIN cases c ON c.id = q.case_id
               AND c.merged_into_id IS NULL AND c.handling = 'received'
             JOIN texts x ON x.id = b.text_id JOIN territories l ON l.id = b.territory_id
             WHERE b.id = $1 AND b.text_id <> $2 AND b.struck_event_id IS NULL ORDER BY q.id LIMIT 1",
            &args![submission, KEPT],
        )
        .await?;
    row.map(|row| {
        Ok(Spoken {
            case: row.get(0)?,
            version: row.get(1)?,
            words: row.get(2)?,
            place: (row.get(3)?, row.get(4)?),
            field: row.get(5)?,
            on: row.get(6)?,
        })
    })
    .transpose()
}
