//! Cases by field of work: a line for each, one for those that have none yet, and their sum.

use std::collections::BTreeMap;

use store::figure::results::{Counts, NO_FIELD, Which};

use super::counted::Made;
use crate::case::field;
use crate::look::Shell;
use crate::look::figure::FigureLine;

/// A field of work in words; what has none yet says so.
pub(super) fn field_named(shell: &Shell, code: &str) -> String {
    if code == NO_FIELD { shell.t("figures-no-field") } else { field(shell, code) }
}

impl Made<'_> {
    /// The lines, the largest first; what has no field yet comes last, so that they add up to all.
    pub(super) fn fields(&self, total: &Counts) -> Vec<FigureLine> {
        let mut fields: BTreeMap<&str, [i64; 3]> = BTreeMap::new();
        for (code, parts) in &total.fields {
            let code = code.split_once('.').map_or(code.as_str(), |(code, _)| code);
            let code = if code.is_empty() { NO_FIELD } else { code };
            let sums = fields.entry(code).or_default();
            for (sum, part) in sums.iter_mut().zip(parts) {
                *sum += part;
            }
        }
        let line = |(code, parts): (&&str, &[i64; 3])| {
            let of = Which { field: Some(code), ..Which::default() };
            self.cases(field_named(self.shell, code), of, *parts)
        };
        let (none, known): (Vec<_>, Vec<_>) = fields.iter().partition(|(code, _)| **code == NO_FIELD);
        let mut lines: Vec<FigureLine> = known.into_iter().map(line).collect();
        lines.sort_by_key(|line| -line.total);
        lines.extend(none.into_iter().map(line));
        if lines.len() > 1 {
            let cases = &total.cases;
            let all = [cases.resolved, cases.in_progress, cases.not_taken_up];
            let sum = self.cases(self.shell.t("figure-sum"), Which::default(), all);
            lines.push(FigureLine { sum: true, ..sum });
        }
        lines
    }
}
