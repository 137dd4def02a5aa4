//! What a survey before a dialogue comes to: by itself on a paper, and as a part of the synthesis that goes to the head. Nobody's name
//! has a field in it.

use crate::model::{Block, Cell, Column, Document, Outline, Row, Table};
use crate::paper::{Paper, paragraph};
use crate::print::{count, percent, plain_fraction, precision};
use crate::words::{fill, words};

/// A survey as data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// Its title.
    pub title: String,
    /// From when to when people were asked: `dd/mm/yyyy` each.
    pub period: (String, String),
    /// How many sheets were handed out.
    pub handed_out: i64,
    /// How many came back.
    pub returned: i64,
    /// Its questions in order.
    pub questions: Vec<Question>,
}

/// A question with what it comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its words.
    pub words: String,
    /// How many answered it validly.
    pub valid: i64,
    /// Its choices: words, and how often each was chosen; none where it is answered in one's own words.
    pub choices: Vec<(String, i64)>,
    /// What was written, where it is.
    pub written: Vec<String>,
    /// How much more was written than is printed.
    pub more: i64,
}

/// A survey as a paper of its own.
pub fn survey(paper: &Paper, data: &Survey) -> Document {
    paper.document(&words().kind_survey, Outline::Roman, blocks(data))
}

/// What a survey comes to, as a part of a paper.
pub(crate) fn blocks(data: &Survey) -> Vec<Block> {
    let said = &words().survey;
    let (from, to) = (&data.period.0, &data.period.1);
    let handed = count(data.handed_out);
    let title = data.title.trim();
    // A title that says what it is needs nothing before it.
    let named = title.to_lowercase().starts_with(&said.begins.to_lowercase());
    let title = if named { title.to_owned() } else { fill(&said.named, &[("title", title)]) };
    let returned = count(data.returned);
    let about = [("title", title.as_str()), ("from", from), ("to", to), ("count", &handed), ("returned", &returned)];
    let mut blocks = vec![paragraph(fill(&said.about, &about)), Block::Table(table(data))];
    for (number, question) in (1..).zip(&data.questions).filter(|(_, question)| !question.written.is_empty()) {
        let number: i32 = number;
        blocks.push(paragraph(fill(&said.written, &[("number", &number.to_string()), ("words", &question.words)])));
        blocks.extend(question.written.iter().map(|words| paragraph(format!("- {words}"))));
        if question.more > 0 {
            blocks.push(paragraph(fill(&said.more, &[("count", &count(question.more))])));
        }
    }
    blocks.push(paragraph(said.shares.clone()));
    blocks
}

fn table(data: &Survey) -> Table {
    let said = &words().survey;
    let columns = vec![Column::Number, Column::Wide, Column::Short, Column::Medium];
    let head = vec![Row(said.columns.iter().map(Cell::of).collect())];
    let mut rows = Vec::new();
    for (number, question) in (1..).zip(&data.questions) {
        let number: i32 = number;
        let valid = fill(&said.valid, &[("words", &question.words), ("count", &count(question.valid))]);
        rows.push(Row(vec![Cell::of(number.to_string()).bold(), Cell::of(&valid).across(columns.len() - 1).bold()]));
        for (words, chosen) in &question.choices {
            let share = percent(*chosen, question.valid, precision(question.valid))
                .map(|percent| format!("{} = {percent}", plain_fraction(*chosen, question.valid)))
                .unwrap_or_default();
            rows.push(Row(vec![Cell::of(""), Cell::of(words), Cell::of(count(*chosen)), Cell::of(&share)]));
        }
    }
    Table { columns, head, rows }
}
