//! What is written into a plan: its draft, the draft anew, and an amendment, each in lines of month, topic, form and audience.

use std::sync::Arc;

use acts::plan::{Amend, Draft, Redraft};
use axum::extract::{OriginalUri, Path, State};
use domain::organisation::{POSTS, posts_of};
use domain::permission::Act;
use domain::refusal::Refusal;
use store::grant::{Of, may};
use store::plan::{self, PlanRow, PlannedRow};
use store::{Read, Reader, Stop, organisation};

use super::lines::{FIELDS, LINES, MOST, field, filled, is_out, left_out, lines, read_lines, refuse_lines};
use super::{Answer, audiences, bounds_of, forms, href, month, months};
use crate::app::App;
use crate::dialogue::of;
use crate::look::form::{Choice, FieldError, FormState};
use crate::look::plan::{Line, PlanForm, Writing};
use crate::look::{Link, Nav, Shell};
use crate::page::{Halt, Reading, Sent, draw, frame, go, halt, query, query_as, redraw};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// Of which plan a form is, or of which body's new one.
enum For {
    /// A new plan of a body.
    Body(i64),
    /// A plan that is there.
    Plan(Box<PlanRow>, Writing),
}

/// `GET /plans/new`: `of=` the body, `post=`, `year=`, `copy=` the year whose topics are copied.
pub(crate) async fn new(State(app): State<Arc<App>>, SignedIn(visitor): SignedIn, uri: OriginalUri) -> Answer {
    let body = of(&uri, &visitor);
    let mut read = app.office.store().reader().await?;
    let today = read.today();
    let right = may(&mut read, visitor.by, Act::PlanChange, Of::Organisation(body)).await;
    right.map_err(|stop| halt(frame(&app, &visitor, &uri, Nav::Plans))(stop))?;
    let own = organisation::find(&mut read, body).await?.ok_or(Fault::NotThere)?;
    let post = query(&uri, "post").filter(|post| POSTS.contains(&post.as_str()));
    let post = post.unwrap_or_else(|| super::heads::head_post(&own.kind).to_owned());
    let year = query_as::<i16>(&uri, "year").unwrap_or(today.year());
    let mut form = FormState::default().with("post", post.clone()).with("year", year.to_string());
    if let Some(copied) = query_as::<i64>(&uri, "copy")
        && let Some(former) = plan::of_post(&mut read, body, &post, copied).await?
    {
        let rows = plan::planned(&mut read, former.id).await?;
        let rows: Vec<&PlannedRow> = rows.iter().filter(|row| !is_out(&row.state)).collect();
        form = filled(form, &rows).with("copied", rows.len().to_string());
    }
    drop(read);
    Ok(draw(&page(&app, &visitor, &uri, For::Body(body), form.with("happened_on", today.vn())).await?))
}

/// The form's page, for whoever may change plans of the body.
async fn page(app: &App, visitor: &Visitor, uri: &OriginalUri, of: For, form: FormState) -> Result<PlanForm, Halt> {
    let mut shell = frame(app, visitor, uri, Nav::Plans);
    let mut read = app.office.store().reader().await?;
    let today = read.today();
    let (body, writing) = match &of {
        For::Body(body) => (*body, Writing::Draft),
        For::Plan(row, writing) => (row.organisation, *writing),
    };
    let right = may(&mut read, visitor.by, Act::PlanChange, Of::Organisation(body)).await;
    right.map_err(halt(shell.clone()))?;
    let own = organisation::find(&mut read, body).await?.ok_or(Fault::NotThere)?;
    let (action, back, title, year) = match &of {
        For::Body(_) => {
            shell.path = format!("/plans/new?of={body}");
            let year = form.value("year").trim().parse().unwrap_or(today.year());
            let back = Link::new(format!("/plans?of={body}&year={year}"), shell.t("plans-title"));
            ("/plans".to_owned(), back, shell.t("plan-new-title"), year)
        }
        For::Plan(row, writing) => {
            let (end, key) = match writing {
                Writing::Amendment => ("amend", "plan-amend-title"),
                _ => ("draft", "plan-redraft-title"),
            };
            let post = shell.of("post", &row.post);
            let back = shell.ta("plan-title", &[("post", &post), ("year", &row.year.to_string())]);
            shell.path = format!("{}/{end}", href(row.id));
            let year = i16::try_from(row.year).unwrap_or(today.year());
            (shell.path.clone(), Link::new(href(row.id), back), shell.t(key), year)
        }
    };
    let droppable = match &of {
        For::Plan(row, Writing::Amendment) => {
            let rows = plan::planned(&mut read, row.id).await?;
            let open = rows.iter().filter(|row| !is_out(&row.state) && row.state != "held");
            open.map(|row| {
                let topic = row.topic.clone().unwrap_or_default();
                Choice::new(row.id.to_string(), format!("{}: {topic}", month(&shell, row.month)))
            })
            .collect()
        }
        _ => Vec::new(),
    };
    let (posts, existing) = if writing == Writing::Draft {
        let holders = organisation::terms(&mut read, body, today).await?;
        let mut posts: Vec<String> = posts_of(&own.kind).iter().map(|post| (*post).to_owned()).collect();
        let held = holders.into_iter().filter(|term| term.organisation == body).map(|term| term.post);
        for post in held.chain([form.value("post").to_owned()]) {
            if POSTS.contains(&post.as_str()) && !posts.contains(&post) {
                posts.push(post);
            }
        }
        (posts, existing(&mut read, &shell, body, &form, year).await?)
    } else {
        (Vec::new(), None)
    };
    let copied: usize = form.value("copied").parse().unwrap_or(0);
    let count = lines(&form, if writing == Writing::Amendment { 1 } else { LINES });
    let copy = if writing == Writing::Draft && copied == 0 {
        former(&mut read, &shell, body, &form, year).await?
    } else {
        None
    };
    let line = |number: usize| Line {
        number: i64::try_from(number).unwrap_or_default(),
        copied: number <= copied,
        confirmed: form.chosen(&field("confirmed", number), "yes"),
        names: FIELDS.map(|name| field(name, number)),
    };
    Ok(PlanForm {
        lines: (1..=count).map(line).collect(),
        bounds: bounds_of(app, &mut read, body, year).await?.lines(&shell, today),
        writing,
        action,
        back,
        title,
        organisations: vec![Choice::new(body.to_string(), own.name)],
        posts: posts.iter().map(|post| Choice::new(post.clone(), shell.of("post", post))).collect(),
        existing,
        months: months(&shell),
        forms: forms(&shell),
        audiences: audiences(&shell),
        droppable,
        topics: domain::field::CODES.iter().map(|code| shell.of("work-field", code)).collect(),
        copy,
        form: form.with("organisation", body.to_string()).with("happened_on", today.vn()),
        shell,
    })
}

/// The link that copies the topics of the year before, where there was a plan.
async fn former(
    read: &mut Reader<'_>,
    shell: &Shell,
    body: i64,
    form: &FormState,
    year: i16,
) -> Result<Option<Link>, Halt> {
    let (post, before) = (form.value("post"), i64::from(year) - 1);
    let found = plan::of_post(read, body, post, before).await?;
    Ok(found.map(|_| {
        let href = format!("/plans/new?of={body}&post={post}&year={year}&copy={before}");
        Link::new(href, shell.ta("plan-copy", &[("year", &before.to_string())]))
    }))
}

/// The plan that the post has for the year, in a sentence that leads to it.
async fn existing(
    read: &mut Reader<'_>,
    shell: &Shell,
    body: i64,
    form: &FormState,
    year: i16,
) -> Result<Option<Link>, Halt> {
    let post = form.value("post");
    let found = plan::of_post(read, body, post, i64::from(year)).await?;
    let (post, year) = (shell.of("post", post), year.to_string());
    Ok(found.map(|row| Link::new(href(row.id), shell.ta("plan-there", &[("post", &post), ("year", &year)]))))
}

/// The form again with one more line: no act is done.
async fn one_more(Sent { app, visitor, uri, mut form, .. }: Sent, of: For) -> Answer {
    let empty = if matches!(of, For::Plan(_, Writing::Amendment)) { 1 } else { LINES };
    let more = (lines(&form, empty) + 1).min(MOST);
    form.values.insert("lines".to_owned(), vec![more.to_string()]);
    Ok(draw(&page(&app, &visitor, &uri, of, form).await?))
}

/// `POST /plans`: a new draft; with `more` the form again with one more line.
pub(crate) async fn draft(mut sent: Sent) -> Answer {
    let body = sent.body();
    if !sent.form.value("more").is_empty() {
        return one_more(sent, For::Body(body)).await;
    }
    let typed = |form: &mut Reading<'_>| Draft {
        organisation: body,
        post: form.one_of("post", |typed| Some(typed.to_owned()), String::new()),
        year: form.number("year"),
        dialogues: read_lines(form),
        happened_on: form.day("happened_on"),
    };
    let stop = match sent.act((Act::PlanChange, Of::Organisation(body)), typed).await {
        Ok(made) => {
            let said = if left_out(&sent.form) { "plan-drafted-some" } else { "plan-drafted" };
            return Ok(go(&format!("{}?said={said}", href(made.plan))));
        }
        Err(stop) => stop,
    };
    let refusal = sent.refused(Nav::Plans, stop)?;
    let Sent { app, visitor, uri, mut form, .. } = sent;
    if refusal == (Refusal::AlreadyThere { field: "year" }) {
        let (post, year) = (visitor.lang.of("post", form.value("post")), form.value("year").trim().to_owned());
        let text = visitor.lang.ta("plan-there-refused", &[("post", &post), ("year", &year)]);
        form.errors.push(FieldError { field: "year".to_owned(), text });
    } else {
        refuse_lines(&mut form, &visitor, &refusal);
    }
    Ok(redraw(&refusal, &page(&app, &visitor, &uri, For::Body(body), form).await?))
}

async fn found(app: &App, id: i64) -> Result<PlanRow, Halt> {
    Ok(plan::find(&mut app.office.store().reader().await?, id).await?.ok_or(Fault::NotThere)?)
}

/// `GET /plans/{id}/draft`.
pub(crate) async fn drafted(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Answer {
    let row = found(&app, id).await?;
    let rows = plan::planned(&mut app.office.store().reader().await?, id).await?;
    let standing: Vec<&PlannedRow> = rows.iter().filter(|row| !is_out(&row.state)).collect();
    let form = filled(FormState::default(), &standing).with("version", row.version.to_string());
    let of = For::Plan(Box::new(row), Writing::Redraft);
    Ok(draw(&page(&app, &visitor, &uri, of, form).await?))
}

/// `POST /plans/{id}/draft`: the draft anew; with `more` the form again with one more line.
pub(crate) async fn redraft(Path(id): Path<i64>, sent: Sent) -> Answer {
    let typed = |form: &mut Reading<'_>| Redraft {
        plan: id,
        dialogues: read_lines(form),
        happened_on: form.day("happened_on"),
        version: form.version(),
    };
    rewrite(sent, id, (Writing::Redraft, "plan-redrafted"), typed).await
}

/// `GET /plans/{id}/amend`.
pub(crate) async fn amendable(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Answer {
    let row = found(&app, id).await?;
    let form = FormState::default().with("version", row.version.to_string()).with("lines", "1");
    let of = For::Plan(Box::new(row), Writing::Amendment);
    Ok(draw(&page(&app, &visitor, &uri, of, form).await?))
}

/// `POST /plans/{id}/amend`: what is planned in addition, what is `dropped`, and why; with `more` one more line.
pub(crate) async fn amend(Path(id): Path<i64>, sent: Sent) -> Answer {
    let typed = |form: &mut Reading<'_>| Amend {
        plan: id,
        add: read_lines(form),
        dropped: form.choices("dropped"),
        reason: form.text("reason"),
        happened_on: form.day("happened_on"),
        version: form.version(),
    };
    rewrite(sent, id, (Writing::Amendment, "plan-amended"), typed).await
}

/// Writes into a plan that is there what the form says: back to the plan, or the form again as it was refused.
async fn rewrite<A: acts::Act>(
    mut sent: Sent,
    id: i64,
    (writing, said): (Writing, &str),
    typed: impl FnOnce(&mut Reading<'_>) -> A,
) -> Answer {
    let row = found(&sent.app, id).await?;
    let (body, version) = (row.organisation, row.version);
    let of = For::Plan(Box::new(row), writing);
    if !sent.form.value("more").is_empty() {
        return one_more(sent, of).await;
    }
    let done: Result<A::Answer, Stop> = sent.act((Act::PlanChange, Of::Organisation(body)), typed).await;
    let refusal = match done {
        Ok(_) => return Ok(go(&format!("{}?said={said}", href(id)))),
        Err(stop) => sent.refused(Nav::Plans, stop)?,
    };
    let Sent { app, visitor, uri, mut form, .. } = sent;
    refuse_lines(&mut form, &visitor, &refusal);
    if refusal == Refusal::Conflict {
        form.values.insert("version".to_owned(), vec![version.to_string()]);
    }
    Ok(redraw(&refusal, &page(&app, &visitor, &uri, of, form).await?))
}
