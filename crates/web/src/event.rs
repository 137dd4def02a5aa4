//! Events: correcting the day of one, striking one, on the page of what it happened to.

use std::sync::Arc;

use acts::event::{Correct, Strike};
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::event::Subject;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::grant::Of;
use store::{Stop, event, plan};

use crate::app::App;
use crate::look::Nav;
use crate::look::case::WrongStep;
use crate::look::form::FormState;
use crate::page::{Halt, Posted, frame, go, redraw, refuse, typed_day, unreadable};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;
use crate::{case, dialogue, plan as plans};

/// `POST /events/{id}/correct`: another day.
pub(crate) async fn correct(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Result<Response, Halt> {
    let act = typed_day("happened_on", form.value("happened_on")).and_then(|typed| {
        Ok(Correct {
            event: id,
            happened_on: typed.ok_or(Refusal::Missing { field: "happened_on" })?,
            reason: form.value("reason").to_owned(),
        })
    });
    let home = Home::of(&app, id).await?;
    let done = match act {
        Ok(act) => app.office.act(visitor.by, &key, act).await.map(|_| ()),
        Err(refusal) => Err(unreadable(&app, visitor.by, Act::EventCorrect, home.of, refusal).await),
    };
    answer(&app, &visitor, &uri, (id, home), form, done, "corrected").await
}

/// `POST /events/{id}/strike`: recorded by mistake.
pub(crate) async fn strike(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Result<Response, Halt> {
    let home = Home::of(&app, id).await?;
    let act = Strike { event: id, reason: form.value("reason").to_owned() };
    let done = app.office.act(visitor.by, &key, act).await.map(|_| ());
    answer(&app, &visitor, &uri, (id, home), form, done, "struck").await
}

/// The page on which an event stands.
struct Home {
    page: Page,
    /// By whose body it is decided who may amend it.
    of: Of,
}

#[derive(Clone, Copy)]
enum Page {
    Case(i64),
    Dialogue(i64),
    Plan(i64),
}

impl Home {
    async fn of(app: &App, id: i64) -> Result<Self, Halt> {
        let mut read = app.office.store().reader().await?;
        Ok(match event::subject_of(&mut read, id).await? {
            Some((Subject::Case, case, ..)) => Self { page: Page::Case(case), of: Of::Case(case) },
            Some((Subject::Dialogue, dialogue, ..)) => {
                Self { page: Page::Dialogue(dialogue), of: Of::Dialogue(dialogue) }
            }
            Some((subject @ (Subject::Plan | Subject::Planned), id, ..)) => {
                let plan = match subject {
                    Subject::Plan => id,
                    _ => plan::find_planned(&mut read, id).await?.ok_or(Fault::NotThere)?.plan,
                };
                let row = plan::find(&mut read, plan).await?.ok_or(Fault::NotThere)?;
                Self { page: Page::Plan(plan), of: Of::Organisation(row.organisation) }
            }
            _ => return Err(Fault::NotThere.into()),
        })
    }
}

impl Page {
    fn href(self) -> String {
        match self {
            Self::Case(id) => format!("/cases/{id}"),
            Self::Dialogue(id) => format!("/dialogues/{id}"),
            Self::Plan(id) => plans::href(id),
        }
    }

    const fn nav(self) -> Nav {
        match self {
            Self::Case(_) => Nav::Cases,
            Self::Dialogue(_) => Nav::Dialogues,
            Self::Plan(_) => Nav::Plans,
        }
    }
}

async fn answer(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    (id, home): (i64, Home),
    mut form: FormState,
    done: Result<(), Stop>,
    said: &str,
) -> Result<Response, Halt> {
    let shell = frame(app, visitor, uri, home.page.nav());
    let refusal = match done {
        Ok(()) => return Ok(go(&format!("{}?said={said}", home.page.href()))),
        Err(Stop::Failed(error)) => return Err(error.into()),
        Err(Stop::Refused(refusal @ (Refusal::NotThere | Refusal::NotAllowed))) => {
            return Err(Halt::Refused(Box::new(shell), refusal));
        }
        Err(Stop::Refused(refusal)) => refusal,
    };
    refuse(&mut form, visitor.lang, &refusal);
    let wrong = Some(WrongStep { id, form });
    match home.page {
        Page::Case(id) => {
            let asked = case::Asked { wrong, ..case::Asked::default() };
            Ok(redraw(&refusal, &case::page(app, shell, visitor, id, asked).await?))
        }
        Page::Plan(id) => Ok(redraw(&refusal, &plans::wrong_step(app, visitor, uri, id, wrong).await?)),
        Page::Dialogue(id) => {
            let asked = dialogue::one::Asked { form: None, step: wrong };
            Ok(redraw(&refusal, &dialogue::one::page(app, visitor, uri, id, asked).await?))
        }
    }
}
