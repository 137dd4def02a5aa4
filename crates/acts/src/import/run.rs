//! Writing a table to its end: batch after batch, each an act of its own with a key of its own, so that it goes on where it
//! stopped, on whichever node, and writes no row twice.

use domain::day::Day;
use store::import::{self, ImportRow};
use store::{By, Stop};

use super::{AddRows, Apply, Begin, Checked, Complete, Discard, Row, of_json};
use crate::Office;

/// How many rows are kept by one act.
const KEPT: usize = 250;

/// How many rows one batch writes: few, so that a batch keeps the writer far less than the 100 ms that others may be kept
/// waiting.
pub const BATCH: i64 = 16;

/// Writes what is left of a table and makes it known, as whoever began it. Who types meanwhile comes in between two batches.
pub async fn carry_on(office: &Office, import: i64) -> Result<(), Stop> {
    loop {
        let (found, next) = {
            let mut read = office.store().reader().await?;
            let found = import::find(&mut read, import).await?;
            (found, import::waiting(&mut read, import, 1).await?)
        };
        let Some(found) = found.filter(|found| found.state == "applying") else { return Ok(()) };
        let Some((no, _)) = next.first() else {
            office.act(found.by, &format!("import-{import}-done"), Complete { import }).await?;
            return Ok(());
        };
        let key = format!("import-{import}-{no}");
        office.act(found.by, &key, Apply { import, size: BATCH }).await?;
    }
}

/// Goes on with every table that was left when a program stopped; says of each how it went.
pub async fn carry_on_all(office: &Office) -> Result<Vec<(i64, Result<(), Stop>)>, Stop> {
    let mut went = Vec::new();
    let mut after = 0;
    loop {
        let left: Vec<ImportRow> = import::applying(&mut office.store().reader().await?, after, 50).await?;
        let Some(last) = left.last() else { return Ok(went) };
        after = last.id;
        for one in left {
            went.push((one.id, carry_on(office, one.id).await));
        }
    }
}

/// Keeps a table that was checked and of which nothing is refused; says under which id.
pub async fn take_in(
    office: &Office,
    by: By,
    key: &str,
    (title, held_on): (&str, Day),
    checked: &Checked,
) -> Result<i64, Stop> {
    let begin = Begin {
        organisation: by.organisation,
        title: title.to_owned(),
        held_on,
        days: checked.days(),
        places: checked.places.clone(),
        rows: i64::try_from(checked.rows.len()).unwrap_or(i64::MAX),
    };
    keep(office, by, key, begin, &checked.rows).await
}

async fn keep(office: &Office, by: By, key: &str, begin: Begin, rows: &[Row]) -> Result<i64, Stop> {
    let import = office.act(by, key, begin).await?.answer.import;
    let mut from = 1;
    for rows in rows.chunks(KEPT) {
        let add = AddRows { import, from, rows: rows.to_vec() };
        office.act(by, &format!("import-{import}-rows-{from}"), add).await?;
        from += i64::try_from(rows.len()).unwrap_or(i64::MAX);
    }
    Ok(import)
}

/// Makes each of several numbered matters of one cell a row, in a table of which nothing is written yet: a new one takes its
/// place.
pub async fn split(office: &Office, by: By, key: &str, import: i64) -> Result<i64, Stop> {
    let (found, waiting) = {
        let mut read = office.store().reader().await?;
        let found = import::find(&mut read, import).await?.ok_or(domain::refusal::Refusal::NotThere)?;
        let waiting = import::waiting(&mut read, import, super::MOST_ROWS).await?;
        (found, waiting)
    };
    let mut rows = Vec::with_capacity(waiting.len());
    for (_, body) in waiting {
        let row = Row::read(&body)?;
        let items = sheets::items(&row.words);
        if items.len() > 1 {
            rows.extend(items.into_iter().map(|words| Row { words, ..row.clone() }));
        } else {
            rows.push(row);
        }
    }
    let begin = Begin {
        organisation: found.organisation,
        title: found.title,
        held_on: found.held_on,
        days: of_json(&found.days)?,
        places: of_json(&found.places)?,
        rows: i64::try_from(rows.len()).unwrap_or(i64::MAX),
    };
    office.act(by, &format!("{key}-old"), Discard { import }).await?;
    keep(office, by, key, begin, &rows).await
}
