//! The opinions of a round, and what became of them.

use domain::day::Day;

use crate::reader::Read;
use crate::submission::KEPT;
use crate::{Error, Row, args};

/// An opinion of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpinionRow {
    /// Its id.
    pub id: i64,
    /// Its number in the round.
    pub no: i64,
    /// The theme, where it has one.
    pub theme: Option<i64>,
    /// The words; nothing once erased or while they are kept from everybody.
    pub words: Option<String>,
    /// Where it lies: id and name.
    pub place: (i64, String),
    /// Code of the field.
    pub field: String,
    /// What kind of matter it is.
    pub kind: String,
    /// Whether it is only noted.
    pub noted: bool,
    /// Whether people are aggrieved by it.
    pub pressing: bool,
    /// How many people said so.
    pub people: Option<i64>,
    /// Who brought it; nothing once erased.
    pub brought: Option<String>,
    /// The case that is there already.
    pub root: Option<i64>,
    /// Whether it was recorded by mistake.
    pub struck: bool,
    /// The submission that it became.
    pub submission: Option<i64>,
    /// The case in which it counts now.
    pub case: Option<i64>,
    /// What became of that case, as an outcome and as its handling.
    pub outcome: Option<(String, String)>,
    /// The body that answers for it.
    pub bearer: Option<String>,
    /// The last answer in force to it, and its day.
    pub answer: Option<(String, Day)>,
}

const OPINION: &str =
    "SELECT o.id, o.no, o.theme_id, CASE WHEN b.text_id = $2 THEN NULL ELSE x.body END, o.territory_id, l.name,
       o.field, o.kind, o.noted, o.people, y.body, o.root_id, o.state, o.submission_id, k.id, k.handling, w.name,
       (SELECT s.value FROM spans s WHERE s.subject = 'case' AND s.subject_id = k.id AND s.axis = 'outcome:kq-1'
          AND s.from_on <= $3 AND s.to_on > $3 AND s.known_to_at = 9000000000000000),
       (SELECT v.body FROM reply_points p JOIN replies r ON r.id = p.reply_id JOIN texts v ON v.id = p.text_id
        JOIN case_points q ON q.id = p.case_point_id
        WHERE q.submission_id = o.submission_id AND r.struck_event_id IS NULL AND r.lapsed = 0
        ORDER BY r.standing_no DESC, r.id DESC LIMIT 1),
       (SELECT r.issued_on FROM reply_points p JOIN replies r ON r.id = p.reply_id
        JOIN case_points q ON q.id = p.case_point_id
        WHERE q.submission_id = o.submission_id AND r.struck_event_id IS NULL AND r.lapsed = 0
        ORDER BY r.standing_no DESC, r.id DESC LIMIT 1),
       o.pressing
     FROM gathering_opinions o LEFT JOIN submissions b ON b.id = o.submission_id
     JOIN texts x ON x.id = COALESCE(b.text_id, o.text_id) JOIN territories l ON l.id = o.territory_id
     LEFT JOIN texts y ON y.id = o.brought_text_id LEFT JOIN cases c ON c.id = o.case_id
     LEFT JOIN cases k ON k.id = COALESCE(c.merged_into_id, c.id) LEFT JOIN organisations w ON w.id = k.accountable_id";

fn opinion(row: &Row) -> Result<OpinionRow, Error> {
    let (handling, outcome): (Option<String>, Option<String>) = (row.get(15)?, row.get(17)?);
    let (answer, answered_on): (Option<String>, Option<Day>) = (row.get(18)?, row.get(19)?);
    Ok(OpinionRow {
        id: row.get(0)?,
        no: row.get(1)?,
        theme: row.get(2)?,
        words: row.get(3)?,
        place: (row.get(4)?, row.get(5)?),
        field: row.get(6)?,
        kind: row.get(7)?,
        noted: row.get(8)?,
        pressing: row.get(20)?,
        people: row.get(9)?,
        brought: row.get(10)?,
        root: row.get(11)?,
        struck: row.get::<String>(12)? == "struck",
        submission: row.get(13)?,
        case: row.get(14)?,
        outcome: outcome.zip(handling),
        bearer: row.get(16)?,
        answer: answer.zip(answered_on),
    })
}

/// The opinions of a round in the order in which they were typed, those recorded by mistake among them; at most
/// [`domain::gathering::MOST_OPINIONS`] stand. What became of them is that of `on`.
pub async fn of_round(read: &mut dyn Read, round: i64, on: Day) -> Result<Vec<OpinionRow>, Error> {
    let sql = format!("{OPINION} WHERE o.gathering_id = $1 ORDER BY o.no");
    read.rows(&sql, &args![round, KEPT, on]).await?.iter().map(opinion).collect()
}

/// The opinions that stand under the lines of a dialogue's agenda, by line: their words, cases and what became of them.
pub async fn on_agenda(read: &mut dyn Read, dialogue: i64, on: Day) -> Result<Vec<(i64, OpinionRow)>, Error> {
    let sql = format!(
        "{OPINION} JOIN gathering_themes t ON t.id = o.theme_id JOIN themes a ON a.id = t.agenda_id
         WHERE a.dialogue_id = $1 AND a.position > 0 AND t.position > 0 AND o.state = 'sent'
         ORDER BY a.position, o.pressing DESC, t.id, o.no"
    );
    let sql = sql.replacen(" FROM gathering_opinions o", ", a.id FROM gathering_opinions o", 1);
    read.rows(&sql, &args![dialogue, KEPT, on]).await?.iter().map(|row| Ok((row.get(21)?, opinion(row)?))).collect()
}

/// Whether a body gathered something before that counts in a case.
pub async fn gathered_before(read: &mut dyn Read, organisation: i64, case: i64) -> Result<bool, Error> {
    let sql = "SELECT o.id FROM gathering_opinions o JOIN gatherings g ON g.id = o.gathering_id
         WHERE o.case_id = $1 AND g.organisation_id = $2 AND o.state = 'sent' LIMIT 1";
    Ok(read.row(sql, &args![case, organisation]).await?.is_some())
}

/// The body with which a case was first raised.
pub async fn origin(read: &mut dyn Read, case: i64) -> Result<Option<i64>, Error> {
    let row = read.row("SELECT origin_id FROM cases WHERE id = $1", &args![case]).await?;
    row.map(|row| row.get(0)).transpose()
}

/// The title of a theme; nothing once erased.
pub async fn theme_title(read: &mut dyn Read, theme: i64) -> Result<Option<String>, Error> {
    let sql = "SELECT x.body FROM gathering_themes t JOIN texts x ON x.id = t.title_text_id WHERE t.id = $1";
    match read.row(sql, &args![theme]).await? {
        Some(row) => row.get(0),
        None => Ok(None),
    }
}
