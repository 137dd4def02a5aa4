//! The commune of the demo on a database of its own, and the commands that work on it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Output;

use domain::permission::Act;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use store::grant::{Of, may};
use store::{By, Opening, Read as _, Store, dialogue, submission};
use tempfile::TempDir;
use testing::Fresh;
use tokio::process::Command;
use tokio::time::timeout;

use super::{Node, PATIENCE};

/// Submissions read back; more than any test records.
const ALL: usize = 100_000;

/// The clerk of the demo who types.
pub(super) const LOGIN: &str = "thu.ky";
/// The password of everybody in the demo.
pub(super) const PASSWORD: &str = "ben-sen-mo-phong";

/// A database made by `demo`, its key, and the dialogue that is open today.
pub(crate) struct Commune {
    /// The dialogue at whose desk is typed.
    pub(crate) dialogue: i64,
    /// Its session.
    pub(super) session: i64,
    fresh: Fresh,
    folder: TempDir,
}

impl Commune {
    /// Plays the scenario into an empty database.
    pub(super) async fn on(fresh: Fresh) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut commune = Self { dialogue: 0, session: 0, fresh, folder };
        let mut demo = program();
        demo.args(["demo", "--only-make", "--database", commune.fresh.url(), "--folder"]).arg(commune.folder.path());
        done(demo).await;
        let store = commune.store().await;
        let mut read = store.reader().await.unwrap();
        let clerk = store::account::by_login(&mut read, LOGIN).await.unwrap().unwrap();
        let (account, body) = (clerk.account, clerk.organisation.unwrap());
        let by = By { account, actor: clerk.person, organisation: body };
        let (grant, _) = may(&mut read, by, Act::DialogueRead, Of::Organisation(body)).await.unwrap();
        let dialogues = dialogue::list(&mut read, &grant, None, 20).await.unwrap().rows;
        let open = dialogues.into_iter().find(|row| row.state == "open" && row.held_on == read.today()).unwrap();
        (commune.dialogue, commune.session) = (open.id, open.session);
        drop(read);
        commune
    }

    /// One of each engine.
    pub(crate) async fn on_both() -> [Self; 2] {
        let [one, other] = Fresh::both().await;
        [Self::on(one).await, Self::on(other).await]
    }

    /// A command on this database.
    pub(crate) fn command(&self, words: &[&str]) -> Command {
        let mut command = program();
        command.args(words).args(["--database", self.fresh.url(), "--key"]).arg(self.key());
        command
    }

    /// Does a command to its end, which has to be a good one; what it printed.
    pub(crate) async fn run(&self, words: &[&str]) -> String {
        done(self.command(words)).await
    }

    /// Serves it on a free port.
    pub(crate) async fn serve(&self) -> Node {
        self.serve_with(&[]).await
    }

    /// The same, with further settings.
    pub(crate) async fn serve_with(&self, settings: &[&str]) -> Node {
        Node::ready(self.command(&[&["serve", "--listen", "127.0.0.1:0"][..], settings].concat())).await
    }

    /// `history verify` finds nothing.
    pub(super) async fn verify(&self) {
        let said = self.run(&["history", "verify"]).await;
        assert!(said.contains("the history agrees"), "{said}");
    }

    /// The database, opened by the test beside the processes.
    pub(crate) async fn store(&self) -> Store {
        open(self.fresh.url(), &self.key()).await
    }

    /// What was said in the dialogue: how often each, and in which turn.
    pub(super) async fn recorded(&self, store: &Store) -> Recorded {
        let mut read = store.reader().await.unwrap();
        let rows = submission::at_desk(&mut read, self.session, 0, ALL).await.unwrap();
        let mut recorded = BTreeMap::<String, Vec<i64>>::new();
        for row in rows {
            recorded.entry(row.body.unwrap()).or_default().push(row.turn);
        }
        Recorded(recorded)
    }

    /// Where the database is.
    pub(super) fn url(&self) -> &str {
        self.fresh.url()
    }

    /// Whether it stands on `PostgreSQL`.
    pub(super) const fn is_postgres(&self) -> bool {
        self.fresh.is_postgres()
    }

    fn key(&self) -> PathBuf {
        self.folder.path().join("langnghe.key")
    }
}

/// Words, and the turns in which they were recorded.
pub(super) struct Recorded(BTreeMap<String, Vec<i64>>);

impl Recorded {
    /// The one turn in which these words were recorded.
    pub(super) fn once(&self, words: &str) -> i64 {
        let turns = self.0.get(words).map_or(&[][..], Vec::as_slice);
        assert_eq!(turns.len(), 1, "{words}: recorded {} times", turns.len());
        turns[0]
    }

    /// Whether these words were recorded.
    pub(super) fn has(&self, words: &str) -> bool {
        self.0.contains_key(words)
    }

    /// How many recorded words begin so.
    pub(super) fn beginning(&self, start: &str) -> usize {
        self.0.iter().filter(|(words, _)| words.starts_with(start)).map(|(_, turns)| turns.len()).sum()
    }
}

/// A database with its key, opened beside the processes.
pub(crate) async fn open(url: &str, key: &Path) -> Store {
    let key = std::fs::read_to_string(key).unwrap();
    let key: Vec<u8> = (0..64).step_by(2).map(|at| u8::from_str_radix(&key[at..at + 2], 16).unwrap()).collect();
    let mut mac = Hmac::<Sha256>::new_from_slice(&key).unwrap();
    mac.update(b"langnghe/v1/key/store");
    let secret = mac.finalize().into_bytes().into();
    Store::open(&Opening { url: url.to_owned(), secret, simulated: true }).await.unwrap()
}

/// The program, without settings of whoever runs the tests.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_langnghe"));
    command.env_remove("LANGNGHE_DATABASE").env_remove("LANGNGHE_KEY").env("LANGNGHE_LOG", "error");
    command.kill_on_drop(true);
    command
}

/// Does a command to its end, which has to be a good one; what it printed.
pub(crate) async fn done(mut command: Command) -> String {
    let Output { status, stdout, stderr } = timeout(PATIENCE, command.output()).await.unwrap().unwrap();
    let mut said = String::from_utf8(stdout).unwrap();
    write!(said, "{}", String::from_utf8_lossy(&stderr)).unwrap();
    assert!(status.success(), "{command:?}: {said}");
    said
}
