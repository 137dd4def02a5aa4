//! What people say of a result: the person who raised it, through an office or by code and PIN, and the Front. Whoever does
//! not agree has it reviewed.

use async_trait::async_trait;
use std::collections::BTreeSet;

use domain::correction::effective;
use domain::day::Day;
use domain::denunciation;
use domain::event::{Assessment, CaseEvent, Contact, ContactWay, Event, Subject};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use domain::review;
use serde::{Deserialize, Serialize};
use store::case::{self, NewAssessment};
use store::review::NewReview;
use store::{Act, Error, Ids, Stop, Tx, organisation};

use super::close::not_closed;
use super::{Found, acting, found};
use crate::field::{LINE, WORDS, needed, optional};

/// On how many days somebody is reached for before silence is recorded.
const CONTACTS: usize = 3;
/// By how many ways.
const WAYS: usize = 2;

/// Records what the person says of the answer in force. Silence is never agreement. Not agreeing opens a review: by the
/// body that decides over the case, then, with a new reason, by the one above it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Assess {
    /// The case; answered or ended.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// What they say; nothing only after three contacts on different days by two ways.
    pub value: Assessment,
    /// When and how they were reached for, since the answer.
    pub contacts: Vec<Contact>,
    /// Their words; needed when they don't agree.
    pub words: String,
    /// Whether who types them says that they are no denunciation, though they look like one.
    #[serde(default)]
    pub no_denunciation: bool,
    /// Day on which they said it.
    pub happened_on: Day,
}

/// The rows it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessed {
    /// The assessment.
    pub assessment: i64,
    /// The review, where one was opened.
    #[serde(default)]
    pub review: i64,
}

impl Assessed {
    /// The ids of the rows to come.
    pub(crate) fn draw(ids: &Ids) -> Result<Self, Error> {
        Ok(Self { assessment: ids.draw()?, review: ids.draw()? })
    }
}

#[async_trait]
impl Act for Assess {
    const NAME: &'static str = "case.assess";
    type Answer = Assessed;

    fn draw(&self, ids: &Ids) -> Result<Assessed, Error> {
        Assessed::draw(ids)
    }

    async fn run(&self, tx: &mut Tx, new: &Assessed) -> Result<(), Stop> {
        let found = found(tx, Right::CaseAssess, self.case, self.version, self.happened_on).await?;
        let (words, no_denunciation) = (self.words.as_str(), self.no_denunciation);
        let said = Said { value: self.value, contacts: &self.contacts, words, no_denunciation };
        said.keep(tx, &found, new).await
    }
}

/// What somebody says of the answer in force.
pub(crate) struct Said<'a> {
    pub(crate) value: Assessment,
    pub(crate) contacts: &'a [Contact],
    pub(crate) words: &'a str,
    pub(crate) no_denunciation: bool,
}

impl Said<'_> {
    /// Keeps it, and opens the review that follows from it.
    pub(crate) async fn keep(&self, tx: &mut Tx, found: &Found, new: &Assessed) -> Result<(), Stop> {
        let (reply, since) = answer_in_force(found)?;
        self.check_contacts(since, found.on)?;
        let words = match self.value {
            Assessment::NotAgreed => needed("assess_words", self.words, WORDS)?,
            _ => optional("assess_words", self.words, WORDS)?,
        };
        let held_none = denunciation::held_none("assess_words", words, self.no_denunciation)?;
        let level = match self.value {
            Assessment::NotAgreed => found.state(&effective(&found.events))?.next_review(),
            _ => None,
        };
        if level == Some(review::LAST) {
            is_new(tx, found.id, words).await?;
        }
        let words = if words.is_empty() { None } else { Some(tx.text(words)?) };
        let text = words.as_ref().map(|text| text.id);
        let contacts = self.contacts.to_vec();
        let said = CaseEvent::Assessed { reply, value: self.value, contacts, words };
        let event = tx.append(Subject::Case, found.id, found.on, Event::Case(said))?;
        let row = NewAssessment {
            id: new.assessment,
            case: found.id,
            reply,
            value: self.value.as_str(),
            assessed_on: found.on,
            contacts: i64::try_from(self.contacts.len()).unwrap_or(i64::MAX),
            text,
            event,
        };
        case::add_assessment(tx, &found.grant, &row);
        if let Some(level) = level {
            let body = reviewer(tx, found, level).await?;
            let opened_on = found.on;
            let (id, case, assessment, decides) = (new.review, found.id, new.assessment, found.decides);
            let row = NewReview { id, case, assessment, level, decides, body, opened_on };
            store::review::open(tx, &found.grant, &row);
            let opened = CaseEvent::ReviewOpened { review: new.review, assessed: event, level, body };
            tx.append(Subject::Case, found.id, found.on, Event::Case(opened))?;
        }
        if held_none {
            tx.append(Subject::Case, found.id, found.on, Event::Case(CaseEvent::HeldNoDenunciation))?;
        }
        super::settle(tx, &found.grant, found.id, found.version).await?;
        Ok(())
    }

    /// Contacts are made between the answer and the assessment; silence needs several.
    fn check_contacts(&self, since: Day, on: Day) -> Result<(), Refusal> {
        if self.contacts.iter().any(|contact| contact.on < since || contact.on > on) {
            return Err(Refusal::NotAChoice { field: "contacts" });
        }
        let days: BTreeSet<Day> = self.contacts.iter().map(|contact| contact.on).collect();
        let ways: BTreeSet<ContactWay> = self.contacts.iter().map(|contact| contact.way).collect();
        if self.value == Assessment::None && (days.len() < CONTACTS || ways.len() < WAYS) {
            return Err(Refusal::TooFewContacts);
        }
        Ok(())
    }
}

/// The body that reviews at a level; none where the one above is not known to the program.
async fn reviewer(tx: &mut Tx, found: &Found, level: i64) -> Result<Option<i64>, Stop> {
    if level < review::LAST {
        return Ok(Some(found.decides));
    }
    let decides = organisation::find(tx, found.decides).await?.ok_or(Refusal::NotThere)?;
    Ok(store::review::above(tx, found.decides, review::line_of(&decides.kind), found.on).await?)
}

/// Refuses the reason of the review before, however it is written: one level up decides on a new one.
async fn is_new(tx: &mut Tx, case: i64, words: &str) -> Result<(), Stop> {
    let before = store::review::of_case(tx, case).await?;
    let same = |reason: &String| domain::fold(reason) == domain::fold(words);
    if before.iter().filter_map(|row| row.reason.as_ref()).any(same) {
        return Err(Refusal::ReasonNotNew { field: "assess_words" }.into());
    }
    Ok(())
}

/// The newest answer in force on the day of the act, and its day; refused while points have none.
fn answer_in_force(found: &Found) -> Result<(i64, Day), Stop> {
    let known = effective(&found.events);
    if found.state(&known)?.closed_on.is_none() {
        return Err(not_closed(found));
    }
    let newest =
        known.iter().rev().filter(|event| event.on <= found.on).find_map(|event| match &event.recorded.event {
            Event::Case(CaseEvent::Replied { reply, .. } | CaseEvent::AnsweredOnTheSpot { reply, .. }) => {
                Some((*reply, event.on))
            }
            _ => None,
        });
    newest.ok_or_else(|| Refusal::CaseNotEnded.into())
}

/// Records that the Front confirms the result. Whoever does the work does not confirm it: somebody else than the Front records
/// only what it confirmed on paper.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Confirm {
    /// The case; answered or ended.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// What was seen; may be empty.
    pub words: String,
    /// Number and day of the paper by which the Front confirmed; needed where somebody else records it.
    #[serde(default)]
    pub document: String,
    /// The body of the Front of the place of the body that decides over it, where somebody else records it (nhập hộ).
    pub on_behalf_of: Option<i64>,
    /// Day on which it confirmed.
    pub happened_on: Day,
}

#[async_trait]
impl Act for Confirm {
    const NAME: &'static str = "case.confirm";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let found = found(tx, Right::CaseConfirm, self.case, self.version, self.happened_on).await?;
        if found.state(&effective(&found.events))?.closed_on.is_none() {
            return Err(not_closed(&found));
        }
        if found.state(&effective(&found.events))?.contradicted_by.is_some() {
            return Err(Refusal::FindingStands.into());
        }
        let fronts = case::fronts(tx, found.decides, found.on).await?;
        let organisation = acting(tx, &found, self.on_behalf_of, &fronts).await?;
        let words = optional("note", &self.words, WORDS)?;
        let document = if organisation == found.grant.organisation {
            optional("document", &self.document, LINE)?
        } else {
            needed("document", &self.document, LINE)?
        };
        // The paper first, then what it says was seen.
        let said = [document, words].iter().filter(|part| !part.is_empty()).copied().collect::<Vec<_>>().join("\n");
        let words = if said.is_empty() { None } else { Some(tx.text(&said)?) };
        found.append(tx, CaseEvent::Confirmed { organisation, words }).await?;
        Ok(())
    }
}
