//! What has to hold before a notice is issued, line by line.

use domain::notice::Fault;

use super::Seen;
use crate::look::notice::CheckLine;
use crate::look::{Link, Shell};

/// What has to hold before the issue, each with where it is mended, and how many hold.
pub(super) fn lines(shell: &Shell, seen: &Seen, ever: bool) -> (Vec<CheckLine>, usize) {
    let to_point = |point: usize| {
        let id = seen.points.get(point - 1).map(|row| row.id).unwrap_or_default();
        Link::new(format!("#point-{id}"), shell.ta("notice-point-number", &[("number", &point)]))
    };
    let to_matter = |no: i64, href: &str| Link::new(href, shell.ta("notice-matter-no", &[("no", &no)]));
    let pick = |wanted: &dyn Fn(Fault) -> Option<Link>| -> Vec<Link> {
        seen.faults.iter().filter_map(|fault| wanted(*fault)).collect()
    };
    let (points, all) = (seen.points.len(), seen.sums.all);
    let mut lines = Vec::new();
    let mut add = |key: &str, of: usize, faults: Vec<Link>| {
        let holds = faults.is_empty();
        let words = shell.ta(key, &[("held", &(of - faults.len().min(of))), ("of", &of)]);
        lines.push(CheckLine { holds, words, faults, nothing: false });
    };
    add(
        "notice-check-once",
        all,
        pick(&|fault| match fault {
            Fault::Nowhere { no } => Some(to_matter(no, "#left")),
            Fault::Twice { no } => Some(to_matter(no, "#others")),
            _ => None,
        }),
    );
    add(
        "notice-check-said",
        points,
        pick(&|fault| if let Fault::Unsaid { point } = fault { Some(to_point(point)) } else { None }),
    );
    add(
        "notice-check-lead",
        points,
        pick(&|fault| if let Fault::NoLead { point } = fault { Some(to_point(point)) } else { None }),
    );
    add(
        "notice-check-due",
        points,
        pick(&|fault| match fault {
            Fault::NoDue { point } | Fault::DueBeforeIssue { point } => Some(to_point(point)),
            _ => None,
        }),
    );
    add(
        "notice-check-matter",
        points,
        pick(&|fault| if let Fault::Empty { point } = fault { Some(to_point(point)) } else { None }),
    );
    let proposed = pick(&|fault| if let Fault::Proposed { point } = fault { Some(to_point(point)) } else { None });
    // What was never proposed was not agreed to.
    if ever || !proposed.is_empty() {
        add("notice-check-confirmed", points, proposed);
    } else {
        let words = shell.t("notice-check-none-proposed");
        lines.push(CheckLine { words, nothing: true, ..CheckLine::default() });
    }
    let sums = &seen.sums;
    let listed = sums.answered + sums.later + sums.points + sums.beyond + sums.noted;
    lines.push(CheckLine {
        holds: listed == sums.all,
        words: shell.ta(
            if listed == sums.all { "notice-check-sums" } else { "notice-check-sums-left" },
            &[
                ("answered", &sums.answered),
                ("later", &sums.later),
                ("points", &sums.points),
                ("beyond", &sums.beyond),
                ("noted", &sums.noted),
                ("nowhere", &sums.nowhere),
                ("all", &sums.all),
            ],
        ),
        faults: Vec::new(),
        nothing: false,
    });
    let passed = lines.iter().filter(|line| line.holds).count();
    (lines, passed)
}
