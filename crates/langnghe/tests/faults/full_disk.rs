//! A full disk is said, and survived: nothing half written, reading goes on, and writing too once there is room.
//!
//! A limit on the size of files stands for the disk: it needs no rights and no file system of its own, and a write fails
//! under it as on a disk without room. For `PostgreSQL` a trigger says what the server says then: at the first statement of an
//! act, at its last one, and at its commit.

use testing::Fresh;
use tokio::process::Command;
use tokio_postgres::NoTls;

use super::clerk::{Answer, Clerk};
use super::commune::{LOGIN, PASSWORD, Recorded};
use super::{Commune, Node};

/// Lets the files of a node grow to `bytes` at most.
async fn limit(node: &Node, bytes: &str) {
    let mut prlimit = Command::new("prlimit");
    prlimit.args(["--pid", &node.id().to_string(), &format!("--fsize={bytes}")]);
    assert!(prlimit.status().await.unwrap().success());
}

/// A node that is told of a write beyond the limit, in place of being ended by it.
async fn serve(commune: &Commune) -> Node {
    let serve = commune.command(&["serve", "--listen", "127.0.0.1:0"]);
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; exec \"$0\" \"$@\""]).arg(serve.as_std().get_program());
    command.args(serve.as_std().get_args()).env_remove("LANGNGHE_DATABASE").env_remove("LANGNGHE_KEY");
    // The log would fall under the limit as well where it goes to a file.
    command.env("LANGNGHE_LOG", "off");
    Node::ready(command).await
}

fn says_full(answer: &Answer) {
    assert_eq!(answer.status, 507, "{}", answer.page);
    assert!(answer.page.contains("disk is full") && answer.page.contains("make room"), "{}", answer.page);
}

async fn recorded(commune: &Commune) -> Recorded {
    commune.recorded(&commune.store().await).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_said_and_survived() {
    let commune = Commune::on(Fresh::sqlite()).await;
    let node = serve(&commune).await;
    let clerk = Clerk::sign_in(&commune, &node).await;
    let at = node.address.as_str();
    clerk.raise(at, "before", "before").await.unwrap().turn();

    limit(&node, "4096:").await;
    for n in 0..3 {
        says_full(&clerk.raise(at, "during", "during").await.unwrap());
        let posts: Vec<_> = (0..8)
            .map(|client| {
                let (clerk, at, words) = (clerk.clone(), at.to_owned(), format!("together {n} {client}"));
                tokio::spawn(async move { clerk.raise(&at, &words, &words).await.unwrap() })
            })
            .collect();
        for post in posts {
            says_full(&post.await.unwrap());
        }
    }
    for path in [clerk.desk(), "/", "/figures", "/cases", "/health"] {
        assert_eq!(clerk.open(at, path).await.status, 200, "{path}");
    }
    let kept = recorded(&commune).await;
    kept.once("before");
    assert!(!kept.has("during") && kept.beginning("together") == 0, "nothing half written");
    let typed = [("login", LOGIN), ("password", PASSWORD)];
    says_full(&clerk.post(at, "/sign-in", &typed).await.unwrap());
    commune.verify().await;

    limit(&node, "unlimited:").await;
    let turn = clerk.raise(at, "during", "during").await.unwrap().turn();
    assert_eq!(recorded(&commune).await.once("during"), turn, "sent again, it is recorded");

    limit(&node, "4096:").await;
    says_full(&clerk.raise(at, "after", "after").await.unwrap());
    node.kill().await;
    let node = commune.serve().await;
    let turn = clerk.raise(&node.address, "after", "after").await.unwrap().turn();
    let kept = recorded(&commune).await;
    assert_eq!(kept.once("after"), turn);
    kept.once("before");
    assert_eq!(kept.once("during"), clerk.raise(&node.address, "during", "during").await.unwrap().turn());
    commune.verify().await;
}

/// When the server of `PostgreSQL` finds no room.
const WITHOUT_ROOM: [(&str, &str); 3] = [
    ("first", "CREATE TRIGGER no_room BEFORE INSERT ON requests FOR EACH STATEMENT EXECUTE FUNCTION no_room()"),
    ("last", "CREATE TRIGGER no_room BEFORE INSERT ON spans FOR EACH STATEMENT EXECUTE FUNCTION no_room()"),
    (
        "commit",
        "CREATE CONSTRAINT TRIGGER no_room AFTER INSERT ON events DEFERRABLE INITIALLY DEFERRED
         FOR EACH ROW EXECUTE FUNCTION no_room()",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_of_postgres_is_said_and_survived() {
    let commune = Commune::on(Fresh::postgres().await).await;
    let node = commune.serve().await;
    let clerk = Clerk::sign_in(&commune, &node).await;
    let at = node.address.as_str();
    clerk.raise(at, "before", "before").await.unwrap().turn();
    let (client, connection) = tokio_postgres::connect(commune.url(), NoTls).await.unwrap();
    tokio::spawn(connection);
    let no_room = "CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
                   RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$";
    client.batch_execute(no_room).await.unwrap();
    for (when, trigger) in WITHOUT_ROOM {
        client.batch_execute(trigger).await.unwrap();
        for _ in 0..3 {
            says_full(&clerk.raise(at, when, when).await.unwrap());
        }
        for path in [clerk.desk(), "/", "/figures", "/cases", "/health"] {
            assert_eq!(clerk.open(at, path).await.status, 200, "{path}, {when}");
        }
        assert!(!recorded(&commune).await.has(when), "nothing half written, {when}");
        commune.verify().await;
        let typed = [("login", LOGIN), ("password", PASSWORD)];
        if when == "first" {
            says_full(&clerk.post(at, "/sign-in", &typed).await.unwrap());
        }
        let table = trigger.split(" ON ").nth(1).and_then(|rest| rest.split(' ').next()).unwrap();
        client.batch_execute(&format!("DROP TRIGGER no_room ON {table}")).await.unwrap();
        let turn = clerk.raise(at, when, when).await.unwrap().turn();
        assert_eq!(clerk.raise(at, when, when).await.unwrap().turn(), turn, "one key, one record, {when}");
        assert_eq!(recorded(&commune).await.once(when), turn, "sent again, it is recorded, {when}");
    }
    recorded(&commune).await.once("before");
    commune.verify().await;
}
