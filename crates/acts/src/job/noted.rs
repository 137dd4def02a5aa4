//! Leasing jobs, and what is noted of them: acts of the program itself.

use async_trait::async_trait;
use domain::day::{Day, Instant};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::grant::{Of, may};
use store::job::{self, Lease};
use store::rulebook::recount;
use store::{Act, Error, Ids, Stop, Tx};

/// What a job makes in the database.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) enum Effect {
    /// Nothing.
    Nothing,
    /// Whoever has to know of the event is told of it.
    Told { event: i64 },
    /// The digest of a day had the messages of an account up to one.
    Digested { account: i64, upto: i64, day: Day },
    /// Clocks got their days by a rulebook, and others still want theirs.
    Recounted { rulebook: i64, passed: i64 },
    /// A backup was taken and opens.
    BackedUp { at: Instant, rows: i64 },
}

/// Leases jobs; answers with the mark of the lease.
#[derive(Serialize)]
pub(super) struct TakeLease {
    pub(super) node: String,
    pub(super) kinds: Vec<String>,
    pub(super) now: Instant,
    pub(super) until: Instant,
    pub(super) most: usize,
}

#[async_trait]
impl Act for TakeLease {
    const NAME: &'static str = "job.lease";
    type Answer = i64;

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        ids.draw()
    }

    // The program does it by itself, on no body's subject: there is nobody to be granted anything.
    async fn run(&self, tx: &mut Tx, mark: &i64) -> Result<(), Stop> {
        let kinds: Vec<&str> = self.kinds.iter().map(String::as_str).collect();
        let lease =
            Lease { node: &self.node, mark: *mark, kinds: &kinds, now: self.now, until: self.until, most: self.most };
        Ok(job::lease(tx, lease).await?)
    }
}

#[derive(Serialize)]
pub(super) struct Done {
    pub(super) job: i64,
    pub(super) lease: String,
    pub(super) now: Instant,
    pub(super) effect: Effect,
}

#[async_trait]
impl Act for Done {
    const NAME: &'static str = "job.done";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        if !job::done(tx, self.job, &self.lease, self.now).await? {
            return Err(Refusal::AlreadyDone.into());
        }
        match &self.effect {
            Effect::Nothing => {}
            Effect::Told { event } => store::message::tell_of(tx, *event).await?,
            Effect::Digested { account, upto, day } => store::message::digested(tx, *account, *upto, *day),
            Effect::Recounted { rulebook, passed } => recount::go_on(tx, *rulebook, *passed)?,
            Effect::BackedUp { at, rows } => {
                job::note_backup(tx, &job::BackupRow { at: *at, fault: String::new(), rows: *rows })?;
            }
        }
        Ok(())
    }
}

#[derive(Serialize)]
pub(super) struct Failed {
    pub(super) job: i64,
    pub(super) lease: String,
    pub(super) fault: String,
    pub(super) again: Option<Instant>,
    pub(super) backup: bool,
    pub(super) now: Instant,
}

#[async_trait]
impl Act for Failed {
    const NAME: &'static str = "job.failed";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        if !job::failed(tx, self.job, &self.lease, &self.fault, self.again).await? {
            return Err(Refusal::AlreadyDone.into());
        }
        if self.backup {
            job::note_backup(tx, &job::BackupRow { at: self.now, fault: self.fault.clone(), rows: 0 })?;
        }
        Ok(())
    }
}

#[derive(Serialize)]
pub(super) struct GiveBack {
    pub(super) node: String,
}

#[async_trait]
impl Act for GiveBack {
    const NAME: &'static str = "job.give_back";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        job::give_back(tx, &self.node).await?;
        Ok(())
    }
}

/// Lets a job that stands still, or waits after a failure, begin again at once. Refused for one that does neither.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct RetryJob {
    /// The body as whose administrator.
    pub organisation: i64,
    /// The job.
    pub job: i64,
}

#[async_trait]
impl Act for RetryJob {
    const NAME: &'static str = "job.retry";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        may(tx, by, Right::JobRetry, Of::Organisation(self.organisation)).await?;
        if job::retry(tx, self.job).await? { Ok(()) } else { Err(Refusal::AlreadyDone.into()) }
    }
}
