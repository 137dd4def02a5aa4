//! The page of a line: what the register says, its clocks with why each ends on that day, the steps that were taken and those that
//! are open.

use std::sync::Arc;

use acts::denunciation::{Strike, TakeBack, TakeStep};
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::denunciation::line::{ClockStands, Line, Taken};
use domain::denunciation::step::{self, Step};
use domain::due::{Derivation, Unit};
use domain::event::Subject;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::denunciation::{self, ClockRow};
use store::grant::{Of, may};
use store::rulebook::Rulebook;
use store::{Read, Stop, event};

use super::{choices, href, line_title, named, status};
use crate::app::App;
use crate::case::{field, rule_words};
use crate::due::{left, why};
use crate::lang::Lang;
use crate::look::case::BodyClock;
use crate::look::denunciation::{DenunciationPage, OpenStep, StepChoices, TakenStep};
use crate::look::form::FormState;
use crate::look::{Nav, Shell};
use crate::page::{Halt, Sent, can, draw, frame, go, granted, halt, redraw};
use crate::rule;
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;
use crate::timeline::{self, Late, Rights};

/// `GET /denunciations/{id}`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    Ok(draw(&page(&app, &visitor, shell, id, None).await?))
}

async fn page(
    app: &App,
    visitor: &Visitor,
    shell: Shell,
    id: i64,
    wrong: Option<(String, FormState)>,
) -> Result<DenunciationPage, Halt> {
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::DenunciationRead, Of::Denunciation(id)).await.map_err(halt(shell.clone()))?;
    let row = denunciation::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let record = granted(&mut read, visitor.by, Act::DenunciationRecord, Of::Denunciation(id)).await?.is_some();
    let history = event::history(&mut read, Subject::Denunciation, id).await?;
    let line = Line::by(&history).ok_or(Fault::NotThere)?;
    let today = read.today();
    let clocks = denunciation::clocks(&mut read, id).await?;
    let opens_rules = can(visitor, Act::RulebookRead);
    let clocks = clocks.iter().map(|it| clock(&shell, it, &book, (today, opens_rules))).collect();
    let texts: Vec<Option<i64>> = line.steps.iter().map(|it| it.taken.number.as_ref().map(|text| text.id)).collect();
    let numbers = denunciation::papers(&mut read, &texts).await?;
    let taken = line.steps.iter().zip(numbers).map(|(it, number)| step_taken(&shell, it, number)).collect();
    let change = record && !line.struck;
    let late = Late::of(&mut read, &book, row.organisation).await?;
    let none = Rights { correct: false, strike: false, paper: None };
    let timeline = timeline::of(&mut read, &shell, &late, (Subject::Denunciation, id), none).await?;
    let mut facts = vec![
        (shell.t("field-received-on"), row.received_on.vn()),
        (shell.t("field-letter-way"), shell.of("letter-way", &row.way)),
        (shell.t("field-field"), field(&shell, &row.field)),
        (shell.t("field-denunciation-result"), named(&shell, step::results(), &row.result)),
    ];
    if line.moved.is_some() {
        facts.push((shell.t("denunciation-moved-label"), shell.t("denunciation-moved")));
    }
    facts.retain(|(_, value)| !value.is_empty());
    Ok(DenunciationPage {
        id,
        seen: line.last,
        body: row.body.clone(),
        title: line_title(&shell, &row),
        status: status(&shell, &row.phase, row.struck),
        facts,
        clocks,
        taken,
        open: if change { line.open().into_iter().map(|of| open(&shell, of)).collect() } else { Vec::new() },
        choices: StepChoices {
            grounds: choices(&shell, step::grounds()),
            results: choices(&shell, step::results()),
            conditions: choices(&shell, step::conditions()),
        },
        struck: line.struck,
        to_take_back: change && !line.steps.is_empty(),
        to_strike: change && line.steps.is_empty() && line.moved.is_none(),
        proposed: FormState::default().with("happened_on", today.vn()),
        wrong,
        timeline,
        shell,
    })
}

/// A clock with how far it is, and why it ends on that day.
fn clock(shell: &Shell, row: &ClockRow, book: &Rulebook, (today, opens): (domain::day::Day, bool)) -> BodyClock {
    let it = &row.clock;
    let derivation = Derivation::parse(&row.derivation);
    let unit = derivation.as_ref().map_or(Unit::CalendarDays, |derivation| derivation.unit);
    let of = book.rules.iter().find(|rule| rule.id == it.rule && Some(rule.version) == it.version);
    let (words, over) = match (it.state, it.due_on, it.done_on) {
        (ClockStands::Running, Some(due), _) => left(shell, &book.calendar, unit, today, due),
        (ClockStands::Running, None, _) => (shell.t("denunciation-no-day"), false),
        (ClockStands::Still, ..) => (shell.t("clock-suspended"), false),
        (ClockStands::Done, due, Some(on)) => {
            let key = if due.is_some_and(|due| due < on) { "denunciation-done-late" } else { "denunciation-done" };
            (shell.ta(key, &[("day", &on.vn())]), false)
        }
        (ClockStands::Done | ClockStands::Dropped, ..) => (shell.t("clock-stopped"), false),
    };
    BodyClock {
        kind: of.map_or_else(|| it.rule.clone(), |rule| rule::title(shell.lang, rule)),
        words,
        due: it.due_on.map(domain::day::Day::vn).unwrap_or_default(),
        over,
        why: derivation.as_ref().filter(|_| it.due_on.is_some()).map(|derivation| why(shell, derivation)),
        ground: of.map(|rule| rule_words(shell, rule)).unwrap_or_default(),
        rule: if opens && of.is_some() { format!("/rules/{}", it.rule) } else { String::new() },
        moves: Vec::new(),
    }
}

fn step_title(lang: Lang, of: &Step) -> String {
    if lang == Lang::Vi { of.title.clone() } else { of.title_en.clone() }
}

fn ground_of(of: &Step) -> String {
    format!("{}, {}", of.article, of.source)
}

fn open(shell: &Shell, of: &Step) -> OpenStep {
    OpenStep {
        code: of.code.clone(),
        title: step_title(shell.lang, of),
        ground: ground_of(of),
        paper: of.paper,
        grounds: of.grounds,
        results: of.results,
        days: of.extends.is_some(),
        criteria: of.criteria,
        conditions: of.conditions,
    }
}

fn step_taken(shell: &Shell, it: &Taken, number: Option<String>) -> TakenStep {
    let of = step::step(&it.taken.step);
    let taken = &it.taken;
    let facts = [
        number.map(|number| shell.ta("denunciation-paper", &[("number", &number)])),
        taken.ground.as_ref().map(|code| named(shell, step::grounds(), code)),
        taken.result.as_ref().map(|code| named(shell, step::results(), code)),
        taken.days.map(|days| shell.ta("denunciation-longer", &[("count", &days)])),
        taken.criteria.map(|count| shell.ta("denunciation-criteria", &[("count", &count)])),
    ];
    TakenStep {
        title: of.map(|of| step_title(shell.lang, of)).unwrap_or_default(),
        on: it.on.vn(),
        facts: facts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        ground: of.map(ground_of).unwrap_or_default(),
    }
}

async fn answered(mut sent: Sent, id: i64, form: String, done: Result<(), Stop>, said: &str) -> Result<Response, Halt> {
    match done {
        Ok(()) => Ok(go(&format!("{}?said={said}", href(id)))),
        Err(stop) => {
            let refusal = sent.refuse(Nav::Cases, stop)?;
            let shell = Shell { path: href(id), ..sent.frame(Nav::Cases) };
            let Sent { app, visitor, form: state, .. } = sent;
            Ok(redraw(&refusal, &page(&app, &visitor, shell, id, Some((form, state))).await?))
        }
    }
}

/// `POST /denunciations/{id}/step`.
pub(crate) async fn take_step(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let code = sent.form.value("denunciation_step").to_owned();
    let of = step::step(&code);
    let asks = |what: fn(&Step) -> bool| of.is_some_and(what);
    let (days, criteria, paper) = (asks(|of| of.extends.is_some()), asks(|of| of.criteria), asks(|of| of.paper));
    let done = sent
        .act((Act::DenunciationRecord, Of::Denunciation(id)), |form| {
            if of.is_none() {
                form.refuse(Refusal::NotAChoice { field: "denunciation_step" });
            }
            TakeStep {
                denunciation: id,
                seen: form.version(),
                step: code.clone(),
                conditions: form.each("denunciation_conditions", |typed| Some(typed.to_owned())),
                ground: form.text("denunciation_ground"),
                result: form.text("denunciation_result"),
                criteria: criteria.then(|| form.number("denunciation_criteria")),
                days: days.then(|| form.number("denunciation_days")),
                happened_on: form.day("happened_on"),
                number: if paper { form.words("paper_number") } else { form.text("paper_number") },
            }
        })
        .await;
    answered(sent, id, code, done, "denunciation-stepped").await
}

/// `POST /denunciations/{id}/take-back`.
pub(crate) async fn take_back(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let asked = (Act::DenunciationRecord, Of::Denunciation(id));
    let done = sent.act(asked, |form| TakeBack { denunciation: id, seen: form.version() }).await;
    answered(sent, id, "take-back".to_owned(), done, "denunciation-taken-back").await
}

/// `POST /denunciations/{id}/strike`.
pub(crate) async fn strike(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let asked = (Act::DenunciationRecord, Of::Denunciation(id));
    let done = sent.act(asked, |form| Strike { denunciation: id, seen: form.version() }).await;
    answered(sent, id, "strike".to_owned(), done, "denunciation-struck").await
}
