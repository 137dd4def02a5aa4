//! Published years: what a report said of a place in a year, played by the acts of the program under a simulated clock, as
//! named posts, so that the program itself counts it again.
//!
//! The player has no SQL and sets no outcome: it chooses acts that lead there, and fails, naming the case, when the
//! program counts it otherwise. Reading order: `told` (the file), `sums` (what may not contradict itself), `house`
//! (bodies and plans), `talks` (dialogues and letters), `cases`.

mod cases;
mod house;
mod sums;
mod talks;
mod told;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};

use acts::account::{self, Secrets};
use acts::{By, Office};
use anyhow::{Context as _, anyhow};
use domain::day::{Day, Instant};
use domain::outcome::outcome;
use domain::permission::Role;
use store::{Act, Stop, Store, clock};

use self::cases::Made;
use self::house::House;
use self::told::Told;

/// Password of the accounts of a played year; it opens nothing in any other database.
const PASSWORD: &str = "nam-cong-bo-mo-phong";

/// A published year, read and found to agree with itself.
#[derive(Debug)]
pub(crate) struct Year(Told);

impl Year {
    /// Whether a scenario is that of a published year.
    pub(crate) fn is(text: &str) -> bool {
        text.lines().any(|line| line.trim() == "[[line]]")
    }

    /// Reads a file; refused with the line at fault when it can't be read, or when its sums contradict each other.
    pub(crate) fn read(path: &Path, text: &str) -> anyhow::Result<Self> {
        let told: Told = toml::from_str(text).with_context(|| format!("{} can't be read", path.display()))?;
        sums::agree(&told).map_err(|wrong| wrong.refused(path, text))?;
        Ok(Self(told))
    }

    /// The accounts it makes.
    pub(crate) fn logins(&self) -> Vec<web::DemoLogin> {
        vec![web::DemoLogin {
            login: self.0.typist.login.clone(),
            password: PASSWORD.to_owned(),
            roles: vec![Role::Administrator, Role::Clerk],
        }]
    }

    /// What it is, and where its numbers come from.
    pub(crate) fn about(&self) -> String {
        format!("{} ({})", self.0.about, self.0.source)
    }

    /// Plays it into an empty database, and counts the acts that are `done`; false when something stands in it already.
    pub(crate) async fn play(&self, store: &Store, secrets: &Secrets, done: &AtomicU64) -> anyhow::Result<bool> {
        let told = &self.0;
        let office = Office::new(store);
        let Some(first) = account::first_code(&office, secrets, clock::machine()).await? else {
            return Ok(false);
        };
        let mut player =
            Player { store, office, done, typist: By::NOBODY, made: Vec::new(), villages: BTreeMap::new() };
        let houses = player.house(told, secrets, first.code).await?;
        for (line, units) in told.lines.iter().map(toml::Spanned::get_ref).zip(&houses.lines) {
            player.line(told, line, units, &houses).await?;
        }
        player.at(told.today, "17:00")?;
        player.check(told).await?;
        store.move_today(told.today).await?;
        Ok(true)
    }
}

/// Does what the file tells.
struct Player<'a> {
    store: &'a Store,
    office: Office,
    /// How many acts were done.
    done: &'a AtomicU64,
    typist: By,
    made: Vec<Made>,
    /// How many villages each place has; that of the report has no id here.
    villages: BTreeMap<Option<i64>, usize>,
}

impl Player<'_> {
    /// Sets the simulated clock to a time of a day, `hh:mm`.
    fn at(&self, day: Day, time: &str) -> anyhow::Result<()> {
        let (hours, minutes) = time.split_once(':').with_context(|| format!("{time} is no time"))?;
        let minutes = hours.parse::<i64>()? * 60 + minutes.parse::<i64>()?;
        self.store.give_time(Instant::from_ms(Instant::start_of(day).ms() + minutes * 60_000)).map_err(Stop::from)?;
        Ok(())
    }

    /// Does an act of the typist's own for a body.
    async fn act<A: Act>(&mut self, body: i64, act: A) -> anyhow::Result<A::Answer> {
        self.record(By { organisation: body, ..self.typist }, act).await
    }

    /// Does an act of the head of a body, which the typist records (nhập hộ).
    async fn of_head<A: Act>(&mut self, house: &House, act: A) -> anyhow::Result<A::Answer> {
        self.record(By { actor: house.person, organisation: house.body, ..self.typist }, act).await
    }

    async fn record<A: Act>(&mut self, by: By, act: A) -> anyhow::Result<A::Answer> {
        let number = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        let done = self.office.act(by, &format!("play-{number}"), act).await;
        done.map(|done| done.answer).map_err(|stop| anyhow!("the scenario stops at {} ({number}): {stop}", A::NAME))
    }

    /// Asks the function of each case whether the acts led where the file says.
    async fn check(&self, told: &Told) -> anyhow::Result<()> {
        let mut read = self.store.reader().await?;
        for made in &self.made {
            let events = store::event::history(&mut read, domain::event::Subject::Case, made.case).await?;
            let found = outcome(&events, told.to, Instant::end_of(told.today));
            let found = found.map_or("nothing", domain::outcome::Outcome::as_str);
            if found != made.wanted {
                return Err(anyhow!(
                    "case {} of {}: the acts of \"{}\" lead to {found} on {}, and {} was wanted",
                    made.case,
                    made.body,
                    made.way,
                    told.to.vn(),
                    made.wanted
                ));
            }
        }
        Ok(())
    }
}
