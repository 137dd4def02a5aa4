//! `langnghe due`: when something is due, and why then. With `--batch`, for many lines at once.

mod batch;
mod explained;

use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;
use domain::due::{Direction, Due as Found, Period, Unit, due};
use domain::{Calendar, Day, Refusal};

use crate::database::Database;
use crate::opened::open;
use crate::refused::Refused;

/// Settings of `due`.
#[expect(clippy::struct_excessive_bools, reason = "each is an option that is there or not")]
#[derive(Debug, Args)]
pub(crate) struct Due {
    /// The day of the event; it is not counted itself.
    #[arg(long, value_name = "DATE", value_parser = day, required_unless_present = "batch")]
    from: Option<Day>,
    /// How many days.
    #[arg(long, value_name = "N", value_parser = amount, allow_negative_numbers = true, required_unless_present = "batch")]
    amount: Option<u32>,
    /// Working days (wd) or calendar days (cd).
    #[arg(long, value_name = "wd|cd", value_parser = unit, required_unless_present = "batch")]
    unit: Option<Unit>,
    /// Count back from the day of the event.
    #[arg(long)]
    before: bool,
    /// Leave a last day that is a day off where it is.
    #[arg(long)]
    no_roll: bool,
    /// Take 24 November, Vietnam Cultural Day, for a day off.
    #[arg(long)]
    policy: bool,
    /// Count with the calendar of this database, in place of the one that comes with the program.
    #[arg(long, value_name = "sqlite:PATH|postgres://…")]
    database: Option<String>,
    /// The key file of the database; without it, langnghe.key beside the SQLite file.
    #[arg(long, value_name = "FILE", env = "LANGNGHE_KEY")]
    key: Option<PathBuf>,
    /// Read lines `from,amount,unit,direction` from standard input, and write them with `due` and `error`.
    #[arg(long, conflicts_with_all = ["from", "amount", "unit", "before", "json"])]
    batch: bool,
    /// As JSON, for programs.
    #[arg(long)]
    json: bool,
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse_iso(text)
        .or_else(|| Day::parse_vn(text))
        .ok_or_else(|| format!("no such day: {text}; write it as 2026-09-11 or 11/09/2026"))
}

fn amount(text: &str) -> Result<u32, String> {
    let typed = text.parse().ok().filter(|amount| (1..=Period::MOST).contains(amount));
    typed.ok_or_else(|| format!("no such amount: {text}; write a whole number from 1 to {}", Period::MOST))
}

fn unit(text: &str) -> Result<Unit, String> {
    Unit::parse(text).ok_or_else(|| format!("no such unit: {text}; write wd for working days or cd for calendar days"))
}

fn direction(text: &str) -> Result<Direction, String> {
    Direction::parse(text).ok_or_else(|| format!("no such direction: {text}; write after or before"))
}

impl Due {
    /// Prints the date with its explanation, or the lines with their dates, on standard output.
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        let calendar = self.calendar().await?;
        if let (Some(from), Some(amount), Some(unit)) = (self.from, self.amount, self.unit) {
            let direction = if self.before { Direction::Before } else { Direction::After };
            let period = Period { roll: !self.no_roll, ..Period::new(amount, unit, direction) };
            let found = due(&calendar, from, period).map_err(|refusal| refused(&refusal))?;
            let text = if self.json { self.json(&calendar, &found) } else { explained::text(&calendar, &found) };
            std::io::stdout().write_all(text.as_bytes())?;
            return Ok(());
        }
        let (input, output) = (std::io::stdin().lock(), std::io::stdout().lock());
        let computed = batch::run(&calendar, !self.no_roll, input, output)?;
        if let Some(said) = computed {
            // Standard output holds nothing but lines.
            let _ = writeln!(std::io::stderr(), "langnghe: {said}");
        }
        Ok(())
    }

    async fn calendar(&self) -> anyhow::Result<Calendar> {
        let calendar = match &self.database {
            None => Calendar::embedded().clone(),
            Some(url) => {
                let (store, _) = open(&Database::named(url.clone(), self.key.clone()), false).await?;
                store.rulebook().await?.calendar.clone()
            }
        };
        Ok(if self.policy { calendar.with_policy() } else { calendar })
    }

    fn json(&self, calendar: &Calendar, found: &Found) -> String {
        let days = found.boxes().into_iter().map(|day| {
            let entry = explained::entry(calendar, day);
            serde_json::json!({
                "on": day.on,
                "mark": day.mark,
                "number": day.number,
                "name": entry.map(|entry| &entry.name_vi),
                "name_en": entry.map(|entry| &entry.name_en),
            })
        });
        let value = serde_json::json!({
            "from": found.from,
            "due": found.on,
            "unit": found.period.unit,
            "amount": found.period.amount,
            "direction": found.period.direction,
            "roll": found.period.rolls(),
            "policy": self.policy,
            "computed": found.computed,
            "days": days.collect::<Vec<_>>(),
        });
        format!("{value:#}\n")
    }
}

/// The sentence of a refusal; days that don't exist and amounts out of range were refused before.
fn sentence(refusal: &Refusal) -> String {
    match refusal {
        Refusal::NoCalendar { year } => format!("no calendar of the year {year} is known"),
        other => other.to_string(),
    }
}

fn refused(refusal: &Refusal) -> Refused {
    let remedy = match refusal {
        Refusal::NoCalendar { year } => format!(
            "enter the days off of {year} in the calendar of a database and name it with --database, or count fewer days"
        ),
        _ => "see langnghe due --help".to_owned(),
    };
    Refused::new(format!("{}.", sentence(refusal)), remedy)
}
