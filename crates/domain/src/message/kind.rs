//! The kinds of messages.

/// What a message says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The body was made to lead a case, or got a part of one.
    Assigned,
    /// A body asks back what it was assigned.
    AskedBack,
    /// What was asked back was answered.
    AskAnswered,
    /// A body gave a case back, or a receiver what was sent on.
    Returned,
    /// Something was sent on to the body.
    Offered,
    /// The receiver answered what was sent on.
    TransferAnswered,
    /// The draft of a reply waits for approval.
    ReplyWaits,
    /// A draft was sent back to whoever drafted it.
    ReplySentBack,
    /// A draft was approved: it can be issued.
    ReplyApproved,
    /// Another body replied to a case that was raised with this one.
    ReplyIssued,
    /// The last day of a case was moved.
    Extended,
    /// The body was urged by a letter.
    Urged,
    /// A review of a result waits for the body.
    ReviewOpened,
    /// A review was decided.
    ReviewDecided,
    /// A case has to be settled again.
    Reopened,
    /// Something was recorded in the name of the body or its head; it can be contested for a while.
    Recorded,
    /// What the account recorded for somebody is contested.
    Contested,
    /// What the account contested was answered.
    ContestAnswered,
    /// The level above questions the reason for what was put off or called off.
    ExcuseQuestioned,
    /// A last day comes with the next working day.
    DueTomorrow,
    /// The Front found something not done, or done in part.
    Finding,
    /// A synthesis of what people said before a dialogue has come.
    Synthesis,
    /// A notice waits for the head's signature.
    NoticeToSign,
    /// A reply was approved and waits for the head's signature.
    ReplyToSign,
    /// The minutes of a session were read back and wait for the head's signature.
    MinutesToSign,
    /// The body cooperates in a case that another one leads.
    Cooperates,
}

impl Kind {
    /// Every kind, in the order of declaration.
    pub const ALL: &'static [Self] = &[
        Self::Assigned,
        Self::AskedBack,
        Self::AskAnswered,
        Self::Returned,
        Self::Offered,
        Self::TransferAnswered,
        Self::ReplyWaits,
        Self::ReplySentBack,
        Self::ReplyApproved,
        Self::ReplyIssued,
        Self::Extended,
        Self::Urged,
        Self::ReviewOpened,
        Self::ReviewDecided,
        Self::Reopened,
        Self::Recorded,
        Self::Contested,
        Self::ContestAnswered,
        Self::ExcuseQuestioned,
        Self::DueTomorrow,
        Self::Finding,
        Self::Synthesis,
        Self::NoticeToSign,
        Self::ReplyToSign,
        Self::MinutesToSign,
        Self::Cooperates,
    ];

    /// The word under which it is kept.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Assigned => "assigned",
            Self::AskedBack => "asked_back",
            Self::AskAnswered => "ask_answered",
            Self::Returned => "returned",
            Self::Offered => "offered",
            Self::TransferAnswered => "transfer_answered",
            Self::ReplyWaits => "reply_waits",
            Self::ReplySentBack => "reply_sent_back",
            Self::ReplyApproved => "reply_approved",
            Self::ReplyIssued => "reply_issued",
            Self::Extended => "extended",
            Self::Urged => "urged",
            Self::ReviewOpened => "review_opened",
            Self::ReviewDecided => "review_decided",
            Self::Reopened => "reopened",
            Self::Recorded => "recorded",
            Self::Contested => "contested",
            Self::ContestAnswered => "contest_answered",
            Self::ExcuseQuestioned => "excuse_questioned",
            Self::DueTomorrow => "due_tomorrow",
            Self::Finding => "finding",
            Self::Synthesis => "synthesis",
            Self::NoticeToSign => "notice_to_sign",
            Self::ReplyToSign => "reply_to_sign",
            Self::MinutesToSign => "minutes_to_sign",
            Self::Cooperates => "cooperates",
        }
    }

    /// The kind kept under that word.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == word)
    }
}
