//! Bodies: what is done to one is seen at once, and what was wrong comes back as it was typed.

use axum::http::StatusCode;
use domain::permission::Role;
use domain::refusal::Refusal;
use testing::Fresh;
use web::lang::Lang;

use super::{send, told};
use crate::house::{Answer, Browser, FIRST, House, TODAY, error};

/// A province with two communes, and its administrator.
struct Province {
    house: House,
    one: i64,
    other: i64,
    administrator: Browser,
}

impl Province {
    async fn open(database: Fresh) -> Self {
        let house = House::open(database).await;
        let province = house.first.organisation;
        let one = house.found(province, "peoples_committee", "Xã Mẫu", Some("MP001")).await;
        let other = house.found(province, "peoples_committee", "Xã Bạn", Some("MP002")).await;
        let administrator = house.signed_in(FIRST).await;
        Self { house, one, other, administrator }
    }

    fn path(&self, act: &str) -> String {
        format!("/organisations/{}{act}", self.one)
    }

    async fn page(&self) -> Answer {
        let page = self.administrator.get(&self.path("")).await;
        assert_eq!(page.status, StatusCode::OK);
        page
    }

    /// Posts a form of the body's page.
    async fn send(&self, act: &str, typed: &[(&str, &str)]) -> Answer {
        send(&self.administrator, &self.page().await, &self.path(act), typed).await
    }

    async fn done(&self, act: &str, typed: &[(&str, &str)], said: &str) {
        let answer = self.send(act, typed).await;
        assert_eq!(answer.location(), format!("{}?said={said}", self.path("")), "{}", answer.html);
        assert!(self.administrator.get(answer.location()).await.html.contains("ln-notice"), "{said} is said");
    }
}

#[tokio::test]
async fn a_body_is_renamed_and_its_earlier_name_stays() {
    for database in Fresh::both().await {
        let province = Province::open(database).await;
        let typed =
            [("new_name", "Ủy ban nhân dân xã Mẫu Mới"), ("basis", "Nghị quyết 12/NQ-HĐND"), ("from_on", TODAY)];
        province.done("/rename", &typed, "renamed").await;
        let page = province.page().await;
        for words in ["Ủy ban nhân dân xã Mẫu Mới", "Cơ quan Xã Mẫu", "Nghị quyết 12/NQ-HĐND", "đến 10/09/2026"]
        {
            assert!(page.shows(words), "{words}: {}", page.html);
        }
        province.house.verify().await;
    }
}

#[tokio::test]
async fn a_body_is_placed_in_a_line() {
    let province = Province::open(Fresh::sqlite()).await;
    let other = province.other.to_string();
    province.done("/place", &[("line", "party"), ("superior", &other), ("from_on", TODAY)], "placed").await;
    assert!(province.page().await.shows("Hệ thống Đảng"));
    let list = province.administrator.get("/organisations").await;
    assert!(list.html.contains("id=\"line-party\"") && list.html.contains("id=\"line-authority\""));
    let circle = province.send("/place", &[("line", "party"), ("superior", "none"), ("from_on", TODAY)]).await;
    assert_eq!(circle.status, StatusCode::SEE_OTHER, "{}", circle.html);
    province.house.verify().await;
}

#[tokio::test]
async fn a_body_that_ended_leads_to_its_successor() {
    for database in Fresh::both().await {
        let province = Province::open(database).await;
        let found = province.administrator.get(&format!("{}?find=xa+ban", province.path(""))).await;
        assert!(found.html.contains(&format!("name=\"successors\" type=\"checkbox\" value=\"{}\"", province.other)));
        let other = province.other.to_string();
        let typed = [("successors", other.as_str()), ("basis", "Nghị quyết 1"), ("ended_on", TODAY)];
        province.done("/end", &typed, "ended").await;
        let page = province.page().await;
        assert!(page.shows("Đã kết thúc hoạt động") && page.html.contains(&format!("href=\"/organisations/{other}\"")));
        assert!(!page.html.contains(&format!("action=\"{}", province.path("/"))), "it takes nothing new");
        let list = province.administrator.get("/organisations").await;
        assert!(list.html.contains("id=\"ended-bodies\"") && list.shows("đến 10/09/2026"), "{}", list.html);
        province.house.verify().await;
    }
}

#[tokio::test]
async fn terms_begin_and_end() {
    let province = Province::open(Fresh::sqlite()).await;
    let typed = [("post", "chairman"), ("person", "Phạm Văn Sậy"), ("from_on", "01/09/2026")];
    province.done("/terms", &typed, "term-begun").await;
    let page = province.page().await;
    assert!(page.shows("Phạm Văn Sậy") && page.shows("Chủ tịch"));
    let action = page.html.split("action=\"/terms/").nth(1).expect("a term can be ended").split('"').next().unwrap();
    let path = format!("/terms/{action}");
    let wrong = send(&province.administrator, &page, &path, &[("left_on", "31/31/2026")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let id = action.split('/').next().unwrap();
    assert!(error(&wrong.html, &format!("left_on-term-{id}")).contains("31/31/2026"));
    let ended = send(&province.administrator, &page, &path, &[("left_on", TODAY)]).await;
    assert_eq!(ended.location(), format!("{}?said=term-ended", province.path("")), "{}", ended.html);
    assert!(province.page().await.shows("đến 10/09/2026"), "he stands among those before");
    // The same official in another post.
    let page = province.page().await;
    let official = page.html.split("Phạm Văn Sậy</option>").next().unwrap().rsplit("value=\"").next().unwrap();
    let official = official.split('"').next().unwrap().to_owned();
    province.done("/terms", &[("post", "deputy"), ("official", &official), ("from_on", TODAY)], "term-begun").await;
    province.house.verify().await;
}

#[tokio::test]
async fn villages_are_typed_a_line_each_and_recorded_all_or_none() {
    let province = Province::open(Fresh::sqlite()).await;
    let wrong = "Ấp Long Bình\r\nẤp Long Hòa\r\n\r\nấp long bình";
    let wrong = province.send("/villages", &[("village_name", wrong), ("from_on", TODAY)]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let at = Refusal::LineThere { field: "village_name", line: 4 };
    assert_eq!(error(&wrong.html, "village_name-villages"), told(Lang::Vi, &at));
    assert!(!province.page().await.html.contains("<li>Ấp Long Hòa</li>"), "none was recorded");
    let right = "Ấp Long Bình\r\n  Ấp Long Hòa \r\n\r\nẤp Long Thành";
    province.done("/villages", &[("village_name", right), ("from_on", TODAY)], "village-added").await;
    let page = province.page().await;
    for name in ["Ấp Long Bình", "Ấp Long Hòa", "Ấp Long Thành"] {
        assert!(page.html.contains(&format!("<li>{name}</li>")), "{name}: {}", page.html);
    }
}

#[tokio::test]
async fn schools_are_typed_a_line_each_recorded_all_or_none_and_stand_under_their_committee() {
    let commune = super::Commune::open(Fresh::sqlite()).await;
    let first = commune.house.signed_in(FIRST).await;
    let path = format!("/organisations/{}", commune.organisation);
    for lang in Lang::ALL {
        let first = &first.in_language(lang);
        let typed_in = async |lines: &str| {
            let typed = [("school_name", lines), ("from_on", TODAY)];
            send(first, &first.get(&path).await, &format!("{path}/schools"), &typed).await
        };
        let name = |no: usize| format!("Trường Tiểu học Bến Sen {no}{}", lang.code());
        let twice = typed_in(&format!("{}\r\n\r\n{}", name(1), name(1).to_lowercase())).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", twice.html);
        let at = Refusal::LineThere { field: "school_name", line: 3 };
        assert_eq!(error(&twice.html, "school_name-schools"), told(lang, &at));
        let long = typed_in(&format!("{}\r\nTrường {}", name(1), "a".repeat(300))).await;
        let at = Refusal::LineTooLong { field: "school_name", line: 2, most: 200 };
        assert_eq!(error(&long.html, "school_name-schools"), told(lang, &at));
        assert!(!first.get(&path).await.shows(&name(1)), "none was recorded");
        let done = typed_in(&format!("{}\r\n {} ", name(1), name(2))).await;
        assert_eq!(done.location(), format!("{path}?said=schools-added"), "{}", done.html);
        let page = first.get(&path).await;
        assert!(page.shows(&name(1)) && page.shows(&name(2)), "{}", page.html);
    }
    commune.house.verify().await;
}

#[tokio::test]
async fn a_village_has_one_name() {
    let province = Province::open(Fresh::sqlite()).await;
    province.done("/villages", &[("village_name", "Thôn Bến Sen"), ("from_on", TODAY)], "village-added").await;
    assert!(province.page().await.shows("Thôn Bến Sen"));
    let again = province.send("/villages", &[("village_name", "thôn bến sen"), ("from_on", TODAY)]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let at = Refusal::LineThere { field: "village_name", line: 1 };
    assert_eq!(error(&again.html, "village_name-villages"), told(Lang::Vi, &at));
    assert!(again.html.contains("thôn bến sen</textarea>"), "what was typed stands there");
}

#[tokio::test]
async fn a_body_is_founded_from_the_list_and_from_the_page_above_it() {
    let province = Province::open(Fresh::sqlite()).await;
    let list = province.administrator.get("/organisations").await;
    let typed = [("body_kind", "division"), ("body_name", "Sở Nội vụ"), ("from_on", TODAY)];
    let made = send(&province.administrator, &list, "/organisations", &typed).await;
    assert!(made.location().ends_with("?said=founded"), "{}", made.html);
    assert!(province.administrator.get(made.location()).await.shows("Sở Nội vụ"));
    let page = province.page().await;
    let typed = [("body_kind", "outside"), ("body_name", "Trạm Y tế xã Mẫu"), ("outside", "yes"), ("from_on", TODAY)];
    let made = send(&province.administrator, &page, "/organisations", &typed).await;
    assert!(made.location().ends_with("?said=founded"), "{}", made.html);
    assert!(province.page().await.shows("Trạm Y tế xã Mẫu"));
    // What is outside the program stands under nobody there: it is stationed in the place.
    for page in [province.administrator.get("/organisations").await, province.page().await] {
        let parts: Vec<&str> = page.html.split("<section").filter(|part| part.contains("Trạm Y tế xã Mẫu")).collect();
        assert!(parts.len() == 1 && parts[0].contains("id=\"stationed"), "{}", page.html);
        assert!(page.shows("Cơ quan, đơn vị đứng chân trên địa bàn"), "{}", page.html);
    }
    // What is missing is said where it is missing, on the page it was typed on.
    let list = province.administrator.get("/organisations").await;
    for (page, suffix) in [(list, ""), (province.page().await, "-found")] {
        let wrong = send(&province.administrator, &page, "/organisations", &[("body_kind", "office")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        let at = Refusal::Missing { field: "body_name" };
        assert_eq!(error(&wrong.html, &format!("body_name{suffix}")), told(Lang::Vi, &at));
    }
}

#[tokio::test]
async fn each_form_says_what_is_wrong_in_both_languages() {
    let province = Province::open(Fresh::sqlite()).await;
    let page = province.page().await;
    for lang in Lang::ALL {
        let browser = province.administrator.in_language(lang);
        for (act, field) in [
            ("rename", "new_name"),
            ("place", "superior"),
            ("end", "basis"),
            ("villages", "village_name"),
            ("terms", "post"),
        ] {
            let answer = send(&browser, &page, &province.path(&format!("/{act}")), &[]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{act}");
            let field: &'static str = field;
            assert_eq!(
                error(&answer.html, &format!("{field}-{act}")),
                told(lang, &Refusal::Missing { field }),
                "{act}"
            );
        }
    }
}

/// Two who change a body at once: the second is told, and what was typed stays.
#[tokio::test]
async fn a_change_that_came_too_late_is_refused() {
    let province = Province::open(Fresh::sqlite()).await;
    let page = province.page().await;
    let typed = [("new_name", "Tên một"), ("basis", "QĐ 1"), ("from_on", TODAY)];
    province.done("/rename", &typed, "renamed").await;
    let typed = [("new_name", "Tên hai"), ("basis", "QĐ 2"), ("from_on", TODAY)];
    let late = send(&province.administrator, &page, &province.path("/rename"), &typed).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.shows("value=\"Tên hai\"") && late.shows("Tên một"));
}

#[tokio::test]
async fn one_works_for_another_body_that_one_belongs_to() {
    let province = Province::open(Fresh::sqlite()).await;
    let by = province.house.account("hai.noi", province.one, &[Role::Clerk]).await;
    let (role, from, to) = (Role::Office, crate::house::day(TODAY), domain::day::Day::OPEN);
    let grant = acts::account::GrantRole { account: by.account, organisation: province.other, role, from, to };
    province.house.act(province.house.first, grant).await;
    let browser = province.house.signed_in("hai.noi").await;
    let account = browser.get("/account").await;
    assert!(account.html.contains("href=\"/account#work-for\"") && account.html.contains("id=\"work-for\""));
    let other = province.other.to_string();
    let moved = browser.post("/account/work-for", &[("organisation", &other)]).await;
    assert_eq!(moved.location(), "/account?said=working-for", "{}", moved.html);
    let account = browser.get("/account").await;
    let unit = account.html.split("ln-brand__words").nth(1).unwrap().split("</a>").next().unwrap();
    assert!(unit.contains("Cơ quan Xã Bạn"), "{unit}");
    // A body one has no role in, and one that is none.
    let province_id = province.house.first.organisation.to_string();
    for none in [province_id.as_str(), "999999"] {
        let answer = browser.post("/account/work-for", &[("organisation", none)]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{none}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_may_not_name_officials_is_not_asked_to() {
    let province = Province::open(Fresh::sqlite()).await;
    province.house.account("thu.ky", province.one, &[Role::Clerk]).await;
    let clerk = province.house.signed_in("thu.ky").await;
    for lang in Lang::ALL {
        let page = clerk.in_language(lang).get(&province.path("")).await;
        assert!(page.shows(&lang.t("terms-none")) && !page.shows(&lang.t("terms-none-do")), "{}", page.html);
        let own = province.administrator.in_language(lang).get(&province.path("")).await;
        assert!(own.shows(&lang.t("terms-none-do")));
    }
}

#[tokio::test]
async fn two_officials_of_one_name_are_told_apart() {
    for database in Fresh::both().await {
        let province = Province::open(database).await;
        for body in [province.one, province.other] {
            let path = format!("/organisations/{body}/terms");
            let page = province.administrator.get(&format!("/organisations/{body}")).await;
            let typed = [("person", "Lò Văn Sấu"), ("post", "chairman"), ("from_on", TODAY)];
            let done = send(&province.administrator, &page, &path, &typed).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.html);
        }
        let page = province.page().await;
        for body in ["Lò Văn Sấu – Cơ quan Xã Mẫu", "Lò Văn Sấu – Cơ quan Xã Bạn"] {
            assert!(page.shows(body), "{body}: {}", page.html);
        }
    }
}
