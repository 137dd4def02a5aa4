//! How what was left moves to its receiver: cases, dialogues, roles of accounts, bodies below.

use domain::event::{AccountEvent, CaseEvent, DialogueEvent, Event, OrganisationEvent, Subject};
use domain::handover::Kind;
use domain::permission::{Act as Right, Role};
use domain::refusal::Refusal;
use store::grant::{Grant, Of, may};
use store::handover::give::{self, OpenItem};
use store::{Error, Read, Stop, Tx, account, dialogue, organisation};

use super::of_kind;
use crate::dialogue::settle;

/// Who takes what of whom.
#[derive(Clone, Copy, Debug)]
pub(super) struct Receiver {
    /// The list.
    pub(super) handover: i64,
    /// The body that ended, or whose post it was.
    pub(super) from: i64,
    /// The body that receives.
    pub(super) to: i64,
    /// The term of the official who receives.
    pub(super) term: Option<i64>,
    /// Whether it was left by a term: then the body is still there and needs somebody who administers it.
    pub(super) of_term: bool,
}

impl Receiver {
    /// Takes items of any kind. Whoever gives accounts or places bodies has to administer the receiver.
    pub(super) async fn take_all(self, tx: &mut Tx, grant: &Grant, items: Vec<OpenItem>) -> Result<(), Stop> {
        self.take_cases(tx, grant, &of_kind(&items, Kind::Case)).await?;
        for item in of_kind(&items, Kind::Dialogue) {
            self.take_dialogue(tx, grant, item.subject).await?;
        }
        let roles = of_kind(&items, Kind::Membership);
        if !roles.is_empty() {
            self.administered(tx, Right::AccountGrant).await?;
            self.take_roles(tx, grant, &roles).await?;
        }
        let bodies = of_kind(&items, Kind::Body);
        if !bodies.is_empty() {
            let grant = self.administered(tx, Right::OrganisationChange).await?;
            for body in bodies {
                self.take_body(tx, &grant, body).await?;
            }
        }
        Ok(())
    }

    /// The right over the receiver, without which nothing of this kind is put into its hands.
    async fn administered(self, tx: &mut Tx, right: Right) -> Result<Grant, Stop> {
        let by = tx.by();
        match may(tx, by, right, Of::Organisation(self.to)).await {
            Ok((grant, _)) => Ok(grant),
            Err(Stop::Refused(_)) => Err(Refusal::NotAllowed.into()),
            Err(stop) => Err(stop),
        }
    }

    /// All cases with few statements: a district leaves thousands.
    async fn take_cases(self, tx: &mut Tx, grant: &Grant, cases: &[&OpenItem]) -> Result<(), Stop> {
        let cases: Vec<i64> = cases.iter().map(|item| item.subject).collect();
        if cases.is_empty() {
            return Ok(());
        }
        let today = tx.today();
        tx.histories(Subject::Case, &cases).await?;
        for case in &cases {
            let event = CaseEvent::TakenOver { handover: self.handover, from: self.from, to: self.to };
            tx.append(Subject::Case, *case, today, Event::Case(event))?;
        }
        give::move_cases(tx, grant, &cases, self.from, self.to).await?;
        Ok(())
    }

    /// A dialogue of another body, which an official of this one chaired, stays there and gets its chair. So does each of its
    /// sessions to come that such an official was to chair.
    async fn take_dialogue(self, tx: &mut Tx, grant: &Grant, id: i64) -> Result<(), Stop> {
        let held_by = dialogue::find(tx, id).await?.ok_or(Refusal::NotThere)?.organisation;
        let organisation = if held_by == self.from { self.to } else { held_by };
        let left = give::unchaired(tx, id, self.from).await?;
        let today = tx.today();
        tx.history(Subject::Dialogue, id).await?;
        let (handover, chair) = (self.handover, left.chair.or(self.term));
        let event = DialogueEvent::HandedOver { handover, organisation, chair };
        tx.append(Subject::Dialogue, id, today, Event::Dialogue(event))?;
        for session in left.sessions {
            let event = match self.term {
                Some(chair) => DialogueEvent::SessionChaired { session, chair, deputy_reason: None },
                None => DialogueEvent::SessionUnchaired { session },
            };
            tx.append(Subject::Dialogue, id, today, Event::Dialogue(event))?;
        }
        settle(tx, grant, id).await
    }

    async fn take_roles(self, tx: &mut Tx, grant: &Grant, roles: &[&OpenItem]) -> Result<(), Stop> {
        let today = tx.today();
        let official = match self.term {
            None => None,
            // A role is given to somebody who can sign in.
            Some(term) => Some(give::account_of_term(tx, term).await?.ok_or(Refusal::NotAChoice { field: "term" })?),
        };
        for item in roles {
            let role = Role::parse(&item.detail).ok_or_else(|| Error::Corrupt(format!("a role {}", item.detail)))?;
            let (old, new) = (item.subject, official.unwrap_or(item.subject));
            if (self.from, old) == (self.to, new) {
                // The same official goes on in the same body in another post.
                continue;
            }
            let periods = give::periods(tx, old, self.from, role).await?;
            account::revoke_role(tx, grant, old, self.from, role, today).await?;
            note(tx, old, AccountEvent::Revoked { organisation: self.from, role }).await?;
            for (from, to) in periods {
                let from = from.max(today);
                account::grant_role(tx, Some(grant), new, self.to, role, from, to);
                let granted = AccountEvent::Granted { organisation: self.to, role, from_on: from, to_on: to };
                note(tx, new, granted).await?;
            }
            if old == new {
                give::move_sessions(tx, grant, old, self.from, self.to);
            }
        }
        if self.of_term && !account::has_administrator(tx, self.from, today).await? {
            return Err(Refusal::LastAdministrator.into());
        }
        Ok(())
    }

    async fn take_body(self, tx: &mut Tx, grant: &Grant, item: &OpenItem) -> Result<(), Stop> {
        if organisation::is_over(tx, item.subject, self.to).await? {
            return Err(Refusal::Circle.into());
        }
        let row = organisation::find(tx, item.subject).await?.ok_or(Refusal::NotThere)?;
        organisation::step(tx, grant, item.subject, row.version).await?;
        let today = tx.today();
        organisation::place(tx, grant, item.subject, &item.detail, Some(self.to), today).await?;
        tx.history(Subject::Organisation, item.subject).await?;
        let event = OrganisationEvent::Placed { line: item.detail.clone(), superior: Some(self.to) };
        tx.append(Subject::Organisation, item.subject, today, Event::Organisation(event))?;
        Ok(())
    }
}

async fn note(tx: &mut Tx, account: i64, event: AccountEvent) -> Result<(), Stop> {
    let today = tx.today();
    tx.history(Subject::Account, account).await?;
    tx.append(Subject::Account, account, today, Event::Account(event))?;
    Ok(())
}
