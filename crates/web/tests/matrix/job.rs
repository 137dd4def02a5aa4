//! A job that does not go on, to be let begin again.

use std::sync::Arc;

use acts::job::{Digest, Fault, Hands, Runner};
use async_trait::async_trait;
use domain::day::{Day, Instant};

use super::tree::Tree;

/// A node whose disk is full.
struct FullDisk;

#[async_trait]
impl Hands for FullDisk {
    fn backs_up(&self) -> bool {
        true
    }

    fn delivers(&self) -> bool {
        false
    }

    async fn back_up(&self, _: Day) -> Result<i64, Fault> {
        Err(Fault::Full)
    }

    async fn deliver(&self, _: Digest) -> Result<(), Fault> {
        Err(Fault::Full)
    }
}

impl Tree {
    /// The backup of a day that failed.
    pub(super) async fn failing_job(&self) -> i64 {
        let runner = Runner::new(self.house.office.clone(), Arc::new(FullDisk)).of_backups();
        // Each time another day, so that there is one more.
        let known = self.failing().await;
        let days = i64::try_from(known.len()).expect("few") + 1;
        let now = Instant::from_ms(store::clock::machine().ms() + days * 86_400_000);
        runner.plan(now).await.expect("it is planned");
        runner.step(now, &|| false).await.expect("it fails");
        let failing = self.failing().await;
        *failing.iter().find(|job| !known.contains(job)).or(failing.last()).expect("a job that failed")
    }

    async fn failing(&self) -> Vec<i64> {
        let mut read = self.house.store.reader().await.expect("a reader");
        let rows = store::job::failing(&mut read, None, 1_000).await.expect("reads").rows;
        rows.iter().map(|row| row.id).collect()
    }
}
