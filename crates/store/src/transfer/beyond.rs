//! What is beyond the competence of a body, by the body that it was sent to: of one dialogue, or of what was raised with a body in
//! a range of days.

use domain::day::Day;

use crate::import::known;
use crate::reader::Read;
use crate::sql::{Page, page, places};
use crate::submission::KEPT;
use crate::{Error, Row, Value, args};

/// Which matters are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Passed {
    /// What was raised or gathered for a dialogue.
    Dialogue(i64),
    /// What was first raised with a body from one day to another, both among them.
    Raised {
        /// The body.
        body: i64,
        /// The first day.
        from: Day,
        /// The last day.
        to: Day,
    },
}

/// A matter beyond competence as it was sent to a body, or as it waits to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedRow {
    /// The case.
    pub case: i64,
    /// The words of what was raised first; nothing once erased.
    pub words: Option<String>,
    /// Village or commune of the matter.
    pub place: String,
    /// The day on which it was raised.
    pub raised_on: Day,
    /// How it was sent; nothing while it waits to be.
    pub sent: Option<Sent>,
}

/// How a matter was sent to a body, and what came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The transfer.
    pub transfer: i64,
    /// The body that got it: id and name.
    pub to: (i64, String),
    /// The body that sent it: id and name.
    pub from: (i64, String),
    /// `order`, `offer`, `letter`.
    pub mode: String,
    /// Number of the paper; may be empty.
    pub number: String,
    /// The date on the paper.
    pub on: Day,
    /// Day by which the receiver has to answer.
    pub answer_by: Option<Day>,
    /// Whether it was answered: a letter need not stand in `answers`.
    pub answered: bool,
    /// The letters of the receiver, in the order in which they came.
    pub answers: Vec<Answer>,
}

/// A letter by which the receiver answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The date on the paper.
    pub on: Day,
    /// Number of the paper; may be empty.
    pub number: String,
    /// What it says, of all points and of each; empty where only that it came was recorded.
    pub words: Vec<String>,
}

/// Where a row stands in the order of the table: the body (0 while nothing was sent), the day, the case, the transfer.
pub type Key = (i64, Day, i64, i64);

impl PassedRow {
    /// Its key.
    pub fn key(&self) -> Key {
        match &self.sent {
            Some(sent) => (sent.to.0, sent.on, self.case, sent.transfer),
            None => (0, self.raised_on, self.case, 0),
        }
    }
}

/// Rows after a key, those that wait to be sent first, then by the body that got them. Among them is what was marked so at the desk or
/// answered so, and what was sent to a body that is not under the sender: that body decides of it. What was returned waits again;
/// what is kept from everybody is left out.
pub async fn passed(
    read: &mut dyn Read,
    which: Passed,
    after: Option<Key>,
    size: usize,
) -> Result<Page<PassedRow>, Error> {
    let (body, day, case, transfer) = after.unwrap_or((-1, Day::FLOOR, 0, 0));
    let limit = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let mut values = args![KEPT, body, day, case, transfer, limit].to_vec();
    let cases = match which {
        Passed::Dialogue(dialogue) => {
            values.push(dialogue.into());
            "SELECT COALESCE(c.merged_into_id, c.id) AS id FROM cases c WHERE c.origin_dialogue_id = $7
             UNION SELECT COALESCE(c.merged_into_id, c.id) FROM sessions v CROSS JOIN turns t CROSS JOIN submissions b
               CROSS JOIN case_points q CROSS JOIN cases c
             WHERE v.dialogue_id = $7 AND v.struck = 0 AND t.source = 'session' AND t.source_id = v.id
               AND b.turn_id = t.id AND b.struck_event_id IS NULL AND q.submission_id = b.id AND c.id = q.case_id"
        }
        Passed::Raised { body, from, to } => {
            values.extend(args![body, from, to].to_vec());
            "SELECT DISTINCT COALESCE(c.merged_into_id, c.id) AS id FROM spans s CROSS JOIN cases c
             WHERE s.subject = 'case' AND s.axis = 'standing' AND s.known_to_at = 9000000000000000
               AND s.organisation_id = $7 AND s.raised_on >= $8 AND s.raised_on <= $9 AND c.id = s.subject_id"
        }
    };
    // A matter is a case with those that were merged into it, whichever of them was sent or marked. One that still waits was marked so
    // and nobody answered, or was answered so, and none of its cases was sent.
    let sql = format!(
        "SELECT q.id, x.body, l.name, q.raised_on, q.transfer, q.to_id, o.name, q.from_id, f.name, q.mode, q.number, q.sent_on,
                q.answer_by_on, q.state
         FROM (SELECT k.id AS id, k.text_id AS text_id, k.territory_id AS territory_id, k.raised_on AS raised_on,
                 COALESCE(z.to_id, 0) AS body, COALESCE(z.sent_on, k.raised_on) AS day, COALESCE(z.id, 0) AS transfer,
                 z.to_id AS to_id, z.from_id AS from_id, z.mode AS mode, z.number AS number, z.sent_on AS sent_on,
                 z.answer_by_on AS answer_by_on, z.state AS state
               FROM ({cases}) w JOIN cases k ON k.id = w.id JOIN cases v ON v.id = k.id OR v.merged_into_id = k.id
               LEFT JOIN transfers z ON z.case_id = v.id AND z.state IN ('sent', 'received', 'answered')
               WHERE k.text_id <> $1 AND k.handling <> 'struck' AND {known}
                 AND (z.id IS NOT NULL OR (v.id = k.id AND NOT EXISTS (SELECT 1 FROM cases n JOIN transfers t ON t.case_id = n.id
                   WHERE (n.id = k.id OR n.merged_into_id = k.id) AND t.state IN ('sent', 'received', 'answered'))))
                 AND ((z.id IS NOT NULL AND z.mode <> 'order')
                   OR EXISTS (SELECT 1 FROM cases n JOIN replies r ON r.case_id = n.id JOIN reply_points p ON p.reply_id = r.id
                     WHERE (n.id = k.id OR n.merged_into_id = k.id) AND p.result = 'beyond_competence'
                       AND r.struck_event_id IS NULL AND r.lapsed = 0)
                   OR EXISTS (SELECT 1 FROM cases n JOIN case_points e ON e.case_id = n.id
                     JOIN submissions b ON b.id = e.submission_id
                     WHERE (n.id = k.id OR n.merged_into_id = k.id) AND b.mark = 'beyond' AND b.struck_event_id IS NULL
                       AND (z.id IS NOT NULL OR (k.handling IN ('received', 'assigned', 'accepted')
                         AND NOT EXISTS (SELECT 1 FROM reply_points p JOIN replies r ON r.id = p.reply_id
                           WHERE p.case_point_id = e.id AND r.struck_event_id IS NULL AND r.lapsed = 0)))))
         ) q JOIN texts x ON x.id = q.text_id JOIN territories l ON l.id = q.territory_id
         LEFT JOIN organisations o ON o.id = q.to_id LEFT JOIN organisations f ON f.id = q.from_id
         WHERE (q.body, q.day, q.id, q.transfer) > ($2, $3, $4, $5)
         ORDER BY q.body, q.day, q.id, q.transfer LIMIT $6",
        known = known!("k.origin_dialogue_id"),
    );
    let rows = read.rows(&sql, &values).await?;
    let mut found = page(&rows, size, row)?;
    answers(read, &mut found.rows).await?;
    Ok(found)
}

fn row(row: &Row) -> Result<PassedRow, Error> {
    let transfer: i64 = row.get(4)?;
    let sent = if transfer == 0 {
        None
    } else {
        Some(Sent {
            transfer,
            to: (row.get(5)?, row.get(6)?),
            from: (row.get(7)?, row.get(8)?),
            mode: row.get(9)?,
            number: row.get(10)?,
            on: row.get(11)?,
            answer_by: row.get(12)?,
            answered: row.get::<String>(13)? == "answered",
            answers: Vec::new(),
        })
    };
    Ok(PassedRow { case: row.get(0)?, words: row.get(1)?, place: row.get(2)?, raised_on: row.get(3)?, sent })
}

/// Reads what came back to the transfers of a page. Of a letter that answers a point whose words are kept from everybody only the words
/// of the other points are read.
async fn answers(read: &mut dyn Read, rows: &mut [PassedRow]) -> Result<(), Error> {
    let transfers: Vec<Value> = rows.iter().filter_map(|row| Some(row.sent.as_ref()?.transfer.into())).collect();
    if transfers.is_empty() {
        return Ok(());
    }
    let sql = format!(
        "SELECT a.transfer_id, a.event_id, a.answered_on, a.number, x.body, y.body, g.body FROM transfer_answers a
         LEFT JOIN transfer_answer_points p ON p.event_id = a.event_id
         LEFT JOIN case_points q ON q.id = p.case_point_id
         LEFT JOIN texts x ON x.id = a.text_id AND NOT EXISTS (SELECT 1 FROM transfer_answer_points o
           JOIN case_points e ON e.id = o.case_point_id WHERE o.event_id = a.event_id AND e.text_id = {kept})
         LEFT JOIN texts y ON y.id = p.text_id AND q.text_id <> {kept}
         LEFT JOIN texts g ON g.id = p.ground_text_id AND q.text_id <> {kept}
         WHERE a.transfer_id IN ({}) AND a.struck = 0 ORDER BY a.answered_on, a.event_id, p.case_point_id",
        places(1, transfers.len()),
        kept = format_args!("${}", transfers.len() + 1),
    );
    let values: Vec<Value> = transfers.into_iter().chain([KEPT.into()]).collect();
    let mut last = None;
    for line in &read.rows(&sql, &values).await? {
        let (transfer, event): (i64, i64) = (line.get(0)?, line.get(1)?);
        let of = |row: &&mut PassedRow| row.sent.as_ref().is_some_and(|sent| sent.transfer == transfer);
        let Some(sent) = rows.iter_mut().find(of).and_then(|row| row.sent.as_mut()) else { continue };
        if last != Some(event) {
            last = Some(event);
            let all: Option<String> = line.get(4)?;
            sent.answers.push(Answer { on: line.get(2)?, number: line.get(3)?, words: all.into_iter().collect() });
        }
        let Some(answer) = sent.answers.last_mut() else { continue };
        let of_point: [Option<String>; 2] = [line.get(5)?, line.get(6)?];
        for words in of_point.into_iter().flatten() {
            if !words.is_empty() && !answer.words.contains(&words) {
                answer.words.push(words);
            }
        }
    }
    Ok(())
}
