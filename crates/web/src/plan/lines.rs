//! The lines of a plan's form: month, topic, form, audience, each with the number of its line; and which line is wrong.

use acts::plan::{Meant, TOPIC};
use domain::dialogue::{Audience, Form};
use domain::refusal::Refusal;
use store::plan::PlannedRow;

use crate::look::form::{FieldError, FormState};
use crate::page::{Reading, refuse, told};
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

/// A line that is wrong, by its number.
pub(super) type WrongLine = (usize, Refusal);

/// The lines that were filled in; one that was copied counts once it is confirmed. Refused are all that are wrong.
pub(super) fn meant(form: &FormState) -> Result<Vec<Meant>, Vec<WrongLine>> {
    let copied: usize = form.value("copied").parse().unwrap_or(0);
    let (mut all, mut wrong) = (Vec::new(), Vec::new());
    for line in 1..=lines(form, LINES) {
        let waits = line <= copied && !form.chosen(&field("confirmed", line), "yes");
        let empty = ["month", "topic"].iter().all(|name| form.value(&field(name, line)).trim().is_empty());
        if waits || empty {
            continue;
        }
        match meant_in(form, line) {
            Ok(meant) => all.push(meant),
            Err(refusal) => wrong.push((line, refusal)),
        }
    }
    if wrong.is_empty() { Ok(all) } else { Err(wrong) }
}

fn meant_in(form: &FormState, line: usize) -> Result<Meant, Refusal> {
    let value = |name: &str| form.value(&field(name, line));
    let topic = value("topic").trim();
    let month = match value("month") {
        "" => return Err(Refusal::Missing { field: "month" }),
        typed => typed.parse().ok().filter(|month| (1..=12).contains(month)),
    };
    if topic.is_empty() {
        return Err(Refusal::Missing { field: "topic" });
    }
    if topic.chars().count() > TOPIC {
        return Err(Refusal::TooLong { field: "topic", most: TOPIC });
    }
    Ok(Meant {
        month: month.ok_or(Refusal::NotAChoice { field: "month" })?,
        topic: topic.to_owned(),
        form: Form::of_dialogue(value("form")).ok_or(Refusal::NotAChoice { field: "form" })?,
        audience: Audience::parse(value("audience")).ok_or(Refusal::NotAChoice { field: "audience" })?,
    })
}

/// Reads the lines with the rest of their form: what is wrong in them stands in its place among what else is.
pub(super) fn read_lines(form: &mut Reading<'_>) -> Vec<Meant> {
    meant(form.typed()).unwrap_or_else(|wrong| {
        if let Some((_, refusal)) = wrong.into_iter().next() {
            form.refuse(refusal);
        }
        Vec::new()
    })
}

/// Whether some lines were copied and not confirmed, so that they stayed out.
pub(super) fn left_out(form: &FormState) -> bool {
    let copied: usize = form.value("copied").parse().unwrap_or(0);
    (1..=copied).any(|line| !form.chosen(&field("confirmed", line), "yes"))
}

/// Takes a refusal into the form, with what else is wrong in it: each line at its own fields.
pub(super) fn refuse_lines(form: &mut FormState, visitor: &Visitor, refusal: &Refusal) {
    let mut wrong = meant(form).err().unwrap_or_default();
    let also = std::mem::take(&mut form.also);
    for refusal in std::iter::once(refusal).chain(&also) {
        let mut say = |name: String, text: String| form.errors.push(FieldError { field: name, text });
        match refusal.field() {
            Some(name) if FIELDS.contains(&name) => {
                for (line, refusal) in wrong.drain(..) {
                    let told = told(visitor.lang, &refusal);
                    let at = visitor.lang.ta("plan-line", &[("number", &line)]);
                    let name = refusal.field().unwrap_or("topic");
                    say(field(name, line), format!("{at}: {} {}", told.what, told.remedy));
                }
            }
            Some("dialogues") => {
                let told = told(visitor.lang, refusal);
                say(field("topic", 1), format!("{} {}", told.what, told.remedy));
            }
            _ => refuse(form, visitor.lang, refusal),
        }
    }
}
