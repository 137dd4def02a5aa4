//! What can happen to the rulebook of an installation: its confirmed rules and its calendar.

use super::json::acts;
use crate::day::Day;
use crate::text::TextRef;

acts! {
    /// What happened to the rulebook.
    pub enum RulebookEvent {
        /// A version of a rule was confirmed with the document that sets it.
        "rulebook.rule_confirmed" 1 => RuleConfirmed {
            /// The rule.
            rule: String,
            /// Its version.
            version: i64,
            /// Title, number and date of the document.
            document: TextRef,
        },
        /// A version of a rule was taken out of force.
        "rulebook.rule_withdrawn" 1 => RuleWithdrawn { rule: String, version: i64, reason: TextRef },
        /// A day of the calendar was set.
        "rulebook.day_set" 1 => DaySet {
            /// The day.
            on: Day,
            /// What it is from now on.
            kind: String,
            /// The document that says so.
            document: TextRef,
        },
        /// A day of the calendar is again what the calendar of the program says.
        "rulebook.day_cleared" 1 => DayCleared { on: Day, reason: TextRef },
        /// All days off of a year are entered: working days of that year can be counted from now on.
        "rulebook.year_adopted" 1 => YearAdopted {
            /// The year.
            year: i16,
            /// The document that announces its days.
            document: TextRef,
        },
        /// A year is again what the calendar of the program says.
        "rulebook.year_dropped" 1 => YearDropped { year: i16, reason: TextRef },
        /// All days off of a year were entered at once, in place of whatever was set for it before.
        "rulebook.year_entered" 1 => YearEntered {
            /// The year.
            year: i16,
            /// Its days off and worked Saturdays, with what each is.
            days: Vec<(Day, String)>,
            /// Whether they were announced; otherwise they were computed, and dates that rest on them say so.
            announced: bool,
            /// The document that announces them, or what they were computed from.
            document: TextRef,
        },
        /// The bodies of a place are closed on days that would be worked: a storm, a flood.
        "rulebook.place_closed" 1 => PlaceClosed {
            /// The closure.
            closure: i64,
            /// The place, as rules name theirs.
            place: String,
            /// The first day.
            from: Day,
            /// The last day.
            to: Day,
            /// The document that says so.
            document: TextRef,
        },
        /// A closure does not count any more.
        "rulebook.closure_lifted" 1 => ClosureLifted { closure: i64, reason: TextRef },
    }
}
