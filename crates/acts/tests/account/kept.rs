//! What the database keeps: no password, no code, no token, anywhere.

use acts::account::{
    NewPassword, NewPin, RegisterDevice, TypedPin, device_token, draw_recovery, reset, set_pin, sign_in_by_pin, totp,
};
use domain::permission::Role;
use store::{Read, Store, history};

use super::{House, LOGIN, OTHER, PASSWORD, from};
use crate::support::both;

/// Every column of text and bytes of every table of the schema.
async fn columns(store: &Store, engine: &str) -> Vec<(String, String, bool)> {
    let sql = if engine == "sqlite" {
        "SELECT m.name, c.name, c.type FROM sqlite_master m JOIN pragma_table_info(m.name) c
         WHERE m.type = 'table' AND c.type IN ('TEXT', 'BLOB')"
    } else {
        "SELECT table_name::text, column_name::text, CASE data_type WHEN 'text' THEN 'TEXT' ELSE 'BLOB' END
         FROM information_schema.columns WHERE table_schema = 'public' AND data_type IN ('text', 'bytea')"
    };
    let rows = store.reader().await.unwrap().rows(sql, &[]).await.unwrap();
    rows.iter().map(|row| (row.get(0).unwrap(), row.get(1).unwrap(), row.get::<String>(2).unwrap() == "BLOB")).collect()
}

/// Everything the database keeps, as bytes, with where it stands.
async fn everything(store: &Store, engine: &str) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for (table, column, bytes) in columns(store, engine).await {
        let sql = format!("SELECT {column} FROM {table} WHERE {column} IS NOT NULL");
        for row in store.reader().await.unwrap().rows(&sql, &[]).await.unwrap() {
            let value = if bytes { row.get(0).unwrap() } else { row.get::<String>(0).unwrap().into_bytes() };
            all.push((format!("{table}.{column}"), value));
        }
    }
    all
}

fn holds(value: &[u8], secret: &[u8]) -> bool {
    value.windows(secret.len()).any(|part| part == secret)
}

#[tokio::test(flavor = "multi_thread")]
async fn no_secret_is_kept_anywhere() {
    both(async |place, store| {
        let house = House::open(&store).await;
        let slip = house.invited("lan").await;
        let typed = NewPassword { login: "lan".to_owned(), code: slip.code.clone(), password: OTHER.to_owned() };
        reset(&house.office, &house.secrets, "reset", &typed, &from(2, house.at)).await.unwrap();
        let token = house.sign_in("lan", OTHER, &from(2, house.at)).await.unwrap().token;
        let drawn = draw_recovery(&house.office, &house.secrets, house.admin(), "draw", house.at).await.unwrap();
        house.colleague("binh", house.begun.organisation, &[Role::Clerk]).await;
        let (by, visit) = (house.admin(), from(2, house.at));
        let (organisation, name) = (by.organisation, "Máy một cửa".to_owned());
        let device = RegisterDevice { organisation, name, secrets: house.secrets.clone() };
        let device = device_token(&house.secrets, house.act(by, device).await.unwrap());
        let pin = NewPin { login: LOGIN.to_owned(), password: PASSWORD.to_owned(), pin: "407913".to_owned() };
        set_pin(&house.office, &house.secrets, by, "pin", &pin, &visit).await.unwrap();
        let typed = TypedPin { account: by.account, pin: pin.pin.clone() };
        let seat = sign_in_by_pin(&house.office, &house.secrets, &device, &typed, &visit).await.unwrap().token;
        let app = totp::begin(&house.office, &house.secrets, by, "app", (LOGIN, ""), &visit).await.unwrap();
        let code = totp::code_at(&app.secret, house.at).unwrap();
        totp::confirm(&house.office, &house.secrets, by, "code", (house.first.session, &code), &visit).await.unwrap();
        let mut secrets = vec![PASSWORD.to_owned(), OTHER.to_owned(), token, house.first.token.clone()];
        secrets.extend([device, seat, pin.pin, app.secret, code]);
        for code in house.recovery.iter().chain(&drawn).chain([&slip.code, &house.code]) {
            secrets.extend([code.clone(), code.replace('-', ""), code.to_lowercase()]);
        }
        let kept = everything(&store, place.engine()).await;
        let has = |column: &str| kept.iter().any(|(place, _)| place == column);
        for column in [
            "requests.answer",
            "requests.input_hash",
            "events.data",
            "accounts.secret",
            "one_time_codes.code_hash",
            "devices.token_hash",
            "pins.secret",
        ] {
            assert!(has(column), "{column} was read");
        }
        for (place, value) in &kept {
            for secret in &secrets {
                assert!(!holds(value, secret.as_bytes()), "{place} holds a secret");
            }
            // Argon2 strings stand with their account alone, addresses and logins not in the throttle or the requests.
            let hashes = ["accounts.secret", "pins.secret"].contains(&place.as_str());
            assert!(hashes || !holds(value, b"$argon2"), "{place} holds an Argon2 string");
            let personal = place.starts_with("requests.") || place.starts_with("events.");
            assert!(!(personal && holds(value, LOGIN.as_bytes())), "{place} holds a login");
            assert!(!holds(value, b"192.0.2."), "{place} holds an address");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_history_of_accounts_can_be_verified() {
    both(async |_, store| {
        let house = House::open(&store).await;
        let slip = house.invited("lan").await;
        let typed = NewPassword { login: "lan".to_owned(), code: slip.code, password: OTHER.to_owned() };
        reset(&house.office, &house.secrets, "reset", &typed, &from(2, house.at)).await.unwrap();
        let verified = history::verify(&mut store.reader().await.unwrap()).await.unwrap();
        assert_eq!(verified.problems, Vec::<String>::new());
        // The body, the first account, and one that was made, invited and given a password.
        assert_eq!((verified.subjects, verified.events), (3, 6 + 3 + 2));
    })
    .await;
}
