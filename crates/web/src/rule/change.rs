//! Confirming a rule and taking one back: first what it would do, then doing it.

use std::sync::Arc;

use acts::rule::{Confirm, Withdraw};
use acts::rulebook::{self, Change};
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::day::Day;
use domain::permission::Act;
use domain::refusal::Refusal;
use domain::rule::{Bound, Rule, RuleUnit};
use store::grant::Of;
use store::rulebook::Rulebook;
use store::{Read, Stop};

use super::words::{Here, number, period, title};
use super::{Asked, page, standing};
use crate::app::App;
use crate::case;
use crate::dialogue::choice;
use crate::due::amount;
use crate::lang::Lang;
use crate::look::form::FormState;
use crate::look::rule::{Fact, Preview, Redated};
use crate::look::{Link, Nav, Shell};
use crate::page::{
    Halt, Posted, Reading, attempt, can, draw, frame, go, granted, halt, read, redraw, refuse, unreadable,
};
use crate::session::{SignedIn, Visitor};

/// Dialogues that a preview names.
const SHOWN: usize = 20;

/// The body whose rulebook a form changes: the reader's own, or one that the form names.
pub(crate) fn body(form: &FormState, visitor: &Visitor) -> i64 {
    form.value("organisation").parse().unwrap_or(visitor.organisation)
}

/// The version that is copied, by the form.
fn copied<'a>(book: &'a Rulebook, id: &str, form: &FormState) -> Result<&'a Rule, Refusal> {
    let version = choice("copied", form)?.ok_or(Refusal::NotAChoice { field: "rule" })?;
    let found = book.rules.iter().find(|rule| rule.id == id && rule.version == version);
    found.ok_or(Refusal::NotAChoice { field: "rule" })
}

/// The number of the rulebook that a form was made for.
fn shown(form: &mut Reading<'_>) -> i64 {
    let version = form.choice("version").ok_or(Refusal::Unreadable { field: "version" });
    form.take(version, 0)
}

fn confirming(book: &Rulebook, id: &str, form: &mut FormState, body: i64) -> Result<Confirm, Refusal> {
    let example = copied(book, id, form)?;
    let fixed = example.unit == RuleUnit::FixedDate;
    let unit = match form.value("unit") {
        "" => example.unit.as_str().to_owned(),
        typed => typed.to_owned(),
    };
    read(form, |form| {
        let bound = form.text("bound");
        let (amount, date) = if fixed {
            let day: i8 = form.number("day");
            (0, Some((form.number("month"), day)))
        } else {
            let amount = amount(&form.text("amount"));
            (form.take(amount, 1), None)
        };
        let (valid_from, valid_to) = (form.day("valid_from"), form.day_if_any("valid_to"));
        let (title, number) = (form.words("document_title"), form.words("document_number"));
        let args: [(&str, &dyn crate::lang::Arg); 2] = [("title", &title.trim()), ("number", &number.trim())];
        Confirm {
            organisation: body,
            rule: id.to_owned(),
            copied: example.version,
            level: example.level.clone(),
            amount,
            unit,
            bound,
            month: date.map(|(month, _)| month),
            day: date.map(|(_, day)| day),
            valid_from,
            valid_to,
            // A document is named as its own language names it, whoever types.
            document: Lang::Vi.ta("rule-document", &args),
            on: form.day("happened_on"),
            version: shown(form),
        }
    })
}

fn withdrawing(book: &Rulebook, id: &str, form: &mut FormState, body: i64) -> Result<Withdraw, Refusal> {
    let rule_version = copied(book, id, form)?.version;
    read(form, |form| Withdraw {
        organisation: body,
        rule: id.to_owned(),
        rule_version,
        reason: form.words("reason").trim().to_owned(),
        version: shown(form),
    })
}

fn is_withdrawal(form: &FormState) -> bool {
    form.value("change") == "withdraw"
}

/// `POST /rules/{rule}/preview`: what the change would do; nothing is changed.
pub(crate) async fn preview(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(rule): Path<String>,
    uri: OriginalUri,
    Posted { mut form, .. }: Posted,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Rules);
    let body = body(&form, &visitor);
    let book = app.office.store().rulebook().await?;
    let change = if is_withdrawal(&form) {
        withdrawing(&book, &rule, &mut form, body).map(Change::Withdraw)
    } else {
        confirming(&book, &rule, &mut form, body).map(Change::Confirm)
    };
    match look_ahead(&app, &visitor, body, change).await {
        Ok((change, found)) => {
            let (facts, heading) = facts(&app, &shell, &visitor, (&book, body), &change).await?;
            let word = if is_withdrawal(&form) { "withdraw" } else { "confirm" };
            let asked = Ahead {
                back: format!("/rules/{rule}"),
                tab: "rules",
                title: heading,
                facts,
                action: format!("/rules/{rule}/{word}"),
            };
            Ok(draw(&ahead(&app, shell, &visitor, asked, &form, &found).await?))
        }
        Err(stop) => refused(&app, shell, &visitor, (&rule, body), form, stop).await,
    }
}

/// What a change would do, or why not, told to those alone who may do it.
pub(crate) async fn look_ahead(
    app: &App,
    visitor: &Visitor,
    body: i64,
    change: Result<Change, Refusal>,
) -> Result<(Change, rulebook::Preview), Stop> {
    match change {
        Ok(change) => {
            let found = rulebook::preview(&mut app.office.store().still_reader().await?, visitor.by, &change).await?;
            Ok((change, found))
        }
        Err(refusal) => Err(unreadable(app, visitor.by, Act::RulebookChange, Of::Organisation(body), refusal).await),
    }
}

/// What a preview says beside the clocks that move.
pub(crate) struct Ahead {
    /// The page it came from.
    pub(crate) back: String,
    /// The part of the rulebook.
    pub(crate) tab: &'static str,
    /// What is about to be set.
    pub(crate) title: String,
    /// What will hold.
    pub(crate) facts: Vec<Fact>,
    /// Where the form posts.
    pub(crate) action: String,
}

/// The page of a preview, whose form posts what was typed again.
pub(crate) async fn ahead(
    app: &App,
    shell: Shell,
    visitor: &Visitor,
    asked: Ahead,
    form: &FormState,
    found: &rulebook::Preview,
) -> Result<Preview, Halt> {
    let mut read = app.office.store().reader().await?;
    let mut rows = Vec::new();
    let told = |day: Option<Day>| day.map_or_else(|| shell.t("preview-no-due"), Day::vn);
    for redated in &found.redated {
        let may_read = can(visitor, Act::CaseRead)
            && granted(&mut read, visitor.by, Act::CaseRead, Of::Case(redated.case)).await?.is_some();
        let href = if may_read { format!("/cases/{}", redated.case) } else { String::new() };
        rows.push(Redated {
            case: Link::new(href, case::number(redated.case)),
            clock: shell.of("clock-kind", store::case::NOTIFY),
            from: told(redated.from),
            to: told(redated.to),
        });
    }
    let mut duties = Vec::new();
    for redated in found.duties.iter().take(SHOWN) {
        let of = Of::Dialogue(redated.dialogue);
        let may_read =
            can(visitor, Act::DialogueRead) && granted(&mut read, visitor.by, Act::DialogueRead, of).await?.is_some();
        let known = if may_read { store::dialogue::find(&mut read, redated.dialogue).await? } else { None };
        let link = known.map(|row| Link::new(format!("/dialogues/{}", row.id), row.title));
        duties.push(Redated {
            case: link.unwrap_or_else(|| Link::new("", shell.t("preview-other-dialogue"))),
            clock: shell.of("after-duty", redated.duty.as_str()),
            from: told(redated.from),
            to: told(redated.to),
        });
    }
    let (of_cases, of_duties) =
        if found.more { ("preview-count-more", "preview-duties-more") } else { ("preview-count", "preview-duties") };
    let count = shell.ta(of_cases, &[("count", &found.count)]);
    let left = found.count.saturating_sub(rows.len());
    let duties_count =
        if duties.is_empty() { String::new() } else { shell.ta(of_duties, &[("count", &found.duties_count)]) };
    let shifts = found.shifts.iter().map(|(by, count)| shift(&shell, *by, *count)).collect();
    let typed = form.values.iter().filter(|(name, _)| !["key", "version"].contains(&name.as_str()));
    let typed = typed.flat_map(|(name, values)| values.iter().map(|value| (name.clone(), value.clone())));
    let version = ("version".to_owned(), found.version.to_string());
    Ok(Preview {
        back: Link::new(asked.back, shell.t("preview-back")),
        tab: asked.tab,
        title: asked.title,
        facts: asked.facts,
        count,
        rows,
        left,
        shifts,
        duties_count,
        duties,
        action: asked.action,
        fields: typed.chain([version]).collect(),
        shell,
    })
}

/// What was confirmed for the same place and level and is in force on days on which this one would be: where they say different
/// things, the one that began later counts, then the one that was confirmed last.
fn overlapped<'a>(book: &'a Rulebook, rule: &'a Rule) -> impl Iterator<Item = &'a Rule> {
    let alike = |known: &&Rule| {
        (&known.id, &known.jurisdiction, &known.level) == (&rule.id, &rule.jurisdiction, &rule.level)
            && known.valid_from < rule.valid_to
            && rule.valid_from < known.valid_to
    };
    book.rules.iter().filter(|known| known.confirmed).filter(alike)
}

/// How many due dates move by so many days.
fn shift(shell: &Shell, by: Option<i64>, count: usize) -> String {
    let count = ("count", &count as &dyn crate::lang::Arg);
    match by {
        None => shell.ta("preview-shift-none", &[count]),
        Some(days) if days < 0 => shell.ta("preview-shift-earlier", &[count, ("days", &-days)]),
        Some(days) => shell.ta("preview-shift-later", &[count, ("days", &days)]),
    }
}

/// What will hold after the change, and the heading.
async fn facts(
    app: &App,
    shell: &Shell,
    visitor: &Visitor,
    (book, body): (&Rulebook, i64),
    change: &Change,
) -> Result<(Vec<Fact>, String), Halt> {
    let mut read = app.office.store().reader().await?;
    let standing = standing(&mut read, body).await?;
    let here = Here { shell, at: &standing.at, place: &visitor.place, today: read.today() };
    let find = |id: &str, version: i64| book.rules.iter().find(|rule| rule.id == id && rule.version == version);
    let fact = |key: &str, value: String| Fact::new(shell.t(key), value);
    Ok(match change {
        Change::Confirm(act) => {
            let Some(example) = find(&act.rule, act.copied) else { return Ok((Vec::new(), act.rule.clone())) };
            let rule = Rule {
                jurisdiction: standing.at.own().clone(),
                amount: act.amount,
                unit: RuleUnit::parse(&act.unit).unwrap_or(example.unit),
                bound: Bound::parse(&act.bound).unwrap_or(example.bound),
                month: act.month,
                day: act.day,
                valid_from: act.valid_from,
                valid_to: act.valid_to.unwrap_or(Day::OPEN),
                ..example.clone()
            };
            let mut facts = vec![
                fact("rule-fact-number", number(shell, &rule)),
                fact("rule-fact-place", here.place(&rule)),
                fact("rule-fact-period", period(shell, &rule)),
                fact("rule-document-fact", store::rulebook::source(&act.document, act.on)),
            ];
            facts.extend(overlapped(book, &rule).map(|known| {
                let (number, days) = (number(shell, known), period(shell, known));
                fact("preview-overlaps", shell.ta("preview-overlaps-line", &[("number", &number), ("days", &days)]))
            }));
            if act.valid_from < here.today {
                let line = shell.ta("preview-back-dated-line", &[("day", &act.valid_from.vn())]);
                facts.push(fact("preview-back-dated", line));
            }
            (facts, shell.ta("preview-confirm", &[("rule", &title(shell.lang, &rule))]))
        }
        Change::Withdraw(act) => {
            let rule = find(&act.rule, act.rule_version);
            let name = rule.map_or_else(|| act.rule.clone(), |rule| title(shell.lang, rule));
            let mut facts: Vec<Fact> =
                rule.map(|rule| fact("rule-fact-number", number(shell, rule))).into_iter().collect();
            facts.push(fact("preview-reason", act.reason.clone()));
            (facts, shell.ta("preview-withdraw", &[("rule", &name)]))
        }
        _ => (Vec::new(), String::new()),
    })
}

/// The page of the rule with the form that was refused.
async fn refused(
    app: &App,
    shell: Shell,
    visitor: &Visitor,
    (id, body): (&str, i64),
    mut form: FormState,
    stop: Stop,
) -> Result<Response, Halt> {
    match stop {
        Stop::Refused(refusal) if refusal != Refusal::NotThere && refusal != Refusal::NotAllowed => {
            refuse(&mut form, visitor.lang, &refusal);
            let asked = if is_withdrawal(&form) {
                Asked { withdraw: Some(form), ..Asked::default() }
            } else {
                Asked { confirm: Some(form), ..Asked::default() }
            };
            Ok(redraw(&refusal, &page(app, shell, visitor, (id, body), asked).await?))
        }
        stop => Err(halt(shell)(stop)),
    }
}

/// `POST /rules/{rule}/confirm`.
pub(crate) async fn confirm(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(rule): Path<String>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Result<Response, Halt> {
    let body = body(&form, &visitor);
    let book = app.office.store().rulebook().await?;
    let act = confirming(&book, &rule, &mut form, body);
    let right = (Act::RulebookChange, Of::Organisation(body));
    match attempt(&app, visitor.by, &key, right, act).await {
        Ok(()) => Ok(go(&format!("/rules/{rule}?said=rule-confirmed"))),
        Err(stop) => {
            let shell = frame(&app, &visitor, &uri, Nav::Rules);
            refused(&app, shell, &visitor, (&rule, body), form, stop).await
        }
    }
}

/// `POST /rules/{rule}/withdraw`.
pub(crate) async fn withdraw(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(rule): Path<String>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Result<Response, Halt> {
    form = form.with("change", "withdraw");
    let body = body(&form, &visitor);
    let book = app.office.store().rulebook().await?;
    let act = withdrawing(&book, &rule, &mut form, body);
    let right = (Act::RulebookChange, Of::Organisation(body));
    match attempt(&app, visitor.by, &key, right, act).await {
        Ok(()) => Ok(go(&format!("/rules/{rule}?said=rule-withdrawn"))),
        Err(stop) => {
            let shell = frame(&app, &visitor, &uri, Nav::Rules);
            refused(&app, shell, &visitor, (&rule, body), form, stop).await
        }
    }
}
