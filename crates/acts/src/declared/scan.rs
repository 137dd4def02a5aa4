//! Scans of the papers on which units declare figures: cleaned and kept as scans of minutes are, outside the writer.

use async_trait::async_trait;
use domain::event::{DeclaredEvent, Subject};
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::declared::{self as kept, scan};
use store::{Act, By, Error, Ids, Read, Stop, Tx, slip};

use crate::Office;
use crate::minutes::{Kept, MOST_SCANS, ScannedFile, all_kept};

/// Cleans a file and keeps it, once however often it comes. Refused as no scan, or as too large.
pub async fn keep(office: &Office, by: By, declared: i64, bytes: Vec<u8>) -> Result<Kept, Stop> {
    let file = ScannedFile::cleaned(bytes).await?;
    let (sha256, name) = (file.sha256(), file.name());
    office.act(by, &format!("{name}-declared-{declared}"), Store { declared, file }).await?;
    Ok(Kept { sha256 })
}

/// Keeps one file. The hash stands for its bytes.
#[derive(Clone, Debug, Serialize)]
struct Store {
    declared: i64,
    file: ScannedFile,
}

#[async_trait]
impl Act for Store {
    const NAME: &'static str = "declared.store_scan";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, _) = super::of(tx, self.declared, None).await?;
        let file = &self.file;
        slip::keep_file(tx, &grant, &file.sha256(), file.kind(), file.bytes()).await?;
        Ok(())
    }
}

/// Lays files that are kept beside declared figures.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AddScans {
    /// The declared figures.
    pub declared: i64,
    /// The files, at least one, in the order of the pages.
    pub files: Vec<Kept>,
}

#[async_trait]
impl Act for AddScans {
    const NAME: &'static str = "declared.add_scans";
    type Answer = Vec<i64>;

    fn draw(&self, ids: &Ids) -> Result<Vec<i64>, Error> {
        self.files.iter().take(MOST_SCANS).map(|_| ids.draw()).collect()
    }

    async fn run(&self, tx: &mut Tx, new: &Vec<i64>) -> Result<(), Stop> {
        let (grant, row) = super::of(tx, self.declared, None).await?;
        all_kept(tx, &self.files).await?;
        tx.history(Subject::Declared, row.id).await?;
        let rows: Vec<(i64, [u8; 32])> = new.iter().zip(&self.files).map(|(id, file)| (*id, file.sha256)).collect();
        scan::add(tx, &grant, row.id, &rows).await?;
        let today = tx.today();
        tx.append(Subject::Declared, row.id, today, DeclaredEvent::Scanned { scans: new.clone() }.into())?;
        if !kept::touch(tx, &grant, (row.id, row.version)).await? {
            return Err(Refusal::Conflict.into());
        }
        Ok(())
    }
}
