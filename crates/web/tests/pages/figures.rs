//! Every number opens exactly as many cases as it says, whoever asks, for whichever days.

use acts::By;
use acts::case::{Answer, SpotResult};
use acts::submission::{Mark, Mode, Raise, Strike};
use axum::http::StatusCode;
use domain::event::Kind;
use domain::permission::Role;
use testing::Fresh;
use web::lang::Lang;

use super::Commune;
use crate::house::{Browser, FIRST, day, plain};

impl Commune {
    async fn raise(&self, by: By, session: i64, result: Option<SpotResult>) -> acts::submission::Raised {
        self.raise_in("05", by, session, result).await
    }

    async fn raise_in(
        &self,
        field: &str,
        by: By,
        session: i64,
        result: Option<SpotResult>,
    ) -> acts::submission::Raised {
        let answer = result.map(|result| Answer {
            answered_by: None,
            speaker: String::new(),
            result,
            by_on: (result == SpotResult::Promised).then(|| day("2026-09-14")),
            words: "Xã đã trả lời.".to_owned(),
            ground: if result == SpotResult::CannotBeDone { "Chưa có vốn.".to_owned() } else { String::new() },
        });
        let raise = Raise {
            session,
            turn: None,
            words: "Một việc.".to_owned(),
            no_denunciation: false,
            name: String::new(),
            contact: String::new(),
            represents: String::new(),
            mode: Mode::Named,
            head_count: None,
            territory: None,
            field: field.to_owned(),
            kind: Kind::Recommendation,
            mark: if answer.is_some() { Mark::Answered } else { Mark::None },
            answer,
            slip: None,
            draft: false,
        };
        self.house.act(by, raise).await
    }

    /// More cases than two pages hold, of every outcome, of three bodies and two levels, over some days.
    async fn busy(&self) {
        for _ in 0..104 {
            self.raise(self.by, self.session, None).await;
        }
        for (result, n) in [
            (SpotResult::Done, 3),
            (SpotResult::Explained, 4),
            (SpotResult::CannotBeDone, 2),
            (SpotResult::Promised, 5),
            (SpotResult::BeyondCompetence, 1),
        ] {
            for _ in 0..n {
                self.raise(self.by, self.session, Some(result)).await;
            }
        }
        let division = self.house.found(self.organisation, "division", "Phòng Kinh tế", None).await;
        let division = self.house.account("phong", division, &[Role::Clerk]).await;
        let own = self.house.dialogue(division, "Đối thoại của phòng").await.session;
        let above = self.house.dialogue(self.house.first, "Đối thoại của tỉnh").await.session;
        for result in [None, Some(SpotResult::Done)] {
            self.raise(division, own, result).await;
            self.raise(self.house.first, above, result).await;
        }
        // Some days later two are struck, one is typed, and the promises are over.
        self.house.store.move_today(day("2026-09-20")).await.expect("days pass");
        for result in [None, Some(SpotResult::Explained)] {
            let raised = self.raise(self.by, self.session, result).await;
            let strike = Strike { submission: raised.submission, reason: "Gõ nhầm".to_owned() };
            self.house.act(self.by, strike).await;
        }
        self.raise(self.by, self.session, None).await;
    }
}

/// The numbers of a page that open rows or cases: the address, and how many it says.
pub(super) fn numbers(html: &str) -> Vec<(String, i64)> {
    let opens = |rest: &&str| rest.contains("href=\"/cases?") || rest.contains("href=\"/figures/rows?");
    let anchors = html.split("<a ").skip(1).filter(opens);
    anchors
        .filter_map(|rest| {
            let (tag, after) = rest.split_once('>')?;
            let address = plain(tag.split_once("href=\"")?.1.split('"').next()?);
            let text = plain(after);
            // A share says its number behind it, as a fraction; a counter of the first page stands in bold.
            let number = if text.split('<').next()?.contains('%') { text.split_once("__f\">")?.1 } else { &text };
            let number = number.trim_start_matches(|c: char| !c.is_ascii_digit());
            let digits: String =
                number.chars().take_while(|c| c.is_ascii_digit() || *c == '.').filter(|c| *c != '.').collect();
            digits.parse().ok().map(|n| (address, n))
        })
        .collect()
}

/// The rows of a list over all its pages: how many, and where those of the first page lead.
async fn all(browser: &Browser, address: &str) -> (i64, Vec<String>) {
    let (mut found, mut first) = (0, Vec::new());
    let mut next = Some(address.to_owned());
    while let Some(path) = next {
        let page = browser.get(&path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        let rows: Vec<&str> = page.html.split("ln-row__title").skip(1).collect();
        assert!(rows.len() <= 50, "{path} is one page");
        found += i64::try_from(rows.len()).expect("few");
        if path == address {
            let lead = |row: &&str| Some(plain(row.strip_prefix("\" href=\"")?.split('"').next()?));
            first = rows.iter().filter_map(lead).collect();
        }
        next = page
            .html
            .split("<a ")
            .find(|rest| rest.split('>').next().is_some_and(|tag| tag.contains("rel=\"next\"")))
            .map(|rest| plain(rest.split_once("href=\"").expect("a way").1.split('"').next().expect("its end")));
    }
    (found, first)
}

/// Follows every number of a page, and says how many there were and the largest.
async fn follow(browser: &Browser, page: &str) -> (usize, i64) {
    let answer = browser.get(page).await;
    assert_eq!(answer.status, StatusCode::OK, "{page}");
    let numbers = numbers(&answer.html);
    for (address, n) in &numbers {
        let (found, leads) = all(browser, address).await;
        assert_eq!(found, *n, "{page} says {n} and opens {address}");
        for path in leads.iter().take(2) {
            assert_eq!(browser.get(path).await.status, StatusCode::OK, "{path} of {address}");
        }
    }
    (numbers.len(), numbers.iter().map(|(_, n)| *n).max().unwrap_or_default())
}

#[tokio::test(flavor = "multi_thread")]
async fn slow_every_number_opens_exactly_its_cases() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        commune.busy().await;
        let above = commune.house.signed_in(FIRST).await;
        let approver = commune.colleague(Role::Approver).await;
        let of_commune = format!("/figures?of={}", commune.organisation);
        // Who, which page, and how many cases in all: 104 + 15 + 1 of the commune, 2 of the division, 2 of the province.
        for (browser, page, total) in [
            (&commune.clerk, "/figures", 122),
            (&commune.clerk, "/figures?state_on=2026-09-11", 122),
            (&commune.clerk, "/figures?mode=workload&from=2026-09-15", 112),
            (&commune.clerk, "/figures?as_of=2026-09-19", 121),
            (&commune.clerk, "/figures?to=2026-09-10", 0),
            (&above, "/figures", 124),
            (&above, &of_commune, 122),
            // Who reads the body and not those under it counts its own cases alone.
            (&approver, "/figures", 120),
        ] {
            let (links, largest) = follow(browser, page).await;
            assert_eq!(largest, total, "{page}");
            assert!(links >= if total == 0 { 0 } else { 10 }, "{page} opens {links} lists");
        }
        let (links, _) = follow(&commune.clerk.in_language(Lang::En), "/figures").await;
        assert!(links >= 20);
        for browser in [&commune.clerk, &above, &approver] {
            let (counters, _) = follow(browser, "/").await;
            assert_eq!(counters, 2, "not taken up, in progress; what is overdue or due soon opens its clocks");
        }
        commune.house.verify().await;
    }
}

/// Matters without a field have a line of their own, so that the fields add up to all.
#[tokio::test(flavor = "multi_thread")]
async fn matters_without_a_field_have_their_line_and_the_fields_add_up() {
    for database in Fresh::both().await {
        let commune = Commune::open(database).await;
        for (field, result, n) in [("05", None, 2), ("02.01", Some(SpotResult::Done), 3), ("", None, 4)] {
            for _ in 0..n {
                commune.raise_in(field, commune.by, commune.session, result).await;
            }
        }
        for lang in Lang::ALL {
            let browser = commune.clerk.in_language(lang);
            let page = browser.get("/figures").await;
            let table = page.html.split("id=\"by-field\"").nth(1).and_then(|rest| rest.split("</table>").next());
            let table = table.expect("the fields have a table");
            assert!(plain(table).contains(&lang.t("figures-no-field")), "{table}");
            let of = |address: &str| numbers(table).into_iter().find(|(own, _)| own.contains(address));
            let (none, n) = of("number=total&field=none").expect("it opens its cases");
            assert_eq!((n, all(&browser, &none).await.0), (4, 4));
            let fields: i64 =
                numbers(table).iter().filter(|(own, _)| own.contains("number=total&field=")).map(|(_, n)| n).sum();
            let (_, sum) = numbers(table).into_iter().rfind(|(own, _)| own.ends_with("number=total")).expect("a sum");
            assert_eq!((fields, sum), (9, 9), "{table}");
            let opened = browser.get(&none).await;
            assert!(opened.shows(&lang.t("figures-no-field")), "{}", opened.html);
            // The function is told in words, not by its code.
            assert!(!page.html.contains("kq-1"), "{}", page.html);
            assert!(!browser.get("/figures/definitions").await.html.contains("kq-1"));
        }
        commune.house.verify().await;
    }
}

/// Wrong days are told at their fields, with what was typed.
#[tokio::test(flavor = "multi_thread")]
async fn wrong_days_are_told_and_shown_again() {
    let commune = Commune::open(Fresh::sqlite()).await;
    for lang in Lang::ALL {
        let page = commune.clerk.in_language(lang).get("/figures?from=31%2F02%2F2026&to=11%2F09%2F2026").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        let refusal = domain::refusal::Refusal::NotADate { field: "from", typed: "31/02/2026".to_owned() };
        assert_eq!(crate::house::error(&page.html, "from"), super::told(lang, &refusal));
        let shown = crate::house::shown(&page.html);
        for (name, value) in [("from", "31/02/2026"), ("to", "11/09/2026")] {
            assert!(shown.iter().any(|(own, kept)| own == name && kept == value), "{name}");
        }
        for (query, field) in [("from=2026-09-11&to=2026-09-10", "to"), ("state_on=2027-01-01", "state_on")] {
            let page = commune.clerk.in_language(lang).get(&format!("/figures?{query}")).await;
            assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{query}");
            assert!(!crate::house::error(&page.html, field).is_empty(), "{query}");
        }
    }
}
