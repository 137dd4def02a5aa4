//! What is done on the page of a letter.

use acts::letter::{Describe, ReturnOriginals, Strike, Withhold};
use axum::extract::Path;
use axum::response::Response;
use domain::permission::Act;
use store::grant::Of;
use store::{Read, Stop, letter};

use super::href;
use super::new::entry;
use super::one::wrong;
use crate::page::{Halt, Sent, go};
use crate::shell::Fault;

/// By whose body it is decided who may do something to a letter: that of its words.
pub(super) async fn subject(read: &mut dyn Read, id: i64) -> Result<Of, Halt> {
    Ok(Of::Submission(letter::find(read, id).await?.ok_or(Fault::NotThere)?.submission))
}

pub(super) async fn asked(sent: &Sent, id: i64, act: Act) -> Result<(Act, Of), Halt> {
    let mut read = sent.app.office.store().reader().await?;
    Ok((act, subject(&mut read, id).await?))
}

pub(super) async fn answered(
    sent: Sent,
    id: i64,
    form: &str,
    done: Result<(), Stop>,
    said: &str,
) -> Result<Response, Halt> {
    match done {
        Ok(()) => Ok(go(&format!("{}?said={said}", href(id)))),
        Err(stop) => wrong(sent, id, form, stop).await,
    }
}

/// `POST /letters/{id}/describe`: what the book says of it.
pub(crate) async fn describe(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let asked = asked(&sent, id, Act::LetterRegister).await?;
    let done = sent
        .act(asked, |form| Describe {
            letter: id,
            seen: form.version(),
            series: form.text("series"),
            number: form.text("number"),
            entry: entry(form),
        })
        .await;
    answered(sent, id, "describe", done, "letter-described").await
}

/// `POST /letters/{id}/return-originals`.
pub(crate) async fn return_originals(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let asked = asked(&sent, id, Act::LetterRegister).await?;
    let done = sent
        .act(asked, |form| ReturnOriginals {
            letter: id,
            receiver: form.text("originals_receiver"),
            happened_on: form.day("happened_on"),
        })
        .await;
    answered(sent, id, "return", done, "originals-returned").await
}

/// `POST /letters/{id}/withhold`: it is kept from everybody.
pub(crate) async fn withhold(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let asked = asked(&sent, id, Act::SubmissionWithhold).await?;
    let done = sent.act(asked, |_| Withhold { letter: id }).await;
    answered(sent, id, "withhold", done, "letter-withheld").await
}

/// `POST /letters/{id}/strike`: it was registered by mistake.
pub(crate) async fn strike(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let asked = asked(&sent, id, Act::SubmissionStrike).await?;
    let done = sent.act(asked, |form| Strike { letter: id, reason: form.words("reason") }).await;
    answered(sent, id, "strike", done, "letter-struck").await
}
