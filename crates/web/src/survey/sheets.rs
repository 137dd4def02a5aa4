//! The page on which the sheets of a survey are typed one after the other, with those that were.

use std::sync::Arc;

use acts::survey::{AddSheets, AnswerTyped, SheetTyped, StrikeSheet};
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::permission::Act;
use domain::survey::PeopleGroup;
use store::grant::{Of, may};
use store::survey::sheet::{self, SheetLine as Row};
use store::{Read, gathering, survey};

use super::change::record;
use super::{href, summed, title};
use crate::app::App;
use crate::dialogue::places;
use crate::look::form::{Choice, FormState};
use crate::look::survey::{SheetLine, SheetsPage};
use crate::look::{Nav, Shell};
use crate::page::{Halt, Reading, Sent, draw, frame, go, halt, query_as, redraw};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// Sheets of a page.
const SHEETS: usize = 50;

/// `GET /gatherings/{id}/survey/sheets`; `before=` for those of before, `strike=` for one that was typed by mistake.
pub(crate) async fn sheets(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    Ok(draw(&page(&app, &visitor, &uri, id, (None, None)).await?))
}

/// The page, with the form of the next sheet, or of one that is struck, where it was wrong.
async fn page(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    id: i64,
    (typed, struck): (Option<FormState>, Option<FormState>),
) -> Result<SheetsPage, Halt> {
    let path = format!("{}/sheets", href(id));
    let shell = Shell { path: path.clone(), ..frame(app, visitor, uri, Nav::Dialogues) };
    let mut read = app.office.store().reader().await?;
    // Number, village and group of a sheet together can tell whose it is.
    may(&mut read, visitor.by, Act::GatheringRecord, Of::Gathering(id)).await.map_err(halt(shell.clone()))?;
    let round = gathering::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let row = survey::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let today = read.today();
    let listed = sheet::list(&mut read, id, query_as(uri, "before"), SHEETS).await?;
    let next = listed.rows.last().map(|last| last.no).filter(|_| listed.more);
    let asked = survey::questions(&mut read, id).await?;
    let none = sheet::Summed::default();
    let questions: Vec<_> = asked.iter().map(|question| summed::block(&shell, question, &none)).collect();
    let added = match query_as::<i64>(uri, "added") {
        Some(added) => sheet::number(&mut read, id, added).await?,
        None => None,
    };
    let strike =
        query_as::<i64>(uri, "strike").or_else(|| struck.as_ref().and_then(|form| form.value("sheet").parse().ok()));
    let changing = matches!(round.state.as_str(), "open" | "closed");
    let striking = listed.rows.iter().find(|it| changing && !it.struck && Some(it.id) == strike);
    // What is wrong with striking a sheet that is not on the page is told above the form of the next one.
    let typed = typed.or_else(|| struck.clone().filter(|_| striking.is_none()));
    let striking = striking.map(|it| (it.id, it.no, struck.unwrap_or_default()));
    let so_far = shell.ta("survey-so-far", &[("typed", &row.sheets), ("handed", &row.handed_out)]);
    Ok(SheetsPage {
        id,
        title: title(&shell, &row),
        added,
        so_far,
        typing: round.state == "open" && !questions.is_empty(),
        changing,
        questions: questions.into_iter().filter(|it| !it.counted).collect(),
        villages: places(&mut read, round.holder.0, today).await?,
        groups: PeopleGroup::ALL
            .into_iter()
            .map(|group| Choice::new(group.as_str(), shell.of("people-group", group.as_str())))
            .collect(),
        form: typed.unwrap_or_else(|| begun(uri)),
        sheets: listed.rows.iter().map(|row| line(&shell, row)).collect(),
        next: next.map(|no| format!("{path}?before={no}#typed")),
        striking,
        shell,
    })
}

/// The village and the group of the sheet before: sheets come in bundles.
fn begun(uri: &OriginalUri) -> FormState {
    let mut form = FormState::default();
    for name in ["village", "people_group"] {
        if let Some(value) = crate::page::query(uri, name) {
            form = form.with(name, value);
        }
    }
    form
}

fn line(shell: &Shell, row: &Row) -> SheetLine {
    let group = row.group.as_deref().map(|group| shell.of("people-group", group));
    let answers = Some(shell.ta("survey-answers-count", &[("count", &row.answers)]));
    let struck = row.struck.then(|| shell.t("survey-struck"));
    let parts = [row.village.clone(), group, answers, struck];
    SheetLine {
        id: row.id,
        number: row.no,
        line: parts.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        struck: row.struck,
    }
}

/// `POST /gatherings/{id}/survey/sheets`: one sheet; the next one begins with its village and group.
pub(crate) async fn add_sheet(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let questions = {
        let mut read = sent.app.office.store().reader().await?;
        let (act, of) = record(id);
        may(&mut read, sent.visitor.by, act, of).await.map_err(halt(sent.frame(Nav::Dialogues)))?;
        survey::questions(&mut read, id).await?
    };
    let open = |question: i64| questions.iter().any(|it| it.id == question && it.kind == "open");
    let done = sent.act(record(id), |form| AddSheets { round: id, sheets: vec![typed(form, open)] }).await;
    match done {
        Ok(added) => {
            let begun = ["village", "people_group"].map(|name| format!("&{name}={}", sent.form.value(name)));
            let added = added.first().map(|sheet| format!("&added={sheet}")).unwrap_or_default();
            Ok(go(&format!("{}/sheets?said=survey-sheet-added{added}{}", href(id), begun.concat())))
        }
        Err(stop) => {
            let refusal = sent.refuse(Nav::Dialogues, stop)?;
            let Sent { app, visitor, uri, form, .. } = sent;
            Ok(redraw(&refusal, &page(&app, &visitor, &uri, id, (Some(form), None)).await?))
        }
    }
}

fn typed(form: &mut Reading<'_>, open: impl Fn(i64) -> bool) -> SheetTyped {
    let names: Vec<(i64, String)> = form
        .typed()
        .values
        .keys()
        .filter_map(|name| Some((name.strip_prefix("answer-")?.parse().ok()?, name.clone())))
        .collect();
    let mut answers = Vec::with_capacity(names.len());
    for (question, name) in names {
        let mut answer = AnswerTyped { question, choices: Vec::new(), words: String::new() };
        if open(question) {
            form.typed().value(&name).clone_into(&mut answer.words);
        } else {
            let chosen: Option<Vec<i64>> = form.typed().values(&name).iter().map(|typed| typed.parse().ok()).collect();
            let refusal = domain::refusal::Refusal::NotAChoice { field: "answers" };
            answer.choices = form.take(chosen.ok_or(refusal), Vec::new());
        }
        answers.push(answer);
    }
    SheetTyped {
        territory: form.choice("village"),
        group: form.one_of_any("people_group", PeopleGroup::parse),
        answers,
        no_denunciation: form.typed().chosen("no_denunciation", "yes"),
    }
}

/// `POST /gatherings/{id}/survey/strike-sheet`.
pub(crate) async fn strike_sheet(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let done = sent
        .act(record(id), |form| StrikeSheet { round: id, sheet: form.number("sheet"), reason: form.words("reason") })
        .await;
    match done {
        Ok(()) => Ok(go(&format!("{}/sheets?said=survey-sheet-struck", href(id)))),
        Err(stop) => {
            let refusal = sent.refuse(Nav::Dialogues, stop)?;
            let Sent { app, visitor, uri, form, .. } = sent;
            Ok(redraw(&refusal, &page(&app, &visitor, &uri, id, (None, Some(form))).await?))
        }
    }
}
