# Messages of each account, and the jobs of the program.

messages-title = Messages
messages-lead = What is new for you and your body. Each line leads to where the matter stands.
messages-none = There is no message yet.
messages-unread = unread
messages-read = Mark as read
messages-read-all = Mark all as read
messages-refused = Not recorded yet
messages-settings = How messages reach you
messages-settings-do = Record
field-mail-address = Mailbox at the office
hint-mail-address = Leave it empty for no mail. A mail names numbers of cases and days, and no name or words of a submitter.
field-digest = One mail each working day, with all unread messages
field-kinds = Tell me when
said-message-read = Marked as read.
said-messages-read = All marked as read.
said-messages-set = It was recorded how messages reach you.
told-unreadable-mail-address = { $label }: this is no address of a mailbox.
    .why = An address is like name@office.vn, of plain letters, digits and . - _ + alone.
    .remedy = Type it again, or leave it empty for no mail.

message-of-gathering = Round of opinions
message-by = recorded by { $body }
message-due = due { $day }
message-contest-until = can be contested until { $day }
message-cooperates = A case in which your body cooperates was assigned
message-assigned = A case was assigned
message-asked-back = The body that leads asks back
message-ask-answered = The body that assigned it has replied to the question
message-returned = A case was given back
message-offered = Something was sent on to you
message-transfer-answered = The receiver of a transfer has replied
message-reply-waits = The draft of a reply waits for approval
message-reply-sent-back = The draft of a reply was sent back
message-reply-approved = The draft of a reply was approved and can be issued
message-reply-issued = A reply was issued
message-extended = The due date of a case was extended
message-urged = Urged by a letter
message-review-opened = A review of a result was opened
message-review-decided = A review of a result was decided
message-reopened = A case was reopened
message-recorded = Something was recorded on your behalf
message-contested = What you recorded on behalf is contested
message-contest-answered = What you contested was replied to
message-excuse-questioned = A superior questions a reason for a dialogue that was not held
message-due-tomorrow = Due by the next working day
message-finding = The Front found something not done, or done in part
message-notice-to-sign = A conclusion notice waits for your signature
message-reply-to-sign = An approved reply waits for your signature
message-minutes-to-sign = Minutes wait for your signature
message-synthesis = A synthesis of opinions before a dialogue has come

digest-subject = Messages of { $day }: { $count } unread
digest-head = Unread messages in the dialogue program, of { $day }:
digest-more = … and others in the program.
digest-foot = Open the program, Messages, to see each matter. This mail was made by the program, and nobody reads what is sent back. To get none, take the mark away at the end of Messages.

jobs-title = Jobs
jobs-lead = What the program does by itself: passing messages on, reminding of what is due, mail, backups. What fails is tried again; after too many times it stands still and waits for the administrator.
jobs-backup = Daily backup
jobs-backup-line = A backup is opened right after it was written. The last 14 are kept. The folder is chosen by serve --backups.
jobs-failing = What does not go on
jobs-none = Nothing is in the way.
job-stopped = stands still
job-again = will be tried again
job-retry = Try again now
job-attempts = { $count ->
    [one] Tried once
   *[other] Tried { $count } times
}
job-attempts-again = { $count ->
    [one] Tried once, again at { $at }
   *[other] Tried { $count } times, again at { $at }
}
job-tell = Passing on the messages of an act
job-posted = Note who was told by a notice that was posted
job-due = Reminding of what is due
job-digests = Preparing the daily mail
job-digest = The mail of an account
job-backup = Daily backup
job-recount = Counting due dates again after rules or the calendar changed
job-fault-database = The database cannot be reached.
job-fault-folder = The folder is not there.
job-fault-full = The disk is full.
job-fault-denied = The folder may not be written.
job-fault-unopened = The file was written and does not open.
job-fault-broken = The job broke off.
job-remedy-database = See whether the database runs; the program tries again by itself.
job-remedy-folder = Plug the disk in again or make the folder, then try again.
job-remedy-full = Remove files or choose another disk, then try again.
job-remedy-denied = Let the account that runs the program write the folder, then try again.
job-remedy-unopened = Check the disk, replace it if it is broken, then try again.
job-remedy-broken = Try again; if it stays, tell whoever installed the program.
backup-none = there is no backup yet
backup-taken = { $days ->
    [0] the last at { $at }, it opens
    [one] the last at { $at }, { $days } day old, it opens
   *[other] the last at { $at }, { $days } days old, it opens
}
backup-failed = The last backup, at { $at }, could not be made. { $fault } { $remedy }
today-jobs = jobs that do not go on
said-job-retried = The job is tried again now.
