//! Letters: the list of those that came in, and entering one.

use std::sync::Arc;

use acts::letter::Register;
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::event::Kind;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::grant::{Of, may};
use store::letter::{self, LetterLine};
use store::{Read, Reader, Stop, organisation};

use crate::app::App;
use crate::case::{field, number};
use crate::desk::fields;
use crate::dialogue::{after, choice, of, places};
use crate::look::form::{Choice, FormState};
use crate::look::letter::{LetterRow, Letters, NewLetter};
use crate::look::{Link, Nav, Shell, Status};
use crate::page::{Halt, Posted, attempt, can, draw, frame, go, halt, query_as, redraw, short, typed_day};
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
    Ok(draw(&page(&mut read, shell, scope, form, last).await?))
}

async fn page(
    read: &mut Reader<'_>,
    shell: Shell,
    scope: i64,
    form: FormState,
    last: Option<Link>,
) -> Result<NewLetter, Halt> {
    let today = read.today();
    let own = organisation::find(read, scope).await?.ok_or(Fault::NotThere)?;
    Ok(NewLetter {
        villages: places(read, scope, today).await?,
        fields: fields(&shell),
        kinds: Kind::ALL.iter().map(|kind| Choice::new(kind.as_str(), shell.of("kind", kind.as_str()))).collect(),
        organisations: vec![Choice::new(scope.to_string(), own.name)],
        form: form.with("organisation", scope.to_string()).with("kind", Kind::Recommendation.as_str()),
        last,
        shell,
    })
}

/// `POST /letters/new`: the next one can be entered at once.
pub(crate) async fn register(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Result<Response, Halt> {
    let scope = choice("organisation", &form).ok().flatten().unwrap_or(visitor.organisation);
    let asked = (Act::LetterRegister, Of::Organisation(scope));
    match attempt(&app, visitor.by, &key, asked, typed(&form, scope)).await {
        Ok(new) => Ok(go(&format!("/letters/new?of={scope}&last={}&case={}", new.letter, new.case))),
        Err(Stop::Failed(error)) => Err(error.into()),
        Err(Stop::Refused(refusal @ (Refusal::NotThere | Refusal::NotAllowed))) => {
            Err(Halt::Refused(Box::new(frame(&app, &visitor, &uri, Nav::Cases)), refusal))
        }
        Err(Stop::Refused(refusal)) => {
            // The day of receipt is the day on which it happened.
            let refusal_field = refusal.field().map(|field| if field == "happened_on" { "received_on" } else { field });
            form.refuse(visitor.lang, refusal.code(), refusal_field, &refusal.facts());
            let shell = frame(&app, &visitor, &uri, Nav::Cases);
            let mut read = app.office.store().reader().await?;
            Ok(redraw(&refusal, &page(&mut read, shell, scope, form, None).await?))
        }
    }
}

fn typed(form: &FormState, scope: i64) -> Result<Register, Refusal> {
    let text = |field: &str| form.value(field).to_owned();
    Ok(Register {
        organisation: choice("organisation", form)?.unwrap_or(scope),
        series: text("series"),
        number: text("number"),
        received_on: typed_day("received_on", form.value("received_on"))?
            .ok_or(Refusal::Missing { field: "received_on" })?,
        words: text("words"),
        name: text("who"),
        contact: text("contact"),
        territory: choice("village", form)?,
        field: text("field"),
        kind: Kind::ALL
            .into_iter()
            .find(|kind| kind.as_str() == form.value("kind"))
            .ok_or(Refusal::NotAChoice { field: "kind" })?,
    })
}
