# The frame, and words that pages share.

product = lắng nghe
product-line = Dialogues and what becomes of the people's submissions
# Names of bodies are shortened in the header by this list of 22/11/2026: whole = short. Names are Vietnamese.
body-short = Ủy ban nhân dân = UBND; Hội đồng nhân dân = HĐND; Ủy ban Mặt trận Tổ quốc Việt Nam = MTTQ Việt Nam
language-name = English
skip-to-main = Skip to main content
menu = Menu
nav-main = Main
nav-home = Today
nav-dialogues = Dialogues
nav-cases = Cases
nav-figures = Figures
nav-administration = Administration
nav-look-up = Reference
nav-accounts = Accounts
sign-out = Sign out
aside = Beside the page
breadcrumbs = Breadcrumb
simulated = Simulated.
simulated-all = The bodies, people and matters shown here are not real.
simulated-partly = Partly simulated.
simulated-partly-line = The totals are published ones; the people and each single case behind them are not real.
own-today = Today in these data: { $day }
read-at = Figures at { $time } on { $day }
printed-by = Printed by { $person }.
printed-read = As of { $time }, { $day }.
error-prefix = Error:
undo = Undo
undo-seconds = { $seconds ->
    [one] { $seconds } second left
   *[other] { $seconds } seconds left
}
print = Print
cancel = Cancel
choose = Choose
any = All
next-page = Show more
first-page = Back to the beginning of the list
back-to-home = Go to Today
share = Share

# Lists as files: the line below a list, the titles of the columns
downloads = Download:
download-xlsx = Excel
download-csv = CSV
column-case = Case
column-words = Submission, in the words in which it was raised
column-name = Words or name
column-accountable = Accountable body
column-origin = Body where it was raised
column-body = Body
column-place = Place
column-field = Field
column-channel = Channel of the submission
column-raised = Raised on
column-received = Received on
column-day = Day
column-due = Due date
column-why = What has to be done
column-outcome = Outcome
column-state = State
column-book = Book
column-dialogue = Dialogue
column-submissions = Submissions
column-urged = Times urged
column-urged-on = Last urged
column-items = Items
column-signer = Signer
column-still-owed = Still owed
column-way = How to tell
column-kind = Kind
column-open = Without a receiver
column-last-seen = Last signed in
column-act = Act
column-whose = Whose act
column-typed-by = Recorded by
column-typed-for = Recording body
column-typed-on = Recorded on
column-written = Written

# A form that the page of a thing has no more
kept-refused = Not recorded
kept-title = The form was not recorded
kept-line = The page of this matter no longer has the form that you sent.
kept-beside = What is still missing
kept-copy = What you typed is whole below, to be copied.
kept-meanwhile = What was recorded last
kept-step = { $on } · { $by }, recorded at { $at }
kept-typed = What you typed into the form
kept-row = { $label }, row { $number }
kept-chosen = chosen in the list
kept-yes = Yes
kept-back = See the matter as it is now

# Counts
submission-count = { $count ->
    [one] { $count } submission
   *[other] { $count } submissions
}
case-count = { $count ->
    [one] { $count } case
   *[other] { $count } cases
}
day-count = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
from-day = from { $day }
until-day = until { $day }
raised-on = raised on { $day }

# The submitter, where unnamed or kept
person-unnamed = Unnamed
person-kept = Name withheld

# Outcomes of kq-1
outcome-merged = Merged
outcome-struck = Struck
outcome-resolved = Resolved
outcome-resolved-cannot = Resolved: cannot be done, reason given
outcome-resolved-ended = Resolved: ended as the rules provide
outcome-in-progress = In progress
outcome-in-progress-overdue = In progress, overdue
outcome-not-taken-up = Not taken up

# Marks of the live desk
mark-answered = Answered on the spot
mark-answered-line = note who replied, and what
mark-conclusion = Into the conclusion
mark-conclusion-line = becomes a point of the notice
mark-beyond = Beyond competence
mark-beyond-line = goes to whoever is competent
mark-none = Not marked yet
mark-later = Replied after the dialogue
mark-clear = Clear the mark
mark-struck = Struck

# The result of a point of a reply
result-done = Done
result-explained = Explained
result-promised = Promised
result-cannot-be-done = Cannot be done, reason given
result-beyond-competence = Beyond competence

# States of a dialogue
dialogue-state-announced = Announced
dialogue-state-open = Under way
dialogue-state-held = Held
dialogue-state-concluded = Concluded
dialogue-state-elsewhere = No dialogue

# Kinds of submission
kind-opinion = Opinion
kind-recommendation = Recommendation
kind-feedback = Feedback
kind-initiative = Initiative
kind-contribution = Contribution
kind-complaint = Complaint

# Roles
role-administrator = Administrator
role-head = Leader
role-office = Office
role-clerk = Clerk
role-approver = Approver of replies
role-handler = Handler
role-front = Front and organisations
role-supervisor = Supervision
role-identity-keeper = Identity keeper
role-checker = Check
role-inspector = Inspection

# Weekdays
weekday-1 = Monday
weekday-2 = Tuesday
weekday-3 = Wednesday
weekday-4 = Thursday
weekday-5 = Friday
weekday-6 = Saturday
weekday-7 = Sunday

# Posts of those who chair and reply
post-secretary = Secretary
post-standing-deputy-secretary = Standing deputy secretary
post-deputy-secretary = Deputy secretary
post-chairman = Chairman
post-deputy = Deputy chairman
post-head = Head of division
post-deputy-head = Deputy head of division

# Kinds of body
body-kind-party-committee = Party committee
body-kind-party-office = Office of the Party committee
body-kind-party-board = Board of the Party committee
body-kind-party-check = Check commission of the Party
body-kind-peoples-council = People's Council
body-kind-peoples-committee = People's Committee
body-kind-front = Fatherland Front
body-kind-organisation = Socio-political organisation
body-kind-office = Office
body-kind-division = Specialised body
body-kind-service-centre = Public administration service centre
body-kind-school = School
body-kind-military = Military
body-kind-police = Police
body-kind-outside = Other body

# Levels
level-commune = Commune, ward, special zone
level-district = District
level-province = Province, city
chair-level-commune = Commune level
chair-level-district = District level
chair-level-province = Province level
chair-level-none = Outside dialogues

# What was just done
said-raised = Recorded. Its case is open; the next one can be typed now.
said-undone = Undone. The submission stays in the list, struck through.
said-revised = The revision is recorded. The earlier version is kept.
said-struck = Struck. From now on figures leave it out; it stays visible.
said-answered = The reply is recorded. The case counts by the result just given.
said-corrected = Corrected. From now on figures read the new date; the earlier one stays visible.
