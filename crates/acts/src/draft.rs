//! Drafts: what somebody is typing is kept on the server every few moments, for that account alone.
//!
//! A draft is no record: it has no event, it is in no search, and it goes with what it becomes.

use async_trait::async_trait;
use domain::permission::Act as Right;
use domain::refusal::Refusal;
use serde::Serialize;
use store::grant::{Of, may};
use store::{Act, By, Error, Ids, Stop, Tx, clock, draft, slip};

use crate::Office;
use crate::field::optional;

/// What a draft may hold, in characters: words, answer and ground at their longest, and the other fields.
pub const BODY: usize = 40_000;

/// The form of the desk of a session; what is typed from a photographed slip has one for that slip, so that the words of one
/// speaker never come up beside the handwriting of another.
pub fn desk_form(session: i64, slip: Option<i64>) -> String {
    match slip {
        Some(slip) => format!("desk:{session}:slip:{slip}"),
        None => format!("desk:{session}"),
    }
}

/// Keeps what is being typed at the desk of a session. What was sent under the form's key meanwhile is not kept again.
#[derive(Clone, Debug, Serialize)]
pub struct Keep {
    /// The session.
    pub session: i64,
    /// The photographed slip of that session from which it is typed.
    pub slip: Option<i64>,
    /// The key of the form that is being typed: that under which it will be sent.
    pub entry: String,
    /// The fields, as the page writes and reads them; nothing drops the draft.
    pub body: String,
}

#[async_trait]
impl Act for Keep {
    const NAME: &'static str = "draft.keep";
    type Answer = ();

    fn of(&self) -> Option<Of> {
        Some(Of::Session(self.session, None))
    }

    fn draw(&self, _: &Ids) -> Result<(), Error> {
        Ok(())
    }

    async fn run(&self, tx: &mut Tx, (): &()) -> Result<(), Stop> {
        let by = tx.by();
        may(tx, by, Right::SubmissionRaise, Of::Session(self.session, None)).await?;
        if let Some(id) = self.slip {
            slip::find(tx, id).await?.filter(|row| row.session == self.session).ok_or(Refusal::NotThere)?;
        }
        let body = optional("draft", &self.body, BODY)?;
        let form = desk_form(self.session, self.slip);
        if draft::sent(tx, &self.entry).await? {
            return Ok(());
        }
        if body.is_empty() {
            draft::clear(tx, &form);
        } else {
            draft::keep(tx, &form, body);
        }
        Ok(())
    }
}

/// Keeps a draft under a key that nobody chose: one draft follows the other, and none is sent twice.
pub async fn keep(office: &Office, by: By, keep: Keep) -> Result<(), Stop> {
    let key = clock::public_id(clock::machine()).to_string();
    office.act(by, &key, keep).await.map(|_| ())
}
