//! Every page in both languages: nothing against it from axe, nothing sideways, nothing from elsewhere.

use super::driver::Browser;
use super::page::Looker;
use super::program::{PASSWORD, Program};
use super::{declared, dialogue, gathering, organisation, plan, reception, rule, seat, supervision, work};

#[tokio::test]
async fn every_page_holds_what_all_must_in_vietnamese() {
    walk("vi").await;
}

#[tokio::test]
async fn every_page_holds_what_all_must_in_english() {
    walk("en").await;
}

async fn walk(language: &'static str) {
    let empty = Program::empty().await;
    let demo = Program::demo().await;
    let mut browser = Browser::open(&empty, language).await;
    let mut looker = Looker::new(language);
    first_run(&browser, &mut looker, &empty).await;
    browser.visit(&demo).await;
    door(&browser, &mut looker).await;
    sign_in(&browser, "quan.tri").await;
    desk(&browser, &mut looker).await;
    dialogue::look(&browser, &mut looker).await;
    cases(&browser, &mut looker).await;
    accounts(&browser, &mut looker).await;
    seat::look(&browser, &mut looker).await;
    organisation::look(&browser, &mut looker).await;
    plan::look(&browser, &mut looker).await;
    work::look(&browser, &mut looker).await;
    declared::look(&browser, &mut looker).await;
    reception::look(&browser, &mut looker).await;
    gathering::look(&browser, &mut looker).await;
    supervision::look(&browser, &mut looker).await;
    rule::look(&browser, &mut looker).await;
    others(&browser, &mut looker).await;
    browser.close().await;
    let found = looker.found();
    assert!(found.is_empty(), "\n{found}");
}

#[tokio::test]
async fn a_page_with_faults_is_found_out() {
    const SPOILED: &str = r"
        const done = arguments[arguments.length - 1];
        document.documentElement.lang = 'en';
        document.querySelector('main').append(document.createElement('h1'), document.createElement('img'));
        document.querySelector('footer').style.minWidth = '500px';
        document.querySelector('button').style.fontFamily = 'GDS Transport';
        const script = document.createElement('script');
        script.text = 'document.title = 1';
        document.body.append(script);
        fetch('/assets/nothing').then(() => fetch('http://example.invalid/')).catch(() => done());";
    let program = Program::demo().await;
    let browser = Browser::open(&program, "vi").await;
    browser.goto("/sign-in").await;
    browser.arrive("h1").await;
    browser.js_later(SPOILED).await;
    let mut looker = Looker::new("vi");
    looker.look(&browser, "spoiled", 404).await;
    browser.close().await;
    let found = looker.found();
    for fault in [
        "language: en",
        "words: a page has one heading",
        "typeface: BUTTON",
        "axe, 1280: image-alt",
        "axe, 360: image-alt",
        "sideways, 360: 500 wide",
        "sideways, 320: 500 wide",
        "Content Security Policy",
        "network: 404 for",
        "network: no page was answered with 404",
    ] {
        assert!(found.contains(fault), "{fault} in\n{found}");
    }
}

/// Opens a path and looks at what is there.
pub(super) async fn open(looker: &mut Looker, browser: &Browser, path: &str, name: &str, status: u16) {
    browser.goto(path).await;
    browser.arrive("h1").await;
    looker.look(browser, name, status).await;
}

/// Writes values into fields and sends their form; waits for the page that answers.
pub(super) async fn send(browser: &Browser, form: &str, fields: &[(&str, &str)], answer: &str) {
    let fields = serde_json::to_string(fields).unwrap();
    let script = format!(
        "const form = document.querySelector({form:?});
         for (const [name, value] of {fields}) {{
             const field = form.querySelector(`[name=${{name}}][value=${{JSON.stringify(value)}}]`);
             if (field && field.type !== 'text') field.checked = true;
             else form.querySelector(`[name=${{name}}]`).value = value;
         }}
         form.requestSubmit(form.querySelector('button'));"
    );
    browser.js(&script).await;
    browser.arrive(answer).await;
}

/// The form of the desk as a browser sends it by itself, so that another page answers.
async fn by_itself(browser: &Browser, fields: &[(&str, &str)], answer: &str) {
    let fields = serde_json::to_string(fields).unwrap();
    let script = format!(
        "const form = document.getElementById('desk-form');
         for (const [name, value] of {fields}) {{
             const field = form.querySelector(`[name=${{name}}][value=${{JSON.stringify(value)}}]`);
             if (field && field.type !== 'text') field.checked = true;
             else form.querySelector(`[name=${{name}}]`).value = value;
         }}
         form.submit();"
    );
    browser.js(&script).await;
    browser.arrive(answer).await;
}

async fn sign_in(browser: &Browser, login: &str) {
    browser.goto("/sign-in").await;
    browser.arrive("form[action='/sign-in']").await;
    send(browser, "form[action='/sign-in']", &[("login", login), ("password", PASSWORD)], "nav.ln-top__nav").await;
}

/// Signs out, and somebody else in.
pub(super) async fn change_to(browser: &Browser, login: &str) {
    browser.goto("/").await;
    browser.arrive(".ln-out").await;
    send(browser, ".ln-out", &[], "form[action='/sign-in']").await;
    sign_in(browser, login).await;
}

/// The path of the first link.
pub(super) async fn first(browser: &Browser, css: &str) -> String {
    let href = browser.js(&format!("return document.querySelector({css:?}).getAttribute('href')")).await;
    href.as_str().unwrap().to_owned()
}

async fn first_run(browser: &Browser, looker: &mut Looker, program: &Program) {
    open(looker, browser, "/sign-in", "first-run", 200).await;
    let form = "form[action='/first-run']";
    send(browser, form, &[("find", "binh son"), ("login", "x")], ".govuk-error-summary").await;
    looker.look(browser, "first-run-refused", 422).await;
    browser.goto("/first-run").await;
    browser.arrive(form).await;
    let typed = [
        ("code", program.code.as_str()),
        ("territory", "Xã Sông Trầm"),
        ("person", "Trần Thị Mận"),
        ("login", "man.tran"),
        ("password", PASSWORD),
    ];
    send(browser, form, &typed, ".ln-codes").await;
    looker.look(browser, "first-run-codes", 200).await;
    seat::look_at_set_up(browser, looker, "man.tran").await;
    for (path, name) in [
        ("/", "home-empty"),
        ("/dialogues", "dialogues-empty"),
        ("/cases", "cases-empty"),
        ("/figures", "figures-empty"),
    ] {
        open(looker, browser, path, name, 200).await;
    }
    send(browser, ".ln-out", &[], "form[action='/sign-in']").await;
}

async fn door(browser: &Browser, looker: &mut Looker) {
    open(looker, browser, "/sign-in", "sign-in", 200).await;
    send(browser, "form[action='/sign-in']", &[("login", "thu.ky"), ("password", "sai")], ".govuk-error-summary").await;
    looker.look(browser, "sign-in-refused", 422).await;
    open(looker, browser, "/reset", "reset", 200).await;
    send(browser, "form[action='/reset']", &[("login", "thu.ky"), ("code", "x")], ".govuk-error-summary").await;
    looker.look(browser, "reset-refused", 422).await;
    open(looker, browser, "/no-such-page", "outside-not-there", 404).await;
    open(looker, browser, "/due-date", "due-anybody", 200).await;
    let counted = "/due-date?event_on=20%2F08%2F2026&by_rule=TCD-NOTIFY%7CVN%7Cnormal";
    open(looker, browser, counted, "due-anybody-found", 200).await;
    open(looker, browser, "/due-date?event_on=31%2F02%2F2026&amount=5", "due-anybody-refused", 422).await;
    open(looker, browser, "/follow", "follow", 200).await;
    send(browser, "form[action='/follow']", &[("code", "7K4M"), ("pin", "1")], ".govuk-error-summary").await;
    looker.look(browser, "follow-refused", 422).await;
}

async fn desk(browser: &Browser, looker: &mut Looker) {
    open(looker, browser, "/", "home", 200).await;
    open(looker, browser, "/?part=overdue", "clocks", 200).await;
    open(looker, browser, "/organisations?find=xa", "organisations-found", 200).await;
    open(looker, browser, "/dialogues", "dialogues", 200).await;
    let desk = first(browser, ".ln-row--dialogue:has(.ln-status--doing) .ln-row__desk").await;
    open(looker, browser, "/dialogues/new", "dialogue-new", 200).await;
    send(browser, "form[action='/dialogues/new']", &[("happened_on", "31/31/2026")], ".govuk-error-summary").await;
    looker.look(browser, "dialogue-new-refused", 422).await;
    open(looker, browser, &desk, "desk", 200).await;
    by_itself(browser, &[("mark", "answered"), ("village", "x")], ".govuk-error-summary").await;
    looker.look(browser, "desk-refused", 422).await;
    browser.goto(&desk).await;
    browser.arrive("#desk-form").await;
    let typed = [
        ("who", "Ông Lò Văn Sấu"),
        ("village", "kenh tram"),
        ("field", "03"),
        ("words", "Cầu tạm qua kênh đã mục, trẻ con đi học phải vòng hai cây số."),
        ("mark", "conclusion"),
    ];
    by_itself(browser, &typed, ".ln-notice").await;
    looker.look(browser, "desk-raised", 200).await;
    let dialogue = desk.split_once("/desk").unwrap().0;
    let chosen = "return [...document.querySelectorAll('#desk-list [name=submission]')].map((one) => one.value)[0]";
    let chosen = browser.js(chosen).await.as_str().unwrap().to_owned();
    open(looker, browser, &format!("{dialogue}/together?submission={chosen}"), "desk-together", 200).await;
    send(browser, "#together-form", &[("result", "promised"), ("by_on", "mai")], ".govuk-error-summary").await;
    looker.look(browser, "desk-together-refused", 422).await;
    open(looker, browser, &format!("{dialogue}/slips"), "desk-slips-empty", 200).await;
    let picture = "const done = arguments[arguments.length - 1];
        const sheet = document.createElement('canvas');
        sheet.width = 300;
        sheet.height = 400;
        sheet.toBlob((picture) => {
            const files = new DataTransfer();
            files.items.add(new File([picture], 'p.png', { type: 'image/png' }));
            document.getElementById('photos').files = files.files;
            document.getElementById('slips-form').submit();
            done(true);
        });";
    browser.js_later(picture).await;
    browser.arrive(".ln-slips").await;
    looker.look(browser, "desk-slips", 200).await;
    let slip = first(browser, "a[href*='slip=']").await;
    open(looker, browser, &slip, "desk-slip", 200).await;
    open(looker, browser, &format!("{dialogue}/projector"), "projector", 200).await;
    browser.goto(&desk).await;
    browser.arrive("#desk-form").await;
    browser.js("document.getElementById('private').submit()").await;
    browser.arrive("[data-print]").await;
    looker.look(browser, "private-slip", 200).await;
    browser.goto(&desk).await;
    browser.arrive("#desk-form").await;
    browser.goto(&first(browser, "#desk-list li:first-child a").await).await;
    browser.arrive("#answer-form").await;
    send(browser, "#answer-form", &[("result", "promised"), ("by_on", "mai")], ".govuk-error-summary").await;
    looker.look(browser, "case-refused", 422).await;
    browser.goto(&desk).await;
    browser.arrive("#desk-form").await;
    browser.goto(&first(browser, "#desk-list li:first-child a").await).await;
    browser.arrive("#answer-form").await;
    let revise = first(browser, "a[href*='revise=']").await;
    open(looker, browser, &revise, "desk-revision", 200).await;
}

async fn cases(browser: &Browser, looker: &mut Looker) {
    open(looker, browser, "/cases", "cases", 200).await;
    let case = first(browser, "[data-list] .ln-row:has(.ln-status--todo) a").await;
    let answered = first(browser, "[data-list] .ln-row:has(.ln-status--done) a").await;
    open(looker, browser, "/cases?outcome=resolved.cannot", "cases-none", 200).await;
    open(looker, browser, "/cases?part=borne", "cases-borne", 200).await;
    open(looker, browser, "/search?q=nuoc", "search", 200).await;
    open(looker, browser, &answered, "case-answered", 200).await;
    browser.goto(&answered).await;
    let files = first(browser, "a[href*='/files?reply=']").await;
    open(looker, browser, &files, "case-files", 200).await;
    send(browser, "#files-form", &[], ".govuk-error-summary").await;
    looker.look(browser, "case-files-refused", 422).await;
    open(looker, browser, &case, "case", 200).await;
    for word in ["assign", "reply", "send-on", "merge", "assess"] {
        open(looker, browser, &format!("{case}/{word}"), &format!("case-{word}"), 200).await;
    }
    send(browser, "#act-form", &[("assess_words", "x")], ".govuk-error-summary").await;
    looker.look(browser, "case-assess-refused", 422).await;
    browser.goto(&case).await;
    browser.arrive(".ln-step-acts").await;
    send(browser, ".ln-step-acts form[action$='/correct']", &[("happened_on", "")], ".govuk-error-summary").await;
    looker.look(browser, "case-step-refused", 422).await;
    browser.goto(&case).await;
    let identity = "form[action$='/read-identity']";
    if browser.count(identity).await > 0 {
        browser.arrive(identity).await;
        send(browser, identity, &[], ".ln-card--people").await;
        looker.look(browser, "case-identity", 200).await;
    }
    follow(browser, looker, &answered).await;
    open(looker, browser, "/figures", "figures", 200).await;
    for (number, name) in
        [("resolved", "figure-rows"), ("planned", "figure-rows-planned"), ("sites", "figure-rows-sites")]
    {
        browser.goto("/figures").await;
        browser.arrive("h1").await;
        let rows = first(browser, &format!("a[href*='number={number}']")).await;
        open(looker, browser, &rows, name, 200).await;
    }
    open(looker, browser, "/figures?mode=workload&from=2026-09-01", "figures-workload", 200).await;
    open(looker, browser, "/figures?from=x", "figures-refused", 422).await;
    open(looker, browser, "/figures/definitions", "figure-definitions", 200).await;
}

/// The slip of a case that was answered, the page that it opens, and what the person says there.
async fn follow(browser: &Browser, looker: &mut Looker, case: &str) {
    browser.goto(case).await;
    browser.arrive("form[action$='/slip']").await;
    send(browser, "form[action$='/slip']", &[], "#copy").await;
    looker.look(browser, "follow-slip", 200).await;
    let codes = "return [...document.querySelectorAll('code.ln-code')].map((one) => one.textContent)";
    let codes = browser.js(codes).await;
    let (code, pin) = (codes[0].as_str().unwrap().to_owned(), codes[1].as_str().unwrap().to_owned());
    browser.goto("/follow").await;
    browser.arrive("form[action='/follow']").await;
    send(browser, "form[action='/follow']", &[("code", &code), ("pin", &pin)], ".ln-steps").await;
    looker.look(browser, "follow-matter", 200).await;
    if browser.count("form[action='/follow/assess']").await > 0 {
        send(browser, "form[action='/follow/assess']", &[("assessment", "not_agreed")], ".govuk-error-summary").await;
        looker.look(browser, "follow-matter-refused", 422).await;
    }
    browser.goto(case).await;
    browser.arrive("h1").await;
}

async fn accounts(browser: &Browser, looker: &mut Looker) {
    open(looker, browser, "/account", "account", 200).await;
    send(browser, "form[action='/account/password']", &[("old_password", "x")], ".govuk-error-summary").await;
    looker.look(browser, "account-refused", 422).await;
    browser.goto("/account").await;
    browser.arrive("h1").await;
    send(browser, "form[action='/account/recovery-codes']", &[], ".ln-codes").await;
    looker.look(browser, "recovery-codes", 200).await;
    open(looker, browser, "/accounts", "accounts", 200).await;
    send(browser, "form[action='/accounts']", &[("login", "thu.ky")], ".govuk-error-summary").await;
    looker.look(browser, "accounts-refused", 422).await;
    browser.goto("/accounts").await;
    browser.arrive("h1").await;
    send(browser, "form[action$='/grant']", &[], ".govuk-error-summary").await;
    looker.look(browser, "grant-refused", 422).await;
    browser.goto("/accounts").await;
    browser.arrive("h1").await;
    send(browser, "form[action$='/reset-slip']", &[], ".ln-ticket").await;
    looker.look(browser, "slip", 200).await;
    open(looker, browser, "/cases/999999", "not-there", 404).await;
}

async fn others(browser: &Browser, looker: &mut Looker) {
    browser.goto("/").await;
    browser.arrive("h1").await;
    send(browser, ".ln-out", &[], "form[action='/sign-in']").await;
    looker.look(browser, "signed-out", 200).await;
    sign_in(browser, "giam.sat").await;
    open(looker, browser, "/", "home-supervisor", 200).await;
    browser.goto("/dialogues").await;
    browser.arrive("h1").await;
    let desk = first(browser, ".ln-row--dialogue:has(.ln-status--doing) .ln-row__desk").await;
    open(looker, browser, &desk, "desk-reading", 200).await;
    open(looker, browser, "/accounts", "not-allowed", 403).await;
    open(looker, browser, "/cases/999999999", "not-there", 404).await;
    open(looker, browser, "/no-such-page", "no-such-page", 404).await;
}
