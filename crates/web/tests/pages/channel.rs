//! By which way a case was first raised: on its page, in the lists, in what is found, and in the files of them.

use axum::http::StatusCode;
use sheets::Cell;
use testing::Fresh;
use web::lang::Lang;

use super::{Commune, cases, send, table};

const LETTER: &str = "/letters/new";

/// A matter typed at the desk of a dialogue, and one of a letter.
async fn two(commune: &Commune) -> (String, String) {
    let spoken = commune.type_in(&[("words", "Đường tối.")]).await;
    let typed = [("words", "Đường lầy."), ("number", "9"), ("kind", "recommendation")];
    let answer = send(&commune.clerk, &commune.clerk.get(LETTER).await, LETTER, &typed).await;
    let written = cases(&commune.clerk.get(answer.location()).await).remove(0);
    (spoken, written)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_says_everywhere_by_which_channel_it_was_first_raised_and_is_listed_by_it() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let (spoken, written) = two(&commune).await;
        for lang in Lang::ALL {
            let clerk = commune.clerk.in_language(lang);
            let (dialogue, letter) = (lang.of("channel", "spoken"), lang.of("channel", "letter"));
            for (case, channel) in [(&spoken, &dialogue), (&written, &letter)] {
                let page = clerk.get(case).await;
                assert!(page.shows(&lang.t("column-channel")) && page.html.contains(&format!(">{channel}</dd>")));
            }
            for list in ["/cases", "/cases?part=borne", "/search?q=duong"] {
                let page = clerk.get(list).await;
                for said in [&dialogue, &letter] {
                    assert!(page.html.contains(&format!(" · {said}")), "{list}: {said}\n{}", page.html);
                }
                let apart = if list.contains('?') { '&' } else { '?' };
                for kind in ["csv", "xlsx"] {
                    let file = table(&clerk.get(&format!("{list}{apart}as={kind}")).await);
                    let at = file.rows[0].iter().position(|cell| *cell == Cell::Text(lang.t("column-channel")));
                    let at = at.expect("a column for it");
                    let told: Vec<&Cell> = file.rows[1..].iter().map(|row| &row[at]).collect();
                    for said in [&dialogue, &letter] {
                        assert!(told.contains(&&Cell::Text(said.clone())), "{list} as {kind}: {told:?}");
                    }
                }
            }
            let before = commune.house.store.statements();
            let page = clerk.get("/cases?channel=letter").await;
            let asked = commune.house.store.statements() - before;
            assert_eq!(cases(&page), std::slice::from_ref(&written));
            assert!(page.shows(&lang.ta("cases-count", &[("count", &1_i64)])) && page.shows(&letter));
            assert!(asked <= 4, "who asks, and three questions of the list: {asked}");
            let file = table(&clerk.get("/cases?channel=letter&as=csv").await);
            assert_eq!(file.rows.len(), 2, "the file has the rows of the page");
        }
        assert_eq!(cases(&commune.clerk.get("/cases?channel=voters").await), Vec::<String>::new());
        assert_eq!(commune.clerk.get("/cases?channel=tam").await.status, StatusCode::BAD_REQUEST);
        commune.house.verify().await;
    }
}
