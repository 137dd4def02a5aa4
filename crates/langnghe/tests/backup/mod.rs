//! `langnghe backup` and `restore` as commands: the demo goes to the other engine and back, and every figure stays. In
//! `moved`: every row.

mod moved;

use std::path::Path;
use std::process::{Output, Stdio};
use std::time::Duration;

use testing::Fresh;
use tokio::process::Command;
use tokio::time::timeout;

/// Time after which a test gives up; far beyond what anything here takes.
const PATIENCE: Duration = Duration::from_secs(300);

async fn run(arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_langnghe"));
    command.args(arguments).stdin(Stdio::null()).kill_on_drop(true);
    for variable in ["LANGNGHE_DATABASE", "LANGNGHE_KEY", "LANGNGHE_BACKUPS", "LANGNGHE_LOG"] {
        command.env_remove(variable);
    }
    let Output { status, stdout, stderr } = timeout(PATIENCE, command.output()).await.unwrap().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code().unwrap(), text(stdout), text(stderr))
}

async fn done(arguments: &[&str]) -> String {
    let (code, out, said) = run(arguments).await;
    assert_eq!(code, 0, "{arguments:?}: {said}");
    out
}

/// Every figure of the People's Committee and of the Party committee of the commune, in both modes, now and as it was known in
/// spring.
async fn figures(database: &str, key: &str) -> Vec<String> {
    let mut all = Vec::new();
    for body in ["Ủy ban nhân dân xã Bến Sen (mô phỏng)", "Đảng ủy xã Bến Sen (mô phỏng)"] {
        for mode in ["raised", "workload"] {
            for as_of in ["2026-04-30", "2026-12-31"] {
                let range = ["--from", "2026-01-01", "--to", "2026-12-31", "--mode", mode, "--as-of", as_of, "--json"];
                let scope = ["report", "results", "--scope", body, "--database", database, "--key", key];
                all.push(done(&[&scope[..], &range[..]].concat()).await);
            }
        }
    }
    assert!(all.iter().all(|figures| figures.contains("\"total\"")), "{all:?}");
    all
}

fn word(path: &Path) -> &str {
    path.to_str().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_the_demo_goes_from_one_engine_to_the_other_and_back_with_every_figure() {
    let home = tempfile::tempdir().unwrap();
    let demo = crate::serve::demo_in(home.path()).await;
    let (first, second) = (home.path().join("first.jsonl.gz"), home.path().join("second.jsonl.gz"));
    let database = format!("sqlite:{}", word(&home.path().join("demo.db")));
    let key = home.path().join("langnghe.key");
    let key = word(&key);
    // It is taken while the program serves.
    done(&["backup", word(&first), "--database", &database, "--key", key]).await;
    let before = figures(&database, key).await;
    drop(demo);

    let postgres = Fresh::postgres().await;
    done(&["restore", word(&first), "--database", postgres.url(), "--key", key]).await;
    assert_eq!(figures(postgres.url(), key).await, before);
    done(&["history", "verify", "--database", postgres.url(), "--key", key]).await;

    done(&["backup", word(&second), "--database", postgres.url(), "--key", key]).await;
    let back = format!("sqlite:{}", word(&home.path().join("back.db")));
    done(&["restore", word(&second), "--database", &back, "--key", key]).await;
    assert_eq!(figures(&back, key).await, before);
    done(&["history", "verify", "--database", &back, "--key", key]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_written_over_nothing_and_restored_over_nothing() {
    let home = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", word(&home.path().join("a.db")));
    let file = home.path().join("a.jsonl.gz");
    done(&["backup", word(&file), "--database", &database]).await;
    let (code, _, said) = run(&["backup", word(&file), "--database", &database]).await;
    assert!(code == 1 && said.contains("What to do:"), "{code} {said}");
    let (code, _, said) = run(&["restore", word(&file), "--database", &database]).await;
    assert!(code == 1 && said.contains("holds something already"), "{code} {said}");
    let checked = run(&["restore", word(&file), "--check"]).await;
    assert!(checked.0 == 0 && format!("{checked:?}").contains("opens:"), "{checked:?}");
    std::fs::write(home.path().join("b.jsonl.gz"), &std::fs::read(&file).unwrap()[..200]).unwrap();
    let (code, _, said) = run(&["restore", word(&home.path().join("b.jsonl.gz")), "--check"]).await;
    assert!(code == 1 && said.contains("take another one"), "{code} {said}");
    // Without the key of the installation nobody could sign in to what is restored.
    let elsewhere = tempfile::tempdir().unwrap();
    let other = format!("sqlite:{}", word(&elsewhere.path().join("b.db")));
    let (code, _, said) = run(&["restore", word(&file), "--database", &other]).await;
    assert!(code == 1 && said.contains("langnghe.key"), "{code} {said}");
    assert_eq!(std::fs::read_dir(elsewhere.path()).unwrap().count(), 0, "nothing was left behind");
    let drafts =
        std::fs::read_dir(home.path()).unwrap().filter(|it| word(&it.as_ref().unwrap().path()).contains("part-"));
    assert_eq!(drafts.count(), 0);
}
