//! Entering a letter, one after the other.

use std::sync::Arc;

use acts::letter::{Entry, Register, RegisterRepeat};
use axum::extract::{OriginalUri, State};
use axum::response::Response;
use domain::event::Kind;
use domain::letter::LetterWay;
use domain::notice::{NumberMode, Series};
use domain::permission::Act;
use store::grant::{Of, may};
use store::letter::LetterRow;
use store::notice::series;
use store::{Error, Read, Reader, case, letter, organisation};

use super::class::repeats;
use super::{href, numbered, ways};
use crate::app::App;
use crate::desk::fields;
use crate::dialogue::{of, places};
use crate::likeness::{Said, shown};
use crate::look::form::{Choice, FormState};
use crate::look::letter::NewLetter;
use crate::look::{Link, Nav, Shell};
use crate::page::{Halt, Reading, Sent, draw, frame, go, halt, query_as, redraw};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

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
    form = proposed(&mut read, scope, form).await?;
    let mut last = None;
    if let Some(before) = query_as::<i64>(&uri, "last")
        && let Some(letter) = letter::find(&mut read, before).await?.filter(|letter| letter.organisation == scope)
        && let Some(case) = query_as::<i64>(&uri, "case")
        && letter::said(&mut read, before).await?.is_some_and(|said| said.case == case)
    {
        form = form.with("letter_way", letter.way.clone());
        let twice = twin(&mut read, &letter).await?.is_some();
        let key = if twice { "letter-entered-twice" } else { "letter-entered" };
        let text = shell.ta(key, &[("number", &numbered(&shell, &letter.number, &letter.series))]);
        last = Some((Link::new(format!("/cases/{case}"), text), href(letter.id)));
    }
    let own = query_as::<i64>(&uri, "case").filter(|_| last.is_some());
    let mut page = page(&mut read, shell, &visitor, scope, form).await?;
    // What was just entered may be there already.
    if let Some(case) = own
        && let Some(line) = case::lines(&mut read, &[case]).await?.pop()
    {
        let words = line.words.unwrap_or_default();
        let said = Said { body: scope, place: line.territory, field: &line.field, words: &words, but: Some(case) };
        page.near = shown(&mut read, &page.shell, &visitor, said, NEAR).await?;
    }
    Ok(draw(&NewLetter { last, ..page }))
}

/// Goes on in the book in which the last letter of the year stands, with the next number where a clerk writes it and none has it.
async fn proposed(read: &mut Reader<'_>, scope: i64, form: FormState) -> Result<FormState, Halt> {
    let year = i64::from(read.today().year());
    let Some((series, number)) = letter::last_of(read, scope, year).await? else { return Ok(form) };
    let next = if draws(read, scope).await? { None } else { after(&number) };
    let next = match next {
        Some(next) if letter::of_number(read, scope, (&series, &next), year, None).await?.is_none() => next,
        _ => String::new(),
    };
    Ok(form.with("series", series).with("number", next))
}

/// The number after one that is nothing but digits, as wide as that.
fn after(number: &str) -> Option<String> {
    let digits = !number.is_empty() && number.len() <= 9 && number.bytes().all(|byte| byte.is_ascii_digit());
    let next = number.parse::<u32>().ok().filter(|_| digits)? + 1;
    Some(format!("{next:0width$}", width = number.len()))
}

/// Another letter that stands with the number of one in the same book and year.
pub(super) async fn twin(read: &mut Reader<'_>, row: &LetterRow) -> Result<Option<i64>, Error> {
    let (named, year) = ((row.series.as_str(), row.number.as_str()), i64::from(row.received_on.year()));
    if row.number.is_empty() {
        Ok(None)
    } else {
        letter::of_number(read, row.organisation, named, year, Some(row.id)).await
    }
}

/// Cases that are shown beside the form as perhaps the same.
pub(super) const NEAR: usize = 4;

/// Whether the program gives the letters of a body their numbers.
async fn draws(read: &mut Reader<'_>, body: i64) -> Result<bool, Halt> {
    let row = series::find(read, body, Series::Incoming).await?;
    Ok(row.is_some_and(|row| row.mode == NumberMode::Internal))
}

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
    let drawn = draws(read, scope).await?;
    Ok(NewLetter {
        near,
        held: false,
        looked: false,
        last: None,
        villages: places(read, scope, today).await?,
        fields: fields(&shell),
        kinds: Kind::ALL.iter().map(|kind| Choice::new(kind.as_str(), shell.of("kind", kind.as_str()))).collect(),
        ways: ways(&shell),
        drawn,
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
    // What may be there already is shown before a second case is made; the next press enters the letter.
    if !sent.form.chosen("near_seen", "yes") && sent.form.value("letter_repeats").trim().is_empty() {
        let shell = sent.frame(Nav::Cases);
        let mut read = sent.app.office.store().reader().await?;
        let may = may(&mut read, sent.visitor.by, Act::LetterRegister, Of::Organisation(scope)).await;
        may.map_err(halt(shell.clone()))?;
        let found = page(&mut read, shell, &sent.visitor, scope, sent.form.clone()).await?;
        if !found.near.is_empty() {
            return Ok(draw(&NewLetter { held: true, ..found }));
        }
    }
    let asked = (Act::LetterRegister, Of::Organisation(scope));
    let done = if sent.form.value("letter_repeats").trim().is_empty() {
        sent.act(asked, |form| typed(form, scope)).await
    } else {
        let repeat = |form: &mut Reading<'_>| RegisterRepeat {
            register: typed(form, scope),
            root: repeats(form).unwrap_or_default(),
        };
        sent.act(asked, repeat).await.map(|new| new.registered)
    };
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
        address: form.text("sender_address"),
        territory: form.choice("village"),
        field: form.text("field"),
        kind: form.one_of("kind", known, Kind::Recommendation),
        words: form.words("words"),
        no_denunciation: form.typed().chosen("no_denunciation", "yes"),
        entry: entry(form),
    }
}

/// What else the book says, as it is typed.
pub(super) fn entry(form: &mut Reading<'_>) -> Entry {
    let way = if form.typed().value("letter_way").is_empty() {
        None
    } else {
        form.one_of_any("letter_way", LetterWay::parse)
    };
    Entry {
        way,
        referrer: form.text("referrer"),
        dated_on: form.day_if_any("letter_dated"),
        file: form.text("letter_file"),
        archive_box: form.text("archive_box"),
        originals: form.text("originals"),
    }
}

#[cfg(test)]
mod tests {
    use super::after;

    #[test]
    fn the_number_after_one_of_digits_is_as_wide_and_any_other_has_none() {
        for (number, next) in [("41", "42"), ("099", "100"), ("041", "042"), ("9", "10")] {
            assert_eq!(after(number).as_deref(), Some(next));
        }
        for number in ["", "41/ĐT", "4 1", "-4", "4111222333"] {
            assert_eq!(after(number), None, "{number}");
        }
    }
}
