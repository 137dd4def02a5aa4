//! Announcing a dialogue before it is held, from a plan or beside it.

use std::sync::Arc;

use acts::dialogue::Announce;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::dialogue::{Audience, Duty, Form};
use domain::permission::Act;
use store::dialogue::session;
use store::grant::{Of, may};
use store::{Read, Reader, dialogue, organisation, plan};

use super::change::typed_session;
use super::one::{groups, href, places};
use super::{conference, of, officials};
use crate::app::App;
use crate::look::dialogue::one::{Announce as Page, Elsewhere};
use crate::look::form::{Choice, FormState};
use crate::look::{Link, Nav, Shell};
use crate::page::{Halt, Reading, Sent, draw, frame, go, halt, query_as, redraw};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// Kinds of body with whose members a dialogue is held.
const WITH_MEMBERS: [&str; 2] = ["organisation", "front"];

/// `GET /dialogues/announce`; `planned=` proposes what a plan says.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    let scope = of(&uri, &visitor);
    may(&mut read, visitor.by, Act::DialogueOpen, Of::Organisation(scope)).await.map_err(halt(shell.clone()))?;
    let today = read.today();
    let mut form = FormState::default().with("happened_on", today.vn());
    if let Some(planned) = query_as::<i64>(&uri, "planned") {
        if let Some(page) = elsewhere(&mut read, &visitor, &shell, scope, planned).await? {
            return Ok(draw(&page));
        }
        let rows = dialogue::plannable(&mut read, scope).await?;
        if let Some(row) = rows.into_iter().find(|row| row.id == planned) {
            form = form
                .with("planned", planned.to_string())
                .with("title", row.topic.unwrap_or_default())
                .with("audience", row.audience)
                .with("form", row.form);
            form.values.insert("duties".to_owned(), duty_of(&row.post).into_iter().collect());
        }
    }
    Ok(draw(&page(&app, &mut read, shell, scope, form).await?))
}

/// What is shown in place of the form where the line is of another body's plan.
async fn elsewhere(
    read: &mut Reader<'_>,
    visitor: &Visitor,
    shell: &Shell,
    scope: i64,
    planned: i64,
) -> Result<Option<Elsewhere>, Halt> {
    let row = plan::find_planned(read, planned).await?.ok_or(Fault::NotThere)?;
    let of = plan::find(read, row.plan).await?.ok_or(Fault::NotThere)?;
    if of.organisation == scope {
        return Ok(None);
    }
    let right = may(read, visitor.by, Act::PlanRead, Of::Organisation(of.organisation)).await;
    right.map_err(halt(shell.clone()))?;
    let body = organisation::find(read, of.organisation).await?.ok_or(Fault::NotThere)?;
    let today = read.today();
    let roles = store::account::memberships(read, &[visitor.account]).await?;
    let here = |row: &store::account::MembershipRow| {
        row.organisation == of.organisation && row.from <= today && today < row.to
    };
    let (post, year) = (shell.of("post", &of.post), of.year.to_string());
    let words = shell.ta("plan-title", &[("post", &post), ("year", &year)]);
    Ok(Some(Elsewhere {
        id: of.organisation,
        body: body.name,
        may_switch: roles.iter().any(here),
        plan: Link::new(format!("/plans/{}#planned-{planned}", of.id), words),
        shell: shell.clone(),
    }))
}

/// The duty that the dialogues of a post fulfil.
fn duty_of(post: &str) -> Option<String> {
    let duty = match post {
        "secretary" => Duty::Secretary,
        "chairman" => Duty::Chairman,
        _ => return None,
    };
    Some(duty.as_str().to_owned())
}

async fn page(app: &App, read: &mut Reader<'_>, shell: Shell, scope: i64, form: FormState) -> Result<Page, Halt> {
    let book = app.office.store().rulebook().await?;
    let today = read.today();
    let own = organisation::find(read, scope).await?.ok_or(Fault::NotThere)?;
    let terms = session::chairs(read, scope, today).await?;
    let around = session::around(read, scope, today).await?;
    let members = around.into_iter().filter(|(_, _, kind)| WITH_MEMBERS.contains(&kind.as_str()));
    let planned = dialogue::plannable(read, scope).await?.into_iter().map(|row| {
        let month = shell.of("month", &row.month.to_string());
        let month = shell.ta("announce-month", &[("month", &month), ("year", &row.year.to_string())]);
        let topic = row.topic.unwrap_or_default();
        Choice::new(row.id.to_string(), format!("{month}, {}: {topic}", shell.of("post", &row.post)))
    });
    Ok(Page {
        organisations: vec![Choice::new(scope.to_string(), own.name)],
        duties: Duty::ALL.iter().map(|duty| Choice::new(duty.as_str(), shell.of("duty", duty.as_str()))).collect(),
        audiences: groups(&shell),
        members: members.map(|(id, name, _)| Choice::new(id.to_string(), name)).collect(),
        forms: Form::of_dialogues().map(|way| Choice::new(way.as_str(), shell.of("talk-form", way.as_str()))).collect(),
        planned: planned.collect(),
        chairs: officials(shell.lang, &terms),
        territories: places(read, scope, today).await?,
        conference: conference::asked(read, &shell, &book, scope).await?,
        form: form.with("organisation", scope.to_string()),
        shell,
    })
}

/// `POST /dialogues/announce`.
pub(crate) async fn announce(mut sent: Sent) -> Result<Response, Halt> {
    let scope = sent.body();
    let done = sent.act((Act::DialogueOpen, Of::Organisation(scope)), |form| typed(form, scope)).await;
    let refusal = match done {
        Ok(announced) => return Ok(go(&format!("{}?said=announced", href(announced.dialogue)))),
        Err(stop) => sent.refuse(Nav::Dialogues, stop)?,
    };
    let shell = sent.frame(Nav::Dialogues);
    let mut read = sent.app.office.store().reader().await?;
    Ok(redraw(&refusal, &page(&sent.app, &mut read, shell, scope, sent.form).await?))
}

/// A form that says what a dialogue is to be, in the order of the page.
fn typed(form: &mut Reading<'_>, scope: i64) -> Announce {
    let title = form.words("title");
    let organisation = form.choice("organisation").unwrap_or(scope);
    let planned = form.choice("planned");
    let duties = form.each("duties", Duty::parse);
    let way = form.one_of("form", Form::of_dialogue, Form::ALL[0]);
    let audience = form.one_of("audience", Audience::parse, Audience::ALL[0]);
    Announce {
        organisation,
        title,
        duties,
        audience,
        members_of: form.choice("members_of"),
        form: way,
        planned,
        sessions: vec![typed_session(form)],
        happened_on: form.day("happened_on"),
    }
}
