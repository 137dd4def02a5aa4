//! What was raised several times and what goes on for long, by its page and as a file.

use axum::http::StatusCode;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, cases, send};
use crate::house::{day, plain};

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_resolved_for_longer_than_the_setting_is_listed_by_place_and_field() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let old = commune.type_in(&[("words", "Nước đục."), ("field", "05"), ("village", "Ben Sen")]).await;
        let settled = commune.type_in(&[("words", "Rác đầy."), ("field", "02"), ("village", "Ben Sen")]).await;
        let page = commune.clerk.get(&settled).await;
        let typed = [("result", "done"), ("answer", "Đã dọn.")];
        let done = send(&commune.clerk, &page, &format!("{settled}/answer-on-the-spot"), &typed).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        assert!(cases(&commune.clerk.get("/repeated").await).is_empty(), "it was raised today");
        // 365 days later it is listed, the day before it is not.
        commune.house.store.move_today(day("2027-09-10")).await.expect("days pass");
        assert!(cases(&commune.clerk.get("/repeated").await).is_empty());
        commune.house.store.move_today(day("2027-09-11")).await.expect("days pass");
        for lang in Lang::ALL {
            let page = commune.clerk.in_language(lang).get("/repeated").await;
            assert_eq!(cases(&page), std::slice::from_ref(&old), "{}", page.html);
            assert!(page.shows(&lang.ta("repeated-long-line", &[("count", &365_i64)])));
            let text = plain(&page.html);
            let field = lang.t("work-field-05");
            assert!(text.contains(super::VILLAGE) && text.contains(&field), "by place and field: {text}");
        }
        let file = commune.clerk.get("/repeated?as=csv").await;
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        assert!(text.contains("Nước đục.") && !text.contains("Rác đầy."), "{text}");
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_raised_several_times_is_listed_once_with_how_often() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let first = commune.type_in(&[("words", "Nước đục."), ("field", "05"), ("village", "Ben Sen")]).await;
        commune.type_in(&[("words", "Đèn hỏng."), ("field", "05")]).await;
        let again = commune.type_in(&[("words", "Nước vẫn đục."), ("field", "05"), ("village", "Ben Sen")]).await;
        assert!(cases(&commune.clerk.get("/repeated?part=again").await).is_empty());
        let root = first.rsplit('/').next().expect("its id").to_owned();
        let form = commune.clerk.get(&format!("{again}/merge")).await;
        let typed = [("root", &*root), ("reason", "Cùng một việc")];
        let merged = send(&commune.clerk, &form, &format!("{again}/merge"), &typed).await;
        assert_eq!(merged.status, StatusCode::SEE_OTHER, "{}", merged.html);
        for lang in Lang::ALL {
            let page = commune.clerk.in_language(lang).get("/repeated?part=again").await;
            assert_eq!(cases(&page), std::slice::from_ref(&first), "{}", page.html);
            assert!(page.shows(&lang.ta("repeated-times", &[("count", &2_i64), ("day", &"11/09/2026")])));
        }
        let elsewhere =
            commune.house.found(commune.house.first.organisation, "peoples_committee", "Xã Bạn", None).await;
        commune.house.account("xa.ban", elsewhere, &[domain::permission::Role::Clerk]).await;
        let other = commune.house.signed_in("xa.ban").await;
        assert!(cases(&other.get("/repeated?part=again").await).is_empty(), "another body sees its own");
        commune.house.verify().await;
    }
}
