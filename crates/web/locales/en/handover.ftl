# Handover when a body or a term ends.

handovers-title = Handovers
handovers-line = When a body has ended or an official has left a post, whatever remains has to have a receiver.
handovers-none = No handover list yet. One opens by itself when a body or a term is recorded as ended and leaves something.
handover-title = Handover
handover-body-ended = The body ended on { $day }
handover-post = { $post } { $name }
handover-term-ended = { $body } · left the post on { $day }
handover-ended = from { $day }
handover-item-count = { $count } { $count ->
    [one] item
   *[other] items
}
handover-open = { $count } { $count ->
    [one] item
   *[other] items
} without a receiver
handover-of-all = out of { $count }. Choose a receiver for each group; the list can't be finished while one item has no receiver.
handover-none-open = Every item has a receiver
handover-closed = Finished
handover-no-receiver = no receiver yet
handover-received-by = given to { $receiver }
handover-proposed = proposed: { $receiver }
handover-no-proposal = nothing proposed: no single body is the successor here
handover-give = Give { $count } { $count ->
    [one] item
   *[other] items
}
handover-give-item = Give
handover-give-refused = Nothing was given
handover-close-line = Finish the list when every item has a receiver. Nothing is given again here afterwards.
handover-close-do = Finish the list
handover-close-refused = The list is not finished
handover-state-open = { $count } { $count ->
    [one] item
   *[other] items
} without a receiver
handover-state-given = Every item has a receiver, to be finished
handover-home = Handovers to finish
handover-kind-case = Cases
handover-kind-dialogue = Dialogues
handover-kind-membership = Roles of accounts
handover-kind-body = Bodies below
handover-case = Case { $number }
handover-dialogue = Dialogue no. { $number }
handover-no-field = field not known
field-receiver = Receiver
field-term = Receiving official
field-item = Item
field-group = Group
handovers-all = All handovers
handover-find = Find a receiver by name
handover-find-do = Find
