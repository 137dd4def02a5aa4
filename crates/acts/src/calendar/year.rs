//! Entering all days off of a year at once: as they were announced, or as they are proposed until they are.

use std::collections::BTreeSet;

use async_trait::async_trait;
use domain::calendar::{Calendar, Entry, EntryKind, Status};
use domain::day::Day;
use domain::event::RulebookEvent;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::rulebook::{self, NewDay, OwnDay, Rulebook, Standing};
use store::{Act, Error, Ids, Read, Stop, Tx};

use super::{continues, fits, in_range, of_all};
use crate::field::{LINE, REASON, needed};
use crate::rulebook::{append, opened, put_in_force};

/// A day off or a worked Saturday of a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayEntered {
    /// The day.
    pub on: Day,
    /// What it is.
    pub kind: EntryKind,
    /// Its name.
    pub name: String,
}

/// Enters a year: these days and no others are off or worked on a Saturday, whatever was set for it before and whatever the
/// calendar of the program says. Working days of the year are counted from then on.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EnterYear {
    /// The administrator's body.
    pub organisation: i64,
    /// The year.
    pub year: i16,
    /// Its days.
    pub days: Vec<DayEntered>,
    /// Whether they were announced; otherwise they were computed, and every date that rests on them says so.
    pub announced: bool,
    /// Title, number and date of the document that announces them, or what they were computed from.
    pub document: String,
    /// The number of the rulebook that was shown.
    pub version: i64,
}

impl EnterYear {
    /// Refused: a day of another year, one that stands twice, one that cannot be what it is said to be, and a year without a
    /// single holiday. What was announced is not computed any more.
    pub(crate) fn applied(&self, book: &Rulebook, standing: &Standing) -> Result<Rulebook, Refusal> {
        of_all(standing)?;
        in_range(book, Day::new(self.year, 1, 1).ok_or(Refusal::NotAChoice { field: "year" })?)?;
        continues(book, self.year)?;
        if !self.announced && book.calendar.status(self.year) == Some(Status::Announced) {
            return Err(Refusal::AlreadyDone);
        }
        needed("document", &self.document, REASON)?;
        let mut seen = BTreeSet::new();
        for day in &self.days {
            needed("days", &day.name, LINE)?;
            if day.on.year() != self.year || !fits(day.kind, day.on) || !seen.insert(day.on) {
                return Err(Refusal::NotAChoice { field: "days" });
            }
        }
        if !self.days.iter().any(|day| day.kind == EntryKind::PublicHoliday) {
            return Err(Refusal::NoCalendar { year: self.year });
        }
        let days = self.days.iter().map(|day| OwnDay { on: day.on, entry: Some(self.entry(day)) });
        let days = days.chain(self.worked().map(|on| OwnDay { on, entry: None }));
        Ok(book.with_entered(self.year, days.collect(), self.status()))
    }

    fn status(&self) -> Status {
        if self.announced { Status::Announced } else { Status::Computed }
    }

    fn entry(&self, day: &DayEntered) -> Entry {
        Entry {
            on: day.on,
            kind: day.kind,
            status: self.status(),
            name_vi: day.name.trim().to_owned(),
            name_en: String::new(),
            source: self.document.trim().to_owned(),
        }
    }

    /// Days that the calendar of the program names and this year does not: they are what their weekday says.
    fn worked(&self) -> impl Iterator<Item = Day> + '_ {
        let named = Calendar::embedded().entries(self.year);
        named.into_iter().map(|entry| entry.on).filter(|on| self.days.iter().all(|day| day.on != *on))
    }
}

#[async_trait]
impl Act for EnterYear {
    const NAME: &'static str = "calendar.enter_year";
    const ALONE: bool = true;
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, standing) = opened(tx, self.organisation, self.version).await?;
        let book = self.applied(tx.rulebook(standing.number).await?.as_ref(), &standing)?;
        let mut words = vec![self.document.trim(), ""];
        words.extend(self.days.iter().map(|day| day.name.trim()));
        let texts = tx.texts(&words)?;
        let today = tx.today();
        let entered = RulebookEvent::YearEntered {
            year: self.year,
            days: self.days.iter().map(|day| (day.on, day.kind.as_str().to_owned())).collect(),
            announced: self.announced,
            document: texts[0].clone(),
        };
        let event = append(tx, today, entered).await?;
        rulebook::clear_year(tx, &grant, self.year);
        for (day, name) in self.days.iter().zip(&texts[2..]) {
            let kind = Some(day.kind);
            rulebook::set_day(tx, &grant, &NewDay { on: day.on, kind, name, document: &texts[0], event });
        }
        for on in self.worked() {
            rulebook::set_day(tx, &grant, &NewDay { on, kind: None, name: &texts[1], document: &texts[0], event });
        }
        rulebook::keep_year(tx, &grant, (self.year, self.status()), &texts[0], event);
        put_in_force(tx, &grant, &book).await
    }
}
