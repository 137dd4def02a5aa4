//! Scans of letters: cleaned and kept as scans of minutes are, outside the writer; opened by an act.

use async_trait::async_trait;
use domain::event::{LetterEvent, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::letter::scan;
use store::{Act, By, Error, Ids, Read, Stop, Tx, slip};

use super::later::found;
use super::settle;
use crate::Office;
use crate::minutes::{Kept, MOST_SCANS, ScannedFile, all_kept};

/// Cleans a file and keeps it, once however often it comes. Refused as no scan, or as too large.
pub async fn keep(office: &Office, by: By, letter: i64, bytes: Vec<u8>) -> Result<Kept, Stop> {
    let file = ScannedFile::cleaned(bytes).await?;
    let (sha256, name) = (file.sha256(), file.name());
    office.act(by, &format!("{name}-letter-{letter}"), Store { letter, file }).await?;
    Ok(Kept { sha256 })
}

/// Keeps one file. The hash stands for its bytes.
#[derive(Clone, Debug, Serialize)]
struct Store {
    letter: i64,
    file: ScannedFile,
}

#[async_trait]
impl Act for Store {
    const NAME: &'static str = "letter.store_scan";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, ..) = found(tx, self.letter, Right::LetterRegister).await?;
        let file = &self.file;
        slip::keep_file(tx, &grant, &file.sha256(), file.kind(), file.bytes()).await?;
        Ok(())
    }
}

/// Lays files that are kept beside a letter.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AddScans {
    /// The letter.
    pub letter: i64,
    /// The files, at least one, in the order of the pages.
    pub files: Vec<Kept>,
}

#[async_trait]
impl Act for AddScans {
    const NAME: &'static str = "letter.add_scans";
    type Answer = Vec<i64>;

    fn draw(&self, ids: &Ids) -> Result<Vec<i64>, Error> {
        self.files.iter().take(MOST_SCANS).map(|_| ids.draw()).collect()
    }

    async fn run(&self, tx: &mut Tx, new: &Vec<i64>) -> Result<(), Stop> {
        let (grant, ..) = found(tx, self.letter, Right::LetterRegister).await?;
        all_kept(tx, &self.files).await?;
        let rows: Vec<(i64, [u8; 32])> = new.iter().zip(&self.files).map(|(id, file)| (*id, file.sha256)).collect();
        scan::add(tx, &grant, self.letter, &rows).await?;
        let today = tx.today();
        tx.append(Subject::Letter, self.letter, today, LetterEvent::Scanned { scans: new.clone() }.into())?;
        settle(tx, &grant, self.letter).await
    }
}

/// Opens a scan, which shows name and handwriting. Each opening is recorded.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OpenScan {
    /// The scan.
    pub scan: i64,
}

#[async_trait]
impl Act for OpenScan {
    const NAME: &'static str = "letter.open_scan";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let letter = scan::of(tx, self.scan).await?.ok_or(Refusal::NotThere)?;
        found(tx, letter, Right::CaseReadIdentity).await?;
        let today = tx.today();
        tx.append(Subject::Letter, letter, today, LetterEvent::ScanOpened { scan: self.scan }.into())?;
        Ok(())
    }
}
