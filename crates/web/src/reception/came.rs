//! A visit on the page of its day: what it is about, what became of it, what is owed to who came.

use domain::day::Day;
use domain::reception::{
    GROUP, REFUSE, REPRESENTATIVES, REPRESENTATIVES_MOST, REPRESENTATIVES_UP_TO, form, representatives,
};
use domain::rule::Provenance;
use store::reception::visit::VisitRow;
use store::rulebook::{Rulebook, Whereabouts};

use crate::case::{field, number};
use crate::lang::Lang;
use crate::look::parts::Shape;
use crate::look::reception::VisitLine;
use crate::look::{Link, Shell, Status};
use crate::page::words;
use crate::rule;

/// Letters of what somebody said and of what was answered.
const LONG: usize = 600;

/// What the reader may do with the visits of a day.
#[derive(Clone, Copy)]
pub(super) struct May {
    /// Say what became of one, take one out.
    pub(super) record: bool,
    /// Open its case.
    pub(super) opens: bool,
    /// Keep one from everybody.
    pub(super) withhold: bool,
}

/// A ground in the reader's language with its article; one that was read in a single copy says so.
pub(super) fn ground(shell: &Shell, ground: &form::Ground) -> String {
    let title = if shell.lang == Lang::Vi { &ground.title } else { &ground.title_en };
    let key = if ground.provenance == Provenance::Verified { "visit-ground" } else { "visit-ground-unsure" };
    let said = shell.ta(key, &[("title", title), ("article", &ground.article), ("source", &ground.source)]);
    if ground.written { format!("{said} {}", shell.t("visit-ground-written")) } else { said }
}

/// The written refusal that was given: its number and day.
pub(super) fn given(shell: &Shell, (on, number): &(Day, Option<String>)) -> String {
    let number = words(shell, number.as_deref(), LONG);
    shell.ta("visit-refusal-given", &[("number", &number), ("day", &on.vn())])
}

/// That a refusal has to be given in writing, until when by the rule of the day, and whether that is over; nothing where it is not
/// owed, or given.
pub(super) fn owed(
    shell: &Shell,
    it: &VisitRow,
    (book, at, today): (&Rulebook, &Whereabouts, Day),
) -> Option<(String, bool)> {
    let written = it.ground.as_deref().and_then(form::ground).is_some_and(|ground| ground.written);
    if !written || it.notice.is_some() || it.struck {
        return None;
    }
    let Some(last) = book.last_day(REFUSE, at, it.on) else {
        return Some((shell.t("visit-refusal-owed"), false));
    };
    let over = today > last.due.on;
    let key = if over { "visit-refusal-late" } else { "visit-refusal-due" };
    Some((shell.ta(key, &[("day", &last.due.on.vn()), ("source", &rule::source(last.rule))]), over))
}

/// That more speak for a group than the rule of the day gives it.
fn too_many(shell: &Shell, it: &VisitRow, (book, at): (&Rulebook, &Whereabouts)) -> Option<String> {
    let amount = |rule: &str| book.rule(rule, at, it.on).map(|rule| i64::from(rule.amount));
    let few = (amount(REPRESENTATIVES)?, amount(REPRESENTATIVES_UP_TO)?, amount(REPRESENTATIVES_MOST)?);
    let most = representatives(it.people, amount(GROUP)?, few)?;
    it.representatives.filter(|many| *many > most).map(|_| shell.ta("visit-speak-too-many", &[("most", &most)]))
}

/// A visit as its line on the page.
pub(super) fn line(
    shell: &Shell,
    it: &VisitRow,
    may: May,
    (book, at, today): (&Rulebook, &Whereabouts, Day),
) -> VisitLine {
    let people = (it.people > 1).then(|| shell.ta("people-count", &[("count", &it.people)]));
    let speak = it.representatives.map(|many| shell.ta("visit-represented", &[("count", &many)]));
    let beyond = too_many(shell, it, (book, at));
    let large = it.group.then(|| shell.t("visit-large"));
    let again = it.again.then(|| shell.t("visit-again"));
    let letter = it.letter.as_ref().filter(|number| !number.is_empty());
    let letter = letter.map(|number| shell.ta("visit-letter", &[("number", number)]));
    let kind = (!it.withheld).then(|| shell.of("kind", &it.kind));
    let parts =
        [people, speak, beyond, large, Some(it.place.1.clone()), Some(field(shell, &it.field)), kind, again, letter];
    let shape = match it.outcome.as_str() {
        _ if it.struck || it.withheld => Shape::Void,
        "open" => Shape::Todo,
        "refused" => Shape::Undone,
        "recorded" | "letter" | "existing" => Shape::Doing,
        _ => Shape::Done,
    };
    let word = match (it.struck, it.withheld) {
        (true, _) => "struck",
        (false, true) => "withheld",
        (false, false) => it.outcome.as_str(),
    };
    let refused = it.ground.as_deref().and_then(form::ground).map(|it| ground(shell, it));
    let said = it.said.as_deref().map(|said| words(shell, Some(said), LONG));
    let told = it.notice.as_ref().map(|notice| given(shell, notice));
    let owed = owed(shell, it, (book, at, today));
    let case = it.case.as_ref().map(|(case, _)| *case);
    VisitLine {
        id: it.id,
        number: it.number.1,
        // Of one that was recorded by mistake that is said, and nothing else.
        words: if it.struck { String::new() } else { words(shell, it.words.as_deref(), LONG) },
        line: parts.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        status: Status::new(shape, shell.of("visit-outcome", word)),
        said: [refused, said, told].into_iter().flatten().collect::<Vec<_>>().join(" "),
        to_notify: may.record && owed.is_some(),
        owed: owed.map(|(line, _)| line).unwrap_or_default(),
        to_withhold: may.withhold && !it.struck && !it.withheld,
        case: case.map(|case| {
            Link::new(if may.opens && !it.withheld { format!("/cases/{case}") } else { String::new() }, number(case))
        }),
        open: may.record && !it.struck && !it.withheld && it.outcome == "open",
        to_strike: may.record && !it.struck && !it.withheld,
    }
}
