//! Account sessions: one browser signed in. Their times are the machine's, whatever the database's own today is.

use std::sync::LazyLock;

use domain::day::{Day, Instant};
use domain::permission::Role;

use super::role;
use crate::message::COUNTED;
use crate::reader::Read;
use crate::sql::places;
use crate::tx::{By, Tx};
use crate::{Error, Value, args};

/// A session to begin.
#[derive(Clone, Debug)]
pub struct NewSession<'a> {
    /// Its id.
    pub id: i64,
    /// SHA-256 of the token that the browser holds.
    pub token_hash: [u8; 32],
    /// The account.
    pub account: i64,
    /// The body for which it works.
    pub organisation: i64,
    /// Browser and machine, as short as they can be told.
    pub device: &'a str,
    /// When it begins.
    pub at: Instant,
    /// When it ends at the latest.
    pub ends_at: Instant,
    /// The registered machine on which it begins by a PIN.
    pub registered: Option<i64>,
    /// Whether a code of the account's app is still to come.
    pub waits: bool,
}

/// What was verified before a session begins; both as Argon2 strings.
#[derive(Clone, Copy, Debug)]
pub enum Proof<'a> {
    /// The password.
    Password(&'a str),
    /// The PIN.
    Pin(&'a str),
}

/// Begins a session if the password or PIN is still the one that was verified. False when it is not.
///
/// The account's row is changed with it, so that a password set at the same moment and this come one after the other.
pub async fn begin(tx: &mut Tx, new: &NewSession<'_>, verified: Proof<'_>) -> Result<bool, Error> {
    let (sql, verified) = match verified {
        Proof::Password(secret) => ("UPDATE accounts SET signed_in_at = $3 WHERE id = $1 AND secret = $2", secret),
        Proof::Pin(secret) => (
            "UPDATE accounts SET signed_in_at = $3
             WHERE id = $1 AND EXISTS (SELECT 1 FROM pins n WHERE n.account_id = $1 AND n.secret = $2)",
            secret,
        ),
    };
    let changed = tx.run(sql, &args![new.account, verified, new.at]).await?;
    if changed != 1 {
        return Ok(false);
    }
    tx.put(
        "INSERT INTO account_sessions (token_hash, id, account_id, organisation_id, device, issued_at, seen_at, ends_at,
           device_id, waits, locked_at)
         VALUES ($1, $2, $3, $4, $5, $6, $6, $7, $8, $9, NULL)",
        args![
            new.token_hash,
            new.id,
            new.account,
            new.organisation,
            new.device,
            new.at,
            new.ends_at,
            new.registered,
            new.waits
        ],
    );
    Ok(true)
}

/// Whether a session opens pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Open,
    /// The code of the account's app is still to come.
    Waits,
    /// The screen is locked.
    Locked,
}

/// Who is signed in with a token, and as what: one statement, on the path of every request.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// The session.
    pub id: i64,
    /// Account, person and body for acts.
    pub by: By,
    /// The login.
    pub login: String,
    /// Name of the official.
    pub name: String,
    /// Name of the body.
    pub body: String,
    /// Place of the body.
    pub territory: i64,
    /// Level of that place.
    pub level: String,
    /// Name of that place.
    pub place: String,
    /// Name of the place it lies in.
    pub within: Option<String>,
    /// When the session was last noted as used.
    pub seen_at: Instant,
    /// The roles in that body on the day, at least one.
    pub roles: Vec<Role>,
    /// The roles on the day in bodies above it.
    pub above: Vec<Role>,
    /// The registered machine on which it began by a PIN.
    pub registered: Option<i64>,
    /// Whether it opens pages.
    pub standing: Standing,
    /// An app gives codes of the account.
    pub has_totp: bool,
    /// The account has a role today, in any body, that asks for such a code; see [`Role::needs_totp`].
    pub needs_totp: bool,
    /// How many of its messages are unread, not counted beyond [`crate::message::COUNTED`].
    pub unread: i64,
}

/// The statement of [`find`]; the roles that ask for a code begin at $5.
static FIND: LazyLock<String> = LazyLock::new(|| {
    format!(
        "SELECT s.id, s.account_id, a.person_id, s.organisation_id, a.login, p.name, o.name, o.territory_id, t.level,
                t.name, w.name, s.seen_at, m.role, m.organisation_id, s.device_id, s.waits,
                CASE WHEN s.locked_at IS NULL THEN 0 ELSE 1 END,
                CASE WHEN EXISTS (SELECT 1 FROM totps f WHERE f.account_id = s.account_id
                  AND f.confirmed_at IS NOT NULL AND f.ended_at IS NULL) THEN 1 ELSE 0 END,
                CASE WHEN EXISTS (SELECT 1 FROM memberships x WHERE x.account_id = s.account_id
                  AND x.from_on <= $4 AND x.to_on > $4 AND x.role IN ({})) THEN 1 ELSE 0 END,
                (SELECT COUNT(*) FROM (SELECT n.id FROM messages n
                  WHERE n.account_id = s.account_id AND n.read_at IS NULL LIMIT {COUNTED}) u)
         FROM account_sessions s
         JOIN accounts a ON a.id = s.account_id JOIN people p ON p.id = a.person_id
         JOIN organisations o ON o.id = s.organisation_id
         JOIN territories t ON t.id = o.territory_id LEFT JOIN territories w ON w.id = t.parent_id
         JOIN memberships m ON m.account_id = s.account_id AND m.from_on <= $4 AND m.to_on > $4
         JOIN organisation_scope c ON c.ancestor_id = m.organisation_id AND c.organisation_id = s.organisation_id
         WHERE s.token_hash = $1 AND s.ends_at > $2 AND s.seen_at > $3",
        places(5, asking().count())
    )
});

fn asking() -> impl Iterator<Item = Role> {
    Role::ALL.into_iter().filter(|role| role.needs_totp())
}

/// The session of a token, unless it has ended, was idle since before `idle_since`, or the account has no role left in
/// the session's body on `today`.
pub async fn find(
    read: &mut dyn Read,
    token_hash: [u8; 32],
    now: Instant,
    idle_since: Instant,
    today: Day,
) -> Result<Option<SessionRow>, Error> {
    let mut values = args![token_hash, now, idle_since, today].to_vec();
    values.extend(asking().map(|role| Value::from(role.as_str())));
    let rows = read.rows(&FIND, &values).await?;
    let Some(row) = rows.first() else { return Ok(None) };
    let organisation: i64 = row.get(3)?;
    let (mut roles, mut above) = (Vec::new(), Vec::new());
    for row in &rows {
        let own = row.get::<i64>(13)? == organisation;
        if own { &mut roles } else { &mut above }.push(role(row, 12)?);
    }
    if roles.is_empty() {
        return Ok(None);
    }
    for roles in [&mut roles, &mut above] {
        roles.sort_unstable();
        roles.dedup();
    }
    Ok(Some(SessionRow {
        id: row.get(0)?,
        by: By { account: row.get(1)?, actor: row.get(2)?, organisation },
        login: row.get(4)?,
        name: row.get(5)?,
        body: row.get(6)?,
        territory: row.get(7)?,
        level: row.get(8)?,
        place: row.get(9)?,
        within: row.get(10)?,
        seen_at: row.get(11)?,
        registered: row.get(14)?,
        standing: match (row.get(15)?, row.get(16)?) {
            (true, _) => Standing::Waits,
            (false, true) => Standing::Locked,
            (false, false) => Standing::Open,
        },
        has_totp: row.get(17)?,
        needs_totp: row.get(18)?,
        unread: row.get(19)?,
        roles,
        above,
    }))
}

/// Notes that a session is in use; never backwards.
pub fn touch(tx: &mut Tx, id: i64, at: Instant) {
    tx.put("UPDATE account_sessions SET seen_at = $2 WHERE id = $1 AND seen_at < $2", args![id, at]);
}

/// Moves a session to another body in which its account has a role today. False when it has none, or the session is over.
pub async fn work_for(tx: &mut Tx, account: i64, id: i64, organisation: i64, today: Day) -> Result<bool, Error> {
    let moved = tx
        .run(
            "UPDATE account_sessions SET organisation_id = $3 WHERE id = $1 AND account_id = $2 AND EXISTS (
               SELECT 1 FROM memberships m WHERE m.account_id = $2 AND m.organisation_id = $3
                 AND m.from_on <= $4 AND m.to_on > $4)",
            &args![id, account, organisation, today],
        )
        .await?;
    Ok(moved == 1)
}

/// The code of the account's app came: the session is in use. False when it was not waiting for one.
pub async fn pass(tx: &mut Tx, account: i64, id: i64) -> Result<bool, Error> {
    let passed = tx
        .run(
            "UPDATE account_sessions SET waits = 0 WHERE id = $1 AND account_id = $2 AND waits = 1",
            &args![id, account],
        )
        .await?;
    Ok(passed == 1)
}

/// Locks the screen of a session, or unlocks it. False when there is none of that id.
pub async fn lock(tx: &mut Tx, account: i64, id: i64, at: Option<Instant>) -> Result<bool, Error> {
    let done = tx
        .run("UPDATE account_sessions SET locked_at = $3 WHERE id = $1 AND account_id = $2", &args![id, account, at])
        .await?;
    Ok(done == 1)
}

/// Ends one session of an account. False when there is none of that id.
pub async fn end(tx: &mut Tx, account: i64, id: i64) -> Result<bool, Error> {
    let ended = tx.run("DELETE FROM account_sessions WHERE id = $1 AND account_id = $2", &args![id, account]).await?;
    Ok(ended == 1)
}

/// Ends all sessions of an account but one, and says how many. `kept` 0 keeps none.
pub async fn end_all(tx: &mut Tx, account: i64, kept: i64) -> Result<u64, Error> {
    tx.run("DELETE FROM account_sessions WHERE account_id = $1 AND id <> $2", &args![account, kept]).await
}

/// A session as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionListRow {
    /// The session.
    pub id: i64,
    /// Browser and machine.
    pub device: String,
    /// When it began.
    pub issued_at: Instant,
    /// When it was last noted as used.
    pub seen_at: Instant,
}

/// The sessions of an account in force, newest first.
pub async fn list(
    read: &mut dyn Read,
    account: i64,
    now: Instant,
    idle_since: Instant,
) -> Result<Vec<SessionListRow>, Error> {
    let rows = read
        .rows(
            "SELECT id, device, issued_at, seen_at FROM account_sessions
             WHERE account_id = $1 AND ends_at > $2 AND seen_at > $3 ORDER BY issued_at DESC, id DESC LIMIT 100",
            &args![account, now, idle_since],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(SessionListRow { id: row.get(0)?, device: row.get(1)?, issued_at: row.get(2)?, seen_at: row.get(3)? })
        })
        .collect()
}

/// Forgets sessions that ended or were idle since before `idle_since`.
pub fn forget(tx: &mut Tx, now: Instant, idle_since: Instant) {
    tx.put("DELETE FROM account_sessions WHERE ends_at <= $1 OR seen_at <= $2", args![now, idle_since]);
}
