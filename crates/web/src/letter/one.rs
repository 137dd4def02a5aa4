//! The page of a letter: what the book says of it, its scans, what is done to it, what happened.

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::day::Day;
use domain::event::{Event, LetterEvent, Recorded, Subject};
use domain::letter::Letter;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::event::{self, EventRow};
use store::grant::{self, Of};
use store::letter::{self, LetterRow, Said, scan};
use store::rulebook::{self, Rulebook};
use store::submission::Submitter;
use store::{Read, Reader, Stop, case, organisation};

use super::new::{NEAR, twin};
use super::{class, href, numbered, process, way, ways};
use crate::app::App;
use crate::case::{field, number};
use crate::declared::scan::line;
use crate::likeness;
use crate::look::case::{Step, WrongStep};
use crate::look::desk::Earlier;
use crate::look::form::FormState;
use crate::look::letter::LetterPage;
use crate::look::{Link, Nav, Shell};
use crate::page::{Halt, Sent, draw, frame, halt, held, redraw, short};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;
use crate::timeline::{self, Late, Rights};

/// Letters of what a letter says, on its receipt.
const RECEIPT: usize = 300;

/// What the page was asked with: a form that was wrong, by its name, or a step whose correction was.
#[derive(Default)]
pub(super) struct Asked {
    pub(super) form: Option<(String, FormState)>,
    pub(super) step: Option<WrongStep>,
}

/// `GET /letters/{id}`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    Ok(draw(&page(&app, &visitor, &uri, id, Asked::default()).await?))
}

/// The page again with the form that was wrong.
pub(super) async fn wrong(sent: Sent, id: i64, form: &str, stop: Stop) -> Result<Response, Halt> {
    let refusal: Refusal = sent.refused(Nav::Cases, stop)?;
    let Sent { app, visitor, uri, form: mut state, .. } = sent;
    state.refuse(visitor.lang, refusal.code(), refusal.field(), &refusal.facts());
    let asked = Asked { form: Some((form.to_owned(), state)), step: None };
    Ok(redraw(&refusal, &page(&app, &visitor, &uri, id, asked).await?))
}

/// The page again with a step whose correction or striking was wrong.
pub(crate) async fn wrong_step(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    id: i64,
    step: Option<WrongStep>,
) -> Result<LetterPage, Halt> {
    page(app, visitor, uri, id, Asked { form: None, step }).await
}

pub(super) async fn page(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    id: i64,
    asked: Asked,
) -> Result<LetterPage, Halt> {
    let shell = Shell { path: href(id), ..frame(app, visitor, uri, Nav::Cases) };
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    let row = letter::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let rights = grant::rights(&mut read, visitor.by, Of::Submission(row.submission)).await?;
    rights.may(Act::CaseRead).map_err(halt(shell.clone()))?;
    let may = |act: Act| held(&rights, act).map(|grant| grant.is_some());
    let said = letter::said(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let body = organisation::find(&mut read, row.organisation).await?.ok_or(Fault::NotThere)?;
    let stands = !row.struck && !row.kept;
    let register = stands && may(Act::LetterRegister)?;
    let scans = if stands { scan::list(&mut read, id).await? } else { Vec::new() };
    let may_of = Rights {
        correct: may(Act::EventCorrect)?,
        strike: may(Act::EventStrike)?,
        paper: timeline::recorder(&mut read, visitor.by).await?,
    };
    let (now, timeline) = history(&mut read, &shell, &book, &row, (may_of, may(Act::SubmissionDisclose)?)).await?;
    let today = read.today();
    let at = rulebook::standing(&mut read, row.organisation).await?.map(|it| it.at);
    let twin = if stands { twin(&mut read, &row).await? } else { None };
    let parts = letter::parts(&mut read, id).await?;
    let strike_part = stands && may(Act::SubmissionStrike)?;
    let outcomes = process::outcomes(&mut read, &shell, (&row, &said), now.as_ref(), register).await?;
    let complaint = crate::complaint::one::link(&mut read, &shell, id).await?;
    let own = class::proposed(proposed(&row, &said, today), now.as_ref(), &said);
    // What a letter that is kept from everybody repeats would tell what it says.
    let repeats = now.as_ref().and_then(|now| now.repeats).filter(|_| stands);
    Ok(LetterPage {
        id,
        submission: row.submission,
        twin: twin.map(|twin| Link::new(href(twin), shell.t("letter-twin"))),
        entered_by: now.as_ref().map_or(0, |now| now.entered_by),
        class: class::classified(&shell, (&row, &said), now.as_ref(), (&book, at.as_ref())),
        classed_by: now.as_ref().map_or(0, |now| now.classed_by),
        choices: class::choices(&shell, &row),
        outcomes,
        complaint: complaint.filter(|_| stands),
        parts: parts.iter().map(|it| class::part(&shell, it, strike_part)).collect(),
        repeats: repeats.map(|case| Link::new(format!("/cases/{case}"), number(case))),
        near: near(&mut read, &shell, visitor, (&row, &said), register && repeats.is_none()).await?,
        title: numbered(&shell, &row.number, &row.series),
        body: body.name,
        words: said.words.clone().unwrap_or_else(|| shell.t("words-kept")),
        case: Link::new(format!("/cases/{}", said.case), number(said.case)),
        facts: facts(&shell, &row, &said, stands && may(Act::CaseReadIdentity)?),
        struck: row.struck,
        kept: row.kept,
        of_visit: row.visit.is_some(),
        to_move: !row.struck && may(Act::DenunciationErase)?,
        to_describe: register,
        to_return: register && said.originals.is_some() && said.returned.is_none(),
        to_withhold: stands && row.visit.is_none() && may(Act::SubmissionWithhold)?,
        to_strike: stands && row.visit.is_none() && may(Act::SubmissionStrike)?,
        may_code: stands && may(Act::SubmissionCode)?,
        may_open: stands && may(Act::CaseReadIdentity)?,
        scans: scans.iter().map(|it| (it.id, line(&shell, it))).collect(),
        most: i64::try_from(acts::minutes::MOST_SCANS).unwrap_or(i64::MAX),
        most_mb: crate::declared::MOST_MB,
        ways: ways(&shell),
        proposed: own,
        wrong: asked.form,
        wrong_step: asked.step,
        timeline,
        shell,
    })
}

/// What may be the same matter, where the reader may say that it is.
async fn near(
    read: &mut Reader<'_>,
    shell: &Shell,
    visitor: &Visitor,
    (row, said): (&LetterRow, &Said),
    asked: bool,
) -> Result<Vec<Earlier>, Halt> {
    let Some(words) = said.words.as_deref().filter(|_| asked) else { return Ok(Vec::new()) };
    let Some(line) = case::lines(read, &[said.case]).await?.pop() else { return Ok(Vec::new()) };
    let (body, place) = (row.organisation, line.territory);
    let compared = likeness::Said { body, place, field: &said.field, words, but: Some(said.case) };
    likeness::shown(read, shell, visitor, compared, NEAR).await
}

/// What the forms begin with.
fn proposed(row: &LetterRow, said: &Said, today: Day) -> FormState {
    let words = |words: &Option<String>| words.clone().unwrap_or_default();
    FormState::default()
        .with("series", row.series.clone())
        .with("number", row.number.clone())
        .with("letter_way", row.way.clone())
        .with("referrer", words(&said.referrer))
        .with("letter_dated", row.dated_on.map(Day::vn).unwrap_or_default())
        .with("letter_file", words(&said.file))
        .with("archive_box", words(&said.archive_box))
        .with("originals", words(&said.originals))
        .with("happened_on", today.vn())
}

/// How it stands by its events, and the steps with what the reader may do to each: what was kept from everybody is shown again by
/// whoever may disclose it. What was entered before letters had a history was entered then, by whoever did, and is not late.
async fn history(
    read: &mut Reader<'_>,
    shell: &Shell,
    book: &Rulebook,
    row: &LetterRow,
    (rights, disclose): (Rights, bool),
) -> Result<(Option<Letter>, Vec<Step>), Halt> {
    let late = Late::of(read, book, row.organisation).await?;
    let rows = event::timeline(read, Subject::Letter, row.id).await?;
    let history: Vec<Recorded> = rows.iter().rev().map(|row| row.recorded.clone()).collect();
    let step = |step: &EventRow| {
        let strike = match step.recorded.event {
            Event::Letter(LetterEvent::Withheld) => disclose,
            Event::Letter(_) => rights.strike,
            _ => false,
        };
        let shown = timeline::step(shell, step, &history, &late, Rights { strike, ..rights });
        let (entered_at, entered_by) = &row.entered;
        match step.recorded.event {
            Event::Letter(LetterEvent::Registered { .. }) if step.recorded.recorded_at > *entered_at => Step {
                by: entered_by.clone(),
                recorded: format!("{} {}", entered_at.day().vn(), entered_at.vn_time()),
                late_typed: false,
                ..shown
            },
            _ => shown,
        }
    };
    Ok((Letter::by(&history), rows.iter().map(step).collect()))
}

/// What the book says; who took the originals is named to whoever may open who wrote it.
fn facts(shell: &Shell, row: &LetterRow, said: &Said, names: bool) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    let mut add = |label: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            facts.push((shell.t(label), value));
        }
    };
    add("field-received-on", Some(row.received_on.vn()));
    add("field-letter-dated", row.dated_on.map(Day::vn));
    add("field-letter-way", Some(way(shell, &row.way)));
    add("field-referrer", said.referrer.clone());
    add("field-kind", Some(shell.of("kind", &said.kind)));
    add("field-field", Some(field(shell, &said.field)));
    add("column-place", Some(said.place.clone()));
    add("field-letter-file", said.file.clone());
    add("field-archive-box", said.archive_box.clone());
    add("field-originals", said.originals.clone());
    let returned = said.returned.as_ref().map(|(on, to)| {
        let to = to.as_ref().filter(|_| names);
        to.map_or_else(|| on.vn(), |to| shell.ta("letter-returned", &[("day", &on.vn()), ("name", to)]))
    });
    add("letter-originals-returned", returned);
    facts
}

/// What the receipt of a letter (giấy biên nhận) says of it: who sent it where its printing was written down as an opening of the
/// name, else lines to write on; what it says in short, its originals, what follows.
pub(crate) async fn receipt(
    read: &mut Reader<'_>,
    shell: &Shell,
    id: i64,
    sender: Option<Submitter>,
) -> Result<Vec<(String, String)>, Halt> {
    let row = letter::find(read, id).await?.ok_or(Fault::NotThere)?;
    let said = letter::said(read, id).await?.ok_or(Fault::NotThere)?;
    let blank =
        |typed: Option<String>| typed.filter(|it| !it.is_empty()).unwrap_or_else(|| shell.t("letter-receipt-blank"));
    let (name, address) = sender.map(|it| (it.name, it.address)).unzip();
    let words = said.words.map_or_else(|| shell.t("words-kept"), |words| short(&words, RECEIPT));
    let mut facts = vec![
        (shell.t("letter-number-label"), numbered(shell, &row.number, &row.series)),
        (shell.t("field-received-on"), row.received_on.vn()),
        (shell.t("letter-sender"), blank(name)),
        (shell.t("field-sender-address"), blank(address)),
        (shell.t("field-letter-words"), words),
    ];
    if let Some(dated) = row.dated_on {
        facts.push((shell.t("field-letter-dated"), dated.vn()));
    }
    let none = shell.t("letter-originals-none");
    facts.push((shell.t("field-originals"), said.originals.unwrap_or(none)));
    facts.push((shell.t("column-case"), number(said.case)));
    facts.push((shell.t("letter-receipt-next"), shell.t("letter-receipt-next-line")));
    Ok(facts)
}
