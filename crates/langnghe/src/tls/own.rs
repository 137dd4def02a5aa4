//! An authority of our own, for an office without certificates: made once, installed on each machine that works with it.
//!
//! Its key stands beside the key of the installation. Its certificate says for which names and addresses it may speak, so
//! that who steals the key can't pass for another site on the machines that trust it.

use std::collections::BTreeSet;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::Context as _;
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DistinguishedName, DnType, ExtendedKeyUsagePurpose,
    GeneralSubtree, IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints, date_time_ymd,
};
use sha2::{Digest as _, Sha256};
use tokio_rustls::rustls::RootCertStore;
use tokio_rustls::rustls::client::WebPkiServerVerifier;
use tokio_rustls::rustls::client::danger::ServerCertVerifier as _;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivatePkcs8KeyDer, ServerName, UnixTime};
use tokio_rustls::rustls::server::{ClientHello, ResolvesServerCert};
use tokio_rustls::rustls::sign::CertifiedKey;

use super::provider;
use crate::key::hex;
use crate::refused::Refused;
use crate::{serve, unix};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// How long the authority is good for: replacing it means going to every machine again.
const AUTHORITY_DAYS: u32 = 3650;

/// How long a server's certificate is good for, just under what browsers take at most.
const SERVER_DAYS: u32 = 397;

/// From this age a server's certificate is renewed while the program runs.
const RENEWED_AFTER: Duration = Duration::from_secs(180 * 24 * 60 * 60);

/// Addresses for which any authority of ours may speak: those that no one has on the public network.
const PRIVATE: [(&str, u8); 8] = [
    ("127.0.0.0", 8),
    ("10.0.0.0", 8),
    ("172.16.0.0", 12),
    ("192.168.0.0", 16),
    ("169.254.0.0", 16),
    ("::1", 128),
    ("fc00::", 7),
    ("fe80::", 10),
];

/// The authority: its certificate, and the means to sign with it.
pub(crate) struct Authority {
    file: PathBuf,
    certificate: CertificateDer<'static>,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    /// Reads the authority that stands beside the key file, or makes one that may speak for `names` and for this machine.
    pub(crate) fn open(beside: &Path, names: &[String]) -> anyhow::Result<Self> {
        let file = beside.with_file_name("langnghe-authority.crt");
        let key_file = beside.with_file_name("langnghe-authority.key");
        match (file.exists(), key_file.exists()) {
            (true, true) => Self::read(file, &key_file),
            (false, false) => Self::make(file, &key_file, names),
            (there, _) => {
                let (left, gone) = if there { (&file, &key_file) } else { (&key_file, &file) };
                Err(Refused::new(
                    format!("{} is there, but {} is not.", left.display(), gone.display()),
                    "put it back; or remove the other one too, start again, and install the new certificate on each machine",
                )
                .into())
            }
        }
    }

    fn read(file: PathBuf, key_file: &Path) -> anyhow::Result<Self> {
        unix::refuse_readable_by_others(key_file)?;
        let key = std::fs::read_to_string(key_file).with_context(|| format!("{} can't be read", key_file.display()))?;
        let key = KeyPair::from_pem(&key).with_context(|| format!("{} holds no key", key_file.display()))?;
        let certificate =
            CertificateDer::from_pem_file(&file).with_context(|| format!("{} holds no certificate", file.display()))?;
        let issuer = Issuer::new(parameters(&key, Vec::new()), key);
        Ok(Self { file, certificate, issuer })
    }

    fn make(file: PathBuf, key_file: &Path, names: &[String]) -> anyhow::Result<Self> {
        let key = KeyPair::generate()?;
        let constrained = names.iter().cloned().chain(own_names(None)).collect();
        let parameters = parameters(&key, constrained);
        let certificate = parameters.self_signed(&key)?;
        unix::create_private(key_file, key.serialize_pem().as_bytes())
            .with_context(|| format!("{} can't be written", key_file.display()))?;
        std::fs::write(&file, certificate.pem()).with_context(|| format!("{} can't be written", file.display()))?;
        Ok(Self { file, certificate: certificate.der().clone(), issuer: Issuer::new(parameters, key) })
    }

    /// The certificate to install on each machine.
    pub(crate) fn file(&self) -> &Path {
        &self.file
    }

    /// The fingerprint by which one knows, at the other machine, that it is this certificate.
    pub(crate) fn fingerprint(&self) -> String {
        let digest: Vec<String> = Sha256::digest(&self.certificate).iter().map(|byte| format!("{byte:02X}")).collect();
        digest.join(":")
    }

    /// Certificates of this server: for `names`, refused where the authority may not speak for one of them, and for the
    /// names that the machine has by itself.
    pub(crate) fn certificates(self, listens: IpAddr, names: &[String]) -> anyhow::Result<Own> {
        for name in names {
            if !self.speaks_for(name)? {
                return Err(Refused::new(
                    format!("the authority {} may not speak for {name:?}, or {name:?} is no name of a machine.", self.file.display()),
                    "check the name; for a new name remove langnghe-authority.crt and langnghe-authority.key, start again, \
                     and install the new certificate on each machine",
                )
                .into());
            }
        }
        let mut answered: BTreeSet<String> = names.iter().cloned().collect();
        for name in own_names(Some(listens)) {
            if self.speaks_for(&name)? {
                answered.insert(name);
            }
        }
        let names: Vec<String> = answered.into_iter().collect();
        let now = now();
        let first = Arc::new(self.certificate(&names, now)?);
        Ok(Own { authority: self, names, current: Mutex::new((now, first)) })
    }

    /// Tries a certificate for this one name as a browser would.
    fn speaks_for(&self, name: &str) -> anyhow::Result<bool> {
        let Ok(server) = ServerName::try_from(name) else { return Ok(false) };
        let now = now();
        let certified = self.certificate(std::slice::from_ref(&name.to_owned()), now)?;
        let mut roots = RootCertStore::empty();
        roots.add(self.certificate.clone()).with_context(|| format!("{} is no authority", self.file.display()))?;
        let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider()).build()?;
        Ok(verifier.verify_server_cert(&certified.cert[0], &[], &server, &[], UnixTime::since_unix_epoch(now)).is_ok())
    }

    /// A certificate of the server with a key of its own, which is never written down.
    fn certificate(&self, names: &[String], now: Duration) -> anyhow::Result<CertifiedKey> {
        let key = KeyPair::generate()?;
        let mut parameters = CertificateParams::new(names)?;
        // A day back: the clocks of an office differ.
        parameters.not_before = date_time_ymd(1970, 1, 1) + now.saturating_sub(DAY);
        parameters.not_after = parameters.not_before + DAY * SERVER_DAYS;
        parameters.distinguished_name = named("langnghe");
        parameters.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        parameters.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        parameters.use_authority_key_identifier_extension = true;
        let certificate = parameters.signed_by(&key, &self.issuer)?;
        let chain = vec![certificate.der().clone(), self.certificate.clone()];
        Ok(CertifiedKey::from_der(chain, PrivatePkcs8KeyDer::from(key.serialize_der()).into(), &provider())?)
    }
}

/// The certificates of a running server, renewed before they end.
pub(crate) struct Own {
    authority: Authority,
    names: Vec<String>,
    current: Mutex<(Duration, Arc<CertifiedKey>)>,
}

impl Own {
    /// Who signs them.
    pub(crate) fn authority(&self) -> &Authority {
        &self.authority
    }

    /// The names and addresses for which the server answers.
    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    fn at(&self, now: Duration) -> Arc<CertifiedKey> {
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        if now.saturating_sub(current.0) > RENEWED_AFTER {
            match self.authority.certificate(&self.names, now) {
                Ok(renewed) => *current = (now, Arc::new(renewed)),
                Err(error) => tracing::error!(cause = format!("{error:#}"), "the certificate could not be renewed"),
            }
        }
        current.1.clone()
    }
}

impl ResolvesServerCert for Own {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(self.at(now()))
    }
}

impl std::fmt::Debug for Own {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Own").field("names", &self.names).finish_non_exhaustive()
    }
}

/// What the authority's certificate says. Its name holds a part of its key's digest, so that an older authority on the
/// same machine is told apart, and so that the name can be made again from the key.
fn parameters(key: &KeyPair, names: Vec<String>) -> CertificateParams {
    let mut permitted: Vec<GeneralSubtree> = PRIVATE
        .iter()
        .filter_map(|(address, length)| Some(CidrSubnet::from_addr_prefix(address.parse().ok()?, *length)))
        .map(GeneralSubtree::IpAddress)
        .collect();
    permitted.extend(names.into_iter().map(|name| match name.parse::<IpAddr>() {
        Ok(address) => {
            GeneralSubtree::IpAddress(CidrSubnet::from_addr_prefix(address, if address.is_ipv4() { 32 } else { 128 }))
        }
        Err(_) => GeneralSubtree::DnsName(name),
    }));
    let digest = Sha256::digest(key.public_key_raw());
    let mut parameters = CertificateParams::default();
    parameters.not_before = date_time_ymd(1970, 1, 1) + now().saturating_sub(DAY);
    parameters.not_after = parameters.not_before + DAY * AUTHORITY_DAYS;
    parameters.distinguished_name = named(&format!("langnghe {}", hex(&digest[..4])));
    parameters.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    parameters.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    parameters.name_constraints =
        Some(NameConstraints { permitted_subtrees: permitted, excluded_subtrees: Vec::new() });
    parameters
}

fn named(name: &str) -> DistinguishedName {
    let mut named = DistinguishedName::new();
    named.push(DnType::CommonName, name);
    named
}

/// The names that this machine has by itself, with the address it listens on or, where that is all of them or none is
/// given, its address towards the network.
fn own_names(listens: Option<IpAddr>) -> Vec<String> {
    let mut names = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "::1".to_owned()];
    names.extend(unix::host_name().filter(|name| ServerName::try_from(name.as_str()).is_ok()));
    match listens.filter(|address| !address.is_unspecified()) {
        Some(address) => names.push(address.to_canonical().to_string()),
        None => {
            names.extend([false, true].into_iter().filter_map(serve::own_address).map(|address| address.to_string()));
        }
    }
    names
}

/// The time by this machine's clock, since 1970.
fn now() -> Duration {
    Duration::from_millis(u64::try_from(store::clock::machine().ms()).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Authority, DAY, RENEWED_AFTER, now};

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn an_authority_speaks_for_its_names_and_for_private_addresses() {
        let folder = tempfile::tempdir().unwrap();
        let beside = folder.path().join("langnghe.key");
        let made = Authority::open(&beside, &names(&["xa-song-tram.example", "203.0.113.5"])).unwrap();
        let read = Authority::open(&beside, &[]).unwrap();
        assert_eq!(made.fingerprint(), read.fingerprint());
        for authority in [&made, &read] {
            for name in
                ["xa-song-tram.example", "desk.xa-song-tram.example", "203.0.113.5", "localhost", "192.168.1.5", "::1"]
            {
                assert!(authority.speaks_for(name).unwrap(), "{name}");
            }
            for name in ["bank.example", "203.0.113.6", "2001:db8::1", "not a name"] {
                assert!(!authority.speaks_for(name).unwrap(), "{name}");
            }
        }
        let refused = read.certificates([127, 0, 0, 1].into(), &names(&["bank.example"])).unwrap_err();
        assert!(refused.to_string().contains("bank.example"));
    }

    #[test]
    fn half_an_authority_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let beside = folder.path().join("langnghe.key");
        let made = Authority::open(&beside, &[]).unwrap();
        std::fs::remove_file(made.file()).unwrap();
        let refused = Authority::open(&beside, &[]).err().unwrap().to_string();
        assert!(refused.contains("langnghe-authority.key is there"), "{refused}");
    }

    #[test]
    fn a_running_server_renews_its_certificate() {
        let folder = tempfile::tempdir().unwrap();
        let authority = Authority::open(&folder.path().join("langnghe.key"), &[]).unwrap();
        let own = authority.certificates([127, 0, 0, 1].into(), &[]).unwrap();
        let first = own.at(now());
        assert!(Arc::ptr_eq(&first, &own.at(now() + DAY)));
        let renewed = own.at(now() + RENEWED_AFTER + DAY);
        assert_ne!(first.cert[0], renewed.cert[0]);
        assert_eq!(first.cert[1], renewed.cert[1], "the authority stays");
    }
}
