# What other bodies owe, letters that urge, transfers without an answer, people who have to be told.
urging-title = Urge
urging-list = The list of a body
urging-lead = Assignments, transfers and what was promised, that other bodies still have to see to: overdue, or due within the next seven days.
urging-list-lead = What is overdue with this body, or due within the next seven days. Print it, or copy it to send.
urging-none = Nothing is overdue or due soon.
urging-body = Body
urging-over = Overdue
urging-soon = Due soon
urging-last = Urged last
urging-waits = Overdue and not urged today: { $count ->
    [one] { $count } matter
   *[other] { $count } matters
}.
urging-all = Urge all of them, one letter for each body
urging-one = Urge this body
urging-what = A letter names at most { $most } matters, the longest overdue first; another letter names what is beyond them. What was urged on a day is not urged again on it. Each case records that it was urged; the letters are printed or downloaded, and signed.
urging-do = Write the letters
urging-refused = Not written
urging-letters = Letters that urge
urging-letters-lead = Open a letter to print or download it; once it is signed, record its number, date and signer.
urging-letters-none = There is no such letter yet.
urging-number = number { $number }
urging-items = { $count ->
    [one] { $count } matter
   *[other] { $count } matters
}
urging-answer-by = reply due { $day }
urging-still-owed = { $count } of them still owed
urging-all-settled = none of them owed any more
urging-about = urging a reply to each submission and recommendation that is overdue
urging-copy = Copy to send
urging-copy-line = Plain text without the name of a submitter and without the words of a submission; copy it into any chat.
urging-copy-label = Text to copy
urging-copy-head = { $body }: what has to be done, as of { $day }
urging-copy-over = { $no }. { $case }, { $place }: { $about }. Overdue since { $day }.
urging-copy-soon = { $no }. { $case }, { $place }: { $about }. Due { $day }.
urged-times = { $count ->
    [one] urged { $count } time, last on { $day }
   *[other] urged { $count } times, last on { $day }
}
owed-assignment = assignment
owed-promise = promise
owed-transfer = sent on to it
field-urged-on = Date of the letters
hint-urged-on = What is overdue on this day is named in the letters
hint-urging-number = Number; empty where it is written after signing
hint-urging-answer = The day by which a reply to the letter that urges is due; empty if none is set
transfers-waiting = Sent on, no reply yet
transfers-waiting-lead = The sender stays accountable until there is a reply. Once there is one, open the case and record it.
transfers-waiting-none = Nothing that was sent on waits for a reply.
to-tell-title = To be told to the submitter
to-tell-lead = Points that have a reply of which the submitter was not told in the way that was chosen. Once told, record it beside each.
to-tell-none = Nobody has to be told.
said-urged = The letters are written, one for each body. Open each to print it.
said-urged-some = A part of the letters is written. More is overdue and not urged yet: press Write the letters again.
said-urging-issued = Number, date and signer of the letter are recorded.
urging-unsigned = number and date of signing not recorded
urging-issue = Record number, date and signer
urging-issue-again = Record number, date and signer again
urging-issue-do = Record
urging-issue-refused = Not recorded
hint-letter-number-signed = The number on the signed paper
hint-letter-number-drawn = If left empty the program draws the next number
hint-signed-on = The date on the signed paper, such as 10/09/2026
home-to-sign = Waiting for your signature
home-longer = There is more. What waits longest stands first; what follows is shown once these are done.
home-sign-notice = Conclusion notice
home-sign-reply = Approved reply
home-sign-minutes = Minutes of the session of { $day }
home-to-inspect = Notices that wait for supervision
home-more-rows = Show { $count } more
home-drafts-submitted = Waiting for approval
home-drafts-approved = Waiting to be issued
home-drafts-sent-back = Sent back
home-questions = Bodies that asked back
home-came-back = Came back to you
home-parts = Parts of the work given to you
back-assignment = given back by the body that led it
back-returned = returned by the receiver
back-answered = the receiver sent a reply, the submitter was not told
back-question = your question has a reply
owed-part = part of the work
to-tell-steps = Cases sent on of which the submitter was not told
to-tell-step-sent = Sent on to { $body } on { $day }
to-tell-step-received = { $body } received it on { $day }
to-tell-step-urged = { $body } was urged on { $day }
to-tell-step-answered = { $body } sent a reply on { $day }
to-tell-step-returned = { $body } returned it on { $day }
to-tell-note = Record that they were told
