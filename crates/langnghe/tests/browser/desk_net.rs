//! The live desk while the network is away, its drafts, and photographed slips.

use fantoccini::key::Key;
use serde_json::{Value, json};

use super::desk::{after, before, newest, save, to_the_desk};
use super::keyboard::Hands;
use super::page::keep;
use super::{Browser, signed_in};

/// Cuts the network of the page, or gives it back.
async fn network(browser: &Browser, there: bool) {
    browser.devtools("Network.enable", json!({})).await;
    let conditions = json!({ "offline": !there, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
    browser.devtools("Network.emulateNetworkConditions", conditions).await;
}

#[tokio::test]
async fn what_is_typed_while_an_entry_is_on_its_way_stays() {
    let (_program, browser) = signed_in("thu.ky", "vi").await;
    let mut hands = Hands::on(&browser);
    to_the_desk(&browser, &mut hands).await;
    browser.js(HOLD).await;
    for (first, second) in [("Đường ngập.", "Bà Dần"), ("Cầu hỏng.", "Ông Lúa")] {
        browser.js("document.getElementById('who').value = ''; document.getElementById('words').focus()").await;
        hands.says(first).await;
        before(&browser).await;
        hands.press(&[Key::Control, Key::Enter]).await;
        browser.find("#who:focus").await;
        hands.says(second).await;
        browser.js_later(LET_GO).await;
        after(&browser).await;
        assert_eq!(browser.js("return document.getElementById('who').value").await, second);
        assert_eq!(browser.js("return document.getElementById('words').value").await, "");
        assert_eq!(newest(&browser).await[2], first);
    }
    // One that is refused meanwhile waits in the list, and neither is lost.
    browser
        .js("document.getElementById('village').value = 'Thôn Không Có'; document.getElementById('words').focus()")
        .await;
    hands.says("Kênh cạn.").await;
    hands.press(&[Key::Control, Key::Enter]).await;
    browser.find("#who:focus").await;
    hands.says("Chị Dâu").await;
    browser.js_later(LET_GO).await;
    let refused = browser.find(".ln-entry--here.is-refused").await.text().await.unwrap();
    assert!(refused.contains("Kênh cạn."), "{refused}");
    assert_eq!(browser.js("return document.getElementById('who').value").await, "Chị Dâu");
    browser.close().await;
}

#[tokio::test]
async fn what_looks_like_a_denunciation_is_taken_back_with_its_box_and_goes_on_by_a_tick() {
    let (_program, browser) = signed_in("thu.ky", "vi").await;
    let mut hands = Hands::on(&browser);
    to_the_desk(&browser, &mut hands).await;
    browser.js(HOLD).await;
    browser.js("document.getElementById('words').focus()").await;
    hands.says("Đề nghị trả lời đơn tố cáo gửi năm ngoái.").await;
    hands.press(&[Key::Control, Key::Enter]).await;
    browser.find("#who:focus").await;
    // Refused while the next one is typed: it waits in the list, and comes back with what is asked of it.
    hands.says("Chị Dâu").await;
    browser.js_later(LET_GO).await;
    browser.find(".ln-entry--here.is-refused .ln-textbutton").await.click().await.unwrap();
    browser.find("#no_denunciation:focus").await;
    let words = browser.js("return document.getElementById('words').value").await;
    assert_eq!(words, "Đề nghị trả lời đơn tố cáo gửi năm ngoái.");
    hands.press(&[Key::Space]).await;
    before(&browser).await;
    hands.press(&[Key::Control, Key::Enter]).await;
    browser.js_later(LET_GO).await;
    after(&browser).await;
    assert_eq!(newest(&browser).await[2], "Đề nghị trả lời đơn tố cáo gửi năm ngoái.");
    browser.close().await;
}

/// The answer to an entry waits in the browser until it is let go.
const HOLD: &str = "const real = window.fetch;
    window.fetch = async (where, how) => {
        const answer = await real(where, how);
        if (String(where).endsWith('/desk')) await new Promise((go) => { window.letGo = go; });
        return answer;
    };";

/// Lets an answer go as soon as it is held.
const LET_GO: &str = "const done = arguments[arguments.length - 1];
    const look = () => {
        if (!window.letGo) return requestAnimationFrame(look);
        window.letGo();
        window.letGo = null;
        done(true);
    };
    look();";

/// Whether the browser would ask before it leaves the page.
const WARNS: &str = "return !dispatchEvent(new Event('beforeunload', { cancelable: true }))";

/// What the browser keeps for the site beside its cookies.
const STORED: &str = "const done = arguments[arguments.length - 1];
    indexedDB.databases().then((all) => done(localStorage.length + sessionStorage.length + all.length));";

#[tokio::test]
async fn entries_typed_without_a_network_are_sent_once_and_in_order() {
    let (_program, browser) = signed_in("thu.ky", "vi").await;
    let mut hands = Hands::on(&browser);
    to_the_desk(&browser, &mut hands).await;
    let rows = browser.count("#desk-list li").await;
    network(&browser, false).await;
    hands.types("Bà Dần").await;
    hands.tab_to("#words").await;
    hands.says("Đường ngập.").await;
    hands.press(&[Key::Alt, Key::Enter]).await;
    browser.find(".ln-entry--here").await;
    browser.find("#words:focus").await;
    hands.says("Đèn hỏng.").await;
    hands.press(&[Key::Control, Key::Enter]).await;
    browser.find(".ln-entry--here:nth-child(2)").await;
    browser.find("#who:focus").await;
    hands.types("Ông Lúa").await;
    hands.tab_to("#words").await;
    hands.says("Kênh cạn.").await;
    hands.press(&[Key::Control, Key::Enter]).await;
    browser.find(".ln-entry--here:nth-child(3)").await;
    let pill = browser.text("#pill").await;
    let sent = browser.js("return Number(document.getElementById('pill').dataset.count)").await.as_i64().unwrap();
    assert!(pill.contains(&format!("đã gõ {}", sent + 3)) && pill.contains(&format!("đã gửi {sent}")), "{pill}");
    keep(&browser, "vi", "desk-offline", 1280).await;
    assert_eq!(browser.js(WARNS).await, true);
    assert_eq!(browser.js_later(STORED).await, 0);
    // Somebody goes on typing while the others are sent.
    browser.find("#who:focus").await;
    hands.types("Chị Dâu").await;
    network(&browser, true).await;
    browser.find("#desk-list:not(:has(.ln-entry--here))").await;
    let all = browser
        .js("return [...document.querySelectorAll('#desk-list a.ln-sub')].slice(0, 3).map((row) =>
                ['no', 'who', 't'].map((part) => row.querySelector(`.ln-sub__${part}`).innerText))")
        .await;
    let number = all[0][0].as_str().unwrap().parse::<i64>().unwrap();
    let wanted = json!([
        [number.to_string(), "Ông Lúa", "Kênh cạn."],
        [(number - 1).to_string(), "Bà Dần", "Đèn hỏng."],
        [(number - 1).to_string(), "Bà Dần", "Đường ngập."],
    ]);
    assert_eq!(all, wanted);
    assert_eq!(browser.count("#desk-list li").await, rows + 3);
    assert_eq!(browser.js("return document.getElementById('who').value").await, "Chị Dâu");
    assert_eq!(browser.text("#desk-number").await, format!("Ý kiến số {}", number + 1));
    browser.find("#pill:not(.ln-pill--wait)").await;
    browser.close().await;
}

#[tokio::test]
async fn an_entry_refused_after_the_network_came_back_can_be_mended() {
    let (_program, browser) = signed_in("thu.ky", "vi").await;
    let mut hands = Hands::on(&browser);
    to_the_desk(&browser, &mut hands).await;
    network(&browser, false).await;
    hands.tab_to("#village").await;
    browser.js("document.getElementById('village').value = ''").await;
    hands.says("Thôn Không Có").await;
    hands.tab_to("#words").await;
    hands.says("Rác đầy.").await;
    hands.press(&[Key::Control, Key::Enter]).await;
    browser.find(".ln-entry--here").await;
    network(&browser, true).await;
    let refused = browser.find(".ln-entry--here.is-refused").await.text().await.unwrap();
    assert!(refused.contains("Thôn, ấp, tổ"), "{refused}");
    browser.find(".ln-entry--here button").await.click().await.unwrap();
    assert_eq!(browser.js("return document.getElementById('words').value").await, "Rác đầy.");
    browser.js("document.getElementById('village').value = ''").await;
    save(&browser, &mut hands, &[Key::Control, Key::Enter]).await;
    assert_eq!(newest(&browser).await[2], "Rác đầy.");
    browser.close().await;
}

#[tokio::test]
async fn a_draft_is_kept_while_somebody_types_and_goes_with_the_entry() {
    let (_program, browser) = signed_in("thu.ky", "vi").await;
    let mut hands = Hands::on(&browser);
    to_the_desk(&browser, &mut hands).await;
    let desk = browser.path().await;
    hands.types("Ông Bế Văn Lúa").await;
    hands.tab_to("#words").await;
    hands.says("Đang nói dở").await;
    hands.press(&[Key::F8]).await;
    browser.find("#drafted:not(:empty)").await;
    // The page dies; nothing of it was kept in the browser.
    browser.devtools("Network.clearBrowserCache", Value::Object(serde_json::Map::new())).await;
    assert_eq!(browser.js_later(STORED).await, 0);
    browser.goto("/dialogues").await;
    browser.goto(&desk).await;
    browser.arrive("#who:focus").await;
    for (field, typed) in [("who", "Ông Bế Văn Lúa"), ("words", "Đang nói dở")] {
        assert_eq!(browser.js(&format!("return document.getElementById('{field}').value")).await, typed);
    }
    browser.find("[name=mark][value=conclusion]:checked").await;
    assert!(browser.text("#drafted").await.contains("bản nháp"));
    save(&browser, &mut hands, &[Key::Control, Key::Enter]).await;
    browser.goto("/dialogues").await;
    browser.goto(&desk).await;
    browser.arrive("#who:focus").await;
    assert_eq!(browser.js("return document.getElementById('words').value").await, "");
    browser.close().await;
}

#[tokio::test]
async fn slips_are_typed_one_after_the_other() {
    let (_program, browser) = signed_in("thu.ky", "vi").await;
    let mut hands = Hands::on(&browser);
    to_the_desk(&browser, &mut hands).await;
    let slips = browser.path().await.replace("/desk", "/slips");
    browser.goto(slips.split('?').next().unwrap()).await;
    browser.arrive("#slips-form").await;
    // A canvas stands for a camera.
    let add = "const done = arguments[arguments.length - 1];
        (async () => {
            const files = new DataTransfer();
            for (const [at, tint] of ['beige', 'ivory', 'linen'].entries()) {
                const sheet = document.createElement('canvas');
                sheet.width = 800;
                sheet.height = 1100;
                const pen = sheet.getContext('2d');
                pen.fillStyle = tint;
                pen.fillRect(0, 0, 800, 1100);
                pen.fillStyle = 'navy';
                pen.font = '48px cursive';
                pen.fillText(`Phiếu viết tay ${at + 1}`, 60, 120);
                pen.fillText('Đề nghị xã sửa cầu thôn Bến Sen.', 60, 220);
                const picture = await new Promise((resolve) => sheet.toBlob(resolve, 'image/jpeg'));
                files.items.add(new File([picture], 'p.jpg', { type: 'image/jpeg' }));
            }
            document.getElementById('photos').files = files.files;
            document.getElementById('slips-form').requestSubmit();
            done(true);
        })();";
    browser.js_later(add).await;
    browser.arrive(".ln-slips li:nth-child(5)").await;
    keep(&browser, "vi", "desk-slips", 1280).await;
    browser.find("a[href*='slip=']").await.click().await.unwrap();
    browser.arrive("#desk-photo").await;
    let large = "const picture = document.querySelector('.ln-photo__img');
        return picture.complete && picture.naturalWidth === 800 && picture.getBoundingClientRect().width > 400";
    browser.find(".ln-photo__img").await;
    for _ in 0..100 {
        if browser.js(large).await == true {
            break;
        }
    }
    assert_eq!(browser.js(large).await, true);
    keep(&browser, "vi", "desk-slip", 1280).await;
    let mut hands = Hands::on(&browser);
    browser.find("#who:focus").await;
    hands.tab_to("#words").await;
    hands.says("Đề nghị xã sửa cầu thôn Bến Sen.").await;
    browser.js("document.getElementById('main').dataset.before = 'yes'").await;
    hands.press(&[Key::Control, Key::Enter]).await;
    browser.find("#main:not([data-before]) #desk-photo").await;
    assert_eq!(browser.text("#photo-number").await, "Phiếu số 2");

    // The second cannot be read; it is set aside, and taken up again.
    browser.find("#desk-photo summary").await.click().await.unwrap();
    browser.find("#desk-photo [name=reason]").await.send_keys("Không đọc được").await.unwrap();
    browser.find("#desk-photo form button").await.click().await.unwrap();
    browser.arrive(".ln-slips").await;
    assert_eq!(browser.count(".ln-slips li").await, 3);
    let settled = browser.text("[aria-labelledby=slips-done]").await;
    assert!(settled.contains("Phiếu số 1: đã gõ") && settled.contains("Không đọc được"), "{settled}");
    browser.find("[aria-labelledby=slips-done] form button").await.click().await.unwrap();
    browser.arrive("#desk-photo").await;
    assert_eq!(browser.text("#photo-number").await, "Phiếu số 2");
    browser.close().await;
}
