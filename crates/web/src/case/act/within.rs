//! The forms of what goes on within a case: drafts of replies, how people are told, questions asked back, parts. Their fields
//! and how they are read.

use acts::assignment::{AnswerAsk, AskBack, GiveBack, GivePart, PartDone};
use acts::reply::{Approve, ChooseDelivery, Draft, Issue, LeftOut, SendBack, Submit};
use domain::event::Delivery;
use domain::refusal::Refusal;
use store::grant::Grant;
use store::reply::LEFT_OUT;
use store::{Reader, assignment, organisation, reply};

use super::super::standing::Facts;
use super::super::within::drafted;
use super::Doing;
use super::fields::{LETTERS, MOST_BODIES, behalf, reply_to, signed_by};
use super::typed::{happened_on, ids, needed, one_of, reply_point, signer, text, told, version};
use crate::case::said;
use crate::dialogue::choice;
use crate::look::Shell;
use crate::look::case_act::Field;
use crate::look::form::{Choice, FormState};
use crate::page::{Halt, short, typed_day};
use crate::session::Visitor;

/// The fields of an act within a case, and its form with what is proposed.
pub(super) async fn fields(
    read: &mut Reader<'_>,
    shell: &Shell,
    visitor: &Visitor,
    (doing, grant): (Doing, &Grant),
    facts: &Facts,
    (form, fields): (&mut FormState, &mut Vec<Field>),
) -> Result<(), Halt> {
    let bearer = [facts.stands.bearer];
    match doing {
        Doing::DraftReply => {
            if let Some(draft) = choice("draft", form).ok().flatten() {
                fields.push(Field::Hidden("draft"));
                written(read, draft, form).await?;
            }
            reply_to(read, shell, visitor, grant, facts, true, (form, fields)).await?;
            fields.push(Field::Tick("submit", "field-submit"));
        }
        Doing::SubmitReply | Doing::ApproveReply => drafts(shell, facts, doing, (form, fields)),
        Doing::SendBackReply => {
            drafts(shell, facts, doing, (form, fields));
            fields.push(Field::Lines("reason", "hint-send-back"));
        }
        Doing::IssueReply => {
            drafts(shell, facts, doing, (form, fields));
            fields.push(Field::Line("number", "hint-number"));
            let picked = form.value("draft").to_owned();
            let body =
                facts.dossier.drafts.iter().find(|row| row.id.to_string() == picked).map_or(bearer[0], |row| row.body);
            let signers = organisation::terms(read, body, facts.today).await?;
            if !signers.is_empty() {
                fields.push(Field::Select("signer", signed_by(shell, &signers), "choose"));
            }
            fields.push(Field::Tick("signed", "field-signed"));
        }
        Doing::Deliver => {
            let points: Vec<Choice> = facts
                .points
                .iter()
                .map(|point| {
                    let label = format!("{}. {}", point.no, short(&said(shell, point), LETTERS));
                    Choice::new(point.id.to_string(), label)
                })
                .collect();
            if points.len() > 1 {
                fields.push(Field::Checks("point", points));
            }
            let ways = Delivery::ALL.map(|way| Choice::new(way.as_str(), shell.of("delivery", way.as_str())));
            fields.push(Field::Radios("delivery", ways.to_vec()));
        }
        Doing::AskBack => {
            fields.push(Field::Lines("question", "hint-question"));
            behalf(read, visitor, grant, facts, (&bearer, form, fields)).await?;
        }
        Doing::AnswerAsk => {
            if let Some(asked) = facts.stands.asked {
                fields.push(Field::Said(shell.ta("ask-since", &[("day", &asked.on.vn())])));
            }
            fields.push(Field::Lines("answer", ""));
        }
        Doing::GiveBack => {
            fields.push(Field::Lines("reason", "hint-give-back"));
            behalf(read, visitor, grant, facts, (&bearer, form, fields)).await?;
        }
        Doing::GivePart => {
            let under = assignment::under(read, facts.stands.bearer, facts.today, MOST_BODIES).await?;
            let under: Vec<Choice> = under.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect();
            if under.is_empty() {
                fields.push(Field::Said(shell.t("part-none-below")));
            }
            fields.push(Field::Select("part_to", under, "choose"));
            fields.extend([Field::Lines("work", "hint-work"), Field::Date("due_on", "hint-due")]);
            behalf(read, visitor, grant, facts, (&bearer, form, fields)).await?;
        }
        _ => {
            let open = facts.dossier.parts.iter().filter(|row| row.state == "open");
            let open: Vec<Choice> = open.map(|row| Choice::new(row.id.to_string(), &row.to_name)).collect();
            only(form, "part", &open);
            fields.extend([Field::Radios("part", open), Field::Lines("note", "hint-kept")]);
        }
    }
    Ok(())
}

/// Chooses the only one there is.
fn only(form: &mut FormState, name: &'static str, choices: &[Choice]) {
    if let [one] = choices {
        *form = std::mem::take(form).with(name, one.value.clone());
    }
}

/// The drafts of which that can be done, with what they say: nobody approves or issues what they don't see.
fn drafts(shell: &Shell, facts: &Facts, doing: Doing, (form, fields): (&mut FormState, &mut Vec<Field>)) {
    let rows = || facts.dossier.drafts.iter().filter(|row| doing.is_of_draft(&row.state));
    fields.push(Field::Drafts(rows().map(|row| drafted(shell, facts, row)).collect()));
    let rows = rows();
    let rows: Vec<Choice> = rows
        .map(|row| {
            let args: [(&str, &dyn crate::lang::Arg); 2] = [("name", &row.drafter_name), ("day", &row.drafted_on.vn())];
            Choice {
                value: row.id.to_string(),
                label: row.body_name.clone(),
                hint: format!("{} · {}", shell.of("draft-state", &row.state), shell.ta("draft-by", &args)),
            }
        })
        .collect();
    only(form, "draft", &rows);
    fields.push(Field::Radios("draft", rows));
}

/// What a draft says, in the fields of its form; what was typed since stays.
async fn written(read: &mut Reader<'_>, draft: i64, form: &mut FormState) -> Result<(), Halt> {
    for row in reply::draft_points(read, draft).await? {
        let of = |name: &str| format!("{name}-{}", row.point);
        let words = row.words.clone().unwrap_or_default();
        let mut typed = std::mem::take(form);
        if row.result == LEFT_OUT {
            typed = typed.with(&of("left_out"), words);
        } else {
            typed = typed.with(&of("answer"), words).with(&of("result"), row.result.clone());
            typed = typed.with(&of("evidence"), row.evidence_words.clone().unwrap_or_default());
            typed = typed.with(&of("ground"), row.ground.clone().unwrap_or_default());
            typed = typed.with(&of("by_on"), row.by_on.map(domain::day::Day::vn).unwrap_or_default());
        }
        *form = typed;
    }
    Ok(())
}

pub(super) fn draft(case: i64, form: &FormState) -> Result<Draft, Refusal> {
    let points = form.values("point").iter();
    let left = points.clone().filter(|point| !told(form, point));
    let left = left.map(|point| (point, text(form, &format!("left_out-{point}"))));
    let left_out = left.filter(|(_, reason)| !reason.trim().is_empty()).map(|(point, reason)| {
        Ok(LeftOut { point: point.parse().map_err(|_| Refusal::NotAChoice { field: "point" })?, reason })
    });
    Ok(Draft {
        case,
        version: version(form)?,
        draft: choice("draft", form)?,
        points: points
            .filter(|point| told(form, point))
            .map(|point| reply_point(form, point))
            .collect::<Result<_, _>>()?,
        left_out: left_out.collect::<Result<_, Refusal>>()?,
        on_behalf_of: choice("on_behalf_of", form)?,
        submit: form.value("submit") == "yes",
        happened_on: happened_on(form)?,
    })
}

pub(super) fn submit(case: i64, form: &FormState) -> Result<Submit, Refusal> {
    Ok(Submit { case, version: version(form)?, draft: needed("draft", form)?, happened_on: happened_on(form)? })
}

pub(super) fn approve(case: i64, form: &FormState) -> Result<Approve, Refusal> {
    Ok(Approve { case, version: version(form)?, draft: needed("draft", form)?, happened_on: happened_on(form)? })
}

pub(super) fn send_back(case: i64, form: &FormState) -> Result<SendBack, Refusal> {
    let (draft, reason) = (needed("draft", form)?, text(form, "reason"));
    Ok(SendBack { case, version: version(form)?, draft, reason, happened_on: happened_on(form)? })
}

pub(super) fn issue(case: i64, form: &FormState) -> Result<Issue, Refusal> {
    Ok(Issue {
        case,
        version: version(form)?,
        draft: needed("draft", form)?,
        number: text(form, "number"),
        signer: signer(form, form.value("signed") == "yes")?,
        signed: form.value("signed") == "yes",
        happened_on: happened_on(form)?,
    })
}

pub(super) fn deliver(case: i64, form: &FormState) -> Result<ChooseDelivery, Refusal> {
    let way = one_of("delivery", form, &Delivery::ALL.map(|way| (way.as_str(), way)))?;
    Ok(ChooseDelivery {
        case,
        version: version(form)?,
        points: ids("point", form)?,
        way,
        happened_on: happened_on(form)?,
    })
}

pub(super) fn ask_back(case: i64, form: &FormState) -> Result<AskBack, Refusal> {
    Ok(AskBack {
        case,
        version: version(form)?,
        words: text(form, "question"),
        on_behalf_of: choice("on_behalf_of", form)?,
        happened_on: happened_on(form)?,
    })
}

pub(super) fn answer_ask(case: i64, form: &FormState) -> Result<AnswerAsk, Refusal> {
    Ok(AnswerAsk { case, version: version(form)?, words: text(form, "answer"), happened_on: happened_on(form)? })
}

pub(super) fn give_back(case: i64, form: &FormState) -> Result<GiveBack, Refusal> {
    Ok(GiveBack {
        case,
        version: version(form)?,
        reason: text(form, "reason"),
        on_behalf_of: choice("on_behalf_of", form)?,
        happened_on: happened_on(form)?,
    })
}

pub(super) fn give_part(case: i64, form: &FormState) -> Result<GivePart, Refusal> {
    Ok(GivePart {
        case,
        version: version(form)?,
        to: needed("part_to", form)?,
        words: text(form, "work"),
        due_on: typed_day("due_on", form.value("due_on"))?,
        on_behalf_of: choice("on_behalf_of", form)?,
        happened_on: happened_on(form)?,
    })
}

pub(super) fn part_done(case: i64, form: &FormState) -> Result<PartDone, Refusal> {
    let (part, words) = (needed("part", form)?, text(form, "note"));
    Ok(PartDone { case, version: version(form)?, part, words, happened_on: happened_on(form)? })
}
