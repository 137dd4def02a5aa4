//! A line in the register of denunciations as its events leave it: number, day, way, field, steps and clocks, and nothing of who
//! denounced, who is denounced, or what was said.

use serde::{Deserialize, Serialize};

use super::step::{self, RECEIVED, SUSPENDED, Step};
use crate::day::Day;
use crate::event::{DenunciationEvent, Event, Recorded};
use crate::letter::LetterWay;
use crate::text::TextRef;

/// Characters of a number of a document, at most.
pub const MOST_NUMBER: usize = 40;
/// Digits of one run in it.
const DIGITS: usize = 6;
/// Letters of one run in it.
const LETTERS: usize = 6;
/// Letters in it, in all.
const ALL_LETTERS: usize = 10;

/// Whether something has the shape of a number in a book or on a document, such as `12/TB-UBND`: nothing can be told in it, neither a
/// name nor a telephone.
pub fn is_number(typed: &str) -> bool {
    let (mut digits, mut letters, mut all) = (0, 0, 0);
    for letter in typed.chars() {
        if letter.is_ascii_digit() {
            (digits, letters) = (digits + 1, 0);
        } else if letter.is_ascii_alphabetic() || letter == '\u{110}' {
            (digits, letters, all) = (0, letters + 1, all + 1);
        } else if matches!(letter, '/' | '-' | '.') {
            (digits, letters) = (0, 0);
        } else {
            return false;
        }
        if digits > DIGITS || letters > LETTERS || all > ALL_LETTERS {
            return false;
        }
    }
    typed.chars().count() <= MOST_NUMBER && typed.starts_with(|letter: char| letter.is_ascii_digit())
}

/// A step that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepTaken {
    /// The code of the step.
    pub step: String,
    /// The number of its document.
    pub number: Option<TextRef>,
    /// The code of the ground.
    pub ground: Option<String>,
    /// By how many days a clock is lengthened.
    pub days: Option<i64>,
    /// How many criteria of a complex case are met.
    pub criteria: Option<i64>,
    /// The code of the result.
    pub result: Option<String>,
}

/// A clock as it was counted when the event that names it was recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LineClock {
    /// The rule.
    pub rule: String,
    /// Its version; nothing while none is in force.
    pub version: Option<i64>,
    /// The day from which it is counted.
    pub from: Day,
    /// By how many days it is longer than the rule says: lengthened, or not counted.
    pub more: i64,
    /// The last day; nothing while it stands still, where it was dropped, and without a rule or a calendar.
    pub due_on: Option<Day>,
    /// The day on which it was done.
    pub done_on: Option<Day>,
    /// How it stands.
    pub state: ClockStands,
}

/// How a clock of a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ClockStands {
    /// It runs.
    Running,
    /// It stands still while settlement is suspended.
    Still,
    /// It was done.
    Done,
    /// It was over without being done.
    Dropped,
}

impl ClockStands {
    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Still => "still",
            Self::Done => "done",
            Self::Dropped => "dropped",
        }
    }

    /// That of a word.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Running, Self::Still, Self::Done, Self::Dropped].into_iter().find(|it| it.as_str() == word)
    }
}

/// A step as it stands in the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Taken {
    /// The event.
    pub event: i64,
    /// When it happened.
    pub on: Day,
    /// What was taken.
    pub taken: StepTaken,
}

/// A line as its events leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The body in whose register it is.
    pub organisation: i64,
    /// The day of receipt.
    pub received_on: Day,
    /// Its number.
    pub number: Option<TextRef>,
    /// Whether the program drew that.
    pub drawn: bool,
    /// By which way it came.
    pub way: LetterWay,
    /// The field, by its code; may be empty.
    pub field: String,
    /// The submission whose words were erased for it.
    pub moved: Option<i64>,
    /// The steps that stand, in their order.
    pub steps: Vec<Taken>,
    /// Its clocks, as they were counted last.
    pub clocks: Vec<LineClock>,
    /// Whether it was recorded by mistake.
    pub struck: bool,
    /// The event that was recorded last.
    pub last: i64,
}

/// What a clock is by the steps, without the rulebook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Counted {
    /// The rule.
    pub rule: &'static str,
    /// The day from which it is counted.
    pub from: Day,
    /// By how many days it is longer.
    pub more: i64,
    /// The day on which it was done.
    pub done_on: Option<Day>,
    /// How it stands.
    pub state: ClockStands,
}

impl Line {
    /// The line of a history; nothing where it has no beginning. `events` in the order of their `seq`.
    pub fn by(events: &[Recorded]) -> Option<Self> {
        let first = events.first()?;
        let Event::Denunciation(DenunciationEvent::Registered {
            organisation,
            number,
            drawn,
            way,
            field,
            moved,
            clocks,
        }) = &first.event
        else {
            return None;
        };
        let mut line = Self {
            organisation: *organisation,
            received_on: first.happened_on,
            number: number.clone(),
            drawn: *drawn,
            way: *way,
            field: field.clone(),
            moved: *moved,
            steps: Vec::new(),
            clocks: clocks.clone(),
            struck: false,
            last: first.id,
        };
        for known in &events[1..] {
            let Event::Denunciation(event) = &known.event else { continue };
            line.last = known.id;
            match event {
                DenunciationEvent::Stepped { taken, clocks } => {
                    line.steps.push(Taken { event: known.id, on: known.happened_on, taken: taken.clone() });
                    line.clocks.clone_from(clocks);
                }
                DenunciationEvent::TakenBack { of, clocks } => {
                    line.steps.retain(|it| it.event != *of);
                    line.clocks.clone_from(clocks);
                }
                DenunciationEvent::Redated { clocks } => line.clocks.clone_from(clocks),
                DenunciationEvent::Struck => line.struck = true,
                DenunciationEvent::Registered { .. } => {}
            }
        }
        Some(line)
    }

    /// How far it is: the code of its phase.
    pub fn phase(&self) -> &str {
        let led = self.steps.iter().rev().find_map(|it| step::step(&it.taken.step).and_then(|step| step.to.as_deref()));
        led.unwrap_or(RECEIVED)
    }

    /// Since when it is there.
    pub fn phase_on(&self) -> Day {
        let leads = |it: &&Taken| step::step(&it.taken.step).is_some_and(|step| step.to.is_some());
        self.steps.iter().rev().find(leads).map_or(self.received_on, |it| it.on)
    }

    /// The day of the last step, or of receipt: nothing later happened before it.
    pub fn latest(&self) -> Day {
        self.steps.last().map_or(self.received_on, |it| it.on)
    }

    /// Whether a step is open now.
    pub fn is_open(&self, of: &Step) -> bool {
        let runs = |rule: &String| {
            let alive = |it: &Counted| it.rule == rule && it.state == ClockStands::Running;
            self.counted().iter().any(alive)
        };
        !self.struck
            && of.after.iter().any(|phase| phase == self.phase())
            && !(of.once && self.steps.iter().any(|it| it.taken.step == of.code))
            && of.open.as_ref().is_none_or(runs)
    }

    /// The steps that are open now, in the order of the table.
    pub fn open(&self) -> Vec<&'static Step> {
        step::steps().iter().filter(|of| self.is_open(of)).collect()
    }

    /// What its conclusion says: the code of the result.
    pub fn result(&self) -> Option<&str> {
        self.steps.iter().rev().find_map(|it| it.taken.result.as_deref())
    }

    /// The clocks that its steps give.
    pub fn counted(&self) -> Vec<Counted> {
        let mut counted: Vec<(usize, Counted)> = Vec::new();
        for of in step::clocks().iter().filter(|of| !of.referred || self.way.is_referred()) {
            let receipt =
                (of.starts.iter().any(|it| it == RECEIVED) && self.shows(of)).then_some((0, self.received_on));
            let later = self.steps.iter().enumerate().filter(|(_, it)| of.starts.contains(&it.taken.step));
            let starts = receipt.into_iter().chain(later.map(|(at, it)| (at + 1, it.on)));
            let mut over = 0;
            for (at, from) in starts {
                // One that runs is not begun anew.
                if at < over {
                    continue;
                }
                let rest = self.steps.iter().enumerate().skip(at);
                let end = rest.clone().find(|(_, it)| of.ends.contains(&it.taken.step));
                let drop = rest.clone().find(|(_, it)| of.drops.contains(&it.taken.step));
                let (state, until) = match (end, drop) {
                    (Some(end), Some(drop)) if drop.0 < end.0 => (ClockStands::Dropped, Some(drop)),
                    (Some(end), _) => (ClockStands::Done, Some(end)),
                    (None, Some(drop)) => (ClockStands::Dropped, Some(drop)),
                    (None, None) if of.stands_still && self.phase() == SUSPENDED => (ClockStands::Still, None),
                    (None, None) => (ClockStands::Running, None),
                };
                over = until.map_or(usize::MAX, |(place, _)| place + 1);
                let of_it = &self.steps[at..over.min(self.steps.len())];
                let done_on = until.filter(|_| state == ClockStands::Done).map(|(_, it)| it.on);
                counted.push((at, Counted { rule: &of.rule, from, more: longer(of, of_it), done_on, state }));
            }
        }
        counted.sort_by_key(|(at, _)| *at);
        counted.into_iter().map(|(_, it)| it).collect()
    }

    /// Whether a clock is there that runs only where something was found.
    fn shows(&self, of: &step::ClockOf) -> bool {
        of.when.is_empty() || self.steps.iter().any(|it| of.when.contains(&it.taken.step))
    }

    /// How often a step was taken.
    pub fn times(&self, code: &str) -> usize {
        self.steps.iter().filter(|it| it.taken.step == code).count()
    }
}

/// By how many days a clock is longer: by what lengthened it, and by what was not counted.
fn longer(of: &step::ClockOf, steps: &[Taken]) -> i64 {
    let mut more = 0;
    let mut since = None;
    for it in steps {
        let Some(known) = step::step(&it.taken.step) else { continue };
        if known.extends.as_deref() == Some(of.rule.as_str()) {
            more += it.taken.days.unwrap_or_default();
        }
        if !of.stands_still {
            continue;
        }
        match known.to.as_deref() {
            Some(SUSPENDED) => since = Some(it.on),
            Some(_) => more += since.take().map_or(0, |from: Day| from.days_until(it.on)),
            None => {}
        }
    }
    more
}
