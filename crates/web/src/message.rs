//! What somebody was told (tin báo): their list, and of what they want to be told.

mod letter;

use std::sync::Arc;

use acts::behalf::CONTEST_RULE;
use acts::message::{MarkRead, SetMessages};
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::event::Subject;
use domain::message::Kind;
use domain::permission::Act;
use store::grant::Of;
use store::message::{self, MessageRow, Settings};
use store::rulebook::{Rulebook, Whereabouts};
use store::{Reader, plan, rulebook};

use crate::app::App;
use crate::case::number;
use crate::look::form::{Choice, FormState};
use crate::look::message::{MessageLine, Messages};
use crate::look::{Link, Nav, Shell};
use crate::page::{Halt, Sent, draw, frame, go, query_as, redraw};
use crate::plan as plans;
use crate::session::{SignedIn, Visitor};

pub use letter::letter;

/// Rows of a page.
const PAGE: usize = 25;

/// `GET /messages`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let mut read = app.office.store().reader().await?;
    let settings = message::settings(&mut read, visitor.account).await?;
    drop(read);
    Ok(draw(&page(&app, &visitor, &uri, filled(&settings)).await?))
}

/// `POST /messages/read`.
pub(crate) async fn read(mut sent: Sent) -> Result<Response, Halt> {
    let asked = (Act::SessionOwn, Of::Account(sent.visitor.account));
    let all = sent.form.value("all") == "yes";
    let done = sent.act(asked, |form| MarkRead { message: form.number("message"), all }).await;
    match done {
        Ok(()) => Ok(go(if all { "/messages?said=messages-read" } else { "/messages?said=message-read" })),
        Err(stop) => {
            let refusal = sent.refuse(Nav::Home, stop)?;
            Ok(redraw(&refusal, &page(&sent.app, &sent.visitor, &sent.uri, sent.form).await?))
        }
    }
}

/// `POST /messages/settings`.
pub(crate) async fn set(mut sent: Sent) -> Result<Response, Halt> {
    let asked = (Act::SessionOwn, Of::Account(sent.visitor.account));
    let done = sent
        .act(asked, |form| SetMessages {
            digest: form.text("digest") == "yes",
            address: form.text("mail_address"),
            kinds: form.each("kinds", |word| Kind::parse(word).map(|kind| kind.as_str().to_owned())),
        })
        .await;
    match done {
        Ok(()) => Ok(go("/messages?said=messages-set#settings")),
        Err(stop) => {
            let refusal = sent.refuse(Nav::Home, stop)?;
            Ok(redraw(&refusal, &page(&sent.app, &sent.visitor, &sent.uri, sent.form).await?))
        }
    }
}

/// The form as it is kept.
fn filled(settings: &Settings) -> FormState {
    let told = Kind::ALL.iter().filter(|kind| !settings.off.contains(kind));
    let mut pairs: Vec<(&str, String)> = told.map(|kind| ("kinds", kind.as_str().to_owned())).collect();
    pairs.push(("mail_address", settings.address.clone()));
    pairs.extend(settings.digest.then(|| ("digest", "yes".to_owned())));
    FormState::posted(pairs)
}

async fn page(app: &App, visitor: &Visitor, uri: &OriginalUri, form: FormState) -> Result<Messages, Halt> {
    let shell = Shell { current: None, ..frame(app, visitor, uri, Nav::Home) };
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    let before = query_as(uri, "after");
    let found = message::list(&mut read, visitor.account, before, PAGE).await?;
    let newest = if message::unread(&mut read, visitor.account).await? == 0 {
        None
    } else if before.is_none() {
        found.rows.first().map(|row| row.id)
    } else {
        message::list(&mut read, visitor.account, None, 1).await?.rows.first().map(|row| row.id)
    };
    let at = rulebook::standing(&mut read, visitor.organisation).await?.map(|standing| standing.at);
    let next = found.rows.last().filter(|_| found.more).map(|last| format!("/messages?after={}", last.id));
    let mut rows = Vec::with_capacity(found.rows.len());
    for row in &found.rows {
        rows.push(
            line(&mut read, &shell, row, (&book, at.as_ref().filter(|_| row.organisation == visitor.organisation)))
                .await?,
        );
    }
    let kinds = Kind::ALL.iter().map(|kind| Choice::new(kind.as_str(), shell.of("message", kind.as_str()))).collect();
    Ok(Messages { shell, rows, next, newest, form, kinds })
}

/// Where a message leads, and what it is about.
async fn subject(read: &mut Reader<'_>, shell: &Shell, row: &MessageRow) -> Result<(String, String), Halt> {
    let event = row.event.map(|event| format!("#event-{event}")).unwrap_or_default();
    let (href, words) = match row.subject {
        Subject::Case => {
            (format!("/cases/{}{event}", row.of), shell.ta("on-behalf-case", &[("number", &number(row.of))]))
        }
        Subject::Notice => (format!("/notices/{}", row.of), shell.t("on-behalf-notice")),
        Subject::Dialogue => (format!("/dialogues/{}", row.of), shell.t("on-behalf-dialogue")),
        Subject::Plan => (plans::href(row.of), shell.t("on-behalf-plan")),
        Subject::Planned => {
            let planned = plan::find_planned(read, row.of).await?;
            (
                planned.map_or_else(|| "/plans".to_owned(), |planned| plans::href(planned.plan)),
                shell.t("on-behalf-plan"),
            )
        }
        Subject::Gathering => (format!("/gatherings/{}", row.of), shell.t("message-of-gathering")),
        Subject::Reception => (crate::reception::href(row.of), shell.t("on-behalf-reception")),
        _ => ("/".to_owned(), String::new()),
    };
    let href = match row.kind {
        Kind::MinutesToSign => format!("/dialogues/{}/minutes", row.of),
        Kind::Recorded => format!("/on-behalf?of={}#recorded", row.organisation),
        Kind::Contested => format!("/on-behalf?of={}#contested", row.organisation),
        _ => href,
    };
    Ok((href, words))
}

async fn line(
    read: &mut Reader<'_>,
    shell: &Shell,
    row: &MessageRow,
    (book, at): (&Rulebook, Option<&Whereabouts>),
) -> Result<MessageLine, Halt> {
    let (href, subject) = subject(read, shell, row).await?;
    let mut why: Vec<String> = vec![subject];
    if row.kind == Kind::Recorded {
        why.insert(0, shell.of("act", &row.act));
    }
    if !row.by.is_empty() {
        why.push(shell.ta("message-by", &[("body", &row.by)]));
    }
    if let Some(day) = row.due_on {
        why.push(shell.ta("message-due", &[("day", &day.vn())]));
    }
    let last = at.filter(|_| row.kind == Kind::Recorded).and_then(|at| book.last_day(CONTEST_RULE, at, row.at.day()));
    if let Some(last) = last {
        why.push(shell.ta("message-contest-until", &[("day", &last.due.on.vn())]));
    }
    why.retain(|part| !part.is_empty());
    Ok(MessageLine {
        id: row.id,
        link: Link::new(href, shell.of("message", row.kind.as_str())),
        why: why.join(" · "),
        body: row.body.clone(),
        at: format!("{} {}", row.at.day().vn(), row.at.vn_time()),
        read: row.read,
    })
}
