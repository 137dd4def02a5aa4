//! Rules: confirming one for the place of one's body, and taking it out of force again.

use async_trait::async_trait;
use domain::day::Day;
use domain::due::Period;
use domain::event::RulebookEvent;
use domain::refusal::Refusal;
use domain::rule::{Bound, Jurisdiction, Provenance, Rule, RuleUnit};
use serde::{Deserialize, Serialize};
use store::rulebook::{self, NewRule, Rulebook, Standing};
use store::{Act, Error, Ids, Read, Stop, Tx};

use crate::field::{REASON, happened, needed};
use crate::rulebook::{append, opened, put_in_force};

/// The levels at which a rule can hold.
const LEVELS: [&str; 3] = ["province", "district", "commune"];

/// Confirms a rule for the place of a body, copied from one that is known, as it is or amended. It counts from its first
/// day on, also for what began before it was confirmed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Confirm {
    /// The body for whose place it is to hold.
    pub organisation: i64,
    /// The rule.
    pub rule: String,
    /// The version of it that is copied, with all that is not typed here.
    pub copied: i64,
    /// The only level at which it is to hold; every level when none is given.
    pub level: Option<String>,
    /// How many days, hours or times; of no account for a fixed date.
    pub amount: u32,
    /// [`RuleUnit`]'s word; days and hours may take each other's place.
    pub unit: String,
    /// [`Bound`]'s word.
    pub bound: String,
    /// The month of a fixed date.
    pub month: Option<i8>,
    /// The day of the month of a fixed date.
    pub day: Option<i8>,
    /// The first day on which it is in force.
    pub valid_from: Day,
    /// The first day on which it no longer is; none while no end is known.
    pub valid_to: Option<Day>,
    /// Title and number of the document that sets it.
    pub document: String,
    /// The date of that document.
    pub on: Day,
    /// The number of the rulebook that was shown.
    pub version: i64,
}

impl Confirm {
    /// The rule as it would be in force, or what is wrong with it.
    pub(crate) async fn rule(&self, read: &mut dyn Read, book: &Rulebook, standing: &Standing) -> Result<Rule, Stop> {
        speaks_for_place(standing)?;
        let own = standing.at.own();
        let known = book.rules.iter().filter(|rule| rule.id == self.rule);
        let example =
            known.clone().find(|rule| rule.version == self.copied).ok_or(Refusal::NotAChoice { field: "rule" })?;
        let document = needed("document", &self.document, REASON)?;
        happened(self.on, read.today())?;
        let mut rule = self.typed(example)?;
        // A code that can't be written as a jurisdiction is one of an invented place.
        rule.jurisdiction = Jurisdiction::parse(&own.to_string()).ok_or(Refusal::NotAChoice { field: "place" })?;
        if book.rule(&rule.id, &standing.at, rule.valid_from).is_some_and(|there| says_it(there, &rule)) {
            return Err(Refusal::AlreadyDone.into());
        }
        let highest = known.map(|rule| rule.version).max().unwrap_or_default();
        rule.version = 1 + rulebook::highest(read, &self.rule).await?.max(highest);
        rule.source = rulebook::source(document, self.on);
        Ok(rule)
    }

    /// The example with what was typed over it.
    fn typed(&self, example: &Rule) -> Result<Rule, Refusal> {
        let unit = RuleUnit::parse(&self.unit)
            .filter(|unit| counts_alike(*unit, example.unit))
            .ok_or(Refusal::NotAChoice { field: "unit" })?;
        let fixed = unit == RuleUnit::FixedDate;
        // Strictly before asks for a date: of days and times the last one is always one that counts.
        let bound = Bound::parse(&self.bound)
            .filter(|bound| fixed || *bound != Bound::StrictlyBefore)
            .ok_or(Refusal::NotAChoice { field: "bound" })?;
        if !fixed && !(1..=Period::MOST).contains(&self.amount) {
            return Err(Refusal::Unreadable { field: "amount" });
        }
        // A leap year, so that 29 February is a day of it.
        let date = self.month.zip(self.day).filter(|(month, day)| Day::new(2024, *month, *day).is_some());
        if fixed && date.is_none() {
            let typed = [self.day, self.month].map(|part| part.map_or_else(String::new, |part| part.to_string()));
            return Err(Refusal::NotADate { field: "day", typed: typed.join("/") });
        }
        let valid_to = self.valid_to.unwrap_or(Day::OPEN);
        if valid_to <= self.valid_from {
            return Err(Refusal::TooEarly { field: "valid_to", earliest: self.valid_from.next() });
        }
        if self.level.as_deref().is_some_and(|level| !LEVELS.contains(&level)) {
            return Err(Refusal::NotAChoice { field: "level" });
        }
        let date = date.filter(|_| fixed);
        Ok(Rule {
            amount: if fixed { 0 } else { self.amount },
            unit,
            bound,
            month: date.map(|(month, _)| month),
            day: date.map(|(_, day)| day),
            valid_from: self.valid_from,
            valid_to,
            article: String::new(),
            provenance: Provenance::Verified,
            confirmed: true,
            level: self.level.clone(),
            // What is noted beside the example is about its own document.
            note: String::new(),
            note_en: String::new(),
            ..example.clone()
        })
    }
}

/// Whether the one unit can take the place of the other: days and hours run, times are counted, dates are fixed.
fn counts_alike(one: RuleUnit, other: RuleUnit) -> bool {
    let runs = |unit| matches!(unit, RuleUnit::CalendarDay | RuleUnit::WorkingDay | RuleUnit::Hour);
    one == other || (runs(one) && runs(other))
}

/// Whether the rule in force says the same for as long: then nothing is left to confirm.
fn says_it(there: &Rule, rule: &Rule) -> bool {
    (there.amount, there.unit, there.bound, there.month, there.day)
        == (rule.amount, rule.unit, rule.bound, rule.month, rule.day)
        && there.valid_to >= rule.valid_to
}

#[async_trait]
impl Act for Confirm {
    const NAME: &'static str = "rule.confirm";
    const ALONE: bool = true;
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, standing) = opened(tx, self.organisation, self.version).await?;
        let book = tx.rulebook(standing.number).await?;
        let rule = self.rule(tx, &book, &standing).await?;
        let document = tx.text(needed("document", &self.document, REASON)?)?;
        let confirmed =
            RulebookEvent::RuleConfirmed { rule: rule.id.clone(), version: rule.version, document: document.clone() };
        let event = append(tx, self.on, confirmed).await?;
        let new = NewRule { rule: &rule, organisation: self.organisation, document: &document, event };
        rulebook::add_rule(tx, &grant, &new)?;
        put_in_force(tx, &grant, &book.with_rule(rule)).await
    }
}

/// Takes a version of a rule out of force that was confirmed for the place of a body. What it dated is dated by the rule
/// that then applies, if there is one.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Withdraw {
    /// The body for whose place it was confirmed.
    pub organisation: i64,
    /// The rule.
    pub rule: String,
    /// Its version.
    pub rule_version: i64,
    /// Why.
    pub reason: String,
    /// The number of the rulebook that was shown.
    pub version: i64,
}

impl Withdraw {
    pub(crate) async fn applied(
        &self,
        read: &mut dyn Read,
        book: &Rulebook,
        standing: &Standing,
    ) -> Result<Rulebook, Stop> {
        speaks_for_place(standing)?;
        let rows = rulebook::rules(read).await?;
        let row = rows
            .iter()
            .find(|row| row.rule.id == self.rule && row.rule.version == self.rule_version)
            .filter(|row| row.rule.jurisdiction == *standing.at.own())
            .ok_or(Refusal::NotThere)?;
        if row.withdrawn {
            return Err(Refusal::AlreadyDone.into());
        }
        needed("reason", &self.reason, REASON)?;
        Ok(book.without_rule(&self.rule, self.rule_version))
    }
}

#[async_trait]
impl Act for Withdraw {
    const NAME: &'static str = "rule.withdraw";
    const ALONE: bool = true;
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (grant, standing) = opened(tx, self.organisation, self.version).await?;
        let book = tx.rulebook(standing.number).await?;
        let book = self.applied(tx, &book, &standing).await?;
        let reason = tx.text(needed("reason", &self.reason, REASON)?)?;
        let today = tx.today();
        let withdrawn = RulebookEvent::RuleWithdrawn { rule: self.rule.clone(), version: self.rule_version, reason };
        append(tx, today, withdrawn).await?;
        rulebook::withdraw_rule(tx, &grant, &self.rule, self.rule_version);
        put_in_force(tx, &grant, &book).await
    }
}

/// The rules of a place are those of its first body: no other body of the place sets or withdraws them.
pub(crate) fn speaks_for_place(standing: &Standing) -> Result<(), Refusal> {
    if standing.within { Err(Refusal::NotAllowed) } else { Ok(()) }
}
