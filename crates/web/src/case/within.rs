//! What goes on within a case, as its page shows it: drafts of replies, parts, a question asked back, where the matter has
//! been, how people are told, letters that urged.

use domain::case::Case;
use domain::correction::effective;
use domain::day::Day;
use domain::event::{CaseEvent, Event};
use domain::transfer::hops;
use store::reply::{self, DraftRow, LEFT_OUT};
use store::transfer::TransferRow;
use store::{Reader, organisation, urging};

use super::act::Doing;
use super::standing::{Facts, Offers};
use crate::look::case_act::{Delivery, Draft, Hop, Part, Within};
use crate::look::parts::Shape;
use crate::look::{Link, Shell, Status};
use crate::page::Halt;

/// What goes on within a case.
pub(super) async fn within(
    read: &mut Reader<'_>,
    shell: &Shell,
    facts: &Facts,
    offers: &Offers,
) -> Result<Within, Halt> {
    let mut drafts = Vec::new();
    for row in &facts.drafts {
        drafts.push(draft(read, shell, facts, offers, row).await?);
    }
    let question = facts.stands.asked.filter(|asked| !asked.answered && facts.stands.assigned);
    Ok(Within {
        drafts,
        parts: parts(shell, facts, offers),
        question: question.map(|it| shell.ta("ask-since", &[("day", &it.on.vn())])).unwrap_or_default(),
        hops: been(read, shell, facts).await?,
        deliveries: deliveries(read, shell, facts).await?,
        urged: urged(read, shell, facts.row.id).await?,
    })
}

async fn draft(
    read: &mut Reader<'_>,
    shell: &Shell,
    facts: &Facts,
    offers: &Offers,
    row: &DraftRow,
) -> Result<Draft, Halt> {
    let points = reply::draft_points(read, row.id).await?;
    let number = |id: i64| facts.points.iter().find(|point| point.id == id).map_or(0, |point| point.no);
    let shape = match row.state.as_str() {
        "submitted" => Shape::Todo,
        "approved" => Shape::Doing,
        "sent_back" => Shape::Returned,
        _ => Shape::Soon,
    };
    let doings = offers.of_drafts.iter().filter(|doing| doing.is_of_draft(&row.state));
    let link = |doing: &Doing| {
        let href = format!("/cases/{}/{}?draft={}", row.case, doing.word(), row.id);
        let rewrites = *doing == Doing::DraftReply;
        Link::new(href, if rewrites { shell.t("draft-rewrite") } else { shell.of("case-do", doing.word()) })
    };
    Ok(Draft {
        body: row.body_name.clone(),
        line: shell.ta("draft-by", &[("name", &row.drafter_name), ("day", &row.drafted_on.vn())]),
        status: Status::new(shape, shell.of("draft-state", &row.state)),
        back: row.back.clone().unwrap_or_default(),
        points: points
            .into_iter()
            .map(|point| {
                let result = if point.result == LEFT_OUT {
                    shell.t("draft-left-out")
                } else {
                    shell.of("result", &point.result)
                };
                (number(point.point), point.words.unwrap_or_else(|| shell.t("words-kept")), result)
            })
            .collect(),
        doings: doings.map(link).collect(),
    })
}

fn parts(shell: &Shell, facts: &Facts, offers: &Offers) -> Vec<Part> {
    let shown = facts.parts.iter().filter(|row| row.state != "struck");
    let part = |row: &store::assignment::PartRow| {
        let shape = match row.state.as_str() {
            "done" => Shape::Done,
            "ended" => Shape::Void,
            _ => Shape::Doing,
        };
        let href = format!("/cases/{}/part-done?part={}", facts.row.id, row.id);
        let done = offers.of_parts && row.state == "open";
        Part {
            to: row.to_name.clone(),
            words: row.words.clone().unwrap_or_default(),
            line: shell.ta("part-due", &[("day", &row.due_on.vn())]),
            status: Status::new(shape, shell.of("part-state", &row.state)),
            doings: done.then(|| Link::new(href, shell.of("case-do", "part-done"))).into_iter().collect(),
        }
    };
    shown.map(part).collect()
}

/// Where the matter has been; nothing where it never left the body with which it was raised.
async fn been(read: &mut Reader<'_>, shell: &Shell, facts: &Facts) -> Result<Vec<Hop>, Halt> {
    let known = effective(&facts.history);
    let closed = Case::by(Day::OPEN, &known).and_then(|case| case.closed_on);
    let been = hops(&known, closed);
    if been.len() < 2 {
        return Ok(Vec::new());
    }
    let mut shown = Vec::with_capacity(been.len());
    for hop in been {
        let body = organisation::find(read, hop.body).await?.map(|row| row.name).unwrap_or_default();
        let why = shell.of("hop", hop.held.as_str());
        let days = match hop.to {
            Some(to) => shell.ta("hop-from-to", &[("from", &hop.from.vn()), ("to", &to.vn())]),
            None => shell.ta("hop-since", &[("from", &hop.from.vn())]),
        };
        shown.push(Hop { body, line: format!("{why}, {days}"), days: hop.days(facts.today), now: hop.to.is_none() });
    }
    Ok(shown)
}

async fn deliveries(read: &mut Reader<'_>, shell: &Shell, facts: &Facts) -> Result<Vec<Delivery>, Halt> {
    let rows = reply::deliveries(read, facts.row.id).await?;
    let shown = rows.into_iter().filter(|row| row.state != "struck").filter_map(|row| {
        let point = facts.points.iter().find(|point| point.id == row.point)?;
        let shape = match row.state.as_str() {
            "told" => Shape::Done,
            "to_tell" => Shape::Todo,
            _ => Shape::Soon,
        };
        let status = Status::new(shape, shell.of("delivery-state", &row.state));
        Some(Delivery { number: point.no, way: shell.of("delivery", &row.way), status })
    });
    Ok(shown.collect())
}

async fn urged(read: &mut Reader<'_>, shell: &Shell, case: i64) -> Result<Vec<Link>, Halt> {
    let rows = urging::of_case(read, case).await?;
    let line = |row: urging::UrgedRow| {
        let args: [(&str, &dyn crate::lang::Arg); 2] = [("body", &row.to_name), ("day", &row.on.vn())];
        Link::new(format!("/urging/letters?letter={}", row.letter), shell.ta("urged-line", &args))
    };
    Ok(rows.into_iter().filter(|row| !row.struck).map(line).collect())
}

/// Whether the person was told of a transfer or of what came of it: on the day of a step or later.
pub(super) fn told_of(shell: &Shell, facts: &Facts, row: &TransferRow) -> String {
    if row.state == "struck" {
        return String::new();
    }
    let known = effective(&facts.history);
    let steps = known.iter().filter(|event| {
        matches!(&event.recorded.event,
            Event::Case(
                CaseEvent::SentOn { transfer, .. }
                | CaseEvent::TransferAnswered { transfer, .. }
                | CaseEvent::TransferReturned { transfer, .. },
            ) if *transfer == row.id)
    });
    let Some(last) = steps.map(|event| event.on).max() else { return String::new() };
    let told = known.iter().filter(|event| matches!(event.recorded.event, Event::Case(CaseEvent::Told { .. })));
    match told.map(|event| event.on).filter(|on| *on >= last).min() {
        Some(on) => shell.ta("transfer-told", &[("day", &on.vn())]),
        None => shell.t("transfer-untold"),
    }
}
