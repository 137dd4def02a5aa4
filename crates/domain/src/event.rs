//! What can have happened to a subject. An event holds ids, dates, bodies and enumerated values, never a sentence
//! that somebody typed: that is a [`TextRef`].

mod account;
mod amendment;
mod case;
mod complaint;
mod corrupt;
mod declared;
mod denunciation;
mod dialogue;
mod gathering;
mod handover;
mod json;
mod letter;
mod notice;
mod organisation;
mod plan;
mod reception;
mod rulebook;
mod subject;
mod submission;
mod supervision;
mod survey;

pub use account::AccountEvent;
pub use case::{
    Assessment, CaseEvent, CasePoint, Contact, ContactWay, Delivery, EndGround, Moved, PointAnswer, PointResult,
    ReviewResult, StartedClock, TransferAnswer, Urged,
};
pub use complaint::ComplaintEvent;
pub use corrupt::Corrupt;
pub use declared::DeclaredEvent;
pub use denunciation::DenunciationEvent;
pub use dialogue::{DialogueEvent, Group, Theme};
pub use gathering::{Gathered, GatheredMade, GatheredTheme, GatheringEvent};
pub use handover::HandoverEvent;
pub use letter::{LetterEntry, LetterEvent};
pub use notice::{NoticeEvent, NoticePoint};
pub use organisation::OrganisationEvent;
pub use plan::{PlanEvent, PlannedEvent};
pub use reception::{ReceptionDay, ReceptionEvent, VisitEnd, Visited};
pub use rulebook::RulebookEvent;
pub use subject::Subject;
pub use submission::{Channel, Kind, Mark, SubmissionEvent};
pub use supervision::SupervisionEvent;
pub use survey::{SurveyAnswer, SurveyCell, SurveyChoice, SurveyCount, SurveyEvent, SurveyQuestion, SurveySheet};

use amendment::{AMENDMENTS, CONTEST_ANSWERED, CONTESTED, CORRECTED, PAPER_NAMED, STRUCK};

use crate::day::{Day, Instant};
use crate::text::TextRef;

/// What happened, typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// To a case.
    Case(CaseEvent),
    /// To a submission.
    Submission(SubmissionEvent),
    /// To a dialogue.
    Dialogue(DialogueEvent),
    /// To a body.
    Organisation(OrganisationEvent),
    /// To an account.
    Account(AccountEvent),
    /// To a handover.
    Handover(HandoverEvent),
    /// To the rulebook.
    Rulebook(RulebookEvent),
    /// To a plan.
    Plan(PlanEvent),
    /// To a dialogue of a plan.
    Planned(PlannedEvent),
    /// To a notice of conclusion.
    Notice(NoticeEvent),
    /// To a supervision.
    Supervision(SupervisionEvent),
    /// To declared figures.
    Declared(DeclaredEvent),
    /// To a round of gathering.
    Gathering(GatheringEvent),
    /// To a reception day.
    Reception(ReceptionEvent),
    /// To a letter.
    Letter(LetterEvent),
    /// To a survey.
    Survey(SurveyEvent),
    /// To a line in the register of denunciations.
    Denunciation(DenunciationEvent),
    /// To a complaint that is settled.
    Complaint(ComplaintEvent),
    /// An earlier event of the same subject happened on another day than was recorded.
    Corrected {
        /// The id of that event.
        of: i64,
        /// The day on which it happened in truth.
        happened_on: Day,
        /// Why.
        reason: TextRef,
    },
    /// An earlier event of the same subject was recorded by mistake and counts no more.
    Struck {
        /// The id of that event; striking a striking restores what it struck.
        of: i64,
        /// Why.
        reason: TextRef,
    },
    /// Whose act an earlier event of the same subject is says that it was not so (see [`crate::behalf`]).
    Contested {
        /// The id of that event.
        of: i64,
        /// What they say.
        reason: TextRef,
    },
    /// It was said why an earlier event of the same subject stays though it was contested.
    ContestAnswered {
        /// The id of that event.
        of: i64,
        /// What was said.
        words: TextRef,
    },
    /// It was said which paper an earlier event of the same subject rests on, which somebody recorded for others.
    PaperNamed {
        /// The id of that event.
        of: i64,
        /// The day on the paper.
        dated_on: Day,
        /// Its number and the body that issued it.
        words: TextRef,
    },
}

impl Event {
    /// The name of the act, such as `case.received`.
    pub fn act(&self) -> &'static str {
        match self {
            Self::Case(event) => event.act(),
            Self::Submission(event) => event.act(),
            Self::Dialogue(event) => event.act(),
            Self::Organisation(event) => event.act(),
            Self::Account(event) => event.act(),
            Self::Handover(event) => event.act(),
            Self::Rulebook(event) => event.act(),
            Self::Plan(event) => event.act(),
            Self::Planned(event) => event.act(),
            Self::Notice(event) => event.act(),
            Self::Supervision(event) => event.act(),
            Self::Declared(event) => event.act(),
            Self::Gathering(event) => event.act(),
            Self::Reception(event) => event.act(),
            Self::Letter(event) => event.act(),
            Self::Survey(event) => event.act(),
            Self::Denunciation(event) => event.act(),
            Self::Complaint(event) => event.act(),
            Self::Corrected { .. } => CORRECTED,
            Self::Struck { .. } => STRUCK,
            Self::Contested { .. } => CONTESTED,
            Self::ContestAnswered { .. } => CONTEST_ANSWERED,
            Self::PaperNamed { .. } => PAPER_NAMED,
        }
    }

    /// The version of the form of [`Event::data`].
    pub fn version(&self) -> i64 {
        match self {
            Self::Case(event) => event.version(),
            Self::Submission(event) => event.version(),
            Self::Dialogue(event) => event.version(),
            Self::Organisation(event) => event.version(),
            Self::Account(event) => event.version(),
            Self::Handover(event) => event.version(),
            Self::Rulebook(event) => event.version(),
            Self::Plan(event) => event.version(),
            Self::Planned(event) => event.version(),
            Self::Notice(event) => event.version(),
            Self::Supervision(event) => event.version(),
            Self::Declared(event) => event.version(),
            Self::Gathering(event) => event.version(),
            Self::Reception(event) => event.version(),
            Self::Letter(event) => event.version(),
            Self::Survey(event) => event.version(),
            Self::Denunciation(event) => event.version(),
            Self::Complaint(event) => event.version(),
            Self::Corrected { .. }
            | Self::Struck { .. }
            | Self::Contested { .. }
            | Self::ContestAnswered { .. }
            | Self::PaperNamed { .. } => 1,
        }
    }

    /// The particulars as one JSON object without spaces, its keys in the order of the declaration. The same event
    /// always gives the same bytes.
    pub fn data(&self) -> String {
        match self {
            Self::Case(event) => event.data(),
            Self::Submission(event) => event.data(),
            Self::Dialogue(event) => event.data(),
            Self::Organisation(event) => event.data(),
            Self::Account(event) => event.data(),
            Self::Handover(event) => event.data(),
            Self::Rulebook(event) => event.data(),
            Self::Plan(event) => event.data(),
            Self::Planned(event) => event.data(),
            Self::Notice(event) => event.data(),
            Self::Supervision(event) => event.data(),
            Self::Declared(event) => event.data(),
            Self::Gathering(event) => event.data(),
            Self::Reception(event) => event.data(),
            Self::Letter(event) => event.data(),
            Self::Survey(event) => event.data(),
            Self::Denunciation(event) => event.data(),
            Self::Complaint(event) => event.data(),
            Self::Corrected { .. }
            | Self::Struck { .. }
            | Self::Contested { .. }
            | Self::ContestAnswered { .. }
            | Self::PaperNamed { .. } => amendment::data(self),
        }
    }

    /// The event that was kept under this act, version and data.
    pub fn parse(act: &str, version: i64, data: &str) -> Result<Self, Corrupt> {
        let (subject, _) = act.split_once('.').unwrap_or((act, ""));
        match subject {
            "case" => CaseEvent::parse(act, version, data).map(Self::Case),
            "submission" => SubmissionEvent::parse(act, version, data).map(Self::Submission),
            "dialogue" => DialogueEvent::parse(act, version, data).map(Self::Dialogue),
            "organisation" => OrganisationEvent::parse(act, version, data).map(Self::Organisation),
            "account" => AccountEvent::parse(act, version, data).map(Self::Account),
            "handover" => HandoverEvent::parse(act, version, data).map(Self::Handover),
            "rulebook" => RulebookEvent::parse(act, version, data).map(Self::Rulebook),
            "plan" => PlanEvent::parse(act, version, data).map(Self::Plan),
            "planned" => PlannedEvent::parse(act, version, data).map(Self::Planned),
            "notice" => NoticeEvent::parse(act, version, data).map(Self::Notice),
            "supervision" => SupervisionEvent::parse(act, version, data).map(Self::Supervision),
            "declared" => DeclaredEvent::parse(act, version, data).map(Self::Declared),
            "gathering" => GatheringEvent::parse(act, version, data).map(Self::Gathering),
            "reception" => ReceptionEvent::parse(act, version, data).map(Self::Reception),
            "letter" => LetterEvent::parse(act, version, data).map(Self::Letter),
            "survey" => SurveyEvent::parse(act, version, data).map(Self::Survey),
            "denunciation" => DenunciationEvent::parse(act, version, data).map(Self::Denunciation),
            "complaint" => ComplaintEvent::parse(act, version, data).map(Self::Complaint),
            _ => amendment::parse(act, version, data),
        }
    }

    /// The kind of thing it happens to; none for what any subject can undergo.
    pub fn subject(&self) -> Option<Subject> {
        match self {
            Self::Case(_) => Some(Subject::Case),
            Self::Submission(_) => Some(Subject::Submission),
            Self::Dialogue(_) => Some(Subject::Dialogue),
            Self::Organisation(_) => Some(Subject::Organisation),
            Self::Account(_) => Some(Subject::Account),
            Self::Handover(_) => Some(Subject::Handover),
            Self::Rulebook(_) => Some(Subject::Rulebook),
            Self::Plan(_) => Some(Subject::Plan),
            Self::Planned(_) => Some(Subject::Planned),
            Self::Notice(_) => Some(Subject::Notice),
            Self::Supervision(_) => Some(Subject::Supervision),
            Self::Declared(_) => Some(Subject::Declared),
            Self::Gathering(_) => Some(Subject::Gathering),
            Self::Reception(_) => Some(Subject::Reception),
            Self::Letter(_) => Some(Subject::Letter),
            Self::Survey(_) => Some(Subject::Survey),
            Self::Denunciation(_) => Some(Subject::Denunciation),
            Self::Complaint(_) => Some(Subject::Complaint),
            Self::Corrected { .. }
            | Self::Struck { .. }
            | Self::Contested { .. }
            | Self::ContestAnswered { .. }
            | Self::PaperNamed { .. } => None,
        }
    }

    /// The name of every act that can be kept.
    pub fn all_acts() -> impl Iterator<Item = &'static str> {
        [
            CaseEvent::ACTS,
            NoticeEvent::ACTS,
            SubmissionEvent::ACTS,
            DialogueEvent::ACTS,
            OrganisationEvent::ACTS,
            AccountEvent::ACTS,
            HandoverEvent::ACTS,
            RulebookEvent::ACTS,
            PlanEvent::ACTS,
            PlannedEvent::ACTS,
            SupervisionEvent::ACTS,
            DeclaredEvent::ACTS,
            GatheringEvent::ACTS,
            ReceptionEvent::ACTS,
            LetterEvent::ACTS,
            SurveyEvent::ACTS,
            DenunciationEvent::ACTS,
            ComplaintEvent::ACTS,
            AMENDMENTS,
        ]
        .into_iter()
        .flatten()
        .copied()
    }
}

/// An event with its two times and its place in the history of its subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The id of the event.
    pub id: i64,
    /// Its place in the history of its subject.
    pub seq: i64,
    /// When it happened, by the paper or by whoever recorded it.
    pub happened_on: Day,
    /// When it was recorded; strictly increasing within one subject.
    pub recorded_at: Instant,
    /// What happened.
    pub event: Event,
}

/// Each typed event of a subject is an event.
macro_rules! into_event {
    ($($subject:ident $event:ident),* $(,)?) => { $(
        impl From<$event> for Event {
            fn from(event: $event) -> Self {
                Self::$subject(event)
            }
        }
    )* };
}

into_event!(
    Case CaseEvent,
    Submission SubmissionEvent,
    Dialogue DialogueEvent,
    Organisation OrganisationEvent,
    Account AccountEvent,
    Handover HandoverEvent,
    Rulebook RulebookEvent,
    Plan PlanEvent,
    Planned PlannedEvent,
    Notice NoticeEvent,
    Supervision SupervisionEvent,
    Declared DeclaredEvent,
    Gathering GatheringEvent,
    Reception ReceptionEvent,
    Letter LetterEvent,
    Survey SurveyEvent,
    Denunciation DenunciationEvent,
    Complaint ComplaintEvent,
);
