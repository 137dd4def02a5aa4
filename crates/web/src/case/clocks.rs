//! The two clocks of a case: how long somebody waits, and how the body stands to its due date, with why it is that date.

use domain::calendar::Calendar;
use domain::case::{Redated, RedatedBy, redated};
use domain::correction::effective;
use domain::day::Day;
use domain::due::{Derivation, Unit};
use domain::event::Moved;
use store::assignment::AGENCY;
use store::case::{CITIZEN, ClockRow};
use store::rulebook::Rulebook;

use super::handled::PART;
use super::standing::Facts;
use crate::due::{left, why, working_days};
use crate::look::case::{BodyClock, ClockBar, Clocks};
use crate::look::{Link, Shell};
use crate::rule;

/// Both clocks. The people's runs until today, or stood still on the day of the last answer.
pub(super) fn both(
    shell: &Shell,
    (facts, answered): (&Facts, Day),
    ruled: &[ClockRow],
    book: &Rulebook,
    (today, may_open_rules): (Day, bool),
) -> Clocks {
    let (row, parts) = (&facts.row, &facts.dossier.parts);
    let running = row.clock == "running";
    let until = if running { today } else { answered };
    // While one runs or stands still, those that are over tell nothing any more.
    let live = ruled.iter().any(|clock| clock.kind != CITIZEN && clock.due_on.is_some() && clock.state != "stopped");
    let dated: Vec<(&ClockRow, Day)> = ruled
        .iter()
        .filter(|clock| clock.kind != CITIZEN && (!live || clock.state != "stopped"))
        .filter_map(|clock| clock.due_on.map(|due_on| (clock, due_on)))
        .collect();
    let mut bodies: Vec<BodyClock> = Vec::new();
    for (clock, due_on) in &dated {
        let mut one = body(shell, clock, *due_on, book, (today, may_open_rules));
        if let Some(part) = parts.iter().find(|part| clock.kind == PART && part.id == clock.id) {
            one.kind = shell.ta("clock-kind-part", &[("body", &part.to_name)]);
        }
        if clock.kind == AGENCY && clock.state != "stopped" {
            one.moves = moves(shell, facts, &book.calendar);
        }
        // The same day for the same reason is explained once.
        if bodies.iter().any(|known| {
            (&known.due, &known.why, &known.ground, &known.moves) == (&one.due, &one.why, &one.ground, &one.moves)
        }) {
            one.why = None;
        }
        bodies.push(one);
    }
    Clocks {
        waited: row.raised_on.days_until(until),
        since: row.raised_on.vn(),
        running,
        bar: dated.first().map(|(clock, due_on)| {
            let held = if clock.state == "running" { today } else { answered.min(until) };
            bar(shell, (row.raised_on, until), (clock.from_on, held, *due_on))
        }),
        bodies,
    }
}

fn body(shell: &Shell, clock: &ClockRow, due_on: Day, book: &Rulebook, (today, may_open): (Day, bool)) -> BodyClock {
    let derivation = Derivation::parse(&clock.derivation);
    let unit = derivation.as_ref().map_or(Unit::WorkingDays, |derivation| derivation.unit);
    let (words, over) = match clock.state.as_str() {
        "running" => left(shell, &book.calendar, unit, today, due_on),
        "suspended" => (shell.t("clock-suspended"), false),
        _ => (shell.t("clock-stopped"), false),
    };
    let known = derivation.as_ref().and_then(|derivation| {
        let version = derivation.version?;
        let id = derivation.rule.as_deref()?;
        book.rules.iter().find(|rule| rule.id == id && rule.version == version)
    });
    BodyClock {
        kind: if clock.kind == PART { String::new() } else { shell.of("clock-kind", &clock.kind) },
        words,
        due: due_on.vn(),
        over,
        why: derivation.as_ref().map(|derivation| why(shell, derivation)),
        ground: match known {
            Some(own) => ground(shell, own),
            None if clock.rule_id.is_none() => shell.t("clock-typed"),
            None => String::new(),
        },
        rule: derivation
            .and_then(|derivation| derivation.rule)
            .filter(|_| may_open)
            .map(|id| format!("/rules/{id}"))
            .unwrap_or_default(),
        moves: Vec::new(),
    }
}

/// How the last day of the assignment in force moved, each move with its step in the history.
fn moves(shell: &Shell, facts: &Facts, calendar: &Calendar) -> Vec<Link> {
    let moves = redated(&effective(&facts.history));
    let link = |it: &Redated| Link::new(format!("#event-{}", it.event), one_move(shell, facts, calendar, it));
    moves.iter().map(link).collect()
}

/// What moved a last day, from which day to which, by how much, why, and whether the person was told.
fn one_move(shell: &Shell, facts: &Facts, calendar: &Calendar, it: &Redated) -> String {
    let days = [("on", it.on.vn()), ("from", it.from.vn()), ("to", it.to.vn())];
    let days = || days.iter().map(|(name, day)| (*name, day as &dyn crate::lang::Arg));
    let told = match &it.by {
        RedatedBy::Pause(pause) => return moved(shell, pause),
        RedatedBy::Notice => return shell.ta("redated-notice", &days().collect::<Vec<_>>()),
        RedatedBy::Reopening => None,
        RedatedBy::Extension { told: true } => Some("redated-told"),
        RedatedBy::Extension { told: false } => Some("redated-not-told"),
    };
    let first = match (told, working_days(calendar, it.from, it.to)) {
        (None, _) => shell.ta("redated-reopening", &days().collect::<Vec<_>>()),
        (Some(_), Some(count)) => {
            shell.ta("redated-working", &days().chain([("count", &count as _)]).collect::<Vec<_>>())
        }
        (Some(_), None) => {
            let count = it.from.days_until(it.to);
            shell.ta("redated-days", &days().chain([("count", &count as _)]).collect::<Vec<_>>())
        }
    };
    let row = facts.events.iter().find(|row| row.recorded.id == it.event);
    let reason = row.and_then(|row| row.reason.as_ref());
    let reason = reason.map(|reason| shell.ta("redated-reason", &[("reason", reason)]));
    let said: Vec<String> = [Some(first), reason, told.map(|key| shell.t(key))].into_iter().flatten().collect();
    said.join(" ")
}

/// From which day to which the last day moved, and which days are not counted.
pub(super) fn moved(shell: &Shell, moved: &Moved) -> String {
    let key = if moved.unit == Unit::WorkingDays { "step-moved-wd" } else { "step-moved-cd" };
    let args: [(&str, &dyn crate::lang::Arg); 4] = [
        ("count", &i64::from(moved.days)),
        ("since", &moved.since.vn()),
        ("from", &moved.from.vn()),
        ("to", &moved.to.vn()),
    ];
    shell.ta(key, &args)
}

/// The rule with its number, source and provenance as one sentence.
pub(crate) fn ground(shell: &Shell, own: &domain::rule::Rule) -> String {
    let args: [(&str, &dyn crate::lang::Arg); 4] = [
        ("rule", &rule::title(shell.lang, own)),
        ("number", &rule::number(shell, own)),
        ("source", &rule::source(own)),
        ("provenance", &rule::provenance(shell, own.provenance)),
    ];
    shell.ta("due-ground", &args)
}

/// Both on one scale, from the first day of either to the last.
fn bar(shell: &Shell, (since, until): (Day, Day), (from, held, due_on): (Day, Day, Day)) -> ClockBar {
    let first = since.min(from);
    let last = until.max(due_on).max(held);
    let whole = first.days_until(last).max(1);
    let at = |day: Day| 1 + first.days_until(day) * ClockBar::WHOLE / whole;
    let long = |one: Day, other: Day| (at(other) - at(one)).max(0);
    let short = |day: Day| day.vn().chars().take(5).collect::<String>();
    ClockBar {
        people: long(first, until).max(3),
        from: at(from),
        held: long(from, held.min(due_on)).max(3),
        due: at(due_on),
        late: long(due_on, held),
        first: short(first),
        last: short(last),
        spoken: shell.ta("clock-bar", &[("since", &since.vn()), ("from", &from.vn()), ("due", &due_on.vn())]),
    }
}
