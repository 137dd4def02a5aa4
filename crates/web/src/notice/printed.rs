//! The paper of a notice: its preview, and its Word file.

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use documents::issuer::post_of;
use documents::model::{Document, Issued, Recipients};
use documents::notice::{Became, Beyond, Notice, Opinion, Point, Spot, notice};
use documents::paper::{Official, Paper};
use documents::typed::Text;
use domain::day::Day;
use domain::event::Delivery;
use domain::notice::Fate;
use store::minutes::Chair;
use store::{Read, Reader};

use super::{Seen, href, seen, status};
use crate::app::App;
use crate::look::paper::{LANG, Sheet};
use crate::look::{Link, Nav, Shell};
use crate::page::{Halt, frame};
use crate::paper as papers;
use crate::session::{SignedIn, Visitor};

/// `GET /notices/{id}/paper`: the notice as it will be printed.
pub(crate) async fn preview(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let (shell, seen, document) = made(&app, &visitor, &uri, id).await?;
    let mut notes = Vec::new();
    if seen.state.is_open() {
        notes.push(shell.t("notice-paper-draft"));
    }
    if !seen.faults.is_empty() && seen.state.is_open() {
        notes.push(shell.ta("notice-paper-faults", &[("count", &seen.faults.len())]));
    }
    let around = Sheet {
        title: format!("{} - {}", shell.t("notice-title"), status(&shell, &seen.row.state).text),
        crumbs: vec![
            Link::new("/dialogues", shell.t("dialogues-title")),
            Link::new(href(id), format!("{}, {}", shell.t("notice-title"), seen.row.body)),
        ],
        word: format!("{}/word", href(id)),
        notes,
        shell,
        ..Sheet::default()
    };
    papers::sheet(around, &document)
}

/// `GET /notices/{id}/word`: the same as a Word file.
pub(crate) async fn word(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    let (shell, seen, document) = made(&app, &visitor, &uri, id).await?;
    let number = seen.row.number.as_deref().unwrap_or_default();
    papers::word(&shell, &document, &format!("{} {number}", LANG.t("notice-title")))
}

/// A notice as a paper, for somebody who may read its dialogue. A draft may lack what an issued one has: a body or a day that is
/// not set is a gap on the paper, and a matter that stands nowhere is left out of the annex and said above the preview.
async fn made(app: &App, visitor: &Visitor, uri: &OriginalUri, id: i64) -> Result<(Shell, Seen, Document), Halt> {
    let shell = Shell { path: href(id), ..frame(app, visitor, uri, Nav::Dialogues) };
    let mut read = app.office.store().reader().await?;
    let seen = seen(&mut read, visitor, &shell, id).await?;
    let data = data(&mut read, &seen).await?;
    let document = notice(&data).map_err(papers::failed)?;
    Ok((shell, seen, document))
}

async fn data(read: &mut Reader<'_>, seen: &Seen) -> Result<Notice, Halt> {
    let (row, around) = (&seen.row, &seen.around);
    let mut chairs: Vec<Official> = Vec::new();
    let mut places: Vec<String> = Vec::new();
    let official =
        |chair: &Chair| Official { name: chair.name.clone(), post: post_of(&chair.kind, &chair.post, &chair.body) };
    for sitting in &around.sittings {
        chairs.extend(sitting.chair.as_ref().map(official).filter(|chair| !chairs.contains(chair)));
        let hall = sitting.hall.as_deref().unwrap_or_default();
        let place = papers::place(hall, &sitting.place);
        if !places.contains(&place) {
            places.push(place);
        }
    }
    let (points, beyond, opinions) = lists(seen);
    Ok(Notice {
        paper: frame_of(read, seen).await?,
        dialogue: if is_elsewhere(seen) { seen.title.clone() } else { documents::conference(&seen.title) },
        channels: papers::channels_said(around.channels.as_deref().unwrap_or_default()),
        held: around.held_on,
        place: places.join("; "),
        chairs,
        people: u32::try_from(around.people).unwrap_or_default(),
        turns: u32::try_from(around.turns).unwrap_or_default(),
        general: lines(row.general.as_deref()),
        points,
        beyond,
        carrying_out: lines(row.carrying_out.as_deref()),
        opinions,
    })
}

fn lines(words: Option<&str>) -> Vec<String> {
    let words = words.unwrap_or_default();
    words.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

async fn frame_of(read: &mut Reader<'_>, seen: &Seen) -> Result<Paper, Halt> {
    let (row, around) = (&seen.row, &seen.around);
    let issuer = papers::issuer_of(&around.issuer, around.over.as_ref());
    let day = row.issued_on.map_or_else(|| Issued::Draft(read.today()), Issued::On);
    let channels = papers::channels_said(around.channels.as_deref().unwrap_or_default());
    let mut about = papers::about(("notice-paper-about", "notice-paper-about-elsewhere"), &channels, &seen.title);
    let mut chairs = around.sittings.iter().map(|sitting| sitting.chair.as_ref());
    let first = chairs.next().flatten();
    if let Some(chair) = first.filter(|chair| channels.is_empty() && chairs.all(|other| other == Some(*chair))) {
        let post = post_of(&chair.kind, &chair.post, &chair.body);
        let of: [(&str, &dyn crate::lang::Arg); 3] =
            [("name", &chair.name), ("post", &post), ("dialogue", &documents::conference(&seen.title))];
        about = LANG.ta("notice-paper-about-chair", &of);
    }
    let frame = issuer.frame(day, about);
    let signature = if let Some((name, post)) = &around.signer {
        issuer.signature(post, Some(name))
    } else {
        let post = if row.kind == "party_committee" { "secretary" } else { "chairman" };
        issuer.signature(post, around.head.as_deref())
    };
    let (recipients, _) = super::receivers(read, seen).await?;
    Ok(Paper {
        number: row.number.as_deref().map(|number| Text::typed(ordinal(number))),
        signatures: vec![signature],
        recipients: recipients_of(&recipients),
        ..frame
    })
}

/// Whether what it concludes on was raised at no dialogue.
fn is_elsewhere(seen: &Seen) -> bool {
    seen.around.channels.as_ref().is_some_and(|channels| !channels.is_empty())
}

/// Who gets it, line by line; nothing where nobody was said.
fn recipients_of(lines: &[String]) -> Option<Recipients> {
    let bodies: Vec<Text> = lines.iter().map(|line| Text::typed(line)).collect();
    (!bodies.is_empty()).then_some(Recipients { bodies, unit: None })
}

/// The number itself: what follows the stroke (05/TB-UBND) is said by the frame.
fn ordinal(number: &str) -> &str {
    number.split(['/', '-']).next().unwrap_or(number).trim()
}

/// What the points say, what goes to other bodies, and every matter once.
fn lists(seen: &Seen) -> (Vec<Point>, Vec<Beyond>, Vec<Opinion>) {
    let points = seen.points.iter().map(point).collect();
    let (mut beyond, mut opinions): (Vec<Beyond>, Vec<Opinion>) = (Vec::new(), Vec::new());
    for (matter, (fate, _)) in seen.matters.iter().zip(&seen.fates) {
        let words = matter.words.clone().unwrap_or_else(|| LANG.t("words-kept-back"));
        let became = match fate {
            Fate::Answered | Fate::Later => Became::Answered(Spot {
                words: matter.answer.clone().unwrap_or_default(),
                promised: matter.promised_on,
                shared: matter.shared.and_then(|no| u32::try_from(no).ok()),
                later: *fate == Fate::Later,
            }),
            Fate::Point(number) => Became::Point(number - 1),
            Fate::Beyond => {
                let to = matter.sent_to.clone().unwrap_or_else(|| LANG.t("notice-paper-competent"));
                beyond.push(Beyond {
                    matter: matter.title.clone().unwrap_or_else(|| crate::page::short(&words, 160)),
                    to,
                    sent: matter.sent_on,
                });
                Became::Beyond(beyond.len() - 1)
            }
            Fate::Noted => Became::Noted,
            Fate::Nowhere => continue,
        };
        let number = u32::try_from(matter.listed.no).unwrap_or_default();
        let gathered = matter.gathered.is_some();
        opinions.push(Opinion { number, from: matter.place.clone(), words, gathered, became });
    }
    (points, beyond, opinions)
}

fn point(row: &store::notice::PointRow) -> Point {
    let gap = || LANG.t("notice-paper-gap");
    let evidence = row.evidence.clone().filter(|words| !words.is_empty());
    let told = Delivery::parse(&row.delivery).map(|way| LANG.of("delivery", way.as_str()));
    let form: Vec<String> = told.into_iter().chain(evidence).collect();
    Point {
        matter: row.matter.clone().unwrap_or_else(gap),
        conclusion: row.conclusion.clone().filter(|words| !words.trim().is_empty()).unwrap_or_else(gap),
        lead: row.lead.as_ref().map_or_else(gap, |(_, name)| name.clone()),
        with: row.with.iter().map(|(_, name)| name.clone()).collect(),
        due: row.due_on.or(Some(Day::OPEN)).filter(|day| *day < Day::OPEN),
        form: (!form.is_empty()).then(|| form.join("; ")),
    }
}
