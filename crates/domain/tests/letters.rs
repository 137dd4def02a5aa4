//! Letters: how one stands by its events, and by which ways one comes.

use domain::event::{LetterEntry, LetterEvent};
use domain::letter::{Letter, LetterWay};

use crate::history::{History, day, reason};

fn entry(way: LetterWay) -> LetterEntry {
    LetterEntry {
        way: Some(way),
        referrer: None,
        year: 2026,
        number: Some(reason()),
        drawn: false,
        dated_on: Some(day("2026-09-01")),
        file: None,
        archive_box: None,
        originals: Some(reason()),
    }
}

fn registered() -> LetterEvent {
    let entry = entry(LetterWay::Post);
    LetterEvent::Registered { organisation: 7, raised_with: 6, turn: 11, submission: 12, entry }
}

/// One of each event, in the order of declaration.
pub(crate) fn samples() -> Vec<LetterEvent> {
    vec![
        registered(),
        LetterEvent::Described {
            entry: LetterEntry {
                referrer: Some(reason()),
                file: Some(reason()),
                archive_box: Some(reason()),
                ..entry(LetterWay::Front)
            },
        },
        LetterEvent::OriginalsReturned { receiver: reason() },
        LetterEvent::Scanned { scans: vec![7, 8] },
        LetterEvent::ScanOpened { scan: 7 },
        LetterEvent::Withheld,
        LetterEvent::Struck { reason: reason() },
    ]
}

#[test]
fn a_letter_stands_as_the_book_says_last_and_what_is_struck_of_it_comes_back() {
    // The book was mended for an earlier day; what was typed last counts.
    let history = History::new()
        .then("2026-09-02", registered())
        .then("2026-09-04", LetterEvent::OriginalsReturned { receiver: reason() })
        .then("2026-09-03", LetterEvent::Described { entry: entry(LetterWay::Press) })
        .then("2026-09-05", LetterEvent::Withheld);
    let now = Letter::by(&history.0).expect("it is a letter");
    assert_eq!((now.organisation, now.raised_with, now.submission), (7, 6, 12));
    assert_eq!(now.received_on, day("2026-09-02"));
    assert_eq!(now.entry.way, Some(LetterWay::Press));
    assert_eq!(now.returned.as_ref().map(|(on, _)| *on), Some(day("2026-09-04")));
    assert!(now.withheld && !now.struck);
    let shown = history.strike("2026-09-06", 104);
    assert!(!Letter::by(&shown.0).expect("it is a letter").withheld);
}

#[test]
fn what_may_say_who_wrote_a_letter_is_told_by_each_event_and_who_took_the_originals_is_no_open_word() {
    let texts = |event: &LetterEvent| event.texts().len();
    assert_eq!(texts(&registered()), 2, "number and originals");
    let returned = LetterEvent::OriginalsReturned { receiver: reason() };
    assert_eq!((texts(&returned), returned.words()), (1, None));
}

#[test]
fn what_somebody_sent_on_has_a_sender_to_whom_it_may_be_given_back() {
    let referred = LetterWay::ALL.into_iter().filter(|way| way.is_referred()).map(LetterWay::as_str);
    assert_eq!(referred.collect::<Vec<_>>(), ["front", "deputies", "press", "body"]);
    for way in LetterWay::ALL {
        assert_eq!(LetterWay::parse(way.as_str()), Some(way));
    }
}
