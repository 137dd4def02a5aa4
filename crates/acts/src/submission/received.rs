//! What came in otherwise than at a desk: in a letter, in the synthesis of a round of gathering, on a visit to a reception.

use domain::day::Day;
use domain::event::{CaseEvent, CasePoint, Channel, Event, Kind, Subject, SubmissionEvent};
use domain::text::TextRef;
use store::case::{NewCase, NewClocks};
use store::grant::Grant;
use store::rulebook::LastDay;
use store::submission::{self, NewSubmission};
use store::{Stop, Tx, case, search};

use super::started;

/// A written matter with the ids of what it becomes; its turn is there.
pub(crate) struct Received<'a> {
    pub(crate) submission: i64,
    pub(crate) turn: i64,
    pub(crate) channel: Channel,
    pub(crate) kind: Kind,
    pub(crate) text: &'a TextRef,
    pub(crate) words: &'a str,
    pub(crate) territory: i64,
    pub(crate) field: &'a str,
    pub(crate) on: Day,
    /// The body with which it was raised: that which answers for it, or one whose place that took.
    pub(crate) origin: i64,
}

impl Received<'_> {
    /// Records it as a submission of the body with which it was raised.
    pub(crate) fn raise(&self, tx: &mut Tx, grant: &Grant) -> Result<(), Stop> {
        let new = NewSubmission {
            id: self.submission,
            turn: self.turn,
            channel: self.channel.as_str(),
            kind: self.kind.as_str(),
            mark: "",
            text: self.text,
            territory: self.territory,
            field: self.field,
            happened_on: self.on,
        };
        submission::add(tx, grant, &new);
        let counted = match self.channel {
            Channel::Letter => store::Raised::Written { turn: self.turn, receiver: self.origin },
            Channel::Visit => store::Raised::Visited { turn: self.turn, receiver: self.origin },
            _ => store::Raised::Gathered,
        };
        tx.start_submission(self.submission, counted);
        let raised = SubmissionEvent::Raised {
            turn: self.turn,
            kind: self.kind,
            channel: self.channel,
            text: self.text.clone(),
            territory: self.territory,
            field: self.field.to_owned(),
        };
        tx.append(Subject::Submission, self.submission, self.on, Event::Submission(raised))?;
        Ok(())
    }

    /// Opens the case of it, with its first point, of the grant's body; `last` is the last day to tell whether it is taken up.
    pub(crate) fn open(
        &self,
        tx: &mut Tx,
        grant: &Grant,
        (case, point): (i64, i64),
        dialogue: Option<i64>,
        last: Option<&LastDay<'_>>,
    ) -> Result<(), Stop> {
        let new = NewCase {
            id: case,
            point,
            submission: self.submission,
            text: self.text,
            territory: self.territory,
            field: self.field,
            dialogue,
            raised_on: self.on,
            origin: self.origin,
        };
        case::open(tx, grant, &new);
        tx.start(Subject::Case, case);
        let notify = match last {
            Some(last) => Some((tx.id()?, last)),
            None => None,
        };
        let received = CaseEvent::Received {
            origin: self.origin,
            origin_dialogue: dialogue,
            accountable: grant.organisation,
            territory: self.territory,
            field: self.field.to_owned(),
            points: vec![CasePoint { point, submission: Some(self.submission) }],
            due_on: None,
            clocks: notify.iter().map(|(id, last)| started(*id, last)).collect(),
        };
        let received = tx.append(Subject::Case, case, self.on, Event::Case(received))?;
        let citizen = tx.id()?;
        case::start_clocks(tx, grant, &NewClocks { citizen, case, event: received, from: self.on, notify });
        let row = tx.id()?;
        search::add(tx, grant, row, case, self.words);
        Ok(())
    }
}
