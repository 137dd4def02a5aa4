//! What the Front and the office type of gathering, supervision and declared figures, where no script runs.

use fantoccini::key::Key;

use super::driver::Browser;
use super::keyboard::Hands;
use super::signed_in;
use super::slow_pages::first;

/// Goes to a field and types into it.
async fn fill(hands: &mut Hands<'_>, fields: &[(&str, &str)]) {
    for (field, typed) in fields {
        hands.tab_to(&format!("main [name={field}]")).await;
        hands.says(typed).await;
    }
}

/// Goes to a button, presses it, and waits for the page that says what was done.
async fn press(browser: &Browser, hands: &mut Hands<'_>, button: &str) {
    hands.tab_to(button).await;
    hands.press(&[Key::Enter]).await;
    browser.arrive(".ln-notice").await;
}

#[tokio::test]
async fn gathering_finding_and_declaring_need_no_script() {
    const OPINION: &str = "Nước sinh hoạt thôn Kênh Trầm đục ba tháng nay.";
    const SEEN: &str = "Cống vẫn tắc, nước tràn vào sân ba hộ.";
    let (_program, browser) = signed_in("mat.tran", "vi").await;
    browser.without_script().await;
    let mut hands = Hands::on(&browser);
    browser.goto("/gatherings/new").await;
    browser.arrive("main [name=dialogue]").await;
    hands.tab_to("main [name=dialogue]").await;
    hands.press(&[Key::Down]).await;
    press(&browser, &mut hands, "main button[value=open]").await;
    fill(&mut hands, &[("words", OPINION)]).await;
    hands.tab_to("main [name=field]").await;
    hands.press(&[Key::Down]).await;
    press(&browser, &mut hands, "form[action$='/opinions'] button").await;
    assert!(browser.text("#opinions ~ .ln-queue").await.contains(OPINION));

    browser.goto("/supervision").await;
    browser.arrive("[data-list]").await;
    browser.goto(&first(&browser, "[data-list] a[href^='/supervision/cases/']").await).await;
    browser.arrive("main [name=finding]").await;
    hands.tab_to("main [name=finding]").await;
    hands.press(&[Key::Space]).await;
    hands.tab_to("main [name=looked]").await;
    hands.press(&[Key::Space]).await;
    fill(&mut hands, &[("seen", SEEN)]).await;
    press(&browser, &mut hands, "form:has([name=finding]) button").await;
    assert!(browser.text("main").await.contains(SEEN));

    hands.tab_to(".ln-out button").await;
    hands.press(&[Key::Enter]).await;
    browser.arrive("#login").await;
    hands.sign_in("thu.ky").await;
    browser.goto("/declared/new").await;
    browser.arrive("main [name=declared_from]").await;
    let typed = [
        ("declared_from", "01/10/2025"),
        ("declared_to", "31/12/2025"),
        ("declared_number", "77/BC-UBND"),
        ("document_on", "05/01/2026"),
        ("declared_held", "3"),
        ("declared_total", "1.234"),
    ];
    fill(&mut hands, &typed).await;
    press(&browser, &mut hands, "form[action='/declared'] button").await;
    assert!(browser.text("main").await.contains("1.234"));
    browser.close().await;
}
