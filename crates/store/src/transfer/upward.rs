//! What is beyond competence and was reported to a body above (đã báo cáo cấp trên): to whom, by which paper, when.

use domain::correction::struck_by;
use domain::day::Day;
use domain::event::{CaseEvent, Event, Recorded};

use crate::grant::Grant;
use crate::reader::Read;
use crate::sql::{MANY, places};
use crate::tx::Tx;
use crate::{Error, Value, args};

/// A report to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewReport {
    /// The event of the case.
    pub event: i64,
    /// The case.
    pub case: i64,
    /// The body above.
    pub to: i64,
    /// The day of the paper.
    pub on: Day,
    /// What names it.
    pub document: i64,
}

/// Keeps that cases were reported.
pub fn add(tx: &mut Tx, _: &Grant, new: &[NewReport]) {
    let row = |it: &NewReport| args![it.event, it.case, it.to, it.on, it.document].to_vec();
    tx.put_rows(
        "upward_reports",
        "event_id, case_id, to_id, reported_on, document_text_id",
        new.iter().map(row).collect(),
    );
}

/// Sets whether a report was recorded by mistake.
pub fn set_struck(tx: &mut Tx, _: &Grant, event: i64, struck: bool) {
    tx.put("UPDATE upward_reports SET struck = $2 WHERE event_id = $1", args![event, struck]);
}

/// That a matter was reported.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportRow {
    /// The case in which the matter counts.
    pub case: i64,
    /// The body above: id and name.
    pub to: (i64, String),
    /// The day of the paper.
    pub on: Day,
    /// Its number; nothing once erased.
    pub number: Option<String>,
}

/// The reports of some cases and of those that were merged into them, in their order; without those recorded by mistake.
pub async fn of_cases(read: &mut dyn Read, cases: &[i64]) -> Result<Vec<ReportRow>, Error> {
    let mut found = Vec::new();
    for cases in cases.chunks(MANY) {
        let values: Vec<Value> = cases.iter().copied().map(Value::Int).collect();
        let named = places(1, cases.len());
        let sql = format!(
            "SELECT COALESCE(v.merged_into_id, v.id), o.id, o.name, u.reported_on, x.body
             FROM (SELECT c.id AS id, c.merged_into_id AS merged_into_id FROM cases c WHERE c.id IN ({named})
                   UNION SELECT c.id, c.merged_into_id FROM cases c WHERE c.merged_into_id IN ({named})) v
             JOIN upward_reports u ON u.case_id = v.id AND u.struck = 0 JOIN organisations o ON o.id = u.to_id
             JOIN texts x ON x.id = u.document_text_id ORDER BY u.reported_on, u.event_id"
        );
        for row in &read.rows(&sql, &values).await? {
            found.push(ReportRow {
                case: row.get(0)?,
                to: (row.get(1)?, row.get(2)?),
                on: row.get(3)?,
                number: row.get(4)?,
            });
        }
    }
    Ok(found)
}

/// The bodies to which one reports upward on a day: the Party committee of its own place, those right above
/// it, and those above them. Each once, the nearest first.
pub async fn receivers(read: &mut dyn Read, organisation: i64, on: Day) -> Result<Vec<(i64, String)>, Error> {
    let rows = read
        .rows(
            "SELECT o.id, o.name, min(q.far) FROM (
               SELECT l.superior_id AS id, 1 AS far FROM organisation_links l
               WHERE l.organisation_id = $1 AND l.from_on <= $2 AND l.to_on > $2
               UNION ALL
               SELECT u.superior_id, 2 FROM organisation_links l JOIN organisation_links u ON u.organisation_id = l.superior_id
               WHERE l.organisation_id = $1 AND l.from_on <= $2 AND l.to_on > $2 AND u.from_on <= $2 AND u.to_on > $2
               UNION ALL
               SELECT c.id, 0 FROM organisations w JOIN organisations c ON c.territory_id = w.territory_id
               WHERE w.id = $1 AND c.id <> $1 AND c.kind = 'party_committee'
             ) q JOIN organisations o ON o.id = q.id AND o.valid_from_on <= $2 AND o.valid_to_on > $2
             WHERE o.id <> $1 GROUP BY o.id, o.name, o.sort_key ORDER BY 3, o.sort_key, o.id",
            &args![organisation, on],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// What of the reports of a case is not what its events say, one sentence each.
pub(crate) async fn differences(read: &mut dyn Read, case: i64, events: &[Recorded]) -> Result<Vec<String>, Error> {
    let rows = read
        .rows(
            "SELECT u.event_id, u.to_id, u.reported_on, u.document_text_id, u.struck FROM upward_reports u
             WHERE u.case_id = $1 ORDER BY u.event_id",
            &args![case],
        )
        .await?;
    let mut kept: Vec<(i64, i64, Day, i64, bool)> = Vec::with_capacity(rows.len());
    for row in &rows {
        kept.push((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?));
    }
    let mut told: Vec<_> = events
        .iter()
        .filter_map(|known| match &known.event {
            Event::Case(CaseEvent::ReportedUp { to, document }) => {
                Some((known.id, *to, known.happened_on, document.id, struck_by(events, known.id).is_some()))
            }
            _ => None,
        })
        .collect();
    told.sort_unstable();
    Ok(if kept == told {
        Vec::new()
    } else {
        vec![format!("case {case}: what was reported upward is not what its events say")]
    })
}
