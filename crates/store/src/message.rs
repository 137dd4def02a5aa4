//! What accounts are told (tin báo): ids, days and kinds, and never a word that somebody typed.

mod settings;

use domain::behalf::whose;
use domain::day::{Day, Instant};
use domain::event::{CaseEvent, Event, Recorded, Subject};
use domain::message::{APPROVERS, HEADS, Kind, OWNERS, Told, WORKERS, Whom, of};
use domain::permission::Role;

use crate::reader::Read;
use crate::sql::{Page, page, places};
use crate::tx::Tx;
use crate::{Error, Row, Value, args, event};

pub use settings::{Settings, set, settings};

/// The most that unread messages are counted: beyond it the page says "99+".
pub const COUNTED: i64 = 100;

/// A message to be told to accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMessage {
    /// What it says.
    pub kind: Kind,
    /// What it is about.
    pub subject: Subject,
    /// The id of that.
    pub id: i64,
    /// The event of which it tells.
    pub event: Option<i64>,
    /// The last day that it names.
    pub due_on: Option<Day>,
    /// When it happened.
    pub at: Instant,
    /// Names it once for each account.
    pub unique_key: String,
}

/// Tells accounts of a body something; an account that was told already, or wants not to be told of that kind, is passed over.
pub async fn tell(tx: &mut Tx, organisation: i64, accounts: &[i64], new: &NewMessage) -> Result<(), Error> {
    if accounts.is_empty() {
        return Ok(());
    }
    let deaf = deaf(tx, accounts, new.kind).await?;
    for account in accounts.iter().filter(|account| !deaf.contains(account)) {
        let id = tx.id()?;
        tx.put(
            "INSERT INTO messages (id, account_id, organisation_id, kind, subject, subject_id, event_id, due_on, at,
               unique_key, read_at, digest_on)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, NULL, NULL)
             ON CONFLICT (account_id, unique_key) DO NOTHING",
            args![
                id,
                *account,
                organisation,
                new.kind.as_str(),
                new.subject.as_str(),
                new.id,
                new.event,
                new.due_on,
                new.at,
                new.unique_key.as_str()
            ],
        );
    }
    Ok(())
}

/// Those of the accounts that want not to be told of a kind.
async fn deaf(read: &mut dyn Read, accounts: &[i64], kind: Kind) -> Result<Vec<i64>, Error> {
    let mut values = vec![Value::from(format!("%,{},%", kind.as_str()))];
    values.extend(accounts.iter().map(|account| Value::Int(*account)));
    let sql = format!(
        "SELECT account_id FROM message_settings WHERE kinds_off LIKE $1 AND account_id IN ({})",
        places(2, accounts.len())
    );
    read.rows(&sql, &values).await?.iter().map(|row| row.get(0)).collect()
}

/// Who has one of the roles in a body today, in the order of their ids.
async fn holders(read: &mut dyn Read, organisation: i64, roles: &[Role]) -> Result<Vec<i64>, Error> {
    let mut values = args![organisation, read.today()].to_vec();
    values.extend(roles.iter().map(|role| Value::from(role.as_str())));
    let sql = format!(
        "SELECT DISTINCT account_id FROM memberships
         WHERE organisation_id = $1 AND from_on <= $2 AND to_on > $2 AND role IN ({}) ORDER BY account_id",
        places(3, roles.len())
    );
    read.rows(&sql, &values).await?.iter().map(|row| row.get(0)).collect()
}

/// The accounts of those who work on the cases of a body; its heads where there are none.
pub async fn workers(read: &mut dyn Read, organisation: i64) -> Result<Vec<i64>, Error> {
    let found = holders(read, organisation, WORKERS).await?;
    if found.is_empty() { holders(read, organisation, HEADS).await } else { Ok(found) }
}

/// Tells of an event whoever has to know of it, except who did it.
pub async fn tell_of(tx: &mut Tx, id: i64) -> Result<(), Error> {
    let row = Read::row(
        tx,
        "SELECT subject, subject_id, seq, typist_id, organisation_id FROM events WHERE id = $1",
        &args![id],
    )
    .await?
    .ok_or_else(|| Error::Corrupt(format!("no event {id}")))?;
    let (subject, subject_id): (String, i64) = (row.get(0)?, row.get(1)?);
    let (typist, by): (i64, i64) = (row.get(3)?, row.get(4)?);
    let subject = Subject::parse(&subject).ok_or_else(|| Error::Corrupt(format!("a subject {subject}")))?;
    let events = event::history(tx, subject, subject_id).await?;
    let at = events.iter().position(|known| known.id == id).unwrap_or(events.len());
    for told in of(&events, at, whose(&events, at), by) {
        let (body, mut accounts) = whom(tx, told.whom, (subject, subject_id)).await?;
        accounts.retain(|account| *account != typist);
        tell(tx, body, &accounts, &message(&events[at], (subject, subject_id), told)).await?;
    }
    if let Some(Event::Case(CaseEvent::Assigned { assignment, due_on, .. })) = events.get(at).map(|it| &it.event) {
        for body in cooperating(tx, *assignment).await? {
            let told = Told { kind: Kind::Cooperates, whom: Whom::Workers(body), due_on: Some(*due_on) };
            let (body, mut accounts) = whom(tx, told.whom, (subject, subject_id)).await?;
            accounts.retain(|account| *account != typist);
            tell(tx, body, &accounts, &message(&events[at], (subject, subject_id), told)).await?;
        }
    }
    Ok(())
}

/// The bodies that cooperate in an assignment; its event does not name them.
async fn cooperating(read: &mut dyn Read, assignment: i64) -> Result<Vec<i64>, Error> {
    let sql = "SELECT organisation_id FROM assignment_bodies WHERE assignment_id = $1 ORDER BY organisation_id";
    read.rows(sql, &args![assignment]).await?.iter().map(|row| row.get(0)).collect()
}

fn message(recorded: &Recorded, (subject, id): (Subject, i64), told: Told) -> NewMessage {
    NewMessage {
        kind: told.kind,
        subject,
        id,
        event: Some(recorded.id),
        due_on: told.due_on,
        at: recorded.recorded_at,
        unique_key: format!("{}:{}", told.kind.as_str(), recorded.id),
    }
}

/// The accounts for whom a message is, and for which body they read it.
async fn whom(tx: &mut Tx, whom: Whom, subject: (Subject, i64)) -> Result<(i64, Vec<i64>), Error> {
    Ok(match whom {
        Whom::Workers(body) => (body, workers(tx, body).await?),
        Whom::WorkersAndHeads(body) => (body, holders(tx, body, &[WORKERS, HEADS].concat()).await?),
        Whom::Heads(body) => (body, holders(tx, body, HEADS).await?),
        Whom::Approvers(body) => (body, holders(tx, body, APPROVERS).await?),
        Whom::Owners(body, head) => (body, holders(tx, body, if head { HEADS } else { OWNERS }).await?),
        Whom::Keepers => match keeper(tx, subject).await? {
            Some(body) => (body, workers(tx, body).await?),
            None => (0, Vec::new()),
        },
        Whom::Typist(event) => {
            let sql = "SELECT organisation_id, typist_id FROM events WHERE id = $1 AND typist_id > 0";
            match Read::row(tx, sql, &args![event]).await? {
                Some(row) => (row.get(0)?, vec![row.get(1)?]),
                None => (0, Vec::new()),
            }
        }
    })
}

/// The body whose plan a planned dialogue stands in.
async fn keeper(read: &mut dyn Read, (subject, id): (Subject, i64)) -> Result<Option<i64>, Error> {
    let sql = match subject {
        Subject::Planned => {
            "SELECT p.organisation_id FROM planned_dialogues d JOIN plans p ON p.id = d.plan_id WHERE d.id = $1"
        }
        Subject::Dialogue => "SELECT organisation_id FROM dialogues WHERE id = $1",
        _ => return Ok(None),
    };
    read.row(sql, &args![id]).await?.map(|row| row.get(0)).transpose()
}

/// A message as its reader sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageRow {
    /// The message.
    pub id: i64,
    /// What it says.
    pub kind: Kind,
    /// What it is about.
    pub subject: Subject,
    /// The id of that.
    pub of: i64,
    /// The event of which it tells.
    pub event: Option<i64>,
    /// The last day that it names.
    pub due_on: Option<Day>,
    /// When it happened.
    pub at: Instant,
    /// The body for which the account was told.
    pub organisation: i64,
    /// That body's name.
    pub body: String,
    /// Name of the body that did it; empty where nobody did.
    pub by: String,
    /// The act of the event, such as `case.assigned`; empty where there is none.
    pub act: String,
    /// Whether it was read.
    pub read: bool,
}

macro_rules! messages {
    ($rest:literal) => {
        concat!(
            "SELECT m.id, m.kind, m.subject, m.subject_id, m.event_id, m.due_on, m.at, m.organisation_id, o.name,
                    COALESCE(w.name, ''), COALESCE(e.act, ''), CASE WHEN m.read_at IS NULL THEN 0 ELSE 1 END
             FROM messages m JOIN organisations o ON o.id = m.organisation_id LEFT JOIN events e ON e.id = m.event_id
             LEFT JOIN organisations w ON w.id = e.organisation_id ",
            $rest
        )
    };
}

fn line(row: &Row) -> Result<MessageRow, Error> {
    let (kind, subject): (String, String) = (row.get(1)?, row.get(2)?);
    Ok(MessageRow {
        id: row.get(0)?,
        kind: Kind::parse(&kind).ok_or_else(|| Error::Corrupt(format!("a message of kind {kind}")))?,
        subject: Subject::parse(&subject).ok_or_else(|| Error::Corrupt(format!("a subject {subject}")))?,
        of: row.get(3)?,
        event: row.get(4)?,
        due_on: row.get(5)?,
        at: row.get(6)?,
        organisation: row.get(7)?,
        body: row.get(8)?,
        by: row.get(9)?,
        act: row.get(10)?,
        read: row.get(11)?,
    })
}

/// The messages of an account, the newest first. `before` is the last of the page before.
pub async fn list(
    read: &mut dyn Read,
    account: i64,
    before: Option<i64>,
    size: usize,
) -> Result<Page<MessageRow>, Error> {
    let limit = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let rows = read
        .rows(
            messages!("WHERE m.account_id = $1 AND m.id < $2 ORDER BY m.id DESC LIMIT $3"),
            &args![account, before.unwrap_or(i64::MAX), limit],
        )
        .await?;
    page(&rows, size, line)
}

/// Unread messages of an account that no digest had, up to one of them, the oldest first.
pub async fn undigested(
    read: &mut dyn Read,
    account: i64,
    upto: i64,
    day: Day,
    size: usize,
) -> Result<Page<MessageRow>, Error> {
    let limit = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let rows = read
        .rows(
            messages!(
                "WHERE m.account_id = $1 AND m.id <= $2 AND m.read_at IS NULL
                   AND (m.digest_on IS NULL OR m.digest_on = $3) ORDER BY m.id LIMIT $4"
            ),
            &args![account, upto, day, limit],
        )
        .await?;
    page(&rows, size, line)
}

/// Notes that the digest of a day had the unread messages of an account up to one.
pub fn digested(tx: &mut Tx, account: i64, upto: i64, day: Day) {
    tx.put(
        "UPDATE messages SET digest_on = $3
         WHERE account_id = $1 AND id <= $2 AND read_at IS NULL AND digest_on IS NULL",
        args![account, upto, day],
    );
}

/// How many messages of an account are unread, not counted beyond [`COUNTED`].
pub async fn unread(read: &mut dyn Read, account: i64) -> Result<i64, Error> {
    let row = read
        .row(
            "SELECT COUNT(*) FROM (SELECT id FROM messages WHERE account_id = $1 AND read_at IS NULL LIMIT $2) q",
            &args![account, COUNTED],
        )
        .await?;
    row.map_or(Ok(0), |row| row.get(0))
}

/// Notes that an account read one of its messages, or all up to that. False where it has none of that id.
pub async fn mark_read(tx: &mut Tx, account: i64, id: i64, all: bool, now: Instant) -> Result<bool, Error> {
    let which = if all { "<=" } else { "=" };
    let sql = format!("UPDATE messages SET read_at = COALESCE(read_at, $3) WHERE account_id = $1 AND id {which} $2");
    Ok(tx.run(&sql, &args![account, id, now]).await? > 0)
}

/// An account that gets a digest, and the last message that it may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DigestOf {
    /// The account.
    pub account: i64,
    /// Its newest unread message that no digest had.
    pub upto: i64,
}

/// The accounts with a role today that have an address, want a digest and have unread messages that none had, in the order of
/// their ids.
pub async fn digests(read: &mut dyn Read, after: i64, size: usize) -> Result<Page<DigestOf>, Error> {
    let (today, limit) = (read.today(), i64::try_from(size + 1).unwrap_or(i64::MAX));
    let rows = read
        .rows(
            "SELECT s.account_id, (SELECT MAX(m.id) FROM messages m
                WHERE m.account_id = s.account_id AND m.read_at IS NULL AND m.digest_on IS NULL)
             FROM message_settings s
             WHERE s.account_id > $1 AND s.digest = 1 AND s.address_text_id IS NOT NULL
               AND EXISTS (SELECT 1 FROM messages m
                 WHERE m.account_id = s.account_id AND m.read_at IS NULL AND m.digest_on IS NULL)
               AND EXISTS (SELECT 1 FROM memberships r
                 WHERE r.account_id = s.account_id AND r.from_on <= $2 AND r.to_on > $2)
             ORDER BY s.account_id LIMIT $3",
            &args![after, today, limit],
        )
        .await?;
    page(&rows, size, |row| Ok(DigestOf { account: row.get(0)?, upto: row.get(1)? }))
}

/// A last day that comes: of a case, and for which body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DueTo {
    /// The clock.
    pub clock: i64,
    /// The case.
    pub case: i64,
    /// The body that answers for it.
    pub organisation: i64,
    /// The last day.
    pub due_on: Day,
}

/// The running clocks of receipts, assignments and promises whose last day is among those, in the order of their ids.
pub async fn due_to(read: &mut dyn Read, from: Day, to: Day, after: i64, size: usize) -> Result<Page<DueTo>, Error> {
    let limit = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let rows = read
        .rows(
            concat!(
                "SELECT k.id, c.id, c.accountable_id, k.due_on
                 FROM clocks k LEFT JOIN assignments g ON k.subject = 'assignment' AND g.id = k.subject_id
                 LEFT JOIN case_points q ON k.subject = 'case_point' AND q.id = k.subject_id
                 LEFT JOIN complaints y ON k.subject = 'complaint' AND y.id = k.subject_id AND k.bearer_id IS NOT NULL
                 JOIN cases c ON c.id = CASE k.subject WHEN 'case' THEN k.subject_id WHEN 'assignment' THEN g.case_id
                                                       WHEN 'complaint' THEN y.case_id ELSE q.case_id END
                 WHERE k.state = 'running' AND k.due_on >= $1 AND k.due_on <= $2 AND k.id > $3 AND ",
                crate::import::known!("c.origin_dialogue_id"),
                " ORDER BY k.id LIMIT $4"
            ),
            &args![from, to, after, limit],
        )
        .await?;
    page(&rows, size, |row| {
        Ok(DueTo { clock: row.get(0)?, case: row.get(1)?, organisation: row.get(2)?, due_on: row.get(3)? })
    })
}

/// The first body that works in this installation, for what holds of the whole of it; nothing before there is one.
pub async fn home(read: &mut dyn Read) -> Result<Option<i64>, Error> {
    let row = read.row("SELECT MIN(id) FROM organisations WHERE outside = 0", &[]).await?;
    row.map_or(Ok(None), |row| row.get(0))
}
