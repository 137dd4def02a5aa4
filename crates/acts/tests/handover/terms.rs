//! Terms of officials: begun for old and new people, ended with what they leave.

use acts::dialogue;
use acts::handover::Give;
use acts::term::{Begin, End, Person};
use domain::event::{Event, OrganisationEvent, Subject};
use domain::handover::Kind;
use domain::permission::Role;
use domain::refusal::Refusal;
use store::{account, term};

use super::given::of_kind;
use super::{House, day, place, refused};
use crate::support::both;

#[tokio::test(flavor = "multi_thread")]
async fn one_official_holds_several_posts_and_each_once() {
    both(async |_, store| {
        let house = House::open(store).await;
        let body = house.found(house.root(), "UBND xã Mới", Some(place("commune", "Xã Mới"))).await;
        let first = house.term(body, Person::New("Đinh Quang Sáng".to_owned()), "chairman").await;
        let second = house.term(body, Person::Existing(first.person), "head").await;
        assert_eq!(second.person, first.person);
        let begin = |person, post: &str, from: &str| Begin {
            organisation: body,
            person,
            post: post.to_owned(),
            from: day(from),
        };
        let known = || Person::Existing(first.person);
        for (wrong, expected) in [
            (begin(known(), "head", "2026-03-01"), Refusal::AlreadyThere { field: "post" }),
            (begin(known(), "king", "2026-03-01"), Refusal::NotAChoice { field: "post" }),
            (begin(Person::Existing(1), "deputy", "2026-03-01"), Refusal::NotAChoice { field: "person" }),
            (begin(Person::New(" ".to_owned()), "deputy", "2026-03-01"), Refusal::Missing { field: "name" }),
            (begin(known(), "deputy", "2025-12-31"), Refusal::TooEarly { field: "from", earliest: day("2026-01-01") }),
            (begin(known(), "deputy", "2026-09-12"), Refusal::HappenedInFuture { today: day(super::TODAY) }),
        ] {
            assert_eq!(refused(house.act(house.admin, wrong).await), expected);
        }
        let clerk = house.account("thu.ky", body, &[Role::Clerk]).await;
        assert_eq!(refused(house.act(clerk, begin(known(), "deputy", "2026-03-01")).await), Refusal::NotAllowed);
        let mut read = house.store.reader().await.expect("a reader");
        let officials = term::officials(&mut read, body).await.expect("reads");
        assert!(officials.iter().any(|row| row.id == first.person));
        let posts: Vec<String> = term::list(&mut read, body).await.expect("reads").into_iter().map(|t| t.post).collect();
        assert_eq!(posts, ["head", "chairman"]);
        let history = store::event::history(&mut read, Subject::Organisation, body).await.expect("reads");
        let told = history.iter().filter(|known| {
            matches!(known.event, Event::Organisation(OrganisationEvent::TermBegun { person, .. }) if person == first.person)
        });
        assert_eq!(told.count(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ended_term_leaves_its_dialogues_and_the_roles_of_its_account() {
    both(async |_, store| {
        let house = House::open(store).await;
        let body = house.found(house.root(), "UBND xã Mới", Some(place("commune", "Xã Mới"))).await;
        let head = house.account("chu.tich", body, &[Role::Head, Role::Clerk]).await;
        let old = house.term(body, Person::Existing(head.actor), "chairman").await;
        let talk = house.dialogue(head, Some(old.term)).await;
        let end = End { term: old.term, on: day("2026-09-10") };
        let early = End { on: day("2025-12-01"), ..end.clone() };
        assert!(matches!(refused(house.act(house.admin, early).await), Refusal::TooEarly { field: "on", .. }));
        assert_eq!(refused(house.act(head, end.clone()).await), Refusal::NotAllowed);
        house.act(house.admin, end.clone()).await.expect("it ends");
        assert_eq!(refused(house.act(house.admin, end).await), Refusal::AlreadyDone);

        let list = house.list().await;
        assert_eq!((list.term, list.open, list.post.as_deref()), (Some(old.term), 3, Some("chairman")));
        let groups = house.groups(&list).await;
        assert!(groups.iter().all(|group| group.proposed == Some(body)));
        let successor = house.account("chu.tich.moi", body, &[Role::Clerk]).await;
        let new = house.term(body, Person::Existing(successor.actor), "chairman").await;
        let unsigned = house.term(body, Person::New("Lê Văn Không".to_owned()), "deputy").await;
        let (dialogues, roles) = (of_kind(&groups, Kind::Dialogue), of_kind(&groups, Kind::Membership));
        let no_term = house.give(house.admin, std::slice::from_ref(&dialogues), body, None).await;
        assert_eq!(refused(no_term), Refusal::Missing { field: "term" });
        let no_account = house.give(house.admin, std::slice::from_ref(&roles), body, Some(unsigned.term)).await;
        assert_eq!(refused(no_account), Refusal::NotAChoice { field: "term" });
        let ended = house.give(house.admin, std::slice::from_ref(&dialogues), body, Some(old.term)).await;
        assert_eq!(refused(ended), Refusal::NotAChoice { field: "term" });
        house.give(house.admin, &[dialogues], body, Some(new.term)).await.expect("it is given");
        assert_eq!(refused(house.close(house.admin).await), Refusal::NotHandedOver { open: 2 });
        house.give(house.admin, &[roles], body, Some(new.term)).await.expect("they are given");
        house.close(house.admin).await.expect("it is closed");

        let mut read = house.store.reader().await.expect("a reader");
        let talk = store::dialogue::find(&mut read, talk.dialogue).await.expect("reads").expect("it is there");
        assert_eq!((talk.organisation, talk.chair.as_deref()), (body, Some("Nguyễn Văn chu.tich.moi")));
        assert_eq!(account::memberships(&mut read, &[head.account]).await.expect("reads"), []);
        let roles = account::memberships(&mut read, &[successor.account]).await.expect("reads");
        assert!(roles.iter().any(|row| row.role == Role::Head), "{roles:?}");
        drop(read);
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_keeps_another_post_keeps_the_roles_and_the_last_administrator_stays() {
    both(async |_, store| {
        let house = House::open(store).await;
        let body = house.found(house.root(), "UBND xã Mới", Some(place("commune", "Xã Mới"))).await;
        let head = house.account("chu.tich", body, &[Role::Head]).await;
        let first = house.term(body, Person::Existing(head.actor), "chairman").await;
        let second = house.term(body, Person::Existing(head.actor), "head").await;
        house.act(house.admin, End { term: first.term, on: day("2026-09-10") }).await.expect("it ends");
        let mut read = house.store.reader().await.expect("a reader");
        let grant = store::grant::may(
            &mut read,
            house.admin,
            domain::permission::Act::HandoverRead,
            store::grant::Of::Organisation(house.root()),
        );
        let (grant, _) = grant.await.expect("it may be read");
        assert!(store::handover::list(&mut read, &grant, None, 10).await.expect("reads").rows.is_empty());
        drop(read);
        house.act(house.admin, End { term: second.term, on: day("2026-09-10") }).await.expect("it ends");
        assert_eq!(house.list().await.open, 1);

        // The administrator of everything leaves: the role goes to a successor in the same body or stays.
        let own = house.term(house.root(), Person::Existing(house.admin.actor), "chairman").await;
        house.act(house.admin, End { term: own.term, on: day("2026-09-10") }).await.expect("it ends");
        let list = house.list().await;
        let elsewhere = house.term(body, Person::Existing(house.admin.actor), "chairman").await;
        let items = house.items(&list).await.into_iter().map(|item| item.id).collect();
        let give = Give {
            handover: list.id,
            items,
            groups: Vec::new(),
            receiver: body,
            term: Some(elsewhere.term),
            version: list.version,
        };
        assert_eq!(refused(house.act(house.admin, give).await), Refusal::LastAdministrator);
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dialogue_of_another_body_stays_there_and_gets_another_chair() {
    both(async |_, store| {
        let house = House::open(store).await;
        let body = house.found(house.root(), "UBND xã Mới", Some(place("commune", "Xã Mới"))).await;
        let mut chair = house.term(body, Person::New("Đinh Quang Sáng".to_owned()), "chairman").await;
        let talk = house.dialogue(house.admin, Some(chair.term)).await;
        let of_talk = async || {
            let mut read = house.store.reader().await.expect("a reader");
            let row = store::dialogue::find(&mut read, talk.dialogue).await.expect("reads").expect("it is there");
            (row.organisation, row.chair)
        };
        house.act(house.admin, End { term: chair.term, on: day("2026-09-10") }).await.expect("it ends");
        chair = house.term(body, Person::New("Lê Văn Kế".to_owned()), "chairman").await;
        let groups: Vec<_> = house.groups(&house.list().await).await.into_iter().map(|row| row.group).collect();
        house.give(house.admin, &groups, body, Some(chair.term)).await.expect("it is given");
        house.close(house.admin).await.expect("it is closed");
        assert_eq!(of_talk().await, (house.root(), Some("Lê Văn Kế".to_owned())));

        // The body ends, and with it the post of whoever chairs.
        house.end(body, "2026-09-11", &[house.root()]).await;
        assert_eq!(house.list().await.open, 1);
        assert_eq!(refused(house.close(house.admin).await), Refusal::NotHandedOver { open: 1 });
        house.give(house.admin, &groups, house.root(), None).await.expect("it is given");
        house.close(house.admin).await.expect("it is closed");
        assert_eq!(of_talk().await, (house.root(), None));
        house.nothing_is_left(body).await;
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ended_body_takes_no_term() {
    both(async |_, store| {
        let house = House::open(store).await;
        let body = house.found(house.root(), "UBND xã Cũ", Some(place("commune", "Xã Cũ"))).await;
        let clerk = house.account("thu.ky", body, &[Role::Clerk]).await;
        house.end(body, "2026-09-10", &[]).await;
        let begin = Begin {
            organisation: body,
            person: Person::New("Đinh Quang Sáng".to_owned()),
            post: "chairman".to_owned(),
            from: day("2026-09-01"),
        };
        assert_eq!(refused(house.act(house.admin, begin).await), Refusal::BodyEnded { on: day("2026-09-10") });
        let open = dialogue::Open {
            organisation: body,
            title: "Nước sạch".to_owned(),
            chair: None,
            deputy_reason: String::new(),
            held_on: day("2026-09-01"),
            territory: None,
            place: String::new(),
        };
        assert_eq!(refused(house.act(clerk, open).await), Refusal::BodyEnded { on: day("2026-09-10") });
    })
    .await;
}
