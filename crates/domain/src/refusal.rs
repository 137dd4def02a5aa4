//! How the rules say no. A refusal carries facts; its words stand in the catalogues, under `refusal-` and its code.

mod code;
mod samples;
mod told;

use crate::day::Day;

/// Why something was refused. Whoever shows it names the field, the rule and the remedy in the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("refused: {}", self.code())]
pub enum Refusal {
    /// There is no such thing, or the reader may not know that there is.
    NotThere,
    /// The thing is known to the reader, the act isn't theirs.
    NotAllowed,
    /// Something that has to be given is empty.
    Missing {
        /// The field.
        field: &'static str,
    },
    /// A text is longer than it may be.
    TooLong {
        /// The field.
        field: &'static str,
        /// The most characters it may have.
        most: usize,
    },
    /// What was typed is no day of the calendar.
    NotADate {
        /// The field.
        field: &'static str,
        /// What was typed.
        typed: String,
    },
    /// What was typed can't be read as what the field asks for.
    Unreadable {
        /// The field.
        field: &'static str,
    },
    /// The value is none of those offered.
    NotAChoice {
        /// The field.
        field: &'static str,
    },
    /// The day on which it happened is still to come.
    HappenedInFuture {
        /// The day on which it is being recorded.
        today: Day,
    },
    /// The day on which it happened lies before what had to come first.
    HappenedBefore {
        /// The first day possible.
        earliest: Day,
    },
    /// The act is the work of whoever recorded it, and rests on no paper of somebody else.
    NotOnBehalf,
    /// An opinion is dated before the day on which its round is said to have been opened, which can be corrected.
    RoundOpenedLater {
        /// The day on which it was opened, as recorded.
        opened: Day,
    },
    /// A day that ends something lies before the day that begins it.
    TooEarly {
        /// The field.
        field: &'static str,
        /// The first day possible.
        earliest: Day,
    },
    /// A line of several that were typed together is there already, or stands twice among them.
    LineThere {
        /// The field.
        field: &'static str,
        /// Its number, from 1.
        line: usize,
    },
    /// A line of several that were typed together is too long.
    LineTooLong {
        /// The field.
        field: &'static str,
        /// Its number, from 1.
        line: usize,
        /// How many characters it may have.
        most: usize,
    },
    /// On that day the body was not there, and none whose place it took is known that was.
    BeforeBody {
        /// The field.
        field: &'static str,
        /// The first day of its place.
        from: Day,
    },
    /// A day is asked about that nothing is known of yet.
    TooLate {
        /// The field.
        field: &'static str,
        /// The last day possible.
        latest: Day,
    },
    /// The dialogue takes no words: it hasn't begun or is over.
    DialogueNotOpen,
    /// The dialogue is open already.
    DialogueAlreadyOpen,
    /// Every point of the case has been answered.
    AlreadyAnswered,
    /// The event, or what it recorded, was struck before.
    AlreadyStruck,
    /// The minute in which it could be undone at once is over; it can still be struck with a reason.
    UndoTooLate,
    /// The words are fixed: the minutes are signed, or the days until then are over.
    TextsFixed,
    /// Somebody else changed it meanwhile.
    Conflict,
    /// The key of the request came with another content before.
    KeyReused,
    /// This is only done in a database with its own today.
    SimulatedOnly,
    /// The password is too short.
    PasswordTooShort {
        /// The least characters it must have.
        least: usize,
    },
    /// The password is one that many people use.
    PasswordTooCommon,
    /// The name and the password don't go together, or there is no such account.
    WrongSignIn,
    /// Too many wrong attempts.
    SignInThrottled {
        /// Minutes until the next attempt.
        minutes: i64,
    },
    /// The one-time code is wrong, used or too old.
    CodeWrong,
    /// The PIN is one that many people use.
    PinTooCommon,
    /// The PIN is wrong, or it is none of somebody who works at this machine.
    PinWrong,
    /// The code of the app is wrong, too old, or was used.
    TotpWrong,
    /// Another account has that name.
    LoginTaken,
    /// It would leave nobody who can administer.
    LastAdministrator,
    /// No calendar of that year is known, so its working days can't be counted.
    NoCalendar {
        /// The year.
        year: i16,
    },
    /// The body has ended: nothing new begins with it.
    BodyEnded {
        /// The first day on which it is no more.
        on: Day,
    },
    /// It would stand above itself.
    Circle,
    /// Something of the list has no receiver yet.
    NotHandedOver {
        /// How many items.
        open: usize,
    },
    /// It was done before.
    AlreadyDone,
    /// There is one of that code or name already.
    AlreadyThere {
        /// The field.
        field: &'static str,
    },
    /// The case was recorded by mistake and counts no more.
    CaseStruck,
    /// The case counts in another one; what happens is recorded there.
    CaseMerged,
    /// The case has ended; it has to be reopened first.
    CaseEnded,
    /// The case is still to be settled: there is nothing to reopen, assess or confirm yet.
    CaseNotEnded,
    /// Nobody leads the case yet.
    CaseNotAssigned,
    /// A case is merged only into one that was first raised with the same body.
    RaisedElsewhere,
    /// Something was done in the case already: it is merged, not linked.
    CaseBegun,
    /// No case of that number is there, or the reader may not know that there is.
    NoSuchCase {
        /// The field.
        field: &'static str,
        /// The number that was typed.
        case: i64,
    },
    /// A reply was issued since the cases were merged; they can only be parted point by point.
    AlreadyReplied,
    /// The body has the matter already, or sent it on itself.
    TransferCircle,
    /// Silence counts only after three contacts on different days by two ways.
    TooFewContacts,
    /// A session of the dialogue was not held to its end.
    DialogueNotHeld,
    /// The plan was issued: its draft is closed, and what changes is an amendment.
    PlanIssued,
    /// The plan was not issued yet: its draft is changed, not amended.
    PlanNotIssued,
    /// The notice can't be issued yet: a matter stands nowhere or twice, or a point has no body or day.
    NoticeNotReady {
        /// How much is wrong; its page lists each.
        faults: usize,
    },
    /// The notice was issued: what it says is fixed, and another one is issued in its place.
    NoticeIssued,
    /// The notice was not issued yet.
    NoticeNotIssued,
    /// A notice of the dialogue is being written by that body already.
    NoticeBegun,
    /// A dialogue was announced as one that the plan names: the plan, or that part of it, is not struck from under it.
    PlanFollowed,
    /// The body gave no reason that could be accepted or questioned.
    ExcuseNotStated,
    /// Something that was recorded later rests on it: that is struck first.
    LaterStands,
    /// Somebody was heard there: the words are struck first.
    WordsRaised,
    /// The words are kept from everybody: they were given over to private reception.
    WordsWithheld,
    /// The words are not kept from anybody.
    NotWithheld,
    /// The letter was taken at a reception: it is kept from everybody, or taken out, with its visit.
    LetterOfVisit,
    /// The law does not allow that outcome for a letter of its class.
    LetterNotSo,
    /// A letter of the case was classified, and the law does not have that for one of its class.
    LetterClassed,
    /// The sender was guided once before for the same content.
    GuidedBefore {
        /// When.
        on: Day,
    },
    /// The words look like a denunciation, which is not received here, and nobody said that they are none.
    LooksLikeDenunciation {
        /// The field.
        field: &'static str,
    },
    /// Something else was typed than the number of a document.
    NotANumber {
        /// The field.
        field: &'static str,
    },
    /// The step is not open in the register after what was recorded there.
    StepNotOpen,
    /// The law lets it be lengthened less often, or by fewer days.
    ExtensionNotSo {
        /// How often, in a case of so many criteria.
        times: usize,
        /// By how many days each time, at most.
        days: i64,
    },
    /// The case of the submission holds what others raised, counts in another one, or was answered: it is taken apart first.
    MatterShared,
    /// What is erased for good has to be printed first, for the file.
    NotPrinted,
    /// The slip was typed already, set aside, or kept from everybody.
    SlipNotWaiting,
    /// The minutes of the session are signed: what they say stays.
    MinutesSigned,
    /// The minutes of the session are not signed yet.
    MinutesNotSigned,
    /// It would end before it began.
    EndsBeforeBegin {
        /// The field.
        field: &'static str,
    },
    /// The words can still be written anew: nothing is noted beside them yet.
    TextsOpen,
    /// The file is neither a PDF nor a picture that can be read, or something in it would run.
    NotAScan {
        /// The field.
        field: &'static str,
    },
    /// The file is no picture that can be read.
    NotAPicture {
        /// The field.
        field: &'static str,
    },
    /// The file is larger than it may be.
    TooLarge {
        /// The field.
        field: &'static str,
        /// The most megabytes it may have.
        most: i64,
    },
    /// More things than may be done at once.
    TooMany {
        /// The field.
        field: &'static str,
        /// The most there may be.
        most: usize,
    },
    /// The title names the person who spoke.
    NamesThePerson {
        /// The field.
        field: &'static str,
    },
    /// The draft went on meanwhile, or has not come that far: it was submitted, approved, sent back or issued.
    DraftMoved,
    /// Whoever drafted a reply doesn't approve it, unless the body lets them.
    OwnDraft,
    /// The reply has to be approved first, or was signed on paper with a number and a signer.
    NotApproved,
    /// A reply leaves points open and doesn't say why.
    NotCovered {
        /// How many points.
        open: usize,
    },
    /// The days in which a body that is not under the assigner could give the case back are over.
    ReturnTooLate {
        /// The last day on which it could.
        latest: Day,
    },
    /// The days in which the body could ask back are over.
    AskTooLate {
        /// The last day on which it could.
        latest: Day,
    },
    /// The body is under the one that assigned the case: it asks back, it does not give the case back.
    UnderAssigner,
    /// The body is not under the one that assigned the case: it gives the case back, it does not ask back.
    NotUnderAssigner,
    /// The rule allows no longer extension, and who raised the matter was not told.
    ExtensionTooLong {
        /// The last day that the rule allows.
        latest: Day,
    },
    /// Nothing is overdue with the body: there is nothing to urge.
    NothingOverdue,
    /// Code and PIN don't go together, or nothing can be followed under them: whoever asks learns no more.
    FollowWrong,
    /// No review of the result is under way.
    NoReview,
    /// A review of the result is under way: it has to be decided first.
    ReviewUnderWay,
    /// The reason is that of the review before; one level up decides on a new one.
    ReasonNotNew {
        /// The field.
        field: &'static str,
    },
    /// The days in which what was recorded for somebody can be contested are over.
    ContestOver {
        /// The last of them.
        last: Day,
    },
    /// It was reopened to be settled by a day, and can't have been reopened after it.
    ReopenedUntil {
        /// That day.
        last: Day,
    },
    /// Nobody contests it, or the contest was settled.
    NotContested,
    /// The round of gathering is not at the step at which this is done.
    RoundNotOpen,
    /// A round of gathering has as many opinions as one act can send.
    RoundFull {
        /// The most opinions it may have.
        most: usize,
    },
    /// The reception day is still to come, was called off or struck.
    ReceptionNotOpen,
    /// Somebody answered the survey: its questions stay as they were asked.
    SurveyFixed,
    /// The answers to a question were counted by hand, and sheets with answers to it are typed: one of the two.
    SurveyTwice,
    /// The words of the sheet became an opinion of the round, which has to be taken out first.
    SurveyTaken,
    /// More sheets of a survey came back than are to have been handed out.
    SurveyUnder {
        /// The fewest that can have been handed out.
        least: i64,
    },
    /// A number of a survey is more than what it is a part of.
    SurveyOver {
        /// The field.
        field: &'static str,
        /// The most it can be.
        most: i64,
    },
    /// Rows of a table that was read for the round wait to be taken or dropped.
    RowsWait,
    /// The dialogue of the round is planned and not announced, so it has no agenda.
    NotAnnounced,
    /// The dialogue of the round was held before the day of the decision: nothing new comes onto its agenda.
    AgendaOver {
        /// The last day on which it was held.
        last: Day,
    },
    /// Those who supervise found otherwise: only they record that it is done.
    FindingStands,
    /// What was concluded or promised is not yet something to look at: nobody leads it and nothing was answered.
    NothingToLookAt,
    /// The body that would supervise led, drafted or answered the matter itself.
    OwnWork,
    /// The unit declared of a period that is the same, or overlaps this one without one holding the other.
    DeclaredOverlaps {
        /// Its first day.
        from: Day,
        /// Its last day.
        to: Day,
    },
    /// The complaint is not at the point at which this step is made, or the law had no such step on that day.
    ComplaintStep,
    /// Claim and verification differ, or it is a second complaint: a dialogue comes before the decision.
    ComplaintDialogue,
    /// Who complained complained again: the first decision does not take effect.
    ComplaintAppealed,
    /// The first complaint was not decided, and the time to settle it is not over.
    ComplaintFirst,
    /// The clock of this machine and that of the database differ too much to write.
    ClockOff {
        /// By how many seconds.
        seconds: i64,
    },
}
