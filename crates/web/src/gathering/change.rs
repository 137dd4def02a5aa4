//! What is done on the page of a round.

use acts::case::Link;
use acts::gathering::{
    Add, Close, CorrectOpening, Move, Open, Place, Revise, Send, SetThemes, Strike, StrikeOpinion, ThemeTyped, Typed,
};
use axum::extract::Path;
use axum::response::Response;
use domain::event::Kind;
use domain::gathering::ThemeWay;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::grant::{Of, may};
use store::{Read, Stop};

use super::{href, wrong};
use crate::look::Nav;
use crate::look::paper::LANG;
use crate::page::{Halt, Reading, Sent, go, halt};
use crate::shell::Fault;

async fn answered<A>(sent: Sent, id: i64, form: &str, done: Result<A, Stop>, said: &str) -> Result<Response, Halt> {
    match done {
        Ok(_) => Ok(go(&format!("{}?said={said}", href(id)))),
        Err(stop) => wrong(sent, id, form.to_owned(), stop).await,
    }
}

fn record(id: i64) -> (Act, Of) {
    (Act::GatheringRecord, Of::Gathering(id))
}

fn typed(form: &mut Reading<'_>) -> Typed {
    let known = |typed: &str| Kind::ALL.into_iter().find(|kind| kind.as_str() == typed);
    let people = match form.typed().value("people").trim() {
        "" => Ok(None),
        typed => typed.parse().map(Some).map_err(|_| Refusal::Unreadable { field: "people" }),
    };
    let root = match form.typed().value("root").trim() {
        "" => Ok(None),
        typed => typed.parse().map(Some).map_err(|_| Refusal::Unreadable { field: "root" }),
    };
    Typed {
        words: form.words("words"),
        no_denunciation: form.typed().chosen("no_denunciation", "yes"),
        territory: form.choice("village"),
        field: form.text("field"),
        kind: form.one_of("kind", known, Kind::Recommendation),
        theme: form.choice("theme"),
        people: form.take(people, None),
        brought: form.text("brought"),
        noted: form.typed().chosen("noted", "yes"),
        pressing: form.typed().chosen("pressing", "yes"),
        root: form.take(root, None),
    }
}

/// `POST /gatherings/{id}/open`: what was asked for begins.
pub(crate) async fn begin(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let done = sent
        .act(record(id), |form| Open {
            round: Some(id),
            gatherer: 0,
            dialogue: None,
            happened_on: form.day("happened_on"),
        })
        .await;
    answered(sent, id, "open", done, "gathering-opened").await
}

/// `POST /gatherings/{id}/opening`: it was opened on another day.
pub(crate) async fn correct_opening(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let done = sent
        .act(record(id), |form| CorrectOpening {
            round: id,
            happened_on: form.day("happened_on"),
            reason: form.words("reason"),
        })
        .await;
    answered(sent, id, "opening", done, "corrected").await
}

/// `POST /gatherings/{id}/opinions`.
pub(crate) async fn add(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let done = sent
        .act(record(id), |form| Add { round: id, opinions: vec![typed(form)], happened_on: form.day("happened_on") })
        .await;
    match done {
        Ok(()) => Ok(go(&format!("{}?said=gathering-added#add", href(id)))),
        Err(stop) => wrong(sent, id, "add".to_owned(), stop).await,
    }
}

/// `POST /gatherings/{id}/revise`.
pub(crate) async fn revise(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let done =
        sent.act(record(id), |form| Revise { round: id, opinion: form.number("opinion"), typed: typed(form) }).await;
    answered(sent, id, "revise", done, "gathering-revised").await
}

/// `POST /gatherings/{id}/strike-opinion`.
pub(crate) async fn strike_opinion(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let done = sent.act(record(id), |form| StrikeOpinion { round: id, opinion: form.number("opinion") }).await;
    done.map_err(halt(sent.frame(Nav::Dialogues)))?;
    Ok(go(&format!("{}?said=gathering-struck-opinion", href(id))))
}

/// `POST /gatherings/{id}/move`.
pub(crate) async fn move_opinions(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let done = sent
        .act(record(id), |form| Move { round: id, opinions: form.choices("opinions"), theme: form.choice("theme") })
        .await;
    answered(sent, id, "move", done, "gathering-moved").await
}

/// `POST /gatherings/{id}/themes`: those that are there with title and place, and new ones line by line.
pub(crate) async fn set_themes(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let done = sent.act(record(id), |form| SetThemes { round: id, themes: themes(form) }).await;
    answered(sent, id, "themes", done, "gathering-themes-set").await
}

/// One whose title was emptied is taken out.
fn themes(form: &Reading<'_>) -> Vec<ThemeTyped> {
    let typed = form.typed();
    let mut known: Vec<(usize, i64, String)> = typed
        .values
        .keys()
        .filter_map(|name| name.strip_prefix("theme_title-")?.parse::<i64>().ok())
        .map(|theme| {
            let place = typed.value(&format!("theme_place-{theme}")).trim().parse().unwrap_or(usize::MAX);
            (place, theme, typed.value(&format!("theme_title-{theme}")).trim().to_owned())
        })
        .filter(|(.., title)| !title.is_empty())
        .collect();
    known.sort();
    let known = known.into_iter().map(|(_, theme, title)| ThemeTyped { theme: Some(theme), title });
    let new = typed.value("new_themes").lines().map(str::trim).filter(|line| !line.is_empty());
    known.chain(new.map(|title| ThemeTyped { theme: None, title: title.to_owned() })).collect()
}

/// `POST /gatherings/{id}/close`: nothing more is typed, or it is typed again.
pub(crate) async fn close(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let today = sent.app.office.store().reader().await?.today();
    let done = sent
        .act(record(id), |form| Close { round: id, again: form.typed().chosen("again", "yes"), happened_on: today })
        .await;
    done.map_err(halt(sent.frame(Nav::Dialogues)))?;
    Ok(go(&href(id)))
}

/// `POST /gatherings/{id}/send`.
pub(crate) async fn send(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let done = sent
        .act(record(id), |form| Send {
            round: id,
            version: form.version(),
            number: form.words("number"),
            signer: form.text("signer_name"),
            happened_on: form.day("happened_on"),
        })
        .await;
    answered(sent, id, "send", done, "gathering-sent").await
}

/// `POST /gatherings/{id}/strike`.
pub(crate) async fn strike(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let done = sent.act(record(id), |form| Strike { round: id, reason: form.words("reason") }).await;
    match done {
        Ok(()) => Ok(go("/gatherings?said=gathering-struck")),
        Err(stop) => wrong(sent, id, "strike".to_owned(), stop).await,
    }
}

/// `POST /gatherings/{id}/place`: what becomes of a theme.
pub(crate) async fn place(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let theme = sent.form.value("of_theme").to_owned();
    let done = sent
        .act((Act::GatheringDecide, Of::Gathering(id)), |form| Place {
            round: id,
            theme: form.number("of_theme"),
            way: form.one_of("theme_way", ThemeWay::parse, ThemeWay::LeftOut),
            agenda: form.choice("agenda"),
            to: form.choice("receiver"),
            words: form.text("reason"),
            happened_on: form.day("happened_on"),
        })
        .await;
    match done {
        Ok(()) => Ok(go(&format!("{}?said=gathering-placed#theme-{theme}", href(id)))),
        Err(stop) => wrong(sent, id, format!("place-{theme}"), stop).await,
    }
}

/// `POST /cases/{id}/link-gathered`: what was spoken is the matter that was gathered before.
pub(crate) async fn link(Path(case): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let found = {
        let mut read = sent.app.office.store().reader().await?;
        may(&mut read, sent.visitor.by, Act::CaseDecide, Of::Case(case))
            .await
            .map_err(halt(sent.frame(Nav::Dialogues)))?;
        store::case::find(&mut read, case).await?.ok_or(Fault::NotThere)?
    };
    let done = sent
        .act((Act::CaseDecide, Of::Case(case)), |form| Link {
            case,
            version: form.version(),
            root: form.number("gathered"),
            reason: LANG.t("gathering-desk-reason"),
            happened_on: found.raised_on,
        })
        .await;
    done.map_err(halt(sent.frame(Nav::Dialogues)))?;
    Ok(go(&match found.dialogue {
        Some(dialogue) => format!("/dialogues/{dialogue}/desk?said=gathering-linked"),
        None => format!("/cases/{case}?said=gathering-linked"),
    }))
}
