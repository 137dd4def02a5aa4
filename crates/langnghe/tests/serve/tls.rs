//! TLS by an authority of our own, and by given certificates.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::sync::Arc;

use rcgen::{CertificateParams, KeyPair};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, ServerName};
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

use super::{Server, ask, refused};

/// A browser that trusts one certificate.
fn trusting(file: &Path) -> TlsConnector {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(file).unwrap()).unwrap();
    let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    TlsConnector::from(Arc::new(config))
}

async fn connect(browser: &TlsConnector, server: &Server, name: &'static str) -> std::io::Result<TlsStream<TcpStream>> {
    browser.connect(ServerName::try_from(name).unwrap(), server.connect().await).await
}

#[tokio::test]
async fn an_office_without_certificates_has_its_own_authority() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start_in(folder.path(), &["--tls-self", "--name", "may-chu.xa.example"]).await;
    assert_eq!(server.scheme, "https");
    let certificate = folder.path().join("langnghe-authority.crt");
    let key = folder.path().join("langnghe-authority.key");
    assert_eq!(std::fs::metadata(&key).unwrap().permissions().mode() & 0o777, 0o600);

    let said = server.said.join("\n");
    assert!(said.contains(&format!("certificate to install on each machine: {}", certificate.display())), "{said}");
    assert!(said.contains("may-chu.xa.example"), "{said}");
    let fingerprint = said.split("SHA-256 fingerprint: ").nth(1).unwrap().lines().next().unwrap().to_owned();
    assert_eq!(fingerprint.split(':').count(), 32);

    let browser = trusting(&certificate);
    for name in ["may-chu.xa.example", "localhost", "127.0.0.1"] {
        let answer = ask(connect(&browser, &server, name).await.unwrap(), "GET", "").await;
        assert!(answer.starts_with("HTTP/1.1 200 "), "{name}: {answer}");
        assert!(answer.contains("strict-transport-security"), "{name}: {answer}");
    }
    assert!(connect(&browser, &server, "bank.example").await.is_err());
    server.signal("TERM");
    assert_eq!(server.ended().await.0, Some(0));

    let again = Server::start_in(folder.path(), &["--tls-self"]).await;
    assert!(again.said.join("\n").contains(&fingerprint), "the authority is kept");
    assert!(connect(&browser, &again, "localhost").await.is_ok());
    drop(again);

    let (code, said) = refused(folder.path(), &["--tls-self", "--name", "other.example"]).await;
    assert_eq!(code, 1);
    assert!(said.contains("may not speak for \"other.example\""), "{said}");

    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).unwrap();
    let (code, said) = refused(folder.path(), &["--tls-self"]).await;
    assert_eq!(code, 1);
    assert!(said.contains("chmod 600"), "{said}");
}

#[tokio::test]
async fn who_types_http_is_sent_to_https() {
    let server = Server::start(&["--tls-self"]).await;
    let answer = server.health("").await;
    assert!(answer.starts_with("HTTP/1.1 308 "), "{answer}");
    assert!(answer.contains("location: https://localhost/health"), "{answer}");
    let posted = ask(server.connect().await, "POST", "content-length: 0\r\n").await;
    assert!(posted.starts_with("HTTP/1.1 400 "), "what was posted in the clear is not repeated: {posted}");
}

#[tokio::test]
async fn given_certificates_are_used() {
    let folder = tempfile::tempdir().unwrap();
    let (certificate, key) = (folder.path().join("cert.pem"), folder.path().join("key.pem"));
    let pair = KeyPair::generate().unwrap();
    let made = CertificateParams::new(["xa.example".to_owned()]).unwrap().self_signed(&pair).unwrap();
    std::fs::write(&certificate, made.pem()).unwrap();
    std::fs::write(&key, pair.serialize_pem()).unwrap();
    let files = format!("{},{}", certificate.display(), key.display());

    let server = Server::start_in(folder.path(), &["--tls", &files]).await;
    let stream = connect(&trusting(&certificate), &server, "xa.example").await.unwrap();
    assert!(ask(stream, "GET", "").await.starts_with("HTTP/1.1 200 "));

    std::fs::write(&key, KeyPair::generate().unwrap().serialize_pem()).unwrap();
    let (code, said) = refused(folder.path(), &["--tls", &files]).await;
    assert_eq!(code, 1);
    assert!(said.contains("can't be used together"), "{said}");
    std::fs::remove_file(&key).unwrap();
    let (code, said) = refused(folder.path(), &["--tls", &files]).await;
    assert_eq!((code, said.contains("key.pem can't be read")), (1, true), "{said}");
}
