//! Behind a proxy: only its connections, and only its word.

use std::net::SocketAddr;

use tokio::net::TcpSocket;

use super::{Server, ask, read};

#[tokio::test]
async fn the_proxys_word_is_believed() {
    let server = Server::start(&["--behind-proxy", "127.0.0.1"]).await;
    let secure = server.health("x-forwarded-proto: https\r\nx-forwarded-for: 203.0.113.9\r\n").await;
    assert!(secure.starts_with("HTTP/1.1 200 "), "{secure}");
    assert!(secure.contains("strict-transport-security: max-age=31536000"), "{secure}");
    let plain = server.health("x-forwarded-proto: https, http\r\n").await;
    assert!(!plain.contains("strict-transport-security"), "the last entry is the proxy's: {plain}");
}

#[tokio::test]
async fn nobody_else_may_connect() {
    let server = Server::start(&["--behind-proxy", "127.0.0.1"]).await;
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.2:0".parse().unwrap()).unwrap();
    let stream = socket.connect(server.address.parse::<SocketAddr>().unwrap()).await.unwrap();
    let answer = read(stream).await;
    assert!(answer.starts_with("HTTP/1.1 403 "), "{answer}");
    assert!(ask(server.connect().await, "GET", "").await.starts_with("HTTP/1.1 200 "), "the proxy still may");
}
