//! Reception days: the schedule of a year, and setting one. What is counted of them stands in `counted`, the page of a day in
//! `day`, what is done on it in `change`, the book in `book`, what Today says of them in `today`.

mod book;
mod came;
mod change;
mod counted;
mod day;
mod today;

pub(crate) use book::{names, period, show as book};
pub(crate) use change::{bind, cancel, change, conclude, hold, record, refusal, strike_visit, withhold};
pub(crate) use day::{show, wrong_step};
pub(crate) use today::waiting;

use std::sync::Arc;

use acts::reception::{Schedule, Typed};
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::day::Day;
use domain::permission::Act;
use domain::reception::{Receiver, ReceptionKind, SCHEDULE, duty_of};
use sheets::Cell;
use store::grant::{Grant, Of, may};
use store::reception::{self, Days, ReceptionRow, count, visit};
use store::rulebook::{Rulebook, Whereabouts};
use store::{Error, Page, Read, Reader, dialogue, rulebook};

use crate::app::App;
use crate::dialogue::{after, of, officials};
use crate::look::form::{Choice, FormState};
use crate::look::parts::Shape;
use crate::look::reception::{DayChoices, NewReception, ReceptionLine, Receptions};
use crate::look::{Link, Nav, Shell, Status};
use crate::page::file::{PIECE, Rows, text};
use crate::page::{Halt, Reading, Sent, can, draw, file, frame, go, halt, query, query_as, redraw};
use crate::rule;
use crate::session::SignedIn;
use crate::shell::Fault;

/// Rows of a page.
const PAGE: usize = 40;

/// The address of a reception day.
pub(crate) fn href(id: i64) -> String {
    format!("/receptions/{id}")
}

/// The first and the last day of a year.
fn days_of(year: i16) -> Option<(Day, Day)> {
    Day::new(year, 1, 1).zip(Day::new(year, 12, 31))
}

/// `GET /receptions`; `year=`, and which days: `held=`, `kind=`, `receiver=`.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Receptions);
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    let scope = of(&uri, &visitor);
    let right = may(&mut read, visitor.by, Act::ReceptionRead, Of::Organisation(scope)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    let today = read.today();
    let year = query_as::<i16>(&uri, "year").unwrap_or_else(|| today.year());
    let days = days_of(year).ok_or(Fault::Unreadable)?;
    let asked_for = which(&uri);
    if let Some(format) = file::wanted(&uri)? {
        let rows = Taken { shell: shell.clone(), grant, days, which: asked_for, before: None };
        return file::file(&app, &shell, format, read, rows).await;
    }
    let page = reception::list(&mut read, &grant, days, asked_for, after(&uri), PAGE).await?;
    let key =
        |last: &ReceptionRow| format!("{}&after={}.{}", listed((scope, year), asked_for), last.on().to_iso(), last.id);
    let next = page.rows.last().filter(|_| page.more).map(key);
    let at = rulebook::standing(&mut read, scope).await?.ok_or(Fault::NotThere)?.at;
    let body = store::organisation::find(&mut read, scope).await?.ok_or(Fault::NotThere)?;
    let asked = duty_of(&body.kind);
    let heads = count::heads(&mut read, scope, days).await?;
    let received = count::head_days(&mut read, scope, days).await?;
    let counted = count::count(&mut read, &grant, days).await?;
    let earlier = reception::list(&mut read, &grant, (Day::FLOOR, days.0.plus(-1)), Days::default(), None, 1).await?;
    let later = reception::list(&mut read, &grant, (days.1.plus(1), Day::OPEN), Days::default(), None, 1).await?;
    let other = |there: &[ReceptionRow], year: i16| {
        (!there.is_empty()).then(|| Link::new(format!("/receptions?of={scope}&year={year}"), year.to_string()))
    };
    Ok(draw(&Receptions {
        year: year.to_string(),
        earlier: other(&earlier.rows, year.saturating_sub(1)),
        later: other(&later.rows, year.saturating_add(1)),
        which: said(&shell, asked_for),
        whole: (asked_for != Days::default()).then(|| listed((scope, year), Days::default())),
        rows: page.rows.iter().map(|row| line(&shell, row)).collect(),
        next,
        duty: asked
            .map(|asked| counted::duty(&shell, (&heads, &received), year, today, (&book, &at, asked)))
            .unwrap_or_default(),
        rules: asked.map(|asked| counted::rules(&shell, year, today, (&book, &at, asked))).unwrap_or_default(),
        counted: counted::lines(&shell, &counted, (scope, year, days)),
        book: book::href(scope, days, visit::Which::default()),
        may_record: scope == visitor.organisation && can(&visitor, Act::ReceptionRecord),
        shell,
    }))
}

/// The address of the reception days of a body and year, or of some of them.
fn listed((scope, year): (i64, i16), which: Days) -> String {
    let mut href = format!("/receptions?of={scope}&year={year}");
    let words = [
        ("held", which.held.then_some("yes")),
        ("kind", which.kind.map(ReceptionKind::as_str)),
        ("receiver", which.receiver.map(Receiver::as_str)),
    ];
    for (name, word) in words.into_iter().filter_map(|(name, word)| Some((name, word?))) {
        href.extend(["&", name, "=", word]);
    }
    href
}

/// Which reception days an address asks for.
fn which(uri: &OriginalUri) -> Days {
    let word = |name: &str| query(uri, name).unwrap_or_default();
    Days {
        held: word("held") == "yes",
        kind: ReceptionKind::parse(&word("kind")),
        receiver: Receiver::parse(&word("receiver")),
    }
}

/// Which reception days a page shows, in words; empty where it shows all.
fn said(shell: &Shell, which: Days) -> String {
    let parts = [
        which.held.then(|| shell.of("reception-state", "held")),
        which.kind.map(|kind| shell.of("reception-kind", kind.as_str())),
        which.receiver.map(|receiver| shell.of("receiver", receiver.as_str())),
    ];
    parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// Who receives, in words.
fn who(shell: &Shell, row: &ReceptionRow) -> String {
    let who = shell.of("receiver", &row.receiver);
    match &row.official {
        Some((_, name, post)) => format!("{who}: {name}, {}", shell.of("post", post)),
        None => who,
    }
}

fn status(shell: &Shell, row: &ReceptionRow) -> Status {
    let shape = match row.state.as_str() {
        "scheduled" => Shape::Todo,
        "held" => Shape::Done,
        _ => Shape::Void,
    };
    Status::new(shape, shell.of("reception-state", &row.state))
}

fn line(shell: &Shell, row: &ReceptionRow) -> ReceptionLine {
    let online = row.online.then(|| shell.t("reception-online"));
    let announced = row.announced_on.map(|on| shell.ta("reception-announced", &[("day", &on.vn())]));
    let parts = [Some(shell.of("reception-kind", &row.kind)), row.place.clone(), online, announced];
    ReceptionLine {
        link: Link::new(href(row.id), who(shell, row)),
        why: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        count: shell.ta("reception-visits", &[("count", &row.visits)]),
        on: row.on().vn(),
        status: status(shell, row),
    }
}

/// What the rule in force says of announcing a day, and whether that has been missed. Nothing where no rule is in force, and for a
/// matter that can't wait: its day can't be announced ahead.
fn announcing(
    shell: &Shell,
    row: &ReceptionRow,
    today: Day,
    (book, at): (&Rulebook, &Whereabouts),
) -> Option<(String, bool)> {
    if row.kind == ReceptionKind::Unscheduled.as_str() {
        return None;
    }
    let last = book.last_day_before(SCHEDULE, at, row.planned_on)?;
    let over = row.announced_on.unwrap_or(today) > last.due.on;
    let key = match (row.announced_on.is_some(), over) {
        (true, true) => "reception-announced-late",
        (true, false) => "reception-announced-in-time",
        (false, true) => "reception-not-announced",
        (false, false) => "reception-announce-by",
    };
    Some((shell.ta(key, &[("day", &last.due.on.vn()), ("source", &rule::source(last.rule))]), over))
}

/// The schedule as a file.
struct Taken {
    shell: Shell,
    grant: Grant,
    days: (Day, Day),
    which: Days,
    before: Option<(Day, i64)>,
}

impl Rows for Taken {
    const TITLE: &'static str = "receptions-title";
    const COLUMNS: &'static [(&'static str, u16)] = &[
        ("field-reception-on", 13),
        ("field-receives", 44),
        ("field-reception-kind", 22),
        ("field-place", 36),
        ("field-announced-on", 13),
        ("reception-column-state", 20),
        ("reception-column-visits", 10),
    ];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let page = reception::list(read, &self.grant, self.days, self.which, self.before, PIECE).await?;
        self.before = page.rows.last().map(|last| (last.on(), last.id));
        let cells = |row: ReceptionRow| {
            vec![
                Cell::Day(row.on()),
                text(who(&self.shell, &row)),
                text(self.shell.of("reception-kind", &row.kind)),
                text(row.place.unwrap_or_default()),
                row.announced_on.map_or_else(|| text(String::new()), Cell::Day),
                text(self.shell.of("reception-state", &row.state)),
                file::count(row.visits),
            ]
        };
        Ok(Page { rows: page.rows.into_iter().map(cells).collect(), more: page.more })
    }
}

/// `GET /receptions/new`.
pub(crate) async fn new(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Receptions);
    let mut read = app.office.store().reader().await?;
    let scope = of(&uri, &visitor);
    may(&mut read, visitor.by, Act::ReceptionRecord, Of::Organisation(scope)).await.map_err(halt(shell.clone()))?;
    let form = FormState::default()
        .with("reception_on", read.today().vn())
        .with("reception_kind", ReceptionKind::Periodic.as_str())
        .with("receiver_kind", Receiver::Head.as_str());
    Ok(draw(&page(&mut read, shell, scope, form).await?))
}

async fn page(read: &mut Reader<'_>, shell: Shell, scope: i64, form: FormState) -> Result<NewReception, Halt> {
    let choices = choices(read, &shell, scope).await?;
    Ok(NewReception { choices, form: form.with("organisation", scope.to_string()), shell })
}

/// What the lists of the form of a day offer.
async fn choices(read: &mut Reader<'_>, shell: &Shell, body: i64) -> Result<DayChoices, Halt> {
    let today = read.today();
    let terms = dialogue::session::chairs(read, body, today).await?;
    let choice = |family: &str, word: &str| Choice::new(word, shell.of(family, word));
    Ok(DayChoices {
        officials: officials(shell.lang, &terms),
        kinds: ReceptionKind::ALL.iter().map(|it| choice("reception-kind", it.as_str())).collect(),
        receivers: Receiver::ALL.iter().map(|it| choice("receiver", it.as_str())).collect(),
    })
}

/// `POST /receptions`.
pub(crate) async fn schedule(mut sent: Sent) -> Result<Response, Halt> {
    let scope = sent.body();
    let asked = (Act::ReceptionRecord, Of::Organisation(scope));
    let done = sent.act(asked, |form| Schedule { organisation: scope, day: typed(form) }).await;
    let refusal = match done {
        Ok(id) => return Ok(go(&format!("{}?said=reception-set", href(id)))),
        Err(stop) => sent.refuse(Nav::Receptions, stop)?,
    };
    let shell = sent.frame(Nav::Receptions);
    let mut read = sent.app.office.store().reader().await?;
    Ok(redraw(&refusal, &page(&mut read, shell, scope, sent.form).await?))
}

fn typed(form: &mut Reading<'_>) -> Typed {
    Typed {
        on: form.day("reception_on"),
        kind: form.one_of("reception_kind", ReceptionKind::parse, ReceptionKind::Periodic),
        receiver: form.one_of("receiver_kind", Receiver::parse, Receiver::Head),
        term: form.choice("receives"),
        online: form.typed().chosen("online", "yes"),
        place: form.text("place"),
        announced_on: form.day_if_any("announced_on"),
    }
}
