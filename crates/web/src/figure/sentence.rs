//! Sentences with numbers that can be opened: as a report prints them, and as the page says them.

use documents::print;
use store::figure::results::{Counts, Number, ResultLine, Which};

use super::counted::{Made, which};
use crate::lang::{Arg, Lang};
use crate::look::{Link, paper};

/// Stands around the place of a number until the sentence is put together; nobody types it.
const MARK: char = '\u{1}';

/// A sentence of a catalogue whose arguments `names` are `numbers`, as pieces: words without an address, numbers with one.
pub(super) fn linked(
    lang: Lang,
    key: &str,
    names: &[&str],
    numbers: &[Link],
    others: &[(&str, &dyn Arg)],
) -> Vec<Link> {
    let marks: Vec<String> = (0..numbers.len()).map(|at| format!("{MARK}{at}{MARK}")).collect();
    let mut arguments: Vec<(&str, &dyn Arg)> = others.to_vec();
    for (name, mark) in names.iter().zip(&marks) {
        arguments.push((name, mark));
    }
    let sentence = lang.ta(key, &arguments);
    sentence
        .split(MARK)
        .enumerate()
        .filter_map(|(at, piece)| match (at % 2, piece.parse::<usize>()) {
            (1, Ok(number)) => numbers.get(number).cloned(),
            _ if piece.is_empty() => None,
            _ => Some(Link::new("", piece)),
        })
        .collect()
}

/// The sentences that a report would print of these results, in the language of papers.
pub(super) fn of(made: &Made<'_>, lines: &[ResultLine], total: &Counts) -> Vec<Vec<Link>> {
    let levels: Vec<&ResultLine> = lines.iter().filter(|line| line.level.is_some() && line.line.is_none()).collect();
    let mut sentences = Vec::new();
    if total.dialogues.held + total.dialogues.plan.planned > 0 {
        sentences.push(dialogues(made, &levels, total));
    }
    for line in &levels {
        let coverage = &line.counts.coverage;
        if coverage.units > 1 && coverage.active > 0 {
            let link = |number: Number, text: String| Link::new(made.asking.rows(which(line), number), text);
            let numbers = [
                link(Number::Active, print::fraction(coverage.active, coverage.units)),
                made.number(which(line), Number::Sites, &line.counts),
            ];
            let level = paper::LANG.of("paper-units", line.level.as_deref().unwrap_or_default());
            sentences.push(linked(paper::LANG, "paper-coverage", &["active", "sites"], &numbers, &[("units", &level)]));
        }
    }
    let with_cases: Vec<&&ResultLine> = levels.iter().filter(|line| line.counts.cases.total > 0).collect();
    if with_cases.len() > 1 {
        for line in &with_cases {
            let level = paper::LANG.of("chair-level", line.level.as_deref().unwrap_or_default());
            sentences.push(cases(made, which(line), &line.counts, &level));
        }
    }
    if total.cases.total > 0 {
        let all = if with_cases.len() > 1 { paper::LANG.t("figure-sum") } else { String::new() };
        sentences.push(cases(made, Which::default(), total, &all));
    }
    sentences
}

fn dialogues(made: &Made<'_>, levels: &[&ResultLine], total: &Counts) -> Vec<Link> {
    let told = &total.dialogues;
    let held = made.number(Which::default(), Number::Held, total);
    let mut sentence = linked(paper::LANG, "paper-held", &["held"], &[held], &[]);
    if told.plan.planned > 0 {
        let plan = paper::dialogues(told.held, told.added, told.plan.planned, told.plan.adjusted_to());
        sentence.push(Link::new("", paper::LANG.ta("paper-held-plan", &[("plan", &plan)])));
    }
    let parts: Vec<&&ResultLine> = levels.iter().filter(|line| line.counts.dialogues.held > 0).collect();
    if parts.len() > 1 {
        for (at, line) in parts.iter().enumerate() {
            let level = paper::LANG.of("chair-level", line.level.as_deref().unwrap_or_default()).to_lowercase();
            let number = made.number(which(line), Number::Held, &line.counts);
            sentence.push(Link::new("", if at == 0 { ": " } else { ", " }));
            sentence.extend(linked(paper::LANG, "paper-held-level", &["held"], &[number], &[("level", &level)]));
        }
    }
    sentence.push(Link::new("", "."));
    sentence
}

/// The partition of a line: what no case has is left out.
fn cases(made: &Made<'_>, which: Which<'_>, counts: &Counts, whose: &str) -> Vec<Link> {
    let total = counts.cases.total;
    let day = made.asking.asked.state_on.vn();
    let mut sentence = vec![Link::new(
        "",
        match whose {
            "" => paper::LANG.ta("paper-by", &[("day", &day)]),
            whose => paper::LANG.ta("paper-by-level", &[("day", &day), ("whose", &whose)]),
        },
    )];
    let parts = [
        ("paper-resolved", Number::Resolved),
        ("paper-in-progress", Number::InProgress),
        ("paper-not-taken-up", Number::NotTakenUp),
    ];
    let precision = print::precision_of(&counts.cases.parts(), total);
    for (at, (key, number)) in parts.iter().filter(|(_, number)| number.of(counts) > 0).enumerate() {
        let n = number.of(counts);
        let fraction = Link::new(made.asking.rows(which, *number), print::fraction(n, total));
        let share = print::percent(n, total, precision).unwrap_or_default();
        sentence.push(Link::new("", if at == 0 { " " } else { "; " }));
        sentence.extend(linked(paper::LANG, key, &["fraction"], &[fraction], &[("share", &share)]));
    }
    sentence.push(Link::new("", "."));
    sentence
}
