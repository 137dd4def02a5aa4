# What is recorded of a case after its receipt, what waits today, and search.

# Button and title of each act
case-do-reply = Record a reply
case-do-assign = Assign
case-do-accept = Accept
case-do-progress = Report progress
case-do-keep-promise = What was promised is done
case-do-send-on = Send on
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
case-do-return = The receiver gave it back

# What each act is, and what follows
case-why-reply = A reply on paper, point by point. Leave a point empty that the paper does not speak of: it still waits for a reply.
case-why-assign = One body leads, with one due date. A later assignment takes the place of this one.
case-why-accept = The body that leads accepts what it was given.
case-why-progress = The body that leads tells how far it has come.
case-why-keep-promise = What was promised has been done. The point counts as resolved from the day below.
case-why-send-on = A point beyond competence goes to where it belongs. The sender stays accountable until there is a reply.
case-why-extend = The due date is moved, for a reason.
case-why-suspend = While work stands still, so does the due date; the citizen still waits.
case-why-resume = Work goes on from the day below. Another due date is an extension.
case-why-tell = The submitter was told how the matter stands: taken up, needs more time, sent on. It is not yet a reply; the first time stops the clock until the submitter is told.
case-why-assess = Silence is never agreement. That no opinion was given is recorded only after three contacts on different days, by two ways at least.
case-why-confirm = The Front of the place where it was raised confirms that the result is real.
case-why-end = A lawful end without a reply to the matter. The submitter is told the reason.
case-why-reopen = It has to be settled again. Earlier replies are no longer in force, and can still be read.
case-why-link = A submission just received that is about the same matter becomes a point of the other case: its reply has to speak of this point, too. From that day this case counts in the other one.
case-why-split = A point that was linked here becomes a case of its own again, with the body and the day with which it was first raised. A point that was replied to or sent on is not split off.
case-why-merge = Two cases about one matter, first raised with the same body. From that day this case counts in the other one; no submission is lost.
case-why-unmerge = This case stands for itself again, from the day below.
case-why-receive = The receiver has the paper that was sent on.
case-why-answer-transfer = The receiver has replied. The points that were sent on count as replied to.
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
said-case-suspend = Suspended. The due date stands still.
said-case-resume = Work goes on from now. The due date runs again.
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
hint-number = Number on the paper; empty while there is none
hint-letter-number = Number on the paper; needed where it goes to an outside body
hint-proof = Slip of the post, stamp of arrival, signature; later if there is none yet
hint-answer-by = Empty if the paper sets no day
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
extend-present = Due date now: { $day }.
promise-until = promised by { $day }
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

# The page of a case
answer-paper = paper { $number }
words-kept = The words are kept from view.
case-suspended = Suspended
case-assessed-agreed = The submitter: agreed
case-assessed-not-agreed = The submitter: not agreed
case-assessed-none = The submitter: no opinion given
case-confirmed = Confirmed by the Front
case-counts-in = This case counts in
case-counts-here = Counts for the cases merged into it, too:
case-assigned = Assigned
case-assigned-line = on { $on }, due { $due }
case-assigned-times = (time { $count })
case-cooperating = Cooperating
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
step-extended = New due date: { $day }; the submitter was not told
step-extended-told = New due date: { $day }; the submitter was told
step-contacts = { $count ->
    [one] { $count } contact
   *[other] { $count } contacts
}
clock-kind-agency = Due date of the assignment
clock-kind-promise = Due date of what was promised
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
search-hint = A few words of the matter, with or without marks; or the number of a case, for example VV-147
search-do = Search
search-none = Nothing found. Try fewer words, or type without marks.
search-order = exact marks first, then the newest
search-more = There is more: type another word to narrow it.
