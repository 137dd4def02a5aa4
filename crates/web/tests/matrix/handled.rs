//! Cases in the state in which an act of their pages makes sense, and the whole form of that act.

use acts::assignment::{Assign, Suspend};
use acts::case::{Assess, End, Link, Merge, SpotResult};
use acts::reply::{Reply, ReplyPoint};
use acts::transfer::SendOn;
use domain::event::{Assessment, EndGround};
use domain::permission::Role;
use web::routes::ROUTES;

use super::tree::{Body, Reader, Tree};
use crate::house::{Browser, TODAY, day, key};

/// The form of an act, and who sends it.
pub(super) struct Ready {
    /// All that is needed.
    pub(super) form: Vec<(&'static str, String)>,
    /// Somebody of the same role by whom it can be done.
    pub(super) browser: Browser,
}

impl Tree {
    /// Brings a case as far as the act of a page needs it, and fills in its form.
    pub(super) async fn ready(&self, path: &str, case: i64, body: &Body, reader: &Reader) -> Ready {
        let word = path.rsplit('/').next().unwrap_or_default();
        let (own, point) = (body.organisation, self.point(case).await);
        let mut browser = reader.browser.clone();
        let mut form: Vec<(&'static str, String)> = Vec::new();
        match word {
            "assign" => form.extend([("lead", own.to_string()), ("due_on", TODAY.to_owned())]),
            "accept" => self.assign(body, case).await,
            "extend" => {
                self.assign(body, case).await;
                form.push(("due_on", "2026-11-02".to_owned()));
            }
            "resume" => {
                let version = self.version(case).await;
                let reason = "Chờ kết quả đo".to_owned();
                self.house.act(body.clerk, Suspend { case, version, reason, happened_on: day(TODAY) }).await;
            }
            "reply" | "draft-reply" => form.extend([
                ("point", point.to_string()),
                (row("answer", point), "Đã làm.".to_owned()),
                (row("result", point), "done".to_owned()),
            ]),
            "keep-promise" => {
                self.reply(body, case, point, SpotResult::Promised).await;
                form.push(("point", point.to_string()));
            }
            "send-on" => {
                let to = self.house.found(own, "division", "Phòng Nhận", None).await;
                form.push(("receiver", to.to_string()));
            }
            "receive" | "answer-transfer" | "return" => {
                let transfer = self.send_on(body, case).await;
                form.extend([("transfer", transfer.to_string()), ("answer_whole", "Đã sửa xong.".to_owned())]);
                form.extend([("point", point.to_string()), (row("result", point), "done".to_owned())]);
            }
            "date-transfer" => {
                let transfer = self.send_on(body, case).await;
                form.extend([("transfer", transfer.to_string()), ("answer_by", "2026-11-02".to_owned())]);
            }
            "end" => form.push(("end_ground", "withdrawn".to_owned())),
            "reopen" => {
                let version = self.version(case).await;
                let (basis, reason) = (String::new(), "Đã rút".to_owned());
                let ground = EndGround::Withdrawn;
                self.house.act(body.clerk, End { case, version, ground, basis, reason, happened_on: day(TODAY) }).await;
            }
            "split" => {
                let (one, version) = (self.case_of(body).await, 1);
                let reason = "Cùng một việc".to_owned();
                let link = Link { case: one, version, root: case, reason, happened_on: day(TODAY) };
                form.push(("point", self.house.act(body.clerk, link).await.point.to_string()));
            }
            "link" | "merge" => form.push(("root", format!("VV-{}", self.case_of(body).await))),
            "unmerge" => {
                let (root, version) = (self.case_of(body).await, self.version(case).await);
                let reason = "Cùng một việc".to_owned();
                self.house.act(body.clerk, Merge { case, version, root, reason, happened_on: day(TODAY) }).await;
            }
            "assess" => {
                self.reply(body, case, point, SpotResult::Done).await;
                form.push(("assessment", "agreed".to_owned()));
            }
            "review" => {
                self.reply(body, case, point, SpotResult::Done).await;
                let (version, words) = (self.version(case).await, "Chưa xong".to_owned());
                let (value, contacts) = (Assessment::NotAgreed, Vec::new());
                let no_denunciation = false;
                let said = Assess { case, version, value, contacts, words, no_denunciation, happened_on: day(TODAY) };
                self.house.act(body.clerk, said).await;
                form.push(("review_result", "not_upheld".to_owned()));
            }
            "confirm" => {
                self.reply(body, case, point, SpotResult::Done).await;
                let front = self.house.found(own, "front", "Mặt trận xã Mẫu", None).await;
                if reader.role == Role::Front {
                    let login = key();
                    self.house.account(&login, front, &[Role::Front]).await;
                    browser = self.house.signed_in(&login).await;
                } else {
                    form.push(("on_behalf_of", front.to_string()));
                    form.push(("document", "05/MTTQ-BTT ngày 10/9/2026".to_owned()));
                }
            }
            "tell" => form.push(("way", "telephone".to_owned())),
            _ => {}
        }
        if let Some((own, by)) = self.within(word, case, body, reader).await {
            form.extend(own);
            browser = by;
        }
        form.extend([
            ("version", self.version(case).await.to_string()),
            ("happened_on", TODAY.to_owned()),
            ("reason", "Theo văn bản".to_owned()),
            ("note", "Đã đo xong".to_owned()),
        ]);
        Ready { form, browser }
    }

    pub(super) async fn version(&self, case: i64) -> i64 {
        let mut read = self.house.store.reader().await.expect("a reader");
        store::case::find(&mut read, case).await.expect("reads").expect("it is there").version
    }

    pub(super) async fn point(&self, case: i64) -> i64 {
        let mut read = self.house.store.reader().await.expect("a reader");
        store::case::points(&mut read, case).await.expect("reads")[0].id
    }

    pub(super) async fn assign(&self, body: &Body, case: i64) {
        let assign = Assign {
            case,
            version: self.version(case).await,
            lead: body.organisation,
            cooperating: Vec::new(),
            due_on: Some(day("2026-10-01")),
            evidence: String::new(),
            contact: false,
            happened_on: day(TODAY),
        };
        self.house.act(body.clerk, assign).await;
    }

    async fn reply(&self, body: &Body, case: i64, point: i64, result: SpotResult) {
        let reply = reply_of(case, self.version(case).await, point, result);
        self.house.act(body.clerk, reply).await;
    }

    async fn send_on(&self, body: &Body, case: i64) -> i64 {
        let to = self.house.found(body.organisation, "division", "Phòng Nhận", None).await;
        let send = SendOn {
            case,
            version: self.version(case).await,
            to,
            points: Vec::new(),
            number: "9/CV".to_owned(),
            proof: String::new(),
            reason: "Việc của phòng".to_owned(),
            answer_by: None,
            told: None,
            on_behalf_of: None,
            happened_on: day(TODAY),
        };
        self.house.act(body.clerk, send).await.transfer
    }
}

/// A reply on paper to one point of a case.
pub(super) fn reply_of(case: i64, version: i64, point: i64, result: SpotResult) -> Reply {
    let by_on = (result == SpotResult::Promised).then(|| day("2026-10-01"));
    let (words, ground) = ("Đã cho kiểm tra.".to_owned(), String::new());
    Reply {
        case,
        version,
        number: "12/UBND".to_owned(),
        signer: None,
        points: vec![ReplyPoint { point, result, by_on, words, ground, evidence: String::new() }],
        on_behalf_of: None,
        happened_on: day(TODAY),
    }
}

/// Whether a route is the form of an act of a case that has a page of its own.
pub(super) fn is_of(path: &str) -> bool {
    let page = ROUTES.iter().any(|route| route.method == "get" && route.path == path);
    page && path.starts_with("/cases/{id}/") && !path.contains("/files")
}

/// The control of a field that repeats for a point.
fn row(name: &str, point: i64) -> &'static str {
    Box::leak(format!("{name}-{point}").into_boxed_str())
}
