//! What is told in private ("có nội dung tố cáo / nhạy cảm"): it leaves every page at once, and a numbered slip sends the
//! person to private reception. The case stays open and accountable; only its words are gone from sight.

use async_trait::async_trait;
use domain::day::Day;
use domain::event::{DialogueEvent, Event, NoticeEvent, Recorded, Subject, SubmissionEvent};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::text::TextRef;
use serde::{Deserialize, Serialize};
use store::grant::{Grant, Of, SUBJECT, may};
use store::submission::{self, NewPrivateSlip};
use store::{Act, Error, Ids, Read, Stop, Tx, draft, search};

use super::UNDO_MS;
use crate::case::not_before;
use crate::draft::desk_form;
use crate::field::{REASON, happened, needed};

/// Keeps a matter from everybody and gives a slip to private reception. With neither submission nor slip nothing was
/// recorded yet: what was being typed is gone, and the number is all there is of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Withhold {
    /// The session.
    pub session: i64,
    /// The submission whose words and speaker are kept from everybody, all versions of them.
    pub submission: Option<i64>,
    /// The photographed slip that waits and is kept from everybody.
    pub slip: Option<i64>,
    /// Day on which it was told in private; the day of the session when none is said.
    pub happened_on: Option<Day>,
}

/// The row it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withheld {
    /// The slip to private reception.
    pub private_slip: i64,
}

#[async_trait]
impl Act for Withhold {
    const NAME: &'static str = "submission.withhold";
    type Answer = Withheld;

    fn draw(&self, ids: &Ids) -> Result<Withheld, Error> {
        Ok(Withheld { private_slip: ids.draw()? })
    }

    async fn run(&self, tx: &mut Tx, new: &Withheld) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, desk) = may(tx, by, Right::SubmissionWithhold, Of::Session(self.session, None)).await?;
        let (dialogue, state): (i64, String) = (desk.get(SUBJECT)?, desk.get(SUBJECT + 1)?);
        if state == "announced" {
            return Err(Refusal::DialogueNotOpen.into());
        }
        let on = happened(self.happened_on.unwrap_or(desk.get(SUBJECT + 2)?), tx.today())?;
        draft::clear(tx, &desk_form(self.session, self.slip));
        tx.history(Subject::Dialogue, dialogue).await?;
        let no = submission::next_no(tx, self.session).await?;
        let given = DialogueEvent::PrivateSlipGiven {
            private_slip: new.private_slip,
            session: self.session,
            no,
            submission: self.submission,
            slip: self.slip,
        };
        let event = tx.append(Subject::Dialogue, dialogue, on, given.into())?;
        if let Some(id) = self.submission {
            self.hide(tx, &grant, new, id, on).await?;
        }
        if let Some(slip) = self.slip
            && !submission::hide_slip(tx, &grant, slip, self.session).await?
        {
            return Err(Refusal::SlipNotWaiting.into());
        }
        submission::give(
            tx,
            &grant,
            &NewPrivateSlip {
                id: new.private_slip,
                session: self.session,
                no,
                given_on: on,
                submission: self.submission,
                slip: self.slip,
                event,
            },
        );
        Ok(())
    }
}

impl Withhold {
    async fn hide(&self, tx: &mut Tx, grant: &Grant, new: &Withheld, id: i64, on: Day) -> Result<(), Stop> {
        if submission::session_of(tx, id).await?.is_none_or(|(session, _)| session != self.session) {
            return Err(Refusal::NotThere.into());
        }
        if submission::is_withheld(tx, id).await? {
            return Err(Refusal::WordsWithheld.into());
        }
        let raised_on = tx.history(Subject::Submission, id).await?.first().ok_or(Refusal::NotThere)?.happened_on;
        not_before(on, raised_on)?;
        let withheld = SubmissionEvent::Withheld { private_slip: new.private_slip };
        tx.append(Subject::Submission, id, on, Event::Submission(withheld))?;
        out_of_sight(tx, grant, id, &[]).await
    }
}

/// Takes the words of a submission out of sight, and the texts in which they stand again: those of notices, and `copies`.
async fn out_of_sight(tx: &mut Tx, grant: &Grant, id: i64, copies: &[i64]) -> Result<(), Stop> {
    submission::hide(tx, grant, id);
    let mut texts = written_again(tx, id).await?;
    texts.extend(copies);
    texts.sort_unstable();
    texts.dedup();
    submission::hide_copies(tx, grant, id, &texts);
    find_again(tx, grant, id).await
}

/// Keeps from everybody what was raised at a reception, with the texts of the visit in which its words stand again. There is no slip
/// to private reception: that is where it was told.
pub(crate) async fn keep(tx: &mut Tx, grant: &Grant, id: i64, on: Day, copies: &[i64]) -> Result<(), Stop> {
    if submission::is_withheld(tx, id).await? {
        return Err(Refusal::WordsWithheld.into());
    }
    let raised_on = tx.history(Subject::Submission, id).await?.first().ok_or(Refusal::NotThere)?.happened_on;
    not_before(on, raised_on)?;
    tx.append(Subject::Submission, id, on, Event::Submission(SubmissionEvent::Kept))?;
    out_of_sight(tx, grant, id, copies).await
}

/// Shows it again.
pub(crate) async fn disclose(tx: &mut Tx, grant: &Grant, id: i64, reason: TextRef) -> Result<(), Stop> {
    let today = tx.today();
    let events = tx.history(Subject::Submission, id).await?;
    let kept = |known: &&Recorded| known.event == Event::Submission(SubmissionEvent::Kept);
    let of = events.iter().rfind(kept).ok_or(Refusal::NotWithheld)?.id;
    tx.append(Subject::Submission, id, today, Event::Struck { of, reason })?;
    submission::show(tx, grant, id);
    find_again(tx, grant, id).await
}

/// The texts in which the words of a submission may stand again: what points of notices that state its case say now and said
/// before.
async fn written_again(tx: &mut Tx, id: i64) -> Result<Vec<i64>, Stop> {
    // What was told at a reception may be stated by a notice as well, of whatever dialogue.
    let dialogue = submission::session_of(tx, id).await?.map_or(0, |(_, dialogue)| dialogue);
    let cases = submission::counted_in(tx, id).await?;
    let mut texts = Vec::new();
    for notice in submission::notices(tx, id, dialogue).await? {
        for known in tx.history(Subject::Notice, notice).await? {
            let Event::Notice(NoticeEvent::PointSet { point }) = &known.event else { continue };
            if point.cases.iter().any(|case| cases.contains(case)) {
                let said = [Some(&point.matter), Some(&point.conclusion), point.evidence.as_ref()];
                texts.extend(said.into_iter().flatten().map(|text| text.id));
            }
        }
    }
    texts.sort_unstable();
    texts.dedup();
    Ok(texts)
}

/// Makes the index hold what the cases of a submission show now.
async fn find_again(tx: &mut Tx, grant: &Grant, id: i64) -> Result<(), Stop> {
    for case in submission::cases(tx, id).await? {
        search::rebuild(tx, grant, case).await?;
    }
    Ok(())
}

/// Strikes a slip to private reception that was given by mistake: what it kept from everybody is shown again. Who gave it may
/// within the minute, the head and the office at any time. The neutral title that was taken back with it has to be released
/// anew.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct StrikePrivateSlip {
    /// The slip to private reception.
    pub private_slip: i64,
    /// Why.
    pub reason: String,
}

#[async_trait]
impl Act for StrikePrivateSlip {
    const NAME: &'static str = "submission.disclose";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        let row = submission::private_slip_of(tx, self.private_slip).await?.ok_or(Refusal::NotThere)?;
        // Who hit the key by mistake takes it back at once; later it is for others to decide.
        let own = row.typist == by.account && tx.now().ms() - row.recorded_at.ms() <= UNDO_MS;
        let right = if own { Right::SubmissionWithhold } else { Right::SubmissionDisclose };
        let (grant, _) = may(tx, by, right, Of::Session(row.session, None)).await?;
        if row.struck {
            return Err(Refusal::AlreadyStruck.into());
        }
        let reason = needed("reason", &self.reason, REASON)?;
        let (today, reason) = (tx.today(), tx.text(reason)?);
        tx.history(Subject::Dialogue, row.dialogue).await?;
        let struck = Event::Struck { of: row.event, reason: reason.clone() };
        let event = tx.append(Subject::Dialogue, row.dialogue, today, struck)?;
        submission::strike(tx, &grant, self.private_slip, event);
        if let Some(id) = row.submission {
            let events = tx.history(Subject::Submission, id).await?;
            let of = events.iter().find(|known| {
                matches!(known.event, Event::Submission(SubmissionEvent::Withheld { private_slip }) if private_slip == row.id)
            });
            let of = of.ok_or(Refusal::NotWithheld)?.id;
            tx.append(Subject::Submission, id, today, Event::Struck { of, reason })?;
            submission::show(tx, &grant, id);
            find_again(tx, &grant, id).await?;
        }
        if let Some(slip) = row.slip {
            submission::show_slip(tx, &grant, slip);
        }
        Ok(())
    }
}
