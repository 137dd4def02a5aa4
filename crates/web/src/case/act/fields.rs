//! The fields of each act of a case, with what can be chosen and what is proposed.

use domain::event::{ContactWay, ReviewResult};
use domain::permission::Act;
use domain::review::FIRST;
use store::case::PointRow;
use store::grant::{Grant, Of};
use store::organisation::TermRow;
use store::{Reader, assignment, case, organisation, review, search, transfer};

use super::super::standing::Facts;
use super::Doing;
use super::typed::{GROUNDS, VALUES};
use crate::case::{RESULTS, number, said};
use crate::dialogue::officials;
use crate::look::Shell;
use crate::look::case_act::{Field, ReplyTo};
use crate::look::form::{Choice, FormState};
use crate::page::{Halt, granted, short, words};
use crate::session::Visitor;

/// Bodies that a list offers at most.
pub(super) const MOST_BODIES: i64 = 300;
/// Cases that are offered to merge into.
const MOST_ROOTS: usize = 12;
/// Letters of a matter in a list.
pub(super) const LETTERS: usize = 90;

/// The fields of an act, and its form with what is proposed.
#[expect(clippy::too_many_lines, reason = "one arm for each act")]
pub(super) async fn of(
    read: &mut Reader<'_>,
    shell: &Shell,
    visitor: &Visitor,
    (doing, grant): (Doing, &Grant),
    facts: &Facts,
    form: FormState,
) -> Result<(FormState, Vec<Field>), Halt> {
    let mut fields = vec![Field::Hidden("version")];
    let mut form = form;
    match doing {
        Doing::Assign => {
            let bodies = assignment::bodies(read, facts.row.decides_id, facts.today, MOST_BODIES).await?;
            let leads = bodies.iter().filter(|body| body.leads);
            fields.push(Field::Select(
                "lead",
                leads.map(|it| Choice::new(it.id.to_string(), &it.name)).collect(),
                "choose",
            ));
            fields.push(Field::Date("due_on", "hint-due"));
            fields.push(Field::Lines("evidence", "hint-evidence"));
            fields.push(Field::Tick("reach", "field-reach"));
            let others = bodies.iter().map(|it| Choice::new(it.id.to_string(), &it.name)).collect();
            fields.push(Field::Many("cooperating", others));
        }
        Doing::Accept => behalf(read, visitor, grant, facts, (&[facts.stands.bearer], &mut form, &mut fields)).await?,
        Doing::Progress => {
            fields.push(Field::Lines("note", "hint-progress"));
            behalf(read, visitor, grant, facts, (&[facts.stands.bearer], &mut form, &mut fields)).await?;
        }
        Doing::Extend => {
            if let Some(due_on) = facts.stands.due_on {
                fields.push(Field::Said(shell.ta("extend-present", &[("day", &due_on.vn())])));
            }
            fields.extend([
                Field::Date("due_on", "hint-date"),
                Field::Lines("reason", ""),
                Field::Tick("told", "field-told"),
            ]);
        }
        Doing::Suspend | Doing::Resume | Doing::Unmerge => fields.push(Field::Lines("reason", "")),
        Doing::Reopen => {
            fields.push(Field::Lines("reason", ""));
            anew(shell, facts, "hint-due-anew", &mut fields);
        }
        Doing::Reply => {
            fields.push(Field::Line("number", "hint-number"));
            reply_to(read, shell, visitor, grant, facts, false, (&mut form, &mut fields)).await?;
        }
        Doing::KeepPromise => {
            let promised = facts.points.iter().filter_map(|point| {
                let (_, by_on) = facts.stands.promised.iter().find(|(id, _)| *id == point.id)?;
                let asked = short(&said(shell, point), LETTERS);
                let hint = shell.ta("promise-until", &[("day", &by_on.vn())]);
                Some(Choice { value: point.id.to_string(), label: format!("{}. {asked}", point.no), hint })
            });
            let promised: Vec<Choice> = promised.collect();
            if let [only] = promised.as_slice() {
                form = form.with("point", only.value.clone());
            }
            fields.extend([Field::Radios("point", promised), Field::Lines("note", "hint-kept")]);
        }
        Doing::SendOn => send_on(read, shell, visitor, grant, facts, (&mut form, &mut fields)).await?,
        Doing::Receive | Doing::AnswerTransfer | Doing::DateTransfer | Doing::Return => {
            let ways = tells(read, shell, facts).await?;
            super::transferred::fields(shell, (doing, ways), facts, &mut form, &mut fields);
        }
        Doing::End => {
            let grounds = GROUNDS.map(|(word, _)| Choice::new(word, shell.of("end-ground", word)));
            fields.push(Field::Radios("end_ground", grounds.to_vec()));
            fields.push(Field::Lines("reason", "hint-end-reason"));
            fields.push(Field::Line("article", "hint-article"));
        }
        Doing::Merge | Doing::Link => roots(read, shell, visitor, facts, &form, &mut fields).await?,
        Doing::Assess => {
            let values = VALUES.map(|(word, _)| Choice::new(word, shell.of("assessment", word)));
            fields.push(Field::Radios("assessment", values.to_vec()));
            fields.push(Field::Lines("assess_words", "hint-assessment"));
            fields.push(Field::Contacts(ways(shell)));
        }
        Doing::Split => {
            let own = case::linked(read, facts.row.id).await?;
            let points = facts.points.iter().filter(|point| own.iter().any(|it| it.point == point.id));
            let label = |point: &PointRow| format!("{}. {}", point.no, short(&said(shell, point), LETTERS));
            let points = points.map(|point| Choice::new(point.id.to_string(), label(point))).collect();
            fields.extend([Field::Checks("point", points), Field::Lines("reason", "")]);
        }
        Doing::Tell => {
            let ways = tells(read, shell, facts).await?;
            fields.extend([Field::Radios("way", ways), Field::Lines("note", "hint-tell")]);
        }
        Doing::Review => {
            let asked = review::of_case(read, facts.row.id).await?.into_iter().rfind(|row| row.state == "open");
            if let Some(row) = &asked {
                let body = row.body_name.clone().unwrap_or_else(|| shell.t("review-body-above"));
                let level = shell.of("review-level", &row.level.to_string());
                let day = row.opened_on.vn();
                fields
                    .push(Field::Said(shell.ta("review-asked", &[("body", &body), ("level", &level), ("day", &day)])));
                fields.extend(row.reason.clone().map(Field::Said));
            }
            let results = ReviewResult::ALL.map(|it| Choice::new(it.as_str(), shell.of("review-result", it.as_str())));
            fields.push(Field::Radios("review_result", results.to_vec()));
            anew(shell, facts, "hint-due-upheld", &mut fields);
            fields.push(Field::Lines("reason", "hint-review-reason"));
            fields.push(Field::Line("number", "hint-number"));
            if let Some(above) = asked.filter(|row| row.level > FIRST).and_then(|row| row.body) {
                behalf(read, visitor, grant, facts, (&[above], &mut form, &mut fields)).await?;
            }
        }
        Doing::Confirm => {
            fields.push(Field::Lines("note", "hint-confirm"));
            let fronts = case::fronts(read, facts.row.decides_id, facts.today).await?;
            if !fronts.contains(&grant.organisation) {
                fields.push(Field::Line("document", "hint-confirm-document"));
            }
            behalf(read, visitor, grant, facts, (&fronts, &mut form, &mut fields)).await?;
        }
        _ => {
            let typed = (&mut form, &mut fields);
            super::within::fields(read, shell, visitor, (doing, grant), facts, typed).await?;
        }
    }
    fields.push(Field::Date("happened_on", "hint-on-paper"));
    Ok((form, fields))
}

/// Asks by when a reopened case has to be done anew, where somebody was made to lead it.
fn anew(shell: &Shell, facts: &Facts, hint: &'static str, fields: &mut Vec<Field>) {
    if facts.stands.assigned_on.is_some() {
        let present = facts.stands.due_on.map(|day| shell.ta("due-anew-present", &[("day", &day.vn())]));
        fields.extend(present.map(Field::Said));
        fields.push(Field::Date("due_on", hint));
    }
}

/// The cases to which this one can be added: found by words, or those like it.
async fn roots(
    read: &mut Reader<'_>,
    shell: &Shell,
    visitor: &Visitor,
    facts: &Facts,
    form: &FormState,
    fields: &mut Vec<Field>,
) -> Result<(), Halt> {
    let typed = form.value("q").to_owned();
    let found = if typed.trim().is_empty() {
        super::near::to(read, facts, MOST_ROOTS).await?
    } else {
        let found = search::find(read, &[facts.row.decides_id], &typed).await?;
        let found: Vec<i64> = found.into_iter().map(|one| one.case).take(MOST_ROOTS).collect();
        case::lines(read, &found).await?.into_iter().map(|line| (line, None)).collect()
    };
    let mut roots = Vec::with_capacity(found.len());
    for (line, near) in found {
        let own = visitor.by.organisation == facts.row.decides_id;
        let there = line.id != facts.row.id && line.origin_id == facts.row.origin_id;
        if there && (own || granted(read, visitor.by, Act::CaseRead, Of::Case(line.id)).await?.is_some()) {
            roots.push((line, near));
        }
    }
    let roots: Vec<Choice> = roots
        .iter()
        .map(|(line, near)| {
            let sorted_alike = !line.field.is_empty() && line.field == facts.row.field;
            let near = near.as_ref().map(|near| {
                let key = match (near.before, sorted_alike) {
                    (true, _) => "merge-near-before",
                    (false, true) => "merge-near",
                    (false, false) => "merge-near-place",
                };
                format!(" · {}", shell.ta(key, &[("words", &near.words)]))
            });
            let (number, near) = (number(line.id), near.unwrap_or_default());
            let hint = format!("{number} · {} · {}{near}", line.place, line.raised_on.vn());
            Choice { value: number, label: words(shell, line.words.as_deref(), LETTERS), hint }
        })
        .collect();
    if roots.is_empty() {
        fields.push(Field::Said(shell.t("merge-none")));
    } else {
        fields.push(Field::Radios("picked", roots));
    }
    fields.push(Field::Line("root", "hint-root"));
    fields.push(Field::Lines("reason", ""));
    Ok(())
}

/// How somebody can be reached.
fn ways(shell: &Shell) -> Vec<Choice> {
    ContactWay::ALL.map(|way| Choice::new(way.as_str(), shell.of("contact-way", way.as_str()))).to_vec()
}

/// How whoever raised the case can be told: who left neither name nor contact is told through the village, not by a call or a
/// letter that reaches nobody.
pub(super) async fn tells(read: &mut Reader<'_>, shell: &Shell, facts: &Facts) -> Result<Vec<Choice>, Halt> {
    let mut ways = ways(shell);
    if !case::is_reachable(read, facts.row.id).await? {
        let nobody = [ContactWay::Telephone, ContactWay::Letter].map(ContactWay::as_str);
        ways.retain(|way| !nobody.contains(&way.value.as_str()));
        ways.sort_by_key(|way| way.value != ContactWay::Village.as_str());
    }
    Ok(ways)
}

/// Asks for which body it is recorded, where that may be another one than the reader's own.
pub(super) async fn behalf(
    read: &mut Reader<'_>,
    visitor: &Visitor,
    grant: &Grant,
    facts: &Facts,
    (can, form, fields): (&[i64], &mut FormState, &mut Vec<Field>),
) -> Result<(), Halt> {
    let own = grant.organisation;
    let for_others = granted(read, visitor.by, Act::EventOnBehalf, Of::Case(facts.row.id)).await?.is_some();
    let mut bodies = Vec::new();
    for body in can {
        let known = bodies.iter().any(|choice: &Choice| choice.value == body.to_string());
        if !known
            && (*body == own || for_others)
            && let Some(row) = organisation::find(read, *body).await?
        {
            bodies.push(Choice::new(body.to_string(), row.name));
        }
    }
    if let Some(first) = bodies.iter().find(|choice| choice.value == own.to_string()).or(bodies.first())
        && (bodies.len() > 1 || first.value != own.to_string())
    {
        *form = std::mem::take(form).with("on_behalf_of", first.value.clone());
        fields.push(Field::Select("on_behalf_of", bodies, ""));
    }
    Ok(())
}

/// The value of a signer whom the paper does not name.
pub(super) const UNSAID: &str = "unsaid";

/// Who can have signed a paper; that it does not say who is chosen as well.
pub(super) fn signed_by(shell: &Shell, signers: &[TermRow]) -> Vec<Choice> {
    let mut choices = officials(shell.lang, signers);
    choices.push(Choice::new(UNSAID, shell.t("signer-unsaid")));
    choices
}

/// Whose reply it is, who signed it, and what it says of each point; a draft has no signer, and says of what it leaves out why.
pub(super) async fn reply_to(
    read: &mut Reader<'_>,
    shell: &Shell,
    visitor: &Visitor,
    grant: &Grant,
    facts: &Facts,
    drafts: bool,
    (form, fields): (&mut FormState, &mut Vec<Field>),
) -> Result<(), Halt> {
    // The body that leads replies first, then those that cooperate, then the one that decides.
    let mut can = vec![facts.stands.bearer];
    if let Some(in_force) =
        facts.dossier.assignments.iter().find(|row| ["open", "accepted"].contains(&row.state.as_str()))
    {
        let cooperating = assignment::cooperating(read, facts.row.id).await?;
        can.extend(cooperating.into_iter().filter(|(id, _)| *id == in_force.id).map(|(_, body)| body));
    }
    can.push(facts.row.decides_id);
    let bearer = facts.stands.bearer.to_string();
    let for_others = granted(read, visitor.by, Act::EventOnBehalf, Of::Case(facts.row.id)).await?.is_some();
    if for_others {
        *form = std::mem::take(form).with("on_behalf_of", bearer);
    }
    behalf(read, visitor, grant, facts, (&can, form, fields)).await?;
    let body = form.value("on_behalf_of").parse().unwrap_or(grant.organisation);
    let signers = organisation::terms(read, body, facts.today).await?;
    if !drafts && !signers.is_empty() {
        fields.push(Field::Select("signer", signed_by(shell, &signers), "choose"));
    }
    let open = facts.points.iter().filter(|point| facts.stands.open.contains(&point.id));
    let points: Vec<ReplyTo> =
        open.map(|point| ReplyTo { id: point.id, number: point.no, asked: said(shell, point) }).collect();
    let results = RESULTS.map(|(word, _)| Choice::new(word, shell.of("result", word))).to_vec();
    let leaves_out = drafts && points.len() > 1;
    fields.push(Field::Replies(points, results, leaves_out));
    Ok(())
}

async fn send_on(
    read: &mut Reader<'_>,
    shell: &Shell,
    visitor: &Visitor,
    grant: &Grant,
    facts: &Facts,
    (form, fields): (&mut FormState, &mut Vec<Field>),
) -> Result<(), Halt> {
    let bodies = assignment::bodies(read, facts.row.decides_id, facts.today, MOST_BODIES).await?;
    let others = bodies.iter().filter(|body| ![facts.row.decides_id, facts.stands.bearer].contains(&body.id));
    let receivers = others.map(|body| Choice {
        value: body.id.to_string(),
        label: body.name.clone(),
        hint: if body.outside { shell.t("body-outside") } else { String::new() },
    });
    fields.push(Field::Select("receiver", receivers.collect(), "choose"));
    fields.push(Field::Line("other_body", "hint-other-body"));
    let levels = ["commune", "district", "province"].map(|level| Choice::new(level, shell.of("chair-level", level)));
    let mut offered = Vec::new();
    for level in levels {
        if transfer::outside::place_of(read, facts.row.decides_id, &level.value).await?.is_some() {
            offered.push(level);
        }
    }
    fields.push(Field::Select("other_level", offered, "choose"));
    let free: Vec<Choice> = facts
        .points
        .iter()
        .filter(|point| facts.stands.free.contains(&point.id))
        .map(|point| {
            Choice::new(point.id.to_string(), format!("{}. {}", point.no, short(&said(shell, point), LETTERS)))
        })
        .collect();
    if free.len() > 1 {
        fields.push(Field::Checks("point", free));
    }
    fields.extend([
        Field::Line("number", "hint-letter-number"),
        Field::Lines("reason", ""),
        Field::Date("answer_by", "hint-answer-by"),
        Field::Line("proof", "hint-proof"),
        Field::Select("told_way", tells(read, shell, facts).await?, "told-not-yet"),
    ]);
    behalf(read, visitor, grant, facts, (&[facts.row.decides_id, facts.stands.bearer], form, fields)).await
}
