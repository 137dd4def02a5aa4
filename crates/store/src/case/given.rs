//! The last days that a change of the rulebook gives to the clocks of many cases.

use domain::day::Day;

use super::clocks::NO_RULE;
use crate::sql::{MANY, places};
use crate::tx::Tx;
use crate::{Value, args};

/// The last day that clocks get together, counted from the same day by the same rule.
#[derive(Clone, Debug)]
pub struct Given {
    /// The clocks.
    pub clocks: Vec<i64>,
    /// Their last day, the version of the rule that gives it and how it was counted; nothing where none gives one any more.
    pub last: Option<(Day, i64, String)>,
}

/// Gives many clocks the last days that a change of the rulebook makes of them. Whoever changed that was granted it.
pub fn give(tx: &mut Tx, given: &[Given]) {
    for one in given {
        for clocks in one.clocks.chunks(MANY) {
            let mut values = match &one.last {
                Some((on, version, derivation)) => args![*on, *version, derivation.as_str()].to_vec(),
                None => args![None::<Day>, None::<i64>, NO_RULE].to_vec(),
            };
            values.extend(clocks.iter().map(|clock| Value::Int(*clock)));
            let sql = format!(
                "UPDATE clocks SET due_on = $1, rule_version = COALESCE($2, rule_version), derivation = $3 WHERE id IN ({})",
                places(4, clocks.len())
            );
            tx.put(&sql, values);
        }
    }
}
