# Signing in, a new password, the first run.

sign-in-title = Sign in
sign-in-do = Sign in
sign-in-refused = You are not signed in
sign-in-forgotten = Forgotten your password?
sign-in-promise = Whatever the people say is written down, gets a reply, and can be followed to the end.
sign-in-citizens = These pages are for officials. Citizens need no account.
demo-accounts = Accounts to try
demo-accounts-line = These accounts exist in simulated data only.
back-to-sign-in = Back to sign-in

reset-title = Set a new password
reset-line = Use the code on the slip that the administrator printed for you, or a recovery code that you kept. Each code works once.
reset-do = Set the new password
reset-refused = The new password is not set
reset-no-slip = No slip yet?
reset-no-slip-line = Ask the administrator of your body, who prints a slip on the page Accounts and hands it to you.

first-run-eyebrow = First run
first-run-title = Three things to begin
first-run-refused = Not begun yet
first-run-code = 1. Show that you are the one who installs
first-run-unit = 2. The place and its bodies
first-run-account = 3. The first administrator's account
first-run-account-line = This account records dialogues for the Party committee and the People's Committee, and makes accounts for others.
first-run-phone = Have a phone with an authenticator app at hand (one that makes a code of six digits by the time): every sign-in of the administrator's account needs a code of the phone, from the next step on.
first-run-do = Begin
first-run-why-code = Why a code?
first-run-why-code-line = So that nobody else on the network makes the first account before you. The code ends as soon as it is used.
first-run-then = After this
first-run-then-codes = Print the recovery codes and lock them away
first-run-then-heads = Enter the names of the leaders
first-run-then-invite = Make accounts for the office and the clerk
first-run-then-dialogue = Open the first dialogue
places-found = { $count ->
    [one] { $count } place has that name. Choose it.
   *[other] { $count } places have that name. Choose one; type a comma and the province to find it sooner.
}
places-none = No place is called “{ $typed }”. Type the first letters of its name, with or without marks; names from before 01/07/2025 are found as well.
place-was = The earlier { $was } now lies in { $now }
place-was-part = A part of the earlier { $was } now lies in { $now }
place-without-type = Territory: the name does not begin with its type. Give type and name, for example: Xã Sông Trầm, Phường Bến Sen, Tỉnh Thanh Giang.
place-choose = Choose the place: none is chosen. Look for its name, then choose a line.
place-own = Is your place not in the list?
place-own-line = The list holds the territories that were published. Type the name here of a place that is newer, or one for training.
bodies-made = { $count ->
    [one] { $count } body of { $unit } will be made
   *[other] { $count } bodies of { $unit } will be made
}
bodies-made-line = By the common pattern of this level. They can be renamed, added and ended afterwards.

seat-title = Come in by PIN
seat-line = { $machine }, a registered machine of { $body }
seat-none = Nobody of this body has set a PIN. Sign in with a password and set one on the page My account.
seat-do = Begin work
seat-or-password = Or use a password

totp-ask-title = Type the authenticator code
totp-ask-line = { $person }: one more step.
totp-ask-do = Go on
totp-lost = If the phone is lost and no recovery code is left, ask the administrator for a slip for a new password. Once the slip is used, the old authenticator codes count no more.

lock-do = Lock
lock-failed = The screen is not locked: the server cannot be reached. Wait for the network and lock it again, or cover the screen.
locked-title = The screen is locked
locked-line = { $person } is working here. What was recorded is all there.
locked-other = Somebody else begins work
locked-other-line = Then this sign-in ends, and what is half typed on this page is lost.
pin-or-password = PIN or password
unlock-do = Unlock
unlock-refused = The screen is not unlocked
