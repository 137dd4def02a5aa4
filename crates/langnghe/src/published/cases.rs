//! What becomes of what was raised: the acts that lead to each outcome.

use acts::assignment::{Accept, Assign};
use acts::case::{End, Merge, Reopen, SpotResult};
use acts::reply::{KeepPromise, Reply, ReplyPoint};
use acts::submission::Strike;
use acts::transfer::SendOn;
use anyhow::Context as _;
use domain::day::Day;
use domain::event::EndGround;

use super::Player;
use super::house::House;
use super::talks::Raised;
use super::told::{Line, Told};

/// Days after which a case is assigned, and after which it is replied to.
const ASSIGNED: i64 = 3;
const REPLIED: i64 = 21;
/// Days that an assignment has.
const TIME: i64 = 30;
/// Days after the range on which what is late is typed, and what is reopened is.
const LATER: i64 = 9;

/// The way of a case to its outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    OnTheSpot { reopened_after: bool },
    Replied { late: bool },
    Cannot,
    Ended,
    Kept,
    Assigned,
    Overdue,
    Promised,
    SentOn,
    NotTakenUp,
    Merged,
    Struck,
    CarriedOver { settled: bool },
}

impl Way {
    /// Whether the answer is given as it is raised.
    pub(super) const fn on_the_spot(self) -> bool {
        matches!(self, Self::OnTheSpot { .. })
    }

    const fn word(self) -> &'static str {
        match self {
            Self::OnTheSpot { .. } => "resolved, on_the_spot",
            Self::Replied { .. } => "resolved, replied",
            Self::Cannot => "resolved, cannot",
            Self::Ended => "resolved, ended",
            Self::Kept => "resolved, kept",
            Self::Assigned => "in_progress, assigned",
            Self::Overdue => "in_progress, overdue",
            Self::Promised => "in_progress, promised",
            Self::SentOn => "in_progress, sent_on",
            Self::NotTakenUp => "not_taken_up",
            Self::Merged => "beside, merged",
            Self::Struck => "beside, struck",
            Self::CarriedOver { .. } => "beside, carried_over",
        }
    }

    const fn outcome(self) -> &'static str {
        match self {
            Self::OnTheSpot { .. } | Self::Replied { .. } | Self::Kept | Self::CarriedOver { settled: true } => {
                "resolved"
            }
            Self::Cannot => "resolved.cannot",
            Self::Ended => "resolved.ended",
            Self::Assigned | Self::Promised | Self::SentOn => "in_progress",
            Self::Overdue | Self::CarriedOver { settled: false } => "in_progress.overdue",
            Self::NotTakenUp => "not_taken_up",
            Self::Merged => "merged",
            Self::Struck => "struck",
        }
    }
}

/// A case that was made, and what it has to count as on the last day of the range.
#[derive(Debug)]
pub(super) struct Made {
    pub(super) case: i64,
    pub(super) body: String,
    pub(super) way: &'static str,
    pub(super) wanted: &'static str,
}

/// The ways of all cases of a line.
pub(super) fn ways(line: &Line) -> Vec<Way> {
    let (resolved, in_progress, beside) = (line.resolved, line.in_progress, line.beside);
    let mut ways = Vec::with_capacity(line.cases());
    let mut put = |n: usize, way: Way| ways.extend(std::iter::repeat_n(way, n));
    put(resolved.on_the_spot - beside.reopened_after, Way::OnTheSpot { reopened_after: false });
    put(beside.reopened_after, Way::OnTheSpot { reopened_after: true });
    put(resolved.replied - beside.late, Way::Replied { late: false });
    put(beside.late, Way::Replied { late: true });
    put(resolved.cannot, Way::Cannot);
    put(resolved.ended, Way::Ended);
    put(resolved.kept, Way::Kept);
    put(in_progress.assigned, Way::Assigned);
    put(in_progress.overdue, Way::Overdue);
    put(in_progress.promised, Way::Promised);
    put(in_progress.sent_on, Way::SentOn);
    put(line.not_taken_up, Way::NotTakenUp);
    put(beside.merged, Way::Merged);
    put(beside.struck, Way::Struck);
    put(beside.carried_over.div_ceil(2), Way::CarriedOver { settled: true });
    put(beside.carried_over / 2, Way::CarriedOver { settled: false });
    ways
}

impl Player<'_> {
    /// Takes back what was typed by mistake, before the minutes are signed.
    pub(super) async fn strike(&mut self, told: &Told, house: &House, raised: &[Raised]) -> anyhow::Result<()> {
        for matter in raised.iter().filter(|matter| matter.way == Way::Struck) {
            self.at(matter.on, "17:15")?;
            let strike = Strike { submission: matter.submission, reason: told.reason.clone() };
            self.act(house.body, strike).await?;
        }
        Ok(())
    }

    /// Leads each matter raised at one body where its way goes.
    pub(super) async fn handle(
        &mut self,
        told: &Told,
        house: &House,
        outside: i64,
        raised: &[Raised],
    ) -> anyhow::Result<()> {
        let root = raised.iter().find(|matter| matter.way == Way::NotTakenUp || matter.way.outcome() == "resolved");
        for matter in raised {
            let root = root.filter(|root| root.case != matter.case).map(|root| root.case);
            self.lead(told, house, outside, matter, root)
                .await
                .with_context(|| format!("case {} of {}, {}", matter.case, house.name, matter.way.word()))?;
            self.made.push(Made {
                case: matter.case,
                body: house.name.clone(),
                way: matter.way.word(),
                wanted: matter.way.outcome(),
            });
        }
        Ok(())
    }

    async fn lead(
        &mut self,
        told: &Told,
        house: &House,
        outside: i64,
        matter: &Raised,
        root: Option<i64>,
    ) -> anyhow::Result<()> {
        let (case, assigned_on, replied_on) = (matter.case, matter.on.plus(ASSIGNED), matter.on.plus(REPLIED));
        match matter.way {
            Way::OnTheSpot { reopened_after: false } | Way::NotTakenUp | Way::Struck => Ok(()),
            Way::OnTheSpot { reopened_after: true } => {
                let on = told.to.plus(LATER);
                let version = self.version(on, case).await?;
                let reopen = Reopen { case, version, reason: told.reason.clone(), due_on: None, happened_on: on };
                self.of_head(house, reopen).await
            }
            Way::Replied { late } => {
                self.assign(house, matter, assigned_on, assigned_on.plus(TIME)).await?;
                let typed_on = if late { told.to.plus(LATER) } else { replied_on };
                self.reply(told, house, matter, (replied_on, typed_on), SpotResult::Done, None).await
            }
            Way::Cannot => {
                self.assign(house, matter, assigned_on, assigned_on.plus(TIME)).await?;
                self.reply(told, house, matter, (replied_on, replied_on), SpotResult::CannotBeDone, None).await
            }
            Way::Ended => {
                let version = self.version(replied_on, case).await?;
                let end = End {
                    case,
                    version,
                    ground: EndGround::Withdrawn,
                    basis: String::new(),
                    reason: told.reason.clone(),
                    happened_on: replied_on,
                };
                self.of_head(house, end).await
            }
            Way::Kept => {
                self.assign(house, matter, assigned_on, assigned_on.plus(TIME)).await?;
                let (by_on, kept_on) = (replied_on.plus(20), replied_on.plus(15));
                self.reply(told, house, matter, (replied_on, replied_on), SpotResult::Promised, Some(by_on)).await?;
                let version = self.version(kept_on, case).await?;
                let keep = KeepPromise {
                    case,
                    version,
                    point: matter.point,
                    words: told.answer.clone(),
                    happened_on: kept_on,
                };
                self.act(house.body, keep).await
            }
            Way::Assigned => self.assign(house, matter, assigned_on, told.to.plus(TIME)).await,
            Way::Overdue => {
                self.assign(house, matter, assigned_on, assigned_on.plus(TIME)).await?;
                self.accept(house, matter, assigned_on.plus(2)).await
            }
            Way::Promised => {
                self.assign(house, matter, assigned_on, assigned_on.plus(TIME)).await?;
                let by_on = told.to.plus(TIME);
                self.reply(told, house, matter, (replied_on, replied_on), SpotResult::Promised, Some(by_on)).await
            }
            Way::SentOn => self.send_on(told, house, outside, matter, assigned_on).await,
            Way::Merged => {
                let root = root.context("nothing was raised there into which it could be merged")?;
                let version = self.version(assigned_on, case).await?;
                let merge = Merge { case, version, root, reason: told.reason.clone(), happened_on: assigned_on };
                self.of_head(house, merge).await
            }
            Way::CarriedOver { settled } => {
                self.assign(house, matter, assigned_on, assigned_on.plus(TIME)).await?;
                self.accept(house, matter, assigned_on.plus(2)).await?;
                if !settled {
                    return Ok(());
                }
                let on = told.from.plus(REPLIED);
                self.reply(told, house, matter, (on, on), SpotResult::Done, None).await
            }
        }
    }

    /// Sets the clock to the day on which something is typed, and reads the version of the case.
    async fn version(&self, typed_on: Day, case: i64) -> anyhow::Result<i64> {
        self.at(typed_on, "10:00")?;
        let row = store::case::find(&mut self.store.reader().await?, case).await?;
        row.map(|row| row.version).context("the case is there")
    }

    async fn assign(&mut self, house: &House, matter: &Raised, on: Day, due_on: Day) -> anyhow::Result<()> {
        let version = self.version(on, matter.case).await?;
        let assign = Assign {
            case: matter.case,
            version,
            lead: house.agency,
            cooperating: Vec::new(),
            due_on: Some(due_on),
            evidence: String::new(),
            contact: false,
            happened_on: on,
        };
        self.of_head(house, assign).await.map(|_| ())
    }

    async fn accept(&mut self, house: &House, matter: &Raised, on: Day) -> anyhow::Result<()> {
        let version = self.version(on, matter.case).await?;
        let on_behalf_of = Some(house.agency);
        self.act(house.body, Accept { case: matter.case, version, on_behalf_of, happened_on: on }).await
    }

    /// Replies to the one point of a case. `days` are that of the paper and that on which it is typed.
    async fn reply(
        &mut self,
        told: &Told,
        house: &House,
        matter: &Raised,
        days: (Day, Day),
        result: SpotResult,
        by_on: Option<Day>,
    ) -> anyhow::Result<()> {
        let (happened_on, typed_on) = days;
        let version = self.version(typed_on, matter.case).await?;
        let ground = if result == SpotResult::CannotBeDone { told.reason.clone() } else { String::new() };
        let point = ReplyPoint {
            point: matter.point,
            result,
            by_on,
            words: told.answer.clone(),
            ground,
            evidence: String::new(),
        };
        let reply = Reply {
            case: matter.case,
            version,
            number: String::new(),
            signer: None,
            points: vec![point],
            on_behalf_of: Some(house.agency),
            happened_on,
        };
        self.act(house.body, reply).await.map(|_| ())
    }

    async fn send_on(
        &mut self,
        told: &Told,
        house: &House,
        outside: i64,
        matter: &Raised,
        on: Day,
    ) -> anyhow::Result<()> {
        let version = self.version(on, matter.case).await?;
        let send = SendOn {
            case: matter.case,
            version,
            to: outside,
            points: Vec::new(),
            number: format!("{}/CV", matter.case),
            proof: String::new(),
            reason: told.reason.clone(),
            answer_by: None,
            told: None,
            on_behalf_of: None,
            happened_on: on,
        };
        self.of_head(house, send).await.map(|_| ())
    }
}
