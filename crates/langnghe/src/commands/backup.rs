//! `langnghe backup` and `langnghe restore`: the whole database in one file, of either engine.

use std::fs::File;
use std::io::BufReader;
use std::path::PathBuf;

use clap::Args;
use store::Opening;
use store::backup::{self, Kept};

use crate::backups;
use crate::database::Database;
use crate::opened::open;
use crate::patience::{LONG, patiently};
use crate::refused::Refused;
use crate::say;

/// Settings of `backup`.
#[derive(Debug, Args)]
pub(crate) struct Backup {
    /// The new file. The key of the installation is not in it: keep a copy of langnghe.key apart.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[command(flatten)]
    database: Database,
}

impl Backup {
    /// Takes it while others work, and reads it again.
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let store = open(&self.database, false).await?.0;
        let taking = backups::take(&store, &self.file);
        let kept = patiently(taking, LONG, |passed| say(&format!("taking the backup, {} s", passed.as_secs()))).await?;
        say(&format!("{}: {}", self.file.display(), told(&kept)));
        Ok(())
    }
}

/// Settings of `restore`.
#[derive(Debug, Args)]
pub(crate) struct Restore {
    /// The backup.
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Reads the backup and compares every sum, and makes no database.
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    database: Database,
}

impl Restore {
    /// Makes the database, which has to be empty; all of it or nothing.
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let file = File::open(&self.file).map_err(|error| {
            Refused::new(format!("{} can't be read: {error}.", self.file.display()), "name the file of a backup")
        })?;
        let file = BufReader::new(file);
        if self.check {
            let kept = backup::check(file)?;
            say(&format!("{} opens: {}", self.file.display(), told(&kept)));
            return Ok(());
        }
        let key = self.database.own_key()?;
        let opening = Opening { url: self.database.url.clone(), secret: key.derive("store"), simulated: false };
        let restoring = backup::restore(&opening, file);
        let kept = patiently(restoring, LONG, |passed| say(&format!("restoring, {} s", passed.as_secs()))).await?;
        say(&format!("restored: {}", told(&kept)));
        Ok(())
    }
}

fn told(kept: &Kept) -> String {
    format!(
        "{} tables, {} rows, schema {}, taken on {} at {}",
        kept.tables.len(),
        kept.rows(),
        kept.schema,
        kept.taken_at.day().to_iso(),
        kept.taken_at.vn_time()
    )
}
