//! The first page: dialogues under way, the newest cases, and what waits.

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::calendar::Calendar;
use domain::day::{Day, Instant};
use domain::permission::{Act, Role};
use store::figure::{self, Population};
use store::grant::{Grant, Of, may};
use store::minutes::WithoutRow;
use store::rulebook::Rulebook;
use store::{Read, Reader, dialogue};

use crate::app::App;
use crate::behalf;
use crate::case;
use crate::dialogue::{after, line};
use crate::due::{self, Part};
use crate::duty;
use crate::figure::{COUNTED, MOST_COUNTED, case_line, outcomes};
use crate::handover;
use crate::job;
use crate::look::handover::HandoverRow;
use crate::look::home::{ClockPart, Clocks, Counter, Home, WaitingRow};
use crate::look::parts::Shape;
use crate::look::{Link, Nav, Shell};
use crate::organisation;
use crate::page::{Halt, can, draw, file, frame, granted, halt, query};
use crate::review;
use crate::session::{SignedIn, Visitor};
use crate::supervision;

/// Rows of each list.
const SHOWN: usize = 10;
/// Rows of a list that has a page of its own.
const FIRST: usize = 5;
/// Clocks of each part of Today.
const CLOCKS: usize = FIRST;
/// Clocks of a page of their own.
const PAGE: usize = 50;

/// Whoever supervises sees which sessions have no minutes, and why.
const SUPERVISE: [Role; 4] = [Role::Supervisor, Role::Front, Role::Checker, Role::Inspector];

/// A session without minutes as a line.
fn unminuted(row: WithoutRow) -> WaitingRow {
    WaitingRow {
        case: Link::new(format!("/dialogues/{}/minutes?session={}", row.dialogue, row.session), row.title),
        why: row.reason,
        body: row.body,
        words: String::new(),
        due: row.held_on.vn(),
        over: false,
        date: None,
    }
}

/// What waits for the signature of the head: notices that were submitted, replies that were approved (which `drafts` has, from which
/// they are taken), minutes that were read back. It is in none of these lists once it is signed or issued. Where no head of the body
/// has an account, whoever lays papers before the head sees it.
async fn to_sign(
    read: &mut Reader<'_>,
    shell: &Shell,
    visitor: &Visitor,
    (drafts, longer): (&mut Vec<(String, Vec<WaitingRow>)>, &mut Vec<String>),
) -> Result<usize, Halt> {
    let lays = visitor.roles.iter().any(|role| matches!(role, Role::Clerk | Role::Office));
    let today = read.today();
    let own = visitor.roles.contains(&Role::Head)
        || (lays && !store::account::is_held(read, visitor.organisation, Role::Head, today).await?);
    if !own {
        return Ok(0);
    }
    let (mut rows, most) = (Vec::new(), MOST_COUNTED + 1);
    let notices = store::notice::waiting::to_sign(read, visitor.organisation, most).await?;
    let minutes = store::minutes::to_sign(read, visitor.organisation, most).await?;
    let mut count = notices.len() + minutes.len();
    for row in notices.into_iter().take(SHOWN) {
        rows.push(WaitingRow {
            case: Link::new(crate::notice::href(row.id), row.title),
            why: shell.t("home-sign-notice"),
            body: row.body,
            ..WaitingRow::default()
        });
    }
    for row in minutes.into_iter().take(SHOWN) {
        let why = shell.ta("home-sign-minutes", &[("day", &row.held_on.vn())]);
        rows.push(WaitingRow { why, due: String::new(), ..unminuted(row) });
    }
    if let Some(at) = drafts.iter().position(|(code, _)| code == "drafts-approved") {
        let approved = drafts.remove(at).1;
        count += if longer.iter().any(|code| code == "drafts-approved") {
            store::reply::waiting(read, visitor.organisation, "approved", most).await?.rows.len()
        } else {
            approved.len()
        };
        let reply =
            |row: WaitingRow| WaitingRow { why: format!("{} · {}", shell.t("home-sign-reply"), row.why), ..row };
        rows.extend(approved.into_iter().map(reply));
    }
    if count > rows.len() {
        longer.push("to-sign".to_owned());
    }
    if count > 0 {
        drafts.insert(0, ("to-sign".to_owned(), rows));
    }
    Ok(count)
}

/// Puts what waits for a signature before the counters, and what the registers of letters and denunciations count behind.
async fn registers(
    read: &mut Reader<'_>,
    shell: &Shell,
    visitor: &Visitor,
    signed: usize,
    counters: &mut Vec<Counter>,
) -> Result<(), Halt> {
    if signed > 0 {
        counters.insert(0, part_of(shell, "to-sign", signed));
    }
    counters.extend(crate::letter::counter(read, shell, visitor).await?);
    counters.extend(crate::denunciation::counter(read, shell, visitor).await?);
    Ok(())
}

/// `GET /`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Home);
    if let Some(part) = Part::ALL.into_iter().find(|part| query(&uri, "part").as_deref() == Some(part.as_str())) {
        return clocks(&app, &visitor, &uri, shell, part).await;
    }
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    let today = read.today();
    let (mut drafts, mut longer) = (Vec::new(), Vec::new());
    let (mut parts, mut transfers) = (Vec::new(), (Vec::new(), false));
    let (mut reviews, mut flags, mut without_minutes) = (Vec::new(), Vec::new(), Vec::new());
    let (mut under_way, mut newest, mut counters) = ((Vec::new(), false), Vec::new(), Vec::new());
    let own = Of::Organisation(visitor.organisation);
    if let Some(grant) = granted(&mut read, visitor.by, Act::DialogueRead, own).await? {
        let page = dialogue::to_come(&mut read, &grant, FIRST).await?;
        if visitor.roles.iter().any(|role| SUPERVISE.contains(role)) {
            let since = today.plus(-366);
            let rows = store::minutes::without(&mut read, &grant, since, SHOWN).await?;
            without_minutes = rows.into_iter().map(unminuted).collect();
        }
        under_way = (page.rows.iter().map(|row| line(visitor.lang, row, &visitor)).collect(), page.more);
    }
    if let Some(grant) = granted(&mut read, visitor.by, Act::CaseRead, own).await? {
        let all = Population {
            scope: grant.organisation,
            below: grant.below,
            from: Day::FLOOR,
            to: today,
            state_on: today,
            as_of: Instant::end_of(today),
        };
        (parts, counters) = running(&mut read, &shell, &grant, &book).await?;
        flags = supervision::flags(&mut read, &shell, &grant, SHOWN).await?;
        reviews = review::waiting(&mut read, &shell, &grant, SHOWN).await?;
        (drafts, longer) = case::waiting(&mut read, &shell, &visitor, &book.calendar).await?;
        let count = to_sign(&mut read, &shell, &visitor, (&mut drafts, &mut longer)).await?;
        registers(&mut read, &shell, &visitor, count, &mut counters).await?;
        if let Some((code, rows)) = drafts.iter().find(|(code, _)| code == "came-back") {
            // Whether a case came back is read from its history: what is beyond those that stand there is not counted.
            let more = longer.contains(code);
            counters.push(Counter { more, ..part_of(&shell, code, rows.len()) });
        }
        let few = (None, due::MOST_TRANSFERS);
        let (rows, next) = due::transfers(&mut read, &shell, &visitor, &grant, &book.calendar, few).await?;
        transfers = (rows, next.is_some());
        let page = figure::list(&mut read, &all, &COUNTED, None, None, FIRST).await?;
        newest = page.rows.iter().map(|row| case_line(&shell, row)).collect();
        // Whoever was given cases and had none raised with it sees those.
        if newest.is_empty() {
            newest = case::borne_lines(&mut read, &shell, &grant, FIRST).await?;
        }
        counters.extend(unsettled(&mut read, &shell, &all).await?);
    }
    drafts.extend(to_inspect(&mut read, &shell, &visitor).await?);
    counters.extend(crate::gathering::counters(&mut read, &shell, &visitor).await?);
    let gatherings = crate::gathering::asked(&mut read, &shell, &visitor, SHOWN).await?;
    let receptions = crate::reception::waiting(&mut read, &shell, &visitor, &book).await?;
    counters.extend(behalf::counters(&mut read, &shell, &visitor, &book).await?);
    let (backup, failing) = job::kept(&mut read, &shell, &visitor, &book).await?;
    counters.extend(failing);
    let duties = owed(&mut read, &shell, &visitor, &book.calendar).await?;
    let handovers = open_handovers(&mut read, &shell, &visitor).await?;
    let empty = drafts.is_empty()
        && under_way.0.is_empty()
        && newest.is_empty()
        && without_minutes.is_empty()
        && receptions.is_empty()
        && counters.is_empty();
    let beginning = if empty { Some(organisation::beginning(&mut read, &visitor, &shell).await?) } else { None };
    let desk = under_way.0.iter().find(|row| row.may_write).map(|row| format!("/dialogues/{}/desk", row.id));
    Ok(draw(&Home {
        day: format!("{}, {}", shell.of("weekday", &today.weekday().to_string()), today.vn()),
        counters,
        backup,
        beginning,
        parts,
        duties,
        without_minutes,
        drafts,
        longer,
        transfers: transfers.0,
        more_transfers: transfers.1,
        handovers,
        reviews,
        flags,
        gatherings,
        receptions,
        may_gather: can(&visitor, Act::GatheringRead),
        may_denunciations: can(&visitor, Act::DenunciationRead),
        may_supervise: can(&visitor, Act::SupervisionRead),
        under_way: under_way.0,
        more_under_way: under_way.1,
        newest,
        desk,
        may_register: can(&visitor, Act::LetterRegister),
        may_announce: can(&visitor, Act::DialogueOpen),
        may_invite: can(&visitor, Act::AccountCreate),
        shell,
    }))
}

/// What is still to be done after the dialogues of the reader's body.
async fn owed(
    read: &mut Reader<'_>,
    shell: &Shell,
    visitor: &Visitor,
    calendar: &Calendar,
) -> Result<Vec<WaitingRow>, Halt> {
    let own = Of::Organisation(visitor.organisation);
    if granted(read, visitor.by, Act::DialogueRead, own).await?.is_none() {
        return Ok(Vec::new());
    }
    let today = read.today();
    duty::waiting(read, shell, visitor.organisation, calendar, today).await
}

/// What is overdue and what is soon, with a counter of each.
async fn running(
    read: &mut Reader<'_>,
    shell: &Shell,
    grant: &Grant,
    book: &Rulebook,
) -> Result<(Vec<ClockPart>, Vec<Counter>), Halt> {
    let (mut parts, mut counters) = (Vec::new(), Vec::new());
    for (part, shape) in Part::ALL.into_iter().zip([Shape::Over, Shape::Soon]) {
        let count = due::count(read, part, grant, &book.calendar).await?;
        if count > 0 {
            let (rows, next) = due::waiting(read, shell, (part, grant), &book.calendar, None, CLOCKS).await?;
            let href = format!("/?part={}", part.as_str());
            let untaken = due::untaken(read, part, grant, &book.calendar).await?;
            let (code, all) = (part.as_str().to_owned(), next.map(|_| href.clone()));
            parts.push(ClockPart { code, count, untaken, rows, all });
            let link = Link::new(href, shell.of("today", part.as_str()));
            counters.push(Counter { count, link, shape, more: false });
        }
    }
    Ok((parts, counters))
}

/// What waits to be looked at by those who supervise.
async fn to_inspect(
    read: &mut Reader<'_>,
    shell: &Shell,
    visitor: &Visitor,
) -> Result<Option<(String, Vec<WaitingRow>)>, Halt> {
    if !visitor.roles.iter().any(|role| SUPERVISE.contains(role)) {
        return Ok(None);
    }
    let rows = supervision::planned::to_inspect(read, shell, visitor, SHOWN).await?;
    Ok((!rows.is_empty()).then(|| ("to-inspect".to_owned(), rows)))
}

/// Handovers that nobody has taken yet.
async fn open_handovers(read: &mut Reader<'_>, shell: &Shell, visitor: &Visitor) -> Result<Vec<HandoverRow>, Halt> {
    let own = Of::Organisation(visitor.organisation);
    let Some(grant) = granted(read, visitor.by, Act::HandoverRead, own).await? else { return Ok(Vec::new()) };
    let page = store::handover::list(read, &grant, None, SHOWN).await?;
    Ok(page.rows.iter().filter(|row| row.state == "open").map(|row| handover::line(shell, row)).collect())
}

/// A counter of what stands further down on the page.
fn part_of(shell: &Shell, code: &str, count: usize) -> Counter {
    let link = Link::new(format!("/#{code}"), shell.of("home", code));
    Counter { count: i64::try_from(count).unwrap_or(i64::MAX), link, shape: Shape::Todo, more: false }
}

/// How many cases are not settled.
async fn unsettled(read: &mut Reader<'_>, shell: &Shell, all: &Population) -> Result<Vec<Counter>, Halt> {
    let mut counters = Vec::new();
    for (outcome, shape) in [("not_taken_up", Shape::Todo), ("in_progress", Shape::Doing)] {
        let words = outcomes(outcome).unwrap_or_default();
        let count = figure::count_to(read, all, words, None, MOST_COUNTED + 1).await?;
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        if count > 0 {
            // An empty first day stands for the beginning.
            let link = Link::new(format!("/cases?outcome={outcome}&from="), shell.of("outcome", outcome));
            counters.push(Counter { count, link, shape, more: false });
        }
    }
    Ok(counters)
}

/// `GET /?part=`: all the clocks that a counter of Today counts, page by page.
async fn clocks(
    app: &Arc<App>,
    visitor: &Visitor,
    uri: &OriginalUri,
    shell: Shell,
    part: Part,
) -> Result<Response, Halt> {
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    let own = Of::Organisation(visitor.organisation);
    let (grant, _) = may(&mut read, visitor.by, Act::CaseRead, own).await.map_err(halt(shell.clone()))?;
    if let Some(format) = file::wanted(uri)? {
        let rows = due::Taken::new(&shell, (part, &grant), &book.calendar, read.today());
        return file::file(app, &shell, format, read, rows).await;
    }
    let count = due::count(&mut read, part, &grant, &book.calendar).await?;
    let asked = (part, &grant);
    let (rows, next) = due::waiting(&mut read, &shell, asked, &book.calendar, after(uri), PAGE).await?;
    let here = format!("/?part={}", part.as_str());
    Ok(draw(&Clocks {
        part: part.as_str().to_owned(),
        count,
        rows,
        next: next.map(|key| format!("{here}&after={key}")),
        first: after(uri).map(|_| here),
        shell,
    }))
}

/// `GET /health`: the program answers, and so does its database.
pub(crate) async fn health(State(app): State<Arc<App>>) -> Result<&'static str, Halt> {
    let mut read = app.office.store().reader().await?;
    store::organisation::any(&mut read).await?;
    Ok("ok\n")
}
