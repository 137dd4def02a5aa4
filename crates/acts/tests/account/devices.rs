//! Registered machines, PINs, and the screen that is locked.

use acts::account::{
    ClearPin, Locked, NewPassword, NewPin, RegisterDevice, RevokeDevice, SESSION_MS, TypedPin, device_of, device_token,
    issue_slip, lock, reset, set_pin, sign_in_by_pin, unlock,
};
use acts::{By, Stop};
use domain::day::Instant;
use domain::event::{AccountEvent, Event, OrganisationEvent, Subject};
use domain::permission::Role;
use domain::refusal::Refusal;
use store::account::device;
use store::account::session::Standing;
use store::{event, history};

use super::{House, LOGIN, OTHER, PASSWORD, from, later, refused};
use crate::support::both;

const PIN: &str = "407913";
const NEW: &str = "nước chảy đá mòn từng ngày";

async fn pin(house: &House, by: By, login: &str, password: &str, pin: &str) -> Result<(), Stop> {
    let own = str::to_owned;
    let typed = NewPin { login: own(login), password: own(password), pin: own(pin) };
    let key = format!("pin {login} {password} {pin}");
    set_pin(&house.office, &house.secrets, by, &key, &typed, &from(2, house.at)).await
}

async fn register(house: &House, by: By, organisation: i64) -> Result<(i64, String), Stop> {
    let name = " Máy bàn một cửa ".to_owned();
    let device = house.act(by, RegisterDevice { organisation, name, secrets: house.secrets.clone() }).await?;
    Ok((device, device_token(&house.secrets, device)))
}

async fn seat(house: &House, token: &str, account: i64, pin: &str, at: Instant) -> Result<String, Stop> {
    let typed = TypedPin { account, pin: pin.to_owned() };
    let done = sign_in_by_pin(&house.office, &house.secrets, token, &typed, &from(2, at)).await;
    done.map(|signed_in| signed_in.token)
}

/// Somebody who types at the desk, with a PIN.
async fn lan(house: &House) -> By {
    let by = house.colleague("lan", house.begun.organisation, &[Role::Clerk]).await;
    pin(house, by, "lan", OTHER, PIN).await.unwrap();
    by
}

#[tokio::test(flavor = "multi_thread")]
async fn people_of_the_body_take_turns_at_its_machine_by_pin() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let body = house.begun.organisation;
        let by = lan(&house).await;
        let (device, token) = register(&house, house.admin(), body).await.unwrap();
        let mut read = store.reader().await.unwrap();
        let row = device_of(&mut read, &token).await.unwrap().expect("it is registered");
        assert_eq!((row.id, row.organisation, row.name.as_str()), (device, body, "Máy bàn một cửa"));
        let staff = device::staff(&mut read, body).await.unwrap();
        assert_eq!(staff.iter().map(|row| row.account).collect::<Vec<_>>(), [by.account], "those with a PIN");
        drop(read);
        let session = seat(&house, &token, by.account, PIN, house.at).await.unwrap();
        let row = house.who(&session, house.at).await.expect("it is in force");
        assert_eq!((row.by, row.registered, row.standing), (by, Some(device), Standing::Open));
        // What is wrong is never told: the PIN, the account, its body, the machine.
        let stranger = house.colleague("la", body, &[Role::Clerk]).await;
        for (token, account, typed) in [
            (token.as_str(), by.account, "407914"),
            (&token, by.account, ""),
            (&token, stranger.account, PIN),
            (&token, house.begun.account, PIN),
            (&token, 1, PIN),
            (&"0".repeat(64), by.account, PIN),
            ("", by.account, PIN),
        ] {
            assert_eq!(refused(seat(&house, token, account, typed, house.at).await), Refusal::PinWrong);
        }
        let verified = history::verify(&mut store.reader().await.unwrap()).await.unwrap();
        assert_eq!(verified.problems, Vec::<String>::new());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_by_pin_ends_with_the_day_and_lasts_no_longer_than_others() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let by = lan(&house).await;
        let (_, token) = register(&house, house.admin(), by.organisation).await.unwrap();
        let day = house.at.day();
        // In the late evening the day ends first, in the early morning the session.
        let evening = Instant::from_ms(Instant::end_of(day).ms() - 60 * 60_000);
        let session = seat(&house, &token, by.account, PIN, evening).await.unwrap();
        assert!(house.who(&session, later(evening, 59)).await.is_some());
        assert!(house.who(&session, later(evening, 61)).await.is_none());
        assert_ne!(later(evening, 61).day(), day, "the next day has begun");
        let morning = Instant::start_of(day.next());
        let session = seat(&house, &token, by.account, PIN, morning).await.unwrap();
        let row = house.who(&session, morning).await.expect("it is in force");
        acts::account::touch(&house.office, row.by, row.id, row.seen_at, ms(morning, SESSION_MS - 1)).await.unwrap();
        assert!(house.who(&session, ms(morning, SESSION_MS - 1)).await.is_some());
        assert!(house.who(&session, ms(morning, SESSION_MS)).await.is_none());
    })
    .await;
}

fn ms(at: Instant, more: i64) -> Instant {
    Instant::from_ms(at.ms() + more)
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_at_a_pin_are_counted_for_the_machine_and_the_account() {
    both(async |place, store| {
        let house = House::open(&store).await;
        let by = lan(&house).await;
        let other = house.colleague("hoa", by.organisation, &[Role::Clerk]).await;
        pin(&house, other, "hoa", OTHER, "185207").await.unwrap();
        let (_, token) = register(&house, house.admin(), by.organisation).await.unwrap();
        let (_, second) = register(&house, house.admin(), by.organisation).await.unwrap();
        let beside = place.open().await;
        let beside = house.on(&beside);
        for guess in 0..5 {
            let node = if guess % 2 == 0 { &house } else { &beside };
            assert_eq!(refused(seat(node, &token, by.account, "185207", house.at).await), Refusal::PinWrong);
        }
        let throttled = Refusal::SignInThrottled { minutes: 1 };
        assert_eq!(refused(seat(&house, &token, by.account, PIN, house.at).await), throttled);
        // Neither a colleague, nor another machine, nor the password is slowed.
        seat(&house, &token, other.account, "185207", house.at).await.unwrap();
        seat(&house, &second, by.account, PIN, house.at).await.unwrap();
        house.sign_in("lan", OTHER, &from(2, house.at)).await.unwrap();
        seat(&house, &token, by.account, PIN, later(house.at, 1)).await.unwrap();
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn only_an_administrator_registers_machines_and_takes_them_back() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let by = lan(&house).await;
        let (admin, body) = (house.admin(), by.organisation);
        assert_eq!(refused(register(&house, by, body).await), Refusal::NotAllowed);
        assert_eq!(refused(register(&house, admin, 1).await), Refusal::NotThere);
        let nameless = RegisterDevice { organisation: body, name: "  ".to_owned(), secrets: house.secrets.clone() };
        assert_eq!(refused(house.act(admin, nameless).await), Refusal::Missing { field: "device_name" });
        let (device, token) = register(&house, admin, body).await.unwrap();
        let session = seat(&house, &token, by.account, PIN, house.at).await.unwrap();
        let beside = house.sign_in("lan", OTHER, &from(2, house.at)).await.unwrap().token;
        assert_eq!(refused(house.act(by, RevokeDevice::new(device, house.at)).await), Refusal::NotAllowed);
        house.act(admin, RevokeDevice::new(device, house.at)).await.unwrap();
        house.act(admin, RevokeDevice::new(device, house.at)).await.unwrap();
        assert_eq!(refused(house.act(admin, RevokeDevice::new(1, house.at)).await), Refusal::NotThere);
        assert!(house.who(&session, house.at).await.is_none(), "what began there by a PIN has ended");
        assert!(house.who(&beside, house.at).await.is_some(), "what began by a password has not");
        assert_eq!(refused(seat(&house, &token, by.account, PIN, house.at).await), Refusal::PinWrong);
        let history = event::history(&mut store.reader().await.unwrap(), Subject::Organisation, body).await.unwrap();
        let last: Vec<&Event> = history.iter().rev().take(2).map(|recorded| &recorded.event).collect();
        let revoked = Event::Organisation(OrganisationEvent::DeviceRevoked { device });
        assert_eq!(last, [&revoked, &Event::Organisation(OrganisationEvent::DeviceRegistered { device })]);
        let verified = history::verify(&mut store.reader().await.unwrap()).await.unwrap();
        assert_eq!(verified.problems, Vec::<String>::new());
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pin_is_set_with_the_password_and_taken_away() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let by = house.admin();
        assert_eq!(refused(pin(&house, by, LOGIN, OTHER, PIN).await), Refusal::WrongSignIn);
        assert_eq!(refused(pin(&house, by, LOGIN, "", PIN).await), Refusal::Missing { field: "old_password" });
        assert_eq!(refused(pin(&house, by, LOGIN, PASSWORD, "123456").await), Refusal::PinTooCommon);
        assert_eq!(refused(pin(&house, by, LOGIN, PASSWORD, "4079").await), Refusal::Unreadable { field: "pin" });
        // Somebody else's login with their password sets nothing of one's own.
        house.colleague("lan", by.organisation, &[Role::Clerk]).await;
        assert_eq!(refused(pin(&house, by, "lan", OTHER, PIN).await), Refusal::WrongSignIn);
        let (_, token) = register(&house, by, by.organisation).await.unwrap();
        pin(&house, by, LOGIN, PASSWORD, PIN).await.unwrap();
        pin(&house, by, LOGIN, PASSWORD, PIN).await.unwrap();
        seat(&house, &token, by.account, PIN, house.at).await.unwrap();
        pin(&house, by, LOGIN, PASSWORD, "185207").await.unwrap();
        assert_eq!(refused(seat(&house, &token, by.account, PIN, house.at).await), Refusal::PinWrong);
        seat(&house, &token, by.account, "185207", house.at).await.unwrap();
        house.act(by, ClearPin).await.unwrap();
        house.act(by, ClearPin).await.unwrap();
        assert_eq!(refused(seat(&house, &token, by.account, "185207", house.at).await), Refusal::PinWrong);
        let mut read = store.reader().await.unwrap();
        let history = event::history(&mut read, Subject::Account, by.account).await.unwrap();
        let of = |event: AccountEvent| history.iter().filter(|row| row.event == Event::Account(event.clone())).count();
        assert_eq!((of(AccountEvent::PinSet), of(AccountEvent::PinCleared)), (2, 1));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_password_by_code_takes_the_pin_away() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let by = lan(&house).await;
        let (_, token) = register(&house, house.admin(), by.organisation).await.unwrap();
        let slip =
            issue_slip(&house.office, &house.secrets, house.admin(), "slip", by.account, house.at).await.unwrap();
        let typed = NewPassword { login: "lan".to_owned(), code: slip.code, password: NEW.to_owned() };
        reset(&house.office, &house.secrets, "reset", &typed, &from(2, house.at)).await.unwrap();
        assert_eq!(refused(seat(&house, &token, by.account, PIN, house.at).await), Refusal::PinWrong);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_locked_screen_opens_to_its_owner_by_pin_or_password() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let by = lan(&house).await;
        let session = house.sign_in("lan", OTHER, &from(2, house.at)).await.unwrap();
        let is_locked =
            async || house.who(&session.token, house.at).await.expect("it is in force").standing == Standing::Locked;
        let open = async |typed: &str, at: Instant| {
            let locked = Locked { by, session: session.session, login: "lan".to_owned(), registered: None };
            unlock(&house.office, &house.secrets, &locked, typed, &from(2, at)).await
        };
        for typed in [PIN, OTHER] {
            lock(&house.office, by, session.session, house.at).await.unwrap();
            assert!(is_locked().await);
            assert_eq!(refused(open("", house.at).await), Refusal::Missing { field: "pin" });
            assert_eq!(refused(open("185207", house.at).await), Refusal::PinWrong);
            assert_eq!(refused(open(PASSWORD, house.at).await), Refusal::PinWrong);
            assert!(is_locked().await);
            open(typed, house.at).await.unwrap();
            assert!(!is_locked().await);
        }
        lock(&house.office, by, session.session, house.at).await.unwrap();
        // One is counted from before: the password that opened it then forgave no guess at the PIN.
        for _ in 0..4 {
            assert_eq!(refused(open("185207", house.at).await), Refusal::PinWrong);
        }
        assert_eq!(refused(open(PIN, house.at).await), Refusal::SignInThrottled { minutes: 1 });
        open(PIN, later(house.at, 1)).await.unwrap();
        // Nobody locks or unlocks the screen of another account.
        lock(&house.office, house.admin(), session.session, house.at).await.unwrap();
        assert!(!is_locked().await);
    })
    .await;
}
