//! The minutes of a dialogue: their page and what is done there. The papers stand in `made`, the scans in `scan`.

mod made;
mod scan;

use std::sync::Arc;

use acts::minutes::{MOST_SCANS, NoteCorrection, Sign, TEXT_RULE, Take, Waive};
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::day::Day;
use domain::minutes::{hour, time};
use domain::permission::Act;
use domain::refusal::Refusal;
use store::dialogue::{self, DialogueRow};
use store::grant::{Of, may};
use store::minutes::{self as kept, MinutesRow, NoteRow};
use store::{Read, Reader, Stop, rulebook, submission};

pub(crate) use made::{names, paper, synthesis, synthesis_word, word};
pub(crate) use scan::{add as add_scans, open as open_scan};

use crate::app::App;
use crate::look::desk::DeskFilter;
use crate::look::form::FormState;
use crate::look::minutes::{Matter, MinutesPage, Note, Scan, Wrong};
use crate::look::{Link, Nav, Shape, Shell, Status};
use crate::page::{Halt, Reading, Sent, draw, frame, go, granted, halt, query_as, redraw};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

type Answer = Result<Response, Halt>;

/// The megabytes that a scan may have.
const MOST_MB: i64 = 20;

/// The right to take and sign them, and to what.
const fn right(id: i64) -> (Act, Of) {
    (Act::DialogueOpen, Of::Dialogue(id))
}

/// The address of the minutes of a session.
fn href(id: i64, session: i64) -> String {
    format!("/dialogues/{id}/minutes?session={session}")
}

/// The sessions of a dialogue and the one that is asked for: the one named, else the first that was begun and has neither
/// signed minutes nor a reason, else the last that was begun.
async fn at(read: &mut Reader<'_>, id: i64, named: Option<i64>) -> Result<(Vec<MinutesRow>, MinutesRow), Halt> {
    let rows = kept::of_dialogue(read, id).await?;
    let begun = |row: &&MinutesRow| row.opened || row.held;
    let waits = |row: &&MinutesRow| begun(row) && row.signed_on.is_none() && row.reason.is_none();
    let found = if let Some(named) = named {
        rows.iter().find(|row| row.session == named)
    } else {
        rows.iter().find(waits).or_else(|| rows.iter().rfind(begun)).or_else(|| rows.first())
    };
    let found = found.cloned().ok_or(Fault::NotThere)?;
    Ok((rows, found))
}

/// `GET /dialogues/{id}/minutes`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Answer {
    Ok(draw(&page(&app, &visitor, &uri, (id, query_as(&uri, "session")), None).await?))
}

/// The page of a session, with the form that was refused.
async fn page(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    (id, named): (i64, Option<i64>),
    wrong: Option<Wrong>,
) -> Result<MinutesPage, Halt> {
    let mut shell = frame(app, visitor, uri, Nav::Dialogues);
    let of = Of::Dialogue(id);
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::DialogueRead, of).await.map_err(halt(shell.clone()))?;
    let talk = dialogue::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let (rows, row) = at(&mut read, id, named).await?;
    if wrong.is_some() {
        shell.path = href(id, row.session);
    }
    let may_hold = granted(&mut read, visitor.by, Act::DialogueOpen, of).await?.is_some();
    let may_open = granted(&mut read, visitor.by, Act::CaseReadIdentity, of).await?.is_some();
    let may_revise = granted(&mut read, visitor.by, Act::SubmissionRevise, of).await?.is_some();
    let (fixed, is_fixed) = fixed(app, &mut read, &shell, &talk, &row).await?;
    let matters = matters(&mut read, &shell, &row).await?;
    let scans = kept::scans(&mut read, id).await?;
    let scans = scans.iter().filter(|scan| scan.session == row.session).map(|row| scan::line(&shell, row)).collect();
    let today = read.today();
    let secretaries =
        if may_hold { secretaries(&mut read, &shell, talk.organisation, row.held_on).await? } else { Vec::new() };
    Ok(MinutesPage {
        id,
        title: talk.title,
        session: row.session,
        sessions: sessions(&shell, &rows, row.session),
        line: shell.ta("minutes-session", &[("number", &row.no), ("day", &row.held_on.vn()), ("place", &row.place)]),
        status: status(&shell, &row),
        fixed,
        reason: row.reason.clone().unwrap_or_default(),
        held: row.held,
        signed: row.signed_on.is_some(),
        may_hold: may_hold && (row.opened || row.held) && talk.state != "struck",
        may_open,
        may_note: may_revise && is_fixed,
        seen: row.stamp.clone(),
        take: FormState::default()
            .with("began", row.began.map(hour).unwrap_or_default())
            .with("ended", row.ended.map(hour).unwrap_or_default())
            .with("secretary", row.secretary.clone().unwrap_or_default())
            .with("conclusion", row.conclusion.clone().unwrap_or_default())
            .with("read_back", if row.read_back { "1" } else { "" }),
        proposed: FormState::default().with("happened_on", today.vn()),
        secretaries,
        matters,
        scans,
        most: i64::try_from(MOST_SCANS).unwrap_or_default(),
        most_mb: MOST_MB,
        wrong,
        shell,
    })
}

/// Who may have taken the minutes: the officials of the body, with their posts, and whoever works in it, each by name.
async fn secretaries(read: &mut Reader<'_>, shell: &Shell, organisation: i64, on: Day) -> Result<Vec<String>, Halt> {
    let terms = dialogue::session::chairs(read, organisation, on).await?;
    let mut names: Vec<String> = terms
        .iter()
        .filter(|term| term.organisation == organisation)
        .map(|term| format!("{}, {}", term.name, shell.of("post", &term.post)))
        .collect();
    for name in store::account::working_in(read, organisation, on).await? {
        if !terms.iter().any(|term| term.name == name) && !names.contains(&name) {
            names.push(name);
        }
    }
    Ok(names)
}

/// The sessions as a switch, where there is more than one.
fn sessions(shell: &Shell, rows: &[MinutesRow], current: i64) -> Vec<DeskFilter> {
    if rows.len() < 2 {
        return Vec::new();
    }
    let one = |row: &MinutesRow| DeskFilter {
        link: Link::new(
            href(row.dialogue, row.session),
            shell.ta("desk-session", &[("number", &row.no), ("day", &row.held_on.vn())]),
        ),
        current: row.session == current,
    };
    rows.iter().map(one).collect()
}

/// How far the minutes of a session are.
pub(crate) fn status(shell: &Shell, row: &MinutesRow) -> Status {
    if let Some(on) = row.signed_on {
        return Status::new(Shape::Done, shell.ta("minutes-signed", &[("day", &on.vn())]));
    }
    if row.reason.is_some() {
        return Status::new(Shape::Flag, shell.t("minutes-without"));
    }
    let word = if row.held { "minutes-waiting" } else { "minutes-not-yet" };
    Status::new(Shape::Todo, shell.t(word))
}

/// Until when the words can be revised or since when they are fixed, and whether they are.
async fn fixed(
    app: &App,
    read: &mut Reader<'_>,
    shell: &Shell,
    talk: &DialogueRow,
    row: &MinutesRow,
) -> Result<(String, bool), Halt> {
    if let Some(on) = row.signed_on {
        return Ok((shell.ta("minutes-fixed-since", &[("day", &on.vn())]), true));
    }
    let Some(from) = kept::told_on(read, row.session).await? else { return Ok((String::new(), false)) };
    let book = app.office.store().rulebook().await?;
    let Some(standing) = rulebook::standing(read, talk.organisation).await? else { return Ok((String::new(), false)) };
    let Some(last) = book.last_day(TEXT_RULE, &standing.at, from) else { return Ok((String::new(), false)) };
    let over = read.today() > last.due.on;
    let key = if over { "minutes-fixed-after" } else { "minutes-open-until" };
    Ok((shell.ta(key, &[("day", &last.due.on.vn())]), over))
}

/// What was raised in a session, with the corrections noted beside it.
async fn matters(read: &mut Reader<'_>, shell: &Shell, row: &MinutesRow) -> Result<Vec<Matter>, Halt> {
    let notes = kept::notes_of_session(read, row.session).await?;
    let told = kept::signed::told(read, row, documents::issuer::line).await?.ok_or(Fault::NotThere)?;
    let mut matters: Vec<Matter> = Vec::new();
    for row in told.spoken {
        if matters.last().is_none_or(|last| last.id != row.submission) {
            let beside = notes.iter().filter(|note| note.submission == row.submission);
            matters.push(Matter {
                id: row.submission,
                turn: row.turn_no,
                words: row.words.clone().unwrap_or_else(|| shell.t("minutes-words-erased")),
                place: row.place.clone(),
                answers: Vec::new(),
                notes: beside.map(|row| note_line(shell, row)).collect(),
            });
        }
        if let (Some(matter), Some(answer)) = (matters.last_mut(), row.answer) {
            let who = made::speaker(&answer, shell.lang);
            matter.answers.push(shell.ta("minutes-answer", &[("who", &who), ("words", &answer.words)]));
        }
    }
    Ok(matters)
}

/// A note as a line: a correction, or what a table said beside the words.
pub(crate) fn note_line(shell: &Shell, row: &NoteRow) -> Note {
    Note {
        head: if row.of_table { "note-of-table" } else { "note-on" },
        words: row.words.clone().unwrap_or_else(|| shell.t("minutes-words-erased")),
        on: row.on.vn(),
        typist: row.typist.clone(),
    }
}

/// The session that a form names.
fn sitting(form: &mut Reading<'_>) -> i64 {
    let sitting = form.choice("sitting").ok_or(Refusal::Missing { field: "session" });
    form.take(sitting, 0)
}

/// Refuses a session of another dialogue: the right was asked for the one in the address.
async fn belongs(sent: &Sent, id: i64) -> Result<(), Halt> {
    let Ok(session) = sent.form.value("sitting").parse::<i64>() else { return Ok(()) };
    let row = kept::of_session(&mut sent.app.office.store().reader().await?, session).await?;
    if row.is_none_or(|row| row.dialogue == id) { Ok(()) } else { Err(Fault::NotThere.into()) }
}

/// Back to the minutes after an act, or their page again with the form that was refused.
async fn after(mut sent: Sent, id: i64, which: &str, done: Result<&str, Stop>) -> Answer {
    let session = sent.form.value("sitting").parse().ok();
    let refusal = match done {
        Ok(said) => return Ok(go(&format!("{}&said={said}", href(id, session.unwrap_or_default())))),
        Err(stop) => sent.refuse(Nav::Dialogues, stop)?,
    };
    let wrong = Some(Wrong { form: which.to_owned(), state: sent.form });
    Ok(redraw(&refusal, &page(&sent.app, &sent.visitor, &sent.uri, (id, session), wrong).await?))
}

/// `POST /dialogues/{id}/minutes`: what they say beside the desk.
pub(crate) async fn take(Path(id): Path<i64>, mut sent: Sent) -> Answer {
    belongs(&sent, id).await?;
    let typed = |form: &mut Reading<'_>| {
        let session = sitting(form);
        let mut at = |field: &'static str| {
            let typed = form.text(field);
            let read = match typed.trim() {
                "" => Ok(None),
                typed => time(typed).map(Some).ok_or(Refusal::Unreadable { field }),
            };
            form.take(read, None)
        };
        let (began, ended) = (at("began"), at("ended"));
        Take {
            session,
            began,
            ended,
            secretary: form.text("secretary"),
            conclusion: form.text("conclusion"),
            read_back: form.text("read_back") == "1",
            seen: Some(form.text("seen")).filter(|seen| !seen.is_empty()),
        }
    };
    let done = sent.act(right(id), typed).await.map(|()| "minutes-taken");
    after(sent, id, "take", done).await
}

/// `POST /dialogues/{id}/minutes/sign`.
pub(crate) async fn sign(Path(id): Path<i64>, mut sent: Sent) -> Answer {
    belongs(&sent, id).await?;
    let typed = |form: &mut Reading<'_>| Sign { session: sitting(form), happened_on: form.day("happened_on") };
    let done = sent.act(right(id), typed).await.map(|()| "minutes-signed");
    after(sent, id, "sign", done).await
}

/// `POST /dialogues/{id}/minutes/waive`: none are taken, and why.
pub(crate) async fn waive(Path(id): Path<i64>, mut sent: Sent) -> Answer {
    belongs(&sent, id).await?;
    let typed = |form: &mut Reading<'_>| Waive { session: sitting(form), reason: form.words("reason") };
    let done = sent.act(right(id), typed).await.map(|()| "minutes-waived");
    after(sent, id, "waive", done).await
}

/// `POST /submissions/{id}/note`: a correction beside words that are fixed.
pub(crate) async fn note(Path(id): Path<i64>, mut sent: Sent) -> Answer {
    let typed = |form: &mut Reading<'_>| NoteCorrection {
        submission: id,
        words: form.words("words"),
        no_denunciation: form.typed().chosen("no_denunciation", "yes"),
        happened_on: form.day("happened_on"),
    };
    let done = sent.act((Act::SubmissionRevise, Of::Submission(id)), typed).await;
    let mut read = sent.app.office.store().reader().await?;
    let at = submission::session_of(&mut read, id).await?;
    let case = submission::whereabouts(&mut read, id).await?.map(|at| at.case);
    drop(read);
    match (done, at) {
        (Ok(_), Some((session, dialogue))) => Ok(go(&format!("{}&said=noted#matter-{id}", href(dialogue, session)))),
        (Ok(_), None) => Ok(go(&format!("/cases/{}?said=noted", case.unwrap_or_default()))),
        (Err(stop), Some((session, dialogue))) => {
            let refusal = sent.refuse(Nav::Dialogues, stop)?;
            let wrong = Some(Wrong { form: format!("note-{id}"), state: sent.form });
            let shown = page(&sent.app, &sent.visitor, &sent.uri, (dialogue, Some(session)), wrong).await?;
            Ok(redraw(&refusal, &shown))
        }
        (Err(stop), None) => Err(halt(sent.frame(Nav::Cases))(stop)),
    }
}
