//! What is amended of a reception day: no day of it comes before that on which it was set, and nothing is left behind.

use acts::event::{Correct, Strike};
use acts::reception::{Cancel, Change, Conclude, Hold, Record, Schedule, StrikeVisit, Way};
use domain::day::Day;
use domain::event::Subject;
use domain::reception::Reception;
use domain::refusal::Refusal;

use super::{Received, day, refused, typed};
use crate::desk::HELD;
use crate::support::both;

impl Received {
    /// The event of that act which was recorded last.
    async fn event(&self, act: &str) -> i64 {
        let mut read = self.house.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Reception, self.reception).await.expect("reads");
        events.iter().rfind(|it| it.event.act() == act).expect("it is there").id
    }

    async fn correct(&self, key: &str, act: &str, on: &str) -> Result<(), acts::Stop> {
        let event = self.event(act).await;
        self.act(key, Correct { event, happened_on: day(on), reason: "Gõ nhầm ngày".to_owned() }).await
    }

    async fn strike(&self, key: &str, act: &str) -> Result<(), acts::Stop> {
        let event = self.event(act).await;
        self.act(key, Strike { event, reason: "Nhập nhầm".to_owned() }).await
    }

    async fn change(&self, key: &str, on: &str, decided: &str) -> Result<(), acts::Stop> {
        let change = Change {
            reception: self.reception,
            version: self.row().await.version,
            day: super::Typed { announced_on: None, ..typed(on, self.house.desk.term) },
            reason: "Chủ tịch họp".to_owned(),
            happened_on: day(decided),
        };
        self.act(key, change).await
    }
}

fn conclude(reception: i64, on: &str) -> Conclude {
    Conclude {
        reception,
        number: "15/TB-UBND".to_owned(),
        signer: String::new(),
        directions: String::new(),
        no_denunciation: false,
        due_on: None,
        happened_on: day(on),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_is_set_before_citizens_are_received_whatever_is_amended_afterwards() {
    both(async |_, store| {
        let at = Received::open(store).await;
        // It was announced on 01/09 for 11/09.
        let earliest = day("2026-09-01");
        let early = Hold { reception: at.reception, happened_on: day("2026-08-31") };
        refused(at.act("early", early).await, &Refusal::HappenedBefore { earliest });
        let behind = Refusal::TooLate { field: "happened_on", latest: day("2026-09-10") };
        refused(at.change("behind", "2026-09-10", "2026-09-11").await, &behind);
        let before = Refusal::TooEarly { field: "reception_on", earliest };
        refused(at.change("before", "2026-08-31", "2026-08-30").await, &before);
        at.change("change", "2026-09-10", "2026-09-05").await.expect("set anew");
        let earliest = day("2026-09-05");
        let early = Hold { reception: at.reception, happened_on: day("2026-09-04") };
        refused(at.act("early-2", early).await, &Refusal::HappenedBefore { earliest });
        at.record("Nước đục", Way::Open).await;
        assert_eq!(at.row().await.held_on, Some(day("2026-09-10")));
        let latest = Refusal::TooLate { field: "happened_on", latest: day("2026-09-10") };
        for act in ["reception.scheduled", "reception.changed"] {
            refused(at.correct(act, act, "2026-09-11").await, &latest);
        }
        at.correct("earlier", "reception.scheduled", "2026-08-20").await.expect("it was set earlier");
        refused(at.correct("held", "reception.held", "2026-09-11").await, &Refusal::LaterStands);
        refused(at.strike("held-2", "reception.held").await, &Refusal::WordsRaised);
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_is_struck_or_called_off_takes_no_visit_and_no_conclusion() {
    both(async |_, store| {
        let at = Received::open(store).await;
        at.act("hold", Hold { reception: at.reception, happened_on: day(HELD) }).await.expect("held");
        refused(at.strike("set-1", "reception.scheduled").await, &Refusal::LaterStands);
        at.act("conclude", conclude(at.reception, "2026-09-12")).await.expect("concluded");
        refused(at.strike("held", "reception.held").await, &Refusal::LaterStands);
        let latest = Refusal::TooLate { field: "happened_on", latest: day("2026-09-12") };
        refused(at.correct("later", "reception.held", "2026-09-13").await, &latest);
        at.strike("conclusion", "reception.concluded").await.expect("it comes off first");
        at.strike("held-2", "reception.held").await.expect("then the day");
        at.strike("set-2", "reception.scheduled").await.expect("then that it was set");
        assert_eq!(at.row().await.state, "struck");
        refused(at.act("visit", at.came("Nước", Way::Open)).await, &Refusal::ReceptionNotOpen);
        refused(at.act("conclude-2", conclude(at.reception, "2026-09-12")).await, &Refusal::ReceptionNotOpen);
        // That citizens were received comes back only behind what it stands on.
        let mut read = at.house.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Reception, at.reception).await.expect("reads");
        drop(read);
        let strikings: Vec<i64> = events.iter().filter(|it| it.event.act() == "event.struck").map(|it| it.id).collect();
        let back = |event: i64| Strike { event, reason: "Nhầm".to_owned() };
        refused(at.act("back", back(strikings[0])).await, &Refusal::LaterStands);
        refused(at.act("back-1", back(strikings[1])).await, &Refusal::LaterStands);
        at.act("back-2", back(strikings[2])).await.expect("it is set again");
        at.act("back-3", back(strikings[1])).await.expect("and held");
        at.act("back-4", back(strikings[0])).await.expect("and concluded");
        assert_eq!(at.row().await.state, "held");
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rows_and_events_of_a_day_agree_after_any_sequence_of_amendments() {
    both(async |_, store| {
        let at = Received::open(store).await;
        let days = ["2026-08-25", "2026-09-05", "2026-09-10", HELD, "2026-09-12"];
        let mut done = 0;
        for turn in 0_usize..60 {
            let (on, key) = (days[(turn * 7 + turn / 5) % days.len()], format!("any-{turn}"));
            let act = ["reception.scheduled", "reception.changed", "reception.held", "reception.cancelled"][turn % 4];
            let known = {
                let mut read = at.house.desk.store.reader().await.expect("a reader");
                let events = store::event::history(&mut read, Subject::Reception, at.reception).await.expect("reads");
                assert!(Reception::holds_together(&events), "after {done} acts");
                events
            };
            let answer = match turn % 7 {
                0 => at.change(&key, on, days[turn % 3]).await,
                1 | 4 if known.iter().any(|it| it.event.act() == act) => at.correct(&key, act, on).await,
                2 => at.act(&key, Hold { reception: at.reception, happened_on: day(on) }).await,
                3 => at.act(&key, at.came("Hỏi", Way::Open)).await.map(|_| ()),
                5 if turn % 2 == 0 => {
                    let last = known.last().expect("it was set").id;
                    at.act(&key, Strike { event: last, reason: "Nhầm".to_owned() }).await
                }
                6 => match Reception::by(&known).and_then(|now| now.standing().last().map(|it| it.visited.visit)) {
                    Some(visit) => at.act(&key, StrikeVisit { visit, reason: "Nhầm".to_owned() }).await,
                    None => continue,
                },
                _ if known.iter().any(|it| it.event.act() == act) => at.strike(&key, act).await,
                _ => continue,
            };
            done += i32::from(answer.is_ok());
            at.agrees().await;
        }
        assert!(done > 8, "{done} of them were done");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_past_day_is_typed_later_on_the_day_on_which_it_was() {
    both(async |_, store| {
        let at = Received::open(store).await;
        let organisation = at.house.desk.by.organisation;
        let past = super::Typed { announced_on: None, ..typed("2026-08-20", at.house.desk.term) };
        let old = at.act("old", Schedule { organisation, day: past }).await.expect("it is typed later");
        let mut read = at.house.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Reception, old).await.expect("reads");
        let happened: Vec<Day> = events.iter().map(|it| it.happened_on).collect();
        assert_eq!(happened, [day("2026-08-20")], "so that its timeline says that it was added later");
        drop(read);
        let first = Record { reception: old, ..at.came("Hỏi", Way::Open) };
        at.act("first", first).await.expect("recorded");
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_days_of_one_body_at_once_draw_each_number_of_the_book_once() {
    both(async |_, store| {
        let at = Received::open(store).await;
        let organisation = at.house.desk.by.organisation;
        let other = Schedule { organisation, day: typed(HELD, at.house.desk.term) };
        let other = at.act("other", other).await.expect("another day");
        let record = async |reception: i64, name: &str| {
            let mut made = Vec::new();
            for turn in 0..8 {
                let came = Record { reception, ..at.came("Hỏi thủ tục", Way::Open) };
                made.push(at.act(&format!("{name}-{turn}"), came).await.expect("recorded").visit);
            }
            made
        };
        let (here, there) = tokio::join!(record(at.reception, "here"), record(other, "there"));
        let mut numbers = Vec::new();
        for id in here.into_iter().chain(there) {
            numbers.push(at.visit(id).await.number.1);
        }
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=16).collect::<Vec<_>>());
        at.agrees().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_decided_of_a_day_is_corrected_only_between_what_was_decided_before_and_after() {
    both(async |_, store| {
        let at = Received::open(store).await;
        let cancel = Cancel {
            reception: at.reception,
            version: at.row().await.version,
            reason: "Bão".to_owned(),
            happened_on: day("2026-09-05"),
        };
        at.act("off", cancel).await.expect("it is called off");
        at.change("anew", "2026-09-10", "2026-09-06").await.expect("it is set anew");
        let latest = Refusal::TooLate { field: "happened_on", latest: day("2026-09-06") };
        refused(at.correct("behind", "reception.cancelled", "2026-09-08").await, &latest);
        let earliest = Refusal::HappenedBefore { earliest: day("2026-09-05") };
        refused(at.correct("before", "reception.changed", "2026-09-04").await, &earliest);
        at.correct("between", "reception.cancelled", "2026-09-06").await.expect("on one day, in the order typed");
        assert_eq!(at.row().await.state, "scheduled", "it stays as it was set last");
        at.agrees().await;
    })
    .await;
}
