//! The posts of a year: what each planned, held and still has before it, beside the rules that bind its place. What became of
//! a dialogue and how a year comes out is said by [`domain::plan`].

use std::collections::BTreeMap;

use domain::day::Day;
use domain::dialogue::Line;
use domain::plan::{
    Bounds, Conference, Entry, Excuse, Fate, Followed, Forecast, PlanState, PlannedState, PostYear, Tally,
};
use store::plan::board::{BodyRow, TalkRow, Year};
use store::plan::{PlanRow, PlannedRow};
use store::rulebook::{Rulebook, Whereabouts};

/// One dialogue of a post in a month.
#[derive(Clone, Copy)]
pub(super) struct Item<'a> {
    pub(super) month: i64,
    pub(super) fate: Fate,
    pub(super) planned: Option<&'a PlannedRow>,
    pub(super) talk: Option<&'a TalkRow>,
}

/// How the commune's conference with its people stands.
#[derive(Clone, Copy)]
pub(super) struct Conferred {
    pub(super) stands: Conference,
    /// Held.
    pub(super) held: i64,
    /// To be held.
    pub(super) quota: i64,
}

/// A post with its year.
pub(super) struct Head<'a> {
    pub(super) body: &'a BodyRow,
    pub(super) post: &'a str,
    pub(super) plan: Option<&'a PlanRow>,
    pub(super) items: Vec<Item<'a>>,
    pub(super) bounds: Bounds<'a>,
    /// Where it is the duty of this body.
    pub(super) conference: Option<Conferred>,
    pub(super) tally: Tally,
    year: i16,
    today: Day,
}

impl<'a> Head<'a> {
    fn count(&self, of: impl Fn(Fate) -> bool) -> i64 {
        i64::try_from(self.items.iter().filter(|item| of(item.fate)).count()).unwrap_or(i64::MAX)
    }

    /// Held as planned, as figures count it.
    pub(super) fn held(&self) -> i64 {
        self.count(Fate::is_held)
    }

    /// Held beside the plan, with the other head of the place among them.
    pub(super) fn added(&self) -> i64 {
        self.count(Fate::is_beside)
    }

    /// Whether holding dialogues is a duty of the post.
    pub(super) fn has_duty(&self) -> bool {
        has_duty(&self.body.kind) && self.post == head_post(&self.body.kind)
    }

    /// Whether the plan counts.
    pub(super) fn is_issued(&self) -> bool {
        self.plan.is_some_and(|plan| PlanState::parse(&plan.state).is_some_and(PlanState::is_issued))
    }

    /// What the rules make of its year.
    fn judged(&self) -> PostYear<'a> {
        let accepted = |row: &PlannedRow| row.excuse.as_deref() == Some(Excuse::Accepted.as_str());
        let entry =
            |item: &Item<'_>| Entry { month: item.month, fate: item.fate, excused: item.planned.is_some_and(accepted) };
        PostYear {
            year: self.year,
            issued: self.is_issued(),
            issued_on: self.plan.and_then(|plan| plan.issued_on),
            entries: self.items.iter().map(entry).collect(),
            bounds: self.bounds,
            today: self.today,
        }
    }

    /// Whether the day has passed by which the plan had to be issued, and it was not issued by then.
    pub(super) fn is_late(&self) -> bool {
        self.judged().is_late()
    }

    /// How it will come out.
    pub(super) fn forecast(&self) -> Forecast {
        self.judged().forecast()
    }
}

/// The post that heads a kind of body.
pub(super) fn head_post(kind: &str) -> &'static str {
    domain::organisation::posts_of(kind)[0]
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
        let bounds = bounds(book, &body.kind, &body.at, number, (body.from, today));
        for post in posts {
            let plan = plans.iter().copied().find(|plan| plan.post == post);
            at.insert((body.id, post), heads.len());
            let bounds = if post == first { bounds } else { Bounds::default() };
            let (items, tally, conference) = (Vec::new(), Tally::default(), None);
            heads.push(Head { body, post, plan, items, bounds, conference, tally, year: number, today });
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
        let followed = Followed {
            state,
            planned_on: row.planned_on,
            month: row.month,
            announced_for: talk.map(|talk| talk.first_on),
            began_on: talk.and_then(|talk| talk.held_on),
            over: talk.is_none_or(|talk| talk.over),
        };
        let items = followed.fates(today).into_iter();
        head.items.extend(items.map(|(month, fate)| Item { month, fate, planned: Some(row), talk }));
    }
    beside(year, number, &mut heads, &at);
    confer(year, number, &mut heads, today);
    heads
}

/// Dialogues that stand in no plan, and those that the other head of a place held for both.
fn beside<'a>(year: &'a Year, number: i16, heads: &mut [Head<'a>], at: &BTreeMap<(i64, &str), usize>) {
    for talk in &year.talks {
        let by_post = talk.chair.as_ref().filter(|(body, _)| *body == talk.organisation);
        let own = by_post.and_then(|(body, post)| at.get(&(*body, post.as_str())).copied());
        let own = own.or_else(|| heads.iter().position(|head| head.body.id == talk.organisation));
        let on = talk.held_on.unwrap_or(talk.first_on);
        let month = i64::from(on.month());
        if let Some(own) = own.filter(|_| talk.planned.is_none()) {
            let fate = match talk.held_on {
                None => Fate::Announced(on),
                Some(_) if talk.over => Fate::Added(on),
                Some(_) => Fate::AddedUnderWay(on),
            };
            heads[own].items.push(Item { month, fate, planned: None, talk: Some(talk) });
        }
        let Some(place) = own.map(|own| heads[own].body.territory) else { continue };
        if talk.line == Line::Joint.as_str() && talk.held_on.is_some() && on.year() == number {
            let other = heads.iter_mut().find(|head| {
                head.body.territory == place
                    && head.body.id != talk.organisation
                    && has_duty(&head.body.kind)
                    && head.post == head_post(&head.body.kind)
            });
            if let Some(other) = other {
                let fate = if talk.over { Fate::Joint(on) } else { Fate::AddedUnderWay(on) };
                other.items.push(Item { month, fate, planned: None, talk: Some(talk) });
            }
        }
    }
}

/// How the conference of each place stands, whichever of its bodies held it.
fn confer(year: &Year, number: i16, heads: &mut [Head<'_>], today: Day) {
    let place_of: BTreeMap<i64, i64> = year.bodies.iter().map(|body| (body.id, body.territory)).collect();
    for head in heads {
        let Some((quota, _)) = head.bounds.conference else { continue };
        let here = |talk: &&TalkRow| talk.conference && place_of.get(&talk.organisation) == Some(&head.body.territory);
        let (mut held, mut coming) = (0, 0);
        for talk in year.talks.iter().filter(here) {
            match talk.held_on {
                Some(on) if talk.over && on.year() == number => held += 1,
                Some(on) if on.year() == number => coming += 1,
                None if talk.first_on >= today => coming += 1,
                _ => {}
            }
        }
        let stands = Conference::stands(quota, held, coming, number, today);
        head.conference = Some(Conferred { stands, held, quota });
    }
}

/// The rules that bind the head of a body in a year. The conference is held by the People's Committee.
pub(super) fn bounds<'a>(
    book: &'a Rulebook,
    kind: &str,
    at: &Whereabouts,
    year: i16,
    (from, today): (Day, Day),
) -> Bounds<'a> {
    if !has_duty(kind) {
        return Bounds::default();
    }
    let bounds = Bounds::of(year, from, today, |trigger, on| book.rule(trigger, at, on));
    Bounds { conference: bounds.conference.filter(|_| kind == domain::organisation::COMMITTEE), ..bounds }
}
