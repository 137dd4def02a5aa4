//! A case as an act finds it, and its rows brought in line with its events afterwards.

use domain::case::{Case, Work, promised};
use domain::correction::{Effective, effective};
use domain::day::Day;
use domain::event::{CaseEvent, Event, PointAnswer, PointResult, Recorded, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use store::assignment::{NewPromise, State};
use store::case::{self, Beside};
use store::grant::{Grant, Of, SUBJECT, may};
use store::{Read, Stop, Tx, assignment, organisation, reply, review, search, transfer};

use crate::field::happened;
use crate::organisation::not_ended;

/// A case that an act is about to change, on the day on which the act happened.
pub(crate) struct Found {
    /// The right to do it, with the body by which it is held.
    pub(crate) grant: Grant,
    /// The case.
    pub(crate) id: i64,
    /// Its version.
    pub(crate) version: i64,
    /// The body with which it was first raised.
    pub(crate) origin: i64,
    /// The body that decides over it: that one, or the one that took its place.
    pub(crate) decides: i64,
    /// The day on which the act happened.
    pub(crate) on: Day,
    /// What is recorded of it so far.
    pub(crate) events: Vec<Recorded>,
}

/// The case of an act; refused without the right, when somebody else changed it meanwhile, and for a day on which it was not
/// raised yet or which is still to come.
pub(crate) async fn found(tx: &mut Tx, right: Right, case: i64, version: i64, happened_on: Day) -> Result<Found, Stop> {
    let by = tx.by();
    let (grant, row) = may(tx, by, right, Of::Case(case)).await?;
    if row.get::<i64>(SUBJECT)? != version {
        return Err(Refusal::Conflict.into());
    }
    let (raised_on, origin, decides) = (row.get(SUBJECT + 2)?, row.get(SUBJECT + 5)?, row.get(SUBJECT + 8)?);
    let on = happened(happened_on, tx.today())?;
    not_before(on, raised_on)?;
    let events = tx.history(Subject::Case, case).await?.to_vec();
    Ok(Found { grant, id: case, version, origin, decides, on, events })
}

/// The dialogue in which a case of these events was first raised.
pub(crate) fn raised_in(events: &[Recorded]) -> Option<i64> {
    events.iter().find_map(|known| match &known.event {
        Event::Case(CaseEvent::Received { origin_dialogue, .. }) => *origin_dialogue,
        _ => None,
    })
}

/// Nothing happens before what it answers.
pub(crate) fn not_before(on: Day, earliest: Day) -> Result<(), Refusal> {
    if on < earliest { Err(Refusal::HappenedBefore { earliest }) } else { Ok(()) }
}

/// Whether a point is one of a case after all that is recorded: one that was linked may have been parted since.
pub(crate) fn has_point(known: &[Effective<'_>], point: i64) -> bool {
    Case::by(Day::OPEN, known).is_some_and(|case| case.points.iter().any(|(id, _)| *id == point))
}

impl Found {
    /// The case by the end of the day of the act, before the act; refused when it was struck or counts in another one.
    pub(crate) fn state<'a>(&self, known: &[Effective<'a>]) -> Result<Case<'a>, Refusal> {
        let case = Case::by(self.on, known).ok_or(Refusal::NotThere)?;
        match case {
            Case { struck: true, .. } => Err(Refusal::CaseStruck),
            Case { root: Some(_), .. } => Err(Refusal::CaseMerged),
            case => Ok(case),
        }
    }

    /// As [`Found::state`]; refused when it has ended, too.
    pub(crate) fn open<'a>(&self, known: &[Effective<'a>]) -> Result<Case<'a>, Refusal> {
        let case = self.state(known)?;
        if case.ended.is_some() { Err(Refusal::CaseEnded) } else { Ok(case) }
    }

    /// Appends what happened; the rows are brought in line with [`Found::settle`].
    pub(crate) fn note(&self, tx: &mut Tx, event: CaseEvent) -> Result<i64, Stop> {
        Ok(tx.append(Subject::Case, self.id, self.on, Event::Case(event))?)
    }

    /// Brings the rows of the case in line with its events.
    pub(crate) async fn settle(&self, tx: &mut Tx) -> Result<(), Stop> {
        super::settle(tx, &self.grant, self.id, self.version).await?;
        Ok(())
    }

    /// Appends what happened and brings the rows in line; says which event it is.
    pub(crate) async fn append(&self, tx: &mut Tx, event: CaseEvent) -> Result<i64, Stop> {
        let id = tx.append(Subject::Case, self.id, self.on, Event::Case(event))?;
        super::settle(tx, &self.grant, self.id, self.version).await?;
        Ok(id)
    }
}

/// The body that acted: one's own, or another one where somebody with that right records it (nhập hộ). It has to be one of
/// those that can have done it.
pub(crate) async fn acting(tx: &mut Tx, found: &Found, on_behalf_of: Option<i64>, can: &[i64]) -> Result<i64, Stop> {
    const FIELD: &str = "on_behalf_of";
    let own = found.grant.organisation;
    match on_behalf_of {
        None if can.contains(&own) => Ok(own),
        None => Err(Refusal::Missing { field: FIELD }.into()),
        Some(body) if !can.contains(&body) => Err(Refusal::NotAChoice { field: FIELD }.into()),
        Some(body) if body == own => Ok(body),
        Some(body) => {
            let by = tx.by();
            may(tx, by, Right::EventOnBehalf, Of::Case(found.id)).await?;
            Ok(body)
        }
    }
}

/// Starts the clocks of what an answer promised.
pub(crate) fn start_promises(
    tx: &mut Tx,
    grant: &Grant,
    body: i64,
    event: i64,
    from: Day,
    points: &[PointAnswer],
) -> Result<(), Stop> {
    for PointAnswer { point, result } in points {
        if let PointResult::Promised { by_on } = result {
            let new = NewPromise { clock: tx.id()?, point: *point, body, event, from, by_on: *by_on };
            assignment::start_promise(tx, grant, &new);
        }
    }
    Ok(())
}

/// Brings the rows beside the handling of a case in line with its events: who answers for it, its assignments, transfers,
/// replies and promises. A case that was only received and answered once has none of them.
pub(crate) async fn follow(tx: &mut Tx, grant: &Grant, id: i64) -> Result<(), Stop> {
    let events = tx.history(Subject::Case, id).await?.to_vec();
    if !events.iter().any(moves_rows) && events.iter().filter_map(|known| answer(&known.event)).nth(1).is_none() {
        return Ok(());
    }
    let known = effective(&events);
    let case = Case::by(Day::OPEN, &known).ok_or(Refusal::NotThere)?;
    if events.iter().any(|recorded| matches!(recorded.event, Event::Corrected { .. } | Event::Struck { .. })) {
        not_to_ended(tx, id, case.bearer).await?;
    }
    let both = [case.decides, case.bearer];
    let beside = Beside {
        decides: case.decides,
        accountable: case.bearer,
        suspended: case.suspended_since.is_some(),
        root: case.root,
    };
    case::set_beside(tx, grant, id, &beside);
    search::set_scope(tx, grant, id, if case.bearer == case.decides { &both[..1] } else { &both });
    if case.root.is_some() {
        no_circle(tx, id, case.root).await?;
    }
    assignments(tx, grant, &events, &known, &case);
    transfers(tx, grant, &events, &known, &case);
    replies(tx, grant, &known);
    promises(tx, grant, &events, &known, &case);
    super::within::follow(tx, grant, id, &events, &known);
    reviews(tx, grant, &events);
    store::supervision::follow(tx, grant, id, &events, case.found);
    Ok(())
}

/// Refuses that an amendment gives the case back to a body that has ended since: nobody would answer for it.
async fn not_to_ended(tx: &mut Tx, id: i64, bearer: i64) -> Result<(), Stop> {
    let before = case::beside(tx, id).await?.ok_or(Refusal::NotThere)?;
    if before.accountable != bearer {
        not_ended(organisation::find(tx, bearer).await?.ok_or(Refusal::NotThere)?.to)?;
    }
    Ok(())
}

/// Refuses that a case counts, over any number of others, in itself: striking an act could bring that about.
async fn no_circle(tx: &mut Tx, id: i64, mut root: Option<i64>) -> Result<(), Stop> {
    while let Some(above) = root {
        if above == id {
            return Err(Refusal::NotAChoice { field: "root" }.into());
        }
        root = case::root(tx, above).await?.ok_or(Refusal::NotThere)?.root;
    }
    Ok(())
}

/// Whether an event can move a row beside the handling.
fn moves_rows(recorded: &Recorded) -> bool {
    match &recorded.event {
        Event::Case(
            CaseEvent::Received { .. }
            | CaseEvent::PointAdded { .. }
            | CaseEvent::Placed { .. }
            | CaseEvent::Told { .. }
            | CaseEvent::ToldByNotice { .. }
            | CaseEvent::IdentityRead
            | CaseEvent::CodeGiven { .. }
            | CaseEvent::HeldNoDenunciation
            | CaseEvent::SentFor { .. }
            | CaseEvent::ClockRedated { .. },
        ) => false,
        Event::Case(CaseEvent::AnsweredOnTheSpot { points, .. }) => promises_in(points).next().is_some(),
        Event::Case(_) => true,
        _ => false,
    }
}

fn promises_in(points: &[PointAnswer]) -> impl Iterator<Item = i64> {
    let promised = points.iter().filter(|answer| matches!(answer.result, PointResult::Promised { .. }));
    promised.map(|answer| answer.point)
}

/// The day of an event as corrected; none when it was struck.
fn day_of(known: &[Effective<'_>], event: i64) -> Option<Day> {
    known.iter().find(|it| it.recorded.id == event).map(|it| it.on)
}

/// Whether an assignment was given back.
fn returned(known: &[Effective<'_>], id: i64) -> bool {
    known.iter().any(
        |event| matches!(event.recorded.event, Event::Case(CaseEvent::Returned { assignment, .. }) if assignment == id),
    )
}

/// The assignment in force comes last: there is one at most at any moment.
fn assignments(tx: &mut Tx, grant: &Grant, events: &[Recorded], known: &[Effective<'_>], case: &Case<'_>) {
    let mut in_force = None;
    for recorded in events {
        let Event::Case(CaseEvent::Assigned { assignment, lead, due_on, .. }) = &recorded.event else { continue };
        let on = day_of(known, recorded.id);
        let assigned_on = on.unwrap_or(recorded.happened_on);
        let state = match on {
            None => "struck",
            Some(_) if returned(known, *assignment) => "returned",
            Some(_) => "replaced",
        };
        let state = State { lead: *lead, assigned_on, due_on: *due_on, state, clock: "stopped" };
        if case.assignment == Some(*assignment) {
            in_force = Some((*assignment, state));
        } else {
            assignment::set_state(tx, grant, *assignment, &state);
        }
    }
    let Some((id, made)) = in_force else { return };
    let open = if case.work == Work::Accepted { "accepted" } else { "open" };
    let clock = case.clocks(known).agency.as_str();
    let state = if case.closed_on.is_some() || !case.counts() { "closed" } else { open };
    let due_on = case.due_on.unwrap_or(made.due_on);
    assignment::set_state(tx, grant, id, &State { lead: case.bearer, due_on, state, clock, ..made });
}

fn transfers(tx: &mut Tx, grant: &Grant, events: &[Recorded], known: &[Effective<'_>], case: &Case<'_>) {
    let happened = |wanted: &dyn Fn(&CaseEvent) -> bool| {
        known.iter().any(|event| matches!(&event.recorded.event, Event::Case(it) if wanted(it)))
    };
    for recorded in events {
        let Event::Case(CaseEvent::SentOn { transfer: id, .. }) = &recorded.event else { continue };
        let on = day_of(known, recorded.id);
        let state = if on.is_none() {
            "struck"
        } else if case.waiting.iter().any(|sent| sent.transfer == *id) {
            let received = |it: &CaseEvent| matches!(it, CaseEvent::TransferReceived { transfer } if transfer == id);
            if happened(&received) { "received" } else { "sent" }
        } else if happened(&|it| matches!(it, CaseEvent::TransferReturned { transfer, .. } if transfer == id)) {
            "returned"
        } else {
            "answered"
        };
        transfer::set_state(tx, grant, *id, on.unwrap_or(recorded.happened_on), state);
    }
    for recorded in events {
        match &recorded.event {
            Event::Case(CaseEvent::TransferReplied { .. }) => {
                let on = day_of(known, recorded.id);
                transfer::set_answer(tx, grant, recorded.id, on.unwrap_or(recorded.happened_on), on.is_none());
            }
            Event::Case(CaseEvent::TransferDated { transfer: id, .. }) => {
                let set = known.iter().rev().find_map(|event| match &event.recorded.event {
                    Event::Case(CaseEvent::TransferDated { transfer, answer_by }) if transfer == id => Some(*answer_by),
                    _ => None,
                });
                transfer::set_answer_by(tx, grant, *id, set);
            }
            _ => {}
        }
    }
}

/// The replies have the places in which they count; a reopening takes those before it out of force.
fn replies(tx: &mut Tx, grant: &Grant, known: &[Effective<'_>]) {
    let reopened = known.iter().rposition(|event| matches!(&event.recorded.event, Event::Case(it) if it.reopens()));
    let answers = known.iter().enumerate().filter_map(|(at, event)| Some((at, answer(&event.recorded.event)?)));
    for (no, (at, reply)) in (1..).zip(answers) {
        reply::set_place(tx, grant, reply, no, reopened.is_some_and(|reopened| at < reopened));
    }
}

/// The reply of an event that answers.
fn answer(event: &Event) -> Option<i64> {
    match event {
        Event::Case(CaseEvent::Replied { reply, .. } | CaseEvent::AnsweredOnTheSpot { reply, .. }) => Some(*reply),
        _ => None,
    }
}

/// A promise runs while it is the answer in force and isn't kept. Those that were struck stop, too.
fn promises(tx: &mut Tx, grant: &Grant, events: &[Recorded], known: &[Effective<'_>], case: &Case<'_>) {
    for (point, _) in &case.points {
        if events.iter().any(|recorded| promised(recorded, *point).is_some()) {
            assignment::set_promise(tx, grant, *point, case.promised_by(known, *point));
        }
    }
}

/// A review stands as what was said and decided since.
fn reviews(tx: &mut Tx, grant: &Grant, events: &[Recorded]) {
    for kept in domain::review::all(events) {
        let (state, opened_on, decided_on) = (kept.state, kept.opened_on, kept.decided_on);
        review::set_state(tx, grant, kept.id, &review::State { state, opened_on, decided_on });
    }
}
