//! Reception days: the forms of their routes, and days that are so far that each can be sent.

use acts::reception::{End, Hold, Record, Schedule, Typed, Way};
use acts::submission::Mode;
use domain::event::Kind;
use domain::reception::{Receiver, ReceptionKind};
use store::grant::Of;
use store::reception::visit;

use super::tree::{Body, Subject, Tree};
use crate::house::{TODAY, day};

/// The routes whose form names a visit.
const OF_VISIT: [&str; 4] =
    ["/receptions/{id}/bind", "/receptions/{id}/strike-visit", "/receptions/{id}/refusal", "/receptions/{id}/withhold"];

/// Whether a route is one of reception.
pub(super) fn is_of(path: &str) -> bool {
    path.starts_with("/receptions")
}

/// What is typed into the form of a route.
pub(super) fn form(path: &str) -> Vec<(&'static str, &'static str)> {
    let set = [
        ("reception_on", TODAY),
        ("reception_kind", "periodic"),
        ("receiver_kind", "staff"),
        ("receives", ""),
        ("place", "Phòng tiếp dân"),
        ("announced_on", ""),
    ];
    let end = [
        ("visit_way", "guided"),
        ("visit_said", "Gửi đơn đến Tòa án."),
        ("refusal_ground", ""),
        ("case", ""),
        ("series", ""),
        ("number", ""),
    ];
    let decided = [("reason", "Họp đột xuất"), ("happened_on", TODAY), ("version", "2")];
    match path {
        "/receptions" => set.to_vec(),
        "/receptions/{id}/change" => [&set[..], &decided[..]].concat(),
        "/receptions/{id}/cancel" => decided.to_vec(),
        "/receptions/{id}/visits" => {
            let came = [
                ("who", "Bà Hồ Thị Sim"),
                ("contact", ""),
                ("words", "Nước đục."),
                ("kind", "recommendation"),
                ("people", "1"),
                ("representatives", ""),
                ("village", ""),
                ("field", "05"),
            ];
            [&came[..], &end[..]].concat()
        }
        "/receptions/{id}/bind" => [&end[..], &[("happened_on", TODAY)]].concat(),
        "/receptions/{id}/strike-visit" => vec![("reason", "Gõ nhầm")],
        "/receptions/{id}/refusal" => vec![("number", "9/TB-UBND"), ("happened_on", TODAY)],
        "/receptions/{id}/hold" => vec![("happened_on", TODAY)],
        "/receptions/{id}/conclude" => {
            vec![
                ("number", "12/TB-UBND"),
                ("signer_name", "Chủ tịch"),
                ("directions", ""),
                ("due_on", ""),
                ("happened_on", TODAY),
            ]
        }
        _ => Vec::new(),
    }
}

impl Tree {
    /// A reception day of a body: held, or with a visit of which nothing became yet, where the route needs it.
    pub(super) async fn received(&self, path: &str, body: &Body) -> Subject {
        let (clerk, on) = (body.clerk, day(TODAY));
        let day = Typed {
            on,
            term: None,
            kind: ReceptionKind::Regular,
            receiver: Receiver::Staff,
            online: false,
            place: String::new(),
            announced_on: None,
        };
        let reception = self.house.act(clerk, Schedule { organisation: body.organisation, day }).await;
        match path {
            "/receptions/{id}/conclude" => self.house.act(clerk, Hold { reception, happened_on: on }).await,
            path if OF_VISIT.contains(&path) => {
                let refused = path.ends_with("/refusal");
                let open = End {
                    way: if refused { Way::Refused } else { Way::Open },
                    ground: if refused { "9.3".to_owned() } else { String::new() },
                    said: String::new(),
                    case: None,
                    letter: (String::new(), String::new()),
                };
                let came = Record {
                    reception,
                    name: "Bà Hồ Thị Sim".to_owned(),
                    contact: String::new(),
                    represents: String::new(),
                    mode: Mode::Named,
                    people: 1,
                    representatives: None,
                    words: "Nước đục.".to_owned(),
                    no_denunciation: false,
                    kind: Kind::Recommendation,
                    territory: None,
                    field: "05".to_owned(),
                    again: false,
                    end: open,
                };
                self.house.act(clerk, came).await;
            }
            _ => {}
        }
        Subject { id: reception, of: Of::Reception(reception) }
    }

    /// The visit that the form of a route names.
    pub(super) async fn bring_received(&self, path: &str, id: i64) -> Vec<(&'static str, String)> {
        if !OF_VISIT.contains(&path) {
            return Vec::new();
        }
        let mut read = self.house.store.reader().await.expect("a reader");
        let last = visit::last(&mut read, id).await.expect("reads").expect("somebody came");
        vec![("visit", last.id.to_string())]
    }
}
