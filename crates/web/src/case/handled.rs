//! Who leads a case, where it was sent, in which it counts, what people say of it, and what the reader can record next.

use acts::assignment::OFFERED;
use domain::behalf::{Whose, whose};
use domain::calendar::Calendar;
use domain::case::redated;
use domain::correction::effective;
use domain::day::Day;
use domain::due::{self, Derivation, Direction, Period, Unit};
use domain::event::{Assessment, CaseEvent, ContactWay, Event, Recorded};
use domain::permission::Act;
use store::assignment;
use store::case::ClockRow;
use store::review::ReviewRow;
use store::rulebook::Rulebook;

use super::act::{Doing, GIVEN};
use super::number;
use super::standing::{Facts, Stands, offers};
use crate::due::working_days;
use crate::look::case::Step;
use crate::look::case_act::{Assignment, Handling, Review, Transfer};
use crate::look::parts::Shape;
use crate::look::{Link, Shell, Status};
use crate::page::{Halt, held};

/// Kind of the clock of a part.
pub(super) const PART: &str = "part";
/// What is offered beside the title; one less where an answer on the spot is.
const FIRST: usize = 2;

/// What stands beside the outcome: that work stands still, and what people say of the result.
pub(super) fn states(shell: &Shell, stands: &Stands) -> Vec<Status> {
    let mut states = Vec::new();
    if stands.suspended && !stands.closed {
        let runs_on = stands.assigned && !stands.paused;
        states.push(Status::new(Shape::Paused, shell.t(if runs_on { "case-set-aside" } else { "case-suspended" })));
    }
    if stands.under_review {
        states.push(Status::new(Shape::People, shell.t("case-under-review")));
    } else if stands.exhausted {
        states.push(Status::new(Shape::Undone, shell.t("review-exhausted")));
    }
    if let Some(value) = stands.assessment {
        let shape = if value == Assessment::Agreed { Shape::People } else { Shape::Todo };
        states.push(Status::new(shape, shell.of("case-assessed", value.as_str())));
    } else if stands.confirmed {
        states.push(Status::new(Shape::People, shell.t("case-confirmed")));
    }
    if let Some(found) = stands.found {
        let said =
            [("result", &shell.of("finding", found.result.as_str()) as &dyn crate::lang::Arg), ("day", &found.on.vn())];
        let Status { shape, .. } = crate::supervision::found_status(shell, found.result);
        states.push(Status::new(shape, shell.ta("supervision-flagged", &said)));
    }
    states
}

/// Who leads the case, where it was sent, and what can be recorded next.
pub(super) fn handling(shell: &Shell, book: &Rulebook, facts: &Facts, answers: bool) -> Result<Handling, Halt> {
    let id = facts.row.id;
    let offers = offers(facts)?;
    let link = |doing: &Doing| Link::new(format!("/cases/{id}/{}", doing.word()), shell.of("case-do", doing.word()));
    let mut links: Vec<Link> = offers.doings.iter().map(link).collect();
    let mut rest = links.split_off(links.len().min(FIRST - usize::from(answers)));
    // What holds more than one matter is taken apart before one of them is erased.
    if let [point] = facts.points.as_slice()
        && let Some(submission) = point.submission.filter(|_| !point.struck)
        && held(&facts.rights, Act::DenunciationErase)?.is_some()
    {
        let to = format!("/submissions/{submission}/denunciation");
        rest.push(Link::new(to, shell.t("denunciation-move-link")));
    }
    let to_case = |id: i64| Link::new(format!("/cases/{id}"), number(id));
    Ok(Handling {
        assignment: lead(shell, book, facts),
        transfers: facts
            .dossier
            .transfers
            .iter()
            .rev()
            .map(|row| transfer(shell, facts, row, offers.of_transfers))
            .collect(),
        within: super::within::within(shell, facts, &offers),
        reviews: reviews(shell, &facts.dossier.reviews),
        slips: slips(shell, facts)?,
        root: facts.row.root.map(to_case),
        merged: facts.dossier.merged.iter().copied().map(to_case).collect(),
        first: links,
        rest,
    })
}

/// The reviews of the result, the newest first.
fn reviews(shell: &Shell, rows: &[ReviewRow]) -> Vec<Review> {
    let review = |row: &ReviewRow| {
        let mut line = shell.of("review-level", &row.level.to_string());
        line = format!("{line}, {}", shell.ta("review-since", &[("day", &row.opened_on.vn())]));
        if let Some(on) = row.decided_on {
            line = format!("{line}, {}", shell.ta("review-decided-on", &[("day", &on.vn())]));
        }
        if !row.number.is_empty() {
            line = format!("{line}, {}", shell.ta("review-number", &[("number", &row.number)]));
        }
        let shape = match row.state.as_str() {
            "open" => Shape::Todo,
            "upheld" => Shape::Returned,
            "not_upheld" => Shape::Undone,
            _ => Shape::Void,
        };
        Review {
            body: row.body_name.clone().unwrap_or_else(|| shell.t("review-body-above")),
            line,
            reason: row.reason.clone().unwrap_or_default(),
            words: row.words.clone().unwrap_or_default(),
            status: Status::new(shape, shell.of("review-state", &row.state)),
        }
    };
    rows.iter().rev().map(review).collect()
}

/// The slips of the submissions of a case, for those who may give them.
fn slips(shell: &Shell, facts: &Facts) -> Result<Vec<(i64, String)>, Halt> {
    // Its submissions are those of the body with which it was raised.
    if held(&facts.rights, Act::SubmissionCode)?.is_none() {
        return Ok(Vec::new());
    }
    let followed = facts.points.iter().filter(|point| !point.withheld && !point.struck && point.body.is_some());
    let submissions: Vec<_> = followed.filter_map(|point| Some((point.submission?, point.no))).collect();
    let several = submissions.len() > 1;
    let words = |no: &i64| {
        if several { shell.ta("follow-card-point", &[("number", no)]) } else { shell.t("follow-card-do") }
    };
    Ok(submissions.iter().map(|(it, no)| (*it, words(no))).collect())
}

/// Until when a body that is not under the assigner accepts the case or gives it back: it has it on offer, and answers for it.
fn offer(shell: &Shell, book: &Rulebook, facts: &Facts, row: &assignment::AssignmentRow) -> String {
    let stands = &facts.stands;
    if row.state != "open" || !stands.assigned || stands.under || stands.bearer == stands.decides {
        return String::new();
    }
    let Some(last) = book.last_day(OFFERED, &facts.row.at, row.assigned_on) else { return shell.t("offer-no-rule") };
    let until = shell.ta("offer-until", &[("day", &last.due.on.vn())]);
    format!("{until} {}", super::clocks::ground(shell, last.rule))
}

fn lead(shell: &Shell, book: &Rulebook, facts: &Facts) -> Option<Assignment> {
    let in_force =
        facts.dossier.assignments.iter().find(|row| ["open", "accepted", "closed"].contains(&row.state.as_str()));
    let row = in_force?;
    let names = facts.dossier.cooperating.iter().filter(|(of, _)| *of == row.id).map(|(_, name)| name.as_str());
    let names: Vec<&str> = names.collect();
    let owed = row.state == "closed" && !facts.stands.promised.is_empty();
    let shape = match row.state.as_str() {
        "open" => Shape::Todo,
        "accepted" => Shape::Doing,
        _ if owed => Shape::Doing,
        _ => Shape::Done,
    };
    Some(Assignment {
        lead: row.lead_name.clone(),
        cooperating: names.join("; "),
        on: row.assigned_on.vn(),
        due: row.due_on.vn(),
        evidence: row.evidence.clone().unwrap_or_default(),
        state: Status::new(shape, shell.of("assignment-state", if owed { "promised" } else { &row.state })),
        offer: offer(shell, book, facts, row),
        times: facts.dossier.assignments.iter().filter(|row| row.state != "struck").count(),
    })
}

fn transfer(shell: &Shell, facts: &Facts, row: &store::transfer::TransferRow, may: bool) -> Transfer {
    let case = facts.row.id;
    let mut line = shell.of("transfer-mode", &row.mode);
    if !row.number.is_empty() {
        line = shell.ta("transfer-number", &[("mode", &line), ("number", &row.number)]);
    }
    line = format!("{line}, {}", shell.ta("transfer-sent-on", &[("day", &row.sent_on.vn())]));
    if let Some(by) = row.answer_by.filter(|_| row.waits()) {
        line = format!("{line}, {}", shell.ta("transfer-answer-by", &[("day", &by.vn())]));
    }
    let mut doings: Vec<Doing> = match row.state.as_str() {
        "sent" if may => vec![Doing::Receive, Doing::AnswerTransfer, Doing::Return],
        "received" if may => vec![Doing::AnswerTransfer, Doing::Return],
        _ => Vec::new(),
    };
    if row.waits() && row.answer_by.is_none() {
        line = format!("{line}, {}", shell.ta("transfer-waits", &[("count", &row.sent_on.days_until(facts.today))]));
        if may {
            doings.push(Doing::DateTransfer);
        }
    }
    let shape = match row.state.as_str() {
        "answered" => Shape::Done,
        "returned" => Shape::Returned,
        "struck" => Shape::Void,
        "received" => Shape::Doing,
        _ => Shape::Sent,
    };
    let href = |doing: &Doing| format!("/cases/{case}/{}?transfer={}", doing.word(), row.id);
    Transfer {
        to: row.to_name.clone(),
        line,
        proof: row.proof.clone().unwrap_or_default(),
        told: super::within::told_of(shell, facts, row),
        answers: super::within::answers(shell, facts, row.id),
        status: Status::new(shape, shell.of("transfer-state", &row.state)),
        doings: doings.iter().map(|it| Link::new(href(it), shell.of("case-do", it.word()))).collect(),
    }
}

/// The step of an event with the bodies and days that the event names.
pub(super) fn named(shell: &Shell, facts: &Facts, event: &Recorded, step: Step) -> Step {
    let Event::Case(happened) = &event.event else { return step };
    let receiver = |id: i64| facts.dossier.transfers.iter().find(|row| row.id == id).map(|row| row.to_name.clone());
    let facts_of = match happened {
        CaseEvent::Assigned { assignment, due_on, .. } => {
            let row = facts.dossier.assignments.iter().find(|row| row.id == *assignment);
            row.map(|row| shell.ta("step-assigned", &[("body", &row.lead_name), ("day", &due_on.vn())]))
        }
        CaseEvent::Extended { due_on, told, .. } => {
            let key = if *told { "step-extended-told" } else { "step-extended" };
            Some(shell.ta(key, &[("day", &due_on.vn())]))
        }
        CaseEvent::ReopenedUntil { due_on, .. } | CaseEvent::ReviewUpheld { due_on, .. } => {
            Some(shell.ta("step-anew", &[("day", &due_on.vn())]))
        }
        CaseEvent::SetAside { .. } => Some(shell.t("step-clock-runs-on")),
        CaseEvent::TakenUp { moved: Some(moved), .. } => Some(super::clocks::moved(shell, moved)),
        CaseEvent::SentOn { transfer, .. }
        | CaseEvent::TransferReceived { transfer }
        | CaseEvent::TransferAnswered { transfer, .. }
        | CaseEvent::TransferReplied { transfer, .. }
        | CaseEvent::TransferReturned { transfer, .. } => receiver(*transfer),
        CaseEvent::TransferDated { transfer, answer_by } => receiver(*transfer)
            .map(|name| format!("{name}, {}", shell.ta("transfer-answer-by", &[("day", &answer_by.vn())]))),
        CaseEvent::Merged { root, .. } | CaseEvent::Linked { root, .. } => Some(number(*root)),
        CaseEvent::Ended { ground, .. } => Some(shell.of("end-ground", ground.as_str())),
        CaseEvent::Told { way, .. } => Some(shell.of("contact-way", way.as_str())),
        CaseEvent::ToldByNotice { .. } => Some(shell.t("told-by-notice")),
        CaseEvent::DeliveryChosen { way, .. } => Some(shell.of("delivery", way.as_str())),
        CaseEvent::PartGiven { part, due_on, .. } => {
            let row = facts.dossier.parts.iter().find(|row| row.id == *part);
            row.map(|row| shell.ta("step-assigned", &[("body", &row.to_name), ("day", &due_on.vn())]))
        }
        CaseEvent::PartDone { part, .. } => {
            facts.dossier.parts.iter().find(|row| row.id == *part).map(|row| row.to_name.clone())
        }
        CaseEvent::ReplyApproved { own: true, .. } => Some(shell.t("step-own-approval")),
        CaseEvent::Urged { what, .. } => Some(shell.of("urged", what.as_str())),
        CaseEvent::Found { result, .. } => Some(shell.of("finding", result.as_str())),
        CaseEvent::Assessed { value, contacts, .. } => {
            let said = shell.of("assessment", value.as_str());
            // Who says so at the page of their code was not contacted by anybody.
            Some(match contacts.iter().filter(|contact| contact.way != ContactWay::Online).count() {
                0 => said,
                count => format!("{said}. {}", shell.ta("step-contacts", &[("count", &count)])),
            })
        }
        _ => None,
    };
    match facts_of {
        Some(first) if step.detail.is_empty() => Step { detail: first, ..step },
        Some(first) => Step { detail: format!("{first}. {}", step.detail), ..step },
        None => step,
    }
}

/// For which body an event was recorded by another one (nhập hộ), where its name is known here.
pub(super) fn on_behalf(facts: &Facts, event: &store::event::EventRow) -> Option<String> {
    let at = facts.history.iter().position(|known| known.id == event.recorded.id)?;
    let Some(Whose::Body(body)) = whose(&facts.history, at) else { return None };
    let row = &facts.row;
    let dossier = &facts.dossier;
    let named = [(row.accountable_id, &row.accountable), (row.decides_id, &row.decides), (row.origin_id, &row.origin)];
    let leads = dossier.assignments.iter().map(|row| (row.lead, &row.lead_name));
    let receivers = dossier.transfers.iter().map(|row| (row.to, &row.to_name));
    let parts = dossier.parts.iter().map(|row| (row.to, &row.to_name));
    let mut all = named.into_iter().chain(leads).chain(receivers).chain(parts);
    let name = all.find(|(id, _)| *id == body).map(|(_, name)| name.clone())?;
    (name != event.organisation).then_some(name)
}

/// The clocks of the assignments, promises and parts of a case: those that run or stand still, and of those that are over the last
/// one. A day that somebody typed explains itself by the calendar of today.
pub(super) fn clocks(book: &Rulebook, facts: &Facts) -> Vec<ClockRow> {
    let rows = &facts.dossier.clocks;
    let runs = |state: &str| state == "running" || state == "suspended";
    let mut shown: Vec<_> = rows.iter().filter(|row| runs(&row.state)).collect();
    if shown.is_empty() {
        shown.extend(rows.iter().rfind(|row| row.kind == assignment::AGENCY));
    }
    let clock = |row: &&assignment::ClockRow| {
        // A day that a rule proposed and that was kept explains itself by that rule.
        let own = (row.kind == assignment::AGENCY).then_some(&facts.row.at);
        let ruled = own.and_then(|at| book.last_day(GIVEN, at, row.from_on));
        // What moved it since is told beside; the count is of the day with which it was given.
        let moved = redated(&effective(&facts.history));
        let given = moved.first().filter(|_| own.is_some()).map_or(row.due_on, |first| first.from);
        let ruled = ruled.filter(|last| last.due.on == given);
        let typed = || derived(&book.calendar, row.from_on, given).map(|it| it.to_json()).unwrap_or_default();
        ClockRow {
            id: row.of,
            kind: row.kind.clone(),
            state: row.state.clone(),
            from_on: row.from_on,
            due_on: Some(row.due_on),
            rule_id: ruled.as_ref().map(|last| last.rule.id.clone()),
            rule_version: ruled.as_ref().map(|last| last.rule.version),
            derivation: ruled.map_or_else(typed, |last| last.derivation()),
        }
    };
    shown.iter().map(clock).chain(parts(book, facts)).collect()
}

/// The clocks of the parts that are being worked on: each has the day that the lead set, and stands still with the work.
fn parts<'a>(book: &'a Rulebook, facts: &'a Facts) -> impl Iterator<Item = ClockRow> + 'a {
    let state = if facts.stands.paused { "suspended" } else { "running" };
    let open = facts.dossier.parts.iter().filter(|row| row.state == "open");
    open.map(move |row| ClockRow {
        id: row.id,
        kind: PART.to_owned(),
        state: state.to_owned(),
        from_on: row.given_on,
        due_on: Some(row.due_on),
        rule_id: None,
        rule_version: None,
        derivation: derived(&book.calendar, row.given_on, row.due_on).map(|it| it.to_json()).unwrap_or_default(),
    })
}

/// How many days a typed date leaves: in working days where it is one, else in days of the calendar.
fn derived(calendar: &Calendar, from: Day, due_on: Day) -> Option<Derivation> {
    let days = u32::try_from(from.days_until(due_on)).ok()?;
    let worked = working_days(calendar, from, due_on).and_then(|count| u32::try_from(count).ok());
    let periods = [worked.map(|count| (count, Unit::WorkingDays)), Some((days, Unit::CalendarDays))];
    periods.into_iter().flatten().find_map(|(amount, unit)| {
        let period = Period { roll: false, ..Period::new(amount, unit, Direction::After) };
        let due = due::due(calendar, from, period).ok()?;
        (due.on == due_on).then(|| Derivation::of(&due, None))
    })
}
