//! What every paper has: who issues it, its number and day, who signs and who gets it.

use domain::Day;

use crate::error::Error;
use crate::model::{Annex, Block, Document, Issued, Issuer, Outline, Recipients, Run, Signature, Symbol};
use crate::profile::{Profile, System, Word};
use crate::typed::Text;
use crate::words::{Kind, day_in_words, fill, words};

/// The frame of a paper, as whoever makes it knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// Who issues it.
    pub issuer: Issuer,
    /// The number given at issue, as the book of the office has it; blank on a draft.
    pub number: Option<Text>,
    /// Abbreviation of the issuing body in the number, with the drafting unit if it is written there.
    pub sign: String,
    /// Where it is issued.
    pub place: String,
    /// When.
    pub day: Issued,
    /// What it is about.
    pub about: String,
    /// Who signs.
    pub signatures: Vec<Signature>,
    /// Who gets it.
    pub recipients: Option<Recipients>,
}

/// Somebody in office. Officials act in public; this is no place for a citizen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Official {
    /// The name.
    pub name: String,
    /// The post; empty where it was not said.
    pub post: String,
}

impl Official {
    /// Name and post in a sentence, the name with the form of address of the paper, unless it was typed with one.
    pub(crate) fn addressed(&self, address: &str) -> String {
        let name = self.name.trim();
        let lower = name.to_lowercase();
        let titled = words().common.titles.iter().any(|title| lower.starts_with(&format!("{} ", title.to_lowercase())))
            || lower.starts_with(&address.to_lowercase());
        let name = if titled || address.is_empty() { name.to_owned() } else { format!("{address} {name}") };
        if self.post.trim().is_empty() {
            return name;
        }
        fill(&words().common.official, &[("name", &name), ("post", self.post.trim())])
    }
}

/// An hour and minute of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
}

impl Time {
    pub(crate) fn words(self) -> String {
        let (hour, minute) = (format!("{:02}", self.hour), format!("{:02}", self.minute));
        fill(&words().common.time, &[("hour", &hour), ("minute", &minute)])
    }
}

impl Paper {
    /// The profile by which it is laid out: that of who issues it, on its day.
    pub fn profile(&self) -> Result<&'static Profile, Error> {
        Profile::of(self.issuer.system, self.day.day())
    }

    /// How papers of that kind address an official; nothing where no profile is known.
    pub(crate) fn address(&self) -> &'static str {
        self.profile().map_or("", |profile| profile.word(Word::Address))
    }

    /// The body in a sentence, on one line.
    pub(crate) fn issuer_words(&self) -> String {
        self.issuer.name.as_str().replace('\n', " ")
    }

    /// The paper of that kind with what it says. A kind without a sign has no number of its own.
    pub(crate) fn document(&self, kind: &Kind, outline: Outline, body: Vec<Block>) -> Document {
        let symbol = Symbol { number: self.number.clone(), kind: Text::from(&kind.sign), body: Text::from(&self.sign) };
        Document {
            issuer: self.issuer.clone(),
            symbol: (!kind.sign.is_empty()).then_some(symbol),
            place: Text::from(&self.place),
            day: self.day,
            type_name: Text::from(&kind.name),
            letter: false,
            about: Text::from(&self.about),
            goes_with: None,
            outline,
            landscape: false,
            body,
            signatures: self.signatures.clone(),
            recipients: self.recipients.clone(),
            annexes: Vec::<Annex>::new(),
        }
    }
}

impl Paper {
    /// An official letter. Only the Party writes its kind into the number: `112-CV/ĐU`, and `112/UBND` with the State.
    pub(crate) fn letter(&self, kind: &Kind, body: Vec<Block>) -> Document {
        let document = self.document(kind, Outline::Arabic, body);
        let symbol = document.symbol.map(|symbol| Symbol {
            kind: if self.issuer.system == System::Party { symbol.kind } else { Text::default() },
            ..symbol
        });
        Document { symbol, letter: true, type_name: Text::default(), ..document }
    }
}

/// A paragraph of words.
pub(crate) fn paragraph(text: impl Into<Text>) -> Block {
    Block::Paragraph(vec![Run::Plain(text.into())])
}

/// A label in italic and what it introduces.
pub(crate) fn labelled(label: &str, text: impl Into<Text>) -> Vec<Run> {
    vec![Run::Italic(Text::form(label)), Run::Plain(text.into())]
}

/// The day in words at the beginning of a sentence.
pub(crate) fn day_at_beginning(day: Day) -> String {
    capital(&day_in_words(day))
}

/// Words that begin a line: their first letter a capital.
pub(crate) fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
