//! Today by keyboard: J and K go through the rows of a list, Enter opens the one that has the focus.

use fantoccini::key::Key;

use super::keyboard::Hands;
use super::{Browser, signed_in};

/// Which row of its list has the focus, and where it leads.
async fn row(browser: &Browser) -> (i64, String) {
    let at = browser
        .js("const rows = [...document.activeElement.closest('[data-list]').querySelectorAll('a.ln-row__title')];
             return [rows.indexOf(document.activeElement), document.activeElement.pathname]")
        .await;
    (at[0].as_i64().unwrap(), at[1].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn j_and_k_go_through_the_rows_of_today_and_enter_opens_one() {
    let (_program, browser) = signed_in("thu.ky", "vi").await;
    let mut hands = Hands::on(&browser);
    hands.tab_to("[data-list] a.ln-row__title").await;
    let mut seen = vec![row(&browser).await];
    for letter in ['j', 'j', 'k', 'k', 'k'] {
        hands.letter(letter).await;
        seen.push(row(&browser).await);
    }
    let rows: Vec<i64> = seen.iter().map(|(at, _)| *at).collect();
    assert_eq!(rows, [0, 1, 2, 1, 0, 0], "down, up, and not beyond the first");
    hands.letter('j').await;
    let (_, leads) = row(&browser).await;
    assert_eq!(leads, seen[1].1);
    hands.press(&[Key::Enter]).await;
    browser.arrive(".ln-words").await;
    assert_eq!(browser.path().await, leads);

    // In a field they are letters.
    browser.goto("/").await;
    browser.arrive("[data-list]").await;
    hands.letter('/').await;
    browser.find("[data-find]:focus").await;
    for letter in ['j', 'k'] {
        hands.letter(letter).await;
    }
    assert_eq!(browser.js("return document.activeElement.value").await, "jk");
    browser.close().await;
}
