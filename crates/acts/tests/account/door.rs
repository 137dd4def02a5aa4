//! Signing in, guessing, and the ends of sessions.

use acts::account::{IDLE_MS, RevokeSession, SESSION_MS, SignOut, SignOutEverywhere, forget, idle_since, touch};
use domain::day::Instant;
use domain::permission::Role;
use domain::refusal::Refusal;
use futures_util::future::join_all;
use store::account::session;

use super::{House, LOGIN, OTHER, PASSWORD, from, later, refused};
use crate::support::both;

fn ms(at: Instant, more: i64) -> Instant {
    Instant::from_ms(at.ms() + more)
}

#[tokio::test(flavor = "multi_thread")]
async fn the_right_password_opens_a_session_and_a_wrong_one_nothing() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let visit = from(2, house.at);
        let one = house.sign_in(" Man.Tran ", PASSWORD, &visit).await.unwrap();
        let two = house.sign_in(LOGIN, PASSWORD, &visit).await.unwrap();
        assert_ne!(one.token, two.token, "each sign-in has a token of its own");
        let row = house.who(&one.token, house.at).await.expect("it is in force");
        assert_eq!((row.id, row.by, row.login.as_str()), (one.session, house.admin(), LOGIN));
        assert_eq!((row.name.as_str(), row.level.as_str()), ("Trần Thị Mận", "commune"));
        assert_eq!(row.roles, [Role::Administrator, Role::Clerk]);
        // Decomposed letters are the same password.
        let apart = PASSWORD.replace('â', "a\u{302}");
        house.sign_in(LOGIN, &apart, &visit).await.unwrap();
        for (login, password) in [(LOGIN, OTHER), ("nobody", PASSWORD), (LOGIN, ""), ("", "")] {
            assert_eq!(refused(house.sign_in(login, password, &visit).await), Refusal::WrongSignIn);
        }
        assert!(house.who("", house.at).await.is_none());
        assert!(house.who(&one.token.to_uppercase(), house.at).await.is_none());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_without_a_password_or_a_role_does_not_open() {
    both(async |_, store| {
        let house = House::open(&store).await;
        house.invited("moi").await;
        assert_eq!(refused(house.sign_in("moi", "", &from(2, house.at)).await), Refusal::WrongSignIn);
        let by = house.colleague("lan", house.begun.organisation, &[Role::Clerk]).await;
        let token = house.sign_in("lan", OTHER, &from(2, house.at)).await.unwrap().token;
        let (account, organisation) = (by.account, by.organisation);
        let revoke = acts::account::RevokeRole { account, organisation, role: Role::Clerk };
        house.act(house.admin(), revoke).await.unwrap();
        assert!(house.who(&token, house.at).await.is_none(), "the session ends with the last role");
        assert_eq!(refused(house.sign_in("lan", OTHER, &from(2, house.at)).await), Refusal::WrongSignIn);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_are_counted_by_the_database_for_every_node() {
    both(async |place, store| {
        let house = House::open(&store).await;
        let other = place.open().await;
        let beside = house.on(&other);
        for guess in 0..5 {
            let node = if guess % 2 == 0 { &house } else { &beside };
            assert_eq!(refused(node.sign_in(LOGIN, OTHER, &from(guess, house.at)).await), Refusal::WrongSignIn);
        }
        let throttled = Refusal::SignInThrottled { minutes: 1 };
        assert_eq!(refused(house.sign_in(LOGIN, PASSWORD, &from(9, house.at)).await), throttled);
        assert_eq!(refused(beside.sign_in(LOGIN, PASSWORD, &from(8, house.at)).await), throttled);
        // Another login is not slowed, and the refusals above have not lengthened the wait.
        house.colleague("lan", house.begun.organisation, &[Role::Clerk]).await;
        house.sign_in("lan", OTHER, &from(9, house.at)).await.unwrap();
        let again = place.open().await;
        let restarted = house.on(&again);
        assert_eq!(refused(restarted.sign_in(LOGIN, OTHER, &from(9, later(house.at, 1))).await), Refusal::WrongSignIn);
        let doubled = Refusal::SignInThrottled { minutes: 2 };
        assert_eq!(refused(restarted.sign_in(LOGIN, PASSWORD, &from(9, later(house.at, 1))).await), doubled);
        restarted.sign_in(LOGIN, PASSWORD, &from(9, later(house.at, 3))).await.unwrap();
        // Success forgets.
        for _ in 0..4 {
            refused(house.sign_in(LOGIN, OTHER, &from(9, later(house.at, 3))).await);
        }
        house.sign_in(LOGIN, PASSWORD, &from(9, later(house.at, 3))).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_sent_together_do_not_slip_by() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let visits: Vec<_> = (0..30).map(|address| from(address, house.at)).collect();
        let guesses = visits.iter().map(|visit| house.sign_in(LOGIN, OTHER, visit));
        let answers: Vec<Refusal> = join_all(guesses).await.into_iter().map(refused).collect();
        let hashed = answers.iter().filter(|refusal| **refusal == Refusal::WrongSignIn).count();
        assert_eq!(hashed, 5, "{answers:?}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_address_is_slowed_over_all_logins() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let visit = from(7, house.at);
        for guess in 0..20 {
            let login = format!("guess{guess}");
            assert_eq!(refused(house.sign_in(&login, OTHER, &visit).await), Refusal::WrongSignIn);
        }
        let answer = refused(house.sign_in(LOGIN, PASSWORD, &visit).await);
        assert!(matches!(answer, Refusal::SignInThrottled { minutes: 1 }), "{answer:?}");
        house.sign_in(LOGIN, PASSWORD, &from(8, house.at)).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_when_idle_and_after_a_working_day() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let token = &house.first.token;
        assert!(house.who(token, ms(house.at, IDLE_MS - 1)).await.is_some());
        assert!(house.who(token, ms(house.at, IDLE_MS)).await.is_none());
        let mut at = house.at;
        while at.ms() + IDLE_MS / 2 < house.at.ms() + SESSION_MS {
            at = ms(at, IDLE_MS / 2);
            let row = house.who(token, at).await.expect("it is kept in use");
            touch(&house.office, row.by, row.id, row.seen_at, at).await.unwrap();
        }
        assert!(house.who(token, ms(house.at, SESSION_MS - 1)).await.is_some());
        assert!(house.who(token, ms(house.at, SESSION_MS)).await.is_none());
        forget(&house.office, ms(house.at, SESSION_MS)).await.unwrap();
        assert!(house.who(token, at).await.is_none(), "what has ended is forgotten");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn use_is_noted_seldom_and_never_backwards() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let row = house.who(&house.first.token, house.at).await.unwrap();
        touch(&house.office, row.by, row.id, row.seen_at, later(house.at, 4)).await.unwrap();
        assert_eq!(house.who(&house.first.token, house.at).await.unwrap().seen_at, house.at);
        let two = [later(house.at, 11), later(house.at, 11)];
        for answer in join_all(two.map(|at| touch(&house.office, row.by, row.id, row.seen_at, at))).await {
            answer.unwrap();
        }
        touch(&house.office, row.by, row.id, house.at, later(house.at, 6)).await.unwrap();
        assert_eq!(house.who(&house.first.token, house.at).await.unwrap().seen_at, later(house.at, 11));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn sessions_are_listed_and_ended_by_their_owner_alone() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let by = house.colleague("lan", house.begun.organisation, &[Role::Clerk]).await;
        let mut tokens = Vec::new();
        for minute in 0..3 {
            let visit = from(3, later(house.at, minute));
            tokens.push(house.sign_in("lan", OTHER, &visit).await.unwrap());
        }
        let now = later(house.at, 3);
        let listed = async || {
            let mut reader = house.office.store().reader().await.unwrap();
            let rows = session::list(&mut reader, by.account, now, idle_since(now)).await.unwrap();
            rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
        };
        let newest_first: Vec<i64> = tokens.iter().rev().map(|signed_in| signed_in.session).collect();
        assert_eq!(listed().await, newest_first);
        let revoke = RevokeSession { session: tokens[0].session };
        assert_eq!(refused(house.act(house.admin(), revoke).await), Refusal::NotThere);
        house.act(by, revoke).await.unwrap();
        assert!(house.who(&tokens[0].token, now).await.is_none());
        house.act(by, SignOutEverywhere { account: by.account, kept: tokens[1].session }).await.unwrap();
        assert_eq!(listed().await, [tokens[1].session]);
        house.act(by, SignOut { session: tokens[1].session }).await.unwrap();
        house.act(by, SignOut { session: tokens[1].session }).await.unwrap();
        assert_eq!(listed().await, Vec::<i64>::new());
        let last = house.sign_in("lan", OTHER, &from(3, now)).await.unwrap();
        let stranger = SignOutEverywhere { account: house.begun.account, kept: 0 };
        assert_eq!(refused(house.act(by, stranger).await), Refusal::NotThere);
        house.act(house.admin(), SignOutEverywhere { account: by.account, kept: 0 }).await.unwrap();
        assert!(house.who(&last.token, now).await.is_none());
    })
    .await;
}
