//! What becomes of a dialogue that a plan names: put off, called off, back again; and what those above say of the reason.

use acts::plan::{Cancel, Excuse, Postpone, Restore};
use axum::extract::Path;
use domain::permission::Act;
use store::Stop;
use store::grant::Of;
use store::plan;

use super::one::{Asked, page};
use super::{Answer, href};
use crate::app::App;
use crate::look::Nav;
use crate::look::plan::Wrong;
use crate::page::{Halt, Reading, Sent, go, redraw};
use crate::shell::Fault;

/// The plan that names it, and the body of that plan.
async fn of(app: &App, id: i64) -> Result<(i64, i64), Halt> {
    let mut read = app.office.store().reader().await?;
    let planned = plan::find_planned(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let row = plan::find(&mut read, planned.plan).await?.ok_or(Fault::NotThere)?;
    Ok((row.id, row.organisation))
}

/// Does what a form of a planned dialogue asks for: back to its plan, or the page of that again with the form that was
/// refused.
async fn done<A: acts::Act>(
    mut sent: Sent,
    id: i64,
    (name, right, said): (&str, Act, &str),
    typed: impl FnOnce(&mut Reading<'_>) -> A,
) -> Answer {
    let (plan, body) = of(&sent.app, id).await?;
    let done: Result<A::Answer, Stop> = sent.act((right, Of::Organisation(body)), typed).await;
    let refusal = match done {
        Ok(_) => return Ok(go(&format!("{}?said={said}#planned-{id}", href(plan)))),
        Err(stop) => sent.refuse(Nav::Plans, stop)?,
    };
    let wrong = Wrong { form: format!("{name}-{id}"), state: sent.form };
    let asked = Asked { wrong: Some(wrong), step: None };
    Ok(redraw(&refusal, &page(&sent.app, &sent.visitor, &sent.uri, plan, asked).await?))
}

/// `POST /planned/{id}/postpone`: `month` is a month, or empty where it is not known yet.
pub(crate) async fn postpone(Path(id): Path<i64>, sent: Sent) -> Answer {
    let typed = |form: &mut Reading<'_>| {
        let month = form.text("month");
        let month = if month.is_empty() { None } else { Some(form.one_of("month", |typed| typed.parse().ok(), 1)) };
        let reason = form.words("reason");
        Postpone { planned: id, month, reason, happened_on: form.day("happened_on") }
    };
    done(sent, id, ("postpone", Act::PlanChange, "planned-postponed"), typed).await
}

/// `POST /planned/{id}/cancel`.
pub(crate) async fn cancel(Path(id): Path<i64>, sent: Sent) -> Answer {
    let typed = |form: &mut Reading<'_>| {
        let reason = form.words("reason");
        Cancel { planned: id, reason, happened_on: form.day("happened_on") }
    };
    done(sent, id, ("cancel", Act::PlanChange, "planned-cancelled"), typed).await
}

/// `POST /planned/{id}/restore`.
pub(crate) async fn restore(Path(id): Path<i64>, sent: Sent) -> Answer {
    let typed = |form: &mut Reading<'_>| {
        let reason = form.words("reason");
        Restore { planned: id, reason, happened_on: form.day("happened_on") }
    };
    done(sent, id, ("restore", Act::PlanChange, "planned-restored"), typed).await
}

/// `POST /planned/{id}/excuse`: `judged` is `accepted` or `questioned`.
pub(crate) async fn excuse(Path(id): Path<i64>, sent: Sent) -> Answer {
    let judged = |typed: &str| match typed {
        "accepted" => Some(true),
        "questioned" => Some(false),
        _ => None,
    };
    let typed = |form: &mut Reading<'_>| {
        let accepted = form.one_of("judged", judged, false);
        let said = form.text("said");
        Excuse { planned: id, accepted, said, happened_on: form.day("happened_on") }
    };
    done(sent, id, ("excuse", Act::PlanExcuse, "planned-excused"), typed).await
}
