//! What differs between Unix and other systems; no other module calls either.

use std::fs::{File, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;

use crate::refused::Refused;

/// Makes a file that only this account may read, whole or not at all: a crash leaves nothing half written. Fails with
/// [`io::ErrorKind::AlreadyExists`] where the file is there.
pub(crate) fn create_private(file: &Path, content: &[u8]) -> io::Result<()> {
    let draft = file.with_extension(format!("new-{}", std::process::id()));
    let made = write_private(&draft, content).and_then(|()| std::fs::hard_link(&draft, file));
    let removed = std::fs::remove_file(&draft);
    made?;
    removed?;
    #[cfg(unix)]
    File::open(folder(file))?.sync_all()?;
    Ok(())
}

fn write_private(file: &Path, content: &[u8]) -> io::Result<()> {
    let mut written = new_private(file)?;
    written.write_all(content)?;
    written.sync_all()
}

/// A new file that only this account may read, where the disk knows accounts. Fails where there is one.
pub(crate) fn new_private(file: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

/// Gives a file that is whole on the disk its name, which then survives a crash. Disks without links are served too: a USB stick
/// is one.
pub(crate) fn give_name(draft: &Path, file: &Path) -> io::Result<()> {
    if file.exists() {
        return Err(io::ErrorKind::AlreadyExists.into());
    }
    std::fs::rename(draft, file)?;
    #[cfg(unix)]
    File::open(folder(file))?.sync_all()?;
    Ok(())
}

/// Gives a file that is whole on the disk its name, in place of the one that had it; both survive a crash whole.
pub(crate) fn replace(draft: &Path, file: &Path) -> io::Result<()> {
    std::fs::rename(draft, file)?;
    #[cfg(unix)]
    File::open(folder(file))?.sync_all()?;
    Ok(())
}

#[cfg(unix)]
fn folder(file: &Path) -> &Path {
    file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// Refuses a secret file that other accounts of the machine may read or write.
#[cfg(unix)]
pub(crate) fn refuse_readable_by_others(file: &Path) -> anyhow::Result<()> {
    use std::os::unix::fs::PermissionsExt as _;

    let mode = std::fs::metadata(file)?.permissions().mode() & 0o777;
    let of_others = mode & 0o077;
    if of_others == 0 {
        return Ok(());
    }
    let shown = file.display();
    Err(Refused::new(
        format!("other accounts of this machine may read or write {shown} (mode {mode:04o}), which is secret."),
        format!("chmod 600 {shown}; if somebody may have read it, treat it as stolen"),
    )
    .into())
}

/// Other systems keep files by folder; nothing is looked at.
#[cfg(not(unix))]
pub(crate) fn refuse_readable_by_others(_file: &Path) -> anyhow::Result<()> {
    Ok(())
}

/// Takes from this process all memory beyond so many bytes, and all work beyond so many seconds; it ends when it asks for more.
/// Of work it may give itself more later, up to so many seconds in all.
#[cfg(unix)]
pub(crate) fn limit_self(bytes: u64, seconds: u64, in_all: u64) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};

    let limit = |current: u64, most: u64| Rlimit { current: Some(current), maximum: Some(most) };
    setrlimit(Resource::Data, limit(bytes, bytes))?;
    setrlimit(Resource::Cpu, limit(seconds, in_all))?;
    setrlimit(Resource::Core, limit(0, 0))?;
    Ok(())
}

/// Gives this process all the seconds of work that it may have.
#[cfg(unix)]
pub(crate) fn work_in_all(seconds: u64) -> io::Result<()> {
    use rustix::process::{Resource, Rlimit, setrlimit};

    Ok(setrlimit(Resource::Cpu, Rlimit { current: Some(seconds), maximum: Some(seconds) })?)
}

/// Other systems are not asked: there the time of the process that waits is the limit.
#[cfg(not(unix))]
pub(crate) fn limit_self(_bytes: u64, _seconds: u64, _in_all: u64) -> io::Result<()> {
    Ok(())
}

/// Other systems are not asked.
#[cfg(not(unix))]
pub(crate) fn work_in_all(_seconds: u64) -> io::Result<()> {
    Ok(())
}

/// The name of this machine, where the system tells it.
pub(crate) fn host_name() -> Option<String> {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname")
        .or_else(|_| std::fs::read_to_string("/etc/hostname"))
        .ok()?;
    Some(name.trim().to_lowercase()).filter(|name| !name.is_empty())
}

/// How many files and connections this process may have open, where the system tells it.
pub(crate) fn open_files() -> Option<usize> {
    let limits = std::fs::read_to_string("/proc/self/limits").ok()?;
    let line = limits.lines().find_map(|line| line.strip_prefix("Max open files"))?;
    line.split_whitespace().next()?.parse().ok()
}

/// The wish of the system or of the person at the terminal that the program stop.
#[derive(Debug)]
pub(crate) struct Stop {
    #[cfg(unix)]
    interrupt: tokio::signal::unix::Signal,
    #[cfg(unix)]
    terminate: tokio::signal::unix::Signal,
}

impl Stop {
    /// Listens from now on, so that no wish is missed.
    #[cfg(unix)]
    pub(crate) fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};

        Ok(Self { interrupt: signal(SignalKind::interrupt())?, terminate: signal(SignalKind::terminate())? })
    }

    /// Listens from now on.
    #[cfg(not(unix))]
    pub(crate) fn listen() -> io::Result<Self> {
        Ok(Self {})
    }

    /// Waits for the next wish: SIGINT or SIGTERM.
    #[cfg(unix)]
    pub(crate) async fn wished(&mut self) {
        tokio::select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }

    /// Waits for Ctrl-C.
    #[cfg(not(unix))]
    pub(crate) async fn wished(&mut self) {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}
