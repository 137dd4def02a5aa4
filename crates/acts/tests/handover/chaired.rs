//! Who chairs the sessions to come when a term or a body has ended.

use acts::dialogue::{Announce, BeginSession, Session};
use acts::term::{End, Person};
use domain::dialogue::{Audience, Form};
use domain::handover::Kind;
use domain::permission::Role;
use domain::refusal::Refusal;
use store::dialogue::session;

use super::given::of_kind;
use super::{House, TODAY, day, place, refused};
use crate::support::both;

fn sitting(on: &str, chair: i64) -> Session {
    Session {
        on: day(on),
        territory: None,
        place: String::new(),
        chair: Some(chair),
        deputy_reason: "Đi họp".to_owned(),
    }
}

fn announce(organisation: i64, sessions: Vec<Session>) -> Announce {
    Announce {
        organisation,
        title: "Chợ".to_owned(),
        duties: Vec::new(),
        audience: Audience::Residents,
        members_of: None,
        form: Form::Conference,
        planned: None,
        sessions,
        happened_on: day("2026-09-01"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_to_come_follow_who_takes_over_the_chair() {
    both(async |_, store| {
        let house = House::open(store).await;
        let body = house.found(house.root(), "UBND xã Mới", Some(place("commune", "Xã Mới"))).await;
        let clerk = house.account("thu.ky", body, &[Role::Clerk]).await;
        let head = house.term(body, Person::New("Đinh Quang Sáng".to_owned()), "chairman").await.term;
        let deputy = house.term(body, Person::New("Hà Thị Phó".to_owned()), "deputy").await.term;
        // The head's own dialogue; the deputy chairs its second and third session.
        let days = [("2026-09-05", head), ("2026-09-08", deputy), ("2026-10-01", deputy)];
        let sessions = days.iter().map(|(on, chair)| sitting(on, *chair)).collect();
        let new = house.act(clerk, announce(body, sessions)).await.expect("it is announced");
        house.act(clerk, BeginSession { session: new.sessions[1] }).await.expect("it begins");
        house.act(house.admin, End { term: deputy, on: day("2026-09-10") }).await.expect("it ends");
        let list = house.list().await;
        let groups = house.groups(&list).await;
        let next = house.term(body, Person::New("Lê Văn Tiếp".to_owned()), "deputy").await.term;
        house.give(house.admin, &[of_kind(&groups, Kind::Dialogue)], body, Some(next)).await.expect("it is given");
        let mut read = house.store.reader().await.expect("a reader");
        let chairs: Vec<Option<i64>> =
            session::of(&mut read, new.dialogue).await.expect("reads").iter().map(|session| session.chair).collect();
        assert_eq!(chairs, [Some(head), Some(deputy), Some(next)], "what was held stays whose it was");
        let row = store::dialogue::find(&mut read, new.dialogue).await.expect("reads").expect("is there");
        assert_eq!(row.chair.as_deref(), Some("Đinh Quang Sáng"), "the head's dialogue stays the head's");
        drop(read);
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_session_begins_for_a_body_that_has_ended() {
    both(async |_, store| {
        let house = House::open(store).await;
        let body = house.found(house.root(), "UBND huyện Cũ", Some(place("district", "Huyện Cũ"))).await;
        let clerk = house.account("thu.ky", body, &[Role::Clerk]).await;
        let head = house.term(body, Person::New("Đinh Quang Sáng".to_owned()), "chairman").await.term;
        let sessions = vec![sitting(TODAY, head)];
        let new = house.act(clerk, announce(body, sessions)).await.expect("it is announced");
        house.end(body, "2026-09-10", &[]).await;
        let begin = house.act(clerk, BeginSession { session: new.sessions[0] }).await;
        assert_eq!(refused(begin), Refusal::BodyEnded { on: day("2026-09-10") });
        house.verify().await;
    })
    .await;
}
