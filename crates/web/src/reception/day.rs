//! The page of a reception day: who receives, the form of a visit, the visits in the order of the book.

use std::sync::Arc;

use acts::reception::Way;
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::day::Day;
use domain::event::{Kind, Recorded, Subject};
use domain::permission::Act;
use domain::reception::{
    REPRESENTATIVES, REPRESENTATIVES_MOST, REPRESENTATIVES_UP_TO, Receiver, Reception, amend, form,
};
use domain::refusal::Refusal;
use domain::rule::Provenance;
use store::event::{self, EventRow};
use store::grant::{Of, may};
use store::reception::visit::{self, VisitRow};
use store::reception::{self, ReceptionRow};
use store::rulebook::{Rulebook, Whereabouts};
use store::{Read, Reader, Stop, rulebook};

use super::{announcing, came, choices, href, status, who};
use crate::app::App;
use crate::desk::fields;
use crate::dialogue::places;
use crate::lang::Lang;
use crate::look::case::{Step, WrongStep};
use crate::look::form::{Choice, FormState};
use crate::look::parts::Shape;
use crate::look::reception::{DayChoices, ReceptionPage, VisitChoices};
use crate::look::{Nav, Shell, Status};
use crate::page::{Halt, Sent, draw, frame, granted, halt, query, query_as, redraw};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;
use crate::timeline::{self, Late, Rights};

/// Visits of a page.
const PAGE: usize = 50;

/// `GET /receptions/{id}`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    Ok(draw(&page(&app, &visitor, &uri, id, Asked::default()).await?))
}

/// What the page was asked with: a form that was wrong, by its name, or a step whose correction was.
#[derive(Default)]
struct Asked {
    form: Option<(String, FormState)>,
    step: Option<WrongStep>,
}

/// The page again with the form that was wrong.
pub(super) async fn wrong(sent: Sent, id: i64, form: String, stop: Stop) -> Result<Response, Halt> {
    let refusal: Refusal = sent.refused(Nav::Receptions, stop)?;
    let Sent { app, visitor, uri, form: mut state, .. } = sent;
    match refusal.field() {
        // What a visit is about was not taken down word by word.
        Some("words") => state.refuse_called(visitor.lang, &refusal, "words", "visit_words"),
        field => state.refuse(visitor.lang, refusal.code(), field, &refusal.facts()),
    }
    let asked = Asked { form: Some((form, state)), step: None };
    Ok(redraw(&refusal, &page(&app, &visitor, &uri, id, asked).await?))
}

/// The page again with a step whose correction or striking was wrong.
pub(crate) async fn wrong_step(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    id: i64,
    step: Option<WrongStep>,
) -> Result<ReceptionPage, Halt> {
    page(app, visitor, uri, id, Asked { form: None, step }).await
}

async fn page(app: &App, visitor: &Visitor, uri: &OriginalUri, id: i64, asked: Asked) -> Result<ReceptionPage, Halt> {
    let shell = Shell { path: href(id), ..frame(app, visitor, uri, Nav::Receptions) };
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    let of = Of::Reception(id);
    may(&mut read, visitor.by, Act::ReceptionRead, of).await.map_err(halt(shell.clone()))?;
    let row = reception::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let today = read.today();
    let record = granted(&mut read, visitor.by, Act::ReceptionRecord, of).await?.is_some();
    let may_do = came::May {
        record,
        opens: granted(&mut read, visitor.by, Act::CaseRead, Of::Organisation(row.body.0)).await?.is_some(),
        withhold: granted(&mut read, visitor.by, Act::SubmissionWithhold, of).await?.is_some(),
    };
    let on = row.held_on.unwrap_or(row.planned_on);
    let typing = record && (row.state == "held" || (row.state == "scheduled" && row.planned_on <= today));
    let number = visit::last_number(&mut read, row.body.0, i64::from(on.year())).await? + 1;
    let begin = typing && query(uri, "said").as_deref() == Some("visit-recorded");
    // Who goes on typing sees what was typed last.
    let newest = if begin { (number - 1 - i64::try_from(PAGE).unwrap_or(i64::MAX)).max(0) } else { 0 };
    let after = query_as(uri, "after").unwrap_or(newest);
    let visits = visit::of_day(&mut read, id, after, PAGE).await?;
    let next = visits.rows.last().filter(|_| visits.more).map(|last| format!("{}?after={}", href(id), last.number.1));
    let at = rulebook::standing(&mut read, row.body.0).await?.ok_or(Fault::NotThere)?.at;
    let announced = announcing(&shell, &row, today, (&book, &at));
    let offered = if typing { offered(&mut read, &shell, row.body.0, on).await? } else { VisitChoices::default() };
    let waiting = record && row.state == "scheduled";
    let setting = record && matches!(row.state.as_str(), "scheduled" | "cancelled");
    let last = visit::last(&mut read, id).await?;
    let may_open_names = last.is_some() && granted(&mut read, visitor.by, Act::CaseReadIdentity, of).await?.is_some();
    let choices = if setting { choices(&mut read, &shell, row.body.0).await? } else { DayChoices::default() };
    let timeline = history(&mut read, &shell, visitor, &book, &row).await?;
    Ok(ReceptionPage {
        id,
        version: row.version,
        title: shell.ta("reception-title", &[("day", &on.vn())]),
        who: who(&shell, &row),
        body: row.body.1.clone(),
        status: status(&shell, &row),
        facts: facts(&shell, &row, announced.as_ref()),
        late: announced
            .filter(|(_, over)| *over && waiting)
            .map(|_| Status::new(Shape::Soon, shell.t("reception-late-short"))),
        typing,
        begin,
        to_hold: waiting && row.planned_on <= today,
        to_cancel: waiting,
        to_set: setting,
        to_conclude: record && row.state == "held" && row.concluded_on.is_none(),
        may_open_names,
        proposed: proposed(&row, last.as_ref(), today),
        wrong: asked.form,
        wrong_step: asked.step,
        number,
        group: group(&shell, on, (&book, &at)),
        choices,
        offered,
        visits: visits.rows.iter().map(|it| came::line(&shell, it, may_do, (&book, &at, today))).collect(),
        first: (after > 0).then(|| href(id)),
        next,
        concluded: row.concluded_on.is_some(),
        timeline,
        shell,
    })
}

/// What the lists of the form of a visit offer.
async fn offered(read: &mut Reader<'_>, shell: &Shell, body: i64, on: Day) -> Result<VisitChoices, Halt> {
    let today = read.today();
    let way = |way: &Way| Choice::new(way.outcome().as_str(), shell.of("visit-outcome", way.outcome().as_str()));
    Ok(VisitChoices {
        villages: places(read, body, today).await?,
        fields: fields(shell),
        kinds: Kind::ALL.iter().map(|kind| Choice::new(kind.as_str(), shell.of("kind", kind.as_str()))).collect(),
        ways: Way::ALL.iter().map(way).collect(),
        ends: Way::ALL.iter().filter(|it| **it != Way::Open).map(way).collect(),
        grounds: form::grounds_on(on).map(|it| Choice::new(it.code.clone(), came::ground(shell, it))).collect(),
    })
}

/// What the rule of the day says of representatives; empty where none is in force.
fn group(shell: &Shell, on: Day, (book, at): (&Rulebook, &Whereabouts)) -> String {
    let amount = |rule: &str| book.rule(rule, at, on).map(|rule| i64::from(rule.amount));
    match (amount(REPRESENTATIVES), amount(REPRESENTATIVES_UP_TO), amount(REPRESENTATIVES_MOST)) {
        (Some(few), Some(size), Some(most)) => {
            shell.ta("visit-representatives-rule", &[("few", &few), ("size", &size), ("most", &most)])
        }
        _ => String::new(),
    }
}

/// The steps, with what the reader may do to each.
async fn history(
    read: &mut Reader<'_>,
    shell: &Shell,
    visitor: &Visitor,
    book: &Rulebook,
    row: &ReceptionRow,
) -> Result<Vec<Step>, Halt> {
    let of = Of::Reception(row.id);
    let rights = Rights {
        correct: granted(read, visitor.by, Act::EventCorrect, of).await?.is_some(),
        strike: granted(read, visitor.by, Act::EventStrike, of).await?.is_some(),
        paper: timeline::recorder(read, visitor.by).await?,
    };
    let disclose = granted(read, visitor.by, Act::SubmissionDisclose, of).await?.is_some();
    let late = Late::of(read, book, row.body.0).await?;
    let rows = event::timeline(read, Subject::Reception, row.id).await?;
    let history: Vec<Recorded> = rows.iter().rev().map(|row| row.recorded.clone()).collect();
    let now = Reception::by(&history).ok_or(Fault::NotThere)?;
    let step = |step: &EventRow| {
        // What the door would refuse is not offered.
        let strike = match amend::strikes(&history, &now, &step.recorded) {
            Some(Act::SubmissionDisclose) => disclose,
            Some(_) => rights.strike,
            None => false,
        };
        let correct = rights.correct && amend::correcting(&now, &step.recorded.event).is_ok();
        timeline::step(shell, step, &history, &late, Rights { correct, strike, ..rights })
    };
    Ok(rows.iter().map(step).collect())
}

/// What the forms begin with: that of a visit with what the last one had, so that one is typed after the other.
fn proposed(row: &ReceptionRow, last: Option<&VisitRow>, today: Day) -> FormState {
    let on = if row.state == "scheduled" { row.planned_on.min(today) } else { today };
    let mut form = FormState::default()
        .with("happened_on", on.vn())
        .with("reception_on", row.planned_on.vn())
        .with("reception_kind", row.kind.clone())
        .with("receiver_kind", row.receiver.clone())
        .with("receives", row.official.as_ref().map(|(term, ..)| term.to_string()).unwrap_or_default())
        .with("place", row.place.clone().unwrap_or_default())
        .with("announced_on", row.announced_on.map(Day::vn).unwrap_or_default())
        .with("online", if row.online { "yes" } else { "" })
        .with("people", "1")
        .with("visit_way", Way::Recorded.outcome().as_str());
    if let Some(last) = last {
        form = form
            .with("village", last.place.0.to_string())
            .with("field", last.field.clone())
            .with("kind", last.kind.clone());
    }
    form.with("kind", Kind::Recommendation.as_str())
}

/// What is to be remarked where a deputy receives in the head's place.
fn delegated(shell: &Shell, row: &ReceptionRow) -> Option<String> {
    let on = row.held_on.unwrap_or(row.planned_on);
    let remark = form::delegated_on(on).filter(|_| row.receiver == Receiver::Deputy.as_str())?;
    let said = if shell.lang == Lang::Vi { &remark.title } else { &remark.title_en };
    let key = if remark.provenance == Provenance::Verified { "reception-remark" } else { "reception-remark-unsure" };
    Some(shell.ta(key, &[("said", said), ("source", &remark.source)]))
}

fn facts(shell: &Shell, row: &ReceptionRow, announced: Option<&(String, bool)>) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    let mut add = |label: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            facts.push((shell.t(label), value));
        }
    };
    add("field-reception-on", Some(row.planned_on.vn()));
    add("reception-held-on", row.held_on.filter(|held| *held != row.planned_on).map(Day::vn));
    add("field-reception-kind", Some(shell.of("reception-kind", &row.kind)));
    add("field-place", row.place.clone());
    let told = row.announced_on.map(Day::vn);
    let told = [told, announced.map(|(line, _)| line.clone())].into_iter().flatten().collect::<Vec<_>>();
    add("field-announced-on", Some(told.join(". ")));
    add("field-online", row.online.then(|| shell.t("reception-online")));
    add("field-reason", row.reason.clone());
    add("reception-notice-number", row.number.clone());
    add("reception-concluded-on", row.concluded_on.map(Day::vn));
    add("reception-signer", row.signer.clone());
    add("field-directions", row.directions.clone());
    add("field-due-on", row.due_on.map(Day::vn));
    add("reception-delegated", delegated(shell, row));
    facts
}
