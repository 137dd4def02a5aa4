# Today, and the list of dialogues.

home-empty-title = Nothing here yet. These three things are enough to begin.
home-step-bodies = 1. The bodies
home-step-bodies-line = { $count ->
    [one] There is { $count } body: { $names }.
   *[other] { $count } bodies are made by the common pattern: { $names }…
}
home-step-bodies-do = See them, rename them
home-step-heads = 2. The heads
home-step-heads-line = Enter the secretary and the chairman. Who chairs a dialogue is chosen among them.
home-no-head = Nobody entered yet
home-step-dialogue = Open a dialogue
home-step-dialogue-line = Title, date, place. About a minute; the live desk opens at once.
home-step-invite = 3. Invite those who work with you
home-step-invite-line = The office, the clerk. All set their own password with a printed slip.
home-step-codes = Keep the recovery codes
home-step-codes-line = Print them and lock them away for the day you forget your password.
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
