//! The synthesis of what was gathered before a dialogue: a table on its side, by theme, each opinion with where it came from,
//! who brought it and how many people said so. Nobody's name has a field in it.

use crate::model::{Block, Cell, Column, Document, Outline, Row, Table};
use crate::paper::{Paper, paragraph};
use crate::print::count;
use crate::survey::{self, Survey};
use crate::words::{fill, words};

/// The table as data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathering {
    /// Its frame, of the body that gathers.
    pub paper: Paper,
    /// Themes in order.
    pub themes: Vec<Theme>,
    /// The survey of the round, where it has one with questions.
    pub survey: Option<Survey>,
}

/// Opinions of one theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// Whether what stands under it was put under no theme; it is no theme then.
    pub loose: bool,
    /// Its opinions.
    pub opinions: Vec<Opinion>,
}

/// An opinion that was gathered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    /// What is raised.
    pub words: String,
    /// Village or commune.
    pub from: String,
    /// The branch or organisation that brought it; may be empty.
    pub brought: String,
    /// How many people said so, where it is known.
    pub people: Option<u32>,
    /// What kind of matter it is.
    pub kind: String,
    /// Whether people are aggrieved by it; those stand first under their theme.
    pub pressing: bool,
}

/// The table as a paper.
pub fn gathering(data: &Gathering) -> Document {
    let said = &words().gathering;
    let opinions = || data.themes.iter().flat_map(|theme| &theme.opinions);
    let all = count(i64::try_from(opinions().count()).unwrap_or(i64::MAX));
    let themes = data.themes.iter().filter(|theme| !theme.loose).count();
    let counted = match themes {
        0 => fill(&said.counted_loose, &[("count", &all)]),
        some => fill(&said.counted, &[("count", &all), ("themes", &count(i64::try_from(some).unwrap_or(i64::MAX)))]),
    };
    // After the table, so that the text has an end and the signatures have lines to stay with.
    let mut body = vec![Block::Table(table(data)), paragraph(counted)];
    match opinions().filter(|opinion| opinion.pressing).count() {
        0 => {}
        some => {
            let some = count(i64::try_from(some).unwrap_or(i64::MAX));
            body.push(paragraph(fill(&said.counted_pressing, &[("count", &some)])));
        }
    }
    body.extend(data.survey.iter().flat_map(survey::blocks));
    let mut document = data.paper.document(&words().kind_gathering, Outline::Roman, body);
    document.landscape = true;
    document
}

fn table(data: &Gathering) -> Table {
    let said = &words().gathering;
    let columns = vec![Column::Number, Column::Wide, Column::Medium, Column::Medium, Column::Short, Column::Medium];
    let head = vec![Row(said.columns.iter().map(Cell::of).collect())];
    let mut rows = Vec::new();
    let mut number = 0_u32;
    for theme in &data.themes {
        rows.push(Row(vec![Cell::of(&theme.name).across(columns.len()).bold()]));
        for opinion in &theme.opinions {
            number += 1;
            let people = opinion.people.map(|people| people.to_string()).unwrap_or_default();
            let number = number.to_string();
            let pressing = fill(&said.pressing, &[("kind", &opinion.kind)]);
            let kind = if opinion.pressing { &pressing } else { &opinion.kind };
            let cells = [&number, &opinion.words, &opinion.from, &opinion.brought, &people, kind];
            rows.push(Row(cells.into_iter().map(Cell::of).collect()));
        }
    }
    if number == 0 {
        rows.push(Row(vec![Cell::of(&said.no_opinions).across(columns.len())]));
    }
    Table { columns, head, rows }
}
