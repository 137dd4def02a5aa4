//! The plan of a year of who supervises: on the page, as a file, and issued on paper.

use std::sync::Arc;

use acts::supervision::Issue;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::day::Day;
use domain::permission::Act;
use sheets::Cell;
use store::grant::{Of, may};
use store::supervision::{self, SupervisionRow};
use store::{Error, Page, Read};

use super::planned::{called, plan_line};
use crate::app::App;
use crate::dialogue::{choice, of};
use crate::look::form::FormState;
use crate::look::supervision::Planned;
use crate::look::{Link, Nav, Shell};
use crate::page::file::{Rows, text};
use crate::page::{Halt, Sent, draw, file, frame, go, granted, halt, query_as, redraw};
use crate::session::{SignedIn, Visitor};

/// Notices that a plan offers, at most.
const OFFERED: i64 = 200;

/// `GET /supervision/plan`: the supervisions of a year, and the notices that none of them names.
pub(crate) async fn plan(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let scope = of(&uri, &visitor);
    let Some(format) = file::wanted(&uri)? else {
        return Ok(draw(&year(&app, &visitor, &uri, (scope, query_as(&uri, "year")), None).await?));
    };
    let shell = frame(&app, &visitor, &uri, Nav::Home);
    let mut read = app.office.store().reader().await?;
    let right = may(&mut read, visitor.by, Act::SupervisionRead, Of::Organisation(scope)).await;
    right.map_err(halt(shell.clone()))?;
    let year = year_of(query_as(&uri, "year"), read.today());
    let rows = Taken { shell: shell.clone(), organisation: scope, year };
    file::file(&app, &shell, format, read, rows).await
}

/// The year that is asked for, else that of today.
fn year_of(asked: Option<i64>, today: Day) -> i64 {
    asked.filter(|year| (1000..=9998).contains(year)).unwrap_or_else(|| i64::from(today.year()))
}

/// The plan as a file: as many lines as there were notices.
struct Taken {
    shell: Shell,
    organisation: i64,
    year: i64,
}

impl Rows for Taken {
    const TITLE: &'static str = "supervision-plan";
    const COLUMNS: &'static [(&'static str, u16)] = &[
        ("supervision-of-notice", 60),
        ("supervision-dialogue", 50),
        ("field-month", 18),
        ("field-form", 26),
        ("column-state", 24),
        ("field-carried-out-on", 14),
        ("supervision-paper", 60),
    ];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let cells = |row: &SupervisionRow| {
            let line = plan_line(&self.shell, row);
            vec![
                text(line.notice.text),
                text(line.title),
                text(line.month),
                text(line.form),
                text(line.status.text),
                row.carried_out_on.map_or_else(|| text(String::new()), Cell::Day),
                text(line.reported),
            ]
        };
        let rows = supervision::of_year(read, self.organisation, self.year).await?;
        Ok(Page { rows: rows.iter().map(cells).collect(), more: false })
    }
}

fn of_year(scope: i64, year: i64) -> String {
    format!("/supervision/plan?of={scope}&year={year}")
}

async fn year(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    (scope, asked): (i64, Option<i64>),
    wrong: Option<FormState>,
) -> Result<Planned, Halt> {
    let named = asked.map(|year| format!("&year={year}")).unwrap_or_default();
    let path = format!("/supervision/plan?of={scope}{named}");
    let shell = Shell { path, ..frame(app, visitor, uri, Nav::Home) };
    let mut read = app.office.store().reader().await?;
    let right = may(&mut read, visitor.by, Act::SupervisionRead, Of::Organisation(scope)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    let may_change = granted(&mut read, visitor.by, Act::SupervisionIssue, Of::Organisation(scope)).await?.is_some();
    let today = read.today();
    let year = year_of(asked, today);
    let rows = supervision::of_year(&mut read, scope, year).await?;
    let offered = supervision::unplanned(&mut read, &grant, year, OFFERED).await?;
    let offered = offered.iter().map(|row| {
        let link = Link::new(format!("/supervision/notices/{}?year={year}", row.id), called(&shell, row));
        (link, row.title.clone().unwrap_or_default())
    });
    let form = wrong.unwrap_or_default();
    let this = i64::from(today.year());
    let back = year >= this || supervision::reaches_back(&mut read, scope, year).await?;
    Ok(Planned {
        year,
        // From last year back while anything stands there, and nothing is planned beyond the next one.
        before: back.then(|| of_year(scope, year - 1)),
        after: (year <= this).then(|| of_year(scope, year + 1)),
        rows: rows.iter().map(|row| plan_line(&shell, row)).collect(),
        offered: offered.collect(),
        may_issue: may_change && rows.iter().any(|row| row.state == "planned"),
        form: form
            .with("organisation", scope.to_string())
            .with("year", year.to_string())
            .with("happened_on", today.vn()),
        shell,
    })
}

/// `POST /supervision/plan`: the plan was issued on paper.
pub(crate) async fn issue(mut sent: Sent) -> Result<Response, Halt> {
    let scope = choice("organisation", &sent.form).ok().flatten().unwrap_or(sent.visitor.organisation);
    let asked: Option<i64> = sent.form.value("year").parse().ok();
    let done = sent
        .act((Act::SupervisionIssue, Of::Organisation(scope)), |form| Issue {
            organisation: scope,
            year: form.number("year"),
            document: form.words("document"),
            happened_on: form.day("happened_on"),
        })
        .await;
    let stop = match done {
        Ok(()) => {
            let year = asked.unwrap_or_default();
            return Ok(go(&format!("/supervision/plan?of={scope}&year={year}&said=supervision-issued")));
        }
        Err(stop) => stop,
    };
    let refusal = sent.refuse(Nav::Home, stop)?;
    let Sent { app, visitor, uri, form, .. } = sent;
    Ok(redraw(&refusal, &year(&app, &visitor, &uri, (scope, asked), Some(form)).await?))
}
