//! Handovers: what is left is given group by group, and the list ends when nothing is left.

use acts::organisation::End;
use axum::http::StatusCode;
use domain::permission::Role;
use domain::refusal::Refusal;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, send, told};
use crate::house::{Answer, Browser, FIRST, day, links};

/// The one list of a commune that ended with one case and one dialogue.
async fn ended(commune: &Commune) -> String {
    commune.type_in(&[("words", "Nước đục."), ("field", "05")]).await;
    let mut read = commune.house.store.reader().await.expect("a reader");
    let row = store::organisation::find(&mut read, commune.organisation).await.expect("reads").expect("a body");
    drop(read);
    let end = End {
        organisation: commune.organisation,
        on: day(crate::house::TODAY),
        successors: Vec::new(),
        basis: "Nghị quyết 1".to_owned(),
        version: row.version,
    };
    commune.house.act(commune.house.first, end).await;
    let first = commune.house.signed_in(FIRST).await;
    let page = first.get("/handovers").await;
    let mut lists = links(&page.html).into_iter().filter(|link| link.starts_with("/handovers/"));
    lists.next().unwrap_or_else(|| panic!("a list: {}", page.html))
}

/// How many groups can be given on a page.
fn groups(page: &Answer) -> Vec<String> {
    let forms = page.html.split("/give\"").skip(1);
    forms
        .filter_map(|form| form.split("name=\"group\" value=\"").nth(1)?.split('"').next().map(str::to_owned))
        .collect()
}

async fn give(browser: &Browser, list: &str, group: &str, receiver: &str, version: &str) -> Answer {
    let typed = [("group", group), ("receiver", receiver), ("version", version)];
    browser.post(&format!("{list}/give"), &typed).await
}

fn version(page: &Answer) -> String {
    let (_, rest) = page.html.split_once("name=\"version\" value=\"").expect("a version");
    rest.split('"').next().expect("a value").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_body_leaves_is_given_group_by_group_and_only_then_finished() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let heir =
        commune.house.found(commune.house.first.organisation, "peoples_committee", "Xã Mới", Some("MP003")).await;
    let list = ended(&commune).await;
    let first = commune.house.signed_in(FIRST).await;
    let mut page = first.get(&list).await;
    let waiting = groups(&page);
    assert!(waiting.iter().any(|group| group.starts_with("case.") && group.ends_with(".05")), "{waiting:?}");
    assert!(waiting.iter().any(|group| group.starts_with("dialogue.")), "{waiting:?}");
    for lang in Lang::ALL {
        let refused = send(&first.in_language(lang), &page, &format!("{list}/close"), &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.shows(&lang.t("handover-close-refused")));
        let none = give(&first.in_language(lang), &list, &waiting[0], "", &version(&page)).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(none.shows(&told(lang, &Refusal::Missing { field: "receiver" })));
    }
    for group in &waiting {
        let done = give(&first, &list, group, &heir.to_string(), &version(&page)).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{group}: {}", done.html);
        page = first.get(&list).await;
    }
    assert_eq!(groups(&page), Vec::<String>::new());
    assert!(page.shows(&Lang::Vi.t("handover-none-open")));
    let done = send(&first, &page, &format!("{list}/close"), &[]).await;
    assert_eq!(done.location(), format!("{list}?said=handover-closed"), "{}", done.html);
    assert!(first.get(&list).await.shows(&Lang::Vi.t("handover-closed")));
    commune.house.verify().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_words_of_a_case_stand_in_a_handover_for_its_readers_alone() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let list = ended(&commune).await;
    let province = commune.house.first.organisation;
    for (login, role, reads) in [("qt.tinh", Role::Administrator, false), ("gs.tinh", Role::Supervisor, true)] {
        commune.house.account(login, province, &[role]).await;
        let browser = commune.house.signed_in(login).await;
        for lang in Lang::ALL {
            let browser = browser.in_language(lang);
            let page = browser.get(&list).await;
            assert_eq!(page.status, StatusCode::OK, "{login}");
            assert!(!page.shows("Nước đục."), "a group has no words");
            let opened = links(&page.html).into_iter().find(|link| link.contains("group=case")).expect("a group");
            let items = browser.get(&opened).await;
            assert!(items.shows("VV-"), "{}", items.html);
            assert_eq!(items.shows("Nước đục."), reads, "{login}");
            assert_eq!(page.html.contains(&format!("{list}/give")), role == Role::Administrator, "{login}");
        }
    }
    assert_eq!(commune.clerk.get("/handovers/99").await.status, StatusCode::NOT_FOUND);
}
