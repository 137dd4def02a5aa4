//! Files that come with a form: each is cleaned and kept as it arrives, then they are laid down together.

use acts::minutes::{Kept, MOST_SCANS};
use acts::{declared, letter, minutes, notice, reply};
use axum::extract::multipart::Multipart;
use domain::refusal::Refusal;
use store::Stop;

use super::Halt;
use crate::app::App;
use crate::session::Visitor;
use crate::shell::Fault;

/// Beside what files are laid.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Beside {
    /// The minutes of a session.
    Minutes(i64),
    /// Declared figures.
    Declared(i64),
    /// A notice that was issued.
    Notice(i64),
    /// A letter that came in.
    Letter(i64),
    /// What a reply, or a draft, says of a point of the case.
    Reply(i64),
}

/// The key of the form and the files of its field `scans`, kept; why not, where one is refused.
pub(crate) async fn take_in(
    app: &App,
    visitor: &Visitor,
    beside: Beside,
    mut parts: Multipart,
) -> Result<Result<(String, Vec<Kept>), Stop>, Halt> {
    let (mut key, mut files) = (String::new(), Vec::<Kept>::new());
    while let Some(part) = parts.next_field().await.map_err(|_| Fault::Unreadable)? {
        match part.name() {
            Some("key") => key = part.text().await.map_err(|_| Fault::Unreadable)?,
            Some("scans") => {
                let bytes = part.bytes().await.map_err(|_| Fault::TooLarge)?.to_vec();
                // A field in which nothing was chosen is sent as an empty file.
                if bytes.is_empty() {
                    continue;
                }
                if files.len() == MOST_SCANS {
                    return Ok(Err(Refusal::TooMany { field: "scans", most: MOST_SCANS }.into()));
                }
                let (office, by) = (&app.office, visitor.by);
                let kept = match beside {
                    Beside::Minutes(id) => minutes::keep(office, by, id, bytes).await,
                    Beside::Declared(id) => declared::scan::keep(office, by, id, bytes).await,
                    Beside::Notice(id) => notice::scan::keep(office, by, id, bytes).await,
                    Beside::Letter(id) => letter::scan::keep(office, by, id, bytes).await,
                    Beside::Reply(id) => reply::file::keep(office, by, id, bytes).await,
                };
                match kept {
                    Ok(file) => files.push(file),
                    Err(stop) => return Ok(Err(stop)),
                }
            }
            _ => {}
        }
    }
    if key.is_empty() || key.len() > 80 {
        return Err(Fault::Unreadable.into());
    }
    Ok(Ok((key, files)))
}
