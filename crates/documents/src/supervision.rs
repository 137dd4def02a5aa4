//! The report of a supervision: what was supervised, what was found of each point of the notice, remarks, proposals.

use domain::Day;

use crate::model::{Block, Cell, Column, Document, Outline, Row, Table};
use crate::paper::{Paper, day_at_beginning, paragraph};
use crate::print::count;
use crate::typed::Text;
use crate::words::{day_in_figures, fill, words};

/// The report as data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supervision {
    /// Its frame; `about` names what was supervised.
    pub paper: Paper,
    /// The body that gets it.
    pub to: String,
    /// The notice as a sentence names it: number, date, who issued it.
    pub notice: String,
    /// The dialogue as a sentence names it.
    pub dialogue: String,
    /// The day on which it was carried out.
    pub carried_out: Option<Day>,
    /// In which form, in words.
    pub form: String,
    /// What was found, point by point.
    pub points: Vec<Found>,
    /// What is remarked.
    pub remarks: String,
    /// What is proposed to whom.
    pub proposals: String,
}

/// What was found of a point.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What was concluded.
    pub matter: String,
    /// The body that leads.
    pub lead: String,
    /// By when.
    pub due: Option<Day>,
    /// What was found.
    pub result: Result,
    /// The day on which it was seen.
    pub seen: Option<Day>,
    /// How it was looked at and what shows it, in words.
    pub shown: String,
    /// What whoever recorded it did in what is supervised (cùng một người), in words; empty where nothing.
    pub same: String,
}

/// How a point stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Result {
    /// It is done.
    Done,
    /// A part of it is done.
    Partly,
    /// It is not done.
    NotDone,
    /// Nobody has looked yet.
    NotSeen,
}

/// The report as a paper.
pub fn supervision(data: &Supervision) -> Document {
    let said = &words().supervision;
    let many = |wanted: Result| data.points.iter().filter(|point| point.result == wanted).count();
    let number = |wanted: Result| count(i64::try_from(many(wanted)).unwrap_or(i64::MAX));
    let all = count(i64::try_from(data.points.len()).unwrap_or(i64::MAX));
    let day = data.carried_out.map(day_at_beginning).unwrap_or_default();
    let held = fill(
        if data.carried_out.is_some() { &said.held } else { &said.not_held },
        &[
            ("day", &day),
            ("issuer", &data.paper.issuer_words()),
            ("form", data.form.trim()),
            ("notice", data.notice.trim()),
            ("dialogue", data.dialogue.trim()),
        ],
    );
    let counted = fill(
        &said.counted,
        &[
            ("all", &all),
            ("done", &number(Result::Done)),
            ("partly", &number(Result::Partly)),
            ("not_done", &number(Result::NotDone)),
            ("not_seen", &number(Result::NotSeen)),
        ],
    );
    let heading = |text: &String| Block::Heading(Text::from(text));
    let typed = |words: &str, none: &String| {
        if words.trim().is_empty() { paragraph(none) } else { paragraph(words.trim()) }
    };
    let body = vec![
        paragraph(fill(&said.dear, &[("to", data.to.trim())])),
        heading(&said.general),
        paragraph(held),
        heading(&said.found),
        paragraph(counted),
        Block::Table(table(data)),
        heading(&said.remarks),
        typed(&data.remarks, &said.no_remarks),
        heading(&said.proposals),
        typed(&data.proposals, &said.no_proposals),
    ];
    data.paper.document(&words().kind_supervision, Outline::Roman, body)
}

fn table(data: &Supervision) -> Table {
    let said = &words().supervision;
    let columns = vec![Column::Number, Column::Wide, Column::Medium, Column::Short, Column::Medium, Column::Wide];
    let head = vec![Row(said.columns.iter().map(Cell::of).collect())];
    let mut rows: Vec<Row> = Vec::with_capacity(data.points.len());
    for (no, point) in (1_usize..).zip(&data.points) {
        let result = match point.result {
            Result::Done => &said.done,
            Result::Partly => &said.partly,
            Result::NotDone => &said.not_done,
            Result::NotSeen => &said.not_seen,
        };
        let result = match point.seen {
            Some(day) => fill(&said.seen, &[("result", result), ("day", &day_in_figures(day))]),
            None => result.clone(),
        };
        let shown = if point.same.is_empty() {
            point.shown.clone()
        } else {
            fill(&said.same, &[("shown", point.shown.trim()), ("same", &point.same)])
        };
        let (no, due) = (no.to_string(), point.due.map(day_in_figures).unwrap_or_default());
        let cells = [&no, &point.matter, &point.lead, &due, &result, &shown];
        rows.push(Row(cells.into_iter().map(Cell::of).collect()));
    }
    if rows.is_empty() {
        rows.push(Row(vec![Cell::of(&said.no_points).across(columns.len())]));
    }
    Table { columns, head, rows }
}
