//! The last day that is proposed for an assignment, or for the answer of a receiver, where a confirmed rule sets one.

use domain::day::Day;
use domain::due::Derivation;
use store::Reader;
use store::rulebook::{self, Rulebook};

use super::super::clocks::ground;
use super::super::standing::Facts;
use super::Doing;
use crate::due::why;
use crate::look::Shell;
use crate::look::case_act::Field;
use crate::look::form::FormState;
use crate::page::{Halt, typed_day};
use crate::shell::Fault;

/// What starts the clock of an assignment, as rules name it.
pub(crate) const GIVEN: &str = "assignment_given";

/// What starts the time in which the receiver of a transfer answers, as rules name it.
const SENT: &str = "matter_sent_on";

/// A day that is asked for, and may follow from a rule.
pub(super) struct Asked {
    /// The control.
    field: &'static str,
    /// What starts the time.
    trigger: &'static str,
    /// The day from which it is counted.
    from: Day,
    /// The words with the day of the rule.
    ruled: &'static str,
    /// The words where there is no rule.
    open: &'static str,
}

/// The day that the form of an act asks for, where a rule may propose it.
pub(super) fn asked(doing: Doing, facts: &Facts, form: &FormState) -> Option<Asked> {
    let from = typed_day("happened_on", form.value("happened_on")).ok().flatten().unwrap_or(facts.today);
    let answered =
        Asked { field: "answer_by", trigger: SENT, from, ruled: "answer-by-ruled", open: "answer-by-not-ruled" };
    match doing {
        Doing::Assign => {
            Some(Asked { field: "due_on", trigger: GIVEN, from, ruled: "due-ruled", open: "due-not-ruled" })
        }
        // What is reopened is given anew: the day of the answers that are no longer in force is not its day.
        Doing::Reopen | Doing::Review if facts.stands.assigned_on.is_some() => {
            Some(Asked { field: "due_on", trigger: GIVEN, from, ruled: "due-anew-ruled", open: "due-anew-not-ruled" })
        }
        Doing::SendOn => Some(answered),
        Doing::DateTransfer => {
            let picked = facts.dossier.transfers.iter().find(|row| row.id.to_string() == form.value("transfer"));
            Some(Asked { from: picked.map_or(from, |row| row.sent_on), ..answered })
        }
        _ => None,
    }
}

/// Fills in the last day that the rule in force gives, with why it is that day; says so where there is no such rule. What
/// somebody typed stays, and a day that is over is not proposed.
pub(super) async fn day(
    read: &mut Reader<'_>,
    shell: &Shell,
    book: &Rulebook,
    facts: &Facts,
    asked: &Asked,
    (form, fields): (&mut FormState, &mut Vec<Field>),
) -> Result<(), Halt> {
    let at = rulebook::standing(read, facts.row.origin_id).await?.ok_or(Fault::NotThere)?.at;
    let place = fields
        .iter()
        .position(|field| matches!(field, Field::Date(name, _) if *name == asked.field))
        .unwrap_or(fields.len());
    let last = book.last_day(asked.trigger, &at, asked.from);
    let Some(last) = last.filter(|last| asked.field == "due_on" || last.due.on >= facts.today) else {
        fields.insert(place, Field::Said(shell.t(asked.open)));
        return Ok(());
    };
    *form = std::mem::take(form).with(asked.field, last.due.on.vn());
    let derivation = Derivation::of(&last.due, Some((&last.rule.id, last.rule.version)));
    fields.insert(place, Field::Said(shell.ta(asked.ruled, &[("day", &last.due.on.vn())])));
    fields.insert(place + 1, Field::Proposed(Box::new(why(shell, &derivation)), ground(shell, last.rule)));
    Ok(())
}

/// What a suspension does to the clock of the body, as the rule says under which the case was assigned: the words for it.
pub(super) async fn suspended(read: &mut Reader<'_>, book: &Rulebook, facts: &Facts) -> Result<&'static str, Halt> {
    let Some(assigned_on) = facts.stands.assigned_on else { return Ok("suspend-clock-none") };
    let at = rulebook::standing(read, facts.row.origin_id).await?.ok_or(Fault::NotThere)?.at;
    let runs_on = book.rule(GIVEN, &at, assigned_on).is_some_and(|rule| !rule.pausable);
    Ok(if runs_on { "suspend-clock-runs-on" } else { "suspend-clock-stops" })
}
