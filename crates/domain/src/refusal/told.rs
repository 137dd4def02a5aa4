//! What a refusal tells beside its code: the field it stands at, and the facts of its sentence.

use super::Refusal;

impl Refusal {
    /// The field of the form at which it stands, if it stands at one.
    pub const fn field(&self) -> Option<&'static str> {
        match self {
            Self::Missing { field }
            | Self::TooLong { field, .. }
            | Self::NotADate { field, .. }
            | Self::Unreadable { field }
            | Self::NotAChoice { field }
            | Self::AlreadyThere { field }
            | Self::TooEarly { field, .. }
            | Self::LineThere { field, .. }
            | Self::LineTooLong { field, .. }
            | Self::BeforeBody { field, .. }
            | Self::NotAPicture { field }
            | Self::NotAScan { field }
            | Self::EndsBeforeBegin { field }
            | Self::TooLarge { field, .. }
            | Self::TooMany { field, .. }
            | Self::SurveyOver { field, .. }
            | Self::NamesThePerson { field }
            | Self::LooksLikeDenunciation { field }
            | Self::NotANumber { field }
            | Self::ReasonNotNew { field }
            | Self::NoSuchCase { field, .. }
            | Self::TooLate { field, .. } => Some(field),
            Self::HappenedInFuture { .. }
            | Self::HappenedBefore { .. }
            | Self::AskTooLate { .. }
            | Self::ReturnTooLate { .. } => Some("happened_on"),
            Self::LetterNotSo | Self::GuidedBefore { .. } => Some("letter_outcome"),
            Self::StepNotOpen => Some("denunciation_step"),
            Self::ExtensionNotSo { .. } => Some("denunciation_days"),
            Self::PasswordTooShort { .. } | Self::PasswordTooCommon => Some("password"),
            Self::CodeWrong | Self::FollowWrong => Some("code"),
            Self::RaisedElsewhere => Some("root"),
            Self::ComplaintFirst => Some("first_case"),
            Self::SurveyUnder { .. } => Some("handed_out"),
            Self::SurveyTwice => Some("answers"),
            Self::TransferCircle => Some("receiver"),
            Self::TooFewContacts => Some("contacts"),
            Self::NotCovered { .. } => Some("point"),
            Self::NotApproved => Some("signed"),
            Self::ExtensionTooLong { .. } => Some("due_on"),
            Self::PinTooCommon | Self::PinWrong => Some("pin"),
            Self::TotpWrong => Some("totp"),
            Self::LoginTaken => Some("login"),
            Self::DeclaredOverlaps { .. } => Some("declared_from"),
            _ => None,
        }
    }

    /// The facts of its sentence, by the names of their places in the catalogues. Days as `dd/mm/yyyy`.
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::Missing { field }
            | Self::Unreadable { field }
            | Self::NotAChoice { field }
            | Self::AlreadyThere { field }
            | Self::NotAPicture { field }
            | Self::NotAScan { field }
            | Self::EndsBeforeBegin { field }
            | Self::ReasonNotNew { field }
            | Self::LooksLikeDenunciation { field }
            | Self::NotANumber { field }
            | Self::NamesThePerson { field } => {
                vec![("field", (*field).to_owned())]
            }
            Self::TooLong { field, most } | Self::TooMany { field, most } => {
                vec![("field", (*field).to_owned()), ("most", most.to_string())]
            }
            Self::TooLarge { field, most } => {
                vec![("field", (*field).to_owned()), ("most", most.to_string())]
            }
            Self::NotADate { field, typed } => {
                vec![("field", (*field).to_owned()), ("typed", typed.clone())]
            }
            Self::NoSuchCase { field, case } => vec![("field", (*field).to_owned()), ("case", case.to_string())],
            Self::LineThere { field, line } => vec![("field", (*field).to_owned()), ("line", line.to_string())],
            Self::LineTooLong { field, line, most } => {
                vec![("field", (*field).to_owned()), ("line", line.to_string()), ("most", most.to_string())]
            }
            Self::BeforeBody { field, from } => vec![("field", (*field).to_owned()), ("from", from.vn())],
            Self::TooEarly { field, earliest } => vec![("field", (*field).to_owned()), ("earliest", earliest.vn())],
            Self::TooLate { field, latest } => vec![("field", (*field).to_owned()), ("latest", latest.vn())],
            Self::HappenedInFuture { today } => vec![("today", today.vn())],
            Self::HappenedBefore { earliest } => vec![("earliest", earliest.vn())],
            Self::PasswordTooShort { least } => vec![("least", least.to_string())],
            Self::SignInThrottled { minutes } => vec![("minutes", minutes.to_string())],
            Self::NoCalendar { year } => vec![("year", year.to_string())],
            Self::BodyEnded { on } | Self::GuidedBefore { on } => vec![("on", on.vn())],
            Self::NotHandedOver { open } | Self::NotCovered { open } => vec![("open", open.to_string())],
            Self::AskTooLate { latest } | Self::ReturnTooLate { latest } | Self::ExtensionTooLong { latest } => {
                vec![("latest", latest.vn())]
            }
            Self::RoundFull { most } => vec![("most", most.to_string())],
            Self::SurveyUnder { least } => vec![("least", least.to_string())],
            Self::SurveyOver { field, most } => vec![("field", (*field).to_owned()), ("most", most.to_string())],
            Self::NoticeNotReady { faults } => vec![("faults", faults.to_string())],
            Self::RoundOpenedLater { opened } => vec![("opened", opened.vn())],
            Self::ContestOver { last } | Self::AgendaOver { last } | Self::ReopenedUntil { last } => {
                vec![("last", last.vn())]
            }
            Self::ExtensionNotSo { times, days } => vec![("times", times.to_string()), ("days", days.to_string())],
            Self::DeclaredOverlaps { from, to } => vec![("from", from.vn()), ("to", to.vn())],
            Self::ClockOff { seconds } => vec![("seconds", seconds.to_string())],
            _ => Vec::new(),
        }
    }
}
