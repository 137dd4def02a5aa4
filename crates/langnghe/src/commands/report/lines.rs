//! A line of results as JSON and as text.

use std::fmt::Write as _;

use documents::print;
use domain::dialogue::Line;
use serde_json::{Value, json};
use store::figure::results::{Cases, Coverage, Dialogues, ResultLine};
use web::look::paper;

/// The level of a line, and `total` for that of all.
fn level(line: &ResultLine) -> &str {
    line.level.as_deref().unwrap_or("total")
}

/// Whose duty, and `all` for everybody's.
fn duty(line: &ResultLine) -> &'static str {
    line.line.map_or("all", Line::as_str)
}

/// As JSON, for programs; `printed` as a Vietnamese report prints it.
pub(super) fn json(line: &ResultLine) -> Value {
    let counts = &line.counts;
    let (Dialogues { plan, held, added }, cases) = (counts.dialogues, &counts.cases);
    let Coverage { units, active, sites, .. } = counts.coverage;
    json!({
        "level": level(line),
        "line": duty(line),
        "dialogues": {
            "planned": plan.planned,
            "adjusted": plan.adjusted_to(),
            "held": held,
            "postponed": plan.postponed,
            "cancelled": plan.cancelled,
            "added": added,
        },
        "coverage": { "units": units, "active": active, "sites": sites },
        "turns": counts.turns,
        "letters": counts.letters,
        "submissions": counts.submissions,
        "voters": counts.voters,
        "elsewhere": counts.elsewhere,
        "cases": {
            "total": cases.total,
            "resolved": cases.resolved,
            "in_progress": cases.in_progress,
            "not_taken_up": cases.not_taken_up,
            "ended": cases.ended,
            "cannot": cases.cannot,
            "confirmed": cases.confirmed,
            "confirmed_front": cases.confirmed_front,
            "contradicted_front": cases.contradicted_front,
            "contradicted": cases.contradicted,
            "not_asked": cases.not_asked,
            "on_time": cases.on_time,
            "late": cases.late,
            "overdue": cases.overdue,
            "no_due": cases.no_due,
            "waiting": cases.waiting,
            "beyond": cases.beyond,
            "carried_over": cases.carried_over,
            "raised": cases.raised,
            "reopened": cases.reopened,
        },
        "fields": counts.fields.iter().map(|(field, [resolved, in_progress, not_taken_up])| json!({
            "field": field,
            "total": resolved + in_progress + not_taken_up,
            "resolved": resolved,
            "in_progress": in_progress,
            "not_taken_up": not_taken_up,
        })).collect::<Vec<_>>(),
        "printed": {
            "dialogues": dialogues(&counts.dialogues),
            "coverage": print::plain_fraction(active, units),
            "resolved": paper::cases(cases.resolved, cases.total),
            "in_progress": paper::cases(cases.in_progress, cases.total),
            "not_taken_up": paper::cases(cases.not_taken_up, cases.total),
        },
    })
}

/// As a report prints them.
fn dialogues(dialogues: &Dialogues) -> String {
    let plan = &dialogues.plan;
    paper::dialogues(dialogues.held, dialogues.added, plan.planned, plan.adjusted_to())
}

/// As text, for people.
pub(super) fn text(text: &mut String, line: &ResultLine) {
    let counts = &line.counts;
    let cases = &counts.cases;
    let Cases { total, resolved, in_progress, not_taken_up, overdue, .. } = *cases;
    let Coverage { units, active, sites, .. } = counts.coverage;
    let rows = [
        ("dialogues", dialogues(&counts.dialogues)),
        ("put off, called off", format!("{}, {}", counts.dialogues.plan.postponed, counts.dialogues.plan.cancelled)),
        ("units, sites", format!("{}, {sites}", print::plain_fraction(active, units))),
        (
            "turns, letters, submissions",
            format!("{}, {}, {}", counts.turns, counts.letters, print::number_vn(counts.submissions)),
        ),
        ("cases", print::number_vn(total)),
        ("  resolved", paper::cases(resolved, total)),
        ("  in progress", format!("{}; overdue {overdue}", paper::cases(in_progress, total))),
        ("  not taken up", paper::cases(not_taken_up, total)),
    ];
    // Writing to a string cannot fail.
    let _ = writeln!(text, "{} ({})", level(line), duty(line));
    for (name, value) in rows {
        let _ = writeln!(text, "  {name:<28} {value}");
    }
}
