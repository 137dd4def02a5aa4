//! The register of denunciations of a scenario: lines and their steps, in the order of their days.

use acts::denunciation::{Register, TakeStep};
use anyhow::Context as _;
use domain::day::Day;
use domain::denunciation::line::Line;
use domain::denunciation::step;
use domain::event::Subject;
use store::event;

use super::Player;
use super::told::{Denunciation, Scenario, Taken};

/// What is done at one time: a line is entered, or a step of it is recorded.
#[derive(Clone, Copy)]
pub(super) struct Deed<'a> {
    /// Its place in the file.
    line: usize,
    told: &'a Denunciation,
    step: Option<&'a Taken>,
}

/// All of it with the days and hours at which it is done.
pub(super) fn days(scenario: &Scenario) -> Vec<(Day, &'static str, Deed<'_>)> {
    let mut days = Vec::new();
    for (line, told) in scenario.denunciations.iter().enumerate() {
        days.push((told.received_on, "14:00", Deed { line, told, step: None }));
        days.extend(told.steps.iter().map(|step| (step.on, "14:30", Deed { line, told, step: Some(step) })));
    }
    days
}

impl Player<'_> {
    pub(super) async fn denounce(&mut self, deed: Deed<'_>) -> anyhow::Result<()> {
        let Some(taken) = deed.step else {
            let line = Register {
                organisation: self.clerk.organisation,
                number: String::new(),
                received_on: deed.told.received_on,
                way: deed.told.way,
                field: deed.told.field.clone(),
            };
            let id = self.act(self.clerk, line).await?;
            self.denunciations.insert(deed.line, id);
            return Ok(());
        };
        let id = *self.denunciations.get(&deed.line).context("a step is recorded of a line that is there")?;
        let history = event::history(&mut self.store.reader().await?, Subject::Denunciation, id).await?;
        let step = TakeStep {
            denunciation: id,
            seen: Line::by(&history).context("a line has a history")?.last,
            step: taken.step.clone(),
            happened_on: taken.on,
            number: taken.number.clone(),
            ground: taken.ground.clone(),
            days: taken.days,
            criteria: taken.criteria,
            result: taken.result.clone(),
            conditions: step::conditions().iter().map(|it| it.code.clone()).collect(),
        };
        self.act(self.clerk, step).await
    }
}
