//! One refusal of each kind, for tests and for a look at every sentence.

use super::Refusal;
use crate::day::Day;

impl Refusal {
    /// One refusal of each kind, in the order of [`Refusal::ALL_CODES`], for tests and for a look at every sentence.
    #[expect(clippy::too_many_lines, reason = "one line for each refusal")]
    pub fn samples() -> Vec<Self> {
        let day = Day::FLOOR.plus(738_000);
        vec![
            Self::NotThere,
            Self::NotAllowed,
            Self::Missing { field: "title" },
            Self::TooLong { field: "title", most: 200 },
            Self::NotADate { field: "happened_on", typed: "31/02/2020".to_owned() },
            Self::Unreadable { field: "session" },
            Self::NotAChoice { field: "kind" },
            Self::HappenedInFuture { today: day },
            Self::HappenedBefore { earliest: day },
            Self::TooEarly { field: "by_on", earliest: day },
            Self::LineThere { field: "name", line: 3 },
            Self::LineTooLong { field: "name", line: 3, most: 200 },
            Self::BeforeBody { field: "received_on", from: day },
            Self::TooLate { field: "state_on", latest: day },
            Self::DialogueNotOpen,
            Self::DialogueAlreadyOpen,
            Self::AlreadyAnswered,
            Self::AlreadyStruck,
            Self::UndoTooLate,
            Self::TextsFixed,
            Self::Conflict,
            Self::KeyReused,
            Self::SimulatedOnly,
            Self::PasswordTooShort { least: 12 },
            Self::PasswordTooCommon,
            Self::WrongSignIn,
            Self::SignInThrottled { minutes: 5 },
            Self::CodeWrong,
            Self::PinTooCommon,
            Self::PinWrong,
            Self::TotpWrong,
            Self::LoginTaken,
            Self::LastAdministrator,
            Self::NoCalendar { year: 2040 },
            Self::BodyEnded { on: day },
            Self::Circle,
            Self::NotHandedOver { open: 3 },
            Self::AlreadyDone,
            Self::AlreadyThere { field: "code" },
            Self::CaseStruck,
            Self::CaseMerged,
            Self::CaseEnded,
            Self::CaseNotEnded,
            Self::CaseNotAssigned,
            Self::RaisedElsewhere,
            Self::CaseBegun,
            Self::NoSuchCase { field: "root", case: 9_999 },
            Self::AlreadyReplied,
            Self::TransferCircle,
            Self::TooFewContacts,
            Self::DialogueNotHeld,
            Self::PlanIssued,
            Self::PlanNotIssued,
            Self::NoticeNotReady { faults: 3 },
            Self::NoticeIssued,
            Self::NoticeNotIssued,
            Self::NoticeBegun,
            Self::PlanFollowed,
            Self::ExcuseNotStated,
            Self::LaterStands,
            Self::WordsRaised,
            Self::WordsWithheld,
            Self::NotWithheld,
            Self::LetterOfVisit,
            Self::LetterNotSo,
            Self::LetterClassed,
            Self::GuidedBefore { on: day },
            Self::LooksLikeDenunciation { field: "words" },
            Self::NotANumber { field: "paper_number" },
            Self::StepNotOpen,
            Self::ExtensionNotSo { times: 2, days: 30 },
            Self::MatterShared,
            Self::NotPrinted,
            Self::SlipNotWaiting,
            Self::NotAPicture { field: "photos" },
            Self::MinutesSigned,
            Self::MinutesNotSigned,
            Self::EndsBeforeBegin { field: "ended" },
            Self::TextsOpen,
            Self::NotAScan { field: "scans" },
            Self::TooLarge { field: "photos", most: 20 },
            Self::TooMany { field: "photos", most: 50 },
            Self::NamesThePerson { field: "title" },
            Self::DraftMoved,
            Self::OwnDraft,
            Self::NotApproved,
            Self::NotCovered { open: 2 },
            Self::ReturnTooLate { latest: day },
            Self::AskTooLate { latest: day },
            Self::UnderAssigner,
            Self::NotUnderAssigner,
            Self::ExtensionTooLong { latest: day },
            Self::NothingOverdue,
            Self::FollowWrong,
            Self::NoReview,
            Self::ReviewUnderWay,
            Self::ReasonNotNew { field: "words" },
            Self::NotOnBehalf,
            Self::RoundOpenedLater { opened: day },
            Self::ContestOver { last: day },
            Self::ReopenedUntil { last: day },
            Self::NotContested,
            Self::RoundNotOpen,
            Self::ReceptionNotOpen,
            Self::RoundFull { most: 200 },
            Self::SurveyFixed,
            Self::SurveyTwice,
            Self::SurveyTaken,
            Self::SurveyUnder { least: 42 },
            Self::SurveyOver { field: "valid", most: 90 },
            Self::RowsWait,
            Self::NotAnnounced,
            Self::AgendaOver { last: day },
            Self::FindingStands,
            Self::NothingToLookAt,
            Self::OwnWork,
            Self::DeclaredOverlaps { from: day, to: day },
            Self::ComplaintStep,
            Self::ComplaintDialogue,
            Self::ComplaintAppealed,
            Self::ComplaintFirst,
            Self::ClockOff { seconds: 3 },
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::Refusal;

    #[test]
    fn every_refusal_has_its_code_in_the_list() {
        let codes: Vec<_> = Refusal::samples().iter().map(Refusal::code).collect();
        assert_eq!(codes, Refusal::ALL_CODES);
    }

    #[test]
    fn what_stands_at_a_field_of_any_form_names_it() {
        for refusal in Refusal::samples() {
            let named = refusal.facts().into_iter().find(|(name, _)| *name == "field");
            if let Some((_, field)) = named {
                assert_eq!(refusal.field(), Some(field.as_str()), "{refusal}");
            }
        }
    }
}
