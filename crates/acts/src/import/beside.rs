//! What a row says and what has no place in the case that it becomes: lines that are noted beside its words.

use domain::day::Day;
use sheets::Column;

use super::{Came, Row};
use crate::field::LINE;

/// The columns whose cells are noted with their headings where they find no other place.
const NOTED: [Column; 4] = [Column::Agency, Column::Due, Column::Review, Column::Answer];

/// The headings of those columns, as the table has them; empty where it has none.
#[derive(Default)]
pub(super) struct Headings([String; 4]);

impl Headings {
    /// Those of a table, each with the word of its column.
    pub(super) fn of<'a>(columns: &(impl Iterator<Item = (&'a str, &'a str)> + Clone)) -> Self {
        Self(NOTED.map(|column| {
            let found = columns.clone().find(|(word, _)| *word == column.as_str());
            found.map(|(_, heading)| heading.trim().chars().take(LINE).collect()).unwrap_or_default()
        }))
    }

    /// A line of a column, as it is noted; what stood in several lines of a cell stands in one.
    pub(super) fn line(&self, column: Column, said: &str) -> String {
        let heading = NOTED.iter().position(|it| *it == column).map_or("", |at| self.0[at].as_str());
        if heading.is_empty() { said.to_owned() } else { format!("{heading}: {said}") }
    }

    /// What a row says and its case does not, with other lines behind it.
    pub(super) fn beside<'a>(&self, row: &Row, others: impl Iterator<Item = &'a str>) -> String {
        self.lines(row).into_iter().chain(others.map(str::to_owned)).collect::<Vec<_>>().join("\n")
    }

    /// Changes a row, and what stands beside its words with it: a line that its case says from now on goes, and one that it says no
    /// more comes. Others stay as they are.
    pub(super) fn keep(&self, row: &mut Row, change: impl FnOnce(&mut Row)) {
        let before = self.lines(row);
        change(row);
        let after = self.lines(row);
        let gone: Vec<&str> =
            before.iter().filter(|line| !after.contains(line)).flat_map(|line| line.lines()).collect();
        let come = after.iter().filter(|line| !before.contains(line)).map(String::as_str);
        let left = row.beside.lines().filter(|line| !gone.contains(line));
        row.beside = come.chain(left).collect::<Vec<_>>().join("\n");
    }

    fn lines(&self, row: &Row) -> Vec<String> {
        let day = |day: Option<Day>| day.map(Day::vn).unwrap_or_default();
        let (tells, sent) = (row.tells(), row.letter().is_some());
        // Of what was sent on the case holds the reason and the day by which it is answered alone.
        let last = if sent { row.answer_by() } else { row.last_day() };
        let promised = matches!(row.came, Came::Deferred(Some(on)) if on >= row.on && !row.answer.is_empty());
        let due = row.said.last_said.filter(|due| last != Some(*due) || matches!(row.came, Came::Deferred(_)));
        let agency = if !sent && (tells && !row.answer.is_empty() || row.leads()) { "" } else { &row.agency_words };
        let answer = match (sent, tells) {
            (true, _) => row.reason().1,
            (false, true) => "",
            (false, false) => &row.answer,
        };
        let off = row.said.sent.as_ref().filter(|_| !sent).map(|sent| {
            let said = [sent.name.as_str(), &sent.on.vn(), &sent.number].map(str::to_owned);
            said.into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(", ")
        });
        let lines = [
            (Column::Agency, agency.to_owned()),
            (Column::Agency, off.unwrap_or_default()),
            (Column::Due, day(due)),
            (Column::Review, day(row.said.review_said.filter(|review| !promised && last != Some(*review)))),
            (Column::Answer, answer.to_owned()),
        ];
        lines.into_iter().filter(|(_, said)| !said.is_empty()).map(|(column, said)| self.line(column, &said)).collect()
    }
}
