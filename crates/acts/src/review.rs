//! Deciding the review of a result with which the person does not agree. It is opened by what they say of the result, in
//! [`crate::case::Assess`].

use async_trait::async_trait;
use domain::case::Case;
use domain::correction::effective;
use domain::day::Day;
use domain::event::{CaseEvent, ReviewResult};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::review::{FIRST, Review, Reviewed};
use serde::{Deserialize, Serialize};
use store::grant::{Of, may};
use store::{Act, Error, Ids, Stop, Tx};

use crate::case::{Found, acting, done_anew_by, found, not_before};
use crate::field::{LINE, REASON, needed, optional};

/// Decides the review that is under way: upheld, the case is reopened; not upheld, the result stands and the person is told
/// why. Refused where none is under way.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Decide {
    /// The case.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// What came of it.
    pub result: ReviewResult,
    /// What the person is told.
    pub reason: String,
    /// Number of the paper; may be empty where whoever decides records it.
    pub number: String,
    /// The body above, where the one with which the matter was raised records what that decided (nhập hộ).
    pub on_behalf_of: Option<i64>,
    /// Where it is upheld, the new last day of the assignment in force; of no meaning where it is not.
    #[serde(default)]
    pub due_on: Option<Day>,
    /// Day of the decision.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Decide {
    const NAME: &'static str = "case.review";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::CaseReview, self.case, self.version, self.happened_on).await?;
        let review = under_way(&found)?;
        let body = match review {
            Review { level: FIRST, .. } => Some(found.grant.organisation),
            Review { body: Some(above), .. } => Some(acting(tx, &found, self.on_behalf_of, &[above]).await?),
            // The body above is not known to the program: whoever records for others records what it decided.
            Review { body: None, .. } => {
                let by = tx.by();
                may(tx, by, Right::EventOnBehalf, Of::Case(found.id)).await?;
                None
            }
        };
        let due_on = match self.result {
            ReviewResult::Upheld => done_anew_by(&found, self.due_on)?,
            ReviewResult::NotUpheld => None,
        };
        let reason = tx.text(needed("reason", &self.reason, REASON)?)?;
        // What the body above decided is recorded here from its paper.
        let above = review.level != FIRST && body != Some(tx.by().organisation);
        let number =
            if above { needed("number", &self.number, LINE)? } else { optional("number", &self.number, LINE)? };
        store::review::decide(tx, &found.grant, review.id, number, reason.id);
        let (review, result) = (review.id, self.result);
        let decided = match due_on {
            Some(due_on) => CaseEvent::ReviewUpheld { review, body, due_on, reason },
            None => CaseEvent::ReviewDecided { review, body, result, reason },
        };
        found.append(tx, decided).await?;
        Ok(())
    }
}

/// The review that is under way on the day of the act, and that nothing recorded ended since.
fn under_way(found: &Found) -> Result<Review, Refusal> {
    let known = effective(&found.events);
    found.state(&known)?;
    let last = Case::by(Day::OPEN, &known).ok_or(Refusal::NotThere)?;
    let Reviewed::UnderWay { review, since } = last.reviewed() else { return Err(Refusal::NoReview) };
    not_before(found.on, since)?;
    Ok(review)
}
