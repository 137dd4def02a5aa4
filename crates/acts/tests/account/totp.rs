//! Codes of an app: set up, asked for, lost, ended.

use acts::account::{NewPassword, SignedIn, draw_recovery, issue_slip, reset, reset_by_command, totp};
use acts::{By, Stop};
use domain::day::Instant;
use domain::event::{AccountEvent, Event, Subject};
use domain::permission::Role;
use domain::refusal::Refusal;
use futures_util::future::join_all;
use store::account::session::Standing;
use store::{Opening, event, history};

use super::{House, LOGIN, OTHER, PASSWORD, from, later, refused};
use crate::support::both;

const NEW: &str = "nước chảy đá mòn từng ngày";

fn seconds(at: Instant, more: i64) -> Instant {
    Instant::from_ms(at.ms() + more * 1000)
}

fn code(secret: &str, at: Instant) -> String {
    totp::code_at(secret, at).expect("a secret")
}

async fn begin(house: &House, key: &str, password: &str) -> Result<totp::Drawn, Stop> {
    let typed = (LOGIN, password);
    totp::begin(&house.office, &house.secrets, house.admin(), key, typed, &from(2, house.at)).await
}

async fn confirm(house: &House, key: &str, typed: &str, at: Instant) -> Result<(), Stop> {
    let typed = (house.first.session, typed);
    totp::confirm(&house.office, &house.secrets, house.admin(), key, typed, &from(2, at)).await
}

/// Sets up an app; its secret.
async fn set_up(house: &House) -> String {
    let drawn = begin(house, "begin app", "").await.unwrap();
    confirm(house, "confirm app", &code(&drawn.secret, house.at), house.at).await.unwrap();
    drawn.secret
}

async fn pass(house: &House, by: By, waiting: &SignedIn, typed: &str, at: Instant) -> Result<(), Stop> {
    totp::pass(&house.office, &house.secrets, by, (waiting.session, typed), &from(2, at)).await
}

async fn waits(house: &House, session: &SignedIn) -> bool {
    house.who(&session.token, house.at).await.expect("it is in force").standing == Standing::Waits
}

#[tokio::test(flavor = "multi_thread")]
async fn an_app_is_set_up_by_its_first_code() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let other = house.sign_in(LOGIN, PASSWORD, &from(2, house.at)).await.unwrap();
        assert_eq!(refused(confirm(&house, "early", "000000", house.at).await), Refusal::TotpWrong);
        let first = begin(&house, "one", "").await.unwrap();
        assert!(first == begin(&house, "one", "").await.unwrap(), "one form is one app");
        assert!(first.uri.starts_with("otpauth://totp/langnghe:man.tran?secret=") && first.uri.contains(&first.secret));
        let second = begin(&house, "two", "").await.unwrap();
        assert_ne!(first.secret, second.secret);
        let wrong = confirm(&house, "a", &code(&first.secret, house.at), house.at).await;
        assert_eq!(refused(wrong), Refusal::TotpWrong, "the one begun last counts");
        assert_eq!(refused(confirm(&house, "b", "", house.at).await), Refusal::Missing { field: "totp" });
        let half = later(house.at, 31);
        assert_eq!(refused(confirm(&house, "c", &code(&second.secret, half), half).await), Refusal::TotpWrong);
        assert!(!house.who(&house.first.token, house.at).await.unwrap().has_totp);
        let right = code(&second.secret, house.at);
        let spaced = format!("{} {}", &right[..3], &right[3..]);
        confirm(&house, "d", &spaced, house.at).await.unwrap();
        confirm(&house, "d", &right, house.at).await.unwrap();
        assert_eq!(refused(confirm(&house, "e", &right, house.at).await), Refusal::TotpWrong);
        let row = house.who(&house.first.token, house.at).await.expect("the session that set it up stays");
        assert!(row.has_totp && row.needs_totp && row.standing == Standing::Open);
        assert!(house.who(&other.token, house.at).await.is_none(), "the others needed no code");
        // Another one needs the password, and takes the place of the first once it is confirmed.
        assert_eq!(refused(begin(&house, "three", OTHER).await), Refusal::WrongSignIn);
        assert_eq!(refused(begin(&house, "three", "").await), Refusal::Missing { field: "old_password" });
        let third = begin(&house, "three", PASSWORD).await.unwrap();
        confirm(&house, "f", &code(&third.secret, house.at), house.at).await.unwrap();
        let waiting = house.sign_in(LOGIN, PASSWORD, &from(2, house.at)).await.unwrap();
        let soon = seconds(house.at, 30);
        let old = pass(&house, house.admin(), &waiting, &code(&second.secret, soon), soon).await;
        assert_eq!(refused(old), Refusal::TotpWrong);
        pass(&house, house.admin(), &waiting, &code(&third.secret, soon), soon).await.unwrap();
        let verified = history::verify(&mut store.reader().await.unwrap()).await.unwrap();
        assert_eq!(verified.problems, Vec::<String>::new());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_password_alone_opens_nothing_once_there_is_an_app() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let secret = set_up(&house).await;
        let by = house.admin();
        let one = house.sign_in(LOGIN, PASSWORD, &from(2, house.at)).await.unwrap();
        let two = house.sign_in(LOGIN, PASSWORD, &from(2, house.at)).await.unwrap();
        assert!(waits(&house, &one).await && waits(&house, &two).await);
        // The code that confirmed the app was taken; the next one is taken once, whoever is first.
        assert_eq!(refused(pass(&house, by, &one, &code(&secret, house.at), house.at).await), Refusal::TotpWrong);
        let next = seconds(house.at, 30);
        let typed = code(&secret, next);
        let both = join_all([&one, &two].map(|waiting| pass(&house, by, waiting, &typed, next))).await;
        assert_eq!(both.iter().filter(|done| done.is_ok()).count(), 1, "each code lets one in");
        assert_ne!(waits(&house, &one).await, waits(&house, &two).await);
        let last = if waits(&house, &one).await { &one } else { &two };
        let earlier = code(&secret, house.at);
        assert_eq!(
            refused(pass(&house, by, last, &earlier, next).await),
            Refusal::TotpWrong,
            "nor does an earlier one"
        );
        let far = seconds(house.at, 120);
        assert_eq!(refused(pass(&house, by, last, &code(&secret, next), far).await), Refusal::TotpWrong);
        pass(&house, by, last, &code(&secret, far), far).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_at_codes_are_slowed_and_a_right_password_changes_nothing() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let secret = set_up(&house).await;
        let by = house.admin();
        let at = later(house.at, 5);
        let wrong = if code(&secret, at) == "000000" { "000001" } else { "000000" };
        for _ in 0..5 {
            let waiting = house.sign_in(LOGIN, PASSWORD, &from(2, at)).await.unwrap();
            assert_eq!(refused(pass(&house, by, &waiting, wrong, at).await), Refusal::TotpWrong);
        }
        let waiting = house.sign_in(LOGIN, PASSWORD, &from(2, at)).await.unwrap();
        let throttled = refused(pass(&house, by, &waiting, &code(&secret, at), at).await);
        assert_eq!(throttled, Refusal::SignInThrottled { minutes: 1 });
        let after = later(at, 1);
        pass(&house, by, &waiting, &code(&secret, after), after).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_recovery_code_works_in_place_of_the_app_once() {
    both(async |_, store| {
        let house = House::open(&store).await;
        set_up(&house).await;
        let by = house.admin();
        let drawn = draw_recovery(&house.office, &house.secrets, by, "draw", house.at).await.unwrap();
        let waiting = house.sign_in(LOGIN, PASSWORD, &from(2, house.at)).await.unwrap();
        let old = &house.recovery[0];
        assert_eq!(refused(pass(&house, by, &waiting, old, house.at).await), Refusal::TotpWrong, "these are void");
        pass(&house, by, &waiting, &drawn[0].to_lowercase(), house.at).await.unwrap();
        let again = house.sign_in(LOGIN, PASSWORD, &from(2, house.at)).await.unwrap();
        assert_eq!(refused(pass(&house, by, &again, &drawn[0], house.at).await), Refusal::TotpWrong);
        // A new password by a recovery code leaves the app: whoever found the sheet needs the phone as well.
        let typed = NewPassword { login: LOGIN.to_owned(), code: drawn[1].clone(), password: NEW.to_owned() };
        reset(&house.office, &house.secrets, "reset", &typed, &from(2, house.at)).await.unwrap();
        let session = house.sign_in(LOGIN, NEW, &from(2, house.at)).await.unwrap();
        assert!(waits(&house, &session).await);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_ends_the_app_whoever_printed_it() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let by = house.admin();
        let inspector = house.colleague("phu", by.organisation, &[Role::Inspector]).await;
        let visit = from(3, house.at);
        let drawn = totp::begin(&house.office, &house.secrets, inspector, "phu", ("phu", ""), &visit).await.unwrap();
        let first = code(&drawn.secret, house.at);
        totp::confirm(&house.office, &house.secrets, inspector, "phu 2", (0, &first), &visit).await.unwrap();
        set_up(&house).await;
        let slip = issue_slip(&house.office, &house.secrets, by, "slip", inspector.account, house.at).await.unwrap();
        let last = reset_by_command(&house.office, &house.secrets, LOGIN, house.at).await.unwrap();
        for (login, slip) in [("phu", slip), (LOGIN, last)] {
            let typed = NewPassword { login: login.to_owned(), code: slip.code, password: NEW.to_owned() };
            let key = format!("reset {login}");
            reset(&house.office, &house.secrets, &key, &typed, &from(2, house.at)).await.unwrap();
            let session = house.sign_in(login, NEW, &from(2, house.at)).await.unwrap();
            let row = house.who(&session.token, house.at).await.expect("it is in force");
            assert!(row.standing == Standing::Open && !row.has_totp && row.needs_totp);
            let mut read = store.reader().await.unwrap();
            let history = event::history(&mut read, Subject::Account, slip.account).await.unwrap();
            assert!(history.iter().any(|row| row.event == Event::Account(AccountEvent::TotpCleared)));
        }
        let verified = history::verify(&mut store.reader().await.unwrap()).await.unwrap();
        assert_eq!(verified.problems, Vec::<String>::new());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_needs_none_may_do_without_in_real_use() {
    for simulated in [true, false] {
        let fresh = testing::Fresh::sqlite();
        let opening = Opening { url: fresh.url().to_owned(), secret: [7; 32], simulated };
        let store = store::Store::open(&opening).await.unwrap();
        let house = House::open(&store).await;
        set_up(&house).await;
        let end = async |password: &str| {
            let typed = (LOGIN, password);
            totp::clear(&house.office, &house.secrets, house.admin(), "end", typed, &from(2, house.at)).await
        };
        assert_eq!(refused(end(OTHER).await), Refusal::WrongSignIn);
        if simulated {
            end(PASSWORD).await.unwrap();
            assert!(!house.who(&house.first.token, house.at).await.unwrap().has_totp);
        } else {
            assert_eq!(refused(end(PASSWORD).await), Refusal::NotAllowed);
            assert!(house.who(&house.first.token, house.at).await.unwrap().has_totp);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_is_needed_for_three_roles_in_whichever_body_they_are() {
    both(async |_, store| {
        let house = House::open(&store).await;
        for role in Role::ALL {
            let login = format!("vai.{}", role.as_str());
            house.colleague(&login, house.begun.organisation, &[role]).await;
            let session = house.sign_in(&login, OTHER, &from(2, house.at)).await.unwrap();
            let row = house.who(&session.token, house.at).await.unwrap();
            let asked = [Role::Administrator, Role::IdentityKeeper, Role::Inspector].contains(&role);
            assert_eq!(row.needs_totp, asked, "{}", role.as_str());
        }
    })
    .await;
}
