//! How far a change of the rulebook has come through the clocks that run: they get their days in many short transactions behind
//! it, so that nobody who writes waits for all of them.

use domain::day::Instant;

use crate::reader::Read;
use crate::tx::{By, Tx};
use crate::{Error, args};

/// The job that gives the clocks that run the days of a rulebook; its payload is the number of that and of the step.
pub const RECOUNT: &str = "recount";

/// The clocks of cases, which come first.
pub const CASES: &str = "case";
/// What is due after dialogues, which comes then.
pub const DIALOGUES: &str = "dialogue";

/// The clocks of the register of denunciations, which come last.
pub const DENUNCIATIONS: &str = "denunciation";

/// Where a recount goes on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// [`CASES`], [`DIALOGUES`] or [`DENUNCIATIONS`].
    pub subject: &'static str,
    /// The last case, dialogue or line of which all clocks have the days of the new rulebook.
    pub after: i64,
}

impl Position {
    /// Nothing was gone through.
    pub const FIRST: Self = Self { subject: CASES, after: 0 };
}

/// What came of a change of the rulebook so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RecountRow {
    /// The number of the rulebook that it made.
    pub rulebook: i64,
    /// Where it goes on.
    pub at: Position,
    /// How many clocks were gone through.
    pub passed: i64,
    /// How many of them got another last day.
    pub moved: i64,
    /// How many there are; nothing while they are not counted.
    pub total: Option<i64>,
    /// Who changed the rulebook.
    pub by: By,
    /// When it began.
    pub begun_at: Instant,
}

/// The recount that is under way, if there is one: always that of the newest rulebook.
pub async fn under_way(read: &mut dyn Read) -> Result<Option<RecountRow>, Error> {
    let row = read
        .row(
            "SELECT rulebook, subject, after_id, passed, moved, total, account_id, actor_id, organisation_id, begun_at
             FROM recounts WHERE state = 'running'",
            &[],
        )
        .await?;
    row.map(|row| {
        let subject: String = row.get(1)?;
        let subject = [CASES, DIALOGUES, DENUNCIATIONS].into_iter().find(|known| *known == subject);
        Ok(RecountRow {
            rulebook: row.get(0)?,
            at: Position {
                subject: subject.ok_or_else(|| Error::Corrupt("a recount of nothing".to_owned()))?,
                after: row.get(2)?,
            },
            passed: row.get(3)?,
            moved: row.get(4)?,
            total: row.get(5)?,
            by: By { account: row.get(6)?, actor: row.get(7)?, organisation: row.get(8)? },
            begun_at: row.get(9)?,
        })
    })
    .transpose()
}

/// How many running clocks a change of the rulebook has to go through, of cases and of dialogues.
pub async fn count(read: &mut dyn Read) -> Result<i64, Error> {
    let row = read
        .row(
            "SELECT (SELECT count(*) FROM clocks WHERE subject = 'case' AND state = 'running' AND rule_id IS NOT NULL)
                    + (SELECT count(*) FROM clocks WHERE subject = 'dialogue' AND state = 'running')
                    + (SELECT count(DISTINCT denunciation_id) FROM denunciation_clocks WHERE state = 'running')",
            &[],
        )
        .await?;
    row.ok_or_else(|| Error::Corrupt("a count is one row".to_owned()))?.get(0)
}

/// What was under way for an earlier rulebook is left: the newer one goes through all clocks again.
pub fn leave(tx: &mut Tx) {
    let now = tx.now();
    tx.put("UPDATE recounts SET state = 'left', ended_at = $1 WHERE state = 'running'", args![now]);
}

/// Notes that clocks still want their days by the rulebook of that number, and enqueues the job that gives them.
pub fn begin(tx: &mut Tx, rulebook: i64, at: Position, (passed, moved): (i64, i64)) -> Result<(), Error> {
    let (by, now) = (tx.by(), tx.now());
    tx.put(
        "INSERT INTO recounts (rulebook, state, subject, after_id, passed, moved, account_id, actor_id, organisation_id, begun_at)
         VALUES ($1, 'running', $2, $3, $4, $5, $6, $7, $8, $9)",
        args![rulebook, at.subject, at.after, passed, moved, by.account, by.actor, by.organisation, now],
    );
    go_on(tx, rulebook, 0)
}

/// Enqueues the job that does the next steps.
pub fn go_on(tx: &mut Tx, rulebook: i64, passed: i64) -> Result<(), Error> {
    crate::job::enqueue(tx, RECOUNT, &rulebook.to_string(), &format!("{RECOUNT}:{rulebook}:{passed}"))
}

/// Notes how far it has come; the clocks are counted once.
pub fn note(tx: &mut Tx, rulebook: i64, at: Position, (passed, moved): (i64, i64), total: Option<i64>) {
    tx.put(
        "UPDATE recounts SET subject = $2, after_id = $3, passed = passed + $4, moved = moved + $5, total = COALESCE(total, $6)
         WHERE rulebook = $1 AND state = 'running'",
        args![rulebook, at.subject, at.after, passed, moved, total],
    );
}

/// Notes that every clock has the day of the rulebook.
pub fn done(tx: &mut Tx, rulebook: i64, (passed, moved): (i64, i64)) {
    let now = tx.now();
    tx.put(
        "UPDATE recounts SET state = 'done', passed = passed + $2, moved = moved + $3, ended_at = $4
         WHERE rulebook = $1 AND state = 'running'",
        args![rulebook, passed, moved, now],
    );
}
