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
desk-mark-later = (can wait)
desk-save = Record, go to submission { $number }
desk-save-same = Record, same person
desk-save-revision = Record the revision
desk-before = Raised before
desk-before-none = No earlier case of this village and field of work.
desk-closed = Reading only: the dialogue is not open for writing, or somebody else writes here. Open a submission in the list to see its case.
desk-refused = The submission is not recorded

keys = Keys
key-save = record, next
key-same = same person goes on
key-mark = mark
key-unnamed = unnamed
key-undo = outside a field: undo
key-list = to the list
key-in-list = in the list: down, up, new
