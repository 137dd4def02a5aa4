//! `GET /figures/rows`: exactly the rows behind a number, as of the same days.

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use store::figure::results::{self, NO_FIELD, Number, Opened, Which};

use super::asking::{Asking, word};
use super::counted::is_named;
use super::fields::field_named;
use super::taken::TakenRows;
use crate::app::App;
use crate::case::number as case_number;
use crate::dialogue::after;
use crate::look::case::Condition;
use crate::look::figure::{OpenedNumber, OpenedRow};
use crate::look::{Link, Nav, Shape, Shell, Status};
use crate::page::{Halt, draw, file, frame, halt, query, words};
use crate::session::SignedIn;
use crate::shell::Fault;

/// Rows of a page.
const PAGE: usize = 50;
/// Letters of what a row is about.
pub(super) const LETTERS: usize = 120;

/// Levels of what is counted.
const LEVELS: [&str; 4] = ["province", "district", "commune", "village"];

/// `GET /figures/rows`.
pub(crate) async fn rows(
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
    let number = match said("number") {
        None => Number::Total,
        Some(typed) => Number::parse(&typed).ok_or(Fault::Unreadable)?,
    };
    let (level, code) = (said("level"), said("field"));
    let line = said("line").map(|typed| is_named(&typed).ok_or(Fault::Unreadable)).transpose()?;
    let is_code =
        |code: &str| code == NO_FIELD || (code.len() <= 10 && code.chars().all(|c| c.is_ascii_digit() || c == '.'));
    if level.as_deref().is_some_and(|level| !LEVELS.contains(&level)) || !code.as_deref().is_none_or(is_code) {
        return Err(Fault::Unreadable.into());
    }
    if let Some(format) = file::wanted(&uri)? {
        let (shell_of_rows, asked) = (shell.clone(), asking.asked);
        let rows = TakenRows { shell: shell_of_rows, asked, number, level, line, field: code, after: None };
        return file::file(&app, &shell, format, read, rows).await;
    }
    let which = Which { level: level.as_deref(), line, field: code.as_deref() };
    let count = results::how_many(&mut read, &asking.asked, which, number).await?;
    let page = results::open(&mut read, &asking.asked, which, number, after(&uri), PAGE).await?;
    let here = asking.rows(which, number);
    let last = page.rows.last().filter(|_| page.more);
    Ok(draw(&OpenedNumber {
        label: shell.of("number", number.as_str()),
        count: shell.ta(&format!("figures-count-{}", number.rows()), &[("count", &count)]),
        definition: format!("/figures/definitions#{}", number.as_str()),
        back: asking.here(),
        conditions: conditions(&shell, &asking, which, number),
        rows: page.rows.iter().map(|row| opened(&shell, &asking, number, row)).collect(),
        next: last.map(|last| format!("{here}&after={}.{}", last.on.to_iso(), last.id)),
        first: after(&uri).map(|_| here),
        shell,
    }))
}

fn conditions(shell: &Shell, asking: &Asking, which: Which<'_>, number: Number) -> Vec<Condition> {
    let asked = &asking.asked;
    let condition = |label: &str, value: String, without: Option<Which<'_>>| Condition {
        label: shell.t(label),
        value,
        without: without.map(|without| asking.rows(without, number)).unwrap_or_default(),
    };
    let mut conditions = vec![
        condition("figures-whose", asking.name.clone(), None),
        condition("figures-range", format!("{} – {}", asked.from.vn(), asked.to.vn()), None),
        condition("field-mode", shell.of("figures-mode", word(asked.mode)), None),
        condition("field-state-on", asked.state_on.vn(), None),
        condition("field-as-of", asking.as_of.vn(), None),
    ];
    if let Some(level) = which.level {
        let without = Which { level: None, ..which };
        conditions.push(condition("cases-level", shell.of("chair-level", level), Some(without)));
    }
    if let Some(line) = which.line {
        let without = Which { line: None, ..which };
        conditions.push(condition("figures-duty", shell.of("figures-line", line.as_str()), Some(without)));
    }
    if let Some(code) = which.field {
        let without = Which { field: None, ..which };
        conditions.push(condition("field-field", field_named(shell, code), Some(without)));
    }
    conditions
}

fn opened(shell: &Shell, asking: &Asking, number: Number, row: &Opened) -> OpenedRow {
    let what = number.rows();
    let title = words(shell, row.words.as_deref(), LETTERS);
    let href = match (what, row.leads) {
        (_, 0) => String::new(),
        ("dialogue", dialogue) => format!("/dialogues/{dialogue}"),
        ("planned", plan) => format!("/plans/{plan}"),
        // A village has no body of its own.
        ("territory", _) if number == Number::Sites => String::new(),
        ("territory", place) => asking.of_place(place),
        (_, case) => format!("/cases/{case}"),
    };
    let status = standing(shell, what, &row.state);
    let name = if what == "case" { case_number(row.id) } else { String::new() };
    let why = [name.as_str(), row.body.as_str()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
    let day = if what == "territory" {
        String::new()
    } else {
        shell.ta(&format!("figures-day-{what}"), &[("day", &row.on.vn())])
    };
    OpenedRow { title: Link::new(href, title), why: why.join(" · "), status, day }
}

/// How a row stood, where what is counted has a state.
pub(super) fn standing(shell: &Shell, what: &str, state: &str) -> Option<Status> {
    match what {
        "case" => Some(Status::outcome(shell.lang, state)),
        "planned" => Some(planned(shell, state)),
        _ => None,
    }
}

/// How a planned dialogue stood.
fn planned(shell: &Shell, state: &str) -> Status {
    let shape = match state {
        "held" => Shape::Done,
        "postponed" => Shape::Paused,
        "cancelled" => Shape::Undone,
        "dropped" | "withdrawn" => Shape::Void,
        _ => Shape::Todo,
    };
    Status::new(shape, shell.of("planned-state", state))
}
