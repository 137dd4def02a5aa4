//! Letters: the list of those that came in, and entering one.

use std::sync::Arc;

use acts::letter::Register;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::day::Day;
use domain::event::Kind;
use domain::permission::Act;
use sheets::Cell;
use store::grant::{Grant, Of, may};
use store::letter::{self, LetterLine};
use store::{Error, Page, Read, Reader, case, organisation};

use crate::app::App;
use crate::case::{field, number};
use crate::desk::fields;
use crate::dialogue::{after, of, places};
use crate::likeness::{Said, shown};
use crate::look::form::{Choice, FormState};
use crate::look::letter::{LetterRow, Letters, NewLetter};
use crate::look::{Link, Nav, Shell, Status};
use crate::page::file::{PIECE, Rows, text};
use crate::page::{Halt, Reading, Sent, can, draw, file, frame, go, halt, query_as, redraw, short};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// Rows of a page.
const PAGE: usize = 25;
/// Letters of a matter's first words.
const SHORT: usize = 90;

/// `GET /letters`.
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
    if let Some(format) = file::wanted(&uri)? {
        let rows = Taken { shell: shell.clone(), grant, after: None };
        return file::file(&app, &shell, format, read, rows).await;
    }
    let page = letter::list(&mut read, &grant, after(&uri), PAGE).await?;
    let next = page
        .rows
        .last()
        .filter(|_| page.more)
        .map(|last| format!("/letters?of={scope}&after={}.{}", last.letter.received_on.to_iso(), last.letter.id));
    Ok(draw(&Letters {
        rows: page.rows.iter().map(|line| row(&shell, &visitor, line)).collect(),
        next,
        may_register: can(&visitor, Act::LetterRegister),
        shell,
    }))
}

/// The list as a file, with the words whole: whoever reads it may open each case.
struct Taken {
    shell: Shell,
    grant: Grant,
    after: Option<(Day, i64)>,
}

impl Rows for Taken {
    const TITLE: &'static str = "letters-title";
    const COLUMNS: &'static [(&'static str, u16)] = &[
        ("letter-number-label", 12),
        ("column-book", 24),
        ("column-received", 13),
        ("column-body", 32),
        ("column-case", 14),
        ("column-words", 70),
        ("column-field", 22),
        ("column-outcome", 24),
    ];

    async fn more(&mut self, read: &mut dyn Read) -> Result<Page<Vec<Cell>>, Error> {
        let page = letter::list(read, &self.grant, self.after, PIECE).await?;
        self.after = page.rows.last().map(|last| (last.letter.received_on, last.letter.id));
        let cells = |line: LetterLine| {
            vec![
                text(line.letter.number),
                text(line.letter.series),
                Cell::Day(line.letter.received_on),
                text(line.body),
                text(number(line.case)),
                text(line.words.unwrap_or_else(|| self.shell.t("words-kept"))),
                text(field(&self.shell, &line.field)),
                text(self.shell.of("outcome", &line.outcome)),
            ]
        };
        Ok(Page { rows: page.rows.into_iter().map(cells).collect(), more: page.more })
    }
}

fn row(shell: &Shell, visitor: &Visitor, line: &LetterLine) -> LetterRow {
    let own = line.letter.organisation == visitor.organisation;
    let words = line.words.as_deref().map_or_else(|| shell.t("words-kept"), |words| short(words, SHORT));
    LetterRow {
        number: numbered(shell, &line.letter),
        on: line.letter.received_on.vn(),
        case: Link::new(format!("/cases/{}", line.case), words),
        why: if own { number(line.case) } else { format!("{} · {}", number(line.case), line.body) },
        field: field(shell, &line.field),
        status: Status::outcome(shell.lang, &line.outcome),
    }
}

/// The number of a letter with its book.
fn numbered(shell: &Shell, letter: &letter::LetterRow) -> String {
    match (letter.number.is_empty(), letter.series.is_empty()) {
        (true, _) => shell.t("letter-unnumbered"),
        (false, true) => shell.ta("letter-number", &[("number", &letter.number)]),
        (false, false) => shell.ta("letter-numbered", &[("number", &letter.number), ("series", &letter.series)]),
    }
}

/// `GET /letters/new`; `book=` goes on in the book of the last one.
pub(crate) async fn new(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    let mut read = app.office.store().reader().await?;
    let scope = of(&uri, &visitor);
    may(&mut read, visitor.by, Act::LetterRegister, Of::Organisation(scope)).await.map_err(halt(shell.clone()))?;
    let mut form = FormState::default().with("received_on", read.today().vn());
    let mut last = None;
    if let Some(before) = query_as::<i64>(&uri, "last")
        && let Some(letter) = letter::find(&mut read, before).await?.filter(|letter| letter.organisation == scope)
        && let Some(case) = query_as::<i64>(&uri, "case")
    {
        form = form.with("series", letter.series.clone());
        let twin =
            letter::of_number(&mut read, scope, &letter.series, i64::from(letter.received_on.year()), &letter.number);
        let twice = !letter.number.is_empty() && twin.await?.is_some_and(|first| first != letter.id);
        let key = if twice { "letter-entered-twice" } else { "letter-entered" };
        let text = shell.ta(key, &[("number", &numbered(&shell, &letter))]);
        last = Some(Link::new(format!("/cases/{case}"), text));
    }
    let own = query_as::<i64>(&uri, "case").filter(|_| last.is_some());
    let mut page = page(&mut read, shell, &visitor, scope, form).await?;
    // What was just entered may be there already.
    if let Some(case) = own
        && let Some(line) = case::lines(&mut read, &[case]).await?.pop().filter(|line| line.origin_id == scope)
    {
        let words = line.words.unwrap_or_default();
        let said = Said { body: scope, place: line.territory, field: &line.field, words: &words, but: Some(case) };
        page.near = shown(&mut read, &page.shell, &visitor, said, NEAR).await?;
    }
    Ok(draw(&NewLetter { last, ..page }))
}

/// Cases that are shown beside the form as perhaps the same.
const NEAR: usize = 4;

async fn page(
    read: &mut Reader<'_>,
    shell: Shell,
    visitor: &Visitor,
    scope: i64,
    form: FormState,
) -> Result<NewLetter, Halt> {
    let today = read.today();
    let own = organisation::find(read, scope).await?.ok_or(Fault::NotThere)?;
    let place = form.value("village").parse().unwrap_or(own.territory);
    let said = Said { body: scope, place, field: form.value("field"), words: form.value("words"), but: None };
    let near = shown(read, &shell, visitor, said, NEAR).await?;
    Ok(NewLetter {
        near,
        looked: false,
        last: None,
        villages: places(read, scope, today).await?,
        fields: fields(&shell),
        kinds: Kind::ALL.iter().map(|kind| Choice::new(kind.as_str(), shell.of("kind", kind.as_str()))).collect(),
        organisations: vec![Choice::new(scope.to_string(), own.name)],
        form: form.with("organisation", scope.to_string()).with("kind", Kind::Recommendation.as_str()),
        shell,
    })
}

/// `POST /letters/new`: the next one can be entered at once.
pub(crate) async fn register(mut sent: Sent) -> Result<Response, Halt> {
    let scope = sent.body();
    // Asked what may be the same before anything is entered: the form comes back as it is, with what was found beside it.
    if sent.form.chosen("then", "near") {
        let shell = sent.frame(Nav::Cases);
        let mut read = sent.app.office.store().reader().await?;
        let may = may(&mut read, sent.visitor.by, Act::LetterRegister, Of::Organisation(scope)).await;
        may.map_err(halt(shell.clone()))?;
        let found = page(&mut read, shell, &sent.visitor, scope, sent.form).await?;
        return Ok(draw(&NewLetter { looked: true, ..found }));
    }
    let done = sent.act((Act::LetterRegister, Of::Organisation(scope)), |form| typed(form, scope)).await;
    let refusal = match done {
        Ok(new) => return Ok(go(&format!("/letters/new?of={scope}&last={}&case={}", new.letter, new.case))),
        Err(stop) => sent.refused(Nav::Cases, stop)?,
    };
    let shell = sent.frame(Nav::Cases);
    let Sent { app, visitor, mut form, .. } = sent;
    match refusal.field() {
        // What a letter says was never spoken.
        Some("words") => form.refuse_called(visitor.lang, &refusal, "words", "letter_words"),
        // The day of receipt is the day on which it happened.
        Some("happened_on") => {
            form.refuse(visitor.lang, refusal.code(), Some("received_on"), &refusal.facts());
        }
        field => form.refuse(visitor.lang, refusal.code(), field, &refusal.facts()),
    }
    let mut read = app.office.store().reader().await?;
    Ok(redraw(&refusal, &page(&mut read, shell, &visitor, scope, form).await?))
}

fn typed(form: &mut Reading<'_>, scope: i64) -> Register {
    let known = |typed: &str| Kind::ALL.into_iter().find(|kind| kind.as_str() == typed);
    Register {
        organisation: form.choice("organisation").unwrap_or(scope),
        series: form.text("series"),
        number: form.text("number"),
        received_on: form.day("received_on"),
        name: form.text("who"),
        contact: form.text("contact"),
        territory: form.choice("village"),
        field: form.text("field"),
        kind: form.one_of("kind", known, Kind::Recommendation),
        words: form.words("words"),
        no_denunciation: form.typed().chosen("no_denunciation", "yes"),
    }
}
