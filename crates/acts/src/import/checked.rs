//! A recognised table against the places and bodies of the program: which rows can be written and how, and what is wrong with
//! the others. Nothing is written here.

use std::collections::{BTreeMap, BTreeSet};

use domain::day::Day;
use domain::event::Kind;
use domain::fold::fold;
use domain::territory::units;
use sheets::{Column, Encoding, Problem, Recognised, SheetRow, Status};
use store::{Error, Read, import, organisation, territory};

use super::{Came, Place, Row};

/// What is wrong with a row, or worth a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its number in the file, from 1.
    pub row: usize,
    /// What.
    pub problem: Problem,
}

/// A table that was checked as a whole.
#[derive(Clone, Debug, Default)]
pub struct Checked {
    /// What each known column holds, with its heading.
    pub columns: Vec<(Column, String)>,
    /// The rows as they would be written.
    pub rows: Vec<Row>,
    /// What refuses rows; the table is taken over only where there is nothing here.
    pub refused: Vec<Told>,
    /// What is worth a look and refuses nothing.
    pub notes: Vec<Told>,
    /// Rows of the file that hold no matter.
    pub left_out: usize,
    /// Cells that hold several numbered matters.
    pub several: usize,
    /// The old encoding that was converted, and some texts as they stood and as they are now.
    pub converted: Option<(Encoding, Vec<(String, String)>)>,
    /// The official places of the rows, by level and code.
    pub places: Vec<(String, String)>,
}

impl Checked {
    /// The days of the rows, each once.
    pub fn days(&self) -> Vec<Day> {
        let days: BTreeSet<Day> = self.rows.iter().map(|row| row.on).collect();
        days.into_iter().collect()
    }

    /// How many rows were raised on each day: what becomes a dialogue.
    pub fn by_day(&self) -> Vec<(Day, usize)> {
        let mut days: BTreeMap<Day, usize> = BTreeMap::new();
        for row in &self.rows {
            *days.entry(row.on).or_default() += 1;
        }
        days.into_iter().collect()
    }
}

/// Texts that are shown beside what they were converted from.
const SHOWN: usize = 5;

/// Reads what the rows name, as of `on`, the day of rows that have none of their own. With `split`, each of several numbered
/// matters of one cell is a row.
pub async fn check(
    read: &mut dyn Read,
    organisation: i64,
    on: Day,
    found: &Recognised,
    split: bool,
) -> Result<Checked, Error> {
    let own = organisation::find(read, organisation).await?.ok_or_else(|| Error::Corrupt("no such body".to_owned()))?;
    let villages = organisation::villages(read, own.territory, on).await?;
    let mut names = Names {
        own: own.territory,
        on,
        villages: villages.into_iter().map(|village| (village.id, fold(&village.name))).collect(),
        bodies: import::bodies(read, organisation, on).await?,
        places: BTreeMap::new(),
    };
    let mut checked = Checked { columns: found.columns.clone(), left_out: found.left_out.len(), ..Checked::default() };
    let mut places: BTreeSet<(String, String)> = BTreeSet::new();
    let mut samples = Vec::new();
    for row in &found.rows {
        let mut told = row.problems.clone();
        let place = names.place(read, &row.place).await?;
        let agency = names.body(&row.agency);
        if place.is_none() {
            told.push(Problem::UnknownPlace);
        }
        if agency.is_none() && !row.agency.is_empty() {
            told.push(Problem::UnknownAgency);
        }
        for problem in told {
            let list = if problem.refuses() { &mut checked.refused } else { &mut checked.notes };
            list.push(Told { row: row.row, problem });
        }
        if row.items.len() > 1 {
            checked.several += 1;
        }
        if let (Some(original), true) = (&row.original, samples.len() < SHOWN) {
            samples.push((original.clone(), row.words.clone()));
        }
        if row.is_refused() {
            continue;
        }
        let place = place.unwrap_or_default();
        if let Place::Unit(level, code) = &place {
            places.insert((level.clone(), code.clone()));
        }
        let whole = as_written(row, on, place, agency);
        if split && row.items.len() > 1 {
            checked.rows.extend(row.items.iter().map(|words| Row { words: words.clone(), ..whole.clone() }));
        } else {
            checked.rows.push(whole);
        }
    }
    checked.places = places.into_iter().collect();
    checked.converted = found.encoding.map(|encoding| (encoding, samples));
    Ok(checked)
}

fn as_written(row: &SheetRow, on: Day, place: Place, agency: Option<i64>) -> Row {
    let raised = row.date.unwrap_or(on);
    let answered = row.answered_on.unwrap_or(raised).max(raised);
    let came = match row.status {
        Some(Status::Done) => Came::Done(answered),
        Some(Status::Explained) => Came::Explained(answered),
        Some(Status::InProgress) => Came::InProgress,
        Some(Status::Deferred) => Came::Deferred(row.review_on),
        // An answer without a status settles nothing: nothing is silently closed.
        None if !row.answer.is_empty() => Came::InProgress,
        Some(Status::NotTakenUp) | None => Came::NotTakenUp,
    };
    let kind = Kind::ALL.into_iter().find(|kind| kind.as_str() == row.kind);
    Row {
        on: raised,
        words: row.words.clone(),
        name: row.name.clone(),
        contact: row.contact.clone(),
        place,
        field: row.field.clone(),
        kind: kind.unwrap_or(Kind::Recommendation),
        came,
        agency,
        agency_words: row.agency.clone(),
        due_on: row.due_on,
        answer: row.answer.clone(),
    }
}

/// The places and bodies that rows may name.
struct Names {
    own: i64,
    on: Day,
    villages: Vec<(i64, String)>,
    bodies: Vec<(i64, String)>,
    /// Texts that were looked up before.
    places: BTreeMap<String, Option<Place>>,
}

impl Names {
    /// The place of a text: a village of the body's place, or an official place within it; nothing where none is meant.
    async fn place(&mut self, read: &mut dyn Read, text: &str) -> Result<Option<Place>, Error> {
        if text.is_empty() {
            return Ok(Some(Place::Own));
        }
        if let Some(known) = self.places.get(text) {
            return Ok(known.clone());
        }
        let found = self.look_up(read, text).await?;
        self.places.insert(text.to_owned(), found.clone());
        Ok(found)
    }

    async fn look_up(&self, read: &mut dyn Read, text: &str) -> Result<Option<Place>, Error> {
        let parts: Vec<&str> = text.split([',', '-']).map(str::trim).filter(|part| !part.is_empty()).collect();
        for part in &parts {
            let name = fold(part);
            let mut alike = self.villages.iter().filter(|(_, village)| {
                *village == name || village.split_once(' ').is_some_and(|(_, bare)| bare == name)
            });
            if let (Some((id, _)), None) = (alike.next(), alike.next()) {
                return Ok(Some(Place::Village(*id)));
            }
        }
        // What is nearest first; where it is not known, what it lies in.
        for at in 0..parts.len() {
            let name = fold(parts[at]);
            let of = parts[at..].join(", ");
            for unit in units().find(&of, self.on, None, 20) {
                let same = fold(unit.name) == name || fold(unit.bare) == name;
                if same && territory::holds(read, self.own, unit, self.on).await? {
                    return Ok(Some(Place::Unit(unit.level.as_str().to_owned(), unit.code.to_owned())));
                }
            }
        }
        Ok(None)
    }

    fn body(&self, text: &str) -> Option<i64> {
        let name = fold(text);
        let mut alike = self.bodies.iter().filter(|(_, known)| *known == name);
        match (alike.next(), alike.next()) {
            (Some((id, _)), None) if !name.is_empty() => Some(*id),
            _ => None,
        }
    }
}
