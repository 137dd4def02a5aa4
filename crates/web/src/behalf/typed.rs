//! What the reader recorded for others: to read, to take as a file, and one list for each head to print and lay before them.

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::day::Day;
use domain::permission::Act;
use sheets::Cell;
use store::behalf::{self, BehalfRow, TypedFor, TypedRow};
use store::grant::{Grant, Of, may};
use store::{Error, Page, Read, Reader, organisation};

use super::line;
use crate::app::App;
use crate::dialogue::of;
use crate::look::behalf::{SeenBy, TypedPage};
use crate::look::form::{Choice, FormState};
use crate::look::{Link, Nav, Shell};
use crate::page::file::{PIECE, Rows};
use crate::page::{Halt, draw, file, frame, halt, query, query_as, redraw, refuse};
use crate::session::SignedIn;
use crate::shell::Fault;

/// Rows of a page: a list of a head for some months is printed as one.
const PAGE: usize = 200;

/// Of so many events, the newest, it is counted for whom they were recorded.
const COUNTED: usize = 1_000;

/// For whom something was recorded, as an address carries it.
fn whose_key(organisation: i64, head: bool) -> String {
    format!("{organisation}{}", if head { ".head" } else { "" })
}

/// The same, as it was read.
fn whose(uri: &OriginalUri) -> Result<Option<(i64, bool)>, Halt> {
    let Some(word) = query(uri, "whose").filter(|word| !word.is_empty()) else { return Ok(None) };
    let (id, head) = word.strip_suffix(".head").map_or((word.as_str(), false), |id| (id, true));
    id.parse().map(|id| Some((id, head))).map_err(|_| Fault::Unreadable.into())
}

/// For whom the reader recorded something, each with its list: what `/on-behalf` says of it.
pub(super) async fn lists(
    read: &mut Reader<'_>,
    shell: &Shell,
    grant: &Grant,
    account: i64,
) -> Result<Vec<(Link, String)>, Halt> {
    let (rows, more) = behalf::typed_for(read, grant, account, COUNTED).await?;
    let link = |row: &TypedRow| {
        let key = whose_key(row.organisation, row.head);
        let href = format!("/on-behalf/typed?of={}&whose={key}&from={}", grant.organisation, row.since.to_iso());
        let count = if more {
            shell.ta("on-behalf-typed-recent", &[("count", &row.count), ("most", &COUNTED)])
        } else {
            shell.ta("on-behalf-typed-count", &[("count", &row.count)])
        };
        (Link::new(href, called(shell, row)), count)
    };
    Ok(rows.iter().map(link).collect())
}

/// Whose acts they are, in words.
fn called(shell: &Shell, row: &TypedRow) -> String {
    let key = if row.head { "on-behalf-typed-head" } else { "on-behalf-typed-body" };
    shell.ta(key, &[("body", &row.name)])
}

/// `GET /on-behalf/typed`; `whose=` one head or body, `from=`, `to=`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Home);
    let mut read = app.office.store().reader().await?;
    let scope = of(&uri, &visitor);
    let right = may(&mut read, visitor.by, Act::CaseRead, Of::Organisation(scope)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    let today = read.today();
    let whose = whose(&uri)?;
    let (people, _) = behalf::typed_for(&mut read, &grant, visitor.by.account, COUNTED).await?;
    let choice = |row: &TypedRow| Choice::new(whose_key(row.organisation, row.head), called(&shell, row));
    let choices = people.iter().map(choice).collect();
    let form = FormState::default().with("whose", query(&uri, "whose").unwrap_or_default());
    let days = match crate::reception::period(&uri, today) {
        Ok(days) => days,
        Err(refusal) => {
            let mut form = ["from", "to"]
                .into_iter()
                .fold(form, |form, field| form.with(field, query(&uri, field).unwrap_or_default()));
            refuse(&mut form, visitor.lang, &refusal);
            let page =
                TypedPage { shell, scope, form, choices, seen_by: None, whole: true, rows: Vec::new(), next: None };
            return Ok(redraw(&refusal, &page));
        }
    };
    let asked = TypedFor { account: visitor.by.account, whose, days };
    if let Some(format) = file::wanted(&uri)? {
        let rows = Taken { shell: shell.clone(), grant, asked, before: None };
        return file::file(&app, &shell, format, read, rows).await;
    }
    let page = behalf::typed_by(&mut read, &grant, asked, query_as(&uri, "after"), PAGE).await?;
    let key = whose.map(|(id, head)| whose_key(id, head)).unwrap_or_default();
    let next = page.rows.last().filter(|_| page.more).map(|last| {
        let (from, to) = (days.0.to_iso(), days.1.to_iso());
        format!("/on-behalf/typed?of={scope}&whose={key}&from={from}&to={to}&after={}", last.recorded.id)
    });
    let mut rows = Vec::with_capacity(page.rows.len());
    for row in &page.rows {
        let typed = row.recorded.recorded_at.day().vn();
        rows.push(crate::look::behalf::BehalfRow { typed, ..line(&mut read, &shell, row).await? });
    }
    let chosen = people.iter().find(|row| whose == Some((row.organisation, row.head)));
    let seen_by = match chosen {
        Some(row) => Some(seen_by(&mut read, &shell, row, days.1).await?),
        None => None,
    };
    let form = form.with("from", days.0.vn()).with("to", days.1.vn());
    let first = query(&uri, "after").is_none();
    Ok(draw(&TypedPage { shell, scope, form, choices, seen_by, whole: first && next.is_none(), rows, next }))
}

/// Before whom the list is laid: the head in office on its last day, by name and post, where one is recorded.
async fn seen_by(read: &mut Reader<'_>, shell: &Shell, row: &TypedRow, on: Day) -> Result<SeenBy, Halt> {
    let heads = if row.head { organisation::heads(read, &[row.organisation], on).await? } else { Vec::new() };
    let named = |it: &organisation::HeadRow| {
        let post = shell.of("post", &it.post);
        let facts: [(&str, &dyn crate::lang::Arg); 3] = [("name", &it.name), ("post", &post), ("body", &row.name)];
        SeenBy {
            title: shell.ta("on-behalf-typed-of-head", &facts),
            signs: shell.ta("on-behalf-typed-post", &facts),
            name: it.name.clone(),
        }
    };
    Ok(match heads.as_slice() {
        [head] => named(head),
        _ if row.head => SeenBy {
            title: shell.ta("on-behalf-typed-of-office", &[("body", &row.name)]),
            signs: shell.ta("on-behalf-typed-head", &[("body", &row.name)]),
            name: String::new(),
        },
        _ => SeenBy {
            title: shell.ta("on-behalf-typed-of-body", &[("body", &row.name)]),
            signs: row.name.clone(),
            name: String::new(),
        },
    })
}

/// The list as a file.
struct Taken {
    shell: Shell,
    grant: Grant,
    asked: TypedFor,
    before: Option<i64>,
}

impl Rows for Taken {
    const TITLE: &'static str = "on-behalf-typed-title";
    const COLUMNS: &'static [(&'static str, u16)] = super::taken::COLUMNS;

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let page = behalf::typed_by(read, &self.grant, self.asked, self.before, PIECE).await?;
        self.before = page.rows.last().map(|last| last.recorded.id).or(self.before);
        let cells = |row: BehalfRow| super::taken::cells(&self.shell, row);
        Ok(Page { rows: page.rows.into_iter().map(cells).collect(), more: page.more })
    }
}
