//! What came back to a body and waits for it, and the steps of transfers of which nobody was told. The tables name the cases
//! that can have such a thing, by their indexes; the events of each say whether it has.

use domain::back::{Back, Step, came_back, untold as not_told};
use domain::correction::effective;
use domain::day::Day;
use domain::event::{Recorded, Subject};

use crate::import::known;
use crate::reader::Read;
use crate::sql::Page;
use crate::{Error, args, event};

/// How many rows are looked through at once.
const PIECE: usize = 50;

/// Whether the person may not have been told of the last step of a transfer `t`: for sure not where nothing of the case was
/// amended and no telling of it is as late as its last step.
macro_rules! maybe_untold {
    () => {
        "(EXISTS (SELECT 1 FROM events m WHERE m.subject = 'case' AND m.subject_id = t.case_id
                    AND m.act IN ('event.corrected', 'event.struck'))
          OR NOT EXISTS (SELECT 1 FROM events e WHERE e.subject = 'case' AND e.subject_id = t.case_id AND e.act = 'case.told'
                    AND e.happened_on >= (SELECT max(s.happened_on) FROM events s WHERE s.subject = 'case'
                      AND s.subject_id = t.case_id
                      AND s.act IN ('case.sent_on', 'case.transfer_received', 'case.urged', 'case.transfer_answered',
                        'case.transfer_returned'))))"
    };
}

/// Something that came back to a body and waits for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BackRow {
    /// What.
    pub what: Back,
    /// The assignment or the transfer.
    pub of: i64,
    /// The case.
    pub case: i64,
    /// The words of the case; nothing where they are kept from the reader.
    pub words: Option<String>,
    /// Village or commune of the matter.
    pub place: String,
    /// The body from which it came.
    pub body: String,
    /// The day on which it came.
    pub on: Day,
}

/// The cases that can have something that came back, by what and of what; `q.no` is the place of the kind among all kinds. The
/// bodies are walked through because an assignment is found by its lead.
const MAYBE_BACK: &str = concat!(
    "SELECT q.no, q.of_id, c.id, x.body, v.name, b.name FROM (
       SELECT 0 AS no, a.id AS of_id, a.case_id AS case_id, a.lead_id AS body_id
       FROM organisations o CROSS JOIN assignments a CROSS JOIN cases k
       WHERE a.lead_id = o.id AND a.state = 'returned' AND k.id = a.case_id AND k.decides_id = $1
         AND k.handling = 'received' AND k.merged_into_id IS NULL
       UNION ALL
       SELECT 1, t.id, t.case_id, t.to_id FROM transfers t JOIN cases k ON k.id = t.case_id
       WHERE t.sender_id = $1 AND t.state = 'returned' AND k.handling IN ('received', 'assigned', 'accepted')
         AND k.merged_into_id IS NULL
       UNION ALL
       SELECT 2, t.id, t.case_id, t.to_id FROM transfers t JOIN cases k ON k.id = t.case_id
       WHERE t.sender_id = $1 AND t.state IN ('sent', 'received', 'answered') AND k.merged_into_id IS NULL
         AND k.handling IN ('received', 'assigned', 'accepted', 'answered')
         AND (t.state = 'answered' OR EXISTS (SELECT 1 FROM transfer_answers w WHERE w.transfer_id = t.id)) AND ",
    maybe_untold!(),
    "  UNION ALL
       SELECT 3, a.id, a.case_id, k.decides_id FROM assignments a JOIN cases k ON k.id = a.case_id
       WHERE a.lead_id = $1 AND a.state = 'open' AND k.merged_into_id IS NULL
         AND EXISTS (SELECT 1 FROM events e WHERE e.subject = 'case' AND e.subject_id = a.case_id
                       AND e.act = 'case.ask_answered')
     ) q JOIN cases c ON c.id = q.case_id AND ",
    known!("c.origin_dialogue_id"),
    " JOIN texts x ON x.id = c.text_id JOIN territories v ON v.id = c.territory_id JOIN organisations b ON b.id = q.body_id
     WHERE q.no > $2 OR (q.no = $2 AND q.of_id > $3) ORDER BY q.no, q.of_id LIMIT $4"
);

/// What came back to a body and waits for it: cases that were given back, transfers that were returned, transfers that were
/// answered, questions that were answered, each the oldest first.
pub async fn back(read: &mut dyn Read, body: i64, size: usize) -> Result<Page<BackRow>, Error> {
    let mut found = Vec::new();
    let mut after = (-1_i64, 0_i64);
    loop {
        let rows = read.rows(MAYBE_BACK, &args![body, after.0, after.1, limit(PIECE)]).await?;
        for row in &rows {
            let (no, of, case): (i64, i64, i64) = (row.get(0)?, row.get(1)?, row.get(2)?);
            after = (no, of);
            let what = usize::try_from(no).ok().and_then(|no| Back::ALL.get(no).copied());
            let what = what.ok_or_else(|| Error::Corrupt(format!("what came back is {no}")))?;
            let events = history(read, case).await?;
            let waits = came_back(&effective(&events)).into_iter().find(|it| it.what == what && it.of == of);
            if let Some(waits) = waits {
                let (words, place, body) = (row.get(3)?, row.get(4)?, row.get(5)?);
                found.push(BackRow { what, of, case, words, place, body, on: waits.on });
            }
            if found.len() > size {
                found.truncate(size);
                return Ok(Page { rows: found, more: true });
            }
        }
        if rows.len() < PIECE {
            return Ok(Page { rows: found, more: false });
        }
    }
}

/// A step of a transfer of which whoever raised the case was not told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UntoldRow {
    /// The transfer.
    pub transfer: i64,
    /// The case.
    pub case: i64,
    /// The words of the case; nothing where they are kept from the reader.
    pub words: Option<String>,
    /// Village or commune of the matter.
    pub place: String,
    /// The body to which it was sent.
    pub to_name: String,
    /// The step.
    pub step: Step,
    /// Its day.
    pub on: Day,
}

const MAYBE_UNTOLD: &str = concat!(
    "SELECT t.id, c.id, x.body, v.name, o.name FROM transfers t JOIN cases c ON c.id = t.case_id
     JOIN texts x ON x.id = c.text_id JOIN territories v ON v.id = c.territory_id JOIN organisations o ON o.id = t.to_id
     WHERE t.sender_id = $1 AND t.state IN ('sent', 'received', 'answered', 'returned') AND t.id > $2
       AND c.merged_into_id IS NULL AND c.handling IN ('received', 'assigned', 'accepted', 'answered') AND ",
    known!("c.origin_dialogue_id"),
    " AND ",
    maybe_untold!(),
    " ORDER BY t.id LIMIT $3"
);

/// The transfers that a body sent of whose last step the person was not told, from the one after a transfer on. Those of cases
/// that ended or count elsewhere are not among them.
pub async fn untold(read: &mut dyn Read, body: i64, after: i64, size: usize) -> Result<Page<UntoldRow>, Error> {
    let mut found = Vec::new();
    let mut after = after;
    loop {
        let rows = read.rows(MAYBE_UNTOLD, &args![body, after, limit(PIECE)]).await?;
        for row in &rows {
            let (transfer, case): (i64, i64) = (row.get(0)?, row.get(1)?);
            after = transfer;
            let events = history(read, case).await?;
            if let Some((step, on)) = not_told(&effective(&events), transfer) {
                let (words, place, to_name) = (row.get(2)?, row.get(3)?, row.get(4)?);
                found.push(UntoldRow { transfer, case, words, place, to_name, step, on });
            }
            if found.len() > size {
                found.truncate(size);
                return Ok(Page { rows: found, more: true });
            }
        }
        if rows.len() < PIECE {
            return Ok(Page { rows: found, more: false });
        }
    }
}

async fn history(read: &mut dyn Read, case: i64) -> Result<Vec<Recorded>, Error> {
    event::history(read, Subject::Case, case).await
}

fn limit(size: usize) -> i64 {
    i64::try_from(size).unwrap_or(i64::MAX)
}
