//! The first minutes of an installation: the first body, its place, and the one account that carries everything.

use std::fmt;

use domain::day::{Day, Instant};
use domain::event::{AccountEvent, Event, OrganisationEvent, Subject};
use domain::key::name_key;
use domain::permission::Role;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::account::code::{self, NewCode, Purpose};
use store::account::{self, NewAccount};
use store::organisation::{self, NewOrganisation, NewTerritory};
use store::{Act, By, Error, Ids, Read, Stop, Tx};

use super::code::{code_of, hash_of, new_code};
use super::password::{self, Secret};
use super::reset::recovery_codes;
use super::session::enter;
use super::throttle::{Subjects, attempt};
use super::{FIRST_CODE_MS, RECOVERY_CODES, Secrets, SignedIn, Visit, fresh_key, later, new_login};
use crate::Office;
use crate::field::{LINE, needed};

/// What the first account may do: one clerk carries everything until others have accounts.
const FIRST_ROLES: [Role; 2] = [Role::Administrator, Role::Clerk];
/// Levels of the first body's place.
const LEVELS: [&str; 3] = ["commune", "district", "province"];

/// The code with which the first account is made.
#[derive(Clone, PartialEq, Eq)]
pub struct FirstCode {
    /// The code, for the terminal and nothing else.
    pub code: String,
    /// When it is over.
    pub until: Instant,
}

/// The first code, while there is no body; the same one as long as it works.
pub async fn first_code(office: &Office, secrets: &Secrets, at: Instant) -> Result<Option<FirstCode>, Stop> {
    let told = |id, until| Ok(Some(FirstCode { code: code_of(secrets, Purpose::First, id), until }));
    loop {
        let mut reader = office.store().reader().await?;
        if organisation::any(&mut reader).await? {
            return Ok(None);
        }
        let working = code::working(&mut reader, None, Purpose::First, at).await?;
        drop(reader);
        if let Some(row) = working.last() {
            return told(row.id, row.ends_at);
        }
        let invite = Invite { secrets: secrets.clone(), at };
        match office.act(By::NOBODY, &fresh_key(), invite).await {
            Ok(done) => return told(done.answer, later(at, FIRST_CODE_MS)),
            // Another node was faster: its code is the one that works.
            Err(Stop::Refused(Refusal::Conflict)) => {}
            Err(Stop::Refused(Refusal::NotThere)) => return Ok(None),
            Err(stop) => return Err(stop),
        }
    }
}

#[derive(Serialize)]
struct Invite {
    #[serde(skip)]
    secrets: Secrets,
    at: Instant,
}

impl Act for Invite {
    const NAME: &'static str = "installation.invite";
    type Answer = i64;

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        ids.draw()
    }

    // Nobody has an account yet: whoever reads the terminal may begin.
    async fn run(&self, tx: &mut Tx, id: &i64) -> Result<(), Stop> {
        code::hold_installation(tx).await?;
        if organisation::any(tx).await? {
            return Err(Refusal::NotThere.into());
        }
        if !code::working(tx, None, Purpose::First, self.at).await?.is_empty() {
            return Err(Refusal::Conflict.into());
        }
        let new = new_code(&self.secrets, Purpose::First, *id);
        code::replace(tx, None, Purpose::First, &[new], self.at, later(self.at, FIRST_CODE_MS));
        Ok(())
    }
}

/// What is typed at the first run.
#[derive(Clone)]
pub struct Beginning {
    /// The code from the terminal, as typed.
    pub code: String,
    /// `commune`, `district` or `province`.
    pub level: String,
    /// Official code of the place; empty when it is not known.
    pub territory_code: String,
    /// Name of the place with its type.
    pub territory: String,
    /// Full name of the People's Committee.
    pub organisation: String,
    /// Name of the official.
    pub person: String,
    /// The login.
    pub login: String,
    /// The password.
    pub password: String,
}

impl fmt::Debug for Beginning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Beginning").field("territory", &self.territory).finish_non_exhaustive()
    }
}

/// The rows it made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// The place.
    pub territory: i64,
    /// The body.
    pub organisation: i64,
    /// The official.
    pub person: i64,
    /// The account.
    pub account: i64,
    /// Its recovery codes.
    pub recovery: Vec<i64>,
}

impl Begun {
    /// The first account, as it acts.
    pub fn by(&self) -> By {
        By { account: self.account, actor: self.person, organisation: self.organisation }
    }
}

/// Makes the first body and its account, draws its recovery codes and signs it in. The same form sent twice is answered
/// twice with the same codes; any other is refused as not there once there is a body.
pub async fn begin(
    office: &Office,
    secrets: &Secrets,
    key: &str,
    typed: &Beginning,
    visit: &Visit,
) -> Result<(Begun, Vec<String>, SignedIn), Stop> {
    let login = new_login(&typed.login)?;
    let kept = |field, typed| needed(field, typed, LINE).map(str::to_owned);
    if !LEVELS.contains(&typed.level.as_str()) {
        return Err(Refusal::NotAChoice { field: "level" }.into());
    }
    let (territory, organisation) = (kept("territory", &typed.territory)?, kept("organisation", &typed.organisation)?);
    let person = kept("person", &typed.person)?;
    domain::password::check(&typed.password, &login)?;
    let subjects = Subjects::new(secrets, "first run", visit.address);
    attempt(office, subjects, visit.at).await?;
    let secret = password::hash(secrets, key, &domain::password::composed(&typed.password)).await?;
    let act = Begin {
        code: hash_of(secrets, &typed.code),
        level: typed.level.clone(),
        territory_code: typed.territory_code.trim().to_owned(),
        territory,
        organisation,
        person,
        login,
        secret: secret.clone(),
        secrets: secrets.clone(),
        subjects,
        at: Fixed(visit.at),
    };
    let begun = office.act(By::NOBODY, key, act).await?.answer;
    let codes = recovery_codes(secrets, &begun.recovery);
    let signed_in = enter(office, begun.by(), secret.0, None, visit).await?;
    Ok((begun, codes, signed_in))
}

/// A moment that is no part of what was asked for: a form sent again is the same act.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fixed(pub(super) Instant);

impl Serialize for Fixed {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_unit()
    }
}

/// The one act of the first run; see [`begin`].
#[derive(Serialize)]
pub struct Begin {
    code: [u8; 32],
    level: String,
    territory_code: String,
    territory: String,
    organisation: String,
    person: String,
    login: String,
    secret: Secret,
    #[serde(skip)]
    secrets: Secrets,
    #[serde(skip)]
    subjects: Subjects,
    at: Fixed,
}

impl Act for Begin {
    const NAME: &'static str = "installation.begin";
    type Answer = Begun;

    fn draw(&self, ids: &Ids) -> Result<Begun, Error> {
        Ok(Begun {
            territory: ids.draw()?,
            organisation: ids.draw()?,
            person: ids.draw()?,
            account: ids.draw()?,
            recovery: (0..RECOVERY_CODES).map(|_| ids.draw()).collect::<Result<_, _>>()?,
        })
    }

    // The right to this act is the code, and that there is no body yet.
    async fn run(&self, tx: &mut Tx, new: &Begun) -> Result<(), Stop> {
        code::hold_installation(tx).await?;
        if organisation::any(tx).await? {
            return Err(Refusal::NotThere.into());
        }
        if !code::use_once(tx, None, [Purpose::First; 2], self.code, self.at.0).await? {
            return Err(Refusal::CodeWrong.into());
        }
        self.subjects.clear(tx);
        self.found(tx, new)?;
        self.open(tx, new)
    }
}

impl Begin {
    /// The place and its People's Committee, since before anybody asks: nothing says here when they came into being.
    fn found(&self, tx: &mut Tx, new: &Begun) -> Result<(), Stop> {
        let own_code = new.territory.to_string();
        let territory = NewTerritory {
            id: new.territory,
            level: &self.level,
            code: if self.territory_code.is_empty() { &own_code } else { &self.territory_code },
            name: &self.territory,
            parent: None,
            from: Day::FLOOR,
        };
        organisation::add_territory(tx, None, &territory);
        let body = NewOrganisation {
            id: new.organisation,
            territory: new.territory,
            kind: "peoples_committee",
            name: &self.organisation,
            superior: None,
            outside: false,
            from: Day::FLOOR,
        };
        organisation::found(tx, None, &body);
        let founded = OrganisationEvent::Founded { kind: body.kind.to_owned(), territory: new.territory };
        tx.start(Subject::Organisation, new.organisation);
        let today = tx.today();
        tx.append(Subject::Organisation, new.organisation, today, Event::Organisation(founded))?;
        Ok(())
    }

    /// The official, the account with its roles, and its recovery codes.
    fn open(&self, tx: &mut Tx, new: &Begun) -> Result<(), Stop> {
        organisation::add_person(tx, None, new.person, &self.person, &name_key(&self.person));
        let row = NewAccount {
            id: new.account,
            person: new.person,
            login: &self.login,
            secret: Some(&self.secret.0),
            demo: false,
            at: self.at.0,
        };
        account::add(tx, None, &row);
        let today = tx.today();
        let mut events = vec![AccountEvent::Created { organisation: new.organisation }];
        for role in FIRST_ROLES {
            account::grant_role(tx, None, new.account, new.organisation, role, today, Day::OPEN);
            let organisation = new.organisation;
            events.push(AccountEvent::Granted { organisation, role, from_on: today, to_on: Day::OPEN });
        }
        let codes: Vec<NewCode> =
            new.recovery.iter().map(|id| new_code(&self.secrets, Purpose::Recovery, *id)).collect();
        code::replace(tx, Some(new.account), Purpose::Recovery, &codes, self.at.0, Instant::OPEN);
        events.extend([AccountEvent::PasswordSet, AccountEvent::RecoveryIssued]);
        tx.start(Subject::Account, new.account);
        for event in events {
            tx.append(Subject::Account, new.account, today, Event::Account(event))?;
        }
        Ok(())
    }
}
