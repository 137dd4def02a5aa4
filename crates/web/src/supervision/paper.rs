//! The report of a supervision as a paper of the body that supervises: on the page, and as a Word file.

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use documents::model::{Document, Issued, Recipients};
use documents::paper::Paper;
use documents::supervision::{Found, Result as Stands, Supervision, supervision as paper};
use documents::typed::Text;
use domain::day::Day;
use domain::organisation::posts_of;
use domain::permission::Act;
use domain::supervision::{FindingResult, Looked};
use store::grant::{Of, may};
use store::supervision::{self as kept, FindingRow};
use store::{Read, Reader, notice};

use crate::app::App;
use crate::look::paper::{LANG, Sheet};
use crate::look::{Link, Nav, Shell};
use crate::page::{Halt, frame, halt};
use crate::paper as papers;
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault;
use crate::supervision::numbers;

async fn made(app: &App, visitor: &Visitor, uri: &OriginalUri, id: i64) -> Result<(Shell, i64, Document), Halt> {
    let shell = frame(app, visitor, uri, Nav::Home);
    let mut read = app.office.store().reader().await?;
    let row = kept::find_supervision(&mut read, id).await?.ok_or(Fault::NotThere)?;
    let own = Of::Supervised(row.notice.dialogue);
    may(&mut read, visitor.by, Act::SupervisionRead, own).await.map_err(halt(shell.clone()))?;
    let on = row.reported_on.unwrap_or_else(|| read.today());
    let stage = match row.reported_on {
        Some(on) => Issued::On(on),
        None => Issued::Draft(on),
    };
    let issuer = papers::issuer(&mut read, row.organisation, on).await?;
    let number = row.notice.number.clone().unwrap_or_default();
    let day = row.notice.issued_on.map(Day::vn).unwrap_or_default();
    let called = LANG.ta("supervision-notice", &[("number", &number), ("day", &day), ("body", &row.notice.body)]);
    let frame = issuer.frame(stage, LANG.ta("supervision-about", &[("notice", &called)]));
    let to = row.reported_to.as_ref().map(|to| to.1.clone());
    let to = to.unwrap_or_else(|| LANG.t("supervision-to-blank"));
    let head = posts_of(&issuer.row().kind).first().copied().unwrap_or("head");
    let frame = Paper {
        number: row.report.as_ref().map(Text::from),
        signatures: vec![issuer.signature(head, None)],
        recipients: Some(Recipients { bodies: vec![Text::from(&to)], unit: None }),
        ..frame
    };
    let points = points(&mut read, row.notice.id).await?;
    let document = paper(&Supervision {
        paper: frame,
        to,
        notice: called,
        dialogue: row.notice.title.clone().unwrap_or_default(),
        carried_out: row.carried_out_on,
        form: LANG.of("looked-in-text", &row.form),
        points,
        remarks: row.remarks.clone().unwrap_or_default(),
        proposals: row.proposals.clone().unwrap_or_default(),
    });
    Ok((shell, row.notice.id, document))
}

/// The points of a notice with what stands found of the cases of each: the worst of it as the result, all of it in words.
async fn points(read: &mut Reader<'_>, notice: i64) -> Result<Vec<Found>, Halt> {
    let mut found = Vec::new();
    for row in notice::points(read, notice).await? {
        let all = kept::of_point(read, row.id).await?;
        let first = all.first().map(|(row, _)| row);
        let several = all.len() > 1;
        let said: Vec<String> = all.iter().map(|(row, cases)| shown(row, cases, several)).collect();
        let mut same: Vec<String> =
            all.iter().flat_map(|(row, _)| &row.same).map(|same| LANG.of("same-person", same.as_str())).collect();
        same.sort();
        same.dedup();
        found.push(Found {
            matter: row.conclusion.or(row.matter).unwrap_or_else(|| LANG.t("minutes-words-erased")),
            lead: row.lead.map(|lead| lead.1).unwrap_or_default(),
            due: row.due_on,
            result: first.map_or(Stands::NotSeen, |it| match it.result {
                FindingResult::Done => Stands::Done,
                FindingResult::Partly => Stands::Partly,
                FindingResult::NotDone => Stands::NotDone,
            }),
            seen: first.map(|it| it.seen_on),
            shown: said.join("; "),
            same: same.join(", "),
        });
    }
    Ok(found)
}

/// How it was looked at and what shows it; where other findings of the point stand beside it, of which cases, when and with what
/// result, too.
fn shown(row: &FindingRow, cases: &[i64], several: bool) -> String {
    let ways: Vec<String> = row.ways.iter().map(|way: &Looked| LANG.of("looked", way.as_str())).collect();
    let words = row.words.clone().unwrap_or_else(|| LANG.t("minutes-words-erased"));
    let said = format!("{}: {words}", ways.join("; "));
    if !several {
        return said;
    }
    let (cases, result) = (numbers(cases), LANG.of("finding", row.result.as_str()));
    LANG.ta(
        "supervision-of-cases",
        &[("cases", &cases), ("result", &result), ("day", &row.seen_on.vn()), ("said", &said)],
    )
}

/// `GET /supervision/lines/{id}/paper`.
pub(crate) async fn preview(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let (shell, notice, document) = made(&app, &visitor, &uri, id).await?;
    let around = Sheet {
        title: shell.t("supervision-paper"),
        crumbs: vec![
            Link::new("/supervision", shell.t("supervision-title")),
            Link::new(format!("/supervision/notices/{notice}"), shell.t("supervision-of-notice")),
        ],
        word: format!("/supervision/lines/{id}/word"),
        shell,
        ..Sheet::default()
    };
    papers::sheet(around, &document)
}

/// `GET /supervision/lines/{id}/word`.
pub(crate) async fn word(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let (shell, _, document) = made(&app, &visitor, &uri, id).await?;
    papers::word(&shell, &document, &LANG.t("supervision-paper"))
}
