//! Fields that repeat: whatever a rule says of one of them stands at a control that the page has.

use std::collections::BTreeSet;

use web::lang::Lang;
use web::look::form::FormState;

use super::html::read;
use super::samples::pages;

/// The field and the row of a control that repeats.
fn of_row(name: &str) -> Option<(&str, i64)> {
    let (field, row) = name.rsplit_once('-')?;
    Some((field, row.parse().ok()?))
}

/// The names of the controls of each form that posts, with the ids under which they are found.
fn forms(html: &str) -> Vec<Vec<(String, String)>> {
    let whole = html.split("<form ").skip(1).filter_map(|rest| rest.split("</form>").next());
    whole
        .filter(|form| form.contains("method=\"post\""))
        .map(|form| {
            let (tags, _) = read(&format!("<form {form}</form>"));
            let controls = tags.iter().filter(|tag| ["input", "select", "textarea"].contains(&tag.name.as_str()));
            let named = controls.filter_map(|tag| {
                let name = tag.get("name")?.to_owned();
                Some((name.clone(), tag.get("id").unwrap_or(&name).to_owned()))
            });
            named.collect()
        })
        .collect()
}

#[test]
fn what_is_wrong_in_a_field_that_repeats_stands_at_one_of_its_rows() {
    let mut seen = BTreeSet::new();
    for page in pages(Lang::Vi) {
        for form in forms(&page.html) {
            let ids: BTreeSet<&str> = form.iter().map(|(_, id)| id.as_str()).collect();
            let repeated: BTreeSet<&str> = form.iter().filter_map(|(name, _)| Some(of_row(name)?.0)).collect();
            for field in repeated {
                let mut rows: Vec<&str> = form
                    .iter()
                    .filter(|(name, _)| of_row(name).is_some_and(|(known, _)| known == field))
                    .map(|(name, _)| name.as_str())
                    .collect();
                rows.dedup();
                let last = rows[rows.len() - 1];
                for (code, typed, facts) in [
                    ("missing", "", ("field", String::new())),
                    ("too-early", "01/09/2026", ("earliest", "10/09/2026".to_owned())),
                    ("too-late", "01/09/2026", ("latest", "31/08/2026".to_owned())),
                    ("too-long", "abcdef", ("most", "5".to_owned())),
                    ("not-a-date", "31/31", ("typed", "31/31".to_owned())),
                ] {
                    let plain = form.iter().map(|(name, _)| (name.as_str(), if name == last { typed } else { "" }));
                    // Something else of the row was typed, so that it is asked for.
                    let begun = last.replace(field, "begun");
                    let mut posted = FormState::posted(plain.chain([(begun.as_str(), "x")]));
                    posted.refuse(Lang::Vi, code, Some(field), &[facts]);
                    let at: Vec<&str> = posted.errors.iter().map(|error| error.field.as_str()).collect();
                    assert_eq!(at, [last], "{}: {field}, {code}", page.name);
                    // Where a page has the form once for each row, its summary knows how its ids end.
                    let own = form.iter().any(|(name, id)| name == at[0] && id != at[0] && id.starts_with(field));
                    assert!(own || ids.contains(at[0]), "{}: nothing has the id {}", page.name, at[0]);
                }
                seen.insert(field.to_owned());
            }
        }
    }
    for field in ["answer", "by_on", "ground", "evidence", "left_out", "contact_on"] {
        assert!(seen.contains(field), "no sample repeats {field}: {seen:?}");
    }
}
