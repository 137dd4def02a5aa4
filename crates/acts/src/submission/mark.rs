//! What is to become of a submission, and the neutral title under which the hall sees it.

use async_trait::async_trait;
use domain::event::{Event, Mark, Subject, SubmissionEvent};
use domain::fold::fold;
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::{Deserialize, Serialize};
use store::grant::{Of, SUBJECT, may};
use store::{Act, Error, Ids, Read, Stop, Tx, case, submission};

use super::note::open_note;
use crate::field::needed;

/// Characters of a neutral title: it is read from the back of a hall.
const TITLE: usize = 120;

/// Marks what is to become of a submission, until the minutes are signed. One that was answered is not marked any more; an
/// answer is recorded with its words.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SetMark {
    /// The submission.
    pub submission: i64,
    /// To be concluded, beyond competence, or neither.
    pub mark: Mark,
    /// The version of the submission that was shown.
    pub version: i64,
}

#[async_trait]
impl Act for SetMark {
    const NAME: &'static str = "submission.mark";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, row) = may(tx, by, Right::SubmissionRevise, Of::Submission(self.submission)).await?;
        open_note(&row)?;
        if self.mark == Mark::Answered {
            return Err(Refusal::NotAChoice { field: "mark" }.into());
        }
        let at = submission::whereabouts(tx, self.submission).await?.ok_or(Refusal::NotThere)?;
        if at.dialogue.is_none() {
            return Err(Refusal::TextsFixed.into());
        }
        if case::find(tx, at.case).await?.ok_or(Refusal::NotThere)?.handling == "answered" {
            return Err(Refusal::AlreadyAnswered.into());
        }
        tx.history(Subject::Submission, self.submission).await?;
        if !submission::set_mark(tx, &grant, self.submission, self.version, self.mark.as_str()).await? {
            return Err(Refusal::Conflict.into());
        }
        let marked = SubmissionEvent::Marked { mark: self.mark };
        let today = tx.today();
        tx.append(Subject::Submission, self.submission, today, Event::Submission(marked))?;
        Ok(())
    }
}

/// Releases a neutral title of a submission for the projector, in the place of one that was. It tells the matter, never the
/// person: one that holds the speaker's name is refused.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Release {
    /// The submission.
    pub submission: i64,
    /// The title.
    pub title: String,
}

#[async_trait]
impl Act for Release {
    const NAME: &'static str = "submission.release";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, row) = may(tx, by, Right::SubmissionRelease, Of::Submission(self.submission)).await?;
        if row.get::<Option<i64>>(SUBJECT + 3)?.is_some() {
            return Err(Refusal::AlreadyStruck.into());
        }
        if submission::is_withheld(tx, self.submission).await? {
            return Err(Refusal::WordsWithheld.into());
        }
        if submission::session_of(tx, self.submission).await?.is_none() {
            return Err(Refusal::DialogueNotOpen.into());
        }
        let title = needed("title", &self.title, TITLE)?;
        let speaker = submission::speaker(tx, &grant, self.submission).await?.unwrap_or_default();
        if names(title, &speaker) {
            return Err(Refusal::NamesThePerson { field: "title" }.into());
        }
        tx.history(Subject::Submission, self.submission).await?;
        let title = tx.text(title)?;
        submission::release(tx, &grant, self.submission, &title);
        let today = tx.today();
        let released = SubmissionEvent::TitleReleased { title };
        tx.append(Subject::Submission, self.submission, today, Event::Submission(released))?;
        Ok(())
    }
}

/// Whether a title holds the last two syllables of a name one after the other, by which people are called; marks or not.
fn names(title: &str, name: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        fold(text).split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let (title, name) = (words(title), words(name));
    let Some(called) = name.len().checked_sub(2).map(|at| &name[at..]) else { return false };
    title.windows(2).any(|pair| pair == called)
}

/// Takes the neutral title of a submission off the projector.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Withdraw {
    /// The submission.
    pub submission: i64,
}

#[async_trait]
impl Act for Withdraw {
    const NAME: &'static str = "submission.withdraw";
    type Answer = ();

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        let (grant, _) = may(tx, by, Right::SubmissionRelease, Of::Submission(self.submission)).await?;
        tx.history(Subject::Submission, self.submission).await?;
        if !submission::withdraw(tx, &grant, self.submission).await? {
            return Err(Refusal::AlreadyDone.into());
        }
        let today = tx.today();
        let withdrawn = SubmissionEvent::TitleWithdrawn;
        tx.append(Subject::Submission, self.submission, today, Event::Submission(withdrawn))?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::names;

    #[test]
    fn a_title_that_holds_the_name_by_which_somebody_is_called_names_them() {
        assert!(names("Kiến nghị của bà Thị Sim về nước", "Bà Hồ Thị Sim"));
        assert!(names("kien nghi cua HO THI SIM", "Hồ Thị Sim"));
        assert!(!names("Nước sạch ở thôn Bến Sen", "Bà Hồ Thị Sim"));
        assert!(!names("Simple", ""));
        assert!(!names("Bà con thôn Bến", "Bà"));
    }
}
