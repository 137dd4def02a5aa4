//! What was read for the results, and how it adds up to the counts of a level and a line of duty.

use std::collections::BTreeSet;

use domain::dialogue::Line;
use domain::outcome::{Group, Outcome};
use domain::plan::PlannedState;
use domain::standing::Side;

use super::{Cases, Counts, Coverage};

/// Of which level and line of duty something is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Of {
    pub(super) level: String,
    pub(super) line: Line,
}

impl Of {
    fn is(&self, level: Option<&str>, line: Option<Line>) -> bool {
        level.is_none_or(|level| self.level == level) && line.is_none_or(|line| line.counts(self.line))
    }
}

/// How many cases are alike.
pub(super) struct CaseCount {
    pub(super) of: Of,
    pub(super) outcome: Outcome,
    /// As [`domain::standing::Standing`] has them.
    pub(super) sides: i64,
    pub(super) field: String,
    /// `raised`, `carried`, `reopened`.
    pub(super) came: String,
    pub(super) n: i64,
}

impl Cases {
    fn add(&mut self, case: &CaseCount) {
        let n = case.n;
        let when = |held: bool| if held { n } else { 0 };
        let group = case.outcome.group();
        let resolved = group == Group::Resolved;
        let is = |side: Side, word: &str| side.of(case.sides) == Some(word);
        self.total += n;
        self.resolved += when(resolved);
        self.in_progress += when(group == Group::InProgress);
        self.not_taken_up += when(group == Group::NotTakenUp);
        self.ended += when(case.outcome == Outcome::ResolvedEnded);
        self.cannot += when(case.outcome == Outcome::ResolvedCannot);
        self.confirmed += when(resolved && is(Side::Assessment, "agreed"));
        self.contradicted += when(resolved && is(Side::Assessment, "not_agreed"));
        self.not_asked += when(resolved && is(Side::Assessment, "not_asked"));
        self.confirmed_front += when(resolved && is(Side::Confirmed, "yes"));
        self.contradicted_front += when(resolved && is(Side::Confirmed, "contradicted"));
        self.on_time += when(is(Side::Due, "on_time"));
        self.late += when(is(Side::Due, "late"));
        self.overdue += when(case.outcome == Outcome::InProgressOverdue);
        self.no_due += when(is(Side::Due, "no_due"));
        self.waiting += when(is(Side::Transfer, "waiting"));
        self.beyond += when(is(Side::Competence, "beyond"));
        self.carried_over += when(case.came == "carried");
        self.raised += when(case.came == "raised");
        self.reopened += when(case.came == "reopened");
    }
}

/// Everything a report counts, as it was read.
#[derive(Default)]
pub(super) struct Found {
    /// Dialogues held: of which, whether beside the plan, how many.
    pub(super) held: Vec<(Of, bool, i64)>,
    /// Planned dialogues: of which, edition, state, how many.
    pub(super) planned: Vec<(Of, i64, PlannedState, i64)>,
    /// Units with a body: level and place.
    pub(super) units: Vec<(String, i64)>,
    /// Units whose body held a dialogue.
    pub(super) active: Vec<(Of, i64)>,
    /// Villages in which a session was held.
    pub(super) sites: Vec<(Of, i64)>,
    /// Turns and submissions of dialogues, and of these submissions what was raised elsewhere.
    pub(super) spoken: Vec<(Of, i64, i64, i64)>,
    /// Submissions of meetings of deputies with voters.
    pub(super) voters: Vec<(Of, i64)>,
    /// Letters and their submissions.
    pub(super) written: Vec<(Of, i64, i64, i64)>,
    /// Submissions of receptions, all of them raised elsewhere than at a dialogue or in a letter.
    pub(super) visited: Vec<(Of, i64, i64, i64)>,
    pub(super) cases: Vec<CaseCount>,
}

impl Found {
    /// The levels of which there is anything.
    pub(super) fn levels(&self) -> Vec<String> {
        let of = self
            .held
            .iter()
            .map(|held| &held.0)
            .chain(self.planned.iter().map(|planned| &planned.0))
            .chain(self.spoken.iter().map(|spoken| &spoken.0))
            .chain(self.written.iter().map(|written| &written.0))
            .chain(self.visited.iter().map(|visited| &visited.0))
            .chain(self.cases.iter().map(|case| &case.of));
        let levels: BTreeSet<&str> =
            of.map(|of| of.level.as_str()).chain(self.units.iter().map(|units| units.0.as_str())).collect();
        levels.into_iter().map(str::to_owned).collect()
    }

    pub(super) fn counts(&self, level: Option<&str>, line: Option<Line>) -> Counts {
        let mut counts = Counts::default();
        for (_, beside, n) in self.held.iter().filter(|held| held.0.is(level, line)) {
            counts.dialogues.held += n;
            counts.dialogues.added += if *beside { *n } else { 0 };
        }
        for (_, edition, state, n) in self.planned.iter().filter(|planned| planned.0.is(level, line)) {
            counts.dialogues.plan.add(*edition, *state, *n);
        }
        let units = self.units.iter().filter(|unit| level.is_none_or(|level| unit.0 == level));
        let units: BTreeSet<i64> = units.map(|unit| unit.1).collect();
        let distinct = |of: &[(Of, i64)]| -> BTreeSet<i64> {
            of.iter().filter(|of| of.0.is(level, line)).map(|of| of.1).collect()
        };
        let many = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        let active = distinct(&self.active);
        counts.coverage = Coverage {
            units: many(units.len()),
            active: many(active.len()),
            idle: many(units.difference(&active).count()),
            sites: many(distinct(&self.sites).len()),
        };
        for (_, turns, submissions, elsewhere) in self.spoken.iter().filter(|spoken| spoken.0.is(level, line)) {
            counts.turns += turns;
            counts.submissions += submissions;
            counts.elsewhere += elsewhere;
        }
        for (_, voters) in self.voters.iter().filter(|voters| voters.0.is(level, line)) {
            counts.voters += voters;
            counts.elsewhere -= voters;
        }
        for (_, letters, submissions, _) in self.written.iter().filter(|written| written.0.is(level, line)) {
            counts.letters += letters;
            counts.submissions += submissions;
        }
        for (.., submissions, elsewhere) in self.visited.iter().filter(|visited| visited.0.is(level, line)) {
            counts.submissions += submissions;
            counts.elsewhere += elsewhere;
        }
        for case in self.cases.iter().filter(|case| case.of.is(level, line)) {
            counts.cases.add(case);
            let place = match case.outcome.group() {
                Group::Resolved => 0,
                Group::InProgress => 1,
                _ => 2,
            };
            match counts.fields.get_mut(&case.field) {
                Some(field) => field[place] += case.n,
                None => counts.fields.entry(case.field.clone()).or_default()[place] += case.n,
            }
        }
        counts
    }
}
