//! Loading: many acts in one transaction, for filling a simulated database. Each runs as the door runs it alone, at its own
//! time, with its key, its events and its spans: only the commit is shared.

use std::future::Future;

use domain::day::Instant;

use crate::door::{Act, Done, Post, Request, Running};
use crate::ids::Ids;
use crate::reader::Read;
use crate::tx::{By, Tx};
use crate::{Error, Stop, args};

/// Acts that are done together.
pub trait Lines: Send + Sync + 'static {
    /// Does them in order and says what each answered. They may be done again from the start.
    fn run(&self, load: &mut Load<'_>) -> impl Future<Output = Result<Vec<serde_json::Value>, Stop>> + Send;
}

/// The open transaction of a load.
pub struct Load<'a> {
    tx: &'a mut Tx,
    ids: &'a Ids,
    secret: &'a [u8; 32],
}

impl Load<'_> {
    /// Does one act as of `at`; its salts and public ids are drawn from `seed`.
    pub async fn act<A: Act>(
        &mut self,
        at: Instant,
        seed: u64,
        by: By,
        key: &str,
        act: A,
    ) -> Result<serde_json::Value, Stop> {
        self.tx.give_time(at, seed);
        let done = Post::new(act, by, key, self.secret)?.once(self.tx, self.ids).await?;
        self.tx.flush().await?;
        Ok(serde_json::from_str(&done.answer).map_err(|e| Error::Corrupt(e.to_string()))?)
    }

    /// What was done so far, for reading.
    pub fn read(&mut self) -> &mut dyn Read {
        &mut *self.tx
    }
}

/// A load on its way to an engine.
pub(crate) struct Loading<L> {
    lines: L,
    secret: [u8; 32],
}

impl<L: Lines> Loading<L> {
    pub(crate) fn new(lines: L, secret: [u8; 32]) -> Self {
        Self { lines, secret }
    }
}

impl<L: Lines> Request for Loading<L> {
    fn run<'a>(&'a self, tx: &'a mut Tx, ids: &'a Ids) -> Running<'a> {
        Box::pin(async move {
            tx.tell_nobody();
            let answers = self.lines.run(&mut Load { tx, ids, secret: &self.secret }).await?;
            let answer = serde_json::to_string(&answers).map_err(|e| Error::Corrupt(e.to_string()))?;
            Ok(Done { answer, replayed: false })
        })
    }

    fn alone(&self) -> bool {
        true
    }

    fn in_turn(&self) -> Option<i64> {
        None
    }

    fn name(&self) -> &'static str {
        "load"
    }
}

/// Takes so many ids out of the database's number; answered with the first that is left.
pub(crate) struct DrawIds(pub(crate) i64);

impl Request for DrawIds {
    fn run<'a>(&'a self, tx: &'a mut Tx, _: &'a Ids) -> Running<'a> {
        Box::pin(async move {
            let sql = "UPDATE id_blocks SET next = next + $1 WHERE name = 'ids' RETURNING next";
            let row = tx.row(sql, &args![self.0]).await?.ok_or_else(|| Error::Corrupt("no block of ids".to_owned()))?;
            let next: i64 = row.get(0)?;
            Ok(Done { answer: next.to_string(), replayed: false })
        })
    }

    fn alone(&self) -> bool {
        false
    }

    fn in_turn(&self) -> Option<i64> {
        None
    }

    fn name(&self) -> &'static str {
        "draw_ids"
    }
}
