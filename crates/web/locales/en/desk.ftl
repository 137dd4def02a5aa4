# The live desk of a dialogue.

desk-title = Live desk
desk-list = Submissions recorded
desk-list-empty = No submission yet.
desk-filters = Filter
desk-older = Earlier submissions
desk-recorded = { $count ->
    [one] { $count } submission recorded
   *[other] { $count } submissions recorded
}
desk-number = Submission { $number }
desk-revising = Revise submission { $number }
desk-same-speaker = Same submitter
desk-speaker = Somebody else replied (name and post)
desk-mark-later = (can wait)
desk-save = Record, to submission { $number }
desk-save-same = Record, same person
desk-save-revision = Record the revision
desk-revise-not = Leave it, new submission
desk-sessions = Sessions
desk-session = Session { $number } · { $day }
desk-before = Raised before
desk-before-none = No earlier case of this village and field of work.
desk-near = Perhaps the same matter
near-none = No case in near words was found.
desk-near-line = Only proposed, because the words are alike. Whoever is in charge decides whether they are one.
desk-closed = Reading only: the dialogue is not open for writing, or somebody else writes here. Open a submission in the list to see its case.
desk-refused = The submission is not recorded

keys = Keys
key-save = record, next
key-same = same person goes on
key-mark = mark
key-unnamed = unnamed
key-undo = outside a field: undo
key-list = to the list
key-in-list = in the list: down, up, new, choose, together, projector

# The list, its filters, several at once
desk-list-none = No submission of this kind.
desk-filter-all = All { $count }
desk-filter-unmarked = Not marked { $count }
desk-filter-answered = Answered on the spot { $count }
desk-filter-conclusion = Into the conclusion { $count }
desk-filter-beyond = Beyond competence { $count }
desk-pick = Choose submission { $number }
desk-together = Mark or reply to those chosen
together-title = Several submissions at once
together-refused = Not recorded for these submissions
together-none = No submission chosen that is still open. Go back to the live desk and tick the boxes before the submissions.
together-left-out = { $count ->
    [one] { $count } submission chosen is not open any more and is left out.
   *[other] { $count } submissions chosen are not open any more and are left out.
}
together-chosen = { $count ->
    [one] { $count } submission chosen
   *[other] { $count } submissions chosen
}
together-answer = { $count ->
    [one] One reply to { $count } submission
   *[other] One reply to { $count } submissions
}
together-do = { $count ->
    [one] Record the reply to { $count } submission
   *[other] Record the reply to { $count } submissions
}
together-result = Result of these points
together-day = Day of the reply
together-mark = Or only mark them
back-to-desk = Back to the live desk
said-answered-together = The reply is recorded. Each case counts by the result just given.
said-marked = Marked.

# Draft, no network
desk-draft = Draft kept at { $time }
desk-draft-back = The draft kept at { $time } is open again
desk-lost = No network · typed { $kept } · sent { $sent } · keep this page open
desk-sending = Sending · typed { $kept } · sent { $sent }
desk-here = in this page, waiting
desk-unsent = Not sent. Keep this page open; sign in or unlock in another tab and it goes on by itself.
desk-reopen = Open again
desk-by-on = Done by
desk-phone = Telephone
desk-ground = Ground

# Denunciation or sensitive content
desk-private = Content kept private
desk-not-here = No denunciations here. Who wants to make one is asked to see those who receive citizens in private, or writes to the body in charge.
desk-undrafted = The words mention a denunciation: no draft is kept
desk-private-do = Denunciation, sensitive
desk-gone = The content has left the screen
key-private = denunciation, sensitive: off the screen
mark-private = Private reception
said-withheld = The content has left the live desk. Print the slip and hand it to the submitter.
private-slip-number = Slip { $number } to private reception
private-slip-line = The content is no longer on the screen, in the list, in the draft or in the search. Print this slip and hand it to the submitter; it holds no name and nothing of the content.
private-slip-given = Slip { $number } to private reception, { $day }
private-slip-invite = You are invited to the reception of citizens to tell your matter in private. Bring this slip; you need not say it again before the hall.
private-slip-where = Where:
private-slip-when = When:
private-slip-receiver = Received by:
private-slip-promise = Your identity and your words are kept confidential.
private-slip-case = See the case
private-slip-strike = Put away by mistake?
private-slip-strike-do = Record as a mistake
private-slip-refused = Not recorded
private-slip-struck = This slip was recorded as a mistake.
said-private-struck = Recorded as a mistake. What had been recorded before is shown again.

# Photographed slips
desk-slips = { $count ->
    [0] Written slips
   *[other] Written slips ({ $count })
}
slips-title = Written slips
slips-waiting = { $count ->
    [0] No slip waits
    [one] { $count } slip waits
   *[other] { $count } slips wait
}
slips-none = Photograph the written slips and bring in the pictures of slips here; each slip waits in order until it is typed.
slips-type = Type from slip { $number }
slips-settled = Settled
slips-add = Upload pictures of slips
slips-do = Upload
slips-refused = The pictures were not taken
slips-progress = { $done } of { $all } pictures taken
slips-failed = No network: { $done } of { $all } pictures taken. Choose those that are missing again.
slips-line = What a camera writes beside the picture (place, device, time) is removed on receipt. Only the clerks of this body see the pictures.
hint-photo = JPEG, PNG or WebP; at most { $most } pictures at once, each at most { $megabytes } MB
hint-set-aside = For example: an empty slip, one taken twice, one that cannot be read
slip-number = Slip { $number }
slip-photo = Picture of slip { $number }
slip-later = Next slip
slip-set-aside = Set this slip aside
slip-aside = set aside
slip-take-up = Type from this slip after all
slip-typed = typed
slip-private = to private reception
said-slips-added = The pictures are taken. Type from the first slip.
said-slip-aside = The slip is set aside.

# The projector
desk-projector = Projector
desk-on-screen = on the projector
desk-release = Show on the projector
desk-withdraw = Take off the projector
said-released = Shown on the projector.
said-withdrawn = Taken off the projector.
projector-title = Projector
projector-number = Submission { $number }
projector-waiting = The floor is yours
projector-agenda = Agenda
projector-before = Raised so far
