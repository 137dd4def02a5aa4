//! What the program does by itself (việc nền): jobs are enqueued with what causes them, leased by one node at a time, and done
//! once. A node that is gone leaves a lease that ends; what a job makes in the database is committed with the note that it is
//! done, and what it makes outside is named after it, so that it is made once whoever does it.

mod bodies;
mod due;
mod noted;
mod planned;

use std::sync::Arc;

use async_trait::async_trait;
use domain::day::{Day, Instant};
use domain::refusal::Refusal;
use store::job::{self, Job};
use store::message::MessageRow;
use store::rulebook::recount::RECOUNT;
use store::{By, Error, Stop, clock};

use crate::Office;

pub use noted::RetryJob;
use noted::{Done, Effect, Failed, GiveBack, TakeLease};
pub use planned::{BACKUP_RULE, REMIND_FROM_RULE, REMIND_TO_RULE, reminds};

/// The daily job that tells of the last days of the next working day.
pub const DUE: &str = "due";
/// The daily job that finds who gets a digest.
pub const DIGESTS: &str = "digests";
/// The job that makes the digest of one account.
pub const DIGEST: &str = "digest";
/// The job that tells of a notice what an older program did not, when it was posted; its payload is the notice.
pub const POSTED: &str = "posted";
/// The daily job that takes a backup.
pub const BACKUP: &str = "backup";

/// How long a node has a job before another one begins it.
const LEASE_MS: i64 = 5 * MINUTE_MS;
/// The same for a backup, which takes as long as its disk.
const BACKUP_LEASE_MS: i64 = 2 * 60 * MINUTE_MS;
/// The same for a step of a recount: another node goes on soon where one is gone.
const RECOUNT_LEASE_MS: i64 = MINUTE_MS / 2;
/// Jobs that are leased at once.
const TOGETHER: usize = 20;
/// How often a job is begun before it stands still.
pub const MOST_ATTEMPTS: i64 = 8;
/// The pause after the first failure; it doubles with each, up to [`LONGEST_PAUSE_MS`].
const PAUSE_MS: i64 = MINUTE_MS;
/// The longest pause between two attempts.
const LONGEST_PAUSE_MS: i64 = 60 * MINUTE_MS;

const MINUTE_MS: i64 = 60_000;

/// Why a job was not done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The database did not answer, or refused.
    Database,
    /// The folder is not there.
    Folder,
    /// There is no room on the disk.
    Full,
    /// The folder may not be written by the account under which the program runs.
    Denied,
    /// What was written could not be read again.
    Unopened,
    /// Something else; the log says what.
    Broken,
}

impl Fault {
    /// Every fault, in the order of declaration.
    pub const ALL: [Self; 6] = [Self::Database, Self::Folder, Self::Full, Self::Denied, Self::Unopened, Self::Broken];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Database => "database",
            Self::Folder => "folder",
            Self::Full => "full",
            Self::Denied => "denied",
            Self::Unopened => "unopened",
            Self::Broken => "broken",
        }
    }
}

/// A digest to be handed on: what an account was told and has not read.
#[derive(Clone, Debug)]
pub struct Digest {
    /// Names it: the same digest has the same name whoever makes it.
    pub name: String,
    /// The day on which it is made.
    pub day: Day,
    /// When it is made.
    pub at: Instant,
    /// The address of the mailbox.
    pub address: String,
    /// What is told, the oldest first.
    pub rows: Vec<MessageRow>,
    /// Whether there is more than that.
    pub more: bool,
}

/// What a job needs beside the database: a disk.
#[async_trait]
pub trait Hands: Send + Sync + 'static {
    /// Whether this node takes backups.
    fn backs_up(&self) -> bool;
    /// Whether this node hands digests on.
    fn delivers(&self) -> bool;
    /// Takes the backup of a day, opens it, and says how many rows it has. One that is there already is opened again.
    async fn back_up(&self, day: Day) -> Result<i64, Fault>;
    /// Hands a digest on; again under the same name where that was not noted.
    async fn deliver(&self, digest: Digest) -> Result<(), Fault>;
}

/// A node without a disk: it does what needs the database alone.
#[derive(Clone, Copy, Debug)]
pub struct NoHands;

#[async_trait]
impl Hands for NoHands {
    fn backs_up(&self) -> bool {
        false
    }

    fn delivers(&self) -> bool {
        false
    }

    async fn back_up(&self, _: Day) -> Result<i64, Fault> {
        Err(Fault::Folder)
    }

    async fn deliver(&self, _: Digest) -> Result<(), Fault> {
        Err(Fault::Folder)
    }
}

/// Does the jobs of a database on one node.
#[derive(Clone)]
pub struct Runner {
    office: Office,
    node: String,
    hands: Arc<dyn Hands>,
    slow: bool,
}

impl Runner {
    /// One that does everything but backups.
    pub fn new(office: Office, hands: Arc<dyn Hands>) -> Self {
        let node = clock::public_id(clock::machine()).to_string();
        Self { office, node, hands, slow: false }
    }

    /// One that takes backups alone, so that nobody waits behind them.
    #[must_use]
    pub fn of_backups(&self) -> Self {
        Self { node: format!("{}-backup", self.node), slow: true, ..self.clone() }
    }

    /// What it can do.
    fn kinds(&self) -> &'static [&'static str] {
        match (self.slow, self.hands.delivers()) {
            (true, _) => &[BACKUP],
            (false, true) => &[job::TELL, POSTED, DUE, DIGESTS, DIGEST],
            (false, false) => &[job::TELL, POSTED, DUE],
        }
    }

    /// When there is something to do next: now or earlier, later, or nothing while nothing waits.
    pub async fn next_at(&self) -> Result<Option<Instant>, Error> {
        let mut read = self.office.store().reader().await?;
        let own = job::next_at(&mut read, self.kinds()).await?;
        let recount = if self.slow { None } else { job::next_at(&mut read, &[RECOUNT]).await? };
        Ok(own.into_iter().chain(recount).min())
    }

    /// Begins the jobs whose time has come, at the machine's time `now`, and says how many it began. `stop` is asked before
    /// each: what was leased and not begun is given back.
    pub async fn step(&self, now: Instant, stop: &(dyn Fn() -> bool + Sync)) -> Result<usize, Stop> {
        if self.next_at().await?.is_none_or(|next| next > now) {
            return Ok(0);
        }
        let (lease, most) = if self.slow { (BACKUP_LEASE_MS, 1) } else { (LEASE_MS, TOGETHER) };
        let begun = self.some(now, (self.kinds(), lease, most), stop).await?;
        let waits = async || job::next_at(&mut self.office.store().reader().await?, &[RECOUNT]).await;
        // One step of a recount at a time: whoever is to be told of something waits for no more than that.
        if !self.slow && !stop() && waits().await?.is_some_and(|next| next <= now) {
            return Ok(begun + self.some(now, (&[RECOUNT], RECOUNT_LEASE_MS, 1), stop).await?);
        }
        Ok(begun)
    }

    /// Leases jobs of some kinds and begins them.
    async fn some(
        &self,
        now: Instant,
        (kinds, lease, most): (&[&str], i64, usize),
        stop: &(dyn Fn() -> bool + Sync),
    ) -> Result<usize, Stop> {
        let lease = Instant::from_ms(now.ms() + lease);
        let node = self.node.clone();
        let kinds = kinds.iter().map(|kind| (*kind).to_owned()).collect();
        // The answer is kept under a key of its own: a lease that was taken is not taken twice.
        let taken = TakeLease { node, kinds, now, until: lease, most };
        let jobs = self.office.act(By::NOBODY, &fresh(), taken).await?;
        let jobs = self.leased(jobs.answer).await?;
        let mut begun = 0;
        for job in jobs {
            if stop() {
                self.give_back().await?;
                break;
            }
            begun += 1;
            self.one(&job, now).await?;
        }
        Ok(begun)
    }

    /// The jobs that this node has.
    async fn leased(&self, mark: i64) -> Result<Vec<Job>, Error> {
        job::leased(&mut self.office.store().reader().await?, &self.node, mark).await
    }

    /// Gives back what was leased and not begun.
    pub async fn give_back(&self) -> Result<(), Stop> {
        let act = GiveBack { node: self.node.clone() };
        self.office.act(By::NOBODY, &fresh(), act).await.map(|_| ())
    }

    /// Does a job and notes what came of it. One that was begun too often stands still without being begun again.
    async fn one(&self, job: &Job, now: Instant) -> Result<(), Stop> {
        if job.attempts > MOST_ATTEMPTS {
            return self.failed(job, Fault::Broken, now).await;
        }
        let (runner, begun) = (self.clone(), job.clone());
        // In a task of its own: one that breaks off is its own failure.
        let done = tokio::spawn(async move { runner.body(&begun, now).await }).await;
        let fault = match done {
            // Another node has it meanwhile, or has done it: that one's note counts.
            Ok(Ok(()) | Err(Unfinished::Stop(Stop::Refused(Refusal::AlreadyDone)))) => return Ok(()),
            Ok(Err(Unfinished::Stop(stop))) => {
                tracing::error!(job = job.id, kind = job.kind, %stop, "a job was not done; it is tried again");
                Fault::Database
            }
            Ok(Err(Unfinished::Fault(fault))) => {
                tracing::error!(
                    job = job.id,
                    kind = job.kind,
                    fault = fault.as_str(),
                    "a job was not done; it is tried again"
                );
                fault
            }
            Err(error) => {
                tracing::error!(job = job.id, kind = job.kind, %error, "a job broke off; it is tried again");
                Fault::Broken
            }
        };
        self.failed(job, fault, now).await
    }

    async fn failed(&self, job: &Job, fault: Fault, now: Instant) -> Result<(), Stop> {
        let again = (job.attempts < MOST_ATTEMPTS).then(|| Instant::from_ms(now.ms() + pause(job.attempts)));
        let (id, lease, backup) = (job.id, job.lease.clone(), job.kind == BACKUP);
        let act = Failed { job: id, lease, fault: fault.as_str().to_owned(), again, backup, now };
        match self.office.act(By::NOBODY, &fresh(), act).await {
            Ok(_) | Err(Stop::Refused(Refusal::AlreadyDone)) => Ok(()),
            Err(stop) => Err(stop),
        }
    }

    /// Notes that a job is done, together with what it makes in the database.
    async fn done(&self, job: &Job, now: Instant, effect: Effect) -> Result<(), Unfinished> {
        let act = Done { job: job.id, lease: job.lease.clone(), now, effect };
        self.office.act(By::NOBODY, &fresh(), act).await?;
        Ok(())
    }
}

/// The pause after an attempt.
fn pause(attempts: i64) -> i64 {
    let doubled = u32::try_from(attempts - 1).unwrap_or(0).min(10);
    (PAUSE_MS << doubled).min(LONGEST_PAUSE_MS)
}

fn fresh() -> String {
    clock::public_id(clock::machine()).to_string()
}

/// Why the body of a job did not end.
enum Unfinished {
    Stop(Stop),
    Fault(Fault),
}

impl From<Stop> for Unfinished {
    fn from(stop: Stop) -> Self {
        Self::Stop(stop)
    }
}

impl From<Error> for Unfinished {
    fn from(error: Error) -> Self {
        Self::Stop(error.into())
    }
}

impl From<Fault> for Unfinished {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_PAUSE_MS, MINUTE_MS, pause};

    #[test]
    fn the_pause_doubles_with_each_failure_up_to_an_hour() {
        let minutes: Vec<i64> = (1..=8).map(|attempts| pause(attempts) / MINUTE_MS).collect();
        assert_eq!(minutes, [1, 2, 4, 8, 16, 32, 60, 60]);
        assert_eq!(pause(1_000), LONGEST_PAUSE_MS);
    }
}
