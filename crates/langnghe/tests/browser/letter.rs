//! Letters in a real browser: one of each kind entered, classified, and taken to its end on its page.

use super::driver::Browser;
use super::signed_in;
use super::slow_pages::{first, send};

const CLASSIFY: &str = "form[action$='/classify']";
const PROCESS: &str = "form[action$='/process']";

/// A letter, and what comes of it.
struct Letter {
    /// What it says: like nothing else there.
    words: &'static str,
    kind: &'static str,
    /// By which way it came, and who sent it on.
    way: (&'static str, &'static str),
    /// How it is classified beside its kind.
    class: &'static [(&'static str, &'static str)],
    outcome: &'static str,
    ground: &'static str,
}

const LETTERS: [Letter; 7] = [
    Letter {
        words: "Khiếu nại quyết định cưỡng chế nhà xưởng của Tổng cục",
        kind: "complaint",
        way: ("post", ""),
        class: &[("letter_competence", "outside")],
        outcome: "guide",
        ground: "",
    },
    Letter {
        words: "Khiếu nại mức hỗ trợ tái định cư đường cao tốc",
        kind: "complaint",
        way: ("front", "Ủy ban Mặt trận xã"),
        class: &[("letter_competence", "outside")],
        outcome: "return",
        ground: "",
    },
    Letter {
        words: "Khiếu nại việc thu phí chợ từ năm kia",
        kind: "complaint",
        way: ("counter", ""),
        class: &[("letter_competence", "within")],
        outcome: "refuse",
        ground: "KN11_6",
    },
    Letter {
        words: "Đề nghị lắp biển báo tàu hỏa ở đường ngang",
        kind: "recommendation",
        way: ("counter", ""),
        class: &[("letter_competence", "outside")],
        outcome: "transfer",
        ground: "",
    },
    Letter {
        words: "Đề nghị mở thêm quầy trả kết quả buổi chiều",
        kind: "recommendation",
        way: ("web", ""),
        class: &[("letter_competence", "within")],
        outcome: "accept",
        ground: "",
    },
    Letter {
        words: "Phản ánh loa phát thanh, tờ đơn rách mất một nửa",
        kind: "feedback",
        way: ("post", ""),
        class: &[("letter_competence", "within"), ("letter_lacks", "illegible")],
        outcome: "file",
        ground: "XLD28_1",
    },
    Letter {
        words: "Vừa khiếu nại thuế môn bài vừa xin cấp lại sổ hộ nghèo",
        kind: "complaint",
        way: ("counter", ""),
        class: &[("letter_competence", "outside"), ("letter_mixed", "yes")],
        outcome: "split",
        ground: "",
    },
];

/// Enters a letter and gives the address of its page.
async fn entered(browser: &Browser, it: &Letter) -> String {
    browser.goto("/letters/new").await;
    browser.arrive("form[action='/letters/new']").await;
    let typed = [
        ("words", it.words),
        ("kind", it.kind),
        ("letter_way", it.way.0),
        ("referrer", it.way.1),
        ("who", "Bà Hồ Thị Sim"),
        ("sender_address", "Ấp Cồn"),
        ("letter_repeats", ""),
    ];
    send(browser, "form[action='/letters/new']", &typed, ".ln-notice").await;
    first(browser, ".ln-notice a[href^='/letters/']").await
}

async fn classify(browser: &Browser, page: &str, class: &[(&str, &str)]) {
    browser.goto(page).await;
    browser.arrive(CLASSIFY).await;
    send(browser, CLASSIFY, class, ".ln-notice").await;
}

async fn process(browser: &Browser, page: &str, outcome: &str, ground: &str) {
    browser.goto(page).await;
    browser.arrive(PROCESS).await;
    let mut typed = vec![
        ("letter_outcome", outcome.to_owned()),
        ("paper_number", "12/TB-UBND".to_owned()),
        ("paper_signer", "Chủ tịch".to_owned()),
        ("reason", "Đã xem xét theo quy định".to_owned()),
        ("told_way", "letter".to_owned()),
    ];
    if !ground.is_empty() {
        typed.push(("letter_ground", ground.to_owned()));
    }
    if outcome == "transfer" {
        let body = browser.js(&format!("return document.querySelector({PROCESS:?}).receiver.options[1].value")).await;
        typed.push(("receiver", body.as_str().expect("a body").to_owned()));
    }
    let typed: Vec<(&str, &str)> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    send(browser, PROCESS, &typed, ".ln-notice").await;
}

#[tokio::test]
async fn a_letter_of_each_kind_is_taken_to_its_end_on_its_page() {
    for language in ["vi", "en"] {
        let (_program, browser) = signed_in("thu.ky", language).await;
        let mut done = Vec::new();
        for it in &LETTERS {
            let page = entered(&browser, it).await;
            classify(&browser, &page, it.class).await;
            process(&browser, &page, it.outcome, it.ground).await;
            let said = browser.text("section[aria-labelledby='process-title']").await;
            assert!(said.contains("12/TB-UBND"), "{}: {said}", it.outcome);
            assert_eq!(browser.count(PROCESS).await, 0, "{}: it is recorded once", it.outcome);
            done.push(page);
        }
        // One that lacks something waits on for what its sender completes.
        let lacking = Letter {
            words: "Khiếu nại việc xếp loại hộ chăn nuôi",
            kind: "complaint",
            way: ("counter", ""),
            class: &[("letter_competence", "within"), ("letter_lacks", "signature")],
            outcome: "complete",
            ground: "",
        };
        let page = entered(&browser, &lacking).await;
        classify(&browser, &page, lacking.class).await;
        process(&browser, &page, lacking.outcome, "").await;
        browser.goto("/letters?waiting=yes").await;
        browser.arrive("h1").await;
        assert_eq!(browser.count(&format!("a[href='{page}']")).await, 1, "it waits");
        browser.goto(&page).await;
        browser.arrive(CLASSIFY).await;
        browser.js("document.querySelectorAll('[name=letter_lacks]').forEach(it => { it.checked = false })").await;
        send(&browser, CLASSIFY, &[], ".ln-notice").await;
        process(&browser, &page, "accept", "").await;
        done.push(page);
        browser.goto("/letters?waiting=yes").await;
        browser.arrive("h1").await;
        for page in done {
            assert_eq!(browser.count(&format!("a[href='{page}']")).await, 0, "{page} waits no more");
        }
        browser.close().await;
    }
}
