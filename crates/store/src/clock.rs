//! The one place that reads the clock of the machine and draws chance.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use domain::day::{Day, Instant};
use sha2::{Digest as _, Sha256};

/// When an act happens: the instant that is recorded and the day it is in Vietnam.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// What `recorded_at` becomes (raised where a subject's last act was later).
    pub at: Instant,
    /// Today, the database's own one if it carries one.
    pub today: Day,
    /// From what the salts and public ids of the act are drawn, where a player gave it; otherwise nobody can guess them.
    pub seed: Option<u64>,
}

/// Where the time comes from.
#[derive(Clone, Debug, Default)]
pub struct Clock(Arc<Mutex<Source>>);

#[derive(Debug, Default)]
enum Source {
    /// The machine's.
    #[default]
    Machine,
    /// The machine's time of day on the database's own today (demo, tests).
    OwnToday(Day),
    /// Given act by act by a player of scenarios, with what chance is drawn from.
    Given(Instant, Option<u64>),
}

impl Clock {
    /// The moment of an act or a page.
    pub fn now(&self) -> Moment {
        let mut seed = None;
        let at = match *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            Source::Machine => machine(),
            Source::OwnToday(day) => {
                let now = machine();
                let of_day = now.ms() - Instant::start_of(now.day()).ms();
                Instant::from_ms(Instant::start_of(day).ms() + of_day)
            }
            Source::Given(at, given) => {
                seed = given;
                at
            }
        };
        Moment { at, today: at.day(), seed }
    }

    /// The database's own today, if it carries one.
    pub fn own_today(&self) -> Option<Day> {
        match *self.0.lock().unwrap_or_else(PoisonError::into_inner) {
            Source::Machine => None,
            Source::OwnToday(day) => Some(day),
            Source::Given(at, _) => Some(at.day()),
        }
    }

    pub(crate) fn carry(&self, own_today: Option<Day>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = own_today.map_or(Source::Machine, Source::OwnToday);
    }

    pub(crate) fn give(&self, at: Instant, seed: Option<u64>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Source::Given(at, seed);
    }
}

/// The machine's clock, whatever the database's own today is: for leases, throttles and sessions.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the clock")]
pub fn machine() -> Instant {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
    Instant::from_ms(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Bytes nobody can guess, from the operating system.
#[expect(clippy::disallowed_methods, reason = "the one place that draws chance")]
pub fn chance<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).expect("the operating system gives chance");
    bytes
}

/// A `UUIDv7` of `at`, for rows that a device, a citizen or another installation names.
pub fn public_id(at: Instant) -> uuid::Uuid {
    public_id_of(at, chance())
}

/// A `UUIDv7` of `at` with these bytes of chance.
fn public_id_of(at: Instant, bytes: [u8; 10]) -> uuid::Uuid {
    let ms = u64::try_from(at.ms()).unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(ms, &bytes).into_uuid()
}

/// From what one act draws its salts and public ids: from the operating system, or from a seed, so that a generated act
/// has the same ones wherever it is done.
#[derive(Debug)]
pub(crate) struct Chance {
    seed: Option<u64>,
    drawn: AtomicU64,
}

impl Chance {
    pub(crate) fn of(moment: Moment) -> Self {
        Self { seed: moment.seed, drawn: AtomicU64::new(0) }
    }

    /// At most 32 bytes.
    pub(crate) fn draw<const N: usize>(&self) -> [u8; N] {
        let Some(seed) = self.seed else { return chance() };
        let drawn = self.drawn.fetch_add(1, Ordering::Relaxed);
        let block = Sha256::digest([seed.to_be_bytes(), drawn.to_be_bytes()].concat());
        std::array::from_fn(|at| block[at])
    }

    pub(crate) fn public_id(&self, at: Instant) -> uuid::Uuid {
        public_id_of(at, self.draw())
    }
}
