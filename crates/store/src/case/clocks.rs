//! The clocks of cases: the citizen's, which only counts how long somebody waits, and those that a rule gives a last day.

use domain::case::{Clock, Clocks};
use domain::day::{Day, Instant};

use crate::grant::Grant;
use crate::organisation::Bodies;
use crate::reader::Read;
use crate::rulebook::{LastDay, Whereabouts};
use crate::sql::{Page, page};
use crate::tx::Tx;
use crate::{Error, Row, Value, args};

/// The citizen's clock: from the first receipt anywhere until there is an answer.
pub const CITIZEN: &str = Clock::Citizen.as_str();
/// The body's clock until it has told the person whether it takes the matter up (TCD-NOTIFY).
pub const NOTIFY: &str = Clock::Notify.as_str();

/// The derivation of a clock to which no rule gives a last day.
pub(super) const NO_RULE: &str = r#"{"rule":null}"#;

/// The clocks of a case that is opened.
#[derive(Clone, Debug)]
pub struct NewClocks<'a> {
    /// Id of the citizen's clock.
    pub citizen: i64,
    /// The case.
    pub case: i64,
    /// The event of its receipt.
    pub event: i64,
    /// The day on which it was raised.
    pub from: Day,
    /// Id and last day of the clock until the person is told, where a rule gives one.
    pub notify: Option<(i64, &'a LastDay<'a>)>,
}

/// Starts the clocks of a case.
pub fn start_clocks(tx: &mut Tx, grant: &Grant, new: &NewClocks<'_>) {
    let mut rows = vec![
        args![
            new.citizen,
            "case",
            new.case,
            grant.organisation,
            CITIZEN,
            None::<&str>,
            None::<i64>,
            new.event,
            new.from,
            None::<Day>,
            "running",
            NO_RULE,
            grant.organisation,
        ]
        .to_vec(),
    ];
    rows.extend(new.notify.map(|(id, last)| {
        args![
            id,
            "case",
            new.case,
            grant.organisation,
            NOTIFY,
            &last.rule.id,
            last.rule.version,
            new.event,
            new.from,
            last.due.on,
            "running",
            last.derivation(),
            grant.organisation,
        ]
        .to_vec()
    }));
    tx.put_rows(
        "clocks",
        "id, subject, subject_id, organisation_id, kind, rule_id, rule_version, trigger_event_id, from_on, due_on, state,
         derivation, bearer_id",
        rows,
    );
}

/// Lets run and stops the clocks of a case as its events say ([`domain::case::Case::clocks`]), and moves the citizen's to the day on
/// which it was raised.
pub fn set_clocks(tx: &mut Tx, _: &Grant, case: i64, clocks: Clocks, raised_on: Day) {
    tx.put(
        "UPDATE clocks SET state = CASE WHEN kind = 'citizen' THEN $2 ELSE $3 END,
                           from_on = CASE WHEN kind = 'citizen' THEN $4 ELSE from_on END
         WHERE subject = 'case' AND subject_id = $1",
        args![case, clocks.citizen.as_str(), clocks.notify.as_str(), raised_on],
    );
}

/// Gives a clock another last day, or none, counted from a day.
pub fn redate(tx: &mut Tx, _: &Grant, clock: i64, from: Day, last: Option<&LastDay<'_>>) {
    match last {
        Some(last) => tx.put(
            "UPDATE clocks SET from_on = $2, due_on = $3, rule_version = $4, derivation = $5 WHERE id = $1",
            args![clock, from, last.due.on, last.rule.version, last.derivation()],
        ),
        None => tx.put(
            "UPDATE clocks SET from_on = $2, due_on = NULL, derivation = $3 WHERE id = $1",
            args![clock, from, NO_RULE],
        ),
    }
}

/// A clock of a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockRow {
    /// Its id.
    pub id: i64,
    /// [`CITIZEN`] or [`NOTIFY`].
    pub kind: String,
    /// `running` or `stopped`.
    pub state: String,
    /// The day on which it began.
    pub from_on: Day,
    /// Its last day, where a rule gives one.
    pub due_on: Option<Day>,
    /// The rule; none for the citizen's.
    pub rule_id: Option<String>,
    /// The version of the rule that set the last day.
    pub rule_version: Option<i64>,
    /// How the last day was counted, as `domain::due::Derivation` reads it; of a clock without one, no derivation.
    pub derivation: String,
}

const COLUMNS: usize = 8;

fn clock(row: &Row) -> Result<ClockRow, Error> {
    Ok(ClockRow {
        id: row.get(0)?,
        kind: row.get(1)?,
        state: row.get(2)?,
        from_on: row.get(3)?,
        due_on: row.get(4)?,
        rule_id: row.get(5)?,
        rule_version: row.get(6)?,
        derivation: row.get(7)?,
    })
}

/// The clocks of a case, the citizen's first.
pub async fn clocks(read: &mut dyn Read, case: i64) -> Result<Vec<ClockRow>, Error> {
    let rows = read
        .rows(
            "SELECT id, kind, state, from_on, due_on, rule_id, rule_version, derivation FROM clocks
             WHERE subject = 'case' AND subject_id = $1 ORDER BY kind, id",
            &args![case],
        )
        .await?;
    rows.iter().map(clock).collect()
}

/// A clock whose last day a rule gives, with what is needed to count it again.
#[derive(Clone, Debug)]
pub struct RuledRow {
    /// The clock.
    pub clock: ClockRow,
    /// Its case.
    pub case: i64,
    /// Where the body is with which the matter was raised; a handover changes no rule.
    pub at: Whereabouts,
}

macro_rules! ruled {
    ($from:literal, $rest:literal) => {
        concat!(
            "SELECT k.id, k.kind, k.state, k.from_on, k.due_on, k.rule_id, k.rule_version, k.derivation, k.subject_id,
                    t.level, t.code, p.level, p.code, g.level, g.code
             FROM ",
            $from,
            " k JOIN cases c ON c.id = k.subject_id JOIN organisations o ON o.id = c.origin_id
             JOIN territories t ON t.id = o.territory_id LEFT JOIN territories p ON p.id = t.parent_id
             LEFT JOIN territories g ON g.id = p.parent_id ",
            $rest
        )
    };
}

fn ruled(row: &Row) -> Result<RuledRow, Error> {
    Ok(RuledRow { clock: clock(row)?, case: row.get(COLUMNS)?, at: Whereabouts::read(row, COLUMNS + 1)? })
}

/// The running clocks whose last day a rule gives, of all bodies, those of one case behind each other, of the cases after `after`.
/// Of none of them only some.
pub async fn running(read: &mut dyn Read, after: i64, size: i64) -> Result<Page<RuledRow>, Error> {
    // Those of a page are found by their index before anything is joined to them, whatever a server thinks of how many there are.
    let sql = ruled!(
        "(SELECT id, kind, state, from_on, due_on, rule_id, rule_version, derivation, subject_id FROM clocks
           WHERE subject = 'case' AND state = 'running' AND rule_id IS NOT NULL AND subject_id > $1
           ORDER BY subject_id, id LIMIT $2)",
        "ORDER BY k.subject_id, k.id"
    );
    let rows = read.rows(&sql.replace("$2", &size.to_string()), &args![after]).await?;
    Ok(whole(rows.iter().map(ruled).collect::<Result<_, _>>()?, size, |row| row.case))
}

/// A page of whole subjects: the last one of a full page is left to the next, there may be more rows of it.
pub(crate) fn whole<R>(mut rows: Vec<R>, size: i64, subject: impl Fn(&R) -> i64) -> Page<R> {
    let more = i64::try_from(rows.len()).unwrap_or(i64::MAX) >= size;
    let (first, last) = (rows.first().map(&subject), rows.last().map(&subject));
    if more && first != last {
        rows.retain(|row| Some(subject(row)) != last);
    }
    Page { rows, more }
}

/// The clocks of one case whose last day a rule gives.
pub async fn ruled_of(read: &mut dyn Read, case: i64) -> Result<Vec<RuledRow>, Error> {
    let rows = read
        .rows(
            ruled!("clocks", "WHERE k.subject = 'case' AND k.rule_id IS NOT NULL AND k.subject_id = $1 ORDER BY k.id"),
            &args![case],
        )
        .await?;
    rows.iter().map(ruled).collect()
}

/// A clock that runs towards its last day, as a list shows it.
#[derive(Clone, Debug)]
pub struct DueRow {
    /// The case.
    pub case: i64,
    /// The clock.
    pub clock: i64,
    /// Its kind.
    pub kind: String,
    /// Its last day.
    pub due_on: Day,
    /// The day on which it began.
    pub from_on: Day,
    /// Village or commune of the matter.
    pub place: String,
    /// Code of the field.
    pub field: String,
    /// The words; nothing once erased.
    pub words: Option<String>,
    /// The body that is accountable.
    pub accountable: String,
}

/// Which running clocks a list shows.
#[derive(Clone, Copy, Debug)]
pub struct DueBetween {
    /// The body that answers for their cases, or decides over them.
    pub organisation: i64,
    /// Whether those of the bodies under it are shown too.
    pub below: bool,
    /// The first last day.
    pub from: Day,
    /// The last such day.
    pub to: Day,
}

impl DueBetween {
    /// Those of the cases that a right to read them shows.
    pub const fn of(grant: &Grant, from: Day, to: Day) -> Self {
        Self { organisation: grant.organisation, below: grant.below, from, to }
    }
}

/// The case of a clock `k`.
const CASE_OF: &str = "CASE k.subject WHEN 'case' THEN k.subject_id
     WHEN 'assignment' THEN (SELECT g.case_id FROM assignments g WHERE g.id = k.subject_id)
     WHEN 'case_point' THEN (SELECT q.case_id FROM case_points q WHERE q.id = k.subject_id)
     WHEN 'complaint' THEN (SELECT y.case_id FROM complaints y WHERE y.id = k.subject_id) END";

/// The clocks of a list as `id`, `due_on` and `case_id`, at most `most`: those of each body in the order of their last days, as an
/// index has them, where the bodies are few; else those of all bodies, each asked whether it belongs here. And what a body decides
/// over while one that is not under it answers for it.
async fn walk(
    read: &mut dyn Read,
    asked: DueBetween,
    (on, id): (Day, i64),
    most: usize,
) -> Result<(String, Vec<Value>), Error> {
    let bodies = Bodies::read(read, asked.organisation, asked.below).await?.few;
    let mut values = args![on, asked.to, id].to_vec();
    let mut value = |body: i64| {
        values.push(body.into());
        format!("${}", values.len())
    };
    // Of many bodies only what the asked one itself decides over is looked for beside what they answer for.
    let (borne, elsewhere, deciding) = match bodies.as_deref() {
        None => {
            let scope = format!(
                "(SELECT count(*) FROM organisation_scope s WHERE s.ancestor_id = {} AND s.organisation_id = k.bearer_id)",
                value(asked.organisation)
            );
            (vec![format!("{scope} > 0")], format!("{scope} < 1"), vec![value(asked.organisation)])
        }
        Some(bodies) => {
            // The asked one may be none of those that have cases of their own.
            let own = (!bodies.contains(&asked.organisation)).then_some(asked.organisation);
            let places: Vec<String> = bodies.iter().copied().chain(own).map(&mut value).collect();
            let borne = places.iter().map(|body| format!("k.bearer_id = {body}")).collect();
            (borne, format!("k.bearer_id NOT IN ({})", places.join(", ")), places)
        }
    };
    let decided = deciding.iter().map(|body| format!("k.decides_id = {body} AND {elsewhere}"));
    let whose: Vec<String> = borne.into_iter().chain(decided).collect();
    // As text, so that a server which plans for any value knows how few are wanted.
    // The case and whether it is known are looked up for each clock on the way: what is joined to a walk would be sorted by an
    // engine that reckons with few. `< 1` and not `= 0`, of which that engine takes one in two hundred to be true, so that it would
    // rather read and sort all of them than end where enough are found.
    let walk = |(no, whose): (usize, String)| {
        format!(
            "SELECT id, due_on, case_id FROM (
               SELECT k.id AS id, k.due_on AS due_on, {CASE_OF} AS case_id FROM clocks k
               WHERE k.state = 'running' AND k.due_on IS NOT NULL AND {whose} AND (k.due_on, k.id) > ($1, $3)
                 AND k.due_on <= $2 AND (
                   SELECT count(*) FROM cases c JOIN import_dialogues hidden ON hidden.dialogue_id = c.origin_dialogue_id
                   WHERE c.id = {CASE_OF} AND hidden.shown = 0) < 1
               ORDER BY k.due_on, k.id LIMIT {most}) b{no}"
        )
    };
    let walks: Vec<String> = whose.into_iter().enumerate().map(walk).collect();
    let all = walks.join(" UNION ALL ");
    Ok((format!("SELECT id, due_on, case_id FROM ({all}) b ORDER BY due_on, id LIMIT {most}"), values))
}

/// The running clocks of the cases of a body and those under it, of receipts, assignments and promises, the nearest last day
/// first, from the one after a day and clock on.
pub async fn due_between(
    read: &mut dyn Read,
    asked: DueBetween,
    after: Option<(Day, i64)>,
    size: usize,
) -> Result<Page<DueRow>, Error> {
    let (sql, values) = walk(read, asked, after.unwrap_or((asked.from, 0)), size + 1).await?;
    let sql = format!(
        "SELECT c.id, k.id, k.kind, k.due_on, k.from_on, t.name, c.field, x.body, a.name
         FROM ({sql}) w JOIN clocks k ON k.id = w.id JOIN cases c ON c.id = w.case_id
         JOIN territories t ON t.id = c.territory_id JOIN texts x ON x.id = c.text_id
         JOIN organisations a ON a.id = c.accountable_id ORDER BY w.due_on, w.id"
    );
    let rows = read.rows_planned(&sql, &values).await?;
    page(&rows, size, |row| {
        Ok(DueRow {
            case: row.get(0)?,
            clock: row.get(1)?,
            kind: row.get(2)?,
            due_on: row.get(3)?,
            from_on: row.get(4)?,
            place: row.get(5)?,
            field: row.get(6)?,
            words: row.get(7)?,
            accountable: row.get(8)?,
        })
    })
}

/// How many rows [`due_between`] has, counted up to `most`.
pub async fn due_count(read: &mut dyn Read, asked: DueBetween, most: usize) -> Result<i64, Error> {
    let (sql, values) = walk(read, asked, (asked.from, 0), most).await?;
    let rows = read.rows_planned(&format!("SELECT count(*) FROM ({sql}) w"), &values).await?;
    rows.first().ok_or_else(|| Error::Corrupt("a count is one row".to_owned()))?.get(0)
}

/// How many cases of the first `most` rows of [`due_between`] stand as not taken up today: figures count those there, and not as
/// overdue.
pub async fn due_untaken(read: &mut dyn Read, asked: DueBetween, most: usize) -> Result<i64, Error> {
    let today = read.today();
    let (sql, mut values) = walk(read, asked, (asked.from, 0), most).await?;
    let (on, known) = (values.len() + 1, values.len() + 2);
    values.extend(args![today, Instant::OPEN].to_vec());
    let sql = format!(
        "SELECT count(DISTINCT w.case_id) FROM ({sql}) w WHERE (SELECT count(*) FROM spans o
           WHERE o.subject = 'case' AND o.subject_id = w.case_id AND o.axis = 'outcome:kq-1' AND o.from_on <= ${on}
             AND o.to_on > ${on} AND o.known_to_at = ${known} AND o.value = 'not_taken_up') > 0"
    );
    let rows = read.rows_planned(&sql, &values).await?;
    rows.first().ok_or_else(|| Error::Corrupt("a count is one row".to_owned()))?.get(0)
}
