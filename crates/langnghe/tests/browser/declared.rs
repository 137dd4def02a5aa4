//! Declared figures and tables that are brought in, in a real browser.

use super::driver::Browser;
use super::page::Looker;
use super::slow_pages::{first, open, send};

/// A table of opinions as it is pasted; its last row names a place that nobody knows.
const OPINIONS: &str = "STT\tNội dung ý kiến\tThôn\tLĩnh vực\tCơ quan giải quyết\tTrả lời\n\
                        1\tĐường thôn Bến Sen lầy lội\tBến Sen\tGiao thông\tPhòng Kinh tế\tĐã đổ đá\n\
                        2\tRác ven kênh\tKênh Trầm\tMôi trường\t\t\n\
                        3\tĐèn hỏng\tThôn lạ\t\tPhòng Lạ\t\n";

/// A table of units.
const UNITS: &str = "Đơn vị\tSố cuộc đã tổ chức\tTổng số vụ việc\tĐã giải quyết\n\
                     Xã Bến Sen\t2\t4\t3\nXã Không Có\t1\t1\t1\n";

/// The pages of declared figures, as a clerk of the unit sees them.
async fn figures(browser: &Browser, looker: &mut Looker) {
    const NEW: &str = "form[action='/declared']";
    open(looker, browser, "/declared/new", "declared-new", 200).await;
    send(browser, NEW, &[("declared_held", "bốn")], ".govuk-error-summary").await;
    looker.look(browser, "declared-new-refused", 422).await;
    browser.goto("/declared/new").await;
    browser.arrive(NEW).await;
    let typed = [
        ("declared_from", "01/01/2026"),
        ("declared_to", "31/03/2026"),
        ("declared_number", "31/BC-UBND"),
        ("document_on", "05/04/2026"),
        ("declared_planned", "2"),
        ("declared_held", "1"),
        ("declared_total", "19"),
        ("declared_resolved", "11"),
        ("declared_in_progress", "5"),
        ("declared_not_taken_up", "3"),
    ];
    send(browser, NEW, &typed, ".ln-notice").await;
    let correct = "form[action$='/correct']";
    send(browser, correct, &[("declared_held", "hai"), ("reason", "")], ".govuk-error-summary").await;
    looker.look(browser, "declared-refused", 422).await;
    let page = browser.path().await;
    let page = page.split("/correct").next().expect("a path").to_owned();
    browser.goto(&page).await;
    browser.arrive(correct).await;
    send(browser, correct, &[("declared_held", "2"), ("reason", "Chép nhầm")], ".ln-notice").await;
    looker.look(browser, "declared-corrected", 200).await;
    open(looker, browser, "/declared", "declared", 200).await;
    browser.goto("/figures").await;
    browser.arrive("h1").await;
    let number = first(browser, "main a[href^='/figures/declared?']").await;
    open(looker, browser, &number, "figures-declared", 200).await;
    open(looker, browser, "/declared/import", "declared-import", 200).await;
    let period = [("declared_from", "01/04/2026"), ("declared_to", "30/06/2026"), ("document_on", "06/07/2026")];
    let mut typed = period.to_vec();
    typed.push(("table", UNITS));
    send(browser, "form[action='/declared/import']", &typed, "#seen").await;
    looker.look(browser, "declared-import-read", 200).await;
}

/// The pages of tables that are brought in.
async fn tables(browser: &Browser, looker: &mut Looker) {
    const BRING: &str = "form[action='/imports']";
    const PREVIEW: &str = "form[action^='/imports/one']";
    const START: &str = "document.querySelector('button[name=then][value=start]').click();";
    open(looker, browser, "/imports", "imports-empty", 200).await;
    send(browser, BRING, &[("title", "")], ".govuk-error-summary").await;
    looker.look(browser, "imports-refused", 422).await;
    browser.goto("/imports").await;
    browser.arrive(BRING).await;
    let typed = [("title", "Đối thoại quý II"), ("held_on", "20/06/2026"), ("table", OPINIONS)];
    send(browser, BRING, &typed, ".govuk-error-summary").await;
    looker.look(browser, "import-report", 422).await;
    send(browser, BRING, &[("ways", "own_place"), ("table", OPINIONS)], PREVIEW).await;
    looker.look(browser, "import-preview", 200).await;
    browser.js(START).await;
    browser.arrive(".govuk-error-summary").await;
    looker.look(browser, "import-unanswered", 422).await;
    // What the table does not say is answered once; what this one says is not asked.
    let answered = "const form = document.querySelector(\"form[action^='/imports/one']\");
         for (const value of ['never', 'raised']) {
             const choice = form.querySelector(`[type=radio][value=${value}]`);
             if (choice) choice.checked = true;
         }
         document.getElementById('main').dataset.before = 'yes';
         form.requestSubmit(form.querySelector('button'));";
    browser.js(answered).await;
    browser.arrive("main:not([data-before]) form[action^='/imports/one']").await;
    looker.look(browser, "import-answered", 200).await;
    browser.js(START).await;
    browser.arrive("form[action='/imports/undo']").await;
    looker.look(browser, "import-begun", 200).await;
    open(looker, browser, "/imports", "imports", 200).await;
}

/// The pages of numbers and opinions that come on paper.
pub(super) async fn look(browser: &Browser, looker: &mut Looker) {
    figures(browser, looker).await;
    tables(browser, looker).await;
}
