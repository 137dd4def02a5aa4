//! A form that comes back wrong: what is wrong is told above it with a way to each control, and what was typed is still
//! there.

use std::collections::BTreeSet;

use crate::house::{attribute, plain, tag};

/// What a page keeps in its form, or a button says, and nobody types.
pub(super) const KEPT: [&str; 30] = [
    "denunciation_step",
    "complaint_step",
    "near_seen",
    "dropped",
    "sheet",
    "counted",
    "answered",
    "visit",
    "letter",
    "of_theme",
    "opinion",
    "gathered",
    "row",
    "job",
    "message",
    "duty",
    "event",
    "own_approval",
    "import",
    "version",
    "organisation",
    "sitting",
    "transfer",
    "point",
    "copied",
    "lines",
    "submission",
    "superior",
    "slip",
    "then",
];

/// What is typed where it can't be meant; found on no page by itself.
pub(super) const ODD: &str = "?lạ7391";

/// A control of a page, as far as somebody types into it.
struct Control {
    name: String,
    /// What it holds, where it is one to type into; nothing for a choice or what is hidden.
    typed: Option<String>,
}

/// What a page of a wrong form lacks, in words; nothing where it is as it should be.
pub(super) fn lacks(html: &str, form: &[(&'static str, String)]) -> Vec<String> {
    let Some(mut lacking) = unled(html) else {
        return vec!["nothing above the form says what is wrong".to_owned()];
    };
    let controls = controls(html);
    for (name, value) in form.iter().filter(|(_, value)| value == ODD) {
        let mut own = controls.iter().filter(|control| control.name == *name).peekable();
        if own.peek().is_some() && !own.any(|control| control.typed.as_ref().is_none_or(|typed| typed == value)) {
            lacking.push(format!("{name} no longer holds what was typed"));
        }
    }
    lacking
}

/// Fields in which something is chosen: its words are shown, whatever is posted for it.
const CHOSEN: [&str; 34] = [
    "denunciation_ground",
    "closure",
    "field",
    "stands",
    "letter_way",
    "visit_way",
    "refusal_ground",
    "receives",
    "receiver_kind",
    "reception_kind",
    "month",
    "to",
    "judged",
    "result",
    "kind",
    "lead",
    "receiver",
    "territory",
    "chair",
    "form",
    "audience",
    "post",
    "role",
    "way",
    "end_ground",
    "assessment",
    "review_result",
    "line",
    "organisation",
    "on_behalf_of",
    "term",
    "unit",
    "bound",
    "superior",
];

/// What a button carries and nobody types or chooses: a group of a list, a role that is taken away.
const CARRIED: [&str; 2] = ["group", "role"];

/// What of a form is on a page no more, in words. The page may be of a refusal that stands for itself, where nothing was
/// typed.
pub(super) fn loses(html: &str, form: &[(&'static str, String)]) -> Vec<String> {
    let mut lacking = unled(html).unwrap_or_default();
    let controls = controls(html);
    for (name, value) in form.iter().filter(|(_, value)| !value.trim().is_empty()) {
        let field = name.split('-').next().expect("a part");
        let (chosen, carried) = (CHOSEN.contains(&field), CARRIED.contains(&field));
        let mut own = controls.iter().filter(|control| control.name == *name);
        if !carried && !own.any(|control| chosen || control.typed.as_ref().is_none_or(|typed| typed == value)) {
            lacking.push(format!("{name} is lost"));
        }
    }
    lacking
}

/// The links of the summary that lead nowhere, in words; none where there is no summary.
fn unled(html: &str) -> Option<Vec<String>> {
    let mut lacking = Vec::new();
    let (_, summary) = html.split_once("govuk-error-summary\"")?;
    let summary = summary.split("</div></div>").next().unwrap_or_default();
    let ids: BTreeSet<String> = html.split('<').filter_map(|part| attribute(tag(part), "id")).collect();
    let ways: Vec<String> = summary.split("<a ").skip(1).filter_map(|part| attribute(tag(part), "href")).collect();
    for way in &ways {
        if !way.strip_prefix('#').is_some_and(|id| ids.contains(id)) {
            lacking.push(format!("the summary leads to {way}, which is not there"));
        }
    }
    if ways.is_empty() && !summary.contains("govuk-error-summary__body") {
        lacking.push("the summary says nothing".to_owned());
    }
    Some(lacking)
}

fn controls(html: &str) -> Vec<Control> {
    let mut found = Vec::new();
    for part in html.split('<').skip(1) {
        let tag = tag(part);
        let Some(name) = attribute(tag, "name") else { continue };
        let typed = match tag.split_whitespace().next().unwrap_or_default() {
            "textarea" => {
                let text = part.split_once('>').map(|(_, text)| text.strip_prefix('\n').unwrap_or(text));
                Some(text.map(plain).unwrap_or_default())
            }
            "input" => match attribute(tag, "type").as_deref() {
                Some("hidden" | "radio" | "checkbox" | "file" | "submit" | "password") => None,
                _ => Some(attribute(tag, "value").unwrap_or_default()),
            },
            "select" => None,
            _ => continue,
        };
        found.push(Control { name, typed });
    }
    found
}

#[test]
fn what_a_wrong_form_lacks_is_found() {
    let form = [("day", ODD.to_owned()), ("kind", ODD.to_owned()), ("gone", ODD.to_owned()), ("say", ODD.to_owned())];
    let whole = format!(
        "<div class=\"govuk-error-summary\"><div><ul><li><a href=\"#day\">A day</a></ul></div></div>\
         <input id=\"day\" name=\"day\" value=\"{ODD}\"><select name=\"kind\"></select><textarea name=\"say\">\n{ODD}</textarea>"
    );
    assert_eq!(lacks(&whole, &form), Vec::<String>::new());
    assert_eq!(lacks(&whole.replace("#day", "#night"), &form), ["the summary leads to #night, which is not there"]);
    assert_eq!(lacks(&whole.replace(ODD, ""), &form).len(), 2);
    assert_eq!(lacks("<p>No</p>", &form), ["nothing above the form says what is wrong"]);
}
