//! Transfers of points of a case to other bodies. In `answered`: the letters by which those answer. In [`beyond`]: what is beyond
//! competence, by the body that got it. In [`upward`]: what of that was reported to a body above.

mod answered;
pub mod beyond;
pub mod outside;
pub mod upward;

pub(crate) use answered::differences;
pub use answered::{AnswerPointRow, AnswerRow, NewAnswer, NewAnswerPoint, add_answer, set_answer};

use domain::day::Day;

use crate::grant::Grant;
use crate::import::known;
use crate::reader::Read;
use crate::sql::{Page, page, places};
use crate::tx::Tx;
use crate::{Error, Value, args};

/// A transfer to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewTransfer<'a> {
    /// Its id.
    pub id: i64,
    /// The case.
    pub case: i64,
    /// Who sends.
    pub from: i64,
    /// Who receives.
    pub to: i64,
    /// `order`, `offer`, `letter`.
    pub mode: &'a str,
    /// Number of the paper; may be empty.
    pub number: &'a str,
    /// The date on the paper.
    pub sent_on: Day,
    /// Day by which the receiver has to answer.
    pub answer_by: Option<Day>,
    /// What shows that it arrived.
    pub proof: Option<i64>,
    /// The points.
    pub points: &'a [i64],
}

/// Keeps a transfer with the next number of its case.
pub fn add(tx: &mut Tx, _: &Grant, new: &NewTransfer<'_>) {
    tx.put(
        "INSERT INTO transfers (id, case_id, hop, from_id, sender_id, to_id, mode, number, sent_on, answer_by_on, proof_text_id, state)
         SELECT $1, $2, COALESCE(max(t.hop), 0) + 1, $3, $3, $4, $5, $6, $7, $8, $9, 'sent' FROM transfers t
         WHERE t.case_id = $2",
        args![new.id, new.case, new.from, new.to, new.mode, new.number, new.sent_on, new.answer_by, new.proof],
    );
    tx.put_rows(
        "transfer_points",
        "transfer_id, case_point_id",
        new.points.iter().map(|point| args![new.id, *point].to_vec()).collect(),
    );
}

/// Sets how a transfer stands, and the day on which it was sent, as corrected.
pub fn set_state(tx: &mut Tx, _: &Grant, id: i64, sent_on: Day, state: &str) {
    tx.put("UPDATE transfers SET sent_on = $2, state = $3 WHERE id = $1", args![id, sent_on, state]);
}

/// Keeps what shows that a transfer arrived.
pub fn set_proof(tx: &mut Tx, _: &Grant, id: i64, proof: i64) {
    tx.put("UPDATE transfers SET proof_text_id = $2 WHERE id = $1", args![id, proof]);
}

/// Sets the day by which the receiver has to answer; none where none was set.
pub fn set_answer_by(tx: &mut Tx, _: &Grant, id: i64, answer_by: Option<Day>) {
    tx.put("UPDATE transfers SET answer_by_on = $2 WHERE id = $1", args![id, answer_by]);
}

/// A transfer as the page of its case shows it.
#[derive(Clone, Debug)]
pub struct TransferRow {
    /// Its id.
    pub id: i64,
    /// Its number within the case.
    pub hop: i64,
    /// Who sent it.
    pub from: i64,
    /// That body's name.
    pub from_name: String,
    /// Who received it.
    pub to: i64,
    /// That body's name.
    pub to_name: String,
    /// `order`, `offer`, `letter`.
    pub mode: String,
    /// Number of the paper; may be empty.
    pub number: String,
    /// The date on the paper.
    pub sent_on: Day,
    /// Day by which the receiver has to answer.
    pub answer_by: Option<Day>,
    /// What shows that it arrived; nothing when not said, and once erased.
    pub proof: Option<String>,
    /// `sent`, `received`, `answered`, `returned`, `struck`.
    pub state: String,
    /// In whose hands it is: who sent it, or who took the place of that body.
    pub sender: i64,
}

impl TransferRow {
    /// Whether the receiver still owes an answer.
    pub fn waits(&self) -> bool {
        self.state == "sent" || self.state == "received"
    }
}

/// The transfers of a case in their order.
pub async fn of_case(read: &mut dyn Read, case: i64) -> Result<Vec<TransferRow>, Error> {
    let rows = read
        .rows(
            "SELECT t.id, t.hop, t.from_id, f.name, t.to_id, o.name, t.mode, t.number, t.sent_on, t.answer_by_on, x.body,
                    t.state, t.sender_id
             FROM transfers t JOIN organisations f ON f.id = t.from_id JOIN organisations o ON o.id = t.to_id
             LEFT JOIN texts x ON x.id = t.proof_text_id WHERE t.case_id = $1 ORDER BY t.hop",
            &args![case],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(TransferRow {
                id: row.get(0)?,
                hop: row.get(1)?,
                from: row.get(2)?,
                from_name: row.get(3)?,
                to: row.get(4)?,
                to_name: row.get(5)?,
                mode: row.get(6)?,
                number: row.get(7)?,
                sent_on: row.get(8)?,
                answer_by: row.get(9)?,
                proof: row.get(10)?,
                state: row.get(11)?,
                sender: row.get(12)?,
            })
        })
        .collect()
}

/// A transfer that the receiver has not answered, as a list shows it.
#[derive(Clone, Debug)]
pub struct WaitingRow {
    /// The transfer.
    pub id: i64,
    /// The case.
    pub case: i64,
    /// The words of the case; nothing where they are kept from the reader.
    pub words: Option<String>,
    /// Village or commune of the matter.
    pub place: String,
    /// Who sent it.
    pub from_name: String,
    /// Who has to answer.
    pub to_name: String,
    /// `order`, `offer`, `letter`.
    pub mode: String,
    /// `sent` or `received`.
    pub state: String,
    /// The date on the paper.
    pub sent_on: Day,
    /// Day by which the receiver has to answer.
    pub answer_by: Option<Day>,
    /// Whether it was sent to the body of the list or one under it, not by it or by one whose place it took.
    pub incoming: bool,
}

/// The transfers of more bodies than these are met on the way through all that wait, those of fewer are looked up.
const FEW: usize = 32;

/// The bodies of a scope, where they are few.
async fn under(read: &mut dyn Read, ancestor: i64) -> Result<Option<Vec<i64>>, Error> {
    let rows = read
        .rows(
            "SELECT organisation_id FROM organisation_scope WHERE ancestor_id = $1 ORDER BY organisation_id LIMIT $2",
            &args![ancestor, i64::try_from(FEW + 1).unwrap_or(i64::MAX)],
        )
        .await?;
    let bodies = rows.iter().map(|row| row.get(0)).collect::<Result<Vec<i64>, _>>()?;
    Ok((bodies.len() <= FEW && !bodies.is_empty()).then_some(bodies))
}

/// Where a transfer stands among those that wait: the day by which it has to be answered, that on its paper, its id.
pub type WaitingKey = (Day, Day, i64);

impl WaitingRow {
    /// Its key.
    pub fn key(&self) -> WaitingKey {
        (self.answer_by.unwrap_or(Day::OPEN), self.sent_on, self.id)
    }
}

/// The transfers that a body and, where `below`, those under it, or those whose place they took, sent or received and that wait for an answer, those that have
/// to be answered first at the head, then by the day on which they were sent; from behind the key on.
pub async fn waiting(
    read: &mut dyn Read,
    (organisation, below): (i64, bool),
    after: Option<WaitingKey>,
    size: usize,
) -> Result<Page<WaitingRow>, Error> {
    let bodies = if below { under(read, organisation).await? } else { Some(vec![organisation]) };
    let (by_on, sent_on, id) = after.unwrap_or((Day::FLOOR, Day::FLOOR, 0));
    let mut values = args![organisation, below, by_on, sent_on, id].to_vec();
    let whose = match bodies {
        Some(bodies) => {
            let places = places(values.len() + 1, bodies.len());
            values.extend(bodies.into_iter().map(Value::Int));
            format!(
                "t.id IN (SELECT z.id FROM transfers z WHERE z.sender_id IN ({places}) AND z.state IN ('sent', 'received')
                          UNION SELECT z.id FROM transfers z WHERE z.to_id IN ({places}) AND z.state IN ('sent', 'received'))"
            )
        }
        None => "((SELECT count(*) FROM organisation_scope s WHERE s.ancestor_id = $1 AND s.organisation_id = t.sender_id) > 0
                  OR (SELECT count(*) FROM organisation_scope s WHERE s.ancestor_id = $1 AND s.organisation_id = t.to_id) > 0)"
            .to_owned(),
    };
    let sql = format!(
        "SELECT c.id, x.body, v.name, f.name, o.name, t.mode, t.state, t.sent_on, t.answer_by_on,
                CASE WHEN EXISTS (SELECT 1 FROM organisation_scope s WHERE s.ancestor_id = $1
                  AND s.organisation_id = t.sender_id AND ($2 = 1 OR t.sender_id = $1)) THEN 0 ELSE 1 END, t.id
         FROM (SELECT t.id AS id FROM transfers t CROSS JOIN cases c
               WHERE t.state IN ('sent', 'received') AND {whose} AND c.id = t.case_id AND c.merged_into_id IS NULL AND {known}
                 AND (COALESCE(t.answer_by_on, '9999-12-31'), t.sent_on, t.id) > ($3, $4, $5)
               ORDER BY COALESCE(t.answer_by_on, '9999-12-31'), t.sent_on, t.id LIMIT {}) w
         JOIN transfers t ON t.id = w.id JOIN cases c ON c.id = t.case_id JOIN texts x ON x.id = c.text_id
         JOIN territories v ON v.id = c.territory_id
         JOIN organisations f ON f.id = t.from_id JOIN organisations o ON o.id = t.to_id
         ORDER BY COALESCE(t.answer_by_on, '9999-12-31'), t.sent_on, t.id",
        size + 1,
        known = known!("c.origin_dialogue_id")
    );
    let rows = read.rows(&sql, &values).await?;
    page(&rows, size, |row| {
        Ok(WaitingRow {
            case: row.get(0)?,
            words: row.get(1)?,
            place: row.get(2)?,
            from_name: row.get(3)?,
            to_name: row.get(4)?,
            mode: row.get(5)?,
            state: row.get(6)?,
            sent_on: row.get(7)?,
            answer_by: row.get(8)?,
            incoming: row.get(9)?,
            id: row.get(10)?,
        })
    })
}
