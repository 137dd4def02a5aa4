//! A list as a file: all the rows that its pages show, as a workbook or as text with commas.
//!
//! The rows are read piece by piece, by the queries of the page and from the key where the last piece ended, and each piece is
//! sent before the next one is read. Each has a reader of its own, which goes back to its pool before anything is sent: who
//! takes a list slowly holds neither connection nor snapshot, and a list of any length takes the memory of one piece. What is
//! recorded meanwhile is in the file or not, as on pages that are opened one after another. A list that can't be read to its
//! end breaks off, so that the browser says that it is not whole.

use std::sync::Arc;

use axum::BoxError;
use axum::body::Body;
use axum::extract::OriginalUri;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use futures_util::stream::try_unfold;
use sheets::Cell;
use sheets::write::{Column, Format, Pipe, Writer};
use store::{Error, Page, Read, Reader};

use super::{Halt, query};
use crate::app::App;
use crate::look::{Shell, Simulated};
use crate::paper::file_name;
use crate::shell::{self, Fault};

/// Rows of a piece.
pub(crate) const PIECE: usize = 500;

/// The rows of a list, with their head.
pub(crate) trait Rows: Send + 'static {
    /// The key of the list's title.
    const TITLE: &'static str;
    /// The key of each column's title, and its width in digits.
    const COLUMNS: &'static [(&'static str, u16)];

    /// The rows after those that were read last, at most [`PIECE`]; as many cells in each as there are columns.
    fn more(&mut self, read: &mut dyn Read) -> impl Future<Output = Result<Page<Vec<Cell>>, Error>> + Send;
}

/// As what the reader wants to take the list with them, by `as=`; nothing where they want the page.
pub(crate) fn wanted(uri: &OriginalUri) -> Result<Option<Format>, Halt> {
    let Some(word) = query(uri, "as") else { return Ok(None) };
    Format::parse(&word).map(Some).ok_or(Halt::Fault(Fault::Unreadable))
}

/// The answer that is a file; `read` is the reader that asked for the grant.
pub(crate) async fn file<R: Rows>(
    app: &Arc<App>,
    shell: &Shell,
    format: Format,
    mut read: Reader<'_>,
    mut rows: R,
) -> Result<Response, Halt> {
    let title = shell.t(R::TITLE);
    let column = |(key, width): &(&str, u16)| Column { title: shell.t(key), width: *width };
    let columns: Vec<Column> = R::COLUMNS.iter().map(column).collect();
    // A list that can't be read at all is answered as its page would be.
    let first = rows.more(&mut read).await?;
    drop(read);
    let pipe = Pipe::default();
    let begun = Writer::new(format, pipe.clone(), &title, &columns).and_then(|mut writer| {
        first.rows.iter().try_for_each(|row| writer.row(row))?;
        Ok(writer)
    });
    let writer = begun.map_err(|error| Halt::Answer(Box::new(shell::failed(&error))))?;
    let sending = Sending { app: Arc::clone(app), rows, writer, pipe, more: first.more };
    let body = Body::from_stream(try_unfold(Some(sending), Sending::next));
    let simulated = if shell.simulated == Simulated::No { String::new() } else { shell.t("simulated") };
    let name = file_name(&format!("{title} {} {simulated}", shell.read_day));
    let disposition = format!("attachment; filename=\"{name}.{}\"", format.ending());
    let headers = [(CONTENT_TYPE, format.media_type().to_owned()), (CONTENT_DISPOSITION, disposition)];
    Ok((headers, body).into_response())
}

/// A list on its way.
struct Sending<R> {
    app: Arc<App>,
    rows: R,
    writer: Writer<Pipe>,
    pipe: Pipe,
    more: bool,
}

impl<R: Rows> Sending<R> {
    /// What is sent next; a piece is read only when the one before was taken.
    async fn next(sending: Option<Self>) -> Result<Option<(Vec<u8>, Option<Self>)>, BoxError> {
        let Some(mut sending) = sending else { return Ok(None) };
        while sending.more {
            let bytes = sending.pipe.take();
            if !bytes.is_empty() {
                return Ok(Some((bytes, Some(sending))));
            }
            if let Err(error) = sending.piece().await {
                tracing::error!(%error, list = R::TITLE, "a list was not sent to its end");
                return Err(error);
            }
        }
        sending.writer.finish()?;
        Ok(Some((sending.pipe.take(), None)))
    }

    async fn piece(&mut self) -> Result<(), BoxError> {
        let mut read = self.app.office.store().reader().await?;
        let page = self.rows.more(&mut read).await?;
        drop(read);
        self.more = page.more;
        for row in &page.rows {
            self.writer.row(row)?;
        }
        Ok(())
    }
}

/// A count as a cell.
pub(crate) fn count(count: i64) -> Cell {
    #[expect(clippy::cast_precision_loss, reason = "a count is less than a number can hold")]
    Cell::Number(count as f64)
}

/// A cell of words; empty where there are none.
pub(crate) fn text(words: impl Into<String>) -> Cell {
    Cell::Text(words.into())
}
