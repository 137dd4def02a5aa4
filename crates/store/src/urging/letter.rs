//! The letters that urge: what was written to bodies about what they owe.

use std::collections::BTreeMap;

use domain::day::Day;
use domain::event::{CaseEvent, Event, Recorded};

use crate::grant::Grant;
use crate::reader::Read;
use crate::sql::{Page, page};
use crate::tx::Tx;
use crate::{Error, Row, args};

/// A letter to be kept.
#[derive(Clone, Copy, Debug)]
pub struct NewLetter<'a> {
    /// Its id.
    pub id: i64,
    /// The body that urges.
    pub from: i64,
    /// The body that is urged.
    pub to: i64,
    /// Number of the paper; may be empty.
    pub number: &'a str,
    /// The date on the paper.
    pub on: Day,
    /// The day by which it has to answer the letter.
    pub answer_by: Option<Day>,
}

/// One thing that a letter urges.
#[derive(Clone, Copy, Debug)]
pub struct NewItem<'a> {
    /// The case.
    pub case: i64,
    /// `assignment`, `promise`, `transfer`, `part`.
    pub what: &'a str,
    /// The assignment, the point, the transfer or the part.
    pub of: i64,
    /// The last day that is over.
    pub due_on: Day,
    /// The event of the case.
    pub event: i64,
}

/// Keeps a letter and what it urges.
pub fn add(tx: &mut Tx, _: &Grant, new: &NewLetter<'_>, items: &[NewItem<'_>]) {
    tx.put(
        "INSERT INTO urging_letters (id, organisation_id, to_id, number, urged_on, answer_by_on)
         VALUES ($1, $2, $3, $4, $5, $6)",
        args![new.id, new.from, new.to, new.number, new.on, new.answer_by],
    );
    add_items(tx, (new.id, 0), items);
}

/// Keeps what a letter urges behind what it names already.
fn add_items(tx: &mut Tx, (letter, last): (i64, usize), items: &[NewItem<'_>]) {
    let last = i64::try_from(last).unwrap_or(i64::MAX);
    tx.put_rows(
        "urging_items",
        "letter_id, no, case_id, what, of_id, due_on, event_id",
        (last + 1..)
            .zip(items)
            .map(|(no, it)| args![letter, no, it.case, it.what, it.of, it.due_on, it.event].to_vec())
            .collect(),
    );
}

/// A letter that has neither number nor signature yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsigned {
    /// The letter.
    pub id: i64,
    /// How much it names, what was recorded by mistake among it.
    pub items: usize,
}

/// The newest letter of a day from a body to another that has neither number nor signature yet and asks for an answer by the same day.
pub async fn unsigned(
    read: &mut dyn Read,
    (from, to): (i64, i64),
    on: Day,
    answer_by: Option<Day>,
) -> Result<Option<Unsigned>, Error> {
    let row = read
        .row(
            "SELECT l.id, (SELECT count(*) FROM urging_items i WHERE i.letter_id = l.id) FROM urging_letters l
             WHERE l.organisation_id = $1 AND l.to_id = $2 AND l.urged_on = $3 AND COALESCE(l.answer_by_on, '') = $4
               AND l.number = '' AND l.issued_on IS NULL ORDER BY l.id DESC LIMIT 1",
            &args![from, to, on, answer_by.map(Day::to_iso).unwrap_or_default()],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    Ok(Some(Unsigned { id: row.get(0)?, items: usize::try_from(row.get::<i64>(1)?).unwrap_or(usize::MAX) }))
}

/// Goes on with such a letter: what it names more.
pub fn go_on(tx: &mut Tx, _: &Grant, letter: &Unsigned, items: &[NewItem<'_>]) {
    add_items(tx, (letter.id, letter.items), items);
}

/// Keeps the number, the day and the signer of a letter, which was signed.
pub fn issue(tx: &mut Tx, _: &Grant, letter: i64, number: &str, on: Day, signer: Option<i64>) {
    tx.put(
        "UPDATE urging_letters SET number = $2, issued_on = $3, signer_term_id = $4 WHERE id = $1",
        args![letter, number, on, signer],
    );
}

/// The cases that a letter names, those recorded by mistake among them.
pub async fn cases(read: &mut dyn Read, letter: i64) -> Result<Vec<i64>, Error> {
    let rows = read
        .rows("SELECT DISTINCT i.case_id FROM urging_items i WHERE i.letter_id = $1 ORDER BY i.case_id", &args![letter])
        .await?;
    rows.iter().map(|row| row.get(0)).collect()
}

/// What of the letters that urged a case is not what its events say of their issue, one sentence each.
pub(crate) async fn differences(read: &mut dyn Read, case: i64, events: &[Recorded]) -> Result<Vec<String>, Error> {
    let mut told: BTreeMap<i64, (Day, Option<i64>)> = BTreeMap::new();
    for recorded in events {
        if let Event::Case(CaseEvent::UrgingIssued { letter, signer }) = &recorded.event {
            told.insert(*letter, (recorded.happened_on, *signer));
        }
    }
    let rows = read
        .rows(
            "SELECT DISTINCT l.id, l.issued_on, l.signer_term_id FROM urging_items i
             JOIN urging_letters l ON l.id = i.letter_id WHERE i.case_id = $1 AND l.issued_on IS NOT NULL ORDER BY l.id",
            &args![case],
        )
        .await?;
    let mut kept = BTreeMap::new();
    for row in rows {
        kept.insert(row.get(0)?, (row.get(1)?, row.get(2)?));
    }
    Ok(if kept == told {
        Vec::new()
    } else {
        vec![format!("case {case}: letters that urged are not issued as its events say")]
    })
}

/// Sets whether what a letter urged in a case was recorded by mistake.
pub fn set_struck(tx: &mut Tx, _: &Grant, event: i64, case: i64, struck: bool) {
    tx.put("UPDATE urging_items SET struck = $3 WHERE event_id = $1 AND case_id = $2", args![event, case, struck]);
}

/// A letter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LetterRow {
    /// Its id.
    pub id: i64,
    /// The body that urges.
    pub from: i64,
    /// The body that is urged.
    pub to: i64,
    /// Its name.
    pub to_name: String,
    /// Number of the paper; may be empty.
    pub number: String,
    /// The date on the paper; before it was issued the day on which it was made.
    pub on: Day,
    /// The day on which it was made: what was overdue before it is named.
    pub made_on: Day,
    /// The day by which it has to answer the letter.
    pub answer_by: Option<Day>,
    /// How much it urges, without what was recorded by mistake.
    pub items: i64,
    /// How much of that is owed still.
    pub open: i64,
    /// Whether its number and day were recorded from the signed paper, or drawn.
    pub issued: bool,
    /// Who signed it: name and post.
    pub signer: Option<(String, String)>,
    /// The term of that official.
    pub term: Option<i64>,
}

macro_rules! letters {
    ($rest:literal) => {
        concat!(
            "SELECT l.id, l.organisation_id, l.to_id, o.name, l.number, l.urged_on, l.answer_by_on,
                    (SELECT count(*) FROM urging_items i WHERE i.letter_id = l.id AND i.struck = 0), l.issued_on, p.name, m.post,
                    l.signer_term_id,
                    (SELECT count(*) FROM urging_items i WHERE i.letter_id = l.id AND i.struck = 0 AND (
                       (i.what = 'assignment' AND EXISTS (SELECT 1 FROM assignments a WHERE a.case_id = i.case_id AND a.id = i.of_id
                          AND a.state IN ('open', 'accepted')))
                       OR (i.what = 'promise' AND EXISTS (SELECT 1 FROM clocks k WHERE k.subject = 'case_point'
                          AND k.subject_id = i.of_id AND k.kind = 'promise' AND k.state = 'running'))
                       OR (i.what = 'transfer' AND EXISTS (SELECT 1 FROM transfers h WHERE h.id = i.of_id
                          AND h.state IN ('sent', 'received')))
                       OR (i.what = 'part' AND EXISTS (SELECT 1 FROM assignment_parts w JOIN assignments g ON g.case_id = w.case_id
                            AND g.id = w.assignment_id
                          WHERE w.case_id = i.case_id AND w.id = i.of_id AND w.state = 'open' AND g.state IN ('open', 'accepted')))))
             FROM urging_letters l JOIN organisations o ON o.id = l.to_id LEFT JOIN terms m ON m.id = l.signer_term_id
             LEFT JOIN people p ON p.id = m.person_id WHERE ",
            $rest
        )
    };
}

fn letter(row: &Row) -> Result<LetterRow, Error> {
    let made_on: Day = row.get(5)?;
    let issued_on: Option<Day> = row.get(8)?;
    let signer: (Option<String>, Option<String>) = (row.get(9)?, row.get(10)?);
    Ok(LetterRow {
        id: row.get(0)?,
        from: row.get(1)?,
        to: row.get(2)?,
        to_name: row.get(3)?,
        number: row.get(4)?,
        on: issued_on.unwrap_or(made_on),
        made_on,
        answer_by: row.get(6)?,
        items: row.get(7)?,
        issued: issued_on.is_some(),
        signer: signer.0.zip(signer.1),
        term: row.get(11)?,
        open: row.get(12)?,
    })
}

/// The letters of a body, the newest first, from the one before a letter on.
pub async fn letters(
    read: &mut dyn Read,
    body: i64,
    before: Option<i64>,
    size: usize,
) -> Result<Page<LetterRow>, Error> {
    let rows = read
        .rows(
            letters!("l.organisation_id = $1 AND l.id < $2 ORDER BY l.id DESC LIMIT $3"),
            &args![body, before.unwrap_or(i64::MAX), i64::try_from(size + 1).unwrap_or(i64::MAX)],
        )
        .await?;
    page(&rows, size, letter)
}

/// One letter.
pub async fn find(read: &mut dyn Read, id: i64) -> Result<Option<LetterRow>, Error> {
    read.row(letters!("l.id = $1"), &args![id]).await?.map(|row| letter(&row)).transpose()
}

/// What a letter urges.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemRow {
    /// The case.
    pub case: i64,
    /// `assignment`, `promise`, `transfer`, `part`.
    pub what: String,
    /// The last day that was over.
    pub due_on: Day,
    /// The words of the case; nothing where they are kept from the reader.
    pub words: Option<String>,
    /// Village or commune of the matter.
    pub place: String,
    /// Recorded by mistake.
    pub struck: bool,
    /// The paper by which it was given: number and day of the notice, or of the letter that sent it on; none where no paper with a
    /// number gave it.
    pub given_by: Option<(String, Day)>,
}

/// What a letter urges, in its order; a letter has as much as one press takes.
pub async fn items(read: &mut dyn Read, letter: i64) -> Result<Vec<ItemRow>, Error> {
    let rows = read
        .rows(
            "SELECT i.case_id, i.what, i.due_on, x.body, t.name, i.struck, n.number, n.issued_on, z.number, z.sent_on
             FROM urging_items i
             JOIN cases c ON c.id = i.case_id JOIN texts x ON x.id = c.text_id
             JOIN territories t ON t.id = c.territory_id
             LEFT JOIN assignments a ON i.what = 'assignment' AND a.id = i.of_id
             LEFT JOIN notice_points q ON q.id = a.notice_point_id LEFT JOIN notices n ON n.id = q.notice_id
             LEFT JOIN transfers z ON i.what = 'transfer' AND z.id = i.of_id
             WHERE i.letter_id = $1 ORDER BY i.no",
            &args![letter],
        )
        .await?;
    rows.iter()
        .map(|row| {
            let notice: (Option<String>, Option<Day>) = (row.get(6)?, row.get(7)?);
            let sent: (Option<String>, Option<Day>) = (row.get(8)?, row.get(9)?);
            let given_by = notice.0.zip(notice.1).or(sent.0.zip(sent.1));
            Ok(ItemRow {
                case: row.get(0)?,
                what: row.get(1)?,
                due_on: row.get(2)?,
                words: row.get(3)?,
                place: row.get(4)?,
                struck: row.get(5)?,
                given_by: given_by.filter(|(number, _)| !number.trim().is_empty()),
            })
        })
        .collect()
}

/// The letters that urged a case: letter, event, whom, when, and whether it was recorded by mistake.
pub async fn of_case(read: &mut dyn Read, case: i64) -> Result<Vec<UrgedRow>, Error> {
    let rows = read
        .rows(
            "SELECT l.id, i.event_id, o.name, COALESCE(l.issued_on, l.urged_on), l.number, i.what, i.struck FROM urging_items i
             JOIN urging_letters l ON l.id = i.letter_id JOIN organisations o ON o.id = l.to_id
             WHERE i.case_id = $1 ORDER BY l.id, i.no",
            &args![case],
        )
        .await?;
    rows.iter()
        .map(|row| {
            Ok(UrgedRow {
                letter: row.get(0)?,
                event: row.get(1)?,
                to_name: row.get(2)?,
                on: row.get(3)?,
                number: row.get(4)?,
                what: row.get(5)?,
                struck: row.get(6)?,
            })
        })
        .collect()
}

/// A letter that urged a case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UrgedRow {
    /// The letter.
    pub letter: i64,
    /// The event of the case.
    pub event: i64,
    /// The body that was urged.
    pub to_name: String,
    /// The date on the paper.
    pub on: Day,
    /// Number of the paper; may be empty.
    pub number: String,
    /// `assignment`, `promise`, `transfer`, `part`.
    pub what: String,
    /// Recorded by mistake.
    pub struck: bool,
}
