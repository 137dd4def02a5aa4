//! What the rules say, and nothing else: no clock, no chance, no environment, no database, no network.
//!
//! Reading order: [`day`] (the two times), [`event`] (what can have happened), [`correction`] (which of it
//! counts), [`case`], [`dialogue`] and [`plan`] (the states it adds up to), [`mod@outcome`] (the verdict `kq-1`), [`mod@timeline`] and [`span`]
//! (states as intervals of days and of knowledge), [`reply`], [`assignment`] and [`transfer`] (what goes on within a case), [`permission`] (who may do what), [`refusal`] (how the
//! rules say no). Beside them: [`text`] and [`commit`] (digests), [`mod@fold`] and [`key`] (search and sorting), [`likeness`] (what is raised again), [`message`] (who is told of what),
//! [`field`] (fields of work), [`figure`] (shares), [`password`]; [`calendar`], [`mod@due`] and [`rule`] (which days are
//! worked, when something is due, and who says so).

pub mod assignment;
pub mod back;
pub mod behalf;
pub mod calendar;
pub mod case;
pub mod commit;
pub mod complaint;
pub mod correction;
pub mod day;
pub mod declared;
pub mod denunciation;
pub mod dialogue;
pub mod due;
pub mod duty;
pub mod event;
pub mod field;
pub mod figure;
pub mod fold;
pub mod gathering;
pub mod handover;
pub mod key;
pub mod letter;
pub mod likeness;
pub mod lunar;
pub mod message;
pub mod minutes;
pub mod notice;
pub mod organisation;
pub mod outcome;
pub mod password;
pub mod permission;
pub mod plan;
pub mod reception;
pub mod refusal;
pub mod reply;
pub mod review;
pub mod rule;
pub mod span;
pub mod standing;
pub mod supervision;
pub mod survey;
pub mod territory;
pub mod text;
pub mod timeline;
pub mod transfer;

pub use calendar::Calendar;
pub use commit::{Statement, commitment};
pub use day::{Day, Instant};
pub use event::{
    AccountEvent, Assessment, CaseEvent, CasePoint, Channel, Contact, ContactWay, Corrupt, DeclaredEvent,
    DialogueEvent, EndGround, Event, HandoverEvent, Kind, Mark, NoticeEvent, NoticePoint, OrganisationEvent, PlanEvent,
    PlannedEvent, PointAnswer, PointResult, Recorded, ReviewResult, RulebookEvent, StartedClock, Subject,
    SubmissionEvent, SupervisionEvent, TransferAnswer,
};
pub use fold::{fold, marked};
pub use key::{name_key, title_key};
pub use outcome::{DEFINITIONS, Group, Outcome, outcome};
pub use permission::{Act, PERMISSIONS, Relation, Role, may};
pub use refusal::Refusal;
pub use rule::Rule;
pub use span::{Axis, Difference, Segment, Span, difference, spans};
pub use text::{TextRef, text_digest};
pub use timeline::timeline;
