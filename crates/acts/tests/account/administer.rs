//! What an administrator may do, and what nobody may.

use acts::account::{Create, GrantRole, Person, RevokeRole, create, issue_slip};
use acts::{By, organisation};
use domain::day::Day;
use domain::permission::{Act as Right, Role};
use domain::refusal::Refusal;
use store::grant::{Of, may};
use store::{Store, account};

use super::{House, LOGIN, OTHER, from, refused};
use crate::support::both;

impl House {
    /// A division under the first body.
    async fn division(&self, name: &str) -> i64 {
        let found = organisation::Found {
            superior: self.begun.organisation,
            line: String::new(),
            kind: "division".to_owned(),
            name: name.to_owned(),
            territory: None,
            outside: false,
            from: Day::parse_iso("2026-01-01").unwrap(),
        };
        self.act(self.admin(), found).await.unwrap().organisation
    }

    fn grant(&self, account: i64, organisation: i64, role: Role) -> GrantRole {
        let from = self.office.store().clock().now().today;
        GrantRole { account, organisation, role, from, to: Day::OPEN }
    }
}

async fn may_raise(store: &Store, by: By) -> bool {
    let mut reader = store.reader().await.unwrap();
    may(&mut reader, by, Right::SubmissionRaise, Of::Organisation(by.organisation)).await.is_ok()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_is_made_with_roles_and_a_slip() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let own = house.begun.organisation;
        let act = house.new_account("Lan.Nguyen", own, &[Role::Clerk, Role::Head]);
        let slip = create(&house.office, house.admin(), "new", act.clone()).await.unwrap();
        let again = create(&house.office, house.admin(), "new", act.clone()).await.unwrap();
        assert_eq!((slip.account, &slip.code), (again.account, &again.code));
        let mut reader = store.reader().await.unwrap();
        assert_eq!(account::find(&mut reader, slip.account).await.unwrap().unwrap().login, "lan.nguyen");
        let roles = account::memberships(&mut reader, &[slip.account]).await.unwrap();
        drop(reader);
        assert_eq!(roles.iter().map(|row| row.role).collect::<Vec<_>>(), [Role::Clerk, Role::Head]);
        let try_new = async |act| refused(house.act(house.admin(), act).await);
        assert_eq!(try_new(act.clone()).await, Refusal::LoginTaken);
        let other = |login: &str| Create { login: login.to_owned(), ..act.clone() };
        assert_eq!(try_new(Create { roles: Vec::new(), ..other("moi") }).await, Refusal::Missing { field: "role" });
        assert_eq!(try_new(other("x")).await, Refusal::Unreadable { field: "login" });
        assert_eq!(try_new(other(".moi")).await, Refusal::Unreadable { field: "login" });
        assert_eq!(try_new(Create { organisation: 1, ..other("moi") }).await, Refusal::NotThere);
        let nobody = Person::New("  ".to_owned());
        assert_eq!(try_new(Create { person: nobody, ..other("moi") }).await, Refusal::Missing { field: "person" });
        let taken = Person::Known(house.begun.person);
        assert_eq!(try_new(Create { person: taken, ..other("moi") }).await, Refusal::NotAChoice { field: "person" });
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_taken_back_is_gone_inside_the_next_act() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let by = house.colleague("lan", house.begun.organisation, &[Role::Clerk, Role::Front]).await;
        let token = house.sign_in("lan", OTHER, &from(3, house.at)).await.unwrap().token;
        assert!(may_raise(&store, by).await);
        let revoke = RevokeRole { account: by.account, organisation: by.organisation, role: Role::Clerk };
        house.act(house.admin(), revoke).await.unwrap();
        assert!(!may_raise(&store, by).await);
        let open = acts::dialogue::Open {
            organisation: by.organisation,
            title: "Đối thoại".to_owned(),
            chair: None,
            deputy_reason: String::new(),
            held_on: Day::parse_iso("2026-01-01").unwrap(),
            territory: None,
            place: String::new(),
        };
        assert_eq!(refused(house.act(by, open).await), Refusal::NotAllowed);
        assert_eq!(house.who(&token, house.at).await.unwrap().roles, [Role::Front]);
        assert_eq!(refused(house.act(house.admin(), revoke).await), Refusal::NotThere);
        // Given again on the same day, it is there again.
        house.act(house.admin(), house.grant(by.account, by.organisation, Role::Clerk)).await.unwrap();
        assert!(may_raise(&store, by).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_is_in_force_from_its_first_day_to_its_last() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let by = house.colleague("lan", house.begun.organisation, &[Role::Front]).await;
        let today = store.clock().now().today;
        let (from, to) = (today.plus(2), today.plus(4));
        let grant = GrantRole { from, to, ..house.grant(by.account, by.organisation, Role::Clerk) };
        let backwards = GrantRole { to: from, ..grant };
        assert_eq!(refused(house.act(house.admin(), backwards).await), Refusal::NotAChoice { field: "to_on" });
        house.act(house.admin(), grant).await.unwrap();
        for (day, expected) in [(0, false), (1, false), (2, true), (3, true), (4, false)] {
            store.move_today(today.plus(day)).await.unwrap();
            assert_eq!(may_raise(&store, by).await, expected, "day {day}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_always_administers() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let own = house.begun.organisation;
        let revoke = |account, organisation| RevokeRole { account, organisation, role: Role::Administrator };
        let first = revoke(house.begun.account, own);
        assert_eq!(refused(house.act(house.admin(), first).await), Refusal::LastAdministrator);
        // Neither does giving it again for a shorter time take it away.
        let today = store.clock().now().today;
        let shorter = house.grant(house.begun.account, own, Role::Administrator);
        house.act(house.admin(), GrantRole { to: today.next(), ..shorter }).await.unwrap();
        // Somebody for a time, or of a body below, does not count; whoever is above does.
        let lan = house.colleague("lan", own, &[Role::Clerk]).await;
        let a_week = GrantRole { to: today.plus(7), ..house.grant(lan.account, own, Role::Administrator) };
        house.act(house.admin(), a_week).await.unwrap();
        assert_eq!(refused(house.act(house.admin(), first).await), Refusal::LastAdministrator);
        let division = house.division("Phòng Kinh tế").await;
        let below = house.colleague("binh", division, &[Role::Administrator]).await;
        assert_eq!(refused(house.act(house.admin(), first).await), Refusal::LastAdministrator);
        house.act(below, revoke(below.account, division)).await.unwrap();
        let lasting = GrantRole { to: Day::OPEN, ..house.grant(lan.account, own, Role::Administrator) };
        house.act(house.admin(), lasting).await.unwrap();
        // Two who take each other's role back at once: one does.
        let both = tokio::join!(
            house.act(house.admin(), revoke(lan.account, own)),
            house.act(lan, revoke(house.begun.account, own)),
        );
        assert!(both.0.is_ok() != both.1.is_ok(), "{both:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_administers_more_than_their_own() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let own = house.begun.organisation;
        let (one, two) = (house.division("Phòng Kinh tế").await, house.division("Phòng Văn hóa").await);
        let binh = house.colleague("binh", one, &[Role::Administrator]).await;
        let cuc = house.colleague("cuc", two, &[Role::Handler]).await;
        let lan = house.colleague("lan", own, &[Role::Clerk]).await;
        // A clerk administers nothing, a sibling and a superior are not there.
        assert_eq!(refused(house.act(lan, house.new_account("x.y", own, &[Role::Clerk])).await), Refusal::NotAllowed);
        assert_eq!(refused(house.act(binh, house.new_account("x.y", two, &[Role::Clerk])).await), Refusal::NotThere);
        assert_eq!(refused(house.act(binh, house.grant(binh.account, own, Role::Head)).await), Refusal::NotThere);
        assert_eq!(refused(house.act(binh, house.grant(cuc.account, one, Role::Handler)).await), Refusal::NotThere);
        let slip = async |by, key, account| issue_slip(&house.office, &house.secrets, by, key, account, house.at).await;
        assert_eq!(refused(slip(binh, "s1", house.begun.account).await), Refusal::NotThere);
        assert_eq!(refused(slip(binh, "s2", cuc.account).await), Refusal::NotThere);
        // Who also works elsewhere keeps their password to themselves.
        house.act(house.admin(), house.grant(cuc.account, one, Role::Handler)).await.unwrap();
        assert_eq!(refused(slip(binh, "s3", cuc.account).await), Refusal::NotAllowed);
        slip(house.admin(), "s4", cuc.account).await.unwrap();
        slip(binh, "s5", binh.account).await.unwrap();
        house.sign_in(LOGIN, super::PASSWORD, &from(1, house.at)).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_list_holds_ones_own_bodies_and_is_paged() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let one = house.division("Phòng Kinh tế").await;
        for login in ["an.1", "an.2", "binh.1", "chi.1"] {
            house.colleague(login, one, &[Role::Handler]).await;
        }
        let mut reader = store.reader().await.unwrap();
        let mut seen = Vec::new();
        let mut after = None;
        loop {
            let right = may(&mut reader, house.admin(), Right::AccountRead, Of::Organisation(house.begun.organisation));
            let (grant, _) = right.await.unwrap();
            let page = account::list(&mut reader, &grant, after, 2).await.unwrap();
            assert!(page.rows.len() <= 2);
            after = page.rows.last().map(|row| row.id);
            seen.extend(page.rows.into_iter().map(|row| row.login));
            if !page.more {
                break;
            }
        }
        seen.sort_unstable();
        assert_eq!(seen, ["an.1", "an.2", "binh.1", "chi.1", LOGIN]);
        let below = may(&mut reader, house.admin(), Right::AccountRead, Of::Organisation(one)).await.unwrap().0;
        assert_eq!(account::list(&mut reader, &below, None, 10).await.unwrap().rows.len(), 4);
    })
    .await;
}
