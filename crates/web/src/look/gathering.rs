//! Rounds in which opinions are gathered before a dialogue: the list, opening one, and its page.

use askama::Template;

use super::case::{Step, WrongStep};
use super::form::{Choice, FormState};
use super::history::Steps;
use super::parts::{Link, Status};
use super::shell::Shell;

/// A round in a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RoundLine {
    /// Its page with the dialogue that it is for; without an address where the reader may not open it.
    pub link: Link,
    /// Who gathers for whom, one line.
    pub why: String,
    /// How many opinions.
    pub count: String,
    /// The day that counts at its step, dd/mm/yyyy.
    pub on: String,
    /// How far it has come.
    pub status: Status,
}

/// `GET /gatherings`.
#[derive(Debug, Clone, Template)]
#[template(path = "gatherings.html")]
pub struct Gatherings {
    /// The frame.
    pub shell: Shell,
    /// The rounds, the newest first.
    pub rows: Vec<RoundLine>,
    /// The address of the next page, where there is one.
    pub next: Option<String>,
    /// Whether the reader may open one.
    pub may_open: bool,
}

/// `GET /gatherings/new`, and the answer to a wrong post.
#[derive(Debug, Clone, Template)]
#[template(path = "gathering-new.html")]
pub struct NewGathering {
    /// The frame.
    pub shell: Shell,
    /// Fields `organisation`, `gatherer`, `dialogue`, `happened_on`, and `asked_by_on`, `document` of a request.
    pub form: FormState,
    /// Whether the reader may ask another body to gather.
    pub may_ask: bool,
    /// The dialogues for which one can gather.
    pub dialogues: Vec<Choice>,
    /// The bodies that can gather.
    pub gatherers: Vec<Choice>,
}

/// An opinion on the page of its round.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OpinionLine {
    /// Its id.
    pub id: i64,
    /// Its number in the round.
    pub number: i64,
    /// Whether people are aggrieved by it.
    pub pressing: bool,
    /// The words.
    pub words: String,
    /// Whether people are aggrieved by it, place, field, how many people, who brought it: one line.
    pub line: String,
    /// Numbers of opinions of the round that are nearly the same; nothing is merged by the program.
    pub near: String,
    /// What became of it, once it was sent.
    pub status: Option<Status>,
    /// Its case, where it has one and the reader may open it.
    pub case: Option<Link>,
    /// The answer, and its day; empty while there is none.
    pub answer: String,
}

/// A theme on the page of its round.
#[derive(Debug, Clone, Default)]
pub struct ThemeBlock {
    /// Its id.
    pub id: i64,
    /// Its title.
    pub title: String,
    /// Its opinions.
    pub opinions: Vec<OpinionLine>,
    /// What was decided of it, one line; empty while nothing was.
    pub fate: String,
    /// The reason, or what names the paper; may be empty.
    pub words: String,
    /// The form of the decision: `theme_way`, `agenda`, `receiver`, `reason`, `happened_on`.
    pub form: FormState,
}

/// What the lists of the page offer.
#[derive(Debug, Clone, Default)]
pub struct Offers {
    /// The place itself and its villages.
    pub villages: Vec<Choice>,
    /// The fields of work.
    pub fields: Vec<Choice>,
    /// The kinds of submission.
    pub kinds: Vec<Choice>,
    /// The themes.
    pub themes: Vec<Choice>,
    /// The lines of the agenda.
    pub agenda: Vec<Choice>,
    /// The bodies to which a theme can go.
    pub bodies: Vec<Choice>,
    /// What can be decided of a theme.
    pub ways: Vec<Choice>,
    /// How a table is taken.
    pub table_ways: Vec<Choice>,
}

/// What the page of a dialogue shows of gathering.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OfDialogue {
    /// Its rounds.
    pub rounds: Vec<RoundLine>,
    /// What was gathered under each line of the agenda.
    pub agenda: Vec<(String, Vec<OpinionLine>)>,
    /// Where a round is opened for it; empty where the reader may not.
    pub open: String,
}

/// A gathered matter near to one that was just spoken.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GatheredNear {
    /// The case of what was spoken.
    pub case: i64,
    /// Its version.
    pub version: i64,
    /// The case of what was gathered.
    pub root: i64,
    /// That case, by its words.
    pub link: Link,
    /// Who gathered it, the line of the agenda and its number: one line.
    pub line: String,
}

/// A gathered matter that may be spoken of, with the address of the desk with a form that is filled from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GatheredPick {
    /// The desk, with its words.
    pub link: Link,
    /// Who gathered it, and its number: one line.
    pub line: String,
    /// Whether the form at the desk is filled from it.
    pub chosen: bool,
}

/// A form of the page that was wrong.
#[derive(Debug, Clone, Default)]
pub struct WrongRound {
    /// What it is called: `add`, `revise`, `move`, `themes`, `table`, `take`, `send`, `place-7`, `open`, `strike`.
    pub form: String,
    /// What was typed.
    pub state: FormState,
}

/// `GET /gatherings/{id}`.
#[derive(Debug, Clone, Template)]
#[template(path = "gathering.html")]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own about the reader and the round")]
pub struct GatheringPage {
    /// The frame.
    pub shell: Shell,
    /// The round.
    pub id: i64,
    /// Its version.
    pub version: i64,
    /// The dialogue that it is for.
    pub title: String,
    /// The page of that dialogue; empty where the reader may not open it.
    pub dialogue: String,
    /// The body that gathers.
    pub gatherer: String,
    /// How far it has come.
    pub status: Status,
    /// What is said of it, one line each: label and words.
    pub facts: Vec<(String, String)>,
    /// Whether it was asked for and not begun, and the reader may begin it.
    pub to_open: bool,
    /// Whether opinions are typed, by the reader.
    pub typing: bool,
    /// Whether themes and places among them change, by the reader.
    pub changing: bool,
    /// Whether the reader may open what was closed again.
    pub closed: bool,
    /// Whether the synthesis was sent.
    pub sent: bool,
    /// Whether the reader decides what becomes of themes.
    pub deciding: bool,
    /// Opinions that stand in it.
    pub count: usize,
    /// After it was sent: opinions with neither a place on the agenda nor an answer.
    pub unanswered: Vec<OpinionLine>,
    /// What people are aggrieved by, in the order in which it was typed.
    pub pressing: Vec<OpinionLine>,
    /// Opinions without a theme.
    pub loose: Vec<OpinionLine>,
    /// The themes with theirs.
    pub themes: Vec<ThemeBlock>,
    /// What the lists offer.
    pub offers: Offers,
    /// The opinion that is typed anew; none where a new one is typed.
    pub editing: Option<i64>,
    /// What the forms propose.
    pub proposed: FormState,
    /// Rows of a table that wait for consent: words, and what stands beside them.
    pub waiting: Vec<(String, String)>,
    /// Why a table was not read, and its wrong rows.
    pub report: Option<super::import::Report>,
    /// Whether it has a survey, or the reader may set one up.
    pub surveyed: bool,
    /// What happened to the round, the newest first.
    pub timeline: Vec<Step>,
    /// The form that was wrong.
    pub wrong: Option<WrongRound>,
    /// The form of a step that was wrong.
    pub wrong_step: Option<WrongStep>,
}

impl GatheringPage {
    /// The form of an act: the wrong one where it is this one, else the proposed one.
    pub fn form(&self, form: &str) -> &FormState {
        match &self.wrong {
            Some(wrong) if wrong.form == form => &wrong.state,
            _ => &self.proposed,
        }
    }

    /// What happened to the round.
    pub fn history(&self) -> Steps<'_> {
        Steps::new(&self.shell, &self.timeline, self.wrong_step.as_ref())
    }

    /// The form into which an opinion is typed: a new one, or one that is there.
    pub fn adding(&self) -> &'static str {
        if self.editing.is_some() { "revise" } else { "add" }
    }

    /// Whether an opinion was picked in a form that was wrong.
    pub fn picked(&self, row: &OpinionLine) -> bool {
        self.form("move").chosen("opinions", &row.id.to_string())
    }

    /// Whether a theme is the first of which nothing was decided: its form stands open.
    pub fn is_next(&self, theme: &ThemeBlock) -> bool {
        self.themes.iter().find(|one| one.fate.is_empty()).is_some_and(|one| one.id == theme.id)
    }

    /// The form of the decision on a theme.
    pub fn placing<'a>(&'a self, theme: &'a ThemeBlock) -> &'a FormState {
        match &self.wrong {
            Some(wrong) if wrong.form == format!("place-{}", theme.id) => &wrong.state,
            _ => &theme.form,
        }
    }
}
