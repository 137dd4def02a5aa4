//! What kind of letter one is (phân loại đơn), along the axes of the circular: by what it says and asks, not by its title. What
//! makes one ineligible is read from `data/letters.toml`, with the article and where it was read.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::day::Day;
use crate::event::Kind;
use crate::rule::Provenance;

/// The rule by which a letter of so many people is one of many.
pub const MANY: &str = "XLD-MANY";

/// The most people who stand behind one letter.
pub const MOST_PEOPLE: i64 = 100_000;

macro_rules! axis {
    ($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal),* $(,)? }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$doc])* $variant),* }

        impl $name {
            /// Every one, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// The word under which it is kept.
            pub const fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),* }
            }

            /// The one kept under that word.
            pub fn parse(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|it| it.as_str() == word)
            }
        }
    };
}

pub(crate) use axis;

axis! {
    /// What a letter says. One that denounces is none of these: it stands in a register of its own.
    Content {
        /// A complaint (khiếu nại).
        Complaint = "complaint",
        /// A recommendation or feedback (kiến nghị, phản ánh).
        Petition = "petition",
        /// Several of them, or what is for several bodies (đơn có nhiều nội dung).
        Mixed = "mixed",
    }
}

axis! {
    /// Whether it is for the body that got it.
    Competence {
        /// It is.
        Within = "within",
        /// It is for another one.
        Outside = "outside",
    }
}

axis! {
    /// Among which bodies is the one that it is for.
    Sphere {
        /// Administrative bodies of the State.
        Administrative = "administrative",
        /// Elected bodies.
        Elected = "elected",
        /// Courts, procuracies, and those that carry out judgments.
        Judicial = "judicial",
        /// Political and social organisations.
        Political = "political",
        /// Public service units.
        ServiceUnit = "service_unit",
        /// State enterprises.
        Enterprise = "enterprise",
    }
}

impl Content {
    /// What a letter of such a matter says; `mixed` where that is not all of it.
    pub const fn of(kind: Kind, mixed: bool) -> Self {
        match kind {
            _ if mixed => Self::Mixed,
            Kind::Complaint => Self::Complaint,
            _ => Self::Petition,
        }
    }
}

/// How a letter was classified.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Class {
    /// What it says.
    pub content: Content,
    /// Why it is not eligible, by the codes of [`Lack`] in their order; an eligible one lacks nothing.
    pub lacks: Vec<String>,
    /// Whether it is for the body that got it.
    pub competence: Competence,
    /// Among which bodies is the one that it is for.
    pub sphere: Sphere,
    /// How many people stand behind it.
    pub people: i64,
    /// How many of them speak for the others.
    pub representatives: Option<i64>,
    /// Whether they are many, by the rule of the day of its receipt.
    pub many: bool,
}

impl Class {
    /// Whether it can be processed (đủ điều kiện xử lý).
    pub const fn is_eligible(&self) -> bool {
        self.lacks.is_empty()
    }
}

/// Something for which a letter is not eligible: what it lacks, or how it came.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lack {
    /// The code under which it is kept.
    pub code: String,
    /// What it says, in Vietnamese.
    pub title: String,
    /// The same in English.
    pub title_en: String,
    /// Of which letters; of all where none is named.
    #[serde(default)]
    pub of: Vec<Content>,
    /// The document.
    pub source: String,
    /// The article.
    pub article: String,
    /// Where it was read.
    pub provenance: Provenance,
    /// The first day on which it is in force.
    pub valid_from: Day,
    /// The day after the last.
    #[serde(default = "open")]
    pub valid_to: Day,
}

pub(super) const fn open() -> Day {
    Day::OPEN
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    lack: Vec<Lack>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    let file = toml::from_str(include_str!("../../../../data/letters.toml"));
    file.unwrap_or_else(|error| panic!("data/letters.toml can be read: {error}"))
});

/// All there are, in the order of the circular.
pub fn lacks() -> &'static [Lack] {
    &FILE.lack
}

/// What a letter that came on a day can lack, in the order of the circular; before the first one there is, what that says: the
/// one before it had the same list.
fn lacks_on(on: Day) -> impl Iterator<Item = &'static Lack> {
    let on = FILE.lack.iter().map(|lack| lack.valid_from).min().map_or(on, |first| first.max(on));
    FILE.lack.iter().filter(move |lack| lack.valid_from <= on && on < lack.valid_to)
}

/// What a letter that came on a day and says such a thing can lack.
pub fn lacks_of(content: Content, on: Day) -> impl Iterator<Item = &'static Lack> {
    // A letter with several contents can lack what any of them needs.
    lacks_on(on).filter(move |lack| lack.of.is_empty() || content == Content::Mixed || lack.of.contains(&content))
}

/// That of a code.
pub fn lack(code: &str) -> Option<&'static Lack> {
    FILE.lack.iter().find(|lack| lack.code == code)
}
