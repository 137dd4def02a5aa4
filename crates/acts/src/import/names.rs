//! The places and bodies that rows name, each as of the day with which its row is written.

use std::collections::{BTreeMap, BTreeSet};

use domain::day::Day;
use domain::fold::fold;
use domain::territory::{Level, Unit, units};
use sheets::Recognised;
use store::{Error, Read, assignment, import, organisation, territory};

use super::Place;

/// The parts of a place that are looked up: house, hamlet, village, commune.
const PARTS: usize = 4;
/// The longest text that is taken for a place, in letters. A longer one is a sentence.
const LETTERS: usize = 200;

/// What a text says of a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    /// That place.
    Is(Place),
    /// A place that is known, and with which no row of that day can be written.
    NotThen,
    /// Nothing that is known.
    Unknown,
}

/// What a text says of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// That body, or none where nothing is said.
    Is(Option<i64>),
    /// A body that is known, and that can lead nothing of that day.
    NotThen,
    /// Nothing that is known.
    Unknown,
}

/// What the rows of a table may name.
pub(super) struct Names {
    organisation: i64,
    places: BTreeMap<(String, Day), Found>,
    bodies: Vec<(i64, String)>,
    /// The first day of bodies that were asked; none of those that can lead nothing any more.
    leads: BTreeMap<i64, Option<Day>>,
}

impl Names {
    /// Reads what the rows of a table name that are not refused by themselves. Looking through all names of the country takes
    /// milliseconds for each text, so it is done aside from what answers others.
    pub(super) async fn read(
        read: &mut dyn Read,
        organisation: i64,
        on: Day,
        found: &Recognised,
    ) -> Result<Self, Error> {
        let own = organisation::find(read, organisation).await?;
        let own = own.ok_or_else(|| Error::Corrupt("no such body".to_owned()))?.territory;
        let today = read.today();
        let names = |rows: Vec<territory::PlaceRow>| {
            rows.into_iter().map(|village| (village.id, fold(&village.name))).collect::<Vec<_>>()
        };
        let (level, code) = import::official(read, own).await?;
        let around = Around {
            own: Level::parse(&level).map(|level| (level, code)),
            on,
            villages: names(territory::villages(read, own, today).await?),
            villages_on: names(territory::villages(read, own, on).await?),
        };
        let asked: BTreeSet<(String, Day)> = found
            .rows
            .iter()
            .filter(|row| !row.place.is_empty() && !row.problems.iter().any(|problem| problem.refuses()))
            .map(|row| (row.place.clone(), row.date.unwrap_or(on)))
            .collect();
        let places = tokio::task::spawn_blocking(move || around.look_up_all(asked)).await;
        Ok(Self {
            organisation,
            places: places.map_err(|error| Error::Corrupt(error.to_string()))?,
            bodies: import::bodies(read, organisation, on).await?,
            leads: BTreeMap::new(),
        })
    }

    /// The place of a text on a day: a village of the body's place, or an official place within it; its own where none is
    /// meant.
    pub(super) fn place(&self, text: &str, day: Day) -> Found {
        if text.is_empty() {
            return Found::Is(Place::Own);
        }
        self.places.get(&(text.to_owned(), day)).cloned().unwrap_or(Found::Unknown)
    }

    /// The body of a text, if it could be given what was raised on a day.
    pub(super) async fn body(&mut self, read: &mut dyn Read, text: &str, day: Day) -> Result<Lead, Error> {
        if text.is_empty() {
            return Ok(Lead::Is(None));
        }
        let name = fold(text);
        let mut alike = self.bodies.iter().filter(|(_, known)| *known == name);
        let (Some((id, _)), None) = (alike.next(), alike.next()) else { return Ok(Lead::Unknown) };
        let id = *id;
        Ok(if self.could_lead(read, id, day).await? { Lead::Is(Some(id)) } else { Lead::NotThen })
    }

    /// Whether the body that takes the table over could lead what was raised on a day: it leads where no other is named.
    pub(super) async fn leads_itself(&mut self, read: &mut dyn Read, day: Day) -> Result<bool, Error> {
        self.could_lead(read, self.organisation, day).await
    }

    async fn could_lead(&mut self, read: &mut dyn Read, body: i64, day: Day) -> Result<bool, Error> {
        if !self.leads.contains_key(&body) {
            let asked = assignment::candidate(read, body, self.organisation).await?;
            let leads = asked.filter(|it| !it.outside && (it.below || it.within) && it.to == Day::OPEN);
            self.leads.insert(body, leads.map(|it| it.from));
        }
        Ok(self.leads.get(&body).copied().flatten().is_some_and(|from| from <= day))
    }
}

/// What lies around the body of a table.
struct Around {
    /// Level and code of its place.
    own: Option<(Level, String)>,
    /// The day of rows that have none of their own.
    on: Day,
    /// The villages with which rows are written, those of today.
    villages: Vec<(i64, String)>,
    /// The villages of the day of the table.
    villages_on: Vec<(i64, String)>,
}

impl Around {
    fn look_up_all(&self, asked: BTreeSet<(String, Day)>) -> BTreeMap<(String, Day), Found> {
        asked.into_iter().map(|(text, day)| (self.look_up(&text, day), (text, day))).map(|(to, of)| (of, to)).collect()
    }

    fn look_up(&self, text: &str, day: Day) -> Found {
        if text.chars().nth(LETTERS).is_some() {
            return Found::Unknown;
        }
        let parts = text.split([',', '-']).map(str::trim).filter(|part| !part.is_empty());
        let parts: Vec<&str> = parts.take(PARTS).collect();
        let folded: Vec<String> = parts.iter().map(|part| fold(part)).collect();
        let village = |villages: &[(i64, String)]| folded.iter().find_map(|name| one(villages, name));
        if let Some(id) = village(&self.villages) {
            return Found::Is(Place::Village(id));
        }
        if village(&self.villages_on).is_some() {
            return Found::NotThen;
        }
        match self.unit(&parts, &folded, day) {
            Some(unit) => Found::Is(Place::Unit(unit.level.as_str().to_owned(), unit.code.to_owned())),
            None if day != self.on && self.unit(&parts, &folded, self.on).is_some() => Found::NotThen,
            None => Found::Unknown,
        }
    }

    /// What is nearest first; where it is not known, what it lies in.
    fn unit(&self, parts: &[&str], folded: &[String], day: Day) -> Option<&'static Unit> {
        let named = |at: usize| {
            let found = units().find(&parts[at..].join(", "), day, None, 20);
            found
                .into_iter()
                .find(|unit| (fold(unit.name) == folded[at] || fold(unit.bare) == folded[at]) && self.holds(unit, day))
        };
        (0..parts.len()).find_map(named)
    }

    /// Whether a unit lies in the body's place on a day. A place of one's own may hold any.
    fn holds(&self, unit: &Unit, day: Day) -> bool {
        let Some((level, code)) = &self.own else { return true };
        let Some(own) = units().at(*level, code, day) else { return units().at(*level, code, self.on).is_none() };
        let mut within = Some(unit);
        while let Some(unit) = within {
            if (unit.level, unit.code) == (own.level, own.code) {
                return true;
            }
            within = units().parent(unit, day);
        }
        false
    }
}

/// The one village of a folded name, with or without its type.
fn one(villages: &[(i64, String)], name: &str) -> Option<i64> {
    let is = |village: &str| village == name || village.split_once(' ').is_some_and(|(_, bare)| bare == name);
    let mut alike = villages.iter().filter(|(_, village)| is(village));
    match (alike.next(), alike.next()) {
        (Some((id, _)), None) => Some(*id),
        _ => None,
    }
}
