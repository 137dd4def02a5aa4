//! Profiles are whole, dated, and fixed where the rule was read.

use documents::Error;
use documents::profile::{Measure, Part, Profile, Provenance, Settings, System, Word, all};

use super::samples::day;

#[test]
fn every_profile_has_every_value_with_its_source() {
    assert_eq!(all().len(), 4);
    for profile in all() {
        for measure in Measure::ALL {
            let length = profile.measure(*measure);
            assert!((length.least..=length.most).contains(&length.value), "{} {measure:?}", profile.id);
            assert!(!length.source.is_empty());
        }
        for part in Part::ALL {
            let face = profile.face(*part);
            let (least, most) = face.range();
            assert!((least..=most).contains(&face.size), "{} {part:?}", profile.id);
            assert!(!face.source.is_empty());
        }
        for word in Word::ALL {
            assert!(!profile.said(*word).source.is_empty(), "{} {word:?}", profile.id);
        }
    }
}

#[test]
fn who_issues_and_the_day_decide_the_profile() {
    let of = |system, iso| Profile::of(system, day(iso)).map(|profile| profile.id.as_str());
    assert_eq!(of(System::State, "2026-11-22"), Ok("nd30"));
    assert_eq!(of(System::Party, "2026-05-26"), Ok("dang-hd36"));
    assert_eq!(of(System::Party, "2026-05-27"), Ok("dang-hd05"));
    assert_eq!(of(System::Front, "2026-11-22"), Ok("mttq"));
    let early = day("2017-01-01");
    assert_eq!(of(System::State, "2017-01-01"), Err(Error::NoProfile { system: System::State, day: early }));
}

#[test]
fn a_setting_stays_within_what_the_rule_allows() {
    let nd30 = Profile::named("nd30").expect("a profile");
    let right = |value| Settings { measures: vec![(Measure::MarginRight, value)], ..Settings::default() };
    assert_eq!(nd30.adjusted(&right(20)).expect("allowed").measure(Measure::MarginRight).value, 20);
    assert!(matches!(nd30.adjusted(&right(10)), Err(Error::OutOfRange { least: 15, most: 20, .. })));
    let size = Settings { sizes: vec![(Part::Body, 12)], ..Settings::default() };
    assert!(matches!(nd30.adjusted(&size), Err(Error::OutOfRange { .. })));
}

#[test]
fn what_was_read_is_fixed_and_what_was_told_is_a_setting() {
    let said = |word, text: &str| Settings { words: vec![(word, text.to_owned())], ..Settings::default() };
    let party = Profile::named("dang-hd36").expect("a profile");
    assert!(matches!(party.adjusted(&said(Word::NumberLabel, "Số: ")), Err(Error::Fixed { .. })));
    assert_eq!(party.adjusted(&said(Word::RecipientEnd, ";")).expect("a setting").word(Word::RecipientEnd), ";");
    // Nothing of the text of 2026 was read, so all that is taken over is a setting.
    let newer = Profile::named("dang-hd05").expect("a profile");
    assert!(Part::ALL.iter().all(|part| newer.face(*part).provenance == Provenance::SecondHand));
    assert!(newer.adjusted(&said(Word::NumberLabel, "Số: ")).is_ok());
}
