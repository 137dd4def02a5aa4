//! The live desk with several matters at once: answered together, marked later, shown to the hall, told in private, and two
//! hundred of them.

use fantoccini::key::Key;
use serde_json::Value;

use super::desk::{after, before, newest, save, to_the_desk};
use super::keyboard::Hands;
use super::page::keep;
use super::{Browser, signed_in};

/// Types what one speaker after the other says; place and field are those of the last one.
async fn hear(browser: &Browser, hands: &mut Hands<'_>, all: &[&str]) {
    for words in all {
        browser.find("#who:focus").await;
        hands.tab_to("#words").await;
        hands.says(words).await;
        save(browser, hands, &[Key::Control, Key::Enter]).await;
    }
}

/// Records opinions without the keyboard, as the page itself would send them.
async fn record(browser: &Browser, count: usize) {
    let script = format!(
        "const done = arguments[arguments.length - 1];
         const form = document.getElementById('desk-form');
         (async () => {{
             for (let at = 0; at < {count}; at += 1) {{
                 const body = new URLSearchParams(new FormData(form));
                 body.set('key', `many-${{at}}`);
                 body.set('words', `Ý kiến thứ ${{at}}`);
                 const answer = await fetch(form.action, {{ method: 'POST', body, redirect: 'manual' }});
                 if (answer.type !== 'opaqueredirect') return done(`${{at}}: ${{answer.status}}`);
             }}
             done('');
         }})();"
    );
    assert_eq!(browser.js_later(&script).await, "");
}

#[tokio::test]
async fn five_questions_are_answered_together() {
    let (_program, browser) = signed_in("thu.ky", "vi").await;
    let mut hands = Hands::on(&browser);
    to_the_desk(&browser, &mut hands).await;
    hear(&browser, &mut hands, &["Nước yếu.", "Nước đục.", "Nước mất.", "Nước tanh.", "Nước đắt."]).await;
    hands.press(&[Key::Escape]).await;
    for _ in 0..5 {
        hands.letter('x').await;
        hands.letter('j').await;
    }
    assert_eq!(browser.count("#desk-list :checked").await, 5);
    hands.letter('t').await;
    browser.arrive("#together-form").await;
    keep(&browser, "vi", "desk-together", 1280).await;
    // Nobody chose a result before.
    assert_eq!(browser.count("[name=result]:checked").await, 0);
    hands.tab_to("[name=result]").await;
    hands.letter(' ').await;
    hands.tab_to("#answer").await;
    hands.says("Đang sửa nhà máy, xong trong tháng này.").await;
    hands.tab_to("[name=then][value=answer]").await;
    hands.press(&[Key::Enter]).await;
    browser.arrive("#desk-form").await;
    let answered =
        "return [...document.querySelectorAll('#desk-list .ln-sub__st')].slice(0, 5).map((st) => st.innerText)";
    let states = browser.js(answered).await;
    assert_eq!(states, Value::from(vec!["Trả lời tại chỗ"; 5]));
    browser.close().await;
}

#[tokio::test]
async fn matters_are_marked_later_and_filtered() {
    let (_program, browser) = signed_in("thu.ky", "vi").await;
    let mut hands = Hands::on(&browser);
    to_the_desk(&browser, &mut hands).await;
    hear(&browser, &mut hands, &["Đường hẹp.", "Cầu yếu."]).await;
    hands.types("Bà Vi").await;
    hands.press(&[Key::Escape]).await;
    before(&browser).await;
    hands.press(&[Key::F9]).await;
    after(&browser).await;
    assert_eq!(newest(&browser).await[3], "Vượt thẩm quyền");
    browser.find("#desk-list li:first-child a:focus").await;
    hands.letter('x').await;
    hands.letter('j').await;
    hands.letter('x').await;
    before(&browser).await;
    hands.press(&[Key::F8]).await;
    after(&browser).await;
    assert_eq!(newest(&browser).await[3], "Đưa vào kết luận");
    assert_eq!(browser.text("#desk-list li:nth-child(2) .ln-sub__st").await, "Đưa vào kết luận");

    // The list shows less; what is being typed stays.
    before(&browser).await;
    browser.find(".ln-filter a[href*='show=beyond']").await.click().await.unwrap();
    browser.find("#desk-list:not([data-before])").await;
    assert_eq!(browser.count("#desk-list li.ln-entry:has([href='#i-flag'])").await, 0);
    assert_eq!(browser.js("return document.getElementById('who').value").await, "Bà Vi");
    browser.close().await;
}

#[tokio::test]
async fn the_hall_sees_a_neutral_title_released_by_one_key() {
    let (_program, browser) = signed_in("thu.ky", "vi").await;
    let mut hands = Hands::on(&browser);
    to_the_desk(&browser, &mut hands).await;
    hands.types("Bà Hồ Thị Sim").await;
    hands.tab_to("#field").await;
    hands.types("dat").await;
    hands.tab_to("#words").await;
    hands.says("Hàng xóm lấn bờ ruộng nhà tôi.").await;
    save(&browser, &mut hands, &[Key::Control, Key::Enter]).await;
    let desk = browser.path().await;
    hands.press(&[Key::Escape]).await;
    before(&browser).await;
    hands.letter('p').await;
    after(&browser).await;
    browser.find("#desk-list li:first-child[data-released]").await;

    let projector = format!("{}/projector", desk.split_once("/desk").unwrap().0);
    browser.goto(&projector).await;
    let title = browser.text("#hall .ln-hall__title").await;
    assert!(title.to_lowercase().contains("đất"), "{title}");
    keep(&browser, "vi", "projector", 1280).await;
    let hall = browser.text("main").await;
    assert!(!hall.contains("Sim") && !hall.contains("lấn bờ"), "{hall}");
    // Nothing else: not even how much was recorded.
    assert!(!hall.contains("Đã ghi"), "{hall}");

    // The same key takes it back, and the hall is told when it asks.
    browser.goto(&desk).await;
    browser.arrive("#who:focus").await;
    hands.press(&[Key::Escape]).await;
    before(&browser).await;
    hands.letter('p').await;
    after(&browser).await;
    browser.find("#desk-list li:first-child:not([data-released])").await;
    let part = format!(
        "const done = arguments[arguments.length - 1];
         fetch('{projector}/part').then((answer) => answer.text()).then((part) => done(part.includes('{title}')));"
    );
    assert_eq!(browser.js_later(&part).await, false);
    browser.close().await;
}

#[tokio::test]
async fn what_is_told_in_private_leaves_the_screen_at_one_key() {
    const WORDS: &str = "Tôi xin nói riêng: ông trưởng thôn nhận tiền.";
    let (_program, browser) = signed_in("thu.ky", "vi").await;
    let mut hands = Hands::on(&browser);
    to_the_desk(&browser, &mut hands).await;
    let desk = browser.path().await;
    let rows = browser.count("#desk-list li.ln-entry").await;
    hands.types("Ông Kín").await;
    hands.tab_to("#words").await;
    hands.says(WORDS).await;
    browser.find("#drafted:not(:empty)").await;
    // A draft that comes late is told apart by the key of the form it was typed in: what leaves the screen goes under that key.
    browser
        .js("const sends = window.fetch;
             sessionStorage.typed = document.querySelector('#desk-form').elements.namedItem('key').value;
             window.fetch = (to, how) => {
                 if (String(to).endsWith('/withhold')) sessionStorage.sent = new URLSearchParams(how.body).get('key');
                 return sends(to, how);
             };")
        .await;
    hands.private().await;
    browser.arrive("[data-print]").await;
    assert_eq!(
        browser.js("return sessionStorage.typed.length > 8 && sessionStorage.typed === sessionStorage.sent").await,
        true
    );
    let slip = browser.text("main").await;
    assert!(
        slip.contains("Phiếu mời tiếp riêng số 2") && !slip.contains("Kín") && !slip.contains("trưởng thôn nhận"),
        "{slip}"
    );
    keep(&browser, "vi", "private-slip", 1280).await;
    browser.goto(&desk).await;
    browser.arrive("#who:focus").await;
    assert_eq!(
        browser.js("return document.getElementById('words').value + document.getElementById('who').value").await,
        ""
    );
    assert_eq!(browser.count("#desk-list li.ln-entry").await, rows);
    browser.find(".ln-desk__privates a").await;

    // One that was recorded a moment ago: its row stays, its words and its name do not.
    hands.types("Ông Kín").await;
    hands.tab_to("#words").await;
    hands.says(WORDS).await;
    save(&browser, &mut hands, &[Key::Control, Key::Enter]).await;
    assert_eq!(newest(&browser).await[1], "Ông Kín");
    hands.press(&[Key::Escape]).await;
    hands.private().await;
    browser.arrive("[data-print]").await;
    browser.goto(&desk).await;
    browser.arrive("#desk-form").await;
    let [_, who, words, state] = newest(&browser).await;
    assert_eq!(
        [who.as_str(), words.as_str(), state.as_str()],
        ["Tên được giữ kín", "Nội dung giữ kín", "Mời tiếp riêng"]
    );
    let html = browser.js("return document.documentElement.outerHTML").await;
    assert!(!html.as_str().unwrap().contains("nhận tiền"));
    browser.close().await;
}

#[tokio::test]
async fn slow_a_desk_with_two_hundred_opinions_still_saves() {
    let (_program, browser) = signed_in("thu.ky", "vi").await;
    let mut hands = Hands::on(&browser);
    to_the_desk(&browser, &mut hands).await;
    let desk = browser.path().await;
    record(&browser, 200).await;
    browser.goto(&desk).await;
    browser.arrive("#who:focus").await;
    assert_eq!(browser.count("#desk-list li.ln-entry").await, 60, "the list is contained");
    hands.tab_to("#words").await;
    hands.says("Người thứ hai trăm lẻ một.").await;
    save(&browser, &mut hands, &[Key::Control, Key::Enter]).await;
    assert_eq!(newest(&browser).await[2], "Người thứ hai trăm lẻ một.");
    let count = browser.text(".ln-filter [aria-current]").await;
    let count: i64 = count.rsplit(' ').next().unwrap().parse().unwrap();
    assert!(count > 200, "{count}");
    browser.size(1366, 650).await;
    let seen = "return ['#words', '#mark', '#save-new'].every((css) => {
        const box = document.querySelector(css).getBoundingClientRect();
        return box.height > 0 && box.top >= 0 && box.bottom <= innerHeight; })";
    assert_eq!(browser.js(seen).await, true);

    // The older ones are a link away, and nothing is lost from the form.
    hands.types("Bà Dần").await;
    before(&browser).await;
    browser.find("#desk-list [rel=next]").await.click().await.unwrap();
    browser.find("#desk-list:not([data-before])").await;
    assert_eq!(browser.count("#desk-list li.ln-entry").await, 60);
    assert_eq!(browser.js("return document.getElementById('who').value").await, "Bà Dần");
    browser.close().await;
}
