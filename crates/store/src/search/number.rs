//! What bears a number that somebody typed: notices, letters that urge, and the cases of letters, replies and transfers.

use domain::day::Day;

use crate::grant::Grant;
use crate::reader::Read;
use crate::{Error, args};

/// Papers of one kind at most: a number is short, and that of another year may be the same.
const MOST: i64 = 10;

/// Letters of a number at most.
const MOST_LETTERS: usize = 60;

/// A paper that bears a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// `notice`, `urging` or `case`: what is opened.
    pub what: String,
    /// The notice, the letter that urges, or the case.
    pub id: i64,
    /// The dialogue of a notice, the body of a letter that urges; 0 of a case.
    pub of: i64,
    /// The number.
    pub number: String,
    /// The day on the paper.
    pub on: Option<Day>,
}

/// What of a body, and where the right reaches so far of those under it, bears a number: the whole of it, or what stands before its
/// first stroke. The newest first within a kind. Nothing where no digit was typed, or more than one word.
pub async fn numbered(read: &mut dyn Read, grant: &Grant, typed: &str) -> Result<Vec<Numbered>, Error> {
    let typed = typed.trim().to_uppercase();
    let is_number = typed.len() <= MOST_LETTERS && !typed.contains(char::is_whitespace);
    if !is_number || !typed.contains(|letter: char| letter.is_ascii_digit()) || typed.contains(['%', '_', '\\']) {
        return Ok(Vec::new());
    }
    let begins = format!("{typed}/%");
    let rows = read
        .rows(
            "SELECT q.what, q.id, q.of_id, q.number, q.on_day FROM (
               SELECT 'notice' AS what, n.id AS id, n.dialogue_id AS of_id, n.number AS number, n.issued_on AS on_day, 1 AS kind
               FROM organisation_scope s JOIN notices n ON n.organisation_id = s.organisation_id
               WHERE s.ancestor_id = $1 AND (s.organisation_id = $1 OR $2 = 1) AND n.state <> 'struck'
                 AND (upper(n.number) = $3 OR upper(n.number) LIKE $4)
               UNION ALL
               SELECT 'urging', l.id, l.organisation_id, l.number, COALESCE(l.issued_on, l.urged_on), 2
               FROM organisation_scope s JOIN urging_letters l ON l.organisation_id = s.organisation_id
               WHERE s.ancestor_id = $1 AND (s.organisation_id = $1 OR $2 = 1)
                 AND (upper(l.number) = $3 OR upper(l.number) LIKE $4)
               UNION ALL
               SELECT 'case', q.case_id, 0, l.number, l.received_on, 3
               FROM organisation_scope s JOIN letters l ON l.organisation_id = s.organisation_id
               JOIN turns u ON u.source = 'letter' AND u.source_id = l.id JOIN submissions b ON b.turn_id = u.id
               JOIN case_points q ON q.submission_id = b.id
               WHERE s.ancestor_id = $1 AND (s.organisation_id = $1 OR $2 = 1) AND b.struck_event_id IS NULL
                 AND (upper(l.number) = $3 OR upper(l.number) LIKE $4)
               UNION ALL
               SELECT 'case', r.case_id, 0, r.number, r.issued_on, 4
               FROM organisation_scope s JOIN cases c ON c.origin_id = s.organisation_id JOIN replies r ON r.case_id = c.id
               WHERE s.ancestor_id = $1 AND (s.organisation_id = $1 OR $2 = 1) AND r.struck_event_id IS NULL
                 AND r.number <> '' AND (upper(r.number) = $3 OR upper(r.number) LIKE $4)
               UNION ALL
               SELECT 'case', z.case_id, 0, z.number, z.sent_on, 5
               FROM organisation_scope s JOIN transfers z ON z.from_id = s.organisation_id
               WHERE s.ancestor_id = $1 AND (s.organisation_id = $1 OR $2 = 1) AND z.state <> 'struck'
                 AND z.number <> '' AND (upper(z.number) = $3 OR upper(z.number) LIKE $4)
             ) q ORDER BY q.kind, q.on_day DESC, q.id DESC LIMIT $5",
            &args![grant.organisation, grant.below, typed, begins, MOST * 2],
        )
        .await?;
    let found = |row: &crate::Row| {
        Ok(Numbered { what: row.get(0)?, id: row.get(1)?, of: row.get(2)?, number: row.get(3)?, on: row.get(4)? })
    };
    rows.iter().map(found).collect()
}
