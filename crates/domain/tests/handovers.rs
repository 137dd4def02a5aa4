//! Handover: who is proposed where the successions of places name one heir, and who is not where they don't.

use domain::Refusal;
use domain::handover::{Candidate, Heirs, Kind, Lies, heir, may_close};

use crate::history::day;

const ENDED: &str = "2025-07-01";

fn lies(code: &str) -> Lies {
    Lies { level: "commune".to_owned(), code: code.to_owned(), on: day("2025-06-30") }
}

fn body(id: i64, kind: &str, code: &str) -> Candidate {
    Candidate { id, kind: kind.to_owned(), level: "commune".to_owned(), code: code.to_owned() }
}

fn heirs(successors: Vec<Candidate>, others: Vec<Candidate>) -> Heirs {
    Heirs { kind: "peoples_committee".to_owned(), ended_on: day(ENDED), successors, others }
}

#[test]
fn a_single_successor_is_proposed_for_everything() {
    let merged = heirs(vec![body(7, "peoples_committee", "00097")], Vec::new());
    for kind in Kind::ALL {
        assert_eq!(merged.proposed(kind, &lies("00007")), Some(7), "{kind:?}");
    }
}

#[test]
fn without_one_the_body_of_the_same_kind_at_the_place_that_follows_is_proposed() {
    let others = vec![
        body(1, "party_committee", "00097"),
        body(2, "peoples_committee", "00097"),
        body(3, "peoples_committee", "00008"),
    ];
    let ended = heirs(Vec::new(), others.clone());
    // 00001 went on whole in 00097.
    assert_eq!(ended.proposed(Kind::Case, &lies("00001")), Some(2));
    assert_eq!(ended.proposed(Kind::Dialogue, &lies("00001")), Some(2));
    assert_eq!(ended.proposed(Kind::Body, &lies("00001")), None, "where it lies says nothing of who stands above it");
    let split = heirs(others, Vec::new());
    assert_eq!(split.proposed(Kind::Case, &lies("00006")), Some(3), "00006 went on whole in 00008");
}

#[test]
fn nobody_is_proposed_where_nobody_alone_follows() {
    let ended = heirs(Vec::new(), vec![body(2, "peoples_committee", "00008"), body(3, "peoples_committee", "00025")]);
    assert_eq!(ended.proposed(Kind::Case, &lies("00007")), None, "00007 went to 00008 and 00025");
    assert_eq!(ended.proposed(Kind::Case, &lies("MP001")), None, "a place of one's own");
    assert_eq!(ended.proposed(Kind::Case, &lies("00001")), None, "no body at the place that follows");
    let two = heirs(Vec::new(), vec![body(2, "peoples_committee", "00097"), body(3, "peoples_committee", "00097")]);
    assert_eq!(two.proposed(Kind::Case, &lies("00001")), None, "two bodies of the kind");
}

/// A code alone names nothing: 00004 is another unit from 2025-07-01 on.
#[test]
fn an_heir_is_a_unit_in_force_on_the_day_of_the_end() {
    for code in ["00001", "00004", "00006", "00007", "19360"] {
        if let Some(unit) = heir(&lies(code), day(ENDED)) {
            assert!(unit.is_in_force(day(ENDED)), "{code}");
        }
    }
    let stays = heir(&lies("00001"), day("2025-06-30")).expect("it is there");
    assert_eq!(stays.code, "00001");
}

#[test]
fn a_list_closes_when_nothing_is_left() {
    assert_eq!(may_close(0), Ok(()));
    assert_eq!(may_close(2), Err(Refusal::NotHandedOver { open: 2 }));
}

#[test]
fn every_kind_is_read_back() {
    for kind in Kind::ALL {
        assert_eq!(Kind::parse(kind.as_str()), Some(kind));
    }
    assert_eq!(Kind::parse("turn"), None);
}
