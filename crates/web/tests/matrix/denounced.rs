//! The register of denunciations: the forms of its routes, and lines that are so far that each can be sent.

use acts::denunciation::{Register, TakeStep, moved::Print};
use domain::denunciation::line::Line;
use domain::event::Subject::Denunciation;
use domain::letter::LetterWay;
use store::grant::Of;

use super::tree::{Body, Subject, Tree};
use crate::house::{TODAY, day};

/// Whether a route is one of the register.
pub(super) fn is_of(path: &str) -> bool {
    path.starts_with("/denunciations") || path.starts_with("/submissions/{id}/denunciation")
}

/// The form of a post, whole.
pub(super) fn form(path: &str) -> Vec<(&'static str, &'static str)> {
    let entry = [("received_on", TODAY), ("letter_way", "post"), ("field", "05"), ("denunciation_number", "")];
    match path {
        "/denunciations" | "/submissions/{id}/denunciation" => entry.to_vec(),
        "/denunciations/{id}/step" => {
            vec![("denunciation_step", "not_processed"), ("denunciation_ground", "anonymous"), ("happened_on", TODAY)]
        }
        _ => Vec::new(),
    }
}

impl Tree {
    /// A line that nobody has touched.
    pub(super) async fn denounced(&self, body: &Body) -> Subject {
        let line = Register {
            organisation: body.organisation,
            number: String::new(),
            received_on: day(TODAY),
            way: LetterWay::Post,
            field: "05".to_owned(),
        };
        let id = self.house.act(body.clerk, line).await;
        Subject { id, of: Of::Denunciation(id) }
    }

    /// What a form of a line holds that was read before: what was recorded last.
    pub(super) async fn bring_denounced(
        &self,
        path: &str,
        id: i64,
        body: &Body,
        keeper: store::By,
    ) -> Option<(&'static str, String)> {
        if path == "/submissions/{id}/denunciation" {
            self.house.act(keeper, Print { submission: id }).await;
            return None;
        }
        if !path.starts_with("/denunciations/{id}/") {
            return None;
        }
        let mut seen = self.seen(id).await;
        if path == "/denunciations/{id}/take-back" {
            let step = TakeStep {
                denunciation: id,
                seen,
                step: "beyond".to_owned(),
                happened_on: day(TODAY),
                number: String::new(),
                ground: String::new(),
                days: None,
                criteria: None,
                result: String::new(),
                conditions: Vec::new(),
            };
            self.house.act(body.clerk, step).await;
            seen = self.seen(id).await;
        }
        Some(("version", seen.to_string()))
    }

    async fn seen(&self, id: i64) -> i64 {
        let mut read = self.house.office.store().reader().await.expect("a reader");
        let events = store::event::history(&mut read, Denunciation, id).await.expect("reads");
        Line::by(&events).expect("it has a history").last
    }
}
