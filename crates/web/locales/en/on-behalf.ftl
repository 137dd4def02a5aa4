# What was recorded on behalf: those whose act it is read it and contest it; whoever recorded it answers.

on-behalf-title = Recorded on your behalf
on-behalf-lead = What a body or its head did on paper or by word and somebody else recorded. Where it is wrong, contest it; whoever recorded it then corrects it or replies.
on-behalf-refused = Not recorded
on-behalf-recorded = Recorded by others on your behalf
on-behalf-recorded-none = Nothing was recorded on your behalf yet.
on-behalf-contested = Contested, waiting for a reply
on-behalf-contested-none = Nothing is contested.
on-behalf-contested-line = Where the record is wrong, open it to correct or strike it. Where it is right, reply why it stays.
on-behalf-contested-more = There are more; they appear as you reply to these.
on-behalf-words = Contested: { $words }
on-behalf-contest = Contest
on-behalf-contest-do = Contest it
on-behalf-contest-until = Possible until { $day }.
on-behalf-contest-open = Possible at any time.
on-behalf-take-back = Take the contest back
on-behalf-take-back-do = Take the contest back
on-behalf-answer = Reply why it stays
on-behalf-answer-do = Send the reply
on-behalf-head = Decision of the head
on-behalf-body = Act of { $body }
on-behalf-typed = { $name }, { $body }, recorded on { $day }
on-behalf-contest-waits = Contested
on-behalf-contest-settled = Contest resolved
on-behalf-case = Case { $number }
on-behalf-dialogue = Dialogue
on-behalf-notice = Conclusion notice
on-behalf-plan = Plan of dialogues
hint-contest = What is not so, and how it was
hint-contest-answer = The basis: number and date of the paper, who told it
home-books = Books and lists
today-on-behalf = recorded on your behalf, not yet looked at
today-contested = contested, waiting for a reply
act-event-contested = What was recorded on behalf is contested
act-event-contest-answered = Replied to what was contested: it stays
said-contested = The contest is recorded. Whoever recorded the act sees it on Today.
said-contest-taken-back = The contest was taken back.
act-event-paper-named = Named the paper of what was recorded on behalf
said-paper-named = You named the paper of this step: its number and date are recorded.
on-behalf-paper = Paper: { $words }, { $day }
step-paper = { $act }: paper { $words }, { $day }
step-paper-do = Name the paper
column-paper = Paper
field-dated-on = Date on the paper
field-issuer = Issuing body
said-contest-answered = The reply to the contest was recorded.

# The lists of whoever recorded
on-behalf-typed-title = Recorded by me on behalf of others
on-behalf-typed-none = Nothing was recorded on behalf of others yet.
on-behalf-typed-line = One list for each head and each body, to print and lay before them.
on-behalf-typed-count = { $count ->
    [one] { $count } act
   *[other] { $count } acts
}
on-behalf-typed-recent = { $count } of the last { $most } that you recorded
on-behalf-typed-lead = Choose a head or a body and print the list for them to look at. Where something is wrong, open it to correct or strike it.
on-behalf-typed-refused = Not filtered
on-behalf-typed-empty = Nothing was recorded on behalf of others in these days.
on-behalf-typed-head = Head of { $body }
on-behalf-typed-body = { $body }
on-behalf-typed-of-head = Recorded on behalf of { $name }, { $post } of { $body }
on-behalf-typed-of-office = Recorded on behalf of the head of { $body }
on-behalf-typed-of-body = Recorded on behalf of { $body }
on-behalf-typed-post = { $post } of { $body }
on-behalf-typed-part = This print has a part of the list alone. Choose fewer days to print all of it, to be seen and signed.
on-behalf-typed-seen = Seen (signature and full name)
on-behalf-column-subject = Case or paper
on-behalf-column-what = What
field-whose = On behalf of
