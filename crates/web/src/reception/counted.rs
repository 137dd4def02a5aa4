//! What is counted of reception days: on how many days a head receives beside what the rule asks for, and the visits by kind of
//! reception and by who received, each number with the visits that it is.

use documents::print::{number_vn, plain_fraction};
use domain::day::Day;
use domain::reception::duty::{self, Month};
use domain::reception::{Receiver, ReceptionKind};
use domain::rule::Rule;
use store::reception::Days;
use store::reception::count::{Counted, HeadDay, HeadTerm, Visits};
use store::reception::visit::{Part, Which};
use store::rulebook::{Rulebook, Whereabouts};

use super::book;
use crate::look::reception::{CountLine, DutyLine};
use crate::look::{Link, Shell};
use crate::rule;

/// On how many days of each month the heads receive, beside what the rule of the month asks for; one who never received is among
/// them.
pub(super) fn duty(
    shell: &Shell,
    (heads, days): (&[HeadTerm], &[HeadDay]),
    year: i16,
    today: Day,
    (book, at, duty): (&Rulebook, &Whereabouts, &str),
) -> Vec<DutyLine> {
    let asked = |on: Day| {
        let rule = book.rule(duty, at, on)?;
        Some((i64::from(rule.amount), rule.per?))
    };
    let line = |it: &HeadTerm| {
        let own = || days.iter().filter(|day| day.term == it.term);
        let held: Vec<Day> = own().filter(|day| day.held).map(|day| day.on).collect();
        // A day may be set anew beside one that was held.
        let set: Vec<Day> = own().filter(|day| !day.held && !held.contains(&day.on)).map(|day| day.on).collect();
        let months = duty::months(year, &held, today, it.days, asked);
        let cells = (1_i8..).zip(&months);
        DutyLine {
            months: cells.map(|(month, counted)| cell(month, counted, &set)).collect(),
            total: months.iter().map(|month| month.held).sum::<i64>().to_string(),
            who: format!("{}, {}", it.official.0, shell.of("post", &it.official.1)),
        }
    };
    heads.iter().map(line).collect()
}

/// A month: of what is asked for how much was done, else how many days; those that are set behind a plus sign.
fn cell(month: i8, counted: &Month, set: &[Day]) -> String {
    let set = set.iter().filter(|on| on.month() == month).count();
    let done = match counted.asked {
        Some(asked) => plain_fraction(asked.done, asked.needed),
        None if counted.held > 0 => counted.held.to_string(),
        None => String::new(),
    };
    match (set, done.is_empty()) {
        (0, _) => done,
        (set, true) => format!("+{set}"),
        (set, false) => format!("{done} +{set}"),
    }
}

/// What the rules of the year say, each with the day from which it is in force; that there is none.
pub(super) fn rules(
    shell: &Shell,
    year: i16,
    today: Day,
    (book, at, duty): (&Rulebook, &Whereabouts, &str),
) -> Vec<String> {
    let firsts = (1..=12).filter_map(|month| Day::new(year, month, 1)).filter(|first| *first <= today);
    let mut known: Vec<&Rule> = Vec::new();
    for rule in firsts.filter_map(|first| book.rule(duty, at, first)) {
        if !known.iter().any(|other| (&other.id, other.version) == (&rule.id, rule.version)) {
            known.push(rule);
        }
    }
    if known.is_empty() {
        return vec![shell.t("reception-no-rule")];
    }
    let said = |rule: &&Rule| {
        let per = rule.per.map(|per| shell.of("rule-per", per.as_str())).unwrap_or_default();
        let (amount, from, source) = (i64::from(rule.amount), rule.valid_from.vn(), rule::source(rule));
        shell.ta("reception-rule", &[("count", &amount), ("per", &per), ("from", &from), ("source", &source)])
    };
    known.iter().map(said).collect()
}

/// The lines of what is counted: by kind of reception, the total, and the same by who received.
pub(super) fn lines(shell: &Shell, counted: &[Counted], at: (i64, i16, (Day, Day))) -> Vec<CountLine> {
    let kind = |kind: ReceptionKind| Which { kind: Some(kind), ..Which::default() };
    let receiver = |receiver: Receiver| Which { receiver: Some(receiver), ..Which::default() };
    let mut lines: Vec<CountLine> = Vec::new();
    for it in ReceptionKind::ALL {
        lines.push(counted_line(shell.of("reception-kind", it.as_str()), counted, kind(*it), at));
    }
    lines.push(CountLine { total: true, ..counted_line(shell.t("reception-total"), counted, Which::default(), at) });
    for it in [Receiver::Head, Receiver::Deputy, Receiver::Staff] {
        let label = shell.ta("reception-of-which", &[("who", &shell.of("receiver", it.as_str()))]);
        lines.push(counted_line(label, counted, receiver(it), at));
    }
    lines
}

fn counted_line(
    label: String,
    counted: &[Counted],
    which: Which,
    (scope, year, days): (i64, i16, (Day, Day)),
) -> CountLine {
    let (mut held, mut refused, mut all, mut groups) = (0, 0, Visits::default(), Visits::default());
    let own = |it: &&Counted| {
        which.kind.is_none_or(|kind| it.kind == kind.as_str())
            && which.receiver.is_none_or(|receiver| it.receiver == receiver.as_str())
    };
    for it in counted.iter().filter(own) {
        (held, refused) = (held + it.days, refused + it.refused);
        (all, groups) = (all.with(it.all), groups.with(it.groups));
    }
    // A number leads to the visits that it is; nothing leads nowhere.
    let number = |count: i64, which: Which| {
        Link::new(if count > 0 { book::href(scope, days, which) } else { String::new() }, number_vn(count))
    };
    let opened = Days { held: true, kind: which.kind, receiver: which.receiver };
    let came = Which { part: Part::Received, ..which };
    let matters = |which: Which, again| Which { part: Part::Matters, again: Some(again), ..which };
    let large = Which { groups: true, ..came };
    CountLine {
        label,
        total: false,
        numbers: vec![
            Link::new(if held > 0 { super::listed((scope, year), opened) } else { String::new() }, number_vn(held)),
            number(all.visits, came),
            number(all.people, came),
            number(all.first, matters(which, false)),
            number(all.again, matters(which, true)),
            number(groups.visits, large),
            number(groups.people, large),
            number(groups.first, matters(large, false)),
            number(groups.again, matters(large, true)),
            number(refused, Which { part: Part::Refused, ..which }),
        ],
    }
}
