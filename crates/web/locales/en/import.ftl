# Taking a table over: pasted or as a file, looked at, taken over, taken back.

imports-title = Import a table
imports-line = Paste the table from Word or Excel, or choose a file. After a check of all of it, it is shown as dialogues, opinions and dates; nothing is written until you take it over.
imports-none = No table was brought yet.
import-list = Tables that were brought
import-file = Or choose a file
import-hint-title = Used for every dialogue of the table
import-held-on = Day of the dialogue
import-hint-table = Copy the whole table with the row of headings; a column with the words of each opinion is needed. Day, village, field, body, reply and status of a row win over the common values.
import-hint-file = .xlsx, .xls, .docx or .csv; at most 10 MB, 100,000 rows and 128 columns a table
field-table = Table
field-held-on = Day of the dialogue
field-import = Table
field-ways = How to take it
import-way-split = Make each numbered matter of a cell an opinion of its own
import-way-converted = Use the text as converted from TCVN3 or VNI
import-hint-chair = Who chaired the dialogues of the table; nobody is recorded where none is chosen
import-chair-none = Who chaired is not known
import-duties = Which rule the dialogues were held under
import-hint-duties = Tick it so that the dialogues count in the plan and the figures under that rule
import-look = Check and look
import-refused = The table was not accepted
import-refused-rows = { $count } rows cannot be used; nothing was written. Put them right or leave them out, and send the whole table again.
import-row = Row { $row }
import-row-words = Row { $row } (“{ $words }”)
import-row-place-words = Row { $row }, { $place } (“{ $words }”)
import-ask-converted = The table is in an old font and was converted. Compare the lines below; where they are right, tick “Use the text as converted” and send it again.
import-unread-other = The file is no Excel table, no Word file and no text. Make it a table in .xlsx or .csv and choose that.
import-unread-broken = The file is damaged and cannot be opened. Open it in Excel or Word, make a new file of it and choose that.
import-unread-locked = The file has a password. Take the password off and choose it again.
import-unread-large = The file is too large. Make several files of at most 10 MB each, a table of at most 100,000 rows and 128 columns in each.
import-unread-stopped = Opening the file took too much time or memory and was stopped. Make several files with fewer rows each, the headings in every one, or copy the table alone into a new file.
import-no-headings = No row of headings with a column for the words of an opinion was found. Name the column, for example “Nội dung kiến nghị”, and send it again.
import-problem-no-words = No words of an opinion stand in it. Type them or leave the row out.
import-problem-not-a-date = The date cannot be read. Write day/month/year.
import-problem-in-the-future = The date lies after today. Put it right.
import-problem-unknown-status = The status cannot be read. Write: resolved (đã giải quyết), replied (đã trả lời), in progress (đang giải quyết) or not taken up (chưa giải quyết).
import-problem-no-answer = It is said to be resolved and has no reply. Type the reply.
import-problem-denunciation = It is a denunciation, which is not imported here. Leave the row out and take it to the person who receives citizens, for the separate book.
import-problem-too-long = A cell is too long. Shorten it or make several rows.
import-problem-answered-before = The reply is dated before the matter was raised. Put the date right.
import-one-title = Look at the table before it is imported
import-state-staged = Not imported yet
import-state-applying = Being imported
import-state-complete = Imported
import-state-undone = Undone
import-state-dropped = Dropped
import-rows = { $count } rows
import-progress = { $done } of { $total } opinions written
import-days = { $count } dialogues
import-matters = { $count ->
    [one] { $count } opinion
   *[other] { $count } opinions
}
import-held-elsewhere = raised elsewhere than at a dialogue
import-held-by-rows = { $place } (where its opinions lie; the table does not say where it was held)
import-matters-title = Opinions
import-more = Only the beginning of the table is shown; the check was of all of it.
import-answered = Reply: { $answer }
import-answered-there = Reply (answered on the spot): { $answer }
import-several = { $count } cells hold several numbered matters. Each can be an opinion of its own.
import-split = Make each an opinion
import-bodies = Bodies of the table that are not clear
import-bodies-line = The name in the table is of no body, or of several. Choose the body for each name; nothing is guessed.
import-bodies-name = “{ $name }” ({ $count } rows)
import-bodies-none = Not chosen: the body that takes the table over answers for it
import-start = Import this table
import-drop = Drop it
import-undo = Undo the whole import
import-undo-line = All dialogues and cases of the table leave lists and figures. It cannot be undone once something further was recorded of them.
import-undo-refused = The import was not undone
import-not-here-line = Denunciations are not imported here. A row that holds one is refused and not kept.
said-import-dropped = The table was dropped; nothing was written.
said-import-undone = The whole import was undone.
import-way-own-place = A row with a place that is not found: take the body's own place
import-problem-unknown-place = The place in this row was not found. Mend the name of the village or commune, or tick “take the body's own place” and send it again.
import-problem-unknown-field = The field of work is not known; it is left open and can be set later.
import-problem-unknown-agency = This body was not found in the program; the body that takes the table over answers for it, and the name in the table is kept with the reply.
import-problem-several-agencies = Several bodies are called so; choose the body when you look at the table, else the body that takes the table over answers for it.
import-own-place = the body's own place
import-body = led by { $body }
import-body-unknown = the table says: { $body } (not in the program)
import-last-day = due: { $day }
import-noted = Noted beside the words: { $line }
import-seen = How the table is understood
import-noted-title = Worth a look
import-told = { $count } rows: { $what }
import-told-more = Rows that are not shown here: { $count }
import-bodies-some = Names { $from } to { $to } of { $total }
import-bodies-before = Record, and show the names before
import-bodies-next = Record, and show the names that follow
import-column = Column “{ $heading }” is: { $is }
import-unused = Columns that are not used: { $headings }
import-left-out = { $count ->
    [one] { $count } row of titles, headings, sums or signatures left out
   *[other] { $count } rows of titles, headings, sums or signatures left out
}
import-alike = { $count ->
    [one] { $count } row is nearly the same as a submission of its day that is here already. This dialogue may have been taken over or typed before; look closely first.
   *[other] { $count } rows are nearly the same as submissions of their days that are here already. This dialogue may have been taken over or typed before; look closely first.
}
import-alike-one = Nearly the same as { $case } of that day
import-near-one = Perhaps the same matter as { $case }
import-column-number = running number
import-column-words = words of the submission
import-column-name = submitter
import-column-contact = telephone, address
import-column-place = village, commune
import-column-date = day it was raised
import-column-field = field of work
import-column-agency = body that settles it
import-column-answer = reply
import-column-status = status
import-column-kind = kind of submission
import-column-due = due date
import-column-review = day of the review
import-column-answered = day of the reply
import-column-other = not used
import-problem-place-not-then = The place in this row was not in use on the day of the row or has ended; the body's own place is taken.
import-problem-own-place-not-then = On that day the place of the body that takes the table over was not in use or was another territory, so no dialogue of that day can be recorded. Correct the day, or take the row over with an account of the body of that place.
import-problem-agency-not-then = This body was not there on the day of the row or has ended; the body that takes the table over answers for it, and the name in the table is kept with the reply.
import-stands = It stands at opinion { $no } of the table: “{ $words }”
import-stands-named = The place, body or date of this opinion can no longer be used. What was written is seen by nobody yet. Undo the whole import, mend this row in the table and import it again.
import-stands-other = This opinion cannot be written. What was written is seen by nobody yet. Undo the whole import, mend this row in the table and import it again.
import-stands-right = Whoever imported this table may no longer import for the body, so the writing has stopped. What was written is seen by nobody yet. Once the administrator gives that right back, the rest is written when the program starts again; or undo the whole import and import the table again.
import-problem-sent-unclear = It is said to be transferred, and the receiving body or the day is not clear; the sentence of the table is kept, and the transfer can be recorded on the case later.
import-body-named = the table says: { $body }
import-no-last-day = not assigned: no due date
import-sent-on = transferred to { $body } on { $day }
import-undated = the table gives no day of the reply: the day it was raised, { $day }, is taken
import-asked = Asked once for the whole table
import-asked-line = The table does not say the following. Each answer holds for all rows that its question is about; look at them again among the opinions afterwards.
import-asked-set = Record the answers
import-answers-refused = The answers were not recorded
field-table-due = Due date where the table gives none
field-table-due-on = Common due date
field-table-answered = Day of the reply where the table gives none
field-table-answered-on = Common day of the reply
field-outside-on = Day of the letter to bodies outside the program
import-due-rows = { $count ->
    [one] { $count } row names a body and no due date. Nothing is assigned without one.
   *[other] { $count } rows name a body and no due date. Nothing is assigned without one.
}
import-due-rule = By the rule, counted from the day each row was raised (proposed; raised on { $from }, it is due on { $day })
import-due-day = One date for all, typed below
import-due-never = No due date: nothing is assigned, the body that takes the table over answers for it
import-answered-rows = { $count ->
    [one] { $count } row is said to be resolved, without the day of the reply.
   *[other] { $count } rows are said to be resolved, without the day of the reply.
}
import-answered-table = The day of the table: { $day }
import-answered-raised = The day each row was raised
import-answered-day = Another day, typed below
import-sections = The field of work as taken from titles in the table
import-section = “{ $title }” ({ $count } rows): { $field }
import-section-mixed = the field of work is not known, or there are several
import-section-keep = Keep what was recognised
import-section-none = Take no field of work from this title
import-receiver = { $body } (outside the program)
import-outside = A body outside the program ({ $level })
import-hint-outside-on = Type it where a letter was sent: those rows are recorded as sent on. Left empty, only the name of the body is kept beside the opinion.
import-outside-undated = No day of a letter yet: these rows are not recorded as sent.
import-outside-reason = Sent to the competent body by the table taken over
import-body-outside = the table says: { $body } (a body outside the program)
import-last-day-given = due: { $day } (set at the import)
import-last-day-rule = due: { $day } (proposed by the rule)
import-undated-taken = the table gives no day of the reply: { $day } is taken
field-channel = Where the opinions were raised
import-hint-channel = For rows that do not name a channel themselves. Opinions raised elsewhere than at a dialogue count as no dialogue of a head.
import-elsewhere = { $count ->
    [one] { $count } opinion was raised elsewhere than at a dialogue: it counts as an opinion and as no dialogue
   *[other] { $count } opinions were raised elsewhere than at a dialogue: they count as opinions and as no dialogue
}
import-column-channel = by which channel the opinion was raised
import-problem-unknown-channel = The channel by which the opinion was raised cannot be read; the one chosen for the table is taken.
channel-spoken = Dialogue
channel-slip = Slip at a dialogue
channel-letter = Letter
channel-gathering = Gathered before a dialogue
channel-visit = Visit to the reception
channel-web = Public pages, network
channel-call = Telephone
channel-voters = Hearing of voters
import-field-rows = { $count } rows name no field of work.
import-field-take = Take the field proposed by the words of each row (proposed for { $count } rows)
import-field-one = One field for all of them, chosen below
import-field-open = None for now, sorted later
import-field-none = Not sorted yet
import-field-proposed = proposed: { $field }
import-by-words = understood by “{ $words }”
import-beyond = beyond competence
import-who = Submitter: { $name }
import-row-title = Put a row right before the import
import-row-do = Put right
import-row-set = Record and go back to the table
import-row-refused = This row was not put right
import-row-proposed = The field below is proposed by the words; it is taken for this row when you record.
import-stands-as-not-taken-up = Not taken up
import-stands-as-in-progress = In progress
import-stands-as-done = Resolved: done
import-stands-as-explained = Resolved: replied, explained
import-stands-as-done-there = Done at the dialogue itself
import-stands-as-explained-there = Replied at the dialogue itself
import-stands-as-deferred = Suspended
import-column-note = note
