//! The register of denunciations: its steps in their order, its clocks, and numbers in which nothing can be told.

use domain::denunciation::line::{ClockStands, Counted, Line, StepTaken, Taken, is_number};
use domain::denunciation::step::{self, RECEIVED};
use domain::event::DenunciationEvent;
use domain::letter::LetterWay;
use domain::rule::shipped;

use crate::history::{day, reason};

pub(crate) fn samples() -> Vec<DenunciationEvent> {
    vec![
        DenunciationEvent::Registered {
            organisation: 1,
            number: Some(reason()),
            drawn: true,
            way: LetterWay::Post,
            field: "05".to_owned(),
            moved: Some(3),
            clocks: vec![domain::denunciation::line::LineClock {
                rule: "TC-INIT".to_owned(),
                version: Some(1),
                from: day("2026-09-01"),
                more: 0,
                due_on: Some(day("2026-09-11")),
                done_on: None,
                state: ClockStands::Running,
            }],
        },
        DenunciationEvent::Stepped { taken: taken("extended", Some(30)), clocks: Vec::new() },
        DenunciationEvent::TakenBack { of: 9, clocks: Vec::new() },
        DenunciationEvent::Redated { clocks: Vec::new() },
        DenunciationEvent::Struck,
    ]
}

fn taken(code: &str, days: Option<i64>) -> StepTaken {
    StepTaken {
        step: code.to_owned(),
        number: Some(reason()),
        ground: None,
        days,
        criteria: days.map(|_| 2),
        result: None,
    }
}

/// A line after steps, each on its day.
fn line(steps: &[(&str, &str, Option<i64>)]) -> Line {
    let step = |(at, (code, on, days)): (usize, &(&str, &str, Option<i64>))| Taken {
        event: i64::try_from(at).expect("few") + 2,
        on: day(on),
        taken: taken(code, *days),
    };
    Line {
        organisation: 1,
        received_on: day("2026-09-01"),
        number: None,
        drawn: false,
        way: LetterWay::Counter,
        field: String::new(),
        moved: None,
        steps: steps.iter().enumerate().map(step).collect(),
        clocks: Vec::new(),
        struck: false,
        last: 1,
    }
}

fn clock<'a>(counted: &'a [Counted], rule: &str) -> &'a Counted {
    counted.iter().find(|it| it.rule == rule).unwrap_or_else(|| panic!("{rule} in {counted:?}"))
}

#[test]
fn every_step_of_the_table_is_of_the_law_and_leads_somewhere() {
    let phase = |code: &str| step::phases().iter().any(|it| it.code == code);
    let ruled = |id: &str| shipped().iter().any(|rule| rule.id == id && rule.confirmed);
    for of in step::steps() {
        assert!(!of.after.is_empty() && of.after.iter().all(|it| phase(it)), "{of:?}");
        assert!(of.to.as_ref().is_none_or(|it| phase(it)), "{of:?}");
        assert!(!of.article.is_empty() && !of.source.is_empty() && !of.title_en.is_empty(), "{of:?}");
        for rule in of.open.iter().chain(&of.extends) {
            assert!(step::clocks().iter().any(|it| it.rule == *rule), "{of:?}");
        }
    }
    for of in step::clocks() {
        assert!(ruled(&of.rule), "{of:?}");
        let known = |code: &String| code == RECEIVED || step::step(code).is_some();
        assert!([&of.starts, &of.ends, &of.drops, &of.when].into_iter().flatten().all(known), "{of:?}");
    }
    // Every phase is come to by a step, and from every one something leads on.
    for of in step::phases() {
        let come = of.code == RECEIVED || step::steps().iter().any(|it| it.to.as_ref() == Some(&of.code));
        assert!(come && step::steps().iter().any(|it| it.after.contains(&of.code)), "{of:?}");
    }
    // Every rule about denunciations that gives a last day is a clock of the table, but that which is counted by the month.
    let days = shipped().iter().filter(|rule| rule.id.starts_with("TC-") && rule.period().is_some());
    for rule in days {
        assert!(step::clocks().iter().any(|it| it.rule == rule.id), "{}", rule.id);
    }
}

#[test]
fn a_step_is_open_after_what_it_follows_and_while_its_clock_runs() {
    let codes = |line: &Line| line.open().iter().map(|it| it.code.as_str()).collect::<Vec<_>>();
    let received = codes(&line(&[]));
    assert!(received.contains(&"accepted") && received.contains(&"init_extended"), "{received:?}");
    assert!(!received.contains(&"concluded") && !received.contains(&"forwarder_answered"), "{received:?}");
    let accepted = line(&[("accepted", "2026-09-08", None)]);
    assert_eq!(accepted.phase(), "accepted");
    let open = codes(&accepted);
    assert!(open.contains(&"notified") && open.contains(&"extended") && !open.contains(&"not_processed"), "{open:?}");
    let told = line(&[("accepted", "2026-09-08", None), ("notified", "2026-09-10", None)]);
    assert!(!codes(&told).contains(&"notified"), "it was told");
    let beyond = line(&[("beyond", "2026-09-03", None), ("transferred", "2026-09-04", None)]);
    assert_eq!(codes(&beyond), ["transfer_told", "filed"], "a denunciation is sent on once");
    assert!(codes(&Line { struck: true, ..line(&[]) }).is_empty());
    let press = Line { way: LetterWay::Press, ..line(&[]) };
    assert!(codes(&press).contains(&"forwarder_answered"), "the press is answered");
}

#[test]
fn clocks_run_from_their_step_are_done_by_theirs_and_time_of_suspension_does_not_count() {
    let steps = [
        ("accepted", "2026-09-08", None),
        ("suspended", "2026-09-20", None),
        ("suspension_sent", "2026-09-22", None),
        ("resumed", "2026-10-05", None),
        ("extended", "2026-10-06", Some(30)),
    ];
    let counted = line(&steps[..2]).counted();
    assert_eq!(clock(&counted, "TC-INIT").done_on, Some(day("2026-09-08")));
    assert_eq!(clock(&counted, "TC-SOLVE").state, ClockStands::Still);
    assert_eq!(clock(&counted, "TC-SUSPEND-SEND").state, ClockStands::Running);
    let counted = line(&steps).counted();
    let solve = clock(&counted, "TC-SOLVE");
    assert_eq!((solve.state, solve.from, solve.more), (ClockStands::Running, day("2026-09-08"), 15 + 30));
    assert_eq!(clock(&counted, "TC-SUSPEND-SEND").done_on, Some(day("2026-09-22")));
    let ended = [&steps[..], &[("terminated", "2026-10-20", None)]].concat();
    let counted = line(&ended).counted();
    assert_eq!(clock(&counted, "TC-SOLVE").state, ClockStands::Dropped);
    assert_eq!(counted.iter().filter(|it| it.rule == "TC-SUSPEND-SEND").count(), 2, "each decision is sent");
    let sent_on = line(&[("transferred", "2026-09-04", None)]).counted();
    let sent_on = clock(&sent_on, "TC-TRANSFER");
    assert_eq!((sent_on.from, sent_on.state), (day("2026-09-01"), ClockStands::Running), "who denounced is told");
}

#[test]
fn a_number_has_the_shape_of_a_number_and_tells_nothing() {
    for number in ["7", "07", "12/TB-UBND", "123/QĐ-UBND", "05/2026/KL-TTr", "7a"] {
        assert!(is_number(number), "{number}");
    }
    let words = ["", "Nguyen", "ông Quách", "0912345678", "12 người", "12/Nguyễn", "12/NGUYEN-VAN-BON", "1234567"];
    for other in words.into_iter().chain(["1/2/3/4/5/6/7/8/9/1/2/3/4/5/6/7/8/9/1/2/3/4"]) {
        assert!(!is_number(other), "{other}");
    }
}
