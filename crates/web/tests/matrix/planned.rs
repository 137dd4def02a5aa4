//! Plans for the matrix: a plan of its own for each that is written to, and what has to have happened to it before.

use std::sync::atomic::{AtomicI16, Ordering};

use acts::plan::{Advance, Cancel, Draft, Meant, Postpone, Step};
use domain::dialogue::{Audience, Form};
use store::plan;

use super::tree::{Body, Tree};
use crate::house::{TODAY, day};

/// A year of which no body has a plan yet.
pub(super) fn next_year() -> i16 {
    static YEARS: AtomicI16 = AtomicI16::new(1000);
    YEARS.fetch_add(1, Ordering::Relaxed)
}

impl Tree {
    /// The draft of a plan, and the one dialogue that it names.
    pub(super) async fn planned(&self, body: &Body) -> (i64, i64) {
        let meant =
            Meant { month: 3, topic: "Đất đai".to_owned(), form: Form::Conference, audience: Audience::Residents };
        let draft = Draft {
            organisation: body.organisation,
            post: "chairman".to_owned(),
            year: next_year(),
            dialogues: vec![meant],
            happened_on: day(TODAY),
        };
        let drafted = self.house.act(body.clerk, draft).await;
        (drafted.plan, drafted.dialogues[0])
    }

    /// Brings a plan, or a dialogue that it names, so far that what a route does can be done.
    pub(super) async fn bring_plan(&self, path: &str, id: i64, body: &Body) {
        let mut read = self.house.store.reader().await.expect("a reader");
        let planned = plan::find_planned(&mut read, id).await.expect("reads");
        drop(read);
        let (reason, happened_on) = ("Bão".to_owned(), day(TODAY));
        let of = planned.map_or(id, |row| row.plan);
        if path.starts_with("/planned/") || path.ends_with("/amend") {
            let approve = Advance { plan: of, version: 1, to: Step::Approved, happened_on };
            self.house.act(body.clerk, approve).await;
        }
        if path.ends_with("/restore") {
            let put_off = Postpone { planned: id, month: None, reason, happened_on };
            self.house.act(body.clerk, put_off).await;
        } else if path.ends_with("/excuse") {
            self.house.act(body.clerk, Cancel { planned: id, reason, happened_on }).await;
        }
    }
}
