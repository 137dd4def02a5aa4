//! `langnghe demo`: a commune at work, everything in it invented, on a database of its own.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;

use anyhow::Context as _;
use clap::Args;

use crate::database::Database;
use crate::opened::{open, secrets};
use crate::played::{Scenario, play};
use crate::refused::Refused;
use crate::serve::{Listening, Transport};
use crate::{say, site};

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
    /// A PostgreSQL database that is empty or was made by demo, to try several nodes on; an embedded file in the folder
    /// when not given. The key stands in the folder.
    #[arg(long, value_name = "postgres://…")]
    database: Option<String>,
    /// Only makes the database, and does not serve it.
    #[arg(long)]
    only_make: bool,
}

impl Demo {
    /// Plays the scenario into a new database, and serves it on this machine alone. Refused for a database of real use.
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        std::fs::create_dir_all(&self.folder)
            .with_context(|| format!("the folder {} can't be made", self.folder.display()))?;
        let url = self.database.clone();
        let url = url.unwrap_or_else(|| format!("sqlite:{}", self.folder.join("demo.db").display()));
        let (store, key) = open(&Database::of(url, &self.folder), true).await?;
        if !store.installation().simulated {
            return Err(Refused::new(
                "this database was made for real use: nothing invented comes into it.",
                "name another database, or none for a file of its own",
            )
            .into());
        }
        let scenario = Scenario::demo()?;
        if play(&store, &secrets(&key), &scenario).await? {
            say("a commune was made, with two dialogues; its people and matters are invented");
        }
        for web::DemoLogin { login, password, roles } in scenario.logins() {
            let roles: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
            say(&format!("account {login:<10} password {password}   {}", roles.join(", ")));
        }
        if self.only_make {
            return Ok(());
        }
        let listening = Listening::new(self.address(), Transport::Plain)?;
        site::run(&store, &key, listening, scenario.logins(), |address| say(&format!("open http://{address}"))).await
    }

    fn address(&self) -> SocketAddr {
        let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let free = |port: &u16| TcpListener::bind((here, *port)).is_ok();
        let port = self.port.or_else(|| (PORT..PORT + 100).find(free)).unwrap_or(PORT);
        SocketAddr::new(here, port)
    }
}
