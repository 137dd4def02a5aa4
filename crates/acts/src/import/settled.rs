//! What whoever brings a table is asked of it, once for all its rows: which bodies its names are, the last day of what a body is
//! to settle, the day of answers that it does not date, the fields of its titles. Nothing is written yet: a new table takes its
//! place.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use domain::day::Day;
use domain::notice;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use sheets::Column;
use store::rulebook::{self, Rulebook};
use store::transfer::outside;
use store::{By, Read, Stop, assignment, import};

use super::beside::Headings;
use super::names::{leads_from, outsider};
use super::run::{replace, replaced, staged};
use super::{Amended, Came, Checked, Looked, Row, SentTo};
use crate::Office;
use crate::field::happened;
use crate::submission::known_field;

/// The trigger of the rule that gives an assignment its last day.
const GIVEN: &str = "assignment_given";

/// Which body a name is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meant {
    /// This one.
    Body(i64),
    /// One outside the program, in the place of this level: that of the body that takes the table over, or one above it. With the day
    /// on which its matters were sent to it; those of no letter are not sent on.
    Outside(String, Option<Day>),
    /// One outside the program that is known, with the same day.
    Receiver(i64, Option<Day>),
    /// Nothing that anybody knows, whatever was said before.
    Unknown,
}

/// The last day of what a body is to settle and of which the table says none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// This day.
    On(Day),
    /// That of the confirmed rule, counted from the day on which each was raised.
    ByRule,
    /// None: the body that takes the table over answers for it, and no assignment is made.
    Never,
}

/// The day of answers of which the table says none. None lies before its matter was raised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answered {
    /// This day.
    On(Day),
    /// The day on which each matter was raised.
    Raised,
}

/// The field of work of rows that say none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fields {
    /// That which is proposed for each by its words.
    Proposed,
    /// This one for all of them.
    All(String),
    /// None.
    Open,
}

/// What somebody says of a table; what is not said stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Names that are not known, or that several bodies have.
    pub bodies: BTreeMap<String, Meant>,
    /// Why they were sent, in the words of a register of letters, where the table says nothing of it.
    pub outside_reason: String,
    /// Titles among the rows, with the code of their field; an empty one takes the field from them.
    pub sections: BTreeMap<String, String>,
    /// The field of rows that say none.
    pub fields: Option<Fields>,
    /// Rows that were put right, by their place in the table, from 0.
    pub rows: BTreeMap<usize, Amended>,
    /// The last day.
    pub due: Option<Due>,
    /// The day of the answers.
    pub answered: Option<Answered>,
}

/// What the answers need to know.
struct Known {
    today: Day,
    /// The bodies that are meant by names, one outside the program as the one that is known.
    bodies: BTreeMap<String, Meant>,
    /// The day from which each body can lead.
    leads: BTreeMap<i64, Day>,
    /// The last day of the rule for what was raised on a day.
    by_rule: BTreeMap<Day, Option<Day>>,
}

/// The last day that a confirmed rule gives to what a body has to settle and was raised on a day; nothing without such a rule.
pub async fn by_rule(
    read: &mut dyn Read,
    book: &Rulebook,
    organisation: i64,
    on: Day,
) -> Result<Option<Day>, store::Error> {
    let at = rulebook::standing(read, organisation).await?.map(|standing| standing.at);
    let last = at.and_then(|at| book.last_day(GIVEN, &at, on).map(|last| last.due.on));
    Ok(notice::due(last, on))
}

impl Answers {
    async fn known(
        &self,
        read: &mut dyn Read,
        book: &Rulebook,
        organisation: i64,
        rows: &[Row],
    ) -> Result<Known, Stop> {
        let (today, bodies) = (read.today(), self.known_bodies(read, organisation).await?);
        let mut known = Known { today, bodies, leads: BTreeMap::new(), by_rule: BTreeMap::new() };
        for meant in known.bodies.values() {
            match meant {
                Meant::Body(body) => {
                    let from = leads_from(read, *body, organisation).await?;
                    known.leads.insert(*body, from.ok_or(Refusal::NotAChoice { field: "body" })?);
                }
                Meant::Outside(level, on) => {
                    let place = outside::place_of(read, organisation, level).await?;
                    place.ok_or(Refusal::NotAChoice { field: "body" })?;
                    if let Some(on) = on {
                        let latest = known.today;
                        happened(*on, latest).map_err(|_| Refusal::TooLate { field: "outside_on", latest })?;
                    }
                }
                Meant::Receiver(body, on) => {
                    let around = import::receivers(read, organisation, known.today, &import::LEVELS).await?;
                    let asked = assignment::candidate(read, *body, organisation).await?;
                    let asked = asked.filter(|_| around.iter().any(|(id, _)| id == body));
                    let earliest = asked.ok_or(Refusal::NotAChoice { field: "body" })?.from;
                    let latest = known.today;
                    match on {
                        Some(on) if *on > latest => return Err(Refusal::TooLate { field: "outside_on", latest }.into()),
                        Some(on) if *on < earliest => {
                            return Err(Refusal::TooEarly { field: "outside_on", earliest }.into());
                        }
                        _ => {}
                    }
                }
                Meant::Unknown => {}
            }
        }
        for code in self.sections.values().filter(|code| !code.is_empty()) {
            known_field(code)?;
        }
        if let Some(Fields::All(code)) = &self.fields {
            known_field(code)?;
        }
        if let Some(Answered::On(on)) = self.answered {
            happened(on, known.today)?;
        }
        if self.due == Some(Due::ByRule) {
            for row in rows {
                if let Entry::Vacant(free) = known.by_rule.entry(row.on) {
                    free.insert(by_rule(read, book, organisation, row.on).await?);
                }
            }
            if known.by_rule.values().all(Option::is_none) {
                return Err(Refusal::NotAChoice { field: "table_due" }.into());
            }
        }
        Ok(known)
    }

    /// What each name means; one outside the program that is there already is that one: nobody writes it down a second time.
    async fn known_bodies(
        &self,
        read: &mut dyn Read,
        organisation: i64,
    ) -> Result<BTreeMap<String, Meant>, store::Error> {
        let (mut bodies, today) = (self.bodies.clone(), read.today());
        for (name, meant) in &mut bodies {
            if let Meant::Outside(level, on) = meant
                && let Some(known) = outsider(read, organisation, (name, level), today).await?
            {
                *meant = Meant::Receiver(known, *on);
            }
        }
        Ok(bodies)
    }

    /// Says all of it of some rows and of what was seen of their table.
    fn say(&self, known: &Known, rows: &mut [Row], looked: &mut Looked) -> Result<(), Refusal> {
        let headings =
            Headings::of(&looked.columns.iter().map(|(column, heading)| (column.as_str(), heading.as_str())));
        for (at, amended) in &self.rows {
            let row = rows.get_mut(*at).ok_or(Refusal::NotThere)?;
            amended.take(row, &headings, known.today)?;
        }
        let (mut unsent, mut receivers) = (BTreeMap::new(), BTreeMap::new());
        for row in rows.iter_mut() {
            if row.agency.is_none() && row.said.sent.is_none() && self.name(known, row, &headings) {
                match row.said.receiver {
                    Some(id) => _ = receivers.insert(row.agency_words.clone(), id),
                    None => _ = unsent.insert(row.agency_words.clone(), row.said.outside.clone()),
                }
            }
            if let Some(field) = self.sections.get(&row.said.section) {
                row.field.clone_from(field);
            }
            if let Some(fields) = self.fields.as_ref().filter(|_| row.is_without_field()) {
                row.field = match fields {
                    Fields::Proposed => row.said.proposed.clone(),
                    Fields::All(code) => code.clone(),
                    Fields::Open => String::new(),
                };
                row.said.field_given = !row.field.is_empty();
            }
            if let Some(answered) = self.answered {
                row.take_answered(match answered {
                    Answered::On(on) => Some(on),
                    Answered::Raised => None,
                });
            }
        }
        if let Some(earliest) = raised_later(known, rows) {
            return Err(Refusal::TooEarly { field: "outside_on", earliest });
        }
        self.give_days(known, rows, &headings)?;
        // One without the day of a letter can still be given one, and of what nobody knows any more it is still to be said.
        looked.unnamed.retain(|(name, _)| {
            let unknown = self.bodies.get(name).is_none_or(|meant| *meant == Meant::Unknown);
            unknown || unsent.contains_key(name) || receivers.contains_key(name)
        });
        looked.outside.retain(|name, _| !self.bodies.contains_key(name));
        looked.receivers.retain(|name, _| !self.bodies.contains_key(name));
        looked.outside.append(&mut unsent);
        looked.receivers.append(&mut receivers);
        looked.fields = self.fields.clone().or(looked.fields.take());
        looked.due = self.due.or(looked.due);
        looked.answered = self.answered.or(looked.answered);
        looked.count(rows);
        Ok(())
    }

    /// Gives the last day that was said to each row that is asked for one; what led nothing until then stands in the case now.
    fn give_days(&self, known: &Known, rows: &mut [Row], headings: &Headings) -> Result<(), Refusal> {
        let Some(due) = self.due else { return Ok(()) };
        let asked = || rows.iter().filter(|row| row.is_asked_for_last_day()).map(|row| row.on).max();
        if let (Due::On(day), Some(latest)) = (due, asked())
            && day < latest
        {
            return Err(Refusal::TooEarly { field: "table_due_on", earliest: latest });
        }
        for row in rows.iter_mut().filter(|row| row.is_asked_for_last_day()) {
            row.take_last_day(match due {
                Due::On(day) => Some(day),
                Due::ByRule => known.by_rule.get(&row.on).copied().flatten(),
                Due::Never => None,
            });
            let said = headings.line(Column::Agency, &row.agency_words);
            let noted = row.beside.lines().any(|line| line == said);
            if row.leads() {
                row.beside = without(&row.beside, &said);
            } else if !noted && (!row.tells() || row.answer.is_empty()) {
                let both = [said.as_str(), row.beside.as_str()].join("\n");
                both.trim_end().clone_into(&mut row.beside);
            }
        }
        Ok(())
    }

    /// Says of a row which body it names; whether that is one outside the program to which it was not sent on.
    fn name(&self, known: &Known, row: &mut Row, headings: &Headings) -> bool {
        let said = headings.line(Column::Agency, &row.agency_words);
        let Some(meant) = known.bodies.get(&row.agency_words) else { return false };
        row.said.outside.clear();
        row.said.receiver = None;
        let on = match meant {
            Meant::Unknown => return false,
            Meant::Body(body) => {
                if known.leads.get(body).is_some_and(|from| *from <= row.on) {
                    row.agency = Some(*body);
                    // What names the body stands in the case itself now.
                    if row.leads() {
                        row.beside = without(&row.beside, &said);
                    }
                }
                return false;
            }
            Meant::Outside(level, on) => {
                row.said.outside.clone_from(level);
                on
            }
            Meant::Receiver(id, on) => {
                row.said.receiver = Some(*id);
                on
            }
        };
        if !row.is_still_to_send() {
            return false;
        }
        let Some(on) = on.filter(|on| *on >= row.on) else { return true };
        let (to, number) = (row.said.receiver.unwrap_or_default(), row.said.number.clone());
        row.said.sent = Some(SentTo { to, name: row.agency_words.clone(), on, number });
        row.came = Came::InProgress;
        row.beside = without(&row.beside, &said);
        if row.answer.trim().is_empty() {
            row.answer.clone_from(&self.outside_reason);
        }
        false
    }
}

/// The last day on which something was raised that would be sent to a body outside the program before that; none where each
/// letter is later than what it is of.
fn raised_later(known: &Known, rows: &[Row]) -> Option<Day> {
    let late = |row: &&Row| {
        let meant = known.bodies.get(&row.agency_words);
        matches!(meant, Some(Meant::Outside(_, Some(on)) | Meant::Receiver(_, Some(on))) if *on < row.on)
            && row.is_still_to_send()
    };
    rows.iter().filter(late).map(|row| row.on).max()
}

/// Lines without one of them.
fn without(lines: &str, line: &str) -> String {
    lines.lines().filter(|it| *it != line).collect::<Vec<_>>().join("\n")
}

/// Takes the answers into a table of which nothing is written yet: a new one takes its place. Refused where a body can lead
/// nothing, where no rule is confirmed that would give a last day, and for a day that can't be.
pub async fn settle(office: &Office, by: By, key: &str, import: i64, answers: &Answers) -> Result<i64, Stop> {
    if let Some(new) = replaced(office, by, key, import).await? {
        return Ok(new);
    }
    let (found, mut rows, mut looked) = staged(office, import).await?;
    let book = office.store().rulebook().await?;
    let known = {
        let mut read = office.store().reader().await?;
        answers.known(&mut read, &book, found.organisation, &rows).await?
    };
    // What was said of the whole table before holds for a row that is put right now.
    let answers =
        &Answers { due: answers.due.or(looked.due), answered: answers.answered.or(looked.answered), ..answers.clone() };
    answers.say(&known, &mut rows, &mut looked)?;
    replace(office, by, key, (found, looked), &rows).await
}

/// Says of names in a table which bodies they are. Each row whose day the body could be given something is its own; the others
/// stay as they are.
pub async fn name_bodies(
    office: &Office,
    by: By,
    key: &str,
    import: i64,
    chosen: &BTreeMap<String, i64>,
) -> Result<i64, Stop> {
    let bodies = chosen.iter().map(|(name, body)| (name.clone(), Meant::Body(*body))).collect();
    settle(office, by, key, import, &Answers { bodies, ..Answers::default() }).await
}

impl Checked {
    /// Takes the answers into a table that was checked and is not kept yet; refused as [`settle`].
    pub async fn settle(
        &mut self,
        read: &mut dyn Read,
        book: &Rulebook,
        organisation: i64,
        answers: &Answers,
    ) -> Result<(), Stop> {
        let known = answers.known(read, book, organisation, &self.rows).await?;
        let mut looked = self.looked();
        answers.say(&known, &mut self.rows, &mut looked)?;
        (self.due, self.answered) = (looked.due, looked.answered);
        Ok(())
    }
}
