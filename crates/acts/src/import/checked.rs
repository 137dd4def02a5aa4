//! A recognised table against the places and bodies of the program: which rows can be written and how, and what is wrong with
//! the others. Nothing is written here.

use std::collections::{BTreeMap, BTreeSet};

use domain::day::Day;
use domain::event::{Channel, Kind};
use sheets::{Column, Encoding, Problem, Recognised, SheetRow, Status};
use store::{Error, Read};

use super::beside::Headings;
use super::looked::{MOST_NAMES, tell_apart};
use super::names::{Found, Lead, Names};
use super::{Answered, Came, Due, Held, Looked, Place, Row, Said};

/// What is wrong with a row, or worth a look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// Its number in the file, from 1.
    pub row: usize,
    /// What.
    pub problem: Problem,
    /// The first words of the row, by which it is found in the file; none of what may not be kept.
    pub words: String,
    /// Where the row says that it was raised, its first words; empty where it says nothing, or may not be kept.
    pub place: String,
}

/// Letters of a row's words by which it is found.
const QUOTED: usize = 60;

/// The first words of a cell.
fn quoted(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if words.chars().nth(QUOTED).is_none() {
        return words;
    }
    let cut: String = words.chars().take(QUOTED).collect();
    let whole = cut.rfind(' ').map_or(cut.as_str(), |end| &cut[..end]);
    format!("{whole}…")
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
    /// Headings of columns that nothing is taken from.
    pub unused: Vec<String>,
    /// Names of bodies that are not known or several are called by, with how many rows say so.
    pub unnamed: BTreeMap<String, usize>,
    /// Bodies outside the program among them that are known, by the name that the table gives them: the day of the letter to each
    /// is asked for.
    pub receivers: BTreeMap<String, i64>,
    /// How its dialogues were held; whoever takes it over says so.
    pub held: Held,
    /// Rows of the file that hold no matter.
    pub left_out: usize,
    /// Cells that hold several numbered matters.
    pub several: usize,
    /// The old encoding that was converted, and some texts as they stood and as they are now.
    pub converted: Option<(Encoding, Vec<(String, String)>)>,
    /// The official places of the rows, by level and code.
    pub places: Vec<(String, String)>,
    /// What was said of last days that the table does not say.
    pub due: Option<Due>,
    /// What was said of days of answers that the table does not say.
    pub answered: Option<Answered>,
}

impl Checked {
    /// The days of the rows, each once.
    pub fn days(&self) -> Vec<Day> {
        let days: BTreeSet<Day> = self.rows.iter().map(|row| row.on).collect();
        days.into_iter().collect()
    }
}

/// Rows that are kept of each problem.
const NOTED: usize = 100;

impl Checked {
    /// What was seen of it.
    pub fn looked(&self) -> Looked {
        let mut noted: BTreeMap<String, usize> = BTreeMap::new();
        let mut kept = Vec::new();
        for told in &self.notes {
            let count = noted.entry(told.problem.as_str().to_owned()).or_default();
            *count += 1;
            if *count <= NOTED {
                kept.push(told);
            }
        }
        let mut unnamed: Vec<(String, usize)> = self.unnamed.iter().map(|(name, rows)| (name.clone(), *rows)).collect();
        unnamed.sort_by_key(|(_, rows)| std::cmp::Reverse(*rows));
        unnamed.truncate(MOST_NAMES);
        let mut looked = Looked {
            columns: self
                .columns
                .iter()
                .map(|(column, heading)| (column.as_str().to_owned(), heading.clone()))
                .collect(),
            unused: self.unused.clone(),
            notes: kept.iter().map(|told| (told.row, told.problem.as_str().to_owned())).collect(),
            noted,
            said: kept.iter().map(|told| (told.row, told.words.clone())).collect(),
            lie_in: kept
                .iter()
                .filter(|told| !told.place.is_empty())
                .map(|told| (told.row, told.place.clone()))
                .collect(),
            unnamed,
            receivers: self.receivers.clone(),
            held: self.held.clone(),
            left_out: self.left_out,
            due: self.due,
            answered: self.answered,
            ..Looked::default()
        };
        looked.count(&self.rows);
        looked
    }
}

/// How a table is taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ways {
    /// Each of several numbered matters of one cell is a row.
    pub split: bool,
    /// A row whose place is not known is taken as of the body's own place.
    pub own_place: bool,
    /// By which way rows were raised that do not say it themselves; nothing for a dialogue.
    pub channel: Option<Channel>,
}

/// Texts that are shown beside what they were converted from.
const SHOWN: usize = 5;

/// Reads what the rows name, each as of the day with which it will be written; `on` is that of rows that have none of their
/// own. A place that is not known refuses its row, unless `ways` says otherwise; one that is known on `on` and not on the
/// row's own day is noted, and the row is taken as of the body's own place.
pub async fn check(
    read: &mut dyn Read,
    organisation: i64,
    on: Day,
    found: &Recognised,
    ways: Ways,
) -> Result<Checked, Error> {
    let mut names = Names::read(read, organisation, on, found).await?;
    let headings = Headings::of(&found.columns.iter().map(|(column, heading)| (column.as_str(), heading.as_str())));
    let mut checked = Checked {
        columns: found.columns.clone(),
        unused: found.unused.clone(),
        left_out: found.left_out.len(),
        ..Checked::default()
    };
    let mut places: BTreeSet<(String, String)> = BTreeSet::new();
    let mut samples = Vec::new();
    for row in &found.rows {
        let raised = row.date.unwrap_or(on);
        let mut told = row.problems.clone();
        let (mut place, mut agency, mut outside) = (Place::Own, None, None);
        // What a row names is asked only where the row itself can be read.
        if !told.iter().any(|problem| problem.refuses()) {
            if !names.stood(read, raised).await? {
                told.push(Problem::OwnPlaceNotThen);
            }
            match names.place(&row.place, raised) {
                Found::Is(found) => place = found,
                Found::NotThen => told.push(Problem::PlaceNotThen),
                Found::Unknown => told.push(Problem::UnknownPlace),
            }
            match names.body(read, &row.agency, raised).await? {
                Lead::Is(found) => agency = found,
                Lead::Outside(id) => outside = Some(id),
                Lead::NotThen => told.push(Problem::AgencyNotThen),
                Lead::Several => told.push(Problem::SeveralAgencies),
                Lead::Unknown => told.push(Problem::UnknownAgency),
            }
        }
        let mut sent = None;
        if let Some(said) = row.sent.as_ref().filter(|_| !told.iter().any(|problem| problem.refuses())) {
            // Nothing is sent on before it was raised, or without a word of it.
            if said.on.is_some_and(|day| day >= raised) && !row.answer.trim().is_empty() {
                sent = names.receiver(read, said).await?;
            }
            if sent.is_none() {
                told.push(Problem::SentUnclear);
            }
        }
        let stops = |problem: Problem| problem.refuses() && !(ways.own_place && problem == Problem::UnknownPlace);
        let refused = told.iter().any(|problem| stops(*problem));
        for problem in told {
            let list = if stops(problem) { &mut checked.refused } else { &mut checked.notes };
            let words = quoted(&row.words);
            let place = if words.is_empty() { String::new() } else { quoted(&row.place) };
            list.push(Told { row: row.row, problem, words, place });
            if !refused && matches!(problem, Problem::UnknownAgency | Problem::SeveralAgencies) {
                *checked.unnamed.entry(row.agency.clone()).or_default() += 1;
            }
        }
        if row.items.len() > 1 {
            checked.several += 1;
        }
        if let (Some(original), true) = (&row.original, samples.len() < SHOWN) {
            samples.push((original.clone(), row.words.clone()));
        }
        if refused {
            continue;
        }
        if let Place::Unit(level, code) = &place {
            places.insert((level.clone(), code.clone()));
        }
        let mut whole = as_written(row, raised, place, agency);
        if agency.is_none() && whole.last_day().is_some() && !names.leads_itself(read, raised).await? {
            whole.give_up_last_day();
        }
        whole.said.sent = sent;
        whole.said.receiver = outside;
        // A place without its type stands in the title's words alone.
        let held_at = if row.held_at.is_empty() { &row.meeting } else { &row.held_at };
        if let Found::Is(Place::Village(id)) = names.place(held_at, raised) {
            whole.said.held_at = Some(id);
        }
        whole.said.meeting_called.clone_from(&row.meeting);
        if let Some(id) = outside.filter(|_| whole.is_still_to_send()) {
            checked.receivers.insert(row.agency.clone(), id);
            *checked.unnamed.entry(row.agency.clone()).or_default() += 1;
        }
        whole.said.channel = Channel::parse(&row.channel).or(ways.channel).filter(|it| *it != Channel::Spoken);
        // Who raised the row before did so on another day or elsewhere: this is another turn.
        let at = |row: &Row| (row.on, row.is_elsewhere(), row.said.meeting_called.clone());
        whole.said.goes_on &= checked.rows.last().is_some_and(|before| at(before) == at(&whole));
        whole.beside = headings.beside(&whole, row.notes.lines());
        if ways.split && row.items.len() > 1 {
            checked.rows.extend(whole.apart(row.items.clone()));
        } else {
            checked.rows.push(whole);
        }
    }
    tell_apart(&mut checked.rows);
    checked.places = places.into_iter().collect();
    checked.converted = found.encoding.map(|encoding| (encoding, samples));
    Ok(checked)
}

fn as_written(row: &SheetRow, raised: Day, place: Place, agency: Option<i64>) -> Row {
    let answered = row.answered_on.unwrap_or(raised).max(raised);
    let came = match row.status {
        Some(Status::Done) if row.on_the_spot => Came::DoneThere,
        Some(Status::Explained) if row.on_the_spot => Came::ExplainedThere,
        Some(Status::Done) => Came::Done(answered),
        Some(Status::Explained) => Came::Explained(answered),
        Some(Status::InProgress) => Came::InProgress,
        Some(Status::Deferred) => Came::Deferred(row.review_on),
        // An answer without a status settles nothing: nothing is silently closed.
        None if !row.answer.is_empty() => Came::InProgress,
        None if row.due_on.is_some_and(|day| day >= raised) => Came::Given,
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
        beside: String::new(),
        said: Said {
            number: row.paper.clone(),
            last_said: row.due_on,
            review_said: row.review_on,
            undated: row.status.is_some_and(Status::is_settled) && !row.on_the_spot && row.answered_on.is_none(),
            goes_on: row.goes_on,
            section: row.section.clone(),
            not_taken_up: row.status == Some(Status::NotTakenUp),
            by_words: row.by_words.clone(),
            beyond: row.beyond,
            proposed: if row.field.is_empty() { sheets::field_of_words(&row.words) } else { String::new() },
            ..Said::default()
        },
    }
}
