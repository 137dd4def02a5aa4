//! Golden vectors; `commitment_oracle.py` recomputes them from their description alone.

use domain::{Day, Instant, Statement, Subject, TextRef, commitment, text_digest};

use crate::history::{day, received};

const ZEROS: [u8; 32] = [0; 32];

fn counted() -> [u8; 32] {
    std::array::from_fn(|place| u8::try_from(place).unwrap())
}

#[track_caller]
fn check(digest: [u8; 32], expected: &str) {
    assert_eq!(TextRef::new(1, &digest).digest, expected);
}

fn nobody() -> Statement<'static> {
    Statement {
        public_id: uuid::Uuid::nil(),
        subject: Subject::Account,
        subject_id: 1,
        seq: 1,
        act: "account.password_set",
        version: 1,
        actor: None,
        typist: None,
        organisation: None,
        happened_on: Day::FLOOR,
        recorded_at: Instant::from_ms(0),
        data: "{}",
    }
}

#[test]
fn commitments() {
    let data = r#"{"origin":3,"origin_dialogue":null,"accountable":3,"territory":22051,"field":"land","points":[{"point":9,"submission":8}],"due_on":"2020-03-23"}"#;
    let case = Statement {
        public_id: uuid::Uuid::from_u128(0x0190_f3c2_7d5b_7c3e_8a1b_2c3d_4e5f_6071),
        subject: Subject::Case,
        subject_id: 7,
        act: "case.received",
        actor: Some(11),
        typist: Some(12),
        organisation: Some(3),
        happened_on: day("2020-03-02"),
        recorded_at: Instant::from_ms(1_583_136_000_123),
        data,
        ..nobody()
    };
    let large = Statement {
        public_id: uuid::Uuid::max(),
        subject: Subject::Dialogue,
        subject_id: i64::MAX,
        seq: 24,
        act: "dialogue.held",
        version: 256,
        actor: Some(65_536),
        typist: Some(1 << 32),
        organisation: Some(-1),
        happened_on: Day::OPEN,
        recorded_at: Instant::from_ms(i64::MIN),
        data: "đối thoại",
    };
    check(commitment(&counted(), &case), "69a89d5b6a2f63d7047124ef9f62229f5e69b56b51ba75bc1ed5c5362aa52ea0");
    check(commitment(&ZEROS, &nobody()), "7b3baa0c325afd88c930c8b6068ffc091966bb419be0c943ec42c54668c2eb47");
    check(commitment(&counted(), &large), "2448a9301b4d0edb722a0d8f7321efc92cb86a18f6399c085703ab5ccb927447");
}

#[test]
fn texts() {
    check(
        text_digest(&counted(), "Đường thôn 3 ngập"),
        "d74b7f5561210e736b79d6f897fd1d718ca479fde0f2bb5f132c192e6e7b11d2",
    );
    check(text_digest(&ZEROS, ""), "97086c825a7d274890a13c559678ae34af74af559193e2e9d851a25732130272");
}

#[test]
fn every_fact_is_bound() {
    let plain = nobody();
    let others = [
        Statement { public_id: uuid::Uuid::max(), ..plain },
        Statement { subject: Subject::Case, ..plain },
        Statement { subject_id: 2, ..plain },
        Statement { seq: 2, ..plain },
        Statement { act: "account.password_sets", ..plain },
        Statement { version: 2, ..plain },
        Statement { actor: Some(0), ..plain },
        Statement { typist: Some(0), ..plain },
        Statement { organisation: Some(0), ..plain },
        Statement { happened_on: Day::FLOOR.next(), ..plain },
        Statement { recorded_at: Instant::from_ms(1), ..plain },
        Statement { data: "{ }", ..plain },
    ];
    let mut seen = vec![commitment(&ZEROS, &plain), commitment(&counted(), &plain)];
    for other in others {
        let digest = commitment(&ZEROS, &other);
        assert!(!seen.contains(&digest), "{other:?}");
        seen.push(digest);
    }
}

#[test]
fn the_data_of_the_first_vector_has_the_form_that_is_kept() {
    let kept = domain::Event::from(received(1, Some(day("2020-03-23")))).data();
    assert!(kept.starts_with(r#"{"origin":1,"origin_dialogue":20,"accountable":1,"territory":22051,"field":"land","#));
    assert!(kept.ends_with(r#""points":[{"point":1,"submission":11}],"due_on":"2020-03-23","clocks":[]}"#));
}
