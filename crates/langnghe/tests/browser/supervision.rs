//! Supervision in a real browser: what is to be looked at, what was found, the plan of the year and its reports.

use super::driver::Browser;
use super::page::Looker;
use super::slow_pages::{change_to, first, open, send};

/// The forms of the page opened one under another.
const ALL_OPEN: &str = "for (const part of document.querySelectorAll('main details')) part.open = true";

/// The pages of supervision, as the Front sees them.
pub(super) async fn look(browser: &Browser, looker: &mut Looker) {
    change_to(browser, "mat.tran").await;
    open(looker, browser, "/supervision?sample=3&seed=7", "supervision-drawn", 200).await;
    open(looker, browser, "/supervision", "supervision", 200).await;
    let case = first(browser, "[data-list] a[href^='/supervision/cases/']").await;
    open(looker, browser, &case, "supervision-case", 200).await;
    let found = format!("form[action='{case}']");
    send(browser, &found, &[("finding", "not_done")], ".govuk-error-summary").await;
    looker.look(browser, "supervision-case-refused", 422).await;
    browser.goto(&case).await;
    browser.arrive(&found).await;
    let seen = [("finding", "not_done"), ("looked", "visit"), ("seen", "Cống vẫn tắc, nước tràn vào sân ba hộ.")];
    send(browser, &found, &seen, ".ln-notice").await;
    browser.js(ALL_OPEN).await;
    looker.look(browser, "supervision-found", 200).await;
    open(looker, browser, "/supervision/plan", "supervision-plan", 200).await;
    let notice = first(browser, "main a[href^='/supervision/notices/'][href$='#plan']").await;
    let notice = notice.split('?').next().expect("a path").to_owned();
    open(looker, browser, &notice, "supervision-notice", 200).await;
    let put = format!("form[action='{notice}']");
    send(browser, &put, &[("year", "năm nay")], ".govuk-error-summary").await;
    looker.look(browser, "supervision-notice-refused", 422).await;
    browser.goto(&notice).await;
    browser.arrive(&put).await;
    send(browser, &put, &[("month", "9")], ".ln-notice").await;
    let plan = "form[action='/supervision/plan']";
    browser.goto("/supervision/plan").await;
    browser.arrive(plan).await;
    send(browser, plan, &[("happened_on", "x")], ".govuk-error-summary").await;
    looker.look(browser, "supervision-plan-refused", 422).await;
    browser.goto("/supervision/plan").await;
    browser.arrive(plan).await;
    send(browser, plan, &[("document", "3/KH-MTTQ")], ".ln-notice").await;
    looker.look(browser, "supervision-plan-issued", 200).await;
    browser.goto(&notice).await;
    browser.arrive("form[action$='/carry-out']").await;
    browser.js(ALL_OPEN).await;
    looker.look(browser, "supervision-notice-forms", 200).await;
    send(browser, "form[action$='/carry-out']", &[], "form[action$='/report']").await;
    let report =
        [("document", "7/BC-MTTQ"), ("remarks", "Một nội dung chưa làm."), ("proposals", "Làm xong trước mưa.")];
    send(browser, "form[action$='/report']", &report, ".ln-notice").await;
    looker.look(browser, "supervision-reported", 200).await;
    open(looker, browser, &first(browser, "main a[href$='/paper']").await, "supervision-paper", 200).await;
    change_to(browser, "quan.tri").await;
    open(looker, browser, "/", "home-flagged", 200).await;
}
