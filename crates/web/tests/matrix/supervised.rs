//! Supervision: the forms of its routes, and matters, notices, findings and supervisions to which they are sent.

use acts::By;
use acts::minutes::Kept;
use acts::supervision::{CarryOut, Find, Plan, keep};
use domain::permission::Role;
use domain::supervision::{FindingResult, Looked};
use store::supervision;
use web::routes::Target;

use super::tree::{Body, PICTURE, Tree};
use crate::house::{TODAY, day, key};

/// Whether a route is one of supervision.
pub(super) fn is_of(path: &str) -> bool {
    path.starts_with("/supervision")
}

/// Whether it is something that is supervised.
pub(super) fn is_supervised(target: Target) -> bool {
    use Target::{AFinding, ASupervisedCase, ASupervisedNotice, ASupervision};
    matches!(target, AFinding | ASupervisedCase | ASupervisedNotice | ASupervision)
}

/// What is typed into the form of a route.
pub(super) fn form(path: &str) -> Vec<(&'static str, &'static str)> {
    let form = [("form", "visit"), ("happened_on", TODAY)];
    let reason = [("reason", "Nhập nhầm")];
    match path {
        "/supervision/plan" => vec![("year", ""), ("document", "5/KH-MTTQ"), ("happened_on", TODAY)],
        "/supervision/cases/{id}" => {
            vec![("finding", "partly"), ("looked", "visit"), ("seen", "Cống mới thông."), ("happened_on", TODAY)]
        }
        "/supervision/notices/{id}" => [&form[..], &[("year", ""), ("month", "9")]].concat(),
        "/supervision/lines/{id}/replan" => [&form[..], &[("month", "10"), ("version", "2")]].concat(),
        "/supervision/lines/{id}/carry-out" => [&form[..], &[("version", "2")]].concat(),
        "/supervision/lines/{id}/report" => vec![
            ("report_to", ""),
            ("document", "9/BC-MTTQ"),
            ("remarks", "Cơ bản đúng"),
            ("proposals", "Làm nốt"),
            ("happened_on", TODAY),
            ("version", "3"),
        ],
        path if path.ends_with("/undo") => [&reason[..], &[("version", "2")]].concat(),
        path if path.ends_with("/drop") => [&reason[..], &[("happened_on", TODAY), ("version", "2")]].concat(),
        path if path.ends_with("/correct") => [&reason[..], &[("happened_on", TODAY)]].concat(),
        _ => reason.to_vec(),
    }
}

impl Tree {
    /// Who supervises what a body does: the reader where they may, else somebody of the Front of its place.
    async fn supervisor(&self, body: &Body, typist: By) -> By {
        if typist != body.clerk {
            return typist;
        }
        let front = self.house.found(body.organisation, "front", "Mặt trận nơi ấy", None).await;
        self.house.account(&key(), front, &[Role::Front]).await
    }

    /// What was found of a matter of a body, with a file.
    pub(super) async fn found(&self, body: &Body, case: i64, typist: By) -> i64 {
        let by = self.supervisor(body, typist).await;
        let file: Kept = keep(&self.house.office, by, case, PICTURE.to_vec()).await.expect("a picture");
        let find = Find {
            case,
            result: FindingResult::NotDone,
            ways: vec![Looked::Visit],
            words: "Chưa làm.".to_owned(),
            files: vec![file],
            happened_on: day(TODAY),
        };
        self.house.act(by, find).await.finding
    }

    /// A notice of a body that was issued, and its dialogue.
    pub(super) async fn issued_notice(&self, body: &Body) -> (i64, i64) {
        let (dialogue, case) = self.held(body).await;
        let draft = acts::notice::Draft { dialogue, organisation: None, replaces: None, happened_on: day(TODAY) };
        let id = self.house.act(body.clerk, draft).await;
        let mut read = self.house.store.reader().await.expect("a reader");
        let point = store::notice::points(&mut read, id).await.expect("reads")[0].id;
        drop(read);
        self.write(body, id, point, case).await;
        self.issue(body, id).await;
        (id, dialogue)
    }

    /// A notice of a body in the plan of a year, and its dialogue.
    pub(super) async fn supervised(&self, body: &Body, typist: By) -> (i64, i64) {
        let by = self.supervisor(body, typist).await;
        let (notice, dialogue) = self.issued_notice(body).await;
        (self.plan_of(by, notice, i64::from(super::planned::next_year())).await, dialogue)
    }

    async fn plan_of(&self, by: By, notice: i64, year: i64) -> i64 {
        let plan = Plan { notice, year, month: Some(9), form: Looked::Visit, happened_on: day(TODAY) };
        self.house.act(by, plan).await
    }

    /// Brings what is supervised so far that what a route does can be done, and says what its form needs.
    pub(super) async fn bring_supervised(
        &self,
        path: &str,
        (id, by): (i64, By),
        body: &Body,
        form: &[(&'static str, String)],
    ) -> Vec<(&'static str, String)> {
        let mut needed = Vec::new();
        if path == "/supervision/plan" {
            let year = form.iter().find(|(name, _)| *name == "year").and_then(|(_, year)| year.parse().ok());
            // Whose plan it is supervises a body under it.
            let by = self.house.account(&key(), body.organisation, &[Role::Supervisor]).await;
            let below = self.bodies.iter().find(|(relation, _)| *relation == domain::permission::Relation::Below);
            let (notice, _) = self.issued_notice(&below.expect("a body in each relation").1).await;
            self.plan_of(by, notice, year.expect("a year")).await;
        }
        if path.ends_with("/report") {
            let carry = CarryOut { supervision: id, version: 2, form: Looked::Visit, happened_on: day(TODAY) };
            self.house.act(by, carry).await;
            let mut read = self.house.store.reader().await.expect("a reader");
            let row = supervision::find_supervision(&mut read, id).await.expect("reads").expect("is there");
            let to = supervision::same_level(&mut read, row.notice.id).await.expect("reads");
            needed.push(("report_to", to[0].0.to_string()));
        }
        needed
    }
}
