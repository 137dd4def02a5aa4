//! Declared figures: recorded from a paper or from a table of units, beside what is counted, each number with its paper.

use axum::http::StatusCode;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use domain::permission::Role;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, send};
use crate::house::{Answer, day, links, plain};
use crate::matrix::PICTURE;

const NEW: &str = "/declared/new";

fn typed<'a>(unit: &'a str, held: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("organisation", unit),
        ("declared_from", "01/01/2026"),
        ("declared_to", "30/06/2026"),
        ("declared_number", "12/BC-UBND"),
        ("document_on", "05/07/2026"),
        ("declared_held", held),
        ("declared_total", "1.234"),
        ("declared_resolved", "1000"),
        ("declared_in_progress", "200"),
        ("declared_not_taken_up", "1"),
    ]
}

fn paper(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
    answer.location().split('?').next().expect("a path").to_owned()
}

/// The links of a page that begin so.
fn to(page: &Answer, begin: &str) -> Vec<String> {
    links(&page.html).into_iter().map(|link| plain(&link)).filter(|link| link.starts_with(begin)).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_declared_number_stands_in_a_column_of_its_own_and_opens_its_paper() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let clerk = &commune.clerk;
        let own = commune.organisation.to_string();
        commune.type_in(&[("words", "Đèn hỏng."), ("mark", ""), ("kind", ""), ("field", ""), ("turn", "")]).await;
        let one = paper(&send(clerk, &clerk.get(NEW).await, "/declared", &typed(&own, "4")).await);
        let page = clerk.get(&one).await;
        for shown in ["12/BC-UBND", "05/07/2026", "1.234", "1.201"] {
            assert!(page.shows(shown), "{shown}: {}", page.html);
        }
        let figures = clerk.get("/figures").await;
        let numbers = to(&figures, "/figures/declared?");
        assert!(numbers.len() >= 6, "each declared number and the units that declare: {numbers:?}");
        for number in &numbers {
            let rows = clerk.get(number).await;
            assert_eq!(to(&rows, "/declared/"), std::slice::from_ref(&one), "{number}");
            let file = clerk.get(&format!("{number}&as=csv")).await;
            assert!(file.headers.contains_key(CONTENT_DISPOSITION), "{number}");
        }
        let total = figures.html.split("id=\"declared\"").nth(1).expect("the table");
        let total = total.split("number=total").next().expect("up to the number").to_owned();
        assert!(!total.contains("1.235"), "what is declared is not added to what is counted");
        let file = clerk.get("/figures?as=csv").await;
        assert!(file.html.contains("1234"), "{}", file.html);
        let earlier = clerk.get("/figures?state_on=2026-07-04&as_of=2026-09-11").await;
        assert!(to(&earlier, "/figures/declared?").is_empty(), "the paper was not there yet");
        let uploaded = clerk.upload(&format!("{one}/scans"), "scans", &[PICTURE]).await;
        assert_eq!(uploaded.status, StatusCode::SEE_OTHER);
        let page = clerk.get(&one).await;
        let scan = to(&page, &format!("{one}/scans/"));
        let scan = clerk.get(&scan[0]).await;
        assert_eq!((scan.status, &scan.headers[CONTENT_TYPE]), (StatusCode::OK, &"image/png".parse().unwrap()));
        let again = send(clerk, &clerk.get(NEW).await, "/declared", &typed(&own, "5")).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(again.shows("12/BC-UBND"), "what was typed stands there again");
        let wrong = send(clerk, &clerk.get(NEW).await, "/declared", &typed(&own, "bốn")).await;
        assert!(wrong.html.contains("href=\"#declared_held\""), "{}", wrong.html);
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_corrected_or_struck_stays_visible_and_the_level_above_records_for_a_unit_that_may_contest() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let house = &commune.house;
        let province = house.first.organisation;
        let other = house.found(province, "peoples_committee", "Xã Bên", Some("MP002")).await;
        house.account("tinh", province, &[Role::Clerk]).await;
        house.account("ben", other, &[Role::Head]).await;
        let above = house.signed_in("tinh").await;
        let beside = house.signed_in("ben").await;
        let unit = other.to_string();
        let one = paper(&send(&above, &above.get(NEW).await, "/declared", &typed(&unit, "4")).await);
        assert_eq!(commune.clerk.get(&one).await.status, StatusCode::NOT_FOUND, "another commune");
        assert!(to(&beside.get("/on-behalf").await, &one).len() == 1, "it was recorded for them");
        super::redated::a_paper_is_named(&above, &one, "declared.recorded").await;
        let own = super::redated::names_paper(&beside.get(&one).await, "declared.recorded");
        assert_eq!(own, None, "whoever recorded it names its paper");
        let figures = above.get("/figures").await;
        assert!(figures.shows(&Lang::Vi.ta("declared-units-without", &[("count", &1_i64)])), "{}", figures.html);
        house.store.move_today(day("2026-09-12")).await.expect("a day passes");
        let page = above.get(&one).await;
        let action = format!("{one}/correct");
        let corrected = send(&above, &page, &action, &[("declared_held", "7"), ("reason", "Chép nhầm")]).await;
        assert_eq!(corrected.status, StatusCode::SEE_OTHER, "{}", corrected.html);
        let page = above.get(&one).await;
        assert!(page.html.contains("<s>4</s>") && page.shows("Chép nhầm"), "{}", page.html);
        let stale = send(&above, &page, &action, &[("version", "1"), ("reason", "Nữa")]).await;
        assert_eq!(stale.status, StatusCode::CONFLICT);
        let was = above.get("/figures?as_of=2026-09-11").await;
        let held =
            to(&was, "/figures/declared?").into_iter().find(|link| link.contains("number=held")).expect("a number");
        assert!(above.get(&held).await.shows("4"), "an earlier as-of reads what it was");
        let struck = send(&above, &page, &format!("{one}/strike"), &[("reason", "Của xã khác")]).await;
        assert_eq!(struck.status, StatusCode::SEE_OTHER, "{}", struck.html);
        assert!(above.get(&one).await.shows(&Lang::Vi.t("declared-struck")));
        assert!(above.get("/declared").await.shows(&Lang::Vi.t("declared-struck")));
        assert!(to(&above.get("/figures").await, "/figures/declared?").is_empty(), "it counts nowhere any more");
        house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_table_of_units_is_looked_at_and_then_recorded_whole() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let house = &commune.house;
        let province = house.first.organisation;
        house.found(province, "peoples_committee", "Xã Bên", Some("MP002")).await;
        house.account("tinh", province, &[Role::Clerk]).await;
        let above = house.signed_in("tinh").await;
        let import = "/declared/import";
        let table =
            |units: &str| format!("STT\tĐơn vị\tSố cuộc đối thoại\tSố ý kiến\tGhi chú\n{units}\tTổng cộng\t9\t30\t\n");
        let whole = table("1\tXã Mẫu\t4\t20\t\n2\tXã Bên\t5\t10\tmuộn\n");
        let period = [("declared_from", "01/01/2026"), ("declared_to", "30/06/2026"), ("document_on", "05/07/2026")];
        let wrong = table("1\tXã Lạ\t4\t20\t\n2\tXã Bên\tnăm\t10\t\n");
        let looked =
            send(&above, &above.get(import).await, import, &[&period[..], &[("table", &wrong)]].concat()).await;
        assert!(looked.shows(&Lang::Vi.t("declared-problem-unknown-unit")), "{}", looked.html);
        assert!(!looked.html.contains("/declared/import/take"), "nothing can be recorded of it");
        let looked =
            send(&above, &above.get(import).await, import, &[&period[..], &[("table", &whole)]].concat()).await;
        assert!(looked.shows("Ghi chú") && looked.shows("Cơ quan Xã Bên"), "{}", looked.html);
        let taken = send(&above, &looked, "/declared/import/take", &[]).await;
        assert_eq!(taken.status, StatusCode::SEE_OTHER, "{}", taken.html);
        let list = to(&above.get("/declared").await, "/declared/");
        let papers = list.iter().filter(|link| link["/declared/".len()..].bytes().all(|byte| byte.is_ascii_digit()));
        assert_eq!(papers.count(), 2, "a paper of each unit: {list:?}");
        let again = send(&above, &looked, "/declared/import/take", &[("key", "another")]).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "a unit declares of a period once");
        house.verify().await;
    }
}
