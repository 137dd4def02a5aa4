//! Announcing a dialogue before it is held, from a plan or beside it.

use std::sync::Arc;

use acts::dialogue::Announce;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::dialogue::{Audience, Duty, Form};
use domain::permission::Act;
use domain::refusal::Refusal;
use store::dialogue::session;
use store::grant::{Of, may};
use store::{Read, Reader, Stop, dialogue, organisation};

use super::change::typed_session;
use super::one::{groups, href, places};
use super::{choice, of, officials};
use crate::app::App;
use crate::look::dialogue::one::Announce as Page;
use crate::look::form::{Choice, FormState};
use crate::look::{Nav, Shell};
use crate::page::{Halt, Posted, attempt, draw, frame, go, halt, query_as, redraw, refuse, typed_day};
use crate::session::SignedIn;
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
    Ok(draw(&page(&mut read, shell, scope, form).await?))
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

async fn page(read: &mut Reader<'_>, shell: Shell, scope: i64, form: FormState) -> Result<Page, Halt> {
    let today = read.today();
    let own = organisation::find(read, scope).await?.ok_or(Fault::NotThere)?;
    let terms = session::chairs(read, scope, today).await?;
    let around = session::around(read, scope, today).await?;
    let members = around.into_iter().filter(|(_, _, kind)| WITH_MEMBERS.contains(&kind.as_str()));
    let planned = dialogue::plannable(read, scope).await?.into_iter().map(|row| {
        let month = shell.ta("announce-month", &[("month", &row.month.to_string()), ("year", &row.year.to_string())]);
        let topic = row.topic.unwrap_or_default();
        Choice::new(row.id.to_string(), format!("{month}, {}: {topic}", shell.of("post", &row.post)))
    });
    Ok(Page {
        organisations: vec![Choice::new(scope.to_string(), own.name)],
        duties: Duty::ALL.iter().map(|duty| Choice::new(duty.as_str(), shell.of("duty", duty.as_str()))).collect(),
        audiences: groups(&shell),
        members: members.map(|(id, name, _)| Choice::new(id.to_string(), name)).collect(),
        forms: Form::ALL.iter().map(|way| Choice::new(way.as_str(), shell.of("talk-form", way.as_str()))).collect(),
        planned: planned.collect(),
        chairs: officials(shell.lang, &terms),
        territories: places(read, scope, today).await?,
        form: form.with("organisation", scope.to_string()),
        shell,
    })
}

/// `POST /dialogues/announce`.
pub(crate) async fn announce(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Result<Response, Halt> {
    let scope = choice("organisation", &form).ok().flatten().unwrap_or(visitor.organisation);
    let asked = (Act::DialogueOpen, Of::Organisation(scope));
    match attempt(&app, visitor.by, &key, asked, typed(&form, scope)).await {
        Ok(announced) => Ok(go(&format!("{}?said=announced", href(announced.dialogue)))),
        Err(Stop::Failed(error)) => Err(error.into()),
        Err(Stop::Refused(refusal @ (Refusal::NotThere | Refusal::NotAllowed))) => {
            Err(Halt::Refused(Box::new(frame(&app, &visitor, &uri, Nav::Dialogues)), refusal))
        }
        Err(Stop::Refused(refusal)) => {
            refuse(&mut form, visitor.lang, &refusal);
            let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
            let mut read = app.office.store().reader().await?;
            Ok(redraw(&refusal, &page(&mut read, shell, scope, form).await?))
        }
    }
}

fn typed(form: &FormState, scope: i64) -> Result<Announce, Refusal> {
    let duty = |typed: &String| Duty::parse(typed).ok_or(Refusal::NotAChoice { field: "duties" });
    let duties: Result<Vec<Duty>, Refusal> = form.values("duties").iter().map(duty).collect();
    let chosen = |field: &'static str| match form.value(field) {
        "" => Err(Refusal::Missing { field }),
        typed => Ok(typed.to_owned()),
    };
    Ok(Announce {
        organisation: choice("organisation", form)?.unwrap_or(scope),
        title: form.value("title").to_owned(),
        duties: duties?,
        audience: Audience::parse(&chosen("audience")?).ok_or(Refusal::NotAChoice { field: "audience" })?,
        members_of: choice("members_of", form)?,
        form: Form::parse(&chosen("form")?).ok_or(Refusal::NotAChoice { field: "form" })?,
        planned: choice("planned", form)?,
        sessions: vec![typed_session(form)?],
        happened_on: typed_day("happened_on", form.value("happened_on"))?
            .ok_or(Refusal::Missing { field: "happened_on" })?,
    })
}
