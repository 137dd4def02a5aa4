//! The list of declared figures as a file: a column for each number.

use domain::declared::DeclaredNumber;
use sheets::Cell;
use store::declared::{self, DeclaredRow};
use store::grant::Grant;
use store::{Error, Page, Read};

use crate::look::Shell;
use crate::page::file::{PIECE, Rows, count, text};

/// What the units of a body declare.
pub(super) struct Taken {
    pub(super) shell: Shell,
    pub(super) grant: Grant,
    pub(super) before: Option<i64>,
}

impl Rows for Taken {
    const TITLE: &'static str = "declared-title";
    const COLUMNS: &'static [(&'static str, u16)] = &[
        ("field-declared-unit", 36),
        ("column-place", 22),
        ("field-declared-from", 13),
        ("field-declared-to", 13),
        ("field-declared-number", 18),
        ("field-document-on", 13),
        ("column-state", 16),
        ("field-declared-planned", 12),
        ("field-declared-held", 12),
        ("field-declared-added", 12),
        ("field-declared-postponed", 12),
        ("field-declared-cancelled", 12),
        ("field-declared-sites", 12),
        ("field-declared-turns", 12),
        ("field-declared-letters", 12),
        ("field-declared-submissions", 12),
        ("field-declared-opinion", 12),
        ("field-declared-recommendation", 12),
        ("field-declared-feedback", 12),
        ("field-declared-initiative", 12),
        ("field-declared-contribution", 12),
        ("field-declared-complaint", 12),
        ("field-declared-total", 12),
        ("field-declared-resolved", 12),
        ("field-declared-in-progress", 12),
        ("field-declared-not-taken-up", 12),
    ];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let page = declared::list(read, &self.grant, self.before, PIECE).await?;
        self.before = page.rows.last().map(|last| last.id).or(self.before);
        let events: Vec<i64> = page.rows.iter().map(|row| row.event).collect();
        let cells = declared::cells_of(read, &events).await?;
        let line = |row: DeclaredRow| {
            let state = if row.struck { "declared-struck" } else { "declared-stands" };
            let own = cells.get(&row.event).map_or(&[] as &[_], Vec::as_slice);
            let mut line = vec![
                text(row.name),
                text(row.place),
                Cell::Day(row.from_on),
                Cell::Day(row.to_on),
                text(row.number),
                Cell::Day(row.document_on),
                text(self.shell.t(state)),
            ];
            line.extend(DeclaredNumber::ALL.iter().map(|number| {
                let cell = own.iter().find(|cell| cell.number == *number);
                cell.map_or(Cell::Empty, |cell| count(cell.count))
            }));
            line
        };
        Ok(Page { rows: page.rows.into_iter().map(line).collect(), more: page.more })
    }
}

#[cfg(test)]
mod tests {
    use domain::declared::DeclaredNumber;

    use super::{Rows, Taken};

    #[test]
    fn each_number_has_its_column_in_the_order_of_a_report() {
        let numbers: Vec<String> =
            DeclaredNumber::ALL.iter().map(|number| format!("field-{}", number.field().replace('_', "-"))).collect();
        let columns: Vec<&str> = Taken::COLUMNS[7..].iter().map(|column| column.0).collect();
        assert_eq!(columns, numbers);
    }
}
