//! What has to be done after a dialogue is concluded: each with its clock where a confirmed rule gives it a last day, and
//! done by an act with a date and a paper.

use serde::{Deserialize, Serialize};

use crate::correction::effective;
use crate::day::Day;
use crate::dialogue::Duty;
use crate::event::{DialogueEvent, Event, Recorded};

/// Something that is due after a dialogue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AfterDuty {
    /// The notice of conclusion is issued.
    Notice,
    /// What is beyond competence is sent on.
    Beyond,
    /// The result is reported to the Standing Committee and the superior.
    Report,
    /// Copies go to mass mobilisation, the Front and the organisations.
    Copies,
    /// The result of the commune's yearly conference is made known to the people.
    MadeKnown,
}

impl AfterDuty {
    /// Every one, in the order of declaration.
    pub const ALL: [Self; 5] = [Self::Notice, Self::Beyond, Self::Report, Self::Copies, Self::MadeKnown];

    /// The word under which it is kept, also as the kind of its clock.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Notice => "notice",
            Self::Beyond => "beyond",
            Self::Report => "report",
            Self::Copies => "copies",
            Self::MadeKnown => "made_known",
        }
    }

    /// The one kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|duty| duty.as_str() == word)
    }

    /// The trigger of the rule that gives it its last day.
    pub const fn trigger(self) -> &'static str {
        match self {
            Self::Notice => "dialogue_ended",
            Self::Beyond => "dialogue_beyond",
            Self::Report => "dialogue_reported",
            Self::Copies => "dialogue_copied",
            Self::MadeKnown => "conference_held",
        }
    }

    /// Those of a dialogue that fulfils these duties of its head: the four, and making known what came of a conference.
    pub fn of(duties: &[Duty]) -> Vec<Self> {
        let conference = duties.contains(&Duty::Conference);
        Self::ALL.into_iter().filter(|duty| *duty != Self::MadeKnown || conference).collect()
    }
}

/// Whom the result of a dialogue is reported to, where each gets a paper of its own (D17).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Addressee {
    /// The Standing Committee of the same level.
    Committee,
    /// The Party committee and the authority right above.
    Superior,
}

impl Addressee {
    /// Every one, in the order of declaration.
    pub const ALL: [Self; 2] = [Self::Committee, Self::Superior];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Committee => "committee",
            Self::Superior => "superior",
        }
    }

    /// The one kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|addressee| addressee.as_str() == word)
    }
}

/// A report of the result that went to one of those.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reported {
    /// To whom.
    pub to: Addressee,
    /// The day of the paper.
    pub on: Day,
    /// Id of the text that names it.
    pub document: i64,
}

/// A duty that began with the conclusion of a dialogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StartedDuty {
    /// The duty.
    pub duty: AfterDuty,
    /// Its clock.
    pub clock: i64,
    /// The rule that gives it a last day, if a confirmed one does.
    pub rule: Option<String>,
    /// The version of that rule.
    pub rule_version: Option<i64>,
    /// The last day.
    pub due_on: Option<Day>,
}

/// A duty as the events of its dialogue leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// How it began.
    pub started: StartedDuty,
    /// The day on which it was done.
    pub done_on: Option<Day>,
    /// The notice by which it was done, where it was one.
    pub notice: Option<i64>,
    /// Id of the text that names the paper.
    pub document: Option<i64>,
    /// The reports that went to one addressee each, the last to each; the duty is done once all have theirs.
    pub reported: Vec<Reported>,
}

impl Owed {
    /// Takes in that the result was reported to one of those to whom it has to be. What was done by one paper for all stays done.
    fn report(&mut self, reported: Reported) {
        self.reported.retain(|it| it.to != reported.to);
        self.reported.push(reported);
        self.reported.sort_by_key(|it| it.to);
        if self.done_on.is_none() && self.reported.len() == Addressee::ALL.len() {
            self.done_on = self.reported.iter().map(|it| it.on).max();
        }
    }
}

/// The duties of a dialogue that is concluded, as its events leave them; none before. `events` in the order of their `seq`.
/// What changed rules or calendar did counts by what was recorded, not by the day.
pub fn owed(events: &[Recorded]) -> Vec<Owed> {
    let mut owed: Vec<Owed> = Vec::new();
    let known = effective(events);
    let concluded =
        known.iter().any(|event| matches!(event.recorded.event, Event::Dialogue(DialogueEvent::Concluded { .. })));
    if !concluded || known.first().is_some_and(|founding| founding.struck) {
        return owed;
    }
    for recorded in events {
        let Some(event) = known.iter().find(|event| event.recorded.id == recorded.id) else { continue };
        let Event::Dialogue(happened) = &recorded.event else { continue };
        match happened {
            DialogueEvent::DutiesStarted { duties } => {
                let before = std::mem::take(&mut owed);
                owed.extend(duties.iter().map(|started| {
                    let done = before.iter().find(|it| it.started.duty == started.duty);
                    Owed {
                        started: started.clone(),
                        done_on: done.and_then(|it| it.done_on),
                        notice: done.and_then(|it| it.notice),
                        document: done.and_then(|it| it.document),
                        reported: done.map(|it| it.reported.clone()).unwrap_or_default(),
                    }
                }));
            }
            DialogueEvent::DutyRedated { clock, rule, rule_version, due_on } => {
                for it in owed.iter_mut().filter(|it| it.started.clock == *clock) {
                    it.started.rule.clone_from(rule);
                    (it.started.rule_version, it.started.due_on) = (*rule_version, *due_on);
                }
            }
            DialogueEvent::DutyDone { duty, notice, document } => {
                for it in owed.iter_mut().filter(|it| it.started.duty == *duty) {
                    (it.done_on, it.notice) = (Some(event.on), *notice);
                    it.document = document.as_ref().map(|text| text.id);
                }
            }
            DialogueEvent::DutyReported { to, document } => {
                let reported = Reported { to: *to, on: event.on, document: document.id };
                owed.iter_mut().filter(|it| it.started.duty == AfterDuty::Report).for_each(|it| it.report(reported));
            }
            _ => {}
        }
    }
    owed
}
