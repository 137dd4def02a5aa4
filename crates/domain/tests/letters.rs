//! Letters: how one stands by its events, and by which ways one comes.

use domain::event::{Kind, LetterEntry, LetterEvent};
use domain::letter::class::{Class, Competence, Content, Sphere, lacks, lacks_of};
use domain::letter::process::{Processed, Processing};
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
        LetterEvent::Classified { class: class(Content::Complaint) },
        LetterEvent::PartAdded { submission: 13 },
        LetterEvent::Repeated { case: Some(31) },
        LetterEvent::Processed { processed: processed(Processing::Refuse) },
        LetterEvent::Struck { reason: reason() },
    ]
}

fn processed(outcome: Processing) -> Processed {
    Processed {
        outcome,
        ground: Some("KN11_6".to_owned()),
        number: Some(reason()),
        signer: Some(reason()),
        words: Some(reason()),
        told: None,
        goes_on: None,
        case_event: Some(41),
        told_event: None,
        kept_until: None,
    }
}

fn class(content: Content) -> Class {
    Class {
        content,
        lacks: vec!["signature".to_owned()],
        competence: Competence::Within,
        sphere: Sphere::Administrative,
        people: 6,
        representatives: Some(2),
        many: true,
    }
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

#[test]
fn a_letter_is_classified_as_was_said_last_and_one_that_was_split_has_several_contents() {
    let history = History::new()
        .then("2026-09-02", registered())
        .then("2026-09-03", LetterEvent::Classified { class: class(Content::Petition) })
        .then("2026-09-03", LetterEvent::Classified { class: class(Content::Complaint) });
    let now = Letter::by(&history.0).expect("it is a letter");
    assert_eq!(now.class, Some((class(Content::Complaint), day("2026-09-03"))));
    assert_ne!(now.classed_by, now.entered_by, "each form knows what it was read from");
    let history = history
        .then("2026-09-04", LetterEvent::PartAdded { submission: 13 })
        .then("2026-09-04", LetterEvent::Repeated { case: Some(31) });
    let split = Letter::by(&history.0).expect("it is a letter");
    assert_eq!(split.class.map(|(class, _)| class.content), Some(Content::Mixed));
    assert_eq!((split.parts, split.repeats), (vec![13], Some(31)));
    let history = history.then("2026-09-05", LetterEvent::Repeated { case: None });
    assert_eq!(Letter::by(&history.0).expect("it is a letter").repeats, None);
}

/// Circular 05/2021/TT-TTCP, article 6: content, purpose and request decide, not the title; what an eligible letter of each kind has
/// to say.
#[test]
fn each_kind_of_letter_needs_what_article_6_of_the_circular_asks_of_it() {
    let of = |content: Content, on: &str| lacks_of(content, day(on)).map(|lack| lack.code.as_str()).collect::<Vec<_>>();
    let all = ["translation", "date", "name", "signature"];
    let came = ["sent_to_several", "guided_before", "illegible"];
    let complaint = ["complained_of", "reason", "request", "documents"];
    assert_eq!(of(Content::Complaint, "2026-09-01"), [&all[..], &complaint[..], &came[..]].concat());
    assert_eq!(of(Content::Petition, "2026-09-01"), [&all[..], &["content"][..], &came[..]].concat());
    assert_eq!(of(Content::Mixed, "2026-09-01").len(), lacks().len());
    assert_eq!(
        of(Content::Petition, "2019-03-01"),
        of(Content::Petition, "2026-09-01"),
        "the list before was the same"
    );
    assert!(lacks().iter().all(|lack| lack.article.starts_with("Điều 6") && !lack.title_en.is_empty()));
}

#[test]
fn what_a_letter_says_follows_from_its_matter_unless_there_are_several() {
    assert_eq!(Content::of(Kind::Complaint, false), Content::Complaint);
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Complaint) {
        assert_eq!(Content::of(kind, false), Content::Petition);
        assert_eq!(Content::of(kind, true), Content::Mixed);
    }
    for content in Content::ALL {
        assert_eq!(Content::parse(content.as_str()), Some(*content));
    }
}

#[test]
fn what_came_of_a_letter_gets_its_right_day_and_is_kept_for_as_long_from_then() {
    let filed = Processed { kept_until: Some(day("2027-09-05")), ..processed(Processing::File) };
    let history =
        History::new().then("2026-09-02", registered()).then("2026-09-05", LetterEvent::Processed { processed: filed });
    let now = |history: &History| Letter::by(&history.0).expect("it is a letter");
    let right = history.correct("2026-09-08", 102, "2026-09-03");
    let (processed, on) = now(&right).processed.expect("it is processed");
    assert_eq!((on, processed.kept_until), (day("2026-09-03"), Some(day("2027-09-03"))));
}
