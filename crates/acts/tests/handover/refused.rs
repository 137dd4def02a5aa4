//! Who may not give, to whom nothing may be given, and what is refused at once.

use acts::handover::Give;
use domain::handover::{Group, Kind};
use domain::permission::Role;
use domain::refusal::Refusal;

use super::given::of_kind;
use super::{House, place, refused};
use crate::support::both;

/// A district that ended, with a case, a dialogue, its clerk and head, and an office under it.
async fn ended(house: &House) -> (i64, Vec<store::handover::GroupRow>, acts::By) {
    let ended = house.found(house.root(), "UBND huyện Cũ", Some(place("district", "Huyện Cũ"))).await;
    house.found(ended, "Phòng Kinh tế", None).await;
    let clerk = house.account("thu.ky", ended, &[Role::Clerk]).await;
    let talk = house.dialogue(clerk, None).await;
    house.raise(clerk, talk.session, "05").await;
    house.end(ended, "2026-09-10", &[]).await;
    let groups = house.groups(&house.list().await).await;
    (ended, groups, clerk)
}

#[tokio::test(flavor = "multi_thread")]
async fn receivers_are_bodies_in_force_within_the_program() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (gone, groups, _) = ended(&house).await;
        let cases = [of_kind(&groups, Kind::Case)];
        let other = house.found(house.root(), "UBND xã Khác", Some(place("commune", "Xã Khác"))).await;
        let outside = house.found_as(house.root(), "outside", "Điện lực", None, "2026-01-01").await;
        let ended_too = house.found(house.root(), "UBND xã Hết", Some(place("commune", "Xã Hết"))).await;
        house.end(ended_too, "2026-09-11", &[]).await;
        let to = async |receiver| refused(house.give(house.admin, &cases, receiver, None).await);
        assert!(matches!(to(gone).await, Refusal::BodyEnded { .. }));
        assert!(matches!(to(ended_too).await, Refusal::BodyEnded { .. }));
        assert_eq!(to(outside).await, Refusal::NotAChoice { field: "receiver" });
        assert_eq!(to(1).await, Refusal::NotAChoice { field: "receiver" });
        let mut read = house.store.reader().await.expect("a reader");
        let offered = store::handover::receivers(&mut read, gone, "").await.expect("reads");
        let offered: Vec<i64> = offered.into_iter().map(|body| body.id).collect();
        assert!(offered.contains(&other) && offered.contains(&house.root()), "{offered:?}");
        assert!(!offered.contains(&outside) && !offered.contains(&gone) && !offered.contains(&ended_too));
        let typed = store::handover::receivers(&mut read, gone, "xa khac").await.expect("reads");
        assert_eq!(typed.into_iter().map(|body| body.id).collect::<Vec<_>>(), [other]);
        drop(read);
        house.give(house.admin, &cases, other, None).await.expect("it is given");
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_answers_for_the_body_gives_and_nobody_gives_accounts_to_whom_they_do_not_administer() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (_, groups, clerk) = ended(&house).await;
        let other = house.found(house.root(), "UBND xã Khác", Some(place("commune", "Xã Khác"))).await;
        let stranger = house.account("nguoi.khac", other, &[Role::Administrator]).await;
        let supervisor = house.account("giam.sat", house.root(), &[Role::Supervisor]).await;
        let cases = [of_kind(&groups, Kind::Case)];
        assert_eq!(refused(house.give(stranger, &cases, other, None).await), Refusal::NotThere);
        assert_eq!(refused(house.close(stranger).await), Refusal::NotThere);
        assert_eq!(refused(house.give(supervisor, &cases, other, None).await), Refusal::NotAllowed);
        for kind in [Kind::Membership, Kind::Body] {
            let groups = [of_kind(&groups, kind)];
            assert_eq!(refused(house.give(clerk, &groups, house.root(), None).await), Refusal::NotAllowed, "{kind:?}");
        }
        house.give(clerk, &cases, other, None).await.expect("its own clerk gives its cases");
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_input_is_refused_with_its_field_and_keeps_nothing() {
    both(async |_, store| {
        let house = House::open(store).await;
        let (gone, groups, _) = ended(&house).await;
        let list = house.list().await;
        let right = Give {
            handover: list.id,
            items: Vec::new(),
            groups: vec![of_kind(&groups, Kind::Case)],
            receiver: house.root(),
            term: None,
            version: list.version,
        };
        let nowhere = Group { kind: Kind::Case, territory: 1, field: "05".to_owned() };
        for (give, expected) in [
            (Give { groups: Vec::new(), ..right.clone() }, Refusal::Missing { field: "item" }),
            (Give { items: vec![1], ..right.clone() }, Refusal::NotAChoice { field: "item" }),
            (Give { groups: vec![nowhere], ..right.clone() }, Refusal::AlreadyDone),
            (Give { term: Some(1), ..right.clone() }, Refusal::NotAChoice { field: "term" }),
            (Give { version: 7, ..right.clone() }, Refusal::Conflict),
            (Give { handover: 1, ..right.clone() }, Refusal::NotThere),
        ] {
            assert_eq!(refused(house.act(house.admin, give).await), expected);
        }
        // The office under the ended body cannot take the ended body's place above itself.
        let mut read = house.store.reader().await.expect("a reader");
        let office = store::organisation::inferiors(&mut read, gone, super::day("2026-09-09")).await.expect("reads");
        drop(read);
        let circle = Give { groups: vec![of_kind(&groups, Kind::Body)], receiver: office[0].1.id, ..right };
        assert_eq!(refused(house.act(house.admin, circle).await), Refusal::Circle);
        assert_eq!(house.list().await, list);
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_nobody_administers_from_above_does_not_end() {
    both(async |_, store| {
        let house = House::open(store).await;
        let next = house.found(house.root(), "UBND tỉnh Mới", None).await;
        let end = acts::organisation::End {
            organisation: house.root(),
            on: super::day("2026-09-10"),
            successors: vec![next],
            basis: "Nghị quyết 1".to_owned(),
            version: 1,
        };
        assert_eq!(refused(house.act(house.admin, end).await), Refusal::LastAdministrator);
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_dialogue_typed_later_whose_chair_was_of_the_ended_body_stands_in_no_ones_way() {
    both(async |_, store| {
        let house = House::open(store).await;
        let ended = house.found(house.root(), "UBND huyện Cũ", Some(place("district", "Huyện Cũ"))).await;
        let chair = house.term(ended, acts::term::Person::New("Lò Thị Hạ".to_owned()), "chairman").await.term;
        let clerk = house.account("thu.ky", house.root(), &[Role::Clerk]).await;
        let of_the_body = house.account("lan", ended, &[Role::Clerk]).await;
        house.dialogue(of_the_body, None).await;
        house.end(ended, "2026-09-10", &[]).await;
        let heir = house.found(house.root(), "UBND xã Khác", Some(place("commune", "Xã Khác"))).await;
        let groups = house.groups(&house.list().await).await;
        house.dialogue(clerk, Some(chair)).await;
        let all = [of_kind(&groups, Kind::Dialogue), of_kind(&groups, Kind::Membership)];
        house.give(house.admin, &all, heir, None).await.expect("it is given");
        house.close(house.admin).await.expect("nothing of it is left");
        house.verify().await;
    })
    .await;
}
