//! Whether the clocks of a case are those that its events give.

use domain::case::{Case, Clock, Clocks, promised};
use domain::correction::effective;
use domain::day::Day;
use domain::due::Derivation;
use domain::event::{CaseEvent, Event, Recorded};

use crate::case::{self, CITIZEN, ClockRow, NOTIFY};
use crate::conn::Conn;
use crate::reader::Read;
use crate::{Error, args};

/// A clock as the events have it.
struct Expected<'a> {
    clock: i64,
    rule: &'a str,
    rule_version: i64,
    due_on: Option<Day>,
}

/// After a migration: the clock until the person is told runs where nobody told them yet. Older programs stopped it once a body was
/// made to lead the case, which tells the person nothing.
pub(super) async fn rebuild(conn: &mut Conn, case: i64, events: &[Recorded]) -> Result<(), Error> {
    let known = effective(events);
    let Some(stands) = Case::by(Day::OPEN, &known) else { return Ok(()) };
    conn.run(
        "UPDATE clocks SET state = $2 WHERE subject = 'case' AND subject_id = $1 AND kind = $3 AND state <> $2",
        &args![case, stands.clocks(&known).notify.as_str(), NOTIFY],
    )
    .await?;
    Ok(())
}

/// What does not agree, one sentence each.
pub(super) async fn differences(read: &mut dyn Read, case: i64, events: &[Recorded]) -> Result<Vec<String>, Error> {
    let expected = expected(events);
    let rows = case::clocks(read, case).await?;
    let known = effective(events);
    let clocks = Case::by(Day::OPEN, &known).map_or(Clocks::NONE, |case| case.clocks(&known));
    let mut problems = Vec::new();
    let mut say = |problem: String| problems.push(format!("case {case}: {problem}"));
    for row in &rows {
        let stands = Clock::parse(&row.kind).map(|clock| clocks.of(clock).as_str());
        if stands != Some(&row.state) {
            let is = stands.unwrap_or("none of its own");
            say(format!("its clock {} is {} and by its events {is}", row.id, row.state));
        }
        if row.kind == CITIZEN {
            continue;
        }
        match expected.iter().find(|clock| clock.clock == row.id) {
            None => say(format!("no event starts its clock {}", row.id)),
            Some(clock) if !agrees(clock, row) => {
                say(format!("its clock {} has not the last day of its events", row.id));
            }
            Some(_) => {}
        }
    }
    for clock in expected.iter().filter(|clock| !rows.iter().any(|row| row.id == clock.clock)) {
        say(format!("its clock {} is missing", clock.clock));
    }
    for problem in promises(read, case, events).await? {
        say(problem);
    }
    let of_others = read
        .rows(
            "SELECT k.id FROM cases c JOIN (
               SELECT id, subject_id AS case_id, bearer_id, decides_id FROM clocks WHERE subject = 'case' AND subject_id = $1
               UNION ALL SELECT k.id, a.case_id, k.bearer_id, k.decides_id FROM assignments a JOIN clocks k
                 ON k.subject = 'assignment' AND k.subject_id = a.id WHERE a.case_id = $1
               UNION ALL SELECT k.id, q.case_id, k.bearer_id, k.decides_id FROM case_points q JOIN clocks k
                 ON k.subject = 'case_point' AND k.subject_id = q.id WHERE q.case_id = $1
             ) k ON k.case_id = c.id WHERE c.id = $1 AND (COALESCE(k.bearer_id, 0) <> c.accountable_id
               OR COALESCE(k.decides_id, c.accountable_id) <> c.decides_id)",
            &args![case],
        )
        .await?;
    for row in of_others {
        say(format!("its clock {} is not of the bodies that answer for it and decide over it", row.get::<i64>(0)?));
    }
    Ok(problems)
}

/// What is wrong with the clocks of promises: each promise of its points has one of its day, and just that of the answer in force
/// runs.
async fn promises(read: &mut dyn Read, case: i64, events: &[Recorded]) -> Result<Vec<String>, Error> {
    let known = effective(events);
    let Some(stands) = Case::by(Day::OPEN, &known) else { return Ok(Vec::new()) };
    let rows = read
        .rows(
            "SELECT q.id, k.trigger_event_id, k.due_on, k.state FROM case_points q
             CROSS JOIN clocks k WHERE q.case_id = $1 AND k.subject = 'case_point' AND k.subject_id = q.id
               AND k.kind = 'promise' ORDER BY k.id",
            &args![case],
        )
        .await?;
    let mut kept: Vec<(i64, i64, Option<Day>, String)> = Vec::with_capacity(rows.len());
    for row in rows {
        kept.push((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
    }
    let mut problems = Vec::new();
    for (point, _) in &stands.points {
        let runs = stands.promised_by(&known, *point);
        for recorded in events {
            let Some(by_on) = promised(recorded, *point) else { continue };
            let state = if runs == Some(recorded.id) { "running" } else { "stopped" };
            let agrees = |row: &&(i64, i64, Option<Day>, String)| {
                (row.0, row.1, row.2, row.3.as_str()) == (*point, recorded.id, Some(by_on), state)
            };
            if !kept.iter().any(|row| agrees(&row)) {
                problems.push(format!(
                    "the promise of point {point} by event {} is not {state} until {by_on}",
                    recorded.id
                ));
            }
        }
    }
    Ok(problems)
}

/// The clocks that its receipt started, each with the last day that it was given last. What a change of rules or calendar
/// did is a matter of what was recorded, not of the day on which it counts.
fn expected(events: &[Recorded]) -> Vec<Expected<'_>> {
    let mut clocks = Vec::new();
    for known in events {
        match &known.event {
            Event::Case(CaseEvent::Received { clocks: started, .. }) => {
                clocks.extend(started.iter().map(|started| Expected {
                    clock: started.clock,
                    rule: &started.rule,
                    rule_version: started.rule_version,
                    due_on: Some(started.due_on),
                }));
            }
            Event::Case(CaseEvent::ClockRedated { clock, rule_version, due_on }) => {
                for known in clocks.iter_mut().filter(|known: &&mut Expected<'_>| known.clock == *clock) {
                    (known.rule_version, known.due_on) = (*rule_version, *due_on);
                }
            }
            _ => {}
        }
    }
    clocks
}

fn agrees(clock: &Expected<'_>, row: &ClockRow) -> bool {
    let told = (Some(clock.rule), Some(clock.rule_version), clock.due_on);
    let derived = Derivation::parse(&row.derivation).map(|derivation| (derivation.from, derivation.due_on()));
    told == (row.rule_id.as_deref(), row.rule_version, row.due_on)
        && derived == row.due_on.map(|due_on| (row.from_on, due_on))
}
