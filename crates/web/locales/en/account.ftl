# My account, the accounts of a body, slips and codes.

account-title = My account
sessions-title = Where you are signed in
sessions-line = End whatever sign-in is not yours, then change your password.
session-device = Machine, browser
session-since = Since
session-last = Last used
session-this = This sign-in
session-revoke = End
password-new = New password
password-title = Change your password
password-do = Change the password
password-refused = The password is not changed
grants-title = Roles
grants-none = No role yet.

recovery-title = Recovery codes
recovery-line = Print this sheet and lock it away. When you have forgotten your password, each code lets you sign in again once.
recovery-of = Recovery codes of { $login }, issued on { $day }
recovery-once = The codes are shown this once. Whoever holds this sheet can set a new password.
recovery-kept = I have kept them
recovery-none = There are no recovery codes. Print some and keep them for the day you forget your password.
recovery-left = { $count ->
    [one] { $count } code left, issued on { $day }.
   *[other] { $count } codes left, issued on { $day }.
}
recovery-do = Issue new codes
recovery-replaces = New codes end the old recovery codes.

accounts-title = Accounts
accounts-refused = The account is not made
accounts-new = Make an account
accounts-new-line = The person sets a password with the slip printed in the next step.
accounts-new-do = Make it and print a slip
account-never = never signed in
account-seen = last signed in on { $day }
grant-add = Add a role
grant-do = Give the role
grant-refused = The role is not given
grant-revoke = Revoke
back-to-accounts = Back to Accounts

slip-title = Slip for a password
slip-do = Print a slip for a new password
slip-line-new = The account is made. Print this slip and hand it over.
slip-line-reset = Print this slip and hand it over. The old password works until the code is used.
slip-for = Slip for the password of { $person }
slip-address = Open
slip-code = Code
slip-until = Use before
slip-once = The code works once. Destroy the slip afterwards.

said-signed-out = You are signed out.
said-password-set = The new password is set. Every earlier sign-in has ended; sign in with the new password.
said-password-changed = The password is changed. Your other sign-ins have ended.
said-session-ended = That sign-in has ended.
said-role-granted = The role is given.
said-role-revoked = The role is revoked. From now on that account can do nothing in it.
