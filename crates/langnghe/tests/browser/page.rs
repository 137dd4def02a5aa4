//! What every page must hold, whatever is on it.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::driver::Browser;

/// axe-core as it was shipped. WebDriver runs it past the page's Content-Security-Policy.
const AXE: &str = include_str!("../../../web/assets/vendor/axe.min.js");

/// WCAG 2.0 to 2.2, A and AA, and what the makers of axe advise beyond.
const RULES: &str = r"
    const done = arguments[arguments.length - 1];
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }).then(
        (found) => done(found.violations.flatMap((rule) => rule.nodes.map((node) =>
            `${rule.id} at ${node.target.join(' ')}: ${node.failureSummary}`))),
        (error) => done([`axe: ${error}`]));";

/// Elements that would show the typeface of the kits, which is not ours to use.
const TYPEFACE: &str = r"
    const found = [];
    for (const element of document.querySelectorAll('*')) {
        for (const part of ['', '::before', '::after']) {
            if (/gds/i.test(getComputedStyle(element, part || null).fontFamily)) {
                found.push(`${element.tagName} ${element.className} ${part} is set in the typeface of the kits`);
            }
        }
    }
    return found;";

/// Keys without a sentence, labels without a field, headings of the first order.
const WORDS: &str = r"
    const found = [];
    if (document.body.innerText.includes('[[')) found.push('a sentence is missing');
    for (const label of document.querySelectorAll('label[for]')) {
        if (!document.getElementById(label.htmlFor)) found.push(`no field for ${label.htmlFor}`);
    }
    if (document.querySelectorAll('h1').length !== 1) found.push('a page has one heading of the first order');
    return found;";

/// Whether the page is wider than the screen, and what makes it so.
const SIDEWAYS: &str = r"
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const wide = [...document.querySelectorAll('body *')].filter((element) =>
        element.getBoundingClientRect().right > root.clientWidth + 1 && !element.closest('.ln-scroll'));
    return [`${root.scrollWidth} wide on ${root.clientWidth}: ` +
        wide.slice(0, 4).map((element) => `${element.tagName}.${element.className}`).join(', ')];";

/// Looks at pages one by one, takes their pictures, and keeps what it found against them.
pub(super) struct Looker {
    language: &'static str,
    found: String,
}

impl Looker {
    /// Looks at pages in this language.
    pub(super) fn new(language: &'static str) -> Self {
        Self { language, found: String::new() }
    }

    /// Looks at the page as it stands, at a desk, on a phone, and magnified four times. It was answered with `status`.
    pub(super) async fn look(&mut self, browser: &Browser, name: &str, status: u16) {
        let language = browser.js("return document.documentElement.lang").await;
        if language != self.language {
            self.add(name, "language", &Value::from(vec![language]));
        }
        self.add(name, "words", &browser.js(WORDS).await);
        self.add(name, "typeface", &browser.js(TYPEFACE).await);
        browser.js(AXE).await;
        self.add(name, "axe, 1280", &browser.js_later(RULES).await);
        keep(browser, self.language, name, 1280).await;
        browser.size(360, 740).await;
        self.add(name, "axe, 360", &browser.js_later(RULES).await);
        self.add(name, "sideways, 360", &browser.js(SIDEWAYS).await);
        keep(browser, self.language, name, 360).await;
        browser.size(320, 640).await;
        self.add(name, "sideways, 320", &browser.js(SIDEWAYS).await);
        browser.size(1280, 900).await;
        self.add(name, "console", &console(browser, status).await);
        self.add(name, "network", &network(browser, status).await);
    }

    /// Everything that was found, a line each.
    pub(super) fn found(self) -> String {
        self.found
    }

    fn add(&mut self, name: &str, what: &str, found: &Value) {
        for fault in found.as_array().unwrap() {
            let fault = fault.as_str().map_or_else(|| fault.to_string(), str::to_owned);
            writeln!(self.found, "{name} ({}), {what}: {fault}", self.language).unwrap();
        }
    }
}

/// Keeps a picture of the page in `target/pictures`; those of docs/pictures are taken from there.
pub(super) async fn keep(browser: &Browser, language: &str, name: &str, width: u32) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("../pictures").join(language);
    std::fs::create_dir_all(&folder).unwrap();
    save(&browser.picture().await, &folder.join(format!("{name}-{width}.png")));
}

/// What the browser complained of, but for the status that the page was meant to have.
async fn console(browser: &Browser, status: u16) -> Value {
    let complaints = browser.log("browser").await.into_iter().filter_map(|entry| {
        let text = entry["message"].as_str().unwrap().to_owned();
        (!text.contains(&format!("status of {status} "))).then(|| Value::from(text))
    });
    complaints.collect()
}

/// Requests to elsewhere, and those that were answered with neither what was asked for nor `status`.
async fn network(browser: &Browser, status: u16) -> Value {
    let (mut found, mut answered) = (Vec::new(), false);
    for entry in browser.log("performance").await {
        let event: Value = serde_json::from_str(entry["message"].as_str().unwrap()).unwrap();
        let (event, parameters) = (&event["message"], &event["message"]["params"]);
        if event["method"] == "Network.requestWillBeSent" {
            let url = parameters["request"]["url"].as_str().unwrap();
            if !url.starts_with(&format!("{}/", browser.site())) && !url.starts_with("data:") {
                found.push(Value::from(format!("a request to {url}")));
            }
        } else if event["method"] == "Network.responseReceived" {
            let got = parameters["response"]["status"].as_u64().unwrap();
            let page = parameters["type"] == "Document";
            answered |= page && got == u64::from(status);
            if got >= 400 && !page {
                found.push(Value::from(format!("{got} for {}", parameters["response"]["url"])));
            }
        }
    }
    if !answered {
        found.push(Value::from(format!("no page was answered with {status}")));
    }
    Value::from(found)
}

/// Writes a picture that comes in Base64.
fn save(picture: &str, path: &Path) {
    let file = std::fs::File::create(path).unwrap();
    let mut decoder = Command::new("base64").arg("--decode").stdin(Stdio::piped()).stdout(file).spawn().unwrap();
    decoder.stdin.take().unwrap().write_all(picture.as_bytes()).unwrap();
    assert!(decoder.wait().unwrap().success());
}
