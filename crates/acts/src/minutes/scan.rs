//! Scans of signed minutes: kept by their content, laid beside the session, opened by an act.
//!
//! A picture is cleaned as a photographed slip is; of a PDF it is checked that it is one and that nothing in it runs. Both
//! happen outside the writer.

use async_trait::async_trait;
use domain::event::{DialogueEvent, Event, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use store::grant::{Of, may};
use store::{Act, By, Error, Ids, Read, Stop, Tx, minutes, slip};

use super::of_session;
use super::pdf::runs;
use crate::Office;
use crate::slip::picture::{MOST_BYTES, Picture};

/// Scans that are laid beside a session at once, at most.
pub const MOST_SCANS: usize = 20;

/// The field of the form.
const FIELD: &str = "scans";

/// A file that is kept and not yet a scan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

/// A file as it is kept: a PDF in which nothing runs, or a picture without what a camera wrote. The hash stands for its bytes.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct ScannedFile {
    sha256: [u8; 32],
    kind: &'static str,
    #[serde(skip)]
    bytes: Vec<u8>,
}

impl ScannedFile {
    /// Cleans a file outside the writer. Refused as [`Self::clean`] says.
    pub(crate) async fn cleaned(bytes: Vec<u8>) -> Result<Self, Stop> {
        let cleaned = tokio::task::spawn_blocking(move || Self::clean(bytes))
            .await
            .map_err(|e| Error::Driver(format!("checking a scan broke off: {e}")))?;
        Ok(cleaned?)
    }

    /// SHA-256 of its bytes.
    pub(crate) const fn sha256(&self) -> [u8; 32] {
        self.sha256
    }

    /// The hash in letters, for the key of the act that keeps it.
    pub(crate) fn name(&self) -> String {
        self.sha256.iter().fold(String::with_capacity(64), |name, byte| format!("{name}{byte:02x}"))
    }

    /// Its type, such as `application/pdf`.
    pub(crate) const fn kind(&self) -> &'static str {
        self.kind
    }

    /// Its bytes.
    pub(crate) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Checks and cleans a file. Refused when it is too large, neither PDF nor picture, broken, or would run something.
    fn clean(file: Vec<u8>) -> Result<Self, Refusal> {
        if file.len() > MOST_BYTES {
            return Err(Refusal::TooLarge { field: FIELD, most: 20 });
        }
        if file.starts_with(b"%PDF-") {
            let holds = |part: &[u8], word: &[u8]| part.windows(word.len()).any(|here| here == word);
            let tail = &file[file.len().saturating_sub(2048)..];
            if !holds(tail, b"%%EOF") || !holds(&file, b"startxref") || runs(&file) {
                return Err(Refusal::NotAScan { field: FIELD });
            }
            return Ok(Self { sha256: Sha256::digest(&file).into(), kind: "application/pdf", bytes: file });
        }
        let picture = Picture::clean(&file).map_err(|_| Refusal::NotAScan { field: FIELD })?;
        Ok(Self { sha256: picture.sha256, kind: picture.kind, bytes: picture.bytes })
    }
}

/// The files of a form: at least one, not too many, and all of them kept.
pub(crate) async fn all_kept(tx: &mut Tx, files: &[Kept]) -> Result<(), Stop> {
    if files.is_empty() {
        return Err(Refusal::Missing { field: FIELD }.into());
    }
    if files.len() > MOST_SCANS {
        return Err(Refusal::TooMany { field: FIELD, most: MOST_SCANS }.into());
    }
    for file in files {
        if slip::file(tx, &file.sha256).await?.is_none() {
            return Err(Refusal::NotAScan { field: FIELD }.into());
        }
    }
    Ok(())
}

/// Cleans a file and keeps it, once however often it comes. Refused as no scan, or as too large.
pub async fn keep(office: &Office, by: By, session: i64, bytes: Vec<u8>) -> Result<Kept, Stop> {
    let file = ScannedFile::cleaned(bytes).await?;
    let (sha256, name) = (file.sha256(), file.name());
    office.act(by, &format!("{name}-minutes-{session}"), Store { session, file }).await?;
    Ok(Kept { sha256 })
}

/// Keeps one file. The hash stands for its bytes.
#[derive(Clone, Debug, Serialize)]
struct Store {
    session: i64,
    file: ScannedFile,
}

#[async_trait]
impl Act for Store {
    const NAME: &'static str = "minutes.store_scan";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, row) = of_session(tx, self.session).await?;
        if row.signed_on.is_none() {
            return Err(Refusal::MinutesNotSigned.into());
        }
        slip::keep_file(tx, &grant, &self.file.sha256, self.file.kind, &self.file.bytes).await?;
        Ok(())
    }
}

/// Lays files that are kept beside the minutes of a session, which were signed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AddScans {
    /// The session.
    pub session: i64,
    /// The files, at least one, in the order of the pages.
    pub files: Vec<Kept>,
}

#[async_trait]
impl Act for AddScans {
    const NAME: &'static str = "minutes.add_scans";
    type Answer = Vec<i64>;

    fn draw(&self, ids: &Ids) -> Result<Vec<i64>, Error> {
        self.files.iter().take(MOST_SCANS).map(|_| ids.draw()).collect()
    }

    async fn run(&self, tx: &mut Tx, new: &Vec<i64>) -> Result<(), Stop> {
        let (grant, row) = of_session(tx, self.session).await?;
        if row.signed_on.is_none() {
            return Err(Refusal::MinutesNotSigned.into());
        }
        all_kept(tx, &self.files).await?;
        tx.history(Subject::Dialogue, row.dialogue).await?;
        let rows: Vec<(i64, [u8; 32])> = new.iter().zip(&self.files).map(|(id, file)| (*id, file.sha256)).collect();
        minutes::add_scans(tx, &grant, self.session, &rows).await?;
        let on = tx.today();
        let scanned = DialogueEvent::MinutesScanned { session: self.session, scans: new.clone() };
        tx.append(Subject::Dialogue, row.dialogue, on, scanned.into())?;
        Ok(())
    }
}

/// Opens a scan, which shows names and handwriting. Each opening is recorded.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct OpenScan {
    /// The scan.
    pub scan: i64,
}

#[async_trait]
impl Act for OpenScan {
    const NAME: &'static str = "minutes.open_scan";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let row = minutes::find_scan(tx, self.scan).await?.ok_or(Refusal::NotThere)?;
        let by = tx.by();
        may(tx, by, Right::CaseReadIdentity, Of::Dialogue(row.dialogue)).await?;
        let on = tx.today();
        tx.history(Subject::Dialogue, row.dialogue).await?;
        tx.append(Subject::Dialogue, row.dialogue, on, Event::Dialogue(DialogueEvent::ScanOpened { scan: self.scan }))?;
        Ok(())
    }
}
