//! What was posted as whoever typed it would read it: a field by its label, a choice by its words.

use domain::permission::Act;
use store::grant::Of;
use store::{Reader, Stop, grant, organisation, plan, term, territory};

use crate::look::Shell;
use crate::page::short;
use crate::session::Visitor;

/// Letters of the topic of a planned dialogue.
const TOPIC: usize = 60;

/// What the value of a field stands for.
enum Means {
    /// Itself.
    Words,
    /// That it was ticked.
    Ticked,
    /// A word of the catalogues, of one of these families.
    Word(&'static [&'static str]),
    /// A thing of a kind, by its id.
    Thing(Kind),
}

/// A kind of thing that is chosen by its id.
#[derive(Clone, Copy)]
enum Kind {
    Body,
    Term,
    Place,
    Planned,
    /// One that is named nowhere else than in its list.
    Other,
}

fn means(field: &str) -> Means {
    match field {
        "lead" | "cooperating" | "receiver" | "superior" | "bodies" | "on_behalf_of" | "members_of"
        | "organisation" | "successors" => Means::Thing(Kind::Body),
        "chair" | "answered_by" | "term" | "signer" | "receives" => Means::Thing(Kind::Term),
        "territory" | "village" => Means::Thing(Kind::Place),
        "planned" | "dropped" => Means::Thing(Kind::Planned),
        "official" => Means::Thing(Kind::Other),
        "kind" => Means::Word(&["kind", "calendar-kind"]),
        "mark" => Means::Word(&["mark"]),
        "result" => Means::Word(&["result"]),
        "letter_way" => Means::Word(&["letter-way"]),
        "month" => Means::Word(&["plan-month"]),
        "form" => Means::Word(&["talk-form"]),
        "audience" => Means::Word(&["audience"]),
        "duties" => Means::Word(&["duty"]),
        "judged" => Means::Word(&["excuse-choice"]),
        "to" => Means::Word(&["plan-step"]),
        "post" => Means::Word(&["post"]),
        "role" => Means::Word(&["role"]),
        "field" => Means::Word(&["work-field"]),
        "stands" => Means::Word(&["import-stands-as"]),
        "line" => Means::Word(&["group"]),
        "body_kind" => Means::Word(&["body-kind"]),
        "assessment" => Means::Word(&["assessment"]),
        "review_result" => Means::Word(&["review-result"]),
        "end_ground" => Means::Word(&["end-ground"]),
        "way" | "told_way" | "contact_way" => Means::Word(&["contact-way"]),
        "reception_kind" => Means::Word(&["reception-kind"]),
        "receiver_kind" => Means::Word(&["receiver"]),
        "visit_way" => Means::Word(&["visit-outcome"]),
        "unit" => Means::Word(&["rule-unit"]),
        "bound" => Means::Word(&["rule-side"]),
        "unnamed" | "outside" | "reach" | "told" | "confirmed" | "online" | "again" | "no_denunciation" => {
            Means::Ticked
        }
        _ => Means::Words,
    }
}

/// The name of a field, and of the row where it repeats.
fn parts(name: &str) -> (&str, Option<&str>) {
    name.split_once('-').map_or((name, None), |(field, row)| (field, Some(row)))
}

/// The label of a field; where it repeats, with the number of its row.
pub(super) fn label(shell: &Shell, name: &str, pairs: &[(String, String)]) -> String {
    if let Some(group) = name.strip_prefix("people_") {
        return shell.of("audience", group);
    }
    let (field, row) = parts(name);
    let label = shell.lang.label(Some(field));
    let Some(row) = row else { return label };
    let mut rows: Vec<&str> = Vec::new();
    for (_, row) in pairs.iter().map(|(name, _)| parts(name)) {
        rows.extend(row.filter(|row| !rows.contains(row)));
    }
    let number = rows.iter().position(|known| *known == row).unwrap_or_default() + 1;
    if rows.len() < 2 { label } else { shell.ta("kept-row", &[("label", &label), ("number", &number)]) }
}

/// A value as it is read: words as they were typed, a choice by the words of its list. A thing that the reader may not
/// know of stays unnamed.
pub(super) async fn value(
    read: &mut Reader<'_>,
    visitor: &Visitor,
    shell: &Shell,
    name: &str,
    value: &str,
) -> Result<String, store::Error> {
    let kind = match means(parts(name).0) {
        Means::Words => return Ok(value.to_owned()),
        Means::Ticked => return Ok(shell.t("kept-yes")),
        Means::Word(families) => {
            let key = |family: &&str| format!("{family}-{}", value.replace(['_', '.'], "-"));
            let known = families.iter().map(key).find(|key| shell.lang.has(key));
            return Ok(known.map_or_else(|| value.to_owned(), |key| shell.t(&key)));
        }
        Means::Thing(kind) => kind,
    };
    let Ok(id) = value.parse::<i64>() else { return Ok(value.to_owned()) };
    let mut right = Act::OrganisationRead;
    let (of, said) = match kind {
        Kind::Body => match organisation::find(read, id).await? {
            Some(row) => (id, row.name),
            None => return Ok(shell.t("kept-chosen")),
        },
        Kind::Term => match term::find(read, id).await? {
            Some(row) => (row.organisation, format!("{}, {}", row.name, shell.of("post", &row.post))),
            None => return Ok(shell.t("kept-chosen")),
        },
        // Places are in the official tables, and their names in every list.
        Kind::Place => match territory::find(read, id).await? {
            Some(row) => return Ok(row.name),
            None => return Ok(shell.t("kept-chosen")),
        },
        Kind::Planned => {
            let Some(row) = plan::find_planned(read, id).await? else { return Ok(shell.t("kept-chosen")) };
            let topic = short(row.topic.as_deref().unwrap_or_default(), TOPIC);
            right = Act::PlanRead;
            match plan::find(read, row.plan).await? {
                Some(plan) => (plan.organisation, topic),
                None => return Ok(shell.t("kept-chosen")),
            }
        }
        Kind::Other => return Ok(shell.t("kept-chosen")),
    };
    match grant::may(read, visitor.by, right, Of::Organisation(of)).await {
        Ok(_) => Ok(said),
        Err(Stop::Refused(_)) => Ok(shell.t("kept-chosen")),
        Err(Stop::Failed(error)) => Err(error),
    }
}
