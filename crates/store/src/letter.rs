//! Letters (đơn): what the book of a body says of those that came in, each one turn. Their list stands in [`list`], what came of
//! them in [`process`], scans of them in [`scan`].

pub mod list;
pub mod process;
pub mod scan;

use domain::day::{Day, Instant};
use domain::event::LetterEntry;
use domain::letter::Letter;
use domain::text::TextRef;

use crate::grant::Grant;
use crate::reader::Read;
use crate::tx::Tx;
use crate::{Error, args};

/// A letter to be entered.
#[derive(Clone, Debug)]
pub struct NewLetter<'a> {
    /// Its id.
    pub id: i64,
    /// The book it stands in.
    pub series: &'a str,
    /// The number it was given there; may be empty.
    pub number: &'a str,
    /// The day on which it was received.
    pub received_on: Day,
    /// The body with which it was raised.
    pub raised_with: i64,
}

/// Adds a letter to a book of the grant's body; what else the book says of it follows its events ([`set`]).
pub fn add(tx: &mut Tx, grant: &Grant, new: &NewLetter<'_>) {
    tx.put(
        "INSERT INTO letters (id, organisation_id, series, period, number, received_on, raised_with_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
        args![
            new.id,
            grant.organisation,
            new.series,
            i64::from(new.received_on.year()),
            new.number,
            new.received_on,
            Some(new.raised_with).filter(|body| *body != grant.organisation)
        ],
    );
}

/// Gives a letter its book and its number there.
pub fn set_number(tx: &mut Tx, _: &Grant, id: i64, series: &str, number: &str) {
    tx.put("UPDATE letters SET series = $2, number = $3 WHERE id = $1", args![id, series, number]);
}

/// Brings the row of a letter in line with its events.
pub fn set(tx: &mut Tx, _: &Grant, id: i64, now: &Letter) {
    let text = |text: &Option<TextRef>| text.as_ref().map(|text| text.id);
    let class = now.class.as_ref().map(|(class, _)| class);
    let processed = now.processed.as_ref().map(|(it, _)| it);
    let LetterEntry { way, referrer, drawn, dated_on, file, archive_box, originals, .. } = &now.entry;
    tx.put(
        "UPDATE letters SET way = $2, drawn = $3, dated_on = $4, referrer_text_id = $5, file_text_id = $6, box_text_id = $7,
                originals_text_id = $8, returned_on = $9, returned_to_text_id = $10, withheld = $11, struck = $12,
                received_on = $13, content = $14, competence = $15, sphere = $16, lacks = $17, people = $18,
                representatives = $19, many = $20, classified_on = $21, repeats_case_id = $22, outcome = $23,
                processed_on = $24, ground = $25, paper_number_text_id = $26, signer_text_id = $27,
                outcome_words_text_id = $28, kept_until = $29
         WHERE id = $1",
        args![
            id,
            way.map_or("", domain::letter::LetterWay::as_str),
            *drawn,
            *dated_on,
            text(referrer),
            text(file),
            text(archive_box),
            text(originals),
            now.returned.as_ref().map(|(on, _)| *on),
            now.returned.as_ref().map(|(_, receiver)| receiver.id),
            now.withheld,
            now.struck,
            now.received_on,
            class.map_or("", |class| class.content.as_str()),
            class.map_or("", |class| class.competence.as_str()),
            class.map_or("", |class| class.sphere.as_str()),
            class.map(|class| class.lacks.join(" ")).unwrap_or_default(),
            class.map(|class| class.people),
            class.and_then(|class| class.representatives),
            class.is_some_and(|class| class.many),
            now.class.as_ref().map(|(_, on)| *on),
            now.repeats,
            processed.map_or("", |it| it.outcome.as_str()),
            now.processed.as_ref().map(|(_, on)| *on),
            processed.and_then(|it| it.ground.as_deref()).unwrap_or_default(),
            processed.and_then(|it| text(&it.number)),
            processed.and_then(|it| text(&it.signer)),
            processed.and_then(|it| text(&it.words)),
            processed.and_then(|it| it.kept_until)
        ],
    );
}

/// A letter as the book has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterRow {
    /// Its id.
    pub id: i64,
    /// The body in whose book it is.
    pub organisation: i64,
    /// The book.
    pub series: String,
    /// Its number there.
    pub number: String,
    /// The day on which it was received.
    pub received_on: Day,
    /// A word of [`domain::letter::LetterWay`]; empty where it is not known.
    pub way: String,
    /// The turn that it is.
    pub turn: i64,
    /// Its words: the first submission of the turn.
    pub submission: i64,
    /// The visit at which it was taken, where it was.
    pub visit: Option<i64>,
    /// The day written on it.
    pub dated_on: Option<Day>,
    /// Whether its words are kept from everybody, by an act of its own or of the visit.
    pub kept: bool,
    /// Whether it was recorded by mistake, by an act of its own or of the visit.
    pub struck: bool,
    /// When it was entered, and by whom: what was entered before letters had a history says so nowhere else.
    pub entered: (Instant, String),
}

/// One letter.
pub async fn find(read: &mut dyn Read, id: i64) -> Result<Option<LetterRow>, Error> {
    let row = read
        .row(
            "SELECT l.id, l.organisation_id, l.series, l.number, l.received_on, l.way, t.id, b.id, v.id, l.dated_on,
                    CASE WHEN b.text_id = $2 OR l.withheld = 1 THEN 1 ELSE 0 END,
                    CASE WHEN b.struck_event_id IS NOT NULL OR l.struck = 1 THEN 1 ELSE 0 END, b.recorded_at,
                    e.name
             FROM letters l JOIN turns t ON t.source = 'letter' AND t.source_id = l.id
             JOIN submissions b ON b.turn_id = t.id AND b.no = 1 LEFT JOIN visits v ON v.letter_id = l.id
             JOIN accounts a ON a.id = b.typist_id JOIN people e ON e.id = a.person_id
             WHERE l.id = $1",
            &args![id, crate::submission::KEPT],
        )
        .await?;
    row.map(|row| {
        Ok(LetterRow {
            id: row.get(0)?,
            organisation: row.get(1)?,
            series: row.get(2)?,
            number: row.get(3)?,
            received_on: row.get(4)?,
            way: row.get(5)?,
            turn: row.get(6)?,
            submission: row.get(7)?,
            visit: row.get(8)?,
            dated_on: row.get(9)?,
            kept: row.get(10)?,
            struck: row.get(11)?,
            entered: (row.get(12)?, row.get(13)?),
        })
    })
    .transpose()
}

/// What the book says of a letter in words, none of it while it is kept from everybody.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// What it says.
    pub words: Option<String>,
    /// What kind of matter it is.
    pub kind: String,
    /// Code of the field; empty while it is not known.
    pub field: String,
    /// Its place.
    pub place: String,
    /// Its case.
    pub case: i64,
    /// Who sent it on.
    pub referrer: Option<String>,
    /// The file in which it lies.
    pub file: Option<String>,
    /// The box in which that lies.
    pub archive_box: Option<String>,
    /// The originals that came with it.
    pub originals: Option<String>,
    /// When they were given back, and who took them.
    pub returned: Option<(Day, Option<String>)>,
}

/// What the book says of a letter in words.
pub async fn said(read: &mut dyn Read, id: i64) -> Result<Option<Said>, Error> {
    let shown = crate::submission::shown;
    let row = read
        .row(
            &format!(
                "SELECT x.body, b.kind, b.field, p.name, q.case_id, {}, {}, {}, {}, l.returned_on, {}, b.text_id
                 FROM letters l JOIN turns t ON t.source = 'letter' AND t.source_id = l.id
                 JOIN submissions b ON b.turn_id = t.id AND b.no = 1 JOIN texts x ON x.id = b.text_id
                 JOIN territories p ON p.id = b.territory_id
                 JOIN case_points q ON q.submission_id = b.id
                   AND q.id = (SELECT min(y.id) FROM case_points y WHERE y.submission_id = b.id)
                 LEFT JOIN texts r ON r.id = l.referrer_text_id LEFT JOIN texts f ON f.id = l.file_text_id
                 LEFT JOIN texts g ON g.id = l.box_text_id LEFT JOIN texts o ON o.id = l.originals_text_id
                 LEFT JOIN texts z ON z.id = l.returned_to_text_id
                 WHERE l.id = $1",
                shown("r"),
                shown("f"),
                shown("g"),
                shown("o"),
                shown("z")
            ),
            &args![id],
        )
        .await?;
    row.map(|row| {
        let returned: Option<Day> = row.get(9)?;
        // A visit that is kept from everybody keeps its letter with it.
        let kept = row.get::<i64>(11)? == crate::submission::KEPT;
        let words = |column: usize| Ok::<_, Error>(row.get::<Option<String>>(column)?.filter(|_| !kept));
        Ok(Said {
            words: row.get(0)?,
            kind: row.get(1)?,
            field: row.get(2)?,
            place: row.get(3)?,
            case: row.get(4)?,
            referrer: words(5)?,
            file: words(6)?,
            archive_box: words(7)?,
            originals: words(8)?,
            returned: match returned {
                Some(on) => Some((on, words(10)?)),
                None => None,
            },
        })
    })
    .transpose()
}

/// The first other letter of a body that stands with that number in a book of a year: a number typed twice is shown, not refused.
/// Where no book is named, or none is said of the other letter, it may be the same one. One that was recorded by mistake has none.
pub async fn of_number(
    read: &mut dyn Read,
    organisation: i64,
    (series, number): (&str, &str),
    period: i64,
    but: Option<i64>,
) -> Result<Option<i64>, Error> {
    let sql = format!(
        "SELECT min(id) FROM letters
         WHERE organisation_id = $1 AND period = $2 AND ($3 = '' OR series = '' OR series = $3) AND {} AND struck = 0
           AND id <> $5",
        numbered(read.embedded(), "number", "$4")
    );
    let row = read.row(&sql, &args![organisation, period, series, number, but.unwrap_or_default()]).await?;
    row.map_or(Ok(None), |row| row.get(0))
}

/// Book and number of the letter that a body received last in a year; one that was recorded by mistake has none.
pub async fn last_of(read: &mut dyn Read, organisation: i64, period: i64) -> Result<Option<(String, String)>, Error> {
    let row = read
        .row(
            "SELECT series, number FROM letters
             WHERE organisation_id = $1 AND period = $2 AND struck = 0 AND (series <> '' OR number <> '')
             ORDER BY received_on DESC, id DESC LIMIT 1",
            &args![organisation, period],
        )
        .await?;
    row.map(|row| Ok((row.get(0)?, row.get(1)?))).transpose()
}

/// That a column of numbers says what was typed, by the index of numbers.
fn numbered(embedded: bool, column: &str, typed: &str) -> String {
    let collated = if embedded { "" } else { " COLLATE \"C\"" };
    format!("{column} <> '' AND upper({column}){collated} = upper({typed})")
}

/// Something that was split off a letter, beside its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartRow {
    /// The submission.
    pub submission: i64,
    /// Its case.
    pub case: i64,
    /// The words; nothing once erased or while they are kept from everybody.
    pub words: Option<String>,
    /// What kind of matter it is.
    pub kind: String,
    /// Code of the field; empty while it is not known.
    pub field: String,
    /// Whether it was split off by mistake.
    pub struck: bool,
    /// Whether it is kept from everybody.
    pub kept: bool,
}

/// What was split off a letter, in its order.
pub async fn parts(read: &mut dyn Read, id: i64) -> Result<Vec<PartRow>, Error> {
    let rows = read
        .rows(
            "SELECT b.id, q.case_id, x.body, b.kind, b.field, CASE WHEN b.struck_event_id IS NULL THEN 0 ELSE 1 END,
                    CASE WHEN b.text_id = $2 THEN 1 ELSE 0 END
             FROM turns t JOIN submissions b ON b.turn_id = t.id AND b.no > 1 JOIN texts x ON x.id = b.text_id
             JOIN case_points q ON q.submission_id = b.id
               AND q.id = (SELECT min(y.id) FROM case_points y WHERE y.submission_id = b.id)
             WHERE t.source = 'letter' AND t.source_id = $1 ORDER BY b.no",
            &args![id, crate::submission::KEPT],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(PartRow {
                submission: row.get(0)?,
                case: row.get(1)?,
                words: row.get(2)?,
                kind: row.get(3)?,
                field: row.get(4)?,
                struck: row.get(5)?,
                kept: row.get(6)?,
            })
        })
        .collect()
}

/// The letter whose words are a submission.
pub async fn of_submission(read: &mut dyn Read, submission: i64) -> Result<Option<i64>, Error> {
    let row = read
        .row(
            "SELECT t.source_id FROM submissions b JOIN turns t ON t.id = b.turn_id AND t.source = 'letter' WHERE b.id = $1",
            &args![submission],
        )
        .await?;
    row.map(|row| row.get(0)).transpose()
}
