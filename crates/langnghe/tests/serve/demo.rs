//! `langnghe demo` as a newcomer starts it: it prints where to go and who to be, and both are true.

use testing::reqwest::Client;
use testing::reqwest::header::{COOKIE, LOCATION, SET_COOKIE};
use testing::reqwest::redirect::Policy;

use super::{Server, demo};

/// A line that names an account: login, password, and the words of its roles.
fn account(line: &str) -> Option<(String, String)> {
    let (login, rest) = line.strip_prefix("langnghe: account ")?.split_once(" password ")?;
    Some((login.trim().to_owned(), rest.split_whitespace().next()?.to_owned()))
}

#[tokio::test]
async fn the_demo_prints_accounts_that_open_it() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::printed(demo(folder.path()), "langnghe: open ").await;
    let accounts: Vec<_> = server.said.iter().filter_map(|line| account(line)).collect();
    assert!(accounts.len() >= 4, "{:?}", server.said);
    let site = format!("{}://{}", server.scheme, server.address);
    let client = Client::builder().redirect(Policy::none()).build().unwrap();
    for (login, password) in accounts {
        let typed = [("login", login.as_str()), ("password", password.as_str()), ("back", "/")];
        let request = client.post(format!("{site}/sign-in")).form(&typed).header("sec-fetch-site", "same-origin");
        let answer = request.send().await.unwrap();
        let status = answer.status().as_u16();
        let location = answer.headers().get(LOCATION).map(|to| to.to_str().unwrap().to_owned());
        assert_eq!((status, location.as_deref()), (303, Some("/")), "{login} with {password}");
        let cookie = answer.headers()[SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned();
        let home = client.get(format!("{site}/")).header(COOKIE, cookie);
        let home = home.send().await.unwrap();
        assert_eq!(home.status().as_u16(), 200, "{login}");
        let page = home.text().await.unwrap();
        assert!(page.contains("action=\"/sign-out\""), "{login} is inside: {page}");
    }
}
