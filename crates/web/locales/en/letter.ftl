# Letters: the list and entering one.

letters-title = Letters
letters-none = There is no letter yet. The button above enters the first one.
letter-new-title = Enter a letter
letter-refused = The letter is not entered yet
letter-do = Enter the letter
letter-number-label = Number in the book
letter-number = No. { $number }
letter-numbered = No. { $number }, { $series }
letter-unnumbered = Without a number
letter-sender = Sender
letter-entered = The letter is entered: { $number }. Its case is open. The next one can be entered at once.
letter-entered-twice = The letter is entered: { $number }. Another letter has that number in the same book and year; see whether it was entered twice.
letter-open-case = Open the case
letter-then-line = The letter becomes a case of the body that got it, from the day of receipt on. The due date for telling the sender whether the matter is taken up is counted from that day, where a rule is confirmed.
no-denunciation-hint = It only mentions a denunciation and denounces nobody. That you say so is kept in the history.
letter-near-do = Look for cases in near words
letter-not-here = Denunciations
letter-not-here-line = Do not enter a denunciation here. Hand it to those who receive citizens, who have a register of their own and keep the denouncer secret.
hint-series = Name of the book on paper, such as: incoming letters
hint-book-number = The number given in the book; leave it empty while there is none
hint-letter-sender = The name is opened only by an act that is recorded
hint-letter-words = As it stands in the letter; no names, no numbers of papers
