//! What becomes of a dialogue that a plan names: put off, called off, back again; and what those above say of the reason.

use std::sync::Arc;

use acts::plan::{Cancel, Excuse, Postpone, Restore};
use axum::extract::{OriginalUri, Path, State};
use domain::permission::Act;
use store::Stop;
use store::grant::Of;
use store::plan;

use super::one::{Asked, page};
use super::{Answer, href};
use crate::app::App;
use crate::look::Nav;
use crate::look::form::FormState;
use crate::look::plan::Wrong;
use crate::page::{Halt, Posted, attempt, go, read, redraw, refuse, refused};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// The plan that names it, and the body of that plan.
async fn of(app: &App, id: i64) -> Result<(i64, i64), Halt> {
    let mut read = app.office.store().reader().await?;
    let planned = plan::find_planned(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let row = plan::find(&mut read, planned.plan).await?.ok_or(Fault::NotThere)?;
    Ok((row.id, row.organisation))
}

/// Back to the plan after an act, or its page again with the form that was refused.
async fn after(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    (plan, id): (i64, i64),
    (name, mut form): (&str, FormState),
    done: Result<&str, Stop>,
) -> Answer {
    let stop = match done {
        Ok(said) => return Ok(go(&format!("{}?said={said}#planned-{id}", href(plan)))),
        Err(stop) => stop,
    };
    let refusal = refused(app, visitor, uri, Nav::Plans, stop)?;
    refuse(&mut form, visitor.lang, &refusal);
    let wrong = Wrong { form: format!("{name}-{id}"), state: form };
    let asked = Asked { wrong: Some(wrong), step: None };
    Ok(redraw(&refusal, &page(app, visitor, uri, plan, asked).await?))
}

/// `POST /planned/{id}/postpone`: `month` is a month, or empty where it is not known yet.
pub(crate) async fn postpone(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Answer {
    let (plan, body) = of(&app, id).await?;
    let act = read(&mut form, |form| {
        let month = form.text("month");
        let month = if month.is_empty() { None } else { Some(form.one_of("month", |typed| typed.parse().ok(), 1)) };
        let reason = form.words("reason");
        Postpone { planned: id, month, reason, happened_on: form.day("happened_on") }
    });
    let asked = (Act::PlanChange, Of::Organisation(body));
    let done = attempt(&app, visitor.by, &key, asked, act).await.map(|()| "planned-postponed");
    after(&app, &visitor, &uri, (plan, id), ("postpone", form), done).await
}

/// `POST /planned/{id}/cancel`.
pub(crate) async fn cancel(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Answer {
    let (plan, body) = of(&app, id).await?;
    let act = read(&mut form, |form| {
        let reason = form.words("reason");
        Cancel { planned: id, reason, happened_on: form.day("happened_on") }
    });
    let asked = (Act::PlanChange, Of::Organisation(body));
    let done = attempt(&app, visitor.by, &key, asked, act).await.map(|()| "planned-cancelled");
    after(&app, &visitor, &uri, (plan, id), ("cancel", form), done).await
}

/// `POST /planned/{id}/restore`.
pub(crate) async fn restore(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Answer {
    let (plan, body) = of(&app, id).await?;
    let act = read(&mut form, |form| {
        let reason = form.words("reason");
        Restore { planned: id, reason, happened_on: form.day("happened_on") }
    });
    let asked = (Act::PlanChange, Of::Organisation(body));
    let done = attempt(&app, visitor.by, &key, asked, act).await.map(|()| "planned-restored");
    after(&app, &visitor, &uri, (plan, id), ("restore", form), done).await
}

/// `POST /planned/{id}/excuse`: `judged` is `accepted` or `questioned`.
pub(crate) async fn excuse(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Answer {
    let (plan, body) = of(&app, id).await?;
    let act = read(&mut form, |form| {
        let judged = |typed: &str| match typed {
            "accepted" => Some(true),
            "questioned" => Some(false),
            _ => None,
        };
        let accepted = form.one_of("judged", judged, false);
        let said = form.text("said");
        Excuse { planned: id, accepted, said, happened_on: form.day("happened_on") }
    });
    let asked = (Act::PlanExcuse, Of::Organisation(body));
    let done = attempt(&app, visitor.by, &key, asked, act).await.map(|()| "planned-excused");
    after(&app, &visitor, &uri, (plan, id), ("excuse", form), done).await
}
