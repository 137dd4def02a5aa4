//! The steps of a complaint, on the page of its letter: what was done, its clocks, what can follow.

use std::sync::Arc;

use acts::complaint::MakeStep;
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::complaint::{Complaint, Finding, Made, Ruling, Step, table};
use domain::event::{ComplaintEvent, Event, Recorded, Subject};
use domain::permission::Act;
use domain::refusal::Refusal;
use store::grant::{self, Of};
use store::rulebook;
use store::{Read, Reader, complaint, event, letter, organisation};

use super::href;
use super::told::Told;
use crate::app::App;
use crate::case::{number, numbered};
use crate::look::case::{Step as Shown, WrongStep};
use crate::look::complaint::ComplaintPage;
use crate::look::form::FormState;
use crate::look::{Link, Nav, Shell};
use crate::page::{Halt, Sent, draw, frame, go, halt, held, redraw};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;
use crate::timeline::{self, Late, Rights};

/// What the page was asked with: a form that was wrong, by its step, or a step whose striking was.
#[derive(Default)]
pub(crate) struct Asked {
    pub(crate) form: Option<(String, FormState)>,
    pub(crate) step: Option<WrongStep>,
}

/// `GET /letters/{id}/complaint`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    Ok(draw(&page(&app, &visitor, &uri, id, Asked::default()).await?))
}

/// `POST /letters/{id}/complaint`: the next step.
pub(crate) async fn step(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let submission = {
        let mut read = sent.app.office.store().reader().await?;
        letter::find(&mut read, id).await?.ok_or(Fault::NotThere)?.submission
    };
    let done = sent
        .act((Act::LetterRegister, Of::Submission(submission)), |form| MakeStep {
            letter: id,
            seen: form.version(),
            step: form.one_of("complaint_step", Step::parse, Step::Accept),
            happened_on: form.day("happened_on"),
            first: first(form),
            number: form.text("paper_number"),
            signer: form.text("paper_signer"),
            named_on: form.day_if_any("known_on").or(form.day_if_any("invited_on")),
            ground: form.text("letter_ground"),
            differs: form.one_of_any("differs", |word| ["yes", "no"].contains(&word).then_some(word == "yes")),
            finding: form.one_of_any("complaint_finding", Finding::parse),
            ruling: form.one_of_any("complaint_ruling", Ruling::parse),
            remote: form.typed().chosen("remote", "yes"),
            disciplinary: form.typed().chosen("disciplinary", "yes"),
            ticks: form.each("complex_ticks", |code| table::complex_of(code).map(|it| it.code.clone())),
            reason: form.text("reason"),
        })
        .await;
    let stop = match done {
        Ok(()) => return Ok(go(&format!("{}?said=complaint-stepped", href(id)))),
        Err(stop) => stop,
    };
    let refusal: Refusal = sent.refused(Nav::Cases, stop)?;
    let Sent { app, visitor, uri, form: mut state, .. } = sent;
    state.refuse(visitor.lang, refusal.code(), refusal.field(), &refusal.facts());
    let name = state.value("complaint_step").to_owned();
    let asked = Asked { form: Some((name, state)), step: None };
    Ok(redraw(&refusal, &page(&app, &visitor, &uri, id, asked).await?))
}

/// The case of the first complaint, as it is read aloud or typed.
fn first(form: &mut crate::page::Reading<'_>) -> Option<i64> {
    let typed = form.text("first_case");
    let case = numbered(&typed);
    if case.is_none() && !typed.trim().is_empty() {
        form.refuse(Refusal::Unreadable { field: "first_case" });
    }
    case
}

/// The page of the steps of a letter.
pub(crate) async fn page(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    id: i64,
    asked: Asked,
) -> Result<ComplaintPage, Halt> {
    let shell = Shell { path: href(id), ..frame(app, visitor, uri, Nav::Cases) };
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    let row = letter::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let rights = grant::rights(&mut read, visitor.by, Of::Submission(row.submission)).await?;
    rights.may(Act::CaseRead).map_err(halt(shell.clone()))?;
    let may = |act: Act| held(&rights, act).map(|grant| grant.is_some());
    let said = letter::said(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let stands = !row.struck && !row.kept;
    let found = complaint::of_letter(&mut read, id).await?.filter(|_| stands);
    let mut page = ComplaintPage {
        id,
        letter: Link::new(crate::letter::href(id), crate::letter::numbered(&shell, &row.number, &row.series)),
        case: Link::new(format!("/cases/{}", said.case), number(said.case)),
        body: String::new(),
        words: said.words.clone().unwrap_or_else(|| shell.t("words-kept")),
        begun: false,
        facts: Vec::new(),
        warnings: Vec::new(),
        clocks: Vec::new(),
        steps: Vec::new(),
        seen: 0,
        forms: Vec::new(),
        proposed: FormState::default(),
        wrong: asked.form,
        wrong_step: asked.step,
        timeline: Vec::new(),
        shell: shell.clone(),
    };
    let Some(complaint) = found else {
        page.body = organisation::find(&mut read, row.organisation).await?.ok_or(Fault::NotThere)?.name;
        return Ok(page);
    };
    let (_, _, body) = complaint::letter_of(&mut read, complaint).await?.ok_or(Fault::NotThere)?;
    page.body = organisation::find(&mut read, body).await?.ok_or(Fault::NotThere)?.name;
    let rows = event::timeline(&mut read, Subject::Complaint, complaint).await?;
    let history: Vec<Recorded> = rows.iter().rev().map(|row| row.recorded.clone()).collect();
    let now = Complaint::by(&history).ok_or(Fault::NotThere)?;
    let may_of = Rights {
        correct: false,
        strike: may(Act::EventStrike)?,
        paper: timeline::recorder(&mut read, visitor.by).await?,
    };
    let late = Late::of(&mut read, &book, row.organisation).await?;
    page.timeline = rows
        .iter()
        .map(|row| {
            // A step is taken back from the last one on.
            let strike = may_of.strike && row.recorded.id == now.last_event();
            let shown = timeline::step(&shell, row, &history, &late, Rights { strike, ..may_of });
            match &row.recorded.event {
                Event::Complaint(ComplaintEvent::Stepped { done }) => {
                    Shown { title: shell.of("complaint-step", done.step.as_str()), ..shown }
                }
                _ => shown,
            }
        })
        .collect();
    let told = Told {
        shell: &shell,
        book: &book,
        at: rulebook::standing(&mut read, body).await?.map(|it| it.at),
        today: read.today(),
        texts: complaint::words(&mut read, &texts(&now)).await?,
        first: other(&mut read, &shell, now.made(Step::Second).and_then(|it| it.done.first)).await?,
        second: other(&mut read, &shell, now.appealed.map(|(by, _)| by)).await?,
    };
    let kept = complaint::clocks(&mut read, complaint).await?;
    page.begun = true;
    page.facts = told.facts(&now);
    page.warnings = told.warnings(&now);
    page.clocks = now.clocks.iter().map(|it| told.clock(it, &kept)).collect();
    page.steps = now.steps.iter().map(|made| told.step(&now, made)).collect();
    page.seen = now.last_event();
    if stands && may(Act::LetterRegister)? {
        page.forms = told.forms(&now);
    }
    Ok(page)
}

/// The case of another complaint.
async fn other(read: &mut Reader<'_>, shell: &Shell, id: Option<i64>) -> Result<Option<Link>, Halt> {
    let Some(id) = id else { return Ok(None) };
    let Some((letter, ..)) = complaint::letter_of(read, id).await? else { return Ok(None) };
    let Some(said) = letter::said(read, letter).await? else { return Ok(None) };
    Ok(Some(Link::new(href(letter), shell.ta("complaint-other", &[("case", &number(said.case))]))))
}

/// What was typed into the steps.
fn texts(now: &Complaint) -> Vec<i64> {
    let of = |made: &Made| {
        let done = &made.done;
        [&done.number, &done.signer, &done.words].into_iter().flatten().map(|it| it.id).collect::<Vec<_>>()
    };
    now.steps.iter().flat_map(of).collect()
}

/// The last day of a complaint for the page of its letter: how far it has come, and by when something is due.
pub(crate) async fn link(read: &mut Reader<'_>, shell: &Shell, letter: i64) -> Result<Option<Link>, Halt> {
    let Some(id) = complaint::of_letter(read, letter).await? else { return Ok(None) };
    let history = event::history(read, Subject::Complaint, id).await?;
    let Some(now) = Complaint::by(&history) else { return Ok(None) };
    let phase = shell.of("complaint-phase", now.phase.as_str());
    let due = now.clocks.iter().filter(|it| it.state == "running" && it.begun.kind.is_of_body());
    let due = due.map(|it| it.begun.due_on).min();
    let text = match due {
        Some(day) => shell.ta("complaint-link-due", &[("phase", &phase), ("day", &day.vn())]),
        None => shell.ta("complaint-link", &[("phase", &phase)]),
    };
    Ok(Some(Link::new(href(letter), text)))
}
