//! `langnghe serve`: which address, under which protection.

use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;

use clap::Args;

use crate::database::Database;
use crate::opened::{open, secrets};
use crate::serve::{Listening, Transport};
use crate::tls::{self, Authority};
use crate::{backups, say, site};

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
    /// A further name or address for which --tls-self answers; may be repeated.
    #[arg(long = "name", value_name = "HOST", requires = "tls_self")]
    names: Vec<String>,
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
        let daily = self.database.backups.map(|folder| tokio::spawn(backups::daily(store.clone(), folder)));
        let scheme = listening.scheme();
        let shown = listening.shown_host();
        let served = site::run(&store, &key, listening, Vec::new(), |address| {
            let host = shown.unwrap_or_else(|| address.ip());
            say(&format!("{scheme}://{}", SocketAddr::new(host, address.port())));
        })
        .await;
        if let Some(daily) = daily {
            daily.abort();
        }
        served
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

fn two_files(text: &str) -> Result<(PathBuf, PathBuf), String> {
    match text.split_once(',') {
        Some((certificates, key)) if !certificates.is_empty() && !key.is_empty() => {
            Ok((PathBuf::from(certificates), PathBuf::from(key)))
        }
        _ => Err("two files are needed, with a comma between: the certificates and their key".to_owned()),
    }
}
