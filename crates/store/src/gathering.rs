//! Rounds in which opinions are gathered before a dialogue, as they stand now: the round, its themes. Its opinions stand in
//! [`opinion`], what writes its rows in `written`, what the dialogue and its desk show of them in [`shown`].

pub mod opinion;
pub mod shown;
mod written;

pub use written::{
    NewOpinion, NewRound, add, add_opinions, add_rows, clear_rows, made, move_opinions, rows, set, set_opinion,
    strike_opinion,
};

use domain::day::Day;

use crate::grant::Grant;
use crate::reader::Read;
use crate::sql::{Page, page};
use crate::{Error, Row, args};

/// A round as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundRow {
    /// Its id.
    pub id: i64,
    /// The body that gathers, and its name.
    pub gatherer: (i64, String),
    /// What kind of body that is.
    pub kind: String,
    /// The body that holds the dialogue, and its name.
    pub holder: (i64, String),
    /// The dialogue, once it is announced.
    pub dialogue: Option<i64>,
    /// Its title; nothing once erased, and while it is only planned.
    pub title: Option<String>,
    /// Its first day.
    pub first_on: Option<Day>,
    /// The dialogue as a plan names it.
    pub planned: Option<i64>,
    /// Its topic, and the day for which it is planned.
    pub topic: Option<(String, Day)>,
    /// Who types for the body that gathers, where it is somebody of another body.
    pub account: Option<i64>,
    /// A word of [`domain::gathering::RoundState`].
    pub state: String,
    /// When it was asked for.
    pub asked_on: Option<Day>,
    /// By when the synthesis is asked for.
    pub by_on: Option<Day>,
    /// What names the paper of the request; nothing once erased.
    pub request: Option<String>,
    /// When gathering began.
    pub opened_on: Option<Day>,
    /// The day on the synthesis.
    pub sent_on: Option<Day>,
    /// Its number; nothing once erased.
    pub document: Option<String>,
    /// Who signed it; nothing once erased.
    pub signer: Option<String>,
    /// Version, for changes that must not overwrite another's.
    pub version: i64,
    /// How many opinions stand in it.
    pub opinions: i64,
}

const ROUND: &str = "SELECT g.id, g.organisation_id, a.name, a.kind, g.holder_id, h.name,
       COALESCE(g.dialogue_id, n.dialogue_id), x.body, d.first_on, g.planned_id, y.body, n.planned_on, g.account_id, g.state,
       g.asked_on, g.by_on, q.body, g.opened_on, g.sent_on, z.body, s.body, g.version,
       (SELECT count(*) FROM gathering_opinions o WHERE o.gathering_id = g.id AND o.state <> 'struck')
     FROM gatherings g JOIN organisations a ON a.id = g.organisation_id JOIN organisations h ON h.id = g.holder_id
     LEFT JOIN planned_dialogues n ON n.id = g.planned_id LEFT JOIN texts y ON y.id = n.topic_text_id
     LEFT JOIN dialogues d ON d.id = COALESCE(g.dialogue_id, n.dialogue_id) LEFT JOIN texts x ON x.id = d.title_text_id
     LEFT JOIN texts q ON q.id = g.request_text_id LEFT JOIN texts z ON z.id = g.document_text_id
     LEFT JOIN texts s ON s.id = g.signer_text_id";

fn round(row: &Row) -> Result<RoundRow, Error> {
    let (topic, planned_on): (Option<String>, Option<Day>) = (row.get(10)?, row.get(11)?);
    Ok(RoundRow {
        id: row.get(0)?,
        gatherer: (row.get(1)?, row.get(2)?),
        kind: row.get(3)?,
        holder: (row.get(4)?, row.get(5)?),
        dialogue: row.get(6)?,
        title: row.get(7)?,
        first_on: row.get(8)?,
        planned: row.get(9)?,
        topic: topic.zip(planned_on),
        account: row.get(12)?,
        state: row.get(13)?,
        asked_on: row.get(14)?,
        by_on: row.get(15)?,
        request: row.get(16)?,
        opened_on: row.get(17)?,
        sent_on: row.get(18)?,
        document: row.get(19)?,
        signer: row.get(20)?,
        version: row.get(21)?,
        opinions: row.get(22)?,
    })
}

/// One round.
pub async fn find(read: &mut dyn Read, id: i64) -> Result<Option<RoundRow>, Error> {
    let row = read.row(&format!("{ROUND} WHERE g.id = $1"), &args![id]).await?;
    row.as_ref().map(round).transpose()
}

/// The rounds of a body, those that it gathers and those for its dialogues, the newest first, from before the key on; those
/// recorded by mistake are left out. What people said in them is not among it.
pub async fn list(
    read: &mut dyn Read,
    grant: &Grant,
    before: Option<i64>,
    size: usize,
) -> Result<Page<RoundRow>, Error> {
    let limit = i64::try_from(size + 1).unwrap_or(i64::MAX);
    let sql = format!(
        "{ROUND} WHERE (g.organisation_id = $1 OR g.holder_id = $1) AND g.id < $2 AND g.state <> 'struck'
         ORDER BY g.id DESC LIMIT $3"
    );
    let rows = read.rows(&sql, &args![grant.organisation, before.unwrap_or(i64::MAX), limit]).await?;
    page(&rows, size, round)
}

/// The rounds for a dialogue, oldest first, those recorded by mistake left out.
pub async fn of_dialogue(read: &mut dyn Read, dialogue: i64) -> Result<Vec<RoundRow>, Error> {
    let sql = format!(
        "{ROUND} WHERE (g.dialogue_id = $1 OR g.planned_id IN (SELECT p.id FROM planned_dialogues p WHERE p.dialogue_id = $1))
           AND g.state <> 'struck' ORDER BY g.id"
    );
    read.rows(&sql, &args![dialogue]).await?.iter().map(round).collect()
}

/// A theme of a round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoundThemeRow {
    /// Its id.
    pub id: i64,
    /// Its title; nothing once erased.
    pub title: Option<String>,
    /// A word of [`domain::gathering::ThemeWay`], once it was decided.
    pub way: Option<String>,
    /// The line of the agenda, and its title.
    pub agenda: Option<(i64, String)>,
    /// The body to which it goes, and its name.
    pub to: Option<(i64, String)>,
    /// The reason, or what names the paper; nothing once erased.
    pub words: Option<String>,
    /// When it was decided.
    pub placed_on: Option<Day>,
}

/// The themes of a round in their order.
pub async fn themes(read: &mut dyn Read, round: i64) -> Result<Vec<RoundThemeRow>, Error> {
    let rows = read
        .rows(
            "SELECT t.id, x.body, t.way, t.agenda_id, COALESCE(y.body, ''), t.to_id, COALESCE(o.name, ''), w.body, t.placed_on
             FROM gathering_themes t JOIN texts x ON x.id = t.title_text_id LEFT JOIN themes a ON a.id = t.agenda_id
             LEFT JOIN texts y ON y.id = a.title_text_id LEFT JOIN organisations o ON o.id = t.to_id
             LEFT JOIN texts w ON w.id = t.words_text_id
             WHERE t.gathering_id = $1 AND t.position > 0 ORDER BY t.position",
            &args![round],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let (agenda, to): (Option<i64>, Option<i64>) = (row.get(3)?, row.get(5)?);
            let (line, body): (String, String) = (row.get(4)?, row.get(6)?);
            Ok(RoundThemeRow {
                id: row.get(0)?,
                title: row.get(1)?,
                way: row.get(2)?,
                agenda: agenda.map(|id| (id, line)),
                to: to.map(|id| (id, body)),
                words: row.get(7)?,
                placed_on: row.get(8)?,
            })
        })
        .collect()
}

/// A dialogue for which a body can gather.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// The dialogue, once it is announced.
    pub dialogue: Option<i64>,
    /// The dialogue as a plan names it.
    pub planned: Option<i64>,
    /// The body that holds it, and its name.
    pub holder: (i64, String),
    /// Its title or topic; nothing once erased.
    pub title: Option<String>,
    /// Its day.
    pub on: Day,
}

/// Dialogues at most that are offered.
const OFFERED: i64 = 60;

/// The dialogues for which a body can gather, the next first, then those whose day has passed since `from` and of which nobody
/// recorded that they were held: announced or planned by bodies of its place and of those over it, and its own. Those that were
/// announced are public. One that is `named` is among them however far it has come: what came on paper is typed later.
pub async fn offered(
    read: &mut dyn Read,
    organisation: i64,
    from: Day,
    named: Option<i64>,
) -> Result<Vec<Offered>, Error> {
    let today = read.today();
    let rows = read
        .rows(
            "SELECT d.id, NULL, h.id, h.name, x.body, d.first_on, CASE WHEN d.first_on < $4 THEN 1 ELSE 0 END
             FROM organisations o
             JOIN territories t ON t.id = o.territory_id LEFT JOIN territories u ON u.id = t.parent_id
             JOIN organisations h ON h.territory_id = t.id OR h.territory_id = u.id OR h.territory_id = u.parent_id
             JOIN dialogues d ON d.organisation_id = h.id AND d.state <> 'struck'
               AND ((d.state IN ('announced', 'open') AND d.first_on >= $2) OR d.id = $5)
             JOIN texts x ON x.id = d.title_text_id
             WHERE o.id = $1 AND NOT EXISTS (SELECT 1 FROM import_dialogues i WHERE i.dialogue_id = d.id)
             UNION ALL
             SELECT NULL, n.id, h.id, h.name, x.body, n.planned_on, CASE WHEN n.planned_on < $4 THEN 1 ELSE 0 END
             FROM organisations o
             JOIN territories t ON t.id = o.territory_id LEFT JOIN territories u ON u.id = t.parent_id
             JOIN organisations h ON h.territory_id = t.id OR h.territory_id = u.id OR h.territory_id = u.parent_id
             JOIN plans p ON p.organisation_id = h.id AND p.state IN ('approved', 'published')
             JOIN planned_dialogues n ON n.plan_id = p.id AND n.state = 'planned' AND n.dialogue_id IS NULL
               AND n.planned_on >= $2
             JOIN texts x ON x.id = n.topic_text_id
             WHERE o.id = $1 ORDER BY 7, 6, 1, 2 LIMIT $3",
            &args![organisation, from, OFFERED, today, named.unwrap_or_default()],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(Offered {
                dialogue: row.get(0)?,
                planned: row.get(1)?,
                holder: (row.get(2)?, row.get(3)?),
                title: row.get(4)?,
                on: row.get(5)?,
            })
        })
        .collect()
}

/// The body that holds a planned dialogue, and the dialogue that it became.
pub async fn planned(read: &mut dyn Read, planned: i64) -> Result<Option<(i64, Option<i64>)>, Error> {
    let sql = "SELECT p.organisation_id, n.dialogue_id FROM planned_dialogues n JOIN plans p ON p.id = n.plan_id WHERE n.id = $1";
    read.row(sql, &args![planned]).await?.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}
