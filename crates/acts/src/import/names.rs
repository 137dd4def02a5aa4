//! The places and bodies that rows name, each as of the day with which its row is written.

use std::collections::{BTreeMap, BTreeSet};

use domain::day::Day;
use domain::fold::fold;
use domain::territory::{Level, Unit, units};
use sheets::{Recognised, SentOn};
use store::dialogue::session;
use store::transfer::outside;
use store::{Error, Read, assignment, import, organisation, territory};

use super::{Place, SentTo};
use crate::field::LINE;

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
    /// One outside the program, to which it can be sent.
    Outside(i64),
    /// Several bodies that are called so: which is meant is for somebody to say.
    Several,
    /// Nothing that is known.
    Unknown,
}

/// What the rows of a table may name.
pub(super) struct Names {
    organisation: i64,
    /// The place of that body, and on which days it was in use.
    at: i64,
    stood: BTreeMap<Day, bool>,
    places: BTreeMap<(String, Day), Found>,
    /// The name of the body's own place, which may be left out in the name of a body.
    own: String,
    /// Bodies with their folded names, and how these are compared.
    bodies: Vec<(i64, String, String)>,
    /// The same of those outside the program.
    outside: Vec<(i64, String, String)>,
    /// Texts that were looked up among them.
    asked: BTreeMap<String, Lead>,
    /// The first day of bodies that were asked; none of those that can lead nothing any more.
    leads: BTreeMap<i64, Option<Day>>,
    /// To whom something was sent on, by name and day.
    receivers: BTreeMap<(String, Day), Option<i64>>,
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
        let own = own.ok_or_else(|| Error::Corrupt("no such body".to_owned()))?;
        let (own, own_name) = (own.territory, own.place);
        let today = read.today();
        let names = |rows: Vec<territory::PlaceRow>| {
            rows.into_iter().map(|village| (village.id, sheets::place(&village.name))).collect::<Vec<_>>()
        };
        let (level, code) = import::official(read, own).await?;
        let around = Around {
            named: sheets::place(&own_name),
            own: Level::parse(&level).map(|level| (level, code)),
            on,
            villages: names(territory::villages(read, own, today).await?),
            villages_on: names(territory::villages(read, own, on).await?),
        };
        let asked: BTreeSet<(String, Day)> = found
            .rows
            .iter()
            .filter(|row| !row.problems.iter().any(|problem| problem.refuses()))
            .flat_map(|row| {
                [&row.place, &row.held_at, &row.meeting].map(|place| (place.clone(), row.date.unwrap_or(on)))
            })
            .filter(|(place, _)| !place.is_empty())
            .collect();
        let places = tokio::task::spawn_blocking(move || around.look_up_all(asked)).await;
        Ok(Self {
            organisation,
            at: own,
            stood: BTreeMap::new(),
            places: places.map_err(|error| Error::Corrupt(error.to_string()))?,
            bodies: bodies(read, organisation, on, &own_name).await?,
            outside: receivers(read, organisation, on, &own_name, &import::LEVELS).await?,
            own: own_name,
            asked: BTreeMap::new(),
            leads: BTreeMap::new(),
            receivers: BTreeMap::new(),
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

    /// Whether a dialogue could be held in the place of the body on a day.
    pub(super) async fn stood(&mut self, read: &mut dyn Read, day: Day) -> Result<bool, Error> {
        if let Some(stood) = self.stood.get(&day) {
            return Ok(*stood);
        }
        let stood = session::place_within(read, self.at, self.at, day).await?;
        self.stood.insert(day, stood);
        Ok(stood)
    }

    /// The body of a text, if it could be given what was raised on a day.
    pub(super) async fn body(&mut self, read: &mut dyn Read, text: &str, day: Day) -> Result<Lead, Error> {
        if text.is_empty() {
            return Ok(Lead::Is(None));
        }
        if !self.asked.contains_key(text) {
            let lead = match called(&self.bodies, text, &self.own) {
                Lead::Unknown => match called(&self.outside, text, &self.own) {
                    Lead::Is(Some(id)) => Lead::Outside(id),
                    other => other,
                },
                lead => lead,
            };
            self.asked.insert(text.to_owned(), lead);
        }
        let id = match self.asked.get(text) {
            Some(Lead::Is(Some(id))) => *id,
            found => return Ok(found.copied().unwrap_or(Lead::Unknown)),
        };
        Ok(if self.could_lead(read, id, day).await? { Lead::Is(Some(id)) } else { Lead::NotThen })
    }

    /// To whom a matter was sent on: one body that is known on a day that is said; nothing where either is not clear.
    pub(super) async fn receiver(&mut self, read: &mut dyn Read, said: &SentOn) -> Result<Option<SentTo>, Error> {
        let Some(on) = said.on.filter(|_| said.number.chars().count() <= LINE) else { return Ok(None) };
        let asked = (said.to.clone(), on);
        if !self.receivers.contains_key(&asked) {
            let found = self.called_on(read, &said.to, on).await?;
            self.receivers.insert(asked.clone(), found);
        }
        let to = self.receivers.get(&asked).copied().flatten();
        Ok(to.map(|to| SentTo { to, name: said.to.clone(), on, number: said.number.clone() }))
    }

    /// The body of that name near the one that takes the table over, or in a place above it, also one outside the program.
    async fn called_on(&mut self, read: &mut dyn Read, name: &str, on: Day) -> Result<Option<i64>, Error> {
        let mut known: BTreeSet<i64> = match self.body(read, name, on).await? {
            Lead::Is(found) => found.into_iter().collect(),
            Lead::Outside(id) => BTreeSet::from([id]),
            // Which of several is meant is for somebody to say.
            Lead::Several => return Ok(None),
            Lead::NotThen | Lead::Unknown => BTreeSet::new(),
        };
        let mut around = BTreeSet::new();
        for level in ["commune", "district", "province"] {
            around.extend(outside::place_of(read, self.organisation, level).await?);
        }
        let folded = fold(name);
        let alike = organisation::named(read, &folded).await?;
        let is_one = |it: &&organisation::OrganisationRow| {
            fold(&it.name) == folded && around.contains(&it.territory) && it.from <= on && it.to > on
        };
        known.extend(alike.iter().filter(is_one).map(|it| it.id));
        for place in around {
            known.extend(outside::named(read, place, name, on).await?);
        }
        let [to] = known.into_iter().collect::<Vec<_>>()[..] else { return Ok(None) };
        if to == self.organisation {
            return Ok(None);
        }
        let asked = assignment::candidate(read, to, self.organisation).await?;
        Ok(asked.filter(|it| it.from <= on && it.to == Day::OPEN).map(|_| to))
    }

    /// Whether the body that takes the table over could lead what was raised on a day: it leads where no other is named.
    pub(super) async fn leads_itself(&mut self, read: &mut dyn Read, day: Day) -> Result<bool, Error> {
        self.could_lead(read, self.organisation, day).await
    }

    async fn could_lead(&mut self, read: &mut dyn Read, body: i64, day: Day) -> Result<bool, Error> {
        if !self.leads.contains_key(&body) {
            let leads = leads_from(read, body, self.organisation).await?;
            self.leads.insert(body, leads);
        }
        Ok(self.leads.get(&body).copied().flatten().is_some_and(|from| from <= day))
    }
}

/// The day from which a body can lead what is raised with another one; none of those that can lead nothing any more.
pub(super) async fn leads_from(read: &mut dyn Read, body: i64, organisation: i64) -> Result<Option<Day>, Error> {
    let asked = assignment::candidate(read, body, organisation).await?;
    let leads = asked.filter(|it| !it.outside && (it.below || it.within) && it.to == Day::OPEN);
    Ok(leads.map(|it| it.from))
}

/// The bodies that could lead what is raised with one: folded names, and how these are compared.
async fn bodies(
    read: &mut dyn Read,
    organisation: i64,
    on: Day,
    own: &str,
) -> Result<Vec<(i64, String, String)>, Error> {
    let known = import::bodies(read, organisation, on).await?;
    let compared = |(id, name): (i64, String)| {
        let compared = sheets::body(&name, own);
        (id, name, compared)
    };
    Ok(known.into_iter().map(compared).collect())
}

/// The bodies outside the program to which something can be sent from one, as [`bodies`] gives those inside.
async fn receivers(
    read: &mut dyn Read,
    organisation: i64,
    on: Day,
    own: &str,
    levels: &[&str],
) -> Result<Vec<(i64, String, String)>, Error> {
    let known = import::receivers(read, organisation, on, levels).await?;
    Ok(known.into_iter().map(|(id, name)| (id, fold(&name), sheets::body(&name, own))).collect())
}

/// The one body outside the program of a level that is called so around another, in whole or in short: none is written down a second
/// time because its name was typed shorter, and what is meant for the province goes to nobody of the commune.
pub(crate) async fn outsider(
    read: &mut dyn Read,
    organisation: i64,
    (name, level): (&str, &str),
    on: Day,
) -> Result<Option<i64>, Error> {
    let own = organisation::find(read, organisation).await?.map(|own| own.place).unwrap_or_default();
    let known = receivers(read, organisation, on, &own, &[level]).await?;
    Ok(match called(&known, name, &own) {
        Lead::Is(found) => found,
        _ => None,
    })
}

/// The one body that is called so, in whole or else in short.
fn called(bodies: &[(i64, String, String)], text: &str, own: &str) -> Lead {
    let (name, compared) = (fold(text), sheets::body(text, own));
    let one = |mut alike: Box<dyn Iterator<Item = i64> + '_>| match (alike.next(), alike.next()) {
        (Some(id), None) => Lead::Is(Some(id)),
        (Some(_), Some(_)) => Lead::Several,
        (None, _) => Lead::Unknown,
    };
    match one(Box::new(bodies.iter().filter(|(_, whole, _)| *whole == name).map(|(id, ..)| *id))) {
        Lead::Unknown if !compared.is_empty() => {
            one(Box::new(bodies.iter().filter(|(.., short)| *short == compared).map(|(id, ..)| *id)))
        }
        found => found,
    }
}

/// What lies around the body of a table.
struct Around {
    /// The name of its place.
    named: String,
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
        let compared: Vec<String> = parts.iter().map(|part| sheets::place(part)).collect();
        let village = |villages: &[(i64, String)]| compared.iter().find_map(|name| one(villages, name));
        if let Some(id) = village(&self.villages) {
            return Found::Is(Place::Village(id));
        }
        if village(&self.villages_on).is_some() {
            return Found::NotThen;
        }
        match self.unit(&parts, &folded, day) {
            Some(unit) => Found::Is(Place::Unit(unit.level.as_str().to_owned(), unit.code.to_owned())),
            None if compared.contains(&self.named) => Found::Is(Place::Own),
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

/// The one village of a name, with or without its type.
fn one(villages: &[(i64, String)], name: &str) -> Option<i64> {
    let is = |village: &str| village == name || sheets::bare(village) == name;
    let mut alike = villages.iter().filter(|(_, village)| is(village));
    match (alike.next(), alike.next()) {
        (Some((id, _)), None) => Some(*id),
        _ => None,
    }
}
