//! A case begins: with its first point, of the body with which it was raised.

use domain::day::Day;
use domain::text::TextRef;

use crate::args;
use crate::grant::Grant;
use crate::tx::Tx;

/// A case to be opened for one submission.
#[derive(Clone, Debug)]
pub struct NewCase<'a> {
    /// Its id.
    pub id: i64,
    /// Id of its first point.
    pub point: i64,
    /// The submission behind that point.
    pub submission: i64,
    /// The words.
    pub text: &'a TextRef,
    /// Village or commune.
    pub territory: i64,
    /// Code of the field.
    pub field: &'a str,
    /// The dialogue where it was first raised, if it was in one.
    pub dialogue: Option<i64>,
    /// Day on which it was first raised.
    pub raised_on: Day,
    /// The body with which it was first raised: the grant's own, or one whose place that took.
    pub origin: i64,
}

/// Opens a case for which the grant's body answers, and over which it decides.
pub fn open(tx: &mut Tx, grant: &Grant, new: &NewCase<'_>) {
    let public_id = tx.public_id();
    tx.put(
        "INSERT INTO cases (id, public_id, version, territory_id, field, origin_id, origin_dialogue_id, decides_id,
                            accountable_id, raised_on, handling, text_id)
         VALUES ($1, $2, 1, $3, $4, $5, $6, $9, $9, $7, 'received', $8)",
        args![
            new.id,
            public_id,
            new.territory,
            new.field,
            new.origin,
            new.dialogue,
            new.raised_on,
            new.text.id,
            grant.organisation
        ],
    );
    tx.put(
        "INSERT INTO case_points (id, case_id, no, submission_id, text_id) VALUES ($1, $2, 1, $3, $4)",
        args![new.point, new.id, new.submission, new.text.id],
    );
}
