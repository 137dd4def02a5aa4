//! Search by words, with or without marks, or by the number of a case or of a paper: within what the reader may see.

mod taken;

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::day::Day;
use domain::permission::Act;
use store::case::{self, LineRow};
use store::grant::{Grant, Of, may};
use store::search::After;
use store::{Reader, dialogue, search};

use crate::app::App;
use crate::case::{channel, field, number, numbered};
use crate::dialogue::{line, of};
use crate::look::case::CaseRow;
use crate::look::form::FormState;
use crate::look::search::Search;
use crate::look::{Link, Nav, Shell, Status};
use crate::page::{Halt, draw, file, frame, granted, halt, query, short};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// Cases and dialogues of a page, each.
const SHOWN: usize = 20;
/// What is typed is cut off after so many letters: no more words are looked for anyhow.
const LETTERS: usize = 200;

/// Where a page begins, of what the query names so.
fn from(uri: &OriginalUri, what: &str) -> Result<Option<After>, Halt> {
    let Some(typed) = query(uri, what) else { return Ok(None) };
    let place = |(exact, other): (&str, &str)| Some(After { exact: exact.parse().ok()?, other: other.parse().ok()? });
    Ok(Some(typed.split_once('.').and_then(place).ok_or(Fault::Unreadable)?))
}

/// The address of the page that begins there: what was asked for, as it was asked.
fn next(uri: &OriginalUri, what: &str, after: Option<After>) -> Option<String> {
    let After { exact, other } = after?;
    let asked =
        uri.query().unwrap_or_default().split('&').filter(|pair| pair.starts_with("q=") || pair.starts_with("of="));
    let asked: Vec<&str> = asked.collect();
    Some(format!("/search?{}&{what}={exact}.{other}", asked.join("&")))
}

/// `GET /search`; as a file all that is found, not only its page.
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
    let (cases_from, talks_from) = (from(&uri, "cases")?, from(&uri, "talks")?);
    if let Some(format) = file::wanted(&uri)? {
        let (first, papers) =
            if asked { numbers(&mut read, &visitor, &grant, &shell, &typed).await? } else { (Vec::new(), Vec::new()) };
        let talks = granted(&mut read, visitor.by, Act::DialogueRead, Of::Organisation(scope)).await?;
        let rows = taken::Taken::new(&shell, &visitor, (typed, asked), (grant, talks), (first, papers));
        return file::file(&app, &shell, format, read, rows).await;
    }
    let (mut cases, mut dialogues, mut papers) = (Vec::new(), Vec::new(), Vec::new());
    let (mut next_cases, mut next_dialogues) = (None, None);
    if asked && talks_from.is_none() {
        let mut found = Vec::new();
        if cases_from.is_none() {
            (found, papers) = numbers(&mut read, &visitor, &grant, &shell, &typed).await?;
        }
        let room = SHOWN.saturating_sub(found.len()).max(1);
        let (by_words, next) = search::page_for(&mut read, &grant, &typed, (cases_from, room)).await?;
        next_cases = next;
        found.extend(by_words.iter().map(|one| one.case).filter(|id| !found.contains(id)).collect::<Vec<_>>());
        cases = case::lines(&mut read, &found).await?.iter().map(|row| case_line(&shell, row)).collect();
    }
    if asked
        && cases_from.is_none()
        && let Some(grant) = granted(&mut read, visitor.by, Act::DialogueRead, Of::Organisation(scope)).await?
    {
        let (held, next) = search::page_of_dialogues(&mut read, &grant, &typed, (talks_from, SHOWN)).await?;
        next_dialogues = next;
        let held: Vec<i64> = held.iter().map(|one| one.dialogue).collect();
        let rows = dialogue::some(&mut read, &held).await?;
        dialogues = rows.iter().map(|row| line(visitor.lang, row, &visitor)).collect();
    }
    let form = FormState::default().with("q", typed);
    let (next_cases, next_dialogues) = (next(&uri, "cases", next_cases), next(&uri, "talks", next_dialogues));
    Ok(draw(&Search { shell, form, asked, papers, cases, next_cases, dialogues, next_dialogues }))
}

/// What bears the number that was typed, as far as the reader may open it: cases, and papers.
async fn numbers(
    read: &mut Reader<'_>,
    visitor: &Visitor,
    grant: &Grant,
    shell: &Shell,
    typed: &str,
) -> Result<(Vec<i64>, Vec<Link>), Halt> {
    let (mut found, mut papers) = (Vec::new(), Vec::new());
    if let Some(id) = numbered(typed)
        && granted(read, visitor.by, Act::CaseRead, Of::Case(id)).await?.is_some()
    {
        found.push(id);
    }
    for row in search::numbered(read, grant, typed).await? {
        let (act, of) = match row.what.as_str() {
            "notice" => (Act::DialogueRead, Of::Dialogue(row.of)),
            "urging" => (Act::CaseRead, Of::Organisation(row.of)),
            _ => (Act::CaseRead, Of::Case(row.id)),
        };
        if granted(read, visitor.by, act, of).await?.is_none() {
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
    Ok((found, papers))
}

fn case_line(shell: &Shell, row: &LineRow) -> CaseRow {
    let field = field(shell, &row.field);
    CaseRow {
        id: row.id,
        number: number(row.id),
        channel: channel(shell, &row.channel),
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
