//! Plans: the board of a year (`board` over `heads`), one plan (`one`), what is written into it (`written`), and what becomes
//! of a dialogue that it names (`planned`).

mod board;
mod fate;
mod heads;
mod lines;
mod one;
mod planned;
mod taken;
mod written;

use axum::response::Response;
use domain::day::Day;
use domain::dialogue::{Audience, Form};
use domain::plan::Bounds;
use domain::rule::Rule;
use store::Reader;
use store::organisation::OrganisationRow;

use crate::app::App;
use crate::look::form::Choice;
use crate::look::{Shape, Shell, Status};
use crate::page::Halt;
use crate::rule;

pub(crate) use board::board;
pub(crate) use one::{advance, show, wrong_step};
pub(crate) use planned::{cancel, excuse, postpone, restore};
pub(crate) use written::{amend, amendable, draft, drafted, new, redraft};

/// An answer of the type that handlers give.
type Answer = Result<Response, Halt>;

/// The address of a plan's page.
pub(crate) fn href(id: i64) -> String {
    format!("/plans/{id}")
}

/// How far a plan has come.
fn status(shell: &Shell, state: &str) -> Status {
    let shape = match state {
        "approved" | "published" => Shape::Done,
        "submitted" => Shape::Doing,
        "struck" => Shape::Void,
        _ => Shape::Todo,
    };
    Status::new(shape, shell.of("plan-state", state))
}

/// A month of the year as it is read.
fn month(shell: &Shell, month: i64) -> String {
    shell.of("plan-month", &month.to_string())
}

fn months(shell: &Shell) -> Vec<Choice> {
    (1..=12).map(|number: i64| Choice::new(number.to_string(), month(shell, number))).collect()
}

fn forms(shell: &Shell) -> Vec<Choice> {
    Form::of_dialogues().map(|form| Choice::new(form.as_str(), shell.of("talk-form", form.as_str()))).collect()
}

fn audiences(shell: &Shell) -> Vec<Choice> {
    let word = |audience: &Audience| Choice::new(audience.as_str(), shell.of("audience", audience.as_str()));
    Audience::ALL.iter().map(word).collect()
}

/// What the rules of a place ask of a year, one line each: number, then document. A line that says so where none is
/// confirmed.
fn bounds(shell: &Shell, bounds: &Bounds<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    let ground = |rule: &Rule| rule::source(rule);
    if let Some((count, rule)) = bounds.conference {
        lines.push(shell.ta("plan-bound-conference", &[("count", &count), ("source", &ground(rule))]));
    }
    if let Some(by) = bounds.plan_by {
        lines.push(shell.ta("plan-bound-plan", &[("day", &by.vn())]));
    }
    if let Some((quota, rule)) = bounds.quota {
        lines.push(shell.ta("plan-bound-quota", &[("count", &quota), ("source", &ground(rule))]));
    }
    if let Some(by) = bounds.done_by {
        lines.push(shell.ta("plan-bound-done", &[("day", &by.vn())]));
    }
    if bounds.plan_by.is_none() && bounds.quota.is_none() && bounds.done_by.is_none() {
        lines.push(shell.t("plan-no-rule-line"));
    }
    lines
}

/// The bounds of one body in a year.
async fn bounds_of(app: &App, read: &mut Reader<'_>, organisation: i64, year: i16) -> Result<BoundsOf, Halt> {
    let book = app.office.store().rulebook().await?;
    let standing = store::rulebook::standing(read, organisation).await?;
    let body = store::organisation::find(read, organisation).await?;
    Ok(BoundsOf { book, standing, body, year })
}

/// What a form needs to say what the rules ask.
struct BoundsOf {
    book: std::sync::Arc<store::rulebook::Rulebook>,
    standing: Option<store::rulebook::Standing>,
    body: Option<OrganisationRow>,
    year: i16,
}

impl BoundsOf {
    fn lines(&self, shell: &Shell, today: Day) -> Vec<String> {
        let found =
            self.standing.as_ref().zip(self.body.as_ref()).map(|(standing, body)| {
                heads::bounds(&self.book, &body.kind, &standing.at, self.year, (body.from, today))
            });
        bounds(shell, &found.unwrap_or_default())
    }
}
