//! What the reader was told (tin báo), and of what they want to be told.

use askama::Template;

use super::form::{Choice, FormState};
use super::parts::Link;
use super::shell::Shell;

/// A message.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MessageLine {
    /// The message.
    pub id: i64,
    /// What happened, and where it stands.
    pub link: Link,
    /// What it happened to, who did it, until when: one line.
    pub why: String,
    /// The body for which the reader is told.
    pub body: String,
    /// When it happened: dd/mm/yyyy hh:mm.
    pub at: String,
    /// Whether it was read.
    pub read: bool,
}

/// `GET /messages`, and the answer to a wrong form of it.
#[derive(Debug, Clone, Template)]
#[template(path = "messages.html")]
pub struct Messages {
    /// The frame.
    pub shell: Shell,
    /// The messages of this page, the newest first.
    pub rows: Vec<MessageLine>,
    /// The address of the next page, where there is one.
    pub next: Option<String>,
    /// The newest message of all, up to which all can be marked as read; nothing where none is unread.
    pub newest: Option<i64>,
    /// The form of what one wants to be told: `mail_address`, `digest`, `kinds`.
    pub form: FormState,
    /// The kinds of messages.
    pub kinds: Vec<Choice>,
}
