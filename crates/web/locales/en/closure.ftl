# Closures
closures-title = Closures
closures-line = When the bodies of a place can't work because of a storm, a flood or the like, these days are no working days in the due dates of the bodies of that place. The calendar of all bodies stays as it is.
closures-none = There is none yet.
closures-days = Days
closures-lifted = taken back
closures-above = set by a superior
closures-kept-by = The administrator of { $body } sets closures for this place.
closures-close-title = Set a closure
closures-close-line = As the document has it. The next page shows which due dates move before it is applied.
closures-close-refused = The closure is not set
closures-lift-title = Take a closure back
closures-lift-line = Its days are again what the working calendar says.
closures-lift-refused = Not taken back
field-closed-for = Why the bodies are shut
field-closure = Closure
hint-closed-for = For example: storm no. 10, the whole commune is shut
said-place-closed = The closure is set. Running due dates are counted again.
said-closure-lifted = Taken back. Running due dates are counted again.

# Due dates counted again after a change of rules or calendar
recount-of = Due dates are being counted again: { $passed } of { $total } looked at, { $moved } moved. A case that is worked on meanwhile follows the new contents at once.
recount-begun = Due dates are being counted again: { $passed } looked at, { $moved } moved. A case that is worked on meanwhile follows the new contents at once.
today-recount = due dates to be counted again

# What a change would do, before it is applied
preview-count-more = At least { $count } { $count ->
    [one] case gets another due date
   *[other] cases get another due date
}; not all were looked at
preview-overlaps = In force at the same time
preview-overlaps-line = There is { $number } already ({ $days }). The one that begins later applies; of the same day, the one confirmed last.
preview-back-dated = Back-dated
preview-back-dated-line = It applies to what began from { $day } on, before today.
preview-shift-later = { $count } later by { $days } { $days ->
    [one] day
   *[other] days
}.
preview-shift-earlier = { $count } earlier by { $days } { $days ->
    [one] day
   *[other] days
}.
preview-shift-none = { $count } that get their first due date or lose it.
preview-duties = { $count } of what is due after the dialogue get another due date
preview-duties-more = At least { $count } of what is due after the dialogue get another due date
preview-dialogue = Dialogue
preview-duty = What is due
preview-other-dialogue = A dialogue of another body
preview-close = Closure on { $days }
preview-lift = Take back the closure of { $days }
