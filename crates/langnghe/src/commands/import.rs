//! `langnghe import submissions`: a table of what people raised becomes dialogues, submissions and cases.

use std::io::Write as _;
use std::path::PathBuf;

use acts::Office;
use acts::import::{
    Answered, Answers, Checked, Due, Meeting, Start, Told, Undo, Ways, carry_on, carry_on_all, check, take_in,
};
use clap::{Args, Subcommand};
use domain::day::Day;
use domain::event::Channel;
use domain::fold::fold;
use domain::permission::Act;
use serde_json::json;
use sheets::{Found, Sought, Unread};
use store::grant::{Of, may};
use store::{By, Read, Store, account, import};

use super::day;
use crate::database::Database;
use crate::opened::open;
use crate::refused::Refused;
use crate::{say, tables};

/// What can be taken over.
#[derive(Debug, Subcommand)]
pub(crate) enum Import {
    /// A table of what people raised: .xlsx, .xls, .docx, .csv, or text with tabs.
    Submissions(Box<Submissions>),
    /// Goes on with every table that was left when a program stopped.
    Resume(Resume),
    /// Takes a table back as a whole, while nobody worked on what it made.
    Undo(Undone),
    /// Opens a file for another process of this program.
    #[command(hide = true)]
    Read,
}

/// Settings of `import submissions`.
#[expect(clippy::struct_excessive_bools, reason = "each is an option of the command line")]
#[derive(Debug, Args)]
pub(crate) struct Submissions {
    #[command(flatten)]
    database: Database,
    /// The file.
    file: PathBuf,
    /// The code of the place whose body held the dialogues.
    #[arg(long, value_name = "CODE")]
    place: String,
    /// The name of the body, or a part of it, with or without marks: where the account works for several of that place.
    #[arg(long, value_name = "NAME", default_value = "")]
    body: String,
    /// The day of rows that have none of their own.
    #[arg(long, value_name = "DATE", value_parser = day)]
    date: Day,
    /// What the dialogues are called.
    #[arg(long, value_name = "TEXT")]
    title: String,
    /// The login of whoever takes the table over.
    #[arg(long = "as", value_name = "LOGIN")]
    login: String,
    /// Says what would become of it and writes nothing.
    #[arg(long)]
    dry_run: bool,
    /// As JSON, for programs.
    #[arg(long)]
    json: bool,
    /// Several numbered matters of one cell are a row each.
    #[arg(long)]
    split: bool,
    /// Text in TCVN3 or VNI is taken over as it was converted.
    #[arg(long)]
    converted: bool,
    /// A row whose place is not known is taken over as of the body's own place.
    #[arg(long)]
    own_place: bool,
    /// By which channel rows were raised that do not say it themselves.
    #[arg(long, value_name = "WORD", value_parser = channel, default_value = "spoken")]
    channel: Channel,
    /// The last day of rows that name a body and no last day: a date, `rule` for that of the confirmed rule, or `none`.
    #[arg(long, value_name = "DATE", value_parser = due)]
    due: Option<Due>,
    /// The day of answers that the table does not date: a date, or `raised` for the day on which each row was raised.
    #[arg(long, value_name = "DATE", value_parser = answered)]
    answered: Option<Answered>,
}

fn channel(typed: &str) -> Result<Channel, String> {
    let found = Channel::OF_TABLES.into_iter().find(|channel| channel.as_str() == typed);
    found.ok_or_else(|| format!("{typed} is no channel: {}", Channel::OF_TABLES.map(Channel::as_str).join(", ")))
}

fn due(typed: &str) -> Result<Due, String> {
    match typed {
        "rule" => Ok(Due::ByRule),
        "none" => Ok(Due::Never),
        typed => day(typed).map(Due::On),
    }
}

fn answered(typed: &str) -> Result<Answered, String> {
    if typed == "raised" { Ok(Answered::Raised) } else { day(typed).map(Answered::On) }
}

/// Settings of `import resume`.
#[derive(Debug, Args)]
pub(crate) struct Resume {
    #[command(flatten)]
    database: Database,
}

/// Settings of `import undo`.
#[derive(Debug, Args)]
pub(crate) struct Undone {
    #[command(flatten)]
    database: Database,
    /// The number of the table, as `import submissions` said it.
    number: i64,
    /// The login of whoever takes it back.
    #[arg(long = "as", value_name = "LOGIN")]
    login: String,
    /// Why.
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

impl Import {
    /// Refused where the file can't be read, or a row of it can't be taken over.
    pub(crate) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Submissions(asked) => asked.run().await,
            Self::Resume(resume) => {
                let (store, _) = open(&resume.database, false).await?;
                for (number, went) in carry_on_all(&Office::new(&store)).await? {
                    went?;
                    say(&format!("table {number} is complete"));
                }
                Ok(())
            }
            Self::Undo(undone) => {
                let (store, _) = open(&undone.database, false).await?;
                let found = import::find(&mut store.reader().await?, undone.number).await?;
                let found = found.ok_or_else(|| unknown("table", &undone.number.to_string()))?;
                let by = somebody(&store, &undone.login, found.organisation).await?;
                let undo = Undo { import: undone.number, reason: undone.reason };
                Office::new(&store).act(by, &format!("import-{}-undone", undone.number), undo).await?;
                say(&format!("table {} was taken back", undone.number));
                Ok(())
            }
            // Done before anything was begun: see `main`.
            Self::Read => tables::read_apart(),
        }
    }
}

fn unknown(what: &str, name: &str) -> Refused {
    Refused::new(format!("no {what} is called {name} here."), "look at how it is written")
}

/// An account as it acts for a body.
async fn somebody(store: &Store, login: &str, organisation: i64) -> anyhow::Result<By> {
    let found = account::by_login(&mut store.reader().await?, login).await?;
    let found = found.ok_or_else(|| unknown("account", login))?;
    Ok(By { account: found.account, actor: found.person, organisation })
}

/// What is taken for last days that the table does not say, and how to say another.
fn said_due(due: Option<Due>) -> String {
    match due {
        Some(Due::On(day)) => format!("{} is taken", day.vn()),
        Some(Due::ByRule) => "that of the rule is taken".to_owned(),
        Some(Due::Never) => "nothing is assigned".to_owned(),
        None => "nothing is assigned; --due says one".to_owned(),
    }
}

/// What is taken for days of answers that the table does not say, and how to say another.
fn said_answered(answered: Option<Answered>) -> String {
    match answered {
        Some(Answered::On(day)) => format!("{} is taken", day.vn()),
        Some(Answered::Raised) => "the day on which each was raised is taken".to_owned(),
        None => "the day on which each was raised is taken; --answered says another".to_owned(),
    }
}

impl Submissions {
    async fn run(self) -> anyhow::Result<()> {
        let bytes = std::fs::read(&self.file)?;
        let (store, _) = open(&self.database, false).await?;
        let by = self.by(&store).await?;
        let mut read = store.reader().await?;
        let today = read.today();
        let sought = Sought::Matters { near: self.date, today };
        let found = match tables::seek(bytes, sought).await.map_err(|unread| self.unreadable(&unread))? {
            Found::Matters(found) => found,
            Found::Figures(_) => anyhow::bail!("figures were found where matters were sought"),
        };
        let ways = Ways { split: self.split, own_place: self.own_place, channel: Some(self.channel) };
        let mut checked = check(&mut read, by.organisation, self.date, &found, ways).await?;
        let answers = Answers { due: self.due, answered: self.answered, ..Answers::default() };
        let book = store.rulebook().await?;
        checked.settle(&mut read, &book, by.organisation, &answers).await?;
        drop(read);
        let agreed = self.converted || checked.converted.is_none();
        if self.dry_run || !checked.refused.is_empty() || !agreed {
            self.tell(&checked, None)?;
            return self.verdict(&checked, agreed);
        }
        let office = Office::new(&store);
        let key = store::clock::public_id(store.clock().now().at).to_string();
        let number = take_in(&office, by, &key, (&self.title, self.date), &checked).await?;
        office.act(by, &format!("import-{number}-start"), Start { import: number }).await?;
        carry_on(&office, number).await?;
        self.tell(&checked, Some(number))
    }

    fn unreadable(&self, unread: &Unread) -> Refused {
        let remedy = match unread {
            Unread::Unrecognised(_) => "docs/cli.md says which headings are known",
            Unread::TooLarge(_) | Unread::Stopped => {
                "make several files of it with fewer rows each, the headings in every one; a file may have 10 MB, a table 100,000 \
                 rows and 128 columns"
            }
            Unread::OtherKind | Unread::Broken | Unread::Locked => {
                "save the table as a workbook (.xlsx) or as text with commas (.csv), without a password and without pictures"
            }
        };
        Refused::new(format!("{} is not taken over: {unread}.", self.file.display()), remedy)
    }

    fn verdict(&self, checked: &Checked, agreed: bool) -> anyhow::Result<()> {
        if !checked.refused.is_empty() {
            return Err(Refused::new(
                format!("{} rows can't be taken over; nothing was written.", checked.refused.len()),
                "put the rows right that are named, or take them out, and do it again",
            )
            .into());
        }
        if !agreed && !self.dry_run {
            return Err(Refused::new(
                "the text is in an old encoding and was converted; nothing was written.",
                "compare the texts above, and do it again with --converted where they are right",
            )
            .into());
        }
        Ok(())
    }

    /// The one body of the place for which the account may hold dialogues.
    async fn by(&self, store: &Store) -> anyhow::Result<By> {
        let mut read = store.reader().await?;
        let found = account::by_login(&mut read, &self.login).await?;
        let found = found.ok_or_else(|| unknown("account", &self.login))?;
        let mut bodies = Vec::new();
        for (organisation, name) in import::bodies_of_place(&mut read, &self.place, self.date).await? {
            let by = By { account: found.account, actor: found.person, organisation };
            if !fold(&name).contains(&fold(&self.body)) {
                continue;
            }
            if may(&mut read, by, Act::DialogueOpen, Of::Organisation(organisation)).await.is_ok() {
                bodies.push((by, name));
            }
        }
        match &bodies[..] {
            [(by, _)] => Ok(*by),
            [] => Err(Refused::new(
                format!("{} may hold no dialogues of a body of the place {}.", self.login, self.place),
                "name the code of the place as the page of bodies shows it, and an account with a role there",
            )
            .into()),
            several => {
                let names: Vec<&str> = several.iter().map(|(_, name)| name.as_str()).collect();
                Err(Refused::ambiguous(
                    format!("{} works for several bodies of that place: {}.", self.login, names.join("; ")),
                    "say which of them with --body",
                )
                .into())
            }
        }
    }

    fn tell(&self, checked: &Checked, number: Option<i64>) -> anyhow::Result<()> {
        let mut out = std::io::stdout().lock();
        let told = |list: &[Told]| -> Vec<serde_json::Value> {
            let one = |it: &Told| {
                json!({
                    "row": it.row,
                    "problem": it.problem.as_str(),
                    "column": it.problem.column().as_str(),
                    "place": it.place,
                    "words": it.words,
                })
            };
            list.iter().map(one).collect()
        };
        if self.json {
            let day = |it: &Meeting| json!({ "held_on": it.held.0.to_iso(), "called": it.called, "rows": it.rows });
            let days: Vec<_> = checked.looked().meetings.iter().map(day).collect();
            let columns: Vec<_> = checked
                .columns
                .iter()
                .map(|(column, heading)| json!({ "is": column.as_str(), "heading": heading }))
                .collect();
            let value = json!({
                "import": number,
                "rows": checked.rows.len(),
                "dialogues": days,
                "columns": columns,
                "unused": checked.unused,
                "unnamed": checked.unnamed,
                "left_out": checked.left_out,
                "several": checked.several,
                "encoding": checked.converted.as_ref().map(|(encoding, _)| encoding.as_str()),
                "without_day": checked.looked().without_day,
                "undated": checked.looked().undated,
                "refused": told(&checked.refused),
                "notes": told(&checked.notes),
            });
            writeln!(out, "{value:#}")?;
            return Ok(());
        }
        for Meeting { held: (on, ..), called, rows, .. } in &checked.looked().meetings {
            let between = if called.is_empty() { "" } else { ", " };
            writeln!(out, "{}: {}{between}{called} ({rows})", on.vn(), self.title)?;
        }
        for (list, word) in [(&checked.refused, "refused"), (&checked.notes, "note")] {
            for it in list {
                let (problem, column) = (it.problem.as_str(), it.problem.column().as_str());
                writeln!(out, "row {}: {word}: {problem} ({column}) {}", it.row, it.words)?;
            }
        }
        if let Some((encoding, samples)) = &checked.converted {
            for (before, after) in samples {
                writeln!(out, "{}: {before} -> {after}", encoding.as_str())?;
            }
        }
        if checked.several > 0 && !self.split {
            writeln!(out, "{} cells hold several numbered matters: --split makes each a row", checked.several)?;
        }
        let looked = checked.looked();
        if looked.without_day > 0 {
            writeln!(out, "{} rows name a body and no last day: {}", looked.without_day, said_due(looked.due))?;
        }
        if looked.undated > 0 {
            writeln!(out, "{} rows are settled and say no day: {}", looked.undated, said_answered(looked.answered))?;
        }
        match number {
            Some(number) => writeln!(out, "table {number}: {} submissions taken over", checked.rows.len())?,
            None => writeln!(out, "{} submissions, nothing written", checked.rows.len())?,
        }
        Ok(())
    }
}
