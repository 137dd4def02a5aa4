//! Loading lines of acts into an empty simulated database, by the acts of the program.

use std::net::{IpAddr, Ipv4Addr};

use acts::Office;
use acts::account::{self, Beginning, Secrets, Visit};
use acts::letter::Register;
use acts::submission::Raise;
use acts::written::{Answers, Line};
use anyhow::Context as _;
use domain::day::{Day, Instant};
use store::{Act, Stop, Store, clock};

use super::{PASSWORD, begins};

/// Lines that share a commit, about.
const TOGETHER: usize = 1_000;
/// Ids that a case and what becomes of it take, and the bodies; with some to spare.
const IDS: (i64, i64) = (160, 400_000);

/// How lines are done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pace {
    /// Many in one transaction.
    Together,
    /// Each as a page does it, with a commit of its own.
    OneByOne,
}

/// Acts that open a case.
const OPENING: [&str; 2] = [<Raise as Act>::NAME, <Register as Act>::NAME];

/// Lines that are to be done, and what is typed before them.
pub(crate) struct Loading<Parts> {
    /// What is typed at the first run, with the code from the terminal put in.
    pub(crate) begin: Beginning,
    /// How many cases the lines have.
    pub(crate) cases: u64,
    /// The last day on which something is recorded.
    pub(crate) until: Day,
    /// The lines, in parts that belong together.
    pub(crate) parts: Parts,
}

/// Does all lines in an empty database, and says after each commit how many cases there are; false where something stands
/// in it already.
pub(crate) async fn load<Parts: Iterator<Item = anyhow::Result<Vec<Line>>>>(
    store: &Store,
    secrets: &Secrets,
    loading: Loading<Parts>,
    pace: Pace,
    mut told: impl FnMut(u64),
) -> anyhow::Result<bool> {
    let office = Office::new(store);
    let Some(first) = account::first_code(&office, secrets, clock::machine()).await? else {
        return Ok(false);
    };
    store.give_time(Instant::from_ms(Instant::start_of(begins()).ms() + 8 * 3_600_000)).map_err(Stop::from)?;
    let visit = Visit { address: IpAddr::V4(Ipv4Addr::LOCALHOST), device: "generate".to_owned(), at: clock::machine() };
    let typed = Beginning { code: first.code, ..loading.begin };
    let (begun, ..) = account::begin(&office, secrets, "begin", &typed, &visit).await?;
    let mut answers = Answers::default();
    answers.give_password(account::hash(secrets, "generate", PASSWORD).await?);
    answers.put(0, true, serde_json::to_value(&begun).context("the first run answers in JSON")?);
    let (of_case, of_house) = IDS;
    let cases = i64::try_from(loading.cases).context("there are too many cases")?;
    office.draw_ids(cases.saturating_mul(of_case).saturating_add(of_house)).await?;
    let mut waiting: Vec<Line> = Vec::with_capacity(TOGETHER);
    let mut made = 0;
    for lines in loading.parts {
        let lines = lines?;
        made += lines.iter().map(|line| u64::from(OPENING.contains(&line.act.as_str()))).sum::<u64>();
        match pace {
            Pace::OneByOne => {
                for line in &lines {
                    office.write_line(line, &mut answers).await?;
                }
            }
            Pace::Together => {
                waiting.extend(lines);
                if waiting.len() < TOGETHER {
                    continue;
                }
                office.load(std::mem::take(&mut waiting), &mut answers).await?;
            }
        }
        told(made);
    }
    if !waiting.is_empty() {
        office.load(waiting, &mut answers).await?;
        told(made);
    }
    store.move_today(loading.until).await?;
    Ok(true)
}
