//! Backups in a folder: one a day while the program serves, one before a database is brought up to date, each opened again.

use std::fs::File;
use std::io::{BufReader, BufWriter, ErrorKind};
use std::path::{Path, PathBuf};

use acts::job::Fault;
use anyhow::Context as _;
use domain::day::{Day, Instant};
use store::backup::{self, Kept};
use store::{Store, clock};

use crate::refused::Refused;
use crate::unix;

/// How many daily backups stay.
const STAY: usize = 14;
/// How names of daily backups begin; what follows is the day.
const DAILY: &str = "langnghe-daily-";
/// How they end.
const ENDING: &str = ".jsonl.gz";

/// Writes a backup into a new file, whole or not at all, and reads it again to its end. Refused where the file is there.
pub(crate) async fn take(store: &Store, file: &Path) -> anyhow::Result<Kept> {
    let draft = draft(file);
    let out = begin(file, &draft)?;
    finish(backup::take(store, out).await, &draft, file)
}

/// What a backup is called until it is whole.
fn draft(file: &Path) -> PathBuf {
    file.with_extension(format!("part-{}", std::process::id()))
}

fn begin(file: &Path, draft: &Path) -> Result<BufWriter<File>, Refused> {
    let made = if file.exists() { Err(ErrorKind::AlreadyExists.into()) } else { unix::new_private(draft) };
    made.map(BufWriter::new).map_err(|error| {
        Refused::new(
            format!("the backup {} can't be made: {error}.", file.display()),
            "name a new file in a folder that is there and that this account may write",
        )
    })
}

/// What was written is on the disk, opens, and gets its name.
fn finish(kept: Result<Kept, store::Error>, draft: &Path, file: &Path) -> anyhow::Result<Kept> {
    let named = kept.map_err(anyhow::Error::from).and_then(|kept| {
        let written = File::open(draft)?;
        written.sync_all()?;
        anyhow::ensure!(backup::check(BufReader::new(written))? == kept, "what was read again is not what was written");
        unix::give_name(draft, file)?;
        Ok(kept)
    });
    if named.is_err() {
        // What was not finished is nobody's; the failure is what is told.
        let _ = std::fs::remove_file(draft);
    }
    named.with_context(|| format!("the backup {} was not made", file.display()))
}

/// Keeps the database as it is before a newer schema is put upon it. Refused where that cannot be kept: `folder` is where, none
/// where the database has no folder of its own and none was named.
pub(crate) async fn before_migration(url: &str, folder: Option<&Path>) -> anyhow::Result<()> {
    let mut begun = None;
    let kept = backup::before_migration(url, || {
        let refused = |why: String| store::Error::Setting(why);
        let folder = folder.ok_or_else(|| refused(NO_FOLDER.to_owned()))?;
        std::fs::create_dir_all(folder).map_err(|error| refused(format!("{}: {error}", folder.display())))?;
        let file = folder.join(format!("langnghe-before-{}{ENDING}", moment(clock::machine())));
        let draft = draft(&file);
        let out = begin(&file, &draft).map_err(|error| refused(error.to_string()))?;
        begun = Some((draft, file));
        Ok(out)
    })
    .await;
    let (kept, (draft, file)) = match (kept, begun) {
        (Ok(Some(kept)), Some(begun)) => (Ok(kept), begun),
        (Err(error), Some(begun)) => (Err(error), begun),
        (kept, _) => return kept.map(|_| ()).map_err(Into::into),
    };
    let kept = finish(kept, &draft, &file)?;
    tracing::info!(file = %file.display(), rows = kept.rows(), "kept the database as it was before it is brought up to date");
    Ok(())
}

/// What is said where there is nowhere to keep what was.
const NO_FOLDER: &str = "the database is of an older program and is brought up to date when it is opened; before that a backup is \
                         made: name its folder with --backups FOLDER";

/// A moment as names of files have it, in Vietnam.
fn moment(at: Instant) -> String {
    format!("{}-{}-{:05}", at.day().to_iso(), at.vn_time().replace(':', ""), at.ms().rem_euclid(60_000))
}

/// Takes the backup of a day into a folder that is there, opens it, and removes those that are one too many; says how many rows it
/// has. One that was taken before its note was lost is opened again, and made anew where it does not open.
pub(crate) async fn of_day(store: &Store, folder: &Path, day: Day) -> Result<i64, Fault> {
    if !folder.is_dir() {
        return Err(Fault::Folder);
    }
    let file = folder.join(format!("{DAILY}{}{ENDING}", day.to_iso()));
    let there = File::open(&file).ok().and_then(|there| backup::check(BufReader::new(there)).ok());
    let kept = if let Some(kept) = there {
        kept
    } else {
        // One that does not open is nobody's backup.
        let _ = std::fs::remove_file(&file);
        take(store, &file).await.map_err(|error| fault(&error))?
    };
    let all = taken(folder).map_err(|error| of_disk(&error))?;
    for old in &all[..all.len().saturating_sub(STAY)] {
        std::fs::remove_file(old).map_err(|error| of_disk(&error))?;
    }
    tracing::info!(file = %file.display(), rows = kept.rows(), "the backup of the day was taken and opens");
    Ok(i64::try_from(kept.rows()).unwrap_or(i64::MAX))
}

/// What was wrong with a backup, in a word.
fn fault(error: &anyhow::Error) -> Fault {
    tracing::error!(?error, "the backup of the day could not be taken");
    let mut causes = error.chain();
    let known = causes.find_map(|cause| {
        let disk = cause.downcast_ref::<std::io::Error>().map(of_disk);
        disk.or_else(|| cause.downcast_ref::<store::Error>().map(of_store))
    });
    known.unwrap_or(Fault::Unopened)
}

fn of_store(error: &store::Error) -> Fault {
    match error {
        error if backup::is_full(error) => Fault::Full,
        store::Error::Setting(_) => Fault::Unopened,
        _ => Fault::Database,
    }
}

/// What was wrong with a disk, in a word.
pub(crate) fn of_disk(error: &std::io::Error) -> Fault {
    match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => Fault::Folder,
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded | ErrorKind::FileTooLarge => Fault::Full,
        ErrorKind::PermissionDenied | ErrorKind::ReadOnlyFilesystem => Fault::Denied,
        _ => Fault::Broken,
    }
}

/// The daily backups of a folder, the oldest first.
fn taken(folder: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        if name.starts_with(DAILY) && name.ends_with(ENDING) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use acts::job::Fault;
    use domain::day::Day;
    use store::{Opening, Store};

    use super::{ENDING, STAY, backup, of_day, of_disk, taken};

    async fn store(home: &std::path::Path) -> Store {
        let url = format!("sqlite:{}", home.join("a.db").display());
        Store::open(&Opening { url, secret: [7; 32], simulated: true }).await.unwrap()
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_backup_is_taken_each_day_and_the_last_fourteen_stay() {
        let home = tempfile::tempdir().unwrap();
        let store = store(home.path()).await;
        let folder = home.path().join("stick");
        fs::create_dir(&folder).unwrap();
        fs::write(folder.join("letter.odt"), "of somebody else").unwrap();
        let start = Day::parse_iso("2026-09-01").unwrap();
        let rows = of_day(&store, &folder, start).await.unwrap();
        let first = taken(&folder).unwrap().pop().unwrap();
        let opened = backup::check(fs::File::open(&first).unwrap()).unwrap();
        assert_eq!(i64::try_from(opened.rows()).unwrap(), rows, "what it says that it has, it has");
        let bytes = fs::read(&first).unwrap();
        assert_eq!(of_day(&store, &folder, start).await.unwrap(), rows, "the same day again");
        assert_eq!(fs::read(&first).unwrap(), bytes, "is opened again and not made again");
        for day in 1..=20 {
            of_day(&store, &folder, start.plus(day)).await.unwrap();
        }
        let files = taken(&folder).unwrap();
        assert_eq!(files.len(), STAY);
        assert!(!files.contains(&first), "the oldest went first");
        assert!(files.iter().all(|file| file.to_str().unwrap().ends_with(ENDING)));
        assert_eq!(fs::read_dir(&folder).unwrap().count(), STAY + 1, "nothing else was touched, and no draft stays");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_backup_that_does_not_open_is_made_anew_and_a_missing_folder_is_said() {
        let home = tempfile::tempdir().unwrap();
        let store = store(home.path()).await;
        let day = Day::parse_iso("2026-09-01").unwrap();
        assert_eq!(of_day(&store, &home.path().join("stick"), day).await, Err(Fault::Folder));
        assert!(!home.path().join("stick").exists(), "a stick that is not plugged in is not made up");
        let folder = home.path().join("kept");
        fs::create_dir(&folder).unwrap();
        of_day(&store, &folder, day).await.unwrap();
        let file = taken(&folder).unwrap().pop().unwrap();
        let whole = fs::read(&file).unwrap();
        fs::write(&file, &whole[..whole.len() / 2]).unwrap();
        of_day(&store, &folder, day).await.unwrap();
        assert!(backup::check(fs::File::open(&file).unwrap()).is_ok());
    }

    #[test]
    fn what_is_wrong_with_a_disk_has_a_word() {
        let word = |kind: std::io::ErrorKind| of_disk(&kind.into()).as_str();
        assert_eq!(word(std::io::ErrorKind::StorageFull), "full");
        assert_eq!(word(std::io::ErrorKind::NotFound), "folder");
        assert_eq!(word(std::io::ErrorKind::PermissionDenied), "denied");
        assert_eq!(word(std::io::ErrorKind::Other), "broken");
    }
}
