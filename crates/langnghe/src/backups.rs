//! Backups in a folder: one a day while the program serves, one before a database is brought up to date, each opened again.

use std::fs::File;
use std::io::{BufReader, BufWriter, ErrorKind};
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context as _;
use domain::day::Instant;
use store::backup::{self, Kept};
use store::{Store, clock};
use tokio::runtime::Handle;

use crate::refused::Refused;
use crate::unix;

/// How many daily backups stay.
const STAY: usize = 14;
/// How old the last one may become, in milliseconds: a day, less the time that passes between two looks.
const OLD: i64 = 23 * 3_600_000;
/// How often the folder is looked at.
const LOOK_EVERY: Duration = Duration::from_secs(1800);
/// How names of daily backups begin; what follows is the moment.
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

/// Takes a backup each day for as long as it is let run.
pub(crate) async fn daily(store: Store, folder: PathBuf) {
    let mut looks = tokio::time::interval(LOOK_EVERY);
    loop {
        looks.tick().await;
        let (store, folder) = (store.clone(), folder.clone());
        // Packing and the disk take their time: not on a thread that answers people.
        let due = tokio::task::spawn_blocking(move || {
            Handle::current().block_on(when_due(&store, &folder, clock::machine()))
        });
        match due.await {
            Ok(Ok(Some(file))) => tracing::info!(file = %file.display(), "the backup of the day was taken and opens"),
            Ok(Ok(None)) => {}
            Ok(Err(error)) => tracing::error!(?error, "the backup of the day could not be taken; it is tried again"),
            Err(error) => tracing::error!(%error, "the backup of the day broke off; it is tried again"),
        }
    }
}

/// Takes a backup where the last one is a day old, and removes those that are one too many; says which was taken.
async fn when_due(store: &Store, folder: &Path, now: Instant) -> anyhow::Result<Option<PathBuf>> {
    std::fs::create_dir_all(folder)?;
    let newest = taken(folder)?.pop();
    if let Some(newest) = newest {
        let age = now.ms() - age_of(&newest)?;
        if age < OLD {
            return Ok(None);
        }
    }
    let file = folder.join(format!("{DAILY}{}{ENDING}", moment(now)));
    take(store, &file).await?;
    let all = taken(folder)?;
    for old in &all[..all.len().saturating_sub(STAY)] {
        std::fs::remove_file(old)?;
    }
    Ok(Some(file))
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

/// When a backup was finished, in milliseconds since 1970.
fn age_of(file: &Path) -> anyhow::Result<i64> {
    let since = file.metadata()?.modified()?.duration_since(std::time::UNIX_EPOCH)?;
    Ok(i64::try_from(since.as_millis())?)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use domain::day::Instant;
    use store::{Opening, Store, clock};

    use super::{ENDING, OLD, STAY, backup, taken, when_due};

    #[tokio::test(flavor = "multi_thread")]
    async fn a_backup_is_taken_each_day_and_the_last_fourteen_stay() {
        let home = tempfile::tempdir().unwrap();
        let url = format!("sqlite:{}", home.path().join("a.db").display());
        let store = Store::open(&Opening { url, secret: [7; 32], simulated: true }).await.unwrap();
        let folder = home.path().join("stick");
        let start = clock::machine();
        let first = when_due(&store, &folder, start).await.unwrap().expect("there was none");
        assert_eq!(when_due(&store, &folder, start).await.unwrap(), None, "one a day");
        assert_eq!(backup::check(fs::File::open(&first).unwrap()).unwrap().tables.first().unwrap().0, "id_blocks");
        fs::write(folder.join("letter.odt"), "of somebody else").unwrap();
        for day in 1..=20 {
            let later = Instant::from_ms(start.ms() + day * 86_400_000 + OLD);
            when_due(&store, &folder, later).await.unwrap().expect("the last one is a day old");
        }
        let files = taken(&folder).unwrap();
        assert_eq!(files.len(), STAY);
        assert!(!files.contains(&first), "the oldest went first");
        assert!(files.iter().all(|file| file.to_str().unwrap().ends_with(ENDING)));
        assert_eq!(fs::read_dir(&folder).unwrap().count(), STAY + 1, "nothing else was touched, and no draft stays");
    }
}
