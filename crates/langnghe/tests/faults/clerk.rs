//! A clerk at the desk, as the browser of one sends it.

use testing::reqwest::header::{COOKIE, HeaderMap, LOCATION, SET_COOKIE};
use testing::reqwest::redirect::Policy;
use testing::reqwest::{Client, Error, RequestBuilder};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

use super::commune::{LOGIN, PASSWORD};
use super::{Commune, Node, PATIENCE};

/// Somebody who is signed in.
#[derive(Clone)]
pub(crate) struct Clerk {
    client: Client,
    cookie: String,
    desk: String,
}

/// The answer to a post or a page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    /// Where it leads.
    pub(crate) location: String,
    pub(crate) page: String,
}

impl Answer {
    /// The turn of what was recorded; anything but a recording fails the test.
    pub(super) fn turn(&self) -> i64 {
        assert_eq!(self.status, 303, "{}", self.page);
        let turn = self.location.split_once("turn=").and_then(|(_, rest)| rest.split('&').next());
        turn.unwrap_or_else(|| panic!("no turn in {}", self.location)).parse().unwrap()
    }
}

impl Clerk {
    /// Signs in at a node.
    pub(crate) async fn sign_in(commune: &Commune, node: &Node) -> Self {
        let client = Client::builder().redirect(Policy::none()).timeout(PATIENCE).build().unwrap();
        let desk = format!("/dialogues/{}/desk", commune.dialogue);
        let mut clerk = Self { client, cookie: String::new(), desk };
        let typed = [("login", LOGIN), ("password", PASSWORD), ("back", "/")];
        let request = clerk.client.post(format!("http://{}/sign-in", node.address)).form(&typed);
        let (headers, answer) = clerk.send(request).await.unwrap();
        assert_eq!((answer.status, answer.location.as_str()), (303, "/"), "{}", answer.page);
        let cookie = headers.get(SET_COOKIE).unwrap().to_str().unwrap();
        cookie.split(';').next().unwrap().clone_into(&mut clerk.cookie);
        clerk
    }

    /// Posts an opinion under a key. The answer names its turn.
    pub(super) async fn raise(&self, node: &str, key: &str, words: &str) -> Result<Answer, Error> {
        self.post(node, &self.desk, &[("key", key), ("words", words), ("then", "same")]).await
    }

    /// Posts a form.
    pub(crate) async fn post(&self, node: &str, path: &str, form: &[(&str, &str)]) -> Result<Answer, Error> {
        Ok(self.send(self.client.post(format!("http://{node}{path}")).form(form)).await?.1)
    }

    /// Posts a form with one file, as the browser of a page with a field for it does.
    pub(crate) async fn upload(
        &self,
        node: &str,
        path: &str,
        form: &[(&str, &str)],
        file: &[u8],
    ) -> Result<Answer, Error> {
        const EDGE: &str = "-----------------------------735323031399963166993862150";
        let mut body = Vec::new();
        for (name, value) in form {
            let part = format!("--{EDGE}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n");
            body.extend(part.as_bytes());
        }
        let head = "content-disposition: form-data; name=\"file\"; filename=\"bang.xlsx\"\r\ncontent-type: application/octet-stream";
        body.extend(format!("--{EDGE}\r\n{head}\r\n\r\n").as_bytes());
        body.extend(file);
        body.extend(format!("\r\n--{EDGE}--\r\n").as_bytes());
        let request = self.client.post(format!("http://{node}{path}"));
        let request = request.header("content-type", format!("multipart/form-data; boundary={EDGE}")).body(body);
        Ok(self.send(request).await?.1)
    }

    /// Opens a page.
    pub(crate) async fn open(&self, node: &str, path: &str) -> Answer {
        self.send(self.client.get(format!("http://{node}{path}"))).await.unwrap().1
    }

    /// The page of the desk.
    pub(super) fn desk(&self) -> &str {
        &self.desk
    }

    /// Sends an opinion on a connection of its own, and leaves the answer there.
    pub(super) async fn only_send(&self, node: &Node, key: &str, words: &str) -> TcpStream {
        let body = format!("key={key}&words={words}&then=same");
        let head = format!(
            "POST {} HTTP/1.1\r\nhost: {}\r\ncookie: {}\r\nsec-fetch-site: same-origin\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n",
            self.desk,
            node.address,
            self.cookie,
            body.len()
        );
        let mut connection = node.connect().await;
        connection.write_all((head + &body).as_bytes()).await.unwrap();
        connection
    }

    async fn send(&self, request: RequestBuilder) -> Result<(HeaderMap, Answer), Error> {
        let cookies = format!("{}; langnghe-lang=en", self.cookie);
        let request = request.header("sec-fetch-site", "same-origin").header(COOKIE, cookies);
        let response = request.send().await?;
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        let location = headers.get(LOCATION).map_or("", |location| location.to_str().unwrap()).to_owned();
        Ok((headers, Answer { status, location, page: response.text().await? }))
    }
}
