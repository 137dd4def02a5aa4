//! Tables that people bring: pasted or as a file, checked as a whole, looked at as dialogues, matters and days, then taken over.

mod amended;
mod asked;
mod brought;
mod held;
mod named;
mod taken;
mod told;

pub(crate) use self::amended::{amend, row};
pub(crate) use self::asked::answer;
pub use self::brought::Tables;
pub(crate) use self::brought::{figures, matters, report};
use self::named::Named;
use self::told::{noted, refused, seen};

use std::sync::Arc;

use acts::import::{Discard, Held, Row, Undo, Ways, take_in};
use axum::extract::{FromRequest, Multipart, OriginalUri, Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use domain::dialogue::Duty;
use domain::event::Channel;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::dialogue::session;
use store::grant::{Of, may};
use store::import::{self, ImportRow};
use store::{Read, Stop};

use self::brought::{Sheet, looked_at};
use crate::app::App;
use crate::dialogue::{of, officials_until};
use crate::look::form::{Choice, FormState};
use crate::look::import::{Asked, ImportLine, ImportOne, Imports, Report};
use crate::look::parts::Shape;
use crate::look::{Link, Nav, Shell, Status};
use crate::page::{Halt, Posted, Sent, draw, file, frame, go, halt, key_of, query_as, read, redraw, refuse};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// Tables of a page of the list.
const PAGE: usize = 25;
/// Matters that are shown before a table is taken over.
const SHOWN: i64 = 200;
/// How long the answer waits for a small table to be complete.
const WAIT: std::time::Duration = std::time::Duration::from_secs(2);

/// `GET /imports`.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let scope = of(&uri, &visitor);
    if let Some(format) = file::wanted(&uri)? {
        let mut read = app.office.store().reader().await?;
        let right = may(&mut read, visitor.by, Act::DialogueOpen, Of::Organisation(scope)).await;
        let (grant, _) = right.map_err(halt(shell.clone()))?;
        let rows = taken::Taken { shell: shell.clone(), grant, before: None };
        return file::file(&app, &shell, format, read, rows).await;
    }
    Ok(draw(&page(&app, &visitor, shell, (scope, query_as(&uri, "before")), FormState::default(), None).await?))
}

async fn page(
    app: &App,
    visitor: &Visitor,
    shell: Shell,
    (scope, before): (i64, Option<i64>),
    form: FormState,
    report: Option<Report>,
) -> Result<Imports, Halt> {
    let mut read = app.office.store().reader().await?;
    let right = may(&mut read, visitor.by, Act::DialogueOpen, Of::Organisation(scope)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    let page = import::list(&mut read, &grant, before, PAGE).await?;
    let next = page.rows.last().filter(|_| page.more).map(|last| format!("/imports?of={scope}&before={}", last.id));
    let today = read.today();
    let terms = session::chairs_until(&mut read, scope, today).await?;
    Ok(Imports {
        chairs: officials_until(&shell, &terms, today),
        duties: Duty::ALL.iter().map(|duty| Choice::new(duty.as_str(), shell.of("duty", duty.as_str()))).collect(),
        rows: page.rows.iter().map(|row| line(&shell, row)).collect(),
        next,
        organisation: scope,
        form: form.with("held_on", today.vn()).with("channel", Channel::Spoken.as_str()),
        ways: vec![
            Choice::new("split", shell.t("import-way-split")),
            Choice::new("own_place", shell.t("import-way-own-place")),
            Choice::new("converted", shell.t("import-way-converted")),
        ],
        channels: Channel::OF_TABLES
            .iter()
            .map(|way| Choice::new(way.as_str(), shell.of("channel", way.as_str())))
            .collect(),
        report,
        shell,
    })
}

fn state(shell: &Shell, row: &ImportRow) -> Status {
    let shape = match row.state.as_str() {
        "complete" => Shape::Done,
        "applying" => Shape::Doing,
        "undone" | "dropped" => Shape::Void,
        _ => Shape::Todo,
    };
    Status::new(shape, shell.of("import-state", &row.state))
}

fn line(shell: &Shell, row: &ImportRow) -> ImportLine {
    ImportLine {
        link: Link::new(format!("/imports/one?of={}&import={}", row.organisation, row.id), row.title.clone()),
        why: shell.ta("import-rows", &[("count", &row.total)]),
        on: row.begun_at.day().vn(),
        status: state(shell, row),
    }
}

/// `POST /imports`: a table that was pasted, or one in a file.
pub(crate) async fn bring(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
    request: Request,
) -> Result<Response, Halt> {
    let kind = request.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let (mut form, file) = if kind.starts_with("multipart/form-data") {
        let parts = Multipart::from_request(request, &app).await.map_err(|_| Fault::Unreadable)?;
        with_file(&app, &visitor, &uri, parts, (Act::DialogueOpen, Nav::Dialogues)).await?
    } else {
        let posted = Posted::from_request(request, &app).await;
        (posted.map_err(|response| Halt::Answer(Box::new(response)))?.form, Vec::new())
    };
    let key = key_of(&form)?.to_owned();
    // Whoever sends slowly keeps nobody waiting: a turn is for what is done with a table once it is here.
    let _turn = app.tables.turn().await?;
    let scope = form.value("organisation").parse().unwrap_or(visitor.organisation);
    let typed = read(&mut form, |form| Sheet {
        title: form.words("title"),
        held_on: form.day("held_on"),
        held: Held {
            chair: form.choice("chair"),
            deputy_reason: form.text("deputy_reason"),
            duties: form.each("duties", Duty::parse),
        },
        ways: Ways {
            split: form.typed().chosen("ways", "split"),
            own_place: form.typed().chosen("ways", "own_place"),
            channel: form
                .one_of_any("channel", |word| Channel::parse(word).filter(|way| Channel::OF_TABLES.contains(way))),
        },
        converted: form.typed().chosen("ways", "converted"),
        bytes: if file.is_empty() { form.words("table").into_bytes() } else { file },
    });
    taken(&app, &visitor, &uri, (scope, &key), form, typed).await
}

/// The fields of a form with a file, which stands last in it: nobody else's file is even read.
pub(crate) async fn with_file(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    mut parts: Multipart,
    (act, nav): (Act, Nav),
) -> Result<(FormState, Vec<u8>), Halt> {
    let (mut pairs, mut file) = (Vec::<(String, String)>::new(), Vec::new());
    while let Some(part) = parts.next_field().await.map_err(|_| Fault::Unreadable)? {
        match part.name().map(str::to_owned) {
            Some(name) if name == "file" => {
                let named = pairs.iter().find(|(name, _)| name == "organisation");
                let scope = named.and_then(|(_, value)| value.parse().ok()).unwrap_or(visitor.organisation);
                let mut reader = app.office.store().reader().await?;
                let right = may(&mut reader, visitor.by, act, Of::Organisation(scope)).await;
                right.map_err(halt(frame(app, visitor, uri, nav)))?;
                drop(reader);
                file = part.bytes().await.map_err(|_| Fault::TooLarge)?.to_vec();
            }
            Some(name) => pairs.push((name, part.text().await.map_err(|_| Fault::Unreadable)?)),
            None => {}
        }
    }
    Ok((FormState::posted(pairs), file))
}

/// Reads, finds and checks a table, and keeps it where nothing of it is refused.
async fn taken(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    (scope, key): (i64, &str),
    mut form: FormState,
    typed: Result<Sheet, Refusal>,
) -> Result<Response, Halt> {
    let shell = frame(app, visitor, uri, Nav::Dialogues);
    let mut reader = app.office.store().reader().await?;
    may(&mut reader, visitor.by, Act::DialogueOpen, Of::Organisation(scope)).await.map_err(halt(shell.clone()))?;
    let today = reader.today();
    drop(reader);
    let refusal = match typed {
        Ok(mut brought) => match looked_at(app, scope, today, &mut brought).await? {
            Ok((mut checked, _alone))
                if checked.refused.is_empty() && (brought.converted || checked.converted.is_none()) =>
            {
                let mut by = visitor.by;
                by.organisation = scope;
                checked.held = brought.held;
                let kept = take_in(&app.office, by, key, (&brought.title, brought.held_on), &checked).await;
                match kept {
                    Ok(id) => return Ok(go(&format!("/imports/one?of={scope}&import={id}"))),
                    Err(Stop::Refused(refusal)) if refusal.field().is_some() => Ok(refusal),
                    Err(stop) => return Err(halt(shell)(stop)),
                }
            }
            Ok((checked, _)) => Err(report(&shell, &checked)),
            Err(why) => Err(Report { why: shell.t(why), ..Report::default() }),
        },
        Err(refusal) => Ok(refusal),
    };
    let (refusal, report) = match refusal {
        Ok(refusal) => {
            refuse(&mut form, visitor.lang, &refusal);
            (refusal, None)
        }
        Err(report) => (Refusal::Unreadable { field: "table" }, Some(report)),
    };
    Ok(redraw(&refusal, &page(app, visitor, shell, (scope, None), form, report).await?))
}

/// `GET /imports/one`: a table as dialogues, matters and days.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let scope = of(&uri, &visitor);
    let Some(id) = query_as(&uri, "import") else {
        let mut reader = app.office.store().reader().await?;
        may(&mut reader, visitor.by, Act::DialogueOpen, Of::Organisation(scope)).await.map_err(halt(shell))?;
        return Ok(go(&format!("/imports?of={scope}")));
    };
    let shown = Shown { from: query_as(&uri, "names").unwrap_or_default(), ..Shown::default() };
    Ok(draw(&one(&app, &visitor, shell, (scope, id), shown).await?))
}

/// How the page of a table is shown.
#[derive(Default)]
struct Shown {
    /// What was typed there.
    form: FormState,
    /// The first of the names of bodies.
    from: usize,
    /// What was refused, as a word of the catalogue.
    refused: &'static str,
}

async fn one(
    app: &App,
    visitor: &Visitor,
    shell: Shell,
    (scope, id): (i64, i64),
    Shown { mut form, from, refused: what }: Shown,
) -> Result<ImportOne, Halt> {
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::DialogueOpen, Of::Organisation(scope)).await.map_err(halt(shell.clone()))?;
    let found = import::find(&mut read, id).await?.filter(|row| row.organisation == scope).ok_or(Fault::NotThere)?;
    let waiting = import::waiting(&mut read, id, SHOWN).await?;
    let mut rows = Vec::with_capacity(waiting.len());
    for (_, body) in &waiting {
        rows.push(Row::read(body)?);
    }
    let today = read.today();
    let mut named = Named::default();
    let mut alike = 0_usize;
    let mut matters = Vec::new();
    let mut asked = Asked::default();
    if found.state == "staged" {
        named = Named::read(&mut read, &found).await?;
        let brought_it = found.by.account == visitor.by.account;
        for (at, row) in rows.iter().enumerate() {
            let twin = named.twin(&mut read, scope, row).await?;
            alike += usize::from(twin.is_some());
            let near = if twin.is_none() { named.near(&mut read, row).await? } else { None };
            matters.push(named.matter(&shell, (at, row), (twin, near), (today, brought_it)));
        }
        (asked, form) = asked::asked(app, &mut read, &shell, (&found, &named.looked), form).await?;
    }
    let lines = held::lines(&mut read, &shell, &found, &named).await?;
    let all = i64::try_from(rows.len()).unwrap_or_default() == found.total;
    let (seen, noted) = (seen(&shell, &named.looked), noted(&shell, &named.looked));
    let (unknown, listing) = named.unnamed(&shell, from);
    let warning = if alike == 0 { String::new() } else { shell.ta("import-alike", &[("count", &alike)]) };
    Ok(ImportOne {
        id,
        organisation: scope,
        title: found.title.clone(),
        status: state(&shell, &found),
        progress: shell.ta("import-progress", &[("done", &found.done), ("total", &found.total)]),
        refused: refused(&shell, &found, rows.first()),
        several: rows.iter().filter(|row| sheets::items(&row.words).len() > 1).count(),
        may_start: found.state == "staged",
        may_undo: matches!(found.state.as_str(), "applying" | "complete"),
        more: found.state == "staged" && !all,
        days: lines,
        rows: matters,
        seen,
        noted,
        unnamed: unknown,
        names: listing,
        asked,
        what,
        warning,
        form,
        shell,
    })
}

/// The table that a form names; it is one of the body that it names.
async fn named(sent: &Sent) -> Result<(i64, i64), Halt> {
    let scope = sent.body();
    let mut read = sent.app.office.store().reader().await?;
    let right = may(&mut read, sent.visitor.by, Act::DialogueOpen, Of::Organisation(scope)).await;
    right.map_err(halt(sent.frame(Nav::Dialogues)))?;
    let id = sent.form.value("import").parse();
    let id = id.map_err(|_| halt(sent.frame(Nav::Dialogues))(Refusal::Missing { field: "import" }.into()))?;
    let found = import::find(&mut read, id).await?;
    found.filter(|row| row.organisation == scope).ok_or(Fault::NotThere)?;
    Ok((scope, id))
}

/// `POST /imports/drop`: forgets it; nothing of it was written.
pub(crate) async fn discard(sent: Sent) -> Result<Response, Halt> {
    let (scope, id) = named(&sent).await?;
    let done = sent.app.office.act(sent.visitor.by, &sent.key, Discard { import: id }).await;
    done.map_err(halt(sent.frame(Nav::Dialogues)))?;
    Ok(go(&format!("/imports?of={scope}&said=import-dropped")))
}

/// `POST /imports/undo`: takes it back as a whole.
pub(crate) async fn undo(mut sent: Sent) -> Result<Response, Halt> {
    let (scope, id) = named(&sent).await?;
    let asked = (Act::DialogueOpen, Of::Organisation(scope));
    let done = sent.act(asked, |form| Undo { import: id, reason: form.words("reason") }).await;
    match done {
        Ok(()) => Ok(go(&format!("/imports/one?of={scope}&import={id}&said=import-undone"))),
        Err(stop) => {
            let refusal = sent.refuse(Nav::Dialogues, stop)?;
            let shell = sent.frame(Nav::Dialogues);
            let Sent { app, visitor, form, .. } = sent;
            let shown = Shown { form, refused: "import-undo-refused", ..Shown::default() };
            Ok(redraw(&refusal, &one(&app, &visitor, shell, (scope, id), shown).await?))
        }
    }
}
