//! The register of denunciations: its lines with their clocks, and nothing of who denounced, who is denounced, or what was said.
//! What is erased when words that were entered become a line stands in [`erased`].

pub mod erased;

use domain::day::Day;
use domain::denunciation::line::{ClockStands, Line, LineClock};
use domain::event::Recorded;

use crate::grant::Grant;
use crate::reader::Read;
use crate::sql::{Page, page};
use crate::tx::Tx;
use crate::{Error, Row, args};

/// A clock as it is written: how it was counted, where it was counted anew.
#[derive(Clone, Debug)]
pub struct NewClock {
    /// The clock.
    pub clock: LineClock,
    /// How its last day was counted; nothing where it stays as it was.
    pub derivation: Option<String>,
}

/// Begins a line: what stands in it is written by [`set`].
pub fn add(tx: &mut Tx, grant: &Grant, id: i64, (year, number, drawn): (i64, &str, bool), line: &Line) {
    tx.put(
        "INSERT INTO denunciations (id, organisation_id, year, number, drawn, received_on, way, field, phase, phase_on, result,
           due_on, moved_id, event_id, struck) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $6, '', NULL, $10, 0, 0)",
        args![
            id,
            grant.organisation,
            year,
            number,
            i64::from(drawn),
            line.received_on,
            line.way.as_str(),
            line.field.as_str(),
            line.phase(),
            line.moved
        ],
    );
}

/// Brings the row of a line and its clocks in line with its events.
pub fn set(tx: &mut Tx, _: &Grant, id: i64, line: &Line, clocks: &[NewClock]) {
    tx.put(
        "UPDATE denunciations SET phase = $2, phase_on = $3, result = $4, due_on = $5, event_id = $6, struck = $7 WHERE id = $1",
        args![
            id,
            line.phase(),
            line.phase_on(),
            line.result().unwrap_or_default(),
            next_due(line),
            line.last,
            i64::from(line.struck)
        ],
    );
    let count = i64::try_from(clocks.len()).unwrap_or(i64::MAX);
    tx.put("DELETE FROM denunciation_clocks WHERE denunciation_id = $1 AND no > $2", args![id, count]);
    for (no, new) in (1_i64..).zip(clocks) {
        let it = &new.clock;
        let derivation = new.derivation.as_deref();
        tx.put(
            "INSERT INTO denunciation_clocks (denunciation_id, no, rule_id, rule_version, from_on, more, due_on, done_on, state,
               derivation) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, COALESCE($10, ''))
             ON CONFLICT (denunciation_id, no) DO UPDATE SET rule_id = excluded.rule_id, rule_version = excluded.rule_version,
               from_on = excluded.from_on, more = excluded.more, due_on = excluded.due_on, done_on = excluded.done_on,
               state = excluded.state, derivation = COALESCE($10, denunciation_clocks.derivation)",
            args![
                id,
                no,
                it.rule.as_str(),
                it.version,
                it.from,
                it.more,
                it.due_on,
                it.done_on,
                it.state.as_str(),
                derivation
            ],
        );
    }
}

/// The last day that comes first, of the clocks that run; a line that was recorded by mistake has none.
fn next_due(line: &Line) -> Option<Day> {
    let runs = line.clocks.iter().filter(|it| it.state == ClockStands::Running && !line.struck);
    runs.filter_map(|it| it.due_on).min()
}

/// Lets those who enter lines of a body at once take turns: the second one is run again, and finds the number of the first.
pub async fn take_turns(tx: &mut Tx, grant: &Grant, year: i64) -> Result<(), Error> {
    tx.run(
        "INSERT INTO number_series (organisation_id, series, mode, runs, counted_in, next)
         VALUES ($1, 'denunciation', 'internal', 'year', $2, 1)
         ON CONFLICT (organisation_id, series) DO UPDATE SET counted_in = excluded.counted_in",
        &args![grant.organisation, year],
    )
    .await?;
    Ok(())
}

/// The number that the register of a body draws next in a year.
pub async fn next_number(read: &mut dyn Read, organisation: i64, year: i64) -> Result<i64, Error> {
    let row = read
        .row(
            "SELECT count(*) FROM denunciations WHERE organisation_id = $1 AND year = $2 AND drawn = 1",
            &args![organisation, year],
        )
        .await?;
    let mut next = row.map_or(Ok(0), |row| row.get::<i64>(0))? + 1;
    while is_taken(read, organisation, year, &next.to_string()).await? {
        next += 1;
    }
    Ok(next)
}

/// Whether a line of a year has that number.
pub async fn is_taken(read: &mut dyn Read, organisation: i64, year: i64, number: &str) -> Result<bool, Error> {
    let sql = "SELECT min(id) FROM denunciations WHERE organisation_id = $1 AND year = $2 AND number = $3";
    let row = read.row(sql, &args![organisation, year, number]).await?;
    Ok(row.map(|row| row.get::<Option<i64>>(0)).transpose()?.flatten().is_some())
}

/// A line as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LineRow {
    /// Its id.
    pub id: i64,
    /// The body in whose register it is.
    pub organisation: i64,
    /// The name of that.
    pub body: String,
    /// Its number.
    pub number: String,
    /// The day of receipt.
    pub received_on: Day,
    /// By which way it came.
    pub way: String,
    /// The field, by its code; may be empty.
    pub field: String,
    /// Its phase, by its code.
    pub phase: String,
    /// Since when.
    pub phase_on: Day,
    /// The result of its conclusion, by its code; empty where there is none.
    pub result: String,
    /// The last day that comes first.
    pub due_on: Option<Day>,
    /// What was recorded last.
    pub event: i64,
    /// Whether it was recorded by mistake.
    pub struck: bool,
}

const LINE: &str =
    "SELECT d.id, d.organisation_id, o.name, d.number, d.received_on, d.way, d.field, d.phase, d.phase_on, d.result,
       d.due_on, d.event_id, d.struck FROM denunciations d JOIN organisations o ON o.id = d.organisation_id";

fn line(row: &Row) -> Result<LineRow, Error> {
    Ok(LineRow {
        id: row.get(0)?,
        organisation: row.get(1)?,
        body: row.get(2)?,
        number: row.get(3)?,
        received_on: row.get(4)?,
        way: row.get(5)?,
        field: row.get(6)?,
        phase: row.get(7)?,
        phase_on: row.get(8)?,
        result: row.get(9)?,
        due_on: row.get(10)?,
        event: row.get(11)?,
        struck: row.get(12)?,
    })
}

/// One line.
pub async fn find(read: &mut dyn Read, id: i64) -> Result<Option<LineRow>, Error> {
    let row = read.row(&format!("{LINE} WHERE d.id = $1"), &args![id]).await?;
    row.as_ref().map(line).transpose()
}

/// Which lines of the register.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Which {
    /// In that phase; in any where it is empty.
    pub phase: String,
    /// Those with a clock that has run out.
    pub overdue: bool,
    /// Received from this day on.
    pub from: Option<Day>,
    /// Received until this day.
    pub to: Option<Day>,
}

/// The lines of the grant's body, the newest first, from the key on; none that was recorded by mistake.
pub async fn list(
    read: &mut dyn Read,
    grant: &Grant,
    which: &Which,
    before: Option<(Day, i64)>,
    size: usize,
) -> Result<Page<LineRow>, Error> {
    let (on, id) = before.unwrap_or((Day::OPEN, i64::MAX));
    let due = if which.overdue { "AND d.due_on < $7" } else { "AND $7 <> ''" };
    let sql = format!(
        "{LINE} WHERE d.organisation_id = $1 AND d.struck = 0 AND (d.received_on < $2 OR (d.received_on = $2 AND d.id < $3))
           AND ($4 = '' OR d.phase = $4) AND d.received_on >= $5 AND d.received_on <= $6 {due}
         ORDER BY d.received_on DESC, d.id DESC LIMIT $8"
    );
    let today = read.today();
    let rows = read
        .rows(
            &sql,
            &args![
                grant.organisation,
                on,
                id,
                which.phase.as_str(),
                which.from.unwrap_or(Day::FLOOR),
                which.to.unwrap_or(Day::OPEN),
                today,
                i64::try_from(size + 1).unwrap_or(i64::MAX)
            ],
        )
        .await?;
    page(&rows, size, line)
}

/// How many lines of a body were received in a time, by phase, and how many of each are overdue today.
pub async fn counts(
    read: &mut dyn Read,
    grant: &Grant,
    (from, to): (Option<Day>, Option<Day>),
) -> Result<Vec<(String, i64, i64)>, Error> {
    let today = read.today();
    let rows = read
        .rows(
            "SELECT phase, count(*), sum(CASE WHEN due_on < $4 THEN 1 ELSE 0 END) FROM denunciations
             WHERE organisation_id = $1 AND struck = 0 AND received_on >= $2 AND received_on <= $3
             GROUP BY phase ORDER BY phase",
            &args![grant.organisation, from.unwrap_or(Day::FLOOR), to.unwrap_or(Day::OPEN), today],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).collect()
}

/// How many lines of the grant's body have a clock that ends by a day.
pub async fn due_by(read: &mut dyn Read, grant: &Grant, day: Day) -> Result<i64, Error> {
    let sql = "SELECT count(*) FROM denunciations WHERE organisation_id = $1 AND due_on <= $2 AND struck = 0";
    read.row(sql, &args![grant.organisation, day]).await?.map_or(Ok(0), |row| row.get(0))
}

/// A clock of a line, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockRow {
    /// The clock.
    pub clock: LineClock,
    /// How its last day was counted; empty where it has none.
    pub derivation: String,
}

/// The clocks of a line, in their order.
pub async fn clocks(read: &mut dyn Read, id: i64) -> Result<Vec<ClockRow>, Error> {
    let rows = read
        .rows(
            "SELECT rule_id, rule_version, from_on, more, due_on, done_on, state, derivation FROM denunciation_clocks
             WHERE denunciation_id = $1 ORDER BY no",
            &args![id],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let state: String = row.get(6)?;
            let state = ClockStands::parse(&state).ok_or_else(|| Error::Corrupt(format!("a clock that is {state}")))?;
            let clock = LineClock {
                rule: row.get(0)?,
                version: row.get(1)?,
                from: row.get(2)?,
                more: row.get(3)?,
                due_on: row.get(4)?,
                done_on: row.get(5)?,
                state,
            };
            Ok(ClockRow { clock, derivation: row.get(7)? })
        })
        .collect()
}

/// The numbers of documents, in the order of their texts; nothing where there is none.
pub async fn papers(read: &mut dyn Read, texts: &[Option<i64>]) -> Result<Vec<Option<String>>, Error> {
    let known: Vec<i64> = texts.iter().flatten().copied().collect();
    let words = crate::paper::Words::of(read, &known).await?;
    Ok(texts.iter().map(|text| words.get(*text)).collect())
}

/// Lines of any body that have a clock which runs, from an id on: for looking through them all when rules change.
pub async fn running(read: &mut dyn Read, after: i64, size: i64) -> Result<Vec<(i64, i64)>, Error> {
    let rows = read
        .rows(
            "SELECT d.id, d.organisation_id FROM denunciations d WHERE d.id > $1 AND d.struck = 0
               AND EXISTS (SELECT 1 FROM denunciation_clocks k WHERE k.denunciation_id = d.id AND k.state = 'running')
             ORDER BY d.id LIMIT $2",
            &args![after, size],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// What of a line and its clocks is not what its events say.
pub(crate) async fn differences(read: &mut dyn Read, id: i64, events: &[Recorded]) -> Result<Vec<String>, Error> {
    let (Some(row), Some(now)) = (find(read, id).await?, Line::by(events)) else {
        return Ok(vec![format!("denunciation {id}: it has no row or no beginning")]);
    };
    let number = match &now.number {
        Some(text) => {
            let found = read.row("SELECT body FROM texts WHERE id = $1", &args![text.id]).await?;
            found.map(|row| row.get::<Option<String>>(0)).transpose()?.flatten().unwrap_or_default()
        }
        None => String::new(),
    };
    let told = LineRow {
        id,
        organisation: now.organisation,
        body: row.body.clone(),
        number,
        received_on: now.received_on,
        way: now.way.as_str().to_owned(),
        field: now.field.clone(),
        phase: now.phase().to_owned(),
        phase_on: now.phase_on(),
        result: now.result().unwrap_or_default().to_owned(),
        due_on: next_due(&now),
        event: now.last,
        struck: now.struck,
    };
    let mut problems = Vec::new();
    if row != told {
        problems.push(format!("denunciation {id}: its row is not that of its events"));
    }
    let rows = clocks(read, id).await?;
    if rows.iter().map(|row| &row.clock).ne(now.clocks.iter()) {
        problems.push(format!("denunciation {id}: its clocks are not those of its events"));
    }
    // The clocks that its steps give, whatever the rulebook was.
    let counted = now.counted();
    let same = |(clock, by): (&LineClock, &domain::denunciation::line::Counted)| {
        clock.rule == by.rule
            && (clock.from, clock.more, clock.done_on, clock.state) == (by.from, by.more, by.done_on, by.state)
    };
    if counted.len() != now.clocks.len() || !now.clocks.iter().zip(&counted).all(same) {
        problems.push(format!("denunciation {id}: its clocks are not those of its steps"));
    }
    for row in rows.iter().filter(|row| row.clock.due_on.is_some()) {
        let derived = domain::due::Derivation::parse(&row.derivation).map(|it| (it.from, it.due_on()));
        if derived != row.clock.due_on.map(|due| (row.clock.from, due)) {
            problems.push(format!("denunciation {id}: a last day is not the one that was counted"));
        }
    }
    Ok(problems)
}
