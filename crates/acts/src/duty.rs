//! What is due after a dialogue: started by its conclusion, done each with a date and a paper.

use async_trait::async_trait;
use domain::correction::{effective, struck_by};
use domain::day::Day;
use domain::dialogue::Duty;
use domain::duty::{Addressee, AfterDuty, StartedDuty, owed};
use domain::event::{DialogueEvent, Event, Recorded, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::text::TextRef;
use serde::{Deserialize, Serialize};
use store::duty::{self, NewDuty, RunningRow};
use store::grant::{Grant, Of, may};
use store::rulebook::Rulebook;
use store::{Act, Error, Ids, Read, Stop, Tx, notice, rulebook};

use crate::dialogue::settle;
use crate::field::{LINE, happened, needed};

/// Starts what is due after a dialogue, with the last day that a confirmed rule gives each; the dialogue was just concluded by
/// an event of its history. The caller settles the dialogue.
pub(crate) async fn start(tx: &mut Tx, grant: &Grant, dialogue: i64, on: Day) -> Result<(), Stop> {
    // What was raised elsewhere than at a dialogue starts none of its duties.
    if store::dialogue::is_elsewhere(tx, dialogue).await? {
        return Ok(());
    }
    let (place, duties, body) = duty::place(tx, dialogue).await?.ok_or(Refusal::NotThere)?;
    let duties: Vec<Duty> = serde_json::from_str(&duties).unwrap_or_default();
    let number = rulebook::number(tx).await?;
    let book = tx.rulebook(number).await?;
    let mut started = Vec::new();
    let mut found = Vec::new();
    for owes in AfterDuty::of(&duties) {
        let last = book.last_day(owes.trigger(), &place, on);
        started.push(StartedDuty {
            duty: owes,
            clock: tx.id()?,
            rule: last.as_ref().map(|last| last.rule.id.clone()),
            rule_version: last.as_ref().map(|last| last.rule.version),
            due_on: last.as_ref().map(|last| last.due.on),
        });
        found.push(last);
    }
    tx.history(Subject::Dialogue, dialogue).await?;
    let event = DialogueEvent::DutiesStarted { duties: started.clone() };
    let event = tx.append(Subject::Dialogue, dialogue, on, event.into())?;
    for (started, last) in started.iter().zip(&found) {
        let new = NewDuty {
            clock: started.clock,
            dialogue,
            body,
            duty: started.duty.as_str(),
            event,
            from: on,
            last: last.as_ref(),
        };
        duty::start(tx, grant, &new);
    }
    // A notice may be issued before the dialogue is said to be concluded.
    let issued = notice::of_dialogue(tx, dialogue).await?;
    let known = owed(tx.history(Subject::Dialogue, dialogue).await?);
    let waits = |duty: AfterDuty| known.iter().any(|it| it.started.duty == duty && it.done_on.is_none());
    let did = [
        (AfterDuty::Notice, issued.iter().find_map(|row| Some((row.id, row.issued_on?)))),
        (AfterDuty::MadeKnown, issued.iter().find_map(|row| Some((row.id, row.published_on?)))),
    ];
    for (duty, done) in did {
        if let Some((notice, day)) = done.filter(|_| waits(duty)) {
            let event = DialogueEvent::DutyDone { duty, notice: Some(notice), document: None };
            tx.append(Subject::Dialogue, dialogue, day, event.into())?;
        }
    }
    // So may what is beyond competence be sent on.
    let beyond = AfterDuty::Beyond;
    if known.iter().any(|it| it.started.duty == beyond && it.done_on.is_none())
        && let (1.., 0, _) = duty::beyond(tx, dialogue).await?
    {
        let event = DialogueEvent::DutyDone { duty: beyond, notice: None, document: None };
        tx.append(Subject::Dialogue, dialogue, on, event.into())?;
    }
    Ok(())
}

/// Notes that what is beyond competence was sent on, once nothing of a dialogue waits to be; nothing before its conclusion.
pub(crate) async fn sent_on(tx: &mut Tx, grant: &Grant, dialogue: i64, on: Day) -> Result<(), Stop> {
    let events = tx.history(Subject::Dialogue, dialogue).await?;
    let concluded = |event: &Event| matches!(event, Event::Dialogue(DialogueEvent::Concluded { .. }));
    let since = effective(events).iter().rfind(|event| concluded(&event.recorded.event)).map(|event| event.on);
    let Some(since) = since else { return Ok(()) };
    match duty::beyond(tx, dialogue).await? {
        (1.., 0, _) => done(tx, grant, dialogue, AfterDuty::Beyond, None, None, on.max(since)).await,
        _ => Ok(()),
    }
}

/// Brings what was taken for done by a transfer in line with it, once that was struck, restored or given another day: it is owed
/// again where something waits anew to be sent on, and was done on the day on which the last of it was sent. What somebody said
/// with a paper stays.
pub(crate) async fn sent_otherwise(
    tx: &mut Tx,
    grant: &Grant,
    dialogue: i64,
    sent: &Recorded,
    reason: &TextRef,
) -> Result<(), Stop> {
    let beyond = duty::beyond(tx, dialogue).await?;
    let known = effective(tx.history(Subject::Dialogue, dialogue).await?);
    let concluded = |event: &Event| matches!(event, Event::Dialogue(DialogueEvent::Concluded { .. }));
    let Some(since) = known.iter().rfind(|event| concluded(&event.recorded.event)).map(|event| event.on) else {
        return Ok(());
    };
    // What was said to be done before there was this transfer was not done by it.
    let by_it = |known: &Recorded| {
        let bare = DialogueEvent::DutyDone { duty: AfterDuty::Beyond, notice: None, document: None };
        known.event == Event::Dialogue(bare) && (known.recorded_at >= sent.recorded_at || known.id > sent.id)
    };
    let by_it: Vec<(i64, Day)> =
        known.iter().filter(|event| by_it(event.recorded)).map(|event| (event.recorded.id, event.on)).collect();
    let today = tx.today();
    match beyond {
        (1.., 0, Some(last)) if by_it.is_empty() => {
            return done(tx, grant, dialogue, AfterDuty::Beyond, None, None, last.max(since)).await;
        }
        (1.., 0, Some(last)) => {
            let happened_on = last.max(since);
            for (of, _) in by_it.into_iter().filter(|(_, on)| *on != happened_on) {
                let event = Event::Corrected { of, happened_on, reason: reason.clone() };
                tx.append(Subject::Dialogue, dialogue, today, event)?;
            }
        }
        _ => {
            for (of, _) in by_it {
                tx.append(Subject::Dialogue, dialogue, today, Event::Struck { of, reason: reason.clone() })?;
            }
        }
    }
    settle(tx, grant, dialogue).await
}

/// Starts the duties of a dialogue that was concluded before there were any; the migration gave it clocks and no event.
async fn begun(tx: &mut Tx, grant: &Grant, dialogue: i64) -> Result<(), Stop> {
    let events = tx.history(Subject::Dialogue, dialogue).await?;
    let started = |event: &Event| matches!(event, Event::Dialogue(DialogueEvent::DutiesStarted { .. }));
    if events.iter().any(|known| started(&known.event)) {
        return Ok(());
    }
    let concluded = |event: &Event| matches!(event, Event::Dialogue(DialogueEvent::Concluded { .. }));
    let on = effective(events).iter().rfind(|event| concluded(&event.recorded.event)).map(|event| event.on);
    match on {
        Some(on) => {
            start(tx, grant, dialogue, on).await?;
            let (_, _, body) = duty::place(tx, dialogue).await?.ok_or(Refusal::NotThere)?;
            follow(tx, grant, dialogue, body).await
        }
        None => Ok(()),
    }
}

/// Gives each of these duties the last day that it has by this rulebook, with its event where the day or the rule behind it is
/// another; says how many there are of those.
pub(crate) async fn redate(tx: &mut Tx, grant: &Grant, book: &Rulebook, rows: &[RunningRow]) -> Result<usize, Stop> {
    let mut moved = 0;
    for row in rows {
        let Some(owes) = AfterDuty::parse(&row.duty) else { continue };
        let last = book.last_day(owes.trigger(), &row.at, row.from_on);
        let rule = last.as_ref().map(|last| (last.rule.id.clone(), last.rule.version));
        let due_on = last.as_ref().map(|last| last.due.on);
        if (due_on, &rule) == (row.due_on, &row.rule) {
            continue;
        }
        begun(tx, grant, row.dialogue).await?;
        let events = tx.history(Subject::Dialogue, row.dialogue).await?;
        let now = owed(events).into_iter().find(|it| it.started.duty == owes);
        let Some(now) = now.filter(|it| it.done_on.is_none()) else { continue };
        let today = tx.today();
        let (rule, rule_version) = rule.unzip();
        let event = DialogueEvent::DutyRedated { clock: now.started.clock, rule, rule_version, due_on };
        tx.append(Subject::Dialogue, row.dialogue, today, event.into())?;
        duty::redate(tx, grant, now.started.clock, last.as_ref());
        moved += 1;
    }
    Ok(moved)
}

/// Brings clocks and rows of the duties in line with the events of the dialogue.
pub(crate) async fn follow(tx: &mut Tx, grant: &Grant, dialogue: i64, body: i64) -> Result<(), Stop> {
    let events = tx.history(Subject::Dialogue, dialogue).await?;
    let begun = |event: &Event| matches!(event, Event::Dialogue(DialogueEvent::DutiesStarted { .. }));
    if events.iter().any(|known| begun(&known.event)) {
        let events = events.to_vec();
        let owed = duty::owed(tx, &events).await?;
        duty::settle(tx, grant, dialogue, body, &owed);
    }
    Ok(())
}

/// Notes that the notice was issued, unless one was before; nothing where the dialogue is not concluded yet: it is told then.
pub(crate) async fn issued(tx: &mut Tx, grant: &Grant, dialogue: i64, notice: i64, on: Day) -> Result<(), Stop> {
    done(tx, grant, dialogue, AfterDuty::Notice, Some(notice), None, on).await
}

/// Notes that a duty was done, unless it was before, or is none of the dialogue's.
pub(crate) async fn done(
    tx: &mut Tx,
    grant: &Grant,
    dialogue: i64,
    duty: AfterDuty,
    notice: Option<i64>,
    document: Option<TextRef>,
    on: Day,
) -> Result<(), Stop> {
    begun(tx, grant, dialogue).await?;
    let events = tx.history(Subject::Dialogue, dialogue).await?;
    let waits = owed(events).iter().any(|it| it.started.duty == duty && it.done_on.is_none());
    if waits {
        let event = DialogueEvent::DutyDone { duty, notice, document };
        tx.append(Subject::Dialogue, dialogue, on, event.into())?;
        settle(tx, grant, dialogue).await?;
    }
    Ok(())
}

/// Strikes what a notice did for the duties of a dialogue.
pub(crate) async fn undone(tx: &mut Tx, grant: &Grant, dialogue: i64, by: i64, reason: &TextRef) -> Result<(), Stop> {
    let events = tx.history(Subject::Dialogue, dialogue).await?;
    let did = |event: &Event| matches!(event, Event::Dialogue(DialogueEvent::DutyDone { notice: Some(notice), .. }) if *notice == by);
    let done: Vec<i64> = events
        .iter()
        .filter(|known| did(&known.event) && struck_by(events, known.id).is_none())
        .map(|known| known.id)
        .collect();
    if done.is_empty() {
        return Ok(());
    }
    let today = tx.today();
    for of in done {
        tx.append(Subject::Dialogue, dialogue, today, Event::Struck { of, reason: reason.clone() })?;
    }
    settle(tx, grant, dialogue).await
}

/// The last day on which a session of a dialogue was held.
fn last_held(events: &[Recorded]) -> Option<Day> {
    let known = effective(events);
    let held = known.iter().filter(|event| matches!(event.recorded.event, Event::Dialogue(DialogueEvent::Held { .. })));
    held.map(|event| event.on).max()
}

/// Records that something that is due after a dialogue was done, with the paper that shows it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Fulfil {
    /// The dialogue.
    pub dialogue: i64,
    /// What was done.
    pub duty: AfterDuty,
    /// What names the paper: its kind, number and date. Empty where what is beyond competence has to be sent on and nothing was.
    pub document: String,
    /// The day on which it was done.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Fulfil {
    const NAME: &'static str = "duty.fulfil";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, _) = may(tx, by, Right::NoticeChange, Of::Dialogue(self.dialogue)).await?;
        let on = happened(self.happened_on, tx.today())?;
        let nothing = self.document.trim().is_empty()
            && duty::of_dialogue(tx, self.dialogue)
                .await?
                .iter()
                .any(|row| row.duty == self.duty.as_str() && row.nothing);
        let document = if nothing { "" } else { needed("document", &self.document, LINE)? };
        begun(tx, &grant, self.dialogue).await?;
        let events = tx.history(Subject::Dialogue, self.dialogue).await?;
        let held = last_held(events);
        let duties = owed(events);
        let of = duties.iter().find(|it| it.started.duty == self.duty).ok_or(Refusal::NotAChoice { field: "duty" })?;
        // What was done by sending the last of it on may get its paper still.
        let bare = self.duty == AfterDuty::Beyond && of.document.is_none() && !nothing;
        if of.done_on.is_some() && !bare {
            return Err(Refusal::AlreadyDone.into());
        }
        if let Some(earliest) = held.filter(|held| on < *held) {
            return Err(Refusal::HappenedBefore { earliest }.into());
        }
        let document = if nothing { None } else { Some(tx.text(document)?) };
        let event = DialogueEvent::DutyDone { duty: self.duty, notice: None, document };
        tx.append(Subject::Dialogue, self.dialogue, on, event.into())?;
        settle(tx, &grant, self.dialogue).await
    }
}

/// Records that the result of a dialogue was reported to one of those to whom it has to be (D17), by a paper of its own. Once each has
/// its report the duty is done, on the day of the last; a later one to the same takes the place of the earlier.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Report {
    /// The dialogue.
    pub dialogue: i64,
    /// To whom.
    pub to: Addressee,
    /// What names the paper: its kind, number and date.
    pub document: String,
    /// The day of the paper.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Report {
    const NAME: &'static str = "duty.report";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, _) = may(tx, by, Right::NoticeChange, Of::Dialogue(self.dialogue)).await?;
        let on = happened(self.happened_on, tx.today())?;
        let document = needed("document", &self.document, LINE)?;
        begun(tx, &grant, self.dialogue).await?;
        let events = tx.history(Subject::Dialogue, self.dialogue).await?;
        let held = last_held(events);
        let duties = owed(events);
        let of = duties.iter().find(|it| it.started.duty == AfterDuty::Report);
        let of = of.ok_or(Refusal::NotAChoice { field: "duty" })?;
        // One paper went to all of them.
        if of.done_on.is_some() && of.reported.len() < Addressee::ALL.len() {
            return Err(Refusal::AlreadyDone.into());
        }
        if let Some(earliest) = held.filter(|held| on < *held) {
            return Err(Refusal::HappenedBefore { earliest }.into());
        }
        let document = tx.text(document)?;
        let event = DialogueEvent::DutyReported { to: self.to, document };
        tx.append(Subject::Dialogue, self.dialogue, on, event.into())?;
        settle(tx, &grant, self.dialogue).await
    }
}
