//! The program under test, as a process of its own.

use std::process::Stdio;
use std::time::Duration;

use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::timeout;

/// Time after which a test gives up; far beyond what anything here takes.
pub(super) const PATIENCE: Duration = Duration::from_secs(120);

/// Password of the accounts of the demo.
pub(super) const PASSWORD: &str = "ben-sen-mo-phong";

/// A program that serves. It ends with the value.
pub(super) struct Program {
    /// Where it serves, without a slash at the end.
    pub(super) site: String,
    /// The one-time code of the first account, where nobody has one yet.
    pub(super) code: String,
    _child: Child,
    _out: Lines<BufReader<ChildStdout>>,
    _folder: TempDir,
}

impl Program {
    /// The demo: a commune at work.
    pub(super) async fn demo() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_langnghe"));
        command.arg("demo").arg("--folder").arg(folder.path()).args(["--port", "0"]);
        Self::ready(command, folder).await
    }

    /// On a database in which nobody has an account yet.
    pub(super) async fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new(env!("CARGO_BIN_EXE_langnghe"));
        let database = format!("sqlite:{}", folder.path().join("a.db").display());
        command.args(["serve", "--listen", "127.0.0.1:0", "--database", &database]);
        Self::ready(command, folder).await
    }

    async fn ready(mut command: Command, folder: TempDir) -> Self {
        command.env_remove("LANGNGHE_DATABASE").env_remove("LANGNGHE_KEY").env("LANGNGHE_LOG", "error");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).kill_on_drop(true);
        let mut child = command.spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap()).lines();
        let mut code = String::new();
        loop {
            let line =
                timeout(PATIENCE, out.next_line()).await.unwrap().unwrap().expect("it ended before it was ready");
            if let Some((_, last)) = line.split_once("type the code ") {
                last.clone_into(&mut code);
            } else if let Some((_, address)) = line.split_once("http://") {
                let site = format!("http://{address}");
                return Self { site, code, _child: child, _out: out, _folder: folder };
            }
        }
    }
}
