//! What the Front finds of a matter is theirs alone, raises a flag, and stands in the figures.

use acts::case::{Confirm, Reopen, SpotResult};
use acts::organisation::Found;
use acts::supervision::{Correct, Find, Strike};
use domain::day::Instant;
use domain::event::{CaseEvent, Event};
use domain::permission::{Act as Right, Relation, Role, may as permitted};
use domain::refusal::Refusal;
use domain::span::Axis;
use domain::supervision::{FindingResult, Looked, SamePerson};
use store::grant::{Of, may};
use store::supervision::{self, Asked, Why};

use super::{House, refused};
use crate::desk::{day, now};
use crate::support::both;

fn find(case: i64, result: FindingResult, on: &str) -> Find {
    Find {
        case,
        result,
        ways: vec![Looked::Visit],
        words: "Đến tận nơi: cống chưa thông.".to_owned(),
        files: Vec::new(),
        happened_on: day(on),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_front_finds_raises_a_flag_until_it_finds_it_done() {
    both(async |_, store| {
        let house = House::open(store).await;
        let front = house.colleague("front", house.front, Role::Front).await;
        let office = &house.desk.office;
        let matter = house.raise("one").await;
        let case = matter.case;
        let early = office.act(front, "early", find(case, FindingResult::Done, "2026-09-13")).await;
        assert_eq!(refused(early.map(|_| ())), Refusal::NothingToLookAt);
        house.assign(case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        let before = office.act(front, "before", find(case, FindingResult::Done, "2026-09-12")).await;
        assert_eq!(refused(before.map(|_| ())), Refusal::HappenedBefore { earliest: day("2026-09-14") });
        house.reply(&matter, "2026-09-20", SpotResult::Done).await.expect("it is replied to");
        let wordless = Find { ways: Vec::new(), ..find(case, FindingResult::Done, "2026-09-25") };
        let wordless = office.act(front, "w", wordless).await;
        assert_eq!(refused(wordless.map(|_| ())), Refusal::Missing { field: "looked" });
        let found = office.act(front, "no", find(case, FindingResult::NotDone, "2026-09-25")).await.expect("found");
        assert_eq!(house.holds(case, Axis::Confirmed, "2026-09-25").await, "contradicted");
        assert_eq!(house.holds(case, Axis::Found, "2026-09-25").await, "not_done");
        assert_eq!(house.outcome(case, "2026-09-26").await, "resolved", "it changes no outcome");
        // The executive neither outweighs it by a letter nor strikes it.
        let confirm = Confirm {
            case,
            version: house.version(case).await,
            words: String::new(),
            document: "Công văn số 21/MTTQ-BTT".to_owned(),
            on_behalf_of: Some(house.front),
            happened_on: day("2026-09-26"),
        };
        assert_eq!(refused(house.desk.act("letter", confirm).await), Refusal::FindingStands);
        let event = house.event_of(case, "case.found").await;
        let strike = acts::event::Strike { event, reason: "Ghi nhầm".to_owned() };
        assert_eq!(refused(house.desk.act("strike", strike).await), Refusal::NotAllowed);
        let correct = acts::event::Correct { event, happened_on: day("2026-09-27"), reason: "Ghi nhầm".to_owned() };
        assert_eq!(refused(house.desk.act("correct", correct).await), Refusal::NotAllowed);
        // The flag stands with the body of origin until it is found done, also after something was done.
        let flags = async || {
            let mut read = house.desk.store.reader().await.expect("a reader");
            let own = Of::Organisation(house.desk.by.organisation);
            let (grant, _) = may(&mut read, house.desk.by, Right::CaseRead, own).await.expect("it reads");
            let rows = supervision::flags(&mut read, &grant, 10).await.expect("reads").rows;
            assert_eq!(
                supervision::flags_count(&mut read, &grant, 10).await.expect("reads"),
                i64::try_from(rows.len()).expect("few")
            );
            rows.into_iter().map(|row| (row.case, row.result, row.since)).collect::<Vec<_>>()
        };
        assert_eq!(flags().await, [(case, "not_done".to_owned(), false)]);
        let (version, reason) = (house.version(case).await, "Mặt trận thấy chưa làm".to_owned());
        let due_on = Some(day("2026-10-10"));
        let reopen = Reopen { case, version, reason, due_on, happened_on: day("2026-10-01") };
        house.desk.act("reopen", reopen).await.expect("it is reopened");
        house.reply(&matter, "2026-10-05", SpotResult::Done).await.expect("it is replied to anew");
        assert_eq!(house.holds(case, Axis::Found, "2026-10-05").await, "not_done.since");
        assert_eq!(house.holds(case, Axis::Confirmed, "2026-10-05").await, "no", "a new answer is looked at anew");
        assert_eq!(flags().await, [(case, "not_done".to_owned(), true)]);
        office.act(front, "yes", find(case, FindingResult::Done, "2026-10-08")).await.expect("found done");
        assert_eq!(house.holds(case, Axis::Confirmed, "2026-10-08").await, "yes");
        assert!(flags().await.is_empty());
        // A finding recorded by mistake counts no more, and can be brought back.
        let strike = Strike { finding: found.answer.finding, reason: "Nhầm nơi".to_owned() };
        office.act(front, "s1", strike.clone()).await.expect("it is struck");
        assert_eq!(house.holds(case, Axis::Confirmed, "2026-09-25").await, "no");
        office.act(front, "s2", strike).await.expect("it is restored");
        assert_eq!(house.holds(case, Axis::Confirmed, "2026-09-25").await, "contradicted");
        let correct =
            Correct { finding: found.answer.finding, happened_on: day("2026-09-28"), reason: "Theo sổ".to_owned() };
        office.act(front, "c", correct).await.expect("its day is corrected");
        assert_eq!(house.holds(case, Axis::Confirmed, "2026-09-27").await, "no");
        house.desk.verify().await;
    })
    .await;
}

#[test]
fn supervising_is_of_the_front_and_of_supervisors_alone() {
    for role in Role::ALL {
        let any = Relation::ALL.into_iter().any(|relation| permitted(role, Right::SupervisionFind, relation));
        assert_eq!(any, matches!(role, Role::Front | Role::Supervisor), "{role:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_executive_comes_nowhere_near_a_finding() {
    both(async |_, store| {
        let house = House::open(store).await;
        let case = house.raise("one").await.case;
        house.assign(case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        let (own, office) = (house.desk.by.organisation, &house.desk.office);
        for role in Role::ALL {
            // Whatever an administrator gives to somebody of the body that is supervised, or of one under it.
            for (body, at) in [(own, "own"), (house.division, "under")] {
                let login = format!("{}.{at}", role.as_str());
                let by = house.colleague(&login, body, role).await;
                let answer = office.act(by, &login, find(case, FindingResult::Done, "2026-09-20")).await;
                let reads = body == own && matches!(role, Role::Front | Role::Supervisor);
                let wanted = if reads { Refusal::NotAllowed } else { Refusal::NotThere };
                assert_eq!(refused(answer.map(|_| ())), wanted, "{role:?} {at}");
            }
        }
        // An organisation of the place does, and one body does not amend what another one found.
        let union = Found {
            superior: own,
            line: String::new(),
            kind: "organisation".to_owned(),
            name: "Hội Nông dân xã Mẫu".to_owned(),
            territory: None,
            outside: false,
            from: day("2026-01-01"),
        };
        let union = house.desk.act("union", union).await.expect("a body").organisation;
        let union = house.colleague("farmers", union, Role::Front).await;
        office.act(union, "f", find(case, FindingResult::Done, "2026-09-20")).await.expect("it is of its place");
        let front = house.colleague("other.front", house.front, Role::Front).await;
        let mut read = house.desk.store.reader().await.expect("a reader");
        let finding = supervision::of_case(&mut read, case).await.expect("reads")[0].id;
        drop(read);
        let strike = Strike { finding, reason: "Nhầm".to_owned() };
        assert_eq!(refused(house.desk.office.act(front, "s", strike).await.map(|_| ())), Refusal::FindingStands);
        house.desk.verify().await;
    })
    .await;
}

/// An organisation of the place may be given a matter to lead like any other body; what it did there is for others to find.
#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_led_or_answered_a_matter_finds_nothing_of_it() {
    both(async |_, store| {
        let house = House::open(store).await;
        let union = Found {
            superior: house.desk.by.organisation,
            line: String::new(),
            kind: "organisation".to_owned(),
            name: "Hội Nông dân xã Mẫu".to_owned(),
            territory: None,
            outside: false,
            from: day("2026-01-01"),
        };
        let union = house.desk.act("union", union).await.expect("a body").organisation;
        let farmers = house.colleague("farmers", union, Role::Front).await;
        let front = house.colleague("front", house.front, Role::Front).await;
        let office = &house.desk.office;
        let led = house.raise("led").await.case;
        let theirs =
            acts::assignment::Assign { lead: union, ..house.assignment(led, "2026-09-14", "2026-09-30").await };
        house.desk.act("theirs", theirs).await.expect("it is assigned to the union");
        let own = office.act(farmers, "own", find(led, FindingResult::Done, "2026-09-20")).await;
        assert_eq!(refused(own.map(|_| ())), Refusal::OwnWork);
        // Also after another body took it over; the Front does find, and the union finds of what it did not touch.
        house.assign(led, "2026-09-15", "2026-09-30").await.expect("it is assigned anew");
        let own = office.act(farmers, "late", find(led, FindingResult::Done, "2026-09-20")).await;
        assert_eq!(refused(own.map(|_| ())), Refusal::OwnWork);
        office.act(front, "front", find(led, FindingResult::Done, "2026-09-20")).await.expect("another body finds");
        let other = house.raise("other").await.case;
        house.assign(other, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        office.act(farmers, "f", find(other, FindingResult::Done, "2026-09-20")).await.expect("it is of its place");
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_records_what_they_did_themselves_is_marked_and_not_refused() {
    both(async |_, store| {
        let house = House::open(store).await;
        let case = house.raise("one").await.case;
        house.assign(case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        // The clerk who recorded the assignment is given the role of the Front, too.
        let clerk = house.desk.by;
        let grant = acts::account::GrantRole {
            account: clerk.account,
            organisation: house.front,
            role: Role::Front,
            from: day("2026-01-01"),
            to: domain::day::Day::OPEN,
        };
        house.desk.act("grant", grant).await.expect("the role is given");
        let by = acts::By { organisation: house.front, ..clerk };
        house.desk.office.act(by, "f", find(case, FindingResult::Done, "2026-09-20")).await.expect("it is recorded");
        let mut read = house.desk.store.reader().await.expect("a reader");
        let rows = supervision::of_case(&mut read, case).await.expect("reads");
        assert!(rows[0].same.contains(&SamePerson::Recorded), "{:?}", rows[0].same);
        drop(read);
        let (_, event) = house.last(case).await;
        let Event::Case(CaseEvent::Found { same, organisation, .. }) = event else { panic!("{event:?}") };
        assert!(same.contains(&SamePerson::Recorded));
        assert_eq!(organisation, house.front);
        let front = house.colleague("front", house.front, Role::Front).await;
        house.desk.office.act(front, "g", find(case, FindingResult::Done, "2026-09-21")).await.expect("recorded");
        let (_, event) = house.last(case).await;
        let Event::Case(CaseEvent::Found { same, .. }) = event else { panic!("{event:?}") };
        assert!(same.is_empty(), "{same:?}");
        assert!(now() > Instant::from_ms(0));
        house.desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sample_comes_out_the_same_for_the_same_seed() {
    both(async |_, store| {
        let house = House::open(store).await;
        for key in ["a", "b", "c", "d", "e", "f"] {
            let case = house.raise(key).await.case;
            house.assign(case, "2026-09-14", "2026-09-30").await.expect("it is assigned");
        }
        house.raise("nobody leads it").await;
        let asked = Asked { organisation: house.front, below: false, why: Why::All, dialogue: None };
        let mut read = house.desk.store.reader().await.expect("a reader");
        let all = supervision::matters(&mut read, &asked, None, 50).await.expect("reads").rows;
        assert_eq!(all.len(), 6, "the matters of the place that somebody leads");
        assert!(all.iter().all(|row| row.whys(day("2026-12-30")).contains(&Why::Overdue)));
        let mut drawn = Vec::new();
        for seed in ["2026-09", "2026-09", "2026-10", "x", "y", "z"] {
            let (rows, of) = supervision::sampled(&mut read, &asked, seed, 3, 100).await.expect("reads");
            assert_eq!((rows.len(), of), (3, 6));
            drawn.push(rows.into_iter().map(|row| row.case).collect::<Vec<_>>());
        }
        assert_eq!(drawn[0], drawn[1]);
        assert!(drawn[2..].iter().any(|other| *other != drawn[0]), "another seed gives another choice");
        for why in Why::ALL {
            let asked = Asked { why, ..asked };
            let rows = supervision::matters(&mut read, &asked, None, 50).await.expect("reads").rows;
            let wanted = if matches!(why, Why::Any | Why::Overdue | Why::All) { 6 } else { 0 };
            assert_eq!(rows.len(), wanted, "{why:?}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_only_typed_what_was_raised_is_not_marked_as_having_done_the_work() {
    both(async |_, store| {
        let house = House::open(store).await;
        let case = house.raise("one").await.case;
        let clerk = house.desk.by;
        let grant = acts::account::GrantRole {
            account: clerk.account,
            organisation: house.front,
            role: Role::Front,
            from: day("2026-01-01"),
            to: domain::day::Day::OPEN,
        };
        house.desk.act("grant", grant).await.expect("the role is given");
        // Somebody else gives it to the body that does it.
        let office = house.colleague("office", clerk.organisation, Role::Office).await;
        let assign = house.assignment(case, "2026-09-14", "2026-09-30").await;
        house.desk.office.act(office, "assign", assign).await.expect("it is assigned");
        let front = acts::By { organisation: house.front, ..clerk };
        house.desk.office.act(front, "f", find(case, FindingResult::NotDone, "2026-09-20")).await.expect("recorded");
        let mut read = house.desk.store.reader().await.expect("a reader");
        let rows = supervision::of_case(&mut read, case).await.expect("reads");
        assert!(rows[0].same.is_empty(), "{:?}", rows[0].same);
        drop(read);
        house.desk.verify().await;
    })
    .await;
}
