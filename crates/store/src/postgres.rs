//! `PostgreSQL` 15 or newer: a pool, one transaction per act, repeated when another was in the way.

use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError, Weak};
use std::time::Duration;

use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, QueueMode, RecyclingMethod};
use domain::refusal::Refusal;
use tokio::sync::{Mutex, Semaphore};

use crate::clock::{self, Clock};
use crate::conn::{Conn, Sent};
use crate::door::{self, Done, Request};
use crate::ids::{self, Ids};
use crate::rulebook::Shelf;
use crate::tx::Tx;
use crate::{Error, Stop, args};

/// The oldest server, as it tells its version.
const OLDEST: u32 = 150_000;
/// Connections of one node.
const CONNECTIONS: usize = 24;
/// After so long without a word a connection says that it is alive: those that are needed only at the busiest hours rest
/// long, and whatever stands between forgets one that is silent.
const KEEP_ALIVE: Duration = Duration::from_secs(60);
/// How many of them writers hold at most: while an act runs alone, those that wait for it leave readers the others.
const WRITERS: usize = 16;
/// How often an act is tried before somebody hears of the obstacle.
const TRIES: u32 = 40;
/// What every write takes, and holds to its end. Writes share it; readers never wait for it. A lock of a table is taken
/// before the snapshot of the transaction, so who waited sees what was written meanwhile. An advisory lock would not do:
/// the SELECT that waits for it has its snapshot already, and a decision that was taken on it would commit after the
/// change that ought to have decided otherwise.
const BESIDE: &str = "LOCK TABLE installation IN ROW EXCLUSIVE MODE";
/// The same for an act that runs while no other writes: it waits for those that are under way, and those that come wait.
const ALONE: &str = "LOCK TABLE installation IN SHARE ROW EXCLUSIVE MODE";
/// The statements of acts are few, and look rows up by id: one plan each does, whatever the values. Otherwise the server may
/// plan the larger ones anew each time, which takes longer than running them. A plan is kept until the server has counted the
/// table anew, so one that was made for a new database must not read whole tables: they grow meanwhile.
const ONE_PLAN: &str = "SET LOCAL plan_cache_mode = force_generic_plan; SET LOCAL enable_seqscan = off";
/// Waits for the act of another node that stands in line as well. It locks nobody else out.
const IN_LINE: &str = "LOCK TABLE id_blocks IN SHARE UPDATE EXCLUSIVE MODE; ";
/// A connection only reads, but for transactions that say that they write: where the beginning of one failed, what travels with
/// it in the same flight is refused. Nothing is compiled (`jit`): a server before 18 takes a plan that may not read whole tables
/// and yet has to ([`ONE_PLAN`]) for an endless one, and compiles for a tenth of a second what then runs for a thousandth.
const OPTIONS: &str = "-c TimeZone=UTC -c synchronous_commit=on -c idle_in_transaction_session_timeout=60s \
     -c default_transaction_read_only=on -c jit=off";
/// A node whose clock differs more from the database's refuses to write, in milliseconds.
const CLOCK_TOLERANCE: i64 = 1000;
/// How long a comparison of the clocks is believed, in milliseconds.
const CLOCK_BELIEVED: i64 = 30_000;

/// The engine for many nodes.
#[derive(Clone)]
pub(crate) struct Postgres {
    pool: Pool,
    ids: Arc<Ids>,
    clock: Clock,
    shelf: Shelf,
    compared_at: Arc<AtomicI64>,
    line: Arc<Mutex<()>>,
    turns: Arc<Turns>,
    writers: Arc<Semaphore>,
    sent: Sent,
}

/// Who of this node draws the next number of a list, by the list; one that nobody waits for is forgotten.
#[derive(Default)]
struct Turns(std::sync::Mutex<HashMap<i64, Weak<Mutex<()>>>>);

impl Turns {
    fn of(&self, list: i64) -> Arc<Mutex<()>> {
        let mut lists = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lists.retain(|_, turn| turn.strong_count() > 0);
        if let Some(turn) = lists.get(&list).and_then(Weak::upgrade) {
            return turn;
        }
        let turn = Arc::default();
        lists.insert(list, Arc::downgrade(&turn));
        turn
    }
}

impl Postgres {
    /// Connects, and refuses a server older than 15 or not in UTF-8.
    pub(crate) async fn open(url: &str, ids: Arc<Ids>, clock: Clock, shelf: Shelf, sent: &Sent) -> Result<Self, Error> {
        let mut config: tokio_postgres::Config =
            url.parse().map_err(|e| Error::Setting(format!("the address of the database is not one: {e}")))?;
        config.application_name("langnghe").connect_timeout(Duration::from_secs(5));
        config.keepalives_idle(KEEP_ALIVE).options(OPTIONS);
        let manager = Manager::from_config(
            config,
            tokio_postgres::NoTls,
            ManagerConfig { recycling_method: RecyclingMethod::Fast },
        );
        let pool = Pool::builder(manager)
            .max_size(CONNECTIONS)
            // The connection that was used last is the one whose process is awake and whose caches are warm.
            .queue_mode(QueueMode::Lifo)
            .build()
            .map_err(|e| Error::Setting(format!("the pool of connections: {e}")))?;
        let engine = Self {
            pool,
            ids,
            clock,
            shelf,
            compared_at: Arc::default(),
            line: Arc::default(),
            turns: Arc::default(),
            writers: Arc::new(Semaphore::new(WRITERS)),
            sent: Arc::clone(sent),
        };
        let client = engine.client().await?;
        let row = client
            .query_one(
                "SELECT current_setting('server_version_num'), current_setting('server_encoding'),
                        current_setting('fsync'), current_setting('full_page_writes'), current_setting('synchronous_commit')",
                &[],
            )
            .await?;
        refuse_unfit(row.get(0), row.get(1), [row.get(2), row.get(3), row.get(4)])?;
        Ok(engine)
    }

    pub(crate) async fn client(&self) -> Result<Object, Error> {
        Ok(self.pool.get().await?)
    }

    /// Runs an act to its end even if whoever asked goes away.
    pub(crate) async fn write(&self, request: Arc<dyn Request>) -> Result<Done<String>, Stop> {
        let engine = self.clone();
        tokio::spawn(async move { engine.to_the_end(request.as_ref()).await })
            .await
            .map_err(|e| Error::Driver(format!("the act broke off: {e}")))?
    }

    async fn to_the_end(&self, request: &dyn Request) -> Result<Done<String>, Stop> {
        let list = request.in_turn().map(|list| self.turns.of(list));
        let _turn = match &list {
            Some(list) => Some(list.lock().await),
            None => None,
        };
        let (mut tries, mut spent, mut turn) = (0, 0, None);
        loop {
            tries += 1;
            let obstacle = match self.once(request, turn.is_some()).await {
                Err(Stop::Failed(Error::IdsSpent)) if spent < ids::REFILLS => {
                    spent += 1;
                    match self.refill(ids::block(spent - 1)).await {
                        Ok(()) => continue,
                        Err(error @ (Error::Retry(_) | Error::Lost(_))) => error,
                        Err(error) => return Err(error.into()),
                    }
                }
                // A connection lost at COMMIT is settled by the key: done, it is answered; not done, it is done.
                Err(Stop::Failed(error @ (Error::Retry(_) | Error::Lost(_)))) => error,
                other => return other,
            };
            if tries >= TRIES {
                return Err(obstacle.into());
            }
            // Acts that were in each other's way go on one after the other, here one at a time and in front of the
            // database the first of each node: nobody loses every time, and the waiting hold no connection.
            if matches!(obstacle, Error::Retry(_)) && turn.is_none() {
                turn = Some(self.line.lock().await);
            } else {
                pause(tries).await;
            }
        }
    }

    async fn once(&self, request: &dyn Request, in_line: bool) -> Result<Done<String>, Stop> {
        let _held = self.writers.acquire().await.map_err(|e| Error::Driver(format!("the writers' turn: {e}")))?;
        let client = self.client().await?;
        self.compare_clocks(&client).await?;
        let conn = Conn::postgres(client, &self.sent);
        let mut tx = Tx::new(conn, Arc::clone(&self.ids), self.clock.clone(), self.shelf.clone());
        // The lock is taken before anything is looked at, and held to the commit: what an act finds that runs alone never
        // changes afterwards.
        let wait = if in_line { IN_LINE } else { "" };
        let lock = if request.alone() { ALONE } else { BESIDE };
        let begin = format!("BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE; {ONE_PLAN}; {wait}{lock}");
        tx.conn().begin_with(begin);
        let since = clock::machine();
        let answer = request.run(&mut tx, &self.ids).await;
        let keep = answer.as_ref().is_ok_and(|done| !done.replayed);
        let ended = if keep { tx.commit().await } else { Ok(()) };
        door::held(request, since);
        // A connection whose transaction did not end in order is thrown away with it.
        if !matches!(ended, Err(Error::Lost(_))) && tx.conn().roll_back().await.is_ok() {
            drop(tx.into_conn());
        }
        ended?;
        answer
    }

    async fn refill(&self, size: i64) -> Result<(), Error> {
        if self.ids.left() >= size {
            return Ok(());
        }
        let client = self.client().await?;
        let mut conn = Conn::postgres(client, &self.sent);
        conn.begin_with("BEGIN READ WRITE".to_owned());
        let rows =
            conn.rows("UPDATE id_blocks SET next = next + $1 WHERE name = 'ids' RETURNING next", &args![size]).await?;
        conn.commit(&[]).await?;
        let next: i64 = rows.first().ok_or_else(|| Error::Corrupt("no block of ids".to_owned()))?.get(0)?;
        self.ids.refill(next - size, next);
        Ok(())
    }

    /// The one place where SQL reads the clock: only to refuse a node whose own is wrong.
    async fn compare_clocks(&self, client: &Object) -> Result<(), Stop> {
        let before = clock::machine().ms();
        if before - self.compared_at.load(Ordering::Relaxed) < CLOCK_BELIEVED {
            return Ok(());
        }
        let row = client
            .query_one("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint", &[])
            .await
            .map_err(Error::from)?;
        let theirs: i64 = row.get(0);
        let after = clock::machine().ms();
        refuse_off(off(before, theirs, after))?;
        self.compared_at.store(after, Ordering::Relaxed);
        Ok(())
    }
}

/// By how much the clocks differ at least, in milliseconds: the database's was read between the two readings of the node's.
fn off(before: i64, theirs: i64, after: i64) -> i64 {
    (before - theirs).max(theirs - after).max(0)
}

/// Refuses to write where the clocks differ by more than [`CLOCK_TOLERANCE`].
fn refuse_off(off: i64) -> Result<(), Refusal> {
    if off > CLOCK_TOLERANCE { Err(Refusal::ClockOff { seconds: off / 1000 }) } else { Ok(()) }
}

/// Refuses a server that is too old, writes no UTF-8, or would lose what it acknowledged. `durable`: the settings
/// `fsync`, `full_page_writes` and `synchronous_commit` as the server tells them.
fn refuse_unfit(version: &str, encoding: &str, durable: [&str; 3]) -> Result<(), Error> {
    if version.parse::<u32>().unwrap_or(0) < OLDEST || encoding != "UTF8" {
        return Err(Error::Setting(format!(
            "the server is {version} in {encoding}: PostgreSQL 15 or newer and a database in UTF8 are needed"
        )));
    }
    let [fsync, pages, commit] = durable;
    if fsync != "on" || pages != "on" || !matches!(commit, "on" | "remote_apply") {
        return Err(Error::Setting(format!(
            "the server has fsync={fsync}, full_page_writes={pages}, synchronous_commit={commit}: what it acknowledges \
             would not survive; set all three to on"
        )));
    }
    Ok(())
}

/// A pause of chance length between two tries, longer with each, so that two nodes do not meet again.
#[expect(clippy::disallowed_methods, reason = "the pause between two tries is the thing itself")]
async fn pause(tries: u32) {
    let [jitter] = clock::chance::<1>();
    tokio::time::sleep(Duration::from_millis((u64::from(jitter) << tries.min(4)) / 64)).await;
}

#[cfg(test)]
mod tests {
    use domain::refusal::Refusal;

    use super::{off, refuse_off, refuse_unfit};

    #[test]
    fn a_server_that_could_lose_what_it_acknowledged_is_refused() {
        let told = |version, encoding, durable| refuse_unfit(version, encoding, durable).err().map(|e| e.to_string());
        assert_eq!(told("150018", "UTF8", ["on", "on", "on"]), None);
        assert_eq!(told("170002", "UTF8", ["on", "on", "remote_apply"]), None);
        for (version, encoding, durable, word) in [
            ("140011", "UTF8", ["on", "on", "on"], "15 or newer"),
            ("150018", "SQL_ASCII", ["on", "on", "on"], "UTF8"),
            ("150018", "UTF8", ["off", "on", "on"], "fsync=off"),
            ("150018", "UTF8", ["on", "off", "on"], "full_page_writes=off"),
            ("150018", "UTF8", ["on", "on", "local"], "synchronous_commit=local"),
            ("150018", "UTF8", ["on", "on", "off"], "synchronous_commit=off"),
        ] {
            let refused = told(version, encoding, durable).unwrap_or_default();
            assert!(refused.contains(word), "{word}: {refused}");
        }
    }
    #[test]
    fn a_node_whose_clock_is_wrong_writes_nothing() {
        let refused = |seconds| Err(Refusal::ClockOff { seconds });
        for (before, theirs, after, differ, told) in [
            (10_000, 10_000, 10_000, 0, Ok(())),
            // Read in between, however long it took: nothing says that it is wrong.
            (10_000, 12_000, 15_000, 0, Ok(())),
            (10_000, 9_400, 10_010, 600, Ok(())),
            (10_000, 10_610, 10_010, 600, Ok(())),
            (10_000, 9_000, 10_010, 1_000, Ok(())),
            (10_000, 11_010, 10_010, 1_000, Ok(())),
            (10_000, 8_999, 10_010, 1_001, refused(1)),
            (10_000, 11_011, 10_010, 1_001, refused(1)),
            (10_000, -50_000, 10_010, 60_000, refused(60)),
            (10_000, 3_610_010, 10_010, 3_600_000, refused(3_600)),
        ] {
            assert_eq!(off(before, theirs, after), differ, "{before} {theirs} {after}");
            assert_eq!(refuse_off(differ), told, "{differ}");
        }
    }
}
