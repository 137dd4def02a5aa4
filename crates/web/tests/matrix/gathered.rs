//! A round that is so far that the form of a route can be sent.

use acts::gathering::{Add, Ask, ForDialogue, KeepRows, Open, Send, SetThemes, ThemeTyped, Typed};
use acts::import::{Came, Place, Row};
use domain::event::Kind;
use store::gathering;
use store::grant::Of;

use super::tree::{Body, Subject, Tree};
use crate::house::{TODAY, day};

impl Tree {
    /// The subject of routes that have one of their own: minutes, rounds of gathering.
    pub(super) async fn brought(&self, path: &str, body: &Body) -> Option<Subject> {
        if path.starts_with("/gatherings/{id}") {
            return Some(self.gathered(path, body).await);
        }
        if path.starts_with("/receptions/{id}") {
            return Some(self.received(path, body).await);
        }
        if path.starts_with("/cases/{id}/files") {
            let case = self.answered(body).await;
            return Some(Subject { id: case, of: Of::Case(case) });
        }
        if path.starts_with("/notices/{id}/scans") {
            let (id, dialogue) = self.issued_notice(body).await;
            return Some(Subject { id, of: Of::Dialogue(dialogue) });
        }
        self.minuted(path, body).await
    }

    /// A round of a body for its own dialogue: asked for, sent or with rows that wait where the route needs it, else open.
    pub(super) async fn gathered(&self, path: &str, body: &Body) -> Subject {
        let (clerk, on) = (body.clerk, day(TODAY));
        let dialogue = ForDialogue::Announced(body.dialogue);
        let gatherer = body.organisation;
        let asked = path == "/gatherings/{id}/open";
        let round = if asked {
            let ask = Ask { gatherer, dialogue, by_on: None, document: String::new(), happened_on: on };
            self.house.act(clerk, ask).await
        } else {
            self.house.act(clerk, Open { round: None, gatherer, dialogue: Some(dialogue), happened_on: on }).await
        };
        let subject = Subject { id: round, of: Of::Gathering(round) };
        if asked {
            return subject;
        }
        let themes = vec![ThemeTyped { theme: None, title: "Nước sạch".to_owned() }];
        self.house.act(clerk, SetThemes { round, themes }).await;
        let typed = Typed {
            words: "Nước đục.".to_owned(),
            no_denunciation: false,
            territory: None,
            field: "05".to_owned(),
            kind: Kind::Recommendation,
            noted: false,
            pressing: false,
            people: None,
            brought: String::new(),
            theme: None,
            root: None,
        };
        self.house.act(clerk, Add { round, opinions: vec![typed], happened_on: on }).await;
        if path.starts_with("/gatherings/{id}/survey") {
            self.survey(path, clerk, round).await;
        }
        match path {
            "/gatherings/{id}/place" => {
                let mut read = self.house.store.reader().await.expect("a reader");
                let version = gathering::find(&mut read, round).await.expect("reads").expect("is there").version;
                drop(read);
                let (number, signer) = ("31/TH".to_owned(), String::new());
                self.house.act(clerk, Send { round, version, number, signer, happened_on: on }).await;
            }
            "/gatherings/{id}/take" | "/gatherings/{id}/drop" => {
                let row = Row {
                    on,
                    words: "Sửa cầu".to_owned(),
                    name: String::new(),
                    contact: String::new(),
                    place: Place::Own,
                    field: String::new(),
                    kind: Kind::Recommendation,
                    came: Came::NotTakenUp,
                    agency: None,
                    agency_words: String::new(),
                    due_on: None,
                    answer: String::new(),
                    beside: String::new(),
                    said: acts::import::Said::default(),
                };
                self.house.act(clerk, KeepRows { round, rows: vec![row] }).await;
            }
            _ => {}
        }
        subject
    }

    /// What the form of a route says beside what is typed.
    pub(super) async fn bring_gathered(&self, path: &str, id: i64, body: &Body) -> Vec<(&'static str, String)> {
        if path == "/cases/{id}/link-gathered" {
            return vec![("gathered", self.case_of(body).await.to_string()), ("version", "1".to_owned())];
        }
        if path == "/gatherings" || path == "/gatherings/ask" {
            let dialogue = format!("d{}", body.dialogue);
            return vec![("dialogue", dialogue), ("gatherer", body.organisation.to_string())];
        }
        if !path.starts_with("/gatherings/{id}/") {
            return Vec::new();
        }
        if path.starts_with("/gatherings/{id}/survey") {
            return self.bring_survey(path, id).await;
        }
        let mut read = self.house.store.reader().await.expect("a reader");
        let opinions = gathering::opinion::of_round(&mut read, id, day(TODAY)).await.expect("reads");
        let opinion = opinions.first().map(|it| it.id.to_string()).unwrap_or_default();
        match path {
            "/gatherings/{id}/revise" | "/gatherings/{id}/strike-opinion" => vec![("opinion", opinion)],
            "/gatherings/{id}/move" => vec![("opinions", opinion)],
            "/gatherings/{id}/send" => {
                let row = gathering::find(&mut read, id).await.expect("reads").expect("is there");
                vec![("version", row.version.to_string())]
            }
            "/gatherings/{id}/place" => {
                let themes = gathering::themes(&mut read, id).await.expect("reads");
                vec![("of_theme", themes[0].id.to_string())]
            }
            _ => Vec::new(),
        }
    }
}
