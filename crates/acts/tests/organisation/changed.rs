//! Another name, another superior, the end: what is done, what is refused, and what stays visible.

use acts::account::{Create, GrantRole, Person};
use acts::dialogue::Open;
use acts::organisation::AddVillage;
use acts::submission::{Mark, Mode, Raise};
use acts::term;
use domain::event::Kind;
use domain::permission::Role;

use super::*;
use crate::support::both;

#[tokio::test(flavor = "multi_thread")]
async fn a_body_is_renamed_and_its_former_name_stays() {
    both(async |_, store| {
        let house = House::province(store).await;
        let id = house.division(house.begun.organisation, "Phòng Nông nghiệp").await;
        let act = house.rename(id, "Phòng Kinh tế", "2026-06-01").await;
        house.act(act.clone()).await.expect("it is renamed");
        let row = house.row(id).await;
        assert_eq!((row.name.as_str(), row.version), ("Phòng Kinh tế", 2));
        let mut read = house.store.reader().await.expect("a reader");
        let names = organisation::names(&mut read, id).await.expect("reads");
        drop(read);
        let told: Vec<_> = names.iter().map(|n| (n.name.as_str(), n.from, n.to, n.basis.is_some())).collect();
        let first = ("Phòng Nông nghiệp", day("2026-01-01"), day("2026-06-01"), false);
        assert_eq!(told, [("Phòng Kinh tế", day("2026-06-01"), Day::OPEN, true), first]);
        assert_eq!(house.refused(act.clone()).await, Refusal::AlreadyDone);
        let other = Rename { name: "Phòng Khác".to_owned(), ..act };
        assert_eq!(house.refused(other.clone()).await, Refusal::Conflict);
        let next = Rename { version: 2, ..other };
        let early = Rename { from: day("2026-05-31"), ..next.clone() };
        let earliest = day("2026-06-01");
        assert_eq!(house.refused(early).await, Refusal::TooEarly { field: "from", earliest });
        let future = Rename { from: day("2026-09-12"), ..next.clone() };
        assert_eq!(house.refused(future).await, Refusal::HappenedInFuture { today: day(TODAY) });
        let bare = Rename { basis: " ".to_owned(), ..next.clone() };
        assert_eq!(house.refused(bare).await, Refusal::Missing { field: "basis" });
        assert_eq!(house.refused(Rename { organisation: 1, ..next.clone() }).await, Refusal::NotThere);
        // From the same day on: the name in between never was.
        house.act(next).await.expect("it is renamed");
        let mut read = house.store.reader().await.expect("a reader");
        assert_eq!(organisation::names(&mut read, id).await.expect("reads").len(), 2);
        drop(read);
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_is_placed_anew_with_all_under_it_and_never_under_itself() {
    both(async |_, store| {
        let house = House::province(store).await;
        let root = house.begun.organisation;
        let (a, b) = (house.division(root, "Ban A").await, house.division(root, "Ban B").await);
        let under_a = house.division(a, "Tổ A").await;
        let act = house.place(a, "authority", Some(b), "2026-03-01").await;
        house.act(act).await.expect("it is placed");
        assert_eq!(
            house.under(b).await,
            [a, b, under_a].into_iter().collect::<std::collections::BTreeSet<_>>().into_iter().collect::<Vec<_>>()
        );
        for (id, superior) in [(b, under_a), (b, a), (b, b), (root, under_a)] {
            let act = house.place(id, "party", Some(superior), "2026-04-01").await;
            assert_eq!(house.refused(act).await, Refusal::Circle);
        }
        let again = house.place(a, "", Some(b), "2026-04-01").await;
        assert_eq!(house.refused(again).await, Refusal::AlreadyDone);
        let act = house.place(a, "people", Some(root), "2026-04-01").await;
        assert_eq!(house.refused(act).await, Refusal::NotAChoice { field: "line" });
        let early = house.place(a, "authority", Some(root), "2026-02-01").await;
        let earliest = day("2026-03-01");
        assert_eq!(house.refused(early).await, Refusal::TooEarly { field: "from", earliest });
        // In another line it stands under both, and leaves the one without leaving the other.
        let act = house.place(a, "party", Some(root), "2026-03-05").await;
        house.act(act).await.expect("it is placed");
        let act = house.place(a, "authority", None, "2026-03-06").await;
        house.act(act).await.expect("it is placed");
        assert_eq!(house.under(b).await, [b]);
        let overlapping = house.place(a, "authority", Some(root), "2026-03-05").await;
        let earliest = day("2026-03-06");
        assert_eq!(house.refused(overlapping).await, Refusal::TooEarly { field: "from", earliest });
        let last = house.place(a, "party", None, "2026-03-07").await;
        assert_eq!(house.refused(last).await, Refusal::LastAdministrator);
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_ended_body_takes_nothing_new_and_stays_in_sight() {
    both(async |_, store| {
        let house = House::province(store).await;
        let root = house.begun.organisation;
        let (old, new) = (house.division(root, "Ủy ban xã Cũ").await, house.division(root, "Ủy ban xã Mới").await);
        let on = day(TODAY);
        let open = Open {
            organisation: old,
            title: "Nước sạch".to_owned(),
            chair: None,
            deputy_reason: String::new(),
            held_on: on,
            territory: None,
            place: String::new(),
        };
        let create = |organisation, login: &str| Create {
            person: Person::New("Nguyễn Văn Na".to_owned()),
            login: login.to_owned(),
            organisation,
            roles: vec![Role::Clerk],
            demo: None,
            secrets: house.secrets.clone(),
            at: clock::machine(),
        };
        let clerk = house.act(create(old, "na")).await.expect("an account");
        let by = By { account: clerk.account, actor: clerk.person, organisation: old };
        let opened = house.office.act(by, "open", open.clone()).await.expect("a dialogue").answer;
        let end = house.end(old, &[new], TODAY).await;
        for (wrong, refusal) in [
            (End { successors: vec![old], ..end.clone() }, Refusal::NotAChoice { field: "successors" }),
            (End { successors: vec![new, new], ..end.clone() }, Refusal::NotAChoice { field: "successors" }),
            (End { successors: vec![1], ..end.clone() }, Refusal::NotThere),
            (
                End { on: day("2025-12-31"), ..end.clone() },
                Refusal::TooEarly { field: "on", earliest: day("2026-01-01") },
            ),
            (End { version: 7, ..end.clone() }, Refusal::Conflict),
            (End { basis: String::new(), ..end.clone() }, Refusal::Missing { field: "basis" }),
        ] {
            assert_eq!(house.refused(wrong).await, refusal);
        }
        house.act(end.clone()).await.expect("it ends");
        let ended = Refusal::BodyEnded { on };
        assert_eq!(house.refused(end).await, ended);
        assert_eq!(house.refused(division(old, "Tổ")).await, ended);
        let village = AddVillage { organisation: old, name: "Thôn Mới".to_owned(), from: on };
        assert_eq!(house.refused(village).await, ended);
        let (person, post) = (term::Person::New("Lê Văn Ổi".to_owned()), "head".to_owned());
        assert_eq!(house.refused(term::Begin { organisation: old, person, post, from: on }).await, ended);
        assert_eq!(house.refused(create(old, "moi")).await, ended);
        let role = GrantRole { account: clerk.account, organisation: old, role: Role::Head, from: on, to: Day::OPEN };
        assert_eq!(house.refused(role).await, ended);
        let act = house.rename(old, "Tên khác", TODAY).await;
        assert_eq!(house.refused(act).await, ended);
        let act = house.place(old, "party", Some(new), TODAY).await;
        assert_eq!(house.refused(act).await, ended);
        let act = house.place(new, "party", Some(old), TODAY).await;
        assert_eq!(house.refused(act).await, ended);
        let act = house.end(new, &[old], TODAY).await;
        assert_eq!(house.refused(act).await, ended);
        let refused = async |done: Result<(), Stop>| match done {
            Err(Stop::Refused(refusal)) => refusal,
            other => panic!("{other:?}"),
        };
        let raise = Raise {
            session: opened.session,
            turn: None,
            words: "Nước đục.".to_owned(),
            no_denunciation: false,
            name: String::new(),
            contact: String::new(),
            represents: String::new(),
            mode: Mode::Named,
            head_count: None,
            territory: None,
            field: String::new(),
            kind: Kind::Recommendation,
            mark: Mark::None,
            answer: None,
            slip: None,
            draft: false,
        };
        assert_eq!(refused(house.office.act(by, "open-again", open).await.map(|_| ())).await, ended);
        assert_eq!(refused(house.office.act(by, "raise", raise).await.map(|_| ())).await, ended);
        assert!(house.under(root).await.contains(&old), "what it did stays in sight");
        let mut read = house.store.reader().await.expect("a reader");
        let later = organisation::successors(&mut read, old).await.expect("reads");
        assert_eq!(later.iter().map(|step| (step.body.id, step.on)).collect::<Vec<_>>(), [(new, on)]);
        let earlier = organisation::predecessors(&mut read, new).await.expect("reads");
        assert_eq!(earlier.iter().map(|step| step.body.id).collect::<Vec<_>>(), [old]);
        assert!(organisation::superiors(&mut read, old, on).await.expect("reads").is_empty());
        drop(read);
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_administrator_changes_bodies_and_a_second_post_changes_nothing() {
    both(async |_, store| {
        let house = House::province(store).await;
        let root = house.begun.organisation;
        let (own, other) = (house.division(root, "Ban A").await, house.division(root, "Ban B").await);
        let create = Create {
            person: Person::New("Nguyễn Văn Na".to_owned()),
            login: "na".to_owned(),
            organisation: own,
            roles: vec![Role::Clerk, Role::Head],
            demo: None,
            secrets: house.secrets.clone(),
            at: clock::machine(),
        };
        let clerk = house.act(create).await.expect("an account");
        let by = By { account: clerk.account, actor: clerk.person, organisation: own };
        let rename = house.rename(own, "Ban C", TODAY).await;
        let place = house.place(own, "party", Some(other), TODAY).await;
        let end = house.end(own, &[other], TODAY).await;
        let refusal = |stop: Stop| match stop {
            Stop::Refused(refusal) => refusal,
            Stop::Failed(error) => panic!("{error}"),
        };
        let no = Refusal::NotAllowed;
        assert_eq!(house.office.act(by, "1", rename.clone()).await.map_err(refusal).err(), Some(no.clone()));
        assert_eq!(house.office.act(by, "2", place).await.map_err(refusal).err(), Some(no.clone()));
        assert_eq!(house.office.act(by, "3", end.clone()).await.map_err(refusal).err(), Some(no.clone()));
        assert_eq!(house.office.act(by, "4", division(own, "Tổ")).await.map_err(refusal).err(), Some(no));
        let elsewhere = house.rename(other, "Ban D", TODAY).await;
        let unknown = house.office.act(by, "5", elsewhere).await.map_err(refusal).err();
        assert_eq!(unknown, Some(Refusal::NotThere));
        for _ in 0..2 {
            house.office.act(house.by(), "rename", rename.clone()).await.expect("it is renamed once");
        }
        assert_eq!(house.row(own).await.version, 2);
        let end = End { version: 2, ..end };
        for _ in 0..2 {
            house.office.act(house.by(), "end", end.clone()).await.expect("it is ended once");
        }
        house.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn two_villages_of_one_name_are_refused_whatever_their_marks() {
    both(async |_, store| {
        let house = House::province(store).await;
        let village = |name: &str| AddVillage {
            organisation: house.begun.organisation,
            name: name.to_owned(),
            from: day("2026-01-01"),
        };
        house.act(village("Thôn Hòa Bình")).await.expect("it is added");
        assert_eq!(house.refused(village("thôn hoà bình")).await, Refusal::AlreadyThere { field: "name" });
        house.act(village("Thôn Hòa Bình 2")).await.expect("it is added");
        house.verify().await;
    })
    .await;
}
