//! Declared figures: the list of what units declare, recording one, one with its paper, and what corrects it. A table of units
//! is in [`brought`], scans in [`scan`].

pub(crate) mod brought;
pub(crate) mod scan;
mod taken;

use std::collections::BTreeMap;
use std::sync::Arc;

use acts::declared::{Correct, Record, Strike, UnitFigures};
use acts::minutes::MOST_SCANS;
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use documents::print::number_vn;
use domain::declared::{DeclaredCell, DeclaredNumber, mismatched};
use domain::event::Subject;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::declared::{self, DeclaredRow};
use store::grant::{Grant, Of, may};
use store::{Read, Reader};

use crate::app::App;
use crate::dialogue::of;
use crate::look::case::WrongStep;
use crate::look::declared::{DeclaredLine, DeclaredList, DeclaredPage, NewDeclared, NumberGroup, NumberLine, Wrong};
use crate::look::form::{Choice, FormState};
use crate::look::{Link, Nav, Shape, Shell, Status};
use crate::page::{Halt, Reading, Sent, draw, file, frame, go, granted, halt, query_as, redraw};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;
use crate::timeline::{self, Late, Rights};

/// Rows of a page.
const PAGE: usize = 50;
/// Units that a form offers.
const UNITS: usize = 400;
/// Numbers that a row of the list shows.
const SHOWN: [DeclaredNumber; 4] =
    [DeclaredNumber::Held, DeclaredNumber::Submissions, DeclaredNumber::Total, DeclaredNumber::Resolved];
/// The most megabytes of a scan.
pub(crate) const MOST_MB: i64 = 20;

/// The address of declared figures.
pub(crate) fn href(id: i64) -> String {
    format!("/declared/{id}")
}

/// The name of a declared number.
pub(crate) fn label(shell: &Shell, number: DeclaredNumber) -> String {
    shell.lang.label(Some(number.field()))
}

/// `GET /declared`.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Figures);
    let mut read = app.office.store().reader().await?;
    let scope = of(&uri, &visitor);
    let right = may(&mut read, visitor.by, Act::FigureRead, Of::Organisation(scope)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    if let Some(format) = file::wanted(&uri)? {
        let rows = taken::Taken { shell: shell.clone(), grant, before: None };
        return file::file(&app, &shell, format, read, rows).await;
    }
    let may_record = granted(&mut read, visitor.by, Act::DeclaredRecord, Of::Organisation(scope)).await?.is_some();
    let page = declared::list(&mut read, &grant, query_as(&uri, "before"), PAGE).await?;
    let events: Vec<i64> = page.rows.iter().map(|row| row.event).collect();
    let cells = declared::cells_of(&mut read, &events).await?;
    let next = page.rows.last().filter(|_| page.more).map(|last| format!("/declared?of={scope}&before={}", last.id));
    let rows = page.rows.iter().map(|row| line(&shell, row, cells.get(&row.event).map_or(&[], Vec::as_slice)));
    Ok(draw(&DeclaredList { rows: rows.collect(), organisation: scope, next, may_record, shell }))
}

fn line(shell: &Shell, row: &DeclaredRow, cells: &[DeclaredCell]) -> DeclaredLine {
    let shown = cells.iter().filter(|cell| SHOWN.contains(&cell.number));
    let numbers = shown.map(|cell| format!("{}: {}", label(shell, cell.number), number_vn(cell.count)));
    DeclaredLine {
        link: Link::new(href(row.id), unit(row)),
        why: format!("{} · {}", period(shell, row), paper(shell, row)),
        numbers: numbers.collect::<Vec<_>>().join(" · "),
        status: status(shell, row),
    }
}

fn unit(row: &DeclaredRow) -> String {
    format!("{}, {}", row.name, row.place)
}

fn period(shell: &Shell, row: &DeclaredRow) -> String {
    shell.ta("declared-period", &[("from", &row.from_on.vn()), ("to", &row.to_on.vn())])
}

/// Number and day of the paper.
pub(crate) fn paper(shell: &Shell, row: &DeclaredRow) -> String {
    let day = row.document_on.vn();
    if row.number.is_empty() {
        shell.ta("declared-paper-day", &[("day", &day)])
    } else {
        shell.ta("declared-paper", &[("number", &row.number), ("day", &day)])
    }
}

fn status(shell: &Shell, row: &DeclaredRow) -> Status {
    if row.struck {
        Status::new(Shape::Void, shell.t("declared-struck"))
    } else {
        Status::new(Shape::Done, shell.t("declared-stands"))
    }
}

/// The numbers of a form, under their headings.
fn groups(shell: &Shell) -> Vec<NumberGroup> {
    let parts = [
        ("declared-group-dialogues", DeclaredNumber::Planned, DeclaredNumber::Sites),
        ("declared-group-voices", DeclaredNumber::Turns, DeclaredNumber::Complaint),
        ("declared-group-cases", DeclaredNumber::Total, DeclaredNumber::NotTakenUp),
    ];
    let group = |(legend, first, last): (&str, DeclaredNumber, DeclaredNumber)| NumberGroup {
        legend: shell.t(legend),
        fields: DeclaredNumber::ALL
            .iter()
            .filter(|number| (first..=last).contains(*number))
            .map(|number| number.field())
            .collect(),
    };
    parts.into_iter().map(group).collect()
}

/// The numbers that were typed; what is empty is not declared.
fn cells(form: &mut Reading<'_>) -> Vec<DeclaredCell> {
    let mut cells = Vec::new();
    for number in DeclaredNumber::ALL.iter().copied() {
        let typed = form.text(number.field());
        let typed: String = typed.chars().filter(|letter| !letter.is_whitespace() && *letter != '.').collect();
        if typed.is_empty() {
            continue;
        }
        match typed.parse::<i64>() {
            Ok(count) if (0..=domain::declared::MOST_DECLARED).contains(&count) => {
                cells.push(DeclaredCell { number, count });
            }
            _ => form.refuse(Refusal::Unreadable { field: number.field() }),
        }
    }
    cells
}

/// `GET /declared/new`.
pub(crate) async fn new(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Figures);
    let mut read = app.office.store().reader().await?;
    let scope = of(&uri, &visitor);
    Ok(draw(&form_page(&mut read, &visitor, shell, scope, FormState::default()).await?))
}

async fn form_page(
    read: &mut Reader<'_>,
    visitor: &Visitor,
    shell: Shell,
    scope: i64,
    form: FormState,
) -> Result<NewDeclared, Halt> {
    let right = may(read, visitor.by, Act::DeclaredRecord, Of::Organisation(scope)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    let grant = widest(read, visitor, grant).await?;
    let today = read.today();
    let units = declared::units(read, &grant, today).await?;
    let choice = |unit: &declared::UnitRow| Choice::new(unit.id.to_string(), format!("{}, {}", unit.name, unit.place));
    let units = units.iter().filter(|unit| unit.id == scope).chain(units.iter().filter(|unit| unit.id != scope));
    Ok(NewDeclared {
        units: units.take(UNITS).map(choice).collect(),
        form: form.with("organisation", scope.to_string()),
        groups: groups(&shell),
        shell,
    })
}

/// The right over the reader's own body where it holds for the one that is asked for too: its list offers all units under it.
async fn widest(read: &mut Reader<'_>, visitor: &Visitor, asked: Grant) -> Result<Grant, Halt> {
    let own = granted(read, visitor.by, Act::DeclaredRecord, Of::Organisation(visitor.organisation)).await?;
    Ok(own.filter(|own| own.below).unwrap_or(asked))
}

/// `POST /declared`.
pub(crate) async fn record(mut sent: Sent) -> Result<Response, Halt> {
    let scope = sent.body();
    let done = sent
        .act((Act::DeclaredRecord, Of::Organisation(scope)), |form| {
            let (from_on, to_on) = (form.day("declared_from"), form.day("declared_to"));
            let (number, document_on) = (form.text("declared_number"), form.day("document_on"));
            let units = vec![UnitFigures { organisation: scope, cells: cells(form) }];
            Record { from_on, to_on, number, document_on, units }
        })
        .await;
    match done {
        Ok(new) => Ok(go(&format!("/declared/{}?said=declared-recorded", new.first().copied().unwrap_or_default()))),
        Err(stop) => {
            let refusal = sent.refuse(Nav::Figures, stop)?;
            let shell = sent.frame(Nav::Figures);
            let Sent { app, visitor, form, .. } = sent;
            let mut read = app.office.store().reader().await?;
            Ok(redraw(&refusal, &form_page(&mut read, &visitor, shell, scope, form).await?))
        }
    }
}

/// `GET /declared/{id}`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Figures);
    Ok(draw(&page(&app, &visitor, shell, id, None).await?))
}

/// The page of declared figures; not there for whoever may not read the figures of the unit.
async fn page(app: &App, visitor: &Visitor, shell: Shell, id: i64, wrong: Option<Wrong>) -> Result<DeclaredPage, Halt> {
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    let row = declared::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let unit_of = Of::Organisation(row.organisation);
    may(&mut read, visitor.by, Act::FigureRead, unit_of).await.map_err(halt(shell.clone()))?;
    let may_change = !row.struck && granted(&mut read, visitor.by, Act::DeclaredRecord, unit_of).await?.is_some();
    let mut versions: BTreeMap<i64, Vec<DeclaredCell>> = BTreeMap::new();
    for (event, cell) in declared::cells(&mut read, id).await? {
        versions.entry(event).or_default().push(cell);
    }
    let now = versions.get(&row.event).cloned().unwrap_or_default();
    let late = Late::of(&mut read, &book, row.organisation).await?;
    let recorder = timeline::recorder(&mut read, visitor.by).await?;
    let none = Rights { correct: false, strike: false, paper: recorder };
    let mut proposed =
        FormState::default().with("declared_number", row.number.clone()).with("document_on", row.document_on.vn());
    for cell in &now {
        proposed = proposed.with(cell.number.field(), cell.count.to_string());
    }
    let (name, body) = &row.typist;
    let typed_on = row.recorded_at.day().vn();
    let notes = mismatched(&now).into_iter().map(|(number, stated, sum)| {
        shell.ta("declared-mismatch", &[("number", &label(&shell, number)), ("stated", &stated), ("sum", &sum)])
    });
    let typed = shell.ta("declared-typed", &[("name", name), ("body", body), ("day", &typed_on)]);
    let notes = notes.collect();
    let scans = scan::lines(&mut read, &shell, id).await?;
    let timeline = timeline::of(&mut read, &shell, &late, (Subject::Declared, id), none).await?;
    Ok(DeclaredPage {
        id,
        version: row.version,
        organisation: visitor.organisation,
        unit: unit(&row),
        period: period(&shell, &row),
        paper: paper(&shell, &row),
        typed,
        status: status(&shell, &row),
        numbers: numbers(&shell, &versions, row.event),
        notes,
        scans,
        most: MOST_SCANS,
        most_mb: MOST_MB,
        may_change,
        proposed,
        wrong,
        groups: groups(&shell),
        timeline,
        wrong_step: None,
        shell: shell.clone(),
    })
}

/// The page with the form of a step that was wrong.
pub(crate) async fn wrong_step(
    app: &App,
    visitor: &Visitor,
    shell: Shell,
    id: i64,
    wrong_step: Option<WrongStep>,
) -> Result<DeclaredPage, Halt> {
    let shell = Shell { path: href(id), ..shell };
    Ok(DeclaredPage { wrong_step, ..page(app, visitor, shell, id, None).await? })
}

/// The numbers of what is in force, each with what was written before.
fn numbers(shell: &Shell, versions: &BTreeMap<i64, Vec<DeclaredCell>>, event: i64) -> Vec<NumberLine> {
    let said = |cells: &[DeclaredCell], number: DeclaredNumber| {
        let cell = cells.iter().find(|cell| cell.number == number);
        cell.map_or_else(|| "–".to_owned(), |cell| number_vn(cell.count))
    };
    let mut lines = Vec::new();
    for number in DeclaredNumber::ALL.iter().copied() {
        if !versions.values().flatten().any(|cell| cell.number == number) {
            continue;
        }
        let now = versions.get(&event).map_or_else(|| "–".to_owned(), |cells| said(cells, number));
        let others = versions.iter().rev().filter(|(of, _)| **of != event).map(|(_, cells)| said(cells, number));
        let before = others.filter(|was| *was != now).collect();
        lines.push(NumberLine { label: label(shell, number), now, before });
    }
    lines
}

/// The unit whose figures a form changes; the right to do so is asked first.
async fn changed(sent: &Sent, id: i64) -> Result<(Act, Of), Halt> {
    let mut read = sent.app.office.store().reader().await?;
    let row = declared::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    Ok((Act::DeclaredRecord, Of::Organisation(row.organisation)))
}

/// `POST /declared/{id}/correct`.
pub(crate) async fn correct(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let asked = changed(&sent, id).await?;
    let done = sent
        .act(asked, |form| Correct {
            declared: id,
            version: form.version(),
            number: form.text("declared_number"),
            document_on: form.day("document_on"),
            cells: cells(form),
            reason: form.words("reason"),
        })
        .await;
    answered(sent, id, done.map(|()| "declared-corrected"), "correct").await
}

/// `POST /declared/{id}/strike`.
pub(crate) async fn strike(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let asked = changed(&sent, id).await?;
    let done =
        sent.act(asked, |form| Strike { declared: id, version: form.version(), reason: form.words("reason") }).await;
    answered(sent, id, done.map(|()| "declared-struck"), "strike").await
}

async fn answered(mut sent: Sent, id: i64, done: Result<&str, store::Stop>, form: &str) -> Result<Response, Halt> {
    match done {
        Ok(said) => Ok(go(&format!("/declared/{id}?said={said}"))),
        Err(stop) => {
            let refusal = sent.refuse(Nav::Figures, stop)?;
            let shell = Shell { path: href(id), ..sent.frame(Nav::Figures) };
            let Sent { app, visitor, form: state, .. } = sent;
            let wrong = Wrong { form: form.to_owned(), state };
            Ok(redraw(&refusal, &page(&app, &visitor, shell, id, Some(wrong)).await?))
        }
    }
}
