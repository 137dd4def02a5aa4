//! Assignments: one in force, always with a due date, and the agency's own work on it.

use acts::assignment::{Accept, Assign, Extend, Progress, Resume, Suspend};
use std::collections::BTreeSet;

use acts::case::{ReadIdentity, SpotResult};
use acts::submission::Strike;
use domain::event::{CaseEvent, EndGround, Event};
use domain::outcome::Outcome;
use domain::permission::Role;
use domain::refusal::Refusal;
use domain::span::Axis;
use store::assignment;

use super::{House, refused};
use crate::desk::{HELD, day, now};
use crate::support::both;

/// Spoils an assignment that was right.
type Spoil = fn(&mut Assign, &House);

#[tokio::test(flavor = "multi_thread")]
async fn every_line_of_kq_1_is_reached_by_acts() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (early, late) = ("2026-09-20", "2026-10-15");
        let check = async |case: i64, on_time: &str, after: &str| {
            assert_eq!(house.outcome(case, early).await, on_time);
            assert_eq!(house.outcome(case, late).await, after);
        };
        let assigned = async |key: &str| {
            let matter = house.raise(key).await;
            house.assign(matter.case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
            matter
        };
        check(house.raise("raised").await.case, "not_taken_up", "not_taken_up").await;
        check(assigned("untouched").await.case, "in_progress", "not_taken_up").await;

        let matter = assigned("accepted").await;
        let version = house.version(matter.case).await;
        let accept =
            Accept { case: matter.case, version, on_behalf_of: Some(house.division), happened_on: day("2026-09-16") };
        house.desk.act("accept", accept).await.expect("it is accepted");
        check(matter.case, "in_progress", "in_progress.overdue").await;

        let matter = assigned("suspended").await;
        let version = house.version(matter.case).await;
        let reason = "Chờ cấp trên".to_owned();
        let suspend = Suspend { case: matter.case, version, reason, happened_on: day("2026-09-18") };
        house.desk.act("suspend", suspend).await.expect("it is suspended");
        check(matter.case, "in_progress", "in_progress").await;

        for (result, outcome) in [
            (SpotResult::Done, "resolved"),
            (SpotResult::Explained, "resolved"),
            (SpotResult::CannotBeDone, "resolved.cannot"),
            (SpotResult::Promised, "in_progress"),
        ] {
            let matter = assigned(&format!("{result:?}")).await;
            house.reply(&matter, "2026-09-25", result).await.expect("it is replied to");
            check(matter.case, "in_progress", outcome).await;
        }
        let ended = house.raise("ended").await;
        house.end(ended.case, "2026-09-21", EndGround::Guided).await.expect("it ends");
        check(ended.case, "not_taken_up", "resolved.ended").await;

        let sent = assigned("sent").await;
        house.send(&sent, house.power, "2026-09-21").await.expect("it is sent on");
        check(sent.case, "in_progress", "in_progress.overdue").await;

        let merged = assigned("merged").await;
        house.merge(&merged, &ended, "2026-09-21").await.expect("it is merged");
        check(merged.case, "in_progress", "merged").await;

        let struck = house.raise("struck").await;
        let strike = Strike { submission: struck.submission, reason: "Gõ hai lần".to_owned() };
        house.desk.act("strike", strike).await.expect("it is struck");
        check(struck.case, "struck", "struck").await;

        let reached: BTreeSet<String> =
            house.desk.counts(late, now()).await.into_iter().map(|(outcome, _)| outcome).collect();
        let counted = Outcome::ALL.into_iter().filter(|outcome| *outcome != Outcome::Struck);
        assert_eq!(reached, counted.map(|outcome| outcome.as_str().to_owned()).collect());
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_assignment_is_in_force_and_the_case_follows_it() {
    both(async |_, store| {
        let house = House::open(store).await;
        let matter = house.raise("one").await;
        let first = house.assign(matter.case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        let mut other = house.assignment(matter.case, "2026-09-20", "2026-10-15").await;
        other.lead = house.sister;
        let second = house.desk.act("again", other).await.expect("it is assigned anew").assignment;
        assert_eq!(house.desk.case(matter.case).await.accountable_id, house.sister);
        assert_eq!(house.desk.case(matter.case).await.handling, "assigned");
        let mut read = house.desk.store.reader().await.expect("a reader");
        let rows = assignment::of_case(&mut read, matter.case).await.expect("reads");
        let states = rows.iter().map(|row| (row.id, row.state.as_str())).collect::<Vec<_>>();
        assert_eq!(states, [(second, "open"), (first, "replaced")]);
        assert_eq!(rows[0].evidence.as_deref(), Some("Ảnh chụp"));
        let clocks = assignment::clocks(&mut read, matter.case).await.expect("reads");
        let running = clocks.iter().filter(|clock| clock.state == "running").collect::<Vec<_>>();
        assert_eq!(running.len(), 1);
        assert_eq!((running[0].of, running[0].body, running[0].due_on), (second, house.sister, day("2026-10-15")));
        // Taken back, the earlier one leads again.
        let (event, _) = house.last(matter.case).await;
        house.strike(event).await;
        let rows = assignment::of_case(&mut read, matter.case).await.expect("reads");
        let states = rows.iter().map(|row| (row.id, row.state.as_str())).collect::<Vec<_>>();
        assert_eq!(states, [(second, "struck"), (first, "open")]);
        assert_eq!(house.desk.case(matter.case).await.accountable_id, house.division);
        // Its day was another one: the clock runs from there.
        let made = house.event_of(matter.case, "case.assigned").await;
        let correct = acts::event::Correct {
            event: made,
            happened_on: day("2026-09-15"),
            reason: "Theo ngày trên giấy".to_owned(),
        };
        house.desk.act("correct", correct).await.expect("it is corrected");
        let rows = assignment::of_case(&mut read, matter.case).await.expect("reads");
        assert_eq!(rows[1].assigned_on, day("2026-09-15"));
        // One that is typed later and was made earlier takes nobody's place.
        house.assign(matter.case, "2026-09-12", "2026-09-25").await.expect("it is recorded afterwards");
        let rows = assignment::of_case(&mut read, matter.case).await.expect("reads");
        assert_eq!(rows[0].state, "replaced");
        assert_eq!(house.holds(matter.case, Axis::Due, "2026-09-28").await, "running");
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_assignment_names_a_body_that_can_lead_and_a_day_that_can_be_kept() {
    both(async |_, store| {
        let house = House::open(store).await;
        let matter = house.raise("one").await;
        let wrong: [(&str, Spoil, Refusal); 9] = [
            ("no due date", |it, _| it.due_on = None, Refusal::Missing { field: "due_on" }),
            (
                "due before",
                |it, _| it.due_on = Some(day("2026-09-13")),
                Refusal::TooEarly { field: "due_on", earliest: day("2026-09-14") },
            ),
            ("before it was raised", |it, _| it.happened_on = day("2026-09-10"), before(HELD)),
            (
                "in the future",
                |it, _| it.happened_on = day("2027-01-01"),
                Refusal::HappenedInFuture { today: day(super::TYPED) },
            ),
            ("outside", |it, house| it.lead = house.power, Refusal::NotAChoice { field: "lead" }),
            ("nobody", |it, _| it.lead = 1, Refusal::NotAChoice { field: "lead" }),
            ("twice", |it, house| it.cooperating = vec![house.division], Refusal::NotAChoice { field: "cooperating" }),
            (
                "long evidence",
                |it, _| it.evidence = "a".repeat(1_001),
                Refusal::TooLong { field: "evidence", most: 1_000 },
            ),
            ("stale", |it, _| it.version -= 1, Refusal::Conflict),
        ];
        for (at, spoil, expected) in wrong {
            let mut act = house.assignment(matter.case, "2026-09-14", "2026-09-30").await;
            spoil(&mut act, &house);
            assert_eq!(refused(house.desk.act(at, act).await), expected, "{at}");
        }
        let mut read = house.desk.store.reader().await.expect("a reader");
        assert!(assignment::of_case(&mut read, matter.case).await.expect("reads").is_empty());
        // The same key again is the same assignment.
        let act = house.assignment(matter.case, "2026-09-14", "2026-09-30").await;
        let once = house.desk.act("k", act.clone()).await.expect("it is assigned");
        assert_eq!(house.desk.act("k", act).await.expect("it is answered again"), once);
        assert_eq!(assignment::of_case(&mut read, matter.case).await.expect("reads").len(), 1);
        house.desk.verify().await;
    })
    .await;
}

fn before(earliest: &str) -> Refusal {
    Refusal::HappenedBefore { earliest: day(earliest) }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_an_agency_does_is_recorded_by_itself_or_on_its_behalf() {
    both(async |_, store| {
        let house = House::open(store).await;
        let handler = house.colleague("handler", house.division, Role::Handler).await;
        let stranger = house.colleague("stranger", house.sister, Role::Handler).await;
        let matter = house.raise("one").await;
        let case = matter.case;
        let accept =
            async |version, on_behalf_of, on: &str| Accept { case, version, on_behalf_of, happened_on: day(on) };
        let early = accept(1, Some(house.division), "2026-09-14").await;
        assert_eq!(refused(house.desk.act("e", early).await), Refusal::CaseNotAssigned);
        house.assign(case, "2026-09-15", "2026-09-30").await.expect("it is assigned");
        let version = house.version(case).await;
        // Who records it says for whom; nothing happens before what it answers.
        let nobody = accept(version, None, "2026-09-16").await;
        assert_eq!(refused(house.desk.act("n", nobody).await), Refusal::Missing { field: "on_behalf_of" });
        let other = accept(version, Some(house.sister), "2026-09-16").await;
        assert_eq!(refused(house.desk.act("o", other).await), Refusal::NotAChoice { field: "on_behalf_of" });
        let early = accept(version, Some(house.division), "2026-09-14").await;
        assert_eq!(refused(house.desk.act("e2", early).await), before("2026-09-15"));
        let foreign = accept(version, None, "2026-09-16").await;
        assert_eq!(refused(house.desk.office.act(stranger, "s", foreign).await), Refusal::NotThere);
        // The agency's own account needs to say nothing.
        let own = accept(version, None, "2026-09-16").await;
        house.desk.office.act(handler, "h", own).await.expect("it accepts");
        assert!(
            matches!(house.last(case).await.1, Event::Case(CaseEvent::Accepted { body }) if body == house.division)
        );
        assert_eq!(house.desk.case(case).await.handling, "accepted");
        let again = accept(version + 1, Some(house.division), "2026-09-17").await;
        assert_eq!(refused(house.desk.act("again", again).await), Refusal::AlreadyDone);
        // It works on the case; it neither gives it away nor strikes what others decided, and opens no name.
        let own = house.assignment(case, "2026-09-20", "2026-10-30").await;
        assert_eq!(refused(house.desk.office.act(handler, "a", own).await), Refusal::NotAllowed);
        assert_eq!(refused(house.desk.office.act(handler, "i", ReadIdentity { case }).await), Refusal::NotAllowed);
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_is_opened_by_the_agency_only_where_it_has_to_reach_the_person() {
    both(async |_, store| {
        let house = House::open(store).await;
        let office = house.colleague("office", house.division, Role::Office).await;
        for (key, contact) in [("closed", false), ("open", true)] {
            let matter = house.raise(key).await;
            let mut act = house.assignment(matter.case, "2026-09-14", "2026-09-30").await;
            act.contact = contact;
            house.desk.act(&format!("a-{key}"), act).await.expect("it is assigned");
            let read = ReadIdentity { case: matter.case };
            let answer = house.desk.office.act(office, &format!("i-{key}"), read).await;
            assert_eq!(answer.is_ok(), contact, "{key}");
            house.desk.act(&format!("own-{key}"), ReadIdentity { case: matter.case }).await.expect("the desk may");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_due_date_is_extended_and_stands_still_while_work_is_suspended() {
    both(async |_, store| {
        let house = House::open(store).await;
        let matter = house.raise("one").await;
        let case = matter.case;
        house.assign(case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        let extend = async |due_on: &str, told, on: &str| Extend {
            case,
            version: house.version(case).await,
            due_on: Some(day(due_on)),
            reason: "Chờ đo đạc".to_owned(),
            told,
            happened_on: day(on),
        };
        let short = extend("2026-09-30", true, "2026-09-20").await;
        let expected = Refusal::TooEarly { field: "due_on", earliest: day("2026-10-01") };
        assert_eq!(refused(house.desk.act("short", short).await), expected);
        house.desk.act("x1", extend("2026-10-10", false, "2026-09-20").await).await.expect("it is extended");
        assert_eq!(house.outcome(case, "2026-10-11").await, "not_taken_up", "nobody was told");
        house.desk.act("x2", extend("2026-10-20", true, "2026-10-05").await).await.expect("it is extended");
        assert_eq!(house.outcome(case, "2026-10-21").await, "in_progress.overdue");
        let clock = async || {
            let mut read = house.desk.store.reader().await.expect("a reader");
            let clocks = assignment::clocks(&mut read, case).await.expect("reads");
            (clocks[0].due_on.to_iso(), clocks[0].state.clone())
        };
        assert_eq!(clock().await, ("2026-10-20".to_owned(), "running".to_owned()));
        let (version, reason) = (house.version(case).await, "Chờ cấp trên".to_owned());
        let suspend = Suspend { case, version, reason: reason.clone(), happened_on: day("2026-10-12") };
        house.desk.act("s", suspend.clone()).await.expect("it is suspended");
        assert_eq!(clock().await, ("2026-10-20".to_owned(), "suspended".to_owned()));
        assert_eq!(house.outcome(case, "2026-10-21").await, "in_progress");
        let again = Suspend { version: version + 1, happened_on: day("2026-10-13"), ..suspend };
        assert_eq!(refused(house.desk.act("s2", again).await), Refusal::AlreadyDone);
        let resume = Resume { case, version: version + 1, reason, happened_on: day("2026-11-02") };
        house.desk.act("r", resume.clone()).await.expect("it is taken up again");
        assert_eq!(clock().await, ("2026-11-10".to_owned(), "running".to_owned()), "21 days did not count");
        assert_eq!(house.outcome(case, "2026-11-10").await, "in_progress");
        assert_eq!(house.outcome(case, "2026-11-11").await, "in_progress.overdue");
        let again = Resume { version: version + 2, happened_on: day("2026-11-03"), ..resume };
        assert_eq!(refused(house.desk.act("r2", again).await), Refusal::AlreadyDone);
        let progress = Progress {
            case,
            version: version + 2,
            words: "Đã đo xong".to_owned(),
            on_behalf_of: Some(house.division),
            happened_on: day("2026-11-04"),
        };
        house.desk.act("p", progress).await.expect("it is noted");
        house.desk.verify().await;
    })
    .await;
}
