//! The register of denunciations: its list with the numbers of a time, entering a line. The page of a line stands in [`one`], moving
//! there what was entered elsewhere in [`moved`].

pub(crate) mod moved;
pub(crate) mod one;

use std::sync::Arc;

use acts::denunciation::Register;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::day::Day;
use domain::denunciation::step::{self, Named};
use domain::letter::LetterWay;
use domain::permission::Act;
use sheets::Cell;
use store::denunciation::{self, LineRow, Which};
use store::grant::{Grant, Of, may};
use store::{Error, Page, Read, Reader, organisation};

use crate::app::App;
use crate::case::field;
use crate::desk::fields;
use crate::dialogue::{after, of};
use crate::lang::Lang;
use crate::look::denunciation::{DenunciationCount, DenunciationRow, Denunciations, NewDenunciation};
use crate::look::form::{Choice, FormState};
use crate::look::home::Counter;
use crate::look::{Link, Nav, Shape, Shell, Status};
use crate::page::file::{PIECE, Rows, text};
use crate::page::{Halt, Sent, draw, file, frame, go, granted, halt, query, redraw, typed_day};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// Rows of a page.
const PAGE: usize = 25;
/// Days ahead of which Today counts what is due.
const SOON: i64 = 3;

/// The address of a line.
pub(crate) fn href(id: i64) -> String {
    format!("/denunciations/{id}")
}

/// The name of something of the table of steps.
fn title(lang: Lang, it: &Named) -> String {
    if lang == Lang::Vi { it.title.clone() } else { it.title_en.clone() }
}

/// The name of a code of a list; empty for none.
fn named(shell: &Shell, list: &[Named], code: &str) -> String {
    step::named(list, code).map(|it| title(shell.lang, it)).unwrap_or_default()
}

fn choices(shell: &Shell, list: &[Named]) -> Vec<Choice> {
    let choice =
        |it: &Named| Choice { hint: it.article.clone(), ..Choice::new(it.code.clone(), title(shell.lang, it)) };
    list.iter().map(choice).collect()
}

fn ways(shell: &Shell) -> Vec<Choice> {
    LetterWay::ALL.iter().map(|way| Choice::new(way.as_str(), shell.of("letter-way", way.as_str()))).collect()
}

/// How far a line is.
fn status(shell: &Shell, phase: &str, struck: bool) -> Status {
    let shape = match phase {
        _ if struck => Shape::Void,
        step::RECEIVED => Shape::Todo,
        step::SUSPENDED => Shape::Paused,
        "accepted" | "concluded" => Shape::Doing,
        "transferred" | "passed_party" | "passed_investigation" => Shape::Sent,
        "not_processed" | "terminated" => Shape::Undone,
        _ => Shape::Done,
    };
    Status::new(shape, named(shell, step::phases(), phase))
}

/// The name of a line: its number.
fn line_title(shell: &Shell, row: &LineRow) -> String {
    shell.ta("denunciation-numbered", &[("number", &row.number), ("year", &row.received_on.year().to_string())])
}

/// Which lines the address asks for; what it says that is no choice asks for nothing.
fn which(uri: &OriginalUri) -> Which {
    let phase = query(uri, "denunciation_phase").unwrap_or_default();
    let day = |name: &'static str| typed_day(name, &query(uri, name).unwrap_or_default()).ok().flatten();
    Which {
        phase: step::named(step::phases(), &phase).map(|it| it.code.clone()).unwrap_or_default(),
        overdue: query(uri, "denunciation_overdue").as_deref() == Some("yes"),
        from: day("from"),
        to: day("to"),
    }
}

/// The address of the list with those lines.
fn address(scope: i64, which: &Which) -> String {
    let mut address = format!("/denunciations?of={scope}");
    let mut with = |name: &str, value: &str| {
        if !value.is_empty() {
            address = format!("{address}&{name}={value}");
        }
    };
    with("denunciation_phase", &which.phase);
    with("denunciation_overdue", if which.overdue { "yes" } else { "" });
    with("from", &which.from.map(Day::vn).unwrap_or_default());
    with("to", &which.to.map(Day::vn).unwrap_or_default());
    address
}

/// The numbers of a time: all that were received, those that are overdue, and those of each phase; with the list of each where the
/// reader may open it.
async fn counts(
    read: &mut Reader<'_>,
    shell: &Shell,
    grant: &Grant,
    (which, opens): (&Which, bool),
) -> Result<Vec<DenunciationCount>, Halt> {
    let found = denunciation::counts(read, grant, (which.from, which.to)).await?;
    let time = Which { phase: String::new(), overdue: false, ..which.clone() };
    let count = |label: String, count: i64, which: &Which| DenunciationCount {
        label,
        count,
        href: if opens && count > 0 { address(grant.organisation, which) } else { String::new() },
    };
    let all = found.iter().map(|(_, all, _)| all).sum();
    let late = found.iter().map(|(_, _, late)| late).sum();
    let mut counts = vec![
        count(shell.t("denunciations-received"), all, &time),
        count(shell.t("denunciations-overdue"), late, &Which { overdue: true, ..time.clone() }),
    ];
    for phase in step::phases() {
        if let Some((_, of_it, _)) = found.iter().find(|(code, ..)| *code == phase.code) {
            let of = Which { phase: phase.code.clone(), ..time.clone() };
            counts.push(count(title(shell.lang, phase), *of_it, &of));
        }
    }
    Ok(counts)
}

fn filter(scope: i64, which: &Which) -> FormState {
    FormState::default()
        .with("of", scope.to_string())
        .with("denunciation_phase", which.phase.clone())
        .with("denunciation_overdue", if which.overdue { "yes" } else { "" })
        .with("from", which.from.map(Day::vn).unwrap_or_default())
        .with("to", which.to.map(Day::vn).unwrap_or_default())
}

/// `GET /denunciations`; `denunciation_phase=`, `denunciation_overdue=`, `from=`, `to=`.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    let mut read = app.office.store().reader().await?;
    let scope = of(&uri, &visitor);
    let right = may(&mut read, visitor.by, Act::DenunciationRead, Of::Organisation(scope)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    let which = which(&uri);
    if let Some(format) = file::wanted(&uri)? {
        let rows = Taken { shell: shell.clone(), grant, which, after: None };
        return file::file(&app, &shell, format, read, rows).await;
    }
    let page = denunciation::list(&mut read, &grant, &which, after(&uri), PAGE).await?;
    let here = address(scope, &which);
    let next = page.rows.last().filter(|_| page.more);
    let next = next.map(|last| format!("{here}&after={}.{}", last.received_on.to_iso(), last.id));
    let today = read.today();
    let body = organisation::find(&mut read, scope).await?.ok_or(Fault::NotThere)?.name;
    let may_record = granted(&mut read, visitor.by, Act::DenunciationRecord, Of::Organisation(scope)).await?.is_some();
    let counts = counts(&mut read, &shell, &grant, (&which, true)).await?;
    Ok(draw(&Denunciations {
        body,
        rows: Some(page.rows.iter().map(|line| row(&shell, line, today)).collect()),
        counts,
        next,
        may_record,
        filtered: which != Which::default(),
        form: filter(scope, &which),
        phases: choices(&shell, step::phases()),
        overdue: vec![Choice::new("yes", shell.t("denunciations-overdue"))],
        shell,
    }))
}

/// `GET /denunciations/counts`: the numbers alone, also of a body below.
pub(crate) async fn figures(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Figures);
    let mut read = app.office.store().reader().await?;
    let scope = of(&uri, &visitor);
    let right = may(&mut read, visitor.by, Act::DenunciationCount, Of::Organisation(scope)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    let which = Which { phase: String::new(), overdue: false, ..which(&uri) };
    let body = organisation::find(&mut read, scope).await?.ok_or(Fault::NotThere)?.name;
    let opens = granted(&mut read, visitor.by, Act::DenunciationRead, Of::Organisation(scope)).await?.is_some();
    let counts = counts(&mut read, &shell, &grant, (&which, opens)).await?;
    Ok(draw(&Denunciations {
        body,
        rows: None,
        counts,
        next: None,
        may_record: false,
        filtered: which != Which::default(),
        form: filter(scope, &which),
        phases: Vec::new(),
        overdue: Vec::new(),
        shell,
    }))
}

fn row(shell: &Shell, line: &LineRow, today: Day) -> DenunciationRow {
    let over = line.due_on.is_some_and(|due| due < today);
    let key = if over { "letter-overdue" } else { "letter-due" };
    let result = named(shell, step::results(), &line.result);
    let why = [shell.of("letter-way", &line.way), field(shell, &line.field), result];
    DenunciationRow {
        link: Link::new(href(line.id), line_title(shell, line)),
        why: why.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        on: line.received_on.vn(),
        due: line.due_on.map(|due| shell.ta(key, &[("day", &due.vn())])).unwrap_or_default(),
        over,
        status: status(shell, &line.phase, line.struck),
    }
}

/// The list as a file.
struct Taken {
    shell: Shell,
    grant: Grant,
    which: Which,
    after: Option<(Day, i64)>,
}

impl Rows for Taken {
    const TITLE: &'static str = "denunciations-title";
    const COLUMNS: &'static [(&'static str, u16)] = &[
        ("field-denunciation-number", 14),
        ("column-received", 13),
        ("column-letter-way", 24),
        ("column-field", 22),
        ("field-denunciation-phase", 36),
        ("denunciation-since", 13),
        ("field-denunciation-result", 30),
        ("column-due", 13),
    ];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let page = denunciation::list(read, &self.grant, &self.which, self.after, PIECE).await?;
        self.after = page.rows.last().map(|last| (last.received_on, last.id));
        let cells = |line: LineRow| {
            vec![
                text(line.number),
                Cell::Day(line.received_on),
                text(self.shell.of("letter-way", &line.way)),
                text(field(&self.shell, &line.field)),
                text(named(&self.shell, step::phases(), &line.phase)),
                Cell::Day(line.phase_on),
                text(named(&self.shell, step::results(), &line.result)),
                line.due_on.map_or_else(|| text(""), Cell::Day),
            ]
        };
        Ok(Page { rows: page.rows.into_iter().map(cells).collect(), more: page.more })
    }
}

/// `GET /denunciations/new`.
pub(crate) async fn new(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    let mut read = app.office.store().reader().await?;
    let scope = of(&uri, &visitor);
    may(&mut read, visitor.by, Act::DenunciationRecord, Of::Organisation(scope)).await.map_err(halt(shell.clone()))?;
    let form = FormState::default().with("organisation", scope.to_string()).with("received_on", read.today().vn());
    Ok(draw(&new_page(shell, form)))
}

fn new_page(shell: Shell, form: FormState) -> NewDenunciation {
    NewDenunciation { ways: ways(&shell), fields: fields(&shell), form, shell }
}

/// `POST /denunciations`.
pub(crate) async fn register(mut sent: Sent) -> Result<Response, Halt> {
    let organisation = sent.body();
    let done = sent
        .act((Act::DenunciationRecord, Of::Organisation(organisation)), |form| Register {
            organisation,
            received_on: form.day("received_on"),
            number: form.text("denunciation_number"),
            way: form.one_of("letter_way", LetterWay::parse, LetterWay::Counter),
            field: form.text("field"),
        })
        .await;
    match done {
        Ok(id) => Ok(go(&format!("{}?said=denunciation-entered", href(id)))),
        Err(stop) => {
            let refusal = sent.refuse(Nav::Cases, stop)?;
            let shell = sent.frame(Nav::Cases);
            Ok(redraw(&refusal, &new_page(shell, sent.form)))
        }
    }
}

/// How many lines have a last day that has passed or comes soon, for whoever sees the register.
pub(crate) async fn counter(read: &mut Reader<'_>, shell: &Shell, visitor: &Visitor) -> Result<Option<Counter>, Halt> {
    let own = Of::Organisation(visitor.organisation);
    let Some(grant) = granted(read, visitor.by, Act::DenunciationRead, own).await? else { return Ok(None) };
    let today = read.today();
    let late = denunciation::due_by(read, &grant, today.plus(-1)).await?;
    if late > 0 {
        let link = Link::new("/denunciations?denunciation_overdue=yes", shell.t("home-denunciations-overdue"));
        return Ok(Some(Counter { count: late, link, shape: Shape::Over, more: false }));
    }
    let count = denunciation::due_by(read, &grant, today.plus(SOON)).await?;
    let link = Link::new("/denunciations", shell.t("home-denunciations-soon"));
    Ok((count > 0).then_some(Counter { count, link, shape: Shape::Soon, more: false }))
}
