//! `langnghe report results`: the figures of a body and the bodies under it, as the page shows them.

use std::fmt::Write as _;
use std::io::Write as _;

use clap::{Args, Subcommand};
use documents::print;
use domain::day::{Day, Instant};
use domain::fold::fold;
use serde_json::json;
use store::figure::{self, Population};
use store::{Read, Store, organisation};

use crate::database::Database;
use crate::opened::open;
use crate::refused::Refused;

/// The reports.
#[derive(Debug, Subcommand)]
pub(crate) enum Report {
    /// Cases raised in a range of days, by level of the dialogue and by outcome.
    Results(Results),
}

/// Settings of `report results`.
#[derive(Debug, Args)]
pub(crate) struct Results {
    #[command(flatten)]
    database: Database,
    /// The body, by its name or a part of it, with or without marks; the bodies under it count with it.
    #[arg(long, value_name = "NAME")]
    scope: String,
    /// First day on which the cases were raised.
    #[arg(long, value_name = "DATE", value_parser = day)]
    from: Day,
    /// Last day on which the cases were raised.
    #[arg(long, value_name = "DATE", value_parser = day)]
    to: Day,
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

/// The counts of one line.
#[derive(Default)]
struct Line {
    total: i64,
    resolved: i64,
    in_progress: i64,
    overdue: i64,
    not_taken_up: i64,
}

impl Line {
    fn add(&mut self, outcome: &str, n: i64) {
        match outcome.split('.').next().unwrap_or_default() {
            "resolved" => self.resolved += n,
            "in_progress" => self.in_progress += n,
            "not_taken_up" => self.not_taken_up += n,
            // A merged case counts in its root, a struck one not at all.
            _ => return,
        }
        self.total += n;
        if outcome == "in_progress.overdue" {
            self.overdue += n;
        }
    }

    fn json(&self, level: &str) -> serde_json::Value {
        json!({
            "level": level,
            "cases": {
                "total": self.total,
                "resolved": self.resolved,
                "in_progress": self.in_progress,
                "overdue": self.overdue,
                "not_taken_up": self.not_taken_up,
            },
            "printed": {
                "resolved": printed(self.resolved, self.total),
                "in_progress": printed(self.in_progress, self.total),
                "not_taken_up": printed(self.not_taken_up, self.total),
            },
        })
    }
}

fn printed(part: i64, whole: i64) -> String {
    match print::percent(part, whole, print::precision(whole)) {
        Some(share) => format!("{} ({share})", print::fraction(part, whole)),
        None => print::fraction(part, whole),
    }
}

impl Results {
    async fn text(&self, store: &Store) -> anyhow::Result<String> {
        let mut read = store.still_reader().await?;
        let scope = self.body(&mut read).await?;
        let as_of = self.as_of.unwrap_or_else(|| read.today());
        let state_on = self.state_on.unwrap_or(self.to.min(as_of));
        if self.to < self.from || state_on > as_of {
            return Err(Refused::wrong_use(
                "the days contradict each other.",
                "--from is not after --to, and --state-on not after --as-of",
            )
            .into());
        }
        let population = Population {
            scope: scope.id,
            below: true,
            from: self.from,
            to: self.to,
            state_on,
            as_of: Instant::end_of(as_of),
        };
        let counts = figure::cases(&mut read, &population).await?;
        let talk = figure::talk(&mut read, &population).await?;
        let mut sum = Line::default();
        let mut lines: Vec<(String, Line)> = Vec::new();
        for count in counts {
            sum.add(&count.outcome, count.n);
            if lines.last().is_none_or(|(level, _)| *level != count.level) {
                lines.push((count.level, Line::default()));
            }
            if let Some((_, line)) = lines.last_mut() {
                line.add(&count.outcome, count.n);
            }
        }
        lines.push(("total".to_owned(), sum));
        if self.json {
            let value = json!({
                "scope": scope.name,
                "from": self.from.to_iso(),
                "to": self.to.to_iso(),
                "mode": "raised",
                "state_on": state_on.to_iso(),
                "as_of": as_of.to_iso(),
                "dialogues": talk.dialogues,
                "turns": talk.turns,
                "submissions": talk.submissions,
                "lines": lines.iter().map(|(level, line)| line.json(level)).collect::<Vec<_>>(),
            });
            return Ok(format!("{value:#}\n"));
        }
        let mut text = format!(
            "{}, {} - {}, state on {}, recorded by {}\n",
            scope.name,
            self.from.vn(),
            self.to.vn(),
            state_on.vn(),
            as_of.vn()
        );
        for (level, line) in &lines {
            let (total, resolved) = (line.total, printed(line.resolved, line.total));
            let (under_way, not_yet) = (printed(line.in_progress, total), printed(line.not_taken_up, total));
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "{level:<10} {total:>6}  resolved {resolved}  in progress {under_way}  not taken up {not_yet}"
            );
        }
        Ok(text)
    }

    async fn body(&self, read: &mut impl Read) -> anyhow::Result<organisation::OrganisationRow> {
        let wanted = fold(&self.scope);
        let mut found = organisation::named(read, &wanted).await?;
        if let Some(exact) = found.iter().position(|body| fold(&body.name) == wanted) {
            return Ok(found.swap_remove(exact));
        }
        match found.len() {
            0 => Err(Refused::new("no body has this name.", "give a part of its name, with or without marks").into()),
            1 => Ok(found.swap_remove(0)),
            _ => {
                let names: Vec<&str> = found.iter().take(20).map(|body| body.name.as_str()).collect();
                Err(Refused::ambiguous(
                    format!("several bodies have this name: {}.", names.join("; ")),
                    "give the whole name of one of them",
                )
                .into())
            }
        }
    }
}
