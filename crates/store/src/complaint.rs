//! Complaints that are settled (trình tự giải quyết khiếu nại): the row of each and its clocks. What the steps say stands in its events.

use domain::complaint::{Begun, Complaint, ComplaintClock, Finding, Phase, Step};
use domain::day::Day;
use domain::due::{Derivation, due};
use domain::rule::{Bound, NORMAL, Rule, in_force};

use crate::grant::Grant;
use crate::reader::Read;
use crate::rulebook::{Rulebook, Whereabouts};
use crate::sql::{Page, page, places};
use crate::tx::Tx;
use crate::{Error, Row, Value, args};

/// A last day that a rule of complaints gives, and how it was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Given {
    /// The rule.
    pub rule: String,
    /// Its version.
    pub version: i64,
    /// The last day.
    pub on: Day,
    /// How it was counted, with the days that do not count.
    pub derivation: String,
}

/// The rule of a variant that is in force there on a day, the first of those ids that has one; that for every kind of matter where the
/// law tells none apart.
pub fn rule(book: &Rulebook, ids: &[&str], variant: &str, at: &Whereabouts, on: Day) -> Option<Rule> {
    let of = |variant: &str| {
        ids.iter().find_map(|id| {
            let known: Vec<Rule> = book
                .rules
                .iter()
                .filter(|rule| rule.id == *id && rule.variant == variant)
                .map(|rule| Rule { variant: NORMAL.to_owned(), ..rule.clone() })
                .collect();
            in_force(known.iter(), id, &at.places, &at.level, on).cloned()
        })
    };
    // A place that is remote is so whether or not the matter is complex; a rule that has no such variant has the plain one.
    of(variant).or_else(|| variant.starts_with("remote").then(|| of("remote")).flatten()).or_else(|| of(NORMAL))
}

/// The last day that such a rule gives to what began on a day, later by the days that do not count. Nothing while none is in force.
pub fn last_day(
    book: &Rulebook,
    (ids, variant): (&[&str], &str),
    at: &Whereabouts,
    from: Day,
    not_counted: i64,
) -> Option<Given> {
    let rule = rule(book, ids, variant, at, from).filter(|rule| rule.bound == Bound::AtMost)?;
    let mut period = rule.period()?;
    period.amount += u32::try_from(not_counted).unwrap_or_default();
    let due = due(&book.calendar_at(at), from, period).ok()?;
    let derivation = Derivation::of(&due, Some((&rule.id, rule.version))).to_json();
    Some(Given { rule: rule.id, version: rule.version, on: due.on, derivation })
}

/// The first day after the time that has to pass by such a rule; nothing while none is in force.
pub fn first_day(book: &Rulebook, ids: &[&str], variant: &str, at: &Whereabouts, from: Day) -> Option<Day> {
    let rule = rule(book, ids, variant, at, from).filter(|rule| rule.bound == Bound::AtLeast)?;
    Some(due(&book.calendar_at(at), from, rule.period()?).ok()?.on.next())
}

/// Adds the row of a complaint; how it stands follows its events ([`set`]).
pub fn add(tx: &mut Tx, _: &Grant, id: i64, now: &Complaint) {
    tx.put(
        "INSERT INTO complaints (id, letter_id, case_id, organisation_id, received_on, instance, phase, variant)
         VALUES ($1, $2, $3, $4, $5, 'first', 'received', 'normal')",
        args![id, now.letter, now.case, now.organisation, now.received_on],
    );
}

/// Adds the clocks that an event began, each with how its last day was counted.
pub fn begin(tx: &mut Tx, _: &Grant, (id, organisation, event): (i64, i64, i64), begun: &[(Begun, String)]) {
    if begun.is_empty() {
        return;
    }
    let row = |(it, derivation): &(Begun, String)| {
        // What who complains has to keep to is no day of the body, and in no list of what it owes.
        let bearer = it.kind.is_of_body().then_some(organisation);
        args![
            it.clock,
            "complaint",
            id,
            organisation,
            it.kind.as_str(),
            it.rule.as_str(),
            it.rule_version,
            event,
            it.from,
            it.due_on,
            "running",
            derivation.as_str(),
            bearer,
        ]
        .to_vec()
    };
    tx.put_rows(
        "clocks",
        "id, subject, subject_id, organisation_id, kind, rule_id, rule_version, trigger_event_id, from_on, due_on, state,
         derivation, bearer_id",
        begun.iter().map(row).collect(),
    );
}

/// What the row says, by the events.
struct Told<'a> {
    variant: &'static str,
    first: Option<i64>,
    due_on: Option<Day>,
    decided_on: Option<Day>,
    finding: &'a str,
}

fn told(now: &Complaint) -> Told<'_> {
    let decided = now.made(Step::Decide);
    let runs = now.clocks.iter().filter(|it| it.state == "running" && it.begun.kind.is_of_body());
    Told {
        variant: now.variant(),
        first: now.made(Step::Second).and_then(|it| it.done.first),
        due_on: runs.map(|it| it.begun.due_on).min(),
        decided_on: decided.map(|it| it.on),
        finding: decided.and_then(|it| it.done.finding).map_or("", Finding::as_str),
    }
}

/// Brings the row of a complaint and its clocks in line with its events.
pub fn set(tx: &mut Tx, _: &Grant, id: i64, now: &Complaint) {
    let Told { variant, first, due_on, decided_on, finding } = told(now);
    tx.put(
        "UPDATE complaints SET instance = $2, phase = $3, variant = $4, first_id = $5, due_on = $6, explained = $7,
                decided_on = $8, finding = $9, struck = $10, received_on = $11 WHERE id = $1",
        args![
            id,
            now.instance.as_str(),
            now.phase.as_str(),
            variant,
            first,
            due_on,
            now.is_explained(),
            decided_on,
            finding,
            now.struck,
            now.received_on
        ],
    );
    // One that an event began which was struck runs no more.
    tx.put(
        "UPDATE clocks SET state = 'stopped' WHERE subject = 'complaint' AND subject_id = $1 AND state <> 'stopped'",
        args![id],
    );
    for clock in now.clocks.iter().filter(|it| it.state != "stopped") {
        tx.put("UPDATE clocks SET state = $2 WHERE id = $1", args![clock.begun.clock, clock.state]);
    }
}

/// A complaint of a letter: its id.
pub async fn of_letter(read: &mut dyn Read, letter: i64) -> Result<Option<i64>, Error> {
    let row = read.row("SELECT max(id) FROM complaints WHERE letter_id = $1 AND struck = 0", &args![letter]).await?;
    row.map_or(Ok(None), |row| row.get(0))
}

/// The letter of a complaint, the submission that is its words, by whose body it is decided who may do what, and the body that settles
/// it now.
pub async fn letter_of(read: &mut dyn Read, id: i64) -> Result<Option<(i64, i64, i64)>, Error> {
    let row = read
        .row(
            "SELECT c.letter_id, b.id, c.organisation_id FROM complaints c JOIN turns t ON t.source = 'letter' AND t.source_id = c.letter_id
             JOIN submissions b ON b.turn_id = t.id AND b.no = 1 WHERE c.id = $1",
            &args![id],
        )
        .await?;
    row.map(|row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).transpose()
}

/// The complaints of a case that stand.
pub async fn of_case(read: &mut dyn Read, case: i64) -> Result<Vec<i64>, Error> {
    let rows =
        read.rows("SELECT id FROM complaints WHERE case_id = $1 AND struck = 0 ORDER BY id", &args![case]).await?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// A clock of a complaint: kind, state, day from which it is counted, last day, how it was counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockRow {
    /// Its id.
    pub id: i64,
    /// Which.
    pub kind: ComplaintClock,
    /// `running`, `suspended` or `stopped`.
    pub state: String,
    /// The day from which it is counted.
    pub from_on: Day,
    /// Its last day.
    pub due_on: Day,
    /// How it was counted.
    pub derivation: String,
}

/// The clocks of a complaint, as they began.
pub async fn clocks(read: &mut dyn Read, id: i64) -> Result<Vec<ClockRow>, Error> {
    let rows = read
        .rows(
            "SELECT id, kind, state, from_on, due_on, derivation FROM clocks
             WHERE subject = 'complaint' AND subject_id = $1 ORDER BY id",
            &args![id],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let kind = ComplaintClock::parse(&row.get::<String>(1)?);
            Ok(ClockRow {
                id: row.get(0)?,
                kind: kind.ok_or_else(|| Error::Corrupt("a clock of a complaint of no known kind".to_owned()))?,
                state: row.get(2)?,
                from_on: row.get(3)?,
                due_on: row.get(4)?,
                derivation: row.get(5)?,
            })
        })
        .collect()
}

/// Which complaints a list shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Which {
    /// Those that have come so far; of all that still wait for something where none is named.
    pub phase: Option<Phase>,
    /// Those that are late only.
    pub overdue: bool,
    /// Those that are over, too.
    pub all: bool,
}

/// A complaint in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComplaintLine {
    /// The complaint.
    pub complaint: i64,
    /// Its letter.
    pub letter: i64,
    /// The number of the letter.
    pub number: String,
    /// Its case.
    pub case: i64,
    /// The body that settles it.
    pub body: String,
    /// The day of its receipt.
    pub received_on: Day,
    /// A word of [`domain::complaint::Instance`].
    pub instance: String,
    /// A word of [`Phase`].
    pub phase: String,
    /// The variant of the rules.
    pub variant: String,
    /// The nearest last day of the body, where one runs.
    pub due_on: Option<Day>,
    /// Whether who complains was told why it is late.
    pub explained: bool,
    /// The words; nothing once erased or while they are kept from everybody.
    pub words: Option<String>,
}

fn line(row: &Row) -> Result<ComplaintLine, Error> {
    Ok(ComplaintLine {
        complaint: row.get(0)?,
        letter: row.get(1)?,
        number: row.get(2)?,
        case: row.get(3)?,
        body: row.get(4)?,
        received_on: row.get(5)?,
        instance: row.get(6)?,
        phase: row.get(7)?,
        variant: row.get(8)?,
        due_on: row.get(9)?,
        explained: row.get(10)?,
        words: row.get(11)?,
    })
}

/// The complaints of the grant's body, and of those under it where the grant holds for them, the newest first, from the key on.
pub async fn list(
    read: &mut dyn Read,
    grant: &Grant,
    which: &Which,
    before: Option<(Day, i64)>,
    size: usize,
) -> Result<Page<ComplaintLine>, Error> {
    let (on, id) = before.unwrap_or((Day::OPEN, i64::MAX));
    let today = read.today();
    let alone = if grant.below { "" } else { "AND c.organisation_id = $1" };
    let open = if which.all || which.phase.is_some() {
        ""
    } else {
        "AND c.phase NOT IN ('refused', 'terminated', 'in_effect')"
    };
    let overdue = if which.overdue { "AND c.due_on < $6" } else { "AND $6 = $6" };
    let rows = read
        .rows(
            &format!(
                "SELECT c.id, c.letter_id, l.number, c.case_id, o.name, c.received_on, c.instance, c.phase, c.variant, c.due_on,
                        c.explained, x.body
                 FROM organisation_scope s JOIN complaints c ON c.organisation_id = s.organisation_id AND c.struck = 0
                 JOIN organisations o ON o.id = c.organisation_id JOIN letters l ON l.id = c.letter_id
                 JOIN turns t ON t.source = 'letter' AND t.source_id = l.id
                 JOIN submissions b ON b.turn_id = t.id AND b.no = 1 JOIN texts x ON x.id = b.text_id
                 WHERE s.ancestor_id = $1 AND (c.received_on < $2 OR (c.received_on = $2 AND c.id < $3)) {alone} {open} {overdue}
                   AND ($5 = '' OR c.phase = $5)
                 ORDER BY c.received_on DESC, c.id DESC LIMIT $4"
            ),
            &args![
                grant.organisation,
                on,
                id,
                i64::try_from(size + 1).unwrap_or(i64::MAX),
                which.phase.map_or("", Phase::as_str),
                today
            ],
        )
        .await?;
    page(&rows, size, line)
}

/// What of the row and the clocks of a complaint is not what its events say.
pub(crate) async fn differences(
    read: &mut dyn Read,
    id: i64,
    events: &[domain::event::Recorded],
) -> Result<Vec<String>, Error> {
    let row = read
        .row(
            "SELECT letter_id, case_id, organisation_id, received_on, instance, phase, variant, first_id, due_on, explained,
                    decided_on, finding, struck FROM complaints WHERE id = $1",
            &args![id],
        )
        .await?;
    let (Some(row), Some(now)) = (row, Complaint::by(events)) else {
        return Ok(vec![format!("complaint {id}: has no row or no founding event")]);
    };
    let mut problems = Vec::new();
    let mut same = |column: &str, agrees: bool| {
        if !agrees {
            problems.push(format!("complaint {id}: {column} is not that of its events"));
        }
    };
    let Told { variant, first, due_on, decided_on, finding } = told(&now);
    same("letter_id", row.get::<i64>(0)? == now.letter);
    same("case_id", row.get::<i64>(1)? == now.case);
    // What an ended body settled goes on with the one that took its place, and its clocks with it.
    let strange = read
        .row(
            "SELECT count(*) FROM clocks WHERE subject = 'complaint' AND subject_id = $1
               AND (organisation_id <> $2 OR COALESCE(bearer_id, $2) <> $2)",
            &args![id, row.get::<i64>(2)?],
        )
        .await?;
    same("the body of its clocks", strange.map_or(Ok(0), |row| row.get::<i64>(0))? == 0);
    same("received_on", row.get::<Day>(3)? == now.received_on);
    same("instance", row.get::<String>(4)? == now.instance.as_str());
    same("phase", row.get::<String>(5)? == now.phase.as_str());
    same("variant", row.get::<String>(6)? == variant);
    same("first_id", row.get::<Option<i64>>(7)? == first);
    same("due_on", row.get::<Option<Day>>(8)? == due_on);
    same("explained", row.get::<bool>(9)? == now.is_explained());
    same("decided_on", row.get::<Option<Day>>(10)? == decided_on);
    same("finding", row.get::<String>(11)? == finding);
    same("struck", row.get::<bool>(12)? == now.struck);
    let kept = clocks(read, id).await?;
    for clock in &now.clocks {
        let it = &clock.begun;
        let is = |row: &ClockRow| {
            let counted = Derivation::parse(&row.derivation)
                .is_some_and(|read| read.from == it.from && read.due_on() == it.due_on);
            (row.id, row.kind, row.state.as_str(), row.from_on, row.due_on)
                == (it.clock, it.kind, clock.state, it.from, it.due_on)
                && counted
        };
        same(&format!("its clock {}", it.clock), kept.iter().any(is));
    }
    let known = |row: &&ClockRow| now.clocks.iter().any(|it| it.begun.clock == row.id);
    same("a clock that no event runs", !kept.iter().any(|row| !known(&row) && row.state != "stopped"));
    Ok(problems)
}

/// What was typed into steps: each text that was not erased.
pub async fn words(read: &mut dyn Read, texts: &[i64]) -> Result<Vec<(i64, String)>, Error> {
    if texts.is_empty() {
        return Ok(Vec::new());
    }
    let values: Vec<Value> = texts.iter().map(|text| Value::Int(*text)).collect();
    let sql = format!("SELECT id, body FROM texts WHERE body IS NOT NULL AND id IN ({})", places(1, texts.len()));
    let rows = read.rows(&sql, &values).await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}
