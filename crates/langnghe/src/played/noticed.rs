//! Notices of conclusion: drafted, written point by point, issued by the number on the paper, made public; and what else was done
//! after a dialogue.

use acts::By;
use acts::duty::{Fulfil, Report};
use acts::notice::{DateTaken, Describe, Draft, DropPoint, Issue, Publish, SetPoint, Submit, Written};
use anyhow::Context as _;
use domain::event::Delivery;
use store::notice;

use super::Player;
use super::told::{After, Notice, NoticePoint};

impl Player<'_> {
    /// A notice is drafted; one that was issued is written as the file says, and its own points take the place of those that
    /// the program proposes.
    pub(super) async fn notice(&mut self, told: &Notice) -> anyhow::Result<()> {
        let (dialogue, _) = *self.dialogues.get(&told.dialogue).context("it was held")?;
        let by = self.by(&told.body)?;
        let organisation = Some(self.body(&told.issuer, by.organisation)?);
        let draft = Draft { dialogue, organisation, replaces: None, happened_on: told.on };
        let id = self.act(by, draft).await?;
        let proposed = notice::points(&mut self.store.reader().await?, id).await?;
        for point in proposed.iter().filter(|_| !told.points.is_empty()) {
            let version = self.version(id).await?;
            self.act(by, DropPoint { notice: id, version, point: point.id, happened_on: told.on }).await?;
        }
        for point in &told.points {
            self.point(by, id, told, point).await?;
        }
        if !told.recipients.is_empty() || !told.general.is_empty() {
            let describe = Describe {
                notice: id,
                version: self.version(id).await?,
                general: told.general.clone(),
                carrying_out: told.carrying_out.clone(),
                recipients: told.recipients.clone(),
                happened_on: told.on,
            };
            self.act(by, describe).await?;
        }
        for (matter, due_on) in &told.sooner {
            let points = notice::points(&mut self.store.reader().await?, id).await?;
            let point = points.iter().find(|point| point.matter.as_ref() == Some(matter));
            let point = point.with_context(|| format!("no point is called {matter}"))?.id;
            let version = self.version(id).await?;
            let due_on = Some(*due_on);
            self.act(by, DateTaken { notice: id, version, point, due_on, happened_on: told.on }).await?;
        }
        if told.submitted {
            let version = self.version(id).await?;
            self.act(by, Submit { notice: id, version, happened_on: told.on }).await?;
        }
        let Some(number) = &told.number else { return Ok(()) };
        let issue = Issue {
            notice: id,
            version: self.version(id).await?,
            number: number.clone(),
            signer: told.signer.as_ref().map(|name| self.term(name)).transpose()?,
            happened_on: told.on,
        };
        self.act(by, issue).await?;
        self.notices.insert(number.clone(), id);
        let version = self.version(id).await?;
        if told.public {
            self.act(by, Publish { notice: id, version, happened_on: told.on }).await?;
        }
        Ok(())
    }

    async fn version(&self, notice: i64) -> anyhow::Result<i64> {
        let row = notice::find(&mut self.store.reader().await?, notice).await?;
        Ok(row.context("the notice was drafted")?.version)
    }

    async fn point(&mut self, by: By, id: i64, told: &Notice, point: &NoticePoint) -> anyhow::Result<()> {
        let mut cases = Vec::new();
        for name in &point.cases {
            cases.push(self.cases.get(name).with_context(|| format!("nobody raised {name}"))?.case);
        }
        let written = Written {
            matter: point.matter.clone(),
            conclusion: point.conclusion.clone(),
            lead: Some(self.body(&point.lead, by.organisation)?),
            cooperating: point
                .with
                .iter()
                .map(|name| self.body(name, by.organisation))
                .collect::<anyhow::Result<_>>()?,
            due_on: Some(point.due_on),
            evidence: point.evidence.clone(),
            delivery: if point.village { Delivery::Village } else { Delivery::Letter },
            contact: point.contact,
            cases,
        };
        let version = self.version(id).await?;
        self.act(by, SetPoint { notice: id, version, point: None, written, happened_on: told.on }).await?;
        Ok(())
    }

    /// Something that was due after a dialogue was done.
    pub(super) async fn after(&mut self, told: &After) -> anyhow::Result<()> {
        let (dialogue, _) = *self.dialogues.get(&told.dialogue).context("it was held")?;
        let (by, document, happened_on) = (self.by(&told.body)?, told.document.clone(), told.on);
        match told.to {
            Some(to) => self.act(by, Report { dialogue, to, document, happened_on }).await,
            None => self.act(by, Fulfil { dialogue, duty: told.duty, document, happened_on }).await,
        }
    }
}
