//! Complaints of a scenario: the steps of their settlement, each on the day of its paper.

use acts::complaint::MakeStep;
use anyhow::Context as _;
use domain::complaint::Complaint;
use domain::event::Subject;
use store::complaint;

use super::Player;
use super::told::{Letter, Settled};

impl Player<'_> {
    /// The next step of the complaint that a letter is.
    pub(super) async fn settle(&mut self, letter: &Letter, told: &Settled) -> anyhow::Result<()> {
        let by = self.by("")?;
        let case = self.cases.get(&letter.case).with_context(|| format!("no case is called {}", letter.case))?.case;
        let (letter, seen) = {
            let mut read = self.store.reader().await?;
            let id = complaint::of_case(&mut read, case).await?.pop().context("its letter was taken up")?;
            let (letter, ..) = complaint::letter_of(&mut read, id).await?.context("the complaint is there")?;
            let events = store::event::history(&mut read, Subject::Complaint, id).await?;
            (letter, Complaint::by(&events).context("it has a history")?.last_event())
        };
        let step = MakeStep {
            letter,
            seen,
            step: told.step,
            number: told.number.clone(),
            signer: told.signer.clone(),
            reason: told.reason.clone(),
            ground: String::new(),
            remote: false,
            disciplinary: false,
            ticks: told.ticks.clone(),
            differs: told.differs,
            named_on: told.named_on,
            finding: told.finding,
            ruling: told.ruling,
            first: None,
            happened_on: told.on,
        };
        self.act(by, step).await
    }
}
