//! Rounds of gathering: what one says by its events.

use domain::behalf::{Whose, whose};
use domain::event::{Gathered, GatheredMade, GatheredTheme, GatheringEvent};
use domain::gathering::{Round, RoundState, ThemeWay};
use domain::{Event, Kind};

use crate::history::{History, day, reason};

fn opinion(id: i64, theme: Option<i64>) -> Gathered {
    Gathered {
        opinion: id,
        theme,
        text: reason(),
        territory: 5,
        field: "land".to_owned(),
        kind: Kind::Recommendation,
        noted: false,
        pressing: false,
        people: Some(12),
        brought: Some(reason()),
        root: None,
    }
}

fn opened() -> GatheringEvent {
    GatheringEvent::Opened { organisation: 7, holder: 1, dialogue: Some(3), planned: None, behalf: false }
}

/// One of each event, in the order of declaration.
pub(crate) fn samples() -> Vec<GatheringEvent> {
    vec![
        GatheringEvent::Asked {
            organisation: 7,
            holder: 1,
            dialogue: Some(3),
            planned: Some(4),
            by_on: Some(day("2026-03-20")),
            document: Some(reason()),
        },
        opened(),
        GatheringEvent::ThemesSet { themes: vec![GatheredTheme { theme: 11, title: reason() }] },
        GatheringEvent::OpinionAdded { opinion: opinion(21, None) },
        GatheringEvent::OpinionRevised { opinion: opinion(21, Some(11)) },
        GatheringEvent::OpinionsMoved { opinions: vec![21], theme: None },
        GatheringEvent::OpinionStruck { opinion: 21 },
        GatheringEvent::Closed,
        GatheringEvent::Reopened,
        GatheringEvent::Sent {
            document: reason(),
            signer: Some(reason()),
            opinions: vec![GatheredMade { opinion: 21, submission: 31, case: Some(41) }],
        },
        GatheringEvent::ThemePlaced {
            theme: 11,
            way: ThemeWay::LeftOut,
            agenda: None,
            to: None,
            words: Some(reason()),
        },
        GatheringEvent::HeldNoDenunciation { opinion: 21 },
    ]
}

fn by(history: &History) -> Round {
    Round::by(&history.0).expect("a round")
}

#[test]
fn a_round_goes_from_the_request_to_the_synthesis() {
    let asked = History::new().then("2026-03-02", samples()[0].clone());
    assert_eq!(by(&asked).state, RoundState::Asked);
    let open = asked.then("2026-03-03", opened()).then("2026-03-04", samples()[2].clone());
    let open = open.then("2026-03-04", samples()[3].clone()).then("2026-03-05", samples()[4].clone());
    let round = by(&open);
    assert_eq!(
        (round.state, round.asked_on, round.opened_on),
        (RoundState::Open, Some(day("2026-03-02")), Some(day("2026-03-03")))
    );
    assert_eq!(round.opinions[0].gathered.theme, Some(11));
    let closed = open.then("2026-03-10", GatheringEvent::Closed);
    assert_eq!(by(&closed).state, RoundState::Closed);
    let again = closed.clone().then("2026-03-10", GatheringEvent::Reopened);
    assert_eq!(by(&again).state, RoundState::Open);
    let sent = closed.then("2026-03-11", samples()[9].clone()).then("2026-03-12", samples()[10].clone());
    let round = by(&sent);
    assert_eq!((round.state, round.sent_on), (RoundState::Sent, Some(day("2026-03-11"))));
    assert_eq!(round.opinions[0].made.map(|made| made.submission), Some(31));
    assert_eq!(round.themes[0].placed.as_ref().map(|placed| placed.way), Some(ThemeWay::LeftOut));
}

#[test]
fn what_was_typed_by_mistake_stands_no_more_and_a_theme_that_is_renamed_keeps_what_was_decided() {
    let history = History::new().then("2026-03-02", opened()).then("2026-03-02", samples()[2].clone());
    let history = history.then("2026-03-02", samples()[3].clone()).then("2026-03-02", samples()[6].clone());
    assert_eq!(by(&history).standing().count(), 0);
    let history = history.then("2026-03-03", samples()[10].clone()).then("2026-03-04", samples()[2].clone());
    assert!(by(&history).themes[0].placed.is_some());
    let gone = History::new().then("2026-03-02", opened()).strike("2026-03-03", 101);
    assert_eq!(by(&gone).state, RoundState::Struck);
}

#[test]
fn the_days_of_papers_change_no_order() {
    let history = History::new().then("2026-03-02", opened()).then("2026-03-09", samples()[3].clone());
    let history = history.then("2026-03-05", GatheringEvent::Closed).then("2026-03-04", samples()[9].clone());
    assert_eq!(by(&history).state, RoundState::Sent);
    assert!(by(&history).opinions[0].made.is_some(), "the opinion was there when it was sent");
}

#[test]
fn opening_and_sending_are_acts_of_the_body_that_gathers_and_themes_are_the_heads() {
    let history = History::new().then("2026-03-02", opened()).then("2026-03-04", samples()[9].clone());
    let history = history.then("2026-03-05", samples()[10].clone());
    let told: Vec<_> = (0..3).map(|at| whose(&history.0, at)).collect();
    assert_eq!(told, [Some(Whose::Body(7)), Some(Whose::Body(7)), Some(Whose::Head(Some(1)))]);
    assert_eq!(Event::from(opened()).act(), "gathering.opened");
}
