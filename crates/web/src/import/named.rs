//! What the rows of a table name, in words, and whether a matter of one is there already.

use std::collections::BTreeMap;

use acts::import::{Came, Due, Looked, Place, Row};
use domain::day::Day;
use domain::likeness::{Matter, Place as Lies};
use domain::territory::{Level, units};
use store::import::{self, ImportRow};
use store::{Error, Reader, organisation};

use super::asked::{levels, looked, outside_reason, outsider, receiver};
use crate::case::{field, number};
use crate::likeness::Around;
use crate::look::form::Choice;
use crate::look::import::{BodyAsked, MatterLine, NamesPage};
use crate::look::{Link, Shell, Status};
use crate::page::short;

/// Days of a table whose matters are compared with what is there.
const DAYS: usize = 20;
/// Places and fields of a table around which others are looked for.
const PLACES: usize = 20;
/// Cases of a day that are compared.
const CASES: i64 = 300;
/// Bodies that are offered whatever they are called.
const FEW: usize = 40;
/// Bodies that are offered of more.
const LIKELY: usize = 15;
/// Names of bodies that are asked at a time.
const ASKED: usize = 20;
/// How alike words of one day have to be: nearly the same.
const NEARLY: u32 = 80;

/// Places, bodies and what was seen of a table, for those who look at it.
#[derive(Default)]
pub(super) struct Named {
    /// The villages of the body's place.
    pub(super) villages: BTreeMap<i64, String>,
    /// The bodies that may lead.
    pub(super) bodies: BTreeMap<i64, String>,
    /// Those outside the program to which something can be sent.
    pub(super) receivers: BTreeMap<i64, String>,
    /// What was seen of it.
    pub(super) looked: Looked,
    days: BTreeMap<Day, Vec<(i64, Matter)>>,
    /// The name of its place.
    place: String,
    /// The body and its own place.
    own: (i64, i64),
    around: BTreeMap<(Place, String), Around>,
    /// The levels in whose places a body outside the program may be.
    levels: Vec<&'static str>,
}

impl Named {
    pub(super) async fn read(read: &mut Reader<'_>, found: &ImportRow) -> Result<Self, Error> {
        let own = organisation::find(read, found.organisation).await?;
        let own = own.ok_or_else(|| Error::Corrupt("no such body".to_owned()))?;
        let (own, place) = (own.territory, own.place);
        let villages = organisation::villages(read, own, found.held_on).await?;
        let bodies = import::bodies_named(read, found.organisation, found.held_on).await?;
        Ok(Self {
            villages: villages.into_iter().map(|village| (village.id, village.name)).collect(),
            bodies: bodies.into_iter().collect(),
            receivers: import::receivers(read, found.organisation, found.held_on, &import::LEVELS)
                .await?
                .into_iter()
                .collect(),
            looked: looked(read, found.id).await?,
            levels: levels(read, found.organisation).await?,
            days: BTreeMap::new(),
            place,
            own: (found.organisation, own),
            around: BTreeMap::new(),
        })
    }

    /// The names of bodies of which somebody has to say which they are, some of a table from one on, each with those that it may
    /// be: all where there are few, else those with words in common.
    pub(super) fn unnamed(&self, shell: &Shell, from: usize) -> (Vec<BodyAsked>, Option<NamesPage>) {
        let inside = self.bodies.iter().map(|(id, name)| (Choice::new(id.to_string(), name.clone()), name));
        let outside = self.receivers.iter().map(|(id, name)| (receiver(shell, *id, name), name));
        let known: Vec<(Choice, &String, String)> =
            inside.chain(outside).map(|(choice, name)| (choice, name, sheets::body(name, &self.place))).collect();
        let ask = |(at, (name, count)): (usize, &(String, usize))| {
            let said = sheets::body(name, &self.place);
            let common = |other: &str| other.split(' ').filter(|word| said.split(' ').any(|it| it == *word)).count();
            let mut near: Vec<(usize, &Choice, &String)> =
                known.iter().map(|(choice, name, compared)| (common(compared), choice, *name)).collect();
            near.sort_by(|one, other| other.0.cmp(&one.0).then_with(|| one.2.cmp(other.2)));
            if near.len() > FEW {
                near.retain(|(common, ..)| *common > 0);
                near.truncate(LIKELY);
            }
            BodyAsked {
                field: format!("body-{at}"),
                outside_on: format!("outside_on-{at}"),
                name: shell.ta("import-bodies-name", &[("name", name), ("count", count)]),
                bodies: near
                    .into_iter()
                    .map(|(_, choice, _)| choice.clone())
                    .chain(self.levels.iter().map(|level| outsider(shell, level)))
                    .collect(),
                undated: self.looked.outside.contains_key(name) || self.looked.receivers.contains_key(name),
            }
        };
        let total = self.looked.unnamed.len();
        // One that was named meanwhile leaves a page behind the last.
        let from = if from < total { from } else { 0 };
        let asked = self.looked.unnamed.iter().enumerate().skip(from).take(ASKED).map(ask).collect();
        let to = (from + ASKED).min(total);
        let page = (total > ASKED).then(|| NamesPage {
            line: shell.ta("import-bodies-some", &[("from", &(from + 1)), ("to", &to), ("total", &total)]),
            before: (from > 0).then(|| from.saturating_sub(ASKED)),
            next: (to < total).then_some(to),
        });
        (asked, page)
    }

    /// A case of the same place, or of one whose place it took, that may be the same matter.
    pub(super) async fn near(&mut self, read: &mut Reader<'_>, row: &Row) -> Result<Option<i64>, Error> {
        let of = (row.place.clone(), row.field.clone());
        if !self.around.contains_key(&of) {
            if self.around.len() == PLACES {
                return Ok(None);
            }
            let (body, own) = self.own;
            let around = match &row.place {
                Place::Own => Around::place(read, body, own, &row.field).await?,
                Place::Village(id) => Around::place(read, body, *id, &row.field).await?,
                Place::Unit(level, code) => {
                    let place = import::place(read, level, code, row.on).await?;
                    let Some(unit) = Level::parse(level).and_then(|level| units().at(level, code, row.on)) else {
                        return Ok(None);
                    };
                    Around::unit(read, body, (place, unit), &row.field).await?
                }
            };
            self.around.insert(of.clone(), around);
        }
        let around = self.around.get(&of);
        Ok(around.and_then(|around| around.near(&row.words, &row.field, None, 1).first().map(|row| row.case)))
    }

    /// A case of the same body and day whose words are nearly the same.
    pub(super) async fn twin(
        &mut self,
        read: &mut Reader<'_>,
        organisation: i64,
        row: &Row,
    ) -> Result<Option<i64>, Error> {
        if !self.days.contains_key(&row.on) {
            if self.days.len() == DAYS {
                return Ok(None);
            }
            let cases = import::raised_on(read, organisation, row.on, CASES).await?;
            let known = cases.into_iter().map(|(case, words)| (case, Matter::new(&words, "", ""))).collect();
            self.days.insert(row.on, known);
        }
        let said = Matter::new(&row.words, "", "");
        let known = self.days.get(&row.on).map_or(&[] as &[_], Vec::as_slice);
        let twin = known.iter().find(|(_, matter)| said.likeness(matter, Lies::Same).percent >= NEARLY);
        Ok(twin.map(|(case, _)| *case))
    }

    /// Where a row lies, as it is called.
    pub(super) fn place_of(&self, shell: &Shell, row: &Row) -> String {
        match &row.place {
            Place::Own => shell.t("import-own-place"),
            Place::Village(id) => self.villages.get(id).cloned().unwrap_or_default(),
            Place::Unit(level, code) => {
                let unit = Level::parse(level).and_then(|level| units().at(level, code, row.on));
                unit.map(|unit| unit.name.to_owned()).unwrap_or_default()
            }
        }
    }

    /// A row as it is shown before it is taken over.
    /// Beside it stands the case that is nearly the same, or the one that may be the same matter.
    pub(super) fn matter(
        &self,
        shell: &Shell,
        (at, row): (usize, &Row),
        (twin, near): (Option<i64>, Option<i64>),
        (today, brought_it): (Day, bool),
    ) -> MatterLine {
        let came = match row.came {
            Came::NotTakenUp => "not_taken_up",
            Came::Given if row.due_on < Some(today) => "not_taken_up",
            Came::Given | Came::InProgress | Came::Deferred(_) => "in_progress",
            Came::Explained(_) | Came::Done(_) | Came::ExplainedThere | Came::DoneThere => "resolved",
        };
        let place = self.place_of(shell, row);
        let body = match row.agency {
            Some(id) if row.wants_last_day() => {
                shell.ta("import-body-named", &[("body", &self.bodies.get(&id).cloned().unwrap_or_default())])
            }
            Some(id) => shell.ta("import-body", &[("body", &self.bodies.get(&id).cloned().unwrap_or_default())]),
            None if row.agency_words.is_empty() || row.letter().is_some() => String::new(),
            None if row.said.receiver.is_some() => {
                let known = row.said.receiver.and_then(|id| self.receivers.get(&id));
                shell.ta("import-body-outside", &[("body", known.unwrap_or(&row.agency_words))])
            }
            None if !row.said.outside.is_empty() => shell.ta("import-body-outside", &[("body", &row.agency_words)]),
            None => shell.ta("import-body-unknown", &[("body", &row.agency_words)]),
        };
        let due = match self.looked.due {
            Some(Due::ByRule) if row.said.due_given => "import-last-day-rule",
            _ if row.said.due_given => "import-last-day-given",
            _ => "import-last-day",
        };
        let last = row.last_day().map(|day| shell.ta(due, &[("day", &day.vn())])).unwrap_or_default();
        let waits = if row.wants_last_day() { shell.t("import-no-last-day") } else { String::new() };
        let sent = row.letter().map(|sent| shell.ta("import-sent-on", &[("body", &sent.name), ("day", &sent.on.vn())]));
        let undated = match row.answered_on().filter(|_| row.said.undated) {
            Some(on) if on == row.on => shell.ta("import-undated", &[("day", &on.vn())]),
            Some(on) => shell.ta("import-undated-taken", &[("day", &on.vn())]),
            None => String::new(),
        };
        let channel = if row.is_elsewhere() { shell.of("channel", row.channel().as_str()) } else { String::new() };
        let of_work = if row.field.is_empty() && !row.said.proposed.is_empty() {
            shell.ta("import-field-proposed", &[("field", &field(shell, &row.said.proposed))])
        } else {
            field(shell, &row.field)
        };
        let by_words = if row.said.by_words.is_empty() {
            String::new()
        } else {
            shell.ta("import-by-words", &[("words", &row.said.by_words)])
        };
        let beyond = if row.is_beyond() { shell.t("import-beyond") } else { String::new() };
        let mut beside =
            vec![place, channel, of_work, by_words, beyond, body, last, waits, sent.unwrap_or_default(), undated];
        beside.retain(|text| !text.is_empty());
        let alike = twin.map(|case| (case, "import-alike-one")).or(near.map(|case| (case, "import-near-one")));
        let link = |(case, key)| Link::new(format!("/cases/{case}"), shell.ta(key, &[("case", &number(case))]));
        MatterLine {
            at,
            // Who raised it is seen by whoever brought the table alone.
            name: if brought_it { row.name.clone() } else { String::new() },
            words: short(&row.words, 160),
            on: row.on.vn(),
            beside: beside.join(" · "),
            // A row that was sent on without a word of it has a reason of a letter there, and no answer.
            answer: if row.answer.is_empty() || (row.letter().is_some() && row.answer == outside_reason()) {
                String::new()
            } else {
                let key = if matches!(row.came, Came::ExplainedThere | Came::DoneThere) {
                    "import-answered-there"
                } else {
                    "import-answered"
                };
                shell.ta(key, &[("answer", &short(&row.answer, 120))])
            },
            noted: row.beside.lines().map(|line| short(line, 160)).collect(),
            status: Status::outcome(shell.lang, came),
            alike: alike.map(link),
        }
    }
}
