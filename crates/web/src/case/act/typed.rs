//! The forms of the acts of a case, read into the acts.

use acts::assignment::{Accept, Assign, Extend, Progress, Resume, Suspend};
use acts::case::{Assess, Confirm, End, Link, Merge, Split, SpotResult, Tell, Unmerge};
use acts::reply::{KeepPromise, Reply, ReplyPoint};
use acts::transfer::{Receive, Return, SendOn, SendOutside};
use domain::day::Day;
use domain::event::{Assessment, Contact, ContactWay, EndGround};
use domain::refusal::Refusal;

use super::Doing;
use super::fields::UNSAID;
use crate::case::RESULTS;
use crate::dialogue::choice;
use crate::look::case_act::CONTACTS;
use crate::look::form::FormState;
use crate::page::typed_day;

/// What is wrong in rows of a form whose fields repeat: the control, and the refusal.
pub(super) fn wrong_rows(doing: Doing, form: &FormState) -> Vec<(String, Refusal)> {
    let mut wrong = Vec::new();
    match doing {
        Doing::Reply | Doing::DraftReply => {
            let points = form.values("point");
            for point in points.iter().filter(|point| told(form, point)) {
                if let Err(refusal) = reply_point(form, point) {
                    let field = refusal.field().unwrap_or("answer");
                    wrong.push((format!("{field}-{point}"), refusal));
                }
            }
            if let Some(first) = points.first().filter(|_| !points.iter().any(|point| told(form, point))) {
                wrong.push((format!("answer-{first}"), Refusal::Missing { field: "answer" }));
            }
        }
        Doing::AnswerTransfer => {
            let points = form.values("point");
            if let Some(first) = points.first().filter(|_| !points.iter().any(|point| told(form, point))) {
                wrong.push((format!("result-{first}"), Refusal::Missing { field: "result" }));
            }
            for point in points.iter().filter(|point| told(form, point)) {
                if let Err(refusal) = super::transferred::point_told(form, point) {
                    let field = refusal.field().unwrap_or("answer");
                    wrong.push((format!("{field}-{point}"), refusal));
                }
            }
        }
        Doing::Assess => {
            for row in 1..=CONTACTS {
                if let Err(refusal) = contact(form, row) {
                    let field = if refusal.field() == Some("contact_way") { "contact_way" } else { "contact_on" };
                    wrong.push((format!("{field}-{row}"), refusal));
                }
            }
        }
        _ => {}
    }
    wrong
}

/// Whether a reply promises something.
pub(super) fn promises(doing: Doing, form: &FormState) -> bool {
    let promised = |point: &String| form.value(&format!("result-{point}")) == "promised";
    matches!(doing, Doing::Reply) && form.values("point").iter().any(promised)
}

/// Whether anything was typed of a point.
pub(super) fn told(form: &FormState, point: &str) -> bool {
    ["result", "answer", "by_on", "ground", "evidence"]
        .iter()
        .any(|name| !form.value(&format!("{name}-{point}")).trim().is_empty())
}

pub(super) fn reply_point(form: &FormState, point: &str) -> Result<ReplyPoint, Refusal> {
    let value = |name: &str| form.value(&format!("{name}-{point}")).to_owned();
    let result = match value("result").as_str() {
        "" => return Err(Refusal::Missing { field: "result" }),
        word => RESULTS.into_iter().find(|(known, _)| *known == word).map(|(_, result)| result),
    };
    let result = result.ok_or(Refusal::NotAChoice { field: "result" })?;
    let told = ReplyPoint {
        point: point.parse().map_err(|_| Refusal::NotAChoice { field: "point" })?,
        result,
        by_on: typed_day("by_on", &value("by_on"))?,
        words: value("answer"),
        ground: value("ground"),
        evidence: value("evidence"),
    };
    let missing = |field, text: &str| if text.trim().is_empty() { Err(Refusal::Missing { field }) } else { Ok(()) };
    missing("answer", &told.words)?;
    match told.result {
        SpotResult::Promised if told.by_on.is_none() => Err(Refusal::Missing { field: "by_on" }),
        SpotResult::CannotBeDone => missing("ground", &told.ground).map(|()| told),
        _ => Ok(told),
    }
}

fn contact(form: &FormState, row: i64) -> Result<Option<Contact>, Refusal> {
    let on = typed_day("contact_on", form.value(&format!("contact_on-{row}")))?;
    let way = form.value(&format!("contact_way-{row}"));
    match (on, way) {
        (None, "") => Ok(None),
        (None, _) => Err(Refusal::Missing { field: "contact_on" }),
        (Some(_), "") => Err(Refusal::Missing { field: "contact_way" }),
        (Some(on), way) => {
            let way = ContactWay::ALL.into_iter().find(|known| known.as_str() == way);
            Ok(Some(Contact { on, way: way.ok_or(Refusal::NotAChoice { field: "contact_way" })? }))
        }
    }
}

pub(super) fn version(form: &FormState) -> Result<i64, Refusal> {
    choice("version", form)?.ok_or(Refusal::Unreadable { field: "version" })
}

pub(super) fn happened_on(form: &FormState) -> Result<Day, Refusal> {
    typed_day("happened_on", form.value("happened_on"))?.ok_or(Refusal::Missing { field: "happened_on" })
}

pub(super) fn text(form: &FormState, name: &str) -> String {
    form.value(name).to_owned()
}

pub(super) fn ids(field: &'static str, form: &FormState) -> Result<Vec<i64>, Refusal> {
    let values = form.values(field).iter().filter(|value| !value.is_empty());
    values.map(|value| value.parse().map_err(|_| Refusal::NotAChoice { field })).collect()
}

pub(super) fn needed(field: &'static str, form: &FormState) -> Result<i64, Refusal> {
    choice(field, form)?.ok_or(Refusal::Missing { field })
}

/// A word of a list; the empty one is missing.
pub(super) fn one_of<T: Copy>(field: &'static str, form: &FormState, all: &[(&str, T)]) -> Result<T, Refusal> {
    match form.value(field) {
        "" => Err(Refusal::Missing { field }),
        word => {
            let found = all.iter().find(|(known, _)| *known == word).map(|(_, value)| *value);
            found.ok_or(Refusal::NotAChoice { field })
        }
    }
}

pub(super) fn assign(case: i64, form: &FormState) -> Result<Assign, Refusal> {
    Ok(Assign {
        case,
        version: version(form)?,
        lead: needed("lead", form)?,
        cooperating: ids("cooperating", form)?,
        due_on: typed_day("due_on", form.value("due_on"))?,
        evidence: text(form, "evidence"),
        contact: form.value("reach") == "yes",
        happened_on: happened_on(form)?,
    })
}

pub(super) fn accept(case: i64, form: &FormState) -> Result<Accept, Refusal> {
    let on_behalf_of = choice("on_behalf_of", form)?;
    Ok(Accept { case, version: version(form)?, on_behalf_of, happened_on: happened_on(form)? })
}

pub(super) fn progress(case: i64, form: &FormState) -> Result<Progress, Refusal> {
    Ok(Progress {
        case,
        version: version(form)?,
        words: text(form, "note"),
        on_behalf_of: choice("on_behalf_of", form)?,
        happened_on: happened_on(form)?,
    })
}

pub(super) fn extend(case: i64, form: &FormState) -> Result<Extend, Refusal> {
    Ok(Extend {
        case,
        version: version(form)?,
        due_on: typed_day("due_on", form.value("due_on"))?,
        reason: text(form, "reason"),
        told: form.value("told") == "yes",
        happened_on: happened_on(form)?,
    })
}

pub(super) fn suspend(case: i64, form: &FormState) -> Result<Suspend, Refusal> {
    Ok(Suspend { case, version: version(form)?, reason: text(form, "reason"), happened_on: happened_on(form)? })
}

pub(super) fn resume(case: i64, form: &FormState) -> Result<Resume, Refusal> {
    Ok(Resume { case, version: version(form)?, reason: text(form, "reason"), happened_on: happened_on(form)? })
}

/// Who signed a paper. Where the page asks for it and the paper is there, nobody is passed over by leaving it out.
pub(super) fn signer(form: &FormState, asked: bool) -> Result<Option<i64>, Refusal> {
    match form.value("signer") {
        UNSAID => Ok(None),
        "" if asked && form.values.contains_key("signer") => Err(Refusal::Missing { field: "signer" }),
        _ => choice("signer", form),
    }
}

pub(super) fn reply(case: i64, form: &FormState) -> Result<Reply, Refusal> {
    let points = form.values("point").iter().filter(|point| told(form, point));
    Ok(Reply {
        case,
        version: version(form)?,
        number: text(form, "number"),
        signer: signer(form, true)?,
        points: points.map(|point| reply_point(form, point)).collect::<Result<_, _>>()?,
        on_behalf_of: choice("on_behalf_of", form)?,
        happened_on: happened_on(form)?,
    })
}

pub(super) fn keep_promise(case: i64, form: &FormState) -> Result<KeepPromise, Refusal> {
    Ok(KeepPromise {
        case,
        version: version(form)?,
        point: needed("point", form)?,
        words: text(form, "note"),
        happened_on: happened_on(form)?,
    })
}

/// Whether the form names a body that is not among those to choose from.
pub(super) fn names_another(form: &FormState) -> bool {
    !form.value("other_body").trim().is_empty()
}

pub(super) fn send_outside(case: i64, form: &FormState) -> Result<SendOutside, Refusal> {
    if !form.value("receiver").is_empty() {
        return Err(Refusal::NotAChoice { field: "other_body" });
    }
    if form.value("other_level").is_empty() {
        return Err(Refusal::Missing { field: "other_level" });
    }
    Ok(SendOutside { send: sent_to(case, 0, form)?, name: text(form, "other_body"), level: text(form, "other_level") })
}

pub(super) fn send_on(case: i64, form: &FormState) -> Result<SendOn, Refusal> {
    sent_to(case, needed("receiver", form)?, form)
}

fn sent_to(case: i64, to: i64, form: &FormState) -> Result<SendOn, Refusal> {
    Ok(SendOn {
        case,
        version: version(form)?,
        to,
        points: ids("point", form)?,
        number: text(form, "number"),
        proof: text(form, "proof"),
        reason: text(form, "reason"),
        answer_by: typed_day("answer_by", form.value("answer_by"))?,
        told: told_way(form)?,
        on_behalf_of: choice("on_behalf_of", form)?,
        happened_on: happened_on(form)?,
    })
}

/// How the person was told on the same day, if they were.
pub(super) fn told_way(form: &FormState) -> Result<Option<ContactWay>, Refusal> {
    if form.value("told_way").is_empty() { Ok(None) } else { way("told_way", form).map(Some) }
}

pub(super) fn receive(case: i64, form: &FormState) -> Result<Receive, Refusal> {
    Ok(Receive {
        case,
        version: version(form)?,
        transfer: needed("transfer", form)?,
        proof: text(form, "proof"),
        happened_on: happened_on(form)?,
    })
}

pub(super) fn give_back(case: i64, form: &FormState) -> Result<Return, Refusal> {
    Ok(Return {
        case,
        version: version(form)?,
        transfer: needed("transfer", form)?,
        reason: text(form, "reason"),
        happened_on: happened_on(form)?,
    })
}

/// The grounds of an end, by the words under which they are kept.
pub(super) const GROUNDS: [(&str, EndGround); 3] =
    [("withdrawn", EndGround::Withdrawn), ("guided", EndGround::Guided), ("refused", EndGround::Refused)];

pub(super) fn end(case: i64, form: &FormState) -> Result<End, Refusal> {
    Ok(End {
        case,
        version: version(form)?,
        ground: one_of("end_ground", form, &GROUNDS)?,
        basis: text(form, "article"),
        reason: text(form, "reason"),
        happened_on: happened_on(form)?,
    })
}

/// The number of a case as it is read aloud, or as it is picked.
fn root(form: &FormState) -> Result<i64, Refusal> {
    let typed = form.value("root").trim();
    let picked = form.value("picked");
    let typed = if typed.is_empty() { picked } else { typed };
    if typed.is_empty() {
        return Err(Refusal::Missing { field: "root" });
    }
    crate::case::numbered(typed).ok_or(Refusal::Unreadable { field: "root" })
}

pub(super) fn merge(case: i64, form: &FormState) -> Result<Merge, Refusal> {
    let root = root(form)?;
    Ok(Merge { case, version: version(form)?, root, reason: text(form, "reason"), happened_on: happened_on(form)? })
}

pub(super) fn link(case: i64, form: &FormState) -> Result<Link, Refusal> {
    let Merge { version, root, reason, happened_on, .. } = merge(case, form)?;
    Ok(Link { case, version, root, reason, happened_on })
}

pub(super) fn split(case: i64, form: &FormState) -> Result<Split, Refusal> {
    let points = ids("point", form)?;
    Ok(Split { case, version: version(form)?, points, reason: text(form, "reason"), happened_on: happened_on(form)? })
}

pub(super) fn unmerge(case: i64, form: &FormState) -> Result<Unmerge, Refusal> {
    Ok(Unmerge { case, version: version(form)?, reason: text(form, "reason"), happened_on: happened_on(form)? })
}

/// What a person can say of a result, by the words under which it is kept.
pub(super) const VALUES: [(&str, Assessment); 3] =
    [("agreed", Assessment::Agreed), ("not_agreed", Assessment::NotAgreed), ("none", Assessment::None)];

pub(super) fn assess(case: i64, form: &FormState) -> Result<Assess, Refusal> {
    let contacts = (1..=CONTACTS).filter_map(|row| contact(form, row).transpose());
    Ok(Assess {
        case,
        version: version(form)?,
        value: one_of("assessment", form, &VALUES)?,
        contacts: contacts.collect::<Result<_, _>>()?,
        words: text(form, "assess_words"),
        no_denunciation: form.chosen("no_denunciation", "yes"),
        happened_on: happened_on(form)?,
    })
}

fn way(field: &'static str, form: &FormState) -> Result<ContactWay, Refusal> {
    one_of(field, form, &ContactWay::ALL.map(|way| (way.as_str(), way)))
}

pub(super) fn tell(case: i64, form: &FormState) -> Result<Tell, Refusal> {
    let (way, words) = (way("way", form)?, text(form, "note"));
    Ok(Tell { case, version: version(form)?, way, words, happened_on: happened_on(form)? })
}

pub(super) fn confirm(case: i64, form: &FormState) -> Result<Confirm, Refusal> {
    Ok(Confirm {
        case,
        version: version(form)?,
        words: text(form, "note"),
        document: text(form, "document"),
        on_behalf_of: choice("on_behalf_of", form)?,
        happened_on: happened_on(form)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_paper_has_a_signer_or_it_is_said_that_it_names_none() {
        let form = |typed: &str| FormState::default().with("signer", typed);
        assert_eq!(signer(&form(""), true), Err(Refusal::Missing { field: "signer" }));
        assert_eq!(signer(&form(UNSAID), true), Ok(None));
        assert_eq!(signer(&form("7"), true), Ok(Some(7)));
        assert_eq!(signer(&form(""), false), Ok(None), "what was approved here need not say it");
        assert_eq!(signer(&FormState::default(), true), Ok(None), "nobody is known who could be chosen");
    }
}
