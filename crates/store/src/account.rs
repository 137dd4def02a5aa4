//! Accounts: who signs in, what each may do in which body, and the lists an administrator reads.
//!
//! [`session`] is on the path of every request, [`code`] holds what is used once, [`throttle`] slows guessing; [`device`],
//! [`pin`] and [`totp`] are the other ways by which somebody shows who they are.

pub mod code;
pub mod device;
pub mod pin;
pub mod session;
pub mod throttle;
pub mod totp;

use domain::day::{Day, Instant};
use domain::permission::Role;

use crate::grant::Grant;
use crate::reader::Read;
use crate::sql::{Page, page, places};
use crate::tx::{By, Tx};
use crate::{Error, Row, Value, args};

/// An account to be made.
#[derive(Clone, Debug)]
pub struct NewAccount<'a> {
    /// Its id.
    pub id: i64,
    /// The official who signs in with it.
    pub person: i64,
    /// The name typed at sign-in, in lower case.
    pub login: &'a str,
    /// The password's Argon2 string; none until the owner has set one with a slip.
    pub secret: Option<&'a str>,
    /// An account of a demonstration.
    pub demo: bool,
    /// When its password was set.
    pub at: Instant,
}

/// Makes an account; none grants it only while the program begins.
pub fn add(tx: &mut Tx, _: Option<&Grant>, new: &NewAccount<'_>) {
    tx.put(
        "INSERT INTO accounts (id, person_id, login, secret, secret_at, signed_in_at, demo, version)
         VALUES ($1, $2, $3, $4, $5, NULL, $6, 1)",
        args![new.id, new.person, new.login, new.secret, new.at, new.demo],
    );
}

/// Gives a role in a body for `from..to`, half-open. Given again from the same day it may last longer, never shorter: that
/// is [`revoke_role`].
pub fn grant_role(tx: &mut Tx, _: Option<&Grant>, account: i64, organisation: i64, role: Role, from: Day, to: Day) {
    tx.put(
        "INSERT INTO memberships (account_id, organisation_id, role, field, from_on, to_on) VALUES ($1, $2, $3, '', $4, $5)
         ON CONFLICT (account_id, organisation_id, role, field, from_on) DO UPDATE
         SET to_on = CASE WHEN excluded.to_on > memberships.to_on THEN excluded.to_on ELSE memberships.to_on END",
        args![account, organisation, role.as_str(), from, to],
    );
}

/// Takes a role in a body back from `today` on. False when it is not in force and will not be.
pub async fn revoke_role(
    tx: &mut Tx,
    _: &Grant,
    account: i64,
    organisation: i64,
    role: Role,
    today: Day,
) -> Result<bool, Error> {
    let changed = tx
        .run(
            "UPDATE memberships SET to_on = CASE WHEN from_on > $4 THEN from_on ELSE $4 END
             WHERE account_id = $1 AND organisation_id = $2 AND role = $3 AND to_on > $4 AND to_on > from_on",
            &args![account, organisation, role.as_str(), today],
        )
        .await?;
    Ok(changed > 0)
}

/// Whether somebody administers a body today and for good, from within it or from above it.
///
/// It takes the body's row first, so that two who take each other's role back at once do so one after the other.
pub async fn has_administrator(tx: &mut Tx, organisation: i64, today: Day) -> Result<bool, Error> {
    tx.run("UPDATE organisations SET version = version WHERE id = $1", &args![organisation]).await?;
    let row = tx
        .row(
            "SELECT m.account_id FROM organisation_scope c JOIN memberships m ON m.organisation_id = c.ancestor_id
             WHERE c.organisation_id = $1 AND m.role = 'administrator' AND m.from_on <= $2 AND m.to_on = $3 LIMIT 1",
            &args![organisation, today, Day::OPEN],
        )
        .await?;
    Ok(row.is_some())
}

/// Whether somebody administers a body from above it.
pub async fn is_administered_from_above(read: &mut dyn Read, organisation: i64) -> Result<bool, Error> {
    let today = read.today();
    let row = read
        .row(
            "SELECT m.account_id FROM organisation_scope c JOIN memberships m ON m.organisation_id = c.ancestor_id
             WHERE c.organisation_id = $1 AND c.ancestor_id <> $1 AND m.role = 'administrator'
               AND m.from_on <= $2 AND m.to_on = $3 LIMIT 1",
            &args![organisation, today, Day::OPEN],
        )
        .await?;
    Ok(row.is_some())
}

/// Whether an account also belongs to a body that `by` does not administer: then its password is not theirs to replace.
pub async fn reaches_beyond(read: &mut dyn Read, account: i64, by: By) -> Result<bool, Error> {
    let today = read.today();
    let row = read
        .row(
            "SELECT q.organisation_id FROM memberships q
             WHERE q.account_id = $1 AND q.to_on > $3 AND q.to_on > q.from_on AND NOT EXISTS (
               SELECT 1 FROM memberships m JOIN organisation_scope c ON c.ancestor_id = m.organisation_id
               WHERE m.account_id = $2 AND m.role = 'administrator' AND m.from_on <= $3 AND m.to_on > $3
                 AND c.organisation_id = q.organisation_id) LIMIT 1",
            &args![account, by.account, today],
        )
        .await?;
    Ok(row.is_some())
}

/// Whether an account has or had a role in a body that `by` administers.
pub async fn is_known(read: &mut dyn Read, account: i64, by: By) -> Result<bool, Error> {
    let today = read.today();
    let row = read
        .row(
            "SELECT q.account_id FROM memberships q
             JOIN organisation_scope c ON c.organisation_id = q.organisation_id
             JOIN memberships m ON m.organisation_id = c.ancestor_id
             WHERE q.account_id = $1 AND m.account_id = $2 AND m.role = 'administrator' AND m.from_on <= $3 AND m.to_on > $3
             LIMIT 1",
            &args![account, by.account, today],
        )
        .await?;
    Ok(row.is_some())
}

/// Sets the password. Every session of the account has to end with it; that is the act's part.
pub fn set_secret(tx: &mut Tx, account: i64, secret: &str, at: Instant) {
    tx.put(
        "UPDATE accounts SET secret = $2, secret_at = $3, version = version + 1 WHERE id = $1",
        args![account, secret, at],
    );
}

/// As [`set_secret`], if the password is still the one that was verified. False when it is not.
pub async fn change_secret(
    tx: &mut Tx,
    account: i64,
    verified: &str,
    secret: &str,
    at: Instant,
) -> Result<bool, Error> {
    let changed = tx
        .run(
            "UPDATE accounts SET secret = $3, secret_at = $4, version = version + 1 WHERE id = $1 AND secret = $2",
            &args![account, verified, secret, at],
        )
        .await?;
    Ok(changed == 1)
}

/// Whether all data of this database is invented.
pub async fn is_simulated(read: &mut dyn Read) -> Result<bool, Error> {
    let row = read.row("SELECT id FROM installation WHERE id = 1 AND simulated = 1", &[]).await?;
    Ok(row.is_some())
}

/// What signing in needs of an account.
#[derive(Clone)]
pub struct Login {
    /// The account.
    pub account: i64,
    /// The official.
    pub person: i64,
    /// The password's Argon2 string; none until one was set.
    pub secret: Option<String>,
    /// The body of its oldest role in force; none when it has no role today.
    pub organisation: Option<i64>,
}

/// The account of a login on a day.
pub async fn by_login(read: &mut dyn Read, login: &str) -> Result<Option<Login>, Error> {
    let today = read.today();
    let row = read
        .row(
            "SELECT a.id, a.person_id, a.secret,
                    (SELECT m.organisation_id FROM memberships m
                     WHERE m.account_id = a.id AND m.from_on <= $2 AND m.to_on > $2
                     ORDER BY m.from_on, m.organisation_id LIMIT 1)
             FROM accounts a WHERE a.login = $1",
            &args![login, today],
        )
        .await?;
    row.map(|row| {
        Ok(Login { account: row.get(0)?, person: row.get(1)?, secret: row.get(2)?, organisation: row.get(3)? })
    })
    .transpose()
}

/// Whether a login is taken.
pub async fn login_taken(read: &mut dyn Read, login: &str) -> Result<bool, Error> {
    Ok(read.row("SELECT id FROM accounts WHERE login = $1", &args![login]).await?.is_some())
}

/// Whether a person exists and has no account yet.
pub async fn is_free(read: &mut dyn Read, person: i64) -> Result<bool, Error> {
    let row = read
        .row(
            "SELECT p.id FROM people p WHERE p.id = $1 AND NOT EXISTS (SELECT 1 FROM accounts a WHERE a.person_id = p.id)",
            &args![person],
        )
        .await?;
    Ok(row.is_some())
}

/// A role that an account has or will have in a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MembershipRow {
    /// The account.
    pub account: i64,
    /// The body.
    pub organisation: i64,
    /// Its name.
    pub body: String,
    /// The role.
    pub role: Role,
    /// First day.
    pub from: Day,
    /// The day after the last.
    pub to: Day,
}

/// The roles of accounts that are in force today or will be, by account, body and role.
pub async fn memberships(read: &mut dyn Read, accounts: &[i64]) -> Result<Vec<MembershipRow>, Error> {
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    let mut values = args![read.today()].to_vec();
    values.extend(accounts.iter().map(|id| Value::Int(*id)));
    let sql = format!(
        "SELECT m.account_id, m.organisation_id, o.name, m.role, m.from_on, m.to_on
         FROM memberships m JOIN organisations o ON o.id = m.organisation_id
         WHERE m.to_on > $1 AND m.to_on > m.from_on AND m.account_id IN ({})
         ORDER BY m.account_id, o.sort_key, o.id, m.role, m.from_on",
        places(2, accounts.len())
    );
    let rows = read.rows(&sql, &values).await?;
    rows.iter()
        .map(|row| {
            Ok(MembershipRow {
                account: row.get(0)?,
                organisation: row.get(1)?,
                body: row.get(2)?,
                role: role(row, 3)?,
                from: row.get(4)?,
                to: row.get(5)?,
            })
        })
        .collect()
}

/// An account in an administrator's list.
#[derive(Clone, Debug)]
pub struct AccountRow {
    /// The account.
    pub id: i64,
    /// Name of the official.
    pub person: String,
    /// The login.
    pub login: String,
    /// When somebody last signed in with it.
    pub signed_in_at: Option<Instant>,
    /// Key by which a list is in order.
    pub sort_key: String,
}

fn account(row: &Row) -> Result<AccountRow, Error> {
    Ok(AccountRow {
        id: row.get(0)?,
        person: row.get(1)?,
        login: row.get(2)?,
        signed_in_at: row.get(3)?,
        sort_key: row.get(4)?,
    })
}

/// One account, without its secrets.
pub async fn find(read: &mut dyn Read, id: i64) -> Result<Option<AccountRow>, Error> {
    let row = read
        .row(
            "SELECT a.id, p.name, a.login, a.signed_in_at, p.sort_key FROM accounts a
             JOIN people p ON p.id = a.person_id WHERE a.id = $1",
            &args![id],
        )
        .await?;
    row.as_ref().map(account).transpose()
}

/// The accounts that have, had or will have a role in the grant's body or under it, by name, after an account.
pub async fn list(
    read: &mut dyn Read,
    grant: &Grant,
    after: Option<i64>,
    size: usize,
) -> Result<Page<AccountRow>, Error> {
    let limit = i64::try_from(size).unwrap_or(i64::MAX - 1) + 1;
    let last = match after {
        Some(id) => find(read, id).await?.map(|row| row.sort_key),
        None => None,
    };
    let rows = read
        .rows(
            "SELECT a.id, p.name, a.login, a.signed_in_at, p.sort_key FROM accounts a
             JOIN people p ON p.id = a.person_id
             WHERE EXISTS (SELECT 1 FROM memberships m JOIN organisation_scope c ON c.organisation_id = m.organisation_id
                           WHERE m.account_id = a.id AND c.ancestor_id = $1)
               AND (p.sort_key > $2 OR (p.sort_key = $2 AND a.id > $3))
             ORDER BY p.sort_key, a.id LIMIT $4",
            &args![grant.organisation, last.unwrap_or_default(), after.unwrap_or_default(), limit],
        )
        .await?;
    page(&rows, size, account)
}

fn role(row: &Row, index: usize) -> Result<Role, Error> {
    let word: String = row.get(index)?;
    Role::parse(&word).ok_or_else(|| Error::Corrupt(format!("a role {word}")))
}

/// Whether an account has a role at a body on a day.
pub async fn is_held(read: &mut dyn Read, organisation: i64, role: Role, on: Day) -> Result<bool, Error> {
    let row = read
        .row(
            "SELECT 1 FROM memberships WHERE organisation_id = $1 AND role = $2 AND from_on <= $3 AND to_on > $3 LIMIT 1",
            &args![organisation, role.as_str(), on],
        )
        .await?;
    Ok(row.is_some())
}

/// Those who have a role in a body on a day, by name.
pub async fn working_in(read: &mut dyn Read, organisation: i64, on: Day) -> Result<Vec<String>, Error> {
    let rows = read
        .rows(
            "SELECT DISTINCT p.name, p.sort_key FROM memberships m JOIN accounts a ON a.id = m.account_id
             JOIN people p ON p.id = a.person_id
             WHERE m.organisation_id = $1 AND m.from_on <= $2 AND m.to_on > $2 ORDER BY p.sort_key",
            &args![organisation, on],
        )
        .await?;
    rows.iter().map(|row| row.get(0)).collect()
}
