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
first-run-unit = 2. The territory and its first body
first-run-account = 3. The first administrator's account
first-run-account-line = This account records dialogues and makes accounts for others.
first-run-do = Begin
first-run-why-code = Why a code?
first-run-why-code-line = So that nobody else on the network makes the first account before you. The code ends as soon as it is used.
first-run-then = After this
first-run-then-codes = Print the recovery codes and lock them away
first-run-then-dialogue = Open the first dialogue
first-run-then-invite = Make accounts for the office and the clerk
