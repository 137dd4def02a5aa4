//! What can happen to a supervision: one notice in the plan of a year, until its report. What is found stands with the cases.

use super::json::acts;
use crate::supervision::Looked;
use crate::text::TextRef;

acts! {
    /// What happened to a supervision of one notice of conclusion.
    pub enum SupervisionEvent {
        /// It was put into the plan of a year, or begun beside it.
        "supervision.planned" 1 => Planned {
            /// Who supervises.
            organisation: i64,
            /// The notice.
            notice: i64,
            /// The year of the plan.
            year: i64,
            /// The month; none for one beside the plan.
            month: Option<i64>,
            /// In which form.
            form: Looked,
        },
        /// Its month or form was set anew.
        "supervision.replanned" 1 => Replanned {
            /// The month.
            month: Option<i64>,
            /// In which form.
            form: Looked,
        },
        /// The plan in which it stands was issued; the day is that of the paper.
        "supervision.issued" 1 => Issued { document: TextRef },
        /// It was carried out.
        "supervision.carried_out" 1 => CarriedOut { form: Looked },
        /// Its report went to the body of the same level; the day is that of the paper.
        "supervision.reported" 1 => Reported {
            /// The body that gets it.
            to: i64,
            /// What names the paper.
            document: TextRef,
            /// What is remarked.
            remarks: Option<TextRef>,
            /// What is proposed to whom.
            proposals: Option<TextRef>,
        },
        /// It was taken out of the plan.
        "supervision.dropped" 1 => Dropped { reason: TextRef },
    }
}

impl SupervisionEvent {
    /// What was written beside it.
    pub const fn words(&self) -> Option<&TextRef> {
        match self {
            Self::Issued { document } | Self::Reported { document, .. } => Some(document),
            Self::Dropped { reason } => Some(reason),
            Self::Planned { .. } | Self::Replanned { .. } | Self::CarriedOut { .. } => None,
        }
    }
}
