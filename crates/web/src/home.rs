//! The first page: dialogues under way, the newest cases, and what waits.

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::day::{Day, Instant};
use domain::permission::Act;
use store::figure::{self, Population};
use store::grant::Of;
use store::{Read, dialogue};

use crate::app::App;
use crate::case;
use crate::dialogue::line;
use crate::due::{self, Waiting};
use crate::figure::{COUNTED, case_line, outcomes, total};
use crate::handover;
use crate::look::home::{Counter, Home};
use crate::look::parts::Shape;
use crate::look::{Link, Nav};
use crate::organisation;
use crate::page::{Halt, can, draw, frame, granted};
use crate::session::SignedIn;

/// Rows of each list.
const SHOWN: usize = 10;

/// `GET /`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Home);
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    let today = read.today();
    let (mut waiting, mut handovers) = (Waiting::default(), Vec::new());
    let (mut under_way, mut newest, mut counters, mut transfers) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    let own = Of::Organisation(visitor.organisation);
    if let Some(grant) = granted(&mut read, visitor.by, Act::DialogueRead, own).await? {
        let page = dialogue::list(&mut read, &grant, None, SHOWN).await?;
        let open = page.rows.iter().filter(|row| row.state == "open" || row.state == "announced");
        under_way = open.map(|row| line(visitor.lang, row, &visitor)).collect();
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
        waiting = due::waiting(&mut read, &shell, &visitor, &grant, &book.calendar).await?;
        transfers = due::transfers(&mut read, &shell, &visitor, &grant, &book.calendar).await?;
        let page = figure::list(&mut read, &all, &COUNTED, None, None, SHOWN).await?;
        newest = page.rows.iter().map(|row| case_line(&shell, row)).collect();
        // Whoever was given cases and had none raised with it sees those.
        if newest.is_empty() {
            newest = case::borne_lines(&mut read, &shell, &grant, SHOWN).await?;
        }
        let counts = figure::cases(&mut read, &all).await?;
        for (outcome, shape) in
            [("not_taken_up", Shape::Todo), ("in_progress", Shape::Doing), ("in_progress.overdue", Shape::Over)]
        {
            let count = total(&counts, "", outcomes(outcome).unwrap_or_default());
            if count > 0 {
                let href = format!("/cases?outcome={outcome}&from={}", Day::FLOOR.to_iso());
                counters.push(Counter { count, link: Link::new(href, shell.of("outcome", outcome)), shape });
            }
        }
    }
    if let Some(grant) = granted(&mut read, visitor.by, Act::HandoverRead, own).await? {
        let page = store::handover::list(&mut read, &grant, None, SHOWN).await?;
        let open = page.rows.iter().filter(|row| row.state == "open");
        handovers = open.map(|row| handover::line(&shell, row)).collect();
    }
    let empty = under_way.is_empty() && newest.is_empty();
    let beginning = if empty { Some(organisation::beginning(&mut read, &visitor, &shell).await?) } else { None };
    Ok(draw(&Home {
        day: format!("{}, {}", shell.of("weekday", &today.weekday().to_string()), today.vn()),
        counters,
        beginning,
        overdue: waiting.overdue,
        soon: waiting.soon,
        transfers,
        handovers,
        under_way,
        newest,
        may_announce: can(&visitor, Act::DialogueOpen),
        may_invite: can(&visitor, Act::AccountCreate),
        shell,
    }))
}

/// `GET /health`: the program answers, and so does its database.
pub(crate) async fn health(State(app): State<Arc<App>>) -> Result<&'static str, Halt> {
    let mut read = app.office.store().reader().await?;
    store::organisation::any(&mut read).await?;
    Ok("ok\n")
}
