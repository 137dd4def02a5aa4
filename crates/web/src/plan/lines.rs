//! The lines of a plan's form: month, topic, form, audience, each with the number of its line; and which line is wrong.

use acts::plan::{Meant, TOPIC};
use domain::dialogue::{Audience, Form};
use domain::refusal::Refusal;
use store::plan::PlannedRow;

use crate::look::form::{FieldError, FormState};
use crate::page::{refuse, told};
use crate::session::Visitor;

/// Lines of an empty form.
pub(super) const LINES: usize = 4;
/// Lines of a form at most.
pub(super) const MOST: usize = 40;
/// The fields of a line.
pub(super) const FIELDS: [&str; 5] = ["month", "topic", "form", "audience", "confirmed"];

pub(super) fn is_out(state: &str) -> bool {
    matches!(state, "dropped" | "withdrawn")
}

/// A form with lines of what is planned.
pub(super) fn filled(form: FormState, rows: &[&PlannedRow]) -> FormState {
    let mut form = form;
    for (at, row) in (1..).zip(rows) {
        let values = [
            row.planned_on.month().to_string(),
            row.topic.clone().unwrap_or_default(),
            row.form.clone(),
            row.audience.clone(),
        ];
        for (name, value) in FIELDS.iter().zip(values) {
            form = form.with(&field(name, at), value);
        }
    }
    form.with("lines", rows.len().max(1).to_string())
}

pub(super) fn field(name: &str, line: usize) -> String {
    format!("{name}-{line}")
}

pub(super) fn lines(form: &FormState, empty: usize) -> usize {
    form.value("lines").parse().unwrap_or(empty).clamp(1, MOST)
}

/// The lines that were filled in; one that was copied counts once it is confirmed. With the number of the line that is wrong.
pub(super) fn meant(form: &FormState) -> Result<Vec<Meant>, (usize, Refusal)> {
    let copied: usize = form.value("copied").parse().unwrap_or(0);
    let mut all = Vec::new();
    for line in 1..=lines(form, LINES) {
        let value = |name: &str| form.value(&field(name, line));
        let (month, topic) = (value("month"), value("topic").trim());
        let waits = line <= copied && !form.chosen(&field("confirmed", line), "yes");
        if waits || (month.is_empty() && topic.is_empty()) {
            continue;
        }
        let wrong = |refusal| (line, refusal);
        let month = match month {
            "" => return Err(wrong(Refusal::Missing { field: "month" })),
            typed => typed.parse().ok().filter(|month| (1..=12).contains(month)),
        };
        if topic.is_empty() {
            return Err(wrong(Refusal::Missing { field: "topic" }));
        }
        if topic.chars().count() > TOPIC {
            return Err(wrong(Refusal::TooLong { field: "topic", most: TOPIC }));
        }
        all.push(Meant {
            month: month.ok_or_else(|| wrong(Refusal::NotAChoice { field: "month" }))?,
            topic: topic.to_owned(),
            form: Form::parse(value("form")).ok_or_else(|| wrong(Refusal::NotAChoice { field: "form" }))?,
            audience: Audience::parse(value("audience"))
                .ok_or_else(|| wrong(Refusal::NotAChoice { field: "audience" }))?,
        });
    }
    Ok(all)
}

/// Whether some lines were copied and not confirmed, so that they stayed out.
pub(super) fn left_out(form: &FormState) -> bool {
    let copied: usize = form.value("copied").parse().unwrap_or(0);
    (1..=copied).any(|line| !form.chosen(&field("confirmed", line), "yes"))
}

/// Takes a refusal into the form: at the line that is wrong where it is one's.
pub(super) fn refuse_line(form: &mut FormState, visitor: &Visitor, line: Option<usize>, refusal: &Refusal) {
    match (line, refusal.field()) {
        (Some(line), Some(name)) => {
            let told = told(visitor.lang, refusal);
            let at = visitor.lang.ta("plan-line", &[("number", &line)]);
            form.errors
                .push(FieldError { field: field(name, line), text: format!("{at}: {} {}", told.what, told.remedy) });
        }
        (None, Some("dialogues")) => {
            let told = told(visitor.lang, refusal);
            form.errors.push(FieldError { field: field("topic", 1), text: format!("{} {}", told.what, told.remedy) });
        }
        _ => refuse(form, visitor.lang, refusal),
    }
}

pub(super) fn is_of_line(refusal: &Refusal) -> bool {
    refusal.field().is_some_and(|field| FIELDS.contains(&field))
}
