//! The posts of a year: what each planned, held and still has before it, beside the rules that bind its place.

use std::collections::BTreeMap;

use domain::day::Day;
use domain::dialogue::Line;
use domain::plan::{Excuse, PlanState, PlannedState, Tally};
use domain::rule::{Bound, Per, Rule, RuleUnit};
use store::plan::board::{BodyRow, TalkRow, Year};
use store::plan::{PlanRow, PlannedRow};
use store::rulebook::{Rulebook, Whereabouts};

/// What became of a planned dialogue, or what a dialogue beside the plan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// Held, in time or later than its month.
    Held { on: Option<Day>, late: bool },
    /// Still to come; with its day where it is announced.
    Coming(Option<Day>),
    /// Its month, or the day for which it was announced, passed, and it was not held.
    Missed(Option<Day>),
    /// Put off; to that month where one was said.
    PutOff(Option<i64>),
    /// Called off.
    CalledOff,
    /// Held without standing in the plan.
    Added(Day),
    /// Announced without standing in the plan.
    Announced(Day),
    /// Held by the other head of the place for both.
    Joint(Day),
}

/// One dialogue of a post in a month.
#[derive(Clone, Copy)]
pub(super) struct Item<'a> {
    pub(super) month: i64,
    pub(super) fate: Fate,
    pub(super) planned: Option<&'a PlannedRow>,
    pub(super) talk: Option<&'a TalkRow>,
}

/// The rules that bind a place in a year, as far as somebody confirmed them.
#[derive(Clone, Copy, Default)]
pub(super) struct Bounds<'a> {
    /// How many dialogues, and by which rule.
    pub(super) quota: Option<(i64, &'a Rule)>,
    /// The last day on which a plan is issued in time.
    pub(super) plan_by: Option<Day>,
    /// The last day on which a dialogue of the year is held in time.
    pub(super) done_by: Option<Day>,
}

/// How what is held and what is still to come compares with what has to be held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Forecast {
    /// No confirmed rule says how many.
    NoRule,
    /// Enough were held; how many more than enough.
    Done(i64),
    /// Enough are held or to come.
    Enough,
    /// It may come out short by so many.
    MayLack(i64),
    /// It is short by so many.
    Lacks(i64),
    /// It is short by so many, for reasons that the level above accepts.
    Excused(i64),
}

/// A post with its year.
pub(super) struct Head<'a> {
    pub(super) body: &'a BodyRow,
    pub(super) post: &'a str,
    pub(super) plan: Option<&'a PlanRow>,
    pub(super) items: Vec<Item<'a>>,
    pub(super) bounds: Bounds<'a>,
    pub(super) tally: Tally,
    today: Day,
}

impl Head<'_> {
    fn count(&self, of: impl Fn(Fate) -> bool) -> i64 {
        i64::try_from(self.items.iter().filter(|item| of(item.fate)).count()).unwrap_or(i64::MAX)
    }

    /// Held as planned.
    pub(super) fn held(&self) -> i64 {
        self.count(|fate| matches!(fate, Fate::Held { .. }))
    }

    /// Held beside the plan, with the other head of the place among them.
    pub(super) fn added(&self) -> i64 {
        self.count(|fate| matches!(fate, Fate::Added(_) | Fate::Joint(_)))
    }

    /// Whether holding dialogues is a duty of the post.
    pub(super) fn has_duty(&self) -> bool {
        has_duty(&self.body.kind) && self.post == head_post(&self.body.kind)
    }

    /// Whether the plan counts.
    pub(super) fn is_issued(&self) -> bool {
        self.plan.is_some_and(|plan| PlanState::parse(&plan.state).is_some_and(PlanState::is_issued))
    }

    /// Whether the day has passed by which the plan had to be issued, and it was not issued by then.
    pub(super) fn is_late(&self) -> bool {
        let issued_on = self.plan.and_then(|plan| plan.issued_on).unwrap_or(self.today);
        self.bounds.plan_by.is_some_and(|by| issued_on > by)
    }

    /// How many are to come in time.
    fn coming(&self) -> i64 {
        let in_time = |month: i64, on: Option<Day>| match (self.bounds.done_by, on) {
            (None, _) => true,
            (Some(by), Some(on)) => on <= by,
            (Some(by), None) => month <= i64::from(by.month()),
        };
        let coming = self.items.iter().filter(|item| match item.fate {
            Fate::Coming(on) => self.is_issued() && in_time(item.month, on),
            Fate::Announced(on) => in_time(item.month, Some(on)),
            _ => false,
        });
        i64::try_from(coming.count()).unwrap_or(i64::MAX)
    }

    /// How it will come out.
    pub(super) fn forecast(&self) -> Forecast {
        let Some((quota, _)) = self.bounds.quota else { return Forecast::NoRule };
        let held = self.held() + self.added();
        let lacking = quota - held - self.coming();
        if held >= quota {
            return Forecast::Done(held - quota);
        }
        if lacking <= 0 {
            return Forecast::Enough;
        }
        let excused = self.items.iter().filter(|item| {
            let accepted = |row: &PlannedRow| row.excuse.as_deref() == Some(Excuse::Accepted.as_str());
            matches!(item.fate, Fate::CalledOff | Fate::PutOff(None)) && item.planned.is_some_and(accepted)
        });
        let excused = i64::try_from(excused.count()).unwrap_or(i64::MAX);
        let over = self.bounds.done_by.is_some_and(|by| self.today > by) || (!self.is_issued() && self.is_late());
        match () {
            () if excused >= lacking => Forecast::Excused(lacking),
            () if over => Forecast::Lacks(lacking),
            () => Forecast::MayLack(lacking),
        }
    }
}

/// The post that heads a kind of body.
pub(super) fn head_post(kind: &str) -> &'static str {
    match kind {
        "party_committee" => "secretary",
        "peoples_committee" | "peoples_council" | "front" | "organisation" => "chairman",
        _ => "head",
    }
}

/// Whether the duty of holding dialogues is that of the head of such a body.
fn has_duty(kind: &str) -> bool {
    matches!(kind, "party_committee" | "peoples_committee")
}

/// The posts of a year, by place and body, each body's head first.
pub(super) fn heads<'a>(year: &'a Year, number: i16, book: &'a Rulebook, today: Day) -> Vec<Head<'a>> {
    let mut talks: BTreeMap<i64, &TalkRow> = BTreeMap::new();
    talks.extend(year.talks.iter().map(|talk| (talk.id, talk)));
    let mut heads: Vec<Head<'a>> = Vec::new();
    let mut at: BTreeMap<(i64, &str), usize> = BTreeMap::new();
    for body in &year.bodies {
        let plans: Vec<&PlanRow> = year.plans.iter().filter(|plan| plan.organisation == body.id).collect();
        let first = head_post(&body.kind);
        let mut posts: Vec<&str> = vec![first];
        posts.extend(plans.iter().map(|plan| plan.post.as_str()).filter(|post| *post != first));
        // A body that is no head's only stands here where it planned or held something.
        if !has_duty(&body.kind) && !plans.is_empty() && !plans.iter().any(|plan| plan.post == first) {
            let beside = |talk: &TalkRow| talk.organisation == body.id && talk.planned.is_none();
            if !year.talks.iter().any(beside) {
                posts.remove(0);
            }
        }
        let bounds = bounds(book, &body.at, number, today);
        for post in posts {
            let plan = plans.iter().copied().find(|plan| plan.post == post);
            at.insert((body.id, post), heads.len());
            let bounds = if has_duty(&body.kind) && post == head_post(&body.kind) { bounds } else { Bounds::default() };
            let (items, tally) = (Vec::new(), Tally::default());
            heads.push(Head { body, post, plan, items, bounds, tally, today });
        }
    }
    let of_plan: BTreeMap<i64, usize> =
        heads.iter().enumerate().filter_map(|(at, head)| Some((head.plan?.id, at))).collect();
    for row in &year.planned {
        let Some(head) = of_plan.get(&row.plan).map(|at| &mut heads[*at]) else { continue };
        let Some(state) = PlannedState::parse(&row.state) else { continue };
        if head.is_issued() {
            head.tally.add(row.edition, state, 1);
        }
        let talk = row.dialogue.and_then(|id| talks.get(&id).copied());
        let (planned, month) = (Some(row), i64::from(row.planned_on.month()));
        let mut add = |month, fate| head.items.push(Item { month, fate, planned, talk });
        if state == PlannedState::Postponed {
            let to = (row.month != month).then_some(row.month);
            add(month, Fate::PutOff(to));
            if let Some(to) = to {
                add(to, still(row, number, talk, today));
            }
        } else if let Some(fate) = fate(row, state, number, talk, today) {
            let on = talk.and_then(|talk| talk.held_on.or(Some(talk.first_on)));
            let month = match fate {
                Fate::Held { .. } => on.map_or(row.month, |on| i64::from(on.month())),
                _ => row.month,
            };
            add(month, fate);
        }
    }
    beside(year, &mut heads, &at);
    heads
}

/// Dialogues that stand in no plan, and those that the other head of a place held for both.
fn beside<'a>(year: &'a Year, heads: &mut [Head<'a>], at: &BTreeMap<(i64, &str), usize>) {
    for talk in &year.talks {
        let by_post = talk.chair.as_ref().filter(|(body, _)| *body == talk.organisation);
        let own = by_post.and_then(|(body, post)| at.get(&(*body, post.as_str())).copied());
        let own = own.or_else(|| heads.iter().position(|head| head.body.id == talk.organisation));
        let on = talk.held_on.unwrap_or(talk.first_on);
        let month = i64::from(on.month());
        if let Some(own) = own.filter(|_| talk.planned.is_none()) {
            let fate = if talk.held_on.is_some() { Fate::Added(on) } else { Fate::Announced(on) };
            heads[own].items.push(Item { month, fate, planned: None, talk: Some(talk) });
        }
        let Some(place) = own.map(|own| heads[own].body.territory) else { continue };
        if talk.line == Line::Joint.as_str() && talk.held_on.is_some() {
            let other = heads.iter_mut().find(|head| {
                head.body.territory == place
                    && head.body.id != talk.organisation
                    && has_duty(&head.body.kind)
                    && head.post == head_post(&head.body.kind)
            });
            if let Some(other) = other {
                other.items.push(Item { month, fate: Fate::Joint(on), planned: None, talk: Some(talk) });
            }
        }
    }
}

/// What became of one that is neither put off nor taken out.
fn fate(row: &PlannedRow, state: PlannedState, year: i16, talk: Option<&TalkRow>, today: Day) -> Option<Fate> {
    match state {
        PlannedState::Held => {
            let on = talk.and_then(|talk| talk.held_on);
            let late = on.is_some_and(|on| i64::from(on.month()) > i64::from(row.planned_on.month()));
            Some(Fate::Held { on, late })
        }
        PlannedState::Cancelled => Some(Fate::CalledOff),
        PlannedState::Planned => Some(still(row, year, talk, today)),
        PlannedState::Postponed | PlannedState::Dropped | PlannedState::Withdrawn => None,
    }
}

/// To come, or passed without being held.
fn still(row: &PlannedRow, year: i16, talk: Option<&TalkRow>, today: Day) -> Fate {
    let on = talk.map(|talk| talk.first_on);
    let last = on.or_else(|| last_of(year, row.month));
    if last.is_some_and(|last| last < today) { Fate::Missed(on) } else { Fate::Coming(on) }
}

/// The last day of a month.
fn last_of(year: i16, month: i64) -> Option<Day> {
    let month = i8::try_from(month).ok()?;
    let next = if month == 12 { Day::new(year + 1, 1, 1) } else { Day::new(year, month + 1, 1) };
    next.map(|next| next.plus(-1))
}

/// The rules that bind a body in a year.
pub(super) fn bounds<'a>(book: &'a Rulebook, at: &Whereabouts, year: i16, today: Day) -> Bounds<'a> {
    let (first, last) = (Day::new(year, 1, 1).unwrap_or(today), Day::new(year, 12, 31).unwrap_or(today));
    let then = today.clamp(first, last);
    let limit = |trigger: &str| {
        [first, then, last].into_iter().find_map(|probe| {
            let rule = book.rule(trigger, at, probe)?;
            rule.last_day(year).filter(|by| rule.holds_on(*by))
        })
    };
    let quota = book.rule("dialogue_year", at, then).filter(|rule| {
        rule.unit == RuleUnit::CountPerPeriod && rule.per == Some(Per::Year) && rule.bound == Bound::AtLeast
    });
    Bounds {
        quota: quota.map(|rule| (i64::from(rule.amount), rule)),
        plan_by: limit("dialogue_plan"),
        done_by: limit("dialogue_done"),
    }
}
