//! What other bodies owe: the list of each for Monday, the letters that urge them, transfers without an answer, and the people
//! who still have to be told.

mod letters;
mod taken;

pub(crate) use letters::{issue, letters};

use std::sync::Arc;

use acts::urging::{MOST_NAMED, Urge};
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::back::Step;
use domain::calendar::Calendar;
use domain::day::Day;
use domain::due::Unit;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::grant::{Grant, Of, may};
use store::transfer::WaitingKey;
use store::urging::{self, OwedKey, OwedRow, OwingRow};
use store::{Read, Reader, Stop, back, organisation, reply};

use crate::app::App;
use crate::case::{field, number};
use crate::dialogue::{choice, of};
use crate::due::{left, transfers as waiting};
use crate::look::form::FormState;
use crate::look::urging::{Body, Item, List, ToTell, Transfers, UrgingPage};
use crate::look::{Link, Nav, Shell};
use crate::page::{
    Halt, Posted, attempt, draw, file, frame, go, granted, halt, query, query_as, read, redraw, refuse, words,
};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// Rows of a page of what is owed and of transfers: it is printed for Monday, and seldom longer.
const LIST: usize = 500;
/// Acts of one press at most, so that it is answered in time; the page says how much is left for the next one.
const MOST_ACTS: usize = 20;
/// Rows of a page of letters and of people to be told.
const PAGE: usize = 50;
/// The list of a body reaches to the same weekday of the next week.
const WEEK: i64 = 7;
/// Letters of a matter in a list, and on the paper.
const LETTERS: usize = 120;

/// `GET /urging`: what other bodies owe, each body with its list.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let to = query_as(&uri, "to");
    let scope = of(&uri, &visitor);
    if let Some(format) = file::wanted(&uri)? {
        let shell = frame(&app, &visitor, &uri, Nav::Cases);
        let mut read = app.office.store().reader().await?;
        reads(&mut read, &visitor, &shell, scope).await?;
        let rows = taken::TakenOwed::new(&shell, (scope, to), read.today().plus(WEEK));
        return file::file(&app, &shell, format, read, rows).await;
    }
    Ok(draw(&page(&app, &visitor, &uri, (scope, to), FormState::default()).await?))
}

/// `POST /urging`: urges all of them, or the one that the form names.
pub(crate) async fn press(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Result<Response, Halt> {
    let scope = choice("organisation", &form).ok().flatten().unwrap_or(visitor.organisation);
    let to = choice("to", &form).ok().flatten();
    let act = read(&mut form, |form| Urge {
        organisation: scope,
        to: form.choice("to"),
        number: form.text("number"),
        answer_by: form.day_if_any("answer_by"),
        happened_on: form.day("happened_on"),
    });
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    // One number is one letter's; letters without one are written until nothing overdue is left.
    let again = act.as_ref().ok().filter(|act| act.number.is_empty()).cloned();
    match attempt(&app, visitor.by, &key, (Act::CaseUrge, Of::Organisation(scope)), act).await {
        Ok(_) => {
            if let Some(act) = again
                && !rest(&app, &visitor, &key, &act).await.map_err(halt(shell))?
            {
                let one = to.map(|to| format!("&to={to}")).unwrap_or_default();
                return Ok(go(&format!("/urging?of={scope}{one}&said=urged-some#urge")));
            }
            Ok(go(&format!("/urging/letters?of={scope}&said=urged")))
        }
        Err(Stop::Refused(refusal)) if refusal != Refusal::NotThere && refusal != Refusal::NotAllowed => {
            refuse(&mut form, visitor.lang, &refusal);
            Ok(redraw(&refusal, &page(&app, &visitor, &uri, (scope, to), form).await?))
        }
        Err(stop) => Err(halt(shell)(stop)),
    }
}

/// Urges what the act before left, and says whether nothing is left; each act has a key of its own, so that a press that is sent again
/// goes the same way.
async fn rest(app: &App, visitor: &Visitor, key: &str, act: &Urge) -> Result<bool, Stop> {
    for no in 2..=MOST_ACTS {
        match app.office.act(visitor.by, &format!("{key}-{no}"), act.clone()).await {
            Ok(_) => {}
            Err(Stop::Refused(Refusal::NothingOverdue)) => return Ok(true),
            Err(stop) => return Err(stop),
        }
    }
    let mut read = app.office.store().reader().await?;
    let until = act.happened_on.plus(-1);
    Ok(urging::left_to_urge(&mut read, (act.organisation, act.to), (until, act.happened_on)).await? == 0)
}

/// The key of something that is owed, as an address carries it.
fn owed_key(text: &str) -> Option<OwedKey> {
    let mut parts = text.split('.');
    let mut next = || parts.next();
    Some((Day::parse_iso(next()?)?, next()?.parse().ok()?, next()?.to_owned(), next()?.parse().ok()?))
}

/// Where a page begins: of what one body owes, or of the bodies that owe.
type Began = (Option<OwedKey>, Option<(Day, i64)>);

/// Where a page of the list of one body begins, and where one of all of them.
fn began(uri: &OriginalUri) -> Result<Began, Halt> {
    let Some(after) = query(uri, "after") else { return Ok((None, None)) };
    let body = |text: &str| {
        let (day, id) = text.split_once('.')?;
        Some((Day::parse_iso(day)?, id.parse().ok()?))
    };
    match (owed_key(&after), body(&after)) {
        (None, None) => Err(Fault::Unreadable.into()),
        keys => Ok(keys),
    }
}

async fn page(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    (scope, to): (i64, Option<i64>),
    form: FormState,
) -> Result<UrgingPage, Halt> {
    // Also after a press, whose address has no query: files and the other language are of the list that is shown.
    let one = to.map(|to| format!("&to={to}")).unwrap_or_default();
    let shell = Shell { path: format!("/urging?of={scope}{one}"), ..frame(app, visitor, uri, Nav::Cases) };
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    reads(&mut read, visitor, &shell, scope).await?;
    let today = read.today();
    let (after, after_body) = began(uri)?;
    let here = shell.path.clone();
    let mut bodies = Vec::new();
    let (list, next) = if let Some(to) = to {
        let body = organisation::find(&mut read, to).await?.ok_or(Fault::NotThere)?;
        let owed = urging::owed_by(&mut read, (scope, Some(to)), today.plus(WEEK), after.as_ref(), LIST).await?;
        let next = owed.rows.last().filter(|_| owed.more).map(|last| {
            let (day, case, what, of) = last.key();
            format!("{here}&after={}.{case}.{what}.{of}", day.to_iso())
        });
        let items = owed.rows.iter().map(|row| item(&shell, &book.calendar, today, row)).collect();
        let copy = copied(&shell, &body.name, today, &owed.rows);
        (Some(List { body: body.name, items, copy }), next)
    } else {
        let owing = urging::owing(&mut read, scope, today.plus(WEEK), after_body, LIST).await?;
        bodies = owing.rows.iter().map(|row| line(scope, row)).collect();
        let last = owing.rows.last().filter(|_| owing.more);
        (None, last.map(|last| format!("{here}&after={}.{}", last.first_on.to_iso(), last.to)))
    };
    let may_urge = granted(&mut read, visitor.by, Act::CaseUrge, Of::Organisation(scope)).await?.is_some();
    let waits = if may_urge { urging::left_to_urge(&mut read, (scope, to), (today.plus(-1), today)).await? } else { 0 };
    let overdue =
        bodies.iter().any(|body| body.over > 0) || list.iter().flat_map(|list| &list.items).any(|item| item.over);
    Ok(UrgingPage {
        bodies,
        list,
        next,
        first: query(uri, "after").map(|_| here),
        most: i64::try_from(MOST_NAMED).unwrap_or(i64::MAX),
        may_urge: may_urge && overdue,
        waits,
        form: form
            .with("happened_on", today.vn())
            .with("organisation", scope.to_string())
            .with("to", to.map(|it| it.to_string()).unwrap_or_default()),
        today: today.vn(),
        shell,
    })
}

/// Something that a body owes, as its list shows it.
fn item(shell: &Shell, calendar: &Calendar, today: Day, row: &OwedRow) -> Item {
    let (due, over) = left(shell, calendar, Unit::WorkingDays, today, row.due_on);
    let urged = row.urged_on.map(|on| shell.ta("urged-times", &[("count", &row.urged), ("day", &on.vn())]));
    Item {
        case: Link::new(format!("/cases/{}", row.case), words(shell, row.words.as_deref(), LETTERS)),
        why: format!("{} · {} · {}", number(row.case), row.place, shell.of("owed", &row.what)),
        due: row.due_on.vn(),
        words: due,
        over,
        urged: urged.unwrap_or_default(),
    }
}

/// Whoever may read the cases of the body may read what others owe to it.
async fn reads(read: &mut Reader<'_>, visitor: &Visitor, shell: &Shell, scope: i64) -> Result<Grant, Halt> {
    let right = may(read, visitor.by, Act::CaseRead, Of::Organisation(scope)).await;
    Ok(right.map_err(halt(shell.clone()))?.0)
}

/// A body with how much it owes.
fn line(scope: i64, row: &OwingRow) -> Body {
    Body {
        link: Link::new(format!("/urging?of={scope}&to={}", row.to), row.to_name.clone()),
        over: row.over,
        soon: row.soon,
        urged: row.urged_on.map(Day::vn).unwrap_or_default(),
    }
}

/// The list as plain text for any chat: numbers of cases, places, fields, dates. People's own words are not in it, since names and
/// telephone numbers stand in them.
fn copied(shell: &Shell, body: &str, today: Day, rows: &[OwedRow]) -> String {
    let mut text = shell.ta("urging-copy-head", &[("body", &body), ("day", &today.vn())]);
    for (no, row) in (1_i64..).zip(rows) {
        let field = field(shell, &row.field);
        let about = if field.is_empty() { shell.of("owed", &row.what) } else { field };
        let key = if row.due_on < today { "urging-copy-over" } else { "urging-copy-soon" };
        let args: [(&str, &dyn crate::lang::Arg); 5] = [
            ("no", &no),
            ("case", &number(row.case)),
            ("about", &about),
            ("place", &row.place),
            ("day", &row.due_on.vn()),
        ];
        text.push('\n');
        text.push_str(&shell.ta(key, &args));
    }
    text
}

/// The key of a transfer that waits, as an address carries it.
fn waiting_key(text: &str) -> Option<WaitingKey> {
    let mut parts = text.split('.');
    let mut next = || parts.next();
    Some((Day::parse_iso(next()?)?, Day::parse_iso(next()?)?, next()?.parse().ok()?))
}

/// `GET /transfers`: what was sent on and has no answer yet.
pub(crate) async fn transfers(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    let scope = of(&uri, &visitor);
    let grant = reads(&mut read, &visitor, &shell, scope).await?;
    if let Some(format) = file::wanted(&uri)? {
        let rows = taken::TakenTransfers::new(&shell, visitor.by, &grant, book);
        return file::file(&app, &shell, format, read, rows).await;
    }
    let after = match query(&uri, "after") {
        Some(after) => Some(waiting_key(&after).ok_or(Fault::Unreadable)?),
        None => None,
    };
    let (rows, next) = waiting(&mut read, &shell, &visitor, &grant, &book.calendar, (after, LIST)).await?;
    let here = format!("/transfers?of={scope}");
    let key = |(by, sent, id): WaitingKey| format!("{here}&after={}.{}.{id}", by.to_iso(), sent.to_iso());
    Ok(draw(&Transfers { next: next.map(key), first: after.map(|_| here.clone()), rows, shell }))
}

/// `GET /to-tell`: the points of which the people still have to be told what came, and the steps of transfers of which they were
/// not told.
pub(crate) async fn to_tell(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    let scope = of(&uri, &visitor);
    let mut read = app.office.store().reader().await?;
    reads(&mut read, &visitor, &shell, scope).await?;
    if let Some(format) = file::wanted(&uri)? {
        let rows = taken::TakenToTell::new(&shell, scope);
        return file::file(&app, &shell, format, read, rows).await;
    }
    let page = reply::to_tell(&mut read, scope, query_as(&uri, "after").unwrap_or_default(), PAGE).await?;
    let next = page.rows.last().filter(|_| page.more).map(|row| format!("/to-tell?of={scope}&after={}", row.point));
    let tells = granted(&mut read, visitor.by, Act::CaseWork, Of::Organisation(scope)).await?.is_some();
    let untold = back::untold(&mut read, scope, query_as(&uri, "step").unwrap_or_default(), PAGE).await?;
    let next_step = untold.rows.last().filter(|_| untold.more);
    let next_step = next_step.map(|row| format!("/to-tell?of={scope}&step={}", row.transfer));
    let note = |case: i64| tells.then(|| Link::new(format!("/cases/{case}/tell"), shell.t("to-tell-note")));
    let row = |row: reply::ToTellRow| {
        let item = Item {
            case: Link::new(format!("/cases/{}", row.case), words(&shell, row.words.as_deref(), LETTERS)),
            why: format!("{} · {}", number(row.case), row.place),
            words: shell.of("delivery", &row.way),
            ..Item::default()
        };
        (item, note(row.case))
    };
    let step = |row: back::UntoldRow| {
        let item = Item {
            case: Link::new(format!("/cases/{}", row.case), words(&shell, row.words.as_deref(), LETTERS)),
            why: format!("{} · {}", number(row.case), row.place),
            words: step_of(&shell, &row),
            ..Item::default()
        };
        (item, note(row.case))
    };
    let steps = untold.rows.into_iter().map(step).collect();
    Ok(draw(&ToTell { rows: page.rows.into_iter().map(row).collect(), next, steps, next_step, shell }))
}

/// The last step of a transfer, with the other body and its day.
fn step_of(shell: &Shell, row: &back::UntoldRow) -> String {
    let key = match row.step {
        Step::Sent => "to-tell-step-sent",
        Step::Received => "to-tell-step-received",
        Step::Urged => "to-tell-step-urged",
        Step::Answered => "to-tell-step-answered",
        Step::Returned => "to-tell-step-returned",
    };
    shell.ta(key, &[("body", &row.to_name), ("day", &row.on.vn())])
}
