//! What was planned, held and raised, as reports count it, on any day and by what was known at any instant.

mod beside;

use acts::dialogue::PlanAs;
use acts::letter::{Entry, Register};
use acts::plan::{Amend, Cancel, Postpone};
use domain::day::Instant;
use domain::dialogue::{Duty, Line};
use domain::event::Kind;
use store::Read as _;
use store::figure::results::{self, Asked, Counts, Mode, Number, Scope};

use super::held::{announce, hold};
use super::{draft, issue};
use crate::desk::{Desk, HELD, day};
use crate::support::both;

/// The counts of a level and a line, of the whole year.
async fn counts(desk: &Desk, asked: Asked, level: Option<&str>, line: Option<Line>) -> Counts {
    let mut read = desk.store.reader().await.expect("a reader");
    let lines = results::count(&mut read, &asked, "commune").await.expect("reads");
    let line = lines.into_iter().find(|found| found.level.as_deref() == level && found.line == line);
    line.expect("there is such a line").counts
}

fn year(desk: &Desk) -> Asked {
    Asked {
        scope: Scope::Body(desk.by.organisation),
        mode: Mode::Raised,
        from: day("2026-01-01"),
        to: day("2026-12-31"),
        state_on: day("2026-12-31"),
        as_of: Instant::end_of(day("2026-12-31")),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn planned_counts_what_was_issued_first_and_held_what_took_place() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let drafted = draft(&desk, &[3, 5, 9, 11]).await;
        let total = counts(&desk, year(&desk), None, None).await;
        assert_eq!((total.dialogues.plan.planned, total.dialogues.held, total.dialogues.added), (0, 0, 0));
        desk.act("own", hold(desk.session)).await.expect("it is held");
        let total = counts(&desk, year(&desk), None, None).await;
        assert_eq!((total.dialogues.plan.planned, total.dialogues.held, total.dialogues.added), (0, 1, 1));
        issue(&desk, drafted.plan, "2026-01-20").await;
        let link = PlanAs { dialogue: desk.dialogue, planned: Some(drafted.dialogues[2]), happened_on: day(HELD) };
        desk.act("link", link).await.expect("it is linked");
        let mut first = announce(&desk, "2026-03-01", &["2026-03-10", "2026-03-11"]);
        first.planned = Some(drafted.dialogues[0]);
        let first = desk.act("first", first).await.expect("it is announced");
        for (at, session) in first.sessions.iter().enumerate() {
            desk.act(&format!("h{at}"), hold(*session)).await.expect("it is held");
        }
        let beside = desk.act("beside", announce(&desk, "2026-04-01", &["2026-04-02"])).await.expect("announced");
        assert_eq!(counts(&desk, year(&desk), None, None).await.dialogues.held, 2);
        desk.act("h3", hold(beside.sessions[0])).await.expect("it is held");
        let reason = "Bão lũ".to_owned();
        let postpone = Postpone {
            planned: drafted.dialogues[1],
            month: None,
            reason: reason.clone(),
            happened_on: day("2026-05-02"),
        };
        desk.act("postpone", postpone).await.expect("it is put off");
        let cancel = Cancel { planned: drafted.dialogues[3], reason: reason.clone(), happened_on: day("2026-08-02") };
        desk.act("cancel", cancel).await.expect("it is called off");
        let asked = year(&desk);
        let found = counts(&desk, asked, Some("commune"), None).await.dialogues;
        assert_eq!((found.plan.planned, found.plan.adjusted_to(), found.held, found.added), (4, None, 3, 1));
        assert_eq!((found.plan.postponed, found.plan.cancelled), (1, 1));
        let before = Asked { state_on: day("2026-04-30"), ..asked };
        let then = counts(&desk, before, Some("commune"), None).await.dialogues;
        assert_eq!((then.plan.postponed, then.plan.cancelled, then.held), (0, 0, 2));
        let amend = Amend {
            plan: drafted.plan,
            version: 2,
            add: Vec::new(),
            dropped: vec![drafted.dialogues[1], drafted.dialogues[3]],
            reason,
            happened_on: day("2026-09-01"),
        };
        desk.act("amend", amend).await.expect("it is amended");
        let found = counts(&desk, asked, None, Some(Line::Authority)).await;
        assert_eq!((found.dialogues.plan.planned, found.dialogues.plan.adjusted_to()), (4, Some(2)));
        assert_eq!((found.coverage.units, found.coverage.active, found.coverage.sites), (1, 1, 1));
        // By the place it is the same as by the body.
        let mut read = desk.store.reader().await.expect("a reader");
        let places = results::places_named(&mut read, "xa mau", day(HELD)).await.expect("reads");
        let by_place = Asked { scope: Scope::Place(places[0].id), ..asked };
        assert_eq!(counts(&desk, by_place, None, Some(Line::Authority)).await, found);
        let [place] = &places[..] else { panic!("one place") };
        let again = results::place(&mut read, &place.level, &place.code, day(HELD)).await.expect("reads");
        assert_eq!(again.as_ref(), Some(place));
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn turns_letters_and_cases_are_counted_each_in_its_unit() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let first = desk.act("r1", desk.opinion("Nước đục.")).await.expect("it is raised");
        let mut second = desk.opinion("Rác đầy.");
        second.turn = Some(first.turn);
        desk.act("r2", second).await.expect("it is raised");
        desk.answer("a1", first.case, acts::case::SpotResult::Explained).await.expect("it is answered");
        let letter = Register {
            organisation: desk.by.organisation,
            series: String::new(),
            number: String::new(),
            received_on: day("2025-11-04"),
            words: "Đề nghị xem lại ranh giới đất.".to_owned(),
            no_denunciation: false,
            name: String::new(),
            contact: String::new(),
            address: String::new(),
            territory: None,
            field: "01".to_owned(),
            kind: Kind::Complaint,
            entry: Entry::default(),
        };
        desk.act("letter", letter).await.expect("it is entered");
        let asked = year(&desk);
        let found = counts(&desk, asked, None, None).await;
        assert_eq!((found.turns, found.letters, found.submissions), (1, 0, 2));
        assert_eq!((found.cases.total, found.cases.resolved, found.cases.not_taken_up), (2, 1, 1));
        assert_eq!((found.cases.not_asked, found.cases.no_due, found.cases.carried_over), (1, 2, 0));
        assert_eq!(found.fields["05"], [1, 0, 1]);
        // The letter of last year still has to be settled in this one.
        let workload = counts(&desk, Asked { mode: Mode::Workload, ..asked }, None, None).await;
        assert_eq!((workload.cases.carried_over, workload.cases.raised, workload.cases.total), (1, 2, 3));
        let both_years = counts(&desk, Asked { from: day("2025-01-01"), ..asked }, None, None).await;
        assert_eq!((both_years.letters, both_years.submissions, both_years.cases.total), (1, 3, 3));
        // Before anything was recorded nothing was known.
        let nothing = counts(&desk, Asked { as_of: Instant::from_ms(0), ..asked }, None, None).await;
        assert_eq!((nothing.cases.total, nothing.dialogues.held, nothing.turns), (0, 0, 0));
        // Cases raised after the day whose state is read are not in the population.
        let early = counts(&desk, Asked { state_on: day("2026-09-10"), ..asked }, None, None).await;
        assert_eq!((early.cases.total, early.submissions), (0, 0));
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_stands_on_another_day_or_again_counts_where_it_was_raised_as_it_was_known() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let first = desk.act("r1", desk.opinion("Nước đục.")).await.expect("it is raised");
        desk.store.move_today(day("2026-09-20")).await.expect("days pass");
        let on = async |from: &str, as_of: Instant| {
            let asked = Asked { from: day(from), to: day(from), as_of, ..year(&desk) };
            let found = counts(&desk, asked, None, None).await;
            let mut read = desk.store.reader().await.expect("a reader");
            for (number, said) in [(Number::Turns, found.turns), (Number::Submissions, found.submissions)] {
                let rows = results::open(&mut read, &asked, (None, None), number, None, 10).await.expect("reads").rows;
                assert_eq!(i64::try_from(rows.len()).expect("few"), said, "{number:?}");
            }
            (found.turns, found.submissions)
        };
        let (end, moved, struck) = (
            Instant::end_of(day("2026-12-31")),
            "2026-09-09",
            acts::submission::Strike { submission: first.submission, reason: "Gõ hai lần".to_owned() },
        );
        let as_it_was = desk.store.reader().await.map(|read| read.now()).expect("a reader");
        assert_eq!([on(HELD, end).await, on(moved, end).await], [(1, 1), (0, 0)]);
        desk.correct("c", desk.last(first.case).await, moved).await.expect("it is corrected");
        assert_eq!([on(HELD, end).await, on(moved, end).await], [(0, 0), (1, 1)]);
        desk.act("s", struck).await.expect("it is struck");
        assert_eq!([on(HELD, end).await, on(moved, end).await], [(0, 0), (0, 0)]);
        desk.strike("t", desk.last(first.case).await).await.expect("the striking is struck");
        assert_eq!([on(HELD, end).await, on(moved, end).await], [(0, 0), (1, 1)]);
        assert_eq!([on(HELD, as_it_was).await, on(moved, as_it_was).await], [(1, 1), (0, 0)], "as it was known then");
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_joint_dialogue_counts_with_both_heads_and_once_in_the_whole() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let told = |duties: &[Duty]| {
            let mut told = announce(&desk, "2026-03-01", &["2026-03-10"]);
            told.duties = duties.to_vec();
            told
        };
        let all = [told(&[Duty::Secretary]), told(&[Duty::Chairman]), told(&[Duty::Secretary, Duty::Chairman])];
        for (at, told) in all.into_iter().enumerate() {
            let new = desk.act(&format!("a{at}"), told).await.expect("it is announced");
            desk.act(&format!("h{at}"), hold(new.sessions[0])).await.expect("it is held");
        }
        // The one that was opened at once is the State head's: it is held by the People's Committee.
        desk.act("own", hold(desk.session)).await.expect("it is held");
        let asked = year(&desk);
        let mut held = [0; 4];
        for (held, line) in held.iter_mut().zip([None, Some(Line::Party), Some(Line::Authority), Some(Line::Joint)]) {
            *held = counts(&desk, asked, Some("commune"), line).await.dialogues.held;
        }
        assert_eq!(held, [4, 2, 3, 1]);
        assert_eq!(held[0], held[1] + held[2] - held[3], "place = Party + State - joint");
        let mut read = desk.store.reader().await.expect("a reader");
        for line in [None, Some(Line::Party), Some(Line::Authority), Some(Line::Joint)] {
            let rows =
                results::open(&mut read, &asked, (None, line), Number::Held, None, 10).await.expect("reads").rows;
            let said = counts(&desk, asked, None, line).await.dialogues.held;
            assert_eq!(i64::try_from(rows.len()).expect("few"), said, "{line:?}");
        }
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dialogue_under_way_is_not_yet_held() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        desk.act("r1", desk.opinion("Nước đục.")).await.expect("it is raised");
        let told = announce(&desk, "2026-03-01", &["2026-03-10", "2026-03-20"]);
        let two = desk.act("two", told).await.expect("it is announced");
        desk.act("first", hold(two.sessions[0])).await.expect("its first session is held");
        let asked = year(&desk);
        // One is under way, of the other a session is still to come: what is raised there counts all the same.
        let found = counts(&desk, asked, None, None).await;
        assert_eq!((found.dialogues.held, found.dialogues.added, found.turns), (0, 0, 1));
        assert_eq!((found.coverage.active, found.coverage.idle, found.coverage.sites), (0, 1, 0));
        desk.act("second", hold(two.sessions[1])).await.expect("its second session is held");
        let found = counts(&desk, asked, None, None).await;
        assert_eq!((found.dialogues.held, found.dialogues.added), (1, 1));
        assert_eq!((found.coverage.active, found.coverage.idle, found.coverage.sites), (1, 0, 1));
        // On the day between the two it was not yet held.
        let between = Asked { state_on: day("2026-03-15"), ..asked };
        assert_eq!(counts(&desk, between, None, None).await.dialogues.held, 0);
        // The one at whose desk people spoke counts when its session ended.
        desk.act("own", hold(desk.session)).await.expect("it is held");
        assert_eq!(counts(&desk, asked, None, None).await.dialogues.held, 2);
        let mut read = desk.store.reader().await.expect("a reader");
        for number in [Number::Held, Number::Added, Number::Active, Number::Idle, Number::Sites, Number::Turns] {
            for asked in [asked, between] {
                let rows = results::open(&mut read, &asked, (None, None), number, None, 10).await.expect("reads").rows;
                let said = number.of(&counts(&desk, asked, None, None).await);
                assert_eq!(i64::try_from(rows.len()).expect("few"), said, "{}", number.as_str());
            }
        }
        desk.verify().await;
    })
    .await;
}
