//! Letters: the list of those that came in. Entering one stands in [`mod@new`], the page of one in [`one`], what is done there in
//! `done`, what kind of letter it is in [`class`], what comes of it in
//! [`mod@process`], its scans in [`scan`].

mod class;
mod done;
mod new;
mod one;
mod process;
mod scan;

use std::sync::Arc;

use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::day::Day;
use domain::event::Kind;
use domain::letter::LetterWay;
use domain::letter::class::Content;
use domain::outcome::Outcome;
use domain::permission::Act;
use sheets::Cell;
use store::grant::{Grant, Of, may};
use store::letter::list::{self, Classed, LetterLine, Which};
use store::{Error, Page, Read};

use crate::app::App;
use crate::case::{field, number};
use crate::dialogue::{after, of};
use crate::look::form::{Choice, FormState};
use crate::look::letter::{LetterRow, Letters};
use crate::look::{Link, Nav, Shell, Status};
use crate::page::file::{PIECE, Rows, text};
use crate::page::{Halt, can, draw, file, frame, granted, halt, query, query_as, short};
use crate::session::{SignedIn, Visitor};

pub(crate) use class::{add_part, classify, repeat, strike_part};
pub(crate) use done::{describe, return_originals, strike, withhold};
pub(crate) use new::{new, register};
pub(crate) use one::{receipt, show, wrong_step};
pub(crate) use process::{counter, process};
pub(crate) use scan::{add as add_scans, open as open_scan};

/// Rows of a page.
const PAGE: usize = 25;
/// Letters of a matter's first words.
const SHORT: usize = 90;
/// Letters of a number that is looked for.
const NUMBER: usize = 60;

/// The address of a letter.
pub(crate) fn href(id: i64) -> String {
    format!("/letters/{id}")
}

/// Which letters the address asks for; what it says that is no choice asks for nothing.
fn which(uri: &OriginalUri) -> Which {
    let word = |name: &str| query(uri, name).unwrap_or_default();
    let outcome = word("outcome");
    Which {
        year: query_as(uri, "year"),
        way: LetterWay::parse(&word("letter_way")),
        kind: Kind::parse(&word("kind")),
        outcome: if outcomes().any(|known| known == outcome) { outcome } else { String::new() },
        class: Classed::parse(&word("letter_class")),
        waiting: word("waiting") == "yes",
        number: word("number").trim().chars().take(NUMBER).collect(),
    }
}

fn outcomes() -> impl Iterator<Item = &'static str> {
    Outcome::ALL.into_iter().filter(|outcome| *outcome != Outcome::Struck).map(Outcome::as_str)
}

/// What was typed, as it stands in an address.
fn encoded(typed: &str) -> String {
    let letter = |byte: u8| match byte {
        b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    typed.bytes().map(letter).collect()
}

/// The words by which letters are classified, and that for not yet.
fn classes() -> impl Iterator<Item = &'static str> {
    std::iter::once(Classed::NOT).chain(Content::ALL.iter().map(|content| content.as_str()))
}

/// The address of the list with those letters.
fn address(scope: i64, which: &Which) -> String {
    let mut address = format!("/letters?of={scope}");
    let mut with = |name: &str, value: &str| {
        if !value.is_empty() {
            address = format!("{address}&{name}={}", encoded(value));
        }
    };
    with("year", &which.year.map(|year| year.to_string()).unwrap_or_default());
    with("letter_way", which.way.map_or("", LetterWay::as_str));
    with("kind", which.kind.map_or("", Kind::as_str));
    with("outcome", &which.outcome);
    with("letter_class", which.class.map_or("", Classed::as_str));
    with("waiting", if which.waiting { "yes" } else { "" });
    with("number", &which.number);
    address
}

/// `GET /letters`; `year=`, `letter_way=`, `kind=`, `outcome=`, `letter_class=`, `waiting=`, `number=`.
pub(crate) async fn list(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    let mut read = app.office.store().reader().await?;
    let scope = of(&uri, &visitor);
    let right = may(&mut read, visitor.by, Act::CaseRead, Of::Organisation(scope)).await;
    let (grant, _) = right.map_err(halt(shell.clone()))?;
    let which = which(&uri);
    if let Some(format) = file::wanted(&uri)? {
        let rows = Taken { shell: shell.clone(), grant, which, after: None };
        return file::file(&app, &shell, format, read, rows).await;
    }
    let page = list::page(&mut read, &grant, &which, after(&uri), PAGE).await?;
    let here = address(scope, &which);
    let next = page
        .rows
        .last()
        .filter(|_| page.more)
        .map(|last| format!("{here}&after={}.{}", last.received_on.to_iso(), last.letter));
    let years = list::years(&mut read, &grant).await?;
    let reads_numbers = granted(&mut read, visitor.by, Act::DialogueRead, Of::Organisation(scope)).await?.is_some();
    let choice = |family: &str, word: &'static str| Choice::new(word, shell.of(family, word));
    let today = read.today();
    Ok(draw(&Letters {
        rows: page.rows.iter().map(|line| row(&shell, &visitor, line, today)).collect(),
        next,
        may_register: can(&visitor, Act::LetterRegister),
        filtered: which != Which::default(),
        form: FormState::default()
            .with("of", scope.to_string())
            .with("year", which.year.map(|year| year.to_string()).unwrap_or_default())
            .with("letter_way", which.way.map_or("", LetterWay::as_str))
            .with("kind", which.kind.map_or("", Kind::as_str))
            .with("outcome", which.outcome.clone())
            .with("letter_class", which.class.map_or("", Classed::as_str))
            .with("waiting", if which.waiting { "yes" } else { "" })
            .with("number", which.number.clone()),
        years: years.iter().map(|year| Choice::new(year.to_string(), year.to_string())).collect(),
        ways: ways(&shell),
        kinds: Kind::ALL.iter().map(|kind| choice("kind", kind.as_str())).collect(),
        outcomes: outcomes().map(|word| choice("outcome", word)).collect(),
        classes: classes().map(|word| choice("letter-content", word)).collect(),
        waiting: vec![Choice::new("yes", shell.t("letters-waiting"))],
        numbering: reads_numbers.then(|| format!("/numbering?of={scope}&series=incoming")),
        shell,
    }))
}

/// The ways by which a letter comes, as choices.
fn ways(shell: &Shell) -> Vec<Choice> {
    LetterWay::ALL.iter().map(|way| Choice::new(way.as_str(), shell.of("letter-way", way.as_str()))).collect()
}

/// The list as a file, with the words whole: whoever reads it may open each case.
struct Taken {
    shell: Shell,
    grant: Grant,
    which: Which,
    after: Option<(Day, i64)>,
}

impl Rows for Taken {
    const TITLE: &'static str = "letters-title";
    const COLUMNS: &'static [(&'static str, u16)] = &[
        ("letter-number-label", 12),
        ("column-book", 24),
        ("column-received", 13),
        ("column-letter-way", 24),
        ("column-body", 32),
        ("column-case", 14),
        ("column-words", 70),
        ("column-kind", 18),
        ("letter-content-label", 24),
        ("letter-eligibility", 24),
        ("field-letter-outcome", 24),
        ("column-field", 22),
        ("column-outcome", 24),
        ("column-due", 13),
    ];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let page = list::page(read, &self.grant, &self.which, self.after, PIECE).await?;
        self.after = page.rows.last().map(|last| (last.received_on, last.letter));
        let cells = |line: LetterLine| {
            let class = self.shell.of("letter-content", content(&line));
            let eligible = eligible(&self.shell, &line).unwrap_or_default();
            let came = came(&self.shell, &line);
            vec![
                text(line.number),
                text(line.series),
                Cell::Day(line.received_on),
                text(way(&self.shell, &line.way)),
                text(line.body),
                text(number(line.case)),
                text(line.words.unwrap_or_else(|| self.shell.t("words-kept"))),
                text(self.shell.of("kind", &line.kind)),
                text(class),
                text(eligible),
                text(came),
                text(field(&self.shell, &line.field)),
                text(self.shell.of("outcome", &line.outcome)),
                line.due_on.map_or_else(|| text(""), Cell::Day),
            ]
        };
        Ok(Page { rows: page.rows.into_iter().map(cells).collect(), more: page.more })
    }
}

/// The word by which a letter is classified, or that for not yet.
fn content(line: &LetterLine) -> &str {
    if line.content.is_empty() { Classed::NOT } else { &line.content }
}

/// Whether it is eligible; nothing while it is not classified.
fn eligible(shell: &Shell, line: &LetterLine) -> Option<String> {
    let word = if line.lacks.is_empty() { "letter-eligible" } else { "letter-ineligible" };
    (!line.content.is_empty()).then(|| shell.t(word))
}

/// What came of it, in words; nothing while nothing did.
fn came(shell: &Shell, line: &LetterLine) -> String {
    if line.processing.is_empty() { String::new() } else { shell.of("letter-outcome", &line.processing) }
}

/// By which way it came, in words; nothing where it is not known.
fn way(shell: &Shell, word: &str) -> String {
    if word.is_empty() { String::new() } else { shell.of("letter-way", word) }
}

fn row(shell: &Shell, visitor: &Visitor, line: &LetterLine, today: Day) -> LetterRow {
    let body = (line.organisation != visitor.organisation).then(|| line.body.clone());
    let due = line
        .due_on
        .map(|due| shell.ta(if due < today { "letter-overdue" } else { "letter-due" }, &[("day", &due.vn())]));
    let words = line.words.as_deref().map_or_else(|| shell.t("words-kept"), |words| short(words, SHORT));
    // One that is eligible needs no word, and one of a single content is what its matter is.
    let class = ["none", "mixed"].contains(&content(line)).then(|| shell.of("letter-content", content(line)));
    let ineligible = (!line.lacks.is_empty()).then(|| shell.t("letter-ineligible"));
    let many = line.many.then(|| shell.t("letter-many"));
    let kind = Some(shell.of("kind", &line.kind));
    let why = [kind, class, ineligible, many, Some(came(shell, line)), Some(way(shell, &line.way)), body, due];
    LetterRow {
        number: numbered(shell, &line.number, &line.series),
        on: line.received_on.vn(),
        letter: Link::new(href(line.letter), words),
        case: Link::new(format!("/cases/{}", line.case), number(line.case)),
        why: why.into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · "),
        field: field(shell, &line.field),
        status: Status::outcome(shell.lang, &line.outcome),
    }
}

/// The number of a letter with its book.
pub(crate) fn numbered(shell: &Shell, number: &str, series: &str) -> String {
    match (number.is_empty(), series.is_empty()) {
        (true, _) => shell.t("letter-unnumbered"),
        (false, true) => shell.ta("letter-number", &[("number", &number)]),
        (false, false) => shell.ta("letter-numbered", &[("number", &number), ("series", &series)]),
    }
}
