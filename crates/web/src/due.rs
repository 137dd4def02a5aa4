//! Due dates: how many days are left by the calendar, why a date is that date, and a page to try one.

pub(crate) mod anybody;
mod waiting;

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::calendar::{Calendar, DayKind};
use domain::day::Day;
use domain::due::{self, DayBox, Derivation, Direction, Due, Mark, Period, Run, Unit};
use domain::permission::Act;
use domain::refusal::Refusal;
use store::Read;
use store::grant::{Of, may};

use crate::app::App;
use crate::dialogue::of;
use crate::look::due::{DayBox as Drawn, Face, TryDue, Why};
use crate::look::form::{Choice, FormState};
use crate::look::{Nav, Shell};
use crate::page::{Halt, draw, frame, halt, query, redraw, refuse, typed_day};
use crate::session::SignedIn;

pub(crate) use waiting::{MOST_TRANSFERS, Part, Taken, count, is_shown, transfer_line, transfers, untaken, waiting};

/// More boxes than these are folded into runs of days alike.
const MOST_BOXES: usize = 42;

/// How many working days lie after one day up to another one; nothing where the calendar of a year is not known.
pub(crate) fn working_days(calendar: &Calendar, after: Day, until: Day) -> Option<i64> {
    let mut count = 0;
    let mut day = after;
    while day < until {
        day = day.next();
        count += i64::from(calendar.kind(day)?.is_working());
    }
    Some(count)
}

/// How far a due date is from today in its own unit, in words, and whether it has passed.
pub(crate) fn left(shell: &Shell, calendar: &Calendar, unit: Unit, today: Day, due_on: Day) -> (String, bool) {
    if due_on == today {
        return (shell.t("due-today"), false);
    }
    let over = due_on < today;
    let (first, last) = if over { (due_on, today) } else { (today, due_on) };
    let worked = (unit == Unit::WorkingDays).then(|| working_days(calendar, first, last)).flatten();
    let (key, count) = match (over, worked) {
        (false, Some(count)) => ("due-left-working", count),
        (false, None) => ("due-left", first.days_until(last)),
        // Late since a day off is not yet late by a working day; the date itself has passed all the same.
        (true, Some(count)) if count > 0 => ("due-late-working", count),
        (true, _) => ("due-late", first.days_until(last)),
    };
    (shell.ta(key, &[("count", &count)]), over)
}

/// The weekday and date: Thursday, 20/08/2026.
pub(crate) fn weekday_and_date(shell: &Shell, day: Day) -> String {
    format!("{}, {}", shell.of("weekday", &day.weekday().to_string()), day.vn())
}

/// The day and month alone.
fn short(day: Day) -> String {
    day.vn().chars().take(5).collect()
}

/// Why a date is that date: the boxes and the sentences around them.
pub(crate) fn why(shell: &Shell, derivation: &Derivation) -> Why {
    let boxes = derivation.boxes();
    let drawn = if boxes.len() > MOST_BOXES {
        due::runs(&boxes).iter().map(|run| run_box(shell, run)).collect()
    } else {
        boxes.iter().map(|day| one_box(shell, day)).collect()
    };
    let due_on = derivation.due_on();
    Why {
        due: due_on.vn(),
        begin: shell.ta(
            match (derivation.direction, derivation.unit) {
                (Direction::After, Unit::WorkingDays) => "due-begin-after-working",
                (Direction::After, Unit::CalendarDays) => "due-begin-after",
                (Direction::Before, Unit::WorkingDays) => "due-begin-before-working",
                (Direction::Before, Unit::CalendarDays) => "due-begin-before",
            },
            &[("day", &weekday_and_date(shell, derivation.from)), ("count", &i64::from(derivation.amount))],
        ),
        boxes: drawn,
        passed_over: sentences(shell, derivation, &boxes),
    }
}

fn one_box(shell: &Shell, day: &DayBox) -> Drawn {
    let face = face(day);
    let number = day.number.map(i64::from);
    Drawn {
        face,
        date: short(day.on),
        weekday: shell.of("weekday-short", &day.on.weekday().to_string()),
        mark: mark(shell, day),
        spoken: shell.ta(
            "due-box",
            &[("day", &weekday_and_date(shell, day.on)), ("what", &spoken(shell, day.mark, number, day.is_due))],
        ),
    }
}

fn face(day: &DayBox) -> Face {
    match day.mark {
        _ if day.is_due => Face::Due,
        Mark::Start => Face::Event,
        mark if mark.is_off() => Face::Off,
        _ => Face::On,
    }
}

/// What stands in the third line of a box: its number, or why it has none.
fn mark(shell: &Shell, day: &DayBox) -> String {
    let mut parts: Vec<String> = day.number.map(|number| number.to_string()).into_iter().collect();
    if day.is_due {
        parts.push(shell.t("due-mark-due"));
    } else if !matches!(day.mark, Mark::Counted) {
        parts.push(shell.of("due-mark", day.mark.as_str()));
    }
    parts.join(" ")
}

fn spoken(shell: &Shell, mark: Mark, number: Option<i64>, is_due: bool) -> String {
    let mut parts = Vec::new();
    if mark != Mark::Counted {
        parts.push(shell.of("due-spoken", mark.as_str()));
    }
    parts.extend(number.map(|number| shell.ta("due-spoken-number", &[("number", &number)])));
    if is_due {
        parts.push(shell.t("due-spoken-due"));
    }
    parts.join(", ")
}

/// A run of days alike as one box.
fn run_box(shell: &Shell, run: &Run) -> Drawn {
    let (first, last) = (run.first, run.last);
    if first.on == last.on {
        return one_box(shell, &first);
    }
    let numbers = first.number.zip(last.number).map(|(from, to)| format!("{from}–{to}"));
    let days = first.on.days_until(last.on) + 1;
    let what = match &numbers {
        Some(numbers) => shell.ta("due-spoken-numbers", &[("numbers", numbers)]),
        None => shell.of("due-spoken", first.mark.as_str()),
    };
    let dates = format!("{}–{}", short(first.on), short(last.on));
    Drawn {
        face: if numbers.is_some() { Face::Week } else { Face::Off },
        weekday: shell.ta("day-count", &[("count", &days)]),
        mark: numbers.unwrap_or_else(|| shell.of("due-mark", first.mark.as_str())),
        spoken: shell.ta("due-box", &[("day", &dates), ("what", &what)]),
        date: dates,
    }
}

/// What was passed over and why, what was worked instead, where the end moved to, and what is not sure.
fn sentences(shell: &Shell, derivation: &Derivation, boxes: &[DayBox]) -> Vec<String> {
    let of = |mark: Mark| boxes.iter().filter(|day| day.mark == mark).map(|day| day.on).collect::<Vec<_>>();
    let mut said = Vec::new();
    let made_up = of(Mark::CountedMakeUp);
    if derivation.unit == Unit::WorkingDays {
        if !made_up.is_empty() {
            said.push(shell.ta("due-made-up", &[("days", &dates(&made_up))]));
        }
        let mut parts = Vec::new();
        let weekend = of(Mark::Weekend).len();
        if weekend > 0 {
            parts.push(shell.ta("due-passed-weekend", &[("count", &weekend)]));
        }
        for (mark, key) in [
            (Mark::Holiday, "due-passed-holiday"),
            (Mark::InLieu, "due-passed-in-lieu"),
            (Mark::SwappedOff, "due-passed-swapped"),
            (Mark::Closed, "due-passed-closed"),
        ] {
            let days = of(mark);
            if !days.is_empty() {
                parts.push(shell.ta(key, &[("days", &dates(&days))]));
            }
        }
        if !parts.is_empty() {
            let count = boxes.iter().filter(|day| day.mark.is_off()).count();
            said.push(shell.ta("due-passed-over", &[("count", &count), ("parts", &parts.join("; "))]));
        }
    } else if let Some(last) = boxes.iter().find(|day| day.number == Some(derivation.amount) && day.mark.is_off()) {
        let args: [(&str, &dyn crate::lang::Arg); 3] = [
            ("number", &i64::from(derivation.amount)),
            ("day", &weekday_and_date(shell, last.on)),
            ("due", &weekday_and_date(shell, derivation.due_on())),
        ];
        said.push(shell.ta("due-moved", &args));
    }
    if derivation.computed {
        said.push(shell.t("due-computed"));
    }
    said
}

/// Days as dd/mm, those that follow on one another as a span.
fn dates(days: &[Day]) -> String {
    let mut spans: Vec<(Day, Day)> = Vec::new();
    for day in days {
        match spans.last_mut() {
            Some((_, last)) if last.next() == *day => *last = *day,
            _ => spans.push((*day, *day)),
        }
    }
    let said = spans.into_iter().map(|(first, last)| match first.days_until(last) {
        0 => short(first),
        1 => format!("{}, {}", short(first), short(last)),
        _ => format!("{}–{}", short(first), short(last)),
    });
    said.collect::<Vec<_>>().join(", ")
}

/// `GET /due`: tries a date.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Rules);
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    let right = may(&mut read, visitor.by, Act::RulebookRead, Of::Organisation(of(&uri, &visitor))).await;
    right.map_err(halt(shell.clone()))?;
    let mut form = FormState::default();
    for name in ["event_on", "amount", "unit", "direction"] {
        if let Some(typed) = query(&uri, name) {
            form = form.with(name, typed);
        }
    }
    let asked = !form.values.is_empty();
    form = form.with("unit", "wd").with("direction", "after").with("event_on", read.today().vn());
    let (units, directions) = (unit_choices(&shell), directions(&shell));
    let mut page = TryDue { shell, form, units, directions, found: None };
    if !asked {
        return Ok(draw(&page));
    }
    match typed(&page.form).and_then(|(from, period)| due::due(&book.calendar, from, period)) {
        Ok(due) => {
            page.found = Some(found(&page.shell, &due));
            Ok(draw(&page))
        }
        Err(refusal) => {
            refuse(&mut page.form, visitor.lang, &refusal);
            Ok(redraw(&refusal, &page))
        }
    }
}

/// Working days or calendar days.
fn unit_choices(shell: &Shell) -> Vec<Choice> {
    ["wd", "cd"].map(|unit| Choice::new(unit, shell.of("due-unit", unit))).to_vec()
}

/// After the event or before it.
fn directions(shell: &Shell) -> Vec<Choice> {
    ["after", "before"].map(|direction| Choice::new(direction, shell.of("due-direction", direction))).to_vec()
}

fn found(shell: &Shell, due: &Due) -> (String, Why) {
    (weekday_and_date(shell, due.on), why(shell, &Derivation::of(due, None)))
}

fn typed(form: &FormState) -> Result<(Day, Period), Refusal> {
    let from = typed_day("event_on", form.value("event_on"))?.ok_or(Refusal::Missing { field: "event_on" })?;
    let amount = amount(form.value("amount"))?;
    let unit = Unit::parse(form.value("unit")).ok_or(Refusal::NotAChoice { field: "unit" })?;
    let direction = Direction::parse(form.value("direction")).ok_or(Refusal::NotAChoice { field: "direction" })?;
    Ok((from, Period::new(amount, unit, direction)))
}

/// A number of days as it was typed.
pub(crate) fn amount(typed: &str) -> Result<u32, Refusal> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Err(Refusal::Missing { field: "amount" });
    }
    typed.parse().map_err(|_| Refusal::Unreadable { field: "amount" })
}

/// What a kind of day is called on the calendar; nothing for an ordinary working day and weekend.
pub(crate) const fn kind_class(kind: DayKind) -> &'static str {
    match kind {
        DayKind::Working => "",
        DayKind::Weekend => "is-weekend",
        DayKind::MakeUp => "is-makeup",
        DayKind::Holiday | DayKind::InLieu | DayKind::SwappedOff | DayKind::Closed => "is-off",
    }
}
