//! What is due after a dialogue, with its clocks.

pub(crate) mod landed;

use domain::day::Day;
use domain::duty::{AfterDuty, Owed};
use domain::event::Recorded;

use crate::case::whole;
use crate::grant::Grant;
use crate::reader::Read;
use crate::rulebook::{LastDay, Whereabouts};
use crate::sql::Page;
use crate::tx::Tx;
use crate::{Error, Row, args};

/// The derivation of a clock to which no rule gives a last day.
const NO_RULE: &str = r#"{"rule":null}"#;

/// A duty whose clock is to be started.
#[derive(Clone, Debug)]
pub struct NewDuty<'a> {
    /// Id of its clock.
    pub clock: i64,
    /// The dialogue.
    pub dialogue: i64,
    /// The body that holds it.
    pub body: i64,
    /// The word of the duty.
    pub duty: &'static str,
    /// The event that started it.
    pub event: i64,
    /// The day of the conclusion.
    pub from: Day,
    /// The last day, where a rule gives one.
    pub last: Option<&'a LastDay<'a>>,
}

/// Starts the clock of a duty.
pub fn start(tx: &mut Tx, _: &Grant, new: &NewDuty<'_>) {
    tx.put(
        "INSERT INTO clocks (id, subject, subject_id, organisation_id, kind, rule_id, rule_version, trigger_event_id, from_on,
                             due_on, state, derivation)
         VALUES ($1, 'dialogue', $2, $3, $4, $5, $6, $7, $8, $9, 'running', $10)",
        args![
            new.clock,
            new.dialogue,
            new.body,
            new.duty,
            new.last.map(|last| last.rule.id.as_str()),
            new.last.map(|last| last.rule.version),
            new.event,
            new.from,
            new.last.map(|last| last.due.on),
            new.last.map_or_else(|| NO_RULE.to_owned(), LastDay::derivation)
        ],
    );
}

/// Brings the clocks and rows of a dialogue's duties in line with what its events leave: none while it is not concluded.
pub fn settle(tx: &mut Tx, _: &Grant, dialogue: i64, body: i64, owed: &[Owed]) {
    tx.put("UPDATE clocks SET state = 'stopped' WHERE subject = 'dialogue' AND subject_id = $1", args![dialogue]);
    tx.put("DELETE FROM dialogue_duties WHERE dialogue_id = $1", args![dialogue]);
    tx.put("DELETE FROM dialogue_reports WHERE dialogue_id = $1", args![dialogue]);
    let mut rows = Vec::with_capacity(owed.len());
    for it in owed {
        if it.done_on.is_none() {
            tx.put(
                "UPDATE clocks SET state = 'running', organisation_id = $2 WHERE id = $1",
                args![it.started.clock, body],
            );
        }
        rows.push(
            args![dialogue, it.started.duty.as_str(), it.started.clock, it.done_on, it.notice, it.document].to_vec(),
        );
    }
    tx.put_rows("dialogue_duties", "dialogue_id, duty, clock_id, done_on, notice_id, document_text_id", rows);
    let reported = owed.iter().flat_map(|it| &it.reported);
    let reported = reported.map(|it| args![dialogue, it.to.as_str(), it.on, it.document].to_vec()).collect();
    tx.put_rows("dialogue_reports", "dialogue_id, addressee, reported_on, document_text_id", reported);
}

/// The duties of a dialogue as its events and its notices leave them: what a notice did was done on the day of its paper. `events`
/// in the order of their `seq`, those of the notices recorded and their rows settled.
pub async fn owed(read: &mut dyn Read, events: &[Recorded]) -> Result<Vec<Owed>, Error> {
    let mut owed = domain::duty::owed(events);
    for it in owed.iter_mut().filter(|it| it.done_on.is_some()) {
        let Some(notice) = it.notice else { continue };
        let row = read.row("SELECT issued_on, published_on FROM notices WHERE id = $1", &args![notice]).await?;
        let column = usize::from(it.started.duty == AfterDuty::MadeKnown);
        if let Some(on) = row.map(|row| row.get::<Option<Day>>(column)).transpose()?.flatten() {
            it.done_on = Some(on);
        }
    }
    Ok(owed)
}

/// A duty as pages show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DutyRow {
    /// The dialogue.
    pub dialogue: i64,
    /// Its word.
    pub duty: String,
    /// The day of the conclusion.
    pub from_on: Day,
    /// The last day, where a rule gives one.
    pub due_on: Option<Day>,
    /// The rule behind it.
    pub rule: Option<(String, i64)>,
    /// How the last day was counted.
    pub derivation: String,
    /// The day on which it was done.
    pub done_on: Option<Day>,
    /// The notice by which it was done.
    pub notice: Option<i64>,
    /// What names the paper; nothing once erased.
    pub document: Option<String>,
    /// What the dialogue is about.
    pub title: Option<String>,
    /// Whether it is to send on what is beyond competence, and nothing was: then it is done by saying so.
    pub nothing: bool,
}

const DUTY: &str =
    "SELECT q.dialogue_id, q.duty, k.from_on, k.due_on, k.rule_id, k.rule_version, k.derivation, q.done_on,
       q.notice_id, x.body, h.body,
       CASE WHEN q.duty = 'beyond' AND NOT EXISTS (
           SELECT 1 FROM sessions v CROSS JOIN turns t CROSS JOIN submissions b
           WHERE v.dialogue_id = q.dialogue_id AND v.struck = 0 AND t.source = 'session' AND t.source_id = v.id
             AND b.turn_id = t.id AND b.struck_event_id IS NULL AND b.mark = 'beyond')
         AND NOT EXISTS (SELECT 1 FROM cases c JOIN transfers z ON z.case_id = c.id
           WHERE c.origin_dialogue_id = q.dialogue_id AND z.state <> 'struck') THEN 1 ELSE 0 END
     FROM dialogue_duties q JOIN clocks k ON k.id = q.clock_id JOIN dialogues d ON d.id = q.dialogue_id
     JOIN texts h ON h.id = d.title_text_id LEFT JOIN texts x ON x.id = q.document_text_id";

/// How much of a dialogue is beyond competence and was sent on, how much of it waits to be, and the day on which the last of it was
/// sent: what was marked so at the desk, or answered so, in the case in which it counts.
pub async fn beyond(read: &mut dyn Read, dialogue: i64) -> Result<(i64, i64, Option<Day>), Error> {
    let row = read
        .row(
            "SELECT COALESCE(sum(w.sent), 0), COALESCE(sum(CASE WHEN w.sent = 0 AND w.waits = 1 THEN 1 ELSE 0 END), 0),
                    max(w.sent_on) FROM (
               SELECT CASE WHEN EXISTS (SELECT 1 FROM transfer_points y JOIN transfers z ON z.id = y.transfer_id
                        WHERE y.case_point_id = q.id AND z.state IN ('sent', 'received', 'answered'))
                   OR (c.merged_into_id IS NOT NULL AND EXISTS (SELECT 1 FROM transfers z WHERE z.case_id = k.id
                        AND z.state IN ('sent', 'received', 'answered'))) THEN 1 ELSE 0 END AS sent,
                 COALESCE((SELECT min(z.sent_on) FROM transfer_points y JOIN transfers z ON z.id = y.transfer_id
                     WHERE y.case_point_id = q.id AND z.state IN ('sent', 'received', 'answered')),
                   (SELECT min(z.sent_on) FROM transfers z WHERE z.case_id = k.id AND c.merged_into_id IS NOT NULL
                     AND z.state IN ('sent', 'received', 'answered'))) AS sent_on,
                 CASE WHEN (b.mark = 'beyond' AND k.handling IN ('received', 'assigned', 'accepted')
                     AND NOT EXISTS (SELECT 1 FROM reply_points p JOIN replies r ON r.id = p.reply_id
                       WHERE p.case_point_id = q.id AND r.struck_event_id IS NULL AND r.lapsed = 0))
                   OR EXISTS (SELECT 1 FROM replies r JOIN reply_points p ON p.reply_id = r.id
                     WHERE r.case_id = k.id AND p.result = 'beyond_competence' AND r.struck_event_id IS NULL AND r.lapsed = 0)
                   THEN 1 ELSE 0 END AS waits
               FROM sessions v CROSS JOIN turns t CROSS JOIN submissions b CROSS JOIN case_points q CROSS JOIN cases c
               CROSS JOIN cases k
               WHERE v.dialogue_id = $1 AND v.struck = 0 AND t.source = 'session' AND t.source_id = v.id
                 AND b.turn_id = t.id AND b.struck_event_id IS NULL AND q.submission_id = b.id AND c.id = q.case_id
                 AND k.id = COALESCE(c.merged_into_id, c.id)
             ) w",
            &args![dialogue],
        )
        .await?;
    row.map_or(Ok((0, 0, None)), |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
}

fn duty(row: &Row) -> Result<DutyRow, Error> {
    let (rule, version): (Option<String>, Option<i64>) = (row.get(4)?, row.get(5)?);
    Ok(DutyRow {
        dialogue: row.get(0)?,
        duty: row.get(1)?,
        from_on: row.get(2)?,
        due_on: row.get(3)?,
        rule: rule.zip(version),
        derivation: row.get(6)?,
        done_on: row.get(7)?,
        notice: row.get(8)?,
        document: row.get(9)?,
        title: row.get(10)?,
        nothing: row.get(11)?,
    })
}

/// The duties of a dialogue.
pub async fn of_dialogue(read: &mut dyn Read, dialogue: i64) -> Result<Vec<DutyRow>, Error> {
    let rows = read.rows(&format!("{DUTY} WHERE q.dialogue_id = $1 ORDER BY q.duty"), &args![dialogue]).await?;
    rows.iter().map(duty).collect()
}

/// A report of the result of a dialogue that went to one addressee.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedRow {
    /// The word of the addressee.
    pub to: String,
    /// The day of the paper.
    pub on: Day,
    /// What names it; nothing once erased.
    pub document: Option<String>,
}

/// The reports of the result of a dialogue that went to one addressee each.
pub async fn reported(read: &mut dyn Read, dialogue: i64) -> Result<Vec<ReportedRow>, Error> {
    let rows = read
        .rows(
            "SELECT r.addressee, r.reported_on, x.body FROM dialogue_reports r JOIN texts x ON x.id = r.document_text_id
             WHERE r.dialogue_id = $1 ORDER BY r.addressee",
            &args![dialogue],
        )
        .await?;
    rows.iter().map(|row| Ok(ReportedRow { to: row.get(0)?, on: row.get(1)?, document: row.get(2)? })).collect()
}

/// What a body still has to do after its dialogues, what has a last day first; at most `limit`. Its dialogues are named first: an
/// engine that does not know how few they are would look through the duties of all bodies.
pub async fn waiting(read: &mut dyn Read, organisation: i64, limit: i64) -> Result<Vec<DutyRow>, Error> {
    let sql = format!(
        "{DUTY} WHERE q.dialogue_id IN (SELECT z.subject_id FROM clocks z
           WHERE z.organisation_id = $1 AND z.subject = 'dialogue' AND z.state = 'running')
           AND k.organisation_id = $1 AND k.subject = 'dialogue' AND k.state = 'running'
         ORDER BY CASE WHEN k.due_on IS NULL THEN 1 ELSE 0 END, k.due_on, q.dialogue_id, q.duty LIMIT $2"
    );
    read.rows(&sql, &args![organisation, limit]).await?.iter().map(duty).collect()
}

/// Where the body of a dialogue is, for the rules that hold there; the duties of the dialogue as JSON; and that body.
pub async fn place(read: &mut dyn Read, dialogue: i64) -> Result<Option<(Whereabouts, String, i64)>, Error> {
    let row = read
        .row(
            "SELECT d.duties, t.level, t.code, p.level, p.code, g.level, g.code, d.organisation_id
             FROM dialogues d JOIN organisations o ON o.id = d.organisation_id
             JOIN territories t ON t.id = o.territory_id LEFT JOIN territories p ON p.id = t.parent_id
             LEFT JOIN territories g ON g.id = p.parent_id WHERE d.id = $1",
            &args![dialogue],
        )
        .await?;
    row.map(|row| Ok((Whereabouts::read(&row, 1)?, row.get(0)?, row.get(7)?))).transpose()
}

/// A duty that waits, with what is needed to count its last day again.
#[derive(Clone, Debug)]
pub struct RunningRow {
    /// Its clock.
    pub clock: i64,
    /// The dialogue.
    pub dialogue: i64,
    /// Its word.
    pub duty: String,
    /// The day of the conclusion.
    pub from_on: Day,
    /// The last day, where a rule gives one.
    pub due_on: Option<Day>,
    /// The rule behind it.
    pub rule: Option<(String, i64)>,
    /// Where the body is.
    pub at: Whereabouts,
}

/// The duties of all bodies that wait, those of one dialogue behind each other, of the dialogues after `after`. Of none of them only
/// some.
pub async fn running(read: &mut dyn Read, after: i64, size: i64) -> Result<Page<RunningRow>, Error> {
    let rows = read
        .rows(
            "SELECT k.id, k.subject_id, k.kind, k.from_on, k.due_on, k.rule_id, k.rule_version,
                    t.level, t.code, p.level, p.code, g.level, g.code
             FROM clocks k JOIN dialogues d ON d.id = k.subject_id JOIN organisations o ON o.id = d.organisation_id
             JOIN territories t ON t.id = o.territory_id LEFT JOIN territories p ON p.id = t.parent_id
             LEFT JOIN territories g ON g.id = p.parent_id
             WHERE k.subject = 'dialogue' AND k.state = 'running' AND k.subject_id > $1
             ORDER BY k.subject_id, k.id LIMIT $2",
            &args![after, size],
        )
        .await?;
    let rows = rows.iter().map(|row| {
        let (rule, version): (Option<String>, Option<i64>) = (row.get(5)?, row.get(6)?);
        Ok(RunningRow {
            clock: row.get(0)?,
            dialogue: row.get(1)?,
            duty: row.get(2)?,
            from_on: row.get(3)?,
            due_on: row.get(4)?,
            rule: rule.zip(version),
            at: Whereabouts::read(row, 7)?,
        })
    });
    Ok(whole(rows.collect::<Result<_, Error>>()?, size, |row| row.dialogue))
}

/// Gives the clock of a duty another last day, or none.
pub fn redate(tx: &mut Tx, _: &Grant, clock: i64, last: Option<&LastDay<'_>>) {
    tx.put(
        "UPDATE clocks SET rule_id = $2, rule_version = $3, due_on = $4, derivation = $5 WHERE id = $1",
        args![
            clock,
            last.map(|last| last.rule.id.as_str()),
            last.map(|last| last.rule.version),
            last.map(|last| last.due.on),
            last.map_or_else(|| NO_RULE.to_owned(), LastDay::derivation)
        ],
    );
}
