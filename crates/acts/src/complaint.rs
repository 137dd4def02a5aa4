//! Settling a complaint (giải quyết khiếu nại): it begins when its letter is taken up, and goes on step by step as the table of the
//! law has it. What a second complaint asks of the first stands in `second`.

mod second;

use async_trait::async_trait;
use domain::complaint::{
    Begun, Complaint, ComplaintClock, Done, Finding, Instance, Made, Ruling, Step, clocks::Turn, table,
};
use domain::day::Day;
use domain::event::{ComplaintEvent, Event, Subject};
use domain::letter::process::ground;
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::text::TextRef;
use serde::{Deserialize, Serialize};
use store::complaint;
use store::grant::{Grant, Of, may};
use store::letter::{self, LetterRow};
use store::{Act, Error, Ids, Read, Stop, Tx, rulebook};

use crate::field::{LINE, REASON, happened, needed, optional};

pub(crate) use second::taken_back;

/// The grounds on which the law lets a complaint not be accepted begin with this.
const GROUNDS: &str = "KN11_";

/// A clock that a step begins, with how its last day was counted.
type Counted = (Begun, String);

/// Begins to settle a complaint whose letter was taken up: the time to accept it runs from its receipt.
pub(crate) async fn open(tx: &mut Tx, grant: &Grant, row: &LetterRow, case: i64) -> Result<(), Stop> {
    let id = tx.id()?;
    let counting =
        Counting { instance: Instance::First, disciplinary: false, variant: domain::rule::NORMAL, not_counted: 0 };
    let counted = count(tx, row.organisation, ComplaintClock::Accept, row.received_on, counting).await?;
    let counted: Vec<Counted> = counted.into_iter().collect();
    let clocks = counted.iter().map(|(it, _)| it.clone()).collect();
    tx.start(Subject::Complaint, id);
    let opened = ComplaintEvent::Opened { letter: row.id, case, organisation: row.organisation, clocks };
    let event = tx.append(Subject::Complaint, id, row.received_on, opened.into())?;
    let now = stands(tx, id).await?;
    complaint::add(tx, grant, id, &now);
    complaint::begin(tx, grant, (id, row.organisation, event), &counted);
    complaint::set(tx, grant, id, &now);
    Ok(())
}

/// A complaint whose letter was not taken up after all was none: refused once a step was made.
pub(crate) async fn close(tx: &mut Tx, grant: &Grant, letter: i64, reason: &TextRef) -> Result<(), Stop> {
    let Some(id) = complaint::of_letter(tx, letter).await? else { return Ok(()) };
    if !stands(tx, id).await?.steps.is_empty() {
        return Err(Refusal::LaterStands.into());
    }
    let events = tx.history(Subject::Complaint, id).await?;
    let of = events.first().ok_or(Refusal::NotThere)?.id;
    let today = tx.today();
    tx.append(Subject::Complaint, id, today, Event::Struck { of, reason: reason.clone() })?;
    settle(tx, grant, id).await
}

/// How a complaint stands.
pub(crate) async fn stands(tx: &mut Tx, id: i64) -> Result<Complaint, Stop> {
    Ok(Complaint::by(tx.history(Subject::Complaint, id).await?).ok_or(Refusal::NotThere)?)
}

/// By what a last day is counted.
#[derive(Clone, Copy)]
struct Counting {
    instance: Instance,
    disciplinary: bool,
    variant: &'static str,
    not_counted: i64,
}

/// A clock from a day on, by the rule in force on that day; nothing while none is.
async fn count(
    tx: &mut Tx,
    organisation: i64,
    kind: ComplaintClock,
    from: Day,
    by: Counting,
) -> Result<Option<Counted>, Stop> {
    let standing = rulebook::standing(tx, organisation).await?.ok_or(Refusal::NotThere)?;
    let book = tx.rulebook(standing.number).await?;
    let rules = kind.rules(by.instance, by.disciplinary);
    let Some(given) = complaint::last_day(&book, (rules, by.variant), &standing.at, from, by.not_counted) else {
        return Ok(None);
    };
    let begun = Begun { clock: tx.id()?, kind, rule: given.rule, rule_version: given.version, from, due_on: given.on };
    Ok(Some((begun, given.derivation)))
}

/// Makes the next step of a complaint, as it stands on its paper or as it happened.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct MakeStep {
    /// The letter that is the complaint.
    pub letter: i64,
    /// The event of the last step when the page was read; 0 where there was none.
    pub seen: i64,
    /// The step.
    pub step: Step,
    /// The number of its paper.
    pub number: String,
    /// Who signed it.
    pub signer: String,
    /// The reason.
    pub reason: String,
    /// The code of the ground on which it is not accepted.
    pub ground: String,
    /// Whether the place is remote and hard to reach; with the reason.
    pub remote: bool,
    /// Whether a disciplinary decision is complained of.
    pub disciplinary: bool,
    /// Why it is complex, by the codes of the test.
    pub ticks: Vec<String>,
    /// Whether claim and verification differ.
    pub differs: Option<bool>,
    /// On which day the decision complained of was known, or the dialogue announced.
    pub named_on: Option<Day>,
    /// What the decision says of the complaint.
    pub finding: Option<Finding>,
    /// What becomes of what was complained of.
    pub ruling: Option<Ruling>,
    /// The case of the first complaint.
    pub first: Option<i64>,
    /// The day of the paper, or on which it happened.
    pub happened_on: Day,
}

#[async_trait]
impl Act for MakeStep {
    const NAME: &'static str = "complaint.step";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let row = letter::find(tx, self.letter).await?.ok_or(Refusal::NotThere)?;
        let by = tx.by();
        may(tx, by, Right::LetterRegister, Of::Submission(row.submission)).await?;
        // One that is no complaint, or was not taken up, has no steps.
        let id = complaint::of_letter(tx, self.letter).await?.ok_or(Refusal::ComplaintStep)?;
        let (grant, now) = found(tx, id, Right::LetterRegister).await?;
        if now.last_event() != self.seen {
            return Err(Refusal::Conflict.into());
        }
        let on = happened(self.happened_on, tx.today())?;
        self.is_open(&now, on)?;
        let mut done = self.read(tx, &now, on)?;
        match self.step {
            Step::Second => second::of(tx, &grant, (self, id, &now), &mut done).await?,
            Step::Effect => in_effect(tx, &now, on).await?,
            _ => {}
        }
        let counted = begun(tx, &now, &done, on).await?;
        done.clocks = counted.iter().map(|(it, _)| it.clone()).collect();
        let event = tx.append(Subject::Complaint, id, on, ComplaintEvent::Stepped { done }.into())?;
        complaint::begin(tx, &grant, (id, now.organisation, event), &counted);
        settle(tx, &grant, id).await
    }
}

/// Brings the row of a complaint and its clocks in line with its events.
pub(crate) async fn settle(tx: &mut Tx, grant: &Grant, id: i64) -> Result<(), Stop> {
    let now = stands(tx, id).await?;
    complaint::set(tx, grant, id, &now);
    Ok(())
}

/// A complaint and the right to do something to it: that of the submission that its letter is.
pub(crate) async fn found(tx: &mut Tx, id: i64, right: Right) -> Result<(Grant, Complaint), Stop> {
    let (letter, submission, organisation) = complaint::letter_of(tx, id).await?.ok_or(Refusal::NotThere)?;
    let by = tx.by();
    let (grant, _) = may(tx, by, right, Of::Submission(submission)).await?;
    let row = letter::find(tx, letter).await?.ok_or(Refusal::NotThere)?;
    if row.struck {
        return Err(Refusal::AlreadyStruck.into());
    }
    if row.kept {
        return Err(Refusal::WordsWithheld.into());
    }
    // A body that took the place of an ended one settles what that had.
    let mut now = stands(tx, id).await?;
    now.organisation = organisation;
    Ok((grant, now))
}

impl MakeStep {
    /// Whether the law has this step now, and on that day.
    fn is_open(&self, now: &Complaint, on: Day) -> Result<(), Refusal> {
        let row = table::row(self.step, on).is_some_and(|row| row.from.contains(&now.phase));
        if !now.is_open(self.step, on) {
            return Err(match self.step {
                Step::Decide if row && now.needs_dialogue() => Refusal::ComplaintDialogue,
                Step::Effect if row && now.appealed.is_some() => Refusal::ComplaintAppealed,
                _ => Refusal::ComplaintStep,
            });
        }
        let earliest = now.earliest(self.step);
        if on < earliest { Err(Refusal::HappenedBefore { earliest }) } else { Ok(()) }
    }

    /// What the step says, by what it asks for.
    fn read(&self, tx: &mut Tx, now: &Complaint, on: Day) -> Result<Done, Stop> {
        let row = table::row(self.step, on).ok_or(Refusal::ComplaintStep)?;
        let line = |field: &'static str, typed: &str, asked: bool| {
            if asked {
                needed(field, typed, LINE).map(str::to_owned)
            } else {
                optional(field, typed, LINE).map(str::to_owned)
            }
        };
        let number = line("paper_number", &self.number, row.paper)?;
        let signer = line("paper_signer", &self.signer, row.paper)?;
        let remote = self.remote && self.step == Step::Accept;
        let reason = if row.reason || remote {
            needed("reason", &self.reason, REASON)?
        } else {
            optional("reason", &self.reason, REASON)?
        };
        let mut done = Done { remote, ..Done::new(self.step) };
        match self.step {
            Step::Accept => {
                done.disciplinary = self.disciplinary;
                done.named_on = until("known_on", self.named_on, now.received_on)?;
            }
            Step::Refuse => {
                let code = needed("letter_ground", &self.ground, LINE)?;
                if !code.starts_with(GROUNDS) || ground(code, on).is_none() {
                    return Err(Refusal::NotAChoice { field: "letter_ground" }.into());
                }
                done.ground = Some(code.to_owned());
            }
            Step::Verify => done.differs = Some(self.differs.ok_or(Refusal::Missing { field: "differs" })?),
            Step::Dialogue => done.named_on = until("invited_on", self.named_on, on)?,
            Step::Extend => (done.complex, done.ticks) = (true, self.complex(on)?),
            Step::Decide => {
                done.finding = Some(self.finding.ok_or(Refusal::Missing { field: "complaint_finding" })?);
                done.ruling = Some(self.ruling.ok_or(Refusal::Missing { field: "complaint_ruling" })?);
            }
            _ => {}
        }
        let mut text = |typed: &str| -> Result<Option<TextRef>, Error> {
            if typed.is_empty() { Ok(None) } else { tx.text(typed).map(Some) }
        };
        (done.number, done.signer, done.words) = (text(&number)?, text(&signer)?, text(reason)?);
        Ok(done)
    }

    /// Why it is complex: by the closed test any of its rows, at least one; before there was one, nothing more is asked.
    fn complex(&self, on: Day) -> Result<Vec<String>, Refusal> {
        let test = table::complex(on);
        if !self.ticks.iter().all(|tick| test.iter().any(|it| it.code == *tick)) {
            return Err(Refusal::NotAChoice { field: "complex_ticks" });
        }
        if self.ticks.is_empty() && !test.is_empty() {
            return Err(Refusal::Missing { field: "complex_ticks" });
        }
        Ok(self.ticks.clone())
    }
}

/// A day that is named, at the latest another one.
fn until(field: &'static str, named: Option<Day>, latest: Day) -> Result<Option<Day>, Refusal> {
    match named {
        Some(day) if day > latest => Err(Refusal::TooLate { field, latest }),
        named => Ok(named),
    }
}

/// The clocks that a step begins.
async fn begun(tx: &mut Tx, now: &Complaint, done: &Done, on: Day) -> Result<Vec<Counted>, Stop> {
    let mut after = now.clone();
    after.steps.push(Made { event: 0, on, done: done.clone() });
    let instance = if done.step == Step::Second { Instance::Second } else { now.instance };
    let paused = match (done.step, now.suspended_on) {
        (Step::Resume, Some(since)) => now.not_counted + since.days_until(on),
        _ => now.not_counted,
    };
    let mut counted = Vec::new();
    for kind in ComplaintClock::ALL.iter().copied().filter(|kind| kind.turned_by(done.step) == Some(Turn::Begins)) {
        let from = match kind {
            ComplaintClock::Accept => now.received_on,
            ComplaintClock::Solve => after.made(Step::Accept).map_or(on, |it| it.on),
            _ => on,
        };
        let not_counted = if kind == ComplaintClock::Solve { paused } else { 0 };
        let by = Counting { instance, disciplinary: after.is_disciplinary(), variant: after.variant(), not_counted };
        counted.extend(count(tx, now.organisation, kind, from, by).await?);
    }
    Ok(counted)
}

/// A decision is in effect once the time has passed in which who complained can complain again.
async fn in_effect(tx: &mut Tx, now: &Complaint, on: Day) -> Result<(), Stop> {
    let decided_on = now.made(Step::Decide).map_or(now.received_on, |it| it.on);
    let standing = rulebook::standing(tx, now.organisation).await?.ok_or(Refusal::NotThere)?;
    let book = tx.rulebook(standing.number).await?;
    let earliest = complaint::first_day(&book, effect(now.instance), now.variant(), &standing.at, decided_on);
    match earliest {
        Some(earliest) if on < earliest => Err(Refusal::TooEarly { field: "happened_on", earliest }.into()),
        _ => Ok(()),
    }
}

/// The rule by which a decision takes effect.
pub const fn effect(instance: Instance) -> &'static [&'static str] {
    match instance {
        Instance::First => &["KN-EFFECT1"],
        Instance::Second => &["KN-EFFECT2"],
    }
}
