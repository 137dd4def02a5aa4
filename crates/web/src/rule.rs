//! Rules: which are in force for a body and which are not, confirming one with its document, and taking one back.

mod change;
mod words;

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::permission::Act;
use domain::rule::{Bound, Rule, RuleUnit, documents};
use store::Read;
use store::Reader;
use store::grant::{Of, may};
use store::organisation::{self, OrganisationRow};
use store::rulebook::{self, Rulebook, Standing};

pub(crate) use change::{Ahead, ahead, body, confirm, look_ahead, preview, withdraw};
pub(crate) use words::{note, number, period, provenance, source, title};

use crate::app::App;
use crate::dialogue::of;
use crate::look::form::{Choice, FormState};
use crate::look::rule::{Fact, RuleGroup, RulePage, RuleRow, Rules};
use crate::look::{Link, Nav, Shape, Shell, Status};
use crate::page::{Halt, draw, frame, granted, halt, query_as};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;
use words::{Here, amount};

/// What rules are about, in the order of the page.
const SUBJECTS: [&str; 9] = [
    "dialogue",
    "conference",
    "reception",
    "letter",
    "complaint",
    "denunciation",
    "publication",
    "supervision",
    "program",
];

/// How the body of a page stands to the rulebook.
pub(crate) async fn standing(read: &mut Reader<'_>, organisation: i64) -> Result<Standing, Halt> {
    Ok(rulebook::standing(read, organisation).await?.ok_or(Fault::NotThere)?)
}

/// The name of the body whose administrator changes what `organisation` only reads: the highest that works here above it,
/// of the same place where only `here` counts. Empty where none stands above it.
pub(crate) async fn keeper(read: &mut Reader<'_>, organisation: i64, here: bool) -> Result<String, Halt> {
    let today = read.today();
    let own = organisation::find(read, organisation).await?.ok_or(Fault::NotThere)?;
    let (mut at, mut name, mut known) = (organisation, String::new(), BTreeSet::from([organisation]));
    loop {
        let above = organisation::superiors(read, at, today).await?.into_iter().map(|(_, row)| row);
        let fits = |row: &OrganisationRow| !row.outside && (!here || row.territory == own.territory);
        let Some(next) = above.into_iter().find(|row| fits(row) && known.insert(row.id)) else { return Ok(name) };
        (at, name) = (next.id, next.name);
    }
}

/// `GET /rules`.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Rules);
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    let body = of(&uri, &visitor);
    may(&mut read, visitor.by, Act::RulebookRead, Of::Organisation(body)).await.map_err(halt(shell.clone()))?;
    let standing = standing(&mut read, body).await?;
    let here = Here { shell: &shell, at: &standing.at, place: &visitor.place, today: read.today() };
    let groups = SUBJECTS.into_iter().chain([""]).map(|subject| group(&here, subject, &book)).collect::<Vec<_>>();
    Ok(draw(&Rules {
        place: visitor.place.clone(),
        on: here.today.vn(),
        progress: crate::calendar::progress(&mut read, &shell).await?,
        kept_by: if standing.within { keeper(&mut read, body, true).await? } else { String::new() },
        groups: groups.into_iter().filter(|group| !group.rows.is_empty() || !group.missing.is_empty()).collect(),
        shell,
    }))
}

/// The rules about one matter; those about none of the known matters for an empty word.
fn group(here: &Here<'_>, subject: &str, book: &Rulebook) -> RuleGroup {
    let known = |rule: &&Rule| match subject {
        "" => !SUBJECTS.contains(&rule.subject.as_str()),
        own => rule.subject == own,
    };
    let of_subject: Vec<&Rule> = book.rules.iter().filter(known).collect();
    let mut missing: Vec<&Rule> = Vec::new();
    for rule in &of_subject {
        let new = missing.iter().all(|other| other.id != rule.id);
        if new && book.rule(&rule.id, here.at, here.today).is_none() {
            missing.push(named(of_subject.iter().copied(), rule));
        }
    }
    let is_missing = |rule: &Rule| missing.iter().any(|other| other.id == rule.id);
    let before =
        domain::rule::proposed(of_subject.iter().copied().filter(|rule| is_missing(rule)), &here.at.places, here.today);
    let differ = before
        .iter()
        .any(|one| before.iter().any(|other| one.rule.id == other.rule.id && !alike(one.rule, other.rule)));
    let rows: Vec<&Rule> = of_subject
        .iter()
        .filter(|rule| rule.valid_to > here.today || is_missing(rule))
        .filter(|rule| !before.iter().any(|other| std::ptr::eq(other.rule, **rule)))
        .copied()
        .collect();
    let (mut rows, examples): (Vec<&Rule>, Vec<&Rule>) =
        rows.into_iter().partition(|rule| rule.confirmed && here.covers(rule));
    rows.sort_by_key(|rule| book.rule(&rule.id, here.at, here.today) != Some(rule));
    let code = if subject.is_empty() { "other" } else { subject };
    RuleGroup {
        code: code.to_owned(),
        title: here.shell.of("rule-subject", code),
        missing: missing
            .iter()
            .map(|rule| Link::new(format!("/rules/{}", rule.id), title(here.shell.lang, rule)))
            .collect(),
        documents: documents(&here.at.places, here.today)
            .iter()
            .filter(|(document, _)| document.subject == subject)
            .map(|(document, of)| here.shell.ta("rules-document", &[("title", &document.title), ("place", &of.name)]))
            .collect(),
        proposals: before.iter().map(|it| here.proposal(it, &book.rules)).collect(),
        differ,
        rows: rows.iter().map(|rule| here.row(rule, &book.rules)).collect(),
        examples: examples.iter().map(|rule| here.row(rule, &book.rules)).collect(),
    }
}

/// Whether two rules ask for the same.
fn alike(one: &Rule, other: &Rule) -> bool {
    let told = |rule: &Rule| (rule.amount, rule.unit, rule.per, rule.month, rule.day, rule.bound, rule.level.clone());
    told(one) == told(other)
}

/// The version by which a rule is called where none of them is in force: the first, since later ones may be of one place
/// and one year.
fn named<'a>(rules: impl Iterator<Item = &'a Rule>, of: &'a Rule) -> &'a Rule {
    rules.filter(|rule| rule.id == of.id).min_by_key(|rule| rule.version).unwrap_or(of)
}

/// What a page of a rule was asked with.
#[derive(Default)]
pub(crate) struct Asked {
    /// The version that is to be shown; the one in force when none is given.
    pub(crate) version: Option<i64>,
    /// The form that confirms it, as it was posted.
    pub(crate) confirm: Option<FormState>,
    /// The form that takes it back, as it was posted.
    pub(crate) withdraw: Option<FormState>,
}

/// `GET /rules/{rule}`; `version=` one of its versions, in force or not.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(rule): Path<String>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Rules);
    let asked = Asked { version: query_as(&uri, "version"), ..Asked::default() };
    Ok(draw(&page(&app, shell, &visitor, (&rule, of(&uri, &visitor)), asked).await?))
}

/// The page of a rule, as a body sees it.
pub(crate) async fn page(
    app: &App,
    shell: Shell,
    visitor: &Visitor,
    (id, body): (&str, i64),
    asked: Asked,
) -> Result<RulePage, Halt> {
    let path = asked.version.map_or_else(|| format!("/rules/{id}"), |version| href(id, version));
    let shell = Shell { path, ..shell };
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::RulebookRead, Of::Organisation(body)).await.map_err(halt(shell.clone()))?;
    let may_change = granted(&mut read, visitor.by, Act::RulebookChange, Of::Organisation(body)).await?.is_some();
    let standing = standing(&mut read, body).await?;
    // One body speaks for its place; whoever stands under it there only reads.
    let may_change = may_change && !standing.within;
    let kept_by = if standing.within { keeper(&mut read, body, true).await? } else { String::new() };
    let here = Here { shell: &shell, at: &standing.at, place: &visitor.place, today: read.today() };
    let versions: Vec<&Rule> = book.rules.iter().filter(|rule| rule.id == id).collect();
    let in_force = book.rule(id, here.at, here.today);
    let covering = versions.iter().filter(|rule| here.covers(rule));
    let newest = covering.max_by_key(|rule| (rule.valid_to, rule.version)).copied();
    let newest = newest.or_else(|| versions.iter().min_by_key(|rule| rule.version).copied());
    let own = rulebook::rules(&mut read).await?;
    let gone: Vec<&Rule> = own.iter().filter(|row| row.withdrawn && row.rule.id == id).map(|row| &row.rule).collect();
    let chosen = match asked.version {
        Some(version) => {
            let of_version = |rule: &&&Rule| rule.version == version;
            let found = versions.iter().find(of_version).or_else(|| gone.iter().find(of_version));
            Some(*found.ok_or(Fault::NotThere)?)
        }
        None => in_force,
    };
    let rule = chosen.or(newest).ok_or(Fault::NotThere)?;
    let withdrawn = here.shell.t("rule-state-withdrawn");
    let state = match chosen {
        Some(rule) if gone.contains(&rule) => Status::new(Shape::Void, withdrawn.clone()),
        Some(rule) => here.state(rule, &book.rules),
        None => Status::new(Shape::Todo, shell.t("rule-none")),
    };
    let withdrawable = own.iter().any(|row| {
        !row.withdrawn
            && row.rule.jurisdiction == *here.at.own()
            && in_force.is_some_and(|rule| (&rule.id, rule.version) == (&row.rule.id, row.rule.version))
    });
    let counts = rule.unit != RuleUnit::FixedDate;
    let confirm = may_change.then(|| proposed(asked.confirm.unwrap_or_default(), rule));
    // A form that came back wrong is there to say so, whatever became of the rule in the meantime.
    let withdraw = (may_change && (withdrawable || asked.withdraw.is_some()))
        .then(|| asked.withdraw.unwrap_or_default().with("copied", rule.version.to_string()));
    let mut rows: Vec<RuleRow> = versions.iter().map(|rule| here.row(rule, &book.rules)).collect();
    rows.extend(
        gone.iter()
            .map(|rule| RuleRow { state: Status::new(Shape::Void, withdrawn.clone()), ..here.row(rule, &book.rules) }),
    );
    Ok(RulePage {
        rule: id.to_owned(),
        title: title(shell.lang, chosen.unwrap_or_else(|| named(versions.iter().copied(), rule))),
        states: vec![state],
        facts: chosen.map(|rule| facts(&here, rule)).unwrap_or_default(),
        versions: rows,
        version: book.version,
        kept_by,
        confirm,
        counts,
        bounds: bounds(&shell, rule),
        units: units(&shell, rule),
        withdraw,
        shell,
    })
}

/// The address of a version of a rule.
pub(crate) fn href(id: &str, version: i64) -> String {
    format!("/rules/{id}?version={version}")
}

/// The form that confirms a rule, with the numbers of the one that is shown.
fn proposed(form: FormState, rule: &Rule) -> FormState {
    let form = form.with("copied", rule.version.to_string()).with("bound", rule.bound.as_str());
    match (rule.day, rule.month) {
        (Some(day), Some(month)) => form.with("day", day.to_string()).with("month", month.to_string()),
        _ => form.with("amount", rule.amount.to_string()).with("unit", rule.unit.as_str()),
    }
}

/// Which side of its number a rule may ask for.
fn bounds(shell: &Shell, rule: &Rule) -> Vec<Choice> {
    let fixed = rule.unit == RuleUnit::FixedDate;
    let bounds = Bound::ALL.into_iter().filter(|bound| fixed || *bound != Bound::StrictlyBefore);
    bounds.map(|bound| Choice::new(bound.as_str(), shell.of("rule-side", bound.as_str()))).collect()
}

/// The units among which the amount of a rule may be counted.
fn units(shell: &Shell, rule: &Rule) -> Vec<Choice> {
    let units: &[RuleUnit] = match rule.unit {
        RuleUnit::CalendarDay | RuleUnit::WorkingDay | RuleUnit::Hour => {
            &[RuleUnit::WorkingDay, RuleUnit::CalendarDay, RuleUnit::Hour]
        }
        RuleUnit::CountPerPeriod => &[RuleUnit::CountPerPeriod],
        RuleUnit::FixedDate => &[],
    };
    units.iter().map(|unit| Choice::new(unit.as_str(), shell.of("rule-unit", unit.as_str()))).collect()
}

fn facts(here: &Here<'_>, rule: &Rule) -> Vec<Fact> {
    let shell = here.shell;
    let fact = |key: &str, value: String| Fact::new(shell.t(key), value);
    let extension = match rule.extension_most {
        Some(most) => shell.ta("rule-extension", &[("number", &amount(shell, rule, most))]),
        None => shell.t("rule-extension-none"),
    };
    let all = [
        fact("rule-fact-number", number(shell, rule)),
        fact("rule-fact-place", here.place(rule)),
        fact("rule-fact-period", period(shell, rule)),
        fact("rule-fact-source", source(rule)),
        fact("rule-fact-provenance", provenance(shell, rule.provenance)),
        fact("rule-fact-extension", extension),
        fact("rule-fact-note", note(shell.lang, rule)),
    ];
    all.into_iter().filter(|fact| !fact.value.is_empty()).collect()
}
