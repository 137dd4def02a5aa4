//! Opening a database, and handing out readers and the door.

use async_trait::async_trait;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::Ordering;

use domain::day::{Day, Instant};
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use tokio::sync::Notify;

use crate::clock::{self, Clock};
use crate::conn::{Conn, Sent};
use crate::door::{Act, Done, Post, Request, done, keyed};
use crate::ids::Ids;
use crate::load::{DrawIds, Lines, Loading};
use crate::postgres::Postgres;
use crate::reader::Reader;
use crate::rulebook::{self, Rulebook, Shelf};
use crate::sqlite::{self, Sqlite};
use crate::tx::{By, Tx};
use crate::{Error, Row, Stop, args, migrate};

/// How a database is to be opened.
#[derive(Clone, Debug)]
pub struct Opening {
    /// `sqlite:PATH` or `postgres://…`.
    pub url: String,
    /// Derived from `langnghe.key`: no database is served with another's key, and the hash of what was
    /// posted tells nothing to whoever holds the database alone.
    pub secret: [u8; 32],
    /// Only for a database that does not exist yet: all its data is invented.
    pub simulated: bool,
}

/// What the database says of itself.
#[derive(Clone, Debug)]
pub struct Installation {
    /// Names this installation to others.
    pub public_id: uuid::Uuid,
    /// All data is invented; only then may it carry its own today.
    pub simulated: bool,
}

/// An open database.
#[derive(Clone)]
pub struct Store(Arc<Inner>);

struct Inner {
    engine: Engine,
    clock: Clock,
    installation: Installation,
    secret: [u8; 32],
    ids: Arc<Ids>,
    sent: Sent,
    shelf: Shelf,
    enqueued: Notify,
}

enum Engine {
    Sqlite(Sqlite),
    Postgres(Postgres),
}

impl Store {
    /// Opens, migrates and checks a database; every refusal is a sentence with its remedy.
    pub async fn open(opening: &Opening) -> Result<Self, Error> {
        let (ids, clock, sent, shelf) = (Arc::new(Ids::default()), Clock::default(), Sent::default(), Shelf::default());
        let url = opening.url.as_str();
        let (engine, row) = if let Some(path) = url.strip_prefix("sqlite:") {
            let path = PathBuf::from(path);
            let mut conn = Conn::sqlite(sqlite::writer(&path)?, &sent);
            let row = prepare(&mut conn, opening).await?;
            (Engine::Sqlite(Sqlite::open(&path, Arc::clone(&ids), clock.clone(), shelf.clone(), &sent)?), row)
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let engine = Postgres::open(url, Arc::clone(&ids), clock.clone(), shelf.clone(), &sent).await?;
            let mut conn = Conn::postgres(engine.client().await?, &sent);
            let row = prepare(&mut conn, opening).await?;
            (Engine::Postgres(engine), row)
        } else {
            return Err(Error::Setting("--database takes sqlite:PATH or postgres://USER@HOST/NAME".to_owned()));
        };
        let installation = Installation { public_id: row.get(0)?, simulated: row.get(1)? };
        if row.get::<Vec<u8>>(3)? != keyed(&opening.secret, b"check") {
            return Err(Error::Setting(
                "this langnghe.key is not the one this database was made with: give the right one with --key"
                    .to_owned(),
            ));
        }
        clock.carry(row.get(2)?);
        Ok(Self(Arc::new(Inner {
            engine,
            clock,
            installation,
            secret: opening.secret,
            ids,
            sent,
            shelf,
            enqueued: Notify::new(),
        })))
    }

    /// A reader at the present moment.
    pub async fn reader(&self) -> Result<Reader<'_>, Error> {
        let moment = self.0.clock.now();
        Ok(match &self.0.engine {
            Engine::Sqlite(engine) => {
                let (conn, seat) = engine.reader().await?;
                Reader {
                    conn: Some(Conn::sqlite(conn, &self.0.sent)),
                    home: Some((engine, seat)),
                    moment,
                    still: false,
                }
            }
            Engine::Postgres(engine) => Reader {
                conn: Some(Conn::postgres(engine.client().await?, &self.0.sent)),
                home: None,
                moment,
                still: false,
            },
        })
    }

    /// A reader that sees one moment however long it reads, for what compares or adds up rows of many statements.
    pub async fn still_reader(&self) -> Result<Reader<'_>, Error> {
        let mut reader = self.reader().await?;
        reader.hold_still().await?;
        Ok(reader)
    }

    /// Rules and calendar as they are in force here; from memory unless they were changed since.
    pub async fn rulebook(&self) -> Result<Arc<Rulebook>, Error> {
        let number = rulebook::number(&mut self.reader().await?).await?;
        if let Some(known) = self.0.shelf.get(number) {
            return Ok(known);
        }
        let mut read = self.still_reader().await?;
        let book = Arc::new(rulebook::load(&mut read).await?);
        self.0.shelf.put(&book);
        Ok(book)
    }

    /// The door for changes. Only `acts` opens it.
    pub fn door(&self) -> Door {
        Door(self.clone())
    }

    /// What the database says of itself.
    pub fn installation(&self) -> &Installation {
        &self.0.installation
    }

    /// Statements sent to this database since it was opened here.
    pub fn statements(&self) -> u64 {
        self.0.sent.statements.load(Ordering::Relaxed)
    }

    /// How often somebody waited for an answer of `PostgreSQL` since it was opened here: statements that travel together are
    /// waited for once.
    pub fn flights(&self) -> u64 {
        self.0.sent.flights.load(Ordering::Relaxed)
    }

    /// Rows that `SQLite` read by going through a table, or put into an index for one statement, since it was opened here; nothing on
    /// `PostgreSQL`, which decides so by what its tables hold.
    pub fn walked(&self) -> u64 {
        self.0.sent.walked.load(Ordering::Relaxed)
    }

    /// Waits until a job is enqueued through this node; one that was since somebody waited last is not missed.
    pub async fn job_enqueued(&self) {
        self.0.enqueued.notified().await;
    }

    /// The time as this database has it.
    pub fn clock(&self) -> &Clock {
        &self.0.clock
    }

    /// Moves the database's own today (demo, tests). Refused for a database of real use.
    pub async fn move_today(&self, own_today: Day) -> Result<(), Stop> {
        if !self.installation().simulated {
            return Err(Refusal::SimulatedOnly.into());
        }
        let key = clock::public_id(clock::machine());
        self.door().write(By::NOBODY, &key.to_string(), MoveToday { own_today }).await?;
        self.0.clock.carry(Some(own_today));
        Ok(())
    }

    /// Gives the instant of the acts to come, for a player of scenarios. Refused for a database of real use.
    pub fn give_time(&self, at: Instant) -> Result<(), Refusal> {
        self.give(at, None)
    }

    /// As [`Store::give_time`], and gives what the salts and public ids of the next act are drawn from.
    pub fn give_time_and_seed(&self, at: Instant, seed: u64) -> Result<(), Refusal> {
        self.give(at, Some(seed))
    }

    fn give(&self, at: Instant, seed: Option<u64>) -> Result<(), Refusal> {
        if !self.installation().simulated {
            return Err(Refusal::SimulatedOnly);
        }
        self.0.clock.give(at, seed);
        Ok(())
    }
}

/// The one way to change anything.
#[derive(Clone)]
pub struct Door(Store);

impl Door {
    /// Does an act once per key and answers after its commit; the same key with the same act is
    /// answered again, with another act refused. A browser that goes away cancels nothing.
    pub async fn write<A: Act>(&self, by: By, key: &str, act: A) -> Result<Done<A::Answer>, Stop> {
        let post = Arc::new(Post::new(act, by, key, &self.0.0.secret)?);
        let sent = self.send(Arc::clone(&post) as Arc<dyn Request>).await;
        if sent.is_ok() && post.has_enqueued() {
            self.0.0.enqueued.notify_one();
        }
        done(sent)
    }

    /// Does many acts in one transaction, all or none, while nobody else writes: for filling a simulated database.
    /// Refused for a database of real use.
    pub async fn load<L: Lines>(&self, lines: L) -> Result<Vec<serde_json::Value>, Stop> {
        if !self.0.installation().simulated {
            return Err(Refusal::SimulatedOnly.into());
        }
        let loaded = self.send(Arc::new(Loading::new(lines, self.0.0.secret))).await?;
        Ok(serde_json::from_str(&loaded.answer).map_err(|e| Error::Corrupt(e.to_string()))?)
    }

    /// Draws so many ids at once, for acts that are to come.
    pub async fn draw_ids(&self, size: i64) -> Result<(), Stop> {
        let drawn = self.send(Arc::new(DrawIds(size))).await?;
        let next: i64 = drawn.answer.parse().map_err(|_| Error::Corrupt("no block of ids".to_owned()))?;
        self.0.0.ids.refill(next - size, next);
        Ok(())
    }

    async fn send(&self, request: Arc<dyn Request>) -> Result<Done<String>, Stop> {
        match &self.0.0.engine {
            Engine::Sqlite(engine) => engine.write(request).await,
            Engine::Postgres(engine) => engine.write(request).await,
        }
    }

    /// The database behind the door.
    pub fn store(&self) -> &Store {
        &self.0
    }
}

async fn prepare(conn: &mut Conn, opening: &Opening) -> Result<Row, Error> {
    migrate::migrate(conn).await?;
    conn.begin_writing().await?;
    conn.run(
        "INSERT INTO installation (id, public_id, simulated, own_today, key_check, rulebook)
         VALUES (1, $1, $2, NULL, $3, 0)
         ON CONFLICT DO NOTHING",
        &args![clock::public_id(clock::machine()), opening.simulated, keyed(&opening.secret, b"check")],
    )
    .await?;
    conn.batch("COMMIT").await?;
    conn.rows("SELECT public_id, simulated, own_today, key_check FROM installation WHERE id = 1", &[])
        .await?
        .into_iter()
        .next()
        .ok_or_else(|| Error::Corrupt("the installation has no row".to_owned()))
}

#[derive(Serialize, Deserialize)]
struct MoveToday {
    own_today: Day,
}

#[async_trait]
impl Act for MoveToday {
    const NAME: &'static str = "installation.move_today";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let changed = tx
            .run("UPDATE installation SET own_today = $1 WHERE id = 1 AND simulated = 1", &args![self.own_today])
            .await?;
        if changed == 1 { Ok(()) } else { Err(Refusal::SimulatedOnly.into()) }
    }
}
