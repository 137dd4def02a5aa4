//! What units declare, in columns of their own beside what is counted, and `GET /figures/declared`: the papers behind a
//! declared number.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use documents::print::number_vn;
use domain::declared::DeclaredNumber;
use domain::dialogue::Line;
use sheets::Cell;
use store::declared::summed::{self, PaperRow, Papers, Summed};
use store::figure::results::{Asked, Counts, Number, ResultLine, Which};
use store::{Error, Page, Read};

use super::asking::Asking;
use super::counted::{Made, is_named};
use crate::app::App;
use crate::declared::label;
use crate::look::case::Condition;
use crate::look::figure::{OpenedNumber, OpenedRow, Table, TableCell, TableRow};
use crate::look::{Link, Nav, Shape, Shell, Status};
use crate::page::file::{self, PIECE, Rows, text};
use crate::page::{Halt, draw, frame, halt, query, query_as};
use crate::session::SignedIn;
use crate::shell::Fault;

/// Rows of a page.
const PAGE: usize = 50;
/// Levels in the order of a report.
const LEVELS: [&str; 4] = ["province", "district", "commune", "village"];

/// The number that is counted beside a declared one; a kind of submission is not.
fn counted(number: DeclaredNumber) -> Option<Number> {
    Number::parse(number.as_str()).filter(|_| !number.is_kind())
}

/// The levels of which something is declared, and the whole where they are several.
fn levels(summed: &Summed) -> Vec<Option<&'static str>> {
    let of: BTreeSet<&str> = summed.levels().collect();
    let mut levels: Vec<Option<&'static str>> =
        LEVELS.into_iter().filter(|level| of.contains(level)).map(Some).collect();
    if levels.len() != 1 {
        levels.push(None);
    }
    levels
}

impl Made<'_> {
    /// Number by number: what is counted, and what is declared in a column of its own. They are never added.
    pub(super) fn declared(&self, lines: &[ResultLine], summed: &Summed) -> Table {
        if summed.is_empty() {
            return Table::default();
        }
        let levels = levels(summed);
        let none = Counts::default();
        let counts = |level: Option<&str>| {
            let line = lines.iter().find(|line| line.level.as_deref() == level && line.line.is_none());
            line.map_or(&none, |line| &line.counts)
        };
        let mut heads = vec![self.shell.t("declared-number-head")];
        for level in &levels {
            let level = level.map_or_else(|| self.shell.t("figure-sum"), |level| self.shell.of("chair-level", level));
            heads.extend(
                ["declared-head-counted", "declared-head-declared"].map(|key| self.shell.ta(key, &[("level", &level)])),
            );
        }
        let shown = |number: &&DeclaredNumber| summed.of(None, None, **number).is_some();
        let row = |number: &DeclaredNumber| TableRow {
            label: label(self.shell, *number),
            part: number.is_kind(),
            cells: levels
                .iter()
                .flat_map(|level| {
                    let which = Which { level: *level, ..Which::default() };
                    let counted = counted(*number).map(|it| self.number(which, it, counts(*level)));
                    let declared = summed
                        .of(*level, None, *number)
                        .map(|count| Link::new(self.asking.declared(which, Some(*number), false), number_vn(count)));
                    [counted, declared].map(|number| TableCell {
                        number: number.unwrap_or_else(|| Link::new("", "–")),
                        beside: String::new(),
                    })
                })
                .collect(),
            ..TableRow::default()
        };
        Table { heads, rows: DeclaredNumber::ALL.iter().filter(shown).map(row).collect() }
    }

    /// How many units declare, and how many of them have no case in the program, each with the list of them.
    pub(super) fn declaring(&self, summed: &Summed) -> Vec<Link> {
        let all = summed.units(None, None);
        let without = summed.without_records();
        let mut said = Vec::new();
        if all > 0 {
            let which = Which::default();
            said.push(Link::new(
                self.asking.declared(which, None, false),
                self.shell.ta("declared-units-all", &[("count", &all)]),
            ));
            if without > 0 {
                said.push(Link::new(
                    self.asking.declared(which, None, true),
                    self.shell.ta("declared-units-without", &[("count", &without)]),
                ));
            }
        }
        said
    }
}

/// `GET /figures/declared`: the papers behind a declared number, or those of the units that declare.
pub(crate) async fn declared(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Figures);
    let mut read = app.office.store().reader().await?;
    let (asking, refused) = Asking::read(&mut read, &uri, &visitor).await.map_err(halt(shell.clone()))?;
    if let Some(refusal) = refused {
        return Err(Halt::Refused(Box::new(shell), refusal));
    }
    let said = |name: &str| query(&uri, name).filter(|value| !value.is_empty());
    let number = said("number").map(|word| DeclaredNumber::parse(&word).ok_or(Fault::Unreadable)).transpose()?;
    let level = said("level");
    let line = said("line").map(|typed| is_named(&typed).ok_or(Fault::Unreadable)).transpose()?;
    if level.as_deref().is_some_and(|level| !LEVELS.contains(&level)) {
        return Err(Fault::Unreadable.into());
    }
    let without = said("without").is_some();
    if let Some(format) = file::wanted(&uri)? {
        let shell_of_rows = shell.clone();
        let rows = TakenPapers { shell: shell_of_rows, asked: asking.asked, number, level, line, without, after: 0 };
        return file::file(&app, &shell, format, read, rows).await;
    }
    let which = Which { level: level.as_deref(), line, field: None };
    let after = query_as(&uri, "after").unwrap_or_default();
    let wanted = Papers { which, number, without };
    let page = summed::papers(&mut read, &asking.asked, wanted, after, PAGE).await?;
    let sums = summed::sums(&mut read, &asking.asked).await?;
    let units = if without { sums.without_records() } else { sums.units(level.as_deref(), line) };
    let count = match number {
        Some(number) => {
            let sum = sums.of(level.as_deref(), line, number).unwrap_or_default();
            shell.ta("declared-sum", &[("count", &sum)])
        }
        None if without => shell.ta("declared-units-without", &[("count", &units)]),
        None => shell.ta("declared-units-all", &[("count", &units)]),
    };
    let here = asking.declared(which, number, without);
    let next = page.rows.last().filter(|_| page.more).map(|last| format!("{here}&after={}", last.id));
    let condition = |label: &str, value: String| Condition { label: shell.t(label), value, without: String::new() };
    let mut conditions = vec![
        condition("figures-whose", asking.name.clone()),
        condition("figures-range", format!("{} – {}", asking.asked.from.vn(), asking.asked.to.vn())),
        condition("field-state-on", asking.asked.state_on.vn()),
        condition("field-as-of", asking.as_of.vn()),
    ];
    if let Some(level) = &level {
        conditions.push(condition("cases-level", shell.of("chair-level", level)));
    }
    Ok(draw(&OpenedNumber {
        label: number.map_or_else(|| shell.t("declared-title"), |number| label(&shell, number)),
        count,
        definition: "/figures/definitions#declared".to_owned(),
        back: asking.here(),
        conditions,
        rows: page.rows.iter().map(|row| opened(&shell, row)).collect(),
        next,
        first: (after > 0).then_some(here),
        shell,
    }))
}

fn opened(shell: &Shell, row: &PaperRow) -> OpenedRow {
    let period = shell.ta("declared-period", &[("from", &row.from_on.vn()), ("to", &row.to_on.vn())]);
    OpenedRow {
        title: Link::new(format!("/declared/{}", row.id), format!("{}, {}", row.name, row.place)),
        why: period,
        status: (!row.has_records).then(|| Status::new(Shape::Todo, shell.t("declared-no-records"))),
        day: row.count.map(number_vn).unwrap_or_default(),
    }
}

/// The papers behind a declared number, as a file.
struct TakenPapers {
    shell: Shell,
    asked: Asked,
    number: Option<DeclaredNumber>,
    level: Option<String>,
    line: Option<Line>,
    without: bool,
    after: i64,
}

impl Rows for TakenPapers {
    const TITLE: &'static str = "declared-title";
    const COLUMNS: &'static [(&'static str, u16)] = &[
        ("field-declared-unit", 36),
        ("column-place", 22),
        ("field-declared-from", 13),
        ("field-declared-to", 13),
        ("declared-number-head", 30),
        ("declared-count-head", 12),
        ("column-state", 30),
    ];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let which = Which { level: self.level.as_deref(), line: self.line, field: None };
        let wanted = Papers { which, number: self.number, without: self.without };
        let page = summed::papers(read, &self.asked, wanted, self.after, PIECE).await?;
        self.after = page.rows.last().map_or(self.after, |last| last.id);
        let line = |row: PaperRow| {
            vec![
                text(row.name),
                text(row.place),
                Cell::Day(row.from_on),
                Cell::Day(row.to_on),
                self.number.map_or(Cell::Empty, |number| text(label(&self.shell, number))),
                row.count.map_or(Cell::Empty, file::count),
                if row.has_records { Cell::Empty } else { text(self.shell.t("declared-no-records")) },
            ]
        };
        Ok(Page { rows: page.rows.into_iter().map(line).collect(), more: page.more })
    }
}

/// The page of figures as a file: each number of each line, what is counted and what is declared in columns of their own.
pub(super) struct TakenFigures {
    rows: Vec<Vec<Cell>>,
}

impl TakenFigures {
    /// The rows of results and of what is declared.
    pub(super) fn new(shell: &Shell, lines: &[ResultLine], summed: &Summed) -> Self {
        let mut rows = Vec::new();
        for line in lines {
            let level = line.level.as_deref();
            let name = level.map_or_else(|| shell.t("figure-sum"), |level| shell.of("chair-level", level));
            let duty = line.line.map(|duty| shell.of("figures-line", duty.as_str())).unwrap_or_default();
            let declared = |word: &str| DeclaredNumber::parse(word).and_then(|it| summed.of(level, line.line, it));
            let mut row = |label: String, counted: Option<i64>, declared: Option<i64>| {
                if counted.unwrap_or_default() != 0 || declared.is_some() {
                    let cell = |count: Option<i64>| count.map_or(Cell::Empty, file::count);
                    rows.push(vec![text(name.clone()), text(duty.clone()), text(label), cell(counted), cell(declared)]);
                }
            };
            for number in Number::ALL.iter().copied() {
                let label = shell.of("number", number.as_str());
                row(label, Some(number.of(&line.counts)), declared(number.as_str()));
            }
            for number in DeclaredNumber::ALL.iter().copied().filter(|number| number.is_kind()) {
                row(label(shell, number), None, summed.of(level, line.line, number));
            }
        }
        Self { rows }
    }
}

impl Rows for TakenFigures {
    const TITLE: &'static str = "figures-title";
    const COLUMNS: &'static [(&'static str, u16)] = &[
        ("figures-held-by", 24),
        ("figures-duty", 34),
        ("declared-number-head", 40),
        ("figures-counted-head", 12),
        ("declared-count-head", 12),
    ];

    async fn more(&mut self, _: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        Ok(Page { rows: std::mem::take(&mut self.rows), more: false })
    }
}
