//! `langnghe serve`: which address, under which protection.

use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::Args;
use domain::message::is_address;

use crate::database::Database;
use crate::jobs::Disk;
use crate::opened::{open, secrets};
use crate::outbox::Outbox;
use crate::serve::{Listening, Transport};
use crate::tls::{self, Authority};
use crate::{say, site};

/// Settings of `serve`.
#[derive(Debug, Args)]
pub(crate) struct Serve {
    #[command(flatten)]
    database: Database,
    /// Where to listen. Another address than this machine's own needs --tls, --tls-self or --behind-proxy.
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    #[command(flatten)]
    protection: Protection,
    /// The address under which people reach it, as it stands on their slips, such as `https://langnghe.example.vn`. Without it the
    /// address by which a slip is asked for stands there, and none where only this machine reaches it.
    #[arg(long = "public", value_name = "URL", env = "LANGNGHE_PUBLIC", value_parser = site_address)]
    public: Option<String>,
    /// A further name or address for which --tls-self answers; may be repeated.
    #[arg(long = "name", value_name = "HOST", requires = "tls_self")]
    names: Vec<String>,
    /// The folder into which letters are laid, one file each (.eml), for a mail program of the office that sends them.
    #[arg(long, value_name = "FOLDER", env = "LANGNGHE_OUTBOX")]
    outbox: Option<PathBuf>,
    /// The address from which those letters come.
    #[arg(long, value_name = "ADDRESS", requires = "outbox", value_parser = address, default_value = "langnghe@localhost")]
    outbox_from: String,
}

/// How the way to the browser is protected; at most one.
#[derive(Debug, Args)]
#[group(multiple = false)]
struct Protection {
    /// A certificate chain and its key, two PEM files.
    #[arg(long, value_name = "CERT,KEY", value_parser = two_files)]
    tls: Option<(PathBuf, PathBuf)>,
    /// An authority of our own: its certificate is installed once on each machine that works here.
    #[arg(long)]
    tls_self: bool,
    /// A proxy that speaks TLS to the browsers: only this address may connect, and only its X-Forwarded-For and
    /// X-Forwarded-Proto are believed.
    #[arg(long, value_name = "ADDRESS")]
    behind_proxy: Option<IpAddr>,
}

impl Serve {
    /// Opens the database, listens, and serves until told to stop.
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let listening = Listening::new(self.listen, self.transport()?)?;
        let (store, key) = open(&self.database, false).await?;
        tracing::info!(version = env!("CARGO_PKG_VERSION"), key = key.fingerprint(), "starting");
        let (office, secrets) = (acts::Office::new(&store), secrets(&key));
        if let Some(first) = acts::account::first_code(&office, &secrets, store::clock::machine()).await? {
            say(&format!("nobody has an account yet: open /first-run and type the code {}", first.code));
        }
        let outbox = self.outbox.map(|folder| Outbox { folder, from: self.outbox_from });
        let backups = self.database.backups;
        for folder in backups.iter().chain(outbox.as_ref().map(|outbox| &outbox.folder)) {
            begin_folder(folder);
        }
        let hands = Arc::new(Disk { store: store.clone(), backups, outbox });
        let scheme = listening.scheme();
        let shown = listening.shown_host();
        site::run(&store, &key, listening, (Vec::new(), self.public), hands, |address| {
            let host = shown.unwrap_or_else(|| address.ip());
            say(&format!("{scheme}://{}", SocketAddr::new(host, address.port())));
        })
        .await
    }

    fn transport(&self) -> anyhow::Result<Transport> {
        let protection = &self.protection;
        if let Some((certificates, key)) = &protection.tls {
            return Ok(Transport::Tls(tls::from_files(certificates, key)?));
        }
        if let Some(proxy) = protection.behind_proxy {
            return Ok(Transport::BehindProxy(proxy));
        }
        if !protection.tls_self {
            return Ok(Transport::Plain);
        }
        let own =
            Authority::open(&self.database.key_file()?, &self.names)?.certificates(self.listen.ip(), &self.names)?;
        let authority = own.authority();
        say(&format!("certificate to install on each machine: {}", authority.file().display()));
        say(&format!("its SHA-256 fingerprint: {}", authority.fingerprint()));
        say(&format!("names it answers to: {}", own.names().join(", ")));
        Ok(Transport::Tls(tls::answering_with(own)?))
    }
}

/// Makes a folder that was named now and is not there; not those above it, so that a disk that is not plugged in is not made up.
fn begin_folder(folder: &Path) {
    if let Err(error) = std::fs::create_dir(folder)
        && error.kind() != ErrorKind::AlreadyExists
    {
        tracing::warn!(folder = %folder.display(), %error, "the folder is not there; what goes there is tried again");
    }
}

fn address(text: &str) -> Result<String, String> {
    if is_address(text) { Ok(text.to_owned()) } else { Err("an address like name@host is needed".to_owned()) }
}

/// The address of a site: a scheme, a host, and nothing behind it.
fn site_address(text: &str) -> Result<String, String> {
    let whole = text.trim_end_matches('/');
    let host = whole.strip_prefix("https://").or_else(|| whole.strip_prefix("http://")).unwrap_or_default();
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    if !host.is_empty() && host.chars().all(plain) {
        Ok(whole.to_owned())
    } else {
        Err("an address like https://langnghe.example.vn is needed, without a path".to_owned())
    }
}

fn two_files(text: &str) -> Result<(PathBuf, PathBuf), String> {
    match text.split_once(',') {
        Some((certificates, key)) if !certificates.is_empty() && !key.is_empty() => {
            Ok((PathBuf::from(certificates), PathBuf::from(key)))
        }
        _ => Err("two files are needed, with a comma between: the certificates and their key".to_owned()),
    }
}
