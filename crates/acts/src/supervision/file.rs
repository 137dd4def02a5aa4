//! Files that show what was found: cleaned and kept as scans of minutes are, outside the writer.

use async_trait::async_trait;
use serde::Serialize;
use store::{Act, By, Error, Ids, Stop, Tx, slip};

use crate::Office;
use crate::minutes::{Kept, ScannedFile};

/// Cleans a file and keeps it, once however often it comes. Refused as no scan, or as too large. `case` is a case of the matter.
pub async fn keep(office: &Office, by: By, case: i64, bytes: Vec<u8>) -> Result<Kept, Stop> {
    let file = ScannedFile::cleaned(bytes).await?;
    let (sha256, name) = (file.sha256(), file.name());
    office.act(by, &format!("{name}-finding-{case}"), Store { case, file }).await?;
    Ok(Kept { sha256 })
}

/// Keeps one file. The hash stands for its bytes.
#[derive(Clone, Debug, Serialize)]
struct Store {
    case: i64,
    file: ScannedFile,
}

#[async_trait]
impl Act for Store {
    const NAME: &'static str = "supervision.store_file";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let dialogue = super::dialogue_of(tx, self.case).await?;
        let (grant, _) = super::right(tx, dialogue).await?;
        let file = &self.file;
        slip::keep_file(tx, &grant, &file.sha256(), file.kind(), file.bytes()).await?;
        Ok(())
    }
}
