//! Dialogues: announced, begun, written down, held, signed, with their agenda, who came, what the hall saw and the slips that
//! were handed in.

use acts::By;
use acts::case::{Answer, SpotResult};
use acts::dialogue::{self, Announce, Attend, BeginSession, Conclude, HoldSession, Session, SetAgenda, Themed};
use acts::minutes::{self, AddScans, Take};
use acts::slip::Add;
use acts::submission::{Mark, Mode, Raise, Release, Withhold};
use anyhow::{Context as _, anyhow, bail};
use domain::day::Day;
use domain::dialogue::{Audience, Form, ThemeKind};
use domain::minutes::time;

use super::Player;
use super::handled::Known;
use super::told::{Dialogue, Opinion};

impl Player<'_> {
    pub(super) async fn announce(&mut self, told: &Dialogue, on: Day) -> anyhow::Result<()> {
        let by = self.by(&told.body)?;
        let announce = Announce {
            organisation: by.organisation,
            title: told.title.clone(),
            duties: told.duties.clone(),
            audience: told.audience.unwrap_or(Audience::Residents),
            members_of: None,
            form: told.form.unwrap_or(Form::Conference),
            planned: told.planned.as_ref().map(|(plan, month)| self.planned(plan, *month)).transpose()?,
            sessions: vec![Session {
                on: told.on,
                territory: Some(self.village(&told.village)?),
                place: told.place.clone(),
                chair: Some(self.term(&told.chair)?),
                deputy_reason: told.deputy_reason.clone(),
            }],
            happened_on: on,
        };
        let announced = self.act(by, announce).await?;
        let session = announced.sessions.first().context("it has one session")?;
        self.dialogues.insert(told.title.clone(), (announced.dialogue, *session));
        self.agenda(told, announced.dialogue, on).await
    }

    /// The day of a dialogue: it begins, is written down, and is held where the file says who came.
    pub(super) async fn dialogue(&mut self, told: &Dialogue) -> anyhow::Result<()> {
        let by = self.by(&told.body)?;
        let session = if told.announced_on.is_some() {
            let (_, session) = *self.dialogues.get(&told.title).context("it was announced")?;
            self.act(by, BeginSession { session }).await?;
            session
        } else {
            let act = dialogue::Open {
                organisation: by.organisation,
                title: told.title.clone(),
                chair: Some(self.term(&told.chair)?),
                deputy_reason: told.deputy_reason.clone(),
                held_on: told.on,
                territory: Some(self.village(&told.village)?),
                place: told.place.clone(),
            };
            let opened = self.act(by, act).await?;
            self.dialogues.insert(told.title.clone(), (opened.dialogue, opened.session));
            opened.session
        };
        for opinion in &told.opinions {
            self.at(told.on, &opinion.at)?;
            let raise = self.raise(opinion, session)?;
            let raised = self.act(by, raise).await?;
            self.cases.insert(opinion.case.clone(), Known { case: raised.case, point: raised.point });
            if let Some(title) = &opinion.neutral {
                self.act(by, Release { submission: raised.submission, title: title.clone() }).await?;
            }
        }
        if let Some(at) = &told.withheld_at {
            self.at(told.on, at)?;
            self.act(by, Withhold { session, submission: None, slip: None, happened_on: None }).await?;
        }
        self.slips(told, session, by).await?;
        if !told.attendance.is_empty() {
            self.at(told.on, "17:00")?;
            let attendance = told.attendance.clone();
            self.act(by, HoldSession { session, happened_on: None, attendance }).await?;
        }
        if !told.bodies.is_empty() {
            let bodies = told.bodies.iter().map(|body| self.body(body, by.organisation)).collect::<Result<_, _>>()?;
            self.act(by, Attend { session, attendance: told.attendance.clone(), bodies }).await?;
        }
        self.minutes(told, session, by).await
    }

    /// The agenda of a dialogue, and what the people are told.
    async fn agenda(&mut self, told: &Dialogue, dialogue: i64, on: Day) -> anyhow::Result<()> {
        let lines = |kind: ThemeKind, titles: &[String]| -> Vec<Themed> {
            titles.iter().map(|title| Themed { kind, title: title.clone() }).collect()
        };
        let mut themes = lines(ThemeKind::Matter, &told.agenda);
        themes.extend(lines(ThemeKind::Policy, &told.policies));
        if themes.is_empty() {
            return Ok(());
        }
        self.act(self.by(&told.body)?, SetAgenda { dialogue, themes, happened_on: on }).await
    }

    /// Slips that were handed in and photographed.
    async fn slips(&mut self, told: &Dialogue, session: i64, by: By) -> anyhow::Result<()> {
        let mut pictures = Vec::new();
        for lines in &told.slips {
            let kept = acts::slip::keep(&self.office, by, session, super::slip::picture(lines)).await;
            pictures.push(kept.map_err(|stop| anyhow!("a slip of {} is not kept: {stop}", told.title))?);
        }
        if !pictures.is_empty() {
            self.act(by, Add { session, pictures }).await?;
        }
        Ok(())
    }

    /// What the minutes say beside what was typed.
    async fn minutes(&mut self, told: &Dialogue, session: i64, by: By) -> anyhow::Result<()> {
        let Some(minutes) = &told.minutes else { return Ok(()) };
        let hour = |typed: &str| time(typed).with_context(|| format!("{typed} is no hour"));
        let take = Take {
            seen: None,
            session,
            began: Some(hour(&minutes.began)?),
            ended: Some(hour(&minutes.ended)?),
            secretary: minutes.secretary.clone(),
            conclusion: minutes.conclusion.clone(),
            read_back: true,
        };
        self.act(by, take).await
    }

    /// The minutes are signed and scanned, or there are none for a reason; then the dialogue is concluded.
    pub(super) async fn sign(&mut self, told: &Dialogue, on: Day) -> anyhow::Result<()> {
        let (dialogue, session) = *self.dialogues.get(&told.title).context("it was held")?;
        let by = self.by(&told.body)?;
        if told.signed_on.is_some() {
            self.act(by, minutes::Sign { session, happened_on: on }).await?;
            let mut files = Vec::new();
            for lines in &told.scans {
                let kept = minutes::keep(&self.office, by, session, super::slip::picture(lines)).await;
                files.push(kept.map_err(|stop| anyhow!("a scan of {} is not kept: {stop}", told.title))?);
            }
            if !files.is_empty() {
                self.act(by, AddScans { session, files }).await?;
            }
        }
        let no_minutes = told.without_minutes.as_ref().map(|(_, reason)| reason.clone()).unwrap_or_default();
        self.act(by, Conclude { dialogue, happened_on: on, minutes_signed_on: None, no_minutes }).await
    }

    fn raise(&self, told: &Opinion, session: i64) -> anyhow::Result<Raise> {
        let mark = match told.mark.as_str() {
            "" => Mark::None,
            "answered" => Mark::Answered,
            "conclusion" => Mark::Conclusion,
            "beyond" => Mark::Beyond,
            other => bail!("{other} is no mark"),
        };
        let answer = told
            .answer
            .as_ref()
            .map(|words| {
                Ok::<_, anyhow::Error>(Answer {
                    answered_by: told.by.as_ref().map(|name| self.term(name)).transpose()?,
                    speaker: String::new(),
                    result: SpotResult::Explained,
                    by_on: None,
                    words: words.clone(),
                    ground: String::new(),
                })
            })
            .transpose()?;
        Ok(Raise {
            session,
            turn: None,
            words: told.words.clone(),
            no_denunciation: false,
            name: told.who.clone(),
            contact: told.contact.clone(),
            represents: String::new(),
            mode: if told.unnamed { Mode::Unnamed } else { Mode::Named },
            head_count: None,
            territory: Some(self.village(&told.village)?),
            field: told.field.clone(),
            kind: told.kind,
            mark,
            answer,
            slip: None,
            draft: false,
        })
    }
}
