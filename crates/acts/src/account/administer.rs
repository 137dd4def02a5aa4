//! What an administrator does: accounts, roles, slips for a new password.

use async_trait::async_trait;
use domain::day::{Day, Instant};
use domain::event::{AccountEvent, Event, Subject};
use domain::key::name_key;
use domain::permission::{Act as Right, Role};
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::account::code::{self, Purpose};
use store::account::{self, NewAccount, session};
use store::grant::{Of, SUBJECT, may};
use store::{Act, By, Error, Ids, Read, Row, Stop, Tx, organisation};

use super::begin::Fixed;
use super::code::{code_of, new_code};
use super::password::Secret;
use super::session::note;
use super::{SLIP_MS, Secrets, as_login, fresh_key, later, new_login};
use crate::Office;
use crate::field::{LINE, needed};
use crate::organisation::in_force;

/// Whose account it is.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Person {
    /// Somebody not entered yet, by name.
    New(String),
    /// An official entered before, who has no account.
    Known(i64),
}

/// Makes an account in a body, and a slip with which its owner sets a password.
#[derive(Clone, Debug, Serialize)]
pub struct Create {
    /// Whose it is.
    pub person: Person,
    /// The login, as typed.
    pub login: String,
    /// The body.
    pub organisation: i64,
    /// The roles in that body from today on; at least one.
    pub roles: Vec<Role>,
    /// A password instead of a slip: only in a database whose data are invented, and marked as such.
    pub demo: Option<Secret>,
    /// The keys of the installation.
    #[serde(skip)]
    pub secrets: Secrets,
    /// The machine's time.
    #[serde(skip)]
    pub at: Instant,
}

/// The rows it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Created {
    /// The account.
    pub account: i64,
    /// The official, where it is a new one.
    pub person: i64,
    /// The slip.
    pub slip: i64,
}

#[async_trait]
impl Act for Create {
    const NAME: &'static str = "account.create";
    type Answer = Created;

    fn draw(&self, ids: &Ids) -> Result<Created, Error> {
        let drawn = ids.draw()?;
        let person = if let Person::Known(known) = self.person { known } else { drawn };
        Ok(Created { account: ids.draw()?, person, slip: ids.draw()? })
    }

    async fn run(&self, tx: &mut Tx, new: &Created) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, body) = may(tx, by, Right::AccountCreate, Of::Organisation(self.organisation)).await?;
        takes_accounts(&body)?;
        let login = new_login(&self.login)?;
        if self.roles.is_empty() {
            return Err(Refusal::Missing { field: "role" }.into());
        }
        if account::login_taken(tx, &login).await? {
            return Err(Refusal::LoginTaken.into());
        }
        if self.demo.is_some() && !account::is_simulated(tx).await? {
            return Err(Refusal::SimulatedOnly.into());
        }
        match &self.person {
            Person::New(name) => {
                let name = needed("person", name, LINE)?;
                organisation::add_person(tx, Some(&grant), new.person, name, &name_key(name));
            }
            Person::Known(known) if account::is_free(tx, *known).await? => {}
            Person::Known(_) => return Err(Refusal::NotAChoice { field: "person" }.into()),
        }
        let row = NewAccount {
            id: new.account,
            person: new.person,
            login: &login,
            secret: self.demo.as_ref().map(|secret| secret.0.as_str()),
            demo: self.demo.is_some(),
            at: self.at,
        };
        account::add(tx, Some(&grant), &row);
        let (today, organisation) = (tx.today(), self.organisation);
        let mut events = vec![AccountEvent::Created { organisation }];
        for role in &self.roles {
            account::grant_role(tx, Some(&grant), new.account, organisation, *role, today, Day::OPEN);
            events.push(AccountEvent::Granted { organisation, role: *role, from_on: today, to_on: Day::OPEN });
        }
        if self.demo.is_some() {
            events.push(AccountEvent::PasswordSet);
        } else {
            slip(tx, &self.secrets, new.account, new.slip, self.at);
            events.push(AccountEvent::ResetIssued);
        }
        tx.start(Subject::Account, new.account);
        for event in events {
            tx.append(Subject::Account, new.account, today, Event::Account(event))?;
        }
        Ok(())
    }
}

/// Gives an account a role in a body.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct GrantRole {
    /// The account.
    pub account: i64,
    /// The body.
    pub organisation: i64,
    /// The role.
    pub role: Role,
    /// First day.
    pub from: Day,
    /// The day after the last; [`Day::OPEN`] without end.
    pub to: Day,
}

#[async_trait]
impl Act for GrantRole {
    const NAME: &'static str = "account.grant";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        knows(tx, by, self.account).await?;
        let (grant, body) = may(tx, by, Right::AccountGrant, Of::Organisation(self.organisation)).await?;
        takes_accounts(&body)?;
        if self.to <= self.from {
            return Err(Refusal::NotAChoice { field: "to_on" }.into());
        }
        account::grant_role(tx, Some(&grant), self.account, self.organisation, self.role, self.from, self.to);
        let (organisation, role) = (self.organisation, self.role);
        note(tx, self.account, AccountEvent::Granted { organisation, role, from_on: self.from, to_on: self.to }).await
    }
}

/// Takes a role back, at once. Refused when it would leave nobody who administers the body.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct RevokeRole {
    /// The account.
    pub account: i64,
    /// The body.
    pub organisation: i64,
    /// The role.
    pub role: Role,
}

#[async_trait]
impl Act for RevokeRole {
    const NAME: &'static str = "account.revoke";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        knows(tx, by, self.account).await?;
        let (grant, _) = may(tx, by, Right::AccountRevoke, Of::Organisation(self.organisation)).await?;
        let (today, organisation, role) = (tx.today(), self.organisation, self.role);
        if !account::revoke_role(tx, &grant, self.account, organisation, role, today).await? {
            return Err(Refusal::NotThere.into());
        }
        if role == Role::Administrator && !account::has_administrator(tx, organisation, today).await? {
            return Err(Refusal::LastAdministrator.into());
        }
        note(tx, self.account, AccountEvent::Revoked { organisation, role }).await
    }
}

/// Ends every session of an account: one's own but the one in use, or all of somebody's whom one administers.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct SignOutEverywhere {
    /// The account.
    pub account: i64,
    /// The session in use, which stays; 0 for none.
    pub kept: i64,
}

#[async_trait]
impl Act for SignOutEverywhere {
    const NAME: &'static str = "account.sign_out_everywhere";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        if self.account == by.account {
            may(tx, by, Right::SessionOwn, Of::Account(by.account)).await?;
        } else {
            may_replace_password(tx, by, self.account).await?;
        }
        session::end_all(tx, self.account, self.kept).await?;
        note(tx, self.account, AccountEvent::SignedOutEverywhere).await
    }
}

/// Refuses a body that has ended, and one outside the program, whose people have no accounts.
pub(super) fn takes_accounts(body: &Row) -> Result<(), Stop> {
    in_force(body)?;
    if body.get(SUBJECT + 7)? { Err(Refusal::NotAChoice { field: "organisation" }.into()) } else { Ok(()) }
}

/// To whoever administers none of the bodies that an account has or had a role in, it is not there.
async fn knows(tx: &mut Tx, by: By, account: i64) -> Result<(), Stop> {
    if account::is_known(tx, account, by).await? { Ok(()) } else { Err(Refusal::NotThere.into()) }
}

/// Whoever belongs to a body that one does not administer keeps their password to themselves.
async fn may_replace_password(tx: &mut Tx, by: By, account: i64) -> Result<(), Stop> {
    may(tx, by, Right::AccountReset, Of::Account(account)).await?;
    if account::reaches_beyond(tx, account, by).await? {
        return Err(Refusal::NotAllowed.into());
    }
    Ok(())
}

/// A slip of paper: a code with which the owner of an account sets a new password once.
#[derive(Clone, PartialEq, Eq)]
pub struct Slip {
    /// The account.
    pub account: i64,
    /// The code, shown once.
    pub code: String,
    /// When it is over.
    pub until: Instant,
}

/// Makes an account and says the code of its slip; see [`Create`].
pub async fn create(office: &Office, by: By, key: &str, act: Create) -> Result<Slip, Stop> {
    let (secrets, at) = (act.secrets.clone(), act.at);
    let created = office.act(by, key, act).await?.answer;
    let code = code_of(&secrets, Purpose::Slip, created.slip);
    Ok(Slip { account: created.account, code, until: later(at, SLIP_MS) })
}

/// Issues a slip for a new password and voids the one before.
#[derive(Clone, Debug, Serialize)]
pub struct IssueSlip {
    account: i64,
    #[serde(skip)]
    secrets: Secrets,
    at: Fixed,
}

#[async_trait]
impl Act for IssueSlip {
    const NAME: &'static str = "account.reset";
    type Answer = i64;

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        ids.draw()
    }

    async fn run(&self, tx: &mut Tx, id: &i64) -> Result<(), Stop> {
        let by = tx.by();
        may_replace_password(tx, by, self.account).await?;
        slip(tx, &self.secrets, self.account, *id, self.at.0);
        note(tx, self.account, AccountEvent::ResetIssued).await
    }
}

/// A slip for an account that one administers; see [`IssueSlip`].
pub async fn issue_slip(
    office: &Office,
    secrets: &Secrets,
    by: By,
    key: &str,
    account: i64,
    at: Instant,
) -> Result<Slip, Stop> {
    let act = IssueSlip { account, secrets: secrets.clone(), at: Fixed(at) };
    let id = office.act(by, key, act).await?.answer;
    Ok(Slip { account, code: code_of(secrets, Purpose::Slip, id), until: later(at, SLIP_MS) })
}

/// A slip for whoever can run commands on the machine: the way back of the last administrator.
pub async fn reset_by_command(office: &Office, secrets: &Secrets, login: &str, at: Instant) -> Result<Slip, Stop> {
    let found = account::by_login(&mut office.store().reader().await?, &as_login(login)).await?;
    let account = found.ok_or(Refusal::NotThere)?.account;
    let act = IssueByCommand(IssueSlip { account, secrets: secrets.clone(), at: Fixed(at) });
    let id = office.act(By::NOBODY, &fresh_key(), act).await?.answer;
    Ok(Slip { account, code: code_of(secrets, Purpose::Slip, id), until: later(at, SLIP_MS) })
}

#[derive(Serialize)]
struct IssueByCommand(IssueSlip);

#[async_trait]
impl Act for IssueByCommand {
    const NAME: &'static str = "account.reset_by_command";
    type Answer = i64;

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        ids.draw()
    }

    // The right to this act is the file of the key, which the command has read.
    async fn run(&self, tx: &mut Tx, id: &i64) -> Result<(), Stop> {
        let Self(IssueSlip { account, secrets, at }) = self;
        slip(tx, secrets, *account, *id, at.0);
        note(tx, *account, AccountEvent::ResetIssued).await
    }
}

fn slip(tx: &mut Tx, secrets: &Secrets, account: i64, id: i64, at: Instant) {
    let new = new_code(secrets, Purpose::Slip, id);
    code::replace(tx, Some(account), Purpose::Slip, &[new], at, later(at, SLIP_MS));
}
