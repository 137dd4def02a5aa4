//! Words that were written as an answer and become an opinion of the round, as if somebody had brought them.

use async_trait::async_trait;
use domain::event::{Kind, Subject, SurveyEvent};
use domain::gathering::RoundState;
use domain::refusal::Refusal;
use domain::survey::FEWEST_SHOWN;
use serde::{Deserialize, Serialize};
use store::survey::{self, sheet};
use store::{Act, Error, Ids, Read, Stop, Tx};

use super::surveyed;
use crate::gathering::{Typed, typed};

/// Takes the words of an answer as an opinion of the round; they stay on their sheet, and are one text at both places. Refused where they are one already.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TakeWords {
    /// The round.
    pub round: i64,
    /// The sheet.
    pub sheet: i64,
    /// The question.
    pub question: i64,
    /// The theme under which it comes, where there is one.
    pub theme: Option<i64>,
    /// Code of the field; empty when not known.
    pub field: String,
    /// What kind of matter it is.
    pub kind: Kind,
    /// Whether who takes them says that they are no denunciation, though they look like one.
    #[serde(default)]
    pub no_denunciation: bool,
}

#[async_trait]
impl Act for TakeWords {
    const NAME: &'static str = "survey.take_words";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let (found, now) = surveyed(tx, self.round, &[RoundState::Open]).await?;
        let said = now.words(self.sheet, self.question).ok_or(Refusal::NotThere)?.clone();
        let row = sheet::words_of(tx, self.sheet, self.question).await?.ok_or(Refusal::NotThere)?;
        if now.kept.contains(&(self.sheet, self.question)) {
            return Err(Refusal::WordsWithheld.into());
        }
        // A village of few sheets would tell whose words these are.
        let neighbours = now.standing().filter(|it| it.territory == row.territory).count();
        let territory = row.territory.filter(|_| i64::try_from(neighbours).is_ok_and(|many| many >= FEWEST_SHOWN));
        let stands = |opinion: &i64| found.now.standing().any(|it| it.gathered.opinion == *opinion);
        if now.taken.get(&(self.sheet, self.question)).is_some_and(stands) {
            return Err(Refusal::AlreadyDone.into());
        }
        let opinion = Typed {
            words: row.words.ok_or(Refusal::NotThere)?,
            no_denunciation: self.no_denunciation,
            territory,
            field: self.field.clone(),
            kind: self.kind,
            noted: false,
            pressing: false,
            people: Some(1),
            brought: String::new(),
            theme: self.theme,
            root: None,
        };
        let today = tx.today();
        let opinion = typed::take(tx, &found, &opinion, said, today).await?;
        survey::taken(tx, &found.grant, self.round, (self.sheet, self.question), opinion);
        let taken = SurveyEvent::WordsTaken { sheet: self.sheet, question: self.question, opinion };
        tx.append(Subject::Survey, self.round, today, taken.into())?;
        Ok(())
    }
}
