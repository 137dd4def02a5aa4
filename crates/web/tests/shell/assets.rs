//! The embedded files.

use std::io::Read;

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY};
use axum::http::{Request, StatusCode};
use web::look::assets::{all, digest, url};

use super::{ask, read, shell};

const FOR_EVER: &str = "public, max-age=31536000, immutable";

fn read_with(path: &str, name: &str, value: &str) -> Request<Body> {
    Request::get(path).header(name, value).body(Body::empty()).unwrap()
}

#[tokio::test]
async fn every_file_is_kept_for_a_year() {
    for asset in all() {
        let answer = ask(shell(), read(&url(asset.path))).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", asset.path);
        assert_eq!(answer.body, asset.bytes(), "{}", asset.path);
        assert_eq!(answer.header(CACHE_CONTROL), FOR_EVER);
        assert_eq!(answer.header(CONTENT_TYPE), asset.content_type);
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header(VARY), "accept-encoding");
        assert!(answer.header("content-security-policy").starts_with("default-src 'none'"));
    }
}

#[tokio::test]
async fn what_a_browser_holds_is_not_sent_again() {
    let address = url("langnghe.css");
    let tag = ask(shell(), read(&address)).await.header(ETAG).to_owned();
    let answer = ask(shell(), read_with(&address, "if-none-match", &tag)).await;
    assert_eq!((answer.status, answer.body.len()), (StatusCode::NOT_MODIFIED, 0));
    assert_eq!(answer.header(CACHE_CONTROL), FOR_EVER);
    assert_eq!(answer.header(ETAG), tag);
    let other = ask(shell(), read_with(&address, "if-none-match", "\"other\"")).await;
    assert_eq!(other.status, StatusCode::OK);
}

#[tokio::test]
async fn a_file_is_compressed_for_those_who_can_read_it() {
    let address = url("langnghe.css");
    let plain = ask(shell(), read(&address)).await.body;
    for (accepted, coding) in
        [("gzip, deflate, br", "br"), ("br;q=0.5", "br"), ("br;q=0", ""), ("gzip", "gzip"), ("", "")]
    {
        let answer = ask(shell(), read_with(&address, "accept-encoding", accepted)).await;
        assert_eq!(answer.header(CONTENT_ENCODING), coding, "{accepted}");
        assert_eq!(answer.body.len() < plain.len(), !coding.is_empty(), "{accepted}");
        if coding == "br" {
            let mut unpacked = Vec::new();
            brotli::Decompressor::new(&answer.body[..], 4096).read_to_end(&mut unpacked).unwrap();
            assert_eq!(unpacked, plain);
        }
    }
}

#[tokio::test]
async fn fonts_are_sent_as_they_are() {
    let font = all().iter().find(|asset| asset.content_type == "font/woff2").unwrap();
    let answer = ask(shell(), read_with(&url(font.path), "accept-encoding", "gzip, br")).await;
    assert_eq!((answer.header(CONTENT_ENCODING), &answer.body[..]), ("", font.bytes()));
}

#[tokio::test]
async fn the_address_of_another_version_is_answered_and_not_kept() {
    let answer = ask(shell(), read("/assets/0123456789abcdef/langnghe.css")).await;
    assert_eq!((answer.status, answer.header(CACHE_CONTROL)), (StatusCode::OK, "no-store"));
    assert_ne!(digest(), "0123456789abcdef");
}

#[tokio::test]
async fn what_is_not_in_the_program_is_not_there() {
    for path in ["none.css", "../Cargo.toml", "%2e%2e/Cargo.toml", "fonts", "langnghe.css/"] {
        let answer = ask(shell(), read(&format!("/assets/{}/{path}", digest()))).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert!(answer.text().contains("not-there"), "{path}");
        assert_eq!(answer.header(CACHE_CONTROL), "no-store", "{path}");
    }
}
