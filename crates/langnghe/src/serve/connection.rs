//! One connection: who speaks, over what, and how long one waits.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::header::{HOST, LOCATION};
use axum::http::{HeaderValue, Method, Request, Response, StatusCode};
use axum::response::IntoResponse as _;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::sync::watch;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tower::Service as _;
use web::shell::{Peer, limits};

use super::patient::Patient;
use super::{Transport, forwarded, turn_away};

/// Time in which the two sides have to agree on TLS.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// The first byte of a TLS connection. Anything else is somebody who typed `http://`.
const TLS_HANDSHAKE: u8 = 22;

/// What all connections share.
pub(super) struct Connections {
    app: Router,
    transport: Transport,
    http: http1::Builder,
}

/// Becomes true when the program is to stop.
type Stopped = watch::Receiver<bool>;

impl Connections {
    /// Connections to this router.
    pub(super) fn new(app: Router, transport: Transport) -> Self {
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(limits::HEADER_READ)
            .max_headers(limits::HEADER_LINES)
            .max_header_size(limits::HEADER_BYTES)
            .max_buf_size(limits::CONNECTION_BUFFER);
        Self { app, transport, http }
    }

    /// Serves one connection to its end. What goes wrong on it is the visitor's network and worth no line of log.
    pub(super) async fn run(&self, stream: TcpStream, from: SocketAddr, stopped: Stopped) {
        let address = from.ip().to_canonical();
        // Answers are written whole; waiting to fill a packet would only delay them.
        let _ = stream.set_nodelay(true);
        match &self.transport {
            Transport::Plain => self.speak(patient(stream), Peer { address, secure: false }, false, stopped).await,
            Transport::BehindProxy(proxy) if address == proxy.to_canonical() => {
                self.speak(patient(stream), Peer { address, secure: false }, true, stopped).await;
            }
            Transport::BehindProxy(_) => {
                tracing::warn!("a connection that does not come from the proxy was refused");
                turn_away(stream, "403 Forbidden", "Only the proxy may connect here (--behind-proxy).");
            }
            Transport::Tls(config) => self.speak_tls(stream, address, config.clone(), stopped).await,
        }
    }

    async fn speak_tls(&self, stream: TcpStream, address: IpAddr, config: Arc<ServerConfig>, mut stopped: Stopped) {
        let agreed = async {
            let mut first = [0];
            stream.peek(&mut first).await.ok()?;
            if first[0] == TLS_HANDSHAKE {
                return TlsAcceptor::from(config).accept(patient(stream)).await.ok();
            }
            // The address was typed without its scheme.
            let lost = self.http.serve_connection(TokioIo::new(patient(stream)), service_fn(send_to_https));
            let _ = lost.await;
            None
        };
        let agreed = tokio::select! {
            agreed = timeout(HANDSHAKE, agreed) => agreed.ok().flatten(),
            _ = stopped.wait_for(|stopped| *stopped) => None,
        };
        if let Some(stream) = agreed {
            self.speak(stream, Peer { address, secure: true }, false, stopped).await;
        }
    }

    async fn speak<I>(&self, io: I, peer: Peer, by_proxy: bool, mut stopped: Stopped)
    where
        I: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let answer = service_fn(|mut request: Request<Incoming>| {
            let said = forwarded::take(request.headers_mut());
            let peer = if by_proxy { said.or(peer) } else { peer };
            request.extensions_mut().insert(peer);
            answer(self.app.clone(), request)
        });
        let mut connection = pin!(self.http.serve_connection(TokioIo::new(io), answer));
        tokio::select! {
            _ = connection.as_mut() => return,
            _ = stopped.wait_for(|stopped| *stopped) => {}
        }
        connection.as_mut().graceful_shutdown();
        let _ = connection.await;
    }
}

/// The answer of the site. What changes something goes on to its end even when the visitor leaves meanwhile: it was sent,
/// and whoever sent it believes it recorded. What only reads ends with its reader.
fn answer(mut app: Router, request: Request<Incoming>) -> impl Future<Output = Result<Response<Body>, Infallible>> {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let answering = app.call(request);
    // Begun here and not when it is first waited for: a connection that ends with its request is never waited for.
    let changing = if reads { Err(answering) } else { Ok(tokio::spawn(answering)) };
    async {
        match changing {
            Err(reading) => reading.await,
            // The site catches the panics of its routes; what fails here is that the program ends.
            Ok(changing) => changing.await.unwrap_or_else(|_| Ok(StatusCode::SERVICE_UNAVAILABLE.into_response())),
        }
    }
}

fn patient(stream: TcpStream) -> Patient {
    Patient::new(stream, limits::WRITE_STALL)
}

/// The answer to plain HTTP on a TLS address: the same page under `https`, for what only reads.
async fn send_to_https(request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
    let host = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let address = host.and_then(|host| HeaderValue::from_str(&format!("https://{host}{path}")).ok());
    let mut response = Response::new(Body::empty());
    match address.filter(|_| matches!(*request.method(), Method::GET | Method::HEAD)) {
        Some(address) => {
            *response.status_mut() = StatusCode::PERMANENT_REDIRECT;
            response.headers_mut().insert(LOCATION, address);
        }
        None => *response.status_mut() = StatusCode::BAD_REQUEST,
    }
    Ok(response)
}
