//! Bodies to choose from where there may be thousands: all of them while they are few, else those that a part of their name
//! finds. It works without script: the finder is a form of its own above the one in which the body is chosen.

use domain::day::Day;
use store::Reader;
use store::organisation::{self, Asked};

use crate::look::form::Choice;
use crate::look::organisation::Finder;
use crate::page::Halt;

/// Bodies that are offered at a time.
const OFFERED: usize = 40;

/// The bodies in force of a scope that a form offers, `chosen` among them, and the finder where these are not all.
pub(crate) async fn offered(
    read: &mut Reader<'_>,
    (scope, on): (i64, Day),
    action: &str,
    find: &str,
    chosen: &[i64],
) -> Result<(Vec<Choice>, Option<Finder>), Halt> {
    let page = organisation::listed(read, &Asked::in_force(scope, on, find), None, OFFERED).await?;
    let finder = (page.more || !find.trim().is_empty()).then(|| Finder {
        action: action.to_owned(),
        find: find.trim().to_owned(),
        of: scope,
        shown: i64::try_from(page.rows.len()).unwrap_or_default(),
        more: page.more,
    });
    let mut choices: Vec<Choice> =
        page.rows.into_iter().map(|body| Choice::new(body.id.to_string(), body.name)).collect();
    // What the form names already is offered whatever was looked for, and so is the body at the head of the scope.
    for id in [&[scope], chosen].concat() {
        if choices.iter().all(|choice| choice.value != id.to_string())
            && let Some(body) = organisation::find(read, id).await?.filter(|body| body.to > on)
        {
            choices.insert(0, Choice::new(id.to_string(), body.name));
        }
    }
    Ok((choices, finder))
}
