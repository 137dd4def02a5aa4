//! The survey of a round of gathering: its page with what it comes to. What is done on it stands in `change`, the page on which its
//! sheets are typed in `sheets`, what it comes to in `summed`, as a file in `taken`, its paper in `printed`.

mod change;
mod printed;
mod sheets;
mod summed;
mod taken;

pub(crate) use change::{add_question, count, describe, drop_question, keep, strike_count, take};
pub(crate) use printed::{appended, paper, word};
pub(crate) use sheets::{add_sheet, sheets, strike_sheet};

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::day::Day;
use domain::event::Kind;
use domain::permission::Act;
use domain::survey::QuestionKind;
use store::gathering;
use store::grant::{Of, may};
use store::survey::{self, SurveyRow};
use store::{Read, Reader};

use crate::app::App;
use crate::desk::fields;
use crate::look::form::{Choice, FormState};
use crate::look::survey::{QuestionBlock, SurveyForm, SurveyPage, WordsLine};
use crate::look::{Nav, Shell};
use crate::page::file;
use crate::page::{Halt, Sent, draw, frame, granted, halt, query, query_as, redraw};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// The address of the survey of a round.
pub(crate) fn href(round: i64) -> String {
    format!("/gatherings/{round}/survey")
}

/// `GET /gatherings/{id}/survey`; `as=` for what it comes to as a file, `count=` for a question that is counted by hand, `take=` for
/// words that become an opinion, `keep=` for words that are kept from everybody, `after=` and `of=` for more of what was written.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    if let Some(format) = file::wanted(&uri)? {
        let shell = frame(&app, &visitor, &uri, Nav::Dialogues);
        let mut read = app.office.store().reader().await?;
        may(&mut read, visitor.by, Act::GatheringRead, Of::Gathering(id)).await.map_err(halt(shell.clone()))?;
        survey::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
        let rows = taken::Taken::new(&mut read, &shell, id).await?;
        return file::file(&app, &shell, format, read, rows).await;
    }
    Ok(draw(&page(&app, &visitor, &uri, id, None).await?))
}

async fn page(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    id: i64,
    wrong: Option<SurveyForm>,
) -> Result<SurveyPage, Halt> {
    let shell = Shell { path: href(id), ..frame(app, visitor, uri, Nav::Dialogues) };
    let mut read = app.office.store().reader().await?;
    may(&mut read, visitor.by, Act::GatheringRead, Of::Gathering(id)).await.map_err(halt(shell.clone()))?;
    let round = gathering::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let row = survey::find(&mut read, id).await?;
    let record = granted(&mut read, visitor.by, Act::GatheringRecord, Of::Gathering(id)).await?.is_some();
    let changing = record && matches!(round.state.as_str(), "open" | "closed");
    if row.is_none() && !changing {
        return Err(Fault::NotThere.into());
    }
    let typing = record && round.state == "open";
    let more = query_as::<i64>(uri, "of").zip(query_as::<i64>(uri, "after"));
    let (questions, breakdowns) = match &row {
        Some(row) => summed::blocks(&mut read, &shell, (id, row), (more, record)).await?,
        None => (Vec::new(), Vec::new()),
    };
    let named = |form: &str, field: &str| {
        wrong.as_ref().filter(|it| it.form == form).and_then(|it| it.state.value(field).parse::<i64>().ok())
    };
    let counted = query_as(uri, "count").or_else(|| named("count", "counted")).or_else(|| named("uncount", "counted"));
    let counting = questions.iter().find(|it| changing && !it.open && Some(it.id) == counted).cloned();
    let wanted = |form: &str| {
        let asked = query(uri, form).and_then(|typed| pair(&typed));
        asked.or_else(|| named(form, "sheet").zip(named(form, "answered")))
    };
    let taking = match wanted("take").filter(|_| typing) {
        Some(answer) => answered(&mut read, &shell, id, answer).await?,
        None => None,
    };
    let keeping = match wanted("keep").filter(|_| record) {
        Some(answer) => answered(&mut read, &shell, id, answer).await?,
        None => None,
    };
    let themes = gathering::themes(&mut read, id).await?;
    let today = read.today();
    let choice = |kind: QuestionKind| Choice::new(kind.as_str(), shell.of("survey-kind", kind.as_str()));
    Ok(SurveyPage {
        id,
        version: row.as_ref().map_or(0, |row| row.version),
        round: crate::gathering::title(&shell, &round),
        title: row.as_ref().map(|row| title(&shell, row)).unwrap_or_default(),
        gatherer: round.gatherer.1.clone(),
        facts: row.as_ref().map(|row| facts(&shell, row)).unwrap_or_default(),
        changing,
        typing,
        recording: record,
        draft: row.as_ref().is_some_and(|row| !row.is_answered()),
        described: described(row.as_ref(), round.opened_on.unwrap_or(today)),
        proposed: proposed(counting.as_ref(), today),
        questions,
        breakdowns,
        kinds: QuestionKind::ALL.into_iter().map(choice).collect(),
        themes: themes.into_iter().map(|it| Choice::new(it.id.to_string(), it.title.unwrap_or_default())).collect(),
        fields: fields(&shell),
        submissions: Kind::ALL.iter().map(|kind| Choice::new(kind.as_str(), shell.of("kind", kind.as_str()))).collect(),
        counting,
        taking,
        keeping,
        wrong,
        shell,
    })
}

/// Two numbers with a dash between them.
fn pair(typed: &str) -> Option<(i64, i64)> {
    let (sheet, question) = typed.split_once('-')?;
    Some((sheet.parse().ok()?, question.parse().ok()?))
}

fn title(shell: &Shell, row: &SurveyRow) -> String {
    row.title.clone().unwrap_or_else(|| shell.t("survey-title"))
}

fn facts(shell: &Shell, row: &SurveyRow) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    if let Some(purpose) = &row.purpose {
        facts.push((shell.t("field-purpose"), purpose.clone()));
    }
    facts.push((shell.t("survey-period"), format!("{} – {}", row.from_on.vn(), row.to_on.vn())));
    facts.push((shell.t("field-handed-out"), row.handed_out.to_string()));
    facts.push((shell.t("survey-typed"), row.sheets.to_string()));
    facts
}

fn described(row: Option<&SurveyRow>, on: Day) -> FormState {
    let Some(row) = row else { return FormState::default().with("from_on", on.vn()) };
    FormState::default()
        .with("survey_title", row.title.clone().unwrap_or_default())
        .with("purpose", row.purpose.clone().unwrap_or_default())
        .with("from_on", row.from_on.vn())
        .with("to_on", row.to_on.vn())
        .with("handed_out", row.handed_out.to_string())
}

fn proposed(counting: Option<&QuestionBlock>, today: Day) -> FormState {
    let mut form = FormState::default()
        .with("happened_on", today.vn())
        .with("kind", Kind::Recommendation.as_str())
        .with("question_kind", QuestionKind::One.as_str());
    for choice in counting.filter(|it| it.counted).iter().flat_map(|it| &it.choices) {
        form = form.with(&format!("cell-{}", choice.id), choice.count.to_string());
    }
    form
}

async fn answered(
    read: &mut Reader<'_>,
    shell: &Shell,
    round: i64,
    (sheet, question): (i64, i64),
) -> Result<Option<(i64, WordsLine)>, Halt> {
    // A sheet of another round is none of this one.
    let own = survey::questions(read, round).await?.iter().any(|it| it.id == question);
    let row = survey::sheet::words_of(read, sheet, question).await?.filter(|_| own);
    Ok(row.filter(|row| row.words.is_some()).map(|row| (question, summed::written(shell, &row, true))))
}

/// The page again with the form that was wrong.
async fn wrong(mut sent: Sent, id: i64, form: &str, stop: store::Stop) -> Result<Response, Halt> {
    let refusal = sent.refuse(Nav::Dialogues, stop)?;
    let Sent { app, visitor, uri, form: state, .. } = sent;
    let wrong = SurveyForm { form: form.to_owned(), state };
    Ok(redraw(&refusal, &page(&app, &visitor, &uri, id, Some(wrong)).await?))
}
