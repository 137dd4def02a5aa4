//! The first minutes of an installation: the first bodies, their place, and the one account that carries everything.

use async_trait::async_trait;
use std::fmt;

use domain::day::{Day, Instant};
use domain::event::{AccountEvent, Event, Subject};
use domain::key::name_key;
use domain::organisation::{COMMITTEE, Of, ROOT, template};
use domain::permission::Role;
use domain::refusal::Refusal;
use domain::territory::{Unit, parted, units};
use serde::{Deserialize, Serialize};
use store::account::code::{self, NewCode, Purpose};
use store::account::{self, NewAccount};
use store::organisation::{self, NewOrganisation};
use store::{Act, By, Error, Ids, Read, Stop, Tx};

use super::code::{code_of, hash_of, new_code};
use super::password::{self, Secret};
use super::reset::recovery_codes;
use super::session::{Verified, enter};
use super::throttle::{Subjects, attempt};
use super::{FIRST_CODE_MS, RECOVERY_CODES, Secrets, SignedIn, Visit, fresh_key, later, new_login};
use crate::Office;
use crate::field::{LINE, needed};
use crate::organisation::{Place as BeginPlace, found};

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

#[async_trait]
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

/// Which bodies the first run makes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Bodies {
    /// The People's Committee alone.
    OnlyCommittee {
        /// Its full name.
        name: String,
    },
    /// Those of the template for the place's level and type; see [`domain::organisation::template`].
    Template,
}

/// What is typed at the first run. A field that is refused is named `code`, `place`, `level`, `territory`,
/// `organisation`, `person`, `login` or `password`.
#[derive(Clone)]
pub struct Beginning {
    /// The code from the terminal, as typed.
    pub code: String,
    /// The place.
    pub place: BeginPlace,
    /// The bodies to make.
    pub bodies: Bodies,
    /// Name of the official.
    pub person: String,
    /// The login.
    pub login: String,
    /// The password.
    pub password: String,
}

impl fmt::Debug for Beginning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Beginning").field("place", &self.place).finish_non_exhaustive()
    }
}

/// The rows it made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Begun {
    /// The place, if it is one of one's own.
    pub territory: i64,
    /// The People's Committee, for which the first account works when it signs in.
    pub organisation: i64,
    /// The body over all of the place: the Party committee, or the People's Committee where that is the only one.
    pub root: i64,
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
    typed.place.read()?;
    if let Bodies::OnlyCommittee { name } = &typed.bodies {
        kept("organisation", name)?;
    }
    let person = kept("person", &typed.person)?;
    domain::password::check(&typed.password, &login)?;
    let subjects = Subjects::new(secrets, "first run", visit.address);
    attempt(office, subjects, visit.at).await?;
    let secret = password::hash(secrets, key, &domain::password::composed(&typed.password)).await?;
    let act = Begin {
        code: hash_of(secrets, &typed.code),
        place: typed.place.clone(),
        bodies: typed.bodies.clone(),
        person,
        login,
        secret: secret.clone(),
        secrets: secrets.clone(),
        subjects,
        at: Fixed(visit.at),
    };
    let begun = office.act(By::NOBODY, key, act).await?.answer;
    let codes = recovery_codes(secrets, &begun.recovery);
    let signed_in = enter(office, begun.by(), Verified::Password(secret.0), None, visit).await?;
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
    place: BeginPlace,
    bodies: Bodies,
    person: String,
    login: String,
    secret: Secret,
    #[serde(skip)]
    secrets: Secrets,
    #[serde(skip)]
    subjects: Subjects,
    at: Fixed,
}

#[async_trait]
impl Act for Begin {
    const NAME: &'static str = "installation.begin";
    type Answer = Begun;

    fn draw(&self, ids: &Ids) -> Result<Begun, Error> {
        Ok(Begun {
            territory: ids.draw()?,
            // Drawn before the root's: of bodies that somebody joined on the same day, signing in takes the first.
            organisation: ids.draw()?,
            root: if self.bodies == Bodies::Template { ids.draw()? } else { 0 },
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
        let territory = self.place.ensure(tx, None, new.territory, None, tx.today()).await?;
        match &self.bodies {
            Bodies::OnlyCommittee { name } => found_committee(tx, new, territory, name)?,
            Bodies::Template => self.found_all(tx, new, territory).await?,
        }
        self.open(tx, new)
    }
}

impl Begin {
    /// The bodies of the template in force today, since the day on which the place got them.
    async fn found_all(&self, tx: &mut Tx, new: &Begun, territory: i64) -> Result<(), Stop> {
        let today = tx.today();
        let (level, code, name) = self.place.read()?;
        let template = template(level, today).ok_or(Refusal::NotAChoice { field: "level" })?;
        let unit = if name.is_none() { units().at(level, code, today) } else { None };
        let above = unit.and_then(|unit| units().parent(unit, today));
        let (kind, bare) = unit.map_or_else(|| parted(name.unwrap_or_default()), |unit| (unit.kind, unit.bare));
        let within = above.map(Unit::running);
        let place_above = store::territory::find(tx, territory).await?.and_then(|row| row.parent);
        let from = unit.map_or(template.from, |unit| unit.from.max(template.from));
        let bodies = template.bodies_of(Of { kind, bare, above: within.as_deref() }, today);
        // The type says which bodies there are: a name without one, or with that of another level, tells too little.
        if bodies.first().is_none_or(|root| kind.is_empty() || root.kind != ROOT) {
            return Err(Refusal::NotAChoice { field: "territory" }.into());
        }
        let mut made: Vec<(&str, i64)> = Vec::new();
        for body in bodies {
            let id = match body.kind {
                COMMITTEE => new.organisation,
                _ if made.is_empty() => new.root,
                _ => tx.id()?,
            };
            let of = |key: &str| made.iter().find(|(known, _)| *known == key).map(|(_, id)| *id);
            let under: Vec<(&str, i64)> = body.under.iter().filter_map(|(line, key)| Some((*line, of(key)?))).collect();
            let territory = place_above.filter(|_| body.above).unwrap_or(territory);
            let (kind, name, outside) = (body.kind, body.name.as_str(), body.outside);
            found(tx, None, &NewOrganisation { id, territory, kind, name, under: &under, outside, from }, today)?;
            made.push((body.key, id));
        }
        Ok(())
    }

    /// What the first account may do: one clerk carries everything until others have accounts.
    fn roles(&self, new: &Begun) -> Vec<(i64, Role)> {
        match self.bodies {
            Bodies::OnlyCommittee { .. } => {
                vec![(new.organisation, Role::Administrator), (new.organisation, Role::Clerk)]
            }
            Bodies::Template => {
                vec![(new.root, Role::Administrator), (new.root, Role::Clerk), (new.organisation, Role::Clerk)]
            }
        }
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
        for (organisation, role) in self.roles(new) {
            account::grant_role(tx, None, new.account, organisation, role, today, Day::OPEN);
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

/// The People's Committee alone, since before anybody asks: nothing says here when it came into being.
fn found_committee(tx: &mut Tx, new: &Begun, territory: i64, name: &str) -> Result<(), Stop> {
    let today = tx.today();
    let body = NewOrganisation {
        id: new.organisation,
        territory,
        kind: COMMITTEE,
        name: name.trim(),
        under: &[],
        outside: false,
        from: Day::FLOOR,
    };
    found(tx, None, &body, today)
}
