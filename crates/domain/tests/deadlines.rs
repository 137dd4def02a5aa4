//! The deadlines of reception, letters, complaints and denunciations as the laws have them, one row a number: what
//! is shipped is compared with this table, row by row and in both directions.

use std::collections::BTreeSet;

use domain::calendar::Calendar;
use domain::due::{Direction, due, due_on};
use domain::rule::{Bound, Jurisdiction, Provenance, Rule, RuleUnit, shipped};

use crate::history::day;

/// Id, variant, first day, last day or nothing, number, article, how well it is known.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, Provenance);

use Provenance::{OneTranscription as Once, Unverified as Memory, Verified as Read};

const TCD13: &str = "Luật Tiếp công dân số 42/2013/QH13";
const N154: &str = "Nghị định 154/2026/NĐ-CP";
const KN11: &str = "Luật Khiếu nại số 02/2011/QH13";
const N155: &str = "Nghị định 155/2026/NĐ-CP";
const TC18: &str = "Luật Tố cáo số 25/2018/QH14";

/// Receiving citizens: the law of 2013 and decree 154/2026.
const RECEPTION: &[Row] = &[
    ("TCD-NOTIFY", "normal", "2014-07-01", "", "<= 10 WD", "Điều 28 khoản 1", Read),
    ("TCD-SCHED", "normal", "2014-07-01", "", ">= 5 WD before", "Điều 24 khoản 4", Read),
    ("TCD-RESULT", "normal", "2014-07-01", "", "<= 7 WD", "Điều 27 khoản 2", Read),
    ("TCD-RELAY", "normal", "2014-07-01", "", "<= 5 WD", "Điều 28 khoản 2", Read),
    ("TCD-REFUSE", "normal", "2026-07-01", "", "<= 3 WD", "Điều 4 khoản 3", Once),
    ("TCD-ONLINE-1", "normal", "2026-07-01", "", ">= 5 WD before", "Điều 23", Once),
    ("TCD-ONLINE-2", "normal", "2026-07-01", "", ">= 1 WD before", "Điều 23", Once),
    ("TCD-ONLINE-3", "normal", "2026-07-01", "", ">= 1 hour before", "Điều 23", Once),
    ("TCD-LATE", "normal", "2026-07-01", "", "<= 45 CD", "Điều 41 khoản 3 điểm b", Once),
    ("TCD-FREQ-XA-OLD", "normal", "2014-07-01", "2026-07-01", ">= 1 each week", "Điều 15", Read),
    ("TCD-FREQ-XA", "normal", "2026-07-01", "", ">= 2 each month", "Điều 15", Read),
    ("TCD-FREQ-HEAD", "normal", "2014-07-01", "", ">= 1 each month", "Điều 18 khoản 2", Read),
    ("TCD-FREQ-HUYEN", "normal", "2014-07-01", "2025-07-01", ">= 2 each month", "Điều 13 khoản 5", Read),
    ("TCD-FREQ-TINH", "normal", "2014-07-01", "", ">= 1 each month", "Điều 12", Memory),
];

/// Complaints: the law of 2011, decrees 124/2020 and 155/2026.
const COMPLAINT: &[Row] = &[
    ("KN-LIMITATION", "normal", "2012-07-01", "", "<= 90 CD", "Điều 9", Read),
    ("KN-ACCEPT1", "normal", "2012-07-01", "2026-07-01", "<= 10 CD", "Điều 27", Read),
    ("KN-ACCEPT2", "normal", "2012-07-01", "2026-07-01", "<= 10 CD", "Điều 36", Read),
    ("KN-ACCEPT", "normal", "2026-07-01", "", "<= 7 WD", "Điều 10", Once),
    ("KN-SOLVE1", "normal", "2012-07-01", "", "<= 30 CD", "Điều 28", Read),
    ("KN-SOLVE1", "complex", "2012-07-01", "", "<= 45 CD", "Điều 28", Read),
    ("KN-SOLVE1", "remote", "2012-07-01", "", "<= 45 CD", "Điều 28", Read),
    ("KN-SOLVE1", "remote_complex", "2012-07-01", "", "<= 60 CD", "Điều 28", Read),
    ("KN-SEND1", "normal", "2012-07-01", "", "<= 3 WD", "Điều 32", Read),
    ("KN-APPEAL", "normal", "2012-07-01", "", "<= 30 CD", "Điều 33", Read),
    ("KN-APPEAL", "remote", "2012-07-01", "", "<= 45 CD", "Điều 33", Read),
    ("KN-SOLVE2", "normal", "2012-07-01", "", "<= 45 CD", "Điều 37", Read),
    ("KN-SOLVE2", "complex", "2012-07-01", "", "<= 60 CD", "Điều 37", Read),
    ("KN-SOLVE2", "remote", "2012-07-01", "", "<= 60 CD", "Điều 37", Read),
    ("KN-SOLVE2", "remote_complex", "2012-07-01", "", "<= 70 CD", "Điều 37", Read),
    ("KN-SEND2", "normal", "2012-07-01", "", "<= 7 CD", "Điều 41", Read),
    ("KN-EFFECT1", "normal", "2012-07-01", "", ">= 30 CD", "Điều 44", Read),
    ("KN-EFFECT1", "remote", "2012-07-01", "", ">= 45 CD", "Điều 44", Read),
    ("KN-EFFECT2", "normal", "2012-07-01", "", ">= 30 CD", "Điều 44", Read),
    ("KN-EFFECT2", "remote", "2012-07-01", "", ">= 45 CD", "Điều 44", Read),
    ("KN-INFO", "normal", "2012-07-01", "", "<= 7 CD", "Điều 14", Read),
    ("KN-DIALOGUE-NOTICE", "normal", "2026-07-01", "", ">= 5 CD before", "Điều 11", Once),
    ("KN-SUSPEND-SEND", "normal", "2026-07-01", "", "<= 3 WD", "Điều 12", Once),
    ("KN-PUBLISH", "normal", "2020-12-10", "", "<= 15 CD", "", Once),
    ("KN-POSTING", "normal", "2020-12-10", "", ">= 15 CD", "", Once),
    ("KN-MEETING-NOTICE", "normal", "2020-12-10", "", ">= 3 CD before", "", Once),
    ("KN-DISC-LIMITATION", "normal", "2012-07-01", "", "<= 15 CD", "Điều 48 đến Điều 55", Memory),
    ("KN-DISC-ACCEPT", "normal", "2012-07-01", "", "<= 10 CD", "Điều 48 đến Điều 55", Memory),
    ("KN-DISC-SOLVE1", "normal", "2012-07-01", "", "<= 30 CD", "Điều 48 đến Điều 55", Memory),
    ("KN-DISC-SOLVE1", "complex", "2012-07-01", "", "<= 45 CD", "Điều 48 đến Điều 55", Memory),
    ("KN-DISC-SOLVE2", "normal", "2012-07-01", "", "<= 30 CD", "Điều 48 đến Điều 55", Memory),
    ("KN-DISC-SOLVE2", "complex", "2012-07-01", "", "<= 45 CD", "Điều 48 đến Điều 55", Memory),
    ("KN-DISC-APPEAL", "normal", "2012-07-01", "", "<= 10 CD", "Điều 48 đến Điều 55", Memory),
];

/// Denunciations: the law of 2018 and decree 31/2019. None of them has a variant for remote places.
const DENUNCIATION: &[Row] = &[
    ("TC-INIT", "normal", "2019-01-01", "", "<= 7 WD +3", "Điều 24 khoản 1", Read),
    ("TC-TRANSFER", "normal", "2019-01-01", "", "<= 5 WD", "Điều 24 khoản 2", Read),
    ("TC-NOTICE", "normal", "2019-01-01", "", "<= 5 WD", "Điều 29 khoản 3", Read),
    ("TC-SOLVE", "normal", "2019-01-01", "", "<= 30 CD", "Điều 30", Read),
    ("TC-SOLVE", "complex", "2019-01-01", "", "<= 30 CD +30", "Điều 30", Read),
    ("TC-SOLVE", "especially_complex", "2019-01-01", "", "<= 30 CD +60", "Điều 30", Read),
    ("TC-CONCL-SEND", "normal", "2019-01-01", "", "<= 5 WD", "Điều 35 khoản 3", Read),
    ("TC-HANDLE", "normal", "2019-01-01", "", "<= 7 WD", "Điều 36 khoản 1", Read),
    ("TC-HANDLE-REPORT", "normal", "2019-01-01", "", "<= 5 WD", "Điều 36 khoản 3", Read),
    ("TC-PUBLISH", "normal", "2019-01-01", "", "<= 7 WD", "Điều 40", Read),
    ("TC-POSTING", "normal", "2019-05-28", "", ">= 15 CD", "Điều 6", Read),
    ("TC-AGAIN", "normal", "2019-01-01", "", "<= 20 CD", "Điều 37", Read),
    ("TC-OVERDUE-ASK", "normal", "2019-01-01", "", "<= 5 WD", "Điều 38 khoản 2", Read),
    ("TC-OVERDUE-REPLY", "normal", "2019-01-01", "", "<= 5 WD", "Điều 38 khoản 3", Read),
    ("TC-SUSPEND-SEND", "normal", "2019-01-01", "", "<= 5 WD", "Điều 34", Read),
    ("TC-PRESS", "normal", "2019-01-01", "", "<= 20 CD", "Điều 26 khoản 2", Read),
    ("TC-MONITOR", "normal", "2019-05-28", "2026-07-01", ">= 1 each month", "Điều 18", Read),
];

/// A rule's number as the table writes it.
fn number(rule: &Rule) -> String {
    let bound = if rule.bound == Bound::AtLeast { ">=" } else { "<=" };
    let unit = match rule.unit {
        RuleUnit::CalendarDay => " CD".to_owned(),
        RuleUnit::WorkingDay => " WD".to_owned(),
        RuleUnit::Hour => " hour".to_owned(),
        RuleUnit::CountPerPeriod => format!(" each {}", rule.per.unwrap().as_str()),
        RuleUnit::FixedDate => " on its day".to_owned(),
    };
    let before = if rule.direction == Direction::Before { " before" } else { "" };
    let longer = rule.extension_most.map(|most| format!(" +{most}")).unwrap_or_default();
    format!("{bound} {}{unit}{before}{longer}", rule.amount)
}

fn stands(row: &Row, rules: &[&Rule]) {
    let (id, variant, from, to, told, article, provenance) = *row;
    let of_day = |rule: &&&Rule| rule.id == id && rule.variant == variant && rule.valid_from.to_string() == from;
    let found: Vec<_> = rules.iter().filter(of_day).collect();
    let [rule] = found[..] else { panic!("{id} {variant} from {from} stands {} times", found.len()) };
    let ends = if rule.valid_to == domain::Day::OPEN { String::new() } else { rule.valid_to.to_string() };
    assert_eq!((ends.as_str(), number(rule).as_str()), (to, told), "{id} {variant}");
    assert_eq!((rule.article.as_str(), rule.provenance), (article, provenance), "{id} {variant}");
    assert_eq!(rule.confirmed, provenance == Read, "{id} {variant}: only what was read in its text is in force");
}

#[test]
fn deadlines_of_reception_are_those_of_the_law_and_its_decree() {
    let rules: Vec<&Rule> = shipped().iter().filter(|rule| rule.id.starts_with("TCD-")).collect();
    for row in RECEPTION {
        stands(row, &rules);
    }
    for rule in rules.iter().filter(|rule| RECEPTION.iter().any(|row| row.0 == rule.id && row.6 == Once)) {
        assert_eq!(rule.source, N154, "{}", rule.id);
    }
    assert!(rules.iter().any(|rule| rule.source == TCD13));
}

#[test]
fn deadlines_of_complaints_are_those_of_the_law_and_nothing_else_is_shipped() {
    let rules: Vec<&Rule> = shipped().iter().filter(|rule| rule.subject == "complaint").collect();
    for row in COMPLAINT {
        stands(row, &rules);
    }
    assert_eq!(rules.len(), COMPLAINT.len());
    for rule in &rules {
        let expected = if rule.provenance == Read { rule.source == KN11 } else { !rule.note.is_empty() };
        assert!(expected, "{}: of the law, or with what is not known of it", rule.id);
    }
    // The decree of 2026 is known from one transcription: nothing takes the place of the ten days by itself.
    assert!(rules.iter().filter(|rule| rule.source == N155).all(|rule| !rule.confirmed));
}

#[test]
fn only_settling_a_complaint_or_a_denunciation_stands_still_while_it_is_suspended() {
    let stands_still: BTreeSet<&str> = shipped()
        .iter()
        .filter(|rule| rule.pausable && ["complaint", "denunciation"].contains(&rule.subject.as_str()))
        .map(|rule| rule.id.as_str())
        .collect();
    assert_eq!(stands_still, BTreeSet::from(["KN-LIMITATION", "KN-SOLVE1", "KN-SOLVE2", "TC-SOLVE"]));
}

#[test]
fn deadlines_of_denunciations_are_those_of_the_law_and_have_no_remote_variant() {
    let rules: Vec<&Rule> = shipped().iter().filter(|rule| rule.subject == "denunciation").collect();
    for row in DENUNCIATION {
        stands(row, &rules);
    }
    assert_eq!(rules.len(), DENUNCIATION.len());
    assert!(rules.iter().all(|rule| !rule.variant.starts_with("remote")));
    assert_eq!(rules.iter().filter(|rule| rule.source == TC18).count(), DENUNCIATION.len() - 2);
}

/// Id, place, first day, last day or nothing, number, article, whether it binds there.
type Own = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str, bool);

/// Petitions, what people raise at a dialogue, and the dialogue itself: no law settles them within a time, so these are of a
/// place, of the commune's conference, or proposals.
const DIALOGUE: &[Own] = &[
    ("DT-PLAN", "province:24", "2021-07-09", "2025-07-01", "before 01/02", "", true),
    ("DT-MIN", "province:24", "2021-07-09", "2025-07-01", ">= 4 each year", "", true),
    ("DT-DONE", "province:24", "2021-07-09", "2025-07-01", "before 15/11", "", true),
    ("DT-CONCL", "province:24", "2021-07-09", "2025-07-01", "<= 7 WD", "", true),
    ("DT-SUPERVISION-PLAN", "province:24", "2021-07-09", "2025-07-01", ">= 1 each year", "", true),
    ("DT-SUPERVISION-REPORT", "province:24", "2021-07-09", "2025-07-01", ">= 1 each dialogue", "", true),
    ("DT-REPORT", "province:24", "2021-07-09", "2025-07-01", ">= 1 each half_year", "", true),
    ("DT-XA-ANNOUNCE", "VN", "2025-07-01", "", ">= 7 CD before", "Điều 43", true),
    ("DT-XA-RESULT", "VN", "2025-07-01", "", "<= 10 CD", "Điều 43", true),
    ("DT-REPLY", "VN", "2025-07-01", "", "<= 15 WD", "", false),
];

#[test]
fn deadlines_of_dialogues_are_those_of_a_place_or_of_the_conference_and_what_is_proposed_binds_nobody() {
    for (id, place, from, to, told, article, binds) in DIALOGUE.iter().copied() {
        let place = Jurisdiction::parse(place).unwrap();
        let of_day = |rule: &&Rule| rule.id == id && rule.jurisdiction == place && rule.valid_from == day(from);
        let found: Vec<&Rule> = shipped().iter().filter(of_day).collect();
        let [rule] = found[..] else { panic!("{id} of {place} stands {} times", found.len()) };
        let written = match (rule.unit, rule.bound) {
            (RuleUnit::FixedDate, Bound::StrictlyBefore) => {
                format!("before {:02}/{:02}", rule.day.unwrap(), rule.month.unwrap())
            }
            _ => number(rule),
        };
        let ends = if rule.valid_to == domain::Day::OPEN { String::new() } else { rule.valid_to.to_string() };
        assert_eq!((written.as_str(), ends.as_str(), rule.article.as_str()), (told, to, article), "{id}");
        assert_eq!(rule.confirmed, binds, "{id}");
    }
}

/// When what was counted from Thursday 20 August 2026 is due, by the number alone: as it was counted by hand, with the Saturday that
/// was made up on 22 August and the five days off until 2 September.
const FROM_20_AUGUST: &[(&str, &str)] = &[
    ("<= 3 WD", "2026-08-24"),
    ("<= 5 WD", "2026-08-26"),
    ("<= 7 WD", "2026-08-28"),
    ("<= 10 WD", "2026-09-07"),
    ("<= 15 WD", "2026-09-14"),
    (">= 1 WD before", "2026-08-19"),
    (">= 5 WD before", "2026-08-13"),
    (">= 3 CD before", "2026-08-17"),
    (">= 5 CD before", "2026-08-15"),
    (">= 7 CD before", "2026-08-13"),
    ("<= 7 CD", "2026-08-27"),
    // The tenth day is a Sunday and the four after it are days off.
    ("<= 10 CD", "2026-09-03"),
    ("<= 15 CD", "2026-09-04"),
    (">= 15 CD", "2026-09-04"),
    ("<= 20 CD", "2026-09-09"),
    // A time that has to pass does not end later because its last day is a Saturday.
    (">= 30 CD", "2026-09-19"),
    ("<= 30 CD", "2026-09-21"),
    (">= 45 CD", "2026-10-04"),
    ("<= 45 CD", "2026-10-05"),
    ("<= 60 CD", "2026-10-19"),
    ("<= 70 CD", "2026-10-29"),
    ("<= 90 CD", "2026-11-18"),
];

#[test]
fn every_deadline_of_the_law_falls_on_its_day() {
    let calendar = Calendar::embedded();
    let from = day("2026-08-20");
    let mut counted = BTreeSet::new();
    for rule in shipped() {
        let of_law = ["TCD-", "KN-", "TC-", "DT-"].iter().any(|law| rule.id.starts_with(law));
        let Some(period) = rule.period().filter(|_| of_law) else { continue };
        let told = number(rule);
        let plain = told.split(" +").next().unwrap();
        let expected = FROM_20_AUGUST.iter().find(|(number, _)| *number == plain);
        let expected = day(expected.unwrap_or_else(|| panic!("{} {told} is counted nowhere", rule.id)).1);
        assert_eq!(due_on(calendar, from, period), Ok((expected, false)), "{} {told}: {}", rule.id, rule.article);
        assert_eq!(due(calendar, from, period).unwrap().on, expected, "{} {told}", rule.id);
        counted.insert(plain.to_owned());
    }
    assert_eq!(counted.len(), FROM_20_AUGUST.len(), "each number is that of a rule");
}

/// Civil Code 2015, article 148, clause 5.
#[test]
fn a_limit_in_calendar_days_ends_on_a_working_day_and_a_time_that_has_to_pass_where_it_ends() {
    for rule in shipped() {
        let Some(period) = rule.period().filter(|_| rule.unit == RuleUnit::CalendarDay) else { continue };
        if rule.direction == Direction::After && !rule.id.starts_with("PM-") {
            assert_eq!(period.rolls(), rule.bound == Bound::AtMost, "{}", rule.id);
        }
    }
}
