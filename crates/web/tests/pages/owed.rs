//! What other bodies owe and what was sent on without an answer: lists that go on page by page, and files of all of it.

use std::collections::BTreeSet;

use acts::transfer::SendOn;
use axum::http::StatusCode;
use testing::Fresh;
use web::lang::Lang;

use super::handled::Matter;
use super::taken::table;
use super::{Commune, cases, send};
use crate::house::{Answer, day, links};

/// Rows of a page of these lists.
const LIST: usize = 500;

impl Commune {
    /// Raises matters and sends each on to a body, to be answered by a day.
    async fn sends(&self, to: i64, count: usize, answer_by: &str) {
        for no in 0..count {
            let raised = self.say(self.by, self.session, &format!("Điện yếu, hộ số {no}.")).await;
            let sent = SendOn {
                case: raised.case,
                version: 1,
                to,
                points: Vec::new(),
                number: format!("{no}/UBND"),
                proof: String::new(),
                reason: "Thuộc thẩm quyền của đơn vị điện lực".to_owned(),
                answer_by: Some(day(answer_by)),
                told: None,
                on_behalf_of: None,
                happened_on: day("2026-09-11"),
            };
            self.house.act(self.by, sent).await;
        }
    }
}

/// Where a list goes on.
fn next(page: &Answer) -> Option<String> {
    assert_eq!(page.status, StatusCode::OK);
    links(&page.html).into_iter().find(|link| link.contains("after="))
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_what_is_owed_and_what_waits_goes_on_page_by_page_and_its_file_has_all_of_it() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let power = commune.house.found(commune.organisation, "outside", "Điện lực", None).await;
        let rows = LIST + 2;
        commune.sends(power, rows, "2026-09-14").await;
        commune.house.store.move_today(day("2026-09-21")).await.expect("days pass");
        for (list, lang) in
            [(format!("/urging?of={}&to={power}", commune.organisation), Lang::Vi), ("/transfers".to_owned(), Lang::En)]
        {
            let reader = commune.clerk.in_language(lang);
            let page = reader.get(&list).await;
            let mut seen: BTreeSet<String> = cases(&page).into_iter().collect();
            assert_eq!(seen.len(), LIST, "{list}");
            let rest = reader.get(&next(&page).unwrap_or_else(|| panic!("{list} goes on"))).await;
            assert!(next(&rest).is_none() && rest.shows(&lang.t("first-page")), "{list} ends, and leads back");
            let last = cases(&rest);
            assert_eq!(last.len(), rows - LIST, "{list}");
            seen.extend(last);
            assert_eq!(seen.len(), rows, "each once");
            for ending in ["csv", "xlsx"] {
                let separator = if list.contains('?') { "&" } else { "?" };
                let file = table(&reader.get(&format!("{list}{separator}as={ending}")).await);
                let words: BTreeSet<String> = file.rows[1..]
                    .iter()
                    .flatten()
                    .map(sheets::Cell::shown)
                    .filter(|it| it.contains("hộ số"))
                    .collect();
                assert_eq!((file.rows.len(), words.len()), (rows + 1, rows), "{list} as {ending}");
            }
            assert_eq!(
                reader.get(&format!("{list}{}after=x", if list.contains('?') { "&" } else { "?" })).await.status,
                StatusCode::BAD_REQUEST
            );
        }
        let all = commune.clerk.get("/urging").await;
        assert!(all.html.contains(&format!(">{rows}</td>")), "the body counts all that it owes: {}", all.html);
        assert!(all.shows(&Lang::Vi.ta("urging-waits", &[("count", &rows)])), "{}", all.html);

        // One press writes as many letters as are needed, and nothing is left.
        let answer = send(&commune.clerk, &all, "/urging", &[]).await;
        assert!(answer.location().ends_with("said=urged"), "{}", answer.html);
        assert!(commune.clerk.get("/urging").await.shows(&Lang::Vi.ta("urging-waits", &[("count", &0_i64)])));
        let letters = table(&commune.clerk.get("/urging/letters?as=csv").await);
        let column =
            |key: &str| letters.rows[0].iter().position(|cell| cell.shown() == Lang::Vi.t(key)).expect("a column");
        let sum = |key: &str| -> usize {
            let at = column(key);
            letters.rows[1..].iter().map(|row| row[at].shown().parse::<usize>().expect("a count")).sum()
        };
        assert_eq!((sum("column-items"), sum("column-still-owed")), (rows, rows));
        commune.house.verify().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_letter_that_urged_says_how_much_of_it_is_still_owed() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let power = commune.house.found(commune.organisation, "outside", "Điện lực", None).await;
        commune.sends(power, 2, "2026-09-14").await;
        commune.house.store.move_today(day("2026-09-21")).await.expect("days pass");
        let page = commune.clerk.get("/urging").await;
        send(&commune.clerk, &page, "/urging", &[]).await;
        for lang in Lang::ALL {
            let letters = commune.clerk.in_language(lang).get("/urging/letters").await;
            assert!(letters.shows(&lang.ta("urging-still-owed", &[("count", &2_i64)])), "{}", letters.html);
        }
        for case in cases(&commune.clerk.get("/transfers").await) {
            let action = format!("{case}/answer-transfer");
            let page = commune.clerk.get(&case).await;
            let at = links(&page.html).into_iter().find(|link| link.starts_with(&action)).expect("it can be answered");
            let form = commune.clerk.get(&at).await;
            let point = Matter::point(&form);
            let (said, result) = (format!("answer-{point}"), format!("result-{point}"));
            let typed = [("number", "9/ĐL"), (&*said, "Đã thay dây."), (&*result, "done")];
            let answer = send(&commune.clerk, &form, &action, &typed).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.html);
        }
        for lang in Lang::ALL {
            let letters = commune.clerk.in_language(lang).get("/urging/letters").await;
            assert!(letters.shows(&lang.t("urging-all-settled")), "{}", letters.html);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_found_is_taken_to_its_last_row() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        let found = 47;
        for no in 0..found {
            commune.say(commune.by, commune.session, &format!("Cống bị tắc lần {no}.")).await;
        }
        for no in 0..found {
            commune.house.dialogue(commune.by, &format!("Hội nghị cống số {no}")).await;
        }
        let number = cases(&commune.clerk.get("/search?q=cong").await).remove(0);
        assert!(number.starts_with("/cases/"));
        for ending in ["csv", "xlsx"] {
            let file = table(&commune.clerk.get(&format!("/search?q=cong&as={ending}")).await);
            let names: BTreeSet<String> = file.rows[1..].iter().map(|row| row[1].shown()).collect();
            assert_eq!((file.rows.len(), names.len()), (2 * found + 1, 2 * found), "{ending}: each once");
        }
    }
}
