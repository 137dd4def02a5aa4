# Plans of dialogues: the board of a year, one plan, drafts, amendments, what is put off and called off, and why.

nav-plans = Plans
plans-title = Plans
plans-heading = Plans of dialogues in { $year }
plan-eyebrow = { $places ->
    [one] { $places } place
   *[other] { $places } places
} · { $heads ->
    [one] { $heads } leader
   *[other] { $heads } leaders
} · until { $day }
plan-years = Years
plan-print = Print the board
plan-new-title = Draft a plan
plan-show-all = Back to the whole board

plan-count-held = held as planned
plan-count-with-open = { $words } ({ $count } of them under way)
plan-count-late = held later than the month that was set
plan-count-missed = day passed, not held
plan-count-off = put off, called off
plan-count-added = held beside the plan
plan-count-without = leaders without an issued plan
plan-count-lacking = leaders who may be short or are short
plan-count-conference = communes without a dialogue conference with the people yet
plan-count-none = There is none.
plan-count-none-head = There is no such leader.

plan-legend = Key
plan-legend-held = held (day)
plan-legend-under-way = opened, under way (day)
plan-legend-planned = planned, still to come
plan-legend-moved = put off to the month
plan-legend-void = called off, with a reason
plan-legend-miss = day passed, not held
plan-legend-add = beside the plan

plan-board-none = No leader here has a plan or a dialogue in this year yet.
plan-board-region = Board of the twelve months of the plan
plan-board-caption = Plans of dialogues in { $year } by leader and month
plan-col-head = Leader
plan-col-plan = Plan
plan-col-month = month
plan-col-now = now
plan-col-held = Held / plan
plan-col-forecast = Forecast
plan-month-1 = January
plan-month-2 = February
plan-month-3 = March
plan-month-4 = April
plan-month-5 = May
plan-month-6 = June
plan-month-7 = July
plan-month-8 = August
plan-month-9 = September
plan-month-10 = October
plan-month-11 = November
plan-month-12 = December
plan-issued = plan issued { $day }
plan-issued-late = plan issued { $day }, late
plan-none = no plan yet
plan-draft-do = Draft a plan
plan-no-rule = no rule yet
plan-no-rule-line = No rule is confirmed here on how many dialogues each leader has to hold and by when they are planned and held; so the plan has no quota and no forecast.
plan-bound-conference = The commune's People's Committee holds { $count ->
    [one] a dialogue conference
   *[other] { $count } dialogue conferences
} with the people each year at least ({ $source }).
plan-bound-plan = The plan is issued by { $day }.
plan-bound-quota = At least { $count } dialogues a year ({ $source }).
plan-bound-done = All are held by { $day }.
plan-adjusted = adjusted to { $count }
plan-beside = { $count } beside the plan
plan-under-way = { $count } under way
plan-conference = Conference { $fraction }
plan-notes = Why dialogues were put off and called off
plan-note = { $of }, { $what }. Reason given by the unit: { $reason }. { $excuse }.
plan-mark-void = off
plan-done = All { $count } held
plan-done-more = All held, { $more } more
plan-enough = { $count } as planned
plan-may-lack = May be { $count } short
plan-lacks = { $count } short
plan-lacks-excused = { $count } short, reason accepted

plan-fate-held = Held on { $day }
plan-fate-held-late = Held on { $day }, later than { $month } of the plan
plan-fate-held-plain = Held
plan-fate-under-way = Opened on { $day }, under way
plan-fate-announced = Announced, to be held on { $day }
plan-fate-announced-beside = Announced beside the plan, to be held on { $day }
plan-fate-planned = Planned for { $month }
plan-fate-missed = { $month } passed, not held
plan-fate-missed-day = { $day } passed, not held
plan-fate-put-off = Put off to { $month }
plan-fate-put-off-open = Put off, month not known
plan-fate-called-off = Called off
plan-fate-added = Beside the plan, on { $day }
plan-fate-joint = Held by both leaders together on { $day }
plan-fate-dropped = Taken out of the plan

plan-reason-given = reason given by the unit: { $reason }
plan-words-title = Where a word is needed today
plan-word-without = No plan was issued; the last day is { $day }.
plan-word-missed = { $count } past their day, not held and without a reason.
plan-word-excuse = { $count } put off or called off: the reason is the unit's, and the superior has not accepted it.
plan-word-lacking = May be { $count } short of the rule.
plan-word-open = See the plan
plan-word-reason = Record the reason: put off or call off
plan-word-excuse-open = See the reason
plan-urge-title = Reminder: copy and send
plan-urge-line = Plain text without names of citizens. Copy it into a letter or a message.
plan-urge-text = The text
plan-urge-begin = Plans of dialogues in { $year }: the following are asked to carry them out or to record a reason.

plan-title = Plan of dialogues in { $year } of the { $post }
plan-refused = It was not recorded
plan-state-draft = Draft
plan-state-submitted = Handed in
plan-state-approved = Issued
plan-state-published = Published
plan-state-struck = Recorded by mistake
plan-step = Step
plan-step-submitted = Hand in for approval
plan-step-approved = Approve and issue
plan-step-published = Publish
planned-state-planned = In the plan
planned-state-postponed = Put off
planned-state-cancelled = Called off
planned-state-held = Held
planned-state-dropped = Taken out of the plan
planned-state-withdrawn = Withdrawn from the draft of the plan

plan-planned-title = What the plan holds
plan-planned-none = The plan holds nothing yet.
plan-edition = Added by the amendment that made edition { $edition }.
plan-dialogue = Dialogue:
plan-reason-own = Reason given by the unit:
plan-said-above = The superior wrote:
plan-announce = Announce the dialogue
plan-postpone = Put off
plan-postpone-month = Put off to
plan-month-unknown = Month not known yet
plan-postpone-do = Record that it is put off
plan-cancel = Call off
plan-cancel-do = Record that it is called off
plan-restore = Restore
plan-restore-do = Record that it is restored
plan-excuse = Consider the reason
plan-excuse-do = Record what the superior says
plan-history = What happened
plan-day-paper = Day on the paper
plan-dropped-title = Taken out of the plan
plan-compared = Held against the plan
plan-compared-none = The plan is not issued, so nothing is compared.
plan-compared-line = Against the plan as it was issued first, even where it was amended later.
plan-advance-title = Record the next step
plan-advance-line = As on paper: choose the step and type the day on the paper. A step that was not taken is passed over.
plan-advance-do = Record this step

excuse-stated = The superior has not considered the reason
excuse-accepted = The superior accepts the reason
excuse-questioned = The superior questions the reason
excuse-choice-accepted = Accept the reason
excuse-choice-questioned = Question it

plan-redraft-title = Change the draft of the plan
plan-amend-title = Amend the plan
plan-amend-add = Add to the plan
plan-amend-do = Record the amendment
plan-amend-line = The plan as it was issued first stays the basis of comparison; the adjusted number stands beside it.
plan-draft-save = Record the draft
plan-there = The { $post } has a plan for { $year }: open it
plan-there-refused = The { $post } has a plan for { $year }. Open that plan to read or amend it; for a plan of another year change this field.
plan-draft-refused = The plan was not recorded
plan-draft-line = One line for each. Empty lines are passed over. The draft can be changed until it is issued.
plan-asked = Rules of this place
plan-line = No. { $number }
plan-more = One more line
plan-copy = Copy the topics of the plan of { $year }
plan-copied-line = The lines below were copied from the plan of the year before. Confirm those that still hold; what is not confirmed does not come into the plan.
plan-confirm-line = Confirmed for this year


field-topic = Topic
field-dialogues = What the plan holds
field-dropped = Take out of the plan
field-judged = This reason
field-said = The paper that accepts it, or what is asked
hint-said = Number and date of the paper; when asking, what is asked
hint-plan-reason = The unit's reason as on its paper, such as an epidemic or a storm
hint-plan-amend = Basis of the amendment and why

act-plan-drafted = Plan drafted
act-plan-redrafted = Draft of the plan changed
act-plan-submitted = Plan handed in
act-plan-approved = Plan issued
act-plan-published = Plan published
act-plan-amended = Plan amended
act-planned-entered = Came into the plan
act-planned-withdrawn = Withdrawn from the draft of the plan
act-planned-dropped = Taken out of the plan
act-planned-postponed = Put off
act-planned-cancelled = Called off
act-planned-restored = Restored as planned
act-planned-excuse-accepted = The superior accepts the reason
act-planned-excuse-questioned = The superior questions the reason
act-planned-held = Held
act-planned-released = No longer counted as held

said-plan-drafted = The draft of the plan is recorded. Once there is a paper, record that it was handed in and issued.
said-plan-drafted-some = The draft of the plan is recorded. Copied lines that were not confirmed are not in the plan.
said-plan-redrafted = The new draft of the plan is recorded.
said-plan-submitted = It is recorded that the plan was handed in.
said-plan-approved = It is recorded that it was issued. From now on the plan counts; a change is an amendment.
said-plan-published = It is recorded that the plan was published.
said-plan-amended = The amendment of the plan is recorded. The plan as it was issued first is kept for comparison.
said-planned-postponed = It is recorded as put off. The reason is the unit's until the superior considers it.
said-planned-cancelled = It is recorded as called off. The reason is the unit's until the superior considers it.
said-planned-restored = It stands again as planned.
said-planned-excused = What the superior says of the reason is recorded.
