//! A rule in words: its number, where and when it holds, where it was read, and whether it is applied here.

use domain::day::Day;
use domain::due::Direction;
use domain::rule::{Bound, Jurisdiction, NORMAL, Proposed, Provenance, Rule, RuleUnit, in_force};
use domain::territory::{Level, units};
use store::rulebook::Whereabouts;

use crate::lang::Lang;
use crate::look::rule::RuleRow;
use crate::look::{Shape, Shell, Status};

/// The body through whose eyes rules are read, and the day.
pub(crate) struct Here<'a> {
    /// The frame, for its language.
    pub(crate) shell: &'a Shell,
    /// Its place and those above.
    pub(crate) at: &'a Whereabouts,
    /// The name of its place, for a place that no list of units has.
    pub(crate) place: &'a str,
    /// The day.
    pub(crate) today: Day,
}

/// What a rule says, in the reader's language.
pub(crate) fn title(lang: Lang, rule: &Rule) -> String {
    match lang {
        Lang::En if !rule.title_en.is_empty() => rule.title_en.clone(),
        _ => rule.title.clone(),
    }
}

/// The note of a rule, in the reader's language.
pub(crate) fn note(lang: Lang, rule: &Rule) -> String {
    match lang {
        Lang::En if !rule.note_en.is_empty() => rule.note_en.clone(),
        _ => rule.note.clone(),
    }
}

/// An amount with its unit: 7 working days, 4 times a year.
pub(crate) fn amount(shell: &Shell, rule: &Rule, amount: u32) -> String {
    let count = i64::from(amount);
    match rule.unit {
        RuleUnit::CalendarDay | RuleUnit::FixedDate => shell.ta("rule-amount-calendar-day", &[("count", &count)]),
        RuleUnit::WorkingDay => shell.ta("rule-amount-working-day", &[("count", &count)]),
        RuleUnit::Hour => shell.ta("rule-amount-hour", &[("count", &count)]),
        RuleUnit::CountPerPeriod => {
            let per = rule.per.map(|per| shell.of("rule-per", per.as_str())).unwrap_or_default();
            shell.ta("rule-amount-times", &[("count", &count), ("per", &per)]).trim_end().to_owned()
        }
    }
}

/// The number of a rule with its bound: at most 7 working days, before 01/02 each year.
pub(crate) fn number(shell: &Shell, rule: &Rule) -> String {
    if rule.unit == RuleUnit::FixedDate {
        let day = format!("{:02}/{:02}", rule.day.unwrap_or_default(), rule.month.unwrap_or_default());
        let key = match rule.bound {
            Bound::AtMost => "rule-date-at-most",
            Bound::AtLeast => "rule-date-at-least",
            Bound::StrictlyBefore => "rule-date-strictly-before",
        };
        return shell.ta(key, &[("day", &day)]);
    }
    let key = match rule.bound {
        Bound::AtMost => "rule-bound-at-most",
        Bound::AtLeast => "rule-bound-at-least",
        Bound::StrictlyBefore => "rule-bound-strictly-before",
    };
    let number = shell.ta(key, &[("number", &amount(shell, rule, rule.amount))]);
    if rule.direction == Direction::Before { shell.ta("rule-before", &[("number", &number)]) } else { number }
}

/// From when until when it holds.
pub(crate) fn period(shell: &Shell, rule: &Rule) -> String {
    let from = rule.valid_from.vn();
    if rule.valid_to == Day::OPEN {
        return shell.ta("rule-from", &[("from", &from)]);
    }
    shell.ta("rule-from-to", &[("from", &from), ("to", &rule.valid_to.plus(-1).vn())])
}

/// The document and its article.
pub(crate) fn source(rule: &Rule) -> String {
    [&rule.source, &rule.article].into_iter().filter(|part| !part.is_empty()).cloned().collect::<Vec<_>>().join(", ")
}

/// How well the number is known.
pub(crate) fn provenance(shell: &Shell, provenance: Provenance) -> String {
    shell.of("rule-provenance", provenance.as_str())
}

impl Here<'_> {
    /// The name of the place where a rule holds.
    pub(crate) fn place(&self, rule: &Rule) -> String {
        match &rule.jurisdiction {
            Jurisdiction::Country => self.shell.t("rule-place-country"),
            own if own == self.at.own() => self.place.to_owned(),
            Jurisdiction::Place { level, code } => {
                let unit = Level::parse(level).and_then(|level| {
                    let on = [rule.valid_from, self.today].into_iter().filter_map(|on| units().at(level, code, on));
                    on.map(|unit| unit.name.to_owned()).next()
                });
                unit.unwrap_or_else(|| rule.jurisdiction.to_string())
            }
        }
    }

    /// Whether the place where a rule holds is this one or lies above it.
    pub(crate) fn covers(&self, rule: &Rule) -> bool {
        rule.jurisdiction == Jurisdiction::Country || self.at.places.contains(&rule.jurisdiction)
    }

    /// Whether a rule is applied here.
    pub(crate) fn state(&self, rule: &Rule, rules: &[Rule]) -> Status {
        let told = |shape, key| Status::new(shape, self.shell.t(key));
        if !rule.confirmed || !self.covers(rule) {
            return told(Shape::Todo, "rule-state-example");
        }
        if rule.valid_to <= self.today {
            return told(Shape::Undone, "rule-state-ended");
        }
        if rule.valid_from > self.today {
            return told(Shape::Soon, "rule-state-coming");
        }
        let in_force = in_force(rules.iter(), &rule.id, &self.at.places, &self.at.level, self.today);
        if rule.variant != NORMAL || in_force == Some(rule) {
            return told(Shape::Done, "rule-state-applied");
        }
        told(Shape::Undone, "rule-state-elsewhere")
    }

    /// A rule of a place before this one, as a row under that place's name.
    pub(crate) fn proposal(&self, proposed: &Proposed<'_>, rules: &[Rule]) -> RuleRow {
        let state = Status::new(Shape::Todo, self.shell.t("rule-state-proposed"));
        RuleRow { place: proposed.of.name.to_owned(), state, ..self.row(proposed.rule, rules) }
    }

    /// A rule as a row.
    pub(crate) fn row(&self, rule: &Rule, rules: &[Rule]) -> RuleRow {
        RuleRow {
            href: super::href(&rule.id, rule.version),
            name: title(self.shell.lang, rule),
            number: number(self.shell, rule),
            place: self.place(rule),
            period: period(self.shell, rule),
            source: source(rule),
            provenance: provenance(self.shell, rule.provenance),
            state: self.state(rule, rules),
        }
    }
}
