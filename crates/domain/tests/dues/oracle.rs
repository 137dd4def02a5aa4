//! `due_oracle.py` computes the same dates from the file of holidays alone, by rank instead of by walking.

use domain::calendar::Calendar;
use domain::due::{Direction, Period, Unit, due};
use domain::{Day, Refusal};

/// `from,amount,unit,direction,roll,policy,due`, as the oracle printed it.
const EXPECTED: &str = include_str!("../dues_expected.csv");

#[test]
fn an_oracle_that_counts_another_way_agrees() {
    let without = Calendar::embedded();
    let with = without.with_policy();
    let mut lines = 0;
    for line in EXPECTED.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let [from, amount, unit, direction, roll, policy, expected] = fields[..] else { panic!("{line}") };
        let period = Period {
            amount: amount.parse().unwrap(),
            unit: Unit::parse(unit).unwrap(),
            direction: Direction::parse(direction).unwrap(),
            roll: roll == "yes",
        };
        let calendar = if policy == "yes" { &with } else { without };
        let found = match due(calendar, Day::parse_iso(from).unwrap(), period) {
            Ok(due) => due.on.to_iso(),
            Err(Refusal::NoCalendar { year }) => year.to_string(),
            Err(other) => panic!("{line}: {other:?}"),
        };
        assert_eq!(found, expected, "{line}");
        lines += 1;
    }
    assert_eq!(lines, 1372);
}
