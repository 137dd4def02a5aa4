//! Who may do what: one table, printed to `docs/tables/permissions.md`. A grant is made from it and from nothing else.
//!
//! The level above is a [`Relation`], not a role: it reads cases, dialogues and figures, never a name, and writes nothing
//! but whether it accepts the reason for what was not held, and the figures that a body under it declares on paper. Clerk and office record everything on behalf of others. An administrator sees no content of a case.

mod relation;
mod table;

pub use relation::Relation;
pub use table::PERMISSIONS;

use serde::{Deserialize, Serialize};

/// What a person is in a body.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Accounts and bodies.
    Administrator,
    /// Chairs, decides, signs.
    Head,
    /// Prepares and drafts for the head.
    Office,
    /// Types while people speak, and for everybody else.
    Clerk,
    /// Approves replies before they go out.
    Approver,
    /// Works on the cases of an agency.
    Handler,
    /// The Front or an organisation attached to it.
    Front,
    /// Supervision.
    Supervisor,
    /// Keeps names and contacts.
    IdentityKeeper,
    /// Party check.
    Checker,
    /// State inspection.
    Inspector,
    /// Who raised a matter, by its code and PIN. No account can have it, so it is not one of [`Role::ALL`].
    Submitter,
}

impl Role {
    /// Every role that an account can have, in the order of declaration.
    pub const ALL: [Self; 11] = [
        Self::Administrator,
        Self::Head,
        Self::Office,
        Self::Clerk,
        Self::Approver,
        Self::Handler,
        Self::Front,
        Self::Supervisor,
        Self::IdentityKeeper,
        Self::Checker,
        Self::Inspector,
    ];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Head => "head",
            Self::Office => "office",
            Self::Clerk => "clerk",
            Self::Approver => "approver",
            Self::Handler => "handler",
            Self::Front => "front",
            Self::Supervisor => "supervisor",
            Self::IdentityKeeper => "identity_keeper",
            Self::Checker => "checker",
            Self::Inspector => "inspector",
            Self::Submitter => "submitter",
        }
    }

    /// Whether it opens so much that a password alone is too little: in a database of real use whoever has such a role in
    /// any body gives a code of an app beside it.
    pub const fn needs_totp(self) -> bool {
        matches!(self, Self::Administrator | Self::IdentityKeeper | Self::Inspector)
    }

    /// The role kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }
}

/// What one can do, and what one can read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Act {
    /// List the accounts of a body and what they may do.
    AccountRead,
    /// Make an account.
    AccountCreate,
    /// Give an account a role.
    AccountGrant,
    /// Take a role back.
    AccountRevoke,
    /// Issue a one-time slip for a new password.
    AccountReset,
    /// Make a machine one of a body's, on which its people switch by a PIN, and take it back.
    DeviceRegister,
    /// See and end one's own sessions, set one's password and PIN, set up an app for codes, draw recovery codes.
    SessionOwn,
    /// See which jobs of the program do not go on, and how old its last backup is; let a job begin again.
    JobRetry,
    /// See a body and what is under it.
    OrganisationRead,
    /// Enter a body, a village or an official's term.
    OrganisationFound,
    /// Rename a body, place it, end, merge or split it.
    OrganisationChange,
    /// See what an ended body or term leaves.
    HandoverRead,
    /// Give what an ended body or term leaves to a receiver, and close the list.
    HandoverGive,
    /// See rules and calendar.
    RulebookRead,
    /// Confirm and withdraw rules, set days of the calendar.
    RulebookChange,
    /// See the dialogues of a body.
    DialogueRead,
    /// Announce a dialogue, set and open its sessions, conclude it.
    DialogueOpen,
    /// Draft a notice of conclusion, record how it was issued, set how its papers are numbered, record what was done after a
    /// dialogue.
    NoticeChange,
    /// See the plans of a body.
    PlanRead,
    /// Draft a plan, record how it was issued, amend it, put off and call off what it plans.
    PlanChange,
    /// Accept or question the reason that a body under one's own gives for what it put off or called off.
    PlanExcuse,
    /// Enter a letter and the matter it raises.
    LetterRegister,
    /// Record what somebody raised.
    SubmissionRaise,
    /// Write the working note of a submission anew.
    SubmissionRevise,
    /// Take back a submission recorded by mistake.
    SubmissionStrike,
    /// Keep the words and the speaker of a matter from everybody, and give a slip to private reception.
    SubmissionWithhold,
    /// Strike a slip to private reception that was given by mistake; what it kept is shown again.
    SubmissionDisclose,
    /// Release a neutral title of a matter for the projector, and take it back.
    SubmissionRelease,
    /// See a case, without the name of who raised it.
    CaseRead,
    /// Open the name of who raised it; logged each time.
    CaseReadIdentity,
    /// Record an answer given in the session.
    CaseAnswerOnTheSpot,
    /// Make a body lead it, move its due date, suspend, end, reopen, merge or part it; for the body with which it was
    /// raised.
    CaseDecide,
    /// Accept an assignment, note progress and kept promises.
    CaseWork,
    /// Record a reply on paper.
    CaseReply,
    /// Record that a part of the work was done.
    CasePart,
    /// Approve a reply that was drafted, or send it back.
    ReplyApprove,
    /// Urge bodies by letter to do what is overdue with them.
    CaseUrge,
    /// Let whoever drafts a reply of a body approve it as well, where the office is very small.
    OrganisationSettle,
    /// Send points on to another body, and record what came of it.
    CaseTransfer,
    /// Record what the person says of the result.
    CaseAssess,
    /// Record that the Front confirms the result.
    CaseConfirm,
    /// See what is supervised and what was found of it.
    SupervisionRead,
    /// Record what was found, plan supervisions and report on them: of bodies under one's own, or, for the Front and the
    /// organisations, of those of their place. Nobody does it for somebody else, and no body of itself.
    SupervisionFind,
    /// Record that one's own plan of supervisions was issued.
    SupervisionIssue,
    /// Decide the review of a result with which the person does not agree.
    CaseReview,
    /// Give who raised a matter the code and PIN with which they follow it; logged each time.
    SubmissionCode,
    /// Record what another body did on paper or by word.
    EventOnBehalf,
    /// Contest what was recorded for one's body, or for oneself as its head.
    EventContest,
    /// Correct the day of an event.
    EventCorrect,
    /// Strike an event recorded by mistake.
    EventStrike,
    /// See a round in which opinions are gathered: the body that gathers, and once it is sent the one that holds the dialogue.
    GatheringRead,
    /// Open a round for one's body, type its opinions, send the synthesis.
    GatheringRecord,
    /// Decide what becomes of the themes of a round that was sent.
    GatheringDecide,
    /// See the reception days of a body and its reception book, without the names of who came.
    ReceptionRead,
    /// Set reception days, record visits and what became of them.
    ReceptionRecord,
    /// See the register of denunciations of a body.
    DenunciationRead,
    /// Record denunciations and their steps in it, which have no words.
    DenunciationRecord,
    /// See how many there are, without a line.
    DenunciationCount,
    /// Print what was entered and is a denunciation, erase it, and make it a line of the register.
    DenunciationErase,
    /// See figures.
    FigureRead,
    /// Record what a unit declares of a period by a paper, correct and strike it.
    DeclaredRecord,
    /// See who recorded what and when.
    HistoryRead,
}

impl Act {
    /// Every act, in the order of declaration.
    pub const ALL: &'static [Self] = &[
        Self::AccountRead,
        Self::AccountCreate,
        Self::AccountGrant,
        Self::AccountRevoke,
        Self::AccountReset,
        Self::DeviceRegister,
        Self::SessionOwn,
        Self::JobRetry,
        Self::OrganisationRead,
        Self::OrganisationFound,
        Self::OrganisationChange,
        Self::HandoverRead,
        Self::HandoverGive,
        Self::RulebookRead,
        Self::RulebookChange,
        Self::DialogueRead,
        Self::DialogueOpen,
        Self::NoticeChange,
        Self::PlanRead,
        Self::PlanChange,
        Self::PlanExcuse,
        Self::LetterRegister,
        Self::SubmissionRaise,
        Self::SubmissionRevise,
        Self::SubmissionStrike,
        Self::SubmissionWithhold,
        Self::SubmissionDisclose,
        Self::SubmissionRelease,
        Self::CaseRead,
        Self::CaseReadIdentity,
        Self::CaseAnswerOnTheSpot,
        Self::CaseDecide,
        Self::CaseWork,
        Self::CaseReply,
        Self::CasePart,
        Self::ReplyApprove,
        Self::CaseUrge,
        Self::OrganisationSettle,
        Self::CaseTransfer,
        Self::CaseAssess,
        Self::CaseConfirm,
        Self::SupervisionRead,
        Self::SupervisionFind,
        Self::SupervisionIssue,
        Self::CaseReview,
        Self::SubmissionCode,
        Self::EventOnBehalf,
        Self::EventContest,
        Self::EventCorrect,
        Self::EventStrike,
        Self::GatheringRead,
        Self::GatheringRecord,
        Self::GatheringDecide,
        Self::ReceptionRead,
        Self::ReceptionRecord,
        Self::DenunciationRead,
        Self::DenunciationRecord,
        Self::DenunciationCount,
        Self::DenunciationErase,
        Self::FigureRead,
        Self::DeclaredRecord,
        Self::HistoryRead,
    ];

    /// The word for it: the thing, a dot, the verb.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::AccountRead => "account.read",
            Self::AccountCreate => "account.create",
            Self::AccountGrant => "account.grant",
            Self::AccountRevoke => "account.revoke",
            Self::AccountReset => "account.reset",
            Self::DeviceRegister => "device.register",
            Self::SessionOwn => "session.own",
            Self::JobRetry => "job.retry",
            Self::OrganisationRead => "organisation.read",
            Self::OrganisationFound => "organisation.found",
            Self::OrganisationChange => "organisation.change",
            Self::HandoverRead => "handover.read",
            Self::HandoverGive => "handover.give",
            Self::RulebookRead => "rulebook.read",
            Self::RulebookChange => "rulebook.change",
            Self::DialogueRead => "dialogue.read",
            Self::DialogueOpen => "dialogue.open",
            Self::NoticeChange => "notice.change",
            Self::PlanRead => "plan.read",
            Self::PlanChange => "plan.change",
            Self::PlanExcuse => "plan.excuse",
            Self::LetterRegister => "letter.register",
            Self::SubmissionRaise => "submission.raise",
            Self::SubmissionRevise => "submission.revise",
            Self::SubmissionStrike => "submission.strike",
            Self::SubmissionWithhold => "submission.withhold",
            Self::SubmissionDisclose => "submission.disclose",
            Self::SubmissionRelease => "submission.release",
            Self::CaseRead => "case.read",
            Self::CaseReadIdentity => "case.read_identity",
            Self::CaseAnswerOnTheSpot => "case.answer_on_the_spot",
            Self::CaseDecide => "case.decide",
            Self::CaseWork => "case.work",
            Self::CaseReply => "case.reply",
            Self::CasePart => "case.part",
            Self::ReplyApprove => "reply.approve",
            Self::CaseUrge => "case.urge",
            Self::OrganisationSettle => "organisation.settle",
            Self::CaseTransfer => "case.transfer",
            Self::CaseAssess => "case.assess",
            Self::CaseConfirm => "case.confirm",
            Self::SupervisionRead => "supervision.read",
            Self::SupervisionFind => "supervision.find",
            Self::SupervisionIssue => "supervision.issue",
            Self::CaseReview => "case.review",
            Self::SubmissionCode => "submission.code",
            Self::EventOnBehalf => "event.on_behalf",
            Self::EventContest => "event.contest",
            Self::EventCorrect => "event.correct",
            Self::EventStrike => "event.strike",
            Self::GatheringRead => "gathering.read",
            Self::GatheringRecord => "gathering.record",
            Self::GatheringDecide => "gathering.decide",
            Self::ReceptionRead => "reception.read",
            Self::ReceptionRecord => "reception.record",
            Self::DenunciationRead => "denunciation.read",
            Self::DenunciationRecord => "denunciation.record",
            Self::DenunciationCount => "denunciation.count",
            Self::DenunciationErase => "denunciation.erase",
            Self::FigureRead => "figure.read",
            Self::DeclaredRecord => "declared.record",
            Self::HistoryRead => "history.read",
        }
    }

    /// The act of that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|act| act.as_str() == word)
    }

    /// Whether it changes something.
    pub const fn writes(self) -> bool {
        !matches!(
            self,
            Self::AccountRead
                | Self::OrganisationRead
                | Self::HandoverRead
                | Self::RulebookRead
                | Self::DialogueRead
                | Self::PlanRead
                | Self::CaseRead
                | Self::SupervisionRead
                | Self::GatheringRead
                | Self::ReceptionRead
                | Self::DenunciationRead
                | Self::DenunciationCount
                | Self::FigureRead
                | Self::HistoryRead
        )
    }
}

/// Whether the role may do the act towards a body in that relation.
pub fn may(role: Role, act: Act, relation: Relation) -> bool {
    PERMISSIONS.iter().any(|(who, what, towards)| *who == role && *what == act && towards.contains(&relation))
}
