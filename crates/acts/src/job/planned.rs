//! Jobs of each day: every node enqueues them under the name of the day, and so each is there once.

use async_trait::async_trait;
use domain::day::{Day, Instant};
use serde::Serialize;
use store::job;
use store::rulebook::{Rulebook, Whereabouts};
use store::{Act, By, Error, Ids, Read, Stop, Tx, rulebook};

use super::{BACKUP, DIGESTS, DUE, Runner, fresh};

/// The setting that says from which hour of a working day on one is reminded.
pub const REMIND_FROM_RULE: &str = "PM-REMIND-FROM";
/// The setting that says from which hour on no more.
pub const REMIND_TO_RULE: &str = "PM-REMIND-TO";
/// The setting that says how old the last backup may become.
pub const BACKUP_RULE: &str = "PM-BACKUP";

/// Jobs to be enqueued.
#[derive(Serialize)]
pub(super) struct Enqueue {
    pub(super) jobs: Vec<One>,
}

/// A job to be enqueued.
#[derive(Serialize)]
pub(super) struct One {
    kind: &'static str,
    payload: String,
    key: String,
}

impl Enqueue {
    pub(super) const fn one(kind: &'static str, payload: String, key: String) -> One {
        One { kind, payload, key }
    }
}

#[async_trait]
impl Act for Enqueue {
    const NAME: &'static str = "job.enqueue";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        for One { kind, payload, key } in &self.jobs {
            job::enqueue(tx, kind, payload, key)?;
        }
        Ok(())
    }
}

impl Runner {
    /// Enqueues what is to be done on the day, where no node has done so: the backup of the machine's day, and, in the hours
    /// in which people are reminded, what comes with the next working day and the digests.
    pub async fn plan(&self, now: Instant) -> Result<(), Stop> {
        if self.slow {
            return if self.hands.backs_up() { self.plan_one(BACKUP, now.day()).await } else { Ok(()) };
        }
        let book = self.office.store().rulebook().await?;
        let mut read = self.office.store().reader().await?;
        let (today, here) = (read.today(), read.now());
        let Some(home) = store::message::home(&mut read).await? else { return Ok(()) };
        let at = rulebook::standing(&mut read, home).await?.map(|standing| standing.at);
        drop(read);
        if !at.is_some_and(|at| reminds(&book, &at, here)) {
            return Ok(());
        }
        self.plan_one(DUE, today).await?;
        if self.hands.delivers() { self.plan_one(DIGESTS, today).await } else { Ok(()) }
    }

    async fn plan_one(&self, kind: &'static str, day: Day) -> Result<(), Stop> {
        let key = format!("{kind}:{}", day.to_iso());
        if job::is_known(&mut self.office.store().reader().await?, &key).await? {
            return Ok(());
        }
        let jobs = vec![Enqueue::one(kind, day.to_iso(), key)];
        self.office.act(By::NOBODY, &fresh(), Enqueue { jobs }).await.map(|_| ())
    }
}

/// Whether people are reminded at an instant: on a working day, between the hours that the settings name. Where no calendar of
/// the year is known, from Monday to Friday.
pub fn reminds(book: &Rulebook, at: &Whereabouts, now: Instant) -> bool {
    let today = now.day();
    let works = book.calendar.kind(today).map_or(today.weekday() < 6, domain::calendar::DayKind::is_working);
    let hour: u32 = now.vn_time().get(..2).and_then(|hour| hour.parse().ok()).unwrap_or(0);
    let amount = |rule| book.rule(rule, at, today).map(|rule| rule.amount);
    works
        && amount(REMIND_FROM_RULE).is_none_or(|from| hour >= from)
        && amount(REMIND_TO_RULE).is_none_or(|to| hour < to)
}
