//! Handovers: what an ended body or term leaves, in groups, each to be given to a receiver.

use askama::Template;

use super::form::{Choice, FormState};
use super::parts::{Link, Status};
use super::shell::Shell;

/// A handover in a list.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HandoverRow {
    /// The list.
    pub id: i64,
    /// The body, or the post and its holder.
    pub title: String,
    /// The body of a post; empty where the body itself ended.
    pub body: String,
    /// The first day on which it was no more, dd/mm/yyyy.
    pub ended_on: String,
    /// How many items it has.
    pub items: i64,
    /// How many have no receiver.
    pub open: i64,
    /// Open with so many items, or closed.
    pub status: Status,
}

/// `GET /handovers`.
#[derive(Debug, Clone, Template)]
#[template(path = "handovers.html")]
pub struct Handovers {
    /// The frame.
    pub shell: Shell,
    /// The lists, newest first.
    pub rows: Vec<HandoverRow>,
    /// The address of the next page, where there is one.
    pub next: Option<String>,
}

/// Items that are given together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Group {
    /// What the form posts.
    pub code: String,
    /// Its place on the page, part of its ids.
    pub number: i64,
    /// Kind, place and field, in words.
    pub title: String,
    /// How many it has.
    pub items: i64,
    /// How many have no receiver.
    pub open: i64,
    /// The address that shows its items.
    pub href: String,
    /// The body that is proposed, or empty.
    pub proposed: String,
}

/// An item of the group that is shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Item {
    /// Its id, posted where it is given alone.
    pub id: i64,
    /// What it is: a case with its words for whoever may read them, else its number.
    pub what: Link,
    /// The receiver, or empty.
    pub receiver: String,
    /// Whether it still has to be given.
    pub open: bool,
}

/// The items of one group.
#[derive(Debug, Clone, Default)]
pub struct Opened {
    /// The group.
    pub group: Group,
    /// Its items.
    pub items: Vec<Item>,
    /// The address of the next ones.
    pub next: Option<String>,
}

/// A group's form that was wrong.
#[derive(Debug, Clone, Default)]
pub struct WrongGroup {
    /// The group.
    pub number: i64,
    /// The form: `receiver` or `term`.
    pub form: FormState,
}

/// `GET /handovers/{id}`, and the answer to a wrong form of that page.
#[derive(Debug, Clone, Template)]
#[template(path = "handover.html")]
pub struct HandoverPage {
    /// The frame.
    pub shell: Shell,
    /// The list.
    pub id: i64,
    /// What ended.
    pub title: String,
    /// When, and the body of a post.
    pub line: String,
    /// How many items it has.
    pub items: i64,
    /// How many have no receiver.
    pub open: i64,
    /// Whether it is closed.
    pub closed: bool,
    /// Its version.
    pub version: i64,
    /// Groups, those with open items first.
    pub groups: Vec<Group>,
    /// The address of the next groups.
    pub next: Option<String>,
    /// The one group whose items are shown, instead of the groups.
    pub opened: Option<Opened>,
    /// Whether the reader may give.
    pub may_give: bool,
    /// Whether what an official left is given to an official: the field is then `term`, else `receiver`.
    pub to_official: bool,
    /// Those who can receive.
    pub receivers: Vec<Choice>,
    /// The form that looks for receivers by name, where there are more than a list offers: `find`.
    pub find: Option<FormState>,
    /// Forms with the proposal chosen, by the number of their group.
    pub forms: Vec<(i64, FormState)>,
    /// A form that was wrong.
    pub wrong: Option<WrongGroup>,
    /// What was wrong with closing.
    pub close: FormState,
}

static EMPTY: std::sync::LazyLock<FormState> = std::sync::LazyLock::new(FormState::default);

impl HandoverPage {
    /// The form of a group: the wrong one, else the one with the proposal.
    pub fn form(&self, number: &i64) -> &FormState {
        match &self.wrong {
            Some(wrong) if wrong.number == *number => &wrong.form,
            _ => self.forms.iter().find(|(of, _)| of == number).map_or(&EMPTY, |(_, form)| form),
        }
    }

    /// The name of the field that takes the receiver.
    pub fn field(&self) -> &'static str {
        if self.to_official { "term" } else { "receiver" }
    }

    /// Whether a form of the page was refused.
    pub fn is_wrong(&self) -> bool {
        self.wrong.is_some() || self.close.is_refused()
    }
}
