//! Notices for the matrix: a draft of its own for each that is written to, and what has to have happened to it before.

use acts::dialogue::{Announce, BeginSession, Conclude, HoldSession, Session};
use acts::notice::scan::{AddScans, keep};
use acts::notice::{Draft, Issue, SetPoint, Written};
use acts::submission::{Mark, Mode, Raise};
use domain::dialogue::{Audience, Duty, Form};
use domain::event::{Delivery, Kind};
use store::notice;

use super::tree::{Body, PICTURE, Tree};
use crate::house::{TODAY, day, key};

/// Whether the form of a route stands here.
pub(super) fn is_of(path: &str) -> bool {
    path.starts_with("/notices/") || ["/dialogues/{id}/notices", "/dialogues/{id}/duty", "/numbering"].contains(&path)
}

/// What is typed into the form of a route.
pub(super) fn form(path: &str) -> Vec<(&'static str, &'static str)> {
    match path.rsplit('/').next().unwrap_or_default() {
        "notices" => vec![("organisation", "")],
        "duty" => vec![("duty", "report"), ("document", "Báo cáo số 31/BC-UBND"), ("happened_on", TODAY)],
        "point" => vec![
            ("matter", "Nước"),
            ("conclusion", "Kiểm tra nước."),
            ("lead", ""),
            ("due_on", TODAY),
            ("delivery", "village"),
        ],
        "place" => vec![("into", "noted")],
        "date" => vec![("due_on", TODAY)],
        "describe" => vec![("general", "Thẳng thắn"), ("recipients", "Thường trực Đảng ủy")],
        "submit" | "publish" => vec![("happened_on", TODAY)],
        "issue" => vec![("number", "05/TB-UBND"), ("happened_on", TODAY)],
        "strike" => vec![("reason", "Nhập nhầm")],
        "numbering" => vec![("number_mode", "internal"), ("number_runs", "year"), ("next", "7")],
        _ => Vec::new(),
    }
}

/// What a form of a notice needs, beside what it always has.
pub(super) struct Noticed {
    pub(super) id: i64,
    pub(super) form: Vec<(&'static str, String)>,
}

impl Tree {
    /// A joint dialogue of a body that was held, with one matter whose words name a body; its id and the case.
    pub(super) async fn held(&self, body: &Body) -> (i64, i64) {
        let announce = Announce {
            organisation: body.organisation,
            title: "Nước sạch".to_owned(),
            duties: vec![Duty::Secretary, Duty::Chairman],
            audience: Audience::Residents,
            members_of: None,
            form: Form::Conference,
            planned: None,
            sessions: vec![Session {
                on: day(TODAY),
                territory: None,
                place: String::new(),
                chair: None,
                deputy_reason: String::new(),
            }],
            happened_on: day(TODAY),
        };
        let new = self.house.act(body.clerk, announce).await;
        let session = new.sessions[0];
        self.house.act(body.clerk, BeginSession { session }).await;
        let raise = Raise {
            session,
            turn: None,
            words: "Đề nghị Cơ quan Ban Đo đạc kiểm tra nước.".to_owned(),
            no_denunciation: false,
            name: "Bà Hồ Thị Sim".to_owned(),
            contact: String::new(),
            represents: String::new(),
            mode: Mode::Named,
            head_count: None,
            territory: None,
            field: "05".to_owned(),
            kind: Kind::Recommendation,
            mark: Mark::None,
            answer: None,
            slip: None,
            draft: false,
        };
        let case = self.house.act(body.clerk, raise).await.case;
        let hold = HoldSession { session, happened_on: None, attendance: Vec::new() };
        self.house.act(body.clerk, hold).await;
        (new.dialogue, case)
    }

    /// The draft of a notice, and its dialogue.
    pub(super) async fn drafted(&self, body: &Body) -> (i64, i64) {
        let (dialogue, _) = self.held(body).await;
        let draft = Draft { dialogue, organisation: None, replaces: None, happened_on: day(TODAY) };
        (self.house.act(body.clerk, draft).await, dialogue)
    }

    async fn notice_version(&self, id: i64) -> i64 {
        let mut read = self.house.store.reader().await.expect("a reader");
        notice::find(&mut read, id).await.expect("reads").expect("is there").version
    }

    /// Writes the point of a draft so that it can be issued.
    pub(super) async fn write(&self, body: &Body, id: i64, point: i64, case: i64) {
        let written = Written {
            matter: "Nước".to_owned(),
            conclusion: "Kiểm tra nước.".to_owned(),
            lead: Some(body.organisation),
            cooperating: Vec::new(),
            due_on: Some(day(TODAY)),
            evidence: String::new(),
            delivery: Delivery::Letter,
            contact: false,
            cases: vec![case],
        };
        let version = self.notice_version(id).await;
        let set = SetPoint { notice: id, version, point: Some(point), written, happened_on: day(TODAY) };
        self.house.act(body.clerk, set).await;
    }

    /// A scan of a notice that was issued.
    pub(super) async fn notice_scan(&self, notice: i64, body: &Body) -> i64 {
        let file = keep(&self.house.office, body.clerk, notice, PICTURE.to_vec()).await.expect("a scan");
        self.house.act(body.clerk, AddScans { notice, files: vec![file] }).await[0]
    }

    pub(super) async fn issue(&self, body: &Body, id: i64) {
        let (version, number) = (self.notice_version(id).await, "05/TB-UBND".to_owned());
        let issue = Issue { notice: id, version, number, signer: None, happened_on: day(TODAY) };
        self.house.act(body.clerk, issue).await;
    }

    /// Brings a notice so far that what a route does can be done, and says what its form needs.
    pub(super) async fn bring_notice(&self, path: &str, body: &Body) -> Noticed {
        if path.ends_with("/confirm") {
            // Among so many bodies that only the first by name are looked at.
            self.house.found(body.organisation, "division", "Ban Đo đạc", None).await;
        }
        let (dialogue, case) = self.held(body).await;
        let mut form: Vec<(&'static str, String)> = Vec::new();
        if path == "/dialogues/{id}/notices" {
            return Noticed { id: dialogue, form };
        }
        if path == "/dialogues/{id}/duty" {
            let conclude = Conclude {
                dialogue,
                happened_on: day(TODAY),
                minutes_signed_on: Some(day(TODAY)),
                no_minutes: String::new(),
            };
            self.house.act(body.clerk, conclude).await;
            return Noticed { id: dialogue, form };
        }
        let draft = |organisation| Draft { dialogue, organisation, replaces: None, happened_on: day(TODAY) };
        let mut id = self.house.act(body.clerk, draft(None)).await;
        let mut read = self.house.store.reader().await.expect("a reader");
        let point = notice::points(&mut read, id).await.expect("reads")[0].id;
        drop(read);
        match path.rsplit('/').next().unwrap_or_default() {
            "points" => {
                let mut read = self.house.store.reader().await.expect("a reader");
                let now = Written::of(&notice::points(&mut read, id).await.expect("reads")[0]);
                let named = |name: &str| -> &'static str { format!("{name}-{point}").leak() };
                form.extend([
                    (named("shown"), now.seal()),
                    (named("matter"), "Nước".to_owned()),
                    (named("conclusion"), "Kiểm tra nước.".to_owned()),
                    (named("lead"), String::new()),
                    (named("due_on"), TODAY.to_owned()),
                    (named("delivery"), "village".to_owned()),
                ]);
            }
            "point" => form.extend([("cases", case.to_string()), ("point", point.to_string())]),
            "place" => form.push(("case", case.to_string())),
            "drop" => form.push(("point", point.to_string())),
            "submit" | "issue" => self.write(body, id, point, case).await,
            "publish" | "replace" | "scans" => {
                self.write(body, id, point, case).await;
                self.issue(body, id).await;
            }
            "date" => {
                self.write(body, id, point, case).await;
                self.issue(body, id).await;
                let party = organisation_beside(self, body).await;
                id = self.house.act(body.clerk, draft(Some(party))).await;
                form.push(("point", point.to_string()));
            }
            _ => {}
        }
        form.push(("version", self.notice_version(id).await.to_string()));
        Noticed { id, form }
    }
}

/// A committee of the Party in the place of a body.
async fn organisation_beside(tree: &Tree, body: &Body) -> i64 {
    let found = acts::organisation::Found {
        superior: body.organisation,
        line: "party".to_owned(),
        kind: "party_committee".to_owned(),
        name: key(),
        territory: None,
        outside: false,
        from: day("2026-01-01"),
    };
    tree.house.act(tree.house.first, found).await.organisation
}
