//! What the projector shows of a dialogue beside its agenda: numbers, places and neutral titles.

use crate::reader::Read;
use crate::{Error, args};

/// A matter with its neutral title. It has no words and no name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReleasedRow {
    /// The submission.
    pub submission: i64,
    /// Number of the session.
    pub session_no: i64,
    /// Number of the turn in its session.
    pub turn_no: i64,
    /// Number of the matter in its turn.
    pub no: i64,
    /// Name of the village or commune.
    pub place: String,
    /// The neutral title.
    pub title: String,
}

/// The neutral titles released in a dialogue, the last turn first; nothing that was struck or is withheld. Two hundred and
/// fifty at most.
pub async fn released(read: &mut dyn Read, dialogue: i64) -> Result<Vec<ReleasedRow>, Error> {
    let rows = read
        .rows(
            "SELECT b.id, x.no, t.no, b.no, l.name, y.body FROM sessions x
             JOIN turns t ON t.source = 'session' AND t.source_id = x.id JOIN submissions b ON b.turn_id = t.id
             JOIN released_titles r ON r.submission_id = b.id JOIN texts y ON y.id = r.text_id
             JOIN territories l ON l.id = b.territory_id
             WHERE x.dialogue_id = $1 AND b.struck_event_id IS NULL AND b.text_id <> $2 AND y.body IS NOT NULL
             ORDER BY x.no DESC, t.no DESC, b.no DESC LIMIT 250",
            &args![dialogue, crate::submission::KEPT],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(ReleasedRow {
                submission: row.get(0)?,
                session_no: row.get(1)?,
                turn_no: row.get(2)?,
                no: row.get(3)?,
                place: row.get(4)?,
                title: row.get(5)?,
            })
        })
        .collect()
}
