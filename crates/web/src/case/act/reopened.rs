//! Reading the forms that reopen a case: by itself, and by a review that is upheld.

use acts::case::Reopen;
use acts::review::Decide;
use domain::event::ReviewResult;
use domain::refusal::Refusal;

use super::typed::{happened_on, one_of, text, version};
use crate::dialogue::choice;
use crate::look::form::FormState;
use crate::page::typed_day;

pub(super) fn reopen(case: i64, form: &FormState) -> Result<Reopen, Refusal> {
    Ok(Reopen {
        case,
        version: version(form)?,
        reason: text(form, "reason"),
        due_on: typed_day("due_on", form.value("due_on"))?,
        happened_on: happened_on(form)?,
    })
}

pub(super) fn review(case: i64, form: &FormState) -> Result<Decide, Refusal> {
    Ok(Decide {
        case,
        version: version(form)?,
        result: one_of("review_result", form, &ReviewResult::ALL.map(|result| (result.as_str(), result)))?,
        reason: text(form, "reason"),
        number: text(form, "number"),
        on_behalf_of: choice("on_behalf_of", form)?,
        due_on: typed_day("due_on", form.value("due_on"))?,
        happened_on: happened_on(form)?,
    })
}
