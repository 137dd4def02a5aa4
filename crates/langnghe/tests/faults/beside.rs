//! Commands beside a program that serves, while eight clients write.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use store::submission;

use super::Commune;
use super::clerk::Clerk;

/// Clients that write at once.
const CLIENTS: usize = 8;
/// How often each command is done.
const TIMES: usize = 4;

/// Writes one submission anew, again and again; the version it has at the end.
async fn revise(clerk: Clerk, node: String, submission: i64, end: Arc<AtomicBool>) -> usize {
    let path = format!("/submissions/{submission}/revise");
    let mut version = 1;
    while !end.load(Ordering::Relaxed) {
        let (key, at) = (format!("revision {version}"), version.to_string());
        let form = [("key", key.as_str()), ("words", key.as_str()), ("field", "05"), ("version", at.as_str())];
        let answer = clerk.post(&node, &path, &form).await.unwrap();
        assert_eq!(answer.status, 303, "{}", answer.page);
        version += 1;
    }
    version
}

/// Raises one opinion after the other; how many.
async fn raise(clerk: Clerk, node: String, client: usize, end: Arc<AtomicBool>) -> usize {
    let mut count = 0;
    while !end.load(Ordering::Relaxed) {
        let words = format!("client {client} matter {count}");
        clerk.raise(&node, &words, &words).await.unwrap().turn();
        count += 1;
    }
    count
}

#[tokio::test(flavor = "multi_thread")]
async fn commands_run_while_clients_write() {
    for commune in Commune::on_both().await {
        let node = commune.serve().await;
        let clerk = Clerk::sign_in(&commune, &node).await;
        let store = commune.store().await;
        let first = {
            let mut read = store.reader().await.unwrap();
            submission::at_desk(&mut read, commune.session, 0, 1).await.unwrap()[0].id
        };
        let end = Arc::new(AtomicBool::new(false));
        let revising = tokio::spawn(revise(clerk.clone(), node.address.clone(), first, end.clone()));
        let raising: Vec<_> = (1..CLIENTS)
            .map(|client| tokio::spawn(raise(clerk.clone(), node.address.clone(), client, end.clone())))
            .collect();
        let report = [
            "report",
            "results",
            "--scope",
            "uy ban nhan dan xa ben sen (mo phong)",
            "--from",
            "2026-01-01",
            "--to",
            "2026-12-31",
            "--json",
        ];
        for _ in 0..TIMES {
            commune.verify().await;
            let said = commune.run(&report).await;
            assert!(said.contains("\"lines\""), "{said}");
            let said = commune.run(&["account", "reset", "quan.tri"]).await;
            assert!(said.contains("open /reset and type the code "), "{said}");
            commune.run(&["account", "first-code"]).await;
        }
        end.store(true, Ordering::Relaxed);
        assert!(revising.await.unwrap() > 1, "it was written anew meanwhile");
        let mut count = 0;
        for client in raising {
            count += client.await.unwrap();
        }
        assert!(count > CLIENTS, "they wrote meanwhile");
        assert_eq!(commune.recorded(&store).await.beginning("client "), count);
        commune.verify().await;
    }
}
