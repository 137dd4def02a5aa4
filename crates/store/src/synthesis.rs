//! What was raised in a dialogue as one table: each case once, how often it was raised and where, who settles it, what was
//! answered. And what became of what was raised in the dialogue before it.

use domain::day::{Day, Instant};

use crate::import::known;
use crate::reader::Read;
use crate::submission::KEPT;
use crate::{Error, args};

/// A case of a dialogue with what was said of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpinionRow {
    /// The case.
    pub case: i64,
    /// Code of the field of work; empty while it is not known.
    pub field: String,
    /// The words of what was raised first; nothing once erased.
    pub words: Option<String>,
    /// Villages and communes where it was raised, each once.
    pub places: Vec<String>,
    /// How often it was raised in the dialogue.
    pub times: i64,
    /// Its mark.
    pub mark: String,
    /// The body that answers for it.
    pub bearer: String,
    /// The body that leads it by an assignment in force.
    pub lead: Option<String>,
    /// By when.
    pub due_on: Option<Day>,
    /// The answer in force to its first point; of a case that was merged, that of the case in which it counts.
    pub answer: Option<String>,
    /// The day by which that answer promises something.
    pub promised_on: Option<Day>,
    /// The case into which it was merged and whose answer it shares.
    pub root: Option<i64>,
    /// The body that owes an answer since it was sent on, and when it was.
    pub sent: Option<(String, Day)>,
}

/// What was raised in all sessions of a dialogue and stands, in the order in which it was raised; what is kept from everybody is
/// left out. A dialogue is one evening or two: it is read whole.
pub async fn opinions(read: &mut dyn Read, dialogue: i64) -> Result<Vec<OpinionRow>, Error> {
    let rows = read
        .rows(
            "SELECT c.id, b.field, x.body, l.name, b.mark, o.name, w.name, g.due_on, y.body,
                    CASE WHEN p.result = 'promised' THEN p.by_on END, c.merged_into_id,
                    (SELECT f.name FROM transfers v JOIN organisations f ON f.id = v.to_id
                     WHERE v.case_id = k.id AND v.state IN ('sent', 'received') ORDER BY v.hop DESC LIMIT 1),
                    (SELECT v.sent_on FROM transfers v
                     WHERE v.case_id = k.id AND v.state IN ('sent', 'received') ORDER BY v.hop DESC LIMIT 1)
             FROM sessions s JOIN turns t ON t.source = 'session' AND t.source_id = s.id
             JOIN submissions b ON b.turn_id = t.id AND b.struck_event_id IS NULL AND b.text_id <> $2
             JOIN texts x ON x.id = b.text_id JOIN territories l ON l.id = b.territory_id
             JOIN case_points q ON q.submission_id = b.id
               AND q.id = (SELECT min(z.id) FROM case_points z WHERE z.submission_id = b.id)
             JOIN cases c ON c.id = q.case_id
             JOIN cases k ON k.id = CASE WHEN c.merged_into_id IS NULL OR EXISTS (SELECT 1 FROM case_points h
                 JOIN submissions i ON i.id = h.submission_id WHERE h.case_id = c.merged_into_id AND i.text_id = $2)
               THEN c.id ELSE c.merged_into_id END
             JOIN organisations o ON o.id = k.accountable_id
             LEFT JOIN assignments g ON g.case_id = k.id AND g.state IN ('open', 'accepted')
             LEFT JOIN organisations w ON w.id = g.lead_id
             LEFT JOIN reply_points p ON p.case_point_id = CASE WHEN k.id = c.id THEN q.id
                 ELSE (SELECT min(z.id) FROM case_points z WHERE z.case_id = k.id) END
               AND p.reply_id = (SELECT r.id FROM reply_points e JOIN replies r ON r.id = e.reply_id
                 WHERE e.case_point_id = p.case_point_id AND r.struck_event_id IS NULL AND r.lapsed = 0
                 ORDER BY r.standing_no DESC, r.id DESC LIMIT 1)
             LEFT JOIN texts y ON y.id = p.text_id
             WHERE s.dialogue_id = $1 AND s.struck = 0 ORDER BY s.no, t.no, b.no",
            &args![dialogue, KEPT],
        )
        .await?;
    let mut found: Vec<OpinionRow> = Vec::with_capacity(rows.len());
    for row in &rows {
        let (case, place): (i64, String) = (row.get(0)?, row.get(3)?);
        if let Some(known) = found.iter_mut().find(|known| known.case == case) {
            known.times += 1;
            if !known.places.contains(&place) {
                known.places.push(place);
            }
            continue;
        }
        let sent: (Option<String>, Option<Day>) = (row.get(11)?, row.get(12)?);
        found.push(OpinionRow {
            case,
            field: row.get(1)?,
            words: row.get(2)?,
            places: vec![place],
            times: 1,
            mark: row.get(4)?,
            bearer: row.get(5)?,
            lead: row.get(6)?,
            due_on: row.get(7)?,
            answer: row.get(8)?,
            promised_on: row.get(9)?,
            root: row.get(10)?,
            sent: sent.0.zip(sent.1),
        });
    }
    Ok(found)
}

/// The dialogue before a session: of the same body, in the same place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    /// The dialogue.
    pub dialogue: i64,
    /// The day of its last session in that place.
    pub held_on: Day,
    /// What was raised in it first, in that order; what is kept from everybody, merged or struck is left out.
    pub matters: Vec<EarlierMatter>,
}

/// A matter that was raised in the dialogue before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierMatter {
    /// The words; nothing once erased.
    pub words: Option<String>,
    /// Their text.
    pub text: i64,
    /// What it counted as on the day of the session (`kq-1`).
    pub outcome: String,
    /// The last day of the assignment in force.
    pub due_on: Option<Day>,
}

/// The dialogue before a session with what had become of its matters by the day of the session; none where there was none.
pub async fn earlier(read: &mut dyn Read, session: i64) -> Result<Option<Earlier>, Error> {
    let found = read
        .row(
            concat!(
                "SELECT d.id, p.held_on, s.held_on FROM sessions s JOIN dialogues n ON n.id = s.dialogue_id
                 JOIN dialogues d ON d.organisation_id = n.organisation_id AND d.id <> n.id AND d.form <> 'elsewhere' AND ",
                known!("d.id"),
                " JOIN sessions p ON p.dialogue_id = d.id AND p.struck = 0 AND p.held_event_id IS NOT NULL
                   AND p.territory_id = s.territory_id AND p.held_on < s.held_on
                 WHERE s.id = $1 ORDER BY p.held_on DESC, p.id DESC LIMIT 1"
            ),
            &args![session],
        )
        .await?;
    let Some(found) = found else { return Ok(None) };
    let (dialogue, held_on, on): (i64, Day, Day) = (found.get(0)?, found.get(1)?, found.get(2)?);
    let rows = read
        .rows(
            "SELECT x.body, o.value, g.due_on, c.text_id FROM cases c JOIN texts x ON x.id = c.text_id
             JOIN spans o ON o.subject = 'case' AND o.subject_id = c.id AND o.axis = 'outcome:kq-1'
               AND o.from_on <= $2 AND o.to_on > $2 AND o.known_to_at = $3 AND o.value NOT IN ('merged', 'struck')
             LEFT JOIN assignments g ON g.case_id = c.id AND g.state IN ('open', 'accepted') AND g.assigned_on <= $2
             WHERE c.origin_dialogue_id = $1 AND c.text_id <> $4 ORDER BY c.id",
            &args![dialogue, on, Instant::OPEN, KEPT],
        )
        .await?;
    let matters = rows.iter().map(|row| {
        Ok(EarlierMatter { words: row.get(0)?, text: row.get(3)?, outcome: row.get(1)?, due_on: row.get(2)? })
    });
    Ok(Some(Earlier { dialogue, held_on, matters: matters.collect::<Result<_, Error>>()? }))
}
