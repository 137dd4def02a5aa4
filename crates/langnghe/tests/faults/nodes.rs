//! Two nodes on one PostgreSQL database.

use testing::Fresh;
use tokio::io::AsyncReadExt as _;

use super::clerk::Clerk;
use super::commune::program;
use super::{Commune, Node};

/// Posts whose answer is lost.
const LOST: usize = 20;

async fn two() -> (Commune, [Node; 2]) {
    let commune = Commune::on(Fresh::postgres().await).await;
    let (one, other) = tokio::join!(commune.serve(), commune.serve());
    (commune, [one, other])
}

#[tokio::test(flavor = "multi_thread")]
async fn fifty_posts_of_one_key_make_one_record() {
    let (commune, nodes) = two().await;
    let clerk = Clerk::sign_in(&commune, &nodes[0]).await;
    let posts: Vec<_> = (0..50)
        .map(|n| {
            let (clerk, node) = (clerk.clone(), nodes[n % 2].address.clone());
            tokio::spawn(async move { clerk.raise(&node, "one key", "said once").await.unwrap() })
        })
        .collect();
    let mut answers = Vec::new();
    for post in posts {
        answers.push(post.await.unwrap());
    }
    let turn = commune.recorded(&commune.store().await).await.once("said once");
    assert!(answers.iter().all(|answer| answer.turn() == turn && *answer == answers[0]), "{answers:?}");
    commune.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_post_whose_answer_was_lost_is_answered_by_the_other_node() {
    let (commune, nodes) = two().await;
    let clerk = Clerk::sign_in(&commune, &nodes[1]).await;
    let mut turns = Vec::new();
    for n in 0..LOST {
        let words = format!("lost-{n}");
        let mut connection = clerk.only_send(&nodes[n % 2], &words, &words).await;
        if n % 4 < 2 {
            // Recorded for certain; in the other posts both nodes may still be at it.
            connection.read_exact(&mut [0; 12]).await.unwrap();
        }
        drop(connection);
        turns.push(clerk.raise(&nodes[(n + 1) % 2].address, &words, &words).await.unwrap().turn());
    }
    let recorded = commune.recorded(&commune.store().await).await;
    for (n, turn) in turns.into_iter().enumerate() {
        assert_eq!(recorded.once(&format!("lost-{n}")), turn);
    }
    commune.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_at_one_desk_are_all_recorded() {
    let (commune, nodes) = two().await;
    let clerk = Clerk::sign_in(&commune, &nodes[0]).await;
    let posts: Vec<_> = (0..60)
        .map(|n| {
            let (clerk, node, words) = (clerk.clone(), nodes[n % 2].address.clone(), format!("at once {n}"));
            tokio::spawn(async move { clerk.raise(&node, &words, &words).await.unwrap().turn() })
        })
        .collect();
    let mut turns = Vec::new();
    for post in posts {
        turns.push(post.await.unwrap());
    }
    let recorded = commune.recorded(&commune.store().await).await;
    for (n, turn) in turns.into_iter().enumerate() {
        assert_eq!(recorded.once(&format!("at once {n}")), turn);
    }
    commune.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nodes_that_start_at_once_make_one_installation() {
    for _ in 0..5 {
        let (fresh, folder) = (Fresh::postgres().await, tempfile::tempdir().unwrap());
        let start = || {
            let mut command = program();
            command.args(["serve", "--listen", "127.0.0.1:0", "--database", fresh.url(), "--key"]);
            command.arg(folder.path().join("langnghe.key"));
            Node::ready(command)
        };
        let (one, other, third) = tokio::join!(start(), start(), start());
        assert!(one.said.iter().any(|line| line.contains("type the code ")), "{:?}", one.said);
        assert!(one.said == other.said && one.said == third.said, "all tell the one code that works");
    }
}
