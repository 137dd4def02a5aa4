//! The bodies that the first run makes, and the account that carries them.

use acts::account::{Create, GrantRole, Person, WorkFor, who};
use domain::organisation::{COMMITTEE, ROOT};
use domain::permission::{Act as Right, Relation, Role};
use store::grant::{Of, may};
use store::territory;

use super::*;
use crate::support::both;

/// A commune of the official tables: phường Ba Đình.
fn ward() -> BeginPlace {
    official("commune", "00004")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ward_begins_as_one_tree_with_the_party_committee_at_its_root() {
    both(async |_, store| {
        let house = House::begin(store, ward(), Bodies::Template).await.expect("it begins");
        let (root, own) = (house.row(house.begun.root).await, house.row(house.begun.organisation).await);
        assert_eq!((root.kind.as_str(), root.name.as_str()), (ROOT, "Đảng ủy phường Ba Đình"));
        assert_eq!((own.kind.as_str(), own.name.as_str()), (COMMITTEE, "Ủy ban nhân dân phường Ba Đình"));
        assert_eq!((own.place.as_str(), own.from), ("Phường Ba Đình", day("2025-07-01")));
        let mut read = house.store.reader().await.expect("a reader");
        let all = organisation::under(&mut read, root.id).await.expect("reads");
        assert_eq!(all.len(), 23, "all of the template's bodies but the police of the city");
        assert!(all.iter().any(|row| row.name == "Phòng Kinh tế, Hạ tầng và Đô thị phường Ba Đình"));
        assert_eq!(all.iter().filter(|row| row.outside).count(), 3, "clinic and school are bodies of the ward");
        let police = all.iter().find(|row| row.kind == "police").expect("the police");
        let over = organisation::superiors(&mut read, police.id, day(TODAY)).await.expect("reads");
        let over: Vec<(&str, &str)> = over.iter().map(|(line, row)| (line.as_str(), row.name.as_str())).collect();
        assert_eq!(over, [("authority", "Công an thành phố Hà Nội"), ("party", "Đảng ủy phường Ba Đình")]);
        let under = organisation::inferiors(&mut read, own.id, day(TODAY)).await.expect("reads");
        assert_eq!(under.len(), 10);
        assert!(under.iter().all(|(line, _)| line == "authority"));
        // Only the places in use have rows: the ward and its city.
        let ward = territory::find(&mut read, own.territory).await.expect("reads").expect("a row");
        assert_eq!(ward.unit().map(|unit| unit.code), Some("00004"));
        let city = territory::find(&mut read, ward.parent.expect("a city")).await.expect("reads").expect("a row");
        assert_eq!((city.code.as_str(), city.parent), ("01", None));
        drop(read);
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_first_account_works_for_the_committee_and_administers_all() {
    both(async |_, store| {
        let house = House::begin(store, ward(), Bodies::Template).await.expect("it begins");
        let (own, root) = (house.begun.organisation, house.begun.root);
        let mut read = house.store.reader().await.expect("a reader");
        let session =
            who(&mut read, &house.signed_in.token, clock::machine()).await.expect("reads").expect("signed in");
        assert_eq!((session.by.organisation, session.roles), (own, vec![Role::Clerk]));
        let (grant, _) =
            may(&mut read, house.by(), Right::OrganisationChange, Of::Organisation(own)).await.expect("may");
        assert_eq!((grant.role, grant.relation), (Role::Administrator, Relation::Below));
        drop(read);
        house.act(WorkFor { session: session.id, organisation: root }).await.expect("it works for the other");
        let mut read = house.store.reader().await.expect("a reader");
        let now = who(&mut read, &house.signed_in.token, clock::machine()).await.expect("reads").expect("signed in");
        assert_eq!((now.by.organisation, now.roles), (root, vec![Role::Administrator, Role::Clerk]));
        let all = organisation::under(&mut read, root).await.expect("reads");
        drop(read);
        let office = all.iter().find(|row| row.kind == "office").expect("the office").id;
        assert_eq!(house.refused(WorkFor { session: session.id, organisation: office }).await, Refusal::NotThere);
        let elsewhere = WorkFor { session: session.id + 1, organisation: own };
        assert_eq!(house.refused(elsewhere).await, Refusal::NotThere);
        let outside = all.iter().find(|row| row.outside).expect("a body outside").id;
        let create = Create {
            person: Person::New("Nguyễn Văn Na".to_owned()),
            login: "na".to_owned(),
            organisation: outside,
            roles: vec![Role::Clerk],
            demo: None,
            secrets: house.secrets.clone(),
            at: clock::machine(),
        };
        assert_eq!(house.refused(create).await, Refusal::NotAChoice { field: "organisation" });
        let (from, to) = (day(TODAY), Day::OPEN);
        let grant = GrantRole { account: house.begun.account, organisation: outside, role: Role::Clerk, from, to };
        assert_eq!(house.refused(grant).await, Refusal::NotAChoice { field: "organisation" });
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_that_is_not_in_force_or_has_no_type_is_refused() {
    let own = |level: &str, code: &str, name: &str| BeginPlace::Own {
        level: level.to_owned(),
        code: code.to_owned(),
        name: name.to_owned(),
    };
    let wrong = [
        (official("commune", "99999"), Refusal::NotAChoice { field: "place" }),
        (official("district", "001"), Refusal::NotAChoice { field: "place" }),
        (official("village", "001"), Refusal::NotAChoice { field: "level" }),
        (own("district", "", "Huyện Mẫu"), Refusal::NotAChoice { field: "level" }),
        (own("commune", "", "Bến Sen"), Refusal::NotAChoice { field: "territory" }),
        (own("province", "", "Xã Bến Sen"), Refusal::NotAChoice { field: "territory" }),
        (own("commune", "00004", "Xã Bến Sen"), Refusal::AlreadyThere { field: "code" }),
    ];
    for (place, refusal) in wrong {
        let (_place, store) = crate::support::opened(testing::Fresh::sqlite()).await;
        match House::begin(store, place.clone(), Bodies::Template).await {
            Err(Stop::Refused(said)) => assert_eq!(said, refusal, "{place:?}"),
            _ => panic!("{place:?} was not refused"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_place_of_ones_own_gets_the_bodies_of_its_level() {
    both(async |_, store| {
        let name = "Xã Bến Sen (mô phỏng)".to_owned();
        let place = BeginPlace::Own { level: "commune".to_owned(), code: "MP001".to_owned(), name };
        let house = House::begin(store, place, Bodies::Template).await.expect("it begins");
        let mut read = house.store.reader().await.expect("a reader");
        let all = organisation::under(&mut read, house.begun.root).await.expect("reads");
        assert!(all.iter().all(|row| row.name.contains("xã Bến Sen (mô phỏng)")));
        assert_eq!(all.len(), 23);
        drop(read);
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_comes_with_an_official_place_and_what_that_lies_in() {
    both(async |_, store| {
        let house = House::province(store).await;
        let mut found = division(house.begun.organisation, "Ủy ban nhân dân xã Bình Sơn");
        found.kind = COMMITTEE.to_owned();
        found.territory = Some(official("commune", "00004"));
        let one = house.act(found.clone()).await.expect("it is founded");
        let other = house.act(Found { kind: "front".to_owned(), ..found.clone() }).await.expect("it is founded");
        let (one, other) = (house.row(one.organisation).await, house.row(other.organisation).await);
        assert_eq!(one.territory, other.territory, "one row for one unit");
        assert_eq!(one.place, "Phường Ba Đình");
        for unit in [("province", "01"), ("commune", "00008")] {
            let beyond = Found { superior: one.id, territory: Some(official(unit.0, unit.1)), ..found.clone() };
            let refusal = house.refused(beyond).await;
            assert_eq!(refusal, Refusal::NotAChoice { field: "place" }, "{} lies not in a ward", unit.0);
        }
        let early = Found { from: day("2025-06-30"), ..found };
        let mut read = house.store.reader().await.expect("a reader");
        let ward = territory::find(&mut read, one.territory).await.expect("reads").expect("a row");
        drop(read);
        assert!(ward.parent.is_some());
        let old = house.act(early).await.expect("it is founded").organisation;
        assert_eq!(house.row(old).await.place, "Phường Trúc Bạch", "the same code is another unit on another day");
        house.verify().await;
    })
    .await;
}
