//! The live desk by keyboard alone, with the words of people who speak one after the other.

use fantoccini::key::Key;

use serde_json::Value;

use super::keyboard::Hands;
use super::page::keep;
use super::{Browser, signed_in};

/// What an opinion may cost beyond the words: keys pressed, and fields.
const MOST_KEYS: usize = 14;
const MOST_FIELDS: usize = 4;

/// Goes from the first page to the desk of the dialogue under way.
pub(super) async fn to_the_desk(browser: &Browser, hands: &mut Hands<'_>) {
    hands.tab_to("a[href='/dialogues']").await;
    hands.press(&[Key::Enter]).await;
    browser.arrive(".ln-row--dialogue").await;
    hands.tab_to(".ln-row--dialogue:has(.ln-status--doing) .ln-row__desk").await;
    hands.press(&[Key::Enter]).await;
    browser.arrive("#desk-form").await;
    browser.find("#who:focus").await;
}

/// The number, the person, the words and the state of the newest in the list.
pub(super) async fn newest(browser: &Browser) -> [String; 4] {
    let mut found = [const { String::new() }; 4];
    for (text, part) in found.iter_mut().zip(["no", "who", "t", "st"]) {
        *text = browser.text(&format!("#desk-list li:first-child .ln-sub__{part}")).await;
    }
    found
}

/// Saves, and waits for the form of the next one, which comes without another page.
pub(super) async fn save(browser: &Browser, hands: &mut Hands<'_>, keys: &[Key]) {
    before(browser).await;
    hands.press(keys).await;
    after(browser).await;
}

/// Marks what is on the page, so that what comes in its place is told apart.
pub(super) async fn before(browser: &Browser) {
    browser
        .js("for (const id of ['main', 'said', 'desk-list']) document.getElementById(id).dataset.before = 'yes'")
        .await;
}

/// Waits until the page says what was done.
pub(super) async fn after(browser: &Browser) {
    browser.find("#said:not([data-before]) .ln-notice").await;
}

#[tokio::test]
async fn an_opinion_needs_few_keys_and_no_mouse() {
    let (_program, browser) = signed_in("thu.ky", "vi").await;
    to_the_desk(&browser, &mut Hands::on(&browser)).await;
    let before = browser.count("#desk-list li").await;

    // Another place and field than the last one, nobody named.
    let mut hands = Hands::on(&browser);
    hands.mark(Key::F4, "unnamed").await;
    hands.tab_to("#village").await;
    hands.types("go").await;
    hands.tab_to("#field").await;
    assert_eq!(browser.js("return document.getElementById('village').value").await, "Thôn Gò Mây");
    hands.types("dat").await;
    hands.tab_to("#words").await;
    hands.says("Ruộng nhà tôi bị lấn bờ, đề nghị xã đo lại ranh giới.").await;
    hands.mark(Key::F8, "mark").await;
    keep(&browser, "vi", "desk-typing", 1280).await;
    save(&browser, &mut hands, &[Key::Control, Key::Enter]).await;
    assert!(hands.keys <= MOST_KEYS, "{} keys", hands.keys);
    assert!(hands.fields.len() <= MOST_FIELDS, "{:?}", hands.fields);
    browser.find("#who:focus").await;
    let [number, who, words, state] = newest(&browser).await;
    assert_eq!((number.as_str(), who.as_str(), state.as_str()), ("8", "Không nêu tên", "Đưa vào kết luận"));
    assert_eq!(words, "Ruộng nhà tôi bị lấn bờ, đề nghị xã đo lại ranh giới.");
    assert_eq!(browser.count("#desk-list li").await, before + 1);

    // The next speaker says who they are, of the same place and field.
    let mut hands = Hands::on(&browser);
    assert_eq!(browser.js("return document.getElementById('village').value").await, "Thôn Gò Mây");
    hands.types("Bà Dần").await;
    hands.tab_to("#words").await;
    hands.says("Tôi cũng bị như vậy.").await;
    hands.mark(Key::F9, "mark").await;
    save(&browser, &mut hands, &[Key::Control, Key::Enter]).await;
    assert!(hands.keys <= MOST_KEYS, "{} keys", hands.keys);
    assert!(hands.fields.len() <= MOST_FIELDS, "{:?}", hands.fields);
    let [_, who, words, state] = newest(&browser).await;
    assert_eq!([who, words, state], ["Bà Dần", "Tôi cũng bị như vậy.", "Vượt thẩm quyền"]);

    // Answered while it is typed: who answered and what is asked for, and nothing else.
    let mut hands = Hands::on(&browser);
    browser.find("#who:focus").await;
    hands.mark(Key::F4, "unnamed").await;
    hands.tab_to("#words").await;
    hands.says("Bao giờ có kết quả đo?").await;
    hands.mark(Key::F2, "mark").await;
    browser.find("#answered_by:focus").await;
    hands.types("dinh").await;
    hands.tab_to("#answer").await;
    hands.says("Trong tháng này.").await;
    save(&browser, &mut hands, &[Key::Control, Key::Enter]).await;
    assert!(hands.keys <= MOST_KEYS, "{} keys", hands.keys);
    assert!(hands.fields.len() <= MOST_FIELDS, "{:?}", hands.fields);
    let [_, _, _, state] = newest(&browser).await;
    assert_eq!(state, "Trả lời tại chỗ");
    browser.close().await;
}

#[tokio::test]
async fn another_matter_of_the_same_speaker_is_one_key() {
    let (_program, browser) = signed_in("thu.ky", "vi").await;
    let mut hands = Hands::on(&browser);
    to_the_desk(&browser, &mut hands).await;
    hands.types("Ông Bế Văn Lúa").await;
    hands.tab_to("#village").await;
    hands.types("ben sen").await;
    hands.tab_to("#words").await;
    hands.says("Nước yếu.").await;
    save(&browser, &mut hands, &[Key::Alt, Key::Enter]).await;

    browser.find("#words:focus").await;
    browser.find(".ln-status--people").await;
    let [first, ..] = newest(&browser).await;
    hands.says("Đường tối.").await;
    hands.press(&[Key::F8]).await;
    hands.press(&[Key::F8]).await;
    save(&browser, &mut hands, &[Key::Control, Key::Enter]).await;
    let [second, who, words, state] = newest(&browser).await;
    assert_eq!(second, first, "one turn, two matters");
    assert_eq!([who, words, state], ["Ông Bế Văn Lúa", "Đường tối.", "Chưa phân loại"]);
    browser.find("#who:focus").await;

    browser.close().await;
}

#[tokio::test]
async fn the_last_one_is_taken_back_by_a_key_outside_the_fields() {
    let (_program, browser) = signed_in("thu.ky", "vi").await;
    let mut hands = Hands::on(&browser);
    to_the_desk(&browser, &mut hands).await;
    let rows = browser.count("#desk-list li").await;
    hands.mark(Key::F4, "unnamed").await;
    hands.tab_to("#words").await;
    hands.says("Gõ nhầm.").await;
    save(&browser, &mut hands, &[Key::Control, Key::Enter]).await;
    assert_eq!(browser.count("#desk-list li").await, rows + 1);

    // In a field the key belongs to the field.
    hands.types("x").await;
    hands.control('z').await;
    assert_eq!(browser.js("return document.getElementById('who').value").await, "");
    hands.press(&[Key::Escape]).await;
    browser.find("#desk-list a:focus").await;
    before(&browser).await;
    hands.control('z').await;
    after(&browser).await;
    assert_eq!(browser.count("#desk-list li:not(:has(.is-struck))").await, rows);
    browser.close().await;
}

#[tokio::test]
async fn the_list_is_walked_by_keys_and_the_draft_stays() {
    let (_program, browser) = signed_in("thu.ky", "vi").await;
    let mut hands = Hands::on(&browser);
    to_the_desk(&browser, &mut hands).await;
    hands.types("Ông Trám").await;
    hands.tab_to("#words").await;
    hands.says("jk jk 123").await;
    hands.press(&[Key::Escape]).await;
    browser.find("#desk-list li:nth-child(1) a:focus").await;
    for (letter, place) in [('j', 2), ('j', 3), ('k', 2)] {
        hands.letter(letter).await;
        browser.find(&format!("#desk-list li:nth-child({place}) a:focus")).await;
    }
    hands.letter('n').await;
    browser.find("#who:focus").await;
    assert_eq!(browser.js("return document.getElementById('words').value").await, "jk jk 123");
    assert_eq!(browser.js("return document.getElementById('who').value").await, "Ông Trám");

    // The small keyboard: digits act in the group of marks, and nowhere else.
    hands.press(&[Key::F2]).await;
    hands.press(&[Key::F8]).await;
    browser.find("[name=mark][value=conclusion]:checked:focus").await;
    hands.letter('3').await;
    browser.find("[name=mark][value=beyond]:checked:focus").await;
    hands.letter('3').await;
    assert_eq!(browser.count("[name=mark]:checked").await, 0);
    browser.close().await;
}

#[tokio::test]
async fn what_is_refused_is_said_first_and_stays_typed() {
    let (_program, browser) = signed_in("thu.ky", "vi").await;
    let mut hands = Hands::on(&browser);
    to_the_desk(&browser, &mut hands).await;
    hands.types("Chị Mai Thị Dâu").await;
    hands.tab_to("#village").await;
    hands.types("kenh tram").await;
    hands.press(&[Key::F9]).await;
    hands.press(&[Key::Control, Key::Enter]).await;

    let summary = browser.find(".govuk-error-summary:focus").await;
    assert!(summary.text().await.unwrap().contains("Nguyên văn lời nói: chưa ghi."));
    for (field, typed) in [("who", "Chị Mai Thị Dâu"), ("village", "Thôn Kênh Trầm"), ("words", "")] {
        assert_eq!(browser.js(&format!("return document.getElementById('{field}').value")).await, typed);
    }
    browser.find("[name=mark][value=beyond]:checked").await;
    browser.find("#words[aria-invalid=true][aria-describedby=words-error]").await;

    // The summary leads to the field, and the same form can be sent again.
    hands.tab_to(".govuk-error-summary a").await;
    hands.press(&[Key::Enter]).await;
    browser.find("#words:focus").await;
    hands.says("Kênh cạn.").await;
    save(&browser, &mut hands, &[Key::Control, Key::Enter]).await;
    assert_eq!(newest(&browser).await[1], "Chị Mai Thị Dâu");
    browser.close().await;
}

#[tokio::test]
async fn the_desk_works_without_script() {
    let (_program, browser) = signed_in("thu.ky", "vi").await;
    browser.without_script().await;
    browser.goto("/dialogues").await;
    browser.arrive(".ln-row--dialogue:has(.ln-status--doing) .ln-row__desk").await.click().await.unwrap();
    browser.arrive("#desk-form").await;
    browser.find("#who").await.send_keys("Bà Vi Thị Dần").await.unwrap();
    browser.find("#words").await.send_keys("Đường lún.").await.unwrap();
    browser.find("[name=mark][value=conclusion]").await.click().await.unwrap();
    browser.find("#save-same").await.click().await.unwrap();

    browser.arrive(".ln-status--people").await;
    assert_eq!(newest(&browser).await[1..], ["Bà Vi Thị Dần", "Đường lún.", "Đưa vào kết luận"]);
    browser.find("#save-new").await.click().await.unwrap();
    browser.arrive(".govuk-error-summary").await;
    browser.find("#words").await.send_keys("Cầu hỏng.").await.unwrap();
    browser.find("#save-new").await.click().await.unwrap();
    browser.arrive(".ln-notice").await;
    assert_eq!(newest(&browser).await[1..], ["Bà Vi Thị Dần", "Cầu hỏng.", "Chưa phân loại"]);
    browser.close().await;
}

#[tokio::test]
async fn words_marks_and_save_are_in_sight_on_a_small_screen() {
    /// Boxes that do not lie in what is seen without scrolling.
    const OUT_OF_SIGHT: &str = r"
        return ['#words', '#mark', '#save-new', '#save-same', '#who', '#village', '#field'].filter((css) => {
            const box = document.querySelector(css).getBoundingClientRect();
            return box.top < 0 || box.left < 0 || box.bottom > innerHeight || box.right > innerWidth || !box.height;
        });";
    for language in ["vi", "en"] {
        let (_program, browser) = signed_in("thu.ky", language).await;
        browser.size(1366, 650).await;
        let mut hands = Hands::on(&browser);
        to_the_desk(&browser, &mut hands).await;
        let nothing = Value::Array(Vec::new());
        assert_eq!(browser.js(OUT_OF_SIGHT).await, nothing, "{language}");
        hands.tab_to("#words").await;
        hands.says("Có người trả lời ngay.").await;
        hands.press(&[Key::F2]).await;
        assert_eq!(browser.js(OUT_OF_SIGHT).await, nothing, "{language}, answered now");
        hands.press(&[Key::F8]).await;
        save(&browser, &mut hands, &[Key::Control, Key::Enter]).await;
        assert_eq!(browser.js(OUT_OF_SIGHT).await, nothing, "{language}, after saving");
        browser.close().await;
    }
}
