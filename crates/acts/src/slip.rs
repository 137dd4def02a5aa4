//! Photographed slips: laid beside a session, typed one after the other, set aside with a reason.
//!
//! What a camera writes beside a picture is removed in [`picture`], before anything is kept and outside the writer.

pub mod picture;

use async_trait::async_trait;
use domain::event::{DialogueEvent, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::grant::{Grant, Of, SUBJECT, may};
use store::slip::{self, NewSlip, SlipRow};
use store::{Act, By, Error, Ids, Read, Stop, Tx};

use crate::Office;
use crate::field::{REASON, needed};
use picture::Picture;

/// Slips that are laid beside a session at once, at most.
pub const MOST_AT_ONCE: usize = 50;

/// A picture that is kept and not yet a slip.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// Degrees clockwise by which it is turned to stand upright.
    pub rotation: i64,
}

/// Cleans a picture and keeps it, once however often it comes. Refused as no picture, or as too large. One at a time, so that
/// fifty of them need the memory of one, and people who type meanwhile wait for one at most.
pub async fn keep(office: &Office, by: By, session: i64, bytes: Vec<u8>) -> Result<Kept, Stop> {
    let cleaned = tokio::task::spawn_blocking(move || Picture::clean(&bytes))
        .await
        .map_err(|e| Error::Driver(format!("cleaning a picture broke off: {e}")))?;
    let picture = cleaned?;
    let kept = Kept { sha256: picture.sha256, rotation: picture.rotation };
    let key = format!("{}-{session}", picture.name());
    office.act(by, &key, Store { session, picture }).await?;
    Ok(kept)
}

/// Keeps one picture. The hash stands for its bytes.
#[derive(Clone, Debug, Serialize)]
struct Store {
    session: i64,
    picture: Picture,
}

#[async_trait]
impl Act for Store {
    const NAME: &'static str = "slip.store";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let grant = beside(tx, self.session).await?.0;
        let Picture { sha256, kind, bytes, .. } = &self.picture;
        slip::keep_file(tx, &grant, sha256, kind, bytes).await?;
        Ok(())
    }
}

/// The right to lay slips beside a session, and its dialogue; refused while it has not begun and once it was concluded.
async fn beside(tx: &mut Tx, session: i64) -> Result<(Grant, i64), Stop> {
    let by = tx.by();
    let (grant, desk) = may(tx, by, Right::SubmissionRaise, Of::Session(session, None)).await?;
    let state: String = desk.get(SUBJECT + 1)?;
    if state != "open" && state != "held" {
        return Err(Refusal::DialogueNotOpen.into());
    }
    Ok((grant, desk.get(SUBJECT)?))
}

/// Lays pictures that are kept beside a session, in the order given, to be typed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Add {
    /// The session.
    pub session: i64,
    /// The pictures, at least one.
    pub pictures: Vec<Kept>,
}

/// The rows it made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Added {
    /// The slips, in the order of the pictures.
    pub slips: Vec<i64>,
}

#[async_trait]
impl Act for Add {
    const NAME: &'static str = "slip.add";
    type Answer = Added;

    fn draw(&self, ids: &Ids) -> Result<Added, Error> {
        let slips = self.pictures.iter().take(MOST_AT_ONCE).map(|_| ids.draw()).collect::<Result<_, _>>()?;
        Ok(Added { slips })
    }

    async fn run(&self, tx: &mut Tx, new: &Added) -> Result<(), Stop> {
        let (grant, dialogue) = beside(tx, self.session).await?;
        if self.pictures.is_empty() {
            return Err(Refusal::Missing { field: "photos" }.into());
        }
        if self.pictures.len() > MOST_AT_ONCE {
            return Err(Refusal::TooMany { field: "photos", most: MOST_AT_ONCE }.into());
        }
        for picture in &self.pictures {
            if slip::file(tx, &picture.sha256).await?.is_none() {
                return Err(Refusal::NotAPicture { field: "photos" }.into());
            }
        }
        tx.history(Subject::Dialogue, dialogue).await?;
        let rows: Vec<NewSlip> = new
            .slips
            .iter()
            .zip(&self.pictures)
            .map(|(id, picture)| NewSlip { id: *id, sha256: picture.sha256, rotation: picture.rotation })
            .collect();
        slip::add(tx, &grant, self.session, &rows).await?;
        let today = tx.today();
        let added = DialogueEvent::SlipsAdded { session: self.session, slips: new.slips.clone() };
        tx.append(Subject::Dialogue, dialogue, today, added.into())?;
        Ok(())
    }
}

/// Sets a slip that waits aside: nothing is typed from it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetAside {
    /// The slip.
    pub slip: i64,
    /// Why, such as that it cannot be read or was handed in twice.
    pub reason: String,
}

#[async_trait]
impl Act for SetAside {
    const NAME: &'static str = "slip.set_aside";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, row) = of_session(tx, self.slip).await?;
        let reason = needed("reason", &self.reason, REASON)?;
        let (today, reason) = (tx.today(), tx.text(reason)?);
        tx.history(Subject::Dialogue, row.dialogue).await?;
        if !slip::set_aside(tx, &grant, self.slip, &reason).await? {
            return Err(Refusal::SlipNotWaiting.into());
        }
        let aside = DialogueEvent::SlipSetAside { slip: self.slip, reason };
        tx.append(Subject::Dialogue, row.dialogue, today, aside.into())?;
        Ok(())
    }
}

/// Lets a slip that was set aside wait again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TakeUp {
    /// The slip.
    pub slip: i64,
}

#[async_trait]
impl Act for TakeUp {
    const NAME: &'static str = "slip.take_up";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, row) = of_session(tx, self.slip).await?;
        tx.history(Subject::Dialogue, row.dialogue).await?;
        if !slip::take_up(tx, &grant, self.slip).await? {
            return Err(Refusal::AlreadyDone.into());
        }
        let today = tx.today();
        let up = DialogueEvent::SlipTakenUp { slip: self.slip };
        tx.append(Subject::Dialogue, row.dialogue, today, up.into())?;
        Ok(())
    }
}

/// A slip, with the right to what lies beside its session.
async fn of_session(tx: &mut Tx, id: i64) -> Result<(Grant, SlipRow), Stop> {
    let row = slip::find(tx, id).await?.ok_or(Refusal::NotThere)?;
    let (grant, _) = beside(tx, row.session).await?;
    Ok((grant, row))
}
