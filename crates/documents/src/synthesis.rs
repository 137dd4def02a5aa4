//! The synthesis of opinions: a table on its side, by theme, each opinion with where it came from and who answers it.

use domain::Day;

use crate::model::{Block, Cell, Column, Document, Outline, Row, Table};
use crate::paper::{Paper, paragraph};
use crate::print::count;
use crate::typed::Text;
use crate::words::{day_in_figures, fill, words};

/// The table as data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Synthesis {
    /// Its frame. The table has no number of its own.
    pub paper: Paper,
    /// The paper that it goes with, such as the letter to the head, if there is one.
    pub goes_with: Option<String>,
    /// Themes in order.
    pub themes: Vec<Theme>,
}

/// Opinions of one theme.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Its name.
    pub name: String,
    /// Its opinions.
    pub opinions: Vec<Opinion>,
}

/// An opinion, raised once or several times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opinion {
    /// What is raised.
    pub words: String,
    /// Villages and groups that raise it; never a name.
    pub from: String,
    /// How often.
    pub times: u32,
    /// The body that settles it.
    pub body: String,
    /// What is proposed or was answered.
    pub result: String,
    /// Whether what was answered is a promise for the day `due`.
    pub promised: bool,
    /// The theme and the place in it, from 0, of the opinion into which this one was merged and whose answer it shares.
    pub shared: Option<(usize, usize)>,
    /// By when.
    pub due: Option<Day>,
}

/// The table as a paper.
pub fn synthesis(data: &Synthesis) -> Document {
    let said = &words().synthesis;
    let opinions = || data.themes.iter().flat_map(|theme| &theme.opinions);
    let times = count(opinions().map(|opinion| i64::from(opinion.times)).sum());
    let all = count(i64::try_from(opinions().count()).unwrap_or(i64::MAX));
    let counted = fill(&said.counted, &[("count", &all), ("times", &times)]);
    // After the table, so that the text has an end and the signatures have lines to stay with.
    let body = vec![Block::Table(table(data, &times)), paragraph(counted)];
    let mut document = data.paper.document(&words().kind_synthesis, Outline::Roman, body);
    document.landscape = true;
    document.goes_with = data.goes_with.as_ref().map(Text::from);
    document
}

/// What was answered; of what was merged, where its answer stands.
fn result(data: &Synthesis, opinion: &Opinion) -> String {
    let said = &words().synthesis;
    if let Some((theme, place)) = opinion.shared {
        let before: usize = data.themes.iter().take(theme).map(|theme| theme.opinions.len()).sum();
        return fill(&said.shared, &[("number", &(before + place + 1).to_string())]);
    }
    if opinion.promised {
        return fill(&said.promised, &[("words", opinion.result.trim())]);
    }
    opinion.result.clone()
}

fn table(data: &Synthesis, times: &str) -> Table {
    let said = &words().synthesis;
    let columns =
        vec![Column::Number, Column::Wide, Column::Medium, Column::Short, Column::Medium, Column::Wide, Column::Short];
    let named = |index: usize| Cell::of(&said.columns[index]);
    let head = vec![
        Row(vec![named(0).down(2), Cell::of(&said.raised).across(3), Cell::of(&said.handled).across(3)]),
        Row((1..columns.len()).map(named).collect()),
    ];
    let mut rows = Vec::new();
    let mut number = 0_u32;
    for theme in &data.themes {
        rows.push(Row(vec![Cell::of(&theme.name).across(columns.len()).bold()]));
        for opinion in &theme.opinions {
            number += 1;
            let due = opinion.due.map(day_in_figures).unwrap_or_default();
            let (number, times) = (number.to_string(), opinion.times.to_string());
            let result = result(data, opinion);
            let cells = [&number, &opinion.words, &opinion.from, &times, &opinion.body, &result, &due];
            rows.push(Row(cells.into_iter().map(Cell::of).collect()));
        }
    }
    if number == 0 {
        rows.push(Row(vec![Cell::of(&said.no_opinions).across(columns.len())]));
    }
    rows.push(Row(vec![Cell::of(&said.total).across(3).bold(), Cell::of(times).bold(), Cell::of("").across(3)]));
    Table { columns, head, rows }
}
