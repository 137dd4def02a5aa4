//! A rule that binds nobody here is called by its general name, and each of its versions opens itself.

use acts::account::BeginPlace;
use axum::http::StatusCode;
use domain::rule::{Rule, shipped};
use testing::Fresh;
use web::lang::Lang;

use super::Commune;
use crate::house::{FIRST, House, links, plain};

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

#[tokio::test(flavor = "multi_thread")]
async fn a_place_is_shown_what_the_places_before_it_had_until_it_confirms_a_rule_of_its_own() {
    let place = BeginPlace::Official { level: "province".to_owned(), code: "24".to_owned() };
    let house = House::of(Fresh::sqlite(), "2026-01-05", place, "UBND tỉnh Bắc Ninh").await;
    for lang in Lang::ALL {
        let first = house.signed_in(FIRST).await.in_language(lang);
        let list = first.get("/rules").await;
        assert!(
            list.shows(&lang.t("rules-proposals")) && list.shows(&lang.t("rule-state-proposed")),
            "{}",
            plain(&list.html)
        );
        assert!(!list.shows(&lang.t("rules-proposals-differ")), "one place before it had rules");
        let (_, proposals) = list.html.split_once(&lang.t("rules-proposals")).expect("the proposals");
        assert!(plain(proposals).contains("Tỉnh Bắc Giang"), "under the name of the place that had it");
        assert!(links(proposals).contains(&"/rules/DT-CONCL?version=1".to_owned()));
        // The form of that version has its numbers, for who confirms it with the document of today.
        let page = first.get("/rules/DT-CONCL?version=1").await;
        assert!(page.html.contains("value=\"7\""), "{}", plain(&page.html));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_document_in_which_no_number_was_read_is_named_to_its_place() {
    let place = BeginPlace::Official { level: "province".to_owned(), code: "42".to_owned() };
    let house = House::of(Fresh::sqlite(), "2026-01-05", place, "UBND tỉnh Hà Tĩnh").await;
    for lang in Lang::ALL {
        let list = house.signed_in(FIRST).await.in_language(lang).get("/rules").await;
        assert!(list.shows("657-QĐ/TU") && !list.shows("07-QC/TU"), "{}", plain(&list.html));
    }
}
