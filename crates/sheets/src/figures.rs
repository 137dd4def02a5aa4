//! A table of units and their numbers: which column is which number, and what each unit says. Sums and signatures are left
//! out, a cell that is no number is told, and what no column is known for is named.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domain::declared::{DeclaredNumber, MOST_DECLARED};
use serde::{Deserialize, Serialize};

use crate::found::Unrecognised;
use crate::table::{Cell, Joins, Table};
use crate::words::{has_phrase, plain};

const DATA: &str = include_str!("../data/figures.toml");

/// Rows from the top among which headings are looked for.
const HIGH: usize = 40;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    unit: Vec<String>,
    number: Vec<String>,
    total: Vec<String>,
    signature: Vec<String>,
    columns: BTreeMap<String, Vec<String>>,
}

struct Headings {
    unit: Vec<String>,
    number: Vec<String>,
    total: Vec<String>,
    signature: Vec<String>,
    /// The longest first.
    columns: Vec<(String, DeclaredNumber)>,
}

static HEADINGS: LazyLock<Headings> = LazyLock::new(|| {
    let file: File = toml::from_str(DATA).expect("the words of tables are part of the program and can be read");
    let plainly = |list: Vec<String>| list.iter().map(|it| plain(it)).collect::<Vec<_>>();
    let mut columns: Vec<(String, DeclaredNumber)> = Vec::new();
    for (word, says) in &file.columns {
        let number = DeclaredNumber::parse(word).expect("every list of headings is of a number");
        columns.extend(says.iter().map(|heading| (plain(heading), number)));
    }
    columns.sort_by(|one, other| other.0.len().cmp(&one.0.len()).then_with(|| one.0.cmp(&other.0)));
    Headings {
        unit: plainly(file.unit),
        number: plainly(file.number),
        total: plainly(file.total),
        signature: plainly(file.signature),
        columns,
    }
});

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Holds {
    Unit,
    Running,
    Number(DeclaredNumber),
}

fn holds(heading: &str) -> Option<Holds> {
    let said = plain(heading);
    let is = |list: &[String]| list.contains(&said);
    if said.is_empty() {
        return None;
    }
    if is(&HEADINGS.number) {
        return Some(Holds::Running);
    }
    if is(&HEADINGS.unit) {
        return Some(Holds::Unit);
    }
    let exact = HEADINGS.columns.iter().find(|(known, _)| *known == said);
    let holding = || HEADINGS.columns.iter().find(|(known, _)| known.len() > 4 && has_phrase(&said, known));
    exact.or_else(holding).map(|(_, number)| Holds::Number(*number))
}

/// A cell that is no number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WrongCell {
    /// The row in the file, from 1.
    pub row: usize,
    /// The number of its column.
    pub number: DeclaredNumber,
    /// What stands in it.
    pub shown: String,
}

/// A unit and its numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnitLine {
    /// The row in the file, from 1.
    pub row: usize,
    /// The unit as it is written.
    pub unit: String,
    /// Its numbers, in the order of a report; what is empty or a dash is not told.
    pub cells: Vec<(DeclaredNumber, i64)>,
}

/// What was found in a table of units.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiguresFound {
    /// Each number with the heading of its column.
    pub columns: Vec<(DeclaredNumber, String)>,
    /// Headings of columns that are not taken over.
    pub unused: Vec<String>,
    /// The units.
    pub lines: Vec<UnitLine>,
    /// Cells that are no number.
    pub wrong: Vec<WrongCell>,
    /// Rows that hold no unit: sums, signatures, running numbers.
    pub left_out: usize,
}

struct Head {
    bottom: usize,
    unit: usize,
    columns: Vec<(usize, DeclaredNumber, String)>,
    unused: Vec<String>,
}

/// Finds headings and units in the first of some tables that has both.
pub fn figures(tables: &[Table]) -> Result<FiguresFound, Unrecognised> {
    let mut why = Unrecognised::NoTable;
    for table in tables.iter().filter(|table| !table.rows.is_empty()) {
        let Some(head) = head(table) else {
            why = Unrecognised::NoHeadings;
            continue;
        };
        let found = read(table, head);
        if found.lines.is_empty() && found.wrong.is_empty() {
            why = Unrecognised::NoRows;
            continue;
        }
        return Ok(found);
    }
    Err(why)
}

/// The row, or the two rows, in which most columns are known, that of the units among them.
fn head(table: &Table) -> Option<Head> {
    let joins = Joins::of(table);
    let mut best: Option<Head> = None;
    for top in 0..table.rows.len().min(HIGH) {
        for bottom in [top, top + 1].into_iter().filter(|bottom| *bottom < table.rows.len()) {
            let found = of_rows(table, &joins, top, bottom);
            let better = |known: &Head, it: &Head| it.columns.len() > known.columns.len();
            if let Some(found) = found
                && best.as_ref().is_none_or(|known| better(known, &found))
            {
                best = Some(found);
            }
        }
    }
    best
}

fn of_rows(table: &Table, joins: &Joins, top: usize, bottom: usize) -> Option<Head> {
    let text = |row: usize, at: usize| table.cell(row, at).shown();
    let mut head = Head { bottom, unit: usize::MAX, columns: Vec::new(), unused: Vec::new() };
    for at in 0..table.width() {
        let (row, column) = joins.joined(top, at);
        let upper = if row == top { text(top, column) } else { text(top, at) };
        // What was joined downwards says it once.
        let lower = if bottom > top && joins.joined(bottom, at).0 == bottom { text(bottom, at) } else { String::new() };
        // A number below the headings: this is no second row of them.
        if bottom > top && matches!(table.cell(bottom, at), Cell::Number(_)) {
            return None;
        }
        let heading = if lower.is_empty() { upper.clone() } else { lower.clone() };
        let whole =
            [upper.as_str(), lower.as_str()].into_iter().filter(|it| !it.is_empty()).collect::<Vec<_>>().join(" ");
        match holds(&heading).or_else(|| holds(&whole)) {
            Some(Holds::Unit) if head.unit == usize::MAX => head.unit = at,
            Some(Holds::Number(number)) if head.columns.iter().all(|(_, known, _)| *known != number) => {
                head.columns.push((at, number, whole));
            }
            Some(Holds::Running) => {}
            // The second of two columns of one number is not taken over.
            _ if !whole.trim().is_empty() => head.unused.push(whole),
            _ => {}
        }
    }
    if bottom > top && (0..table.width()).all(|at| text(bottom, at).is_empty()) {
        return None;
    }
    (head.unit != usize::MAX && !head.columns.is_empty()).then_some(head)
}

fn read(table: &Table, head: Head) -> FiguresFound {
    let mut found = FiguresFound {
        columns: head.columns.iter().map(|(_, number, heading)| (*number, heading.clone())).collect(),
        unused: head.unused,
        ..FiguresFound::default()
    };
    for at in head.bottom + 1..table.rows.len() {
        if table.is_blank(at) {
            continue;
        }
        let unit = table.cell(at, head.unit).shown();
        let said = plain(&unit);
        let begins = |list: &[String], text: &str| {
            list.iter()
                .any(|word| text == word || text.strip_prefix(word.as_str()).is_some_and(|it| it.starts_with(' ')))
        };
        let first = table.rows[at].iter().map(Cell::shown).find(|text| !text.is_empty()).unwrap_or_default();
        let first = plain(&first);
        let is_number = |text: &str| text.chars().all(|letter| letter.is_ascii_digit());
        if said.is_empty() || is_number(&said) || begins(&HEADINGS.total, &said) || begins(&HEADINGS.total, &first) {
            found.left_out += 1;
            continue;
        }
        if begins(&HEADINGS.signature, &said) || begins(&HEADINGS.signature, &first) {
            found.left_out += 1;
            break;
        }
        let mut line = UnitLine { row: at + 1, unit, cells: Vec::new() };
        for (column, number, _) in &head.columns {
            match count(table.cell(at, *column)) {
                Ok(Some(count)) => line.cells.push((*number, count)),
                Ok(None) => {}
                Err(shown) => found.wrong.push(WrongCell { row: at + 1, number: *number, shown }),
            }
        }
        line.cells.sort_by_key(|cell| cell.0);
        found.lines.push(line);
    }
    found
}

/// How many a cell says; nothing where it is empty or a dash; what stands there where that is no number.
fn count(cell: &Cell) -> Result<Option<i64>, String> {
    let shown = cell.shown();
    let typed: String = shown.chars().filter(|letter| !letter.is_whitespace()).collect();
    if typed.is_empty() || matches!(typed.as_str(), "-" | "–" | "—" | "x" | "X" | "/") {
        return Ok(None);
    }
    // 1.234 and 1,234 are written with a sign between thousands.
    let groups: Vec<&str> = typed.split(['.', ',']).collect();
    let grouped =
        groups.len() > 1 && groups[1..].iter().all(|group| group.len() == 3) && (1..=3).contains(&groups[0].len());
    let digits = if grouped { groups.concat() } else { typed };
    let is_digits = digits.chars().all(|letter| letter.is_ascii_digit());
    let number = is_digits.then(|| digits.parse::<i64>().ok()).flatten();
    number.filter(|number| *number <= MOST_DECLARED).map(Some).ok_or(shown)
}

#[cfg(test)]
mod tests {
    use super::{DeclaredNumber as N, figures};
    use crate::table::{Cell, Table};

    fn table(text: &str) -> Table {
        let cell = |text: &str| Cell::text(text);
        let rows = text.lines().map(|line| line.split('|').map(cell).collect()).collect();
        Table { rows, ..Table::default() }
    }

    #[test]
    fn units_are_read_with_their_numbers_and_sums_and_signatures_left_out() {
        let found = figures(&[table(
            "BIỂU TỔNG HỢP 6 THÁNG\nSTT|Tên đơn vị|Số cuộc đối thoại|Số ý kiến|Đã giải quyết|Ghi chú\n1|2|3|4|5|6\n\
             1|Xã Bến Sen|2|1.234|-|nộp muộn\n2|Xã Sông Trầm|03||mười|\n|Tổng cộng|5|1234||\n|Người lập biểu|||",
        )])
        .expect("it is one");
        let columns: Vec<N> = found.columns.iter().map(|(number, _)| *number).collect();
        assert_eq!(columns, [N::Held, N::Submissions, N::Resolved]);
        assert_eq!(found.unused, ["Ghi chú"]);
        let lines: Vec<_> = found.lines.iter().map(|line| (line.unit.as_str(), line.cells.clone())).collect();
        assert_eq!(
            lines,
            [("Xã Bến Sen", vec![(N::Held, 2), (N::Submissions, 1234)]), ("Xã Sông Trầm", vec![(N::Held, 3)])]
        );
        assert_eq!((found.wrong.len(), found.wrong[0].row, found.wrong[0].shown.as_str()), (1, 5, "mười"));
        assert_eq!(found.left_out, 3);
    }

    #[test]
    fn two_rows_of_headings_are_one() {
        let found = figures(&[table(
            "TT|Đơn vị|Số cuộc||Kết quả giải quyết||\n||Kế hoạch|Đã tổ chức|Đã giải quyết|Đang giải quyết|Chưa giải quyết\n\
             1|Xã Bến Sen|4|3|5|1|0",
        )])
        .expect("it is one");
        let cells = [(N::Planned, 4), (N::Held, 3), (N::Resolved, 5), (N::InProgress, 1), (N::NotTakenUp, 0)];
        assert_eq!(found.lines[0].cells, cells);
    }

    #[test]
    fn a_table_without_units_or_numbers_is_none() {
        assert!(figures(&[]).is_err());
        assert!(figures(&[table("STT|Nội dung\n1|Sửa cầu")]).is_err());
        assert!(figures(&[table("Đơn vị|Số cuộc\n")]).is_err());
    }
}
