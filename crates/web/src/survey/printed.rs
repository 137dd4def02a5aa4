//! What a survey comes to, on a paper of the body that gathers, and as a part of its synthesis.

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use documents::model::{Document, Issued};
use documents::survey::{Question, Survey, survey as paper_of};
use domain::permission::Act;
use store::grant::{Of, may};
use store::survey::{self, QuestionRow, sheet};
use store::{Read, Reader, gathering};

use super::href;
use super::summed::of_choice;
use crate::app::App;
use crate::look::paper::{LANG, Sheet};
use crate::look::{Link, Nav, Shell};
use crate::page::{Halt, frame, halt, words};
use crate::paper as papers;
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// Written answers of a question that are printed; the file has all of them.
const PRINTED: usize = 200;

/// The survey of a round for a paper; nothing where it has none, or one without questions.
pub(crate) async fn appended(read: &mut Reader<'_>, shell: &Shell, round: i64) -> Result<Option<Survey>, Halt> {
    let Some(row) = survey::find(read, round).await? else { return Ok(None) };
    let asked = survey::questions(read, round).await?;
    if asked.is_empty() {
        return Ok(None);
    }
    let summed = sheet::summed(read, round).await?;
    let mut questions = Vec::with_capacity(asked.len());
    for question in &asked {
        let typed = summed.valid.get(&question.id).copied().unwrap_or_default();
        let valid = question.counted.as_ref().map_or(typed, |counted| counted.valid);
        let written = written(read, shell, round, question).await?;
        let printed = i64::try_from(written.len()).unwrap_or(i64::MAX);
        let choice = |(id, said): &(i64, Option<String>)| {
            (words(shell, said.as_deref(), 200), of_choice(question, &summed, *id).0)
        };
        questions.push(Question {
            words: words(shell, question.words.as_deref(), 1_000),
            valid,
            choices: question.choices.iter().map(choice).collect(),
            more: if question.kind == "open" { valid - printed } else { 0 },
            written,
        });
    }
    let counted = asked.iter().filter_map(|question| question.counted.as_ref().map(|counted| counted.returned)).max();
    Ok(Some(Survey {
        returned: counted.unwrap_or(row.sheets),
        title: row.title.unwrap_or_default(),
        period: (row.from_on.vn(), row.to_on.vn()),
        handed_out: row.handed_out,
        questions,
    }))
}

async fn written(
    read: &mut Reader<'_>,
    shell: &Shell,
    round: i64,
    question: &QuestionRow,
) -> Result<Vec<String>, Halt> {
    if question.kind != "open" {
        return Ok(Vec::new());
    }
    let page = sheet::words(read, (round, question.id), 0, PRINTED).await?;
    Ok(page.rows.iter().map(|row| words(shell, row.words.as_deref(), 10_000)).collect())
}

async fn printed(app: &App, visitor: &Visitor, uri: &OriginalUri, id: i64) -> Result<(Shell, String, Document), Halt> {
    let shell = frame(app, visitor, uri, Nav::Dialogues);
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::GatheringRead, Of::Gathering(id)).await.map_err(halt(shell.clone()))?;
    let row = gathering::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    // Papers are in Vietnamese whatever the reader chose.
    let vietnamese = Shell { lang: LANG, ..shell.clone() };
    let known = survey::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let data = appended(&mut read, &vietnamese, id).await?;
    let data = data.unwrap_or_else(|| Survey {
        title: known.title.clone().unwrap_or_default(),
        period: (known.from_on.vn(), known.to_on.vn()),
        handed_out: known.handed_out,
        returned: known.sheets,
        questions: Vec::new(),
    });
    let on = row.sent_on.unwrap_or(read.today());
    let issuer = papers::issuer(&mut read, row.gatherer.0, on).await?;
    let about = LANG
        .ta("gathering-paper-about", &[("title", &documents::conference(&crate::gathering::title(&vietnamese, &row)))]);
    let mut frame = issuer.frame(Issued::Draft(on), about);
    let head = domain::organisation::posts_of(&issuer.row().kind).first().copied().unwrap_or("head");
    frame.signatures = vec![issuer.signature(head, row.signer.as_deref())];
    Ok((shell, data.title.clone(), paper_of(&frame, &data)))
}

/// `GET /gatherings/{id}/survey/paper`.
pub(crate) async fn paper(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let (shell, title, document) = printed(&app, &visitor, &uri, id).await?;
    let around = Sheet {
        title: shell.t("survey-paper"),
        crumbs: vec![Link::new("/gatherings", shell.t("gatherings-title")), Link::new(href(id), title)],
        word: format!("{}/word", href(id)),
        shell,
        ..Sheet::default()
    };
    papers::sheet(around, &document)
}

/// `GET /gatherings/{id}/survey/word`.
pub(crate) async fn word(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let (shell, title, document) = printed(&app, &visitor, &uri, id).await?;
    papers::word(&shell, &document, &format!("{} {title}", LANG.t("survey-paper")))
}
