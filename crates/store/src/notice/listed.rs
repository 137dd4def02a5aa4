//! The matters of a dialogue as a notice of its conclusion lists them: each once, in the order in which they were raised.

use domain::day::Day;
use domain::notice::Listed;
use serde::{Deserialize, Serialize};

use crate::case::REACHED;
use crate::reader::Read;
use crate::submission::KEPT;
use crate::{Error, args};

/// The mark of a matter that is beyond the body's competence, as it is set at the desk.
const BEYOND: &str = "beyond";

/// A matter of the dialogue.
#[derive(Clone, Debug)]
pub struct MatterRow {
    /// What is checked of it.
    pub listed: Listed,
    /// Number of the turn in its session.
    pub turn: i64,
    /// Where it lies: the village, or the commune; empty while its words are kept from everybody.
    pub place: String,
    /// Its words; nothing once erased or while they are kept from everybody.
    pub words: Option<String>,
    /// The neutral title that was released for it.
    pub title: Option<String>,
    /// Its field of work.
    pub field: String,
    /// What kind of matter it is.
    pub kind: String,
    /// What was marked at the desk; empty while it is not marked.
    pub mark: String,
    /// What was answered on the spot or before any notice was issued of it; nothing while its words are kept from everybody.
    pub answer: Option<String>,
    /// The day by which that answer promises something.
    pub promised_on: Option<Day>,
    /// The number of the matter whose answer it shares: it was merged into that one.
    pub shared: Option<i64>,
    /// Whether whoever raised it can be told of a result: they are known by name, or a contact is kept.
    pub reachable: bool,
    /// The body to which it was sent on last.
    pub sent_to: Option<String>,
    /// When it was sent there.
    pub sent_on: Option<Day>,
    /// The day of the session in which it was raised.
    pub held_on: Day,
    /// The texts of its words, its title and its answer.
    pub texts: Texts,
    /// The round in which it was gathered, of a matter that nobody raised at the desk.
    pub gathered: Option<i64>,
}

/// The texts that were typed of a matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Texts {
    /// Its words.
    pub words: i64,
    /// The neutral title that was released for it.
    pub title: Option<i64>,
    /// What was answered.
    pub answer: Option<i64>,
}

/// Which gathered opinions are matters of the dialogue: those of themes that go onto its agenda or are answered in writing, each with a
/// case of its own, while nothing that was raised at the desk counts in the same case. What was sent after the last session was not
/// gathered before the dialogue. A theme that is passed on or left out says
/// where it went, or why.
const GATHERED: &str = "s.state = 'sent'
     AND t.spoken_on <= (SELECT max(v.held_on) FROM sessions v WHERE v.dialogue_id = $1 AND v.struck = 0) AND (s.dialogue_id = $1
       OR s.planned_id IN (SELECT p.id FROM planned_dialogues p WHERE p.dialogue_id = $1))
     AND EXISTS (SELECT 1 FROM gathering_opinions o JOIN gathering_themes h ON h.id = o.theme_id
       WHERE o.submission_id = b.id AND o.root_id IS NULL AND h.position > 0 AND h.way IN ('agenda', 'written'))
     AND NOT EXISTS (SELECT 1 FROM sessions v JOIN turns u ON u.source = 'session' AND u.source_id = v.id
       JOIN submissions w ON w.turn_id = u.id AND w.struck_event_id IS NULL JOIN case_points y ON y.submission_id = w.id
       JOIN cases z ON z.id = y.case_id
       WHERE v.dialogue_id = $1 AND (z.id = k.id OR z.merged_into_id = k.id))
     ORDER BY s.id, t.no, b.no";

/// The matters of a dialogue that were not struck: what was raised at its desk, then what was gathered before it and not raised there. One whose case counts in another is listed with that one. The numbers are
/// those of this list, from 1 (decision 0020). What was answered or sent on after the day `until`, that of the notice, is none of
/// its business; nor is a promise made outside of a session an answer. What was merged into a matter that was answered shares
/// its answer.
pub async fn matters(read: &mut dyn Read, dialogue: i64, until: Day) -> Result<Vec<MatterRow>, Error> {
    // On the spot, or by a letter or an older table before any notice was issued of it: what is settled is not concluded again.
    let answers = "(r.session_id IS NOT NULL OR (k.handling = 'answered' AND rp.result <> 'promised'
                  AND r.issued_on <= $2 AND NOT EXISTS (
                  SELECT 1 FROM notice_point_cases i JOIN notice_points j ON j.id = i.notice_point_id
                  JOIN notices n ON n.id = j.notice_id WHERE i.case_id = k.id AND n.issued_on IS NOT NULL)))";
    let found = |from: &str, held_on: &str, that: &str| {
        format!(
            "SELECT b.id, COALESCE(c.merged_into_id, c.id), t.no, l.name, e.body, y.body, b.field, b.kind, b.mark, k.handling,
               (SELECT w.body FROM reply_points rp JOIN replies r ON r.id = rp.reply_id JOIN texts w ON w.id = rp.text_id
                WHERE rp.case_point_id = q.id AND {answers} AND r.struck_event_id IS NULL AND r.lapsed = 0
                ORDER BY r.standing_no DESC, r.id DESC LIMIT 1),
               (SELECT o.name FROM transfers z JOIN organisations o ON o.id = z.to_id
                WHERE z.case_id = k.id AND z.sent_on <= $2 AND z.state IN ('sent', 'received', 'answered') ORDER BY z.hop DESC LIMIT 1),
               (SELECT z.sent_on FROM transfers z
                WHERE z.case_id = k.id AND z.sent_on <= $2 AND z.state IN ('sent', 'received', 'answered') ORDER BY z.hop DESC LIMIT 1),
               {held_on},
               (SELECT rp.result FROM reply_points rp JOIN replies r ON r.id = rp.reply_id
                WHERE rp.case_point_id = q.id AND {answers} AND r.struck_event_id IS NULL AND r.lapsed = 0
                ORDER BY r.standing_no DESC, r.id DESC LIMIT 1),
               b.text_id, y.id,
               (SELECT rp.text_id FROM reply_points rp JOIN replies r ON r.id = rp.reply_id
                WHERE rp.case_point_id = q.id AND {answers} AND r.struck_event_id IS NULL AND r.lapsed = 0
                ORDER BY r.standing_no DESC, r.id DESC LIMIT 1),
               (SELECT CASE WHEN rp.result = 'promised' THEN rp.by_on END FROM reply_points rp JOIN replies r ON r.id = rp.reply_id
                WHERE rp.case_point_id = q.id AND {answers} AND r.struck_event_id IS NULL
                  AND r.lapsed = 0
                ORDER BY r.standing_no DESC, r.id DESC LIMIT 1), CASE WHEN c.merged_into_id IS NULL THEN 0 ELSE 1 END,
               (SELECT CASE WHEN r.session_id IS NULL THEN 1 ELSE 0 END
                FROM reply_points rp JOIN replies r ON r.id = rp.reply_id
                WHERE rp.case_point_id = q.id AND {answers} AND r.struck_event_id IS NULL AND r.lapsed = 0
                ORDER BY r.standing_no DESC, r.id DESC LIMIT 1),
               CASE WHEN {REACHED} THEN 1 ELSE 0 END, s.id
             FROM {from}
             JOIN submissions b ON b.turn_id = t.id AND b.struck_event_id IS NULL
             JOIN texts e ON e.id = b.text_id JOIN territories l ON l.id = b.territory_id
             JOIN case_points q ON q.submission_id = b.id
               AND q.id = (SELECT min(z.id) FROM case_points z WHERE z.submission_id = b.id)
             JOIN cases c ON c.id = q.case_id JOIN cases k ON k.id = COALESCE(c.merged_into_id, c.id)
             LEFT JOIN released_titles r ON r.submission_id = b.id LEFT JOIN texts y ON y.id = r.text_id
             WHERE {that}"
        )
    };
    let spoken = found(
        "sessions s JOIN turns t ON t.source = 'session' AND t.source_id = s.id",
        "s.held_on",
        "s.dialogue_id = $1 ORDER BY s.no, t.no, b.no",
    );
    let mut rows = read.rows(&spoken, &args![dialogue, until]).await?;
    let at_desk = rows.len();
    let before =
        found("gatherings s JOIN turns t ON t.source = 'gathering' AND t.source_id = s.id", "t.spoken_on", GATHERED);
    rows.extend(read.rows(&before, &args![dialogue, until]).await?);
    let mut matters = Vec::with_capacity(rows.len());
    let mut merged = Vec::new();
    for (no, row) in (1..).zip(&rows) {
        let gathered = usize::try_from(no).is_ok_and(|no| no > at_desk);
        let handling: String = row.get(9)?;
        let mark: String = row.get(8)?;
        let (answer, sent_to): (Option<String>, Option<String>) = (row.get(10)?, row.get(11)?);
        let texts = Texts { words: row.get(15)?, title: row.get(16)?, answer: row.get(17)? };
        let withheld = texts.words == KEPT;
        if row.get(19)? {
            merged.push(matters.len());
        }
        let elsewhere = row.get::<Option<String>>(14)?.as_deref() == Some("beyond_competence");
        matters.push(MatterRow {
            listed: Listed {
                submission: row.get(0)?,
                case: row.get(1)?,
                no,
                answered: texts.answer.is_some() && !elsewhere,
                later: row.get::<Option<i64>>(20)? == Some(1),
                beyond: sent_to.is_some() || elsewhere || mark == BEYOND,
                ended: handling.starts_with("closed."),
            },
            turn: row.get(2)?,
            place: if withheld { String::new() } else { row.get(3)? },
            words: row.get(4)?,
            title: row.get(5)?,
            field: row.get(6)?,
            kind: row.get(7)?,
            mark,
            answer: answer.filter(|_| !withheld),
            promised_on: row.get(18)?,
            shared: None,
            reachable: row.get(21)?,
            sent_to,
            sent_on: row.get(12)?,
            held_on: row.get(13)?,
            texts,
            gathered: if gathered { Some(row.get(22)?) } else { None },
        });
    }
    for at in merged {
        share(&mut matters, at);
    }
    Ok(matters)
}

/// Gives a matter that was merged into another of the dialogue the answer of that one, where it has none of its own.
fn share(matters: &mut [MatterRow], at: usize) {
    let own = &matters[at];
    if own.listed.answered || own.texts.words == KEPT {
        return;
    }
    let root = |other: &&MatterRow| {
        other.listed.case == own.listed.case
            && other.listed.answered
            && other.shared.is_none()
            && other.answer.is_some()
    };
    let Some(root) = matters.iter().find(root) else { return };
    let (no, answer, promised_on, text) = (root.listed.no, root.answer.clone(), root.promised_on, root.texts.answer);
    let later = root.listed.later;
    let own = &mut matters[at];
    (own.listed.answered, own.listed.later) = (true, later);
    own.texts.answer = text;
    (own.answer, own.promised_on, own.shared) = (answer, promised_on, Some(no));
}
