//! The desk at which rows of a table are raised, asked for once in an act.

use domain::permission::Act as Right;
use store::grant::{Grant, Of, may};
use store::{Row, Stop, Tx};

/// The right to raise something at a session, and the row of that session: asked once for all rows of an act that are raised
/// at it and lie in the same village or in none.
pub(crate) struct Desk {
    of: (i64, Option<i64>),
    asked: (Grant, Row),
}

impl Desk {
    pub(super) async fn of<'a>(
        tx: &mut Tx,
        of: (i64, Option<i64>),
        last: &'a mut Option<Self>,
    ) -> Result<&'a (Grant, Row), Stop> {
        let known = match last.take() {
            Some(known) if known.of == of => known,
            _ => {
                let by = tx.by();
                Self { of, asked: may(tx, by, Right::SubmissionRaise, Of::Session(of.0, of.1)).await? }
            }
        };
        Ok(&last.insert(known).asked)
    }
}
