//! A browser that goes away cancels nothing.

use tokio::time::timeout;

use super::clerk::Clerk;
use super::{Commune, PATIENCE};

/// Browsers that go away.
const BROWSERS: usize = 20;

#[tokio::test(flavor = "multi_thread")]
async fn what_was_sent_whole_is_recorded() {
    for commune in Commune::on_both().await {
        let node = commune.serve().await;
        let clerk = Clerk::sign_in(&commune, &node).await;
        for n in 0..BROWSERS {
            let words = format!("gone-{n}");
            drop(clerk.only_send(&node, &words, &words).await);
        }
        let store = commune.store().await;
        let recorded = async { while commune.recorded(&store).await.beginning("gone-") < BROWSERS {} };
        let all = timeout(PATIENCE, recorded).await;
        let engine = if commune.is_postgres() { "postgres" } else { "sqlite" };
        let count = commune.recorded(&store).await.beginning("gone-");
        assert!(all.is_ok(), "{engine}: {count} of {BROWSERS} were recorded");
        let recorded = commune.recorded(&store).await;
        for n in 0..BROWSERS {
            recorded.once(&format!("gone-{n}"));
        }
        commune.verify().await;
    }
}
