//! Transfers of points of a case to other bodies.

use domain::day::Day;

use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, args};

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
        "INSERT INTO transfers (id, case_id, hop, from_id, to_id, mode, number, sent_on, answer_by_on, proof_text_id, state)
         SELECT $1, $2, COALESCE(max(t.hop), 0) + 1, $3, $4, $5, $6, $7, $8, $9, 'sent' FROM transfers t
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
}

impl TransferRow {
    /// Whether the receiver still owes an answer.
    pub fn waits(&self) -> bool {
        self.state == "sent" || self.state == "received"
    }
}

/// The transfers of a case in their order.
pub async fn of_case(read: &mut impl Read, case: i64) -> Result<Vec<TransferRow>, Error> {
    let rows = read
        .rows(
            "SELECT t.id, t.hop, t.from_id, f.name, t.to_id, o.name, t.mode, t.number, t.sent_on, t.answer_by_on, x.body,
                    t.state
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
            })
        })
        .collect()
}
