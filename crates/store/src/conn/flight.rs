//! What travels to `PostgreSQL` together.

use std::future::{Future, poll_fn};
use std::task::Poll;

use deadpool_postgres::Object;
use futures_util::future::join;
use postgres_types::ToSql;

use super::Statement;
use super::crossing::refs;

/// Sends what begins a transaction and its first statements together. The server takes them in their order, and refuses the
/// statements where the beginning failed.
pub(super) async fn behind<T>(
    begin: Option<String>,
    client: &Object,
    next: impl Future<Output = Result<T, tokio_postgres::Error>>,
) -> Result<T, tokio_postgres::Error> {
    let Some(words) = begin else { return next.await };
    let (first, done) = join(client.batch_execute(&words), next).await;
    first?;
    done
}

/// A statement whose message is on its way when this is done; the answer is that of the future. An error before it was sent is
/// told at once.
pub(super) async fn sent<T>(
    statement: impl Future<Output = Result<T, tokio_postgres::Error>>,
) -> Result<impl Future<Output = Result<T, tokio_postgres::Error>>, tokio_postgres::Error> {
    let mut statement = Box::pin(statement);
    let first = poll_fn(|context| Poll::Ready(statement.as_mut().poll(context))).await;
    let early = match first {
        Poll::Ready(done) => Some(done?),
        Poll::Pending => None,
    };
    Ok(async move {
        match early {
            Some(done) => Ok(done),
            None => statement.await,
        }
    })
}

/// The statements as the server has prepared them, with their values.
pub(super) async fn prepare<'a>(
    client: &Object,
    statements: &'a [Statement],
) -> Result<Vec<Prepared<'a>>, tokio_postgres::Error> {
    let mut prepared = Vec::with_capacity(statements.len());
    for statement in statements {
        prepared.push((client.prepare_cached(&statement.sql).await?, refs(&statement.args)));
    }
    Ok(prepared)
}

pub(super) type Prepared<'a> = (tokio_postgres::Statement, Vec<&'a (dyn ToSql + Sync)>);
