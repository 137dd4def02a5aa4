//! What goes on within a case, as its page shows it: drafts of replies, parts, a question asked back, where the matter has
//! been, how people are told, letters that urged.

use domain::case::Case;
use domain::correction::effective;
use domain::day::Day;
use domain::transfer::hops;
use store::reply::{DraftRow, LEFT_OUT};
use store::transfer::{AnswerPointRow, AnswerRow, TransferRow};
use store::urging::UrgedRow;

use super::act::Doing;
use super::file::{attach_to, lines};
use super::standing::{Facts, Offers};
use crate::look::case::Answer as Given;
use crate::look::case_act::{Answered, Delivery, Draft, DraftPoint, Hop, Part, Within};
use crate::look::parts::Shape;
use crate::look::{Link, Shell, Status};

/// What goes on within a case.
pub(super) fn within(shell: &Shell, facts: &Facts, offers: &Offers) -> Within {
    let question = facts.stands.asked.filter(|asked| !asked.answered && facts.stands.assigned);
    Within {
        drafts: facts.dossier.drafts.iter().map(|row| draft(shell, facts, offers, row)).collect(),
        parts: parts(shell, facts, offers),
        question: question.map(|it| shell.ta("ask-since", &[("day", &it.on.vn())])).unwrap_or_default(),
        hops: been(shell, facts),
        deliveries: deliveries(shell, facts, offers),
        urged: urged(shell, facts),
    }
}

fn draft(shell: &Shell, facts: &Facts, offers: &Offers, row: &DraftRow) -> Draft {
    let doings = offers.of_drafts.iter().filter(|doing| doing.is_of_draft(&row.state));
    let link = |doing: &Doing| {
        let href = format!("/cases/{}/{}?draft={}", row.case, doing.word(), row.id);
        let rewrites = *doing == Doing::DraftReply;
        Link::new(href, if rewrites { shell.t("draft-rewrite") } else { shell.of("case-do", doing.word()) })
    };
    Draft { doings: doings.map(link).collect(), ..drafted(shell, facts, row) }
}

/// What a draft says, point by point, and where it stands.
pub(super) fn drafted(shell: &Shell, facts: &Facts, row: &DraftRow) -> Draft {
    let points =
        facts.dossier.draft_points.iter().filter(|(draft, _)| *draft == row.id).map(|(_, point)| point.clone());
    let number = |id: i64| facts.points.iter().find(|point| point.id == id).map_or(0, |point| point.no);
    let here = format!("/cases/{}", row.case);
    let shape = match row.state.as_str() {
        "submitted" => Shape::Todo,
        "approved" => Shape::Doing,
        "sent_back" => Shape::Returned,
        _ => Shape::Soon,
    };
    Draft {
        body: row.body_name.clone(),
        line: shell.ta("draft-by", &[("name", &row.drafter_name), ("day", &row.drafted_on.vn())]),
        status: Status::new(shape, shell.of("draft-state", &row.state)),
        back: row.back.clone().unwrap_or_default(),
        points: points
            .map(|point| {
                let result = if point.result == LEFT_OUT {
                    Status::new(Shape::Todo, shell.t("draft-left-out"))
                } else {
                    Status::result(shell.lang, &point.result)
                };
                let promise = point.by_on.map(|day| shell.ta("promise-until", &[("day", &day.vn())]));
                DraftPoint {
                    number: number(point.point),
                    words: point.words.unwrap_or_else(|| shell.t("words-kept")),
                    result,
                    promise: promise.unwrap_or_default(),
                    ground: point.ground.unwrap_or_default(),
                    evidence: point.evidence_words.unwrap_or_default(),
                    files: lines(shell, &facts.dossier.files, &here, (row.id, point.point)),
                    attach: attach_to(facts, row, point.point),
                }
            })
            .collect(),
        doings: Vec::new(),
    }
}

fn parts(shell: &Shell, facts: &Facts, offers: &Offers) -> Vec<Part> {
    let shown = facts.dossier.parts.iter().filter(|row| row.state != "struck");
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
fn been(shell: &Shell, facts: &Facts) -> Vec<Hop> {
    let known = effective(&facts.history);
    let closed = Case::by(Day::OPEN, &known).and_then(|case| case.closed_on);
    let been = hops(&known, closed);
    if been.len() < 2 {
        return Vec::new();
    }
    let receivers = facts.dossier.transfers.iter().map(|row| (row.to, &row.to_name));
    let names: Vec<_> = facts.dossier.bearers.iter().map(|(id, name)| (*id, name)).chain(receivers).collect();
    let mut shown = Vec::with_capacity(been.len());
    for hop in been {
        let name = names.iter().find(|(id, _)| *id == hop.body);
        let body = name.map(|(_, name)| (*name).clone()).unwrap_or_default();
        let why = shell.of("hop", hop.held.as_str());
        let days = match hop.to {
            Some(to) => shell.ta("hop-from-to", &[("from", &hop.from.vn()), ("to", &to.vn())]),
            None => shell.ta("hop-since", &[("from", &hop.from.vn())]),
        };
        shown.push(Hop { body, line: format!("{why}, {days}"), days: hop.days(facts.today), now: hop.to.is_none() });
    }
    shown
}

fn deliveries(shell: &Shell, facts: &Facts, offers: &Offers) -> Vec<Delivery> {
    let tells = offers.doings.contains(&Doing::Tell);
    let shown = facts.dossier.deliveries.iter().filter(|row| row.state != "struck").filter_map(|row| {
        let point = facts.points.iter().find(|point| point.id == row.point)?;
        let shape = match row.state.as_str() {
            "told" => Shape::Done,
            "to_tell" => Shape::Todo,
            _ => Shape::Soon,
        };
        let status = Status::new(shape, shell.of("delivery-state", &row.state));
        let note = || Link::new(format!("/cases/{}/tell", facts.row.id), shell.t("to-tell-note"));
        let tell = (tells && row.state == "to_tell").then(note);
        Some(Delivery { number: point.no, way: shell.of("delivery", &row.way), status, tell })
    });
    shown.collect()
}

fn urged(shell: &Shell, facts: &Facts) -> Vec<Link> {
    let line = |row: &UrgedRow| {
        let args: [(&str, &dyn crate::lang::Arg); 2] = [("body", &row.to_name), ("day", &row.on.vn())];
        Link::new(format!("/urging/letters?letter={}", row.letter), shell.ta("urged-line", &args))
    };
    facts.dossier.urged.iter().filter(|row| !row.struck).map(line).collect()
}

/// The letters by which the receiver of a transfer answered, point by point; without those recorded by mistake.
pub(super) fn answers(shell: &Shell, facts: &Facts, transfer: i64) -> Vec<Answered> {
    let number = |id: i64| facts.points.iter().find(|point| point.id == id).map_or(0, |point| point.no);
    let point = |it: &AnswerPointRow| DraftPoint {
        number: number(it.point),
        words: it.words.clone().unwrap_or_default(),
        result: of_letter(shell, it),
        promise: it.by_on.map(|day| shell.ta("promise-until", &[("day", &day.vn())])).unwrap_or_default(),
        ground: it.ground.clone().unwrap_or_default(),
        ..DraftPoint::default()
    };
    let letters = facts.dossier.answers.iter().filter(|row| row.transfer == transfer && !row.struck);
    let answered = |row: &AnswerRow| {
        let mut line = shell.ta("transfer-answered-on", &[("day", &row.on.vn())]);
        if !row.number.is_empty() {
            line = format!("{line}, {}", shell.ta("review-number", &[("number", &row.number)]));
        }
        if let Some(signer) = &row.signer {
            line = format!("{line}, {}", shell.ta("transfer-signed-by", &[("name", signer)]));
        }
        let points = facts.dossier.answer_points.iter().filter(|it| it.event == row.event);
        Answered { line, words: row.words.clone().unwrap_or_default(), points: points.map(point).collect() }
    };
    letters.map(answered).collect()
}

/// What the receiver of a transfer answered to a point, by its last letter that tells of it.
pub(super) fn elsewhere(shell: &Shell, facts: &Facts, point: i64) -> Option<Given> {
    let dossier = &facts.dossier;
    let told = dossier.answer_points.iter().filter(|it| it.point == point).filter_map(|it| {
        let letter = dossier.answers.iter().find(|row| row.event == it.event && !row.struck)?;
        let sent = dossier.transfers.iter().find(|row| row.id == letter.transfer && row.state != "struck")?;
        Some((it, letter, sent))
    });
    let (it, letter, sent) = told.max_by_key(|(_, letter, _)| (letter.on, letter.event))?;
    let body = match &letter.signer {
        Some(signer) => format!("{}, {}", sent.to_name, shell.ta("transfer-signed-by", &[("name", signer)])),
        None => sent.to_name.clone(),
    };
    Some(Given {
        text: it.words.clone().or_else(|| letter.words.clone()).unwrap_or_default(),
        body,
        on: letter.on.vn(),
        paper: letter.number.clone(),
        result: of_letter(shell, it),
        detail: it.by_on.map(Day::vn).unwrap_or_default(),
        ground: it.ground.clone().unwrap_or_default(),
        ..Given::default()
    })
}

/// What a letter says came of a point; that a letter came, where it does not say.
fn of_letter(shell: &Shell, it: &AnswerPointRow) -> Status {
    match &it.result {
        Some(result) => Status::result(shell.lang, result),
        None => Status::new(Shape::Sent, shell.t("result-letter")),
    }
}

/// Whether the person was told of a transfer or of what came of it: on the day of a step or later.
pub(super) fn told_of(shell: &Shell, facts: &Facts, row: &TransferRow) -> String {
    if row.state == "struck" {
        return String::new();
    }
    match domain::back::told_of(&effective(&facts.history), row.id) {
        None => String::new(),
        Some(Some(on)) => shell.ta("transfer-told", &[("day", &on.vn())]),
        Some(None) => shell.t("transfer-untold"),
    }
}
