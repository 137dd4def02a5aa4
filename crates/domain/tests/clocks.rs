//! The clocks of a case: what each event does to each of them, and that they stand as what is recorded says, in whatever order it
//! was recorded.

use domain::case::{Case, Clock, ClockState, Clocks, Standing, Turn};
use domain::correction::effective;
use domain::event::{CaseEvent, ContactWay, Delivery};
use domain::{Day, EndGround, Event, PointResult, Recorded};
use proptest::prelude::*;

use crate::events::case_samples;
use crate::history::{History, case, day, reason};
use crate::properties::history;

use ClockState::{Running, Stopped, Suspended};
use Turn::{Pauses, Redates, Resumes, Starts, Stops, StopsOnceAnswered, StopsOnceTold};

/// What an answer does.
const ANSWERED: [Option<Turn>; 3] = [Some(StopsOnceAnswered), Some(StopsOnceTold), Some(StopsOnceAnswered)];

/// Act, version, and what it does to the citizen's clock, the one until the person is told, and that of the assignment. Acts that
/// do nothing to any of them are not here.
const TURNS: &[(&str, i64, [Option<Turn>; 3])] = &[
    ("case.received", 1, [Some(Starts), Some(Starts), None]),
    ("case.point_added", 1, [None, Some(Starts), None]),
    ("case.linked", 1, [Some(Stops); 3]),
    ("case.unlinked", 1, [Some(Starts); 3]),
    ("case.assigned", 1, [None, None, Some(Starts)]),
    ("case.noticed", 1, [None, None, Some(Redates)]),
    ("case.answered_on_the_spot", 1, ANSWERED),
    ("case.replied", 1, ANSWERED),
    ("case.suspended", 1, [None, None, Some(Pauses)]),
    ("case.resumed", 1, [None, None, Some(Resumes)]),
    ("case.resumed", 2, [None, None, Some(Resumes)]),
    ("case.transfer_answered", 1, ANSWERED),
    ("case.transfer_answered", 2, ANSWERED),
    ("case.merged", 1, [Some(Stops); 3]),
    ("case.unmerged", 1, [Some(Starts); 3]),
    ("case.reopened", 1, [Some(Starts), Some(Stops), Some(Starts)]),
    ("case.reopened", 2, [Some(Starts), Some(Stops), Some(Starts)]),
    ("case.ended", 1, [Some(Stops); 3]),
    ("case.review_decided", 2, [Some(Starts), Some(Stops), Some(Starts)]),
    ("case.told", 1, [None, Some(Stops), None]),
    ("case.told", 2, [None, Some(Stops), None]),
    ("case.clock_redated", 1, [None, Some(Redates), None]),
    ("case.returned", 1, [None, None, Some(Stops)]),
];

#[test]
fn which_events_start_pause_resume_redate_and_stop_which_clock_is_a_table() {
    let mut seen = 0;
    for sample in case_samples() {
        let event = Event::Case(sample.clone());
        let turns = Clock::ALL.map(|clock| clock.turned_by(&sample));
        // Those that depend on what they say are looked at below.
        if matches!(
            sample,
            CaseEvent::Extended { .. } | CaseEvent::DeliveryChosen { .. } | CaseEvent::ReviewDecided { .. }
        ) {
            continue;
        }
        let row = TURNS.iter().find(|(act, version, _)| (*act, *version) == (event.act(), event.version()));
        assert_eq!(turns, row.map_or([None; 3], |(_, _, turns)| *turns), "{} {}", event.act(), event.version());
        seen += usize::from(turns != [None; 3]);
    }
    assert_eq!(seen, TURNS.len(), "each row has its event");
    for (told, notify) in [(true, Some(Stops)), (false, None)] {
        let extended = CaseEvent::Extended { due_on: day("2020-05-01"), told, words: None };
        assert_eq!(Clock::ALL.map(|clock| clock.turned_by(&extended)), [None, notify, Some(Redates)], "{told}");
    }
    for (way, notify) in [(Delivery::Letter, None), (Delivery::Village, None), (Delivery::Spot, Some(StopsOnceTold))] {
        let chosen = CaseEvent::DeliveryChosen { points: vec![1], way };
        assert_eq!(Clock::ALL.map(|clock| clock.turned_by(&chosen)), [None, notify, None], "{way:?}");
    }
    for clock in Clock::ALL {
        assert_eq!(Clock::parse(clock.as_str()), Some(clock));
    }
}

/// How the citizen's clock, that of telling and that of the assignment stand after all that is recorded.
fn stand(history: &History) -> [ClockState; 3] {
    let clocks = clocks(&history.0);
    Clock::ALL.map(|clock| clocks.of(clock))
}

fn clocks(events: &[Recorded]) -> Clocks {
    let known = effective(events);
    Case::by(Day::OPEN, &known).unwrap().clocks(&known)
}

fn told() -> CaseEvent {
    CaseEvent::Told { way: ContactWay::Letter, words: None }
}

/// Law 42/2013/QH13, article 28, clause 1: whoever was received is told how the matter is handled.
#[test]
fn that_a_body_leads_a_case_tells_nobody_and_the_clock_of_telling_runs_on() {
    let assigned = || case(1).assign("2020-03-04", "2020-03-20").accept("2020-03-05");
    assert_eq!(stand(&assigned()), [Running; 3]);
    assert_eq!(
        stand(&assigned().then("2020-03-06", CaseEvent::Noticed { notice: 9, point: 8, due_on: None })),
        [Running; 3]
    );
    assert_eq!(stand(&assigned().send_on("2020-03-06", &[1])), [Running; 3]);
    let extended = |told| CaseEvent::Extended { due_on: day("2020-04-20"), told, words: None };
    assert_eq!(stand(&assigned().then("2020-03-06", extended(false))), [Running; 3]);
    for tells in [told(), CaseEvent::ToldByNotice { notice: 9 }, extended(true)] {
        let after = assigned().then("2020-03-06", tells.clone());
        assert_eq!(stand(&after), [Running, Stopped, Running], "{tells:?}");
        assert_eq!(stand(&after.strike("2020-03-07", 104)), [Running; 3], "{tells:?} by mistake");
    }
}

#[test]
fn an_answer_on_the_spot_stops_the_clock_of_telling_once_all_that_was_raised_is_answered() {
    let one = case(2).on_the_spot("2020-03-02", &[(1, PointResult::Explained)]);
    assert_eq!(stand(&one), [Running, Running, Stopped]);
    let both = one.on_the_spot("2020-03-02", &[(2, PointResult::Explained)]);
    assert_eq!(stand(&both), [Stopped; 3]);
}

/// Two points: what is told of one of them tells nothing of the other, and what is taken back runs again.
#[test]
fn telling_stops_once_all_that_was_raised_was_answered_or_told_and_runs_again_when_that_is_struck() {
    let one = case(2).on_the_spot("2020-03-03", &[(1, PointResult::Explained)]);
    let spot = |points: &[i64]| CaseEvent::DeliveryChosen { points: points.to_vec(), way: Delivery::Spot };
    let chosen = one.clone().then("2020-03-03", spot(&[1, 2]));
    assert_eq!(stand(&chosen)[1], Running, "a way that is chosen for an answer to come tells nobody");
    let concluded = one.assign("2020-03-04", "2020-03-20").then("2020-03-04", spot(&[2]));
    assert_eq!(stand(&concluded)[1], Stopped, "one answered, the other told of at the conclusion");
    assert_eq!(stand(&concluded.clone().strike("2020-03-05", 102))[1], Running, "the answer was none");
    assert_eq!(stand(&concluded.clone().strike("2020-03-05", 103))[1], Running, "nothing was concluded");
    assert_eq!(stand(&concluded.clone().strike("2020-03-05", 104))[1], Running, "it was told by another way");
    let letter = CaseEvent::DeliveryChosen { points: vec![2], way: Delivery::Letter };
    assert_eq!(stand(&concluded.then("2020-03-05", letter))[1], Running, "and will be told by letter");
}

#[test]
fn what_is_linked_to_a_case_that_was_told_of_waits_to_be_told_of() {
    let linked =
        |history: History, point| history.then("2020-03-09", CaseEvent::PointAdded { point, submission: Some(9) });
    let told_first = case(1).then("2020-03-04", told());
    assert_eq!(stand(&told_first)[1], Stopped);
    let both = linked(told_first, 2);
    assert_eq!(stand(&both)[1], Running, "who raised the second matter heard nothing");
    assert_eq!(stand(&both.clone().then("2020-03-10", told()))[1], Stopped);
    assert_eq!(stand(&both.clone().then("2020-03-10", CaseEvent::PointParted { point: 2 }))[1], Stopped);
    let known = |history: &History| Case::was_told(&effective(&history.0));
    assert!(!known(&both) && known(&both.clone().then("2020-03-10", CaseEvent::ToldByNotice { notice: 9 })));
}

#[test]
fn clocks_of_one_case_run_side_by_side_and_none_takes_the_place_of_another() {
    let held = case(1).assign("2020-03-04", "2020-03-20").then("2020-03-06", CaseEvent::Suspended { words: None });
    assert_eq!(stand(&held), [Running, Running, Suspended], "only work stands still");
    let held = held.then("2020-03-07", told());
    assert_eq!(stand(&held), [Running, Stopped, Suspended]);
    let resumed = held.then("2020-03-09", CaseEvent::TakenUp { moved: None, words: None });
    assert_eq!(stand(&resumed), [Running, Stopped, Running]);
    let returned = CaseEvent::Returned { assignment: 60, body: 2, to: 1, words: None };
    assert_eq!(stand(&resumed.then("2020-03-10", returned)), [Running, Stopped, Stopped]);
}

#[test]
fn a_case_that_ends_and_is_reopened_any_number_of_times_is_told_of_once() {
    let mut history = case(1).assign("2020-03-03", "2020-03-20");
    for round in 0..5 {
        let on = day("2020-03-04").plus(2 * round);
        let ended = CaseEvent::Ended { ground: EndGround::Withdrawn, code: None, words: None };
        history = history.then(&on.to_iso(), ended);
        assert_eq!(stand(&history), [Stopped; 3], "ended, round {round}");
        history = history.reopen(&on.next().to_iso());
        assert_eq!(stand(&history), [Running, Stopped, Running], "reopened, round {round}");
    }
}

#[test]
fn a_merged_case_has_no_clock_that_runs_and_once_parted_those_it_had() {
    let merged =
        case(1).assign("2020-03-03", "2020-03-20").then("2020-03-04", CaseEvent::Merged { root: 9, words: None });
    assert_eq!(stand(&merged), [Stopped; 3]);
    assert_eq!(stand(&merged.then("2020-03-05", CaseEvent::Unmerged { words: None })), [Running; 3]);
}

/// What the table alone makes of the clocks of person and telling, one event after the other.
fn by_the_table(events: &[Recorded]) -> [ClockState; 2] {
    let known = effective(events);
    let stands = Case::by(Day::OPEN, &known).unwrap();
    let (mut untold, mut ended, mut elsewhere) = (std::collections::BTreeSet::new(), false, false);
    for event in &known {
        let Event::Case(happened) = &event.recorded.event else { continue };
        let turn = |clock: Clock| clock.turned_by(happened);
        match (turn(Clock::Citizen), turn(Clock::Notify)) {
            (Some(Stops), _) if matches!(happened, CaseEvent::Ended { .. }) => ended = true,
            (Some(Stops), _) => elsewhere = true,
            (_, Some(Starts)) => match happened {
                CaseEvent::Received { points, .. } => untold.extend(points.iter().map(|point| point.point)),
                CaseEvent::PointAdded { point, .. } => _ = untold.insert(*point),
                _ => elsewhere = false,
            },
            (Some(Starts), Some(Stops)) => {
                ended = false;
                untold.clear();
            }
            (None, Some(Stops)) => untold.clear(),
            _ => {}
        }
    }
    let waits = !stands.struck && !elsewhere && !ended && !stands.is_answered();
    let open = |point: &i64| stands.points.contains(&(*point, Standing::Open));
    [waits, waits && untold.iter().any(open)].map(|runs| if runs { Running } else { Stopped })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever happened, was corrected or struck: each clock stands as the table says.
    #[test]
    fn each_clock_is_what_its_events_make_of_it(history in history()) {
        let [citizen, notify, _] = stand(&history);
        prop_assert_eq!([citizen, notify], by_the_table(&history.0));
    }

    /// What happened on different days makes the same clocks in whatever order it was typed.
    #[test]
    fn the_order_of_typing_changes_no_clock(history in history(), turn in 0_usize..12) {
        let mut events = history.0;
        events.retain(|event| matches!(event.event, Event::Case(_)));
        let first = day("2020-03-02");
        for (place, event) in (0..).zip(&mut events) {
            event.happened_on = first.plus(place);
        }
        let before = clocks(&events);
        let later = events.len() - 1;
        if later > 0 {
            events[1..].rotate_left(turn % later);
            for (seq, event) in (1..).zip(&mut events) {
                event.seq = seq;
            }
        }
        prop_assert_eq!(clocks(&events), before);
    }
}

/// A pause adds exactly the working time that it took, whatever else was recorded of the case meanwhile.
#[test]
fn a_pause_and_what_is_recorded_meanwhile_leave_the_other_clocks_alone() {
    let paused = |meanwhile: Option<CaseEvent>| {
        let history =
            case(1).assign("2020-03-04", "2020-03-20").then("2020-03-06", CaseEvent::Suspended { words: None });
        let history = meanwhile.into_iter().fold(history, |history, event| history.then("2020-03-07", event));
        history.then("2020-03-12", CaseEvent::TakenUp { moved: None, words: None })
    };
    let plain = stand(&paused(None));
    assert_eq!(plain, [Running; 3]);
    for meanwhile in [
        CaseEvent::IdentityRead,
        CaseEvent::Progressed { body: 2, words: None },
        CaseEvent::Urged { letter: 1, to: 2, what: domain::event::Urged::Assignment },
        CaseEvent::AskedBack { assignment: 60, body: 2, words: Some(reason()) },
    ] {
        assert_eq!(stand(&paused(Some(meanwhile.clone()))), plain, "{meanwhile:?}");
    }
}
