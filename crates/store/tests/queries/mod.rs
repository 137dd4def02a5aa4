//! Every query runs on both engines: what one of them would not read fails here.

use domain::day::{Day, Instant};
use domain::dialogue::Line;
use domain::event::Subject;
use domain::handover::{Group, Kind};
use domain::permission::{Act as Right, Role};
use domain::refusal::Refusal;
use domain::territory::Level;
use store::figure::{Population, results};
use store::grant::{Of, may, may_list};
use store::handover::{give, left};
use store::{
    By, Reader, Stop, assignment, case, complaint, dialogue, draft, duty, event, figure, handover, history, letter,
    organisation, plan, reception, reply, rulebook, search, slip, submission, term, territory, transfer, urging,
};

use crate::support::both;

#[tokio::test(flavor = "multi_thread")]
#[expect(clippy::too_many_lines, reason = "one line for each reading")]
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
            Of::Reception(1),
        ] {
            let answer = may(r, by, Right::CaseRead, of).await;
            assert!(matches!(answer, Err(Stop::Refused(Refusal::NotThere))), "{} {of:?}", at.engine());
        }
        let answer = may_list(r, by, Right::CaseRead, 1).await;
        assert!(matches!(answer, Err(Stop::Refused(Refusal::NotThere))), "{}", at.engine());
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
        assert!(!organisation::holds(r, 1, 2, day).await.expect("reads"));
        let asked =
            organisation::Asked { ended: true, kind: "front", ..organisation::Asked::in_force(1, day, "Đất") };
        assert!(organisation::listed(r, &asked, Some(3), 5).await.expect("reads").rows.is_empty());
        assert_eq!(organisation::count(r, &asked).await.expect("reads"), 0);
        assert!(organisation::heads(r, &[1, 2], day).await.expect("reads").is_empty());
        assert!(!organisation::any(r).await.expect("reads"));
        assert!(organisation::approval(r, 1).await.expect("reads").is_none());
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
        assert!(case::running(r, 0, 5).await.expect("reads").rows.is_empty());
        assert!(case::ruled_of(r, 1).await.expect("reads").is_empty());
        assert!(case::points_raised_on(r, 1).await.expect("reads").is_empty());
        let due = case::DueBetween { organisation: 1, below: true, from: day, to: day };
        assert!(case::due_between(r, due, Some((day, 1)), 5).await.expect("reads").rows.is_empty());
        assert_eq!(case::due_count(r, due, 1_000).await.expect("reads"), 0);
        assert_eq!(case::due_untaken(r, due, 1_000).await.expect("reads"), 0);
        assert!(rulebook::standing(r, 1).await.expect("reads").is_none());
        assert!(rulebook::rules(r).await.expect("reads").is_empty());
        assert_eq!(rulebook::highest(r, "TCD-NOTIFY").await.expect("reads"), 0);
        assert!(rulebook::days(r).await.expect("reads").is_empty());
        assert!(rulebook::years(r).await.expect("reads").is_empty());
        assert!(rulebook::days_entered(r, 2028).await.expect("reads").is_empty());
        assert!(rulebook::closures(r).await.expect("reads").is_empty());
        assert!(rulebook::recount::under_way(r).await.expect("reads").is_none());
        assert_eq!(rulebook::recount::count(r).await.expect("reads"), 0);
        assert!(duty::running(r, 0, 5).await.expect("reads").rows.is_empty());
        assert_eq!(rulebook::load(r).await.expect("reads").version, 0);
        assert!(case::beside(r, 1).await.expect("reads").is_none());
        assert!(case::root(r, 1).await.expect("reads").is_none());
        assert!(case::lines(r, &[1, 2]).await.expect("reads").is_empty());
        assert!(case::alike(r, 1, 5).await.expect("reads").is_empty());
        assert!(case::near(r, 1, &[1, 2], &["", "03"], 5).await.expect("reads").is_empty());
        assert!(case::near(r, 1, &[1, 2], &[], 5).await.expect("reads").is_empty());
        assert!(territory::before(r, 1).await.expect("reads").is_empty());
        assert!(case::merged_into(r, 1).await.expect("reads").is_empty());
        assert!(!case::is_reachable(r, 1).await.expect("reads"));
        assert!(case::fronts(r, 1, day).await.expect("reads").is_empty());
        assert!(assignment::candidate(r, 1, 2).await.expect("reads").is_none());
        assert!(assignment::of_case(r, 1).await.expect("reads").is_empty());
        assert!(assignment::cooperating(r, 1).await.expect("reads").is_empty());
        assert!(assignment::clocks(r, 1).await.expect("reads").is_empty());
        assert!(assignment::bodies(r, 1, day, 5).await.expect("reads").is_empty());
        assert!(transfer::of_case(r, 1).await.expect("reads").is_empty());
        assert!(transfer::waiting(r, (1, false), Some((day, day, 3)), 5).await.expect("reads").rows.is_empty());
        let key = (day, 3, "assignment".to_owned(), 4);
        assert!(urging::owed_by(r, (1, Some(2)), day, Some(&key), 5).await.expect("reads").rows.is_empty());
        assert!(urging::owing(r, 1, day, Some((day, 2)), 5).await.expect("reads").rows.is_empty());
        assert_eq!(urging::left_to_urge(r, (1, None), (day, day)).await.expect("reads"), 0);
        assert!(urging::unsigned(r, (1, 2), day, Some(day)).await.expect("reads").is_none());
        assert!(urging::letters(r, 1, None, 5).await.expect("reads").rows.is_empty());
        assert!(transfer::upward::of_cases(r, &[1, 2]).await.expect("reads").is_empty());
        assert!(transfer::upward::receivers(r, 1, day).await.expect("reads").is_empty());
        assert!(duty::reported(r, 1).await.expect("reads").is_empty());
        assert!(store::back::back(r, 1, 5).await.expect("reads").rows.is_empty());
        assert!(store::back::untold(r, 1, 0, 5).await.expect("reads").rows.is_empty());
        assert!(assignment::own_parts(r, 1, 5).await.expect("reads").rows.is_empty());
        assert_eq!(reply::in_force(r, 1).await.expect("reads"), 0);
        assert!(event::history(r, Subject::Case, 1).await.expect("reads").is_empty());
        assert!(event::timeline(r, Subject::Case, 1).await.expect("reads").is_empty());
        assert!(event::subject_of(r, 1).await.expect("reads").is_none());
        let asked =
            Population { scope: 1, below: false, from: day, to: day, state_on: day, as_of: Instant::end_of(day) };
        assert!(figure::cases(r, &asked).await.expect("reads").is_empty());
        let outcomes = ["resolved", "in_progress"];
        assert!(
            figure::list(r, &asked, &outcomes, Some("commune"), Some((day, 3)), 5)
                .await
                .expect("reads")
                .rows
                .is_empty()
        );
        lists_of_bodies(r, &asked, &outcomes, day).await;
        terms_and_handovers(r, by, day).await;
        planned(r, day).await;
        assert!(search::find(r, &[1, 2], "Đường Bến").await.expect("reads").is_empty());
        assert!(history::verify(r).await.expect("reads").problems.is_empty());
    })
    .await;
}

/// Lists of bodies that came with the right to list them.
async fn lists_of_bodies(r: &mut Reader<'_>, asked: &Population, outcomes: &[&str], day: Day) {
    for below in [false, true] {
        let bodies = organisation::Bodies::read(r, 1, below).await.expect("reads");
        for outcomes in [
            &[][..],
            outcomes,
            &["not_taken_up"],
            &["resolved", "resolved.cannot", "resolved.ended", "in_progress", "not_taken_up"],
            &domain::Outcome::ALL.map(domain::Outcome::as_str),
        ] {
            let wanted = figure::Wanted { outcomes, level: Some("commune"), channel: Some(("voters", 9)) };
            let page = figure::counted_list(r, asked, &bodies, wanted, Some((day, 3)), 5, 9).await;
            let (page, next, count) = page.expect("reads");
            assert!(page.rows.is_empty() && next.is_none() && count == Some(0));
        }
        assert!(case::borne_by(r, &bodies, true, Some((day, 3)), 5).await.expect("reads").rows.is_empty());
    }
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

/// Plans, sessions, letters, and the places of a report.
async fn planned(r: &mut Reader<'_>, day: Day) {
    assert!(plan::find(r, 1).await.expect("reads").is_none());
    assert!(plan::of_post(r, 1, "secretary", 2026).await.expect("reads").is_none());
    assert!(plan::planned(r, 1).await.expect("reads").is_empty());
    assert!(plan::find_planned(r, 1).await.expect("reads").is_none());
    assert!(dialogue::session::find(r, 1).await.expect("reads").is_none());
    assert!(dialogue::session::of(r, 1).await.expect("reads").is_empty());
    for named in [None, Some(1)] {
        let typed_at = dialogue::session::typed_at(r, 1, named, named.is_some(), day).await;
        assert!(typed_at.expect("reads").is_none());
    }
    assert!(dialogue::session::attendance(r, 1).await.expect("reads").is_empty());
    assert!(dialogue::session::chair(r, 1, 1, day).await.expect("reads").is_none());
    assert!(!dialogue::session::place_within(r, 1, 1, day).await.expect("reads"));
    assert!(letter::find(r, 1).await.expect("reads").is_none());
    assert!(letter::of_submission(r, 1).await.expect("reads").is_none());
    assert!(letter::said(r, 1).await.expect("reads").is_none());
    assert!(letter::scan::list(r, 1).await.expect("reads").is_empty());
    assert!(letter::scan::of(r, 1).await.expect("reads").is_none());
    assert!(letter::of_number(r, 1, ("", "1"), 2026, Some(1)).await.expect("reads").is_none());
    assert!(letter::parts(r, 1).await.expect("reads").is_empty());
    assert!(letter::process::find(r, 1).await.expect("reads").is_none());
    assert!(letter::process::guided(r, &[1], 1).await.expect("reads").is_none());
    assert_eq!(letter::process::repeating(r, 1).await.expect("reads"), 0);
    assert!(letter::last_of(r, 1, 2026).await.expect("reads").is_none());
    assert!(letter::process::behind(r, 1).await.expect("reads").is_empty());
    assert!(complaint::of_letter(r, 1).await.expect("reads").is_none());
    assert!(complaint::letter_of(r, 1).await.expect("reads").is_none());
    assert!(complaint::of_case(r, 1).await.expect("reads").is_empty());
    assert!(complaint::clocks(r, 1).await.expect("reads").is_empty());
    assert!(complaint::words(r, &[1]).await.expect("reads").len() < 2);
    assert!(reception::find(r, 1).await.expect("reads").is_none());
    assert!(reception::next(r, 1, day, 5).await.expect("reads").is_empty());
    assert!(reception::passed(r, 1, day, 5).await.expect("reads").is_empty());
    assert!(reception::visit::find(r, 1).await.expect("reads").is_none());
    assert!(reception::visit::last(r, 1).await.expect("reads").is_none());
    assert!(reception::visit::of_day(r, 1, 0, 5).await.expect("reads").rows.is_empty());
    assert!(reception::visit::open(r, 1, 5).await.expect("reads").is_empty());
    assert!(reception::visit::refusals(r, 1, 5).await.expect("reads").is_empty());
    assert_eq!(reception::visit::last_number(r, 1, 2026).await.expect("reads"), 0);
    assert!(reception::count::heads(r, 1, (day, day)).await.expect("reads").is_empty());
    assert!(reception::count::head_days(r, 1, (day, day)).await.expect("reads").is_empty());
    assert!(results::place(r, "district", "524", day).await.expect("reads").is_none());
    assert!(results::places_named(r, "binh", day).await.expect("reads").is_empty());
    assert!(results::seen(r, 1, day, "a", 5).await.expect("reads").rows.is_empty());
}

/// The numbers of a report, each for every scope and every duty: thousands of statements.
#[tokio::test(flavor = "multi_thread")]
async fn slow_every_number_of_a_report_is_understood_by_both_engines() {
    both(async |_, store| {
        let mut read = store.reader().await.expect("a reader");
        let r = &mut read;
        let day = Day::parse_iso("2026-09-11").expect("a day");
        let seen = results::Scope::Seen { place: 1, account: 1, on: day };
        for scope in [results::Scope::Body(1), results::Scope::Alone(1), results::Scope::Place(1), seen] {
            assert!(!results::holds_any(r, scope).await.expect("reads"));
            for mode in [results::Mode::Raised, results::Mode::Workload] {
                let as_of = Instant::end_of(day);
                let asked = results::Asked { scope, mode, from: day, to: day, state_on: day, as_of };
                let lines = results::count(r, &asked, "commune").await.expect("reads");
                assert_eq!(lines.len(), 2, "the own level and the total");
                for line in [None, Some(Line::Party), Some(Line::Authority), Some(Line::Joint)] {
                    for number in results::Number::ALL {
                        let which = results::Which { level: Some("commune"), line, field: Some("05") };
                        let rows =
                            results::open(r, &asked, which, *number, Some((day, 3)), 5).await.expect("reads").rows;
                        assert!(rows.is_empty(), "{}", number.as_str());
                        assert_eq!(results::how_many(r, &asked, which, *number).await.expect("reads"), 0);
                    }
                }
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_reading_of_the_desk_is_understood_by_both_engines() {
    both(async |_, store| {
        let mut read = store.reader().await.expect("a reader");
        let r = &mut read;
        let day = Day::parse_iso("2026-09-11").expect("a day");
        for filter in submission::Filter::ALL {
            let page = submission::page_at_desk(r, 1, 1, filter, Some((3, 1)), 10).await.expect("reads");
            assert!(page.rows.is_empty() && !page.more);
        }
        assert!(submission::one_at_desk(r, 1, 1, 1).await.expect("reads").is_none());
        assert_eq!(submission::counts(r, 1).await.expect("reads"), submission::Counts::default());
        assert!(submission::session_of(r, 1).await.expect("reads").is_none());
        assert!(!submission::is_withheld(r, 1).await.expect("reads"));
        assert!(submission::cases(r, 1).await.expect("reads").is_empty());
        assert_eq!(submission::next_no(r, 1).await.expect("reads"), 1);
        assert!(submission::private_slip_of(r, 1).await.expect("reads").is_none());
        assert!(submission::private_slips(r, 1).await.expect("reads").is_empty());
        assert!(dialogue::released(r, 1).await.expect("reads").is_empty());
        assert!(dialogue::session::of_case(r, 1, 1).await.expect("reads").is_none());
        assert!(term::answerers(r, 1, day).await.expect("reads").is_empty());
        assert!(draft::find(r, 1, "desk:1").await.expect("reads").is_none());
        assert!(store::minutes::of_dialogue(r, 1).await.expect("reads").is_empty());
        assert!(store::minutes::of_session(r, 1).await.expect("reads").is_none());
        assert!(store::minutes::spoken(r, 1, Day::OPEN).await.expect("reads").is_empty());
        assert!(store::minutes::scans(r, 1).await.expect("reads").is_empty());
        assert!(store::notice::scan::list(r, 1).await.expect("reads").is_empty());
        for which in
            [transfer::beyond::Passed::Dialogue(1), transfer::beyond::Passed::Raised { body: 1, from: day, to: day }]
        {
            for after in [None, Some((0, day, 1, 0))] {
                assert!(transfer::beyond::passed(r, which, after, 10).await.expect("reads").rows.is_empty());
            }
        }
        assert!(transfer::outside::place_of(r, 1, "commune").await.expect("reads").is_none());
        assert!(transfer::outside::named(r, 1, "Sở", day).await.expect("reads").is_none());
        assert!(store::account::working_in(r, 1, day).await.expect("reads").is_empty());
        assert!(!store::account::is_held(r, 1, Role::Head, day).await.expect("reads"));
        assert!(reply::file::list(r, 1).await.expect("reads").is_empty());
        assert!(reply::file::told_of(r, 1, 1, 1).await.expect("reads").is_none());
        assert!(reply::to_tell(r, 1, 0, 10).await.expect("reads").rows.is_empty());
        assert_eq!(duty::beyond(r, 1).await.expect("reads"), (0, 0, None));
        assert!(store::minutes::find_scan(r, 1).await.expect("reads").is_none());
        assert!(store::minutes::ended_on(r, 1).await.expect("reads").is_none());
        assert!(store::minutes::told_on(r, 1).await.expect("reads").is_none());
        assert!(store::minutes::are_settled(r, 1).await.expect("reads"));
        assert!(dialogue::channels(r, 1).await.expect("reads").is_empty());
        assert!(store::gathering::shown::themed(r, 1).await.expect("reads").is_empty());
        assert!(store::survey::find(r, 1).await.expect("reads").is_none());
        assert!(store::survey::questions(r, 1).await.expect("reads").is_empty());
        assert!(store::survey::sheet::summed(r, 1).await.expect("reads").valid.is_empty());
        for down in [store::survey::sheet::Down::Village, store::survey::sheet::Down::Group] {
            assert!(store::survey::sheet::parts(r, 1, down).await.expect("reads").is_empty());
        }
        assert!(store::survey::sheet::words(r, (1, 1), 0, 10).await.expect("reads").rows.is_empty());
        assert!(store::survey::sheet::words_of(r, 1, 1).await.expect("reads").is_none());
        assert_eq!(store::survey::sheet::number(r, 1, 1).await.expect("reads"), None);
        assert_eq!(store::survey::sheet::typed(r, 1).await.expect("reads"), 0);
        assert!(store::survey::sheet::list(r, 1, None, 10).await.expect("reads").rows.is_empty());
        assert!(!dialogue::is_elsewhere(r, 1).await.expect("reads"));
        assert!(store::import::begun(r, 1, "key").await.expect("reads").is_none());
        assert!(store::import::titles(r, 1).await.expect("reads").is_empty());
        assert!(store::import::unconcluded(r, 1, 5).await.expect("reads").is_empty());
        assert!(!store::import::touched(r, 1).await.expect("reads"));
        assert!(store::import::receivers(r, 1, day, &store::import::LEVELS).await.expect("reads").is_empty());
        assert!(submission::last_turn(r, 1).await.expect("reads").is_none());
        assert!(store::minutes::notes_of_session(r, 1).await.expect("reads").is_empty());
        assert!(store::minutes::notes_of_case(r, 1).await.expect("reads").is_empty());
        assert!(store::synthesis::opinions(r, 1).await.expect("reads").is_empty());
        assert!(store::paper::issuer_on(r, 1, day).await.expect("reads").is_none());
        assert!(store::paper::superior_on(r, 1, "party", day).await.expect("reads").is_none());
        assert!(slip::find(r, 1).await.expect("reads").is_none());
        assert!(slip::file(r, &[0; 32]).await.expect("reads").is_none());
        assert!(slip::list(r, 1, &["waiting", "set_aside"], 1, 10).await.expect("reads").is_empty());
        assert_eq!(slip::waiting(r, 1).await.expect("reads"), 0);
    })
    .await;
}
