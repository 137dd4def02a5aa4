//! Declared figures: what a unit says of a period counts beside the cases, by the day of its paper and by what was known.

use acts::Stop;
use acts::declared::{Correct, MOST_UNITS, Record, Strike, UnitFigures};
use domain::day::{Day, Instant};
use domain::declared::{DeclaredCell, DeclaredNumber as N};
use domain::refusal::Refusal;
use store::declared::{self, summed};
use store::figure::results::{Asked, Mode, Scope};

use crate::desk::{Desk, HELD, day};
use crate::support::both;

fn record(desk: &Desk, (from, to): (&str, &str), on: &str, held: i64) -> Record {
    let cells = vec![DeclaredCell { number: N::Held, count: held }, DeclaredCell { number: N::Resolved, count: 0 }];
    Record {
        from_on: day(from),
        to_on: day(to),
        number: "12/BC-UBND".to_owned(),
        document_on: day(on),
        units: vec![UnitFigures { organisation: desk.by.organisation, cells }],
    }
}

async fn asked(desk: &Desk, (from, to): (&str, &str), state_on: &str, as_of: Instant) -> Option<i64> {
    let asked = Asked {
        scope: Scope::Body(desk.by.organisation),
        mode: Mode::Raised,
        from: day(from),
        to: day(to),
        state_on: day(state_on),
        as_of,
    };
    let mut read = desk.store.reader().await.expect("a reader");
    let found = summed::sums(&mut read, &asked).await.expect("sums");
    let wanted = summed::Papers { number: Some(N::Held), ..summed::Papers::default() };
    let papers = summed::papers(&mut read, &asked, wanted, 0, 50).await.expect("lists").rows;
    let opened: i64 = papers.iter().filter_map(|paper| paper.count).sum();
    let said = found.of(None, None, N::Held);
    assert_eq!(
        (said.unwrap_or_default(), said.is_some()),
        (opened, !papers.is_empty()),
        "each number opens its papers"
    );
    said
}

const YEAR: (&str, &str) = ("2026-01-01", "2026-12-31");

async fn version(desk: &Desk, id: i64) -> i64 {
    declared::find(&mut desk.store.reader().await.expect("a reader"), id)
        .await
        .expect("reads")
        .expect("is there")
        .version
}

fn end(of: &str) -> Instant {
    Instant::end_of(day(of))
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_declared_counts_from_the_day_of_its_paper_and_a_correction_changes_no_earlier_as_of() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let half = ("2026-01-01", "2026-06-30");
        let new = desk.act("r", record(&desk, half, "2026-07-05", 4)).await.expect("it is recorded");
        let id = new[0];
        assert_eq!(asked(&desk, YEAR, HELD, end(HELD)).await, Some(4));
        assert_eq!(asked(&desk, YEAR, "2026-07-04", end(HELD)).await, None, "the paper was not there yet");
        assert_eq!(asked(&desk, YEAR, HELD, end("2026-09-10")).await, None, "nobody had recorded it");
        assert_eq!(
            asked(&desk, ("2026-02-01", "2026-12-31"), HELD, end(HELD)).await,
            None,
            "its period lies not within"
        );
        desk.store.move_today(day("2026-09-20")).await.expect("days pass");
        let correct = Correct {
            declared: id,
            version: 1,
            number: String::new(),
            document_on: day("2026-07-01"),
            cells: vec![DeclaredCell { number: N::Held, count: 5 }],
            reason: "Chép nhầm".to_owned(),
        };
        desk.act("c", correct.clone()).await.expect("it is corrected");
        let again = desk.act("c2", correct).await;
        assert!(matches!(again, Err(Stop::Refused(Refusal::Conflict))), "the page was of an earlier version");
        assert_eq!(asked(&desk, YEAR, HELD, end("2026-09-20")).await, Some(5));
        assert_eq!(asked(&desk, YEAR, HELD, end("2026-09-11")).await, Some(4), "an earlier as-of reads what it was");
        assert_eq!(asked(&desk, YEAR, "2026-07-02", end("2026-09-20")).await, Some(5), "from the right day on");
        let both = declared::cells(&mut desk.store.reader().await.unwrap(), id).await.expect("reads");
        assert_eq!(both.len(), 3, "both stay visible");
        desk.verify().await;
        desk.store.move_today(day("2026-09-21")).await.expect("days pass");
        let at = version(&desk, id).await;
        desk.act("s", Strike { declared: id, version: at, reason: "Của xã khác".to_owned() })
            .await
            .expect("it is struck");
        assert_eq!(asked(&desk, YEAR, HELD, end("2026-09-21")).await, None);
        assert_eq!(asked(&desk, YEAR, HELD, end("2026-09-20")).await, Some(5));
        let row = declared::find(&mut desk.store.reader().await.unwrap(), id).await.expect("reads").expect("visible");
        assert!(row.struck);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_unit_declares_of_a_period_once_and_the_longest_period_counts_alone() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let half = ("2026-01-01", "2026-06-30");
        desk.act("a", record(&desk, half, "2026-07-05", 4)).await.expect("it is recorded");
        for (key, period) in [("b", half), ("c", ("2026-03-01", "2026-08-31"))] {
            let again = desk.act(key, record(&desk, period, "2026-09-01", 1)).await;
            assert!(matches!(again, Err(Stop::Refused(Refusal::DeclaredOverlaps { .. }))), "{key}");
        }
        desk.act("q", record(&desk, ("2026-01-01", "2026-03-31"), "2026-04-05", 1)).await.expect("a quarter within");
        assert_eq!(asked(&desk, YEAR, HELD, end(HELD)).await, Some(4), "the half year holds the quarter");
        assert_eq!(asked(&desk, ("2026-01-01", "2026-03-31"), HELD, end(HELD)).await, Some(1));
        assert_eq!(asked(&desk, YEAR, "2026-05-01", end(HELD)).await, Some(1), "while there was only the quarter");
        desk.act("h", record(&desk, ("2026-07-01", "2026-08-31"), "2026-09-01", 2)).await.expect("what follows");
        assert_eq!(asked(&desk, YEAR, HELD, end(HELD)).await, Some(6), "periods beside each other add up");
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_paper_that_can_not_be_is_refused_with_its_field_and_opens_no_case() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let refused = async |key: &str, spoil: &dyn Fn(&mut Record)| {
            let mut act = record(&desk, YEAR, HELD, 4);
            spoil(&mut act);
            match desk.act(key, act).await {
                Err(Stop::Refused(refusal)) => refusal.field().unwrap_or(refusal.code()),
                other => panic!("{key}: {other:?}"),
            }
        };
        let twice = |act: &mut Record| act.units.push(act.units[0].clone());
        let negative = |act: &mut Record| act.units[0].cells[0].count = -1;
        assert_eq!(refused("1", &|act| act.to_on = day("2025-12-31")).await, "declared_to");
        assert_eq!(refused("2", &|act| act.document_on = Day::parse_iso(HELD).unwrap().plus(1)).await, "document_on");
        assert_eq!(refused("3", &|act| act.units[0].cells.clear()).await, "declared_cells");
        assert_eq!(refused("4", &negative).await, "declared_cells");
        assert_eq!(refused("5", &twice).await, "declared_unit");
        assert_eq!(refused("6", &|act| act.units.clear()).await, "table");
        assert_eq!(refused("7", &|act| act.number = "x".repeat(201)).await, "declared_number");
        assert_eq!(refused("8", &|act| act.units[0].organisation = 999_999).await, "not-there");
        let many = |act: &mut Record| act.units = vec![act.units[0].clone(); MOST_UNITS + 1];
        assert_eq!(refused("9", &many).await, "table");
        desk.act("ok", record(&desk, YEAR, HELD, 4)).await.expect("it is recorded");
        let mut read = desk.store.reader().await.expect("a reader");
        let cases = store::case::running(&mut read, 0, 5).await.expect("reads").rows;
        assert!(cases.is_empty(), "no case is opened");
        drop(read);
        desk.verify().await;
    })
    .await;
}
