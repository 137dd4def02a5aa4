//! What comes of a letter (xử lý đơn): which outcome the law allows for one of its class, on which ground, by which form of paper.
//! The cases are read from `data/letter_outcomes.toml`, each with its article and where it was read.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::LetterWay;
use super::class::{Class, Competence, Content, Sphere, axis, open};
use crate::case::Case as Matter;
use crate::day::Day;
use crate::event::{ContactWay, EndGround};
use crate::rule::Provenance;
use crate::text::TextRef;

/// The rule by which a letter that was filed away is kept for so many days.
pub const KEEP: &str = "XLD-KEEP";

/// Why a letter is not eligible where its sender was guided before for the same content.
pub const GUIDED_BEFORE: &str = "guided_before";

axis! {
    /// What comes of a letter.
    Processing {
        /// It is taken up by the body that got it (đề xuất thụ lý, giải quyết).
        Accept = "accept",
        /// Its sender is asked to complete it; it goes on waiting.
        Complete = "complete",
        /// It is not accepted, on a ground of the law.
        Refuse = "refuse",
        /// Its sender is guided to the body that is competent.
        Guide = "guide",
        /// It is sent on to the body that is competent.
        Transfer = "transfer",
        /// It is given back to whoever sent it on, with the reasons.
        Return = "return",
        /// Its sender is guided to write a letter of each content.
        Split = "split",
        /// It is filed away (lưu đơn).
        File = "file",
    }
}

impl Processing {
    /// How it ends the case of the letter; nothing where the case goes on.
    pub const fn ends(self) -> Option<EndGround> {
        match self {
            Self::Accept | Self::Complete | Self::Transfer => None,
            Self::Guide | Self::Return | Self::Split => Some(EndGround::Guided),
            Self::Refuse | Self::File => Some(EndGround::Refused),
        }
    }

    /// Whether the letter waits on: what its sender completes is processed anew.
    pub const fn waits(self) -> bool {
        matches!(self, Self::Complete)
    }
}

axis! {
    /// Why the case of a letter goes on though what came of the letter ends cases.
    GoesOn {
        /// It counts in another case.
        Merged = "merged",
        /// It holds what others raised, too.
        Others = "others",
    }
}

impl GoesOn {
    /// Why a case goes on that has points from so many letters that repeat it, beside that of its own; nothing where it ends.
    pub fn of(case: &Matter<'_>, repeating: usize) -> Option<Self> {
        match case.root {
            Some(_) => Some(Self::Merged),
            // A case that holds what others raised is not ended by a letter that came to it; letters that repeat it are this one again.
            None => (case.points.len() > 1 + repeating).then_some(Self::Others),
        }
    }
}

/// What came of a letter, as it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Processed {
    /// What came of it.
    pub outcome: Processing,
    /// The code of the ground, where the law asks for one.
    pub ground: Option<String>,
    /// The number of the paper; nothing where it was told by word.
    pub number: Option<TextRef>,
    /// Who signed the paper.
    pub signer: Option<TextRef>,
    /// The reason, or what its sender was told.
    pub words: Option<TextRef>,
    /// The event by which its case ended or was sent on.
    pub case_event: Option<i64>,
    /// How its sender was told on that day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<ContactWay>,
    /// Why its case went on, where an outcome that ends cases did not end it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub goes_on: Option<GoesOn>,
    /// The event by which its sender was told, where that was recorded with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_event: Option<i64>,
    /// Until when it is kept, where it was filed away and a rule says so.
    pub kept_until: Option<Day>,
}

/// A case of the law in which something may come of a letter. What it does not name it does not tell apart.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What may come of it.
    pub outcome: Processing,
    /// What the letter says; anything where none is named.
    #[serde(default)]
    pub content: Vec<Content>,
    /// Whether it is for the body that got it.
    pub competence: Option<Competence>,
    /// Whether it is eligible.
    pub eligible: Option<bool>,
    /// Whether the Front, a deputy or the press sent it on.
    pub referred: Option<bool>,
    /// Among which bodies is the one that it is for; any where none is named.
    #[serde(default)]
    pub spheres: Vec<Sphere>,
    /// For what it is not eligible may not be so: codes of [`super::class::Lack`].
    #[serde(default)]
    pub bars: Vec<String>,
    /// The grounds of which one has to be named: codes of [`Ground`].
    #[serde(default)]
    pub grounds: Vec<String>,
    /// Whether it is done by a signed paper and not by word.
    #[serde(default)]
    pub paper: bool,
    /// The form of the paper; empty where there is none.
    #[serde(default)]
    pub form: String,
    /// The case, in Vietnamese.
    pub title: String,
    /// The same in English.
    pub title_en: String,
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

impl Case {
    /// Whether it is in force on a day.
    pub fn is_in_force(&self, on: Day) -> bool {
        self.valid_from <= on && on < self.valid_to
    }

    fn is_of(&self, class: &Class, way: Option<LetterWay>) -> bool {
        (self.content.is_empty() || self.content.contains(&class.content))
            && self.competence.is_none_or(|it| it == class.competence)
            && self.eligible.is_none_or(|it| it == class.is_eligible())
            && self.referred.is_none_or(|it| it == is_returned_to(way))
            && (self.spheres.is_empty() || self.spheres.contains(&class.sphere))
            && !class.lacks.iter().any(|lack| self.bars.contains(lack))
    }
}

/// Whether who sent a letter on gets it back where it is a complaint for another body: the Front, a deputy, the press.
pub const fn is_returned_to(way: Option<LetterWay>) -> bool {
    matches!(way, Some(LetterWay::Front | LetterWay::Deputies | LetterWay::Press))
}

/// A ground on which a complaint is not accepted, or a letter filed away.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// The code under which it is kept.
    pub code: String,
    /// What it says, in Vietnamese.
    pub title: String,
    /// The same in English.
    pub title_en: String,
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

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    no_row: String,
    case: Vec<Case>,
    ground: Vec<Ground>,
}

static FILE: LazyLock<File> = LazyLock::new(|| {
    let file = toml::from_str(include_str!("../../../../data/letter_outcomes.toml"));
    file.unwrap_or_else(|error| panic!("data/letter_outcomes.toml can be read: {error}"))
});

/// All cases there are.
pub fn cases() -> &'static [Case] {
    &FILE.case
}

/// All grounds there are, of whatever day.
pub fn grounds() -> &'static [Ground] {
    &FILE.ground
}

/// What stands in the place of an article where the table has no case of an outcome for the day.
pub fn no_row() -> &'static str {
    &FILE.no_row
}

/// The ground of a code on a day; before the first that there is, that one. Nothing where there is none any more.
pub fn ground(code: &str, on: Day) -> Option<&'static Ground> {
    let mut known = FILE.ground.iter().filter(|it| it.code == code).peekable();
    let from = known.peek()?.valid_from.max(on);
    known.find(|it| it.valid_from <= from && from < it.valid_to)
}

/// The cases of the law that are those of a letter of such a class that came that way, on the day on which it is processed. What may
/// come of it are their outcomes and nothing else. Before the day of the first case of an outcome, those of that day: that the
/// table does not reach back so far forbids nothing ([`Case::is_in_force`] tells).
pub fn allowed(class: &Class, way: Option<LetterWay>, on: Day) -> Vec<&'static Case> {
    let first = |of: Processing| FILE.case.iter().filter(|it| it.outcome == of).map(|it| it.valid_from).min();
    let in_force = |it: &&Case| it.is_in_force(first(it.outcome).map_or(on, |first| first.max(on)));
    FILE.case.iter().filter(in_force).filter(|it| it.is_of(class, way)).collect()
}

/// Whether a letter that says such a thing is never sent on, whoever it is for. Of several contents each has its own answer, once
/// they are split.
pub fn is_never_sent_on(content: Content) -> bool {
    let sent =
        |it: &Case| it.outcome == Processing::Transfer && (it.content.is_empty() || it.content.contains(&content));
    content != Content::Mixed && !FILE.case.iter().any(sent)
}

/// The case that shows best why an outcome is not that of a letter: one of letters that say the same, else any.
pub fn needed(outcome: Processing, content: Content) -> Option<&'static Case> {
    let of = || FILE.case.iter().filter(move |it| it.outcome == outcome);
    of().find(|it| it.content.contains(&content)).or_else(|| of().next())
}
