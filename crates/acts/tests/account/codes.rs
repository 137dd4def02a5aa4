//! Slips and recovery codes: each once, each for its account, each for its time.

use acts::Stop;
use acts::account::{
    ChangePassword, NewPassword, SLIP_MS, change_password, draw_recovery, issue_slip, reset, reset_by_command,
};
use domain::day::Instant;
use domain::refusal::Refusal;

use super::{House, LOGIN, OTHER, PASSWORD, from, later, refused};
use crate::support::both;

const NEW: &str = "nước chảy đá mòn từng ngày";

async fn set(house: &House, key: &str, login: &str, code: &str, password: &str, at: Instant) -> Result<(), Stop> {
    let typed = NewPassword { login: login.to_owned(), code: code.to_owned(), password: password.to_owned() };
    reset(&house.office, &house.secrets, key, &typed, &from(5, at)).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_sets_a_password_once() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let slip = house.invited("lan").await;
        let at = house.at;
        assert_eq!(
            refused(set(&house, "a", "lan", &slip.code, "ngắn quá", at).await),
            Refusal::PasswordTooShort { least: 15 }
        );
        assert_eq!(
            refused(set(&house, "a", "lan", &slip.code, "mật khẩu mật khẩu", at).await),
            Refusal::PasswordTooCommon
        );
        assert_eq!(refused(set(&house, "b", LOGIN, &slip.code, NEW, at).await), Refusal::CodeWrong);
        assert_eq!(refused(set(&house, "b", "nobody", &slip.code, NEW, at).await), Refusal::CodeWrong);
        set(&house, "c", "lan", &slip.code, NEW, at).await.unwrap();
        // The same form again is the same act; another form finds the code used.
        set(&house, "c", "lan", &slip.code, NEW, at).await.unwrap();
        assert_eq!(refused(set(&house, "d", "lan", &slip.code, OTHER, at).await), Refusal::CodeWrong);
        house.sign_in("lan", NEW, &from(5, at)).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slip_is_over_after_its_time_or_with_the_next_one() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let first = house.invited("lan").await;
        let over = Instant::from_ms(house.at.ms() + SLIP_MS);
        assert_eq!(first.until, over);
        assert_eq!(refused(set(&house, "a", "lan", &first.code, NEW, over).await), Refusal::CodeWrong);
        let issue =
            async |key, at| issue_slip(&house.office, &house.secrets, house.admin(), key, first.account, at).await;
        let second = issue("slip", house.at).await.unwrap();
        // Sent twice, it is one slip; the one before is void.
        assert_eq!(issue("slip", later(house.at, 1)).await.unwrap().code, second.code);
        assert_eq!(refused(set(&house, "b", "lan", &first.code, NEW, house.at).await), Refusal::CodeWrong);
        set(&house, "c", "lan", &second.code, NEW, house.at).await.unwrap();
        assert_eq!(
            refused(issue_slip(&house.office, &house.secrets, house.admin(), "x", 1, house.at).await),
            Refusal::NotThere
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_ends_every_session_and_every_slip() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let slip = reset_by_command(&house.office, &house.secrets, " MAN.TRAN ", house.at).await.unwrap();
        let missing = reset_by_command(&house.office, &house.secrets, "nobody", house.at).await;
        assert_eq!(refused(missing), Refusal::NotThere);
        assert!(house.who(&house.first.token, house.at).await.is_some(), "the old password lasts until then");
        set(&house, "a", LOGIN, &house.recovery[0], NEW, house.at).await.unwrap();
        assert!(house.who(&house.first.token, house.at).await.is_none());
        assert_eq!(refused(house.sign_in(LOGIN, PASSWORD, &from(5, house.at)).await), Refusal::WrongSignIn);
        assert_eq!(refused(set(&house, "b", LOGIN, &slip.code, OTHER, house.at).await), Refusal::CodeWrong);
        house.sign_in(LOGIN, NEW, &from(5, house.at)).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn each_recovery_code_works_once_until_new_ones_are_drawn() {
    both(async |_, store| {
        let house = House::open(&store).await;
        assert_eq!(house.recovery.len(), 8);
        let years = later(house.at, 3 * 365 * 24 * 60);
        set(&house, "a", LOGIN, &house.recovery[3], NEW, years).await.unwrap();
        assert_eq!(refused(set(&house, "b", LOGIN, &house.recovery[3], OTHER, years).await), Refusal::CodeWrong);
        set(&house, "c", LOGIN, &house.recovery[4], OTHER, years).await.unwrap();
        let draw = async |key| draw_recovery(&house.office, &house.secrets, house.admin(), key, years).await.unwrap();
        let new = draw("draw").await;
        assert_eq!(draw("draw").await, new, "the same form shows the same codes");
        assert!(new.iter().all(|code| !house.recovery.contains(code)));
        assert_eq!(refused(set(&house, "d", LOGIN, &house.recovery[5], NEW, years).await), Refusal::CodeWrong);
        set(&house, "e", LOGIN, &new[0], NEW, years).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn codes_are_throttled_like_passwords() {
    both(async |_, store| {
        let house = House::open(&store).await;
        for guess in 0..5 {
            let key = format!("guess{guess}");
            assert_eq!(
                refused(set(&house, &key, LOGIN, "2222-3333-4444-5555", NEW, house.at).await),
                Refusal::CodeWrong
            );
        }
        let right = set(&house, "right", LOGIN, &house.recovery[0], NEW, house.at).await;
        assert_eq!(refused(right), Refusal::SignInThrottled { minutes: 1 });
        set(&house, "right", LOGIN, &house.recovery[0], NEW, later(house.at, 1)).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn ones_own_password_is_changed_with_the_old_one() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let other = house.sign_in(LOGIN, PASSWORD, &from(6, house.at)).await.unwrap();
        let change = async |key: &str, old: &str, new: &str| {
            let typed = ChangePassword {
                login: LOGIN.to_owned(),
                old: old.to_owned(),
                new: new.to_owned(),
                session: house.first.session,
            };
            change_password(&house.office, &house.secrets, house.admin(), key, &typed, &from(5, house.at)).await
        };
        assert_eq!(refused(change("a", OTHER, NEW).await), Refusal::WrongSignIn);
        assert_eq!(refused(change("a", PASSWORD, "man.tran.man.tran").await), Refusal::PasswordTooCommon);
        change("b", PASSWORD, NEW).await.unwrap();
        change("b", PASSWORD, NEW).await.unwrap();
        assert_eq!(refused(change("b", PASSWORD, OTHER).await), Refusal::WrongSignIn);
        assert!(house.who(&house.first.token, house.at).await.is_some(), "the session in use stays");
        assert!(house.who(&other.token, house.at).await.is_none());
        house.sign_in(LOGIN, NEW, &from(6, house.at)).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn no_session_of_the_old_password_outlives_a_new_one() {
    both(async |place, store| {
        let house = House::open(&store).await;
        let other = place.open().await;
        let beside = house.on(&other);
        let mut password = PASSWORD.to_owned();
        for (round, code) in house.recovery.iter().enumerate() {
            let new = format!("{NEW} lần thứ {round}");
            let (visit, key) = (from(9, house.at), format!("round{round}"));
            let (signed_in, done) =
                tokio::join!(beside.sign_in(LOGIN, &password, &visit), set(&house, &key, LOGIN, code, &new, house.at),);
            done.unwrap();
            if let Ok(signed_in) = signed_in {
                assert!(house.who(&signed_in.token, house.at).await.is_none(), "round {round}");
            }
            password = new;
        }
    })
    .await;
}
