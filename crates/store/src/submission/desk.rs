//! What was typed in a session as the desk lists it, by page and by what is to become of it.

use domain::day::Instant;

use super::withheld::KEPT;
use crate::reader::Read;
use crate::sql::{Page, page};
use crate::{Error, Row, args};

/// Which submissions the desk lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Filter {
    /// All, the struck ones too.
    #[default]
    All,
    /// Neither marked nor answered.
    Unmarked,
    /// Answered on the spot.
    Answered,
    /// To be concluded.
    Conclusion,
    /// Beyond the competence of the body.
    Beyond,
}

/// Whether the point `q` was answered in a session of a dialogue. A reply on paper that came since leaves what was said on the spot,
/// and the minutes, as they were.
macro_rules! on_the_spot {
    () => {
        "EXISTS (SELECT 1 FROM reply_points sp CROSS JOIN replies sr WHERE sp.case_point_id = q.id AND sr.id = sp.reply_id
             AND sr.session_id IS NOT NULL AND sr.struck_event_id IS NULL)"
    };
}

impl Filter {
    /// Every filter, in the order of declaration.
    pub const ALL: [Self; 5] = [Self::All, Self::Unmarked, Self::Answered, Self::Conclusion, Self::Beyond];

    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Unmarked => "unmarked",
            Self::Answered => "answered",
            Self::Conclusion => "conclusion",
            Self::Beyond => "beyond",
        }
    }

    /// The filter of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|filter| filter.as_str() == word)
    }

    /// What the rows of it have in common.
    const fn condition(self) -> &'static str {
        match self {
            Self::All => "",
            Self::Unmarked => "AND b.struck_event_id IS NULL AND b.mark = '' AND c.handling <> 'answered'",
            Self::Answered => {
                concat!("AND b.struck_event_id IS NULL AND (b.mark = 'answered' OR ", on_the_spot!(), ")")
            }
            Self::Conclusion => {
                concat!("AND b.struck_event_id IS NULL AND b.mark = 'conclusion' AND NOT ", on_the_spot!())
            }
            Self::Beyond => concat!("AND b.struck_event_id IS NULL AND b.mark = 'beyond' AND NOT ", on_the_spot!()),
        }
    }
}

/// A submission in the list of the desk.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the matter")]
pub struct SubmissionRow {
    /// Its id.
    pub id: i64,
    /// The turn it belongs to.
    pub turn: i64,
    /// Number of the turn in its session.
    pub turn_no: i64,
    /// Number of the matter in its turn.
    pub no: i64,
    /// How the speaker is named: `named`, `unnamed`, `group`.
    pub mode: String,
    /// The name, for whoever typed it while the minutes are not signed and nothing of the turn is withheld; otherwise
    /// nothing.
    pub name: Option<String>,
    /// The words; nothing once erased, and nothing while they are withheld.
    pub body: Option<String>,
    /// Version in force.
    pub version: i64,
    /// Name of the village or commune.
    pub place: String,
    /// Its id.
    pub territory: i64,
    /// Code of the field.
    pub field: String,
    /// What was marked at the desk; empty while it is not marked.
    pub mark: String,
    /// The case.
    pub case: i64,
    /// Version of the case, for answers that must not overwrite another's.
    pub case_version: i64,
    /// How the case stands.
    pub handling: String,
    /// When the version in force was recorded.
    pub recorded_at: Instant,
    /// Typed by mistake.
    pub struck: bool,
    /// Its words and its speaker are kept from everybody.
    pub withheld: bool,
    /// The neutral title that is released for the projector.
    pub title: Option<String>,
    /// The photographed slip from which it was typed.
    pub slip: Option<i64>,
    /// Whether the account that looks typed it.
    pub own: bool,
    /// Number of the slip to private reception that was given for it, while that stands.
    pub private: Option<i64>,
    /// What kind of matter it is.
    pub kind: String,
    /// Whether it was answered on the spot.
    pub on_the_spot: bool,
}

/// A submission behind several points is listed with the first of them.
const FROM: &str = "FROM turns t JOIN sessions x ON x.id = t.source_id JOIN submissions b ON b.turn_id = t.id
     JOIN texts e ON e.id = b.text_id JOIN territories l ON l.id = b.territory_id
     JOIN case_points q ON q.submission_id = b.id JOIN cases c ON c.id = q.case_id
     LEFT JOIN submitters w ON w.turn_id = t.id AND w.withheld = 0
     LEFT JOIN released_titles r ON r.submission_id = b.id LEFT JOIN texts y ON y.id = r.text_id
     LEFT JOIN slips f ON f.submission_id = b.id
     WHERE t.source = 'session' AND t.source_id = $1
       AND q.id = (SELECT min(z.id) FROM case_points z WHERE z.submission_id = b.id)";

const COLUMNS: &str = concat!(
    "SELECT b.id, t.id, t.no, b.no, t.mode,
        CASE WHEN w.typist_id = $2 AND x.minutes_signed_on IS NULL THEN w.name END, e.body, b.version, l.name, l.id,
        b.field, b.mark, c.id, c.handling, b.recorded_at, CASE WHEN b.struck_event_id IS NULL THEN 0 ELSE 1 END,
        c.version, CASE WHEN b.text_id = $3 THEN 1 ELSE 0 END, y.body, f.id,
        CASE WHEN b.typist_id = $2 THEN 1 ELSE 0 END,
        (SELECT max(p.no) FROM private_slips p WHERE p.submission_id = b.id AND p.struck_event_id IS NULL), b.kind,
        CASE WHEN ",
    on_the_spot!(),
    " THEN 1 ELSE 0 END"
);

fn submission(row: &Row) -> Result<SubmissionRow, Error> {
    Ok(SubmissionRow {
        id: row.get(0)?,
        turn: row.get(1)?,
        turn_no: row.get(2)?,
        no: row.get(3)?,
        mode: row.get(4)?,
        name: row.get(5)?,
        body: row.get(6)?,
        version: row.get(7)?,
        place: row.get(8)?,
        territory: row.get(9)?,
        field: row.get(10)?,
        mark: row.get(11)?,
        case: row.get(12)?,
        handling: row.get(13)?,
        recorded_at: row.get(14)?,
        struck: row.get(15)?,
        case_version: row.get(16)?,
        withheld: row.get(17)?,
        title: row.get(18)?,
        slip: row.get(19)?,
        own: row.get(20)?,
        private: row.get(21)?,
        kind: row.get(22)?,
        on_the_spot: row.get(23)?,
    })
}

/// What was typed in a session, newest first, as `account` may see it.
pub async fn at_desk(
    read: &mut dyn Read,
    session: i64,
    account: i64,
    size: usize,
) -> Result<Vec<SubmissionRow>, Error> {
    Ok(page_at_desk(read, session, account, Filter::All, None, size).await?.rows)
}

/// A page of what was typed in a session, newest first, as `account` may see it; `before` is the number of the turn and that
/// of the matter in it of the last row of the page before.
pub async fn page_at_desk(
    read: &mut dyn Read,
    session: i64,
    account: i64,
    filter: Filter,
    before: Option<(i64, i64)>,
    size: usize,
) -> Result<Page<SubmissionRow>, Error> {
    let (turn_no, no) = before.unwrap_or((i64::MAX, i64::MAX));
    let rows = read
        .rows(
            &format!(
                "{COLUMNS} {FROM} AND (t.no < $4 OR (t.no = $4 AND b.no < $5)) {}
                 ORDER BY t.no DESC, b.no DESC LIMIT $6",
                filter.condition()
            ),
            &args![session, account, KEPT, turn_no, no, i64::try_from(size + 1).unwrap_or(i64::MAX)],
        )
        .await?;
    page(&rows, size, submission)
}

/// One submission of a session, as `account` may see it.
pub async fn one_at_desk(
    read: &mut dyn Read,
    session: i64,
    account: i64,
    id: i64,
) -> Result<Option<SubmissionRow>, Error> {
    let row = read.row(&format!("{COLUMNS} {FROM} AND b.id = $4"), &args![session, account, KEPT, id]).await?;
    row.as_ref().map(submission).transpose()
}

/// How many submissions of a session each filter lists.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All, the struck ones too.
    pub all: i64,
    /// Those that nobody struck.
    pub standing: i64,
    /// Neither marked nor answered.
    pub unmarked: i64,
    /// Answered on the spot.
    pub answered: i64,
    /// To be concluded.
    pub conclusion: i64,
    /// Beyond the competence of the body.
    pub beyond: i64,
    /// Number of the last turn.
    pub last_turn: i64,
}

impl Counts {
    /// How many rows a filter lists.
    pub const fn of(&self, filter: Filter) -> i64 {
        match filter {
            Filter::All => self.all,
            Filter::Unmarked => self.unmarked,
            Filter::Answered => self.answered,
            Filter::Conclusion => self.conclusion,
            Filter::Beyond => self.beyond,
        }
    }
}

/// How many submissions of a session each filter lists.
pub async fn counts(read: &mut dyn Read, session: i64) -> Result<Counts, Error> {
    let rows = read
        .rows(
            concat!(
                "SELECT CASE WHEN b.struck_event_id IS NOT NULL THEN 'struck' WHEN ",
                on_the_spot!(),
                " THEN 'answered' WHEN b.mark = '' AND c.handling = 'answered' THEN 'later' ELSE b.mark END, count(*), max(t.no)
             FROM turns t JOIN submissions b ON b.turn_id = t.id
             JOIN case_points q ON q.submission_id = b.id JOIN cases c ON c.id = q.case_id
             WHERE t.source = 'session' AND t.source_id = $1
               AND q.id = (SELECT min(z.id) FROM case_points z WHERE z.submission_id = b.id)
             GROUP BY 1"
            ),
            &args![session],
        )
        .await?;
    let mut counts = Counts::default();
    for row in rows {
        let (word, n): (String, i64) = (row.get(0)?, row.get(1)?);
        counts.all += n;
        counts.last_turn = counts.last_turn.max(row.get(2)?);
        if word != "struck" {
            counts.standing += n;
        }
        match word.as_str() {
            "answered" => counts.answered += n,
            "conclusion" => counts.conclusion += n,
            "beyond" => counts.beyond += n,
            "" => counts.unmarked += n,
            _ => {}
        }
    }
    Ok(counts)
}
