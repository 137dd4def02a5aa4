//! What is due after a dialogue: its lines on the page of the dialogue and on Today, and the form by which it is done.

use std::sync::Arc;

use acts::duty::{Fulfil, Report};
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::calendar::Calendar;
use domain::day::Day;
use domain::due::{Derivation, Unit};
use domain::duty::{Addressee, AfterDuty};
use domain::permission::Act;
use store::Reader;
use store::duty::{self, DutyRow};
use store::grant::Of;

use crate::app::App;
use crate::dialogue::one;
use crate::due::left;
use crate::look::form::Choice;
use crate::look::home::WaitingRow;
use crate::look::notice::DutyLine;
use crate::look::{Link, Nav, Shape, Shell, Status};
use crate::page::{Halt, Posted, attempt, go, read, redraw, refused};
use crate::session::SignedIn;

/// How many of them Today shows.
const MOST: i64 = 60;

/// How a duty stands to its day.
pub(crate) fn standing(shell: &Shell, calendar: &Calendar, row: &DutyRow, today: Day) -> Status {
    match (row.done_on, row.due_on) {
        (Some(on), _) => Status::new(Shape::Done, shell.ta("duty-done", &[("day", &on.vn())])),
        (None, None) => Status::new(Shape::Todo, shell.t("duty-waits")),
        (None, Some(due_on)) => {
            let (words, over) = left(shell, calendar, unit(row), today, due_on);
            let shape = if over { Shape::Over } else { Shape::Soon };
            Status::new(shape, shell.ta("duty-due", &[("left", &words), ("day", &due_on.vn())]))
        }
    }
}

/// In what its rule counts.
fn unit(row: &DutyRow) -> Unit {
    Derivation::parse(&row.derivation).map_or(Unit::WorkingDays, |derivation| derivation.unit)
}

/// A duty as the page of its dialogue shows it.
pub(crate) fn line(shell: &Shell, calendar: &Calendar, row: &DutyRow, today: Day) -> DutyLine {
    let why = match (&row.document, &row.rule, row.done_on) {
        (Some(document), ..) => document.clone(),
        (None, _, Some(_)) if row.duty == "beyond" && row.nothing => shell.t("duty-nothing"),
        (None, _, Some(_)) if row.duty == "beyond" => shell.t("duty-sent-on"),
        (None, _, Some(_)) => String::new(),
        (None, Some((rule, _)), None) => shell.ta("duty-by-rule", &[("from", &row.from_on.vn()), ("rule", rule)]),
        (None, None, None) => shell.t("duty-no-rule"),
    };
    DutyLine {
        duty: row.duty.clone(),
        words: shell.of("after-duty", &row.duty),
        status: standing(shell, calendar, row, today),
        why,
        notice: row.notice.map_or_else(Link::default, |id| Link::new(crate::notice::href(id), shell.t("notice-title"))),
        waits: row.done_on.is_none(),
        nothing: row.nothing && row.done_on.is_none(),
        reported: Vec::new(),
    }
}

/// To whom the result of a dialogue can be reported by a paper of its own.
pub(crate) fn addressees(shell: &Shell) -> Vec<Choice> {
    Addressee::ALL.iter().map(|to| Choice::new(to.as_str(), shell.of("report-to", to.as_str()))).collect()
}

/// The reports that went to one addressee each, one line for each.
pub(crate) async fn reported(read: &mut Reader<'_>, shell: &Shell, dialogue: i64) -> Result<Vec<String>, Halt> {
    let line = |row: &duty::ReportedRow| {
        let document = row.document.clone().unwrap_or_default();
        let to = shell.of("report-to", &row.to);
        shell.ta("duty-reported", &[("to", &to), ("document", &document), ("day", &row.on.vn())])
    };
    Ok(duty::reported(read, dialogue).await?.iter().map(line).collect())
}

/// What a body still has to do after its dialogues, one row of Today for each dialogue.
pub(crate) async fn waiting(
    read: &mut Reader<'_>,
    shell: &Shell,
    organisation: i64,
    calendar: &Calendar,
    today: Day,
) -> Result<Vec<WaitingRow>, Halt> {
    let rows = duty::waiting(read, organisation, MOST).await?;
    let mut dialogues: Vec<i64> = Vec::new();
    for row in &rows {
        if !dialogues.contains(&row.dialogue) {
            dialogues.push(row.dialogue);
        }
    }
    let entry = |dialogue: &i64| {
        let own: Vec<&DutyRow> = rows.iter().filter(|row| row.dialogue == *dialogue).collect();
        // What has a last day comes first, the nearest before the others.
        let first = *own.first()?;
        let (words, over) = match first.due_on {
            Some(due_on) => left(shell, calendar, unit(first), today, due_on),
            None => (shell.t("duty-waits"), false),
        };
        let what: Vec<String> = own.iter().map(|row| shell.of("after-duty", &row.duty)).collect();
        Some(WaitingRow {
            case: Link::new(format!("{}#duties", one::href(*dialogue)), first.title.clone().unwrap_or_default()),
            why: what.join(" · "),
            body: shell.ta("duty-since", &[("day", &first.from_on.vn())]),
            words,
            due: first.due_on.map(Day::vn).unwrap_or_default(),
            over,
            date: None,
        })
    };
    Ok(dialogues.iter().filter_map(entry).collect())
}

/// `POST /dialogues/{id}/duty`: something that is due after the dialogue was done.
pub(crate) async fn fulfil(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Result<Response, Halt> {
    let right = (Act::NoticeChange, Of::Dialogue(id));
    let done = if form.value("addressee").is_empty() {
        let act = read(&mut form, |form| Fulfil {
            dialogue: id,
            duty: form.one_of("duty", AfterDuty::parse, AfterDuty::Report),
            document: match form.typed().value("nothing") {
                "" => form.words("document"),
                _ => String::new(),
            },
            happened_on: form.day("happened_on"),
        });
        attempt(&app, visitor.by, &key, right, act).await
    } else {
        let act = read(&mut form, |form| Report {
            dialogue: id,
            to: form.one_of("addressee", Addressee::parse, Addressee::Committee),
            document: form.words("document"),
            happened_on: form.day("happened_on"),
        });
        attempt(&app, visitor.by, &key, right, act).await
    };
    let stop = match done {
        Ok(()) => return Ok(go(&format!("{}?said=duty-done", one::href(id)))),
        Err(stop) => stop,
    };
    let refusal = refused(&app, &visitor, &uri, Nav::Dialogues, stop)?;
    let shown = refusal.field().filter(|field| form.values.contains_key(*field) && *field != "duty");
    form.refuse(visitor.lang, refusal.code(), shown, &refusal.facts());
    let which = format!("duty-{}", form.value("duty"));
    let asked = one::Asked { form: Some((which, form)), step: None };
    Ok(redraw(&refusal, &one::page(&app, &visitor, &uri, id, asked).await?))
}
