//! Sums that contradict each other are refused before anything is played, with the line at fault.

use std::ops::Range;
use std::path::Path;

use super::told::{Line, Stated, Told};
use crate::refused::Refused;

/// What does not agree, and where it stands in the file.
#[derive(Debug)]
pub(super) struct Wrong {
    at: Range<usize>,
    what: String,
}

impl Wrong {
    /// The refusal that names the file and the line.
    pub(super) fn refused(&self, path: &Path, text: &str) -> Refused {
        let line = text.get(..self.at.start).map_or(0, |before| before.matches('\n').count()) + 1;
        Refused::new(
            format!("{}, line {line}: {}.", path.display(), self.what),
            "look at the source again and correct the number that is wrong",
        )
    }
}

/// Whether the file agrees with itself.
pub(super) fn agree(told: &Told) -> Result<(), Wrong> {
    if !(told.begins_on < told.from && told.from <= told.to && told.to <= told.today) {
        return Err(Wrong { at: 0..0, what: "begins_on, from, to and today are not in this order".to_owned() });
    }
    for (index, line) in told.lines.iter().enumerate() {
        let (at, line) = (line.span(), line.get_ref());
        own(line)
            .and_then(|()| fields(told, line))
            .map_err(|what| Wrong { at: at.clone(), what: format!("{}: {what}", line.name) })?;
        let within = told.lines[..index].iter().any(|earlier| earlier.get_ref().name == line.within);
        if !line.within.is_empty() && !within {
            return Err(Wrong { at, what: format!("{}: no line before it is called {}", line.name, line.within) });
        }
    }
    match &told.total {
        Some(total) => {
            total_of(told, total.get_ref()).map_err(|what| Wrong { at: total.span(), what: format!("total: {what}") })
        }
        None => Ok(()),
    }
}

/// Whether a stated number is what the parts add up to.
fn is(what: &str, stated: Option<usize>, sum: usize) -> Result<(), String> {
    match stated {
        Some(stated) if stated != sum => Err(format!("{what} is stated as {stated}, and the parts add up to {sum}")),
        _ => Ok(()),
    }
}

fn at_most(what: &str, part: usize, whole: usize) -> Result<(), String> {
    if part > whole { Err(format!("{what} ({part}) can't be more than {whole}")) } else { Ok(()) }
}

/// Whether one line agrees with itself.
fn own(line: &Line) -> Result<(), String> {
    let stated = &line.stated;
    partition(stated)?;
    is("resolved", stated.resolved, line.resolved.sum())?;
    is("in progress", stated.in_progress, line.in_progress.sum())?;
    is("not taken up", stated.not_taken_up, line.not_taken_up)?;
    is("cases", stated.cases, line.cases())?;
    is("letters", stated.letters, if line.letters { line.cases() } else { 0 })?;
    is("units", stated.units, line.units())?;
    at_most("active units", line.active(), line.units())?;
    if !line.letters && line.held() > 0 {
        at_most("active units", line.active(), line.held())?;
        at_most("dialogues held", line.held(), line.sites())?;
    }
    if let Some(plan) = &line.plan {
        is("planned", stated.planned, plan.months.len())?;
        let held = plan.months.len().checked_sub(plan.not_held.len());
        match held {
            Some(held) if held <= line.held() => {}
            _ => return Err("what was planned and not held is more than was planned".to_owned()),
        }
        is("planned and held", stated.held.filter(|_| held != Some(line.held())), held.unwrap_or_default())?;
        if let Some(other) = plan.not_held.iter().find(|not_held| !plan.months.contains(&not_held.month)) {
            return Err(format!("month {} was not planned", other.month));
        }
    } else if stated.planned.is_some() {
        return Err("what was planned is stated, and there is no plan".to_owned());
    }
    at_most("late replies", line.beside.late, line.resolved.replied)?;
    at_most("cases reopened after the range", line.beside.reopened_after, line.resolved.on_the_spot)?;
    if line.letters && line.resolved.on_the_spot > 0 {
        return Err("a letter is not answered on the spot".to_owned());
    }
    if line.cases() > 0 && line.held() == 0 && !line.letters {
        return Err("cases were raised, and no dialogue was held".to_owned());
    }
    Ok(())
}

/// Whether the cases by field of work are the cases, and of each field there is something that people raise.
fn fields(told: &Told, line: &Line) -> Result<(), String> {
    if told.sentences.is_empty() {
        return Err("no sentence is there that anybody could raise".to_owned());
    }
    if line.fields.is_empty() {
        return Ok(());
    }
    let sum: usize = line.fields.values().sum();
    if sum != line.cases() {
        return Err(format!("the cases by field add up to {sum}, and those by outcome to {}", line.cases()));
    }
    match line.fields.keys().find(|field| told.sentences_of(field).is_empty()) {
        Some(field) => Err(format!("no sentence is of the field {field}")),
        None => Ok(()),
    }
}

/// Whether the stated outcomes add up to the stated cases.
fn partition(stated: &Stated) -> Result<(), String> {
    let parts = [stated.resolved, stated.in_progress, stated.not_taken_up];
    if stated.cases.is_some() && parts[..2].iter().all(Option::is_some) {
        is("cases", stated.cases, parts.iter().flatten().sum())?;
    }
    Ok(())
}

/// Whether the stated total is the sum of the lines.
fn total_of(told: &Told, total: &Stated) -> Result<(), String> {
    partition(total)?;
    let sum = |of: fn(&Line) -> usize| told.lines.iter().map(|line| of(line.get_ref())).sum::<usize>();
    is("dialogues held", total.held, sum(Line::held))?;
    is("cases", total.cases, sum(Line::cases))?;
    is("resolved", total.resolved, sum(|line| line.resolved.sum()))?;
    is("in progress", total.in_progress, sum(|line| line.in_progress.sum()))?;
    is("not taken up", total.not_taken_up, sum(|line| line.not_taken_up))?;
    is("letters", total.letters, sum(|line| line.stated.letters.unwrap_or_default()))?;
    is("planned", total.planned, sum(|line| line.stated.planned.unwrap_or_default()))
}
