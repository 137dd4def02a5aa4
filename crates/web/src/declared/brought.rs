//! A table of units and their numbers: brought, looked at against the bodies of the program, then recorded as one act.

use std::sync::Arc;

use acts::declared::table::{Line, Problem, matched};
use acts::declared::{Record, UnitFigures};
use axum::extract::{FromRequest, Multipart, OriginalUri, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use documents::print::number_vn;
use domain::day::Day;
use domain::declared::{DeclaredCell, DeclaredNumber};
use domain::permission::Act;
use domain::refusal::Refusal;
use sheets::FiguresFound;
use store::grant::{Of, may};

use super::label;
use crate::app::App;
use crate::dialogue::of;
use crate::import::{figures, with_file};
use crate::look::declared::{DeclaredImport, Preview, UnitRow};
use crate::look::form::FormState;
use crate::look::{Nav, Shell};
use crate::page::{Halt, Posted, Sent, draw, frame, go, halt, read, redraw, refuse};
use crate::session::{SignedIn, Visitor};

/// `GET /declared/import`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Figures);
    let scope = of(&uri, &visitor);
    Ok(draw(&page(&app, &visitor, shell, scope, FormState::default()).await?))
}

async fn page(app: &App, visitor: &Visitor, shell: Shell, scope: i64, form: FormState) -> Result<DeclaredImport, Halt> {
    let mut reader = app.office.store().reader().await?;
    let right = may(&mut reader, visitor.by, Act::DeclaredRecord, Of::Organisation(scope)).await;
    right.map_err(halt(shell.clone()))?;
    Ok(DeclaredImport { form: form.with("organisation", scope.to_string()), why: String::new(), preview: None, shell })
}

/// What was sent of a table.
struct Brought {
    period: (Day, Day),
    bytes: Vec<u8>,
}

/// `POST /declared/import`: the table as it would be recorded; nothing is kept of it.
pub(crate) async fn look(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
    request: Request,
) -> Result<Response, Halt> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (mut form, file) = if kind.starts_with("multipart/form-data") {
        let parts = Multipart::from_request(request, &app).await.map_err(|_| crate::shell::Fault::Unreadable)?;
        with_file(&app, &visitor, &uri, parts, (Act::DeclaredRecord, Nav::Figures)).await?
    } else {
        let posted = Posted::from_request(request, &app).await;
        (posted.map_err(|response| Halt::Answer(Box::new(response)))?.form, Vec::new())
    };
    let _turn = app.tables.turn().await?;
    let scope = form.value("organisation").parse().unwrap_or(visitor.organisation);
    let shell = frame(&app, &visitor, &uri, Nav::Figures);
    let mut page = page(&app, &visitor, shell.clone(), scope, FormState::default()).await?;
    let typed = read(&mut form, |form| {
        let period = (form.day("declared_from"), form.day("declared_to"));
        form.day("document_on");
        Brought { period, bytes: if file.is_empty() { form.words("table").into_bytes() } else { file } }
    });
    let typed = typed.and_then(|brought| match brought.period {
        (from, to) if to < from => Err(Refusal::TooEarly { field: "declared_to", earliest: from }),
        _ => Ok(brought),
    });
    let brought = match typed {
        Ok(brought) => brought,
        Err(refusal) => {
            refuse(&mut form, visitor.lang, &refusal);
            page.form = form;
            return Ok(redraw(&refusal, &page));
        }
    };
    let found = figures(&app, brought.bytes).await;
    page.form = form;
    match found {
        Ok(found) => {
            let mut reader = app.office.store().reader().await?;
            let right = may(&mut reader, visitor.by, Act::DeclaredRecord, Of::Organisation(scope)).await;
            let (grant, _) = right.map_err(halt(shell.clone()))?;
            let lines = matched(&mut reader, &grant, &found, brought.period).await?;
            page.preview = Some(preview(&shell, &found, &lines));
            Ok(draw(&page))
        }
        Err(why) => {
            page.why = shell.t(why);
            Ok(redraw(&Refusal::Unreadable { field: "table" }, &page))
        }
    }
}

fn preview(shell: &Shell, found: &FiguresFound, lines: &[Line]) -> Preview {
    let wrong = found.wrong.iter().map(|cell| {
        let args: [(&str, &dyn crate::lang::Arg); 3] =
            [("row", &cell.row), ("number", &label(shell, cell.number)), ("shown", &cell.shown)];
        shell.ta("declared-wrong-cell", &args)
    });
    let row = |line: &Line| {
        let cell = |number: DeclaredNumber| line.cells.iter().find(|cell| cell.number == number);
        let shown = |(number, _): &(DeclaredNumber, String)| {
            cell(*number).map_or_else(|| "–".to_owned(), |cell| number_vn(cell.count))
        };
        UnitRow {
            row: line.row,
            unit: line.unit.clone(),
            body: line.body.as_ref().map(|body| body.1.clone()).unwrap_or_default(),
            cells: found.columns.iter().map(shown).collect(),
            problem: line.problem.as_ref().map(|problem| told(shell, problem)).unwrap_or_default(),
        }
    };
    let kept: Vec<String> = lines.iter().filter_map(Line::figures).map(|unit| kept(&unit)).collect();
    let left_out =
        if found.left_out == 0 { String::new() } else { shell.ta("declared-left-out", &[("count", &found.left_out)]) };
    Preview {
        columns: found.columns.iter().map(|(number, heading)| (label(shell, *number), heading.clone())).collect(),
        unused: found.unused.clone(),
        rows: lines.iter().map(row).collect(),
        left_out,
        wrong: wrong.collect(),
        may_take: found.wrong.is_empty() && !kept.is_empty() && kept.len() == lines.len(),
        kept,
    }
}

fn told(shell: &Shell, problem: &Problem) -> String {
    match problem {
        Problem::UnknownUnit => shell.t("declared-problem-unknown-unit"),
        Problem::Twice => shell.t("declared-problem-twice"),
        Problem::Overlaps(from, to) => shell.ta("declared-problem-overlaps", &[("from", &from.vn()), ("to", &to.vn())]),
        Problem::Empty => shell.t("declared-problem-empty"),
    }
}

/// A unit as the form carries it: its id, then each number with its count.
fn kept(unit: &UnitFigures) -> String {
    let cells = unit.cells.iter().map(|cell| format!("{}={}", cell.number.as_str(), cell.count));
    format!("{}:{}", unit.organisation, cells.collect::<Vec<_>>().join(";"))
}

fn unkept(kept: &str) -> Option<UnitFigures> {
    let (organisation, cells) = kept.split_once(':')?;
    let cell = |cell: &str| {
        let (number, count) = cell.split_once('=')?;
        Some(DeclaredCell { number: DeclaredNumber::parse(number)?, count: count.parse().ok()? })
    };
    let cells = cells.split(';').map(cell).collect::<Option<Vec<_>>>()?;
    Some(UnitFigures { organisation: organisation.parse().ok()?, cells })
}

/// `POST /declared/import/take`: records what was looked at, all of it or none.
pub(crate) async fn take(mut sent: Sent) -> Result<Response, Halt> {
    let scope = sent.body();
    let done = sent
        .act((Act::DeclaredRecord, Of::Organisation(scope)), |form| {
            let (from_on, to_on) = (form.day("declared_from"), form.day("declared_to"));
            let (number, document_on) = (form.text("declared_number"), form.day("document_on"));
            let units: Option<Vec<_>> = form.typed().values("row").iter().map(|row| unkept(row)).collect();
            let units = form.take(units.ok_or(Refusal::Unreadable { field: "table" }), Vec::new());
            Record { from_on, to_on, number, document_on, units }
        })
        .await;
    match done {
        Ok(_) => Ok(go(&format!("/declared?of={scope}&said=declared-taken"))),
        Err(stop) => {
            let refusal = sent.refuse(Nav::Figures, stop)?;
            let shell = sent.frame(Nav::Figures);
            let Sent { app, visitor, form, .. } = sent;
            Ok(redraw(&refusal, &page(&app, &visitor, shell, scope, form).await?))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{DeclaredCell, DeclaredNumber, UnitFigures, kept, unkept};

    #[test]
    fn what_a_form_carries_of_a_unit_comes_back() {
        let cell = |number, count| DeclaredCell { number, count };
        let unit = UnitFigures {
            organisation: 7,
            cells: vec![cell(DeclaredNumber::Held, 3), cell(DeclaredNumber::InProgress, 0)],
        };
        assert_eq!(kept(&unit), "7:held=3;in_progress=0");
        assert_eq!(unkept(&kept(&unit)), Some(unit));
        for wrong in ["", "7", "7:", "x:held=3", "7:held", "7:held=x", "7:nothing=3"] {
            assert_eq!(unkept(wrong), None, "{wrong}");
        }
    }
}
