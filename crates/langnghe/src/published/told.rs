//! A published year as its file tells it. What the source says stands under `stated`; everything else is invented.

use std::collections::BTreeMap;

use domain::day::Day;
use serde::Deserialize;
use toml::Spanned;

/// The file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Told {
    /// What it is, in a line.
    pub(super) about: String,
    /// Where the numbers were published.
    pub(super) source: String,
    /// First day that is played.
    pub(super) begins_on: Day,
    /// The range of the report; the state is read on its last day.
    pub(super) from: Day,
    pub(super) to: Day,
    /// The day up to which acts were typed: the own today of the database.
    pub(super) today: Day,
    pub(super) typist: Typist,
    pub(super) place: Place,
    /// Name of a body outside, to which matters are sent on.
    pub(super) outside: String,
    /// How a village is called; a number follows.
    pub(super) village: String,
    /// How a dialogue is called, and a planned one, of which the source tells no topic.
    pub(super) title: String,
    /// What people raise: invented sentences.
    #[serde(rename = "sentence")]
    pub(super) sentences: Vec<Sentence>,
    /// What bodies answer and give as reasons: invented sentences.
    pub(super) answer: String,
    pub(super) reason: String,
    /// The published total.
    pub(super) total: Option<Spanned<Stated>>,
    /// The lines of the report, a higher level before the lower one that lies in it.
    #[serde(rename = "line")]
    pub(super) lines: Vec<Spanned<Line>>,
}

/// Who types everything (nhập hộ).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Typist {
    pub(super) login: String,
    pub(super) name: String,
}

/// The place of the report and the body that opens the program there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Place {
    pub(super) level: String,
    pub(super) code: String,
    pub(super) name: String,
    pub(super) body: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sentence {
    pub(super) field: String,
    pub(super) words: String,
}

/// One line: the bodies of one kind and level.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    /// Names it to people.
    pub(super) name: String,
    pub(super) level: String,
    pub(super) kind: String,
    /// The post of the head, and how the head is called.
    pub(super) post: String,
    pub(super) head: String,
    /// Name of the body; `{}` stands for its place.
    pub(super) body: String,
    /// Name of the body that settles the cases; none when the body itself does.
    #[serde(default)]
    pub(super) agency: String,
    /// The line whose places these lie in, by its name; the place of the report when empty.
    #[serde(default)]
    pub(super) within: String,
    /// Places, those that were active first. None with none simulated: the place of the report itself.
    #[serde(default)]
    pub(super) places: Vec<Unit>,
    /// So many more places, invented ones.
    #[serde(default)]
    pub(super) simulated: usize,
    /// How an invented place is called; a number follows.
    #[serde(default)]
    pub(super) simulated_name: String,
    /// How many places held dialogues, where the source does not say.
    #[serde(default)]
    pub(super) active: usize,
    /// How many dialogues were held, where the source does not say.
    #[serde(default)]
    pub(super) held: usize,
    pub(super) plan: Option<Plan>,
    /// What dialogues were about, in turn.
    #[serde(default)]
    pub(super) topics: Vec<Topic>,
    #[serde(default)]
    pub(super) resolved: Resolved,
    #[serde(default)]
    pub(super) in_progress: InProgress,
    #[serde(default)]
    pub(super) not_taken_up: usize,
    /// The same cases by field of work: its code, and how many; the sentences take turns when nothing is said.
    #[serde(default)]
    pub(super) fields: BTreeMap<String, usize>,
    #[serde(default)]
    pub(super) beside: Beside,
    /// Cases come by letter, not in dialogues.
    #[serde(default)]
    pub(super) letters: bool,
    /// What the source says.
    pub(super) stated: Stated,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Unit {
    pub(super) code: String,
    pub(super) name: String,
}

/// The plan that was issued first, and what became of the months in which nothing was held.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Plan {
    pub(super) drafted_on: Day,
    pub(super) issued_on: Day,
    pub(super) months: Vec<i8>,
    #[serde(default)]
    pub(super) not_held: Vec<NotHeld>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NotHeld {
    pub(super) month: i8,
    pub(super) on: Day,
    pub(super) reason: String,
    /// Called off for good, not put off.
    #[serde(default)]
    pub(super) cancelled: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Topic {
    pub(super) title: String,
    /// Code of the place in which it was held; the body's own villages when empty.
    #[serde(default)]
    pub(super) at: String,
}

/// How resolved cases came to be so.
#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Resolved {
    pub(super) on_the_spot: usize,
    pub(super) replied: usize,
    pub(super) cannot: usize,
    pub(super) ended: usize,
    pub(super) kept: usize,
}

impl Resolved {
    pub(super) const fn sum(&self) -> usize {
        self.on_the_spot + self.replied + self.cannot + self.ended + self.kept
    }
}

/// Why cases in progress are so.
#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct InProgress {
    pub(super) assigned: usize,
    pub(super) overdue: usize,
    pub(super) promised: usize,
    pub(super) sent_on: usize,
}

impl InProgress {
    pub(super) const fn sum(&self) -> usize {
        self.assigned + self.overdue + self.promised + self.sent_on
    }
}

/// What must change no figure of the range.
#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Beside {
    /// Cases more, merged into others.
    pub(super) merged: usize,
    /// Cases more, typed by mistake and struck.
    pub(super) struck: usize,
    /// Cases raised before the range.
    pub(super) carried_over: usize,
    /// Of those answered on the spot: reopened after the range.
    pub(super) reopened_after: usize,
    /// Of those replied to: typed after the range.
    pub(super) late: usize,
}

/// What the source says; what it does not say is left out.
#[derive(Debug, Default, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Stated {
    pub(super) units: Option<usize>,
    pub(super) active: Option<usize>,
    pub(super) sites: Option<usize>,
    pub(super) planned: Option<usize>,
    pub(super) held: Option<usize>,
    pub(super) letters: Option<usize>,
    pub(super) cases: Option<usize>,
    pub(super) resolved: Option<usize>,
    pub(super) in_progress: Option<usize>,
    pub(super) not_taken_up: Option<usize>,
}

impl Line {
    /// How many places it has.
    pub(super) fn units(&self) -> usize {
        (self.places.len() + self.simulated).max(1)
    }

    /// How many of them held dialogues or got letters.
    pub(super) fn active(&self) -> usize {
        let told = self.stated.active.unwrap_or(self.active);
        if told == 0 { self.units() } else { told }
    }

    /// How many dialogues were held.
    pub(super) fn held(&self) -> usize {
        self.stated.held.unwrap_or(self.held)
    }

    /// How many villages they were held in; one each where nothing is said.
    pub(super) fn sites(&self) -> usize {
        self.stated.sites.unwrap_or(self.held())
    }

    /// How many cases count in the range.
    pub(super) fn cases(&self) -> usize {
        self.resolved.sum() + self.in_progress.sum() + self.not_taken_up
    }

    /// The field of work of each case that counts, in shares as even as can be from the first to the last; none where the
    /// file does not say.
    fn field_of_each(&self) -> Vec<&str> {
        let all: usize = self.fields.values().sum();
        let mut taken: Vec<(&str, usize, usize)> = self.fields.iter().map(|(code, n)| (code.as_str(), *n, 0)).collect();
        let mut fields = Vec::with_capacity(all);
        for place in 1..=all {
            // Whoever is the furthest behind its share comes next.
            let next = taken.iter_mut().filter(|(_, n, taken)| taken < n).max_by_key(|(_, n, taken)| {
                i128::try_from(n * place).unwrap_or(0) - i128::try_from(*taken * all).unwrap_or(0)
            });
            if let Some((code, _, taken)) = next {
                *taken += 1;
                fields.push(*code);
            }
        }
        fields
    }
}

impl Told {
    /// The sentences of a field of work and of those under it.
    pub(super) fn sentences_of(&self, field: &str) -> Vec<&Sentence> {
        let under = format!("{field}.");
        let of = |sentence: &&Sentence| sentence.field == field || sentence.field.starts_with(&under);
        self.sentences.iter().filter(of).collect()
    }

    /// What is raised in so many cases of a line: first those that count, of the fields that the file says.
    pub(super) fn sentences_for(&self, line: &Line, count: usize) -> Vec<&Sentence> {
        let fields = line.field_of_each();
        let one = |index: usize| {
            let own = fields.get(index).map(|field| self.sentences_of(field)).filter(|own| !own.is_empty());
            own.map_or_else(|| &self.sentences[index % self.sentences.len()], |own| own[index % own.len()])
        };
        (0..count).map(one).collect()
    }
}
