//! A browser without a window, driven by ChromeDriver.

use std::os::unix::fs::MetadataExt as _;
use std::process::Stdio;
use std::str::FromStr;
use std::time::Duration;

use fantoccini::elements::Element;
use fantoccini::error::CmdError;
use fantoccini::wd::{Locator, TimeoutConfiguration, WebDriverCompatibleCommand};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use reqwest::{Method, Url};
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use super::program::{PATIENCE, Program};

/// A browser with a new profile. It ends with the value.
pub(super) struct Browser {
    client: Client,
    site: String,
    process: Option<u64>,
    driver: Child,
    _profile: TempDir,
}

impl Browser {
    /// Opens a browser whose owner chose this language, at 1280 by 900.
    pub(super) async fn open(program: &Program, language: &str) -> Self {
        let profile = tempfile::tempdir().unwrap();
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .expect("chromedriver is installed by scripts/install");
        let mut out = BufReader::new(driver.stdout.take().unwrap()).lines();
        let port = loop {
            let line = timeout(PATIENCE, out.next_line()).await.unwrap().unwrap().expect("chromedriver ended");
            if let Some((_, port)) = line.split_once("started successfully on port ") {
                break port.trim_end_matches('.').to_owned();
            }
        };
        let wanted = json!({
            "goog:chromeOptions": { "args": arguments(&profile, language) },
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
        });
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(wanted.as_object().unwrap().clone())
            .connect(&format!("http://127.0.0.1:{port}"))
            .await
            .unwrap();
        let patient = TimeoutConfiguration::new(Some(PATIENCE), Some(PATIENCE), None);
        client.update_timeouts(patient).await.unwrap();
        let process = client.capabilities().and_then(|found| found.get("goog:processID")).and_then(Value::as_u64);
        let browser = Self { client, site: program.site.clone(), process, driver, _profile: profile };
        browser.size(1280, 900).await;
        if language != "vi" {
            // Pages are Vietnamese until somebody chooses another language.
            browser.goto("/sign-in").await;
            browser.js(&format!("document.cookie = 'langnghe-lang={language}; path=/'; return null")).await;
        }
        browser.leave().await;
        browser
    }

    /// The same browser at another site.
    pub(super) async fn visit(&mut self, program: &Program) {
        self.leave().await;
        self.site.clone_from(&program.site);
    }

    /// Leaves what is open, be it the browser's own first page, and forgets what was logged of it.
    async fn leave(&self) {
        self.client.goto("about:blank").await.unwrap();
        self.log("browser").await;
        self.log("performance").await;
    }

    /// The address of the site, without a slash at the end.
    pub(super) fn site(&self) -> &str {
        &self.site
    }

    /// Ends it politely, so that nothing of it stays behind.
    pub(super) async fn close(self) {
        self.client.clone().close().await.unwrap();
    }

    /// Opens a path of the site.
    pub(super) async fn goto(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.site)).await.unwrap();
    }

    /// The path and query of the page.
    pub(super) async fn path(&self) -> String {
        self.js("return location.pathname + location.search").await.as_str().unwrap().to_owned()
    }

    /// What a script returns.
    pub(super) async fn js(&self, script: &str) -> Value {
        self.client.execute(script, Vec::new()).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// What a script hands to its last argument, in its time.
    pub(super) async fn js_later(&self, script: &str) -> Value {
        self.client.execute_async(script, Vec::new()).await.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// The text of the first element.
    pub(super) async fn text(&self, css: &str) -> String {
        self.find(css).await.text().await.unwrap()
    }

    /// The first element, once it is there.
    pub(super) async fn find(&self, css: &str) -> Element {
        loop {
            let found = self.client.wait().at_most(PATIENCE).every(Duration::from_millis(20));
            match found.for_element(Locator::Css(css)).await {
                Ok(element) => return element,
                // A page that is just being left answers "aborted by navigation": the one that comes is asked anew.
                Err(CmdError::NotW3C(said)) if said.as_str().is_some_and(|said| said.contains("navigation")) => {}
                Err(error) => panic!("{css} at {:?}: {error}", self.client.current_url().await),
            }
        }
    }

    /// How many elements there are now.
    pub(super) async fn count(&self, css: &str) -> usize {
        self.client.find_all(Locator::Css(css)).await.unwrap().len()
    }

    /// Waits for a page that was not waited for before, with such an element in it.
    pub(super) async fn arrive(&self, css: &str) -> Element {
        let found = self.find(&format!("html:not([data-arrived]) {css}")).await;
        self.js("document.documentElement.dataset.arrived = 'yes'").await;
        found
    }

    /// Sets the size of the page in CSS pixels.
    pub(super) async fn size(&self, width: u32, height: u32) {
        let size = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", size).await;
    }

    /// From the next page on no script of a page runs.
    pub(super) async fn without_script(&self) {
        self.devtools("Emulation.setScriptExecutionDisabled", json!({ "value": true })).await;
    }

    /// A picture of the whole page, as PNG in Base64.
    pub(super) async fn picture(&self) -> String {
        let picture = self.devtools("Page.captureScreenshot", json!({ "captureBeyondViewport": true })).await;
        picture["data"].as_str().unwrap().to_owned()
    }

    /// A command of the `DevTools` protocol.
    pub(super) async fn devtools(&self, command: &str, parameters: Value) -> Value {
        self.post("goog/cdp/execute", json!({ "cmd": command, "params": parameters })).await
    }

    /// What was logged since it was last asked for: `browser` or `performance`.
    pub(super) async fn log(&self, kind: &str) -> Vec<Value> {
        self.post("se/log", json!({ "type": kind })).await.as_array().unwrap().clone()
    }

    /// The driver's own client.
    pub(super) fn client(&self) -> &Client {
        &self.client
    }

    async fn post(&self, path: &'static str, body: Value) -> Value {
        self.client.issue_cmd(Post { path, body }).await.unwrap_or_else(|error| panic!("{path}: {error}"))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        // After `close` there is nothing left of them; in a test that failed there is.
        for process in self.process.into_iter().chain(self.driver.id().map(u64::from)) {
            let _ = std::process::Command::new("kill").arg(process.to_string()).stderr(Stdio::null()).status();
        }
    }
}

fn arguments(profile: &TempDir, language: &str) -> Vec<String> {
    let mut all: Vec<String> = [
        "--headless=new",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
        "--hide-scrollbars",
        // Whatever a page asks for, it leaves this machine by no means.
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ]
    .map(str::to_owned)
    .into();
    all.push(format!("--user-data-dir={}", profile.path().display()));
    all.push(format!("--accept-lang={language}"));
    if std::fs::metadata("/proc/self").unwrap().uid() == 0 {
        all.push("--no-sandbox".to_owned());
    }
    all
}

/// A command of ChromeDriver beyond the standard, below the session.
#[derive(Debug)]
struct Post {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for Post {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, <Url as FromStr>::Err> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}
