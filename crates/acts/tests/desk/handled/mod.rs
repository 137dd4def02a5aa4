//! What becomes of a case after it was raised: assigned, replied to, sent on, merged, ended, reopened, assessed.

mod any_above;
mod any_order;
mod any_within;
mod assigned;
mod contested;
mod drafted;
mod elsewhere;
mod filed;
mod found;
mod linked;
mod merged;
mod reopened;
mod replied;
mod reviewed;
mod sent;
mod suspended;
mod told;
mod urged;
mod within;

use acts::account::{Create, Person};
use acts::assignment::Assign;
use acts::case::{End, SpotResult};
use acts::reply::{Replied, Reply, ReplyPoint};
use acts::{By, Stop, organisation};
use domain::day::{Day, Instant};
use domain::event::{EndGround, Event, Subject};
use domain::outcome::outcome;
use domain::permission::Role;
use domain::refusal::Refusal;
use store::Store;

use super::{Desk, day, now};
use acts::account::Secrets;

/// The day on which everything is typed, long after it happened.
const TYPED: &str = "2026-12-30";

/// A commune with two divisions, its Front, and a power company outside the program.
pub(crate) struct House {
    pub(crate) desk: Desk,
    pub(crate) division: i64,
    pub(crate) sister: i64,
    pub(crate) front: i64,
    pub(crate) power: i64,
}

impl House {
    pub(crate) async fn open(store: Store) -> Self {
        let desk = Desk::open(store).await;
        let superior = desk.by.organisation;
        let mut bodies = Vec::new();
        for (kind, name) in [
            ("division", "Phòng Kinh tế"),
            ("division", "Phòng Văn hóa - Xã hội"),
            ("front", "Ủy ban MTTQ xã Mẫu"),
            ("outside", "Điện lực"),
        ] {
            let found = organisation::Found {
                superior,
                line: String::new(),
                kind: kind.to_owned(),
                name: name.to_owned(),
                territory: None,
                outside: false,
                from: day("2026-01-01"),
            };
            bodies.push(desk.act(name, found).await.expect("a body").organisation);
        }
        desk.store.move_today(day(TYPED)).await.expect("days pass");
        Self { desk, division: bodies[0], sister: bodies[1], front: bodies[2], power: bodies[3] }
    }

    /// A case of one point, raised on the day of the dialogue.
    pub(crate) async fn raise(&self, key: &str) -> Matter {
        let raised = self.desk.act(key, self.desk.opinion(key)).await.expect("it is raised");
        Matter { case: raised.case, point: raised.point, submission: raised.submission }
    }

    async fn version(&self, case: i64) -> i64 {
        self.desk.case(case).await.version
    }

    async fn assign(&self, case: i64, on: &str, due_on: &str) -> Result<i64, Stop> {
        let act = self.assignment(case, on, due_on).await;
        Ok(self.desk.act(&format!("assign-{case}-{on}-{due_on}"), act).await?.assignment)
    }

    async fn assignment(&self, case: i64, on: &str, due_on: &str) -> Assign {
        Assign {
            case,
            version: self.version(case).await,
            lead: self.division,
            cooperating: vec![self.power],
            due_on: Some(day(due_on)),
            evidence: "Ảnh chụp".to_owned(),
            contact: false,
            happened_on: day(on),
        }
    }

    /// A reply of the division, typed by the clerk.
    async fn paper(&self, matter: &Matter, on: &str, result: SpotResult) -> Reply {
        Reply {
            case: matter.case,
            version: self.version(matter.case).await,
            number: "12/PKT".to_owned(),
            signer: None,
            points: vec![said(matter.point, result)],
            on_behalf_of: Some(self.division),
            happened_on: day(on),
        }
    }

    async fn reply(&self, matter: &Matter, on: &str, result: SpotResult) -> Result<Replied, Stop> {
        let paper = self.paper(matter, on, result).await;
        self.desk.act(&format!("reply-{}-{on}", matter.case), paper).await
    }

    async fn end(&self, case: i64, on: &str, ground: EndGround) -> Result<(), Stop> {
        let act = End {
            case,
            version: self.version(case).await,
            ground,
            basis: "Luật Tiếp công dân, Điều 18".to_owned(),
            reason: "Đã hướng dẫn".to_owned(),
            happened_on: day(on),
        };
        self.desk.act(&format!("end-{case}-{on}"), act).await
    }

    /// What the case counts as on a day, by all that is recorded.
    async fn outcome(&self, case: i64, on: &str) -> &'static str {
        self.outcome_as_of(case, on, now()).await
    }

    async fn outcome_as_of(&self, case: i64, on: &str, as_of: Instant) -> &'static str {
        let mut read = self.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Case, case).await.expect("reads");
        outcome(&events, day(on), as_of).expect("it was raised").as_str()
    }

    /// The newest event of a case.
    async fn last(&self, case: i64) -> (i64, Event) {
        let mut read = self.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Case, case).await.expect("reads");
        events.into_iter().last().map(|known| (known.id, known.event)).expect("it was raised")
    }

    /// The first event of an act.
    pub(crate) async fn event_of(&self, case: i64, act: &str) -> i64 {
        let mut read = self.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Case, case).await.expect("reads");
        events.iter().find(|known| known.event.act() == act).expect("it happened").id
    }

    async fn strike(&self, event: i64) {
        let act = acts::event::Strike { event, reason: "Ghi nhầm".to_owned() };
        self.desk.act(&format!("strike-{event}"), act).await.expect("it is struck");
    }

    /// How often a value stands on an axis on a day, by all that is recorded.
    async fn holds(&self, case: i64, axis: domain::span::Axis, on: &str) -> String {
        let mut read = self.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Case, case).await.expect("reads");
        let line = domain::timeline::timeline(&events);
        let on: Day = day(on);
        line.into_iter().find(|it| it.axis == axis && it.holds_on(on)).expect("one row per axis").value
    }

    pub(crate) async fn colleague(&self, login: &str, organisation: i64, role: Role) -> By {
        let act = Create {
            person: Person::New(login.to_owned()),
            login: login.to_owned(),
            organisation,
            roles: vec![role],
            demo: None,
            secrets: Secrets { codes: [1; 32], throttle: [2; 32] },
            at: store::clock::machine(),
        };
        let made = self.desk.act(login, act).await.expect("an account");
        By { account: made.account, actor: made.person, organisation }
    }
}

/// A case with its first point.
pub(crate) struct Matter {
    pub(crate) case: i64,
    pub(crate) point: i64,
    pub(crate) submission: i64,
}

fn said(point: i64, result: SpotResult) -> ReplyPoint {
    ReplyPoint {
        point,
        result,
        by_on: (result == SpotResult::Promised).then(|| day("2026-11-30")),
        words: "Đã cho kiểm tra.".to_owned(),
        ground: if result == SpotResult::CannotBeDone { "Chưa có vốn.".to_owned() } else { String::new() },
        evidence: String::new(),
    }
}

/// The refusal of an act that had to be refused.
#[track_caller]
fn refused<T: std::fmt::Debug>(answer: Result<T, Stop>) -> Refusal {
    match answer {
        Err(Stop::Refused(refusal)) => refusal,
        other => panic!("not refused: {other:?}"),
    }
}
