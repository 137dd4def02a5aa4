//! The program among faults, as processes of its own: killed, cut off, short of disk, left by its visitors.
//!
//! What was acknowledged is kept, and kept once, whatever happened around it.

mod beside;
pub(crate) mod clerk;
pub(crate) mod commune;
mod dropped;
mod full_disk;
pub(crate) mod node;
mod nodes;
mod proxy;
mod slow_cuts;
pub(crate) mod slow_jobs;
mod slow_kills;

use std::time::Duration;

use commune::Commune;
use node::Node;

/// Time after which a test gives up; far beyond what anything here takes.
pub(crate) const PATIENCE: Duration = Duration::from_secs(120);

/// A sequence that looks like chance and is the same in every run.
struct Chance(u64);

impl Chance {
    /// A number from 1 to `most`.
    fn upto(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most + 1
    }
}
