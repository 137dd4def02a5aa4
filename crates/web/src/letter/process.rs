//! What comes of a letter, on its page: what the law allows for its class and why the rest is not, what was recorded, and the form.
//! And how many letters wait, for the first page.

use acts::letter::{Process, goes_on};
use axum::extract::Path;
use axum::response::Response;
use domain::day::Day;
use domain::event::ContactWay;
use domain::letter::Letter;
use domain::letter::process::{Case, GoesOn, Ground, Processing, allowed, ground, grounds, needed};
use domain::permission::Act;
use domain::rule::Provenance;
use store::grant::Of;
use store::letter::{LetterRow, Said, process};
use store::{Read, Reader, assignment};

use super::done::{answered, asked};
use crate::figure::MOST_COUNTED;
use crate::lang::Lang;
use crate::look::form::Choice;
use crate::look::home::Counter;
use crate::look::letter::Outcomes;
use crate::look::parts::Shape;
use crate::look::{Link, Shell};
use crate::page::{Halt, Sent, granted};
use crate::session::Visitor;

/// Bodies to which a letter may be sent on, at most.
const MOST_BODIES: i64 = 400;

/// In the reader's language, with the article; what was not compared with its source says so.
fn worded(shell: &Shell, (title, title_en): (&str, &str), source: (&str, &str), provenance: Provenance) -> String {
    let title = if shell.lang == Lang::Vi { title } else { title_en };
    let source = shell.ta("letter-lack-source", &[("article", &source.0), ("source", &source.1)]);
    let key = if provenance == Provenance::Verified { "letter-outcome-by" } else { "letter-outcome-unsure" };
    shell.ta(key, &[("title", &title), ("source", &source)])
}

fn of_case(shell: &Shell, it: &Case) -> String {
    worded(shell, (&it.title, &it.title_en), (&it.article, &it.source), it.provenance)
}

/// As it was on a day: where the table does not reach back so far, it says so.
fn of_case_on(shell: &Shell, it: &Case, on: Day) -> String {
    if it.is_in_force(on) { of_case(shell, it) } else { shell.t("letter-outcome-no-row") }
}

/// The words for why the case of a letter goes on.
const fn goes_on_word(why: GoesOn) -> &'static str {
    match why {
        GoesOn::Merged => "letter-goes-on-merged",
        GoesOn::Others => "letter-goes-on-others",
    }
}

fn of_ground(shell: &Shell, it: &Ground) -> String {
    worded(shell, (&it.title, &it.title_en), (&it.article, &it.source), it.provenance)
}

/// What the page of a letter says of what comes of it.
pub(super) async fn outcomes(
    read: &mut Reader<'_>,
    shell: &Shell,
    (row, said): (&LetterRow, &Said),
    now: Option<&Letter>,
    register: bool,
) -> Result<Outcomes, Halt> {
    let (found, today) = (process::find(read, row.id).await?, read.today());
    let class = now.and_then(|now| now.class.as_ref()).map(|(class, _)| class);
    let mut page = Outcomes {
        seen: now.map_or(0, |now| now.processed_by),
        classified: class.is_some(),
        open: register && !now.is_some_and(Letter::is_processed),
        originals: said.originals.is_some() && said.returned.is_none(),
        ..Outcomes::default()
    };
    if let Some(it) = found {
        let mut add = |label: &str, value: String| {
            if !value.is_empty() {
                page.facts.push((shell.t(label), value));
            }
        };
        let title = it.number.unwrap_or_else(|| shell.t("letter-by-word-yes"));
        add("field-letter-outcome", shell.of("letter-outcome", it.outcome.as_str()));
        add("field-happened-on", it.on.vn());
        add("field-paper-number", title);
        add("field-paper-signer", it.signer.unwrap_or_default());
        add("field-letter-ground", ground(&it.ground, it.on).map(|it| of_ground(shell, it)).unwrap_or_default());
        add("field-reason", it.words.unwrap_or_default());
        let told = now.and_then(|now| now.processed.as_ref()).and_then(|(it, _)| it.told);
        add("letter-told-way", told.map(|way| shell.of("contact-way", way.as_str())).unwrap_or_default());
        let on = now.and_then(|now| now.processed.as_ref()).and_then(|(it, _)| it.goes_on);
        add("column-case", on.map(|why| shell.t(goes_on_word(why))).unwrap_or_default());
        // By which case of the law that was so, on the day of the paper.
        let by = class.map(|class| allowed(class, now.and_then(|now| now.entry.way), it.on)).unwrap_or_default();
        let by = by.into_iter().find(|case| case.outcome == it.outcome);
        add("letter-outcome-rule", by.map(|case| of_case_on(shell, case, it.on)).unwrap_or_default());
        if it.outcome == Processing::File {
            let until = it.kept_until.map_or_else(|| shell.t("letter-kept-no-rule"), Day::vn);
            add("letter-kept-until", until);
        }
    }
    let Some(class) = class.filter(|_| page.open) else { return Ok(page) };
    page.goes_on = goes_on(read, said.case, today).await?.map(|why| shell.t(goes_on_word(why))).unwrap_or_default();
    let way = now.and_then(|now| now.entry.way);
    let may = allowed(class, way, today);
    for outcome in Processing::ALL {
        let word = shell.of("letter-outcome", outcome.as_str());
        if let Some(case) = may.iter().find(|it| it.outcome == *outcome) {
            page.choices.push(Choice { hint: of_case(shell, case), ..Choice::new(outcome.as_str(), word) });
        } else if let Some(case) = needed(*outcome, class.content) {
            page.not.push((word, of_case(shell, case)));
        }
    }
    let of_any = |it: &&Ground| may.iter().any(|case| case.grounds.contains(&it.code));
    let in_force = |it: &&Ground| it.valid_from <= today && today < it.valid_to;
    let known = grounds().iter().filter(of_any).filter(in_force);
    page.grounds = known.map(|it| Choice::new(it.code.clone(), of_ground(shell, it))).collect();
    if may.iter().any(|it| it.outcome == Processing::Transfer) {
        let bodies = assignment::bodies(read, row.organisation, today, MOST_BODIES).await?;
        let others = bodies.into_iter().filter(|body| body.id != row.organisation);
        page.receivers = others.map(|body| Choice::new(body.id.to_string(), body.name)).collect();
    }
    page.by_word = vec![Choice::new("yes", shell.t("letter-by-word-yes"))];
    page.ways = ContactWay::ALL.map(|way| Choice::new(way.as_str(), shell.of("contact-way", way.as_str()))).to_vec();
    Ok(page)
}

/// `POST /letters/{id}/process`: what comes of it.
pub(crate) async fn process(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let asked = asked(&sent, id, Act::LetterRegister).await?;
    let done = sent
        .act(asked, |form| Process {
            letter: id,
            seen: form.version(),
            outcome: form.one_of("letter_outcome", Processing::parse, Processing::Accept),
            ground: form.text("letter_ground"),
            to: form.choice("receiver"),
            by_word: form.typed().chosen("letter_by_word", "yes"),
            number: form.text("paper_number"),
            signer: form.text("paper_signer"),
            reason: form.words("reason"),
            told: form.one_of_any("told_way", |typed| ContactWay::ALL.into_iter().find(|way| way.as_str() == typed)),
            happened_on: form.day("happened_on"),
        })
        .await;
    answered(sent, id, "process", done.map(drop), "letter-processed").await
}

/// How many letters wait, for whoever enters them.
pub(crate) async fn counter(read: &mut Reader<'_>, shell: &Shell, visitor: &Visitor) -> Result<Option<Counter>, Halt> {
    let own = Of::Organisation(visitor.organisation);
    let Some(grant) = granted(read, visitor.by, Act::LetterRegister, own).await? else { return Ok(None) };
    let count = process::waiting(read, &grant, MOST_COUNTED + 1).await?;
    let link = Link::new("/letters?waiting=yes", shell.t("letters-waiting"));
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    Ok((count > 0).then_some(Counter { count, link, shape: Shape::Todo, more: false }))
}
