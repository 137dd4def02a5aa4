//! What a notice that was posted or made public tells the people whose matters it names: the clock until they are told ends.

use std::collections::BTreeSet;

use async_trait::async_trait;
use domain::case::Case;
use domain::correction::{effective, struck_by};
use domain::day::Day;
use domain::event::{CaseEvent, Event, NoticeEvent, Subject};
use domain::notice::{Notice, Stated};
use domain::refusal::Refusal;
use domain::text::TextRef;
use serde::Serialize;
use store::grant::{Grant, of_program};
use store::{Act, Error, Ids, Read, Stop, Tx, case, notice};

use super::Found;
use crate::case::settle as settle_case;

/// The cases that a notice names: of its points, and those that it lists as noted. Of a point that it repeats, those that are still
/// of it; `struck` ones too where what it told is taken back.
pub(crate) async fn named(read: &mut dyn Read, now: &Notice, struck: bool) -> Result<Vec<i64>, Error> {
    let mut cases: BTreeSet<i64> = now.noted.iter().copied().collect();
    for stated in &now.points {
        match stated {
            Stated::Own(point) => cases.extend(&point.cases),
            Stated::Taken { point, .. } => {
                let made = notice::assignments(read, *point).await?;
                let stands = made.into_iter().filter(|(_, _, state)| struck || state != "struck");
                cases.extend(stands.map(|(_, case, _)| case));
            }
        }
    }
    Ok(cases.into_iter().collect())
}

/// Records with each case that a notice names that whoever raised it was told, by the notice, on that day; unless they were told
/// before, whatever became of their clock.
pub(super) async fn tell(tx: &mut Tx, found: &Found, on: Day) -> Result<(), Stop> {
    let cases = named(tx, &found.now, false).await?;
    tell_each(tx, &found.grant, (found.row.id, on), &cases).await
}

async fn tell_each(tx: &mut Tx, grant: &Grant, (notice, on): (i64, Day), cases: &[i64]) -> Result<(), Stop> {
    tx.histories(Subject::Case, cases).await?;
    for id in cases {
        let known = effective(tx.history(Subject::Case, *id).await?);
        let there = Case::by(on, &known).is_some_and(|case| !case.struck);
        if !there || Case::was_told(&known) {
            continue;
        }
        tx.append(Subject::Case, *id, on, Event::Case(CaseEvent::ToldByNotice { notice }))?;
        let version = case::version(tx, *id).await?.ok_or(Refusal::NotThere)?;
        settle_case(tx, grant, *id, version).await?;
    }
    Ok(())
}

/// A notice that was recorded by mistake told nobody anything.
pub(super) async fn untell(tx: &mut Tx, found: &Found, reason: &TextRef) -> Result<(), Stop> {
    let today = tx.today();
    let cases = named(tx, &found.now, true).await?;
    tx.histories(Subject::Case, &cases).await?;
    for id in cases {
        let events = tx.history(Subject::Case, id).await?;
        let told = events.iter().find(|event| {
            matches!(event.event, Event::Case(CaseEvent::ToldByNotice { notice }) if notice == found.row.id)
                && struck_by(events, event.id).is_none()
        });
        let Some(of) = told.map(|event| event.id) else { continue };
        tx.append(Subject::Case, id, today, Event::Struck { of, reason: reason.clone() })?;
        let version = case::version(tx, id).await?.ok_or(Refusal::NotThere)?;
        settle_case(tx, &found.grant, id, version).await?;
    }
    Ok(())
}

/// The day on which a notice was posted or made public; none where it was not, and once it was struck.
pub(crate) fn posted_on(events: &[domain::event::Recorded]) -> Option<Day> {
    let known = effective(events);
    if known.first().is_none_or(|founding| founding.struck) {
        return None;
    }
    let posted = known.iter().find(|event| matches!(event.recorded.event, Event::Notice(NoticeEvent::Published)));
    posted.map(|event| event.on)
}

/// Records with some cases of a notice that an older program made public that their people were told by it, on its day. Whoever
/// was told already is told nothing: it is done once, however often it is begun.
#[derive(Serialize)]
pub(crate) struct TellPosted {
    pub(crate) notice: i64,
    pub(crate) cases: Vec<i64>,
}

#[async_trait]
impl Act for TellPosted {
    const NAME: &'static str = "notice.tell_posted";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let row = notice::find(tx, self.notice).await?.ok_or(Refusal::NotThere)?;
        let by = tx.by();
        let grant = of_program(by, row.organisation)?;
        let Some(on) = posted_on(tx.history(Subject::Notice, self.notice).await?) else { return Ok(()) };
        tell_each(tx, &grant, (self.notice, on), &self.cases).await
    }
}
