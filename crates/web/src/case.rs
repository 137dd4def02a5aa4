//! A case: its page, the answer on the spot, the name behind it. In `answered`: what was asked and answered; in `act`: the
//! pages of all that is recorded of it later; in `file`: what shows what came of it; in `list`: the list of cases; in `near`: what may
//! be the same matter.

pub(crate) mod act;
mod answered;
mod clocks;
pub(crate) mod file;
mod handled;
pub(crate) mod lasting;
mod list;
pub(crate) mod near;
mod spoken;
mod standing;
mod waiting;
mod within;

pub(crate) use answered::{ground, lapsed};
pub(crate) use clocks::ground as rule_words;
pub(crate) use list::{borne_lines, list};
pub(crate) use waiting::waiting;

use std::collections::BTreeSet;
use std::sync::Arc;

use acts::case::{Answer, AnswerOnTheSpot, ReadIdentity, SpotResult};
use axum::extract::{Form, OriginalUri, Path, State};
use axum::response::Response;
use domain::day::{Day, Instant};
use domain::event::Channel;
use domain::outcome::outcome;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::case::{CaseRow, PointRow};
use store::grant::{Grant, Of, rights};
use store::submission::{self, Submitter};
use store::{Read, Reader, Stop, event, organisation};

use crate::app::App;
use crate::dialogue::{choice, officials};
use crate::look::case::{CasePage, Identity, WrongStep};
use crate::look::form::{Choice, FormState};
use crate::look::{Link, Nav, Shell, Status};
use crate::page::{Halt, can, draw, frame, go, granted, halt, held, key_of, redraw, refuse, typed_day, unreadable};
use crate::session::{SignedIn, Visitor};
use crate::supervision::{finding, opens};
use crate::timeline::{Late, Rights as Amends, recorder, step};

pub(crate) const RESULTS: [(&str, SpotResult); 5] = [
    ("done", SpotResult::Done),
    ("explained", SpotResult::Explained),
    ("promised", SpotResult::Promised),
    ("cannot_be_done", SpotResult::CannotBeDone),
    ("beyond_competence", SpotResult::BeyondCompetence),
];

/// The number of a case as it is read aloud.
pub(crate) fn number(id: i64) -> String {
    format!("VV-{id}")
}

/// The case of a number as it is read aloud or typed: `VV-147`, `vv147`, `147`.
pub(crate) fn numbered(typed: &str) -> Option<i64> {
    let typed = typed.trim();
    let digits = match typed.get(..2) {
        Some(letters) if letters.eq_ignore_ascii_case("vv") => typed[2..].trim_start_matches(['-', ' ']),
        _ => typed,
    };
    digits.parse().ok().filter(|id| *id > 0)
}

/// The words of a point; where they are kept from the reader, a sentence says so.
pub(crate) fn said(shell: &Shell, point: &PointRow) -> String {
    point.body.clone().unwrap_or_else(|| shell.t("words-kept"))
}

/// What a page of a case was asked with.
#[derive(Default)]
pub(crate) struct Asked {
    /// The answer's form as it was posted.
    pub(crate) answer: Option<FormState>,
    /// A correction or striking that was wrong.
    pub(crate) wrong: Option<WrongStep>,
    /// The name was opened by an act just done.
    pub(crate) opened: bool,
}

/// `GET /cases/{id}`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    Ok(draw(&page(&app, shell, &visitor, id, Asked::default()).await?))
}

/// The page of a case, for somebody who may read it.
pub(crate) async fn page(app: &App, shell: Shell, visitor: &Visitor, id: i64, asked: Asked) -> Result<CasePage, Halt> {
    let shell = Shell { path: format!("/cases/{id}"), ..shell };
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    let rights = rights(&mut read, visitor.by, Of::Case(id)).await?;
    rights.may(Act::CaseRead).map_err(halt(shell.clone()))?;
    let facts = standing::facts(&mut read, rights, id).await?;
    let (row, points, rights) = (&facts.row, &facts.points, &facts.rights);
    let history = &facts.history;
    let today = facts.today;
    let verdict = outcome(history, today, Instant::end_of(today).max(read.now()));
    let may_answer = held(rights, Act::CaseAnswerOnTheSpot)?.is_some();
    let identity = held(rights, Act::CaseReadIdentity)?;
    let may_correct = held(rights, Act::EventCorrect)?.is_some();
    let may_strike = held(rights, Act::EventStrike)?.is_some();
    // The dialogue is the body's with which the case was raised.
    let desk = held(rights, Act::DialogueRead)?.and(row.dialogue);
    let desk = desk.map(|dialogue| format!("/dialogues/{dialogue}/desk")).unwrap_or_default();
    let waiting = points.iter().any(|point| point.result.is_none() && !point.struck) && row.handling != "struck";
    // Only while the session runs is anything answered in it. Somebody may have answered, or closed the dialogue, while this
    // answer was typed: its words are shown all the same.
    let heard = row.dialogue_state.as_deref() == Some("open");
    let takes = waiting && heard && !facts.stands.merged && !facts.stands.closed;
    let answer = (may_answer && (takes || asked.answer.is_some())).then(|| {
        asked.answer.unwrap_or_default().with("happened_on", raised(row)).with("version", row.version.to_string())
    });
    let answerers = if answer.is_some() {
        officials(shell.lang, &organisation::terms(&mut read, row.accountable_id, today).await?)
    } else {
        Vec::new()
    };
    let grounds = event::grounds_in(&facts.events, history);
    let paper = recorder(&mut read, visitor.by).await?;
    let rights = Amends { correct: may_correct, strike: may_strike, paper };
    let late = Late::at(&book, row.at.clone());
    // To whoever reads no drafts a reply begins with its issue, also in the history.
    let drafts = standing::reads_drafts(&facts.rights)?;
    let timeline = facts
        .events
        .iter()
        .filter(|event| drafts || !standing::is_of_a_draft(&event.recorded.event))
        .map(|event| {
            let mut step = handled::named(&shell, &facts, &event.recorded, step(&shell, event, history, &late, rights));
            if let Some(body) = handled::on_behalf(&facts, event) {
                step.by = format!("{} · {}", step.by, shell.ta("step-on-behalf", &[("body", &body)]));
            }
            step
        })
        .collect();
    let found = &facts.dossier.findings;
    let opens = opens(&mut read, visitor, row.dialogue, found).await?;
    let findings = found.iter().map(|row| finding(&shell, row, opens)).collect();
    let notices = facts.dossier.noticed.iter().map(|row| from_notice(&shell, row)).collect();
    let mut ruled = handled::clocks(&book, &facts);
    ruled.extend(facts.dossier.ruled.iter().cloned());
    let handling = handled::handling(&shell, &book, &facts, answer.is_some())?;
    let may_open_rules = can(visitor, Act::RulebookRead);
    let until = points.iter().filter_map(|point| point.answered_on).max().unwrap_or(today);
    let gathered = gathered(&shell, &facts)?;
    let reads_visits = reads_visits(&mut read, visitor, &facts).await?;
    Ok(CasePage {
        id,
        gathered,
        number: number(id),
        states: verdict
            .map(|verdict| Status::outcome(shell.lang, verdict.as_str()))
            .into_iter()
            .chain(handled::states(&shell, &facts.stands))
            .collect(),
        handling,
        words: spoken::spoken(&shell, &facts, &desk, &reads_visits),
        points: answered::all(&shell, &facts, &grounds)?,
        clocks: clocks::both(&shell, (&facts, until), &ruled, &book, (today, may_open_rules)),
        accountable: row.accountable.clone(),
        territory: row.place.clone(),
        field: field(&shell, &row.field),
        channel: channel(&shell, &row.channel),
        origin: spoken::origin(&shell, &facts, &desk),
        identity: known(&mut read, identity, points, id, asked.opened).await?,
        timeline,
        findings,
        notices,
        answer,
        answerers,
        results: RESULTS.iter().map(|(word, _)| Choice::new(*word, shell.of("result", word))).collect(),
        wrong: asked.wrong,
        revise: points
            .first()
            .filter(|point| !point.withheld && !point.signed)
            .and_then(|point| point.submission)
            .and_then(|submission| {
                let may_revise = may_answer && row.handling != "struck" && !desk.is_empty();
                may_revise.then(|| format!("{desk}?revise={submission}"))
            }),
        shell,
    })
}

/// The point of a notice from which a case comes: number and day of the notice, and the place of the point in it.
fn from_notice(shell: &Shell, (id, number, on, no): &(i64, Option<String>, Option<Day>, i64)) -> Link {
    let (number, day) = (number.clone().unwrap_or_default(), on.map(Day::vn).unwrap_or_default());
    let said = shell.ta("supervision-point", &[("no", no), ("number", &number), ("day", &day)]);
    Link::new(crate::notice::href(*id), said)
}

fn gathered(shell: &Shell, facts: &standing::Facts) -> Result<Vec<Link>, Halt> {
    let opens = held(&facts.rights, Act::GatheringRead)?.is_some();
    Ok(crate::gathering::raised_in(shell, &facts.dossier.gathered, opens))
}

/// The bodies whose receptions the reader sees, of those in which the points of the case were raised.
async fn reads_visits(
    read: &mut Reader<'_>,
    visitor: &Visitor,
    facts: &standing::Facts,
) -> Result<BTreeSet<i64>, Halt> {
    let bodies: BTreeSet<i64> = facts.dossier.visits.iter().map(|visit| visit.organisation).collect();
    let mut seen = BTreeSet::new();
    for body in bodies {
        if granted(read, visitor.by, Act::ReceptionRead, Of::Organisation(body)).await?.is_some() {
            seen.insert(body);
        }
    }
    Ok(seen)
}

fn raised(row: &CaseRow) -> String {
    row.raised_on.vn()
}

async fn known(
    read: &mut Reader<'_>,
    grant: Option<Grant>,
    points: &[PointRow],
    id: i64,
    opened: bool,
) -> Result<Identity, Halt> {
    Ok(match grant {
        Some(grant) if opened => {
            let people = submission::submitters(read, &grant, id).await?;
            people.into_iter().next().map_or(Identity::None, |Submitter { name, contact, address, .. }| {
                Identity::Opened { name, contact, address }
            })
        }
        _ if !points.iter().any(|point| point.identity) => Identity::None,
        Some(_) => Identity::MayOpen,
        None => Identity::Closed,
    })
}

/// The field's words; a field that is not known yet has none.
pub(crate) fn field(shell: &Shell, code: &str) -> String {
    if code.is_empty() { String::new() } else { shell.of("work-field", code) }
}

/// The words of the way by which a case was first raised; of one that no longer has a point there are none.
pub(crate) fn channel(shell: &Shell, word: &str) -> String {
    if word.is_empty() { String::new() } else { shell.of("channel", word) }
}

/// The ways by which a case is first raised, for a filter.
pub(crate) fn channels(shell: &Shell) -> Vec<Choice> {
    Channel::ALL.iter().map(|way| Choice::new(way.as_str(), shell.of("channel", way.as_str()))).collect()
}

/// `POST /cases/{id}/answer-on-the-spot`.
pub(crate) async fn answer(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Halt> {
    let mut form = FormState::posted(pairs);
    let key = key_of(&form)?.to_owned();
    let done = match typed(id, &form) {
        Ok(act) => app.office.act(visitor.by, &key, act).await,
        Err(refusal) => Err(unreadable(&app, visitor.by, Act::CaseAnswerOnTheSpot, Of::Case(id), refusal).await),
    };
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    match done {
        Ok(_) => Ok(go(&format!("/cases/{id}?said=answered"))),
        Err(Stop::Refused(refusal)) if refusal != Refusal::NotThere && refusal != Refusal::NotAllowed => {
            refuse(&mut form, visitor.lang, &refusal);
            renew(&mut form, &refusal);
            let asked = Asked { answer: Some(form), ..Asked::default() };
            Ok(redraw(&refusal, &page(&app, shell, &visitor, id, asked).await?))
        }
        Err(stop) => Err(halt(shell)(stop)),
    }
}

/// Whoever was told that somebody was faster sends the form again to the version that is shown now.
pub(crate) fn renew(form: &mut FormState, refusal: &Refusal) {
    if *refusal == Refusal::Conflict {
        form.values.remove("version");
    }
}

fn typed(case: i64, form: &FormState) -> Result<AnswerOnTheSpot, Refusal> {
    let (_, result) = RESULTS.into_iter().find(|(word, _)| *word == form.value("result")).ok_or(
        if form.value("result").is_empty() {
            Refusal::Missing { field: "result" }
        } else {
            Refusal::NotAChoice { field: "result" }
        },
    )?;
    let points = form
        .values("point")
        .iter()
        .map(|point| point.parse().map_err(|_| Refusal::NotAChoice { field: "point" }))
        .collect::<Result<_, _>>()?;
    Ok(AnswerOnTheSpot {
        case,
        version: choice("version", form)?.ok_or(Refusal::Unreadable { field: "version" })?,
        points,
        happened_on: typed_day("happened_on", form.value("happened_on"))?,
        answer: Answer {
            answered_by: choice("answered_by", form)?,
            speaker: form.value("speaker").to_owned(),
            result,
            by_on: typed_day("by_on", form.value("by_on"))?,
            words: form.value("answer").to_owned(),
            ground: form.value("ground").to_owned(),
        },
    })
}

/// `POST /cases/{id}/read-identity`: opens the name, and writes down that it was opened.
pub(crate) async fn read_identity(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Result<Response, Halt> {
    let form = FormState::posted(pairs);
    let key = key_of(&form)?.to_owned();
    let shell = frame(&app, &visitor, &uri, Nav::Cases);
    app.office.act(visitor.by, &key, ReadIdentity { case: id }).await.map_err(halt(shell.clone()))?;
    let asked = Asked { opened: true, ..Asked::default() };
    Ok(draw(&page(&app, shell, &visitor, id, asked).await?))
}
