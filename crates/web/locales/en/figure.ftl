# Figures.

figures-title = Figures of cases
figures-refused = The figures are not counted
figures-period = Raised from { $from } to { $to }
figures-state = state on { $day }
figures-as-of = as of { $day }
figures-change = Other period, other dates
figures-do = Count again
figures-none = No case in this period yet. Choose another period above, or open the live desk of a dialogue and type the first submission.
figures-by-outcome = Cases by outcome
figures-chart-line = Each bar is a line of the table below: resolved, in progress, not taken up.
figures-table = Table 1. Cases raised at dialogues and their outcome
figures-held-by = Level of the chair
figures-all = Cases
figures-of-these = Further figures
figures-sentence = The sentence for a report
figures-function = Counted by { $version }: its definition stands in the documentation. Each number opens exactly its cases.
figure-cases = cases raised at dialogues
figure-sum = Total
figure-dialogues = Dialogues
figure-turns = Turns
figure-submissions = Submissions
figure-sentence = { $total } cases in all: { $parts }.
figure-sentence-part = { $fraction } cases { $outcome }, or { $share }
paper-cases = cases
paper-share = making up
paper-adjusted = { $held } (adjusted to { $adjusted })
