//! The letters that urge: their list, each as a paper, and what was written on it when it was signed.

use std::sync::Arc;

use acts::urging::Issue;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use documents::model::{Document, Issued, Recipients};
use documents::paper::Paper;
use documents::typed::Text;
use documents::urging as letter;
use domain::event::Urged;
use domain::notice::{NumberMode, Series};
use domain::organisation::posts_of;
use domain::permission::Act;
use store::dialogue::session;
use store::grant::Of;
use store::notice::series;
use store::urging::{self, ItemRow, LetterRow};
use store::{Read, Reader, organisation};

use super::PAGE;
use crate::app::App;
use crate::case::number;
use crate::dialogue::{of, signers};
use crate::look::form::FormState;
use crate::look::paper::{LANG, Sheet};
use crate::look::urging::{Letter, Letters};
use crate::look::{Link, Nav, Shell};
use crate::page::{Halt, Sent, draw, file, frame, go, granted, query, query_as, redraw, short};
use crate::paper;
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// Letters of a matter on paper: there is room for nearly all of them whole.
const ON_PAPER: usize = 600;

/// `GET /urging/letters`: the letters; with `letter=` one of them as a paper, with `as=word` as a Word file.
pub(crate) async fn letters(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    let scope = of(&uri, &visitor);
    let mut read = app.office.store().reader().await?;
    super::reads(&mut read, &visitor, &shell, scope).await?;
    if let Some(id) = query_as::<i64>(&uri, "letter") {
        let row = urging::find(&mut read, id).await?.filter(|row| row.from == scope).ok_or(Fault::NotThere)?;
        let document = written(&mut read, &row).await?;
        if query(&uri, "as").as_deref() == Some("word") {
            return paper::word(&shell, &document, &format!("don-doc {}", row.to_name));
        }
        let around = Sheet {
            title: shell.ta("urged-line", &[("body", &row.to_name), ("day", &row.on.vn())]),
            crumbs: vec![
                Link::new("/urging", shell.t("urging-title")),
                Link::new("/urging/letters", shell.t("urging-letters")),
            ],
            word: format!("/urging/letters?letter={id}&as=word"),
            shell,
            ..Sheet::default()
        };
        return paper::sheet(around, &document);
    }
    if let Some(format) = file::wanted(&uri)? {
        let rows = super::taken::TakenLetters { shell: shell.clone(), scope, before: None };
        return file::file(&app, &shell, format, read, rows).await;
    }
    Ok(draw(&page(read, shell, &visitor, (scope, query_as(&uri, "before")), None).await?))
}

/// The letters of a body, those that were not signed yet each with the form of its number, day and signer.
async fn page(
    mut read: Reader<'_>,
    shell: Shell,
    visitor: &Visitor,
    (scope, before): (i64, Option<i64>),
    wrong: Option<FormState>,
) -> Result<Letters, Halt> {
    let today = read.today();
    let page = urging::letters(&mut read, scope, before, PAGE).await?;
    let next =
        page.rows.last().filter(|_| page.more).map(|row| format!("/urging/letters?of={scope}&before={}", row.id));
    let may_issue = granted(&mut read, visitor.by, Act::CaseUrge, Of::Organisation(scope)).await?.is_some();
    let terms = if may_issue { organisation::terms(&mut read, scope, today).await? } else { Vec::new() };
    let drawn =
        series::find(&mut read, scope, Series::Letter).await?.is_some_and(|row| row.mode == NumberMode::Internal);
    let line = |row: LetterRow| {
        let args: [(&str, &dyn crate::lang::Arg); 2] = [("body", &row.to_name), ("day", &row.on.vn())];
        let mut facts = Vec::new();
        if !row.number.is_empty() {
            facts.push(shell.ta("urging-number", &[("number", &row.number)]));
        }
        if let Some((name, post)) = &row.signer {
            facts.push(shell.ta("transfer-signed-by", &[("name", &format!("{name}, {}", shell.of("post", post)))]));
        }
        if let Some(by) = row.answer_by {
            facts.push(shell.ta("urging-answer-by", &[("day", &by.vn())]));
        }
        facts.push(shell.ta("urging-items", &[("count", &row.items)]));
        facts.push(match row.open {
            0 => shell.t("urging-all-settled"),
            open => shell.ta("urging-still-owed", &[("count", &open)]),
        });
        let form = match &wrong {
            Some(wrong) if wrong.value("letter") == row.id.to_string() => wrong.clone(),
            _ => FormState::default()
                .with("number", row.number.clone())
                .with("signer", row.term.map(|term| term.to_string()).unwrap_or_default())
                .with("happened_on", if row.issued { row.on } else { today.max(row.made_on) }.vn()),
        };
        Letter {
            id: row.id,
            link: Link::new(format!("/urging/letters?letter={}", row.id), shell.ta("urged-line", &args)),
            facts: facts.join(" · "),
            issued: row.issued,
            form: may_issue.then_some(form),
        }
    };
    Ok(Letters {
        rows: page.rows.into_iter().map(line).collect(),
        next,
        signers: signers(shell.lang, &terms, scope),
        drawn,
        scope,
        shell,
    })
}

/// `POST /urging/letters`: a letter was signed; its number, day and signer.
pub(crate) async fn issue(mut sent: Sent) -> Result<Response, Halt> {
    let scope = sent.body();
    let letter = sent.form.value("letter").parse().unwrap_or_default();
    let asked = (Act::CaseUrge, Of::Organisation(scope));
    let done = sent
        .act(asked, |form| Issue {
            organisation: scope,
            letter,
            number: form.text("number"),
            signer: form.choice("signer"),
            happened_on: form.day("happened_on"),
        })
        .await;
    match done {
        Ok(()) => Ok(go(&format!("/urging/letters?of={scope}&said=urging-issued"))),
        Err(stop) => {
            let refusal = sent.refuse(Nav::Cases, stop)?;
            let read = sent.app.office.store().reader().await?;
            let shell = Shell { path: format!("/urging/letters?of={scope}"), ..sent.frame(Nav::Cases) };
            let before = Some(letter + 1).filter(|_| letter > 0);
            let page = page(read, shell, &sent.visitor, (scope, before), Some(sent.form.clone())).await?;
            Ok(redraw(&refusal, &page))
        }
    }
}

/// A letter as a paper: signed by the head of the body that urges, in whose name it is left blank.
async fn written(read: &mut Reader<'_>, row: &LetterRow) -> Result<Document, Halt> {
    let issuer = paper::issuer(read, row.from, row.on).await?;
    let post = posts_of(&issuer.row().kind).first().copied().unwrap_or_default();
    let items = urging::items(read, row.id).await?;
    let frame = issuer.frame(Issued::On(row.on), LANG.t("urging-about"));
    let recipients = Recipients { bodies: vec![Text::from(&row.to_name)], unit: None };
    let signature = if let Some((name, post)) = &row.signer {
        issuer.signature(post, Some(name))
    } else {
        // Whoever will sign it is the head, by name.
        let terms = session::chairs(read, row.from, row.on).await?;
        let head = terms.into_iter().find(|term| term.organisation == row.from && term.post == post);
        issuer.signature(post, head.as_ref().map(|term| term.name.as_str()))
    };
    let frame = Paper {
        number: (!row.number.is_empty()).then(|| Text::from(&row.number)),
        signatures: vec![signature],
        recipients: Some(recipients),
        ..frame
    };
    let item = |it: &ItemRow| letter::Item {
        case: number(it.case),
        words: it.words.as_deref().map_or_else(|| LANG.t("words-kept"), |words| short(words, ON_PAPER)),
        place: it.place.clone(),
        owed: match Urged::parse(&it.what) {
            Some(Urged::Promise) => letter::Owed::KeepPromise,
            Some(Urged::Transfer) => letter::Owed::Answer,
            _ => letter::Owed::Settle,
        },
        given_by: it.given_by.clone(),
        due: it.due_on,
    };
    let items = items.iter().filter(|it| !it.struck).map(item).collect();
    Ok(letter::urging(&letter::Urging { paper: frame, to: row.to_name.clone(), items, answer_by: row.answer_by }))
}
