//! Files that people bring, opened in a process of their own: the same program, which first takes its own memory and time away.
//! Whatever is in the file, this process goes on as it was.

use std::io::{Read as _, Write as _};
use std::process::Stdio;
use std::time::Duration;

use sheets::{Brought, Table, Unread, limits};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::process::Command;
use tokio::time::timeout;

use crate::unix;

/// Bytes of memory that opening a file may take.
const MEMORY: u64 = 208 * 1024 * 1024;
/// Seconds of work that opening a file may take.
const WORK: u64 = 2;
/// How long it may take altogether, waiting included.
const LONGEST: Duration = Duration::from_millis(1_900);
/// Bytes of tables that are taken from the other process: a file of the largest size that is no lie stays below.
const ANSWER: u64 = 64 * 1024 * 1024;

/// The tables of a file. Workbooks and Word files are opened apart; text is read here, it has no parts that unpack.
pub(crate) async fn read(bytes: Vec<u8>) -> Result<Vec<Table>, Unread> {
    if bytes.len() > limits::FILE {
        return Err(Unread::TooLarge("file".to_owned()));
    }
    match Brought::of(&bytes) {
        None => Err(Unread::OtherKind),
        Some(brought) if brought.apart() => match timeout(LONGEST, apart(&bytes)).await {
            Ok(Ok(told)) => told,
            Ok(Err(error)) => {
                tracing::warn!(%error, "a file that somebody brought could not be opened apart");
                Err(Unread::Stopped)
            }
            Err(_) => Err(Unread::Stopped),
        },
        Some(_) => tokio::task::spawn_blocking(move || sheets::read(&bytes)).await.unwrap_or(Err(Unread::Broken)),
    }
}

async fn apart(bytes: &[u8]) -> anyhow::Result<Result<Vec<Table>, Unread>> {
    let program = std::env::current_exe()?;
    let mut child = Command::new(program)
        .args(["import", "read"])
        .env_clear()
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        anyhow::bail!("the other process has no pipes");
    };
    let mut answer = Vec::new();
    let mut output = output.take(ANSWER + 1);
    let (sent, got) = tokio::join!(
        async move {
            // One that stops early closes its end; what it answered counts.
            let _ = input.write_all(bytes).await;
            drop(input);
        },
        output.read_to_end(&mut answer)
    );
    let () = sent;
    got?;
    if answer.len() as u64 > ANSWER {
        return Ok(Err(Unread::TooLarge("cells".to_owned())));
    }
    let status = child.wait().await?;
    // It ran out of memory or time, or fell over: which of them, the file does not learn.
    if !status.success() {
        return Ok(Err(Unread::Stopped));
    }
    Ok(serde_json::from_slice(&answer)?)
}

/// What the other process does: takes a file from standard input and writes its tables, or why it can't be read, to standard
/// output.
pub(crate) fn read_apart() -> anyhow::Result<()> {
    unix::limit_self(MEMORY, WORK)?;
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(limits::FILE as u64 + 1).read_to_end(&mut bytes)?;
    let told = sheets::read(&bytes);
    drop(bytes);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    serde_json::to_writer(&mut out, &told)?;
    out.flush()?;
    Ok(())
}
