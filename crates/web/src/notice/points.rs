//! All points of a draft on its page: their fields, what can be taken over into them, and how they are read back.

use std::sync::Arc;

use acts::notice::{Rewritten, SetPoints, Written};
use axum::extract::{OriginalUri, Path, State};
use axum::response::{IntoResponse, Response};
use domain::day::Day;
use domain::event::Delivery;
use domain::notice::Proposal;
use domain::permission::Act;
use domain::refusal::Refusal;
use store::grant::Grant;
use store::notice::PointRow;
use store::{Read, Reader, minutes};

use super::change::of;
use super::point::{Offers, offers};
use super::{Asked, Seen, href, page};
use crate::app::App;
use crate::look::form::FormState;
use crate::look::notice::{Editing, Wrong};
use crate::look::{Nav, Shell};
use crate::page::{Halt, Posted, Reading, attempt, draw, go, query_as, read, redraw, refused, status};
use crate::session::{SignedIn, Visitor};

/// Points whose fields stand on the page at once.
pub(super) const AT_ONCE: usize = 20;
/// The fields of a point, each followed by a dash and the point.
const FIELDS: [&str; 8] = ["matter", "conclusion", "lead", "cooperating", "due_on", "evidence", "delivery", "reach"];
/// The form of the points.
const FORM: &str = "points";

fn field(name: &str, point: i64) -> String {
    format!("{name}-{point}")
}

/// The first of the points whose fields are shown, counted from 0: as it was asked for, or sent.
pub(super) fn from(uri: &OriginalUri, asked: &Asked) -> usize {
    let sent = asked.wrong.as_ref().filter(|wrong| wrong.form == FORM).map(|wrong| wrong.state.value("from").parse());
    let from: usize = sent.and_then(Result::ok).or_else(|| query_as(uri, "from")).unwrap_or(1);
    from.saturating_sub(1) / AT_ONCE * AT_ONCE
}

/// The points whose fields are shown, as far as this notice wrote them.
fn shown(seen: &Seen, from: usize) -> impl Iterator<Item = &PointRow> {
    seen.points.iter().skip(from).take(AT_ONCE).filter(|row| row.notice == seen.row.id)
}

/// Fills the fields of a point with what it says, where nothing was typed.
fn fill(mut form: FormState, row: &PointRow) -> FormState {
    let now = Written::of(row);
    let is_typed = form.values.contains_key(&field("matter", row.id));
    form = form
        .with(&field("matter", row.id), now.matter)
        .with(&field("conclusion", row.id), now.conclusion)
        .with(&field("lead", row.id), now.lead.map(|id| id.to_string()).unwrap_or_default())
        .with(&field("due_on", row.id), now.due_on.map(Day::vn).unwrap_or_default())
        .with(&field("evidence", row.id), now.evidence)
        .with(&field("delivery", row.id), now.delivery.as_str());
    if !is_typed {
        form = form.with(&field("reach", row.id), if now.contact { "yes" } else { "" });
        let with = now.cooperating.iter().map(i64::to_string).collect();
        form.values.insert(field("cooperating", row.id), with);
    }
    form
}

/// The fields of all points that are shown, in the form.
fn filled(form: FormState, seen: &Seen, from: usize) -> FormState {
    shown(seen, from).fold(form, fill)
}

/// What the page needs so that its points can be written on it; nothing of it for whoever may not.
pub(super) struct Writing {
    /// How the fields of each point stand.
    pub(super) editing: Vec<(i64, Editing)>,
    /// What they offer to choose from.
    pub(super) offers: Offers,
    /// Why the lead of each point is proposed.
    pub(super) reasons: Vec<Option<Proposal>>,
}

/// Fills the forms of the page with the points that are shown, for whoever may write them.
pub(super) async fn writing(
    read: &mut Reader<'_>,
    shell: &Shell,
    seen: &Seen,
    grant: Option<&Grant>,
    (proposed, wrong): (&mut FormState, Option<&mut Wrong>),
    from: usize,
) -> Result<Writing, Halt> {
    let Some(grant) = grant else {
        return Ok(Writing { editing: Vec::new(), offers: Offers::default(), reasons: vec![None; seen.points.len()] });
    };
    let wrong = wrong.filter(|wrong| wrong.form == FORM);
    let editing = editing(read, shell, seen, (wrong.as_ref().map(|wrong| &wrong.state), from)).await?;
    *proposed = filled(std::mem::take(proposed), seen, from);
    if let Some(wrong) = wrong {
        wrong.state = filled(std::mem::take(&mut wrong.state), seen, from);
    }
    let today = read.today();
    let offers = offers(read, shell, grant.organisation, today).await?;
    let of = (seen.matters.as_slice(), seen.points.as_slice());
    let reasons = acts::notice::reasons(read, grant.organisation, &seen.row, of).await?;
    Ok(Writing { editing, offers, reasons })
}

/// How the fields of the points that are shown stand: by point.
async fn editing(
    read: &mut Reader<'_>,
    shell: &Shell,
    seen: &Seen,
    (form, from): (Option<&FormState>, usize),
) -> Result<Vec<(i64, Editing)>, Halt> {
    let lines = said(read, seen).await?;
    let editing = |row: &PointRow| {
        let seal = Written::of(row).seal();
        let before = form.map(|form| form.value(&field("shown", row.id))).filter(|before| !before.is_empty());
        let changed = before.is_some_and(|before| before != seal);
        let answers = seen.matters.iter().filter(|matter| row.cases.contains(&matter.listed.case));
        let answers = answers.filter_map(|matter| matter.answer.clone()).filter(|words| !words.trim().is_empty());
        let own = answers.filter(|words| !row.conclusion.as_ref().is_some_and(|said| said.contains(words.trim())));
        let now = if changed { says(shell, row) } else { String::new() };
        let take = own.chain(lines.iter().cloned()).collect();
        (row.id, Editing { seal, now, take })
    };
    Ok(shown(seen, from).map(editing).collect())
}

/// All that a point says, in one line: each of it may be what somebody else wrote.
fn says(shell: &Shell, row: &PointRow) -> String {
    let with = row.with.iter().map(|(_, name)| name.as_str()).collect::<Vec<_>>().join(", ");
    let with = (!with.is_empty()).then(|| format!("{}: {with}", shell.t("notice-with")));
    let words = [
        row.matter.clone(),
        row.conclusion.clone(),
        row.lead.as_ref().map(|(_, name)| name.clone()),
        with,
        row.due_on.map(Day::vn),
        row.evidence.clone().map(|words| words.trim().to_owned()),
        Some(shell.of("delivery", &row.delivery)),
        row.contact.then(|| shell.t("field-reach")),
    ];
    words.into_iter().flatten().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What the chair concluded by the minutes of the dialogue, line by line, as far as no point says it yet.
async fn said(read: &mut Reader<'_>, seen: &Seen) -> Result<Vec<String>, Halt> {
    let minutes = minutes::of_dialogue(read, seen.row.dialogue).await?;
    let mut lines: Vec<String> = Vec::new();
    for line in minutes.iter().filter_map(|row| row.conclusion.as_deref()).flat_map(str::lines) {
        let line = line.trim().trim_start_matches(['-', '+', '*', '•']).trim();
        let is_said = seen.points.iter().any(|row| row.conclusion.as_ref().is_some_and(|words| words.contains(line)));
        if !line.is_empty() && !is_said && !lines.iter().any(|known| known == line) {
            lines.push(line.to_owned());
        }
    }
    Ok(lines)
}

/// The points that a form shows, by what it says that the page showed of them.
fn points_of(form: &FormState) -> Vec<i64> {
    form.values.keys().filter_map(|name| name.strip_prefix("shown-")?.parse().ok()).collect()
}

/// The fields of one point by their own names.
fn own(form: &FormState, point: i64) -> FormState {
    let mut own = FormState { unread: Arc::clone(&form.unread), ..FormState::default() };
    for name in FIELDS {
        if let Some(values) = form.values.get(&field(name, point)) {
            own.values.insert(name.to_owned(), values.clone());
        }
    }
    own
}

fn typed(form: &mut Reading<'_>) -> Written {
    let lead = form.choice("lead");
    let mut cooperating = form.choices("cooperating");
    // Whoever leads takes part.
    cooperating.retain(|body| Some(*body) != lead);
    Written {
        matter: form.text("matter"),
        conclusion: form.text("conclusion"),
        lead,
        cooperating,
        due_on: form.day_if_any("due_on"),
        evidence: form.text("evidence"),
        delivery: form.one_of("delivery", Delivery::parse, Delivery::Letter),
        contact: form.text("reach") == "yes",
        cases: Vec::new(),
    }
}

/// Takes the line over that was pressed beside a point: it becomes the end of what is concluded there. The point, if any.
fn take(form: &mut FormState) -> Option<i64> {
    let of = |name: &str| name.strip_prefix("take-")?.parse::<i64>().ok();
    let (name, point) = form.values.keys().find_map(|name| Some((name.clone(), of(name)?)))?;
    let line = form.values.remove(&name).unwrap_or_default().concat();
    let conclusion = field("conclusion", point);
    let before = form.value(&conclusion).trim_end().to_owned();
    let said = if before.is_empty() { line } else { format!("{before}\n{line}") };
    form.values.insert(conclusion, vec![said]);
    Some(point)
}

/// What was typed into the points, all that can't be read told at once.
fn typed_points(form: &mut FormState) -> Result<Vec<Rewritten>, Refusal> {
    let (mut points, mut wrong) = (Vec::new(), Vec::new());
    for point in points_of(form) {
        let mut own = own(form, point);
        match read(&mut own, typed) {
            Ok(written) => {
                let shown = form.value(&field("shown", point)).to_owned();
                points.push(Rewritten { point, shown, written });
            }
            Err(refusal) => wrong.extend([refusal].into_iter().chain(std::mem::take(&mut own.also))),
        }
    }
    let mut wrong = wrong.into_iter();
    let first = wrong.next();
    form.also = wrong.collect();
    first.map_or(Ok(points), Err)
}

/// Forgets what stands in the fields of points that nobody changed: the page says of them what they say now.
fn forget_untouched(form: &mut FormState) {
    for point in points_of(form) {
        let untouched = {
            let mut own = own(form, point);
            read(&mut own, typed).is_ok_and(|written| written.seal() == form.value(&field("shown", point)))
        };
        for name in FIELDS {
            let name = field(name, point);
            if untouched {
                form.values.remove(&name);
            } else {
                form.values.entry(name).or_default();
            }
        }
        if untouched {
            form.values.remove(&field("shown", point));
        }
    }
}

/// Says at what is wrong with a point which one it is.
fn number(form: &mut FormState, shell: &Shell, seen: &Seen) {
    for error in &mut form.errors {
        let point = error.field.rsplit_once('-').and_then(|(_, point)| point.parse::<i64>().ok());
        let at = point.and_then(|point| seen.points.iter().position(|row| row.id == point));
        if let Some(at) = at {
            let number = shell.ta("notice-point-number", &[("number", &(at + 1))]);
            error.text = format!("{number}: {}", error.text);
        }
    }
}

/// `POST /notices/{id}/points`: all that was written on the page.
pub(crate) async fn set(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
    Posted { mut form, key }: Posted,
) -> Result<Response, Halt> {
    let (of, _, happened_on) = of(&app, id).await?;
    let taken = take(&mut form);
    let points = typed_points(&mut form);
    let act = points.map(|points| SetPoints { notice: id, points, happened_on });
    let Err(stop) = attempt(&app, visitor.by, &key, (Act::NoticeChange, of), act).await else {
        let at = taken.or_else(|| form.value("at").parse().ok());
        let at = at.map_or_else(|| "#points".to_owned(), |point| format!("#point-{point}"));
        let from = Some(form.value("from")).filter(|from| !matches!(*from, "" | "1"));
        let from = from.and_then(|from| from.parse::<usize>().ok()).map(|from| format!("&from={from}"));
        return Ok(go(&format!("{}?said=notice-points-set{}{at}", href(id), from.unwrap_or_default())));
    };
    let refusal = refused(&app, &visitor, &uri, Nav::Dialogues, stop)?;
    form.refuse(visitor.lang, refusal.code(), refusal.field(), &refusal.facts());
    forget_untouched(&mut form);
    again(&app, &visitor, &uri, (id, form), &refusal).await
}

async fn again(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    (id, mut form): (i64, FormState),
    refusal: &Refusal,
) -> Result<Response, Halt> {
    let shell = Shell { path: href(id), ..crate::page::frame(app, visitor, uri, Nav::Dialogues) };
    let mut read = app.office.store().reader().await?;
    let seen = super::seen(&mut read, visitor, &shell, id).await?;
    drop(read);
    number(&mut form, &shell, &seen);
    // What somebody else wrote meanwhile stands in the place of what nobody changed here; all that was changed is still there.
    let all = points_of(&form).iter().all(|point| seen.points.iter().any(|row| row.id == *point));
    let wrong = Some(Wrong { form: FORM.to_owned(), state: form });
    let page = page(app, visitor, uri, id, Asked { wrong, step: None }).await?;
    if page.open && all {
        return Ok((status(refusal), draw(&page)).into_response());
    }
    Ok(redraw(refusal, &page))
}
