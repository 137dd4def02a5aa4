//! `langnghe generate`: cases drawn from a seed, as lines of acts in a file, or done in a database; and such a file done in
//! one.

use std::fs::File;
use std::io::{BufWriter, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use acts::written::{Line, Stopped};
use anyhow::Context as _;
use clap::{ArgGroup, Args};
use domain::day::Day;

use crate::database::Database;
use crate::generated::{Asked, Generated, Kept, Loading, PASSWORD, Pace, load};
use crate::opened::{open, secrets};
use crate::refused::Refused;
use crate::say;

/// The last day where none is named: the end of June 2026.
const UNTIL: &str = "2026-06-30";

/// Settings of `generate`.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("where").required(true).args(["out", "into"]))]
pub(crate) struct Generate {
    /// How many cases.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    #[arg(required_unless_present = "from")]
    cases: Option<u64>,
    /// From what everything is drawn: the same number gives the same lines.
    #[arg(long, value_name = "S", required_unless_present = "from")]
    seed: Option<u64>,
    /// The last day on which something is recorded, and the today of a database that is filled.
    #[arg(long, value_name = "DATE", default_value = UNTIL, value_parser = super::day)]
    until: Day,
    /// The file of lines, one act each; - for standard output.
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// A file that was written with --out, to fill a database with what it says.
    #[arg(long, value_name = "FILE", requires = "into", conflicts_with_all = ["out", "cases", "seed", "until"])]
    from: Option<PathBuf>,
    /// An empty database to fill instead: an SQLite file or a PostgreSQL database. It is made as a simulated one.
    #[arg(id = "into", long = "database", value_name = "sqlite:PATH|postgres://…")]
    database: Option<String>,
    /// The key file of the database; without it, langnghe.key beside the SQLite file.
    #[arg(long, value_name = "FILE", requires = "into")]
    key: Option<PathBuf>,
    /// Gives each act a commit of its own, as a page does; slower, for comparing.
    #[arg(long, requires = "into")]
    one_by_one: bool,
}

impl Generate {
    /// Refused for a database in which something stands already, and for a file of which a line is no act.
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        if let (Some(file), Some(url)) = (&self.from, &self.database) {
            let kept = Kept::read(file)?;
            let filled = self.fill(url.clone(), kept.cases(), kept.loading()).await;
            return filled.map_err(|error| at_its_line(file, error));
        }
        let cases = self.cases.unwrap_or_default();
        let asked = Asked { cases, seed: self.seed.unwrap_or_default(), until: self.until };
        let generated = Generated::new(asked)?;
        if let Some(url) = &self.database {
            return self.fill(url.clone(), cases, generated.loading()).await;
        }
        let out = self.out.clone().unwrap_or_default();
        let mut file: Box<dyn Write> = if out.as_os_str() == "-" {
            Box::new(std::io::stdout().lock())
        } else {
            Box::new(File::create(&out).with_context(|| format!("{} can't be written", out.display()))?)
        };
        let mut file = BufWriter::new(&mut file);
        generated.write(&mut file, progress(cases))?;
        file.flush().with_context(|| format!("{} can't be written", out.display()))
    }

    async fn fill<Parts: Iterator<Item = anyhow::Result<Vec<Line>>>>(
        &self,
        url: String,
        cases: u64,
        loading: Loading<Parts>,
    ) -> anyhow::Result<()> {
        let database = Database::named(url, self.key.clone());
        let (store, key) = open(&database, true).await?;
        let refused = |what: &str| Refused::new(what, "name a new SQLite file or an empty PostgreSQL database");
        if !store.installation().simulated {
            return Err(refused("this database was made for real use: nothing invented comes into it.").into());
        }
        let login = loading.begin.login.clone();
        let pace = if self.one_by_one { Pace::OneByOne } else { Pace::Together };
        if !load(&store, &secrets(&key), loading, pace, progress(cases)).await? {
            return Err(refused("something stands in this database already.").into());
        }
        say(&format!("{cases} cases were made; their people, villages and texts are invented"));
        say(&format!("account {login} password {PASSWORD}"));
        Ok(())
    }
}

/// Says which line of a file could not be done.
fn at_its_line(file: &Path, error: anyhow::Error) -> anyhow::Error {
    let Some(stopped) = error.downcast_ref::<Stopped>() else { return error };
    let at = Kept::line_of(file, stopped.no).unwrap_or_default();
    Refused::new(
        format!("{}, line {at}: {} can't be done: {}.", file.display(), stopped.act, stopped.stop),
        "take the file as langnghe generate --out wrote it, and a new database: this one holds what came before",
    )
    .into()
}

/// Says on standard error how far it is, in steps of a twentieth; on one line where somebody looks.
fn progress(all: u64) -> impl FnMut(u64) {
    let mut said = 0;
    let looked_at = std::io::stderr().is_terminal();
    move |made| {
        let step = made * 20 / all.max(1);
        if step > said {
            said = step;
            let end = if looked_at && step < 20 { '\r' } else { '\n' };
            // Who closed standard error does not want to know.
            let _ = write!(std::io::stderr(), "langnghe: {made} of {all} cases{end}");
        }
    }
}
