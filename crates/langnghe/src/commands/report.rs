//! `langnghe report results`: the results of a place, or of a body and the bodies under it.

mod lines;
mod scope;

use std::cell::Cell;
use std::io::Write as _;
use std::time::Duration;

use clap::{Args, Subcommand, ValueEnum};
use domain::day::{Day, Instant};
use serde_json::json;
use store::figure::results::{self, Asked};
use store::{Read, Store};

use crate::database::Database;
use crate::opened::open;
use crate::patience::{LONG, patiently, tell};
use crate::refused::Refused;

/// The reports.
#[derive(Debug, Subcommand)]
pub(crate) enum Report {
    /// Dialogues, submissions and cases of a range of days, by level and line of duty.
    Results(Results),
}

/// Settings of `report results`.
#[derive(Debug, Args)]
pub(crate) struct Results {
    #[command(flatten)]
    database: Database,
    /// A place as LEVEL:CODE@DATE, such as district:524@2020-12-31, or a body or place by its name or a part of it, with
    /// or without marks. What lies in it, or under it, counts with it.
    #[arg(long, value_name = "SCOPE")]
    scope: String,
    /// First day.
    #[arg(long, value_name = "DATE", value_parser = day)]
    from: Day,
    /// Last day.
    #[arg(long, value_name = "DATE", value_parser = day)]
    to: Day,
    /// Which cases count.
    #[arg(long, value_enum, default_value_t = Mode::Raised)]
    mode: Mode,
    /// The day whose state is read; the earlier of --to and --as-of when not given.
    #[arg(long, value_name = "DATE", value_parser = day)]
    state_on: Option<Day>,
    /// What was recorded by the end of this day in Vietnam; today when not given.
    #[arg(long, value_name = "DATE", value_parser = day)]
    as_of: Option<Day>,
    /// As JSON, for programs.
    #[arg(long)]
    json: bool,
}

/// Which cases count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Mode {
    /// Those raised in the range.
    Raised,
    /// Those that had to be settled in it: carried over, raised and reopened.
    Workload,
}

impl Mode {
    const fn word(self) -> &'static str {
        match self {
            Self::Raised => "raised",
            Self::Workload => "workload",
        }
    }
}

impl From<Mode> for results::Mode {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::Raised => Self::Raised,
            Mode::Workload => Self::Workload,
        }
    }
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse_iso(text)
        .or_else(|| Day::parse_vn(text))
        .ok_or_else(|| format!("{text} is no day: write it as 2026-09-11 or 11/09/2026"))
}

impl Report {
    /// Prints the figures on standard output.
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let Self::Results(asked) = self;
        let (store, _) = open(&asked.database, false).await?;
        let text = asked.text(&store).await?;
        std::io::stdout().write_all(text.as_bytes())?;
        Ok(())
    }
}

/// How far the counting is.
fn progress(step: usize, passed: Duration) -> String {
    format!("counting: step {step} of {}, {} s", results::STEPS, passed.as_secs())
}

impl Results {
    async fn text(&self, store: &Store) -> anyhow::Result<String> {
        let mut read = store.still_reader().await?;
        let as_of = self.as_of.unwrap_or_else(|| read.today());
        let state_on = self.state_on.unwrap_or(self.to.min(as_of));
        if self.to < self.from || state_on > as_of {
            return Err(Refused::wrong_use(
                "the days contradict each other.",
                "--from is not after --to, and --state-on not after --as-of",
            )
            .into());
        }
        let scope = scope::find(&mut read, &self.scope, self.to).await?;
        let asked = Asked {
            scope: scope.of,
            mode: self.mode.into(),
            from: self.from,
            to: self.to,
            state_on,
            as_of: Instant::end_of(as_of),
        };
        let step = Cell::new(0);
        let count = results::count_step_by_step(&mut read, &asked, &scope.level, |at| step.set(at));
        let lines = patiently(count, LONG, |passed| tell(&progress(step.get(), passed))).await?;
        if self.json {
            let value = json!({
                "scope": scope.name,
                "from": self.from.to_iso(),
                "to": self.to.to_iso(),
                "mode": self.mode.word(),
                "state_on": state_on.to_iso(),
                "as_of": as_of.to_iso(),
                "lines": lines.iter().map(lines::json).collect::<Vec<_>>(),
            });
            return Ok(format!("{value:#}\n"));
        }
        let mut text = format!(
            "{}, {} - {}, {}, state on {}, recorded by {}\n",
            scope.name,
            self.from.vn(),
            self.to.vn(),
            self.mode.word(),
            state_on.vn(),
            as_of.vn()
        );
        for line in &lines {
            lines::text(&mut text, line);
        }
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::progress;

    #[test]
    fn counting_says_at_which_step_it_is() {
        assert_eq!(progress(8, Duration::from_secs(2)), "counting: step 8 of 8, 2 s");
    }
}
