//! Scans of notices as they were signed: cleaned and kept as scans of minutes are, outside the writer.

use async_trait::async_trait;
use domain::event::{NoticeEvent, Subject};
use domain::notice::NoticeState;
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::grant::{Grant, Of, may};
use store::notice::{self as kept, scan};
use store::{Act, By, Error, Ids, Read, Stop, Tx, slip};

use crate::Office;
use crate::minutes::{Kept, MOST_SCANS, ScannedFile, all_kept};

/// Cleans a file and keeps it, once however often it comes. Refused as no scan, as too large, and of a notice that was not
/// issued.
pub async fn keep(office: &Office, by: By, notice: i64, bytes: Vec<u8>) -> Result<Kept, Stop> {
    let file = ScannedFile::cleaned(bytes).await?;
    let (sha256, name) = (file.sha256(), file.name());
    office.act(by, &format!("{name}-notice-{notice}"), Store { notice, file }).await?;
    Ok(Kept { sha256 })
}

/// The right to lay scans beside a notice, which was issued.
async fn issued(tx: &mut Tx, id: i64) -> Result<Grant, Stop> {
    let row = kept::find(tx, id).await?.ok_or(Refusal::NotThere)?;
    let by = tx.by();
    let (grant, _) = may(tx, by, Right::NoticeChange, Of::Dialogue(row.dialogue)).await?;
    match NoticeState::parse(&row.state) {
        Some(state) if state.is_issued() => Ok(grant),
        Some(NoticeState::Struck) => Err(Refusal::AlreadyStruck.into()),
        _ => Err(Refusal::NoticeNotIssued.into()),
    }
}

/// Keeps one file. The hash stands for its bytes.
#[derive(Clone, Debug, Serialize)]
struct Store {
    notice: i64,
    file: ScannedFile,
}

#[async_trait]
impl Act for Store {
    const NAME: &'static str = "notice.store_scan";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let grant = issued(tx, self.notice).await?;
        let file = &self.file;
        slip::keep_file(tx, &grant, &file.sha256(), file.kind(), file.bytes()).await?;
        Ok(())
    }
}

/// Lays files that are kept beside a notice that was issued.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AddScans {
    /// The notice.
    pub notice: i64,
    /// The files, at least one, in the order of the pages.
    pub files: Vec<Kept>,
}

#[async_trait]
impl Act for AddScans {
    const NAME: &'static str = "notice.add_scans";
    type Answer = Vec<i64>;

    fn draw(&self, ids: &Ids) -> Result<Vec<i64>, Error> {
        self.files.iter().take(MOST_SCANS).map(|_| ids.draw()).collect()
    }

    async fn run(&self, tx: &mut Tx, new: &Vec<i64>) -> Result<(), Stop> {
        let grant = issued(tx, self.notice).await?;
        all_kept(tx, &self.files).await?;
        tx.history(Subject::Notice, self.notice).await?;
        let rows: Vec<(i64, [u8; 32])> = new.iter().zip(&self.files).map(|(id, file)| (*id, file.sha256)).collect();
        scan::add(tx, &grant, self.notice, &rows).await?;
        let today = tx.today();
        tx.append(Subject::Notice, self.notice, today, NoticeEvent::Scanned { scans: new.clone() }.into())?;
        Ok(())
    }
}
