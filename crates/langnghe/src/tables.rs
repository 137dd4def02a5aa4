//! Files that people bring, opened and recognised in a process of their own: the same program, which first takes its own memory
//! and time away. Whatever is in the file, this process goes on as it was, and takes no more than was counted.

use std::io::{BufRead as _, Read as _, Write as _};
use std::process::Stdio;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use sheets::{Brought, Found, SheetRow, Sought, Unread, limits};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader, Lines, Take};
use tokio::process::{ChildStdout, Command};
use tokio::time::timeout;

use crate::unix;

/// Bytes of memory that opening and recognising a file may take.
const MEMORY: u64 = 208 * 1024 * 1024;
/// Seconds of work that opening a file may take.
const WORK: u64 = 2;
/// How long it may take to be opened, waiting included.
const LONGEST: Duration = Duration::from_millis(1_900);
/// Seconds of work altogether, once it was opened and is no larger than may be: what is left grows with its rows.
const WORK_IN_ALL: u64 = 12;
/// How long an opened file may take to be recognised, waiting included.
const LONGEST_RECOGNISED: Duration = Duration::from_secs(15);
/// Bytes that are taken from the other process: a table of the most rows that is no lie stays below.
const ANSWER: u64 = 48 * 1024 * 1024;

/// What stands in a file, opened and recognised apart.
pub(crate) async fn seek(bytes: Vec<u8>, sought: Sought) -> Result<Found, Unread> {
    if bytes.len() > limits::FILE {
        return Err(Unread::TooLarge("file".to_owned()));
    }
    if Brought::of(&bytes).is_none() {
        return Err(Unread::OtherKind);
    }
    let found = apart(opener(), sought, bytes, (LONGEST, LONGEST_RECOGNISED)).await;
    found.unwrap_or_else(|error| {
        tracing::warn!(%error, "a file that somebody brought could not be opened apart");
        Err(Unread::Stopped)
    })
}

/// This program, as it opens a file.
fn opener() -> std::io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["import", "read"]).env_clear().stderr(Stdio::null());
    Ok(command)
}

/// What the other process says, line by line: whether the file was opened, then what stands in it, then each row of it.
struct Answer(Lines<BufReader<Take<ChildStdout>>>);

impl Answer {
    fn of(output: ChildStdout) -> Self {
        Self(BufReader::new(output.take(ANSWER + 1)).lines())
    }

    /// The next line; nothing where the other process ended before it: it ran out of memory or time, or fell over. Which of them,
    /// the file does not learn.
    async fn next<T: for<'a> Deserialize<'a>>(&mut self) -> anyhow::Result<Result<T, Unread>> {
        let line = self.0.next_line().await?;
        // The last line before the end may be half of one.
        if self.0.get_ref().get_ref().limit() == 0 {
            return Ok(Err(Unread::TooLarge("answer".to_owned())));
        }
        Ok(line.and_then(|line| serde_json::from_str(&line).ok()).ok_or(Unread::Stopped))
    }

    async fn opened(&mut self) -> anyhow::Result<Result<(), Unread>> {
        Ok(self.next::<Result<(), Unread>>().await?.flatten())
    }

    async fn found(&mut self) -> anyhow::Result<Result<Found, Unread>> {
        let (mut found, rows) = match self.next::<Result<(Found, usize), Unread>>().await?.flatten() {
            Ok(found) => found,
            Err(unread) => return Ok(Err(unread)),
        };
        if let Found::Matters(found) = &mut found {
            found.rows.reserve_exact(rows.min(limits::ROWS));
            for _ in 0..rows {
                match self.next::<SheetRow>().await? {
                    Ok(row) => found.rows.push(row),
                    Err(unread) => return Ok(Err(unread)),
                }
            }
        }
        Ok(Ok(found))
    }
}

/// What is opened and recognised in time; what takes longer is ended with the process that does it.
async fn apart(
    opener: std::io::Result<Command>,
    sought: Sought,
    bytes: Vec<u8>,
    (longest, recognised): (Duration, Duration),
) -> anyhow::Result<Result<Found, Unread>> {
    let mut child = opener?.stdin(Stdio::piped()).stdout(Stdio::piped()).kill_on_drop(true).spawn()?;
    let (Some(mut input), Some(output)) = (child.stdin.take(), child.stdout.take()) else {
        anyhow::bail!("the other process has no pipes");
    };
    let mut asked = serde_json::to_vec(&sought)?;
    asked.push(b'\n');
    let mut answer = Answer::of(output);
    let whole = async {
        let send = async move {
            // One that stops early closes its end; what it answered counts.
            let _ = input.write_all(&asked).await;
            let _ = input.write_all(&bytes).await;
        };
        tokio::join!(send, answer.opened()).1
    };
    match timeout(longest, whole).await {
        Ok(Ok(Ok(()))) => {}
        Ok(other) => return Ok(other?.and(Err(Unread::Stopped))),
        Err(_) => return Ok(Err(Unread::Stopped)),
    }
    timeout(recognised, answer.found()).await.unwrap_or(Ok(Err(Unread::Stopped)))
}

/// What the other process does: takes from standard input a line that says what is sought, and a file; writes to standard output
/// whether it was opened, what was found, and its rows, or why there are none.
pub(crate) fn read_apart() -> anyhow::Result<()> {
    unix::limit_self(MEMORY, WORK, WORK_IN_ALL)?;
    let mut input = std::io::stdin().lock();
    let mut asked = String::new();
    input.by_ref().take(1_000).read_line(&mut asked)?;
    let sought: Sought = serde_json::from_str(&asked)?;
    let mut bytes = Vec::new();
    input.take(limits::FILE as u64 + 1).read_to_end(&mut bytes)?;
    let tables = sheets::read(&bytes);
    drop(bytes);
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let tables = match tables {
        Ok(tables) => tables,
        Err(unread) => return line(&mut out, &Err::<(), _>(unread)),
    };
    line(&mut out, &Ok::<_, Unread>(()))?;
    unix::work_in_all(WORK_IN_ALL)?;
    let found = sought.of(&tables);
    drop(tables);
    let mut rows = Vec::new();
    let found = found.map(|mut found| {
        if let Found::Matters(found) = &mut found {
            rows = std::mem::take(&mut found.rows);
        }
        (found, rows.len())
    });
    line(&mut out, &found)?;
    for row in rows {
        serde_json::to_writer(&mut out, &row)?;
        out.write_all(b"\n")?;
    }
    out.flush()?;
    Ok(())
}

fn line(out: &mut impl std::io::Write, told: &impl Serialize) -> anyhow::Result<()> {
    serde_json::to_writer(&mut *out, told)?;
    out.write_all(b"\n")?;
    out.flush()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::io::Read as _;
    use std::time::Duration;

    use sheets::{Sought, Unread};
    use tokio::process::Command;

    use super::{LONGEST, MEMORY, WORK, apart};

    /// A process that is awaited in vain: its answer, and whether it is gone.
    async fn in_vain(program: &str, words: &[&str], longest: (Duration, Duration)) {
        let mut opener = Command::new(program);
        let (mut reader, writer) = std::io::pipe().unwrap();
        opener.args(words).stderr(writer);
        let told = apart(Ok(opener), Sought::Figures, b"a file".to_vec(), longest).await;
        assert_eq!(told.unwrap(), Err(Unread::Stopped));
        // The other end of its pipe is closed once it is gone, and not before.
        let gone = tokio::task::spawn_blocking(move || reader.read_to_end(&mut Vec::new()));
        assert_eq!(gone.await.unwrap().unwrap(), 0);
    }

    #[tokio::test]
    async fn a_file_that_is_not_opened_or_not_recognised_in_time_is_refused_and_the_process_that_opens_it_ends() {
        const HANGS: Duration = Duration::from_secs(600);
        assert!(LONGEST < Duration::from_secs(2) && WORK <= 2 && MEMORY < 256 * 1024 * 1024);
        // It takes nothing, answers nothing, and never ends by itself.
        in_vain("sleep", &["86400"], (Duration::from_millis(1), HANGS)).await;
        // It says that it opened the file, and never what stands in it.
        let words = ["-c", "echo '{\"Ok\":null}'; exec sleep 86400"];
        in_vain("sh", &words, (HANGS, Duration::from_millis(1))).await;
    }
}
