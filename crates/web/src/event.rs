//! Events: correcting the day of one, striking one, on the page of what it happened to.

use acts::behalf::NamePaper;
use acts::event::{Correct, Strike};
use axum::extract::Path;
use axum::response::Response;
use domain::event::{Event, Subject};
use domain::permission::Act;
use store::grant::Of;
use store::{Reader, Stop, event, plan};

use crate::app::App;
use crate::look::Nav;
use crate::look::case::WrongStep;
use crate::page::{Halt, Reading, Sent, go, granted, redraw};
use crate::shell::Fault;
use crate::{case, complaint, declared, dialogue, gathering, letter, notice, plan as plans, reception};

/// `POST /events/{id}/correct`: another day.
pub(crate) async fn correct(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let home = Home::of(&sent.app, id).await?;
    let typed = |form: &mut Reading<'_>| Correct {
        event: id,
        happened_on: form.day("happened_on"),
        reason: form.text("reason"),
    };
    let done = sent.act((Act::EventCorrect, home.of), typed).await.map(drop);
    answer(sent, (id, home), done, "corrected").await
}

/// `POST /events/{id}/strike`: recorded by mistake.
pub(crate) async fn strike(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let home = Home::of(&sent.app, id).await?;
    let typed = |form: &mut Reading<'_>| Strike { event: id, reason: form.text("reason") };
    // That a paper was named is taken back by who named it, which need not be the body whose subject it is.
    let of = if records(&sent, id, home.of).await? { Of::Organisation(sent.visitor.organisation) } else { home.of };
    let done = sent.act((Act::EventStrike, of), typed).await.map(drop);
    answer(sent, (id, home), done, "struck").await
}

/// `POST /events/{id}/paper`: the paper on which an act rests that was recorded for somebody else.
pub(crate) async fn paper(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let home = Home::of(&sent.app, id).await?;
    let typed = |form: &mut Reading<'_>| NamePaper {
        event: id,
        number: form.words("number"),
        dated_on: form.day("dated_on"),
        issuer: form.words("issuer"),
    };
    let of = if records(&sent, id, home.of).await? { Of::Organisation(sent.visitor.organisation) } else { home.of };
    let done = sent.act((Act::EventCorrect, of), typed).await.map(drop);
    answer(sent, (id, home), done, "paper-named").await
}

/// Whether the visitor names the paper as one of the body that recorded the event, which need not be the body whose subject it is.
async fn records(sent: &Sent, id: i64, home: Of) -> Result<bool, Halt> {
    let mut read = sent.app.office.store().reader().await?;
    let visitor = &sent.visitor;
    let act = named(&mut read, id).await?.unwrap_or(id);
    let recorder = store::behalf::find(&mut read, act).await?.and_then(|row| row.recorder);
    if recorder != Some(visitor.organisation)
        || granted(&mut read, visitor.by, Act::EventCorrect, home).await?.is_some()
    {
        return Ok(false);
    }
    let own = Of::Organisation(visitor.organisation);
    Ok(granted(&mut read, visitor.by, Act::EventCorrect, own).await?.is_some())
}

/// The act whose paper an event names, or takes away or gives back again.
async fn named(read: &mut Reader<'_>, id: i64) -> Result<Option<i64>, Halt> {
    let Some((kind, subject, ..)) = event::subject_of(read, id).await? else { return Ok(None) };
    let events = event::history(read, kind, subject).await?;
    let mut at = id;
    loop {
        match events.iter().find(|known| known.id == at).map(|known| &known.event) {
            Some(Event::PaperNamed { of, .. }) => return Ok(Some(*of)),
            // It names an earlier event, so this ends.
            Some(Event::Struck { of, .. }) => at = *of,
            _ => return Ok(None),
        }
    }
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
    Reception(i64),
    Letter(i64),
    Complaint(i64),
    Gathering(i64),
    Declared(i64),
    Notice(i64),
}

impl Home {
    async fn of(app: &App, id: i64) -> Result<Self, Halt> {
        let mut read = app.office.store().reader().await?;
        Ok(match event::subject_of(&mut read, id).await? {
            Some((Subject::Case, case, ..)) => Self { page: Page::Case(case), of: Of::Case(case) },
            Some((Subject::Dialogue, dialogue, ..)) => {
                Self { page: Page::Dialogue(dialogue), of: Of::Dialogue(dialogue) }
            }
            Some((Subject::Reception, reception, ..)) => {
                Self { page: Page::Reception(reception), of: Of::Reception(reception) }
            }
            Some((Subject::Letter, id, ..)) => {
                let row = store::letter::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
                Self { page: Page::Letter(id), of: Of::Submission(row.submission) }
            }
            Some((Subject::Complaint, id, ..)) => {
                let (letter, submission, _) =
                    store::complaint::letter_of(&mut read, id).await?.ok_or(Fault::NotThere)?;
                Self { page: Page::Complaint(letter), of: Of::Submission(submission) }
            }
            // A survey has the id of its round.
            Some((Subject::Gathering | Subject::Survey, round, ..)) => {
                Self { page: Page::Gathering(round), of: Of::Gathering(round) }
            }
            Some((Subject::Notice, id, ..)) => {
                let row = store::notice::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
                Self { page: Page::Notice(id), of: Of::Dialogue(row.dialogue) }
            }
            Some((Subject::Declared, id, ..)) => {
                let row = store::declared::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
                Self { page: Page::Declared(id), of: Of::Organisation(row.organisation) }
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
            Self::Reception(id) => reception::href(id),
            Self::Letter(id) => letter::href(id),
            Self::Complaint(letter) => complaint::href(letter),
            Self::Gathering(id) => gathering::href(id),
            Self::Declared(id) => declared::href(id),
            Self::Notice(id) => notice::href(id),
        }
    }

    const fn nav(self) -> Nav {
        match self {
            Self::Case(_) | Self::Letter(_) | Self::Complaint(_) => Nav::Cases,
            Self::Dialogue(_) | Self::Gathering(_) | Self::Notice(_) => Nav::Dialogues,
            Self::Declared(_) => Nav::Figures,
            Self::Plan(_) => Nav::Plans,
            Self::Reception(_) => Nav::Receptions,
        }
    }
}

async fn answer(mut sent: Sent, (id, home): (i64, Home), done: Result<(), Stop>, said: &str) -> Result<Response, Halt> {
    let refusal = match done {
        Ok(()) => return Ok(go(&format!("{}?said={said}", home.page.href()))),
        Err(stop) => sent.refuse(home.page.nav(), stop)?,
    };
    let shell = sent.frame(home.page.nav());
    let Sent { app, visitor, uri, form, .. } = sent;
    let wrong = Some(WrongStep { id, form });
    match home.page {
        Page::Case(id) => {
            let asked = case::Asked { wrong, ..case::Asked::default() };
            Ok(redraw(&refusal, &case::page(&app, shell, &visitor, id, asked).await?))
        }
        Page::Plan(id) => Ok(redraw(&refusal, &plans::wrong_step(&app, &visitor, &uri, id, wrong).await?)),
        Page::Reception(id) => Ok(redraw(&refusal, &reception::wrong_step(&app, &visitor, &uri, id, wrong).await?)),
        Page::Letter(id) => Ok(redraw(&refusal, &letter::wrong_step(&app, &visitor, &uri, id, wrong).await?)),
        Page::Complaint(letter) => {
            let asked = complaint::one::Asked { form: None, step: wrong };
            Ok(redraw(&refusal, &complaint::one::page(&app, &visitor, &uri, letter, asked).await?))
        }
        Page::Gathering(id) => Ok(redraw(&refusal, &gathering::wrong_step(&app, &visitor, &uri, id, wrong).await?)),
        Page::Declared(id) => Ok(redraw(&refusal, &declared::wrong_step(&app, &visitor, shell, id, wrong).await?)),
        Page::Notice(id) => {
            let asked = notice::Asked { wrong: None, step: wrong };
            Ok(redraw(&refusal, &notice::page(&app, &visitor, &uri, id, asked).await?))
        }
        Page::Dialogue(id) => {
            let asked = dialogue::one::Asked { form: None, step: wrong };
            Ok(redraw(&refusal, &dialogue::one::page(&app, &visitor, &uri, id, asked).await?))
        }
    }
}
