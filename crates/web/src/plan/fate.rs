//! What became of a dialogue of a year, as a mark of the board and in words.

use domain::day::Day;
use domain::plan::Fate;

use super::heads::Item;
use super::{href, month};
use crate::look::plan::Mark;
use crate::look::{Shape, Shell};

/// A dialogue in a month of the board.
pub(super) fn mark(shell: &Shell, item: &Item<'_>) -> Mark {
    let number = |on: Day| format!("{:02}", on.day());
    let (icon, class, text) = match item.fate {
        Fate::Held { on, .. } => ("i-done", "ln-ev--held", on.map(number)),
        Fate::UnderWay { on, .. } | Fate::AddedUnderWay(on) => ("i-doing", "ln-ev--held", Some(number(on))),
        Fate::Coming(on) => ("i-todo", "ln-ev--plan", on.map(number)),
        Fate::Missed(on) => ("i-over", "ln-ev--miss", on.map(number)),
        Fate::PutOff(to) => ("i-moved", "ln-ev--moved", to.map(|to| to.to_string())),
        Fate::CalledOff => ("i-void", "ln-ev--void", Some(shell.t("plan-mark-void"))),
        Fate::Added(on) | Fate::Joint(on) => ("i-plus", "ln-ev--add", Some(number(on))),
        Fate::Announced(on) => ("i-todo", "ln-ev--plan", Some(number(on))),
    };
    let plan = item.planned.map(|row| format!("{}#planned-{}", href(row.plan), row.id));
    let dialogue = item.talk.map(|talk| format!("/dialogues/{}", talk.id));
    let at_plan = matches!(item.fate, Fate::PutOff(_) | Fate::CalledOff);
    let text = text.unwrap_or_default();
    Mark {
        icon,
        class,
        text,
        spoken: spoken(shell, item),
        note: String::new(),
        href: if at_plan { plan } else { dialogue.or(plan) }.unwrap_or_default(),
    }
}

/// The shape beside a dialogue in a list.
pub(super) fn shape(fate: Fate) -> Shape {
    match fate {
        Fate::Held { .. } | Fate::Added(_) | Fate::Joint(_) => Shape::Done,
        Fate::UnderWay { .. } | Fate::AddedUnderWay(_) => Shape::Doing,
        Fate::Coming(_) | Fate::Announced(_) => Shape::Todo,
        Fate::Missed(_) => Shape::Over,
        Fate::PutOff(_) => Shape::Paused,
        Fate::CalledOff => Shape::Void,
    }
}

/// What became of a dialogue, in words.
pub(super) fn spoken(shell: &Shell, item: &Item<'_>) -> String {
    let own = month(shell, item.month);
    match item.fate {
        Fate::Held { on: Some(on), late: false } => shell.ta("plan-fate-held", &[("day", &on.vn())]),
        Fate::Held { on: Some(on), late: true } => {
            let planned = item.planned.map(|row| month(shell, i64::from(row.planned_on.month()))).unwrap_or_default();
            shell.ta("plan-fate-held-late", &[("day", &on.vn()), ("month", &planned)])
        }
        Fate::Held { on: None, .. } => shell.t("plan-fate-held-plain"),
        Fate::UnderWay { on, .. } | Fate::AddedUnderWay(on) => shell.ta("plan-fate-under-way", &[("day", &on.vn())]),
        Fate::Coming(Some(on)) => shell.ta("plan-fate-announced", &[("day", &on.vn())]),
        Fate::Coming(None) => shell.ta("plan-fate-planned", &[("month", &own)]),
        Fate::Missed(Some(on)) => shell.ta("plan-fate-missed-day", &[("day", &on.vn())]),
        Fate::Missed(None) => shell.ta("plan-fate-missed", &[("month", &own)]),
        Fate::PutOff(Some(to)) => shell.ta("plan-fate-put-off", &[("month", &month(shell, to))]),
        Fate::PutOff(None) => shell.t("plan-fate-put-off-open"),
        Fate::CalledOff => shell.t("plan-fate-called-off"),
        Fate::Added(on) => shell.ta("plan-fate-added", &[("day", &on.vn())]),
        Fate::Announced(on) => shell.ta("plan-fate-announced-beside", &[("day", &on.vn())]),
        Fate::Joint(on) => shell.ta("plan-fate-joint", &[("day", &on.vn())]),
    }
}
