//! What a proxy says of the visitor. It is believed only where the connection is the proxy's.

use std::net::{IpAddr, SocketAddr};

use axum::http::HeaderMap;
use web::shell::Peer;

/// Headers by which a proxy tells of the visitor. A handler never sees them: anybody can write them.
const TOLD: [&str; 5] = ["forwarded", "x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-real-ip"];

/// What the proxy said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    address: Option<IpAddr>,
    secure: bool,
}

impl Said {
    /// The visitor as the proxy saw it; the proxy itself where it said nothing.
    pub(super) fn or(self, proxy: Peer) -> Peer {
        Peer { address: self.address.unwrap_or(proxy.address), secure: self.secure }
    }
}

/// Takes the proxy's words out of the headers. The last entry is the proxy's own; those before it are the visitor's.
pub(super) fn take(headers: &mut HeaderMap) -> Said {
    let said = Said {
        address: last(headers, "x-forwarded-for").and_then(address),
        secure: last(headers, "x-forwarded-proto").is_some_and(|scheme| scheme.eq_ignore_ascii_case("https")),
    };
    for name in TOLD {
        headers.remove(name);
    }
    said
}

fn last<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let line = headers.get_all(name).iter().next_back()?.to_str().ok()?;
    line.rsplit(',').next().map(str::trim)
}

/// An address with or without its port.
fn address(entry: &str) -> Option<IpAddr> {
    let bare = entry.trim_start_matches('[').trim_end_matches(']');
    let parsed = bare.parse().or_else(|_| entry.parse::<SocketAddr>().map(|address| address.ip()));
    parsed.ok().map(|address: IpAddr| address.to_canonical())
}

#[cfg(test)]
mod tests {
    use axum::http::{HeaderMap, HeaderName, HeaderValue};
    use web::shell::Peer;

    use super::take;

    fn seen(lines: &[(&'static str, &'static str)]) -> (String, bool) {
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(HeaderName::from_static(name), HeaderValue::from_static(value));
        }
        headers.append("accept", HeaderValue::from_static("text/html"));
        let peer = take(&mut headers).or(Peer { address: [10, 0, 0, 2].into(), secure: false });
        assert_eq!(headers.len(), 1, "only the header that is no proxy's is left");
        (peer.address.to_string(), peer.secure)
    }

    #[test]
    fn the_last_entry_is_the_proxys() {
        let cases = [
            (&[("x-forwarded-for", "203.0.113.9"), ("x-forwarded-proto", "https")][..], "203.0.113.9", true),
            (
                &[("x-forwarded-for", "1.1.1.1, 203.0.113.9"), ("x-forwarded-proto", "https, http")],
                "203.0.113.9",
                false,
            ),
            (&[("x-forwarded-for", "1.1.1.1"), ("x-forwarded-for", "203.0.113.9")], "203.0.113.9", false),
            (&[("x-forwarded-for", "203.0.113.9:4711")], "203.0.113.9", false),
            (&[("x-forwarded-for", "[2001:db8::7]:4711"), ("x-real-ip", "1.1.1.1")], "2001:db8::7", false),
            (&[("x-forwarded-for", "2001:db8::7"), ("forwarded", "for=1.1.1.1")], "2001:db8::7", false),
            (&[("x-forwarded-for", "::ffff:203.0.113.9"), ("x-forwarded-host", "evil.example")], "203.0.113.9", false),
            (&[("x-forwarded-for", "unknown"), ("x-forwarded-proto", "HTTPS")], "10.0.0.2", true),
            (&[], "10.0.0.2", false),
        ];
        for (lines, address, secure) in cases {
            assert_eq!(seen(lines), (address.to_owned(), secure), "{lines:?}");
        }
    }
}
