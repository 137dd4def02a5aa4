# What is recorded of a case after its receipt, what waits today, and search.

# Button and title of each act
case-do-reply = Record a reply
case-do-assign = Assign
case-do-accept = Accept
case-do-progress = Report progress
case-do-keep-promise = What was promised is done
case-do-send-on = Send on to the competent body
case-do-extend = Record an extension
case-do-suspend = Suspend
case-do-resume = Resume
case-do-tell = The submitter was told
case-do-assess = Record the assessment
case-do-confirm = The Front confirms the result
case-do-end = End
case-do-reopen = Reopen
case-do-link = Link to a case
case-do-split = Split off points
case-do-merge = Merge
case-do-unmerge = Part again
case-do-receive = Arrived at the receiver
case-do-answer-transfer = The receiver replied
case-do-date-transfer = Set a day for the reply
case-do-return = The receiver gave it back

# What each act is, and what follows
case-why-reply = A reply on paper, point by point. Leave a point empty that the paper does not speak of: it still waits for a reply.
case-why-assign = One body leads, with one due date. A later assignment takes the place of this one.
case-why-accept = The body that leads accepts what it was given.
case-why-progress = The body that leads tells how far it has come.
case-why-keep-promise = What was promised has been done. The point counts as resolved from the day below.
case-why-send-on = A point beyond competence goes to where it belongs. The sender stays accountable until there is a reply.
case-why-extend = The due date is moved, for a reason.
case-why-suspend = Work on the case is suspended, for a reason. The citizen still waits.
case-why-resume = Work goes on from the day below. Another due date is an extension.
case-why-tell = The submitter was told how the matter stands: taken up, needs more time, sent on, or replied to. Telling does not stand for a reply; the first time stops the clock until the submitter is told.
case-why-assess = Silence is never agreement. That no opinion was given is recorded only after three contacts on different days, by two ways at least.
case-why-confirm = The Front of the place where it was raised confirms that the result is real.
case-why-end = A lawful end without a reply to the matter. The submitter is told the reason.
case-why-reopen = It has to be settled again. Earlier replies are no longer in force, and can still be read.
case-why-link = A submission just received that is about the same matter becomes a point of the other case: its reply has to speak of this point, too. From that day this case counts in the other one.
case-why-split = A point that was linked here becomes a case of its own again, with the body and the day with which it was first raised. A point that was replied to or sent on is not split off.
case-why-merge = Two cases about one matter, first raised with the same body. From that day this case counts in the other one; no submission is lost.
case-why-unmerge = This case stands for itself again, from the day below.
case-why-receive = The receiver has the paper that was sent on.
case-why-answer-transfer = The receiver replied by letter. Record it point by point: what is promised becomes a due date of the receiver; what the receiver calls none of its business is the sender’s again.
case-why-date-transfer = Where the letter set no day, one is set later: the day of which the receiver was told. Once overdue without a reply, the matter is on the list of what is urged.
case-why-return = The receiver gave it back, for a reason. The points are the sender's again.

case-act-refused = Not recorded
case-act-back = Back to the case without recording
case-record = Other acts

# After it was recorded
said-case-reply = The reply is recorded. Ask the submitter about the result and record it here.
said-case-reply-promised = The reply is recorded, with a promise. Once what was promised is done, record that it is.
said-case-assign = Assigned. The due date runs from the day of the assignment.
said-case-accept = Recorded: the body that leads has accepted.
said-case-progress = The progress is recorded.
said-case-keep-promise = Recorded: what was promised is done.
said-case-send-on = Sent on. Once the receiver has the paper, record it under Sent on.
said-case-extend = The extension is recorded.
said-case-suspend = The suspension is recorded.
said-case-resume = It is recorded that work goes on.
said-case-tell = Recorded: the submitter was told.
said-case-assess = The assessment is recorded.
said-case-confirm = The confirmation of the Front is recorded.
said-case-end = Ended. With a reason it can still be reopened.
said-case-reopen = Reopened. Next: assign it, or reply.
said-case-link = Linked. From now on everything is recorded in the other case.
said-case-split = Split off. These points are cases of their own again, with their own due dates.
said-case-merge = Merged. From now on everything is recorded in the other case.
said-case-unmerge = Parted. This case has its own due date again.
said-case-receive = Recorded: it arrived at the receiver.
said-case-answer-transfer = The reply of the receiver is recorded.
said-case-date-transfer = The day by which the receiver has to reply was recorded.
said-case-return = Recorded: it was given back. The points wait for this body.

# Fields
field-q = Search
field-note = Note
field-reach = Has to reach the submitter: the body that leads may see name and contact; each look is recorded
field-told = The submitter was told of the new due date
field-end-ground = It ends because
field-assessment = What the submitter says of the result
field-contact-on = Day of the contact
field-contact-way = Way of contact
field-way = How they were told
field-told-way = The submitter was told by
field-article = Article, clause, document
told-not-yet = Not told yet
field-picked = A case like this one
hint-due = The last day by which it is done, as on the paper; for example 10/09/2026
hint-evidence = Photos, minutes, papers; empty if nothing is asked for
hint-progress = What was done, what is left, what is in the way
hint-kept = What was done; empty if there is nothing to add
hint-confirm = What was seen, and where; empty if there is nothing to add
hint-confirm-document = Number and date of the paper by which the Front confirmed
hint-number = Number on the paper; empty while there is none
hint-letter-number = Number on the paper; needed where it goes to an outside body
hint-other-body = Its name as on the envelope; it joins the list as an outside body
hint-proof = Slip of the post, stamp of arrival, signature; later if there is none yet
hint-answer-by = The day that the letter sets. If left empty a day is set later; without one the matter is not on the list of what is urged.
hint-answer-by-later = The day of which the receiver was told, such as 10/09/2026
answer-by-ruled = { $day } is filled in, by the rule in force. Where the letter says otherwise, follow the letter.
answer-by-not-ruled = No rule in force sets a time for the reply of the receiver: type the day that the letter sets.
hint-signer-outside = Name and post as on the letter; leave empty if not known
result-letter = Only a letter came, no result yet (a reply is still owed)
field-answer-point = What the letter says of this point
field-answer-whole = Reply to all points
field-signed-by = Signed by
hint-answer-point = Leave empty if it is said in the reply to all; of a point that the letter does not speak of, leave the result empty too: it goes on waiting for a reply
hint-answer-whole = The reply to all points; leave empty if it is said point by point
hint-end-reason = The reason that the submitter was told
hint-article = Needed where it is refused; for example Article 9 clause 3 of the Law on Reception of Citizens
hint-tell = What they were told; leave empty if there is nothing to add
due-ruled = The due date is filled in as { $day }, by the rule in force. Change it where the paper says otherwise.
due-not-ruled = No rule sets a due date for assignments: type the one on the paper.
hint-root = For example VV-147; type it here if it is not in the list
hint-assessment = Word for word; needed when they do not agree
hint-on-paper = The date on the paper, or the day it happened; for example 10/09/2026
contacts-hint = One line each time; empty if nobody had to be reached
merge-find = Find the case to merge into
merge-find-hint = A few words of the matter, with or without marks
merge-none = There is no case like this one with the same body.
merge-near = same place, same field, near words: { $words }
merge-near-place = same place, near words: { $words }
merge-near-before = the same place before it was rearranged, near words: { $words }
due-anew-ruled = The new due date is filled in as { $day }, by the rule in force. Change it where the paper says otherwise.
due-anew-not-ruled = No rule sets a due date for assignments: type by when it has to be settled anew.
due-anew-present = Due date before it was reopened: { $day }.
hint-due-anew = The last day for settling it anew; for example 10/09/2026
hint-due-upheld = The last day for settling it anew, where it is reopened; not needed where the result stands
extend-present = Due date now: { $day }.
promise-until = by { $day } at the latest
body-outside = outside, sent on by letter

end-ground-withdrawn = The submitter withdrew it
end-ground-guided = The submitter was shown where it belongs
end-ground-refused = Refused, with its basis
assessment-agreed = Agreed
assessment-not-agreed = Not agreed
assessment-none = No opinion given
contact-way-telephone = Telephone
contact-way-visit = In person
contact-way-letter = Letter
contact-way-village = Through the head of the village
contact-way-online = Online
told-by-notice = By the conclusion notice that was posted and made public

# The page of a case
answer-paper = paper { $number }
words-kept = The words are kept from view.
case-suspended = Suspended
case-set-aside = Suspended, the due date runs on
case-assessed-agreed = The submitter: agreed
case-assessed-not-agreed = The submitter: not agreed
case-assessed-none = The submitter: no opinion given
case-confirmed = Confirmed by the Front
case-counts-in = This case counts in
case-counts-here = Counts for the cases merged into it, too:
case-assigned = Assigned
case-assigned-line = on { $on }, due { $due }
case-assigned-times = (time { $count })
case-cooperating = Bodies that cooperate
assignment-state-open = Not accepted yet
assignment-state-accepted = Accepted
assignment-state-closed = Done
assignment-state-promised = Replied, promise open
transfers-title = Sent on
transfer-mode-order = Order
transfer-mode-offer = Offer
transfer-mode-letter = Letter
transfer-number = { $mode } number { $number }
transfer-sent-on = sent on { $day }
transfer-answer-by = a reply is due { $day }
transfer-answered-on = Replied on { $day }
transfer-signed-by = signed by { $name }
transfer-waits = { $count ->
    [one] waiting for { $count } day
   *[other] waiting for { $count } days
}
transfer-from = from { $body }
transfer-to = to { $body }
transfer-state-sent = Not arrived yet
transfer-state-received = Waits for a reply
transfer-state-answered = Replied
transfer-state-returned = Given back
transfer-state-struck = Struck
step-assigned = { $body }, due { $day }
step-clock-runs-on = The rule in force does not let the clock be suspended: the due date still runs
step-moved-cd = Suspended from { $since }: { $count ->
    [one] { $count } day does
   *[other] { $count } days do
 } not count, so the due date moved from { $from } to the working day { $to }.
step-moved-wd = Suspended from { $since }: { $count ->
    [one] { $count } working day does
   *[other] { $count } working days do
 } not count, so the due date moved from { $from } to { $to }.
suspend-clock-runs-on = The rule in force for this assignment does not let its clock be suspended. The due date runs on while work is suspended; another due date is an extension.
suspend-clock-stops = While work is suspended, the due date of the assignment stands still; when work goes on, it moves by those days.
suspend-clock-none = The case is assigned to no body yet, so no due date stands still; what a rule sets runs on.
resume-clock-moves = The days of the suspension do not count for the assignment, so its due date moves.
resume-clock-ran-on = The due date ran on while work was suspended, so it does not move.
step-anew = Due date for settling it anew: { $day }
redated-working = { $count ->
    [one] Extended on { $on }: the due date moved from { $from } to { $to }, { $count } working day more.
   *[other] Extended on { $on }: the due date moved from { $from } to { $to }, { $count } working days more.
}
redated-days = { $count ->
    [one] Extended on { $on }: the due date moved from { $from } to { $to }, { $count } day more.
   *[other] Extended on { $on }: the due date moved from { $from } to { $to }, { $count } days more.
}
redated-reopening = Reopened on { $on }: the due date was { $from }, and is { $to } for settling it anew.
redated-notice = A conclusion notice of { $on } sets an earlier due date for the same matter: { $to } instead of { $from }.
redated-reason = Reason: { $reason }.
redated-told = The submitter was told.
redated-not-told = The submitter was not told then.
redated-open = See what happened
step-extended = New due date: { $day }; the submitter was not told
step-extended-told = New due date: { $day }; the submitter was told
step-contacts = { $count ->
    [one] { $count } contact
   *[other] { $count } contacts
}
clock-kind-agency = Due date of the assignment
clock-kind-promise = Due date of what was promised
offer-until = This body is not under the assigner: it accepts the case or gives it back by { $day }; until it is given back, this body is accountable.
offer-no-rule = This body is not under the assigner: it accepts the case or gives it back. No rule sets a due date for that; until it is given back, this body is accountable.
clock-kind-part = Due date of the part given to { $body }
clock-suspended = suspended
clock-typed = This date was typed from the paper; no rule set it.

# Lists and Today
cases-parts = Ways to see cases
cases-part-raised = Raised here
cases-part-borne = Accountable now
cases-still-open = Still to be resolved
cases-none-borne = No case waits. What is assigned or handed over to this body is seen here.
case-came-from = raised with { $body }
home-transfers = Sent on, waiting for a reply

# Search
search-title = Search
search-of = Search for “{ $typed }”
search-label = Search cases and dialogues
search-short = Search (key /)
search-hint = A few words of the matter, with or without marks; the number of a case, for example VV-147; or the number of a document, for example 05/TB-UBND
search-do = Search
search-papers = Documents
search-notice = Conclusion notice No. { $number } of { $day }
search-urging = Urging letter No. { $number } of { $day }
search-none = Nothing found. Try fewer words, or type without marks.
search-order = exact marks first, then the newest
search-more = There is more: type another word to narrow it.
search-next-cases = Next page of cases
search-next-dialogues = Next page of dialogues

# Drafts of replies, how people are told, asking back, giving back, parts
case-do-draft-reply = Draft a reply
case-do-submit-reply = Send for approval
case-do-approve-reply = Approve
case-do-send-back-reply = Send the draft back
case-do-issue-reply = Issue the reply
case-do-delivery = Choose how the submitter is told
case-do-ask-back = Ask the assigner back
case-do-answer-ask = Reply to what was asked back
case-do-give-back = Give the assignment back
case-do-give-part = Give a part of the work
case-do-part-done = The part is done
case-why-draft-reply = The reply, point by point. A draft is no reply yet: somebody else approves it before it is issued. Say why a point has no reply.
case-why-submit-reply = The draft waits for approval; from then on it is not changed, unless it is sent back.
case-why-approve-reply = Whoever approves is not whoever drafted, unless the body lets drafters approve.
case-why-send-back-reply = The draft goes back to whoever wrote it, with what has to be changed.
case-why-issue-reply = The draft becomes a reply, with the number and date on the paper. Where it was signed on paper and not approved here, give the number and who signed.
case-why-delivery = The head chooses for each point: a letter, a notice in the village, or that it was told on the spot. A point that has a reply and was not told stands in the list of those to tell.
case-why-ask-back = A body below asks back once, within the days set for it. The due date runs on.
case-why-answer-ask = Once it is replied to, the assignment stands as it was. Another body or date is a new assignment.
case-why-give-back = A body that is not below gives the case back, for a reason. The body of origin is accountable again.
case-why-give-part = The body that leads gives a part of the work to a body under it, and stays accountable for the whole.
case-why-part-done = The body has done its part. The case still waits for a reply.
said-case-draft-reply = The draft is recorded.
said-case-draft-reply-promised = The draft is recorded, with a promise.
said-case-submit-reply = Submitted. The draft waits for approval.
said-case-approve-reply = Approved. Next: issue it, with the number and date on the paper.
said-case-send-back-reply = The draft was sent back.
said-case-issue-reply = The reply is issued. Tell the submitter and record it here.
said-case-delivery = How the submitter is told is recorded.
said-case-ask-back = What was asked back is recorded. The assigner sees it on Today.
said-case-answer-ask = The reply is recorded.
said-case-give-back = Recorded: it was given back. The body of origin is accountable again.
said-case-give-part = A part of the work was given.
said-case-part-done = Recorded: the part is done.
field-submit = Send for approval at once
field-signed = Signed on paper, not approved here
field-shown = What shows the result
field-left-out = Why this point has no reply
field-delivery = The submitter is told by
field-question = The question
field-work = The part of the work
field-part-to = Body that does it
field-part = The part that was given
field-draft = Draft
hint-shown = Name photos, minutes, papers, or leave it empty; attach the files on the page of the case once this is recorded
hint-left-out = Only where there is no reply to this point this time
hint-send-back = What has to be changed
hint-question = What is not clear: place, extent, competence
hint-give-back = Why it is not for this body
hint-work = What this body has to do
drafts-title = Drafts of a reply
draft-by = drafted by { $name } on { $day }
draft-rewrite = Change the draft
draft-back = To be changed
draft-left-out = No reply
draft-state-draft = Being written
draft-state-submitted = Waits for approval
draft-state-approved = Waits to be issued
draft-state-sent-back = Sent back
ask-title = Asked back
ask-since = The body that leads asked back on { $day }; no reply yet.
part-none-below = The lead has no body below to which a part could be given. Where another body is needed, assign the case anew and choose bodies that cooperate.
parts-title = Parts of the work
part-due = due { $day }
part-state-open = Under way
part-state-done = Done
part-state-ended = No longer due
delivery-letter = Letter to the submitter
delivery-village = Notice in the village
delivery-spot = Told on the spot
deliveries-title = How the submitter is told
delivery-point = Point { $number }:
delivery-state-waiting = No reply yet
delivery-state-to-tell = To be told
delivery-state-told = Told
hops-title = Where the matter has been
hop-received = received
hop-assigned = assigned
hop-sent-on = sent on to it
hop-came-back = came back
hop-handed-over = handed over
hop-from-to = from { $from } to { $to }
hop-since = since { $from }
hop-now = here now
transfer-told = The submitter was told on { $day }.
transfer-untold = The submitter was not told of this step.
step-own-approval = Approved by whoever drafted it, as the body allows
urged-title = Urged
urged-line = { $body }, { $day }
urged-assignment = The assignment is overdue
urged-promise = What was promised is overdue
urged-transfer = What was sent on has no reply
assignment-state-returned = Given back

case-file = File { $number } ({ $kind }, { $size } KB)
case-files = Evidence files
case-files-there = Files attached
case-files-none = There is no file yet.
case-files-line = Attach photos, minutes or papers that show the result of this point. Whoever may see the reply may open the files.
case-files-refused = Not attached
case-files-do = Attach
said-case-filed = The evidence files were attached.
answer-files = Evidence files:
answer-attach = Attach evidence files
field-files = Choose files
act-case-held-no-denunciation = An opinion of the result said to be no denunciation
act-case-sent-for = The transfer was recorded on behalf
act-case-evidence-filed = Evidence files attached
signer-unsaid = The document does not say who signed
