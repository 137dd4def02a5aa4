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
        Some(brought) if brought.apart() => within(LONGEST, apart(opener(), &bytes)).await,
        Some(_) => tokio::task::spawn_blocking(move || sheets::read(&bytes)).await.unwrap_or(Err(Unread::Broken)),
    }
}

/// What is opened in time; what takes longer is ended with the process that opens it.
async fn within(
    longest: Duration,
    opened: impl Future<Output = anyhow::Result<Result<Vec<Table>, Unread>>>,
) -> Result<Vec<Table>, Unread> {
    match timeout(longest, opened).await {
        Ok(Ok(told)) => told,
        Ok(Err(error)) => {
            tracing::warn!(%error, "a file that somebody brought could not be opened apart");
            Err(Unread::Stopped)
        }
        Err(_) => Err(Unread::Stopped),
    }
}

/// This program, as it opens a file.
fn opener() -> std::io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["import", "read"]).env_clear().stderr(Stdio::null());
    Ok(command)
}

async fn apart(opener: std::io::Result<Command>, bytes: &[u8]) -> anyhow::Result<Result<Vec<Table>, Unread>> {
    let mut child = opener?.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
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

#[cfg(test)]
mod tests {
    use std::io::Read as _;
    use std::time::Duration;

    use sheets::Unread;
    use tokio::process::Command;

    use super::{LONGEST, MEMORY, WORK, apart, within};

    #[tokio::test]
    async fn a_file_that_is_not_opened_in_time_is_refused_and_the_process_that_opens_it_ends() {
        assert!(LONGEST < Duration::from_secs(2) && WORK <= 2 && MEMORY < 256 * 1024 * 1024);
        // It takes nothing, answers nothing, and never ends by itself.
        let mut opener = Command::new("sleep");
        let (mut reader, writer) = std::io::pipe().unwrap();
        opener.arg("86400").stderr(writer);
        let told = within(Duration::from_millis(1), apart(Ok(opener), b"a file")).await;
        assert_eq!(told, Err(Unread::Stopped));
        // The other end of its pipe is closed once it is gone, and not before.
        let gone = tokio::task::spawn_blocking(move || reader.read_to_end(&mut Vec::new()));
        assert_eq!(gone.await.unwrap().unwrap(), 0);
    }
}
