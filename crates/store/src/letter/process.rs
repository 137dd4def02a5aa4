//! What came of letters: what the book says of one, whether its sender was guided before for the same content, how many wait.

use domain::day::{Day, Instant};
use domain::letter::process::Processing;
use domain::span::Axis;

use crate::grant::Grant;
use crate::reader::Read;
use crate::submission::{KEPT, shown};
use crate::{Error, args};

/// What came of a letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProcessedRow {
    /// What.
    pub outcome: Processing,
    /// The day of the paper, or on which its sender was told.
    pub on: Day,
    /// The code of the ground; empty where there is none.
    pub ground: String,
    /// The number of the paper; nothing where there is none or it is kept from everybody.
    pub number: Option<String>,
    /// Who signed it.
    pub signer: Option<String>,
    /// The reason, or what its sender was told.
    pub words: Option<String>,
    /// Until when it is kept, where it was filed away.
    pub kept_until: Option<Day>,
}

/// How a case stands that ended because its sender was guided.
const GUIDED: &str = "closed.guided";

/// What came of a letter; nothing while nothing did.
pub async fn find(read: &mut dyn Read, id: i64) -> Result<Option<ProcessedRow>, Error> {
    let row = read
        .row(
            &format!(
                "SELECT l.outcome, l.processed_on, l.ground, {}, {}, {}, l.kept_until, b.text_id
                 FROM letters l JOIN turns t ON t.source = 'letter' AND t.source_id = l.id
                 JOIN submissions b ON b.turn_id = t.id AND b.no = 1
                 LEFT JOIN texts n ON n.id = l.paper_number_text_id LEFT JOIN texts s ON s.id = l.signer_text_id
                 LEFT JOIN texts w ON w.id = l.outcome_words_text_id WHERE l.id = $1",
                shown("n"),
                shown("s"),
                shown("w")
            ),
            &args![id],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let Some(outcome) = Processing::parse(&row.get::<String>(0)?) else { return Ok(None) };
    let Some(on) = row.get::<Option<Day>>(1)? else { return Ok(None) };
    let kept = row.get::<i64>(7)? == KEPT;
    let words = |column: usize| Ok::<_, Error>(row.get::<Option<String>>(column)?.filter(|_| !kept));
    Ok(Some(ProcessedRow {
        outcome,
        on,
        ground: row.get(2)?,
        number: words(3)?,
        signer: words(4)?,
        words: words(5)?,
        kept_until: row.get(6)?,
    }))
}

/// The letters whose first words are points of a case: the letter, and the point.
pub async fn behind(read: &mut dyn Read, case: i64) -> Result<Vec<(i64, i64)>, Error> {
    let rows = read
        .rows(
            "SELECT t.source_id, q.id FROM case_points q JOIN submissions b ON b.id = q.submission_id AND b.no = 1
             JOIN turns t ON t.id = b.turn_id AND t.source = 'letter' WHERE q.case_id = $1 ORDER BY q.no",
            &args![case],
        )
        .await?;
    rows.iter().map(|row| Ok((row.get(0)?, row.get(1)?))).collect()
}

/// How many letters became points of a case because they repeat it.
pub async fn repeating(read: &mut dyn Read, case: i64) -> Result<usize, Error> {
    let row = read
        .row(
            "SELECT count(*) FROM case_points q JOIN submissions b ON b.id = q.submission_id
             JOIN turns t ON t.id = b.turn_id AND t.source = 'letter' JOIN letters l ON l.id = t.source_id
             WHERE q.case_id = $1 AND l.repeats_case_id = $1",
            &args![case],
        )
        .await?;
    let count: i64 = row.map_or(Ok(0), |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// When the sender of another letter of one of those cases, of one that counts in it, or of one that repeats it, was guided first, by
/// what came of the letter or by the end of its case.
pub async fn guided(read: &mut dyn Read, cases: &[i64], but: i64) -> Result<Option<Day>, Error> {
    let mut first: Option<Day> = None;
    for case in cases {
        let row = read
            .row(
                "SELECT min(g.processed_on) FROM (
                   SELECT l.processed_on FROM case_points q JOIN submissions b ON b.id = q.submission_id
                     JOIN turns t ON t.id = b.turn_id AND t.source = 'letter' JOIN letters l ON l.id = t.source_id
                     WHERE q.case_id = $1 AND l.id <> $2 AND l.outcome = 'guide' AND l.struck = 0
                   UNION ALL
                   SELECT l.processed_on FROM cases m JOIN case_points q ON q.case_id = m.id
                     JOIN submissions b ON b.id = q.submission_id
                     JOIN turns t ON t.id = b.turn_id AND t.source = 'letter' JOIN letters l ON l.id = t.source_id
                     WHERE m.merged_into_id = $1 AND l.id <> $2 AND l.outcome = 'guide' AND l.struck = 0
                   UNION ALL
                   SELECT l.processed_on FROM letters l
                     WHERE l.repeats_case_id = $1 AND l.id <> $2 AND l.outcome = 'guide' AND l.struck = 0
                   UNION ALL
                   SELECT z.from_on FROM spans z WHERE z.subject = 'case' AND z.subject_id = $1 AND z.axis = $3
                     AND z.known_to_at = $4 AND z.value = $5
                   UNION ALL
                   SELECT z.from_on FROM letters l JOIN turns t ON t.source = 'letter' AND t.source_id = l.id
                     JOIN submissions b ON b.turn_id = t.id AND b.no = 1 JOIN case_points q ON q.submission_id = b.id
                     JOIN spans z ON z.subject = 'case' AND z.subject_id = q.case_id AND z.axis = $3
                       AND z.known_to_at = $4 AND z.value = $5
                     WHERE l.repeats_case_id = $1 AND l.id <> $2 AND l.struck = 0) AS g",
                &args![*case, but, Axis::Handling.as_str(), Instant::OPEN, GUIDED],
            )
            .await?;
        let on: Option<Day> = row.map_or(Ok(None), |row| row.get(0))?;
        first = first.into_iter().chain(on).min();
    }
    Ok(first)
}

/// How many letters of the grant's body, and of those under it where the grant holds for them, wait for what comes of them, up to a
/// number of them; one whose case was settled waits no more.
pub async fn waiting(read: &mut dyn Read, grant: &Grant, most: usize) -> Result<usize, Error> {
    let today = read.today();
    let alone = if grant.below { "" } else { "AND l.organisation_id = $1" };
    let row = read
        .row(
            &format!(
                "SELECT count(*) FROM (SELECT l.id FROM organisation_scope s
                   JOIN letters l ON l.organisation_id = s.organisation_id AND l.outcome IN ('', 'complete') AND l.struck = 0
                   JOIN turns t ON t.source = 'letter' AND t.source_id = l.id
                   JOIN submissions b ON b.turn_id = t.id AND b.no = 1
                   JOIN case_points q ON q.submission_id = b.id
                     AND q.id = (SELECT min(y.id) FROM case_points y WHERE y.submission_id = b.id)
                   LEFT JOIN spans z ON z.subject = 'case' AND z.subject_id = q.case_id AND z.axis = $2
                     AND z.from_on <= $3 AND z.to_on > $3 AND z.known_to_at = $4
                   WHERE s.ancestor_id = $1 {alone} AND b.struck_event_id IS NULL AND {OPEN} LIMIT $5) AS waiting"
            ),
            &args![
                grant.organisation,
                Axis::Outcome.as_str(),
                today,
                Instant::OPEN,
                i64::try_from(most).unwrap_or(i64::MAX)
            ],
        )
        .await?;
    let count: i64 = row.map_or(Ok(0), |row| row.get(0))?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// That the case of a letter, whose outcome is the value of `z`, is not settled and counts in no other.
pub(super) const OPEN: &str = "COALESCE(z.value, '') IN ('', 'in_progress', 'in_progress.overdue', 'not_taken_up')";

#[cfg(test)]
mod tests {
    use domain::outcome::{Group, Outcome};

    use super::*;

    /// A word that no outcome has would let the letters of that outcome leave the list.
    #[test]
    fn a_letter_waits_while_its_case_is_in_any_state_that_is_not_settled() {
        let words: Vec<&str> = OPEN.split('\'').skip(1).step_by(2).filter(|word| !word.is_empty()).collect();
        let mut known: Vec<&str> =
            words.iter().map(|word| Outcome::parse(word).expect("an outcome").as_str()).collect();
        let open = |outcome: &Outcome| matches!(outcome.group(), Group::InProgress | Group::NotTakenUp);
        let mut wanted: Vec<&str> = Outcome::ALL.iter().filter(|it| open(it)).map(|it| it.as_str()).collect();
        known.sort_unstable();
        wanted.sort_unstable();
        assert_eq!(known, wanted);
    }
}
