//! A due date in words: every day between, counted or not and why, and the articles by which it was counted.

use std::fmt::Write as _;

use domain::calendar::{Entry, Status};
use domain::due::{DayBox, Direction, Due, Mark, Run, Unit, runs};
use domain::{Calendar, Day};

/// The entry of the calendar that explains a day; nothing for a day that is what its weekday says.
pub(super) fn entry(calendar: &Calendar, day: DayBox) -> Option<&Entry> {
    let named = matches!(day.mark, Mark::CountedMakeUp | Mark::Holiday | Mark::InLieu | Mark::SwappedOff);
    calendar.entry(day.on).filter(|_| named)
}

fn weekday(day: Day) -> &'static str {
    match day.weekday() {
        1 => "Mon",
        2 => "Tue",
        3 => "Wed",
        4 => "Thu",
        5 => "Fri",
        6 => "Sat",
        _ => "Sun",
    }
}

fn shown(day: Day) -> String {
    format!("{} {}", weekday(day), day.vn())
}

/// The whole explanation, with the date in its first line.
pub(super) fn text(calendar: &Calendar, due: &Due) -> String {
    let days = match (due.period.unit, due.period.amount) {
        (Unit::WorkingDays, 1) => "working day",
        (Unit::WorkingDays, _) => "working days",
        (Unit::CalendarDays, 1) => "calendar day",
        (Unit::CalendarDays, _) => "calendar days",
    };
    let side = due.period.direction.as_str();
    let mut text = format!("{}: {} {days} {side} {}\n\n", shown(due.on), due.period.amount, shown(due.from));
    for run in lines(&due.boxes()) {
        line(&mut text, calendar, run);
    }
    text.push_str("\nHow it is counted:\n");
    for sentence in rules(due) {
        text.push_str("  ");
        text.push_str(sentence);
        text.push('\n');
    }
    for note in notes(calendar, due) {
        text.push('\n');
        text.push_str(&note);
        text.push('\n');
    }
    text
}

/// Runs of days as they are printed: days with a name of their own stand alone.
fn lines(boxes: &[DayBox]) -> Vec<Run> {
    let single = |mark| matches!(mark, Mark::CountedMakeUp | Mark::Holiday | Mark::InLieu | Mark::SwappedOff);
    let mut lines = Vec::new();
    for run in runs(boxes) {
        if single(run.first.mark) {
            let days = boxes.iter().filter(|day| run.first.on <= day.on && day.on <= run.last.on);
            lines.extend(days.map(|day| Run { first: *day, last: *day }));
        } else {
            lines.push(run);
        }
    }
    lines
}

fn line(text: &mut String, calendar: &Calendar, run: Run) {
    let number = match (run.first.mark, run.first.number, run.last.number) {
        (Mark::Start, ..) => "0".to_owned(),
        (_, Some(first), Some(last)) if first == last => first.to_string(),
        (_, Some(first), Some(last)) => format!("{first}-{last}"),
        _ => String::new(),
    };
    let days = if run.first.on == run.last.on {
        shown(run.first.on)
    } else {
        format!("{} - {}", shown(run.first.on), shown(run.last.on))
    };
    let mut why = why(run.first).to_owned();
    if let Some(entry) = entry(calendar, run.first) {
        why.push_str(": ");
        why.push_str(&entry.name_vi);
        if !entry.name_en.is_empty() {
            // Writing to a string cannot fail.
            let _ = write!(why, " ({})", entry.name_en);
        }
    }
    if run.first.is_due {
        why.push_str(", DUE");
    }
    let _ = writeln!(text, "  {number:>7}  {days:<31}  {why}");
}

fn why(day: DayBox) -> &'static str {
    match (day.mark, day.number.is_some()) {
        (Mark::Start, _) => "the day of the event, not counted",
        (Mark::Counted, _) => "counted",
        (Mark::CountedMakeUp, _) => "counted, a Saturday that is worked",
        (Mark::Weekend, false) => "not counted, weekend",
        (Mark::Holiday, false) => "not counted, public holiday",
        (Mark::InLieu, false) => "not counted, day off in lieu",
        (Mark::SwappedOff, false) => "not counted, day off that is made up for",
        (Mark::Closed, false) => "not counted, the bodies of the place were closed",
        (Mark::Weekend, true) => "counted, but it can't end on a weekend",
        (Mark::Holiday, true) => "counted, but it can't end on a public holiday",
        (Mark::InLieu, true) => "counted, but it can't end on a day off in lieu",
        (Mark::SwappedOff, true) => "counted, but it can't end on a day off that is made up for",
        (Mark::Closed, true) => "counted, but it can't end on a day on which the bodies of the place were closed",
        (Mark::Moved, _) => "the next working day",
    }
}

/// The rules of counting that were used, each with its article.
fn rules(due: &Due) -> Vec<&'static str> {
    let mut rules = vec!["The day of the event is not counted (Civil Code 2015, article 147)."];
    match due.period.unit {
        Unit::WorkingDays => {
            rules.push(
                "Worked are Monday to Friday without public holidays and days in lieu (Labour Code 2019, articles 111 and 112),",
            );
            rules.push(
                "without days off that are made up for, and the Saturdays that make up for them (announced each year).",
            );
        }
        Unit::CalendarDays => rules.push("Every day of the calendar counts."),
    }
    match (due.period.unit, due.period.direction) {
        (Unit::CalendarDays, Direction::After) if due.period.rolls() => {
            rules.push(
                "A last day that is a day off moves to the next working day (Civil Code 2015, article 148, clause 5).",
            );
        }
        (Unit::CalendarDays, Direction::After) => rules.push("A last day that is a day off stays, as was asked."),
        (Unit::CalendarDays, Direction::Before) => rules.push("Counted back, nothing moves."),
        (Unit::WorkingDays, _) => {}
    }
    rules
}

/// What a reader has to know besides: a computed calendar, days off that are policy and not known to be law.
fn notes(calendar: &Calendar, due: &Due) -> Vec<String> {
    let mut notes = Vec::new();
    let (first, last) = (due.from.min(due.on), due.from.max(due.on));
    let computed = (first.year()..=last.year()).filter(|year| calendar.status(*year) == Some(Status::Computed));
    for year in computed.filter(|_| due.computed) {
        notes.push(format!(
            "COMPUTED: the calendar of {year} is computed and not announced yet; this date may still change."
        ));
    }
    // In calendar days only the end of a period looks at the calendar.
    let looked_at = match (due.period.unit, due.period.rolls()) {
        (Unit::WorkingDays, _) => first.next(),
        (Unit::CalendarDays, true) => due.from.plus(due.period.amount.into()),
        (Unit::CalendarDays, false) => Day::OPEN,
    };
    for day in calendar.policy().iter().filter(|day| looked_at <= day.on && day.on <= last) {
        notes.push(format!(
            "{} is taken for a working day: {} ({}) is a day off by resolution, not known to be law. --policy takes it for a day off.",
            shown(day.on),
            day.name_vi,
            day.name_en
        ));
    }
    notes
}
