//! The calendar of an installation: setting a day and clearing it, entering a whole year, adopting one and dropping it.
//!
//! It is one calendar for all bodies, so only an administrator changes it above whose body nobody works here.

mod closure;
mod year;

use async_trait::async_trait;
use domain::calendar::{Entry, EntryKind, Status};
use domain::day::Day;
use domain::event::RulebookEvent;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::rulebook::{self, NewDay, OwnDay, Rulebook, Standing};
use store::{Act, Error, Ids, Read, Stop, Tx};

use crate::field::{LINE, REASON, needed, optional};
use crate::rulebook::{append, opened, put_in_force};

pub use closure::{Close, Lift};
pub use year::{DayEntered, EnterYear};

/// The word of a day that is to be what its weekday says.
pub const WORKING_DAY: &str = "working_day";
/// The last year of which days can be set.
const LAST_YEAR: i16 = 2100;

/// Sets what a day is: a day off, a make-up Saturday, or a day like any other.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetDay {
    /// The administrator's body.
    pub organisation: i64,
    /// The day.
    pub on: Day,
    /// [`EntryKind`]'s word, or [`WORKING_DAY`].
    pub kind: String,
    /// Its name; may be empty for a [`WORKING_DAY`].
    pub name: String,
    /// Title, number and date of the document that says so.
    pub document: String,
    /// The number of the rulebook that was shown.
    pub version: i64,
}

impl SetDay {
    pub(crate) fn applied(&self, book: &Rulebook, standing: &Standing) -> Result<Rulebook, Refusal> {
        of_all(standing)?;
        in_range(book, self.on)?;
        let kind = self.kind()?;
        let name = match kind {
            Some(_) => needed("name", &self.name, LINE)?,
            None => optional("name", &self.name, LINE)?,
        };
        let document = needed("document", &self.document, REASON)?;
        if book.calendar.entry(self.on).map(|entry| (entry.kind, entry.name_vi.as_str()))
            == kind.map(|kind| (kind, name))
        {
            return Err(Refusal::AlreadyDone);
        }
        let entry = kind.map(|kind| Entry {
            on: self.on,
            kind,
            status: Status::Announced,
            name_vi: name.to_owned(),
            name_en: String::new(),
            source: document.to_owned(),
        });
        Ok(book.with_day(OwnDay { on: self.on, entry }))
    }

    fn kind(&self) -> Result<Option<EntryKind>, Refusal> {
        if self.kind == WORKING_DAY {
            return Ok(None);
        }
        EntryKind::parse(&self.kind)
            .filter(|kind| fits(*kind, self.on))
            .map(Some)
            .ok_or(Refusal::NotAChoice { field: "kind" })
    }
}

#[async_trait]
impl Act for SetDay {
    const NAME: &'static str = "calendar.set_day";
    const ALONE: bool = true;
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, standing) = opened(tx, self.organisation, self.version).await?;
        let book = tx.rulebook(standing.number).await?.as_ref().clone();
        let book = self.applied(&book, &standing)?;
        let kind = self.kind()?;
        let texts = tx.texts(&[self.document.trim(), self.name.trim()])?;
        let today = tx.today();
        let word = rulebook::day_word(kind).to_owned();
        let event =
            append(tx, today, RulebookEvent::DaySet { on: self.on, kind: word, document: texts[0].clone() }).await?;
        rulebook::set_day(tx, &grant, &NewDay { on: self.on, kind, name: &texts[1], document: &texts[0], event });
        put_in_force(tx, &grant, &book).await
    }
}

/// Makes a day again what the calendar of the program says.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ClearDay {
    /// The administrator's body.
    pub organisation: i64,
    /// The day.
    pub on: Day,
    /// Why.
    pub reason: String,
    /// The number of the rulebook that was shown.
    pub version: i64,
}

impl ClearDay {
    pub(crate) fn applied(&self, book: &Rulebook, standing: &Standing) -> Result<Rulebook, Refusal> {
        of_all(standing)?;
        if !book.sets_day(self.on) {
            return Err(Refusal::NotThere);
        }
        needed("reason", &self.reason, REASON)?;
        Ok(book.without_day(self.on))
    }
}

#[async_trait]
impl Act for ClearDay {
    const NAME: &'static str = "calendar.clear_day";
    const ALONE: bool = true;
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, standing) = opened(tx, self.organisation, self.version).await?;
        let book = self.applied(tx.rulebook(standing.number).await?.as_ref(), &standing)?;
        let (reason, today) = (tx.text(self.reason.trim())?, tx.today());
        append(tx, today, RulebookEvent::DayCleared { on: self.on, reason }).await?;
        rulebook::clear_day(tx, &grant, self.on);
        put_in_force(tx, &grant, &book).await
    }
}

/// Whether a day can be that: only a day of the weekend is worked for another, and only a weekday is off for one.
pub fn fits(kind: EntryKind, on: Day) -> bool {
    let weekend = on.weekday() >= 6;
    match kind {
        EntryKind::PublicHoliday => true,
        EntryKind::SwappedWorkingSaturday => weekend,
        EntryKind::DayInLieu | EntryKind::SwappedDayOff => !weekend,
    }
}

/// Adopts a year: its days off are announced and entered, so that working days of it can be counted.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AdoptYear {
    /// The administrator's body.
    pub organisation: i64,
    /// The year; one that was computed is announced from then on.
    pub year: i16,
    /// Title, number and date of the document that announces its days.
    pub document: String,
    /// The number of the rulebook that was shown.
    pub version: i64,
}

impl AdoptYear {
    /// A year without a single holiday is refused as one of which no calendar is known.
    pub(crate) fn applied(&self, book: &Rulebook, standing: &Standing) -> Result<Rulebook, Refusal> {
        of_all(standing)?;
        if book.calendar.status(self.year) == Some(Status::Announced) {
            return Err(Refusal::AlreadyDone);
        }
        continues(book, self.year)?;
        if !book.calendar.entries(self.year).iter().any(|entry| entry.kind == EntryKind::PublicHoliday) {
            return Err(Refusal::NoCalendar { year: self.year });
        }
        needed("document", &self.document, REASON)?;
        Ok(book.with_year(self.year, Some(Status::Announced)))
    }
}

#[async_trait]
impl Act for AdoptYear {
    const NAME: &'static str = "calendar.adopt_year";
    const ALONE: bool = true;
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, standing) = opened(tx, self.organisation, self.version).await?;
        let book = self.applied(tx.rulebook(standing.number).await?.as_ref(), &standing)?;
        let (document, today) = (tx.text(self.document.trim())?, tx.today());
        let adopted = RulebookEvent::YearAdopted { year: self.year, document: document.clone() };
        let event = append(tx, today, adopted).await?;
        rulebook::keep_year(tx, &grant, (self.year, Status::Announced), &document, event);
        put_in_force(tx, &grant, &book).await
    }
}

/// Leaves a year that was adopted to the calendar of the program again.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct DropYear {
    /// The administrator's body.
    pub organisation: i64,
    /// The year.
    pub year: i16,
    /// Why.
    pub reason: String,
    /// The number of the rulebook that was shown.
    pub version: i64,
}

impl DropYear {
    /// What was entered with the year goes with it; days that were set one by one stay.
    pub(crate) async fn applied(
        &self,
        read: &mut dyn Read,
        book: &Rulebook,
        standing: &Standing,
    ) -> Result<Rulebook, Stop> {
        of_all(standing)?;
        if !book.adopts(self.year) {
            return Err(Refusal::NotThere.into());
        }
        needed("reason", &self.reason, REASON)?;
        let entered = rulebook::days_entered(read, self.year).await?;
        Ok(entered.into_iter().fold(book.with_year(self.year, None), |book, on| book.without_day(on)))
    }
}

#[async_trait]
impl Act for DropYear {
    const NAME: &'static str = "calendar.drop_year";
    const ALONE: bool = true;
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, standing) = opened(tx, self.organisation, self.version).await?;
        let book = tx.rulebook(standing.number).await?;
        let book = self.applied(tx, &book, &standing).await?;
        let (reason, today) = (tx.text(self.reason.trim())?, tx.today());
        for on in rulebook::days_entered(tx, self.year).await? {
            rulebook::clear_day(tx, &grant, on);
        }
        append(tx, today, RulebookEvent::YearDropped { year: self.year, reason }).await?;
        rulebook::drop_year(tx, &grant, self.year);
        put_in_force(tx, &grant, &book).await
    }
}

/// One calendar dates the cases of all bodies: nobody changes it who works under somebody else here.
pub(crate) fn of_all(standing: &Standing) -> Result<(), Refusal> {
    if standing.under { Err(Refusal::NotAllowed) } else { Ok(()) }
}

/// Years follow each other: with a gap between them whatever runs over it would have no last day, and nobody would see why. Names
/// the year that is lacking.
pub(crate) fn continues(book: &Rulebook, year: i16) -> Result<(), Refusal> {
    let known = |year| book.calendar.status(year).is_some();
    let (before, after) = (year.saturating_sub(1), year.saturating_add(1));
    if [year, before, after].into_iter().any(known) { Ok(()) } else { Err(Refusal::NoCalendar { year: before }) }
}

pub(crate) fn in_range(book: &Rulebook, on: Day) -> Result<(), Refusal> {
    let earliest = book.calendar.years().next().and_then(|year| Day::new(year, 1, 1)).unwrap_or(Day::FLOOR);
    let latest = Day::new(LAST_YEAR, 12, 31).unwrap_or(Day::OPEN);
    if on < earliest {
        Err(Refusal::TooEarly { field: "on", earliest })
    } else if on > latest {
        Err(Refusal::TooLate { field: "on", latest })
    } else {
        Ok(())
    }
}
