//! Dialogues: the list, and opening one at once. The page of one stands in `one`, what is done on it in `change`, and its
//! announcement in `announce`.

pub(crate) mod announce;
pub(crate) mod change;
mod conference;
pub(crate) mod one;
mod taken;

use std::sync::Arc;

use acts::dialogue::Open;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::day::Day;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::dialogue::{DialogueRow, Filter};
use store::grant::{Of, may};
use store::{Read, Reader, dialogue, organisation};

pub(crate) use one::places;

use crate::app::App;
use crate::lang::{Arg, Lang};
use crate::look::dialogue::{DialogueRow as Line, Dialogues, NewDialogue};
use crate::look::form::{Choice, FormState};
use crate::look::{Nav, Shell, Status};
use crate::page::{Halt, Reading, Sent, can, draw, file, frame, go, halt, query, query_as, redraw, refuse, typed_day};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// Rows of a page.
const PAGE: usize = 25;

/// A dialogue as a row, for a reader who may or may not write at its desk.
pub(crate) fn line(lang: Lang, row: &DialogueRow, visitor: &Visitor) -> Line {
    Line {
        id: row.id,
        title: row.title.clone(),
        on: row.held_on.vn(),
        place: row.place.clone(),
        organisation: if row.organisation == visitor.organisation { String::new() } else { row.body.clone() },
        status: Status::dialogue(lang, row.shown_state()),
        submissions: row.submissions,
        begun: row.state != "announced" && row.state != "struck",
        may_write: row.state == "open"
            && row.organisation == visitor.organisation
            && can(visitor, Act::SubmissionRaise),
    }
}

/// The body whose things a list shows: the reader's own, or one named by `of=`.
pub(crate) fn of(uri: &OriginalUri, visitor: &Visitor) -> i64 {
    query_as(uri, "of").unwrap_or(visitor.organisation)
}

/// `GET /dialogues`.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    let scope = of(&uri, &visitor);
    let right = may(&mut read, visitor.by, Act::DialogueRead, Of::Organisation(scope)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    let mut form = FormState::default().with("of", scope.to_string());
    for field in ["state", "from", "to"] {
        form = form.with(field, query(&uri, field).unwrap_or_default());
    }
    let states = STATES.map(|state| Choice::new(state, shell.of("dialogue-state", state))).to_vec();
    let letters = can(&visitor, Act::CaseRead);
    let may_announce = can(&visitor, Act::DialogueOpen);
    let filter = match filter(&form) {
        Ok(filter) => filter,
        Err(refusal) => {
            refuse(&mut form, visitor.lang, &refusal);
            let (rows, next) = (Vec::new(), None);
            return Ok(redraw(
                &refusal,
                &Dialogues { rows, next, may_announce, form, states, filtered: true, letters, shell },
            ));
        }
    };
    if let Some(format) = file::wanted(&uri)? {
        let rows = taken::Taken { shell: shell.clone(), grant, filter, after: None };
        return file::file(&app, &shell, format, read, rows).await;
    }
    let page = dialogue::filtered(&mut read, &grant, &filter, after(&uri), PAGE).await?;
    let mut asked = String::new();
    for field in ["state", "from", "to"].into_iter().filter(|field| !form.value(field).is_empty()) {
        asked = format!("{asked}&{field}={}", form.value(field).replace('/', "%2F"));
    }
    let next = page
        .rows
        .last()
        .filter(|_| page.more)
        .map(|last| format!("/dialogues?of={scope}{asked}&after={}.{}", last.held_on.to_iso(), last.id));
    Ok(draw(&Dialogues {
        rows: page.rows.iter().map(|row| line(visitor.lang, row, &visitor)).collect(),
        next,
        may_announce,
        form,
        states,
        filtered: !asked.is_empty(),
        letters,
        shell,
    }))
}

/// The states that a list can be of.
const STATES: [&str; 5] = ["announced", "open", "held", "concluded", "elsewhere"];

/// What the filter of the list asks for.
fn filter(form: &FormState) -> Result<Filter, Refusal> {
    let state = form.value("state").to_owned();
    if !state.is_empty() && !STATES.contains(&state.as_str()) {
        return Err(Refusal::NotAChoice { field: "state" });
    }
    let (from, to) = (typed_day("from", form.value("from"))?, typed_day("to", form.value("to"))?);
    Ok(Filter { state, from: from.unwrap_or(Day::FLOOR), to: to.unwrap_or(Day::OPEN) })
}

/// Where a page of a list begins: `after=` day and id of the last row before it.
pub(crate) fn after(uri: &OriginalUri) -> Option<(Day, i64)> {
    let text = query(uri, "after")?;
    let (day, id) = text.split_once('.')?;
    Some((Day::parse_iso(day)?, id.parse().ok()?))
}

/// `GET /dialogues/new`.
pub(crate) async fn new(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    let scope = of(&uri, &visitor);
    may(&mut read, visitor.by, Act::DialogueOpen, Of::Organisation(scope)).await.map_err(halt(shell.clone()))?;
    let form = FormState::default().with("happened_on", read.today().vn());
    Ok(draw(&page(&mut read, shell, scope, form).await?))
}

async fn page(read: &mut Reader<'_>, shell: Shell, scope: i64, form: FormState) -> Result<NewDialogue, Halt> {
    let today = read.today();
    let own = organisation::find(read, scope).await?.ok_or(Fault::NotThere)?;
    let terms = organisation::terms(read, scope, today).await?;
    let villages = organisation::villages(read, own.territory, today).await?;
    let mut territories = vec![Choice::new(own.territory.to_string(), own.place)];
    territories.extend(villages.into_iter().map(|village| Choice::new(village.id.to_string(), village.name)));
    Ok(NewDialogue {
        organisations: vec![Choice::new(scope.to_string(), own.name)],
        chairs: officials(shell.lang, &terms),
        territories,
        form: form.with("organisation", scope.to_string()),
        shell,
    })
}

/// Officials as choices: name and post, and the body where they are of several; the last choice says that there are more,
/// and is refused like any that is none.
pub(crate) fn officials(lang: Lang, terms: &[organisation::TermRow]) -> Vec<Choice> {
    let several = terms.iter().any(|term| term.body != terms[0].body);
    let official = |term: &organisation::TermRow| Choice {
        value: term.id.to_string(),
        label: format!("{}, {}", term.name, lang.of("post", &term.post)),
        hint: if several { term.body.clone() } else { String::new() },
    };
    let more = (terms.len() >= organisation::MOST_TERMS).then(|| Choice::new("more", lang.t("officials-more")));
    terms.iter().map(official).chain(more).collect()
}

/// Those who sign for a body, as choices: its own officials, and not those of the bodies around it.
pub(crate) fn signers(lang: Lang, terms: &[organisation::TermRow], body: i64) -> Vec<Choice> {
    let own: Vec<organisation::TermRow> = terms.iter().filter(|term| term.organisation == body).cloned().collect();
    officials(lang, &own)
}

/// The same, where some are no longer in office on a day: with the days on which they were.
pub(crate) fn officials_until(shell: &Shell, terms: &[(organisation::TermRow, Day, Day)], today: Day) -> Vec<Choice> {
    let rows: Vec<organisation::TermRow> = terms.iter().map(|(term, ..)| term.clone()).collect();
    let mut choices = officials(shell.lang, &rows);
    for (choice, (_, from, to)) in choices.iter_mut().zip(terms).filter(|(_, (.., to))| *to <= today) {
        let (from, to) = (from.vn(), to.plus(-1).vn());
        let said: [(&str, &dyn Arg); 3] = [("name", &choice.label), ("from", &from), ("to", &to)];
        choice.label = shell.ta("officials-then", &said);
    }
    choices
}

/// `POST /dialogues/new`.
pub(crate) async fn open(mut sent: Sent) -> Result<Response, Halt> {
    let scope = sent.body();
    let done = sent.act((Act::DialogueOpen, Of::Organisation(scope)), |form| typed(form, scope)).await;
    let refusal = match done {
        Ok(opened) => return Ok(go(&format!("/dialogues/{}/desk", opened.dialogue))),
        Err(stop) => sent.refuse(Nav::Dialogues, stop)?,
    };
    let shell = sent.frame(Nav::Dialogues);
    let mut read = sent.app.office.store().reader().await?;
    Ok(redraw(&refusal, &page(&mut read, shell, scope, sent.form).await?))
}

fn typed(form: &mut Reading<'_>, scope: i64) -> Open {
    Open {
        title: form.words("title"),
        held_on: form.day("happened_on"),
        organisation: form.choice("organisation").unwrap_or(scope),
        chair: form.choice("chair"),
        deputy_reason: form.text("deputy_reason"),
        territory: form.choice("territory"),
        place: form.text("place"),
    }
}

/// The id chosen in a list; nothing when the empty line was chosen.
pub(crate) fn choice(field: &'static str, form: &FormState) -> Result<Option<i64>, Refusal> {
    match form.value(field) {
        "" => Ok(None),
        typed => typed.parse().map(Some).map_err(|_| Refusal::NotAChoice { field }),
    }
}
