//! What the handlers share: the frame of a page, and the ways in which a page can fail to come.

pub(crate) mod file;
pub(crate) mod files;
mod kept;
mod reading;
mod sent;

use std::str::FromStr;

use acts::submission::UNDO_MS;
use askama::Template;
use axum::extract::{Form, FromRequest, OriginalUri, Request};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Redirect, Response};
use domain::day::Day;
use domain::permission::{Act, Relation, may};
use domain::refusal::Refusal;
use store::grant::{self, Grant, Of, Rights};
use store::{By, Error, Reader, Stop};

use crate::app::App;
use crate::lang::Lang;
use crate::look::error::Problem;
use crate::look::form::FormState;
use crate::look::shell::{Notice, Undo};
use crate::look::{Nav, Shell, Simulated, Viewer};
use crate::routes;
use crate::session::Visitor;
use crate::shell::{self, Fault};

pub(crate) use kept::{Kept, keep};
pub(crate) use reading::{Reading, read};
pub(crate) use sent::Sent;

/// Why a page did not come.
pub(crate) enum Halt {
    /// A fault: its page is drawn by the shell.
    Fault(Fault),
    /// A refusal that belongs to no form.
    Refused(Box<Shell>, Refusal),
    /// Already an answer.
    Answer(Box<Response>),
}

impl IntoResponse for Halt {
    fn into_response(self) -> Response {
        match self {
            Self::Fault(fault) => fault.into_response(),
            Self::Answer(response) => *response,
            Self::Refused(shell, refusal) => {
                let answer = match &refusal {
                    Refusal::NotThere => Fault::NotThere.into_response(),
                    refusal => {
                        let told = told(shell.lang, refusal);
                        draw(&Problem::refusal(*shell, told))
                    }
                };
                marked(&refusal, answer)
            }
        }
    }
}

impl From<Error> for Halt {
    fn from(error: Error) -> Self {
        Self::Answer(Box::new(failed(&error)))
    }
}

impl From<Fault> for Halt {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// The answer to a failure of the machine; a full disk is said in words of its own.
pub(crate) fn failed(error: &Error) -> Response {
    match error {
        Error::Full(_) => {
            tracing::error!(%error, "nothing can be recorded");
            Fault::Full.into_response()
        }
        other => shell::failed(other),
    }
}

/// The page of what may not be known of, for a form that asked for it.
pub(crate) fn not_there() -> Halt {
    Halt::Answer(Box::new(marked(&Refusal::NotThere, Fault::NotThere.into_response())))
}

/// The status of a refusal.
pub(crate) fn status(refusal: &Refusal) -> StatusCode {
    match refusal {
        Refusal::NotThere => StatusCode::NOT_FOUND,
        Refusal::NotAllowed => StatusCode::FORBIDDEN,
        Refusal::Conflict | Refusal::KeyReused => StatusCode::CONFLICT,
        Refusal::SignInThrottled { .. } => StatusCode::TOO_MANY_REQUESTS,
        Refusal::ClockOff { .. } => StatusCode::SERVICE_UNAVAILABLE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// A refusal in the reader's language.
pub(crate) fn told(lang: Lang, refusal: &Refusal) -> crate::lang::Told {
    lang.told(refusal.code(), refusal.field(), &refusal.facts())
}

/// Takes a refusal into a form.
pub(crate) fn refuse(form: &mut FormState, lang: Lang, refusal: &Refusal) {
    form.refuse(lang, refusal.code(), refusal.field(), &refusal.facts());
}

/// A refusal for the form of a page; what may not be known of or done is a page of its own, of the entry `nav`.
pub(crate) fn refused(app: &App, visitor: &Visitor, uri: &OriginalUri, nav: Nav, stop: Stop) -> Result<Refusal, Halt> {
    match stop {
        Stop::Failed(error) => Err(error.into()),
        Stop::Refused(refusal @ (Refusal::NotThere | Refusal::NotAllowed)) => {
            Err(Halt::Refused(Box::new(frame(app, visitor, uri, nav)), refusal))
        }
        Stop::Refused(refusal) => Ok(refusal),
    }
}

/// The page of a fault for somebody who is signed in, with the ways on that they have.
pub(crate) fn fault(app: &App, visitor: &Visitor, uri: &OriginalUri, fault: Fault) -> Response {
    let shell = Shell { current: None, notice: None, ..frame(app, visitor, uri, Nav::Home) };
    let reference = shell::reference().filter(|_| fault.is_ours()).unwrap_or_default();
    (fault.status(), draw(&Problem::fault(shell, fault.code(), &reference))).into_response()
}

/// A stop of a page without a form.
pub(crate) fn halt(shell: Shell) -> impl FnOnce(Stop) -> Halt {
    |stop| match stop {
        Stop::Refused(refusal) => Halt::Refused(Box::new(shell), refusal),
        Stop::Failed(error) => error.into(),
    }
}

/// A page as HTML; one that can't be drawn is a failure of ours.
pub(crate) fn draw(page: &impl Template) -> Response {
    match page.render() {
        Ok(html) => Html(html).into_response(),
        Err(error) => shell::failed(&error),
    }
}

/// A page with the status of the refusal in its form.
pub(crate) fn redraw(refusal: &Refusal, page: &impl Template) -> Response {
    marked(refusal, draw(page))
}

/// An answer that refuses a form: where it does not show what was typed, [`keep`] does.
fn marked(refusal: &Refusal, answer: Response) -> Response {
    let mut answer = (status(refusal), answer).into_response();
    answer.extensions_mut().insert(kept::Refused(refusal.clone()));
    answer
}

/// Goes to a page after an act.
pub(crate) fn go(path: &str) -> Response {
    Redirect::to(path).into_response()
}

/// What the last act did, by the word in `said=`: the catalogues hold every such word.
pub(crate) fn said(lang: Lang, uri: &OriginalUri) -> Option<(String, String)> {
    let word = query(uri, "said")?;
    let key = format!("said-{word}");
    lang.has(&key).then(|| (lang.t(&key), word))
}

/// Where a page is read again, as when its language is switched. One that answers a post may stand at no address of its
/// own: then that is the page it belongs to.
fn address(uri: &OriginalUri, home: &str) -> String {
    match uri.path_and_query() {
        Some(path) if routes::is_page(path.path()) => path.as_str().to_owned(),
        _ => home.to_owned(),
    }
}

/// The frame of a page for somebody who is signed in.
pub(crate) fn frame(app: &App, visitor: &Visitor, uri: &OriginalUri, current: Nav) -> Shell {
    let store = app.office.store();
    let now = store.clock().now();
    let path = address(uri, current.href());
    let entries = [
        (Nav::Home, None),
        (Nav::Dialogues, Some(Act::DialogueRead)),
        (Nav::Receptions, Some(Act::ReceptionRead)),
        (Nav::Cases, Some(Act::CaseRead)),
        (Nav::Plans, Some(Act::PlanRead)),
        (Nav::Figures, Some(Act::FigureRead)),
        (Nav::Organisations, Some(Act::OrganisationRead)),
        (Nav::Rules, Some(Act::RulebookRead)),
        (Nav::Accounts, Some(Act::AccountRead)),
    ];
    Shell {
        lang: visitor.lang,
        path,
        key: store::clock::public_id(now.at).to_string(),
        unit: visitor.organisation_name.clone(),
        viewer: Some(Viewer {
            name: visitor.name.clone(),
            office: visitor
                .roles
                .iter()
                .map(|role| visitor.lang.of("role", role.as_str()))
                .collect::<Vec<_>>()
                .join(", "),
            unread: visitor.unread,
        }),
        entries: entries
            .into_iter()
            .filter(|(_, act)| act.is_none_or(|act| can(visitor, act)))
            .map(|(nav, _)| nav)
            .collect(),
        current: Some(current),
        simulated: if store.installation().simulated { Simulated::All } else { Simulated::No },
        own_today: store.clock().own_today().map(Day::vn),
        read_time: now.at.vn_time(),
        read_day: now.today.vn(),
        notice: said(visitor.lang, uri).map(|(text, word)| Notice {
            text,
            undo: query_as::<i64>(uri, "undo")
                .filter(|_| word == "raised")
                .map(|submission| Undo { action: format!("/submissions/{submission}/undo"), seconds: UNDO_MS / 1000 }),
        }),
    }
}

/// Whether somebody may do something to what belongs to their own body.
pub(crate) fn can(visitor: &Visitor, act: Act) -> bool {
    visitor.roles.iter().any(|role| may(*role, act, Relation::Own))
        || visitor.above.iter().any(|role| may(*role, act, Relation::Below))
}

/// What lies so many days back is typed from papers of an archive.
const LONG_AGO: i64 = 60;

/// Today as the day of a paper on what happened on a day; nothing where that is long ago: whoever types it says the day on the paper.
pub(crate) fn paper_day(happened: Day, today: Day) -> String {
    if happened.plus(LONG_AGO) < today { String::new() } else { today.vn() }
}

/// A value of the query of an address, decoded.
pub(crate) fn query(uri: &OriginalUri, name: &str) -> Option<String> {
    let pairs: Vec<(String, String)> =
        axum::extract::Query::try_from_uri(&uri.0).map(|query| query.0).unwrap_or_default();
    pairs.into_iter().find(|(key, _)| key == name).map(|(_, value)| value)
}

/// A value of the query, read as a number or another type of the program.
pub(crate) fn query_as<T: FromStr>(uri: &OriginalUri, name: &str) -> Option<T> {
    query(uri, name).and_then(|value| value.parse().ok())
}

/// A day typed as dd/mm/yyyy or as ISO; an empty field is none.
pub(crate) fn typed_day(field: &'static str, typed: &str) -> Result<Option<Day>, Refusal> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    Day::typed(typed).map(Some).ok_or_else(|| Refusal::NotADate { field, typed: typed.to_owned() })
}

/// The key of a post; one without is refused as a form that is not ours.
pub(crate) fn key_of(form: &FormState) -> Result<&str, Halt> {
    let key = form.value("key");
    if key.is_empty() || key.len() > 80 { Err(Fault::Unreadable.into()) } else { Ok(key) }
}

/// A form that was posted, with the key under which its act is recorded once.
pub(crate) struct Posted {
    /// What was typed.
    pub(crate) form: FormState,
    /// The key of the page it came from.
    pub(crate) key: String,
}

impl<S: Send + Sync> FromRequest<S> for Posted {
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let kept = request.extensions().get::<Kept>().cloned().unwrap_or_default();
        let Form(pairs) =
            Form::<Vec<(String, String)>>::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        kept.fill(&pairs);
        let form = FormState { unread: kept.unread(), ..FormState::posted(pairs) };
        let key = key_of(&form).map_err(IntoResponse::into_response)?.to_owned();
        Ok(Self { form, key })
    }
}

/// Does the act as which a form was read. What is wrong with one that can't be read is told to whoever may do the act.
pub(crate) async fn attempt<A: acts::Act>(
    app: &App,
    by: By,
    key: &str,
    (right, of): (Act, Of),
    read: Result<A, Refusal>,
) -> Result<A::Answer, Stop> {
    match read {
        Ok(act) => Ok(app.office.act(by, key, act).await?.answer),
        Err(refusal) => Err(unreadable(app, by, right, of, refusal).await),
    }
}

/// The right to do something to a subject, where the reader has it.
pub(crate) async fn granted(read: &mut Reader<'_>, by: By, act: Act, of: Of) -> Result<Option<Grant>, Halt> {
    match grant::may(read, by, act, of).await {
        Ok((grant, _)) => Ok(Some(grant)),
        Err(Stop::Refused(_)) => Ok(None),
        Err(Stop::Failed(error)) => Err(error.into()),
    }
}

/// The right to do something, of those that were asked for together.
pub(crate) fn held(rights: &Rights, act: Act) -> Result<Option<Grant>, Halt> {
    match rights.may(act) {
        Ok(grant) => Ok(Some(grant)),
        Err(Stop::Refused(_)) => Ok(None),
        Err(Stop::Failed(error)) => Err(error.into()),
    }
}

/// What a form that can't be read is answered with: what is wrong with it, to whoever may do the act. Others learn what
/// the grant tells them, as if the form had been right.
pub(crate) async fn unreadable(app: &App, by: By, act: Act, of: Of, refusal: Refusal) -> Stop {
    let granted = async { grant::may(&mut app.office.store().reader().await?, by, act, of).await };
    match granted.await {
        Ok(_) => refusal.into(),
        Err(stop) => stop,
    }
}

/// The beginning of the words of a matter as one line; that they are kept where nobody may see them.
pub(crate) fn words(shell: &Shell, words: Option<&str>, letters: usize) -> String {
    words.map_or_else(|| shell.t("words-kept"), |words| short(words, letters))
}

/// The beginning of a sentence as one line.
pub(crate) fn short(words: &str, letters: usize) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= letters {
        return line;
    }
    let cut: String = line.chars().take(letters).collect();
    let cut = cut.rsplit_once(' ').map_or(cut.as_str(), |(whole, _)| whole);
    format!("{cut}…")
}
