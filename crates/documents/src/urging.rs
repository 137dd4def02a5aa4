//! A letter that urges a body: what is overdue with it, with the day by which it was due. It is laid out as an official letter.

use domain::Day;

use crate::model::{Annex, Block, Cell, Column, Document, Row, Table};
use crate::paper::{Paper, paragraph};
use crate::print::count;
use crate::typed::Text;
use crate::words::{day_in_figures, day_in_words, fill, words};

/// The letter as data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Urging {
    /// Its frame; `about` names what is urged.
    pub paper: Paper,
    /// The body that is urged.
    pub to: String,
    /// What is overdue, the longest first.
    pub items: Vec<Item>,
    /// The day by which it has to answer, if one is set.
    pub answer_by: Option<Day>,
}

/// One thing that is overdue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The number of the case.
    pub case: String,
    /// What was raised; nobody is named.
    pub words: String,
    /// Where.
    pub place: String,
    /// What has to be done.
    pub owed: Owed,
    /// The paper by which it was given: number and day; none where no paper with a number gave it.
    pub given_by: Option<(String, Day)>,
    /// The last day, which is over.
    pub due: Day,
}

/// What a body has to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Owed {
    /// To settle what it was assigned.
    Settle,
    /// To do what it promised.
    KeepPromise,
    /// To answer what was sent on to it.
    Answer,
}

/// As much stands in the letter itself; more makes its list an annex, so that the letter is a page that is read and signed.
const IN_THE_LETTER: usize = 12;

/// The letter as a paper.
pub fn urging(data: &Urging) -> Document {
    let said = &words().urging;
    let much = data.items.len() > IN_THE_LETTER;
    let number = count(i64::try_from(data.items.len()).unwrap_or(i64::MAX));
    let to = data.to.trim();
    let opening = [("day", day_in_words(data.paper.day.day())), ("count", number), ("to", to.to_owned())];
    let opening = opening.each_ref().map(|(name, value)| (*name, value.as_str()));
    let asked = match data.answer_by {
        Some(day) => fill(&said.asked_by, &[("to", to), ("day", &day_in_words(day))]),
        None => fill(&said.asked, &[("to", to)]),
    };
    let mut body = vec![Block::Addressed(Text::from(fill(&said.dear, &[("to", to)])))];
    if much {
        body.push(paragraph(fill(&said.opening_annex, &opening)));
    } else {
        body.extend([paragraph(fill(&said.opening, &opening)), Block::Table(table(data))]);
    }
    body.push(paragraph(asked));
    let mut document = data.paper.letter(&words().kind_urging, body);
    if much {
        document.annexes.push(Annex {
            title: Text::from(fill(&said.annex, &[("to", to)])),
            landscape: true,
            body: vec![Block::Table(table(data))],
        });
    }
    document
}

fn table(data: &Urging) -> Table {
    let said = &words().urging;
    let columns = vec![Column::Number, Column::Wide, Column::Medium, Column::Medium, Column::Short];
    let head = vec![Row(said.columns.iter().map(Cell::of).collect())];
    let rows = (1_usize..).zip(&data.items).map(|(no, item)| {
        let owed = match item.owed {
            Owed::Settle => &said.settle,
            Owed::KeepPromise => &said.keep_promise,
            Owed::Answer => &said.answer,
        };
        let what = format!("{} ({})", item.words.trim(), item.case);
        let given = item.given_by.as_ref().map(|(number, on)| {
            let form = if item.owed == Owed::Answer { &said.by_letter } else { &said.by_notice };
            fill(form, &[("owed", owed), ("number", number.trim()), ("day", &day_in_figures(*on))])
        });
        let owed = given.as_ref().unwrap_or(owed);
        let (no, due) = (no.to_string(), day_in_figures(item.due));
        Row([&no, &what, &item.place, owed, &due].into_iter().map(Cell::of).collect())
    });
    Table { columns, head, rows: rows.collect() }
}
