//! Closing the bodies of a place on some days, and taking that back: a storm, a flood. The calendar of all bodies stays as it is.

use async_trait::async_trait;
use domain::day::Day;
use domain::event::RulebookEvent;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::rulebook::{self, Closure, NewClosure, Rulebook, Standing};
use store::{Act, Error, Ids, Read, Stop, Tx};

use super::in_range;
use crate::field::{LINE, REASON, needed};
use crate::rule::speaks_for_place;
use crate::rulebook::{append, opened, put_in_force};

/// Days for which bodies are closed at once, at most: whoever is closed for longer says so again.
const MOST_DAYS: i64 = 62;

/// Closes the bodies of the place of a body, and of all that lies in it: their clocks count none of these days as worked.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Close {
    /// The body for whose place it is.
    pub organisation: i64,
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// Why, as a line says it.
    pub name: String,
    /// Title, number and date of the document that says so.
    pub document: String,
    /// The number of the rulebook that was shown.
    pub version: i64,
}

impl Close {
    /// Refused: a day of a year without a calendar, and days of which none would be worked anyway.
    pub(crate) fn applied(&self, book: &Rulebook, standing: &Standing) -> Result<Rulebook, Refusal> {
        Ok(book.with_closure(self.closure(0, book, standing)?))
    }

    fn closure(&self, id: i64, book: &Rulebook, standing: &Standing) -> Result<Closure, Refusal> {
        speaks_for_place(standing)?;
        in_range(book, self.from)?;
        if self.to < self.from {
            return Err(Refusal::TooEarly { field: "to_on", earliest: self.from });
        }
        let latest = self.from.plus(MOST_DAYS - 1);
        if self.to > latest {
            return Err(Refusal::TooLate { field: "to_on", latest });
        }
        needed("name", &self.name, LINE)?;
        needed("document", &self.document, REASON)?;
        let known = book.calendar_at(&standing.at);
        let mut worked = false;
        for on in std::iter::successors(Some(self.from), |day| Some(day.next())).take_while(|day| *day <= self.to) {
            let kind = known.kind(on).ok_or(Refusal::NoCalendar { year: on.year() })?;
            worked |= kind.is_working();
        }
        if !worked {
            return Err(Refusal::AlreadyDone);
        }
        Ok(Closure { id, place: standing.at.own().clone(), from: self.from, to: self.to })
    }
}

#[async_trait]
impl Act for Close {
    const NAME: &'static str = "calendar.close";
    const ALONE: bool = true;
    type Answer = i64;

    fn draw(&self, ids: &Ids) -> Result<i64, Error> {
        ids.draw()
    }

    async fn run(&self, tx: &mut Tx, id: &i64) -> Result<(), Stop> {
        let (grant, standing) = opened(tx, self.organisation, self.version).await?;
        let book = tx.rulebook(standing.number).await?;
        let closure = self.closure(*id, &book, &standing)?;
        let texts = tx.texts(&[self.document.trim(), self.name.trim()])?;
        let today = tx.today();
        let closed = RulebookEvent::PlaceClosed {
            closure: *id,
            place: closure.place.to_string(),
            from: self.from,
            to: self.to,
            document: texts[0].clone(),
        };
        let event = append(tx, today, closed).await?;
        let (organisation, name, document) = (self.organisation, &texts[1], &texts[0]);
        rulebook::close(tx, &grant, &NewClosure { closure: &closure, organisation, name, document, event });
        put_in_force(tx, &grant, &book.with_closure(closure)).await
    }
}

/// Takes a closure back: its days are again what the calendar says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Lift {
    /// A body of the place.
    pub organisation: i64,
    /// The closure.
    pub closure: i64,
    /// Why.
    pub reason: String,
    /// The number of the rulebook that was shown.
    pub version: i64,
}

impl Lift {
    pub(crate) fn applied(&self, book: &Rulebook, standing: &Standing) -> Result<Rulebook, Refusal> {
        speaks_for_place(standing)?;
        let own = |closure: &&Closure| closure.id == self.closure && closure.place == *standing.at.own();
        book.closures.iter().find(own).ok_or(Refusal::NotThere)?;
        needed("reason", &self.reason, REASON)?;
        Ok(book.without_closure(self.closure))
    }
}

#[async_trait]
impl Act for Lift {
    const NAME: &'static str = "calendar.lift";
    const ALONE: bool = true;
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, standing) = opened(tx, self.organisation, self.version).await?;
        let book = self.applied(tx.rulebook(standing.number).await?.as_ref(), &standing)?;
        let (reason, today) = (tx.text(self.reason.trim())?, tx.today());
        append(tx, today, RulebookEvent::ClosureLifted { closure: self.closure, reason }).await?;
        rulebook::lift(tx, &grant, self.closure);
        put_in_force(tx, &grant, &book).await
    }
}
