# What the rules refuse, in three parts: what did not happen, why, and what one can do.

refusal-not-there = There is no such page.
    .why = The address may be incomplete, or this is not part of your work.
    .remedy = Check the address, or open it from a list.
refusal-not-allowed = This account cannot do that.
    .why = It belongs to another role in the body.
    .remedy = Ask somebody who has that role, or the administrator.
refusal-missing = { $label }: nothing given.
    .why = Without it nothing can be recorded; what you typed is kept.
    .remedy = Fill it in and send again.
refusal-too-long = { $label }: longer than { $most } characters.
    .why = More could not be kept whole.
    .remedy = Shorten it, or record it in two parts.
refusal-not-a-date = { $label }: “{ $typed }” is not a date.
    .why = A date is read as day, month, year.
    .remedy = Write day/month/year, for example 10/09/2026.
refusal-unreadable = { $label }: cannot be read.
    .why = What was sent does not have the form of this field.
    .remedy = Type it again as the hint under the label says.
refusal-not-a-choice = { $label }: no such choice.
    .why = The list may have changed just now.
    .remedy = Choose an entry of the list.
refusal-happened-in-future = { $label } is still to come: today is { $today }.
    .why = Only what has happened is recorded.
    .remedy = Give today or an earlier day.
refusal-happened-before = { $label } is before { $earliest }.
    .why = This cannot happen before what it follows.
    .remedy = Give { $earliest } or a later day, or correct the date of what came before.
refusal-dialogue-not-open = This dialogue is not open for typing.
    .why = The dialogue has not begun, or it is over.
    .remedy = Open the dialogue first; a submission on paper is recorded as a letter.
refusal-dialogue-already-open = This dialogue is open already.
    .why = A session opens once.
    .remedy = Go to the live desk and continue.
refusal-already-answered = Every point of this case has its reply.
    .why = A point has one reply in force.
    .remedy = Correct a wrong reply under What happened.
refusal-already-struck = This is struck already.
    .why = Once is enough.
    .remedy = To take it back, correct the striking itself.
refusal-undo-too-late = More than a minute has passed; it cannot be undone.
    .why = After a minute others have read it.
    .remedy = Strike it with a reason; both stay visible.
refusal-texts-fixed = The recorded words cannot be revised any more.
    .why = The minutes are signed, or the time for it is over.
    .remedy = Record a correction beside them; the original is kept.
refusal-conflict = Somebody has just changed this.
    .why = What you see is no longer the newest version.
    .remedy = Look at the new version and record again; what you typed is kept below.
refusal-key-reused = This was received before, with other content.
    .why = Each opening of a page sends one content only.
    .remedy = Open the page again and send it again.
refusal-simulated-only = This can be done with simulated data only.
    .why = Real data always follow the real day.
    .remedy = Open the simulated data to try it.
refusal-password-too-short = The password has fewer than { $least } characters.
    .why = A machine finds a short password quickly.
    .remedy = Put four words together: long and easy to remember.
refusal-password-too-common = Many people use this password.
    .why = Thieves try familiar passwords first.
    .remedy = Choose four words that have nothing to do with each other.
refusal-wrong-sign-in = The login or the password is wrong.
    .why = To sign in, both must belong to one account in use.
    .remedy = Type both again. Check that the Vietnamese input method and Caps Lock are off.
refusal-sign-in-throttled = { $minutes ->
    [one] Too many wrong attempts: wait { $minutes } minute.
   *[other] Too many wrong attempts: wait { $minutes } minutes.
}
    .why = The wait keeps others from guessing your password.
    .remedy = Wait and try again, or ask for a slip to set a new password.
refusal-code-wrong = The code is wrong, used, or out of date.
    .why = Each code works once, within the time printed on the slip.
    .remedy = Type it again as on the slip, or ask for another code.
refusal-login-taken = Somebody else has this login.
    .why = A login belongs to one person.
    .remedy = Add a middle name or a digit, for example man.tran2.
refusal-last-administrator = Not done: this is the last administrator.
    .why = A body always keeps at least one administrator.
    .remedy = Give the role of administrator to somebody else first.
refusal-clock-off = { $seconds ->
    [one] Not recorded: the machine's clock is off by { $seconds } second.
   *[other] Not recorded: the machine's clock is off by { $seconds } seconds.
}
    .why = Times must be right, or due dates and figures would be wrong.
    .remedy = Ask the administrator to set the server's clock, then send again.
