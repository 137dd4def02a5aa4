//! Following a matter by code and PIN: giving them to whoever raised it, opening what they lead to, and what the person says
//! of the result themselves. The person has no account; see decision 0022.

mod code;

pub use code::{Code, code_of};

use async_trait::async_trait;
use domain::case::Case;
use domain::correction::effective;
use domain::day::Day;
use domain::event::{Assessment, CaseEvent, Contact, ContactWay, Event, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::review::Reviewed;
use serde::{Deserialize, Serialize};
use store::follow::{self, Followed};
use store::grant::{Of, may, of_submitter};
use store::{Act, By, Error, Ids, Read, Stop, Tx, case, submission};

use crate::Office;
use crate::account::{Secrets, Visit, attempt_to_follow};
use crate::case::{Assessed, Found, Said};

/// Gives whoever raised a matter the code and PIN with which they follow it; each giving stands in the history of the case.
/// Refused where nothing can be followed: the words are kept from everybody, or were recorded by mistake.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct GiveCode {
    /// The submission.
    pub submission: i64,
}

#[async_trait]
impl Act for GiveCode {
    const NAME: &'static str = "submission.code";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        may(tx, by, Right::SubmissionCode, Of::Submission(self.submission)).await?;
        if submission::is_withheld(tx, self.submission).await? {
            return Err(Refusal::WordsWithheld.into());
        }
        let followed = follow::find(tx, self.submission).await?.ok_or(Refusal::CaseStruck)?;
        let today = tx.today();
        tx.history(Subject::Case, followed.case).await?;
        let given = CaseEvent::CodeGiven { submission: self.submission };
        tx.append(Subject::Case, followed.case, today, Event::Case(given))?;
        Ok(())
    }
}

/// Code and PIN as somebody typed them.
#[derive(Clone, Debug)]
pub struct Typed {
    /// The code.
    pub code: String,
    /// The PIN.
    pub pin: String,
}

/// What code and PIN lead to. Whoever types a wrong code or a wrong PIN, or those of what was struck, is kept from everybody
/// or was erased, is refused in one way, after the same work; guesses are slowed for all nodes, per code and per address.
pub async fn open(office: &Office, secrets: &Secrets, typed: &Typed, visit: &Visit) -> Result<Followed, Stop> {
    let read = code::read(secrets, &typed.code);
    let counted = attempt_to_follow(office, secrets, read, visit).await?;
    let submission = read.unwrap_or_default();
    let found = follow::find(&mut office.store().reader().await?, submission).await?;
    let right = code::is_pin(&code::pin_of(secrets, submission), &typed.pin);
    match found {
        Some(found) if right => {
            counted.succeeded(office).await?;
            Ok(found)
        }
        _ => Err(Refusal::FollowWrong.into()),
    }
}

/// Records what the person says of the answers in force, by the page that their code and PIN open. Only the page makes it,
/// after [`open`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AssessByCode {
    /// The submission that was opened.
    pub submission: i64,
    /// The case in which it counts.
    pub case: i64,
    /// The version of the case that was shown.
    pub version: i64,
    /// Whether they agree; silence is no answer of a page.
    pub value: Assessment,
    /// Their words; needed when they don't agree.
    pub words: String,
    /// Whether they say that these are no denunciation, though they look like one.
    #[serde(default)]
    pub no_denunciation: bool,
}

#[async_trait]
impl Act for AssessByCode {
    const NAME: &'static str = "case.assess_by_code";
    type Answer = Assessed;

    fn draw(&self, ids: &Ids) -> Result<Assessed, Error> {
        Assessed::draw(ids)
    }

    async fn run(&self, tx: &mut Tx, new: &Assessed) -> Result<(), Stop> {
        let (by, today) = (tx.by(), tx.today());
        let (grant, version) = of_submitter(tx, by, Right::CaseAssess, self.case).await?;
        let followed = follow::find(tx, self.submission).await?.ok_or(Refusal::NotThere)?;
        if counting(tx, followed.case).await? != self.case || version != self.version {
            return Err(Refusal::Conflict.into());
        }
        if self.value == Assessment::None {
            return Err(Refusal::Missing { field: "assessment" }.into());
        }
        let events = tx.history(Subject::Case, self.case).await?.to_vec();
        let (origin, decides) = (followed.origin, grant.organisation);
        let found = Found { grant, id: self.case, version, origin, decides, on: today, events };
        may_say(&found)?;
        let contacts = [Contact { on: found.on, way: ContactWay::Online }];
        let (words, no_denunciation) = (self.words.as_str(), self.no_denunciation);
        Said { value: self.value, contacts: &contacts, words, no_denunciation }.keep(tx, &found, new).await
    }
}

/// The case in which another one counts at last.
async fn counting(tx: &mut Tx, mut id: i64) -> Result<i64, Stop> {
    while let Some(root) = case::root(tx, id).await?.ok_or(Refusal::NotThere)?.root {
        id = root;
    }
    Ok(id)
}

/// Nobody ends by their word the review that another person of the same case asked for.
fn may_say(found: &Found) -> Result<(), Refusal> {
    let known = effective(&found.events);
    let case = Case::by(Day::OPEN, &known).ok_or(Refusal::NotThere)?;
    match case.reviewed() {
        Reviewed::UnderWay { .. } => Err(Refusal::ReviewUnderWay),
        _ => Ok(()),
    }
}

/// Whoever raised a matter, at the page that its code and PIN open.
pub const SUBMITTER: By = By::SUBMITTER;
