//! What others say of a case and decide of it, in any order: answers on the spot, receipts, progress, confirmations, reviews; and
//! the figures of all of it. See `any_order`.

use std::collections::BTreeMap;

use acts::Stop;
use acts::assignment::Progress;
use acts::case::{AnswerOnTheSpot, Confirm, SpotResult};
use acts::transfer::Receive;
use domain::day::Day;
use domain::event::{ReviewResult, Subject};
use domain::outcome::{Group, Outcome, outcome};
use store::figure::results::{self, Asked, Mode, Scope};

use super::any_order::Draw;
use super::{House, Matter};
use crate::desk::{day, now, spoken};

impl House {
    /// Says or decides something of a case that may well be refused.
    pub(super) async fn others(
        &self,
        draw: &mut Draw,
        matter: &Matter,
        (key, happened_on): (&str, Day),
    ) -> Result<(), Stop> {
        let (case, version) = (matter.case, self.version(matter.case).await);
        let words = "Đã xem tại chỗ".to_owned();
        match draw.days(8) {
            0 | 1 => {
                let result = draw.of(&[SpotResult::Done, SpotResult::Explained, SpotResult::Promised]);
                let (points, answer) = (Vec::new(), spoken(self.desk.term, result));
                let act = AnswerOnTheSpot { case, version, points, happened_on: Some(happened_on), answer };
                self.desk.act(key, act).await.map(|_| ())
            }
            2 | 3 => {
                let sent = self.sent(case).await;
                let Some(last) = sent.last() else { return Ok(()) };
                let (transfer, happened_on) = (last.id, last.sent_on.plus(draw.days(4)));
                self.desk.act(key, Receive { case, version, transfer, proof: words, happened_on }).await
            }
            4 => {
                let (document, on_behalf_of) = ("Công văn số 21/MTTQ-BTT".to_owned(), Some(self.front));
                self.desk.act(key, Confirm { case, version, words, document, on_behalf_of, happened_on }).await
            }
            5 => {
                let on_behalf_of = draw.of(&[None, Some(self.division), Some(self.sister)]);
                self.desk.act(key, Progress { case, version, words, on_behalf_of, happened_on }).await
            }
            _ => {
                let result = draw.of(&[ReviewResult::Upheld, ReviewResult::NotUpheld]);
                let opened = self.review_opened(case).await.unwrap_or(happened_on);
                let act = self.decision(case, result, &opened.plus(draw.days(5)).to_iso()).await;
                self.desk.act(key, act).await
            }
        }
    }

    async fn review_opened(&self, case: i64) -> Option<Day> {
        let mut read = self.desk.store.reader().await.expect("a reader");
        let events = store::event::history(&mut read, Subject::Case, case).await.expect("reads");
        let opened = events.iter().rev().find(|known| known.event.act() == "case.review_opened");
        opened.map(|known| known.happened_on)
    }

    /// The figures of the body are the outcomes of its cases, each in one line; and what was raised is counted whatever became
    /// of it.
    pub(super) async fn figures_add_up(&self, url: &str, raised: usize, after: &str) {
        let rows = testing::all_rows(url).await;
        let (on, as_of) = (day("2026-12-31"), now());
        let mut read = self.desk.store.reader().await.expect("a reader");
        let mut of: BTreeMap<Group, i64> = BTreeMap::new();
        let mut overdue = 0;
        for row in &rows["cases"] {
            let id = row["id"].parse().expect("an id");
            let events = store::event::history(&mut read, Subject::Case, id).await.expect("reads");
            let found = outcome(&events, on, as_of).expect("it has one");
            *of.entry(found.group()).or_default() += 1;
            overdue += i64::from(found == Outcome::InProgressOverdue);
        }
        let asked = Asked {
            scope: Scope::Body(self.desk.by.organisation),
            mode: Mode::Raised,
            from: day("2026-01-01"),
            to: on,
            state_on: on,
            as_of,
        };
        let lines = results::count(&mut read, &asked, "commune").await.expect("reads");
        let total = &lines.iter().find(|line| line.level.is_none() && line.line.is_none()).expect("a total").counts;
        let cases = total.cases;
        let counted = |group| of.get(&group).copied().unwrap_or_default();
        let by_outcome = [Group::Resolved, Group::InProgress, Group::NotTakenUp].map(counted);
        assert_eq!([cases.resolved, cases.in_progress, cases.not_taken_up], by_outcome, "{after}");
        assert_eq!(cases.total, by_outcome.iter().sum::<i64>(), "{after}: a partition");
        assert_eq!(cases.overdue, overdue, "{after}");
        let fields: i64 = total.fields.values().flatten().sum();
        assert_eq!(fields, cases.total, "{after}: by field of work too");
        assert_eq!(total.submissions, i64::try_from(raised).expect("few"), "{after}: nothing that was raised is lost");
    }
}
