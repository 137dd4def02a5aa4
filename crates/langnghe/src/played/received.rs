//! Reception days of a scenario: set, held with their visits, called off, concluded.

use acts::reception::{Cancel, Conclude, End, Hold, Record, Schedule, Typed, Way};
use acts::submission::Mode;
use anyhow::Context as _;
use domain::day::Day;

use super::Player;
use super::told::{Reception, Scenario, Visit};

/// What is done at one time.
#[derive(Clone, Copy)]
pub(super) enum Deed<'a> {
    /// The day is set.
    Set(&'a Reception),
    /// Citizens are received.
    Hold(&'a Reception),
    /// The day is called off.
    Cancel(&'a Reception),
    /// Its conclusion notice is recorded.
    Conclude(&'a Reception),
}

/// All of it with the days and hours at which it is done.
pub(super) fn days(scenario: &Scenario) -> Vec<(Day, &'static str, Deed<'_>)> {
    let mut days = Vec::new();
    for told in &scenario.receptions {
        days.push((told.set_on, "08:10", Deed::Set(told)));
        if let Some((on, _)) = &told.cancelled {
            days.push((*on, "08:15", Deed::Cancel(told)));
        } else if told.on <= scenario.today {
            days.push((told.on, "08:20", Deed::Hold(told)));
        }
        days.extend(told.concluded.as_ref().map(|(on, ..)| (*on, "16:30", Deed::Conclude(told))));
    }
    days
}

impl Player<'_> {
    pub(super) async fn receive(&mut self, deed: Deed<'_>) -> anyhow::Result<()> {
        match deed {
            Deed::Set(told) => self.set_reception(told).await,
            Deed::Hold(told) => self.hold_reception(told).await,
            Deed::Cancel(told) => {
                let (reception, version) = self.reception(told).await?;
                let (on, reason) = told.cancelled.clone().context("it was called off")?;
                self.act(self.clerk, Cancel { reception, version, reason, happened_on: on }).await
            }
            Deed::Conclude(told) => {
                let (reception, _) = self.reception(told).await?;
                let (on, number, signer) = told.concluded.clone().context("it was concluded")?;
                let (directions, due_on) = told.directed.clone().unzip();
                let directions = directions.unwrap_or_default();
                let conclude =
                    Conclude { reception, number, signer, directions, no_denunciation: false, due_on, happened_on: on };
                self.act(self.clerk, conclude).await
            }
        }
    }

    /// A reception day that was set, with its version.
    async fn reception(&self, told: &Reception) -> anyhow::Result<(i64, i64)> {
        let id = *self.receptions.get(&told.on).context("it was set")?;
        let row = store::reception::find(&mut self.store.reader().await?, id).await?;
        Ok((id, row.context("it was set")?.version))
    }

    async fn set_reception(&mut self, told: &Reception) -> anyhow::Result<()> {
        let term = told.official.as_deref().map(|name| self.term(name)).transpose()?;
        let day = Typed {
            on: told.on,
            term,
            kind: told.kind,
            receiver: told.receiver,
            online: false,
            place: told.place.clone(),
            announced_on: told.announced.then_some(told.set_on),
        };
        let reception = self.act(self.clerk, Schedule { organisation: self.clerk.organisation, day }).await?;
        self.receptions.insert(told.on, reception);
        Ok(())
    }

    async fn hold_reception(&mut self, told: &Reception) -> anyhow::Result<()> {
        let (reception, _) = self.reception(told).await?;
        if told.visits.is_empty() {
            return self.act(self.clerk, Hold { reception, happened_on: told.on }).await;
        }
        for visit in &told.visits {
            self.visit(reception, visit).await.with_context(|| format!("the reception of {}", told.on.vn()))?;
        }
        Ok(())
    }

    async fn visit(&mut self, reception: i64, told: &Visit) -> anyhow::Result<()> {
        let known = |name: &String| self.cases.get(name).map(|known| known.case);
        let case = match &told.case {
            Some(name) => Some(known(name).with_context(|| format!("no case is called {name}"))?),
            None => None,
        };
        let end = End {
            way: Way::parse(told.outcome.as_str()).context("every outcome has its way")?,
            ground: told.ground.clone(),
            said: told.said.clone(),
            case,
            letter: (String::new(), String::new()),
        };
        let record = Record {
            reception,
            name: told.who.clone(),
            contact: String::new(),
            represents: String::new(),
            mode: if told.who.is_empty() { Mode::Unnamed } else { Mode::Named },
            people: told.people.unwrap_or(1),
            representatives: told.representatives,
            words: told.words.clone(),
            no_denunciation: false,
            kind: told.kind,
            territory: Some(self.village(&told.village)?),
            field: told.field.clone(),
            again: told.again,
            end,
        };
        self.act(self.clerk, record).await.map(drop)
    }
}
