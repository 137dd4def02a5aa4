//! Search by words, with or without marks, or by the number of a case or of a paper: within what the reader may see.

mod taken;

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::day::Day;
use domain::permission::Act;
use store::case::{self, LineRow};
use store::grant::{Of, may};
use store::{dialogue, search};

use crate::app::App;
use crate::case::{field, number, numbered};
use crate::dialogue::{line, of};
use crate::look::case::CaseRow;
use crate::look::form::FormState;
use crate::look::search::Search;
use crate::look::{Link, Nav, Shell, Status};
use crate::page::{Halt, draw, file, frame, granted, halt, query, short};
use crate::session::SignedIn;

/// Cases and dialogues of a page, each.
const SHOWN: usize = 20;
/// What is typed is cut off after so many letters: no more words are looked for anyhow.
const LETTERS: usize = 200;

/// `GET /search`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    let mut read = app.office.store().reader().await?;
    let scope = of(&uri, &visitor);
    let right = may(&mut read, visitor.by, Act::CaseRead, Of::Organisation(scope)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    let typed: String = query(&uri, "q").unwrap_or_default().trim().chars().take(LETTERS).collect();
    let asked = !typed.is_empty();
    let (mut cases, mut dialogues, mut papers, mut more) = (Vec::new(), Vec::new(), Vec::new(), false);
    if asked {
        let mut found: Vec<i64> = Vec::new();
        if let Some(id) = numbered(&typed)
            && granted(&mut read, visitor.by, Act::CaseRead, Of::Case(id)).await?.is_some()
        {
            found.push(id);
        }
        for row in search::numbered(&mut read, &grant, &typed).await? {
            let (act, of) = match row.what.as_str() {
                "notice" => (Act::DialogueRead, Of::Dialogue(row.of)),
                "urging" => (Act::CaseRead, Of::Organisation(row.of)),
                _ => (Act::CaseRead, Of::Case(row.id)),
            };
            if granted(&mut read, visitor.by, act, of).await?.is_none() {
                continue;
            }
            let said: [(&str, &dyn crate::lang::Arg); 2] =
                [("number", &row.number), ("day", &row.on.map(Day::vn).unwrap_or_default())];
            match row.what.as_str() {
                "notice" => papers.push(Link::new(crate::notice::href(row.id), shell.ta("search-notice", &said))),
                "urging" => {
                    let href = format!("/urging/letters?of={}&letter={}", row.of, row.id);
                    papers.push(Link::new(href, shell.ta("search-urging", &said)));
                }
                _ if found.contains(&row.id) => {}
                _ => found.push(row.id),
            }
        }
        let by_words = search::find_for(&mut read, &grant, &typed).await?;
        found.extend(by_words.iter().map(|one| one.case).filter(|id| !found.contains(id)).collect::<Vec<_>>());
        more = found.len() > SHOWN;
        found.truncate(SHOWN);
        cases = case::lines(&mut read, &found).await?.iter().map(|row| case_line(&shell, row)).collect();
        if let Some(grant) = granted(&mut read, visitor.by, Act::DialogueRead, Of::Organisation(scope)).await? {
            let held = search::dialogues(&mut read, &grant, &typed).await?;
            more |= held.len() > SHOWN;
            let held: Vec<i64> = held.iter().take(SHOWN).map(|one| one.dialogue).collect();
            let rows = dialogue::some(&mut read, &held).await?;
            dialogues = rows.iter().map(|row| line(visitor.lang, row, &visitor)).collect();
        }
    }
    if let Some(format) = file::wanted(&uri)? {
        let rows = taken::Taken::new(papers, cases, dialogues);
        return file::file(&app, &shell, format, read, rows).await;
    }
    let form = FormState::default().with("q", typed);
    Ok(draw(&Search { shell, form, asked, papers, cases, dialogues, more }))
}

fn case_line(shell: &Shell, row: &LineRow) -> CaseRow {
    let field = field(shell, &row.field);
    CaseRow {
        id: row.id,
        number: number(row.id),
        title: row.words.as_deref().map_or_else(|| shell.t("words-kept"), |words| short(words, 90)),
        why: String::new(),
        body: if row.accountable == shell.unit { String::new() } else { row.accountable.clone() },
        place: if field.is_empty() { row.place.clone() } else { format!("{} · {field}", row.place) },
        status: Status::outcome(shell.lang, &row.outcome),
        raised_on: row.raised_on.vn(),
        due: String::new(),
        over: row.outcome == "in_progress.overdue",
    }
}
