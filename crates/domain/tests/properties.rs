//! What holds for every history, however strange.

use std::collections::BTreeMap;

use domain::standing::{Side, believed, standings};
use domain::{
    Axis, CaseEvent, Day, Event, Instant, PointResult, Recorded, Segment, Span, difference, outcome, spans, timeline,
};
use proptest::prelude::*;

use crate::history::{History, cannot, case, day, reason};

/// The axes that a case has from its receipt on; once struck it counts as raised by nobody.
const CASE_AXES: [Axis; 14] = [
    Axis::Handling,
    Axis::Bearer,
    Axis::Suspended,
    Axis::Transfer,
    Axis::Root,
    Axis::Field,
    Axis::Territory,
    Axis::Due,
    Axis::Promise,
    Axis::Assessment,
    Axis::Confirmed,
    Axis::Raised,
    Axis::Outcome,
    Axis::Competence,
];

fn near() -> impl Strategy<Value = Day> {
    (0_i64..60).prop_map(|days| day("2020-02-20").plus(days))
}

fn answers() -> impl Strategy<Value = Vec<domain::PointAnswer>> {
    let result = prop_oneof![
        3 => Just(PointResult::Done),
        1 => Just(PointResult::Explained),
        1 => Just(cannot()),
        1 => Just(PointResult::BeyondCompetence),
        2 => near().prop_map(|by_on| PointResult::Promised { by_on }),
    ];
    let answer = (1_i64..4, result).prop_map(|(point, result)| domain::PointAnswer { point, result });
    prop::collection::vec(answer, 0..4)
}

fn happened() -> impl Strategy<Value = CaseEvent> {
    let points = || prop::collection::vec(1_i64..4, 0..3);
    prop_oneof![
        (2_i64..4, near()).prop_map(|(lead, due_on)| CaseEvent::Assigned { assignment: 1, lead, due_on, words: None }),
        (1_i64..4).prop_map(|body| CaseEvent::Accepted { body }),
        (1_i64..4).prop_map(|body| CaseEvent::Progressed { body, words: None }),
        near().prop_map(|due_on| CaseEvent::Extended { due_on, told: true, words: None }),
        answers().prop_map(|points| CaseEvent::AnsweredOnTheSpot {
            reply: 1,
            session: 1,
            body: 1,
            points,
            speaker: None
        }),
        answers().prop_map(|points| CaseEvent::Replied { reply: 1, body: 2, points }),
        (1_i64..4).prop_map(|point| CaseEvent::PromiseKept { point, words: None }),
        Just(CaseEvent::PointAdded { point: 3, submission: None }),
        Just(CaseEvent::PointParted { point: 3 }),
        Just(CaseEvent::Linked { root: 9, point: 8, words: None }),
        Just(CaseEvent::Unlinked { words: None }),
        Just(CaseEvent::Told { way: domain::ContactWay::Visit, words: None }),
        (1_i64..3).prop_map(|territory| CaseEvent::Placed { territory, field: territory.to_string() }),
        Just(CaseEvent::Suspended { words: None }),
        Just(CaseEvent::Resumed { words: None }),
        (1_i64..3, points()).prop_map(|(transfer, points)| CaseEvent::SentOn { transfer, to: 5, points, words: None }),
        (1_i64..3, points()).prop_map(|(transfer, points)| CaseEvent::TransferAnswered {
            transfer,
            points,
            words: None
        }),
        (1_i64..3, answers()).prop_map(|(transfer, answers)| {
            let told = |it: domain::PointAnswer| domain::TransferAnswer { point: it.point, result: Some(it.result) };
            let points = answers.into_iter().map(told).collect();
            CaseEvent::TransferReplied { transfer, points, signer: None, words: None }
        }),
        (1_i64..3).prop_map(|transfer| CaseEvent::TransferReturned { transfer, words: None }),
        Just(CaseEvent::Merged { root: 9, words: None }),
        Just(CaseEvent::Unmerged { words: None }),
        Just(CaseEvent::Reopened { reason: reason() }),
        near().prop_map(|due_on| CaseEvent::ReopenedUntil { due_on, reason: reason() }),
        Just(CaseEvent::Ended { ground: domain::EndGround::Withdrawn, code: None, words: None }),
        Just(CaseEvent::IdentityRead),
    ]
}

/// What is recorded next: mostly an act, now and then a correction or a striking of an earlier event.
fn recorded() -> impl Strategy<Value = (Day, Event)> {
    let of = || 101_i64..114;
    let event = prop_oneof![
        8 => happened().prop_map(Event::Case),
        1 => (of(), near()).prop_map(|(of, happened_on)| Event::Corrected { of, happened_on, reason: reason() }),
        1 => of().prop_map(|of| Event::Struck { of, reason: reason() }),
    ];
    (near(), event)
}

pub(crate) fn history() -> impl Strategy<Value = History> {
    let later = prop::collection::vec(recorded(), 0..12);
    (0_i64..3, later).prop_map(|(points, later)| {
        later.into_iter().fold(case(points), |history, (on, event)| history.then(&on.to_iso(), event).typed_in_turn())
    })
}

impl History {
    /// Typed one after the other, a day apart, whatever the days on which things happened.
    fn typed_in_turn(mut self) -> Self {
        for (place, event) in (0..).zip(&mut self.0) {
            event.recorded_at = Instant::start_of(day("2020-03-02").plus(place));
        }
        self
    }

    fn known(&self, as_of: Instant) -> &[Recorded] {
        let known = self.0.iter().take_while(|event| event.recorded_at <= as_of).count();
        &self.0[..known]
    }
}

fn days() -> impl Iterator<Item = Day> {
    (-5..80).map(|days| day("2020-02-20").plus(days)).chain([Day::OPEN.plus(-1)])
}

fn values(segments: &[Segment], on: Day) -> BTreeMap<Axis, Vec<(&str, Option<i64>)>> {
    let mut values: BTreeMap<Axis, Vec<_>> = BTreeMap::new();
    for segment in segments.iter().filter(|segment| segment.holds_on(on)) {
        values.entry(segment.axis).or_default().push((segment.value.as_str(), segment.organisation));
    }
    values
}

fn sorted(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    spans
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// The state on a day as of an instant is one row per axis, and it is the timeline of what was known then.
    #[test]
    fn one_row_per_axis(history in history()) {
        let spans = spans(&history.0);
        for event in &history.0 {
            let as_of = event.recorded_at;
            let timeline = timeline(history.known(as_of));
            for on in days() {
                let believed: Vec<Segment> = spans
                    .iter()
                    .filter(|span| span.holds(on, as_of))
                    .map(|span| span.segment.clone())
                    .collect();
                prop_assert_eq!(values(&believed, on), values(&timeline, on));
                let found = values(&believed, on);
                if let Some(outcome) = outcome(&history.0, on, as_of) {
                    let struck = outcome == domain::Outcome::Struck;
                    let expected = CASE_AXES.iter().filter(|axis| !struck || **axis != Axis::Raised);
                    prop_assert!(found.keys().eq(expected));
                    prop_assert!(found.values().all(|rows| rows.len() == 1));
                } else {
                    prop_assert!(found.is_empty());
                }
            }
        }
    }

    /// The axis of the outcome and the function say the same.
    #[test]
    fn the_outcome_axis_is_the_outcome(history in history()) {
        for event in &history.0 {
            let as_of = event.recorded_at;
            let timeline = timeline(history.known(as_of));
            for on in days() {
                let axis = timeline.iter().find(|segment| segment.axis == Axis::Outcome && segment.holds_on(on));
                let function = outcome(&history.0, on, as_of);
                prop_assert_eq!(axis.map(|segment| segment.value.as_str()), function.map(domain::Outcome::as_str));
            }
        }
    }

    /// What the write door does event by event adds up to what a replay gives.
    #[test]
    fn differences_add_up_to_the_spans(history in history()) {
        let mut kept: Vec<Span> = Vec::new();
        for (index, event) in history.0.iter().enumerate() {
            let before: Vec<Segment> = kept
                .iter()
                .filter(|span| span.known_to == Instant::OPEN)
                .map(|span| span.segment.clone())
                .collect();
            let changed = difference(&before, &timeline(&history.0[..=index]));
            for span in &mut kept {
                if span.known_to == Instant::OPEN && changed.closed.contains(&span.segment) {
                    span.known_to = event.recorded_at;
                }
            }
            let known_from = event.recorded_at;
            kept.extend(changed.opened.into_iter().map(|segment| {
                Span { segment, known_from, known_to: Instant::OPEN }
            }));
        }
        prop_assert_eq!(sorted(kept), sorted(spans(&history.0)));
    }

    /// Segments follow each other without gap, overlap or repetition, up to the open end.
    #[test]
    fn segments_join(history in history()) {
        let timeline = timeline(&history.0);
        for axis in CASE_AXES {
            let line: Vec<&Segment> = timeline.iter().filter(|segment| segment.axis == axis).collect();
            let open = line.last().map(|segment| segment.to);
            prop_assert!(open == Some(Day::OPEN) || (open.is_none() && axis == Axis::Raised));
            for pair in line.windows(2) {
                prop_assert_eq!(pair[0].to, pair[1].from);
                prop_assert_ne!((&pair[0].value, pair[0].organisation), (&pair[1].value, pair[1].organisation));
            }
            prop_assert!(line.iter().all(|segment| segment.from < segment.to));
        }
    }

    /// Striking something and striking that again leaves what was there.
    #[test]
    fn struck_and_restored(history in history(), of in 0_usize..12) {
        let before = timeline(&history.0);
        let of = history.0[of % history.0.len()].id;
        let striking = history.0.last().unwrap().id + 1;
        let restored = history.strike("2020-06-01", of).strike("2020-06-02", striking);
        prop_assert_eq!(timeline(&restored.0), before);
    }

    /// A correction to the day that was recorded anyway changes nothing, unless the event was corrected before.
    #[test]
    fn corrected_to_the_same(history in history(), of in 0_usize..12) {
        let target = history.0[of % history.0.len()].clone();
        let corrected_before = history.0.iter().any(|event| {
            matches!(event.event, Event::Corrected { of, .. } if of == target.id)
        });
        if corrected_before {
            return Ok(());
        }
        let before = timeline(&history.0);
        let corrected = history.correct("2020-06-01", target.id, &target.happened_on.to_iso());
        prop_assert_eq!(timeline(&corrected.0), before);
    }

    /// An event struck is as if it had never been, but for the founding one.
    #[test]
    fn struck_is_never_recorded(history in history(), of in 0_usize..12) {
        if history.0.len() == 1 {
            return Ok(());
        }
        let place = 1 + of % (history.0.len() - 1);
        let mut without = history.clone();
        let target = without.0.remove(place).id;
        let amended_before = history.0.iter().any(|event| {
            matches!(event.event, Event::Corrected { of, .. } | Event::Struck { of, .. } if of == target)
        });
        if amended_before {
            return Ok(());
        }
        prop_assert_eq!(timeline(&history.strike("2020-06-01", target).0), timeline(&without.0));
    }

    /// Events recorded at one instant become known together.
    #[test]
    fn recorded_together(history in history()) {
        let mut together = history.clone();
        let at = Instant::start_of(day("2020-07-01"));
        together.0.iter_mut().for_each(|event| event.recorded_at = at);
        let expected = timeline(&history.0).into_iter().map(|segment| {
            Span { segment, known_from: at, known_to: Instant::OPEN }
        });
        prop_assert_eq!(sorted(spans(&together.0)), sorted(expected.collect()));
    }

    /// What is recorded later says nothing about what was known earlier.
    #[test]
    fn the_past_of_knowledge_is_fixed(history in history(), (on, event) in recorded()) {
        let last = history.0.last().unwrap().recorded_at;
        let longer = history.clone().then(&on.to_iso(), event).typed_in_turn();
        for state_on in days() {
            prop_assert_eq!(outcome(&longer.0, state_on, last), outcome(&history.0, state_on, last));
        }
    }

    /// Of each day, as of each instant, the standing says what its axes say, and there is one of a case that was not struck.
    #[test]
    fn a_standing_is_the_axes_of_its_day(history in history()) {
        let believed = believed(&history.0);
        for event in &history.0 {
            let as_of = event.recorded_at;
            let known = history.known(as_of);
            let timeline = timeline(known);
            let mut held: Vec<_> = believed
                .iter()
                .filter(|(_, since, until)| *since <= as_of && as_of < *until)
                .map(|(standing, ..)| standing.clone())
                .collect();
            held.sort_by_key(|standing| standing.from);
            prop_assert_eq!(&held, &standings(known, &timeline));
            prop_assert!(held.windows(2).all(|two| two[0].to == two[1].from));
            for on in days() {
                let axes = values(&timeline, on);
                let standing: Vec<_> = held.iter().filter(|standing| standing.holds_on(on)).collect();
                let Some(raised) = axes.get(&Axis::Raised) else {
                    prop_assert!(standing.is_empty());
                    continue;
                };
                prop_assert_eq!(standing.len(), 1);
                let first = timeline.iter().find(|segment| segment.axis == Axis::Raised).unwrap();
                prop_assert_eq!(standing[0].raised_on, first.from);
                prop_assert_eq!(standing[0].origin.to_string(), raised[0].0);
                prop_assert_eq!(&standing[0].field, axes[&Axis::Field][0].0);
                prop_assert_eq!(standing[0].outcome.as_str(), axes[&Axis::Outcome][0].0);
                for side in Side::ALL {
                    prop_assert_eq!(side.of(standing[0].sides), Some(axes[&side.axis()][0].0));
                }
            }
        }
    }

    /// The difference of two timelines turns one into the other.
    #[test]
    fn a_difference_turns_one_into_the_other(one in history(), other in history()) {
        let (one, other) = (timeline(&one.0), timeline(&other.0));
        let changed = difference(&one, &other);
        let mut turned: Vec<Segment> =
            one.iter().filter(|segment| !changed.closed.contains(segment)).cloned().collect();
        turned.extend(changed.opened.clone());
        turned.sort();
        let mut expected = other.clone();
        expected.sort();
        prop_assert_eq!(turned, expected);
        prop_assert!(changed.closed.iter().all(|segment| one.contains(segment) && !other.contains(segment)));
        prop_assert!(changed.opened.iter().all(|segment| other.contains(segment) && !one.contains(segment)));
        let backwards: Vec<Segment> = one.iter().rev().cloned().collect();
        prop_assert_eq!(difference(&one, &backwards), domain::Difference::default());
    }
}
