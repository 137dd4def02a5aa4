//! A refused form is always shown again: on its page where that still has it, else by itself, with what was typed.
//!
//! A thing may have changed while somebody typed, so that its page offers the form no more. Whether a page has what was
//! typed is read from the page: no view has to say it, and none can forget to.

mod named;
mod shows;

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use axum::body::{Body, to_bytes};
use axum::extract::OriginalUri;
use axum::response::{IntoResponse, Response};
use domain::event::Subject;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::event::{self, EventRow};
use store::grant::Of;
use store::{Reader, Stop, grant, plan, submission, supervision, term};

use super::{draw, failed, frame, refuse};
use crate::app::App;
use crate::look::case::Step;
use crate::look::form::FormState;
use crate::look::kept::{KeptForm, Typed};
use crate::look::{Link, Nav, Shell};
use crate::routes;
use crate::session::Visitor;
use crate::timeline::{self, Late, Rights};
use crate::{declared, gathering};

/// What a browser posted, in its order: put into the request before it is answered, filled by whoever reads the form.
#[derive(Clone, Debug, Default)]
pub(crate) struct Kept(Arc<OnceLock<Vec<(String, String)>>>, Arc<Mutex<Vec<Refusal>>>);

impl Kept {
    /// Keeps what was posted.
    pub(super) fn fill(&self, pairs: &[(String, String)]) {
        // A request has one body: it is read once.
        let _ = self.0.set(pairs.to_vec());
    }

    /// Where whoever reads the form leaves all that can't be read in it.
    pub(super) fn unread(&self) -> Arc<Mutex<Vec<Refusal>>> {
        Arc::clone(&self.1)
    }
}

/// The mark of an answer that refuses a form.
#[derive(Clone, Debug)]
pub(super) struct Refused(pub(super) Refusal);

/// The answer as it is where nothing that was typed is lost by it, else a page that shows what was typed.
pub(crate) async fn keep(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    kept: &Kept,
    mut answer: Response,
) -> Response {
    let Some(Refused(refusal)) = answer.extensions_mut().remove::<Refused>() else { return answer };
    let pairs = kept.0.get().map_or(&[] as &[_], Vec::as_slice);
    let (parts, body) = answer.into_parts();
    // The page was drawn by us and is whole in memory.
    let Ok(bytes) = to_bytes(body, usize::MAX).await else { return Response::from_parts(parts, Body::empty()) };
    if shows::shows(&String::from_utf8_lossy(&bytes), pairs) {
        return Response::from_parts(parts, Body::from(bytes));
    }
    let unread = std::mem::take(&mut *kept.1.lock().unwrap_or_else(PoisonError::into_inner));
    match page(app, visitor, uri, (&refusal, unread), pairs).await {
        Ok(page) => (parts.status, draw(&page)).into_response(),
        Err(error) => failed(&error),
    }
}

/// What belongs to an address to which a form is posted: the entry of the header, the page to go back to, and whose history
/// says what happened meanwhile.
struct Home {
    nav: Nav,
    back: String,
    of: Option<(Subject, i64, Act, Of)>,
}

impl Home {
    async fn of(read: &mut Reader<'_>, path: &str) -> Result<Self, store::Error> {
        let mut parts = path.split('/').skip(1);
        let first = parts.next().unwrap_or_default();
        let id = parts.next().and_then(|part| part.parse::<i64>().ok());
        let whole = id.map(|id| format!("/{first}/{id}")).unwrap_or_default();
        let pages = [path.to_owned(), whole, format!("/{first}")];
        let back = pages.into_iter().find(|page| routes::is_page(page)).unwrap_or_else(|| "/".to_owned());
        let plain = |nav| Self { nav, back, of: None };
        Ok(match (first, id) {
            ("plans", Some(id)) => Self::plan(read, id, (Subject::Plan, id)).await?,
            ("planned", Some(id)) => match plan::find_planned(read, id).await? {
                Some(row) => Self::plan(read, row.plan, (Subject::Planned, id)).await?,
                None => plain(Nav::Plans),
            },
            ("dialogues", Some(id)) => Self::dialogue(id),
            ("submissions", Some(id)) => match submission::session_of(read, id).await? {
                Some((_, dialogue)) => Self { back: format!("/dialogues/{dialogue}/desk"), ..Self::dialogue(dialogue) },
                None => plain(Nav::Cases),
            },
            ("cases", Some(id)) => Self::case(id),
            ("receptions", Some(id)) => Self::reception(id),
            ("supervision", _) => Self::supervised(read, path).await?,
            ("events", Some(id)) => match event::subject_of(read, id).await? {
                Some((Subject::Case, id, ..)) => Self::case(id),
                Some((Subject::Dialogue, id, ..)) => Self::dialogue(id),
                Some((Subject::Reception, id, ..)) => Self::reception(id),
                Some((Subject::Letter, id, ..)) => Self { back: format!("/letters/{id}"), ..plain(Nav::Cases) },
                Some((Subject::Plan, id, ..)) => Self::plan(read, id, (Subject::Plan, id)).await?,
                Some((Subject::Planned, id, ..)) => match plan::find_planned(read, id).await? {
                    Some(row) => Self::plan(read, row.plan, (Subject::Planned, id)).await?,
                    None => plain(Nav::Plans),
                },
                Some((Subject::Gathering, id, ..)) => Self { back: gathering::href(id), ..plain(Nav::Dialogues) },
                Some((Subject::Declared, id, ..)) => Self { back: declared::href(id), ..plain(Nav::Figures) },
                _ => plain(Nav::Home),
            },
            ("terms", Some(id)) => match term::find(read, id).await? {
                Some(term) => {
                    Self { nav: Nav::Organisations, back: format!("/organisations/{}", term.organisation), of: None }
                }
                None => plain(Nav::Organisations),
            },
            ("declared", _) => plain(Nav::Figures),
            ("plans" | "planned", _) => plain(Nav::Plans),
            ("dialogues" | "submissions", _) => plain(Nav::Dialogues),
            ("cases" | "letters", _) => plain(Nav::Cases),
            ("receptions", _) => plain(Nav::Receptions),
            ("organisations" | "handovers", _) => plain(Nav::Organisations),
            ("rules" | "calendar", _) => plain(Nav::Rules),
            ("accounts" | "devices", _) => plain(Nav::Accounts),
            _ => plain(Nav::Home),
        })
    }

    async fn plan(read: &mut Reader<'_>, id: i64, (subject, of): (Subject, i64)) -> Result<Self, store::Error> {
        let row = plan::find(read, id).await?;
        let of = row.map(|row| (subject, of, Act::PlanRead, Of::Organisation(row.organisation)));
        Ok(Self { nav: Nav::Plans, back: format!("/plans/{id}"), of })
    }

    fn dialogue(id: i64) -> Self {
        let of = Some((Subject::Dialogue, id, Act::DialogueRead, Of::Dialogue(id)));
        Self { nav: Nav::Dialogues, back: format!("/dialogues/{id}"), of }
    }

    fn reception(id: i64) -> Self {
        let of = Some((Subject::Reception, id, Act::ReceptionRead, Of::Reception(id)));
        Self { nav: Nav::Receptions, back: format!("/receptions/{id}"), of }
    }

    /// What is supervised stands at the page of its matter, or of its notice.
    async fn supervised(read: &mut Reader<'_>, path: &str) -> Result<Self, store::Error> {
        let mut parts = path.split('/').skip(2);
        let (what, id) = (parts.next().unwrap_or_default(), parts.next().and_then(|part| part.parse::<i64>().ok()));
        let back = match (what, id) {
            ("cases", Some(id)) => format!("/supervision/cases/{id}"),
            ("notices", Some(id)) => format!("/supervision/notices/{id}"),
            ("findings", Some(id)) => match supervision::find(read, id).await? {
                Some(row) => format!("/supervision/cases/{}", row.case),
                None => "/supervision".to_owned(),
            },
            ("lines", Some(id)) => match supervision::find_supervision(read, id).await? {
                Some(row) => format!("/supervision/notices/{}", row.notice.id),
                None => "/supervision".to_owned(),
            },
            _ => "/supervision".to_owned(),
        };
        Ok(Self { nav: Nav::Home, back, of: None })
    }

    fn case(id: i64) -> Self {
        let of = Some((Subject::Case, id, Act::CaseRead, Of::Case(id)));
        Self { nav: Nav::Cases, back: format!("/cases/{id}"), of }
    }
}

async fn page(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    (refusal, unread): (&Refusal, Vec<Refusal>),
    pairs: &[(String, String)],
) -> Result<KeptForm, store::Error> {
    let mut read = app.office.store().reader().await?;
    let home = Home::of(&mut read, uri.path()).await?;
    let shell = Shell { path: home.back.clone(), ..frame(app, visitor, uri, home.nav) };
    let mut form = FormState::posted(pairs.iter().cloned());
    // The first of what can't be read is the refusal of the form; of several the others are told beside it.
    form.also = unread.into_iter().skip_while(|other| other == refusal).collect();
    refuse(&mut form, visitor.lang, refusal);
    let mut typed: Vec<Typed> = Vec::new();
    for (name, value) in pairs.iter().filter(|(name, value)| shows::is_typed(name, value)) {
        let said = named::value(&mut read, visitor, &shell, name, value).await?;
        match typed.iter_mut().find(|known| known.name == *name) {
            Some(known) => known.value = format!("{}; {said}", known.value),
            None => typed.push(Typed { label: named::label(&shell, name, pairs), name: name.clone(), value: said }),
        }
    }
    // What is wrong with something that was not typed has no control here: it is told above.
    let shown = |field: &str| typed.iter().any(|typed| typed.name == field);
    let (here, mut elsewhere): (Vec<_>, Vec<_>) = form.errors.drain(..).partition(|error| shown(&error.field));
    form.errors = here;
    if form.refused.is_none() && elsewhere.iter().any(|error| refusal.field() == Some(&*error.field)) {
        form.refused = Some(super::told(visitor.lang, refusal));
        elsewhere.retain(|error| refusal.field() != Some(&*error.field));
    }
    let beside = elsewhere.into_iter().map(|error| error.text).collect();
    let meanwhile = match home.of {
        Some((subject, id, act, of)) => {
            meanwhile(app, &mut read, visitor, &shell, (subject, id), (act, of), pairs).await?
        }
        None => Vec::new(),
    };
    let back = Link::new(home.back, shell.t("kept-back"));
    Ok(KeptForm { shell, form, beside, typed, meanwhile, back })
}

/// What happened to a thing since the page of the form was read, newest first, for whoever may read it; where that is not
/// known, what happened last.
async fn meanwhile(
    app: &App,
    read: &mut Reader<'_>,
    visitor: &Visitor,
    shell: &Shell,
    (subject, id): (Subject, i64),
    (act, of): (Act, Of),
    pairs: &[(String, String)],
) -> Result<Vec<Step>, store::Error> {
    match grant::may(read, visitor.by, act, of).await {
        Ok(_) => {}
        Err(Stop::Refused(_)) => return Ok(Vec::new()),
        Err(Stop::Failed(error)) => return Err(error),
    }
    let book = app.office.store().rulebook().await?;
    let late = Late::of(read, &book, visitor.organisation).await?;
    let rows = event::timeline(read, subject, id).await?;
    let history: Vec<_> = rows.iter().rev().map(|row| row.recorded.clone()).collect();
    let key = pairs.iter().find(|(name, _)| name == "key").map_or("", |(_, key)| key);
    let since = |row: &&EventRow| read_at(key).is_some_and(|at| row.recorded.recorded_at.ms() >= at);
    let after = rows.iter().filter(since).count().clamp(1, rows.len().max(1));
    let none = Rights { correct: false, strike: false, paper: None };
    Ok(rows.iter().take(after).map(|row| timeline::step(shell, row, &history, &late, none)).collect())
}

/// When the page of a form was read, in milliseconds: its key is a `UUIDv7` of that instant.
fn read_at(key: &str) -> Option<i64> {
    let (high, low) = (key.get(..8)?, key.get(9..13)?);
    i64::from_str_radix(&format!("{high}{low}"), 16).ok()
}

#[cfg(test)]
mod tests {
    use super::read_at;

    #[test]
    fn a_key_says_when_its_page_was_read() {
        let at = domain::day::Instant::from_ms(1_790_000_000_000);
        let key = store::clock::public_id(at).to_string();
        assert_eq!(read_at(&format!("{key}.cancel-9")), Some(at.ms()));
        assert_eq!(read_at("test-1"), None);
        assert_eq!(read_at(""), None);
    }
}
