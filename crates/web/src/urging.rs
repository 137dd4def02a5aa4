//! What other bodies owe: the list of each for Monday, the letters that urge them, transfers without an answer, and the people
//! who still have to be told.

mod letters;
mod taken;

pub(crate) use letters::{issue, letters};

use std::sync::Arc;

use acts::urging::{MOST_URGED, Urge};
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::back::Step;
use domain::day::Day;
use domain::due::Unit;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::grant::{Grant, Of, may};
use store::urging::{self, OwedRow};
use store::{Read, Reader, Stop, back, organisation, reply};

use crate::app::App;
use crate::case::{field, number};
use crate::dialogue::{choice, of};
use crate::due::{left, transfers as waiting};
use crate::look::form::FormState;
use crate::look::urging::{Body, Item, List, ToTell, Transfers, UrgingPage};
use crate::look::{Link, Nav, Shell};
use crate::page::{Halt, Posted, attempt, draw, file, frame, go, granted, halt, query_as, read, redraw, refuse, words};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// What a list shows at most.
const MOST: usize = 500;
/// Acts of one press at most; what is overdue beyond them is urged by the next press.
const MOST_ACTS: usize = 200;
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
        let until = read.today().plus(WEEK);
        let owed = match to {
            Some(to) => urging::owed_by_one(&mut read, scope, to, until, MOST).await?,
            None => urging::owed_by(&mut read, scope, until, MOST).await?,
        };
        let rows = taken::TakenOwed::new(&shell, owed.rows);
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
            if let Some(act) = again {
                rest(&app, &visitor, &key, &act).await.map_err(halt(shell))?;
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

/// Urges what the act before left; each act has a key of its own, so that a press that is sent again goes the same way.
async fn rest(app: &App, visitor: &Visitor, key: &str, act: &Urge) -> Result<(), Stop> {
    for no in 2..=MOST_ACTS {
        match app.office.act(visitor.by, &format!("{key}-{no}"), act.clone()).await {
            Ok(_) => {}
            Err(Stop::Refused(Refusal::NothingOverdue)) => return Ok(()),
            Err(stop) => return Err(stop),
        }
    }
    Ok(())
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
    let owed = match to {
        Some(to) => urging::owed_by_one(&mut read, scope, to, today.plus(WEEK), MOST).await?,
        None => urging::owed_by(&mut read, scope, today.plus(WEEK), MOST).await?,
    };
    let one = match to {
        Some(to) => Some(organisation::find(&mut read, to).await?.ok_or(Fault::NotThere)?),
        None => None,
    };
    let may_urge = granted(&mut read, visitor.by, Act::CaseUrge, Of::Organisation(scope)).await?.is_some();
    let overdue = owed.rows.iter().any(|row| row.due_on < today);
    let item = |row: &OwedRow| {
        let (due, over) = left(&shell, &book.calendar, Unit::WorkingDays, today, row.due_on);
        let urged = row.urged_on.map(|on| shell.ta("urged-times", &[("count", &row.urged), ("day", &on.vn())]));
        Item {
            case: Link::new(format!("/cases/{}", row.case), words(&shell, row.words.as_deref(), LETTERS)),
            why: format!("{} · {} · {}", number(row.case), row.place, shell.of("owed", &row.what)),
            due: row.due_on.vn(),
            words: due,
            over,
            urged: urged.unwrap_or_default(),
        }
    };
    let list = one.as_ref().map(|body| List {
        body: body.name.clone(),
        items: owed.rows.iter().map(item).collect(),
        copy: copied(&shell, &body.name, today, &owed.rows),
    });
    Ok(UrgingPage {
        bodies: if to.is_some() { Vec::new() } else { bodies(scope, today, &owed.rows) },
        list,
        more: owed.more,
        most: i64::try_from(MOST_URGED).unwrap_or(i64::MAX),
        may_urge: may_urge && overdue,
        form: form
            .with("happened_on", today.vn())
            .with("organisation", scope.to_string())
            .with("to", to.map(|it| it.to_string()).unwrap_or_default()),
        today: today.vn(),
        shell,
    })
}

/// Whoever may read the cases of the body may read what others owe to it.
async fn reads(read: &mut Reader<'_>, visitor: &Visitor, shell: &Shell, scope: i64) -> Result<Grant, Halt> {
    let right = may(read, visitor.by, Act::CaseRead, Of::Organisation(scope)).await;
    Ok(right.map_err(halt(shell.clone()))?.0)
}

/// The bodies, in the order of what is longest overdue with them.
fn bodies(scope: i64, today: Day, rows: &[OwedRow]) -> Vec<Body> {
    let mut ids: Vec<i64> = Vec::new();
    for row in rows {
        if !ids.contains(&row.to) {
            ids.push(row.to);
        }
    }
    let body = |id: &i64| {
        let own: Vec<&OwedRow> = rows.iter().filter(|row| row.to == *id).collect();
        let name = own.first().map(|row| row.to_name.clone()).unwrap_or_default();
        let over = own.iter().filter(|row| row.due_on < today).count();
        let urged = own.iter().filter_map(|row| row.urged_on).max();
        Body {
            link: Link::new(format!("/urging?of={scope}&to={id}"), name),
            over,
            soon: own.len() - over,
            urged: urged.map(Day::vn).unwrap_or_default(),
        }
    };
    ids.iter().map(body).collect()
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

/// `GET /transfers`: what was sent on and has no answer yet.
pub(crate) async fn transfers(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    let grant = reads(&mut read, &visitor, &shell, of(&uri, &visitor)).await?;
    let (rows, more) = waiting(&mut read, &shell, &visitor, &grant, &book.calendar, MOST).await?;
    if let Some(format) = file::wanted(&uri)? {
        let rows = taken::TakenTransfers::new(rows);
        return file::file(&app, &shell, format, read, rows).await;
    }
    Ok(draw(&Transfers { shell, rows, more }))
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
    let row = |row: reply::ToTellRow| Item {
        case: Link::new(format!("/cases/{}", row.case), words(&shell, row.words.as_deref(), LETTERS)),
        why: format!("{} · {}", number(row.case), row.place),
        words: shell.of("delivery", &row.way),
        ..Item::default()
    };
    let tells = granted(&mut read, visitor.by, Act::CaseWork, Of::Organisation(scope)).await?.is_some();
    let untold = back::untold(&mut read, scope, query_as(&uri, "step").unwrap_or_default(), PAGE).await?;
    let next_step = untold.rows.last().filter(|_| untold.more);
    let next_step = next_step.map(|row| format!("/to-tell?of={scope}&step={}", row.transfer));
    let step = |row: back::UntoldRow| {
        let item = Item {
            case: Link::new(format!("/cases/{}", row.case), words(&shell, row.words.as_deref(), LETTERS)),
            why: format!("{} · {}", number(row.case), row.place),
            words: step_of(&shell, &row),
            ..Item::default()
        };
        (item, tells.then(|| Link::new(format!("/cases/{}/tell", row.case), shell.t("to-tell-note"))))
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
