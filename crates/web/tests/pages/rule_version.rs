//! A rule that binds nobody here is called by its general name, and each of its versions opens itself.

use axum::http::StatusCode;
use domain::rule::{Rule, shipped};
use testing::Fresh;
use web::lang::Lang;

use super::Commune;
use crate::house::{links, plain};

fn heading(html: &str) -> String {
    let (_, rest) = html.split_once("<h1 class=\"ln-h1\">").expect("a heading");
    rest.split("</h1>").next().expect("its end").replace("&#39;", "'")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_rule_without_a_version_in_force_says_so_and_each_version_opens_itself() {
    let commune = Commune::open(Fresh::sqlite()).await;
    let versions: Vec<&Rule> = shipped().iter().filter(|rule| rule.id == "DT-MIN").collect();
    for lang in Lang::ALL {
        let clerk = commune.clerk.in_language(lang);
        let title = |rule: &Rule| if lang == Lang::En { rule.title_en.clone() } else { rule.title.clone() };
        let list = clerk.get("/rules").await;
        let page = clerk.get("/rules/DT-MIN").await;
        let general = versions.iter().find(|rule| rule.version == 1).expect("the general one");
        assert_eq!(heading(&page.html), title(general), "not the plan of one province for one year");
        assert!(page.shows(&lang.t("rule-none")) && !page.shows(&lang.t("rule-fact-number")));
        for rule in &versions {
            let href = format!("/rules/DT-MIN?version={}", rule.version);
            assert!(links(&list.html).contains(&href) && links(&page.html).contains(&href), "{href}");
            let own = clerk.get(&href).await;
            assert_eq!(heading(&own.html), title(rule), "{href}");
            assert!(own.shows(&rule.source), "{}", plain(&own.html));
        }
        let bac_giang = clerk.get("/rules/DT-MIN?version=1").await;
        assert!(bac_giang.shows(&lang.of("rule-provenance", "source_document")));
        // Where one is in force it is the page of the rule.
        let notify = clerk.get("/rules/TCD-NOTIFY").await;
        assert!(notify.shows(&lang.t("rule-state-applied")) && notify.shows(&lang.t("rule-fact-number")));
    }
    assert_eq!(commune.clerk.get("/rules/DT-MIN?version=99").await.status, StatusCode::NOT_FOUND);
}
