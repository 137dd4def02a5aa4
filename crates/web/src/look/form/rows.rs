//! Fields that repeat: the control of the field `answer` in row 7 is `answer-7`. A refusal names the field alone; which rows
//! it is about is read from what was typed, so that it stands where it can be mended.

use domain::day::Day;

use super::FormState;

/// The controls at which a refusal of a field stands: the field itself where the form has it or it repeats nowhere, else
/// those rows of it that are refused, the first of all where that can't be told.
pub(super) fn places(form: &FormState, code: &str, field: &str, facts: &[(&str, String)]) -> Vec<String> {
    let own = || vec![field.to_owned()];
    if form.values.contains_key(field) {
        return own();
    }
    let row_of = |name: &str| name.strip_prefix(field)?.strip_prefix('-')?.parse::<i64>().ok();
    let mut rows: Vec<i64> = form.values.keys().filter_map(|name| row_of(name)).collect();
    rows.sort_unstable();
    if rows.is_empty() {
        return own();
    }
    let typed = |row: &i64| form.value(&format!("{field}-{row}")).trim().to_owned();
    let wrong: Vec<i64> = rows.iter().copied().filter(|row| is_wrong(form, code, (&typed(row), *row), facts)).collect();
    let first = || rows.iter().find(|row| !typed(row).is_empty()).or(rows.first()).copied();
    let wrong = if wrong.is_empty() { first().into_iter().collect() } else { wrong };
    wrong.into_iter().map(|row| format!("{field}-{row}")).collect()
}

/// Whether what was typed in a row is what a refusal of that code is about.
fn is_wrong(form: &FormState, code: &str, (typed, row): (&str, i64), facts: &[(&str, String)]) -> bool {
    let fact = |name: &str| facts.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str());
    let limit = |name: &str| fact(name).and_then(Day::parse_vn);
    match code {
        "missing" => typed.is_empty() && was_begun(form, row),
        "not-a-date" => fact("typed").is_some_and(|wrong| wrong.trim() == typed),
        "too-early" => Day::typed(typed).zip(limit("earliest")).is_some_and(|(typed, earliest)| typed < earliest),
        "too-late" => Day::typed(typed).zip(limit("latest")).is_some_and(|(typed, latest)| typed > latest),
        "too-long" => fact("most").and_then(|most| most.parse().ok()).is_some_and(|most| typed.chars().count() > most),
        _ => false,
    }
}

/// Whether anything was typed in a row: one that is left empty as a whole is not asked for.
fn was_begun(form: &FormState, row: i64) -> bool {
    let end = format!("-{row}");
    form.values.iter().any(|(name, values)| name.ends_with(&end) && values.iter().any(|value| !value.trim().is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> FormState {
        FormState::posted([
            ("by_on-9", "01/09/2026"),
            ("by_on-10", "01/10/2026"),
            ("answer-9", "Words"),
            ("answer-10", ""),
            ("answer-11", ""),
            ("number", "3"),
        ])
    }

    #[test]
    fn a_refusal_stands_at_the_rows_that_it_is_about() {
        let form = form();
        let earliest = [("earliest", "10/09/2026".to_owned())];
        assert_eq!(places(&form, "too-early", "by_on", &earliest), ["by_on-9"]);
        let latest = [("latest", "10/09/2026".to_owned())];
        assert_eq!(places(&form, "too-late", "by_on", &latest), ["by_on-10"]);
        assert_eq!(places(&form, "missing", "answer", &[]), ["answer-10"], "nobody began row 11");
        assert_eq!(places(&form, "too-long", "answer", &[("most", "4".to_owned())]), ["answer-9"]);
        assert_eq!(places(&form, "unreadable", "by_on", &[]), ["by_on-9"], "the first where it can't be told");
    }

    #[test]
    fn a_field_that_repeats_nowhere_stands_for_itself() {
        assert_eq!(places(&form(), "missing", "number", &[]), ["number"]);
        assert_eq!(places(&form(), "missing", "reason", &[]), ["reason"]);
    }
}
