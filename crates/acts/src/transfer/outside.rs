//! Sending on to a body that is not known yet: it becomes an outside body by the same act.

use async_trait::async_trait;
use domain::day::Day;
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::grant::Grant;
use store::organisation::NewOrganisation;
use store::transfer::outside;
use store::{Act, Error, Ids, Stop, Tx, territory};

use super::{SendOn, Sent};
use crate::case::found;
use crate::field::{LINE, needed};
use crate::import::outsider;
use crate::organisation::found as found_body;

/// Sends points of a case by letter to a body that is named here. One of that name in that place gets it, else the body is
/// written down as one outside the program, under nobody.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SendOutside {
    /// What is sent; its receiver is the body that is named.
    pub send: SendOn,
    /// The name of the body.
    pub name: String,
    /// The level of its place: that of the body that sends, or one above.
    pub level: String,
}

#[async_trait]
impl Act for SendOutside {
    const NAME: &'static str = "transfer.send_outside";
    /// Two letters that name one body at once would each write it down.
    const ALONE: bool = true;
    type Answer = Sent;

    fn draw(&self, ids: &Ids) -> Result<Sent, Error> {
        self.send.draw(ids)
    }

    async fn run(&self, tx: &mut Tx, new: &Sent) -> Result<(), Stop> {
        let send = &self.send;
        let case = found(tx, Right::CaseTransfer, send.case, send.version, send.happened_on).await?;
        let to = receiver(tx, (&case.grant, case.decides), (&self.name, &self.level), case.on).await?;
        SendOn { to, ..send.clone() }.run(tx, new).await
    }
}

/// The body of a name in the place of a level, that of the body `decides` or one above it: the one that is there, else it is
/// written down as one outside the program, under nobody.
pub(crate) async fn receiver(
    tx: &mut Tx,
    (grant, decides): (&Grant, i64),
    (name, level): (&str, &str),
    on: Day,
) -> Result<i64, Stop> {
    let name = needed("other_body", name, LINE)?;
    let place = outside::place_of(tx, decides, level).await?;
    let territory = place.ok_or(Refusal::NotAChoice { field: "other_level" })?;
    if let Some(known) = outside::named(tx, territory, name, on).await? {
        return Ok(known);
    }
    // Nor is one that is there under its longer name: "Điện lực" and "Điện lực phụ trách xã …" are one body.
    if let Some(known) = outsider(tx, decides, (name, level), on).await? {
        return Ok(known);
    }
    let id = tx.id()?;
    // It was there before this letter, and one with an earlier date may be typed tomorrow: it has the days of its place.
    let from = territory::find(tx, territory).await?.ok_or(Refusal::NotAChoice { field: "other_level" })?.from.min(on);
    let body = NewOrganisation { id, territory, kind: "outside", name, under: &[], outside: true, from };
    found_body(tx, Some(grant), &body, on)?;
    Ok(id)
}
