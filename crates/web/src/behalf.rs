//! What was recorded for somebody else (nhập hộ): the page of those whose act it is, and what they and others answer there; in
//! `typed` the lists of whoever recorded it.

mod taken;
mod typed;

pub(crate) use typed::show as typed;

use std::sync::Arc;

use acts::behalf::{AnswerContest, CONTEST_RULE, Contest, TakeBack};
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::day::Day;
use domain::event::{CaseEvent, Event, PlannedEvent, PointResult, Subject};
use domain::permission::Act;
use store::behalf::{self, BehalfRow, For};
use store::grant::{Grant, Of, may};
use store::rulebook::{Rulebook, Whereabouts};
use store::{Read, Reader, Stop, plan, rulebook};

use crate::app::App;
use crate::case::number;
use crate::dialogue::{choice, of};
use crate::look::behalf::{BehalfRow as Row, OnBehalf, WrongRow};
use crate::look::form::FormState;
use crate::look::home::Counter;
use crate::look::parts::{Shape, Status};
use crate::look::{Link, Nav, Shell};
use crate::page::{
    Halt, Posted, attempt, draw, file, frame, go, granted, halt, query_as, read, redraw, refuse, refused,
};
use crate::plan as plans;
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// Rows of a page.
const PAGE: usize = 25;
/// The most that a counter of Today counts.
const COUNTED: usize = 100;

/// `GET /on-behalf`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    if let Some(format) = file::wanted(&uri)? {
        let shell = frame(&app, &visitor, &uri, Nav::Home);
        let mut read = app.office.store().reader().await?;
        let own = Of::Organisation(of(&uri, &visitor));
        may(&mut read, visitor.by, Act::CaseRead, own).await.map_err(halt(shell.clone()))?;
        let grant = match granted(&mut read, visitor.by, Act::EventContest, own).await? {
            Some(grant) => Some((grant, reader(&mut read, &visitor, &grant).await?)),
            None => None,
        };
        let rows = taken::Taken { shell: shell.clone(), grant, before: None };
        return file::file(&app, &shell, format, read, rows).await;
    }
    Ok(draw(&page(&app, &visitor, &uri, None).await?))
}

/// `POST /on-behalf/contest`.
pub(crate) async fn contest(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Result<Response, Halt> {
    let act = read(&mut form, |form| Contest { event: form.number("event"), reason: form.words("reason") });
    let done = attempt(&app, visitor.by, &key, asked(&visitor, &form), act).await;
    answered(&app, &visitor, &uri, form, done, "contested").await
}

/// `POST /on-behalf/take-back`.
pub(crate) async fn take_back(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Result<Response, Halt> {
    let act = read(&mut form, |form| TakeBack { event: form.number("event"), reason: form.words("reason") });
    let done = attempt(&app, visitor.by, &key, asked(&visitor, &form), act).await;
    answered(&app, &visitor, &uri, form, done, "contest-taken-back").await
}

/// The right to contest what was recorded for a body: the one that the form names, else the reader's own.
fn asked(visitor: &Visitor, form: &FormState) -> (Act, Of) {
    let scope = choice("organisation", form).ok().flatten().unwrap_or(visitor.organisation);
    (Act::EventContest, Of::Organisation(scope))
}

/// `POST /events/{id}/answer-contest`.
pub(crate) async fn answer(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(event): Path<i64>,
    uri: OriginalUri,
    Posted { form, key }: Posted,
) -> Result<Response, Halt> {
    let act = AnswerContest { event, words: form.value("note").to_owned() };
    let done = app.office.act(visitor.by, &key, act).await.map(|_| ());
    let form = form.with("event", event.to_string());
    answered(&app, &visitor, &uri, form, done, "contest-answered").await
}

async fn answered(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    mut form: FormState,
    done: Result<(), Stop>,
    said: &str,
) -> Result<Response, Halt> {
    let refusal = match done {
        Ok(()) => return Ok(go(&format!("/on-behalf?said={said}"))),
        Err(stop) => refused(app, visitor, uri, Nav::Home, stop)?,
    };
    refuse(&mut form, visitor.lang, &refusal);
    let wrong = WrongRow { event: form.value("event").parse().unwrap_or_default(), form };
    Ok(redraw(&refusal, &page(app, visitor, uri, Some(wrong)).await?))
}

async fn page(app: &App, visitor: &Visitor, uri: &OriginalUri, wrong: Option<WrongRow>) -> Result<OnBehalf, Halt> {
    let shell = frame(app, visitor, uri, Nav::Home);
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    let scope = of(uri, visitor);
    let own = Of::Organisation(scope);
    let (reads, _) = may(&mut read, visitor.by, Act::CaseRead, own).await.map_err(halt(shell.clone()))?;
    let typed = typed::lists(&mut read, &shell, &reads, visitor.by.account).await?;
    let at = rulebook::standing(&mut read, scope).await?.ok_or(Fault::NotThere)?.at;
    let today = read.today();
    let (mut contested, mut more_contested) = (None, false);
    if let Some(grant) = granted(&mut read, visitor.by, Act::EventCorrect, own).await? {
        let page = behalf::contested(&mut read, &grant, visitor.by.account, None, PAGE).await?;
        more_contested = page.more;
        let mut rows = Vec::with_capacity(page.rows.len());
        for row in &page.rows {
            rows.push(Row { may_answer: true, ..line(&mut read, &shell, row).await? });
        }
        contested = Some(rows);
    }
    let (mut recorded, mut next) = (None, None);
    if let Some(grant) = granted(&mut read, visitor.by, Act::EventContest, own).await? {
        let reader = reader(&mut read, visitor, &grant).await?;
        let page = behalf::recorded_for(&mut read, &grant, reader, query_as(uri, "after"), PAGE).await?;
        next = page
            .rows
            .last()
            .filter(|_| page.more)
            .map(|last| format!("/on-behalf?of={scope}&after={}", last.recorded.id));
        let mut rows = Vec::with_capacity(page.rows.len());
        let answered: Vec<i64> = contested.iter().flatten().map(|row| row.event).collect();
        // What the reader is asked to answer stands there already.
        for row in page.rows.iter().filter(|row| !answered.contains(&row.recorded.id)) {
            let waits = row.contest.waits();
            let may_contest = match last_day(&book, &at, row) {
                _ if waits => String::new(),
                Some(last) if today <= last => shell.ta("on-behalf-contest-until", &[("day", &last.vn())]),
                Some(_) => String::new(),
                None => shell.t("on-behalf-contest-open"),
            };
            rows.push(Row { may_contest, may_take_back: waits, ..line(&mut read, &shell, row).await? });
        }
        recorded = Some(rows);
    }
    Ok(OnBehalf { shell, contested, more_contested, recorded, next, typed, wrong })
}

/// The last day on which an act can be contested; none where no setting or no calendar says one.
fn last_day(book: &Rulebook, at: &Whereabouts, row: &BehalfRow) -> Option<Day> {
    book.last_day(CONTEST_RULE, at, row.recorded.recorded_at.day()).map(|last| last.due.on)
}

async fn reader(read: &mut Reader<'_>, visitor: &Visitor, grant: &Grant) -> Result<For, Halt> {
    let today = read.today();
    let head = behalf::is_head(read, visitor.by.account, grant.organisation, today).await?;
    Ok(For { account: visitor.by.account, head })
}

async fn line(read: &mut Reader<'_>, shell: &Shell, row: &BehalfRow) -> Result<Row, Halt> {
    let subject = subject(shell, row);
    let href = match row.subject {
        Subject::Case => format!("/cases/{}", row.id),
        Subject::Notice => format!("/notices/{}", row.id),
        Subject::Dialogue => format!("/dialogues/{}", row.id),
        Subject::Declared => format!("/declared/{}", row.id),
        Subject::Gathering => format!("/gatherings/{}", row.id),
        Subject::Survey => crate::survey::href(row.id),
        Subject::Reception => crate::reception::href(row.id),
        Subject::Planned => plans::href(plan::find_planned(read, row.id).await?.ok_or(Fault::NotThere)?.plan),
        _ => plans::href(row.id),
    };
    // The page of a survey shows what it is and what was counted, not its acts one by one.
    let at = match row.subject {
        Subject::Survey => href,
        _ => format!("{href}#event-{}", row.recorded.id),
    };
    let whose = if row.head { shell.t("on-behalf-head") } else { shell.ta("on-behalf-body", &[("body", &row.name)]) };
    let typed_on = row.recorded.recorded_at.day().vn();
    let typed = [("name", &row.typist_name), ("body", &row.typist_body), ("day", &typed_on)];
    let state = match (row.contest.by, row.contest.waits()) {
        (None, _) => None,
        (Some(_), true) => Some(Status::new(Shape::People, shell.t("on-behalf-contest-waits"))),
        (Some(_), false) => Some(Status::new(Shape::Done, shell.t("on-behalf-contest-settled"))),
    };
    Ok(Row {
        event: row.recorded.id,
        link: Link::new(at, shell.of("act", row.recorded.event.act())),
        what: match decided(shell, &row.recorded.event) {
            decided if decided.is_empty() => format!("{subject} · {whose}"),
            decided => format!("{subject} · {whose} · {decided}"),
        },
        on: row.recorded.happened_on.vn(),
        typed: shell.ta("on-behalf-typed", &typed.map(|(name, value)| (name, value as &dyn crate::lang::Arg))),
        state,
        words: row.words.clone().unwrap_or_default(),
        paper: paper(shell, row),
        ..Row::default()
    })
}

/// What an act happened to, in words.
fn subject(shell: &Shell, row: &BehalfRow) -> String {
    match row.subject {
        Subject::Case => shell.ta("on-behalf-case", &[("number", &number(row.id))]),
        Subject::Notice => shell.t("on-behalf-notice"),
        Subject::Dialogue => shell.t("on-behalf-dialogue"),
        Subject::Declared => shell.t("on-behalf-declared"),
        Subject::Gathering => shell.t("on-behalf-gathering"),
        Subject::Survey => shell.t("on-behalf-survey"),
        Subject::Reception => shell.t("on-behalf-reception"),
        _ => shell.t("on-behalf-plan"),
    }
}

/// The paper on which an act rests, as it was named: number, who issued it, day.
fn paper(shell: &Shell, row: &BehalfRow) -> String {
    let Some(paper) = &row.paper else { return String::new() };
    let words = paper.words.clone().unwrap_or_else(|| shell.t("words-kept"));
    shell.ta("on-behalf-paper", &[("words", &words), ("day", &paper.dated_on.vn())])
}

/// What was decided, in a few plain words: a last day, a result, a ground; nothing where the act says it all.
fn decided(shell: &Shell, event: &Event) -> String {
    let until = |day: Day| shell.ta("clock-due-on", &[("day", &day.vn())]);
    match event {
        Event::Case(
            CaseEvent::Assigned { due_on, .. }
            | CaseEvent::Extended { due_on, .. }
            | CaseEvent::ReopenedUntil { due_on, .. },
        ) => until(*due_on),
        Event::Case(CaseEvent::Replied { points, .. } | CaseEvent::AnsweredOnTheSpot { points, .. }) => {
            let mut said: Vec<String> = Vec::new();
            for answer in points {
                let result = shell.of("result", answer.result.as_str());
                let result = match &answer.result {
                    PointResult::Promised { by_on } => format!("{result} ({})", until(*by_on)),
                    _ => result,
                };
                if !said.contains(&result) {
                    said.push(result);
                }
            }
            said.join(", ")
        }
        Event::Case(CaseEvent::Ended { ground, .. }) => shell.of("end-ground", ground.as_str()),
        Event::Case(CaseEvent::ReviewDecided { result, .. }) => shell.of("review-result", result.as_str()),
        Event::Case(CaseEvent::ReviewUpheld { due_on, .. }) => {
            format!("{} ({})", shell.of("review-result", "upheld"), until(*due_on))
        }
        Event::Case(CaseEvent::DeliveryChosen { way, .. }) => shell.of("delivery", way.as_str()),
        Event::Planned(PlannedEvent::Postponed { month: Some(month), .. }) => {
            shell.ta("supervision-in-month", &[("month", month)])
        }
        _ => String::new(),
    }
}

/// What Today counts: what was recorded for the reader and can still be contested, and what waits for an answer of the
/// reader's body; neither is counted beyond a hundred.
pub(crate) async fn counters(
    read: &mut Reader<'_>,
    shell: &Shell,
    visitor: &Visitor,
    book: &Rulebook,
) -> Result<Vec<Counter>, Halt> {
    let own = Of::Organisation(visitor.organisation);
    let mut counters = Vec::new();
    let count = |many: usize| i64::try_from(many).unwrap_or(i64::MAX);
    if let Some(grant) = granted(read, visitor.by, Act::EventCorrect, own).await? {
        let waiting = behalf::contested(read, &grant, visitor.by.account, None, COUNTED).await?.rows.len();
        if waiting > 0 {
            let link = Link::new("/on-behalf", shell.t("today-contested"));
            counters.push(Counter { count: count(waiting), link, shape: Shape::People, more: false });
        }
    }
    if let Some(grant) = granted(read, visitor.by, Act::EventContest, own).await? {
        let Some(standing) = rulebook::standing(read, visitor.organisation).await? else { return Ok(counters) };
        let today = read.today();
        let reader = reader(read, visitor, &grant).await?;
        let page = behalf::recorded_for(read, &grant, reader, None, COUNTED).await?;
        let open = |row: &&BehalfRow| {
            row.contest.by.is_none() && last_day(book, &standing.at, row).is_some_and(|last| today <= last)
        };
        let open = page.rows.iter().filter(open).count();
        if open > 0 {
            let link = Link::new("/on-behalf#recorded", shell.t("today-on-behalf"));
            counters.push(Counter { count: count(open), link, shape: Shape::Todo, more: false });
        }
    }
    Ok(counters)
}
