//! The due date that is proposed for an assignment, where a confirmed rule sets one.

use domain::due::Derivation;
use store::Reader;
use store::rulebook::{self, Rulebook};

use super::super::clocks::ground;
use super::super::standing::Facts;
use crate::due::why;
use crate::look::Shell;
use crate::look::case_act::Field;
use crate::look::form::FormState;
use crate::page::{Halt, typed_day};
use crate::shell::Fault;

/// What starts the clock of an assignment, as rules name it.
pub(crate) const GIVEN: &str = "assignment_given";

/// Fills in the last day that the rule in force gives, with why it is that day; says so where there is no such rule. What
/// somebody typed stays.
pub(super) async fn due_on(
    read: &mut Reader<'_>,
    shell: &Shell,
    book: &Rulebook,
    facts: &Facts,
    (form, fields): (&mut FormState, &mut Vec<Field>),
) -> Result<(), Halt> {
    let at = rulebook::standing(read, facts.row.origin_id).await?.ok_or(Fault::NotThere)?.at;
    let on = typed_day("happened_on", form.value("happened_on")).ok().flatten().unwrap_or(facts.today);
    let place = fields.iter().position(|field| matches!(field, Field::Date("due_on", _))).unwrap_or(fields.len());
    let Some(last) = book.last_day(GIVEN, &at, on) else {
        fields.insert(place, Field::Said(shell.t("due-not-ruled")));
        return Ok(());
    };
    *form = std::mem::take(form).with("due_on", last.due.on.vn());
    let derivation = Derivation::of(&last.due, Some((&last.rule.id, last.rule.version)));
    fields.insert(place, Field::Said(shell.ta("due-ruled", &[("day", &last.due.on.vn())])));
    fields.insert(place + 1, Field::Proposed(Box::new(why(shell, &derivation)), ground(shell, last.rule)));
    Ok(())
}
