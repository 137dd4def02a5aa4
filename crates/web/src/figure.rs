//! Figures, and what stands behind each number; beside them the list of cases.
//!
//! The page of figures counts by `store::figure::results`, as `report results` does: [`show`] draws it, [`rows`] opens a
//! number of it, [`definitions()`] says how each is counted. Reading order: `asking` (the question), `counted` (the page),
//! `fields`, `sentence`, `opened`, `taken` (lists as files), `definitions`.

mod asking;
mod counted;
mod declared;
mod definitions;
mod fields;
mod opened;
mod scope;
mod sentence;
mod taken;

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::day::{Day, Instant};
use domain::event::Channel;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::Read;
use store::figure::{self, CaseInFigure, Population, Wanted};
use store::grant::{Grant, may_list};

use crate::app::App;
use crate::case::{channel, channels, field, number};
use crate::dialogue::{after, of};
use crate::lang::Lang;
use crate::look::case::{CaseRow, Cases, Condition};
use crate::look::form::{Choice, FormState};
use crate::look::{Nav, Shell, Status};
use crate::page::{Halt, draw, file, frame, halt, query, redraw, refuse, typed_day, words};
use crate::session::SignedIn;
use crate::shell::Fault;

pub(crate) use counted::show;
pub(crate) use declared::declared;
pub(crate) use definitions::definitions;
pub(crate) use opened::rows;

/// Rows of a page.
const PAGE: usize = 50;

/// A list that holds more says so without its number: it is counted no further.
pub(crate) const MOST_COUNTED: usize = 1_000;

/// The outcomes of a group, as spans hold them.
const RESOLVED: [&str; 3] = ["resolved", "resolved.cannot", "resolved.ended"];
const IN_PROGRESS: [&str; 2] = ["in_progress", "in_progress.overdue"];
const NOT_TAKEN_UP: [&str; 1] = ["not_taken_up"];
/// Everything that counts: a merged case counts in its root, a struck one not at all.
pub(crate) const COUNTED: [&str; 6] =
    ["resolved", "resolved.cannot", "resolved.ended", "in_progress", "in_progress.overdue", "not_taken_up"];

/// The levels of chairs, and of what was raised outside of dialogues.
const LEVELS: [&str; 4] = ["commune", "district", "province", "none"];

/// What is asked: the population, and the words of its days for the links.
struct Question {
    population: Population,
    as_of: Day,
}

impl Question {
    /// From the query; an empty field takes its default: this year, and today. A first day that is there and empty is the
    /// beginning of everything.
    fn typed(uri: &OriginalUri, grant: &Grant, today: Day) -> Result<Self, Refusal> {
        let day = |field: &'static str| typed_day(field, &query(uri, field).unwrap_or_default());
        let to = day("to")?.unwrap_or(today);
        let from = match (day("from")?, query(uri, "from")) {
            (Some(from), _) => from,
            (None, Some(_)) => Day::FLOOR,
            (None, None) => Day::new(to.year(), 1, 1).expect("every year has a first of January"),
        };
        let as_of = day("as_of")?.unwrap_or(today);
        let state_on = day("state_on")?.unwrap_or(to.min(as_of));
        if to < from {
            return Err(Refusal::TooEarly { field: "to", earliest: from });
        }
        if state_on > as_of {
            return Err(Refusal::TooLate { field: "state_on", latest: as_of });
        }
        let population = Population {
            scope: grant.organisation,
            below: grant.below,
            from,
            to,
            state_on,
            as_of: Instant::end_of(as_of),
        };
        Ok(Self { population, as_of })
    }

    /// The list of exactly the cases behind a number.
    fn href(&self, group: &str, level: &str, channel: &str) -> String {
        let p = &self.population;
        let level = if level.is_empty() { String::new() } else { format!("&level={level}") };
        let channel = if channel.is_empty() { String::new() } else { format!("&channel={channel}") };
        let group = if group.is_empty() { String::new() } else { format!("&outcome={group}") };
        format!(
            "/cases?of={}&from={}&to={}&state_on={}&as_of={}{group}{level}{channel}",
            p.scope,
            if self.is_since_the_beginning() { String::new() } else { p.from.to_iso() },
            p.to.to_iso(),
            p.state_on.to_iso(),
            self.as_of.to_iso()
        )
    }

    fn is_since_the_beginning(&self) -> bool {
        self.population.from == Day::FLOOR
    }

    fn form(&self) -> FormState {
        FormState::default()
            .with("of", self.population.scope.to_string())
            .with("from", if self.is_since_the_beginning() { String::new() } else { self.population.from.vn() })
            .with("to", self.population.to.vn())
            .with("state_on", self.population.state_on.vn())
            .with("as_of", self.as_of.vn())
    }
}

/// The form of a question that can't be answered, with what was typed and what is wrong with it.
fn retyped(uri: &OriginalUri, lang: Lang, refusal: &Refusal) -> FormState {
    let mut form = FormState::default();
    for name in ["of", "from", "to", "state_on", "as_of", "outcome", "level", "channel"] {
        if let Some(typed) = query(uri, name) {
            form = form.with(name, typed);
        }
    }
    refuse(&mut form, lang, refusal);
    form
}

/// The outcomes of a word of a link: a group or one outcome; nothing for a word that is none.
pub(crate) fn outcomes(word: &str) -> Option<&'static [&'static str]> {
    match word {
        "" | "all" => Some(&COUNTED),
        "resolved" => Some(&RESOLVED),
        "in_progress" => Some(&IN_PROGRESS),
        "not_taken_up" => Some(&NOT_TAKEN_UP),
        one => COUNTED.iter().position(|known| *known == one).map(|at| &COUNTED[at..=at]),
    }
}

/// `GET /cases`: the cases behind a figure, or all of this year's.
pub(crate) async fn cases(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    let mut read = app.office.store().reader().await?;
    let scope = of(&uri, &visitor);
    let right = may_list(&mut read, visitor.by, Act::CaseRead, scope).await;
    let (grant, bodies) = right.map_err(halt(shell.clone()))?;
    let group = query(&uri, "outcome").unwrap_or_default();
    let level = query(&uri, "level").unwrap_or_default();
    if !level.is_empty() && !LEVELS.contains(&level.as_str()) {
        return Err(Fault::Unreadable.into());
    }
    let asked = Question::typed(&uri, &grant, read.today())
        .and_then(|question| Ok((question, outcomes(&group).ok_or(Refusal::NotAChoice { field: "outcome" })?)));
    let raised_by = query(&uri, "channel").unwrap_or_default();
    if !raised_by.is_empty() && Channel::parse(&raised_by).is_none() {
        return Err(Fault::Unreadable.into());
    }
    let channels = channels(&shell);
    let choices = ["resolved", "in_progress", "not_taken_up"].map(|word| Choice::new(word, shell.of("outcome", word)));
    let (question, wanted) = match asked {
        Ok(asked) => asked,
        Err(refusal) => {
            let form = retyped(&uri, visitor.lang, &refusal);
            let (conditions, rows) = (Vec::new(), Vec::new());
            let (count, next, first) = (None, None, None);
            let page = Cases {
                shell,
                conditions,
                count,
                rows,
                next,
                first,
                form,
                outcomes: choices.into(),
                channels,
                borne: false,
            };
            return Ok(redraw(&refusal, &page));
        }
    };
    if let Some(format) = file::wanted(&uri)? {
        let population = question.population;
        let rows = taken::TakenCases {
            shell: shell.clone(),
            population,
            outcomes: wanted,
            level,
            channel: raised_by,
            after: None,
        };
        return file::file(&app, &shell, format, read, rows).await;
    }
    let level_of = (!level.is_empty()).then_some(level.as_str());
    let way = (!raised_by.is_empty()).then_some((raised_by.as_str(), figure::LOOKED));
    let wanted = Wanted { outcomes: wanted, level: level_of, channel: way };
    let (first, counted) = (after(&uri), MOST_COUNTED + 1);
    let list = figure::counted_list(&mut read, &question.population, &bodies, wanted, first, PAGE, counted).await;
    let (page, next, count) = list?;
    let count = count.filter(|count| *count < counted);
    let here = question.href(&group, &level, &raised_by);
    let next = next.map(|(day, id)| format!("{here}&after={}.{id}", day.to_iso()));
    let conditions = conditions(&shell, &question, (&group, &level, &raised_by));
    Ok(draw(&Cases {
        conditions,
        count: count.and_then(|count| i64::try_from(count).ok()),
        rows: page.rows.iter().map(|row| case_line(&shell, row)).collect(),
        next,
        first: first.map(|_| here),
        form: question.form().with("outcome", group).with("level", level).with("channel", raised_by),
        outcomes: choices.into(),
        channels,
        borne: false,
        shell,
    }))
}

/// What a list of cases was asked for, each with the way to ask without it.
fn conditions(shell: &Shell, question: &Question, (group, level, raised_by): (&str, &str, &str)) -> Vec<Condition> {
    let (from, to) = (question.population.from.vn(), question.population.to.vn());
    let (label, value) = if question.is_since_the_beginning() {
        ("cases-raised-until", to)
    } else {
        ("cases-raised", format!("{from} – {to}"))
    };
    let mut conditions = vec![Condition { label: shell.t(label), value, without: String::new() }];
    if !group.is_empty() && group != "all" {
        conditions.push(Condition {
            label: shell.t("cases-outcome"),
            value: shell.of("outcome", group),
            without: question.href("", level, raised_by),
        });
    }
    if !level.is_empty() {
        conditions.push(Condition {
            label: shell.t("cases-level"),
            value: shell.of("chair-level", level),
            without: question.href(group, "", raised_by),
        });
    }
    if !raised_by.is_empty() {
        conditions.push(Condition {
            label: shell.t("column-channel"),
            value: shell.of("channel", raised_by),
            without: question.href(group, level, ""),
        });
    }
    conditions
}

/// A case as a row of a list.
pub(crate) fn case_line(shell: &Shell, row: &CaseInFigure) -> CaseRow {
    let field = field(shell, &row.field);
    CaseRow {
        id: row.id,
        number: number(row.id),
        channel: channel(shell, &row.channel),
        title: words(shell, row.words.as_deref(), 90),
        why: String::new(),
        body: if row.accountable == shell.unit { String::new() } else { row.accountable.clone() },
        place: if field.is_empty() { row.place.clone() } else { format!("{} · {field}", row.place) },
        status: Status::outcome(shell.lang, &row.outcome),
        raised_on: row.raised_on.vn(),
        due: String::new(),
        over: row.outcome == "in_progress.overdue",
    }
}
