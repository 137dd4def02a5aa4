//! Telling of last days that come with the next working day.

use std::collections::BTreeMap;

use async_trait::async_trait;
use domain::calendar::Calendar;
use domain::day::Day;
use domain::event::Subject;
use domain::message::Kind;
use serde::Serialize;
use store::message::{self, DueTo, NewMessage};
use store::{Act, Error, Ids, Read, Stop, Tx};

/// How far the next working day is looked for: longer than any row of days off.
const MOST_DAYS_OFF: i64 = 31;

/// The next working day after one; the next day where no calendar of its year is known.
pub(super) fn next_working(calendar: &Calendar, today: Day) -> Day {
    let days = (1..=MOST_DAYS_OFF).map(|days| today.plus(days));
    let mut working = days.filter(|day| calendar.kind(*day).is_none_or(domain::calendar::DayKind::is_working));
    working.next().unwrap_or_else(|| today.next())
}

/// Tells those who work on cases of the last days of some clocks. Who was told of one already is not told again.
#[derive(Serialize)]
pub(super) struct TellDue {
    pub(super) today: Day,
    #[serde(skip)]
    pub(super) clocks: Vec<DueTo>,
}

#[async_trait]
impl Act for TellDue {
    const NAME: &'static str = "message.tell_due";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let mut workers: BTreeMap<i64, Vec<i64>> = BTreeMap::new();
        let at = tx.now();
        for clock in &self.clocks {
            let body = clock.organisation;
            if let std::collections::btree_map::Entry::Vacant(entry) = workers.entry(body) {
                entry.insert(message::workers(tx, body).await?);
            }
            let new = NewMessage {
                kind: Kind::DueTomorrow,
                subject: Subject::Case,
                id: clock.case,
                event: None,
                due_on: Some(clock.due_on),
                at,
                unique_key: format!("due:{}:{}", clock.clock, clock.due_on.to_iso()),
            };
            message::tell(tx, body, &workers[&body], &new).await?;
        }
        Ok(())
    }
}
