//! The first page: dialogues under way, the newest cases, and what waits.

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::day::{Day, Instant};
use domain::permission::Act;
use store::figure::{self, Population};
use store::{Read, dialogue};

use crate::app::App;
use crate::dialogue::line;
use crate::figure::case_line;
use crate::look::home::{Counter, Home};
use crate::look::parts::Shape;
use crate::look::{Link, Nav};
use crate::page::{Halt, can, draw, frame};
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
    let mut read = app.office.store().reader().await?;
    let today = read.today();
    let (mut under_way, mut newest, mut counters) = (Vec::new(), Vec::new(), Vec::new());
    if can(&visitor, Act::DialogueRead) {
        let page = dialogue::list(&mut read, visitor.organisation, None, SHOWN).await?;
        let open = page.rows.iter().filter(|row| row.state == "open" || row.state == "announced");
        under_way = open.map(|row| line(visitor.lang, row, &visitor)).collect();
    }
    if can(&visitor, Act::CaseRead) {
        let all = Population {
            scope: visitor.organisation,
            from: Day::FLOOR,
            to: today,
            state_on: today,
            as_of: Instant::end_of(today),
        };
        newest = figure::list(&mut read, &all, &[], None, None, SHOWN)
            .await?
            .rows
            .iter()
            .filter(|row| row.outcome != "struck")
            .map(|row| case_line(&shell, row))
            .collect();
        let counts = figure::cases(&mut read, &all).await?;
        for (outcome, shape) in
            [("not_taken_up", Shape::Todo), ("in_progress", Shape::Doing), ("in_progress.overdue", Shape::Over)]
        {
            let count = counts.iter().filter(|count| count.outcome == outcome).map(|count| count.n).sum();
            if count > 0 {
                let href = format!("/cases?outcome={outcome}&from={}", Day::FLOOR.to_iso());
                counters.push(Counter { count, link: Link::new(href, shell.of("outcome", outcome)), shape });
            }
        }
    }
    Ok(draw(&Home {
        day: format!("{}, {}", shell.of("weekday", &today.weekday().to_string()), today.vn()),
        counters,
        empty: under_way.is_empty() && newest.is_empty(),
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
