//! What is beyond the competence of a body, by the body that it was sent to: of one dialogue, or of what was raised with a body in
//! a range of days.

use domain::day::Day;

use crate::import::known;
use crate::reader::Read;
use crate::sql::{Page, places};
use crate::submission::KEPT;
use crate::transfer::upward::{self, ReportRow};
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

/// A matter beyond competence as it was sent to a body, or a point of it that waits to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedRow {
    /// The case.
    pub case: i64,
    /// The words of the point, of several the first; nothing once erased.
    pub words: Option<String>,
    /// Village or commune of the matter.
    pub place: String,
    /// The day on which it was raised.
    pub raised_on: Day,
    /// The point that waits to be sent; 0 once it was.
    pub waits: i64,
    /// How it was sent; nothing while it waits to be.
    pub sent: Option<Sent>,
    /// The bodies above to which it was reported.
    pub reported: Vec<ReportRow>,
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

/// Where a row stands in the order of the table: the body (0 while nothing was sent), the day, the case, the transfer; of what waits the
/// point that does.
pub type Key = (i64, Day, i64, i64);

impl PassedRow {
    /// Its key.
    pub fn key(&self) -> Key {
        match &self.sent {
            Some(sent) => (sent.to.0, sent.on, self.case, sent.transfer),
            None => (0, self.raised_on, self.case, self.waits),
        }
    }
}

/// A transfer that was neither returned nor struck.
const IN_FORCE: &str = "z.state IN ('sent', 'received', 'answered')";

/// The cases that are asked for, by values from `$2` on, each as the one in which it counts.
fn cases(which: Passed, values: &mut Vec<Value>) -> &'static str {
    match which {
        Passed::Dialogue(dialogue) => {
            values.push(dialogue.into());
            "SELECT COALESCE(c.merged_into_id, c.id) AS id FROM cases c WHERE c.origin_dialogue_id = $2
             UNION SELECT COALESCE(c.merged_into_id, c.id) FROM sessions v CROSS JOIN turns t CROSS JOIN submissions b
               CROSS JOIN case_points q CROSS JOIN cases c
             WHERE v.dialogue_id = $2 AND v.struck = 0 AND t.source = 'session' AND t.source_id = v.id
               AND b.turn_id = t.id AND b.struck_event_id IS NULL AND q.submission_id = b.id AND c.id = q.case_id
             UNION SELECT COALESCE(c.merged_into_id, c.id) FROM planned_dialogues p CROSS JOIN gatherings g
               CROSS JOIN gathering_opinions o CROSS JOIN cases c
             WHERE p.dialogue_id = $2 AND g.planned_id = p.id AND g.state = 'sent' AND o.gathering_id = g.id
               AND o.state = 'sent' AND c.id = o.case_id"
        }
        Passed::Raised { body, from, to } => {
            values.extend(args![body, from, to].to_vec());
            "SELECT DISTINCT COALESCE(c.merged_into_id, c.id) AS id FROM spans s CROSS JOIN cases c
             WHERE s.subject = 'case' AND s.axis = 'standing' AND s.known_to_at = 9000000000000000
               AND s.organisation_id = $2 AND s.raised_on >= $3 AND s.raised_on <= $4 AND c.id = s.subject_id"
        }
    }
}

/// The rows of a table in their order, each by its key: what a file is made of piece by piece, so that it is put in order once. Those
/// that wait to be sent stand first, then those that were sent, by the body that got them. Among them is what was marked so at the desk
/// or answered so, and what was sent to a body that is not under the sender: that body decides of it. A case waits point by point; what
/// was returned waits again; what is kept from everybody is left out.
pub async fn keys(read: &mut dyn Read, which: Passed) -> Result<Vec<Key>, Error> {
    // A matter is a case with those that were merged into it, whichever of them was sent or marked; what was linked to it is a point of
    // both, and told as that of the one in which it counts. A point that still waits was marked
    // so or came back and nobody answered it, or was answered so, and neither it nor another case of the matter was sent.
    let mut values = args![KEPT].to_vec();
    let cases = cases(which, &mut values);
    let answered =
        "EXISTS (SELECT 1 FROM replies r CROSS JOIN reply_points p WHERE r.case_id = v.id AND p.reply_id = r.id
               AND p.case_point_id = q.id AND r.struck_event_id IS NULL AND r.lapsed = 0";
    let matter = format!(
        "k.id = w.id AND (v.id = k.id OR v.merged_into_id = k.id) AND k.handling <> 'struck' AND {known}",
        known = known!("k.origin_dialogue_id"),
    );
    let sql = format!(
        "SELECT 0, k.raised_on, k.id, q.id FROM ({cases}) w CROSS JOIN cases k CROSS JOIN cases v CROSS JOIN case_points q
             LEFT JOIN submissions b ON b.id = q.submission_id
           WHERE {matter} AND k.handling NOT LIKE 'closed%' AND q.case_id = v.id AND q.text_id <> $1
             AND b.struck_event_id IS NULL
             AND NOT EXISTS (SELECT 1 FROM case_points e WHERE e.submission_id = q.submission_id AND e.case_id = k.id AND v.id <> k.id)
             AND NOT EXISTS (SELECT 1 FROM transfers z CROSS JOIN transfer_points y
               WHERE z.case_id = v.id AND y.transfer_id = z.id AND y.case_point_id = q.id AND {IN_FORCE})
             AND NOT EXISTS (SELECT 1 FROM cases n CROSS JOIN transfers z WHERE (n.id = k.id OR n.merged_into_id = k.id)
               AND n.id <> v.id AND z.case_id = n.id AND {IN_FORCE})
             AND (({answered} AND p.result = 'beyond_competence'))
               OR (k.handling IN ('received', 'assigned', 'accepted') AND NOT {answered}))
                 AND (b.mark = 'beyond' OR EXISTS (SELECT 1 FROM transfers z CROSS JOIN transfer_points y
                   WHERE z.case_id = v.id AND y.transfer_id = z.id AND y.case_point_id = q.id
                     AND z.state = 'returned' AND z.mode <> 'order')))
         UNION ALL
         SELECT z.to_id, z.sent_on, k.id, z.id FROM ({cases}) w CROSS JOIN cases k CROSS JOIN cases v CROSS JOIN transfers z
           WHERE {matter} AND z.case_id = v.id AND {IN_FORCE}
           AND (z.mode <> 'order'
             OR EXISTS (SELECT 1 FROM cases n CROSS JOIN replies r CROSS JOIN reply_points p
               WHERE (n.id = k.id OR n.merged_into_id = k.id) AND r.case_id = n.id AND p.reply_id = r.id
                 AND p.result = 'beyond_competence' AND r.struck_event_id IS NULL AND r.lapsed = 0)
             OR EXISTS (SELECT 1 FROM cases n CROSS JOIN case_points e CROSS JOIN submissions b
               WHERE (n.id = k.id OR n.merged_into_id = k.id) AND e.case_id = n.id AND b.id = e.submission_id
                 AND b.mark = 'beyond' AND b.struck_event_id IS NULL))
           AND (EXISTS (SELECT 1 FROM transfer_points y CROSS JOIN case_points e
               WHERE y.transfer_id = z.id AND e.id = y.case_point_id AND e.text_id <> $1)
             OR (k.text_id <> $1 AND NOT EXISTS (SELECT 1 FROM transfer_points y WHERE y.transfer_id = z.id)))
         ORDER BY 1, 2, 3, 4",
    );
    read.rows(&sql, &values).await?.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))).collect()
}

/// The rows of some keys, in their order; one that is there no more is left out.
pub async fn of_keys(read: &mut dyn Read, keys: &[Key]) -> Result<Vec<PassedRow>, Error> {
    let mut rows = waiting(read, keys).await?;
    rows.extend(sent(read, keys).await?);
    rows.sort_by_key(PassedRow::key);
    answers(read, &mut rows).await?;
    let mut cases: Vec<i64> = rows.iter().map(|row| row.case).collect();
    cases.sort_unstable();
    cases.dedup();
    for report in upward::of_cases(read, &cases).await? {
        rows.iter_mut().filter(|row| row.case == report.case).for_each(|row| row.reported.push(report.clone()));
    }
    Ok(rows)
}

/// Rows after a key.
pub async fn passed(
    read: &mut dyn Read,
    which: Passed,
    after: Option<Key>,
    size: usize,
) -> Result<Page<PassedRow>, Error> {
    let mut keys = keys(read, which).await?;
    keys.retain(|key| after.is_none_or(|after| *key > after));
    let more = keys.len() > size;
    keys.truncate(size);
    Ok(Page { rows: of_keys(read, &keys).await?, more })
}

/// What waits to be sent, in the words of each point.
async fn waiting(read: &mut dyn Read, keys: &[Key]) -> Result<Vec<PassedRow>, Error> {
    let points: Vec<Value> = keys.iter().filter(|key| key.0 == 0).map(|key| key.3.into()).collect();
    if points.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT q.id, k.id, x.body, l.name, k.raised_on FROM case_points q JOIN cases v ON v.id = q.case_id
         JOIN cases k ON k.id = COALESCE(v.merged_into_id, v.id) JOIN territories l ON l.id = k.territory_id
         JOIN texts x ON x.id = q.text_id WHERE q.id IN ({})",
        places(1, points.len())
    );
    let one = |row: &Row| {
        Ok(PassedRow {
            waits: row.get(0)?,
            case: row.get(1)?,
            words: row.get(2)?,
            place: row.get(3)?,
            raised_on: row.get(4)?,
            sent: None,
            reported: Vec::new(),
        })
    };
    read.rows(&sql, &points).await?.iter().map(one).collect()
}

/// What was sent, in the words of the first of its points that are kept from nobody.
async fn sent(read: &mut dyn Read, keys: &[Key]) -> Result<Vec<PassedRow>, Error> {
    let transfers: Vec<Value> = keys.iter().filter(|key| key.0 != 0).map(|key| key.3.into()).collect();
    if transfers.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT k.id, x.body, l.name, k.raised_on, z.id, z.to_id, o.name, z.from_id, f.name, z.mode, z.number, z.sent_on,
           z.answer_by_on, z.state
         FROM transfers z JOIN cases v ON v.id = z.case_id JOIN cases k ON k.id = COALESCE(v.merged_into_id, v.id)
         JOIN territories l ON l.id = k.territory_id JOIN organisations o ON o.id = z.to_id
         JOIN organisations f ON f.id = z.from_id
         LEFT JOIN texts x ON x.id = COALESCE((SELECT e.text_id FROM transfer_points y CROSS JOIN case_points e
           WHERE y.transfer_id = z.id AND e.id = y.case_point_id AND e.text_id <> {kept} ORDER BY e.id LIMIT 1), k.text_id)
         WHERE z.id IN ({})",
        places(1, transfers.len()),
        kept = format_args!("${}", transfers.len() + 1),
    );
    let values: Vec<Value> = transfers.into_iter().chain([KEPT.into()]).collect();
    read.rows(&sql, &values).await?.iter().map(row).collect()
}

fn row(row: &Row) -> Result<PassedRow, Error> {
    let sent = Sent {
        transfer: row.get(4)?,
        to: (row.get(5)?, row.get(6)?),
        from: (row.get(7)?, row.get(8)?),
        mode: row.get(9)?,
        number: row.get(10)?,
        on: row.get(11)?,
        answer_by: row.get(12)?,
        answered: row.get::<String>(13)? == "answered",
        answers: Vec::new(),
    };
    Ok(PassedRow {
        case: row.get(0)?,
        words: row.get(1)?,
        place: row.get(2)?,
        raised_on: row.get(3)?,
        waits: 0,
        sent: Some(sent),
        reported: Vec::new(),
    })
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
