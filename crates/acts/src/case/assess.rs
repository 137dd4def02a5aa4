//! What people say of a result: the person who raised it, and the Front.

use async_trait::async_trait;
use std::collections::BTreeSet;

use domain::correction::effective;
use domain::day::Day;
use domain::event::{Assessment, CaseEvent, Contact, ContactWay, Event};
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::case::{self, NewAssessment};
use store::{Act, Error, Ids, Stop, Tx};

use super::close::not_closed;
use super::{Found, acting, found};
use crate::field::{WORDS, needed, optional};

/// On how many days somebody is reached for before silence is recorded.
const CONTACTS: usize = 3;
/// By how many ways.
const WAYS: usize = 2;

/// Records what the person says of the answer in force. Silence is never agreement.
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
    /// Day on which they said it.
    pub happened_on: Day,
}

/// The row it made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assessed {
    /// The assessment.
    pub assessment: i64,
}

#[async_trait]
impl Act for Assess {
    const NAME: &'static str = "case.assess";
    type Answer = Assessed;

    fn draw(&self, ids: &Ids) -> Result<Assessed, Error> {
        Ok(Assessed { assessment: ids.draw()? })
    }

    async fn run(&self, tx: &mut Tx, new: &Assessed) -> Result<(), Stop> {
        let found = found(tx, Right::CaseAssess, self.case, self.version, self.happened_on).await?;
        let (reply, since) = answer_in_force(&found)?;
        self.check_contacts(since, found.on)?;
        let words = match self.value {
            Assessment::NotAgreed => needed("words", &self.words, WORDS)?,
            _ => optional("words", &self.words, WORDS)?,
        };
        let words = if words.is_empty() { None } else { Some(tx.text(words)?) };
        let text = words.as_ref().map(|text| text.id);
        let said = CaseEvent::Assessed { reply, value: self.value, contacts: self.contacts.clone(), words };
        let event = found.append(tx, said).await?;
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
        Ok(())
    }
}

impl Assess {
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

/// Records that the Front confirms the result.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Confirm {
    /// The case; answered or ended.
    pub case: i64,
    /// The version that was shown.
    pub version: i64,
    /// What was seen; may be empty.
    pub words: String,
    /// The body of the Front of the place where it was raised, where somebody else records it (nhập hộ).
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
        let fronts = case::fronts(tx, found.origin, found.on).await?;
        let organisation = acting(tx, &found, self.on_behalf_of, &fronts).await?;
        let words = optional("note", &self.words, WORDS)?;
        let words = if words.is_empty() { None } else { Some(tx.text(words)?) };
        found.append(tx, CaseEvent::Confirmed { organisation, words }).await?;
        Ok(())
    }
}
