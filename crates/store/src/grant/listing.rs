//! The right to list what is of a body, with the bodies that such a list walks: one question.

use domain::permission::Act;

use super::{Grant, ORGANISATION, Of, Rights, SUBJECT};
use crate::organisation::{Bodies, few};
use crate::reader::Read;
use crate::tx::By;
use crate::{Error, Stop, args};

/// Where the body that [`few`] found stands in a row.
const FEW: usize = SUBJECT + 8;

/// The grant for `act` on what is of a body, as [`super::may`] gives it, and the bodies whose rows it shows.
pub async fn may_list(read: &mut dyn Read, by: By, act: Act, body: i64) -> Result<(Grant, Bodies), Stop> {
    let named = |of: &str| (0..FEW).map(|no| format!("{of}c{no}")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "WITH q ({}) AS ({ORGANISATION}) SELECT {}, f.organisation_id FROM q LEFT JOIN ({}) f ON 1 = 1",
        named(""),
        named("q."),
        few("$3")
    );
    let rows = read.rows(&sql, &args![by.account, read.today(), body]).await?;
    let mut found: Vec<i64> = rows.iter().filter_map(|row| row.get(FEW).transpose()).collect::<Result<_, Error>>()?;
    found.sort_unstable();
    found.dedup();
    let grant = Rights { of: Of::Organisation(body), rows }.may(act)?;
    let bodies = if grant.below { Bodies::found(body, found) } else { Bodies { of: body, few: Some(vec![body]) } };
    Ok((grant, bodies))
}
