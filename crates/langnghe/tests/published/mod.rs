//! Published years: the program counts what was published, on both engines, and later acts change what they have to.

mod marked;
mod refused;
mod slow_states;
mod slow_walk;
mod slow_years;

use std::path::{Path, PathBuf};
use std::process::Output;

use serde_json::Value;
use store::Store;
use tempfile::TempDir;
use testing::Fresh;
use tokio::time::timeout;

use crate::faults::PATIENCE;
use crate::faults::commune::{open, program};

/// A published year that was played into a database of its own.
struct Played {
    fresh: Fresh,
    folder: TempDir,
}

/// A scenario of the project.
fn scenario(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../scenarios").join(name)
}

/// What a command said and its exit code.
async fn said(command: &mut tokio::process::Command) -> (i32, String, String) {
    let Output { status, stdout, stderr } = timeout(PATIENCE, command.output()).await.unwrap().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

/// Plays a file; the exit code and what went to standard error.
async fn play(fresh: &Fresh, folder: &Path, file: &Path) -> (i32, String) {
    let mut demo = program();
    demo.args(["demo", "--only-make", "--database", fresh.url(), "--folder"]).arg(folder).arg("--scenario").arg(file);
    let (code, _, err) = said(&mut demo).await;
    (code, err)
}

impl Played {
    async fn on(fresh: Fresh, name: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let (code, err) = play(&fresh, folder.path(), &scenario(name)).await;
        assert_eq!(code, 0, "{err}");
        Self { fresh, folder }
    }

    /// One of each engine.
    async fn on_both(name: &str) -> [Self; 2] {
        let [one, other] = Fresh::both().await;
        [Self::on(one, name).await, Self::on(other, name).await]
    }

    async fn store(&self) -> Store {
        open(self.fresh.url(), &self.folder.path().join("langnghe.key")).await
    }

    async fn run(&self, words: &[&str]) -> (i32, String, String) {
        let mut command = program();
        command.args(words).args(["--database", self.fresh.url(), "--key"]);
        said(command.arg(self.folder.path().join("langnghe.key"))).await
    }

    /// The results of a scope, as JSON.
    async fn results(&self, scope: &str, from: &str, to: &str, more: &[&str]) -> Value {
        let words = [&["report", "results", "--json", "--scope", scope, "--from", from, "--to", to], more].concat();
        let (code, out, err) = self.run(&words).await;
        assert_eq!(code, 0, "{err}");
        serde_json::from_str(&out).unwrap()
    }

    async fn verify(&self) {
        let (code, out, err) = self.run(&["history", "verify"]).await;
        assert_eq!(code, 0, "{out}{err}");
    }
}

/// The line of a level and a line of duty.
#[track_caller]
fn line<'a>(results: &'a Value, level: &str, duty: &str) -> &'a Value {
    let lines = results["lines"].as_array().unwrap();
    let line = lines.iter().find(|line| line["level"] == level && line["line"] == duty);
    line.unwrap_or_else(|| panic!("no line {level} {duty}: {results:#}"))
}
