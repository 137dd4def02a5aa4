//! What stands beside the outcomes, each number from cases that were made for it; and what had to be settled.

use acts::assignment::{Accept, Assign};
use acts::case::{Assess, Confirm, Reopen, SpotResult};
use acts::organisation;
use acts::reply::{Reply, ReplyPoint};
use domain::day::Instant;
use domain::event::{Assessment, Contact, ContactWay};
use store::figure::results::{self, Asked, Counts, Mode, Number};

use super::{counts, year};
use crate::desk::{Desk, day};
use crate::support::both;

/// What becomes of one case.
#[derive(Clone, Copy, Default)]
struct Made {
    /// The day of its reply; its due date is 30/09/2026.
    replied: Option<&'static str>,
    /// Its result, where it is not that it was done.
    result: Option<SpotResult>,
    /// What the person says of it.
    said: Option<Assessment>,
    /// Whether the Front confirms it.
    front: bool,
    /// Whether it is only assigned and accepted.
    accepted: bool,
}

/// The days on which somebody was reached for before silence was noted.
const REACHED: [(&str, ContactWay); 3] =
    [("2026-10-12", ContactWay::Telephone), ("2026-10-14", ContactWay::Visit), ("2026-10-16", ContactWay::Telephone)];

/// Makes one case; its id.
async fn make(desk: &Desk, front: i64, name: &str, made: Made) -> i64 {
    let raised = desk.act(name, desk.opinion(name)).await.expect("it is raised");
    let case = raised.case;
    let version = async || desk.case(case).await.version;
    if made.replied.is_none() && !made.accepted {
        return case;
    }
    let own = desk.by.organisation;
    let assign = Assign {
        case,
        version: version().await,
        lead: own,
        cooperating: Vec::new(),
        due_on: Some(day("2026-09-30")),
        evidence: String::new(),
        contact: false,
        happened_on: day("2026-09-14"),
    };
    desk.act(&format!("assign-{name}"), assign).await.expect("it is assigned");
    if made.accepted {
        let accept = Accept { case, version: version().await, on_behalf_of: None, happened_on: day("2026-09-15") };
        desk.act(&format!("accept-{name}"), accept).await.expect("it is accepted");
    }
    let Some(replied) = made.replied else { return case };
    let result = made.result.unwrap_or(SpotResult::Done);
    let ground = if result == SpotResult::CannotBeDone { "Chưa có vốn.".to_owned() } else { String::new() };
    let words = "Đã cho kiểm tra.".to_owned();
    let reply = Reply {
        case,
        version: version().await,
        number: String::new(),
        signer: None,
        points: vec![ReplyPoint { point: raised.point, result, by_on: None, words, ground, evidence: String::new() }],
        on_behalf_of: None,
        happened_on: day(replied),
    };
    desk.act(&format!("reply-{name}"), reply).await.expect("it is replied to");
    if let Some(value) = made.said {
        let reached = REACHED.map(|(on, way)| Contact { on: day(on), way });
        let assess = Assess {
            case,
            version: version().await,
            value,
            contacts: if value == Assessment::None { reached.into() } else { Vec::new() },
            words: if value == Assessment::NotAgreed { "Nước vẫn đục.".to_owned() } else { String::new() },
            no_denunciation: false,
            happened_on: day("2026-10-20"),
        };
        desk.act(&format!("assess-{name}"), assess).await.expect("it is assessed");
    }
    if made.front {
        let (words, document) = (String::new(), "Công văn số 21/MTTQ-BTT".to_owned());
        let (version, happened_on) = (version().await, day("2026-10-25"));
        let confirm = Confirm { case, version, words, document, on_behalf_of: Some(front), happened_on };
        desk.act(&format!("front-{name}"), confirm).await.expect("the Front confirms it");
    }
    case
}

/// The Front of the commune.
async fn front(desk: &Desk) -> i64 {
    let found = organisation::Found {
        superior: desk.by.organisation,
        line: String::new(),
        kind: "front".to_owned(),
        name: "Ủy ban MTTQ xã Mẫu".to_owned(),
        territory: None,
        outside: false,
        from: day("2026-01-01"),
    };
    desk.act("front", found).await.expect("a body").organisation
}

const IN_TIME: Option<&str> = Some("2026-09-28");
const TOO_LATE: Option<&str> = Some("2026-10-05");

/// Every number of cases, in the order in which they are told below.
fn beside(counts: &Counts) -> [i64; 15] {
    let cases = &counts.cases;
    [
        cases.total,
        cases.resolved,
        cases.in_progress,
        cases.not_taken_up,
        cases.cannot,
        cases.on_time,
        cases.late,
        cases.confirmed,
        cases.confirmed_front,
        cases.contradicted,
        cases.not_asked,
        cases.overdue,
        cases.no_due,
        cases.waiting,
        cases.ended,
    ]
}

async fn every_number_opens_its_rows(desk: &Desk, asked: &Asked) {
    let found = counts(desk, *asked, None, None).await;
    let mut read = desk.store.reader().await.expect("a reader");
    for number in Number::ALL {
        let rows = results::open(&mut read, asked, (None, None), *number, None, 100).await.expect("reads").rows;
        assert_eq!(i64::try_from(rows.len()).expect("few"), number.of(&found), "{}", number.as_str());
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_beside_the_outcomes_is_counted() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let front = front(&desk).await;
        let (agreed, not_agreed, silent) = (Assessment::Agreed, Assessment::NotAgreed, Assessment::None);
        let in_time = Made { replied: IN_TIME, ..Made::default() };
        let late = Made { replied: TOO_LATE, ..Made::default() };
        let accepted = Made { accepted: true, ..Made::default() };
        desk.store.move_today(day("2026-12-30")).await.expect("days pass");
        for (name, made) in [
            ("in time, agreed, confirmed", Made { said: Some(agreed), front: true, ..in_time }),
            ("in time, agreed", Made { said: Some(agreed), ..in_time }),
            ("in time, not agreed, confirmed", Made { said: Some(not_agreed), front: true, ..in_time }),
            ("in time, silent", Made { said: Some(silent), ..in_time }),
            ("in time, not asked", in_time),
            ("in time, can't be done", Made { result: Some(SpotResult::CannotBeDone), ..in_time }),
            ("late, agreed", Made { said: Some(agreed), ..late }),
            ("late, not agreed", Made { said: Some(not_agreed), ..late }),
            ("late, not asked", late),
            ("late, not asked either", late),
            ("overdue", accepted),
            ("overdue too", accepted),
            ("overdue as well", accepted),
            ("nobody took it up", Made::default()),
        ] {
            make(&desk, front, name, made).await;
        }
        let spoken = make(&desk, front, "on the spot", Made::default()).await;
        desk.answer("spot", spoken, SpotResult::Explained).await.expect("it is answered");
        // Total, resolved, in progress, not taken up, cannot, on time, late, confirmed, by the Front, contradicted, not
        // asked, overdue, no due date, waiting, ended. The one on the spot has no due date and its person was not asked.
        let now = counts(&desk, year(&desk), None, None).await;
        assert_eq!(beside(&now), [15, 11, 3, 1, 1, 6, 4, 3, 2, 2, 5, 3, 2, 0, 0]);
        every_number_opens_its_rows(&desk, &year(&desk)).await;
        // On the last day for them nothing is late or overdue, and nobody had been asked.
        let then = Asked { state_on: day("2026-09-30"), ..year(&desk) };
        assert_eq!(beside(&counts(&desk, then, None, None).await), [15, 7, 7, 1, 1, 6, 0, 0, 0, 0, 7, 0, 2, 0, 0]);
        every_number_opens_its_rows(&desk, &then).await;
        // A day later what has no reply is overdue.
        let after = Asked { state_on: day("2026-10-01"), ..year(&desk) };
        assert_eq!(counts(&desk, after, None, None).await.cases.overdue, 3);
        desk.verify().await;
    })
    .await;
}

/// What had to be settled: carried over + raised + reopened = settled + carried forward.
fn adds_up(counts: &Counts) {
    let cases = &counts.cases;
    let forward = Number::Unsettled.of(counts);
    assert_eq!(cases.carried_over + cases.raised + cases.reopened, cases.resolved + forward);
    assert_eq!(forward, cases.in_progress + cases.not_taken_up);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_had_to_be_settled_is_settled_or_carried_forward() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let front = front(&desk).await;
        desk.store.move_today(day("2026-12-30")).await.expect("days pass");
        let in_time = Made { replied: IN_TIME, ..Made::default() };
        let mut settled = Vec::new();
        for name in ["one", "two", "three"] {
            settled.push(make(&desk, front, name, in_time).await);
        }
        make(&desk, front, "late", Made { replied: TOO_LATE, ..Made::default() }).await;
        for name in ["accepted", "accepted too"] {
            make(&desk, front, name, Made { accepted: true, ..Made::default() }).await;
        }
        make(&desk, front, "untouched", Made::default()).await;
        let version = desk.case(settled[0]).await.version;
        let (reason, happened_on) = ("Chưa làm xong.".to_owned(), day("2026-11-10"));
        let due_on = Some(happened_on);
        desk.act("reopen", Reopen { case: settled[0], version, reason, due_on, happened_on })
            .await
            .expect("it is reopened");
        // Month by month: what is carried forward out of one is carried over into the next.
        let mut before = 0;
        for (from, to, expected) in [
            ("2026-08-01", "2026-08-31", [0, 0, 0, 0]),
            ("2026-09-01", "2026-09-30", [0, 7, 0, 3]),
            ("2026-10-01", "2026-10-31", [4, 0, 0, 1]),
            ("2026-11-01", "2026-11-30", [3, 0, 1, 0]),
            ("2026-12-01", "2026-12-30", [4, 0, 0, 0]),
        ] {
            let asked = Asked {
                mode: Mode::Workload,
                from: day(from),
                to: day(to),
                state_on: day(to),
                as_of: Instant::end_of(day("2026-12-30")),
                ..year(&desk)
            };
            let found = counts(&desk, asked, None, None).await;
            let cases = &found.cases;
            assert_eq!([cases.carried_over, cases.raised, cases.reopened, cases.resolved], expected, "{from}");
            assert_eq!(cases.carried_over, before, "{from}");
            adds_up(&found);
            every_number_opens_its_rows(&desk, &asked).await;
            before = Number::Unsettled.of(&found);
        }
        // The whole year at once says the same.
        let whole = counts(&desk, Asked { mode: Mode::Workload, ..year(&desk) }, None, None).await;
        adds_up(&whole);
        assert_eq!((whole.cases.total, whole.cases.resolved, Number::Unsettled.of(&whole)), (7, 3, before));
        desk.verify().await;
    })
    .await;
}
