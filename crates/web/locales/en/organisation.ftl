# Bodies: the tree of each line, names and superiors in time, terms, villages; choosing the body one works for.

nav-organisations = Bodies
organisations-title = Bodies
organisations-how = How they stand
organisations-how-line = Each body has its place in each line: authority, Party, Front. A body is renamed, merged or divided with a day and a basis; earlier names and people stay visible.
organisation-count = { $count ->
    [one] { $count } body in force
   *[other] { $count } bodies in force
}
organisation-refused = Not recorded yet
organisation-changes = Changes
organisation-ended = It ended on { $day }.
organisation-left = What is handed over
organisation-left-line = What is left - cases, dialogues, accounts - has to have a receiver.
handover-link = Handover list of { $day }
organisation-outside = Outside
organisation-over = Ended

line-authority = Line of authority
line-party = Line of the Party
line-front = Line of the Front and its organisations
group-authority = Authority
group-party = Party
group-front = Front and its organisations
group-outside = Outside bodies

stationed-title = Bodies stationed in the place
outside-title = Outside bodies
outside-line = They do not use this program and have no accounts. A case goes there by letter.
outside-choice = It does not use this program and has no accounts
ended-title = Ended
ended-dissolved = Dissolved: no body took its place.
ended-successors = Succeeded by:

found-title = Add a body
found-under = Add a body under it
found-do = Add the body
found-refused = The body is not added

names-title = Names in time
superiors-title = Superiors
superiors-none = It has no superior in this program.
inferiors-title = Under it
inferiors-none = There is no body under it yet.
inferiors-all = See the list, with those further down

terms-title = Who holds its posts
terms-none = Nobody is entered yet.
terms-none-do = Enter the leader first.
terms-past = Who held its posts before
term-begin = Enter who holds a post
term-begin-do = Enter
term-end = Ends the post
term-end-do = Record the end of the post
term-end-line = Dialogues that are not concluded and the roles of this person go to the handover list.
person-new = Somebody new
officials-more = There are more: whoever is of another body is entered there
officials-then = { $name } (from { $from } to { $to })

villages-title = Villages
villages-none = No village is entered yet. The live desk needs their names to know where a submission comes from.
village-add = Add a village
village-add-do = Add
schools-add = Add schools
schools-add-do = Add

rename-title = Rename
rename-do = Rename
place-under-title = Place it under another body
place-under-do = Place
superior-none = Under no body
end-title = End, merge, divide
end-line = With no body chosen it is dissolved; with one it is merged; with two or more it is divided. What is left goes to the handover list.
end-no-same = There is no other body of this kind here. Where it is merged or divided, look for the successor bodies by name.
end-no-candidate = No body has that name. Type another one and look again.
end-do = Record its end
find-successor = Look for a successor body by name
find = Find

field-superior = Superior body
field-line = Line
field-body-kind = Kind of body
field-body-name = Name of the body
field-new-name = New name
field-outside = Outside body
field-basis = Basis
field-ended-on = Ended from
field-left-on = Post not held from
field-successors = Successor bodies
field-official = Somebody already entered
field-village-name = Name of the village
field-school-name = Name of the school
hint-body-name = As on its seal, for example: Phòng Kinh tế xã Sông Trầm
hint-basis = Number and day of the paper, for example: Nghị quyết 12/NQ-HĐND ngày 20/06/2026
hint-new-person = The name of somebody who is not in the list
hint-official = Choose one who holds another post or has an account
hint-village-name = A village to a line, such as: Thôn Bến Sen; Tổ dân phố số 3
hint-village-from = The day from which these villages are there; no opinion that was raised before it can be recorded in them
hint-school-name = A school to a line that the commune keeps, such as: Trường Tiểu học Bến Sen; Trường Mầm non Bến Sen
hint-successors = Of the same kind as this body; look by name for another body

work-for-title = Working for
work-for-line = Every page follows the body chosen here. Choose another body while you work for it.
work-for-this = Chosen
work-for-do = Work for this body

said-founded = The body is added.
said-renamed = Renamed. The earlier name stays visible.
said-placed = The new superior is recorded.
said-ended = Its end is recorded.
said-village-added = Added.
said-schools-added = The schools were added.
said-term-begun = The holder of the post is entered.
said-term-ended = The end of the post is recorded.
said-working-for = Changed. From now on the pages follow the body you chose.

# Finding bodies where there are many
finder-label = Find a body by name
finder-more = Showing { $count } bodies, and there are more: type a part of the name, with or without marks.
finder-all = Showing all { $count } bodies found.
finder-none = There is no such body. Type less, or leave it empty and press Find to see all.

# Who approves replies
approval-title = Approval of replies
approval-other = Somebody other than the drafter approves a reply.
approval-own = Drafters may approve their own replies.
approval-do-own = Let drafters approve their own replies
approval-do-other = Let drafters approve no longer
approval-do = Record
hint-approval = Only where the office is very small. Say why and who decided; it stays in what happened to the body.
approval-settled = Recorded by { $name }, from { $day } on. Reason: { $reason }
said-approval-settled = Who approves the replies of the body is recorded.
act-organisation-approval-settled = Whether drafters may approve was settled
