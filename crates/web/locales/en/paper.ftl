# Papers on a page: the preview and the Word file. The words of a paper itself stand in the data of papers.
sheet-eyebrow = Preview
sheet-word = Download the Word file
sheet-draft = A draft: number, date and signature are written on the paper when it is issued.
sheet-named = A print with names. Opening them was recorded; this copy is not kept, so close the page after printing.
sheet-names = Print with names
sheet-names-line = The names are put into this print only and are not kept. Opening them is recorded in the history.
sheet-names-do = Open the names and see the print

# Minutes, session by session
minutes-title = Minutes
minutes-sessions = Sessions
minutes-session = Session { $number }, { $day }, { $place }
minutes-paper = See and print the minutes
minutes-waiting = Minutes to be signed
minutes-not-yet = Session not ended
minutes-signed = Minutes signed on { $day }
minutes-without = No minutes taken
minutes-fixed-since = The minutes were signed on { $day }. Since then the recorded words stay as they are; what is wrong gets a correction beside it.
minutes-fixed-after = The time for revising the recorded words was over after { $day }. What is wrong gets a correction beside it.
minutes-open-until = The recorded words can be revised until the minutes are signed, at the latest until the end of { $day }.
minutes-take = What the minutes say beside the desk
minutes-take-do = Record in the minutes
minutes-said = Raised at this session: { $count }
minutes-turn = Turn { $number }
minutes-answer = Answered on the spot ({ $who }): { $words }
minutes-words-erased = (The words are kept no more, by decision of those competent)
minutes-sign = Sign the minutes
minutes-sign-line = Print the minutes, read them back to everybody, have them signed on paper, then record the day here. After that the words are not revised any more.
minutes-sign-do = Record as signed
minutes-waive = Take no minutes
minutes-waive-do = Record that no minutes are taken
minutes-not-held = Record the end of the session on the page of the dialogue, then sign the minutes.
minutes-scans = Scans of the signed minutes
minutes-scans-none = No scans yet.
minutes-scans-line = A scan shows names and handwriting: each opening is recorded.
minutes-scans-do = Add scans
minutes-scan = Scan { $number }
minutes-scan-line = { $kind }, { $size } KB, added on { $day }
minutes-scan-open = Open
minutes-about-session = { $title } (session { $number })
minutes-supervised = Sessions without minutes
minutes-link = Minutes
said-minutes-taken = Recorded in the minutes.
said-minutes-signed = The day of signing was recorded. The words of this session stay as they are from now on.
said-minutes-waived = It was recorded that no minutes are taken, and why. Those in supervision see it.
said-minutes-scanned = The scans were added.
said-noted = The correction was noted.
note-add = Note a correction
note-do = Note the correction
note-on = Correction of { $day }:
note-of-table = Also said by the table that was imported, { $day }:

# The table of what was raised
synthesis-title = Table of submissions
synthesis-about = submissions at { $title }
synthesis-no-field = No field of work yet
synthesis-sent = Sent on to { $to } on { $day }, no reply yet
synthesis-beyond = Beyond competence
synthesis-in-progress = In progress
synthesis-open = No reply yet

# What became of the dialogue before, in the minutes
minutes-earlier = Dialogue of { $day }: { $done } of { $all } matters resolved.
minutes-earlier-line = { $matter }: { $result }.
minutes-earlier-due = { $matter }: { $result }, due { $day }.
minutes-earlier-resolved = resolved
minutes-earlier-resolved-cannot = resolved: a reply that it cannot be done, with the reason
minutes-earlier-resolved-ended = resolved: ended by the rules
minutes-earlier-in-progress = in progress
minutes-earlier-in-progress-overdue = in progress, overdue
minutes-earlier-not-taken-up = not taken up
