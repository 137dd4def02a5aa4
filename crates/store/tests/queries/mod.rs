//! Every query runs on both engines: what one of them would not read fails here.

use domain::day::{Day, Instant};
use domain::event::Subject;
use domain::handover::{Group, Kind};
use domain::permission::{Act as Right, Role};
use domain::refusal::Refusal;
use domain::territory::Level;
use store::figure::{Population, results};
use store::grant::{Of, may};
use store::handover::{give, left};
use store::{
    By, Reader, Stop, assignment, case, dialogue, event, figure, handover, history, letter, organisation, plan, reply,
    rulebook, search, submission, term, territory, transfer,
};

use crate::support::both;

#[tokio::test(flavor = "multi_thread")]
async fn every_reading_is_understood_by_both_engines() {
    both(async |at, store| {
        let mut read = store.reader().await.expect("a reader");
        let r = &mut read;
        let day = Day::parse_iso("2026-09-11").expect("a day");
        let by = By { account: 1, actor: 1, organisation: 1 };
        for of in [
            Of::Organisation(1),
            Of::Dialogue(1),
            Of::Session(1, None),
            Of::Session(1, Some(2)),
            Of::Case(1),
            Of::Submission(1),
            Of::Account(1),
        ] {
            let answer = may(r, by, Right::CaseRead, of).await;
            assert!(matches!(answer, Err(Stop::Refused(Refusal::NotThere))), "{} {of:?}", at.engine());
        }
        assert!(organisation::find(r, 1).await.expect("reads").is_none());
        assert!(organisation::under(r, 1).await.expect("reads").is_empty());
        assert!(organisation::superiors(r, 1, day).await.expect("reads").is_empty());
        assert!(organisation::inferiors(r, 1, day).await.expect("reads").is_empty());
        assert!(organisation::names(r, 1).await.expect("reads").is_empty());
        assert!(organisation::successors(r, 1).await.expect("reads").is_empty());
        assert!(organisation::predecessors(r, 1).await.expect("reads").is_empty());
        assert!(!organisation::is_over(r, 1, 2).await.expect("reads"));
        assert!(organisation::since(r, 1, Some("party")).await.is_err(), "a body has a name");
        assert!(territory::find(r, 1).await.expect("reads").is_none());
        assert!(territory::villages(r, 1, day).await.expect("reads").is_empty());
        assert!(!territory::has_village(r, 1, "Thôn Bến Sen").await.expect("reads"));
        assert!(!territory::is_taken(r, Level::Commune, "00004", day).await.expect("reads"));
        assert!(organisation::terms(r, 1, day).await.expect("reads").is_empty());
        assert!(organisation::named(r, "a").await.expect("reads").is_empty());
        assert!(!organisation::any(r).await.expect("reads"));
        assert!(dialogue::find(r, 1).await.expect("reads").is_none());
        assert!(submission::at_desk(r, 1, 1, 10).await.expect("reads").is_empty());
        assert!(submission::earlier_versions(r, 1).await.expect("reads").is_empty());
        assert!(submission::whereabouts(r, 1).await.expect("reads").is_none());
        assert!(!submission::turn_in_session(r, 1, 1).await.expect("reads"));
        assert!(case::find(r, 1).await.expect("reads").is_none());
        assert!(case::points(r, 1).await.expect("reads").is_empty());
        assert!(case::open_points(r, 1).await.expect("reads").is_empty());
        assert!(case::earlier(r, 1, 1, "05", 1).await.expect("reads").is_empty());
        assert!(case::clocks(r, 1).await.expect("reads").is_empty());
        assert!(case::running(r, 0, 5).await.expect("reads").is_empty());
        assert!(case::ruled_of(r, 1).await.expect("reads").is_empty());
        assert!(case::due_soon(r, 1, day, 5).await.expect("reads").is_empty());
        assert!(rulebook::standing(r, 1).await.expect("reads").is_none());
        assert!(rulebook::rules(r).await.expect("reads").is_empty());
        assert_eq!(rulebook::highest(r, "TCD-NOTIFY").await.expect("reads"), 0);
        assert!(rulebook::days(r).await.expect("reads").is_empty());
        assert!(rulebook::years(r).await.expect("reads").is_empty());
        assert_eq!(rulebook::load(r).await.expect("reads").version, 0);
        assert!(case::beside(r, 1).await.expect("reads").is_none());
        assert!(case::root(r, 1).await.expect("reads").is_none());
        assert!(case::merged_into(r, 1).await.expect("reads").is_empty());
        assert!(case::fronts(r, 1, day).await.expect("reads").is_empty());
        assert!(assignment::candidate(r, 1, 2).await.expect("reads").is_none());
        assert!(assignment::of_case(r, 1).await.expect("reads").is_empty());
        assert!(assignment::cooperating(r, 1).await.expect("reads").is_empty());
        assert!(assignment::clocks(r, 1).await.expect("reads").is_empty());
        assert!(transfer::of_case(r, 1).await.expect("reads").is_empty());
        assert_eq!(reply::in_force(r, 1).await.expect("reads"), 0);
        assert!(event::history(r, Subject::Case, 1).await.expect("reads").is_empty());
        assert!(event::timeline(r, Subject::Case, 1).await.expect("reads").is_empty());
        assert!(event::subject_of(r, 1).await.expect("reads").is_none());
        let asked =
            Population { scope: 1, below: false, from: day, to: day, state_on: day, as_of: Instant::end_of(day) };
        assert!(figure::cases(r, &asked).await.expect("reads").is_empty());
        assert_eq!(figure::talk(r, &asked).await.expect("reads"), figure::Talk::default());
        let outcomes = ["resolved", "in_progress"];
        assert!(
            figure::list(r, &asked, &outcomes, Some("commune"), Some((day, 3)), 5)
                .await
                .expect("reads")
                .rows
                .is_empty()
        );
        terms_and_handovers(r, by, day).await;
        planned_and_counted(r, day).await;
        assert!(search::find(r, &[1, 2], "Đường Bến").await.expect("reads").is_empty());
        assert!(history::verify(r).await.expect("reads").problems.is_empty());
    })
    .await;
}

async fn terms_and_handovers(r: &mut Reader<'_>, by: By, day: Day) {
    assert!(term::find(r, 1).await.expect("reads").is_none());
    assert!(term::list(r, 1).await.expect("reads").is_empty());
    assert!(term::lasting(r, 1).await.expect("reads").is_empty());
    assert!(!term::holds(r, 1, 1, "chairman", day).await.expect("reads"));
    assert!(!term::is_official_under(r, 1, by).await.expect("reads"));
    assert!(term::officials(r, 1).await.expect("reads").is_empty());
    let group = Group { kind: Kind::Case, territory: 1, field: "05".to_owned() };
    assert!(handover::find(r, 1).await.expect("reads").is_none());
    for open in [false, true] {
        assert!(handover::groups(r, 1, open, Some(&group), 5).await.expect("reads").rows.is_empty());
    }
    for of in [None, Some(&group)] {
        assert!(handover::items(r, 1, of, Some(1), 5).await.expect("reads").rows.is_empty());
    }
    assert!(handover::receivers(r, 1, "").await.expect("reads").is_empty());
    assert!(!handover::can_receive(r, 1, 2).await.expect("reads"));
    assert!(left::of_body(r, 1, day).await.expect("reads").is_empty());
    assert!(left::of_term(r, 1, 1, 1, day).await.expect("reads").is_empty());
    assert!(left::candidates(r, "front", 1).await.expect("reads").is_empty());
    assert!(left::within(r, &[1, 2]).await.expect("reads").is_empty());
    assert!(give::open_items(r, 1, &[1, 2], &[group]).await.expect("reads").is_empty());
    assert!(!give::are_items(r, 1, &[1, 2]).await.expect("reads"));
    assert!(give::periods(r, 1, 1, Role::Clerk).await.expect("reads").is_empty());
    assert!(give::account_of_term(r, 1).await.expect("reads").is_none());
}

/// Plans, sessions, letters, and the results of a report.
async fn planned_and_counted(r: &mut Reader<'_>, day: Day) {
    assert!(plan::find(r, 1).await.expect("reads").is_none());
    assert!(plan::of_post(r, 1, "secretary", 2026).await.expect("reads").is_none());
    assert!(plan::planned(r, 1).await.expect("reads").is_empty());
    assert!(plan::find_planned(r, 1).await.expect("reads").is_none());
    assert!(dialogue::session::find(r, 1).await.expect("reads").is_none());
    assert!(dialogue::session::of(r, 1).await.expect("reads").is_empty());
    assert!(dialogue::session::attendance(r, 1).await.expect("reads").is_empty());
    assert!(dialogue::session::chair(r, 1, 1, day).await.expect("reads").is_none());
    assert!(!dialogue::session::place_within(r, 1, 1, day).await.expect("reads"));
    assert!(letter::find(r, 1).await.expect("reads").is_none());
    assert!(letter::of_number(r, 1, "", 2026, "1").await.expect("reads").is_none());
    assert!(results::place(r, "district", "524", day).await.expect("reads").is_none());
    assert!(results::places_named(r, "binh", day).await.expect("reads").is_empty());
    for scope in [results::Scope::Body(1), results::Scope::Place(1)] {
        for mode in [results::Mode::Raised, results::Mode::Workload] {
            let as_of = Instant::end_of(day);
            let asked = results::Asked { scope, mode, from: day, to: day, state_on: day, as_of };
            let lines = results::count(r, &asked, "commune").await.expect("reads");
            assert_eq!(lines.len(), 2, "the own level and the total");
        }
    }
}
