# The page on which people follow their own matter by code and PIN, the slip, and reviews of results.

# Asking for code and PIN
follow-title = Follow your submission
follow-line = Type the code and the PIN printed on the slip you were given. No registration, no account.
follow-code = Code on the slip
follow-pin = PIN
hint-follow-code = 12 letters and digits; with or without dashes, large or small letters
hint-follow-pin = The 6 digits printed below the code
follow-do = Show
follow-refused = Nothing can be shown
follow-lost = Lost the slip?
follow-lost-line = Ask the body that took your submission. It prints the same slip again.
follow-kept = This page neither asks for nor shows anybody's name, telephone or address. Whoever has both code and PIN can read this submission: keep the slip as you keep a private letter.
follow-again = Follow another slip

# The page of a matter
follow-matter-title = Your submission
follow-slip-of = slip
follow-under-review = Under review
follow-late = { $body } is late. The day has passed; the body apologises.
follow-state-promised = Replied, the promise is being carried out
follow-state-promise-over = Replied, the promise is overdue
follow-state-answered = Replied
follow-line-now = Now:
follow-line-who = Accountable body:
follow-line-due = Due:
follow-line-next = Next:
follow-now-received = { $body } has received it; no body is assigned yet.
follow-now-assigned = In progress with { $body }.
follow-now-given = Given to { $body }; it is not recorded yet that this body took it up.
follow-now-suspended = { $body } has suspended the work; its due date stands still.
follow-now-set-aside = { $body } has suspended the work; its due date runs on.
follow-now-stopped = { $body } has suspended the work.
follow-now-sent = Sent on to { $to }. { $body } still has to tell you what came of it.
follow-now-promised = Replied, and promised to be done by { $day }.
follow-now-partly = { $told } of { $all } points have a reply; the others are in progress at { $body }.
follow-now-answered = Replied.
follow-now-settled = Replied and settled.
follow-now-ended-withdrawn = Ended, because you withdrew your submission.
follow-now-ended-guided = Ended; you were shown the body that is competent.
follow-now-ended-refused = Not taken up, with its basis.
follow-now-review = You do not agree. The head of { $body } is reviewing the result.
follow-now-review-above = You do not agree. The superior body, { $body }, is reviewing the result.
follow-now-review-unknown = You do not agree. The superior right above is reviewing the result.
follow-exhausted = The body has replied as far as its powers reach
follow-due-none = no day is set yet.
follow-due-today = today, { $day }.
follow-due-left = { $count ->
    [one] { $day }, { $count } day left.
   *[other] { $day }, { $count } days left.
}
follow-due-over = { $count ->
    [one] { $day }, passed { $count } day ago.
   *[other] { $day }, passed { $count } days ago.
}
follow-next-answer = the body replies to you; the reply appears on this page.
follow-next-kept = the body does what it promised; the result is shown on this page.
follow-next-say = you say below whether you agree with the result.
follow-next-review = the body that reviews it tells you the decision, and it appears on this page.
follow-next-ways = if you still do not agree, the ways below are open to you.
follow-words = Your words
follow-raised-dialogue = Raised at a dialogue of { $body } on { $day }.
follow-raised-letter = Letter to { $body } of { $day }.
follow-raised-elsewhere = Raised on { $day } by the channel “{ $channel }”, received by { $body }.
follow-answers = Replies
follow-no-answer = There is no reply yet.
follow-by = { $body }, { $day }
follow-by-spoken = { $body } replied in the dialogue, { $day }
follow-by-paper = { $body }, document { $number } of { $day }
follow-promise = Promised to be done by { $day }.
follow-you-agreed = You agreed
follow-you-not-agreed = You do not agree
follow-you-none = You were contacted; your opinion is not known yet

# What they say of the result
follow-say = What do you say of the result?
follow-say-line = If you do not agree, the head of the body reviews the result and tells you.
follow-say-shared = This case holds the submissions of several people. If you do not agree, the head of the body reviews the result and tells you.
follow-say-again = The body reviewed the result once. If you still do not agree and have a new reason, its superior reviews it.
follow-say-value = Your opinion of the result
follow-say-words = Reason
hint-follow-words = Needed if you do not agree. In your own words.
follow-say-do = Send my opinion
told-looks-like-denunciation-follow-words = The words have “denounce” in them (tố cáo, tố giác). Nothing was sent and nothing was kept.
    .why = This page receives no denunciations. They have a register of their own, and the denouncer is kept secret.
    .remedy = If you want to make a denunciation: clear these words, see those who receive citizens in private, or write to the body in charge; your name is kept secret there. If this is none: tick “This is no denunciation” and send again.
follow-say-refused = Not sent
follow-said-agreed = Recorded: you agree with the result.
follow-said-not-agreed = Recorded: you do not agree. What the review decides appears on this page.
follow-review-reason = Your reason:
follow-body-above = The superior right above
follow-review-open = { $body } has been reviewing it since { $day }
follow-review-upheld = { $body } reviewed it on { $day }: your submission is right, it is settled anew
follow-review-not-upheld = { $body } reviewed it on { $day }: the result stands
follow-review-withdrawn = { $body } no longer reviews it
follow-ways-line = If you still do not agree, the law leaves you these ways:
follow-way-complain = A complaint, if you hold that an administrative decision or act is against the law and harms your rights (Law on Complaints).
follow-way-court = An action in court against that decision or act (Law on Administrative Procedure).
follow-way-council = A recommendation to a deputy of the People's Council or to the Fatherland Front where you live.
follow-way-advice = The state centre of legal aid; for the poor, people of merit, children and some others its help is free (Law on Legal Aid).

# The way it has gone
follow-way = The way so far
follow-step = { $day }: { $what }
follow-step-lead = { $body }, due { $day }
follow-step-new-due = new due date { $day }
follow-did-received = submission raised
follow-did-assigned = a body was assigned
follow-did-extended = extended
follow-did-answered = answered on the spot
follow-did-replied = replied on paper
follow-did-kept = what was promised was done
follow-did-suspended = suspended
follow-did-resumed = resumed
follow-did-sent = sent on to another body
follow-did-sent-received = the receiver has it
follow-did-urged = urged
follow-did-sent-answered = the receiver replied
follow-did-sent-returned = the receiver gave it back
follow-did-told = you were told
follow-did-ended = ended
follow-did-reopened = reopened
follow-did-said = assessment of the result
follow-did-review = review begun
follow-did-reviewed = review decided
follow-did-confirmed = the Front confirmed the result
follow-did-handed-over = handed over to another body

# The slip
follow-slip-title = Slip to follow a submission
follow-slip-line = Give this slip to the submitter, or copy the text below to send it. Each printing stands under what happened in the case.
follow-slip-raised = Submission of { $day }
follow-slip-code = Code
follow-slip-due = Reply due by
follow-slip-where = Where to ask
follow-slip-ask = Come to or call { $body }, and read out the code and the PIN of this slip.
follow-slip-keep = Whoever has both code and PIN can read this submission and its replies. Keep the slip private; if it is lost, the body prints the same slip again.
follow-slip-text = Follow your submission to { $body } of { $day }:
follow-slip-copy = Copy to send
follow-slip-copy-line = Send it to the submitter alone, not to a group.
case-act-back-plain = Back to the case

# On the page of a case
follow-card = Slip to follow it
follow-card-line = Code and PIN with which the submitter follows the matter online. Each printing is recorded.
follow-card-do = Print the slip
follow-card-point = Print the slip, point { $number }
step-by-submitter = the submitter, on the page for following
step-by-program = recorded by the program itself
act-case-code-given = Slip printed for the submitter
act-case-review-opened = Review begun
act-case-review-decided = Review decided
reviews-title = Reviews
review-level-1 = first
review-level-2 = second, by the superior
review-body-above = The superior right above
review-since = not agreed on { $day }
review-decided-on = decided on { $day }
review-number = no. { $number }
review-exhausted = Replied as far as the powers reach
review-state-open = To be decided
review-state-upheld = The submitter is right, reopened
review-state-not-upheld = The result stands
review-state-withdrawn = No longer reviewed
review-state-struck = Recorded by mistake
review-result-upheld = The submitter is right: reopened and settled anew
review-result-not-upheld = The result stands, with the reason told
case-do-review = Review
case-why-review = The submitter does not agree with the result. The head reviews it once; for a new reason the superior reviews it again. If the result stands, nothing changes; if the submitter is right, the case is reopened.
said-case-review = What the review decided is recorded. Tell the submitter.
field-review-result = Decision of the review
hint-review-reason = What the submitter is told; it appears on the page with which they follow it
review-asked = { $body }, { $level }; the submitter did not agree on { $day }.
case-under-review = Under review
home-reviews = Reviews
review-waits = { $count ->
    [one] waiting { $count } day
   *[other] waiting { $count } days
}
