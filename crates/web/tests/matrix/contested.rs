//! What was recorded for somebody else, so far that it can be contested, taken back or answered.

use acts::assignment::{Accept, Assign};
use acts::behalf::Contest;
use domain::event::Subject as Kept;
use domain::permission::{Relation, Role};

use super::tree::{Body, Reader, Tree};
use crate::house::{TODAY, day, key};

impl Tree {
    /// An event that the body above recorded for the one of the reader; contested already where it is to be taken back.
    pub(super) async fn recorded_for(&self, path: &str, body: &Body, reader: &Reader) -> i64 {
        let above = self.bodies.iter().find(|(relation, _)| *relation == Relation::Above);
        let above = above.map(|(_, body)| body).expect("a province");
        let case = self.case_of(above).await;
        self.given(above, case, body.organisation).await;
        let (version, on_behalf_of) = (self.version(case).await, Some(body.organisation));
        self.house.act(above.clerk, Accept { case, version, on_behalf_of, happened_on: day(TODAY) }).await;
        let event = self.last_of(case).await;
        if path.ends_with("/take-back") {
            self.house.act(reader.by, Contest { event, reason: "Không đúng".to_owned() }).await;
        }
        event
    }

    /// A decision of the head of a body that its clerk recorded and the head contests.
    pub(super) async fn contested(&self, body: &Body) -> i64 {
        let case = self.case_of(body).await;
        self.given(body, case, body.organisation).await;
        let event = self.last_of(case).await;
        let head = self.house.account(&key(), body.organisation, &[Role::Head]).await;
        self.house.act(head, Contest { event, reason: "Không đúng".to_owned() }).await;
        event
    }

    async fn given(&self, body: &Body, case: i64, lead: i64) {
        let assign = Assign {
            case,
            version: self.version(case).await,
            lead,
            cooperating: Vec::new(),
            due_on: Some(day("2026-10-01")),
            evidence: String::new(),
            contact: false,
            happened_on: day(TODAY),
        };
        self.house.act(body.clerk, assign).await;
    }

    async fn last_of(&self, case: i64) -> i64 {
        let mut read = self.house.store.reader().await.expect("a reader");
        let history = store::event::history(&mut read, Kept::Case, case).await.expect("reads");
        history.last().expect("it was raised").id
    }
}
