//! With which body a matter of before was raised: a body of today writes down what came to the one whose place it took.

use domain::day::Day;
use domain::refusal::Refusal;
use store::dialogue::session::place_within;
use store::{Read, Stop, organisation, territory};

/// Where something was raised.
pub(crate) struct RaisedWith {
    /// The body: the one that writes it down, or one whose place that took.
    pub(crate) body: i64,
    /// Village, or the place of that body.
    pub(crate) territory: i64,
}

/// With which body and where a matter was raised on a day that a field says, of a body with its own place; `typed` is the village
/// that was chosen. Where the place of the body was not there yet, it was raised with the body before it, if exactly one is known
/// to which the village lies.
pub(crate) async fn raised_with(
    read: &mut dyn Read,
    organisation: i64,
    own: i64,
    typed: Option<i64>,
    (field, on): (&'static str, Day),
) -> Result<RaisedWith, Stop> {
    let wanted = typed.unwrap_or(own);
    if place_within(read, wanted, own, on).await? {
        return Ok(RaisedWith { body: organisation, territory: wanted });
    }
    let from = territory::find(read, own).await?.ok_or(Refusal::NotThere)?.from;
    if from <= on {
        return Err(Refusal::NotAChoice { field: "village" }.into());
    }
    let mut places = Vec::new();
    if wanted != own {
        places.push(wanted);
        places.extend(territory::before(read, wanted).await?);
    }
    let mut found = Vec::new();
    let known = organisation::before(read, organisation, on).await?;
    for body in known.ok_or(Refusal::BeforeBody { field, from })? {
        let own = [body.territory];
        for place in if wanted == body.territory || places.is_empty() { &own } else { places.as_slice() } {
            if place_within(read, *place, body.territory, on).await? {
                found.push(RaisedWith { body: body.id, territory: *place });
                break;
            }
        }
    }
    match (found.pop(), found.is_empty()) {
        (Some(one), true) => Ok(one),
        _ => Err(Refusal::BeforeBody { field, from }.into()),
    }
}

/// Why a day cannot be one of a body with that place: it was not there yet, or what was chosen does not lie in it.
pub(crate) async fn not_there(
    read: &mut dyn Read,
    own: i64,
    (field, on): (&'static str, Day),
    choice: &'static str,
) -> Result<Refusal, Stop> {
    let from = territory::find(read, own).await?.ok_or(Refusal::NotThere)?.from;
    Ok(if from > on { Refusal::BeforeBody { field, from } } else { Refusal::NotAChoice { field: choice } })
}
