//! Who is at the other end of the connection, as far as the program that listens knows.

use std::net::{IpAddr, Ipv4Addr};

use axum::http::Extensions;

/// The other end of a connection. The program that listens puts it into every request; nothing in it comes from a header
/// that a visitor could write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer {
    /// The visitor's address; behind a proxy, the one that the proxy saw.
    pub address: IpAddr,
    /// Whether the visitor speaks TLS, to us or to the proxy.
    pub secure: bool,
}

impl Peer {
    /// The peer of a request; a visitor of this machine without TLS where nobody said so, as in tests.
    pub fn of(extensions: &Extensions) -> Self {
        extensions.get::<Self>().copied().unwrap_or(Self { address: IpAddr::V4(Ipv4Addr::LOCALHOST), secure: false })
    }
}
