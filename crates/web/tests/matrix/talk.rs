//! A dialogue as far as an act on one of its sessions needs it.

use acts::dialogue::{Announce, BeginSession, HoldSession, Session};
use domain::dialogue::{Audience, Form};

use super::tree::{Body, Tree};
use crate::house::{TODAY, day};

/// What is done once to a session, or after it.
pub(super) const SITTING: [&str; 5] = [
    "/dialogues/{id}/set",
    "/dialogues/{id}/begin",
    "/dialogues/{id}/hold",
    "/dialogues/{id}/attend",
    "/dialogues/{id}/conclude",
];

impl Tree {
    /// A dialogue of a body whose one session is as far as the route needs it.
    pub(super) async fn announced(&self, path: &str, body: &Body) -> (i64, i64) {
        let session = Session {
            on: day(TODAY),
            territory: None,
            place: String::new(),
            chair: None,
            deputy_reason: String::new(),
        };
        let announce = Announce {
            organisation: body.organisation,
            title: "Nước sạch".to_owned(),
            duties: Vec::new(),
            audience: Audience::Residents,
            members_of: None,
            form: Form::Conference,
            planned: None,
            sessions: vec![session],
            happened_on: day(TODAY),
        };
        let new = self.house.act(body.clerk, announce).await;
        let session = new.sessions[0];
        match path {
            "/dialogues/{id}/attend" => self.house.act(body.clerk, BeginSession { session }).await,
            "/dialogues/{id}/conclude" => {
                let hold = HoldSession { session, happened_on: None, attendance: Vec::new() };
                self.house.act(body.clerk, hold).await;
            }
            _ => {}
        }
        (new.dialogue, session)
    }
}
