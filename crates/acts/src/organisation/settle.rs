//! What a body settles for itself: whether whoever drafts a reply may approve it as well.

use async_trait::async_trait;
use domain::day::Day;
use domain::event::{Event, OrganisationEvent, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::grant::{Of, may};
use store::{Act, Error, Ids, Read, Stop, Tx, organisation};

use super::in_force;
use crate::field::{REASON, happened, needed};

/// Lets whoever drafts a reply of a body approve it as well (người soạn tự duyệt), or no longer: for offices of one or two
/// people. It stays in the history of the body, with the reason.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SettleApproval {
    /// The body.
    pub organisation: i64,
    /// Whether they may.
    pub own: bool,
    /// Why, and who decided it.
    pub reason: String,
    /// Day on which it was decided.
    pub happened_on: Day,
}

#[async_trait]
impl Act for SettleApproval {
    const NAME: &'static str = "organisation.settle_approval";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, body) = may(tx, by, Right::OrganisationSettle, Of::Organisation(self.organisation)).await?;
        in_force(&body)?;
        let on = happened(self.happened_on, tx.today())?;
        if organisation::own_approval(tx, self.organisation).await? == self.own {
            return Err(Refusal::AlreadyDone.into());
        }
        let words = tx.text(needed("reason", &self.reason, REASON)?)?;
        tx.history(Subject::Organisation, self.organisation).await?;
        organisation::set_own_approval(tx, &grant, self.organisation, self.own);
        let settled = Event::Organisation(OrganisationEvent::ApprovalSettled { own: self.own, words });
        tx.append(Subject::Organisation, self.organisation, on, settled)?;
        Ok(())
    }
}
