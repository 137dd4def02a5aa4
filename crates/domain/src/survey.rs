//! The survey of a round of gathering (khảo sát ý kiến Nhân dân trước đối thoại): how one stands by its events, what its sheets and
//! sums have to agree with, and which groups are too small to be shown.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::correction::effective;
use crate::day::Day;
use crate::event::{Event, Recorded, SurveyCount, SurveyEvent, SurveyQuestion, SurveySheet};
use crate::refusal::Refusal;
use crate::text::TextRef;

/// The most questions of one survey.
pub const MOST_QUESTIONS: usize = 40;
/// The most choices of one question: nine have a key of their own.
pub const MOST_CHOICES: usize = 20;
/// The most sheets of one survey.
pub const MOST_SHEETS: usize = 5_000;
/// The most sheets that are typed by one act.
pub const MOST_SHEETS_AT_ONCE: usize = 100;
/// The most sheets that can be handed out, and the highest number of a sum.
pub const MOST_HANDED_OUT: i64 = 1_000_000;
/// A group of fewer sheets than this is not shown by itself: what few people answered could be told from it.
pub const FEWEST_SHOWN: i64 = 5;

/// How a question is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuestionKind {
    /// By one of its choices.
    One,
    /// By any number of its choices.
    Several,
    /// In one's own words.
    Open,
}

impl QuestionKind {
    /// Every kind, in the order of declaration.
    pub const ALL: [Self; 3] = [Self::One, Self::Several, Self::Open];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Several => "several",
            Self::Open => "open",
        }
    }

    /// The kind kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// A group of people, as a sheet may say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeopleGroup {
    /// Farmers.
    Farmers,
    /// Women.
    Women,
    /// Young people.
    Youth,
    /// Veterans.
    Veterans,
    /// Workers.
    Workers,
    /// Households and firms that trade.
    Traders,
    /// Older people.
    Elderly,
    /// Others.
    Others,
}

impl PeopleGroup {
    /// Every group, in the order of declaration.
    pub const ALL: [Self; 8] = [
        Self::Farmers,
        Self::Women,
        Self::Youth,
        Self::Veterans,
        Self::Workers,
        Self::Traders,
        Self::Elderly,
        Self::Others,
    ];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Farmers => "farmers",
            Self::Women => "women",
            Self::Youth => "youth",
            Self::Veterans => "veterans",
            Self::Workers => "workers",
            Self::Traders => "traders",
            Self::Elderly => "elderly",
            Self::Others => "others",
        }
    }

    /// The group kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.as_str() == word)
    }
}

/// A sheet as its survey has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// What stands on it.
    pub sheet: SurveySheet,
    /// Whether it was typed by mistake.
    pub struck: bool,
}

/// A survey as its events leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Survey {
    /// The body that gathers.
    pub organisation: i64,
    /// Its title.
    pub title: TextRef,
    /// What it is for.
    pub purpose: Option<TextRef>,
    /// The first day on which people are asked.
    pub from_on: Day,
    /// The last day.
    pub to_on: Day,
    /// How many sheets were handed out.
    pub handed_out: i64,
    /// Its questions in their order.
    pub questions: Vec<SurveyQuestion>,
    /// Its sheets in the order in which they were typed: the first has number 1.
    pub sheets: Vec<Sheet>,
    /// What was counted by hand, by question, with the day of the paper.
    pub counts: BTreeMap<i64, (Day, SurveyCount)>,
    /// The opinions that the words of sheets became: by sheet and question.
    pub taken: BTreeMap<(i64, i64), i64>,
    /// The answers whose words are kept from everybody: by sheet and question.
    pub kept: BTreeSet<(i64, i64)>,
}

impl Survey {
    /// How it stands after all its events; nothing where they are not those of a survey.
    pub fn by(events: &[Recorded]) -> Option<Self> {
        let mut effective = effective(events);
        effective.sort_by_key(|event| event.recorded.seq);
        let mut survey: Option<Self> = None;
        for event in effective.iter().filter(|event| !event.struck) {
            let Event::Survey(happened) = &event.recorded.event else { continue };
            match (&mut survey, happened) {
                (None, SurveyEvent::Described { .. }) => survey = Self::founded(happened),
                (Some(known), happened) => known.apply(happened, event.on),
                (None, _) => return None,
            }
        }
        survey
    }

    fn founded(event: &SurveyEvent) -> Option<Self> {
        let SurveyEvent::Described { organisation, title, purpose, from_on, to_on, handed_out } = event else {
            return None;
        };
        Some(Self {
            organisation: *organisation,
            title: title.clone(),
            purpose: purpose.clone(),
            from_on: *from_on,
            to_on: *to_on,
            handed_out: *handed_out,
            questions: Vec::new(),
            sheets: Vec::new(),
            counts: BTreeMap::new(),
            taken: BTreeMap::new(),
            kept: BTreeSet::new(),
        })
    }

    fn apply(&mut self, event: &SurveyEvent, on: Day) {
        match event {
            SurveyEvent::Described { title, purpose, from_on, to_on, handed_out, .. } => {
                (self.title, self.purpose) = (title.clone(), purpose.clone());
                (self.from_on, self.to_on, self.handed_out) = (*from_on, *to_on, *handed_out);
            }
            SurveyEvent::QuestionsSet { questions } => self.questions.clone_from(questions),
            SurveyEvent::SheetAdded { sheet } => self.sheets.push(Sheet { sheet: sheet.clone(), struck: false }),
            SurveyEvent::SheetStruck { sheet, .. } => {
                if let Some(known) = self.sheets.iter_mut().find(|known| known.sheet.sheet == *sheet) {
                    known.struck = true;
                }
            }
            SurveyEvent::Counted { count } => {
                self.counts.insert(count.question, (on, count.clone()));
            }
            SurveyEvent::CountStruck { question, .. } => {
                self.counts.remove(question);
            }
            SurveyEvent::WordsTaken { sheet, question, opinion } => {
                self.taken.insert((*sheet, *question), *opinion);
            }
            SurveyEvent::WordsKept { sheet, question } => {
                self.kept.insert((*sheet, *question));
            }
        }
    }

    /// The sheets that stand.
    pub fn standing(&self) -> impl Iterator<Item = &SurveySheet> {
        self.sheets.iter().filter(|known| !known.struck).map(|known| &known.sheet)
    }

    /// Whether somebody answered: from then on its questions are fixed.
    pub fn is_answered(&self) -> bool {
        !self.counts.is_empty() || self.standing().next().is_some()
    }

    /// The words of an answer on a sheet that stands.
    pub fn words(&self, sheet: i64, question: i64) -> Option<&TextRef> {
        let sheet = self.standing().find(|known| known.sheet == sheet)?;
        sheet.answers.iter().find(|known| known.question == question)?.words.as_ref()
    }

    /// The question of that id.
    pub fn question(&self, id: i64) -> Option<&SurveyQuestion> {
        self.questions.iter().find(|known| known.question == id)
    }

    /// How many sheets have to have been handed out at least, by what came back of them.
    pub fn fewest_handed_out(&self) -> i64 {
        let typed = i64::try_from(self.standing().count()).unwrap_or(i64::MAX);
        self.counts.values().map(|(_, count)| count.returned).max().unwrap_or_default().max(typed)
    }
}

/// Refuses sums that cannot be: valid ≤ returned ≤ handed out, no choice more often than valid sheets, and where one choice is
/// made, all of them together no more often.
pub fn agree(kind: QuestionKind, handed_out: i64, count: (i64, i64), cells: &[i64]) -> Result<(), Refusal> {
    let (returned, valid) = count;
    if returned < 0 {
        return Err(Refusal::Unreadable { field: "returned" });
    }
    if valid < 0 {
        return Err(Refusal::Unreadable { field: "valid" });
    }
    if cells.iter().any(|cell| *cell < 0) {
        return Err(Refusal::Unreadable { field: "cells" });
    }
    if returned > handed_out {
        return Err(Refusal::SurveyOver { field: "returned", most: handed_out });
    }
    if valid > returned {
        return Err(Refusal::SurveyOver { field: "valid", most: returned });
    }
    let summed = cells.iter().fold(0_i64, |sum, cell| sum.saturating_add(*cell));
    let over = cells.iter().any(|cell| *cell > valid) || (kind == QuestionKind::One && summed > valid);
    if over { Err(Refusal::SurveyOver { field: "cells", most: valid }) } else { Ok(()) }
}

/// Which of some groups of sheets may be shown by themselves. `groups` says how many sheets each has, `all` how many there are.
/// One of fewer than [`FEWEST_SHOWN`] is not; and where what is left over could be told by taking those that are shown from the
/// whole, the smallest of these is kept back too.
pub fn shown(groups: &[i64], all: i64) -> Vec<bool> {
    let mut shown: Vec<bool> = groups.iter().map(|size| *size >= FEWEST_SHOWN).collect();
    loop {
        let out: i64 = groups.iter().zip(&shown).filter(|(_, shown)| **shown).map(|(size, _)| *size).sum();
        if !(1..FEWEST_SHOWN).contains(&(all - out)) {
            return shown;
        }
        let smallest = (0..groups.len()).filter(|at| shown[*at]).min_by_key(|at| groups[*at]);
        let Some(smallest) = smallest else { return shown };
        shown[smallest] = false;
    }
}
