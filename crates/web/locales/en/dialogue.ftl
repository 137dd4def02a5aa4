# Today, and the list of dialogues.

home-empty-title = Nothing here yet. These three things are enough to begin.
home-step-bodies = 1. The bodies
home-step-bodies-line = { $count ->
    [one] There is { $count } body: { $names }.
   *[other] { $count } bodies are made by the common pattern: { $names }…
}
home-step-bodies-do = See them, rename them
home-step-heads = 2. The leaders
home-step-heads-line = Enter the secretary and the chairman. Who chairs a dialogue is chosen among them.
home-no-head = Nobody entered yet
home-step-dialogue = Open a dialogue
home-step-dialogue-line = Title, date, place. About a minute; the live desk opens at once.
home-step-invite = 3. Invite those who work with you
home-step-invite-line = The office, the clerk. All set their own password with a printed slip.
home-step-codes = Keep the recovery codes
home-step-codes-line = Print them and lock them away for the day you forget your password.
home-step-import = Bring in the table of the last period
home-step-import-line = Choose a Word or Excel file or paste the table: it is read into dialogues, submissions and days, and shown before anything is kept.
home-will-stand = What will stand here
home-sample-title = Title of a case
home-sample-why = Number · where the case comes from
home-sample-body = Accountable body
home-sample-due = days left
home-under-way = Dialogues under way and coming
home-all-dialogues = All dialogues
home-no-dialogue = No dialogue is open.
home-newest = Newest cases
home-all-cases = All cases
home-no-case = No case yet. A submission typed at the live desk of a dialogue becomes a case here.

dialogues-title = Dialogues
dialogues-none = There is no dialogue yet. The button above opens the first one.
dialogue-new-title = Open a dialogue
dialogue-new-refused = The dialogue is not open yet
dialogue-new-do = Open the live desk
dialogue-new-then = What comes next
dialogue-new-then-line = The live desk opens at once. Each submission typed there becomes a case; the body that holds the dialogue is accountable until it is handed to another.

dialogues-filter = Filter the list
dialogues-refused = The list can't be filtered like that
dialogues-from = Held from
dialogues-to = Held until
dialogues-none-filtered = There is no such dialogue. Remove a condition of the filter.

# Announcing a dialogue
announce-title = Announce a dialogue
announce-refused = The dialogue is not announced yet
announce-do = Announce it
announce-session = The first session
announce-session-line = A dialogue of several sessions or sites gets the others on its own page.
announce-then-line = The dialogue stands in the list and in the plan. On its day the session begins and the live desk opens.
announce-at-once = Is the dialogue under way already? Open the live desk at once
announced-on = Day of the announcement
announce-month = { $month } { $year }
announce-elsewhere = This line is of { $body }: change the body to announce it.
conference-asked = The commune's dialogue conference with the people has to be announced before its day: { $number } ({ $source }).
conference-in-time = By { $by } at the latest; announced on { $day } ({ $source }).
conference-late = By { $by } at the latest; announced on { $day }, which is late ({ $source }).
conference-late-short = Announced after the last day, { $by }
dialogue-conference = Last day to announce the conference
members-of-none = No organisation in particular
chair-none = Not yet known

# The page of a dialogue
dialogue-act-refused = It is not recorded yet
dialogue-projector = Projector
dialogue-facts = About the dialogue
dialogue-body = Body that holds it
dialogue-announced-by = Body that announced it
dialogue-head = Leader
dialogue-duties = Fulfils
dialogue-audience = Dialogue with
dialogue-audience-of = { $audience }: { $body }
dialogue-form = Form
dialogue-plan = Plan
dialogue-in-plan = Plan of { $year }, { $post }
dialogue-beside-plan = Beside the plan
dialogue-steps = { $count ->
    [one] { $count } step, the newest first
   *[other] { $count } steps, the newest first
}
sittings-title = Sessions
sitting-number = Session { $number }
sitting-state-announced = To come
sitting-state-open = Under way
sitting-state-held = Over
sitting-chair = Chaired by
sitting-came = Attendance
sitting-bodies = Bodies present
sitting-begin = Begin the session, open the live desk
sitting-begins-on = It can begin from { $day } on.
sitting-desk = Live desk of this session
sitting-set = Change day, place or chair
sitting-set-do = Record the change
sitting-hold = End the session
sitting-hold-do = Record that the session is over
sitting-ended-on = Day on which the session ended
sitting-attend = Record who came and the bodies present
sitting-attend-again = Record anew who came and the bodies present
sitting-attend-do = Record it
sitting-add = Add a session
sitting-add-do = Add the session
people-count = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
turn-count = { $count ->
    [one] { $count } turn
   *[other] { $count } turns
}
agenda-title = Agenda
agenda-none = Nothing is on the agenda yet.
agenda-set = Set the agenda
agenda-set-again = Change the agenda
agenda-do = Record the agenda
policies-title = Policies explained
raised-title = Submissions raised
raised-none = No submission is typed yet.
conclude-title = Conclude the dialogue
conclude-line = All sessions are over. Once the dialogue is concluded the live desk takes no more submissions, and the words stay as the signed minutes have them.
conclude-do = Conclude it
concluded-on = Day of the conclusion

# Which duty it fulfils
duty-secretary = Duty of the Party secretary
duty-chairman = Duty of the chairman of the People's Committee
duty-conference = Yearly dialogue conference of the commune with its people
duty-thematic = Thematic dialogue

# With whom
audience-residents = Residents
audience-members = Members of an organisation
audience-youth = Young people
audience-workers = Workers
audience-cadres = Cadres, Party members, civil servants
audience-enterprises = Enterprises

# Form
talk-form-conference = Conference in person
talk-form-online = Online
talk-form-ad-hoc = At short notice
talk-form-thematic = Thematic
talk-form-specialised = Of one branch of work
talk-form-elsewhere = No dialogue: opinions raised by another channel

said-announced = The dialogue is announced. Set its agenda and add sessions here; on its day the session begins.
said-session-added = The session is added.
said-session-set = The change of the session is recorded.
said-session-held = The session is recorded as over.
said-session-attended = Who came is recorded.
said-agenda-set = The agenda is recorded.
said-concluded = The dialogue is concluded. What has to be done next stands below.

# What happened to a dialogue
act-dialogue-announced = The dialogue was announced
act-dialogue-session-set = A session was set
act-dialogue-opened = A session began
act-dialogue-held = A session was held to its end
act-dialogue-concluded = The dialogue was concluded
act-dialogue-handed-over = It was handed over
act-dialogue-described = Duties and audience were said
act-dialogue-planned-as = It was linked with the plan
act-dialogue-session-chaired = The chair of a session was named
act-dialogue-attended = Attendance was counted
act-dialogue-arranged = Form recorded
act-dialogue-bodies-present = Bodies present were noted
act-dialogue-agenda-set = The agenda was set
act-dialogue-minutes-signed = The minutes were signed
act-dialogue-minutes-taken = Recorded in the minutes of a session
act-dialogue-session-minutes-signed = Minutes of a session signed
act-dialogue-session-without-minutes = No minutes taken of a session
act-dialogue-minutes-scanned = Scans of minutes added
act-dialogue-minutes-kept = What was signed is kept as it was
act-dialogue-scan-opened = Scan of minutes opened
act-dialogue-speakers-read = Names opened to print the minutes
act-dialogue-session-unchaired = A session lost its chair
act-dialogue-private-slip-given = A slip to private reception was given
act-dialogue-slips-added = Written slips were laid beside
act-dialogue-slip-set-aside = A written slip was set aside
act-dialogue-import-begun = Taking a table over began
act-dialogue-import-completed = The table was taken over
act-dialogue-import-concluded = All submissions of that day from outside dialogues were taken over
act-dialogue-import-undone = The import was undone as a whole
act-dialogue-slip-taken-up = A written slip was taken up again
