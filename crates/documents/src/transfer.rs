//! The table of what is beyond competence, by the body that it was sent to: what was raised, by which paper it was sent, what was
//! answered. What nobody has sent yet stands first, so that it is not forgotten.

use std::collections::BTreeSet;

use crate::model::{Block, Cell, Column, Document, Outline, Row, Table};
use crate::paper::{Paper, paragraph};
use crate::print::count;
use crate::words::{fill, words};

/// The table as data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beyond {
    /// Its frame. The table has no number of its own.
    pub paper: Paper,
    /// The bodies in order; what was sent to none first.
    pub bodies: Vec<Passed>,
}

/// What was sent to a body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passed {
    /// Its name; none of what waits to be sent.
    pub to: Option<String>,
    /// The matters.
    pub matters: Vec<Matter>,
}

/// A matter beyond competence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// The case: one that was sent to two bodies is one matter.
    pub case: i64,
    /// What was raised.
    pub words: String,
    /// Village or commune, and the day; never a name.
    pub from: String,
    /// By which paper it was sent: mode, number, day; empty while it waits to be.
    pub sent: String,
    /// The last day for an answer; empty where none was set.
    pub due: String,
    /// What was answered; nothing where no answer came.
    pub answer: Option<String>,
    /// To which bodies above it was reported, by which paper; empty where it was not.
    pub reported: String,
}

/// The table as a paper.
pub fn beyond(data: &Beyond) -> Document {
    let said = &words().beyond;
    let number = |count_of: usize| count(i64::try_from(count_of).unwrap_or(i64::MAX));
    let matters = || data.bodies.iter().filter(|body| body.to.is_some()).flat_map(|body| &body.matters);
    let waits: usize = data.bodies.iter().filter(|body| body.to.is_none()).map(|body| body.matters.len()).sum();
    // A matter that went to several bodies is answered once all of them have answered.
    let sent: BTreeSet<i64> = matters().map(|matter| matter.case).collect();
    let open: BTreeSet<i64> = matters().filter(|matter| matter.answer.is_none()).map(|matter| matter.case).collect();
    let answered = match (sent.len() - open.len(), open.len()) {
        (0, _) => said.answered_none.clone(),
        (_, 0) => said.answered_all.clone(),
        (answered, open) => fill(&said.answered_some, &[("answered", &number(answered)), ("open", &number(open))]),
    };
    let waiting = fill(if sent.is_empty() { &said.waits_alone } else { &said.waits }, &[("waits", &number(waits))]);
    let bodies = number(data.bodies.iter().filter(|body| body.to.is_some()).count());
    let counted = match (sent.len(), waits) {
        (0, 0) => said.nothing.clone(),
        (0, _) => waiting,
        (many, waits) => {
            let waits = if waits == 0 { "" } else { &waiting };
            let said_of = [("sent", &*number(many)), ("bodies", &bodies), ("answered", &answered), ("waits", waits)];
            fill(&said.counted, &said_of)
        }
    };
    // After the table, so that the text has an end and the signatures have lines to stay with.
    let body = vec![Block::Table(table(data)), paragraph(counted)];
    let mut document = data.paper.document(&words().kind_beyond, Outline::Roman, body);
    document.landscape = true;
    document
}

fn table(data: &Beyond) -> Table {
    let said = &words().beyond;
    let columns =
        vec![Column::Number, Column::Wide, Column::Medium, Column::Medium, Column::Short, Column::Wide, Column::Medium];
    let head = vec![Row(said.columns.iter().map(Cell::of).collect())];
    let mut rows = Vec::new();
    let mut number = 0_u32;
    for body in &data.bodies {
        let title = body.to.as_ref().map_or_else(|| said.to_send.clone(), |to| fill(&said.to, &[("to", to)]));
        rows.push(Row(vec![Cell::of(title).across(columns.len()).bold()]));
        for matter in &body.matters {
            number += 1;
            let number = number.to_string();
            let none = if body.to.is_some() { said.no_answer.clone() } else { String::new() };
            let answer = matter.answer.clone().unwrap_or(none);
            let cells = [&number, &matter.words, &matter.from, &matter.sent, &matter.due, &answer, &matter.reported];
            rows.push(Row(cells.into_iter().map(Cell::of).collect()));
        }
    }
    if number == 0 {
        rows.push(Row(vec![Cell::of(&said.none).across(columns.len())]));
    }
    Table { columns, head, rows }
}
