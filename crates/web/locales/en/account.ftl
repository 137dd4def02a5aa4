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

pin-title = PIN
pin-none = There is no PIN.
pin-since = Set on { $day }.
pin-line = At a registered machine you choose your name, type the PIN, and work until the end of the day. The PIN unlocks a locked screen too.
pin-do = Set the PIN
pin-clear = Do without a PIN
pin-refused = The PIN is not set

totp-title = Authenticator codes
totp-none = You sign in without authenticator codes.
totp-set-up = Set up authenticator codes
totp-change = Move to another phone
totp-since = In use since { $day }
totp-refused = The authenticator is not set up
totp-led = Your role sees and decides a great deal, so it needs an authenticator code beside the password. The other pages open once it is set up.
totp-why = Each sign-in then asks, beside the password, for six digits shown by an app on your phone. Whoever knows the password and does not hold the phone cannot come in.
totp-need = You need an authenticator app on a phone, any of them. The phone needs no network.
totp-draw = Show the QR code
totp-draw-again = Show a new QR code
totp-scan = Open the authenticator app, choose to add an account, and scan this QR code.
totp-secret = If you cannot scan it, type this key into the app:
totp-secret-of = Name of the account: { $login }. The QR code and the key are shown this once.
totp-again = Type the code that the app shows now. If you had no time to scan, ask for a new QR code.
totp-confirm = Use authenticator codes
totp-replace = Set up on another phone
totp-end = Do without authenticator codes
back-to-account = Back to My account

devices-title = Registered machines
devices-line = At a registered machine the people of the body take turns by PIN.
devices-none = There is none yet.
device-new = Register this machine
device-new-line = Sit at the machine and press the button. Register only machines of the body, never a private one.
device-new-do = Register
device-refused = The machine is not registered
device-revoke = Revoke

said-pin-set = The PIN is set.
said-pin-cleared = There is no PIN any more.
said-totp-set = From now on signing in needs an authenticator code. Your other sign-ins have ended. If you have no recovery codes, print some now for the day you lose the phone.
said-totp-cleared = You sign in without authenticator codes again.
said-device-registered = This machine is registered. Whoever has set a PIN can take turns here.
said-device-revoked = That machine is revoked. The sign-ins that began there by PIN have ended.
