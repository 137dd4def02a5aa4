//! The events of one subject within a transaction.

use domain::event::{CaseEvent, Event, Recorded, Subject};
use domain::message::tells;

use crate::raising::Raised;
use crate::{Error, Value, event};

/// The events of one subject within this transaction.
pub(super) struct Log {
    pub(super) subject: Subject,
    pub(super) id: i64,
    pub(super) events: Vec<Recorded>,
    /// How many of them the database already has.
    pub(super) stored: usize,
    pub(super) rows: Vec<Vec<Value>>,
    /// Rows of what was recorded for somebody else.
    pub(super) behalf: Vec<Vec<Value>>,
    /// Where a submission of this transaction counts.
    pub(super) raised: Option<Raised>,
}

impl Log {
    /// A subject with the events that the database has.
    pub(super) fn new(subject: Subject, id: i64, events: Vec<Recorded>) -> Self {
        let stored = events.len();
        Self { subject, id, events, stored, rows: Vec::new(), behalf: Vec::new(), raised: None }
    }

    /// The events of this transaction of which somebody is told.
    pub(super) fn told(&self) -> impl Iterator<Item = i64> {
        let behalf = |event: i64| self.behalf.iter().any(|row| row.first() == Some(&Value::Int(event)));
        let new = self.events[self.stored..].iter();
        new.filter(move |known| tells(&known.event) || behalf(known.id)).map(|known| known.id)
    }
}

impl Log {
    /// Whether nothing that this transaction appended changes how the subject stands on any day: a clock got another last day, and
    /// that is all.
    pub(super) fn is_still(&self) -> bool {
        let mut new = self.events[self.stored..].iter();
        new.all(|known| matches!(known.event, Event::Case(CaseEvent::ClockRedated { .. })))
    }
}

impl super::Tx {
    /// As [`Self::go_on`], for many histories with few statements.
    pub async fn go_on_all(&mut self, subject: Subject, ids: &[i64]) -> Result<(), Error> {
        self.flush().await?;
        for (id, last) in event::last_of_many(self.conn(), subject, ids).await? {
            self.logs.push(Log::new(subject, id, vec![last]));
        }
        Ok(())
    }

    /// Goes on with a history of which the act appends alone and decides nothing by: its last event is all that is read.
    pub async fn go_on(&mut self, subject: Subject, id: i64) -> Result<(), Error> {
        self.flush().await?;
        let events = event::last_of(self.conn(), subject, id).await?;
        self.logs.push(Log::new(subject, id, events));
        Ok(())
    }
}
