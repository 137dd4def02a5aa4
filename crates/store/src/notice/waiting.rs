//! Notices that wait for a signature.

use crate::reader::Read;
use crate::{Error, args};

/// A notice that was submitted and is not issued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToSignRow {
    /// The notice.
    pub id: i64,
    /// What its dialogue is about.
    pub title: String,
    /// The name of its body.
    pub body: String,
}

/// The notices of a body that wait for a signature, oldest first.
pub async fn to_sign(read: &mut dyn Read, organisation: i64, size: usize) -> Result<Vec<ToSignRow>, Error> {
    let rows = read
        .rows(
            "SELECT n.id, COALESCE(x.body, ''), o.name FROM notices n
             JOIN dialogues d ON d.id = n.dialogue_id AND d.state <> 'struck' JOIN texts x ON x.id = d.title_text_id
             JOIN organisations o ON o.id = n.organisation_id
             WHERE n.organisation_id = $1 AND n.state = 'submitted' ORDER BY n.id LIMIT $2",
            &args![organisation, i64::try_from(size).unwrap_or(i64::MAX)],
        )
        .await?;
    rows.iter().map(|row| Ok(ToSignRow { id: row.get(0)?, title: row.get(1)?, body: row.get(2)? })).collect()
}
