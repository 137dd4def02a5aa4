//! A dialogue as far as an act on one of its sessions needs it.

use acts::dialogue::{Announce, BeginSession, HoldSession, Session};
use acts::minutes::{self, AddScans, Sign};
use domain::dialogue::{Audience, Form};

use store::grant::Of;

use super::tree::{Body, PICTURE, Subject, Tree};
use crate::house::{TODAY, day};

/// What is done once to a session, or after it.
pub(super) const SITTING: [&str; 8] = [
    "/dialogues/{id}/set",
    "/dialogues/{id}/begin",
    "/dialogues/{id}/hold",
    "/dialogues/{id}/attend",
    "/dialogues/{id}/conclude",
    "/dialogues/{id}/minutes",
    "/dialogues/{id}/minutes/sign",
    "/dialogues/{id}/minutes/waive",
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
            "/dialogues/{id}/attend" | "/dialogues/{id}/minutes" => {
                self.house.act(body.clerk, BeginSession { session }).await;
            }
            "/dialogues/{id}/conclude" | "/dialogues/{id}/minutes/sign" | "/dialogues/{id}/minutes/waive" => {
                let hold = HoldSession { session, happened_on: None, attendance: Vec::new() };
                self.house.act(body.clerk, hold).await;
            }
            _ => {}
        }
        (new.dialogue, session)
    }

    /// What a route of minutes asks of its subject: a dialogue whose session has signed minutes with a scan, or something raised
    /// there; nothing for other routes.
    pub(super) async fn minuted(&self, path: &str, body: &Body) -> Option<Subject> {
        let submission = path == "/submissions/{id}/note";
        if !submission && !path.starts_with("/dialogues/{id}/minutes/scans") {
            return None;
        }
        let new = self.house.dialogue(body.clerk, "Nước sạch").await;
        let raised = self.raised_at(new.session, body.clerk, None).await;
        let hold = HoldSession { session: new.session, happened_on: None, attendance: Vec::new() };
        self.house.act(body.clerk, hold).await;
        self.house.act(body.clerk, Sign { session: new.session, happened_on: day(TODAY) }).await;
        Some(if submission {
            Subject { id: raised.submission, of: Of::Submission(raised.submission) }
        } else {
            Subject { id: new.dialogue, of: Of::Dialogue(new.dialogue) }
        })
    }

    /// A scan of the minutes of the first session of a dialogue.
    pub(super) async fn scanned(&self, dialogue: i64, body: &Body) -> i64 {
        let mut read = self.house.store.reader().await.expect("a reader");
        let session = store::minutes::of_dialogue(&mut read, dialogue).await.expect("reads")[0].session;
        drop(read);
        let file = minutes::keep(&self.house.office, body.clerk, session, PICTURE.to_vec()).await.expect("a scan");
        self.house.act(body.clerk, AddScans { session, files: vec![file] }).await[0]
    }
}
