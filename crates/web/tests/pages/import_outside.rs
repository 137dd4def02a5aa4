//! Names in a table that are bodies outside the program: each has the day of its own letter, and is taken back by an empty choice.

use axum::http::StatusCode;
use testing::Fresh;
use web::lang::{Arg, Lang};

use super::{Commune, send};

const PAGE: &str = "/imports";
const ANSWERS: &str = "/imports/one";

const TABLE: &str = "Nội dung\tNgày nêu\tĐơn vị giải quyết\tTình trạng\n\
     Trạm điện\t05/08/2026\tĐiện lực Hươu Cao\tĐang giải quyết\n\
     Dây điện\t10/08/2026\tĐiện lực Hươu Cao\tĐang giải quyết\n\
     Cột sóng\t01/08/2026\tViễn thông Hươu Cao\tĐang giải quyết\n";

#[tokio::test(flavor = "multi_thread")]
async fn each_outside_body_of_a_table_is_given_its_own_day_and_an_empty_choice_takes_it_back() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        for lang in Lang::ALL {
            let clerk = &commune.clerk.in_language(lang);
            let typed = [("title", "Quý III"), ("held_on", "20/08/2026"), ("table", TABLE)];
            let kept = send(clerk, &clerk.get(PAGE).await, PAGE, &typed).await;
            let look = clerk.get(kept.location()).await;
            // The name of most rows stands first.
            let unsent = send(clerk, &look, ANSWERS, &[("body-0", "outside-commune")]).await;
            assert_eq!(unsent.status, StatusCode::SEE_OTHER, "{}", unsent.html);
            let look = clerk.get(unsent.location()).await;
            assert!(look.shows(&lang.t("import-outside-undated")), "{}", look.html);
            let early = [("outside_on-0", "06/08/2026"), ("body-1", "outside-commune"), ("outside_on-1", "02/08/2026")];
            let wrong = send(clerk, &look, ANSWERS, &early).await;
            assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY, "a letter of 06/08 holds nothing of 10/08");
            assert!(wrong.html.contains("id=\"outside_on-0-error\"") && wrong.shows("10/08/2026"), "{}", wrong.html);
            // The letter to one says nothing of the other.
            let dated = [("body-1", "outside-commune"), ("outside_on-1", "02/08/2026")];
            let said = send(clerk, &look, ANSWERS, &dated).await;
            assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.html);
            let look = clerk.get(said.location()).await;
            let sent = |body: &str, day: &str| lang.ta("import-sent-on", &[("body", &body as &dyn Arg), ("day", &day)]);
            assert!(look.shows(&sent("Viễn thông Hươu Cao", "02/08/2026")), "{}", look.html);
            assert!(!look.shows(&sent("Điện lực Hươu Cao", "02/08/2026")), "{}", look.html);
            let reason = lang.ta("import-answered", &[("answer", &Lang::Vi.t("import-outside-reason"))]);
            assert!(!look.shows(&reason), "sent on is no answer: {}", look.html);
            assert!(look.shows(&lang.t("import-outside-undated")), "the other waits for its day");
            let back = send(clerk, &look, ANSWERS, &[("body-0", "")]).await;
            assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.html);
            let look = clerk.get(back.location()).await;
            assert!(!look.shows(&lang.t("import-outside-undated")), "it was taken back: {}", look.html);
            assert!(!look.html.contains("value=\"outside-commune\" selected"), "nor is it chosen: {}", look.html);
            assert!(look.html.contains("name=\"body-0\""), "it is asked for again");
        }
        commune.house.verify().await;
    }
}
