//! Where submissions were raised: kept in the row of spans that says since when one stands, with its turn, so that a figure
//! counts turns and submissions by one index. Statements read the view `raisings`.

use crate::reader::Read;
use crate::{Error, Value, args};

/// Where a submission counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Raised {
    /// It was spoken in a dialogue.
    Spoken {
        /// The turn.
        turn: i64,
        /// The dialogue.
        dialogue: i64,
    },
    /// It came in a letter.
    Written {
        /// The turn that the letter is.
        turn: i64,
        /// The body that got it, or that of before whose place that took.
        receiver: i64,
    },
    /// It was said at a reception.
    Visited {
        /// The turn that the visit is.
        turn: i64,
        /// The body that received.
        receiver: i64,
    },
    /// It was gathered before a dialogue: among no turns and no submissions.
    Gathered,
}

// Where its columns stand in a row of spans.
const DIALOGUE: usize = 11;
const TURN: usize = 14;
const RECEIVER: usize = 15;
const VISITED: usize = 16;

impl Raised {
    /// Writes it into a row of spans.
    pub(crate) fn fill(self, row: &mut [Value]) {
        match self {
            Self::Spoken { turn, dialogue } => {
                (row[TURN], row[DIALOGUE]) = (turn.into(), dialogue.into());
            }
            Self::Written { turn, receiver } => {
                (row[TURN], row[RECEIVER]) = (turn.into(), receiver.into());
            }
            Self::Visited { turn, receiver } => {
                (row[TURN], row[VISITED]) = (turn.into(), receiver.into());
            }
            Self::Gathered => {}
        }
    }
}

/// Writes it into the rows of a submission that lack it: those of one that was recorded before, and stands on another day or
/// again.
pub(crate) const PLACE: &str = "UPDATE spans SET
       turn_id = (SELECT b.turn_id FROM submissions b JOIN turns t ON t.id = b.turn_id
         WHERE b.id = spans.subject_id AND t.source IN ('session', 'letter', 'visit')),
       dialogue_id = (SELECT x.dialogue_id FROM submissions b JOIN turns t ON t.id = b.turn_id
         JOIN sessions x ON x.id = t.source_id WHERE b.id = spans.subject_id AND t.source = 'session'),
       receiver_id = (SELECT COALESCE(l.raised_with_id, l.organisation_id) FROM submissions b JOIN turns t ON t.id = b.turn_id
         JOIN letters l ON l.id = t.source_id WHERE b.id = spans.subject_id AND t.source = 'letter'),
       visited_id = (SELECT v.organisation_id FROM submissions b JOIN turns t ON t.id = b.turn_id
         JOIN visits v ON v.id = t.source_id WHERE b.id = spans.subject_id AND t.source = 'visit')
     WHERE subject = 'submission' AND subject_id = $1 AND axis = 'handling' AND value = 'raised' AND turn_id IS NULL";

/// What of the raising of a submission is not what its turn says.
pub(crate) async fn differences(read: &mut dyn Read, submission: i64) -> Result<Vec<String>, Error> {
    let rows = read
        .rows(
            "SELECT z.turn_id, z.dialogue_id, z.receiver_id, b.turn_id, x.dialogue_id,
                    COALESCE(l.raised_with_id, l.organisation_id), z.visited_id, v.organisation_id
             FROM spans z JOIN submissions b ON b.id = z.subject_id JOIN turns t ON t.id = b.turn_id
             LEFT JOIN sessions x ON t.source = 'session' AND x.id = t.source_id
             LEFT JOIN letters l ON t.source = 'letter' AND l.id = t.source_id
             LEFT JOIN visits v ON t.source = 'visit' AND v.id = t.source_id
             WHERE z.subject = 'submission' AND z.subject_id = $1 AND z.axis = 'handling' AND z.value = 'raised'",
            &args![submission],
        )
        .await?;
    for row in &rows {
        let kept: [Option<i64>; 4] = [row.get(0)?, row.get(1)?, row.get(2)?, row.get(6)?];
        let (turn, dialogue, receiver): (i64, Option<i64>, Option<i64>) = (row.get(3)?, row.get(4)?, row.get(5)?);
        let visited: Option<i64> = row.get(7)?;
        let turn = dialogue.or(receiver).or(visited).map(|_| turn);
        if kept != [turn, dialogue, receiver, visited] {
            return Ok(vec![format!("submission {submission}: where it was raised is not where its turn was")]);
        }
    }
    Ok(Vec::new())
}
