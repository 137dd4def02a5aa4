//! Acts typed in any order, on any day, struck and restored: the rows say what the events say.

use std::collections::{BTreeMap, BTreeSet};

use acts::assignment::{Accept, Extend, Resume, Suspend};
use acts::case::{Assess, Reopen, SpotResult, Tell};
use acts::reply::KeepPromise;
use acts::transfer::Return;
use acts::{Stop, event};
use domain::case::{Case, Standing};
use domain::correction::effective;
use domain::day::Day;
use domain::event::{Assessment, ContactWay, EndGround, Subject};
use domain::outcome::{Outcome, outcome};
use store::{assignment, case, transfer};

use super::any_within::Beside;
use super::{House, Matter};
use crate::desk::{HELD, day, now};
use crate::support::both;

/// What can happen to a case here.
const EVERYTHING: &[&str] = &[
    "case.received",
    "case.assigned",
    "case.accepted",
    "case.extended",
    "case.suspended",
    "case.resumed",
    "case.replied",
    "case.promise_kept",
    "case.sent_on",
    "case.transfer_answered",
    "case.transfer_returned",
    "case.transfer_received",
    "case.told",
    "case.linked",
    "case.unlinked",
    "case.point_added",
    "case.point_parted",
    "case.merged",
    "case.unmerged",
    "case.reopened",
    "case.clock_redated",
    "case.ended",
    "case.answered_on_the_spot",
    "case.progressed",
    "case.assessed",
    "case.confirmed",
    "case.reply_drafted",
    "case.reply_submitted",
    "case.reply_approved",
    "case.reply_sent_back",
    "case.delivery_chosen",
    "case.asked_back",
    "case.ask_answered",
    "case.returned",
    "case.part_given",
    "case.part_done",
    "case.urged",
    "case.review_opened",
    "case.review_decided",
    "event.corrected",
    "event.struck",
];

/// What numbers are drawn from, each for so many rounds.
const SEEDS: [u64; 4] = [20_200_101, 7, 19_450_902, 31_415_926];
const ROUNDS: usize = 24;

/// Draws numbers that look drawn and are always the same.
pub(super) struct Draw(u64);

impl Draw {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    /// A number of days below a bound.
    pub(super) fn days(&mut self, bound: u64) -> i64 {
        i64::try_from(self.below(bound)).expect("few")
    }

    pub(super) fn of<T: Copy>(&mut self, all: &[T]) -> T {
        all[usize::try_from(self.below(all.len() as u64)).expect("few")]
    }
}

impl House {
    /// Does something to a case that may well be refused.
    async fn anything(&self, draw: &mut Draw, matters: &[Matter], key: &str, beside: &Beside) -> Result<(), Stop> {
        let matter = &matters[usize::try_from(draw.below(matters.len() as u64)).expect("few")];
        let (case, version) = (matter.case, self.version(matter.case).await);
        let happened_on = day(HELD).plus(i64::try_from(draw.below(60)).expect("few"));
        let on = happened_on.to_iso();
        let due_on = happened_on.plus(i64::try_from(draw.below(30)).expect("few"));
        let (body, reason) = (draw.of(&[self.division, self.sister]), "Theo giấy".to_owned());
        match draw.below(40) {
            33.. => self.others(draw, matter, (key, happened_on)).await,
            21.. => self.within(draw, matter, (key, happened_on), beside).await,
            0 | 1 => {
                let mut act = self.assignment(case, &on, &due_on.to_iso()).await;
                act.lead = body;
                self.desk.act(key, act).await.map(|_| ())
            }
            2 => self.desk.act(key, Accept { case, version, on_behalf_of: Some(body), happened_on }).await,
            3 => {
                let act = Extend { case, version, due_on: Some(due_on), reason, told: true, happened_on };
                self.desk.act(key, act).await
            }
            4 => self.desk.act(key, Suspend { case, version, reason, happened_on }).await,
            5 => self.desk.act(key, Resume { case, version, reason, happened_on }).await,
            6 | 7 => {
                let results = [
                    SpotResult::Done,
                    SpotResult::Explained,
                    SpotResult::Promised,
                    SpotResult::CannotBeDone,
                    SpotResult::BeyondCompetence,
                ];
                let mut paper = self.paper(matter, &on, draw.of(&results)).await;
                paper.on_behalf_of = draw.of(&[None, Some(self.division), Some(self.sister)]);
                self.desk.act(key, paper).await.map(|_| ())
            }
            8 => {
                let (point, words, late) = (matter.point, String::new(), day("2026-11-15"));
                let act = KeepPromise { case, version, point, words, happened_on: late };
                self.desk.act(key, act).await
            }
            9 => {
                let act = self.letter(matter, draw.of(&[self.division, self.sister, self.power]), &on).await;
                self.desk.act(key, act).await.map(|_| ())
            }
            10 => {
                let rows = self.sent(case).await;
                let Some(last) = rows.last() else { return Ok(()) };
                if draw.below(2) == 0 {
                    let act = self.answered(matter, last.id, &on).await;
                    return self.desk.act(key, act).await;
                }
                self.desk.act(key, Return { case, version, transfer: last.id, reason, happened_on }).await
            }
            11 => self.end(case, &on, EndGround::Guided).await,
            12 => self.merge(matter, &matters[0], &on).await,
            13 => self.unmerge(matter, "2026-12-01").await,
            14 | 18 => {
                if draw.below(2) == 0 {
                    let due_on = (draw.below(3) > 0).then(|| happened_on.plus(5));
                    return self.desk.act(key, Reopen { case, version, reason, due_on, happened_on }).await;
                }
                let (value, contacts, words) = (Assessment::NotAgreed, Vec::new(), reason);
                let said = Assess { case, version, value, contacts, words, no_denunciation: false, happened_on };
                self.desk.act(key, said).await.map(|_| ())
            }
            15 => {
                let act = Tell { case, version, way: ContactWay::Visit, words: String::new(), happened_on };
                self.desk.act(key, act).await
            }
            16 => self.link(matter, &matters[0], &on).await.map(|_| ()),
            17 => {
                let mut read = self.desk.store.reader().await.expect("a reader");
                let linked = case::linked(&mut read, matters[0].case).await.expect("reads");
                drop(read);
                let points: Vec<i64> = linked.iter().map(|it| it.point).collect();
                self.split(&matters[0], &points, "2026-12-01").await
            }
            _ => {
                let mut read = self.desk.store.reader().await.expect("a reader");
                let events = store::event::history(&mut read, Subject::Case, case).await.expect("reads");
                let of = events[usize::try_from(draw.below(events.len() as u64)).expect("few")].id;
                if draw.below(3) == 0 {
                    return self.desk.act(key, event::Correct { event: of, happened_on, reason }).await;
                }
                self.desk.act(key, event::Strike { event: of, reason }).await
            }
        }
    }

    pub(super) async fn sent(&self, case: i64) -> Vec<transfer::TransferRow> {
        let mut read = self.desk.store.reader().await.expect("a reader");
        transfer::of_case(&mut read, case).await.expect("reads")
    }

    /// Whatever was merged, linked, parted and sent on: each case has one outcome, one that counts in another leads to one that
    /// counts itself, and what each person raised stands once in what counts.
    async fn adds_up(&self, matters: &[Matter], after: &str) {
        let mut read = self.desk.store.reader().await.expect("a reader");
        let (on, as_of) = (day("2026-12-31"), now());
        let mut outcomes = BTreeMap::new();
        let mut roots = BTreeMap::new();
        for matter in matters {
            let events = store::event::history(&mut read, Subject::Case, matter.case).await.expect("reads");
            outcomes.insert(matter.case, outcome(&events, on, as_of).expect("it has one"));
            let root = Case::by(Day::OPEN, &effective(&events)).and_then(|case| case.root);
            roots.insert(matter.case, root);
        }
        let counts = |case: &i64| !matches!(outcomes[case], Outcome::Merged | Outcome::Struck);
        let mut stands = BTreeMap::new();
        for matter in matters {
            let mut end = matter.case;
            for _ in matters {
                end = roots[&end].unwrap_or(end);
            }
            assert!(roots[&end].is_none(), "{after}: no circle");
            assert_eq!(outcomes[&matter.case] == Outcome::Merged, end != matter.case, "{after}");
            if counts(&matter.case) {
                for point in case::points(&mut read, matter.case).await.expect("reads") {
                    *stands.entry(point.submission.expect("somebody raised it")).or_insert(0) += 1;
                }
            } else {
                assert_ne!(outcomes[&matter.case], Outcome::Struck, "{after}: nothing is lost");
            }
        }
        assert!(stands.values().all(|count| *count == 1), "{after}: {stands:?}");
    }

    /// Every submission of the database, of whatever case, split off, merged or linked since, stands in one case, which counts or
    /// leads to one that does; every case that counts has one body.
    async fn nothing_is_lost(&self, url: &str, raised: usize, after: &str) {
        let rows = testing::all_rows(url).await;
        let ids = |table: &str, column: &str| -> BTreeSet<i64> {
            rows[table].iter().map(|row| row[column].parse().expect("an id")).collect()
        };
        let submissions = ids("submissions", "id");
        assert_eq!(submissions.len(), raised, "{after}: each that was raised is there");
        let mut read = self.desk.store.reader().await.expect("a reader");
        let (mut stands, mut leads, mut count) = (Vec::new(), BTreeMap::new(), BTreeSet::new());
        for case in ids("cases", "id") {
            let events = store::event::history(&mut read, Subject::Case, case).await.expect("reads");
            let found = outcome(&events, day("2026-12-31"), now()).expect("it has one");
            assert_ne!(found, Outcome::Struck, "{after}");
            let known = Case::by(Day::OPEN, &effective(&events)).expect("it was raised");
            let beside = case::beside(&mut read, case).await.expect("reads").expect("is there");
            assert_eq!(beside.root, known.root, "{after}");
            if let Some(root) = beside.root {
                assert_eq!(found, Outcome::Merged, "{after}");
                leads.insert(case, root);
            } else {
                assert_eq!(beside.accountable, known.bearer, "{after}: one body answers for it");
                count.insert(case);
            }
            for point in case::points(&mut read, case).await.expect("reads") {
                stands.push((point.submission.expect("somebody raised it"), case));
            }
        }
        let mut ends: BTreeMap<i64, BTreeSet<i64>> = BTreeMap::new();
        for (submission, case) in stands {
            let end = (0..leads.len()).fold(case, |end, _| leads.get(&end).copied().unwrap_or(end));
            assert!(count.contains(&end), "{after}: {case} leads to a case that counts");
            ends.entry(submission).or_default().insert(end);
        }
        assert_eq!(ends.keys().copied().collect::<BTreeSet<_>>(), submissions, "{after}: each stands somewhere");
        assert!(ends.values().all(|ends| ends.len() == 1), "{after}: {ends:?}");
    }

    /// The rows of a case are those that its events give.
    async fn agrees(&self, id: i64, after: &str) {
        let mut read = self.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Case, id).await.expect("reads");
        let known = effective(&events);
        let told = Case::by(Day::OPEN, &known).expect("it was raised");
        let beside = case::beside(&mut read, id).await.expect("reads").expect("is there");
        let expected = case::Beside {
            decides: told.decides,
            accountable: told.bearer,
            suspended: told.suspended_since.is_some(),
            root: told.root,
        };
        assert_eq!(beside, expected, "{after}");
        let rows = assignment::of_case(&mut read, id).await.expect("reads");
        let mut in_force: Vec<_> =
            rows.iter().filter(|row| ["open", "accepted", "closed"].contains(&&*row.state)).collect();
        assert!(in_force.len() <= 1, "{after}");
        let in_force = in_force.pop();
        assert_eq!(in_force.map(|row| row.id), told.assignment, "{after}");
        assert_eq!(
            in_force.map(|row| (row.lead, Some(row.due_on))),
            told.assignment.map(|_| (told.bearer, told.due_on))
        );
        let clocks = assignment::clocks(&mut read, id).await.expect("reads");
        let running = |kind: &str| clocks.iter().filter(|it| it.kind == kind && it.state == "running").count();
        let runs = in_force.is_some_and(|row| row.state != "closed") && told.suspended_since.is_none();
        assert_eq!(running(assignment::AGENCY), usize::from(runs), "{after}");
        let promises = told.promises().count() * usize::from(told.counts() && told.ended.is_none());
        assert_eq!(running(assignment::PROMISE), promises, "{after}");
        for row in self.sent(id).await {
            let waits = told.waiting.iter().any(|sent| sent.transfer == row.id);
            assert_eq!(row.waits(), waits, "{after}: {row:?}");
        }
        let rows = case::points(&mut read, id).await.expect("reads");
        assert_eq!(rows.len(), told.points.len(), "{after}: each point of the events has its row");
        for row in rows {
            let (_, standing) = told.points.iter().find(|(point, _)| *point == row.id).expect("its point");
            let possible: &[Option<&str>] = match standing {
                Standing::Open => &[None],
                Standing::Settled => &[Some("done"), Some("explained"), Some("promised")],
                // What the receiver answers counts whatever the own answer was, unless that settled the point.
                Standing::SettledElsewhere => {
                    &[None, Some("beyond_competence"), Some("promised"), Some("cannot_be_done")]
                }
                Standing::CannotBeDone => &[Some("cannot_be_done")],
                Standing::Promised(_) => &[Some("promised")],
                Standing::Beyond => &[Some("beyond_competence")],
            };
            let acts = || known.iter().map(|known| (known.on, known.recorded.event.act())).collect::<Vec<_>>();
            assert!(possible.contains(&row.result.as_deref()), "{after}: {standing:?} {row:?} {:?}", acts());
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_whatever_the_order_the_rows_say_what_the_events_say() {
    both(async |at, store| {
        let house = House::open(store).await;
        let beside = house.beside().await;
        let mut reached = BTreeSet::new();
        let mut draw = Draw(0);
        for round in 0..SEEDS.len() * ROUNDS {
            if round % ROUNDS == 0 {
                draw = Draw(SEEDS[round / ROUNDS]);
            }
            let mut matters = Vec::new();
            for no in 0..3 {
                matters.push(house.raise(&format!("m{round}-{no}")).await);
            }
            for step in 0..60 {
                let key = format!("s{round}-{step}");
                match house.anything(&mut draw, &matters, &key, &beside).await {
                    Ok(()) => {
                        for matter in &matters {
                            let after = format!("{} {key}", at.engine());
                            house.agrees(matter.case, &after).await;
                            house.within_agrees(matter.case, &after).await;
                        }
                    }
                    Err(Stop::Refused(_)) => {}
                    Err(failed) => panic!("{key}: {failed}"),
                }
            }
            let after = format!("{} {round}", at.engine());
            house.adds_up(&matters, &after).await;
            // All that was ever raised here is read only now and then.
            if round % 12 == 11 {
                house.nothing_is_lost(at.fresh.url(), 3 * (round + 1), &after).await;
                house.figures_add_up(at.fresh.url(), 3 * (round + 1), &after).await;
            }
            for matter in &matters {
                let mut read = house.desk.store.reader().await.expect("a reader");
                let events = store::event::history(&mut read, Subject::Case, matter.case).await.expect("reads");
                reached.extend(events.iter().map(|known| known.event.act()));
            }
        }
        assert_eq!(reached, EVERYTHING.iter().copied().collect(), "all of it came to pass");
        house.desk.verify().await;
    })
    .await;
}
