//! Small pieces that several pages share.

use crate::lang::Lang;

/// A link with its words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Link {
    /// Where it leads: a path of this program.
    pub href: String,
    /// Its words, in the reader's language or as somebody typed them.
    pub text: String,
}

impl Link {
    /// A link of an address and its words.
    pub fn new(href: impl Into<String>, text: impl Into<String>) -> Self {
        Self { href: href.into(), text: text.into() }
    }
}

/// The shape that goes with a state, so that it is told without colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// A disc with a tick: settled.
    Done,
    /// A half disc: under way.
    Doing,
    /// A ring: not yet taken up, not yet marked.
    #[default]
    Todo,
    /// A triangle, white on red: a date has passed.
    Over,
    /// A diamond: due soon.
    Soon,
    /// Two bars: suspended.
    Paused,
    /// A bent arrow: sent back.
    Returned,
    /// An arrow: sent on, beyond competence.
    Sent,
    /// A crossed ring: ended without being done.
    Undone,
    /// A flag: into the conclusion.
    Flag,
    /// A speech shape: what the people say.
    People,
    /// A cross: struck.
    Void,
}

impl Shape {
    /// The name of the drawing in the sprite.
    pub const fn icon(self) -> &'static str {
        match self {
            Self::Done => "i-done",
            Self::Doing => "i-doing",
            Self::Todo => "i-todo",
            Self::Over => "i-over",
            Self::Soon => "i-soon",
            Self::Paused => "i-paused",
            Self::Returned => "i-returned",
            Self::Sent => "i-sent",
            Self::Undone => "i-undone",
            Self::Flag => "i-flag",
            Self::People => "i-people",
            Self::Void => "i-void",
        }
    }

    /// The ending of the class of the status tag.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Doing | Self::Flag => "doing",
            Self::Todo => "todo",
            Self::Over => "over",
            Self::Soon => "soon",
            Self::Paused | Self::Returned | Self::Sent => "paused",
            Self::Undone | Self::Void => "undone",
            Self::People => "people",
        }
    }
}

/// A state as a word with its shape. At most three on a case: date, handling, what the people say.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Status {
    /// Its shape.
    pub shape: Shape,
    /// Its words.
    pub text: String,
}

impl Status {
    /// A state of a shape and its words.
    pub fn new(shape: Shape, text: impl Into<String>) -> Self {
        Self { shape, text: text.into() }
    }

    /// The state of an outcome of `kq-1`, by the code that the function gives (`resolved.cannot`).
    pub fn outcome(lang: Lang, code: &str) -> Self {
        let shape = match code {
            "resolved" => Shape::Done,
            "resolved.cannot" | "resolved.ended" => Shape::Undone,
            "in_progress" => Shape::Doing,
            "in_progress.overdue" => Shape::Over,
            "merged" => Shape::Sent,
            "struck" => Shape::Void,
            _ => Shape::Todo,
        };
        Self::new(shape, lang.of("outcome", code))
    }

    /// The mark of a matter at the desk: `answered`, `conclusion`, `beyond`, `none`, or `struck` for a matter typed by mistake.
    pub fn mark(lang: Lang, code: &str) -> Self {
        let shape = match code {
            "answered" | "later" => Shape::Done,
            "conclusion" => Shape::Flag,
            "beyond" => Shape::Sent,
            "struck" => Shape::Void,
            _ => Shape::Todo,
        };
        Self::new(shape, lang.of("mark", code))
    }

    /// The state of a dialogue: `announced`, `open`, `held`, `concluded`; `elsewhere` for what was none.
    pub fn dialogue(lang: Lang, code: &str) -> Self {
        let shape = match code {
            "open" => Shape::Doing,
            "held" | "concluded" | "elsewhere" => Shape::Done,
            _ => Shape::Todo,
        };
        Self::new(shape, lang.of("dialogue-state", code))
    }

    /// The result of a point of an answer: `done`, `explained`, `promised`, `cannot_be_done`, `beyond_competence`.
    pub fn result(lang: Lang, code: &str) -> Self {
        let shape = match code {
            "done" | "explained" => Shape::Done,
            "promised" => Shape::Doing,
            "cannot_be_done" => Shape::Undone,
            "beyond_competence" => Shape::Sent,
            _ => Shape::Todo,
        };
        Self::new(shape, lang.of("result", code))
    }
}

/// Who raised something, as far as the reader may see it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Person {
    /// The person asked not to be named, or was not.
    #[default]
    Unnamed,
    /// There is a name; the reader does not see it on this page.
    Kept,
    /// The name, which the reader may see.
    Named(String),
}

impl Person {
    /// The words that stand for the person.
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Unnamed => lang.t("person-unnamed"),
            Self::Kept => lang.t("person-kept"),
            Self::Named(name) => name.clone(),
        }
    }
}
