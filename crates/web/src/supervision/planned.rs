//! One notice as it is supervised: its points with what was found, its supervisions and their reports.

use std::sync::Arc;

use acts::supervision::{CarryOut, Drop, Plan, Replan, Report, Undo};
use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::day::Day;
use domain::permission::Act;
use domain::supervision::Looked;
use store::grant::{Of, may};
use store::supervision::{self, Asked, NoticeRow, SupervisionRow, Why};
use store::{Read, Reader, Stop, notice};

use super::{finding, judges, line, looked, numbers};
use crate::app::App;
use crate::look::form::{Choice, FormState};
use crate::look::home::WaitingRow;
use crate::look::supervision::{PlanLine, PointLine, SupervisedNotice};
use crate::look::{Link, Nav, Shape, Shell, Status};
use crate::page::{Halt, Sent, draw, frame, go, granted, halt, query_as, redraw};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;

/// Matters of one dialogue, at most.
const MATTERS: usize = 500;

pub(super) fn called(shell: &Shell, row: &NoticeRow) -> String {
    let number = row.number.clone().unwrap_or_default();
    let day = row.issued_on.map(Day::vn).unwrap_or_default();
    shell.ta("supervision-notice", &[("number", &number), ("day", &day), ("body", &row.body)])
}

/// The notices whose points wait to be looked at, for Today of whoever supervises: those of the last year.
pub(crate) async fn to_inspect(
    read: &mut Reader<'_>,
    shell: &Shell,
    visitor: &Visitor,
    size: usize,
) -> Result<Vec<WaitingRow>, Halt> {
    let own = Of::Organisation(visitor.organisation);
    let Some(grant) = granted(read, visitor.by, Act::SupervisionRead, own).await? else { return Ok(Vec::new()) };
    let today = read.today();
    let rows = supervision::to_inspect(read, &grant, today.plus(-366), size).await?;
    let row = |row: &supervision::ToInspectRow| WaitingRow {
        case: Link::new(format!("/supervision/notices/{}", row.notice.id), called(shell, &row.notice)),
        why: row.notice.title.clone().unwrap_or_default(),
        body: shell.ta("supervision-points-wait", &[("count", &row.points)]),
        words: row.due_on.map(|on| shell.ta("supervision-first-due", &[("day", &on.vn())])).unwrap_or_default(),
        over: row.due_on.is_some_and(|on| on < today),
        ..WaitingRow::default()
    };
    Ok(rows.iter().map(row).collect())
}

fn status(shell: &Shell, state: &str) -> Status {
    let shape = match state {
        "planned" => Shape::Todo,
        "issued" => Shape::Soon,
        "carried_out" => Shape::Doing,
        _ => Shape::Done,
    };
    Status::new(shape, shell.of("supervision", state))
}

pub(super) fn plan_line(shell: &Shell, row: &SupervisionRow) -> PlanLine {
    let day = |day: Option<Day>| day.map(Day::vn).unwrap_or_default();
    let issued = row
        .issued
        .as_ref()
        .map(|(on, paper)| shell.ta("supervision-issued-by", &[("paper", paper), ("day", &on.vn())]));
    let reported = row.reported_on.map(|on| {
        let to = row.reported_to.as_ref().map(|to| to.1.clone()).unwrap_or_default();
        let paper = row.report.clone().unwrap_or_default();
        shell.ta("supervision-reported-by", &[("paper", &paper), ("day", &on.vn()), ("to", &to)])
    });
    PlanLine {
        id: row.id,
        version: row.version,
        notice: Link::new(format!("/supervision/notices/{}", row.notice.id), called(shell, &row.notice)),
        title: row.notice.title.clone().unwrap_or_default(),
        month: row.month.map_or_else(
            || shell.t("supervision-beside-plan"),
            |month| shell.ta("supervision-month", &[("month", &month), ("year", &row.year.to_string())]),
        ),
        month_value: row.month.map(|month| month.to_string()).unwrap_or_default(),
        form: shell.of("looked", &row.form),
        form_value: row.form.clone(),
        status: status(shell, &row.state),
        issued: issued.unwrap_or_default(),
        carried_out: day(row.carried_out_on),
        reported: reported.unwrap_or_default(),
        remarks: row.remarks.clone().unwrap_or_default(),
        proposals: row.proposals.clone().unwrap_or_default(),
        may_change: false,
    }
}

fn months(shell: &Shell) -> Vec<Choice> {
    let beside = Choice::new("", shell.t("supervision-beside-plan"));
    let month = |month: i64| Choice::new(month.to_string(), shell.ta("supervision-in-month", &[("month", &month)]));
    std::iter::once(beside).chain((1..=12).map(month)).collect()
}

/// `GET /supervision/notices/{id}`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    Ok(draw(&page(&app, &visitor, &uri, id, None).await?))
}

async fn page(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    id: i64,
    wrong: Option<(String, FormState)>,
) -> Result<SupervisedNotice, Halt> {
    let shell = Shell { path: format!("/supervision/notices/{id}"), ..frame(app, visitor, uri, Nav::Home) };
    let mut read = app.office.store().reader().await?;
    let row = notice::find(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let own = Of::Supervised(row.dialogue);
    may(&mut read, visitor.by, Act::SupervisionRead, own).await.map_err(halt(shell.clone()))?;
    let may_change = granted(&mut read, visitor.by, Act::SupervisionFind, own).await?.is_some();
    if row.state != "issued" && row.state != "published" {
        return Err(Fault::NotThere.into());
    }
    let today = read.today();
    let points = points(&mut read, &shell, visitor, &row).await?;
    let lines = supervision::of_notice(&mut read, id).await?;
    let to = supervision::same_level(&mut read, id).await?;
    let scans = crate::notice::scan::lines(&mut read, &shell, id).await?;
    let year = query_as::<i64>(uri, "year").unwrap_or_else(|| i64::from(today.year()));
    let lines = lines.iter().map(|row| {
        let may_change = may_change && row.organisation == visitor.organisation;
        PlanLine { may_change, ..plan_line(&shell, row) }
    });
    let number = row.number.clone().unwrap_or_default();
    let day = row.issued_on.map(Day::vn).unwrap_or_default();
    Ok(SupervisedNotice {
        id,
        title: shell.ta("supervision-notice", &[("number", &number), ("day", &day), ("body", &row.body)]),
        notice: Link::new(format!("/notices/{id}"), shell.t("supervision-notice-itself")),
        dialogue: Link::new(format!("/dialogues/{}", row.dialogue), shell.t("supervision-dialogue")),
        scans,
        points,
        lines: lines.collect(),
        months: months(&shell),
        forms: looked(&shell),
        to: to.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        may_change,
        form: FormState::default()
            .with("year", year.to_string())
            .with("form", Looked::Papers.as_str())
            .with("happened_on", today.vn()),
        wrong,
        shell,
    })
}

/// The points of a notice, each with what was last found of all its cases.
pub(super) async fn points(
    read: &mut Reader<'_>,
    shell: &Shell,
    visitor: &Visitor,
    of: &notice::NoticeRow,
) -> Result<Vec<PointLine>, Halt> {
    let (dialogue, today) = (of.dialogue, read.today());
    let rows = notice::points(read, of.id).await?;
    let asked = Asked { organisation: of.organisation, below: false, why: Why::All, dialogue: Some(dialogue) };
    let matters = supervision::matters(read, &asked, None, MATTERS).await?.rows;
    let mut points = Vec::with_capacity(rows.len());
    for (no, row) in (1_i64..).zip(&rows) {
        let matter = row.cases.iter().find_map(|case| matters.iter().find(|it| it.case == *case));
        let found = supervision::of_point(read, row.id).await?;
        let several = found.len() > 1 || row.cases.len() > 1;
        let mut lines = Vec::with_capacity(found.len());
        for (row, cases) in &found {
            let opens = row.files > 0 && judges(read, visitor, dialogue, cases).await?;
            lines.push((if several { numbers(cases) } else { String::new() }, finding(shell, row, opens)));
        }
        points.push(PointLine {
            no,
            link: Link::new(
                format!("/supervision/cases/{}", row.cases.first().copied().unwrap_or_default()),
                row.matter.clone().unwrap_or_default(),
            ),
            conclusion: row.conclusion.clone().unwrap_or_default(),
            lead: row.lead.as_ref().map(|lead| lead.1.clone()).unwrap_or_default(),
            due: row.due_on.map(Day::vn).unwrap_or_default(),
            matter: matter.map(|it| line(shell, it, today)),
            found: lines,
        });
    }
    Ok(points)
}

/// `POST /supervision/notices/{id}`: puts the notice into the plan of a year.
pub(crate) async fn put(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let dialogue = {
        let mut read = sent.app.office.store().reader().await?;
        notice::find(&mut read, id).await?.ok_or(Fault::NotThere)?.dialogue
    };
    let done = sent
        .act((Act::SupervisionFind, Of::Supervised(dialogue)), |form| Plan {
            notice: id,
            year: form.number("year"),
            month: form.choice("month"),
            form: form.one_of("form", Looked::parse, Looked::Papers),
            happened_on: form.day("happened_on"),
        })
        .await;
    answered(sent, id, "plan".to_owned(), done.map(|_| ()), "supervision-planned").await
}

/// The notice of a supervision, and the right to it.
async fn of_line(sent: &Sent, id: i64) -> Result<(i64, (Act, Of)), Halt> {
    let mut read = sent.app.office.store().reader().await?;
    let row = supervision::find_supervision(&mut read, id).await?.ok_or(Fault::NotThere)?;
    Ok((row.notice.id, (Act::SupervisionFind, Of::Supervised(row.notice.dialogue))))
}

/// `POST /supervision/lines/{id}/replan`: another month, another form.
pub(crate) async fn replan(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let (notice, right) = of_line(&sent, id).await?;
    let done = sent
        .act(right, |form| Replan {
            supervision: id,
            version: form.version(),
            month: form.choice("month"),
            form: form.one_of("form", Looked::parse, Looked::Papers),
            happened_on: form.day("happened_on"),
        })
        .await;
    answered(sent, notice, format!("replan-{id}"), done, "supervision-replanned").await
}

/// `POST /supervision/lines/{id}/drop`: out of the plan.
pub(crate) async fn drop(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let (notice, right) = of_line(&sent, id).await?;
    let done = sent
        .act(right, |form| Drop {
            supervision: id,
            version: form.version(),
            reason: form.words("reason"),
            happened_on: form.day("happened_on"),
        })
        .await;
    answered(sent, notice, format!("drop-{id}"), done, "supervision-dropped").await
}

/// `POST /supervision/lines/{id}/carry-out`: it was carried out.
pub(crate) async fn carry_out(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let (notice, right) = of_line(&sent, id).await?;
    let done = sent
        .act(right, |form| CarryOut {
            supervision: id,
            version: form.version(),
            form: form.one_of("form", Looked::parse, Looked::Papers),
            happened_on: form.day("happened_on"),
        })
        .await;
    answered(sent, notice, format!("carry-out-{id}"), done, "supervision-carried-out").await
}

/// `POST /supervision/lines/{id}/report`: its report went to the same level.
pub(crate) async fn report(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let (notice, right) = of_line(&sent, id).await?;
    let done = sent
        .act(right, |form| Report {
            supervision: id,
            version: form.version(),
            to: form.number("report_to"),
            document: form.words("document"),
            remarks: form.text("remarks"),
            proposals: form.text("proposals"),
            happened_on: form.day("happened_on"),
        })
        .await;
    answered(sent, notice, format!("report-{id}"), done, "supervision-reported").await
}

/// `POST /supervision/lines/{id}/undo`: the last step was recorded by mistake.
pub(crate) async fn undo(Path(id): Path<i64>, mut sent: Sent) -> Result<Response, Halt> {
    let (notice, right) = of_line(&sent, id).await?;
    let done =
        sent.act(right, |form| Undo { supervision: id, version: form.version(), reason: form.words("reason") }).await;
    answered(sent, notice, format!("undo-{id}"), done, "supervision-undone").await
}

async fn answered(
    mut sent: Sent,
    notice: i64,
    name: String,
    done: Result<(), Stop>,
    said: &str,
) -> Result<Response, Halt> {
    let stop = match done {
        Ok(()) => return Ok(go(&format!("/supervision/notices/{notice}?said={said}"))),
        Err(stop) => stop,
    };
    let refusal = sent.refuse(Nav::Home, stop)?;
    let Sent { app, visitor, uri, form, .. } = sent;
    Ok(redraw(&refusal, &page(&app, &visitor, &uri, notice, Some((name, form))).await?))
}
