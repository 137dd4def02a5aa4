//! What several people do at the same moment around the minutes of one session.

use acts::minutes::{Sign, Take};
use domain::refusal::Refusal;
use futures_util::future::{join, join_all};

use super::{refused, taken};
use crate::desk::{Desk, HELD, day};
use crate::support::both;

#[tokio::test(flavor = "multi_thread")]
async fn no_words_come_to_a_session_beside_the_signing_of_its_minutes() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let session = desk.session;
        desk.hold("hold", session).await;
        let keys: Vec<String> = (0..12).map(|at| format!("raise-{at}")).collect();
        let raising = join_all(keys.iter().map(|key| desk.raised_at(key, session)));
        let sign = Sign { session, happened_on: day(HELD) };
        let (raised, signed) = join(raising, desk.act("sign", sign)).await;
        signed.expect("they are signed");
        let signed_at = desk.recorded_at("dialogue.session_minutes_signed").await;
        let mut read = desk.store.reader().await.expect("a reader");
        for answer in raised {
            match answer {
                Ok(raised) => {
                    let of = domain::event::Subject::Submission;
                    let events = store::event::history(&mut read, of, raised.submission).await.expect("reads");
                    // Two acts may have the same millisecond.
                    assert!(events[0].recorded_at <= signed_at, "words that came later are in no minutes");
                }
                other => refused(other, &Refusal::MinutesSigned),
            }
        }
        drop(read);
        desk.verify().await;
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn minutes_that_somebody_wrote_meanwhile_are_not_overwritten() {
    both(async |_, store| {
        let desk = Desk::open(store).await;
        let session = desk.session;
        let stamp = async || {
            let mut read = desk.store.reader().await.expect("a reader");
            store::minutes::of_session(&mut read, session).await.expect("reads").expect("is there").stamp
        };
        let shown = stamp().await;
        desk.act("first", Take { seen: Some(shown.clone()), ..taken(session) }).await.expect("they are taken");
        let empty = Take { seen: Some(shown), conclusion: String::new(), ..taken(session) };
        refused(desk.act("second", empty.clone()).await, &Refusal::Conflict);
        let now = stamp().await;
        desk.act("third", Take { seen: Some(now), ..empty }).await.expect("whoever saw them writes them anew");
        desk.verify().await;
    })
    .await;
}

impl Desk {
    /// When the first event of an act was recorded in the history of the dialogue.
    async fn recorded_at(&self, act: &str) -> domain::day::Instant {
        let mut read = self.store.reader().await.expect("a reader");
        let of = domain::event::Subject::Dialogue;
        let events = store::event::history(&mut read, of, self.dialogue).await.expect("reads");
        events.iter().find(|known| known.event.act() == act).expect("it happened").recorded_at
    }
}
