//! A table of units and their numbers against the bodies of the program. Nothing is written here.

use domain::day::Day;
use domain::declared::DeclaredCell;
use domain::fold::fold;
use sheets::{FiguresFound, UnitLine};
use store::declared::{self, UnitRow};
use store::grant::Grant;
use store::{Error, Read};

use super::UnitFigures;

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Problem {
    /// No body of that name may be declared for, or several are alike.
    UnknownUnit,
    /// A row before it names the same body.
    Twice,
    /// The unit declared of the same period, or of one that overlaps it: its days.
    Overlaps(Day, Day),
    /// No number stands in it.
    Empty,
}

/// A row as it would be recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the file, from 1.
    pub row: usize,
    /// The unit as it is written.
    pub unit: String,
    /// The body that it is taken for: its id, and its name with that of its place.
    pub body: Option<(i64, String)>,
    /// Its numbers.
    pub cells: Vec<DeclaredCell>,
    /// What is wrong with it.
    pub problem: Option<Problem>,
}

impl Line {
    /// Its figures, where nothing is wrong with it.
    pub fn figures(&self) -> Option<UnitFigures> {
        let (organisation, _) = self.body.as_ref().filter(|_| self.problem.is_none())?;
        Some(UnitFigures { organisation: *organisation, cells: self.cells.clone() })
    }
}

/// Finds the bodies that the rows of a table name, among those whose figures the grant lets declare: by their own name, or by
/// that of their place where one body of the kind of the reader's own stands there alone.
pub async fn matched(
    read: &mut dyn Read,
    grant: &Grant,
    found: &FiguresFound,
    period: (Day, Day),
) -> Result<Vec<Line>, Error> {
    let today = read.today();
    let units = declared::units(read, grant, today).await?;
    let kind =
        units.iter().find(|unit| unit.id == grant.organisation).map(|unit| unit.kind.clone()).unwrap_or_default();
    let mut lines: Vec<Line> = Vec::with_capacity(found.lines.len());
    for line in &found.lines {
        let body = named(&units, &kind, line).map(|unit| (unit.id, format!("{}, {}", unit.name, unit.place)));
        let cells: Vec<DeclaredCell> =
            line.cells.iter().map(|(number, count)| DeclaredCell { number: *number, count: *count }).collect();
        let problem = match &body {
            None => Some(Problem::UnknownUnit),
            Some((id, _)) if lines.iter().any(|known| known.body.as_ref().is_some_and(|it| it.0 == *id)) => {
                Some(Problem::Twice)
            }
            _ if cells.is_empty() => Some(Problem::Empty),
            Some((id, _)) => {
                declared::in_the_way(read, *id, period).await?.map(|(_, from, to)| Problem::Overlaps(from, to))
            }
        };
        lines.push(Line { row: line.row, unit: line.unit.clone(), body, cells, problem });
    }
    Ok(lines)
}

fn named<'a>(units: &'a [UnitRow], kind: &str, line: &UnitLine) -> Option<&'a UnitRow> {
    let said = fold(&line.unit);
    let alone = |which: &dyn Fn(&UnitRow) -> bool| {
        let mut alike = units.iter().filter(|unit| which(unit));
        alike.next().filter(|_| alike.next().is_none())
    };
    let bare = |place: &str| {
        let place = fold(place);
        place == said || place.split_once(' ').is_some_and(|(_, name)| name == said)
    };
    let whole = |unit: &UnitRow| {
        let (name, place) = (fold(&unit.name), fold(&unit.place));
        name == said || format!("{name} {place}") == said || format!("{name}, {place}") == said
    };
    alone(&whole)
        .or_else(|| alone(&|unit| unit.kind == kind && bare(&unit.place)))
        .or_else(|| alone(&|unit| bare(&unit.place)))
}
