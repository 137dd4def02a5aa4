//! `GET /due-date`: anybody counts a due date, by a rule or by a number of days, without signing in. What was typed stands in the
//! address alone and is kept nowhere.

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::http::header::HeaderMap;
use axum::response::Response;
use domain::day::Day;
use domain::due::{self, Direction, Due};
use domain::refusal::Refusal;
use domain::rule::{Bound, Jurisdiction, NORMAL, Rule};
use domain::territory::{Level, units};
use store::rulebook::Rulebook;

use super::{directions, found, typed, unit_choices};
use crate::account::outside;
use crate::app::App;
use crate::look::Shell;
use crate::look::due::{CountDue, Ground};
use crate::look::form::{Choice, FormState};
use crate::page::{Halt, draw, query, redraw, refuse, typed_day};
use crate::rule;

/// The field with the rule; empty where days are counted by a number of one's own.
const BY_RULE: &str = "by_rule";
/// What stands between the parts of a rule's name in the form.
const PART: char = '|';

/// Serves it.
pub(crate) async fn show(State(app): State<Arc<App>>, headers: HeaderMap, uri: OriginalUri) -> Result<Response, Halt> {
    let shell = outside(&app, &headers, &uri);
    let book = app.office.store().rulebook().await?;
    let mut form = FormState::default();
    for name in ["event_on", BY_RULE, "amount", "unit", "direction"] {
        if let Some(typed) = query(&uri, name) {
            form = form.with(name, typed);
        }
    }
    let asked = !form.values.is_empty();
    let today = app.office.store().clock().now().today;
    form = form.with("unit", "wd").with("direction", "after").with("event_on", today.vn());
    let rules = choices(&shell, &book);
    let (units, directions) = (unit_choices(&shell), directions(&shell));
    let mut page =
        CountDue { shell, form, rules, units, directions, found: None, ground: None, missing: String::new() };
    if !asked {
        return Ok(draw(&page));
    }
    match counted(&page.form, &book) {
        Ok(Counted::Due { due, rule }) => {
            page.found = Some(found(&page.shell, &due));
            page.ground = rule.map(|rule| ground(&page.shell, rule));
            Ok(draw(&page))
        }
        Ok(Counted::NotInForce { on, rule }) => {
            let args: [(&str, &dyn crate::lang::Arg); 3] = [
                ("rule", &rule::title(page.shell.lang, rule)),
                ("day", &on.vn()),
                ("period", &rule::period(&page.shell, rule)),
            ];
            page.missing = page.shell.ta("due-not-in-force", &args);
            Ok(draw(&page))
        }
        Err(refusal) => {
            let lang = page.shell.lang;
            refuse(&mut page.form, lang, &refusal);
            Ok(redraw(&refusal, &page))
        }
    }
}

/// What came of it.
enum Counted<'a> {
    /// A due date, and the rule behind it where one was chosen.
    Due { due: Due, rule: Option<&'a Rule> },
    /// The rule has no version in force on the day of the event; its newest one.
    NotInForce { on: Day, rule: &'a Rule },
}

fn counted<'a>(form: &FormState, book: &'a Rulebook) -> Result<Counted<'a>, Refusal> {
    let named = form.value(BY_RULE);
    if named.is_empty() {
        let (from, period) = typed(form)?;
        return Ok(Counted::Due { due: due::due(&book.calendar, from, period)?, rule: None });
    }
    let on = typed_day("event_on", form.value("event_on"))?.ok_or(Refusal::Missing { field: "event_on" })?;
    let versions: Vec<&Rule> = offered(book).filter(|rule| name(rule) == named).collect();
    let newest = *versions.iter().max_by_key(|rule| age(rule)).ok_or(Refusal::NotAChoice { field: BY_RULE })?;
    let Some(rule) = versions.into_iter().filter(|rule| rule.holds_on(on)).max_by_key(|rule| age(rule)) else {
        return Ok(Counted::NotInForce { on, rule: newest });
    };
    let period = rule.period().ok_or(Refusal::NotAChoice { field: BY_RULE })?;
    Ok(Counted::Due { due: due::due(&book.calendar, on, period)?, rule: Some(rule) })
}

/// The rules by which somebody has to have done something by a day: confirmed, counted in days, no settings of the program. A time
/// that has to pass first gives no due date.
fn offered(book: &Rulebook) -> impl Iterator<Item = &Rule> {
    book.rules.iter().filter(|rule| {
        let limits = rule.bound != Bound::AtLeast || rule.direction == Direction::Before;
        rule.confirmed && rule.subject != "program" && rule.period().is_some() && limits
    })
}

const fn age(rule: &Rule) -> (Day, i64) {
    (rule.valid_from, rule.version)
}

/// A rule in all its versions: id, place, variant.
fn name(rule: &Rule) -> String {
    format!("{}{PART}{}{PART}{}", rule.id, rule.jurisdiction, rule.variant)
}

/// The rules to choose from, each once, with its number and its place behind it, in the order of the rulebook.
fn choices(shell: &Shell, book: &Rulebook) -> Vec<Choice> {
    let mut newest: Vec<&Rule> = Vec::new();
    for rule in offered(book) {
        match newest.iter_mut().find(|known| name(known) == name(rule)) {
            Some(known) if age(known) < age(rule) => *known = rule,
            Some(_) => {}
            None => newest.push(rule),
        }
    }
    let choice = |rule: &&Rule| Choice {
        value: name(rule),
        label: rule::title(shell.lang, rule),
        hint: [rule::number(shell, rule), place(shell, rule)].join(", "),
    };
    newest.iter().map(choice).collect()
}

/// The name of the place where a rule holds, as it was called when the rule began.
fn place(shell: &Shell, rule: &Rule) -> String {
    match &rule.jurisdiction {
        Jurisdiction::Country => shell.t("rule-place-country"),
        Jurisdiction::Place { level, code } => {
            let unit = Level::parse(level).and_then(|level| units().at(level, code, rule.valid_from));
            unit.map_or_else(|| rule.jurisdiction.to_string(), |unit| unit.name.to_owned())
        }
    }
}

/// What the date rests on, in the words of the page of a case.
fn ground(shell: &Shell, rule: &Rule) -> Ground {
    let args: [(&str, &dyn crate::lang::Arg); 4] = [
        ("rule", &rule::title(shell.lang, rule)),
        ("number", &rule::number(shell, rule)),
        ("source", &rule::source(rule)),
        ("provenance", &rule::provenance(shell, rule.provenance)),
    ];
    let note = rule::note(shell.lang, rule);
    let variant = if rule.variant == NORMAL { String::new() } else { shell.t("due-variant") };
    Ground {
        line: shell.ta("due-ground", &args),
        place: shell.ta("due-holds", &[("place", &place(shell, rule)), ("period", &rule::period(shell, rule))]),
        notes: [variant, note].into_iter().filter(|it| !it.is_empty()).collect(),
    }
}
