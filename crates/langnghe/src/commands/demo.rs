//! `langnghe demo`: a commune at work, everything in it invented, on an embedded file of its own.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;

use crate::database::Database;
use crate::opened::{open, secrets};
use crate::played::{PASSWORD, Scenario, play};
use crate::say;
use crate::serve::{Listening, Transport, serve};

/// The port of the demo; the next free one where it is taken.
const PORT: u16 = 8080;

/// Settings of `demo`.
#[derive(Debug, Args)]
pub(crate) struct Demo {
    /// The folder of the demo's database and key; what was done in it stays there.
    #[arg(long, value_name = "FOLDER", default_value = "langnghe-demo")]
    folder: PathBuf,
    /// The port on this machine.
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// Only makes the database, and does not serve it.
    #[arg(long)]
    only_make: bool,
}

impl Demo {
    /// Plays the scenario into a new file, and serves it on this machine alone.
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        std::fs::create_dir_all(&self.folder)
            .with_context(|| format!("the folder {} can't be made", self.folder.display()))?;
        let database = Database::of(format!("sqlite:{}", self.folder.join("demo.db").display()));
        let (store, key) = open(&database, true).await?;
        let scenario = Scenario::demo()?;
        if play(&store, &secrets(&key), &scenario).await? {
            say("a commune was made, with two dialogues; its people and matters are invented (mô phỏng)");
        }
        for (login, line) in scenario.logins() {
            say(&format!("account {login:<10} password {PASSWORD}   {line}"));
        }
        if self.only_make {
            return Ok(());
        }
        let listening = Listening::new(self.address(), Transport::Plain)?;
        let app = web::router(web::App {
            office: acts::Office::new(&store),
            secrets: secrets(&key),
            secure_cookies: false,
        });
        serve(listening, app, |address| say(&format!("open http://{address}"))).await
    }

    fn address(&self) -> SocketAddr {
        let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let free = |port: &u16| TcpListener::bind((here, *port)).is_ok();
        let port = self.port.or_else(|| (PORT..PORT + 100).find(free)).unwrap_or(PORT);
        SocketAddr::new(here, port)
    }
}
