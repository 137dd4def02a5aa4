//! Sending on to a body that is not known yet: it becomes an outside body by the same act.

use async_trait::async_trait;
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::organisation::NewOrganisation;
use store::transfer::outside;
use store::{Act, Error, Ids, Stop, Tx};

use super::{SendOn, Sent};
use crate::case::found;
use crate::field::{LINE, needed};
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
    type Answer = Sent;

    fn draw(&self, ids: &Ids) -> Result<Sent, Error> {
        self.send.draw(ids)
    }

    async fn run(&self, tx: &mut Tx, new: &Sent) -> Result<(), Stop> {
        let send = &self.send;
        let case = found(tx, Right::CaseTransfer, send.case, send.version, send.happened_on).await?;
        let name = needed("other_body", &self.name, LINE)?;
        let place = outside::place_of(tx, case.origin, &self.level).await?;
        let territory = place.ok_or(Refusal::NotAChoice { field: "other_level" })?;
        let to = if let Some(known) = outside::named(tx, territory, name, case.on).await? {
            known
        } else {
            let id = tx.id()?;
            let body =
                NewOrganisation { id, territory, kind: "outside", name, under: &[], outside: true, from: case.on };
            found_body(tx, Some(&case.grant), &body, case.on)?;
            id
        };
        SendOn { to, ..send.clone() }.run(tx, new).await
    }
}
