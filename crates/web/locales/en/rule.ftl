# Due dates that explain themselves, rules, the working calendar.

# Fields
field-event-on = Day of the event
field-amount = Number of days
field-unit = Counted in
field-direction = Counted
field-document-title = Title of the document
field-document-number = Number and symbol
field-bound = The rule asks for
field-valid-from = In force from
field-valid-to = No longer in force from
field-day = Day of the month
field-month = Month
field-rule = Version of the rule
field-by-rule = By rule
hint-by-rule = Once a rule is chosen, the number of days below is not used
field-on = Day
field-year = Year
field-document = Document
hint-open-end = Day/month/year; leave empty while it has no last day
hint-document-title = For example: Working rules for dialogue between heads of Party committees and the people
hint-document-number = For example: 12-QĐ/TU
hint-document = Title, number and date of the document
hint-day-name = For example: Day in lieu of National Day

# Due dates
due-title = Try a due date
due-line = Days are counted by the working calendar in use. The day of the event is not counted.
due-anybody = Count a due date by a rule
due-anybody-line = Type the day of the event, then choose a rule or type a number of days. Days are counted by the working calendar in use, and the page says why each day counts or not. The day of the event is not counted.
due-own-number = By no rule, a number of days of my own
due-holds = It holds: { $place }, { $period }.
due-variant = This due date is only for the kind of matter that the title of the rule names.
due-not-in-force = On { $day } no confirmed rule was in force: { $rule } ({ $period }). Choose another day, or type a number of days.
due-kept = This page does not ask who you are and keeps nothing that was typed. What comes of it is for reference; the due date of a case is the one on the papers of the body that handles it.
due-do = Count
due-refused = It can't be counted
due-found = Due: { $day }
due-none-yet = Type the day of the event and the number of days: each day that counts or is passed over will stand here.
due-unit-wd = Working days
due-unit-cd = Calendar days, days off included
due-direction-after = After the event
due-direction-before = Before the event
due-today = due today
due-left = { $count } { $count ->
    [one] day
   *[other] days
} left
due-left-working = { $count } { $count ->
    [one] working day
   *[other] working days
} left
due-late = { $count } { $count ->
    [one] day
   *[other] days
} late
due-late-working = { $count } { $count ->
    [one] working day
   *[other] working days
} late
due-why = Why { $day }?
due-boxes = Each day until it is due on { $day }
due-begin-after-working = Event: { $day }. The day of the event is not counted. { $count } { $count ->
    [one] working day
   *[other] working days
}:
due-begin-after = Event: { $day }. The day of the event is not counted. { $count } { $count ->
    [one] calendar day
   *[other] calendar days
}, days off included:
due-begin-before-working = Event: { $day }. The day of the event is not counted. Back { $count } { $count ->
    [one] working day
   *[other] working days
}:
due-begin-before = Event: { $day }. The day of the event is not counted. Back { $count } { $count ->
    [one] calendar day
   *[other] calendar days
}, days off included:
due-box = { $day }: { $what }
due-mark-start = event
due-mark-counted-make-up = made up
due-mark-weekend = off
due-mark-holiday = holiday
due-mark-in-lieu = in lieu
due-mark-swapped-off = swapped
due-mark-closed = shut
due-mark-moved = moved
due-mark-due = due
due-spoken-start = the event, not counted
due-spoken-counted-make-up = make-up working day
due-spoken-weekend = weekend
due-spoken-holiday = public holiday
due-spoken-in-lieu = day off in lieu
due-spoken-swapped-off = swapped day off
due-spoken-closed = the bodies of the place were shut
due-spoken-moved = moved to this day
due-spoken-number = day { $number }
due-spoken-numbers = days { $numbers }
due-spoken-due = the due day
due-made-up = Make-up working days count: { $days }.
due-passed-over = { $count } { $count ->
    [one] day is
   *[other] days are
} passed over: { $parts }.
due-passed-weekend = { $count } { $count ->
    [one] day
   *[other] days
} of weekend
due-passed-holiday = public holiday { $days }
due-passed-in-lieu = day off in lieu { $days }
due-passed-swapped = swapped day off { $days }
due-passed-closed = the bodies of the place were shut { $days }
due-moved = Day { $number } is { $day }, a day off, so it is due on the next working day: { $due }.
due-computed = The days off of this year are computed and not announced; if the announcement differs, it is counted again.
due-ground = By the rule: { $rule } ({ $number }), { $source }. Reliability: { $provenance }.
due-ground-open = Open the rule

# Weekdays, short
weekday-short-1 = Mon
weekday-short-2 = Tue
weekday-short-3 = Wed
weekday-short-4 = Thu
weekday-short-5 = Fri
weekday-short-6 = Sat
weekday-short-7 = Sun

# The body's clock on the case page and on Today
clock-kind-notify = Reply on what becomes of it
clock-stopped = stopped
clock-due-on = due { $day }
clock-bar = The people wait since { $since }; the body holds it since { $from }, due { $due }.
today-overdue = Overdue
today-order-overdue = Most overdue first
today-untaken = { $count ->
    [one] Of these { $count } case is not taken up by any body: figures count it as not taken up, and not among those that are in progress and overdue.
   *[other] Of these { $count } cases are not taken up by any body: figures count them as not taken up, and not among those that are in progress and overdue.
}
today-untaken-list = See the cases that are not taken up
today-order-soon = Soonest due first
today-soon = Due within 2 working days
home-why-notify = The submitter has no reply yet on what becomes of it; raised on { $from }
home-clock-count = { $count } { $count ->
    [one] due date
   *[other] due dates
}
home-clocks-line = Each line is a running clock; a case may have two: the submitter's and the body's.
home-no-clock = There is no due date here.
home-more-clocks = There is more: see all { $count }
home-more-transfers = There is more: look in the cases that you answer for
home-more-dialogues = There is more: see all that are to come
home-open-desk = Open the live desk
home-key-move = down, up (while you are in the list)
home-key-open = open
home-key-find = search

# Rules
nav-rules = Rules
rules-title = Rules
rules-parts = Rules, working calendar, try a due date
rules-line = Rules in force on { $day }. Only a rule that somebody confirmed, with number and date of the document, sets a due date. Every other rule here is an example.
rules-examples = { $count } { $count ->
    [one] example
   *[other] examples
}, not applied here
rule-none = no rule yet
rule-subject-letter = Letters
rule-subject-complaint = Complaints
rule-subject-denunciation = Denunciations
rule-subject-reception = Receiving citizens
rule-subject-dialogue = Dialogue with the people
rule-subject-conference = The commune's yearly dialogue
rule-subject-publication = Publication, gathering the people's opinions
rule-subject-supervision = Supervision
rule-subject-program = Settings of the program
rule-subject-other = Other matters
rule-amount-calendar-day = { $count } { $count ->
    [one] day
   *[other] days
}
rule-amount-working-day = { $count } { $count ->
    [one] working day
   *[other] working days
}
rule-amount-hour = { $count } { $count ->
    [one] hour
   *[other] hours
}
rule-amount-times = { $count } { $count ->
    [one] time
   *[other] times
} { $per }
rule-per-week = a week
rule-per-month = a month
rule-per-quarter = a quarter
rule-per-half-year = every 6 months
rule-per-year = a year
rule-per-dialogue = for each dialogue
rule-bound-at-most = at most { $number }
rule-bound-at-least = at least { $number }
rule-bound-strictly-before = less than { $number }
rule-before = { $number }, counted back from the event
rule-date-at-most = by { $day } each year
rule-date-at-least = from { $day } each year
rule-date-strictly-before = before { $day } each year
rule-place-country = The whole country
rule-from = from { $from }
rule-from-to = from { $from } to the end of { $to }
rule-provenance-verified = verified
rule-provenance-one-transcription = one transcription
rule-provenance-source-document = by a source document, not checked
rule-provenance-unverified = unverified
rule-state-applied = Applied
rule-state-example = Example, not applied here
rule-state-proposed = Proposed, not confirmed
rules-document = { $title } ({ $place }): no number was read in it; confirm each rule from the document itself.
rules-proposals = Rules of the places that were here before, to be considered; none is applied until it is confirmed.
rules-proposals-differ = They differ.
rule-state-elsewhere = A nearer rule takes its place
rule-state-withdrawn = No longer applied
rule-state-ended = No longer in force
rule-state-coming = Not yet in force
rule-facts = Contents
rule-fact-number = Number
rule-fact-place = Where
rule-fact-period = In force
rule-fact-source = Source
rule-fact-provenance = Reliability
rule-fact-extension = Extension
rule-fact-note = Note
rule-extension = at most { $number }
rule-extension-none = no extension
rule-versions = Every version of this rule
rule-unit-working-day = working days
rule-unit-calendar-day = calendar days, days off included
rule-unit-hour = hours
rule-unit-count-per-period = times
rule-confirm-title = Confirm this rule for the body
rule-confirm-line = Type it as the document says. Before it is applied, the next page shows which cases get another due date, from which day to which.
rule-confirm-refused = The rule is not confirmed
rule-preview-do = Look before applying
rule-withdraw-title = Stop applying this rule
rule-withdraw-line = Running due dates by this rule are counted again: by the rule that remains, or they fall away. The earlier confirmation stays visible.
rule-withdraw-refused = The rule still applies
rule-document = { $title }, no. { $number }
rule-document-on = Date of the document
rule-side-at-most = at most
rule-side-at-least = at least
rule-side-strictly-before = before
rule-document-fact = Document

# Preview
preview-eyebrow = Preview, not applied yet
preview-confirm = Confirm the rule: { $rule }
preview-withdraw = Stop applying the rule: { $rule }
preview-set = Set the day { $day }
preview-clear = Take back the day { $day }
preview-adopt = Adopt the working calendar of { $year }
preview-reason = Reason
preview-count = { $count } { $count ->
    [one] case gets another due date
   *[other] cases get another due date
}
preview-none = No running due date changes. Later ones follow the new contents.
preview-table = Cases that get another due date
preview-case = Case
preview-clock = Due date
preview-from = Due now
preview-to = Due then
preview-no-due = no due date
preview-more = and { $count } more { $count ->
    [one] case
   *[other] cases
}
preview-whole = All due dates of a case change at once. Where there are many, they are counted again one after the other once this is applied; the working calendar says how far that has come.
preview-do = Apply
preview-back = Back to the form
said-rule-confirmed = The rule is confirmed. Running due dates are counted again.
said-rule-withdrawn = The rule no longer applies. Running due dates are counted again.
said-day-set = The day stands in the working calendar. Running due dates are counted again.
said-year-adopted = The working calendar of the year is adopted. Running due dates are counted again.
said-day-cleared = The day is taken back. Running due dates are counted again.
said-given = Given. The receiver is accountable from now on.
said-handover-closed = The handover list is finished.

# The working calendar
calendar-title = Working calendar
calendar-year = Working calendar { $year }
calendar-years = Other years
calendar-earlier = The year before
calendar-later = The year after
calendar-today = today
calendar-working-days = { $count } working days in the year
calendar-status-announced = As announced
calendar-status-computed = Computed
calendar-status-policy = Set by the body
calendar-status-none = No calendar yet
calendar-warning-computed = The days off of this year are computed and not announced. When they are, set the days that differ; running due dates are counted again.
calendar-warning-none = There is no working calendar of this year yet, so nothing can be due in it.
calendar-policy-title = { $day }
calendar-policy-on = For the body it is a day off.
calendar-policy-off = For the body it is a working day.
calendar-policy-line = Vietnam Culture Day stands in a resolution, but it is not known that a law makes it a day off. Setting it before a document does may move due dates by a day in error.
calendar-policy-name = Vietnam Culture Day
calendar-policy-do = Set as a day off
calendar-own = Days set by the body
calendar-set-title = Set a day
calendar-set-line = When days off, swaps or make-up days are announced otherwise than above.
calendar-set-refused = The day is not set
calendar-day-is = That day is
calendar-adopt-title = Adopt the working calendar of { $year }
calendar-adopt-line = When all days off of the year are announced and entered above. Working days of this year can be counted from then on.
calendar-adopt-refused = The calendar of the year is not adopted
calendar-clear-title = Take back a day that was set
calendar-clear-line = The day is again what the calendar of the program says.
calendar-clear-refused = The day is not taken back
calendar-kind-public-holiday = Public holiday
calendar-kind-day-in-lieu = Day off in lieu
calendar-kind-swapped-day-off = Swapped day off
calendar-kind-swapped-working-saturday = Make-up working day
calendar-kind-working-day = Ordinary working day
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December

# In what happened
step-new-day = New day: { $day }
step-new-due = Due now: { $day }
calendar-kept-by = All bodies share this calendar; the administrator of { $body } sets days.
rules-kept-by = The administrator of { $body } confirms rules for this place.
calendar-days-off = { $count } days off are entered ({ $kinds })
field-days-off = Days off by the announcement
hint-days-off = Count the holidays, days off in lieu and swapped days off of this year in the document; they are compared with what is entered.
calendar-drop-title = Take back the adoption of { $year }
calendar-drop-line = The year becomes again what the program's calendar says. Days entered with the year go with it; days set one by one stay.
calendar-drop-refused = Not taken back
preview-drop = Take back the adoption of the working calendar of { $year }
said-year-dropped = Taken back. The year is again what the program's calendar says.

# A whole year at once
calendar-enter-title = Enter the whole year { $year } at once
calendar-enter-line = Paste the days off and make-up days of the year as they were announced, or choose a file. They take the place of all days set for that year before; you see what it does before it is done.
calendar-enter-refused = The calendar of the year is not entered
calendar-propose-do = Show the days off proposed from the lunar calendar and the Labour Code
calendar-proposal-source = Computed from the lunar calendar and article 112 of the Labour Code 2019, not announced yet
calendar-file = Or a calendar file
calendar-hint-file = A text file (.csv, .txt), a day a line as above
calendar-entered = Days entered
calendar-lacks = Missing by article 112 of the Labour Code
calendar-replaced = Days set one by one that count otherwise now
calendar-unpaired = Swaps do not match
calendar-unpaired-line = { $off } swapped days off, { $worked } make-up days
calendar-called-public-holiday = holiday|public holidays
calendar-called-day-in-lieu = in lieu|day in lieu
calendar-called-swapped-day-off = swapped|swap
calendar-called-swapped-working-saturday = make-up|make-up day|make-up saturday
field-year-basis = Basis
field-days = Days of the year
hint-year-days = A day a line: date; kind; name. For example: 01/01/2028; Public holiday; New Year's Day. Kinds: public holiday, day off in lieu, swapped day off, make-up working day.
preview-enter = Enter the working calendar of { $year }
said-year-entered = The working calendar of the year is entered. Running due dates are counted again.
told-year-line-date-days = Line { $line } “{ $text }”: the date can't be read.
    .why = Each line begins with a day that exists, written dd/mm/yyyy or yyyy-mm-dd.
    .remedy = Correct the date of that line.
told-year-line-year-days = Line { $line } “{ $text }”: it is not in { $year }.
    .why = A calendar is entered year by year.
    .remedy = Correct the date, or open the calendar of that year.
told-year-line-kind-days = Line { $line } “{ $text }”: it is not clear what the day is.
    .why = A day is a public holiday, a day off in lieu, a swapped day off or a make-up working day.
    .remedy = Write the kind behind the date, with a semicolon between them.
told-year-line-name-days = Line { $line } “{ $text }”: the name of the day is missing.
    .why = The name is printed where a due date is explained.
    .remedy = Write the name behind the kind, with a semicolon between them.
told-year-line-weekday-days = Line { $line } “{ $text }”: the kind does not fit the weekday of that day.
    .why = A make-up day is a Saturday or Sunday; days off in lieu and swapped days off are weekdays.
    .remedy = Compare with the document, and correct the date or the kind.
told-year-line-twice-days = Line { $line } “{ $text }”: the day stands on a line above.
    .why = A day is one thing only.
    .remedy = Take one of the two lines out.
