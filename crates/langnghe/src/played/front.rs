//! What the Front does with its own account: rounds of gathering, findings, its plan of supervisions. The office asks for a round,
//! decides what becomes of its themes, and records what units declare on paper.

use acts::gathering::{Add, Ask, ForDialogue, Open, Place, Send, SetThemes, ThemeTyped, Typed};
use acts::supervision::{self, CarryOut, Find, Issue, Plan, Report};
use acts::{By, declared};
use anyhow::{Context as _, anyhow};
use domain::day::Day;
use domain::declared::DeclaredCell;
use store::gathering;

use super::Player;
use super::handled::Known;
use super::told::{Declared, Finding, Gathered, Gathering, Scenario, Supervision, Survey, Theme};

/// What is done at one time.
#[derive(Clone, Copy)]
pub(super) enum Deed<'a> {
    /// The office asks for a round.
    Ask(&'a Gathering),
    /// The Front begins to gather, with the themes that it expects.
    Open(&'a Gathering, Day),
    /// It sets up the survey of the round.
    Survey(&'a Gathering, &'a Survey),
    /// It types the sheets that came back.
    TypeSheets(&'a Gathering, &'a Survey),
    /// It types an opinion.
    Gather(&'a Gathering, &'a Theme, &'a Gathered),
    /// It sends the synthesis.
    Send(&'a Gathering),
    /// The office decides what becomes of a theme.
    Place(&'a Gathering, &'a Theme),
    /// The Front looks at a matter.
    Find(&'a Finding),
    /// It puts a notice into its plan.
    Plan(&'a Supervision),
    /// Its plan is issued.
    Issue(&'a Supervision),
    /// It carries a supervision out.
    CarryOut(&'a Supervision, Day),
    /// It reports.
    Report(&'a Supervision),
    /// A unit declares on paper.
    Declare(&'a Declared),
}

/// All of it with the days and hours at which it is done.
pub(super) fn days(scenario: &Scenario) -> Vec<(Day, &'static str, Deed<'_>)> {
    let mut days = Vec::new();
    for round in &scenario.gatherings {
        days.push((round.asked_on, "13:30", Deed::Ask(round)));
        days.extend(round.opened_on.map(|on| (on, "14:00", Deed::Open(round, on))));
        if let Some(survey) = &round.survey {
            days.push((survey.from_on, "14:10", Deed::Survey(round, survey)));
            days.push((survey.typed_on, "14:20", Deed::TypeSheets(round, survey)));
        }
        for theme in &round.themes {
            let typed = theme.opinions.iter();
            days.extend(typed.map(|opinion| (opinion.on, "14:30", Deed::Gather(round, theme, opinion))));
            days.extend(theme.placed.map(|(on, _)| (on, "15:30", Deed::Place(round, theme))));
        }
        days.extend(round.sent.as_ref().map(|(on, ..)| (*on, "15:00", Deed::Send(round))));
    }
    days.extend(scenario.findings.iter().map(|finding| (finding.on, "14:30", Deed::Find(finding))));
    for line in &scenario.supervisions {
        days.push((line.planned_on, "14:00", Deed::Plan(line)));
        days.push((line.issued.0, "14:30", Deed::Issue(line)));
        days.extend(line.carried_out_on.map(|on| (on, "15:00", Deed::CarryOut(line, on))));
        days.extend(line.report.as_ref().map(|report| (report.on, "15:30", Deed::Report(line))));
    }
    days.extend(scenario.declared.iter().map(|declared| (declared.on, "16:00", Deed::Declare(declared))));
    days
}

impl Player<'_> {
    pub(super) async fn deed(&mut self, deed: Deed<'_>) -> anyhow::Result<()> {
        match deed {
            Deed::Ask(round) => self.ask(round).await,
            Deed::Open(round, on) => self.open(round, on).await,
            Deed::Gather(round, theme, opinion) => self.gather(round, theme, opinion).await,
            Deed::Survey(round, survey) => self.set_up_survey(round, survey).await,
            Deed::TypeSheets(round, survey) => self.type_survey(round, survey).await,
            Deed::Send(round) => self.send(round).await,
            Deed::Place(round, theme) => self.place(round, theme).await,
            Deed::Find(finding) => self.find(finding).await,
            Deed::Plan(line) => self.plan_supervision(line).await,
            Deed::Issue(line) => self.issue_plan(line).await,
            Deed::CarryOut(line, on) => {
                let (supervision, version) = self.line(line).await?;
                let carry = CarryOut { supervision, version, form: line.form, happened_on: on };
                self.act(self.front()?, carry).await
            }
            Deed::Report(line) => self.report(line).await,
            Deed::Declare(declared) => self.declare(declared).await,
        }
    }

    /// Somebody of the Front, who works for nobody else.
    pub(super) fn front(&self) -> anyhow::Result<By> {
        self.front.context("the scenario has no account of the Front")
    }

    /// The round for a dialogue.
    pub(super) fn round(&self, told: &Gathering) -> anyhow::Result<i64> {
        self.rounds.get(&told.dialogue).copied().context("it was asked for")
    }

    async fn ask(&mut self, told: &Gathering) -> anyhow::Result<()> {
        let (dialogue, _) = *self.dialogues.get(&told.dialogue).context("it was announced")?;
        let holder = store::dialogue::find(&mut self.store.reader().await?, dialogue).await?;
        let by = By { organisation: holder.context("it was announced")?.organisation, ..self.clerk };
        let ask = Ask {
            gatherer: self.front()?.organisation,
            dialogue: ForDialogue::Announced(dialogue),
            by_on: Some(told.asked_by),
            document: told.request.clone(),
            happened_on: told.asked_on,
        };
        let round = self.act(by, ask).await?;
        self.rounds.insert(told.dialogue.clone(), round);
        Ok(())
    }

    async fn open(&mut self, told: &Gathering, on: Day) -> anyhow::Result<()> {
        let (by, round) = (self.front()?, self.round(told)?);
        let open = Open { round: Some(round), gatherer: by.organisation, dialogue: None, happened_on: on };
        self.act(by, open).await?;
        let themes = told.themes.iter().map(|theme| ThemeTyped { theme: None, title: theme.title.clone() }).collect();
        self.act(by, SetThemes { round, themes }).await
    }

    /// A theme of a round, by its title.
    async fn theme(&self, round: i64, told: &Theme) -> anyhow::Result<i64> {
        let themes = gathering::themes(&mut self.store.reader().await?, round).await?;
        let theme = themes.iter().find(|theme| theme.title.as_ref() == Some(&told.title));
        Ok(theme.with_context(|| format!("no theme is called {}", told.title))?.id)
    }

    async fn gather(&mut self, told: &Gathering, theme: &Theme, opinion: &Gathered) -> anyhow::Result<()> {
        let round = self.round(told)?;
        let typed = Typed {
            words: opinion.words.clone(),
            no_denunciation: false,
            territory: Some(self.village(&opinion.village)?),
            field: opinion.field.clone(),
            kind: opinion.kind,
            noted: false,
            pressing: false,
            people: Some(opinion.people),
            brought: opinion.brought.clone(),
            theme: Some(self.theme(round, theme).await?),
            root: None,
        };
        self.act(self.front()?, Add { round, opinions: vec![typed], happened_on: opinion.on }).await
    }

    /// The synthesis is sent, and each of its opinions has a case.
    async fn send(&mut self, told: &Gathering) -> anyhow::Result<()> {
        let round = self.round(told)?;
        let (on, number, signer) = told.sent.clone().context("it was sent")?;
        let row = gathering::find(&mut self.store.reader().await?, round).await?.context("it is there")?;
        self.act(self.front()?, Send { round, version: row.version, number, signer, happened_on: on }).await?;
        let mut read = self.store.reader().await?;
        let rows = gathering::opinion::of_round(&mut read, round, on).await?;
        for opinion in told.themes.iter().flat_map(|theme| &theme.opinions).filter(|it| !it.case.is_empty()) {
            let row = rows.iter().find(|row| row.words.as_ref() == Some(&opinion.words));
            let case = row.and_then(|row| row.case).context("it became a case")?;
            let points = store::case::points(&mut read, case).await?;
            let point = points.first().context("a case has a point")?.id;
            self.cases.insert(opinion.case.clone(), Known { case, point });
        }
        Ok(())
    }

    async fn place(&mut self, told: &Gathering, theme: &Theme) -> anyhow::Result<()> {
        let round = self.round(told)?;
        let (on, way) = theme.placed.context("it was decided")?;
        let mut read = self.store.reader().await?;
        let row = gathering::find(&mut read, round).await?.context("it is there")?;
        let agenda = match (&theme.agenda, row.dialogue) {
            (Some(title), Some(dialogue)) => {
                let lines = store::dialogue::agenda(&mut read, dialogue).await?;
                let line = lines.iter().find(|line| line.title.as_ref() == Some(title));
                Some(line.with_context(|| format!("the agenda has no {title}"))?.id)
            }
            _ => None,
        };
        drop(read);
        let place = Place {
            round,
            theme: self.theme(round, theme).await?,
            way,
            agenda,
            to: None,
            words: theme.words.clone(),
            happened_on: on,
        };
        self.act(By { organisation: row.holder.0, ..self.clerk }, place).await
    }

    async fn find(&mut self, told: &Finding) -> anyhow::Result<()> {
        let by = self.front()?;
        let case = self.cases.get(&told.case).with_context(|| format!("no case is called {}", told.case))?.case;
        let mut files = Vec::new();
        for lines in &told.files {
            let kept = supervision::keep(&self.office, by, case, super::slip::picture(lines)).await;
            files.push(kept.map_err(|stop| anyhow!("a picture of {} is not kept: {stop}", told.case))?);
        }
        let find = Find {
            case,
            result: told.result,
            ways: told.looked.clone(),
            words: told.words.clone(),
            files,
            happened_on: told.on,
        };
        self.act(by, find).await.map(drop)
    }

    async fn plan_supervision(&mut self, told: &Supervision) -> anyhow::Result<()> {
        let notice = *self.notices.get(&told.notice).with_context(|| format!("no notice is {}", told.notice))?;
        let plan = Plan {
            notice,
            year: told.planned_on.year().into(),
            month: Some(told.month),
            form: told.form,
            happened_on: told.planned_on,
        };
        let line = self.act(self.front()?, plan).await?;
        self.lines.insert(told.notice.clone(), line);
        Ok(())
    }

    async fn issue_plan(&mut self, told: &Supervision) -> anyhow::Result<()> {
        let (by, (on, document)) = (self.front()?, told.issued.clone());
        let issue = Issue { organisation: by.organisation, year: on.year().into(), document, happened_on: on };
        self.act(by, issue).await
    }

    /// A line of the plan with its version.
    async fn line(&self, told: &Supervision) -> anyhow::Result<(i64, i64)> {
        let id = *self.lines.get(&told.notice).context("it was planned")?;
        let row = store::supervision::find_supervision(&mut self.store.reader().await?, id).await?;
        Ok((id, row.context("it was planned")?.version))
    }

    async fn report(&mut self, told: &Supervision) -> anyhow::Result<()> {
        let (supervision, version) = self.line(told).await?;
        let report = told.report.as_ref().context("it was reported")?;
        let sent = Report {
            supervision,
            version,
            to: self.body(&report.to, self.clerk.organisation)?,
            document: report.document.clone(),
            remarks: report.remarks.clone(),
            proposals: report.proposals.clone(),
            happened_on: report.on,
        };
        self.act(self.front()?, sent).await
    }

    async fn declare(&mut self, told: &Declared) -> anyhow::Result<()> {
        let unit = self.body(&told.unit, self.clerk.organisation)?;
        let cells =
            told.numbers.iter().map(|(number, count)| DeclaredCell { number: *number, count: *count }).collect();
        let record = declared::Record {
            from_on: told.from,
            to_on: told.to,
            number: told.number.clone(),
            document_on: told.on,
            units: vec![declared::UnitFigures { organisation: unit, cells }],
        };
        self.act(self.clerk, record).await.map(drop)
    }
}
