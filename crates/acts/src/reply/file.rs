//! Files that show what came of a point: cleaned and kept as scans of minutes are, outside the writer, then laid beside what a
//! reply, or a draft that may still be written anew, says of the point.

use async_trait::async_trait;
use domain::correction::effective;
use domain::event::{CaseEvent, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::reply::DraftState;
use serde::{Deserialize, Serialize};
use store::grant::{Grant, Of, may};
use store::reply::file::{self, NewFiles};
use store::{Act, By, Error, Ids, Read, Stop, Tx, case, slip};

use crate::Office;
use crate::case::{acting, found};
use crate::minutes::{Kept, MOST_SCANS, ScannedFile, all_kept};

/// Cleans a file and keeps it, once however often it comes. Refused as no scan, and as too large.
pub async fn keep(office: &Office, by: By, case: i64, bytes: Vec<u8>) -> Result<Kept, Stop> {
    let file = ScannedFile::cleaned(bytes).await?;
    let (sha256, name) = (file.sha256(), file.name());
    office.act(by, &format!("{name}-evidence-{case}"), Store { case, file }).await?;
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
    const NAME: &'static str = "reply.store_file";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, _): (Grant, _) = may(tx, by, Right::CaseReply, Of::Case(self.case)).await?;
        let file = &self.file;
        slip::keep_file(tx, &grant, &file.sha256(), file.kind(), file.bytes()).await?;
        Ok(())
    }
}

/// Lays files that are kept beside what a reply or a draft says of a point. Refused where it says nothing of it, and once a draft
/// went on to whoever approves it: what is approved is what was shown.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AddFiles {
    /// The case.
    pub case: i64,
    /// The reply, or the draft.
    pub reply: i64,
    /// The point.
    pub point: i64,
    /// The files, at least one, in their order.
    pub files: Vec<Kept>,
}

#[async_trait]
impl Act for AddFiles {
    const NAME: &'static str = "reply.add_files";
    type Answer = Vec<i64>;

    fn draw(&self, ids: &Ids) -> Result<Vec<i64>, Error> {
        self.files.iter().take(MOST_SCANS).map(|_| ids.draw()).collect()
    }

    async fn run(&self, tx: &mut Tx, new: &Vec<i64>) -> Result<(), Stop> {
        let by = tx.by();
        // Without the right nobody learns whether there is such a case.
        may(tx, by, Right::CaseReply, Of::Case(self.case)).await?;
        let version = case::find(tx, self.case).await?.ok_or(Refusal::NotThere)?.version;
        let today = tx.today();
        let found = found(tx, Right::CaseReply, self.case, version, today).await?;
        found.state(&effective(&found.events))?;
        let told = file::told_of(tx, self.case, self.reply, self.point).await?;
        let (body, state) = told.ok_or(Refusal::NotAChoice { field: "point" })?;
        if state.is_some_and(|state| !DraftState::parse(&state).is_some_and(DraftState::is_open)) {
            return Err(Refusal::DraftMoved.into());
        }
        let on_behalf_of = (body != found.grant.organisation).then_some(body);
        acting(tx, &found, on_behalf_of, &[body]).await?;
        all_kept(tx, &self.files).await?;
        let attached = CaseEvent::EvidenceFiled { reply: self.reply, point: self.point, files: new.clone() };
        let event = tx.append(Subject::Case, self.case, today, attached.into())?;
        let files: Vec<(i64, [u8; 32])> = new.iter().zip(&self.files).map(|(id, file)| (*id, file.sha256)).collect();
        let rows = NewFiles { case: self.case, reply: self.reply, point: self.point, event, files: &files };
        file::add(tx, &found.grant, &rows).await?;
        found.settle(tx).await
    }
}
