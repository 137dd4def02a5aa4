//! Dialogues as lists and the desk show them; what concerns one of several sessions stands in [`session`].

mod one;
mod released;
pub mod session;
mod standing;

pub use one::{
    Detail, Marked, Plannable, ThemeRow, add_theme, agenda, channels, detail, is_elsewhere, last_on, marked, plannable,
};
pub use released::{ReleasedRow, released};
pub use standing::{kept, settle};

use domain::day::Day;
use domain::text::TextRef;

use crate::grant::Grant;
use crate::import::known;
use crate::reader::Read;
use crate::sql::{Page, page, places};
use crate::tx::Tx;
use crate::{Error, Row, Value, args};

/// A dialogue to be announced, with its first session.
#[derive(Clone, Debug)]
pub struct NewDialogue<'a> {
    /// Its id.
    pub id: i64,
    /// The session's id.
    pub session: i64,
    /// Public id of the dialogue.
    pub public_id: uuid::Uuid,
    /// Term of the head who chairs.
    pub chair: Option<i64>,
    /// Level of that head's body.
    pub level: &'a str,
    /// Whose dialogue it is.
    pub line: &'a str,
    /// What it is about.
    pub title: &'a TextRef,
    /// Day of the session.
    pub held_on: Day,
    /// Village or commune where it is held.
    pub territory: i64,
    /// The hall.
    pub place: Option<&'a TextRef>,
}

/// Adds a dialogue in state `open` with its session.
pub fn add(tx: &mut Tx, grant: &Grant, new: &NewDialogue<'_>) {
    tx.put(
        "INSERT INTO dialogues (id, public_id, organisation_id, origin_id, chair_term_id, level, title_text_id, first_on,
                                state, version, line)
         VALUES ($1, $2, $3, $3, $4, $5, $6, $7, 'open', 1, $8)",
        args![
            new.id,
            new.public_id,
            grant.organisation,
            new.chair,
            new.level,
            new.title.id,
            new.held_on,
            new.line
        ],
    );
    tx.put(
        "INSERT INTO sessions (id, dialogue_id, no, held_on, territory_id, place_text_id) VALUES ($1, $2, 1, $3, $4, $5)",
        args![new.session, new.id, new.held_on, new.territory, new.place.map(|text| text.id)],
    );
}

/// A dialogue as lists and the desk show it.
#[derive(Clone, Debug)]
pub struct DialogueRow {
    /// Its id.
    pub id: i64,
    /// What it is about.
    pub title: String,
    /// Its state.
    pub state: String,
    /// The body that holds it.
    pub organisation: i64,
    /// That body's name.
    pub body: String,
    /// Level of the chair's body.
    pub level: String,
    /// The chair's name, if known.
    pub chair: Option<String>,
    /// The chair's post.
    pub post: Option<String>,
    /// First session: id, day, place and the place's id.
    pub session: i64,
    /// Day of the session.
    pub held_on: Day,
    /// Village or commune of the session.
    pub place: String,
    /// The commune whose villages are offered at the desk.
    pub territory: i64,
    /// Submissions typed in all its sessions and not struck.
    pub submissions: i64,
    /// Day on which the minutes were signed; from then on texts are fixed.
    pub minutes_signed_on: Option<Day>,
    /// Whether it was none, and holds what was raised elsewhere on a day.
    pub elsewhere: bool,
}

impl DialogueRow {
    /// Its state as lists tell it: of what was no dialogue that is all there is to tell.
    pub fn shown_state(&self) -> &str {
        if self.elsewhere && self.state != "struck" { "elsewhere" } else { &self.state }
    }
}

const COLUMNS: &str = "SELECT d.id, COALESCE(x.body, ''), d.state, d.organisation_id, o.name, d.level, p.name, m.post,
        s.id, s.held_on, t.name, o.territory_id,
        (SELECT count(*) FROM sessions z CROSS JOIN turns u CROSS JOIN submissions b
         WHERE z.dialogue_id = d.id AND u.source = 'session' AND u.source_id = z.id AND b.turn_id = u.id
           AND b.struck_event_id IS NULL),
        s.minutes_signed_on, CASE WHEN d.form = 'elsewhere' THEN 1 ELSE 0 END
     FROM dialogues d JOIN organisations o ON o.id = d.organisation_id
     JOIN texts x ON x.id = d.title_text_id
     JOIN sessions s ON s.dialogue_id = d.id AND s.no = 1
     JOIN territories t ON t.id = s.territory_id
     LEFT JOIN terms m ON m.id = d.chair_term_id LEFT JOIN people p ON p.id = m.person_id";

/// Leaves out what is being imported.
const KNOWN: &str = known!("d.id");

fn dialogue(row: &Row) -> Result<DialogueRow, Error> {
    Ok(DialogueRow {
        id: row.get(0)?,
        title: row.get(1)?,
        state: row.get(2)?,
        organisation: row.get(3)?,
        body: row.get(4)?,
        level: row.get(5)?,
        chair: row.get(6)?,
        post: row.get(7)?,
        session: row.get(8)?,
        held_on: row.get(9)?,
        place: row.get(10)?,
        territory: row.get(11)?,
        submissions: row.get(12)?,
        minutes_signed_on: row.get(13)?,
        elsewhere: row.get(14)?,
    })
}

/// One dialogue.
pub async fn find(read: &mut dyn Read, id: i64) -> Result<Option<DialogueRow>, Error> {
    let row = read.row(&format!("{COLUMNS} WHERE d.id = $1"), &args![id]).await?;
    row.as_ref().map(dialogue).transpose()
}

/// Some dialogues, in the order of `ids`, at most as many as one statement names.
pub async fn some(read: &mut dyn Read, ids: &[i64]) -> Result<Vec<DialogueRow>, Error> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let values: Vec<Value> = ids.iter().map(|id| Value::Int(*id)).collect();
    let rows = read.rows(&format!("{COLUMNS} WHERE d.id IN ({})", places(1, ids.len())), &values).await?;
    let mut some = rows.iter().map(dialogue).collect::<Result<Vec<_>, Error>>()?;
    some.sort_by_key(|one| ids.iter().position(|id| *id == one.id));
    Ok(some)
}

/// Which dialogues a list shows.
#[derive(Clone, Debug)]
pub struct Filter {
    /// The state; every one but `struck` where it is empty.
    pub state: String,
    /// The first day on which the first session may be.
    pub from: Day,
    /// The last such day.
    pub to: Day,
}

impl Default for Filter {
    fn default() -> Self {
        Self { state: String::new(), from: Day::FLOOR, to: Day::OPEN }
    }
}

/// The dialogues of the grant's body, and of those under it where the grant holds for them, newest first, from the key on.
pub async fn list(
    read: &mut dyn Read,
    grant: &Grant,
    before: Option<(Day, i64)>,
    size: usize,
) -> Result<Page<DialogueRow>, Error> {
    filtered(read, grant, &Filter::default(), before, size).await
}

/// As [`list`], those that the filter lets through.
pub async fn filtered(
    read: &mut dyn Read,
    grant: &Grant,
    filter: &Filter,
    before: Option<(Day, i64)>,
    size: usize,
) -> Result<Page<DialogueRow>, Error> {
    let (on, id) = before.unwrap_or((Day::OPEN, i64::MAX));
    let alone = if grant.below { "" } else { "AND d.organisation_id = $1" };
    // What was no dialogue is told by that alone, whatever became of its rows.
    let (state, word) = match filter.state.as_str() {
        "" => ("d.state <> $7", "struck"),
        "struck" => ("d.state = $7", "struck"),
        "elsewhere" => ("d.form = 'elsewhere' AND d.state <> $7", "struck"),
        state => ("d.form <> 'elsewhere' AND d.state = $7", state),
    };
    let size_and_one = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let rows = read
        .rows(
            &format!(
                "{COLUMNS} JOIN organisation_scope c ON c.organisation_id = d.organisation_id AND c.ancestor_id = $1
                 WHERE (d.first_on < $2 OR (d.first_on = $2 AND d.id < $3)) AND d.first_on >= $5 AND d.first_on <= $6
                   AND {state} AND {KNOWN} {alone}
                 ORDER BY d.first_on DESC, d.id DESC LIMIT $4"
            ),
            &args![grant.organisation, on, id, size_and_one, filter.from, filter.to, word],
        )
        .await?;
    page(&rows, size, dialogue)
}

/// The dialogues of the grant's body, and of those under it where the grant holds for them, that are under way or to come:
/// the open ones first, then those announced, each in the order of their days.
pub async fn to_come(read: &mut dyn Read, grant: &Grant, size: usize) -> Result<Page<DialogueRow>, Error> {
    let size_and_one = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let rows = read
        .rows(
            &format!(
                "{COLUMNS} JOIN organisation_scope c ON c.organisation_id = d.organisation_id AND c.ancestor_id = $1
                 WHERE d.state IN ('open', 'announced') AND ($2 = 1 OR d.organisation_id = $1) AND {KNOWN}
                 ORDER BY CASE d.state WHEN 'open' THEN 0 ELSE 1 END, d.first_on, d.id LIMIT $3"
            ),
            &args![grant.organisation, grant.below, size_and_one],
        )
        .await?;
    page(&rows, size, dialogue)
}
