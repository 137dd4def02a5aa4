//! A table that is so far that the form of a route can be sent.

use acts::import::{AddRows, Begin, Came, Looked, Place, Row, Start, carry_on};
use domain::event::Kind;

use super::tree::{Body, Tree};
use crate::house::{TODAY, day};

impl Tree {
    /// A table of a body: taken over for the route that takes it back, and else only looked at.
    pub(super) async fn imported(&self, path: &str, body: &Body) -> i64 {
        let on = day(TODAY);
        let row = Row {
            on,
            words: "1. Sửa cầu\n2. Nước sạch".to_owned(),
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
        let begin = Begin {
            organisation: body.organisation,
            title: "Quý III".to_owned(),
            held_on: on,
            days: vec![on],
            places: Vec::new(),
            looked: Looked::default(),
            rows: 1,
            in_place_of: None,
        };
        let import = self.house.act(body.clerk, begin).await.import;
        self.house.act(body.clerk, AddRows { import, from: 1, rows: vec![row] }).await;
        if path == "/imports/undo" {
            self.house.act(body.clerk, Start { import }).await;
            carry_on(&self.house.office, import).await.expect("it is taken over");
        }
        import
    }
}
