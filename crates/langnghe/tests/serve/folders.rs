//! The folders of a program that serves: letters are laid into one, the backup of each day into the other.

use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use acts::Office;
use acts::job::{DIGEST, Digest, Fault, Hands, Runner};
use acts::message::SetMessages;
use async_trait::async_trait;
use domain::day::{Day, Instant};
use domain::message::Kind;
use serde::Serialize;
use store::{Act, By, Error, Ids, Read as _, Stop, Store, Tx, account, backup, clock, job};
use tokio::sync::Notify;
use tokio::time::timeout;

use crate::faults::PATIENCE;
use crate::faults::commune::Commune;
use crate::faults::slow_jobs::finish;

/// Where the clerk gets mail.
const ADDRESS: &str = "thu.ky@ben-sen.example.vn";
/// Whence it comes.
const FROM: &str = "doi-thoai@ben-sen.example.vn";
/// Longer than a lease lasts.
const LEASE_OVER: i64 = 6 * 60_000;

/// Asks for the digests of a day, whatever the hour is at which the test runs.
#[derive(Serialize)]
struct Digests(Day);

#[async_trait]
impl Act for Digests {
    const NAME: &'static str = "test.digests";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let day = self.0.to_iso();
        Ok(job::enqueue(tx, acts::job::DIGESTS, &day, &format!("{}:{day}", acts::job::DIGESTS))?)
    }
}

/// The files of a folder that end so, by name.
fn files(folder: &Path, ending: &str) -> Vec<PathBuf> {
    let all = fs::read_dir(folder).into_iter().flatten().map(|file| file.unwrap().path());
    let mut named: Vec<PathBuf> = all.filter(|path| path.to_str().is_some_and(|name| name.ends_with(ending))).collect();
    named.sort();
    named
}

/// Lets everybody of the commune be told, and the clerk alone by mail: the digests of the day are asked for.
async fn are_asked_for(store: &Store) {
    finish(store, clock::machine()).await;
    let (clerk, today) = {
        let mut read = store.reader().await.unwrap();
        (account::by_login(&mut read, "thu.ky").await.unwrap().unwrap(), read.today())
    };
    let by = By { account: clerk.account, actor: clerk.person, organisation: clerk.organisation.unwrap() };
    let kinds = Kind::ALL.iter().map(|kind| kind.as_str().to_owned()).collect();
    let office = Office::new(store);
    let set = SetMessages { digest: true, address: ADDRESS.to_owned(), kinds };
    assert!(office.act(by, "set", set).await.is_ok());
    assert!(office.act(By::NOBODY, "digests", Digests(today)).await.is_ok());
}

/// A node that lays a letter as the program does, and is gone before it notes it.
struct Gone {
    outbox: PathBuf,
    laid: Arc<Notify>,
}

#[async_trait]
impl Hands for Gone {
    fn backs_up(&self) -> bool {
        false
    }

    fn delivers(&self) -> bool {
        true
    }

    async fn back_up(&self, _: Day) -> Result<i64, Fault> {
        Err(Fault::Folder)
    }

    async fn deliver(&self, digest: Digest) -> Result<(), Fault> {
        let letter = web::message::letter(&digest, FROM, "installation");
        fs::write(self.outbox.join(format!("{}.eml", digest.name)), letter).unwrap();
        self.laid.notify_one();
        std::future::pending().await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_a_killed_program_had_laid_and_not_noted_is_there_once_after_the_next() {
    for commune in Commune::on_both().await {
        let store = commune.store().await;
        are_asked_for(&store).await;
        let home = tempfile::tempdir().unwrap();
        let (outbox, laid) = (home.path().to_owned(), Arc::new(Notify::new()));
        let hands = Gone { outbox: outbox.clone(), laid: Arc::clone(&laid) };
        let gone = Runner::new(Office::new(&store), Arc::new(hands));
        // Its lease has ended when the next one comes.
        let now = Instant::from_ms(clock::machine().ms() - LEASE_OVER);
        let breaking = tokio::spawn(async move { while gone.step(now, &|| false).await.unwrap() > 0 {} });
        timeout(PATIENCE, laid.notified()).await.expect("it lays the letter");
        breaking.abort();
        let letters = files(&outbox, ".eml");
        assert_eq!(letters.len(), 1, "{letters:?}");
        let waits = async || {
            let mut read = store.reader().await.unwrap();
            job::next_at(&mut read, &[DIGEST]).await.unwrap().is_some()
        };
        assert!(waits().await, "nobody noted that it was laid");

        let folder = outbox.display().to_string();
        let node = commune.serve_with(&["--outbox", &folder, "--outbox-from", FROM]).await;
        let noted = async {
            while waits().await {
                tokio::task::yield_now().await;
            }
        };
        timeout(PATIENCE, noted).await.expect("a program that serves does what was left");
        assert_eq!(files(&outbox, ".eml"), letters, "it is the same letter");
        let letter = fs::read_to_string(&letters[0]).unwrap();
        assert!(letter.lines().any(|line| line == format!("To: {ADDRESS}")), "{letter}");
        assert!(!letter.contains("installation"), "it was laid again, whole: {letter}");
        drop(node);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_to_be_read_is_laid_into_the_outbox_and_the_day_is_backed_up_by_the_program_that_serves() {
    for commune in Commune::on_both().await {
        let store = commune.store().await;
        are_asked_for(&store).await;
        drop(store);

        let home = tempfile::tempdir().unwrap();
        let (outbox, backups) = (home.path().join("letters"), home.path().join("stick"));
        fs::create_dir(&backups).unwrap();
        // Fourteen days before this one, and what somebody else keeps on that stick.
        let old: Vec<PathBuf> =
            (1..=14).map(|day| backups.join(format!("langnghe-daily-2026-01-{day:02}.jsonl.gz"))).collect();
        for file in &old {
            fs::write(file, "of an earlier day").unwrap();
        }
        fs::write(backups.join("letter.odt"), "of somebody else").unwrap();
        let folders = [&outbox, &backups].map(|folder| folder.display().to_string());
        let settings = ["--outbox", folders[0].as_str(), "--outbox-from", FROM, "--backups", &folders[1]];
        let node = commune.serve_with(&settings).await;
        let done = async {
            while files(&outbox, ".eml").is_empty() || old[0].exists() {
                tokio::task::yield_now().await;
            }
        };
        timeout(PATIENCE, done).await.expect("a program that serves does the jobs of its day");

        let letters = files(&outbox, ".eml");
        assert_eq!(letters.len(), 1, "who gave no address gets none: {letters:?}");
        let letter = fs::read_to_string(&letters[0]).unwrap();
        for line in [format!("To: {ADDRESS}"), format!("From: {FROM}")] {
            assert!(letter.lines().any(|own| own == line), "{line}: {letter}");
        }
        assert!(letter.lines().any(|line| line.starts_with("- ")), "it says what is to be read: {letter}");

        let kept = files(&backups, ".jsonl.gz");
        assert_eq!((kept.len(), &kept[..13]), (14, &old[1..]), "the oldest went first");
        assert!(backups.join("letter.odt").exists());
        let newest = backup::check(BufReader::new(File::open(&kept[13]).unwrap())).expect("it opens");
        assert!(newest.rows() > 1_000, "{} rows", newest.rows());
        drop(node);
    }
}
