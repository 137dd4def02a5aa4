# Declared figures: what a unit says in a report on paper, beside what is counted from cases

declared-title = Declared figures
declared-lead = What units report on paper while they have no case records in the program. They stand in a column of their own and are not added to what is counted.
declared-none = There are no declared figures yet. Choose “Record declared figures” to copy a report on paper, or take a table of several units.
declared-new = Record declared figures
declared-import = Take a table
declared-do = Record
declared-refused = The declared figures were not recorded
declared-one = Declared figures
declared-period = period from { $from } to { $to }
declared-paper = by document { $number } of { $day }
declared-paper-day = by a document of { $day }
declared-typed = { $name } ({ $body }) recorded them on { $day }
declared-stands = Counts
declared-struck = Recorded by mistake, does not count
declared-mismatch = { $number }: the document says { $stated }, its parts add up to { $sum }. The program keeps what the document says.
declared-numbers = The numbers in the document
declared-numbers-line = Copy them as they stand in the document. Leave empty what it does not say; do not type 0.
declared-number-head = Number
declared-count-head = Declared
declared-before-head = Recorded before
declared-line = Declared figures stand apart, are not added to what is counted, and open no cases.
declared-group-dialogues = Dialogues
declared-group-voices = Turns, letters, submissions
declared-group-cases = Cases and their outcome
declared-scans = Scan of the document
declared-scans-none = There is no scan yet.
declared-scans-do = Upload
declared-scan = Sheet { $number } ({ $kind }, { $size } KB)
declared-correct = Correct
declared-correct-line = Write all of it again as the document has it, or as a later document puts it. The old numbers can still be seen, and figures as of earlier days do not change.
declared-strike = Strike, recorded by mistake
declared-strike-line = These figures count nowhere any more, and can still be seen here with the reason.

declared-table = Table 6. Declared figures beside what is counted
declared-head-counted = { $level }: counted
declared-head-declared = { $level }: declared
declared-units-all = { $count ->
    [one] { $count } unit declares
   *[other] { $count } units declare
}
declared-units-without = { $count ->
    [one] { $count } unit declares and has no case records
   *[other] { $count } units declare and have no case records
}
declared-no-records = No case records
declared-sum = { $count } as declared
declared-unit-any = as in the document
declared-means = What a unit says in a document of a period within the range, dated not after the day whose state is read, recorded by the end of the day of the data. Of periods of one unit that hold each other only the longest counts. Not added to what is counted.
figures-counted-head = Counted

declared-import-line = One row for each unit, one column for each number. Paste it from Excel or Word, or choose a file. You see it before it is recorded; all of it is recorded, or nothing.
declared-seen = How the table is understood
declared-column = Column “{ $heading }” is: { $number }
declared-unused = Columns that are not used: { $headings }
declared-left-out = { $count ->
    [one] { $count } row of sums, column numbers or signatures left out
   *[other] { $count } rows of sums, column numbers or signatures left out
}
declared-units-of-table = { $count ->
    [one] { $count } unit
   *[other] { $count } units
}
declared-unit-head = Unit
declared-wrong-cell = Row { $row }, { $number }: “{ $shown }” is not a number.
declared-problem-unknown-unit = No such body was found within your scope. Write the name of the body or of the commune.
declared-problem-twice = This unit stands in a row above.
declared-problem-overlaps = The unit declared figures for { $from } to { $to }. Correct those, or leave this row out.
declared-problem-empty = There is no number in this row.
declared-mend = Mend the table and look again. Nothing was recorded.
declared-take = { $count ->
    [one] Record the declared figures of { $count } unit
   *[other] Record the declared figures of { $count } units
}
declared-no-headings = No column of units and no column of a known number was found. There has to be a row of headings, such as: unit, number of dialogues, number of submissions, resolved.

field-declared-unit = Declaring unit
field-declared-from = Period: from
field-declared-to = Period: to
field-declared-number = Document number
field-document-on = Date of the document
field-declared-cells = Numbers
field-declared-planned = Dialogues planned
field-declared-held = Dialogues held
field-declared-added = Of these, beside the plan
field-declared-postponed = Dialogues postponed
field-declared-cancelled = Dialogues cancelled
field-declared-sites = Sites (villages)
field-declared-turns = Speaking turns
field-declared-letters = Letters
field-declared-submissions = Submissions
field-declared-opinion = Of these: opinions
field-declared-recommendation = Of these: recommendations
field-declared-feedback = Of these: feedback
field-declared-initiative = Of these: initiatives
field-declared-contribution = Of these: contributions
field-declared-complaint = Of these: complaints
field-declared-total = Cases
field-declared-resolved = Cases resolved
field-declared-in-progress = Cases in progress
field-declared-not-taken-up = Cases not taken up
hint-declared-number = For example 12/BC-UBND. Leave empty where the document has no number.
hint-declared-table = Paste it with its row of headings.

said-declared-recorded = The declared figures were recorded. You can upload a scan of the document here.
said-declared-corrected = The declared figures were corrected.
said-declared-struck = The declared figures were struck as a mistake.
said-declared-scanned = The scan was uploaded.
said-declared-taken = The declared figures of the whole table were recorded.
act-declared-recorded = Declared figures recorded
act-declared-revised = Declared figures corrected
act-declared-scanned = Scan of the document uploaded
on-behalf-declared = Declared figures
