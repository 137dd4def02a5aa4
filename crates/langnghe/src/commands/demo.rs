//! `langnghe demo`: a commune at work, everything in it invented, on a database of its own.

use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use acts::job::NoHands;
use anyhow::Context as _;
use clap::Args;

use crate::database::Database;
use crate::opened::{open, secrets};
use crate::patience::{LONG, patiently, tell};
use crate::played::{Scenario, play};
use crate::published::Year;
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
    /// A scenario to play instead of the commune at work: the file of a published year.
    #[arg(long, value_name = "FILE")]
    scenario: Option<PathBuf>,
    /// Only makes the database, and does not serve it.
    #[arg(long)]
    only_make: bool,
}

/// How far the playing is.
fn progress(done: &AtomicU64, passed: Duration) -> String {
    format!("playing: {} acts, {} s", done.load(Ordering::Relaxed), passed.as_secs())
}

impl Demo {
    /// Plays the scenario into a new database, and serves it on this machine alone. Refused for a database of real use.
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let published = self.published()?;
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
        let logins = if let Some(year) = published {
            let done = AtomicU64::new(0);
            let secrets = secrets(&key);
            let playing = Box::pin(year.play(&store, &secrets, &done));
            if patiently(playing, LONG, |passed| tell(&progress(&done, passed))).await? {
                say(&format!("a published year was played: {}; its people and matters are invented", year.about()));
            }
            year.logins()
        } else {
            let scenario = Scenario::demo()?;
            let done = AtomicU64::new(0);
            let secrets = secrets(&key);
            let playing = Box::pin(play(&store, &secrets, &scenario, &done));
            if patiently(playing, LONG, |passed| tell(&progress(&done, passed))).await? {
                say(
                    "a commune at work was made: plans, dialogues, letters, cases; its people and matters are invented",
                );
            }
            scenario.logins()
        };
        for web::DemoLogin { login, password, roles } in &logins {
            let roles: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
            say(&format!("account {login:<10} password {password}   {}", roles.join(", ")));
        }
        if self.only_make {
            return Ok(());
        }
        let listening = Listening::new(self.address(), Transport::Plain)?;
        site::run(&store, &key, listening, (logins, None), Arc::new(NoHands), |address| {
            say(&format!("open http://{address}"));
        })
        .await
    }

    /// The published year of the file that was named; read before anything is made.
    fn published(&self) -> anyhow::Result<Option<Year>> {
        let Some(path) = &self.scenario else { return Ok(None) };
        let text = std::fs::read_to_string(path).with_context(|| format!("{} can't be read", path.display()))?;
        if !Year::is(&text) {
            return Err(Refused::wrong_use(
                format!("{} is not the file of a published year.", path.display()),
                "name one of those in scenarios/, or none for the commune at work",
            )
            .into());
        }
        Year::read(path, &text).map(Some)
    }

    fn address(&self) -> SocketAddr {
        let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
        let free = |port: &u16| TcpListener::bind((here, *port)).is_ok();
        let port = self.port.or_else(|| (PORT..PORT + 100).find(free)).unwrap_or(PORT);
        SocketAddr::new(here, port)
    }
}
