//! Every number of every published year, and of the commune at work, opens exactly as many rows as it says, in a browser's
//! way: by its address, page after page.

use std::collections::BTreeSet;

use testing::Fresh;
use testing::reqwest::Client;
use testing::reqwest::header::{COOKIE, SET_COOKIE};
use testing::reqwest::redirect::Policy;

use super::{Played, scenario};
use crate::faults::PATIENCE;
use crate::faults::commune::program;
use crate::faults::node::Node;

/// Somebody who reads the figures of a program that serves.
pub(super) struct Reader {
    client: Client,
    site: String,
    cookie: String,
    /// The program, where it is this reader's.
    _node: Option<Node>,
}

/// The cookie of somebody who signed in.
async fn signed_in(client: &Client, site: &str, login: &str, password: &str) -> String {
    let typed = [("login", login), ("password", password), ("back", "/")];
    let request = client.post(format!("{site}/sign-in")).header("sec-fetch-site", "same-origin").form(&typed);
    let answer = request.send().await.unwrap();
    assert_eq!(answer.status(), 303);
    answer.headers().get(SET_COOKIE).unwrap().to_str().unwrap().split(';').next().unwrap().to_owned()
}

/// An attribute or a text without the entities of HTML.
fn plain(text: &str) -> String {
    text.replace("&#38;", "&").replace("&amp;", "&").replace("&#61;", "=")
}

/// What stands between two strings, each time.
fn between<'a>(html: &'a str, from: &str, to: &str) -> Vec<&'a str> {
    html.split(from).skip(1).filter_map(|rest| rest.split_once(to)).map(|(found, _)| found).collect()
}

/// Numbers in tables and headlines that open nothing: a share stands beside its number, which does.
fn closed(html: &str) -> Vec<&str> {
    let cells = between(html, "<td class=\"govuk-table__cell n\">", "</td>");
    let cells = cells.into_iter().filter(|cell| !cell.contains("<a "));
    let headlines = between(html, "<span class=\"ln-fig__n\">", "</span>");
    let says = |text: &&str| text.starts_with(|c: char| c.is_ascii_digit()) && !text.ends_with('%');
    cells.chain(headlines).filter(says).collect()
}

/// The numbers of a page: address, and how many rows it says.
pub(super) fn numbers(html: &str) -> BTreeSet<(String, usize)> {
    let anchors = html.split("<a ").skip(1).filter(|rest| rest.contains("href=\"/figures/rows?"));
    let number = |rest: &str| {
        let (tag, after) = rest.split_once('>')?;
        let address = plain(between(tag, "href=\"", "\"").first()?);
        let text = after.split('<').next()?;
        // A share says its number behind it, as a fraction.
        let said = if text.contains('%') { between(after, "__f\">", "<").first().copied()? } else { text };
        let digits: String =
            said.chars().take_while(|c| c.is_ascii_digit() || *c == '.').filter(|c| *c != '.').collect();
        Some((address, digits.parse().ok()?))
    };
    anchors.map(|rest| number(rest).unwrap_or_else(|| panic!("no number in {rest:.200}"))).collect()
}

impl Reader {
    pub(super) async fn of(node: Node, login: &str, password: &str) -> Self {
        let client = Client::builder().redirect(Policy::none()).timeout(PATIENCE).build().unwrap();
        let site = format!("http://{}", node.address);
        let cookie = signed_in(&client, &site, login, password).await;
        Self { client, site, cookie, _node: Some(node) }
    }

    /// Somebody else, at the same program.
    pub(super) async fn colleague(&self, login: &str, password: &str) -> Self {
        let (client, site) = (self.client.clone(), self.site.clone());
        let cookie = signed_in(&client, &site, login, password).await;
        Self { client, site, cookie, _node: None }
    }

    pub(super) async fn get(&self, path: &str) -> String {
        let answer = self.client.get(format!("{}{path}", self.site)).header(COOKIE, &self.cookie).send().await.unwrap();
        let status = answer.status();
        let page = answer.text().await.unwrap();
        assert_eq!(status, 200, "{path}: {page}");
        page
    }

    /// How the place of that name stands in the list of scopes.
    async fn place(&self, name: &str) -> String {
        let page = self.get("/figures").await;
        let options = between(&page, "<option value=\"place-", "</option>");
        let found = options.iter().find(|option| option.contains(name));
        let found = found.unwrap_or_else(|| panic!("no place {name} in {options:?}"));
        format!("place-{}", found.split('"').next().unwrap())
    }

    /// The rows of an address over all its pages, where each row leads, and that none stands twice.
    pub(super) async fn rows(&self, address: &str) -> (usize, BTreeSet<String>) {
        let (mut count, mut leads) = (0, BTreeSet::new());
        let mut next = Some(address.to_owned());
        while let Some(path) = next {
            let page = self.get(&path).await;
            let rows: Vec<&str> = page.split("data-row").skip(1).collect();
            assert!(rows.len() <= 50, "{path} is one page");
            count += rows.len();
            leads.extend(
                rows.iter()
                    .filter_map(|row| between(row, "ln-row__title\" href=\"", "\"").first().map(|lead| plain(lead))),
            );
            next = page
                .split("<a ")
                .find(|rest| rest.split('>').next().is_some_and(|tag| tag.contains("rel=\"next\"")))
                .map(|rest| plain(between(rest, "href=\"", "\"")[0]));
        }
        (count, leads)
    }

    /// Opens every number of a page of figures; what was opened, and some page of each kind that a row leads to.
    async fn walk(&self, page: &str, says: &[&str]) -> usize {
        let html = self.get(page).await;
        for text in says {
            assert!(html.contains(text), "{page} does not say {text}");
        }
        assert_eq!(closed(&html), Vec::<&str>::new(), "{page} has numbers that open nothing");
        let numbers = numbers(&html);
        let mut opened = BTreeSet::new();
        for (address, said) in &numbers {
            let (count, leads) = self.rows(address).await;
            assert_eq!(count, *said, "{page} says {said} and opens {address}");
            for lead in leads {
                let kind = lead.split(['/', '?']).nth(1).unwrap_or_default().to_owned();
                if opened.insert(kind) {
                    self.get(&lead).await;
                }
            }
        }
        numbers.len()
    }
}

impl Played {
    async fn reader(&self) -> Reader {
        let mut serve = program();
        serve.args(["serve", "--listen", "127.0.0.1:0", "--database", self.fresh.url(), "--key"]);
        serve.arg(self.folder.path().join("langnghe.key"));
        Reader::of(Node::ready(serve).await, "nhap.lieu", "nam-cong-bo-mo-phong").await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_number_of_binh_son_2020_opens_its_rows() {
    for played in Played::on_both("binh-son-2020.toml").await {
        let reader = played.reader().await;
        let place = reader.place("Bình Sơn").await;
        let year = format!("/figures?scope={place}&from=2020-01-01&to=2020-12-31");
        let says = ["81,5%", "400/491", "336/422", "79,6%", "83/422", "64/69", "05/69", "03/422", "18/22", "2/4"];
        assert!(reader.walk(&format!("{year}&as_of=2021-02-01"), &says).await > 40);
        assert!(reader.walk(&format!("{year}&mode=workload&as_of=2020-12-31"), &["427"]).await > 40);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_number_of_ha_tinh_2022_opens_its_rows() {
    for played in Played::on_both("ha-tinh-2022.toml").await {
        let reader = played.reader().await;
        let place = reader.place("Hà Tĩnh").await;
        let says = ["287", "26", "259"];
        assert!(reader.walk(&format!("/figures?scope={place}&from=2022-01-01&to=2022-09-30"), &says).await > 10);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_number_of_thanh_hoa_2019_opens_its_rows() {
    for played in Played::on_both("thanh-hoa-2019.toml").await {
        let reader = played.reader().await;
        let place = reader.place("Thạnh Hóa").await;
        let page = format!("/figures?scope={place}&from=2019-01-01&to=2019-10-18");
        assert!(reader.walk(&page, &["59/71", "83%"]).await > 10);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_number_of_the_commune_at_work_opens_its_rows() {
    for fresh in Fresh::both().await {
        let folder = tempfile::tempdir().unwrap();
        let mut demo = program();
        demo.args(["demo", "--port", "0", "--database", fresh.url(), "--folder"]).arg(folder.path());
        let reader = Reader::of(Node::ready(demo).await, "thu.ky", "ben-sen-mo-phong").await;
        for page in ["/figures", "/figures?mode=workload&from=2026-09-01", "/figures?state_on=2026-08-31"] {
            assert!(reader.walk(page, &[]).await > 10, "{page}");
        }
    }
    assert!(scenario("ben-sen.toml").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn every_number_of_generated_communes_opens_its_rows() {
    for fresh in Fresh::both().await {
        let folder = tempfile::tempdir().unwrap();
        let key = folder.path().join("langnghe.key");
        let mut fill = program();
        fill.args(["generate", "--cases", "700", "--seed", "29", "--database", fresh.url(), "--key"]).arg(&key);
        assert!(fill.output().await.unwrap().status.success());
        let mut serve = program();
        serve.args(["serve", "--listen", "127.0.0.1:0", "--database", fresh.url(), "--key"]).arg(&key);
        let reader = Reader::of(Node::ready(serve).await, "mo.phong", "du-lieu-mo-phong").await;
        for page in [
            "/figures?from=2025-07-01&to=2026-06-30&below=yes",
            "/figures?from=2025-10-01&to=2026-03-31&state_on=2026-05-15&below=yes",
            "/figures?mode=workload&from=2026-01-01&to=2026-06-30&below=yes",
        ] {
            assert!(reader.walk(page, &[]).await > 30, "{page}");
        }
    }
}
