//! After a migration: the rows of notices have the days that the program of today reads from their events, and what a notice did
//! for the duties of its dialogue was done on the day of its paper.

use domain::event::Subject;
use domain::notice::Notice;

use crate::conn::Conn;
use crate::{Error, args, event};

/// Notices read at a time.
const STEP: i64 = 500;

/// Writes the days of every notice anew that are not those of its events.
pub(crate) async fn follow(conn: &mut Conn) -> Result<(), Error> {
    let mut after = 0;
    loop {
        let rows = conn
            .rows("SELECT id FROM notices WHERE id > $1 AND state <> 'draft' ORDER BY id LIMIT $2", &args![after, STEP])
            .await?;
        if rows.is_empty() {
            break;
        }
        for row in rows {
            after = row.get(0)?;
            let events = event::of(conn, Subject::Notice, after).await?;
            let Some(now) = Notice::by(&events) else { continue };
            conn.run(
                "UPDATE notices SET submitted_on = $2, issued_on = $3, published_on = $4 WHERE id = $1",
                &args![after, now.submitted_on, now.issued_on, now.published_on],
            )
            .await?;
        }
    }
    conn.run(
        "UPDATE dialogue_duties SET done_on = (SELECT CASE WHEN dialogue_duties.duty = 'made_known' THEN n.published_on
             ELSE n.issued_on END FROM notices n WHERE n.id = dialogue_duties.notice_id)
         WHERE done_on IS NOT NULL AND EXISTS (SELECT 1 FROM notices n WHERE n.id = dialogue_duties.notice_id
             AND CASE WHEN dialogue_duties.duty = 'made_known' THEN n.published_on ELSE n.issued_on END IS NOT NULL)",
        &[],
    )
    .await?;
    Ok(())
}
