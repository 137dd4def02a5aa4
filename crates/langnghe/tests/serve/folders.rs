//! The folders of a program that serves: letters are laid into one, the backup of each day into the other.

use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use acts::Office;
use acts::message::SetMessages;
use async_trait::async_trait;
use domain::day::Day;
use domain::message::Kind;
use serde::Serialize;
use store::{Act, By, Error, Ids, Read as _, Stop, Tx, account, backup, clock, job};
use tokio::time::timeout;

use crate::faults::PATIENCE;
use crate::faults::commune::Commune;
use crate::faults::slow_jobs::finish;

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

#[tokio::test(flavor = "multi_thread")]
async fn what_is_to_be_read_is_laid_into_the_outbox_and_the_day_is_backed_up_by_the_program_that_serves() {
    const ADDRESS: &str = "thu.ky@ben-sen.example.vn";
    for commune in Commune::on_both().await {
        let store = commune.store().await;
        finish(&store, clock::machine()).await;
        let (clerk, today) = {
            let mut read = store.reader().await.unwrap();
            (account::by_login(&mut read, "thu.ky").await.unwrap().unwrap(), read.today())
        };
        let by = By { account: clerk.account, actor: clerk.person, organisation: clerk.organisation.unwrap() };
        let kinds = Kind::ALL.iter().map(|kind| kind.as_str().to_owned()).collect();
        let office = Office::new(&store);
        let set = SetMessages { digest: true, address: ADDRESS.to_owned(), kinds };
        assert!(office.act(by, "set", set).await.is_ok());
        assert!(office.act(By::NOBODY, "digests", Digests(today)).await.is_ok());
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
        let settings = [
            "--outbox",
            folders[0].as_str(),
            "--outbox-from",
            "doi-thoai@ben-sen.example.vn",
            "--backups",
            &folders[1],
        ];
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
        for line in [&format!("To: {ADDRESS}"), "From: doi-thoai@ben-sen.example.vn"] {
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
