//! What goes on within a case, in any order: drafts, deliveries, questions, parts, letters. See `any_order`.

use acts::assignment::{AnswerAsk, PartDone};
use acts::case::SpotResult;
use acts::reply::{Approve, ChooseDelivery, Issue, SendBack, Submit};
use acts::{By, Stop};
use domain::correction::effective;
use domain::day::Day;
use domain::event::{Delivery, Subject};
use domain::permission::Role;
use store::assignment;

use super::any_order::Draw;
use super::{House, Matter};

/// Who else has to do with the cases.
pub(super) struct Beside {
    /// A body that stands under nobody.
    police: i64,
    /// A body under the division.
    team: i64,
    /// Somebody who may approve what the clerk drafts.
    office: By,
}

impl House {
    pub(super) async fn beside(&self) -> Beside {
        Beside {
            police: self.aside().await,
            team: self.body("Tổ địa chính", "service_centre", self.division).await,
            office: self.colleague("van.phong", self.desk.by.organisation, Role::Office).await,
        }
    }

    /// Does something within a case that may well be refused.
    pub(super) async fn within(
        &self,
        draw: &mut Draw,
        matter: &Matter,
        (key, happened_on): (&str, Day),
        beside: &Beside,
    ) -> Result<(), Stop> {
        let (case, version) = (matter.case, self.version(matter.case).await);
        let on = happened_on.to_iso();
        let mut read = self.desk.store.reader().await.expect("a reader");
        let given = assignment::of_case(&mut read, case).await.expect("reads");
        let parts = assignment::parts(&mut read, case).await.expect("reads");
        let asked = assignment::asked(&mut read, case).await.expect("reads");
        drop(read);
        // A question is only asked within days of the assignment.
        let soon = given.first().map_or(happened_on, |row| row.assigned_on.plus(draw.days(3)));
        let lead = given.first().map_or(self.division, |row| row.lead);
        match draw.days(14) {
            0 => {
                let mut act = self.draft(matter, &on, SpotResult::Done).await;
                act.on_behalf_of = draw.of(&[None, Some(self.division), Some(self.sister)]);
                act.submit = draw.days(4) != 0;
                let open = self.drafts(case).await.into_iter().find(|row| row.state != "issued");
                act.draft = open.map(|row| row.id).filter(|_| draw.days(2) == 0);
                self.desk.act(key, act).await.map(|_| ())
            }
            1 | 2 => {
                let drafts = self.drafts(case).await;
                let waits = drafts.iter().rfind(|row| row.state == "submitted");
                let Some(last) = waits.or(drafts.last()) else { return Ok(()) };
                let (draft, office) = (last.id, beside.office);
                let happened_on = last.since_on.max(last.drafted_on).plus(draw.days(3));
                match draw.days(8) {
                    0 => self.desk.act(key, Submit { case, version, draft, happened_on }).await,
                    1..=3 => self.by(office, key, Approve { case, version, draft, happened_on }).await,
                    4..=5 => {
                        let reason = "Xem lại".to_owned();
                        self.by(office, key, SendBack { case, version, draft, reason, happened_on }).await
                    }
                    _ => {
                        let number = String::new();
                        let act = Issue { case, version, draft, number, signer: None, signed: false, happened_on };
                        self.desk.act(key, act).await.map(|_| ())
                    }
                }
            }
            3 => {
                let way = draw.of(&Delivery::ALL);
                self.desk.act(key, ChooseDelivery { case, version, points: Vec::new(), way, happened_on }).await
            }
            4 => {
                let act = self.ask(case, lead, &soon.to_iso()).await;
                self.desk.act(key, act).await
            }
            5 => {
                let words = "Trả lời".to_owned();
                let happened_on = asked.first().map_or(happened_on, |(_, on)| on.plus(draw.days(3)));
                self.desk.act(key, AnswerAsk { case, version, words, happened_on }).await
            }
            6 | 12 | 13 => {
                if draw.days(2) == 0 {
                    let mut act = self.assignment(case, &on, &happened_on.plus(20).to_iso()).await;
                    act.lead = beside.police;
                    return self.desk.act(key, act).await.map(|_| ());
                }
                let act = self.back(case, lead, &soon.to_iso()).await;
                self.desk.act(key, act).await
            }
            7 | 9 | 10 | 11 => {
                if let Some(part) = parts.last().filter(|_| draw.days(2) == 0) {
                    let happened_on = part.given_on.plus(draw.days(3));
                    let (part, words) = (part.id, String::new());
                    return self.desk.act(key, PartDone { case, version, part, words, happened_on }).await;
                }
                let act = self.part(case, beside.team, &on, &happened_on.plus(1).to_iso()).await;
                self.desk.act(key, act).await.map(|_| ())
            }
            _ => self.desk.act(key, self.urge("2026-12-20")).await.map(|_| ()),
        }
    }

    /// What goes on within a case is what its events give, by the rows as `history verify` reads them.
    pub(super) async fn within_agrees(&self, id: i64, after: &str) {
        let mut read = self.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Case, id).await.expect("reads");
        let known = effective(&events);
        let mut drafts = domain::reply::drafts(&events);
        drafts.sort_unstable();
        let rows = store::reply::drafts(&mut read, id).await.expect("reads");
        let told: Vec<(i64, &str)> = drafts.iter().map(|(id, state)| (*id, state.as_str())).collect();
        let kept: Vec<(i64, &str)> = rows.iter().map(|row| (row.id, row.state.as_str())).collect();
        assert_eq!(kept, told, "{after}");
        let asked = domain::assignment::asked(Day::OPEN, &known).filter(|it| !it.answered);
        let rows = assignment::asked(&mut read, id).await.expect("reads");
        assert_eq!(rows, asked.map(|it| (it.assignment, it.on)).into_iter().collect::<Vec<_>>(), "{after}");
    }
}
