//! Search: its order, whose rows it finds, and what it costs however much it finds.

use std::collections::BTreeSet;

use domain::permission::Role;
use testing::Fresh;
use web::lang::Lang;

use super::handled::Matter;
use super::{Commune, cases};
use crate::house::{Answer, Browser, House};

/// Rows of a page of what is found, of each kind.
const SHOWN: usize = 20;

/// The cases on a page, in the order in which they stand there.
fn in_order(page: &Answer) -> Vec<String> {
    let mut placed: Vec<_> =
        cases(page).into_iter().map(|case| (page.html.find(&format!("\"{case}\"")), case)).collect();
    placed.sort();
    placed.into_iter().map(|(_, case)| case).collect()
}

/// How many messages to the database a search takes.
async fn costs(house: &House, browser: &Browser, path: &str) -> (u64, Answer) {
    let before = house.store.statements();
    let page = browser.get(path).await;
    (house.store.statements() - before, page)
}

#[tokio::test(flavor = "multi_thread")]
async fn of_all_that_is_found_what_has_the_marks_stands_first_and_the_newest_before_the_older() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let mut typed = Vec::new();
        for words in
            ["Cống bị tắc.", "Công bị tắc.", "Cống bị tắc nữa.", "Cộng bị tắc.", "Đèn hỏng.", "Cống bị tắc mãi."]
        {
            typed.push(commune.type_in(&[("words", words)]).await);
        }
        let expected = |order: &[usize]| order.iter().map(|at| typed[*at].clone()).collect::<Vec<_>>();
        for (asked, order) in [
            ("C%E1%BB%91ng", &[5, 2, 0, 3, 1][..]),
            ("c%E1%BB%91ng+b%E1%BB%8B+t%E1%BA%AFc", &[5, 2, 0, 3, 1]),
            ("C%E1%BB%99ng", &[3, 5, 2, 1, 0]),
            // Without marks nobody's are exact, or everybody's are: the newest first.
            ("cong", &[5, 3, 2, 1, 0]),
            // The last word may be the beginning of one, and all words have to be there.
            ("bi+ta", &[5, 3, 2, 1, 0]),
            ("cong+hong", &[]),
        ] {
            let page = commune.clerk.get(&format!("/search?q={asked}")).await;
            assert_eq!(in_order(&page), expected(order), "{asked}");
        }
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reader_finds_and_counts_nothing_of_another_body() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let (house, root) = (&commune.house, commune.house.first.organisation);
        let other = house.found(root, "peoples_committee", "Xã Bạn", Some("MP002")).await;
        let by = house.account("xa.ban", other, &[Role::Clerk]).await;
        let own = commune.type_in(&[("words", "Cống bị tắc.")]).await;
        // More than a page of the other body, all of them newer.
        for no in 0..=SHOWN {
            let opened = house.dialogue(by, &format!("Hội nghị cống rãnh {no}")).await;
            commune.say(by, opened.session, &format!("Cống bị tắc ở xã bạn, lần {no}.")).await;
        }
        let (stranger, above) = (house.signed_in("xa.ban").await, house.signed_in(crate::house::FIRST).await);
        for lang in Lang::ALL {
            for asked in ["cong", "C%E1%BB%91ng+b%E1%BB%8B+t%E1%BA%AFc"] {
                let page = commune.clerk.in_language(lang).get(&format!("/search?q={asked}")).await;
                assert_eq!(in_order(&page), std::slice::from_ref(&own), "{asked}");
                assert!(!page.shows("xã bạn") && !page.shows("rãnh"), "{asked}: {}", page.html);
                assert!(!page.shows(&lang.t("search-more")), "there is no more that is theirs to know of");
                let file = commune.clerk.get(&format!("/search?q={asked}&as=csv")).await;
                assert_eq!(file.html.lines().count(), 2, "the head and the own row: {}", file.html);
                let theirs = stranger.in_language(lang).get(&format!("/search?q={asked}")).await;
                assert!(!cases(&theirs).contains(&own) && theirs.shows(&lang.t("search-more")), "{asked}");
            }
            // Whoever asks by another body's address is refused, not answered with less.
            let foreign = commune.clerk.in_language(lang).get(&format!("/search?q=cong&of={other}")).await;
            assert!(foreign.status.is_client_error() && !foreign.shows("xã bạn"), "{}", foreign.html);
            let both: BTreeSet<String> =
                cases(&above.in_language(lang).get("/search?q=tac").await).into_iter().collect();
            assert_eq!(both.len(), SHOWN, "the level above finds those of all bodies under it");
        }
        house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_search_asks_as_often_whatever_it_finds_and_counts_nothing() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        commune.say(commune.by, commune.session, "Cống bị tắc.").await;
        commune.house.dialogue(commune.by, "Hội nghị cống").await;
        // Whatever is asked once after the start was asked.
        commune.clerk.get("/search?q=cong").await;
        let (few, page) = costs(&commune.house, &commune.clerk, "/search?q=cong").await;
        assert_eq!(cases(&page).len(), 1);
        for no in 0..3 * SHOWN {
            commune.say(commune.by, commune.session, &format!("Cống bị tắc lần {no}.")).await;
            commune.house.dialogue(commune.by, &format!("Hội nghị cống {no}")).await;
        }
        let (many, page) = costs(&commune.house, &commune.clerk, "/search?q=cong").await;
        assert_eq!(cases(&page).len(), SHOWN);
        assert!(page.shows(&Lang::Vi.t("search-more")), "that there is more is said, not how much");
        assert_eq!(many, few, "sixty rows of each kind ask as often as one");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_number_of_a_paper_finds_first_what_bears_it() {
    for database in Fresh::both().await {
        let matter = Matter::open(database).await;
        let commune = &matter.commune;
        let point = Matter::point(&commune.clerk.get(&format!("{}/reply", matter.case)).await);
        let (answer, result) = (format!("answer-{point}"), format!("result-{point}"));
        matter
            .does("reply", &[("number", "31/PKT"), ("signer", "unsaid"), (&answer, "Đã khơi xong."), (&result, "done")])
            .await;
        let newer = commune.type_in(&[("words", "Nhà số 31 tổ PKT chưa có nước.")]).await;
        for asked in ["31%2FPKT", "31%2Fpkt", "31"] {
            let page = commune.clerk.get(&format!("/search?q={asked}")).await;
            assert_eq!(in_order(&page), [matter.case.clone(), newer.clone()], "{asked}");
        }
        let page = commune.clerk.get("/search?q=32%2FPKT").await;
        assert!(in_order(&page).is_empty());
        let other = commune.house.found(commune.house.first.organisation, "peoples_committee", "Xã Bạn", None).await;
        commune.house.account("xa.ban", other, &[Role::Clerk]).await;
        let stranger = commune.house.signed_in("xa.ban").await;
        assert!(in_order(&stranger.get("/search?q=31%2FPKT").await).is_empty(), "of another body");
        commune.house.verify().await;
    }
}

/// What one page does not hold is on the next ones, each case and each dialogue once, those with the marks first.
#[tokio::test(flavor = "multi_thread")]
async fn what_is_found_goes_on_page_by_page_and_is_shown_once() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        for no in 0..30 {
            commune.say(commune.by, commune.session, &format!("Cống bị tắc lần {no}.")).await;
            commune.say(commune.by, commune.session, &format!("Công bị tắc lần {no}.")).await;
            commune.house.dialogue(commune.by, &format!("Hội nghị cống {no}")).await;
        }
        for lang in Lang::ALL {
            let clerk = commune.clerk.in_language(lang);
            for (what, expected, said) in [("cases=", 60, "search-next-cases"), ("talks=", 30, "search-next-dialogues")]
            {
                let mut page = clerk.get("/search?q=C%E1%BB%91ng").await;
                let (mut seen, mut pages) = (Vec::new(), 1);
                loop {
                    seen.extend(if what == "cases=" {
                        in_order(&page)
                    } else {
                        let talks = crate::house::links(&page.html).into_iter();
                        let one = |link: &String| {
                            link.strip_prefix("/dialogues/").is_some_and(|id| id.parse::<i64>().is_ok())
                        };
                        talks.filter(one).collect::<BTreeSet<_>>().into_iter().collect()
                    });
                    let next = crate::house::links(&page.html)
                        .into_iter()
                        .find(|link| link.contains(what) && !link.contains("as="));
                    let Some(next) = next else { break };
                    assert!(page.shows(&lang.t(said)), "{}", page.html);
                    (page, pages) = (clerk.get(&next).await, pages + 1);
                }
                assert_eq!(seen.len(), expected, "{what}");
                assert_eq!(seen.iter().collect::<BTreeSet<_>>().len(), expected, "each once: {what}");
                assert!(pages <= 4, "{pages}");
            }
        }
        let odd = commune.clerk.get("/search?q=cong&cases=x").await;
        assert!(odd.status.is_client_error(), "a place that is none");
    }
}
