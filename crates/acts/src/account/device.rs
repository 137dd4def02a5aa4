//! Machines that an administrator registered for a body: on them its people switch by a PIN.
//!
//! The token is derived from the id of the row with the installation's key: a form sent twice gives the browser the same one,
//! and no answer has to keep it.

use async_trait::async_trait;
use domain::event::{Event, OrganisationEvent, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::Serialize;
use sha2::{Digest, Sha256};
use store::account::device::{self, DeviceRow, NewDevice};
use store::grant::{Of, may};
use store::{Act, Error, Ids, Read, Stop, Tx};

use super::administer::takes_accounts;
use super::begin::Fixed;
use super::session::hex;
use super::{Secrets, keyed};
use crate::field::needed;

/// Characters of a machine's name.
const NAME: usize = 60;

/// Registers the machine at which one sits for a body. Its browser then needs [`device_token`] of the answer.
#[derive(Clone, Debug, Serialize)]
pub struct RegisterDevice {
    /// The body.
    pub organisation: i64,
    /// What the machine is called there, as typed.
    pub name: String,
    /// The keys of the installation.
    #[serde(skip)]
    pub secrets: Secrets,
}

#[async_trait]
impl Act for RegisterDevice {
    const NAME: &'static str = "device.register";
    type Answer = i64;

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        ids.draw()
    }

    async fn run(&self, tx: &mut Tx, id: &i64) -> Result<(), Stop> {
        let (by, organisation, on) = (tx.by(), self.organisation, tx.today());
        let (grant, body) = may(tx, by, Right::DeviceRegister, Of::Organisation(organisation)).await?;
        takes_accounts(&body)?;
        let name = needed("device_name", &self.name, NAME)?;
        let token_hash = Sha256::digest(device_token(&self.secrets, *id)).into();
        device::add(tx, &grant, &NewDevice { id: *id, organisation, token_hash, name, on });
        note(tx, organisation, OrganisationEvent::DeviceRegistered { device: *id }).await
    }
}

/// Takes a machine back: its browser offers nobody's PIN any more, and the sessions that began on it by one end. Done
/// as well when it was taken back before.
#[derive(Clone, Debug, Serialize)]
pub struct RevokeDevice {
    device: i64,
    at: Fixed,
}

impl RevokeDevice {
    /// Takes a machine back at a time of this machine.
    pub fn new(device: i64, at: domain::day::Instant) -> Self {
        Self { device, at: Fixed(at) }
    }
}

#[async_trait]
impl Act for RevokeDevice {
    const NAME: &'static str = "device.revoke";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        let organisation = device::owner(tx, self.device).await?.ok_or(Refusal::NotThere)?;
        let (grant, _) = may(tx, by, Right::DeviceRegister, Of::Organisation(organisation)).await?;
        if device::revoke(tx, &grant, self.device, self.at.0).await? {
            note(tx, organisation, OrganisationEvent::DeviceRevoked { device: self.device }).await?;
        }
        Ok(())
    }
}

async fn note(tx: &mut Tx, organisation: i64, event: OrganisationEvent) -> Result<(), Stop> {
    tx.history(Subject::Organisation, organisation).await?;
    let today = tx.today();
    tx.append(Subject::Organisation, organisation, today, Event::Organisation(event))?;
    Ok(())
}

/// The token of a registered machine, for its browser and nothing else.
pub fn device_token(secrets: &Secrets, device: i64) -> String {
    hex(&keyed(&secrets.codes, "langnghe/v1/device", &[&device.to_be_bytes()]))
}

/// The machine whose browser holds a token; none when it was taken back or its body has ended.
pub async fn device_of(read: &mut dyn Read, token: &str) -> Result<Option<DeviceRow>, Error> {
    if token.len() != 64 {
        return Ok(None);
    }
    device::by_token(read, Sha256::digest(token).into()).await
}
