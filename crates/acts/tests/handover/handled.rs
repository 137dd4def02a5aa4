//! Cases that an ended body led: assignments and promises follow whoever answers for them, and nothing new begins with it.

use acts::assignment::{Assign, Progress};
use acts::case::SpotResult;
use acts::dialogue::{Announce, Session};
use acts::event::Strike;
use acts::letter::{Entry, Register};
use acts::plan::{Draft, Meant};
use acts::reply::{Reply, ReplyPoint};
use acts::transfer::SendOn;
use acts::{By, Stop};
use domain::dialogue::{Audience, Form};
use domain::event::{Kind, Subject};
use domain::permission::Role;
use domain::refusal::Refusal;
use store::{assignment, case};

use super::{House, TODAY, day, place, refused};
use crate::support::both;

impl House {
    async fn version(&self, case: i64) -> i64 {
        let mut read = self.store.reader().await.expect("a reader");
        case::find(&mut read, case).await.expect("reads").expect("it is there").version
    }

    async fn assign(&self, by: By, case: i64, lead: i64, cooperating: &[i64]) -> Result<i64, Stop> {
        let act = Assign {
            case,
            version: self.version(case).await,
            lead,
            cooperating: cooperating.to_vec(),
            due_on: Some(day("2026-10-30")),
            evidence: String::new(),
            contact: false,
            happened_on: day("2026-09-02"),
        };
        Ok(self.act(by, act).await?.assignment)
    }

    /// Who leads the newest assignment of a case, and who has to keep its clocks.
    async fn led(&self, case: i64) -> (i64, Vec<i64>) {
        let mut read = self.store.reader().await.expect("a reader");
        let lead = assignment::of_case(&mut read, case).await.expect("reads")[0].lead;
        let clocks = assignment::clocks(&mut read, case).await.expect("reads");
        (lead, clocks.into_iter().map(|clock| clock.body).collect())
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn assignments_and_promises_of_an_ended_body_follow_who_answers_for_the_case() {
    both(async |_, store| {
        let house = House::open(store).await;
        let root = house.root();
        let ended = house.found(root, "UBND huyện Cũ", Some(place("district", "Huyện Cũ"))).await;
        let heir = house.found(root, "UBND xã Mới", Some(place("commune", "Xã Mới"))).await;
        let clerk = house.account("thu.ky", root, &[Role::Clerk]).await;
        let talk = house.dialogue(clerk, None).await;
        let (worked, promised) =
            (house.raise(clerk, talk.session, "05").await, house.raise(clerk, talk.session, "02").await);
        for raised in [&worked, &promised] {
            house.assign(clerk, raised.case, ended, &[]).await.expect("it is assigned");
        }
        let point = ReplyPoint {
            point: promised.point,
            result: SpotResult::Promised,
            by_on: Some(day("2026-10-15")),
            words: "Sẽ nạo vét.".to_owned(),
            ground: String::new(),
            evidence: String::new(),
        };
        let reply = Reply {
            case: promised.case,
            version: house.version(promised.case).await,
            number: "12/UBND".to_owned(),
            signer: None,
            points: vec![point],
            on_behalf_of: Some(ended),
            happened_on: day("2026-09-05"),
        };
        house.act(clerk, reply).await.expect("a promise");
        assert_eq!(house.led(promised.case).await, (ended, vec![ended, ended]));
        house.end(ended, "2026-09-10", &[heir]).await;
        for group in house.groups(&house.list().await).await {
            house.give(house.admin, std::slice::from_ref(&group.group), heir, None).await.expect("it is given");
        }
        house.nothing_is_left(ended).await;
        house.close(house.admin).await.expect("it is closed");
        assert_eq!(house.led(worked.case).await, (heir, vec![heir]));
        assert_eq!(house.led(promised.case).await, (heir, vec![heir, heir]));
        house.verify().await;
        let progress = Progress {
            case: worked.case,
            version: house.version(worked.case).await,
            words: "Đang khảo sát.".to_owned(),
            on_behalf_of: Some(heir),
            happened_on: day(TODAY),
        };
        house.act(clerk, progress).await.expect("it goes on with who received it");
        assert_eq!(house.led(worked.case).await, (heir, vec![heir]), "the rows say what the events say");
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_case_is_given_to_an_ended_body_and_none_comes_back_to_it() {
    both(async |_, store| {
        let house = House::open(store).await;
        let root = house.root();
        let ended = house.found(root, "UBND huyện Cũ", Some(place("district", "Huyện Cũ"))).await;
        let other = house.found(root, "UBND xã Mới", Some(place("commune", "Xã Mới"))).await;
        let clerk = house.account("thu.ky", root, &[Role::Clerk]).await;
        let talk = house.dialogue(clerk, None).await;
        let case = house.raise(clerk, talk.session, "05").await.case;
        house.assign(clerk, case, ended, &[]).await.expect("it is assigned");
        house.assign(clerk, case, other, &[]).await.expect("it is assigned to another one");
        house.end(ended, "2026-09-10", &[]).await;
        let over = Refusal::BodyEnded { on: day("2026-09-10") };
        let fresh = house.raise(clerk, talk.session, "02").await.case;
        // Not even with a day on which it was there: nobody would answer for it.
        assert_eq!(refused(house.assign(clerk, fresh, ended, &[]).await), over);
        assert_eq!(refused(house.assign(clerk, fresh, other, &[ended]).await), over);
        let send = SendOn {
            case: fresh,
            version: house.version(fresh).await,
            to: ended,
            points: Vec::new(),
            number: "3/UBND".to_owned(),
            proof: String::new(),
            reason: "Đúng thẩm quyền".to_owned(),
            answer_by: None,
            told: None,
            on_behalf_of: None,
            happened_on: day("2026-09-02"),
        };
        assert_eq!(refused(house.act(clerk, send).await), over);
        let mut read = house.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Case, case).await.expect("reads");
        drop(read);
        let second = events.iter().rfind(|known| known.event.act() == "case.assigned").expect("it was assigned").id;
        let strike = Strike { event: second, reason: "Ghi nhầm".to_owned() };
        assert_eq!(refused(house.act(clerk, strike).await), over, "it would be the ended body's again");
        house.nothing_is_left(ended).await;
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ended_body_announces_plans_and_enters_nothing() {
    both(async |_, store| {
        let house = House::open(store).await;
        let organisation = house.found(house.root(), "UBND huyện Cũ", Some(place("district", "Huyện Cũ"))).await;
        let clerk = house.account("thu.ky", organisation, &[Role::Clerk]).await;
        house.end(organisation, "2026-09-10", &[]).await;
        let over = Refusal::BodyEnded { on: day("2026-09-10") };
        let session = Session {
            on: day("2026-10-01"),
            territory: None,
            place: String::new(),
            chair: None,
            deputy_reason: String::new(),
        };
        let announce = Announce {
            organisation,
            title: "Chợ".to_owned(),
            duties: Vec::new(),
            audience: Audience::Residents,
            members_of: None,
            form: Form::Conference,
            planned: None,
            sessions: vec![session],
            happened_on: day(TODAY),
        };
        assert_eq!(refused(house.act(clerk, announce).await), over);
        let (form, audience) = (Form::Conference, Audience::Residents);
        let draft = Draft {
            organisation,
            post: "chairman".to_owned(),
            year: 2026,
            dialogues: vec![Meant { month: 10, topic: "Chợ".to_owned(), form, audience }],
            happened_on: day(TODAY),
        };
        assert_eq!(refused(house.act(clerk, draft).await), over);
        let register = Register {
            organisation,
            series: String::new(),
            number: "7".to_owned(),
            received_on: day("2026-09-01"),
            words: "Chợ ngập.".to_owned(),
            no_denunciation: false,
            name: String::new(),
            contact: String::new(),
            address: String::new(),
            territory: None,
            field: String::new(),
            kind: Kind::Recommendation,
            entry: Entry::default(),
        };
        assert_eq!(refused(house.act(clerk, register).await), over);
        house.verify().await;
    })
    .await;
}
