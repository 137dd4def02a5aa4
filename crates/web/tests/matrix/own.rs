//! What is everybody's own: open to each role, and to nobody else's hands.

use axum::http::StatusCode;
use domain::permission::Role;
use testing::Fresh;
use web::routes::{Access, ROUTES};

use super::tree::Tree;
use crate::house::{Browser, House};

/// The sessions that the account's page offers to end.
async fn sessions(browser: &Browser) -> Vec<String> {
    let page = browser.get("/account").await;
    assert_eq!(page.status, StatusCode::OK);
    let ends = page.html.split("/account/sessions/").skip(1);
    ends.filter_map(|rest| Some(rest.split_once("/revoke")?.0.to_owned())).collect()
}

/// Whatever the role, one's own account is open.
#[tokio::test(flavor = "multi_thread")]
async fn slow_what_is_ones_own_is_open_to_every_role() {
    let tree = Tree::grow(Fresh::sqlite(), &Role::ALL).await;
    for reader in &tree.readers {
        let other = tree.house.signed_in(&format!("own.{}", reader.role.as_str())).await;
        let own = sessions(&reader.browser).await;
        assert_eq!(own.len(), 1, "the one session that is not in use");
        // A locked screen shows nothing of the rest: that comes last.
        let mut routes: Vec<_> = ROUTES.iter().filter(|route| route.access == Access::SignedIn).collect();
        routes.sort_by_key(|route| route.path == "/lock");
        for route in routes {
            let path = route.path.replace("{id}", &own[0]);
            let asked = format!("{} {path} as {}", route.method, reader.role.as_str());
            let (status, location) = if route.method == "get" {
                let answer = reader.browser.get(&path).await;
                (answer.status, answer.location().to_owned())
            } else {
                let answer = reader.browser.post(&path, &[]).await;
                (answer.status, answer.location().to_owned())
            };
            let done = matches!(status, StatusCode::OK | StatusCode::UNPROCESSABLE_ENTITY)
                || (status == StatusCode::SEE_OTHER && !location.starts_with("/sign-in"));
            assert!(done, "{asked}: {status} {location}");
        }
        assert_eq!(other.get("/account").await.status, StatusCode::SEE_OTHER, "that session was ended");
        assert_eq!(reader.browser.get("/account").await.location(), "/unlock?next=/account", "this one is locked");
    }
}

/// A session is its account's: another's id is not there, and ends nothing.
#[tokio::test(flavor = "multi_thread")]
async fn a_session_of_another_account_is_not_there() {
    let house = House::open(Fresh::sqlite()).await;
    let body = house.first.organisation;
    for (login, role) in [("mot", Role::Clerk), ("hai", Role::Administrator)] {
        house.account(login, body, &[role]).await;
    }
    let (one, other) = (house.signed_in("mot").await, house.signed_in("hai").await);
    let second = house.signed_in("mot").await;
    let mut of_one = sessions(&one).await;
    of_one.extend(sessions(&second).await);
    assert_eq!(of_one.len(), 2, "each sees the other one");
    for id in of_one {
        let answer = other.post(&format!("/account/sessions/{id}/revoke"), &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
    }
    for browser in [&one, &second] {
        assert_eq!(browser.get("/account").await.status, StatusCode::OK, "it was not ended");
    }
    assert_eq!(other.post("/account/sessions/1/revoke", &[]).await.status, StatusCode::NOT_FOUND);
}

/// Two colleagues without the right to accounts: the other's account is not there for either.
#[tokio::test(flavor = "multi_thread")]
async fn an_account_of_a_colleague_is_not_there() {
    let house = House::open(Fresh::sqlite()).await;
    let body = house.first.organisation;
    let one = house.account("mot", body, &[Role::Clerk]).await;
    let two = house.account("hai", body, &[Role::Head]).await;
    let organisation = body.to_string();
    for (login, other) in [("mot", two.account), ("hai", one.account), ("mot", 1)] {
        let browser = house.signed_in(login).await;
        for (what, form) in [
            ("reset-slip", vec![]),
            ("grant", vec![("role", "administrator"), ("organisation", organisation.as_str())]),
            ("revoke", vec![("role", "clerk"), ("organisation", organisation.as_str())]),
            ("revoke", vec![]),
        ] {
            let answer = browser.post(&format!("/accounts/{other}/{what}"), &form).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{what} of {other} by {login}");
        }
        assert_eq!(browser.get("/accounts").await.status, StatusCode::FORBIDDEN);
    }
}
