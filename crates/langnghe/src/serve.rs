//! Listening, and the life of a connection.

mod connection;
mod forwarded;
mod patient;

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::timeout;
use tokio_rustls::rustls::ServerConfig;
use web::shell::limits;

use crate::refused::Refused;
use crate::unix::{self, Stop};
use connection::Connections;

/// Time that running requests have to end after a wish to stop.
const DRAIN: Duration = Duration::from_secs(10);

/// Pause after the system could not hand over a connection, as when no file handle is left.
const ACCEPT_PAUSE: Duration = Duration::from_millis(200);

/// How bytes reach the browser.
#[derive(Debug, Clone)]
pub(crate) enum Transport {
    /// As they are; for this machine only.
    Plain,
    /// Under TLS.
    Tls(Arc<ServerConfig>),
    /// As they are to a proxy of this address, which speaks TLS to the browsers.
    BehindProxy(IpAddr),
}

/// An address and how it is protected. There is none that would carry passwords over a network in the clear.
#[derive(Debug, Clone)]
pub(crate) struct Listening {
    address: SocketAddr,
    transport: Transport,
}

impl Listening {
    /// Refused for an address that others reach without protection.
    pub(crate) fn new(address: SocketAddr, transport: Transport) -> Result<Self, Refused> {
        if matches!(transport, Transport::Plain) && !address.ip().to_canonical().is_loopback() {
            return Err(Refused::new(
                format!(
                    "refused to listen on {address}: passwords and what people say would cross the network readable by \
                     anybody on the way."
                ),
                format!(
                    "add one of:\n  \
                     --tls CERT,KEY           with a certificate of this server,\n  \
                     --tls-self               with an authority of its own, whose certificate you install once on each machine,\n  \
                     --behind-proxy ADDRESS   with a proxy at ADDRESS that speaks TLS to the browsers;\n\
                     or listen for this machine alone: --listen 127.0.0.1:{}",
                    address.port()
                ),
            ));
        }
        Ok(Self { address, transport })
    }

    /// Whether browsers reach it by TLS, ours or the proxy's.
    pub(crate) const fn is_protected(&self) -> bool {
        !matches!(self.transport, Transport::Plain)
    }

    /// `http` or `https`, as one types it into a browser.
    pub(crate) const fn scheme(&self) -> &'static str {
        match self.transport {
            Transport::Tls(_) => "https",
            Transport::Plain | Transport::BehindProxy(_) => "http",
        }
    }

    /// The address to print where we listen on all of them: the one that others most likely reach.
    pub(crate) fn shown_host(&self) -> Option<IpAddr> {
        let any = self.address.ip();
        any.is_unspecified().then(|| own_address(any.is_ipv6())).flatten()
    }
}

/// The address of this machine towards the network; nothing is sent to find it.
pub(crate) fn own_address(v6: bool) -> Option<IpAddr> {
    // Addresses set aside for documentation: no packet leaves before something is written.
    let (here, there) = if v6 { ("[::]:0", "[2001:db8::1]:9") } else { ("0.0.0.0:0", "192.0.2.1:9") };
    let socket = std::net::UdpSocket::bind(here).ok()?;
    socket.connect(there).ok()?;
    Some(socket.local_addr().ok()?.ip()).filter(|address| !address.is_unspecified())
}

/// Serves `app` until SIGINT or SIGTERM, then lets running requests end for at most ten seconds; a second signal ends
/// them at once. `ready` is called once with the address, when connections are accepted.
pub(crate) async fn serve(listening: Listening, app: Router, ready: impl FnOnce(SocketAddr)) -> anyhow::Result<()> {
    let mut stop = Stop::listen()?;
    let listener = TcpListener::bind(listening.address).await.map_err(|error| {
        Refused::new(
            format!("can't listen on {}: {error}.", listening.address),
            "stop the program that listens there, or choose another address with --listen ADDRESS:PORT",
        )
    })?;
    let most = most_connections();
    let slots = Arc::new(Semaphore::new(most));
    let connections = Arc::new(Connections::new(app, listening.transport));
    let (stopping, stopped) = watch::channel(false);
    ready(listener.local_addr()?);

    loop {
        let accepted = tokio::select! {
            () = stop.wished() => break,
            accepted = listener.accept() => accepted,
        };
        match accepted {
            Ok((stream, from)) => match slots.clone().try_acquire_owned() {
                Ok(slot) => {
                    let (connections, stopped) = (connections.clone(), stopped.clone());
                    tokio::spawn(async move {
                        connections.run(stream, from, stopped).await;
                        drop(slot);
                    });
                }
                Err(_) => turn_away(stream, "503 Service Unavailable", "Too many connections; try again in a moment."),
            },
            Err(error) => {
                tracing::warn!(%error, "a connection could not be accepted");
                if timeout(ACCEPT_PAUSE, stop.wished()).await.is_ok() {
                    break;
                }
            }
        }
    }

    drop(listener);
    tracing::info!("stopping: what is being answered may end");
    stopping.send_replace(true);
    tokio::select! {
        ended = timeout(DRAIN, all_of(&slots, most)) => if ended.is_err() {
            tracing::warn!("some requests were still being answered after {} seconds", DRAIN.as_secs());
        },
        () = stop.wished() => tracing::warn!("told twice to stop: some requests were still being answered"),
    }
    Ok(())
}

/// Connections at once: as many as the limits say, and at most three quarters of the files that the system lets us have
/// open; the rest is for the database.
fn most_connections() -> usize {
    unix::open_files().map_or(limits::CONNECTIONS, |files| (files / 4 * 3).clamp(1, limits::CONNECTIONS))
}

/// Waits until every connection has ended.
async fn all_of(slots: &Semaphore, most: usize) {
    let most = u32::try_from(most).expect("the number of connections is small");
    drop(slots.acquire_many(most).await);
}

/// Says no on a connection that is not served, in plain text, without waiting for anybody.
fn turn_away(stream: TcpStream, status: &str, reason: &str) {
    let answer = format!(
        "HTTP/1.1 {status}\r\ncontent-type: text/plain; charset=utf-8\r\ncontent-length: {}\r\nretry-after: 5\r\n\
         connection: close\r\n\r\n{reason}",
        reason.len()
    );
    // A visitor who can't take these few bytes at once gets none.
    if let Ok(mut stream) = stream.into_std() {
        let _ = std::io::Write::write_all(&mut stream, answer.as_bytes());
    }
}

#[cfg(test)]
mod tests {
    use super::{Listening, Transport};

    fn refused(address: &str, transport: Transport) -> bool {
        Listening::new(address.parse().unwrap(), transport).is_err()
    }

    #[test]
    fn no_network_is_crossed_in_the_clear() {
        for address in ["127.0.0.1:80", "127.8.8.8:80", "[::1]:80", "[::ffff:127.0.0.1]:80"] {
            assert!(!refused(address, Transport::Plain), "{address}");
        }
        for address in ["0.0.0.0:80", "[::]:80", "192.168.1.5:80", "10.0.0.1:80", "[fe80::1]:80"] {
            assert!(refused(address, Transport::Plain), "{address}");
            assert!(!refused(address, Transport::BehindProxy([10, 0, 0, 2].into())), "{address}");
        }
    }
}
