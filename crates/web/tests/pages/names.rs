//! A name has no path to any page of another account. And every link that a page shows opens for whom it is shown.

use std::collections::BTreeSet;

use acts::dialogue::HoldSession;
use acts::notice::{Draft, SetPoint, Written};
use acts::submission::Withhold;
use axum::http::StatusCode;
use domain::event::Delivery;
use domain::permission::Role;
use store::Read;
use testing::Fresh;
use web::lang::Lang;
use web::routes::ROUTES;

use super::{Commune, send};
use crate::house::{Browser, FIRST, links};

const NAME: &str = "Bà Vàng Anh Canari";
const CONTACT: &str = "0999 314 159";

/// More pages than these small offices have: whoever comes so far is on a row of pages without an end.
const ENDLESS: usize = 1500;

/// Every page that a browser reaches by following links from the first one and from those given, with its HTML.
async fn reach(browser: &Browser, from: &[String], who: &str) -> Vec<(String, String)> {
    let mut waiting: Vec<(String, bool)> = from.iter().map(|path| (path.clone(), false)).collect();
    let (mut led, mut pages) = (BTreeSet::new(), Vec::new());
    while let Some((path, is_link)) = waiting.pop() {
        let answer = browser.get(&path).await;
        // The page of a fault doesn't know who reads it, and offers to sign in.
        let opens = answer.status == StatusCode::OK || (path == "/sign-in" && answer.location() == "/");
        assert!(!is_link || opens, "{who} is led to {path}: {}", answer.status);
        for link in links(&answer.html) {
            if led.insert(link.clone()) {
                waiting.push((link, true));
            }
        }
        assert!(pages.len() < ENDLESS, "{who} is led on without an end, at last to {path}");
        pages.push((path, answer.html));
    }
    pages
}

fn tells(html: &str) -> bool {
    html.contains("Canari") || html.contains("314 159")
}

/// Every address that is read, for the dialogue and the case where the name was typed.
fn read(commune: &Commune, case: &str) -> Vec<String> {
    let case = case.rsplit_once('/').expect("its id").1;
    let mut addresses = vec!["/".to_owned()];
    for route in ROUTES.iter().filter(|route| route.method == "get") {
        let id = if route.path.starts_with("/cases/") { case.to_owned() } else { commune.dialogue.to_string() };
        addresses.push(route.path.replace("{id}", &id));
        addresses.push(format!(
            "{}?of={}&field=05&village=Ben+Sen",
            route.path.replace("{id}", &id),
            commune.organisation
        ));
        if route.path.ends_with("/desk") {
            let turn = 1..3;
            addresses.extend(turn.map(|turn| format!("{}?turn={turn}", route.path.replace("{id}", &id))));
        }
    }
    addresses
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_a_name_is_on_no_page_of_another_account_and_every_link_opens() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let typed = [("words", "Nước đục."), ("who", NAME), ("contact", CONTACT), ("field", "05"), ("village", "Ben Sen")];
    let case = commune.type_in(&typed).await;
    commune.type_in(&[("words", "Rác đầy."), ("field", "05"), ("village", "Ben Sen")]).await;
    // A later dialogue, whose desk shows what was raised before.
    let later = commune.house.dialogue(commune.by, "Đối thoại sau").await;
    // The name was opened once, by somebody who may.
    let opened = send(&commune.clerk, &commune.clerk.get(&case).await, &format!("{case}/read-identity"), &[]).await;
    assert!(tells(&opened.html));
    let below = commune.house.found(commune.organisation, "division", "Phòng Kinh tế", None).await;
    commune.house.account("phong", below, &[Role::Clerk, Role::Head]).await;
    let mut browsers = vec![("the level above", commune.house.signed_in(FIRST).await)];
    browsers.push(("the division", commune.house.signed_in("phong").await));
    for role in Role::ALL {
        browsers.push((role.as_str(), commune.colleague(role).await));
    }
    let mut from = read(&commune, &case);
    from.push(format!("/dialogues/{}/desk", later.dialogue));
    from.push(format!("/dialogues/{}/earlier?field=05", later.dialogue));
    for (who, browser) in &browsers {
        for lang in Lang::ALL {
            let pages = reach(&browser.in_language(lang), &from, who).await;
            for (path, html) in pages {
                assert!(!tells(&html), "{path} tells the name to {who}");
            }
        }
    }
    // Who typed it sees it at the desk, until the minutes are signed, and nowhere else.
    let elsewhere = ["show=answered", "show=conclusion", "show=beyond"];
    for (path, html) in reach(&commune.clerk, &from, "the typist").await {
        let listed = path.starts_with(&commune.desk()) && !elsewhere.iter().any(|filter| path.contains(filter));
        assert_eq!(tells(&html), listed, "{path} to who typed it");
    }
    commune.house.verify().await;
}

/// A draft of the notice of the dialogue in which somebody wrote the words of a case.
async fn drafted(commune: &Commune, case: i64, words: &str) -> i64 {
    let hold = HoldSession { session: commune.session, happened_on: None, attendance: Vec::new() };
    commune.house.act(commune.by, hold).await;
    let happened_on = commune.house.store.reader().await.expect("a reader").today();
    let draft = Draft { dialogue: commune.dialogue, organisation: None, replaces: None, happened_on };
    let notice = commune.house.act(commune.by, draft).await;
    let written = Written {
        matter: words.to_owned(),
        conclusion: words.to_owned(),
        lead: None,
        cooperating: Vec::new(),
        due_on: None,
        evidence: words.to_owned(),
        delivery: Delivery::Letter,
        contact: false,
        cases: vec![case],
    };
    let set = SetPoint { notice, version: 2, point: None, written, happened_on };
    commune.house.act(commune.by, set).await;
    notice
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_what_is_told_in_private_is_on_no_page_of_anybody() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let words = "Trưởng thôn Canari nhận tiền, gọi 0999 314 159.";
    let typed = [("words", words), ("who", NAME), ("contact", CONTACT), ("field", "05"), ("village", "Ben Sen")];
    let case = commune.type_in(&typed).await;
    let id = case.rsplit_once('/').expect("its id").1.parse().expect("a number");
    let mut read_rows = commune.house.store.reader().await.expect("a reader");
    let points = store::case::points(&mut read_rows, id).await.expect("reads");
    drop(read_rows);
    let submission = points.first().expect("its point").submission;
    let later = commune.house.dialogue(commune.by, "Đối thoại sau").await;
    let notice = drafted(&commune, id, words).await;
    let withhold = Withhold { session: commune.session, submission, slip: None, happened_on: None };
    commune.house.act(commune.by, withhold).await;
    let mut browsers = vec![("the level above", commune.house.signed_in(FIRST).await)];
    for role in Role::ALL {
        browsers.push((role.as_str(), commune.colleague(role).await));
    }
    let mut from = read(&commune, &case);
    from.push(format!("/dialogues/{}/desk", later.dialogue));
    from.push("/search?q=Canari".to_owned());
    from.extend(["", "/paper", "/word", "/point"].map(|page| format!("/notices/{notice}{page}")));
    browsers.push(("who typed it", commune.clerk.in_language(Lang::Vi)));
    for (who, browser) in &browsers {
        for (path, html) in reach(browser, &from, who).await {
            // The search page says what was searched for.
            let told = html.replace("value=\"Canari\"", "").replace("q=Canari", "");
            assert!(!tells(&told) || path.starts_with("/search"), "{path} tells it to {who}");
            assert!(!told.contains("nhận tiền"), "{path} tells the words to {who}");
        }
    }
    commune.house.verify().await;
}
