//! TLS: certificates from files, or from an authority of our own.

mod own;

use std::path::Path;
use std::sync::Arc;

use tokio_rustls::rustls::crypto::{CryptoProvider, ring};
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::ResolvesServerCert;
use tokio_rustls::rustls::sign::CertifiedKey;
use tokio_rustls::rustls::{ServerConfig, sign};

use crate::refused::Refused;

pub(crate) use own::Authority;

/// Reads a certificate chain, the server's first, and its key, both PEM.
pub(crate) fn from_files(certificates: &Path, key: &Path) -> anyhow::Result<Arc<ServerConfig>> {
    let certified = read(certificates, key)?;
    answering_with(sign::SingleCertAndKey::from(certified))
}

/// A server that answers with the certificates of `resolver`, by TLS 1.2 or 1.3 and HTTP/1.1.
pub(crate) fn answering_with(resolver: impl ResolvesServerCert + 'static) -> anyhow::Result<Arc<ServerConfig>> {
    let mut config = ServerConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(resolver));
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

/// The one library of ciphers.
fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}

fn read(certificates: &Path, key: &Path) -> Result<CertifiedKey, Refused> {
    let unreadable = |what: &str, file: &Path, error: &dyn std::fmt::Display| {
        Refused::new(
            format!("the {what} {} can't be read: {error}.", file.display()),
            "write --tls CERT,KEY with two PEM files that this account may read",
        )
    };
    let chain = CertificateDer::pem_file_iter(certificates)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| unreadable("certificate", certificates, &error))?;
    if chain.is_empty() {
        return Err(unreadable("certificate", certificates, &"there is none in it"));
    }
    let private = PrivateKeyDer::from_pem_file(key).map_err(|error| unreadable("key", key, &error))?;
    let certified = CertifiedKey::from_der(chain, private, &provider());
    certified.map_err(|error| {
        Refused::new(
            format!(
                "the certificate {} and the key {} can't be used together: {error}.",
                certificates.display(),
                key.display()
            ),
            "take the key for which the certificate was made; the server's certificate stands first in its file",
        )
    })
}
