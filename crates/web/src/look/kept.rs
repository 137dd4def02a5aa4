//! A form that its page no longer has, with what was typed into it: to be read and copied.

use askama::Template;

use super::case::Step;
use super::form::FormState;
use super::parts::Link;
use super::shell::Shell;

/// Letters up to which what was typed stands on one line.
const ONE_LINE: usize = 60;

/// A field of the form as it was posted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Typed {
    /// Its name, which is the id of its control here.
    pub name: String,
    /// Its label.
    pub label: String,
    /// What was typed, or the words of what was chosen.
    pub value: String,
}

impl Typed {
    /// Whether it stands in several lines.
    pub fn is_long(&self) -> bool {
        self.value.contains('\n') || self.value.chars().count() > ONE_LINE
    }
}

/// The answer to a form that was refused and is not on its page any more.
#[derive(Debug, Clone, Template)]
#[template(path = "kept.html")]
pub struct KeptForm {
    /// The frame.
    pub shell: Shell,
    /// What was wrong.
    pub form: FormState,
    /// What else was wrong, in fields in which nothing was typed.
    pub beside: Vec<String>,
    /// What was typed and chosen, in the order of the form.
    pub typed: Vec<Typed>,
    /// What happened to the thing meanwhile, newest first; may be empty.
    pub meanwhile: Vec<Step>,
    /// The page of the thing as it is now.
    pub back: Link,
}
