//! What the forms of plans and announcements say before anything is done: which posts, whose line, which rule.

use acts::account::GrantRole;
use acts::plan::{Draft, Meant};
use axum::http::StatusCode;
use domain::day::Day;
use domain::dialogue::{Audience, Form};
use domain::permission::Role;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, send};
use crate::house::{day, links, plain};

fn meant(month: i8) -> Meant {
    Meant { month, topic: "Đất đai".to_owned(), form: Form::Conference, audience: Audience::Residents }
}

async fn drafted(commune: &Commune, post: &str) -> (i64, i64) {
    let draft = Draft {
        organisation: commune.organisation,
        post: post.to_owned(),
        year: 2026,
        dialogues: vec![meant(10)],
        happened_on: day("2026-01-05"),
    };
    let made = commune.house.act(commune.by, draft).await;
    (made.plan, made.dialogues[0])
}

#[tokio::test(flavor = "multi_thread")]
async fn a_second_plan_of_a_post_leads_to_the_first() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let (plan, _) = drafted(&commune, "chairman").await;
    let page = commune.clerk.get("/plans/new?post=chairman&year=2026").await;
    for lang in Lang::ALL {
        let clerk = commune.clerk.in_language(lang);
        let typed = [("post", "chairman"), ("month-1", "3"), ("topic-1", "Đất đai"), ("form-1", "conference")];
        let typed = [&typed[..], &[("audience-1", "residents"), ("happened_on", "05/01/2026")]].concat();
        let refused = send(&clerk, &page, "/plans", &typed).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let facts = [("post", &lang.of("post", "chairman")), ("year", &"2026".to_owned())];
        let told = lang.ta("plan-there-refused", &[("post", facts[0].1), ("year", facts[1].1)]);
        assert!(refused.shows(&told), "{}", plain(&refused.html));
        assert!(links(&refused.html).contains(&format!("/plans/{plan}")), "and there is the way to it");
        assert!(refused.html.contains("value=\"Đất đai\""), "what was typed is kept");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_plan_is_offered_for_the_posts_that_the_body_has() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let page = commune.clerk.get("/plans/new").await;
    let select = page.html.split("name=\"post\"").nth(1).and_then(|rest| rest.split("</select>").next());
    let select = select.expect("a choice of posts");
    for (post, offered) in [("chairman", true), ("deputy", true), ("secretary", false), ("head", false)] {
        assert_eq!(select.contains(&format!("value=\"{post}\"")), offered, "{post}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_of_another_bodys_plan_asks_to_change_the_body() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let (_, planned) = drafted(&commune, "chairman").await;
    let announce = format!("/dialogues/announce?planned={planned}");
    let own = commune.clerk.get(&announce).await;
    assert!(own.html.contains("value=\"Đất đai\""), "its own line fills the form: {}", plain(&own.html));
    // Somebody of the province, who works for the commune as well.
    let by = commune.house.account("dau.tinh", commune.house.first.organisation, &[Role::Head, Role::Clerk]).await;
    let above = commune.house.signed_in("dau.tinh").await;
    for lang in Lang::ALL {
        let page = above.in_language(lang).get(&announce).await;
        assert_eq!(page.status, StatusCode::OK);
        let told = lang.ta("announce-elsewhere", &[("body", &"Cơ quan Xã Mẫu")]);
        assert!(page.shows(&told), "{}", plain(&page.html));
        assert!(!page.html.contains("action=\"/dialogues/announce\""), "no form of a body that did not plan it");
        assert!(!page.html.contains("action=\"/account/work-for\""), "they have no role there");
    }
    let (account, organisation, role) = (by.account, commune.organisation, Role::Clerk);
    let grant = GrantRole { account, organisation, role, from: day("2026-01-01"), to: Day::OPEN };
    commune.house.act(commune.house.first, grant).await;
    let page = above.get(&announce).await;
    let switched = send(&above, &page, "/account/work-for", &[]).await;
    assert_eq!(switched.status, StatusCode::SEE_OTHER, "{}", switched.html);
    assert!(above.get(&announce).await.html.contains("value=\"Đất đai\""), "now the form is there, filled in");
    let missing = commune.clerk.get("/dialogues/announce?planned=1").await;
    assert_eq!(missing.status, StatusCode::NOT_FOUND);
}
