//! `kill -9` while eight clients write: nothing acknowledged is lost, nothing is doubled.

use testing::Fresh;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};

use super::clerk::Clerk;
use super::{Chance, Commune};

/// How often the program is killed on each engine.
const KILLS: usize = 30;
/// Clients that write at once.
const CLIENTS: usize = 8;
/// At most so many posts are acknowledged before the next kill.
const MOST: u64 = 60;

/// A client that posts one opinion after the other, each under a key of its own.
struct Client {
    clerk: Clerk,
    number: usize,
    /// Posts that were acknowledged: words and turn.
    done: Vec<(String, i64)>,
    /// The number of the post on its way.
    next: usize,
}

impl Client {
    fn words(&self, n: usize) -> String {
        format!("client {} matter {n}", self.number)
    }

    /// Posts until the program is gone. The post that had no answer comes first, as somebody would send it again.
    async fn write(mut self, node: String, told: UnboundedSender<()>) -> Self {
        loop {
            let words = self.words(self.next);
            let Ok(answer) = self.clerk.raise(&node, &words, &words).await else { return self };
            self.done.push((words, answer.turn()));
            self.next += 1;
            // The test has heard enough once it kills.
            let _ = told.send(());
        }
    }

    /// Sends the post without an answer again, and some of those that had one.
    async fn write_again(&mut self, node: &str) {
        let words = self.words(self.next);
        let answer = self.clerk.raise(node, &words, &words).await.unwrap();
        self.done.push((words, answer.turn()));
        for (words, turn) in self.done.iter().step_by(7) {
            let again = self.clerk.raise(node, words, words).await.unwrap();
            assert_eq!(again.turn(), *turn, "{words}");
        }
    }
}

async fn nothing_is_lost(fresh: Fresh, seed: u64) {
    let commune = Commune::on(fresh).await;
    let mut node = commune.serve().await;
    let mut clients = Vec::new();
    for number in 0..CLIENTS {
        let clerk = Clerk::sign_in(&commune, &node).await;
        clients.push(Client { clerk, number, done: Vec::new(), next: 0 });
    }
    let mut chance = Chance(seed);
    for _ in 0..KILLS {
        let (told, mut heard) = unbounded_channel();
        let writing: Vec<_> =
            clients.drain(..).map(|client| tokio::spawn(client.write(node.address.clone(), told.clone()))).collect();
        drop(told);
        for _ in 0..chance.upto(MOST) {
            heard.recv().await.expect("the clients write");
        }
        node.kill().await;
        for client in writing {
            clients.push(client.await.unwrap());
        }
        node = commune.serve().await;
    }
    for client in &mut clients {
        client.write_again(&node.address).await;
    }
    let recorded = commune.recorded(&commune.store().await).await;
    for (words, turn) in clients.iter().flat_map(|client| &client.done) {
        assert_eq!(recorded.once(words), *turn, "{words}");
    }
    let acknowledged: usize = clients.iter().map(|client| client.done.len()).sum();
    assert_eq!(recorded.beginning("client "), acknowledged, "nothing but what was acknowledged");
    assert!(acknowledged > KILLS * CLIENTS, "the kills came while they wrote");
    commune.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_thirty_times_on_sqlite() {
    nothing_is_lost(Fresh::sqlite(), 1).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn killed_thirty_times_on_postgres() {
    nothing_is_lost(Fresh::postgres().await, 2).await;
}
