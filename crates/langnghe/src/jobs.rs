//! The loop in which a node does the jobs of its database, and the disk that they need.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use acts::Office;
use acts::job::{Digest, Fault, Hands, Runner};
use domain::day::{Day, Instant};
use store::{Store, clock};
use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::backups;
use crate::outbox::Outbox;

/// How often a node looks for jobs that another one enqueued; its own wake it.
const LOOK_EVERY: Duration = Duration::from_secs(30);
/// The same in milliseconds.
const LOOK_EVERY_MS: i64 = 30_000;
/// How long a job that was begun may still take when the program stops.
const DRAIN: Duration = Duration::from_secs(10);

/// What a node has beside the database.
#[derive(Clone)]
pub(crate) struct Disk {
    /// The database, for backups.
    pub(crate) store: Store,
    /// Where daily backups go.
    pub(crate) backups: Option<PathBuf>,
    /// Where letters go.
    pub(crate) outbox: Option<Outbox>,
}

#[async_trait::async_trait]
impl Hands for Disk {
    fn backs_up(&self) -> bool {
        self.backups.is_some()
    }

    fn delivers(&self) -> bool {
        self.outbox.is_some()
    }

    async fn back_up(&self, day: Day) -> Result<i64, Fault> {
        let (store, folder) = (self.store.clone(), self.backups.clone().ok_or(Fault::Folder)?);
        // Packing and the disk take their time: not on a thread that answers people.
        let taking = move || Handle::current().block_on(backups::of_day(&store, &folder, day));
        tokio::task::spawn_blocking(taking).await.unwrap_or(Err(Fault::Broken))
    }

    async fn deliver(&self, digest: Digest) -> Result<(), Fault> {
        let outbox = self.outbox.clone().ok_or(Fault::Folder)?;
        let installation = self.store.installation().public_id.to_string();
        let laying = move || outbox.lay(&digest.name, &web::message::letter(&digest, &outbox.from, &installation));
        tokio::task::spawn_blocking(laying).await.unwrap_or(Err(Fault::Broken))
    }
}

/// The loops of a node.
pub(crate) struct Jobs {
    stopping: watch::Sender<bool>,
    loops: Vec<JoinHandle<()>>,
}

impl Jobs {
    /// Begins to do jobs.
    pub(crate) fn begin(office: &Office, hands: &Arc<dyn Hands>) -> Self {
        let (stopping, stopped) = watch::channel(false);
        let quick = Runner::new(office.clone(), Arc::clone(hands));
        let backups = hands.backs_up().then(|| quick.of_backups());
        let loops = std::iter::once((quick, true)).chain(backups.map(|runner| (runner, false)));
        let store = office.store();
        let begin = |(runner, wakes)| tokio::spawn(go_on(runner, store.clone(), stopped.clone(), wakes));
        Self { stopping, loops: loops.map(begin).collect() }
    }

    /// Lets jobs end that were begun, for a while, and begins no other.
    pub(crate) async fn stop(self) {
        self.stopping.send_replace(true);
        for mut one in self.loops {
            if timeout(DRAIN, &mut one).await.is_err() {
                tracing::warn!("a job was still being done after {} seconds; it is begun again later", DRAIN.as_secs());
                one.abort();
            }
        }
    }
}

/// Does what is to be done until told to stop. Whoever `wakes` is woken by what its own node enqueues.
async fn go_on(runner: Runner, store: Store, mut stopped: watch::Receiver<bool>, wakes: bool) {
    let mut planned = None;
    while !*stopped.borrow() {
        let now = clock::machine();
        let due = planned.is_none_or(|planned: Instant| now.ms() - planned.ms() >= LOOK_EVERY_MS);
        if due {
            planned = Some(now);
            if let Err(stop) = runner.plan(now).await {
                tracing::warn!(%stop, "the jobs of the day could not be enqueued; it is tried again");
            }
        }
        let stop = || *stopped.borrow();
        let wait = match runner.step(now, &stop).await {
            Ok(begun) if begun > 0 => continue,
            Ok(_) => until_next(&runner, now).await,
            Err(stop) => {
                tracing::warn!(%stop, "jobs could not be looked for; it is tried again");
                LOOK_EVERY
            }
        };
        let _ = timeout(wait, async {
            tokio::select! {
                _ = stopped.changed() => {}
                () = store.job_enqueued(), if wakes => {}
            }
        })
        .await;
    }
    if let Err(stop) = runner.give_back().await {
        tracing::warn!(%stop, "jobs that were not begun could not be given back; their lease ends by itself");
    }
}

/// How long there is nothing to do, at most until it is looked again.
async fn until_next(runner: &Runner, now: Instant) -> Duration {
    let next = runner.next_at().await.ok().flatten();
    let wait = next.map_or(LOOK_EVERY, |next| Duration::from_millis(u64::try_from(next.ms() - now.ms()).unwrap_or(0)));
    wait.clamp(Duration::from_millis(100), LOOK_EVERY)
}
