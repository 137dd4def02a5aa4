//! What can happen to a case.

mod kinds;
mod words;

pub use kinds::{
    Assessment, CasePoint, Contact, ContactWay, Delivery, EndGround, Moved, PointAnswer, PointResult, ReviewResult,
    StartedClock, TransferAnswer, Urged,
};

use super::json::acts;
use crate::day::Day;
use crate::supervision::{FindingResult, Looked, SamePerson};
use crate::text::TextRef;

acts! {
    /// What happened to a case. Bodies, cases, points and papers are given by their ids.
    pub enum CaseEvent {
        /// It was opened: somebody raised it.
        "case.received" 1 => Received {
            /// The body with which it was first raised; for ever.
            origin: i64,
            /// The dialogue in which it was first raised, if it was in one; for ever.
            origin_dialogue: Option<i64>,
            /// The body that answers for it until it is assigned.
            accountable: i64,
            /// Where the matter lies.
            territory: i64,
            /// The field of work.
            field: String,
            /// What has to be answered, at least one.
            points: Vec<CasePoint>,
            /// The day by which it has to be settled, if a confirmed rule sets one on receipt.
            due_on: Option<Day>,
            /// The other clocks that confirmed rules start on receipt.
            clocks: Vec<StartedClock>,
        },
        /// One more matter to be answered was linked to it.
        "case.point_added" 1 => PointAdded { point: i64, submission: Option<i64> },
        /// A matter that was linked to it stands for itself again.
        "case.point_parted" 1 => PointParted { point: i64 },
        /// What it raises was linked to another case, as a point of that one; it counts there from now on.
        "case.linked" 1 => Linked {
            /// The other case.
            root: i64,
            /// The point that it is there.
            point: i64,
            /// Why.
            words: Option<TextRef>,
        },
        /// What it raises is no point of the other case any more: it stands for itself again.
        "case.unlinked" 1 => Unlinked { words: Option<TextRef> },
        /// Its place or its field was set anew.
        "case.placed" 1 => Placed { territory: i64, field: String },
        /// A body was made to lead it, with a due date. It takes the place of an earlier assignment.
        "case.assigned" 1 => Assigned {
            /// The assignment.
            assignment: i64,
            /// The body that answers for it from now on.
            lead: i64,
            /// Its last day.
            due_on: Day,
            /// What it has to show when it is done.
            words: Option<TextRef>,
        },
        /// Another notice of conclusion repeats the point that assigned it: it stays one assignment, with the earlier day.
        "case.noticed" 1 => Noticed {
            /// The notice.
            notice: i64,
            /// Its point.
            point: i64,
            /// The last day that it gives.
            due_on: Option<Day>,
        },
        /// The body accepted the assignment.
        "case.accepted" 1 => Accepted { body: i64 },
        /// The body noted progress.
        "case.progressed" 1 => Progressed { body: i64, words: Option<TextRef> },
        /// The due date was moved.
        "case.extended" 1 => Extended {
            /// The new last day.
            due_on: Day,
            /// Whether the person was told of it.
            told: bool,
            /// Why.
            words: Option<TextRef>,
        },
        /// The body answered points in the session itself.
        "case.answered_on_the_spot" 1 => AnsweredOnTheSpot {
            /// The record of the answer.
            reply: i64,
            /// The session in which it was given.
            session: i64,
            /// Who answered.
            body: i64,
            /// What came of each point.
            points: Vec<PointAnswer>,
            /// Who spoke it, where that is nobody of the posts that are recorded; older answers have none.
            speaker: Option<TextRef>,
        },
        /// The body replied to points on paper.
        "case.replied" 1 => Replied {
            /// The reply.
            reply: i64,
            /// Whose reply it is.
            body: i64,
            /// What came of each point.
            points: Vec<PointAnswer>,
        },
        /// What was promised for the point was done.
        "case.promise_kept" 1 => PromiseKept { point: i64, words: Option<TextRef> },
        /// Work on it was suspended; its clock stands still.
        "case.suspended" 1 => Suspended { words: Option<TextRef> },
        /// Work on it was taken up again.
        "case.resumed" 1 => Resumed { words: Option<TextRef> },
        /// Work on it was suspended under a rule whose clock can't be paused: it runs on.
        "case.suspended" 2 => SetAside { words: Option<TextRef> },
        /// Work on it was taken up again; the days of the suspension do not count.
        "case.resumed" 2 => TakenUp { moved: Option<Moved>, words: Option<TextRef> },
        /// Points were sent on to another body; the sender stays accountable.
        "case.sent_on" 1 => SentOn {
            /// The transfer.
            transfer: i64,
            /// The receiver.
            to: i64,
            /// The points sent, at least one.
            points: Vec<i64>,
            /// Why.
            words: Option<TextRef>,
        },
        /// The receiver has the transfer: it accepted the offer, or the receipt of the letter is proven.
        "case.transfer_received" 1 => TransferReceived { transfer: i64 },
        /// The receiver answered points of the transfer.
        "case.transfer_answered" 1 => TransferAnswered {
            /// The transfer.
            transfer: i64,
            /// The points answered, at least one.
            points: Vec<i64>,
            /// What it answered.
            words: Option<TextRef>,
        },
        /// The receiver answered points of the transfer by a letter that says what came of each, as far as it does.
        "case.transfer_answered" 2 => TransferReplied {
            /// The transfer.
            transfer: i64,
            /// What it says of each point answered, at least one.
            points: Vec<TransferAnswer>,
            /// Who signed the letter, where it was noted.
            signer: Option<TextRef>,
            /// What the letter says of all of them.
            words: Option<TextRef>,
        },
        /// The day by which the receiver has to answer was set later than it was sent.
        "case.transfer_dated" 1 => TransferDated {
            /// The transfer, which had no such day.
            transfer: i64,
            /// The last day.
            answer_by: Day,
        },
        /// The receiver gave the transfer back.
        "case.transfer_returned" 1 => TransferReturned { transfer: i64, words: Option<TextRef> },
        /// It is beyond competence, and was reported to a body above by a paper with the day of this event.
        "case.reported_up" 1 => ReportedUp {
            /// The body above.
            to: i64,
            /// What names the paper: its number.
            document: TextRef,
        },
        /// It was pointed at another case, in which it counts from now on.
        "case.merged" 1 => Merged { root: i64, words: Option<TextRef> },
        /// It stands for itself again.
        "case.unmerged" 1 => Unmerged { words: Option<TextRef> },
        /// It has to be settled again; earlier answers are no longer in force.
        "case.reopened" 1 => Reopened { reason: TextRef },
        /// It has to be settled again, and its assignment in force has a last day of its own for that.
        "case.reopened" 2 => ReopenedUntil {
            /// The new last day.
            due_on: Day,
            /// Why.
            reason: TextRef,
        },
        /// It ended lawfully without an answer to the matter.
        "case.ended" 1 => Ended {
            /// The ground.
            ground: EndGround,
            /// The code of the ground in the law, if it has one.
            code: Option<String>,
            /// The reason that was told.
            words: Option<TextRef>,
        },
        /// The person said, or didn't say, what they think of the result.
        "case.assessed" 1 => Assessed {
            /// The reply they were asked about.
            reply: i64,
            /// What they say.
            value: Assessment,
            /// When and how they were reached for.
            contacts: Vec<Contact>,
            /// Their words.
            words: Option<TextRef>,
        },
        /// The person did not agree, and with that a review began.
        "case.review_opened" 1 => ReviewOpened {
            /// The review.
            review: i64,
            /// The event by which they did not agree.
            assessed: i64,
            /// 1: by the body that decides over the case; 2: by the one above it.
            level: i64,
            /// The body that decides; none where the one above is not known to the program.
            body: Option<i64>,
        },
        /// A review was decided; one that is upheld reopens the case.
        "case.review_decided" 1 => ReviewDecided {
            /// The review.
            review: i64,
            /// The body that decided; none where the one above is not known to the program.
            body: Option<i64>,
            /// What came of it.
            result: ReviewResult,
            /// What the person was told.
            reason: TextRef,
        },
        /// A review was upheld, which reopens the case; its assignment in force has a last day of its own for that.
        "case.review_decided" 2 => ReviewUpheld {
            /// The review.
            review: i64,
            /// The body that decided; none where the one above is not known to the program.
            body: Option<i64>,
            /// The new last day.
            due_on: Day,
            /// What the person was told.
            reason: TextRef,
        },
        /// The Front confirmed the result.
        "case.confirmed" 1 => Confirmed { organisation: i64, words: Option<TextRef> },
        /// Somebody who supervises saw how it stands. It is theirs alone: the executive makes, changes and strikes none.
        "case.found" 1 => Found {
            /// The finding; one may be of several cases of one point.
            finding: i64,
            /// Who supervises.
            organisation: i64,
            /// The point of a notice of conclusion, where it comes from one.
            point: Option<i64>,
            /// What was found.
            result: FindingResult,
            /// How it was looked at, at least one way.
            ways: Vec<Looked>,
            /// What whoever recorded it did in what is supervised.
            same: Vec<SamePerson>,
            /// Files that show it.
            files: Vec<i64>,
            /// What shows it, in words.
            words: TextRef,
        },
        /// Who raised it was told how it is being handled.
        "case.told" 1 => Told {
            /// How.
            way: ContactWay,
            /// What they were told, where it was noted.
            words: Option<TextRef>,
        },
        /// A notice of conclusion that names it was posted in the village or made public.
        "case.told" 2 => ToldByNotice {
            /// The notice.
            notice: i64,
        },
        /// Somebody opened the name of who raised it.
        "case.identity_read" 1 => IdentityRead,
        /// Who raised a matter was given the code and PIN with which they follow it.
        "case.code_given" 1 => CodeGiven { submission: i64 },
        /// A rule or the calendar was changed, and with it the last day of one of its clocks.
        "case.clock_redated" 1 => ClockRedated {
            /// The clock.
            clock: i64,
            /// The version of the rule that now sets it.
            rule_version: i64,
            /// Its last day; none when no rule is in force any more.
            due_on: Option<Day>,
        },
        /// The body that answered for it ended, and another took it over.
        "case.handed_over" 1 => HandedOver {
            /// The handover.
            handover: i64,
            /// The body that answers for it from now on.
            to: i64,
        },
        /// As before, with the body that ended: whatever that had to do with it goes on with the other one. Where the ended body
        /// decided over it and another one led it, that one leads it on.
        "case.handed_over" 2 => TakenOver {
            /// The handover.
            handover: i64,
            /// The body that ended.
            from: i64,
            /// The body that took its place.
            to: i64,
        },
        /// A reply to points was drafted, or drafted anew; it is in force only once it is issued.
        "case.reply_drafted" 1 => ReplyDrafted {
            /// The reply it becomes.
            reply: i64,
            /// Whose reply it will be.
            body: i64,
            /// What it says came of each point.
            points: Vec<PointAnswer>,
            /// The points of which it says why it does not answer them.
            left_out: Vec<i64>,
        },
        /// The draft was submitted for approval.
        "case.reply_submitted" 1 => ReplySubmitted { reply: i64 },
        /// The draft was approved.
        "case.reply_approved" 1 => ReplyApproved {
            /// The reply.
            reply: i64,
            /// Whether by whoever drafted it, as the body allows.
            own: bool,
        },
        /// The draft was sent back to whoever drafted it.
        "case.reply_sent_back" 1 => ReplySentBack { reply: i64, words: Option<TextRef> },
        /// How the person is told what came of points was chosen.
        "case.delivery_chosen" 1 => DeliveryChosen { points: Vec<i64>, way: Delivery },
        /// The body that leads asked back, once.
        "case.asked_back" 1 => AskedBack {
            /// The assignment.
            assignment: i64,
            /// The body that asks.
            body: i64,
            /// What it asks.
            words: Option<TextRef>,
        },
        /// What was asked back was answered; the assignment stands.
        "case.ask_answered" 1 => AskAnswered { assignment: i64, words: Option<TextRef> },
        /// The body that leads, which is not under the one that assigned it, gave the case back.
        "case.returned" 1 => Returned {
            /// The assignment, which ends.
            assignment: i64,
            /// The body that gave it back.
            body: i64,
            /// The body that answers for it from now on.
            to: i64,
            /// Why.
            words: Option<TextRef>,
        },
        /// The body that leads gave a part of the work to a body under it; the lead stays accountable.
        "case.part_given" 1 => PartGiven {
            /// The part.
            part: i64,
            /// The assignment of which it is a part.
            assignment: i64,
            /// The body that does it.
            to: i64,
            /// Its last day.
            due_on: Day,
            /// What has to be done.
            words: Option<TextRef>,
        },
        /// A part was done.
        "case.part_done" 1 => PartDone { part: i64, words: Option<TextRef> },
        /// A body was urged by a letter.
        "case.urged" 1 => Urged {
            /// The letter.
            letter: i64,
            /// The body that is urged.
            to: i64,
            /// To do what.
            what: Urged,
        },
        /// The letter that urged got its number and was signed, on the day on the paper.
        "case.urging_issued" 1 => UrgingIssued {
            /// The letter.
            letter: i64,
            /// The term of the official who signed it, if known.
            signer: Option<i64>,
        },
        /// Files that show what came of a point were laid beside a reply, or beside its draft.
        "case.evidence_filed" 1 => EvidenceFiled {
            /// The reply, or the draft that becomes it.
            reply: i64,
            /// The point of which it tells.
            point: i64,
            /// The files, at least one.
            files: Vec<i64>,
        },
        /// What somebody said of its result looks like a denunciation, and whoever typed it says that it is none.
        "case.held_no_denunciation" 1 => HeldNoDenunciation,
        /// The transfer that comes next is the act of that body, and somebody else records it.
        "case.sent_for" 1 => SentFor { transfer: i64, body: i64 },
    }
}
