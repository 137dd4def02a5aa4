//! Writing a table to its end: batch after batch, each an act of its own with a key of its own, so that it goes on where it
//! stopped, on whichever node, and writes no row twice.

use domain::day::Day;
use domain::refusal::Refusal;
use store::import::{self, ImportRow};
use store::{By, Error, Stop};

use super::{AddRows, Apply, Begin, Begun, Checked, Complete, Conclude, Discard, Looked, Row, Stand, of_json};
use crate::Office;

/// How many rows are kept by one act.
const KEPT: usize = 250;

/// How many rows the first batch writes: few, so that it keeps the writer far less than the 100 ms that others may be kept
/// waiting. Each one after it is paced by the time of the one before.
pub const BATCH: i64 = 16;

/// What a batch should take, in milliseconds.
const PACE_MS: i64 = 40;

/// The fewest and the most rows of a batch.
const LEAST: i64 = 2;
const MOST: i64 = 128;

/// How many rows the next batch writes, where one of `size` rows took so many milliseconds: as many as take about 40 ms, and
/// never more than twice as many as the last, since the next rows may be slower.
pub(super) fn paced(size: i64, took_ms: i64) -> i64 {
    (size * PACE_MS / took_ms.max(1)).min(size * 2).clamp(LEAST, MOST)
}

/// Writes what is left of a table and makes it known, as whoever began it. Who types meanwhile comes in between two batches.
/// Where a row is refused although the check let it pass, that is kept with the table, and its writing stands there.
pub async fn carry_on(office: &Office, import: i64) -> Result<(), Stop> {
    let clock = office.store().clock();
    let mut size = BATCH;
    loop {
        let (found, next) = {
            let mut read = office.store().reader().await?;
            let found = import::find(&mut read, import).await?;
            (found, import::waiting(&mut read, import, 1).await?)
        };
        let Some(found) = found.filter(|found| found.state == "applying") else { return Ok(()) };
        let Some((no, _)) = next.first() else {
            if conclude(office, &found).await? {
                continue;
            }
            office.act(found.by, &format!("import-{import}-done"), Complete { import }).await?;
            return Ok(());
        };
        // Another node may go on at another pace: then each of the two writes rows of its own.
        let key = format!("import-{import}-{no}-{size}");
        let begun = clock.now().at.ms();
        match office.act(found.by, &key, Apply { import, size }).await {
            // Another node came to the end, or the table was taken back: the next look says so.
            Ok(_) | Err(Stop::Refused(Refusal::AlreadyDone)) => {}
            // One row of the batch can't be written: the ones before it are, one by one.
            Err(Stop::Refused(_)) if size > 1 => {
                size = 1;
                continue;
            }
            Err(Stop::Refused(refusal)) => {
                let stand = Stand { import, no: *no, code: refusal.code().to_owned() };
                let key = format!("import-{import}-{no}-{}", refusal.code());
                match office.act(found.by, &key, stand).await {
                    Ok(_) | Err(Stop::Refused(_)) => return Err(Stop::Refused(refusal)),
                    Err(stop) => return Err(stop),
                }
            }
            Err(stop) => return Err(stop),
        }
        size = paced(size, clock.now().at.ms() - begun);
    }
}

/// Concludes some more of what a table holds that was raised elsewhere; false where nothing of it is left.
async fn conclude(office: &Office, found: &ImportRow) -> Result<bool, Stop> {
    let left = import::unconcluded(&mut office.store().reader().await?, found.id, 1).await?;
    let Some(next) = left.first() else { return Ok(false) };
    let key = format!("import-{}-concluded-{}", found.id, next.dialogue);
    match office.act(found.by, &key, Conclude { import: found.id, size: BATCH }).await {
        // Another node came to the end, or the table was taken back: the next look says so.
        Ok(_) | Err(Stop::Refused(Refusal::AlreadyDone)) => Ok(true),
        Err(stop) => Err(stop),
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
        looked: checked.looked(),
        rows: i64::try_from(checked.rows.len()).unwrap_or(i64::MAX),
        in_place_of: None,
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
    if let Some(new) = replaced(office, by, key, import).await? {
        return Ok(new);
    }
    let (found, rows, mut looked) = staged(office, import).await?;
    let apart = |row: Row| {
        let items = sheets::items(&row.words);
        if items.len() > 1 { row.apart(items) } else { vec![row] }
    };
    let rows: Vec<Row> = rows.into_iter().flat_map(apart).collect();
    looked.count(&rows);
    replace(office, by, key, (found, looked), &rows).await
}

/// The table that took the place of one by an act of that key: who sends a form twice comes to the same. None while nothing took
/// its place; refused where something else became of it.
pub(super) async fn replaced(office: &Office, by: By, key: &str, import: i64) -> Result<Option<i64>, Stop> {
    let mut read = office.store().reader().await?;
    let found = import::find(&mut read, import).await?.ok_or(Refusal::NotThere)?;
    if found.state == "staged" {
        return Ok(None);
    }
    let begun = import::begun(&mut read, by.account, key).await?.ok_or(Refusal::AlreadyDone)?;
    Ok(Some(of_json::<Begun>(&begun)?.import))
}

/// A table of which nothing is written yet, with all its rows and what was seen of it.
pub(super) async fn staged(office: &Office, import: i64) -> Result<(ImportRow, Vec<Row>, Looked), Stop> {
    let mut read = office.store().reader().await?;
    let found = import::find(&mut read, import).await?.ok_or(Refusal::NotThere)?;
    let waiting = import::waiting(&mut read, import, super::MOST_ROWS).await?;
    let rows = waiting.iter().map(|(_, body)| Row::read(body)).collect::<Result<Vec<Row>, Error>>()?;
    let looked = import::looked(&mut read, import).await?;
    Ok((found, rows, looked.map_or(Ok(Looked::default()), |looked| of_json(&looked))?))
}

/// Keeps a table anew with other rows. The old one is forgotten last: where the new one is refused, it is still there.
pub(super) async fn replace(
    office: &Office,
    by: By,
    key: &str,
    (found, looked): (ImportRow, Looked),
    rows: &[Row],
) -> Result<i64, Stop> {
    let begin = Begin {
        organisation: found.organisation,
        title: found.title,
        held_on: found.held_on,
        days: of_json(&found.days)?,
        places: of_json(&found.places)?,
        looked,
        rows: i64::try_from(rows.len()).unwrap_or(i64::MAX),
        in_place_of: Some(found.id),
    };
    let new = keep(office, by, key, begin, rows).await?;
    office.act(by, &format!("{key}-old"), Discard { import: found.id }).await?;
    Ok(new)
}

#[cfg(test)]
mod tests {
    use super::{BATCH, paced};

    #[test]
    fn batches_grow_while_they_are_quick_and_shrink_at_once_when_they_are_not() {
        assert_eq!(paced(BATCH, 10), 32, "not more than twice as many");
        assert_eq!(paced(32, 40), 32);
        assert_eq!(paced(32, 100), 12, "a slow one is followed by a small one");
        assert_eq!(paced(16, 10_000), 2);
        assert_eq!((paced(128, 1), paced(100, 0)), (128, 128));
        assert_eq!(paced(16, -5), 32, "a clock that was set back");
    }
}
