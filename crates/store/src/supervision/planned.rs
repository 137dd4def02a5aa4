//! Supervisions of notices: the lines of the plan of a year, carried out, reported.

use domain::day::Day;
use domain::supervision::Supervision;

use super::listed::scope;
use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, Row, args};

/// A supervision to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewSupervision {
    /// Its id.
    pub id: i64,
    /// Who supervises.
    pub organisation: i64,
    /// The notice.
    pub notice: i64,
    /// The year of its plan.
    pub year: i64,
    /// The word of its form.
    pub form: &'static str,
}

/// Keeps a supervision; how it stands follows its events ([`set_supervision`]).
pub fn add_supervision(tx: &mut Tx, _: &Grant, new: &NewSupervision) {
    tx.put(
        "INSERT INTO supervisions (id, organisation_id, notice_id, year, form, state, version)
         VALUES ($1, $2, $3, $4, $5, 'planned', 1)",
        args![new.id, new.organisation, new.notice, new.year, new.form],
    );
}

/// Brings the row of a supervision in line with its events. False when somebody changed it since `version` was read.
pub async fn set_supervision(tx: &mut Tx, _: &Grant, id: i64, version: i64, now: &Supervision) -> Result<bool, Error> {
    let report = now.report.as_ref();
    let changed = tx
        .run(
            "UPDATE supervisions SET month = $3, form = $4, state = $5, issued_on = $6, issued_text_id = $7,
                    carried_out_on = $8, reported_on = $9, reported_to_id = $10, report_text_id = $11,
                    remarks_text_id = $12, proposals_text_id = $13, version = version + 1
             WHERE id = $1 AND version = $2",
            &args![
                id,
                version,
                now.month,
                now.form.as_str(),
                now.state.as_str(),
                now.issued.map(|(on, _)| on),
                now.issued.map(|(_, text)| text),
                now.carried_out_on,
                report.map(|it| it.on),
                report.map(|it| it.to),
                report.map(|it| it.document),
                report.and_then(|it| it.remarks),
                report.and_then(|it| it.proposals)
            ],
        )
        .await?;
    Ok(changed == 1)
}

/// A supervision as pages show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupervisionRow {
    /// Its id.
    pub id: i64,
    /// Who supervises.
    pub organisation: i64,
    /// The notice.
    pub notice: NoticeRow,
    /// The year of its plan.
    pub year: i64,
    /// The month planned; none for one beside the plan.
    pub month: Option<i64>,
    /// In which form.
    pub form: String,
    /// How far it has come.
    pub state: String,
    /// The day on which its plan was issued, and what names the paper.
    pub issued: Option<(Day, String)>,
    /// The day on which it was carried out.
    pub carried_out_on: Option<Day>,
    /// The day of its report.
    pub reported_on: Option<Day>,
    /// Who gets the report.
    pub reported_to: Option<(i64, String)>,
    /// What names the paper of the report.
    pub report: Option<String>,
    /// What is remarked.
    pub remarks: Option<String>,
    /// What is proposed.
    pub proposals: Option<String>,
    /// Version, for changes that must not overwrite another's.
    pub version: i64,
}

/// A notice as what is supervised names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoticeRow {
    /// Its id.
    pub id: i64,
    /// Its number.
    pub number: Option<String>,
    /// The day on the paper.
    pub issued_on: Option<Day>,
    /// The body that issued it.
    pub body: String,
    /// The dialogue.
    pub dialogue: i64,
    /// What that is about.
    pub title: Option<String>,
}

const NOTICE: &str = "n.id, n.number, n.issued_on, b.name, n.dialogue_id, h.body";

fn notice(row: &Row, at: usize) -> Result<NoticeRow, Error> {
    Ok(NoticeRow {
        id: row.get(at)?,
        number: row.get(at + 1)?,
        issued_on: row.get(at + 2)?,
        body: row.get(at + 3)?,
        dialogue: row.get(at + 4)?,
        title: row.get(at + 5)?,
    })
}

fn select() -> String {
    format!(
        "SELECT {NOTICE}, s.id, s.organisation_id, s.year, s.month, s.form, s.state, s.issued_on, i.body, s.carried_out_on,
                s.reported_on, s.reported_to_id, o.name, r.body, m.body, p.body, s.version
         FROM supervisions s JOIN notices n ON n.id = s.notice_id JOIN organisations b ON b.id = n.organisation_id
         JOIN dialogues d ON d.id = n.dialogue_id JOIN texts h ON h.id = d.title_text_id
         LEFT JOIN texts i ON i.id = s.issued_text_id LEFT JOIN organisations o ON o.id = s.reported_to_id
         LEFT JOIN texts r ON r.id = s.report_text_id LEFT JOIN texts m ON m.id = s.remarks_text_id
         LEFT JOIN texts p ON p.id = s.proposals_text_id"
    )
}

fn supervision(row: &Row) -> Result<SupervisionRow, Error> {
    let (issued_on, issued): (Option<Day>, Option<String>) = (row.get(12)?, row.get(13)?);
    let (to, to_name): (Option<i64>, Option<String>) = (row.get(16)?, row.get(17)?);
    Ok(SupervisionRow {
        notice: notice(row, 0)?,
        id: row.get(6)?,
        organisation: row.get(7)?,
        year: row.get(8)?,
        month: row.get(9)?,
        form: row.get(10)?,
        state: row.get(11)?,
        issued: issued_on.map(|on| (on, issued.unwrap_or_default())),
        carried_out_on: row.get(14)?,
        reported_on: row.get(15)?,
        reported_to: to.zip(to_name),
        report: row.get(18)?,
        remarks: row.get(19)?,
        proposals: row.get(20)?,
        version: row.get(21)?,
    })
}

/// One supervision.
pub async fn find_supervision(read: &mut dyn Read, id: i64) -> Result<Option<SupervisionRow>, Error> {
    let row = read.row(&format!("{} WHERE s.id = $1", select()), &args![id]).await?;
    row.as_ref().map(supervision).transpose()
}

/// The supervisions of a year, by month; a year has as many as there were notices. Those taken out or recorded by mistake are
/// left out.
pub async fn of_year(read: &mut dyn Read, organisation: i64, year: i64) -> Result<Vec<SupervisionRow>, Error> {
    let sql = format!(
        "{} WHERE s.organisation_id = $1 AND s.year = $2 AND s.state NOT IN ('dropped', 'struck')
         ORDER BY COALESCE(s.month, 13), s.id",
        select()
    );
    read.rows(&sql, &args![organisation, year]).await?.iter().map(supervision).collect()
}

/// Whether a body planned a supervision for a year before this one: there is something to go back to.
pub async fn reaches_back(read: &mut dyn Read, organisation: i64, year: i64) -> Result<bool, Error> {
    let sql = "SELECT id FROM supervisions WHERE organisation_id = $1 AND year < $2
         AND state NOT IN ('dropped', 'struck') LIMIT 1";
    Ok(!read.rows(sql, &args![organisation, year]).await?.is_empty())
}

/// The supervisions of a notice, oldest first, without those taken out or recorded by mistake.
pub async fn of_notice(read: &mut dyn Read, notice: i64) -> Result<Vec<SupervisionRow>, Error> {
    let sql = format!("{} WHERE s.notice_id = $1 AND s.state NOT IN ('dropped', 'struck') ORDER BY s.id", select());
    read.rows(&sql, &args![notice]).await?.iter().map(supervision).collect()
}

/// The supervision of a notice by a body that was not reported yet, if there is one.
pub async fn open_supervision(
    read: &mut dyn Read,
    organisation: i64,
    notice: i64,
    year: i64,
) -> Result<Option<i64>, Error> {
    let row = read
        .row(
            "SELECT id FROM supervisions WHERE notice_id = $2 AND organisation_id = $1 AND year = $3
               AND state IN ('planned', 'issued', 'carried_out') ORDER BY id LIMIT 1",
            &args![organisation, notice, year],
        )
        .await?;
    row.map(|row| row.get(0)).transpose()
}

/// Notices issued in the scope of a body in the year before and in that year that stand in no plan of its own: what a plan may
/// name. At most `limit`.
pub async fn unplanned(read: &mut dyn Read, grant: &Grant, year: i64, limit: i64) -> Result<Vec<NoticeRow>, Error> {
    let year_of = i16::try_from(year).unwrap_or_default();
    let (from, to) = (Day::new(year_of - 1, 1, 1), Day::new(year_of, 12, 31));
    let sql = format!(
        "SELECT {NOTICE} FROM (SELECT DISTINCT x.id AS id FROM {} x) s
         JOIN notices n ON n.organisation_id = s.id AND n.state IN ('issued', 'published')
         JOIN organisations b ON b.id = n.organisation_id JOIN dialogues d ON d.id = n.dialogue_id
         JOIN texts h ON h.id = d.title_text_id
         WHERE n.issued_on >= $3 AND n.issued_on <= $4 AND NOT EXISTS (
           SELECT 1 FROM supervisions v WHERE v.notice_id = n.id AND v.organisation_id = $1
             AND v.state NOT IN ('dropped', 'struck'))
         ORDER BY n.issued_on, n.id LIMIT $5",
        scope()
    );
    let rows = read.rows(&sql, &args![grant.organisation, grant.below, from, to, limit]).await?;
    rows.iter().map(|row| notice(row, 0)).collect()
}

/// A notice with points of which nothing was found yet, or not since something was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ToInspectRow {
    /// The notice.
    pub notice: NoticeRow,
    /// How many of its points wait to be looked at.
    pub points: i64,
    /// The first last day of those points.
    pub due_on: Option<Day>,
}

/// The notices issued from a day on, in the scope of a body, whose points wait to be looked at, those due first before the others;
/// at most `size`.
pub async fn to_inspect(
    read: &mut dyn Read,
    grant: &Grant,
    from: Day,
    size: usize,
) -> Result<Vec<ToInspectRow>, Error> {
    let sql = format!(
        "SELECT {NOTICE}, count(DISTINCT i.notice_point_id), min(i.due_on) FROM {} s
         JOIN notices n ON n.organisation_id = s.id AND n.state IN ('issued', 'published') AND n.issued_on >= $3
         JOIN organisations b ON b.id = n.organisation_id JOIN dialogues d ON d.id = n.dialogue_id
         JOIN texts h ON h.id = d.title_text_id
         JOIN notice_point_issues i ON i.notice_id = n.id
         JOIN notice_point_cases p ON p.notice_point_id = i.notice_point_id
         JOIN cases c ON c.id = p.case_id AND c.merged_into_id IS NULL AND c.handling <> 'struck'
         LEFT JOIN case_found f ON f.case_id = c.id
         WHERE (f.case_id IS NULL OR f.since = 1) AND (s.heir = 0 OR c.decides_id = s.heir)
         GROUP BY n.id, n.number, n.issued_on, b.name, n.dialogue_id, h.body
         ORDER BY min(COALESCE(i.due_on, '9999-12-31')), n.id LIMIT $4",
        scope()
    );
    let limit = i64::try_from(size).unwrap_or(i64::MAX);
    let rows = read.rows(&sql, &args![grant.organisation, grant.below, from, limit]).await?;
    rows.iter()
        .map(|row| Ok(ToInspectRow { notice: notice(row, 0)?, points: row.get(6)?, due_on: row.get(7)? }))
        .collect()
}

/// The bodies of the same level to which a report on a notice goes: those of the place of the body that issued it, or of
/// those that took its place, committees first.
pub async fn same_level(read: &mut dyn Read, notice: i64) -> Result<Vec<(i64, String)>, Error> {
    let today = read.today();
    let rows = read
        .rows(
            "SELECT DISTINCT o.id, o.name, CASE o.kind WHEN 'party_committee' THEN 0 WHEN 'party_board' THEN 1
               WHEN 'peoples_committee' THEN 2 ELSE 3 END AS place, o.sort_key
             FROM (SELECT n.organisation_id AS id FROM notices n WHERE n.id = $1
               UNION SELECT c.decides_id FROM notices n JOIN organisations e ON e.id = n.organisation_id
                 JOIN notice_point_issues i ON i.notice_id = n.id
                 JOIN notice_point_cases p ON p.notice_point_id = i.notice_point_id JOIN cases c ON c.id = p.case_id
                 WHERE n.id = $1 AND e.valid_to_on <= $2) h
             JOIN organisations w ON w.id = h.id
             JOIN organisations o ON o.territory_id = w.territory_id AND o.valid_from_on <= $2 AND o.valid_to_on > $2
               AND o.kind IN ('party_committee', 'party_board', 'peoples_committee', 'peoples_council', 'front')
             ORDER BY place, o.sort_key, o.id",
            &args![notice, today],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}
