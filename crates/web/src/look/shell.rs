//! The frame of every page: header, navigation, strips, foot.

mod nav;

use askama::Template;
use askama::filters::{HtmlSafe, Safe};

use super::assets;
use super::case::{Answer, CaseRow};
use super::dialogue::DialogueRow;
use super::figure::Counted;
use super::home::DueRow;
use super::parts::{Person, Status};
use crate::lang::{Arg, Lang};

use nav::FOLDED;
pub use nav::Nav;

/// Whether what the reader sees is real.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Simulated {
    /// A database of real use.
    #[default]
    No,
    /// Bodies, people and matters are invented.
    All,
    /// The totals are published ones; the people and matters behind them are invented.
    Partly,
}

/// The person who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Viewer {
    /// Name as it stands in the header.
    pub name: String,
    /// The role and body it acts for, one line.
    pub office: String,
    /// How many messages are unread; not counted beyond a hundred.
    pub unread: i64,
}

impl Viewer {
    /// The number of unread messages as the header has room for it.
    pub fn unread_short(&self) -> String {
        if self.unread > 99 { "99+".to_owned() } else { self.unread.to_string() }
    }
}

/// The act that a message offers to take back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Undo {
    /// Where the form posts.
    pub action: String,
    /// Seconds for which it is still possible.
    pub seconds: i64,
}

/// A line above the page after an act: what was done, and what happens next.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Notice {
    /// The sentence.
    pub text: String,
    /// How to take it back, where that is possible.
    pub undo: Option<Undo>,
}

/// What every page has around it.
#[derive(Debug, Clone, Default)]
pub struct Shell {
    /// The language of the page.
    pub lang: Lang,
    /// The path and query of this page, to which the language switch returns.
    pub path: String,
    /// A fresh idempotency key of this page; each form of it posts `key_for(form)`.
    pub key: String,
    /// The unit whose data these are ("Xã Sông Trầm, tỉnh Thanh Giang"); empty before the first run.
    pub unit: String,
    /// Who is signed in; nobody on the sign-in pages.
    pub viewer: Option<Viewer>,
    /// The entries the viewer may open, in order.
    pub entries: Vec<Nav>,
    /// The entry this page belongs to.
    pub current: Option<Nav>,
    /// Whether the data are invented.
    pub simulated: Simulated,
    /// The database's own today as dd/mm/yyyy, where it carries one.
    pub own_today: Option<String>,
    /// When the page was made: hh:mm.
    pub read_time: String,
    /// The day on which the page was made: dd/mm/yyyy.
    pub read_day: String,
    /// What the last act did, shown once.
    pub notice: Option<Notice>,
}

impl Shell {
    /// The sentence of a key.
    pub fn t(&self, key: &str) -> String {
        self.lang.t(key)
    }

    /// The sentence of a key with arguments.
    pub fn ta(&self, key: &str, args: &[(&str, &dyn Arg)]) -> String {
        self.lang.ta(key, args)
    }

    /// The sentence of an enumerated value.
    pub fn of(&self, family: &str, value: &str) -> String {
        self.lang.of(family, value)
    }

    /// The address of a file.
    pub fn asset(&self, path: &str) -> String {
        assets::url(path)
    }

    /// The idempotency key of one form of the page: two forms never share one, and a double click posts the same.
    pub fn key_for(&self, form: &str) -> String {
        format!("{}.{form}", self.key)
    }

    /// The same for a form that belongs to a row.
    pub fn key_of(&self, form: &str, id: &i64) -> String {
        format!("{}.{form}-{id}", self.key)
    }

    /// Whether an entry of the header is the one of this page.
    pub fn is_current(&self, entry: &Nav) -> bool {
        self.current == Some(*entry)
    }

    /// Whether the viewer may open an entry, and so may be led to it from a page.
    pub fn offers(&self, entry: Nav) -> bool {
        self.entries.contains(&entry)
    }

    /// The name of the unit as the header has room for it: what stands in the list of abbreviations is shortened, so that
    /// its place is read whole.
    pub fn unit_short(&self) -> String {
        let list = self.t("body-short");
        let pairs = list.split(';').filter_map(|pair| pair.split_once('='));
        pairs.fold(self.unit.clone(), |name, (whole, short)| name.replace(whole.trim(), short.trim()))
    }

    /// The entries that stand beside each other in the header.
    pub fn beside(&self) -> impl Iterator<Item = &Nav> {
        self.entries.iter().filter(|entry| !self.folds() || !FOLDED.contains(entry))
    }

    /// The entries of the folded list at the end of the header: what is looked up, not what is worked on.
    pub fn folded(&self) -> impl Iterator<Item = &Nav> {
        self.entries.iter().filter(|entry| FOLDED.contains(entry))
    }

    /// Whether there is such a list: for one entry alone there is none.
    pub fn folds(&self) -> bool {
        self.entries.iter().filter(|entry| FOLDED.contains(entry)).count() > 1
    }

    /// Whether the page belongs to an entry of the folded list.
    pub fn is_in_fold(&self) -> bool {
        self.current.is_some_and(|entry| FOLDED.contains(&entry))
    }

    /// The word of the folded list: whoever keeps accounts administers there, everybody else looks up.
    pub fn fold_key(&self) -> &'static str {
        if self.offers(Nav::Accounts) { "nav-administration" } else { "nav-look-up" }
    }

    /// Whether there is anything to say in the strip below the header.
    pub fn has_strip(&self) -> bool {
        self.simulated != Simulated::No || self.own_today.is_some()
    }

    /// A drawing of the sprite, by its name there; it says nothing to a screen reader.
    pub fn icon(&self, name: &str) -> Safe<String> {
        let sprite = self.asset("sprite.svg");
        Safe(format!(r#"<svg class="ln-i" aria-hidden="true" focusable="false"><use href="{sprite}#{name}"/></svg>"#))
    }

    /// The header with its strip.
    pub fn header(&self) -> Header<'_> {
        Header { shell: self }
    }

    /// What a printed page says of itself: body, whether its data are invented, who printed it, and of when it is.
    pub fn paper_head(&self) -> PaperHead<'_> {
        PaperHead { shell: self }
    }

    /// Where the list of the page is taken as a file.
    pub fn downloads(&self) -> Downloads<'_> {
        Downloads { shell: self }
    }

    /// The foot.
    pub fn footer(&self) -> Footer<'_> {
        Footer { shell: self }
    }

    /// What the last act did; nothing where there is nothing to say.
    pub fn said(&self) -> Said<'_> {
        Said { shell: self }
    }

    /// The words that stand for a person.
    pub fn person(&self, person: &Person) -> String {
        person.text(self.lang)
    }

    /// A dialogue as a row of a list.
    pub fn dialogue<'a>(&'a self, row: &'a DialogueRow) -> DialogueLine<'a> {
        DialogueLine { shell: self, row }
    }

    /// A running clock as a row of a list.
    pub fn clock<'a>(&'a self, row: &'a DueRow) -> ClockLine<'a> {
        ClockLine { shell: self, row }
    }

    /// A case as a row of a list.
    pub fn case<'a>(&'a self, row: &'a CaseRow) -> CaseLine<'a> {
        CaseLine { shell: self, row }
    }

    /// An answer of a body.
    pub fn answer<'a>(&'a self, answer: &'a Answer) -> AnswerBlock<'a> {
        AnswerBlock { shell: self, answer }
    }

    /// The two cells of a number in a table: its fraction, a link to its cases, and its share.
    pub fn cells<'a>(&'a self, counted: &'a Counted) -> Cells<'a> {
        Cells { counted }
    }

    /// A status tag.
    pub fn tag<'a>(&'a self, status: &'a Status) -> Tag<'a> {
        Tag { shell: self, status }
    }
}

/// A state as a word with its shape.
#[derive(Debug, Template)]
#[template(path = "parts/tag.html")]
pub struct Tag<'a> {
    shell: &'a Shell,
    status: &'a Status,
}

impl HtmlSafe for Tag<'_> {}

/// The header with navigation, language, account, and the strip of simulated data below it.
#[derive(Debug, Template)]
#[template(path = "parts/header.html")]
pub struct Header<'a> {
    shell: &'a Shell,
}

impl HtmlSafe for Header<'_> {}

/// The line at the top of a printed page; it is on paper alone.
#[derive(Debug, Template)]
#[template(path = "parts/paper-head.html")]
pub struct PaperHead<'a> {
    shell: &'a Shell,
}

impl HtmlSafe for PaperHead<'_> {}

/// The line below a list that leads to it as a file: all of it, by the question of the page.
#[derive(Debug, Template)]
#[template(path = "parts/downloads.html")]
pub struct Downloads<'a> {
    shell: &'a Shell,
}

impl Downloads<'_> {
    /// The address of the list with another ending; which of its pages it is, and what was done last, goes.
    fn address(&self, ending: &str) -> String {
        let (path, query) = self.shell.path.split_once('?').unwrap_or((&self.shell.path, ""));
        let dropped = |pair: &&str| ["after=", "as=", "said=", "undo="].iter().any(|name| pair.starts_with(name));
        let kept: Vec<&str> = query.split('&').filter(|pair| !pair.is_empty() && !dropped(pair)).collect();
        let before = if kept.is_empty() { String::new() } else { format!("{}&", kept.join("&")) };
        format!("{path}?{before}as={ending}")
    }
}

impl HtmlSafe for Downloads<'_> {}

/// The foot of a page.
#[derive(Debug, Template)]
#[template(path = "parts/footer.html")]
pub struct Footer<'a> {
    shell: &'a Shell,
}

impl HtmlSafe for Footer<'_> {}

/// The line that says what the last act did, with its way back.
#[derive(Debug, Template)]
#[template(path = "parts/notice.html")]
pub struct Said<'a> {
    shell: &'a Shell,
}

impl HtmlSafe for Said<'_> {}

/// A dialogue as a row of a list.
#[derive(Debug, Template)]
#[template(path = "parts/dialogue-row.html")]
pub struct DialogueLine<'a> {
    shell: &'a Shell,
    row: &'a DialogueRow,
}

impl HtmlSafe for DialogueLine<'_> {}

/// A running clock as a row of a list.
#[derive(Debug, Template)]
#[template(path = "parts/clock-row.html")]
pub struct ClockLine<'a> {
    shell: &'a Shell,
    row: &'a DueRow,
}

impl HtmlSafe for ClockLine<'_> {}

/// A case as a row of a list.
#[derive(Debug, Template)]
#[template(path = "parts/case-row.html")]
pub struct CaseLine<'a> {
    shell: &'a Shell,
    row: &'a CaseRow,
}

impl HtmlSafe for CaseLine<'_> {}

/// The words of a body, with who and when.
#[derive(Debug, Template)]
#[template(path = "parts/answer.html")]
pub struct AnswerBlock<'a> {
    shell: &'a Shell,
    answer: &'a Answer,
}

impl HtmlSafe for AnswerBlock<'_> {}

/// The two cells of a number in a table.
#[derive(Debug, Template)]
#[template(path = "parts/cells.html")]
pub struct Cells<'a> {
    counted: &'a Counted,
}

impl HtmlSafe for Cells<'_> {}
