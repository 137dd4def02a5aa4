//! What each kind of job does.

use domain::day::{Day, Instant};
use domain::event::Subject;
use domain::notice::Notice;
use domain::refusal::Refusal;
use store::job::{self, Job};
use store::message;
use store::rulebook::recount::{self, RECOUNT};
use store::{By, Error, Read, Stop};

use super::due::TellDue;
use super::{BACKUP, DIGEST, DIGESTS, DUE, Digest, Effect, Fault, POSTED, Runner, Unfinished, fresh};
use crate::job::planned::Enqueue;
use crate::notice::{TellPosted, named};
use crate::rulebook::recount::Step;

/// Messages of one digest at most; the page has all.
const IN_DIGEST: usize = 50;
/// Steps of a recount in one job: others are done between two of these.
const STEPS: usize = 20;
/// Accounts and clocks looked at in one act.
const PAGE: usize = 200;
/// Cases told of in one act: each is a history of its own.
const CASES: usize = 50;

impl Runner {
    /// Does a job, and notes that it is done.
    pub(super) async fn body(&self, job: &Job, now: Instant) -> Result<(), Unfinished> {
        match job.kind.as_str() {
            job::TELL => self.done(job, now, Effect::Told { event: number(&job.payload)? }).await,
            POSTED => self.posted(job, now).await,
            DUE => self.due(job, now).await,
            DIGESTS => self.digests(job, now).await,
            DIGEST => self.digest(job, now).await,
            BACKUP => self.back_up(job, now).await,
            RECOUNT => self.recount(job, now).await,
            // A newer program enqueued it; this one can't.
            _ => Err(Fault::Broken.into()),
        }
    }

    /// Tells of the last days that come with the next working day, page by page: who was told already is not told again.
    async fn due(&self, job: &Job, now: Instant) -> Result<(), Unfinished> {
        let (today, book) = (day(&job.payload)?, self.office.store().rulebook().await?);
        let (from, to) = (today.next(), super::due::next_working(&book.calendar, today));
        let mut after = 0;
        loop {
            let mut read = self.office.store().reader().await?;
            let page = message::due_to(&mut read, from, to, after, PAGE).await?;
            drop(read);
            let Some(last) = page.rows.last() else { break };
            after = last.clock;
            self.office.act(By::NOBODY, &fresh(), TellDue { today, clocks: page.rows }).await?;
            if !page.more {
                break;
            }
        }
        self.done(job, now, Effect::Nothing).await
    }

    /// Tells of a notice that was posted under an older program whoever waits to be told, some cases at a time: where it stops in
    /// between, those that were told are passed over when it begins again.
    async fn posted(&self, job: &Job, now: Instant) -> Result<(), Unfinished> {
        let notice = number(&job.payload)?;
        let mut read = self.office.store().reader().await?;
        let events = store::event::history(&mut read, Subject::Notice, notice).await?;
        let cases = match Notice::by(&events) {
            Some(now) => named(&mut read, &now, false).await?,
            None => Vec::new(),
        };
        drop(read);
        for some in cases.chunks(CASES) {
            self.office.act(By::NOBODY, &fresh(), TellPosted { notice, cases: some.to_vec() }).await?;
        }
        self.done(job, now, Effect::Nothing).await
    }

    /// Enqueues the digest of each account that gets one.
    async fn digests(&self, job: &Job, now: Instant) -> Result<(), Unfinished> {
        let mut after = 0;
        loop {
            let page = message::digests(&mut self.office.store().reader().await?, after, PAGE).await?;
            let Some(last) = page.rows.last() else { break };
            after = last.account;
            let jobs = page.rows.iter().map(|of| {
                let (account, upto, day) = (of.account, of.upto, &job.payload);
                Enqueue::one(DIGEST, format!("{account} {upto} {day}"), format!("{DIGEST}:{account}:{day}"))
            });
            self.office.act(By::NOBODY, &fresh(), Enqueue { jobs: jobs.collect() }).await?;
            if !page.more {
                break;
            }
        }
        self.done(job, now, Effect::Nothing).await
    }

    /// Hands on what an account was told and has not read. Where it reads it meanwhile, or wants no digest any more, none goes.
    async fn digest(&self, job: &Job, now: Instant) -> Result<(), Unfinished> {
        let mut parts = job.payload.split(' ');
        let (account, upto) = (number(parts.next().unwrap_or(""))?, number(parts.next().unwrap_or(""))?);
        let day = day(parts.next().unwrap_or(""))?;
        let mut read = self.office.store().reader().await?;
        let settings = message::settings(&mut read, account).await?;
        let page = message::undigested(&mut read, account, upto, day, IN_DIGEST).await?;
        let at = read.now();
        drop(read);
        if settings.digest && !settings.address.is_empty() && !page.rows.is_empty() {
            let name = job.unique_key.replace(':', "-");
            let digest = Digest { name, day, at, address: settings.address, rows: page.rows, more: page.more };
            self.hands.deliver(digest).await?;
        }
        self.done(job, now, Effect::Digested { account, upto, day }).await
    }

    /// Gives some of the clocks that run the days of a rulebook, and enqueues the job that goes on. Where a later change took its
    /// place nothing is left to do.
    async fn recount(&self, job: &Job, now: Instant) -> Result<(), Unfinished> {
        let rulebook = number(&job.payload)?;
        let mut passed = None;
        for _ in 0..STEPS {
            let mut read = self.office.store().reader().await?;
            let row = recount::under_way(&mut read).await?.filter(|row| row.rulebook == rulebook);
            let Some(row) = row else { return self.done(job, now, Effect::Nothing).await };
            let total = if row.total.is_none() { Some(recount::count(&mut read).await?) } else { None };
            drop(read);
            passed = Some(row.passed);
            match self.office.act(row.by, &fresh(), Step { rulebook, total }).await {
                Ok(_) | Err(Stop::Refused(Refusal::AlreadyDone)) => {}
                Err(stop) => return Err(stop.into()),
            }
        }
        let passed = passed.unwrap_or_default();
        self.done(job, now, Effect::Recounted { rulebook, passed }).await
    }

    async fn back_up(&self, job: &Job, now: Instant) -> Result<(), Unfinished> {
        let rows = self.hands.back_up(day(&job.payload)?).await?;
        self.done(job, now, Effect::BackedUp { at: now, rows }).await
    }
}

fn number(text: &str) -> Result<i64, Error> {
    text.parse().map_err(|_| Error::Corrupt(format!("a job with {text}")))
}

fn day(text: &str) -> Result<Day, Error> {
    Day::parse_iso(text).ok_or_else(|| Error::Corrupt(format!("a job with {text}")))
}
