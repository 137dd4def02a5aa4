//! The one write door: begin, key, act, events, spans, commit, retry, and the answer after commit.

use std::any::Any;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};

use async_trait::async_trait;
use domain::day::Instant;
use domain::refusal::Refusal;
use hmac::{Hmac, KeyInit, Mac};
use serde::Serialize;
use serde::de::DeserializeOwned;
use sha2::Sha256;

use crate::conn::Statement;
use crate::grant::Of;
use crate::ids::Ids;
use crate::reader::Read;
use crate::tx::{By, Tx};
use crate::{Error, Stop, args, clock, grant};

/// One thing an official can do. It may be run again from the start, so it keeps nothing outside the transaction.
///
/// Its future is boxed: an act is compiled once, where it is written, and not again in every crate that does it.
#[async_trait]
pub trait Act: Serialize + Send + Sync + 'static {
    /// The act's word, as in the table of permissions.
    const NAME: &'static str;

    /// Whether nothing else may be written while it runs: it changes what others decide by without reading a row that
    /// they write.
    const ALONE: bool = false;

    /// The list of which it draws the next number, such as a session whose turns are numbered: on one node such acts wait for
    /// each other before they begin, instead of being in each other's way in the database.
    fn in_turn(&self) -> Option<i64> {
        None
    }

    /// The subject of its grant, where it knows it without looking anything up: what [`grant::may`] asks of it then travels with
    /// the key, and `run` finds it answered.
    fn of(&self) -> Option<Of> {
        None
    }

    /// Status and ids, never a secret: what every post of one key is answered with.
    type Answer: Serialize + DeserializeOwned + Send + Sync + 'static;

    /// Draws the ids of the rows the act will make. The key row is written with them before the act runs.
    fn draw(&self, ids: &Ids) -> Result<Self::Answer, Error>;

    /// Looks, decides and writes. Its first step is the grant. It waits for the database and nothing else.
    async fn run(&self, tx: &mut Tx, answer: &Self::Answer) -> Result<(), Stop>;
}

/// What came of a post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Done<A> {
    /// The act's answer, the same for every post of its key.
    pub answer: A,
    /// The act had been done before by the same key.
    pub replayed: bool,
}

pub(crate) type Running<'a> = Pin<Box<dyn Future<Output = Result<Done<String>, Stop>> + Send + 'a>>;

/// An act on its way to an engine, its type forgotten.
pub(crate) trait Request: Send + Sync {
    fn run<'a>(&'a self, tx: &'a mut Tx, ids: &'a Ids) -> Running<'a>;

    /// See [`Act::ALONE`]. The embedded engine has one writer, there every act is alone.
    fn alone(&self) -> bool;

    /// See [`Act::in_turn`].
    fn in_turn(&self) -> Option<i64>;

    /// See [`Act::NAME`].
    fn name(&self) -> &'static str;
}

/// Says in the log, where somebody listens so closely, how long an act held whoever writes.
pub(crate) fn held(request: &dyn Request, since: Instant) {
    tracing::debug!(act = request.name(), ms = clock::machine().ms() - since.ms(), "an act held the writer");
}

/// An act, its type forgotten: what becomes of it is compiled once, here, and not again for each act in every crate that does
/// it.
trait Forgotten: Send + Sync {
    fn name(&self) -> &'static str;
    fn alone(&self) -> bool;
    fn in_turn(&self) -> Option<i64>;
    fn of(&self) -> Option<Of>;
    /// The answer, and as it is written.
    fn draw(&self, ids: &Ids) -> Result<(Drawn, String), Error>;
    fn run<'a>(&'a self, tx: &'a mut Tx, answer: &'a Drawn) -> Deciding<'a>;
}

/// What an act drew, its type forgotten.
type Drawn = Box<dyn Any + Send + Sync>;

/// Takes a key, where it is free.
const KEY: &str = "INSERT INTO requests (account_id, key, id, act, input_hash, answer, at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (account_id, key) DO NOTHING";

type Deciding<'a> = Pin<Box<dyn Future<Output = Result<(), Stop>> + Send + 'a>>;

impl<A: Act> Forgotten for A {
    fn name(&self) -> &'static str {
        A::NAME
    }

    fn alone(&self) -> bool {
        A::ALONE
    }

    fn in_turn(&self) -> Option<i64> {
        Act::in_turn(self)
    }

    fn of(&self) -> Option<Of> {
        Act::of(self)
    }

    fn draw(&self, ids: &Ids) -> Result<(Drawn, String), Error> {
        let answer = Act::draw(self, ids)?;
        let text = serde_json::to_string(&answer).map_err(|e| Error::Corrupt(e.to_string()))?;
        Ok((Box::new(answer), text))
    }

    fn run<'a>(&'a self, tx: &'a mut Tx, answer: &'a Drawn) -> Deciding<'a> {
        Act::run(self, tx, answer.downcast_ref().expect("the act gets the answer that it drew"))
    }
}

/// An act, who does it, and the key under which it is done once.
pub(crate) struct Post {
    act: Box<dyn Forgotten>,
    by: By,
    key: String,
    input_hash: [u8; 32],
    /// It enqueued a job when it was run last.
    enqueued: AtomicBool,
}

impl Post {
    /// Refused when the act cannot be written as JSON, which no act of ours does.
    pub(crate) fn new<A: Act>(act: A, by: By, key: &str, secret: &[u8; 32]) -> Result<Self, Error> {
        let input = serde_json::to_vec(&act).map_err(|e| Error::Corrupt(e.to_string()))?;
        let enqueued = AtomicBool::new(false);
        Ok(Self { input_hash: keyed(secret, &input), act: Box::new(act), by, key: key.to_owned(), enqueued })
    }

    /// Whether it enqueued a job.
    pub(crate) fn has_enqueued(&self) -> bool {
        self.enqueued.load(Ordering::Relaxed)
    }

    /// Does the act, and leaves its last changes for the flight that ends the transaction.
    pub(crate) async fn once(&self, tx: &mut Tx, ids: &Ids) -> Result<Done<String>, Stop> {
        let (answer, answer_text) = self.act.draw(ids)?;
        let request = ids.draw()?;
        tx.begin(self.by, request);
        let key = Statement {
            sql: KEY.to_owned(),
            args: args![
                self.by.account,
                self.key.as_str(),
                request,
                self.act.name(),
                self.input_hash,
                answer_text.as_str(),
                clock::machine(),
            ]
            .to_vec(),
        };
        let question = self.act.of().map(|of| grant::question(self.by, tx.today(), of));
        let taken = tx.take_key(&key, question).await?;
        if taken == 0 {
            return self.replay(tx).await;
        }
        // The transaction has begun, and holds its lock: whatever runs alone and is found now was recorded before. On another
        // day than the one that was asked of, the act asks anew.
        tx.take_time();
        self.act.run(tx, &answer).await?;
        tx.finish()?;
        self.enqueued.store(tx.has_enqueued(), Ordering::Relaxed);
        Ok(Done { answer: answer_text, replayed: false })
    }

    async fn replay(&self, tx: &mut Tx) -> Result<Done<String>, Stop> {
        let row = tx
            .row(
                "SELECT act, input_hash, answer FROM requests WHERE account_id = $1 AND key = $2",
                &args![self.by.account, self.key.as_str()],
            )
            .await?
            .ok_or_else(|| Error::Retry("the key's row was not there yet".to_owned()))?;
        let (act, input_hash): (String, Vec<u8>) = (row.get(0)?, row.get(1)?);
        if act != self.act.name() || input_hash != self.input_hash {
            return Err(Refusal::KeyReused.into());
        }
        Ok(Done { answer: row.get(2)?, replayed: true })
    }
}

impl Request for Post {
    fn run<'a>(&'a self, tx: &'a mut Tx, ids: &'a Ids) -> Running<'a> {
        Box::pin(self.once(tx, ids))
    }

    fn alone(&self) -> bool {
        self.act.alone()
    }

    fn in_turn(&self) -> Option<i64> {
        self.act.in_turn()
    }

    fn name(&self) -> &'static str {
        self.act.name()
    }
}

/// The answer as the act's own type.
pub(crate) fn done<A: DeserializeOwned>(done: Result<Done<String>, Stop>) -> Result<Done<A>, Stop> {
    let done = done?;
    let answer = serde_json::from_str(&done.answer).map_err(|e| Error::Corrupt(e.to_string()))?;
    Ok(Done { answer, replayed: done.replayed })
}

/// HMAC-SHA256 of `what` under the secret of the installation.
pub(crate) fn keyed(secret: &[u8; 32], what: &[u8]) -> [u8; 32] {
    let mut mac = Hmac::<Sha256>::new_from_slice(secret).expect("HMAC takes keys of any length");
    mac.update(what);
    mac.finalize().into_bytes().into()
}

/// How long an answer is kept for a post that is sent again.
pub const ANSWERS_KEPT_DAYS: i64 = 30;

/// Forgets answers older than [`ANSWERS_KEPT_DAYS`].
pub fn forget_answers(tx: &mut Tx, now: Instant) {
    let oldest = now.ms() - ANSWERS_KEPT_DAYS * 86_400_000;
    tx.put("DELETE FROM requests WHERE at < $1", args![oldest]);
}
