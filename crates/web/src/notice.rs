//! Notices of conclusion: the page on which one is built. What is done on it stands in `change`, the form of a point in `point`, all points in `points`,
//! the paper in `printed`, its scans in `scan`, how a body numbers in `numbering`, what stands of them on the page of a dialogue in `listed`,
//! what is read of one in `seen`, what has to hold before its issue in `checks`.

pub(crate) mod change;
mod checks;
pub(crate) mod listed;
pub(crate) mod numbering;
pub(crate) mod point;
pub(crate) mod points;
pub(crate) mod printed;
pub(crate) mod scan;
mod seen;

use std::sync::Arc;

use axum::extract::{OriginalUri, Path, State};
use axum::response::Response;
use domain::day::Day;
use domain::event::Subject;
use domain::notice::{Fate, Fault, NoticeState, NumberMode, NumberRuns, Proposal, Series, Sums};
use domain::permission::Act;
use store::dialogue;
use store::grant::Of;
use store::notice::listed::MatterRow;
use store::notice::series::{self, SeriesRow};
use store::notice::{self as kept, NoticeRow, PointRow};
use store::{Read, Reader, assignment};

pub(crate) use seen::{Seen, receivers, seen};

use crate::app::App;
use crate::dialogue::signers;
use crate::look::case::WrongStep;
use crate::look::form::{Choice, FormState};
use crate::look::notice::{Editing, Fact, Matter, NoticePage, Point, Wrong};
use crate::look::{Link, Nav, Shape, Shell, Status};
use crate::page::{Halt, draw, frame, granted, paper_day, short};
use crate::session::{SignedIn, Visitor};
use crate::shell::Fault as Broken;
use crate::timeline::{self, Late, Rights};

/// Letters of a matter in a list.
const LETTERS: usize = 240;
/// Bodies that are offered to get a notice, at most.
const BODIES: i64 = 300;
/// Letters of a point in a button.
const SHORT: usize = 40;

/// The address of a notice's page.
pub(crate) fn href(id: i64) -> String {
    format!("/notices/{id}")
}

/// `GET /notices/{id}`.
pub(crate) async fn show(
    State(app): State<Arc<App>>,
    SignedIn(visitor): SignedIn,
    Path(id): Path<i64>,
    uri: OriginalUri,
) -> Result<Response, Halt> {
    Ok(draw(&page(&app, &visitor, &uri, id, Asked::default()).await?))
}

/// A form of the page that was wrong.
#[derive(Default)]
pub(crate) struct Asked {
    pub(crate) wrong: Option<Wrong>,
    pub(crate) step: Option<WrongStep>,
}

/// The page, with the form that was wrong.
pub(crate) async fn page(
    app: &App,
    visitor: &Visitor,
    uri: &OriginalUri,
    id: i64,
    asked: Asked,
) -> Result<NoticePage, Halt> {
    let shell = Shell { path: href(id), ..frame(app, visitor, uri, Nav::Dialogues) };
    let book = app.office.store().rulebook().await?;
    let mut read = app.office.store().reader().await?;
    let today = read.today();
    let seen = seen(&mut read, visitor, &shell, id).await?;
    let row = &seen.row;
    let of = Of::Dialogue(row.dialogue);
    let granted_change = granted(&mut read, visitor.by, Act::NoticeChange, of).await?;
    let change = granted_change.is_some();
    let talk = dialogue::find(&mut read, row.dialogue).await?.ok_or(Broken::NotThere)?;
    let open = change && seen.state.is_open();
    let (recipients, recipients_proposed) = receivers(&mut read, &seen).await?;
    let late = Late::of(&mut read, &book, row.organisation).await?;
    let numbers = series::find(&mut read, row.organisation, Series::Notice).await?;
    let signers = if open {
        let terms = dialogue::session::chairs(&mut read, row.organisation, today).await?;
        signers(shell.lang, &terms, row.organisation)
    } else {
        Vec::new()
    };
    let due =
        if seen.state.is_open() { listed::due(&mut read, &shell, &book, row.dialogue, today).await? } else { None };
    let twice = kept::same_number(&mut read, row).await?;
    let bodies = if open { offered(&mut read, row.organisation, today).await? } else { Vec::new() };
    // A line that is the name of a body is a body that was chosen.
    let (chosen, typed): (Vec<String>, Vec<String>) =
        recipients.iter().cloned().partition(|line| bodies.iter().any(|body| body.value == *line));
    let held = dialogue::last_on(&mut read, row.dialogue).await?;
    let mut proposed = FormState::default()
        .with("happened_on", paper_day(held.unwrap_or(today), today))
        .with("general", row.general.clone().unwrap_or_default())
        .with("carrying_out", row.carrying_out.clone().unwrap_or_default())
        .with("recipients", typed.join("\n"));
    proposed.values.insert("recipient_bodies".to_owned(), chosen);
    let (from, mut wrong) = (points::from(uri, &asked), asked.wrong);
    let grant = granted_change.filter(|_| open);
    let forms = (&mut proposed, wrong.as_mut());
    let points::Writing { editing, offers, reasons } =
        points::writing(&mut read, &shell, &seen, grant.as_ref(), forms, from).await?;
    let ever = kept::was_proposed(&mut read, id).await?;
    let (lines, passed) = checks::lines(&shell, &seen, ever);
    let of_fate = |wanted: Fate| -> Vec<Matter> {
        let both = seen.matters.iter().zip(&seen.fates);
        both.filter(|(_, (fate, _))| *fate == wanted).map(|(matter, _)| matter_line(&shell, matter)).collect()
    };
    let rights = Rights {
        correct: granted(&mut read, visitor.by, Act::EventCorrect, of).await?.is_some(),
        strike: false,
        paper: timeline::recorder(&mut read, visitor.by).await?,
    };
    Ok(NoticePage {
        id,
        version: row.version,
        body: row.body.clone(),
        dialogue: Link::new(crate::dialogue::one::href(row.dialogue), talk.title.clone()),
        counted: counted(&shell, &seen.sums),
        status: status(&shell, &row.state),
        due,
        facts: facts(&shell, row),
        warnings: warnings(&shell, row, twice),
        points: points(&shell, &seen, editing, &reasons),
        from: from + 1,
        parts: parts(&seen, open, from),
        leads: offers.leads,
        cooperators: offers.bodies,
        deliveries: offers.deliveries,
        left: of_fate(Fate::Nowhere),
        noted: of_fate(Fate::Noted),
        answered: of_fate(Fate::Answered),
        later: of_fate(Fate::Later),
        beyond: of_fate(Fate::Beyond),
        places: places(&shell, &seen),
        checks: lines,
        passed,
        may_submit: open && seen.state == NoticeState::Draft,
        proposes: seen.points.iter().any(|point| point.proposed),
        may_publish: change && seen.state == NoticeState::Issued,
        may_replace: change && matches!(seen.state, NoticeState::Issued | NoticeState::Published),
        may_strike: change && !matches!(seen.state, NoticeState::Struck | NoticeState::Replaced),
        open,
        next_number: numbers.and_then(|row| next_number(&row, today)).unwrap_or_default(),
        signers,
        proposed,
        wrong,
        general: row.general.clone().unwrap_or_default(),
        carrying_out: row.carrying_out.clone().unwrap_or_default(),
        recipients,
        recipients_proposed,
        bodies,
        timeline: timeline::of(&mut read, &shell, &late, (Subject::Notice, id), rights).await?,
        wrong_step: asked.step,
        scans: scan::lines(&mut read, &shell, id).await?,
        may_scan: change && seen.state.is_issued(),
        most: acts::minutes::MOST_SCANS,
        most_mb: crate::declared::MOST_MB,
        shell: shell.clone(),
    })
}

/// The bodies that can be chosen to get a notice, each by its name: it stands on the paper as it was on that day.
async fn offered(read: &mut Reader<'_>, organisation: i64, today: Day) -> Result<Vec<Choice>, Halt> {
    let bodies = assignment::bodies(read, organisation, today, BODIES).await?;
    let others = bodies.iter().filter(|body| body.id != organisation);
    Ok(others.map(|body| Choice::new(body.name.clone(), body.name.clone())).collect())
}

/// The number that the program will draw next; none where it is typed from the paper.
fn next_number(row: &SeriesRow, today: Day) -> Option<String> {
    let anew = row.runs == NumberRuns::Year && row.counted_in < i64::from(today.year()) && row.counted_in != 0;
    (row.mode == NumberMode::Internal).then(|| format!("{:02}", if anew { 1 } else { row.next }))
}

/// How far a notice has come.
pub(crate) fn status(shell: &Shell, state: &str) -> Status {
    let shape = match state {
        "draft" => Shape::Todo,
        "submitted" => Shape::Doing,
        "issued" | "published" => Shape::Done,
        "replaced" => Shape::Returned,
        _ => Shape::Void,
    };
    Status::new(shape, shell.of("notice-state", state))
}

/// What was raised and what the notice makes of it, in one line.
pub(crate) fn counted(shell: &Shell, sums: &Sums) -> String {
    shell.ta(
        "notice-counted",
        &[
            ("all", &sums.all),
            ("answered", &sums.answered),
            ("later", &sums.later),
            ("points", &sums.points),
            ("beyond", &sums.beyond),
            ("noted", &sums.noted),
        ],
    )
}

fn facts(shell: &Shell, row: &NoticeRow) -> Vec<Fact> {
    let mut facts = Vec::new();
    let mut add = |label: &str, text: Option<String>, href: String| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            facts.push(Fact { label: shell.t(label), value: Link::new(href, text) });
        }
    };
    add("field-number", row.number.clone(), String::new());
    add("notice-submitted-on", row.submitted_on.map(Day::vn), String::new());
    add("notice-issued-on", row.issued_on.map(Day::vn), String::new());
    let signer = row.signer.as_ref().map(|(name, post)| format!("{name}, {}", shell.of("post", post)));
    add("field-signer", signer, String::new());
    add("notice-published-on", row.published_on.map(Day::vn), String::new());
    for (label, other) in [("notice-replaces", row.replaces), ("notice-replaced-by", row.replaced_by)] {
        add(label, other.map(|_| shell.t("notice-other")), other.map(href).unwrap_or_default());
    }
    facts
}

fn warnings(shell: &Shell, row: &NoticeRow, twice: Option<i64>) -> Vec<Link> {
    let number = row.number.clone().unwrap_or_default();
    twice
        .map(|other| Link::new(href(other), shell.ta("notice-number-twice", &[("number", &number)])))
        .into_iter()
        .collect()
}

fn matter_line(shell: &Shell, matter: &MatterRow) -> Matter {
    let words = matter.words.as_deref().unwrap_or_default();
    Matter {
        case: matter.listed.case,
        no: matter.listed.no,
        place: matter.place.clone(),
        words: if words.is_empty() { shell.t("words-kept-back") } else { short(words, LETTERS) },
        gathered: matter.gathered.map(|round| Link::new(crate::gathering::href(round), shell.t("notice-gathered"))),
    }
}

/// A matter with all its words.
fn whole_line(shell: &Shell, matter: &MatterRow) -> Matter {
    let words = matter.words.clone().filter(|words| !words.is_empty());
    Matter { words: words.unwrap_or_else(|| shell.t("words-kept-back")), ..matter_line(shell, matter) }
}

/// The parts in which many points are written: the first and the last of each; none where one page holds them all.
fn parts(seen: &Seen, open: bool, from: usize) -> Vec<Link> {
    if !open || seen.points.len() <= points::AT_ONCE {
        return Vec::new();
    }
    let last = seen.points.len();
    let part = |first: usize| {
        let href =
            if first == from { String::new() } else { format!("{}?from={}#points", href(seen.row.id), first + 1) };
        Link::new(href, format!("{}–{}", first + 1, (first + points::AT_ONCE).min(last)))
    };
    (0..last).step_by(points::AT_ONCE).map(part).collect()
}

fn points(shell: &Shell, seen: &Seen, mut editing: Vec<(i64, Editing)>, reasons: &[Option<Proposal>]) -> Vec<Point> {
    (1..)
        .zip(&seen.points)
        .map(|(number, row)| Point {
            id: row.id,
            number,
            matter: if row.withheld { shell.t("words-kept-back") } else { row.matter.clone().unwrap_or_default() },
            conclusion: row.conclusion.clone().unwrap_or_default(),
            lead: row.lead.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
            with: row.with.iter().map(|(_, name)| name.clone()).collect(),
            due: row.due_on.map(Day::vn).unwrap_or_default(),
            evidence: row.evidence.clone().unwrap_or_default(),
            delivery: shell.of("delivery", &row.delivery),
            proposed: row.proposed,
            why: reasons[number - 1].map(|reason| why(shell, seen, row, reason)).unwrap_or_default(),
            matters: seen
                .matters
                .iter()
                .filter(|matter| row.cases.contains(&matter.listed.case))
                .map(|matter| matter_line(shell, matter))
                .collect(),
            faults: seen.faults.iter().filter_map(|fault| of_point(shell, *fault, number)).collect(),
            taken: row.notice != seen.row.id,
            editing: editing.iter().position(|(id, _)| *id == row.id).map(|at| editing.swap_remove(at).1),
        })
        .collect()
}

/// Why a lead is proposed, in words.
fn why(shell: &Shell, seen: &Seen, row: &PointRow, reason: Proposal) -> String {
    let field = seen.matters.iter().find(|matter| row.cases.contains(&matter.listed.case)).map(|matter| &matter.field);
    let field = field.map(|field| crate::case::field(shell, field)).unwrap_or_default();
    let body = row.lead.as_ref().map_or("", |(_, name)| name.as_str());
    let key = match reason {
        Proposal::Named(_) => "notice-why-named",
        Proposal::Field(_) => "notice-why-led",
        Proposal::Duty(_) => "notice-why-duty",
    };
    shell.ta(key, &[("body", &body), ("field", &field)])
}

/// What is wrong with a point, in words.
fn of_point(shell: &Shell, fault: Fault, number: usize) -> Option<String> {
    let (key, point) = match fault {
        Fault::Empty { point } => ("notice-fault-empty", point),
        Fault::Unsaid { point } => ("notice-fault-unsaid", point),
        Fault::NoLead { point } => ("notice-fault-lead", point),
        Fault::NoDue { point } => ("notice-fault-due", point),
        Fault::DueBeforeIssue { point } => ("notice-fault-early", point),
        Fault::Nowhere { .. } | Fault::Twice { .. } | Fault::Proposed { .. } => return None,
    };
    (point == number).then(|| shell.ta(key, &[("number", &number)]))
}

/// The points into which a matter can be put.
fn places(shell: &Shell, seen: &Seen) -> Vec<Choice> {
    let own = (1_usize..).zip(&seen.points).filter(|(_, row)| row.notice == seen.row.id);
    own.map(|(number, row)| {
        let matter = short(row.matter.as_deref().unwrap_or_default(), SHORT);
        let label = shell.ta("notice-place-point", &[("number", &number), ("matter", &matter)]);
        Choice::new(format!("point-{}", row.id), label)
    })
    .collect()
}
