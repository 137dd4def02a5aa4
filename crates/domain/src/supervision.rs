//! Supervision by the Front: what a finding says of a matter, and a supervision of one notice from its line in the plan of a year
//! to its report. What is found is the Front's own: no act of the executive makes, changes or strikes it.

use serde::{Deserialize, Serialize};

use crate::correction::{Effective, effective, struck_by};
use crate::day::Day;
use crate::event::{CaseEvent, Event, Recorded, SupervisionEvent};

/// What was found of what was concluded or promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FindingResult {
    /// It is done.
    Done,
    /// A part of it is done.
    Partly,
    /// It is not done.
    NotDone,
}

impl FindingResult {
    /// Every result, in the order of declaration.
    pub const ALL: [Self; 3] = [Self::Done, Self::Partly, Self::NotDone];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Partly => "partly",
            Self::NotDone => "not_done",
        }
    }

    /// The result kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|result| result.as_str() == word)
    }

    /// Whether it contradicts what the executive says, and raises a flag (D23).
    pub const fn contradicts(self) -> bool {
        !matches!(self, Self::Done)
    }
}

/// How it was looked at; also the form in which a supervision is carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Looked {
    /// Papers and reports were read.
    Papers,
    /// Somebody went there.
    Visit,
    /// The people concerned were asked.
    Asked,
}

impl Looked {
    /// Every way, in the order of declaration.
    pub const ALL: [Self; 3] = [Self::Papers, Self::Visit, Self::Asked];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Papers => "papers",
            Self::Visit => "visit",
            Self::Asked => "asked",
        }
    }

    /// The way kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.as_str() == word)
    }
}

/// What whoever records a finding did in what is supervised (cùng một người): shown with the finding, never refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SamePerson {
    /// Chaired the dialogue or a session of it.
    Chaired,
    /// Signed the notice or a reply.
    Signed,
    /// Has a post in the body that leads.
    Led,
    /// Drafted a reply.
    Drafted,
    /// Approved a reply.
    Approved,
    /// Recorded acts on the matter.
    Recorded,
}

impl SamePerson {
    /// Every one, in the order of declaration.
    pub const ALL: [Self; 6] = [Self::Chaired, Self::Signed, Self::Led, Self::Drafted, Self::Approved, Self::Recorded];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Chaired => "chaired",
            Self::Signed => "signed",
            Self::Led => "led",
            Self::Drafted => "drafted",
            Self::Approved => "approved",
            Self::Recorded => "recorded",
        }
    }

    /// The one kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|same| same.as_str() == word)
    }
}

/// What was last found of a case, and whether its body did anything since.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The finding.
    pub finding: i64,
    /// Who found it.
    pub organisation: i64,
    /// What.
    pub result: FindingResult,
    /// The day on which it was seen.
    pub on: Day,
    /// Whether progress, a reply, a kept promise or a reopening came after it: it is looked at again. A flag stays until the
    /// Front finds it done.
    pub since: bool,
}

impl Found {
    /// The word of its axis: the result, with `.since` behind it where something was done since.
    pub const fn as_str(self) -> &'static str {
        match (self.result, self.since) {
            (FindingResult::Done, false) => "done",
            (FindingResult::Partly, false) => "partly",
            (FindingResult::NotDone, false) => "not_done",
            (FindingResult::Done, true) => "done.since",
            (FindingResult::Partly, true) => "partly.since",
            (FindingResult::NotDone, true) => "not_done.since",
        }
    }
}

/// Whether an event gives reason to look again at what was found before it.
pub(crate) const fn moves_on(event: &CaseEvent) -> bool {
    event.reopens()
        || matches!(
            event,
            CaseEvent::Progressed { .. }
                | CaseEvent::Replied { .. }
                | CaseEvent::AnsweredOnTheSpot { .. }
                | CaseEvent::PromiseKept { .. }
                | CaseEvent::TransferAnswered { .. }
                | CaseEvent::TransferReplied { .. }
        )
}

/// A finding of a case as its events leave it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stands {
    /// The finding.
    pub finding: i64,
    /// The event by which it was recorded.
    pub event: i64,
    /// The day on which it was seen, as corrected; of one that was struck the day as recorded.
    pub on: Day,
    /// Whether it was recorded by mistake.
    pub struck: bool,
}

/// The findings of a case, in the order in which they were recorded. `events` in the order of their `seq`.
pub fn findings(events: &[Recorded]) -> Vec<Stands> {
    let known = effective(events);
    let found = events.iter().filter_map(|recorded| match &recorded.event {
        Event::Case(CaseEvent::Found { finding, .. }) => Some((*finding, recorded)),
        _ => None,
    });
    let stands = found.map(|(finding, recorded)| {
        let on = known.iter().find(|it| it.recorded.id == recorded.id).map_or(recorded.happened_on, |it| it.on);
        Stands { finding, event: recorded.id, on, struck: struck_by(events, recorded.id).is_some() }
    });
    stands.collect()
}

/// Whether an event is a finding, or amends one: the executive amends neither.
pub fn is_of_a_finding(events: &[Recorded], id: i64) -> bool {
    let mut at = events.iter().find(|known| known.id == id);
    // An amendment names an earlier event, so this ends.
    while let Some(known) = at {
        match &known.event {
            Event::Case(CaseEvent::Found { .. }) => return true,
            Event::Corrected { of, .. } | Event::Struck { of, .. } => {
                at = events.iter().find(|earlier| earlier.id == *of && earlier.seq < known.seq);
            }
            _ => return false,
        }
    }
    false
}

/// Whether a body led, drafted or answered what these events of a case tell, or has it from somebody who sent it on. What it gave
/// back and never touched is not its work. `events` in the order of their `seq`.
pub fn took_part(events: &[Recorded], body: i64) -> bool {
    let effective = effective(events);
    let happened = || {
        effective.iter().filter(|it| !it.struck).filter_map(|it| match &it.recorded.event {
            Event::Case(happened) => Some(happened),
            _ => None,
        })
    };
    let gave_back = |of: i64| {
        happened().any(|it| match it {
            CaseEvent::Returned { assignment, .. } => *assignment == of,
            CaseEvent::TransferReturned { transfer, .. } => *transfer == of,
            _ => false,
        })
    };
    happened().any(|it| match it {
        CaseEvent::Received { accountable: by, .. }
        | CaseEvent::HandedOver { to: by, .. }
        | CaseEvent::TakenOver { to: by, .. }
        | CaseEvent::Returned { to: by, .. }
        | CaseEvent::PartGiven { to: by, .. }
        | CaseEvent::Progressed { body: by, .. }
        | CaseEvent::ReplyDrafted { body: by, .. }
        | CaseEvent::AnsweredOnTheSpot { body: by, .. }
        | CaseEvent::Replied { body: by, .. } => *by == body,
        CaseEvent::Assigned { assignment, lead, .. } => *lead == body && !gave_back(*assignment),
        CaseEvent::SentOn { transfer, to, .. } => *to == body && !gave_back(*transfer),
        _ => false,
    })
}

/// How far a supervision has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SupervisionState {
    /// It stands in a plan that was not issued.
    Planned,
    /// It stands in a plan that was issued with number and date.
    Issued,
    /// It was carried out.
    CarriedOut,
    /// Its report went to the body of the same level.
    Reported,
    /// It was taken out of the plan.
    Dropped,
    /// It was recorded by mistake.
    Struck,
}

impl SupervisionState {
    /// Every state, in order.
    pub const ALL: [Self; 6] =
        [Self::Planned, Self::Issued, Self::CarriedOut, Self::Reported, Self::Dropped, Self::Struck];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Issued => "issued",
            Self::CarriedOut => "carried_out",
            Self::Reported => "reported",
            Self::Dropped => "dropped",
            Self::Struck => "struck",
        }
    }

    /// The state kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// A supervision of one notice as its events leave it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Supervision {
    /// Who supervises.
    pub organisation: i64,
    /// The notice of conclusion.
    pub notice: i64,
    /// The year of its plan.
    pub year: i64,
    /// The month planned, 1 to 12; none for one that is carried out beside the plan.
    pub month: Option<i64>,
    /// In which form.
    pub form: Looked,
    /// How far it has come.
    pub state: SupervisionState,
    /// The day on which the plan was issued, and the text that names the paper.
    pub issued: Option<(Day, i64)>,
    /// The day on which it was carried out.
    pub carried_out_on: Option<Day>,
    /// The report: its day, the body that gets it, the text that names the paper, remarks, proposals.
    pub report: Option<Reported>,
}

/// The report of a supervision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reported {
    /// The date on the paper.
    pub on: Day,
    /// The body of the same level that gets it.
    pub to: i64,
    /// Id of the text that names the paper.
    pub document: i64,
    /// Id of the text of the remarks.
    pub remarks: Option<i64>,
    /// Id of the text of what is proposed.
    pub proposals: Option<i64>,
}

impl Supervision {
    /// How it stands after all its events; nothing where they are not those of a supervision.
    pub fn by(events: &[Recorded]) -> Option<Self> {
        let effective = effective(events);
        let (founding, later) = effective.split_first()?;
        let Event::Supervision(SupervisionEvent::Planned { organisation, notice, year, month, form }) =
            &founding.recorded.event
        else {
            return None;
        };
        let state = if founding.struck { SupervisionState::Struck } else { SupervisionState::Planned };
        let mut it = Self {
            organisation: *organisation,
            notice: *notice,
            year: *year,
            month: *month,
            form: *form,
            state,
            issued: None,
            carried_out_on: None,
            report: None,
        };
        for event in later {
            it.apply(event);
        }
        Some(it)
    }

    fn apply(&mut self, event: &Effective<'_>) {
        let Event::Supervision(happened) = &event.recorded.event else { return };
        match happened {
            SupervisionEvent::Planned { .. } => {}
            SupervisionEvent::Replanned { month, form } => (self.month, self.form) = (*month, *form),
            SupervisionEvent::Issued { document } => {
                self.issued = Some((event.on, document.id));
                self.reach(SupervisionState::Issued);
            }
            SupervisionEvent::CarriedOut { form } => {
                (self.carried_out_on, self.form) = (Some(event.on), *form);
                self.reach(SupervisionState::CarriedOut);
            }
            SupervisionEvent::Reported { to, document, remarks, proposals } => {
                let id = |text: &crate::text::TextRef| text.id;
                self.report = Some(Reported {
                    on: event.on,
                    to: *to,
                    document: document.id,
                    remarks: remarks.as_ref().map(id),
                    proposals: proposals.as_ref().map(id),
                });
                self.reach(SupervisionState::Reported);
            }
            SupervisionEvent::Dropped { .. } => self.reach(SupervisionState::Dropped),
        }
    }

    /// A step that was passed over by a later one is no step back.
    fn reach(&mut self, state: SupervisionState) {
        self.state = self.state.max(state);
    }
}
