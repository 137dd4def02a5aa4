//! What people write in tables, as data: `data/headings.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use domain::fold::{fold, marked};
use serde::Deserialize;

use crate::row::{Column, Status};

const DATA: &str = include_str!("../data/headings.toml");

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    columns: BTreeMap<String, Vec<String>>,
    status: Vec<Says>,
    kind: Vec<Says>,
    channel: Vec<Says>,
    outcome: Outcome,
    marks: Marks,
    bodies: Bodies,
    matters: BTreeMap<String, Vec<String>>,
    fields: BTreeMap<String, Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Says {
    is: String,
    says: Vec<String>,
}

/// What a cell of a status or of a result says besides.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Outcome {
    pub(crate) on_the_spot: Vec<String>,
    pub(crate) answering: Vec<String>,
    /// The word that says of work that it was done, as it is written, and the works that follow it.
    pub(crate) already: String,
    pub(crate) works: Vec<String>,
    /// What follows the word of a work and makes another word of it, as it is written.
    pub(crate) no_work: Vec<String>,
    /// What follows the word of a work that is finished, as it is written.
    pub(crate) finished: Vec<String>,
    pub(crate) carried: Vec<String>,
    pub(crate) beyond: Vec<String>,
    /// What leaves nothing open though it has a word of the next list, as it is written.
    pub(crate) no_more: Vec<String>,
    /// As they are written, with their marks.
    pub(crate) open: Vec<String>,
    /// As they are written, with their marks.
    pub(crate) before_day: Vec<String>,
    /// As they are written, with their marks.
    pub(crate) so_far: Vec<String>,
    pub(crate) until: Vec<String>,
    /// The same as they are written, with their marks.
    #[serde(skip)]
    pub(crate) until_written: Vec<String>,
    pub(crate) quarter: Vec<String>,
    /// Before the number of a paper.
    pub(crate) number: Vec<String>,
    pub(crate) papers: Vec<String>,
    /// As they are written, with their marks.
    pub(crate) asks: Vec<String>,
    /// What stands before a number and is often followed by a colon, as it is written.
    pub(crate) number_marks: Vec<String>,
    /// As they are written, with their marks.
    pub(crate) towards: Vec<String>,
    /// As they are written, with their marks.
    pub(crate) persons: Vec<String>,
    /// As they are written, with their marks.
    pub(crate) signers: Vec<String>,
    above: Vec<String>,
    /// As they are written, with their marks.
    pub(crate) before_sent_day: Vec<String>,
    pub(crate) sent: Vec<String>,
    /// As they are written, with their marks.
    pub(crate) sent_over: Vec<String>,
    /// As they are written, with their marks.
    pub(crate) sent_ends: Vec<String>,
    pub(crate) receivers: Vec<String>,
    /// These and what bodies above begin with, as they are written, with their marks.
    #[serde(skip)]
    pub(crate) bodies_written: Vec<String>,
}

/// What bodies are called in short.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Bodies {
    short: Vec<(String, String)>,
    first: Vec<(String, String)>,
}

/// Words in short and whole; those of the second list only where a text begins so.
pub(crate) struct Shortened {
    pub(crate) short: Vec<(String, String)>,
    pub(crate) first: Vec<(String, String)>,
}

impl Shortened {
    fn new(short: &[(String, String)], first: &[(String, String)]) -> Self {
        let plainly = |list: &[(String, String)]| list.iter().map(|(one, other)| (plain(one), plain(other))).collect();
        Self { short: plainly(short), first: plainly(first) }
    }

    /// A plain text with whole words.
    pub(crate) fn whole(&self, text: &str) -> String {
        let mut text = text.to_owned();
        for (short, whole) in &self.first {
            let Some(rest) = text.strip_prefix(short.as_str()).filter(|rest| rest.starts_with(' ')) else { continue };
            // A short word may begin the whole one, which then stands there already.
            let more = whole.strip_prefix(short.as_str()).filter(|more| more.starts_with(' '));
            if !more.is_some_and(|more| rest.starts_with(more)) {
                text = format!("{whole}{rest}");
            }
            break;
        }
        for (short, whole) in &self.short {
            if has_phrase(&text, short) {
                text = format!(" {text} ").replace(&format!(" {short} "), &format!(" {whole} "));
                text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            }
        }
        text
    }
}

/// Other words that decide what a row is.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Marks {
    pub(crate) total: Vec<String>,
    pub(crate) signature: Vec<String>,
    pub(crate) places: Vec<String>,
    places_short: Vec<(String, String)>,
    places_first: Vec<(String, String)>,
    pub(crate) field_of: Vec<String>,
    pub(crate) meetings: Vec<String>,
    pub(crate) at: Vec<String>,
    /// The same as they are written.
    #[serde(skip)]
    pub(crate) at_written: Vec<String>,
    pub(crate) parts_of_day: Vec<String>,
    pub(crate) no_place_after: Vec<String>,
    pub(crate) day: Vec<String>,
    pub(crate) month: Vec<String>,
    pub(crate) year: Vec<String>,
}

/// All of it, as it is compared.
pub(crate) struct Words {
    /// Headings, the longest first.
    pub(crate) columns: Vec<(String, Column)>,
    /// Phrases of a status, in the order in which they decide.
    pub(crate) status: Vec<(String, Status)>,
    /// Phrases of a kind of submission.
    pub(crate) kind: Vec<(String, String)>,
    /// Phrases of the way by which something was raised, in the order in which they decide.
    pub(crate) channel: Vec<(String, String)>,
    /// Names of fields of work and their codes.
    pub(crate) fields: Vec<(String, String)>,
    /// What matters of a field speak of, as they are written, the longest first, and its code.
    pub(crate) matters: Vec<(String, String)>,
    pub(crate) marks: Marks,
    /// What a cell of a status says besides.
    pub(crate) outcome: Outcome,
    /// What places are called in short.
    pub(crate) places: Shortened,
    /// What bodies are called in short.
    pub(crate) bodies: Shortened,
}

/// A text as it is compared: folded, its punctuation spaces, one between words.
pub(crate) fn plain(text: &str) -> String {
    let folded = fold(text);
    let words = folded.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// A text as it is written, in small letters with their marks, its punctuation spaces, one between words.
pub(crate) fn written(text: &str) -> String {
    let marked = marked(text);
    let words = marked.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// Whether whole words stand in a text one after the other; both as [`plain`] makes them.
pub(crate) fn has_phrase(text: &str, phrase: &str) -> bool {
    // Asked some hundred times of each row: nothing is made for it.
    let is_end = |at: usize| at == text.len() || text.as_bytes()[at] == b' ';
    let is_start = |at: usize| at == 0 || text.as_bytes()[at - 1] == b' ';
    let Some(first) = phrase.chars().next() else { return false };
    let mut from = 0;
    while let Some(found) = text[from..].find(phrase) {
        let at = from + found;
        if is_start(at) && is_end(at + phrase.len()) {
            return true;
        }
        from = at + first.len_utf8();
    }
    false
}

/// The words; they are part of the program.
pub(crate) static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let file: File = toml::from_str(DATA).expect("the words of tables are part of the program and can be read");
    let mut columns: Vec<(String, Column)> = Vec::new();
    for (name, says) in &file.columns {
        let column = Column::parse(name).expect("every list of headings is of a column");
        columns.extend(says.iter().map(|heading| (plain(heading), column)));
    }
    columns.sort_by(|one, other| other.0.len().cmp(&one.0.len()).then_with(|| one.0.cmp(&other.0)));
    let mut status = Vec::new();
    for list in &file.status {
        let is = Status::parse(&list.is).expect("every list of phrases is of a status");
        status.extend(list.says.iter().map(|says| (plain(says), is)));
    }
    let words = |lists: &[Says]| -> Vec<(String, String)> {
        lists.iter().flat_map(|list| list.says.iter().map(|says| (plain(says), list.is.clone()))).collect()
    };
    let (kind, channel) = (words(&file.kind), words(&file.channel));
    let mut fields: Vec<(String, String)> = Vec::new();
    for (code, says) in &file.fields {
        fields.extend(says.iter().map(|name| (plain(name), code.clone())));
    }
    fields.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    let mut matters: Vec<(String, String)> = Vec::new();
    for (code, says) in &file.matters {
        matters.extend(says.iter().map(|it| (written(it), code.clone())));
    }
    matters.sort_by_key(|(says, _)| std::cmp::Reverse(says.len()));
    let plainly = |list: &[String]| list.iter().map(|it| plain(it)).collect::<Vec<_>>();
    let marked_words = |list: &[String]| list.iter().map(|it| written(it)).collect::<Vec<_>>();
    let marks = Marks {
        total: plainly(&file.marks.total),
        signature: plainly(&file.marks.signature),
        places: {
            let mut places = plainly(&file.marks.places);
            places.sort_by_key(|place| std::cmp::Reverse(place.len()));
            places
        },
        places_short: Vec::new(),
        places_first: Vec::new(),
        field_of: plainly(&file.marks.field_of),
        meetings: plainly(&file.marks.meetings),
        at: plainly(&file.marks.at),
        at_written: marked_words(&file.marks.at),
        parts_of_day: plainly(&file.marks.parts_of_day),
        no_place_after: plainly(&file.marks.no_place_after),
        day: plainly(&file.marks.day),
        month: plainly(&file.marks.month),
        year: plainly(&file.marks.year),
    };
    let outcome = Outcome {
        on_the_spot: plainly(&file.outcome.on_the_spot),
        answering: plainly(&file.outcome.answering),
        already: written(&file.outcome.already),
        works: marked_words(&file.outcome.works),
        no_work: marked_words(&file.outcome.no_work),
        finished: marked_words(&file.outcome.finished),
        no_more: marked_words(&file.outcome.no_more),
        carried: plainly(&file.outcome.carried),
        beyond: plainly(&file.outcome.beyond),
        open: marked_words(&file.outcome.open),
        before_day: file.outcome.before_day.iter().map(|says| written(says)).collect(),
        so_far: file.outcome.so_far.iter().map(|says| written(says)).collect(),
        until: plainly(&file.outcome.until),
        until_written: file.outcome.until.iter().map(|says| written(says)).collect(),
        quarter: plainly(&file.outcome.quarter),
        number: plainly(&file.outcome.number),
        papers: plainly(&file.outcome.papers),
        asks: marked_words(&file.outcome.asks),
        number_marks: file.outcome.number_marks.clone(),
        towards: marked_words(&file.outcome.towards),
        persons: marked_words(&file.outcome.persons),
        signers: marked_words(&file.outcome.signers),
        above: Vec::new(),
        before_sent_day: marked_words(&file.outcome.before_sent_day),
        sent: plainly(&file.outcome.sent),
        sent_over: file.outcome.sent_over.iter().map(|says| written(says)).collect(),
        sent_ends: file.outcome.sent_ends.iter().map(|says| written(says)).collect(),
        receivers: plainly(&file.outcome.receivers),
        bodies_written: file.outcome.receivers.iter().chain(&file.outcome.above).map(|it| written(it)).collect(),
    };
    let places = Shortened::new(&file.marks.places_short, &file.marks.places_first);
    let bodies = Shortened::new(&file.bodies.short, &file.bodies.first);
    Words { columns, status, kind, channel, fields, matters, marks, outcome, places, bodies }
});
