//! From the desk to the case, from the case to the figure, and from the figure back.

use fantoccini::key::Key;

use super::desk::save;
use super::keyboard::Hands;
use super::{Browser, signed_in};

/// The first row of the table of cases: the sum, or the only line.
const SUM: &str = "table:has(#table-1) tbody tr:first-child";

/// The number in a column of that row, from 1; a dash is none.
async fn sum(browser: &Browser, column: usize) -> i64 {
    let text = browser.text(&format!("{SUM} > :nth-child({column})")).await;
    let digits = text.split('/').next().unwrap_or_default();
    digits.parse().unwrap_or_default()
}

/// Follows an entry of the header.
async fn to(browser: &Browser, hands: &mut Hands<'_>, path: &str, arrived: &str) {
    hands.tab_to(&format!("nav.ln-top__nav a[href='{path}']")).await;
    hands.press(&[Key::Enter]).await;
    browser.arrive(arrived).await;
}

#[tokio::test]
async fn an_answer_changes_the_figure_and_the_figure_opens_the_case() {
    const ALL: usize = 2;
    const RESOLVED: usize = 3;
    let (_program, browser) = signed_in("thu.ky", "vi").await;
    let mut hands = Hands::on(&browser);
    to(&browser, &mut hands, "/figures", ".ln-table--figures").await;
    let (all, resolved) = (sum(&browser, ALL).await, sum(&browser, RESOLVED).await);

    to(&browser, &mut hands, "/dialogues", ".ln-row--dialogue").await;
    hands.tab_to(".ln-row--dialogue:has(.ln-status--doing) .ln-row__desk").await;
    hands.press(&[Key::Enter]).await;
    browser.arrive("#desk-form").await;
    browser.find("#who:focus").await;
    hands.types("Chị Dâu").await;
    hands.tab_to("#words").await;
    hands.says("Đèn đường đầu thôn hỏng đã hai tháng.").await;
    save(&browser, &mut hands, &[Key::Control, Key::Enter]).await;

    // Its case, from the list.
    hands.press(&[Key::Escape]).await;
    browser.find("#desk-list li:first-child a:focus").await;
    hands.press(&[Key::Enter]).await;
    browser.arrive("#answer-form").await;
    let case = browser.path().await;
    assert_eq!(browser.text(".ln-tags .ln-status").await, "Chưa giải quyết");
    assert!(browser.text(".ln-words").await.contains("Đèn đường đầu thôn hỏng đã hai tháng."));
    assert!(!browser.text("main").await.contains("Dâu"), "the name is kept apart");

    // Answered on the spot.
    hands.tab_to("#answered_by").await;
    hands.press(&[Key::Down]).await;
    hands.tab_to("#answer").await;
    hands.says("Thợ điện thay bóng ngày mai.").await;
    hands.tab_to("[name=result]").await;
    hands.press(&[Key::Space]).await;
    hands.tab_to("#answer-form button").await;
    hands.press(&[Key::Enter]).await;
    browser.arrive(".ln-notice").await;
    assert_eq!(browser.text(".ln-tags .ln-status").await, "Đã giải quyết");
    assert!(browser.text(".ln-answer").await.contains("Thợ điện thay bóng ngày mai."));
    assert_eq!(browser.count("#answer-form").await, 0);

    // The figure has moved by one, and opens exactly what it counts.
    to(&browser, &mut hands, "/figures", ".ln-table--figures").await;
    assert_eq!((sum(&browser, ALL).await, sum(&browser, RESOLVED).await), (all + 1, resolved + 1));
    hands.tab_to(&format!("{SUM} > :nth-child({RESOLVED}) a")).await;
    hands.press(&[Key::Enter]).await;
    browser.arrive("[data-list] .ln-row").await;
    assert_eq!(browser.count("[data-list] .ln-row").await, usize::try_from(resolved + 1).unwrap());
    hands.tab_to(&format!("[data-list] .ln-row a[href='{case}']")).await;
    hands.press(&[Key::Enter]).await;
    browser.arrive(".ln-words").await;
    assert_eq!(browser.path().await, case);
    browser.close().await;
}

async fn click(browser: &Browser, css: &str) {
    browser.find(css).await.click().await.unwrap();
}

/// Figure, rows, case: the words of the citizen stand three clicks from every figure at most.
#[tokio::test]
async fn from_a_figure_to_the_words_it_takes_three_clicks_at_most() {
    let (_program, browser) = signed_in("giam.sat", "vi").await;
    browser.goto("/figures").await;
    browser.arrive(".ln-table--figures").await;
    for (number, lands) in [("a.ln-fig__n", ".ln-words"), ("#sentence ~ p a[href*='number=resolved']", ".ln-words")] {
        browser.goto("/figures").await;
        browser.arrive(".ln-table--figures").await;
        click(&browser, number).await;
        browser.arrive("[data-list] [data-row] a").await;
        click(&browser, "[data-list] [data-row] a").await;
        browser.arrive(lands).await;
    }
    browser.close().await;
}

#[tokio::test]
async fn every_number_opens_as_many_rows_as_it_says() {
    let (_program, browser) = signed_in("giam.sat", "vi").await;
    browser.goto("/figures").await;
    browser.arrive(".ln-table--figures").await;
    let links = browser
        .js("return [...document.querySelectorAll('main a[href^=\"/figures/rows\"]')].map((link) =>
                [link.getAttribute('href'), (link.classList.contains('ln-fig__n') && link.textContent.includes('%')
                    ? link.nextElementSibling.textContent : link.textContent).trim().split(/[/ ]/)[0]])")
        .await;
    let links = links.as_array().unwrap();
    assert!(links.len() >= 20, "{links:?}");
    for link in links {
        let (href, said) = (link[0].as_str().unwrap(), link[1].as_str().unwrap());
        browser.goto(href).await;
        browser.arrive("h1").await;
        let rows = browser.count("[data-list] [data-row]").await;
        assert_eq!(said.parse::<usize>().unwrap(), rows, "{href}");
        assert!(browser.text("h1").await.starts_with(&rows.to_string()), "{href}");
    }
    browser.close().await;
}
