# A case, and the list of cases.

case-aside = Due dates and responsibility
words-number = { $day }, submission { $number }
words-day = { $day }
words-letter = A letter
words-letter-in = Letter { $number }, { $series }
words-letter-numbered = Letter { $number }
words-letter-book = A letter in { $series }
words-typist = typed by { $typist }
words-earlier = { $count ->
    [one] { $count } earlier version
   *[other] { $count } earlier versions
}
words-struck = This submission was struck.
words-revise = Revise the words
clocks-two = Two clocks
clocks-one = The citizen's clock
clock-people-waits = the citizen waits
clock-people-waited = the citizen waited
clock-since = since it was first raised on { $day }
clock-body = with the body
responsibility = Responsibility
case-accountable = Accountable body
case-territory = Place
case-origin = First raised
identity-title = Submitter
identity-closed = Name and contact are kept from your role.
identity-line = Name and contact are kept apart. Each look is recorded: who looked, and when.
identity-do = See name and contact
identity-opened = This look has been recorded.
answers-title = Reply
answers-none = No reply yet.
point-asked = What was raised
answer-title = Record an answer on the spot
answer-line = What was said in reply during the session of the dialogue itself. A reply on paper is recorded later, with its number and date.
answer-do = Record the reply
answer-refused = The reply is not recorded
answer-on-the-spot = answered on the spot
timeline-title = What happened
step-acts = Correct
step-correct-do = Correct the date
step-strike-do = Strike as typed by mistake
step-struck = Struck
step-corrected = Corrected: from { $from } to { $to }.
step-reason = Reason: { $reason }
step-late-typed = added later, { $when }
step-refused = Not corrected

cases-title = Cases
cases-count = { $count ->
    [one] { $count } case
   *[other] { $count } cases
}
cases-conditions = Shown here
cases-filter = Filter the list
cases-refused = The list is not filtered
cases-none = There is no case yet. A submission typed at the live desk of a dialogue becomes a case here.
cases-none-filtered = There is no such case. Remove a condition to see more.
condition-drop = Remove
filter-do = Filter
filter-clear = Remove all conditions

# Acts in the timeline
act-submission-raised = Submission raised
act-submission-revised = Words revised
act-submission-kind-set = Kind of the submission set anew
act-submission-marked = Submission marked
act-submission-held-no-denunciation = Said to be no denunciation
act-submission-typed-from = Typed from a written slip
act-submission-withheld = Kept from view, slip to private reception given
act-submission-title-released = Neutral title put on the projector
act-submission-noted = Correction noted beside the words
act-submission-title-withdrawn = Neutral title taken off the projector
act-case-received = Case opened
act-case-point-added = A point added to the case
act-case-point-parted = A point split off the case
act-case-linked = Linked to another case
act-case-unlinked = A case of its own again
act-case-placed = Place and field recorded anew
act-case-assigned = Assigned to a body
act-case-accepted = The body accepts
act-case-progressed = The body reports progress
act-case-extended = Extended
act-case-answered-on-the-spot = Answered on the spot
act-case-replied = Reply
act-case-promise-kept = The promise is done
act-case-suspended = Suspended
act-case-resumed = Resumed
act-case-sent-on = Transferred
act-case-transfer-received = Received by the receiver
act-case-transfer-answered = The receiver replied
act-case-transfer-dated = A day was set for the reply of the receiver
act-case-transfer-returned = The receiver sent it back
act-case-merged = Merged into another case
act-case-unmerged = Split again
act-case-reopened = Reopened
act-case-ended = Ended as the rules provide
act-case-told = The submitter was told
act-case-assessed = Assessment by the submitter
act-case-confirmed = Confirmed by the Front
act-case-identity-read = The submitter's name was opened
act-case-clock-redated = Due date counted again
act-case-handed-over = Handed over to another body
act-case-reply-drafted = Reply drafted
act-case-reply-submitted = Draft submitted
act-case-reply-approved = Draft approved
act-case-reply-sent-back = Draft sent back
act-case-delivery-chosen = How the submitter is told was chosen
act-case-asked-back = The body asked back
act-case-ask-answered = Replied to what was asked back
act-case-returned = The body gave it back
act-case-part-given = A part of the work given
act-case-part-done = Part done
act-case-urged = Urged
act-case-urging-issued = The urging letter was signed and numbered
act-event-corrected = Date corrected
act-event-struck = Struck

# Conditions of the list
cases-raised = Raised
cases-raised-until = Raised until
cases-outcome = Outcome
cases-level = Level of the chair
typed-by = typed by { $name }
