//! Cases in the state in which an act within them makes sense: drafts, questions, parts; and bodies with which something is
//! overdue.

use acts::assignment::{AskBack, Assign, GivePart};
use acts::event::Correct;
use acts::organisation::PlaceUnder;
use acts::reply::{Approve, Draft};
use acts::urging::Urge;
use domain::event::Subject;
use domain::permission::Role;

use super::handled::reply_of;
use super::tree::{Body, Reader, Tree};
use crate::house::{Browser, TODAY, day, key};
use acts::case::SpotResult;

type Form = Vec<(&'static str, String)>;

impl Tree {
    /// Brings a case as far as an act within it needs it, and fills in what only that act asks for; nothing for other acts.
    pub(super) async fn within(&self, word: &str, case: i64, body: &Body, reader: &Reader) -> Option<(Form, Browser)> {
        let mut browser = reader.browser.clone();
        let own = body.organisation;
        let form = match word {
            "submit-reply" => vec![("draft", self.draft(body, case, false).await.to_string())],
            "approve-reply" | "send-back-reply" => {
                vec![("draft", self.draft(body, case, true).await.to_string())]
            }
            "issue-reply" => {
                let draft = self.draft(body, case, true).await;
                let other = self.house.account(&key(), own, &[Role::Office]).await;
                let version = self.version(case).await;
                self.house.act(other, Approve { case, version, draft, happened_on: day(TODAY) }).await;
                vec![("draft", draft.to_string())]
            }
            "delivery" => vec![("delivery", "letter".to_owned())],
            "ask-back" => {
                self.assign(body, case).await;
                vec![("question", "Ở đoạn nào?".to_owned())]
            }
            "answer-ask" => {
                self.assign(body, case).await;
                let (version, words) = (self.version(case).await, "Ở đoạn nào?".to_owned());
                let ask = AskBack { case, version, words, on_behalf_of: None, happened_on: day(TODAY) };
                self.house.act(body.clerk, ask).await;
                vec![("answer", "Sau chợ".to_owned())]
            }
            "give-back" => {
                let login = key();
                let aside = self.aside(own, &login, reader.role).await;
                self.assign_to(body, case, aside).await;
                browser = self.house.signed_in(&login).await;
                Vec::new()
            }
            "give-part" => {
                self.assign(body, case).await;
                let team = self.house.found(own, "service_centre", "Tổ đo đạc", None).await;
                let what = ("work", "Đo đạc".to_owned());
                vec![("part_to", team.to_string()), what, ("due_on", "2026-10-01".to_owned())]
            }
            "part-done" => {
                self.assign(body, case).await;
                let to = self.house.found(own, "service_centre", "Tổ đo đạc", None).await;
                let give = GivePart {
                    case,
                    version: self.version(case).await,
                    to,
                    words: "Đo đạc".to_owned(),
                    due_on: Some(day("2026-10-01")),
                    on_behalf_of: None,
                    happened_on: day(TODAY),
                };
                vec![("part", self.house.act(body.clerk, give).await.part.to_string())]
            }
            _ => return None,
        };
        Some((form, browser))
    }

    async fn draft(&self, body: &Body, case: i64, submit: bool) -> i64 {
        let point = self.point(case).await;
        let draft = Draft {
            case,
            version: self.version(case).await,
            draft: None,
            points: reply_of(case, 0, point, SpotResult::Done).points,
            left_out: Vec::new(),
            on_behalf_of: None,
            submit,
            happened_on: day(TODAY),
        };
        self.house.act(body.clerk, draft).await.reply
    }

    /// A body of the same place that stands under nobody, with an account of a role.
    async fn aside(&self, own: i64, login: &str, role: Role) -> i64 {
        let aside = self.house.found(own, "police", &key(), None).await;
        self.house.account(&key(), aside, &[Role::Administrator]).await;
        self.house.account(login, aside, &[role]).await;
        let mut read = self.house.store.reader().await.expect("a reader");
        let version = store::organisation::find(&mut read, aside).await.expect("reads").expect("is there").version;
        drop(read);
        let (line, superior, from) = (String::new(), None, day("2026-01-02"));
        self.house.act(self.house.first, PlaceUnder { organisation: aside, line, superior, from, version }).await;
        aside
    }

    async fn assign_to(&self, body: &Body, case: i64, lead: i64) {
        let assign = Assign {
            case,
            version: self.version(case).await,
            lead,
            cooperating: Vec::new(),
            due_on: Some(day("2026-10-01")),
            evidence: String::new(),
            contact: false,
            happened_on: day(TODAY),
        };
        self.house.act(body.clerk, assign).await;
    }

    /// Lets something be overdue with a body under one.
    async fn overdue(&self, body: &Body) {
        let case = self.case_of(body).await;
        let mut read = self.house.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Case, case).await.expect("reads");
        drop(read);
        let (event, reason) = (events[0].id, "Theo biên bản".to_owned());
        self.house.act(body.clerk, Correct { event, happened_on: day("2026-03-01"), reason }).await;
        let lead = self.house.found(body.organisation, "division", &key(), None).await;
        let assign = Assign {
            case,
            version: self.version(case).await,
            lead,
            cooperating: Vec::new(),
            due_on: Some(day("2026-03-10")),
            evidence: String::new(),
            contact: false,
            happened_on: day("2026-03-02"),
        };
        self.house.act(body.clerk, assign).await;
    }

    /// Lets something be overdue for the page that urges; for that of the letters one is made of it, which is named.
    pub(super) async fn urging(&self, path: &str, body: &Body) -> Form {
        self.overdue(body).await;
        if path != "/urging/letters" {
            return Vec::new();
        }
        let (organisation, happened_on) = (body.organisation, day(TODAY));
        let urge = Urge { organisation, to: None, number: String::new(), answer_by: None, happened_on };
        vec![("letter", self.house.act(body.clerk, urge).await.first.to_string())]
    }

    /// A matter of a body, and the committee over it to which it is reported.
    pub(super) async fn reported_up(&self, body: &Body) -> Form {
        let committee = self.house.found(body.organisation, "party_committee", "Đảng ủy", None).await;
        vec![("cases", self.case_of(body).await.to_string()), ("receiver", committee.to_string())]
    }
}
