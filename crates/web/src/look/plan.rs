//! Plans: the board of a year, one plan with what became of it, and the forms that write it.

use askama::Template;

use super::case::{Step, WrongStep};
use super::form::{Choice, FormState};
use super::history::Steps;
use super::parts::{Link, Shape, Status};
use super::shell::Shell;

/// A counter that opens what it counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Count {
    /// The number, or the fraction.
    pub number: String,
    /// The rows and the words.
    pub link: Link,
    /// The shape beside the words; `Over` prints the number in red.
    pub shape: Shape,
}

/// A dialogue in a month of the board.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mark {
    /// The drawing.
    pub icon: &'static str,
    /// Its class: `ln-ev--held`, `ln-ev--plan`, `ln-ev--moved`, `ln-ev--void`, `ln-ev--miss`, `ln-ev--add`.
    pub class: &'static str,
    /// The day, the month to which it was put off, or that it was called off; may be empty.
    pub text: String,
    /// The number of the note below the board that says why, in brackets; for paper, may be empty.
    pub note: String,
    /// What it is, in words.
    pub spoken: String,
    /// The dialogue or the plan.
    pub href: String,
}

/// A month of a post.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Month {
    /// Whether it is the present one.
    pub now: bool,
    /// Whether the last day in time lies in it.
    pub limit: bool,
    /// Its dialogues.
    pub marks: Vec<Mark>,
}

/// A post with its year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HeadRow {
    /// The post.
    pub post: String,
    /// The body.
    pub body: String,
    /// The plan with how far it came; an empty address where there is none.
    pub plan: Link,
    /// Whether it came too late, or is missing after its last day.
    pub plan_over: bool,
    /// The form in which the reader may draft it; empty where they may not.
    pub draft: String,
    /// Twelve months.
    pub months: Vec<Month>,
    /// Held of what was planned first: `02/04`.
    pub held: String,
    /// To how many the plan was adjusted, and what was held beside it; may be empty.
    pub beside: String,
    /// How it will come out; none where no confirmed rule says how many.
    pub forecast: Option<Status>,
    /// How the commune's conference with its people stands, where that is a duty of the body.
    pub conference: Option<Status>,
    /// Where it says so, that no rule is confirmed, or who has no quota.
    pub no_rule: String,
}

/// The posts of a place.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PlaceRows {
    /// The place.
    pub place: String,
    /// Its posts.
    pub heads: Vec<HeadRow>,
}

/// One of the dialogues that a counter counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemRow {
    /// Post and body.
    pub who: String,
    /// The month or the day.
    pub when: String,
    /// The dialogue or the plan, with the topic.
    pub link: Link,
    /// How it stands.
    pub status: Status,
    /// The reason that the body gives, or empty.
    pub reason: String,
    /// How that reason stands with those above, or empty.
    pub excuse: String,
}

/// A place that needs a word today.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Attention {
    /// Post and body.
    pub who: String,
    /// Why.
    pub why: String,
    /// What to do about it.
    pub link: Link,
}

/// `GET /plans`.
#[derive(Debug, Clone, Template)]
#[template(path = "plans.html")]
pub struct Plans {
    /// The frame.
    pub shell: Shell,
    /// The year.
    pub year: String,
    /// How many places and heads, and the day.
    pub eyebrow: String,
    /// The year before; none before there were bodies.
    pub earlier: Option<Link>,
    /// The year after; none beyond the next one.
    pub later: Option<Link>,
    /// The counters.
    pub counts: Vec<Count>,
    /// The last days that rules set, one line; empty where none is confirmed.
    pub rules: String,
    /// The number of the present month, where it is this year's; else 0.
    pub now: i64,
    /// The posts by place.
    pub places: Vec<PlaceRows>,
    /// Why dialogues were put off and called off, each with the number that stands at its mark.
    pub notes: Vec<String>,
    /// What a counter counts, with its words, where one was opened.
    pub opened: Option<(String, Vec<ItemRow>)>,
    /// The board without what a counter opened.
    pub all: String,
    /// At most three places that need a word.
    pub attention: Vec<Attention>,
    /// A text that urges those who are behind, to be copied; empty where nobody is, or it is none of the reader's.
    pub urge: String,
    /// The next page of places.
    pub next: Option<String>,
    /// The form of a new plan, where the reader may draft one.
    pub draft: Option<String>,
}

/// A planned dialogue of a plan's page.
#[derive(Debug, Clone, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is an act of its own that the reader may do")]
pub struct PlannedCard {
    /// Its id.
    pub id: i64,
    /// What it is to be about.
    pub topic: String,
    /// The month, and that to which it was put off.
    pub month: String,
    /// How and with whom.
    pub how: String,
    /// How it stands.
    pub status: Status,
    /// More about that: the day, lateness, the edition; may be empty.
    pub detail: String,
    /// The dialogue that it became.
    pub dialogue: Link,
    /// The reason that the body gives, or empty.
    pub reason: String,
    /// How that reason stands with those above.
    pub excuse: Option<Status>,
    /// What those above said of it, or empty.
    pub said: String,
    /// Whether the reader may announce it.
    pub may_announce: bool,
    /// Whether the reader may put it off.
    pub may_postpone: bool,
    /// Whether the reader may call it off, or give another reason.
    pub may_cancel: bool,
    /// Whether the reader may take a postponement or cancellation back.
    pub may_restore: bool,
    /// Whether the reader may say for the level above what it thinks of the reason.
    pub may_excuse: bool,
    /// What happened to it beside the plan, newest first.
    pub steps: Vec<Step>,
}

/// A form of the page that was wrong, by its name: `advance`, or `postpone-7`.
#[derive(Debug, Clone, Default)]
pub struct Wrong {
    /// Which.
    pub form: String,
    /// What was typed, and what was wrong.
    pub state: FormState,
}

/// `GET /plans/{id}`, and the answer to a wrong form of that page.
#[derive(Debug, Clone, Template)]
#[template(path = "plan.html")]
pub struct PlanPage {
    /// The frame.
    pub shell: Shell,
    /// Its id.
    pub id: i64,
    /// Post and year.
    pub title: String,
    /// The body, a link where the reader may open it.
    pub body: Link,
    /// Who holds the post.
    pub holder: String,
    /// How far it has come.
    pub status: Status,
    /// The board of its year.
    pub board: String,
    /// The year.
    pub year: String,
    /// Held of planned as a report prints it; empty until it is issued.
    pub printed: String,
    /// What the rules of the place ask, one line each.
    pub bounds: Vec<String>,
    /// The version that was shown.
    pub version: i64,
    /// What stands in the plan.
    pub standing: Vec<PlannedCard>,
    /// What an amendment took out.
    pub dropped: Vec<PlannedCard>,
    /// Whether the reader may write the draft anew.
    pub may_redraft: bool,
    /// Whether the reader may amend it.
    pub may_amend: bool,
    /// The steps that it can still take, where the reader may record one.
    pub steps: Vec<Choice>,
    /// What the forms propose.
    pub proposed: FormState,
    /// The form that was wrong.
    pub wrong: Option<Wrong>,
    /// The months of a postponement.
    pub months: Vec<Choice>,
    /// Accepted or questioned.
    pub judgements: Vec<Choice>,
    /// What happened to the plan, newest first.
    pub timeline: Vec<Step>,
    /// A correction or striking that was wrong.
    pub wrong_step: Option<WrongStep>,
}

impl PlanPage {
    /// The form of a name: the wrong one where it is this one, else what is proposed.
    pub fn form(&self, name: &str) -> &FormState {
        match &self.wrong {
            Some(wrong) if wrong.form == name => &wrong.state,
            _ => &self.proposed,
        }
    }

    /// The same for the form of a planned dialogue.
    pub fn form_of(&self, name: &str, id: &i64) -> &FormState {
        self.form(&format!("{name}-{id}"))
    }

    /// The steps of a history with the forms that amend them.
    pub fn history<'a>(&'a self, steps: &'a [Step]) -> Steps<'a> {
        Steps::new(&self.shell, steps, self.wrong_step.as_ref())
    }

    /// Whether a form of the page was refused.
    pub fn is_wrong(&self) -> bool {
        self.wrong.is_some() || self.wrong_step.is_some()
    }
}

/// What a form of a plan's dialogues is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Writing {
    /// A new draft.
    Draft,
    /// The draft anew.
    Redraft,
    /// An amendment.
    Amendment,
}

/// A row of that form: its fields end in a dash and its number.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Its number, from 1.
    pub number: i64,
    /// Whether it was copied from another year and waits to be confirmed.
    pub copied: bool,
    /// Whether it was confirmed.
    pub confirmed: bool,
    /// The names of its fields.
    pub names: [String; 5],
}

/// `GET /plans/new`, `/plans/{id}/draft`, `/plans/{id}/amend`, and the answers to wrong posts.
#[derive(Debug, Clone, Template)]
#[template(path = "plan-draft.html")]
pub struct PlanForm {
    /// The frame.
    pub shell: Shell,
    /// What it is for.
    pub writing: Writing,
    /// Where it posts.
    pub action: String,
    /// Where one goes back to, with the words.
    pub back: Link,
    /// The heading.
    pub title: String,
    /// `organisation`, `post`, `year`, `happened_on`, `reason`, `dropped`, and per line `month`, `topic`, `form`, `audience`,
    /// `confirmed`.
    pub form: FormState,
    /// The lines.
    pub lines: Vec<Line>,
    /// The bodies of a new draft.
    pub organisations: Vec<Choice>,
    /// The posts of a new draft: those that the body can have, and those that somebody holds in it.
    pub posts: Vec<Choice>,
    /// The plan that the post already has for the year, in a sentence.
    pub existing: Option<Link>,
    /// The months.
    pub months: Vec<Choice>,
    /// How a dialogue is held.
    pub forms: Vec<Choice>,
    /// With whom.
    pub audiences: Vec<Choice>,
    /// What an amendment may take out.
    pub droppable: Vec<Choice>,
    /// Topics that are proposed while one is typed.
    pub topics: Vec<String>,
    /// The form that copies the topics of the year before; empty where there is none, or they stand here.
    pub copy: Option<Link>,
    /// What the rules of the place ask, one line each.
    pub bounds: Vec<String>,
}

impl PlanForm {
    /// Whether it amends an issued plan.
    pub fn amends(&self) -> bool {
        self.writing == Writing::Amendment
    }

    /// Whether it makes a new plan.
    pub fn is_new(&self) -> bool {
        self.writing == Writing::Draft
    }

    /// The id of the first field of the line that comes with one more.
    pub fn next_line(&self) -> String {
        format!("month-{}", self.lines.len() + 1)
    }

    /// Whether lines wait to be confirmed.
    pub fn has_copies(&self) -> bool {
        self.lines.iter().any(|line| line.copied)
    }
}
