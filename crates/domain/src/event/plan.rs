//! What can happen to a plan of dialogues, and to each dialogue it plans.

use super::json::acts;
use crate::text::TextRef;

acts! {
    /// What happened to the plan of one post for one year. Its states follow the day on the paper.
    pub enum PlanEvent {
        /// It was drafted.
        "plan.drafted" 1 => Drafted {
            /// The body of the post.
            organisation: i64,
            /// The word of the post.
            post: String,
            /// The year.
            year: i64,
            /// The dialogues it plans.
            dialogues: Vec<i64>,
        },
        /// The draft was changed.
        "plan.redrafted" 1 => Redrafted {
            /// All the dialogues it plans from now on.
            dialogues: Vec<i64>,
        },
        /// It was submitted for approval.
        "plan.submitted" 1 => Submitted,
        /// It was approved: from now on it is the first issued plan of its year.
        "plan.approved" 1 => Approved,
        /// It was made public.
        "plan.published" 1 => Published,
        /// It was amended after it was issued; what was issued first stays countable.
        "plan.amended" 1 => Amended {
            /// The edition this makes, from 2.
            edition: i64,
            /// Dialogues planned in addition.
            added: Vec<i64>,
            /// Dialogues no longer planned.
            dropped: Vec<i64>,
            /// Why.
            reason: TextRef,
        },
    }
}

acts! {
    /// What happened to one dialogue of a plan.
    pub enum PlannedEvent {
        /// It came into the plan.
        "planned.entered" 1 => Entered {
            /// The plan.
            plan: i64,
            /// The edition with which it came: 1 for what was issued first.
            edition: i64,
            /// The month for which it is planned, 1 to 12.
            month: i64,
            /// What it is to be about.
            topic: TextRef,
            /// How it is to be held.
            form: String,
            /// With whom.
            audience: String,
        },
        /// It was taken out of the draft before the plan was issued.
        "planned.withdrawn" 1 => Withdrawn,
        /// An amendment took it out of the issued plan.
        "planned.dropped" 1 => Dropped {
            /// The edition that dropped it.
            edition: i64,
        },
        /// It was put off.
        "planned.postponed" 1 => Postponed {
            /// The month for which it is planned now, where one was said.
            month: Option<i64>,
            /// The reason that the body gives.
            reason: TextRef,
        },
        /// It will not be held.
        "planned.cancelled" 1 => Cancelled {
            /// The reason that the body gives.
            reason: TextRef,
        },
        /// It stands as it was planned: a postponement or cancellation holds no longer.
        "planned.restored" 1 => Restored {
            /// Why.
            reason: TextRef,
        },
        /// Those above accept the reason that the body gives for putting it off or calling it off.
        "planned.excuse_accepted" 1 => ExcuseAccepted {
            /// The paper or the words that say so.
            words: Option<TextRef>,
        },
        /// Those above question that reason.
        "planned.excuse_questioned" 1 => ExcuseQuestioned {
            /// What they ask.
            words: TextRef,
        },
        /// It was held.
        "planned.held" 1 => Held {
            /// The dialogue.
            dialogue: i64,
        },
        /// That dialogue was not it after all: it stands as it did before it was held so.
        "planned.released" 1 => Released {
            /// The dialogue.
            dialogue: i64,
        },
    }
}

impl PlanEvent {
    /// What was written beside it.
    pub const fn words(&self) -> Option<&TextRef> {
        match self {
            Self::Amended { reason, .. } => Some(reason),
            _ => None,
        }
    }
}

impl PlannedEvent {
    /// What was written beside it: the reason of the body, or what those above say of it.
    pub const fn words(&self) -> Option<&TextRef> {
        match self {
            Self::Postponed { reason, .. } | Self::Cancelled { reason } | Self::Restored { reason } => Some(reason),
            Self::ExcuseQuestioned { words } | Self::ExcuseAccepted { words: Some(words) } => Some(words),
            _ => None,
        }
    }
}
