//! Rules: the dated numbers of the law that this place goes by, confirmed with the document that sets them.

use askama::Template;
use askama::filters::HtmlSafe;

use super::form::{Choice, FormState};
use super::parts::{Link, Status};
use super::shell::Shell;

/// A rule in a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleRow {
    /// Its page.
    pub href: String,
    /// What it governs, in words.
    pub name: String,
    /// Its number in words: at most 7 working days, at least 4 a year, before 01/02.
    pub number: String,
    /// Where it holds.
    pub place: String,
    /// From when until when it holds.
    pub period: String,
    /// The document and its article.
    pub source: String,
    /// How well the number is known.
    pub provenance: String,
    /// Whether it is applied here.
    pub state: Status,
}

/// The rules about one matter, and the duties among them for which none is confirmed here.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RuleGroup {
    /// The part of an id that the heading gets.
    pub code: String,
    /// What they govern.
    pub title: String,
    /// Duties without a confirmed rule, each with the page on which one is confirmed.
    pub missing: Vec<Link>,
    /// Documents of which only the name is known, each with its place.
    pub documents: Vec<String>,
    /// What places before this one had, for duties of which none is confirmed here.
    pub proposals: Vec<RuleRow>,
    /// Whether two of those say different things of one duty.
    pub differ: bool,
    /// The rules that are or were applied here, or will be.
    pub rows: Vec<RuleRow>,
    /// Rules that bind nobody here.
    pub examples: Vec<RuleRow>,
}

/// `GET /rules`.
#[derive(Debug, Clone, Template)]
#[template(path = "rules.html")]
pub struct Rules {
    /// The frame.
    pub shell: Shell,
    /// The place whose rules these are, and the day.
    pub place: String,
    /// The day on which they are read: dd/mm/yyyy.
    pub on: String,
    /// How far the last change has come through the clocks that run; empty where it is through.
    pub progress: String,
    /// The body whose administrator confirms rules for the place, where that is not the reader's own; else empty.
    pub kept_by: String,
    /// The groups.
    pub groups: Vec<RuleGroup>,
}

/// A label and its value.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What it says.
    pub value: String,
}

impl Fact {
    /// A fact of its label and value.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self { label: label.into(), value: value.into() }
    }
}

/// `GET /rules/{rule}`, and the answer to a wrong form of that page.
#[derive(Debug, Clone, Template)]
#[template(path = "rule.html")]
pub struct RulePage {
    /// The frame.
    pub shell: Shell,
    /// The identifier of the rule, part of its addresses.
    pub rule: String,
    /// What it governs.
    pub title: String,
    /// Whether it is applied here, and how well the number is known.
    pub states: Vec<Status>,
    /// What is known of it: number, place, period, source, provenance, note.
    pub facts: Vec<Fact>,
    /// Every version of it, of the program and of this place, newest first.
    pub versions: Vec<RuleRow>,
    /// The version of the rulebook that is shown.
    pub version: i64,
    /// The body whose administrator confirms rules for the place, where that is not the reader's own; else empty.
    pub kept_by: String,
    /// The form that confirms a version, where the reader may: `copied`, `bound`, `amount` and `unit` or `day` and `month`,
    /// `valid_from`, `valid_to`, `document_title`, `document_number`, `happened_on`.
    pub confirm: Option<FormState>,
    /// Whether the rule has an amount; else it names a day of the year.
    pub counts: bool,
    /// Which side of its number may be asked for.
    pub bounds: Vec<Choice>,
    /// The units one may choose.
    pub units: Vec<Choice>,
    /// The form that withdraws the version in force: `copied`, `reason`.
    pub withdraw: Option<FormState>,
}

impl RulePage {
    /// Whether a form of the page was refused.
    pub fn is_wrong(&self) -> bool {
        [&self.confirm, &self.withdraw].into_iter().flatten().any(FormState::is_refused)
    }
}

/// A clock of a case whose due date would move.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Redated {
    /// The case; without an address for those who may not read it.
    pub case: Link,
    /// Which clock.
    pub clock: String,
    /// The due date now, dd/mm/yyyy, or the word for none.
    pub from: String,
    /// The due date afterwards.
    pub to: String,
}

/// What a change of a rule or a day would do, before it is done.
#[derive(Debug, Clone, Template)]
#[template(path = "rule-preview.html")]
pub struct Preview {
    /// The frame.
    pub shell: Shell,
    /// The page it came from.
    pub back: Link,
    /// Which part of the rulebook it belongs to: `rules` or `calendar`.
    pub tab: &'static str,
    /// What is about to be set.
    pub title: String,
    /// What will hold.
    pub facts: Vec<Fact>,
    /// How many due dates of cases move: how many, or that there may be more.
    pub count: String,
    /// Those that are shown.
    pub rows: Vec<Redated>,
    /// How many more of those that were looked at move; none where all are shown.
    pub left: usize,
    /// By how many days they move, one line each.
    pub shifts: Vec<String>,
    /// How much of what is due after dialogues moves; empty where nothing does.
    pub duties_count: String,
    /// Those that are shown: the dialogue, what is due.
    pub duties: Vec<Redated>,
    /// Where the form posts.
    pub action: String,
    /// What it posts.
    pub fields: Vec<(String, String)>,
}

/// The three parts of the rulebook as a row of links.
#[derive(Debug, Template)]
#[template(path = "parts/rule-tabs.html")]
pub struct RuleTabs<'a> {
    shell: &'a Shell,
    tab: &'a str,
}

impl HtmlSafe for RuleTabs<'_> {}

/// A rule as a row of a list.
#[derive(Debug, Template)]
#[template(path = "parts/rule-row.html")]
pub struct RuleLine<'a> {
    shell: &'a Shell,
    row: &'a RuleRow,
}

impl HtmlSafe for RuleLine<'_> {}

impl Shell {
    /// The parts of the rulebook: `rules`, `calendar`, `due`.
    pub fn rule_tabs<'a>(&'a self, tab: &'a str) -> RuleTabs<'a> {
        RuleTabs { shell: self, tab }
    }

    /// A rule as a row of a list.
    pub fn rule<'a>(&'a self, row: &'a RuleRow) -> RuleLine<'a> {
        RuleLine { shell: self, row }
    }
}
