//! What is done on the page of a reception day.

use acts::reception::{Bind, Cancel, Change, Conclude, End, GiveRefusal, Hold, Record, StrikeVisit, Way, Withhold};
use acts::submission::Mode;
use axum::extract::Path;
use axum::response::Response;
use domain::event::Kind;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::Stop;
use store::grant::Of;

use super::day::wrong;
use super::{href, typed};
use crate::case::numbered;
use crate::page::{Halt, Reading, Sent, go};

async fn answered<A>(sent: Sent, id: i64, form: &str, done: Result<A, Stop>, said: &str) -> Result<Response, Halt> {
    match done {
        Ok(_) => Ok(go(&format!("{}?said={said}", href(id)))),
        Err(stop) => wrong(sent, id, form.to_owned(), stop).await,
    }
}

const fn right(id: i64) -> (Act, Of) {
    (Act::ReceptionRecord, Of::Reception(id))
}

/// A form of a visit, by what it does and which visit it is of.
fn of_visit(what: &str, sent: &Sent) -> String {
    format!("{what}-{}", sent.form.value("visit"))
}

fn end(form: &mut Reading<'_>) -> End {
    let typed = form.typed().value("case");
    let case = match (typed.trim().is_empty(), numbered(typed)) {
        (true, _) => Ok(None),
        (false, Some(case)) => Ok(Some(case)),
        (false, None) => Err(Refusal::Unreadable { field: "case" }),
    };
    End {
        way: form.one_of("visit_way", Way::parse, Way::Open),
        ground: form.text("refusal_ground"),
        said: form.text("visit_said"),
        case: form.take(case, None),
        letter: (form.text("series"), form.text("number")),
    }
}

/// `POST /receptions/{id}/visits`: the next one can be typed at once.
pub(crate) async fn record(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let done = sent.act(right(id), |form| visit(form, id)).await;
    match done {
        Ok(_) => Ok(go(&format!("{}?said=visit-recorded", href(id)))),
        Err(stop) => wrong(sent, id, "visit".to_owned(), stop).await,
    }
}

fn visit(form: &mut Reading<'_>, reception: i64) -> Record {
    let known = |typed: &str| Kind::ALL.into_iter().find(|kind| kind.as_str() == typed);
    let people = match form.typed().value("people").trim() {
        "" => Ok(1),
        typed => typed.parse().map_err(|_| Refusal::Unreadable { field: "people" }),
    };
    let representatives = match form.typed().value("representatives").trim() {
        "" => Ok(None),
        typed => typed.parse().map(Some).map_err(|_| Refusal::Unreadable { field: "representatives" }),
    };
    let unnamed = form.typed().chosen("unnamed", "yes");
    Record {
        reception,
        name: form.text("who"),
        contact: form.text("contact"),
        represents: String::new(),
        mode: if unnamed { Mode::Unnamed } else { Mode::Named },
        words: form.words("words"),
        no_denunciation: form.typed().chosen("no_denunciation", "yes"),
        kind: form.one_of("kind", known, Kind::Recommendation),
        people: form.take(people, 1),
        representatives: form.take(representatives, None),
        again: form.typed().chosen("again", "yes"),
        territory: form.choice("village"),
        field: form.text("field"),
        end: end(form),
    }
}

/// `POST /receptions/{id}/bind`: what became of a visit.
pub(crate) async fn bind(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let bind = |form: &mut Reading<'_>| Bind {
        visit: form.number("visit"),
        end: end(form),
        no_denunciation: form.typed().chosen("no_denunciation", "yes"),
        happened_on: form.day("happened_on"),
    };
    let done = sent.act(right(id), bind).await;
    let which = of_visit("bind", &sent);
    answered(sent, id, &which, done, "visit-bound").await
}

/// `POST /receptions/{id}/strike-visit`.
pub(crate) async fn strike_visit(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let strike = |form: &mut Reading<'_>| StrikeVisit { visit: form.number("visit"), reason: form.words("reason") };
    let done = sent.act(right(id), strike).await;
    let which = of_visit("strike", &sent);
    answered(sent, id, &which, done, "visit-struck").await
}

/// `POST /receptions/{id}/refusal`: the refusal was given in writing.
pub(crate) async fn refusal(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let give = |form: &mut Reading<'_>| GiveRefusal {
        visit: form.number("visit"),
        number: form.words("number"),
        happened_on: form.day("happened_on"),
    };
    let done = sent.act(right(id), give).await;
    let which = of_visit("refusal", &sent);
    answered(sent, id, &which, done, "refusal-given").await
}

/// `POST /receptions/{id}/withhold`: a visit is kept from everybody.
pub(crate) async fn withhold(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let withhold = |form: &mut Reading<'_>| Withhold { visit: form.number("visit"), happened_on: None };
    let done = sent.act((Act::SubmissionWithhold, Of::Reception(id)), withhold).await;
    let which = of_visit("withhold", &sent);
    answered(sent, id, &which, done, "visit-withheld").await
}

/// `POST /receptions/{id}/hold`: citizens were received, though no visit is typed yet.
pub(crate) async fn hold(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let done = sent.act(right(id), |form| Hold { reception: id, happened_on: form.day("happened_on") }).await;
    answered(sent, id, "hold", done, "reception-held").await
}

/// `POST /receptions/{id}/change`: the day is set anew, or announced.
pub(crate) async fn change(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let change = |form: &mut Reading<'_>| Change {
        reception: id,
        version: form.version(),
        day: typed(form),
        reason: form.words("reason"),
        happened_on: form.day("happened_on"),
    };
    let done = sent.act(right(id), change).await;
    answered(sent, id, "change", done, "reception-changed").await
}

/// `POST /receptions/{id}/cancel`.
pub(crate) async fn cancel(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let cancel = |form: &mut Reading<'_>| Cancel {
        reception: id,
        version: form.version(),
        reason: form.words("reason"),
        happened_on: form.day("happened_on"),
    };
    let done = sent.act(right(id), cancel).await;
    answered(sent, id, "cancel", done, "reception-cancelled").await
}

/// `POST /receptions/{id}/conclude`: what the head directed, on paper.
pub(crate) async fn conclude(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let conclude = |form: &mut Reading<'_>| Conclude {
        reception: id,
        number: form.words("number"),
        signer: form.text("signer_name"),
        directions: form.text("directions"),
        no_denunciation: form.typed().chosen("no_denunciation", "yes"),
        due_on: form.day_if_any("due_on"),
        happened_on: form.day("happened_on"),
    };
    let done = sent.act(right(id), conclude).await;
    answered(sent, id, "conclude", done, "reception-concluded").await
}
