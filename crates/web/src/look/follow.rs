//! What people see of their own matter by code and PIN, and the slip that bears both. The pages are public: without a script,
//! for an old phone, with nobody's name.

use askama::Template;
use askama::filters::Safe;

use super::form::{Choice, FormState};
use super::parts::{Shape, Status};
use super::shell::Shell;

/// `GET /follow`: asks for code and PIN; also the answer to wrong ones.
#[derive(Debug, Clone, Template)]
#[template(path = "follow.html")]
pub struct Ask {
    /// The frame, of somebody whom the page does not know.
    pub shell: Shell,
    /// What was typed: `code`; the PIN is typed anew.
    pub form: FormState,
}

/// A line of what is so now: its label and its words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Line {
    /// Who, by when, what next.
    pub label: String,
    /// The words.
    pub text: String,
}

/// An answer to the person's matter.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Given {
    /// The words.
    pub text: String,
    /// The body, the day, on the spot or by which paper: one line.
    pub by: String,
    /// What came of it.
    pub result: Status,
    /// A promised day in words, or empty.
    pub promise: String,
    /// Why it can't be done, or empty.
    pub ground: String,
    /// What shows that it was done, or empty.
    pub evidence: String,
    /// That it is no longer in force, and since when; empty while it is.
    pub lapsed: String,
}

/// A step that the matter took.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Step {
    /// Its drawing.
    pub shape: Shape,
    /// The day and what happened.
    pub title: String,
    /// Which body, which paper; may be empty.
    pub detail: String,
}

/// A review as the person is told of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reviewed {
    /// Who reviews, since when, how it stands.
    pub title: String,
    /// Why the person did not agree.
    pub reason: String,
    /// What they were told; empty before.
    pub words: String,
}

/// What the person says of the result, where they can say it now.
#[derive(Debug, Clone, Default)]
pub struct Say {
    /// The form: `assessment`, `words`.
    pub form: FormState,
    /// The version of the case that is shown.
    pub version: i64,
    /// What they can choose.
    pub values: Vec<Choice>,
    /// The sentence above it: what happens when they do not agree.
    pub line: String,
}

/// The answer to `POST /follow` and `POST /follow/assess`: the matter behind a code.
#[derive(Debug, Clone, Template)]
#[template(path = "follow-matter.html")]
pub struct Matter {
    /// The frame.
    pub shell: Shell,
    /// The code, in groups.
    pub code: String,
    /// The PIN, posted again by the form.
    pub pin: String,
    /// The body with which it was raised.
    pub body: String,
    /// How it stands.
    pub states: Vec<Status>,
    /// That a day has passed, with an apology; empty where none has.
    pub late: String,
    /// What is so now, who is responsible, by when, what comes next.
    pub lines: Vec<Line>,
    /// Their own words.
    pub words: String,
    /// Where and when they were raised.
    pub raised: String,
    /// The answers in force.
    pub answers: Vec<Given>,
    /// What they said of the result, where they said anything.
    pub said: Option<Status>,
    /// The reviews, the oldest first.
    pub reviews: Vec<Reviewed>,
    /// Whether the authority has answered all that it can: the lawful ways that are left are told.
    pub exhausted: bool,
    /// The form of what they say, where they can say it now.
    pub say: Option<Say>,
    /// The way it has gone, from the first step on.
    pub steps: Vec<Step>,
}

/// The answer to `POST /submissions/{id}/slip`: the slip with code and PIN, to be printed or copied.
#[derive(Debug, Clone, Template)]
#[template(path = "follow-slip.html")]
pub struct FollowSlip {
    /// The frame, of who prints it.
    pub shell: Shell,
    /// The case.
    pub case: i64,
    /// The body with which the matter was raised.
    pub body: String,
    /// When it was raised, dd/mm/yyyy.
    pub raised_on: String,
    /// What the receipt of a letter says of it: label and value; nothing where it was no letter.
    pub receipt: Vec<(String, String)>,
    /// By when the person hears of it, dd/mm/yyyy; empty where no day is set.
    pub due: String,
    /// The code, in groups.
    pub code: String,
    /// The PIN.
    pub pin: String,
    /// The address of the page; empty where it can only be reached from this machine.
    pub address: String,
    /// The address with the code as a square code, SVG made by the program; empty where there is no address.
    pub square: String,
    /// The same as plain text, to be copied and sent.
    pub text: String,
}

impl Matter {
    /// Whether what they said was refused.
    pub fn is_wrong(&self) -> bool {
        self.say.as_ref().is_some_and(|say| say.form.is_refused())
    }
}

impl FollowSlip {
    /// What it is: the receipt of a letter, or a slip to follow a matter.
    pub fn title(&self) -> String {
        self.shell.t(if self.receipt.is_empty() { "follow-slip-title" } else { "letter-receipt-title" })
    }

    /// The square code, drawn.
    pub fn drawing(&self) -> Safe<&str> {
        Safe(&self.square)
    }
}
