//! A file of lines that was written before: read whole and found to be lines of acts, then done part after part.

use std::fs::File;
use std::io::{BufRead as _, BufReader, Lines};
use std::path::{Path, PathBuf};

use acts::account::{Beginning, Bodies};
use acts::organisation::Place;
use acts::written::{ACTS, Line};
use anyhow::Context as _;
use domain::day::Day;
use serde::Deserialize;

use super::{FORM, Loading, PASSWORD};
use crate::refused::Refused;

/// Lines of a part.
const PART: usize = 1_000;

/// The first line.
#[derive(Debug, Deserialize)]
struct Head {
    langnghe: String,
    form: u32,
    simulated: bool,
    cases: u64,
    until: Day,
    begin: Begin,
}

/// What is typed at the first run.
#[derive(Debug, Deserialize)]
struct Begin {
    place: Place,
    organisation: String,
    person: String,
    login: String,
}

/// The lines of a file that was found to hold nothing else.
#[derive(Debug)]
pub(crate) struct Kept {
    path: PathBuf,
    head: Head,
    lines: Lines<BufReader<File>>,
    at: usize,
}

fn opened(path: &Path) -> anyhow::Result<Lines<BufReader<File>>> {
    let file = File::open(path).with_context(|| format!("{} can't be read", path.display()))?;
    Ok(BufReader::new(file).lines())
}

fn refused(path: &Path, at: usize, what: &str) -> anyhow::Error {
    Refused::new(
        format!("{}, line {at}: {what}.", path.display()),
        "take the file as langnghe generate --out wrote it; nothing of it was done",
    )
    .into()
}

impl Kept {
    /// Refused, with the number of the line, when the file is of another kind or a line of it is no act.
    pub(crate) fn read(path: &Path) -> anyhow::Result<Self> {
        let mut lines = opened(path)?;
        let first = lines.next().transpose().with_context(|| format!("{} can't be read", path.display()))?;
        let head: Option<Head> = first.and_then(|first| serde_json::from_str(&first).ok());
        let known = |head: &Head| head.langnghe == "acts" && head.form == FORM && head.simulated;
        let head = head.filter(known).ok_or_else(|| refused(path, 1, "it is not the head of a file of acts"))?;
        let mut kept = Self { path: path.to_owned(), head, lines, at: 1 };
        while kept.part()?.is_some() {}
        (kept.lines, kept.at) = (opened(path)?, 1);
        kept.lines.next();
        Ok(kept)
    }

    /// How many cases its head tells of.
    pub(crate) fn cases(&self) -> u64 {
        self.head.cases
    }

    /// What there is to be loaded.
    pub(crate) fn loading(self) -> Loading<Self> {
        let Begin { place, organisation, person, login } = &self.head.begin;
        let begin = Beginning {
            code: String::new(),
            place: place.clone(),
            bodies: Bodies::OnlyCommittee { name: organisation.clone() },
            person: person.clone(),
            login: login.clone(),
            password: PASSWORD.to_owned(),
        };
        Loading { begin, cases: self.head.cases, until: self.head.until, parts: self }
    }

    /// The number in the file of the line that has this number of its own.
    pub(crate) fn line_of(path: &Path, no: u64) -> Option<usize> {
        let is = |text: &String| serde_json::from_str::<Line>(text).is_ok_and(|line| line.no == no);
        opened(path).ok()?.map_while(Result::ok).position(|text| is(&text)).map(|at| at + 1)
    }

    fn part(&mut self) -> anyhow::Result<Option<Vec<Line>>> {
        let mut part = Vec::new();
        while part.len() < PART {
            let Some(text) = self.lines.next() else { break };
            self.at += 1;
            let text = text.map_err(|_| refused(&self.path, self.at, "it can't be read"))?;
            let line: Line = serde_json::from_str(&text).map_err(|_| refused(&self.path, self.at, "it is no act"))?;
            if !ACTS.contains(&line.act.as_str()) {
                return Err(refused(&self.path, self.at, "it is of an act that can't stand on a line"));
            }
            part.push(line);
        }
        Ok(if part.is_empty() { None } else { Some(part) })
    }
}

impl Iterator for Kept {
    type Item = anyhow::Result<Vec<Line>>;

    fn next(&mut self) -> Option<anyhow::Result<Vec<Line>>> {
        self.part().transpose()
    }
}
