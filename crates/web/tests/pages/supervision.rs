//! Supervision on the site: a matter found not done by the Front is flagged for those who answer for it, and the report is a paper.

use acts::By;
use acts::case::{Answer, SpotResult};
use acts::submission::{Mark, Mode, Raise};
use axum::http::StatusCode;
use domain::event::Kind;
use domain::permission::Role;

use crate::house::{House, TODAY};
use crate::matrix::PICTURE;

/// A case that was answered on the spot.
async fn answered(house: &House, clerk: By, session: i64) -> i64 {
    let answer = Answer {
        answered_by: None,
        result: SpotResult::Done,
        by_on: None,
        words: "Đã thông cống.".to_owned(),
        ground: String::new(),
    };
    let raise = Raise {
        session,
        turn: None,
        words: "Cống tắc.".to_owned(),
        name: String::new(),
        contact: String::new(),
        represents: String::new(),
        mode: Mode::Unnamed,
        head_count: None,
        territory: None,
        field: "05".to_owned(),
        kind: Kind::Recommendation,
        mark: Mark::Answered,
        answer: Some(answer),
        slip: None,
        draft: false,
    };
    house.act(clerk, raise).await.case
}

#[tokio::test(flavor = "multi_thread")]
async fn what_the_front_finds_is_on_its_page_on_the_case_and_on_today() {
    for database in testing::Fresh::both().await {
        let house = House::open(database).await;
        let body = house.first.organisation;
        let clerk = house.account("clerk", body, &[Role::Clerk]).await;
        let opened = house.dialogue(clerk, "Nước sạch").await;
        let raised = answered(&house, clerk, opened.session).await;
        house.account("front", body, &[Role::Front]).await;
        let (front, desk) = (house.signed_in("front").await, house.signed_in("clerk").await);
        let list = front.get("/supervision?why=said_done").await;
        assert_eq!(list.status, StatusCode::OK);
        let address = format!("/supervision/cases/{raised}");
        assert!(list.html.contains(&address), "what was answered and nobody saw is to be looked at");
        assert_eq!(desk.get("/supervision").await.status, StatusCode::FORBIDDEN, "the executive comes nowhere near");
        assert_eq!(desk.get(&address).await.status, StatusCode::NOT_FOUND);
        let found =
            [("finding", "not_done"), ("looked", "visit"), ("seen", "Cống vẫn tắc, dấu 7391."), ("happened_on", TODAY)];
        assert_eq!(front.post(&address, &found[..2]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let with_file = front.upload_with(&address, &found, ("scans", PICTURE)).await;
        assert_eq!(with_file.status, StatusCode::SEE_OTHER, "words and a picture come in one post");
        let matter = front.get(&address).await.html;
        let file = matter.split("href=\"").find(|rest| rest.starts_with("/supervision/findings/"));
        let file = file.and_then(|rest| rest.split('"').next()).expect("the picture is offered").replace("&amp;", "&");
        assert_eq!(front.get(&file).await.status, StatusCode::OK);
        assert_eq!(desk.get(&file).await.status, StatusCode::NOT_FOUND);
        // A picture alone is no finding: what was seen has to be said.
        assert_eq!(front.upload(&address, "scans", &[PICTURE]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let page = desk.get(&format!("/cases/{raised}")).await;
        assert!(page.html.contains("Cống vẫn tắc, dấu 7391."), "the executive reads what was found");
        assert!(desk.get("/").await.html.contains("id=\"flags\""), "and it stands on Today");
        assert!(front.get("/supervision?why=flagged").await.html.contains(&address));
        assert_eq!(front.get("/supervision?as=csv").await.status, StatusCode::OK);
        house.verify().await;
    }
}
