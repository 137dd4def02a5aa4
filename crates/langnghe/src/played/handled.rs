//! What was done about cases, letters and plans after they came: the acts of the program, in the order of their days.

use acts::assignment::{Accept, AskBack, Assign, Extend, Progress, Suspend};
use acts::case::{Assess, Confirm, End, Merge, Reopen, SpotResult, Tell};
use acts::letter::{AddPart, Classify, Entry, Process, Register, RegisterRepeat, ReturnOriginals};
use acts::plan::{Advance, Cancel, Draft, Meant, Postpone, Step as Stage};
use acts::reply::{ChooseDelivery, Draft as Write, KeepPromise, Reply, ReplyPoint};
use acts::review::Decide;
use acts::transfer::{AnswerTransfer, PointTold, Receive, SendOn};
use acts::urging::Urge;
use anyhow::Context as _;
use domain::day::Day;
use domain::event::Contact;

use super::Player;
use super::told::{Change, Letter, Plan, Step, What};

/// A case by its name in the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Known {
    pub(super) case: i64,
    pub(super) point: i64,
}

impl Player<'_> {
    /// A step of a plan on its way to the public.
    pub(super) async fn advance(&mut self, told: &Plan, to: Stage, on: Day) -> anyhow::Result<()> {
        let (plan, _) = self.plans.get(&told.name).context("it was drafted")?;
        let plan = *plan;
        let row = store::plan::find(&mut self.store.reader().await?, plan).await?;
        let version = row.context("the plan is there")?.version;
        self.act(self.by(&told.body)?, Advance { plan, version, to, happened_on: on }).await
    }

    pub(super) async fn draft(&mut self, told: &Plan) -> anyhow::Result<()> {
        let by = self.by(&told.body)?;
        let meant = |month: &super::told::Month| Meant {
            month: month.number,
            topic: month.topic.clone(),
            form: month.form,
            audience: month.audience,
        };
        let draft = Draft {
            organisation: by.organisation,
            post: told.post.clone(),
            year: told.drafted_on.year(),
            dialogues: told.months.iter().map(meant).collect(),
            happened_on: told.drafted_on,
        };
        let drafted = self.act(by, draft).await?;
        let months = told.months.iter().map(|month| month.number).zip(drafted.dialogues).collect();
        self.plans.insert(told.name.clone(), (drafted.plan, months));
        Ok(())
    }

    /// A planned dialogue is put off, or called off.
    pub(super) async fn change(
        &mut self,
        told: &Plan,
        month: i8,
        change: &Change,
        cancelled: bool,
    ) -> anyhow::Result<()> {
        let planned = self.planned(&told.name, month)?;
        let (by, reason, happened_on) = (self.by(&told.body)?, change.reason.clone(), change.on);
        if cancelled {
            self.act(by, Cancel { planned, reason, happened_on }).await
        } else {
            self.act(by, Postpone { planned, month: change.month, reason, happened_on }).await
        }
    }

    pub(super) async fn letter(&mut self, told: &Letter) -> anyhow::Result<()> {
        let by = self.by("")?;
        let register = Register {
            organisation: by.organisation,
            series: String::new(),
            number: told.number.clone(),
            received_on: told.received_on,
            words: told.words.clone(),
            no_denunciation: false,
            name: told.who.clone(),
            contact: String::new(),
            address: String::new(),
            territory: Some(self.village(&told.village)?),
            field: told.field.clone(),
            kind: told.kind,
            entry: Entry {
                way: told.way,
                referrer: told.referrer.clone(),
                dated_on: told.dated_on,
                file: told.file.clone(),
                archive_box: told.archive_box.clone(),
                originals: told.originals.clone(),
            },
        };
        let new = match told.repeats.as_str() {
            "" => self.act(by, register).await?,
            name => {
                let root = self.cases.get(name).with_context(|| format!("no case is called {name}"))?.case;
                self.act(by, RegisterRepeat { register, root }).await?.registered
            }
        };
        if let Some(class) = &told.class {
            let classify = Classify {
                letter: new.letter,
                seen: 0,
                kind: told.kind,
                mixed: !told.parts.is_empty(),
                lacks: class.lacks.clone(),
                competence: class.competence,
                sphere: class.sphere,
                people: class.people,
                representatives: class.representatives,
            };
            self.act(by, classify).await?;
        }
        if let Some(came) = &told.process {
            let process = Process {
                letter: new.letter,
                seen: 0,
                outcome: came.outcome,
                ground: came.ground.clone(),
                to: None,
                by_word: false,
                number: came.number.clone(),
                signer: came.signer.clone(),
                reason: came.reason.clone(),
                told: came.told,
                happened_on: told.received_on,
            };
            self.act(by, process).await?;
        }
        for part in &told.parts {
            let (words, kind, field) = (part.words.clone(), part.kind, part.field.clone());
            let add = AddPart { letter: new.letter, words, no_denunciation: false, kind, field };
            let made = self.act(by, add).await?;
            self.cases.insert(part.case.clone(), Known { case: made.case, point: made.point });
        }
        if !told.returned_to.is_empty() {
            let (letter, receiver, happened_on) = (new.letter, told.returned_to.clone(), told.received_on);
            self.act(by, ReturnOriginals { letter, receiver, happened_on }).await?;
        }
        self.cases.insert(told.case.clone(), Known { case: new.case, point: new.point });
        Ok(())
    }

    /// Does one step; whose case it is decides for which body the clerk acts.
    #[expect(clippy::too_many_lines, reason = "one arm for each act")]
    pub(super) async fn step(&mut self, told: &Step) -> anyhow::Result<()> {
        let known = *self.cases.get(&told.case).with_context(|| format!("no case is called {}", told.case))?;
        let (case, happened_on) = (known.case, told.on);
        let row = store::case::find(&mut self.store.reader().await?, case).await?.context("the case is there")?;
        let (version, own) = (row.version, self.by("")?);
        let by = acts::By { organisation: row.origin_id, ..own };
        let lead_of = |lead: &str| self.body(lead, own.organisation);
        match &told.what {
            What::Assign { lead, due_on, with, evidence, contact } => {
                let cooperating = with.iter().map(|body| lead_of(body)).collect::<anyhow::Result<_>>()?;
                let assign = Assign {
                    case,
                    version,
                    lead: lead_of(lead)?,
                    cooperating,
                    due_on: Some(*due_on),
                    evidence: evidence.clone(),
                    contact: *contact,
                    happened_on,
                };
                self.act(by, assign).await.map(drop)
            }
            What::Accept { lead } => {
                let on_behalf_of = Some(lead_of(lead)?);
                self.act(by, Accept { case, version, on_behalf_of, happened_on }).await
            }
            What::Progress { lead, words } => {
                let (on_behalf_of, words) = (Some(lead_of(lead)?), words.clone());
                self.act(by, Progress { case, version, words, on_behalf_of, happened_on }).await
            }
            What::Extend { due_on, reason } => {
                let (due_on, reason) = (Some(*due_on), reason.clone());
                self.act(by, Extend { case, version, due_on, reason, told: true, happened_on }).await
            }
            What::Suspend { reason } => {
                self.act(by, Suspend { case, version, reason: reason.clone(), happened_on }).await
            }
            What::Reply { lead, result, words, number, by_on, ground } => {
                let reply = Reply {
                    case,
                    version,
                    number: number.clone(),
                    signer: None,
                    points: vec![ReplyPoint {
                        point: known.point,
                        result: *result,
                        by_on: *by_on,
                        words: words.clone(),
                        ground: ground.clone(),
                        evidence: String::new(),
                    }],
                    on_behalf_of: Some(lead_of(lead)?),
                    happened_on,
                };
                self.act(by, reply).await.map(drop)
            }
            What::KeepPromise { words } => {
                let keep = KeepPromise { case, version, point: known.point, words: words.clone(), happened_on };
                self.act(by, keep).await
            }
            What::SendOn { to, number, reason, proof, answer_by, told } => {
                let send = SendOn {
                    case,
                    version,
                    to: lead_of(to)?,
                    points: Vec::new(),
                    number: number.clone(),
                    proof: proof.clone(),
                    reason: reason.clone(),
                    answer_by: *answer_by,
                    told: *told,
                    on_behalf_of: None,
                    happened_on,
                };
                let new = self.act(by, send).await?;
                self.transfers.insert(case, new.transfer);
                Ok(())
            }
            What::Tell { way, words } => {
                let (way, words) = (*way, words.clone());
                self.act(by, Tell { case, version, way, words, happened_on }).await
            }
            What::Received { proof } => {
                let transfer = *self.transfers.get(&case).context("it was sent on")?;
                self.act(by, Receive { case, version, transfer, proof: proof.clone(), happened_on }).await
            }
            What::Answered { words } => {
                let transfer = *self.transfers.get(&case).context("it was sent on")?;
                let answer = AnswerTransfer {
                    case,
                    version,
                    transfer,
                    points: vec![PointTold {
                        point: known.point,
                        result: Some(SpotResult::Done),
                        by_on: None,
                        words: String::new(),
                        ground: String::new(),
                    }],
                    number: String::new(),
                    signer: String::new(),
                    words: words.clone(),
                    told: None,
                    happened_on,
                };
                self.act(by, answer).await
            }
            What::Assess { value, words, contacts } => {
                let contacts = contacts.iter().map(|(on, way)| Contact { on: *on, way: *way }).collect();
                let (value, words) = (*value, words.clone());
                let said = Assess { case, version, value, contacts, words, no_denunciation: false, happened_on };
                self.act(by, said).await.map(drop)
            }
            What::Draft { lead, result, words } => {
                let point = ReplyPoint {
                    point: known.point,
                    result: *result,
                    by_on: None,
                    words: words.clone(),
                    ground: String::new(),
                    evidence: String::new(),
                };
                let draft = Write {
                    case,
                    version,
                    draft: None,
                    points: vec![point],
                    left_out: Vec::new(),
                    on_behalf_of: Some(lead_of(lead)?),
                    submit: true,
                    happened_on,
                };
                self.act(by, draft).await.map(drop)
            }
            What::AskBack { lead, words } => {
                let (on_behalf_of, words) = (Some(lead_of(lead)?), words.clone());
                self.act(by, AskBack { case, version, words, on_behalf_of, happened_on }).await
            }
            What::Deliver { way } => {
                let (points, way) = (Vec::new(), *way);
                self.act(by, ChooseDelivery { case, version, points, way, happened_on }).await
            }
            What::Urge { lead, number } => {
                let (organisation, to, number) = (by.organisation, Some(lead_of(lead)?), number.clone());
                self.act(by, Urge { organisation, to, number, answer_by: None, happened_on }).await.map(drop)
            }
            What::Review { result, reason, number, due_on } => {
                let (result, reason, number, due_on) = (*result, reason.clone(), number.clone(), *due_on);
                let decide = Decide { case, version, result, reason, number, on_behalf_of: None, due_on, happened_on };
                self.act(by, decide).await
            }
            What::Confirm { front, document, words } => {
                let on_behalf_of = Some(lead_of(front)?);
                let (document, words) = (document.clone(), words.clone());
                self.act(by, Confirm { case, version, words, document, on_behalf_of, happened_on }).await
            }
            What::Reopen { reason, due_on } => {
                let reopen = Reopen { case, version, reason: reason.clone(), due_on: *due_on, happened_on };
                self.act(by, reopen).await
            }
            What::Merge { root, reason } => {
                let root = self.cases.get(root).with_context(|| format!("no case is called {root}"))?.case;
                self.act(by, Merge { case, version, root, reason: reason.clone(), happened_on }).await
            }
            What::End { ground, basis, reason } => {
                let (ground, basis, reason) = (*ground, basis.clone(), reason.clone());
                self.act(by, End { case, version, ground, basis, reason, happened_on }).await
            }
        }
    }
}
